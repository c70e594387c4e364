"""
Shapes, from one dimension to a network
=======================================

For later, about 50 minutes. You need lessons 0 to 2. At the end you can

- slide a kernel along a signal, over an image and through a video,
- say how many dimensions a convolution has, and why colours do not count,
- say beforehand how large any result is, with padding, stride and dilation,
- follow the shapes through a whole network, layer by layer.
"""

# The course's own helpers stand two folders up: look there first.
import sys

sys.path.insert(1, sys.path[0] + "/../..")
from course import answer, ask, begin, end, quiet, save

begin(__doc__)

# %% A week of temperatures
# A signal goes on in one direction: here it is time. At noon of each day of a week
# somebody has read a thermometer. How does it change from one day to the next but one?
# Take the later number minus the earlier one. As a kernel, not flipped, that is -1 0 1.
# With TensorFlow you hand over signals as a batch: [batch, length, channels].
print("\nTemperatures: 3 5 4 8 6 7 9")
print("Days 0 and 2: 3*(-1) + 5*0 + 4*1 =", 3 * (-1) + 5 * 0 + 4 * 1)
print("Days 1 and 3: 5*(-1) + 4*0 + 8*1 =", 5 * (-1) + 4 * 0 + 8 * 1)
ask("3 weeks; temperature and rain for each of 7 days: which shape?")

# %% Which axis is which
# The batch counts the signals, here 3 weeks. The length is 7 days. What is read at the
# same moment, temperature and rain, are the channels, 2 of them. So it is (3, 7, 2).
#
# The kernel slides along the days only. It does not slide from the temperature to the
# rain: the channels are added up, as in lesson 2, each with weights of its own.
weeks = 3
days = 7
readings = 2  # temperature and rain
answer((weeks, days, readings))
print("Numbers in all: 3*7*2 =", weeks * days * readings)

# %% One dimension: conv1d
# Here is the one week with its temperatures as a loop, and then as TensorFlow does it.
# The shape of the weights is [length, channels in, channels out]. 7 numbers and a
# kernel of 3 give 7 - 3 + 1 = 5.
import numpy as np

with quiet():  # hides what TensorFlow prints when it is loaded
    import tensorflow as tf

week = np.array([3, 5, 4, 8, 6, 7, 9], dtype="int32")
kernel = np.array([-1, 0, 1], dtype="int32")
by_loop = []
for place in range(7 - 3 + 1):
    total = 0
    for j in range(3):
        total += week[place + j] * kernel[j]
    by_loop.append(int(total))
x = week.reshape(1, 7, 1)
h = kernel.reshape(3, 1, 1)
result = tf.nn.conv1d(x, h, stride=1, padding="VALID")
print("\nWeek:  ", week)
print("Kernel:", kernel)
print("The loop:  ", by_loop)
print("TensorFlow:", result[0, :, 0].numpy())
print("Shapes:", x.shape, "with", h.shape, "gives", result.shape)
assert list(result[0, :, 0]) == by_loop, "loop and TensorFlow differ"

# %% Two dimensions: conv2d
# An image goes on in two directions, down and to the right. That is all of lesson 2
# again, with one axis more than a signal: [batch, height, width, channels]. Each axis
# loses what the kernel has beyond 1: 5 - 3 + 1 rows and 7 - 2 + 1 columns.
image = np.arange(35, dtype="int32").reshape(5, 7) % 6
weights = np.array([[1, 0], [0, 2], [3, 0]], dtype="int32")
x = image.reshape(1, 5, 7, 1)
h = weights.reshape(3, 2, 1, 1)
result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
print(f"\nImage:\n{image}")
print(f"Kernel:\n{weights}")
print(f"Result:\n{result[0, :, :, 0].numpy()}")
print("Shapes:", x.shape, "with", h.shape, "gives", result.shape)
h = np.ones((3, 3, 1, 1), dtype="int32")
result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
print("Shapes:", x.shape, "with", h.shape, "gives", result.shape)

# %% Three dimensions: a ball that rolls
# A video is a stack of images, one after the other, so it goes on in time as well. Here
# are two images of a ball: a 9 on zeros. In the second it has rolled on. Compare each
# pixel with itself a moment later: the weights are -1 and 1, and they lie behind each
# other in time. Where nothing moves, the result is 0. The ball leaves a hole, 9*(-1) +
# 0*1 = -9, and it fills another one, 0*(-1) + 9*1 = 9.
video = np.zeros((2, 3, 4))  # 2 images of 3 rows and 4 columns
video[0, 1, 1] = 9
video[1, 1, 2] = 9
print(f"\nFirst image:\n{video[0].astype(int)}")
print(f"Second image:\n{video[1].astype(int)}")
print("Where it was:  9*(-1) + 0*1 =", 9 * (-1) + 0 * 1)
print("Where it is:   0*(-1) + 9*1 =", 0 * (-1) + 9 * 1)
print("All the others: 0*(-1) + 0*1 =", 0 * (-1) + 0 * 1)

# %% Sliding through a video
# The program has a loop for each direction: time, down, right. The window is now a
# block, and [t:t + 2] and so on cuts it out. The kernel here is 2 images deep, and each
# of them is 1x1: it mixes no neighbours, only moments. But it may be any block.


def slide(video, kernel):
    """Return the sums where the kernel lies inside the video."""
    images, rows, columns = video.shape
    depth, height, width = kernel.shape
    result = []
    for t in range(images - depth + 1):
        one_image = []
        for i in range(rows - height + 1):
            row = []
            for j in range(columns - width + 1):
                below = i + height
                right = j + width
                block = video[t : t + depth, i:below, j:right]
                row.append((block * kernel).sum())
            one_image.append(row)
        result.append(one_image)
    return np.array(result)


later_minus_earlier = np.array([-1, 1]).reshape(2, 1, 1)
moved = slide(video, later_minus_earlier)
print(f"\nWhat has moved:\n{moved[0].astype(int)}")
ask("6 images of 8x10, kernel 2x3x3, VALID: images, rows, columns?")

# %% The same rule on three axes
# Each axis goes by itself. There are 6 - 2 + 1 = 5 images, 8 - 3 + 1 = 6 rows, 10 - 3 +
# 1 = 8 columns.
#
# TensorFlow's conv3d wants [batch, depth, height, width, channels]. Depth is the axis
# that images have not: time in a video, or the slices of a body that a scanner takes.
# Some books write such a block as 6x6x2, height, width, depth; conv3d wants its depth
# first. Its strides stand on all five axes. (And it takes no whole numbers: give it
# decimals, as those that np.zeros makes.)
answer((6 - 2 + 1, 8 - 3 + 1, 10 - 3 + 1))
x = video.reshape(1, 2, 3, 4, 1)
h = later_minus_earlier.reshape(2, 1, 1, 1, 1).astype(float)
every_place = [1, 1, 1, 1, 1]
result = tf.nn.conv3d(x, h, every_place, "VALID")
print("Shapes:", x.shape, "with", h.shape, "gives", result.shape)
print(f"TensorFlow:\n{result[0, 0, :, :, 0].numpy().astype(int)}")
assert np.array_equal(result[0, :, :, :, 0], moved), "they differ"
block = tf.ones((1, 2, 6, 6, 1))
h = tf.ones((2, 3, 3, 1, 1))
result = tf.nn.conv3d(block, h, every_place, "VALID")
print("Shapes:", block.shape, "with", h.shape, "gives", result.shape)
print("All its numbers are 2*3*3 =", int(result[0, 0, 0, 0, 0]))
assert np.all(result == 18), "not all are 18"
try:
    whole = tf.ones((1, 2, 6, 6, 1), tf.int32)
    tf.nn.conv3d(whole, tf.cast(h, tf.int32), every_place, "VALID")
except tf.errors.InvalidArgumentError:
    print("conv3d with int32 is refused")

# %% What counts as a dimension?
# Not every axis of an array: an image has four in TensorFlow, and yet it is called
# conv2d. Count the directions in which the kernel slides: all axes but the first and
# the last.
shapes = {
    "a signal": (1, 7, 1),
    "an image": (1, 5, 7, 1),
    "a video ": (1, 2, 3, 4, 1),
}
print()
for name, shape in shapes.items():
    directions = len(shape) - 2  # without batch and channels
    print(f"{name} {shape}: directions {directions}")
ask("A colour video, (1, 6, 8, 10, 3): in how many directions?")

# %% Colours are no direction
# It slides in time, down and to the right: 3. The colours are channels: it has weights
# for all of them at once, and adds up.
#
# You can see the difference from the other side. Take an image with 3 channels, and
# call the channels "depth". A kernel that is 3 deep fits in one place only, so it
# cannot slide there either. conv3d then gives the very numbers of conv2d.
directions = len((1, 6, 8, 10, 3)) - 2
answer(directions)
colours = np.arange(60, dtype="float32").reshape(1, 4, 5, 3) % 7
h = np.arange(18, dtype="float32").reshape(2, 3, 3, 1) % 4
by_conv2d = tf.nn.conv2d(colours, h, strides=1, padding="VALID")
as_depth = np.moveaxis(colours, 3, 1).reshape(1, 3, 4, 5, 1)
deep = np.moveaxis(h, 2, 0).reshape(3, 2, 3, 1, 1)
by_conv3d = tf.nn.conv3d(as_depth, deep, every_place, "VALID")
print("conv2d:", colours.shape, "with", h.shape)
print(by_conv2d[0, :, :, 0].numpy())
print("conv3d:", as_depth.shape, "with", deep.shape)
print(by_conv3d[0, 0, :, :, 0].numpy())
assert np.array_equal(by_conv2d[0], by_conv3d[0, 0]), "they differ"

# %% VALID and SAME agree inside
# Now to the sizes. Take an image of 10x10 that counts from 0 to 99, and a kernel of 3x3
# that counts from 0 to 8. VALID gives 10 - 3 + 1 = 8 rows and columns, SAME gives 10.
# They differ at the border only: leave out the outermost rows and columns of SAME, and
# you have VALID.
square = np.arange(100, dtype="int32").reshape(10, 10)
nine = np.arange(9, dtype="int32").reshape(3, 3)
x = square.reshape(1, 10, 10, 1)
h = nine.reshape(3, 3, 1, 1)
valid = tf.nn.conv2d(x, h, strides=1, padding="VALID")
valid = valid[0, :, :, 0].numpy()
same = tf.nn.conv2d(x, h, strides=1, padding="SAME")
same = same[0, :, :, 0].numpy()
print(f"\nThe image begins with:\n{square[0:3, 0:3]}")
print(f"Kernel:\n{nine}")
row_0 = 0 * 0 + 1 * 1 + 2 * 2
row_1 = 10 * 3 + 11 * 4 + 12 * 5
row_2 = 20 * 6 + 21 * 7 + 22 * 8
print("The first number: 5 + 134 + 443 =", row_0 + row_1 + row_2)
print("VALID:", valid.shape, "corners:")
print(valid[::7, ::7])
print("Sum of all:", valid.sum())
print("SAME:", same.shape, "corners:")
print(same[::9, ::9])
print("Sum of all:", same.sum())
assert np.array_equal(same[1:9, 1:9], valid), "they differ inside"

# %% The zeros of SAME, put there by hand
# Lesson 2 says where SAME puts its zeros: half before, half after, and an odd one
# after. Put them there yourself and take VALID: the numbers are the same. This works
# for any stride.
import math  # ceil rounds up

print()
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

# %% A kernel with a single row, and one with two
# Each axis has its own size. So a kernel with a single row keeps the number of rows, in
# "full", "same" and "valid". With a second row the modes differ on both axes. (The
# first kernel is the 1 -1 of lesson 1 with the signs changed: left minus right.)
from scipy.signal import convolve2d, correlate, correlate2d

scene = np.array([[255, 7, 3], [212, 240, 4], [218, 216, 230]])
one_row = np.array([[-1, 1]])
two_rows = np.array([[-1, 1], [2, 3]])
print(f"\nImage:\n{scene}")
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

# %% A kernel longer than the signal
# On a short signal a smoothing kernel is easily too long. "full" is as before, because
# the copies add up all the same. But there are no n - k + 1 places any more. So "valid"
# and "same" need a rule, and libraries have different ones. NumPy silently swaps the
# two lists: its "same" is as long as the longer one. SciPy keeps the length of the
# signal.
import scipy.signal

short = [6, 2]
long_kernel = [1, 2, 5, 4]
print("\nSignal:", short)
print("Kernel:", long_kernel)
print("full:        ", np.convolve(short, long_kernel, "full"))
print("NumPy, same: ", np.convolve(short, long_kernel, "same"))
print("NumPy, valid:", np.convolve(short, long_kernel, "valid"))
in_scipy = scipy.signal.convolve(short, long_kernel, "same")
print("SciPy, same: ", in_scipy)

# %% Kernels of even size: which side gets the zeros?
# One day two programs will give you the same numbers, one pixel apart. Look at the size
# of the kernel first. A kernel of 2x2 has no middle, so "same" has to put its zeros on
# one side, and not every program takes the same side. SciPy has two functions that
# correlate images. The one called correlate puts the zeros above and on the left, the
# one called correlate2d below and on the right. Look for the 19 in both results. With a
# kernel of odd size there are as many zeros on each side, and the two agree.
nine_pixels = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
four_weights = np.array([[0, 1], [2, 3]])
zeros_before = correlate(nine_pixels, four_weights, "same")
zeros_after = correlate2d(nine_pixels, four_weights, "same")
print(f"\nImage:\n{nine_pixels}")
print(f"Kernel:\n{four_weights}")
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

# %% Dilation: leave numbers out
# A kernel with gaps reaches further with the same weights. Take the week again, and
# three weights two days apart: that is a dilation of 2. The first sum takes days 0, 2
# and 4, the next one days 1, 3 and 5.
far = np.array([1, 10, 100], dtype="int32")
print("\nWeek:  ", week)
print("Kernel:", far, "with dilation 2")
print("Days 0, 2, 4: 3*1 + 4*10 + 6*100 =", 3 * 1 + 4 * 10 + 6 * 100)
print("Days 1, 3, 5: 5*1 + 8*10 + 7*100 =", 5 * 1 + 8 * 10 + 7 * 100)
print("Days 2, 4, 6: 4*1 + 6*10 + 9*100 =", 4 * 1 + 6 * 10 + 9 * 100)
x = week.reshape(1, 7, 1)
h = far.reshape(3, 1, 1)
dilated = tf.nn.conv1d(x, h, 1, "VALID", dilations=2)
print("TensorFlow:", dilated[0, :, 0].numpy())
ask("A 3x3 kernel with dilation 3: over how many rows does it reach?")

# %% Zeros between the weights
# From the first row of the kernel to its third there are two steps of 3 rows. The first
# row counts, too: 2*3 + 1 = 7.
#
# So in the formula for the size (k - 1)*d + 1 stands for k. A dilated kernel is a
# larger kernel with zeros between its weights: write the zeros down, and no dilation is
# needed.
answer((3 - 1) * 3 + 1)
field = np.arange(80, dtype="int32").reshape(1, 8, 10, 1)
nine = nine.reshape(3, 3, 1, 1)
for d in [1, 2, 3]:
    reach = (3 - 1) * d + 1
    wide = np.zeros((reach, reach, 1, 1), dtype="int32")
    wide[::d, ::d] = nine
    by_hand = tf.nn.conv2d(field, wide, strides=1, padding="VALID")
    dilated = tf.nn.conv2d(field, nine, 1, "VALID", dilations=d)
    print(f"Dilation {d}: reaches over {reach}x{reach}, gives", end=" ")
    print(f"{dilated.shape[1]}x{dilated.shape[2]} numbers")
    assert np.array_equal(dilated, by_hand), "dilation does otherwise"

# %% Three layers that see far
# What is dilation good for? One layer reads a signal, a second one reads the results of
# the first, and so on. How many numbers of the signal can reach one number of the last
# layer? As many as one number of the signal can reach in the last layer. So find out
# with a single 1 among zeros: it spreads with each layer, and what it has reached in
# the end is not 0 any more. With three layers of three ones it reaches 7 places. With
# dilations of 1, 2 and 4 it is 15, with as many weights. Programs that make speech hear
# far back in this way.


def spread(dilations):
    """Return where a single 1 has come to after each layer."""
    x = np.zeros((1, 17, 1), dtype="int32")
    x[0, 8, 0] = 1
    ones = np.ones((3, 1, 1), dtype="int32")
    reached = [x[0, :, 0]]
    for d in dilations:
        x = tf.nn.conv1d(x, ones, 1, "SAME", dilations=d)
        reached.append(x[0, :, 0].numpy())
    return np.array(reached)


without = spread([1, 1, 1])
doubled = spread([1, 2, 4])
print(f"\nDilation 1, 1, 1:\n{without}")
print(f"Dilation 1, 2, 4:\n{doubled}")
print("Places, dilation 1, 1, 1:", np.count_nonzero(without[3]))
print("Places, dilation 1, 2, 4:", np.count_nonzero(doubled[3]))

from course.pictures.figures_of_shapes import draw_spread

fig = draw_spread({"1, 1, 1": without, "1, 2, 4": doubled})
save(fig, "spread", "A 1 spreads layer by layer, slowly and fast.")

# %% A collection of filters
# A layer of a network is a collection of filters. Two filters of 5x5 turn a photograph
# of 300x300 pixels in three colours into two maps. The three colours are used up
# inside: each filter has a kernel for each of them.
cases = [
    ((1, 300, 300, 3), (5, 5, 3, 2)),
    ((1, 3, 3, 2), (2, 2, 2, 2)),
    ((1, 4, 5, 3), (2, 3, 3, 2)),
]
print()
for shape_of_images, shape_of_filters in cases:
    x = tf.zeros(shape_of_images)
    h = tf.zeros(shape_of_filters)
    maps = tf.nn.conv2d(x, h, 1, "VALID")
    print(x.shape, "with", h.shape, "gives", maps.shape)

# %% The first layer of AlexNet
# AlexNet is the network that made convolutions famous in 2012: it named what is on
# photographs better than all others. Its photographs have 227x227 pixels. The first
# filters are large, 11x11, and move in steps of 4. The formula of lesson 2 is (n + t -
# k) // s + 1, with t zeros in all. Here there are none, so it is (227 - 11) // 4 + 1.
print("\nThe first filters: (227 - 11) // 4 + 1 =", (227 - 11) // 4 + 1)
print("Then pooling, 3x3 in steps of 2")
ask("How many rows does this pooling make of the 55?")

# %% Pooling has a window, too
# Pooling keeps the largest number of each window, and a window slides as a kernel does:
# (55 - 3) // 2 + 1 = 27.
#
# In all AlexNet has five layers of filters, and pooling after three of them. You can
# follow the rows with a pencil. Each line has the size of the window, the step, and the
# zeros on each side; twice that is t.
answer((55 - 3) // 2 + 1)
print("Filters 5x5, 2 zeros: 27 + 4 - 5 + 1 =", 27 + 4 - 5 + 1)
print("Pooling 3x3, step 2: (27 - 3) // 2 + 1 =", (27 - 3) // 2 + 1)
print("Filters 3x3, 1 zero: 13 + 2 - 3 + 1 =", 13 + 2 - 3 + 1)
print("Pooling 3x3, step 2: (13 - 3) // 2 + 1 =", (13 - 3) // 2 + 1)

# %% Eight layers as a table
# Here are all of them, in order. Each line has the kind of layer, the size of its
# window, the stride, the zeros on each side, and how many filters there are. On the
# whole there are more and more of them, because there are many more patterns to look
# for than edges. (The first AlexNet was spread over two processors, which made some of
# its filters half as deep.)
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
weights = 0
channels = 3
for kind, k, stride, pad, filters in layers:
    if kind == "filters":
        weights += k * k * channels * filters
        channels = filters
print("\nWeights of the first: 11*11*3*96 =", 11 * 11 * 3 * 96)
print("All filters together:", weights)

# %% AlexNet, layer by layer
# Now the formula goes through all of them, and TensorFlow as well, with an image of
# zeros: only the shapes count. The maps get smaller, because in the end it matters what
# an image shows, and not at which pixel.
x = tf.zeros((1, 227, 227, 3))
rows = 227
sizes = [("image", rows, 3)]
print()
for kind, k, stride, pad, filters in layers:
    rows = (rows + 2 * pad - k) // stride + 1
    if kind == "filters":
        zeros = [[0, 0], [pad, pad], [pad, pad], [0, 0]]
        h = tf.zeros((k, k, x.shape[3], filters))
        x = tf.nn.conv2d(x, h, stride, zeros)
    else:
        x = tf.nn.max_pool2d(x, k, stride, "VALID")
    print(f"{kind} {k}x{k}, stride {stride}, pad {pad}: {x.shape[1:]}")
    assert x.shape[1] == rows, "formula and TensorFlow differ"
    sizes.append((kind, rows, x.shape[3]))

from course.pictures.figures_of_shapes import draw_layers

fig = draw_layers(sizes)
save(fig, "layers", "Nine squares, smaller and smaller, above bars.")
ask("How many numbers does the last layer hand on?")

# %% All that is left of an image
# There are 256 maps of 6x6 numbers: 6*6*256 = 9216.
#
# The image had 227x227 pixels in three colours, many more numbers than that. From these
# 9216 dense layers decide what is on the photograph.
answer(6 * 6 * 256)
print("6*6*256 =", int(tf.size(x)))
print("227*227*3 =", 227 * 227 * 3)

# %% Keep, try, go on
# Three things to keep:
#
# - The dimensions of a convolution are the directions in which the kernel slides;
#   channels are added up.
# - On each axis it is (n + t - k) // s + 1; where there is a dilation d, write (k -
#   1)*d + 1 for k.
# - A network makes its maps smaller, and makes more of them.
#
# Two things to try. With --answers this lesson says what comes out, and why:
#
# - In "Three dimensions" put video[1, 1, 1] = 9 instead of video[1, 1, 2] = 9: what has
#   moved?
# - In "AlexNet, layer by layer" put 224 for 227, both times: what are the sizes now,
#   and how many numbers are left in the end?
#
# Next comes docs/further/other_courses.py: what is often printed and wrong, and how to
# decide it.
end()
