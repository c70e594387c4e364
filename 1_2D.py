"""
Slide a kernel over an image
============================

Lesson 1 of 5, about 50 minutes. You need lesson 0. At the end you can

- work out the convolution of two small tables of numbers with pencil and paper,
- say why the kernel is flipped in both directions, and how large the result is,
- choose what stands beyond the border of an image, and say what that does,
- find a pattern in an image with a correlation,
- write a convolution as a table of weights, and say how few of them differ.
"""

from course import answer, ask, begin, end, save

begin(__doc__)

# %% A star and its smear
# Photograph a star with a camera that shakes, and its point of light becomes a smear. A
# photograph is made of small squares, the pixels, and each has a number: its
# brightness. Say that a star of brightness 1 leaves 1 on its own pixel, 2 on the pixel
# to the right of it, 4 on the one below it, and 3 on the one below and to the right.
# These numbers are the kernel, and each of them is a weight. All stars are smeared in
# the same way, only more or less brightly: a star of 5 leaves five times the kernel. In
# this sky a star of 4 stands one row below the star of 5, and one column to its right.
kernel = [[1, 2], [4, 3]]
print("The kernel:         ", kernel[0])
print("                    ", kernel[1])
print("A star of 5 leaves: ", [5 * 1, 5 * 2])
print("                    ", [5 * 4, 5 * 3])
print("A star of 4 leaves: ", [4 * 1, 4 * 2])
print("                    ", [4 * 4, 4 * 3])
sky = [[0, 5, 0], [0, 0, 4]]
print("A sky with both:    ", sky[0])
print("                    ", sky[1])
ask("In the photograph, how bright is the pixel of the star of 4?")

# %% The smears overlap and add up
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
# An image is such a sky, but all of its pixels shine. Each pixel sends out a copy of
# the kernel, multiplied by its own number, and where copies overlap they are added.
# That is the convolution of an image with a kernel: as in lesson 0, but in two
# directions. Its result is called a feature map. What it does depends on the kernel: it
# can blur an image, sharpen it, or find its edges, the places where the brightness
# jumps. You will see all that in lesson 3.
#
# NumPy keeps an image as an array with two axes: first the rows, then the columns. Its
# shape says how many there are. image[1, 0] is the number in row 1, column 0. An image
# of 3 rows and 4 columns is also called 3x4: the rows come first, as in a shape.
import numpy as np

image = np.array([[1, 3, 0, 4], [5, 1, 2, 4], [3, 2, 4, 1]])
kernel = np.array([[1, 2], [4, 3]])
print(f"Image:\n{image}")  # \n begins a new line
print("Its shape:", image.shape)
print("image[1, 0] is", image[1, 0])
print(f"Kernel:\n{kernel}")
ask("Another image, 5x7, kernel 2x3: what size is the feature map?")

# %% Each axis has its own size
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
# is there. (np.zeros makes the map, full of zeros. Its numbers may become fractions, so
# 26 is printed as 26. with a point.)
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
print(f"Feature map:\n{feature_map}")

# %% Now stand still at one place
# So far you followed each pixel into the feature map. Now stand at one place of the map
# and ask what arrives there. Take row 1, column 1. The pixel (1, 1), a 1, begins its
# copy here, so it comes with the first weight, 1. The pixel on its left, a 5, reaches
# this place with its weight for one column to the right, 2. The pixel above, a 3, comes
# with its weight for one row down, 4. And the pixel above on the left, a 1, comes with
# its weight for both, 3. No other copy reaches this place.
four_pixels = image[0:2, 0:2]  # rows 0 and 1, columns 0 and 1
upper_weights = [kernel[1, 1], kernel[1, 0]]
lower_weights = [kernel[0, 1], kernel[0, 0]]
their_weights = np.array([upper_weights, lower_weights])
print(f"These four pixels:\n{four_pixels}")
print(f"come with these weights:\n{their_weights}")
print("1*3 + 3*4 + 5*2 + 1*1 =", 1 * 3 + 3 * 4 + 5 * 2 + 1 * 1)
print("Row 1, column 1 of the map:", feature_map[1, 1])

# %% Flip in both directions, and slide
# The weights came in the opposite order: as the kernel, flipped upside down and then
# from left to right. Nobody flips it to make things hard. Light is sent down and to the
# right, so it arrives from above and from the left: the pixel furthest up and left
# comes with the weight furthest down and right. As in lesson 0, that is a second way to
# the same feature map. Flip the kernel, lay it on the image, multiply each pixel under
# it by the weight that lies on it, add up, and move on by one column; after the last
# column, begin in the next row. The part of the image under the kernel is called the
# window. Six windows lie wholly on the image; the border comes later.
upside_down = kernel[::-1]  # the rows from the last to the first
flipped = kernel[::-1, ::-1]  # and the columns, too
print(f"Kernel:\n{kernel}")
print(f"Upside down:\n{upside_down}")
print(f"And from left to right:\n{flipped}")

from course.pictures.figures_of_lesson_1 import draw_windows

fig = draw_windows(image, kernel)
save(fig, "windows", "The flipped kernel in each of its six windows.")

# %% Your turn
# Here are nine pixels and four weights. Flip the kernel upside down and from left to
# right, and lay it on the top left four pixels, so that all of it is on the image.
# Multiply, and add up.
nine_pixels = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
four_weights = np.array([[0, 1], [2, 3]])
print(f"Image:\n{nine_pixels}")
print(f"Kernel:\n{four_weights}")
ask("Flipped, on the top left four pixels: which number do you get?")

# %% The first place, and the other three
# Flipped, the kernel has the rows 3 2 and 1 0, and under them lie the pixels 0 1 and 3
# 4. The sum is 0*3 + 1*2 + 3*1 + 4*0 = 5.
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
# Here this is counted twice, for the rows and for the columns. The top left weight of
# the flipped kernel lies on pixel (i, j), and its weight (a, b) on pixel (i + a, j +
# b).


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


mine = convolve(image, kernel)
print(f"The first image and kernel:\n{mine}")
print(f"Yours:\n{convolve(nine_pixels, four_weights)}")

# %% The library does it, too
# SciPy, the library on top of NumPy, has a function for this, convolve2d: "2d" stands
# for two dimensions. It wants the image, the kernel and the mode. As in lesson 0, the
# line that begins with assert stops the lesson if the numbers differ. An image that is
# not square is a good test, because a program that mixes up rows and columns fails.
from scipy.signal import convolve2d

y = convolve2d(image, kernel, "valid")
print(f"convolve2d:\n{y}")
assert np.array_equal(y, mine), "your loops and SciPy differ"

# %% Zeros around the image
# At the border of the image, a part of the kernel hangs over. As with a signal, put
# zeros there first, so that each weight has something under it: that is called padding.
# A kernel of 2x2 hangs over by one row or column at most, so one zero on each side is
# enough. Then the kernel has all its places, and you get the same numbers as from the
# stars.
padded = np.pad(image, 1)  # one zero on each of the four sides
print(f"Padded:\n{padded}")
from_windows = convolve(padded, kernel)
print(f"Flip and slide on it:\n{from_windows}")
assert np.array_equal(from_windows, feature_map), "too few zeros?"
ask("Image 5x7, one zero on each side, kernel 2x3, valid: what size?")

# %% Count the zeros on both sides
# One zero on each side makes two rows and two columns more: 7 rows and 9 columns. On
# those there are 7 - 2 + 1 = 6 rows and 9 - 3 + 1 = 7 columns of places.
#
# From the stars you would get 6x9: for a kernel of 3 columns one zero on each side is
# too few, it takes k - 1 = 2. Along an axis of n pixels with t zeros there are n + t -
# k + 1 places. Take care: t counts the zeros on both sides together. One on each side
# is t = 2.
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
# them above and on the left, just as NumPy puts the odd zero of a signal on the left.
full = convolve2d(image, kernel, "full")
same = convolve2d(image, kernel, "same")
valid = convolve2d(image, kernel, "valid")
print(f"full:\n{full}")
print(f"same:\n{same}")
print(f"valid:\n{valid}")

from course.pictures.figures_of_lesson_1 import draw_places

fig = draw_places(image, kernel)
save(fig, "places", "The first and the last place in each mode.")

# %% A kernel with a single row
# A kernel of 1 row and 2 columns works along the rows, and never mixes two of them. It
# has a single row, so for the rows k is 1: "full" has 3 + 1 - 1 and "valid" has 3 - 1 +
# 1, which is 3 in each mode. The weights are -1, 1; flipped they are 1, -1: the left
# pixel minus the right one. The image below begins with 255 and 7, so "valid" begins
# with 255 - 7 = 248, above 0: brighter on the left. In lesson 0 the weights were 1, -1.
# With the signs changed, each result has the other sign, so there above 0 meant
# brighter on the right.
scene = np.array([[255, 7, 3], [212, 240, 4], [218, 216, 230]])
difference = np.array([[-1, 1]])  # a table with a single row
full = convolve2d(scene, difference, "full")
same = convolve2d(scene, difference, "same")
valid = convolve2d(scene, difference, "valid")
print(f"Image:\n{scene}")
print(f"Kernel:\n{difference}")
print(f"full:\n{full}")
print(f"same:\n{same}")
print(f"valid:\n{valid}")

# %% And with two rows
# With a second row in the kernel, the three modes differ on both axes. The numbers are
# larger, but each is worked out as before: here is the first one of "valid".
two_rows = np.array([[-1, 1], [2, 3]])
first = 255 * 3 + 7 * 2 + 212 * 1 + 240 * (-1)
full = convolve2d(scene, two_rows, "full")
same = convolve2d(scene, two_rows, "same")
valid = convolve2d(scene, two_rows, "valid")
print(f"Kernel:\n{two_rows}")
print("255*3 + 7*2 + 212*1 + 240*(-1) =", first)
print(f"full:\n{full}")
print(f"same:\n{same}")
print(f"valid:\n{valid}")

# %% What stands beyond the border?
# Both times "same" began with -255, but there is no such edge in the image. A pixel was
# compared with a zero that is not in the image at all: 0 - 255 is -255. SciPy calls
# these zeros fill. It can also go on beyond the border with a mirror image (symm), or
# with the other side of the image, as with tiles on a wall (wrap). See how 1 2 3 goes
# on for two places on each side.
print("fill:", np.pad([1, 2, 3], 2))
print("symm:", np.pad([1, 2, 3], 2, mode="symmetric"))
print("wrap:", np.pad([1, 2, 3], 2, mode="wrap"))

from course.pictures.figures_of_lesson_1 import draw_beyond

fig = draw_beyond(np.array([[1, 2, 3], [4, 5, 6]]), 2)
save(fig, "beyond", "An image goes on in three different ways.")

# %% Zeros are black
# Take an image that is flat: every pixel is 100. A kernel in the form of a plus adds a
# pixel and its four neighbours. Each sum is then divided by 5, at the border as well:
# that makes it the average of the five. On a photograph it makes everything a little
# softer.
flat = np.array([[100, 100, 100], [100, 100, 100], [100, 100, 100]])
plus = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]])
print(f"Image:\n{flat}")
print(f"Kernel:\n{plus}")
ask("With zeros beyond the border, what is the average in a corner?")

# %% A dark frame
# In the top left corner the plus covers three pixels: the corner itself, the one on its
# right and the one below. Its arms to the left and upwards hang over the border, and
# meet zeros. So the sum is 300, and 300 / 5 = 60.
#
# In the middle of a side only one arm hangs over, and the average is 80. Only in the
# middle of the image is it 100. Zero is black, and the average mixes black into the
# border: the image gets a dark frame. With a mirror it gets none.
corner = (100 + 100 + 100 + 0 + 0) // 5  # // leaves out the rest
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
print(f"Kernel:\n{laplacian}")
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

# %% Without the flip: the correlation
# Slide the kernel as it is, without a flip, and you get the correlation of lesson 0.
# You can also get it from a convolution, if you flip the kernel yourself before:
# flipped twice, it is as it was. Programs that learn from examples compute
# correlations, and call them convolutions. Here are a convolution and a correlation of
# your nine pixels. Then comes a correlation of the image that begins with 255: its
# kernel has the rows -1 1 and 2 3.
from scipy.signal import correlate2d

with_flip = convolve2d(nine_pixels, four_weights, "valid")
without_flip = correlate2d(nine_pixels, four_weights, "valid")
print(f"Image:\n{nine_pixels}")
print(f"Kernel:\n{four_weights}")
print(f"Convolution:\n{with_flip}")
print("0*0 + 1*1 + 3*2 + 4*3 =", 0 * 0 + 1 * 1 + 3 * 2 + 4 * 3)
print(f"Correlation:\n{without_flip}")
flipped_before = four_weights[::-1, ::-1]
flipped_twice = convolve(nine_pixels, flipped_before)
assert np.array_equal(without_flip, flipped_twice), "they differ"
first = 255 * (-1) + 7 * 1 + 212 * 2 + 240 * 3
y = correlate2d(scene, two_rows, "valid")
print("255*(-1) + 7*1 + 212*2 + 240*3 =", first)
print(f"Correlation, on the image with the 255:\n{y}")

# %% A trap: kernels of even size
# One day two programs will give you the same numbers, one pixel apart. Look at the size
# of the kernel first. A kernel of 2x2 has no middle, so "same" has to put its zeros on
# one side, and not every program takes the same side. SciPy has two functions that
# correlate images. The one called correlate puts the zeros above and on the left. The
# one called correlate2d puts them below and on the right. On your nine pixels, look for
# the 19 in both results. With a kernel of odd size there are as many zeros on each
# side, and the two agree.
from scipy.signal import correlate

zeros_before = correlate(nine_pixels, four_weights, "same")
zeros_after = correlate2d(nine_pixels, four_weights, "same")
print(f"correlate:\n{zeros_before}")
print(f"correlate2d:\n{zeros_after}")
for k in [2, 3, 4, 5]:  # four sizes, on the 5x7 ones from before
    box = np.ones((k, k))
    by_correlate = correlate(ones, box, "same")
    by_correlate2d = correlate2d(ones, box, "same")
    if np.array_equal(by_correlate, by_correlate2d):
        print(f"{k}x{k}: they agree")
    else:
        print(f"{k}x{k}: they differ")

# %% What is a correlation good for?
# It tells how alike a window and a kernel are. Write 1 for a bright pixel and -1 for a
# dark one, in the image and in the kernel. Where they agree, the product is 1: 1*1 is
# 1, and so is (-1)*(-1). Where they differ, it is -1. So the sum is the number of
# pixels that agree, minus the number of those that differ. Here the kernel is a stroke
# that falls to the right. In a window with the same stroke all nine pixels agree, and
# the sum is 9. Divide the sum by 9, the number of pixels in a window: that is the
# score, and the perfect score is 9/9, which is 1.
stroke = np.array([[1, -1, -1], [-1, 1, -1], [-1, -1, 1]])
row_0 = 1 * 1 + (-1) * (-1) + (-1) * (-1)
row_1 = (-1) * (-1) + 1 * 1 + (-1) * (-1)
row_2 = (-1) * (-1) + (-1) * (-1) + 1 * 1
print(f"The stroke:\n{stroke}")
print("Row 0:    1*1     + (-1)*(-1) + (-1)*(-1) =", row_0)
print("Row 1: (-1)*(-1) +    1*1     + (-1)*(-1) =", row_1)
print("Row 2: (-1)*(-1) + (-1)*(-1) +    1*1     =", row_2)
print(f"All rows: sum {row_0 + row_1 + row_2}, divided by 9 it is 1")
ask("One of the nine pixels differs: what is the sum, divided by 9?")

# %% Eight against one
# Eight pixels agree and one differs. The sum is 8 - 1 = 7. The window still has nine
# pixels, so the score is 7/9.
#
# A single wrong pixel costs two ninths: a 1 is lost, and a -1 comes in its place. Here
# it is the last pixel of row 0 that is bright.
agree = 8
differ = 1
answer(f"{agree - differ}/9")
row_0 = 1 * 1 + (-1) * (-1) + 1 * (-1)
print("Row 0:    1*1     + (-1)*(-1) +   1*(-1)  =", row_0)
total = row_0 + row_1 + row_2
print(f"All rows: sum {total}, divided by 9 it is {total}/9")

# %% Find the stroke in an image
# Slide the stroke over an image, and the perfect scores tell where it is. You want the
# stroke as it is, so it must not be flipped: that calls for a correlation. (This stroke
# looks the same when it is flipped in both directions; a hook would not.) The image is
# an X, 1 on two lines that cross and -1 elsewhere. A place is named after the top left
# pixel of its window.
board = np.full((9, 9), -1)  # 9 rows and 9 columns of -1
for i in range(1, 8):
    board[i, i] = 1  # the line that falls to the right
    board[i, 8 - i] = 1  # the line that rises
sums = correlate2d(board, stroke, "valid")
print(f"Image:\n{board}")
print(f"The sum at each place:\n{sums}")
matches = []
for i in range(7):
    for j in range(7):
        if sums[i, j] == 9:
            matches.append((i, j))
other_sums = sums[sums < 9]  # keeps only those that are below 9
print("It is 9/9 at", matches)
print(f"and at most {other_sums.max()}/9 elsewhere")

from course.pictures.figures_of_lesson_1 import draw_matches

fig = draw_matches(board, stroke, sums)
save(fig, "matches", "A frame on the image wherever the sum is 9.")

# %% Why -1 and not 0?
# With 0 for dark pixels, nothing would speak against a match. Look at the middle of the
# X, where the lines cross. There is the stroke, and there are two bright pixels more
# that do not belong to it. With -1 they count against it: 7 agree and 2 differ, 5/9.
# With 0 they do not count at all, because 1*0 is 0. Only the three pixels of the stroke
# count, and a window still has nine: a true match has only 3/9, and the middle has just
# as much, a false match.
board_with_0 = np.maximum(board, 0)  # the larger one: -1 becomes 0
stroke_with_0 = np.maximum(stroke, 0)
sums_with_0 = correlate2d(board_with_0, stroke_with_0, "valid")
best = sums_with_0.max()
middle = sums_with_0[3, 3]
print(f"The middle with -1:\n{board[3:6, 3:6]}")
print(f"The best is {sums.max()}/9, the middle {sums[3, 3]}/9")
print(f"The middle with 0:\n{board_with_0[3:6, 3:6]}")
print(f"The best is {best}/9, the middle {middle}/9")

# %% All pixels in one line
# A convolution can also be written as a table of weights, and then you see how few
# different weights it has. Take the first image again, 3 rows of 4 pixels, and the
# first number of "valid". It needs four pixels, each times a weight. The other eight do
# not count: you may as well say that they count with the weight 0. So every pixel has a
# weight. Write the three rows of pixels one behind the other, in one line, and the
# weights as well. Multiply, and add up. (The points come from np.zeros, as in the
# feature map above.)
print(f"Image:\n{image}")
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
# row.) Make a line of weights for each place of the kernel, and write these lines below
# each other: that is the table. Each of its rows, times the pixels and added up, gives
# one number. The function weights_at does what you just did, with the kernel on any
# pixel (i, j) instead of the first.


def weights_at(i, j, image, kernel):
    """Return a weight for each pixel: the kernel on (i, j), else 0."""
    kernel_rows, kernel_columns = kernel.shape
    weights = np.zeros(image.shape)
    flipped = kernel[::-1, ::-1]
    weights[i : i + kernel_rows, j : j + kernel_columns] = flipped
    return weights.reshape(image.size)


def weight_table(image, kernel):
    """Return a row of weights for each place of the kernel."""
    map_rows = image.shape[0] - kernel.shape[0] + 1
    map_columns = image.shape[1] - kernel.shape[1] + 1
    table = []
    for i in range(map_rows):
        for j in range(map_columns):
            table.append(weights_at(i, j, image, kernel))
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
print(f"The table:\n{small_table}")
print("Times the pixels:", from_table)
y = convolve2d(image, kernel, "valid")
y_in_line = y.reshape(y.size)
assert np.array_equal(from_table, y_in_line), "table and SciPy differ"

# %% A dense layer
# A network, which you meet in lesson 4, is a program built of layers: each makes new
# numbers out of those of the layer before. The plainest is the dense layer. It is such
# a table, but without the pattern: each row has a weight of its own for each pixel, and
# no two need be alike. Nobody writes these weights down. They are learned: the computer
# begins with some that are good for nothing, and changes them bit by bit until they
# give the right answers to many examples. Lesson 2 shows how. The more weights there
# are, the more examples it takes. Here 8x8 pixels and a kernel of 3x3 give 6x6 places,
# so 36 numbers are to be made out of 64 pixels.
count_up = np.arange(64)  # 0, 1, 2 and so on to 63
repeated = count_up % 11  # the rest: 0 to 10, again and again
large_image = repeated.reshape(8, 8)
large_kernel = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
print(f"An image of 8x8:\n{large_image}")
print(f"Kernel:\n{large_kernel}")
ask("64 pixels, 36 numbers: how many weights has a dense layer?")

# %% Few weights, used everywhere
# Each of the 36 numbers has a row of 64 weights, one for each pixel: 36*64 = 2304.
#
# The table of the convolution is as large. But each number is joined only to the nine
# pixels at its own place, by the nine weights of the kernel, and all else is 0. So a
# network that convolves has 9 weights to learn instead of 2304. And it learns a pattern
# only once: the weights are the same at each place, so what it has learned in one
# corner it finds in every other. Such weights are called shared.
large_table = weight_table(large_image, large_kernel)
rows, columns = large_table.shape
answer(rows * columns)
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
# Three things to keep: each pixel sends out a copy of the kernel, multiplied by its
# number; seen from the result, that is flip in both directions, slide, multiply, add,
# and each axis has its own size; a convolution is a table of weights with the same few
# in each row, and 0 elsewhere.
#
# Two things to try: put board[2, 2] = -1 below the loop that draws the X: which matches
# are lost? Above the loops in "The same with loops" write kernel = np.array([[0, 0],
# [0, 1]]): where does the image go?
#
# (You should find: the two with this pixel in their window fall to 7/9; the image moves
# down by one row and to the right by one column.)
#
# Next comes 2_TensorFlow.py, where TensorFlow does the sliding.
end()
