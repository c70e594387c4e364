"""
How long it takes to start, beside importing NumPy: python tests/benchmarks/starting.py

Each figure is a process of its own, one thread, in shuffled rounds; printed are the medians of the ratios to
"import numpy" in the same round. A trace is timed to the last line of its arithmetic, which is printed before any
engine is imported, and with engines to its end. importing scipy.signal alone is in the table because a trace that
asks SciPy cannot be quicker.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 15
SMALL = ["--input", "3 1 4; 1 5 9; 2 6 5", "--kernel", "1 0 2; 0 3 0; 4 0 5", "--mode", "same"]
TRACE = ["-m", "course", "trace", *SMALL]
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("PYTHONDONTWRITEBYTECODE", "OPENBLAS_CORETYPE")
} | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

PROCESSES = {  # what is run, and the line after which the clock is stopped (None: at its end)
    "import numpy": (["-c", "import numpy"], None),
    "import course": (["-c", "import course"], None),
    "import scipy.signal": (["-c", "import scipy.signal"], None),
    "trace of a 3x3, to its output": (TRACE, "output"),
    "trace --engine numpy, whole": ([*TRACE, "--engine", "numpy"], None),
    "trace --engine ndimage.convolve, whole": ([*TRACE, "--engine", "ndimage.convolve"], None),
    "trace --engine scipy, whole": ([*TRACE, "--engine", "scipy"], None),
}


def seconds(words, last):
    """How long a process takes, or takes to print a line that begins with last."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        for line in process.stdout:
            if last and line.startswith(last):
                taken = time.perf_counter() - begun
                process.stdout.read()
                return taken
        process.wait()
        return time.perf_counter() - begun


def main():
    ratios = {name: [] for name in PROCESSES}
    for _ in range(ROUNDS):
        names = random.sample(list(PROCESSES), len(PROCESSES))
        taken = {name: seconds(*PROCESSES[name]) for name in names}
        for name in names:
            ratios[name].append(taken[name] / taken["import numpy"])
    for name, values in ratios.items():
        print(f"{name:40} {statistics.median(values):6.2f}")


if __name__ == "__main__":
    main()
