"""
Slide a kernel along a signal
=============================

Lesson 0 of 5, about 45 minutes. You need to know how to multiply and
add, and a little Python: lists, for loops, functions. At the end you can

- work out the convolution of two short lists with pencil and paper,
- say why the kernel is flipped, and why the result is longer than the signal,
- say what "full", "same" and "valid" keep, and how long each result is,
- tell convolution from correlation, whatever a library calls them,
- smooth a row of a photograph and find the edges in it.
"""

# The course's own helpers: they ask, answer and save. Skip their lines.
from course import answer, ask, begin, end, save

photo_path = begin(__doc__, picture="bird.jpg", least=9)  # 9 pixels

# %% A clap and its echo
# Clap once in a large hall, with a strength of 1. At once you hear 2, because the hall
# makes it louder. A moment later you hear 1, the echo. Then you hear 0: silence. These
# three numbers, 2 1 0, are the kernel, and each of them is called a weight. The hall
# treats every clap alike. Now clap three times, one moment after the other and stronger
# each time: 3, 4, 5. That is the signal. A clap of 3 is heard as three times the
# kernel, a clap of 4 as four times the kernel, and so on. (In the code \n begins a new
# line.)
print("\nMoment:                    0  1  2  3  4")
print("The clap of 3 is heard as ", 3 * 2, "", 3 * 1, "", 3 * 0)
print("The clap of 4 is heard as    ", 4 * 2, "", 4 * 1, "", 4 * 0)
print("The clap of 5 is heard as      ", 5 * 2, "", 5 * 1, "", 5 * 0)
ask("At moment 1, how strong is all that you hear, taken together?")

# %% What you hear one moment later
# At that moment two sounds meet: the echo of the first clap, 3*1, and your second clap,
# 4*2. You hear both at once, so their strengths add up: 3 + 8 = 11.
#
# So it is at every moment: add what each copy of the kernel has for that moment.
# (Python counts from 0, so the first moment is moment 0.)
one_moment_later = 3 * 1 + 4 * 2
answer(one_moment_later)
print("Moment 0:                  3*2 =", 3 * 2)
print("Moment 1:            3*1 + 4*2 =", 3 * 1 + 4 * 2)
print("Moment 2:      3*0 + 4*1 + 5*2 =", 3 * 0 + 4 * 1 + 5 * 2)
print("Moment 3:            4*0 + 5*1 =", 4 * 0 + 5 * 1)
print("Moment 4:                  5*0 =", 5 * 0)

# %% This is a convolution
# What you hear, five numbers in all, is the convolution of the signal with the kernel.
# That is all there is to it: each number of the signal sends out a copy of the kernel,
# multiplied by that number, and where copies overlap they are added. The signal need
# not be a sound. In lesson 1 it is an image, and each of the dots that it is made of,
# the pixels, sends out its copy.
signal = [3, 4, 5]
kernel = [2, 1, 0]
print("\nSignal:", signal)
print("Kernel:", kernel)

from course.pictures.figures_of_lesson_0 import draw_copies  # a drawing

fig = draw_copies(signal, kernel)
save(fig, "copies", "Three scaled copies of the kernel and their sum.")

# %% The same with two loops
# A program does what you did. Number i of the signal begins its copy at moment i, and
# weight j of the kernel comes j moments after that. So their product belongs to moment
# i + j, and is added to what is there already.
heard = [0, 0, 0, 0, 0]  # five moments, silent at first
for i in range(len(signal)):
    for j in range(len(kernel)):
        product = signal[i] * kernel[j]
        heard[i + j] = heard[i + j] + product
print("\nTwo loops:", heard)
ask("A signal of 6 numbers, a kernel of 3: how long is the result?")

# %% Count to the end of the last copy
# The last of the 6 numbers begins its copy at the sixth moment. The copy has 3 numbers:
# one for that moment, and 2 for the moments after it. (A 0 takes up a moment, too.)
# That makes 6 + 2 = 8.
#
# With n numbers and k weights it is always n + (k - 1), or n + k - 1 for short.
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
# kernel. It comes out flipped because the oldest number of the signal, on the left, has
# already reached its last weight, and the newest one is still at the first. So there is
# a second way to work out a convolution, and many books show only this one. Flip the
# kernel and put it under the signal. Multiply each number by the weight below it, and
# add up. Then move the kernel on by one, and do it again. Books call the result y, and
# its numbers y[0], y[1] and so on. Then it is your turn, with another signal:
from course.pictures.figures_of_lesson_0 import draw_steps

fig = draw_steps(signal, kernel)
save(fig, "steps", "The flipped kernel at its five places.")
print("Another signal:  6  7  8")
print("Flipped kernel:  0  1  2")
ask("Each number times the weight below it: what is the sum?")

# %% One number of the result
# 6*0 + 7*1 + 8*2 = 23. Each number meets the weight below it.
#
# At an end of the signal it is less. In the figure the kernel begins where only its
# right end lies under the 3. At the last place but one, y[3], the 0 lies under the 4
# and the 1 under the 5. The 2 has left the signal, and has nothing to multiply.
answer(6 * 0 + 7 * 1 + 8 * 2)
print("y[3] = 4*0 + 5*1 =", 4 * 0 + 5 * 1)

# %% Flip and slide, as a program
# Where the kernel hangs over an end of the signal, some weights have no number above
# them. A program would need an "if" for these. It is easier to put zeros there first: a
# zero adds nothing to a sum. A kernel of 3 hangs over by 2 at most, so it takes two
# zeros on each side: np.pad(signal, 2). (np is NumPy, a library for lists of numbers.
# It calls such a list an array, and prints it without commas.)
import numpy as np

print("\nWith zeros around it:", np.pad(signal, 2))
print("Backwards:", kernel[::-1])  # [::-1] reads a list backwards


def convolve(signal, kernel):
    """Return the convolution of two lists."""
    flipped = kernel[::-1]
    padded = np.pad(signal, len(kernel) - 1)
    result = []
    for place in range(len(signal) + len(kernel) - 1):
        # what is above the kernel; [1:4] is places 1, 2 and 3
        window = padded[place : place + len(kernel)]
        total = 0
        for j in range(len(kernel)):
            total = total + window[j] * flipped[j]
        result.append(total)
    return np.array(result)


print("Flip and slide:", convolve(signal, kernel))

# %% The library does it, too
# NumPy has a function for this, and you will use it from now on: on long lists it is
# far faster than loops in Python. All three ways give the same numbers. The two lines
# that begin with assert make sure of it: they stop the lesson if the numbers differ.
y = np.convolve(signal, kernel)
print("\nnp.convolve:", y)
assert list(y) == heard, "the two loops and NumPy differ"
by_sliding = convolve(signal, kernel)
assert list(y) == list(by_sliding), "convolve() and NumPy differ"

# %% The formula, if you meet it in a book
# You may skip this cell. Books call the signal x and the kernel h. For y[1] they would
# write x[0]*h[1] + x[1]*h[0], and for any number y[m] of the result
#
#     y[m] = sum over i of x[i] * h[m - i]
#
# Here i is the i of the two loops, and m is i + j, the moment. (Many books write n and
# k for them. Here these are the two lengths.) Each x[i] meets the weight h[m - i],
# because it was sent out m - i moments ago. As i grows, m - i falls: that is the flip.
# For y[1] and i = 2, m - i is -1: x[2] has not been sent out yet, and adds nothing. So
# a program has to leave it out; h[-1] in Python is another thing, the last weight.
x = signal
h = kernel
print("\ny[1] = x[0]*h[1] + x[1]*h[0] =", x[0] * h[1] + x[1] * h[0])
print("x[2] comes later: it adds nothing to y[1].")

# %% Where does a signal end?
# Near both ends only a part of the kernel lies under the signal. Do you want the
# numbers from there? You say so with one word, the mode. "full" keeps all numbers; so
# does np.convolve if you name no mode. "valid" keeps only those where the whole kernel
# lies under the signal. "same" keeps the middle, as many numbers as the signal has.
signal = [1, 3, 2, 5]
kernel = [1, 2, 4]
print("\nSignal:", signal)
print("Kernel:", kernel)
print("full: ", np.convolve(signal, kernel, "full"))
ask("4 numbers, 3 weights: how many numbers does 'valid' keep?")

# %% Full, same, valid
# The kernel can begin under the first number of the signal, or under the second: at 2
# places. Under the third its end would hang over.
#
# From its first place the kernel can move on by 4 - 3 = 1, and the first place counts,
# too: 4 - 3 + 1 = 2. With n numbers and k weights, full has n + k - 1 numbers, same has
# n, and valid has n - k + 1.
answer(4 - 3 + 1)
print("full: ", np.convolve(signal, kernel, "full"))
print("same:    ", np.convolve(signal, kernel, "same"))
print("valid:      ", np.convolve(signal, kernel, "valid"))

from course.pictures.figures_of_lesson_0 import draw_modes

fig = draw_modes(signal, kernel)
save(fig, "modes", "The kernel at six places; what each mode keeps.")

# %% The first example again
# Here are the claps in the three modes. Valid has a single number, because a kernel of
# 3 fits under a signal of 3 in one place only.
print("\nfull: ", np.convolve([3, 4, 5], [2, 1, 0], "full"))
print("same: ", np.convolve([3, 4, 5], [2, 1, 0], "same"))
print("valid:", np.convolve([3, 4, 5], [2, 1, 0], "valid"))

# %% "same" needs zeros, and sometimes one is left over
# Here is another way to get "same". "valid" loses k - 1 numbers. So put k - 1 zeros
# around the signal first, half of them on each side, and take what "valid" gives: that
# is the middle of "full" again. A kernel of 3 needs 2 zeros, one on each side. A kernel
# of 2 needs a single zero, which cannot be shared out: the odd zero. NumPy puts it on
# the left. Other libraries put it on the right, as you will see in lesson 2, and then
# all results are shifted by one.
numbers = [3, 1, 4, 1, 5, 9]
with_a_zero = [0, 3, 1, 4, 1, 5, 9]
by_valid = np.convolve(with_a_zero, [1, 2], "valid")
print("\nA zero, then valid:", by_valid)
print("same:              ", np.convolve(numbers, [1, 2], "same"))
for k in [2, 3, 4, 5]:
    left = k // 2  # // drops the remainder: 5 // 2 is 2
    right = k - 1 - left
    padded = np.pad(numbers, (left, right))
    # f"...": for {left} the value of left is printed
    print(f"Kernel of {k}: {left} left, {right} right, {padded}")

# %% What if you leave out the flip?
# Slide the kernel as it is, without flipping it, and you get other numbers. That is
# another operation, the correlation, and a useful one: in lesson 1 it finds patterns.
# Programs that learn from examples use it, too, but call it "convolution": remember
# that for lesson 2.
signal = [3, 4, 5]
kernel = [2, 1, 0]
ask("Slide 2 1 0 along 3 4 5, no flip, mode full: what comes first?")

# %% Correlation
# The first weight to touch the signal is the one at the right end of the kernel: the 0.
# So the first number is 3*0. With a flip it was 3*2.
#
# If you flip the kernel yourself, a correlation gives the convolution. (np.correlate
# takes "valid" if you name no mode: that is why "full" stands here.)
without_flip = np.correlate(signal, kernel, "full")
answer(3 * 0)
print("Convolution:         ", np.convolve(signal, kernel, "full"))
print("Correlation:         ", without_flip)
flipped = kernel[::-1]
print("Correlation, flipped:", np.correlate(signal, flipped, "full"))

# %% A kernel that hides the difference
# A kernel that reads the same from both ends does not change when it is flipped. With
# it you cannot tell which of the two a library works out. So test with a lopsided one.
mirror = [1, 2, 1]
print("\nConvolution with 1 2 1:", np.convolve(signal, mirror))
print("Correlation with 1 2 1:", np.correlate(signal, mirror, "full"))

# %% You have done this at school
# Swap the signal and the kernel, and the numbers stay the same: each product still
# belongs to place i + j. A convolution commutes, as a multiplication does: 3*4 is 4*3.
# In fact it is one. Read the lists with the ones first: 3 4 5 is 3 ones, 4 tens and 5
# hundreds, 543, and 2 1 0 is 2 ones, 1 ten and 0 hundreds, 12. Now write 543 times 12
# as at school, but do not carry.
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
# Multiply 3 + 4t + 5tt by 2 + 1t + 0tt, and collect what has equally many t. You get
# 6 + 11t + 14tt + 5ttt: the numbers of the convolution again. Why? 4t times 1t is 4tt:
# one t and one t make two, just as i and j make i + j in the loops. With t = 10 it is
# the sum above. It holds for every t; here is t = 2. (tt is t*t, in Python t**2.)
t = 2
print("\n3 + 4t + 5tt =", 3 + 4 * t + 5 * t**2)
print("2 + 1t + 0tt =", 2 + 1 * t + 0 * t**2)
print("6 + 11t + 14tt + 5ttt =", 6 + 11 * t + 14 * t**2 + 5 * t**3)
print("31 * 4 =", 31 * 4)

# %% A row of a photograph
# Now a signal that nobody made up: a row of pixels in a photograph of a bird.
# load_photo() gives the picture with three axes: row, column and colour (0 is red, 1
# green, 2 blue), and each number goes from 0 to 255. So photo[middle, :, 1] is the
# middle row, all of its columns (that is the colon), and its green. One colour is
# enough here, and green says most about how bright a pixel looks. (Not always: the
# bird's red chest is bright, but it has little green.) load_photo() gives decimal
# numbers, and astype(int) makes whole ones of them.
from course.pictures.figures_of_lesson_0 import draw_row, draw_smoothed
from course.pictures.read_photo import load_photo

photo, notes = load_photo(photo_path)
middle = len(photo) // 2
row = photo[middle, :, 1].astype(int)
print(f"\nThe middle row, number {middle}, has {len(row)} pixels.")
print("It begins with", row[:8])  # the first eight
fig = draw_row(photo, middle, row)
save(fig, "row", "The bird, and the green along one row.")

# %% Smoothing: the average of neighbours
# Nine weights of 1/9 give each pixel the average of nine: itself and four on each side.
# They add up to 1, so where the row is flat, say 50 all along, the average is 50, too:
# the brightness stays. (The program takes nine ones and divides by 9 afterwards, which
# is the same.) Such a moving average keeps slow changes and takes away the jitter,
# because ups and downs cancel. It has a price: a sharp edge becomes a slope. How much
# smoother is the line? Add up all steps from one pixel to the next (np.diff), whether
# up or down (np.abs drops the sign).
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
# The kernel 1 -1 does the opposite: it keeps only changes. Flipped it is -1 1, so each
# result is the right pixel minus the left one: about 0 where the row is flat, above 0
# where it gets brighter to the right, below 0 where it gets darker. If all pixels were
# 40 brighter, the results would be the same: an edge is a change, and not a brightness.
# A result far from 0 marks an edge. So drop the sign (np.abs); argmax() then says where
# the largest number is. It lies in the feathers: the outline of the bird, near column
# 220, is a larger step, but it is blurred over several pixels.
edges = np.convolve(row, [1, -1], "valid")
sizes = np.abs(edges)
place = sizes.argmax()
left_pixel = row[place]
right_pixel = row[place + 1]
print(f"\nThe sharpest edge is between pixels {place} and {place + 1}")
print(f"{left_pixel}*(-1) + {right_pixel}*1 = {edges[place]}")

from course.pictures.figures_of_lesson_0 import draw_edges

fig = draw_edges(edges, place)
save(fig, "edges", "Spikes at edges: orange up, blue down.")

# %% A trap: bytes
# Computers keep a picture in bytes. A byte is a box for a whole number from 0 to 255,
# and for no other. After 255 it begins again at 0, like a counter that goes from 999 to
# 000. So what happens when you calculate in bytes?
print("\n... 253 254 255 0 1 2 ...")
ask("A byte holds 250, and you add 10: what does it hold then?")

# %% Count on from 255
# Five steps lead from 250 to 255, the sixth to 0, and the last four to 4. A byte has
# 256 different numbers: 260 - 256 = 4.
#
# Below 0 it goes backwards, from 0 to 255. Nothing stops, and with arrays nothing warns
# you. A convolution adds, and some weights are below 0, so both can happen. Picture
# files hold bytes (NumPy calls them uint8): turn them into numbers with more room
# first, with astype(int). The picture of the bird had more room already: load_photo()
# gives decimal numbers.
answer(250 + 10 - 256)
two_bytes = np.array([200, 100], dtype=np.uint8)
ones = np.array([1, 1], dtype=np.uint8)
print("Right:", np.convolve(two_bytes.astype(int), [1, 1]))
# wrong on purpose: a byte holds nothing above 255
wrong = np.convolve(two_bytes, ones)
print("Wrong:", wrong, "because 300 - 256 =", 300 - 256)
dark = np.array([100], dtype=np.uint8)
bright = np.array([200], dtype=np.uint8)
below_0 = dark - bright
print("100 - 200 in bytes:", below_0, "because 256 - 100 =", 256 - 100)

# %% Keep, try, go on
# Three things to keep:
#
# - Each number of the signal sends out a copy of the kernel, multiplied by that
#   number, and the copies add up: n + k - 1 numbers.
# - The same numbers come from flip, slide, multiply, add.
# - "same" and "valid" are cut out of "full"; valid has n - k + 1 numbers.
#
# Two things to try. With --answers this lesson says what comes out, and why:
#
# - In "This is a convolution" put kernel = [0, 0, 1]: what do the two loops print now?
# - In "Smoothing" put box = [1] * 25: in the figure of the smoothed line, which steep
#   places are left?
#
# Next comes 1_2D.py, where the kernel slides over an image.
end()
