"""The figures of lesson 0 show the numbers that they are given: cells and lines are read back."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from support.drawings import close_figures, is_cut, overlapping_names, texts, tint  # noqa: F401 (a fixture)

from course.pictures.figure_pieces import PALE_GREY
from course.pictures.figures import BLUE, PALE_RED, RED
from course.pictures.figures_of_lesson_0 import (
    draw_copies,
    draw_edges,
    draw_modes,
    draw_row,
    draw_smoothed,
    draw_steps,
)


def in_row(ax, row):
    """{column: text} of the cells in one row of a drawing; names stand to the left of column 0."""
    return {column: text for (at, column), text in texts(ax).items() if at == row and column >= 0}


class TestCopies:
    def test_shifted_scaled_copies_and_their_sum(self):
        fig = draw_copies([3, 4, 5], [2, 1, 0])
        (ax,) = fig.axes
        assert [in_row(ax, row) for row in range(4)] == [
            {0: "6", 1: "3", 2: "0"},
            {1: "8", 2: "4", 3: "0"},
            {2: "10", 3: "5", 4: "0"},
            {0: "6", 1: "11", 2: "14", 3: "5", 4: "0"},
        ]
        labels = [label.get_text() for label in ax.get_yticklabels()]
        assert labels == ["3 times 2 1 0", "4 times 2 1 0", "5 times 2 1 0", "added up"]
        assert fig.get_suptitle().endswith("copies of 2 1 0 add up to 6 11 14 5 0")

    def test_numbers_with_a_point_stay_what_they_are(self):
        fig = draw_copies([3, 4, 5], [2, 1.5, 0.1])
        assert list(in_row(fig.axes[0], 0).values()) == ["6", "4.5", "0.3"]
        assert fig.get_suptitle().endswith("add up to 6.0 12.5 16.3 7.9 0.5")

    def test_every_column_adds_up(self):
        (ax,) = draw_copies([1, -2, 4, 3], [5, 7]).axes
        for column, total in in_row(ax, 4).items():
            above = [in_row(ax, row).get(column, "0") for row in range(4)]
            assert sum(map(int, above)) == int(total)


GREY_NOTE = "grey: these weights have no number above them"
FIRST_STEPS = (3.6, 4.6, 5.6, 6.6, 7.6)  # rows of the drawing


class TestSteps:
    def test_kernel_flipped_and_signal(self):
        (ax,) = draw_steps([3, 4, 5], [2, 1, 0]).axes
        assert [list(in_row(ax, row).values()) for row in (0, 1)] == [list("210"), list("012")]
        assert list(in_row(ax, 2.6).items())[:3] == [(2, "3"), (3, "4"), (4, "5")]

    def test_a_product_stands_under_each_number_of_the_signal(self):
        (ax,) = draw_steps([3, 4, 5], [2, 1, 0]).axes
        assert [list(in_row(ax, row).values()) for row in FIRST_STEPS] == [
            ["0", "1", "3*2", "6"],
            ["0", "3*1", "4*2", "3 + 8 = 11"],
            ["3*0", "4*1", "5*2", "0 + 4 + 10 = 14"],
            ["4*0", "5*1", "2", "0 + 5 = 5"],
            ["5*0", "1", "2", "0"],
        ]
        for n in range(5):
            assert list(in_row(ax, FIRST_STEPS[n]))[:3] == [n, n + 1, n + 2]
        assert tint(ax, 3.6, 0) == PALE_GREY and tint(ax, 3.6, 2) == PALE_RED

    @pytest.mark.parametrize("signal, kernel, finding", [
        ([3, 4, 5], [2, 1, 0], "gives 6 11 14 5 0 again"),
        ([3, 4, 5], [0, 0, 1], "gives 0 0 3 4 5 again"),
        ([1, 2], [-3], "gives -3 -6 again"),
        ([2, 4], [0.5, 0.25], "gives 1 2.5 1 again"),
    ])  # fmt: skip
    def test_the_title_says_what_the_sums_are(self, signal, kernel, finding):
        assert draw_steps(signal, kernel).get_suptitle() == f"The flipped kernel, slid along, {finding}"

    def test_a_negative_product_stands_in_brackets(self):
        (ax,) = draw_steps([3, 4], [1, -2]).axes
        assert "(-6) + 4 = -2" in in_row(ax, FIRST_STEPS[1]).values()

    def test_the_sums_have_a_heading_and_grey_is_explained(self):
        fig = draw_steps([3, 4, 5], [2, 1, 0])
        (ax,) = fig.axes
        (sums_at,) = [column for column, text in in_row(ax, FIRST_STEPS[1]).items() if "=" in text]
        assert in_row(ax, 2.6)[sums_at] == "added up"
        assert GREY_NOTE in texts(ax).values()
        assert not is_cut(fig) and not overlapping_names(fig)

    def test_rows_are_named_after_their_numbers(self):
        (ax,) = draw_steps([3, 4, 5], [2, 1]).axes
        names = [text for (_, column), text in texts(ax).items() if column < 0]
        assert names == ["kernel", "flipped", "signal", "y[0]", "y[1]", "y[2]", "y[3]"]


class TestModes:
    @staticmethod
    def kept(ax):
        """{mode: the numbers that stand below its name}."""
        columns = {text: at for (row, at), text in texts(ax).items() if text in ("full", "same", "valid")}
        return {
            mode: [int(text) for (row, column), text in texts(ax).items() if column == at and row > 0]
            for mode, at in columns.items()
        }

    @pytest.mark.parametrize("signal, kernel", [
        ([1, 3, 2, 5], [1, 2, 4]), ([1, 3, 2, 5], [1, 2]), ([1, 3, 2, 5, 9], [7, 1, 2, 4]),
        ([3, 4, 5], [2, 1, 0]), ([6, 2], [1, 2, 5, 4]), ([6, 2], [1, 2, 5]),
    ])  # fmt: skip
    def test_what_each_mode_keeps(self, signal, kernel):
        fig = draw_modes(signal, kernel)
        kept = self.kept(fig.axes[0])
        assert kept == {
            mode: np.convolve(signal, kernel, mode).tolist() for mode in ("full", "same", "valid")
        }
        sizes = [len(kept[mode]) for mode in ("full", "same", "valid")]
        assert fig.get_suptitle() == "full keeps {} numbers, same {}, valid {}".format(*sizes)

    def test_weights_beyond_the_signal_are_grey(self):
        (ax,) = draw_modes([1, 3, 2, 5], [1, 2, 4]).axes
        assert [tint(ax, 1, column) for column in range(3)] == [PALE_GREY, PALE_GREY, PALE_RED]
        assert [tint(ax, 3, column) for column in range(2, 5)] == [PALE_RED] * 3
        assert list(in_row(ax, 1).values())[:3] == ["4", "2", "1"]

    def test_grey_is_explained(self):
        fig = draw_modes([1, 3, 2, 5], [1, 2, 4])
        assert GREY_NOTE in texts(fig.axes[0]).values()
        assert not is_cut(fig) and not overlapping_names(fig)


def test_the_row_of_the_photograph_is_marked_and_its_green_is_drawn():
    photo = np.zeros((10, 6, 3))
    above, below = draw_row(photo, 4, [7, 8, 9, 1, 2, 3]).axes
    assert {tuple(line.get_ydata()) for line in above.lines} == {(4, 4)}
    assert above.get_title() == "row 4 is marked; below it, its green, column by column"
    assert below.lines[0].get_xydata().tolist() == [[0, 7], [1, 8], [2, 9], [3, 1], [4, 2], [5, 3]]
    assert below.get_ylabel() == "green"


def average_of(count, numbers):
    return np.convolve(numbers, np.ones(count), "valid") / count


JITTER = [10, 14] * 20
STEP = [0] * 20 + [90] * 20


class TestSmoothed:
    def test_the_average_is_drawn_at_the_middle_of_what_it_averages(self):
        numbers = np.arange(40) ** 2 % 23
        (ax,) = draw_smoothed(numbers, average_of(9, numbers)).axes
        row, smooth = (line.get_xydata() for line in ax.lines)
        assert len(row) == 40 and len(smooth) == 32 and ax.get_ylabel() == "green"
        for column, value in smooth[[0, 10, 31]]:
            around = row[int(column) - 4 : int(column) + 5]
            assert around[:, 0].tolist() == [column + k for k in range(-4, 5)]
            assert value == pytest.approx(around[:, 1].mean())

    @pytest.mark.parametrize("numbers, count, title", [
        (JITTER + STEP, 9, "The average of 9 loses ups and downs, and blunts the sharpest edge"),
        (JITTER + STEP, 25, "The average of 25 loses ups and downs, and blunts the sharpest edge"),
        (STEP, 9, "The average of 9 blunts the sharpest edge"),
        ([*range(0, 400, 9), *[398, 402] * 20], 5, "The average of 5 loses ups and downs"),
        ([*range(0, 400, 9), *range(400, 0, -9)], 5, "The row and its average of 5"),  # a slow hill stays
        (range(40), 9, "The row and its average of 9"),
        ([7] * 40, 9, "The row and its average of 9"),
        (JITTER, 1, "The row and its average of 1"),
        (range(9), 9, "The row and its average of 9"),  # a single number has no steps
    ])  # fmt: skip
    def test_the_title_claims_only_what_happens(self, numbers, count, title):
        fig = draw_smoothed(np.array(numbers), average_of(count, numbers))
        assert fig.get_suptitle() == title
        assert not is_cut(fig)


class TestEdges:
    @pytest.mark.parametrize("edges, place", [([1, -3, 7, 0], 2), ([1, -8, 7, 0], 1)])
    def test_they_are_red_above_0_and_blue_below_and_the_sharpest_is_marked(self, edges, place):
        ax = draw_edges(np.array(edges), place).axes[0]
        heights = {}
        for bar in ax.patches:
            if bar.get_height():
                heights[round(bar.get_x() + bar.get_width() / 2)] = (
                    bar.get_height(),
                    to_hex(bar.get_facecolor()).upper(),
                )
        assert heights == {
            column: (edge, RED if edge > 0 else BLUE) for column, edge in enumerate(edges) if edge
        }
        (mark,) = ax.texts
        assert mark.xy == (place, edges[place]) and mark.get_text() == f"the sharpest: {edges[place]}"

    @pytest.mark.parametrize("edges, place, title", [
        ([1, -3, 7, 0], 2, "The sharpest edge is between columns 2 and 3"),
        ([1, -8, 7, 0], 1, "The sharpest edge is between columns 1 and 2"),
        ([0, -8, 8, 0], 1, "The first of 2 sharpest edges is between columns 1 and 2"),
        ([0, 0, 0], 0, "No edge: all pixels of the row are equal"),
    ])  # fmt: skip
    def test_the_title_says_where_the_sharpest_is(self, edges, place, title):
        assert draw_edges(np.array(edges), place).get_suptitle() == title

    def test_where_there_is_no_edge_none_is_marked(self):
        assert not draw_edges(np.array([0, 0, 0]), 0).axes[0].texts

    def test_the_key_says_what_each_colour_means(self):
        (key,) = draw_edges(np.array([1, -3, 7, 0]), 2).legends
        colours = [to_hex(patch.get_facecolor()).upper() for patch in key.get_patches()]
        meanings = [text.get_text() for text in key.get_texts()]
        assert dict(zip(meanings, colours)) == {
            "up: brighter to the right": RED,
            "down: darker to the right": BLUE,
        }

    @pytest.mark.parametrize("place", [0, 60, 99])
    def test_the_mark_stays_inside(self, place):
        edges = np.zeros(100, dtype=int)
        edges[place] = -75
        fig = draw_edges(edges, place)
        assert not is_cut(fig)
        (ax,) = fig.axes
        (mark,) = ax.texts
        box = mark.get_window_extent()
        assert ax.bbox.x0 - 1 < box.x0 and box.x1 < ax.bbox.x1 + 1  # not over the numbers of the axis, either
