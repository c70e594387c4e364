"""
Whether what why says of numbers is true of the function that made them:
python tests/benchmarks/true_names.py [--cases 5000] [--seed 0] [--part 1/2]

Functions that are known make the numbers, on small inputs drawn at random:
    a mistake     of the bank, or two of those made most often, one after the other
    a mutant      a mistake in the definition that the bank does not have (tests/support/mutants.py)
    a slip        the right numbers, or those of a mistake, of which one or two were changed
    an engine     NumPy, SciPy and Pillow as they are called, with arrays of bytes, of 16 and 64 bits, of floats
What explains the numbers is then held against the function on fresh larger inputs, with
the same options and a kernel of the same size, as a name says nothing of other sizes. An answer is
    right or cut  the numbers are the right ones
    true          every explanation that is given alone gives what the function gives, wherever it was tried
    among others  several are given, and one of them does
    a condition   only said of these numbers: a number that may be mistyped
    not explained
    could be      listed as what it could be, and not said
    false         given alone, and the function parts from it; or several are given, and it parts from all
Printed is a table, and each false answer with its request.
"""

import argparse
import random
import sys
import time
from collections import Counter
from fractions import Fraction
from math import prod
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import numpy as np  # noqa: E402
from scipy import ndimage, signal  # noqa: E402
from support.mutants import OWN  # noqa: E402

from course.convolution import definition  # noqa: E402
from course.convolution.nested import arranged, flat, shape  # noqa: E402
from course.diagnosis.cause import output_or_none  # noqa: E402
from course.diagnosis.explanation import explain  # noqa: E402
from course.diagnosis.given import Given  # noqa: E402
from course.errors import Unusable  # noqa: E402
from course.mistakes.bank.all_mistakes import BANK  # noqa: E402
from course.mistakes.faulty_definition import alike, applies, definition_with, outcome  # noqa: E402
from course.own_numbers.request import request_of  # noqa: E402
from course.own_numbers.rounding import float32_slack  # noqa: E402

KINDS = ("right", "true", "among others", "a condition", "could be", "not explained", "false")
FRESH = 6  # larger inputs that a function and an explanation are compared on
FREQUENT = 12


# ---- requests


def drawn_request(draw, axes, whole_bytes=False):
    """A Request of small whole numbers, sometimes quarters, without a pattern."""
    sizes = [draw.randint(3, 9)] if axes == 1 else [draw.randint(2, 6), draw.randint(2, 6)]
    kernel_sizes = [draw.randint(1, min(4, n)) for n in sizes]
    if prod(kernel_sizes) == 1:
        kernel_sizes[-1] = min(2, sizes[-1])
    low, high = (0, 255) if whole_bytes else (-9, 9)
    unit = 1 if whole_bytes or draw.random() < 0.7 else Fraction(1, 4)
    x = arranged([draw.randint(low, high) for _ in range(prod(sizes))], sizes)
    h = arranged([draw.randint(-4, 9) * unit for _ in range(prod(kernel_sizes))], kernel_sizes)
    options = {"mode": draw.choice(["full", "same", "valid", "SAME"])}
    if draw.random() < 0.15:
        options["stride"] = 2
    if draw.random() < 0.3:
        options["flip"] = False
    return request_of(x, h, **options)


def larger(draw, request):
    """A Request with the same options and a kernel of the same size, a larger input, and other numbers of the same range."""
    sizes = [n + draw.randint(2, 5) for n in shape(request.x)]
    x = arranged(numbers_like(draw, request.x, prod(sizes)), sizes)
    h = arranged(numbers_like(draw, request.h, prod(shape(request.h))), shape(request.h))
    return request.but(x=x, h=h)


def numbers_like(draw, values, count):
    """So many numbers between the smallest and the largest of nested lists, or a little above; quarters if some are."""
    numbers = [*flat(values)]
    low, high = int(min(numbers)), int(max(numbers)) + 2
    if all(isinstance(number, int) for number in numbers):
        return [draw.randint(low, high) for _ in range(count)]
    return [Fraction(draw.randint(4 * low, 4 * high), 4) for _ in range(count)]


# ---- functions: each takes a Request and gives nested lists, or None


def of_mistakes(*mistakes):
    """The function of a definition that makes these mistakes."""
    world = definition_with(*mistakes)
    return lambda request: outcome(world, request.x, request.h, **request.options)


def a_mistake(draw, request):
    """(name, function) of a mistake of the bank, sometimes of two that are made often."""
    fitting = [m for m in BANK.values() if applies(m, request.axes, request.options)]
    if draw.random() < 0.25:
        two = draw.sample(fitting[:FREQUENT], 2)
        return " + ".join(m.name for m in two), of_mistakes(*two)
    one = draw.choice(fitting)
    return one.name, of_mistakes(one)


def a_mutant(draw, request):
    """(name, function) of a mistake that the bank does not have."""
    one = draw.choice([m for m in OWN.values() if applies(m, request.axes, request.options)])
    return one.name, of_mistakes(one)


def slipped(draw, values):
    """Nested lists with one or two numbers changed by a little."""
    numbers = [*flat(values)]
    for place in draw.sample(range(len(numbers)), min(len(numbers), draw.choice([1, 1, 2]))):
        numbers[place] += draw.choice([-10, -3, -2, -1, 1, 2, 3, 10])
    return arranged(numbers, shape(values))


TYPES = (np.uint8, np.int16, np.int64, np.float32, np.float64)


def an_engine(draw, request):
    """(name, function) of a library's call with arrays of a type; the numbers are the engine's own."""
    kind = draw.choice(TYPES)
    if request.axes == 1:
        name, call = draw.choice(
            [
                ("np.convolve", lambda x, h, mode: np.convolve(x, h, mode)),
                ("np.correlate", lambda x, h, mode: np.correlate(x, h, mode)),
                ("signal.fftconvolve", lambda x, h, mode: signal.fftconvolve(x, h, mode)),
                ("ndimage.convolve1d", lambda x, h, mode: ndimage.convolve1d(x, h)),
                ("ndimage.correlate1d", lambda x, h, mode: ndimage.correlate1d(x, h, mode="nearest")),
            ]
        )
    else:
        name, call = draw.choice(
            [
                ("signal.convolve2d", lambda x, h, mode: signal.convolve2d(x, h, mode)),
                ("signal.correlate2d", lambda x, h, mode: signal.correlate2d(x, h, mode)),
                ("signal.convolve2d symm", lambda x, h, mode: signal.convolve2d(x, h, mode, "symm")),
                ("signal.fftconvolve", lambda x, h, mode: signal.fftconvolve(x, h, mode)),
                ("ndimage.convolve", lambda x, h, mode: ndimage.convolve(x, h)),
                ("ndimage.correlate", lambda x, h, mode: ndimage.correlate(x, h, mode="mirror")),
            ]
        )

    def function(request):
        mode = "same" if request.mode == "SAME" else request.mode
        weights = np.array(request.h, dtype=float)
        kernel = weights if kind in (np.float32, np.float64) else weights.astype(np.int64).astype(kind)
        with np.errstate(all="ignore"):
            made = call(np.array(request.x, dtype=float).astype(kind), kernel, mode)
        return made.tolist() if made.size else None

    return f"{name} {np.dtype(kind).name}", function


# ---- what is said, and whether it is true


def claims(explanation, fresh):
    """What each explanation says that comes out of another request: (words, nested lists or None) each."""
    said = [(" + ".join(cause.names), output_or_none(fresh, cause.world)) for cause in explanation.causes]
    for reading in explanation.readings:
        other = reading.request.but(x=fresh.x, h=fresh.h)
        said.append((str(reading.changes), output_or_none(other)))
    for finding in explanation.findings:
        said.append((finding.kind, claim_of(finding, fresh)))
    return said


def claim_of(finding, fresh):
    """What a Finding says that comes out of another request; None where it says nothing of others."""
    try:
        source = finding.source(fresh)
    except (ValueError, LookupError, TypeError):
        return None
    return None if source is None else output_or_none(*source)


def agrees(request, made, claimed):
    """Whether the numbers of a function and of an explanation are the same, floats within their rounding."""
    if made is None or claimed is None or shape(made) != shape(claimed):
        return False
    return alike(made, claimed) or Given(made, slack=float32_slack(request)).fits(claimed)


def verdict(draw, request, function, explanation):
    """One of KINDS, and the words of what was said."""
    if explanation.kind in ("right", "cut"):
        return "right", ""
    if explanation.kind in ("could be", "unknown"):
        return ("could be" if explanation.kind == "could be" else "not explained"), ""
    holds = {}
    for _ in range(FRESH):
        fresh = larger(draw, request)
        made = function(fresh)
        if made is None:
            continue
        for place, (words, claimed) in enumerate(claims(explanation, fresh)):
            holds[place, words] = holds.get((place, words), True) and agrees(fresh, made, claimed)
    words = "; ".join(words for _, words in holds)
    if not holds:
        return "a condition", words
    if all(holds.values()):
        return "true", words
    return ("among others" if any(holds.values()) else "false"), words


MAKERS = (("a mistake", 40), ("a mutant", 10), ("a slip", 20), ("an engine", 30))


def made_case(draw):
    """(kind of function, its name, Request, the numbers given, the function without any slip); None if it gives none."""
    kind = draw.choices([name for name, _ in MAKERS], [weight for _, weight in MAKERS])[0]
    request = drawn_request(draw, draw.choice([1, 1, 2]), whole_bytes=kind == "an engine")
    maker = {"a mutant": a_mutant, "an engine": an_engine}.get(kind, a_mistake)
    name, function = maker(draw, request)
    if kind == "a slip" and draw.random() < 0.3:
        name, function = "the definition", lambda request: output_or_none(request, definition)
    values = function(request)
    if values is None or 0 in shape(values) or len(shape(values)) != request.axes:
        return None
    if kind == "a slip":
        values = slipped(draw, values)
    return kind, name, request, values, function


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--part", default="1/1", metavar="K/N", help="every N-th case, beginning with the K-th")
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    counts, longest, begun = {name: Counter() for name, _ in MAKERS}, 0.0, time.perf_counter()
    for number in range(part - 1, options.cases, parts):
        draw = random.Random(f"{options.seed} {number}")
        try:
            case = made_case(draw)
        except Unusable:
            continue
        if case is None:
            continue
        kind, name, request, values, function = case
        started = time.process_time()
        explanation = explain(request, Given(values, slack=float32_slack(request)))
        longest = max(longest, time.process_time() - started)
        found, words = verdict(draw, request, function, explanation)
        counts[kind][found] += 1
        if found == "false":
            print(f"FALSE case {number}: {name}, said: {words}\n  {request}\n  got {values}", flush=True)
    print(f"{'':12}", *(f"{kind:>14}" for kind in KINDS))
    for name, found in counts.items():
        print(f"{name:12}", *(f"{found[kind]:>14}" for kind in KINDS))
    print(f"the longest {longest:.1f} s, all {time.perf_counter() - begun:.0f} s [this machine]")


if __name__ == "__main__":
    main()
