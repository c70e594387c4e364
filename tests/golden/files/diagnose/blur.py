"""A filter as it is often written first."""

import numpy as np


def pad(picture, rows, columns):
    return np.pad(picture, ((rows, rows), (columns, columns)))


def filter_picture(picture, mask):
    rows, columns = mask.shape[0] // 2, mask.shape[1] // 2
    around = pad(picture, rows, columns)
    result = np.zeros(picture.shape)
    for i in range(picture.shape[0] - 1):
        for j in range(picture.shape[1]):
            result[i, j] = (around[i : i + mask.shape[0], j : j + mask.shape[1]] * mask).sum()
    return result


if __name__ == "__main__":
    print(filter_picture(np.ones((5, 5)), np.ones((3, 3))))
