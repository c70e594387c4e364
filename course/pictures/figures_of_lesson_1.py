"""The figures of lesson 1, each drawn from the numbers that it shows; the title says what is found."""

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.colors import ListedColormap
from numpy.lib.stride_tricks import sliding_window_view

from course.convolution.formatting import counted, number
from course.pictures.figure_pieces import (
    DARKER_RED,
    PALE_GREY,
    draw_table,
    explain_tint,
    fit_cells,
    listed,
    sum_in_digits,
    tints_where,
)
from course.pictures.figures import BLUE, GREEN, GREY, PALE_BLUE, PALE_RED, RED, panels, window


def draw_smears(sky, kernel):
    """Draw an image, the copy of the kernel that each pixel but 0 sends out, and the sum of these copies.

    sky, kernel: lists of rows of numbers. The copies and the sum stand on a grid of the size of the full
    convolution, on which the image is framed. Cells in which copies overlap are darker. Below the image stands
    what the frame and the darker cells mean.
    """
    sky, kernel = np.array(sky), np.array(kernel)
    stars = np.argwhere(sky)
    copies = [_copy_of_kernel(sky, kernel, row, column) for row, column in stars]
    total = np.sum(copies, axis=0)
    overlap = np.count_nonzero(copies, axis=0) > 1
    fig, ax = panels("Each star sends out a copy of the kernel, and the copies add up", height=2.4)
    draw_table(ax, 0, 0, sky, tints_where(sky != 0, PALE_BLUE), "the sky")
    window(ax, 0, 0, *sky.shape, colour=BLUE)
    left = sky.shape[1] + 1
    for index, copy in enumerate(copies):
        title = f"the smear of {sky[tuple(stars[index])]}"
        sign = "+" if index else ""
        left = _block_after_sign(ax, left, sign, copy, tints_where(copy != 0, PALE_RED), title, sky.shape)
    tints = np.where(overlap, DARKER_RED, tints_where(total != 0, PALE_RED))
    left = _block_after_sign(ax, left, "=", total, tints, "the photograph", sky.shape)
    below = sky.shape[0] + 0.1
    ax.text(-0.5, below, "frame: the sky", va="center", fontsize=11)
    ax.text(-0.5, below + 0.4, "darker: an overlap", va="center", fontsize=11)
    fit_cells(ax, left - 0.9, max(total.shape[0], sky.shape[0] + 1))
    return fig


def _copy_of_kernel(image, kernel, row, column):
    """What one pixel of an image adds to the full convolution: zeros, and its copy of the kernel.

    Example: of the image 0 5 and the kernel 1 2, both of one row, the pixel (0, 1) adds 0 5 10.
    """
    copy = np.zeros(np.add(image.shape, kernel.shape) - 1, dtype=np.result_type(image, kernel))
    copy[row : row + kernel.shape[0], column : column + kernel.shape[1]] = image[row, column] * kernel
    return copy


def _block_after_sign(ax, left, sign, block, tints, title, framed):
    """Draw a sign, a table, and a frame of a size in it; return the column where the next one begins."""
    ax.text(left - 0.75, (framed[0] - 1) / 2, sign, ha="center", va="center", fontsize=15)
    draw_table(ax, 0, left, block, tints, title)
    window(ax, 0, left, *framed, colour=BLUE)
    return left + block.shape[1] + 0.9


def draw_windows(image, kernel):
    """Draw the kernel, flipped in two steps, and below it every window of "valid", in the order of results.

    In a window stand the products, and above it their sum; the title has the sums, row by row. image, kernel:
    arrays (rows, columns).
    """
    flipped = kernel[::-1, ::-1]
    steps = {"kernel": kernel, "last row first": kernel[::-1], "last column first, too": flipped}
    places = np.subtract(image.shape, kernel.shape) + 1
    height, width = np.add(image.shape, (1.6, 1.0))  # of a panel, with what keeps it from the next one
    top = kernel.shape[0] + 1.7  # of the first window
    sums = (sliding_window_view(image, kernel.shape) * flipped).sum(axis=(2, 3))
    rows = ", ".join(listed(number(total) for total in row) for row in sums)
    title = f"{counted(sums.size, 'window')}, one number each: {rows}"
    fig, ax = panels(title, height=0.5 * (top + places[0] * height) + 0.3)
    for step, (name, numbers) in enumerate(steps.items()):
        draw_table(ax, 0, step * width + 1, numbers, PALE_RED, name)
    for i, j in np.ndindex(*places):
        _products_in_window(ax, top + i * height, j * width, image, flipped, i, j)
    fit_cells(ax, max(places[1], len(steps)) * width - 1, top + places[0] * height - 1.6)
    return fig


def _products_in_window(ax, top, left, image, flipped, row, column):
    """Draw an image at (top, left) whose window at (row, column) holds its products, and their sum above it.

    Example: where the pixels 1 3 meet the weights 3 4, the cells are 1*3 and 3*4, and above is 3 + 12 = 15.
    """
    texts = image.astype(object)
    tints = np.full(image.shape, PALE_BLUE, dtype=object)
    products = []
    for a, b in np.ndindex(flipped.shape):
        pixel = image[row + a, column + b]
        weight = flipped[a, b]
        products.append(pixel * weight)
        texts[row + a, column + b] = f"{pixel}*{weight}"
        tints[row + a, column + b] = PALE_RED
    draw_table(ax, top, left, texts, tints, sum_in_digits(products))
    window(ax, top + row, left + column, *flipped.shape)


def draw_places(image, kernel):
    """Draw, for each mode, the image with the zeros that it needs, and the kernel's first and last place."""
    margins = np.subtract(kernel.shape, 1)
    height, width = np.add(image.shape, 2 * margins)
    title = "full lets the kernel hang over, valid keeps it inside, same keeps the size"
    fig, ax = panels(title, height=0.42 * height + 1.8)
    for index, mode in enumerate(("full", "same", "valid")):
        _places_of_mode(ax, index * (width + 1), mode, image, kernel.shape)
    below = height + 0.3
    ax.text(-0.5, below, "first place", color=RED, va="center", fontsize=12)
    ax.text(3.0, below, "last place", color=GREEN, va="center", fontsize=12)
    explain_tint(ax, below, 7, PALE_GREY, "zeros beyond the border")
    fit_cells(ax, 3 * (width + 1) - 1, height + 1.3, above=1.7)
    return fig


def _places_of_mode(ax, left, mode, image, kernel_shape):
    """Draw an image with the zeros of a mode, from column left on, and the kernel's first and last frame.

    The image stands where it would with the zeros of "full". Example: for "same" a kernel of 2 rows needs one
    row of zeros above the image and none below it; for "full" one above and one below.
    """
    zeros = {
        "full": [(k - 1, k - 1) for k in kernel_shape],
        "same": [(k // 2, k - 1 - k // 2) for k in kernel_shape],
        "valid": [(0, 0) for k in kernel_shape],
    }[mode]
    above, before = zeros[0][0], zeros[1][0]
    row = kernel_shape[0] - 1 - above
    column = left + kernel_shape[1] - 1 - before
    padded = np.pad(image, zeros)
    is_image = np.pad(np.ones_like(image), zeros)
    draw_table(ax, row, column, padded, tints_where(is_image == 1, PALE_BLUE, PALE_GREY))
    rows, columns = np.subtract(padded.shape, kernel_shape) + 1
    window(ax, row, column, *kernel_shape, colour=RED, inset=0.06)
    window(ax, row + rows - 1, column + columns - 1, *kernel_shape, colour=GREEN, inset=0.06)
    middle = left + kernel_shape[1] - 1 + (image.shape[1] - 1) / 2
    ax.text(middle, -1.2, f"{mode}: {rows}x{columns} places", ha="center", va="center", fontsize=12)


def draw_beyond(image, count):
    """Draw an image that goes on for count pixels on each side, in grey, as SciPy's boundaries do it."""
    ways = {
        "fill: zeros": "constant",
        "symm: a mirror": "symmetric",
        "wrap: the other side": "wrap",
    }
    fig, ax = panels(
        "Beyond the border stand zeros, a mirror image, or the other side",
        height=0.36 * (image.shape[0] + 2 * count) + 1.1,
    )
    is_image = np.pad(np.ones_like(image), count)
    rows, columns = is_image.shape
    for place, (name, mode) in enumerate(ways.items()):
        left = place * (columns + 1)
        tints = tints_where(is_image == 1, PALE_BLUE, PALE_GREY)
        draw_table(ax, 0, left, np.pad(image, count, mode=mode), tints, name)
        window(ax, count, left + count, *image.shape, colour=BLUE)
    fit_cells(ax, 3 * (columns + 1) - 1, rows)
    return fig


def draw_matches(board, stroke, sums):
    """Draw an image of 1 and -1, a kernel, and the sums of their correlation; perfect ones are framed.

    A window of the image and its sum have frames of the same colour. Sums above and below 0 have tints of their
    own; a key below them shows these.
    """
    found = np.argwhere(sums == stroke.size)
    places = counted(len(found), "place")
    fig, ax = panels(f"The stroke is found at {places}: there the sum is {stroke.size}", height=4.3)
    gap = 1.2
    stroke_left = board.shape[1] + gap
    sums_left = stroke_left + stroke.shape[1] + gap
    draw_table(ax, 0, 0, board, tints_where(board > 0, "white", PALE_GREY), "the image", size=9)
    draw_table(ax, 0, stroke_left, stroke, tints_where(stroke > 0, "white", PALE_GREY), "the stroke", size=9)
    signs = np.where(sums > 0, PALE_RED, np.where(sums < 0, PALE_BLUE, "white"))
    draw_table(ax, 0, sums_left, sums, signs, "the sums", size=9)
    colours = (RED, BLUE, GREEN, "black")
    for index, (row, column) in enumerate(found):
        colour = colours[index % len(colours)]
        inset = 0.08 * (1 + index % 2)  # frames that share an edge are both seen
        window(ax, row, column, *stroke.shape, colour=colour, inset=inset)
        window(ax, row, sums_left + column, 1, 1, colour=colour, inset=0.05)
    below = sums.shape[0] + 0.3
    explain_tint(ax, below, sums_left, PALE_RED, "above 0: more agree")
    explain_tint(ax, below + 1, sums_left, PALE_BLUE, "below 0: more differ")
    fit_cells(ax, sums_left + sums.shape[1], max(board.shape[0], below + 2))
    return fig


def draw_tables(small, large):
    """Draw two tables of weights: a small one with its numbers, a large one with a colour for each number."""
    fig, (left, right) = panels("The same few weights in every row, further and further on", 2, height=3.2)
    draw_table(left, 0, 0, _as_texts(small), tints_where(small != 0, PALE_RED), size=9)
    fit_cells(left, small.shape[1], small.shape[0])
    _colour_each_number(right, large)
    for ax, table in ((left, small), (right, large)):
        rows, columns = table.shape
        weights = len(np.unique(table[table != 0]))
        ax.set_title(f"{rows} rows, {columns} columns, {weights} weights")
    fig.supxlabel("a row for each number of the feature map, a column for each pixel", fontsize=11)
    return fig


def _as_texts(table):
    """The numbers of a table as texts, in lists; whole ones without a point, as 3 and not 3.0."""
    return [[number(float(value)) for value in row] for row in table]


def _colour_each_number(ax, table):
    """Draw a table without its numbers: each number has a colour, 0 is white, and a key beside it says which.

    Example: of the table 0 7 / 5 0 the numbers are 0 5 7, so its cells are drawn as 0 2 / 1 0, and the key has
    0, 5 and 7 beside the colours 0, 1 and 2.
    """
    numbers = np.unique(table)
    count = len(numbers)
    colours = plt.get_cmap("viridis_r")(np.linspace(0, 1, count))
    colours[numbers == 0] = (1, 1, 1, 1)  # white
    scale = {"cmap": ListedColormap(colours), "vmin": -0.5, "vmax": count - 0.5}
    shown = ax.imshow(np.searchsorted(numbers, table), **scale)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set(visible=True, color=GREY, linewidth=0.6)
    key = ax.figure.colorbar(shown, ax=ax, ticks=range(count), shrink=0.9)
    key.ax.set_yticklabels(_as_texts([numbers])[0])
    key.ax.tick_params(length=0)
    key.outline.set(color=GREY, linewidth=0.6)
