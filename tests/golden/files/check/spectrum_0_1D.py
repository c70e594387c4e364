import numpy as np


def convolve1d(signal, kernel, mode="full"):
    size = len(signal) + len(kernel) - 1
    full = np.fft.irfft(np.fft.rfft(signal, size) * np.fft.rfft(kernel, size), size)
    start = {"full": 0, "same": (len(kernel) - 1) // 2, "valid": len(kernel) - 1}[mode]
    length = {"full": size, "same": len(signal), "valid": len(signal) - len(kernel) + 1}[mode]
    return full[start : start + length]
