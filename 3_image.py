"""
Edges and blur on a photograph
==============================

Lesson 3 of 5, about 50 minutes. You need lessons 0 and 1, and TensorFlow for
one cell, if you have it. The picture is data/bird.jpg, or your own:
python 3_image.py my_photo.jpg. At the end you can

- turn a colour picture into a grey one, and say what its numbers mean,
- blur, sharpen and outline a photograph, and say how the kernel does it,
- say from the sum of the weights what becomes of a flat image,
- read the sign of an edge: on which side of it the image is brighter,
- avoid what spoils such pictures: bytes, false frames and lost signs.
"""

from course import answer, ask, begin, end, quiet, save

photo_path = begin(__doc__, picture="bird.jpg", least=9)

# %% Three colours make one grey
# Each pixel of a colour picture has three numbers: how much red, green and blue light
# it sends. Each goes from 0 (none) to 255 (all it can). The kernels of lesson 1 want
# one number for each pixel, its brightness. The three colours do not look equally
# bright: green looks brightest, and blue looks dark. So a grey value counts green for
# more: it is 0.299 of the red, plus 0.587 of the green, plus 0.114 of the blue. (These
# weights were fixed for television, and most programs take them.)
all_red = 0.299 * 255 + 0.587 * 0 + 0.114 * 0
all_green = 0.299 * 0 + 0.587 * 255 + 0.114 * 0
all_blue = 0.299 * 0 + 0.587 * 0 + 0.114 * 255
print("\nAll red,   255 0 0:", round(all_red))
print("All green, 0 255 0:", round(all_green))
print("All blue,  0 0 255:", round(all_blue))
ask("A pixel has 100 of each colour: which grey is that?")

# %% Weights that add up to 1
# 29.9 + 58.7 + 11.4 = 100. The three weights add up to 1, so 100 of everything is 100
# again, and 255 of everything, white, stays 255.
#
# Keep an eye on such a sum: it also says what a kernel does to brightness. A picture
# wants whole numbers, so the greys are rounded. Pillow, Python's library for pictures,
# has the same ones.
import numpy as np
from PIL import Image  # PIL is Pillow

answer(round(0.299 * 100 + 0.587 * 100 + 0.114 * 100))
four_pixels = [[[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]]]
colours = np.array(four_pixels, dtype="uint8")  # 1 row, 4 columns
by_pillow = np.array(Image.fromarray(colours).convert("L"))  # L: grey
print("Red, green, blue, white in grey, by Pillow:", by_pillow[0])

# %% The photograph is a table
# load_photo() gives an array with three axes: row, column and colour. Each colour,
# times its weight, and the three added: that makes a table with one number for each
# pixel, from 0 (black) to 255 (white). Here is a small piece of it, eight rows and
# twelve columns. In the picture of the bird it is the eye: a dark pupil, and a bright
# spot of light above it.
from course.pictures.read_photo import detail_of, load_photo

photo, notes = load_photo(photo_path)
red = photo[:, :, 0]
green = photo[:, :, 1]
blue = photo[:, :, 2]
grey = 0.299 * red + 0.587 * green + 0.114 * blue
grey = grey.round().astype(int)
rows, columns = grey.shape
print(f"\n{rows} rows and {columns} columns")
print(f"The darkest is {grey.min()}, the brightest {grey.max()}")
for note in notes:  # what was done to your own picture
    print(note)
top, left = detail_of(photo_path, grey, 8, 12)
print(f"A piece of it:\n{grey[top : top + 8, left : left + 12]}")

from course.pictures.figures_of_lesson_3 import draw_grey

top, left = detail_of(photo_path, grey, 48, 48)
fig = draw_grey(photo, grey, top, left, 48)
save(fig, "grey", "The photograph, its grey, and a detail of both.")

# %% Blur: the average of the neighbours
# A blur replaces each pixel by the average of itself and its neighbours. In lesson 0
# these were neighbours in a row; here they are the nine pixels of a 3x3 window. Why
# does that blur? Take an edge, where a dark side with 3 meets a bright side with 9, and
# look at one row across it. Inside the dark side you get 3 again, and inside the bright
# side 9. But a window that lies across the edge mixes dark pixels with bright ones.
print("\nA row across an edge:      3 3 3 9 9 9")
print("The 2nd place: (3 + 3 + 3) / 3 =", (3 + 3 + 3) / 3)
ask("The average of three: what is it at the 3rd place?")

# %% A jump becomes a slope
# There the window holds 3, 3 and 9: (3 + 3 + 9) / 3 = 5.
#
# One step further it holds 3, 9 and 9, and gives 7. The jump of 6 has become three
# small ones of 2: the edge is no longer sharp. Fine lines vanish altogether. That makes
# a photograph calm, and it takes away noise, but also detail.
answer((3 + 3 + 9) / 3)
row = [3, 3, 3, 9, 9, 9]
sums = np.convolve(row, [1, 1, 1], "valid")
print("Before:   ", np.array(row))
print("Averages:    ", sums / 3)

# %% On the photograph
# For the nine pixels of a window two short loops add up. SciPy does that for every
# pixel, as in lesson 1. Nine weights of 1/9 are called a box. ("same" keeps the size,
# and symm puts a mirror image beyond the border.)
from scipy.signal import convolve2d

i = rows // 2  # the pixel in the middle
j = columns // 2
total = 0
for a in [-1, 0, 1]:
    for b in [-1, 0, 1]:
        total += grey[i + a, j + b]
print(f"\nThe nine pixels:\n{grey[i - 1 : i + 2, j - 1 : j + 2]}")
print(f"Their average: {total}/9 =", total / 9)
box = np.ones((3, 3)) / 9
by_box = convolve2d(grey, box, "same", boundary="symm")
print("SciPy's result at this pixel:", by_box[i, j])
assert np.isclose(by_box[i, j], total / 9), "loops and SciPy differ"

# %% A softer blur: the Gaussian
# The box counts a corner of its window for as much as the middle. It looks smoother if
# near pixels count for more. Such weights come out when you convolve 1 1 with 1 1 again
# and again: they rise, and they fall, like a bell. With more and more steps they come
# close to a famous curve, the bell curve of Gauss. So this kernel is called a Gaussian.
# Multiply a column of these weights by a row of them, and you have a kernel in two
# directions.
bell = np.array([1])
print("\nEach step makes one weight more:")
for step in range(6):
    bell = np.convolve(bell, [1, 1])
    print(bell)
print("The last ones add up to", bell.sum())
table = np.outer(bell, bell)  # column times row
gauss = table / (64 * 64)
print(f"The weight in the middle: {table[3, 3]}/4096")
print(f"The weight in a corner:   {table[0, 0]}/4096")
by_gauss = convolve2d(grey, gauss, "same", boundary="symm")

# %% Why the weights of a blur add up to 1
# Where an image is flat, all pixels of a window have the same grey, say 100. Each
# weight multiplies 100, and the products are added: that is 100 times the sum of the
# weights. If the weights add up to 1, flat stays as bright as it was. If they added up
# to 2, it would be twice as bright, and with 0 it would be black.
flat = np.full((5, 6), 100)  # 5 rows, 6 columns, 100 everywhere
ones = np.ones((3, 3))
print("\nNine ones add up to", ones.sum())
print("Flat 100 becomes", convolve2d(flat, ones, "valid")[0, 0])
print("The box adds up to", round(box.sum(), 6))
by_the_box = convolve2d(flat, box, "valid")[0, 0]
print("Flat 100 becomes", round(by_the_box, 6))
sharpen = np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])
print(f"Another kernel:\n{sharpen}")
ask("What does this kernel make of a flat 100?")

# %% Sharpen: overdo what differs
# Its weights add up to 5 - 4 = 1, so a flat 100 stays 100.
#
# But where a pixel differs from its neighbours, the difference is overdone. Across the
# edge from 3 to 9 the pixel just before the jump has three neighbours of 3 (the left
# one, and those above and below), and one of 9. Just after the jump it is the other way
# about. Darker than dark and brighter than bright: that is what makes an edge look
# sharp. It makes noise stronger, too.
answer(convolve2d(flat, sharpen, "valid")[0, 0])
print("Before the jump: 5*3 - 3 - 3 - 3 - 9 =", 5 * 3 - 3 - 3 - 3 - 9)
print("After the jump:  5*9 - 9 - 9 - 9 - 3 =", 5 * 9 - 9 - 9 - 9 - 3)
step_up = np.array([row, row, row])
print(f"An edge:\n{step_up}")
print("Sharpened:", convolve2d(step_up, sharpen, "valid")[0])
by_sharpen = convolve2d(grey, sharpen, "same", boundary="symm")

# %% Four kernels side by side
# The first kernel does nothing: it has a 1 in the middle and eight zeros. The picture
# shows each kernel with what it makes of the detail. How rough a result is can be
# measured as in lesson 0: by the average jump from a pixel to the next on its right.
unchanged = np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
by_unchanged = convolve2d(grey, unchanged, "same", boundary="symm")
kernels = {
    "unchanged": unchanged,
    "box": box,
    "Gaussian": gauss,
    "sharpen": sharpen,
}
results = {
    "unchanged": by_unchanged,
    "box": by_box,
    "Gaussian": by_gauss,
    "sharpen": by_sharpen,
}
for name, result in results.items():
    jumps = np.abs(np.diff(result))
    print(f"Average jump, {name:9} {jumps.mean():6.2f}")

from course.pictures.figures_of_lesson_3 import draw_kernels

fig = draw_kernels(kernels, results, top, left, 48)
save(fig, "blur", "Four kernels, and below each what it makes.")

# %% Edges: what changes
# To find edges, compare a pixel with its neighbour. The kernel 1 -1 of lesson 0 gives
# the right pixel minus the left one. Its weights add up to 0: where nothing changes, it
# gives 0. At an edge the sign tells the direction. Above 0, it gets brighter to the
# right; below 0, darker.
difference = np.array([[1, -1]])
print("\nThe row:            ", np.array(row))
right_minus_left = convolve2d([row], difference, "valid")[0]
print("Right minus left:     ", right_minus_left)
ask("The pixels are 9 and then 3: what does the kernel 1 -1 give?")

# %% Edges have a direction
# Right minus left is 3 - 9 = -6. It gets darker to the right.
#
# In a photograph single pixels tremble. So edge kernels also smooth a little, along the
# edge: the row 1 0 -1 compares the right neighbour with the left one, and it is taken
# three times, with the weights 1 2 1. Such a kernel finds edges that stand upright.
# Exchange rows and columns, and it finds those that lie flat.
answer(3 - 9)
upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])
print(f"For upright edges:\n{upright}")
print(f"For lying edges:\n{lying}")
print("The sums of their weights:", upright.sum(), "and", lying.sum())
brighter_below = np.array([[0, 0, 0], [0, 0, 0], [1, 1, 1]])
print(f"A lying edge, brighter below:\n{brighter_below}")
by_first = convolve2d(brighter_below, upright, "valid")
by_second = convolve2d(brighter_below, lying, "valid")
print("The kernel for upright edges gives", by_first)
print("The kernel for lying edges gives  ", by_second)

# %% Both directions together
# Most outlines run slantwise, and each of the two kernels sees a part of them. Think of
# a right-angled triangle: if one side is 3 and the other 4, the long side is the root
# of 3*3 + 4*4 = 25, which is 5. In the same way the two results make one: how strong
# the edge is, whatever its direction. This outline is what a machine often looks at
# first.
print("\nThe root of 3*3 + 4*4 is", np.sqrt(3 * 3 + 4 * 4))
by_upright = convolve2d(grey, upright, "same", boundary="symm")
by_lying = convolve2d(grey, lying, "same", boundary="symm")
strength = np.sqrt(by_upright**2 + by_lying**2)
print("The strongest edge:", strength.max().round(1))

from course.pictures.figures_of_lesson_3 import draw_outline

fig = draw_outline(grey, upright, by_upright, lying, by_lying, strength)
save(fig, "edges", "Grey, both together, upright edges, lying edges.")

# %% The Laplacian: neighbours minus the pixel
# The Laplacian of lesson 1 adds up four neighbours, and takes the pixel away four
# times. Take a ramp, where each pixel is 1 brighter than the one on its left. The left
# neighbour has 1 less and the right one 1 more: together that is nothing. So the
# Laplacian does not see a slope. It sees where a slope begins, where it ends, and dots
# and thin lines.
laplacian = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
ramp = np.array([[3, 4, 5, 6], [3, 4, 5, 6], [3, 4, 5, 6]])
print(f"\nA ramp:\n{ramp}")
print("At the first 4: 3 + 5 + 4 + 4 - 4*4 =", 3 + 5 + 4 + 4 - 4 * 4)
print("Its Laplacian:   ", convolve2d(ramp, laplacian, "valid")[0])
print("Right minus left:", convolve2d(ramp, difference, "valid")[0])
at_edge = convolve2d(step_up, laplacian, "valid")[0]
print("The edge from 3 to 9:", at_edge)
ask("A ramp that rises by 5 with each column: what is its Laplacian?")

# %% The sign that gets lost
# It is 0 again: the left neighbour has 5 less, and the right one 5 more.
#
# At the edge the Laplacian is 6 and then -6. On the dark side it is above 0, on the
# bright side below. With all signs turned over the kernel finds bright spots. A recipe
# that is often used takes the absolute value, adds 100, and cuts off at 255. That gives
# a handsome grey picture, but the two sides of an edge look alike in it.
steep_ramp = np.array([[0, 5, 10], [0, 5, 10], [0, 5, 10]])
answer(convolve2d(steep_ramp, laplacian, "valid")[0, 0])
print("abs(6) + 100  =", abs(6) + 100)
print("abs(-6) + 100 =", abs(-6) + 100)
by_laplacian = convolve2d(grey, laplacian, "same", boundary="symm")
bright_spots = -laplacian
by_spots = convolve2d(grey, bright_spots, "same", boundary="symm")
print("Bright spots are the Laplacian, turned over:", end=" ")
print(np.array_equal(by_spots, -by_laplacian))
recipe = np.minimum(np.abs(by_laplacian) + 100, 255)

from course.pictures.figures_of_lesson_3 import draw_laplacian

fig = draw_laplacian(
    grey, laplacian, by_laplacian, recipe, top, left, 48
)
save(fig, "laplacian", "A detail, its Laplacian, a recipe; in numbers.")

# %% What goes wrong: bytes
# A photograph comes in bytes, and a byte holds 0 to 255. In lesson 0 a sum was too
# large for a byte. Now numbers below 0 come, and a byte holds none of these either:
# below 0 it goes on with 255, 254, 253. So -3, hardly anything, becomes a bright 253.
# scipy.ndimage, a library for pictures, gives back what it was given: bytes for bytes.
# convolve2d does the same if the kernel is made of bytes, too.
from scipy import ndimage

print("\n-3 in a byte:", -3 % 256)
bytes_of_grey = grey.astype("uint8")
# wrong on purpose: a byte holds nothing below 0
wrong = ndimage.convolve(bytes_of_grey, laplacian)
count = np.count_nonzero(wrong != by_laplacian)
print(f"Wrong in bytes: {count} of {grey.size} pixels")
kernel_of_bytes = laplacian.astype("uint8")
# wrong on purpose: image and kernel are bytes, so the result is, too
wrong_too = convolve2d(bytes_of_grey, kernel_of_bytes, "same", "symm")
print("convolve2d, all in bytes, equally wrong:", end=" ")
print(np.array_equal(wrong, wrong_too))
right = convolve2d(bytes_of_grey, laplacian, "same", boundary="symm")
assert np.array_equal(right, by_laplacian), "a kernel of ints is safe"

from course.pictures.figures_of_lesson_3 import draw_bytes

fig = draw_bytes(by_laplacian, wrong, top, left, 48)
save(fig, "bytes", "Numbers below 0, and the bytes they become.")

# %% What goes wrong: the frame
# With zeros beyond the border, the Laplacian finds an edge all around the picture, as
# in lesson 1: the picture seems to end in black. Everything else is the same.
with_zeros = convolve2d(grey, laplacian, "same", boundary="fill")
changed = with_zeros != by_laplacian
print("\nPixels that zeros change:", np.count_nonzero(changed))
inside = changed[1:-1, 1:-1]  # without the outermost ones
print("Of these not at the border:", np.count_nonzero(inside))

from course.pictures.figures_of_lesson_3 import draw_frame

fig = draw_frame(grey, with_zeros, by_laplacian)
save(fig, "frame", "A corner with a line of edges, and without.")

# %% Two short passes for a long one
# The kernel for upright edges is a column times a row. Then you can go over the picture
# twice: first with the column, which smooths down the columns, and then with the row,
# which compares along the rows. A pixel spreads over three rows first, with 1, 2 and 1.
# Then each of these three spreads over three columns, with 1, 0 and -1. So it arrives
# at nine places with nine products: those are the nine weights.
column = np.array([[1], [2], [1]])
across = np.array([[1, 0, -1]])
print(f"\nThe column:\n{column}")
print("The row:", across[0])
print(f"Column times row:\n{column * across}")
first_pass = convolve2d(grey, column, "same", boundary="symm")
second_pass = convolve2d(first_pass, across, "same", boundary="symm")
print("Two passes, one pass, equal:", end=" ")
print(np.array_equal(second_pass, by_upright))
ask("One pass takes 9 multiplications for each pixel. How many do two?")

# %% Fewer multiplications
# Three for the column and three for the row: 3 + 3 = 6, where one pass takes 9.
#
# For a large kernel it matters more: the Gaussian of 7x7 takes 7 + 7 = 14 instead of
# 49. Not every kernel is a column times a row: the Laplacian is none.
answer(column.size + across.size)
print("The Gaussian, one pass:  ", gauss.size)
print("The Gaussian, two passes:", bell.size + bell.size)

# %% Colours
# To blur a colour picture, blur each of its three colours. What comes first, the blur
# or the grey? It does not matter. Both only multiply by fixed weights and add up, and
# sums may be added in any order.
blurred_red = convolve2d(red, gauss, "same", boundary="symm")
blurred_green = convolve2d(green, gauss, "same", boundary="symm")
blurred_blue = convolve2d(blue, gauss, "same", boundary="symm")
blur_first = 0.299 * blurred_red + 0.587 * blurred_green
blur_first = blur_first + 0.114 * blurred_blue
exact_grey = 0.299 * red + 0.587 * green + 0.114 * blue
grey_first = convolve2d(exact_grey, gauss, "same", boundary="symm")
apart = np.abs(blur_first - grey_first).max()
print(f"\nBlur first or grey first: {apart:.3f} apart")

# %% The same in TensorFlow
# TensorFlow does not flip, and it has no mirror: so you pad the picture yourself.
# Without a flip the kernel for upright edges gives the left side minus the right one,
# and all signs turn over. Flip the kernel first, and you have SciPy's numbers.
print("\nSciPy, at the pixel in the middle:", by_upright[i, j])
try:
    with quiet():
        import tensorflow as tf
except ModuleNotFoundError:
    print("Left out: TensorFlow's numbers, as it is not installed.")
else:
    padded = np.pad(grey, 1, mode="symmetric").astype("float32")
    x = padded.reshape(1, rows + 2, columns + 2, 1)
    h = upright.astype("float32").reshape(3, 3, 1, 1)
    result = tf.nn.conv2d(x, h, strides=1, padding="VALID")
    not_flipped = result[0, :, :, 0].numpy()
    result = tf.nn.conv2d(x, h[::-1, ::-1], strides=1, padding="VALID")
    flipped = result[0, :, :, 0].numpy()
    largest = np.abs(flipped - by_upright).max()
    there = round(not_flipped[i, j])
    there_flipped = round(flipped[i, j])
    print(f"TensorFlow: {there}, flipped: {there_flipped},", end=" ")
    print(f"largest difference {largest:.3f} [this machine]")

# %% Keep, try, go on
# Three things to keep: the sum of the weights says what becomes of a flat image, 1
# keeps it and 0 leaves nothing; the sign of an edge says on which side it is brighter;
# calculate in ints or floats, never in bytes.
#
# Two things to try. With --answers this lesson says what comes out, and why:
#
# - Take your own photograph, as python 3_image.py my_photo.jpg: in the figure of the
#   edges, on which side of a bright thing is its outline red, and on which side blue?
# - In "Why the weights of a blur add up to 1" give sharpen a 9 in the middle and -1 at
#   all eight other places: is the sum still 1, and what becomes of the picture?
#
# Next comes 4_digit.py, where a network chooses the kernels.
end()
