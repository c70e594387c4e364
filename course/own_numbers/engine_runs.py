"""Engines run: the numbers that they give for a request, or for a reader's arrays. This needs NumPy."""

from fractions import Fraction

import numpy as np

from course.convolution.arguments import checked_whole_number, checked_word
from course.convolution.nested import plain
from course.convolution.sizes import BORDERS, MODES, effective_kernel_size, step_of_each_axis
from course.errors import Unusable, quoted
from course.own_numbers.engine_calls import TENSORS, all_sides, planned
from course.own_numbers.engines import chosen_engines
from course.own_numbers.request import Request, border_options
from course.own_numbers.rounding import EPS, bound, nearest_float


def apply_engine(name, x, h, mode=None, **options):
    """The numbers that an engine gives, an array, of the arrays or lists x and h as they are.

    name: one of ENGINES. The shapes and options are the definition's, without flip, which is the engine's own.
    Nothing is converted: uint8 may wrap. Unusable if the engine cannot do it; otherwise errors are its own.
    """
    engine, *more = chosen_engines([name], None)
    if more:
        raise Unusable(f"{quoted(name)} is a library: name one of its functions, such as {engine.name}")
    if "flip" in options:
        raise Unusable(f"{engine.name} flips the kernel or not by itself: leave flip out")
    if not engine.installed:
        raise Unusable(f"{engine.library} is not installed")
    if mode is None and options.get("padding") is None:
        mode = "full"
    options |= border_options(**options)
    request = Request(np.asarray(x).tolist(), np.asarray(h).tolist(), mode, **options)
    try:
        _check_options(request)
        return run_call(planned(engine, request), np.asarray(x), np.asarray(h))
    except OverflowError:
        raise Unusable(f"{engine.name} has floats up to 1.8e308: give it smaller numbers") from None


def _check_options(request):
    """ValueError for an option of a Request that no engine has: nothing but the options is looked at here."""
    if request.mode is not None:
        checked_word(request.mode, "mode", MODES)
    checked_word(request.border, "border", BORDERS)
    for name in ("stride", "dilation"):
        for step in step_of_each_axis(getattr(request, name), min(request.axes, 2)):
            checked_whole_number(step, name, 1)
    if request.axes:
        request.sides


def run_call(plan, x, h):
    """The numbers that the call of a Plan gives for the arrays x and h: an array. Errors are the library's own."""
    if plan.engine.library == "tensorflow":
        return _run_tensors(plan, x, h)
    if plan.request.axes > 2:
        return _run_channels(plan, x, h)
    return _run_arrays(plan, x, h)


def _run_arrays(plan, x, h):
    """A call of NumPy or SciPy for one signal or image."""
    request = plan.request
    if plan.padded is not None:
        x = _padded(x, plan.padded, request)
    options = {name: _runnable(value) for name, value in plan.options.items()}
    output = plan.engine.function(x, spread(h, request.dilation), *plan.words, **options)
    return output[tuple(slice(None, None, stride) for _, _, stride, _ in request.each)]


def _run_channels(plan, x, h):
    """The same for x ([batch,] height, width, in) and h (height, width, in, out), a channel at a time, added up."""
    if x.ndim == 4:
        return np.stack([_run_channels(plan, image, h) for image in x])
    inputs, outputs = h.shape[2:]
    maps = []
    for o in range(outputs):
        maps.append(sum(_run_arrays(plan, x[..., c], h[..., c, o]) for c in range(inputs)))
    return np.stack(maps, axis=-1)


def _run_tensors(plan, x, h):
    """A call of TensorFlow, for any number of axes."""
    image, kernel, result = TENSORS[plan.request.axes]
    if plan.padded is not None:
        x = _padded(x, all_sides(plan), plan.request)
    output = plan.engine.function(x[image], h[kernel], *plan.words, **plan.options)
    return output.numpy()[result]


def _padded(x, sides, request):
    """The array x with a request's border on these sides."""
    if request.fill:
        return np.pad(x, sides, constant_values=_runnable(request.fill))
    return np.pad(x, sides, request.border)


def _runnable(value):
    """A Fraction as a float, which libraries take; anything else as it is."""
    return nearest_float(value) if isinstance(value, Fraction) else value


def spread(kernel, dilation=1):
    """The kernel with dilation - 1 zeros between its weights: an array, (k,) or (rows, columns).

    dilation: one whole number, or (rows, columns). So that functions without a dilation have one; the
    definition of Yu and Koltun, "Multi-scale context aggregation by dilated convolutions" (2016).

    Example: spread([1, 2, 3], 2) is [1, 0, 2, 0, 3].
    """
    kernel = np.asarray(kernel)
    steps = [
        checked_whole_number(step, "dilation", 1) for step in np.broadcast_to(plain(dilation), kernel.ndim)
    ]
    wide = np.zeros([effective_kernel_size(k, step) for k, step in zip(kernel.shape, steps)], kernel.dtype)
    wide[tuple(slice(None, None, step) for step in steps)] = kernel
    return wide


def arrays_for(request, engine):
    """The input and the kernel as arrays of their own dtypes, and what came in lists as exact_arrays_for() has it."""
    arrays = exact_arrays_for(request, engine)
    return tuple(array if name is None else array.astype(name) for array, name in zip(arrays, request.dtypes))


def exact_arrays_for(request, engine):
    """The input and the kernel as arrays: whole numbers if no sum can overflow, float64 otherwise.

    TensorFlow gets int32, the others int64. Example: [2**31] and [1] are float64 for TensorFlow, int64 for NumPy.
    """
    if engine.library == "tensorflow":
        dtype, too_large = np.int32, 2**31
    else:
        dtype, too_large = np.int64, 2**63
    x, h = np.array(request.x, object), np.array(request.h, object)
    fill = np.array([request.fill], object)  # which is padded into the array
    whole = all(isinstance(value, int) for value in (*x.flat, *h.flat, *fill))
    if not whole or _largest_sum(np.append(x, fill), h) >= too_large:
        dtype = np.float64
    return x.astype(dtype), h.astype(dtype)


def _largest_sum(x, h):
    """What no weight, number or sum of products of two object arrays can exceed: max|x| times max|h| or sum h."""
    return max(1, *abs(x).flat) * max(1, *abs(h).flat, abs(h).sum())


def nearest_floats(exact):
    """Exact numbers, an array of objects or nested lists, as an array of the nearest floats."""
    exact = np.array(exact, object)
    return np.array([nearest_float(value) for value in exact.flat], float).reshape(exact.shape)


def agrees_with(value, exact, request, engine):
    """Whether an engine's array is the exact nested list: whole numbers equal, floats within bound().

    Floats of fewer digits than float64 may differ by as much more as they round.
    """
    exact = np.array(exact, object)
    if value.shape != exact.shape:
        return False
    if value.dtype.kind in "iub":
        return np.array_equal(value.astype(object), exact)
    floats = _coarsest_floats(value, request, engine)
    within = bound(request, engine) * max(1, float(floats.eps) / EPS) + _underflow(request, floats)
    return np.allclose(value, nearest_floats(exact), rtol=0, atol=within, equal_nan=True)


def _coarsest_floats(value, request, engine):
    """What NumPy knows of the dtype in which an engine has rounded: of its result, or of what its FFT was given.

    An FFT of float32 rounds to float32, and so it does where the result is float64 because the kernel is.
    """
    given = [name for name in request.dtypes if name and name.startswith("float")] if engine.fourier else []
    return max(map(np.finfo, [value.dtype, *given]), key=lambda info: info.eps)


def _underflow(request, floats):
    """By how much sums may differ because the smallest floats have fewer digits: some steps of these for each product.

    Example: the smallest float16 is 6e-8, so that 1e-4 * 1e-4, 1e-8, is 0 there.
    """
    filters = np.shape(request.h)[3] if request.axes > 2 else 1
    return 2 * np.size(request.h) // filters * float(floats.smallest_subnormal)
