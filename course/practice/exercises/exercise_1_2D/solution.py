"""
Write your own 2-D convolution.

Put your own code in the place of the three dots. Loops, NumPy and SciPy may be used. Run
this file to see what it gives for two examples; then python -m course check my_1_2D.py
tries it on many more, and says which mistake it makes, if it makes one.
"""

import numpy as np


def convolve2d(image, kernel, mode="full"):
    """Return the convolution of an image with a kernel, as in lesson 1.

    The image and the kernel are arrays of numbers, with rows and columns; the kernel never
    has more of them than the image. Along each axis, with n pixels and k weights, the mode
    says what to return:

    "full"   all n + k - 1 places
    "same"   n of them, the middle of "full" (odd zeros go above and on the left, as in SciPy)
    "valid"  the n - k + 1 for which the whole kernel lies on the image

    Two examples:

    convolve2d(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 0], [2, 3]]), "valid")
    is [[12, 18]]; the first of them is 1*3 + 2*2 + 4*0 + 5*1 = 12.

    convolve2d(np.array([[1, 2]]), np.array([[3, 4]])) is [[3, 10, 8]],
    which are 1*3, 1*4 + 2*3, 2*4; with "same" it is [[3, 10]].
    """
    # each pixel sends out a copy of the kernel, and the copies add up
    rows, columns = image.shape
    kernel_rows, kernel_columns = kernel.shape
    full = np.zeros((rows + kernel_rows - 1, columns + kernel_columns - 1))
    for i in range(rows):
        for j in range(columns):
            for a in range(kernel_rows):
                for b in range(kernel_columns):
                    full[i + a, j + b] += image[i, j] * kernel[a, b]
    if mode == "same":
        top = (kernel_rows - 1) // 2
        left = (kernel_columns - 1) // 2
        return full[top : top + rows, left : left + columns]
    if mode == "valid":
        return full[kernel_rows - 1 : rows, kernel_columns - 1 : columns]
    return full


if __name__ == "__main__":
    image = np.array([[1, 2, 3], [4, 5, 6]])
    kernel = np.array([[1, 0], [2, 3]])
    print("valid:", convolve2d(image, kernel, "valid"), "and should be [[12, 18]]")
    image = np.array([[1, 2]])
    kernel = np.array([[3, 4]])
    print("full: ", convolve2d(image, kernel), "and should be [[3, 10, 8]]")
