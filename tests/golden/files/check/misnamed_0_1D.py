import numpy as np


def convolve_1d(signal, kernel, mode="full"):
    return np.convolve(signal, kernel, mode)
