"""What the figures of lesson 3 show, read back from them: numbers, frames, colours, titles."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from support.drawings import close_figures, scale, shown, texts, tint, title  # noqa: F401 (a fixture)
from support.slow_cases import with_slow_cases

from course.pictures.figures import GREEN, PALE_BLUE, PALE_RED, RED
from course.pictures.figures_of_lesson_3 import (
    draw_bytes,
    draw_frame,
    draw_grey,
    draw_kernels,
    draw_laplacian,
    draw_outline,
    draw_spots,
)

UPRIGHT = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
LYING = UPRIGHT.T
LAPLACIAN = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
SHAPES = [(9, 9), (7, 61), (50, 9), (60, 53)]


def cells(ax):
    """The texts of a table that begins at (0, 0), row by row."""
    seen = texts(ax)
    rows = 1 + max(int(row) for row, column in seen if row == int(row) and column >= 0)
    columns = 1 + max(int(column) for row, column in seen if row == int(row))
    return [[seen[row, column] for column in range(columns)] for row in range(rows)]


def frames(ax, colour):
    """(row, column, rows, columns) of what each frame of a colour stands around, in whole pixels.

    Green frames around a few pixels are drawn 0.6 pixels outside these: 2.2 pixels wide around 1.
    """
    found = []
    for patch in ax.patches:
        if not patch.get_fill() and to_hex(patch.get_edgecolor()).upper() == colour:
            box = patch.get_bbox()
            outside = 0.6 if round(box.height % 1, 2) == 0.2 else 0
            rows, columns = round(box.height - 2 * outside), round(box.width - 2 * outside)
            middle = (box.y0 + box.y1) / 2, (box.x0 + box.x1) / 2
            found.append((middle[0] - (rows - 1) / 2, middle[1] - (columns - 1) / 2, rows, columns))
    return [tuple(round(value, 2) for value in frame) for frame in found]


def signs(fig):
    """What the key below a figure says of each sign, with the colour that it shows."""
    (key,) = fig.legends
    names = [text.get_text() for text in key.get_texts()]
    colours = [np.array(patch.get_facecolor()[:3]) for patch in key.get_patches()]
    return dict(zip(names, colours, strict=True))


def assert_nothing_is_cut(fig):
    fig.draw_without_rendering()
    fixed = [fig._suptitle, *fig.legends]
    written = [text for ax in fig.axes for text in (*ax.texts, ax.title, ax.xaxis.label) if text.get_text()]
    for artist in fixed + written:
        box = artist.get_window_extent()
        assert min(box.x0, box.y0, fig.bbox.x1 - box.x1, fig.bbox.y1 - box.y1) > -0.5, artist  # half a pixel


def random_greys(shape, seed=3):
    return np.random.default_rng(seed).integers(0, 256, shape)


class TestGrey:
    PHOTO = np.zeros((20, 30, 3)) + 50
    PHOTO[7, 12] = 200, 10, 100
    PHOTO[8, 13] = 5, 5, 5
    PHOTO[8, 14] = 250, 250, 250
    PHOTO[1, 1] = 255, 0, 0  # more colourful, but outside the detail
    GREY = np.arange(600).reshape(20, 30) % 250

    def test_the_detail_and_its_most_colourful_pixel_are_framed(self):
        fig = draw_grey(self.PHOTO, self.GREY, 5, 10, 9)
        assert title(fig).endswith(f"red 200, green 10, blue 100 make grey {self.GREY[7, 12]}")
        colours, greys, detail, detail_in_grey = fig.axes
        assert frames(colours, RED) == frames(greys, RED) == [(5, 10, 9, 9)]
        assert frames(detail, GREEN) == frames(detail_in_grey, GREEN) == [(2, 2, 1, 1)]
        np.testing.assert_array_equal(shown(detail_in_grey), self.GREY[5:14, 10:19])
        np.testing.assert_allclose(shown(detail) * 255, self.PHOTO[5:14, 10:19])
        assert detail.get_title() == "rows 5 to 13, columns 10 to 18"
        assert detail.get_xlabel() == "green frame: red 200, green 10, blue 100"
        assert detail_in_grey.get_xlabel() == f"green frame: grey {self.GREY[7, 12]}"
        assert scale(greys) == scale(detail_in_grey) == (0, 255, "gray")

    def test_a_picture_smaller_than_the_detail(self):
        fig = draw_grey(self.PHOTO, self.GREY, 0, 0, 48)
        assert frames(fig.axes[0], RED) == [(0, 0, 20, 30)]
        assert fig.axes[2].get_title() == "rows 0 to 19, columns 0 to 29"


class TestSpots:
    def test_each_is_drawn_from_black_to_its_own_largest_number(self):
        spots = {"a": np.eye(9), "b": np.eye(9) / 50}
        fig = draw_spots(spots)
        for ax, name in zip(fig.axes, spots, strict=True):
            assert ax.get_title() == name and scale(ax) == (0, spots[name].max(), "gray")
            np.testing.assert_array_equal(shown(ax), spots[name])
        assert [ax.get_xlabel() for ax in fig.axes] == ["brightest pixel 1", "brightest pixel 0.02"]
        assert_nothing_is_cut(fig)


class TestKernels:
    RESULTS = {"a": np.tile([3, 5], (6, 4)), "b": np.tile([3, 4], (6, 4)), "c": np.tile([9, 4], (6, 4))}

    def draw(self, results=RESULTS, **kernels):
        chosen = {name: kernels.get(name, np.array([[1]])) for name in results}
        return draw_kernels(chosen, results, 1, 2, 4)

    def test_each_kernel_stands_above_what_it_makes(self):
        fig = self.draw(b=np.array([[2, -1], [0, 3]]))
        above, below = fig.axes[1], fig.axes[4]
        assert above.get_title().split("\n")[0] == "b"
        assert cells(above) == [["2", "-1"], ["0", "3"]]
        np.testing.assert_array_equal(shown(below), self.RESULTS["b"][1:5, 2:6])
        assert below.get_xlabel() == "whole photograph:\naverage jump 1.00"
        assert {scale(ax) for ax in fig.axes[3:]} == {(0, 255, "gray")}

    @pytest.mark.parametrize(
        "kernel, rows, head",
        [
            (np.ones((3, 3)) / 9, [["1"] * 3] * 3, "a\neach over 9"),
            (np.outer([1, 2, 1], [1, 3]) / 16, [["1", "3"], ["2", "6"], ["1", "3"]], "a\neach over 16"),
            (np.array([[0.5, -0.2]]), [["5", "-2"]], "a\neach over 10"),
            (np.array([[np.sqrt(2), -1e-7]]), [["1.4", "-1e-07"]], "a\n"),
        ],
    )
    def test_weights_are_whole_over_a_divisor_where_they_can_be(self, kernel, rows, head):
        ax = self.draw(a=kernel).axes[0]
        assert cells(ax) == rows and ax.get_title() == head

    def test_a_gaussian_of_7x7_can_be_read(self):
        bell = np.array([1, 6, 15, 20, 15, 6, 1])
        fig = draw_kernels(
            dict.fromkeys("abcd", np.outer(bell, bell) / 4096), dict.fromkeys("abcd", np.eye(9)), 0, 0, 9
        )
        assert cells(fig.axes[0]) == [[str(a * b) for b in bell] for a in bell]
        fig.draw_without_rendering()
        side = fig.axes[0].get_window_extent().width / 7.1
        assert all(text.get_fontsize() > 7 for text in fig.axes[0].texts)
        assert max(text.get_window_extent().width for text in fig.axes[0].texts) < side

    def test_of_a_large_kernel_there_are_shades(self):
        kernel = random_greys((31, 29)) / 255
        ax = self.draw(a=kernel).axes[0]
        assert not ax.texts
        np.testing.assert_array_equal(shown(ax), kernel)
        assert scale(ax) == (-kernel.max(), kernel.max(), "RdBu_r")

    def test_weights_are_red_above_0_and_blue_below(self):
        fig = self.draw(b=np.array([[2, -1], [0, 1]]))
        red, blue, white = (tint(fig.axes[1], *place) for place in ((0, 0), (0, 1), (1, 0)))
        assert red[1:3] > red[5:] and blue[1:3] < blue[5:] and min(white[1:3], white[3:5], white[5:]) > "F0"
        assert list(signs(fig)) == ["above 0", "0", "below 0"]

    def test_pixels_of_the_detail_that_are_no_greys_are_counted(self):
        results = {"a": np.full((9, 9), 255.2), "b": np.full((9, 9), -0.4), "c": np.full((9, 9), 8)}
        results["c"][2, 3], results["c"][3, 4], results["c"][0, 0] = (
            -7,
            256,
            300,
        )  # the last is not in the detail
        labels = [ax.get_xlabel() for ax in self.draw(results).axes[3:]]
        assert [label.endswith("cut off") for label in labels] == [False, False, True]
        assert labels[2].endswith("detail: 2 pixels cut off")

    def test_the_title_names_the_smoothest_and_the_roughest(self):
        assert title(self.draw()) == "Smallest jumps in the whole photograph: b. Largest: c"

    def test_the_title_names_all_that_share_a_place(self):
        results = {"a": self.RESULTS["c"] + 1e-9, "b": self.RESULTS["a"], "c": self.RESULTS["c"]}
        assert title(self.draw(results)) == "Smallest jumps in the whole photograph: b. Largest: a, c"
        results = {"a": self.RESULTS["b"] * (1 + 1e-9), "b": self.RESULTS["c"], "c": self.RESULTS["b"]}
        assert title(self.draw(results)) == "Smallest jumps in the whole photograph: a, c. Largest: b"

    def test_of_a_flat_picture_none_is_smoother(self):
        assert "no result" in title(self.draw(dict.fromkeys("ab", np.full((9, 9), 7))))


class TestEdges:
    def draw(self, by_upright, by_lying, upright=UPRIGHT, lying=LYING):
        strength = np.sqrt(by_upright**2 + by_lying**2)
        return draw_outline(np.zeros(by_upright.shape), upright, by_upright, lying, by_lying, strength)

    def test_kernels_stand_beside_their_results_which_share_a_scale(self):
        first, second = random_greys((12, 15)) - 90, 2 * random_greys((12, 15), 4) - 250
        _, _, _, both, kernel, by_upright, other_kernel, by_lying = self.draw(first, second).axes
        assert cells(kernel) == [["1", "0", "-1"], ["2", "0", "-2"], ["1", "0", "-1"]]
        assert cells(other_kernel) == [["1", "2", "1"], ["0", "0", "0"], ["-1", "-2", "-1"]]
        np.testing.assert_array_equal(shown(by_upright), first)
        np.testing.assert_array_equal(shown(by_lying), second)
        np.testing.assert_allclose(shown(both), -np.hypot(first, second))
        strong = np.percentile(np.abs([first, second]), 99)
        for ax in (by_upright, by_lying):
            low, high, colours = scale(ax)
            assert (low, high) == pytest.approx((-strong, strong)) and colours == "RdBu_r"
            assert ax.images[0].get_interpolation() == "antialiased"  # a thin line is not left out
        assert scale(both)[1:] == (0, "gray")  # 0 is white

    def test_edges_that_are_rare_are_seen(self):
        first = np.zeros((40, 40))
        first[3, 5] = -7
        fig = self.draw(first, np.zeros((40, 40)))
        assert scale(fig.axes[5])[:2] == (-7, 7) and scale(fig.axes[3])[:2] == (-7, 0)

    def test_the_key_says_what_the_signs_mean(self):
        key = signs(self.draw(np.ones((9, 9)), np.ones((9, 9))))
        assert list(key) == ["above 0: brighter to the right or below", "0", "below 0: darker there"]
        red, white, blue = key.values()
        assert red[0] > 2 * red[2] and blue[2] > 2 * blue[0] and white.min() > 0.95

    @pytest.mark.parametrize(
        "upright, lying, says",
        [
            (-UPRIGHT, LYING, "above 0: brighter to the left or below"),
            (UPRIGHT, -LYING, "above 0: brighter to the right or above"),
            (LYING, UPRIGHT, "above 0: brighter below or to the right"),
            (np.array([[0, 0, 5]]), LYING, "above 0"),
            (UPRIGHT, LAPLACIAN, "above 0"),
        ],
    )
    def test_the_key_is_true_of_changed_kernels(self, upright, lying, says):
        assert list(signs(self.draw(np.ones((9, 9)), np.ones((9, 9)), upright, lying)))[0] == says

    @pytest.mark.parametrize(
        "upright, lying, says",
        [
            (UPRIGHT, LYING, ["right\nminus left", "lower\nminus upper"]),
            (-UPRIGHT, -LYING, ["left\nminus right", "upper\nminus lower"]),
        ],
    )
    def test_it_says_what_a_kernel_takes_when_it_is_flipped(self, upright, lying, says):
        axes = self.draw(np.ones((9, 9)), np.ones((9, 9)), upright, lying).axes
        assert [axes[4].get_xlabel(), axes[6].get_xlabel()] == [f"flipped:\n{each}" for each in says]

    def test_of_a_kernel_without_a_side_it_says_nothing(self):
        assert not self.draw(np.ones((9, 9)), np.ones((9, 9)), LAPLACIAN).axes[4].get_xlabel()

    def test_without_edges_the_title_says_so(self):
        none = np.zeros((9, 9))
        assert title(self.draw(none, none)) == "There are no edges: all is 0"
        assert title(self.draw(none, none + 1)) == "Upright edges, lying edges, both together"


class TestLaplacian:
    def draw(self, by_laplacian, size=48, laplacian=LAPLACIAN, smoothed=None):
        grey = np.arange(by_laplacian.size).reshape(by_laplacian.shape) % 256
        smoothed = by_laplacian / 4 if smoothed is None else smoothed
        no_sign, with_sign = np.abs(by_laplacian), np.clip(by_laplacian + 128, 0, 255)
        return draw_laplacian(grey, laplacian, by_laplacian, smoothed, no_sign, with_sign, (1, 2, size))

    def edge(self, shape, *numbers):
        signed = np.zeros(shape, dtype=int)
        for row, column, number in numbers:
            signed[row, column] = number
        return signed

    def test_numbers_from_left_to_right_across_an_edge(self):
        signed = self.edge((20, 30), (4, 9, 60), (4, 10, -50), (4, 11, -2), (15, 15, 90))
        fig = self.draw(signed, size=16)
        assert title(fig) == "The two sides of an edge: 60 and -50; with 128 added, in bytes: 188 and 78"
        grey, laplacian, smoothed, kernel, no_sign, with_sign, strip = fig.axes
        np.testing.assert_array_equal(shown(laplacian), signed[1:17, 2:18])
        np.testing.assert_array_equal(shown(smoothed), signed[1:17, 2:18] / 4)
        np.testing.assert_array_equal(shown(no_sign), np.abs(signed[1:17, 2:18]))
        np.testing.assert_array_equal(shown(with_sign), signed[1:17, 2:18] + 128)
        assert scale(with_sign) == scale(grey) == (0, 255, "gray")  # not stretched
        assert scale(no_sign) == (0, 255 / 3, "gray") and no_sign.get_xlabel() == "shown 3 times as bright"
        greys = [str((4 * 30 + column) % 256) for column in range(6, 14)]
        assert cells(strip) == [
            greys,
            [*"000", "60", "-50", "-2", *"00"],
            [*"000", "60", "50", "2", *"00"],
            ["128"] * 3 + ["188", "78", "126", "128", "128"],
        ]
        assert [tint(strip, 1, column) for column in (2, 3, 4)] == [
            "#FFFFFF",
            PALE_RED.upper(),
            PALE_BLUE.upper(),
        ]
        assert frames(strip, GREEN) == [(0, 3, 4, 2)] and not frames(smoothed, GREEN)
        for ax in (grey, laplacian, no_sign, with_sign):
            assert frames(ax, GREEN) == [(3, 4, 1, 8)]
        assert cells(kernel) == [["0", "1", "0"], ["1", "-4", "1"], ["0", "1", "0"]]
        assert "left to right" in texts(strip)[-0.85, 3.5]

    def test_numbers_from_top_to_bottom(self):
        signed = self.edge((20, 30), (8, 9, -60), (9, 9, 50), (2, 5, 3), (2, 6, -3))
        fig = self.draw(signed, size=16)
        assert title(fig).endswith(": -60 and 50; with 128 added, in bytes: 68 and 178")
        strip = fig.axes[-1]
        assert (
            cells(strip)[1] == [*"000", "-60", "50", *"000"] and "top to bottom" in texts(strip)[-0.85, 3.5]
        )
        assert frames(fig.axes[1], GREEN) == [(4, 7, 8, 1)]

    @pytest.mark.parametrize("column, place", [(2, 0), (28, 6)])
    def test_an_edge_at_the_border_of_the_detail(self, column, place):
        fig = self.draw(self.edge((20, 30), (4, column, 6), (4, column + 1, -5)))
        assert frames(fig.axes[-1], GREEN) == [(0, place, 4, 2)]
        assert [int(row[place]) for row in cells(fig.axes[-1])[1:]] == [6, 6, 134]

    def test_an_edge_at_the_lower_border_of_a_detail_that_is_no_square(self):
        fig = self.draw(self.edge((40, 20), (38, 9, 6), (39, 9, -5)))
        assert frames(fig.axes[1], GREEN) == [(31, 7, 8, 1)] and frames(fig.axes[-1], GREEN) == [(0, 6, 4, 2)]

    def test_a_frame_at_the_border_is_seen_whole(self):
        fig = self.draw(self.edge((20, 30), (1, 4, 6), (1, 5, -5)))
        framed = [fig.axes[number] for number in (0, 1, 4, 5)]
        assert not any(ax.patches[-1].get_clip_on() for ax in framed)

    def test_sides_that_are_alike_go_before_one_large_number(self):
        fig = self.draw(self.edge((9, 20), (4, 9, 40), (4, 10, -155), (6, 9, 39), (6, 10, -39)))
        assert ": 39 and -39; with 128 added, in bytes: 167 and 89" in title(fig)

    def test_the_key_says_what_the_signs_mean(self):
        above, _, below = signs(self.draw(self.edge((9, 9))))
        assert (above, below) == (
            "above 0: the neighbours are brighter",
            "below 0: the neighbours are darker",
        )
        above, _, below = signs(self.draw(self.edge((9, 9)), laplacian=-LAPLACIAN))
        assert (above, below) == (
            "above 0: the neighbours are darker",
            "below 0: the neighbours are brighter",
        )
        for kernel in (UPRIGHT, LAPLACIAN + 1, np.zeros((3, 3)), np.array([[1, -1]])):
            assert list(signs(self.draw(self.edge((9, 9)), laplacian=kernel))) == ["above 0", "0", "below 0"]

    def test_without_an_edge_there_are_no_numbers(self):
        for signed in (np.zeros((9, 9), int), np.full((9, 9), 5)):
            fig = self.draw(signed)
            assert title(fig) == "This detail has no edge with two sides" and len(fig.axes) == 6

    def test_what_is_weak_everywhere_is_seen(self):
        signed = np.tile([1, -1], (9, 8))
        _, laplacian, smoothed, *_ = self.draw(signed).axes
        assert scale(laplacian) == (-1, 1, "RdBu_r")
        assert scale(smoothed)[:2] == (-0.25, 0.25)
        deepest = [ax.get_xlabel() for ax in (laplacian, smoothed)]
        assert deepest == ["deepest red: from 1 on", "deepest red: from 0.25 on"]


class TestBytes:
    SIGNED = np.zeros((20, 30), dtype=int)
    SIGNED[9:11, 12:18] = -40
    SIGNED[10, 13] = -3
    SIGNED[11, 14] = 300
    WRONG = (SIGNED % 256).astype("uint8")

    def test_numbers_and_the_bytes_that_they_become(self):
        fig = draw_bytes(self.SIGNED, self.WRONG, 1, 2, 18)
        assert title(fig) == "A byte holds only 0 to 255: -3 becomes 253"
        signed, in_bytes, numbers, few_bytes = fig.axes
        np.testing.assert_array_equal(shown(signed), self.SIGNED[1:19, 2:20])
        np.testing.assert_array_equal(shown(in_bytes), self.WRONG[1:19, 2:20])
        assert scale(in_bytes) == (0, 255, "gray")
        ((top, left, rows, columns),) = frames(signed, GREEN)
        assert frames(in_bytes, GREEN) == [(top, left, rows, columns)] and (rows, columns) == (4, 6)
        top, left = int(top) + 1, int(left) + 2
        patch = self.SIGNED[top : top + 4, left : left + 6]
        assert cells(numbers) == [[str(value) for value in row] for row in patch]
        assert cells(few_bytes) == [[str(value % 256) for value in row] for row in patch]
        assert abs(np.count_nonzero(patch != patch % 256) - 12) <= 1
        framed = {(row, column) for row, column, *_ in frames(few_bytes, RED)}
        assert framed == {tuple(place) for place in np.argwhere(patch != patch % 256)}

    def test_the_patch_is_as_near_to_the_middle_as_can_be(self):
        signed = np.tile([-1, 1], (20, 10))
        fig = draw_bytes(signed, (signed % 256).astype("uint8"), 0, 0, 48)
        assert frames(fig.axes[0], GREEN) == [(8, 7, 4, 6)]

    def test_half_of_the_patch_is_wrong(self):
        signed = np.repeat([[-1] * 5 + [1] * 15], 20, axis=0)
        fig = draw_bytes(signed, (signed % 256).astype("uint8"), 0, 0, 48)
        assert frames(fig.axes[0], GREEN) == [(8, 2, 4, 6)]

    def test_numbers_above_255_are_wrong_too(self):
        signed = np.full((9, 9), 5)
        signed[4, 4] = 257
        fig = draw_bytes(signed, (signed % 256).astype("uint8"), 0, 0, 48)
        assert title(fig).endswith("257 becomes 1") and len(frames(fig.axes[3], RED)) == 1

    def test_where_all_numbers_fit_none_is_wrong(self):
        signed = np.full((9, 9), 5)
        fig = draw_bytes(signed, signed.astype("uint8"), 0, 0, 48)
        assert "no number is wrong" in title(fig) and not frames(fig.axes[3], RED)
        assert list(signs(fig)) == ["above 0", "0", "below 0"]


class TestFrame:
    MIRROR = np.zeros((50, 70), dtype=int)
    FLAT = np.array([[4, 0, -4], [4, 0, -4]])

    def zeros(self, top=0, bottom=0, left=0, right=0):
        result = self.MIRROR.copy()
        result[0] -= top
        result[-1] -= bottom
        result[:, 0] -= left
        result[:, -1] -= right
        return result

    def draw(self, with_zeros, by_mirror):
        return draw_frame(with_zeros, by_mirror, self.FLAT, self.FLAT.T)

    def test_the_whole_picture_is_shown_with_both_borders(self):
        with_zeros = self.zeros(top=9, left=5)
        fig = self.draw(with_zeros, self.MIRROR)
        for ax, values in zip(fig.axes, (with_zeros, self.MIRROR)):
            np.testing.assert_array_equal(shown(ax), values)
            assert ax.get_xlim()[0] < -1 and ax.get_ylim()[0] > 50  # its border is seen
        assert title(fig) == f"Zeros make false edges: {70 + 50 - 1} pixels, all at the border"

    def test_what_the_edge_kernels_make_of_a_flat_picture_stands_below(self):
        *_, upright, lying = self.draw(self.MIRROR, self.MIRROR).axes
        assert cells(upright) == [["4", "0", "-4"], ["4", "0", "-4"]] and "upright" in upright.get_title()
        assert cells(lying) == [["4", "4"], ["0", "0"], ["-4", "-4"]] and "lying" in lying.get_title()
        assert [tint(upright, 0, column) for column in range(3)] == [
            PALE_RED.upper(), "#FFFFFF", PALE_BLUE.upper(),
        ]  # fmt: skip

    def test_the_corner_of_each_stands_below_it_in_numbers(self):
        with_zeros = self.zeros(top=9, left=5)
        corners = self.draw(with_zeros, self.MIRROR).axes[2:4]
        assert cells(corners[0]) == [["-14"] + ["-9"] * 7, *[["-5"] + ["0"] * 7] * 5]
        assert cells(corners[1]) == [["0"] * 8] * 6
        assert [tint(corners[0], *place) for place in ((0, 3), (3, 3))] == [PALE_BLUE.upper(), "#FFFFFF"]

    def test_the_averages_are_those_of_the_border(self):
        mirror = np.full((50, 70), 4)
        with_zeros = mirror.copy()
        with_zeros[0] = with_zeros[:, 0] = -10
        with_zeros[-1] = with_zeros[:, -1] = -10
        zeros, by_mirror, *_ = self.draw(with_zeros, mirror).axes
        assert (zeros.get_xlabel(), by_mirror.get_xlabel()) == (
            "average at the border: -10",
            "average at the border: 4",
        )
        assert scale(zeros) == scale(by_mirror) == (-4, 4, "RdBu_r")

    def test_a_large_kernel_changes_pixels_further_inside(self):
        with_zeros = self.zeros(top=9)
        with_zeros[1, 20:23] = 4
        assert title(self.draw(with_zeros, self.MIRROR)).endswith("73 pixels, 3 of them further inside")

    def test_a_black_border_is_not_changed(self):
        assert title(self.draw(self.MIRROR, self.MIRROR)) == "Here zeros beyond the border change nothing"


@pytest.mark.parametrize(
    "kind, shape",
    with_slow_cases(
        [*(("noise", shape) for shape in SHAPES), ("flat", SHAPES[0]), ("black", SHAPES[-1])], every=4
    ),
)
def test_any_picture_can_be_drawn_and_nothing_is_cut(kind, shape, recwarn):
    grey = {"noise": random_greys(shape), "flat": np.full(shape, 200), "black": np.zeros(shape, int)}[kind]
    padded = np.pad(grey, 1, mode="symmetric")
    inner = np.lib.stride_tricks.sliding_window_view(padded, (3, 3))
    by_laplacian = (inner * LAPLACIAN).sum(axis=(2, 3))
    by_zeros = (np.lib.stride_tricks.sliding_window_view(np.pad(grey, 1), (3, 3)) * LAPLACIAN).sum(
        axis=(2, 3)
    )
    upright, lying = ((inner * kernel[::-1, ::-1]).sum(axis=(2, 3)) for kernel in (UPRIGHT, LYING))
    in_greys = np.clip([np.abs(by_laplacian), by_laplacian + 128], 0, 255)
    top, left = (max(side - 48, 0) // 2 for side in shape)
    for fig in (
        draw_grey(np.stack([grey] * 3, axis=2).astype(float), grey, top, left, 48),
        draw_kernels(dict.fromkeys("abcd", LAPLACIAN), dict.fromkeys("abcd", grey), top, left, 48),
        draw_outline(grey, UPRIGHT, upright, LYING, lying, np.hypot(upright, lying)),
        draw_laplacian(grey, LAPLACIAN, by_laplacian, by_laplacian / 3, *in_greys, (top, left, 48)),
        draw_bytes(by_laplacian, (by_laplacian % 256).astype("uint8"), top, left, 48),
        draw_frame(by_zeros, by_laplacian, 300 * UPRIGHT, 300 * LYING),
    ):
        assert_nothing_is_cut(fig)
        assert fig.get_figwidth() == 8
    assert not recwarn.list
