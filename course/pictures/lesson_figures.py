"""
The figures of the lessons, each drawn from the numbers that it shows: a function a figure, named after what is seen.

Every function returns a figure whose title states its finding. Nothing is shown or saved here.
"""

import numpy as np
from matplotlib.patches import Rectangle

from course.pictures.figures import (
    BLUE,
    GREEN,
    GREY,
    PALE_BLUE,
    PALE_RED,
    RED,
    curves,
    matrix,
    panels,
    picture,
    window,
)

PALE_GREY = "#EEEEEE"
DARKER_RED = "#F0B48C"


# ---- lesson 0


def draw_copies(signal, kernel):
    """Draw what each number of a signal sends out, a row each, and below the rows their sum.

    signal, kernel: lists of whole numbers. Example: 3 4 5 with 2 1 0 has the rows 6 3 0, then 8 4 0 one place to
    the right, then 10 5 0 two places to the right, and below them 6 11 14 5 0.
    """
    width = len(signal) + len(kernel) - 1
    rows, labels = [], []
    for start, number in enumerate(signal):
        copy = [number * weight for weight in kernel]
        rows.append([None] * start + copy + [None] * (width - start - len(copy)))
        labels.append(f"{number} times {_listed(kernel)}")
    total = [int(value) for value in np.convolve(signal, kernel)]
    fig, ax = panels(f"Shifted, scaled copies of {_listed(kernel)} add up to {_listed(total)}", height=3.0)
    tints = [PALE_BLUE] * len(signal) + [PALE_RED]
    matrix(ax, [*rows, total], labels=[*labels, "added up"], tints=tints, size=13)
    _name_columns(ax, width, "moment")
    return fig


def draw_steps(signal, kernel):
    """Draw the flipped kernel at each of its places under the signal: a row for each number of the result.

    In a row stand the products where the kernel lies on the signal, and its weights alone where it does not.
    """
    flipped = kernel[::-1]
    before = len(kernel) - 1  # places of the kernel to the left of the signal
    result = [int(value) for value in np.convolve(signal, kernel)]
    width = len(signal) + 2 * before
    height = len(result) + 3
    fig, ax = panels("Flip the kernel, slide it, multiply, add", height=0.5 * height + 0.6)
    _name_row(ax, 0, "kernel")
    _cells(ax, 0, before, kernel, PALE_RED)
    _name_row(ax, 1, "flipped")
    _cells(ax, 1, before, flipped, PALE_RED)
    _name_row(ax, 2, "signal")
    _cells(ax, 2, before, signal, PALE_BLUE)
    for n, number in enumerate(result):
        row = n + 3
        _name_row(ax, row, f"y[{n}]")
        texts, colours = [], []
        for column, weight in enumerate(flipped, start=n):
            inside = 0 <= column - before < len(signal)
            texts.append(f"{signal[column - before]}*{weight}" if inside else str(weight))
            colours.append(PALE_RED if inside else PALE_GREY)
        _cells(ax, row, n, texts, colours)
        ax.text(width - 0.3, row, f"= {number}", ha="left", va="center", fontsize=13)
    ax.set(xlim=(-1.6, width + 0.6), ylim=(height - 0.4, -0.6), aspect="equal")
    ax.axis("off")
    return fig


def draw_modes(signal, kernel):
    """Draw where the flipped kernel lies for each number of "full", and which of them "same" and "valid" keep."""
    flipped = kernel[::-1]
    before = len(kernel) - 1
    result = [int(value) for value in np.convolve(signal, kernel)]
    size, k = len(signal), len(kernel)
    kept = {
        "full": range(len(result)),
        "same": range((k - 1) // 2, (k - 1) // 2 + size),
        "valid": range(k - 1, size),
    }
    width = size + 2 * before
    title = f"full keeps {len(result)} numbers, same {size}, valid {size - k + 1}"
    fig, ax = panels(title, height=0.5 * (len(result) + 2) + 0.6)
    _name_row(ax, 0, "signal")
    _cells(ax, 0, before, signal, PALE_BLUE)
    for n, number in enumerate(result):
        _name_row(ax, n + 1, f"y[{n}]")
        lies_inside = [before <= column < before + size for column in range(n, n + k)]
        _cells(ax, n + 1, n, flipped, [PALE_RED if inside else PALE_GREY for inside in lies_inside])
        for place, mode in enumerate(kept):
            left = width + 0.4 + 1.6 * place
            if n == 0:
                ax.text(left, 0, mode, ha="center", va="center", fontsize=12, fontweight="bold")
            if n in kept[mode]:
                _cells(ax, n + 1, left, [number], PALE_RED)
    ax.set(xlim=(-1.6, width + 4.4), ylim=(len(result) + 0.6, -0.6), aspect="equal")
    ax.axis("off")
    return fig


def draw_row(photo, middle, row):
    """Draw a photograph (rows, columns, 3) with one of its rows marked, and the brightness along that row."""
    fig, (above, below) = panels("One row of the picture is a signal", rows=2, height=6.4)
    picture(above, photo, low=0, high=255)
    above.axhline(middle, color="black", linewidth=3.0)  # white on black is seen on every colour
    above.axhline(middle, color="white", linewidth=1.4)
    above.set_title(f"row {middle} is marked")
    below.plot(range(len(row)), row, color=BLUE, linewidth=1.0)
    below.set(xlabel="column", ylabel="brightness", xlim=(0, len(row) - 1), ylim=(0, 255))
    return fig


def draw_smoothed(row, average):
    """Draw a row and its moving average, each number of the average over the middle of its neighbours."""
    count = len(row) - len(average) + 1
    columns = np.arange(len(average)) + count // 2
    fig, ax = panels("The average keeps slow changes and loses the trembling", height=3.4)
    lines = {"the row": (range(len(row)), row), f"average of {count}": (columns, average)}
    curves(ax, lines, "column", "brightness")
    return fig


def draw_edges(edges, place):
    """Draw the differences of neighbours along a row, above 0 in red and below 0 in blue, and mark the largest."""
    fig, ax = panels("Red: brighter to the right. Blue: darker to the right", height=3.4)
    columns = np.arange(len(edges))
    ax.bar(columns, np.maximum(edges, 0), width=1.0, color=RED)
    ax.bar(columns, np.minimum(edges, 0), width=1.0, color=BLUE)
    ax.axhline(0, color=GREY, linewidth=0.8)
    ax.annotate(
        f"the sharpest edge: {edges[place]}",
        (place, edges[place]),
        xytext=(0, -4 if edges[place] < 0 else 4),
        textcoords="offset points",
        ha="center",
        va="top" if edges[place] < 0 else "bottom",
    )
    ax.margins(y=0.15)
    ax.set(xlabel="column", ylabel="right minus left", xlim=(0, len(edges) - 1))
    return fig


# ---- lesson 1


def draw_smears(sky, kernel):
    """Draw an image, the copy of the kernel that each pixel but 0 sends out, and the sum of these copies.

    sky, kernel: lists of rows of numbers. The copies and the sum stand on a grid of the size of the full
    convolution, on which the image is framed. Cells in which copies overlap are darker.
    """
    sky, kernel = np.array(sky), np.array(kernel)
    stars = np.argwhere(sky)
    copies = [_copy_of_kernel(sky, kernel, row, column) for row, column in stars]
    total = np.sum(copies, axis=0)
    overlap = np.count_nonzero(copies, axis=0) > 1
    fig, ax = panels("Each star sends out a copy of the kernel, and the copies add up", height=2.4)
    _table(ax, 0, 0, sky, _tints(sky != 0, PALE_BLUE), "the sky")
    window(ax, 0, 0, *sky.shape, colour=BLUE)
    left = sky.shape[1] + 1
    for number, copy in enumerate(copies):
        title = f"the smear of {sky[tuple(stars[number])]}"
        sign = "+" if number else ""
        left = _block_after_sign(ax, left, sign, copy, _tints(copy != 0, PALE_RED), title, sky.shape)
    tints = np.where(overlap, DARKER_RED, _tints(total != 0, PALE_RED))
    left = _block_after_sign(ax, left, "=", total, tints, "the photograph", sky.shape)
    _fit(ax, left - 0.9, total.shape[0])
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
    _table(ax, 0, left, block, tints, title)
    window(ax, 0, left, *framed, colour=BLUE)
    return left + block.shape[1] + 0.9


def draw_windows(image, kernel):
    """Draw the kernel, flipped in two steps, and below it every window of "valid", in the order of results.

    In a window stand the products, and above it their sum. image, kernel: arrays (rows, columns).
    """
    flipped = kernel[::-1, ::-1]
    steps = {"kernel": kernel, "upside down": kernel[::-1], "and left to right": flipped}
    places = np.subtract(image.shape, kernel.shape) + 1
    height, width = np.add(image.shape, (1.6, 1.0))  # of a panel, with what keeps it from the next one
    top = kernel.shape[0] + 1.7  # of the first window
    title = "Flip the kernel in both directions, slide it, multiply, add"
    fig, ax = panels(title, height=0.5 * (top + places[0] * height) + 0.3)
    for step, (name, numbers) in enumerate(steps.items()):
        _table(ax, 0, step * width + 1, numbers, PALE_RED, name)
    for i, j in np.ndindex(*places):
        _products_in_window(ax, top + i * height, j * width, image, flipped, i, j)
    _fit(ax, max(places[1], len(steps)) * width - 1, top + places[0] * height - 1.6)
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
    added = " + ".join(str(product) for product in products)
    _table(ax, top, left, texts, tints, f"{added} = {sum(products)}")
    window(ax, top + row, left + column, *flipped.shape)


def draw_places(image, kernel):
    """Draw, for each mode, the image with the zeros that it needs, and the kernel's first and last place."""
    margins = np.subtract(kernel.shape, 1)
    height, width = np.add(image.shape, 2 * margins)
    title = "full lets the kernel hang over, valid keeps it inside, same keeps the size"
    fig, ax = panels(title, height=0.42 * height + 1.5)
    for number, mode in enumerate(("full", "same", "valid")):
        _places_of_mode(ax, number * (width + 1), mode, image, kernel.shape)
    below = height + 0.1
    ax.text(-0.5, below, "first place", color=RED, va="center", fontsize=12)
    ax.text(3.0, below, "last place", color=GREEN, va="center", fontsize=12)
    ax.text(6.5, below, "grey: zeros beyond the border", color=GREY, va="center", fontsize=12)
    _fit(ax, 3 * (width + 1) - 1, height + 0.4, above=1.7)
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
    _table(ax, row, column, padded, _tints(is_image == 1, PALE_BLUE, PALE_GREY))
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
        tints = _tints(is_image == 1, PALE_BLUE, PALE_GREY)
        _table(ax, 0, left, np.pad(image, count, mode=mode), tints, name)
        window(ax, count, left + count, *image.shape, colour=BLUE)
    _fit(ax, 3 * (columns + 1) - 1, rows)
    return fig


def draw_matches(board, stroke, score):
    """Draw an image of 1 and -1, a kernel, and the sums of their correlation; perfect ones are framed.

    A window of the image and its sum have frames of the same colour. Sums above 0 are red, below 0 blue.
    """
    found = np.argwhere(score == stroke.size)
    fig, ax = panels(f"A sum of {stroke.size} says where the stroke is: {len(found)} times", height=4.3)
    gap = 1.2
    stroke_left = board.shape[1] + gap
    score_left = stroke_left + stroke.shape[1] + gap
    _table(ax, 0, 0, board, _tints(board > 0, "white", PALE_GREY), "the image", size=9)
    _table(ax, 0, stroke_left, stroke, _tints(stroke > 0, "white", PALE_GREY), "the stroke", size=9)
    signs = np.where(score > 0, PALE_RED, np.where(score < 0, PALE_BLUE, "white"))
    _table(ax, 0, score_left, score, signs, "the sums", size=9)
    colours = (RED, BLUE, GREEN, "black")
    for number, (row, column) in enumerate(found):
        colour = colours[number % len(colours)]
        inset = 0.08 * (1 + number % 2)  # frames that share an edge are both seen
        window(ax, row, column, *stroke.shape, colour=colour, inset=inset)
        window(ax, row, score_left + column, 1, 1, colour=colour, inset=0.05)
    below = score.shape[0] + 0.3
    ax.text(score_left - 0.5, below, "red: more pixels agree", va="center", fontsize=11)
    ax.text(score_left - 0.5, below + 1, "blue: more pixels differ", va="center", fontsize=11)
    _fit(ax, score_left + score.shape[1], board.shape[0])
    return fig


def draw_tables(small, large):
    """Draw two tables of weights: a small one with its numbers, a large one with a colour for each weight."""
    fig, (left, right) = panels("The same few weights in every row, further and further on", 2, height=3.2)
    _table(left, 0, 0, small, _tints(small != 0, PALE_RED), size=9)
    _fit(left, small.shape[1], small.shape[0])
    right.imshow(np.ma.masked_equal(large, 0), cmap="viridis_r")
    right.set(xticks=[], yticks=[])
    right.spines[:].set(visible=True, color=GREY, linewidth=0.6)
    for ax, table in ((left, small), (right, large)):
        rows, columns = table.shape
        weights = len(np.unique(table[table != 0]))
        ax.set_title(f"{rows} rows, {columns} columns, {weights} weights")
    fig.supxlabel("a row for each number of the feature map, a column for each pixel; white: 0", fontsize=11)
    return fig


# ---- pieces


def _listed(numbers):
    """Numbers side by side, as the lessons print them: "2 1 0"."""
    return " ".join(str(number) for number in numbers)


def _cells(ax, row, start, texts, colours, size=12):
    """Draw cells with texts in one row of a drawing, from a column on. colours: one for all, or one for each."""
    if isinstance(colours, str):
        colours = [colours] * len(texts)
    for column, (text, colour) in enumerate(zip(texts, colours)):
        box = {"facecolor": colour, "edgecolor": GREY, "linewidth": 0.8}
        ax.add_patch(Rectangle((start + column - 0.5, row - 0.5), 1, 1, **box))
        ax.text(start + column, row, str(text), ha="center", va="center", fontsize=size)


def _name_row(ax, row, name):
    ax.text(-0.7, row, name, ha="right", va="center", fontsize=12)


def _name_columns(ax, count, name):
    """Number the columns of a drawing below it, with a name: moment 0, 1, 2."""
    ax.set_xticks(range(count), range(count))
    ax.set_xlabel(name)
    ax.tick_params(length=0)


def _table(ax, top, left, rows, tints, title="", size=12):
    """Draw a table of numbers as cells, with its top left cell at (top, left), and a title above its middle.

    rows: a list of rows or an array. tints: one colour for all, or an array of colours of its shape.
    """
    rows = np.asarray(rows)
    tints = np.broadcast_to(tints, rows.shape)
    for row, (texts, colours) in enumerate(zip(rows, tints)):
        _cells(ax, top + row, left, texts, list(colours), size)
    if title:
        middle = left + (rows.shape[1] - 1) / 2
        ax.text(middle, top - 0.85, title, ha="center", va="center", fontsize=12)


def _tints(chosen, colour, other="white"):
    """An array of colours: one where chosen (an array of truth values) holds, another one elsewhere."""
    return np.where(chosen, colour, other)


def _fit(ax, columns, rows, above=1.4):
    """Show that many columns and rows of cells and what stands above them, without axes, in square cells."""
    ax.set(xlim=(-0.6, columns - 0.4), ylim=(rows - 0.4, -above), aspect="equal")
    ax.axis("off")
