"""
How many files a second check grades, and what it keeps: python tests/benchmarks/grading.py [folder]

200 mixed files are made (in the folder, if one is named, and they stay there): solutions, starters, and solutions
with something changed, among them some that do not run and two that never end. They are graded by one job, in
four parts of 50; between the parts "import numpy" is timed as a process. Printed are files a second, each
file's time as a multiple of that bare start (medians over the parts, first and later ones), and by how much the
grading process grew from the second part to the last. The two endless files are taken out of the times: they
cost what --seconds allows.
"""

import contextlib
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

if {"PYTHONDONTWRITEBYTECODE", "OPENBLAS_CORETYPE"} & os.environ.keys():  # they slow every start down
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "OPENBLAS_CORETYPE")}
    sys.exit(subprocess.run([sys.executable, *sys.argv], env=kept).returncode)

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from course.practice import check  # noqa: E402
from course.practice.exercise_files import EXERCISE_FOLDERS, starter  # noqa: E402

FILES, PARTS, ROUNDS = 200, 4, 9
CHANGES = (  # of the solutions, as learners err: what stands there, and what is put in its place
    ("(k - 1) // 2", "k // 2"),
    ("[::-1, ::-1]", ""),
    ("[::-1, ::-1]", "[::-1]"),
    ("(k - 1) // 2", "0"),
    ("total // 2, total - total // 2", "total - total // 2, total // 2"),
    ("across**2 + down**2", "across**2 - down**2"),
    ("mode=\"symmetric\"", "mode=\"constant\""),
    ("np.asarray(image, float)", "image"),
    (".max(axis=(1, 3))", ".mean(axis=(1, 3))"),
    ("np.maximum(", "np.abs("),
    ("// stride + 1", "// stride"),
    ("full = np.zeros", "full = np.ones"),
    ("float(signal[i]) * kernel[a]", "signal[i] + kernel[a]"),
    ("def ", "deff "),
    ("return ", "return None and "),
    ("range(n)", "range(n - 1)"),
)


def texts():
    """The texts of so many files, with the numbers of their exercises."""
    folders = EXERCISE_FOLDERS.items()
    right = [(number, folder.solution.read_text(encoding="utf-8")) for number, folder in folders]
    wrong = [(n, text.replace(old, new)) for n, text in right for old, new in CHANGES if old in text]
    empty = [(number, starter(folder)) for number, folder in folders]
    kinds = [*right, *wrong, *empty]
    return [kinds[i % len(kinds)] for i in range(FILES)]


def made(folder):
    """The 200 files in a folder, the two endless ones first in the second part."""
    folder.mkdir(exist_ok=True)
    for place, (number, text) in enumerate(texts()):
        if place in (FILES // PARTS, FILES // PARTS + 1):
            text = text.replace("    return ", "    while True: pass\n    return ")
        name = EXERCISE_FOLDERS[number].name
        (folder / f"student_{place:03}_{name}.py").write_text(text, encoding="utf-8", newline="\n")
    return sorted(map(str, folder.glob("*.py")))


def bare():
    """Seconds that a process takes which imports NumPy: the median of some."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import numpy"], check=True)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def size():
    """MB that this process holds now, where /proc tells; otherwise nan."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGESIZE") / 2**20


def graded(files, *options):
    """Seconds that check takes for some files, by one job."""
    begun = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        check.main([*files, "--format", "json", *options])
    return time.perf_counter() - begun


def main():
    with tempfile.TemporaryDirectory() as elsewhere:
        files = made(Path(sys.argv[1] if len(sys.argv) > 1 else elsewhere))
        each, sizes = FILES // PARTS, []
        endless = files[each : each + 2]
        others = [name for name in files if name not in endless]
        print(f"two endless files, --seconds 1: {graded(endless, '--seconds', '1'):.1f} s")
        for part in range(PARTS):
            some = others[part::PARTS]
            start, taken = bare(), graded(some)
            sizes.append(size())
            ratio = taken / len(some) / start
            print(f"part {part + 1}: {len(some) / taken:.1f} files a second, {ratio:.2f} bare starts a file, {sizes[-1]:.0f} MB")
        print(f"grown from part 2 to part {PARTS}: {sizes[-1] - sizes[1]:.1f} MB")


if __name__ == "__main__":
    main()
