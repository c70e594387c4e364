"""
How many digits lesson 4's network gets right, as it is or changed: python tests/benchmarks/digit_accuracy.py

    python tests/benchmarks/digit_accuracy.py [variant] [seeds]

Runs the lesson's own cells that build, train and judge the network, once for each seed (3 if not told
otherwise). The variants are what the lesson says beside its own network: see VARIANTS.
"""

import contextlib
import io
import re
import statistics
import sys
import time

from cells import ROOT, cells

SEED = r"set_random_seed\(0\)"
KERNELS = r"layers\.Conv2D\(8.*layers\.Flatten\(\),"
CONVOLUTIONS = r"layers\.Conv2D\(8(.*)layers\.Conv2D\(24"
TWO_DENSE = 'layers.Flatten(), layers.Dense(128, activation="relu"),'
WITHOUT_DROPOUT = (r"layers\.Dropout\(0\.4\),", "")
SIXTY_ROUNDS = (r"range\(1, 16\)", "range(1, 61)")
VARIANTS = {  # {name: [(pattern, what stands in its place)]}
    "lesson": [],
    "random-kernels": [(r"network\.compile\(", "network.layers[0].trainable = False\nnetwork.compile(")],
    "dense": [(KERNELS, TWO_DENSE)],
    "many-kernels": [(CONVOLUTIONS, r"layers.Conv2D(32\1layers.Conv2D(128"), WITHOUT_DROPOUT],
    "60-rounds": [SIXTY_ROUNDS],
    "without-dropout": [WITHOUT_DROPOUT],
    "without-dropout-60-rounds": [WITHOUT_DROPOUT, SIXTY_ROUNDS],
    "500-digits": [(r"fit\(train, train_labels", "fit(train[:500], train_labels[:500]")],
}


def replaced(source, edits):
    """A source with edits, each (pattern, new) where the pattern is found once."""
    for pattern, new in edits:
        source, count = re.subn(pattern, new, source, flags=re.DOTALL)
        assert count == 1, f"the lesson no longer has {pattern} once"
    return source


def main(variant, seeds):
    sys.path.insert(0, str(ROOT))
    import course.lessons.lesson

    course.lessons.lesson.set_place("notebook")
    import numpy
    import tensorflow

    lesson = dict(cells("4_digit.py"))
    judging = lesson["Digits that it has never seen"].split("\nfrom course.pictures")[0]  # without its figure
    building = ["A network that finds its own kernels", "2000 examples, and 32 at a time", "Train it"]
    source = "".join(lesson[heading] for heading in building) + judging
    source = replaced(source, VARIANTS[variant])
    names = {"__name__": "__main__", "__doc__": "", "np": numpy, "tf": tensorflow}
    exec(lesson["imports"], names)
    rights = []
    for seed in range(seeds):
        begun = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            exec(replaced(source, [(SEED, f"set_random_seed({seed})")]), names)
        rights.append(names["accuracy_of_new"])
        weights, learned = names["network"].count_params(), names["accuracy"]
        error, _ = names["network"].evaluate(names["test"], names["test_labels"], verbose=0)
        seconds = time.perf_counter() - begun
        said = f"{weights} weights, {learned:.1%} of the 2000, {rights[-1]:.1%} of 500 new ones, error {error:.2f}"
        print(f"{variant}, seed {seed}: {said}, in {seconds:.0f} s", flush=True)
    print(f"lowest {min(rights):.1%}, mean {statistics.mean(rights):.1%}, highest {max(rights):.1%}")


if __name__ == "__main__":
    named, counts = sys.argv[1:2], sys.argv[2:3]
    main(named[0] if named else "lesson", int(counts[0]) if counts else 3)
