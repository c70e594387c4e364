"""
How fast course/pictures/fast_convolution.py filters a picture, beside its peers: python tests/benchmarks/filtering.py

Pictures of 1024x1024 and of 3000x4000 pixels (12 megapixels) in float32, under k x k kernels of floats: dense,
and a column times a row. Printed is the time of ours over the peer's: the median of the ratios in each of a few
shuffled rounds. Time is what the process takes on one core, one thread for each library, so that other programs
do not count. TensorFlow gets tensors that are there already, and gives an array. Every result is compared with
ours first. A peer that needs more than SLOW seconds, and has no ratio to reach, is left out.

Memory is the most that a call takes beside its image, in images, in a process of its own: of its arrays
(tracemalloc), and of the whole process (its peak resident size; not on Windows).

Needs opencv-python-headless and tensorflow, for the peers.
"""

import os
import random
import statistics
import subprocess
import sys
import time
import tracemalloc
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (1024, 1024), (3000, 4000)
SIDES = (3, 5, 7, 11, 21, 31)
ROUNDS, SLOW = 7, 1  # SLOW: seconds
PEERS = ("tf.nn.conv2d", "cv2.filter2D", "ndimage.convolve", "signal.convolve2d", "signal.fftconvolve")
REACH = {  # the ratios to reach
    ("tf.nn.conv2d", (1024, 1024)): {3: 0.6, 7: 0.5, 11: 0.3, 21: 0.1, 31: 0.05},
    ("tf.nn.conv2d", (3000, 4000)): {3: 0.9, 7: 0.7, 21: 0.1},
    ("cv2.filter2D", (1024, 1024)): {3: 4.5, 7: 2.5, 21: 1, 31: 1},
    ("cv2.filter2D", (3000, 4000)): {3: 4.5, 7: 2.5, 21: 1, 31: 1},
}
SOUGHT = {"ours", *(name for name, _ in REACH)}
IMAGES = 2.6  # extra memory to stay below
LEFT_OUT = "PYTHONDONTWRITEBYTECODE", "OPENBLAS_CORETYPE"  # they slow imports or BLAS down
THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in LEFT_OUT} | THREADS


def kernels(k, rng):
    """{what it is: a kernel of floats, (k, k)}."""
    column, row = rng.random((2, k))
    return {"dense": rng.random((k, k)) - 0.3, "rank 1": column[:, None] * row}


def contestants(x, h):
    """{name: a function that convolves x with h, the same size, zeros outside}."""
    import cv2
    import numpy as np
    import tensorflow as tf
    from scipy import ndimage, signal

    from course.pictures import fast_convolution

    h32, turned = np.float32(h), np.ascontiguousarray(np.float32(h[::-1, ::-1]))
    tensors = tf.constant(x[None, :, :, None]), tf.constant(turned[:, :, None, None])
    return {
        "ours": lambda: fast_convolution.fast_convolve(x, h),
        "tf.nn.conv2d": lambda: tf.nn.conv2d(*tensors, 1, "SAME").numpy()[0, :, :, 0],
        "cv2.filter2D": lambda: cv2.filter2D(x, -1, turned, borderType=cv2.BORDER_CONSTANT),
        "ndimage.convolve": lambda: ndimage.convolve(x, h32, mode="constant"),
        "signal.convolve2d": lambda: signal.convolve2d(x, h32, "same"),
        "signal.fftconvolve": lambda: signal.fftconvolve(x, h32, "same"),
    }


def taken(call):
    """(seconds of this process, result)."""
    begun = time.process_time()
    result = call()
    return time.process_time() - begun, result


def agreeing(calls, x, h):
    """The calls that are quick enough, once all are known to agree: within 2*k*eps*sum|h|*max|x|."""
    import numpy as np

    ours, quick = calls["ours"](), {}
    within = 2 * max(h.shape) * np.finfo(np.float32).eps * np.abs(h).sum() * np.abs(x).max()
    for name, call in calls.items():
        seconds, result = taken(call)
        np.testing.assert_allclose(result, ours, rtol=0, atol=within, err_msg=name)
        if seconds < SLOW or name in SOUGHT:
            quick[name] = call
    return quick


def ratios(calls):
    """(milliseconds of ours, {peer: ours over the peer's}), medians of the shuffled rounds."""
    rounds = []
    for _ in range(ROUNDS):
        names = random.sample(list(calls), len(calls))
        rounds.append({name: taken(calls[name])[0] for name in names})
    medians = {name: statistics.median(each["ours"] / each[name] for each in rounds) for name in calls}
    return 1000 * statistics.median(each["ours"] for each in rounds), medians


def verdict(ratio, reach):
    return "" if reach is None else f" <= {reach:g} {'reached' if ratio <= reach else 'MISSED'}"


def compare(size, rng):
    """Print a table for the pictures of one size: a row for each kernel."""
    from course.pictures.fast_convolution import chosen_method

    x = rng.random(size, dtype="float32")
    print(
        f"\n{size[0]}x{size[1]}".ljust(24) + "".join(f"{name:23}" for name in PEERS) + "ours [this machine]"
    )
    for k in SIDES:
        for kind, h in kernels(k, rng).items():
            milliseconds, found = ratios(agreeing(contestants(x, h), x, h))
            cells = []
            for name in PEERS:
                reach = REACH.get((name, size), {}).get(k)
                cells.append(f"{found[name]:.3f}{verdict(found[name], reach)}" if name in found else "-")
            words = f"{k:2} {kind:7}{chosen_method(size, h):8}".ljust(23)
            print(words + "".join(f"{cell:23}" for cell in cells) + f"{milliseconds:.1f} ms", flush=True)


def memory(size, k, name):
    """Print the most that one call takes beside its image, in images, of arrays and of the process."""
    import numpy as np

    from course.pictures import fast_convolution

    rng = np.random.default_rng(0)
    x, h = rng.random(size, dtype=np.float32), kernels(k, rng)["rank 1"]

    def called(x):
        if name == "signal.fftconvolve":
            return import_module("scipy.signal").fftconvolve(x, np.float32(h), "same")
        return fast_convolution.fast_convolve(x, h, method=name)

    called(x[:64, :64].copy())  # imports are not counted
    before = resident()
    called(x)
    after = resident()
    tracemalloc.start()
    called(x)
    print(f"{tracemalloc.get_traced_memory()[1] / x.nbytes:.2f} {(after - before) / x.nbytes:.2f}")


def resident():
    """The peak resident size of this process so far, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def memories():
    """Print a table of the extra memory of each method, and of a peer."""
    print("extra memory, in images".ljust(41) + "arrays  process")
    cases = [(name, k) for name in ("shifts", "rows", "passes", "tiles") for k in (3, 15, 31)]
    for size in SIZES:
        for name, k in [*cases, ("signal.fftconvolve", 31)]:
            words = [sys.executable, __file__, *map(str, size), str(k), name]
            done = subprocess.run(
                words, env=ENVIRONMENT, check=True, stdout=subprocess.PIPE, encoding="utf-8"
            )
            arrays, process = map(float, done.stdout.split())
            ours = "." not in name
            end = verdict(max(arrays, process), IMAGES) if ours else ""
            print(f"{size[0]}x{size[1]} k={k:<3} {name:22} {arrays:6.2f} {process:8.2f} {end}", flush=True)


def alone():
    """One core, one thread for each library; a message instead of peers that are missing."""
    for module, package in (("cv2", "opencv-python-headless"), ("tensorflow", "tensorflow")):
        if find_spec(module) is None:
            raise SystemExit(f"the peers need {package}: python -m pip install {package}")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    from course.terminal.quiet_imports import quiet

    with quiet():
        import cv2
        import tensorflow as tf

        cv2.setNumThreads(1)
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(1)
        tf.zeros(1)


def main(words):
    if words:
        memory(tuple(map(int, words[:2])), int(words[2]), words[3])
        return
    memories()  # first: a process begins with the peak size of the one that starts it
    alone()
    import numpy as np

    rng = np.random.default_rng(0)
    for size in SIZES:
        compare(size, rng)


if __name__ == "__main__":
    if any(os.environ.get(name) != ENVIRONMENT.get(name) for name in (*LEFT_OUT, *THREADS)):
        raise SystemExit(subprocess.run([sys.executable, *sys.argv], check=False, env=ENVIRONMENT).returncode)
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1:])
