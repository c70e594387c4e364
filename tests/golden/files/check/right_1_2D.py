import numpy as np

def convolve2d(image, kernel, mode="full"):
    (n, m), (k, l) = image.shape, kernel.shape
    full = np.zeros((n + k - 1, m + l - 1))
    for a in range(k):
        for b in range(l):
            full[a : a + n, b : b + m] += kernel[a, b] * image.astype(float)
    if mode == "full":
        return full
    if mode == "valid":
        return full[k - 1 : n, l - 1 : m]
    top, left = (k - 1) // 2, (l - 1) // 2
    return full[top : top + n, left : left + m]
