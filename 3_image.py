"""
Edges and blur on a photograph
==============================

Lesson 3 of 5, about 35 minutes. You need SciPy, Pillow, Matplotlib and lesson 1;
with TensorFlow you see one comparison more. The picture is data/bird.jpg, or your
own: python 3_image.py my_photo.jpg. At the end you can

- turn colours into one grey, and blur, sharpen and outline a photograph,
- say what a kernel does from its weights and their sum,
- avoid what spoils such pictures: bytes, false frames and lost signs.
"""

from course import answer, ask, begin, end, quiet, save

path = begin(__doc__, picture="bird.jpg", least=2)

from contextlib import suppress
from inspect import signature

import numpy as np
from matplotlib.backend_bases import FigureManagerBase
from numpy.testing import assert_allclose, assert_array_equal
from PIL import Image
from scipy import ndimage
from scipy.signal import convolve2d

tf = None
with suppress(ModuleNotFoundError), quiet():
    import tensorflow as tf

from course.lessons.show import check_corner, show, worked
from course.convolution.definition import convolve2d as exactly
from course.pictures.figures import panels, pictures
from course.pictures.read_photo import load_photo

# %% One grey from three colours
# A pixel has three numbers, red, green and blue, from 0 to 255. The eye sees green as
# brighter than red, and red as brighter than blue, so a grey value weighs them: this is
# the luma of the standard ITU-R 601. Pillow uses the same weights.
luma = np.array([0.299, 0.587, 0.114])
pixels = np.uint8([[[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]]])
print()
for name, pixel in zip(("red", "green", "blue", "white"), pixels[0]):
    value = pixel @ luma
    print(f"  {name:5} {worked(zip(luma, pixel), value)}, rounded {value:.0f}")
pillow = np.array(Image.fromarray(pixels).convert("L"))
show("Pillow", pillow[0], np.rint(pixels[0] @ luma))

# %% The photograph
# It is a table of numbers, rows first, then columns. Often printed: plt.show(picture)
# cannot show it. But show() takes no picture: first draw, then save, then show.
photo, notes = load_photo(path)
grey = np.rint(photo @ luma).astype(int)
rows, columns = grey.shape
print()
for note in notes:
    print(note)
print(f"{rows} rows, {columns} columns, grey from {grey.min()} to {grey.max()}")
taken = signature(FigureManagerBase.pyplot_show).parameters
print("plt.show() takes only:", " ".join(taken))
fig, axes = panels("Three numbers a pixel become one", 2, height=3.4)
pictures(axes, {"colour": photo, "grey": grey})
save(fig, "grey", "The photograph in colour, and beside it in grey.")

# %% Blur
# Nine weights of 1/9, a box, make each pixel the average of its neighbourhood. A
# Gaussian, here of 7x7, counts near pixels for more. Blur makes a photograph calm, and
# it erases the detail that a seeing machine needs: the jumps from pixel to pixel get
# smaller. Sharpening does the opposite, and identity nothing. symm mirrors the picture
# at its border; check_corner compares 64x64 pixels of each result with the definition.
def convolve(image, kernel):
    return check_corner(convolve2d(image, kernel, "same", "symm"), image, kernel)


bell = np.exp(-np.arange(-3, 4) ** 2 / (2 * 1.5**2))
bell /= bell.sum()
gauss = np.outer(bell, bell)
kernels = {"identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
           "box": np.full((3, 3), 1 / 9), "Gaussian": gauss,
           "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])}
seen = {}
print("\nThe average jump from a pixel to the next on its right:")
for name, kernel in kernels.items():
    seen[name] = convolve(grey, kernel)
    print(f"  {name:8} {np.abs(np.diff(seen[name])).mean():5.2f}")
ask("What do the weights of the sharpening kernel add up to?")

# %%
# The 5 in the middle and four times -1 beside it leave 1.
answer(kernels["sharpen"].sum())

# %% Four kernels that keep the brightness
# Compare the finest lines in the middle of the photograph.
fig, axes = panels("Blur loses detail, sharpening exaggerates it", 2, rows=2, height=6)
pictures(axes, seen, part=240)
save(fig, "blur", "The middle of the photograph: unchanged, blurred twice, sharpened.")

# %% Why blurs add up to 1 and edges to 0
# Where a picture is flat, the same grey all over, you get this grey times the sum of
# the weights. 1 keeps it; 0 leaves nothing: where nothing changes, there is no edge.
edges = {"bright spots": np.array([[0, -1, 0], [-1, 4, -1], [0, -1, 0]]),
         "horizontal": np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]]),
         "vertical": np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])}
flat = np.full((5, 6), 100)
print("\nThe sum of the weights, and what becomes of a flat 100:")
for name, kernel in (kernels | edges).items():
    result = convolve(flat, kernel)
    print(f"  {name:12} {kernel.sum():.3g}  {result[0, 0]:3.4g}")
    assert_allclose(result, 100 * kernel.sum(), atol=1e-9)

# %% Edges have a direction
# One kernel answers to horizontal edges, one to vertical ones; together is the root of
# the sum of squares. Red, above 0: brighter below or on the right; blue: darker.
found = {name: convolve(grey, edges[name]) for name in ("horizontal", "vertical")}
together = np.hypot(found["horizontal"], found["vertical"])
below = [[0] * 3, [0] * 3, [1] * 3]
h = edges["horizontal"]
show("\nBrighter below", convolve2d(below, h, "valid"), exactly(below, h, "valid"))
fig, axes = panels("Each kernel answers to edges in its own direction", 3, height=2.6)
pictures(axes[:2], found, signed=True, high=400)
pictures(axes[2:], {"together": together}, high=400)
save(fig, "edges", "Outlines: edges of two directions in red and blue, and then both.")

# %% Laplacian
# The kernel -1, 1 compares a pixel with one neighbour, the Laplacian with four; bright
# spots are the Laplacian with the other sign. An often used recipe takes the absolute
# value, adds 100 and cuts at 255. It looks fine, and it hides the sign.
laplacian = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
jump = convolve(grey, np.array([[-1, 1]]))
curve = convolve(grey, laplacian)
assert_array_equal(curve, -convolve(grey, edges["bright spots"]))
recipe = np.clip(np.abs(curve) + 100, 0, 255)
print(f"\nLaplacian: {(curve > 0).sum()} pixels above 0, {(curve < 0).sum()} below")
fig, axes = panels("abs() hides which side of an edge is the bright one", 3, height=2.6)
signed = {"-1, 1": jump, "Laplacian": curve}
pictures(axes[:2], signed, part=80, signed=True, high=60)
pictures(axes[2:], {"abs, + 100, cut at 255": recipe}, part=80, low=100, high=160)
save(fig, "laplacian", "Two kernels in red and blue, and the recipe, which is grey.")

# %% Not a gradient
# The gradient says how steeply the grey rises; the Laplacian, a second derivative, how
# the steepness changes. On a ramp that rises by 1 a column it does not.
ramp = np.tile(np.arange(6), (4, 1))
print('\nOften printed, and wrong: "the Laplacian is the magnitude of the gradient"')
rises = np.unique(np.diff(ramp, axis=1))
print("Gradient of a ramp:", " ".join(map(str, rises)))
inside = convolve2d(ramp, laplacian, "valid")
show("Its Laplacian", inside, exactly(ramp, laplacian, "valid"))
ask("A ramp that rises by 5 a column: what is its Laplacian?")

# %%
# Its steepness is 5 everywhere and does not change: what the neighbour on the right has
# more, the one on the left has less.
answer(5 * inside[0, 0])

# %% What goes wrong: bytes
# A byte has no sign. ndimage.convolve returns the picture's type, so a number below 0
# comes out as 256 more. With a kernel of ints, convolve2d is safe.
byte = grey.astype(np.uint8)
# wrong on purpose: a byte holds nothing below 0
wrong = ndimage.convolve(byte, laplacian)
assert_array_equal(wrong, curve % 256)
# wrong on purpose: with a kernel of bytes the result is bytes, too
assert_array_equal(convolve2d(byte, laplacian.astype(np.uint8), "same", "symm"), wrong)
assert_array_equal(convolve2d(byte, laplacian, "same", "symm"), curve)
print("\nWrong in bytes:", (wrong != curve).sum(), "of", grey.size)
assert_array_equal(wrong != curve, (curve < 0) | (curve > 255))
fig, axes = panels("In bytes, numbers just below 0 come out bright", 2)
right = np.clip(curve, 0, 255)
pictures(axes, {"right, from 0 up": right, "bytes, wrong": wrong}, part=80, high=60)
save(fig, "bytes", "Grey lines on black are right; the bytes give a mess of white.")

# %% What goes wrong: the frame
# With zeros beyond the border, the Laplacian finds an edge all around the picture.
zeros = convolve2d(grey, laplacian, "same")
check_corner(zeros, grey, laplacian, border="constant")
assert_array_equal(zeros[1:-1, 1:-1], curve[1:-1, 1:-1])
print(f"\nZeros change {(zeros != curve).sum()} pixels, all of them at the border")

# %% Two cheap passes for one
# A Gaussian is a column of weights times a row of weights: it is separable. Blur down
# the columns, then along the rows: the same picture, for fewer multiplications.
passes = convolve(convolve(grey, bell[:, None]), bell[None])
assert_allclose(passes, seen["Gaussian"], atol=1e-9)
print(f"\nOne pass: {gauss.size} multiplications a pixel, two passes: {2 * bell.size}")
down = np.array([1, 2, 1])
along = np.array([1, 0, -1])
assert_array_equal(np.outer(down, along), edges["vertical"])
ask(f"The vertical kernel is {down} times {along}. Multiplications in two passes?")

# %%
# Three down the column and three along the row.
answer(down.size + along.size)

# %% Colour, and TensorFlow
# Each colour is a picture of its own. You may blur the colours and then make grey, or
# make grey and then blur. TensorFlow gives SciPy's numbers, if you mirror the border
# and turn the kernel, up to rounding: here it computes with 7 digits, SciPy with 16.
blurred = np.stack([convolve(photo[..., c], gauss) for c in range(3)], axis=-1) @ luma
apart = np.abs(blurred - convolve(photo @ luma, gauss)).max()
print(f"\nColours first or grey first: {apart:.3f} apart")
assert_allclose(apart, 0, atol=1e-9)
if tf is None:
    print("Left out: the comparison with TensorFlow, which is not installed.")
else:
    x = np.float32(np.pad(grey, len(bell) // 2, mode="symmetric"))[None, :, :, None]
    h = np.float32(gauss[::-1, ::-1])[:, :, None, None]
    theirs = check_corner(tf.nn.conv2d(x, h, 1, "VALID")[0, :, :, 0], grey, gauss)
    largest = np.abs(theirs - seen["Gaussian"]).max()
    print(f"TensorFlow differs by at most {largest:.1g} grey levels [this machine]")

# %% Keep, try, go on
# Three things to keep: the sum of the weights says what a flat picture becomes; use
# ints or floats, never bytes; zeros beyond the border draw a frame.
# Two things to try: your own photograph, as python 3_image.py my_photo.jpg; for the
# sharpening kernel, 9 in the middle and eight times -1: is the sum still 1?
# Next comes 4_digit.py, where a network chooses the kernels.
end()
