"""Right numbers as types of whole numbers keep them: NumPy's own types say what they keep."""

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from scipy import ndimage
from support.brought_numbers import IMAGE, KERNEL, SQUARE, conv, corr
from support.strategies import fitting, laws

from course import why
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.stored_types import HINTS, RULES, Stored, stored_types
from course.mistakes.arithmetic import INTEGER_TYPES
from course.mistakes.faulty_definition import alike
from course.own_numbers.request import request_of

LARGE = np.array([[90, 3, -7, 120], [5, 61, 33, 8], [-100, 2, 44, 17]])  # three rows, four columns
EVEN = np.array([[3, -2], [1, 5]])


def found(values, x, h, mode=None, **options):
    """What is found of an array of numbers: [(rule, types, changes)]."""
    stored = stored_types(request_of(x, h, mode, **options), Given(np.asarray(values).tolist()))
    return [(one.rule, one.types, one.changes) for one in stored]


def scale_for(name):
    """A factor that makes most sums too large for a type, and leaves small ones."""
    return max(1, 2 ** (np.iinfo(name).bits - 9))


@pytest.mark.parametrize("name", [name for name in INTEGER_TYPES if name != "uint8"])
def test_every_type_starts_again_where_numpy_does(name):
    h = EVEN.astype(object) * scale_for(name)
    right = conv(LARGE, EVEN, "same").astype(object) * scale_for(name)
    size = 2 ** np.iinfo(name).bits
    values = [int(value) % size for value in right.flat]  # the residues, then in the type's own range
    values = np.array(values, f"uint{np.iinfo(name).bits}").astype(name).reshape(LARGE.shape)
    assert not alike(values.tolist(), right.tolist())
    if name != "int64":  # for which the bank has out-like-input: the input is of int64
        assert ("wraps", [name], {}) in found(values, LARGE, h, "same")
    small = np.clip(right, np.iinfo(name).min, np.iinfo(name).max)
    assert ("held", [name], {}) in found(small, LARGE, h, "same")


@settings(laws, max_examples=25)
@drawn(fitting(axes=2, longest=4), st.sampled_from(["int8", "int16", "uint16", "int32"]), st.booleans())
def test_what_is_said_gives_the_numbers(arrays, name, held):
    """Whatever is found, its definition gives the given numbers, and the true type is among the types."""
    image, kernel = arrays
    large = image * 5 * scale_for(name)
    right = conv(large, kernel, "full")
    limits = np.iinfo(name)
    values = np.clip(right, limits.min, limits.max) if held else right.astype(name)
    request = request_of(large, kernel)
    stored = stored_types(request, Given(values.tolist()))
    for one in stored:
        reading, world = one.source(request)
        assert alike(reading.convolved(world), values.tolist())
        assert len(one.lines(request)) == 2
    if any(value > limits.max for value in right.flat):
        assert any(name in one.types for one in stored)


def test_nothing_is_found_where_nothing_wraps():
    """Not of right numbers, nor of those that only became 0, for which the bank has relu-output."""
    right = conv(IMAGE, KERNEL, "same")
    assert found(right, IMAGE, KERNEL, "same") == []
    assert found(right + 1, IMAGE, KERNEL, "same") == []
    assert found(np.maximum(conv(LARGE, EVEN, "valid"), 0), LARGE, EVEN, "valid") == []
    assert found([[1]], LARGE, EVEN) == []  # another size


def test_a_type_of_the_bank_is_not_said_twice():
    """uint8 is uint8-output and clip-255; the type of the input is out-like-input; int8 is told after them."""
    assert found([200, 44, 100], [200, 100], [1, 1]) == []
    assert found([44, 44], [300, 300], [1], "same") == [("wraps", ["int8"], {})]
    (stored,) = stored_types(request_of([300, 300], [1], "same"), Given([44, 44]))
    assert not stored.first
    assert found([200, 255, 100], [200, 100], [1, 1]) == []


def test_another_reading_is_stored_as_well():
    values = corr(LARGE, EVEN, "same").astype(np.int8)
    both = {"flip": False, "mode": "SAME"}  # SciPy's odd zero goes after, as TensorFlow's
    assert found(values, LARGE, EVEN, "same") == [("wraps", ["int8"], both)]
    values = corr(LARGE, EVEN, "full").astype(np.int8)
    assert found(values, LARGE, EVEN) == [("wraps", ["int8"], {"flip": False})]
    values = ndimage.convolve(LARGE.astype(np.int16) * 200, SQUARE, mode="mirror")
    assert (values < 0).any()
    assert found(values, LARGE * 200, SQUARE, "same") == [("wraps", ["int16"], {"border": "reflect"})]
    values = corr(LARGE, EVEN, "valid").astype(np.uint8)
    assert ("wraps", ["uint8"], {"flip": False}) in found(values, LARGE, EVEN, "valid")


def test_two_numbers_are_too_few_for_another_reading():
    x, h = [100, 50], [1, 2]
    correlated = np.correlate(x, h, "full").astype(np.int8)
    assert found(correlated, x, h) == [("wraps", ["int8"], {"flip": False})]
    assert found(correlated[::2], x, h, stride=2) == []


def test_opencv_rounds_before_it_holds():
    """Its saturate_cast rounds halves to the even number, as np.rint does."""
    x, h = [100, 101, 3], [1, 0.5]
    values = np.clip(np.rint(np.convolve(x, h)), -128, 127).astype(int)
    assert found(values, x, h) == [("rounded and held", ["int8"], {})]


def test_a_nan_stays():
    nan = float("nan")
    assert found([nan, nan, 44.0 - 256], [1.0, nan, 300.0], [1], "same") == []
    assert found([1.0, nan, 44.0], [1.0, nan, 300.0], [1], "same") == [("wraps", ["int8"], {})]


def test_one_number_may_have_two_explanations_and_the_likelier_is_first():
    request = request_of([2], [2**62])
    explanation = explain(request, Given([-(2**63)]))
    assert [one.types for one in explanation.findings] == [["int64"]] and explanation.findings[0].first
    assert [cause.names for cause in explanation.causes] == [("negated",)]
    assert explanation.findings[0].source(request)[1].convolve1d([2], [2**62]) == [-(2**63)]


BYTES = np.uint8([200, 100, 3]), np.uint8([1, 2])


def explained(*arguments, **options):
    explanation = why(*arguments, **options).explanation
    names = [name for cause in explanation.causes for name in cause.names]
    found = [one for one in explanation.findings if not one.is_name]
    return [(one.rule, one.types, one.of_arrays) for one in found], names


def test_why_says_first_what_the_dtype_of_the_arrays_did():
    """That of the arrays that were given, or else of those that were convolved; then it is no mistake besides."""
    x, h = BYTES
    wraps = ([("wraps", ["uint8"], True)], [])
    assert explained(x, h, np.convolve(x, h)) == wraps
    assert explained(x, h, np.convolve(x, h).tolist()) == wraps
    assert explained(x.tolist(), h.tolist(), np.convolve(x, h)) == wraps
    assert explained(x, h, np.correlate(x, h, "full")) == wraps
    values = np.minimum(np.convolve(x.astype(int), h), 255)
    assert explained(x, h, values.astype(np.uint8)) == ([("held", ["uint8"], True)], [])
    lists = explained(x.tolist(), h.tolist(), np.convolve(x, h).tolist())
    assert lists == ([], ["uint8-output", "sums-like-input"])
    text = str(why(x, h, np.convolve(x, h)))
    assert "uint8 arrays wrap: beyond 255 a number starts again at 0, so that 500 is 244." in text.replace(
        "\n ", ""
    )


def test_of_fractions_the_bank_knows_where_they_are_cut():
    x = np.uint8([[200, 100, 3]])
    found, names = explained(x, [[1.5]], ndimage.convolve(x, [[1.5]]), mode="same")
    assert not any(of_arrays for _, _, of_arrays in found) and "uint8-output" in names


def said(rule, types):
    return Stored(rule, types, {}).lines(request_of([2**40, 2**40, 7], [1]))[0]


def test_of_several_types_one_is_named_and_the_others_are_counted_in_bits():
    assert "as int16 keeps them: beyond 32767 it starts again" in said("wraps", ["int16"])
    assert "as uint8, or int8, keeps them: beyond 255 uint8 starts again" in said("wraps", ["int8", "uint8"])
    every = [name for name in INTEGER_TYPES if not name.endswith("64")]
    assert "as uint8, or any other type of 8, 16 or 32 bits, keeps them" in said("wraps", every)
    some = ["int8", "int16", "uint16"]
    assert "as int8, or another type of 8 or 16 bits, keeps them" in said("held", some)


def test_every_rule_has_a_hint():
    assert HINTS.keys() == RULES.keys()


def test_of_borders_that_two_rows_do_not_tell_apart_all_are_found():
    x, h = np.array([[44, 35, 225], [46, 112, 66]]), [[4], [-1]]
    got = ndimage.correlate(x.astype(np.uint8), np.array(h), mode="mirror")
    readings = [changes for _, _, changes in found(got, x, h, flip=False)]
    assert len(readings) == 4 and {"mode": "same", "border": "reflect"} in readings
    assert {"flip": True, "mode": "SAME", "border": "wrap"} in readings


def test_modes_that_add_the_same_are_one():
    x, h = np.array([200, 100, 90, 30, 250], np.uint8), np.array([1, 2, 3], np.uint8)
    assert found(np.convolve(x, h, "same"), x.tolist(), h.tolist(), "valid") == [
        ("wraps", ["uint8"], {"mode": "same"})
    ]
