"""
Write your own layer of a network: a feature map, its negative numbers set to 0, then made smaller.

Run this file to see the two examples; python -m course check my_4_digit.py tells
which mistake it makes, if it makes one.
"""

import numpy as np


def feature_map(image, kernel):
    """Correlate, keep what is above 0, keep the largest of each 2x2: a layer of a network.

    image    array of shape (rows, columns), of whole numbers or floats
    kernel   array of shape (rows, columns), in neither axis longer than the image less one
    steps    slide the kernel as it is (not flipped) wherever it lies wholly on the image; set what
             is below 0 to 0 (ReLU); of each 2x2 square, side by side from the top left, keep the
             largest number (max pooling); an odd last row or column fills none and is left out
    returns  an array, each axis (n - k + 1) // 2 long; image and kernel stay as they are

    Two examples:
    feature_map([[1, 5, 2], [4, 3, 9]], [[1]])  is [[5]]: the last column is left out
    feature_map([[1, 5, 2, 7], [4, 3, 9, 1], [6, 2, 8, 5]], [[1], [-1]])  is [[2, 6]]
    """
    kernel = np.asarray(kernel, float)
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    above_zero = np.maximum(np.einsum("ijab,ab->ij", windows, kernel), 0)
    rows, columns = above_zero.shape[0] // 2, above_zero.shape[1] // 2
    squares = above_zero[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2)
    return squares.max(axis=(1, 3))


if __name__ == "__main__":
    image = np.array([[1, 5, 2, 7], [4, 3, 9, 1], [6, 2, 8, 5]])
    print(feature_map(image[:2, :3], np.array([[1]])), "and should be [[5]]")
    print(feature_map(image, np.array([[1], [-1]])), "and should be [[2, 6]]")
