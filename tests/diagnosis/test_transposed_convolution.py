"""Transposed convolutions, held against SciPy: zeros between the input's numbers, then mode full."""

import numpy as np
import pytest
from hypothesis import assume, settings
from hypothesis import given as drawn
from hypothesis import strategies as st
from scipy.signal import convolve
from support.strategies import fitting, laws
from support.tensorflow_there import needs_tensorflow

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.transposed_convolution import transposed_convolutions
from course.own_numbers.request import request_of
from course.terminal.quiet_imports import quiet

DRAW = np.random.default_rng(11)
SIGNAL, IMAGE = DRAW.integers(1, 9, 5), DRAW.integers(1, 9, (3, 4))
KERNEL, SQUARE = DRAW.integers(-5, 9, 3), DRAW.integers(1, 9, (2, 3))


def upsampled(x, h, stride):
    """SciPy's full convolution of the input with zeros between."""
    spread = np.zeros([(n - 1) * stride + 1 for n in x.shape], int)
    spread[tuple(slice(None, None, stride) for _ in x.shape)] = x
    return convolve(spread, h, "full", method="direct")


def told(request, numbers):
    """The calls of each finding, in one list."""
    findings = transposed_convolutions(request, Given(np.asarray(numbers).tolist()))
    for finding in findings:
        means, world = finding.source(request)
        assert means.convolved(world) == np.asarray(numbers).tolist()
    return [call for finding in findings for call in finding.calls]


@pytest.mark.parametrize("stride", [2, 3, 4])
def test_the_full_size_and_less(stride):
    got = upsampled(SIGNAL, KERNEL, stride)
    request = request_of(SIGNAL, KERNEL, "full", stride=stride)
    torch = f"torch.nn.functional.conv_transpose1d(x, h, stride={stride}"
    assert told(request, got)[0] == f"{torch})"
    assert told(request.but(stride=1), got)[0] == f"{torch})"  # no stride was asked
    assert told(request, got[1:-1]) == [f"{torch}, padding=1)"]
    assert f"{torch}, padding=1, output_padding=1)" in told(request, got[1:])
    explanation = explain(request, Given(got.tolist()))
    assert explanation.explained and explanation.findings[0].kind == "transposed"


LEFT_OUT = "(Padding takes away here: of the full convolution {} is left out.)"


@pytest.mark.parametrize(
    "part, left_out",
    [(np.s_[:], None), (np.s_[1:-1], "1 at the start and 1 at the end"), (np.s_[1:], "1 at the start")],
)
def test_what_padding_leaves_out_is_told(part, left_out):
    """As many numbers as are gone from SciPy's full convolution."""
    got = upsampled(SIGNAL, KERNEL, 2)[part]
    finding = transposed_convolutions(request_of(SIGNAL, KERNEL, "full", stride=2), Given(got.tolist()))[0]
    _, hint, *more = finding.lines(None)
    assert more == ([] if left_out is None else [LEFT_OUT.format(left_out)])
    assert ("a part of the full" in hint) == bool(more)


def test_of_an_image_the_sides_are_told_from_which_padding_takes():
    got = upsampled(IMAGE, SQUARE, 2)[:, 1:-1]
    (finding,) = transposed_convolutions(request_of(IMAGE, SQUARE, "valid"), Given(got.tolist()))
    assert finding.lines(None)[-1] == LEFT_OUT.format("1 on the left and 1 on the right")


def test_images_with_strides_of_their_own_and_turned_copies():
    got = upsampled(IMAGE, SQUARE, 2)
    request = request_of(IMAGE, SQUARE, "valid")
    assert told(request, got)[0] == "torch.nn.functional.conv_transpose2d(x, h, stride=2)"
    assert told(request, got[:, 1:-1]) == [
        "torch.nn.functional.conv_transpose2d(x, h, stride=2, padding=(0, 1))"
    ]
    pair = np.zeros((5, 10), int)  # 2 down, 3 across, two rows and one column with copies on none
    for i, j in np.ndindex(3, 3):
        pair[2 * i : 2 * i + 1, 3 * j : 3 * j + 3] += IMAGE[i, j] * SQUARE[:1]
    assert told(request_of(IMAGE[:, :3], SQUARE[:1], "full", stride=(2, 3)), pair[:, :9]) == [
        "torch.nn.functional.conv_transpose2d(x, h, stride=(2, 3))"
    ]
    (turned,) = transposed_convolutions(request, Given(upsampled(IMAGE, SQUARE[::-1, ::-1], 2).tolist()))
    assert turned.data()["turned"] and "half a turn" in turned.lines(request)[0]


def test_a_dilation():
    wide = np.array([KERNEL[0], 0, KERNEL[1], 0, KERNEL[2]])
    got = upsampled(SIGNAL, wide, 3)
    assert told(request_of(SIGNAL, KERNEL, "full", dilation=2), got) == [
        "torch.nn.functional.conv_transpose1d(x, h, stride=3, dilation=2)"
    ]


def test_the_sizes_of_tensorflow():
    """VALID has n * s + max(k - s, 0) numbers; SAME n * s, the odd one left out at the end."""
    for k, stride in ((3, 2), (4, 2), (5, 2), (2, 3), (1, 2), (6, 3)):
        h = DRAW.integers(1, 9, k)
        long = np.pad(upsampled(SIGNAL, h, stride), (0, stride))
        request = request_of(SIGNAL, h, "full", stride=stride)
        valid = long[: 5 * stride + max(k - stride, 0)]
        assert 'tf.nn.conv1d_transpose with padding="VALID"' in told(request, valid)
        same = long[max(k - stride, 0) // 2 :][: 5 * stride]
        assert 'tf.nn.conv1d_transpose with padding="SAME"' in told(request, same)


@needs_tensorflow
def test_tensorflow_itself():
    with quiet():
        import tensorflow as tf
    for rows, columns in ((2, 3), (3, 1), (4, 5), (1, 2)):
        h = DRAW.integers(1, 9, (rows, columns))
        for padding, extra in (("SAME", (0, 0)), ("VALID", (max(rows - 2, 0), max(columns - 2, 0)))):
            size = (1, 6 + extra[0], 8 + extra[1], 1)
            x, weights = (
                np.float32(IMAGE)[None, ..., None],
                np.float32(h)[..., None, None],
            )
            got = np.array(tf.nn.conv2d_transpose(x, weights, size, 2, padding))[0, ..., 0].astype(int)
            assert f'tf.nn.conv2d_transpose with padding="{padding}"' in told(
                request_of(IMAGE, h, "full"), got
            )


@drawn(fitting(longest=4), st.integers(2, 3))
@settings(laws, max_examples=15)
def test_any_image_is_found(pair, stride):
    x, h = pair
    got = upsampled(x, h, stride)
    assume((got != 0).sum() > 3 and x.size > 1)
    assert told(request_of(x, h, "full", stride=stride), got)


def test_what_is_not_said():
    request = request_of(SIGNAL, KERNEL, "full", stride=2)
    got = upsampled(SIGNAL, KERNEL, 2)
    for place in range(len(got)):
        assert not told(request, got + (np.arange(len(got)) == place))
    assert not told(request_of([3], KERNEL, "full", stride=2), 3 * KERNEL)  # one copy has no stride
    assert not told(request_of([1, 0, 0], [1, 2, 3], "full", stride=2), [1, 2, 3, 0, 0, 0, 0])
    assert not told(request, SIGNAL[:, None] * KERNEL)
