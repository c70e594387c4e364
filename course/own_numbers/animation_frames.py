"""
A trace as a picture that moves: its frames, how long each stays, and the sentence for whoever does not see it.

The first frame is the whole problem, then comes one for each window, and the last one is the whole result. How
it is drawn is in animation_svg.py and animation_gif.py.
"""

from math import prod
from typing import NamedTuple

from course.convolution.definition import flipped, source
from course.convolution.formatting import number
from course.convolution.nested import flat, shape
from course.errors import Unusable
from course.own_numbers.trace_text import rule_lines, worked_out_lines
from course.own_numbers.typed_text import as_shown

MOST_WINDOWS = 64
MOST_INPUT_CELLS = 400  # of the input with its padding, such as 20 x 20
LONGEST_NUMBER = 30  # characters of a number in a cell
MOST_IN_ALT_TEXT = 30  # numbers of an input that are said one by one

# In hundredths of a second, the unit of a GIF. What moves by itself for more than five seconds needs a button
# to stop it (WCAG 2.2.2), which a picture has not.
MOVES = 490
PROBLEM, LONGEST_STEP = 100, 100


# ---- what can be shown


def check_animated(request):
    """Unusable, in one line, for a request that is too large for such a picture, or has channels."""
    if request.axes > 2:
        raise Unusable("--animate draws signals and images of one channel: give one channel and one filter")
    windows = len(list(flat(request.output)))
    if windows > MOST_WINDOWS:
        raise Unusable(
            f"--animate shows at most {MOST_WINDOWS} windows, and there are {windows}: give a smaller input, "
            "--mode valid or a larger --stride"
        )
    places = prod(before + n + after for (n, *_), (before, after) in zip(request.each, request.sides))
    if places > MOST_INPUT_CELLS:
        raise Unusable(
            f"--animate draws at most {MOST_INPUT_CELLS} numbers of the input with its padding, and there are {places}: "
            "give a smaller input or a smaller kernel"
        )
    longest = max(len(text) for rows in tables_of(request).values() for row in rows for text in row)
    if longest > LONGEST_NUMBER:
        raise Unusable(
            f"--animate draws numbers of at most {LONGEST_NUMBER} characters, and one has {longest}: give shorter "
            "ones, or decimals, which are rounded"
        )


# ---- the numbers


def tables_of(request):
    """What the picture shows as tables, {title: rows of texts}; a signal has one row. The output is the last one.

    Example: of the signal 3 4 and the kernel 2 1, mode full, they are "signal" [["[0]", "3", "4", "[0]"]],
    "kernel" [["2", "1"]], "kernel, flipped" [["1", "2"]] and "output" [["6", "11", "4"]].
    """
    named = {"kernel": request.h}
    if request.flip:
        named["kernel, flipped"] = flipped(request.h)
    named["output"] = request.output
    padded = {"signal" if request.axes == 1 else "image": _padded_texts(request)}
    return padded | {title: _texts(_rows(values), request) for title, values in named.items()}


def _rows(values):
    """An image's rows; a signal as the only row."""
    return values if isinstance(values[0], list) else [values]


def _texts(rows, request):
    return [[number(value, request.decimal) for value in row] for row in rows]


def _padded_texts(request):
    """The input with what the padding adds, in rows of texts; what is added stands in [ ], as in a trace."""
    places = []  # along each axis: which number of the input stands there, and whether it was added
    for (n, *_), (before, after) in zip(request.each, request.sides):
        along = range(-before, n + after)
        places.append([(source(i, n, request.border), not 0 <= i < n) for i in along])
    down, across = places if request.axes == 2 else [[(0, False)], *places]
    rows = _rows(request.x)

    def text(i, j, added):
        shown = number(request.fill if None in (i, j) else rows[i][j], request.decimal)
        return f"[{shown}]" if added else shown

    return [[text(i, j, above or beside) for j, beside in across] for i, above in down]


def window_places(request, index):
    """Where the weights lie for the output at an index: (row, column) in the padded table, one for each weight.

    Example: at stride 2 and dilation 3 the window of y[1] of two weights covers the columns 1*2 + 0*3 = 2 and
    1*2 + 1*3 = 5 of row 0, counted from the first place that was added.
    """
    along = [
        [i * stride + a * dilation for a in range(k)]
        for i, (_, k, stride, dilation) in zip(index, request.each)
    ]
    down, across = along if len(along) == 2 else [[0], *along]
    return [(row, column) for row in down for column in across]


# ---- the frames


class Frame(NamedTuple):
    """One frame. output: the Output whose window it shows, None in the first and the last frame. lines: what stands
    below. begins: when, in hundredths of a second. lasts: for how long; None for the last frame, which stays.
    """

    output: object
    lines: list
    begins: int
    lasts: int | None


def frames_of(trace, width):
    """The Frames of a trace, with lines of at most so many characters where its numbers allow it."""
    request, outputs = trace.request, list(trace.outputs.values())
    rule = rule_lines(request, request.sides, width)
    lines = [rule, *worked_out_lines(outputs, request, width), rule]
    frames, begins = [], 0
    for output, own_lines, lasts in zip([None, *outputs, None], lines, [*frame_times(len(outputs)), None]):
        frames.append(Frame(output, own_lines, begins, lasts))
        begins += lasts or 0
    return frames


def frame_times(windows):
    """How long each frame but the last one stays, in hundredths of a second: MOVES in all, or less.

    The first window stays twice as long as the others.
    Example: frame_times(3) is [100, 194, 97, 97], as (490 - 100) // 4 is 97.
    """
    step = min(LONGEST_STEP, (MOVES - PROBLEM) // (windows + 1))
    return [PROBLEM, 2 * step, *[step] * (windows - 1)]


# ---- in words


def alt_text(trace):
    """One sentence for whoever does not see the picture: what slides along what, and every sum."""
    request = trace.request
    kernel = f"The kernel {_told(request.h, request)}{', flipped,' if request.flip else ''}"
    along = "along the signal" if request.axes == 1 else "over the image"
    sums = as_shown(trace.output, request.decimal)
    return f"{kernel} slides {along} {_told(request.x, request)}, window by window, and gives {sums}."


def _told(values, request):
    """The numbers of an input or a kernel, or how many there are.

    Example: 50 numbers are "of 50 numbers", 6 rows of 7 are "of 6 x 7 numbers".
    """
    if len(list(flat(values))) <= MOST_IN_ALT_TEXT:
        return as_shown(values, request.decimal)
    return f"of {' x '.join(map(str, shape(values)))} numbers"
