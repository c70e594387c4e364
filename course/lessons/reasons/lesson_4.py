"""Reasons for wrong guesses in 4_digit.py."""

_FOUR_LAYERS = "How many rows do four layers see, without pooling?"
_WEIGHTS = "And 8 kernels of 5x5, each with a constant to add?"
_MOVED = "By how many rows has the feature map moved down?"

REASONS = {
    _FOUR_LAYERS: {
        "12": "12 would be 3 rows for each layer, but after the first each adds only 1 on each side.",
        "8": "8 is what two layers see with pooling between them.",
        "81": "81 is the pixels of 9 rows and 9 columns.",
        "7": "7 is what three layers see; the fourth adds 1 row on each side.",
    },
    _WEIGHTS: {
        "200": "200 is 8 times 25 weights; each kernel has a constant, too.",
        "201": "Each of the 8 kernels has a constant of its own.",
        "26": "26 is one kernel of 5x5 with its constant; there are 8.",
    },
    _MOVED: {
        "1": "1 is by how much it moved to the right.",
        "0": "The kernel slides over every place alike, so that the map moves as its digit does.",
    },
}
MADE = {}
CORRELATIONS = ()
