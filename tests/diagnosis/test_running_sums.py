"""Sums that a type of whole numbers keeps step by step: NumPy's own bytes, and loops that hold as MATLAB does."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.strategies import laws

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.running_sums import running_sums
from course.diagnosis.why import why
from course.mistakes.faulty_definition import alike
from course.own_numbers.request import request_of

BYTES = np.array([[12, 30, 25, 18, 9], [22, 41, 17, 90, 28], [10, 26, 38, 14, 20], [31, 19, 27, 24, 36]])
SHARP = np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])
MIXED = np.array([[3, -2, 4], [1, -4, 2], [2, -1, -3]])


def each_window(image, kernel, add):
    """add(the products of a window as they stand, rows first) for every window that lies inside the image."""
    rows, columns = kernel.shape
    sums = []
    for i in range(len(image) - rows + 1):
        starts = range(image.shape[1] - columns + 1)
        sums.append([add((image[i : i + rows, j : j + columns] * kernel).ravel()) for j in starts])
    return np.array(sums)


def held(value, low=0, high=255):
    return int(np.clip(np.floor(value + 0.5), low, high))


def held_products(products):
    return sum(held(product) for product in products)


def held_steps(products):
    total = 0
    for product in products:
        total = held(total + product)
    return total


def held_both(products):
    return held_steps([held(product) for product in products])


def held_steps_from_the_end(products):
    return held_steps(products[::-1])


ADDED = {
    held_products: ("each product held", False),
    held_steps: ("each step held", False),
    held_steps_from_the_end: ("each step held", True),
    held_both: ("each product and each step held", False),
}


def found(x, h, got, flip=False, mode="valid"):
    """(the Request, what is found) of numbers; whatever is found gives them."""
    request, numbers = request_of(x, h, mode, flip=flip), Given(np.asarray(got).tolist())
    findings = running_sums(request, numbers)
    for finding in findings:
        reading, world = finding.source(request)
        assert alike(reading.convolved(world), numbers.values)
    return request, findings


@pytest.mark.parametrize("add", ADDED)
def test_what_is_held_is_told_from_the_rest(add):
    got = each_window(BYTES * 2, MIXED, add)
    others = [each_window(BYTES * 2, MIXED, other) for other in ADDED if other is not add]
    assert not any((got == other).all() for other in others)  # so that there is something to tell apart
    _, (finding,) = found(BYTES * 2, MIXED, got)
    assert (finding.name, finding.backwards) == ADDED[add] and "uint16" in [*finding.types, "uint16"]
    assert finding.types[0].startswith("uint")


def test_bytes_of_numpy_wrap_in_their_products_alone():
    x, h = np.uint8(BYTES), np.uint8([[1, 9], [7, 3]])
    got = each_window(x, h, np.sum)
    assert got.max() > 255
    request, (finding,) = found(x, h, got)
    assert finding.name == "each product wraps" and finding.types == ["uint8"]
    what, hint = finding.lines(request)
    assert "starts again beyond 0..255, and the sum does not, so that a product of 270 becomes 14." in what
    assert "astype(float)" in hint
    assert found(x.tolist(), h.tolist(), got)[1][0].types == ["uint8"]
    assert found(x, h * 1.5, each_window(x * 1.5, h, np.sum))[1] == []  # such weights are no bytes


def test_fractions_are_rounded_away_from_zero():
    x, h = np.array([5, 3, 201, 8, 90, 7]), np.array([-0.5, 0.5, 2])
    rows = [[held(number * weight) for number, weight in zip(x[i : i + 3], h)] for i in range(4)]
    got = [sum(row) for row in rows]
    _, (finding,) = found(x, h, got)
    assert finding.name == "each product held" and finding.types == ["uint8"]


def test_the_kernel_as_it_is_asked_or_the_other_way():
    got = each_window(BYTES, MIXED[::-1, ::-1], held_both)
    assert [one.changes for one in found(BYTES, MIXED, got, flip=True)[1]] == [{}]
    request, (finding,) = found(BYTES, MIXED, got)
    assert not alike(request.output, request.but(flip=True).output)
    assert finding.changes == {"flip": True} and "with the kernel flipped" in finding.lines(request)[0]


@settings(laws, max_examples=20)
@given(
    st.lists(st.integers(0, 60), min_size=6, max_size=9), st.lists(st.integers(-9, 9), min_size=2, max_size=3)
)
def test_nothing_is_said_of_what_is_kept_in_the_end_alone(x, h):
    right = np.correlate(x, h, "valid")
    for got in (right, np.clip(right, 0, 255), right.astype(np.uint8), right + 1):
        assert found(x, h, got)[1] == []


def test_what_gives_the_same_is_said_with_it_and_told_apart():
    """With one weight above 0 the largest product is the only one that is left."""
    got = each_window(BYTES[:, [0, 1, 2, 4]], SHARP, held_products)
    answer = why(BYTES[:, [0, 1, 2, 4]], SHARP, got, "valid", flip=False)
    explanation = answer.explanation
    assert explanation.findings[0].name == "each product held" and explanation.kind == "mistake"
    assert "max-not-sum" in {name for cause in explanation.causes for name in cause.names}
    text = " ".join(str(answer).split())
    assert text.index("each product is held to its type's range (of uint8 0..255), so that") < text.index("[max-not-sum]")
    assert re.search(r"- each product held gives \d+ .* - max-not-sum gives \d+ ", text)


def test_few_numbers_and_numbers_of_no_such_type_are_left_alone():
    got = each_window(BYTES, MIXED, held_products)
    assert found(BYTES, MIXED, got)[1]
    assert found(BYTES[:3, :4], MIXED, got[:1, :2])[1] == []
    assert found(BYTES + 0.5, MIXED, got)[1] == []
    assert found(BYTES, MIXED, got[:, :2])[1] == []  # another size
    assert found(BYTES - 50, MIXED, got)[1] == []  # of which bytes hold none below 0
    assert explain(request_of(BYTES, MIXED, "valid", flip=False), Given(got.tolist())).kind == "elsewhere"


def test_products_that_are_rounded_within_the_range_are_told():
    """MATLAB's uint8(3)*0.25 is 1, as 0.75 is rounded."""
    signal, kernel = [3, 6, 9, 5, 7, 2, 11, 4], [0.25, 0.5, 0.25]
    text = " ".join(str(why(signal, kernel, [6, 8, 7, 6, 6, 8], "valid")).split())
    assert "each product is rounded and held to its type's range" in text and "a product of 0.75 becomes 1." in text
