"""The options with which a request is given on the command line."""

import re
from pathlib import Path

from course.convolution.kernels import named
from course.convolution.nested import shape
from course.convolution.sizes import MODES
from course.errors import Unusable, quoted
from course.own_numbers.read_numbers import (
    NUMBER_SUFFIXES,
    PICTURE_SUFFIXES,
    Numbers,
    read_border,
    read_numbers,
    read_padding,
    read_pair,
    read_whole_number,
)
from course.own_numbers.request import NUMBERS, STEP, WEIGHTS, alike_axes, request_of
from course.terminal.command_line import command_line

KERNEL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def add_options(parser):
    """The options of a request, added to a command's parser."""
    parser.add_argument("--input", required=True, metavar="X", help='"3 4 5", "1 2 3; 4 5 6", or a file')
    parser.add_argument(
        "--kernel",
        required=True,
        metavar="H",
        help='"2 1 0", "1/9", a file, or a name such as sobel-vertical',
    )
    parser.add_argument(
        "--mode",
        choices=(*MODES, "VALID"),
        help="full (if nothing is said), same, valid, or TensorFlow's SAME",
    )
    parser.add_argument(
        "--padding", metavar="P", help="instead of a mode: P on each side; R,C; or before:after,before:after"
    )
    parser.add_argument("--stride", metavar="S", default="1", help="S, or rows,columns")
    parser.add_argument("--dilation", metavar="D", default="1", help="D, or rows,columns")
    parser.add_argument(
        "--border",
        metavar="B",
        default="constant",
        help="what stands on the added places: after 1 2 3, constant 0 0 (the default), constant=5 5 5, edge 3 3, "
        "wrap 1 2, symmetric 3 2, reflect 2 1",
    )
    parser.add_argument(
        "--no-flip", dest="flip", action="store_false", help="leave the kernel as it is: correlation"
    )


def from_options(options, files=True):
    """The Request of a command's parsed options; Unusable if it cannot be understood.

    files: whether the input and the kernel may be the names of files.
    """
    x = input_numbers(options.input, files)
    h = kernel_numbers(options.kernel, files)
    is_signal = len(shape(h.values)) == 1 and _is_column(options.input, x.values)
    numbers = [row[0] for row in x.values] if is_signal else x.values
    alike, _ = alike_axes(numbers, h.values)
    axes = min(len(shape(alike)), 2)  # those that the kernel slides along
    decimal = x.decimal or h.decimal or "." in options.border
    return request_of(numbers, h.values, **chosen_options(options, axes), decimal=decimal)


def chosen_options(options, axes):
    """The definition's options in a command's parsed ones, as a dict, for an input of 1 or 2 sliding axes."""
    mode = "valid" if options.mode == "VALID" else options.mode
    border, fill = read_border(options.border, "--border")
    padding = None if options.padding is None else read_padding(options.padding, "--padding", axes, STEP)
    return {
        "mode": "full" if mode is None and padding is None else mode,
        "padding": padding,
        "stride": _step(options.stride, "--stride", axes),
        "dilation": _step(options.dilation, "--dilation", axes),
        "border": border,
        "fill": fill,
        "flip": options.flip,
    }


def input_numbers(text, files=True):
    """The Numbers of an input, given by its numbers or, with files, a file of them; Unusable otherwise."""
    if files and names_picture(text):
        raise Unusable(
            f"--input: {quoted(text, 50)} is a picture: {command_line('filter')} takes pictures; "
            "numbers are 1 2 3; 4 5 6 or in a .csv, .txt or .npy file"
        )
    return read_numbers(text, "--input", most=NUMBERS, nan=True, files=files)


def names_picture(text):
    """Whether a text is the name of a picture, such as photo.jpg, by its ending."""
    return Path(text).suffix.lower() in PICTURE_SUFFIXES


def _is_column(text, values):
    """Whether they come from a file with one number on each line, as signals are often kept."""
    from_file = Path(text).suffix.lower() in NUMBER_SUFFIXES
    return from_file and len(shape(values)) == 2 and shape(values)[1] == 1


def _step(text, name, axes):
    """A stride or dilation: one whole number, or two if the axes have different ones.

    Example: for an image "2" and "2,2" are 2, "2,1" is (2, 1).
    """
    if axes == 1:
        return read_whole_number(text, name, 1, STEP)
    rows, columns = read_pair(text, name, 1, STEP)
    return rows if rows == columns else (rows, columns)


def kernel_numbers(text, files=True):
    """The Numbers of a kernel, given by its name, its numbers or, with files, a file of them; Unusable otherwise."""
    if not KERNEL_NAME.fullmatch(text):
        return read_numbers(text, "--kernel", most=WEIGHTS, files=files)
    try:
        return Numbers([list(row) for row in named(text).rows])
    except Unusable as reason:
        raise Unusable(f"--kernel: {reason}") from None
