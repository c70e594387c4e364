"""
If you come from another course
===============================

Some sentences on convolutions are printed again and again, and they are wrong. Here is
each with the computation that decides. You need the lesson that is named with it.
"""

from course import answer, ask, begin, end

begin(__doc__)

# %% Lesson 1: an image of 5x5 and an X
# Many courses begin with an image of 25 pixels and a kernel of 9 weights, all 0 or 1.
# The ones of the kernel form an X, which looks the same when it is flipped. So at each
# place you only need to count the ones of the image that lie under the X. Often
# printed, and wrong: a feature map that begins with 4 3 4, and below that 2 4 3.
import numpy as np

image = np.array(
    [
        [1, 0, 0, 1, 1],
        [0, 1, 1, 1, 0],
        [0, 0, 1, 1, 1],
        [1, 1, 1, 1, 0],
        [0, 1, 1, 0, 1],
    ]
)
kernel = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
print(f"Image:\n{image}")
print(f"Kernel:\n{kernel}")
ask("In the top left, how many ones of the image lie under the X?")

# %% Lesson 1: the feature map of this image
# Under the X lie 1 and 0 in row 0, 1 in row 1, and 0 and 1 in row 2. They add up to 3,
# and not to 4.
#
# Often printed, and wrong: the sum 1+0+1+1+0 beside a 4. It is 3, and belongs one row
# further down. The 4 in the top right corner is 0+1+1+1+1.
from scipy.signal import convolve2d

answer(1 + 0 + 1 + 0 + 1)
y = convolve2d(image, kernel, "valid")
print(f"Its feature map:\n{y}")
for i, j in [(0, 2), (1, 2)]:
    window = image[i : i + 3, j : j + 3]
    under_the_x = window[kernel == 1]  # the five pixels under a 1
    print(
        f"Row {i}, column {j}:",
        under_the_x,
        "added:",
        under_the_x.sum(),
    )
print("0+1+1+1+1 =", 0 + 1 + 1 + 1 + 1)
print("1+0+1+1+0 =", 1 + 0 + 1 + 1 + 0)

# %% Lesson 1: the image that the printed numbers belong to
# There is another image of 5x5, and for that one the printed feature map is right. The
# two were mixed up: rows 1 and 2 are the same in both, the other rows are not.
other_image = np.array(
    [
        [1, 1, 1, 0, 0],
        [0, 1, 1, 1, 0],
        [0, 0, 1, 1, 1],
        [0, 0, 1, 1, 0],
        [0, 1, 1, 0, 0],
    ]
)
y = convolve2d(other_image, kernel, "valid")
print(f"The other image:\n{other_image}")
print(f"Its feature map:\n{y}")

# %% Lesson 1: the sign of a convolution
# The sign of a convolution is an asterisk. Often printed, and wrong: a cross in a
# circle. That is the sign of the Kronecker product, which NumPy calls kron. There too
# each number of the signal sends out a copy of the kernel. But the copies stand side by
# side, and do not overlap, so nothing is added.
signal = [3, 4, 5]
kernel = [2, 1, 0]
convolved = np.convolve(signal, kernel)
side_by_side = np.kron(signal, kernel)
print("Signal:", signal)
print("Kernel:", kernel)
print("Convolution:      ", convolved, "has", len(convolved), "numbers")
print(
    "Kronecker product:",
    side_by_side,
    "has",
    len(side_by_side),
    "numbers",
)

# %% Lesson 1: what the t in the formula counts
# With a padding of t zeros, n + t - k + 1 numbers come out. Often printed without a
# word on it: t counts the zeros on both sides together. Put a single zero on each side.
nine_pixels = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
four_weights = np.array([[0, 1], [2, 3]])
print(f"Image:\n{nine_pixels}")
print(f"Kernel:\n{four_weights}")
ask("n = 3, k = 2, one zero on each side: how many rows come out?")

# %% Lesson 1: one zero on each side is t = 2
# Two zeros come to each column, one above and one below: 3 + 2 - 2 + 1 = 4. Whoever
# takes t = 1 for it gets 3.
padded = np.pad(nine_pixels, 1)
y = convolve2d(padded, four_weights, "valid")
answer(3 + 2 - 2 + 1)
print(f"Padded:\n{padded}")
print(f"SciPy's result:\n{y}")
print("With t = 2:", 3 + 2 - 2 + 1, "rows")
print("With t = 1:", 3 + 1 - 2 + 1, "rows")

# %% What to do about it
# Believe no printed number, in this course or in any other. Work one of them out by
# hand, or let a library do it.
end()
