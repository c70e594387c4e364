"""The padding that gives the numbers: np.pad and a plain valid correlation are what it is held against."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.signal import convolve2d, correlate2d
from support.strategies import laws, orders

from course.diagnosis.explanation import explain
from course.diagnosis.fitted_padding import (
    fitted_paddings,
    fitted_paddings_turned,
    padded_twice,
    windows_moved,
)
from course.diagnosis.given import Given
from course.diagnosis.why import why
from course.own_numbers.request import request_of

IMAGE = np.array([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7, 9]])
WIDE = np.array([[2, 7, 1], [8, 2, 8]])


def padded(x, h, sides, stride=1):
    """The windows of a padded image, or of a signal as an image of one row."""
    every = correlate2d(np.pad(x, sides), h, "valid")
    return every[::stride, ::stride]


# (kernel, zeros before and after, and whether they have to be found)
SIGNALS = {
    "k//2 on both sides": ([1, 2, 3, 4], (2, 2), True),
    "all of them after the input, and one more": ([1, 2, 3, 4], (0, 4), True),
    "one on each side": ([1, 2, 3, 4], (1, 1), True),
    "more than twice the kernel": ([1, 2], (5, 0), False),
    "a last weight of 0": ([2, 3, 0], (2, 3), True),
}


@pytest.mark.parametrize("kernel, sides, found", SIGNALS.values(), ids=list(SIGNALS))
def test_the_zeros_around_a_signal(kernel, sides, found):
    got = padded(IMAGE[:1], np.array([kernel]), ((0, 0), sides))[0].tolist()
    request = request_of(IMAGE[0], kernel, "SAME", flip=False)
    fits = fitted_paddings(request, Given(got))
    assert [fit.sides for fit in fits] == ([[[sides]]] if found else [])


def test_where_several_fit_all_are_listed_the_nearest_first():
    """A border that goes on as the input does hides where the input begins."""
    request = request_of([1, 2, 1, 2], [3, 5], "same", border="wrap")
    (fit,) = fitted_paddings(request, Given(request.but(mode=None, padding=(2, 2)).output))
    assert fit.sides == [[(2, 2)], [(4, 0)], [(0, 4)]]
    assert "3 ways" in fit.lines(request)[0] and len(fit.lines(request)) == 4


def test_an_image_in_both_axes_with_a_stride():
    request = request_of(IMAGE, WIDE, "same", stride=2, flip=False)
    got = padded(IMAGE, WIDE, ((2, 0), (1, 3)), 2).tolist()
    (fit,) = fitted_paddings(request, Given(got))
    assert fit.source(request)[0].output == got and all(fit_gives(request, sides, got) for sides in fit.sides)
    assert [[before for before, _ in sides] for sides in fit.sides] == [[2, 1]]


@pytest.mark.parametrize("batch", [False, True])
def test_images_with_channels(batch):
    """Two images of two channels: the padding lies around rows and columns alone."""
    images = np.stack([np.stack([IMAGE, IMAGE[::-1]], -1), np.stack([IMAGE * 2, IMAGE + 1], -1)])
    filters = np.stack([WIDE, WIDE + 1], -1)[..., None]
    maps = [
        sum(padded(image[..., c], filters[..., c, 0], ((0, 2), (1, 0))) for c in range(2)) for image in images
    ]
    x, got = (images, np.stack(maps)[..., None]) if batch else (images[0], maps[0][..., None])
    request = request_of(x, filters, "SAME", flip=False)
    (fit,) = fitted_paddings(request, Given(got.tolist()))
    assert fit.sides == [[(0, 2), (1, 0)]] and fit.source(request)[0].output == got.tolist()


def fit_gives(request, sides, got):
    padding = sides[0] if request.axes == 1 else tuple(sides)
    return request.but(mode=None, padding=padding).output == got


def test_the_kernel_turned_is_a_search_of_its_own():
    got = padded(IMAGE, WIDE, ((2, 2), (0, 1))).tolist()
    request = request_of(IMAGE, WIDE, "same")
    assert fitted_paddings(request, Given(got)) == []
    (fit,) = fitted_paddings_turned(request, Given(got))
    assert fit.sides == [[(2, 2), (0, 1)]] and fit.request.flip is False
    assert "not flipped" in fit.lines(request)[0]


def test_few_numbers_and_zeros_tell_nothing():
    """All of these are right with some padding."""
    for x, h, got in (
        ([3], [1, 2], [0, 0, 0, 3, 6]),
        ([3], [1, 2], [0, 0, 0, 0]),
        ([3, 1, 4], [1, 2, 5], [3, 7, 21]),
    ):
        assert fitted_paddings(request_of(x, h, "same"), Given(got)) == []


def test_a_large_request_is_left_alone():
    request = request_of(np.ones((40, 40), int), np.ones((9, 9), int), "valid")
    assert fitted_paddings(request, Given(request.output)) == []


@settings(laws, max_examples=40)
@given(st.data(), st.integers(1, 3), orders)
def test_whatever_stood_around_the_input_is_found(data, stride, flip):
    """The padding itself is among those that fit, and each that fits gives the numbers."""
    x = np.array(data.draw(st.lists(st.integers(1, 9), min_size=4, max_size=7)))
    h = np.array(data.draw(st.lists(st.integers(1, 9), min_size=2, max_size=4)))
    before, after = (data.draw(st.integers(0, 2 * len(h))) for _ in range(2))
    request = request_of(
        x, h, data.draw(st.sampled_from(["full", "same", "SAME", "valid"])), stride=stride, flip=flip
    )
    slid = h[::-1] if flip else h
    got = np.correlate(np.pad(x, (before, after)), slid, "valid")[::stride].tolist()
    assume(len(got) > 3 and sum(number != 0 for number in got) > 2)
    (fit,) = fitted_paddings(request, Given(got))
    assert any(begin == before for ((begin, _),) in fit.sides)
    assert all(fit_gives(request, sides, got) for sides in fit.sides)
    (turned,) = fitted_paddings_turned(request.but(flip=not flip), Given(got))
    assert turned.sides == fit.sides


def test_as_data():
    request = request_of(IMAGE[0], [1, 2, 3, 4], "SAME")
    (fit,) = fitted_paddings(
        request, Given(np.convolve(np.pad(IMAGE[0], (2, 2)), [1, 2, 3, 4], "valid").tolist())
    )
    assert (fit.kind, fit.data()) == ("padding", {"sides": [[(2, 2)]], "flip": True})


def test_padded_twice():
    """By NumPy's hand and then by SciPy: what is asked for is one of the two."""
    image, kernel = np.arange(20).reshape(4, 5) % 7, np.array([[1, 2, 1], [0, 1, 0], [-1, 0, 2]])
    request = request_of(image, kernel, "same")
    twice = convolve2d(np.pad(image, 1), kernel, "same")
    (finding,) = padded_twice(request, Given(twice.tolist()))
    assert "2 zeros on each side" in finding.lines(request)[0] and finding.data()["sides"] == [
        [(2, 2), (2, 2)]
    ]
    assert explain(request, Given(twice.tolist())).findings[0].kind == "padded twice"
    twice[2, 3] += 1
    assert not padded_twice(request, Given(twice.tolist()))
    assert not padded_twice(request.but(mode="valid"), Given(twice.tolist()))


# ---- where the windows lie


def test_a_window_on_the_other_side_is_told_by_its_padding():
    """cv2.blur's window of 2x2 has the pixel above and the one on the left, by its anchor."""
    h = np.ones((2, 2), int)
    got = correlate2d(np.pad(IMAGE, ((1, 0), (1, 0)), "reflect"), h, "valid")
    text = " ".join(str(why(IMAGE, h, got, padding=((0, 1), (0, 1)), border="reflect")).split())
    assert "1 above and 1 on the left (--padding 1:0,1:0). You asked for" in text
    assert "1 below and 1 on the right (--padding 0:1,0:1)." in text
    assert "each window begins 1 place higher and 1 place further left than you asked for." in text


def test_padding_that_is_no_modes_is_told_as_it_is_typed():
    signal, h = [3, 1, 4, 1, 5, 9], [2, 7, 1, 8]
    got = np.correlate(np.pad(signal, (3, 1)), h, "valid")
    request = request_of(signal, h, padding=(0, 4), flip=False)
    (finding,) = fitted_paddings(request, Given(got.tolist()))
    what, moved = finding.lines(request)
    assert "3 zeros before the input and 1 after it (--padding 3:1)" in what
    assert moved == "So each window begins 3 places earlier than you asked for."


def test_where_windows_lie():
    """Nowhere else, or as more of them than were asked for: then nothing is said."""
    assert windows_moved([(1, 1)], [(1, 1)]) is None and windows_moved([(1, 1)], [(2, 1)]) is None
    assert windows_moved([(2, 0), (1, 1)], [(1, 1), (1, 1)]).endswith(
        "begins 1 place lower than you asked for."
    )
