"""
Edges and blur on a photograph
==============================

Lesson 3 of 5, about 70 minutes. You need lessons 0 and 1, and TensorFlow for
one cell, if you have it. The picture is data/bird.jpg; for your own, type its
name behind the lesson's: 3_image.py my_photo.jpg. At the end you can

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
# it sends. Each goes from 0 (none) to 255 (all it can). (These are no amounts of light:
# for 128 a screen sends about (128/255)**2.2 = 0.22 of its full light, a good fifth. To
# the eye that looks half as bright.) The kernels of lesson 1 want one number for each
# pixel, its brightness. The three colours do not look equally bright: green looks
# brightest, and blue looks dark. So a grey value counts green for more: it is 0.299 of
# the red, plus 0.587 of the green, plus 0.114 of the blue. (These weights were fixed
# for television, and most programs take them.)
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
# A blur replaces each pixel by the average of itself and its neighbours. First look at
# a row, and at windows of three pixels in it. Where a dark side of 3 meets a bright
# side of 9, a window mixes both: 3 3 9 gives 5, and 3 9 9 gives 7. The jump of 6 has
# become three small ones of 2, and the edge is no longer sharp. A thin bright line gets
# wide and faint. And noise gets weaker. That is what makes single pixels a little too
# bright or too dark, by chance; in lesson 0 you saw it as jitter. In an average its ups
# and downs cancel, though not wholly. So a blur makes a photograph calm, but it also
# takes away detail.
print("\n(3 + 3 + 9) / 3 =", (3 + 3 + 9) / 3)
row = [3, 3, 3, 9, 9, 9]
sums = np.convolve(row, [1, 1, 1], "valid")
print("An edge:      ", np.array(row))
print("Averages:        ", sums / 3)
thin_line = [3, 3, 3, 9, 3, 3, 3]
sums = np.convolve(thin_line, [1, 1, 1], "valid")
print("A thin line:  ", np.array(thin_line))
print("Averages:        ", sums / 3)
noisy = [4, 6, 5, 7, 3, 5, 4, 6]
sums = np.convolve(noisy, [1, 1, 1], "valid")
print("5, with noise:", np.array(noisy))
print("Averages:        ", sums / 3)

# %% On the photograph
# Now the neighbours are the nine pixels of a 3x3 window, and two short loops add them
# up. SciPy does that for every pixel, as in lesson 1. Nine weights of 1/9 are called a
# box. ("same" keeps the size, and symm puts a mirror image beyond the border.)
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
print("SciPy's result at this pixel:", by_box[i, j].round(6))
assert np.isclose(by_box[i, j], total / 9), "loops and SciPy differ"

# %% Stripes that a box turns over
# A box does not blur everything away: look at fine stripes, 0 9 0 9 0 9. Where a pixel
# of 9 is in the middle, the window is 0 9 0, and the average is 3. Where a 0 is in the
# middle, it is 9 0 9, and the average is 6. The stripes are still there, and bright and
# dark have changed places! The two outer weights have outdone the one in the middle. So
# let the pixel in the middle count twice: take the weights 1 2 1, and divide by their
# sum, 4.
stripes = [0, 9, 0, 9, 0, 9]
sums = np.convolve(stripes, [1, 1, 1], "valid")
print("\nStripes:         ", np.array(stripes))
print("Average of three:   ", sums / 3)
ask("The stripes under 1 2 1, over 4: what does each window give?")

# %% The middle counts as much as both sides
# 0 9 0 gives (0 + 2*9 + 0)/4 = 4.5, and 9 0 9 gives (9 + 2*0 + 9)/4 = 4.5. All are
# alike: the stripes are gone.
#
# (From far away stripes of 0 and 255 look like 188 and not like 128. There your eye
# averages the light, and 188 is half of it: (188/255)**2.2 is 0.51.)
answer((1 * 0 + 2 * 9 + 1 * 0) / 4)
sums = np.convolve(stripes, [1, 2, 1], "valid")
print("Weights 1 2 1:     ", sums / 4)

# %% A softer blur: the Gaussian
# The weights 1 2 1 come out when you convolve 1 1 with 1 1. Do it again and again, and
# the weights rise and fall like a bell. With more and more steps they come close to a
# famous curve, the bell curve of Gauss. This kernel stands in for it, and so it is
# often called a Gaussian. Multiply a column of seven such weights by a row of them, and
# you have a kernel of 7x7, for two directions. What do all its weights add up to? Each
# step doubles the sum, from 1 to 64 in six steps: the row adds up to 64. Each weight of
# the column takes the whole row once, and the column adds up to 64, too: 64*64 = 4096.
bell = np.array([1])
print("\nEach step makes one weight more:")
for step in range(6):
    bell = np.convolve(bell, [1, 1])
    print(bell)
print("The last seven add up to", bell.sum())
table = np.outer(bell, bell)  # column times row
print(f"Column times row:\n{table}")
print("All of them add up to", table.sum())
gauss = table / 4096
by_gauss = convolve2d(grey, gauss, "same", boundary="symm")

# %% A square and a round spot
# What becomes of a single bright dot? By lesson 1 it sends out a copy of the kernel, so
# you see the kernel itself. A box of 7x7 has the same weight everywhere: the dot
# becomes a square. And the Gaussian? Look at the table above. In the middle of its
# first row stands 1*20, a small weight times a large one. In the corner stands 1*1, two
# small ones. So hardly any light gets to the corners, and the dot becomes a round spot
# that fades outwards, as behind frosted glass.
wide_box = np.ones((7, 7)) / 49
print("\nThe middle of a side:", table[0, 3])
print("A corner:            ", table[0, 0])

from course.pictures.figures_of_lesson_3 import draw_spots

dot = np.pad([[1]], 10)  # a single 1, with 10 zeros on each side
spots = {
    "a dot": dot,
    "under a box of 7x7": convolve2d(dot, wide_box, "same"),
    "under the Gaussian": convolve2d(dot, gauss, "same"),
}
fig = draw_spots(spots)
save(fig, "spots", "A dot, a square from a box, a round spot.")

# %% Why the weights of a blur add up to 1
# Where an image is flat, all pixels of a window have the same grey, say 100. Each
# weight multiplies 100, and the products are added: that is 100 times the sum of the
# weights. If the weights add up to 1, flat stays as bright as it was. If they added up
# to 2, it would be twice as bright, and with 0 it would be black.
flat = np.full((3, 4), 100)  # 3 rows, 4 columns, 100 everywhere
ones = np.ones((3, 3))
print("\nNine ones add up to", ones.sum())
print("Flat 100 becomes", convolve2d(flat, ones, "valid")[0, 0])
print("The box adds up to", round(box.sum(), 6))
by_the_box = convolve2d(flat, box, "valid")[0, 0]
print("Flat 100 becomes", round(by_the_box, 6))
sharpen = np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])
print(f"Another kernel:\n{sharpen}")
ask("What does this kernel make of a flat 100?")

# %% Sharpen: add what stands out
# Its weights add up to 5 - 4 = 1, so a flat 100 stays 100.
#
# Where nothing is flat, think of the Laplacian of lesson 1: four neighbours, minus 4
# times the pixel. Turn its signs over, and it says how far a pixel stands out from the
# average of its neighbours, times 4: a kernel for bright spots. Add that to the picture
# itself, and you have the sharpening kernel. Take the edge from 3 to 9 again. Its last
# dark pixel is darker than the average of its neighbours, 3, 3, 3 and 9, so it gets
# still darker, and the first bright one still brighter: that is what makes an edge look
# sharp. Noise stands out, too, and gets stronger.
answer(convolve2d(flat, sharpen, "valid")[0, 0])
unchanged = np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
laplacian = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
bright_spots = -laplacian
print(f"A kernel that leaves the picture as it is:\n{unchanged}")
print(f"Bright spots:\n{bright_spots}")
print(f"Added:\n{unchanged + bright_spots}")
step_up = np.array([row, row, row])
print(f"An edge:\n{step_up}")
before = 4 * 3 - 3 - 3 - 3 - 9
after = 4 * 9 - 9 - 9 - 9 - 3
print("The last 3:  4*3 - 3 - 3 - 3 - 9 =", before)
print("so it becomes 3 - 6 =", 3 + before)
print("The first 9: 4*9 - 9 - 9 - 9 - 3 =", after)
print("so it becomes 9 + 6 =", 9 + after)
print("Sharpened:", convolve2d(step_up, sharpen, "valid")[0])

# %% Greys that do not exist
# The -3 is darker than black, and a sharpened picture may have many such numbers, below
# 0 or above 255. Calculate with them as they are. But before you show the picture, or
# put it into a file, cut them off with np.clip: to 0, and to 255.
by_sharpen = convolve2d(grey, sharpen, "same", boundary="symm")
clipped = np.clip(by_sharpen, 0, 255)
outside = np.count_nonzero(clipped != by_sharpen)
least = by_sharpen.min()
most = by_sharpen.max()
print(f"\nThe photograph: from {least} to {most}")
print(f"Cut off:        from {clipped.min()} to {clipped.max()}")
print("Pixels that were outside:", outside)

# %% Four kernels side by side
# The first kernel does nothing. The two blurs are equally large, 7x7. The picture shows
# each kernel with what it makes of the detail. How rough a result is can be measured as
# in lesson 0: by the average jump from a pixel to the next on its right. The box counts
# the pixels at its rim as much as all others: so it is the stronger blur of the two,
# and as a rule has smaller jumps, but each bright dot becomes a square. (A Gaussian of
# 16 steps, not 6, spreads as far as this box. It makes no squares, and on the bird its
# average jump is 1.52.) The sharpened detail looks black and white if many of its
# pixels are cut off at 0 and 255.
by_unchanged = convolve2d(grey, unchanged, "same", boundary="symm")
by_wide_box = convolve2d(grey, wide_box, "same", boundary="symm")
kernels = {
    "unchanged": unchanged,
    "box": wide_box,
    "Gaussian": gauss,
    "sharpen": sharpen,
}
results = {
    "unchanged": by_unchanged,
    "box": by_wide_box,
    "Gaussian": by_gauss,
    "sharpen": by_sharpen,
}
print("\nIn the whole photograph:")
for name, result in results.items():
    jumps = np.abs(np.diff(result))
    print(f"Average jump, {name:9} {jumps.mean():6.2f}")

from course.pictures.figures_of_lesson_3 import draw_kernels

fig = draw_kernels(kernels, results, top, left, 48)
save(fig, "blur", "Four kernels, and below each what it makes.")

# %% Edges: what changes
# To find edges, compare a pixel with its neighbour, as the kernel 1 -1 of lesson 0
# does. As it stands it would take the left pixel minus the right one. But a convolution
# flips it to -1 1, so you get the right pixel minus the left one. Its weights add up to
# 0: where nothing changes, it gives 0. At an edge the sign tells the direction. Above
# 0, it gets brighter to the right; below 0, darker.
difference = np.array([[1, -1]])
print("\nThe row:            ", np.array(row))
right_minus_left = convolve2d([row], difference, "valid")[0]
print("Right minus left:     ", right_minus_left)
print("Pixels of 9 and then 3: 3 - 9 =", 3 - 9)

# %% Edges have a direction
# On photographs you will meet a larger kernel, for two reasons. The result of 1 -1 lies
# between two pixels, half a pixel off. The row 1 0 -1, flipped -1 0 1, has a middle: it
# takes the right neighbour of a pixel minus the left one. And there is noise: a pixel
# that is 4 too bright looks like an edge of 4. So take three such rows, one below the
# other, and add them with the weights 1 2 1. A true edge of 4 is in all three rows, and
# gives 1*4 + 2*4 + 1*4 = 16. A single pixel gives 2*4 = 8 at most, only half of that.
# This kernel finds edges that stand upright. Exchange rows and columns, and it takes
# lower minus upper, and finds edges that lie flat. The two are called Sobel kernels.
upright = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
lying = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])
print(f"\nFor upright edges:\n{upright}")
print(f"For lying edges:\n{lying}")
print("The sums of their weights:", upright.sum(), "and", lying.sum())
slanting = np.array([[0, 9, 9], [0, 0, 9], [0, 0, 0]])
by_first = convolve2d(slanting, upright, "valid")
print(f"A slanting edge:\n{slanting}")
print("For upright edges: 1*(9 - 0) + 2*(9 - 0) + 1*(0 - 0) =", 9 + 18)
print("SciPy's result:", by_first)
ask("The kernel for lying edges: what does it give at this edge?")

# %% Both directions together
# Lower minus upper is 1*(0 - 0) + 2*(0 - 9) + 1*(0 - 9) = -27. It gets darker
# downwards.
#
# Most outlines run slantwise like this one, and each kernel sees a part of them. How do
# you make one number of the two? If you add 27 and -27, they cancel, as if no edge were
# there. Squares have no sign, so they cannot cancel. Think of a hillside, seen from
# above, that rises by 3 with each step to the right and by 4 with each step down the
# page. The steepest way goes slantwise. Draw the 3 to the right and the 4 down, as the
# short sides of a right-angled triangle: its long side shows the steepest way, and is
# as long as that way rises, 5, the root of 3*3 + 4*4 = 25. In the same way the two
# results make one: how strong the edge is, nearly whatever its direction. It may well
# be above 255: a pixel can have 255 more than another, and the weights 1 2 1 count that
# four times.
by_second = convolve2d(slanting, lying, "valid")
answer(by_second[0, 0])
print("Added: 27 + (-27) =", 27 + (-27))
print("The root of 3*3 + 4*4 is", np.sqrt(3 * 3 + 4 * 4))
root = np.sqrt(27 * 27 + (-27) * (-27))
print("The root of 27*27 + (-27)*(-27) is", root.round(1))
print("An upright edge from 0 to 9: 1*9 + 2*9 + 1*9 =", 9 + 18 + 9)
by_upright = convolve2d(grey, upright, "same", boundary="symm")
by_lying = convolve2d(grey, lying, "same", boundary="symm")
strength = np.sqrt(by_upright**2 + by_lying**2)
print("The strongest edge:", strength.max().round(1))
print("An upright edge gives at most 4*255 =", 4 * 255)

from course.pictures.figures_of_lesson_3 import draw_outline

fig = draw_outline(grey, upright, by_upright, lying, by_lying, strength)
save(fig, "edges", "Grey, both together, upright edges, lying edges.")

# %% The Laplacian: neighbours minus the pixel
# The Laplacian looks in all directions at once, but not for slopes. Take a row that is
# flat, rises and is flat again, 3 3 3 4 5 6 6 6, with the same row above it and below
# it. On the slope the left neighbour of the 4 has 1 less and the right one 1 more:
# together that is nothing. At the last 3, where the slope begins, only the right one
# has more: that leaves 1.
ramp = np.array([3, 3, 3, 4, 5, 6, 6, 6])
print("\nA row:", ramp)
print("At the 4:      3 + 5 + 4 + 4 - 4*4 =", 3 + 5 + 4 + 4 - 4 * 4)
print("At the last 3: 3 + 4 + 3 + 3 - 4*3 =", 3 + 4 + 3 + 3 - 4 * 3)
ask("What is the Laplacian at the first 6?")

# %% Where a slope begins and where it ends
# 5 + 6 + 6 + 6 - 4*6 = -1. Only the left neighbour differs, and it has 1 less.
#
# So the Laplacian marks the foot of a slope with a number above 0 and its top with one
# below 0. At a sharp edge the two stand side by side: on the dark side it is above 0,
# on the bright side below. It also sees dots and thin lines, and noise most of all: an
# edge from 3 to 4 gives 1 and -1, but a single 4 among 3s gives -4. So blur first, and
# then take the Laplacian: a blur takes more from a dot than from an edge, as the dot
# has other numbers on all sides. Below, the dot was four times as strong as the edge,
# and blurred first it is twice as strong.
three_rows = np.array([ramp, ramp, ramp])
by_ramp = convolve2d(three_rows, laplacian, "valid")[0]
answer(5 + 6 + 6 + 6 - 4 * 6)
print("The row:          ", ramp)
print("Its Laplacian:      ", by_ramp)
slopes = convolve2d([ramp], difference, "valid")[0]
print("Right minus left:  ", slopes)
at_edge = convolve2d(step_up, laplacian, "valid")[0]
print("The edge from 3 to 9:", at_edge)
low_dot = np.pad([[4]], 3, constant_values=3)
edge_row = [3, 3, 3, 3, 4, 4, 4]
low_edge = np.array(7 * [edge_row])
soft = np.outer([1, 2, 1], [1, 2, 1]) / 16
for name, picture in [("dot", low_dot), ("edge", low_edge)]:
    sharp = convolve2d(picture, laplacian, "valid")
    blurred = convolve2d(picture, soft, "valid")
    after_blur = convolve2d(blurred, laplacian, "valid")
    print(f"Across the {name:4}", sharp[2])
    print("  blurred first", after_blur[1].round(3))
by_laplacian = convolve2d(grey, laplacian, "same", boundary="symm")
smoothed = convolve2d(by_gauss, laplacian, "same", boundary="symm")
average = np.abs(by_laplacian).mean()
average_after_blur = np.abs(smoothed).mean()
print(f"Average without signs:  {average:.2f}")
print(f"After the Gaussian:     {average_after_blur:.2f}")

# %% The sign that gets lost
# There are no greys below 0, so how do you show a Laplacian? One way drops the sign,
# with np.abs. Then both sides of an edge look alike, and you no longer see which one is
# the dark one. Another way adds 128: then 0 is a middle grey, what is above 0 is
# brighter, and what is below is darker. The sign stays. Either way, cut off at 0 and
# 255. (Some courses drop the sign, and then add 100: that makes a brighter picture, but
# it does not bring the sign back.)
print("\nabs(6) =", abs(6), "      abs(-6) =", abs(-6))
print("6 + 128 =", 6 + 128, "  -6 + 128 =", -6 + 128)
no_sign = np.clip(np.abs(by_laplacian), 0, 255)
with_sign = np.clip(by_laplacian + 128, 0, 255)
recipe = np.clip(np.abs(by_laplacian) + 100, 0, 255)
print("abs(6) + 100 =", abs(6) + 100, " abs(-6) + 100 =", abs(-6) + 100)
print(f"On the photograph: from {recipe.min()} to {recipe.max()}")

from course.pictures.figures_of_lesson_3 import draw_laplacian

detail = (top, left, 48)
fig = draw_laplacian(
    grey, laplacian, by_laplacian, smoothed, no_sign, with_sign, detail
)
save(fig, "laplacian", "A detail, its Laplacian, two ways to show it.")

# %% What goes wrong: bytes
# A photograph comes in bytes, and a byte holds 0 to 255. In lesson 0 a sum was too
# large for a byte. Now numbers below 0 come, and a byte holds none of these either:
# below 0 it goes on with 255, 254, 253. So -3, hardly anything, becomes a bright 253.
# scipy.ndimage, a library for pictures, gives back what it was given: bytes for bytes.
# (Its border is a mirror if you do not choose another.) Exactly those pixels are wrong
# whose Laplacian lies outside 0 to 255. What is right? Calculate in ints, as this
# lesson does, and make bytes last of all, after np.clip. (Here the kernel has ints, so
# that convolve2d calculates in ints, though the picture is of bytes. If the kernel were
# of bytes as well, it would go wrong in the same way.)
from scipy import ndimage

print("\n-3 in a byte: 256 - 3 =", 256 - 3)
bytes_of_grey = grey.astype("uint8")
# wrong on purpose: a byte holds nothing below 0
wrong = ndimage.convolve(bytes_of_grey, laplacian)
count = np.count_nonzero(wrong != by_laplacian)
print(f"Wrong in bytes: {count} of {grey.size} pixels")
too_small = np.count_nonzero(by_laplacian < 0)
too_large = np.count_nonzero(by_laplacian > 255)
print(f"Below 0: {too_small}, above 255: {too_large}")
right = convolve2d(bytes_of_grey, laplacian, "same", boundary="symm")
assert np.array_equal(right, by_laplacian), "a kernel of ints is safe"

from course.pictures.figures_of_lesson_3 import draw_bytes

fig = draw_bytes(by_laplacian, wrong, top, left, 48)
save(fig, "bytes", "Numbers below 0, and the bytes they become.")

# %% What goes wrong: the frame
# With zeros beyond the border a picture seems to end in black, and a kernel finds an
# edge there. The Laplacian finds it on all four sides, as in lesson 1. The kernel for
# upright edges looks only to the left and to the right. On the left side of a flat
# picture it sees black and then 100: brighter to the right, 4*100. On the right side it
# is -4*100. At the top, left and right are alike, so there is nothing. The kernel for
# lying edges sees the top and the bottom. (In the corners a part of the kernel lies on
# black altogether: there it is 300.)
flat_upright = convolve2d(flat, upright, "same", boundary="fill")
flat_lying = convolve2d(flat, lying, "same", boundary="fill")
print(f"\nFlat 100, for upright edges:\n{flat_upright}")
print(f"Flat 100, for lying edges:\n{flat_lying}")
with_zeros = convolve2d(grey, laplacian, "same", boundary="fill")
changed = with_zeros != by_laplacian
print("Laplacian, pixels that zeros change:", np.count_nonzero(changed))
inside = changed[1:-1, 1:-1]  # without the outermost ones
print("Of these not at the border:", np.count_nonzero(inside))

from course.pictures.figures_of_lesson_3 import draw_frame

fig = draw_frame(with_zeros, by_laplacian, flat_upright, flat_lying)
save(fig, "frame", "A photograph in a false frame, and without.")

# %% Two short passes for a long one
# The kernel for upright edges is a column times a row. Then you can go over the picture
# twice: first with the column, which smooths down the columns, and then with the row,
# which compares along the rows. A pixel spreads over three rows first, with 1, 2 and 1.
# Then each of these three spreads over three columns, with 1, 0 and -1. So it arrives
# at nine places with nine products: those are the nine weights. For each pixel the
# column takes 3 multiplications and the row 3, together 6 instead of 9. (The weights 0
# are counted, too.)
#
# At the border both agree as well. Left of the picture one pass finds its first columns
# once more, in a mirror, and adds up what is in them. The second of two passes finds
# the sums of the first columns once more. These are the same numbers.
column = np.array([[1], [2], [1]])
across = np.array([[1, 0, -1]])
print(f"\nThe column:\n{column}")
print("The row:", across[0])
print(f"Column times row:\n{np.outer(column, across)}")
first_pass = convolve2d(grey, column, "same", boundary="symm")
second_pass = convolve2d(first_pass, across, "same", boundary="symm")
print("Two passes, one pass, equal:", end=" ")
print(np.array_equal(second_pass, by_upright))
ask("The 7x7 Gaussian takes 49 in one pass. How many in two?")

# %% Not every kernel is a column times a row
# Seven for the column and seven for the row: 7 + 7 = 14.
#
# When does it work? In a column times a row, each row of the kernel is the same row
# again, times one number of the column: 1 0 -1, twice that, and once. The Laplacian has
# the rows 0 1 0 and 1 -4 1. No multiple of the one is the other, so it takes one long
# pass.
answer(bell.size + bell.size)
print("Rows of the upright kernel:", 1 * across[0], 2 * across[0])
print("Rows of the Laplacian:     ", laplacian[0], laplacian[1])

# %% Colours
# To blur a colour picture, blur each of its three colours, all with the same kernel. In
# a black-and-white picture the three are equal, so their results are equal, too, and
# grey stays grey. What comes first, the blur or the grey? It does not matter. Both only
# multiply by fixed weights and add up: that is called linear, and sums may be added in
# any order. Rounding is not linear, nor is np.abs, nor a root: these come last. (That
# is why the grey is made once more here, without rounding.)
blurred_red = convolve2d(red, gauss, "same", boundary="symm")
blurred_green = convolve2d(green, gauss, "same", boundary="symm")
blurred_blue = convolve2d(blue, gauss, "same", boundary="symm")
blur_first = 0.299 * blurred_red + 0.587 * blurred_green
blur_first = blur_first + 0.114 * blurred_blue
exact_grey = 0.299 * red + 0.587 * green + 0.114 * blue
grey_first = convolve2d(exact_grey, gauss, "same", boundary="symm")
apart = np.abs(blur_first - grey_first).max()
print(f"\nBlur first or grey first: {apart:.3f} apart")
black_and_white = [0, 0, 0, 9, 9, 9]
print("Red, green and blue of a row:", np.array(black_and_white))
ask(
    "Only red is blurred, by the average of three: what are red, green "
    "and blue of the last black pixel?"
)

# %% A coloured edge
# Red is the average of 0, 0 and 9, so it is 3; green and blue are still 0. The black
# pixel has turned red.
#
# The first white pixel gets 6 9 9: it lacks red. So the edge has coloured rims. Cheap
# lenses make such rims: they draw one colour a little larger than another, or blur it
# more.
red_of_row = np.convolve(black_and_white, [1, 1, 1], "valid") / 3
last_black = red_of_row[1]  # of the window 0 0 9
first_white = red_of_row[2]
answer((last_black, black_and_white[2], black_and_white[2]))
print("The first white pixel:", first_white, 9, 9)

# %% The same in TensorFlow
# TensorFlow does not flip, and tf.nn.conv2d pads only with zeros: so you pad the
# picture first. Without a flip the kernel for upright edges gives the left side minus
# the right one, and all signs turn over. Flip the kernel first, and you have SciPy's
# numbers.
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
# Three things to keep:
#
# - The sum of the weights says what becomes of a flat image: 1 keeps it, and 0 leaves
#   nothing.
# - The sign of an edge says on which side it is brighter.
# - Calculate in ints or floats, never in bytes.
#
# Two things to try. With --answers this lesson says what comes out, and why:
#
# - Take your own photograph, as 3_image.py my_photo.jpg: in the figure of the
#   edges, on which side of a bright thing is its outline red, and on which side blue?
# - In "Why the weights of a blur add up to 1" give sharpen a 9 in the middle and -1 at
#   all eight other places: is the sum still 1, and what becomes of the picture?
#
# (Sums that are written out in digits, such as 5 - 4 = 1, stay as they are when you
# change a kernel.)
#
# Next comes 4_digit.py, where a network chooses the kernels.
end()
