"""
Write your own 1-D convolution.

Run this file to see the two examples; python -m course check my_0_1D.py tells
which mistake it makes, if it makes one.
"""

import numpy as np


def convolve1d(signal, kernel, mode="full"):
    """The convolution of a signal with a kernel: flip the kernel, slide it, multiply, add.

    signal   array of shape (n,), of whole numbers or floats
    kernel   array of shape (k,), never longer than the signal
    mode     "full": every overlap, shape (n + k - 1,); "same": shape (n,); "valid": the kernel
             lies wholly on the signal, shape (n - k + 1,). Outside the signal there are zeros;
             where "same" needs an odd number of them, the odd one goes before, as in NumPy.
             A nan reaches the outputs under whose kernel it lies, and no others.
    returns  an array; signal and kernel stay as they are

    Two examples:
    convolve1d([3, 4, 5], [2, 1])           is [6, 11, 14, 5]: 3*2, 3*1 + 4*2, 4*1 + 5*2, 5*1
    convolve1d([3, 4, 5], [2, 1], "valid")  is [11, 14]
    """
    # each input number sends a copy of the kernel on its way; the copies overlap and add up
    n, k = len(signal), len(kernel)
    full = np.zeros(n + k - 1)
    for i in range(n):
        for a in range(k):
            full[i + a] += float(signal[i]) * kernel[a]
    start, size = {"full": (0, n + k - 1), "same": ((k - 1) // 2, n), "valid": (k - 1, n - k + 1)}[mode]
    return full[start : start + size]


if __name__ == "__main__":
    signal, kernel = np.array([3, 4, 5]), np.array([2, 1])
    print("full: ", convolve1d(signal, kernel), "and should be [6, 11, 14, 5]")
    print("valid:", convolve1d(signal, kernel, "valid"), "and should be [11, 14]")
