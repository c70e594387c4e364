"""Whether a function gave the right numbers, as far as floats can tell."""

from math import isfinite, isnan

import numpy as np

from course.convolution.nested import flat, shape


def same(values, exact, within=1e-9, looks=None, loose=False):
    """Whether a function's floats are the exact numbers: as many, in the same arrangement, each nearly the same.

    looks(index): whether the number at an index counts; all do if it is not given. loose: nan and infinities,
    as they come of a division by 0, are the same, because it depends on the order of the sum which it is.
    """
    if values is None or exact is None or shape(values) != shape(exact):
        return False
    both = zip(flat(values), flat(exact))
    if looks:
        both = (pair for pair, index in zip(both, np.ndindex(shape(exact))) if looks(index))
    return all(nearly_equal(float(v), float(e), within, loose) for v, e in both)


def nearly_equal(value, exact, within, loose=False):
    """Whether two floats are nearly the same; loose: nan and the infinities are one, as after a division by 0."""
    if loose and not isfinite(value) and not isfinite(exact):
        return True
    if isnan(value) or isnan(exact):
        return isnan(value) and isnan(exact)
    return value == exact or abs(value - exact) <= within * max(1, min(abs(value), abs(exact)))
