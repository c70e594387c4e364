"""
The same sum in TensorFlow
==========================

Lesson 2 of 5, about 50 minutes. You need TensorFlow, NumPy, SciPy and Matplotlib,
and lesson 1. At the end you can

- put images and filters into the order of axes that TensorFlow expects,
- say how large a result is, for any padding, stride and dilation,
- tell where SAME puts its zeros, and why it does not always keep the size,
- follow the shapes through a network, and learn a kernel back from examples.
"""

from course import answer, ask, begin, end, quiet, save

begin(__doc__)

import math
import timeit
from functools import partial

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.testing import assert_array_equal
from scipy.signal import correlate2d

with quiet():
    import tensorflow as tf

from course import convolve1d, convolve2d as exactly, convolve_channels
from course.lessons.show import show, worked
from course.pictures.figures import bars, matrix, panels, strips, window
from course.diagnosis.why import why

# %% Four axes
# TensorFlow convolves many images at once, and an image may have several channels, such
# as red, green and blue. So an image has four axes, [batch, height, width, channels],
# and so has a filter: [height, width, channels in, channels out]. One grey image and
# one kernel have the size 1 on the axes that they do not use.
image = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]], dtype=np.int32)
kernel = np.array([[0, 1], [2, 3]], dtype=np.int32)
exact = exactly(image, kernel, "valid", flip=False)
pairs = zip(image[:2, :2].flat, kernel.flat)
print("\nThe first number: y[0, 0] =", worked(pairs, exact[0][0]))
x = image[None, :, :, None]
h = kernel[:, :, None, None]
result = tf.nn.conv2d(x, h, 1, "VALID")
print(f"Shapes: {x.shape} with {h.shape} gives {tuple(result.shape)}")
show("tf.nn.conv2d", result[0, :, :, 0], exact)

# %% No turn
# You have seen these numbers: it is the correlation of lesson 1. TensorFlow does not
# turn the kernel. Turn it yourself where you want a convolution. From here on this
# small function adds the axes of size 1, and takes them away.


def conv2d(image, kernel, strides=1, padding="VALID", dilations=1):
    """Return tf.nn.conv2d of one image and one kernel, both (rows, columns)."""
    x = np.int32(image)[None, :, :, None]
    h = np.int32(kernel)[:, :, None, None]
    result = tf.nn.conv2d(x, h, strides, padding, dilations=dilations)
    return result[0, :, :, 0].numpy()


assert_array_equal(conv2d(image, kernel), correlate2d(image, kernel, "valid"))
turned = conv2d(image, kernel[::-1, ::-1])
show("\nKernel turned first", turned, exactly(image, kernel, "valid"))

# %% Height before width
# "[.., width, height, ..]" is often printed, and wrong. A square image cannot decide;
# this one has 4 rows and 6 columns, and its filter 3 rows and 2 columns.
ask("(1, 4, 6, 1) with (3, 2, 1, 1), VALID: which shape comes out?")

# %%
# The filter lies in 4 - 3 + 1 rows and 6 - 2 + 1 columns of places.
result = tf.nn.conv2d(tf.zeros((1, 4, 6, 1)), tf.zeros((3, 2, 1, 1)), 1, "VALID")
answer(tuple(result.shape))

# %% A loop with a stride
# The stride is how far the window moves from one output to the next: range() can take
# such steps. This is the loop of lesson 1, without the turn.


def by_loop(image, kernel, stride=1):
    """Return the VALID result of one image and one kernel, as TensorFlow has it."""
    height, width = kernel.shape
    result = []
    for i in range(0, image.shape[0] - height + 1, stride):
        row = []
        for j in range(0, image.shape[1] - width + 1, stride):
            under = image[i:i + height, j:j + width]
            row.append((under * kernel).sum())
        result.append(row)
    return np.array(result)


scene = np.arange(54).reshape(6, 9) % 7
weights = np.array([[1, -2, 3], [0, 4, -1]])
for stride in (1, 2, 3):
    result = by_loop(scene, weights, stride)
    exact = exactly(scene, weights, "valid", stride=stride, flip=False)
    show(f"\nStride {stride}", result, exact)
    assert_array_equal(result, conv2d(scene, weights, stride))

# %% VALID and SAME
# VALID keeps the places where the kernel lies inside the image. SAME adds zeros, so
# that with stride 1 as many numbers come out as went in. Inside, both agree.
square = np.arange(100).reshape(10, 10)
nine = np.arange(9).reshape(3, 3)
valid = conv2d(square, nine)
same = conv2d(square, nine, padding="SAME")
print(f'\nOften printed, and wrong: "10 - 3 + 1 = 9". It is {10 - 3 + 1}.')
for mode, x in {"valid": valid, "SAME": same}.items():
    exact = np.array(exactly(square, nine, mode, flip=False))
    corners = exact[::len(x) - 1, ::len(x) - 1]
    show(f"{mode.upper()} {x.shape}, corners", x[::len(x) - 1, ::len(x) - 1], corners)
    show("  sum of all", x.sum(), exact.sum())
print(f"VALID begins with {valid[0, 0]}; SAME has {same[1, 1]} at [1, 1], and so on")
assert_array_equal(same[1:9, 1:9], valid)

# %% Count the neighbours
# A kernel of ones adds up its window. On an image of ones it counts how many pixels lie
# under it: nine inside, fewer where it hangs over the edge.
ones = np.ones((4, 6), int)
box = np.ones((3, 3), int)
count = conv2d(ones, box, padding="SAME")
show("\nSAME, ones with ones", count, exactly(ones, box, "SAME", flip=False))
fig, ax = panels("SAME sees 9 pixels inside, 6 at an edge, 4 in a corner", height=3)
matrix(ax, count, size=13)
save(fig, "same_counts", "A table: 4 in the corners, 6 along the edges, 9 inside.")

# %% What SAME adds
# The result of SAME is o = n / s long, rounded up: the size of the image only if the
# stride is 1. For that it adds max((o - 1)s + k - n, 0) zeros. Half of them go before;
# an odd one goes after, to the bottom and the right. NumPy puts it before.
print('\nOften printed, and wrong for strides above 1: "SAME keeps the size". Its zeros:')
for n, k, s in [(10, 3, 1), (10, 3, 2), (10, 3, 3), (5, 2, 1), (6, 3, 2)]:
    o = math.ceil(n / s)
    zeros = max((o - 1) * s + k - n, 0)
    before = zeros // 2
    after = zeros - before
    print(f"  n={n}, k={k}, stride {s}: {before} before, {after} after, {o} outputs")
    row = np.arange(1, n + 1)[None]
    taps = np.arange(1, k + 1)[None]
    padded = np.pad(row, ((0, 0), (before, after)))
    assert_array_equal(conv2d(row, taps, s, "SAME"), conv2d(padded, taps, s))
row = [3, 1, 4, 1, 5]
taps = [1, 2]
result = conv2d([row], [taps], padding="SAME")[0]
show(f"SAME with kernel {taps}", result, convolve1d(row, taps, "SAME", flip=False))
result = np.correlate(row, taps, "same")
show("NumPy's 'same'         ", result, convolve1d(row, taps, "same", flip=False))

# %% With SAME, a stride is not a selection
# In VALID, stride 2 gives every second number of stride 1. SAME needs fewer zeros for
# stride 2, so its windows lie elsewhere, and it gives other numbers.
row = [1, 2, 3, 4, 5, 6]
taps = [1, 1, 1]
stepped = conv2d([row], [taps], 2, "SAME")[0]
every = conv2d([row], [taps], 1, "SAME")[0]
exact = convolve1d(row, taps, "SAME", stride=2, flip=False)
show("\nSAME, stride 2          ", stepped, exact)
exact = convolve1d(row, taps, "SAME", flip=False)
show("Every second of stride 1", every[::2], exact[::2])
fig, ax = panels("With stride 2, SAME adds one zero, on the right", height=3)
padded = row + [0]
lists = {"signal and a 0": (0, padded)}
for i, y in enumerate(stepped):
    lists[f"sum {y}"] = (2 * i, padded[2 * i:2 * i + 3])
strips(ax, lists)
save(fig, "same_stride", "The signal, a zero on its right, and three windows below it.")

# %% Which mistake was it?
# In a figure that many have learned from, a stride of 2 is the result of stride 1,
# cropped to the right size (vdumoulin/conv_arithmetic, issue 17). Ask why().
right = conv2d(scene, weights, 2)
dense = conv2d(scene, weights, 1)
cropped = dense[:right.shape[0], :right.shape[1]]
reasons = why(scene, weights, cropped, "valid", stride=2, flip=False)
print("\nWhy these numbers?", reasons, sep="\n")

# %% Padding and stride of your own
# Explicit padding is a list of (before, after) for each axis. For t zeros in all the
# size is floor((n - k + t + s) / s). Rounding up is often printed, and wrong.
around = [[0, 0], [1, 1], [1, 1], [0, 0]]
for stride in (1, 1), (3, 2):
    exact = exactly(image, kernel, padding=1, stride=stride, flip=False)
    show(f"\nPadded, stride {stride}", conv2d(image, kernel, stride, around), exact)
print("\nThe size, and the formula rounded down and up:")
for n, k, t, s in [(3, 2, 2, 3), (3, 2, 2, 2), (2, 1, 0, 2)]:
    size = conv2d(np.ones((n + t, 1)), np.ones((k, 1)), s).shape[0]
    down = math.floor((n - k + t + s) / s)
    up = math.ceil((n - k + t + s) / s)
    print(f"  n={n} k={k} t={t} s={s}: {size}; {down} {up}")
    assert size == down, "the formula does not give this size"

# %% Dilation
# Dilation leaves gaps between the weights: with dilation d, k weights reach over (k -
# 1)d + 1 pixels. Nine weights see a window of 5x5.
field = np.arange(25).reshape(5, 5)
dilated = conv2d(field, box, dilations=2)
show("\nDilation 2", dilated, exactly(field, box, "valid", dilation=2, flip=False))
fig, ax = panels(f"Nine pixels, two apart, reach over 5x5; sum {dilated[0, 0]}")
matrix(ax, field)
for i, j in np.ndindex(3, 3):
    window(ax, 2 * i, 2 * j, 1, 1)
save(fig, "dilation", "A 5x5 window; nine cells, two apart, are framed.")
ask("A 3x3 kernel with dilation 3: over how many rows does it reach?")

# %%
# From the first row to the third there are two steps of 3, and the first row counts.
answer((3 - 1) * 3 + 1)

# %% Channels
# A filter has a plane for every channel of the image. It multiplies each plane with its
# own channel and adds all the products: one filter, one plane of numbers. Two filters
# give two. Here the second channel is the first plus 1, and so are the filters' planes.
x = np.stack([image, image + 1], axis=-1)
h = np.transpose([[kernel, kernel + 1], [kernel + 1, kernel + 2]], (2, 3, 1, 0))
maps = tf.nn.conv2d(x[None], h, 1, "VALID")[0].numpy()
parts = [conv2d(x[:, :, c], h[:, :, c, 0])[0, 0] for c in range(2)]
print(f"\nFilter 0, first number: {parts[0]} + {parts[1]} = {maps[0, 0, 0]}")
exact = np.array(convolve_channels(x, h, "valid", flip=False))
for o in range(maps.shape[-1]):
    show(f"Filter {o}", maps[:, :, o], exact[:, :, o])
print("(height, width, channels):")
for a, b in [((3, 3, 2), (2, 2, 2, 1)), (x.shape, h.shape), ((4, 5, 3), (2, 3, 3, 2))]:
    x = np.arange(np.prod(a), dtype=np.int32).reshape(a) % 7
    h = np.arange(np.prod(b), dtype=np.int32).reshape(b) % 7
    maps = tf.nn.conv2d(x[None], h, 1, "VALID")[0]
    assert_array_equal(maps, convolve_channels(x, h, "valid", flip=False))
    print(f"  {a} with {b} gives {tuple(maps.shape)}")

# %% One, two, three dimensions
# A kernel slides along a signal in one direction, over an image in two, through a stack
# of images in three. 6x6x2 may mean two images of 6x6; conv3d wants that depth first,
# [batch, depth, height, width, channels], and it takes no whole numbers.
print("\nFrom one to three dimensions:")
for f, a, b, strides in [(tf.nn.conv1d, (1, 7, 1), (3, 1, 1), 1),
                         (tf.nn.conv2d, (1, 5, 7, 1), (3, 3, 1, 1), 1),
                         (tf.nn.conv3d, (1, 2, 6, 6, 1), (2, 3, 3, 1, 1), [1] * 5)]:
    result = f(tf.ones(a), tf.ones(b), strides, "VALID")
    print(f"  {len(a) - 2}-D: {a} with {b} gives {tuple(result.shape)}")
    assert_array_equal(result, np.prod(b))
try:
    tf.nn.conv3d(tf.ones(a, tf.int32), tf.ones(b, tf.int32), strides, "VALID")
except tf.errors.InvalidArgumentError:
    print("  conv3d with int32 is refused")

# %% Collections of filters
# A layer of a network is a collection of filters. Two filters of 5x5 turn a photograph
# into two maps. Below is AlexNet, which made convolution famous: on the whole the maps
# get smaller and more. A pooling layer keeps the largest number of a window.
photo = tf.zeros((1, 300, 300, 3))
maps = tf.nn.conv2d(photo, tf.zeros((5, 5, 3, 2)), 1, "VALID")
print(f"\nTwo filters: {tuple(photo.shape)} becomes {tuple(maps.shape)}. AlexNet:")
x = tf.zeros((1, 227, 227, 3))
for k, stride, pad, out in [
        (11, 4, 0, 96), (3, 2, 0, 0), (5, 1, 2, 256), (3, 2, 0, 0),
        (3, 1, 1, 384), (3, 1, 1, 384), (3, 1, 1, 256), (3, 2, 0, 0)]:
    padding = [[0, 0], [pad, pad], [pad, pad], [0, 0]]
    filters = tf.zeros((k, k, x.shape[-1], out))
    x = (tf.nn.conv2d(x, filters, stride, padding) if out
         else tf.nn.max_pool2d(x, k, stride, "VALID"))
    kind = "filters" if out else "pooling"
    print(f"  {kind} {k}x{k}, stride {stride}, pad {pad}: {tuple(x.shape[1:])}")
ask("How many numbers does the last layer hand on?")

# %%
# It has 256 maps of 6x6 numbers.
answer(int(tf.size(x)))

# %% Eager and graph
# "TensorFlow builds a graph, then runs it once" is often printed. That was version 1.
# Version 2 is eager: it computes each line at once. Wrap a function in tf.function, and
# Python walks through it once, to trace a graph that then runs at every call.
walked = []


def eager(image, kernel):
    walked.append("Python was here")
    x = image[None, :, :, None]
    h = kernel[:, :, None, None]
    return tf.nn.conv2d(x, h, 1, "VALID")[0, :, :, 0]


graph = tf.function(eager, autograph=False)  # no if or loop in it to translate
print()
for name, f in {"eager": eager, "tf.function": graph}.items():
    walked.clear()
    results = [f(image, kernel) for call in range(3)]
    print(f"{name}: 3 calls, Python walked through it {len(walked)}x")
    assert_array_equal(results, [correlate2d(image, kernel, "valid")] * 3)

# %% Four lines of NumPy
# A processor multiplies 4 to 16 numbers in one step, side by side in its lanes. What a
# library lays into the lanes counts: TensorFlow is made for many channels and filters,
# and lays these there. Here is one of each, and many columns. In these four lines the
# kernel meets k rows of the image in one matrix product, for every row of outputs, all
# columns side by side; then the shifted results add up.


def four_lines(image, kernel):
    """Return the VALID result of one image and one kernel."""
    rows = sliding_window_view(image, len(kernel), axis=0).swapaxes(1, 2)  # k rows each
    products = kernel.T @ rows  # (rows of outputs, columns of the kernel, columns)
    width = image.shape[1] - kernel.shape[1] + 1
    return sum(products[:, b, b:b + width] for b in range(kernel.shape[1]))


# %% How long it takes
# Six ways to the same numbers. The best of three runs on your machine counts. For a small
# image most of TensorFlow's time is the way into it and out again; a graph of one small
# step gains nothing, it pays where many steps follow each other.


def scipy_way(image, kernel):
    return correlate2d(image, kernel, "valid")


def numpy_way(image, kernel):
    windows = sliding_window_view(image, kernel.shape)
    return np.einsum("ijab,ab", windows, kernel)


def milliseconds(way, image, kernel):
    call = partial(way, image, kernel)  # call() is way(image, kernel)
    return 1000 * min(timeit.repeat(call, number=1, repeat=3))


ways = {"this loop": by_loop, "TensorFlow": eager, "tf.function": graph,
        "SciPy": scipy_way, "NumPy": numpy_way, "four lines": four_lines}
sizes = (16, 64, 256)
nine = np.float32(nine)
scenes = [np.float32(np.arange(n * n).reshape(n, n) % 17) for n in sizes]
print("\nmilliseconds " + "".join(f"{n}x{n}".rjust(10) for n in sizes))
spent = {}
for name, way in ways.items():
    assert_array_equal(way(scenes[1], nine), by_loop(scenes[1], nine))
    spent[name] = [milliseconds(way, x, nine) for x in scenes]
    columns = " ".join(f"{t:9.2f}" for t in spent[name])
    print(f"  {name:11} {columns}  [this machine]")

# %% One channel, and many
# With 32 channels and 32 filters TensorFlow is at home. The four lines know of no
# channels: as they are, they run once for each of 1024 pairs of a channel and a filter.
x = np.float32(np.arange(64 * 64 * 32) % 5).reshape(64, 64, 32)
h = np.ones((3, 3, 32, 32), np.float32)


def tensorflow_with_channels(x, h):
    return tf.nn.conv2d(x[None], h, 1, "VALID")[0]


def four_lines_with_channels(x, h):
    maps = []
    for o in range(32):
        parts = [four_lines(x[..., c], h[..., c, o]) for c in range(32)]
        maps.append(sum(parts))
    return maps


maps = np.moveaxis(tensorflow_with_channels(x, h), 2, 0)  # the filters first
assert_array_equal(maps, four_lines_with_channels(x, h))
many = {"TensorFlow": milliseconds(tensorflow_with_channels, x, h),
        "four lines": milliseconds(four_lines_with_channels, x, h)}
one = {name: times[-1] for name, times in spent.items()}  # of 256x256
fastest = min(one, key=one.get)
fastest_of_many = min(many, key=many.get)
title = f"Fastest with one channel: {fastest}; with 32: {fastest_of_many}"
fig, axes = panels(title, 2, height=3.0)
bars(axes[0], one, "1 channel, 1 filter: milliseconds, log scale")
bars(axes[1], many, "32 channels, 32 filters: the same")
save(fig, "times", "Times of six ways with one channel, and of two with 32 channels.")

# %% Learn the kernel
# So far you chose the weights. A network finds them, from images and the answers that
# it should give. Here x is 16 images of random numbers, learned is nine weights, all 0
# at first, and the error is the mean square of what is still wrong. GradientTape says
# for each weight in which direction the error grows; you step the other way, a little.
edge = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
x = tf.random.stateless_normal((16, 8, 10, 1), seed=(0, 1))
wanted = tf.nn.conv2d(x, np.float32(edge)[:, :, None, None], 1, "VALID")
learned = tf.Variable(tf.zeros((3, 3, 1, 1)))
fig, axes = panels("From examples alone, the edge kernel comes back", 3, height=2.8)
for ax, (first, last) in zip(axes, ((0, 0), (0, 4), (4, 200))):
    for step in range(first, last):
        with tf.GradientTape() as tape:
            error = tf.reduce_mean((tf.nn.conv2d(x, learned, 1, "VALID") - wanted) ** 2)
        learned.assign_sub(0.1 * tape.gradient(error, learned))
    weights = np.round(learned[:, :, 0, 0], 1) + 0.0
    matrix(ax, weights, f"after {last} steps", signed=True, high=2)
show("\nThe learned kernel, rounded", np.rint(weights).astype(int), edge)
save(fig, "learned", "The weights: all 0, then nearly right, then the edge kernel's.")

# %% Keep, try, go on
# Three things to keep: height comes before width, and channels last; SAME is n / s
# rounded up, and its odd zero goes after; a filter adds over the channels.
# Two things to try: give the stride loop a stride of 4; learn from one image of 4x4, as
# in (1, 4, 4, 1): can four answers settle nine weights? The last check tells you.
# Next comes 3_image.py: a photograph under kernels that blur it and find its edges.
end()
