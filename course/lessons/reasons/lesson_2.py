"""What is said of 2_TensorFlow.py beside it: reasons for wrong guesses, and what comes out of the things to try."""

_A_SUM = "The kernel at the bottom right, not flipped: which sum?"
_AXES = "Image 4x6, kernel 3x2, VALID: how many rows and columns?"
_NEXT_WEIGHT = "From the weight 2, with the slope -5: what is the next weight?"
_LEARNED = "Which comes back: the same kernel, the flipped one, or none?"
_STRIDES = "And with stride 3 down, 2 across: how many rows and columns?"
_SAME_STRIDE = "SAME with stride 2: what is the first of its three numbers?"
_CHANNELS = (
    "An image of 6 rows, 10 columns, 3 channels; 9 filters of 2 rows, 4 columns; VALID: how many rows, columns "
    "and channels come out?"
)


def _a_sum(definition):
    return definition.convolve2d([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]], "valid", flip=False)[1][
        1
    ]


REASONS = {
    _A_SUM: {
        "29": "29 is the sum with the kernel flipped; here it is laid on as it is.",
        "19": "19 is the sum at the top left; here the kernel lies on 4 5 and 7 8.",
        "37": "37 is the sum at the bottom left, one column to the left.",
        "25": "25 is the sum at the top right, one row further up.",
    },
    _AXES: {
        "3x4": "3x4 mixes the axes: the kernel has 3 rows and 2 columns.",
        "4x6": "4x6 is the image; VALID loses a number for each further row or column of the kernel.",
        "5x2": "Rows come first: 4 - 3 + 1 rows and 6 - 2 + 1 columns.",
        "1x4": "A kernel of 3 rows takes 2 rows away, not 3.",
    },
    _NEXT_WEIGHT: {
        "1.5": "1.5 follows the slope up to a larger error; the step goes against its sign.",
        "3": "The step is a tenth of the slope, 0.5.",
        "7": "The step is a tenth of the slope, 0.5, not all of it.",
        "2.05": "A tenth of 5 is 0.5, and not 0.05.",
    },
    _LEARNED: {
        "the same": "The same weights, slid without a flip, gave other answers: compare those to the first image.",
        "none": "There are weights that give SciPy's answers: think of what SciPy slides over the image.",
    },
    _STRIDES: {
        "1x1": "1x1 forgets the zeros: there is one on each side.",
        "1x2": "The kernel moves over the 5 padded rows and columns, not over the 4 results of stride 1.",
        "2x3": "2x3 rounds up; a window that does not fit any more does not count.",
        "4x4": "4x4 is the result with stride 1.",
    },
    _SAME_STRIDE: {
        "3": "3 is 0 + 1 + 2, with a zero before; with stride 2 SAME adds only one zero, and it goes after.",
        "9": "9 is 2 + 3 + 4; the first window begins at the first number.",
    },
    _CHANNELS: {
        "5x7x27": "A filter adds over its 3 channels: each filter gives one map.",
        "5x7x3": "The 3 channels are added up; what comes out has a map for each of the 9 filters.",
        "5x7x1": "Each of the 9 filters gives a map.",
        "6x10x9": "VALID loses a row and three columns: 6 - 2 + 1 and 10 - 4 + 1.",
        "7x5x9": "Rows come first: 6 - 2 + 1 rows and 10 - 4 + 1 columns.",
    },
}
MADE = {_A_SUM: _a_sum}
CORRELATIONS = (_A_SUM,)
COMES_OUT = (
    """The error grows with each step: 22.48, 50.61, 113.83, 256.19, 576.32, 1296.87. The steps go in the
    right direction, but too far. The weight 1 is 2 away from the right one, 3; half of the slope, -10, is
    -5, so the weight jumps up to 6, and there it is 3 away. The slope is steeper there, so the next step
    is even longer: it leads down to -1.50, and the one after that up to 9.75. Each time the weight lands
    1.5 times as far away, on the other side, and the error becomes 1.5*1.5 = 2.25 times as large: when an
    error grows like this, take a smaller learning rate.""",
    """The error falls to 0.0000, but the kernel does not come back: the first row of what is learned is
    -0.4 -0.2 0.2, and not 1 0 -1. Four answers are only four conditions for nine weights. Very many
    kernels give these four answers, and the steps stop at the first that they come to. The 16 images had
    16*3*4 = 192 answers, enough to leave one kernel only. From SciPy's answers another kernel comes out
    in the same way, neither the same nor the flipped one, so the answer to the question about the flip is
    now "none".""",
)
