"""The frames of a picture that moves: how many, for how long, and what is refused in one line."""

from fractions import Fraction

import numpy as np
import pytest
from support.animations import TRACES

from course import work_out
from course.convolution.definition import convolve1d
from course.errors import Unusable
from course.own_numbers.animation_frames import (
    MOST_WINDOWS,
    alt_text,
    check_animated,
    frame_times,
    frames_of,
    tables_of,
    window_places,
)


@pytest.mark.parametrize("windows", range(1, MOST_WINDOWS + 1))
def test_it_moves_for_five_seconds_at_most(windows):
    problem, first, *others = frame_times(windows)
    assert len(others) == windows - 1 and len(set(others)) <= 1
    assert 200 <= problem + first + sum(others) <= 500 - 10, "and the last frame of a GIF has time as well"
    assert first >= 2 * max(others, default=0) and problem >= max(others, default=0)
    assert min(problem, first, *others) >= 5, "browsers slow down frames that are shorter"
    if windows > 4:
        assert problem + first + sum(others) > 420, "the time is used"


@pytest.mark.parametrize("name", TRACES)
def test_frames_follow_each_other(name):
    frames = frames_of(TRACES[name], 60)
    first, *windows, last = frames
    assert [frame.output for frame in windows] == list(TRACES[name].outputs.values())
    assert first.output is last.output is None and first.lines == last.lines
    for frame, following in zip(frames, frames[1:]):
        assert frame.begins + frame.lasts == following.begins
    assert last.lasts is None


@pytest.mark.parametrize("border", ["edge", "wrap", "symmetric", "reflect", "constant"])
def test_the_input_with_its_padding_is_numpys(border):
    image = [[3, 1, 4], [5, 9, 2]]
    trace = work_out(image, [[1, 2]], padding=((1, 1), (2, 1)), border=border)
    texts = tables_of(trace.request)["image"]
    shown = [[int(text.strip("[]")) for text in row] for row in texts]
    assert np.array_equal(shown, np.pad(image, ((1, 1), (2, 1)), border))
    inside = [[not text.startswith("[") for text in row] for row in texts]
    assert np.array_equal(inside, np.pad(np.ones((2, 3), bool), ((1, 1), (2, 1))))


@pytest.mark.parametrize("name", TRACES)
def test_windows_lie_where_the_terms_come_from(name):
    trace = TRACES[name]
    rows = list(tables_of(trace.request).values())[0]
    for index, output in trace.outputs.items():
        under = [rows[row][column] for row, column in window_places(trace.request, index)]
        assert [text.startswith("[") for text in under] == [is_added for _, _, is_added in output.terms]


def test_the_words_for_whoever_does_not_see_it():
    assert alt_text(TRACES["full"]) == (
        "The kernel 2 1 0, flipped, slides along the signal 3 4 5, window by window, and gives 6 11 14 5 0."
    )
    assert alt_text(TRACES["image, steps"]).startswith(
        "The kernel 1 2; 3 4 slides over the image 3 1 4 1; 5 9 2 6;"
    )
    assert alt_text(TRACES["decimals"]).endswith(", and gives 0.1875 18517.46875 -3086.25.")
    assert alt_text(TRACES["fractions"]).endswith(", and gives 1/6 7/9 -71/42 10/21.")
    many = alt_text(work_out(list(range(40)), [1, 1], "valid"))
    assert "along the signal of 40 numbers," in many
    assert many.endswith(f"gives {' '.join(map(str, convolve1d(list(range(40)), [1, 1], 'valid')))}.")


@pytest.mark.parametrize(
    "x, h, options, says",
    [
        ([1] * 64, [1, 1], {}, "at most 64 windows, and there are 65: give a smaller input"),
        ([[1] * 9] * 9, [[1]], {}, "there are 81"),
        (
            [1] * 401,
            [1],
            {"stride": 50},
            "at most 400 numbers of the input with its padding, and there are 401",
        ),
        ([[[1]]], [[[[1]]]], {}, "one channel"),
        ([Fraction(1, 10**29 + 1)], [7], {}, "at most 30 characters, and one has 32"),
    ],
)
def test_what_is_too_large_is_refused(x, h, options, says):
    with pytest.raises(Unusable, match=says) as refused:
        check_animated(work_out(x, h, **options).request)
    assert "\n" not in str(refused.value) and ": give " in str(refused.value)


def test_what_just_fits_is_not_refused():
    for x, h, options in (
        ([1] * 63, [1, 1], {}),
        ([[1] * 8] * 8, [[1]], {}),
        ([1] * 400, [1], {"stride": 50}),
    ):
        check_animated(work_out(x, h, **options).request)
