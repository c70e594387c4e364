"""
How fast is a convolution?
==========================

For later, about 20 minutes. You need lesson 2. At the end you can

- say what eager and graph mean, and when a graph is worth its while,
- measure six ways to the same numbers on your own machine,
- write a fast convolution of one image in a few lines of NumPy.
"""

# The course's own helpers stand two folders above this file: look there, too.
import sys

sys.path.append(sys.path[0] + "/../..")
from course import answer, ask, begin, end, quiet, save

begin(__doc__)

# %% Eager and graph
# TensorFlow computes each line at once, as Python does: it is eager. Wrap a function
# into tf.function, and Python goes through it only once. TensorFlow notes down what it
# does there, as a graph, and every later call follows the notes. A list counts how
# often Python has been in the function.
import numpy as np  # tables of numbers

with quiet():  # without the messages at its start
    import tensorflow as tf

visits = []


def eager(image, kernel):
    """Return the VALID result of one image and one kernel."""
    visits.append("Python was here")
    x = image[None, :, :, None]  # None makes a new axis of size 1
    h = kernel[:, :, None, None]
    return tf.nn.conv2d(x, h, strides=1, padding="VALID")[0, :, :, 0]


graph = tf.function(eager, autograph=False)  # no loop in it
image = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]], dtype="int32")
kernel = np.array([[0, 1], [2, 3]], dtype="int32")
for call in range(3):
    result = eager(image, kernel)
print(f"The result:\n{result.numpy()}")
print("Eager, 3 calls: Python went through it", len(visits), "times")
ask("The same function as a graph, 3 calls: how often is Python there?")

# %% Python is there once
# At the first call the graph is made, and for that Python goes through the function.
# The other two calls do without.
visits.clear()
for call in range(3):
    result_of_graph = graph(image, kernel)
answer(len(visits))
assert np.array_equal(result, result_of_graph), "eager and graph differ"

# %% Two ways that you know
# The loop of lesson 2 takes the windows one by one. SciPy does the same in a faster
# language.
import scipy.signal  # convolutions and correlations


def by_loop(image, kernel):
    """Return the sums where the kernel lies inside the image."""
    height, width = kernel.shape
    result = []
    for i in range(image.shape[0] - height + 1):
        row = []
        for j in range(image.shape[1] - width + 1):
            window = image[i : i + height, j : j + width]
            row.append((window * kernel).sum())
        result.append(row)
    return np.array(result)


def by_scipy(image, kernel):
    """Return the same, by SciPy."""
    return scipy.signal.correlate2d(image, kernel, "valid")


looped = by_loop(image, kernel)
assert np.array_equal(looped, result), "the loop differs"
assert np.array_equal(by_scipy(image, kernel), result), "SciPy differs"

# %% All windows at once
# NumPy can show an image as a table of all its windows, without copying a number. Then
# einsum multiplies each window by the kernel and adds up: i and j are the place of the
# window, a and b the place in it.
from numpy.lib.stride_tricks import sliding_window_view


def by_windows(image, kernel):
    """Return the same, from a table of windows."""
    windows = sliding_window_view(image, kernel.shape)
    return np.einsum("ijab,ab", windows, kernel)


multiplied = by_windows(image, kernel)
assert np.array_equal(multiplied, result), "einsum differs"

# %% A few lines of NumPy
# A processor multiplies 4 to 16 numbers in one step, side by side. What a library puts
# side by side counts. TensorFlow puts channels and filters there, and here is only one
# of each. But there are many columns. Here the kernel meets k rows of the image in one
# matrix product, for all columns side by side; then the results of the kernel's columns
# are shifted and added up.


def few_lines(image, kernel):
    """Return the VALID result of one image and one kernel."""
    k, columns = kernel.shape
    rows = sliding_window_view(image, k, axis=0).swapaxes(1, 2)
    products = kernel.T @ rows  # (rows, kernel's columns, columns)
    width = image.shape[1] - columns + 1
    return sum(products[:, b, b : b + width] for b in range(columns))


assert np.array_equal(few_lines(image, kernel), result), "they differ"

# %% How long it takes
# The best of three runs counts. For a small image most of TensorFlow's time is the way
# into it and out again. And a graph of one small step gains nothing: it pays where many
# steps follow each other.
import timeit  # measures time
from functools import partial  # a call that waits


def milliseconds(way, image, kernel):
    """Return the time of way(image, kernel), the best of three."""
    call = partial(way, image, kernel)
    return 1000 * min(timeit.repeat(call, number=1, repeat=3))


ways = {
    "this loop": by_loop,
    "TensorFlow": eager,
    "tf.function": graph,
    "SciPy": by_scipy,
    "NumPy": by_windows,
    "few lines": few_lines,
}
nine = np.arange(9, dtype="float32").reshape(3, 3)
sizes = [16, 64, 256]
spent = {}
for name, way in ways.items():
    times = []
    for n in sizes:
        scene = np.arange(n * n, dtype="float32").reshape(n, n) % 17
        right = by_scipy(scene, nine)
        assert np.array_equal(way(scene, nine), right), name
        times.append(milliseconds(way, scene, nine))
    spent[name] = times
print("milliseconds      16x16     64x64   256x256")
for name, times in spent.items():
    columns = "".join(f"{time:10.2f}" for time in times)
    print(f"  {name:11}{columns}  [this machine]")

from course.pictures.figures_of_speed import draw_times_by_size

fig = draw_times_by_size(sizes, spent)
save(fig, "sizes", "Six lines: the time of each way against size.")

# %% One channel, and many
# With 32 channels and 32 filters TensorFlow is at home. The few lines know of no
# channels: they run once for each of 32*32 = 1024 pairs of a channel and a filter.
x = (np.arange(64 * 64 * 32, dtype="float32") % 5).reshape(64, 64, 32)
h = np.ones((3, 3, 32, 32), dtype="float32")


def tensorflow_with_channels(x, h):
    """Return the feature maps, channels last."""
    return tf.nn.conv2d(x[None], h, strides=1, padding="VALID")[0]


def few_lines_with_channels(x, h):
    """Return the feature maps, one after the other."""
    maps = []
    for o in range(32):
        total = 0
        for c in range(32):
            total = total + few_lines(x[:, :, c], h[:, :, c, o])
        maps.append(total)
    return maps


maps = tensorflow_with_channels(x, h)
maps = np.moveaxis(maps, 2, 0)  # the filters first
same = np.array_equal(maps, few_lines_with_channels(x, h))
assert same, "the two differ"
many = {
    "TensorFlow": milliseconds(tensorflow_with_channels, x, h),
    "few lines": milliseconds(few_lines_with_channels, x, h),
}
one = {name: times[-1] for name, times in spent.items()}
print("With 32 channels and 32 filters, 64x64, milliseconds:")
for name, time in many.items():
    print(f"  {name:11}{time:10.2f}  [this machine]")

from course.pictures.figures_of_speed import draw_times

fig = draw_times(one, many)
save(fig, "times", "Bars: six ways with 1 channel, two with 32.")

# %% Keep
# Three things to keep: TensorFlow 2 is eager, and tf.function makes a graph of a
# function. A graph pays where many steps follow each other. Which way is the fastest
# depends on the size of the image and on the number of channels, so measure it.
end()
