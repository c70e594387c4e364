"""Files as readers hand them in, wrong ones, with mistakes that are in no bank: WRONG[name].

What is wrong with each was written down before any check, together with every name that would be true of it, and
the rung that is the first to show it.
"""

from typing import NamedTuple

from support.right_files import FRAMED


class Wrong(NamedTuple):
    """A wrong file: its exercise, what is wrong, the rung that shows it, and the names that are true."""

    exercise: int
    what: str
    rung: str
    source: str
    names: frozenset = frozenset()


WRONG = {}


def wrong(name, exercise, what, rung, source, *names):
    WRONG[name] = Wrong(exercise, what, rung, source, frozenset(names))


wrong(
    "valid loses its last",
    0,
    "one branch of three ends at n - 1 where it should end at n: 'valid' is one number short",
    "shape",
    """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n, k = len(signal), len(kernel)
    full = np.zeros(n + k - 1)
    for i in range(n):
        full[i : i + k] += float(signal[i]) * kernel
    if mode == "valid":
        return full[k - 1 : n - 1]
    if mode == "same":
        return full[(k - 1) // 2 : (k - 1) // 2 + n]
    return full
""",
)

wrong(
    "keeps kernels by their length",
    0,
    "a turned kernel is kept under its length, so that a second kernel of the same length is never used",
    "centre",
    """
import numpy as np

turned = {}

def convolve1d(signal, kernel, mode="full"):
    k = len(kernel)
    if k not in turned:
        turned[k] = kernel[::-1].copy()
    around = {"full": (k - 1, k - 1), "same": (k // 2, (k - 1) // 2), "valid": (0, 0)}[mode]
    padded = np.pad(signal.astype(float), around)
    return [sum(padded[i : i + k] * turned[k]) for i in range(len(padded) - k + 1)]
""",
)

wrong(
    "list.index finds the first",
    0,
    "the place of a number is looked up by its value: equal numbers all send their copy from the first one",
    "centre",
    """
def convolve1d(signal, kernel, mode="full"):
    signal, kernel = signal.tolist(), kernel.tolist()
    n, k = len(signal), len(kernel)
    full = [0.0] * (n + k - 1)
    for number in signal:
        for a in range(k):
            full[signal.index(number) + a] += number * kernel[a]
    start, size = {"full": (0, n + k - 1), "same": ((k - 1) // 2, n), "valid": (k - 1, n - k + 1)}[mode]
    return full[start : start + size]
""",
)

wrong(
    "transposes a kernel that is not square",
    1,
    "a kernel that is wider than high is transposed, and with it the result's size is another one",
    "not square",
    """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    if kernel.shape[1] > kernel.shape[0]:
        kernel = kernel.T
    (n, m), (k, l) = image.shape, kernel.shape
    full = np.zeros((n + k - 1, m + l - 1))
    for i in range(n):
        for j in range(m):
            full[i : i + k, j : j + l] += float(image[i, j]) * kernel
    if mode == "same":
        return full[(k - 1) // 2 : (k - 1) // 2 + n, (l - 1) // 2 : (l - 1) // 2 + m]
    if mode == "valid":
        return full[k - 1 : n, l - 1 : m]
    return full
""",
)

wrong(
    "the mean lies outside",
    1,
    "beyond the edge stands the image's mean, where zeros belong",
    "edge",
    """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    pads = {
        "full": [(k - 1, k - 1) for k in kernel.shape],
        "same": [(k // 2, (k - 1) // 2) for k in kernel.shape],
        "valid": [(0, 0), (0, 0)],
    }[mode]
    padded = np.pad(image.astype(float), pads, constant_values=image.mean())
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * kernel[::-1, ::-1]).sum(axis=(2, 3))
""",
)

wrong(
    "the kernel in bytes",
    1,
    "the kernel is cast to uint8: -3 becomes 253 and 0.5 becomes 0",
    "centre",
    """
import numpy as np
from scipy import signal

def convolve2d(image, kernel, mode="full"):
    kernel = kernel.astype(int).astype(np.uint8)
    return signal.convolve2d(image.astype(float), kernel, mode)
""",
)

wrong(
    "the first image for all",
    2,
    "every image of the batch gets the result of the first",
    "channels",
    FRAMED
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    x = framed(images, filters, stride, padding)
    windows = sliding_window_view(x[0], filters.shape[:2], (0, 1))[:: stride[0], :: stride[1]]
    result = np.tensordot(windows, filters, ([2, 3, 4], [2, 0, 1]))
    return np.array([result] * len(images))
""",
)

wrong(
    "SAME divides before it rounds",
    2,
    "SAME has ceil((n - 1) / stride) outputs where it should have ceil(n / stride)",
    "sizes",
    FRAMED.replace("(n + stride - 1) // stride", "max((n + stride - 2) // stride, 1)")
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    x = framed(images, filters, stride, padding)
    windows = sliding_window_view(x, filters.shape[:2], (1, 2))[:, :: stride[0], :: stride[1]]
    return np.tensordot(windows, filters, ([3, 4, 5], [2, 0, 1]))
""",
)

wrong(
    "the last channel is lost",
    2,
    "the loop over the channels ends one early, unless there is only one",
    "channels",
    FRAMED
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    x = framed(images, filters, stride, padding)
    few = max(x.shape[3] - 1, 1)
    windows = sliding_window_view(x[..., :few], filters.shape[:2], (1, 2))[:, :: stride[0], :: stride[1]]
    return np.tensordot(windows, filters[:, :, :few], ([3, 4, 5], [2, 0, 1]))
""",
)

wrong(
    "smooths in bytes",
    3,
    "the sum 1 2 1 is made in uint8, where it wraps round above 255; the differences are made in floats",
    "bytes",
    """
import numpy as np

def edge_strength(image):
    framed = np.pad(image, 1, mode="symmetric")
    rows = framed[:-2] + 2 * framed[1:-1] + framed[2:]
    columns = framed[:, :-2] + 2 * framed[:, 1:-1] + framed[:, 2:]
    across = rows[:, 2:].astype(float) - rows[:, :-2]
    down = columns[2:].astype(float) - columns[:-2]
    return np.hypot(across, down)
""",
)

wrong(
    "the second kernel on the first result",
    3,
    "the image is replaced by what the first kernel gives, and the second kernel is given that",
    "centre",
    """
import numpy as np
from scipy.signal import convolve2d

SOBEL = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])

def edge_strength(image):
    image = image.astype(float)
    total = np.zeros(image.shape)
    for kernel in (SOBEL, SOBEL.T):
        image = convolve2d(image, kernel, "same", boundary="symm")
        total += image**2
    return np.sqrt(total)
""",
)

wrong(
    "only strong edges",
    3,
    "strengths below 10 are taken for noise and set to 0",
    "centre",
    """
import numpy as np
from scipy.ndimage import sobel

def edge_strength(image):
    strength = np.hypot(sobel(image.astype(float), 0), sobel(image.astype(float), 1))
    strength[strength < 10] = 0
    return strength
""",
)

wrong(
    "ReLU before the kernel",
    4,
    "what is below 0 in the image is set to 0, and nothing in the map",
    "whole",
    """
import numpy as np
from scipy.signal import correlate2d

def feature_map(image, kernel):
    found = correlate2d(np.maximum(image, 0).astype(float), kernel, "valid")
    rows, columns = (size // 2 for size in found.shape)
    return found[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2).max(axis=(1, 3))
""",
    "no-relu + relu-first",
)

wrong(
    "pools the wrong axes",
    4,
    "the map is reshaped to (2, rows, 2, columns): the largest is that of numbers far apart",
    "whole",
    """
import numpy as np
from scipy.signal import correlate2d

def feature_map(image, kernel):
    found = np.maximum(correlate2d(image.astype(float), kernel, "valid"), 0)
    rows, columns = (size // 2 for size in found.shape)
    return found[: 2 * rows, : 2 * columns].reshape(2, rows, 2, columns).max(axis=(0, 2))
""",
)

wrong(
    "as many columns as rows",
    4,
    "the pooled map has as many columns as rows: a wide one is cut, a high one has no squares to look at",
    "not square",
    """
import numpy as np
from scipy.signal import correlate2d

def feature_map(image, kernel):
    found = np.maximum(correlate2d(image.astype(float), kernel, "valid"), 0)
    size = found.shape[0] // 2
    result = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            result[i, j] = found[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max()
    return result
""",
)
