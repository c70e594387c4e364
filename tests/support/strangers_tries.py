"""
What strangers tried after the first versions of the check: more of FIRST_TRIES, with what must not be said of them.
"""

from support.first_tries import first_try

first_try("1 the type of the image kept, += on parts", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    rows, columns = image.shape
    kr, kc = kernel.shape
    y = np.zeros((rows + kr - 1, columns + kc - 1), dtype=image.dtype)
    for i in range(rows):
        for j in range(columns):
            y[i : i + kr, j : j + kc] += image[i, j] * kernel
    if mode == "full":
        return y
    if mode == "same":
        top = (kr - 1) // 2
        left = (kc - 1) // 2
        return y[top : top + rows, left : left + columns]
    if mode == "valid":
        return y[kr - 1 : rows, kc - 1 : columns]
""", "Line 9", "y holds only uint8", "np.zeros(shape)", never=("sizes of their own", "not square:",))  # fmt: skip

first_try("1 dtype=int, += on parts", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    rows, columns = image.shape
    kr, kc = kernel.shape
    y = np.zeros((rows + kr - 1, columns + kc - 1), dtype=int)
    for i in range(rows):
        for j in range(columns):
            y[i : i + kr, j : j + kc] += image[i, j] * kernel

    if mode == "same":
        top = (kr - 1) // 2
        left = (kc - 1) // 2
        return y[top : top + rows, left : left + columns]
    if mode == "valid":
        return y[kr - 1 : rows, kc - 1 : columns]
    return y
""", "y holds only whole numbers, and decimals", "np.zeros(shape)", never=("k // 2 of zeros", "even number of columns",))  # fmt: skip

first_try("0 the type of the signal kept, += on parts", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    k = len(kernel)
    n = len(signal)
    y = np.zeros(n + k - 1, dtype=signal.dtype)
    for i in range(n):
        y[i : i + k] += signal[i] * kernel
    if mode == "full":
        return y
    if mode == "same":
        return y[(k - 1) // 2 : (k - 1) // 2 + n]
    if mode == "valid":
        return y[k - 1 : n]
""", "y holds only uint8", "np.zeros(shape)")  # fmt: skip

first_try("1 rows and columns of the kernel exchanged", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    rows, columns = image.shape
    kc, kr = kernel.shape
    y = np.zeros((rows + kr - 1, columns + kc - 1))
    for i in range(rows):
        for j in range(columns):
            y[i : i + kr, j : j + kc] += image[i, j] * kernel

    if mode == "same":
        top = (kr - 1) // 2
        left = (kc - 1) // 2
        return y[top : top + rows, left : left + columns]
    if mode == "valid":
        return y[kr - 1 : rows, kc - 1 : columns]
    return y
""", "has the shape (2,1), and kernel (1,2)", "Rows come first")  # fmt: skip

first_try("1 parts one too short", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    rows, columns = image.shape
    kr, kc = kernel.shape
    y = np.zeros((rows + kr - 1, columns + kc - 1))
    for i in range(rows):
        for j in range(columns):
            y[i : i + kr - 1, j : j + kc - 1] += image[i, j] * kernel

    if mode == "same":
        top = (kr - 1) // 2
        left = (kc - 1) // 2
        return y[top : top + rows, left : left + columns]
    if mode == "valid":
        return y[kr - 1 : rows, kc - 1 : columns]
    return y
""", "has 2 rows where i = 0 and kr = 3, and 3 are needed", "[i:i + kr] has kr rows", never=("times 0", "Make y as large",))  # fmt: skip

first_try("0 windows one too short", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n = len(signal)
    k = len(kernel)
    padded = np.pad(signal, k - 1)
    flipped = np.flip(kernel)
    result = np.zeros(n + k - 1)
    for i in range(n + k - 1):
        result[i] = np.sum(padded[i : i + k - 1] * flipped)
    return result
""", "padded[i:i + k - 1] has 2 numbers where i = 0 and k = 3, and 3 are needed", "[i:i + k] has k numbers", never=("over the end", "put zeros around first",))  # fmt: skip

first_try("0 windows up to k", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n = len(signal)
    k = len(kernel)
    padded = np.pad(signal, k - 1)
    flipped = kernel[::-1]
    result = np.zeros(n + k - 1)
    for i in range(n + k - 1):
        result[i] = np.sum(padded[i:k] * flipped)

    if mode == "same":
        return result[(k - 1) // 2 : (k - 1) // 2 + n]
    if mode == "valid":
        return result[k - 1 : n]
    return result
""", "padded[i:k] has 2 numbers", "[i:i + k] has k numbers", never=("over the end", "put zeros around first",))  # fmt: skip

first_try("3 windows that begin before the border", 3, """
import numpy as np

upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])

def edge_strength(image):
    p = np.pad(image, 1, mode="symmetric")
    rows, columns = image.shape
    result = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            w = p[i - 1 : i + 2, j - 1 : j + 2]
            result[i, j] = np.sqrt(np.sum(w * upright) ** 2 + np.sum(w * lying) ** 2)
    return result
""", "p[i - 1:i + 2, j - 1:j + 2] begins at row -1 where i = 0", "counts from the end", never=("over the end", "zeros",))  # fmt: skip

first_try("0 windows that begin before the signal", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n = len(signal)
    k = len(kernel)
    flipped = kernel[::-1]
    y = np.zeros(n + k - 1)
    for m in range(n + k - 1):
        y[m] = np.sum(signal[m - k + 1 : m + 1] * flipped)
    return y
""", "begins at number -2 where m = 0 and k = 3", never=("over the end",))  # fmt: skip

first_try("3 the image transposed", 3, """
import numpy as np
from scipy import ndimage

upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])

def edge_strength(image):
    image = image.astype(float)
    a = ndimage.sobel(image)
    b = ndimage.sobel(image.T)

    return np.sqrt(a**2 + b**2)
""", "the shapes differ", "line 10 does that with image.T", "On another input, line 12", never=("over the end", "zeros",))  # fmt: skip

first_try("1 the pads of rows and columns exchanged", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    rows, columns = image.shape
    kr, kc = kernel.shape
    padded = np.pad(image, ((kc - 1, kc - 1), (kr - 1, kr - 1)))
    flipped = np.flip(kernel)
    y = np.zeros((rows + kr - 1, columns + kc - 1))
    for i in range(rows + kr - 1):
        for j in range(columns + kc - 1):
            y[i, j] = (padded[i : i + kr, j : j + kc] * flipped).sum()
    if mode == "same":
        return y[(kr - 1) // 2 : (kr - 1) // 2 + rows, (kc - 1) // 2 : (kc - 1) // 2 + columns]
    if mode == "valid":
        return y[kr - 1 : rows, kc - 1 : columns]
    return y
""", "it asks for column 2 to 3, but padded has 2 columns", "are the two exchanged", never=("put zeros around first",))  # fmt: skip

first_try("3 rows and columns of the image exchanged", 3, """
import numpy as np

upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])

def edge_strength(image):
    p = np.pad(image, 1, mode="symmetric")
    columns, rows = image.shape
    result = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            w = p[i : i + 3, j : j + 3]
            result[i, j] = np.sqrt(np.sum(w * upright) ** 2 + np.sum(w * lying) ** 2)
    return result
""", "it asks for row 1 to 3, but p has 3 rows", "are the two exchanged", never=("zeros",))  # fmt: skip

first_try("0 constant frame for same, -(k - 1) for valid", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n = len(signal)
    k = len(kernel)
    y = np.zeros(n + k - 1)
    for i in range(n):
        y[i : i + k] += signal[i] * kernel
    if mode == "full":
        return y
    elif mode == "same":
        return y[1:-1]
    elif mode == "valid":
        return y[k - 1 : -(k - 1)]
""", "In mode valid, line 14", "In mode same: it is right only where the kernel has size 3")  # fmt: skip

first_try("0 [extra:-extra]", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n = len(signal)
    k = len(kernel)
    full = np.zeros(n + k - 1)
    for i in range(n):
        full[i : i + k] += signal[i] * kernel
    if mode == "full":
        return full
    if mode == "same":
        extra = (k - 1) // 2
        return full[extra:-extra]
    if mode == "valid":
        return full[k - 1 : -k + 1]
""", "In mode same, line 13: full[extra:-extra] is empty where extra is 0, as with a kernel of 1 or 2")  # fmt: skip

first_try("1 constant frames", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    rows, columns = image.shape
    kr, kc = kernel.shape
    y = np.zeros((rows + kr - 1, columns + kc - 1))
    for i in range(rows):
        for j in range(columns):
            y[i : i + kr, j : j + kc] += image[i, j] * kernel
    if mode == "full":
        return y
    if mode == "same":
        return y[1:-1, 1:-1]
    if mode == "valid":
        return y[2:-2, 2:-2]
""", "In mode same: it is right only where the kernel has size 3", "In mode valid: it is right only")  # fmt: skip

first_try("1 = for +=, and -kr + 1", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    rows, columns = image.shape
    kr, kc = kernel.shape
    feature_map = np.zeros((rows + kr - 1, columns + kc - 1))
    for i in range(rows):
        for j in range(columns):
            for a in range(kr):
                for b in range(kc):
                    feature_map[i + a, j + b] = image[i, j] * kernel[a, b]
    if mode == "full":
        return feature_map
    if mode == "same":
        return feature_map[1:-1, 1:-1]
    if mode == "valid":
        return feature_map[kr - 1 : -kr + 1, kc - 1 : -kc + 1]
""", "In mode valid, line 17", "-kr + 1 is 0", "assign-last-inside")  # fmt: skip

first_try("1 same from the start, and -kr + 1", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    rows, columns = image.shape
    kr, kc = kernel.shape
    feature_map = np.zeros((rows + kr - 1, columns + kc - 1))
    for i in range(rows):
        for j in range(columns):
            for a in range(kr):
                for b in range(kc):
                    feature_map[i + a, j + b] += image[i, j] * kernel[a, b]
    if mode == "full":
        return feature_map
    if mode == "same":
        return feature_map[:rows, :columns]
    if mode == "valid":
        return feature_map[kr - 1 : -kr + 1, kc - 1 : -kc + 1]
""", "In mode valid, line 17", "same-crop-start")  # fmt: skip

first_try("0 parts that end too early", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n = len(signal)
    k = len(kernel)
    full = np.zeros(n + k - 1)
    for i in range(n):
        full[i : i + k] += signal[i] * kernel
    if mode == "full":
        return full
    if mode == "same":
        return full[(k - 1) // 2 : n]
    if mode == "valid":
        return full[k - 1 : n - k + 1]
""", "gives the beginning of what is right", "In mode same, line 12: full[(k - 1) // 2:n] is full[1:3]", "where full[1:4] is asked")  # fmt: skip

first_try("3 a frame around the result", 3, """
import numpy as np
from scipy.signal import convolve2d

upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])

def edge_strength(image):
    image = np.pad(image, 1, mode="symmetric")
    by_upright = convolve2d(image, upright, "same")
    by_lying = convolve2d(image, lying, "same")
    return np.sqrt(by_upright**2 + by_lying**2)
""", "the right numbers stand in the middle of its result", "Leave the places out")  # fmt: skip

first_try("1 a result as large as the padded image", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    kr, kc = kernel.shape
    flipped = np.flip(kernel)
    if mode == "full":
        image = np.pad(image, ((kr - 1, kr - 1), (kc - 1, kc - 1)))
    elif mode == "same":
        image = np.pad(image, ((kr // 2, kr - 1 - kr // 2), (kc // 2, kc - 1 - kc // 2)))
    rows, columns = image.shape
    y = np.zeros_like(image)
    for i in range(rows - kr + 1):
        for j in range(columns - kc + 1):
            y[i, j] = np.sum(image[i : i + kr, j : j + kc] * flipped)
    return y
""", "k - 1 too large along each axis")  # fmt: skip

first_try("0 padded by k", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n = len(signal)
    k = len(kernel)
    padded = np.pad(signal, k)
    result = []
    for i in range(n + k - 1):
        result.append(np.sum(padded[i : i + k] * kernel[::-1]))

    if mode == "same":
        return result[(k - 1) // 2 : (k - 1) // 2 + n]
    if mode == "valid":
        return result[k - 1 : n]
    return result
""", "the right numbers stand one place later", "k - 1 for mode full")  # fmt: skip

first_try("0 padded by k, same from the start", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    k = len(kernel)
    flipped = kernel[::-1]
    padded = np.pad(signal, k)
    result = []
    for i in range(len(signal) + k - 1):
        result.append(np.dot(padded[i : i + k], flipped))
    if mode == "same":
        return result[0 : len(signal)]
    if mode == "valid":
        return result[k - 1 : len(signal)]
    return result
""", "In mode full: each time the right numbers stand one place later")  # fmt: skip

first_try("1 padded by the sizes of the kernel", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    rows, columns = image.shape
    kr, kc = kernel.shape
    padded = np.pad(image, ((kr, kr), (kc, kc)))
    flipped = kernel[::-1, ::-1]
    y = np.zeros((rows + kr - 1, columns + kc - 1))
    for i in range(rows + kr - 1):
        for j in range(columns + kc - 1):
            y[i, j] = np.sum(padded[i : i + kr, j : j + kc] * flipped)

    if mode == "same":
        top = (kr - 1) // 2
        left = (kc - 1) // 2
        return y[top : top + rows, left : left + columns]
    if mode == "valid":
        return y[kr - 1 : rows, kc - 1 : columns]
    return y
""", "one row too far down and one column too far right")  # fmt: skip

first_try("1 one pair of pads", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    flipped = kernel[::-1, ::-1]
    kr, kc = kernel.shape
    if mode == "full":
        image = np.pad(image, (kr - 1, kc - 1))
    elif mode == "same":
        image = np.pad(image, (kr // 2, kc - 1 - kc // 2))
    rows, columns = image.shape
    y = np.zeros((rows - kr + 1, columns - kc + 1))
    for i in range(rows - kr + 1):
        for j in range(columns - kc + 1):
            y[i, j] = np.sum(image[i : i + kr, j : j + kc] * flipped)
    return y
""", "puts kr - 1 before and kc - 1 behind", "((kr - 1, kr - 1), (kc - 1, kc - 1))")  # fmt: skip

first_try("0 full or same is always true", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    k = len(kernel)
    if mode == "full" or "same":
        padded = np.pad(signal, k - 1)
    else:
        padded = signal
    flipped = np.flip(kernel)
    result = np.zeros(len(padded) - k + 1)
    for i in range(len(result)):
        result[i] = np.sum(padded[i : i + k] * flipped)
    if mode == "same":
        result = result[: len(signal)]
    return result
""", "Line 5: mode == 'full' or 'same' is always true", "mode == 'full' or mode == 'same'")  # fmt: skip

first_try("0 np.append let go", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n = len(signal)
    k = len(kernel)
    padded = np.pad(signal, k - 1)
    flipped = np.flip(kernel)
    result = np.array([])
    for i in range(n + k - 1):
        np.append(result, np.sum(padded[i : i + k] * flipped))

    if mode == "same":
        return result[(k - 1) // 2 : (k - 1) // 2 + n]
    if mode == "valid":
        return result[k - 1 : n]
    return result
""", "nothing keeps it: result stays as it was", "result = np.append(result")  # fmt: skip

first_try("3 int8", 3, """
import numpy as np
from scipy.signal import convolve2d

upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])

def edge_strength(image):
    image = np.pad(image, 1, mode="symmetric").astype(np.int8)
    by_upright = convolve2d(image, upright, "valid")
    by_lying = convolve2d(image, lying, "valid")
    return np.sqrt(by_upright**2 + by_lying**2)
""", "makes int8", "astype(float)")  # fmt: skip

first_try("3 int16", 3, """
import numpy as np

upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])

def edge_strength(image):
    p = np.pad(image, 1, mode="symmetric").astype(np.int16)
    d = p[:, 2:] - p[:, :-2]
    a = d[:-2] + 2 * d[1:-1] + d[2:]
    d = p[2:, :] - p[:-2, :]
    b = d[:, :-2] + 2 * d[:, 1:-1] + d[:, 2:]

    return np.sqrt(a**2 + b**2)
""", "makes int16", "astype(float)")  # fmt: skip

first_try("3 mode mirror", 3, """
import numpy as np
from scipy.signal import convolve2d

upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])

def edge_strength(image):
    image = np.pad(image, 1, "mirror")
    by_upright = convolve2d(image, upright, "valid")
    by_lying = convolve2d(image, lying, "valid")
    return np.sqrt(by_upright**2 + by_lying**2)
""", "no such mode", 'mode="symmetric"')  # fmt: skip

first_try("1 sum of a table", 1, """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    flipped = kernel[::-1, ::-1]
    kr, kc = kernel.shape
    if mode == "full":
        padded = np.pad(image, kr - 1)
    if mode == "same":
        padded = np.pad(image, kr // 2)
    if mode == "valid":
        padded = image
    rows, columns = padded.shape
    result = []
    for i in range(rows - kr + 1):
        row = []
        for j in range(columns - kc + 1):
            row.append(sum(padded[i : i + kr, j : j + kc] * flipped))
        result.append(row)
    return np.array(result)
""", "adds rows to rows", "np.sum(padded", never=("Make one table",))  # fmt: skip

first_try("0 prints, dtype=int", 0, """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    k = len(kernel)
    n = len(signal)
    y = np.zeros(n + k - 1, dtype=int)
    for i in range(n):
        for j in range(k):
            y[i + j] = y[i + j] + signal[i] * kernel[j]
    if mode == "full":
        print(y)
    if mode == "same":
        print(y[(k - 1) // 2 : (k - 1) // 2 + n])
    if mode == "valid":
        print(y[k - 1 : n])
""", "has no return", "End with a line such as return result", never=("dtype=float",))  # fmt: skip

first_try("3 valid has no border", 3, """
import numpy as np
from scipy.signal import convolve2d

upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])

def edge_strength(image):
    by_upright = convolve2d(image, upright, "valid")
    by_lying = convolve2d(image, lying, "valid")
    return np.sqrt(by_upright**2 + by_lying**2)
""", "On another input line 8 stops with", "first and last row and the first and last column are missing", never=("Line 34: it happens",))  # fmt: skip

first_try("0 the mode of the result for that of np.pad", 0, """
import numpy as np
def convolve1d(signal, kernel, mode="full"):
    padded = np.pad(signal, len(kernel) - 1, mode)
    return np.convolve(padded, kernel, "valid")
""", "Line 3: np.pad has no such mode", "Leave mode out", never=("mirror", "symm"))  # fmt: skip

first_try("0 the last number of the signal left out", 0, """
import numpy as np
def convolve1d(signal, kernel, mode="full"):
    y = np.zeros(len(signal) + len(kernel) - 1)
    for i in range(len(signal) - 1):
        for j in range(len(kernel)):
            y[i + j] += signal[i] * kernel[j]
    return y
""", "the numbers of mode full for an input whose last number is zero", "range(n)")  # fmt: skip

first_try("0 kernel[k - j]", 0, """
import numpy as np
def convolve1d(signal, kernel, mode="full"):
    k = len(kernel)
    padded = np.pad(signal, k - 1)
    y = np.zeros(len(signal) + k - 1)
    for m in range(len(y)):
        for j in range(k):
            y[m] += padded[m + j] * kernel[k - j]
    return y
""", "kernel[k - j] asks for kernel[1]", "k - j is one too much", never=("put that into an if",))  # fmt: skip

first_try("0 y[i + j + 1]", 0, """
import numpy as np
def convolve1d(signal, kernel, mode="full"):
    y = np.zeros(len(signal) + len(kernel) - 1)
    for i in range(len(signal)):
        for j in range(len(kernel)):
            y[i + j + 1] += signal[i] * kernel[j]
    return y
""", "y has all its places", "i + j + 1 becomes too large", never=("as large as the result",))  # fmt: skip

first_try("0 padded by k // 2 for full", 0, """
import numpy as np
def convolve1d(signal, kernel, mode="full"):
    k = len(kernel)
    padded = np.pad(signal, k // 2)
    y = np.zeros(len(signal) + k - 1)
    for m in range(len(y)):
        for j in range(k):
            y[m] += padded[m + j] * kernel[k - 1 - j]
    return y
""", "room for 3 windows of 3, and the result has 5 numbers", never=("Count it only where", "end the loop"))  # fmt: skip

first_try("3 windows one place too far on", 3, """
import numpy as np
upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
def edge_strength(image):
    padded = np.pad(image, 1, mode="symmetric")
    y = np.zeros(image.shape)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            for a in range(3):
                for b in range(3):
                    y[i, j] += padded[i + 1 + a, j + 1 + b] * upright[a, b]
    return y
""", "room for 2 windows of 3, and no more are asked", never=("zeros", "Count it only where"))  # fmt: skip

first_try("1 windows beyond the image, by [i][j]", 1, """
import numpy as np
def convolve2d(image, kernel, mode="full"):
    rows, columns = image.shape
    y = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for a in range(kernel.shape[0]):
                for b in range(kernel.shape[1]):
                    y[i, j] += image[i + a][j + b] * kernel[-1 - a, -1 - b]
    return y
""", "Line 9: image[i + a][j + b]", "The last index is len(image[i + a]) - 1", never=("rows, which is room",))  # fmt: skip

first_try("0 valid cut by k at both ends", 0, """
import numpy as np
def convolve1d(signal, kernel, mode='full'):
    n, k = len(signal), len(kernel)
    full = np.convolve(signal, kernel)
    if mode == 'full':
        return full
    if mode == 'same':
        return full[(k - 1) // 2 : (k - 1) // 2 + n]
    return full[k:-k]
""", "In mode valid, line 9: full[k:-k] is full[3:-3] for a signal of 5 numbers and a kernel of 3, where full[2:5] is asked", "full[k - 1 : n]", never=("np.pad", "around the input", "border",))  # fmt: skip

first_try("0 valid cut by k, same by k // 2", 0, """
import numpy as np
def convolve1d(signal, kernel, mode='full'):
    n, k = len(signal), len(kernel)
    full = np.convolve(signal, kernel)
    if mode == 'full':
        return full
    if mode == 'same':
        return full[k // 2 : -k // 2]
    return full[k:-k]
""", "In mode same, line 8: full[k // 2:-k // 2] is full[1:-2]", "In mode valid, line 9: full[k:-k]", "same is [(k - 1) // 2", never=("np.pad", "around the input", "border",))  # fmt: skip

first_try("0 valid begins at k", 0, """
import numpy as np
def convolve1d(signal, kernel, mode='full'):
    n, k = len(signal), len(kernel)
    full = np.convolve(signal, kernel)
    if mode == 'full':
        return full
    if mode == 'same':
        return full[(k - 1) // 2 : (k - 1) // 2 + n]
    return full[k:n]
""", "In mode valid, line 9: full[k:n] is full[3:", "full[k - 1 : n]", never=("np.pad", "Python counts from 0",))  # fmt: skip

first_try("1 same by kr // 2 from both ends", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    kr, kc = kernel.shape
    full = c2(image, kernel)
    if mode == 'full':
        return full
    if mode == 'same':
        return full[kr // 2 : -kr // 2 + 1, kc // 2 : -kc // 2 + 1]
    return full[kr-1:-kr+1, kc-1:-kc+1]
""", "In mode same, line 9", "For an image of 5x5 and a kernel of 4x4 it is full[2:-1, 2:-1], where full[1:6, 1:6] is asked", "In mode valid, line 10", "is empty where -kr + 1 is 0", never=("np.pad",))  # fmt: skip

first_try("1 -kr + 1 behind the ifs", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    rows, columns = image.shape
    kr, kc = kernel.shape
    full = c2(image, kernel)
    if mode == 'full':
        return full
    if mode == 'same':
        top, left = (kr - 1) // 2, (kc - 1) // 2
        return full[top:top + rows, left:left + columns]
    return full[kr-1:-kr+1, kc-1:-kc+1]
""", "In mode valid, line 12: full[kr - 1:-kr + 1, kc - 1:-kc + 1] is empty where -kr + 1 is 0", "Count the end from the front", never=("np.pad",))  # fmt: skip

first_try("1 flattened, always same", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    return np.convolve(image.flatten(), kernel.flatten(), 'same').reshape(image.shape)
""", "Line 4: in np.convolve(", "rows of image and of kernel stand end to end", "no run of neighbours in one row", never=("put around",))  # fmt: skip

first_try("1 flattened, reshaped to full", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    rows, columns = image.shape
    kr, kc = kernel.shape
    y = np.convolve(np.ravel(image), np.ravel(kernel), mode)
    if mode == 'full':
        return y.reshape(rows + kr - 1, columns + kc - 1)
    if mode == 'same':
        return y.reshape(rows, columns)
    return y.reshape(rows - kr + 1, columns - kc + 1)
""", "Line 6: in np.convolve(", "rows of image and of kernel stand end to end", never=("it happens in",))  # fmt: skip

first_try("1 flattened under their own names", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    image = image.flatten()
    kernel = kernel.flatten()
    return np.convolve(image, kernel, mode)
""", "Line 6: in np.convolve(image, kernel, mode) the rows of image and of kernel stand end to end", never=("Make a new row",))  # fmt: skip

first_try("1 flattened by a comprehension and by concatenate", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    x = [v for row in image for v in row]
    h = np.concatenate(kernel)
    return np.convolve(x, h, 'same').reshape(image.shape)
""", "Line 6: in np.convolve(x, h, 'same') the rows of image and of kernel stand end to end")  # fmt: skip

first_try("1 rows under the first row of the kernel", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    y = []
    for row in image:
        y.append(np.convolve(row, kernel[0], mode))
    return np.array(y)
""", "Each row of the image is convolved with the first row of the kernel alone", "goes to row i + a of full", never=("No hint",))  # fmt: skip

first_try("1 rows under all rows of the kernel in place", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    y = []
    for row in image:
        total = 0
        for weights in kernel:
            total = total + np.convolve(row, weights, mode)
        y.append(total)
    return np.array(y)
""", "every row of the kernel, and all that is added up in one and the same row", "goes to row i + a of full", never=("No hint",))  # fmt: skip

first_try("1 two passes, with the first row and the first column", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    y = np.array([np.convolve(row, kernel[0], mode) for row in image])
    y = np.array([np.convolve(column, kernel[:, 0], mode) for column in y.T]).T
    return y
""", "with the first row of the kernel, and what comes out along the columns with its first column", "a column times a row", never=("No hint",))  # fmt: skip

first_try("1 rows in a result of full size", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    rows, columns = image.shape
    kr, kc = kernel.shape
    y = np.zeros((rows + kr - 1, columns + kc - 1))
    for i in range(rows):
        y[i] = np.convolve(image[i], kernel[0])
    if mode == 'same':
        return y[(kr - 1) // 2:(kr - 1) // 2 + rows, (kc - 1) // 2:(kc - 1) // 2 + columns]
    return y
""", "In mode full: each row of the image is convolved with the first row of the kernel alone", never=("No hint",))  # fmt: skip

first_try("1 rows under all rows of the kernel, one below the other", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    y = []
    for row in image:
        for weights in kernel:
            y.append(np.convolve(row, weights, mode))
    return np.array(y)
""", "nothing is added up", "goes to row i + a of full", never=("No hint",))  # fmt: skip

first_try("1 correlate2d as it is", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    return correlate2d(image, kernel, mode)
""", "exactly the numbers of correlate2d, in line 4", "scipy.signal.convolve2d flips the kernel itself", "[no-flip]", never=("same-wrong-side", "Two mistakes", "np.convolve",))  # fmt: skip

first_try("1 one k for rows and columns", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    k = len(kernel)
    rows, columns = image.shape
    padded = np.pad(image, k - 1)
    flipped = np.flip(kernel)
    y = np.zeros((rows + k - 1, columns + k - 1))
    for i in range(rows + k - 1):
        for j in range(columns + k - 1):
            y[i, j] = np.sum(padded[i:i + k, j:j + k] * flipped)
    if mode == 'same':
        s = (k - 1) // 2
        return y[s:s + rows, s:s + columns]
    if mode == 'valid':
        return y[k - 1:rows, k - 1:columns]
    return y
""", "Line 4: k = len(kernel) counts the rows of kernel, and line 8 takes that for the number of its columns, too", "kr, kc = kernel.shape", never=("exchanged",))  # fmt: skip

first_try("1 k, _ = kernel.shape", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    k, _ = kernel.shape
    rows, columns = image.shape
    padded = np.pad(image, k - 1)
    flipped = np.flip(kernel)
    y = np.zeros((rows + k - 1, columns + k - 1))
    for i in range(rows + k - 1):
        for j in range(columns + k - 1):
            y[i, j] = np.sum(padded[i:i + k, j:j + k] * flipped)
    if mode == 'same':
        s = (k - 1) // 2
        return y[s:s + rows, s:s + columns]
    if mode == 'valid':
        return y[k - 1:rows, k - 1:columns]
    return y
""", "Line 4: k, _ = kernel.shape counts the rows of kernel", "kr, kc = kernel.shape", never=("exchanged",))  # fmt: skip

first_try("1 one k, the columns", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    k = kernel.shape[1]
    rows, columns = image.shape
    padded = np.pad(image, k - 1)
    flipped = np.flip(kernel)
    y = np.zeros((rows + k - 1, columns + k - 1))
    for i in range(rows + k - 1):
        for j in range(columns + k - 1):
            y[i, j] = np.sum(padded[i:i + k, j:j + k] * flipped)
    if mode == 'same':
        s = (k - 1) // 2
        return y[s:s + rows, s:s + columns]
    if mode == 'valid':
        return y[k - 1:rows, k - 1:columns]
    return y
""", "Line 4: k = kernel.shape[1] counts the columns of kernel, and line 8 takes that for the number of its rows, too", never=("exchanged",))  # fmt: skip

first_try("1 one n for the image, full only", 1, """
import numpy as np
from scipy.signal import convolve2d as c2, correlate2d
def convolve2d(image, kernel, mode='full'):
    n, k = len(image), len(kernel)
    padded = np.pad(image, k - 1)
    flipped = np.flip(kernel)
    y = np.zeros((n + k - 1, n + k - 1))
    for i in range(n + k - 1):
        for j in range(n + k - 1):
            y[i, j] = np.sum(padded[i:i + k, j:j + k] * flipped)
    return y
""", "Line 4: n = len(image) counts the rows of image", "rows, columns = image.shape", "always-full", "explains all the numbers that your function gave up to the rung 'shape'", never=("exchanged", "this gives all of its numbers",))  # fmt: skip

first_try("3 lying applied to the result of upright", 3, """
import numpy as np
from scipy.signal import convolve2d
upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])
def edge_strength(image):
    padded = np.pad(image, 1, mode='symmetric')
    a = convolve2d(padded, upright, 'valid')
    b = convolve2d(np.pad(a, 1, mode='symmetric'), lying, 'valid')
    return np.sqrt(a**2 + b**2)
""", "the kernel lying applied to what upright has given", "Both kernels get the image itself", never=("No hint",))  # fmt: skip

first_try("3 the image overwritten by the first result", 3, """
import numpy as np
from scipy.signal import convolve2d
upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])
def edge_strength(image):
    image = convolve2d(image, upright, 'same', boundary='symm')
    image = convolve2d(image, lying, 'same', boundary='symm')
    return np.abs(image)
""", "the kernel lying applied to what upright has given", never=("No hint",))  # fmt: skip

first_try("3 convolve2d without a boundary", 3, """
import numpy as np
from scipy.signal import convolve2d
upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])
def edge_strength(image):
    a = convolve2d(image, upright, 'same')
    b = convolve2d(image, lying, 'same')
    return np.sqrt(a**2 + b**2)
""", "border-of-zeros", 'convolve2d(..., boundary="symm")', never=("np.pad",))  # fmt: skip

first_try("3 ndimage with constant borders", 3, """
import numpy as np
from scipy import ndimage
upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])
def edge_strength(image):
    a = ndimage.convolve(image.astype(float), upright, mode='constant')
    b = ndimage.convolve(image.astype(float), lying, mode='constant')
    return np.sqrt(a**2 + b**2)
""", "border-of-zeros", 'convolve(..., mode="reflect")', never=("np.pad",))  # fmt: skip

first_try("3 zeros by np.pad", 3, """
import numpy as np
from scipy.signal import convolve2d
upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])
def edge_strength(image):
    image = np.pad(image, 1)
    a = convolve2d(image, upright, 'valid')
    b = convolve2d(image, lying, 'valid')
    return np.sqrt(a**2 + b**2)
""", "border-of-zeros", 'np.pad(image, 1, mode="symmetric")', never=("boundary=",))  # fmt: skip

first_try("0 same from the start", 0, """
import numpy as np
def convolve1d(signal, kernel, mode='full'):
    n, k = len(signal), len(kernel)
    y = np.convolve(signal, kernel)
    if mode == 'same':
        return y[:n]
    if mode == 'valid':
        return y[k - 1:n]
    return y
""", "the first n numbers of full (a causal filter)", "same-crop-start", never=("as a causal filter gives",))  # fmt: skip
