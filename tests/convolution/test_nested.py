"""Nested lists against NumPy, and the examples in the docstrings of the two packages below all others."""

import subprocess
import sys
from importlib import import_module
from inspect import isfunction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from support.docstring_examples import examples
from support.files import ROOT
from support.strategies import integers, laws

from course.convolution import nested
from course.convolution.nested import (
    apart,
    arranged,
    at,
    channel,
    each,
    emptied,
    filled,
    flat,
    indices,
    made,
    number_of_axes,
    part,
    placed,
    plain,
    resized,
    shape,
    transposed,
)

tables = arrays(np.int64, array_shapes(max_dims=4, max_side=4), elements=integers)
slices = st.builds(slice, st.integers(0, 3), st.integers(0, 5), st.integers(1, 3))
below = [  # the modules that import the standard library alone
    *(f"course.convolution.{name}" for name in ("arguments", "definition", "layers", "nested", "sizes")),
    *(f"course.mistakes.{name}" for name in ("arithmetic", "changes", "equivalents", "faulty_definition")),
    *(f"course.mistakes.{name}" for name in ("mistake", "smallest_input", "bank.all_mistakes")),
]


def test_long_doubles_are_floats():
    values = plain(np.array([[1.5, np.inf], [-np.inf, np.nan]], np.longdouble))
    assert str(values) == "[[1.5, inf], [-inf, nan]]" and type(values[0][0]) is float
    assert type(plain(np.longdouble(2))) is float and type(plain([np.longdouble(2)])[0]) is float
    for beyond in ("1e4000", "-1e4000"):
        if np.isfinite(np.longdouble(beyond)):  # where a long double is more than a float
            with pytest.raises(ValueError, match="1.8e308"):
                plain([np.longdouble(beyond)])


@laws
@given(tables)
def test_as_numpy(table):
    values = table.tolist()
    assert plain(table) == plain(tuple(values)) == values
    assert shape(values) == table.shape and number_of_axes(values) == number_of_axes(table) == table.ndim
    assert list(flat(values)) == table.ravel().tolist()
    assert list(indices(table.shape)) == list(np.ndindex(table.shape))
    assert arranged(table.ravel().tolist(), table.shape) == values
    assert made(table.shape, lambda index: int(table[index])) == values
    assert filled(table.shape, 7) == np.full(table.shape, 7).tolist()
    assert each(lambda a, b: a - 2 * b, values, values) == (-table).tolist()
    assert channel([values], 0) == np.array([values])[..., 0].tolist()
    assert [at(values, index) for index in np.ndindex(table.shape)] == table.ravel().tolist()


@laws
@given(tables, st.data())
def test_parts_as_numpy(table, data):
    values = table.tolist()
    some = data.draw(st.lists(slices, min_size=1, max_size=table.ndim))
    assert part(values, some) == table[tuple(some)].tolist()
    index = data.draw(st.sampled_from(list(np.ndindex(table.shape))))
    other = table.copy()
    other[index] = 99
    assert placed(values, index, 99) == other.tolist()
    for end in (0, -1):
        other = table.copy()
        for axis in range(table.ndim):
            np.moveaxis(other, axis, 0)[end] = 0
        assert emptied(values, end) == other.tolist()
    sizes = [data.draw(st.integers(1, 5)) for _ in table.shape]
    other = np.zeros(sizes, int)
    kept = tuple(map(slice, np.minimum(sizes, table.shape)))
    other[kept] = table[kept]
    assert resized(values, sizes) == other.tolist()
    assert values == table.tolist()  # nothing that was given has changed
    if table.ndim == 2:
        assert transposed(values) == table.T.tolist()


def test_nothing_is_shared():
    zeros = filled((2, 2), 0)
    zeros[0][0] = 1
    assert zeros == [[1, 0], [0, 0]]


def test_lists_of_other_lengths_are_no_pair():
    with pytest.raises(ValueError):
        each(max, [1, 2], [3])


@pytest.mark.parametrize("name", below)
def test_the_examples_are_true(name):
    names = {"np": np, **vars(import_module(name))}
    for call, value in examples(name):
        assert eval(call, dict(names)) == eval(value, dict(names)), call


def test_every_function_on_nested_lists_has_an_example():
    functions = [f for f in vars(nested).values() if isfunction(f)]
    assert len(functions) > 12 and all("Example: " in f.__doc__ for f in functions)
    assert sum(len(examples(name)) for name in below) > 30


def test_nothing_but_the_standard_library_is_imported():
    code = f"import sys, {', '.join(below)}; print({{name.split('.')[0] for name in sys.modules}} - {{*sys.stdlib_module_names}})"
    before = "import sys; print({name.split('.')[0] for name in sys.modules} - {*sys.stdlib_module_names})"
    there, first = (
        eval(
            subprocess.run(
                [sys.executable, "-c", c], cwd=ROOT, capture_output=True, text=True, check=True
            ).stdout
        )
        for c in (code, before)
    )
    assert there - first == {"course"}


def test_numbers_of_other_libraries_in_a_list_become_pythons_own():
    numbers = plain([np.float64(0.5), np.int64(2), np.bool_(True), 3, 0.25])
    assert numbers == [0.5, 2, True, 3, 0.25]
    assert [type(number) for number in numbers] == [float, int, bool, int, float]


def test_the_numbers_of_tuples_in_lists_are_found():
    assert list(flat([1, (2, [3, (4,)]), 5])) == [1, 2, 3, 4, 5]


def test_numbers_stand_apart():
    x = np.arange(1, 7).reshape(2, 3)
    assert apart(x.tolist(), [1, 2]) == [[1, 0, 2, 0, 3], [4, 0, 5, 0, 6]]
    assert (
        apart(x.tolist(), [2, 3], behind=True) == np.kron(x, np.eye(1, 6).reshape(2, 3).astype(int)).tolist()
    )


@pytest.mark.parametrize("kind", [bool, np.uint8, np.int16, np.int64, np.float16, np.float32, float, object])
def test_an_array_is_the_lists_that_hold_its_numbers(kind):
    table = np.array([[0, 1], [1, 1]], kind)
    values = plain(table)
    assert values == plain([list(row) for row in table]) and type(values[0][0]) in (bool, int, float)
    with pytest.raises(ValueError, match="more than 4 axes"):
        plain(np.zeros((1,) * 5, kind))
