"""
The mistakes that this course can name, and one of them with the smallest input
that singles it out.

  python -m course mistakes               all of them, those made most often first
  python -m course mistakes centre-one    one of them, worked out both ways

Exit codes: 0 fine, 2 there is no mistake of that name.
"""

import shutil
import textwrap
from difflib import get_close_matches
from itertools import groupby

from course.convolution.formatting import fold
from course.convolution.nested import shape
from course.diagnosis.cause import Cause, answer
from course.diagnosis.explanation import Explanation
from course.diagnosis.given import Given
from course.diagnosis.why import drawn
from course.errors import Unusable, quoted
from course.mistakes.bank.all_mistakes import BANK, EXERCISE_MISTAKES
from course.mistakes.equivalents import covering, twins
from course.mistakes.mistake import LISTED
from course.mistakes.smallest_input import smallest_input
from course.own_numbers.request import request_of
from course.own_numbers.typed_text import as_typed, as_words
from course.terminal.arguments import Parser


def main(words):
    """python -m course mistakes: print the list, or one mistake; return the exit code."""
    parser = Parser(prog="python -m course mistakes", description=__doc__)
    parser.add_argument("name", nargs="?", help="one of the list")
    name = parser.parse_args(words).name
    width = max(shutil.get_terminal_size().columns, 20)
    print(*(listed(width) if name is None else told(name, width)), sep="\n")
    return 0


def told(name, width=80):
    """The mistake of a name as lines; one of an exercise alone has no input of its own to be worked out."""
    if name in BANK:
        return worked_out(BANK[name], width)
    if name in EXERCISE_MISTAKES:
        return [line for part in about(EXERCISE_MISTAKES[name]) for line in fold(part, width)]
    near = get_close_matches(name, (*BANK, *EXERCISE_MISTAKES), n=3)
    hint = f"nearest: {', '.join(near)}" if near else "python -m course mistakes lists them"
    raise Unusable(f"no mistake is called {quoted(name)}; {hint}")


def about(mistake):
    """The first lines on a mistake: its name and where it can be made, what it gives, a hint."""
    return [f"{mistake.name} ({', '.join(mistake.places)})", mistake.sentence(), f"Hint: {mistake.hint}"]


def listed(width=80):
    """The bank as lines: the names and what each gives the numbers of."""
    read = 'Read each as "this gives exactly the numbers of"; the most frequent come first.'
    lines = fold(f"{len(BANK)} mistakes. {read}", width)
    for mistake in BANK.values():
        lines += fold(f"{mistake.name:22} {mistake.says}", width, " " * 4)
    for place, slips in groupby(EXERCISE_MISTAKES.values(), key=lambda slip: slip.places[0]):
        lines += ["", *fold(f"In {place} alone:", width)]
        for slip in slips:
            lines += fold(f"{slip.name:22} {slip.says}", width, " " * 4)
    return [*lines, "", *fold("python -m course mistakes NAME works one of them out.", width)]


def worked_out(mistake, width=80):
    """One mistake as lines: what it gives, a hint, and its smallest input, worked out with and without it."""
    probe = smallest_input(mistake)
    request = request_of(probe.x, probe.h, **probe.options)
    cause = Cause((mistake,))
    values = answer(request, cause.world)
    same = [f"The same function: {', '.join(twins(mistake.name))}."] if twins(mistake.name) else []
    others = covering(mistake.name, mistake.places[0])
    same += [f"One input alone cannot tell it from {' or '.join(others)}."] if others else []
    same += [f"Seen in {mistake.seen}."] if mistake.seen != LISTED else []
    parts = [*about(mistake), *same, "", "The smallest input found that singles it out:"]
    lines = [line for part in parts for line in fold(part, width)]
    lines += textwrap.wrap(as_words(probe), width, initial_indent="  ", subsequent_indent="    ")
    if len(shape(values)) > 2:
        return [*lines, *_nested(values, request, width)]
    return [*lines, *drawn(Explanation(request, Given(values), "mistake", [cause]), width)]


def _nested(values, request, width):
    """Outputs with channels, which have no table: as lists."""
    both = {"given": values, "asked for": request.output}
    return [
        line for name, lists in both.items() for line in textwrap.wrap(f"{name}: {as_typed(lists)}", width)
    ]
