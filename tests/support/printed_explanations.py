"""A reader of what why and mistakes print, which shares nothing with its writer: tables, sums, options of a command."""

import re
from fractions import Fraction

import numpy as np
from support.drawn_requests import at, made, numbers

from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import alike
from course.own_numbers.options import add_options, from_options
from course.terminal.arguments import Parser

NAMES = re.compile(r"\[([a-z0-9, -]+)\](?=[.,]|$)", re.MULTILINE)  # of mistakes, and what else is in brackets

# How many explanations there are.
SEVERAL = re.compile(r"^(\d+|Another) (?:other )?explanations? fits? .*$", re.MULTILINE)


OWN_NAMES = {mistake.unflipped_name: name for name, mistake in BANK.items() if mistake.unflipped_name}


def names_in(text):
    """The names of the bank that stand together in brackets, by whichever of their two names they are called."""
    found = [[own_name(name) for name in names.split(", ")] for names in NAMES.findall(text)]
    return [names for names in found if all(name in BANK for name in names)]


def own_name(label):
    """The name of the bank for what a mistake is called where a correlation is asked; any other as it is."""
    return OWN_NAMES.get(label, label)


TERM = re.compile(r"\[?\(?([^][()]+)\)?\]?\*\(?([^()]+)\)?")


WORKED = re.compile(r"y\[([\d, ]+)\] (asked for|given) +?= (.*)")


def value(text):
    return float(text) if text in ("nan", "inf", "-inf") else Fraction(text)


def columns(out):
    """The two tables that stand beside each other: rows of (number, whether it is marked)."""
    (block,) = [block for block in out.split("\n\n") if block.strip("\n").startswith("given")]
    title, *rows = block.strip("\n").split("\n")
    middle = title.index("asked for")
    tables = [[cells.split() for cells in part] for part in zip(*[(r[:middle], r[middle:]) for r in rows])]
    assert title.split() in (["given", "asked", "for"], ["given", "(*", "differs)", "asked", "for"])
    return [
        [[(value(c.rstrip("*")), c.endswith("*")) for c in cells] for cells in table if cells]
        for table in tables
    ]


def worked(out):
    """{"asked for": (index, terms or None, result), "given": ...} of the last lines.

    Of "4*2 + 1 = 9, made into 8" the terms are a sum with its number, ([(4, 2), (1, 1)], 9).
    """
    found = {}
    for line in out.split("\n"):
        if line.startswith("y[") and ", and would be " not in line:  # that is a slip
            index, name, sums = WORKED.fullmatch(line).groups()
            *terms, result = sums.split(" = ")
            bare = result.removesuffix(", which is not the plain sum of products")
            plain, _, made_into = bare.partition(", made into ")
            assert len(terms) == (bare == result) and name not in found
            pairs = (
                [tuple(map(value, TERM.fullmatch(t).groups())) for t in terms[0].split(" + ")]
                if terms
                else None
            )
            if made_into:
                pairs = pairs, value(plain)
            found[name] = tuple(map(int, index.split(", "))), pairs, value(made_into or plain)
    return found


PROBE = re.compile(r'--input "([^"]*)" --kernel "([^"]*)"((?: --[a-z]+ [A-Za-z0-9,]+)*)')
TRIED = re.compile(r'--input "([^"]*)"(?: --kernel "([^"]*)")?\.$', re.MULTILINE)


def request_in(text):
    """The Request that the options of a command in a text ask, as the command itself reads them."""
    x, h, more = PROBE.search(text).groups()
    words = ["--input", x, "--kernel", h, *more.split()]
    parser = Parser()
    add_options(parser)
    return from_options(parser.parse_args(words))


def tried_in(text, request):
    """The Request of the input that tells explanations apart; without a kernel in it, with that of the request."""
    x, h = TRIED.search(text).groups()
    return request.but(x=listed_for(request, x), h=listed_for(request, h) if h else request.h)


def listed_for(request, text):
    """Numbers as they are printed, as nested lists; for images a row by itself is one of an image."""
    numbers = listed(text)
    return [numbers] if request.axes == 2 and not isinstance(numbers[0], list) else numbers


def listed(text):
    """Numbers as they are printed, as nested lists."""
    rows = [[value(cell) for cell in row.split()] for row in text.rstrip("; ").split(";")]
    return rows if ";" in text else rows[0]


def numbers_are_true(text, request, values, exactly=True):
    """Whether the tables hold the numbers, * stands at those that differ, and the sums add up."""
    if request.axes > 2:
        assert not re.search("^given|^y\\[", text, re.MULTILINE)
        return
    right = made([], request)
    rows = [values, right] if request.axes == 2 else [[values], [right]]
    for table, expected in zip(columns(text), rows):
        assert alike([[n for n, _ in row] for row in table], [[*map(exact, row)] for row in expected])
    same_size = np.shape(values) == np.shape(right)
    marks = [marked for row in columns(text)[0] for _, marked in row]
    differ = [not alike(g, y) for g, y in zip(numbers(values), numbers(right))]
    assert marks == (differ if same_size else [False] * len(marks))
    assert ("(* differs)" in text) == same_size
    if "could be:" in text and not same_size:  # nothing is known to give them, and no number to be worked out
        assert not worked(text)
        return
    sums_are_true(worked(text), request, values, right)


def exact(number):
    return number if isinstance(number, float) else Fraction(number)


def sums_are_true(found, request, values, right):
    if not found:
        shared = [i for i in np.ndindex(np.shape(right)) if at(values, i) is not None]
        assert all(alike(at(values, i), at(right, i)) for i in shared)
        return
    index, terms, result = found["asked for"]
    assert not alike(at(values, index), at(right, index))
    products = [[*pair] for pair in window(request, index)]
    assert alike([[*pair] for pair in terms], products)
    assert alike(result, at(right, index)) and alike(result, total(terms))
    if len(found) == 1:  # what they only could be is not worked out
        return
    other, theirs, given = found["given"]
    assert index == other
    assert alike(given, at(values, index))
    if isinstance(theirs, tuple):  # a sum that was made into what is given
        theirs, plain = theirs
        assert alike(plain, total(theirs)) and not alike(plain, given)
    elif theirs is not None:
        assert alike(given, total(theirs))


def total(terms):
    return sum(x * h for x, h in terms)


def window(request, index):
    """The products of an output, (number, weight) each: NumPy's padding and slices."""
    padded = np.pad(np.array(request.x, object), request.sides, request.border)
    cut = [slice(i * s, i * s + (k - 1) * d + 1, d) for i, (_, k, s, d) in zip(index, request.each)]
    weights = np.array(request.h, object)
    return list(zip(padded[tuple(cut)].ravel(), (np.flip(weights) if request.flip else weights).ravel()))


def folded(out):
    """The characters of a text, however it is folded; tables may stand beside or below each other."""
    return sorted("".join(out.split()))
