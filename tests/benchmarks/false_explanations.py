"""
How often an explanation is false by chance: python tests/benchmarks/false_explanations.py [--cases N] [--answers N]
[--counts 2,3,4]

Answers that have nothing to do with what is said of them are put to `why`, for 2 to 12 numbers. Of each class (CLASSES)
the table has how many per cent of the answers get a false explanation of each kind, said as a fact; below it the same
for what is only said as what it could be. To reach: below 1 per cent for whatever is said as a fact.

An explanation is false if it gives other numbers than the answer was made of: what the mistake gives without its slips,
or what the other kernel gives. Where several are listed, one that is true is enough. Everything that explain() says is
counted by its kind, findings by their own, so that a new search is measured as soon as it is entered there.

With N cases there are N inputs for each count of numbers, and so many answers of each class for each of them
(--answers, 40). Where an input hides much, nearly all its answers are false: to see 1 per cent takes many inputs, and
few answers of each. Pairs take most of the time. What all of the mistakes and pairs give is worked out once for an
input and looked up for each answer.
"""

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from course.convolution import definition  # noqa: E402
from course.convolution.nested import arranged, flat, made, shape  # noqa: E402
from course.convolution.sizes import MODES  # noqa: E402
from course.diagnosis import explanation  # noqa: E402
from course.diagnosis.cause import output_or_none, world  # noqa: E402
from course.diagnosis.facts import facts  # noqa: E402
from course.diagnosis.given import Given  # noqa: E402
from course.diagnosis.outcomes import Outcomes  # noqa: E402
from course.errors import Unusable  # noqa: E402
from course.mistakes.bank.all_mistakes import BANK  # noqa: E402
from course.mistakes.faulty_definition import REFUSALS, applies  # noqa: E402
from course.mistakes.later import added_up  # noqa: E402
from course.own_numbers.request import request_of  # noqa: E402

COUNTS = range(2, 13)
SLIPS = (-10, -3, -2, -1, 1, 2, 3, 10)  # by how much a number is off
RULES = ("reordered", "plus", "times", "one too early", "one too late")  # Facts that explain all the numbers


# ---- inputs and answers


def drawn_request(count, draw):
    """A Request whose output has so many numbers: a signal or an image, whole numbers, mostly without a stride."""
    while True:
        k = (draw.randint(2, 4),) if draw.random() < 0.5 else (draw.randint(1, 3), draw.randint(2, 3))
        n = [draw.randint(2, 9) for _ in k]
        x = arranged([draw.randint(0, 9) for _ in range(product(n))], n)
        h = arranged([draw.choice((-4, -3, -2, -1, 1, 2, 3, 4, 5)) for _ in range(product(k))], k)
        stride = 2 if draw.random() < 0.15 else 1
        try:
            request = request_of(x, h, draw.choice(MODES), stride=stride, flip=draw.random() < 0.8)
        except Unusable:
            continue
        if len(list(flat(request.output))) == count:
            return request


def product(sizes):
    """How many numbers there are in so many rows and columns."""
    return sizes[0] if len(sizes) == 1 else sizes[0] * sizes[1]


class Answer(NamedTuple):
    """Numbers that are put to `why`: their values, what they were made of, and the kernel if it was another one."""

    values: list
    made_of: list | None = None
    kernel: list | None = None


def at_random(request, draw):
    """Numbers as large as the right ones, and nothing else."""
    right = list(flat(request.output))
    low, high = min(*right, 0), max(*right, 9)
    return Answer(made(shape(request.output), lambda index: draw.randint(low, high)))


def at_random_of_another_mode(request, draw):
    """The same, as many as another mode has."""
    other = request.but(mode=draw.choice([mode for mode in MODES if mode != request.mode]))
    output = output_or_none(other)
    if output is None or shape(output) == shape(request.output) or len(list(flat(output))) < 2:
        return None
    return at_random(other, draw)


def slipped(values, slips, draw):
    """An Answer in which so many numbers are off by a slip."""
    numbers = list(flat(values))
    for place in draw.sample(range(len(numbers)), min(slips, len(numbers))):
        numbers[place] += draw.choice(SLIPS)
    return Answer(arranged(numbers, shape(values)), values)


def right_with_two_slips(request, draw):
    """What is right, with two numbers that are off."""
    return slipped(request.output, 2, draw)


def right_with_three_slips(request, draw):
    """What is right, with three numbers that are off."""
    return slipped(request.output, 3, draw)


def mistake_with_two_slips(request, draw):
    """What a mistake of the bank gives, with two numbers that are off."""
    mistakes = [mistake for mistake in BANK.values() if applies(mistake, request.axes, request.options)]
    for mistake in draw.sample(mistakes, len(mistakes)):
        output = output_or_none(request, world(mistake))
        if output not in (None, request.output) and len(list(flat(output))) > 1:
            return slipped(output, 2, draw)
    return None


def with_another_kernel(request, draw):
    """What is right for a kernel that shares no weight with the one that is given, whatever its sign."""
    given_sizes = {abs(weight) for weight in flat(request.h)}
    others = [weight for weight in range(-12, 13) if weight and abs(weight) not in given_sizes]
    kernel = made(shape(request.h), lambda index: draw.choice(others))
    output = request.but(h=kernel).output
    return Answer(output, output, kernel)


CLASSES = {
    "random": at_random,
    "random, other mode": at_random_of_another_mode,
    "right, 2 slips": right_with_two_slips,
    "right, 3 slips": right_with_three_slips,
    "mistake, 2 slips": mistake_with_two_slips,
    "another kernel": with_another_kernel,
}


# ---- what is said of an answer


class Recorder(Outcomes):
    """Outcomes that fit nothing, and keep in `seen` all that they were asked about."""

    def __init__(self, request):
        super().__init__(request, Given(request.output))
        self.seen = set()

    def fits(self, *mistakes):
        return self.fits_numbers(self._outcome(self.request, mistakes))

    def fits_as(self, other):
        return self.fits_numbers(self._outcome(other, ()))

    def fits_numbers(self, values):
        """The same for numbers, nested lists, or None where there are none."""
        try:
            if values is not None:
                self.seen.add(key(added_up(values)))
        except REFUSALS:
            pass  # what is refused is no answer
        return False


class KeptOutcomes(Outcomes):
    """Outcomes that work out what one mistake or another reading gives only once for all answers to a request."""

    kept = {}

    def output(self, mistake):
        return self._kept_for("mistake", mistake.name, lambda: super(KeptOutcomes, self).output(mistake))

    def output_as(self, other):
        return self._kept_for("reading", repr(other), lambda: super(KeptOutcomes, self).output_as(other))

    def _kept_for(self, sort, name, worked_out):
        if self.kept.get("request") is not self.request:
            self.kept.clear()
            self.kept["request"] = self.request
        if (sort, name) not in self.kept:
            self.kept[sort, name] = worked_out()
        return self.kept[sort, name]


def key(values):
    """Nested lists as something that a set can hold."""
    return shape(values), tuple(flat(values))


def looked_up(search, record):
    """A search that is made only where the answer is among all that it would look at, which is worked out once.

    record(search, recorder): makes the search of a Recorder.
    """
    known = {}

    def found(*asked):
        request, answer = _request_and_answer(*asked)
        if known.get("request") is not request:
            recorder = Recorder(request)
            record(search, recorder)
            known.update(request=request, seen=recorder.seen)
        return search(*asked) if key(answer) in known["seen"] else []

    return found


def _request_and_answer(*asked):
    """Of Outcomes, or of a Request and a Given's method fits, the Request and the given numbers."""
    if len(asked) == 1:
        return asked[0].request, asked[0].given.values
    request, fits = asked
    return request, fits.__self__.values


def look_up():
    """Make the searches of explain() quick for many answers of one request."""
    for name in ("fitting_mistakes", "paired_causes", "readings"):
        search = getattr(explanation, name)
        setattr(explanation, name, looked_up(search, lambda search, recorder: list(search(recorder))))
    explanation.engines_that_give = looked_up(
        explanation.engines_that_give,
        lambda search, recorder: search(recorder.request, recorder.fits_numbers),
    )
    explanation.Outcomes = KeptOutcomes


def said(found):
    """What an Explanation says: for each kind the (request, definition) that it says the numbers come from."""
    told = {}
    for cause in found.causes:
        kind = "mistake" if len(cause.mistakes) == 1 else "two mistakes"
        told.setdefault(kind, []).append((found.request, cause.world))
    for reading in found.readings:
        told.setdefault("reading", []).append((reading.request, definition))
    if found.libraries:
        told["library"] = [None]
    for change in found.changes:
        told.setdefault("mistyped", []).append((change.applied_to(found.request), definition))
    for finding in found.findings:
        told.setdefault(finding.kind, []).append(finding.source(found.request))
    if found.kind == "unknown":  # what a Fact says of all the numbers
        told |= {fact.kind: [None] for fact in facts(found.request, found.given) if fact.kind in RULES}
    return told


def is_true(source, answer):
    """Whether an answer does come from a (request, definition): by its kernel, or but for its slips by its numbers."""
    if source is None:
        return False
    request, definition = source
    if answer.kernel is not None:
        return request.h == answer.kernel
    return answer.values != answer.made_of and output_or_none(request, definition) == answer.made_of


def false_kinds(request, answer):
    """(the kinds of explanation that are false of an Answer, whether they are said as a fact)."""
    found = explanation.explain(request, Given(answer.values))
    if found.kind in ("right", "cut"):
        return [], False
    told = said(found)
    if (
        told.keys() & {"times", "rescaled"}
        and answer.kernel is not None
        and is_multiple(answer.kernel, request.h)
    ):
        return [], False
    if any(is_true(source, answer) for sources in told.values() for source in sources):
        return [], False
    return list(told), found.kind != "could be"


def is_multiple(kernel, other):
    """Whether a kernel is another one times a number."""
    pairs = list(zip(flat(kernel), flat(other)))
    (first, other_first), *_ = pairs
    return all(weight * other_first == other_weight * first for weight, other_weight in pairs)


def measure(count, cases, each, draw):
    """How many answers of each class there were, so many for each input, and of how many each kind was said: Counters."""
    answers, said_of = Counter(), Counter()
    for _ in range(cases):
        request = drawn_request(count, draw)
        for name, make in CLASSES.items():
            for _ in range(each):
                answer = make(request, draw)
                if answer is None:
                    break
                answers[name] += 1
                kinds, as_fact = false_kinds(request, answer)
                for kind in kinds:
                    said_of[name, kind, as_fact] += 1
                if kinds:
                    said_of[name, "any", as_fact] += 1
    return answers, said_of


def table(measured, as_fact):
    """Lines: for each class and kind the per cent for each count of numbers."""
    rows = sorted(
        {(name, kind) for _, said_of in measured.values() for name, kind, fact in said_of if fact == as_fact}
    )
    lines = [f"{'':34}" + "".join(f"{count:>6}" for count in measured)]
    for name, kind in rows:
        cells = []
        for answers, said_of in measured.values():
            share = 100 * said_of[name, kind, as_fact] / max(answers[name], 1)
            cells.append(f"{share:6.1f}" if share else "     -")
        lines.append(f"{name:20}{kind:14}{''.join(cells)}")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("--cases", type=int, default=10)
    parser.add_argument("--answers", type=int, default=40)
    parser.add_argument("--counts", default=",".join(map(str, COUNTS)))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    look_up()
    measured = {}
    for count in map(int, options.counts.split(",")):
        begun = time.perf_counter()
        measured[count] = measure(
            count, options.cases, options.answers, random.Random(f"{options.seed} {count}")
        )
        print(f"{count} numbers: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    for title, as_fact in (("said as a fact", True), ("said as what it could be", False)):
        print(f"\n{title}, per cent of the answers")
        print("\n".join(table(measured, as_fact)))


if __name__ == "__main__":
    main()
