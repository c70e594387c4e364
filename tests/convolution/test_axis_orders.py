"""Refusals of shapes, and notes on them: the line that they print is run on arrays, and makes them go together."""

import html
import json
import re

import numpy as np
import pytest

from course import compare, convolve_channels, why, work_out
from course.convolution.axis_orders import (
    axes_in_words,
    go_together,
    notes_on_axes,
    ones_left_out,
    shape_as_output,
)
from course.diagnosis.why import given_numbers
from course.errors import Unusable
from course.own_numbers.request import request_of

# the shapes of an input and a kernel, and what is seen in them; the sizes of all axes differ wherever they may
SEEN = [
    ((2, 28, 27), (5, 3, 1, 2), "no axis of channels"),
    ((28, 27), (5, 3, 1, 8), "no axis of channels"),
    ((3, 6, 7), (3, 3, 3, 2), "channels first"),
    ((2, 3, 6, 7), (3, 3, 3, 2), "channels first"),
    ((4, 5, 4), (3, 3, 2, 2), "grouped convolution of 2 groups"),
    ((9, 8, 6), (3, 3, 1, 6), "grouped convolution of 6 groups"),
    ((28, 27, 3), (8, 3, 5, 5), "PyTorch's order"),
    ((2, 28, 27, 3), (8, 3, 5, 4), "PyTorch's order"),
    ((3, 28, 27), (8, 3, 5, 5), "channels first, and filters in PyTorch's order"),
    ((2, 3, 28, 27), (8, 3, 5, 5), "channels first, and filters in PyTorch's order"),
    ((28, 27, 1), (5, 3), "axes of length 1"),
    ((1, 28, 27), (5, 3), "axes of length 1"),
    ((1, 28, 27, 1), (5, 3), "axes of length 1"),
    ((1, 28, 1), (5,), "axes of length 1"),
    ((28, 27), (5, 3, 1), "axes of length 1"),
    ((28,), (1, 5, 1), "axes of length 1"),
    ((28, 27, 3), (5, 4, 3), "no axis of output channels"),
    ((2, 10, 6), (3, 6, 4), "tf.nn.conv1d"),
    ((10, 6), (3, 6, 4), "tf.nn.conv1d"),
    ((2, 6, 10), (4, 6, 3), "PyTorch's Conv1d"),
    ((6, 10), (4, 6, 3), "PyTorch's Conv1d"),
    ((1, 2, 8), (3, 2, 3), "PyTorch's Conv1d"),
    ((28, 27), (5, 4, 3, 8), "a grey image, and filters that read 3 channels"),
    ((28, 27), (5, 4, 3), "a grey image, and filters that read 3 channels"),
    ((28, 27, 1), (5, 4, 3, 8), "a grey image, and filters that read 3 channels"),
    ((28, 27, 3), (5, 4, 1, 8), "3 channels, and filters that read 1"),
    ((28, 27, 3), (5, 4), "one at a time"),
    ((28, 27, 3), (5,), "one at a time"),
    ((9, 28, 27), (5, 4), "one at a time"),
    ((2, 28, 27, 3), (5, 4), "one at a time"),
    ((2, 3, 28, 27), (5, 4), "one at a time"),
]


@pytest.mark.parametrize("x_shape, h_shape, seen", SEEN)
def test_the_line_that_is_printed_mends_the_shapes(x_shape, h_shape, seen):
    """Each expression is run by NumPy; the shapes that come out are those that are told, and go together."""
    words = axes_in_words(x_shape, h_shape)
    assert seen in words
    told = re.search(r": ((?:np\.|[xh]\[).*) (?:is|are) (.*)$", words)
    names = {"np": np, "x": np.zeros(x_shape), "h": np.zeros(h_shape), "c": 0, "i": 0}
    mended = {"x": x_shape, "h": h_shape}
    for code in told[1].split(" and "):
        name = re.search(r"\b([xh])\b", code)[1]
        mended[name] = eval(code, names).shape
    changed = [str(mended[name]) for name, old in (("x", x_shape), ("h", h_shape)) if mended[name] != old]
    assert told[2] == " and ".join(changed)
    assert go_together(mended["x"], mended["h"])


@pytest.mark.parametrize(
    "x_shape, h_shape, seen", [case for case in SEEN if len(case[0]) > 2 and len(case[1]) == 4]
)
def test_it_is_said_wherever_arrays_with_channels_are_refused(x_shape, h_shape, seen):
    x, h = np.ones(x_shape, int), np.ones(h_shape, int)
    for refuses in (work_out, compare, convolve_channels, lambda x, h, mode: why(x, h, [1], mode)):
        with pytest.raises(ValueError, match=seen.replace(".", r"\.")) as refusal:
            refuses(x, h, "valid")
        assert str(x_shape) in str(refusal.value) and len(str(refusal.value)) < 200


def test_channels_are_added_up_in_a_group_as_tensorflow_does():
    """The two groups of a refusal side by side are what a convolution with filters of zeros for the other group gives."""
    rng = np.random.default_rng(5)
    x, h = rng.integers(-9, 9, (4, 5, 4)), rng.integers(-9, 9, (3, 3, 2, 2))
    wide = np.zeros((3, 3, 4, 2), int)
    wide[:, :, :2, :1], wide[:, :, 2:, 1:] = h[..., :1], h[..., 1:]
    groups = [convolve_channels(x[..., g : g + 2], h[..., g // 2 : g // 2 + 1], "valid") for g in (0, 2)]
    assert np.array_equal(np.concatenate(groups, -1), convolve_channels(x, wide, "valid"))


@pytest.mark.parametrize(
    "x_shape, h_shape",
    [
        ((28, 28, 7), (3, 3, 5, 2)),
        ((5,), (3, 3, 2, 1)),
        ((5,) * 5, (3, 3)),
        ((2, 0, 3), (3, 3)),
        ((), (3, 3)),
    ],
)
def test_nothing_is_seen_in_other_shapes(x_shape, h_shape):
    assert axes_in_words(x_shape, h_shape) == ""


def test_signals_with_channels_come_out_as_pytorch_has_them():
    """What the line of the refusal makes of both is convolved as torch.nn.Conv1d does it, by its formula."""
    rng = np.random.default_rng(8)
    x, h = rng.integers(-9, 9, (2, 3, 8)), rng.integers(-9, 9, (4, 3, 5))
    code = axes_in_words(x.shape, h.shape).split("row: ")[1].split(" are ")[0]
    images, filters = (eval(line, {"np": np, "x": x, "h": h}) for line in code.split(" and "))
    windows = np.lib.stride_tricks.sliding_window_view(x, 5, axis=2)  # (batch, in, outputs, k)
    expected = np.einsum("bcik,ock->boi", windows, h)
    got = np.array(convolve_channels(images, filters, "valid", flip=False))
    assert np.array_equal(got[:, 0].transpose(0, 2, 1), expected)


@pytest.mark.parametrize(
    "x_shape, h_shape, lines",
    [
        ((1, 6, 6, 3), (1, 3, 3, 3), ["np.transpose(h, (2, 3, 1, 0))"]),
        ((6, 6, 3), (1, 3, 3, 3), ["np.transpose(h, (2, 3, 1, 0))"]),
        ((6, 6, 3), (3, 3, 3, 3), ["np.transpose(h, (2, 3, 1, 0))"]),
        ((6, 6, 2), (1, 2, 2, 2), ["np.transpose(h, (2, 3, 1, 0))"]),
        ((1, 6, 6, 3), (8, 3, 3, 3), ["np.transpose(h, (2, 3, 1, 0))"]),
        ((1, 6, 6, 3), (8, 3, 3, 5), ["np.transpose(h, (2, 3, 1, 0))"]),
        ((6, 4, 5), (5, 5, 5, 2), ["np.transpose(h, (2, 3, 1, 0))"]),  # only so it lies inside
        ((1, 3, 6, 5), (5, 3, 5, 4), ["np.moveaxis(x, 1, -1)", "np.transpose(h, (2, 3, 1, 0))"]),
        ((1, 1, 3, 3), (1, 1, 3, 3), ["np.moveaxis(x, 1, -1)", "np.transpose(h, (2, 3, 1, 0))"]),
        ((1, 3, 6, 3), (8, 3, 3, 3), ["np.transpose(h, (2, 3, 1, 0))", "np.moveaxis(x, 1, -1)"]),
        ((1, 3, 5, 5), (8, 3, 5, 5), ["np.moveaxis(x, 1, -1)", "np.transpose(h, (2, 3, 1, 0))"]),
        ((3, 5, 5), (8, 3, 5, 5), ["np.moveaxis(x, 0, -1)", "np.transpose(h, (2, 3, 1, 0))"]),
    ],
)
def test_shapes_that_fit_and_read_as_well_in_pytorchs_order_have_a_note(x_shape, h_shape, lines):
    """The lines that it tells are run: what they make goes together, too, and has the shapes that are told."""
    (note,) = notes_on_axes(x_shape, h_shape)
    assert go_together(x_shape, h_shape) and re.findall(r"np\.\w+\([xh], (?:\(.*?\)|.*?)\)", note) == lines
    mended = {"x": np.zeros(x_shape), "h": np.zeros(h_shape)}
    only_kernel = note.startswith("The kernel")
    for line in lines[:1] if only_kernel else lines:
        name = "h" if "(h," in line else "x"
        mended[name] = eval(line, {"np": np, **mended})
        assert str(mended[name].shape) in note
    assert go_together(mended["x"].shape, mended["h"].shape) and len(note) < 300


@pytest.mark.parametrize(
    "x_shape, h_shape",
    [
        ((6, 6, 3), (3, 3, 3, 8)),  # the window of PyTorch's order would be 3 x 8
        ((6, 6, 3), (5, 5, 3, 8)),
        ((6, 6, 1), (3, 3, 1, 1)),
        ((6, 6, 1), (3, 1, 1, 1)),  # and that one 1 x 1
        ((6, 6, 1), (1, 1, 1, 1)),
        ((6, 7, 2), (1, 3, 2, 2)),  # reads 3 channels in PyTorch's order
        ((2, 3, 6, 3), (3, 3, 3, 4)),
        ((1, 5, 6, 5), (5, 5, 5, 4)),
        ((6, 6, 3), (1, 1, 3, 3)),
        ((6, 6, 2), (1, 2, 2, 1)),  # neither window is square
        ((6, 6, 1), (1, 1, 1, 3)),
        ((6, 6, 3), (1, 1, 3, 8)),
        ((1, 8), (1, 3)),
        ((2, 8), (3,)),
        ((8,), (3,)),
    ],
)
def test_other_shapes_have_no_note(x_shape, h_shape):
    assert notes_on_axes(x_shape, h_shape) == ()


def test_a_row_beside_a_kernel_of_one_axis_has_a_note():
    (note,) = notes_on_axes((1, 8), (3,))
    assert note.startswith("The input x (1, 8) is taken as an image of one row")
    assert "x[0];" in note and "x[..., None], (batch, length, channels)" in note


ROW = np.array([[3, 1, 4, 1, 5]])
TORCHS = np.arange(108).reshape(1, 6, 6, 3) % 7, np.arange(27).reshape(1, 3, 3, 3) % 5


@pytest.mark.parametrize("x, h", [(ROW, [1, 2]), TORCHS])
def test_a_note_stands_in_what_trace_and_why_say(x, h, tmp_path, command):
    (note,) = notes_on_axes(x.shape, np.shape(h))
    begins = note[:40]
    trace, right = work_out(x, h), work_out(x, h).output
    wrong = np.array(right) * 2
    assert (
        begins in str(trace)
        and html.escape(begins) in trace._repr_html_()
        and trace.json()["notes"] == [note]
    )
    assert why(x, h, right).sentences[-1] == note and why(x, h, wrong).sentences[0] == note
    assert why(x, h, wrong).text().startswith(begins) and begins in why(x, h, right).text()
    assert html.escape(begins) in why(x, h, wrong)._repr_html_()
    np.save(tmp_path / "x.npy", x)
    np.save(tmp_path / "h.npy", h)
    np.save(tmp_path / "got.npy", wrong)
    asked = ["--input", str(tmp_path / "x.npy"), "--kernel", str(tmp_path / "h.npy")]
    assert begins in command("trace", *asked)[1]
    assert command("why", *asked, "--got", str(tmp_path / "got.npy"))[1].startswith(begins)
    printed = json.loads(command("why", *asked, "--got", str(tmp_path / "got.npy"), "--json")[1])
    assert printed["notes"] == [note] and note not in printed["plain"]


def test_where_nothing_may_be_meant_otherwise_there_are_no_notes():
    assert (
        "notes" not in work_out([1, 2], [1, 2]).json()
        and why([1, 2], [1, 2], [1, 4, 4]).explanation.request.notes == ()
    )


@pytest.mark.parametrize("x_shape, h_shape", [((1, 6, 6, 3), (1, 2, 2, 2)), ((1, 2, 6, 6), (1, 3, 3, 3))])
def test_other_channels_are_refused_with_the_order_of_the_axes(x_shape, h_shape):
    with pytest.raises(Unusable, match="make them equal") as refusal:
        work_out(np.ones(x_shape, int), np.ones(h_shape, int))
    said = str(refusal.value)
    assert "np.transpose(h, (2, 3, 1, 0))" in said and "np.moveaxis(x, 1, -1)" in said and len(said) < 200


IMAGE, ROW_OF_TWO = [[1, 2, 3], [4, 5, 6]], [[1, 2]]
BATCH = np.arange(12).reshape(1, 3, 4, 1), np.array([3, 1, 4, 1]).reshape(2, 2, 1, 1)
ONE_ROW, ONE_COLUMN = ([[1, 2, 3, 4]], [[1, 2]]), ([[1], [2], [3], [4]], [[1], [2]])


@pytest.mark.parametrize(
    "x, h, shape",
    [
        (*BATCH, (2, 3)),
        (*BATCH, (1, 2, 3)),
        (*BATCH, (2, 3, 1)),
        (*BATCH, (1, 1, 2, 3)),
        (BATCH[0][0], BATCH[1], (2, 3)),
        (BATCH[0][0], BATCH[1], (1, 2, 3)),
        (BATCH[0][0], BATCH[1], (1, 1, 2, 3)),
        (BATCH[0], np.ones((3, 2, 1, 1), int), (3,)),
        (IMAGE, ROW_OF_TWO, (1, 2, 2, 1)),
        (IMAGE, ROW_OF_TWO, (1, 2, 2)),
        (*ONE_ROW, (3,)),
        (*ONE_COLUMN, (3,)),
        ([1, 2, 3], [1, 2], (2, 1)),
        ([1, 2, 3], [1, 2], (1, 2)),
        ([1, 2, 3], [1, 2], (1, 2, 1)),
        ([1, 2], [1, 2], ()),
    ],
)
def test_given_numbers_may_have_other_axes_of_length_1(x, h, shape, tmp_path):
    """In the order of the output's numbers, they are right; one more than right, and they are a constant too many."""
    right = np.array(work_out(x, h, "valid").output)
    got = right.reshape(shape)
    assert why(x, h, got, "valid").explanation.kind == "right"
    assert why(x, h, got.tolist(), "valid").explanation.kind == "right"
    assert why(x, h, got + 1, "valid").explanation.kind != "right"
    np.save(tmp_path / "got.npy", got.reshape(shape or 1))
    request = request_of(x, h, "valid")
    assert given_numbers(str(tmp_path / "got.npy"), request).values == right.tolist()
    if len(shape) in (1, 2):
        typed = "; ".join(" ".join(map(str, row)) for row in got.reshape(-1, shape[-1]).tolist())
        assert given_numbers(f"{typed};" if len(shape) == 2 else typed, request).values == right.tolist()


def test_given_numbers_of_another_size_are_explained_by_it():
    full = np.array(work_out(*BATCH, "full").output)
    for got in (full, full[0, ..., 0], full[0], full[..., 0]):
        explanation = why(*BATCH, got, "valid").explanation
        assert [reading.changes for reading in explanation.readings] == [{"mode": "full"}]
    assert shape_as_output((2, 4), (1, 2, 3, 1)) == (1, 2, 4, 1)
    assert shape_as_output((4, 5, 4, 1), (2, 5, 4, 1)) == (4, 5, 4, 1)


def test_a_column_beside_a_row_is_another_result_and_not_the_same_in_other_axes():
    """Where PyTorch's order and a transposed result look the same, the numbers are left as they are."""
    assert shape_as_output((5, 1), (1, 5)) == (5, 1)
    assert shape_as_output((1, 1, 5, 1), (1, 5, 1, 1)) == (1, 1, 5, 1)
    assert shape_as_output((2, 1, 3, 4), (2, 3, 4, 1)) == (2, 3, 4, 1)


def test_given_numbers_with_other_axes_are_refused():
    filters = np.ones((2, 2, 1, 2), int)
    with pytest.raises(Unusable, match=r"the output is an array of 4 axes: give an array, .* of shape \(1, 2, 3, 2\)$"):
        why(BATCH[0], filters, np.zeros((2, 3)), "valid")
    with pytest.raises(Unusable, match="the output is rows of numbers, an image$"):
        why(IMAGE, ROW_OF_TWO, [1, 2])
    assert ones_left_out("y", (2, 3), 1) is None and shape_as_output((2, 3), (6,)) is None
