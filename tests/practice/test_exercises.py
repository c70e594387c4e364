"""The exercises: what their solutions, starters and ladders promise, held against NumPy, SciPy and pencil.

Everything here happens in this process; files that are run apart are in test_check.py.
"""

import ast
import re
import runpy
from functools import cache, partial
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage, signal

from course.diagnosis import suite_causes
from course.diagnosis.answer import Answer, answer_from
from course.practice.sandbox import Ran, Reply
from course.diagnosis.cause import world
from course.practice.exercise_files import SOLUTIONS, readers, starter, title
from course.practice.rubric import RUNS, THERE, UNTOUCHED, exercises
from course.convolution import layers
from course.mistakes.bank import exercises as slips
from course.mistakes.bank.all_mistakes import BANK, EXERCISE_MISTAKES
from course.practice.grading import ARRAYS, UNREACHED, judge, names
from support.exercise_files import SOBEL, alike, drawn_images, expected, inputs, maps, named
from support.strategies import fitting, integers, laws, quarters

EXERCISES = exercises()
MODULES = {number: runpy.run_path(str(path)) for number, path in SOLUTIONS.items()}
ALL = pytest.mark.parametrize("number", EXERCISES)


# ---- solutions: their words


def examples(function, text):
    """The (call, result) pairs of a docstring: name(...) is result."""
    call = rf"({function}\((?:[^()]|\([^()]*\))*\))\s+is (\d+|\[[\d, \[\]]*\])"
    return [(found[1], ast.literal_eval(found[2])) for found in re.finditer(call, text)]


@ALL
def test_two_examples_are_in_the_docstring_and_right(number):
    for function in EXERCISES[number].functions:
        f = MODULES[number][function]
        found = examples(function, f.__doc__)
        assert len(found) == (0 if function == "conv2d" else 2)
        for call, right in found:
            assert alike(eval(call, MODULES[number]), right), call


SUMS = {  # arithmetic that a docstring writes out: what it comes to
    0: {"3*2, 3*1 + 4*2, 4*1 + 5*2, 5*1": (6, 11, 14, 5)},
    1: {"1*3 + 2*2 + 4*0 + 5*1": 12, "1*3, 1*4 + 2*3, 2*4": (3, 10, 8)},
    2: {"1*1 + 2*10, 2*1 + 3*10, 3*1": (21, 32, 3)},
    3: {"1 + 2 + 1": 4},
    4: {},
}


@ALL
def test_the_arithmetic_in_the_docstrings_is_right_and_that_of_its_examples(number):
    docs = " ".join(" ".join(MODULES[number][name].__doc__.split()) for name in EXERCISES[number].functions)
    for text, result in SUMS[number].items():
        assert text in docs and eval(text) == result
        assert str(result).strip("()") in docs
    assert len(re.findall(r"\d\*\d", docs)) == sum(text.count("*") for text in SUMS[number])


def test_the_examples_of_conv2d_are_right():
    conv2d = MODULES[2]["conv2d"]
    images, filters = np.array([[[[1.0], [2], [3]]]]), np.array([[[[1.0]], [[10]]]])
    assert conv2d(images, filters).tolist() == [[[[21], [32], [3]]]]
    assert conv2d(images, filters, (1, 2), "VALID").tolist() == [[[[21]]]]
    assert "= [21, 32, 3]" in conv2d.__doc__ and "gives [21]\n" in conv2d.__doc__


def test_the_second_example_of_edge_strength_is_12_across_and_16_down():
    image = np.array([[0, 3], [4, 7]], float)
    assert abs(ndimage.sobel(image, 1)).tolist() == [[12, 12]] * 2
    assert abs(ndimage.sobel(image, 0)).tolist() == [[16, 16]] * 2 and 20**2 == 144 + 256


def printed(path, capsys):
    """[(the numbers printed, those that they should be)] of a file that is run by itself."""
    runpy.run_path(str(path), run_name="__main__")
    lines = capsys.readouterr().out.replace("\n ", " ").splitlines()
    sides = [line.split("and should be") for line in lines]
    return [tuple(re.findall(r"-?\d+|None", side.replace(". ", " ")) for side in both) for both in sides]


@ALL
def test_a_solution_that_is_run_prints_what_it_should(number, capsys):
    found = printed(SOLUTIONS[number], capsys)
    assert len(found) == {2: 3}.get(number, 2)
    assert all(got == wanted and got for got, wanted in found)


def test_titles_and_names_are_the_lessons():
    root = SOLUTIONS[0].parents[3]
    assert sorted(EXERCISES) == [0, 1, 2, 3, 4]
    for number, exercise in EXERCISES.items():
        assert (root / f"{exercise.name}.py").is_file() and exercise.name.startswith(str(number))
        assert exercise.file == readers(SOLUTIONS[number]) == f"my_{exercise.name}.py"
        assert title(SOLUTIONS[number]).startswith("Write your own ")
        assert f"check {exercise.file}" in " ".join(SOLUTIONS[number].read_text(encoding="utf-8").split())


# ---- starters


def functions(text):
    return [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]


@ALL
def test_a_starter_keeps_signatures_and_docstrings_and_gives_none(number, tmp_path, capsys):
    text, solution = starter(SOLUTIONS[number]), SOLUTIONS[number].read_text(encoding="utf-8")
    for before, after in zip(functions(solution), functions(text), strict=True):
        assert before.name == after.name and ast.unparse(before.args) == ast.unparse(after.args)
        assert ast.get_docstring(before, clean=False) == ast.get_docstring(after, clean=False)
        assert [ast.unparse(node) for node in after.body[1:]] == ["..."]
    path = tmp_path / "file.py"
    path.write_text(text, encoding="utf-8")
    module = runpy.run_path(str(path))
    assert all(module[name](*[None] * 4) is None for name in ("output_size", "conv2d") if name in module)
    for call in EXERCISES[number].calls[:3]:
        assert module[call.function](*call.arguments, **call.options) is None
    assert all("None" in got for got, _ in printed(path, capsys))


@ALL
def test_a_starter_has_no_trace_of_the_solution(number):
    text, solution = starter(SOLUTIONS[number]), SOLUTIONS[number].read_text(encoding="utf-8")
    code = []
    for node in functions(solution):
        code += solution.splitlines()[node.body[0].end_lineno : node.end_lineno]
    kept = [line for line in solution.splitlines() if line not in code]
    assert len(code) > 4 and not {line.strip() for line in code} & {
        line.strip() for line in text.splitlines()
    }
    assert [line for line in text.splitlines() if line != "    ..."] == kept
    assert text.count("\n    ...\n") == len(EXERCISES[number].functions)


@ALL
def test_a_starter_is_ascii_and_narrow(number):
    text = starter(SOLUTIONS[number])
    assert text.isascii() and text.endswith("\n") and "\t" not in text
    assert [line for line in text.splitlines() if len(line) > 100 or line != line.rstrip()] == []


# ---- solutions and layers against engines that share no code with them


def agrees(function, *arguments, **options):
    (number,) = (n for n, exercise in EXERCISES.items() if function in exercise.functions)
    before = [np.array(argument) for argument in arguments]
    got = MODULES[number][function](*arguments, **options)
    assert alike(got, expected(function, before, options))
    assert all(alike(*pair, 0) for pair in zip(arguments, before)), "it changed its arrays"


modes = st.sampled_from(["full", "same", "valid"])


@given(fitting(axes=1, longest=9), modes, st.sampled_from([1, 4]))
@laws
def test_solution_0(pair, mode, parts):
    agrees("convolve1d", *(values / parts for values in pair), mode=mode)


@given(fitting(), modes, st.sampled_from([1, 4]))
@laws
def test_solution_1(pair, mode, parts):
    agrees("convolve2d", *(values / parts for values in pair), mode=mode)


@given(st.data())
@laws
def test_solution_2(data):
    draw, few, sides = data.draw, st.integers(1, 3), st.tuples(*[st.integers(1, 6)] * 2)
    n, (inputs, outputs, batch) = draw(sides), draw(st.tuples(few, few, few))
    k = tuple(draw(st.integers(1, size)) for size in n)
    images = draw(arrays(float, (batch, *n, inputs), elements=quarters))
    filters = draw(arrays(float, (*k, inputs, outputs), elements=quarters))
    stride, padding = draw(st.tuples(few, few)), draw(st.sampled_from(["SAME", "VALID"]))
    agrees("conv2d", images, filters, stride=stride, padding=padding)


@given(st.integers(1, 60), st.integers(1, 9), st.integers(1, 9), st.sampled_from(["SAME", "VALID"]))
@laws
def test_output_size(n, k, stride, padding):
    k = min(n, k)
    assert MODULES[2]["output_size"](n, k, stride, padding) == expected(
        "output_size", (n, k, stride, padding), {}
    )


pictures = arrays(np.uint8, st.tuples(*[st.integers(1, 7)] * 2))


@given(pictures)
@laws
def test_edge_strength(image):
    agrees("edge_strength", image)
    assert alike(
        layers.edge_strength(image.tolist()),
        np.hypot(ndimage.sobel(image * 1.0, 0), ndimage.sobel(image * 1.0, 1)),
    )


@st.composite
def fields(draw):
    """An image and a kernel that leave at least two rows and columns."""
    k = draw(st.tuples(*[st.integers(1, 4)] * 2))
    n = tuple(size + draw(st.integers(1, 4)) for size in k)
    parts = draw(st.sampled_from([1, 4]))
    return [draw(arrays(np.int64, size, elements=integers)) / parts for size in (n, k)]


@given(fields())
@laws
def test_feature_map(pair):
    agrees("feature_map", *pair)
    x, h = pair
    found = signal.correlate2d(x, h, "valid").clip(0)
    rows, columns = (size // 2 for size in found.shape)
    right = [[found[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max() for j in range(columns)] for i in range(rows)]
    assert alike(layers.feature_map(x.tolist(), h.tolist()), right)


# ---- slips: what each says it is, in NumPy


def names_of(mistakes):
    return {mistake.name for mistake in mistakes}


def sides(image):
    """The two Sobel results, with the signs that convolutions have."""
    x = image.astype(float)
    return ndimage.sobel(x, 1), ndimage.sobel(x, 0)


def by_kernels(across, down, border="reflect"):
    def strength(image):
        both = (ndimage.convolve(image.astype(float), np.array(h), mode=border) for h in (across, down))
        return np.hypot(*both)

    return strength


def of_sides(change):
    return lambda image: change(*sides(image))


def of_strength(change):
    return lambda image: change(np.hypot(*sides(image)))


def root_in_bytes(image):
    p = np.pad(image, 1, mode="symmetric")
    across = p[:-2, 2:] + 2 * p[1:-1, 2:] + p[2:, 2:] - p[:-2, :-2] - 2 * p[1:-1, :-2] - p[2:, :-2]
    down = p[2:, :-2] + 2 * p[2:, 1:-1] + p[2:, 2:] - p[:-2, :-2] - 2 * p[:-2, 1:-1] - p[:-2, 2:]
    assert across.dtype == np.uint8
    return np.sqrt(across**2 + down**2)


def from_0_to_255(y):
    return np.interp(y, (y.min(), y.max()), (0, 255)) if np.ptp(y) else 0 * y


STRENGTHS = {
    "strength-of-absolutes": of_sides(lambda a, d: abs(a) + abs(d)),
    "strength-without-root": of_sides(lambda a, d: a**2 + d**2),
    "across-only": of_sides(lambda a, d: abs(a)),
    "down-only": of_sides(lambda a, d: abs(d)),
    "across-signed": of_sides(lambda a, d: a),
    "down-signed": of_sides(lambda a, d: d),
    "strength-largest": of_sides(lambda a, d: np.maximum(abs(a), abs(d))),
    "strength-of-sum": of_sides(lambda a, d: abs(a + d)),
    "strength-sum-signed": of_sides(lambda a, d: a + d),
    "strength-of-mean": of_sides(lambda a, d: np.sqrt(np.mean([a**2, d**2], axis=0))),
    "as-scikit-image": of_sides(lambda a, d: np.sqrt(((a / 4) ** 2 + (d / 4) ** 2) / 2)),
    "strength-quarter": by_kernels(SOBEL / 4, SOBEL.T / 4),
    "across-twice": by_kernels(SOBEL, SOBEL),
    "down-twice": by_kernels(SOBEL.T, SOBEL.T),
    "prewitt": lambda image: np.hypot(*(ndimage.prewitt(image.astype(float), axis) for axis in (0, 1))),
    "scharr": by_kernels(np.outer([3, 10, 3], [1, 0, -1]), np.outer([1, 0, -1], [3, 10, 3])),
    "central-differences": by_kernels([[1, 0, -1]], [[1], [0], [-1]]),
    "root-in-bytes": root_in_bytes,
    "border-of-zeros": by_kernels(SOBEL, SOBEL.T, "constant"),
    "strength-clipped": of_strength(lambda y: np.clip(y, 0, 255)),
    "strength-in-bytes": of_strength(lambda y: y.astype(int).astype(np.uint8)),
    "strength-clipped-bytes": of_strength(lambda y: np.clip(y, 0, 255).astype(np.uint8)),
    "strength-cut": of_strength(lambda y: y.astype(int)),
    "strength-rounded": of_strength(np.rint),
    "strength-stretched": of_strength(from_0_to_255),
    "strength-of-largest": of_strength(lambda y: y * 255 / max(y.max(), 1e-300)),
    "strength-to-1": of_strength(lambda y: y / max(y.max(), 1e-300)),
}


@pytest.mark.parametrize("name", STRENGTHS)
def test_a_slip_of_edges_is_what_it_says(name):
    assert set(STRENGTHS) == names_of(slips.EDGE_STRENGTH)
    for image in drawn_images(12):
        assert alike(
            world(EXERCISE_MISTAKES[name]).edge_strength(image.tolist()), STRENGTHS[name](image), 1e-6
        )


def in_squares(change, keep=False):
    """A pooling: change of the four numbers of each square; keep: also of what an odd end leaves."""

    def pooled(y):
        rows, columns = ((n + keep) // 2 for n in y.shape)
        return [
            [change(y[2 * i : 2 * i + 2, 2 * j : 2 * j + 2]) for j in range(columns)] for i in range(rows)
        ]

    return pooled


def along(axis):
    """A pooling of two rows, or of two columns."""

    def pooled(y):
        y = np.moveaxis(y, axis, 0)
        y = y[: len(y) // 2 * 2]
        return np.moveaxis(np.maximum(y[::2], y[1::2]), 0, axis)

    return pooled


largest, above = in_squares(np.max), partial(np.maximum, 0)
FIELDS = {  # what becomes of the correlation
    "no-relu": largest,
    "relu-turned-round": lambda y: largest(np.minimum(y, 0)),
    "relu-one-or-zero": lambda y: largest(np.heaviside(y, 0)),
    "no-pooling": above,
    "pooling-of-strips": lambda y: [  # columns j and m + j, of two rows
        [np.max(above(y)[i : i + 2, [j, y.shape[1] // 2 + j]]) for j in range(y.shape[1] // 2)]
        for i in range(0, y.shape[0] // 2 * 2, 2)
    ],
    "pooling-by-one": lambda y: ndimage.maximum_filter(above(y), 2)[1:, 1:],
    "pooling-mean": lambda y: in_squares(np.mean)(above(y)),
    "pooling-sum": lambda y: in_squares(np.sum)(above(y)),
    "pooling-smallest": lambda y: in_squares(np.min)(above(y)),
    "pooling-first": lambda y: above(y)[: y.shape[0] // 2 * 2 : 2, : y.shape[1] // 2 * 2 : 2],
    "pooling-keeps-the-odd": lambda y: in_squares(np.max, keep=True)(above(y)),
    "pooling-from-one": lambda y: largest(above(y)[y.shape[0] % 2 :, y.shape[1] % 2 :]),
    "pooling-rows-only": lambda y: along(0)(above(y)),
    "pooling-columns-only": lambda y: along(1)(above(y)),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_slip_of_feature_maps_is_what_it_says(name):
    assert {*FIELDS, "relu-first"} == names_of(slips.FEATURE_MAP)
    for probe in maps(12):
        y = signal.correlate2d(probe.x, probe.h, "valid")
        got = world(EXERCISE_MISTAKES[name]).feature_map(probe.x, probe.h)
        assert alike(got, FIELDS[name](y)), probe


def test_relu_before_the_kernel():
    for probe in maps(12):
        y = signal.correlate2d(np.maximum(probe.x, 0), probe.h, "valid")
        got = world(EXERCISE_MISTAKES["relu-first"]).feature_map(probe.x, probe.h)
        assert alike(got, largest(above(y))), probe


ZEROS = {  # zeros before and after, for n, k and the zeros that there should be
    "SAME-odd-before": lambda k, total: (total - total // 2, total // 2),
    "SAME-half-both": lambda k, total: (k // 2, k // 2),
    "SAME-half-floor": lambda k, total: ((k - 1) // 2, (k - 1) // 2),
    "SAME-all-before": lambda k, total: (total, 0),
    "SAME-all-after": lambda k, total: (0, total),
    "SAME-is-full": lambda k, total: (k - 1, k - 1),
}


@pytest.mark.parametrize("name", ZEROS)
def test_a_slip_of_zeros_is_what_it_says(name):
    assert {*ZEROS, "VALID-is-SAME", "stride-windows-by-one"} == names_of(slips.PADDING)
    pads = world(EXERCISE_MISTAKES[name]).pads
    for n, k, s in product(range(1, 9), range(1, 9), (1, 2, 3)):
        total = max((-(-n // s) - 1) * s + k - n, 0)
        assert pads(n, k, "SAME", stride=s) == ZEROS[name](k, total)
        assert pads(n, k, "valid", stride=s) == (0, 0)


def test_valid_for_same():
    assert world(EXERCISE_MISTAKES["VALID-is-SAME"]).pads(5, 3, "valid") == (1, 1)


@pytest.mark.parametrize("mode", ["valid", "SAME"])
def test_windows_that_move_by_one(mode):
    x, h = np.arange(42).reshape(7, 6) ** 2 % 23, np.array([[1, 2, -1], [3, 0, 5]])
    for rows, columns in product((1, 2, 3), repeat=2):
        sides = [(0, 0)] * 2
        if mode == "SAME":
            totals = [
                max((-(-n // s) - 1) * s + k - n, 0) for n, k, s in zip(x.shape, h.shape, (rows, columns))
            ]
            sides = [(total // 2, total - total // 2) for total in totals]
        dense = signal.correlate2d(np.pad(x, sides), h, "valid")
        size = [-(-n // s) for n, s in zip(dense.shape, (rows, columns))]
        made = world(EXERCISE_MISTAKES["stride-windows-by-one"]).convolve2d(
            x, h, mode, stride=(rows, columns), flip=False
        )
        assert made == dense[: size[0], : size[1]].tolist()


def test_names_are_names_of_one_mistake():
    mistakes = [*BANK.values(), *slips.PADDING, *slips.EDGE_STRENGTH, *slips.FEATURE_MAP]
    every = [mistake.name for mistake in mistakes]
    assert len(set(every)) == len(every) and ARRAYS not in every and not any(" " in name for name in every)
    assert every == [*BANK, *EXERCISE_MISTAKES]
    for mistake in mistakes:
        assert (mistake.says + mistake.hint).isascii()
        assert mistake.says.endswith(".") and mistake.hint.endswith((".", "?"))


# ---- ladders: what is tried


@ALL
def test_what_the_ladder_expects_is_what_another_engine_gives(number):
    for part in EXERCISES[number].parts:
        for probe in part.suite.probes:
            name, arguments, options = part.call(probe)
            assert name == part.function
            assert alike(part.suite.right(probe), expected(name, arguments, options)), probe


@ALL
def test_calls_keep_to_what_the_docstring_promises(number):
    for name, arguments, options in EXERCISES[number].calls:
        if name == "output_size":
            assert arguments[1] <= arguments[0]
        elif name == "conv2d":
            images, filters = arguments
            assert images.dtype == filters.dtype == float and images.shape[3] == filters.shape[2]
            assert all(k <= n for n, k in zip(images.shape[1:3], filters.shape))
        elif name == "edge_strength":
            assert arguments[0].dtype == np.uint8 and arguments[0].ndim == 2
        else:
            x, h = arguments[:2]
            spare = name == "feature_map"
            assert x.ndim == h.ndim and all(k + spare <= n for n, k in zip(x.shape, h.shape))


@ALL
def test_no_call_is_made_twice_and_the_defaults_are_tried_once(number):
    calls = EXERCISES[number].calls
    written = [
        repr(
            (
                c.function,
                [np.asarray(a).tolist() for a in c.arguments],
                c.options,
                [getattr(a, "dtype", "") for a in c.arguments],
            )
        )
        for c in calls
    ]
    assert len(set(written)) == len(written)
    least = {0: 2, 1: 2, 2: 2}.get(number)
    bare = [c for c in calls if c.function != "output_size" and len(c.arguments) == least and not c.options]
    assert len(bare) == (1 if least else 0)


def looked_at(rung):
    """{(place, index)} of the numbers at which a rung looks."""
    suite = rung.part.suite
    found = set()
    for place in rung.places:
        probe = suite.probes[place]
        sizes = np.shape(suite.right(probe))
        found |= {(place, index) for index in np.ndindex(sizes) if rung.looks(probe, index)}
    return found


@ALL
def test_every_rung_but_the_shape_looks_at_some_numbers(number):
    for rung in EXERCISES[number].rungs:
        assert rung.places and bool(looked_at(rung)) == (rung.name != "shape"), rung.name


@ALL
def test_every_number_of_every_input_is_looked_at(number):
    exercise = EXERCISES[number]
    for part in exercise.parts:
        rungs = [rung for rung in exercise.rungs if rung.part is part and rung.name != UNTOUCHED]
        every = {
            (place, index)
            for place, probe in enumerate(part.suite.probes)
            for index in np.ndindex(np.shape(part.suite.right(probe)))
        }
        assert set().union(*map(looked_at, rungs)) == every


ASKED = {  # rungs that the exercises are to have, from below, between "function" and the last
    0: ["shape", "centre", "edge", "whole", "even kernel", "bytes", "fractions", "nan"],
    1: [
        "shape",
        "centre",
        "edge",
        "corner",
        "whole",
        "even kernel",
        "not square",
        "bytes",
        "fractions",
        "nan",
    ],
    2: ["sizes", "shape", "centre", "edge", "corner", "whole", "even kernel", "not square", "fractions"]
    + ["stride", "channels", "nan"],
    3: ["shape", "centre", "edge", "corner", "not square", "bytes"],
    4: ["shape", "whole", "even kernel", "not square", "odd size", "bytes", "fractions"],
}


@ALL
def test_the_rungs_are_those_of_the_exercise_in_order(number):
    found = [*names(EXERCISES[number])]
    assert found[:2] == [RUNS, THERE] and found.count(UNTOUCHED) == 1
    assert found.index(UNTOUCHED) == len(found) - (2 if "nan" in found else 1)
    assert [name for name in found[2:] if name in ASKED[number]] == ASKED[number]


def axes_of(call):
    """[(image's, kernel's)] size of each axis of a call."""
    x, h = (*call.arguments, SOBEL)[:2]
    return list(zip(x.shape[1:3], h.shape)) if x.ndim == 4 else list(zip(x.shape, h.shape))


def broken(call):
    """Whether there are fractions among a call's numbers."""
    return any((a[np.isfinite(a)] % 1).any() for a in call.arguments[:2])


def several(call):
    images, filters = call.arguments
    return (images.shape[0], *filters.shape[2:]) != (1, 1, 1)


KINDS = {  # a rung: whether a call is of the kind that its name says
    "even kernel": lambda call: any(k % 2 == 0 for _, k in axes_of(call)),
    "not square": lambda call: len(set(axes_of(call))) > 1,
    "bytes": lambda call: call.arguments[0].dtype == np.uint8 and call.arguments[0].max() > 12,
    "fractions": broken,
    "stride": lambda call: call.options.get("stride", (1, 1)) != (1, 1),
    "channels": several,
    "odd size": lambda call: any((n - k + 1) % 2 for n, k in axes_of(call)),
    "nan": lambda call: np.isnan(call.arguments[0]).any(),
}


@ALL
def test_a_rung_of_a_kind_has_all_inputs_of_that_kind_and_those_below_have_none(number):
    for rung in EXERCISES[number].rungs:
        if rung.name in KINDS:
            calls = [rung.part.call(probe) for probe in rung.part.suite.probes]
            assert all(KINDS[rung.name](calls[place]) for place in rung.places), rung.name
            assert not any(map(KINDS[rung.name], calls[: min(rung.places)])), rung.name


# ---- ladders: every rung is needed


def right_run(exercise):
    """What came of a right file: a Ran."""
    replies = [
        Reply(answer_from(np.array(part.suite.right(probe), float)))
        for part in exercise.parts
        for probe in part.suite.probes
    ]
    return Ran(replies=replies, loaded=True)


def start_of(exercise, part):
    """The place of a part's first probe among all calls."""
    before = exercise.parts[: exercise.parts.index(part)]
    return sum(len(other.suite.probes) for other in before)


def spoiled(exercise, rung, below):
    """A Ran right but for one thing, at which only this rung looks."""
    ran, start = right_run(exercise), start_of(exercise, rung.part)
    if rung.name == UNTOUCHED:
        ran.replies[start + 1] = ran.replies[start + 1]._replace(changed=(0,))
        return ran
    if rung.name == "shape":
        ran.replies[start] = Reply(Answer(ran.replies[start].answer.values * 2))  # twice as many rows
        return ran
    seen = set().union(*(looked_at(other) for other in below if other.part is rung.part))
    place, index = min(looked_at(rung) - seen)
    values = np.array(ran.replies[start + place].answer.values, float)
    values[index] = 1000
    ran.replies[start + place] = Reply(Answer(values.tolist()))
    return ran


@ALL
def test_every_rung_is_needed(number, monkeypatch):
    monkeypatch.setattr(suite_causes, "pairs_by_numbers", lambda suite, place: {})  # slow, and no matter here
    exercise = EXERCISES[number]
    for held, rung in enumerate(exercise.rungs):
        below = [other for other in exercise.rungs[:held] if other.name != UNTOUCHED]
        verdict = judge(spoiled(exercise, rung, below), exercise)
        assert (verdict.failed, verdict.held, verdict.passed) == (rung.name, held + 2, False)
        assert verdict.said[0].startswith(f"Called {rung.part.function}(")


@ALL
def test_a_right_file_and_files_that_do_not_come_so_far(number):
    exercise = EXERCISES[number]
    good = judge(right_run(exercise), exercise)
    assert good.passed and good.held == good.rungs == len(exercise.rungs) + 2 and not good.said
    broken = judge(Ran(ended="SyntaxError: oh, line 3"), exercise)
    assert (broken.failed, broken.held) == (RUNS, 0) and "SyntaxError: oh, line 3" in broken.said[0]
    none = judge(Ran(loaded=True, missing=exercise.functions), exercise)
    assert (none.failed, none.held) == (THERE, 1) and all(name in none.said[0] for name in exercise.functions)
    assert f"python -m course start {number} " in none.hints[0]


@pytest.mark.parametrize("short", [np.float16, partial(np.round, decimals=3)])
@pytest.mark.parametrize("number", [0, 1, 3, 4])
def test_numbers_with_too_few_digits_do_not_pass(number, short, monkeypatch):
    monkeypatch.setattr(suite_causes, "pairs_by_numbers", lambda suite, place: {})
    exercise = EXERCISES[number]
    ran = right_run(exercise)
    ran.replies = [Reply(answer_from(short(np.array(reply.answer.values, float)))) for reply in ran.replies]
    assert not judge(ran, exercise).passed


@ALL
@pytest.mark.parametrize("answered", [0, 1, 5])
def test_a_file_that_ends_early_is_told_where(number, answered):
    exercise = EXERCISES[number]
    ran = right_run(exercise)
    ran.replies, ran.ended = ran.replies[:answered], "it was still busy after 1 seconds of work"
    verdict = judge(ran, exercise)
    said = verdict.said[0]
    assert not verdict.passed and "it was still busy after 1 seconds of work; expected " in said
    call = exercise.parts[0].suite.shown(exercise.parts[0].suite.probes[answered])
    assert said.startswith(f"Called {call}; ") and UNREACHED.trouble not in " ".join(verdict.said)


def test_changed_arrays_are_told_by_their_names():
    for number, arrays_named in {0: "signal and kernel", 2: "images and filters", 3: "image"}.items():
        exercise = EXERCISES[number]
        ran = right_run(exercise)
        ran.replies[-1] = ran.replies[-1]._replace(changed=(0, 1) if " and " in arrays_named else (0,))
        verdict = judge(ran, exercise)
        assert verdict.failed == UNTOUCHED and verdict.mistakes == (ARRAYS,)
        assert verdict.said[0].endswith(f"it changed the caller's own {arrays_named}.")
        first = arrays_named.split()[0]
        assert verdict.hints[0] == f"Work on a copy: {first} = {first}.copy()."


# ---- every mistake fails its exercise and is named; no name is false


@cache
def given_by(parts, mistakes):
    """What a definition with mistakes gives for all inputs of some parts of an exercise."""
    made = world(*mistakes)
    return [part.suite.gives(made, probe) for part in parts for probe in inputs(part)]


def equal(one, other, crash_counts=True):
    if one is None or other is None:
        return one is other if crash_counts else True
    return alike(one, other, 1e-6)


def alike_everywhere(parts, one, other, crash_counts=True):
    both = zip(given_by(parts, one), given_by(parts, other), strict=True)
    return all(equal(*pair, crash_counts) for pair in both)


def run_of(exercise, mistake):
    """What came of a file that makes a mistake: a Ran."""
    made, replies = world(mistake), []
    for part in exercise.parts:
        for probe in part.suite.probes:
            values = part.suite.gives(made, probe)
            replies.append(Reply(Answer(None, "it stops") if values is None else answer_from(values)))
    return Ran(replies=replies, loaded=True)


def pool(exercise):
    """The mistakes that could be made in an exercise."""
    return list({m.name: m for part in exercise.parts for m in part.suite.mistakes}.values())


def crashes(run, part, exercise):
    """Whether a part's answers have some that are no numbers."""
    first = start_of(exercise, part)
    return any(reply.answer.values is None for reply in run.replies[first : first + len(part.suite.probes)])


@ALL
def test_every_mistake_fails_and_is_named_and_no_name_is_false(number):
    exercise, wrong = EXERCISES[number], {}
    for mistake in pool(exercise):
        run = run_of(exercise, mistake)
        verdict = judge(run, exercise)
        if verdict.passed:
            if not alike_everywhere(exercise.parts, (mistake,), ()):
                wrong[mistake.name] = "passes, and makes a difference"
            continue
        (part,) = {rung.part for rung in exercise.rungs if rung.name == verdict.failed}
        found = named(verdict.said, verdict.mistakes)
        up_to = any(said.startswith("Up to the rung") for said in verdict.said)
        if up_to and not crashes(run, part, exercise):
            wrong[mistake.name] = "it gives all numbers, not those up to a rung alone"
        if not verdict.mistakes or len(verdict.hints) < len(verdict.mistakes):
            wrong[mistake.name] = "no name or no hint"
        if not any(alike_everywhere((part,), (mistake,), other) for other in found):
            wrong[mistake.name] = f"named {verdict.mistakes}"
        false = [o for o in found if not alike_everywhere((part,), (mistake,), o, crash_counts=False)]
        if false and not up_to:
            wrong[mistake.name] = f"{[m.name for other in false for m in other]} is not so"
    assert wrong == {}


@ALL
def test_two_mistakes_together_never_stop_the_check(number):
    """On the smallest input and on one where a stride, an odd size or a border counts, every two give an answer."""
    for part in EXERCISES[number].parts:
        few = sorted(range(len(part.suite.probes)), key=lambda i: size_of(part.suite.probes[i]))
        stepped = [i for i in few if part.suite.probes[i].options.get("stride", (1, 1)) not in (1, (1, 1))]
        for place in (few[0], few[len(few) // 3], *stepped[:1]):
            assert suite_causes.pairs_by_numbers(part.suite, place)


def size_of(probe):
    return np.size(probe.x) + np.size(probe.h)


def test_every_slip_is_looked_for_in_its_exercise():
    for number, table in {2: slips.PADDING, 3: slips.EDGE_STRENGTH, 4: slips.FEATURE_MAP}.items():
        for part in EXERCISES[number].parts:
            assert set(table) <= set(part.suite.mistakes)


@ALL
def test_a_solution_changes_nothing_that_it_is_given(number):
    exercise = EXERCISES[number]
    for name, arguments, options in exercise.calls:
        before = [np.array(a) for a in arguments if isinstance(a, np.ndarray)]
        got = MODULES[number][name](*arguments, **options)
        after = [a for a in arguments if isinstance(a, np.ndarray)]
        assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(before, after)) and got is not None
