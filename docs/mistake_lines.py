"""
The line in which a mistake is made, beside the right one, in a whole program: for those that most learners have written.

tests/test_docs_mistake_lines.py runs each program with both lines, and finds the mistake's numbers.
"""

from typing import NamedTuple

SIGNAL = """\
def convolve(x, h):
    n, k = len(x), len(h)
    padded = np.pad(x, k - 1)
    y = np.zeros(n + k - 1)
    for i in range(n + k - 1):
        y[i] = sum(padded[i : i + k] * h[::-1])
    return y
"""
FLIPPED_IN_A_LOOP = """\
def convolve(x, h):
    n, k = len(x), len(h)
    flipped = h.copy()
    for a in range(k):
        flipped[a] = h[k - 1 - a]
    padded = np.pad(x, k - 1)
    return [sum(padded[i : i + k] * flipped) for i in range(n + k - 1)]
"""
SAME = """\
def convolve(x, h):
    n, k = len(x), len(h)
    y = np.zeros(n)
    for i in range(n):
        for a in range(k):
            place = i + (k - 1) // 2 - a
            if 0 <= place < n:
                y[i] += x[place] * h[a]
    return y
"""
SAME_BY_WINDOWS = """\
def convolve(x, h):
    n, k = len(x), len(h)
    y = np.zeros(n)
    for i in range(n):
        first = i - k // 2
        for a in range(k):
            if 0 <= first + a < n:
                y[i] += x[first + a] * h[k - 1 - a]
    return y
"""
IMAGE = """\
def convolve(x, h):
    (n, m), (k, l) = x.shape, h.shape
    padded = np.pad(x, ((k - 1, k - 1), (l - 1, l - 1)))
    y = [[0] * (m + l - 1) for _ in range(n + k - 1)]
    for i in range(n + k - 1):
        for j in range(m + l - 1):
            y[i][j] = np.sum(padded[i : i + k, j : j + l] * h[::-1, ::-1])
    return y
"""
COPIES = """\
def convolve(x, h):
    n, m = x.shape
    k, l = h.shape
    pixels = x.flatten()
    y = np.zeros((n + k - 1, m + l - 1))
    for i in range(n):
        for j in range(m):
            y[i : i + k, j : j + l] += pixels[i * m + j] * h
    return y
"""
PIXELS = COPIES.replace("    pixels = x.flatten()\n", "").replace("pixels[i * m + j]", "x[i, j]")
STRIDE = """\
def convolve(x, h, stride):
    (k, l), (s, t) = h.shape, stride
    padded = np.pad(x, ((k - 1, k - 1), (l - 1, l - 1)))
    n, m = padded.shape
    y = np.zeros(((n - k) // s + 1, (m - l) // t + 1))
    for i, j in np.ndindex(y.shape):
        window = padded[i * s : i * s + k, j * t : j * t + l]
        y[i, j] = np.sum(window * h[::-1, ::-1])
    return y
"""


class Lines(NamedTuple):
    """A program, a line of it, and what stands there where the mistake is made; both with their blanks."""

    program: str
    right: str
    wrong: str


LINES = {
    "no-flip": Lines(
        SIGNAL,
        "        y[i] = sum(padded[i : i + k] * h[::-1])",
        "        y[i] = sum(padded[i : i + k] * h)",
    ),
    "border-zero": Lines(SIGNAL, "    for i in range(n + k - 1):", "    for i in range(k - 1, n):"),
    "skip-k1": Lines(SIGNAL, "    for i in range(n + k - 1):", "    for i in range(n - k + 1):"),
    "return-first": Lines(SIGNAL, "    return y", "        return y"),
    "kernel-half-mirrored": Lines(FLIPPED_IN_A_LOOP, "    flipped = h.copy()", "    flipped = h"),
    "centre-one": Lines(SAME, "            place = i + (k - 1) // 2 - a", "            place = i + 1 - a"),
    "centre-one-window": Lines(SAME_BY_WINDOWS, "        first = i - k // 2", "        first = i - 1"),
    "square-image": Lines(PIXELS, "    n, m = x.shape", "    n = m = len(x)"),
    "row-pitch": Lines(
        COPIES,
        "            y[i : i + k, j : j + l] += pixels[i * m + j] * h",
        "            y[i : i + k, j : j + l] += pixels[i * n + j] * h",
    ),
    "return-first-row": Lines(IMAGE, "    return y", "        return y"),
    "rows-shared": Lines(
        IMAGE,
        "    y = [[0] * (m + l - 1) for _ in range(n + k - 1)]",
        "    y = [[0] * (m + l - 1)] * (n + k - 1)",
    ),
    "stride-floor2": Lines(
        STRIDE,
        "    y = np.zeros(((n - k) // s + 1, (m - l) // t + 1))",
        "    y = np.zeros(((n - k + 1) // s, (m - l + 1) // t))",
    ),
}


def wrong_program(lines):
    """The program of Lines as it makes the mistake, with the right line in a comment above the wrong one."""
    blanks = len(lines.right) - len(lines.right.lstrip())
    comment = f"{' ' * blanks}# right: {lines.right.lstrip()}"
    return replaced(lines, f"{comment}\n{lines.wrong}  # wrong")


def replaced(lines, text):
    """The program of Lines with a text in place of the right line."""
    before, after = lines.program.split(f"{lines.right}\n")
    return f"{before}{text}\n{after}"
