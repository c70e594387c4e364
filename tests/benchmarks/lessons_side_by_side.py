"""
What running lessons side by side gains, and what the watch costs: python tests/benchmarks/lessons_side_by_side.py [ROUNDS]

In each round all lessons run side by side, as python -m course runs them; one after the other in the same way; and one
after the other without the watch. Ratios are within a round; of several rounds the medians count. The number of cores is
that which this process may use (taskset -c 0,1 for two).
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

from cells import ROOT

LESSONS = sorted(ROOT.glob("[0-9]_*.py"))
WAYS = ("side by side", "one by one", "not watched")


def seconds_of(way, folder):
    """How long all lessons take."""
    environment = os.environ | {"COURSE_FIGURES": folder, "MPLBACKEND": "Agg", "PYTHONPATH": str(ROOT)}
    commands = [[sys.executable, "-m", "course"]]
    if way == "one by one":
        commands = [[sys.executable, "-m", "course", "--only", lesson.name[0]] for lesson in LESSONS]
    if way == "not watched":
        commands = [[sys.executable, str(lesson)] for lesson in LESSONS]
    begun = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main(rounds):
    """Print the seconds of each round, and the medians of the ratios."""
    gains, costs = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            seconds = {way: seconds_of(way, folder) for way in random.sample(WAYS, len(WAYS))}
            print("  ".join(f"{way} {seconds[way]:.1f} s" for way in WAYS), flush=True)
            gains.append(seconds["side by side"] / seconds["one by one"])
            costs.append((seconds["one by one"] - seconds["not watched"]))
    print(f"side by side takes {statistics.median(gains):.2f} of the time of one by one")
    print(f"with the watch, and a process to start each lesson, {statistics.median(costs):.1f} s more in all")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
