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
from typing import NamedTuple

from course.convolution.formatting import fold
from course.convolution.nested import shape
from course.diagnosis.cause import output_or_none, world
from course.diagnosis.given import Given
from course.diagnosis.side_by_side import numbers_side_by_side, worked_out_both_ways
from course.errors import Unusable, quoted
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.equivalents import covering, twins
from course.mistakes.mistake import LISTED, Mistake
from course.mistakes.smallest_input import Probe, smallest_input
from course.own_numbers.request import Request, request_of
from course.own_numbers.typed_text import as_typed, as_words
from course.practice.exercise_files import mistakes_of_exercises
from course.terminal.arguments import Parser
from course.terminal.command_line import command_line


def main(words):
    """python -m course mistakes: print the list, or one mistake; return the exit code."""
    parser = Parser(prog="python -m course mistakes", description=__doc__)
    parser.add_argument("name", nargs="?", help="one of the list")
    name = parser.parse_args(words).name
    width = max(shutil.get_terminal_size().columns, 20)
    lines = every_mistake(width) if name is None else one_mistake(name, width)
    print("\n".join(lines))
    return 0


# ---- the list


def every_mistake(width=80):
    """The bank as lines: the names and what each gives the numbers of; those of single exercises last."""
    read = 'Read each as "this gives exactly the numbers of"; the most frequent come first.'
    lines = fold(f"{len(BANK)} mistakes. {read}", width)
    for mistake in BANK.values():
        lines += _in_the_list(mistake, width)
    for exercise, its_own in groupby(mistakes_of_exercises().values(), key=lambda mistake: mistake.places[0]):
        lines += ["", *fold(f"In {exercise} alone:", width)]
        for mistake in its_own:
            lines += _in_the_list(mistake, width)
    return [*lines, "", *fold(f"{command_line('mistakes NAME')} works one of them out.", width)]


def _in_the_list(mistake, width):
    """A mistake's name, and beside it what it gives the numbers of."""
    return fold(f"{mistake.name:22} {mistake.says}", width, " " * 4)


# ---- one of them


def one_mistake(name, width=80):
    """The mistake of a name as lines; one of an exercise alone has no input of its own to be worked out.

    The name may be the one that it has where a correlation is asked.
    """
    labels = {
        label: mistake
        for mistake in BANK.values()
        for label in (mistake.unflipped_name, mistake.name)
        if label
    }
    if name in labels:
        return worked_out(labels[name], width)
    of_exercises = mistakes_of_exercises()
    if name in of_exercises:
        lines = []
        for sentence in about_mistake(of_exercises[name]):
            lines += fold(sentence, width)
        return lines
    near = get_close_matches(name, (*BANK, *of_exercises), n=3)
    hint = f"nearest: {', '.join(near)}" if near else f"{command_line('mistakes')} lists them"
    raise Unusable(f"no mistake is called {quoted(name)}; {hint}")


def about_mistake(mistake):
    """The first sentences on a mistake: its name and where it can be made, what it gives, a hint."""
    return [f"{mistake.name} ({', '.join(mistake.places)})", mistake.sentence(), f"Hint: {mistake.hint}"]


def worked_out(mistake, width=80):
    """One mistake as lines: what it gives, a hint, and its smallest input, worked out with and without it."""
    example = example_of(mistake)
    sentences = [
        *about_mistake(mistake),
        *beside_others(mistake),
        "",
        "The smallest input found that singles it out:",
    ]
    lines = []
    for sentence in sentences:
        lines += fold(sentence, width)
    lines += textwrap.wrap(as_words(example.probe), width, initial_indent="  ", subsequent_indent="    ")
    if len(shape(example.values)) > 2:
        return [*lines, *_as_lists(example.values, example.request, width)]
    lines += ["", *numbers_side_by_side(example.request, Given(example.values), width)]
    sums = sums_of_example(example, width)
    return [*lines, "", *sums] if sums else lines


class Example(NamedTuple):
    """The smallest input that singles a mistake out: the Probe, its Request, and the values that the mistake gives."""

    mistake: Mistake
    probe: Probe
    request: Request
    values: list


def example_of(mistake):
    """The Example of a mistake of the bank."""
    probe = smallest_input(mistake)
    request = request_of(probe.x, probe.h, **probe.options)
    return Example(mistake, probe, request, output_or_none(request, world(mistake)))


def sums_of_example(example, width=80):
    """Lines: one number of an Example that differs, worked out both ways; none where its sums cannot be written."""
    return worked_out_both_ways(
        example.request, Given(example.values), (example.request, world(example.mistake)), width
    )


def beside_others(mistake):
    """Which mistakes are the same function, which cannot be told from it by one input, and where it was seen."""
    sentences = []
    same = twins(mistake.name)
    if same:
        sentences.append(f"The same function: {', '.join(same)}.")
    others = covering(mistake.name, mistake.places[0])
    if others:
        sentences.append(f"One input alone cannot tell it from {' or '.join(others)}.")
    if mistake.unflipped_name:
        sentences.append(
            f"Where a correlation is asked (--no-flip) it is [{mistake.unflipped_name}]: "
            f"these are then the numbers of {mistake.unflipped}"
        )
    if mistake.seen != LISTED:
        sentences.append(f"Seen in {mistake.seen}.")
    return sentences


def _as_lists(values, request, width):
    """Outputs with channels, which have no table: the lists, as a reader would type them."""
    lines = []
    for name, output in {"given": values, "asked for": request.output}.items():
        lines += textwrap.wrap(f"{name}: {as_typed(output)}", width)
    return lines
