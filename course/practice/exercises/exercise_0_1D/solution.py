"""
Write your own 1-D convolution.

Put your own code in the place of the three dots. Loops, NumPy and SciPy may be used. Run
this file to see what it gives for two examples; then python -m course check my_0_1D.py
tries it on many more, and says which mistake it makes, if it makes one.
"""

import numpy as np


def convolve1d(signal, kernel, mode="full"):
    """Return the convolution of a signal with a kernel, as in lesson 0.

    The signal and the kernel are arrays of numbers; the kernel is never the longer one.
    With n numbers and k weights the mode says what to return:

    "full"   all n + k - 1 numbers
    "same"   n of them, the middle of "full" (an odd zero goes on the left, as in NumPy)
    "valid"  the n - k + 1 for which the whole kernel lies on the signal

    Two examples:

    convolve1d(np.array([3, 4, 5]), np.array([2, 1])) is [6, 11, 14, 5],
    which are 3*2, 3*1 + 4*2, 4*1 + 5*2, 5*1.

    convolve1d(np.array([3, 4, 5]), np.array([2, 1]), "valid") is [11, 14], with "same" [6, 11, 14].
    """
    # each number of the signal sends out a copy of the kernel, and the copies add up
    n = len(signal)
    k = len(kernel)
    full = np.zeros(n + k - 1)
    for i in range(n):
        for j in range(k):
            full[i + j] += signal[i] * kernel[j]
    if mode == "same":
        start = (k - 1) // 2
        return full[start : start + n]
    if mode == "valid":
        return full[k - 1 : n]
    return full


if __name__ == "__main__":
    signal = np.array([3, 4, 5])
    kernel = np.array([2, 1])
    print("full: ", convolve1d(signal, kernel), "and should be [6, 11, 14, 5]")
    print("valid:", convolve1d(signal, kernel, "valid"), "and should be [11, 14]")
