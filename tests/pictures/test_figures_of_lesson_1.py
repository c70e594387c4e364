"""The lessons' figures show the numbers that they are given: cells and frames are read back from what was drawn."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from support.drawings import close_figures, is_cut, overlapping_names, texts, tint  # noqa: F401 (a fixture)

from course.pictures import figures_of_lesson_1
from course.pictures.figure_pieces import DARKER_RED, PALE_GREY
from course.pictures.figures import GREEN, PALE_BLUE, PALE_RED, RED

IMAGE = np.array([[1, 3, 0, 4], [5, 1, 2, 4], [3, 2, 4, 1]])
KERNEL = np.array([[1, 2], [4, 3]])


def block(ax, top, left, rows, columns):
    """The rows of texts of a table whose top left cell stands at (top, left)."""
    seen = texts(ax)
    return [[seen[round(top + i, 2), round(left + j, 2)] for j in range(columns)] for i in range(rows)]


def where(ax, text):
    """(row, column) of the one place where a text stands."""
    (place,) = [place for place, seen in texts(ax).items() if seen == text]
    return place


def frames(ax, colour=None):
    """(row, column, rows, columns) of each frame, of one colour or of all, to the nearest cell."""
    found = []
    for patch in ax.patches:
        if not patch.get_fill() and colour in (None, to_hex(patch.get_edgecolor()).upper()):
            box = patch.get_bbox()
            found.append(tuple(round(v) for v in (box.y0 + 0.5, box.x0 + 0.5, box.height, box.width)))
    return found


class TestSmears:
    def test_the_copies_and_their_sum(self):
        ax = figures_of_lesson_1.draw_smears([[0, 5, 0], [0, 0, 4]], [[1, 2], [4, 3]]).axes[0]
        assert block(ax, 0, 0, 2, 3) == [["0", "5", "0"], ["0", "0", "4"]]
        row, middle = where(ax, "the smear of 4")
        assert block(ax, 0, middle - 1.5, 3, 4) == [
            ["0", "0", "0", "0"],
            ["0", "0", "4", "8"],
            ["0", "0", "16", "12"],
        ]
        row, middle = where(ax, "the photograph")
        left = middle - 1.5
        assert block(ax, 0, left, 3, 4) == [
            ["0", "5", "10", "0"],
            ["0", "20", "19", "8"],
            ["0", "0", "16", "12"],
        ]
        assert tint(ax, 1, left + 2) == DARKER_RED
        assert tint(ax, 1, left + 1) == PALE_RED.upper() and tint(ax, 0, left) == "#FFFFFF"

    def test_stars_of_the_same_brightness_are_both_there(self):
        ax = figures_of_lesson_1.draw_smears([[5, 0, 5]], [[1, 2]]).axes[0]
        _, middle = where(ax, "the photograph")
        assert block(ax, 0, middle - 1.5, 1, 4) == [["5", "10", "5", "10"]]

    def test_the_frame_and_the_darker_cell_are_explained(self):
        ax = figures_of_lesson_1.draw_smears([[0, 5, 0], [0, 0, 4]], [[1, 2], [4, 3]]).axes[0]
        assert frames(ax)[0] == (0, 0, 2, 3)
        assert 1.5 < where(ax, "frame: the sky")[0] < where(ax, "darker: an overlap")[0] < 2.6


class TestWindows:
    def test_kernel_and_its_two_flips(self):
        ax = figures_of_lesson_1.draw_windows(IMAGE, KERNEL).axes[0]
        for name, numbers in {
            "kernel": [["1", "2"], ["4", "3"]],
            "last row first": [["4", "3"], ["1", "2"]],
            "last column first, too": [["3", "4"], ["2", "1"]],
        }.items():
            _, middle = where(ax, name)
            assert block(ax, 0, middle - 0.5, 2, 2) == numbers

    def test_each_window_with_its_products_and_sum(self):
        ax = figures_of_lesson_1.draw_windows(IMAGE, KERNEL).axes[0]
        row, middle = where(ax, "3 + 12 + 10 + 1 = 26")
        top, left = row + 0.85, middle - 1.5
        assert block(ax, top, left, 3, 4) == [
            ["1*3", "3*4", "0", "4"],
            ["5*2", "1*1", "2", "4"],
            ["3", "2", "4", "1"],
        ]
        row, middle = where(ax, "6 + 16 + 8 + 1 = 31")  # the last window, below and on the right
        assert row > top and middle > left + 8
        assert block(ax, row + 0.85, middle - 1.5, 3, 4)[2] == ["3", "2", "4*2", "1*1"]
        assert len(frames(ax)) == 6

    @pytest.mark.parametrize("image, kernel, title", [
        (IMAGE, KERNEL, "6 windows, one number each: 26 13 24, 27 19 31"),
        (IMAGE, -KERNEL, "6 windows, one number each: -26 -13 -24, -27 -19 -31"),
        (KERNEL, KERNEL, "1 window, one number each: 22"),
    ])  # fmt: skip
    def test_the_title_has_the_number_of_each_window(self, image, kernel, title):
        assert figures_of_lesson_1.draw_windows(image, kernel).get_suptitle() == title

    def test_a_negative_product_stands_in_brackets(self):
        ax = figures_of_lesson_1.draw_windows(IMAGE, np.array([[-1, 2]])).axes[0]
        assert "2 + (-3) = -1" in texts(ax).values()


class TestPlaces:
    def test_zeros_and_sizes_of_each_mode(self):
        ax = figures_of_lesson_1.draw_places(IMAGE, KERNEL).axes[0]
        titles = [text for text in texts(ax).values() if "places" in text]
        assert titles == ["full: 4x5 places", "same: 3x4 places", "valid: 2x3 places"]
        assert frames(ax, RED) == [(0, 0, 2, 2), (0, 7, 2, 2), (1, 15, 2, 2)]
        assert frames(ax, GREEN) == [(3, 4, 2, 2), (2, 10, 2, 2), (2, 17, 2, 2)]
        assert tint(ax, 0, 0) == PALE_GREY and tint(ax, 1, 1) == PALE_BLUE.upper()

    def test_the_zeros_are_explained_in_black_beside_a_cell_of_their_colour(self):
        fig = figures_of_lesson_1.draw_places(IMAGE, KERNEL)
        ax = fig.axes[0]
        row, left = where(ax, "zeros beyond the border")
        assert tint(ax, row, left - 0.8) == PALE_GREY
        (meaning,) = [text for text in ax.texts if text.get_text() == "zeros beyond the border"]
        assert meaning.get_color() == "black"
        assert row + 0.5 < max(ax.get_ylim())  # all of the cell can be seen
        assert not is_cut(fig) and not overlapping_names(fig)

    def test_a_kernel_of_odd_size_has_a_zero_on_each_side(self):
        ax = figures_of_lesson_1.draw_places(np.ones((3, 4), int), np.ones((3, 1), int)).axes[0]
        titles = [text for text in texts(ax).values() if "places" in text]
        assert titles == ["full: 5x4 places", "same: 3x4 places", "valid: 1x4 places"]
        assert frames(ax, RED)[1] == (1, 5, 3, 1) and frames(ax, GREEN)[1] == (3, 8, 3, 1)


def test_what_stands_beyond_the_border():
    ax = figures_of_lesson_1.draw_beyond(np.array([[1, 2, 3], [4, 5, 6]]), 2).axes[0]
    row = {}
    for name in ("fill: zeros", "symm: a mirror", "wrap: the other side"):
        _, middle = where(ax, name)
        (row[name],) = block(ax, 2, middle - 3, 1, 7)
    assert [" ".join(numbers) for numbers in row.values()] == [
        "0 0 1 2 3 0 0",
        "2 1 1 2 3 3 2",
        "2 3 1 2 3 1 2",
    ]
    _, middle = where(ax, "wrap: the other side")
    assert block(ax, 0, middle - 1, 1, 3) == [["1", "2", "3"]]  # two rows above 1 2 3 comes 1 2 3 again
    assert tint(ax, 2, middle - 1) == PALE_BLUE.upper() and tint(ax, 1, middle - 1) == PALE_GREY


def test_a_match_and_its_sum_have_frames_of_one_colour():
    board = np.array([[-1, 1, -1, -1], [1, -1, 1, -1], [-1, -1, -1, 1]])
    stroke = np.array([[1, -1], [-1, 1]])
    score = np.array([[-4, 4, -2], [2, -2, 4]])
    fig = figures_of_lesson_1.draw_matches(board, stroke, score)
    ax = fig.axes[0]
    window, its_sum = frames(ax, RED)
    assert window == (0, 1, 2, 2) and its_sum[2:] == (1, 1)
    _, middle = where(ax, "the sums")
    assert its_sum[:2] == (0, round(middle)) and tint(ax, 0, middle) == PALE_RED.upper()
    assert tint(ax, 0, middle - 1) == PALE_BLUE.upper()
    assert len(frames(ax)) == 4 and "2 places" in fig.get_suptitle()


def test_a_single_match_is_said_so():
    board = np.array([[1, -1], [-1, 1]])
    fig = figures_of_lesson_1.draw_matches(board, board, np.array([[4]]))
    assert "1 place:" in fig.get_suptitle()


def test_the_key_of_the_sums_shows_the_tints_that_it_speaks_of():
    board = np.array([[-1, 1, -1, -1], [1, -1, 1, -1], [-1, -1, -1, 1]])
    stroke = np.array([[1, -1], [-1, 1]])
    ax = figures_of_lesson_1.draw_matches(board, stroke, np.array([[-4, 4, -2], [2, -2, 4]])).axes[0]
    for text, colour in (("above 0: more agree", PALE_RED), ("below 0: more differ", PALE_BLUE)):
        row, left = where(ax, text)
        assert tint(ax, row, left - 0.8) == colour.upper()
        assert row + 0.5 < max(ax.get_ylim())  # all of the cell can be seen
    words = " ".join(texts(ax).values())
    assert "red" not in words and "blue" not in words


class TestTables:
    SMALL = np.array([[3, 4, 0], [0, 3, 4]])
    LARGE = np.array([[5, 0, -6, 0], [0, 5, 0, -6]])
    # a table of floats shows the same: 3 and not 3.0
    FLOATS = (SMALL.astype(float), LARGE.astype(float))

    def test_they_say_how_many_weights_they_have(self):
        left, right, _ = figures_of_lesson_1.draw_tables(*self.FLOATS).axes
        assert block(left, 0, 0, 2, 3) == [["3", "4", "0"], ["0", "3", "4"]]
        assert tint(left, 0, 2) == "#FFFFFF" and tint(left, 0, 0) == PALE_RED.upper()
        assert left.get_title() == "2 rows, 3 columns, 2 weights"
        assert right.get_title() == "2 rows, 4 columns, 2 weights"

    def test_the_key_has_the_colour_of_each_number_and_0_is_white(self):
        fig = figures_of_lesson_1.draw_tables(*self.FLOATS)
        _, right, key = fig.axes
        fig.draw_without_rendering()
        (shown,) = right.images
        names = {float(tick): text.get_text() for tick, text in zip(key.get_yticks(), key.get_yticklabels())}
        seen = [[names[place] for place in row] for row in shown.get_array().tolist()]
        assert seen == [[str(number) for number in row] for row in self.LARGE]
        colours = {text: to_hex(shown.cmap(shown.norm(place))).upper() for place, text in names.items()}
        assert colours.pop("0") == "#FFFFFF"
        assert len({*colours.values()}) == len(colours) == 2 and "#FFFFFF" not in colours.values()
