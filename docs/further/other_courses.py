"""
If you come from another course
===============================

For later, about 45 minutes. You need lessons 0 to 2. Some numbers and sentences stand in
many courses and books, and are wrong. You need not know any of them: here each is quoted
first, then a small computation decides. At the end you can

- say what is right instead, and show it,
- decide such a thing yourself, with the smallest example that can,
- tell a wrong number from another name for the same thing.
"""

# The course's own helpers stand two folders up: look there first.
import sys

sys.path.insert(1, sys.path[0] + "/../..")
from course import answer, ask, begin, end, quiet, save

begin(__doc__)

# %% "10 - 3 + 1 = 9"
# Often printed: an image of 10x10, a kernel of 3x3, mode "valid", and "10 - 3 + 1 = 9".
# Somebody has counted the steps, or made a slip, and others have copied it. So do not
# believe it, and do not believe this course either: count. Here are the places at which
# a kernel of 3 can begin along a smaller signal, one of 5. At place 0 it lies on 0, 1,
# 2.
places = [0, 1, 2]
print("\nA signal of 5, a kernel of 3, the places:", places)
print("The last one lies on", [2, 3, 4])
print("How many: 5 - 3 + 1 =", 5 - 3 + 1)
ask("And along 10 numbers: at how many places can a kernel of 3 begin?")

# %% It is 8
# The last place is 7, where it lies on 7, 8, 9. From 0 to 7 there are 8 places: 10 - 3
# + 1 = 8.
#
# A loop that tries them all says the same, and so does TensorFlow. What is right:
# "valid" gives n - k + 1 numbers, and for 10 and 3 that is 8.
import numpy as np

with quiet():  # hides what TensorFlow prints when it is loaded
    import tensorflow as tf

places = []
for place in range(10):
    last = place + 3 - 1
    if last < 10:  # the whole kernel lies on the signal
        places.append(place)
answer(len(places))
print("The places:", places)
print("10 - 3 + 1 =", 10 - 3 + 1)
square = tf.zeros((1, 10, 10, 1))
h = tf.zeros((3, 3, 1, 1))
valid = tf.nn.conv2d(square, h, strides=1, padding="VALID")
print("10x10 with 3x3, VALID:", valid.shape)

# %% The feature map of an X
# Many courses begin with an image of 25 pixels and a kernel of 9 weights, all 0 or 1.
# The ones of the kernel form an X, which looks the same when it is flipped. So at each
# place you only need to count the ones of the image that lie under the X. Often
# printed: a feature map that begins with 4 3 4, and below that 2 4 3.
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
print(f"\nImage:\n{image}")
print(f"Kernel:\n{kernel}")
ask("In the top left, how many ones of the image lie under the X?")

# %% Three, and not four
# Under the X lie 1 and 0 in row 0, 1 in row 1, and 0 and 1 in row 2: three ones.
#
# Often printed beside it: the sum 1+0+1+1+0, and a 4. But that sum is 3, and it belongs
# one row further down on the right. The 4 in the top right corner is 0+1+1+1+1. What is
# right: the feature map below.
from scipy.signal import convolve2d

answer(1 + 0 + 1 + 0 + 1)
y = convolve2d(image, kernel, "valid")
print(f"Its feature map:\n{y}")
for i, j in [(0, 2), (1, 2)]:
    window = image[i : i + 3, j : j + 3]
    under_the_x = window[kernel == 1]  # the five pixels under a 1
    total = under_the_x.sum()
    print(f"Row {i}, column {j}:", under_the_x, "added:", total)
print("0+1+1+1+1 =", 0 + 1 + 1 + 1 + 1)
print("1+0+1+1+0 =", 1 + 0 + 1 + 1 + 0)

# %% Where the printed numbers come from
# There is another image of 5x5, and for that one the printed feature map is right. The
# two were mixed up: rows 1 and 2 are the same in both, the other rows are not. So a
# number may be right, and stand in the wrong place.
other_image = np.array(
    [
        [1, 1, 1, 0, 0],
        [0, 1, 1, 1, 0],
        [0, 0, 1, 1, 1],
        [0, 0, 1, 1, 0],
        [0, 1, 1, 0, 0],
    ]
)
other_y = convolve2d(other_image, kernel, "valid")
print(f"\nThe other image:\n{other_image}")
print(f"Its feature map:\n{other_y}")

from course.pictures.figures_of_other_courses import draw_mixed_up

fig = draw_mixed_up(image, y, other_image, other_y)
save(fig, "mixed_up", "Two images and their maps; some rows differ.")

# %% TensorFlow convolves, or does it?
# Often printed, and half right: networks "convolve". The word is theirs, but in this
# course and in mathematics a convolution flips the kernel. TensorFlow does not. The
# smallest example that can decide is a signal with a single 1. A convolution leaves the
# kernel there as it is, because that 1 sends out one copy. Without the flip it comes
# out backwards. What is right: what TensorFlow calls a convolution is a correlation.
spike = np.array([0, 0, 1, 0, 0], dtype="int32")
weights = np.array([1, 2, 3], dtype="int32")
x = spike.reshape(1, 5, 1)
h = weights.reshape(3, 1, 1)
by_tensorflow = tf.nn.conv1d(x, h, stride=1, padding="VALID")
print("\nSignal:", spike)
print("Kernel:", weights)
print("np.convolve: ", np.convolve(spike, weights, "valid"))
print("np.correlate:", np.correlate(spike, weights, "valid"))
print("TensorFlow:  ", by_tensorflow[0, :, 0].numpy())

# %% The sign of a convolution
# The sign of a convolution is an asterisk. Often printed, and wrong: a cross in a
# circle. That is the sign of the Kronecker product, which NumPy calls kron. There, too,
# each number of the signal sends out a copy of the kernel. But the copies stand side by
# side, and do not overlap, so nothing is added.
signal = [3, 4, 5]
kernel = [2, 1, 0]
convolved = np.convolve(signal, kernel)
side_by_side = np.kron(signal, kernel)
print("\nSignal:", signal)
print("Kernel:", kernel)
print("Convolution:      ", convolved, "has", len(convolved), "numbers")
count = len(side_by_side)
print("Kronecker product:", side_by_side, "has", count, "numbers")

# %% What the t in the formula counts
# With a padding of t zeros, n + t - k + 1 numbers come out. Often printed without a
# word on it: is t what stands on one side, or what stands on both together? Put a
# single zero on each side, all around an image of 3x3.
nine_pixels = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
four_weights = np.array([[0, 1], [2, 3]])
padded = np.pad(nine_pixels, 1)
print(f"\nPadded:\n{padded}")
print(f"Kernel:\n{four_weights}")
ask("n = 3, k = 2, one zero on each side: how many rows come out?")

# %% One zero on each side is t = 2
# Two zeros come to each column, one above and one below: 3 + 2 - 2 + 1 = 4.
#
# Whoever takes t = 1 for it gets 3, and SciPy gives 4. What is right: t counts the
# zeros on both sides together. (Libraries that ask for a "padding of 1" mean one on
# each side. Their own formula has 2*1 in it.)
y = convolve2d(padded, four_weights, "valid")
answer(3 + 2 - 2 + 1)
print(f"SciPy's result:\n{y}")
print("With t = 2:", 3 + 2 - 2 + 1, "rows")
print("With t = 1:", 3 + 1 - 2 + 1, "rows")

# %% "[batch, width, height, channels]"
# Often printed: images are "[batch, width, height, channels]". A square image cannot
# decide. This one has 4 rows of 6 numbers, counted on from 0: one row further down a
# number is larger by 6, one column further right by 1. The kernel compares a number
# with the one that lies two further along its first axis.
wide = np.arange(24, dtype="int32").reshape(4, 6)
x = wide.reshape(1, 4, 6, 1)
h = np.zeros((3, 2, 1, 1), dtype="int32")
h[0, 0] = -1
h[2, 0] = 1
print(f"\nImage:\n{wide}")
print(f"Kernel:\n{h[:, :, 0, 0]}")
ask("Two rows further down, by how much is a number larger?")

# %% Height comes first
# A row has 6 numbers, so one row further down it is 6 more, and two rows further down
# 2*6 = 12.
#
# Two columns further to the right it would be 2. The kernel finds 12 everywhere, so its
# first axis counts rows. What is right: [batch, height, width, channels].
answer(2 * 6)
result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
print(x.shape, "with", h.shape, "gives", result.shape)
print(f"The differences:\n{result[0, :, :, 0].numpy()}")

# %% "SAME keeps the size"
# Often printed: "SAME keeps the size". With a stride of 1 it does. With a stride of s
# it gives n / s numbers, rounded up. Three strides are enough to see it. What is right:
# SAME keeps the size where the stride is 1.
h = tf.zeros((3, 3, 1, 1))
print()
for stride in [1, 2, 3]:
    same = tf.nn.conv2d(square, h, strides=stride, padding="SAME")
    print(f"10x10 with SAME, stride {stride}: {same.shape}")

# %% Rounded up, or rounded down?
# Often printed, and wrong: a size of (n - k + t + s) / s, rounded up. As before, t
# zeros are added in all, and s is the stride. Take 3 numbers with a zero on each side,
# and a kernel of 2 that moves on by 2. The formula gives (3 - 2 + 2 + 2) / 2 = 2.5. So
# which is it, 2 or 3? Here are the numbers with their zeros.
print("\nPadded: 0 1 2 3 0")
print("(3 - 2 + 2 + 2) / 2 =", (3 - 2 + 2 + 2) / 2)
ask("A kernel of 2, stride 2, on these five: how many places?")

# %% Rounded down
# The kernel lies on 0 1, then on 2 3. At the next place it would need a number beyond
# the last 0, so it does not go there: 2.
#
# A step that leads beyond the end is not made, so it has to be rounded down. That is (n
# + t - k) // s + 1, as lesson 2 has it. The last lines are an often printed example:
# 3x3 with 2x2, one zero on each side, strides of 3 and 2. It gives 2x2. Rounded up it
# would be 2x3.
import math  # ceil rounds up, floor rounds down

answer(math.floor((3 - 2 + 2 + 2) / 2))
cases = [(2, 1, 0, 2), (3, 2, 2, 3), (3, 2, 2, 2)]
for n, k, t, s in cases:
    x = tf.ones((1, 1, n + t, 1))
    h = tf.ones((1, k, 1, 1))
    size = tf.nn.conv2d(x, h, (1, s), padding="VALID").shape[2]
    down = math.floor((n - k + t + s) / s)
    up = math.ceil((n - k + t + s) / s)
    print(f"n={n} k={k} t={t} s={s}: {size}; down {down}, up {up}")
    assert size == down, "the formula does not give this size"
x = nine_pixels.reshape(1, 3, 3, 1).astype("int32")
h = four_weights.reshape(2, 2, 1, 1).astype("int32")
around = [[0, 0], [1, 1], [1, 1], [0, 0]]
result = tf.nn.conv2d(x, h, strides=(3, 2), padding=around)
print(f"3x3 with 2x2:\n{result[0, :, :, 0].numpy()}")

# %% 224 or 227?
# Often printed: AlexNet, the network that made convolutions famous in 2012, takes
# images of "224x224". Its first filters are 11x11 with a stride of 4, and what comes
# out is 55x55. Without padding that does not fit together. Work it out, once for 224
# and once for 227. What is right: 227, or 224 with 3 zeros or 4 on each axis.
without = (224 - 11) // 4 + 1
larger = (227 - 11) // 4 + 1
with_zeros = (224 + 3 - 11) // 4 + 1
print("\n224: (224 - 11) // 4 + 1 =", without)
print("227: (227 - 11) // 4 + 1 =", larger)
print("224 and 3 zeros: (224 + 3 - 11) // 4 + 1 =", with_zeros)
h = tf.zeros((11, 11, 3, 1))
for n in [224, 227]:
    x = tf.zeros((1, n, n, 3))
    maps = tf.nn.conv2d(x, h, strides=4, padding="VALID")
    print(f"TensorFlow, {n}x{n}: {maps.shape[1]}x{maps.shape[2]}")

# %% A stride is not a crop
# Often printed: a figure in which stride 2 is the result of stride 1, cropped to the
# right size (vdumoulin/conv_arithmetic, issue 17). But a stride leaves out places all
# over the image. Here are both. What is right: stride 2 has every second row and column
# of stride 1.
count_up = np.arange(54, dtype="int32") % 7  # 0 to 6, again and again
scene = count_up.reshape(6, 9)
weights = np.array([[1, -2, 3], [0, 4, -1]], dtype="int32")
x = scene.reshape(1, 6, 9, 1)
h = weights.reshape(2, 3, 1, 1)
dense = tf.nn.conv2d(x, h, strides=1, padding="VALID")
dense = dense[0, :, :, 0].numpy()
right = tf.nn.conv2d(x, h, strides=2, padding="VALID")
right = right[0, :, :, 0].numpy()
rows, columns = right.shape
cropped = dense[:rows, :columns]
print(f"\nImage:\n{scene}")
print(f"Kernel:\n{weights}")
print(f"Stride 2:\n{right}")
print(f"Cropped:\n{cropped}")
assert np.array_equal(right, dense[::2, ::2]), "not every second"

from course.pictures.figures_of_other_courses import draw_crop

fig = draw_crop(dense, right.shape)
save(fig, "stride", "The same numbers twice; other cells are marked.")

# %% Ask why
# This course has a tool that finds out by which mistake given numbers come about:
# why(). It wants the image, the kernel, the numbers, and what was asked for. Give it
# the cropped ones. You can use it for your own numbers, too.
from course import why

reasons = why(scene, weights, cropped, "valid", stride=2, flip=False)
print(f"\n{reasons}")

# %% "The Laplacian is the gradient magnitude"
# Often printed: the Laplacian, 1 -2 1 along a signal, gives "the gradient magnitude".
# The gradient says how steep the signal is, and its magnitude is that without the sign.
# Take a ramp that rises by 1 at each step, then goes flat. On the ramp the gradient is
# 1. What does 1 -2 1 give there? (It looks the same flipped.)
ramp = np.array([0, 0, 0, 1, 2, 3, 4, 4, 4])
print("\nRamp:", ramp)
print("Gradient, right minus left, on the ramp: 3 - 2 =", 3 - 2)
ask("In the middle of the ramp, on 1 2 3: what does 1 -2 1 give?")

# %% Nothing, on a ramp
# 1*1 + 2*(-2) + 3*1 = 0. It is as steep before as after, and 1 -2 1 compares the two.
#
# It is a second derivative: the change of the change. It is 1 where the ramp begins and
# -1 where it ends, and 0 on the ramp itself. What is right: the gradient magnitude is
# how steep it is; the Laplacian is how much that changes.
answer(1 * 1 + 2 * (-2) + 3 * 1)
gradient = np.convolve(ramp, [1, -1], "valid")
laplacian = np.convolve(ramp, [1, -2, 1], "valid")
print("Gradient: ", gradient)
print("Magnitude:", np.abs(gradient))
print("Laplacian:", laplacian)

from course.pictures.figures_of_other_courses import draw_ramp

fig = draw_ramp(ramp, gradient, laplacian)
save(fig, "ramp", "A ramp, its gradient, and its Laplacian.")

# %% "TensorFlow builds a graph, then runs it once"
# Often printed, and true of TensorFlow 1 only: "TensorFlow builds a graph, then runs it
# once". TensorFlow 2 computes each line at once. Only what you wrap into tf.function
# becomes a graph, and that is made once and run at every call. A list counts how often
# Python goes through the function.
visits = []


def double(number):
    """Return twice a number, and leave a trace."""
    visits.append("Python was here")
    return 2 * number


graph = tf.function(double, autograph=False)  # no loop in it
print()
for number in [3.0, 4.0, 5.0]:
    double(tf.constant(number))
print("Eager, 3 calls: Python went through it", len(visits), "times")
visits.clear()
for number in [3.0, 4.0, 5.0]:
    last = graph(tf.constant(number))
print("Graph, 3 calls: Python went through it", len(visits), "time")
print("The graph ran at every call; the last gave", float(last))

# %% "plt.show(picture) shows it"
# Often printed: "plt.show(picture)", and then the complaint that a picture cannot be
# shown. plt.show takes no picture. It opens a window for what has been drawn before,
# and imshow is what draws. Count the pictures in a figure before and after. What is
# right: plt.imshow(picture), then plt.show() if there is a screen, or
# fig.savefig("picture.png").
from matplotlib import pyplot as plt

fig, ax = plt.subplots()
before = len(ax.images)
ax.imshow(image)
after = len(ax.images)
plt.close(fig)  # it has done its work
print("\nPictures in the figure before imshow:", before)
print("Pictures in the figure after imshow: ", after)

# %% Keep, try, go on
# Three things to keep:
#
# - Count, or let a loop count, before you believe a size.
# - An example that decides is small and lopsided: not square, and not the same
#   flipped.
# - Two books that differ may use one word for two things: ask for the numbers.
#
# Two things to try. With --answers this lesson says what comes out, and why:
#
# - In "TensorFlow convolves" put [1, 2, 1] for the weights: can this example still
#   decide?
# - In "Nothing, on a ramp" put ramp = np.array([0, 0, 1, 3, 6, 10, 15]) above the
#   gradient, a signal that gets steeper all the time: what is its Laplacian?
#
# There is no lesson after this one: README.md says what else is here.
end()
