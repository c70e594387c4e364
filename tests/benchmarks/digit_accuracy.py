"""
How many of the 500 test digits lesson 4's network gets right: python tests/benchmarks/digit_accuracy.py [seeds]

Runs the lesson's own three cells, which build, train and judge the network, once for each seed (5 if not told otherwise).
"""

import contextlib
import io
import statistics
import sys
import time

from cells import ROOT, cells

SEED = "set_random_seed(0)"


def main(seeds):
    sys.path.insert(0, str(ROOT))
    import course.lessons.lesson

    course.lessons.lesson.set_place("notebook")
    import numpy
    import tensorflow

    lesson = dict(cells("4_digit.py"))
    building = lesson["A network that finds its own kernels"]
    assert SEED in building, "the lesson no longer sets its seed where this looks for it"
    judging = lesson["Digits that it has never seen"].split("\nfrom course.pictures")[0]  # without its figure
    names = {"__name__": "__main__", "__doc__": "", "np": numpy, "tf": tensorflow}
    exec(lesson["imports"], names)
    rights = []
    for seed in range(seeds):
        begun = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            seeded = building.replace(SEED, f"set_random_seed({seed})")
            exec(seeded + lesson["Train it"] + judging, names)
        rights.append(names["share_of_new"])
        print(f"seed {seed}: {rights[-1]:.1%} in {time.perf_counter() - begun:.0f} s", flush=True)
    print(f"lowest {min(rights):.1%}, mean {statistics.mean(rights):.1%}, highest {max(rights):.1%}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
