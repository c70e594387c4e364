"""
Loops that begin or end at a wrong place, and borders of which a part is forgotten: LOOP_AND_BORDER_TRIES[name].

In exercise 3 also a kernel with one mistyped weight. Two mistakes together give none of their numbers (tried once), so that
these need not be searched for in each test.
"""

from support.first_tries import CUT, FirstTry

LOOP_AND_BORDER_TRIES = {}


def first_try(name, exercise, source, *said, never=()):
    LOOP_AND_BORDER_TRIES[name] = FirstTry(exercise, source.lstrip("\n"), said, never)


HEAD_1D = """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n = len(signal)
    k = len(kernel)
"""

first_try("0 the output index begins at -1", 0, HEAD_1D + """
    result = np.zeros(n + k - 1)
    for i in range(-1, n + k - 2):
        for j in range(k):
            if 0 <= i - j < n:
                result[i] += signal[i - j] * kernel[j]
""" + CUT, "Line 8: i begins at -1", "let i begin there")  # fmt: skip

first_try("0 the output index begins at 1 - k", 0, HEAD_1D + """
    result = np.zeros(n + k - 1)
    for i in range(1 - k, n):
        for j in range(k):
            if 0 <= i + j < n:
                result[i] += signal[i + j] * kernel[k - 1 - j]
""" + CUT, "Line 8: i begins at 1 - k", "let i begin there")  # fmt: skip

first_try("0 each product goes to i - j", 0, HEAD_1D + """
    result = np.zeros(n + k - 1)
    for i in range(n):
        for j in range(k):
            result[i - j] += signal[i] * kernel[j]
""" + CUT, "in result[i - j] the index is below 0 at times", "to the place i + j")  # fmt: skip

first_try("0 valid ends at 1 - k", 0, HEAD_1D + """
    result = np.convolve(signal, kernel)
    if mode == "valid":
        return result[k - 1 : 1 - k]
    if mode == "same":
        return result[(k - 1) // 2 : (k - 1) // 2 + n]
    return result
""", "result[k - 1:1 - k] is empty where 1 - k is 0", "a kernel of 1: 0 is the beginning", never=("-0",))  # fmt: skip

first_try("0 an index in digits", 0, HEAD_1D + """
    return np.convolve(signal, kernel, mode) + signal[4] - signal[4]
""", "there is no signal[4]", "let the index depend on its size", never=("look at where the loop",))  # fmt: skip

first_try("0 as many sums as the signal has numbers", 0, HEAD_1D + """
    padded = np.concatenate([np.zeros(k - 1), signal, np.zeros(k - 1)])
    result = []
    for i in range(n):
        result.append(np.sum(padded[i : i + k] * kernel[::-1]))
    result = np.array(result)
""" + CUT, "the end is missing", "range(n) has n rounds")  # fmt: skip

HEAD_2D = """
import numpy as np
import scipy.signal

def convolve2d(image, kernel, mode="full"):
    full = scipy.signal.convolve2d(image, kernel)
    rows, columns = image.shape
    kr, kc = kernel.shape
    top, left = (kr - 1) // 2, (kc - 1) // 2
    if mode == "valid":
        return full[kr - 1 : rows, kc - 1 : columns]
    if mode == "same":
        return {}
    return full
"""

first_try("1 same from the other axis on", 1, HEAD_2D.format("full[left : left + rows, top : top + columns]"),
    "begins at row (kc - 1) // 2 and column (kr - 1) // 2", "Rows go by rows")  # fmt: skip

first_try("1 same without as many at both ends", 1, HEAD_2D.format("full[top : -top, left : -left]"),
    "full[top:-top, left:-left] is empty where top is 0, as with a kernel of 1 or 2: -0 is 0")  # fmt: skip

KERNELS = """
import numpy as np
import scipy.signal

upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, {}, -1]])

"""

WINDOWS = """
    strength = np.zeros({})
    for i in range({}):
        for j in range({}):
            window = image[i : i + 3, j : j + 3]
            across = np.sum(window * upright[::-1, ::-1])
            down = np.sum(window * lying[::-1, ::-1])
            strength[i, j] = np.sqrt(across**2 + down**2)
    return strength
"""

FRAMED = """
def edge_strength(image):
    rows, columns = image.shape
    image = np.pad(image.astype(float), 1, mode="symmetric")
"""

first_try("3 one weight without its sign", 3,
    KERNELS.format(2) + FRAMED + WINDOWS.format("(rows, columns)", "rows", "columns"),
    "Line 5: in the kernel that begins with 1 2 1 the weight in row 2, column 1 is 2, where -2 belongs",
    "all nine weights")  # fmt: skip

first_try("3 the border of one kernel forgotten", 3, KERNELS.format(-2) + """
def edge_strength(image):
    image = image.astype(float)
    across = scipy.signal.convolve2d(image, upright, mode="same", boundary="symm")
    down = scipy.signal.convolve2d(image, lying, mode="same")
    return np.sqrt(across**2 + down**2)
""", "for upright the mirror image that is asked, for lying zeros", "Both need the same border")  # fmt: skip

first_try("3 a border by hand without its corners", 3, KERNELS.format(-2) + """
def edge_strength(image):
    rows, columns = image.shape
    inner, image = image, np.zeros((rows + 2, columns + 2))
    image[1:-1, 1:-1] = inner
    image[0, 1:-1], image[-1, 1:-1] = inner[0], inner[-1]
    image[1:-1, 0], image[1:-1, -1] = inner[:, 0], inner[:, -1]
""" + WINDOWS.format("(rows, columns)", "rows", "columns"),
    "Numbers are wrong only in the corners", "diagonally beyond a corner")  # fmt: skip

first_try("3 padded, and two rows and columns fewer are counted", 3,
    KERNELS.format(-2) + FRAMED + WINDOWS.format("(rows, columns)", "rows - 2", "columns - 2"),
    "Each number that is wrong is 0", "not only over as many as the input has")  # fmt: skip

first_try("3 padded, and a result without a border", 3,
    KERNELS.format(-2) + FRAMED + WINDOWS.format("(max(rows - 2, 0), max(columns - 2, 0))", "rows - 2", "columns - 2"),
    "it gives the beginning of what is right", "count those of the result")  # fmt: skip

first_try("3 padded, and the loops leave the old border out", 3,
    KERNELS.format(-2) + FRAMED + WINDOWS.format("(rows, columns)", "1, rows - 1", "1, columns - 1"),
    "border-zero", "the loops run over all rows and columns of the image")  # fmt: skip

first_try("3 padded, and windows around the old places", 3,
    KERNELS.format(-2) + FRAMED
    + WINDOWS.replace("i : i + 3, j : j + 3", "i - 1 : i + 2, j - 1 : j + 2").format(
        "(rows, columns)", "1, rows - 1", "1, columns - 1"),
    "one row higher and one column further left", "padded[i : i + 3, j : j + 3]")  # fmt: skip
