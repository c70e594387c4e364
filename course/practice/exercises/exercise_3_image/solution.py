"""
Write your own edge detector: how strongly the brightness changes at each pixel.

Put your own code in the place of the three dots. Loops, NumPy and SciPy may be used. Run
this file to see what it gives for two examples; then python -m course check my_3_image.py
tries it on many more, and says which mistake it makes, if it makes one.
"""

import numpy as np

upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])


def edge_strength(image):
    """Return how strong the edge is at each pixel, whatever its direction, as in lesson 3.

    The image is grey, an array of bytes with rows and columns. Convolve it with each of the
    two kernels above, those of Sobel. The strength is the root of the sum of both squares: with 3
    and 4 it is 5. Beyond its border the image goes on as its mirror image, with the border itself
    repeated: on the left of 7 8 9 stands a 7. The result has a number for each pixel. Do
    not round it, and do not cut it off at 255.

    Two examples:

    edge_strength(np.array([[0, 0, 1]], np.uint8)) is [[0, 4, 4]]: with its mirror image
    each of three rows reads 0 0 0 1 1. Nothing changes downwards; across it is 0, then
    1 + 2 + 1 = 4, and again 4.

    edge_strength(np.array([[0, 3], [4, 7]], np.uint8)) is [[20, 20], [20, 20]]: it is 12
    across and 16 down at each pixel, and 20 is the root of 144 + 256.
    """
    # floats first, because bytes hold nothing below 0 and nothing above 255
    framed = np.pad(image.astype(float), 1, mode="symmetric")
    rows, columns = image.shape
    strength = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = framed[i : i + 3, j : j + 3]
            across = np.sum(window * upright[::-1, ::-1])
            down = np.sum(window * lying[::-1, ::-1])
            strength[i, j] = np.sqrt(across**2 + down**2)
    return strength


if __name__ == "__main__":
    image = np.array([[0, 0, 1]], np.uint8)
    print(edge_strength(image), "and should be [[0, 4, 4]]")
    image = np.array([[0, 3], [4, 7]], np.uint8)
    print(edge_strength(image), "and should be [[20, 20], [20, 20]]")
