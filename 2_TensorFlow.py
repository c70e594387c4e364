"""
The same sum in TensorFlow
==========================

Lesson 2 of 5, about 90 minutes. You need lessons 0 and 1. At the end you can

- hand an image and a kernel to TensorFlow, with the four axes that it wants,
- say why it does not flip the kernel, and get a convolution from it all the same,
- say how a network finds its weights, and find nine weights from examples,
- choose stride and padding, and say beforehand how large the result will be,
- follow an image of several channels through several filters.
"""

from course import answer, ask, begin, end, quiet, save

begin(__doc__)

# %% A sum that you know
# Here are an image and a kernel from lesson 1. Lay the kernel on the four pixels at the
# bottom right, as it is, without a flip. Multiply each pixel by the weight that lies on
# it, and add up the four products. ("int32" in the code is the kind of whole number
# that TensorFlow's convolution takes.)
import numpy as np  # arrays of numbers

image = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]], dtype="int32")
kernel = np.array([[0, 1], [2, 3]], dtype="int32")
print(f"\nImage:\n{image}")  # \n begins a new line
print(f"Kernel:\n{kernel}")
ask("The kernel at the bottom right, not flipped: which sum?")

# %% The sum, with and without a flip
# The kernel lies on 4 5 and, below that, on 7 8. Each of them meets the weight that
# lies on it: 4*0 + 5*1 + 7*2 + 8*3 = 43.
#
# Flipped, the kernel would have the rows 3 2 and 1 0, and the sum would be another one.
not_flipped = 4 * 0 + 5 * 1 + 7 * 2 + 8 * 3
answer(not_flipped)
print("Not flipped: 4*0 + 5*1 + 7*2 + 8*3 =", not_flipped)
with_flip = 4 * 3 + 5 * 2 + 7 * 1 + 8 * 0
print("Flipped:     4*3 + 5*2 + 7*1 + 8*0 =", with_flip)

# %% Why an image has four axes
# TensorFlow is a library for neural networks, and these look at many images, not at
# one. So TensorFlow takes a whole pile of images at once: a batch. And one image may
# have several planes, its channels: a photograph has a red, a green and a blue one. To
# point at one number you have to say which image, which row, which column, which
# channel. These are the four axes, here always in this order: [batch, height, width,
# channels]. Your image is a batch of 1, with 3 rows, 3 columns and 1 channel. reshape()
# brings its nine numbers into that shape.
x = image.reshape(1, 3, 3, 1)
print("\nShape before:", image.shape)
print("Shape after: ", x.shape)
print("Image 0, row 1, column 2, channel 0:", x[0, 1, 2, 0])

# %% The weights have four axes, too
# TensorFlow takes all weights in one array: [height, width, channels in, channels out].
# Your image has 1 channel, so 1 goes in; you want 1 result, so 1 comes out. You will
# meet more of both later in this lesson. As in the formula of lesson 0, x is what you
# convolve, and h holds the weights.
h = kernel.reshape(2, 2, 1, 1)
print("\nImage  ", x.shape, "  batch, height, width, channels")
print("Weights", h.shape, "  height, width, channels in, out")

# %% TensorFlow does the sliding
# Its function is called tf.nn.conv2d. With strides=1 the kernel moves one step at a
# time, and "VALID" is the "valid" that you know. The result has four axes as well. Of
# these you take image 0, all rows (that is the colon), all columns, channel 0; .numpy()
# makes a NumPy array of it. (Loading TensorFlow takes a few seconds.)
with quiet():  # hides what TensorFlow prints when it is loaded
    import tensorflow as tf

result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
print("\nResult ", result.shape, "  batch, height, width, channels")
print(result[0, :, :, 0].numpy())

# %% TensorFlow does not flip
# The last number is 43, not 29: TensorFlow lays the kernel on as it is. These are the
# numbers of the correlation in lesson 1. Nearly all libraries for networks do the same,
# and call it a convolution. Why that does no harm you will see when you have learned a
# kernel. If you want a true convolution, flip the kernel yourself before you hand it
# over.
import scipy.signal  # convolutions that flip

flipped = h[::-1, ::-1]  # flips the first two axes, height and width
result = tf.nn.conv2d(x, flipped, strides=1, padding="VALID")
by_tensorflow = result[0, :, :, 0].numpy()
by_scipy = scipy.signal.convolve2d(image, kernel, "valid")
print(f"\nFlipped, then TensorFlow:\n{by_tensorflow}")
print(f"SciPy's convolve2d:\n{by_scipy}")
assert np.array_equal(by_tensorflow, by_scipy), "the two differ"

# %% Height before width
# You read a page line by line. A table is counted like that, too: image[2, 0] is row 2,
# column 0. So height, the number of rows, stands before width. People say it the other
# way about when they speak of screens and photographs: 1920 x 1080 is width first. With
# a square image the shape does not tell you when you have mixed the two up. So here is
# one of 4 rows and 6 columns. (% 8 is the remainder: after 7 comes 0 again.)
count_up = np.arange(24, dtype="int32") % 8  # 0 to 7, three times
wide = count_up.reshape(4, 6)
tall = np.array([[1, 0], [0, 2], [1, 3]], dtype="int32")
print(f"\nImage:\n{wide}")
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
print("Image  ", x.shape, "  batch, height, width, channels")
print("Weights", h.shape, "  height, width, channels in, out")
print("Result ", result.shape, "  batch, height, width, channels")
print(result[0, :, :, 0].numpy())

# %% How can a program find a weight?
# In a network nobody writes the weights down. It learns them from examples: from
# images, and the answers that it should give. How can a program do that? Begin with the
# smallest kernel, a single weight. On a pixel of 2 it should give 6, and on a pixel of
# 1 it should give 3. You see at once what the weight has to be. The program does not:
# it begins with any weight, say 1, and checks how far off its answers are.
#
# Then it makes one number of that, the error: square how far off each answer is, and
# take the average. Why squares? A square is never below 0: (-4)*(-4) is 16, as 4*4 is.
# So too little counts as much as too much, and the two cannot cancel. (You could drop
# the sign as well. But a square makes a large mistake count for more, and near 0 it
# hardly changes, which makes the steps small near the right weight, as you will see.)
print("\n2*1 =", 2 * 1, "but should be 6: off by", 2 * 1 - 6)
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


print("\nError with 1:    ", error_of(1))
print("Error with 1.001:", round(error_of(1.001), 3))
print("Slope, rounded:  ", round(slope_at(1), 1))

# %% One step
# If the slope is below 0, the weight has to go up; if it is above 0, down: always
# against the sign of the slope. How far? Here the slope is steep far from the right
# weight, and flat near it. So let the step be a part of the slope: a tenth of it. This
# 0.1 is called the learning rate. A tenth of -10 is -1, so the weight goes up by 1,
# from 1 to 2. Why only a tenth? With too long a step the weight jumps over the right
# one, and may end up further away than before. At 2 you push again, and find a new
# slope.
print("\nNew weight: 1 - 0.1*(-10) =", 1 - 0.1 * (-10))
print("Its error:", error_of(2))
print("Its slope, rounded:", round(slope_at(2), 1))
ask("From the weight 2, with the slope -5: what is the next weight?")

# %% The next weight, and the next
# A tenth of -5 is -0.5. Against its sign, the weight goes up by 0.5, to 2.5.
#
# Then push again, step again, and so on. Here each step goes half of the way that is
# left to 3: the slope gets flatter, so the steps get shorter by themselves. The error
# falls until next to nothing is left of it. That is what learning is: many small steps,
# each in the direction in which the error falls. (A push is not infinitely small, so
# the numbers are a little off.)
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
# Now a whole kernel. It finds edges. TensorFlow lays it on as it stands: it takes what
# is on the left, minus what is on the right, the lower rows more strongly. Make the
# answers to 16 small images with it, and then forget it: the program is to find it
# again from these examples alone. A batch is useful here, because TensorFlow takes all
# 16 images in one call. Their pixels are random, -1, 0 or 1; the seed makes them the
# same for everybody. Why random? On a flat image, all 5s, a kernel gives 5 times the
# sum of its weights. Many kernels have the same sum, and so the same answers: no
# program could tell which of them it was.
edge = np.array([[1, 0, -1], [2, 0, -2], [3, 0, -3]])
random = np.random.default_rng(seed=2)  # a source of random numbers
images = random.integers(-1, 2, size=(16, 5, 6, 1))  # -1, 0 or 1
images = images.astype("float32")  # decimals, as weights need
h = edge.astype("float32").reshape(3, 3, 1, 1)
wanted = tf.nn.conv2d(images, h, strides=1, padding="VALID")
print(f"\nThe kernel:\n{edge}")
print(f"The first image:\n{images[0, :, :, 0].astype(int)}")
first_answer = wanted[0, :, :, 0].numpy()
print(f"The answer to it:\n{first_answer.astype(int)}")
print("All images ", images.shape)
print("All answers", wanted.shape)

# %% Push each of the nine
# With nine weights you do the same as with one: push, and watch the error. The error is
# the average of the squares over all places of all 16 images. (With arrays, a minus and
# a square work on each number.) Begin with nine zeros. Push one weight up, put it back,
# push the next one: that makes nine slopes. In the left column they are below 0: these
# weights have to go up. In the right column they are above 0: these have to go down. In
# the middle column they are small: these weights are nearly right already. (The slopes
# are not exactly in step with 1, 2 and 3, as the pixels are random.) Then all nine
# weights may move at once. Each move changes the slopes of the others, too, but only a
# little if the steps are small; and after each step all slopes are found anew.


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
print(f"\nError with nine zeros: {error:.2f}")
print(f"The nine slopes:\n{slopes.round(1)}")

# %% The slope without a push
# A network may have millions of weights, and nobody can push them one by one. But a
# slope can be calculated, link by link, like a chain. Take the single weight again, at
# 1, and the pixel of 2, which should give 6. Push the weight by 0.001, and watch how
# the push travels: the product moves 2 times as far as the weight, because the pixel is
# 2. What is off moves as far as the product. And its square moves -8 times as far: 8
# times, and downwards (the next cell says why 8). One after the other, like two gears,
# that makes 2*(-8) = -16 times.
weight = 1.001
product = 2 * weight
off = product - 6
square = off * off
print(f"\nThe weight:  1 becomes {weight}")
print(f"The product: 2 becomes {product}")
print(f"Off by:     -4 becomes {off:.3f}")
print(f"Its square: 16 becomes {square:.3f}, so 0.016 less")

# %% Why -8?
# It is twice the number that is squared: 2*(-4). Push the -4 up by p and multiply out:
# (-4 + p)*(-4 + p) is 16 - 8*p + p*p. With p = 0.001 the last part is 0.000001, next to
# nothing, and -8*p is left. So the slope that comes from a pixel is this pixel, times
# 2, times what it is off by.
by_pixel_2 = 2 * 2 * (-4)  # the pixel, twice, off by
by_pixel_1 = 1 * 2 * (-2)
print("\nFrom the pixel of 2: 2 * 2*(-4) =", by_pixel_2)
print("From the pixel of 1: 1 * 2*(-2) =", by_pixel_1)
print("Their average, the slope:", (by_pixel_2 + by_pixel_1) / 2)

# %% TensorFlow finds all slopes at once
# TensorFlow does this for you. It records each step of the calculation below the word
# "with", as on a tape. Then it goes through the chain backwards. For the single weight
# and the pixel of 2 that is: from the square to what is off, -8; to the product, times
# 1; to the weight, times 2. (-8)*1*2 = -16, as before. Why backwards? Each answer comes
# from nine pixels and nine weights. Its first links, as the -8 here, are worked out
# once, and then multiplied by each of the nine pixels: only the last link differs from
# weight to weight. So one trip back gives the slopes of all weights, however many there
# are. Together they are called the gradient, and stepping against it is called gradient
# descent. (A tf.Variable is an array of weights: the tape watches it, and it may be
# changed.)
learned = tf.Variable(zeros)
with tf.GradientTape() as tape:
    error = error_of_kernel(learned, wanted)
gradient = tape.gradient(error, learned)
gradient = gradient[:, :, 0, 0].numpy()  # 3 rows and 3 columns again
rounded = gradient.round(1) + 0  # "+ 0" makes a 0 of a -0
print(f"\nThe gradient:\n{rounded}")
differences = np.abs(gradient - slopes)
largest = differences.max().round(3)
print("The pushes were off by at most", largest)
assert differences.max() < 0.05, "the tape and the pushes differ"

# %% Two hundred steps
# In each step all nine weights go a tenth of their slope, against its sign. Watch the
# error: it falls quickly at first, then slowly, and in the end next to nothing is left.
# The kernel has come back, and nobody has told the program a single weight.
errors = []
kernels = []
for step in range(201):  # step 0 is the kernel of zeros
    with tf.GradientTape() as tape:
        error = error_of_kernel(learned, wanted)
    errors.append(float(error))
    kernels.append(learned[:, :, 0, 0].numpy())
    gradient = tape.gradient(error, learned)
    learned.assign_sub(0.1 * gradient)  # sub: subtract
print()
for step in [0, 1, 2, 5, 10, 20, 50, 200]:
    print(f"After {step:3} steps the error is {errors[step]:.4f}")
last = kernels[200].round(1) + 0  # + 0 makes -0 a plain 0
print(f"The learned kernel, to one decimal:\n{last}")

from course.pictures.figures_of_lesson_2 import draw_learning

fig = draw_learning(errors, kernels, edge)
save(fig, "learned", "A falling error, and the kernel at four steps.")

# %% And if the answers were made with a flip?
# TensorFlow made these answers itself, without a flip. Now let SciPy make them, with a
# true convolution: the same 16 images, the same kernel. From these answers TensorFlow
# learns again, beginning with nine zeros.
flipped_answers = []
for one_image in images[:, :, :, 0]:
    with_flip = scipy.signal.convolve2d(one_image, edge, "valid")
    flipped_answers.append(with_flip)
from_scipy = np.float32(flipped_answers)  # one array of them all
from_scipy = from_scipy.reshape(wanted.shape)
print("\nSciPy's answer to the first image:")
print(flipped_answers[0].astype(int))
ask("Which comes back: the same kernel, the flipped one, or none?")

# %% Learn from SciPy's answers
# The flipped kernel comes back. SciPy flipped the kernel and then slid it. TensorFlow
# only slides: to give the same answers, its weights have to be flipped already.
#
# It finds these as easily as the others, because it knows nothing of flips: it only
# makes the error small. So a network misses nothing without a flip, and nobody minds.
# You have to think of it only when you carry a kernel from one library to another: flip
# it on the way.
learned = tf.Variable(zeros)
for step in range(200):
    with tf.GradientTape() as tape:
        error = error_of_kernel(learned, from_scipy)
    gradient = tape.gradient(error, learned)
    learned.assign_sub(0.1 * gradient)
last = learned[:, :, 0, 0].numpy().round(1) + 0
came_back = "none"
if np.array_equal(last, edge):
    came_back = "the same"
if np.array_equal(last, edge[::-1, ::-1]):
    came_back = "flipped"
answer(came_back)
print(f"The kernel:\n{edge}")
print(f"Learned from SciPy's answers, to one decimal:\n{last}")

# %% Stride: take larger steps
# Windows that lie next to each other share many of their pixels, so on a photograph
# their results are much alike. You may take only every second one: with a stride of 2
# the window moves by two columns at a time. When it is through, it begins again on the
# left, two rows further down. About half of the rows and half of the columns are left,
# so about a quarter of the numbers, and of the work: in this way networks make large
# images small. These are the loops of lesson 1 with two changes: no flip, and range()
# takes steps of the stride.


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


print(f"\nImage:\n{wide}")
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
# window moves n - k places. In steps of s that makes (n - k) // s steps; // drops the
# remainder, because a step that would lead beyond the end is not made. And the place
# where it began counts, too: (n - k) // s + 1. With a stride of 1 that is the n - k + 1
# that you know. (Each round of the loop takes three numbers: n, k and s.) Look at
# n = 8: the last window begins at place 4 and ends at 6. The last number, at place 7,
# lies under no window: whatever it is, the result stays the same.
print()
for n, k, s in [(6, 2, 1), (6, 2, 2), (7, 3, 2), (8, 3, 2), (9, 2, 3)]:
    places = list(range(0, n - k + 1, s))
    count = (n - k) // s + 1
    print(f"n={n}, k={k}, stride {s}: places {places}, count {count}")
    assert count == len(places), "the formula does not count the places"

# %% Zeros around the image
# Zeros make the image larger before the window slides. If you add t zeros along an
# axis, on both sides together, write n + t instead of n: (n + t - k) // s + 1 numbers
# come out. Take a kernel of 2, k = 2, a stride of 1, and one zero on each side, t = 2:
# n + t - k + 1 is n + 2 - 2 + 1 = n + 1, one more than went in. For a kernel of 2 this
# is the mode "full". TensorFlow wants to know how many zeros go before and after, on
# each of the four axes: none for the batch and the channels, here one each for height
# and width. The stride may be another one on each axis, too.
zeros_around = [[0, 0], [1, 1], [1, 1], [0, 0]]
x = image.reshape(1, 3, 3, 1)
h = kernel.reshape(2, 2, 1, 1)
result = tf.nn.conv2d(x, h, strides=1, padding=zeros_around)
print(f"\nThe image with zeros around:\n{np.pad(image, 1)}")
print(f"The kernel:\n{kernel}")
print(f"Stride 1:\n{result[0, :, :, 0].numpy()}")
ask("And with stride 3 down, 2 across: how many rows and columns?")

# %% One formula for each axis
# With its zeros the image has 5 rows and 5 columns. Down that is
# (3 + 2 - 2) // 3 + 1 = 2, and across (3 + 2 - 2) // 2 + 1 = 2.
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
print(f"\nPixels under the kernel:\n{counts}")

from course.pictures.figures_of_lesson_2 import draw_counts

fig = draw_counts(counts)
save(fig, "same_counts", "A kernel on 4, 6 and 9 pixels; zeros around.")

# %% How many zeros does SAME add?
# With a stride SAME does not keep the size, in spite of its name. It gives one result
# for every s numbers that go in, where s is the stride: n / s, rounded up, so that the
# last numbers count, too. Then it adds as many zeros as the windows need. From the
# first of 3 windows to the last there are 2 steps, and the last window is as wide as
# the kernel. Half of the zeros go before the numbers and half after, and an odd one
# goes after. Where the numbers are enough, as in the last line below, it adds none.
import math  # ceil rounds up

print("\n10 numbers, a kernel of 5, stride 4:")
print("Results: 10 / 4, rounded up, is", math.ceil(10 / 4))
print("Their windows cover 2 steps and a kernel: 2*4 + 5 =", 2 * 4 + 5)
print("Zeros: 13 - 10 =", 13 - 10)
print("Before: half of 3, rounded down, is", 3 // 2)
print("After, the others: 3 - 1 =", 3 - 1)


def zeros_of_same(n, k, s):
    """Return how many zeros SAME puts before and after n numbers."""
    results = math.ceil(n / s)
    covered = (results - 1) * s + k  # by all windows together
    zeros = max(covered - n, 0)  # never below 0
    before = zeros // 2
    after = zeros - before
    return before, after


cases = [(10, 3, 1), (10, 3, 2), (10, 5, 4), (5, 2, 1), (9, 2, 3)]
for n, k, s in cases:
    row = np.arange(1, n + 1)  # 1, 2, 3 and so on to n
    padded = np.pad(row, zeros_of_same(n, k, s))
    results = math.ceil(n / s)
    print(f"n={n}, k={k}, stride {s}: {padded} gives {results}")

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
print("\nSignal", signal, "and kernel", weights, "without a flip:")
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
print("\nPadded:  ", np.pad(row, zeros_of_same(6, 3, 1)))
print("Stride 1:", stride_1)
ask("SAME with stride 2: what is the first of its three numbers?")

# %% Where the first window lies
# With a stride of 2 there are 6 / 2 = 3 results. Their windows cover 2*2 + 3 = 7
# numbers, one more than 6. So SAME adds a single zero, and an odd one goes after. The
# first window holds 1 2 3, and the sum is 6.
#
# Stride 1 began on a zero, with 0 1 2. So stride 2 gives its second, fourth and sixth
# number, and not its first, third and fifth. With VALID this cannot happen: there are
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
# it would need more weights, and more work. Or you pull it apart: with a dilation d of
# 2 each weight lies two pixels from the next, and the pixels between them are left out.
# From the first of k weights to the last there are k - 1 steps of d pixels, and the
# first pixel counts, too. So the kernel reaches over (k - 1)*d + 1 pixels: three
# weights with d = 2 reach over 2*2 + 1 = 5.
field = np.arange(25, dtype="int32").reshape(5, 5)
x = field.reshape(1, 5, 5, 1)
h = box.reshape(3, 3, 1, 1)
result = tf.nn.conv2d(x, h, strides=1, padding="VALID", dilations=2)
print(f"\nImage:\n{field}")
every_second = field[::2, ::2]  # every second row and column
print("0+2+4 + 10+12+14 + 20+22+24 =", every_second.sum())
print("Nine ones with dilation 2:", result[0, :, :, 0].numpy())

from course.pictures.figures_of_lesson_2 import draw_dilation

fig = draw_dilation(field, box, 2)
save(fig, "dilation", "Nine weights on 3x3 pixels, and over 5x5.")

# %% Channels: all planes answer one question
# An image with two channels is two planes: say one of its red light, one of its green.
# You look for red berries. Let red light speak for a berry, and green light against it:
# red gets the weight 1, and green gets -1. Then add. A berry has much red and little
# green. A white stone has much of both, and a dark shadow little of both. Red alone
# would take the stone for a berry, and green alone the shadow. Only the sum tells them
# apart, and that is why channels are added.
print("\nA berry,  red 9, green 1: 9*1 + 1*(-1) =", 9 * 1 + 1 * (-1))
print("A stone,  red 9, green 9: 9*1 + 9*(-1) =", 9 * 1 + 9 * (-1))
print("A shadow, red 1, green 1: 1*1 + 1*(-1) =", 1 * 1 + 1 * (-1))

# %% Channels: a kernel for each plane
# A filter has a kernel for each plane of an image, that is for each channel. It slides
# each kernel over its own plane, and adds the results: one filter, one feature map. For
# the berries the kernels were a single weight, 1 and -1. Here they are tables: the
# second plane is the first with 1 added to each number, and the second kernel is the
# first with 1 added to each weight.
planes = [image, image + 1]
one_filter = [kernel, kernel + 1]
map_0 = slide(planes[0], one_filter[0], 1)
map_1 = slide(planes[1], one_filter[1], 1)
print("\nPlane 0 gives 0*0 + 1*1 + 3*2 + 4*3 =", map_0[0, 0])
print("Plane 1 gives 1*1 + 2*2 + 4*3 + 5*4 =", map_1[0, 0])
print("Added: 19 + 37 =", map_0[0, 0] + map_1[0, 0])
print(f"The whole feature map:\n{map_0 + map_1}")

from course.pictures.figures_of_lesson_2 import draw_channels

fig = draw_channels(planes, one_filter, [map_0, map_1])
save(fig, "channels", "Two planes, two kernels, and their added maps.")

# %% Channels in TensorFlow
# TensorFlow wants both planes in one array, the channels on the last axis. The kernels
# go into one array, too, and "channels in" says which kernel is for which plane. With
# zeros() you make room, and then you put each plane and each kernel into its place.
x = np.zeros((1, 3, 3, 2), dtype="int32")
x[0, :, :, 0] = image
x[0, :, :, 1] = image + 1
h = np.zeros((2, 2, 2, 1), dtype="int32")  # rows, columns, in, out
h[:, :, 0, 0] = kernel
h[:, :, 1, 0] = kernel + 1
result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
feature_map = result[0, :, :, 0].numpy()
print(x.shape, "with", h.shape, "gives", result.shape)
print(feature_map)
assert np.array_equal(feature_map, map_0 + map_1), "they differ"

# %% Filters: a feature map for each question
# One filter asks one question, say "is there a berry?". A layer of a network has many
# filters, and each gives a feature map of its own. "Channels out" counts them: here 3.
# For the next layer these feature maps are the channels that go in.
h = np.zeros((2, 2, 2, 3), dtype="int32")
h[:, :, 0, 0] = kernel  # for channel 0, in filter 0
h[:, :, 1, 0] = kernel + 1  # for channel 1, in filter 0
h[:, :, 0, 1] = kernel + 1  # for channel 0, in filter 1
h[:, :, 1, 1] = kernel + 2
h[:, :, 0, 2] = kernel + 2  # for channel 0, in filter 2
h[:, :, 1, 2] = kernel + 3
result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
print(x.shape, "with", h.shape, "gives", result.shape)
print(f"\nFilter 0:\n{result[0, :, :, 0].numpy()}")
print(f"Filter 1:\n{result[0, :, :, 1].numpy()}")
print(f"Filter 2:\n{result[0, :, :, 2].numpy()}")
ask(
    "An image of 6 rows, 10 columns, 3 channels; 9 filters of 2 rows, "
    "4 columns; VALID: how many rows, columns and channels come out?"
)

# %% Which number comes from where
# There are 6 - 2 + 1 = 5 rows and 10 - 4 + 1 = 7 columns. The channels that come out
# are as many as there are filters, 9.
#
# The 3 channels that go in do not show in the result, because they have been added up.
# But the weights have to know them: there is a kernel for each pair of a channel and a
# filter.
rows = 6 - 2 + 1
columns = 10 - 4 + 1
answer((rows, columns, 9))
x = np.ones((1, 6, 10, 3), dtype="int32")
h = np.ones((2, 4, 3, 9), dtype="int32")
result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
print(x.shape, "with", h.shape, "gives", result.shape)
print("2 rows * 4 columns * 3 channels * 9 filters =", h.size)

# %% Two words that you will meet: eager and graph
# So far TensorFlow has done each line at once, as Python does: that is called eager.
# You can also wrap a function into tf.function. At the first call Python goes through
# it, and TensorFlow notes down the steps. Later calls follow the notes without Python;
# such notes are called a graph. The numbers are the same. A graph saves time where many
# small steps follow each other, as in the training of a network. For a single
# convolution it hardly saves any; docs/further/speed.py measures it on your machine.
graph = tf.function(error_of_kernel)
eager_error = error_of_kernel(zeros, wanted)
graph_error = graph(zeros, wanted)
print(f"\nThe error with nine zeros, eager: {eager_error:.2f}")
print(f"The error with nine zeros, graph: {graph_error:.2f}")

# %% Keep, try, go on
# Three things to keep:
#
# - Height comes before width, and TensorFlow does not flip.
# - Weights are learned by small steps, each in the direction in which the error
#   falls.
# - A filter has a kernel for each channel, adds over them, and gives one feature map.
#
# Two things to try. With --answers this lesson says what comes out, and why:
#
# - In "The next weight, and the next" change 0.1 * slope_at to 0.5 * slope_at: what
#   becomes of the error?
# - In "Examples for nine weights" change size=(16, 5, 6, 1) to size=(1, 4, 4, 1): one
#   image with four answers has to settle nine weights. Does the error fall to 0? Does
#   the kernel come back?
#
# Next comes 3_image.py: a photograph under kernels that blur it and find its edges.
end()
