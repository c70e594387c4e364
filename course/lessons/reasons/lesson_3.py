"""What is said of 3_image.py beside it: reasons for wrong guesses, and what comes out of the things to try."""

_GREY = "A pixel has 100 of each colour: which grey is that?"
_AVERAGE = "The average of three: what is it at the 3rd place?"
_SHARPEN = "What does this kernel make of a flat 100?"
_DARKER = "The pixels are 9 and then 3: what does the kernel 1 -1 give?"
_RAMP = "A ramp that rises by 5 with each column: what is its Laplacian?"
_PASSES = "One pass takes 9 multiplications for each pixel. How many do two?"


def _sharpen(definition):
    return definition.convolve2d([[100] * 3] * 3, [[0, -1, 0], [-1, 5, -1], [0, -1, 0]], "valid")[0][0]


def _darker(definition):
    return definition.convolve1d([9, 3], [1, -1], "valid")[0]


def _ramp(definition):
    return definition.convolve2d([[0, 5, 10]] * 3, [[0, 1, 0], [1, -4, 1], [0, 1, 0]], "valid")[0][0]


REASONS = {
    _GREY: {
        "300": "300 adds the three colours; each is multiplied by its weight first.",
        "33": "The three are not divided by 3 in addition: 29.9 + 58.7 + 11.4.",
        "59": "58.7 is the share of the green; red and blue come on top.",
    },
    _AVERAGE: {
        "3": "3 is the pixel itself; one of its two neighbours is brighter.",
        "15": "15 is the sum of 3, 3 and 9; the average is a third of it.",
        "6": "6 is the middle between 3 and 9, but there are two 3 and a single 9.",
        "7": "7 comes one place further on, where 3, 9 and 9 lie in the window.",
    },
    _SHARPEN: {
        "0": "The four -1 take away 400, but the 5 in the middle gives 500.",
        "500": "500 is what the 5 in the middle gives; the four -1 take 400 away.",
        "900": "The four -1 take away, they do not add.",
        "1": "1 is the sum of the weights; a flat 100 becomes 100 times that.",
    },
    _DARKER: {
        "6": "It is right minus left, 3 - 9: below 0, because it gets darker.",
        "12": "One of the weights is -1, so one pixel is taken away from the other.",
    },
    _RAMP: {
        "5": "5 is how steeply it rises, and the Laplacian does not see a slope.",
        "10": "10 is the right neighbour minus the left one; the Laplacian adds these two.",
        "20": "20 is four times 5; but two neighbours are equal, one has 5 less and one 5 more.",
    },
    _PASSES: {
        "18": "18 would be two passes of 9; each has only 3 weights.",
        "9": "9 is what one pass with the 3x3 kernel takes.",
        "3": "3 is one pass; the second one takes as many again.",
    },
}
MADE = {_SHARPEN: _sharpen, _DARKER: _darker, _RAMP: _ramp}
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
