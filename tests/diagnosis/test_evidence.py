"""Numbers that tell too little are never given a name as a fact, and those that tell enough keep it."""

from fractions import Fraction

import numpy as np
import pytest
from scipy import ndimage
from support.brought_numbers import IMAGE, KERNEL, SIGNAL
from support.drawn_requests import made, named

from course.diagnosis.cause import Cause
from course.diagnosis.evidence import (
    doubt,
    doubt_of_mistyped,
    doubt_of_two,
    explains_the_size_alone,
    likelier_but_for_one,
)
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.mistyped import mistyped
from course.diagnosis.outcomes import Outcomes
from course.diagnosis.why_text import Reasons
from course.mistakes.bank.all_mistakes import BANK
from course.own_numbers.request import request_of

ECHO = request_of([3, 4, 5], [2, 1])  # 6 11 14 5


@pytest.mark.parametrize(
    "got, why",
    [
        ([6], "few"),
        ([0, 0], "few"),
        ([0, 0, 0], "zeros"),
        ([0, 0, 0.0, Fraction(0)], "zeros"),
        ([6, 11, 14, 0], "one"),
        ([6, 11, 15, 5], "one"),
        ([0, 11, 14, 0], None),
        ([0, 0, 0, 1], "zeros"),
        ([0, 0, 5, 0], "zeros"),
        ([0, 0, 5, 7], None),
        ([6, 11, 14], None),
        ([float("nan")] * 4, None),
    ],
)
def test_few_numbers_zeros_and_one_wrong_number_are_no_evidence(got, why):
    assert doubt(ECHO, Given(got)) == why


def test_one_number_beside_zeros_is_said_of_no_mistake():
    """aliasing gives zeros alone here, and 3 is a slip in them; four other mistakes give it without one."""
    request = request_of([-4, -1, -3, 3, -2], [0, 1], "same")
    assert made(["aliasing"], request) == [0, 0, 0, 0, 0]
    kind, names, text = said(request, [0, 0, 0, 0, 3])
    assert kind == "could be" and "relu-output" in names
    assert "Zeros fit many things" in text and "exactly" not in text


def test_one_number_beside_zeros_is_no_evidence_of_two_mistakes():
    """A border of zeros with any mistake that gives the number inside fits it."""
    assert (
        doubt_of_two(ECHO, Given([0, 0, 5, 0])) == "zeros" and doubt_of_two(ECHO, Given([0, 0, 5, 7])) is None
    )
    assert doubt_of_two(ECHO, Given([0, 5, 7])) == "few"


@pytest.mark.parametrize(
    "h, got, why",
    [
        ([2, 0], [0, 0, 6, 8, 10], "places"),
        ([0, 2], [12, 10, 8, 6, 0], "places"),
        ([2, 0], [0, 0, 6, 9, 10], None),
        ([2, 0], [6, 8, 0, 0, 0], None),
        ([2, 0], [6, 8], "few"),
        ([2, 0], [8, 10, 12, 0], "places"),
        ([2, 1], [0, 0, 6, 8, 10], None),
        ([0, 0], [1, 1, 1, 1, 1], None),
    ],
)
def test_of_a_kernel_with_one_weight_only_places_show(h, got, why):
    assert doubt(request_of([3, 4, 5, 6], h), Given(got)) == why


@pytest.mark.parametrize(
    "h, got, why",
    [
        ([6, -4, -1], [28, 12, 12], "products"),
        ([6, -4, -1], [-18, -18, 0], "products"),
        ([6, -4, -1], [-42, -18, -18], None),  # the same weight, at other places
        ([1, 1, 1], [-3, -7, -3], None),
        ([6, -4, -1], [28, 12, 13], None),
        ([6, -4, -1], [28, 12, -18], None),
        ([6, -4, -1], [28, 12, 12, 0], None),
        ([6, -4, -1], [28, 12], "few"),
    ],
)
def test_three_products_with_one_weight_are_no_evidence(h, got, why):
    assert doubt(request_of([-7, -3, -3], h, "same"), Given(got)) == why


def test_the_largest_product_may_be_the_one_that_was_not_lost():
    """A kernel without its first and its last weight gives the same three numbers."""
    request = request_of([-7, -3, -3], [6, -4, -1], "same")
    assert made(["drop-first-tap", "drop-last-tap"], request) == made(["max-not-sum"], request)
    kind, names, text = said(request, [28, 12, 12])
    assert kind == "could be" and "max-not-sum" in names
    assert "the products with one weight alone" in text and "exactly" not in text


def test_beside_a_rare_mistake_a_frequent_one_with_a_slip_is_told_of_few_numbers():
    """A mirrored border, and 137 for 136 at the end; a border that is mirrored in another way at its end gives 137, too."""
    request = request_of([6, 8, 9, 8], [-1, 8, 9], "SAME")
    got = made(["mirror-far-edge"], request)
    right = made(["boundary-reflect"], request)
    assert [one == other for one, other in zip(got, right)] == [True, True, True, False]
    assert "boundary-reflect gives all but one of these 4 numbers" in said(request, got)[2]
    assert "all but one" not in said(request, right)[2]  # nothing rarer is told beside the frequent one
    far = Cause((BANK["mirror-far-edge"],))
    assert likelier_but_for_one(request, Given(got), [far]) is BANK["boundary-reflect"]
    assert likelier_but_for_one(request, Given(got), [far._replace(also=("boundary-edge",))]) is None
    many = request_of([6, 8, 9, 8, 4, 1, 7, 5, 2, 3], [-1, 8, 9], "SAME")
    assert "all but one" not in said(many, made(["mirror-far-edge"], many))[2]


@pytest.mark.parametrize(
    "request_, got, why",
    [
        # all weights act alike on equal numbers, so that 1 1 explains them as well as 1 0
        (request_of([5, 5, 5, 5], [2, 1], "valid"), [10, 10, 10], "alike"),
        (request_of([5, 5, 5, 6], [2, 1], "valid"), [0, 0, -1], None),  # right with -1 instead of 2
        # with this stride the second weight alone lies on the image
        (
            request_of([[2, 7], [1, 5], [6, 3], [6, 4]], [[-3, 2]], "same", stride=2),
            [[8], [24]],
            "few",
        ),
        (
            request_of([[2, 7], [1, 5], [6, 3], [6, 4], [1, 2], [5, 5]], [[-3, 2]], "same", stride=2),
            [[8], [24], [4]],
            "alike",
        ),
    ],
)
def test_a_mistyped_number_is_no_fact_where_those_beside_it_act_alike(request_, got, why):
    given = Given(got)
    changes = mistyped(request_, given)
    assert changes and doubt_of_mistyped(request_, given, changes) == why


def test_what_one_of_alike_weights_explains_could_be():
    kind, names, text = said(request_of([5, 5, 5, 5, 5], [3, 1], "valid"), [45, 45, 45, 45])
    assert kind == "could be" and "act alike" in text and "Another input would decide" in text


def said(request, got):
    """(the kind of what explains numbers, the names of mistakes, the text)."""
    explanation = explain(request, Given(got))
    return explanation.kind, named(explanation), str(Reasons(explanation))


def test_a_slip_that_makes_a_number_zero_is_not_said_to_be_a_loop_that_begins_late():
    """Right, but for the first number, which is 10 too large: 0 for -10."""
    request = request_of([-5, 3, -1, -2], [0, 4, 2], flip=False)
    assert request.output == [-10, -14, 10, -8, -8, 0]
    kind, names, text = said(request, [0, -14, 10, -8, -8, 0])
    assert kind == "could be" and "skip-first" in names
    assert "slip" in text and "Another input" in text and "exactly" not in text and "Hint" not in text


def test_zeros_that_two_other_mistakes_leave_are_not_said_to_be_all_zero():
    request = request_of([-4, 1, 2, -2, 5], [-2, 6, 5, 9], stride=2, flip=False)
    zeros = made(["drop-last-tap", "border-zero"], request)
    kind, names, text = said(request, zeros)
    assert not any(zeros) and kind == "could be" and "all-zero" in names
    assert "Zeros fit many things" in text and "exactly" not in text


def test_one_wrong_number_is_not_two_mistakes():
    """5 became -5, as an absolute value whose sign is turned gives it: all others were negative."""
    request = request_of([-6, -2, 5, -5], [6, 6, 7], "same")
    got = [-48, -24, -14, -5]
    assert made(["abs-output", "negated"], request) == got and request.output == [*got[:-1], 5]
    kind, names, text = said(request, got)
    assert (kind, names) == ("unknown", set())
    assert "a slip in this one sum is enough" in " ".join(text.split()) and "No known mistake" not in text


@pytest.mark.parametrize("h, kind", [([1, 2, 1], "could be"), ([1, 2, 3], "mistake")])
def test_two_mistakes_are_no_fact_where_the_kernel_hides_a_flip(h, kind):
    request = request_of(SIGNAL, h)
    got = made(["range-short", "bias-one"], request)
    said_kind, _, text = said(request, got)
    pairs = [cause.names for cause in explain(request, Given(got)).causes]
    assert said_kind == kind and ("range-short", "bias-one") in pairs
    assert ("Another kernel would decide" in text) == (kind == "could be")


def test_a_call_without_the_stride_is_not_said_to_be_two_mistakes():
    """scipy.ndimage.correlate(x, h, mode="mirror"): no stride, and above two rows it mirrors as it wraps."""
    request = request_of([[196, 40, 114], [175, 26, 170]], [[4], [4]], stride=2, flip=False)
    kind, _, text = said(request, [[1484, 264, 1136], [1484, 264, 1136]])
    assert kind == "elsewhere" and "the border reflect" in text and "stride 1" in text


def test_a_stride_left_out_is_not_said_to_be_a_dilation_where_a_zero_hides_it():
    """np.convolve(x, [0, 5], "same"): with the dilation 2, the 5 would stand one place further on, under a wider window."""
    request = request_of([0, 67, 234, 23, 61, 64], [0, 5], "SAME", stride=2)
    got = np.convolve(request.x, request.h, "same").tolist()
    kind, names, text = said(request, got)
    assert (
        kind == "could be"
        and "stride-as-dilation" in names
        and "none of them 0, would decide" in text.replace("\n ", "")
    )


@pytest.mark.parametrize("x, h, name", [(IMAGE, KERNEL, "border-zero"), (SIGNAL, [2, -7, 1], "relu-output")])
def test_zeros_among_other_numbers_keep_their_name(x, h, name):
    request = request_of(x, h, "same")
    kind, names, text = said(request, made([name], request))
    assert kind == "mistake" and name in names and "exactly" in text


BOTH_BORDERS = ("wrap", "reflect")  # the same above an image of two rows, and beside one of two columns


def test_borders_that_an_image_of_two_rows_does_not_tell_apart_are_all_named_where_bytes_wrap():
    """scipy.ndimage.correlate(x, h, mode="mirror") of bytes; and there the flip looks like TensorFlow's mode SAME."""
    request = request_of([[44, 35, 225], [46, 112, 66]], [[4], [-1]], flip=False)
    found = explain(request, Given([[140, 157, 39], [130, 28, 66]])).findings
    readings = {"mode": "same"}, {"flip": True, "mode": "SAME"}
    assert [one.changes for one in found] == [
        {**reading, "border": border} for reading in readings for border in BOTH_BORDERS
    ]


@pytest.mark.parametrize("dtype, is_a_type", [("uint8", True), ("int64", False)])
def test_the_true_flip_and_mode_are_named_where_a_border_mirrors_two_columns(dtype, is_a_type):
    x, h = np.array([[167, 174], [186, 193], [185, 228], [111, 192]]), np.array([[-4, 4]])
    got = ndimage.correlate(x.astype(dtype), h.astype(dtype), mode="mirror")
    explanation = explain(request_of(x, h), Given(got.tolist()))
    found = explanation.findings if is_a_type else explanation.readings
    assert {"flip": False, "mode": "same", "border": "reflect"} in [one.changes for one in found]
    assert {"mode": "SAME", "border": "wrap"} in [one.changes for one in found]


def test_two_mistakes_that_only_make_the_size_are_no_fact():
    """The last row and column missing and only the rows padded: every number is right, and another size has another."""
    request = request_of(
        [[1, 4, 2, 0, 3, 5], [2, 1, 6, 3, 0, 1], [0, 5, 1, 2, 4, 2], [3, 3, 0, 1, 2, 6]],
        [[1, 0, 2], [-1, 3, 0]],
        "same",
    )
    values = made(["range-short", "same-pad-rows"], request)
    outcomes = Outcomes(request, Given(values))
    assert explains_the_size_alone(outcomes, Cause((BANK["range-short"], BANK["same-pad-rows"])))
    kind, _, text = said(request, values)
    assert (
        kind == "could be" and "change the size" in text and "An input of another size would decide" in text
    )
    got = made(["range-short", "bias-one"], request)  # whose numbers tell of one of the two
    assert not explains_the_size_alone(
        Outcomes(request, Given(got)), Cause((BANK["range-short"], BANK["bias-one"]))
    )


def test_a_stride_and_a_dilation_that_are_left_out_are_a_fact():
    """Though each of the two changes the size: who forgets both asks for neither."""
    request = request_of([137, -52, 311, 89, 463], [17, 3, -29], stride=2, dilation=2)
    kind, _, text = said(request, np.convolve([137, -52, 311, 89, 463], [17, 3, -29]).tolist())
    assert kind == "mistake" and "[stride-ignored]" in text and "[dilation-ignored]" in text


def test_a_border_that_one_number_tells_in_another_mode_may_be_a_slip():
    """Mode same without its border, whose first number is 40 too large: of two weights a border shows there alone."""
    request = request_of([-8, 9, 4, -9, 0, -5, -9, 8, 1], [2, 5], "valid")
    right = request.but(mode="same").output
    kind, _, text = said(request, [right[0] + 5 * 9, *right[1:]])
    assert kind == "could be" and "right in mode same and with the border reflect" in text
    assert "a slip" in text and "right in mode same, but for one number" in text
    assert "These numbers are right" not in text
    longer = request.but(h=[2, 5, 1])  # where two numbers tell of it
    kind, _, text = said(longer, ndimage.convolve(longer.x, longer.h, mode="mirror").tolist())
    assert kind == "elsewhere" and "These numbers would be right in mode same and with the border reflect" in text


def test_a_border_of_a_call_that_one_number_tells_is_said_with_the_slip_that_it_may_be():
    """same-crop-end, whose last number is 2 more: then it is what scipy.ndimage.convolve gives."""
    request = request_of([-8, -4, 9, -9, 0, -5, -9, 8, 1], [2, 5], "same")
    got = made(["same-crop-end"], request)
    kind, _, text = said(request, [*got[:-1], got[-1] + 2])
    assert kind == "elsewhere" and "One of 2 explanations" in text
    assert "with the border edge" in text and "scipy.ndimage.convolve(x, h)" in text
    assert "8 of these 9 numbers are exactly right in TensorFlow's mode SAME." in text.replace("\n ", "")


def test_a_mistake_that_rounds_and_a_slip_are_no_fact_where_another_one_is_as_near():
    """int-output with two slips is products-int with one."""
    quarters = [[Fraction(9, 4)], [Fraction(1)]]
    request = request_of([[0, -7, 8], [2, 3, 5], [-8, -3, -5]], quarters, "valid")
    cut_off = made(["int-output"], request)
    kind, names, text = said(request, [[4, -1, 19], [-16, -3, -9]])
    assert cut_off == [[4, 0, 19], [-16, -3, -6]] and kind == "could be"
    assert "Mistakes that round" in text and "products-int" in text
    told_apart = request_of([1, 3, 4, 6, 7, 2, 5, 8, 3], [Fraction(3, 4), Fraction(1, 4)], "valid")
    got = made(["rounded"], told_apart)
    kind, _, text = said(told_apart, [*got[:-1], 50])
    assert kind == "nearly" and "[rounded]" in text
