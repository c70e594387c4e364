"""What the lessons' figures show, read back from the figures themselves: lines, cells, frames in the right places."""

import re
import sys
from collections import Counter

import numpy as np
import pytest
from matplotlib import pyplot as plt
from support.lesson_source import cells_of, source_of

from course.lessons import lesson
from course.lessons.lesson import running_lesson
from course.pictures.figures import RED, panels, picture


def drawn(name):
    """Run a lesson as a notebook would, without TensorFlow; return its variables and its figures by name."""
    figures = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running_lesson, "place", "notebook")
        patch.setattr(lesson, "save", lambda fig, name, sentence: figures.update({name: fig}))
        patch.setitem(sys.modules, "tensorflow", None)
        plt.switch_backend("agg")
        variables = {"__name__": "__main__", "__doc__": ""}
        exec(compile(source_of(name), name, "exec"), variables)
    return variables, figures


@pytest.fixture(scope="module")
def first():
    yield drawn("0_1D.py")
    plt.close("all")


@pytest.fixture(scope="module")
def second():
    yield drawn("1_2D.py")
    plt.close("all")


@pytest.fixture(scope="module")
def third():
    yield drawn("3_image.py")
    plt.close("all")


def titles(figures):
    return {name: fig.get_suptitle() for name, fig in figures.items()}


class TestLesson0:
    def test_its_figures_say_what_it_finds(self, first):
        assert titles(first[1]) == {
            "copies": "Shifted, scaled copies of 2 1 0 add up to 6 11 14 5 0",
            "steps": "The flipped kernel, slid along, gives 6 11 14 5 0 again",
            "modes": "full keeps 6 numbers, same 4, valid 2",
            "row": "One row of the picture is a signal",
            "smoothed": "The average of 9 loses ups and downs, and blunts the sharpest edge",
            "edges": "The sharpest edge is between columns 300 and 301",
        }

    def test_the_marked_row_is_the_row_that_is_drawn(self, first):
        variables, figures = first
        above, below = figures["row"].axes
        (marked,) = {int(line.get_ydata()[0]) for line in above.lines}
        shown = np.rint(above.images[0].get_array()[marked, :, 1] * 255)
        assert "row 224 " in above.get_title() and len(above.images[0].get_array()) == 220
        assert below.lines[0].get_ydata().tolist() == shown.tolist() == variables["row"].tolist()

    def test_the_sharpest_edge_is_marked(self, first):
        (mark,) = first[1]["edges"].axes[0].texts
        assert mark.xy == (300, 75)


class TestLesson1:
    def test_its_figures_are_there(self, second):
        assert [*second[1]] == ["smears", "windows", "places", "beyond", "matches", "tables"]

    def test_its_windows_have_the_numbers_of_valid(self, second):
        assert titles(second[1])["windows"] == "6 windows, one number each: 26 13 24, 27 19 31"

    def test_the_matches_are_framed_where_they_are(self, second):
        ax = second[1]["matches"].axes[0]
        boxes = [patch.get_bbox() for patch in ax.patches if not patch.get_fill()]
        windows = [(round(box.y0 + 0.5), round(box.x0 + 0.5)) for box in boxes if round(box.width) == 3]
        assert windows == [(1, 1), (2, 2), (4, 4), (5, 5)]
        assert "4 places" in second[1]["matches"].get_suptitle()

    def test_the_tables_have_as_many_weights_as_their_kernels(self, second):
        left, right, _ = second[1]["tables"].axes
        assert left.get_title() == "6 rows, 12 columns, 4 weights"
        assert right.get_title() == "36 rows, 64 columns, 9 weights"


class TestLesson3:
    def test_its_figures_say_what_it_finds(self, third):
        assert titles(third[1]) == {
            "grey": "Three numbers become one: red 243, green 58, blue 116 make grey 120",
            "blur": "The smallest jumps: Gaussian. The largest: sharpen",
            "edges": "It takes both: 45 % of the strong edges show better as upright ones",
            "laplacian": "The two sides of an edge: Laplacian -99 and 95, recipe 199 and 195",
            "bytes": "A byte holds only 0 to 255: -8 becomes 248",
            "frame": "Zeros make false edges: 1916 pixels, all at the border",
        }

    def test_the_recipe_is_never_below_100_and_cut_off_at_255(self, third):
        recipe = third[0]["recipe"]
        assert (recipe.min(), recipe.max()) == (100, 255)

    def test_the_detail_of_the_laplacian_is_the_eye(self, third):
        variables, figures = third
        grey, signed, recipe, *_ = figures["laplacian"].axes
        part = np.s_[48:96, 134:182]
        for ax, values in ((grey, "grey"), (signed, "by_laplacian"), (recipe, "recipe")):
            assert (np.asarray(ax.images[0].get_array()) == variables[values][part]).all()


class TestLesson4:
    def test_image_label_and_guess_go_together(self):
        """The cell on right and wrong guesses, on a few made-up digits: image k is all k, so it tells its number."""
        (cell,) = [cell for cell in cells_of(source_of("4_digit.py")) if 'save(fig, "guesses"' in cell.source]
        count = 30
        answers = np.arange(count) % 10
        guesses = np.where(np.arange(count) % 4 == 1, (answers + 3) % 10, answers)
        images = np.full((28, 28, count), np.arange(count), np.uint8).transpose(2, 0, 1)
        figures = {}
        names = {
            "np": np, "Counter": Counter, "panels": panels, "picture": picture, "RED": RED,
            "save": lambda fig, name, sentence: figures.update({name: fig}),
            "guesses": guesses, "answers": answers, "digits": {"test_images": images, "test_labels": answers},
        }  # fmt: skip
        exec(cell.source, names)
        (fig,) = figures.values()
        shown = [(int(ax.images[0].get_array()[0, 0]), ax.get_title()) for ax in fig.axes if ax.images]
        wrong = np.flatnonzero(guesses != answers).tolist()
        assert len(shown) == 24 and [index for index, _ in shown][: len(wrong)] == wrong
        for index, title in shown:
            assert [int(number) for number in re.findall(r"\d+", title)] == [guesses[index], answers[index]]
        colours = [ax.title.get_color() for ax in fig.axes if ax.images]
        assert colours == [RED] * len(wrong) + ["black"] * (24 - len(wrong))
        plt.close("all")
