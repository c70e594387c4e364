"""
The figures of lesson 4, each drawn from the numbers that it shows; the title says what is found.

A digit, a kernel and a feature map are tables (rows, columns); the maps of a layer of a network are an array
(rows, columns, maps), and so are its kernels. In a network no kernel is flipped. In what has signs, red is
above 0, blue is below 0 and white is 0, and a key says what that means.
"""

from math import ceil

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.ticker import MaxNLocator, PercentFormatter

from course.pictures.figure_pieces import frame_pixels, name_row, name_sides, name_signs
from course.pictures.figures import (
    BLUE,
    GREEN,
    GREY,
    PALE_RED,
    RED,
    matrix,
    panels,
    picture,
    window,
)

DARK = 117  # the lightest grey on which white is read better than black
MOST_WRONG = 24  # wrong guesses in draw_wrong_guesses
WRONG_IN_A_ROW = 6
PAIRS_IN_A_ROW = 4  # of a kernel and its map in draw_network_maps
SECOND_MAPS = 8  # maps of the second layer in draw_network_maps
ROW_STEP = 1.9  # rows from one step to the next in draw_receptive_field


# ---- the digit and its feature maps


def draw_digit(digit, top, left, rows, columns):
    """Draw a digit as the table of its numbers, with a frame around a piece of so many rows and columns."""
    zeros = np.count_nonzero(digit == 0)
    height, width = digit.shape
    fig, ax = panels(f"A digit is {height}x{width} numbers: {_of_all(zeros, digit.size)} are 0", height=7.2)
    picture(ax, digit)
    for (row, column), number in np.ndenumerate(digit):
        colour = "black" if number > DARK else "white"
        ax.text(column, row, str(number), ha="center", va="center", fontsize=6.5, color=colour)
    window(ax, top, left, rows, columns)
    ax.set_xticks(range(0, width, 2))
    ax.set_yticks(range(0, height, 2))
    ax.tick_params(length=0, labelsize=9)
    ax.set(xlabel="column", ylabel="row")
    return fig


def _of_all(count, whole):
    """How many of all there are, in words: "3 of them", "all", or "none of them"."""
    if count == whole:
        return "all"
    return f"{count} of them" if count else "none of them"


def draw_pooling(kernels, maps, relus, pooled):
    """Draw each kernel, its feature map, the map after ReLU and that after pooling, in a row.

    kernels, maps, relus, pooled: lists of tables, as many in each. The block that made the largest number of
    a pooled map is framed, and its numbers stand below.
    """
    fig, axes = panels(
        _title_of_pooling(maps, relus, pooled), 4, len(kernels), height=3.1 * len(kernels) + 0.8
    )
    axes[0].get_gridspec().set_width_ratios((2, 3, 3, 3))
    high = max(np.abs(values).max() for values in maps)
    for row, (kernel, *stages) in enumerate(zip(kernels, maps, relus, pooled)):
        kernel_ax, *stage_axes = axes[4 * row : 4 * row + 4]
        matrix(kernel_ax, kernel, "kernel", signed=True)
        for ax, values, name in zip(stage_axes, stages, ("feature map", "after ReLU", "after pooling")):
            picture(ax, values, f"{name}\n{_size(values)}", signed=True, high=high or 1)
        _frame_largest_block(*stage_axes[1:], *stages[1:])
    name_sides(fig, kernels, "more ink", "less ink there")
    return fig


def _title_of_pooling(maps, relus, pooled):
    """How many numbers below 0 ReLU makes 0, and how many of all are left after pooling."""
    became_0 = sum(np.count_nonzero((before < 0) & (after == 0)) for before, after in zip(maps, relus))
    before = sum(values.size for values in relus)
    left = sum(values.size for values in pooled)
    return f"ReLU makes {became_0} numbers 0, pooling keeps {left} of {before}"


def _frame_largest_block(relu_ax, pooled_ax, relu, pooled):
    """Frame the largest number after pooling and the block that it comes from, and write both below.

    Example: if 26 rows became 13, a block has 2 rows, and the number in row 3 comes from rows 6 and 7.
    """
    row, column = np.unravel_index(np.argmax(pooled), pooled.shape)
    rows, columns = relu.shape[0] // pooled.shape[0], relu.shape[1] // pooled.shape[1]
    top, left = row * rows, column * columns
    block = relu[top : top + rows, left : left + columns]
    frame_pixels(relu_ax, top, left, rows, columns, outside=0)
    frame_pixels(pooled_ax, row, column, 1, 1, outside=0)
    relu_ax.set_xlabel("in the frame:\n" + "\n".join(" ".join(f"{n:g}" for n in line) for line in block))
    pooled_ax.set_xlabel(f"the largest of these: {pooled[row, column]:g}")


def _size(values):
    """Rows and columns as text: "26x26"."""
    return f"{values.shape[0]}x{values.shape[1]}"


# ---- how far a number sees


def draw_receptive_field(digit, size):
    """Draw what one number of a second layer sees, without and with pooling between the two layers.

    size: of the kernels of both layers, across. On the right the same fields lie on the digit, as
    squares around its middle.
    """
    first_layer = _indices_seen(["layer 1", "pixels"], size)
    without = _indices_seen(["layer 2", "layer 1", "pixels"], size)
    with_pooling = _indices_seen(["layer 2", "after pooling", "layer 1", "pixels"], size)
    few, many = len(without["pixels"]), len(with_pooling["pixels"])
    title = f"Across, two layers see {few} pixels, with pooling between them {many}"
    fig, (ax, digit_ax) = panels(title, 2, height=4.7)
    ax.get_gridspec().set_width_ratios((5, 3))
    pixels = with_pooling["pixels"]
    drawn = range(pixels.start // 2 * 2 - 2, ceil(pixels.stop / 2) * 2 + 2)  # whole pairs
    bottom = _draw_seen(ax, 0, "without pooling", without, drawn)
    bottom = _draw_seen(ax, bottom + 2.2, "with pooling", with_pooling, drawn)
    ax.set(xlim=(drawn.start - 5.6, drawn.stop + 4.6), ylim=(bottom, -1.8), aspect="equal")
    ax.axis("off")
    picture(digit_ax, digit, "across and down")
    fields = {
        "a number of layer 1": (first_layer, BLUE),
        "of layer 2": (without, RED),
        "of layer 2, with pooling": (with_pooling, GREEN),
    }
    _frame_fields(digit_ax, digit, fields)
    return fig


def _indices_seen(steps, size):
    """{step: range of indices}: which numbers of each step the number 0 of the first step sees, in a row.

    steps: names, from the last layer down to the pixels; "after pooling" are the largest of two neighbours.

    Example: with kernels of 3 the number 0 of layer 2 sees the numbers -1 to 1 after pooling. The first of
    these comes from the numbers -2 and -1 of layer 1, the last one from 2 and 3.
    """
    seen = {steps[0]: range(1)}
    for above, below in zip(steps, steps[1:]):
        indices = seen[above]
        if above == "after pooling":
            seen[below] = range(2 * indices.start, 2 * indices.stop)
        else:
            seen[below] = range(indices.start - size // 2, indices.stop + (size - 1) // 2)
    return seen


def _draw_seen(ax, top, title, seen, drawn):
    """Draw a row of cells for each step, with what is seen coloured, and return where the drawing ends.

    top: the row of the first step. seen: as _indices_seen gives it. drawn: the range of the pixels drawn. A
    number after pooling, and one above it, is as wide as the two pixels below it.
    """
    ax.text(drawn.start - 0.5, top - 1.1, title, va="center", fontsize=12, fontweight="bold")
    width = 2 if "after pooling" in seen else 1
    row, sides_above = top, None
    for step, indices in seen.items():
        for index in range(drawn.start // width, drawn.stop // width):
            tint = PALE_RED if index in indices else "white"
            box = {"facecolor": tint, "edgecolor": GREY, "linewidth": 0.8}
            ax.add_patch(Rectangle((index * width - 0.5, row - 0.5), width, 1, **box))
        sides = indices.start * width - 0.5, indices.stop * width - 0.5
        if sides_above:
            corners = [(sides_above[0], row - ROW_STEP + 0.5), (sides_above[1], row - ROW_STEP + 0.5)]
            corners += [(sides[1], row - 0.5), (sides[0], row - 0.5)]
            ax.add_patch(Polygon(corners, facecolor=PALE_RED, alpha=0.5))
        name_row(ax, row, step, drawn.start - 0.8)
        ax.text(drawn.stop - 0.2, row, _counted(step, len(indices)), va="center", fontsize=12)
        if step == "after pooling":
            width = 1
        row, sides_above = row + ROW_STEP, sides
    return row - ROW_STEP + 0.6


def _counted(step, count):
    """How many numbers or pixels: "1 number", "3 numbers", "5 pixels"."""
    noun = "pixel" if step == "pixels" else "number"
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _frame_fields(ax, digit, fields):
    """Frame the pixels that are seen, on a digit, as squares around its middle, with a key below.

    fields: {name: (seen, colour)}, the smallest first.
    """
    handles = []
    middle = digit.shape[0] // 2
    for name, (seen, colour) in fields.items():
        pixels = seen["pixels"]
        start, count = middle + pixels.start, len(pixels)
        window(ax, start, start, count, count, colour)
        handles.append(Line2D([], [], color=colour, linewidth=2.5, label=f"{name}: {count}x{count}"))
    ax.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.02), frameon=False)


# ---- training


def draw_training(on_train, on_test):
    """Draw the error after each round of training, and beside it the part of the guesses that is right, 0 to 1.

    on_train, on_test: (error, part) after each round, of the digits that the network learns from,
    and of digits that it has not seen.
    """
    rounds = range(1, len(on_train) + 1)
    title = f"{on_train[-1][1]:.1%} right of the digits it learned from, {on_test[-1][1]:.1%} of new ones"
    fig, axes = panels(title, 2, height=3.6)
    curves = ((on_train, "o-", BLUE, "digits it learns from"), (on_test, "s--", RED, "new digits"))
    for place, (ax, name) in enumerate(zip(axes, ("error", "right"))):
        for results, style, colour, label in curves:
            numbers = [result[place] for result in results]
            ax.plot(rounds, numbers, style, color=colour, markersize=4, label=label)
        ax.set_title(f"{name} after each round")
        ax.set_xlabel("round")
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.legend(frameon=False)
    axes[0].set_ylim(0, None)
    axes[1].yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    return fig


def draw_wrong_guesses(images, labels, guesses):
    """Draw the images whose guess is not their label, at most MOST_WRONG, each under its label and its guess.

    images: an array (images, rows, columns).
    """
    wrong = np.flatnonzero(np.asarray(guesses) != np.asarray(labels))
    shown = wrong[:MOST_WRONG]
    rows = max(ceil(len(shown) / WRONG_IN_A_ROW), 1)
    title = _title_of_wrong_guesses(len(shown), len(wrong), len(labels))
    fig, axes = panels(title, WRONG_IN_A_ROW, rows, height=1.45 * rows + 0.5)
    for ax, index in zip(axes, shown):
        picture(ax, images[index], f"{labels[index]}, guessed {guesses[index]}")
    for ax in axes[len(shown) :]:
        ax.set_axis_off()
    return fig


def _title_of_wrong_guesses(shown, wrong, whole):
    if wrong == 0:
        return f"None of the {whole} guesses is wrong"
    if wrong == 1:
        return f"The only wrong guess of {whole}"
    which = f"All {wrong}" if shown == wrong else f"The first {shown} of {wrong}"
    return f"{which} wrong guesses of {whole}"


# ---- what the network found


def draw_found_kernels(at_random, found):
    """Draw kernels (rows, columns, kernels) before training in a row, and below them the same ones after it."""
    count = found.shape[2]
    title = f"The same {count} kernels, before training and after it"
    fig, axes = panels(title, count, 2, height=3.6)
    high = max(np.abs(at_random).max(), np.abs(found).max())
    for kernels, row, name in ((at_random, axes[:count], "before"), (found, axes[count:], "after")):
        for number, ax in enumerate(row):
            picture(ax, kernels[:, :, number], f"kernel {number}", signed=True, high=high or 1)
        row[0].set_ylabel(name, fontsize=12)
    _name_signs_of_weights(fig, high)
    return fig


def _name_signs_of_weights(fig, high, of=""):
    """Say below a figure what the colours of kernels mean, and how far they go: from -high to high."""
    name_signs(fig, f"darkest is {high:.2g}", f"darkest is {-high:.2g}", of)


def draw_network_maps(digit, found, first_maps, second_maps):
    """Draw a digit, each kernel beside the map that it makes, and below the strongest maps of layer 2.

    found: the kernels of the first layer. Each map has a scale of its own, whose end stands below it: the key
    is of the kernels only.
    """
    count = found.shape[2]
    rows = ceil(count / PAIRS_IN_A_ROW)
    title = _title_of_maps(second_maps)
    fig, axes = panels(title, 1 + 2 * PAIRS_IN_A_ROW, rows + 1, height=1.5 * rows + 2.5)
    grid = axes[0].get_gridspec()
    grid.set_width_ratios((7,) + (3, 5) * PAIRS_IN_A_ROW)
    for ax in axes:
        ax.remove()
    picture(fig.add_subplot(grid[:rows, 0]), digit, "the digit")
    high = np.abs(found).max()
    for number in range(count):
        row, column = divmod(number, PAIRS_IN_A_ROW)
        kernel_ax = fig.add_subplot(grid[row, 1 + 2 * column])
        picture(kernel_ax, found[:, :, number], f"kernel {number}", signed=True, high=high or 1)
        map_ax = fig.add_subplot(grid[row, 2 + 2 * column])
        _draw_map(map_ax, first_maps[:, :, number], f"map {number}")
    _draw_strongest_maps(fig, grid[rows, :], second_maps)
    _name_signs_of_weights(fig, high, of="kernels, ")
    return fig


def _title_of_maps(second_maps):
    """What is drawn: the first layer's kernels, each with its map, and so many maps of the second."""
    count = second_maps.shape[2]
    which = f"{SECOND_MAPS} of {count}" if count > SECOND_MAPS else f"{count}"
    return f"Each kernel with its map, and {which} maps of the second layer"


def _draw_strongest_maps(fig, place, maps):
    """Draw the SECOND_MAPS maps with the largest numbers in a row; place: where in a grid."""
    strongest = np.argsort(-maps.max(axis=(0, 1)), kind="stable")[:SECOND_MAPS]
    cells = place.subgridspec(1, 1 + SECOND_MAPS)
    words = fig.add_subplot(cells[0])
    words.set_axis_off()
    which = f"The strongest {len(strongest)} of"
    text = (
        f"{which}\n{maps.shape[2]} maps of layer 2,\n{_size(maps)} numbers.\n\n"
        "Maps: black is 0,\nwhite the number\nbelow each."
    )
    words.text(0, 0.5, text, va="center", fontsize=10)
    for cell, number in enumerate(sorted(strongest.tolist()), start=1):
        _draw_map(fig.add_subplot(cells[cell]), maps[:, :, number], f"map {number}")


def _draw_map(ax, values, title):
    """Draw a map from 0, black, to its own largest number, white, which stands below."""
    largest = values.max()
    picture(ax, values, title, high=largest or 1)
    ax.set_xlabel(f"0 to {largest:.1f}", fontsize=10)


# ---- a shifted digit


def draw_shift(digit, moved, kernel, map_before, map_after):
    """Draw a digit and its feature map, and below them the moved digit and its map; frames show the move.

    kernel: what made both maps. A green frame lies around all that can be seen, a fiftieth of the
    strongest at least; below, a grey one shows where this was before.
    """
    shift = _find_shift(digit, moved)
    title = _title_of_shift(shift, map_before, map_after)
    fig, axes = panels(title, 2, 2, height=6.9)
    high = max(np.abs(map_before).max(), np.abs(map_after).max())
    before = " (grey: before)" if shift else ""
    names = ("the digit", "its map", f"the digit, moved{before}", f"its map{before}")
    for ax, values, name in zip(axes, (digit, map_before, moved, map_after), names):
        is_map = name.startswith("its map")
        picture(ax, values, name, signed=is_map, high=(high or 1) if is_map else 255)
        ax.set_xticks(range(0, values.shape[1], 5))
        ax.set_yticks(range(0, values.shape[0], 5))
        ax.grid(color=GREY, linewidth=0.5, alpha=0.6)
    for ax, moved_ax, values in zip(axes, axes[2:], (digit, map_before)):
        if values.any():
            _frame_move(ax, moved_ax, values, shift)
    name_sides(fig, [kernel], "more ink", "less ink there")
    return fig


def _find_shift(before, after):
    """(down, right): by how many rows and columns a table has moved; None if it has not just moved.

    Only what stays inside is compared, and that must be at least half of the ink. Of several shifts it is
    the shortest.
    """
    rows, columns = before.shape
    shifts = [(down, right) for down in range(1 - rows, rows) for right in range(1 - columns, columns)]
    for shift in sorted(shifts, key=lambda shift: abs(shift[0]) + abs(shift[1])):
        stayed, moved_along = _that_stay_inside(before, after, shift)
        if 2 * stayed.sum() >= before.sum() and np.array_equal(stayed, moved_along):
            return shift
    return None


def _that_stay_inside(before, after, shift):
    """The parts of two tables of the same size that lie on each other when the first one is moved.

    Example: moved down by 2 and right by 1, rows 0 to 25 of 28 lie on rows 2 to 27, and columns 0 to 26 on
    columns 1 to 27.
    """
    stayed, moved_along = [], []
    for step, size in zip(shift, before.shape):
        count = max(size - abs(step), 0)
        start = max(-step, 0)
        stayed.append(slice(start, start + count))
        moved_along.append(slice(start + step, start + step + count))
    return before[tuple(stayed)], after[tuple(moved_along)]


def _title_of_shift(shift, map_before, map_after):
    """How the digit has moved, and how many numbers of the map have moved along."""
    if shift is None:
        return "Two digits, and the map that the same kernel makes of each"
    if shift == (0, 0):
        return "The digit has not moved"
    stayed, moved_along = _that_stay_inside(map_before, map_after, shift)
    same = np.count_nonzero(stayed == moved_along)
    how_many = f"All {same}" if same == stayed.size else f"{same} of {stayed.size}"
    return f"{how_many} numbers that stay inside moved along: {_in_words(shift)}"


def _in_words(shift):
    """A shift in words: (2, 1) is "2 down, 1 to the right"."""
    down, right = shift
    words = []
    if down:
        words.append(f"{abs(down)} {'down' if down > 0 else 'up'}")
    if right:
        words.append(f"{abs(right)} to the {'right' if right > 0 else 'left'}")
    return ", ".join(words)


def _frame_move(ax, moved_ax, values, shift):
    """Frame what can be seen in a table; in the moved one frame the same place in grey, and where it is now."""
    sizes = np.abs(values)
    rows, columns = np.nonzero(sizes >= sizes.max() / 50)
    top, left = rows.min(), columns.min()
    size = np.ptp(rows) + 1, np.ptp(columns) + 1
    window(ax, top, left, *size, colour=GREEN)
    if shift is not None:
        window(moved_ax, top, left, *size, colour=GREY)
        window(moved_ax, top + shift[0], left + shift[1], *size, colour=GREEN)
