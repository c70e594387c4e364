"""A copy of a lesson's function can be called without a trace in the lesson."""

import random
import types

import numpy as np
import pytest

from course.lessons.watch_graphs import call_a_copy, signature_of

FILE = "a_lesson.py"


def lesson(text):
    """A module made of a lesson's text."""
    module = types.ModuleType("a_lesson")
    exec(compile(text, FILE, "exec"), vars(module))
    return module


def test_nothing_that_it_changes_is_the_lessons():
    module = lesson("""
import numpy as np
import random
seen = []
array = np.zeros(3)
by_name = {"list": seen}
count = 0
class Layer:
    def __init__(self):
        self.calls = 0
    def call(self, x):
        self.calls += 1
        helper(x)
layer = Layer()
def made():
    inner = []
    def closure(x):
        inner.append(x)
        return inner
    return closure
closure = made()
def helper(x, default=[]):
    global count
    count += 1
    seen.append(x)
    by_name["list"].append(x)
    default.append(x)
    array[0] += 1
    closure(x)
    random.random()
    np.random.rand()
    print("it runs")
    return (lambda: seen)()
def recursive(n, words):
    words.append(n)
    return recursive(n - 1, words) if n else helper(n)
""")
    random.seed(1), np.random.seed(1)
    expected = random.random(), np.random.rand()
    random.seed(1), np.random.seed(1)
    words = []
    call_a_copy(module.recursive, [2, words], {}, FILE)
    call_a_copy(module.layer.call, [2], {}, FILE)
    assert (module.seen, module.count, module.layer.calls, words) == ([], 0, 0, [])
    assert module.by_name == {"list": []} and module.array.tolist() == [0, 0, 0]
    assert module.helper.__defaults__ == ([],) and module.closure(1) == [1]
    assert (random.random(), np.random.rand()) == expected


def test_what_is_one_thing_under_two_names_stays_one_thing():
    module = lesson("a = []\nb = a\ndef f():\n    a.append(1)\n    assert b == [1]\n")
    call_a_copy(module.f, [], {}, FILE)
    assert module.a == []


def test_it_prints_nothing_and_its_errors_are_raised(capfd):
    module = lesson(
        "import sys, os\ndef f(x):\n    print(x)\n    print(x, file=sys.stderr)\n    os.write(2, b'y')\n    1 / x\n"
    )
    with pytest.raises(ZeroDivisionError):
        call_a_copy(module.f, [0], {}, FILE)
    assert capfd.readouterr() == ("", "")


def test_a_signature_tells_shapes_types_and_other_values():
    one = signature_of([np.ones(3), "same"], {"k": 2})
    assert one == signature_of([np.zeros(3), "same"], {"k": 2})
    others = [
        ([np.ones(4), "same"], {"k": 2}),
        ([np.ones(3, int), "same"], {"k": 2}),
        ([np.ones(3), "full"], {"k": 2}),
    ]
    assert all(one != signature_of(*other) for other in [*others, ([np.ones(3), "same"], {"k": 3})])
