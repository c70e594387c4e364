"""Reasons for wrong guesses in docs/further/other_courses.py."""

REASONS = {
    "And along 10 numbers: at how many places can a kernel of 3 begin?": {
        "7": "7 is the last place; the places are counted from 0, so there is one more.",
        "9": "At place 8 the kernel would lie on 8, 9 and a number that is not there.",
        "10": "At the last two places the kernel would hang over the end.",
        "12": "12 is what all copies would give; here the whole kernel lies on the signal.",
        "3": "3 is the smaller signal, of 5.",
    },
    "In the top left, how many ones of the image lie under the X?": {
        "4": "4 counts all ones of the window; the one beside the X, in row 1, does not count.",
        "5": "5 is the number of ones of the X; at two of them the image has a 0.",
        "2": "There are three: at the top left, in the middle, and at the bottom right.",
    },
    "n = 3, k = 2, one zero on each side: how many rows come out?": {
        "3": "3 takes t = 1; but there is a zero above and one below, so t is 2.",
        "2": "2 is without the zeros.",
        "5": "5 is the number of padded rows; the kernel has 2 rows, so it has one place fewer.",
    },
    "Two rows further down, by how much is a number larger?": {
        "2": "2 is two columns further to the right; a row has 6 numbers.",
        "6": "6 is one row further down.",
        "8": "8 is two columns of 4 numbers; but the numbers are counted along the rows, and a row has 6.",
        "1": "1 is one column further to the right; a row has 6 numbers.",
    },
    "A kernel of 2, stride 2, on these five: how many places?": {
        "3": "At the third place the kernel would need a number beyond the last 0.",
        "4": "4 is what a stride of 1 gives.",
        "2.5": "There is no half place.",
        "1": "The kernel lies on 0 1, then it moves on by 2.",
    },
    "In the middle of the ramp, on 1 2 3: what does 1 -2 1 give?": {
        "1": "1 is the gradient, 3 - 2; here it is 1*1 + 2*(-2) + 3*1.",
        "2": "2 is 3 - 1; the 2 in the middle counts, too, with -2.",
        "8": "8 takes the middle with a plus: it is 1 - 4 + 3.",
        "-4": "-4 is the middle alone; the 1 and the 3 are added to it.",
        "4": "4 is 1 + 3; the middle takes 4 away from it.",
    },
}
MADE = {}
CORRELATIONS = ()
COMES_OUT = (
    """No: all three lines say 1 2 1, NumPy's convolution, its correlation, and TensorFlow. This kernel reads
    the same from both ends, so a flip does not change it. An example that decides has to be lopsided.""",
    """It is 1 everywhere: 1 1 1 1 1. The gradient is 0 1 2 3 4 5, so it grows by 1 at each step, and that is
    what the Laplacian says. It says the same at the beginning, where the signal is nearly flat, as at the
    end, where it is steep.""",
)
