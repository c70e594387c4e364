"""
If you come from another course
===============================

For later, about 20 minutes. You need lessons 0 to 2. Some numbers and formulas stand in
many courses and books, and are wrong. Here each of them stands beside the computation
that decides. At the end you can

- say which of them you have learned,
- decide such a thing yourself.
"""

# The course's own helpers stand two folders above this file: look there, too.
import sys

sys.path.append(sys.path[0] + "/../..")
from course import answer, ask, begin, end, quiet

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

# %% Lesson 2: the size of VALID
# Often printed, and wrong: "VALID: 10 - 3 + 1 = 9". It is 8, and TensorFlow says so,
# too.
with quiet():  # without the messages at its start
    import tensorflow as tf

square = tf.zeros((1, 10, 10, 1))
h = tf.zeros((3, 3, 1, 1))
valid = tf.nn.conv2d(square, h, strides=1, padding="VALID")
print("10 - 3 + 1 =", 10 - 3 + 1)
print("10x10 with 3x3, VALID:", valid.shape)

# %% Lesson 2: height before width
# Often printed, and wrong: "[batch, width, height, channels]". A square image cannot
# decide. This one has 4 rows of 6 numbers, counted on from 0: two rows further down a
# number is larger by 12, two columns further right by 2. The kernel compares a number
# with the one that lies two further along its first axis. It finds 12, so that axis
# counts rows.
image = np.arange(24, dtype="int32").reshape(1, 4, 6, 1)
h = np.zeros((3, 2, 1, 1), dtype="int32")
h[0, 0] = -1
h[2, 0] = 1
result = tf.nn.conv2d(image, h, strides=1, padding="VALID")
print(image.shape, "with", h.shape, "gives", result.shape)
print(f"The differences:\n{result[0, :, :, 0].numpy()}")

# %% Lesson 2: SAME keeps the size
# Often printed, and wrong for strides above 1: "SAME keeps the size". It gives n / s
# numbers, rounded up.
h = tf.zeros((3, 3, 1, 1))
for stride in [1, 2, 3]:
    same = tf.nn.conv2d(square, h, strides=stride, padding="SAME")
    print(f"10x10 with SAME, stride {stride}: {same.shape}")

# %% Lesson 2: round down, not up
# Often printed, and wrong: a size of (n - k + t + s) / s, rounded up. Here t zeros are
# added in all. It has to be rounded down: a step that leads beyond the end is not made.
# That is (n + t - k) // s + 1, as lesson 2 has it. The last two lines are the rows and
# the columns of an often printed example: 3x3 with 2x2, one zero on each side, strides
# of 3 and 2. It gives 2x2, not 2x3.
import math  # ceil rounds up, floor rounds down

cases = [(2, 1, 0, 2), (3, 2, 2, 3), (3, 2, 2, 2)]
for n, k, t, s in cases:
    x = tf.ones((1, 1, n + t, 1))
    h = tf.ones((1, k, 1, 1))
    size = tf.nn.conv2d(x, h, (1, s), padding="VALID").shape[2]
    down = math.floor((n - k + t + s) / s)
    up = math.ceil((n - k + t + s) / s)
    print(f"n={n} k={k} t={t} s={s}: {size}; down {down}, up {up}")
    assert size == down, "the formula does not give this size"
x = np.arange(9, dtype="int32").reshape(1, 3, 3, 1)
h = np.arange(4, dtype="int32").reshape(2, 2, 1, 1)
around = [[0, 0], [1, 1], [1, 1], [0, 0]]
result = tf.nn.conv2d(x, h, strides=(3, 2), padding=around)
print(f"3x3 with 2x2:\n{result[0, :, :, 0].numpy()}")

# %% Lesson 2: TensorFlow builds a graph and runs it once
# Often printed, and true of TensorFlow 1 only: "TensorFlow builds a graph, then runs it
# once". TensorFlow 2 computes each line at once. Only what you wrap into tf.function
# becomes a graph, and that is made once and run at every call.
visits = []


def double(number):
    """Return twice a number, and leave a trace."""
    visits.append("Python was here")
    return 2 * number


graph = tf.function(double, autograph=False)  # no loop in it
for number in [3.0, 4.0, 5.0]:
    double(tf.constant(number))
print("Eager, 3 calls: Python went through it", len(visits), "times")
visits.clear()
for number in [3.0, 4.0, 5.0]:
    last = graph(tf.constant(number))
print("Graph, 3 calls: Python went through it", len(visits), "time")
print("The graph ran at every call; the last gave", float(last))

# %% Lesson 2: a stride is not a crop
# A stride leaves out places all over the image. But in a figure that many have learned
# from, stride 2 is the result of stride 1, cropped to the right size
# (vdumoulin/conv_arithmetic, issue 17). why() tells you by which mistake given numbers
# come about.
from course import why

scene = np.arange(54, dtype="int32").reshape(6, 9) % 7
weights = np.array([[1, -2, 3], [0, 4, -1]], dtype="int32")
x = scene.reshape(1, 6, 9, 1)
h = weights.reshape(2, 3, 1, 1)
dense = tf.nn.conv2d(x, h, strides=1, padding="VALID")
right = tf.nn.conv2d(x, h, strides=2, padding="VALID")
rows, columns = right.shape[1:3]
cropped = dense[0, :rows, :columns, 0].numpy()
reasons = why(scene, weights, cropped, "valid", stride=2, flip=False)
print(f"Stride 2:\n{right[0, :, :, 0].numpy()}")
print(f"Cropped:\n{cropped}")
print(f"Why these numbers?\n{reasons}")

# %% What to do about it
# Believe no printed number, in this course or in any other. Work one of them out by
# hand, or let a library do it.
end()
