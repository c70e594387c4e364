"""What is said of 4_digit.py beside it: reasons for wrong guesses, and what comes out of the things to try."""

_EDGE = "What does the row -1 0 1 give on the pixels 0 66 250?"
_BLOCKS = "Two blocks of 2x2: which is the largest number in each?"
_FOUR_LAYERS = "3, 5, 7: how many numbers has the light reached after four?"
_NEW_DIGITS = "Will it be right more or less often about digits it never saw?"
_WEIGHTS = "And 8 kernels of 5x5, each with a constant: how many weights?"
_MOVED = "By how many rows has the feature map moved down?"


def _edge(definition):
    return definition.convolve1d([0, 66, 250], [-1, 0, 1], "valid", flip=False)[0]


REASONS = {
    _EDGE: {
        "-250": "-250 comes with a flip. Without one the 1 lies on the 250, and the -1 on the 0.",
        "184": "184 is 250 - 66, but the 66 meets the weight 0, and the -1 lies on the 0.",
        "316": "316 is the sum of the pixels; multiply each by the weight that lies on it first.",
        "0": "Only the pixel on the left meets the -1; the one on the right meets the 1.",
    },
    _BLOCKS: {
        "3x4": "3 and 4 are the largest of the first row; a block has two rows.",
        "9x4": "In the right block 6 is larger than 4: look at both of its rows.",
    },
    _FOUR_LAYERS: {
        "12": "12 would be 3 for each layer, but after the first each adds only 1 on each side.",
        "8": "The light grows by one on each side: from 7 to 7 + 2.",
        "10": "From layer to layer it is 2 more, not 3.",
        "81": "81 is the pixels of 9 rows and 9 columns; here it is one row.",
    },
    _NEW_DIGITS: {
        "more": "It has practised on the 2000 fifteen times; of the new ones it has seen none.",
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
MADE = {_EDGE: _edge}
CORRELATIONS = (_EDGE,)
COMES_OUT = (
    """Upright, it should read most of your digits, if they are drawn and photographed as docs/lessons.md
    says: of the 500 new digits it reads more than 470. Lying on its side, your digit is likely to be read
    wrong. All 500 new digits, turned to the left, were tried: fewer than 100 were right, where mere
    guessing gets 50, and not a single 1. It has never seen a digit that lies, and its kernels do not
    turn: they find a stroke wherever it is, but only in the direction in which they have learned it.""",
    """Fewer are right, about 460 of the 500 instead of about 480; your number differs a little. It has
    seen fewer ways to write each digit, about 50 and not 200, and has learned for less long: a round is
    16 steps instead of 63, so 15 rounds are 240 steps instead of 945. The line "After training" shows it,
    too: it counts all 2000 digits, and 1500 of them are new to this network, so it falls from more than
    99% to about 93%. The network is the same: what it lacks is examples, and steps.""",
)
