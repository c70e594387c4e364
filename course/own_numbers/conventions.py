"""
The passport of "same": what each engine does where engines differ, found out by running it now.

  python -m course engines              the table; TensorFlow takes seconds to start
  python -m course engines --markdown   the same for a page

Exit codes: 0 fine, 2 the request cannot be used.
"""

import shutil
import textwrap
import warnings

import numpy as np

from course.convolution.definition import convolve1d
from course.convolution.formatting import beside
from course.own_numbers.engine_runs import apply_engine
from course.own_numbers.engines import ENGINES
from course.terminal.arguments import Parser

LEGEND = """\
  flips     whether it flips the kernel: yes is a convolution, no a correlation
  k=2, k=4  where the odd zero of 'same' goes when the kernel has 2 or 4 weights
  longer    how many numbers 'same' has when 2 numbers meet a kernel of 4
  valid     what 'valid' does then: swaps the two (a correlation then comes out
            backwards); - has no modes; none: no result (TensorFlow is not
            called then: it may return memory that nobody wrote)
  uint8     200 + 100 in uint8: wraps (44), floats (300.0), or an error
  nan       what one nan reaches: its own windows (ndimage leaves out weights of
            0), all, or varies: all of a large input
  stride    SAME at stride 2: its own zeros, or none: it has no stride
A * marks what differs from the first line."""


def passport():
    """What each installed engine does: {engine: {question: answer in a word}}, made by running all of them."""
    answers = {}
    for name, engine in ENGINES.items():
        if engine.installed:
            answers[name] = {question: ask(engine) for question, ask in QUESTIONS.items()}
    return answers


# ---- questions: each is asked of an engine, and answered in a word


def _numbers(engine, x, h, mode="same", dtype=np.int32, **options):
    """What an engine gives for a signal and a kernel, which are one row for an engine of images: a list."""
    x, h = np.array(x, dtype), np.array(h, dtype)
    if 1 not in engine.axes:
        x, h = x[None], h[None]
    return apply_engine(engine.name, x, h, mode, **options).ravel().tolist()


def _flips(engine):
    """Whether it flips the kernel: 1 2 3 slid over 0 1 0 comes out as it is, or backwards in a correlation."""
    output = np.rint(_numbers(engine, [0, 1, 0], [1, 2, 3])).tolist()
    return {(1, 2, 3): "yes", (3, 2, 1): "no"}[tuple(output)]


def _odd_zero(k):
    """The question where the odd zero goes for a kernel of k ones: the window at that end has fewer numbers.

    The numbers are 1, 2, 4, 8, 16, so that the binary digits of a sum say how many of them were added.
    Example: for k=2 and the zero before, the sums are 1, 3, 6, 12, 24: one number in the first, two in the last.
    """

    def answer(engine):
        sums = np.rint(_numbers(engine, [1, 2, 4, 8, 16], [1] * k)).astype(int)
        in_first, in_last = sums[0].bit_count(), sums[-1].bit_count()
        return "before" if in_first < in_last else "after"

    return answer


def _longer(engine):
    """How many numbers 'same' has for 2 numbers and 4 weights."""
    return str(len(_numbers(engine, [1, 2], [1, 2, 5, 4])))


def _valid(engine):
    """What 'valid' does for 2 numbers and 4 weights."""
    if not engine.modes:
        return "-"
    x, h = [6, 2], [1, 2, 5, 4]
    try:
        output = np.rint(_numbers(engine, x, h, "valid")).tolist()
    except (ValueError, ArithmeticError):
        return "none"
    swapped = convolve1d(h, x, "valid", flip=engine.flips)
    return "swaps" if output in (swapped, swapped[::-1]) else str(len(output))


def _bytes(engine):
    """What becomes of 200 + 100 in uint8, which has no 300: 44 is what is left of it."""
    try:
        output = _numbers(engine, [200, 100], [1, 1], dtype=np.uint8)
    except Exception:  # whatever the library says: it does not take them
        return "error"
    if 44 in output:
        return "wraps"
    return "floats" if isinstance(output[0], float) else "right"


def _nan(engine):
    """Asked of a small and of a large input, since signal.convolve chooses its method by the size."""
    answers = set()
    for size in (9, 40):
        x = np.ones([size] * max(engine.axes))
        h = np.full([3] * max(engine.axes), 0.5)
        x[(4,) * x.ndim] = np.nan
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # SciPy warns of what is asked here
            nans = np.isnan(apply_engine(engine.name, x, h, "same")).sum()
        answers.add({h.size: "windows", x.size: "all"}[nans])
    return answers.pop() if len(answers) == 1 else "varies"


def _stride(engine):
    """Whether its SAME at stride 2 is more than every second number of its SAME at stride 1."""
    if engine.library != "tensorflow":
        return "none"
    x, h = [1, 2, 3, 4, 5, 6], [1, 1, 1]
    stride = 2 if 1 in engine.axes else (1, 2)
    strided = _numbers(engine, x, h, "SAME", stride=stride)
    every_second = _numbers(engine, x, h, "SAME")[::2]
    return "own" if strided != every_second else "shared"


QUESTIONS = {
    "flips": _flips,
    "k=2": _odd_zero(2),
    "k=4": _odd_zero(4),
    "longer": _longer,
    "valid": _valid,
    "uint8": _bytes,
    "nan": _nan,
    "stride": _stride,
}


# ---- the table


def passport_table(answers, width=80):
    """The passport as text; on a narrow terminal each engine has lines of its own."""
    rows = _marked(answers, "{}*")
    columns = {"engine": "\n".join(rows)}
    for question in QUESTIONS:
        columns[question] = "\n".join(row[question] for row in rows.values())
    lines = beside(columns, gap=1)
    if max(map(len, lines)) <= width:
        return "\n".join(lines)
    paragraphs = []
    for name, row in rows.items():
        sentence = ", ".join(f"{question} {answer}" for question, answer in row.items())
        paragraphs.append(textwrap.fill(f"{name}: {sentence}", width, subsequent_indent="  "))
    return "\n".join(paragraphs)


def passport_markdown(answers):
    """The passport as a table of a page; what differs from the first line is bold."""
    rows = [["engine", *QUESTIONS], ["---"] * (1 + len(QUESTIONS))]
    rows += [[f"`{name}`", *row.values()] for name, row in _marked(answers, "**{}**").items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _marked(answers, mark):
    """The answers, with a mark, such as "{}*", on those that differ from the first engine's."""
    first = next(iter(answers.values()))

    def marked(row):
        return {
            question: answer if answer == first[question] else mark.format(answer)
            for question, answer in row.items()
        }

    return {name: marked(row) for name, row in answers.items()}


def main(words):
    """python -m course engines: print the passport; return the exit code."""
    parser = Parser(prog="python -m course engines", description=f"{__doc__}\n{LEGEND}")
    parser.add_argument("--markdown", action="store_true", help="as a table for a page")
    options = parser.parse_args(words)
    answers = passport()
    if options.markdown:
        print(passport_markdown(answers))
        return 0
    width = max(shutil.get_terminal_size().columns, 20)
    legend = [textwrap.fill(line, width, subsequent_indent=" " * 4) for line in LEGEND.split("\n")]
    print(passport_table(answers, width), "", *legend, sep="\n")
    missing = [name for name in ENGINES if name not in answers]
    if missing:
        print(f"Not installed: {', '.join(missing)}.")
    return 0
