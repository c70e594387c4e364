import numpy as np

def convolve2d(image, kernel, mode="full"):
    if kernel.shape[1] > kernel.shape[0]:
        kernel = kernel.T
    (n, m), (k, l) = image.shape, kernel.shape
    full = np.zeros((n + k - 1, m + l - 1))
    for i in range(n):
        for j in range(m):
            full[i : i + k, j : j + l] += float(image[i, j]) * kernel
    if mode == "same":
        return full[(k - 1) // 2 : (k - 1) // 2 + n, (l - 1) // 2 : (l - 1) // 2 + m]
    if mode == "valid":
        return full[k - 1 : n, l - 1 : m]
    return full
