"""
Slide a kernel over an image
============================

Lesson 1 of 5, about 35 minutes. You need NumPy, SciPy and Matplotlib, and what
lesson 0 says about the turn of the kernel. At the end you can

- work out a convolution of two small tables of numbers, and its size,
- choose what stands beyond the border of an image, and see what it does,
- find a pattern in an image by correlation,
- say why a convolution is a dense layer with very few different weights.
"""

from course.lessons import ask, begin, end, save

begin(__doc__)

from fractions import Fraction

import numpy as np
import scipy.signal
from numpy.testing import assert_array_equal
from scipy.signal import convolve2d, correlate2d

from course import definition
from course.figures import matrix, panels, picture, window
from course.trace import table, worked

# %% A window over an image
# An image is a table of numbers, and so is its kernel. Turn the kernel round in
# both directions: upside down and left to right. Lay it over the top left
# corner. Multiply what lies on each other, add the products: that is the first
# number of the result, the feature map. Move on by one column, then by one row.
image = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
kernel = np.array([[0, 1], [2, 3]])
turned = kernel[::-1, ::-1]
height, width = kernel.shape
places = list(np.ndindex(image.shape[0] - height + 1, image.shape[1] - width + 1))
print("\nThe kernel turned round, and the feature map's numbers:")
print(table(turned))
for i, j in places:
    under = image[i:i + height, j:j + width]
    print(f"  y[{i}, {j}] =", worked(zip(under.flat, turned.flat)))

# %% The same as a loop
# One loop for the rows, one for the columns. SciPy's convolve2d gives the same
# numbers, also where the image is not square, which finds swapped axes.


def convolve(image, kernel):
    """Return the places of the feature map where the kernel lies wholly inside."""
    turned = kernel[::-1, ::-1]
    height, width = kernel.shape
    rows, columns = image.shape[0] - height + 1, image.shape[1] - width + 1
    result = np.zeros((rows, columns), dtype=int)
    for i in range(rows):
        for j in range(columns):
            result[i, j] = (image[i:i + height, j:j + width] * turned).sum()
    return result


print("\nThis loop, and SciPy's convolve2d:")
print(table(np.hstack([convolve(image, kernel), convolve2d(image, kernel, "valid")])))
for x, h in [(image, kernel), (np.arange(28).reshape(4, 7) % 5, np.array([[1, -2, 4]]))]:
    assert_array_equal(convolve(x, h), convolve2d(x, h, "valid"))
    assert_array_equal(convolve(x, h), definition.convolve2d(x, h, "valid"))

# %% One number of the feature map
# The frame is the last place of the window; its sum is the last number. Leave
# out the turn, and you get the correlation: what deep learning calculates.
feature_map = convolve(image, kernel)
correlation = correlate2d(image, kernel, "valid")
print("\nWithout the turn:")
print(table(correlation))
assert_array_equal(correlation, definition.convolve2d(image, kernel, "valid", flip=False))
fig, axes = panels("Window times turned kernel, added up: one number", columns=3, height=2.8)
matrix(axes[0], image, "image")
window(axes[0], *places[-1], height, width)
matrix(axes[1], turned, "kernel, turned", low=-2)
matrix(axes[2], feature_map, "feature map")
window(axes[2], *places[-1], 1, 1)
save(fig, "window", "A framed window in the image, the turned kernel, and the one number "
     "of the feature map that they give, framed.")

# %% Check what is printed
# This 5x5 image of noughts and ones and a kernel like an X are often printed
# with a wrong answer: one that belongs to another image. It turns up as soon as
# you compute it. The kernel is its own turn, so its five ones pick five numbers.
cross = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
ours, other = (np.array([[int(digit) for digit in row] for row in rows.split()]) for rows in
               ("10011 01110 00111 11110 01101", "11100 01110 00111 00110 01100"))
print("\nOften printed, and wrong: a feature map that starts 4 3 4 / 2 4 3")
for name, x in {"This image gives": ours, "The other image gives": other}.items():
    print(f"{name}:", table(convolve2d(x, cross, "valid")), sep="\n")
    assert_array_equal(convolve2d(x, cross, "valid"), definition.convolve2d(x, cross, "valid"))
print("Often printed, and wrong: 1+0+1+1+0 beside a 4. The five numbers, place by place:")
for i, j in [(0, 2), (1, 2)]:
    picked = ours[i:i + 3, j:j + 3][cross == 1]
    print(f"  y[{i}, {j}] =", "+".join(map(str, picked)), "=", picked.sum())

# %% Guess the size
# Each axis has a size of its own. If the image has m rows and the kernel z, the
# kernel lies wholly inside at m - z + 1 places; for the columns it is the same.
sample, wide = np.ones((5, 7), int), np.ones((2, 3), int)
ask(f"An image of {sample.shape[0]} rows and {sample.shape[1]} columns, a kernel of "
    f"{wide.shape[0]} rows and {wide.shape[1]} columns: rows and columns of 'valid'?",
    convolve2d(sample, wide, "valid").shape)

# %% Full, same, valid
# The modes of lesson 0 work on both axes at once. Here are two kernels, one of
# one row, one of two.
scene = np.array([[255, 7, 3], [212, 240, 4], [218, 216, 230]])
for g in (np.array([[-1, 1]]), np.array([[-1, 1], [2, 3]])):
    for mode in ("full", "same", "valid"):
        result = convolve2d(scene, g, mode)
        print(f"\n{mode} with the kernel {g.tolist()}: {result.shape}", table(result), sep="\n")
        assert_array_equal(result, definition.convolve2d(scene, g, mode))
print(f"\ncorrelation, valid, with {g.tolist()}:", table(correlate2d(scene, g, "valid")), sep="\n")
assert_array_equal(correlate2d(scene, g, "valid"),
                   definition.convolve2d(scene, g, "valid", flip=False))
