"""diagnose() of pooling with a padding: right functions of several hands, and those that pad with zeros."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from support.callings import named

from course import diagnose
from course.convolution.pooling import pool_images


def looped(rows, size, stride, padding, number):
    """Every window by plain loops: number(what is there, how many places) of each."""
    height, width = len(rows), len(rows[0])
    result = []
    for top in range(-padding, height + padding - size + 1, stride):
        result.append([])
        for left in range(-padding, width + padding - size + 1, stride):
            there = []
            for i in range(top, top + size):
                for j in range(left, left + size):
                    if 0 <= i < height and 0 <= j < width:
                        there.append(rows[i][j])
            result[-1].append(number(there, size * size))
    return result


def largest(there, places):
    return max(there)


def mean_of_those(there, places):
    return sum(map(float, there)) / len(there)


def mean_with_zeros(there, places):
    return sum(map(float, there)) / places


def maxpool_padded(x, k=3, s=2, p=1):
    x = np.pad(x.astype(float), p, constant_values=-np.inf)
    return sliding_window_view(x, (k, k))[::s, ::s].max((-2, -1))


def max_pool(rows, size, stride, padding):
    assert isinstance(rows, list)
    return looped(rows, size, stride, padding, largest)


def max_pool2d(images, kernel_size, stride=None, padding=(0, 0)):
    stride = stride or kernel_size
    return np.array(
        [[looped(rows, kernel_size, stride, padding[0], largest) for rows in maps] for maps in images]
    )


def avg_pool(image, size=2, stride=2, pad=0):
    """(rows, columns, channels); the zeros count, as in torch.nn.AvgPool2d"""
    padded = np.pad(image, ((pad, pad), (pad, pad), (0, 0)))
    return sliding_window_view(padded, (size, size), axis=(0, 1))[::stride, ::stride].mean(axis=(3, 4))


def avgpool(maps, size, stride, padding=0):
    """(channels, rows, columns); as tf.nn.avg_pool2d divides"""
    return np.array([looped(rows, size, stride, padding, mean_of_those) for rows in maps])


def pool2d(x, size, stride, padding=0, mode="max"):
    number = largest if mode == "max" else mean_with_zeros
    return np.array(looped(x, size, stride, padding, number))


def max_pool_forward(x, pool_param):
    f, stride, pad = pool_param["f"], pool_param["stride"], pool_param["pad"]
    return np.array([[looped(rows, f, stride, pad, largest) for rows in maps] for maps in x]), (x, pool_param)


def max_pool_2x2(x, padding=0):
    """No window is asked."""
    return np.array(looped(x, 2, 2, padding, largest))


RIGHT = {
    "its own default": (maxpool_padded, "size, stride, padding); max pooling"),
    "lists": (max_pool, "size, stride, padding) of lists; max pooling"),
    "a pair": (max_pool2d, "size, stride, (padding, padding)); max pooling"),
    "zeros count": (avg_pool, "in averages the zeros of the padding count"),
    "those there": (avgpool, "averages are those of the numbers that are there"),
    "both": (pool2d, "max and average pooling; windows that lie inside: 'valid'; in averages the zeros"),
    "settings": (max_pool_forward, "a dict of size and stride); max pooling"),
    "no window": (max_pool_2x2, "max_pool_2x2(image (rows, columns), padding); max pooling"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_functions_are_tried_with_a_padding_and_are_right(name):
    f, said = RIGHT[name]
    found = diagnose(f)
    assert found.right and said in found.called and ", padding" in found.verdict, str(found)


@pytest.mark.parametrize("padding", [0, 1, 2])
@pytest.mark.parametrize("kind", [largest, mean_of_those, mean_with_zeros])
def test_the_definition_is_that_of_plain_loops(kind, padding):
    x = np.arange(42).reshape(6, 7) * 5 % 17 - 12
    asked = {"kind": "max" if kind is largest else "average", "zeros_count": kind is mean_with_zeros}
    for size, stride in ((4, 1), (4, 2), (5, 3)):
        ((pooled,),) = pool_images([[x.tolist()]], (size, size), (stride, stride), around=padding, **asked)
        assert np.allclose(pooled, looped(x, size, stride, padding, kind))


def padding_with_zeros(pool):
    """A function that pads the two last axes with zeros and then pools."""

    def maxpool(x, size=2, stride=2, padding=0):
        around = [(0, 0)] * (x.ndim - 2) + [(padding, padding)] * 2
        return pool(np.pad(x, around), size, stride)

    return maxpool


def of_one_map(x, size, stride):
    return sliding_window_view(x, (size, size))[::stride, ::stride].max(axis=(2, 3))


def of_a_batch(x, size, stride):
    return sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride].max(axis=(4, 5))


def of_channels(x, size, stride):
    return np.stack([of_one_map(rows, size, stride) for rows in x])


@pytest.mark.parametrize("pool", [of_one_map, of_a_batch, of_channels])
def test_padded_zeros_are_told_in_every_layout(pool):
    found = diagnose(padding_with_zeros(pool))
    assert named(found) == [{"pool-zeros-padded"}], str(found)
    assert found.verdict == "Right without padding; wrong where there is padding."
    assert np.max(found.failures[0].expected) < 0


def test_padded_zeros_are_told_of_a_function_of_both_kinds():
    def pool(x, size, stride, padding=0, mode="max"):
        windows = sliding_window_view(np.pad(x, padding), (size, size))[::stride, ::stride]
        return windows.max(axis=(2, 3)) if mode == "max" else windows.mean(axis=(2, 3))

    found = diagnose(pool)
    assert named(found) == [{"pool-zeros-padded"}] and found.holds, str(found)


def test_a_padding_that_is_not_used_is_told():
    def max_pool(x, size, stride, padding=0):
        return of_one_map(x, size, stride)

    def avg_pool(x, size, stride, padding=0):
        return sliding_window_view(x, (size, size))[::stride, ::stride].mean(axis=(2, 3))

    assert [named(diagnose(f)) for f in (max_pool, avg_pool)] == [[{"pool-padding-ignored"}]] * 2


def test_whole_numbers_that_cannot_be_padded_with_minus_infinity_are_told():
    def max_pool(x, size, stride, padding=0):
        return of_one_map(np.pad(x, padding, constant_values=-np.inf) if padding else x, size, stride)

    found = diagnose(max_pool)
    assert not found.right and not found.causes
    assert found.verdict.endswith("wrong where there is padding of whole numbers.")


def test_a_last_window_that_is_cut_is_tried_with_a_padding():
    def max_pool(x, size, stride, padding=0):
        """ceil_mode=True: PyTorch leaves out a window that begins in the padding behind."""
        starts = []
        for n in x.shape:
            count = -(-max(n + 2 * padding - size, 0) // stride) + 1
            starts.append([i * stride - padding for i in range(count) if i * stride < n + padding])
        padded = np.pad(x.astype(float), padding + size, constant_values=-np.inf)
        place = padding + size - padding
        return np.array(
            [
                [padded[i + place + padding :, j + place + padding :][:size, :size].max() for j in starts[1]]
                for i in starts[0]
            ]
        )

    found = diagnose(max_pool)
    assert found.right and "ceil_mode" in found.called and "padding" in found.verdict, str(found)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"d": 1}, "its parameter d was left at 1, and no other value tried."),
        ({"padding": "valid"}, "its parameter padding was left at 'valid', and no other value tried."),
        ({"verbose": False}, ""),
    ],
)
def test_what_is_not_tried_is_said(given, said):
    ((name, default),) = given.items()
    names = {"pool": of_one_map}
    body = f"pool(x, k, s) + ({name} not in ({default!r}, True))"
    exec(f"def max_pool(x, k=2, s=2, {name}={default!r}):\n    return {body}", names)
    called = diagnose(names["max_pool"]).called
    assert called.endswith(said or "'valid'."), called


def test_a_p_that_is_no_padding_is_left_alone():
    def lp_pool(x, size, stride, p=2):
        windows = sliding_window_view(np.asarray(x, float), (size, size))[::stride, ::stride]
        return (windows.max(axis=(2, 3)) ** p) ** (1 / p) * np.sign(windows.max(axis=(2, 3)))

    def max_pool(x, p=2):
        return of_one_map(x, p, p)

    for f in (lp_pool, max_pool):
        assert "its parameter p was left at 2" in diagnose(f).called
