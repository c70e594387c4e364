"""
Which mistake a function in your file makes, for any function of an image (or a
signal) and a kernel, whatever it is called and however it is called.

  python -m course diagnose my_file.py                     its only function
  python -m course diagnose my_file.py --function blur     one of several
  python -m course diagnose my_file.py --convolution       it is to flip the kernel

How the function is called, its size, its border, and whether it is to be a
convolution or a correlation are found out by trying, and said; --kind, --mode,
--border, --kernels, --convolution and --correlation overrule that.

Functions of other kinds are taken as well, by their names or by --kind: moving
averages and box blurs (average), functions of an image alone as sharpen or
sobel_x (filter), Gaussian blurs (blur) and kernels (gaussian), pooling, one step
of a layer (step), the strength of edges (sobel), and an image with a kernel for
its rows and one for its columns (separable).

Your file runs in a process of its own, with limits; a line on stderr says how
well it is contained.

Exit codes: 0 the function is right, 1 it is not, 2 the file or the function
cannot be used, 130 stopped by Ctrl-C.
"""

import re
import shutil
from argparse import ArgumentTypeError

from course.convolution.formatting import fold
from course.convolution.sizes import MODES
from course.diagnosis.calling import BORDERS_ASKED, KINDS_OF_FUNCTIONS
from course.diagnosis.further_kinds import FURTHER_KINDS
from course.errors import Unusable, printable, quoted
from course.practice.check import (
    NARROWEST,
    PRINTED_LINES,
    REQUIRED,
    add_limits,
    say_what_contains,
)
from course.practice.reader_file import read_reader_file
from course.practice.which_exercise import refuse_lesson_or_notebook
from course.practice.which_function import function_to_diagnose
from course.sandbox.containment import require_bubblewrap
from course.sandbox.sandboxed_run import Limits, run_diagnosis
from course.terminal.arguments import Parser
from course.terminal.exits import DIFFERS

SIZES_OF_KERNELS = re.compile(r"[1-9]\d?(x[1-9]\d?)?")


def main(words):
    """python -m course diagnose: print what is known of a function in a file; return the exit code."""
    options = _diagnose_parser().parse_args(words)
    refuse_lesson_or_notebook(options.file)
    file = read_reader_file(options.file)
    function = options.function or function_to_diagnose(file)
    if options.contain == REQUIRED:
        require_bubblewrap()
    told = {name: getattr(options, name) for name in ("kind", "mode", "flip", "border", "kernels")}
    told = {name: value for name, value in told.items() if value is not None}
    diagnosis = run_diagnosis(file, {"function": function, "told": told}, Limits(seconds=options.seconds))
    if diagnosis.refused:
        raise Unusable(f"{quoted(file.name, 40)}: {diagnosis.refused}")
    say_what_contains()
    _print_diagnosis(file, function, diagnosis)
    return 0 if diagnosis.right else DIFFERS


def _print_diagnosis(file, function, diagnosis):
    width = max(shutil.get_terminal_size().columns, NARROWEST)
    print(f"{printable(file.name, 60)}: {printable(function, 60)}\n")
    lines = list(diagnosis.lines)
    if diagnosis.printed:
        lines.append(f"The file printed: {' | '.join(diagnosis.printed.splitlines()[:PRINTED_LINES])}")
    for line in lines:
        for part in fold(line, width, "  "):
            print(part)


# ---- options


def _diagnose_parser():
    parser = Parser(prog="python -m course diagnose", description=__doc__)
    add = parser.add_argument
    add("file", metavar="FILE", help="a .py file")
    add("--function", metavar="NAME", help="which of its functions, if there are several")
    kinds = (*KINDS_OF_FUNCTIONS, *FURTHER_KINDS)
    add("--kind", choices=kinds, metavar="KIND", help=f"what it is a function of: {', '.join(kinds)}")
    add("--mode", choices=MODES, help="the size of its result")
    add("--border", choices=BORDERS_ASKED, help="what is to stand beyond the edge")
    add("--kernels", type=_kernels, metavar="{any,odd,square,3x3}", help="the kernels that it is to serve")
    flips = parser.add_mutually_exclusive_group()
    flips.add_argument(
        "--convolution", dest="flip", action="store_true", default=None, help="it is to flip the kernel"
    )
    flips.add_argument(
        "--correlation", dest="flip", action="store_false", default=None, help="it is to leave the kernel"
    )
    add_limits(parser)
    return parser


def _kernels(word):
    """any, odd or square, or the sizes in "3x3"; of a line "3"."""
    if word in ("any", "odd", "square"):
        return word
    if not SIZES_OF_KERNELS.fullmatch(word):
        raise ArgumentTypeError(
            f"invalid kernels: {quoted(word)}; there is any, odd, square, or a size as 3x3"
        )
    return [int(size) for size in word.split("x")]
