"""Requests: numbers of every type are understood, and what has no answer is refused in one line."""

import json
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
from support.traces import equations

from course import compare, work_out
from course.convolution.axis_orders import notes_on_axes
from course.errors import Unusable
from course.own_numbers.request import DTYPES, Request, alike_axes, dtype_name, request_of


@pytest.mark.parametrize(
    "x, h",
    [
        ([200, 100], [1, 1]),
        ((200, 100), (1, 1)),
        (np.array([200, 100], np.uint8), np.array([1, 1], np.uint8)),
        (np.array([200, 100], np.int16), [1, 1]),
        (np.array([200, 100], np.int64), np.array([1, 1])),
        (np.array([200, 100], np.float32), [1, 1]),
        (np.array([200, 100], np.float64), np.array([1, 1], np.float16)),
        ([np.uint8(200), np.uint8(100)], [np.int8(1), 1]),
        ([Fraction(200), Fraction(200, 2)], [Fraction(1), 1]),
        (np.array([200, Fraction(100)], object), [1, 1]),
    ],
)
def test_numbers_of_every_type_are_taken_and_do_not_wrap(x, h):
    assert work_out(x, h).output == [200, 300, 100]
    assert equations(str(work_out(x, h)))[1,][:2] == ([(200, 1, False), (100, 1, False)], 300)
    both_bytes = all(
        getattr(array, "dtype", None) == np.uint8 for array in (x, h)
    )  # these an engine gets as they are
    assert {verdict.agrees for verdict in compare(x, h, engines=["numpy"])} == {not both_bytes}


def test_the_dtypes_of_arrays_are_known():
    """By name, of any library's arrays; a request is the same without them."""
    request = request_of(np.array([1, 2], ">i2"), [1.5])
    assert request.dtypes == ("int16", None) and request == request_of([1, 2], [1.5])
    assert "dtypes" not in request.options and request.but(mode="same").dtypes == ("int16", None)
    for values in ([1], np.array([1], object), np.longdouble([1]), np.array([1j]), np.array(["a"])):
        assert dtype_name(values) is None
    for name in DTYPES:
        assert dtype_name(np.zeros(2, name)) == name
    assert (
        dtype_name(SimpleNamespace(dtype="torch.uint8")) == "uint8"
    )  # a tensor of PyTorch says it like this


def test_booleans_are_numbers():
    traced = work_out(np.array([True, False]), np.array([True, True]))
    assert traced.output == [1, 1, 0]
    assert equations(str(traced))[1,].terms == [(1, 1, False), (0, 1, False)]
    assert json.loads(json.dumps(traced.json()))["input"] == [1, 0]


@pytest.mark.parametrize(
    "options",
    [
        {"stride": np.int64(2)},
        {"dilation": np.int64(1)},
        {"padding": np.int64(2)},
    ],
)
def test_options_may_be_numpys(options):
    traced = work_out([1, 2, 3], [1, 2], **options)
    plain = work_out([1, 2, 3], [1, 2], **{name: option.item() for name, option in options.items()})
    assert str(traced) == str(plain)
    assert json.dumps(traced.json()) == json.dumps(plain.json())


UNUSABLE = [
    (([], [1]), {}, "input"),
    (([1], []), {}, "kernel"),
    (([[]], [[1]]), {}, "input"),
    ((5, [1]), {}, "0"),
    ((None, [1]), {}, "0"),
    (("3 4 5", [1]), {}, "0"),
    (([1, [2]], [1]), {}, "[2]"),
    (([[1], 2], [1]), {}, "rows"),
    (([[1, 2], [3]], [[1]]), {}, "2"),
    (([1, None], [1]), {}, "None"),
    ((["1"], [1]), {}, "'1'"),
    (([1j], [1]), {}, "1j"),
    ((["\u00e9\n"], [1]), {}, "xe9"),
    (([[[[[1]]]]], [1]), {}, "4"),
    (([[[1]]], [[1]]), {}, "length 1"),
    ((np.zeros((2, 2, 2)), np.zeros((1, 1, 3, 1))), {}, "2"),
    (([1, 2], [1, 2, 3], "valid"), {}, "3"),
    (([1, 2], [1], "Same"), {}, "full, valid, same, SAME"),
    (([1, 2], [1], "same"), {"padding": 1}, "same"),
    (([1, 2], [1]), {"padding": -1}, "-1"),
    (([1, 2], [1]), {"padding": 1.5}, "1.5"),
    (([1, 2], [1]), {"padding": 10**9}, "1000"),
    (([1, 2], [1]), {"stride": 0}, "0"),
    (([1, 2], [1]), {"stride": 10**9}, "1000"),
    (([1, 2], [1]), {"stride": ()}, "stride"),
    (([1, 2], [1]), {"stride": "2"}, "'2'"),
    (([1, 2], [1]), {"dilation": (1, 1)}, "dilation"),
    (([1, 2], [1]), {"dilation": 10**9}, "1000"),
    (([[1, 2]], [[1]]), {"stride": (1, 1, 1)}, "stride"),
    (([1, 2], [1]), {"border": "zero"}, "zero"),
    (([1, 2], [1]), {"border": "constant="}, "border"),
    (([1, 2], [1]), {"border": "wrap=5"}, "wrap=5"),
    (([1, 2], [1]), {"border": "wrap", "fill": 5}, "wrap"),
    (([1, 2], [1]), {"fill": "5"}, "'5'"),
    (([1, 2], [1]), {"fill": [5]}, "[5]"),
    (([1, 2], [1]), {"fill": 10**1000}, "1000 digits"),
    ((list(range(100_001)), [1]), {}, "100001"),
    (([1], list(range(10_001))), {}, "10001"),
    ((list(range(50_000)), list(range(100))), {}, "5009900"),
]


@pytest.mark.parametrize("arguments, options, says", UNUSABLE)
@pytest.mark.parametrize("function", [work_out, compare])
def test_what_has_no_answer_is_refused_in_one_line(function, arguments, options, says):
    with pytest.raises(Unusable) as caught:
        function(*arguments, **options)
    message = str(caught.value)
    assert says, "an empty text is in every message"
    assert isinstance(caught.value, ValueError) and says in message
    assert message.isascii() and "\n" not in message and 10 < len(message) < 250


# ---- what a Request knows


def test_what_the_sliding_axes_have():
    signal = Request([1, 2, 3, 4, 5], [1, 2, 3], "full", stride=2)
    assert (signal.axes, signal.each, signal.sides, signal.sizes) == (1, [(5, 3, 2, 1)], [(2, 2)], [4])
    image = Request([[1, 2, 3]] * 2, [[1], [2]], None, ((0, 1), 2), stride=(1, 2), dilation=2)
    assert image.each == [(2, 2, 1, 2), (3, 1, 2, 2)]
    assert image.sides == [(0, 1), (2, 2)] and image.sizes == [1, 4]
    assert image.products == 4 * 2 and image.output == image.convolved()
    batch = Request([[[[1, 2]]]] * 3, [[[[1], [1]]]], "same")
    assert (batch.axes, batch.each, batch.products) == (4, [(1, 1, 1, 1), (1, 1, 1, 1)], 6)


def test_a_request_with_a_part_changed_is_another():
    request = request_of([3, 4, 5], [2, 1, 0])
    assert request.mode == "full" and request.output == [6, 11, 14, 5, 0]
    other = request.but(mode="valid", flip=False)
    assert other.output == [10] and request.output == [6, 11, 14, 5, 0]
    assert list(request.options) == ["mode", "padding", "stride", "dilation", "border", "flip"]


def test_axes_are_made_alike():
    assert alike_axes([[1, 2]], [3, 4]) == ([[1, 2]], [[3, 4]])
    assert alike_axes([1, 2], [[3], [4]]) == ([[1, 2]], [[3], [4]])
    assert alike_axes([1, 2], [3]) == ([1, 2], [3])
    with pytest.raises(Unusable):  # a column that may be meant for a signal
        alike_axes([[1], [2]], [3, 4])


def test_numbers_may_have_so_many_digits():
    assert str(work_out([10**999, Fraction(1, 10**999)], [10**999]).output[0]) == "1" + "0" * 1998
    denominators = [10**14 + k for k in range(200)]
    for x, h in (
        ([10**1000], [1]),
        ([1], [-(10**1000)]),
        ([Fraction(1, 10**1000)], [1]),
        ([Fraction(1, number) for number in denominators], [1] * 200),
    ):
        with pytest.raises(Unusable, match="digits"):
            request_of(x, h, "valid")


@pytest.mark.parametrize(
    "steps", [np.array([1, None], object), np.ma.array([1, 2], mask=[0, 1]), (1, None), "ab"]
)
@pytest.mark.parametrize("name", ["stride", "dilation", "padding"])
def test_steps_that_are_no_numbers_are_refused(name, steps):
    with pytest.raises(Unusable):
        request_of([1, 2, 3], [1], **{name: steps})


def test_flags_are_flags():
    assert request_of([1, 2], [1, 3], flip=np.False_, decimal=np.True_).options["flip"] is False
    for name in ("flip", "decimal"):
        with pytest.raises(Unusable, match=f"{name} must be True or False"):
            request_of([1, 2], [1, 3], **{name: "no"})


@pytest.mark.parametrize(
    "typed, fill",
    [("5", 5), ("-3", -3), ("1/2", Fraction(1, 2)), (" .5", Fraction(1, 2)), ("5e1", 50), ("0", 0)],
)
def test_a_constant_border_may_have_a_number(typed, fill):
    request = request_of([1, 2, 3], [1, 4, 2], "same", border=f"constant={typed}")
    assert (request.border, request.fill, request.adds_zeros) == ("constant", fill, fill == 0)
    padded = np.pad(np.array([1, 2, 3], object), 1, constant_values=fill)
    assert request.output == np.convolve(padded, np.array([1, 4, 2], object), "valid").tolist()
    assert request == request_of([1, 2, 3], [1, 4, 2], "same", fill=fill)
    assert request_of([1, 2, 3], [1, 4, 2], "same", border=request.border_name) == request


def test_a_border_as_it_is_typed():
    names = [
        request_of([1, 2], [1], border=border).border_name for border in ("wrap", "constant=-1/2", "constant")
    ]
    assert names == ["wrap", "constant=-1/2", "constant"]
    assert request_of([1, 2], [1], border="constant=.5", decimal=True).border_name == "constant=0.5"


@pytest.mark.parametrize("x_shape, h_shape", [((1, 6, 6, 3), (8, 3, 3, 3)), ((1, 3, 5, 5), (8, 3, 5, 5))])
def test_a_kernel_that_fits_nowhere_is_refused_with_the_note(x_shape, h_shape):
    x, h = np.ones(x_shape, int), np.ones(h_shape, int)
    (note,) = notes_on_axes(x_shape, h_shape)
    for refuses in (work_out, compare):
        with pytest.raises(Unusable) as refusal:
            refuses(x, h, "valid")
        assert str(refusal.value).endswith(note) and "reaches over 8 places" in str(refusal.value)
        assert len(str(refusal.value)) < 400
    assert work_out(x, h, "same").request.notes == (note,)
    plain = np.ones((3, 3, 3, 8), int)
    with pytest.raises(Unusable, match="use a shorter kernel"):
        work_out(np.ones((2, 2, 3), int), plain, "valid")
