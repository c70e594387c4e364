"""
What running lessons side by side gains, and what the watch costs: python
tests/benchmarks/lessons_side_by_side.py [ROUNDS]

In each round all lessons run side by side, as python -m course runs them; one after the other in the same
way; and one after the other without the watch. Ratios are within a round; of several rounds the medians
count. On a machine that has other work to do there is less to gain: so each lesson's processor time is
printed as well, and the ratio that follows from it on two cores that are free.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

from cells import ROOT

sys.path.insert(0, str(ROOT))

from course.lessons.lesson_processes import order_of_starting

LESSONS = sorted(ROOT.glob("[0-9]_*.py"))
WAYS = ("side by side", "one by one", "not watched")


def run(command, folder):
    """How long a command takes, and how much processor time."""
    environment = os.environ | {"COURSE_FIGURES": folder, "MPLBACKEND": "Agg", "PYTHONPATH": str(ROOT)}
    begun, before = time.perf_counter(), os.times()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - begun, processor


def commands(way):
    """The commands that run all lessons in one of WAYS."""
    if way == "side by side":
        return [[sys.executable, "-m", "course"]]
    if way == "one by one":
        return [[sys.executable, "-m", "course", "--only", lesson.name[0]] for lesson in LESSONS]
    return [[sys.executable, str(lesson)] for lesson in LESSONS]


def on_free_cores(seconds, cores):
    """How long lessons that take so many seconds each take on free cores, begun as python -m course begins
    them.
    """
    free_at = [0.0] * cores
    for lesson in order_of_starting(list(range(len(seconds))), cores):
        first = free_at.index(min(free_at))
        free_at[first] += seconds[lesson]
    return max(free_at)


def main(rounds):
    """Print the seconds of each round, and the medians of the ratios."""
    gains, costs, processor_times = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            seconds = {}
            for way in random.sample(WAYS, len(WAYS)):
                times = [run(command, folder) for command in commands(way)]
                seconds[way] = sum(taken for taken, _ in times)
                if way == "one by one":
                    processor_times.append([processor for _, processor in times])
            print("  ".join(f"{way} {seconds[way]:.1f} s" for way in WAYS), flush=True)
            gains.append(seconds["side by side"] / seconds["one by one"])
            costs.append((seconds["one by one"] - seconds["not watched"]))
    each = [statistics.median(times) for times in zip(*processor_times)]
    print(f"side by side takes {statistics.median(gains):.2f} of the time of one by one")
    print(f"with the watch, and a process to start each lesson, {statistics.median(costs):.1f} s more in all")
    print("processor time of each lesson:", " ".join(f"{one:.1f}" for one in each))
    print(
        f"on two free cores {on_free_cores(each, 2) / sum(each):.2f} of the time of one by one follows from it"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
