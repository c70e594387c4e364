"""
Write your own edge detector: how strongly the brightness changes at each pixel.

Run this file to see the two examples; python -m course check my_3_image.py tells
which mistake it makes, if it makes one.
"""

import numpy as np


def edge_strength(image):
    """The root of the sum of squares of an image's convolutions with the two Sobel kernels.

    image    array of uint8 (0 to 255), of shape (rows, columns)
    kernels  [[1, 0, -1], [2, 0, -2], [1, 0, -1]] and the same with rows and columns exchanged
    border   symmetric: beyond the edge the image is mirrored, and the edge itself is repeated, so
             that left of [7, 8, 9] stands a 7
    returns  an array of floats (rows, columns), neither cut to 0..255 nor stretched

    Two examples:
    edge_strength([[0, 0, 1]])       is [[0, 4, 4]]: with the mirror each of three rows reads
                                     0, 0, 0, 1, 1, so across there are 0, 1 + 2 + 1 and
                                     1 + 2 + 1, and nothing down
    edge_strength([[0, 3], [4, 7]])  is [[20, 20], [20, 20]]: 12 across, 16 down, and the root
                                     of 144 + 256
    """
    # floats first, because bytes cannot hold what comes below 0 and above 255
    framed = np.pad(np.asarray(image, float), 1, mode="symmetric")
    across = framed[:, 2:] - framed[:, :-2]
    down = framed[2:] - framed[:-2]
    across = across[:-2] + 2 * across[1:-1] + across[2:]
    down = down[:, :-2] + 2 * down[:, 1:-1] + down[:, 2:]
    return np.sqrt(across**2 + down**2)


if __name__ == "__main__":
    print(edge_strength(np.array([[0, 0, 1]], np.uint8)), "and should be [[0, 4, 4]]")
    print(edge_strength(np.array([[0, 3], [4, 7]], np.uint8)), "and should be [[20, 20], [20, 20]]")
