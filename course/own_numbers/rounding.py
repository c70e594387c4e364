"""By how much floats may differ because sums are rounded: bounds, in plain Python."""

import sys
from math import inf, isinf, isnan, log2, prod, sqrt

from course.convolution.definition import total
from course.convolution.nested import flat, shape

EPS = sys.float_info.epsilon  # of float64: 2**-52
EPS_OF_FLOAT32 = 2.0**-23


def bound(request, engine):
    """By how much an engine's floats may differ from the definition's: (weights + 2) eps sum|h| max|x|.

    weights: those of one output. Half is for the engine's rounding, half for the definition's, in any order.
    An FFT's rounding does not shrink with the kernel: 2 log2(numbers) eps norm(x) norm(h) is allowed as well.
    Source: N. Higham, "Accuracy and Stability of Numerical Algorithms" (2002), sections 3.1 and 24.1.

    Example: for np.convolve, x = [3, -4] and h = [1, 2], (2 + 2) * eps * (1 + 2) * 4 = 48 eps.
    """
    of_sums = _bound_of_sums(request, EPS)
    if not engine.fourier:
        return of_sums
    x, h = _magnitudes(request.x), _magnitudes(request.h)
    return of_sums + 2 * log2(len(x) + len(h)) * EPS * _norm(x) * _norm(h)


def float32_slack(request):
    """How far the numbers of a float32 engine may lie from the exact ones: bound() with the eps of float32."""
    return _bound_of_sums(request, EPS_OF_FLOAT32)


def _bound_of_sums(request, eps):
    """(weights + 2) eps sum|h| max|x|, for sums in any order; at most the largest float."""
    filters = shape(request.h)[3] if request.axes > 2 else 1
    weights = prod(shape(request.h)) // filters
    return min((weights + 2) * eps * largest_sum(request), sys.float_info.max)


def largest_sum(request):
    """What no sum of products of a request can exceed: sum|h| max|x|.

    Example: of x = [3, -4] and h = [1, 2] it is 12.
    """
    return total(_magnitudes(request.h)) * max(_magnitudes([request.x, request.fill]))


def nearest_float(value):
    """The float that is nearest to a number: an infinity for an exact number beyond the largest float."""
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf


def _magnitudes(values):
    """|value| of each number in nested lists, as a list of floats; nan counts as 0, inf as the largest float."""
    magnitudes = []
    for value in flat(values):
        magnitude = abs(nearest_float(value))
        if isnan(magnitude):
            magnitude = 0.0
        elif isinf(magnitude):
            magnitude = sys.float_info.max
        magnitudes.append(magnitude)
    return magnitudes


def _norm(magnitudes):
    return sqrt(total(magnitude * magnitude for magnitude in magnitudes))
