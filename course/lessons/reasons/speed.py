"""Reasons for wrong guesses in docs/further/speed.py."""

REASONS = {
    "A kernel of 31x31: how many multiplications for one pixel?": {
        "62": "62 is 31 + 31; but each of the 31 rows has 31 weights.",
        "31": "31 is a single row of the kernel, and there are 31 rows.",
        "960": "960 is how often you add; each of the weights is multiplied.",
        "93": "93 is 3*31; a kernel of 31x31 has 31 rows of 31 weights.",
    },
    "31x31, taken apart: how many multiplications for one pixel?": {
        "961": "961 is the whole kernel in one pass; taken apart it is a row and a column.",
        "31": "31 is the row alone; the column takes as many again.",
        "6": "6 is 3 + 3, for a kernel of 3x3.",
        "30": "30 is 15 + 15, for a kernel of 15x15.",
    },
    "At t = 2 the signal is worth 31, the kernel 4. The convolution?": {
        "35": "35 is the sum; but the convolution is the product of the two, so its values are products.",
        "36": "36 is its value at t = 1; at t = 2 the two are worth 31 and 4.",
        "27": "27 is the difference; but the convolution is the product of the two.",
    },
    "And what is the value at t = -2?": {
        "31": "31 is the value at t = 2; with -2 the part 4*t is -8.",
        "-31": "Not all changes its sign: (-2)*(-2) is 4, so 3 + 5*4 stays 23.",
        "-15": "The part 3 + 5*4 stays 23, and 8 is taken away from it.",
        "23": "23 is the part that is the same for both signs; the part 4*t is still missing.",
        "-8": "-8 is the part 4*t alone; the other part, 23, stays.",
    },
    "Each with each, and both twice as long: how many times as many?": {
        "2": "It would be 2 if only one of them were twice as long.",
        "8": "Two are twice as long, and not three: 2*2.",
        "16": "Two are twice as long: 2*2, and not 4*4.",
    },
    "The same function as a graph, 4 calls: how often is Python there?": {
        "4": "4 is what eager does; the graph is made at the first call, and used at the other three.",
        "0": "Somebody has to make the graph: at the first call Python goes through the function.",
        "3": "It is the other way about: the three calls after the first do without Python.",
        "2": "One call is enough to make the graph; the others use it.",
    },
    "How many multiplications is that for one place?": {
        "9": "9 is for one channel and one filter, and there are 1024 such pairs.",
        "1024": "1024 is the number of pairs, and each of them has nine weights.",
        "288": "288 is one filter with its 32 channels, and there are 32 filters.",
        "576": "576 is 9*(32 + 32); but each channel meets each filter, so it is 9*32*32.",
        "1033": "1033 adds the nine weights to the pairs; each pair has nine weights of its own.",
    },
}
MADE = {}
CORRELATIONS = ()
COMES_OUT = (
    """No: 3 6 1 is no multiple of 1 2 0, so there is no column that makes this kernel from that row. In one
    pass nothing changes: the program takes each weight as it comes, and counts 135 multiplications as
    before. But the table of column and row has a 0 where the kernel has a 1. So the check below the table
    does not hold any more, and the lesson stops there.""",
    """The third one: 5 comes out instead of 22. The convolution of 3 4 9 with 2 1 is 6 11 22 9, and on a clock
    of 17 hours 22 is 22 - 17 = 5. The other three numbers are below 17, so they are right. The lesson stops
    where it compares the clock with NumPy; with more hours than the largest result, as on the clock of
    65537, this cannot happen.""",
)
