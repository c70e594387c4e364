"""The filter of Savitzky and Golay: a polynomial fitted to each window of a signal, and read off in its middle.

In the middle of a signal that is a convolution. At its ends scipy.signal.savgol_filter, as it is called first, reads the
polynomial of the first and the last window at their other places, too, and needs nothing beyond the edge.

Source: A. Savitzky and M. J. E. Golay, "Smoothing and Differentiation of Data by Simplified Least Squares Procedures"
(1964); the reference of scipy.signal.savgol_filter on its mode "interp".
"""

from fractions import Fraction

from course.convolution.definition import total


def polynomial_rows(size, degree):
    """Weights that read a polynomial of this degree, fitted to so many numbers, off at each of their places: rows.

    Example: polynomial_rows(3, 1)[0] is [Fraction(5, 6), Fraction(1, 3), Fraction(-1, 6)].
    """
    basis = []  # polynomials at right angles to each other
    for power in range(degree + 1):
        polynomial = [Fraction(place) ** power for place in range(size)]
        for other in basis:
            share = _product(other, polynomial) / _product(other, other)
            polynomial = [one - share * value for one, value in zip(polynomial, other)]
        basis.append(polynomial)
    rows = []
    for place in range(size):
        shares = [polynomial[place] / _product(polynomial, polynomial) for polynomial in basis]
        rows.append([_product(shares, at_place) for at_place in zip(*basis)])
    return rows


def with_polynomial_ends(x, rows):
    """The numbers of savgol_filter for a signal x and the rows of polynomial_rows(), of which there are at most len(x).

    Example: with_polynomial_ends([1, 2, 3, 7], polynomial_rows(3, 1))[3] is Fraction(13, 2), where the line fitted to
    2 3 7 ends.
    """
    size, numbers = len(rows), []
    for i in range(len(x)):
        start = min(max(i - size // 2, 0), len(x) - size)
        numbers.append(_product(rows[i - start], x[start : start + size]))
    return numbers


def _product(one, other):
    """The sum of the products of two lists, number by number."""
    return total(a * b for a, b in zip(one, other))
