"""
How long python -m course filter takes from file to file, beside OpenCV: python tests/benchmarks/filter_files.py

A JPEG of 3000x4000 pixels (12 megapixels) becomes a PNG or a JPEG under three kernels, in greys and in colour: by
the command, and by opencv_filter.py, a script that gives the same pixels. Every run is a process of its own, from
its start to its end, on one core, with one thread for each library, in shuffled rounds. Printed is the time of ours
over OpenCV's, the median of the ratios in each round, how large both files are, and how many of the numbers in the
PNGs differ. Time is what the process takes of its core, so that other programs do not count. Not on Windows, which
does not tell that.

The photograph is data/bird.jpg, enlarged, with the noise of a camera in it: it compresses as a photograph does.

Needs opencv-python-headless in this Python, for the peer: python -m pip install opencv-python-headless
"""

import os
import random
import resource  # not on Windows
import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
PEER = Path(__file__).with_name("opencv_filter.py")
SIZE = 3000, 4000
KERNELS = "gaussian-9", "sobel-vertical", "sharpen"
ROUNDS, REACH = 5, 1.1
LEFT_OUT = "PYTHONDONTWRITEBYTECODE", "OPENBLAS_CORETYPE"  # they slow imports or BLAS down
THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in LEFT_OUT} | THREADS


def write_photo(path):
    """Write the photograph of SIZE, as a camera does."""
    with Image.open(ROOT / "data" / "bird.jpg") as bird:
        enlarged = bird.convert("RGB").resize(SIZE[::-1], Image.Resampling.BICUBIC)
    noise = np.random.default_rng(0).normal(0, 6, (*SIZE, 3))
    pixels = np.clip(np.rint(np.asarray(enlarged) + noise), 0, 255).astype(np.uint8)
    Image.fromarray(pixels).save(path, quality=92)


def commands(photo, kernel, colours, ending):
    """{who: (the words of a process that filters the photograph, the file that it writes)}."""
    ours, peers = photo.with_name(f"ours.{ending}"), photo.with_name(f"OpenCV.{ending}")
    words = ["-m", "course", "filter", photo, "--kernel", kernel, "--output", ours, "--force"]
    if colours == "colour":
        words.append("--color")
    return {
        "ours": (words, ours),
        "OpenCV": ([PEER, photo, kernel, colours, peers], peers),
    }


def seconds(words):
    """How long a process takes of its core."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], cwd=ROOT, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def differing(one, other):
    """How many of the numbers of two picture files differ, 0 to 1."""
    with Image.open(one) as first, Image.open(other) as second:
        return np.mean(np.asarray(first) != np.asarray(second))


def compare(photo, kernel, colours, ending):
    """Print a row of the table."""
    both = commands(photo, kernel, colours, ending)
    rounds = []
    for _ in range(ROUNDS):
        names = random.sample(list(both), len(both))
        rounds.append({name: seconds(both[name][0]) for name in names})
    ratio = statistics.median(each["ours"] / each["OpenCV"] for each in rounds)
    files = [path for _, path in both.values()]
    sizes = "".join(f"{path.stat().st_size / 1e6:8.1f}" for path in files)
    others = f"{differing(*files):12.2%}" if ending == "png" else " " * 12
    milliseconds = 1000 * statistics.median(each["ours"] for each in rounds)
    reached = "reached" if ratio <= REACH else "MISSED"
    row = f"{kernel:16}{colours:11}{ending:5}{ratio:6.2f} {reached:8}{sizes}{others}{milliseconds:10.0f} ms"
    print(row, flush=True)


def main():
    if find_spec("cv2") is None:
        raise SystemExit("the peer needs OpenCV: python -m pip install opencv-python-headless")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    heads = f"{'ratio':>6} <= {REACH:g}   {'MB ours':>8}{'OpenCV':>8}{'pixels off':>12}{'ours':>10}"
    print(" " * 32 + heads + " [this machine]")
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder, "photo.jpg")
        write_photo(photo)
        for colours in ("grey", "luminance", "colour"):
            for kernel in KERNELS:
                for ending in ("png", "jpg"):
                    compare(photo, kernel, colours, ending)


if __name__ == "__main__":
    main()
