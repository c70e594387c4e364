"""
Write your own layer of a network: a feature map, its negative numbers set to 0, then made smaller.

Put your own code in the place of the three dots. Loops, NumPy and SciPy may be used. Run
this file to see what it gives for two examples; then python -m course check my_4_digit.py
tries it on many more, and says which mistake it makes, if it makes one.
"""

import numpy as np


def feature_map(image, kernel):
    """Return what a layer of lesson 4 makes of an image: correlation, ReLU and max pooling.

    The image and the kernel are arrays of numbers, with rows and columns. There are three
    steps:

    1. Slide the kernel as it is, without a flip, over all places where the whole kernel is
       on the image. Along each axis n pixels and k weights give n - k + 1 numbers.
    2. Set what is below 0 to 0: that is ReLU.
    3. Of each square of 2x2 numbers keep the largest: that is max pooling. The squares begin
       at the top left; an odd last row or column is left out.

    Two examples:

    feature_map(np.array([[1, 5, 2], [4, 3, 9]]), np.array([[1]])) is [[5]]:
    the last column is left out.

    feature_map(np.array([[1, 5, 2, 7], [4, 3, 9, 1], [6, 2, 8, 5]]), np.array([[1], [-1]]))
    is [[2, 6]].
    """
    kernel_rows, kernel_columns = kernel.shape
    map_rows = image.shape[0] - kernel_rows + 1
    map_columns = image.shape[1] - kernel_columns + 1
    found = np.zeros((map_rows, map_columns))
    for i in range(map_rows):
        for j in range(map_columns):
            window = image[i : i + kernel_rows, j : j + kernel_columns]
            found[i, j] = max(np.sum(window * kernel), 0)
    pooled = np.zeros((map_rows // 2, map_columns // 2))
    for i in range(map_rows // 2):
        for j in range(map_columns // 2):
            pooled[i, j] = found[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max()
    return pooled


if __name__ == "__main__":
    image = np.array([[1, 5, 2, 7], [4, 3, 9, 1], [6, 2, 8, 5]])
    print(feature_map(image[:2, :3], np.array([[1]])), "and should be [[5]]")
    print(feature_map(image, np.array([[1], [-1]])), "and should be [[2, 6]]")
