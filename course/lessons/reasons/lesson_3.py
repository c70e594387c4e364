"""Reasons for wrong guesses in 3_image.py."""

_SHARPEN = "What do the weights of the sharpening kernel add up to?"
_RAMP = "A ramp that rises by 5 a column: what is its Laplacian?"
_PASSES = "The vertical kernel is [1 2 1] times [ 1  0 -1]. Multiplications in two passes?"

REASONS = {
    _SHARPEN: {
        "0": "The four -1 take away 4, but the 5 in the middle leaves 1.",
        "5": "5 is the weight in the middle; the four -1 beside it take away 4.",
        "9": "9 adds the four without their sign: each of them is -1.",
    },
    _RAMP: {
        "5": "5 is how steeply it rises; the Laplacian says how the steepness changes, and it does not.",
        "10": "10 is the right neighbour less the left one; the Laplacian adds these two.",
    },
    _PASSES: {
        "9": "9 is what one pass with the 3x3 kernel needs.",
        "3": "3 is one pass; the second one needs as many again.",
    },
}
MADE = {}
CORRELATIONS = ()
