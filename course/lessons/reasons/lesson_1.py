"""What is said of 1_2D.py beside it: reasons for wrong guesses, and what comes out of the things to try."""

_WHERE_THEY_MEET = "In the photograph, how bright is the pixel of the star of 4?"
_SIZE_OF_MAP = "An image of 5x7, a kernel of 2x3, all copies: which size?"
_TOP_LEFT = "Flipped, on the four pixels at the top left: which sum?"
_SIZE_WITH_ZEROS = "5x7 in a frame of zeros, one wide, kernel 2x3, valid: which size?"
_CORNER = "With zeros beyond the border, what is the average in a corner?"
_ONE_DIFFERS = "One of the nine pixels differs: what is the sum, divided by 9?"
_DENSE = "64 pixels, 36 numbers: how many weights does a dense layer have?"
_IMAGE = [[1] * 7 for _ in range(5)]
_KERNEL = [[1] * 3 for _ in range(2)]


def _size(result):
    return len(result), len(result[0])


def _size_of_map(definition):
    return _size(definition.convolve2d(_IMAGE, _KERNEL, "full"))


def _top_left(definition):
    return definition.convolve2d([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]], "valid")[0][0]


def _size_with_zeros(definition):
    return _size(definition.convolve2d(_IMAGE, _KERNEL, padding=1))


REASONS = {
    _WHERE_THEY_MEET: {
        "15": "15 is what the star of 5 leaves there; the star of 4 shines there, too.",
        "4": "4 is what the star of 4 leaves on its own pixel; the star of 5 leaves 5*3 there as well.",
        "20": "20 is 5*4, on the pixel below the star of 5. The star of 4 is one column further to the right.",
        "60": "The two smears are added, not multiplied.",
    },
    _SIZE_OF_MAP: {
        "5x7": "5x7 is the size of the image, but the copies of the last row and column reach beyond it.",
        "7x10": "7x10 adds all of the kernel, but a copy begins on the pixel that sends it out.",
        "4x5": "4x5 counts the places where the kernel lies wholly on the image.",
        "9x6": "Rows come first: 5 + 2 - 1 rows and 7 + 3 - 1 columns.",
    },
    _TOP_LEFT: {
        "19": "19 comes without a flip: 0*0 + 1*1 + 3*2 + 4*3.",
        "11": "11 comes one column further to the right.",
        "7": "7 comes if only the rows are flipped. Flip the columns, too: the last one first.",
        "17": "17 comes if only the columns are flipped. Flip the rows, too: the last one first.",
        "0": "0 comes where a single weight lies on the image. Here all four do.",
    },
    _SIZE_WITH_ZEROS: {
        "4x5": "4x5 comes out without the zeros; they add 2 rows and 2 columns.",
        "5x6": "5x6 counts one row and one column of zeros; there is one on each side, so 2 of each.",
        "5x7": "5x7 is the size of the image; with its zeros it is 7x9, and 7 - 2 + 1 rows come out.",
        "7x9": "7x9 is the image with its frame; the kernel then takes 1 row and 2 columns away.",
        "6x9": "6x9 is what all copies give; for 3 columns that takes a frame of two, and this one has one.",
    },
    _CORNER: {
        "100": "100 comes in the middle, or if you divide by 3. But each sum is divided by 5, zeros or not.",
        "75": "75 is 300 / 4, but each sum is divided by 5: the plus has five weights of 1.",
        "80": "80 comes in the middle of a side, where one arm meets a zero. In a corner two arms do.",
        "300": "300 is the sum; the average is a fifth of it.",
        "40": "40 is 200 / 5, but three pixels of 100 lie under the plus: the corner and two neighbours.",
    },
    _ONE_DIFFERS: {
        "8/9": "8/9 counts the pixels that agree; the one that differs also takes 1 away.",
        "7": "7 is the sum, 8 - 1. The score divides it by 9, the number of pixels in the window.",
        "7/8": "Eight pixels agree, but the window has nine, and the sum is divided by that.",
        "1/9": "Eight pixels agree, and each of them adds 1.",
    },
    _DENSE: {
        "9": "9 is the number of weights of the convolution. A dense layer has one for each pixel and number.",
        "100": "Each of the 36 numbers has 64 weights of its own: multiply.",
        "64": "64 weights make one number; 36 are wanted.",
    },
}
MADE = {_SIZE_OF_MAP: _size_of_map, _TOP_LEFT: _top_left, _SIZE_WITH_ZEROS: _size_with_zeros}
CORRELATIONS = ()
COMES_OUT = (
    """The matches at (1, 1) and (2, 2) are lost, and only (4, 4) and (5, 5) are left. The pixel (2, 2) is
    the middle of the window at (1, 1) and the top left corner of the window at (2, 2), and in both places
    the stroke wants a 1. So in these two windows eight pixels agree and one differs: the sum is 8 - 1 =
    7, and the score 7/9. The windows at (4, 4) and (5, 5) begin further down and do not contain this
    pixel, so they keep their 9/9.""",
    """The image moves down by one row and to the right by one column; otherwise it stays as it is. The
    only 1 of this kernel is at the bottom right. So each pixel leaves its own number one row below itself
    and one column to its right, and adds 0 everywhere else. The feature map still has 4 rows and 5
    columns: row 0 and column 0 are zeros, and below and to the right of them stands the image. Sums that
    are written out in digits, such as 5*3 + 1*4 + 3*2 + 2*1 = 27, stay as they are, but row 2, column 1
    of the map is 5 now.""",
)
