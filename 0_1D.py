"""
Slide a kernel along a signal
=============================

Lesson 0 of 5, about 25 minutes. You need NumPy, SciPy, Matplotlib and Pillow,
and of mathematics only multiplication and addition. At the end you can

- work out the convolution of two short lists with pencil and paper,
- say what "full", "same" and "valid" keep, and how long each result is,
- tell convolution from correlation, whatever a library calls it,
- smooth a row of a photograph and find the edges in it.
"""

from course.lessons.lesson import begin, end, save
from course.lessons.questions import ask

path = begin(__doc__, picture="bird.jpg", least=9)

import numpy as np
import scipy.signal
from numpy.testing import assert_array_equal

from course.lessons.show import confirm, show, worked
from course.convolution.definition import convolve1d as exactly
from course.pictures.figures import curves, panels, sliding, strips
from course.pictures.read_photo import load_photo

# %% Turn, multiply, add
# A convolution combines two lists of numbers into a third. The first list is the
# signal: what was measured. The second is the kernel: a few weights. Turn the kernel
# round, its last weight first, and push it under the signal from the left, one place at
# a time. Each time, multiply the numbers that stand above each other and add up the
# products: that is y[0], then y[1], and so on. (exactly() is a slow program that
# follows the definition; every result is compared with it before you see it.)
signal = [3, 4, 5]
kernel = [2, 1, 0]
exact = exactly(signal, kernel)
turned = kernel[::-1]
nothing = [None] * (len(kernel) - 1)
above = nothing + signal + nothing
print(f"\nSignal {signal}, kernel {kernel}, turned round {turned}:")
for n in range(len(signal) + len(kernel) - 1):
    pairs = [(x, h) for x, h in zip(above[n:], turned) if x is not None]
    print(f"  y[{n}] =", worked(pairs, exact[n]))
fig, ax = panels(f"{len(exact)} steps under the signal give {exact}", height=4)
sliding(ax, signal, kernel, exact)
save(fig, "sliding", f"The turned kernel moves under the signal and gives {exact}.")

# %% The rule, as a formula and as a loop
# With x for the signal and h for the kernel this is y[n] = sum over k of x[k] h[n - k].
# A program first puts zeros around the signal: every step then has a full window.


def convolve(signal, kernel):
    """Return the convolution of two lists, from the first touch to the last."""
    turned = kernel[::-1]
    zeros = [0] * (len(kernel) - 1)
    padded = zeros + signal + zeros
    result = []
    for n in range(len(signal) + len(kernel) - 1):
        window = padded[n:n + len(kernel)]
        result.append(sum(x * h for x, h in zip(window, turned)))
    return result


show("\nThis loop  ", convolve(signal, kernel), exact)
show("np.convolve", np.convolve(signal, kernel), exact)

# %% Where does a signal end?
# At both ends the kernel hangs over the edge. One word, the mode, says what happens
# there. "full" keeps every step, from the first touch to the last. Guess first.
few = [6, 2]
more = [1, 2, 5, 4]
full = np.convolve(few, more, "full")


def size_of_full(by):  # by: the definition, or one that makes a mistake
    return len(by.convolve1d(few, more, "full"))


question = f"You convolve {few} with {more}. How many numbers has 'full'?"
ask(question, len(full), size_of_full)

# %% Full, same, valid
# The longer list has N numbers, the shorter one K. "full" keeps every touch: N + K - 1
# numbers. "same" keeps N, the middle, or one place left of it if there is no middle.
# "valid" keeps the places where the shorter list lies wholly inside the longer one.
shorter, longer = sorted((few, more), key=len)
K = len(shorter)
N = len(longer)
sizes = {"full": N + K - 1, "same": N, "valid": N - K + 1}
starts = {"full": 0, "same": (K - 1) // 2, "valid": K - 1}
print(f"\nThe three ways, on {few} and {more}:")
for mode, size in sizes.items():
    result = np.convolve(few, more, mode)
    show(f"  {mode} ({size})", result, exactly(longer, shorter, mode))
    assert_array_equal(result, full[starts[mode]:starts[mode] + size])
fig, ax = panels("'same' and 'valid' are cut out of 'full'", height=2.6)
strips(ax, {mode: (starts[mode], np.convolve(few, more, mode)) for mode in sizes})
save(fig, "three_modes", "Full in a row, and below it what same and valid keep of it.")

# %% Which side gets the odd zero?
# "same" is "valid" after K - 1 zeros were put around the signal. For an even K that is
# an odd number of zeros, so one side gets one more. NumPy takes the left.
numbers = [3, 1, 4, 1, 5, 9]
print("\nZeros that 'same' puts around a signal:")
for K in (2, 3, 4, 5):
    weights = list(range(1, K + 1))
    left = K // 2
    right = (K - 1) // 2
    padded = [0] * left + numbers + [0] * right
    same = np.convolve(numbers, weights, "same")
    assert_array_equal(np.convolve(padded, weights, "valid"), same)
    assert_array_equal(same, exactly(numbers, weights, "same"))
    print(f"  kernel of {K}: {left} on the left, {right} on the right")

# %% Without the turn
# Leave out the turn, and the result is called correlation. Deep learning leaves it out
# as well, and calls the result "convolution" all the same.
correlated = np.correlate(signal, kernel, "full")


def first_number(by):
    return by.convolve1d(signal, kernel, "full", flip=False)[0]


question = f"{kernel} slides along {signal} without a turn. First number?"
ask(question, correlated[0], first_number, flip=False)

# %% Flip or not
# Turn the kernel first, and correlation gives the convolution. A kernel that reads the
# same from both ends cannot tell you which of the two you have.
show("\nConvolution ", np.convolve(signal, kernel), exact)
show("Correlation ", correlated, exactly(signal, kernel, flip=False))
show("Turned first", np.correlate(signal, turned, "full"), exact)
mirror = [1, 2, 1]
symmetric = np.correlate(signal, mirror, "full")
show(f"Convolution with {mirror}", np.convolve(signal, mirror), exactly(signal, mirror))
show(f"Correlation with {mirror}", symmetric, exactly(signal, mirror))

# %% You know it from school
# Swap signal and kernel, and nothing changes: a convolution commutes, as products do.
# It is one: of 3 + 4t + 5t^2 and 2 + 1t + 0t^2, where the numbers of the same power of
# t are added up. With t = 10 it is long multiplication before you carry.
show("\nSwapped", np.convolve(kernel, signal), exact)


def value(numbers, t):
    highest_first = numbers[::-1]  # as np.polyval wants them
    return np.polyval(np.array(highest_first, object), t)  # object: exact, of any size


for t in (2, 10, -3):
    x = value(signal, t)
    h = value(kernel, t)
    y = value(exact, t)
    confirm(f"t = {t}", x * h, y)
    print(f"t = {t:2}: signal {x}, kernel {h}, their product {x * h}, the result {y}")

# %% A row of a photograph
# Now a signal that nobody made up: the green of the middle row of a photograph, from 0
# to 255. Nine weights of 1/9 make each number the average of nine neighbours: a moving
# average. It trembles less: add up the sizes of all the jumps between neighbours.
photo, notes = load_photo(path)
middle = len(photo) // 2
green = photo[middle, :, 1]
row = np.rint(green).astype(int)
box = [1] * 9
sums = np.convolve(row, box, "valid")
assert_array_equal(sums, exactly(row, box, "valid"))
average = sums / len(box)
print()
for note in notes:
    print(note)
print(f"One row: {row.size} pixels, {row.min()} to {row.max()}")
before = np.abs(np.diff(row)).sum()
after = np.abs(np.diff(average)).sum()
print(f"Its jumps add up to {before}, those of the average to {after:.1f}")
fig, ax = panels("A moving average keeps slow changes and loses short ones")
columns = np.arange(average.size) + len(box) // 2  # the middle of each nine
lines = {"the row": (range(row.size), row), f"average of {len(box)}": (columns, average)}
curves(ax, lines, "column", "green, 0 to 255")
save(fig, "smoothed", "A jagged line, and a smoother one that follows it: the average.")

# %% Edges are differences
# The kernel -1, 1 turned round is 1, -1: it gives left minus right. That is near 0
# where the row is flat, below 0 where it gets brighter, and far from 0 at a sharp edge.
difference = [-1, 1]
edges = np.convolve(row, difference, "valid")
assert_array_equal(edges, exactly(row, difference, "valid"))
at = np.abs(edges).argmax()
digits = worked(zip(row[at:], difference[::-1]), edges[at])
print(f"\nSharpest edge, column {at}: {digits}")
fig, ax = panels("The kernel -1, 1 answers where the brightness jumps")
curves(ax, {"left minus right": (range(edges.size), edges),
            f"sharpest edge: {edges[at]}": (at, edges[at])}, "column", "difference")
save(fig, "edges", "A line near 0 on flat parts, with spikes up and down at edges.")

# %% Two traps
# Pictures come as bytes (uint8), and a byte holds nothing above 255: a larger sum
# starts again at 0, without a warning. Convert to int first. And if the kernel is the
# longer list, 'same' in NumPy swaps the two; in SciPy it stays as long as the signal.
byte = np.uint8([200, 100])
ones = np.uint8([1, 1])
right = np.convolve(byte.astype(int), ones)
show("\nInts, right ", right, exactly(byte, ones))
# wrong on purpose: a byte holds nothing above 255
show("Bytes, wrong", np.convolve(byte, ones), right % 256)
print(f"'same' of the signal {few} and the kernel {more}:")
show("  in NumPy", np.convolve(few, more, "same"), exactly(longer, shorter, "same"))
show("  in SciPy", scipy.signal.convolve(few, more, "same"), exactly(few, more, "same"))
ask("A byte holds 250. Add 10: what does it hold?", (np.uint8([250]) + np.uint8([10]))[0])

# %% Keep, try, go on
# Three things to keep: convolution is turn, slide, multiply, add; "same" and "valid"
# are cut out of "full"; correlation leaves out the turn.
# Two things to try: make the kernel 0, 0, 1 in the first cell: by how many places does
# it move the signal? Make the box [1] * 25: which spikes of the row are left?
# Next comes 1_2D.py, where the kernel slides over an image.
end()
