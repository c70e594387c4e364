"""What is said of 4_digit.py beside it: reasons for wrong guesses, and what comes out of the things to try."""

_EDGE = "What does the row -1 0 1 give on the pixels 0 66 250?"
_POOLED = "Now move the 9 of 0 0 9 0 to the left: what does that row become?"
_ACROSS = "Kernel of 5, pooling, kernel of 3: how many pixels across?"
_WEIGHTS = "24 filters of 3x3 over 8 channels, a bias each: how many in all?"
_ERROR = "Their average, does it rise or fall with that step?"
_NEW_DIGITS = "Of 100 digits it never saw: are more than 80 right, or fewer?"
_MOVED = "Moved by 3 pixels: are more than 450 of the 500 right, or fewer?"


def _edge(definition):
    return definition.convolve1d([0, 66, 250], [-1, 0, 1], "valid", flip=False)[0]


REASONS = {
    _EDGE: {
        "-250": "-250 comes with a flip. Without one the 1 lies on the 250, and the -1 on the 0.",
        "184": "184 is 250 - 66, but the 66 meets the weight 0, and the -1 lies on the 0.",
        "66": "66 is 66 - 0; the row takes what lies under its two ends, 250 - 0.",
        "-184": "-184 is 66 - 250, but the 66 meets the weight 0, and the 1 lies on the 250.",
        "316": "316 is the sum of the pixels; multiply each by the weight that lies on it first.",
        "0": "Only the pixel on the left meets the -1; the one on the right meets the 1.",
    },
    _POOLED: {
        "0x9": "0 9 is what 0 0 9 0 becomes; now the 9 stands in the first block.",
        "9x9": "There is only one 9: the second block is 0 0.",
        "0x0": "The 9 is not lost: it is the largest number of the first block.",
    },
    _ACROSS: {
        "8": "8 is for a kernel of 3 in the first layer; one of 5 sees two pixels more on each side, not one.",
        "7": "7 is without pooling: three numbers, and two pixels more on each side.",
        "6": "6 is the numbers of the first layer; these see further than one pixel each.",
        "5": "5 is what a number of the first layer sees; one of the second layer sees six of these.",
        "9": "9 is with a stride of 2 in place of pooling; a pooled number comes from two, so six are seen, not five.",
        "11": "11 is 6 + 5; of six numbers side by side the first sees 5 pixels, and each of the others one more.",
        "12": "12 is 6 + 6; a kernel of 5 reaches two pixels beyond its middle on each side, not three.",
        "14": "14 is twice 7, what is seen without pooling; pooling makes six numbers of three, but each still sees 5 pixels.",
        "15": "15 is 3*5; but neighbours see mostly the same pixels, and these count only once.",
        "30": "30 is 6*5; but neighbours see mostly the same pixels, and these count only once.",
        "100": "100 is the pixels of 10 rows and 10 columns; here it is those across.",
    },
    _WEIGHTS: {
        "240": "240 is 24*(3*3 + 1); a filter has a kernel for each of the 8 channels.",
        "216": "216 is 24 kernels of 3x3; a filter has one for each of the 8 channels, and a bias.",
        "1728": "1728 is the weights; each of the 24 filters has a bias, too.",
        "1729": "1729 has a single bias; each of the 24 filters has one of its own.",
        "1736": "1736 has 8 biases, one for each channel; each of the 24 filters has one.",
        "72": "72 is the weights of one filter; there are 24 of them, each with a bias.",
        "73": "73 is one filter, 3*3*8 + 1; there are 24 of them.",
        "192": "192 is the kernels, 24*8; each has 3*3 weights, and each filter has a bias.",
        "1920": "1920 has a bias for each kernel; a filter has one for all of its 8 kernels.",
    },
    _ERROR: {
        "rise": "There is one right guess less, but the errors are of the shares: 0.05 for 0.95, and 0.80 for 0.45.",
        "same": "Together the errors were 0.51 + 0.51 = 1.02; now they are 0.05 + 0.80 = 0.85.",
    },
    _NEW_DIGITS: {
        "fewer": "It has learned some digits by heart; but its kernels find strokes, and new digits have them, too.",
    },
    _MOVED: {
        "more": "You still read them, but the weights of Dense belong to places, and the strokes have left theirs.",
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
    16 steps instead of 63, so 15 rounds are 240 steps instead of 945. The line of the last round shows
    it, too: it counts all 2000 digits, and 1500 of them are new to this network, so it falls from more
    than 99% to about 93%. The network is the same: what it lacks is examples, and steps.""",
)
