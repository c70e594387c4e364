"""
What the numbers of an edge_strength show where no mistake gives them: one kernel with another border or another weight,
or windows that lie one pixel off.

A rule speaks where one explanation alone gives all numbers of every input.
"""

import ast
from itertools import product
from math import sqrt

import numpy as np

from course.convolution.formatting import number
from course.convolution.layers import ACROSS, DOWN
from course.convolution.nested import shape
from course.practice.crash import Help

NAMES = ("upright", "lying")  # of the two kernels, as the file to begin with has them
SOBEL = (np.array(ACROSS, float), np.array(DOWN, float))
WITHIN = 1e-5  # so much the numbers may be off, as floats of 32 bits are
NO_BORDER = "no border"  # the result of a convolution stays 0 there
BEYOND = {  # what stands beyond the border, in the words of np.pad: in a sentence
    "symmetric": "the mirror image that is asked",
    "constant": "zeros",
    "reflect": "the mirror image without the border itself",
    "wrap": "the image from its other side",
    NO_BORDER: "a result that stays 0 at the border",
}


def border_of_one_kernel(tried):
    """The two convolutions have different borders."""
    found = [
        borders
        for borders in product(BEYOND, repeat=2)
        if borders[0] != borders[1] and _gives_all(tried, lambda image: _sides(image, borders))
    ]
    if len(found) != 1:
        return None
    told = [f"for {name} {BEYOND[border]}" for name, border in zip(NAMES, found[0])]
    return Help(
        f"These are exactly the numbers of two convolutions with different borders: {', '.join(told)}.",
        'Both need the same border: convolve one and the same np.pad(image, 1, mode="symmetric") with both kernels.',
    )


def one_other_weight(tried):
    """One weight of a kernel is another number; or of both, where one is made from the other by .T."""
    found = []
    for row, column in product(range(3), repeat=2):
        for which in ((True, False), (False, True), (True, True)):
            for change in _changes_of_weight(tried, row, column, which):
                kernels = _changed_kernels(row, column, which, change)
                if _gives_all(tried, lambda image: [_convolved(image, kernel) for kernel in kernels]):
                    found.append((row, column, which, kernels))
    return _help_with_weight(tried, *found[0]) if len(found) == 1 else None


def one_pixel_off(tried):
    """Inside is what belongs one row higher and one column further left; at the border the result stays 0."""
    if len(tried.wrong_values) != len(tried.cases):
        return None
    for _, values, right in tried.wrong_values:
        moved = np.zeros(shape(right))
        moved[1:-1, 1:-1] = np.array(right)[:-2, :-2]
        if not _alike(values, moved):
            return None
    return Help(
        "Inside its result stand the numbers that belong one row higher and one column further left, and its border is 0.",
        "np.pad moves pixel [i, j] to [i + 1, j + 1]: its window is padded[i : i + 3, j : j + 3], for each i of "
        "range(rows) and each j of range(columns) of the image that is not padded.",
    )


FINISHES = (  # what is made of the first result and the second
    np.hypot,
    lambda first, second: np.abs(second),
    lambda first, second: second,
    lambda first, second: -second,
    lambda first, second: np.abs(first) + np.abs(second),
)


def one_after_the_other(tried):
    """The second kernel is applied to the result of the first."""
    found = []
    for order, border, finish in product(((0, 1), (1, 0)), BEYOND, FINISHES):
        if _gives_all(tried, lambda image: _in_a_chain(image, order, border), finish):
            found.append(order)
    if not found:
        return None
    first, second = NAMES if len(set(found)) > 1 else (NAMES[each] for each in found[0])
    return Help(
        f"These are exactly the numbers of the kernel {second} applied to what {first} has given, and not to the image.",
        "Both kernels get the image itself: give each result a name of its own, and join them at the end.",
    )


RULES = (border_of_one_kernel, one_after_the_other, one_other_weight, one_pixel_off)


# ---- the numbers


def _convolved(image, kernel, border="symmetric"):
    """The convolution of an image (rows, columns) with a kernel of 3x3: an array of its size."""
    if border == NO_BORDER:
        inside = np.zeros(image.shape)
        inside[1:-1, 1:-1] = _convolved(image, kernel)[1:-1, 1:-1]
        return inside
    padded = np.pad(image, 1, mode=border)
    rows, columns = image.shape
    result = np.zeros(image.shape)
    for i, j in product(range(3), repeat=2):
        result += kernel[2 - i, 2 - j] * padded[i : i + rows, j : j + columns]
    return result


def _sides(image, borders):
    return [_convolved(image, kernel, border) for kernel, border in zip(SOBEL, borders)]


def _in_a_chain(image, order, border):
    """[the result of one kernel, that of the other applied to it]; order: their places in SOBEL."""
    first = _convolved(image, SOBEL[order[0]], border)
    return [first, _convolved(first, SOBEL[order[1]], border)]


def _gives_all(tried, sides, finish=np.hypot):
    """Whether the strengths of sides(image), two convolutions, are what was given for every image.

    finish: what makes the strengths of the two.
    """
    if len(tried.wrong_values) != len(tried.cases):
        return False
    return all(
        _alike(values, finish(*sides(np.array(probe.x, float)))) for probe, values, _ in tried.wrong_values
    )


def _alike(values, wanted):
    return shape(values) == wanted.shape and np.allclose(values, wanted, WITHIN, WITHIN)


def _changed_kernels(row, column, which, change):
    """The two kernels with a change of the weight at (row, column) of upright, at (column, row) of lying, or of both."""
    across, down = (kernel.copy() for kernel in SOBEL)
    across[row, column] += change * which[0]
    down[column, row] += change * which[1]
    return across, down


def _changes_of_weight(tried, row, column, which):
    """By how much a weight may differ, by the first number that is wrong and that it has a part in.

    With a, d right and the weight's pixels p, q, the number given is the root of (a + c*p)**2 + (d + c*q)**2: the
    change c is a root of a quadratic equation. Example: a = 3, d = 4, p = 1, q = 0 and the root of 25 given: c is 0,
    or -6.
    """
    pixels = [changed - kernel for changed, kernel in zip(_changed_kernels(row, column, which, 1), SOBEL)]
    for probe, values, right in tried.wrong_values:
        if shape(values) != shape(right):
            return []
        image = np.array(probe.x, float)
        a, d, p, q = (_convolved(image, kernel) for kernel in (*SOBEL, *pixels))
        given = np.array(values, float)
        for place in np.argwhere((p**2 + q**2 > 0) & ~np.isclose(given, right, WITHIN, WITHIN)):
            return _roots(*(float(each[tuple(place)]) for each in (a, d, p, q, given)))
    return []


def _roots(a, d, p, q, given):
    """The real c with (a + c*p)**2 + (d + c*q)**2 == given**2, each once."""
    square, middle = p * p + q * q, a * p + d * q
    inner = middle * middle - square * (a * a + d * d - given * given)
    if not inner >= 0:  # a nan, too
        return []
    return sorted({round((-middle + sign * sqrt(inner)) / square, 4) for sign in (1, -1)})


# ---- in words


def _help_with_weight(tried, row, column, which, kernels):
    """The Help with kernels of which one weight is another one; in the file's own words if it has them in digits."""
    for node in ast.walk(tried.text.tree):
        typed = _typed_kernel(node)
        for changed, kernel in zip(kernels, SOBEL) if typed is not None else ():
            told = None if np.array_equal(changed, kernel) else _differing_weight(typed, changed, kernel)
            if told:
                return Help(
                    f"Line {node.lineno}: {told}. That gives exactly these numbers.",
                    "Compare all nine weights, and their signs, with those in the file to begin with.",
                )
    (first, *others) = [name for name, is_changed in zip(NAMES, which) if is_changed]
    place = (row, column) if which[0] else (column, row)
    index = NAMES.index(first)
    wrong, right = number(kernels[index][place]), number(SOBEL[index][place])
    also = f", and of {others[0]}, its transpose" if others else ""
    return Help(
        f"These are exactly the numbers of a kernel {first} with one other weight{also}: in row {place[0]}, column "
        f"{place[1]} a {wrong} in place of {right}, if the kernel is flipped.",
        f"Unflipped it is row {2 - place[0]}, column {2 - place[1]}, and the other sign. Is a factor 2 missing there, "
        "or a sign?",
    )


def _typed_kernel(node):
    """The 3x3 numbers of a list in digits, as an array of floats; None for another node."""
    if not isinstance(node, (ast.List, ast.Tuple)) or len(node.elts) != 3:
        return None
    try:
        typed = np.array(ast.literal_eval(node), float)
    except (ValueError, TypeError, SyntaxError):
        return None
    return typed if typed.shape == (3, 3) else None


def _differing_weight(typed, changed, kernel):
    """What is wrong with a kernel that is typed, if it is the changed one, perhaps flipped or with other signs; or ""."""
    for sign, flip in product((1, -1), (False, True)):
        meant, wrong = (sign * (np.flip(each) if flip else each) for each in (kernel, changed))
        if np.allclose(typed, wrong, atol=1e-3):
            ((row, column),) = np.argwhere(~np.isclose(typed, meant))
            return (
                f"in the kernel that begins with {number(typed[0, 0])} {number(typed[0, 1])} {number(typed[0, 2])} the "
                f"weight in row {row}, column {column} is {number(typed[row, column])}, where "
                f"{number(meant[row, column])} belongs"
            )
    return ""
