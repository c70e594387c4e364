"""
What each convolution function of NumPy and SciPy means by a call.

For each function there is one here that takes the same arguments and returns the Meaning of the call. It
raises NotConfirmed, or TypeError for arguments that are not known here, where the watch cannot say what a
call means.

  full, valid, same   how far the kernel hangs over the ends; which zeros "same" adds differs from library to library
  conjugation         complex numbers are not confirmed, so it does not matter here
"""

import math

import numpy as np

from course.lessons.watch_meaning import BroadcastAxis, NotConfirmed, SlidingAxis, kernel_over_image

SIGNAL_BORDERS = {"fill": "constant", "wrap": "wrap", "symm": "symmetric"}
NDIMAGE_BORDERS = {
    "reflect": "symmetric",
    "grid-mirror": "symmetric",
    "mirror": "reflect",
    "nearest": "edge",
    "wrap": "wrap",
    "grid-wrap": "wrap",
    "constant": "constant",
    "grid-constant": "constant",
}


def as_numbers(values):
    """An array of real numbers, from lists or the arrays of any library; NotConfirmed for what is none."""
    if hasattr(values, "numpy"):
        values = values.numpy()
    array = np.asarray(values)
    if array.dtype.name == "bfloat16":
        array = array.astype(np.float32)
    if array.dtype.kind == "c":
        raise NotConfirmed("complex numbers")
    if array.dtype.kind not in "biufO" or array.dtype.name in ("longdouble", "float128"):
        raise NotConfirmed(f"numbers of type {array.dtype.name}")
    return array


def word_in(table, word):
    """What a table has for a word; NotConfirmed if it does not have it."""
    if word not in table:
        raise NotConfirmed(f"the option {word!r}")
    return table[word]


# ---- NumPy


def np_convolve(a, v, mode="full"):
    """np.convolve: the longer list is the signal; "same" adds the odd zero before it."""
    a, v = np.atleast_1d(as_numbers(a)), np.atleast_1d(as_numbers(v))
    if len(v) > len(a):
        a, v = v, a
    n, k = len(a), len(v)
    before, outputs = word_in(
        {"full": (k - 1, n + k - 1), "same": (k // 2, n), "valid": (0, n - k + 1)}, mode
    )
    return kernel_over_image(a, v, [SlidingAxis(n, k, outputs, before)], flip=True)


def np_correlate(a, v, mode="valid"):
    """np.correlate: if v is the longer list, the result is that of swapped lists, from its end to its
    beginning.
    """
    a, v = np.atleast_1d(as_numbers(a)), np.atleast_1d(as_numbers(v))
    n, k = len(a), len(v)
    before = {"full": k - 1, "same": k // 2, "valid": 0}
    if k > n:
        before = {"full": k - 1, "same": k - 1 - n // 2, "valid": k - n}
    outputs = {"full": n + k - 1, "same": max(n, k), "valid": abs(n - k) + 1}
    axis = SlidingAxis(n, k, word_in(outputs, mode), word_in(before, mode))
    return kernel_over_image(a, v, [axis], flip=False)


# ---- scipy.signal


def signal_convolve(in1, in2, mode="full", method="auto"):
    """scipy.signal.convolve: "same" has the size of in1, and an odd zero goes before it."""
    fourier = word_in({"auto": True, "fft": True, "direct": False}, method)
    return _signal_call(as_numbers(in1), as_numbers(in2), mode, flip=True, fourier=fourier)


def signal_correlate(in1, in2, mode="full", method="auto"):
    """scipy.signal.correlate: "same" has the size of in1, and an odd zero goes before it."""
    fourier = word_in({"auto": True, "fft": True, "direct": False}, method)
    return _signal_call(as_numbers(in1), as_numbers(in2), mode, flip=False, fourier=fourier)


def signal_fftconvolve(in1, in2, mode="full", axes=None):
    """scipy.signal.fftconvolve and oaconvolve: along all axes, or those that are named."""
    return _signal_call(as_numbers(in1), as_numbers(in2), mode, flip=True, fourier=True, axes=axes)


def signal_convolve2d(in1, in2, mode="full", boundary="fill", fillvalue=0):
    """scipy.signal.convolve2d: "same" adds an odd row or column before the image."""
    border = word_in(SIGNAL_BORDERS, boundary)
    return _signal_call(
        as_numbers(in1), as_numbers(in2), mode, flip=True, border=border, fill=as_numbers(fillvalue).item()
    )


def signal_correlate2d(in1, in2, mode="full", boundary="fill", fillvalue=0):
    """scipy.signal.correlate2d: "same" adds an odd row or column after the image."""
    border = word_in(SIGNAL_BORDERS, boundary)
    fill = as_numbers(fillvalue).item()
    image, kernel = as_numbers(in1), as_numbers(in2)
    return _signal_call(image, kernel, mode, flip=False, border=border, fill=fill, odd_zero_before=False)


def signal_sepfir2d(input, hrow, hcol):
    """scipy.signal.sepfir2d: hrow along the rows, hcol along the columns; the image is mirrored, its edge
    repeated.
    """
    image, along, down = as_numbers(input), as_numbers(hrow), as_numbers(hcol)
    kernel = np.outer(down, along)
    axes = [SlidingAxis(n, k, n, k // 2, border="symmetric") for n, k in zip(image.shape, kernel.shape)]
    return kernel_over_image(image, kernel, axes, flip=True)


def _signal_call(
    image, kernel, mode, *, flip, fourier=False, axes=None, border="constant", fill=0, odd_zero_before=True
):
    """The Meaning of scipy.signal's convolutions and correlations.

    odd_zero_before: on which side "same" adds an odd zero. axes: those along which the kernel slides; None
    is all.
    """
    if image.ndim != kernel.ndim:
        raise NotConfirmed("an input and a kernel with different numbers of axes")
    word_in({"full": 0, "same": 0, "valid": 0}, mode)
    sliding = range(image.ndim)
    if axes is not None:
        sliding = [axis % image.ndim for axis in np.atleast_1d(axes).tolist()]
    kernel_is_larger = any(kernel.shape[axis] > image.shape[axis] for axis in sliding)
    swapped = mode == "valid" and kernel_is_larger
    if swapped and flip:
        image, kernel = kernel, image
    if mode == "valid":
        border, fill = (
            "constant",
            0,
        )  # only a longer kernel of a correlation hangs over, and what hangs over is left out
    placed = []
    for axis, (n, k) in enumerate(zip(image.shape, kernel.shape)):
        if axis not in sliding:
            placed.append(BroadcastAxis(n, k))
            continue
        before = {
            "full": k - 1,
            "same": k // 2 if odd_zero_before else (k - 1) // 2,
            "valid": max(
                k - n, 0
            ),  # above 0 where a correlation has a longer kernel: it hangs over both ends
        }
        outputs = {"full": n + k - 1, "same": n, "valid": abs(n - k) + 1}
        placed.append(SlidingAxis(n, k, outputs[mode], before[mode], border=border))
    return kernel_over_image(image, kernel, placed, flip, fill, fourier)


# ---- scipy.ndimage


def ndimage_convolve(input, weights, output=None, mode="reflect", cval=0.0, origin=0, *, axes=None):
    """scipy.ndimage.convolve: as many numbers as the input; without other words the border is mirrored."""
    return _ndimage_call(input, weights, output, mode, cval, origin, axes, flip=True)


def ndimage_correlate(input, weights, output=None, mode="reflect", cval=0.0, origin=0, *, axes=None):
    """scipy.ndimage.correlate: as convolve, without the flip."""
    return _ndimage_call(input, weights, output, mode, cval, origin, axes, flip=False)


def ndimage_convolve1d(input, weights, axis=-1, output=None, mode="reflect", cval=0.0, origin=0):
    """scipy.ndimage.convolve1d: along one axis."""
    kernel = _along_axis(as_numbers(weights), axis, as_numbers(input).ndim)
    return _ndimage_call(
        input, kernel, output, mode, cval, _origin_along(origin, axis, input), None, flip=True
    )


def ndimage_correlate1d(input, weights, axis=-1, output=None, mode="reflect", cval=0.0, origin=0):
    """scipy.ndimage.correlate1d: along one axis."""
    kernel = _along_axis(as_numbers(weights), axis, as_numbers(input).ndim)
    return _ndimage_call(
        input, kernel, output, mode, cval, _origin_along(origin, axis, input), None, flip=False
    )


def ndimage_sobel(input, axis=-1, output=None, mode="reflect", cval=0.0):
    """scipy.ndimage.sobel: differences along the axis, weighted 1 2 1 along all others."""
    axes = as_numbers(input).ndim
    kernel = np.ones((1,) * axes, int)
    for each in range(axes):
        weights = [-1, 0, 1] if each == axis % axes else [1, 2, 1]
        kernel = kernel * _along_axis(np.array(weights), each, axes)
    return _one_pass_after_another(input, kernel, output, mode, cval)


def ndimage_gaussian_filter(input, sigma, order=0, output=None, mode="reflect", cval=0.0, truncate=4.0):
    """scipy.ndimage.gaussian_filter: weights exp(-i^2 / (2 sigma^2)) along each axis, which add up to 1."""
    if np.any(order):
        raise NotConfirmed("derivatives of a Gaussian")
    axes = as_numbers(input).ndim
    kernel = np.ones((1,) * axes)
    for each, width in enumerate(np.broadcast_to(np.asarray(sigma, float), axes)):
        radius = int(truncate * width + 0.5)
        weights = np.array([math.exp(-0.5 * i * i / width**2) for i in range(-radius, radius + 1)])
        kernel = kernel * _along_axis(weights / weights.sum(), each, axes)
    return _one_pass_after_another(input, kernel, output, mode, cval)


def ndimage_uniform_filter(input, size=3, output=None, mode="reflect", cval=0.0, origin=0):
    """scipy.ndimage.uniform_filter: the mean of a box. It is a running sum, whose rounding grows along the
    rows.
    """
    image = as_numbers(input)
    sizes = np.broadcast_to(np.asarray(size), image.ndim)
    kernel = np.full(tuple(sizes.tolist()), 1 / math.prod(sizes.tolist()))
    meaning = _one_pass_after_another(image, kernel, output, mode, cval, origin)
    return meaning._replace(longest=max(image.shape))


def _one_pass_after_another(input, kernel, output, mode, cval, origin=0):
    """A kernel that SciPy applies axis by axis: the same as one pass, if nothing but 0 is filled in."""
    if mode in ("constant", "grid-constant") and cval != 0:
        raise NotConfirmed("several passes with a constant beyond the border that is not 0")
    return _ndimage_call(input, kernel, output, mode, cval, origin, None, flip=False)


def _along_axis(weights, axis, axes):
    """Weights of one axis as a kernel of several.

    Example: _along_axis(np.array([1, 2, 1]), 0, 2) has the shape (3, 1).
    """
    sizes = [1] * axes
    sizes[axis] = len(weights)
    return weights.reshape(sizes)


def _origin_along(origin, axis, input):
    origins = [0] * as_numbers(input).ndim
    origins[axis] = origin
    return origins


def _ndimage_call(input, weights, output, mode, cval, origin, axes, flip):
    """The Meaning of scipy.ndimage's convolutions and correlations. origin moves the window, one way or the
    other.
    """
    image, kernel = as_numbers(input), as_numbers(weights)
    if axes is not None or image.ndim != kernel.ndim:
        raise NotConfirmed("some axes of several")
    if isinstance(output, np.ndarray):
        raise NotConfirmed("a result that is written into a given array")
    border = word_in(NDIMAGE_BORDERS, mode)
    placed = []
    for n, k, moved in zip(image.shape, kernel.shape, np.broadcast_to(origin, image.ndim).tolist()):
        before = k // 2 + moved
        if flip:
            before = (k - 1) // 2 - moved  # the flipped window's middle: of an even kernel the one before
        placed.append(SlidingAxis(n, k, n, before, border=border))
    fill = as_numbers(cval).item()
    return kernel_over_image(image, kernel, placed, flip, int(fill) if fill == int(fill) else fill)


NUMPY_CALLS = {"convolve": np_convolve, "correlate": np_correlate}
SIGNAL_CALLS = {
    "convolve": signal_convolve,
    "correlate": signal_correlate,
    "fftconvolve": signal_fftconvolve,
    "oaconvolve": signal_fftconvolve,
    "convolve2d": signal_convolve2d,
    "correlate2d": signal_correlate2d,
    "sepfir2d": signal_sepfir2d,
}
NDIMAGE_CALLS = {
    "convolve": ndimage_convolve,
    "correlate": ndimage_correlate,
    "convolve1d": ndimage_convolve1d,
    "correlate1d": ndimage_correlate1d,
    "sobel": ndimage_sobel,
    "gaussian_filter": ndimage_gaussian_filter,
    "uniform_filter": ndimage_uniform_filter,
}
