"""Files as readers hand them in, right ones, in four styles: RIGHT[exercise, style] is the text of a file."""

LOOPS, SLICES, WINDOWS, LIBRARY = "loops on lists", "slices", "sliding windows", "the library"
RIGHT = {}

RIGHT[0, LOOPS] = """
def convolve1d(signal, kernel, mode="full"):
    signal, kernel = [float(v) for v in signal], [float(v) for v in kernel]
    full = []
    for m in range(len(signal) + len(kernel) - 1):
        total = 0
        for a in range(len(kernel)):
            if 0 <= m - a < len(signal):
                total += signal[m - a] * kernel[a]
        full.append(total)
    if mode == "valid":
        return full[len(kernel) - 1 : len(signal)]
    if mode == "same":
        first = (len(kernel) - 1) // 2
        return full[first : first + len(signal)]
    return full
"""

RIGHT[0, SLICES] = """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n, k = len(signal), len(kernel)
    full = np.zeros(n + k - 1)
    for a, weight in enumerate(kernel):
        full[a : a + n] += weight * np.asarray(signal, dtype=float)
    cut = {"full": 0, "same": k - 1, "valid": 2 * (k - 1)}[mode]
    return full[cut // 2 : len(full) - (cut - cut // 2)]
"""

RIGHT[0, WINDOWS] = """
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def convolve1d(signal, kernel, mode="full"):
    k = len(kernel)
    around = {"full": (k - 1, k - 1), "same": (k // 2, (k - 1) // 2), "valid": (0, 0)}[mode]
    return sliding_window_view(np.pad(signal, around), k) @ np.flip(kernel)
"""

RIGHT[0, LIBRARY] = """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    return np.convolve(signal, kernel, mode)
"""

RIGHT[1, LOOPS] = """
def convolve2d(image, kernel, mode="full"):
    image, kernel = image.tolist(), kernel.tolist()
    n, m, k, l = len(image), len(image[0]), len(kernel), len(kernel[0])
    top, left = {"full": (0, 0), "same": ((k - 1) // 2, (l - 1) // 2), "valid": (k - 1, l - 1)}[mode]
    rows = {"full": n + k - 1, "same": n, "valid": n - k + 1}[mode]
    columns = {"full": m + l - 1, "same": m, "valid": m - l + 1}[mode]
    result = []
    for i in range(top, top + rows):
        line = []
        for j in range(left, left + columns):
            total = 0.0
            for a in range(k):
                for b in range(l):
                    if 0 <= i - a < n and 0 <= j - b < m:
                        total += image[i - a][j - b] * kernel[a][b]
            line.append(total)
        result.append(line)
    return result
"""

RIGHT[1, SLICES] = """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    (n, m), (k, l) = image.shape, kernel.shape
    full = np.zeros((n + k - 1, m + l - 1))
    for a in range(k):
        for b in range(l):
            full[a : a + n, b : b + m] += kernel[a, b] * image.astype(float)
    if mode == "full":
        return full
    if mode == "valid":
        return full[k - 1 : n, l - 1 : m]
    top, left = (k - 1) // 2, (l - 1) // 2
    return full[top : top + n, left : left + m]
"""

RIGHT[1, WINDOWS] = """
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def convolve2d(image, kernel, mode="full"):
    sides = {
        "full": [(k - 1, k - 1) for k in kernel.shape],
        "same": [(k // 2, (k - 1) // 2) for k in kernel.shape],
        "valid": 0,
    }
    windows = sliding_window_view(np.pad(image, sides[mode]), kernel.shape)
    return np.einsum("ijab,ab->ij", windows, kernel[::-1, ::-1])
"""

RIGHT[1, LIBRARY] = """
from scipy import signal

def convolve2d(image, kernel, mode="full"):
    return signal.convolve2d(image, kernel, mode)
"""

RIGHT[2, LOOPS] = """
import math

def output_size(n, k, stride, padding):
    if padding == "SAME":
        return math.ceil(n / stride)
    return math.ceil((n - k + 1) / stride)

def zeros_before(n, k, stride, padding):
    if padding == "VALID":
        return 0
    return max((output_size(n, k, stride, padding) - 1) * stride + k - n, 0) // 2

def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    images, filters = images.tolist(), filters.tolist()
    height, width = len(images[0]), len(images[0][0])
    k, l, inputs, outputs = len(filters), len(filters[0]), len(filters[0][0]), len(filters[0][0][0])
    top, left = zeros_before(height, k, stride[0], padding), zeros_before(width, l, stride[1], padding)

    def number(image, i, j, o):
        total = 0.0
        for a in range(k):
            for b in range(l):
                row, column = i * stride[0] + a - top, j * stride[1] + b - left
                if 0 <= row < height and 0 <= column < width:
                    for c in range(inputs):
                        total += image[row][column][c] * filters[a][b][c][o]
        return total

    rows, columns = output_size(height, k, stride[0], padding), output_size(width, l, stride[1], padding)
    return [
        [[[number(image, i, j, o) for o in range(outputs)] for j in range(columns)] for i in range(rows)]
        for image in images
    ]
"""

FRAMED = """
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def output_size(n, k, stride, padding):
    return (n - k) // stride + 1 if padding == "VALID" else (n + stride - 1) // stride

def framed(images, filters, stride, padding):
    around = [(0, 0)]
    for n, k, s in zip(images.shape[1:3], filters.shape, stride):
        total = max((output_size(n, k, s, padding) - 1) * s + k - n, 0) if padding == "SAME" else 0
        around.append((total // 2, total - total // 2))
    return np.pad(images, [*around, (0, 0)])
"""

RIGHT[2, SLICES] = (
    FRAMED
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    x = framed(images, filters, stride, padding)
    k, l, inputs, outputs = filters.shape
    rows, columns = x.shape[1] - k + 1, x.shape[2] - l + 1
    result = 0
    for a in range(k):
        for b in range(l):
            for c in range(inputs):
                part = x[:, a : a + rows : stride[0], b : b + columns : stride[1], c]
                result = result + part[..., None] * filters[a, b, c]
    return result
"""
)

RIGHT[2, WINDOWS] = (
    FRAMED
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    x = framed(images, filters, stride, padding)
    windows = sliding_window_view(x, filters.shape[:2], (1, 2))[:, :: stride[0], :: stride[1]]
    return np.tensordot(windows, filters, ([3, 4, 5], [2, 0, 1]))
"""
)

RIGHT[2, LIBRARY] = """
import tensorflow as tf

def output_size(n, k, stride, padding):
    return tf.nn.conv2d(tf.zeros((1, n, 1, 1)), tf.zeros((k, 1, 1, 1)), stride, padding).shape[1]

def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    return tf.nn.conv2d(images, filters, stride, padding)
"""

RIGHT[3, LOOPS] = """
def edge_strength(image):
    image = image.tolist()
    rows, columns = len(image), len(image[0])

    def at(i, j):
        return image[min(max(i, 0), rows - 1)][min(max(j, 0), columns - 1)]

    result = []
    for i in range(rows):
        result.append([])
        for j in range(columns):
            across = down = 0
            for d, weight in ((-1, 1), (0, 2), (1, 1)):
                across += weight * (at(i + d, j + 1) - at(i + d, j - 1))
                down += weight * (at(i + 1, j + d) - at(i - 1, j + d))
            result[i].append((across**2 + down**2) ** 0.5)
    return result
"""

RIGHT[3, SLICES] = """
import numpy as np

def edge_strength(image):
    p = np.pad(image, 1, mode="edge").astype(np.int32)
    across = p[:-2, 2:] + 2 * p[1:-1, 2:] + p[2:, 2:] - p[:-2, :-2] - 2 * p[1:-1, :-2] - p[2:, :-2]
    down = p[2:, :-2] + 2 * p[2:, 1:-1] + p[2:, 2:] - p[:-2, :-2] - 2 * p[:-2, 1:-1] - p[:-2, 2:]
    return np.sqrt(across**2 + down**2)
"""

RIGHT[3, WINDOWS] = """
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

SOBEL = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])

def edge_strength(image):
    windows = sliding_window_view(np.pad(image, 1, mode="symmetric"), (3, 3))
    both = np.einsum("ijab,sab->sij", windows, [SOBEL, SOBEL.T])
    return np.linalg.norm(both, axis=0)
"""

RIGHT[3, LIBRARY] = """
import numpy as np
import scipy

def edge_strength(image):
    return np.hypot(*(scipy.ndimage.sobel(image.astype(float), axis) for axis in (0, 1)))
"""

RIGHT[4, LOOPS] = """
def feature_map(image, kernel):
    image, kernel = image.tolist(), kernel.tolist()
    k, l = len(kernel), len(kernel[0])
    rows, columns = (len(image) - k + 1) // 2, (len(image[0]) - l + 1) // 2
    result = [[0] * columns for _ in range(rows)]
    for i in range(2 * rows):
        for j in range(2 * columns):
            total = sum(image[i + a][j + b] * kernel[a][b] for a in range(k) for b in range(l))
            result[i // 2][j // 2] = max(result[i // 2][j // 2], total)
    return result
"""

RIGHT[4, SLICES] = """
import numpy as np

def feature_map(image, kernel):
    (k, l), (n, m) = kernel.shape, image.shape
    found = np.zeros((n - k + 1, m - l + 1))
    for a in range(k):
        for b in range(l):
            found += kernel[a, b] * image[a : a + n - k + 1, b : b + m - l + 1].astype(float)
    found = found[: len(found) // 2 * 2, : found.shape[1] // 2 * 2].clip(0)
    rows = np.maximum(found[::2], found[1::2])
    return np.maximum(rows[:, ::2], rows[:, 1::2])
"""

RIGHT[4, WINDOWS] = """
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def feature_map(image, kernel):
    found = np.tensordot(sliding_window_view(image, kernel.shape), kernel, 2)
    return np.maximum(sliding_window_view(found, (2, 2))[::2, ::2].max(axis=(2, 3)), 0)
"""

RIGHT[4, LIBRARY] = """
import numpy as np
from scipy.signal import correlate2d

def feature_map(image, kernel):
    found = np.maximum(correlate2d(image.astype(float), kernel, "valid"), 0)
    rows, columns = (size // 2 for size in found.shape)
    return found[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2).max(axis=(1, 3))
"""
