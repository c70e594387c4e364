"""
How long diagnose() takes: python tests/benchmarks/diagnose_times.py [--mutants 200] [--seed 0]

Put to it are the functions that beginners and strangers wrote for exercises 0 and 1 (tests/support/first_tries.py and
strangers_tries.py), right or wrong, and mutants of the ten right functions of mutant_verdicts.py, most of them wrong.
Printed are how many of each could be called, the median and the longest, and which that was, in seconds of an ordinary
machine's processor, as why_times.py --limits counts them. To reach: a median of 0.1 and at most 5.
"""

import argparse
import contextlib
import io
import random
import statistics
import sys
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import support.strangers_tries  # noqa: E402, F401  (which puts more into FIRST_TRIES)
from mutant_verdicts import RIGHT, made, mutant_of  # noqa: E402
from support.first_tries import FIRST_TRIES  # noqa: E402
from why_times import calibration  # noqa: E402

from course.diagnosis.diagnose import diagnose  # noqa: E402
from course.errors import Unusable  # noqa: E402

FUNCTIONS = {0: "convolve1d", 1: "convolve2d"}  # of an exercise


def tries():
    """(name, function) of each file of an exercise that has one."""
    for name, tried in FIRST_TRIES.items():
        namespace = {}
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            exec(compile(tried.source, name, "exec"), namespace)
        function = namespace.get(FUNCTIONS.get(tried.exercise))
        if callable(function):
            yield name, function


def mutants(count, seed):
    """(name, function) of each mutant."""
    draw = random.Random(seed)
    for place in range(count):
        name = list(RIGHT)[place % len(RIGHT)]
        yield f"mutant {place} of {name}", made(mutant_of(draw, RIGHT[name]))


def seconds_of(function):
    """The seconds that its diagnosis takes; None where it can be called in no way."""
    begun = time.process_time()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            str(diagnose(function))
    except Unusable:
        return None
    return time.process_time() - begun


def print_times(kind, functions):
    one_second = calibration()
    times = {name: seconds_of(function) for name, function in functions}
    taken = {name: seconds / one_second for name, seconds in times.items() if seconds is not None}
    longest = max(taken, key=taken.get)
    print(
        f"{kind:8} {len(taken):4} of {len(times):4}  median {statistics.median(taken.values()):.3f} s  "
        f"longest {taken[longest]:.2f} s ({longest})"
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mutants", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    print_times("tries", tries())
    print_times("mutants", mutants(options.mutants, options.seed))


if __name__ == "__main__":
    main()
