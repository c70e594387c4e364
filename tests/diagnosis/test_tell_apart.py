"""The smallest input that tells explanations apart: the same options, other numbers for each."""

import pytest

from course.convolution.nested import flat
from course.diagnosis.cause import Cause, output_or_none
from course.diagnosis.tell_apart import input_that_tells_apart
from course.mistakes.bank.all_mistakes import BANK
from course.own_numbers.request import request_of


def causes_of(*names):
    return [Cause((BANK[name],)) for name in names]


@pytest.mark.parametrize(
    "names",
    [
        ("no-flip", "negated", "kernel-abs"),
        ("boundary-edge", "boundary-symm"),
        ("rounded", "int-output"),  # whole numbers do not tell: a quarter does
        ("uint8-output", "clip-255"),  # small ones do not: 40 times as large ones do
    ],
)
@pytest.mark.parametrize("x, h", [([1, 2], [1]), ([[1, 2]], [[1]])], ids=["signal", "image"])
def test_all_give_other_numbers_there(names, x, h):
    request, causes = request_of(x, h, "same", flip=False), causes_of(*names)
    other = input_that_tells_apart(causes, request)
    assert other.options == request.options and other.axes == request.axes
    outputs = [output_or_none(other, cause.world) for cause in causes]
    assert None not in outputs and len(set(map(str, outputs))) == len(names)
    assert output_or_none(other) is not None


def test_large_numbers_tell_what_small_ones_do_not():
    """A result held between 0 and 255, or above 0: they differ beyond 255. The input is made larger before the kernel."""
    other = input_that_tells_apart(causes_of("clip-255", "relu-output"), request_of([1, 2], [1]))
    assert max(other.x) >= 40 and max(other.h) < 10


def test_there_is_a_right_answer_where_the_kernel_reaches_far():
    """A kernel of 2 with dilation 3 lies on 4 numbers; both mistakes give numbers for fewer, too."""
    causes = causes_of("dilation-ignored", "valid-is-full")
    other = input_that_tells_apart(causes, request_of([1, 2, 3, 4], [1, 1], "valid", dilation=3))
    assert output_or_none(other) is not None


def test_nothing_smaller_would_do():
    """Without the last of one number there is none; a correlation of one weight is a convolution."""
    other = input_that_tells_apart(causes_of("no-flip", "range-short"), request_of([1, 2, 3], [1, 1, 1]))
    assert len(other.x) + len(other.h) == 3
    other = input_that_tells_apart(causes_of("no-flip", "kernel-int"), request_of([1, 2, 3], [1, 1]))
    assert len(other.x) + len(other.h) == 4


@pytest.mark.parametrize("rows, columns", [(3, 3), (2, 2), (3, 2), (2, 1)])
def test_an_even_kernel_stays_even_and_an_odd_one_odd(rows, columns):
    """The middle of an even kernel is a matter of its own: ndimage's is another than that of mode same."""
    request = request_of([[1] * 4] * 4, [[1] * columns] * rows, "same")
    other = input_that_tells_apart(causes_of("boundary-edge", "boundary-symm"), request)
    assert (len(other.h) % 2, len(other.h[0]) % 2) == (rows % 2, columns % 2)
    signal = input_that_tells_apart(
        causes_of("boundary-edge", "boundary-symm"), request_of([1] * 5, [1] * rows, "same")
    )
    assert len(signal.h) % 2 == rows % 2


def test_where_only_an_even_kernel_tells_it_is_taken():
    """k//2 and (k - 1)//2 zeros on both sides are the same for an odd k."""
    causes = causes_of("same-half-both", "same-half-floor")
    assert len(input_that_tells_apart(causes, request_of([1, 2, 3], [1, 1, 1], "same")).h) == 2


def test_numbers_that_are_typed_alike_do_not_tell():
    """6 and Fraction(6) are one number, and the whole numbers of an input are ints, as those that are typed."""
    request = request_of([[9]], [[-9]], dilation=2)
    causes = causes_of("uint8-output", "sums-like-input")
    other = input_that_tells_apart(causes, request)
    assert all(type(v) is int or v.denominator > 1 for v in (*flat(other.x), *flat(other.h)))
    one, two = (output_or_none(other, cause.world) for cause in causes)
    assert one != two


def test_what_no_input_tells_apart_has_none():
    assert input_that_tells_apart(causes_of("no-flip", "no-flip"), request_of([1, 2], [1])) is None


def test_images_with_channels_have_none():
    request = request_of([[[1, 2]]], [[[[1], [2]]]])
    assert input_that_tells_apart(causes_of("channels-first-only", "negated"), request) is None
