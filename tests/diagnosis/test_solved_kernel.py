"""The kernel worked out of the numbers: SciPy's convolutions with a kernel of chance are to be found again."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.signal import convolve2d, correlate2d
from support.strategies import laws, orders

from course.diagnosis.given import Given
from course.diagnosis.solved_kernel import solved_kernels
from course.own_numbers.request import request_of

IMAGE = np.array([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7, 9], [3, 2, 3, 8, 4]])
ASKED = np.array([[1, 2], [3, 4], [5, 6]])


def solved(request, got):
    """The kernel that is found, or None."""
    found = solved_kernels(request, Given(got.tolist()))
    return np.array(found[0].kernel) if found else None


@settings(laws, max_examples=20)
@given(st.data(), orders, st.integers(1, 2), st.sampled_from(["full", "same", "valid"]))
def test_the_kernel_is_found_again_where_it_is_determined(data, flip, stride, mode):
    """np.linalg says whether it is: the outputs for each weight alone are the columns of a matrix."""
    k, l = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 3))
    kernel = np.array(data.draw(st.lists(st.integers(-9, 9), min_size=k * l, max_size=k * l))).reshape(k, l)
    asked = np.arange(1, k * l + 1).reshape(k, l)
    assume((kernel != asked).any())
    n, m = data.draw(st.integers(3, 5)), data.draw(st.integers(3, 5))
    image = np.array(data.draw(st.lists(st.integers(0, 3), min_size=n * m, max_size=n * m))).reshape(n, m)
    slide = convolve2d if flip else correlate2d
    columns = []
    for weight in range(k * l):
        alone = np.zeros(k * l, int)
        alone[weight] = 1
        columns.append(slide(image, alone.reshape(k, l), mode)[::stride, ::stride].ravel())
    equations = np.array(columns).T
    assume(mode != "same" or (k % 2 and l % 2))  # SciPy's correlation has its odd zero elsewhere
    determined = np.linalg.matrix_rank(equations) == k * l and equations.any(axis=1).sum() >= k * l + 2
    got = slide(image, kernel, mode)[::stride, ::stride]
    assume(np.linalg.matrix_rank([kernel.ravel(), asked.ravel()]) == 2)  # no multiple of the asked one
    found = solved(request_of(image, asked, mode, flip=flip, stride=stride), got)
    assert (found is not None) == determined
    assert not determined or (found == kernel).all()


def test_one_number_off_is_no_kernels():
    got = convolve2d(IMAGE, ASKED + 1, "same")
    request = request_of(IMAGE, ASKED, "same")
    for index in np.ndindex(got.shape):
        wrong = got.copy()
        wrong[index] += 1
        assert solved(request, wrong) is None
    assert (solved(request, got) == ASKED + 1).all()


def test_as_many_numbers_as_weights_are_always_some_kernels():
    request = request_of(IMAGE[:3, :3], ASKED[:2], "valid")
    assert solved(request, np.array([[1, 5], [9, 2]])) is None
    ramp = np.arange(25).reshape(5, 5)  # whose rows differ by a constant: two weights are all that it shows
    request = request_of(ramp, ASKED, "valid")
    assert solved(request, convolve2d(ramp, ASKED + 1, "valid")) is None


def test_a_kernel_of_another_size_is_found():
    got = correlate2d(IMAGE, ASKED[:2], "valid")
    request = request_of(IMAGE, ASKED, "valid", flip=False)
    (finding,) = solved_kernels(request, Given(got.tolist()))
    assert finding.kernel == [[1, 2], [3, 4]] and finding.changes == ["without its last row"]


WORDS = {  # what is said of a kernel: the kernel
    "flipped and times -2": ASKED[::-1, ::-1] * -2,
    "with zeros for its middle row": ASKED * [[1], [0], [1]],
    None: ASKED + [[0, 3], [0, 0], [1, 0]],
}


@pytest.mark.parametrize("words", WORDS)
def test_how_it_comes_from_the_asked_one(words):
    request = request_of(IMAGE, ASKED, "full")
    (finding,) = solved_kernels(request, Given(convolve2d(IMAGE, WORDS[words]).tolist()))
    assert finding.changes == ([words] if words else [])
    assert ("asked for" in finding.lines(request)[0]) and finding.lines(request)[0].endswith(".")


def test_the_right_numbers_times_a_number_are_left_to_the_facts():
    request = request_of(IMAGE, ASKED, "full")
    assert solved(request, convolve2d(IMAGE, ASKED * 3)) is None


def test_a_square_kernel_transposed_and_times_a_number():
    square = ASKED[:2]
    request = request_of(IMAGE, square)
    (finding,) = solved_kernels(request, Given(convolve2d(IMAGE, square.T * 2).tolist()))
    assert finding.changes == ["transposed and times 2"]


def test_floats_have_a_kernel_of_whole_weights_or_one_that_holds_exactly():
    """Another kernel of decimals would fit within the rounding as well, and so would its neighbours."""
    halves = IMAGE / 2.0
    request = request_of(halves, ASKED, "same")
    assert (solved(request, convolve2d(halves, ASKED + 1, "same")) == ASKED + 1).all()
    assert (solved(request, convolve2d(halves, ASKED + 0.03125, "same")) == ASKED + 0.03125).all()
    assert solved(request, convolve2d(halves, ASKED + 0.1, "same")) is None
    assert solved(request, np.full((4, 5), np.nan)) is None


def test_numbers_rounded_by_hand_contradict_each_other():
    """The second row is twice the first, and 10.67 is not twice 5.33."""
    image = [
        [Fraction(value, 3) for value in row]
        for row in ((1, 2, 3), (2, 4, 6), (2, 0, 1), (1, 1, 7), (5, 2, 0))
    ]
    request = request_of(image, [[1, 1, 1]], "valid")
    exact = request.but(h=[[4, 1, 2]]).output
    got = Given([[round(value, 2) for value in row] for row in exact], [[2]] * 5)
    (finding,) = solved_kernels(request, got)
    assert finding.kernel == [[4, 1, 2]]


def test_decimals_that_no_rounding_has_touched_have_an_exact_kernel():
    """They lie too near to each other for what one decimal leaves open, but hold exactly."""
    kernel = [Fraction(1, 2), Fraction(-1, 2), Fraction(1, 10)]
    request = request_of([1, 0, 2, 1, 1, 0, 3], [1, 2, 3], "same")
    values = request.but(h=kernel).output
    (finding,) = solved_kernels(request, Given(values, [1] * 7))
    assert finding.kernel == kernel
    values[3] += Fraction(1, 10)
    assert solved_kernels(request, Given(values, [1] * 7)) == []


def test_signals_fractions_and_long_kernels():
    signal, kernel = np.arange(12) ** 2 % 17, np.array([3, -1, 0, 2, 8, 1, 1])
    assert (
        solved(request_of(signal, np.ones(7, int), "same"), np.convolve(signal, kernel, "same")) == kernel
    ).all()
    draw = np.random.default_rng(7)
    image, large = draw.integers(0, 256, (15, 14)), draw.integers(-9, 9, (7, 7))
    assert (solved(request_of(image, large + 1, "valid"), convolve2d(image, large, "valid")) == large).all()


@pytest.mark.parametrize("flip", [True, False])
def test_a_changed_kernel_and_a_factor(flip):
    changed, divided = ASKED * [[1], [0], [1]], 4
    request = request_of(IMAGE, ASKED, "full", flip=flip)
    slide = convolve2d if flip else correlate2d
    (finding,) = solved_kernels(request, Given((slide(IMAGE, changed) * 3).tolist()))
    assert finding.changes == ["with zeros for its middle row and times 3"]
    quarters = [[Fraction(int(value), divided) for value in row] for row in slide(IMAGE, changed)]
    (finding,) = solved_kernels(request, Given(quarters))
    assert finding.changes == ["with zeros for its middle row and divided by 4"]


def test_a_rounded_kernel_near_a_changed_one_is_no_multiple_of_it():
    request = request_of([10, 12, 9, 20, 35, 31, 18, 14, 11], [1, 2, 3, 2, 1], "same")
    values = request.but(h=[0, Fraction(9, 20), Fraction(3, 5), Fraction(2, 5), Fraction(1, 5)]).output
    (finding,) = solved_kernels(request, Given([round(value, 1) for value in values], [1] * 9))
    assert finding.changes == [] and finding.kernel[2] == 0.6


def test_of_one_weight_alone_any_other_is_a_multiple():
    request = request_of([3, 1, 4, 1, 5, 9], [1, 2], "full")
    (finding,) = solved_kernels(request, Given([0, 21, 7, 28, 7, 35, 63]))
    assert finding.kernel == [0, 7] and finding.changes == []
