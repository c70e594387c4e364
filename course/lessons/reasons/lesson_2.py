"""Reasons for wrong guesses in 2_TensorFlow.py."""

_SHAPE = "(1, 4, 6, 1) with (3, 2, 1, 1), VALID: which shape comes out?"
_DILATED = "A 3x3 kernel with dilation 3: over how many rows does it reach?"
_HANDED_ON = "How many numbers does the last layer hand on?"
_ONES = [[[[1]] * 6] * 4]
_FILTER = [[[[1]]] * 2] * 3


def _shape(definition):
    result = definition.convolve_channels(_ONES, _FILTER, "valid")
    return 1, len(result[0]), len(result[0][0]), len(result[0][0][0])


REASONS = {
    _SHAPE: {
        "(1, 3, 4, 1)": "(1, 3, 4, 1) takes the filter for 2 rows and 3 columns: height comes before width.",
        "(1, 1, 4, 1)": "4 - 3 is 1, but the kernel can lie in 1 place more than that, on both axes.",
        "(1, 4, 6, 1)": "(1, 4, 6, 1) is the image's shape, which SAME keeps; VALID leaves out the border.",
    },
    _DILATED: {
        "9": "9 would be 3 times 3, but between three rows there are two steps of 3, and 1 row counts.",
        "6": "6 is the two steps of 3 between three rows; the first row itself counts, too.",
        "5": "5 is what dilation 2 gives.",
    },
    _HANDED_ON: {
        "256": "256 is the number of maps; each of them has 6x6 numbers.",
        "36": "36 is the numbers of one map; there are 256 maps.",
    },
}
MADE = {_SHAPE: _shape}
CORRELATIONS = ()
