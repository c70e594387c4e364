import numpy as np


def convolve1d(signal, kernel, mode="full"):
    if len(kernel) % 2:
        kernel = kernel[::-1]
    return np.convolve(signal, kernel, mode)
