"""
Write your own 2-D convolution.

Run this file to see the two examples; python -m course check my_1_2D.py tells
which mistake it makes, if it makes one.
"""

import numpy as np


def convolve2d(image, kernel, mode="full"):
    """The convolution of an image with a kernel: flip it in both axes, slide it, multiply, add.

    image    array of shape (rows, columns), of whole numbers or floats
    kernel   array of shape (rows, columns), in neither axis longer than the image
    mode     "full": every overlap, each axis n + k - 1 long; "same": the image's size; "valid": the
             kernel lies wholly on the image, each axis n - k + 1 long. Outside the image there are
             zeros; where "same" needs an odd number of them, the odd one goes before, as in SciPy.
             A nan reaches the outputs under whose kernel it lies, and no others.
    returns  an array (rows, columns); image and kernel stay as they are

    Two examples:
    convolve2d([[1, 2, 3], [4, 5, 6]], [[1, 0], [2, 3]], "valid")  is [[12, 18]]:
                                                                   1*3 + 2*2 + 4*0 + 5*1 = 12
    convolve2d([[1, 2]], [[3, 4]])  is [[3, 10, 8]]: 1*3, 1*4 + 2*3, 2*4
    """
    # "full" is "valid" on an image with a frame of zeros; the other modes are a part of it
    (n, m), (k, l) = np.shape(image), np.shape(kernel)
    flipped = np.asarray(kernel, float)[::-1, ::-1]
    framed = np.zeros((n + 2 * (k - 1), m + 2 * (l - 1)))
    framed[k - 1 : k - 1 + n, l - 1 : l - 1 + m] = image
    full = np.zeros((n + k - 1, m + l - 1))
    for i in range(n + k - 1):
        for j in range(m + l - 1):
            full[i, j] = np.sum(framed[i : i + k, j : j + l] * flipped)
    if mode == "same":
        return full[(k - 1) // 2 :, (l - 1) // 2 :][:n, :m]
    if mode == "valid":
        return full[k - 1 : n, l - 1 : m]
    return full


if __name__ == "__main__":
    image, kernel = np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 0], [2, 3]])
    print("valid:", convolve2d(image, kernel, "valid"), "and should be [[12, 18]]")
    image, kernel = np.array([[1, 2]]), np.array([[3, 4]])
    print("full: ", convolve2d(image, kernel), "and should be [[3, 10, 8]]")
