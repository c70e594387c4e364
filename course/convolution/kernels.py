"""
Named kernels of the field, in exact numbers: named("sobel-vertical"), named("gaussian-7"), named("box-3x5").

All are written for convolution, which flips them; those whose sources use them unflipped are flipped here (but
for difference, which is best known as -1 1 and so has the other sign). A name that ends in
-horizontal, -vertical, -rising or -falling says how the edges or lines run that it finds: rising is the
diagonal /, falling is \\. The weights add up to 1 where a flat image is to keep its grey (blur, sharpen,
relief), and to 0 where nothing is to be left of it (edges, lines, spots).

Sizes go with box and gaussian, in names such as box-5 or box-3x5 (rows x columns), each side from 1 to 99.
Left out: compass operators, which are Sobel and Prewitt in steps of 45 degrees, and whatever takes several
passes.
"""

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fractions import Fraction
from math import comb, exp, fsum, lcm
from numbers import Integral, Real

from course.convolution.arguments import in_message
from course.errors import Unusable

LARGEST_SIDE = 99  # rows or columns of a kernel that is made to size
SIGMAS = 0.1, 100.0  # from one bright pixel to nearly a box, at every size
SIZE_IN_NAME = re.compile(
    r"([1-9][0-9]?)(?:x([1-9][0-9]?))?"
)  # sides up to LARGEST_SIDE, without leading zeros
SHOWN_OF_NAME = 40  # characters of an unknown name in a message
WOODS = "Gonzalez and Woods, Digital Image Processing"


@dataclass(frozen=True)
class Kernel:
    """A kernel with a name: rows is a tuple of equally long tuples of ints and Fractions, (rows, columns).

    finds: one sentence on what it finds or does. source: a book, paper or library, with the place.
    decimal: whether it was typed with decimals, so that sums of its weights are shown with a point.
    """

    name: str
    rows: tuple
    finds: str
    source: str
    decimal: bool = False

    @property
    def shape(self):
        """(rows, columns)."""
        return len(self.rows), len(self.rows[0])

    @property
    def total(self):
        """The sum of the weights, int or Fraction: what the convolution makes of a flat 1."""
        return sum(sum(row) for row in self.rows)

    @property
    def whole(self):
        """(rows of ints, divisor): the smallest whole divisor with which rows is the ints over it.

        Example: 1/2 1/3 is 3 2 over 6.
        """
        denominators = [weight.denominator for row in self.rows for weight in row]
        divisor = lcm(*denominators)
        rows = tuple(tuple(int(weight * divisor) for weight in row) for row in self.rows)
        return rows, divisor


def named(name):
    """The Kernel of a name, such as "laplacian", "gaussian-7" (7x7) or "box-3x5" (rows x columns).

    Unusable, in one line that says what would do, for an unknown name, for a size that is out of range, and
    for a size where there is only one.
    """
    if not isinstance(name, str):
        raise Unusable(f"a kernel's name is a word, such as 'sobel-vertical', not {in_message(name)}")
    if name in KERNELS:
        return KERNELS[name]
    word, _, size = name.rpartition("-")
    sides = SIZE_IN_NAME.fullmatch(size)
    if word not in SIZED or not sides:
        raise Unusable(_refusal(name, word, size))
    rows = int(sides[1])
    columns = int(sides[2] or rows)
    return replace(KERNELS[word], name=name, rows=SIZED[word]((rows, columns)))


def _refusal(name, word, size):
    """Why there is no kernel of a name, which ends in word-size, and what would do.

    Example: of sobel-vertical-5, with the word sobel-vertical and the size 5, that sobel-vertical is always 3x3.
    """
    shown = ascii(name[:SHOWN_OF_NAME])
    if word in SIZED:
        return f"kernel {shown}: its size goes from 1 to {LARGEST_SIDE}, as in {word}-5 or {word}-3x5"
    if word in KERNELS and size[:1].isdigit():
        only = "x".join(map(str, KERNELS[word].shape))
        return f"kernel {shown}: {word} is always {only}; sizes go with {' and '.join(SIZED)}"
    nearest = _nearest(name[:SHOWN_OF_NAME].lower())
    return f"no kernel is called {shown}; nearest: {', '.join(nearest)}"


def _nearest(word):
    """Up to three names: spelled alike, or with the word in their sentence (blur, edge), or least unlike."""
    spelled_alike = get_close_matches(word, KERNELS)
    if spelled_alike:
        return spelled_alike
    in_sentence = [name for name, kernel in KERNELS.items() if word in kernel.finds.lower()]
    return in_sentence[:3] or get_close_matches(word, KERNELS, cutoff=0)


def box(size):
    """A box: rows of Fractions, all 1/(rows*columns). size: one int, or (rows, columns).

    Source: Gonzalez and Woods, section 3.5. Unusable if a side is not a whole number from 1 to 99.
    """
    rows, columns = _sides(size)
    row = (Fraction(1, rows * columns),) * columns
    return (row,) * rows


def gaussian(size, sigma=None):
    """A Gaussian: rows of Fractions, or of floats if sigma is given. size: one int, or (rows, columns).

    Without sigma: binomial coefficients over their sum, such as 1 2 1 over 4, down times along. They sum to 1
    exactly; over k weights their standard deviation is sqrt(k - 1)/2, in pixels. Source: Jaehne, Digital Image
    Processing, section 11.4.

    With sigma, in pixels: exp(-i*i/(2*sigma*sigma)) at the distances i from the middle, divided by the sum of
    them; the floats sum to 1 up to rounding. Its column is gaussian((rows, 1), sigma), its row gaussian((1,
    columns), sigma). Source: Gonzalez and Woods, section 3.5.

    Unusable if a side is not a whole number from 1 to 99, or sigma not a number from 0.1 to 100.
    """
    is_number = isinstance(sigma, Real) and not isinstance(sigma, bool)
    if sigma is not None and not (is_number and SIGMAS[0] <= sigma <= SIGMAS[1]):
        raise Unusable("sigma must be a number from {:g} to {:g}".format(*SIGMAS))
    rows, columns = _sides(size)
    return _outer(_bell(rows, sigma), _bell(columns, sigma))


def _bell(side, sigma):
    """A Gaussian along one axis, its weights in a tuple.

    Example: of 3 weights 1/4 1/2 1/4; of 4, which lie at -1.5 -0.5 0.5 1.5 from the middle, 1/8 3/8 3/8 1/8.
    """
    if sigma is None:
        total = 2 ** (side - 1)
        return tuple(Fraction(comb(side - 1, index), total) for index in range(side))
    distances = [index - (side - 1) / 2 for index in range(side)]
    samples = [exp(-((distance / sigma) ** 2) / 2) for distance in distances]
    total = fsum(samples)
    return tuple(sample / total for sample in samples)


def _outer(column, row):
    """The kernel that is a column times a row: 1 2 and 10 100 make 10 100 and 20 200."""
    return tuple(tuple(down * along for along in row) for down in column)


def _sides(size):
    """(rows, columns) of a size, which is one number or both; Unusable for any other."""
    sides = size if isinstance(size, (tuple, list)) else (size, size)
    whole = [side for side in sides if isinstance(side, Integral) and not isinstance(side, bool)]
    good = [side for side in whole if 1 <= side <= LARGEST_SIDE]
    if len(sides) != 2 or len(good) != 2:
        raise Unusable(
            f"a kernel's size is a whole number from 1 to {LARGEST_SIDE}, or (rows, columns) of such"
        )
    rows, columns = sides
    return int(rows), int(columns)


SIZED = {"box": box, "gaussian": gaussian}

_TABLE = (
    Kernel(
        "identity",
        ((0, 0, 0), (0, 1, 0), (0, 0, 0)),
        "Leaves every pixel as it is.",
        f"{WOODS}, section 3.4 (the unit impulse)",
    ),
    Kernel(
        "box",
        box(3),
        "Blurs: every pixel becomes the mean of its neighbourhood.",
        f"{WOODS}, section 3.5",
    ),
    Kernel(
        "gaussian",
        gaussian(3),
        "Blurs softly: near pixels count for more than far ones.",
        "Jaehne, Digital Image Processing, section 11.4 (binomial filters)",
    ),
    Kernel(
        "motion-blur",
        tuple(tuple(Fraction(i == j, 9) for j in range(9)) for i in range(9)),
        "Blurs along the falling diagonal, as if the camera had moved.",
        "Vandevenne, Lode's Computer Graphics Tutorial, Image Filtering (Motion Blur)",
    ),
    Kernel(
        "sharpen",
        ((0, -1, 0), (-1, 5, -1), (0, -1, 0)),
        "Exaggerates how a pixel differs from its four neighbours.",
        f"{WOODS}, section 3.6 (the image minus its Laplacian)",
    ),
    Kernel(
        "sharpen-8",
        ((-1, -1, -1), (-1, 9, -1), (-1, -1, -1)),
        "Exaggerates how a pixel differs from its eight neighbours.",
        f"{WOODS}, section 3.6 (the image minus its Laplacian with diagonals)",
    ),
    Kernel(
        "unsharp",
        tuple(
            tuple(2 * (i == j == 2) - blur for j, blur in enumerate(row)) for i, row in enumerate(gaussian(5))
        ),
        "Exaggerates how a pixel differs from a Gaussian blur of 5x5.",
        f"{WOODS}, section 3.6 (unsharp masking: twice the image minus the blur)",
    ),
    Kernel(
        "emboss",
        ((2, 1, 0), (1, 1, -1), (0, -1, -2)),
        "Makes a relief, lit where it is brighter below or on the right.",
        "GIMP's user manual, Convolution Matrix (Emboss), where the kernel is not flipped",
    ),
    Kernel(
        "difference",
        ((-1, 1),),
        "Finds vertical edges, above 0 where it is brighter on the left.",
        f"{WOODS}, section 10.2, where it is not flipped and the sign is the other",
    ),
    Kernel(
        "prewitt-horizontal",
        ((1, 1, 1), (0, 0, 0), (-1, -1, -1)),
        "Finds horizontal edges, above 0 where it is brighter below; the columns count alike.",
        "Prewitt, Object Enhancement and Extraction (1970); ndimage.prewitt, axis 0",
    ),
    Kernel(
        "prewitt-vertical",
        ((1, 0, -1), (1, 0, -1), (1, 0, -1)),
        "Finds vertical edges, above 0 where it is brighter on the right; the rows count alike.",
        "Prewitt, Object Enhancement and Extraction (1970); ndimage.prewitt, axis 1",
    ),
    Kernel(
        "sobel-horizontal",
        ((1, 2, 1), (0, 0, 0), (-1, -2, -1)),
        "Finds horizontal edges, above 0 where it is brighter below; the middle counts twice.",
        "Duda and Hart, Pattern Classification and Scene Analysis (1973), p. 271; ndimage.sobel, axis 0",
    ),
    Kernel(
        "sobel-vertical",
        ((1, 0, -1), (2, 0, -2), (1, 0, -1)),
        "Finds vertical edges, above 0 where it is brighter on the right; the middle counts twice.",
        "Duda and Hart, Pattern Classification and Scene Analysis (1973), p. 271; ndimage.sobel, axis 1",
    ),
    Kernel(
        "scharr-horizontal",
        ((3, 10, 3), (0, 0, 0), (-3, -10, -3)),
        "Finds horizontal edges, above 0 where it is brighter below; slants come out best.",
        "Scharr, Optimale Operatoren in der digitalen Bildverarbeitung (2000); OpenCV, cv::Scharr",
    ),
    Kernel(
        "scharr-vertical",
        ((3, 0, -3), (10, 0, -10), (3, 0, -3)),
        "Finds vertical edges, above 0 where it is brighter on the right; slants come out best.",
        "Scharr, Optimale Operatoren in der digitalen Bildverarbeitung (2000); OpenCV, cv::Scharr",
    ),
    Kernel(
        "roberts-rising",
        ((1, 0), (0, -1)),
        "Finds edges along the rising diagonal /, above 0 where it is brighter below on the right.",
        "Roberts, Machine Perception of Three-Dimensional Solids (1965); skimage.filters.roberts_pos_diag",
    ),
    Kernel(
        "roberts-falling",
        ((0, 1), (-1, 0)),
        "Finds edges along the falling diagonal \\, above 0 where it is brighter below on the left.",
        "Roberts, Machine Perception of Three-Dimensional Solids (1965); skimage.filters.roberts_neg_diag",
    ),
    Kernel(
        "laplacian",
        ((0, 1, 0), (1, -4, 1), (0, 1, 0)),
        "Finds edges and spots: above 0 where a pixel is darker than the mean of 4 around it.",
        f"{WOODS}, section 3.6; ndimage.laplace",
    ),
    Kernel(
        "laplacian-8",
        ((1, 1, 1), (1, -8, 1), (1, 1, 1)),
        "Finds edges and spots: above 0 where a pixel is darker than the mean of 8 around it.",
        f"{WOODS}, section 3.6 (with diagonals)",
    ),
    Kernel(
        "bright-spots",
        ((0, -1, 0), (-1, 4, -1), (0, -1, 0)),
        "Finds bright spots: above 0 where a pixel is brighter than the mean of 4 around it.",
        f"{WOODS}, section 3.6 (the Laplacian with the other sign)",
    ),
    Kernel(
        "laplacian-of-gaussian",
        (
            (0, 0, 1, 0, 0),
            (0, 1, 2, 1, 0),
            (1, 2, -16, 2, 1),
            (0, 1, 2, 1, 0),
            (0, 0, 1, 0, 0),
        ),
        "Finds edges and spots as a Laplacian does, but blurs first, so that it answers less to noise.",
        f"{WOODS}, section 10.2 (Marr-Hildreth; printed there with the other sign)",
    ),
    Kernel(
        "line-horizontal",
        ((-1, -1, -1), (2, 2, 2), (-1, -1, -1)),
        "Finds horizontal lines, bright and one pixel thin.",
        f"{WOODS}, section 10.2 (line detection)",
    ),
    Kernel(
        "line-vertical",
        ((-1, 2, -1), (-1, 2, -1), (-1, 2, -1)),
        "Finds vertical lines, bright and one pixel thin.",
        f"{WOODS}, section 10.2 (line detection)",
    ),
    Kernel(
        "line-rising",
        ((-1, -1, 2), (-1, 2, -1), (2, -1, -1)),
        "Finds lines along the rising diagonal /, bright and one pixel thin.",
        f"{WOODS}, section 10.2 (line detection)",
    ),
    Kernel(
        "line-falling",
        ((2, -1, -1), (-1, 2, -1), (-1, -1, 2)),
        "Finds lines along the falling diagonal \\, bright and one pixel thin.",
        f"{WOODS}, section 10.2 (line detection)",
    ),
)

KERNELS = {kernel.name: kernel for kernel in _TABLE}
