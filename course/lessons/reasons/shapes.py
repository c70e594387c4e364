"""Reasons for wrong guesses in docs/further/shapes.py."""

REASONS = {
    "3 weeks; temperature and rain for each of 7 days: which shape?": {
        "7x3x2": "The batch stands first: it counts the signals, and these are the weeks.",
        "3x2x7": "The length, 7 days, stands before the channels.",
        "2x7x3": "The weeks are the batch, and temperature and rain are the channels, which stand last.",
        "2x3x7": "The order is batch, length, channels: weeks, days, what is read.",
        "7x2x3": "The order is batch, length, channels: weeks, days, what is read.",
        "1x21x2": "The weeks are signals of their own: the kernel must not slide from one to the next.",
        "3x7x1": "Temperature and rain are two channels.",
    },
    "6 images of 8x10, kernel 2x3x3, VALID: images, rows, columns?": {
        "4x5x7": "n - k counts the steps; the place where the kernel begins counts, too.",
        "6x8x10": "6x8x10 is the video; VALID loses one for each image, row or column of the kernel beyond the first.",
        "7x10x12": "7x10x12 is what all copies would give; VALID wants the whole kernel inside.",
        "6x6x8": "The kernel is 2 images deep, so it has only 5 places in time.",
        "3x3x5": "Each axis loses k - 1, and not k + 1 or more: 6 - 2 + 1, 8 - 3 + 1, 10 - 3 + 1.",
    },
    "A colour video, (1, 6, 8, 10, 3): in how many directions?": {
        "4": "The colours are channels: the kernel has weights for all of them, and does not slide from one to the next.",
        "5": "5 is the number of axes; the kernel slides neither along the batch nor along the channels.",
        "2": "A video has time as a direction, too, beside down and to the right.",
        "1": "The kernel slides in time, but down and to the right as well.",
    },
    "A 3x3 kernel with dilation 3: over how many rows does it reach?": {
        "9": "9 counts three rows for each weight; after the last one there are no gaps.",
        "5": "5 rows is what dilation 2 reaches over.",
        "6": "6 is from the first row of the kernel to its last; the first one counts, too.",
        "8": "There are two steps of 3 rows, and the first row: 2*3 + 1.",
        "3": "3 is without dilation; here the weights lie 3 rows apart.",
    },
    "How many rows does this pooling make of the 55?": {
        "28": "28 rounds up, or goes beyond the end: 52 // 2 is 26 steps, and the first place makes 27.",
        "26": "26 is the number of steps; the first place counts, too.",
        "53": "53 is a step of 1; here it is 2.",
        "18": "18 is 55 // 3, windows that do not overlap; here they move on by 2.",
        "27.5": "27.5 is half of 55; there is no half row, and the window has 3 rows.",
    },
    "How many numbers does the last layer hand on?": {
        "36": "36 is a single map of 6x6, and there are 256 of them.",
        "256": "256 is the number of maps, and each of them has 6x6 numbers.",
        "1536": "1536 is 6*256; a map has 6 rows of 6 numbers.",
        "43264": "43264 is 13*13*256, before the last pooling.",
        "27648": "27648 is 6*6*256, times 3; the colours have been added up in the first layer.",
    },
}
MADE = {}
CORRELATIONS = ()
COMES_OUT = (
    """Nothing: all numbers are 0. The ball lies on the same pixel in both images, so there it is 9*(-1) + 9*1
    = 0, and everywhere else 0*(-1) + 0*1 = 0. How bright a pixel is does not count, only how it changes
    from one image to the next.""",
    """The first filters give 54 rows instead of 55, because (224 - 11) // 4 + 1 = 54. The three poolings make
    26, 12 and 5 rows, instead of 27, 13 and 6. So 5*5*256 = 6400 numbers are left, and not 9216. The
    numbers of maps stay as they are: they count filters, and not pixels.""",
)
