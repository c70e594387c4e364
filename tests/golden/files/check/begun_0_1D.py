import numpy as np


def convolve1d(signal, kernel, mode="full"):
    ...
