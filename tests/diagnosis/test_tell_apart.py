"""The smallest input that tells explanations apart: the same options, other numbers for each."""

from fractions import Fraction

import pytest

from course.convolution.nested import flat, shape
from course.diagnosis.cause import Cause, output_or_none
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.readings import Reading
from course.diagnosis.tell_apart import (
    alike_together,
    candidate_of_cause,
    candidate_of_reading,
    input_that_tells_apart,
)
from course.mistakes.bank.all_mistakes import BANK
from course.own_numbers.request import request_of

SIGNAL, IMAGE = [3, 1, 4, 1, 5, 9, 2, 6], [[3, 1, 4, 1], [9, 2, 6, 5], [5, 8, 9, 7], [3, 2, 3, 8]]


def candidates(*names, flip=True):
    """The Candidates of mistakes; "a + b" is two of them together."""
    causes = [Cause(tuple(BANK[one] for one in name.split(" + "))) for name in names]
    return [candidate_of_cause(cause, flip) for cause in causes]


@pytest.mark.parametrize(
    "names",
    [
        ("no-flip", "negated", "kernel-abs"),
        ("boundary-edge", "boundary-symm"),
        ("rounded", "int-output"),  # whole numbers do not tell: a quarter does
        ("uint8-output", "clip-255"),  # small ones do not: 28 times as large ones do
    ],
)
@pytest.mark.parametrize("x, h", [([1, 2], [1]), ([[1, 2]], [[1]])], ids=["signal", "image"])
def test_all_give_other_numbers_there(names, x, h):
    request, several = request_of(x, h, "same", flip=False), candidates(*names)
    other = input_that_tells_apart(several, request)
    assert other.options == request.options and other.axes == request.axes
    outputs = [candidate.output(other) for candidate in several]
    assert None not in outputs and len(set(map(str, outputs))) == len(names)
    assert output_or_none(other) is not None


@pytest.mark.parametrize(
    "x, h, options, names",
    [
        (SIGNAL, [3, -1, 2], {"padding": (2, 0)}, ("boundary-wrap", "boundary-edge")),
        (SIGNAL, [1, 1, 1, 1], {"mode": "same", "border": "symmetric"}, ("int-output", "negated")),
        (IMAGE, [[1, 2], [3, -4]], {"mode": "valid"}, ("no-flip + relu-output", "no-flip + abs-output")),
        (IMAGE, [[1, 2], [3, 4]], {"mode": "valid", "stride": 2}, ("no-flip", "kernel-transposed")),
    ],
)
def test_it_has_the_readers_kernel_and_its_result_is_explained_again(x, h, options, names):
    """A loop or a call may have no other kernel; and who gives the result to why is told what he came from."""
    request, several = request_of(x, h, **options), candidates(*names)
    other = input_that_tells_apart(several, request)
    assert other.h == h
    for name, candidate in zip(names, several):
        found = explain(other, Given(candidate.output(other)))
        assert found.explained
        assert name in [" + ".join(cause.names) for cause in found.causes]


def test_it_has_so_many_numbers_that_they_tell():
    """Of one mistake three; of two mistakes four, and neither of them alone gives these."""
    pair = candidates("no-flip + relu-output", "no-flip + clip-255")
    request = request_of(SIGNAL, [2, -7, 1], "valid")
    other = input_that_tells_apart(pair, request)
    for candidate in pair:
        output = candidate.output(other)
        assert len(output) >= 4 and output != output_or_none(other)
        assert output not in [part(other) for part in candidate.parts]
    single = input_that_tells_apart(candidates("no-flip", "negated"), request)
    assert len(single.output) == 3


def test_bytes_that_start_again_are_told_by_bytes():
    """What is held below 255 and what starts again there: no number of the input is larger than a byte."""
    other = input_that_tells_apart(
        candidates("clip-255", "uint8-output"), request_of(IMAGE, [[1, 2], [3, 4]])
    )
    assert 9 < max(flat(other.x)) <= 255


def test_the_input_is_as_long_as_the_kernel():
    """Shorter ones are a case of their own: there x[-2] is no number of the input, and a wrapped one goes round twice."""
    request = request_of(SIGNAL, [3, -1, 2], padding=(2, 0))
    several = candidates("boundary-wrap", "neg-index-wrap")
    assert alike_together(several, request) == [several]
    assert input_that_tells_apart(several, request) is None
    short = request_of([5], [3, -1, 2], padding=(2, 0))
    assert alike_together(several, short) == [several[:1], several[1:]]


def test_there_is_a_right_answer_where_the_kernel_reaches_far():
    """A kernel of 2 with dilation 6 lies on 7 numbers: on 3 with 2 zeros on each side, and on no fewer."""
    request = request_of([1, 2, 3], [1, 1], padding=2, dilation=6)
    other = input_that_tells_apart(candidates("dilation-ignored", "dilation-ignored + negated"), request)
    assert output_or_none(other)


@pytest.mark.parametrize("rows, columns", [(3, 3), (2, 2), (3, 2), (2, 1)])
def test_an_even_kernel_stays_even_and_an_odd_one_odd(rows, columns):
    """The middle of an even kernel is a matter of its own: ndimage's is another than that of mode same."""
    request = request_of([[1] * 4] * 4, [[1] * columns] * rows, "same")
    borders = candidates("boundary-edge", "boundary-symm")
    other = input_that_tells_apart(borders, request)
    assert [size % 2 for size in shape(other.h)] == [rows % 2, columns % 2]
    assert len(other.x) > 1  # an image, and not a row
    signal = input_that_tells_apart(borders, request_of([1] * 5, [1] * rows, "same"))
    assert len(signal.h) % 2 == rows % 2


def test_where_only_an_even_kernel_tells_it_is_taken():
    """k//2 and (k - 1)//2 zeros on both sides are the same for an odd k."""
    several = candidates("same-half-both", "same-half-floor")
    assert len(input_that_tells_apart(several, request_of([1, 2, 3], [1, 1, 1], "same")).h) % 2 == 0


def test_numbers_that_are_typed_alike_do_not_tell():
    """6 and Fraction(6) are one number, and the whole numbers of an input are ints, as those that are typed."""
    request = request_of([[9]], [[-9]], dilation=2)
    several = candidates("uint8-output", "sums-like-input")
    halves = request.but(h=[[Fraction(-1, 2)]])  # in an array that holds a quarter, too
    other = input_that_tells_apart(several, halves)
    assert all(type(v) is int or v.denominator > 1 for v in (*flat(other.x), *flat(other.h)))
    one, two = (candidate.output(other) for candidate in several)
    assert one != two


def test_what_no_input_tells_apart_stands_together():
    """In mode valid no window leaves the input, and the largest product is the largest on the input."""
    request = request_of(IMAGE, [[1, 2], [3, 4]], "valid")
    largest, inside, negated = candidates("max-not-sum", "max-inside", "negated")
    assert alike_together([largest, negated, inside], request) == [[largest, inside], [negated]]
    assert input_that_tells_apart([largest, inside], request) is None
    padded = request_of(IMAGE, [[1, -2], [3, -4]], "same")
    assert alike_together([largest, inside], padded) == [[largest], [inside]]


def test_a_reading_is_told_from_a_mistake():
    """TensorFlow's SAME has 1 zero before and 2 after for every kernel of 4 weights, as centre-one-window has."""
    request = request_of(SIGNAL, [2, -1, 0, 3], "same")
    reading = candidate_of_reading(Reading({"mode": "SAME"}, request.but(mode="SAME")), "SAME")
    wrong_side, one_window = candidates("same-wrong-side", "centre-one-window")
    assert alike_together([reading, wrong_side, one_window], request) == [[reading, wrong_side], [one_window]]
    assert len(input_that_tells_apart([reading, one_window], request).h) % 2 == 0


def test_where_a_correlation_is_asked_no_flip_is_called_a_flip():
    (pair,) = candidates("no-flip + relu-output", flip=False)
    assert pair.label == "flip + relu-output" and len(pair.parts) == 2


def test_images_with_channels_have_none():
    request = request_of([[[1, 2]]], [[[[1], [2]]]])
    several = candidates("channels-first-only", "negated")
    assert input_that_tells_apart(several, request) is None
    assert alike_together(several, request) == [several[:1], several[1:]]


def test_what_happens_to_bytes_is_told_by_bytes_alone():
    """np.convolve of two uint8 arrays: an array of bytes holds no kernel of 9/4, with which alone the two would differ."""
    request, several = request_of([120, 200, 250], [1, 2, 1]), candidates("uint8-output", "sums-like-input")
    assert alike_together(several, request) == [several] and input_that_tells_apart(several, request) is None
    other = input_that_tells_apart(several, request.but(h=[Fraction(1, 4), Fraction(1, 2)]))
    assert any(weight != int(weight) for weight in other.h)


def test_a_kernel_that_hides_a_flip_is_told_by_such_a_kernel():
    """A call that correlates gives the same with 1 2 1, and other numbers with 6 9 7."""
    request, several = request_of(SIGNAL, [1, 2, 1], "same"), candidates("same-crop-end", "shift-one")
    other = input_that_tells_apart(several, request)
    assert other.h == other.h[::-1] != request.h


@pytest.mark.parametrize("names", [("int-output", "uint8-output"), ("rounded", "int-output")])
@pytest.mark.parametrize("h", [[Fraction(1, 9)] * 9, [Fraction(1, 5), Fraction(3, 10), Fraction(1, 2)]])
def test_no_number_is_announced_that_a_sum_of_floats_decides(names, h):
    """1.9999999999999998 is cut to 1, where 2 is exact; and what lies beside -1.5 may be rounded to -1."""
    request, several = request_of([4, 7, 9, 2, 6, 8, 3, 5, 1, 7, 2], h, "same"), candidates(*names)
    other = input_that_tells_apart(several, request)
    assert other.h == request.h
    assert not any(value and 2 * value % 1 == 0 for value in other.output)
