"""Reasons for wrong guesses in 1_2D.py."""

_SIZE_WITH_ZEROS = "5 rows, 7 columns, one zero on each side, a 2x3 kernel, valid: which size?"
_ONE_PLACE_WRONG = "With -1 and 1, one of nine places wrong: which score?"
_DISAGREE = "Boxes of 2x2, 3x3 and 5x5: for which sizes do the two disagree?"
_ONES = [[1] * 7] * 5
_KERNEL = [[1] * 3] * 2


def _size_with_zeros(definition):
    result = definition.convolve2d(_ONES, _KERNEL, padding=1)
    return len(result), len(result[0])


REASONS = {
    _SIZE_WITH_ZEROS: {
        "4x5": "4x5 comes out without the zeros; they add 2 rows and 2 columns.",
        "5x6": "5x6 counts one row and one column of zeros; there is one on each side, so 2 of each.",
        "5x7": "5x7 is the size of the image; with 2 rows of zeros and a kernel of 2, 5 - 2 + 2 + 1 rows come out.",
        "7x9": "7x9 is the image with its zeros; the kernel then takes 1 row and 2 columns away.",
    },
    _ONE_PLACE_WRONG: {
        "8/9": "8/9 counts the places that agree; the wrong one also takes 1 away.",
        "7": "7 is the sum, 8 - 1; it is still divided by the nine places.",
    },
    _DISAGREE: {
        "3x3": "A box of 3x3 has a middle, and no odd row of zeros: both agree.",
        "5x5": "A box of 5x5 has a middle, and no odd row of zeros: both agree.",
    },
}
MADE = {_SIZE_WITH_ZEROS: _size_with_zeros}
CORRELATIONS = ()
