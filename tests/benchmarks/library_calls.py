"""
What course/diagnosis/library_calls.py and fourier.py say of libraries, beside the real ones.

  python tests/benchmarks/library_calls.py [CASES [WORD]]   200 cases of each call; only of calls with this word

Inputs and kernels are drawn by chance, of all sizes: even, not square, longer than the input. A case is confirmed if
what the library returns is what the course says that this call gives. Libraries that are not installed are left out;
Octave is run if it is there, with its package image for imfilter.
"""

import json
import shutil
import subprocess
import sys
import warnings
from importlib.util import find_spec
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from course.diagnosis.fourier import circular, nan_everywhere  # noqa: E402
from course.diagnosis.given import Given  # noqa: E402
from course.diagnosis.library_calls import every_call  # noqa: E402
from course.own_numbers.request import request_of  # noqa: E402
from course.own_numbers.rounding import float32_slack  # noqa: E402

CASES = int(sys.argv[1]) if len(sys.argv) > 1 else 200
WORD = sys.argv[2] if len(sys.argv) > 2 else ""
DTYPES = {"bytes": np.uint8, "whole numbers": np.int64, "floats": np.float64}


def drawn(draw, kind, axes, longest=5):
    """An input and a kernel: bytes up to 255, others from -60 to 60; weights are quarters, so that floats are exact."""
    sizes, windows = draw.integers(1, 8, axes), draw.integers(1, longest + 1, axes)
    x = draw.integers(0, 256, sizes) if kind == "bytes" else draw.integers(-60, 61, sizes)
    if kind == "floats":
        x = x / 4
    return x.astype(DTYPES[kind]), draw.integers(-6, 7, windows) / 4


def is_confirmed(name, request, got):
    """Whether a call of this name gives what the library has returned."""
    given = Given(np.asarray(got).tolist(), slack=float32_slack(request))
    return any(call.name.startswith(name) and given.fits(call.numbers) for call in every_call(request, given))


# ---- each call: (what it is called in the course, kinds of numbers, axes, the call itself)


def opencv(x, h):
    import cv2

    return cv2.filter2D(x, -1, h).reshape(x.shape)


def pillow(x, h):
    from PIL import Image, ImageFilter

    kernel = ImageFilter.Kernel(h.shape[::-1], h.ravel().tolist())
    return np.array(Image.fromarray(x).filter(kernel))


def torch_padded(p):
    def call(x, h):
        import torch
        from torch.nn import functional

        convolve = functional.conv1d if x.ndim == 1 else functional.conv2d
        x, h = (torch.tensor(values.astype(np.float64))[None, None] for values in (x, h))
        return convolve(x, h, padding=p).numpy()[0, 0]

    return call


def keras_causal(x, h):
    import tensorflow as tf

    layer = tf.keras.layers.Conv1D(1, len(h), padding="causal", use_bias=False)
    layer.build((None, len(x), 1))
    layer.set_weights([h[:, None, None].astype(np.float32)])
    return layer(x[None, :, None].astype(np.float32)).numpy()[0, :, 0]


def of_ndimage(name):
    def call(x, h):
        from scipy import ndimage

        return getattr(ndimage, name)(x, h)

    return call


def lfilter(x, h):
    from scipy import signal

    return signal.lfilter(h, 1, x.astype(float))


ALL = ("bytes", "whole numbers", "floats")
CALLS = (
    ("cv2", "cv2.filter2D", ("bytes", "floats"), (1, 2), opencv),
    ("scipy", "scipy.ndimage.convolve", ALL, (1, 2), of_ndimage("convolve")),
    ("scipy", "scipy.ndimage.correlate", ALL, (1, 2), of_ndimage("correlate")),
    ("scipy", "scipy.signal.lfilter", ("floats",), (1,), lfilter),
    ("PIL", "Pillow's ImageFilter.Kernel", ("bytes",), (2,), pillow),
    ("torch", "torch.nn.functional.conv", ("floats",), (1, 2), torch_padded(1)),
    ("torch", "torch.nn.functional.conv", ("floats",), (1, 2), torch_padded(2)),
    ("tensorflow", "Keras' Conv1D", ("floats",), (1,), keras_causal),
)


def can_be_asked(name, x, h):
    """Whether the course says anything of this call: Pillow has two sizes and no smaller pictures, PyTorch no gap."""
    if name.startswith("Pillow"):
        return h.sum() != 0 and min(x.shape) >= h.shape[0]
    if name.startswith("torch"):
        return all(n + 2 >= k > 1 for n, k in zip(x.shape, h.shape))
    return True


def counted(name, kind, axes, call):
    """(cases, confirmed) of a call on inputs of one kind and so many axes; the first that differs is printed."""
    draw, cases, confirmed = np.random.default_rng(axes), 0, 0
    while cases < CASES:
        x, h = drawn(draw, kind, axes)
        if name.startswith("Pillow"):
            h = draw.integers(-3, 9, [draw.choice([3, 5])] * 2)
        if not can_be_asked(name, x, h):
            continue
        cases += 1
        got = call(x, h)
        right = is_confirmed(name, request_of(x, h, padding=9), got)  # which no call has by itself
        if not right and cases == confirmed + 1:
            print("differs:", name, kind, x.tolist(), h.tolist(), np.asarray(got).tolist())
        confirmed += right
    return cases, confirmed


# ---- Octave, all cases in one run


OCTAVE = "printf('%s\\n', jsonencode(double({call})))"


def octave_text(array):
    """An array as Octave reads it."""
    rows = "; ".join(" ".join(map(repr, row)) for row in np.atleast_2d(array).tolist())
    return f"{'uint8' if array.dtype == np.uint8 else ''}([{rows}])"


def octave_counted(function, more, name, kind, axes):
    """(cases, confirmed) of a function of Octave."""
    draw = np.random.default_rng(axes)
    cases = []
    while len(cases) < CASES:
        x, h = drawn(draw, kind, axes)
        if function == "imfilter" or any(
            k % 2 == 0 for k in h.shape
        ):  # of odd kernels nothing is said beyond NumPy
            cases.append((x, h))
    calls = [f"{function}({octave_text(x)}, {octave_text(h)}{more})" for x, h in cases]
    script = "pkg load image\n" + "\n".join(OCTAVE.format(call=call) for call in calls)
    done = subprocess.run(["octave", "--no-gui", "--quiet"], input=script, capture_output=True, text=True)
    confirmed = 0
    for (x, h), line in zip(cases, done.stdout.splitlines(), strict=True):
        got = np.array(json.loads(line), float).reshape(x.shape)
        confirmed += is_confirmed(name, request_of(x, h, "full"), got)
    return len(cases), confirmed


# ---- what an FFT does


def fourier_counted(axes, flip):
    """(cases, confirmed) of circular convolutions of NumPy's, and of their correlations."""
    draw, cases, confirmed = np.random.default_rng(axes), 0, 0
    while cases < CASES:
        sizes = draw.integers(2, 8, axes)
        windows = [draw.integers(1, n + 1) for n in sizes]
        x, h = draw.integers(-60, 61, sizes), draw.integers(-6, 7, windows)
        transform = np.fft.fftn(h, x.shape)
        product = np.fft.fftn(x) * (transform if flip else np.conj(transform))
        got = np.rint(np.fft.ifftn(product).real).astype(int).tolist()
        request = request_of(x, h, "same", flip=flip)
        if given_is_told_already(request, got):
            continue
        cases += 1
        confirmed += any(way.origin and way.origin.output == got for way in circular(request, Given(got)))
    return cases, confirmed


def given_is_told_already(request, got):
    from course.diagnosis.request_causes import said_already

    given = Given(got)
    return given.fits(request.output) or said_already(request, given)


def nan_counted():
    """(cases, confirmed) of fftconvolve with one nan."""
    from scipy import signal

    draw, confirmed = np.random.default_rng(0), 0
    for _ in range(CASES):
        x, h = drawn(draw, "floats", 1)
        x[draw.integers(len(x))] = np.nan
        request = request_of(x, h, "full")
        got = Given(signal.fftconvolve(x, h).tolist())
        confirmed += bool(nan_everywhere(request, got)) or got.fits(request.output)
    return CASES, confirmed


def main():
    print(f"{'call':44} {'numbers':14} axes  cases  confirmed")
    for library, name, kinds, axes, call in CALLS:
        if WORD not in name:
            continue
        if not find_spec(library):
            print(f"{name:44} {library} is not installed")
            continue
        for kind in kinds:
            for count in axes:
                tell(name, kind, count, counted(name, kind, count, call))
    if WORD:
        return
    if shutil.which("octave"):
        for kind in ("bytes", "floats"):
            for count in (1, 2):
                tell("imfilter, Octave", kind, count, octave_counted("imfilter", "", "imfilter", kind, count))
        tell("conv, Octave", "floats", 1, octave_counted("conv", ", 'same'", "conv(", "floats", 1))
        tell("conv2, Octave", "floats", 2, octave_counted("conv2", ", 'same'", "conv2(", "floats", 2))
    for count in (1, 2):
        for flip in (True, False):
            name = "ifft(fft(x) * fft(h, n))" if flip else "ifft(fft(x) * conj(fft(h, n)))"
            tell(name, "whole numbers", count, fourier_counted(count, flip))
    tell("fftconvolve, one nan", "floats", 1, nan_counted())


def tell(name, kind, axes, result):
    cases, confirmed = result
    print(f"{name:44} {kind:14} {axes:4} {cases:6} {confirmed:10}", flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
