"""Whole numbers that an FFT's sums became by cutting: told where they are, and not of slips."""

import numpy as np
import pytest
from scipy import fft, signal

from course.diagnosis.explanation import explain
from course.diagnosis.floats_cut import FEWEST_CUT, cut_and_kept, floats_cut
from course.diagnosis.given import Given
from course.diagnosis.outcomes import Outcomes
from course.diagnosis.why_text import Reasons
from course.own_numbers.request import request_of

X, H = [5, 3, 8, 1, 9, 2, 7], [2, -1, 3]
DRAW = np.random.default_rng(5)
IMAGE, KERNEL = DRAW.integers(-9, 10, (4, 6)), DRAW.integers(-3, 4, (2, 3))
TOWARDS_ZERO = np.trunc, "towards zero"
DOWN = np.floor, "down"


def just_missed(values, places, by=1e-9):
    """The numbers as floats, of which some miss theirs by a little, on the side of zero: which an FFT misses differs."""
    numbers = np.array(values, float)
    for place in places:
        numbers.flat[place] -= np.sign(numbers.flat[place]) * by
    return numbers


def found(request, numbers):
    return floats_cut(Outcomes(request, Given(np.asarray(numbers).tolist())))


def told(request, numbers):
    """The Explanation, which is this one finding alone."""
    explanation = explain(request, Given(np.asarray(numbers).astype(int).tolist()))
    assert explanation.kind == "floats cut" and explanation.explained and not explanation.causes
    (finding,) = explanation.findings
    assert len(finding.lines(request)[1]) <= len("Hint: ") + 100
    return finding, Reasons(explanation).text(10**6)


def test_right_numbers_of_which_some_are_one_nearer_to_zero():
    request = request_of(X, H, "full")
    finding, text = told(request, [10, 0, 28, 3, 41, -1, 39, 0, 21])
    assert (finding.data()["rounding"], finding.data()["cut"], finding.source(request)[0]) == (
        "towards zero",
        3,
        request,
    )
    assert "6 of these 9 numbers are right, and the other 3 are one nearer to zero" in text
    assert "np.rint(y).astype(int)" in text


@pytest.mark.parametrize("way, rounding", [TOWARDS_ZERO, DOWN])
@pytest.mark.parametrize("mode, flip", [("full", True), ("same", True), ("valid", False)])
def test_images_and_modes(mode, flip, way, rounding):
    call = signal.convolve2d if flip else signal.correlate2d
    right = call(IMAGE, KERNEL, mode)
    not_0 = np.flatnonzero(right)
    numbers = just_missed(right, not_0[::3])
    if rounding == "down":  # below 0 those that are too small, and there is one beside 0
        numbers = right - 1e-9 * (np.arange(right.size).reshape(right.shape) % 3 == 0)
    finding, _ = told(request_of(IMAGE, KERNEL, mode, flip=flip), way(numbers))
    assert finding.rounding == rounding and finding.reading is None and finding.way is None


def test_a_circular_convolution_that_was_cut():
    circular = np.rint(fft.ifft(fft.fft(X) * fft.fft(H, len(X))).real)
    assert circular.tolist() == [9, 22, 28, 3, 41, -2, 39]
    request = request_of(X, H, "same")
    finding, text = told(request, np.trunc(just_missed(circular, [0, 1, 5])))
    assert finding.data()["transform"]["rolled"] == [1] and "ifft(fft(x) * fft(h, n))" in text
    assert "y[2] given     = 5*3 + 3*(-1) + 8*2 = 28" in text
    across = fft.ifft2(fft.fft2(IMAGE) * fft.fft2(KERNEL, IMAGE.shape)).real
    places = np.flatnonzero(np.rint(across))[[1, 4, 5, 9]]
    finding, text = told(request_of(IMAGE, KERNEL, "same"), np.trunc(just_missed(np.rint(across), places)))
    assert finding.cut == 4 and "ifft2(fft2(x) * fft2(h, x.shape))" in text


def test_of_a_circular_convolution_one_number_that_is_cut_is_enough():
    """Not where its ends meet in one number alone: the others are those of a causal filter, and that one may be a slip."""
    x, h = [4, 7, 1, -1, 5, -5, 3, 9, -5], [2, -4, 4, 3]
    circular = np.rint(fft.ifft(fft.fft(x) * fft.fft(h, len(x))).real)
    finding, text = told(request_of(x, h, "same"), np.trunc(just_missed(circular, [2])))
    assert finding.cut == 1 and "and the other one is one nearer to zero" in text
    wrong = circular + 2 * (np.arange(len(x)) == 2)
    assert found(request_of(x, h, "same"), wrong) == []
    request = request_of(x, [2, 3, 0], "same")  # whose last weight reaches nothing
    causal = np.convolve(x, [2, 3])[: len(x)] - 1 * (np.arange(len(x)) == 2)
    assert found(request, causal) == []
    causal[0] = 2 * x[0] + 3 * x[-1]
    assert found(request, causal) == []


def test_a_transform_that_is_too_short_was_cut():
    short = np.rint(fft.ifft(fft.fft(X, 8) * fft.fft(H, 8)).real)
    _, text = told(request_of(X, H, "full"), np.trunc(just_missed(short, [1, 2, 5])))
    assert "ifft(fft(x, 8) * fft(h, 8))" in text and "at least 9 places" in text


def test_another_mode_was_cut():
    request = request_of(X, H, "same")
    finding, text = told(request, np.trunc(just_missed(np.convolve(X, H), [1, 4, 6])))
    assert (
        finding.data()["reading"] == {"mode": "full"}
        and "6 of these 9 numbers are right in mode full" in text
    )
    assert finding.source(request)[0] == request.but(mode="full")


def test_what_fits_slips_as_well_is_not_said():
    request = request_of(X, H, "full")
    right = np.convolve(X, H)
    for places in ([2], [2, 4]):
        got = np.trunc(just_missed(right, places)).tolist()
        assert len(places) < FEWEST_CUT and found(request, got) == []
        assert explain(request, Given(got)).kind in ("could be", "unknown")
    off = np.trunc(just_missed(right, [2, 4, 6]))
    off[0] += 1  # and a slip
    assert found(request, off) == []
    assert found(request, off - 1) == [] and found(request, -right) == []


def test_all_that_are_one_less_are_not_cut():
    """Then nothing tells that they are those of this request but for a cut: it may be minus 1."""
    right = np.convolve(X, [2, 1, 3])
    assert found(request_of(X, [2, 1, 3], "full"), right - 1) == []


def test_a_0_is_not_cut():
    right = np.array([0, 0, 0, 4, 8, 12])
    request = request_of([0, 0, 0, 1, 2, 3], [4], "full")
    assert found(request, right - [1, 1, 1, 0, 0, 0])[0].rounding == "down"
    assert found(request, right - [1, 1, -1, 0, 0, 0]) == []
    assert cut_and_kept([0, 5, -3], Given([0, 4, -2]), lambda value: value - np.sign(value)) == (2, 0)


def test_only_whole_numbers_are_cut():
    right = np.convolve(X, H)
    halves = request_of(X, [2, -1, 3.5], "full")
    assert found(halves, [10, 0, 28, 3, 41, -1, 39, 0, 21]) == []
    got = np.trunc(just_missed(right, [2, 4, 6]))
    assert found(request_of(X, H, "full"), got) and found(request_of(X, H, "full"), [*got[:-1], 20.5]) == []


def test_no_random_numbers_are_cut():
    request = request_of(X, H, "same")
    for _ in range(200):
        assert found(request, DRAW.integers(-10, 42, 7)) == []
