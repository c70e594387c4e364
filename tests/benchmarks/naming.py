"""
How many mistakes a diagnosis names, and how long it takes: python tests/benchmarks/naming.py

Every mistake of the bank in each of its places, convolution and correlation; every pair of 1-D mistakes, and
800 sampled pairs of 2-D ones, in each order that can differ. A function is counted as
    exactly    its own mistake or pair is named, or a twin, or one that covers it, and nothing else
    several    its own and others, which give the same numbers on every probe
    as other   others alone, which give the same numbers everywhere
    right      every probe comes out right
    not named  nothing is named
    false      something is named that gives other numbers somewhere, on inputs that are drawn at random
Seconds are those of one call of diagnose_in_modes(): the first of a place builds its tables, later ones use them.
"""

import random
import statistics
import sys
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.wrong_functions import MODES, TENSORFLOW, drawn, of_bank, through, told_apart  # noqa: E402

from course.diagnosis.cause import orders  # noqa: E402
from course.diagnosis.diagnose import diagnose_in_modes  # noqa: E402
from course.mistakes.bank.all_mistakes import BANK  # noqa: E402
from course.mistakes.equivalents import covering, twins  # noqa: E402

KINDS = ("exactly", "several", "as other", "right", "not named", "false")
SAMPLE = 800


def mistakes_of(place):
    """The mistakes that can be made in a place."""
    return [mistake for mistake in BANK.values() if place in mistake.places]


def pairs_of(place):
    """The names of two mistakes each, in every order that can differ."""
    both = combinations(mistakes_of(place), 2)
    return [tuple(mistake.name for mistake in order) for pair in both for order in orders(*pair)]


def close(name, place):
    """The mistakes that cannot be told from one in a place, itself among them."""
    covered = {other for other in BANK if name in covering(other, place)}
    return {name, *twins(name), *covering(name, place)} | covered


def diagnosed(names, place, flip):
    """The Diagnosis of a function that makes these mistakes, and the seconds it took."""
    modes = MODES if place in ("1-D", "2-D") else TENSORFLOW
    begun = time.perf_counter()
    diagnosis = diagnose_in_modes(of_bank(*names), place, modes=modes, flip=flip, call=through)
    return diagnosis, time.perf_counter() - begun


def kind(names, place, diagnosis, flip=True):
    """One of KINDS: what a Diagnosis says of a function that makes these mistakes."""
    if diagnosis.right:
        return "right"
    if not diagnosis.causes:
        return "not named"
    f, probes = of_bank(*names), drawn(place, flip=flip)
    others = [cause.names for cause in diagnosis.causes if set(cause.names) != set(names)]
    if any(told_apart(f, other, probes) for other in others):
        return "false"
    named = {frozenset(cause.names) for cause in diagnosis.causes}
    alternatives = [close(name, place) for name in names]
    own = [each for each in named if len(each) == len(names) and all(each & some for some in alternatives)]
    return ("exactly" if len(own) == len(named) else "several") if own else "as other"


def tried(title, todo):
    """Diagnoses each (names, place, flip), prints a row, and gives those that are not named, or falsely."""
    counts, seconds, met, wrong = Counter(), {True: [], False: []}, set(), []
    for names, place, flip in todo:
        diagnosis, taken = diagnosed(names, place, flip)
        seconds[(place, flip) not in met].append(taken)
        met.add((place, flip))
        found = kind(names, place, diagnosis, flip)
        counts[found] += 1
        if found in ("false", "not named"):
            wrong.append((found, names, place, [cause.names for cause in diagnosis.causes]))
    print(
        f"{title:12}",
        *(f"{counts[each]:>9}" for each in KINDS),
        f"{_timed(seconds[True]):>14}",
        f"{_timed(seconds[False]):>14}",
    )
    return wrong


def _timed(seconds):
    """The median, and what nine in ten take at most, in seconds."""
    tenth = statistics.quantiles(seconds, n=10)[-1] if len(seconds) > 1 else seconds[0]
    return f"{statistics.median(seconds):.3f} {tenth:.3f}"


def main():
    singles = [
        ((m.name,), place, flip) for m in BANK.values() for place in m.places for flip in (True, False)
    ]
    lines = [(names, "1-D", True) for names in pairs_of("1-D")]
    grids = [(names, "2-D", True) for names in random.Random(0).sample(pairs_of("2-D"), SAMPLE)]
    print(f"{'':12}", *(f"{each:>9}" for each in KINDS), f"{'first s':>14}", f"{'later s':>14}")
    wrong = [*tried("singles", singles), *tried("1-D pairs", lines), *tried("2-D pairs", grids)]
    for found, names, place, named in wrong:
        print(f"{found}: {' + '.join(names)} ({place})", *(f"as {' + '.join(cause)}" for cause in named))


if __name__ == "__main__":
    main()
