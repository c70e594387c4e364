"""What the lessons' figures show, read back from the figures themselves: lines, cells, frames in the right places."""

import math
import re
import sys

import numpy as np
import pytest
from matplotlib import pyplot as plt
from numpy.testing import assert_array_equal
from scipy.ndimage import correlate1d
from support.lesson_source import source_of
from support.tensorflow_there import needs_tensorflow

from course.lessons import lesson
from course.lessons.lesson import running_lesson
from course.paths import DATA


def drawn(name, source=None, tensorflow=False):
    """Run a lesson as a notebook would, without TensorFlow; return its variables and its figures by name.

    source: another one than the lesson's own. tensorflow: whether the lesson has it.
    """
    figures = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running_lesson, "place", "notebook")
        patch.setattr(lesson, "save", lambda fig, name, sentence: figures.update({name: fig}))
        if not tensorflow:
            patch.setitem(sys.modules, "tensorflow", None)
        plt.switch_backend("agg")
        variables = {"__name__": "__main__", "__doc__": ""}
        exec(compile(source or source_of(name), name, "exec"), variables)
        plt.close("all")  # they can still be read
    return variables, figures


@pytest.fixture(scope="module")
def first():
    return drawn("0_1D.py")


@pytest.fixture(scope="module")
def second():
    return drawn("1_2D.py")


@pytest.fixture(scope="module")
def third():
    return drawn("3_image.py")


@pytest.fixture(scope="module")
def fourth():
    source = source_of("4_digit.py")
    assert source.count("range(1, 16)") == 1
    return drawn("4_digit.py", source.replace("range(1, 16)", "range(1, 2)"), tensorflow=True)


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
            "spots": "A dot becomes a copy of the kernel",
            "blur": "Smallest jumps in the whole photograph: box. Largest: sharpen",
            "edges": "Upright edges, lying edges, both together",
            "laplacian": "The two sides of an edge: -99 and 95; with 128 added, in bytes: 29 and 223",
            "bytes": "A byte holds only 0 to 255: -8 becomes 248",
            "frame": "Zeros make false edges: 1916 pixels, all at the border",
        }

    def test_what_is_shown_in_greys_is_cut_off_at_0_and_255(self, third):
        limits = {"clipped": (0, 255), "no_sign": (0, 220), "with_sign": (0, 255), "recipe": (100, 255)}
        for name, (least, most) in limits.items():
            assert (third[0][name].min(), third[0][name].max()) == (least, most), name

    def test_the_round_spot_and_the_square_have_their_kernels(self, third):
        """A spot is the kernel: in the middle of a side of the Gaussian it is 20 times as bright as in a corner."""
        dot, square, spot = (np.asarray(ax.images[0].get_array()) for ax in third[1]["spots"].axes)
        assert dot.sum() == 1 and dot[10, 10] == 1
        bell = np.array([1, 6, 15, 20, 15, 6, 1])
        for table, weights in ((square, np.ones((7, 7)) / 49), (spot, np.outer(bell, bell) / 4096)):
            np.testing.assert_allclose(table, np.pad(weights, 7), atol=1e-12)
        np.testing.assert_allclose(spot[7, 10] / spot[7, 7], 20)

    def test_a_gaussian_that_spreads_as_far_as_the_box_makes_the_jumps_that_are_said_of_it(self, third):
        """By 16 steps: the places of its weights differ from the middle, squared, by 4 on average, as the box's do."""
        bell = np.array([math.comb(16, place) for place in range(17)]) / 2**16
        spread = [
            (weights * (np.arange(size) - size // 2) ** 2).sum() for weights, size in ((bell, 17), (1 / 7, 7))
        ]
        np.testing.assert_allclose(spread, 4)
        blurred = correlate1d(correlate1d(third[0]["grey"].astype(float), bell, axis=0), bell, axis=1)
        assert f"{np.abs(np.diff(blurred)).mean():.2f}" == "1.52"
        assert "average jump is 1.52" in " ".join(source_of("3_image.py").replace("\n#", "").split())

    def test_the_detail_of_the_laplacian_is_the_eye(self, third):
        variables, figures = third
        grey, signed, smoothed, _, no_sign, with_sign, _ = figures["laplacian"].axes
        part = np.s_[48:96, 134:182]
        drawn_from = {
            "grey": grey,
            "by_laplacian": signed,
            "smoothed": smoothed,
            "no_sign": no_sign,
            "with_sign": with_sign,
        }
        for name, ax in drawn_from.items():
            assert_array_equal(np.asarray(ax.images[0].get_array()), variables[name][part])


@pytest.mark.slow
@needs_tensorflow
class TestLesson4:
    """Its network is trained for one round only: what it shows is what it has, and its numbers do not matter."""

    def test_its_figures_say_what_it_finds(self, fourth):
        said = titles(fourth[1])
        assert [*said] == ["numbers", "pooling", "sees", "training", "guesses", "kernels", "maps", "shift"]
        assert said["numbers"] == "A digit is 28x28 numbers: 594 of them are 0"
        assert said["pooling"] == "ReLU makes 316 numbers 0, pooling keeps 338 of 1352"
        assert said["sees"] == "Across, two layers see 5 pixels, with pooling between them 8"
        assert said["kernels"] == "The same 8 kernels, before training and after it"
        assert said["maps"] == "Each kernel with its map, and 8 of 24 maps of the second layer"
        assert said["shift"] == "All 600 numbers that stay inside moved along: 2 down, 1 to the right"
        assert re.match(r"(All|The first) \d+( of \d+)? wrong guesses of 500$", said["guesses"])

    def test_the_rows_that_it_prints_are_framed(self, fourth):
        (frame,) = [patch for patch in fourth[1]["numbers"].axes[0].patches if not patch.get_fill()]
        assert frame.get_bbox().bounds == (6.5, 11.5, 12, 4)

    def test_each_kernel_is_in_a_row_with_its_maps(self, fourth):
        variables, figures = fourth
        axes = figures["pooling"].axes
        for name, pooled, (_, *row) in (("upright", 0, axes[:4]), ("lying", 1, axes[4:])):
            assert len(row) == 3
            blocks = variables[f"relu_{name}"].reshape(13, 2, 13, 2)
            for ax, values in zip(
                row, (variables[f"map_{name}"], variables[f"relu_{name}"], blocks.max((1, 3)))
            ):
                assert_array_equal(ax.images[0].get_array(), values)
            weights = [int(text.get_text()) for text in axes[4 * pooled].texts]
            assert weights == variables[name].ravel().tolist()

    def test_its_curves_are_the_numbers_that_it_prints(self, fourth):
        variables, figures = fourth
        left, right = figures["training"].axes
        for place, ax in enumerate((left, right)):
            for line, rounds in zip(ax.lines, (variables["on_train"], variables["on_test"]), strict=True):
                assert line.get_ydata().tolist() == [numbers[place] for numbers in rounds]
        of_new = right.lines[1].get_ydata()[-1]
        assert of_new == pytest.approx(np.mean(variables["guesses"] == variables["test_labels"]))

    def test_image_label_and_guess_go_together(self, fourth):
        """Each image that is shown is looked up in data/digits.npz: there its label stands beside it."""
        variables, figures = fourth
        digits = np.load(DATA / "digits.npz")
        index_of = {image.tobytes(): index for index, image in enumerate(digits["test_images"])}
        axes = [ax for ax in figures["guesses"].axes if ax.images]
        assert len(axes) == min(np.count_nonzero(variables["guesses"] != digits["test_labels"]), 24) > 5
        for ax in axes:
            index = index_of[np.asarray(ax.images[0].get_array(), np.uint8).tobytes()]
            label, guess = (int(number) for number in re.findall(r"\d", ax.get_title()))
            assert label == digits["test_labels"][index] != guess == variables["guesses"][index]

    def test_its_kernels_are_those_of_the_network(self, fourth):
        variables, figures = fourth
        found = variables["network"].get_weights()[0][:, :, 0, :]
        before, after = figures["kernels"].axes[:8], figures["kernels"].axes[8:]
        for number in range(8):
            assert_array_equal(before[number].images[0].get_array(), variables["at_random"][:, :, number])
            assert_array_equal(after[number].images[0].get_array(), found[:, :, number])
        assert np.abs(variables["at_random"] - found).max() > 0.01  # it has learned since
        shown = [ax.images[0].get_array() for ax in figures["maps"].axes if ax.images]
        assert_array_equal(shown[0], variables["digit"])
        for number in range(8):
            assert_array_equal(shown[1 + 2 * number], found[:, :, number])
            assert_array_equal(shown[2 + 2 * number], variables["first_maps"][:, :, number])
        assert [values.shape for values in shown[17:]] == [(14, 14)] * 8

    def test_the_digit_and_its_map_move_along(self, fourth):
        variables, figures = fourth
        names = ("digit", "map_before", "moved", "map_after")
        for ax, name in zip(figures["shift"].axes, names):
            assert_array_equal(ax.images[0].get_array(), variables[name])
