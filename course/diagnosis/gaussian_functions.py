"""Functions that make a Gaussian kernel, f(size, sigma): how they are called, and on what they are tried."""

from functools import lru_cache, partial

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
RADIUS_NAMES = ("radius", "r", "halfwidth", "half", "halfsize", "rad")
SIGMA_NAMES = ("sigma", "sig", "sd", "std", "stddev", "stdev", "standarddeviation")
NO_KERNELS = ("blur", "filter", "smooth", "laplac", "log", "dog", "deriv", "differ", "noise", "unsharp")
TRIED_SIZE, TRIED_SIGMA = 5, 1.0
HOW_TO_ASK = "say how to call it, call=lambda f, size, sigma, options: f(size, sigma)"
SIGMA_1, OTHER_SIGMAS, OTHER_SIZES, EVEN_SIZES = (
    [(3, 1.0), (5, 1.0), (7, 1.0)],
    [(5, 2.0), (3, 0.5), (7, 3.0), (5, 1.5)],
    [(9, 2.0), (1, 1.0), (11, 1.5)],
    [(2, 1.0), (4, 1.0), (6, 1.5), (4, 2.0)],
)


def makes_gaussian(f):
    """Whether the name of a function and those of its parameters say that it is f(size, sigma) of a Gaussian kernel."""
    name = getattr(f, "__name__", "").lower()
    if "gaus" not in name and "gkern" not in name or any(word in name for word in NO_KERNELS):
        return False
    names = [letters_of(parameter.name) for parameter in parameters_of(f) or ()][:2]
    sizes = [name in (*SIZE_NAMES, *RADIUS_NAMES) for name in names]
    sigmas = [name in SIGMA_NAMES for name in names]
    return any(sizes) and any(sigmas)


def judged_gaussian(f, call=None):
    """The StagedDiagnosis of a function f(size, sigma) that makes a Gaussian kernel, along one axis or two.

    call(f, size, sigma, options) calls it otherwise. Unusable where it gives no numbers.
    """
    by_radius, shown = False, "as call= says"
    if call is None:
        call, by_radius, shown = _form_of(f)
    for pair in (False, True):
        answer, error = _tried(f, call, pair)
        if answer is not None:
            break
    if answer is None:
        raise Unusable(
            f"{getattr(f, '__name__', 'f')} gives no kernel of size 5 and sigma 1 ({error}): {HOW_TO_ASK}"
        )
    line = answer.ndim == 2 and answer.size > 1 and 1 in answer.shape  # a column or a row
    axes = 1 if line else answer.ndim
    calling = partial(_called, call, pair, line)
    words = (
        f"Called {shown}{', the size as a pair' if pair else ''}; taken for a Gaussian kernel along "
        f"{'one axis' if axes == 1 else 'two axes'} whose weights add up to 1."
    )
    return judged_without_sliding(f, _stages_of_kernels(axes, by_radius), calling, words)


def _form_of(f):
    """(call, whether it is given the radius, the call in words) by the names of the first two parameters."""
    parameters = parameters_of(f) or ()
    names = [letters_of(parameter.name) for parameter in parameters][:2]
    name = getattr(f, "__name__", "f")
    order = [0, 1] if not names or names[0] not in SIGMA_NAMES else [1, 0]
    by_radius = any(each in RADIUS_NAMES for each in names)

    def call(f, size, sigma, options):
        both = (size // 2 if by_radius else size, sigma)
        return f(*(both[i] for i in order))

    both = ("radius" if by_radius else "size", "sigma")
    return call, by_radius, f"as {name}({', '.join(both[i] for i in order)})"


def _called(call, pair, line, f, x, h, options):
    """What f gives for a size and a sigma, arrays without axes; a column or a row of weights as a list."""
    size, sigma = int(x), float(h)
    with quiet_function():
        result = call(f, (size, size) if pair else size, sigma, options)
    return np.ravel(result) if line and getattr(result, "ndim", 0) == 2 else result


def _tried(f, call, pair):
    """What f gives for size 5 and sigma 1 as an array of numbers, or None; and the error in words."""
    try:
        answer = np.asarray(_called(call, pair, False, f, TRIED_SIZE, TRIED_SIGMA, {}), float)
    except (Exception, SystemExit) as error:  # what a function raises is its answer
        return None, f"{type(error).__name__}: {error}"
    return (answer, "") if 0 < answer.ndim < 3 and answer.size else (None, "it gives no table of numbers")


@lru_cache(4)
def _stages_of_kernels(axes, odd_alone):
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
    if not odd_alone:
        rows.append(StageRow("even sizes", "for odd sizes", "where the size is even", _probes(EVEN_SIZES)))
    return stages_without_sliding(
        rows, partial(_kernel_of, axes), GAUSSIAN_MISTAKES, _shown_kernel, within=ROUNDING_OF_FLOAT32
    )


def _probes(pairs):
    return [Probe(np.array(size), np.array(sigma), {"flip": True}) for size, sigma in pairs]


@none_where_refused
def _kernel_of(axes, world, probe):
    """What a definition gives for a size and a sigma; None where it refuses."""
    return world.gaussian_kernel(int(probe.x), float(probe.h), axes=axes)


def _shown_kernel(probe):
    return f"f(size={int(probe.x)}, sigma={float(probe.h):g})"
