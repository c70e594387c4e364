"""
How long the search for the mistakes of a class takes, and what it keeps.

  python tests/benchmarks/judging.py               beside "import numpy"
  python tests/benchmarks/judging.py OTHER_TREE    and another checkout of this project

For each exercise 75 files are made up that are right but for one number, spread over all inputs; as many that
are wrong in two numbers; and in their sizes; and everywhere. One process grades them in turns; no file is run.
Processor time is measured, in starts: what "import numpy" takes as a process, the median of some between the
files. Printed are the first file, the median and the longest of the others; and by how many MB the process grew,
and grew in the last half of the files.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UNSET = ("PYTHONDONTWRITEBYTECODE", "OPENBLAS_CORETYPE")  # they slow every start down
FILES, STARTS = 75, 15


def runs_of(exercise):
    """Rans of files: wrong in one number, in two, in their sizes, everywhere; taken in turns."""
    import numpy as np

    from course.diagnosis.answer import Answer
    from course.sandbox.messages import Ran, Reply

    right = [
        np.array(part.suite.right(probe), float) for part in exercise.parts for probe in part.suite.probes
    ]
    last = len(exercise.parts[-1].suite.probes)

    def run(answers):
        return Ran(replies=[Reply(Answer(answer.tolist())) for answer in answers], loaded=True)

    runs = []
    for k in range(FILES):
        one, two = list(right), list(right)
        index = len(right) - last + k * last // FILES
        one[index] = moved(right[index], [0])
        two[index] = moved(right[index], [0, -1])
        runs.append(run(one))
        runs.append(run(two))
        runs.append(run([np.repeat(values, 2 + k % 3) for values in right]))
        runs.append(run([values * (1.5 + k) + k for values in right]))
    return runs


def moved(values, indices):
    """An array with other numbers at these indices of the row of its numbers."""
    changed = values.copy()
    for index in indices:
        changed.flat[index] += 1000.25 + index
    return changed


def megabytes():
    """What this process holds now, where /proc tells; otherwise nan."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGESIZE") / 2**20


def one_start():
    """Processor seconds of a process that imports NumPy."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", "import numpy"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure():
    """Grade the files of every exercise of the tree in the current folder, and print a row for each."""
    sys.path.insert(0, str(Path.cwd()))
    from course.practice.exercise_files import EXERCISE_FOLDERS, load_exercise
    from course.practice.grading import grade_run

    print(f"{'exercise':20} {'first':>7} {'median':>7} {'longest':>7} {'grown by MB':>12} {'last half':>10}")
    for number, folder in EXERCISE_FOLDERS.items():
        exercise = load_exercise(number)
        runs = runs_of(exercise)
        taken, starts, sizes = [], [], [megabytes()]
        for count, run in enumerate(runs):
            begun = time.process_time()
            grade_run(run, exercise)
            taken.append(time.process_time() - begun)
            if count % (len(runs) // STARTS) == 0:
                starts.append(one_start())
            if count == len(runs) // 2:
                sizes.append(megabytes())
        sizes.append(megabytes())
        start = statistics.median(starts)
        first, *others = (seconds / start for seconds in taken)
        print(
            f"{folder.name:20} {first:7.1f} {statistics.median(others):7.2f} {max(others):7.1f}"
            f" {sizes[-1] - sizes[0]:12.0f} {sizes[-1] - sizes[1]:10.0f}",
            flush=True,
        )


def main(words):
    if words == ["--measure"]:
        measure()
        return
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    for tree in [ROOT, *words]:
        print(f"{tree}, in starts of NumPy:")
        subprocess.run([sys.executable, __file__, "--measure"], cwd=tree, env=environment, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
