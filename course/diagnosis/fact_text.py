"""What is known of wrong numbers, or of a function that gives them: facts, and the sentences that say them."""

from typing import NamedTuple

from course.convolution.formatting import listed_with_and, mode_in_words, number


class Fact(NamedTuple):
    """One thing that is known: its kind, which is a key of SENTENCES, and the values in its sentence.

    Example: Fact("agree", (3, 5)) says that 3 of the 5 numbers are right; str() makes the sentence.
    """

    kind: str
    values: tuple = ()

    def __str__(self):
        return SENTENCES[self.kind](*self.values)


def _by(sizes):
    """A shape in words: (2, 3) is "2 x 3"."""
    return " x ".join(map(str, sizes)) or "no"


def _exact(value):
    return number(value, decimal=True)


def _y(index):
    """An output by its index: (0, 2) is "y[0, 2]"."""
    return f"y{list(index)}"


def _lines(name, lines):
    """Rows or columns by their indices: ("row", [1, 2]) is "rows 1, 2"."""
    plural = "s" if len(lines) > 1 else ""
    return f"{name}{plural} {', '.join(map(str, lines))}"


COUNTS = ("no", "one", "two", "three", "four")  # in words; larger ones in digits
OTHER_END = {"first": "last", "last": "first"}


def _in_words(count):
    """A count in a sentence: 2 is "two", 7 is "7"."""
    return COUNTS[count] if count < len(COUNTS) else str(count)


def part_in_words(fact):
    """Which part of the right numbers a Fact of the kind "some numbers" or "some lines" says that they are.

    Example: for Fact("some numbers", ("first", 2, 5, [1, 2, 3])) it is "the first 2 of the 5 numbers".
    """
    parts = [("number", *fact.values[:3])] if fact.kind == "some numbers" else fact.values
    return listed_with_and([_part(*one) for one in parts])


def _part(kind, end, count, of):
    """What is left along one axis: ("row", "first", 1, 4) is "the first of the 4 rows"."""
    how_many = "" if count == 1 else f" {count}"
    return f"the {end}{how_many} of the {of} {kind}s"


def _some_numbers(end, count, of, missing):
    """The sentence of a signal's output whose numbers at one end were given, and the others are missing."""
    which = f"{'This is' if count == 1 else 'These are'} {_part('number', end, count, of)}, and right"
    other = OTHER_END[end]
    if len(missing) >= len(COUNTS):
        return f"{which}: the {other} {len(missing)} are missing."
    verb = "is" if len(missing) == 1 else "are"
    numbers = listed_with_and([_exact(value) for value in missing])
    return f"{which}: the {other} {_in_words(len(missing))}, {numbers}, {verb} missing."


def _some_lines(*lines):
    """The sentence of an image's output whose first or last rows, columns or both were given.

    lines: ("row", "first", count, of) and the same for columns, for those of which some are missing.
    """
    parts = [_part(*line) for line in lines]
    if len(lines) > 1:
        return f"These are {listed_with_and(parts)}, and right: the others are missing."
    ((kind, end, count, of),) = lines
    which = f"{'This is' if count == 1 else 'These are'} {parts[0]}, and right"
    if of - count == 1:
        return f"{which}: the {OTHER_END[end]} {kind} is missing."
    return f"{which}: the {OTHER_END[end]} {_in_words(of - count)} {kind}s are missing."


def _two_differ(indices, right, given):
    """The sentence of two wrong numbers: where they are, the right and the given ones, in the same order."""
    which, exact, theirs = (
        listed_with_and(texts) for texts in (map(_y, indices), map(_exact, right), map(_exact, given))
    )
    return f"Only {which} are wrong: they are {theirs}, and should be {exact}."


def _missing(ends, of_large):
    """The sentence of what is missing each time: the ends along each axis, "" where all is there.

    of_large: whether only results with 3 numbers or more along each axis count.
    """
    if len(ends) == 1:
        which = [f"the {ends[0]} number"]
    else:
        which = [f"the {end} {line}" for end, line in zip(ends, ("row", "column")) if end]
    several = len(which) > 1 or "and" in which[0]
    missing = f"{listed_with_and(which)} {'are' if several else 'is'} missing, and the rest is right"
    where = "Where the result has 3 rows and columns or more" if of_large else "Each time"
    return f"{where}, {missing}."


def _holds_right(right, place, given):
    """The sentence of right numbers, of this shape, that stand from this place on among more given ones."""
    if len(right) > 1:
        return f"The {_by(right)} numbers asked for stand among these, from {_y(place)} on."
    ((count,), (before,), (every,)) = right, place, given
    last = before + count - 1
    sides = [
        f"{many} {where}" for many, where in ((before, "before them"), (every - 1 - last, "behind")) if many
    ]
    return (
        f"The {count} numbers asked for stand among these, as {_y([before])} to {_y([last])}: "
        f"{listed_with_and(sides)} are too many."
    )


def _stand_in_right(given, place, right):
    """The sentence of given numbers, of this shape, that stand from this place on among more right ones."""
    return f"These are {_by(given)} of the {_by(right)} numbers asked for, those from {_y(place)} on."


def _places(by):
    """How far numbers have moved along each axis: (1,) is "one place later", (0, -1) "one column too far left"."""
    if len(by) == 1:
        count = _in_words(abs(by[0]))
        return f"{count} place{'s' if abs(by[0]) > 1 else ''} {'later' if by[0] > 0 else 'earlier'}"
    told = []
    for step, line, towards in zip(by, ("row", "column"), (("up", "down"), ("left", "right"))):
        if step:
            told.append(
                f"{_in_words(abs(step))} {line}{'s' if abs(step) > 1 else ''} too far {towards[step > 0]}"
            )
    return listed_with_and(told)


def _how_many_agree(count, of, what):
    """That so many of these numbers agree; what: "number", or of which kind they are."""
    if of == 1:
        return f"The size is right, and the {what} {'agrees' if count else 'differs'}."
    some = f"{count or 'none'} of the {of} {what}s {'agree' if count > 1 else 'agrees'}"
    return f"The size is right, and {some}."


def _known_in_place(given, right, count):
    """The sentence of so many known numbers that are right, where only the size is wrong."""
    one, several = "known number is right, in its place", "known numbers are right, each in its place"
    are_right = one if count == 1 else several
    return f"The size given is {_by(given)}, and {_by(right)} was asked for: the {are_right}."


def _in_other_rows(given):
    """The sentence of right numbers in rows of another length; given: their shape."""
    rows = "in one row; a semicolon ends a row" if given[:-1] == (1,) else f"but laid out as {_by(given)}"
    return f"They are the right numbers in their order, {rows}."


def _any_size(only_some):
    return " that there is one" if only_some else ""


SENTENCES = {  # kind: its sentence, made of the values
    # of given numbers
    "size": lambda given, right: f"The size given is {_by(given)}, and {_by(right)} was asked for.",
    "size of mode": lambda mode: f"The size is that of {mode_in_words(mode)}.",
    "holds right": _holds_right,
    "stand in right": _stand_in_right,
    "size exchanged": lambda: "That is the size asked for, with rows and columns exchanged.",
    "agree": lambda count, of: _how_many_agree(count, of, "number"),
    "known agree": lambda count, of: _how_many_agree(count, of, "known number"),
    "known in place": _known_in_place,
    "known moved": lambda by: (
        f"The known numbers are right ones, but not in their places: they stand {_places(by)}."
    ),
    "in other rows": _in_other_rows,
    "one differs": lambda index, right, given: (
        f"Only {_y(index)} is wrong: it is {_exact(given)}, and should be {_exact(right)}."
    ),
    "two differ": _two_differ,
    "two exchanged": lambda one, two: f"Only {_y(one)} and {_y(two)} are wrong: they have changed places.",
    "wrong as": lambda mistake, name: (
        f"The wrong ones are those of {mistake.removesuffix('.')} [{name}]; the others are right."
    ),
    "some numbers": _some_numbers,
    "some lines": _some_lines,
    "at border": lambda: (
        "Only numbers whose window leaves the input differ, and no border known here gives them."
    ),
    "at border times": lambda factor: (
        f"Only numbers whose window leaves the input differ, and each of them is {_exact(factor)} times what was asked for."
    ),
    "inside": lambda: "Only numbers whose window lies wholly on the input differ.",
    "rows": lambda rows: f"All differences are in {_lines('row', rows)}.",
    "columns": lambda columns: f"All differences are in {_lines('column', columns)}.",
    # rules that make the right numbers the given ones
    "reordered": lambda: "They are the right numbers in another order.",
    "plus": lambda offset: f"Each is the right number plus {_exact(offset)}.",
    "times": lambda factor: f"Each is the right number times {_exact(factor)}.",
    "one too early": lambda: "Up to the last but one, each is the right number of the next place.",
    "one too late": lambda: "From the second on, each is the right number of the place before.",
    # of a function that was tried on several inputs
    "wrong on small": lambda: "It goes wrong on small inputs only.",
    "unsteady": lambda: (
        "Called twice with the same input it gives different numbers: some are never written, as np.empty leaves "
        "them, or it keeps something from one call to the next."
    ),
    "wrong on all": lambda of: f"It goes wrong on all {of} inputs.",
    "wrong on some": lambda count, of: f"It goes wrong on {count} of {of} inputs.",
    "wrong only where": lambda *traits: (
        f"Of the inputs tried it goes wrong only {' and '.join(TRAIT_WORDS[trait] for trait in traits)}, "
        "and always there."
    ),
    "wrong at most where": lambda trait, count, of: (
        f"Of the inputs tried it goes wrong only {TRAIT_WORDS[trait]}: on {count} of {of} there."
    ),
    "wrong at most where both": lambda one, other, count, of: (
        f"Of the inputs tried it goes wrong only {TRAIT_WORDS[one]} and {TRAIT_WORDS[other]}: on {count} of {of} there."
    ),
    "never numbers": lambda of: f"It gives no numbers for any of {of} inputs.",
    "no numbers": lambda count, of: f"It gives no numbers for {count} of {of} inputs.",
    "wrong size": lambda only_some: f"The size of its result is wrong each time{_any_size(only_some)}.",
    "missing": _missing,
    "begins rightly": lambda: "Each time it gives the beginning of what is right, and the end is missing.",
    "right part": lambda where: (
        f"Each time the right numbers stand {where} of its result, and others are too many."
    ),
    "k - 1 too many": lambda: (
        "Each time its result is k - 1 too large along each axis, where k is the kernel's size."
    ),
    "moved": lambda by: f"Each time the right numbers stand {_places(by)}.",
    "size 3 only": lambda: "It is right only where the kernel has size 3.",
    "right size": lambda only_some: f"The size of its result is right each time{_any_size(only_some)}.",
    "wrong numbers": lambda where: f"Numbers are wrong only {WHERE_WORDS[where]}.",
    "zeros": lambda: "Each number that is wrong is 0.",
    "stopped": lambda not_tried, of: (
        f"The search stopped early: of {of} pairs of mistakes {not_tried} were not tried."
    ),
}

TRAIT_WORDS = {  # what an input may have: the keys of TRAITS, and "VALID" for those who write modes in capitals
    "full": "in mode 'full'",
    "same": "in mode 'same'",
    "valid": "in mode 'valid'",
    "VALID": "in mode 'VALID'",
    "SAME": "in mode 'SAME'",
    "padded": "in the modes that pad",
    "kernel of one": "where the kernel is a single number",
    "even kernel": "where the kernel has an even size",
    "even rows": "where the kernel has an even number of rows",
    "even columns": "where the kernel has an even number of columns",
    "kernel not square": "where the kernel is not square",
    "image not square": "where the image is not square",
    "large kernel": "where the kernel has more than 3 rows or columns",
    "stride": "where there is a stride",
    "different strides": "where the strides of rows and columns differ",
    "several images": "where there are several images",
    "several channels": "where there are several channels",
    "several filters": "where there are several filters",
    "bytes": "where the input is of bytes (uint8)",
    "nan": "where there is a nan",
    "fractions in kernel": "where the kernel has fractions",
    "fractions": "where there are fractions",
}

WHERE_WORDS = {  # where an output may lie: the keys of WHERE
    "corners": "in the corners",
    "first row": "in the first row",
    "last row": "in the last row",
    "first column": "in the first column",
    "last column": "in the last column",
    "first": "at the first place",
    "last": "at the last place",
    "beyond corners": "where the kernel reaches beyond a corner, outside along the rows and along the columns",
    "beyond start": "where the kernel reaches beyond the start",
    "beyond end": "where the kernel reaches beyond the end",
    "beyond input": "where the kernel reaches beyond the input",
    "on input": "where the kernel lies wholly on the input",
}
