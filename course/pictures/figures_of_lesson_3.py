"""
The figures of lesson 3, each drawn from the numbers that it shows; the title says what is found.

Every picture is a table (rows, columns) of numbers, but for the photograph, (rows, columns, 3). A detail is
given by its top row, its left column and its size: it is a square, or smaller where the picture is. In what
has signs, red is above 0, blue is below 0 and white is 0, and a key says what that means; so it is with the
weights of kernels.
"""

from fractions import Fraction
from math import lcm

import numpy as np

from course.pictures.figure_pieces import (
    brighter_side,
    draw_table,
    fit_cells,
    frame_pixels,
    name_row,
    name_sides,
    name_signs,
)
from course.pictures.figures import GREEN, PALE_BLUE, PALE_RED, matrix, panels, picture, window

LARGEST_DIVISOR = 10_000  # of weights that are written as whole numbers over a divisor
LARGEST_LETTERS = 12  # points
SMALLEST_LETTERS = 6  # points; smaller numbers are left out
STRIP = 8  # pixels of a row that draw_laplacian shows as numbers
BRIGHTENED = 3  # times, what draw_laplacian shows without its sign: it would be nearly black
CORNER_SIZE = (6, 8)  # rows and columns of the pixels that draw_frame shows as numbers
PATCH = (4, 6)  # rows and columns of the pixels that draw_bytes shows as numbers
DIFFERENCES = {  # what a kernel takes that is above 0 where it is brighter on a side
    "to the right": "right minus left",
    "to the left": "left minus right",
    "below": "lower minus upper",
    "above": "upper minus lower",
}


# ---- the photograph


def draw_grey(photo, grey, top, left, size):
    """Draw a photograph and its grey, and below them a detail of both.

    A frame shows the detail in the photograph, and in the detail its most colourful pixel.
    """
    colours = photo[top : top + size, left : left + size]
    greys = grey[top : top + size, left : left + size]
    rows, columns = greys.shape
    colourfulness = colours.max(axis=2) - colours.min(axis=2)
    row, column = _first_largest(colourfulness)
    red, green, blue = colours[row, column]
    three = f"red {red:.0f}, green {green:.0f}, blue {blue:.0f}"
    one = f"grey {_short(greys[row, column])}"
    fig, axes = panels(f"Three numbers become one: {three} make {one}", 2, 2, height=6.2)
    picture(axes[0], photo, "red, green and blue")
    picture(axes[1], grey, "grey")
    name = f"rows {top} to {top + rows - 1}, columns {left} to {left + columns - 1}"
    picture(axes[2], colours, name)
    picture(axes[3], greys, "the same, in grey")
    for ax in axes[:2]:
        window(ax, top, left, rows, columns)
    for ax, numbers in zip(axes[2:], (three, one)):
        frame_pixels(ax, row, column, 1, 1)
        ax.set_xlabel(f"green frame: {numbers}")
    return fig


# ---- kernels and what they make


def draw_spots(spots):
    """Draw {name: picture}: a dot, and what blurs make of it; each from black to its own largest number."""
    fig, axes = panels("A dot becomes a copy of the kernel", len(spots), height=3.5)
    for ax, (name, spot) in zip(axes, spots.items()):
        picture(ax, spot, name, high=spot.max())
        ax.set_xlabel(f"brightest pixel {spot.max():.2g}")
    return fig


def draw_kernels(kernels, results, top, left, size):
    """Draw {name: kernel}, and below each what it makes of a detail, from {name: result}.

    The jumps from each pixel to the next on its right are averaged over the whole result.
    """
    jumps = {name: np.abs(np.diff(result)).mean() for name, result in results.items()}
    fig, axes = panels(_title_of_jumps(jumps), len(kernels), 2, height=5.6)
    above, below = axes[: len(kernels)], axes[len(kernels) :]
    for ax, (name, kernel) in zip(above, kernels.items()):
        _draw_kernel(ax, kernel, name, points=120)
    for ax, (name, result) in zip(below, results.items()):
        detail = result[top : top + size, left : left + size]
        picture(ax, detail)
        greys = np.round(detail)
        count = np.count_nonzero((greys < 0) | (greys > 255))
        cut_off = f"\ndetail: {count} pixels cut off" if count else ""
        ax.set_xlabel(f"whole photograph:\naverage jump {jumps[name]:.2f}{cut_off}")
    name_signs(fig)
    return fig


def _title_of_jumps(jumps):
    """Which results are smoothest and which are roughest, of {name: average jump}; up to rounding."""
    least, most = min(jumps.values()), max(jumps.values())
    if np.isclose(least, most):
        return "On this picture no result is smoother than another"
    smoothest = [name for name, jump in jumps.items() if np.isclose(jump, least)]
    roughest = [name for name, jump in jumps.items() if np.isclose(jump, most)]
    return f"Smallest jumps in the whole photograph: {', '.join(smoothest)}. Largest: {', '.join(roughest)}"


def _draw_kernel(ax, kernel, name, points):
    """Draw a kernel with its weights, red above 0; points: the width that it has, for the letters' size.

    Many or long numbers would be too small to be read: then there are only shades.
    """
    texts, divisor = _whole_weights(kernel)
    title = f"{name}\neach over {divisor}" if divisor > 1 else f"{name}\n"
    longest = max(len(text) for row in texts for text in row)
    size = points / (0.7 * longest * len(texts[0]))
    if size >= SMALLEST_LETTERS:
        matrix(ax, texts, title, signed=True, size=min(size, LARGEST_LETTERS))
    else:
        picture(ax, kernel, f"{name}\n", signed=True, high=np.abs(kernel).max() or 1)


def _whole_weights(kernel):
    """(rows of texts, divisor): the weights as whole numbers over the smallest divisor that makes them whole.

    If there is none up to LARGEST_DIVISOR, the weights stand there with two digits, and the divisor is 1.

    Example: 0.5 and 0.25 are 2 and 1 over 4.
    """
    rows = np.asarray(kernel, dtype=float).tolist()
    exact = [[Fraction(weight).limit_denominator(LARGEST_DIVISOR) for weight in row] for row in rows]
    divisor = lcm(*(weight.denominator for row in exact for weight in row))
    if divisor <= LARGEST_DIVISOR and np.allclose(np.array(exact, dtype=float), rows, rtol=1e-9, atol=0):
        return [[str(weight * divisor) for weight in row] for row in exact], divisor
    return [[f"{weight:.2g}" for weight in row] for row in rows], 1


# ---- edges


def draw_outline(grey, upright, by_upright, lying, by_lying, strength):
    """Draw a grey picture and the strength of its edges; below them two kernels and what each finds.

    upright, lying: the kernels; by_upright, by_lying: their results; strength: the root of the sum of their
    squares.
    """
    title = "Upright edges, lying edges, both together" if strength.any() else "There are no edges: all is 0"
    fig, axes = panels(title, 4, 2, height=6.0)
    axes[0].get_gridspec().set_width_ratios((1, 3, 1, 3))
    for ax in (axes[0], axes[2]):
        ax.set_axis_off()
    axes[2].text(0.5, 0.5, "root of\nupright²\n+ lying²", ha="center", va="center")
    picture(axes[1], grey, "the picture in grey")
    picture(axes[3], -strength, "both together: black is strong", low=-_strong(strength), high=0)
    for ax, kernel, name in ((axes[4], upright, "upright"), (axes[6], lying, "lying")):
        _draw_kernel(ax, kernel, name, points=60)
        difference = DIFFERENCES.get(brighter_side(kernel[::-1, ::-1]))
        if difference:
            ax.set_xlabel("flipped:\n" + difference.replace(" minus", "\nminus"))
    high = _strong(by_upright, by_lying)
    picture(axes[5], by_upright, "upright edges", signed=True, high=high)
    picture(axes[7], by_lying, "lying edges", signed=True, high=high)
    for ax in (axes[1], axes[3], axes[5], axes[7]):
        ax.images[0].set_interpolation("antialiased")  # thin lines stay where a picture is drawn smaller
    flipped = [kernel[::-1, ::-1] for kernel in (upright, lying)]
    name_sides(fig, flipped, "brighter", "darker there")
    return fig


# ---- the Laplacian


def draw_laplacian(grey, laplacian, by_laplacian, smoothed, no_sign, with_sign, detail):
    """Draw a detail, its Laplacian with and without noise, and two ways to show it in greys; and some numbers.

    smoothed: the Laplacian of the blurred picture. no_sign, with_sign: the absolute values of by_laplacian, and
    by_laplacian with 128 added, as greys. detail: (top row, left column, size). The numbers are those across
    the sharpest edge of the detail.
    """
    top, left, size = detail
    part = np.s_[top : top + size, left : left + size]
    greys, signed, blurred = grey[part], by_laplacian[part], smoothed[part]
    absolute, shifted = no_sign[part], with_sign[part]
    edge = _sharpest_edge(signed)
    fig, axes = panels(_title_of_laplacian(signed, shifted, edge), 3, 3, height=8.2)
    axes[0].get_gridspec().set_height_ratios((3, 3, 2))
    picture(axes[0], greys, "grey")
    for ax, values, name in (
        (axes[1], signed, "the Laplacian"),
        (axes[2], blurred, "of the blurred picture"),
    ):
        picture(ax, values, name, signed=True, high=_strong(values))
        ax.set_xlabel(f"deepest red: from {_short(_strong(values))} on")
    _draw_kernel(axes[3], laplacian, "the kernel", points=90)
    picture(axes[4], absolute, "without its sign", high=255 / BRIGHTENED)
    axes[4].set_xlabel(f"shown {BRIGHTENED} times as bright")
    picture(axes[5], shifted, "with 128 added")
    for ax in axes[6:]:
        ax.remove()
    if edge:
        strip, place = _across(edge, signed.shape)
        rows, columns = signed[strip].shape
        below = fig.add_subplot(axes[0].get_gridspec()[2, :])
        order = "left to right" if rows == 1 else "top to bottom"
        others = "above and below" if rows == 1 else "left and right"
        lines = [values[strip].ravel() for values in (greys, signed, absolute, shifted)]
        _draw_strip(below, lines, place, f"pixels in the long frame, {order} (the Laplacian counts those {others}, too)")
        for ax in (axes[0], axes[1], axes[4], axes[5]):
            frame_pixels(ax, strip[0].start, strip[1].start, rows, columns)
    name_signs(fig, *_neighbours_are(laplacian))
    return fig


def _title_of_laplacian(signed, shifted, edge):
    if not edge:
        return "This detail has no edge with two sides"
    one, other = edge
    signs, greys = (f"{_short(values[one])} and {_short(values[other])}" for values in (signed, shifted))
    return f"The two sides of an edge: {signs}; with 128 added, in bytes: {greys}"


def _sharpest_edge(signed):
    """Two places side by side, or one below the other, with different signs; None if there are none.

    A place is (row, column). Of all such pairs it is the one whose weaker side is strongest; but the less
    both sides differ in size, the more it counts.

    Example: of 3 -4 8 -5 these are 8 and -5, with 5 * 5/8 = 3.1; those of -4 and 8 are only 4 * 4/8 = 2.
    """
    best, pair = 0, None
    for down, right in ((0, 1), (1, 0)):
        one = signed[: signed.shape[0] - down, : signed.shape[1] - right]
        other = signed[down:, right:]
        weaker = np.minimum(np.abs(one), np.abs(other))
        stronger = np.maximum(np.abs(one), np.abs(other))
        sharpness = np.where(one * other < 0, weaker**2 / np.maximum(stronger, 1), 0)
        row, column = _first_largest(sharpness)
        if sharpness[row, column] > best:
            best = sharpness[row, column]
            pair = (row, column), (row + down, column + right)
    return pair


def _across(edge, shape):
    """(slices of rows and columns, index of the edge's first pixel in them) of STRIP pixels across an edge.

    Example: the edge from (5, 3) to (5, 4) of a detail of 48 columns is across the columns 0 to 7 of row 5,
    and its first pixel has the index 3 there.
    """
    (row, column), (_, next_column) = edge
    if next_column > column:
        start = _clamped(column + 1 - STRIP // 2, shape[1] - STRIP)
        return np.s_[row : row + 1, start : start + STRIP], column - start
    start = _clamped(row + 1 - STRIP // 2, shape[0] - STRIP)
    return np.s_[start : start + STRIP, column : column + 1], row - start


def _draw_strip(ax, lines, place, title):
    """Draw grey, Laplacian and what is made of it at the same pixels; frame the pixel at place and the next."""
    texts = [[_short(value) for value in line] for line in lines]
    tints = np.full(np.shape(texts), "white", dtype=object)
    tints[1] = _tints_of_signs(lines[1])
    draw_table(ax, 0, 0, texts, tints, title, 10)
    for row, name in enumerate(("grey", "Laplacian", "without its sign", "with 128 added")):
        name_row(ax, row, name)
    window(ax, 0, place, len(lines), 2, colour=GREEN)
    fit_cells(ax, len(lines[0]), len(lines))
    ax.set_xlim(-4.2, len(lines[0]) - 0.4)


def _neighbours_are(kernel):
    """What above 0 and below 0 mean if a kernel compares a pixel with its neighbours; "" if it does not.

    Example: 1 -2 1 is above 0 where the neighbours, on the whole, are brighter.
    """
    if not (np.array(kernel.shape) % 2).all():  # no weight is in the middle
        return "", ""
    middle = kernel.shape[0] // 2, kernel.shape[1] // 2
    others = np.delete(kernel, np.ravel_multi_index(middle, kernel.shape))
    if np.isclose(kernel.sum(), 0) and others.any():
        if (others >= 0).all():
            return "the neighbours are brighter", "the neighbours are darker"
        if (others <= 0).all():
            return "the neighbours are darker", "the neighbours are brighter"
    return "", ""


# ---- what goes wrong


def draw_bytes(by_laplacian, wrong, top, left, size):
    """Draw a detail of signed numbers and what becomes of it in bytes; below it a patch of both in numbers.

    wrong: the same numbers as bytes. The patch is one where wrong and right numbers are mixed; the wrong ones
    are framed.
    """
    part = np.s_[top : top + size, left : left + size]
    signed, in_bytes = by_laplacian[part], wrong[part]
    patch = _mixed_patch(signed != in_bytes)
    few, few_bytes = signed[patch], in_bytes[patch]
    fig, axes = panels(_title_of_bytes(few, few_bytes), 2, 2, height=6.6)
    axes[0].get_gridspec().set_height_ratios((3, 2))
    picture(axes[0], signed, "numbers with signs", signed=True, high=_strong(signed))
    picture(axes[1], in_bytes, "in bytes: 0 is black, 255 is white")
    for ax in axes[:2]:
        window(ax, patch[0].start, patch[1].start, *few.shape, colour=GREEN)
    draw_table(axes[2], 0, 0, [[_short(value) for value in row] for row in few], _tints_of_signs(few))
    fit_cells(axes[2], few.shape[1], few.shape[0], above=0.6)
    axes[2].set_title("the numbers in the green frame")
    draw_table(axes[3], 0, 0, few_bytes, "white")
    fit_cells(axes[3], few.shape[1], few.shape[0], above=0.6)
    axes[3].set_title("the bytes they become; wrong ones are framed")
    for row, column in np.argwhere(few != few_bytes):
        window(axes[3], row, column, 1, 1, inset=0.06)
    name_signs(fig)
    return fig


def _mixed_patch(is_wrong):
    """Slices of a patch, of PATCH or what there is of it, where about half of the pixels are wrong.

    Of several such patches it is the one that is nearest to the middle.
    """
    rows, columns = (int(side) for side in np.minimum(PATCH, is_wrong.shape))
    windows = np.lib.stride_tricks.sliding_window_view(is_wrong, (rows, columns))
    away_from_half = np.abs(windows.sum(axis=(2, 3)) - rows * columns / 2)
    best = np.argwhere(away_from_half == away_from_half.min())
    from_middle = best - (np.array(away_from_half.shape) - 1) / 2
    row, column = best[np.argmin(np.hypot(*from_middle.T))].tolist()
    return np.s_[row : row + rows, column : column + columns]


def _title_of_bytes(signed, in_bytes):
    """What becomes of one number that is wrong, that which is nearest to 0."""
    is_wrong = signed != in_bytes
    if not is_wrong.any():
        return "In this detail no number is wrong: all of them fit into a byte"
    place = _first_largest(np.where(is_wrong, -np.abs(signed), -np.inf))
    return f"A byte holds only 0 to 255: {_short(signed[place])} becomes {in_bytes[place]}"


def draw_frame(with_zeros, by_mirror, flat_upright, flat_lying):
    """Draw what the Laplacian makes of a picture with two kinds of border, and below each its top left corner.

    with_zeros, by_mirror: its results with zeros and with a mirror image beyond the border. flat_upright,
    flat_lying: what the two edge kernels make of a flat picture with zeros; these stand at the bottom.
    """
    fig, axes = panels(_title_of_frame(with_zeros != by_mirror), 2, 3, height=8.2)
    axes[0].get_gridspec().set_height_ratios((6, 5, 3))
    high = _strong(by_mirror)
    at_border = np.ones(by_mirror.shape, dtype=bool)
    at_border[1:-1, 1:-1] = False
    for ax, values, beyond in zip(axes, (with_zeros, by_mirror), ("zeros", "a mirror image")):
        picture(ax, values, f"the Laplacian, {beyond} beyond", signed=True, high=high)
        ax.images[0].set(
            interpolation="antialiased", interpolation_stage="data"
        )  # thin lines stay, and signs
        margin = max(values.shape) / 40  # or the line of the axes would hide what is at the border
        rows, columns = values.shape
        ax.set(xlim=(-0.5 - margin, columns - 0.5 + margin), ylim=(rows - 0.5 + margin, -0.5 - margin))
        ax.spines[:].set_visible(False)
        ax.set_xlabel(f"average at the border: {round(values[at_border].mean()) + 0}")
    tables = [
        (values[: CORNER_SIZE[0], : CORNER_SIZE[1]], "its top left corner")
        for values in (with_zeros, by_mirror)
    ]
    for values, name in ((flat_upright, "upright"), (flat_lying, "lying")):
        tables.append((values, f"{name} edges of a flat picture, zeros beyond"))
    for ax, (values, name) in zip(axes[2:], tables):
        draw_table(ax, 0, 0, values, _tints_of_signs(values), size=9)
        fit_cells(ax, values.shape[1], values.shape[0], above=0.6)
        ax.set_title(name)
    name_signs(fig)
    return fig


def _title_of_frame(is_changed):
    """How many pixels zeros beyond the border change, and where these are."""
    count = np.count_nonzero(is_changed)
    further_inside = np.count_nonzero(is_changed[1:-1, 1:-1])
    if count == 0:
        return "Here zeros beyond the border change nothing"
    where = f"{further_inside} of them further inside" if further_inside else "all at the border"
    return f"Zeros make false edges: {count} pixels, {where}"


# ---- pieces


def _strong(*results):
    """The size of a strong number: 99 in 100 are no larger. Where that is 0 the largest, or else 1."""
    sizes = np.abs(np.concatenate([np.ravel(values) for values in results]))
    return float(np.percentile(sizes, 99) or sizes.max() or 1)


def _first_largest(values):
    """(row, column) of the largest number of a table, the first if there are several."""
    row, column = np.unravel_index(np.argmax(values), np.shape(values))
    return int(row), int(column)


def _clamped(start, last):
    """A start that is neither below 0 nor above the last one; 0 if the last one is below 0, too."""
    return max(min(start, last), 0)


def _tints_of_signs(values):
    """Pale red where a number is above 0, pale blue where it is below, and white where it is 0."""
    values = np.asarray(values)
    return np.where(values > 0, PALE_RED, np.where(values < 0, PALE_BLUE, "white"))


def _short(value):
    """A number with at most four digits that count: -3 and 1020 as they are, 12.3456 as 12.35."""
    return f"{value:.4g}"
