"""
How long `why` takes, beside importing NumPy and beside an earlier tree.

  python tests/benchmarks/why_times.py                   beside "import numpy"
  python tests/benchmarks/why_times.py OTHER_TREE        and beside `why` of another checkout of this project
  python tests/benchmarks/why_times.py --limits          how long requests take that nothing explains

Each figure is a process of its own, one thread, compiled files present, in shuffled rounds; printed are the medians
of the ratios within a round. "To reach" is what the project asks of itself: at most 0.9 of "import numpy" for right
numbers and for one mistake, and at most 1.1 of what the slowest requests took before.

--limits prints seconds of an ordinary machine's processor: those taken here, divided by those that ten million
additions take here, times the 0.35 that they take there. To reach: 2 up to 1,000 products, and 5 up to 4,000.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 11
UNSET = ("PYTHONDONTWRITEBYTECODE", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in UNSET}
ENVIRONMENT |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
NUMPY = ("-c", "import numpy")


def why(numbers, kernel, got, *more):
    """The words that ask why."""
    return ("-m", "course", "why", "--input", numbers, "--kernel", kernel, "--got", got, *more)


def wave(count, root):
    """Whole numbers without a pattern, as text: powers of a root of 101."""
    return " ".join(str(pow(root, i, 101) % 19 - 6) for i in range(1, count + 1))


def image(rows, columns, root):
    """The same as rows of a table."""
    numbers = wave(rows * columns, root).split()
    return "; ".join(" ".join(numbers[row * columns : (row + 1) * columns]) for row in range(rows))


IMAGE, KERNEL = image(5, 6, 2), image(3, 3, 3)
QUICK = {  # to reach: at most 0.9 of "import numpy"
    "right numbers": why("3 4 5", "2 1 0", "6 11 14 5 0"),
    "one mistake, 1-D": why("3 4 5", "2 1 0", "0 3 10 13 10"),
    "one mistake, 2-D": why("0 1 2; 3 4 5; 6 7 8", "0 1; 2 3", "19 25; 37 43", "--mode", "valid"),
}
SLOW = {  # to reach: at most 1.1 of what the other tree takes
    "unexplained, 1-D, every pair": why(wave(30, 2), wave(8, 3), wave(30, 5), "--mode", "same"),
    "unexplained, 2-D, every pair": why(image(4, 5, 2), KERNEL, image(4, 5, 5), "--mode", "same"),
    "unexplained, 2-D, some pairs": why(image(11, 12, 2), KERNEL, image(11, 12, 5), "--mode", "same"),
    "unexplained, 2-D, no pairs": why(image(20, 20, 2), KERNEL, image(20, 20, 5), "--mode", "same"),
    "unexplained, with a stride": why(IMAGE, KERNEL, image(3, 3, 5), "--mode", "SAME", "--stride", "2"),
}


def seconds(tree, words):
    """How long a process takes in the folder of a tree."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, *words], cwd=tree, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - begun


def measured(processes):
    """{name: seconds in each round} of {name: (tree, words)}; a first round, which compiles, does not count."""
    times = {name: [] for name in processes}
    for number in range(ROUNDS + 1):
        for name in random.sample(list(processes), len(processes)):
            taken = seconds(*processes[name])
            if number:
                times[name].append(taken)
    return times


def ratio(times, name, other):
    """The median of the ratios within each round."""
    return statistics.median(one / two for one, two in zip(times[name], times[other]))


# ---- --limits

ADDITIONS, ORDINARY_SECONDS = 10_000_000, 0.35  # of plain Python, and what they take on an ordinary machine
NUMBERS = {
    "ints": lambda draw: draw.randint(-9, 9),
    "fractions": lambda draw: Fraction(draw.randint(-90, 90), draw.choice([3, 7, 10])),
    "floats": lambda draw: draw.uniform(-9, 9),
}
SHAPES = {  # most seconds: the shapes of the input, the kernel and the output in mode SAME
    2: (((110,), (9,), (110,)), ((10, 11), (3, 3), (10, 11)), ((5, 5, 2), (3, 3, 2, 2), (5, 5, 2))),
    5: (((440,), (9,), (440,)), ((21, 21), (3, 3), (21, 21)), ((11, 10, 2), (3, 3, 2, 2), (11, 10, 2))),
}


def calibration():
    """How many of this machine's seconds are one of an ordinary machine's, just now."""
    begun, count = time.process_time(), 0
    for _ in range(ADDITIONS):
        count += 1
    return (time.process_time() - begun) / ORDINARY_SECONDS


def print_limits():
    """For each kind of request and number: the products, the seconds and those to reach."""
    sys.path.insert(0, str(ROOT))
    from course.convolution.nested import made
    from course.diagnosis.explanation import explain
    from course.diagnosis.given import Given
    from course.own_numbers.request import request_of

    draw = random.Random(0)
    for limit, shapes in SHAPES.items():
        for kind, number in NUMBERS.items():
            for each_shapes in shapes:
                x, h, got = (made(sizes, lambda index: number(draw)) for sizes in each_shapes)
                request = request_of(x, h, "SAME", flip=False)
                one_second = calibration()
                begun = time.process_time()
                explain(request, Given(got))
                taken = (time.process_time() - begun) / one_second
                print(
                    f"{request.products:6} products  {kind:9} {len(each_shapes[0])} axes {taken:6.2f} s  at most {limit}"
                )


def main(arguments):
    if arguments == ["--limits"]:
        print_limits()
        return
    other = Path(arguments[0]).resolve() if arguments else None
    processes = {"import numpy": (ROOT, NUMPY)}
    for name, words in (QUICK | SLOW).items():
        processes[name] = ROOT, words
        if other:
            processes[f"before: {name}"] = other, words
    times = measured(processes)
    print(f"{'why':32} {'/ import numpy':>14} {'before':>8} {'/ before':>9}")
    for name in QUICK | SLOW:
        row = f"{name:32} {ratio(times, name, 'import numpy'):14.2f}"
        if other:
            row += f" {ratio(times, f'before: {name}', 'import numpy'):8.2f} {ratio(times, name, f'before: {name}'):9.2f}"
        print(row)


if __name__ == "__main__":
    main(sys.argv[1:])
