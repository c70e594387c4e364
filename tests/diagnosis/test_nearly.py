"""One slip beside a mistake or another reading: found where it is, said truly, and never on too few numbers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.brought_numbers import EVEN, FIVE, IMAGE, KERNEL, SIGNAL, changed, corr
from support.drawn_requests import few, made, numbers, wrong

from course.diagnosis.explanation import Explanation, explain
from course.diagnosis.given import Given
from course.diagnosis.nearly import LEAST_DIFFERENT, LEAST_GIVEN, LEAST_TELLING, Slip, nearly, slip_between
from course.diagnosis.outcomes import Outcomes
from course.diagnosis.why_text import Reasons
from course.own_numbers.request import request_of

FLAT = 10**6
CORRELATION = corr(IMAGE, KERNEL, "valid")  # 3 x 3, all of them other than the convolution's


def with_swapped(values, one, two):
    swapped = np.array(values)
    swapped[one], swapped[two] = values[two], values[one]
    return swapped


SLIPS = {
    "one": (changed(CORRELATION, (2, 0), CORRELATION[2, 0] + 1), [(2, 0)]),
    "swapped": (with_swapped(CORRELATION, (0, 1), (2, 2)), [(0, 1), (2, 2)]),
    "row": (changed(CORRELATION, 1, [7, 0, 1]), [(1, 0), (1, 1), (1, 2)]),
    "column": (changed(CORRELATION, np.s_[:, 2], [7, 0, 1]), [(0, 2), (1, 2), (2, 2)]),
}


def told(request, values):
    """What is printed where nearly() finds something, without the searches that are made before it."""
    numbers_given = Given(values.tolist())
    found = nearly(Outcomes(request, numbers_given))
    return Reasons(Explanation(request, numbers_given, found[0].kind, findings=found)).text(FLAT)


def test_it_is_looked_for_after_pairs():
    values, _ = SLIPS["one"]
    request = request_of(IMAGE, KERNEL, "valid")
    explanation = explain(request, Given(values.tolist()))
    assert (explanation.kind, explanation.explained) == ("nearly", True)
    assert explanation.findings == nearly(Outcomes(request, explanation.given))


@pytest.mark.parametrize("kind", SLIPS)
def test_a_correlation_and_a_slip_are_named_together(kind):
    values, places = SLIPS[kind]
    (finding,) = nearly(Outcomes(request_of(IMAGE, KERNEL, "valid"), Given(values.tolist())))
    assert finding.slip == Slip(kind, places)
    data = finding.data()
    assert (data["names"], data["slip"], data["places"]) == (("no-flip",), kind, places)
    assert data["would_be"] == [CORRELATION[index] for index in places]
    assert data["given"] == [values[index] for index in places]


def test_it_says_what_the_wrong_number_would_be_as_a_sum():
    """The window of the last row's first number lies on 9 2 6 over 5 8 9 ... as NumPy cuts it."""
    values, _ = SLIPS["one"]
    text = told(request_of(IMAGE, KERNEL, "valid"), values)
    window, right = IMAGE[2:4, 0:3], CORRELATION[2, 0]
    summed = " + ".join(f"{x}*{h}" for x, h in zip(window.flat, KERNEL.flat))
    assert f"y[2, 0] does not fit: it is {right + 1}, and would be {summed} = {right}." in text
    assert text.startswith("8 of these 9 numbers are exactly those of a correlation") and "[no-flip]." in text
    assert (
        f"y[0, 0] given     = {CORRELATION[0, 0]}" not in text and f"= {CORRELATION[0, 0]}\n" in text + "\n"
    )


def test_a_number_that_agrees_is_worked_out_both_ways():
    """The slip stands first, and is not told as what was given."""
    values = changed(CORRELATION, (0, 0), 1000)
    lines = told(request_of(IMAGE, KERNEL, "valid"), values).split("\n")
    (worked_out,) = [line for line in lines if " given " in line and line.startswith("y[")]
    assert worked_out.startswith("y[0, 1] given") and worked_out.endswith(f"= {CORRELATION[0, 1]}")


def test_decimals_are_said_as_they_were_typed():
    values = [Fraction(n) for n in np.correlate(SIGNAL, FIVE, "valid").tolist()]
    values[1] += Fraction(1, 2)
    places = [None, 1, None, None]
    (finding,) = nearly(Outcomes(request_of(SIGNAL, FIVE, "valid"), Given(values, places)))
    assert f"it is {float(values[1])}," in finding.lines(request_of(SIGNAL, FIVE, "valid"))[1]


def test_another_reading_and_a_slip():
    request = request_of(IMAGE, EVEN, "same", border="wrap")
    other = request.but(border="constant")
    values = changed(np.array(other.output), (1, 1), 1000)
    (finding,) = nearly(Outcomes(request, Given(values.tolist())))
    assert finding.data()["reading"] == {"border": "constant"} and finding.data()["names"] == []
    assert finding.source(request)[0] == other
    assert finding.lines(request)[0] == "19 of these 20 numbers are exactly right with zeros beyond the edge."


def test_too_few_numbers_tell_nothing():
    """Of four numbers three agree, which is enough; of three two, which is not."""
    for x, found in (([3, 1, 4, 1, 5], True), ([3, 1, 4, 1], False)):
        request = request_of(x, [2, 7], "valid")
        values = np.correlate(x, [2, 7], "valid")
        values[-1] += 1
        assert (len(values) >= LEAST_GIVEN) == found
        assert bool(nearly(Outcomes(request, Given(values.tolist())))) == found


def test_numbers_that_are_right_as_well_tell_nothing():
    """A signal of zeros but at its end: most numbers are 0 with or without the flip."""
    for x, found in (([0, 0, 0, 0, 0, 1, 3, 4], True), ([0, 0, 0, 0, 0, 0, 0, 4], False)):
        right, flipped = np.convolve(x, [2, 0, 7]), np.correlate(x, [2, 0, 7], "full")
        values = changed(flipped, 1, 50)
        telling = sum((values == flipped) & (values != right))
        assert (telling >= LEAST_TELLING) == found
        assert (
            "no-flip" in names_in(nearly(Outcomes(request_of(x, [2, 0, 7]), Given(values.tolist()))))
        ) == found


def names_in(findings):
    """The names of all mistakes of findings."""
    return {name for finding in findings for name in (*finding.data()["names"], *finding.data()["also"])}


def test_zeros_tell_nothing():
    """All zeros but one are what a mistake gives that leaves every output at zero, and what nearly anything gives."""
    request = request_of([5, 7, 0, 5, 5, 4, 5], [5, -2, -3, -2], "valid", flip=False)
    assert made(["all-zero"], request) == [0, 0, 0, 0]
    assert nearly(Outcomes(request, Given([-2, 0, 0, 0]))) == []


def test_right_but_one_comes_before_all():
    right = np.convolve(SIGNAL, FIVE)
    assert nearly(Outcomes(request_of(SIGNAL, FIVE), Given(changed(right, 3, 0).tolist()))) == []


def test_slips_are_told_apart():
    assert slip_between(Given([1, 2, 3]), [1, 2, 3]) is None
    assert slip_between(Given([3, 2, 1]), [1, 2, 3]) == Slip("swapped", [(0,), (2,)])
    assert slip_between(Given([3, 2, 2]), [1, 2, 3]) is None
    assert slip_between(Given([[1, 2], [3, 4]]), [[1, 9], [9, 4]]) is None
    columns = Given([[1, 2, 5], [3, 4, 6]]), [[1, 9, 5], [3, 9, 6]]
    assert slip_between(*columns) == Slip("column", [(0, 1), (1, 1)])


def test_of_two_rows_one_tells_too_little():
    assert slip_between(Given([[1, 2], [3, 4]]), [[1, 9], [3, 9]]) is None
    assert slip_between(Given([[1, 2], [3, 4]]), [[9, 9], [3, 4]]) is None


@settings(few, max_examples=15)
@given(wrong(), st.data())
def test_a_mistake_and_a_slip_are_found_and_no_name_is_false(case, data):
    request, name, expected = case
    array = np.array(expected, object)
    place = data.draw(st.integers(0, array.size - 1))
    array.flat[place] += data.draw(st.integers(1, 9))
    values = array.tolist()
    found = nearly(Outcomes(request, Given(values)))
    right = made([], request)
    comparable = np.shape(right) == np.shape(expected)
    pairs = zip(numbers(values), numbers(expected), numbers(right) if comparable else [None] * array.size)
    telling = sum(theirs == would_be and would_be != exact for theirs, would_be, exact in pairs)
    different = {one for one, other in zip(numbers(values), numbers(expected)) if one == other}
    assert (name in names_in(found)) == (
        array.size >= LEAST_GIVEN and telling >= LEAST_TELLING and len(different) >= LEAST_DIFFERENT
    )
    for finding in found:
        for other in (*finding.data()["names"], *finding.data()["also"]):
            assert is_slip(values, made([other], request))


def is_slip(values, expected):
    """Whether one number differs, or two that have changed places, or some of one row or column."""
    differ = [
        index
        for index in np.ndindex(np.shape(values))
        if np.array(values, object)[index] != np.array(expected, object)[index]
    ]
    one_line = len(np.shape(values)) == 2 and any(
        len({index[axis] for index in differ}) == 1 for axis in (0, 1)
    )
    return (
        len(differ) == 1
        or one_line
        or (len(differ) == 2 and sorted(numbers(values)) == sorted(numbers(expected)))
    )


def test_same_with_a_stride_comes_before_what_else_moves_the_windows():
    """For 6 numbers, 3 weights and stride 2 SAME adds one zero at the end, as a window has it that begins one too late."""
    request = request_of([3, 1, 4, 1, 5, 9, 2, 6], [2, -1, 3], padding=1, stride=2, flip=False)
    same = request.but(mode="SAME", padding=None)
    got = [same.output[0] + 1, *same.output[1:]]
    first, *others = nearly(Outcomes(request, Given(got)))
    assert first.origin.reading.changes == {"mode": "SAME"} and others
    said = first.lines(request)
    assert (
        "right in TensorFlow's mode SAME" in said[0] and "0 zeros before the input and 1 after it" in said[-1]
    )
    assert explain(request, Given(same.output)).readings[0].changes == {"mode": "SAME"}
    assert said[-1] in str(Reasons(explain(request, Given(same.output)))).replace("\n  ", " ")
