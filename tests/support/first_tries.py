"""
What a beginner writes first in exercises 0, 1 and 3, who knows what the lessons taught: FIRST_TRIES[name].

With each stand pieces of what has to be said, with --hint, of what stands in the way. A right one has none.
"""

from typing import NamedTuple


class FirstTry(NamedTuple):
    """A file: its exercise, its text, and pieces of what has to be said of it; none if it passes.

    never: pieces that are false of it.
    """

    exercise: int
    source: str
    said: tuple
    never: tuple = ()


FIRST_TRIES = {}


def first_try(name, exercise, source, *said, never=()):
    FIRST_TRIES[name] = FirstTry(exercise, source.lstrip("\n"), said, never)


# ---- exercise 0: the lesson's own loops

CUT = """
    if mode == "same":
        start = (len(kernel) - 1) // 2
        return result[start : start + len(signal)]
    if mode == "valid":
        return result[len(kernel) - 1 : len(signal)]
    return result
"""

first_try("0 two loops, full only", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    result = [0] * (len(signal) + len(kernel) - 1)
    for i in range(len(signal)):
        for j in range(len(kernel)):
            product = signal[i] * kernel[j]
            result[i + j] = result[i + j] + product
    return result
""", "always-full")  # fmt: skip

first_try("0 two loops, all modes", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    result = [0] * (len(signal) + len(kernel) - 1)
    for i in range(len(signal)):
        for j in range(len(kernel)):
            product = signal[i] * kernel[j]
            result[i + j] = result[i + j] + product
""" + CUT)  # fmt: skip

first_try("0 two loops into np.zeros of ints", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    result = np.zeros(len(signal) + len(kernel) - 1, dtype=int)
    for i in range(len(signal)):
        for j in range(len(kernel)):
            result[i + j] += signal[i] * kernel[j]
""" + CUT, "dtype=int", "Line 4")  # fmt: skip

SLIDE = """
import numpy as np

def convolve(signal, kernel):
    flipped = kernel[::-1]
    padded = np.pad(signal, len(kernel) - 1)
    result = []
    for place in range(len(signal) + len(kernel) - 1):
        window = padded[place : place + len(kernel)]
        total = 0
        for j in range(len(kernel)):
            total = total + window[j] * flipped[j]
        result.append(total)
    return np.array(result)

"""

first_try("0 flip and slide, full only", 0, SLIDE + """
def convolve1d(signal, kernel, mode="full"):
    return convolve(signal, kernel)
""", "always-full")  # fmt: skip

first_try("0 flip and slide, slices from the lesson's counts", 0, SLIDE + """
def convolve1d(signal, kernel, mode="full"):
    y = convolve(signal, kernel)
    k = len(kernel)
    if mode == "full":
        return y
    if mode == "same":
        return y[k // 2 : k // 2 + len(signal)]
    if mode == "valid":
        return y[k - 1 : -(k - 1)]
""", "-0", "kernel of 1")  # fmt: skip

first_try("0 flip and slide, same one too late", 0, SLIDE + """
def convolve1d(signal, kernel, mode="full"):
    y = convolve(signal, kernel)
    k = len(kernel)
    if mode == "full":
        return y
    if mode == "same":
        return y[k // 2 : k // 2 + len(signal)]
    if mode == "valid":
        return y[k - 1 : len(signal)]
""", "same-wrong-side")  # fmt: skip

first_try("0 flip and slide, list joined with +", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    flipped = kernel[::-1]
    zeros = [0] * (len(kernel) - 1)
    padded = zeros + signal + zeros
    result = []
    for place in range(len(signal) + len(kernel) - 1):
        total = 0
        for j in range(len(kernel)):
            total += padded[place + j] * flipped[j]
        result.append(total)
    return result
""", "np.concatenate", "line 6", "zeros", "signal")  # fmt: skip

first_try("0 list of zeros added behind", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    flipped = kernel[::-1]
    padded = signal + [0] * (len(kernel) - 1)
    result = []
    for place in range(len(signal)):
        result.append(sum(padded[place : place + len(kernel)] * flipped))
    return result
""", "np.concatenate", "Line 5")  # fmt: skip

first_try("0 signal.append", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    for i in range(len(kernel) - 1):
        signal.append(0)
        signal.insert(0, 0)
    result = []
    for place in range(len(signal) - len(kernel) + 1):
        total = 0
        for j in range(len(kernel)):
            total += signal[place + j] * kernel[len(kernel) - 1 - j]
        result.append(total)
    return result
""", "append", "np.append", "array")  # fmt: skip

first_try("0 kernel.reverse", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    kernel.reverse()
    padded = np.pad(signal, len(kernel) - 1)
    result = []
    for place in range(len(padded) - len(kernel) + 1):
        result.append(sum(padded[place : place + len(kernel)] * kernel))
    return result
""", "reverse", "kernel[::-1]")  # fmt: skip

first_try("0 the formula typed literally", 0, """
import numpy as np

def convolve1d(x, h, mode="full"):
    y = []
    for m in range(len(x) + len(h) - 1):
        total = 0
        for i in range(len(x)):
            total = total + x[i] * h[m - i]
        y.append(total)
    return y
""", "Line 8: h[m - i] asks for h[1] where m = 1 and i = 0, but h has 1 number, h[0].", "0 <= m - i < len(h)")  # fmt: skip

first_try("0 the formula by a generator", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n = len(signal) + len(kernel) - 1
    return np.array([sum(signal[i] * kernel[m - i] for i in range(len(signal))) for m in range(n)])
""", "kernel[m - i]", "0 <= m - i < len(kernel)")  # fmt: skip

first_try("0 the formula, the index only stopped above", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    y = []
    for m in range(len(signal) + len(kernel) - 1):
        total = 0
        for i in range(len(signal)):
            if m - i < len(kernel):
                total += signal[i] * kernel[m - i]
        y.append(total)
    return y
""", "kernel[m - i]", "0 <= m - i < len(kernel)")  # fmt: skip

first_try("0 the formula, i only up to m", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    y = []
    for m in range(len(signal) + len(kernel) - 1):
        total = 0
        for i in range(m + 1):
            total += signal[i] * kernel[m - i]
        y.append(total)
    return y
""", "kernel[m - i]", "0 <= m - i < len(kernel)")  # fmt: skip

first_try("0 the formula with try and except", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    y = []
    for m in range(len(signal) + len(kernel) - 1):
        total = 0
        for i in range(len(signal)):
            try:
                total += signal[i] * kernel[m - i]
            except IndexError:
                pass
        y.append(total)
    return y
""", "kernel[m - i]", "0 <= m - i < len(kernel)")  # fmt: skip

first_try("0 n + k loop", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    y = []
    for n in range(len(signal)):
        total = 0
        for k in range(len(kernel)):
            total += signal[n + k] * kernel[k]
        y.append(total)
    return y
""", "signal[n + k]", "Line 8", "signal has 3 numbers")  # fmt: skip

first_try("0 n - k loop", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    y = []
    for n in range(len(signal)):
        total = 0
        for k in range(len(kernel)):
            total += signal[n - k] * kernel[k]
        y.append(total)
    return y
""", "signal[n - k]", "0 <= n - k < len(signal)")  # fmt: skip

first_try("0 prints instead of return", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    result = np.convolve(signal, kernel, mode)
    print(result)
""", "return")  # fmt: skip

first_try("0 returns inside the loop", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    result = [0] * (len(signal) + len(kernel) - 1)
    for i in range(len(signal)):
        for j in range(len(kernel)):
            result[i + j] += signal[i] * kernel[j]
        return result
""", "return", "Line 8", "loop")  # fmt: skip

first_try("0 appends in the inner loop", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    flipped = kernel[::-1]
    padded = np.pad(signal, len(kernel) - 1)
    result = []
    for place in range(len(signal) + len(kernel) - 1):
        total = 0
        for j in range(len(kernel)):
            total = total + padded[place + j] * flipped[j]
            result.append(total)
    return np.array(result)
""", "size", "Line 11")  # fmt: skip

first_try("0 total is not set to 0 again", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    flipped = kernel[::-1]
    padded = np.pad(signal, len(kernel) - 1)
    result = []
    total = 0
    for place in range(len(signal) + len(kernel) - 1):
        for j in range(len(kernel)):
            total = total + padded[place + j] * flipped[j]
        result.append(total)
    return np.array(result)
""", "acc-not-reset")  # fmt: skip

first_try("0 range one short", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    flipped = kernel[::-1]
    padded = np.pad(signal, len(kernel) - 1)
    result = []
    for place in range(len(padded) - len(kernel)):
        total = 0
        for j in range(len(kernel)):
            total = total + padded[place + j] * flipped[j]
        result.append(total)
    return np.array(result)
""", "last")  # fmt: skip

first_try("0 range over the whole padded signal", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    flipped = kernel[::-1]
    padded = np.pad(signal, len(kernel) - 1)
    result = []
    for place in range(len(padded)):
        total = 0
        for j in range(len(kernel)):
            total = total + padded[place + j] * flipped[j]
        result.append(total)
    return np.array(result)
""", "padded[place + j]", "Line 10")  # fmt: skip

first_try("0 windows multiplied by the kernel at the end", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    flipped = kernel[::-1]
    padded = np.pad(signal, len(kernel) - 1)
    result = []
    for place in range(len(padded)):
        window = padded[place : place + len(kernel)]
        result.append(np.sum(window * flipped))
    return np.array(result)
""", "Line 8", "asks for number 5 to 7, but padded has 7 numbers")  # fmt: skip

first_try("0 same from k // 2 zeros on both sides", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    k = len(kernel)
    flipped = kernel[::-1]
    if mode == "full":
        padded = np.pad(signal, k - 1)
    if mode == "same":
        padded = np.pad(signal, k // 2)
    if mode == "valid":
        padded = signal
    result = []
    for place in range(len(padded) - k + 1):
        result.append(np.sum(padded[place : place + k] * flipped))
    return np.array(result)
""", "same-half-both")  # fmt: skip

first_try("0 kernel not flipped", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    k = len(kernel)
    if mode == "full":
        padded = np.pad(signal, k - 1)
    elif mode == "same":
        padded = np.pad(signal, (k // 2, k - 1 - k // 2))
    else:
        padded = signal
    result = []
    for place in range(len(padded) - k + 1):
        result.append(np.sum(padded[place : place + k] * kernel))
    return np.array(result)
""", "FAILS centre right where",
    "next edge right where",
    "no-flip")  # fmt: skip

first_try("0 valid only", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    flipped = kernel[::-1]
    result = []
    for place in range(len(signal) - len(kernel) + 1):
        total = 0
        for j in range(len(kernel)):
            total += signal[place + j] * flipped[j]
        result.append(total)
    return result
""", "always-valid")  # fmt: skip

first_try("0 mode compared with is", 0, SLIDE + """
def convolve1d(signal, kernel, mode="full"):
    y = convolve(signal, kernel)
    if mode == "Full":
        return y
    elif mode == "Same":
        start = (len(kernel) - 1) // 2
        return y[start : start + len(signal)]
    elif mode == "Valid":
        return y[len(kernel) - 1 : len(signal)]
""", "nothing", "'full'")  # fmt: skip

first_try("0 mode is left out of the parameters", 0, SLIDE + """
def convolve1d(signal, kernel):
    return convolve(signal, kernel)
""", "mode", "Line 16")  # fmt: skip

first_try("0 imports the lesson's convolve", 0, """
import importlib
lesson = importlib.import_module("0_1D")

def convolve1d(signal, kernel, mode="full"):
    return lesson.convolve(signal, kernel)
""", "0_1D", "copy")  # fmt: skip

first_try("0 imports course", 0, """
import numpy as np
from course.convolution.definition import convolve

def convolve1d(signal, kernel, mode="full"):
    return convolve(signal, kernel, mode)
""", "course", "copy")  # fmt: skip

first_try("0 forgets import numpy", 0, """
def convolve1d(signal, kernel, mode="full"):
    return np.convolve(signal, kernel, mode)
""", "import numpy as np")  # fmt: skip

first_try("0 numpy without as np", 0, """
import numpy

def convolve1d(signal, kernel, mode="full"):
    return np.convolve(signal, kernel, mode)
""", "import numpy as np")  # fmt: skip

first_try("0 heard of five moments", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    heard = [0, 0, 0, 0, 0]
    for i in range(len(signal)):
        for j in range(len(kernel)):
            heard[i + j] = heard[i + j] + signal[i] * kernel[j]
    return heard
""", "line 7", "Make heard as large")  # fmt: skip

first_try("0 assigns instead of adding", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    heard = np.zeros(len(signal) + len(kernel) - 1)
    for i in range(len(signal)):
        for j in range(len(kernel)):
            heard[i + j] = signal[i] * kernel[j]
""" + CUT.replace("result", "heard"), "assign-last-inside")  # fmt: skip

first_try("0 the global signal and kernel of the lesson", 0, """
import numpy as np
signal = [3, 4, 5]
kernel = [2, 1, 0]

def convolve1d(a, b, mode="full"):
    result = [0] * (len(signal) + len(kernel) - 1)
    for i in range(len(signal)):
        for j in range(len(kernel)):
            result[i + j] += signal[i] * kernel[j]
    return result
""", "same numbers")  # fmt: skip

first_try("0 ignores the parameters, prints at the top", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    signal = [3, 4, 5]
    kernel = [2, 1]
    result = [0] * (len(signal) + len(kernel) - 1)
    for i in range(len(signal)):
        for j in range(len(kernel)):
            result[i + j] += signal[i] * kernel[j]
    return result
""", "same numbers")  # fmt: skip

first_try("0 same by the middle, rounded", 0, SLIDE + """
def convolve1d(signal, kernel, mode="full"):
    y = convolve(signal, kernel)
    if mode == "same":
        extra = (len(kernel) - 1) / 2
        return y[extra : extra + len(signal)]
    if mode == "valid":
        return y[len(kernel) - 1 : len(signal)]
    return y
""", "//", "whole")  # fmt: skip

first_try("0 pads in place with a float list, multiplies a list", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    result = []
    for i in range(len(signal)):
        copy = [0] * i + kernel * signal[i]
        result = result + copy
    return result
""", "np.concatenate", "line 6")  # fmt: skip

first_try("0 valid one number short", 0, SLIDE + """
def convolve1d(signal, kernel, mode="full"):
    y = convolve(signal, kernel)
    k = len(kernel)
    if mode == "same":
        return y[(k - 1) // 2 : (k - 1) // 2 + len(signal)]
    if mode == "valid":
        return y[k - 1 : len(signal) - 1]
    return y
""", "mode 'valid'", "the last number is missing")  # fmt: skip

first_try("0 the sum of all products", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    total = 0
    for i in range(len(signal)):
        for j in range(len(kernel)):
            total += signal[i] * kernel[j]
    return total
""", "a single number", "list")  # fmt: skip

# ---- exercise 1

LOOPS_2D = """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    rows, columns = image.shape
    kernel_rows, kernel_columns = kernel.shape
    map_rows = rows + kernel_rows - 1
    map_columns = columns + kernel_columns - 1
    feature_map = np.zeros((map_rows, map_columns))
    for i in range(rows):
        for j in range(columns):
            for a in range(kernel_rows):
                for b in range(kernel_columns):
                    product = image[i, j] * kernel[a, b]
                    feature_map[i + a, j + b] += product
"""

CUT_2D = """
    if mode == "same":
        top = (kernel_rows - 1) // 2
        left = (kernel_columns - 1) // 2
        return feature_map[top : top + rows, left : left + columns]
    if mode == "valid":
        return feature_map[kernel_rows - 1 : rows, kernel_columns - 1 : columns]
    return feature_map
"""

first_try("1 four loops, full only", 1, LOOPS_2D + "    return feature_map\n", "always-full")
first_try("1 four loops, all modes", 1, LOOPS_2D + CUT_2D)
first_try(
    "1 four loops of ints",
    1,
    LOOPS_2D.replace("columns))", "columns), dtype=int)") + CUT_2D,
    "dtype=int",
    "Line 8",
)
first_try("1 rows and columns swapped in the cut", 1, LOOPS_2D + CUT_2D.replace(
    "feature_map[kernel_rows - 1 : rows, kernel_columns - 1 : columns]",
    "feature_map[kernel_columns - 1 : columns, kernel_rows - 1 : rows]"), "'valid'", "not square")  # fmt: skip
first_try("1 slices from the end", 1, LOOPS_2D + CUT_2D.replace(
    "feature_map[kernel_rows - 1 : rows, kernel_columns - 1 : columns]",
    "feature_map[kernel_rows - 1 : -(kernel_rows - 1), kernel_columns - 1 : -(kernel_columns - 1)]"),
    "-0")  # fmt: skip
first_try("1 the result is as large as the image", 1, LOOPS_2D.replace(
    "np.zeros((map_rows, map_columns))", "np.zeros((rows, columns))") + CUT_2D, "feature_map[i + a, j + b]", "Line 14")  # fmt: skip
first_try("1 np.zeros without the inner brackets", 1, LOOPS_2D.replace(
    "np.zeros((map_rows, map_columns))", "np.zeros(map_rows, map_columns)") + CUT_2D, "np.zeros((", "Line 8")  # fmt: skip
first_try("1 rows and columns swapped", 1, LOOPS_2D.replace(
    "rows, columns = image.shape", "columns, rows = image.shape", 1) + CUT_2D, "image[i, j]", "Line 13")  # fmt: skip

SLIDE_2D = """
import numpy as np

def convolve(image, kernel):
    flipped = kernel[::-1, ::-1]
    rows, columns = image.shape
    kernel_rows, kernel_columns = kernel.shape
    result = []
    for i in range(rows - kernel_rows + 1):
        row = []
        for j in range(columns - kernel_columns + 1):
            total = 0
            for a in range(kernel_rows):
                for b in range(kernel_columns):
                    total += image[i + a, j + b] * flipped[a, b]
            row.append(total)
        result.append(row)
    return np.array(result)

"""

first_try("1 flip and slide, valid only", 1, SLIDE_2D + """
def convolve2d(image, kernel, mode="full"):
    return convolve(image, kernel)
""", "always-valid")  # fmt: skip
first_try("1 a frame one wide", 1, SLIDE_2D + """
def convolve2d(image, kernel, mode="full"):
    if mode == "valid":
        return convolve(image, kernel)
    return convolve(np.pad(image, 1), kernel)
""", "size", "mode")  # fmt: skip
first_try("1 pads by the rows alone", 1, SLIDE_2D + """
def convolve2d(image, kernel, mode="full"):
    k = kernel.shape[0]
    if mode == "full":
        return convolve(np.pad(image, k - 1), kernel)
    if mode == "same":
        return convolve(np.pad(image, (k // 2, (k - 1) // 2)), kernel)
    return convolve(image, kernel)
""", "kernel is not square")  # fmt: skip
first_try("1 same from k // 2 on both sides", 1, SLIDE_2D + """
def convolve2d(image, kernel, mode="full"):
    a, b = kernel.shape
    if mode == "full":
        return convolve(np.pad(image, [(a - 1, a - 1), (b - 1, b - 1)]), kernel)
    if mode == "same":
        return convolve(np.pad(image, [(a // 2, a // 2), (b // 2, b // 2)]), kernel)
    return convolve(image, kernel)
""", "same-half-both")  # fmt: skip
first_try("1 only the rows flipped", 1, SLIDE_2D.replace("[::-1, ::-1]", "[::-1]") + """
def convolve2d(image, kernel, mode="full"):
    a, b = kernel.shape
    if mode == "full":
        return convolve(np.pad(image, [(a - 1, a - 1), (b - 1, b - 1)]), kernel)
    if mode == "same":
        return convolve(np.pad(image, [(a // 2, (a - 1) // 2), (b // 2, (b - 1) // 2)]), kernel)
    return convolve(image, kernel)
""", "flip-rows-only")  # fmt: skip
first_try("1 not flipped", 1, SLIDE_2D.replace("kernel[::-1, ::-1]", "kernel") + """
def convolve2d(image, kernel, mode="full"):
    a, b = kernel.shape
    if mode == "full":
        return convolve(np.pad(image, [(a - 1, a - 1), (b - 1, b - 1)]), kernel)
    if mode == "same":
        return convolve(np.pad(image, [(a // 2, (a - 1) // 2), (b // 2, (b - 1) // 2)]), kernel)
    return convolve(image, kernel)
""", "no-flip")  # fmt: skip
first_try("1 one list for all rows", 1, SLIDE_2D.replace("        row = []\n", "").replace(
    "    result = []\n", "    result = []\n    row = []\n") + """
def convolve2d(image, kernel, mode="full"):
    a, b = kernel.shape
    return convolve(np.pad(image, [(a - 1, a - 1), (b - 1, b - 1)]), kernel)
""", "all rows", "Line 8")  # fmt: skip
first_try("1 one flat list", 1, SLIDE_2D.replace("row.append(total)", "result.append(total)").replace(
    "        result.append(row)\n", "") + """
def convolve2d(image, kernel, mode="full"):
    a, b = kernel.shape
    return convolve(np.pad(image, [(a - 1, a - 1), (b - 1, b - 1)]), kernel)
""", "one row", "table")  # fmt: skip
first_try("1 list indexed by a pair", 1, LOOPS_2D.replace(
    "feature_map = np.zeros((map_rows, map_columns))", "feature_map = [[0] * map_columns] * map_rows") + CUT_2D,
    "feature_map[i + a][j + b]", "Line 14")  # fmt: skip
first_try("1 the same list in every row", 1, LOOPS_2D.replace(
    "feature_map = np.zeros((map_rows, map_columns))", "feature_map = [[0] * map_columns] * map_rows").replace(
    "feature_map[i + a, j + b]", "feature_map[i + a][j + b]") + "    return np.array(feature_map)\n",
    "np.zeros", "Line 8")  # fmt: skip
first_try("1 len(image) for both axes", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    n = len(image)
    k = len(kernel)
    result = np.zeros((n + k - 1, n + k - 1))
    for i in range(n):
        for j in range(n):
            for a in range(k):
                for b in range(k):
                    result[i + a, j + b] += image[i, j] * kernel[a, b]
    if mode == "same":
        s = (k - 1) // 2
        return result[s : s + n, s : s + n]
    if mode == "valid":
        return result[k - 1 : n, k - 1 : n]
    return result
""", "not square")  # fmt: skip
first_try("1 scipy's own function, mode forgotten", 1, """
from scipy import signal

def convolve2d(image, kernel, mode="full"):
    return signal.convolve2d(image, kernel)
""", "always-full")  # fmt: skip
first_try("1 its own name shadows scipy's", 1, """
from scipy.signal import convolve2d

def convolve2d(image, kernel, mode="full"):
    return convolve2d(image, kernel, mode)
""", "itself", "Line 4")  # fmt: skip
first_try("1 np.convolve on tables", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    return np.convolve(image, kernel, mode)
""", "np.convolve", "one row")  # fmt: skip
first_try("1 correlation by scipy", 1, """
from scipy.signal import correlate2d

def convolve2d(image, kernel, mode="full"):
    return correlate2d(image, kernel, mode)
""", "no-flip")  # fmt: skip
first_try("1 the sum of the window times the kernel, no flip of the columns, off the edge", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    flipped = kernel[::-1, ::-1]
    rows, columns = image.shape
    result = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = image[i : i + 3, j : j + 3]
            result[i, j] = np.sum(window * flipped)
    return result
""", "Line 9", "asks for column 1 to 3, but image has 3 columns")  # fmt: skip

# ---- exercise 3

KERNELS = """
upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])
"""
SCIPY = "\nimport numpy as np\nfrom scipy.signal import convolve2d\n" + KERNELS
NDIMAGE = "\nimport numpy as np\nfrom scipy import ndimage\n" + KERNELS

BOTH = """
def edge_strength(image):
    by_upright = convolve2d(image, upright, "same", boundary="symm")
    by_lying = convolve2d(image, lying, "same", boundary="symm")
    return np.sqrt(by_upright**2 + by_lying**2)
"""

first_try("3 the lesson's lines", 3, SCIPY + BOTH)
first_try("3 no border asked for", 3, SCIPY + BOTH.replace(', boundary="symm"', ""), "border-of-zeros")
first_try(
    "3 valid",
    3,
    SCIPY + BOTH.replace('"same", boundary="symm"', '"valid"'),
    "the first and last row",
    "missing",
)
first_try(
    "3 the default, full",
    3,
    SCIPY + BOTH.replace(', "same", boundary="symm"', ""),
    "border-of-zeros",
    "same-is-full",
)
first_try("3 wrap", 3, SCIPY + BOTH.replace("symm", "wrap"), "boundary-wrap")
first_try("3 absolutes", 3, SCIPY + BOTH.replace(
    "np.sqrt(by_upright**2 + by_lying**2)", "np.abs(by_upright) + np.abs(by_lying)"), "strength-of-absolutes")  # fmt: skip
first_try("3 absolutes, cut at 255", 3, SCIPY + BOTH.replace(
    "np.sqrt(by_upright**2 + by_lying**2)",
    "np.minimum(np.abs(by_upright) + np.abs(by_lying), 255)"), "strength-of-absolutes", "strength-clipped")  # fmt: skip
first_try("3 rounded, as the grey of the lesson", 3, SCIPY + BOTH.replace(
    "np.sqrt(by_upright**2 + by_lying**2)",
    "np.sqrt(by_upright**2 + by_lying**2).round().astype(int)"), "strength-rounded")  # fmt: skip
first_try("3 one direction", 3, SCIPY + """
def edge_strength(image):
    return convolve2d(image, upright, "same", boundary="symm")
""", "across-signed")  # fmt: skip
first_try("3 the Laplacian", 3, SCIPY + """
laplacian = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])

def edge_strength(image):
    return convolve2d(image, laplacian, "same", boundary="symm")
""", "[laplacian]")  # fmt: skip
first_try("3 the absolute Laplacian", 3, SCIPY + """
laplacian = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])

def edge_strength(image):
    return np.abs(convolve2d(image, laplacian, "same", boundary="symm"))
""", "laplacian-absolute")  # fmt: skip
first_try("3 the difference kernel of lesson 0", 3, SCIPY + """
def edge_strength(image):
    across = convolve2d(image, np.array([[1, -1]]), "same", boundary="symm")
    down = convolve2d(image, np.array([[1], [-1]]), "same", boundary="symm")
    return np.sqrt(across**2 + down**2)
""", "neighbour-differences")  # fmt: skip
first_try("3 ndimage on bytes", 3, NDIMAGE + """
def edge_strength(image):
    a = ndimage.convolve(image, upright)
    b = ndimage.convolve(image, lying)
    return np.sqrt(a**2 + b**2)
""", "bytes", "astype(float)")  # fmt: skip
first_try("3 ndimage on bytes, then floats", 3, NDIMAGE + """
def edge_strength(image):
    a = ndimage.convolve(image, upright).astype(float)
    b = ndimage.convolve(image, lying).astype(float)
    return np.sqrt(a**2 + b**2)
""", "bytes", "astype(float)")  # fmt: skip
first_try("3 ndimage.sobel on bytes", 3, NDIMAGE + """
def edge_strength(image):
    return np.hypot(ndimage.sobel(image, 0), ndimage.sobel(image, 1))
""", "bytes", "astype(float)")  # fmt: skip
first_try("3 ndimage on ints", 3, NDIMAGE + """
def edge_strength(image):
    image = image.astype(int)
    return np.hypot(ndimage.convolve(image, upright), ndimage.convolve(image, lying))
""")  # fmt: skip
first_try("3 ndimage with mirror", 3, NDIMAGE + """
def edge_strength(image):
    image = image.astype(int)
    a = ndimage.convolve(image, upright, mode="mirror")
    b = ndimage.convolve(image, lying, mode="mirror")
    return np.sqrt(a**2 + b**2)
""", "boundary-reflect")  # fmt: skip
first_try("3 kernels in bytes", 3, SCIPY + BOTH.replace(
    "by_upright =", "kernel = upright.astype('uint8')\n    by_upright =").replace(
    "(image, upright", "(image, kernel"), "bytes")  # fmt: skip
LOOPS_3 = """
def edge_strength(image):
    rows, columns = image.shape
    padded = np.pad(image, 1)
    result = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            across = 0
            down = 0
            for a in range(3):
                for b in range(3):
                    across += padded[i + a, j + b] * upright[a, b]
                    down += padded[i + a, j + b] * lying[a, b]
            result[i, j] = np.sqrt(across**2 + down**2)
    return result
"""
first_try("3 own loops, zeros", 3, SCIPY + LOOPS_3, "border-of-zeros")
first_try("3 own loops, symmetric", 3, SCIPY + LOOPS_3.replace("(image, 1)", "(image, 1, mode='symmetric')"))
first_try(
    "3 own loops, reflect",
    3,
    SCIPY + LOOPS_3.replace("(image, 1)", "(image, 1, mode='reflect')"),
    "boundary-reflect",
)
first_try("3 own loops, edge", 3, SCIPY + LOOPS_3.replace("(image, 1)", "(image, 1, mode='edge')"))
first_try("3 own loops, result in bytes", 3, SCIPY + LOOPS_3.replace(
    "np.zeros((rows, columns))", "np.zeros_like(image)").replace("(image, 1)", "(image, 1, mode='symmetric')"),
    "strength-in-bytes")  # fmt: skip
first_try("3 own loops without a border", 3, SCIPY + LOOPS_3.replace("    padded = np.pad(image, 1)\n", "").replace(
    "range(rows)", "range(1, rows - 1)").replace("range(columns)", "range(1, columns - 1)").replace(
    "padded[i + a, j + b]", "image[i + a - 1, j + b - 1]"), "border-zero")  # fmt: skip
first_try("3 own loops, no padding at all", 3, SCIPY + LOOPS_3.replace(
    "padded = np.pad(image, 1)", "padded = image"), "padded[i + a, j + b]", "Line 17")  # fmt: skip
first_try("3 differences of bytes", 3, """
import numpy as np

def edge_strength(image):
    framed = np.pad(image, 1, mode="symmetric")
    across = framed[:, 2:] - framed[:, :-2]
    down = framed[2:] - framed[:-2]
    across = across[:-2] + 2 * across[1:-1] + across[2:]
    down = down[:, :-2] + 2 * down[:, 1:-1] + down[:, 2:]
    return np.sqrt(across**2 + down**2)
""", "bytes")  # fmt: skip
first_try("3 takes a colour picture", 3, SCIPY + """
def edge_strength(image):
    grey = 0.299 * image[:, :, 0] + 0.587 * image[:, :, 1] + 0.114 * image[:, :, 2]
    by_upright = convolve2d(grey, upright, "same", boundary="symm")
    by_lying = convolve2d(grey, lying, "same", boundary="symm")
    return np.sqrt(by_upright**2 + by_lying**2)
""", "image[:, :, 0]", "rows and columns")  # fmt: skip
first_try(
    "3 root of the sum, not of the squares",
    3,
    SCIPY + BOTH.replace("np.sqrt(by_upright**2 + by_lying**2)", "np.sqrt(by_upright + by_lying)"),
    "root-of-sum",
)
first_try(
    "3 the mean of both",
    3,
    SCIPY
    + BOTH.replace("np.sqrt(by_upright**2 + by_lying**2)", "(np.abs(by_upright) + np.abs(by_lying)) / 2"),
    "mean-of-absolutes",
)
first_try(
    "3 squares without the root",
    3,
    SCIPY + BOTH.replace("np.sqrt(by_upright**2 + by_lying**2)", "by_upright**2 + by_lying**2"),
    "strength-without-root",
)
first_try(
    "3 returns both",
    3,
    SCIPY + BOTH.replace("np.sqrt(by_upright**2 + by_lying**2)", "by_upright, by_lying"),
    "several tables",
    "one table",
)
first_try(
    "3 the strongest edge only",
    3,
    SCIPY
    + BOTH.replace(
        "return np.sqrt(by_upright**2 + by_lying**2)", "return np.sqrt(by_upright**2 + by_lying**2).max()"
    ),
    "a single number",
)
first_try("3 upright twice", 3, SCIPY + BOTH.replace("(image, lying", "(image, upright"), "across-twice")
first_try(
    "3 kernel with 1 1 1",
    3,
    SCIPY.replace("[2, 0, -2]", "[1, 0, -1]")
    .replace("[1, 2, 1]", "[1, 1, 1]")
    .replace("-1, -2, -1", "-1, -1, -1")
    + BOTH,
    "prewitt",
)
first_try(
    "3 blurs first",
    3,
    SCIPY
    + BOTH.replace(
        "    by_upright",
        "    image = convolve2d(image, np.ones((3, 3)) / 9, 'same', boundary='symm')\n    by_upright",
        1,
    ),
    "wrong on all",
)
first_try("3 loads the photo of the lesson", 3, """
import numpy as np
from course.pictures.read_photo import load_photo

def edge_strength(image):
    photo, notes = load_photo("bird.jpg")
    return photo
""", "course", "copy it")  # fmt: skip

# ---- slips of Python that come before any thought of convolution

BODY = 'import numpy as np\n\ndef convolve1d(signal, kernel, mode="full"):\n'
SLIPS = {
    "an empty list for the result": (
        "    y = []\n    for i in range(len(signal)):\n        for j in range(len(kernel)):\n            y[i + j] += signal[i] * kernel[j]\n    return y\n",
        ["y[i + j]", "y has no number", "n + k - 1"],
    ),
    "range of an array": (
        "    for i in range(signal):\n        pass\n    return signal\n",
        ["range(signal)", "range(len(x))"],
    ),
    "for i in len": (
        "    for i in len(signal):\n        pass\n    return signal\n",
        ["one number", "range(len(signal))"],
    ),
    "round brackets": (
        "    total = 0\n    for i in range(len(signal)):\n        total += signal(i)\n    return [total]\n",
        ["signal(i)", "square brackets"],
    ),
    "a sum of two conditions": (
        "    y = np.convolve(signal, kernel, 'full')\n    if mode == 'full':\n        return y\n    k = len(kernel)\n    if mode == 'same' or 'Same':\n        return list(y[k // 2 : len(signal)])\n    return y[k - 1 : len(signal)]\n",
        ["always true", "Line 8"],
    ),
    "a shape of two axes": ("    n = signal.shape[1]\n    return signal\n", ["signal.shape[1]", "one axis"]),
    "an unknown function": ("    return [sqrt(value) for value in signal]\n", ["np.sqrt"]),
    "a misspelt name": (
        "    result = np.zeros(len(signal))\n    return reslut\n",
        ["reslut", "Is result meant?"],
    ),
    "a value in one branch": (
        "    if mode == 'same':\n        padded = signal\n    return padded\n",
        ["padded has no value yet", "branch"],
    ),
    "reversed": ("    flipped = reversed(kernel)\n    return [signal[0] * flipped[0]]\n", ["kernel[::-1]"]),
    "no colon": ("    for i in range(3)\n        pass\n", ["expected ':'", "line 4"]),
    "still empty": ("    ...\n", ["still empty", "three dots"]),
    "a list of the wrong length": (
        "    y = [0] * len(signal)\n    for i in range(len(signal)):\n        for j in range(len(kernel)):\n            y[i + j] = y[i + j] + signal[i] * kernel[j]\n    return y\n",
        ["y has 3 numbers, y[0] to y[2]", "n + k - 1"],
    ),
    "signal times kernel": ("    return signal * kernel\n", ["line 4", "Each number meets each weight"]),
    "one weight too far": (
        "    y = []\n    for i in range(len(signal)):\n        y.append(signal[i] * kernel[len(kernel) - i])\n    return y\n",
        ["Counted from 0, the last one is kernel[len(kernel) - 1]"],
    ),
    "copies of different lengths": (
        "    copies = []\n    for i in range(len(signal)):\n        copies.append([0] * i + list(signal[i] * kernel))\n    return np.sum(copies, axis=0)\n",
        ["different lengths", "zeros"],
    ),
    "no return in one branch": (
        "    if mode == 'full':\n        return np.convolve(signal, kernel)\n    elif mode == 'same':\n        np.convolve(signal, kernel, mode)\n    else:\n        return np.convolve(signal, kernel, mode)\n",
        ["In mode same convolve1d ends without reaching a return", "Each branch"],
    ),
    "a text": (
        "    return str(np.convolve(signal, kernel, mode))\n",
        ["no numbers: str", "a list or an array"],
    ),
    "input": (
        "    mode = input('mode? ')\n    return np.convolve(signal, kernel, mode)\n",
        ["nobody is there", "parameters"],
    ),
    "too many places": (
        "    y = np.zeros(len(signal) * len(kernel))\n    for i in range(len(signal)):\n        for j in range(len(kernel)):\n            y[i + j] += signal[i] * kernel[j]\n    return y\n",
        ["mode full, and then zeros", "n + k - 1"],
    ),
    "what append gives back": (
        "    y = []\n    for value in signal:\n        y = y.append(value)\n    return y\n",
        ["append() changes the list itself"],
    ),
    "a call that stops": (
        "    return np.convolve(signal, kernel, mode)\n\nprint(convolve1d([1, 2, 3]))\n",
        ["line 6", "Run the file by itself"],
    ),
    "two modes wrong": (
        "    y = np.convolve(signal, kernel)\n    if mode == 'same':\n        return y\n    if mode == 'valid':\n        return y[: len(signal) - len(kernel) + 1] * 2 + 1\n    return y\n",
        ["In mode same these are exactly the numbers of mode full", "same-is-full", "full is right"],
    ),
    "something else": ("    return np.linalg.inv(signal)\n", ["signal is an array of shape"]),
}
for name, (body, said) in SLIPS.items():
    first_try(f"0 {name}", 0, BODY + body, *said)

first_try("1 rows of rows", 1, SLIDE_2D.split("    result = []")[0] + """    return flipped

def convolve2d(image, kernel, mode="full"):
    k, l = kernel.shape
    padded = np.pad(image, [(k - 1, k - 1), (l - 1, l - 1)])
    flipped = kernel[::-1, ::-1]
    result = np.zeros((padded.shape[0] - k + 1, padded.shape[1] - l + 1))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = np.sum(padded[i : i + k][j : j + l] * flipped)
    return result
""", "rows both times", "padded[i:i + k, j:j + l]")  # fmt: skip
first_try("3 kernels of lists", 3, SCIPY + LOOPS_3.replace("upright[a, b]", "[1, 0, -1][b] * [1, 2, 1][a]").replace(
    "lying[a, b]", "[1, 0, -1][a] * [1, 2, 1][b]"), "uint8", "astype(float)")  # fmt: skip
first_try(
    "3 symm in np.pad", 3, SCIPY + LOOPS_3.replace("(image, 1)", "(image, 1, mode='symm')"), '"symmetric"'
)
first_try(
    "3 math.sqrt", 3, "import math\n" + SCIPY + BOTH.replace("np.sqrt", "math.sqrt"), "math.sqrt", "np.sqrt"
)
first_try(
    "3 convolve2d is not imported",
    3,
    "import numpy as np\n" + KERNELS + BOTH,
    "from scipy.signal import convolve2d",
)
first_try(
    "1 a shape minus one",
    1,
    BODY.replace("1d", "2d") + "    return np.zeros(signal.shape + kernel.shape - 1)\n",
    "which is a pair",
)
first_try(
    "3 mirror as a boundary",
    3,
    SCIPY + BOTH.replace('"symm"', '"mirror"'),
    "no such boundary",
    'boundary="symm"',
)
first_try(
    "3 symm as a mode",
    3,
    SCIPY + BOTH.replace('"same", boundary="symm"', '"symm"'),
    "no such mode",
    'boundary="symm"',
)
first_try(
    "3 the larger one",
    3,
    SCIPY + BOTH.replace("np.sqrt(by_upright**2 + by_lying**2)", "np.maximum(by_upright, by_lying)"),
    "strength-largest-signed",
)
first_try("3 a hat for a power", 3, SCIPY + BOTH.replace("**2", "^2"), "no power", "x ** 2")
first_try(
    "3 only strong edges",
    3,
    SCIPY + BOTH.replace("+ by_lying**2)", "+ by_lying**2) > 100"),
    "True and False",
    "return y itself",
)
first_try("0 copies into too few places", 0, BODY + "    y = np.zeros(len(signal))\n    for i in range(len(signal)):\n        y[i : i + len(kernel)] += signal[i] * kernel\n    return y\n", "Line 6: y[i:i + len(kernel)] runs over the end", "but y has 3 numbers", "n + k - 1")
first_try("0 backwards from minus nothing", 0, BODY + "    p = np.pad(signal, len(kernel) - 1)\n    y = []\n    for i in range(len(signal) + len(kernel) - 1):\n        total = 0\n        for j in range(len(kernel)):\n            total += p[i + j] * kernel[-j]\n        y.append(total)\n    return y\n", "kernel[-j] begins with the first number", "-1 - j")
first_try("0 a list outside the function", 0, "heard = [0] * 50\n" + BODY + "    for i in range(len(signal)):\n        for j in range(len(kernel)):\n            heard[i + j] += signal[i] * kernel[j]\n    return heard[: len(signal) + len(kernel) - 1]\n", "heard is made outside the function", "each call begins anew")
first_try("3 a share of 255", 3, SCIPY + BOTH.replace("def edge_strength(image):", "def edge_strength(image):\n    image = image / 255"), "times 0.00392157", "multiplied or divided")
