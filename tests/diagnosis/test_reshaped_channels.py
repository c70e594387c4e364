"""Channels that were brought into another order by reshape: NumPy reshapes, and adds up the products."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.reshaped_channels import reshaped_channels
from course.own_numbers.request import request_of

DRAW = np.random.default_rng(7)
IMAGE = DRAW.integers(0, 9, (4, 5, 3))
FILTERS, ONE = (
    DRAW.permutation(np.arange(1, 37)).reshape(2, 3, 3, 2),
    DRAW.permutation(np.arange(1, 19)).reshape(2, 3, 3, 1),
)
INTO_TORCH, INTO_IN_FIRST = (3, 2, 0, 1), (2, 0, 1, 3)


def correlated(x, h):
    """A correlation in mode valid of (rows, columns, in) with (rows, columns, in, out)."""
    return np.einsum("hwcij,ijco->hwo", sliding_window_view(x, h.shape[:2], axis=(0, 1)), h)


def found(x, h, got):
    """(what, from, to) of all that is found; their sources give the numbers."""
    request = request_of(x, h, "valid", flip=False)
    findings = reshaped_channels(request, Given(got.tolist()))
    for finding in findings:
        means, world = finding.source(request)
        assert means.convolved(world) == got.tolist()
    return [tuple(" ".join(names) for names in list(finding.data().values())[1:]) for finding in findings]


@pytest.mark.parametrize(
    ("order", "names"),
    [(INTO_TORCH, "out in rows columns"), (INTO_IN_FIRST, "in rows columns out")],
)
def test_a_kernel_that_was_reshaped(order, names):
    """To the order with channels last, and from it, as a layer with channels first then takes it."""
    h = FILTERS
    to_last = h.transpose(order).reshape(h.shape)
    assert found(IMAGE, h, correlated(IMAGE, to_last)) == [(names, "rows columns in out")]
    sizes = [h.shape[axis] for axis in order]
    from_last = h.reshape(sizes).transpose(np.argsort(order))
    assert found(IMAGE, h, correlated(IMAGE, from_last)) == [("rows columns in out", names)]


def test_of_one_output_both_orders_are_one():
    got = correlated(IMAGE, ONE[..., 0].transpose(2, 0, 1).reshape(ONE.shape))
    assert found(IMAGE, ONE, got) == [("out in rows columns", "rows columns in out")]


def test_an_image_that_was_reshaped_and_a_batch():
    scrambled = IMAGE.transpose(2, 0, 1).reshape(IMAGE.shape)
    expected = [("channels rows columns", "rows columns channels")]
    assert found(IMAGE, FILTERS, correlated(scrambled, FILTERS)) == expected
    batch = np.stack([IMAGE, IMAGE[::-1]])
    got = np.stack([correlated(one.transpose(2, 0, 1).reshape(one.shape), FILTERS) for one in batch])
    assert found(batch, FILTERS, got) == expected


@pytest.mark.parametrize("reader_made_it", [True, False])
@pytest.mark.parametrize(
    ("array", "axes", "line"),
    [
        ("kernel", (2, 3, 1, 0), "np.transpose(w, (2, 3, 1, 0))"),
        ("kernel", (1, 2, 0, 3), "np.transpose(w, (1, 2, 0, 3))"),
        ("input", (1, 2, 0), "np.moveaxis(x, -3, -1)"),
    ],
)
def test_what_is_said_is_true_whichever_side_made_the_reshape(array, axes, line, reader_made_it):
    """The line that is told makes the right array of the other library's, where reshape makes the wrong one."""
    right = FILTERS if array == "kernel" else IMAGE
    other = right.transpose(np.argsort(axes))  # in the other library's order
    wrong = other.reshape(right.shape)
    assert np.array_equal(eval(line, {"np": np, "w": other, "x": other}), right)
    asked, behind = (wrong, right) if reader_made_it else (right, wrong)
    if array == "kernel":
        request, got = request_of(IMAGE, asked, "valid", flip=False), correlated(IMAGE, behind)
    else:
        request, got = request_of(asked, FILTERS, "valid", flip=False), correlated(behind, FILTERS)
    explanation = explain(request, Given(got.tolist()))
    said, hint = explanation.findings[0].lines(request)
    assert explanation.kind == "reshaped" and "yours and that one differ by a reshape between" in said
    assert f"where {line} belongs." in said and "transpose" in hint
    assert "TensorFlow's order (rows, columns," in said and ("PyTorch's order" in said) == (
        axes != (1, 2, 0, 3)
    )


def test_what_is_not_said():
    got = correlated(IMAGE, FILTERS.transpose(INTO_TORCH).reshape(FILTERS.shape))
    off = got.copy()
    off[1, 1, 1] += 1
    assert found(IMAGE, FILTERS, off) == []
    assert found(IMAGE, FILTERS[:, ::-1], got) == []
    point = FILTERS[:1, :1, :, :1]  # of one row, one column and one output nothing moves
    assert found(IMAGE, point, correlated(IMAGE, point)) == []
    assert not reshaped_channels(request_of([3, 1, 4, 1], [2, 1]), Given([1, 2, 3, 4, 5]))


PLANE, DOWN = DRAW.permutation(np.arange(24)).reshape(6, 4), np.array([[1], [-2], [4]])


def slid(x, h):
    return np.einsum("rcij,ij->rc", sliding_window_view(x, h.shape), h)


@pytest.mark.parametrize(
    "x, h, code",
    [
        (PLANE.reshape(4, 6), DOWN.T, ("x.reshape(4, 6)", "h.T")),
        (PLANE.reshape(4, 6), DOWN, ("x.reshape(4, 6)", "h")),
        (PLANE.reshape(4, 6, order="F"), DOWN.T, ("x.T.reshape(6, 4).T", "h.T")),
        (PLANE.T.reshape(6, 4), DOWN, ("x.T.reshape(6, 4)", "h")),
    ],
)
def test_an_image_without_channels_that_was_reshaped_to_its_other_size(x, h, code):
    request = request_of(PLANE, DOWN, "valid", flip=False)
    (one,) = reshaped_channels(request, Given(slid(x, h).tolist()))
    assert (one.data()["x"], one.data()["h"]) == code and "your input and that one differ" in one.lines(
        request
    )[0]
    assert one.means.output == slid(x, h).tolist()


def test_an_image_that_is_only_transposed_is_another_matter():
    """And where rows and columns have other strides, nobody knows which of them the other size has."""
    request = request_of(PLANE, DOWN, "valid", flip=False)
    assert not reshaped_channels(request, Given(slid(PLANE.T, DOWN.T).tolist()))
    strided = Given(slid(PLANE.reshape(4, 6), DOWN)[::2].tolist())
    assert not reshaped_channels(request.but(stride=(2, 1)), strided)
