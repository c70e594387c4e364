"""What the figures of lesson 4 show, read back from them: numbers, frames, colours, titles."""

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgba
from support.drawings import close_figures, scale, shown, texts, title  # noqa: F401 (a fixture)

from course.pictures.figures import GREEN, GREY, PALE_RED, RED
from course.pictures.figures_of_lesson_4 import (
    draw_digit,
    draw_found_kernels,
    draw_network_maps,
    draw_pooling,
    draw_receptive_field,
    draw_shift,
    draw_training,
    draw_wrong_guesses,
)

UPRIGHT = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
LYING = UPRIGHT.T


def random_numbers(shape, seed=4, low=0, high=256):
    return np.random.default_rng(seed).integers(low, high, shape)


def frames(ax, colour):
    """(row, column, rows, columns) of the frames of a colour; those that are drawn outside are 0.6 wider."""
    found = []
    for patch in ax.patches:
        if not patch.get_fill() and to_hex(patch.get_edgecolor()).upper() == colour:
            box = patch.get_bbox()
            outside = 0.6 if round(box.height % 1, 2) == 0.2 else 0
            sides = (box.y0 + 0.5, box.x0 + 0.5, box.height - outside, box.width - outside)
            found.append(
                tuple(round(side + (outside if n < 2 else -outside)) for n, side in enumerate(sides))
            )
    return found


def brightness(grey):
    """How much light a grey from 0 to 1 gives: the relative luminance of sRGB."""
    return grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4


def signs(fig):
    (key,) = fig.legends
    return [text.get_text() for text in key.get_texts()]


def convolved(image, kernel):
    """The feature map of an image, by a loop of its own: nothing is flipped, no padding."""
    k, l = kernel.shape
    rows, columns = image.shape[0] - k + 1, image.shape[1] - l + 1
    return np.array(
        [[(image[i : i + k, j : j + l] * kernel).sum() for j in range(columns)] for i in range(rows)]
    )


def assert_nothing_is_cut(fig):
    """Every text and key of a figure lies within it, and none over another one."""
    assert fig.get_figwidth() == 8
    fig.draw_without_rendering()
    written = [text for ax in fig.axes for text in (*ax.texts, ax.title, ax.xaxis.label) if text.get_text()]
    keys = [*fig.legends, *(ax.get_legend() for ax in fig.axes if ax.get_legend())]
    boxes = np.array([artist.get_window_extent().extents for artist in [fig._suptitle, *keys, *written]])
    starts, ends = boxes[:, :2], boxes[:, 2:]
    assert starts.min() > -0.5 and (ends < np.array([fig.bbox.x1, fig.bbox.y1]) + 0.5).all()  # half a pixel
    overlap = ((starts[:, np.newaxis] < ends) & (starts < ends[:, np.newaxis])).all(axis=2)
    assert np.count_nonzero(overlap) == len(boxes)  # each only with itself


class TestDigit:
    def test_each_number_stands_in_its_cell(self):
        digit = random_numbers((28, 28), low=100)
        fig = draw_digit(digit, top=12, left=7, rows=4, columns=12)
        assert texts(fig.axes[0]) == {place: str(number) for place, number in np.ndenumerate(digit)}
        assert frames(fig.axes[0], RED) == [(12, 7, 4, 12)]
        assert_nothing_is_cut(fig)

    def test_it_is_as_dark_as_in_the_other_figures_and_can_be_read(self):
        digit = np.arange(256).reshape(16, 16)
        (ax,) = draw_digit(digit, 0, 0, 1, 1).axes
        np.testing.assert_array_equal(shown(ax), digit)
        assert scale(ax) == (0, 255, "gray")
        for text in ax.texts:
            light = [brightness(grey) for grey in (to_rgba(text.get_color())[0], int(text.get_text()) / 255)]
            assert (max(light) + 0.05) / (min(light) + 0.05) > 4.5  # as WCAG counts contrast

    @pytest.mark.parametrize(
        "digit, says",
        [
            (np.eye(3, dtype=int), "A digit is 3x3 numbers: 6 of them are 0"),
            (np.ones((3, 4), int), "A digit is 3x4 numbers: none of them are 0"),
            (np.zeros((2, 2), int), "A digit is 2x2 numbers: all are 0"),
        ],
    )
    def test_the_title_counts_zeros(self, digit, says):
        assert title(draw_digit(digit, 0, 0, 1, 1)) == says


class TestPooling:
    def draw(self, kernels=(UPRIGHT, LYING), image=None):
        image = random_numbers((10, 10)) if image is None else image
        maps = [convolved(image, kernel) for kernel in kernels]
        relus = [np.where(values > 0, values, 0) for values in maps]
        pooled = [
            np.array([[relu[i : i + 2, j : j + 2].max() for j in range(0, 8, 2)] for i in range(0, 8, 2)])
            for relu in relus
        ]
        return draw_pooling(list(kernels), maps, relus, pooled), maps, relus, pooled

    def test_each_row_is_one_kernel_with_all_that_it_makes(self):
        fig, *stages = self.draw()
        largest = max(np.abs(values).max() for values in stages[0])
        for row, kernel in enumerate((UPRIGHT, LYING)):
            kernel_ax, *stage_axes = fig.axes[4 * row : 4 * row + 4]
            assert texts(kernel_ax) == {place: str(number) for place, number in np.ndenumerate(kernel)}
            for ax, values in zip(stage_axes, (stage[row] for stage in stages)):
                np.testing.assert_array_equal(shown(ax), values)
                assert scale(ax) == (-largest, largest, "RdBu_r")
            assert [ax.get_title() for ax in stage_axes] == [
                "feature map\n8x8",
                "after ReLU\n8x8",
                "after pooling\n4x4",
            ]
        assert_nothing_is_cut(fig)

    def test_the_title_counts_numbers(self):
        fig, maps, _, _ = self.draw()
        below = np.count_nonzero(np.array(maps) < 0)
        assert title(fig) == f"ReLU makes {below} numbers 0, pooling keeps 32 of 128"

    def test_the_largest_number_is_framed_with_the_block_that_it_comes_from(self):
        fig, _, relus, pooled = self.draw()
        for row, (relu, values) in enumerate(zip(relus, pooled)):
            relu_ax, pooled_ax = fig.axes[4 * row + 2 : 4 * row + 4]
            i, j = np.argwhere(values == values.max())[0]
            (frame,), (block,) = pooled_ax.patches, relu_ax.patches  # each exactly on the edges of its cells
            assert frame.get_bbox().bounds == (j - 0.5, i - 0.5, 1, 1)
            assert block.get_bbox().bounds == (2 * j - 0.5, 2 * i - 0.5, 2, 2)
            assert frame.get_edgecolor() == block.get_edgecolor() == to_rgba(GREEN)
            (a, b), (c, d) = relu[2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            assert relu_ax.get_xlabel() == f"in the frame:\n{a} {b}\n{c} {d}"
            assert pooled_ax.get_xlabel() == f"the largest of these: {max(a, b, c, d)}"

    @pytest.mark.parametrize(
        "kernels, says",
        [
            ((UPRIGHT, LYING), "above 0: more ink to the right or below"),
            ((-UPRIGHT, LYING), "above 0: more ink to the left or below"),
            ((LYING, -LYING), "above 0: more ink below or above"),
            ((UPRIGHT, np.ones((3, 3))), "above 0"),
        ],
    )
    def test_the_key_is_true_of_the_kernels(self, kernels, says):
        assert signs(self.draw(kernels)[0])[0] == says

    def test_what_the_key_says_is_true_of_an_edge(self):
        ink_on_the_right = np.repeat([[0] * 5 + [250] * 5], 10, axis=0)
        _, (upright, lying), *_ = self.draw(image=ink_on_the_right)
        assert upright.max() > 0 == upright.min() and not lying.any()

    def test_a_flat_image_can_be_drawn(self):
        fig, *_ = self.draw(image=np.full((10, 10), 9))
        assert title(fig).startswith("ReLU makes 0 numbers 0")


class TestReceptiveField:
    @staticmethod
    def reached(size, pooling):
        """How many pixels reach one number of the second layer, tried one by one as in the lesson."""
        reached = 0
        for place in range(64):
            light = np.zeros(64)
            light[place] = 1
            light = np.convolve(light, np.ones(size), "same")
            if pooling:
                light = light.reshape(32, 2).mean(axis=1)
            reached += np.convolve(light, np.ones(size), "same")[len(light) // 2] > 0
        return reached

    @pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
    def test_as_many_pixels_as_the_lesson_counts(self, size):
        fig = draw_receptive_field(random_numbers((28, 28)), size)
        few, many = self.reached(size, pooling=False), self.reached(size, pooling=True)
        assert title(fig) == f"Across, two layers see {few} pixels, with pooling between them {many}"
        key = [text.get_text() for text in fig.axes[1].get_legend().get_texts()]
        assert key == [
            f"a number of layer 1: {size}x{size}",
            f"of layer 2: {few}x{few}",
            f"of layer 2, with pooling: {many}x{many}",
        ]
        assert_nothing_is_cut(fig)

    def test_the_numbers_that_are_seen_are_coloured_and_counted(self):
        ax, _ = draw_receptive_field(random_numbers((28, 28)), 3).axes
        rows = {}
        for patch in ax.patches:
            if to_hex(patch.get_facecolor()).upper() == PALE_RED and hasattr(patch, "get_y"):
                rows.setdefault(round(patch.get_y() + 0.5, 2), []).append((patch.get_x(), patch.get_width()))
        extents = [(min(x for x, _ in cells), max(x + w for x, w in cells)) for cells in rows.values()]
        assert [len(cells) for cells in rows.values()] == [1, 3, 5, 1, 3, 6, 8]
        assert extents == [
            (-0.5, 0.5), (-1.5, 1.5), (-2.5, 2.5),
            (-0.5, 1.5), (-2.5, 3.5), (-2.5, 3.5), (-3.5, 4.5),
        ]  # fmt: skip
        counts = [text.get_text() for text in ax.texts if text.get_text()[0].isdigit()]
        assert counts == [
            "1 number", "3 numbers", "5 pixels",
            "1 number", "3 numbers", "6 numbers", "8 pixels",
        ]  # fmt: skip

    def test_the_fields_lie_on_the_digit_one_in_the_other(self):
        digit = random_numbers((28, 28))
        ax = draw_receptive_field(digit, 3).axes[1]
        np.testing.assert_array_equal(shown(ax), digit)
        boxes = [patch.get_bbox() for patch in ax.patches]
        assert [(box.x0 + 0.5, box.y0 + 0.5, box.width, box.height) for box in boxes] == [
            (13, 13, 3, 3),
            (12, 12, 5, 5),
            (11, 11, 8, 8),
        ]
        colours = [to_hex(line.get_color()) for line in ax.get_legend().get_lines()]
        assert colours == [to_hex(patch.get_edgecolor()) for patch in ax.patches]


class TestTraining:
    def test_both_curves_of_error_and_of_right_guesses(self):
        learned, new = [(1.5, 0.6), (0.5, 0.9), (0.25, 0.996)], [(1.6, 0.5), (0.7, 0.8), (0.4, 0.966)]
        fig = draw_training(learned, new)
        assert title(fig) == "99.6% right of the digits it learned from, 96.6% of new ones"
        for place, (ax, name) in enumerate(zip(fig.axes, ("error", "right"), strict=True)):
            named = {
                text.get_text(): line
                for text, line in zip(ax.get_legend().get_texts(), ax.lines, strict=True)
            }
            assert [*named] == ["digits it learns from", "new digits"]
            for line, rounds in zip(named.values(), (learned, new)):
                points = [[count, numbers[place]] for count, numbers in enumerate(rounds, start=1)]
                np.testing.assert_array_equal(line.get_xydata(), points)
            assert ax.get_title() == f"{name} after each round"
        assert fig.axes[0].get_ylim()[0] == 0
        assert_nothing_is_cut(fig)

    @pytest.mark.parametrize("rounds, new", [([(2.0, 0.1)], 0.3), ([(9.0, 1.0), (12.0, 1.0)], 1.0)])
    def test_training_that_fails_or_is_perfect(self, rounds, new):
        fig = draw_training(rounds, [(1.0, new) for _ in rounds])
        assert title(fig) == f"{rounds[-1][1]:.1%} right of the digits it learned from, {new:.1%} of new ones"
        assert_nothing_is_cut(fig)


class TestWrongGuesses:
    IMAGES = random_numbers((50, 28, 28))
    LABELS = np.arange(50) % 10

    def draw(self, *wrong):
        guesses = self.LABELS.copy()
        guesses[list(wrong)] = (guesses[list(wrong)] + 3) % 10
        fig = draw_wrong_guesses(self.IMAGES, self.LABELS, guesses)
        return fig, [ax for ax in fig.axes if ax.images]

    def test_all_of_them_with_label_and_guess(self):
        wrong = [0, 8, 9, 17, 20, 31, 49]
        fig, drawn = self.draw(*wrong)
        assert title(fig) == "All 7 wrong guesses of 50"
        for ax, index in zip(drawn, wrong, strict=True):
            np.testing.assert_array_equal(shown(ax), self.IMAGES[index])
            assert ax.get_title() == f"{index % 10}, guessed {(index + 3) % 10}"
        assert not any(ax.axison for ax in fig.axes[7:])

    def test_of_very_many_only_the_first_are_drawn(self):
        fig, drawn = self.draw(*range(40))
        assert title(fig) == "The first 24 of 40 wrong guesses of 50" and len(drawn) == 24
        assert_nothing_is_cut(fig)
        np.testing.assert_array_equal(shown(drawn[23]), self.IMAGES[23])

    @pytest.mark.parametrize(
        "wrong, says",
        [
            ([], "None of the 50 guesses is wrong"),
            ([4], "The only wrong guess of 50"),
            (range(24), "All 24 wrong guesses of 50"),
        ],
    )
    def test_none_one_and_as_many_as_fit(self, wrong, says):
        fig, drawn = self.draw(*wrong)
        assert title(fig) == says and len(drawn) == len(wrong)
        assert_nothing_is_cut(fig)


class TestFoundKernels:
    @pytest.mark.parametrize("shape", [(5, 5, 8), (3, 4, 5)])
    def test_before_above_after_on_the_same_signed_scale(self, shape):
        before = random_numbers(shape, low=-9, high=10)
        after = random_numbers(shape, seed=5, low=-90, high=91)
        fig = draw_found_kernels(before, after)
        count = shape[2]
        assert title(fig) == f"The same {count} kernels, before training and after it"
        for number, ax in enumerate(fig.axes):
            kernels = before if number < count else after
            np.testing.assert_array_equal(shown(ax), kernels[:, :, number % count])
            assert ax.get_title() == f"kernel {number % count}"
            assert scale(ax) == (-np.abs(after).max(), np.abs(after).max(), "RdBu_r")
        assert [ax.get_ylabel() for ax in (fig.axes[0], fig.axes[count])] == ["before", "after"]
        high = np.abs(after).max()
        assert signs(fig) == [f"above 0: darkest is {high}", "0", f"below 0: darkest is -{high}"]
        assert_nothing_is_cut(fig)

    def test_the_key_says_how_far_its_colours_go(self):
        found = np.zeros((5, 5, 8))
        found[1, 2, 3] = -0.4321
        fig = draw_found_kernels(found / 2, found)
        assert scale(fig.axes[0]) == (-0.4321, 0.4321, "RdBu_r")
        assert signs(fig) == ["above 0: darkest is 0.43", "0", "below 0: darkest is -0.43"]

    def test_kernels_of_zeros(self):
        fig = draw_found_kernels(np.zeros((5, 5, 8)), np.zeros((5, 5, 8)))
        assert scale(fig.axes[9]) == (-1, 1, "RdBu_r")


class TestNetworkMaps:
    DIGIT = random_numbers((28, 28))
    FOUND = random_numbers((5, 5, 8), low=-90, high=90)

    def draw(self, first=None, second=None):
        rng = np.random.default_rng(1)
        first = rng.normal(size=(28, 28, 8)).clip(0) if first is None else first
        second = rng.normal(-1, size=(14, 14, 24)).clip(0) if second is None else second
        return draw_network_maps(self.DIGIT, self.FOUND, first, second), first, second

    def test_each_kernel_stands_left_of_the_map_that_it_made(self):
        fig, first, _ = self.draw()
        assert_nothing_is_cut(fig)
        digit, *pairs = fig.axes[:17]
        np.testing.assert_array_equal(shown(digit), self.DIGIT)
        for number in range(8):
            kernel_ax, map_ax = pairs[2 * number : 2 * number + 2]
            np.testing.assert_array_equal(shown(kernel_ax), self.FOUND[:, :, number])
            assert scale(kernel_ax) == (-np.abs(self.FOUND).max(), np.abs(self.FOUND).max(), "RdBu_r")
            np.testing.assert_array_equal(shown(map_ax), first[:, :, number])
            assert (kernel_ax.get_title(), map_ax.get_title()) == (f"kernel {number}", f"map {number}")
            left, right = kernel_ax.get_window_extent(), map_ax.get_window_extent()
            assert left.x1 < right.x0 < left.x1 + 40 and left.y0 > right.y0 and left.y1 < right.y1

    def test_each_map_has_its_own_scale_and_says_so(self):
        fig, first, second = self.draw()
        for ax in fig.axes[2:17:2]:
            number = int(ax.get_title().split()[1])
            largest = first[:, :, number].max()
            assert scale(ax) == (0, largest, "gray") and ax.get_xlabel() == f"0 to {largest:.1f}"
        (words,) = [text.get_text() for ax in fig.axes for text in ax.texts]
        assert "The strongest 8 of\n24 maps of layer 2,\n14x14 numbers." in words
        assert "Maps: black is 0,\nwhite the number\nbelow each." in words
        high = np.abs(self.FOUND).max()
        assert signs(fig) == [f"kernels, above 0: darkest is {high}", "0", f"below 0: darkest is -{high}"]

    def test_the_strongest_maps_of_the_second_layer(self):
        second = np.zeros((14, 14, 24))
        strong = [1, 4, 6, 9, 13, 17, 21, 22]
        for number in strong:
            second[3, number % 14, number] = 30 - number
        second[5, 5, 2] = 0.5
        fig, *_ = self.draw(second=second)
        drawn = [ax for ax in fig.axes[17:] if ax.images]
        assert [ax.get_title() for ax in drawn] == [f"map {number}" for number in strong]
        for ax, number in zip(drawn, strong):
            np.testing.assert_array_equal(shown(ax), second[:, :, number])

    def test_the_title_says_what_is_drawn(self):
        fig, *_ = self.draw()
        assert title(fig) == "Each kernel with its map, and 8 of 24 maps of the second layer"

    def test_fewer_maps(self):
        fig = draw_network_maps(self.DIGIT, self.FOUND[:, :, :3], np.ones((28, 28, 3)), np.ones((7, 7, 2)))
        assert title(fig) == "Each kernel with its map, and 2 maps of the second layer"
        assert any("The strongest 2 of\n2 maps" in text.get_text() for ax in fig.axes for text in ax.texts)
        assert_nothing_is_cut(fig)


class TestShift:
    DIGIT = np.zeros((28, 28), dtype=int)
    DIGIT[8:17, 10:15] = random_numbers((9, 5), low=150)
    DIGIT[1, 25] = 1  # dust

    def moved(self, down, right):
        moved = np.zeros((28, 28), dtype=int)
        for (row, column), value in np.ndenumerate(self.DIGIT):
            if 0 <= row + down < 28 and 0 <= column + right < 28:
                moved[row + down, column + right] = value
        return moved

    def draw(self, moved, kernel=LYING, change=0):
        before, after = convolved(self.DIGIT, kernel), convolved(moved, kernel)
        after[20, 20] += change
        return draw_shift(self.DIGIT, moved, kernel, before, after), before, after

    def test_digit_and_map_above_both_moved_below(self):
        moved = self.moved(2, 1)
        fig, before, after = self.draw(moved)
        assert_nothing_is_cut(fig)
        for ax, values in zip(fig.axes, (self.DIGIT, before, moved, after), strict=True):
            np.testing.assert_array_equal(shown(ax), values)
        high = np.abs(before).max()
        assert [scale(ax) for ax in fig.axes] == [(0, 255, "gray"), (-high, high, "RdBu_r")] * 2
        assert signs(fig) == ["above 0: more ink below", "0", "below 0: less ink there"]

    def test_frames_show_the_move(self):
        digit, its_map, moved, map_after = self.draw(self.moved(2, 1))[0].axes
        assert frames(digit, GREEN) == [(8, 10, 9, 5)] == frames(moved, GREY)
        assert frames(moved, GREEN) == [(10, 11, 9, 5)]
        ((top, left, *size),) = frames(its_map, GREEN)
        assert frames(map_after, GREY) == [(top, left, *size)]
        assert frames(map_after, GREEN) == [(top + 2, left + 1, *size)]
        assert moved.get_title() == "the digit, moved (grey: before)"

    @pytest.mark.parametrize(
        "shift, says",
        [
            ((2, 1), "All 600 numbers that stay inside moved along: 2 down, 1 to the right"),
            ((-1, -3), "All 575 numbers that stay inside moved along: 1 up, 3 to the left"),
            ((0, 4), "All 572 numbers that stay inside moved along: 4 to the right"),
            ((14, 0), "All 312 numbers that stay inside moved along: 14 down"),
            ((0, 0), "The digit has not moved"),
        ],
    )
    def test_the_title_says_what_moved(self, shift, says):
        assert title(self.draw(self.moved(*shift))[0]) == says

    def test_numbers_that_did_not_move_along_are_not_counted(self):
        fig, *_ = self.draw(self.moved(2, 1), change=1)
        assert title(fig).startswith("599 of 600 numbers")

    def test_of_another_digit_nothing_is_said(self):
        for other in (self.DIGIT.T, np.zeros((28, 28), int)):
            fig, *_ = self.draw(other)
            assert title(fig) == "Two digits, and the map that the same kernel makes of each"
            assert not frames(fig.axes[2], GREEN) and fig.axes[2].get_title() == "the digit, moved"

    def test_a_kernel_without_a_side(self):
        assert signs(self.draw(self.moved(2, 1), np.ones((3, 3)))[0]) == ["above 0", "0", "below 0"]
