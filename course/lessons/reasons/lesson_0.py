"""What is said of 0_1D.py beside it: reasons for wrong guesses, and what comes out of the things to try."""

_SECOND_MOMENT = "At moment 1, how strong is all that you hear, taken together?"
_SIZE_OF_FULL = "A signal of 6 numbers, a kernel of 3: how long is the result?"
_ONE_PLACE = "Each number times the weight below it: what is the sum?"
_SIZE_OF_VALID = "4 numbers, 3 weights: how many numbers does 'valid' keep?"
_FIRST_OF_CORRELATION = "Slide 2 1 0 along 3 4 5, no flip, mode full: what comes first?"
_BYTE = "A byte holds 250, and you add 10: what does it hold then?"


def _size_of_full(definition):
    return len(definition.convolve1d([1, 2, 3, 4, 5, 6], [1, 2, 3], "full"))


def _size_of_valid(definition):
    return len(definition.convolve1d([1, 3, 2, 5], [1, 2, 4], "valid"))


def _first_of_correlation(definition):
    return definition.convolve1d([3, 4, 5], [2, 1, 0], "full", flip=False)[0]


REASONS = {
    _SECOND_MOMENT: {
        "3": "3 is the echo of the first clap, 3*1, but at that moment you clap again.",
        "8": "8 is the second clap, 4*2, but the echo of the first one is still in the air.",
        "4": "The clap of 4 is heard as 4*2, and the echo of the first clap comes on top.",
        "7": "7 is 3 + 4, but the clap of 4 is heard as 4*2.",
        "14": "14 is heard one moment later, when all three copies overlap.",
    },
    _SIZE_OF_FULL: {
        "6": "6 is as long as the signal, but after its last number the copy of that still goes on.",
        "9": "9 is 6 + 3, but the last copy begins together with the last clap, not after it.",
        "18": "There are 18 products, but those that fall on the same moment are added up.",
        "4": "4 counts the places where the whole kernel lies on the signal: that is called valid.",
        "7": "A kernel of 3 goes on for 2 moments after the last number, not for 1.",
    },
    _ONE_PLACE: {
        "19": "19 comes from the kernel that was not flipped, 6*2 + 7*1.",
        "24": "24 adds up all six numbers; multiply each number by the weight below it first.",
        "21": "21 is the sum of the signal: each number counts as often as the weight below it says.",
        "14": "14 belonged to the signal 3 4 5; here it is 6 7 8.",
    },
    _SIZE_OF_VALID: {
        "6": "6 is what full keeps. In valid the kernel may not hang over an end.",
        "4": "4 is what same keeps, as many as the signal has.",
        "1": "The kernel can begin at the first number or at the second.",
        "3": "At the third number a kernel of 3 would hang over the end.",
    },
    _FIRST_OF_CORRELATION: {
        "6": "6 is 3*2, the first number with a flip.",
        "3": "3 is 3*1, the second product. The first weight to touch the signal is the one at the right end.",
        "10": "10 comes where the whole kernel lies on the signal. In full it begins with one weight on it.",
    },
    _BYTE: {
        "260": "260 is the sum, but a byte holds nothing above 255.",
        "255": "255 is the largest number of a byte, but it does not stop there: it starts again at 0.",
        "5": "After 255 comes 0, and not 1. Count on once more from there.",
        "10": "10 would be 266 - 256, but 250 + 10 is 260.",
    },
}
MADE = {
    _SIZE_OF_FULL: _size_of_full,
    _SIZE_OF_VALID: _size_of_valid,
    _FIRST_OF_CORRELATION: _first_of_correlation,
}
CORRELATIONS = (_FIRST_OF_CORRELATION,)
COMES_OUT = (
    """The two loops print 0 0 3 4 5: the signal, unchanged, but two moments later. This kernel is a hall
    that is silent for two moments and then gives the clap back once, as strong as it was. So 3 sends out
    0 0 3, and one moment later 4 sends out 0 0 4: where copies overlap, all of them but one are 0. It is
    still 3 + 3 - 1 = 5 numbers, and "Flip and slide" and np.convolve print the same five. Lines that are
    written out in digits, such as 3*1 + 4*2, stay as they are.""",
    """Two high and steep places are left, the outlines of the bird: on the left the line falls from 201
    to 46, on the right it rises from 59 to 192. The spikes in the feathers are gone: a spike that is only
    a few pixels wide is now shared out among averages of 25, so little of it is left in each, while a
    large step stays as high as it was and only becomes a longer slope. All steps of the average add up to
    611.7; with nine pixels it was 980.4. The window of 25 needs more room as well: 512 - 25 + 1 = 488
    averages come out, and not 504.""",
)
