"""Reasons for wrong guesses in 0_1D.py."""

_SIZE_OF_FULL = "You convolve [6, 2] with [1, 2, 5, 4]. How many numbers has 'full'?"
_FIRST_OF_CORRELATION = "[2, 1, 0] slides along [3, 4, 5] without a turn. First number?"
_BYTE = "A byte holds 250. Add 10: what does it hold?"


def _size_of_full(definition):
    return len(definition.convolve1d([6, 2], [1, 2, 5, 4], "full"))


def _first_of_correlation(definition):
    return definition.convolve1d([3, 4, 5], [2, 1, 0], "full", flip=False)[0]


REASONS = {
    _SIZE_OF_FULL: {
        "4": "4 is as long as the longer list, but the shorter one still touches it one place further on.",
        "6": "6 is both lengths together, but the first touch already uses one number of each list.",
        "3": "3 counts the places where the shorter list lies wholly inside the longer one: that is 'valid'.",
    },
    _BYTE: {
        "260": "260 is the sum, but a byte holds nothing above 255.",
        "255": "255 is the largest number of a byte, but it does not stop there: it starts again at 0.",
        "5": "After 255 comes 0, not 1: 256 is 0, so 260 is 4.",
        "10": "10 would be 266 - 256, but 250 + 10 is 260.",
    },
}
MADE = {_SIZE_OF_FULL: _size_of_full, _FIRST_OF_CORRELATION: _first_of_correlation}
CORRELATIONS = (_FIRST_OF_CORRELATION,)
