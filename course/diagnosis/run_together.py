"""Two neighbouring numbers of a signal or a kernel that were read as one, one as two, one left out, or typed twice."""

from fractions import Fraction

from course.convolution import definition
from course.convolution.formatting import number
from course.convolution.nested import flat
from course.diagnosis.finding import Finding
from course.diagnosis.mistyped import ATTRIBUTES
from course.diagnosis.outcomes import Outcomes
from course.own_numbers.typed_text import as_typed

LEAST_OF_NUMBERS = 4  # given numbers
LEAST_OF_THEM_NOT_0 = 3
MOST_TYPED = 40  # numbers that are typed by hand; for more of them the search would take long
LONGEST_PARTED = 6  # digits of a number that may have been two

COMMA = "Hint: A comma is missing between them, so that the second is taken off the first."
SPACE = "Hint: A comma or a space is missing between them."
POINT = "Hint: A point stands where a comma or a space belongs."
PARTED = "Hint: A comma or a space stands inside of it."
COUNT = "Hint: Compare how many numbers there are: {} here."


class RunTogether(Finding):
    """The signal or the kernel with one number more or less, with which the definition gives the numbers.

    what     "input" or "kernel"
    values   all its numbers then
    happened what has become of which numbers, as a sentence's end: "2 and -3 have become 2 - 3 = -1"
    hint     what to look at
    """

    kind = "run together"

    def __init__(self, what, values, happened, hint):
        self.what, self.values, self.happened, self.hint = what, values, happened, hint

    def lines(self, request):
        """The numbers, what has happened to them, and what to look at."""
        asked = len(getattr(request, ATTRIBUTES[self.what]))
        return [
            f'These numbers would be right with the {self.what} "{as_typed(self.values)}": {self.happened}.',
            self.hint.format(f"{len(self.values)} in place of {asked}"),
        ]

    def source(self, request):
        """The request with these numbers, and the definition."""
        return request.but(**{ATTRIBUTES[self.what]: self.values}), definition

    def data(self):
        """Which numbers they are, and what they are."""
        return {"what": self.what, "values": self.values}


def run_together(request, given):
    """The RunTogethers that give the given numbers (a Given) of a Request for a signal.

    Those of the kernel if there are any, or else of the input.
    """
    not_0 = sum(value != 0 for value in flat(given.values))
    if request.axes > 1 or given.count < LEAST_OF_NUMBERS or not_0 < LEAST_OF_THEM_NOT_0:
        return []
    if max(len(request.x), len(request.h)) > MOST_TYPED:
        return []
    outcomes = Outcomes(request, given)
    for what in ("kernel", "input"):
        found = [
            RunTogether(what, *change)
            for change in changes_of_count(getattr(request, ATTRIBUTES[what]), request.decimal)
            if _fits(outcomes, request, what, change[0])
        ]
        if found:
            return found
    return []


def _fits(outcomes, request, what, values):
    """Whether the request gives the numbers of the Outcomes with these values."""
    other = request.but(**{ATTRIBUTES[what]: values})
    try:
        as_many = other.sizes == [outcomes.given.count]
    except ValueError:  # no window fits
        return False
    return as_many and outcomes.fits_as(other)


def changes_of_count(numbers, decimal=False):
    """What may have become of a list of numbers when it was typed or read: [(the list then, what happened, a hint), ...].

    Each list once, with one number more or less. decimal: whether to write 1.5 in place of 3/2.

    Example: changes_of_count([2, -3]) begins with ([-1], "2 and -3 have become 2 - 3 = -1", ...).
    """
    changes = []
    for place in range(len(numbers) - 1):
        one, other = numbers[place : place + 2]
        pair = f"{number(one, decimal)} and {number(other, decimal)} have become"
        for joined, words, hint in _joined(one, other, decimal):
            changes.append(([*numbers[:place], joined, *numbers[place + 2 :]], f"{pair} {words}", hint))
    for place, value in enumerate(numbers):
        before, after = numbers[:place], numbers[place + 1 :]
        for one, other in _parted(value):
            what = f"{number(value, decimal)} has become {one} and {other}"
            changes.append(([*before, one, other, *after], what, PARTED))
        name = f"the {number(value, decimal)} at place {place} (counted from 0)"
        changes.append(([*before, value, value, *after], f"{name} stands there twice", COUNT))
        if before or after:
            changes.append(([*before, *after], f"{name} is missing", COUNT))
    different = []
    for change in changes:
        if change[0] not in [other for other, *_ in different]:
            different.append(change)
    return different


def _joined(one, other, decimal):
    """The numbers that two are read as where nothing stands between them, or a point: (the number, words, a hint)."""
    if other < 0:
        words = f"{number(one, decimal)} - {number(-other, decimal)} = {number(one + other, decimal)}"
        yield one + other, words, COMMA
    elif isinstance(one, int) and isinstance(other, int):
        if one:
            yield int(f"{one}{other}"), f"{one}{other}", SPACE
        yield Fraction(f"{one}.{other}"), f"{one}.{other}", POINT


def _parted(value):
    """The pairs of whole numbers that a number is read as with a space or a comma in it.

    Example: list(_parted(-123)) is [(-1, 23), (-12, 3)], and list(_parted(Fraction(3, 2))) is [(1, 5)].
    """
    text = number(value, decimal=True)
    if len(text) > LONGEST_PARTED:
        return
    if "." in text:
        ends = [text.split(".")]
    else:
        ends = [(text[:place], text[place:]) for place in range(1, len(text))]
    for one, other in ends:
        if one != "-0" and _is_whole(one.removeprefix("-")) and _is_whole(other):
            yield int(one), int(other)


def _is_whole(text):
    """Whether a text is a whole number as people type it, without a 0 that leads it."""
    return text.isdecimal() and text == str(int(text))
