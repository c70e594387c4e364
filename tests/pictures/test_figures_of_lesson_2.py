"""What the figures of the lessons show, read back from them: texts in their places, frames, titles."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from support.drawings import close_figures, is_cut, overlapping_names, tint, title  # noqa: F401 (a fixture)

from course.pictures.figure_pieces import PALE_GREEN, PALE_GREY
from course.pictures.figures import PALE_BLUE, PALE_RED
from course.pictures.figures_of_lesson_2 import (
    draw_channels,
    draw_counts,
    draw_descent,
    draw_dilation,
    draw_learning,
    draw_same_strides,
)

LOPSIDED = np.array([[1, 0, -1], [2, 0, -3], [0, 4, 1]])


def texts(ax):
    """The texts of a drawing, by their places (row, column)."""
    return {(text.get_position()[1], text.get_position()[0]): text.get_text() for text in ax.texts}


def in_rows(ax):
    """The numbers of a drawing, row by row from the top, and in each row from the left."""
    rows = {}
    for (row, column), text in texts(ax).items():
        if text.lstrip("-").replace(".", "").isdigit():
            rows.setdefault(row, []).append((column, text))
    return [[text for _, text in sorted(rows[row])] for row in sorted(rows)]


def under_frames(ax):
    """For each frame of a drawing the texts of the cells in it, row by row, and the place of the first."""
    seen = {(round(row, 2), round(column, 2)): text for (row, column), text in texts(ax).items()}
    found = []
    for patch in ax.patches:
        if not patch.get_fill():
            box = patch.get_bbox()
            rows, columns = round(box.height), round(box.width)
            top, left = box.y0 + 0.5, box.x0 + 0.5
            cells = [
                [seen[round(top + i, 2), round(left + j, 2)] for j in range(columns)] for i in range(rows)
            ]
            found.append((cells, (top, left)))
    return found


def names_at_dots(ax):
    """The named places of a drawing: the texts that annotate a place, each with that place (across, up)."""
    return {text.get_text(): text.xy for text in ax.texts if text.get_text()}


class TestDescent:
    @staticmethod
    def error_of(weight):
        return 2 * (weight - 3) ** 2

    def test_each_weight_stands_on_the_curve(self):
        fig = draw_descent(self.error_of, [1, 2, 2.5])
        curve, dots = (line.get_xydata() for line in fig.axes[0].lines)
        assert dots.tolist() == [[1, 8], [2, 2], [2.5, 0.5]]
        assert np.allclose(curve[:, 1], self.error_of(curve[:, 0]))

    def test_the_curve_shows_its_lowest_place_and_both_sides(self):
        curve = draw_descent(self.error_of, [1, 2, 2.5]).axes[0].lines[0].get_xydata()
        lowest = curve[:, 1].argmin()
        assert 0 < lowest < len(curve) - 1 and curve[lowest, 0] == pytest.approx(3, abs=0.05)

    def test_an_arrow_leads_from_each_weight_to_the_next(self):
        ax = draw_descent(self.error_of, [1, 2, 2.5]).axes[0]
        arrows = [(text.xyann, text.xy) for text in ax.texts if text.arrow_patch]
        assert arrows == [((1, 8), (2, 2)), ((2, 2), (2.5, 0.5))]

    def test_the_first_three_weights_are_named(self):
        fig = draw_descent(self.error_of, [1, 2, 2.5, 2.75])
        assert names_at_dots(fig.axes[0]) == {
            "start: weight 1.00": (1, 8),
            "after 1 step: 2.00": (2, 2),
            "after 2 steps: 2.50": (2.5, 0.5),
        }
        assert title(fig) == "Where the curve is steep the step is long, at the bottom it is short"

    def test_of_weights_that_run_away_the_last_three_are_named(self):
        weights = [1, 6, -1.5, 9.75, -7.125, 18.1875, -19.78125]
        fig = draw_descent(self.error_of, weights)
        assert title(fig) == "The steps are too long: the error grows"
        assert names_at_dots(fig.axes[0]) == {
            "after 4 steps: -7.12": (-7.125, self.error_of(-7.125)),
            "after 5 steps: 18.19": (18.1875, self.error_of(18.1875)),
            "after 6 steps: -19.78": (-19.78125, self.error_of(-19.78125)),
        }
        curve = fig.axes[0].lines[0].get_xydata()
        assert curve[:, 1].max() < 1.2 * self.error_of(weights[-1])
        assert not is_cut(fig) and not overlapping_names(fig)


class TestLearning:
    KERNELS = [LOPSIDED * share for share in np.linspace(0, 1, 41)]
    ERRORS = [float(((kernel - LOPSIDED) ** 2).mean()) for kernel in KERNELS]

    def test_all_errors_are_drawn_as_they_are(self):
        curve = draw_learning(self.ERRORS, self.KERNELS, LOPSIDED).axes[-1].lines[0].get_xydata()
        assert curve.tolist() == [[step, error] for step, error in enumerate(self.ERRORS)]

    def test_below_it_stand_four_kernels_and_the_wanted_one(self):
        axes = draw_learning(self.ERRORS, self.KERNELS, LOPSIDED).axes
        shown = {ax.get_title(): in_rows(ax) for ax in axes if ax.get_title()}
        assert list(shown) == ["after 0 steps", "after 5 steps", "after 20 steps", "after 40 steps", "wanted"]
        assert shown["after 20 steps"] == [
            ["0.5", "0.0", "-0.5"],
            ["1.0", "0.0", "-1.5"],
            ["0.0", "2.0", "0.5"],
        ]
        assert shown["wanted"] == [["1", "0", "-1"], ["2", "0", "-3"], ["0", "4", "1"]]

    @pytest.mark.parametrize("count", [3, 10, 41])
    def test_each_kernel_has_its_dot_on_the_curve_with_its_name(self, count):
        fig = draw_learning(self.ERRORS[:count], self.KERNELS[:count], LOPSIDED)
        curve, dots = fig.axes[-1].lines
        names = [ax.get_title() for ax in fig.axes if ax.get_title().startswith("after")]
        steps = [int(name.split()[1]) for name in names]
        assert steps[0] == 0 and steps[-1] == count - 1
        assert dots.get_xydata().tolist() == [[step, self.ERRORS[step]] for step in steps]
        assert names_at_dots(fig.axes[-1]) == {
            name: (step, self.ERRORS[step]) for name, step in zip(names, steps)
        }
        assert not is_cut(fig)

    def test_the_names_of_dots_do_not_overlap_where_the_error_falls_at_once(self):
        errors = [30.0] + [0.01] * 200
        kernels = [LOPSIDED * 0.1] * 201
        assert not overlapping_names(draw_learning(errors, kernels, LOPSIDED))

    def test_the_title_says_whether_the_kernel_comes_back(self):
        back = draw_learning(self.ERRORS, self.KERNELS, LOPSIDED)
        assert title(back) == "The error falls, and the kernel comes back"
        another = draw_learning(self.ERRORS, self.KERNELS, LOPSIDED.T)
        assert title(another).endswith("another kernel comes out")

    def test_weights_that_are_not_whole_come_back_as_well(self):
        kernels = [kernel / 4 for kernel in self.KERNELS]
        fig = draw_learning(self.ERRORS, kernels, LOPSIDED / 4)
        assert title(fig).endswith("the kernel comes back")
        almost = draw_learning(self.ERRORS, kernels, LOPSIDED / 4 + 0.2)
        assert title(almost).endswith("another kernel comes out")

    def test_where_the_steps_were_too_long_the_title_says_that_the_error_does_not_fall(self):
        sizes = (0, 30, -2e9, np.inf, np.nan, np.nan, np.nan)
        kernels = [np.full((3, 3), size, dtype="float32") for size in sizes]
        for count in (2, 3, 4, 5, 7):
            errors = [4.0, 1e30, 1e35, float("inf"), float("nan"), float("nan"), float("nan")][:count]
            fig = draw_learning(errors, kernels[:count], LOPSIDED)
            assert title(fig) == "The error does not fall, and another kernel comes out"
            assert not is_cut(fig)
            shown = {ax.get_title(): in_rows(ax) for ax in fig.axes if ax.get_title()}
            assert shown["after 0 steps"] == [["0.0"] * 3] * 3
            last = "after 1 step" if count == 2 else f"after {count - 1} steps"
            assert shown[last] == ([["30.0"] * 3] * 3 if count == 2 else [])
            assert ("100 or more are left out" in fig.get_supxlabel()) == (count > 2)

    def test_a_number_has_one_colour_in_all_kernels_also_where_they_grow_beyond_the_wanted_one(self):
        kernels = [kernel * 20 for kernel in self.KERNELS]
        fig = draw_learning(self.ERRORS, kernels, LOPSIDED * 2)
        colours = {}
        for ax in fig.axes[:-1]:
            for (row, column), text in texts(ax).items():
                colours.setdefault(float(text), set()).add(tint(ax, row, column))
        assert {-60, -30, 0, 20, 80} < colours.keys()
        assert all(len(tints) == 1 for tints in colours.values())
        assert len({*colours[-60], *colours[-30], *colours[0], *colours[20], *colours[80]}) == 5


class TestCounts:
    COUNTS = [[4, 6, 6, 6, 6, 4], [6, 9, 9, 9, 9, 6], [6, 9, 9, 9, 9, 6], [4, 6, 6, 6, 6, 4]]

    def test_the_title_is_read_off_the_counts(self):
        fig = draw_counts([[14, 16, 14], [7, 19, 6], [4, 6, 4]])
        assert title(fig) == "Under the kernel lie 14 pixels in a corner, 16 at a side, 19 inside"

    def test_a_ring_of_zeros_lies_around_the_pixels_of_each_part(self):
        row = ["0"] + ["1"] * 6 + ["0"]
        rows = in_rows(draw_counts(self.COUNTS).axes[0])
        assert rows == [["0"] * 24, *[row * 3] * 4, ["0"] * 24]

    def test_the_kernel_lies_in_a_corner_and_at_a_side_and_inside(self):
        parts = [cells for cells, _ in under_frames(draw_counts(self.COUNTS).axes[0])]
        assert parts == [
            [["0", "0", "0"], ["0", "1", "1"], ["0", "1", "1"]],
            [["0", "0", "0"], ["1", "1", "1"], ["1", "1", "1"]],
            [["1", "1", "1"], ["1", "1", "1"], ["1", "1", "1"]],
        ]

    def test_the_number_beside_each_part_counts_the_ones_under_its_frame(self):
        ax = draw_counts(self.COUNTS).axes[0]
        named = [text for text in texts(ax).values() if text.endswith("pixels")]
        counted = [sum(cell == "1" for row in cells for cell in row) for cells, _ in under_frames(ax)]
        assert counted == [4, 6, 9]
        assert named == ["in a corner: 4 pixels", "at a side: 6 pixels", "inside: 9 pixels"]

    def test_pixels_under_the_kernel_have_its_colour_and_zeros_are_grey(self):
        ax = draw_counts(self.COUNTS).axes[0]
        for cells, (top, left) in under_frames(ax):
            for (i, j), text in np.ndenumerate(cells):
                assert tint(ax, top + i, left + j) == {"1": PALE_RED, "0": PALE_GREY}[text]
        colours = [to_hex(patch.get_facecolor()).upper() for patch in ax.patches if patch.get_fill()]
        assert [colours.count(colour) for colour in (PALE_RED, PALE_BLUE, PALE_GREY)] == [19, 53, 72]

    def test_nothing_is_cut_off(self):
        assert not is_cut(draw_counts(self.COUNTS))


class TestSameStrides:
    def test_the_windows_of_both_strides(self):
        rows = in_rows(draw_same_strides([1, 2, 3, 4, 5, 6], 3).axes[0])
        assert rows == [
            list("01234560"),
            *([*"012"], [*"123"], [*"234"], [*"345"], [*"456"], [*"560"]),
            list("1234560"),
            *([*"123"], [*"345"], [*"560"]),
        ]

    def test_each_window_stands_under_the_numbers_that_it_holds(self):
        seen = texts(draw_same_strides([1, 2, 3, 4, 5, 6], 3).axes[0])
        for (_, column), text in seen.items():
            if text.isdigit():
                assert text == {-1: "0", 6: "0"}.get(column, str(int(column) + 1))

    def test_the_sums_and_the_title(self):
        fig = draw_same_strides([1, 2, 3, 4, 5, 6], 3)
        sums = [text for text in texts(fig.axes[0]).values() if text.startswith("sum")]
        assert sums == [f"sum {number}" for number in (3, 6, 9, 12, 15, 11, 6, 12, 11)]
        assert title(fig).startswith("Stride 2 gives 6 12 11, and not 3 9 15")

    def test_where_they_are_the_same_the_title_says_so(self):
        assert title(draw_same_strides([1, 2, 3, 4, 5], 3)).endswith("every second window of stride 1")

    def test_every_second_window_of_stride_1_is_coloured(self):
        ax = draw_same_strides([1, 2, 3, 4, 5, 6], 3).axes[0]
        colours = {round(box.get_y() + 0.5): to_hex(box.get_facecolor()).upper() for box in ax.patches}
        assert [colours[row] for row in range(1, 7)] == [PALE_RED, "#FFFFFF"] * 3

    def test_the_zeros_that_same_adds_are_grey(self):
        ax = draw_same_strides([1, 2, 3, 4, 5, 6], 3).axes[0]
        colours = [tint(ax, 0, column) for column in range(-1, 7)]
        assert colours == [PALE_GREY, *[PALE_BLUE] * 6, PALE_GREY]


class TestDilation:
    FIELD = np.arange(30).reshape(5, 6)
    KERNEL = np.array([[1, 2], [3, 4]])

    def test_each_weight_stands_beside_the_pixel_on_which_it_lies(self):
        (without, _), (dilated, _) = under_frames(draw_dilation(self.FIELD, self.KERNEL, 3).axes[0])
        assert without == [["0*1", "1*2"], ["6*3", "7*4"]]
        assert dilated == [
            ["0*1", "1", "2", "3*2"],
            ["6", "7", "8", "9"],
            ["12", "13", "14", "15"],
            ["18*3", "19", "20", "21*4"],
        ]

    def test_only_the_pixels_under_a_weight_have_the_colour_of_the_kernel(self):
        ax = draw_dilation(self.FIELD, self.KERNEL, 3).axes[0]
        for cells, (top, left) in under_frames(ax):
            for (i, j), text in np.ndenumerate(cells):
                assert tint(ax, top + i, left + j) == (PALE_RED if "*" in text else PALE_BLUE)

    def test_the_kernel_stands_beside_them_and_the_whole_image_is_drawn_twice(self):
        rows = in_rows(draw_dilation(self.FIELD, self.KERNEL, 3).axes[0])
        assert ["1", "2"] in [row[:2] for row in rows] and ["3", "4"] in [row[:2] for row in rows]
        assert rows[-1] == [str(number) for number in range(24, 30)] * 2

    def test_size_places_and_sum_of_both(self):
        seen = texts(draw_dilation(self.FIELD, self.KERNEL, 3).axes[0]).values()
        captions = [text for text in seen if "sum" in text or "pixels" in text]
        assert captions == [
            "dilation 1: 2x2 pixels",
            "first of 20 places: sum 48",  # 0*1 + 1*2 + 6*3 + 7*4
            "dilation 3: 4x4 pixels",
            "first of 6 places: sum 144",  # 0*1 + 3*2 + 18*3 + 21*4
        ]

    def test_a_single_place_is_called_the_only_one(self):
        fig = draw_dilation(np.arange(25).reshape(5, 5), np.ones((3, 3), dtype=int), 2)
        assert "the only place: sum 108" in texts(fig.axes[0]).values()
        assert title(fig) == "With dilation 2 the same 9 weights are spread over 5x5 pixels"
        assert not is_cut(fig)


class TestChannels:
    PLANES = [np.array([[1, 2, 3]]), np.array([[4, 5, 6]])]
    KERNELS = [np.array([[1, 0]]), np.array([[0, 2]])]
    MAPS = [np.array([[1, 2]]), np.array([[10, 12]])]

    def test_they_stand_in_rows_and_their_sum_beside_them(self):
        fig = draw_channels(self.PLANES, self.KERNELS, self.MAPS)
        assert in_rows(fig.axes[0]) == [
            ["1", "2", "3", "1", "0", "1", "2"],
            ["11", "14"],
            ["4", "5", "6", "0", "2", "10", "12"],
        ]
        assert not is_cut(fig)

    def test_planes_and_kernels_and_results_have_colours_of_their_own(self):
        ax = draw_channels(self.PLANES, self.KERNELS, self.MAPS).axes[0]
        colours = {}
        for (row, column), text in texts(ax).items():
            if text.isdigit():
                colours.setdefault(row, []).append(tint(ax, row, column))
        assert [colours[row] for row in sorted(colours)] == [
            [PALE_BLUE] * 3 + [PALE_RED] * 2 + [PALE_GREEN] * 2,
            [PALE_GREEN] * 2,
            [PALE_BLUE] * 3 + [PALE_RED] * 2 + [PALE_GREEN] * 2,
        ]


@pytest.mark.parametrize("count", [6, 8])
def test_nothing_is_cut_off_where_the_signal_is_longer(count):
    assert not is_cut(draw_same_strides(range(1, count + 1), 3))
