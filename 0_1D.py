"""
Slide a kernel along a signal
=============================

Lesson 0 of 5, about 35 minutes. You need to multiply and to add, and a little
Python: lists, for loops, functions. At the end you can

- work out the convolution of two short lists with pencil and paper,
- say why the kernel is flipped, and why the result is longer than the signal,
- say what "full", "same" and "valid" keep, and how long each result is,
- tell convolution from correlation, whatever a library calls it,
- smooth a row of a photograph and find the edges in it.
"""

# The course's own helpers: begin, ask, answer, save a figure, end.
from course import answer, ask, begin, end, save

photo_path = begin(__doc__, picture="bird.jpg", least=9)

# %% A clap and its echo
# Clap once in a large hall, with a strength of 1. At once you hear 2, because the hall
# makes it louder. A moment later you hear 1, the echo. Then you hear 0: silence. These
# three numbers, 2 1 0, are the kernel, and each of them is called a weight. The kernel
# says what becomes of one clap of strength 1. Now clap three times, one moment after
# the other and stronger each time: 3, 4, 5. That is the signal. A clap of 3 is heard as
# three times the kernel, a clap of 4 as four times the kernel, and so on. (In the code
# \n begins a new line.)
print("\nMoment:                    0  1  2  3  4")
print("The clap of 3 is heard as ", 3 * 2, "", 3 * 1, "", 3 * 0)
print("The clap of 4 is heard as    ", 4 * 2, "", 4 * 1, "", 4 * 0)
print("The clap of 5 is heard as      ", 5 * 2, "", 5 * 1, "", 5 * 0)
ask("At moment 1, how strong is all that you hear, taken together?")

# %% The copies overlap and add up
# At that moment two sounds meet: the echo of the first clap, 3*1, and your second clap,
# 4*2. You hear both at once, so they are added. The same happens at every moment: all
# copies of the kernel that are in the air are added up. Python counts from 0, so the
# first moment is moment 0.
one_moment_later = 3 * 1 + 4 * 2
answer(one_moment_later)
print("Moment 0:                  3*2 =", 3 * 2)
print("Moment 1:            3*1 + 4*2 =", 3 * 1 + 4 * 2)
print("Moment 2:      3*0 + 4*1 + 5*2 =", 3 * 0 + 4 * 1 + 5 * 2)
print("Moment 3:            4*0 + 5*1 =", 4 * 0 + 5 * 1)
print("Moment 4:                  5*0 =", 5 * 0)

# %% This is a convolution
# What you hear, 6 11 14 5 0, is the convolution of the signal with the kernel. That is
# all there is to it: each number of the signal sends out a copy of the kernel,
# multiplied by that number, and where copies overlap they are added. The signal need
# not be a sound. In the next lessons it is a picture, and each pixel sends out its
# copy.
signal = [3, 4, 5]
kernel = [2, 1, 0]
print("\nSignal:", signal)
print("Kernel:", kernel)

from course.pictures.figures_of_lesson_0 import draw_copies

fig = draw_copies(signal, kernel)
save(fig, "copies", "Three scaled copies of the kernel and their sum.")

# %% The same with two loops
# A program does what you did. Number i of the signal begins its copy at moment i, and
# weight j of the kernel comes j moments after that. So their product belongs to moment
# i + j, and is added to what is there already.
heard = [0, 0, 0, 0, 0]
for i in range(3):
    for j in range(3):
        product = signal[i] * kernel[j]
        heard[i + j] = heard[i + j] + product
print("\nTwo loops:", heard)
ask("A signal of 6 numbers, a kernel of 3: how long is the result?")

# %% Why the result is longer than the signal
# The last of the 6 numbers begins its copy at the sixth moment. The copy has 3 weights:
# one belongs to that moment, and 2 more come after it. (A weight of 0 takes up a
# moment, too.) That makes 6 + 2 = 8. With n numbers and k weights it is always n + (k -
# 1), or n + k - 1 for short.
n = 6
k = 3
answer(n + k - 1)
print("3 numbers and 3 weights give", 3 + 3 - 1)
print("100 numbers and 10 weights give", 100 + 10 - 1)

# %% Now stand still and listen
# So far you followed each clap into the hall. Now stand at one moment and ask what
# arrives there. Take moment 2. The newest clap, 5, has not echoed yet: it comes with
# the first weight, 2. The clap before it, 4, has had one moment to fade: it comes with
# the second weight, 1. The oldest clap, 3, comes with the last weight, 0. Read the
# signal from left to right, and you meet the weights from the last to the first.
print("\nThe signal:               3    4    5")
print("The weights they meet:    0    1    2")
print("The products:           3*0  4*1  5*2")
print("Their sum:", 3 * 0 + 4 * 1 + 5 * 2)

# %% Flip and slide
# The weights in that order, 0 1 2, are the kernel written backwards: the flipped
# kernel. Nobody flips it to make things hard. It comes out flipped because the oldest
# number, the one on the left, has already reached the last weight, and the newest is
# still at the first. So there is a second way to work out a convolution, and most books
# show only this one: flip the kernel, put it under the signal, multiply each weight by
# the number above it, add up, move on by one.
print("\nSignal:          3  4  5")
print("Flipped kernel:     0  1  2")
ask("The 0 lies under the 4, the 1 under the 5: what is the sum?")

# %% One number of the result
# The 0 lies under the 4, the 1 under the 5, and the 2 has left the signal: nothing is
# there to be multiplied. The result is usually called y, and its numbers y[0], y[1],
# y[2] and so on. This one is y[3].
y3 = 4 * 0 + 5 * 1
answer(y3)
print("y[3] = 4*0 + 5*1 =", y3)

from course.pictures.figures_of_lesson_0 import draw_steps

fig = draw_steps(signal, kernel)
save(fig, "steps", "The flipped kernel at its five places.")

# %% Flip and slide, as a program
# Where the kernel hangs over the end of the signal, some weights have no number above
# them. A program would need an "if" for these. It is easier to put zeros there first: a
# zero adds nothing to a sum. At the first place only the last of the k weights is under
# the signal, so k - 1 hang over: np.pad(signal, 2) puts two zeros on each side. (np is
# NumPy, Python's library for lists of numbers. It calls such a list an array, and
# prints it without commas.)
import numpy as np

print("\nWith zeros around it:", np.pad(signal, 2))
print("Backwards:", kernel[::-1])  # [::-1] reads a list backwards


def convolve(signal, kernel):
    """Return the convolution of two lists."""
    flipped = kernel[::-1]
    padded = np.pad(signal, len(kernel) - 1)
    result = []
    for place in range(len(signal) + len(kernel) - 1):
        # the numbers above the kernel; [2:5] takes numbers 2, 3, 4
        window = padded[place : place + len(kernel)]
        total = 0
        for j in range(len(kernel)):
            total = total + window[j] * flipped[j]
        result.append(total)
    return np.array(result)


print("Flip and slide:", convolve(signal, kernel))

# %% The library does it, too
# NumPy has a function for this. You will use it from now on: it is faster than any loop
# that you write in Python. All three ways give the same numbers, and the line that
# begins with assert makes sure: it stops the lesson if they do not.
y = np.convolve(signal, kernel)
print("\nnp.convolve:", y)
assert list(y) == heard, "the loops and NumPy differ"
assert list(y) == list(convolve(signal, kernel)), "they differ"

# %% The formula, if you meet it in a book
# Books call the signal x and the kernel h, and write for each number of the result
#
#     y[n] = sum over k of x[k] * h[n - k]
#
# Here n and k are no sizes but places. Read it slowly. You want y[n]. Go through the
# signal with k: 0, 1, 2. Each x[k] meets the weight h[n - k], because it was sent out
# n - k moments ago. As k grows, n - k falls: that is the flip. Where n - k is no place
# in the kernel, the weight counts as 0: below n is 1, and for k = 2 there is no h[1 -
# 2]. (Careful: in Python h[-1] is the last weight.)
x = signal
h = kernel
print("\ny[1] = x[0]*h[1] + x[1]*h[0] =", x[0] * h[1] + x[1] * h[0])
print("The next product, x[2]*h[-1], counts as 0: no h[-1] is there.")

# %% Where does a signal end?
# At both ends only a part of the kernel lies on the signal. Do you want those numbers?
# One word, the mode, says it. "full" keeps all of them. "valid" keeps only those where
# the whole kernel lies on the signal. "same" keeps the middle, as many numbers as the
# signal has.
signal = [1, 3, 2, 5]
kernel = [1, 2, 4]
print("\nSignal:", signal)
print("Kernel:", kernel)
print("full: ", np.convolve(signal, kernel, "full"))
ask("4 numbers, 3 weights: how many numbers does 'valid' keep?")

# %% Full, same, valid
# The whole kernel can begin at the first number of the signal, or at the second. At the
# third its end would hang over. So it can move on by 4 - 3 = 1, and the place where it
# began counts, too: 4 - 3 + 1 = 2 places. With n numbers and k weights, full has n +
# k - 1 numbers, same has n, and valid has n - k + 1.
answer(4 - 3 + 1)
print("full: ", np.convolve(signal, kernel, "full"))
print("same:    ", np.convolve(signal, kernel, "same"))
print("valid:     ", np.convolve(signal, kernel, "valid"))

from course.pictures.figures_of_lesson_0 import draw_modes

fig = draw_modes(signal, kernel)
save(fig, "modes", "The kernel at six places; what each mode keeps.")

# %% The first example again
# Here are the claps in the three modes. Valid has a single number, because a kernel of
# 3 fits under a signal of 3 in one place only.
print("\nfull: ", np.convolve([3, 4, 5], [2, 1, 0], "full"))
print("same: ", np.convolve([3, 4, 5], [2, 1, 0], "same"))
print("valid:", np.convolve([3, 4, 5], [2, 1, 0], "valid"))

# %% "same" needs zeros, and sometimes an odd one
# "valid" loses k - 1 numbers. So "same" puts k - 1 zeros around the signal, on both
# sides together, and then keeps what "valid" would. A kernel of 3 needs 2 zeros, one on
# each side. A kernel of 2 needs 1 zero, and that has to go to one side: NumPy takes the
# left. Remember this for lesson 2: its library, TensorFlow, takes the right, and its
# results are shifted by one.
numbers = [3, 1, 4, 1, 5, 9]
with_a_zero = [0, 3, 1, 4, 1, 5, 9]
print("\nKernel of 2:", np.convolve(with_a_zero, [1, 2], "valid"))
print("The same as:", np.convolve(numbers, [1, 2], "same"))
for k in [2, 3, 4, 5]:
    left = k // 2  # // divides and leaves out the rest: 5 // 2 is 2
    right = k - 1 - left
    padded = np.pad(numbers, (left, right))
    # in f"..." the value of each {name} is printed
    print(f"Kernel of {k}: {left} left, {right} right, {padded}")

# %% What if you forget the flip?
# Slide the kernel as it is, without flipping it, and you get other numbers. That is no
# mistake, it is another operation: correlation. You will meet it in lesson 1, where it
# finds patterns. Programs that learn from examples use it too, and call it
# "convolution" all the same: in lesson 2 you have to know that.
signal = [3, 4, 5]
kernel = [2, 1, 0]
ask("2 1 0 slides along 3 4 5, no flip: first number of full?")

# %% Correlation
# The first weight to touch the signal is the one at the right end of the kernel: the 0.
# So the first number is 3*0. With a flip it was 3*2.
without_flip = np.correlate(signal, kernel, "full")
answer(3 * 0)
print("Convolution:", np.convolve(signal, kernel, "full"))
print("Correlation:", without_flip)
print("Flipped first:", np.correlate(signal, kernel[::-1], "full"))

# %% A kernel that hides the difference
# A kernel that reads the same from both ends does not change when it is flipped. With
# it you cannot tell which of the two operations a library has. That is why the kernels
# in this course are lopsided wherever they can be.
mirror = [1, 2, 1]
print("\nConvolution with 1 2 1:", np.convolve(signal, mirror))
print("Correlation with 1 2 1:", np.correlate(signal, mirror, "full"))

# %% You have done this at school
# Swap the signal and the kernel, and the numbers stay: a convolution commutes, as a
# multiplication does. In fact it is one. Write 543 times 12 as at school, but do not
# carry. The signal 3 4 5 is 543 with the ones first, the kernel 2 1 0 is 12 (or 012).
print("\nSwapped:", np.convolve(kernel, signal))
print()
print("        5   4   3    times 1 2")
print("       10   8   6    543 * 2")
print("    5   4   3        543 * 1, one place to the left")
print("    5  14  11   6    added: the convolution, ones on the right")
print()
print("5000 + 1400 + 110 + 6 =", 5 * 1000 + 14 * 100 + 11 * 10 + 6)
print("543 * 12 =", 543 * 12)

# %% And with letters
# Multiply 3 + 4t + 5t*t by 2 + 1t + 0t*t, and collect what has the same number of t.
# You get 6 + 11t + 14t*t + 5t*t*t. Those are the numbers of the convolution again. With
# t = 10 it is the sum above. It holds for every t; here is t = 2.
t = 2
print("\n3 + 4t + 5tt =", 3 + 4 * t + 5 * t**2)
print("2 + 1t + 0tt =", 2 + 1 * t + 0 * t**2)
print("6 + 11t + 14tt + 5ttt =", 6 + 11 * t + 14 * t**2 + 5 * t**3)
print("31 * 4 =", 31 * 4)

# %% A row of a photograph
# Now a signal that nobody made up. It is the brightness of one row of pixels in a
# photograph of a bird, from 0 (black) to 255 (white). load_photo() gives the picture
# with three axes: row, column and colour. So photo[middle, :, 1] is the middle row, all
# of its columns (that is the colon), and colour number 1. (Red is 0, green 1, blue 2.
# Green stands for the brightness, because the eye sees it best.) astype(int) lets the
# numbers grow beyond 255; a trap below shows why.
from course.pictures.figures_of_lesson_0 import draw_row, draw_smoothed
from course.pictures.read_photo import load_photo

photo, notes = load_photo(photo_path)
middle = len(photo) // 2
row = photo[middle, :, 1].astype(int)
print(f"\nThe middle row, number {middle}, has {len(row)} pixels.")
print("It begins with", row[:8])  # the first eight
fig = draw_row(photo, middle, row)
save(fig, "row", "The bird, and the brightness along one row.")

# %% Smoothing: the average of neighbours
# Nine weights of 1/9 give the average of nine neighbours. It is the same to add with
# nine weights of 1, and then divide each sum by 9. Such a moving average keeps slow
# changes and takes away the trembling, because up and down cancel. To see how much, add
# up all the steps from each pixel to the next (np.diff), whether up or down (np.abs
# takes away the sign). The less the line trembles, the smaller is this sum.
box = [1] * 9  # a list of nine ones
sums = np.convolve(row, box, "valid")
average = sums / len(box)
print(f"\n{len(box)} pixels:", row[: len(box)])
print("Their average:", round(average[0], 2))
steps_of_row = np.abs(np.diff(row))
steps_of_average = np.abs(np.diff(average))
print("All steps of the row:    ", steps_of_row.sum())
print("All steps of the average:", round(steps_of_average.sum(), 1))

fig = draw_smoothed(row, average)
save(fig, "smoothed", "A jagged line, and its smoother average.")

# %% Edges: the difference of neighbours
# The kernel 1, -1 does the opposite: it keeps only changes. Flipped it is -1, 1, so
# each result is the right pixel minus the left one. Where the row is flat that is about
# 0. Where it gets brighter to the right it is above 0, where it gets darker below 0. A
# number far from 0 is an edge. So take away the sign (np.abs); argmax() then says at
# which place the largest number is. It lies in the feathers: the outline of the bird,
# near column 220, is a larger step, but it is blurred over several pixels.
edges = np.convolve(row, [1, -1], "valid")
sizes = np.abs(edges)
place = sizes.argmax()
left_pixel = row[place]
right_pixel = row[place + 1]
print(f"\nThe sharpest edge: pixels {place} and {place + 1}")
print(f"{right_pixel}*1 + {left_pixel}*(-1) = {edges[place]}")

from course.pictures.figures_of_lesson_0 import draw_edges

fig = draw_edges(edges, place)
save(fig, "edges", "Spikes at edges: orange up, blue down.")

# %% A trap: bytes
# Computers keep a picture in bytes. A byte is a box for a whole number from 0 to 255,
# and for no other. After 255 it begins again at 0, like a counter that goes from 999 to
# 000. So what happens when you calculate in bytes?
print("\nThe largest number of a byte:", np.iinfo(np.uint8).max)
ask("A byte holds 250, and you add 10: what does it hold then?")

# %% Bytes start again at 0
# Five steps lead from 250 to 255, the sixth to 0, and the last four to 4. In an array
# nothing warns you.
#
# Pictures come as bytes (NumPy calls them uint8), and a convolution adds: let the
# numbers grow first, with astype(int), as was done with the row above. (A byte has 256
# numbers, 0 to 255. % gives the rest of a division: 260 % 256 is 4.)
answer((250 + 10) % 256)
two_bytes = np.array([200, 100], dtype=np.uint8)
ones = np.array([1, 1], dtype=np.uint8)
print("Right:", np.convolve(two_bytes.astype(int), [1, 1]))
# wrong on purpose: a byte holds nothing above 255
wrong = np.convolve(two_bytes, ones)
print("Wrong:", wrong)

# %% Another trap: a kernel that is longer than the signal
# "valid" and "same" then need a rule, and libraries have different ones. NumPy swaps
# the two lists without a word: "same" is as long as the longer one. SciPy, a library on
# top of NumPy, stays with the length of the signal.
import scipy.signal

signal = [6, 2]
kernel = [1, 2, 5, 4]
print("\nfull:         ", np.convolve(signal, kernel, "full"))
print("NumPy, same:  ", np.convolve(signal, kernel, "same"))
print("NumPy, valid: ", np.convolve(signal, kernel, "valid"))
print("SciPy, same:  ", scipy.signal.convolve(signal, kernel, "same"))

# %% Keep, try, go on
# Three things to keep: each number of the signal sends out a copy of the kernel,
# multiplied by that number, and the copies add up; seen from the result, that is flip,
# slide, multiply, add; "same" and "valid" are cut out of "full".
#
# Two things to try: in "This is a convolution" write kernel = [0, 0, 1], and look at
# what the two loops print: what became of the signal? In "Smoothing" write box = [1] *
# 25, and look at the orange line: which steep places are left?
#
# (You should find: the signal stays as it is, but comes two moments later; the spikes
# in the feathers are gone, and only large steps are left, such as the outline of the
# bird.)
#
# Next comes 1_2D.py, where the kernel slides over an image.
end()
