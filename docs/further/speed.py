"""
How fast is a convolution?
==========================

For later, about 50 minutes. You need lessons 0 to 2. At the end you can

- count the multiplications of a convolution, and say how they grow,
- take a kernel apart into two short ones, and say when that is possible,
- say why an FFT is so fast, and when it is worth its while,
- say what eager and graph mean, and what many channels change,
- choose the right way for an image and a kernel, and measure it on your own machine.
"""

# The course's own helpers stand two folders up: look there first.
import sys

sys.path.insert(1, sys.path[0] + "/../..")
from course import answer, ask, begin, end, quiet, save

begin(__doc__)

# %% Count before you measure
# A phone takes a photograph of 3000 rows and 4000 columns: 12 million pixels. Slide a
# kernel of 3x3 over it. At each place you multiply nine pixels by nine weights, and add
# up. A larger kernel blurs more strongly, but it has more weights. In a plain program
# most of the time goes into that, so count the multiplications before you look at a
# clock.
pixels = 3000 * 4000
print("\nPixels:", pixels)
print("3x3, for one pixel:", 3 * 3)
print("3x3, for the photograph:", pixels * 3 * 3)
ask("A kernel of 31x31: how many multiplications for one pixel?")

# %% The price of a large kernel
# There are 31 rows of 31 weights, and each weight takes a multiplication: 31*31 = 961.
#
# A kernel that is ten times as wide costs about a hundred times as much. For the
# photograph it is more than eleven thousand million multiplications. That is why people
# have looked for shorter ways to get the same numbers. This lesson shows two of them,
# and then what libraries do with the count as it is.
answer(31 * 31)
print("31x31, for the photograph:", pixels * 31 * 31)
print("3x3 times", round(31 * 31 / (3 * 3)), "is about as much")

# %% A small image
# Here is an image that you can count on, 5 rows of 7 pixels, and a kernel of 3x3. In
# the mode "valid" there are 5 - 3 + 1 = 3 rows and 7 - 3 + 1 = 5 columns of places.
# Look at the kernel, too: something about it will be useful soon.
import numpy as np

image = np.array(
    [
        [3, 1, 4, 1, 5, 0, 2],
        [2, 6, 5, 3, 5, 1, 0],
        [8, 9, 7, 9, 3, 2, 4],
        [2, 3, 8, 4, 6, 0, 1],
        [1, 0, 2, 5, 1, 3, 6],
    ]
)
kernel = np.array([[1, 2, 0], [2, 4, 0], [3, 6, 0]])
print(f"\nImage:\n{image}")
print(f"Kernel:\n{kernel}")
print("Places: 3*5 =", 3 * 5)
print("Multiplications: 15*9 =", 15 * 9)

# %% Let a program count
# The program is that of lesson 1, in the mode "valid", and it counts each of its
# multiplications.


def convolve_and_count(image, kernel):
    """Return the valid convolution, and its multiplications."""
    flipped = kernel[::-1, ::-1]
    rows, columns = image.shape
    kernel_rows, kernel_columns = kernel.shape
    count = 0
    result = []
    for i in range(rows - kernel_rows + 1):
        row = []
        for j in range(columns - kernel_columns + 1):
            total = 0
            for a in range(kernel_rows):
                for b in range(kernel_columns):
                    total += image[i + a, j + b] * flipped[a, b]
                    count += 1
            row.append(total)
        result.append(row)
    return np.array(result), count


direct, count = convolve_and_count(image, kernel)
print(f"\nConvolution:\n{direct}")
print("Multiplications, counted:", count)

# %% Does SciPy get the same?
# SciPy's convolve2d is much quicker than these loops, as you will see. Its numbers are
# the same.
from scipy.signal import convolve2d

by_library = convolve2d(image, kernel, "valid")
print(f"\nconvolve2d:\n{by_library}")
assert np.array_equal(direct, by_library), "loops and SciPy differ"

# %% Look at the kernel
# Each row of this kernel is a multiple of the first one, 1 2 0. The first row is 1
# times that, the second 2 times, the third 3 times. So nine weights are more than you
# need. The row 1 2 0 and the column 1 2 3 say it all: multiply each number of the
# column by the row, and you have the kernel again. Such a kernel is called separable.
# (NumPy's outer() makes this table of products.)
row = np.array([1, 2, 0])
column = np.array([1, 2, 3])
print("\n1 times the row:", 1 * row)
print("2 times the row:", 2 * row)
print("3 times the row:", 3 * row)
table = np.outer(column, row)
print(f"All three:\n{table}")
assert np.array_equal(table, kernel), "column and row do not make it"

# %% Two short passes
# First slide the row alone along each row of the image. Then slide the column down over
# what came out. The numbers are the same. Why? Say that a and b are two pixels side by
# side. The row 3 6 of the kernel gives 3 times what 1 2 gives, because 3*a + 6*b is
# 3*(1*a + 2*b). So you may slide the row first, and multiply by 1, 2 or 3 afterwards:
# that is what the column does. And the work of the row is used again: three windows
# that lie below each other share it.
one_row = row.reshape(1, 3)
one_column = column.reshape(3, 1)
along, count_along = convolve_and_count(image, one_row)
both, count_down = convolve_and_count(along, one_column)
print(f"\nThe row, slid along:\n{along}")
print(f"Then the column, slid down:\n{both}")
print("The row:    5*5 places * 3 weights =", count_along)
print("The column: 3*5 places * 3 weights =", count_down)
print("Both:", count_along + count_down, "and in one pass:", count)
assert np.array_equal(both, direct), "two passes and one differ"
ask("31x31, taken apart: how many multiplications for one pixel?")

# %% 62 instead of 961
# A row of 31 weights and a column of 31 weights: 31 + 31 = 62.
#
# On a tiny image little is gained, because the first pass has more places than the
# second. On a photograph that does not matter: it is k + k instead of k*k. The wider
# the kernel, the more you save. Averages (boxes), the bell of Gauss and the upright and
# lying edge kernels of lesson 3 can be taken apart. Most kernels cannot: in the one
# with the rows 0 1 and 2 3 the second row is no multiple of the first. Nor can most of
# those that a network learns.
answer(31 + 31)
for k in [3, 7, 15, 31]:
    saved = k * k / (k + k)
    print(f"{k}x{k}: {k * k} or {k + k}, that is {saved} times fewer")

# %% Two functions to compare
# To measure both ways, make a function of each. The second one has to find the row and
# the column in the kernel. The row is its first row. The column says how many times
# that each row is: divide the first column by the number in the corner.


def by_scipy(image, kernel):
    """Return the valid convolution in one pass."""
    return convolve2d(image, kernel, "valid")


def by_two_passes(image, kernel):
    """Return the same for a kernel that can be taken apart."""
    one_row = kernel[:1]  # the first row, as a table
    one_column = kernel[:, :1] / kernel[0, 0]
    along = convolve2d(image, one_row, "valid")
    return convolve2d(along, one_column, "valid")


print(f"\nOne pass:\n{by_scipy(image, kernel)}")
print(f"Two passes:\n{by_two_passes(image, kernel)}")

# %% Is it really faster?
# Counting is one thing, and a clock is another. Take an image of 200x300 and a box of
# 15x15, which is 225 or 30 multiplications for a pixel. timeit runs each way three
# times, and the best run counts, because other programs disturb the others. Your own
# numbers stand here: they are different on each machine, and each time. (partial()
# packs a function with what it is given, so that timeit can start it.)
import timeit
from functools import partial


def milliseconds(way, image, kernel):
    """Return the time that way(image, kernel) takes."""
    call = partial(way, image, kernel)
    return 1000 * min(timeit.repeat(call, number=1, repeat=3))


count_up = np.arange(200 * 300) % 17  # 0 to 16, again and again
scene = count_up.reshape(200, 300).astype("float32")
box = np.ones((15, 15), dtype="float32")
slow = milliseconds(by_scipy, scene, box)
quick = milliseconds(by_two_passes, scene, box)
print("\nCounted, two passes save a factor of", 225 / 30)
print(f"Measured, it is {slow / quick:.1f}  [this machine]")

# %% Another way round: put in a number
# Now for kernels that cannot be taken apart. Lesson 0 has shown that a convolution is a
# product: 3 4 5 stands for 3 + 4*t + 5*t*t, and 2 1 for 2 + 1*t. You can choose any
# number for t. Put in 1, and the two are worth 12 and 3. So their product is worth 12*3
# = 36, and so is the convolution, 6 11 14 5, whatever is in it.
signal = [3, 4, 5]
weights = [2, 1]
print("\nSignal:", signal)
print("Kernel:", weights)
print("Convolution:", np.convolve(signal, weights))
print("t = 1, the signal: 3 + 4*1 + 5*1*1 =", 3 + 4 * 1 + 5 * 1 * 1)
print("t = 1, the kernel: 2 + 1*1 =", 2 + 1 * 1)
print("t = 1, the convolution: 6 + 11 + 14 + 5 =", 6 + 11 + 14 + 5)
ask("At t = 2 the signal is worth 31, the kernel 4. The convolution?")

# %% One multiplication for each value
# The values multiply: 31*4 = 124.
#
# So do it for four values of t: that takes four multiplications, where the convolution
# takes six, each number times each weight. And four values are enough to get all four
# numbers back, as two points are enough to draw a line. Here is the plan: from the
# lists to values, multiply these, and from the values back to a list. In the table
# below stands what each number of a list counts for: 1, t, t*t, t*t*t.
# np.linalg.solve() finds the list from its values.
answer(31 * 4)
points = [-1, 0, 1, 2]
signal_values = []
kernel_values = []
powers = []
for t in points:
    signal_values.append(3 + 4 * t + 5 * t * t)
    kernel_values.append(2 + 1 * t)
    powers.append([1, t, t * t, t * t * t])
products = np.multiply(signal_values, kernel_values)
print("t:         ", points)
print("The signal:", signal_values)
print("The kernel:", kernel_values)
print("Multiplied:", products)
back = np.linalg.solve(powers, products)
print("Back again:", back.round().astype(int))

# %% The catch, and a trick
# Nothing comes for free: you have to work out the values first, and that takes
# multiplications of its own. But values can share their work. Take t = 2 and t = -2. In
# 3 + 4*t + 5*t*t the first and the last part are the same for both, 3 + 20 = 23,
# because (-2)*(-2) is 4 as well. Only the part in the middle changes its sign: it is 8,
# or -8.
same_part = 3 + 5 * 2 * 2
other_part = 4 * 2
print("\nFor both signs: 3 + 5*2*2 =", same_part)
print("For t = 2:      4*2 =", other_part)
print("The value at t = 2: 23 + 8 =", same_part + other_part)
ask("And what is the value at t = -2?")

# %% Two values for the price of one
# The part in the middle is taken away instead of added: 23 - 8 = 15.
#
# So numbers t that come in pairs, one with a plus and one with a minus, halve the work.
# Now look at what is left to do: the same part is 3 + 5*s, with the square s = t*t.
# This is a shorter list, 3 5, and you want its values at the squares. If the squares
# come in pairs, too, the work is halved again, and again, down to lists of a single
# number. But squares are never below 0. There the trick would end, if there were no
# other numbers.
answer(3 + 5 * 2 * 2 - 4 * 2)
t = -2
print("3 + 4*t + 5*t*t with t = -2:", 3 + 4 * t + 5 * t * t)

# %% Numbers on a clock
# On a clock of 17 hours, 0 comes after 16, as 0 comes after 255 in a byte. So 16 is one
# before 0: it is the -1 of this clock. And what is 4*4? It is 16, so on the clock it is
# -1. There is a number whose square is below 0! With it the numbers 1, 4, 16, 13 are
# what you need: 16 is -1, and 13 is -4, so these are two pairs. Their squares are 1 and
# 16, and that is a pair again. (% 17 is the remainder, so it says where the clock
# stands.)
print("\n16 + 1 on the clock:", (16 + 1) % 17)
print("4 + 13 on the clock:", (4 + 13) % 17)
for t in [1, 4, 16, 13]:
    print(f"The square of {t} on the clock:", t * t % 17)

# %% Halve, and halve again
# Here is the whole trick as a program. It takes a list apart into the numbers at even
# places and those at odd places, gets the values of both halves at the squares, and
# puts them together with a plus and with a minus. The points are 1, p, p*p and so on,
# and a point and its partner are half a list apart. For the values of the halves the
# function calls itself, until a list has one number left: that is worth the same
# whatever t is. ("multiplications" keeps count.)
multiplications = []


def values_at(numbers, p, hours):
    """Return the values of a list at 1, p, p*p, ... on a clock."""
    if len(numbers) == 1:
        return numbers
    square = p * p % hours
    even = values_at(numbers[0::2], square, hours)
    odd = values_at(numbers[1::2], square, hours)
    with_plus = []
    with_minus = []
    t = 1
    for first, second in zip(even, odd):
        part = t * second % hours
        multiplications.append("one more")
        with_plus.append((first + part) % hours)
        with_minus.append((first - part) % hours)
        t = t * p % hours  # the next point
    return with_plus + with_minus


print("\n3 4 5 0, its even places:", [3, 4, 5, 0][0::2])
print("3 4 5 0, its odd places: ", [3, 4, 5, 0][1::2])

# %% The values on the clock
# Signal and kernel get zeros until they have four numbers, as many as the result. Then
# both have values at 1, 4, 16 and 13. Check one of them in digits: at t = 4 the signal
# is worth 3 + 4*4 + 5*4*4 = 99, and 99 is five rounds of 17, and 14.
clock_signal = values_at(signal + [0], 4, 17)
clock_kernel = values_at(weights + [0, 0], 4, 17)
print("\nThe signal at 1, 4, 16, 13:", clock_signal)
print("3 + 4*4 + 5*4*4 on the clock:", (3 + 4 * 4 + 5 * 4 * 4) % 17)
print("The kernel at 1, 4, 16, 13:", clock_kernel)

# %% And back
# Multiply the values, each with its partner, and go back. Luckily the way back is the
# same program, walking round the clock the other way: with 13 instead of 4. Then each
# number is four times too large, because four values were added up. On the clock you
# divide by 4 by multiplying with 13: 4*13 = 52 is three rounds of 17, and 1. So 13
# undoes the 4. (Why the way back is so simple takes more mathematics than stands here.
# That it works you can see.)
clock_products = []
for first, second in zip(clock_signal, clock_kernel):
    clock_products.append(first * second % 17)
four_times = values_at(clock_products, 13, 17)
by_clock = []
for number in four_times:
    by_clock.append(number * 13 % 17)
print("\nMultiplied on the clock:", clock_products)
print("Back, four times too large:", four_times)
print("Divided by 4:", by_clock)
print("np.convolve:", np.convolve(signal, weights))
assert by_clock == list(np.convolve(signal, weights)), "they differ"
ask("Each with each, and both twice as long: how many times as many?")

# %% How the work grows
# Each number of the signal meets each weight. Twice as many numbers, each with twice as
# many weights: 2*2 = 4 times as many products.
#
# The other way does about double. A list that is twice as long is two lists of the old
# length, and one multiplication more for each pair of values. Here is how many that
# makes for the values of a list. Each line has twice the count of the line before, and
# half its own length on top.
answer(2 * 2)
count = 0
for length in [2, 4, 8, 16]:
    count = 2 * count + length // 2
    multiplications.clear()
    values_at([1] * length, pow(3, 16 // length, 17), 17)
    counted = len(multiplications)
    print(f"{length} values: {count}, and counted: {counted}")

# %% The whole way, for long lists
# Long lists need a larger clock, because no result may be above its last hour. This one
# has 65537 hours. As on the clock of 17 hours the number 3, multiplied by itself often
# enough, is a number p for each length. (pow(3, 4, 17) is 3*3*3*3 on the clock of 17;
# with -1 it finds the number that undoes another one, as 13 undoes 4.)


def count_by_clock(signal, weights):
    """Return the convolution by way of values, and its count."""
    multiplications.clear()
    hours = 65537
    length = 2 * len(signal)
    p = pow(3, 65536 // length, hours)
    zeros = [0] * len(signal)
    signal_values = values_at(signal + zeros, p, hours)
    kernel_values = values_at(weights + zeros, p, hours)
    products = []
    for first, second in zip(signal_values, kernel_values):
        products.append(first * second % hours)
    undo = pow(length, -1, hours)  # undoes "times length"
    result = []
    for number in values_at(products, pow(p, -1, hours), hours):
        result.append(number * undo % hours)
    own = 2 * length  # of the two loops in this function
    return result[:-1], len(multiplications) + own


result, count = count_by_clock([3, 4], [2, 1])
print("\n3 4 with 2 1:", result)
print("np.convolve: ", np.convolve([3, 4], [2, 1]))

# %% Where it begins to pay
# For short lists all this is not worth it. But look at the last lines: from 32 numbers
# on it is ahead, and then it runs away. Every line has been counted, not guessed, and
# its numbers are those of np.convolve.
lengths = [2, 8, 32, 64, 128, 512]
counts_direct = []
counts_clock = []
print()
for n in lengths:
    long_signal = [place % 5 for place in range(n)]
    long_kernel = [place % 7 for place in range(n)]
    result, count = count_by_clock(long_signal, long_kernel)
    by_numpy = np.convolve(long_signal, long_kernel)
    assert result == list(by_numpy), "the clock is too small"
    counts_direct.append(n * n)
    counts_clock.append(count)
    print(f"{n} by {n}: each with each {n * n}, by values {count}")

from course.pictures.figures_of_speed import draw_multiplications

fig = draw_multiplications(lengths, counts_direct, counts_clock)
save(fig, "counts", "Two lines of counts: one bends away upwards.")

# %% The fast Fourier transform
# The way from the numbers to the values is called a Fourier transform. The program with
# the halves is the fast one, FFT for short. (Many call the one on a clock a number
# theoretic transform.) Libraries do the same, but not on a clock. They use the complex
# numbers, which have a number i with i*i = -1 from the start. Nothing else is new.
# Only, the results are decimal numbers and a little off, so they are rounded here. For
# an image it goes along the rows, then down the columns. SciPy's fftconvolve does it
# all.
from scipy.signal import fftconvolve


def by_fft(image, kernel):
    """Return the valid convolution by way of values."""
    return fftconvolve(image, kernel, "valid")


print(f"\nImage:\n{image}")
print(f"Kernel:\n{kernel}")
rounded = by_fft(image, kernel).round().astype(int)
print(f"By FFT, rounded:\n{rounded}")
assert np.array_equal(rounded, direct), "the FFT gives other numbers"

# %% Eager and graph
# Now TensorFlow. It computes each line at once, as Python does: that is called eager.
# Wrap a function into tf.function, and Python goes through it only once. TensorFlow
# notes down the steps, as a graph, and every later call follows these notes. Here is a
# function that repeats a small step. Each step blurs a little: half of a pixel, and a
# quarter of each neighbour. And a list counts how often Python comes along.
with quiet():  # hides what TensorFlow prints when it is loaded
    import tensorflow as tf

visits = []
blur = tf.constant([0.25, 0.5, 0.25], shape=(1, 3, 1, 1))


def eager(x, steps):
    """Return an image that is blurred so many times."""
    visits.append("Python was here")
    for step in range(steps):
        x = tf.nn.conv2d(x, blur, strides=1, padding="SAME")
    return x


graph = tf.function(eager, autograph=False)
spike = tf.constant([0.0, 0, 0, 64, 0, 0, 0], shape=(1, 1, 7, 1))
for call in range(4):
    blurred = eager(spike, 3)
print("\nA spike:        ", spike[0, 0, :, 0].numpy())
print("Blurred 3 times:", blurred[0, 0, :, 0].numpy())
print("Eager, 4 calls: Python was there", len(visits), "times")
ask("The same function as a graph, 4 calls: how often is Python there?")

# %% Python is there once
# At the first call the graph is made, and for that Python goes through the function: 1
# time. The other three calls do without.
#
# So a graph saves Python's part of the work, and nothing else: the multiplications are
# the same. It pays where many small steps follow each other, as in the training of a
# network. A single large convolution is hardly faster in it. (With another number of
# steps Python comes again, because that is another graph.)
visits.clear()
for call in range(4):
    blurred_by_graph = graph(spike, 3)
answer(len(visits))
print("Blurred 3 times:", blurred_by_graph[0, 0, :, 0].numpy())
graph(spike, 100)  # makes the graph before the clock runs
slow = milliseconds(eager, spike, 100)
quick = milliseconds(graph, spike, 100)
print("100 small steps, eager divided by graph:", end="")
print(f"{slow / quick:6.1f}  [this machine]")

# %% TensorFlow as a fourth way
# One way is still missing: TensorFlow. It does not flip, so flip the kernel yourself,
# and bring both into four axes.


def by_tensorflow(image, kernel):
    """Return the same valid convolution, by TensorFlow."""
    x = image.reshape((1,) + image.shape + (1,))
    flipped = kernel[::-1, ::-1]
    h = flipped.reshape(kernel.shape + (1, 1))
    y = tf.nn.conv2d(x, h, strides=1, padding="VALID")
    return y[0, :, :, 0].numpy()


whole_image = image.astype("int32")
whole_kernel = kernel.astype("int32")
by_fourth_way = by_tensorflow(whole_image, whole_kernel)
print(f"\nTensorFlow:\n{by_fourth_way}")
assert np.array_equal(by_fourth_way, direct), "the ways differ"

# %% Which way for which kernel?
# Now measure all four, with an image of 200x300 pixels. The kernels are boxes, because
# these can be taken apart. The wider the kernel, the more the ways differ: direct ways
# grow with k*k, two passes with k + k. The FFT hardly grows at all, because the image
# is much longer than the kernel anyway.
ways = {
    "SciPy": by_scipy,
    "two passes": by_two_passes,
    "FFT": by_fft,
    "TensorFlow": by_tensorflow,
}
sizes = [3, 7, 15, 31]
spent = {}
for name, way in ways.items():
    times = []
    for k in sizes:
        box = np.ones((k, k), dtype="float32")
        times.append(milliseconds(way, scene, box))
    spent[name] = times
print("\nMilliseconds       3x3      7x7    15x15    31x31")
for name, times in spent.items():
    columns = "".join(f"{time:9.2f}" for time in times)
    print(f"  {name:11}{columns}  [this machine]")

from course.pictures.figures_of_speed import draw_times_by_size

fig = draw_times_by_size(sizes, spent)
save(fig, "sizes", "Four lines: the time of each way against size.")

# %% One channel, and many
# A layer of a network has many channels and many filters, and a kernel for each pair of
# them. Say that 32 channels go in and 32 come out, with kernels of 3x3.
print("\nA kernel of 3x3 has", 3 * 3, "weights")
print("Pairs of a channel and a filter:", 32 * 32)
ask("How many multiplications is that for one place?")

# %% As many multiplications, but not as long
# Each of the 1024 pairs has nine weights: 9*32*32 = 9216.
#
# Nobody saves a single one of them here. But a processor takes 4 to 16 numbers in one
# step if they lie side by side in its memory. TensorFlow puts channels side by side:
# they are its last axis. And a pixel, once fetched, is used for all 32 filters. With
# one channel and one filter there is nothing to put side by side, and nothing to use
# again.
answer(9 * 32 * 32)
for channels in [1, 4, 32]:
    print(f"{channels} in, {channels} out: {9 * channels * channels}")

# %% A call for each pair
# SciPy knows of no channels. So it is called for each pair, and the maps of a filter
# are added up. Here are 3 channels and 2 filters. (correlate2d does not flip the
# kernel, and TensorFlow does not either.)
from scipy.signal import correlate2d


def maps_by_scipy(x, h):
    """Return a feature map for each filter, a call for each pair."""
    maps = []
    for out in range(h.shape[3]):
        total = 0
        for channel in range(h.shape[2]):
            plane = x[:, :, channel]
            weights = h[:, :, channel, out]
            total = total + correlate2d(plane, weights, "valid")
        maps.append(total)
    return np.stack(maps, axis=2)


x = np.arange(60, dtype="float32").reshape(4, 5, 3) % 7
h = np.arange(54, dtype="float32").reshape(3, 3, 3, 2) % 5
maps = maps_by_scipy(x, h)
print("\nChannels, filters:", x.shape, "with", h.shape)
print(f"The first map:\n{maps[:, :, 0]}")

# %% One call for all of them
# TensorFlow takes all channels and filters at once. The maps are the same.


def maps_by_tensorflow(x, h):
    """Return the same in a single call."""
    batch = x.reshape((1,) + x.shape)
    return tf.nn.conv2d(batch, h, strides=1, padding="VALID")[0]


in_one_call = maps_by_tensorflow(x, h)
print(f"\nThe first map:\n{in_one_call[:, :, 0].numpy()}")
assert np.array_equal(in_one_call, maps), "SciPy and TensorFlow differ"

# %% Where TensorFlow is at home
# Measure both, with as many filters as channels, on 40x60 pixels. A number above 1 says
# how many times as long SciPy takes; below 1 it is quicker.
ratios = {}
for channels in [1, 4, 32]:
    x = np.ones((40, 60, channels), dtype="float32")
    h = np.ones((3, 3, channels, channels), dtype="float32")
    slow = milliseconds(maps_by_scipy, x, h)
    quick = milliseconds(maps_by_tensorflow, x, h)
    ratios[f"{channels} in, {channels} out"] = slow / quick
print("\nSciPy's time, divided by TensorFlow's:")
for name, ratio in ratios.items():
    print(f"  {name:12}{ratio:8.2f}  [this machine]")

from course.pictures.figures_of_speed import draw_channels_compared

fig = draw_channels_compared(ratios)
save(fig, "channels", "Three bars: who is quicker, by how many times.")

# %% What to take
# A single image and a small kernel: call the library that you have, and do not think
# about it. A kernel that can be taken apart: two passes, which save more the wider it
# is. Any wide kernel: the FFT. It may even beat the two passes; from which width on it
# wins, your own table says. Many channels and filters: TensorFlow, with a graph around
# the training. And never a loop of your own in Python over the pixels: it is there to
# be understood. How much slower is it? Here is the program that counts, on 40x60
# pixels.
part = scene[:40, :60]
box = np.ones((3, 3), dtype="float32")
looped, count = convolve_and_count(part, box)
slow = milliseconds(convolve_and_count, part, box)
quick = milliseconds(by_scipy, part, box)
print("\nMultiplications of both:", count)
print(f"Loop, divided by SciPy: {slow / quick:.0f}  [this machine]")

# %% Keep, try, go on
# Three things to keep:
#
# - Count first: k*k multiplications for a pixel, or k + k if the kernel can be taken
#   apart.
# - An FFT multiplies values instead of lists, and gets the values by halving again
#   and again.
# - The same count may take very different times: many channels are TensorFlow's home,
#   and a graph saves only Python's part.
#
# Two things to try. With --answers this lesson says what comes out, and why:
#
# - In "A small image" put [3, 6, 1] for the last row of the kernel: can it still be
#   taken apart?
# - In "Another way round" put signal = [3, 4, 9]: which number comes wrong from the
#   clock?
#
# Next comes docs/further/shapes.py: how large a result is, from a signal to a whole
# network.
end()
