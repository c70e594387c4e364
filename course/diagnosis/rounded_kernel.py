"""
The kernel of numbers that were rounded, by least squares, and the Gaussian that it may be a sample of.

Of rounded numbers no kernel gives exactly those that are given. The one whose numbers come nearest is told if they are
as near as the given decimals ask, and if it would be another one for no rounding of them by much.

Source: Golub and Van Loan, "Matrix Computations", sections 5.2 (the modified method of Gram and Schmidt) and 5.3.
"""

from math import floor, fsum, log, log10, pi, sqrt
from typing import NamedTuple

from course.convolution.kernels import SIGMAS, gaussian
from course.convolution.nested import arranged, each, flat, shape
from course.diagnosis.cause import output_or_none
from course.diagnosis.kernel_changes import ChangedKernel
from course.own_numbers.typed_text import as_typed

OPERATIONS_OF_FLOATS = 400_000  # that least squares may take: a tenth of a second
INDEPENDENT = 1e-9  # of its length: what is at least left of a column that the ones before it do not make up
LARGEST = 1e100  # number that is looked at
UNCERTAIN = 1 / 20  # of the largest weight: by how much the rounding may leave a weight open
TELLING_DIGITS = 200  # times their tolerance: how far the given numbers lie apart at least
LEFT_BY_FLOATS = 1e-12  # of the largest weight: what least squares leaves where a weight is 0
RESIDUAL = 2  # times its tolerance: how far a number may lie from that of the nearest kernel
MOST_DECIMALS = 6
PLACES_OF_SIGMA = (0, 1, 2, 3)


class Weights(NamedTuple):
    """Weights of least squares: values, and for each how far it may be off by the rounding of the numbers."""

    values: list
    errors: list


class RoundedKernel(ChangedKernel):
    """The kernel that comes nearest to rounded numbers.

    kernel  nested lists of floats, with as many decimals as the numbers tell
    nearest the same with all of them
    bell    what Gaussian it is a sample of, a Bell; None if it is none
    """

    def __init__(self, kernel, nearest, bell=None):
        super().__init__(kernel)
        self.nearest, self.bell = nearest, bell

    def lines(self, request):
        """The kernel, and which Gaussian it is."""
        what = "a convolution" if request.flip else "a correlation"
        with_kernel = f'These numbers are {what} with the kernel "{as_typed(self.kernel)}" (rounded)'
        if self.changes:
            return [f"{with_kernel}, which is the one asked for {', or '.join(self.changes)}."]
        lines = [f'{with_kernel}, where "{as_typed(request.h)}" was asked for.']
        if self.bell:
            lines.append(
                f"It is a Gaussian of sigma {self.bell.sigma:g}: exp(-i*i/(2*sigma*sigma)) at the places i from the middle, "
                f"{self.bell.scale}."
            )
        return lines

    def source(self, request):
        """The request with the kernel of all decimals, and the definition."""
        _, definition = super().source(request)
        return request.but(h=self.nearest), definition

    def data(self):
        """The kernel, and the sigma of its Gaussian, or None."""
        return {"kernel": self.kernel, "sigma": self.bell and self.bell.sigma, "changes": self.changes}


def rounded_kernels(request, given, equations, sizes):
    """The RoundedKernel of a Request and given numbers (a Given), as a list of one or none.

    equations: for each number those of the input under the weights as they slide, and the number itself last; sizes:
    those of the kernel.
    """
    tolerance = max((high - low) / 2 for low, high in given.ranges(given.values))
    numbers = list(flat(given.values))
    if not 0 < tolerance * TELLING_DIGITS <= max(numbers) - min(numbers):
        return []
    weights = least_squares(equations, float(tolerance))
    largest = max(map(abs, weights.values)) if weights else 0
    if not weights or max(weights.errors) > UNCERTAIN * largest:
        return []
    values = [0.0 if abs(value) <= LEFT_BY_FLOATS * largest else value for value in weights.values]
    kernel = _unflipped(arranged(values, sizes), request)
    if not _is_near(request.but(h=kernel), given, tolerance):
        return []
    decimals = min(max(floor(-log10(max(weights.errors))), 0), MOST_DECIMALS)
    bell = sampled_gaussian(request, given, kernel)
    nearest = bell.kernel if bell else kernel
    shown = each(lambda weight: round(weight, decimals) + 0.0, nearest)  # + 0.0, so that none is -0.0
    return [RoundedKernel(shown, nearest, bell)]


def _unflipped(sliding, request):
    """The kernel that slides so: flipped back where the request flips it."""
    numbers = list(flat(sliding))
    return arranged(numbers[::-1] if request.flip else numbers, shape(sliding))


def _is_near(request, given, tolerance):
    """Whether all numbers of a Request are the given ones, within some times their tolerance."""
    values = output_or_none(request)
    if values is None or shape(values) != shape(given.values):
        return False
    pairs = zip(flat(values), flat(given.values))
    return all(abs(value - float(number)) <= RESIDUAL * tolerance for value, number in pairs)


def least_squares(equations, tolerance):
    """The Weights whose sums come nearest to the numbers; None where they are not determined, or it takes too long.

    equations: a list of the factors of the weights, and the number that they should come to, for each number. tolerance:
    by how much the numbers may be off.

    Example: of w = 1, w = 2 and w = 3, [[1, 1], [1, 2], [1, 3]], it is w = 2, which 0.3 more or less of each moves by 0.3.
    """
    count = len(equations[0]) - 1
    too_large = any(abs(value) > LARGEST for equation in equations for value in equation)
    if too_large or count * count * len(equations) > OPERATIONS_OF_FLOATS:
        return None
    *columns, numbers = [list(map(float, column)) for column in zip(*equations)]
    triangle, bases = [], []  # bases are at right angles, and each column is a sum of those up to its own
    for column in columns:
        length, shares = sqrt(_product(column, column)), []
        for base in bases:
            share = _product(base, column)
            column = [one - share * other for one, other in zip(column, base)]
            shares.append(share)
        left = sqrt(_product(column, column))
        if left <= INDEPENDENT * length:
            return None
        bases.append([value / left for value in column])
        triangle.append([*shares, left])
    # a row for each weight: what each number adds to it
    rows = [None] * count
    for place in reversed(range(count)):
        row = bases[place]
        for later in range(place + 1, count):
            row = [one - triangle[later][place] * other for one, other in zip(row, rows[later])]
        rows[place] = [value / triangle[place][place] for value in row]
    values = [_product(row, numbers) for row in rows]
    return Weights(values, [tolerance * fsum(map(abs, row)) for row in rows])


def _product(one, other):
    """The sum of the products of two lists, number by number."""
    return fsum(a * b for a, b in zip(one, other))


# ---- a Gaussian


class Bell(NamedTuple):
    """A sampled Gaussian: its sigma, the kernel, and what its samples are multiplied by, in words."""

    sigma: float
    kernel: list
    scale: str


def sampled_gaussian(request, given, kernel):
    """The Bell with which a Request gives the given numbers (a Given), near to a kernel; None if there is none.

    Example: near 0.27 0.45 0.27 the sigma is 1.
    """
    guess = _sigma_of(kernel)
    if guess is None:
        return None
    for places in PLACES_OF_SIGMA:
        sigma = round(guess, places)
        if not SIGMAS[0] <= sigma <= SIGMAS[1]:
            continue
        for bell in _bells(shape(kernel), sigma):
            if given.fits(output_or_none(request.but(h=bell.kernel))):
                return bell
    return None


def _bells(sizes, sigma):
    """The Bells of a sigma that people write: divided by the sum, by nothing, and by the integral."""
    rows, columns = sizes if len(sizes) == 2 else (1, *sizes)
    divided = [list(row) for row in gaussian((rows, columns), sigma)]
    if len(sizes) == 1:
        (divided,) = divided
    samples = each(lambda weight: weight / max(flat(divided)), divided)
    yield Bell(
        sigma,
        divided,
        "divided by the sum of all, as cv2.GaussianBlur and scipy.ndimage.gaussian_filter make it",
    )
    yield Bell(sigma, samples, "not divided by the sum of all")
    axes = sum(size > 1 for size in sizes)
    factor = (sigma * sqrt(2 * pi)) ** axes
    integral = "sigma*sqrt(2*pi)" if axes == 1 else "2*pi*sigma*sigma"
    yield Bell(
        sigma,
        each(lambda weight: weight / factor, samples),
        f"divided by {integral}, and not by the sum of all",
    )


def _sigma_of(kernel):
    """The sigma of a Gaussian with the two largest weights of a kernel along its longest axis; None if there is none.

    Two places from the middle differ by the factor exp((far*far - near*near) / (2*sigma*sigma)).
    """
    rows = kernel if len(shape(kernel)) == 2 else [kernel]
    along = max([fsum(row) for row in rows], [fsum(column) for column in zip(*rows)], key=len)
    size = len(along)
    if size < 3:
        return None
    near, far = along[size // 2], (along[size // 2 + 1] + along[size - size // 2 - 2]) / 2
    if not 0 < far < near:
        return None
    squares = 1 if size % 2 else 2  # 1*1 - 0*0, or 1.5*1.5 - 0.5*0.5
    return sqrt(squares / (2 * log(near / far)))
