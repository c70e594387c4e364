import numpy as np


def convolve_1d(signal, kernel):
    return np.convolve(signal, kernel)
