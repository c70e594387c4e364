import numpy as np


def convolve1d(signal, kernel, mode="full"):
    result = np.convolve(signal, kernel, mode)
    signal[0] = 99
    kernel.sort()
    return result
