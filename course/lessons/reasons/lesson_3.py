"""What is said of 3_image.py beside it: reasons for wrong guesses, and what comes out of the things to try."""

_GREY = "A pixel has 100 of each colour: which grey is that?"
_STRIPES = "The stripes under 1 2 1, over 4: what does each window give?"
_SHARPEN = "What does this kernel make of a flat 100?"
_SLANTING = "The kernel for lying edges: what does it give at this edge?"
_TOP = "What is the Laplacian at the first 6?"
_PASSES = "The 7x7 Gaussian takes 49 in one pass. How many in two?"
_RED = "Only red is blurred, by the average of three: what are red, green and blue of the last black pixel?"


def _sharpen(definition):
    return definition.convolve2d([[100] * 3] * 3, [[0, -1, 0], [-1, 5, -1], [0, -1, 0]], "valid")[0][0]


def _slanting(definition):
    lying = [[1, 2, 1], [0, 0, 0], [-1, -2, -1]]
    return definition.convolve2d([[0, 9, 9], [0, 0, 9], [0, 0, 0]], lying, "valid")[0][0]


def _top(definition):
    return definition.convolve2d([[5, 6, 6]] * 3, [[0, 1, 0], [1, -4, 1], [0, 1, 0]], "valid")[0][0]


REASONS = {
    _GREY: {
        "300": "300 adds the three colours; each is multiplied by its weight first.",
        "33": "The three are not divided by 3 in addition: 29.9 + 58.7 + 11.4.",
        "59": "58.7 is the share of the green; red and blue come on top.",
    },
    _STRIPES: {
        "18": "18 is the sum of the products; it is divided by 4, the sum of the weights.",
        "3": "3 is what the average of three gives where the middle is bright; now the middle counts twice.",
        "6": "6 is the average of 9, 0 and 9, or 18 over 3; the weights 1 2 1 add up to 4.",
        "9": "The middle counts twice, and the sum is divided by 4, not by 2.",
        "2.25": "The middle counts twice: 2*9 over 4, not 9 over 4.",
    },
    _SHARPEN: {
        "0": "The four -1 take away 400, but the 5 in the middle gives 500.",
        "500": "500 is what the 5 in the middle gives; the four -1 take 400 away.",
        "900": "The four -1 take away, they do not add.",
        "1": "1 is the sum of the weights; a flat 100 becomes 100 times that.",
    },
    _SLANTING: {
        "27": "It takes lower minus upper, and here the upper row is the brighter one: below 0.",
        "0": "0 would be right if the upper row and the lower one were alike.",
        "-18": "The upper row is 0 9 9: 2*9 from its middle, and 1*9 from its right end on top.",
        "-36": "The upper row begins with 0, so it gives 0 + 2*9 + 1*9, not four times 9.",
        "18": "The upper row is taken away, and all of its three pixels count: 0, 2*9 and 1*9.",
    },
    _TOP: {
        "0": "It is 0 on the slope and where all is flat; at the first 6 the slope has ended on one side.",
        "1": "The left neighbour is darker by 1, so the neighbours fall short: below 0.",
        "-4": "Only one neighbour has 1 less; -4 would be a single bright pixel, with four such neighbours.",
        "23": "23 is the sum of the neighbours; 4 times the pixel is taken away.",
    },
    _PASSES: {
        "98": "98 would be two passes of 49; each has only 7 weights.",
        "49": "A column of 7 weights and a row of 7 take less than the 49 of the table.",
        "7": "7 is one pass; the second one takes as many again.",
        "6": "6 are the two passes of the 3x3 kernel; here the column and the row have 7 weights.",
    },
    _RED: {
        "3 3 3": "Green and blue are not blurred, so they stay 0.",
        "0 0 0": "The window of the last black pixel reaches over the edge: 0, 0 and 9.",
        "6 0 0": "6 is the average of 0, 9 and 9, one pixel further on.",
        "9 0 0": "9 is the sum of 0, 0 and 9; the average is a third of it.",
    },
}
MADE = {_SHARPEN: _sharpen, _SLANTING: _slanting, _TOP: _top}
CORRELATIONS = ()
COMES_OUT = (
    """A bright thing on a dark ground has a red outline on its left and on its top, and a blue one on its
    right and at its bottom. With a dark thing on a bright ground it is the other way about. Red is above
    0: there it gets brighter to the right, or further down. You go from dark to bright where a bright
    thing begins, and from bright to dark where it ends. If the outlines of your photograph are pale and
    broad, it is blurred there: the same change is spread over many pixels.""",
    """The sum is 9 - 8 = 1, so a flat 100 is still 100, and what is flat looks as before. But now each
    pixel is compared with all eight neighbours and not only with four, and each difference is overdone
    more. At the edge from 3 to 9 it gives -15 and 27, where the first kernel gave -3 and 15. In the
    photograph of the bird the average jump grows from 10.57 to 19.32; unchanged it is 3.09. Edges get
    hard, with dark and bright lines along them, and the noise grows as well.""",
)
