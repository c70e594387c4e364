"""
The command trace, which also takes a picture: one output of it is worked out, with its window.

It is here because it reads pictures; numbers are left to course/own_numbers/trace.py, and need nothing but
Python.
"""

import shutil
from itertools import product

from course.convolution.definition import source
from course.convolution.formatting import fold
from course.convolution.nested import shape
from course.convolution.sizes import output_size, padding_of_axes, step_of_each_axis
from course.errors import Unusable, quoted
from course.own_numbers import trace
from course.own_numbers.options import chosen_options, kernel_numbers, names_picture
from course.own_numbers.read_numbers import read_index
from course.own_numbers.request import request_of
from course.own_numbers.trace_text import one_output_lines, rule_lines
from course.terminal.command_line import command_line


def main(words):
    """python -m course trace: the outputs of numbers, or of a picture the one that --at names; return the
    exit code.
    """
    options = trace.trace_parser().parse_args(words)
    if not names_picture(options.input):
        return trace.main(words)
    if options.at is None:
        filters = command_line(f"filter {quoted(options.input, 50)} --kernel {quoted(options.kernel, 50)}")
        raise Unusable(
            f"--input: {quoted(options.input, 50)} is a picture: name one output of it, such as --at 20,30, "
            f"or filter it whole: {filters}"
        )
    if options.engine or options.json or options.animate or options.force:
        raise Unusable(
            "--engine, --json, --animate and --force are for numbers: leave them out with a picture"
        )
    print("\n".join(_picture_lines(options, max(shutil.get_terminal_size().columns, 20))))
    return 0


def _picture_lines(options, width):
    """The lines on one output of a picture, for the command's options; Unusable for what cannot be used."""
    from course.pictures.read_photo import LUMA, load_bands  # NumPy and Pillow only now

    kernel = kernel_numbers(options.kernel)
    (greys,), notes = load_bands(options.input)
    request, sides, count, output = output_of_picture(greys, kernel, options)
    rows, columns = greys.shape
    red, green, blue = LUMA
    name = quoted(options.input, 50)
    sentences = [f"{name}: {rows} x {columns} pixels, in grey: {red} red + {green} green + {blue} blue."]
    sentences += [f"({note})" for note in notes]
    lines = [line for sentence in sentences for line in fold(sentence, width, "  ")]
    return [
        *lines,
        "",
        *rule_lines(request, sides, width),
        "",
        *one_output_lines(request, output, count, width),
    ]


def output_of_picture(greys, kernel, options):
    """One output of a picture, worked out by the definition: (request, sides, how many outputs there are,
    Output).

    greys: an array (rows, columns). kernel: the Numbers of a kernel. options: the command's, with the index
    in --at. request: the Request of the command, with the window as its input, so that a large picture costs
    nothing more. sides: what is added around the picture. Unusable for an index that is not there, and a
    kernel with channels.

    Example: in mode full the window of y[0, 0] under a kernel of 2 x 2 begins at (-1, -1): three of its
    numbers are added zeros, and the last one is the first pixel.
    """
    weights = [kernel.values] if len(shape(kernel.values)) == 1 else kernel.values
    if len(shape(weights)) != 2:
        raise Unusable("--kernel: it has channels, and a picture is read in grey: give a table of numbers")
    chosen = chosen_options(options, 2)
    axes, sides, sizes = _axes_of_picture(greys.shape, shape(weights), chosen)
    index = read_index(options.at, "--at", sizes)
    start = tuple(i * s - before for i, (_, _, s, _), (before, _) in zip(index, axes, sides))
    places = []  # of the window's rows and columns in the picture, some of them outside
    for first, (_, k, _, d) in zip(start, axes):
        places.append([first + a * d for a in range(k)])
    added = [not (0 <= i < greys.shape[0] and 0 <= j < greys.shape[1]) for i, j in product(*places)]
    window = _numbers_at(greys, places, chosen["border"], chosen["fill"])
    request = request_of(window, weights, "valid", flip=chosen["flip"], decimal=kernel.decimal)
    worked = trace.Trace(request).outputs[0, 0]
    terms = [(x, h, is_added) for (x, h, _), is_added in zip(worked.terms, added)]
    output = worked._replace(index=index, terms=terms, start=None if all(added) else start)
    return request.but(**chosen), sides, sizes[0] * sizes[1], output


def _numbers_at(greys, places, border, fill):
    """The numbers of a picture in these rows and columns, as nested lists; outside it what the border has
    there. fill: what a constant border has.

    Example: of the greys [[5, 7]] the rows [0] and the columns [-1, 0, 1] are [[0, 5, 7]] with a border of
    zeros.
    """
    rows, columns = ([source(place, n, border) for place in axis] for axis, n in zip(places, greys.shape))
    return [[fill if i is None or j is None else greys[i, j].item() for j in columns] for i in rows]


def _axes_of_picture(picture_shape, kernel_shape, chosen):
    """For rows and columns: ((n, k, stride, dilation), what is added around, how many outputs), as three
    lists.

    chosen: the definition's options. Unusable, as for numbers, where they have no answer.
    """
    strides, dilations = step_of_each_axis(chosen["stride"], 2), step_of_each_axis(chosen["dilation"], 2)
    axes = list(zip(picture_shape, kernel_shape, strides, dilations))
    try:
        sides = padding_of_axes(chosen["mode"], chosen["padding"], axes)
        sizes = []
        for (n, k, stride, dilation), side in zip(axes, sides):
            sizes.append(output_size(n, k, padding=sum(side), stride=stride, dilation=dilation))
    except ValueError as error:
        raise Unusable(str(error)) from None
    return axes, sides, sizes
