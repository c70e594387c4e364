"""
The watch on small lessons that run in this process: what is confirmed, what fails, what is left alone.

Faults are put into the libraries' functions: each must be caught. Its words: tests/golden/watch.txt.
"""

import re
import sys
import textwrap
import types

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal
from support.tensorflow_there import TENSORFLOW_IS_THERE, needs_tensorflow

from course.lessons.watch import IN_A_GRAPH, Seen, Watch, difference_in_words
from course.lessons.watch_compare import Difference
from course.lessons.watch_source import WatchFailed
from course.terminal.quiet_imports import quiet


@pytest.fixture(scope="module", autouse=True)
def tensorflow():
    """TensorFlow is imported when the first of these tests runs: else each process that lists them would do so."""
    global tf
    if TENSORFLOW_IS_THERE:
        with quiet():
            import tensorflow as tf


@pytest.fixture
def watched(tmp_path):
    """Runs a lesson's text under the watch: its variables and what was Seen. Afterwards all is as before."""

    def run(text):
        file = tmp_path / "9_small.py"
        file.write_text(textwrap.dedent(text), encoding="utf-8")
        watch = Watch(file, file.name)
        module = types.ModuleType("a_lesson")
        module.__file__ = str(file)
        try:
            watch.start()
            exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), vars(module))
            return module, watch.stop()
        finally:
            watch.put_back()

    return run


def failure_of(watched, text):
    """The message of a lesson's text that the watch does not let pass."""
    with pytest.raises(WatchFailed) as failed:
        watched(text)
    return str(failed.value)


# ---- what is confirmed

CONFIRMED = {
    "np.convolve": ("import numpy as np\nnp.convolve([3, 4, 5], [2, 1, 0])\n", 1),
    "by name": ("from numpy import correlate\ncorrelate([3, 4, 5], [2, 1, 0], mode='full')\n", 1),
    "scipy.signal": ("import scipy.signal\nscipy.signal.convolve2d([[1, 2], [3, 4]], [[1, 2]], 'same')\n", 1),
    "scipy alone": ("import scipy\nscipy.signal.convolve2d([[1, 2], [3, 4]], [[1, 2]], 'same')\n", 1),
    "from scipy": (
        "from scipy import signal as s\ns.correlate2d([[1, 2], [3, 4]], [[1, 2]], boundary='symm')\n",
        1,
    ),
    "from scipy.signal": ("from scipy.signal import convolve2d as c\nc([[1, 2], [3, 4]], [[1, 2]])\n", 1),
    "ndimage": ("from scipy import ndimage\nndimage.convolve([1, 2, 3], [1, 2])\n", 1),
    "the same twice": ("import numpy as np\nfor i in range(5): np.convolve([1, 2], [3])\n", 5),
    "in a function": ("import numpy as np\ndef f(x):\n    return np.convolve(x, x)\nf([1, 2])\nf([3])\n", 2),
    "in a comprehension": ("import numpy as np\n[np.convolve([i], [2]) for i in range(3)]\n", 3),
    "many lines": ("import numpy as np\nnp.convolve(\n    [1, 2],\n    [3],\n)\n", 1),
    "Fractions": (
        "import numpy as np\nfrom fractions import Fraction as F\nnp.convolve([F(1, 3)], [F(1, 7), 2])\n",
        1,
    ),
    "large": ("import numpy as np\nnp.convolve(np.arange(100_000), [1, -2, 1])\n", 1),
    "floats": ("import numpy as np\nnp.convolve(np.arange(9) / 7, np.ones(5) / 5, 'same')\n", 1),
    "by Fourier": (
        "import numpy as np\nimport scipy.signal as s\ns.fftconvolve(np.arange(9) / 7, [0.1, -0.7])\n",
        1,
    ),
    "nan": ("import numpy as np\nnp.convolve([1.0, np.nan, 2.0, np.inf], [1.0, -1.0])\n", 1),
}


@pytest.mark.parametrize("text, calls", CONFIRMED.values(), ids=CONFIRMED)
def test_calls_are_confirmed_and_counted(watched, text, calls):
    assert watched(text)[1] == Seen(calls, 0, {})


def test_the_same_call_is_compared_once(watched, monkeypatch):
    compared = []
    import course.lessons.watch as module

    original = module.first_difference
    monkeypatch.setattr(module, "first_difference", lambda *words: compared.append(1) or original(*words))
    text = """
        import numpy as np
        for i in range(4):
            np.convolve([1, 2], [3])
        np.convolve([1, 2], [4])
        np.convolve(np.array([1.0, 2.0]), [3])
        np.convolve([1, 2], [3], "same")
    """
    assert watched(text)[1].confirmed == 7 and len(compared) == 4


def test_afterwards_the_functions_are_as_before(watched):
    before = np.convolve, scipy.signal.convolve2d, scipy.ndimage.convolve
    watched("import numpy as np\nfrom scipy import ndimage, signal\nnp.convolve([1], [2])\n")
    with pytest.raises(ZeroDivisionError):
        watched("import numpy as np\nfrom scipy import ndimage, signal\n1 / 0\n")
    assert before == (np.convolve, scipy.signal.convolve2d, scipy.ndimage.convolve)


def test_only_modules_that_the_lesson_imports_are_changed(watched):
    lesson, _ = watched(
        "import numpy as np\nimport sys\nnp.convolve([1], [2])\nsignal = sys.modules['scipy.signal'].convolve\n"
    )
    assert lesson.signal is scipy.signal.convolve and not hasattr(lesson.signal, "__wrapped__")


def test_the_function_keeps_its_name_and_its_result(watched):
    lesson, _ = watched("import numpy as np\nname = np.convolve.__name__\ny = np.convolve([3, 4], [2, 1])\n")
    assert lesson.name == "convolve" and lesson.y.tolist() == [6, 11, 4]


@pytest.mark.parametrize("got, expected", [(1.0, 1.0000001), (1 / 3, 0.333333)])
def test_a_message_shows_how_two_numbers_differ(got, expected):
    told = re.fullmatch(
        r"gives (\S+) at \[3, 4\], but this call means (\S+)\.",
        difference_in_words(Difference((3, 4), got, expected)),
    )
    assert told[1] != told[2] and (float(told[1]), float(told[2])) == (got, expected)


def test_a_message_shows_how_two_sizes_differ():
    assert re.findall(r"[\dx]*\d", difference_in_words(Difference(None, (5,), (3, 4)))) == ["5", "3x4"]


# ---- what is left alone


def test_calls_of_others_are_not_the_lessons(watched):
    text = "import numpy as np\nnp.convolve([1], [2])\nnp.apply_along_axis(np.convolve, 0, [[1j]], [1])\n"
    assert watched(text)[1] == Seen(1, 0, {})


def test_timed_calls_pass_unwatched(watched):
    text = """
        import timeit
        import numpy as np
        def work():
            return np.convolve([1j], [2])  # would count as not confirmed
        timeit.repeat(work, number=2, repeat=2)
        timeit.timeit("np.convolve([1j], [2])", globals=globals(), number=2)
        np.convolve([1], [2])
    """
    assert watched(text)[1] == Seen(1, 0, {})


def test_an_error_of_the_library_stays_the_lessons(watched):
    text = """
        import numpy as np
        np.convolve([1], [2])
        try:
            np.convolve([], [1])
        except ValueError as error:
            message = str(error)
    """
    lesson, seen = watched(text)
    assert "empty" in lesson.message and seen == Seen(1, 0, {})


@pytest.mark.parametrize("call, reason", [
    ("np.convolve([1j], [1])", "complex numbers"),
    ("np.convolve(np.longdouble([1, 2]), [1])", "numbers of type"),
    ("ndimage.convolve([1, 2], [1], output=np.zeros(2))", "given array"),
    ("ndimage.gaussian_filter([1.0, 2.0], 1, order=1)", "derivatives"),
    ("np.convolve([1], [1], mode=1)", "option"),
])  # fmt: skip
def test_what_cannot_be_confirmed_is_counted_with_its_reason(watched, call, reason):
    _, seen = watched(f"import numpy as np\nfrom scipy import ndimage\nfor i in range(2): {call}\n")
    ((told, calls),) = seen.not_confirmed.items()
    assert (seen.confirmed, calls) == (0, 2) and reason in told


# ---- faults in the libraries


def changed_at(*index):
    """A fault that changes one number of a result."""

    def fault(function):
        def call(*arguments, **options):
            result = np.array(function(*arguments, **options))
            result[index] += 1
            return result

        return call

    return fault


def without_flip(function):
    """A fault: np.correlate for np.convolve, and so on."""

    def call(x, h, *arguments, **options):
        h = np.asarray(h)
        return function(x, h[(slice(None, None, -1),) * h.ndim], *arguments, **options)

    return call


def transposed(function):
    """A fault: rows of the kernel for columns."""
    return lambda x, h, *arguments, **options: function(x, np.asarray(h).T, *arguments, **options)


def shifted(function):
    """A fault: each output one index late."""
    return lambda *arguments, **options: np.roll(function(*arguments, **options), 1, axis=0)


def other_mode(function):
    """A fault: "same" where an odd zero goes to the other side."""

    def call(x, h, *arguments, **options):
        full = function(x, h, "full")
        starts = [k // 2 for k in np.shape(h)]
        return full[tuple(slice(start, start + n) for start, n in zip(starts, np.shape(x)))]

    return call


def other_border(function):
    """A fault: the edge is not repeated in the mirror image beyond the border."""
    return lambda x, h: function(x, h, mode="mirror")


def too_few(function):
    """A fault: the last output is missing."""
    return lambda *arguments, **options: function(*arguments, **options)[:-1]


def slightly_more(function):
    """A fault: floats that are off by a part in a million."""
    return lambda *arguments, **options: np.asarray(function(*arguments, **options)) * (1 + 1e-6)


IMAGE = "np.arange(600 * 700).reshape(600, 700) * 7919 % 1009"
ONE_DIMENSION = "np.convolve(np.arange(5000) * 7919 % 1009, [1, 2, -3, 4], 'same')"
TWO_DIMENSIONS = f"signal.convolve2d({IMAGE}, [[1, 2], [-3, 4], [5, 0]], 'same')"
MIRRORED = f"ndimage.convolve({IMAGE}, [[1, 2], [-3, 4]])"
FLOATS = f"signal.correlate2d(({IMAGE}) / 7, [[0.1, 0.2], [0.3, 0.7]])"
FAULTS = [
    (np, "convolve", ONE_DIMENSION, fault)
    for fault in (
        without_flip,
        shifted,
        other_mode,
        too_few,
        changed_at(0),
        changed_at(4999),
        changed_at(2500),
    )
]
FAULTS += [
    (scipy.signal, "convolve2d", TWO_DIMENSIONS, fault)
    for fault in (
        without_flip, shifted, other_mode, too_few, changed_at(0, 0), changed_at(599, 0), changed_at(0, 699),
        changed_at(599, 699), changed_at(0, 350), changed_at(300, 0), changed_at(599, 350), changed_at(300, 699),
        changed_at(300, 350),
    )
]  # fmt: skip
FAULTS += [
    (scipy.ndimage, "convolve", MIRRORED, fault)
    for fault in (without_flip, transposed, shifted, other_border)
]
FAULTS += [(scipy.signal, "correlate2d", FLOATS, fault) for fault in (transposed, shifted, slightly_more)]


@pytest.mark.parametrize("library, name, call, fault", FAULTS)
def test_a_fault_in_a_library_is_caught(watched, monkeypatch, library, name, call, fault):
    text = f"import numpy as np\nfrom scipy import ndimage, signal\ny = {call}\n"
    assert watched(text)[1].confirmed == 1
    monkeypatch.setattr(library, name, fault(getattr(library, name)))
    assert failure_of(watched, text).startswith(
        f"9_small.py, line 3: {'np' if library is np else library.__name__}.{name} "
    )


def test_a_lesson_cannot_hide_a_failure(watched, monkeypatch):
    monkeypatch.setattr(np, "convolve", too_few(np.convolve))
    text = """
        import numpy as np
        try:
            np.convolve([1, 2], [3])
        except Exception:
            pass
    """
    assert "line 4: np.convolve gives" in failure_of(watched, text)


# ---- whole numbers that overflow

OVERFLOWS = [
    "np.convolve(np.uint8([200, 100]), np.uint8([1, 1]))",
    "np.convolve(np.int8([100, 100]), np.int8([1, 1]))",
    "np.convolve(np.int64([2**62, 2**62]), np.int64([1, 1]))",
    "np.convolve([True, True], [True, True])",
    "ndimage.convolve(np.uint8([[5, 9, 5]]), [[0, 1, -1]])",
    "ndimage.convolve([10, 11, 12], np.ones(3) / 7)",
    "signal.convolve2d(np.uint8([[200, 100]]), np.uint8([[1, 1]]))",
    "np.convolve(np.float16([60000, 60000]), np.float16([1, 1]))",
]


@pytest.mark.parametrize("call", OVERFLOWS)
def test_a_type_that_does_not_hold_the_result_fails_unless_it_is_marked(watched, call):
    text = "import numpy as np\nfrom scipy import ndimage, signal\nwith np.errstate(all='ignore'):\n    y = {}{}\n"
    assert ", line 4: " in failure_of(watched, text.format(call, ""))
    assert watched(text.format(call, "  # wrong on purpose: it is too small"))[1] == Seen(0, 1, {})


def test_the_one_pixel_of_a_large_image_that_overflows_is_found(watched):
    text = """
        import numpy as np
        from scipy import ndimage
        image = np.zeros((300, 400), np.uint8)
        image[137, 211] = 200
        ndimage.convolve(image, [[2, 1]])
    """
    assert "at [137, 21" in failure_of(watched, text)


# ---- marks

RIGHT = "np.convolve([1, 2], [3])"
WRONG = "np.convolve(np.uint8([200]), np.uint8([2]))"
MARK = "# wrong on purpose: a byte holds nothing above 255"
MARKED = {
    "behind it": f"y = {WRONG}  {MARK}",
    "above it": f"{MARK}\ny = {WRONG}",
    "in the comment above it": f"# Pictures are bytes.\n{MARK}\n# So take care.\ny = {WRONG}",
    "on its last line": f"y = np.convolve(\n    np.uint8([200]),\n    np.uint8([2]),\n)  {MARK}",
    "on a line of it": f"y = np.convolve(\n    np.uint8([200]),  {MARK}\n    np.uint8([2]),\n)",
    "above its statement": f"{MARK}\nprint(\n    'bytes:',\n    {WRONG},\n)",
    "of one of two calls": f"print(\n    {RIGHT},\n    {WRONG},  {MARK}\n)",
    "in a function": f"def f():\n    {MARK}\n    return {WRONG}\nf()\nf()",
}


@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED)
def test_a_mark_belongs_to_its_call(watched, text):
    _, seen = watched(f"import numpy as np\n{text}\n")
    assert seen.on_purpose == (2 if "f()" in text else 1) and not seen.not_confirmed
    assert "line" in failure_of(watched, f"import numpy as np\n{text}\n".replace(MARK, "# wrong"))


def test_what_is_marked_has_to_differ(watched):
    assert "line 3" in failure_of(watched, f"import numpy as np\n{MARK}\n{RIGHT}\n")
    assert "line 2" in failure_of(watched, f"import numpy as np\n{RIGHT}  {MARK}\n")
    assert "complex" in failure_of(watched, f"import numpy as np\nnp.convolve([1j], [2])  {MARK}\n")


def test_each_call_of_a_marked_line_has_to_differ(watched):
    text = (
        f"import numpy as np\nfor x in ([200], [1]):\n    np.convolve(np.uint8(x), np.uint8([2]))  {MARK}\n"
    )
    assert "line 3" in failure_of(watched, text)


@pytest.mark.parametrize(
    "text", [f"{RIGHT}\n\n{MARK}", f"{RIGHT}\n{MARK}\n\nx = 1", f"if False:\n    {WRONG}  {MARK}\n{RIGHT}"]
)
def test_a_mark_without_a_call_fails(watched, text):
    assert "mark" in failure_of(watched, f"import numpy as np\n{text}\n")


def test_a_mark_on_the_line_before_marks_that_line_alone(watched):
    text = f"import numpy as np\ny = {WRONG}  {MARK}\nz = {RIGHT}\n"
    assert watched(text)[1] == Seen(1, 1, {})


def test_a_lesson_in_which_nothing_is_seen_fails(watched):
    for text in ("x = 1\n", "import numpy as np\nfrom course import convolve1d\nconvolve1d([1], [2])\n"):
        assert failure_of(watched, text).startswith("9_small.py: ")


# ---- TensorFlow

SMALL = "import tensorflow as tf\nx = tf.reshape(tf.range(12.0), (1, 3, 4, 1))\nh = tf.ones((2, 2, 1, 1))\n"


@needs_tensorflow
@pytest.mark.parametrize("call", [
    "tf.nn.conv2d(x, h, 1, 'SAME')",
    "tf.nn.conv3d(x[None], h[None], [1] * 5, 'VALID')",
    "tf.nn.max_pool2d(x, 2, 2, 'VALID')",
    "tf.nn.conv2d(tf.Variable(x), tf.Variable(h), [1, 2, 2, 1], [[0, 0], [1, 0], [2, 1], [0, 0]])",
    "tf.nn.conv2d(tf.cast(x, tf.bfloat16), tf.cast(h, tf.bfloat16), 1, 'SAME')",
])  # fmt: skip
def test_tensorflow_is_confirmed(watched, call):
    assert watched(f"{SMALL}{call}\n")[1] == Seen(1, 0, {})


def tensorflow_fault(changed):
    """A fault in a function of TensorFlow. changed: what it does to the arguments, by name."""
    return lambda function: (
        lambda input, filters, strides, padding: function(
            **changed({"input": input, "filters": filters, "strides": strides, "padding": padding})
        )
    )


TENSORFLOW_FAULTS = {
    "flipped": lambda given: given | {"filters": given["filters"][::-1, ::-1]},
    "transposed": lambda given: given | {"filters": tf.transpose(given["filters"], (1, 0, 2, 3))},
    "the odd zero before": lambda given: given | {"padding": [[0, 0], [1, 0], [1, 0], [0, 0]]},
    "another stride": lambda given: given | {"strides": [3, 1]},
    "stride 2 from the second": lambda given: given | {"input": given["input"][:, 1:]},
    "channels swapped": lambda given: given | {"input": given["input"][..., ::-1]},
    "one number changed": lambda given: (
        given | {"input": tf.tensor_scatter_nd_add(given["input"], [[0, 6, 5, 1]], [1.0])}
    ),
}


@needs_tensorflow
@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("fault", TENSORFLOW_FAULTS.values(), ids=TENSORFLOW_FAULTS)
def test_a_fault_in_tensorflow_is_caught(watched, monkeypatch, fault, stride):
    text = f"""
        import tensorflow as tf
        x = tf.random.stateless_uniform((2, 13, 11, 2), seed=(0, 1))  # odd: SAME adds a zero for stride 2 as well
        h = tf.random.stateless_uniform((2, 2, 2, 3), seed=(2, 3))
        tf.nn.conv2d(x, h, {stride}, "SAME")
    """
    assert watched(text)[1] == Seen(1, 0, {})
    monkeypatch.setattr(tf.nn, "conv2d", tensorflow_fault(fault)(tf.nn.conv2d))
    assert "line 5: tf.nn.conv2d gives" in failure_of(watched, text)


GRAPHS = {
    "autograph": "graph = tf.function(f)",
    "no autograph": "graph = tf.function(f, autograph=False)",
    "decorated": "f = graph = tf.function(f)",
    "inside another": "inner = tf.function(f)\ngraph = tf.function(lambda a, b: inner(a, b))",
}


@needs_tensorflow
@pytest.mark.parametrize("made", GRAPHS.values(), ids=GRAPHS)
def test_a_tf_function_is_called_once_beside_and_leaves_no_trace(watched, capsys, made):
    text = f"""{SMALL}
walked = []
state = {{"calls": 0}}
total = tf.Variable(0.0)
def f(image, kernel):
    walked.append("Python was here")
    state["calls"] += 1
    print("walked")
    total.assign_add(1.0)
    return tf.nn.conv2d(image, kernel, 1, "VALID")
{made}
results = [graph(x, h) for call in range(3)]
counted = len(walked), state["calls"], float(total)
"""
    lesson, seen = watched(text)
    assert lesson.counted == (1, 1, 3.0) and capsys.readouterr().out == "walked\n"
    assert seen == Seen(1, 0, {})
    assert lesson.results[0].shape == (1, 2, 3, 1)


@needs_tensorflow
def test_each_shape_is_called_beside(watched):
    text = f"{SMALL}f = tf.function(lambda a: tf.nn.conv2d(a, h, 1, 'VALID'))\nf(x)\nf(x)\nf(x[:, :2])\n"
    assert watched(text)[1] == Seen(2, 0, {})


@needs_tensorflow
def test_a_fault_in_a_graph_is_caught(watched, monkeypatch):
    text = f"{SMALL}@tf.function\ndef f(a):\n    return tf.nn.conv2d(a, h * 2, 1, 'VALID')\nf(x)\n"
    assert watched(text)[1].confirmed == 1
    original = tf.nn.conv2d
    monkeypatch.setattr(tf.nn, "conv2d", lambda *given: original(*given) + 1.0)
    assert "line 6: tf.nn.conv2d gives" in failure_of(watched, text)


@needs_tensorflow
def test_other_graphs_are_counted_as_not_confirmed(watched):
    text = f"{SMALL}list(tf.data.Dataset.from_tensors(x).map(lambda a: tf.nn.conv2d(a, h, 1, 'VALID')))\n"
    _, seen = watched(text)
    assert seen.confirmed == 0 and seen.not_confirmed.keys() == {IN_A_GRAPH}


@needs_tensorflow
def test_what_is_learned_is_confirmed_step_by_step(watched):
    text = f"""{SMALL}
learned = tf.Variable(tf.zeros((2, 2, 1, 1)))
for step in range(3):
    with tf.GradientTape() as tape:
        error = tf.reduce_mean((tf.nn.conv2d(x, learned, 1, "VALID") - 1.0) ** 2)
    learned.assign_sub(0.01 * tape.gradient(error, learned))
"""
    lesson, seen = watched(text)
    assert seen == Seen(3, 0, {}) and np.any(lesson.learned.numpy())


def test_without_tensorflow_the_rest_is_watched(watched, monkeypatch):
    monkeypatch.setitem(sys.modules, "tensorflow", None)
    text = """
        import numpy as np
        try:
            import tensorflow as tf
        except ImportError:
            tf = None
        np.convolve([1], [2])
    """
    assert watched(text)[1] == Seen(1, 0, {})
