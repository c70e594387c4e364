"""
Slide a kernel over an image
============================

Lesson 1 of 5, about 70 minutes. You need lesson 0. At the end you can

- work out the convolution of two small tables of numbers with pencil and paper,
- say why the kernel is flipped in both directions, and how large the result is,
- choose what stands beyond the border of an image, and say what that does,
- find a pattern in an image with a correlation,
- write a convolution as a table of weights, and say how few weights it needs.
"""

from course import answer, ask, begin, end, save

begin(__doc__)

# %% A star and its smear
# Photograph a star with a shaky camera, and the point of light becomes a smear. A
# photograph is made of small squares, the pixels, and each has a number: its
# brightness. Say that a star of brightness 1 leaves 1 on its own pixel, 2 on the pixel
# to the right of it, 4 on the one below it, and 3 on the one below and to the right.
# These numbers are the kernel, and each of them is a weight. All stars are smeared in
# the same way, only more or less brightly: a star of 5 leaves five times the kernel. In
# this sky a star of 4 stands one row below the star of 5, and one column to its right.
kernel = [[1, 2], [4, 3]]
print("\nThe kernel:         ", kernel[0])
print("                    ", kernel[1])
print("A star of 5 leaves: ", [5 * 1, 5 * 2])
print("                    ", [5 * 4, 5 * 3])
print("A star of 4 leaves: ", [4 * 1, 4 * 2])
print("                    ", [4 * 4, 4 * 3])
sky = [[0, 5, 0], [0, 0, 4]]
print("A sky with both:    ", sky[0])
print("                    ", sky[1])
ask("In the photograph, how bright is the pixel of the star of 4?")

# %% The pixel where two smears meet
# In that pixel two smears meet, and their light is added. The star of 5 leaves 5*3
# there, with the last weight, and the star of 4 leaves 4*1, with the first.
#
# All other pixels get light from one star or from none. The photograph has a row and a
# column more than the sky, because smears reach beyond it. Rows are counted from the
# top and columns from the left, both from 0.
where_they_meet = 5 * 3 + 4 * 1
answer(where_they_meet)
print("Row 0:", [0, 5 * 1, 5 * 2, 0])
print("Row 1:", [0, 5 * 4, 5 * 3 + 4 * 1, 4 * 2])
print("Row 2:", [0, 0, 4 * 4, 4 * 3])

from course.pictures.figures_of_lesson_1 import draw_smears  # a drawing

fig = draw_smears(sky, kernel)
save(fig, "smears", "The smears of two stars overlap in a pixel.")

# %% Every pixel is a star
# An image is such a sky, but any pixel may shine. Each pixel sends out a copy of the
# kernel, multiplied by its own number, and where copies overlap they are added. That is
# the convolution of an image with a kernel: as in lesson 0, but in two directions. What
# it does depends on the kernel: it can blur an image, sharpen it, or find its edges,
# the places where the brightness jumps. You will see all that in lesson 3. The result
# is called a feature map. (Why, you will see when you look for a pattern, further on.)
#
# NumPy keeps a grey image as an array with two axes: first the rows, then the columns.
# (Colours need a third axis, as in lesson 0.) Its shape says how many there are.
# image[1, 0] is the number in row 1, column 0. An image of 3 rows and 4 columns is also
# called 3x4: the rows come first, as in a shape.
import numpy as np

image = np.array([[1, 3, 0, 4], [5, 1, 2, 4], [3, 2, 4, 1]])
kernel = np.array([[1, 2], [4, 3]])
print(f"\nImage:\n{image}")  # \n begins a new line
print("Its shape:", image.shape)
print("image[1, 0] is", image[1, 0])
print(f"Kernel:\n{kernel}")
ask("An image of 5x7, a kernel of 2x3, all copies: which size?")

# %% Count rows, then columns
# The copies of the last row begin in the fifth row and have 2 rows. So they reach the
# sixth. The copies of the last column begin in the seventh column and have 3 columns.
# So they reach the ninth, and the feature map is 6x9.
#
# That is the n + k - 1 of lesson 0, for each axis with its own numbers: 5 + 2 - 1 is 6,
# and 7 + 3 - 1 is 9.
map_rows = 5 + 2 - 1
map_columns = 7 + 3 - 1
answer((map_rows, map_columns))
print(f"5x7 with a kernel of 2x3 gives {map_rows}x{map_columns}")
print(f"3x4 with a kernel of 2x2 gives {3 + 2 - 1}x{4 + 2 - 1}")

# %% The same with loops
# A program does what the stars did. Two loops go through the pixels of the image, and
# for each pixel two more go through the weights. Pixel (i, j) begins its copy in row i,
# column j. Weight (a, b) stands a rows below the first weight, and b columns to the
# right of it. So their product belongs to row i + a, column j + b, and is added to what
# is there. (np.zeros makes a map full of zeros. They are decimal numbers, so 26 is
# printed as 26. with a point.)
rows, columns = image.shape  # two names for its two numbers
kernel_rows, kernel_columns = kernel.shape
map_rows = rows + kernel_rows - 1
map_columns = columns + kernel_columns - 1
feature_map = np.zeros((map_rows, map_columns))
for i in range(rows):
    for j in range(columns):
        for a in range(kernel_rows):
            for b in range(kernel_columns):
                product = image[i, j] * kernel[a, b]
                feature_map[i + a, j + b] += product  # adds it
print(f"\nFeature map:\n{feature_map}")

# %% Now stand still at one place
# So far you followed each pixel into the feature map. Now stand at one place of the map
# and ask what arrives there. Take row 2, column 1. The pixel (2, 1), a 2, begins its
# copy here, so it comes with the first weight, 1. The pixel on its left, a 3, reaches
# this place with its weight for one column to the right, 2. The pixel above, a 1, comes
# with its weight for one row down, 4. And the pixel above on the left, a 5, comes with
# its weight for both, 3. No other copy reaches this place.
print(f"\nImage:\n{image}")
four_pixels = image[1:3, 0:2]  # rows 1 and 2, columns 0 and 1
upper_weights = [kernel[1, 1], kernel[1, 0]]
lower_weights = [kernel[0, 1], kernel[0, 0]]
their_weights = np.array([upper_weights, lower_weights])
print(f"These four pixels:\n{four_pixels}")
print(f"come with these weights:\n{their_weights}")
print("5*3 + 1*4 + 3*2 + 2*1 =", 5 * 3 + 1 * 4 + 3 * 2 + 2 * 1)
print("Row 2, column 1 of the map:", feature_map[2, 1])

# %% Flip in both directions, and slide
# The weights came in the opposite order: the last row of the kernel first, and in each
# row the last weight first. The kernel is flipped in both directions. Light is sent
# down and to the right, so it arrives from above and from the left: the pixel furthest
# up and left comes with the weight furthest down and right. So here, too, there is a
# second way. Flip the kernel, lay it on the image, multiply each pixel under it by the
# weight that lies on it, add up, and move on by one column; after the last column,
# begin in the next row. The part of the image under the kernel is called the window.
# Six windows lie wholly on this image: they give the six numbers in the middle of the
# feature map. The border comes later.
rows_flipped = kernel[::-1]  # the rows from the last to the first
flipped = kernel[::-1, ::-1]  # and the columns, too
print(f"\nKernel:\n{kernel}")
print(f"The last row first:\n{rows_flipped}")
print(f"And the last column first:\n{flipped}")

from course.pictures.figures_of_lesson_1 import draw_windows

fig = draw_windows(image, kernel)
save(fig, "windows", "The flipped kernel in each of its six windows.")

# %% Your turn
# Here are nine pixels and four weights. Flip the kernel in both directions, and lay it
# on the four pixels at the top left, so that all of it is on the image. Multiply, and
# add up.
nine_pixels = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
four_weights = np.array([[0, 1], [2, 3]])
print(f"\nImage:\n{nine_pixels}")
print(f"Kernel:\n{four_weights}")
ask("Flipped, on the four pixels at the top left: which sum?")

# %% The first place, and the other three
# Flipped, the kernel has the rows 3 2 and 1 0. Under them lie the pixels 0 1 and, below
# these, 3 4. The sum is 0*3 + 1*2 + 3*1 + 4*0 = 5.
#
# There are three more places: one column further, one row further, and both.
top_left = 0 * 3 + 1 * 2 + 3 * 1 + 4 * 0
answer(top_left)
top_right = 1 * 3 + 2 * 2 + 4 * 1 + 5 * 0
bottom_left = 3 * 3 + 4 * 2 + 6 * 1 + 7 * 0
bottom_right = 4 * 3 + 5 * 2 + 7 * 1 + 8 * 0
print("Top left:     0*3 + 1*2 + 3*1 + 4*0 =", top_left)
print("Top right:    1*3 + 2*2 + 4*1 + 5*0 =", top_right)
print("Bottom left:  3*3 + 4*2 + 6*1 + 7*0 =", bottom_left)
print("Bottom right: 4*3 + 5*2 + 7*1 + 8*0 =", bottom_right)

# %% Flip and slide, as a program
# The program lays the kernel on each place where all of it is on the image. That is the
# mode "valid" of lesson 0: along n pixels there are n - k + 1 places for k weights.
# That holds for the rows and, with their own n and k, for the columns. If the top left
# weight of the flipped kernel lies on pixel (i, j), then its weight (a, b) lies on
# pixel (i + a, j + b).


def convolve(image, kernel):
    """Return the convolution where the whole kernel is on the image."""
    flipped = kernel[::-1, ::-1]
    rows, columns = image.shape
    kernel_rows, kernel_columns = kernel.shape
    result = []
    for i in range(rows - kernel_rows + 1):
        row = []
        for j in range(columns - kernel_columns + 1):
            total = 0
            for a in range(kernel_rows):
                for b in range(kernel_columns):
                    total += image[i + a, j + b] * flipped[a, b]
            row.append(total)
        result.append(row)
    return np.array(result)


by_sliding = convolve(image, kernel)
print(f"\nThe first image and kernel:\n{by_sliding}")
print(f"The nine pixels:\n{convolve(nine_pixels, four_weights)}")

# %% The library does it, too
# SciPy, a library built on NumPy, has a function for this, convolve2d: "2d" stands for
# two dimensions. It wants the image, the kernel and the mode. As in lesson 0, the line
# that begins with assert stops the lesson if the numbers differ. An image that is not
# square is a good test, because a program that mixes up rows and columns fails.
from scipy.signal import convolve2d

y = convolve2d(image, kernel, "valid")
print(f"\nconvolve2d:\n{y}")
assert np.array_equal(y, by_sliding), "the loops and SciPy differ"

# %% Zeros around the image
# At the border of the image, a part of the kernel hangs over. As with a signal, put
# zeros there first, so that each weight has something under it: that is called padding.
# A kernel of 2x2 hangs over by one row and one column at most, so a frame of zeros, one
# wide, is enough. Then the kernel has all its places, and you get the same feature map
# as from the four loops.
padded = np.pad(image, 1)  # a frame of zeros, one wide
print(f"\nPadded:\n{padded}")
from_windows = convolve(padded, kernel)
print(f"Flip and slide on it:\n{from_windows}")
assert np.array_equal(from_windows, feature_map), "too few zeros?"
ask("5x7 in a frame of zeros, one wide, kernel 2x3, valid: which size?")

# %% Count the places
# The frame makes two rows and two columns more: 7 rows and 9 columns. On those there
# are 7 - 2 + 1 = 6 rows and 9 - 3 + 1 = 7 columns of places.
#
# All copies would give 6x9: for a kernel of 3 columns a frame of one is too narrow, it
# takes k - 1 = 2. Call the zeros along an axis t, those on both sides together: one on
# each side is t = 2. Then n pixels have n + t - k + 1 places.
t = 1 + 1
map_rows = 5 + t - 2 + 1
map_columns = 7 + t - 3 + 1
answer((map_rows, map_columns))
ones = np.ones((5, 7))  # 5 rows and 7 columns of ones
y = convolve2d(np.pad(ones, 1), np.ones((2, 3)), "valid")
print("SciPy's result has the shape", y.shape)

# %% Full, same, valid
# The modes of lesson 0 work on both axes at once. "full" keeps every place where the
# kernel touches the image, and "valid" only those with the whole kernel on it. "same"
# has as many rows and columns as the image, so that there is a number for each pixel.
# For that, a kernel of 2x2 needs a single row and a single column of zeros: SciPy puts
# them above and on the left, as NumPy does with the odd zero of a signal. So the window
# for a pixel holds this pixel, the one above it, and both their neighbours on the left.
# Its middle is half a pixel further up and to the left, and what is seen there appears
# half a pixel too far down and to the right. Blur an image ten times with a kernel of
# 2x2, and it has wandered by five pixels in both directions. A kernel of 3x3 has as
# many zeros on each side, and the image stays in its place.
full = convolve2d(image, kernel, "full")
same = convolve2d(image, kernel, "same")
valid = convolve2d(image, kernel, "valid")
print(f"\nfull:\n{full}")
print(f"same:\n{same}")
print(f"valid:\n{valid}")

from course.pictures.figures_of_lesson_1 import draw_places

fig = draw_places(image, kernel)
save(fig, "places", "The first and the last place in each mode.")

# %% A kernel with a single row
# A kernel of 1 row and 2 columns works along the rows, and never mixes two of them. For
# the rows k is 1, so "full", "same" and "valid" all have 3 rows. This is the kernel 1
# -1 of lesson 0. Flipped it is -1 1: the right pixel minus the left one. So "valid"
# begins with 7 - 255 = -248, below 0, because it gets darker to the right.
scene = np.array([[255, 7, 3], [212, 240, 4], [218, 216, 230]])
along = np.array([[1, -1]])  # a table with a single row
full = convolve2d(scene, along, "full")
same = convolve2d(scene, along, "same")
valid = convolve2d(scene, along, "valid")
print(f"\nImage:\n{scene}")
print(f"Kernel:\n{along}")
print(f"full:\n{full}")
print(f"same:\n{same}")
print(f"valid:\n{valid}")

# %% And with a single column
# The kernel 1 -1 finds edges that stand upright, where left and right differ. Of an
# edge that lies flat it sees nothing: left and right are alike there. So turn it: a
# kernel of 2 rows and 1 column compares each pixel with the one above it. Here is a
# bright sky above dark ground.
down = np.array([[1], [-1]])
landscape = np.array([[9, 9, 9], [9, 9, 9], [1, 1, 1], [1, 1, 1]])
print(f"\nImage:\n{landscape}")
print(f"Kernel:\n{down}")
by_along = convolve2d(landscape, along, "valid")
by_down = convolve2d(landscape, down, "valid")
print(f"Right minus left:\n{by_along}")
print(f"Lower minus upper:\n{by_down}")

# %% What stands beyond the border?
# Look back at the image with the 255. There "same" began with 255, but no such edge is
# in the image. A pixel was compared with a zero beyond the border: 255 - 0. You choose
# what SciPy puts there with boundary="fill", "symm" or "wrap". "fill" puts zeros: right
# if all around is black. "symm" goes on with a mirror image: good for photographs.
# "wrap" goes on with the other side of the image, as tiles on a wall do: right for a
# pattern that repeats. See how 1 2 3 goes on for two places on each side.
print("\nfill:", np.pad([1, 2, 3], 2))
print("symm:", np.pad([1, 2, 3], 2, mode="symmetric"))
print("wrap:", np.pad([1, 2, 3], 2, mode="wrap"))

from course.pictures.figures_of_lesson_1 import draw_beyond

fig = draw_beyond(np.array([[1, 2, 3], [4, 5, 6]]), 2)
save(fig, "beyond", "An image goes on in three different ways.")

# %% Zeros are black
# Take an image that is flat: every pixel is 100. A kernel in the shape of a plus adds a
# pixel and its four neighbours. Each sum is then divided by 5, at the border as well:
# that makes it the average of the five. On a photograph it makes everything a little
# softer.
flat = np.array([[100, 100, 100], [100, 100, 100], [100, 100, 100]])
plus = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]])
print(f"\nImage:\n{flat}")
print(f"Kernel:\n{plus}")
ask("With zeros beyond the border, what is the average in a corner?")

# %% The corner, in digits
# In the top left corner the plus covers three pixels: the corner itself, the one on its
# right and the one below. Its arms to the left and upwards hang over the border, and
# meet zeros. So the sum is 300, and 300 / 5 = 60.
#
# In the middle of a side only one arm hangs over, and the average is 80. Only in the
# middle of the image is it 100. Zero is black, and the average mixes black into the
# border: the image gets a dark frame, as wide as the kernel reaches over the border.
# That is one pixel here; a kernel of 15x15 reaches over by seven. With a mirror there
# is no frame.
corner = (100 + 100 + 100 + 0 + 0) // 5  # // drops the remainder
answer(corner)
with_zeros = convolve2d(flat, plus, "same", boundary="fill")
with_mirror = convolve2d(flat, plus, "same", boundary="symm")
print(f"Average, fill:\n{with_zeros // 5}")
print(f"Average, symm:\n{with_mirror // 5}")

# %% A false edge
# Another kernel compares a pixel with its four neighbours: their sum, minus 4 times the
# pixel. It is called a Laplacian, after the mathematician Laplace. In a flat image
# there is no edge to find, and it gives 0. But with zeros beyond the border it finds a
# frame, an edge that is not in the image. Remember this when you see a frame around a
# result.
laplacian = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
print(f"\nKernel:\n{laplacian}")
middle = 100 + 100 + 100 + 100 - 4 * 100
corner = 100 + 100 + 0 + 0 - 4 * 100
print("In the middle: 100 + 100 + 100 + 100 - 4*100 =", middle)
print("In a corner:       100 + 100 + 0 + 0 - 4*100 =", corner)
with_zeros = convolve2d(flat, laplacian, "same", boundary="fill")
with_mirror = convolve2d(flat, laplacian, "same", boundary="symm")
with_tiles = convolve2d(flat, laplacian, "same", boundary="wrap")
print(f"fill:\n{with_zeros}")
print(f"symm:\n{with_mirror}")
print(f"wrap:\n{with_tiles}")

# %% A seam
# On a flat image wrap has no frame. But take the landscape again. With wrap its lowest
# row comes next above the sky, as if a second tile began there. So the kernel that
# compares lower with upper finds an edge of 9 - 1 = 8 in the top row: a seam, which
# nobody sees in the picture. A mirror has sky above the sky, and finds nothing there.
print(f"\nImage:\n{landscape}")
by_wrap = convolve2d(landscape, down, "same", boundary="wrap")
by_symm = convolve2d(landscape, down, "same", boundary="symm")
print(f"wrap:\n{by_wrap}")
print(f"symm:\n{by_symm}")

# %% Without the flip: the correlation
# Slide the kernel as it is, without a flip, and you get the correlation of lesson 0.
# You can also get it from a convolution, if you flip the kernel yourself first: flipped
# twice, it is as it was. Here are both for your nine pixels.
from scipy.signal import correlate2d

with_flip = convolve2d(nine_pixels, four_weights, "valid")
without_flip = correlate2d(nine_pixels, four_weights, "valid")
print(f"\nImage:\n{nine_pixels}")
print(f"Kernel:\n{four_weights}")
print("Flipped:     0*3 + 1*2 + 3*1 + 4*0 =", top_left)
print(f"Convolution:\n{with_flip}")
not_flipped = 0 * 0 + 1 * 1 + 3 * 2 + 4 * 3
print("Not flipped: 0*0 + 1*1 + 3*2 + 4*3 =", not_flipped)
print(f"Correlation:\n{without_flip}")
flipped_before = four_weights[::-1, ::-1]
flipped_twice = convolve(nine_pixels, flipped_before)
assert np.array_equal(without_flip, flipped_twice), "they differ"

# %% What is a correlation good for?
# It tells how alike a window and a kernel are, if bright and dark have opposite signs.
# Write 1 for a bright pixel and -1 for a dark one, in the image and in the kernel.
# Where they agree, the product is 1: two bright ones give 1*1 = 1, and two dark ones
# count just as much, (-1)*(-1) = 1. Where they differ, it is -1. So the sum is the
# number of pixels that agree, minus the number of those that differ. Here the kernel is
# a stroke that falls to the right. In a window with the same stroke all nine pixels
# agree, and the sum is 9. Divide it by 9, the number of pixels in a window: that is the
# score, and the perfect score is 9/9, which is 1.
stroke = np.array([[1, -1, -1], [-1, 1, -1], [-1, -1, 1]])
row_0 = 1 * 1 + (-1) * (-1) + (-1) * (-1)
row_1 = (-1) * (-1) + 1 * 1 + (-1) * (-1)
row_2 = (-1) * (-1) + (-1) * (-1) + 1 * 1
print(f"\nThe stroke:\n{stroke}")
print("Row 0:    1*1     + (-1)*(-1) + (-1)*(-1) =", row_0)
print("Row 1: (-1)*(-1) +    1*1     + (-1)*(-1) =", row_1)
print("Row 2: (-1)*(-1) + (-1)*(-1) +    1*1     =", row_2)
print(f"All rows: sum {row_0 + row_1 + row_2}, divided by 9 it is 1")
ask("One of the nine pixels differs: what is the sum, divided by 9?")

# %% The score of that window
# Eight pixels agree and one differs. The sum is 8 - 1 = 7. The window still has nine
# pixels, so the score is 7/9.
#
# A single wrong pixel costs two ninths: a 1 is lost, and a -1 comes in its place.
# Below, the last pixel of row 0 is bright instead of dark.
agree = 8
differ = 1
answer(f"{agree - differ}/9")
row_0 = 1 * 1 + (-1) * (-1) + 1 * (-1)
print("Row 0:    1*1     + (-1)*(-1) +   1*(-1)  =", row_0)
total = row_0 + row_1 + row_2
print(f"All rows: sum {total}, divided by 9 it is {total}/9")

# %% Find the stroke in an image
# Slide the stroke over an image, and the perfect scores tell where it is. The image is
# an X, 1 on two lines that cross and -1 elsewhere. A place is named after the top left
# pixel of its window. You want the stroke as it is, so it must not be flipped: that
# calls for a correlation. The result is a map of where the image has what the kernel
# looks for, its feature: so it is called a feature map.
board = np.full((9, 9), -1)  # 9 rows and 9 columns of -1
for i in range(1, 8):
    board[i, i] = 1  # the line that falls to the right
    board[i, 8 - i] = 1  # the line that rises
sums = correlate2d(board, stroke, "valid")
print(f"\nImage:\n{board}")
print(f"The sum at each place:\n{sums}")
matches = []
for i in range(7):  # 9 - 3 + 1 = 7 places in each direction
    for j in range(7):
        if sums[i, j] == 9:
            matches.append((i, j))
other_sums = sums[sums < 9]  # keeps only those that are below 9
print("The score is 9/9 at", matches)
print(f"and at most {other_sums.max()}/9 elsewhere")

from course.pictures.figures_of_lesson_1 import draw_matches

fig = draw_matches(board, stroke, sums)
save(fig, "matches", "A frame on the image wherever the sum is 9.")

# %% A hook must not be flipped
# The stroke looks the same when it is flipped in both directions, so a convolution
# would find it as well. A hook does not: after both flips it has made half a turn. Here
# is a hook with two dark pixels around it on each side, so that the kernel can slide
# over it. With a flip you look for a hook that stands on its head, and none is there.
hook = np.array([[1, -1, -1], [1, -1, -1], [1, 1, 1]])
dark_around = np.pad(hook, 2, constant_values=-1)
by_correlation = correlate2d(dark_around, hook, "valid")
by_convolution = convolve2d(dark_around, hook, "valid")
print(f"\nThe hook:\n{hook}")
print(f"The hook, flipped:\n{hook[::-1, ::-1]}")
print(f"Not flipped, the best score is {by_correlation.max()}/9")
print(f"Flipped, the best score is {by_convolution.max()}/9")

# %% Why -1 and not 0?
# With 0 for dark pixels, nothing would count against a match. Look at the middle of the
# X, where the lines cross. There is the stroke, and there are two more bright pixels,
# which do not belong to it. With -1 they count against it: 7 agree and 2 differ, 5/9.
# With 0 they do not count at all, because 1*0 is 0. Two dark pixels that agree do not
# count either: 0*0 is 0. Only the three bright pixels of the stroke are left, so a true
# match reaches only 3/9, and so does the middle, a false match. A window that is wholly
# bright would do as well.
board_with_0 = np.maximum(board, 0)  # the larger one: -1 becomes 0
stroke_with_0 = np.maximum(stroke, 0)
sums_with_0 = correlate2d(board_with_0, stroke_with_0, "valid")
best = sums_with_0.max()
middle = sums_with_0[3, 3]
print(f"\nThe middle with -1:\n{board[3:6, 3:6]}")
print(f"The best is {sums.max()}/9, the middle {sums[3, 3]}/9")
print(f"The middle with 0:\n{board_with_0[3:6, 3:6]}")
print(f"The best is {best}/9, the middle {middle}/9")

# %% All pixels in one line
# A convolution can also be written as a table of weights, a matrix. In it you see how
# few weights a convolution needs. Take the first image again, 3 rows of 4 pixels, and
# the first number of "valid". It needs four pixels, each times a weight. The other
# eight do not count: you may as well say that they count with the weight 0. So every
# pixel has a weight. Write the three rows of pixels one behind the other, in one line,
# and the weights as well. Multiply, and add up. (The points come from np.zeros again.)
print(f"\nImage:\n{image}")
print(f"Kernel:\n{kernel}")
weights = np.zeros(image.shape)
flipped = kernel[::-1, ::-1]
weights[0:2, 0:2] = flipped  # put into rows 0, 1 and columns 0, 1
count = image.size  # the number of pixels
pixels_in_line = image.reshape(count)  # the same numbers in one line
weights_in_line = weights.reshape(count)
print(f"A weight for each pixel:\n{weights}")
print("Pixels: ", pixels_in_line)
print("Weights:", weights_in_line)
total = 0
for place in range(count):
    total += pixels_in_line[place] * weights_in_line[place]
print("Sum:", total)
assert total == convolve(image, kernel)[0, 0], "line and window differ"

# %% A row of weights for each number
# The next number of the feature map has the same weights, one pixel further on. (From
# the third number to the fourth it is two pixels, because the kernel begins in the next
# row.) Write these lines of weights below each other, one for each place of the kernel:
# that is the table. Multiply the weights in one of its rows by the pixels and add up,
# and you have one number of the feature map. weight_table() does for each place what
# you just did for the first one.


def weight_table(image, kernel):
    """Return a row of weights for each place of the kernel."""
    flipped = kernel[::-1, ::-1]
    rows, columns = image.shape
    kernel_rows, kernel_columns = kernel.shape
    table = []
    for i in range(rows - kernel_rows + 1):
        for j in range(columns - kernel_columns + 1):
            weights = np.zeros(image.shape)
            below = i + kernel_rows
            right = j + kernel_columns
            weights[i:below, j:right] = flipped
            table.append(weights.reshape(image.size))
    return np.array(table)


def apply_table(table, image):
    """Return a number for each row: weights times pixels, added."""
    pixels = image.reshape(image.size)
    result = []
    for weights in table:
        products = weights * pixels  # each weight times its pixel
        result.append(products.sum())
    return np.array(result)


small_table = weight_table(image, kernel)
from_table = apply_table(small_table, image)
print(f"\nThe table:\n{small_table}")
print("Times the pixels:", from_table)
y = convolve2d(image, kernel, "valid")
y_in_line = y.reshape(y.size)
assert np.array_equal(from_table, y_in_line), "table and SciPy differ"

# %% A dense layer
# Why does that matter? A network, which you meet in lesson 4, is a program built of
# layers: each makes new numbers out of those of the layer before. The plainest is the
# dense layer. It is such a table, but without the pattern: each row has a weight of its
# own for each pixel, and no two need be alike. Nobody writes these weights down. They
# are learned: the computer begins with some that are good for nothing, and changes them
# bit by bit until they give the right answers to many examples. Lesson 2 shows how. As
# a rule, more weights take more examples.
print("\nAn image of 8x8 has", 8 * 8, "pixels")
print("A kernel of 3x3 has 6x6 places on it, so", 6 * 6, "numbers")
ask("64 pixels, 36 numbers: how many weights does a dense layer have?")

# %% Count the weights
# Each of the 36 numbers has a row of 64 weights, one for each pixel: 36*64 = 2304.
#
# The table of a convolution is just as large. But each number is joined only to the
# nine pixels at its own place, by the nine weights of the kernel, and all else is 0. So
# a network that convolves has 9 weights to learn instead of 2304. And it learns a
# pattern only once: the weights are the same at each place, so what it has learned in
# one corner it finds in every other. Such weights are called shared. That has a price:
# each number sees only its nine pixels, and the layer cannot treat a corner otherwise
# than the middle.
answer(36 * 64)
count_up = np.arange(64)  # 0, 1, 2 and so on to 63
repeated = count_up % 11  # the remainder: 0 to 10, again and again
large_image = repeated.reshape(8, 8)
large_kernel = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
print(f"An image of 8x8:\n{large_image}")
print(f"Kernel:\n{large_kernel}")
large_table = weight_table(large_image, large_kernel)
print("Rows and columns of the table:", large_table.shape)
print("Its different numbers:", np.unique(large_table))
from_table = apply_table(large_table, large_image)
y = convolve2d(large_image, large_kernel, "valid")
y_in_line = y.reshape(y.size)
assert np.array_equal(from_table, y_in_line), "table and SciPy differ"
print("The first six numbers, by the table: ", from_table[0:6])
print("The first six numbers, by convolve2d:", y_in_line[0:6])

from course.pictures.figures_of_lesson_1 import draw_tables

fig = draw_tables(small_table, large_table)
save(fig, "tables", "In each row the same weights, further on.")

# %% Keep, try, go on
# Three things to keep:
#
# - Each pixel sends out a copy of the kernel, multiplied by its number; on each axis
#   that makes n + k - 1.
# - The same numbers come from flip in both directions, slide, multiply, add.
# - A convolution is a table of weights: the same few in each row, and 0 elsewhere.
#
# Two things to try. With --answers this lesson says what comes out, and why:
#
# - In "Find the stroke in an image" put board[2, 2] = -1 below the loop that draws the
#   X: which matches are lost?
# - In "Every pixel is a star" put kernel = np.array([[0, 0], [0, 1]]): where does the
#   image go in the feature map?
#
# Next comes 2_TensorFlow.py, where TensorFlow does the sliding.
end()
