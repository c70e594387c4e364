import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n, k = len(signal), len(kernel)
    full = np.zeros(n + k - 1)
    for i in range(n):
        full[i : i + k] += float(signal[i]) * kernel
    if mode == "valid":
        return full[k - 1 : n - 1]
    if mode == "same":
        return full[(k - 1) // 2 : (k - 1) // 2 + n]
    return full
