"""What a lesson prints or goes on with is confirmed first: results, sums worked in digits, filtered pictures."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from course.convolution.definition import convolve2d
from course.convolution.formatting import factor, number, table
from course.convolution.nested import number_of_axes, plain

ROUNDINGS = 64  # by so many eps of the largest number a result of floats may be off


def show(name, result, exact):
    """Print a named result, after confirm(); spaces after the name align the results.

    Example: show("full ", [6, 11], [6, 11]) prints "full:  6 11".
    """
    confirm(name, result, exact)
    result = plain(result)
    label = f"{name.rstrip(' ')}:".ljust(len(name) + 1)
    axes = number_of_axes(result)
    if axes == 0:
        print(label, result)
    elif axes == 1:
        print(label, *result)
    else:
        print(label, table(result), sep="\n")


def confirm(name, result, exact):
    """AssertionError, with the name, unless a result is the exact one.

    result and exact: numbers, lists or arrays of one shape, in 1-D or 2-D. Whole numbers and fractions have to be
    equal; floats may differ by the rounding of a few additions, 64 eps of the largest number.
    """
    result = np.array(
        plain(result), dtype=object
    )  # objects: whole numbers of any size and fractions stay exact
    exact = np.array(plain(exact), dtype=object)
    floats = [abs(value) for value in (*result.flat, *exact.flat) if isinstance(value, float)]
    if not floats or result.shape != exact.shape:
        assert_array_equal(result, exact, err_msg=name, strict=True)  # strict: [1, 1] is not 1
    else:
        bound = ROUNDINGS * np.finfo(float).eps * max(1.0, *floats)
        assert_allclose(result.astype(float), exact.astype(float), rtol=0, atol=bound, err_msg=name)


def check_corner(result, image, kernel, border="symmetric", size=64):
    """Return result, a 'same' convolution, once its first size x size pixels are what the definition gives.

    result, image: (rows, columns); kernel: (rows, columns). Whole numbers have to agree exactly, floats within
    2 * max(kernel's shape) * eps * sum|kernel| * max|image|, a bound on the rounding of any order of adding up;
    AssertionError otherwise.
    """
    image, kernel, result = np.asarray(image), np.asarray(kernel), np.asarray(result)
    crop = image[:size, :size]
    exact = np.array(convolve2d(crop, kernel, "same", border=border), dtype=result.dtype)
    # Where the crop ends inside the image, its last pixels see another border than those of the image: of 100 rows and
    # a kernel of 3, rows 0 to 60 of a crop of 64 are compared.
    inside = []
    for cut, whole, k in zip(crop.shape, image.shape, kernel.shape):
        inside.append(slice(None) if cut == whole else slice(cut - k))
    inside = tuple(inside)
    eps = np.finfo(result.dtype).eps if result.dtype.kind == "f" else 0
    bound = 2 * max(kernel.shape) * eps * np.abs(kernel).sum() * np.abs(crop).max()
    assert_allclose(result[:size, :size][inside], exact[inside], rtol=0, atol=bound)
    return result


def worked(pairs, exact):
    """The products and their sum in digits, such as "3*1 + 4*2 = 11", after confirm() of the sum.

    pairs are (number of the signal, number of the kernel); negative factors stand in brackets. The sum of
    floats is written with six digits, every other sum exactly.
    """
    pairs = [(plain(x), plain(h)) for x, h in pairs]
    digits = " + ".join(f"{factor(x)}*{factor(h)}" for x, h in pairs)
    result = sum(x * h for x, h in pairs)
    confirm(digits, result, exact)
    return f"{digits} = {number(result)}"
