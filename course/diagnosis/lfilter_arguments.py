"""
scipy.signal.lfilter(b, a, x) with its arguments in each other's place, of a kernel h and a signal x.

lfilter(h, 1.0, x) is the causal convolution. In lfilter(1.0, h, x) the kernel's weights are those of earlier results,
and in lfilter(x, 1.0, h) the kernel is filtered with the signal.

Source: SciPy's reference, scipy.signal.lfilter.
"""

from fractions import Fraction

from course.convolution import definition
from course.convolution.nested import shape
from course.diagnosis.cause import output_or_none
from course.diagnosis.library_calls import LibraryCall
from course.mistakes.arithmetic import is_finite

LEAST_FILTERED = 4  # given numbers
MOST_WORKED_OUT = 400  # numbers of a recursive filter: each has more digits than the one before


def lfilter_arguments(request, given):
    """The LibraryCall of lfilter that gives the given numbers (a Given) of a Request, as a list of one or none.

    Of a kernel that is longer than the signal other calls exchange the two by themselves: see library_calls.py.

    Example: 3 4 5 1 with the kernel 2 1 gives 3/2 5/4 15/8 -7/16 if it is recursive, and with 2 1 1 3 1 exchanged 6 11 17 23 21.
    """
    if request.axes != 1 or given.count < LEAST_FILTERED:
        return []
    ((n, k, stride, dilation),) = request.each
    if stride > 1 or dilation > 1:
        return []
    if shape(given.values) == (n,) and _is_recursive(request.x, request.h, given):
        return [_recursive_call(recursively_filtered(request.x, request.h))]
    if shape(given.values) == (k,) and k < n:
        return _call_of_kernel(request, given)
    return []


def recursively_filtered(x, h):
    """What lfilter(1.0, h, x) gives, one number after the other: h[0]*y[i] + h[1]*y[i - 1] + ... is x[i].

    Example: of 3 4 with the kernel 2 1 it is 3/2, and (4 - 3/2)/2 = 5/4.
    """
    y = []
    for i, value in enumerate(x):
        earlier = sum(h[a] * y[i - a] for a in range(1, min(i + 1, len(h))))
        y.append(Fraction(value - earlier) / Fraction(h[0]))
        yield y[i]


def _is_recursive(x, h, given):
    """Whether these are the given numbers, worked out up to the first that is another."""
    if len(x) > MOST_WORKED_OUT or h[0] == 0 or not any(h[1:]) or not all(map(is_finite, [*x, *h])):
        return False
    return all(given.fits_at(place, value) for place, value in enumerate(recursively_filtered(x, h)))


def _recursive_call(numbers):
    does = (
        "filters recursively, since the kernel stands where the weights of earlier results belong "
        "(h[0]*y[i] + h[1]*y[i - 1] + ... is x[i])",
    )
    return LibraryCall("scipy.signal.lfilter(1.0, h, x)", does, list(numbers))


def _call_of_kernel(request, given):
    """The call whose numbers are as many as the kernel has, as a list of one or none."""
    ((n, _, _, _),) = request.each
    means = request.but(
        x=request.h, h=request.x, mode=None, padding=(n - 1, 0), flip=True, border="constant", fill=0
    )
    numbers = output_or_none(means)
    if not given.fits(numbers):
        return []
    does = (
        "takes the kernel for the input and the input for the kernel, and gives as many numbers as the kernel has",
    )
    return [LibraryCall("scipy.signal.lfilter(x, 1.0, h)", does, numbers, (means, definition))]
