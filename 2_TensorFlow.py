"""
The same sum in TensorFlow
==========================

Lesson 2 of 5, about 60 minutes. You need lessons 0 and 1. At the end you can

- hand an image and a kernel to TensorFlow, with the four axes that it wants,
- say why it does not flip the kernel, and get a convolution from it all the same,
- say how a network finds its weights, and find nine weights from examples,
- choose stride and padding, and say beforehand how large the result will be,
- follow an image of several channels through several filters.
"""

from course import answer, ask, begin, end, quiet, save

begin(__doc__)

# %% A sum that you know
# Here are an image and a kernel from lesson 1. Lay the kernel on the top left corner of
# the image as it is, without a flip. Multiply each pixel by the weight that lies on it,
# and add up the four products. ("int32" in the code is the kind of whole number that
# TensorFlow's convolution takes.)
import numpy as np  # arrays of numbers

image = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]], dtype="int32")
kernel = np.array([[0, 1], [2, 3]], dtype="int32")
print(f"Image:\n{image}")  # \n begins a new line
print(f"Kernel:\n{kernel}")
ask("The kernel on the top left corner, not flipped: which sum?")

# %% The first number
# The kernel lies on 0 1 and, below that, on 3 4. Each of them meets the weight that
# lies on it: 0*0 + 1*1 + 3*2 + 4*3 = 19.
#
# Flipped, the kernel would have the rows 3 2 and 1 0, and the sum would be another one.
first = 0 * 0 + 1 * 1 + 3 * 2 + 4 * 3
answer(first)
print("Not flipped: 0*0 + 1*1 + 3*2 + 4*3 =", first)
with_flip = 0 * 3 + 1 * 2 + 3 * 1 + 4 * 0
print("Flipped:     0*3 + 1*2 + 3*1 + 4*0 =", with_flip)

# %% Why an image has four axes
# TensorFlow is a library for neural networks, and these look at many images, not at
# one. So TensorFlow takes a whole pile of images at once: a batch. And one image may
# have several planes, its channels: a photograph has a red, a green and a blue one. To
# point at one number you have to say which image, which row, which column, which
# channel. These are the four axes, always in this order: [batch, height, width,
# channels]. Your image is a batch of 1, with 3 rows, 3 columns and 1 channel. reshape()
# brings its nine numbers into that shape.
x = image.reshape(1, 3, 3, 1)
print("Shape before:", image.shape)
print("Shape after: ", x.shape)
print("Image 0, row 1, column 2, channel 0:", x[0, 1, 2, 0])

# %% The kernel has four axes, too
# TensorFlow calls the weights a filter: [height, width, channels in, channels out].
# Your image has 1 channel, so 1 goes in; you want 1 result, so 1 comes out. You will
# meet more of both later in this lesson. As in the formula of lesson 0, x is what you
# convolve, and h are the weights. tf.nn.conv2d does the sliding. With strides=1 the
# kernel moves one step at a time, and "VALID" is the "valid" that you know. The result
# has four axes as well. Of these you take image 0, all rows (that is the colon), all
# columns, channel 0; .numpy() makes it an array of NumPy's again.
with quiet():  # hides what TensorFlow prints when it is loaded
    import tensorflow as tf

h = kernel.reshape(2, 2, 1, 1)
result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
print("Image ", x.shape)
print("Filter", h.shape)
print("Result", result.shape)
print(result[0, :, :, 0].numpy())

# %% TensorFlow does not flip
# The first number is 19, not 5: TensorFlow lays the kernel on as it is. These are the
# numbers of the correlation in lesson 1. The usual libraries for neural networks do the
# same, and call it a convolution all the same. If you want a true one, flip the kernel
# yourself before you hand it over.
import scipy.signal  # convolutions that flip

flipped = h[::-1, ::-1]  # flips the first two axes, height and width
result = tf.nn.conv2d(x, flipped, strides=1, padding="VALID")
by_tensorflow = result[0, :, :, 0].numpy()
by_scipy = scipy.signal.convolve2d(image, kernel, "valid")
print(f"Flipped, then TensorFlow:\n{by_tensorflow}")
print(f"SciPy's convolve2d:\n{by_scipy}")
assert np.array_equal(by_tensorflow, by_scipy), "the two differ"

# %% Height before width
# You read a page line by line. A table is counted like that, too: image[2, 0] is row 2,
# column 0. So height, the number of rows, stands before width. People say it the other
# way about when they speak of screens and photographs: 1920 x 1080 is width first. With
# a square image the shape does not tell you when you have mixed the two up. So here is
# one of 4 rows and 6 columns. (arange(24) counts from 0 to 23; % 8 keeps the numbers
# below 8.)
wide = np.arange(24, dtype="int32").reshape(4, 6) % 8
tall = np.array([[1, 0], [0, 2], [1, 3]], dtype="int32")
print(f"Image:\n{wide}")
print(f"Kernel:\n{tall}")
ask("Image 4x6, kernel 3x2, VALID: how many rows and columns?")

# %% Each axis by itself
# Height goes with height, and width with width: 4 - 3 + 1 = 2 rows, and 6 - 2 + 1 = 5
# columns.
#
# On each axis it is n - k + 1, as in lessons 0 and 1: n numbers of the image, k of the
# kernel.
rows = 4 - 3 + 1
columns = 6 - 2 + 1
answer((rows, columns))
x = wide.reshape(1, 4, 6, 1)
h = tall.reshape(3, 2, 1, 1)
result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
print("Image ", x.shape, "  batch, height, width, channels")
print("Filter", h.shape, "  height, width, channels in, channels out")
print("Result", result.shape, "  batch, height, width, channels")
print(result[0, :, :, 0].numpy())

# %% How can a program find a weight?
# In a network nobody writes the weights down. It learns them from examples: from
# images, and the answers that it should give. How can a program do that? Begin with the
# smallest kernel, a single weight. On a pixel of 2 it should give 6, and on a pixel of
# 1 it should give 3. You see at once what the weight has to be. The program does not:
# it begins with any weight, say 1, and looks how far off its answers are.
#
# Then it makes one number of that, the error: square how far off each answer is, and
# take the average. Why squares? Too little is as bad as too much, and a square is never
# below 0: (-4)*(-4) is 16, as 4*4 is. So two mistakes cannot cancel.
print("2*1 =", 2 * 1, "but should be 6: off by", 2 * 1 - 6)
print("1*1 =", 1 * 1, "but should be 3: off by", 1 * 1 - 3)
squares = (-4) * (-4) + (-2) * (-2)
print("The error: ((-4)*(-4) + (-2)*(-2)) / 2 =", squares / 2)

# %% Push the weight, and watch the error
# Which way should the weight go? Try it out: push it up a little, from 1 to 1.001. The
# error falls, so up is the right way. It falls by about 0.01, ten times as much as the
# weight went up. The change of the error, divided by the push, is called the slope. It
# is about -10 here, with a minus because the error falls.


def error_of(weight):
    """Return the average of the squares of what is wrong."""
    wrong_for_2 = 2 * weight - 6
    wrong_for_1 = 1 * weight - 3
    return (wrong_for_2**2 + wrong_for_1**2) / 2


def slope_at(weight):
    """Return how fast the error changes when the weight is pushed."""
    push = 0.001
    return (error_of(weight + push) - error_of(weight)) / push


print("Error with 1:    ", error_of(1))
print("Error with 1.001:", round(error_of(1.001), 3))
print("Slope, rounded:  ", round(slope_at(1), 1))

# %% One step
# If the slope is below 0, the weight has to go up; if it is above 0, down: always
# against the sign of the slope. How far? Here the slope is steep far from the right
# weight, and flat near it. So make the step a part of the slope: a tenth. This tenth is
# called the learning rate. Why so little? With too long a step the weight jumps over
# the right one, and may end up further away than before. A tenth of -10 is -1, so the
# weight goes up by 1, from 1 to 2. There you push it again, and find a new slope.
print("New weight: 1 - 0.1*(-10) =", 1 - 0.1 * (-10))
print("Its error:", error_of(2))
print("Its slope, rounded:", round(slope_at(2), 1))
ask("From the weight 2, with the slope -5: what is the next weight?")

# %% Step by step the error falls
# A tenth of -5 is -0.5. Against its sign, the weight goes up by 0.5, to 2.5.
#
# Then push again, step again, and so on. Here each step goes half of the way that is
# left to 3, and the error falls until next to nothing is left of it. That is what
# learning is: many small steps, each in the direction in which the error falls.
answer(2 - 0.1 * (-5))
weight = 1
path = [weight]  # where the weight has been
for step in range(1, 7):
    weight = weight - 0.1 * slope_at(weight)
    path.append(weight)
    error = error_of(weight)
    # :.2f prints two decimals
    print(f"Step {step}: weight {weight:.2f}, error {error:.2f}")

from course.pictures.figures_of_lesson_2 import draw_descent

fig = draw_descent(error_of, path)
save(fig, "descent", "Steps down a curve that is shaped like a bowl.")

# %% Examples for nine weights
# Now a whole kernel. This one finds edges: it subtracts what is on the right from what
# is on the left, more strongly in the lower rows. Make the answers to 16 small images
# with it, and then forget it: the program is to find it again from these examples
# alone. Here a batch is useful, because TensorFlow takes all 16 images in one call.
# Their pixels are drawn by lot; the seed makes them the same for everybody.
edge = np.array([[1, 0, -1], [2, 0, -2], [3, 0, -3]])
dice = np.random.default_rng(seed=2)  # a source of random numbers
images = dice.integers(-1, 2, size=(16, 5, 6, 1))  # from -1, below 2
images = images.astype("float32")  # learned weights are not whole
h = edge.astype("float32").reshape(3, 3, 1, 1)
wanted = tf.nn.conv2d(images, h, strides=1, padding="VALID")
print(f"The kernel:\n{edge}")
print(f"The first image:\n{images[0, :, :, 0].astype(int)}")
first_answer = wanted[0, :, :, 0].numpy()
print(f"The answer to it:\n{first_answer.astype(int)}")
print("All images ", images.shape)
print("All answers", wanted.shape)

# %% Push each of the nine
# With nine weights you do the same as with one: push, and watch the error. The error is
# the average of the squares over all places of all 16 images. (With arrays, - and **2
# work on each number.) Begin with nine zeros. Push one weight up, put it back, push the
# next one: that makes nine slopes. In the left column they are below 0: these weights
# have to go up. In the right column they are above 0: these have to go down. The
# steepest are in the lowest row, where the most is missing. You may then move all nine
# weights at once: while the steps are small, each weight lowers the error by about as
# much as if it moved alone.


def error_of_kernel(h, answers):
    """Return the average square of what is wrong in the answers."""
    result = tf.nn.conv2d(images, h, strides=1, padding="VALID")
    return tf.reduce_mean((result - answers) ** 2)  # the average


zeros = np.zeros((3, 3, 1, 1), dtype="float32")
error = error_of_kernel(zeros, wanted)
push = 0.01
slopes = np.zeros((3, 3))
for i in range(3):
    for j in range(3):
        pushed = zeros.copy()
        pushed[i, j, 0, 0] = push
        slopes[i, j] = (error_of_kernel(pushed, wanted) - error) / push
print(f"Error with nine zeros: {error:.2f}")
print(f"The nine slopes:\n{slopes.round(1)}")

# %% The slope without a push
# A network has millions of weights, and nobody can push them one by one. But a slope
# can be calculated. Go through the calculation of the error, and ask at each step how
# much faster its result changes than what went in. Take the single weight again, at 1,
# and the pixel of 2. The product 2*weight changes 2 times as fast as the weight.
# Subtracting 6 does not alter how fast, and gives -4. Then -4 is squared. Push it a
# little, by p: (-4 + p)*(-4 + p) is 16 - 8*p + p*p. If p is small, p*p is next to
# nothing. So the square changes -8 times as fast as the number, and -8 is 2*(-4): twice
# the number. (Try it with p = 0.001: -3.999 squared is about 15.992.) One after the
# other, that is 2*(-8) = -16 times as fast as the weight.
by_pixel_2 = 2 * (2 * (-4))  # the pixel, times twice the number
by_pixel_1 = 1 * (2 * (-2))
print("From the pixel of 2: 2 * 2*(-4) =", by_pixel_2)
print("From the pixel of 1: 1 * 2*(-2) =", by_pixel_1)
print("Their average, the slope:", (by_pixel_2 + by_pixel_1) / 2)

# %% TensorFlow finds all slopes at once
# TensorFlow does this for you. It keeps a record of each step of the calculation below
# the word "with", as on a tape. Then it goes back from the error to the weights, and
# multiplies how fast each step changes. One way back gives the slopes of all weights,
# however many there are. Together they are called the gradient. (A tf.Variable is an
# array of weights: the tape watches it, and it may be changed.)
learned = tf.Variable(zeros)
with tf.GradientTape() as tape:
    error = error_of_kernel(learned, wanted)
gradient = tape.gradient(error, learned)
gradient = gradient[:, :, 0, 0].numpy()  # 3 rows and 3 columns again
print(f"The gradient:\n{gradient.round(1)}")
differences = np.abs(gradient - slopes)
print("At most", differences.max().round(3), "from the nine slopes")
assert differences.max() < 0.05, "the tape and the pushes differ"

# %% Two hundred steps
# In each step all nine weights go a tenth of their slope, against its sign. Watch the
# error: it falls quickly at first, then slowly, and in the end nothing is left of it.
# The kernel has come back, and nobody has told the program a single weight.
errors = []
kernels = []
for step in range(201):
    with tf.GradientTape() as tape:
        error = error_of_kernel(learned, wanted)
    errors.append(float(error))
    kernels.append(learned[:, :, 0, 0].numpy())
    gradient = tape.gradient(error, learned)
    learned.assign_sub(0.1 * gradient)  # sub: subtract
for step in [0, 1, 2, 5, 10, 20, 50, 200]:
    print(f"After {step:3} steps the error is {errors[step]:.4f}")
last = kernels[200].round(1) + 0  # + 0 makes -0 a plain 0
print(f"The learned kernel, rounded:\n{last}")

from course.pictures.figures_of_lesson_2 import draw_learning

fig = draw_learning(errors, kernels, edge)
save(fig, "learned", "A falling error, and the kernel at four steps.")

# %% And if the answers were made with a flip?
# TensorFlow made these answers itself, without a flip. Now let SciPy make them, with a
# true convolution: the same 16 images, the same kernel. From these answers TensorFlow
# learns again, beginning with nine zeros.
flipped_answers = []
for table in images[:, :, :, 0]:  # one image after the other
    with_flip = scipy.signal.convolve2d(table, edge, "valid")
    flipped_answers.append(with_flip)
from_scipy = np.float32(flipped_answers)  # one array of them all
from_scipy = from_scipy.reshape(wanted.shape)
print("SciPy's answer to the first image:")
print(flipped_answers[0].astype(int))
ask("Which comes back: the same kernel, the flipped one, or none?")

# %% Why nobody minds the missing flip
# The flipped kernel comes back. SciPy flipped the kernel and then slid it. TensorFlow
# only slides: to give the same answers, its weights have to be flipped already.
#
# It finds these as easily as the others, because it knows nothing of flips: it only
# makes the error small. So a network misses nothing without a flip. You have to think
# of it only when you carry a kernel from one library to another: flip it on the way.
answer("flipped")
learned = tf.Variable(zeros)
for step in range(200):
    with tf.GradientTape() as tape:
        error = error_of_kernel(learned, from_scipy)
    gradient = tape.gradient(error, learned)
    learned.assign_sub(0.1 * gradient)
last = learned[:, :, 0, 0].numpy().round().astype(int)
print(f"The kernel:\n{edge}")
print(f"Learned from SciPy's answers, rounded:\n{last}")

# %% Stride: take larger steps
# Windows that lie next to each other share many of their pixels, so their results are
# often much alike. You may take every second one only: with a stride of 2 the window
# moves by two columns, and at the end of the row by two rows. Half of the rows and half
# of the columns are left, about a quarter of the numbers, and of the work: in this way
# networks make large images small. These are the loops of lesson 1 with two changes: no
# flip, and range() takes steps of the stride.


def slide(image, kernel, stride):
    """Return the sums where the kernel lies inside the image."""
    rows, columns = image.shape
    kernel_rows, kernel_columns = kernel.shape
    result = []
    for i in range(0, rows - kernel_rows + 1, stride):
        row = []
        for j in range(0, columns - kernel_columns + 1, stride):
            total = 0
            for a in range(kernel_rows):
                for b in range(kernel_columns):
                    total += image[i + a, j + b] * kernel[a, b]
            row.append(total)
        result.append(row)
    return np.array(result)


print(f"Image:\n{wide}")
print(f"Kernel:\n{kernel}")
print(f"Stride 1:\n{slide(wide, kernel, 1)}")
x = wide.reshape(1, 4, 6, 1)
h = kernel.reshape(2, 2, 1, 1)
result = tf.nn.conv2d(x, h, strides=2, padding="VALID")
stride_2 = result[0, :, :, 0].numpy()
print(f"Stride 2:\n{stride_2}")
by_loop = slide(wide, kernel, 2)
assert np.array_equal(stride_2, by_loop), "loop and TensorFlow differ"

# %% How many numbers come out?
# Count the places where a window can begin. From its first place to its last one the
# window moves n - k places. In steps of s that makes (n - k) // s steps; // leaves out
# the rest, because a step that would lead beyond the end is not made. And the place
# where it began counts, too: (n - k) // s + 1. With a stride of 1 that is the n - k + 1
# that you know. (Each round of the loop takes three numbers: n, k and s.)
for n, k, s in [(6, 2, 1), (6, 2, 2), (7, 3, 2), (8, 3, 2), (9, 2, 3)]:
    places = list(range(0, n - k + 1, s))
    count = (n - k) // s + 1
    print(f"n={n}, k={k}, stride {s}: places {places}, count {count}")
    assert count == len(places), "the formula does not count the places"

# %% Zeros around the image
# Zeros make the image larger before the window slides. If you add t zeros along an
# axis, on both sides together, then write n + t instead of n: (n + t - k) // s + 1
# numbers come out. Take a kernel of 2, a stride of 1 and one zero on each side, t = 2:
# that is n + 2 - 2 + 1 = n + 1, one more than went in. For a kernel of 2 that is the
# mode "full": k - 1 = 1 zero on each side. TensorFlow wants to know how many zeros go
# before and after, for each of the four axes: none for the batch and the channels, here
# one each for height and width.
zeros_around = [[0, 0], [1, 1], [1, 1], [0, 0]]
x = image.reshape(1, 3, 3, 1)
h = kernel.reshape(2, 2, 1, 1)
result = tf.nn.conv2d(x, h, strides=1, padding=zeros_around)
print(f"The image with zeros around:\n{np.pad(image, 1)}")
print(f"The kernel:\n{kernel}")
print(f"Stride 1:\n{result[0, :, :, 0].numpy()}")
ask("And with stride 3 down, 2 across: how many rows and columns?")

# %% One formula for each axis
# One zero on each side makes t = 2. Down it is (3 + 2 - 2) // 3 + 1 = 2, and across (3
# + 2 - 2) // 2 + 1 = 2.
#
# Each axis has its own n, k, t and s. Of the numbers of stride 1, those in rows 0 and 3
# and in columns 0 and 2 are left.
rows = (3 + 2 - 2) // 3 + 1
columns = (3 + 2 - 2) // 2 + 1
answer((rows, columns))
result = tf.nn.conv2d(x, h, strides=(3, 2), padding=zeros_around)
print(f"Stride 3 down, 2 across:\n{result[0, :, :, 0].numpy()}")

# %% SAME: TensorFlow counts the zeros
# With "SAME" and a stride of 1, as many numbers come out as you put in. TensorFlow adds
# the zeros that this takes. You can see them at work: let every pixel be 1 and every
# weight be 1. Then each sum counts how many pixels lie under the kernel. Inside there
# are nine. Where the kernel hangs over the border of the image there are fewer, because
# zeros add nothing.
ones = np.ones((4, 6), dtype="int32")
box = np.ones((3, 3), dtype="int32")
x = ones.reshape(1, 4, 6, 1)
h = box.reshape(3, 3, 1, 1)
result = tf.nn.conv2d(x, h, strides=1, padding="SAME")
counts = result[0, :, :, 0].numpy()
print(f"Pixels under the kernel:\n{counts}")

from course.pictures.figures_of_lesson_2 import draw_counts

fig = draw_counts(counts)
save(fig, "same_counts", "A kernel on 4, 6 and 9 pixels; zeros around.")

# %% How many zeros does SAME add?
# SAME gives one result for every s numbers that go in, where s is the stride. That is
# n / s, rounded up, so that the last numbers count, too. Only with a stride of 1 is it
# the size that went in. Take n = 10, k = 5 and a stride of 4. 10 / 4 is 2.5, so that
# makes 3 results. The last window begins 2 steps of 4 after the first, and then covers
# 5 places: together 2*4 + 5 = 13. There are 10 numbers, so SAME adds 3 zeros. Half of
# the zeros go before the numbers and half after them; an odd one goes after: here 1
# before and 2 after. Where the numbers are enough, as in the last line below, it adds
# none.
import math  # ceil rounds up


def zeros_of_same(n, k, s):
    """Return how many zeros SAME puts before and after n numbers."""
    count = math.ceil(n / s)
    places = (count - 1) * s + k
    zeros = max(places - n, 0)  # never below 0
    before = zeros // 2
    after = zeros - before
    return before, after


cases = [(10, 3, 1), (10, 3, 2), (10, 5, 4), (5, 2, 1), (9, 2, 3)]
for n, k, s in cases:
    row = np.arange(1, n + 1)  # 1, 2, 3 and so on to n
    padded = np.pad(row, zeros_of_same(n, k, s))
    count = math.ceil(n / s)
    print(f"n={n}, k={k}, stride {s}: {padded} gives {count}")

# %% The odd zero
# A kernel of 2 takes one zero, and it has to go to one side. TensorFlow puts it after
# the signal, NumPy before it, as you saw in lesson 0. So the same signal and the same
# kernel give numbers that are shifted by one place. (A signal is an image with a single
# row.)
signal = np.array([3, 1, 4], dtype="int32")
weights = np.array([1, 2], dtype="int32")
x = signal.reshape(1, 1, 3, 1)
h = weights.reshape(1, 2, 1, 1)
result = tf.nn.conv2d(x, h, strides=1, padding="SAME")
after = result[0, 0, :, 0].numpy()
before = np.correlate(signal, weights, "same")
print("Signal", signal, "and kernel", weights, "without a flip:")
print("TensorFlow:", np.pad(signal, (0, 1)), "gives", after)
print("NumPy:     ", np.pad(signal, (1, 0)), "gives", before)

# %% SAME with a stride
# Now slide three ones along 1 2 3 4 5 6, first with a stride of 1. SAME puts a zero on
# each side, and each result is the sum of three neighbours.
row = np.array([1, 2, 3, 4, 5, 6], dtype="int32")
x = row.reshape(1, 1, 6, 1)
h = np.ones((1, 3, 1, 1), dtype="int32")
result = tf.nn.conv2d(x, h, strides=1, padding="SAME")
stride_1 = result[0, 0, :, 0].numpy()
print("Padded:  ", np.pad(row, zeros_of_same(6, 3, 1)))
print("Stride 1:", stride_1)
ask("SAME with stride 2: what is the first of its three numbers?")

# %% The windows begin one place later
# With a stride of 2 there are 6 / 2 = 3 results, and they need 2*2 + 3 = 7 places, one
# more than 6. So SAME adds a single zero, and an odd one goes after. The first window
# holds 1 2 3, and the sum is 6.
#
# Stride 1 began on the zero, with 0 1 2. So what is left are its second, fourth and
# sixth number, not its first, third and fifth. With VALID this cannot happen: there are
# no zeros, and both begin at the first number.
result = tf.nn.conv2d(x, h, strides=(1, 2), padding="SAME")
stride_2 = result[0, 0, :, 0].numpy()
answer(stride_2[0])
print("Padded:  ", np.pad(row, zeros_of_same(6, 3, 2)))
print("Stride 2:", stride_2)
print("First, third, fifth of stride 1:", stride_1[::2])

from course.pictures.figures_of_lesson_2 import draw_same_strides

fig = draw_same_strides(row, 3)
save(fig, "same_stride", "Six windows of stride 1, three of stride 2.")

# %% Dilation: see further with the same weights
# A kernel of 3x3 may see the eye of a bird, but never the whole bird. To reach further
# it would need more weights, and more work. Or you pull it apart: with a dilation of 2
# each weight lies two pixels from the next, and the pixels between them are left out.
# From the first of k weights to the last there are k - 1 steps of d pixels, and the
# first pixel counts, too. So the kernel reaches over (k - 1)*d + 1 pixels: three
# weights with d = 2 reach over 2*2 + 1 = 5.
field = np.arange(25, dtype="int32").reshape(5, 5)
x = field.reshape(1, 5, 5, 1)
h = box.reshape(3, 3, 1, 1)
result = tf.nn.conv2d(x, h, strides=1, padding="VALID", dilations=2)
print(f"Image:\n{field}")
every_second = field[::2, ::2]  # every second row and column
print("0+2+4 + 10+12+14 + 20+22+24 =", every_second.sum())
print("Nine ones with dilation 2:", result[0, :, :, 0].numpy())

from course.pictures.figures_of_lesson_2 import draw_dilation

fig = draw_dilation(field, box, 2)
save(fig, "dilation", "Nine weights on 3x3 pixels, and over 5x5.")

# %% Channels: a kernel for each plane
# An image with two channels is two planes, and a filter has a kernel for each of them.
# It slides each kernel over its own plane, and adds the results: one filter, one
# feature map. Why add? Because all planes help to answer one question. To find red
# berries in green leaves, let red light speak for a berry and green light against: red
# gets the weight 1 and green gets -1. A berry has much red and little green, say 9 -
# 1 = 8. A white stone has much of both, 9 - 9 = 0, and a dark shadow little of both,
# 1 - 1 = 0. Red alone cannot tell the berry from the stone, both have 9; green alone
# not from the shadow, both have 1. Here the second plane is the first with 1 added to
# each number, and so is the second kernel.
planes = [image, image + 1]
one_filter = [kernel, kernel + 1]
map_0 = slide(planes[0], one_filter[0], 1)
map_1 = slide(planes[1], one_filter[1], 1)
print("Plane 0 gives 0*0 + 1*1 + 3*2 + 4*3 =", map_0[0, 0])
print("Plane 1 gives 1*1 + 2*2 + 4*3 + 5*4 =", map_1[0, 0])
print("Added: 19 + 37 =", map_0[0, 0] + map_1[0, 0])
print(f"The whole feature map:\n{map_0 + map_1}")

from course.pictures.figures_of_lesson_2 import draw_channels

fig = draw_channels(planes, one_filter, [map_0, map_1])
save(fig, "channels", "Two planes, two kernels, and their added maps.")

# %% Channels in TensorFlow
# TensorFlow wants both planes in one array, the channels on the last axis. The kernels
# go into one filter, and "channels in" says which kernel is for which plane. With
# zeros() you make room, and then you put each table into its place.
x = np.zeros((1, 3, 3, 2), dtype="int32")
x[0, :, :, 0] = image
x[0, :, :, 1] = image + 1
h = np.zeros((2, 2, 2, 1), dtype="int32")
h[:, :, 0, 0] = kernel
h[:, :, 1, 0] = kernel + 1
result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
feature_map = result[0, :, :, 0].numpy()
print(x.shape, "with", h.shape, "gives", result.shape)
print(feature_map)
assert np.array_equal(feature_map, map_0 + map_1), "they differ"

# %% Filters: a feature map for each question
# One filter asks one question, say "is there an edge?". A layer of a network has many
# filters, and each gives a feature map of its own. "Channels out" counts them. For the
# next layer these feature maps are the channels that go in.
h = np.zeros((2, 2, 2, 2), dtype="int32")
h[:, :, 0, 0] = kernel
h[:, :, 1, 0] = kernel + 1
h[:, :, 0, 1] = kernel + 1
h[:, :, 1, 1] = kernel + 2
result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
print(x.shape, "with", h.shape, "gives", result.shape)
print(f"Filter 0:\n{result[0, :, :, 0].numpy()}")
print(f"Filter 1:\n{result[0, :, :, 1].numpy()}")
ask(
    "An image of 6 rows, 10 columns, 3 channels; 9 filters of 2 rows, "
    "4 columns; VALID: how many rows, columns and channels come out?"
)

# %% Which number comes from where
# There are 6 - 2 + 1 = 5 rows and 10 - 4 + 1 = 7 columns. The channels that come out
# are as many as there are filters, 9.
#
# The 3 channels that go in do not show in the result, because they have been added up.
# There are 3*9 kernels in all, one for each pair of a channel and a filter, and each
# has 2*4 weights.
rows = 6 - 2 + 1
columns = 10 - 4 + 1
answer((rows, columns, 9))
x = np.ones((1, 6, 10, 3), dtype="int32")
h = np.ones((2, 4, 3, 9), dtype="int32")
result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
print(x.shape, "with", h.shape, "gives", result.shape)
print("Weights in all: 2*4*3*9 =", h.size)

# %% Two words that you will meet: eager and graph
# So far TensorFlow has done each line at once, as Python does: that is called eager.
# You can also wrap a function into tf.function. At the first call Python goes through
# it, and TensorFlow notes down the steps. Later calls follow the notes without Python;
# such notes are called a graph. The numbers are the same. A graph saves time where many
# small steps follow each other. For a single convolution it hardly saves any;
# docs/further/speed.py measures it on your machine.
graph = tf.function(error_of_kernel)
eager_error = error_of_kernel(zeros, wanted)
graph_error = graph(zeros, wanted)
print(f"The error with nine zeros, eager: {eager_error:.2f}")
print(f"The error with nine zeros, graph: {graph_error:.2f}")

# %% Keep, try, go on
# Three things to keep: height comes before width, and TensorFlow does not flip. Weights
# are learned by small steps, each in the direction in which the error falls. A filter
# has a kernel for each channel, adds over them, and gives one feature map.
#
# Two things to try: in "Step by step the error falls" change 0.1 * slope_at to 0.5 *
# slope_at: what becomes of the error? In "Examples for nine weights" change size=(16,
# 5, 6, 1) to size=(1, 4, 4, 1): one image with four answers has to settle nine weights.
# Does the error fall to 0? Does the kernel come back?
#
# (You should find: the error grows, because each step lands further away on the other
# side; the error falls to 0, but another kernel comes out, because many kernels give
# these four answers.)
#
# Next comes 3_image.py: a photograph under kernels that blur it and find its edges.
end()
