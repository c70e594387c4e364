"""
Functions that make a Gaussian kernel: how they are called, and on what they are tried.

They are f(size, sigma) or f(radius, sigma), where the size may be a pair (rows, columns), or f(rows, columns, sigma).
"""

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from course.diagnosis.call_forms import quiet_function
from course.diagnosis.further_stages import StageRow, judged_without_sliding, stages_without_sliding
from course.diagnosis.parameters import letters_of, parameters_of
from course.diagnosis.same_numbers import ROUNDING_OF_FLOAT32
from course.errors import Unusable
from course.mistakes.bank.gaussian_kernels import GAUSSIAN_MISTAKES
from course.mistakes.faulty_definition import none_where_refused
from course.mistakes.smallest_input import Probe

SIZE_NAMES = (
    *("size", "n", "k", "ksize", "kernelsize", "ksz", "hsize", "length", "l", "len", "width", "shape", "dim"),
    *("side", "m", "s", "windowsize", "window", "ks", "filtersize", "sz", "laenge", "groesse", "taille"),
)
SURE_SIZE_NAMES = ("size", "ksize", "kernelsize", "hsize", "shape", "windowsize", "filtersize")
ROWS_NAMES = ("rows", "nrows", "row", "height", "h", "m", "ny", "sizey", "ysize", "kh", "kheight")
COLUMNS_NAMES = (
    *("cols", "ncols", "col", "columns", "ncolumns", "width", "w", "n", "nx", "sizex", "xsize"),
    *("kw", "kwidth"),
)
RADIUS_NAMES = ("radius", "r", "halfwidth", "half", "halfsize", "rad")
SIGMA_NAMES = ("sigma", "sig", "sd", "std", "stddev", "stdev", "standarddeviation")
NO_KERNELS = ("blur", "filter", "smooth", "laplac", "log", "dog", "deriv", "differ", "noise", "unsharp")
NAMES_OF_KERNELS = ("gaus", "gkern", "fspecial")
TRIED_SIZE, TRIED_SIGMA = 5, 1.0
HOW_TO_ASK = "say how to call it, call=lambda f, size, sigma, options: f(size, sigma)"
# sizes, as numbers or as (rows, columns), each with a sigma
SIGMA_1 = [(3, 1.0), (5, 1.0), (7, 1.0)]
OTHER_SIGMAS = [(5, 2.0), (3, 0.5), (7, 3.0), (5, 1.5)]
OTHER_SIZES = [(9, 2.0), (1, 1.0), (11, 1.5)]
EVEN_SIZES = [(2, 1.0), (4, 1.0), (6, 1.5), (4, 2.0)]
ODD_PAIRS = [((3, 5), 1.0), ((7, 3), 1.5), ((1, 5), 1.0), ((5, 3), 2.0)]
EVEN_PAIRS = [((4, 6), 1.0), ((5, 2), 1.0), ((3, 4), 1.5)]


def makes_gaussian(f):
    """Whether the name of a function and those of its parameters say that it makes a Gaussian kernel of some size and sigma."""
    name = getattr(f, "__name__", "").lower()
    names = _names_of_parameters(f)
    has_two_sizes = _order_of_two_sizes(names) is not None
    is_filter = "filter" in name and not has_two_sizes and not {*names[:2]} & {*SURE_SIZE_NAMES}
    if is_filter or any(word in name for word in NO_KERNELS if word != "filter"):
        return False
    if not any(word in name for word in NAMES_OF_KERNELS):
        return False
    sizes = [name in (*SIZE_NAMES, *RADIUS_NAMES) for name in names[:2]]
    sigmas = [name in SIGMA_NAMES for name in names[:2]]
    return any(sizes) and any(sigmas) or has_two_sizes


def _names_of_parameters(f):
    return [letters_of(parameter.name) for parameter in parameters_of(f) or ()]


class GaussianCall(NamedTuple):
    """How a function is called.

    order    the names of what it is given: "size" or "radius", or "rows" and "columns", and "sigma"
    sizes    how a size is given: "number", "pair", or "either", as a pair where rows and columns differ
    by_user  call(f, size, sigma, options), which its user gave, or None
    is_line  whether it gives a column or a row of weights, which is taken as a line
    """

    order: tuple
    sizes: str = "number"
    by_user: object = None
    is_line: bool = False

    @property
    def has_pairs(self):
        """Whether it is asked for rows and columns that differ."""
        return self.sizes != "number" or "rows" in self.order

    def __call__(self, f, x, h, options):
        """What f gives for a size or a pair, and a sigma: arrays."""
        pair = tuple(x.tolist()) if x.ndim else (int(x),) * 2
        size = pair if self.sizes == "pair" or x.ndim else pair[0]
        given = {"sigma": float(h), "size": size, "radius": pair[0] // 2, "rows": pair[0], "columns": pair[1]}
        with quiet_function():
            if self.by_user:
                result = self.by_user(f, size, float(h), options)
            else:
                result = f(*(given[name] for name in self.order))
        return np.ravel(result) if self.is_line and getattr(result, "ndim", 0) == 2 else result

    def in_words(self, name):
        """The call of a function of this name in words."""
        shown = "as call= says" if self.by_user else f"as {name}({', '.join(self.order)})"
        return f"{shown}{SIZES_GIVEN[self.sizes]}"


SIZES_GIVEN = {
    "number": "",
    "pair": ", the size as a pair of rows and columns",
    "either": ", the size as one number or as a pair of rows and columns",
}


def judged_gaussian(f, call=None):
    """The StagedDiagnosis of a function that makes a Gaussian kernel, along one axis or two.

    It is f(size, sigma) or f(rows, columns, sigma), or f(radius, sigma). call(f, size, sigma, options) calls it otherwise;
    the size may be a pair. Unusable where it gives no numbers.
    """
    name = getattr(f, "__name__", "f")
    plain = GaussianCall(_order_of(f), by_user=call)
    for form in _ways_of_sizes(f, plain):
        answer, error = _tried(f, form, TRIED_SIZE)
        if answer is not None:
            break
    if answer is None:
        raise Unusable(f"{name} gives no kernel of size 5 and sigma 1 ({error}): {HOW_TO_ASK}")
    is_line = answer.ndim == 2 and answer.size > 1 and 1 in answer.shape  # a column or a row
    axes = 1 if is_line else answer.ndim
    if axes == 2 and form.sizes == "number" and "size" in form.order:
        of_pair, _ = _tried(f, form, (3, 5))
        form = form._replace(sizes="number" if of_pair is None or of_pair.ndim != 2 else "either")
    along = "one axis" if axes == 1 else "two axes"
    words = (
        f"Called {form.in_words(name)}; taken for a Gaussian kernel along {along} whose weights add up to 1."
    )
    stages = _stages_of_kernels(axes, "radius" in form.order, axes == 2 and form.has_pairs)
    return judged_without_sliding(f, stages, form._replace(is_line=is_line), words)


def _order_of(f):
    """What a function is given, in the order of its parameters, by their names: see GaussianCall."""
    names = _names_of_parameters(f)
    two = _order_of_two_sizes(names)
    if two:
        return two
    size = "radius" if any(name in RADIUS_NAMES for name in names[:2]) else "size"
    return ("sigma", size) if names and names[0] in SIGMA_NAMES else (size, "sigma")


def _order_of_two_sizes(names):
    """The order of f(rows, columns, sigma), or with the columns first, by its parameters' names; None of other names."""
    if len(names) < 3 or names[2] not in SIGMA_NAMES:
        return None
    for order in (("rows", "columns"), ("columns", "rows")):
        told = {"rows": ROWS_NAMES, "columns": COLUMNS_NAMES}
        if all(name in told[each] for name, each in zip(names, order)):
            return (*order, "sigma")
    return None


def _ways_of_sizes(f, form):
    """The GaussianCalls with a number for a size, and with a pair, that first which the function's default is, or its name."""
    if "size" not in form.order:
        return [form]
    both = [form, form._replace(sizes="pair")]
    parameters = (parameters_of(f) or ())[:2]
    is_pair = any(
        isinstance(each.default, (tuple, list)) or letters_of(each.name) == "shape" for each in parameters
    )
    return both[::-1] if is_pair else both


def _tried(f, form, size):
    """What f gives for a size and sigma 1 as an array of numbers, or None; and the error in words."""
    try:
        answer = np.asarray(form(f, np.array(size), np.array(TRIED_SIGMA), {}), float)
    except (Exception, SystemExit) as error:  # what a function raises is its answer
        return None, f"{type(error).__name__}: {error}"
    return (answer, "") if 0 < answer.ndim < 3 and answer.size else (None, "it gives no table of numbers")


@lru_cache(8)
def _stages_of_kernels(axes, odd_alone, has_pairs):
    rows = [
        StageRow("odd sizes with sigma 1", "", "already for odd sizes and sigma 1", _probes(SIGMA_1)),
        StageRow("other sigmas", "for sigma 1", "where sigma is not 1", _probes(OTHER_SIGMAS)),
        StageRow(
            "other odd sizes",
            "for sizes 3, 5 and 7",
            "where the size is another odd one",
            _probes(OTHER_SIZES),
        ),
    ]
    if has_pairs:
        name, before = "sizes that are not square", "for square kernels of odd size"
        rows.append(StageRow(name, before, "where rows and columns differ", _probes(ODD_PAIRS)))
    if not odd_alone:
        even = _probes([*EVEN_SIZES, *(EVEN_PAIRS if has_pairs else ())])
        rows.append(StageRow("even sizes", "for odd sizes", "where the size is even", even))
    return stages_without_sliding(
        rows, partial(_kernel_of, axes), GAUSSIAN_MISTAKES, _shown_kernel, within=ROUNDING_OF_FLOAT32
    )


def _probes(pairs):
    return [Probe(np.array(size), np.array(sigma), {"flip": True}) for size, sigma in pairs]


def _size_of(probe):
    """The size of a Probe: a number, or a pair as a tuple."""
    return tuple(probe.x.tolist()) if probe.x.ndim else int(probe.x)


@none_where_refused
def _kernel_of(axes, world, probe):
    """What a definition gives for a size and a sigma; None where it refuses."""
    return world.gaussian_kernel(_size_of(probe), float(probe.h), axes=axes)


def _shown_kernel(probe):
    return f"f(size={_size_of(probe)}, sigma={float(probe.h):g})"
