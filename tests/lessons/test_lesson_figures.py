"""What the lessons' figures show, read back from the figures themselves: lines, cells, frames in the right places."""

import re
from collections import Counter

import numpy as np
import pytest
from matplotlib import pyplot as plt
from support.lesson_source import cells_of, source_of

from course.lessons import lesson
from course.lessons.lesson import running_lesson
from course.pictures.figures import RED, panels, picture


def drawn(name):
    """Run a lesson as a notebook would; return its variables and its figures by name."""
    figures = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running_lesson, "place", "notebook")
        patch.setattr(lesson, "save", lambda fig, name, sentence: figures.update({name: fig}))
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


def cells(ax):
    """The text of each cell, by (row, column)."""
    return {(round(t.get_position()[1]), round(t.get_position()[0])): t.get_text() for t in ax.texts}


def frames(ax):
    """(row, column, rows, columns) of each frame that is drawn over the cells, to the nearest cell."""
    boxes = [patch.get_bbox() for patch in ax.patches if not patch.get_fill()]
    return [tuple(round(v) for v in (box.y0 + 0.5, box.x0 + 0.5, box.height, box.width)) for box in boxes]


class TestLesson0:
    def test_the_kernel_slides_turned_by_one_place_a_step(self, first):
        seen = cells(first[1]["sliding"].axes[0])
        assert [seen[0, 2], seen[0, 3], seen[0, 4]] == ["3", "4", "5"]
        for n in range(5):
            assert [seen[n + 1, n + k] for k in range(3)] == ["0", "1", "2"]
        labels = [label.get_text() for label in first[1]["sliding"].axes[0].get_yticklabels()]
        assert labels == ["signal", "y[0] = 6", "y[1] = 11", "y[2] = 14", "y[3] = 5", "y[4] = 0"]

    def test_every_mode_stands_under_its_like(self, first):
        seen = cells(first[1]["three_modes"].axes[0])
        for (row, column), text in seen.items():
            assert text == seen[0, column]
        assert [sum(row == r for row, _ in seen) for r in range(3)] == [5, 4, 3]

    def test_the_average_is_drawn_at_the_middle_of_what_it_averages(self, first):
        row, average = (line.get_xydata() for line in first[1]["smoothed"].axes[0].lines)
        assert len(row) == 512 and len(average) == 504
        for column, value in average[[0, 100, 503]]:
            around = row[int(column) - 4 : int(column) + 5]
            assert around[:, 0].tolist() == [column + k for k in range(-4, 5)]
            assert value == pytest.approx(around[:, 1].mean())

    def test_the_dot_marks_the_sharpest_edge(self, first):
        edges, dot = (line.get_xydata() for line in first[1]["edges"].axes[0].lines)
        assert abs(dot[0, 1]) == np.abs(edges[:, 1]).max() and edges[int(dot[0, 0]), 1] == dot[0, 1]


class TestLesson1:
    def test_the_framed_window_gives_the_framed_number(self, second):
        image, turned, feature_map = second[1]["window"].axes
        (row, column, rows, columns), ((i, j, *_),) = frames(image)[0], frames(feature_map)
        window, kernel = cells(image), cells(turned)
        total = sum(
            int(window[row + a, column + b]) * int(kernel[a, b]) for a in range(rows) for b in range(columns)
        )
        assert (row, column) == (i, j) and str(total) == cells(feature_map)[i, j]

    def test_the_frames_hold_valid_and_same(self, second):
        ax = second[1]["three_modes"].axes[0]
        seen, framed = cells(ax), frames(ax)
        assert framed == [(1, 1, 2, 2), (0, 0, 3, 3)]
        assert [[seen[i, j] for j in (1, 2)] for i in (1, 2)] == [["751", "263"], ["1118", "714"]]

    def test_each_border_has_its_own_result(self, second):
        titles = {ax.get_title(): set(cells(ax).values()) for ax in second[1]["borders"].axes}
        assert titles == {"fill": {"-200", "-100", "0"}, "symm": {"0"}, "wrap": {"0"}}

    def test_the_frames_are_where_the_stroke_is(self, second):
        ax = second[1]["pattern"].axes[0]
        seen = cells(ax)
        assert sorted(frames(ax)) == [(i, i, 3, 3) for i in (1, 2, 4, 5)]
        for i, j, *_ in frames(ax):
            for a, b in np.ndindex(3, 3):
                assert seen[i + a, j + b] == ("1" if a == b else "-1")

    def test_the_matrix_has_nine_weights_in_each_row(self, second):
        (shown,) = second[1]["matrix"].axes[0].images
        assert shown.get_array().shape == (36, 64)
        assert ((shown.get_array() < 12).sum(axis=1) == 9).all()


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
