"""
Slide a kernel over an image
============================

Lesson 1 of 5, about 35 minutes. You need NumPy, SciPy and Matplotlib, and what
lesson 0 says about the turn of the kernel. At the end you can

- work out the convolution of two small tables of numbers, and its size,
- choose what stands beyond the border of an image, and see what that does,
- find a pattern in an image, and write a convolution as a matrix.
"""

from course import answer, ask, begin, end, save

begin(__doc__)

from fractions import Fraction

import numpy as np
from numpy.testing import assert_array_equal
from scipy.signal import convolve2d, correlate, correlate2d

from course.lessons.show import show, worked
from course.convolution.definition import convolve2d as exactly
from course.pictures.figures import BLUE, matrix, one_step, panels, picture, window
from course.diagnosis.why import why

# %% A window over an image
# An image is a table of numbers, and so is its kernel. Turn the kernel round in both
# directions, upside down and left to right, and lay it inside the top left corner.
# Multiply what lies on each other and add the products: that is the first number of the
# result, the feature map. Move on by a column, then by a row.
image = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
kernel = np.array([[0, 1], [2, 3]])
turned = kernel[::-1, ::-1]
image_rows = " ".join(str(row) for row in image)
turned_rows = " ".join(str(row) for row in turned)
print("\nImage", image_rows, " kernel turned", turned_rows, " feature map:")
height, width = kernel.shape
exact = exactly(image, kernel, "valid")
for i in range(image.shape[0] - height + 1):
    for j in range(image.shape[1] - width + 1):
        under = image[i:i + height, j:j + width]
        print(f"  y[{i}, {j}] =", worked(zip(under.flat, turned.flat), exact[i][j]))
fig, axes = panels("Window times turned kernel, added up, is one number", 3, height=2.8)
one_step(axes, image, turned, exact, i, j)
save(fig, "window", "A framed window, the turned kernel, and the number they give.")

# %% The same as a loop
# SciPy's convolve2d gives the same numbers. An image that is not square is a better
# test of that: it shows mixed-up axes. Leave out the turn, and you get the correlation,
# with other numbers. Deep learning computes that.


def convolve(image, kernel):
    """Return the feature map of the places where the kernel lies inside the image."""
    turned = kernel[::-1, ::-1]
    height, width = kernel.shape
    rows = image.shape[0] - height + 1
    columns = image.shape[1] - width + 1
    result = np.zeros((rows, columns), dtype=int)
    for i, j in np.ndindex(rows, columns):  # all the places, row by row
        result[i, j] = (image[i:i + height, j:j + width] * turned).sum()
    return result


long = np.arange(14).reshape(2, 7) % 5
row = np.array([[1, -2, 4]])
show("\nLoop and SciPy", convolve(image, kernel), convolve2d(image, kernel, "valid"))
show("Loop and SciPy, 2x7", convolve(long, row), convolve2d(long, row, "valid"))
result = correlate2d(image, kernel, "valid")
show("Correlation", result, exactly(image, kernel, "valid", flip=False))

# %% Which mistake was it?
# Suppose you wanted the convolution and got these last numbers. The course knows what
# about a hundred mistakes make of a convolution. why() looks for your numbers among
# them, says where they are right, and works one of them out both ways.
print("\nWhy these numbers?", why(image, kernel, result, "valid"), sep="\n")

# %% Check what is printed
# Courses and books often print this 5x5 image, under an X of ones, with the answer that
# belongs to another image. The X is its own turn; it picks five numbers at each place.
cross = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
this = np.array([[1, 0, 0, 1, 1], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1],
                 [1, 1, 1, 1, 0], [0, 1, 1, 0, 1]])
other = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1],
                  [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
print('\nOften printed, and wrong: "4 3 4 / 2 4 3" as the first rows of the answer.')
for name, x in {"This": this, "The other": other}.items():
    text = " ".join("".join(map(str, row)) for row in x)
    result = convolve2d(x, cross, "valid")
    show(f"{name} image, {text}", result, exactly(x, cross, "valid"))
print('Often printed, and wrong: "1+0+1+1+0" beside a 4. The digits decide:')
for i, j in [(0, 2), (1, 2)]:
    picked = this[i:i + 3, j:j + 3][cross == 1]
    print(f"  y[{i}, {j}] =", "+".join(map(str, picked)), "=", picked.sum())

# %% Full, same, valid
# The modes work on both axes at once, each with its own size. If the image has n rows
# and the kernel k, 'valid' has n - k + 1; 'full' has n + k - 1, 'same' has n.
scene = np.array([[255, 7, 3], [212, 240, 4], [218, 216, 230]])
for g in ([[-1, 1]], [[-1, 1], [2, 3]]):
    for mode in ("full", "same", "valid"):
        show(f"\n{mode} with {g}", convolve2d(scene, g, mode), exactly(scene, g, mode))
result = correlate2d(scene, g, "valid")
show(f"\ncorrelation with {g}", result, exactly(scene, g, "valid", flip=False))
fig, ax = panels("'same' (orange) and 'valid' (blue) are cut out of 'full'", height=3.6)
matrix(ax, convolve2d(scene, g), signed=True)
k, l = np.shape(g)
rows, columns = convolve2d(scene, g, "valid").shape
window(ax, k - 1, l - 1, rows, columns, colour=BLUE, inset=0.1)
rows, columns = scene.shape
window(ax, (k - 1) // 2, (l - 1) // 2, rows, columns)
save(fig, "three_modes", "Full; an orange frame around same, a blue one around valid.")

# %% Padding
# If t rows of zeros are added in all, n - k + t + 1 rows come out. One zero on each
# side is t = 2: count both sides, which is often printed without saying so.
padded = convolve2d(np.pad(image, 1), kernel, "valid")
show("\nOne zero on each side", padded, exactly(image, kernel, padding=1))
rows = [len(image) - len(kernel) + t + 1 for t in (1, 2)]
print(f"{len(padded)} rows, as t = 2 says ({rows[1]}); t = 1 says {rows[0]}")
ask("5 rows, 7 columns, one zero on each side, a 2x3 kernel, valid: which size?")

# %%
# With their zeros there are 7 rows and 9 columns; the kernel lies in 7 - 2 + 1 rows and
# 9 - 3 + 1 columns of places.
size = convolve2d(np.ones((5 + 2, 7 + 2)), np.ones((2, 3)), "valid").shape
answer(size)

# %% What stands beyond the border?
# SciPy offers zeros (fill), the mirror image (symm) and the other side (wrap). This
# kernel, a Laplacian, compares a pixel with its four neighbours: in a flat image, the
# same grey all over, it has nothing to find. With zeros beyond it finds a frame.
laplacian = [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
flat = np.full((3, 3), 100)
fig, axes = panels("Zeros beyond the border draw a frame; a mirror does not", 3)
borders = {"fill": "constant", "symm": "symmetric", "wrap": "wrap"}
for ax, (boundary, border) in zip(axes, borders.items()):
    longer = np.pad([1, 2, 3], 2, mode=border)
    print(f"\n{boundary}: 1 2 3 goes on as", " ".join(map(str, longer)))
    result = convolve2d(flat, laplacian, "same", boundary)
    show("A flat image gives", result, exactly(flat, laplacian, "same", border=border))
    matrix(ax, result, boundary, signed=True, high=200)
save(fig, "borders", "Fill gives a frame of negative numbers, symm and wrap only 0.")

# %% Find a pattern
# Correlation measures likeness. The image is an X of +1 on -1; the kernel is a piece of
# its falling stroke. Divide by 9: equal everywhere is 1, opposite everywhere -1.
board = np.full((9, 9), -1)
for i in range(1, 8):
    board[i, i] = board[i, 8 - i] = 1
stroke = 2 * np.eye(3, dtype=int) - 1
share = Fraction(1, stroke.size)
score = correlate2d(board, stroke, "valid") * share
show("\nLikeness", score, exactly(board, stroke * share, "valid", flip=False))
found = np.argwhere(score == 1)
places = " ".join(map(str, found.tolist()))
print("It is 1 at", places, "and at most", score[score < 1].max(), "elsewhere")
fig, ax = panels(f"Found {len(found)} times, but not where two strokes cross", height=4)
matrix(ax, board, signed=True, size=9)
rows, columns = stroke.shape
for i, j in found:
    window(ax, i, j, rows, columns, colour="black")
save(fig, "pattern", "An X of +1 on a board of -1, framed where the stroke fits.")

# %% Why -1 and not 0?
# With 0 for the background nothing speaks against a match: the middle of the X, where
# two strokes cross, now scores as well as the best. (By the way: you may see a cross in
# a circle for convolution. The sign is an asterisk; the circle is np.kron, which is
# another product, with other numbers and more of them.)
board = (board + 1) // 2
stroke = (stroke + 1) // 2
poor = correlate2d(board, stroke, "valid") * share
assert_array_equal(poor, exactly(board, stroke * share, "valid", flip=False))
print(f"\nWith 0: best {poor.max()}, middle {poor[3, 3]}. "
      f"With -1: best {score.max()}, middle {score[3, 3]}.")
convolved = np.convolve([3, 4, 5], [2, 1, 0]).size
krons = np.kron([3, 4, 5], [2, 1, 0]).size
print(f"3 4 5 with 2 1 0: {convolved} numbers with np.convolve, {krons} with np.kron")
ask("With -1 and 1, one of nine places wrong: which score?")

# %%
# Eight places add 1 each, and the wrong one takes 1 away.
answer((stroke.size - 2) * share)

# %% A dense layer with nine weights
# Write the image's 64 numbers into one column. A table of 36 rows times this column (@)
# gives all 36 results at once. Each row connects a result to 9 pixels, those at its own
# location, and always by the same 9 weights. In a dense layer, the other type of layer,
# every place of the table has a weight of its own.
scene = np.arange(64).reshape(8, 8) ** 2 % 11
weights = np.arange(1, 10).reshape(3, 3)
places = scene.shape[0] - 2, scene.shape[1] - 2
layer = np.zeros(places + scene.shape, dtype=int)
for i, j in np.ndindex(places):
    layer[i, j, i:i + 3, j:j + 3] = weights[::-1, ::-1]
layer = layer.reshape(-1, scene.size)
result = (layer @ scene.ravel()).reshape(places)
show("\nMatrix times image", result, exactly(scene, weights, "valid"))
rows, columns = layer.shape
different = set(layer[layer != 0])
print(rows, columns, "make", layer.size, "places,", len(different), "weights")
fig, ax = panels("The same nine weights in every row, further and further on", height=4)
picture(ax, np.where(layer, 9 - layer, 12), high=12)
ax.set(xlabel="a column for each pixel; white: weight 0", ylabel="a row for each result")
save(fig, "matrix", "Slanted lines of grey dots on white: nine weights that repeat.")

# %% A trap: even kernels
# An even kernel has no middle. In 'same', SciPy's correlate puts the odd row and column
# of zeros before the image, and correlate2d after it.
exact = exactly(image, kernel, "same", flip=False)
show("\ncorrelate, 'same', kernel 2x2", correlate(image, kernel, "same"), exact)
after = [((k - 1) // 2, k // 2) for k in kernel.shape]
exact = exactly(image, kernel, padding=after, flip=False)
show("correlate2d, 'same', kernel 2x2", correlate2d(image, kernel, "same"), exact)
ask("Boxes of 2x2, 3x3 and 5x5: for which sizes do the two disagree?")

# %%
# Only an even box has an odd zero to put on one side or the other.
boxes = {k: np.ones((k, k), int) for k in (2, 3, 5)}
trapped = [f"{k}x{k}" for k, box in boxes.items() if not np.array_equal(
    correlate(image, box, "same"), correlate2d(image, box, "same"))]
answer(" and ".join(trapped))

# %% Keep, try, go on
# Three things to keep: turn the kernel in both directions, or know that you did not;
# every axis has its own size; zeros beyond the border are an edge.
# Two things to try: make board[2, 2] = -1 after the loop that draws the X: which
# matches are lost? Give the matrix a scene of 8x9 numbers: what is its shape?
# Next comes 2_TensorFlow.py, where TensorFlow does the sliding.
end()
