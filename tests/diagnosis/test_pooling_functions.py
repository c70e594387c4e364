"""diagnose() of functions of pooling: right ones of several hands, and every mistake of their bank."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from support.callings import named

from course import diagnose
from course.convolution.pooling import pool_images
from course.diagnosis.further_kinds import further_kind
from course.diagnosis.pooling_calls import POOL_LAYOUTS
from course.errors import Unusable
from course.mistakes.bank.pooling import OVER_CHANNELS, OVER_IMAGES, POOLING_MISTAKES, WITH_PADDING
from course.mistakes.faulty_definition import definition_with


def max_pool(image, k=2, s=None):
    s = s or k
    return sliding_window_view(image, (k, k))[::s, ::s].max(axis=(2, 3))


def avgpool(maps, size, stride):
    """(channels, rows, columns)"""
    return sliding_window_view(maps, (size, size), axis=(1, 2))[:, ::stride, ::stride].mean(axis=(3, 4))


def pool2d(x, pool_size=(2, 2), strides=(2, 2), mode="max"):
    """(batch, rows, columns, channels), with pairs"""
    (rows, columns), (down, across) = pool_size, strides
    windows = sliding_window_view(x, (rows, columns), axis=(1, 2))[:, ::down, ::across]
    return {"max": np.max, "avg": np.mean}[mode](windows, axis=(4, 5))


def halved_max_pool(image):
    rows, columns = len(image) // 2, len(image[0]) // 2
    return [
        [max(image[2 * i][2 * j : 2 * j + 2] + image[2 * i + 1][2 * j : 2 * j + 2]) for j in range(columns)]
        for i in range(rows)
    ]


def max_pool_same(a, size=2, stride=2):
    height, width = a.shape
    padded = np.full((height + 2 * size, width + 2 * size), -np.inf)
    above, left = (max((-(-n // stride) - 1) * stride + size - n, 0) // 2 for n in a.shape)
    padded[above : above + height, left : left + width] = a
    starts = [range(0, n, stride) for n in a.shape]
    return np.array([[padded[i : i + size, j : j + size].max() for j in starts[1]] for i in starts[0]])


def mean_pool_cut(a, size=2, stride=2):
    return np.array(
        [
            [a[i : i + size, j : j + size].mean() for j in range(0, a.shape[1], stride)]
            for i in range(0, a.shape[0], stride)
        ]
    )


def knows_one_word(average):
    """A function that leaves zeros where it does not know the word for the kind."""

    def pool_forward(x, size, stride, mode="max"):
        windows = sliding_window_view(x, (size, size))[::stride, ::stride]
        kinds = {"max": np.max, average: np.mean}
        return kinds[mode](windows, axis=(2, 3)) if mode in kinds else np.zeros(windows.shape[:2])

    return pool_forward


@pytest.mark.parametrize("word", ["average", "mean", "AVG"])
def test_it_is_asked_with_the_word_that_it_knows(word):
    found = diagnose(knows_one_word(word))
    assert found.right and "max and average pooling" in found.called, str(found)


def test_averages_by_a_word_of_its_own_may_be_wrong():
    def pool(x, size, stride, mode="max"):
        return knows_one_word("mean")(x, size, stride, mode) * (1 if mode == "max" else size)

    assert named(diagnose(pool)) == [{"pool-by-side"}]


RIGHT = (max_pool, avgpool, pool2d, halved_max_pool, max_pool_same, mean_pool_cut)


@pytest.mark.parametrize("f", RIGHT, ids=lambda f: f.__name__)
def test_right_functions_are_right(f):
    assert further_kind(f) == "pooling"
    found = diagnose(f)
    assert found.right, str(found)


@pytest.mark.parametrize(
    ("f", "said"),
    [
        (max_pool, "image (rows, columns), size, stride); max pooling; windows that lie inside"),
        (avgpool, "image (channels, rows, columns), size, stride); average pooling; windows that lie inside"),
        (pool2d, "images (batch, rows, columns, channels), size, stride, kind); max and average pooling"),
        (halved_max_pool, "image (rows, columns)) of lists; max pooling"),
        (max_pool_same, "max pooling; windows as for 'SAME'"),
        (mean_pool_cut, "average pooling; a window at every multiple of the stride"),
    ],
)
def test_what_was_taken_is_said(f, said):
    assert said in diagnose(f).called


def test_the_definition_is_a_window_that_slides():
    x = np.arange(2 * 3 * 7 * 8).reshape(2, 3, 7, 8) % 11 - 4
    windows = sliding_window_view(x, (3, 2), axis=(2, 3))[:, :, ::2, ::3]
    assert pool_images(x, (3, 2), (2, 3)) == windows.max(axis=(4, 5)).tolist()
    assert np.allclose(pool_images(x, (3, 2), (2, 3), kind="average"), windows.mean(axis=(4, 5)))


def making(mistake, layout, kind, padding):
    """A function that makes a mistake, of maps in this layout."""
    world = definition_with(mistake)

    def pool(x, size, stride):
        images = layout.as_images(x)
        pooled = np.array(
            world.pool_images(images, (size, size), (stride, stride), kind=kind, padding=padding)
        )
        return layout.of_images(pooled) if pooled.ndim == 4 else pooled

    pool.__name__ = f"{kind}_pool"
    return pool


CHANGE_NOTHING = {  # of max pooling where windows lie inside; and of averages where they may be cut
    "max": {"pool-max", "pool-by-side", "pool-by-4", "pool-by-whole-window", "pool-whole-average"}
    | {"pool-zeros-around", "pool-odd-before", "pool-type-of-input", "pool-sums-in-bytes"},
    "average": {"pool-from-zero", "pool-largest-row", "pool-average", "pool-largest-absolute"}
    | {"pool-ends-early", "pool-every-start", "pool-zeros-around"},
}


@pytest.mark.parametrize(
    ("layout", "kind", "padding"),
    [(POOL_LAYOUTS[0], "max", "valid"), (POOL_LAYOUTS[1], "average", "SAME")],
    ids=["max", "average"],
)
def test_every_mistake_is_told_and_no_other(layout, kind, padding):
    hidden = {*WITH_PADDING, *(OVER_IMAGES + OVER_CHANNELS if layout is POOL_LAYOUTS[0] else ())}
    for mistake in POOLING_MISTAKES:
        found = diagnose(making(mistake, layout, kind, padding), "pooling", mode=padding)
        if mistake.name in CHANGE_NOTHING[kind] | hidden:
            same_as = [{"pool-by-whole-window"}] if mistake.name == "pool-zeros-around" else []
            assert named(found) == (same_as if kind == "average" else []), mistake.name
        else:
            assert named(found) == [{mistake.name}], (mistake.name, str(found))


def test_a_result_without_its_channels_is_told_in_its_own_layout():
    mistakes = {mistake.name: mistake for mistake in POOLING_MISTAKES}
    found = diagnose(making(mistakes["pool-channels-gone"], POOL_LAYOUTS[2], "max", "valid"), "pooling")
    assert named(found) == [{"pool-channels-gone"}] and "(batch, rows, columns, channels)" in found.called


def test_max_with_zeros_around_is_told():
    def maxpool_same(a, size=2, stride=2):
        height, width = a.shape
        extra = [max((-(-n // stride) - 1) * stride + size - n, 0) for n in a.shape]
        padded = np.pad(a, [(each // 2, each - each // 2) for each in extra])
        return max_pool(padded, size, stride)

    assert named(diagnose(maxpool_same, mode="SAME", kind="pooling")) == [{"pool-zeros-around"}]


def test_names_alone_tell_the_kind():
    def pool_of_threads(images, kernel):
        return 0

    def global_max_pool(x):
        return 0

    assert further_kind(pool_of_threads) is None and further_kind(global_max_pool) is None


def test_call_calls_it_otherwise_and_nothing_else_goes_with_it():
    def largest(steps, image):
        return max_pool(image, *steps)

    def call(f, x, h, options):
        return f((len(h), options["stride"][0]), x)

    assert diagnose(largest, "pooling", call=call).right
    with pytest.raises(Unusable, match="call="):
        diagnose(largest, "pooling")
    for told in ({"flip": True}, {"mode": "same"}, {"border": "edge"}):
        with pytest.raises(ValueError, match=next(iter(told))):
            diagnose(max_pool, "pooling", **told)


def test_a_search_that_begins_with_0_is_right_above_0():
    def max_pool_from_0(image, size, stride):
        rows, columns = ((n - size) // stride + 1 for n in image.shape)
        result = np.zeros((rows, columns))
        for i, j in np.ndindex(rows, columns):
            for value in image[i * stride : i * stride + size, j * stride : j * stride + size].flat:
                result[i, j] = max(result[i, j], value)
        return result

    found = diagnose(max_pool_from_0)
    assert named(found) == [{"pool-from-zero"}]
    assert found.verdict == "Right for numbers above 0; wrong where there are numbers below 0."
    assert np.max(found.failures[0].expected) < 0


def max_pool_forward_naive(x, pool_param):
    height, width, s = (pool_param[name] for name in ("pool_height", "pool_width", "stride"))
    rows, columns = 1 + (x.shape[2] - height) // s, 1 + (x.shape[3] - width) // s
    out = np.zeros((*x.shape[:2], rows, columns))
    for i, j in np.ndindex(rows, columns):
        out[:, :, i, j] = x[:, :, i * s : i * s + height, j * s : j * s + width].max(axis=(2, 3))
    return out, (x, pool_param)


def pooled_forward(channels_of_window):
    def pool_forward(A_prev, hparameters, mode="max"):
        f, stride, pool = hparameters["f"], hparameters["stride"], np.max if mode == "max" else np.mean
        rows, columns = [int(1 + (n - f) / stride) for n in A_prev.shape[1:3]]
        A = np.zeros((len(A_prev), rows, columns, A_prev.shape[3]))
        for i, r, c, channel in np.ndindex(A.shape):
            window = A_prev[i, r * stride : r * stride + f, c * stride : c * stride + f]
            A[i, r, c, channel] = pool(channels_of_window(window, channel))
        return A, (A_prev, hparameters)

    return pool_forward


def test_a_dict_of_settings_and_a_cache_are_taken():
    assert further_kind(max_pool_forward_naive) == "pooling"
    found = diagnose(max_pool_forward_naive)
    assert (
        found.right and "(images (batch, channels, rows, columns), a dict of size and stride)" in found.called
    )
    found = diagnose(pooled_forward(lambda window, channel: window[..., channel]))
    assert found.right and "a dict of size and stride, kind); max and average pooling" in found.called


def test_the_channels_of_functions_with_settings_are_judged():
    assert named(diagnose(pooled_forward(lambda window, channel: window))) == [{"pool-over-channels"}]
    assert named(diagnose(pooled_forward(lambda window, channel: window[..., -1]))) == [{"pool-last-channel"}]
