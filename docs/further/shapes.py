"""
Shapes, from one dimension to a network
=======================================

For later, about 25 minutes. You need lesson 2. At the end you can

- say beforehand how large any result of a convolution is,
- slide along a signal, over an image and through a stack of images,
- follow the shapes through a whole network, layer by layer.
"""

# The course's own helpers stand two folders above this file: look there, too.
import sys

sys.path.append(sys.path[0] + "/../..")
from course import answer, ask, begin, end, quiet

begin(__doc__)

# %% VALID and SAME agree inside
# Take an image of 10x10 and a kernel of 3x3. VALID gives 10 - 3 + 1 = 8 rows and
# columns, SAME gives 10. They differ at the border only: leave out the outermost rows
# and columns of SAME, and you have VALID.
import numpy as np  # tables of numbers

with quiet():  # without the messages at its start
    import tensorflow as tf

square = np.arange(100, dtype="int32").reshape(1, 10, 10, 1)
nine = np.arange(9, dtype="int32").reshape(3, 3, 1, 1)
valid = tf.nn.conv2d(square, nine, strides=1, padding="VALID")
valid = valid[0, :, :, 0].numpy()
same = tf.nn.conv2d(square, nine, strides=1, padding="SAME")
same = same[0, :, :, 0].numpy()
print("VALID:", valid.shape, "corners:")
print(valid[::7, ::7])
print("Sum of all:", valid.sum())
print("SAME:", same.shape, "corners:")
print(same[::9, ::9])
print("Sum of all:", same.sum())
assert np.array_equal(same[1:9, 1:9], valid), "they differ inside"

# %% A kernel longer than the signal
# On a short signal a smoothing kernel is easily too long. "full" is as before, because
# the copies add up all the same. But n - k + 1 places are none at all. So "valid" and
# "same" need a rule, and libraries have different ones. NumPy silently swaps the two
# lists, as if the kernel were the signal: "same" is as long as the longer list. SciPy
# keeps the length of the signal. It cuts two numbers out of the five of "full", so that
# one more is lost on the right than on the left.
import scipy.signal

signal = [6, 2]
kernel = [1, 2, 5, 4]
print("full:        ", np.convolve(signal, kernel, "full"))
print("NumPy, same: ", np.convolve(signal, kernel, "same"))
print("NumPy, valid:", np.convolve(signal, kernel, "valid"))
print("SciPy, same: ", scipy.signal.convolve(signal, kernel, "same"))

# %% The three modes, with one row and with two
# A kernel with a single row gives the same number of rows in "full", "same" and
# "valid". With a second row the modes differ on both axes. (The first kernel, -1 1, is
# the 1 -1 of lesson 1 with the signs changed: left minus right.)
from scipy.signal import convolve2d, correlate, correlate2d

scene = np.array([[255, 7, 3], [212, 240, 4], [218, 216, 230]])
one_row = np.array([[-1, 1]])
two_rows = np.array([[-1, 1], [2, 3]])
print(f"Image:\n{scene}")
for kernel in [one_row, two_rows]:
    print(f"Kernel:\n{kernel}")
    print(f"full:\n{convolve2d(scene, kernel, 'full')}")
    print(f"same:\n{convolve2d(scene, kernel, 'same')}")
    print(f"valid:\n{convolve2d(scene, kernel, 'valid')}")
first = 255 * 3 + 7 * 2 + 212 * 1 + 240 * (-1)
print("255*3 + 7*2 + 212*1 + 240*(-1) =", first)
first = 255 * (-1) + 7 * 1 + 212 * 2 + 240 * 3
print("255*(-1) + 7*1 + 212*2 + 240*3 =", first)
print(f"Correlation, valid:\n{correlate2d(scene, two_rows, 'valid')}")

# %% Kernels of even size: which side gets the zeros?
# One day two programs will give you the same numbers, one pixel apart. Look at the size
# of the kernel first. A kernel of 2x2 has no middle, so "same" has to put its zeros on
# one side, and not every program takes the same side. SciPy has two functions that
# correlate images. The one called correlate puts the zeros above and on the left. The
# one called correlate2d puts them below and on the right. Look for the 19 in both
# results. With a kernel of odd size there are as many zeros on each side, and the two
# agree.
nine_pixels = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
four_weights = np.array([[0, 1], [2, 3]])
zeros_before = correlate(nine_pixels, four_weights, "same")
zeros_after = correlate2d(nine_pixels, four_weights, "same")
print(f"correlate:\n{zeros_before}")
print(f"correlate2d:\n{zeros_after}")
ones = np.ones((5, 7))
for k in [2, 3, 4, 5]:
    box = np.ones((k, k))
    by_correlate = correlate(ones, box, "same")
    by_correlate2d = correlate2d(ones, box, "same")
    if np.array_equal(by_correlate, by_correlate2d):
        print(f"{k}x{k}: they agree")
    else:
        print(f"{k}x{k}: they differ")

# %% The zeros of SAME, put there by hand
# Lesson 2 says where SAME puts its zeros. Put them there yourself and take VALID: the
# numbers are the same.
import math  # ceil rounds up

cases = [(10, 3, 1), (10, 3, 2), (10, 3, 3), (5, 2, 1), (6, 3, 2)]
for n, k, s in cases:
    count = math.ceil(n / s)
    zeros = max((count - 1) * s + k - n, 0)
    before = zeros // 2
    after = zeros - before
    row = np.arange(1, n + 1, dtype="int32")
    h = np.arange(1, k + 1, dtype="int32").reshape(1, k, 1, 1)
    padded = np.pad(row, (before, after)).reshape(1, 1, n + zeros, 1)
    steps = (1, s)
    by_hand = tf.nn.conv2d(padded, h, steps, padding="VALID")
    x = row.reshape(1, 1, n, 1)
    same = tf.nn.conv2d(x, h, steps, padding="SAME")
    said = f"{before} before, {after} after, {count} outputs"
    print(f"n={n}, k={k}, stride {s}: {said}")
    assert np.array_equal(same, by_hand), "the zeros stand elsewhere"
ask("A 3x3 kernel with dilation 3: over how many rows does it reach?")

# %% Dilation: zeros between the weights
# From the first row of the kernel to its third there are two steps of 3 rows. The first
# row counts, too: 2*3 + 1 = 7.
#
# A dilated kernel is a larger kernel with zeros between the weights: write them down,
# and no dilation is needed.
answer((3 - 1) * 3 + 1)
field = np.arange(80, dtype="int32").reshape(1, 8, 10, 1)
for d in [1, 2, 3]:
    reach = (3 - 1) * d + 1
    wide = np.zeros((reach, reach, 1, 1), dtype="int32")
    wide[::d, ::d] = nine
    by_hand = tf.nn.conv2d(field, wide, strides=1, padding="VALID")
    dilated = tf.nn.conv2d(field, nine, 1, "VALID", dilations=d)
    print(f"Dilation {d}: reaches over {reach}x{reach}, gives", end=" ")
    print(f"{dilated.shape[1]}x{dilated.shape[2]} numbers")
    assert np.array_equal(dilated, by_hand), "dilation does otherwise"

# %% One, two, three dimensions
# A kernel slides along a signal in one direction, over an image in two, through a stack
# of images in three. Some books write a stack as 6x6x2: height, width, depth. conv3d
# wants the depth first: [batch, depth, height, width, channels].
signal = tf.ones((1, 7, 1))
h = tf.ones((3, 1, 1))
result = tf.nn.conv1d(signal, h, 1, "VALID")
print("1-D:", signal.shape, "with", h.shape, "gives", result.shape)
image = tf.ones((1, 5, 7, 1))
h = tf.ones((3, 3, 1, 1))
result = tf.nn.conv2d(image, h, 1, "VALID")
print("2-D:", image.shape, "with", h.shape, "gives", result.shape)
stack = tf.ones((1, 2, 6, 6, 1))
h = tf.ones((2, 3, 3, 1, 1))
result = tf.nn.conv3d(stack, h, [1, 1, 1, 1, 1], "VALID")
print("3-D:", stack.shape, "with", h.shape, "gives", result.shape)
print("All its numbers are 2*3*3 =", int(result[0, 0, 0, 0, 0]))
assert np.all(result == 18), "not all are 18"

# %% conv3d takes no whole numbers
# conv2d takes whole numbers of 32 bits. conv3d refuses them: give it floats, numbers
# with a point.
stack = tf.ones((1, 2, 6, 6, 1), tf.int32)
h = tf.ones((2, 3, 3, 1, 1), tf.int32)
try:
    tf.nn.conv3d(stack, h, [1, 1, 1, 1, 1], "VALID")
except tf.errors.InvalidArgumentError:
    print("conv3d with int32 is refused")

# %% A collection of filters
# A layer of a network is a collection of filters. Two filters of 5x5 turn a photograph
# of 300x300 pixels in three colours into two maps.
photo = tf.zeros((1, 300, 300, 3))
h = tf.zeros((5, 5, 3, 2))
maps = tf.nn.conv2d(photo, h, 1, "VALID")
print(photo.shape, "with", h.shape, "gives", maps.shape)
small = tf.zeros((1, 3, 3, 2))
h = tf.zeros((2, 2, 2, 2))
maps = tf.nn.conv2d(small, h, 1, "VALID")
print(small.shape, "with", h.shape, "gives", maps.shape)
small = tf.zeros((1, 4, 5, 3))
h = tf.zeros((2, 3, 3, 2))
maps = tf.nn.conv2d(small, h, 1, "VALID")
print(small.shape, "with", h.shape, "gives", maps.shape)

# %% AlexNet, layer by layer
# AlexNet is the network that made convolutions famous in 2012. It has five layers of
# filters. Between some of them stands a pooling layer: it keeps the largest number of
# each window. On the whole the maps get smaller and more. Smaller, because in the end
# it counts what an image shows, and not at which pixel; more, because there are many
# more patterns to look for than edges.
x = tf.zeros((1, 227, 227, 3))
layers = [
    ("filters", 11, 4, 0, 96),
    ("pooling", 3, 2, 0, None),
    ("filters", 5, 1, 2, 256),
    ("pooling", 3, 2, 0, None),
    ("filters", 3, 1, 1, 384),
    ("filters", 3, 1, 1, 384),
    ("filters", 3, 1, 1, 256),
    ("pooling", 3, 2, 0, None),
]
for kind, k, stride, pad, filters in layers:
    if kind == "filters":
        zeros = [[0, 0], [pad, pad], [pad, pad], [0, 0]]
        h = tf.zeros((k, k, x.shape[3], filters))
        x = tf.nn.conv2d(x, h, stride, zeros)
    else:
        x = tf.nn.max_pool2d(x, k, stride, "VALID")
    print(f"{kind} {k}x{k}, stride {stride}, pad {pad}: {x.shape[1:]}")
ask("How many numbers does the last layer hand on?")

# %% All that is left of an image
# There are 256 maps of 6x6 numbers: 6*6*256 = 9216.
#
# The image had 227x227 pixels in three colours, many more numbers than that.
answer(6 * 6 * 256)
print("6*6*256 =", int(tf.size(x)))
print("227*227*3 =", 227 * 227 * 3)

# %% Keep
# Three things to keep: each axis has its own size, (n + t - k) // s + 1. SAME and VALID
# agree inside. A network makes its maps smaller, and makes more of them.
end()
