import numpy as np


def convolve1d(signal, kernel, mode="full"):
    while len(kernel) > 3:
        pass
    return np.convolve(signal, kernel, mode)
