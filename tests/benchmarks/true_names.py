"""
Whether what why says of numbers is true of the function that made them:
python tests/benchmarks/true_names.py [--cases 5000] [--seed 0] [--part 1/2]

Functions that are known make the numbers, on small inputs drawn at random:
    a mistake     of the bank, or two of those made most often, one after the other
    a mutant      a mistake in the definition that the bank does not have (tests/support/mutants.py)
    a slip        the right numbers, or those of a mistake, of which one or two were changed
    an engine     NumPy, SciPy and Pillow as they are called, with arrays of bytes, of 16 and 64 bits, of floats
What explains the numbers is then held against the function on fresh larger inputs, with the same options and a kernel of
the same size, as a name says nothing of other sizes. What is said of one kernel, such as another one that was used, is
held against the function with this kernel. An answer is
    right or cut  the numbers are the right ones
    true          every explanation that is given alone gives what the function gives, wherever it was tried
    among others  several are given, and one of them does; a mistake that is said to give all numbers but one, which
                  may be a slip, is one of those given
    this kernel   none does, but one gives it for all inputs with the kernel that was given: what else the function
                  does otherwise, such as a flip or a border, a kernel with zeros or equal weights hides
    these zeros   none does, but one gives it for all inputs and kernels that have 0 where the given ones have it:
                  what else the function does otherwise, the zeros hide
    a condition   only said of these numbers: a number that may be mistyped
    not explained
    could be      listed as what it could be, and not said
    false         given alone, and the function parts from it; or several are given, and it parts from all
Of two mistakes, one that changes none of the numbers need not be named.
Printed is a table, and each answer that is false, or true of its kernel or zeros alone, with its request.
"""

import argparse
import random
import sys
import time
from collections import Counter
from fractions import Fraction
from functools import partial
from itertools import product
from math import prod
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import numpy as np  # noqa: E402
from scipy import ndimage, signal  # noqa: E402
from support.mutants import OWN  # noqa: E402

from course.convolution.nested import arranged, flat, shape  # noqa: E402
from course.diagnosis.afterwards import afterwards  # noqa: E402
from course.diagnosis.cause import output_or_none, world  # noqa: E402
from course.diagnosis.constant_border import constant_border  # noqa: E402
from course.diagnosis.cumulative_sums import cumulative_sums  # noqa: E402
from course.diagnosis.divided_and_rounded import DividedAndRounded  # noqa: E402
from course.diagnosis.evidence import likelier_but_for_one, right_by_one_but_for_one  # noqa: E402
from course.diagnosis.exchanged import exchanged  # noqa: E402
from course.diagnosis.explanation import explain  # noqa: E402
from course.diagnosis.explanations_told import FEWEST_TO_BE_SURE  # noqa: E402
from course.diagnosis.filtered_twice import filtered_twice  # noqa: E402
from course.diagnosis.floats_cut import STEPS, cut_and_kept  # noqa: E402
from course.diagnosis.fourier import (  # noqa: E402
    circular,
    circular_ways,
    nan_everywhere,
    short_transforms,
    transforms_of,
)
from course.diagnosis.given import Given  # noqa: E402
from course.diagnosis.in_place import in_place  # noqa: E402
from course.diagnosis.kernel_in_type import kept_in_type  # noqa: E402
from course.diagnosis.library_calls import every_call  # noqa: E402
from course.diagnosis.odd_border import odd_border  # noqa: E402
from course.diagnosis.outcomes import Outcomes  # noqa: E402
from course.diagnosis.padded_before import padded_before  # noqa: E402
from course.diagnosis.rescaled import rescaled, rescaled_elsewhere, rescaled_turned  # noqa: E402
from course.diagnosis.rescaled_and_stored import rescaled_and_stored  # noqa: E402
from course.diagnosis.separable import separable_passes  # noqa: E402
from course.diagnosis.stored_types import Stored  # noqa: E402
from course.diagnosis.transposed_convolution import transposed_convolutions  # noqa: E402
from course.errors import Unusable  # noqa: E402
from course.mistakes.bank.all_mistakes import BANK  # noqa: E402
from course.mistakes.faulty_definition import alike, applies, definition_with  # noqa: E402
from course.own_numbers.engine_calls import engines_that_give  # noqa: E402
from course.own_numbers.request import request_of  # noqa: E402
from course.own_numbers.rounding import float32_slack  # noqa: E402

KINDS = (
    *("right", "true", "among others", "this kernel", "these zeros"),
    *("a condition", "could be", "not explained", "false"),
)
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
    """A Request with the same options and a kernel of the same size, a larger input, and other numbers of the same range.

    It is larger by a multiple of the stride, as SAME counts its zeros by what is left over.
    """
    sizes = [n + stride * draw.randint(2, 5) for n, _, stride, _ in request.each]
    x = arranged(numbers_like(draw, request.x, prod(sizes)), sizes)
    h = arranged(numbers_like(draw, request.h, prod(shape(request.h))), shape(request.h))
    return request.but(x=x, h=h)


def with_zeros_of(request, fresh):
    """A Request like a fresh one, as large as the given request, and with 0 wherever that has it."""
    zeroed = []
    for given, new in ((request.x, fresh.x), (request.h, fresh.h)):
        numbers = [number and other for number, other in zip(flat(given), flat(new))]
        zeroed.append(arranged(numbers, shape(given)))
    return fresh.but(x=zeroed[0], h=zeroed[1])


def numbers_like(draw, values, count):
    """So many numbers between the smallest and the largest of nested lists, or a little above; quarters if some are."""
    numbers = [*flat(values)]
    low, high = int(min(numbers)), min(int(max(numbers)) + 2, 255)  # bytes stay bytes
    if all(isinstance(number, int) for number in numbers):
        return [draw.randint(low, high) for _ in range(count)]
    return [Fraction(draw.randint(4 * low, 4 * high), 4) for _ in range(count)]


# ---- functions: each takes a Request and gives nested lists, or None; of several the first makes the numbers


def of_mistakes(*mistakes):
    """The function of a definition that makes these mistakes."""
    return partial(output_or_none, world=definition_with(*mistakes))


def a_mistake(draw, request):
    """(name, functions) of a mistake of the bank, sometimes of two that are made often, and then of each alone."""
    fitting = [m for m in BANK.values() if applies(m, request.axes, request.options)]
    if draw.random() < 0.25:
        one, two = draw.sample(fitting[:FREQUENT], 2)
        return f"{one.name} + {two.name}", [of_mistakes(one, two), of_mistakes(one), of_mistakes(two)]
    one = draw.choice(fitting)
    return one.name, [of_mistakes(one)]


def a_mutant(draw, request):
    """(name, functions) of a mistake that the bank does not have."""
    one = draw.choice([m for m in OWN.values() if applies(m, request.axes, request.options)])
    return one.name, [of_mistakes(one)]


def slipped(draw, values):
    """Nested lists with one or two numbers changed by a little."""
    numbers = [*flat(values)]
    for place in draw.sample(range(len(numbers)), min(len(numbers), draw.choice([1, 1, 2]))):
        numbers[place] += draw.choice([-10, -3, -2, -1, 1, 2, 3, 10])
    return arranged(numbers, shape(values))


TYPES = (np.uint8, np.int16, np.int64, np.float32, np.float64)


def an_engine(draw, request):
    """(name, functions) of a library's call with arrays of a type; the numbers are the engine's own."""
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

    return f"{name} {np.dtype(kind).name}", [function]


# ---- what is said, and whether it is true

# The kinds of Findings that are looked for once more in other numbers of the function: what they do is no definition, or
# they make another input of the one that was given.
SEARCHES = {
    "afterwards": lambda request, given: afterwards(Outcomes(request, given)),
    "border": lambda request, given: constant_border(request, given) + odd_border(request, given),
    "circular": circular,
    "cumsum": cumulative_sums,
    "exchanged": exchanged,
    "filtered twice": filtered_twice,
    "in place": in_place,
    "nan": nan_everywhere,
    "padded before": padded_before,
    "passes": separable_passes,
    "rescaled": lambda request, given: (
        rescaled(request, given)
        or rescaled_elsewhere(Outcomes(request, given))
        or rescaled_turned(request, given)
    ),
    "rescaled and stored": lambda request, given: rescaled_and_stored(Outcomes(request, given)),
    "short transform": short_transforms,
    "transposed": transposed_convolutions,
}
# Kinds that say nothing of other kernels.
OF_ONE_KERNEL = (
    *(
        "afterwards",
        "cumsum",
        "divided",
        "kernel",
        "passes",
        "rescaled",
        "rescaled and stored",
        "run together",
    ),
    "zeros behind",
)
OF_ONE_SIZE = ("rolled", "places", "full")  # what Findings know that is another for a larger input


def holds(explanation, fresh, made):
    """Whether each explanation holds for what a function gave for another Request: {its words: bool}.

    Of mistakes that stand in one Cause, and of calls that are named together, one is enough: no more is said.
    """
    said = {}
    for cause in explanation.causes:
        worlds = [cause.world, *(world(BANK[name]) for name in cause.also)]
        said[" + ".join(cause.names)] = any(agrees(fresh, made, output_or_none(fresh, one)) for one in worlds)
    slip = one_and_a_slip(explanation)
    if slip:
        said[f"{slip.name} and a slip"] = agrees(fresh, made, output_or_none(fresh, world(slip)))
    for reading in explanation.readings:
        moved = reading.request.but(x=fresh.x, h=fresh.h)
        said[str(reading.changes)] = agrees(fresh, made, output_or_none(moved))
    given = Given(made, slack=float32_slack(fresh))
    if explanation.libraries:
        said["libraries"] = bool({*explanation.libraries} & {*engines_that_give(fresh, given.fits)})
    for rank, finding in enumerate(explanation.findings):
        if finding.kind == "run together" and finding.what == "input":
            continue  # it says nothing of another input
        said[f"{finding.kind} {rank}"] = finding_holds(finding, explanation.request, fresh, given)
    return said


def one_and_a_slip(explanation):
    """The mistake that why says to be enough but for one number, beside pairs or a mistake that is rare, or None."""
    request, given, causes = explanation.request, explanation.given, explanation.causes
    if not causes or given.count >= FEWEST_TO_BE_SURE:
        return None
    if any(len(cause.mistakes) > 1 for cause in causes):
        return right_by_one_but_for_one(request, given, causes)
    return None if explanation.readings else likelier_but_for_one(request, given, causes)


def finding_holds(finding, request, fresh, given):
    """Whether a Finding in the numbers of a Request says what is true of those (a Given) of a fresh one."""
    if finding.kind in ("call", "calls"):
        names = [finding.name] if finding.kind == "call" else finding.names
        return any(call.name in names and given.fits(call.numbers) for call in every_call(fresh, given))
    if finding.kind == "divided":
        return divided_holds(finding, fresh, given)
    if finding.kind in SEARCHES:
        return any(same_said(finding, other) for other in SEARCHES[finding.kind](fresh, given))
    if finding.kind == "floats cut":
        return cut_holds(finding, fresh, given)
    if finding.kind == "nearly":
        also = finding.origin.cause.also if finding.origin.cause else ()
        source, its_world = finding.source(fresh)
        moved = source.but(x=fresh.x, h=fresh.h)  # a reading's is of the request that was given
        sources = [(moved, its_world), *((fresh, world(BANK[name])) for name in also)]
        return any(given.fits(output_or_none(*source)) for source in sources)
    if finding.kind == "type":  # of several types one is enough
        each_type = [Stored(finding.rule, [name], finding.changes) for name in finding.types]
        return any(given.fits(output_or_none(*one.source(fresh))) for one in each_type)
    if finding.kind == "kernel in type":
        moved = finding.source(fresh)[0]
        return any(
            given.fits(output_or_none(moved.but(h=kept_in_type(fresh.h, one)))) for one in finding.types
        )
    source, its_world = finding.source(request)
    sources = [source]
    if finding.kind in ("padding", "padded twice"):
        every_padding = [sides[0] if fresh.axes == 1 else tuple(sides) for sides in finding.sides]
        sources = [source.but(padding=padding) for padding in every_padding]
    kernel_changed = [source.h != request.h for source in sources]
    moved = [s.but(x=fresh.x, h=s.h if changed else fresh.h) for s, changed in zip(sources, kernel_changed)]
    return any(given.fits(output_or_none(one, its_world)) for one in moved)


def divided_holds(finding, fresh, given):
    """Whether the numbers (a Given) of a fresh Request are those that a DividedAndRounded says; of several ways one."""
    origin = finding.origin
    if origin.cause:
        output = output_or_none(fresh, origin.cause.world)
    else:
        output = output_or_none(origin.reading.request.but(x=fresh.x, h=fresh.h))
    if output is None or shape(output) != shape(given.values):
        return False
    for kind, rounding in product(finding.types, (finding.rounding, *finding.or_else)):
        one = DividedAndRounded(origin, finding.by, finding.over, finding.keep, rounding, (kind,))
        pairs = enumerate(flat(output))
        if all(given.fits_at(place, one.result(value, may_miss=True)) for place, value in pairs):
            return True
    return False


def cut_holds(finding, fresh, given):
    """Whether all numbers (a Given) of a fresh Request are those that a FloatsCut says, or these cut, however many are."""
    if finding.way:
        ways = [*circular_ways(fresh), *transforms_of(shape(given.values), fresh)]
        outputs = [output for way, output in ways if same_said(finding.way, way)]
    else:
        source, its_world = finding.source(fresh)
        outputs = [output_or_none(source.but(x=fresh.x, h=fresh.h), its_world)]
    return any(any(cut_and_kept(output, given, STEPS[finding.rounding])) for output in outputs)


def same_said(finding, other):
    """Whether two Findings of a kind say the same but for what the size of the input makes of it."""
    one, two = ({k: v for k, v in each.data().items() if k not in OF_ONE_SIZE} for each in (finding, other))
    return one == two


def agrees(request, made, claimed):
    """Whether the numbers of a function and of an explanation are the same, floats within their rounding."""
    if made is None or claimed is None or shape(made) != shape(claimed):
        return False
    return alike(made, claimed) or Given(made, slack=float32_slack(request)).fits(claimed)


def with_kernel_of(request, fresh):
    """A fresh Request with the kernel of the given one."""
    return fresh.but(h=request.h)


def as_drawn(request, fresh):
    """A fresh Request as it is."""
    return fresh


def tried(draw, request, function, explanation, likened):
    """{the words of each explanation: whether it held on every fresh input}.

    likened: the function that makes a fresh Request more like the given one: as_drawn(), with_kernel_of() or
    with_zeros_of().
    """
    held = {}
    for _ in range(FRESH):
        fresh = likened(request, larger(draw, request))
        made = function(fresh)
        if made is not None:
            for words, true in holds(explanation, fresh, made).items():
                held[words] = held.get(words, True) and true
    return held


def that_show_themselves(request, functions, explanation):
    """The function that made the numbers, and those of a part of its mistakes that make them, too, or all but a slip."""
    made, *of_parts = [function(request) for function in functions]
    nearly = [finding.origin.output for finding in explanation.findings if finding.kind == "nearly"]
    shown = [any(agrees(request, part, said) for said in (made, *nearly)) for part in of_parts]
    return [functions[0], *(function for function, is_shown in zip(functions[1:], shown) if is_shown)]


def verdict(draw, request, functions, explanation):
    """One of KINDS, and the words of what was said.

    functions: the one that made the numbers, and those of a part of its mistakes.
    """
    if explanation.kind in ("right", "cut"):
        return "right", ""
    if explanation.kind in ("could be", "unknown"):
        return ("could be" if explanation.kind == "could be" else "not explained"), ""
    of_one_kernel = all(finding.kind in OF_ONE_KERNEL for finding in explanation.findings)
    of_one_kernel = of_one_kernel and bool(explanation.findings) and not explanation.causes
    functions = that_show_themselves(request, functions, explanation)
    for function in functions:
        held = tried(draw, request, function, explanation, with_kernel_of if of_one_kernel else as_drawn)
        words = "; ".join(held)
        if not held:
            return "a condition", words
        if all(held.values()):
            return "true", words
        if any(held.values()):
            return "among others", words
    for kind, likened in (("this kernel", with_kernel_of), ("these zeros", with_zeros_of)):
        for function in functions:
            if any(tried(draw, request, function, explanation, likened).values()):
                return kind, words
    return "false", words


MAKERS = (("a mistake", 40), ("a mutant", 10), ("a slip", 20), ("an engine", 30))


def made_case(draw):
    """(kind of function, its name, Request, the numbers given, its functions without any slip); None if it gives none."""
    kind = draw.choices([name for name, _ in MAKERS], [weight for _, weight in MAKERS])[0]
    request = drawn_request(draw, draw.choice([1, 1, 2]), whole_bytes=kind == "an engine")
    maker = {"a mutant": a_mutant, "an engine": an_engine}.get(kind, a_mistake)
    name, functions = maker(draw, request)
    if kind == "a slip" and draw.random() < 0.3:
        name, functions = "the definition", [output_or_none]
    values = functions[0](request)
    if values is None or 0 in shape(values) or len(shape(values)) != request.axes:
        return None
    if kind == "a slip":
        values = slipped(draw, values)
    return kind, name, request, values, functions


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--part", default="1/1", metavar="K/N", help="every N-th case, beginning with the K-th"
    )
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
        kind, name, request, values, functions = case
        started = time.process_time()
        explanation = explain(request, Given(values, slack=float32_slack(request)))
        longest = max(longest, time.process_time() - started)
        found, words = verdict(draw, request, functions, explanation)
        counts[kind][found] += 1
        if found in ("false", "this kernel", "these zeros"):
            print(
                f"{found.upper()} case {number}: {name}, said: {words}\n  {request}\n  got {values}",
                flush=True,
            )
    print(f"{'':12}", *(f"{kind:>14}" for kind in KINDS))
    for name, found in counts.items():
        print(f"{name:12}", *(f"{found[kind]:>14}" for kind in KINDS))
    print(f"the longest {longest:.1f} s, all {time.perf_counter() - begun:.0f} s [this machine]")


if __name__ == "__main__":
    main()
