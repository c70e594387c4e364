"""Slips that are told, and lines like them that are none."""

import pytest

from course.practice.file_text import FileText
from course.practice.slips import slip_in
from course.practice.source_help import Tried


def told_of(body):
    text = FileText(("def f(x, h):\n" + body).encode(), "f")
    found = slip_in(Tried(text, ("x", "h"), "x, h", [(None, None, [[1.0, 2.0]])], ()))
    return found and found.says


SLIPS = {  # what is said, a body, and one like it without the slip
    "is always true": (
        "    if h == 1 or 'same':\n        return x\n",
        "    mode = h or 'full'\n    if h == 1 or x == 'same':\n        return mode\n",
    ),
    "nothing keeps it: y stays": (
        "    y = x\n    np.append(y, 0)\n    return y\n",
        "    y = x\n    y = np.append(y, 0)\n    return y\n",
    ),
    "whatever stood in the memory": (
        "    y = np.empty(3)\n    y[0:2] += x\n    return y\n",
        "    y = np.empty(3)\n    y[:] = 0\n    y[0:2] += x\n    return y\n",
    ),
    "from the left": ("    return x ** 1 / 2\n", "    return x ** 2 / 2 + x ** (1 / 2)\n"),
    "puts a - 1 before and b - 1 behind": (
        "    a, b = h.shape\n    return np.pad(x, (a - 1, b - 1))\n",
        "    a, b = h.shape\n    return np.pad(x, (a // 2, a - 1 - a // 2)) + np.pad(x, ((a, a), (b, b)))\n",
    ),
}


@pytest.mark.parametrize("says", SLIPS)
def test_a_slip_is_told_and_what_is_like_it_is_not(says):
    slip, none = SLIPS[says]
    assert says in told_of(slip) and told_of(none) is None
