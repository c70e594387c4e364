"""diagnose() of a layer's forward pass: with channels last and first, and every mistake of the layers' bank."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from support.callings import HandMade, named
from support.slow_cases import with_slow_cases

from course import diagnose
from course.convolution.layers import convolve_groups
from course.diagnosis.stages import judged
from course.mistakes.bank.layers import LAYER_MISTAKES, moved_index
from course.mistakes.faulty_definition import definition_with, outcome

FLIPPED, UNFLIPPED = [
    HandMade(
        "layer",
        lambda f, x, h, options: f(x, h, options),
        ("valid",),
        ("stride", "padding", "groups", "bias"),
        flip=flip,
        kernels="odd",
    )
    for flip in (True, False)
]


def channels_first(x, w, b, stride=1, pad=0):
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,fcij->nfhw", windows, w) + b.reshape(1, -1, 1, 1)


def channels_last(A, W, b, stride=1, pad=0):
    y = channels_first(A.transpose(0, 3, 1, 2), W.transpose(3, 2, 0, 1), b, stride, pad)
    return y.transpose(0, 2, 3, 1), (A, W, b)


def one_image(x, weights, bias):
    windows = sliding_window_view(x, weights.shape[:2], axis=(0, 1))
    return np.einsum("hwcij,ijcf->hwf", windows, weights) + bias


def grouped(x, w, b=None, stride=1, groups=1, order=None):
    """order: which group each output sees."""
    each, of_output = x.shape[1] // groups, np.arange(len(w)) // (len(w) // groups)
    outputs = []
    for o, g in enumerate(of_output if order is None else order):
        seen = x[:, g * each : (g + 1) * each]
        outputs.append(channels_first(seen, w[o : o + 1], np.zeros(1), stride))
    return np.concatenate(outputs, axis=1) + (0 if b is None else b.reshape(-1, 1, 1))


def groups_in_turn(x, w, groups=1):
    return grouped(x, w, groups=groups, order=np.arange(len(w)) % groups)


def first_group_alone(x, w, groups=1):
    return channels_first(x[:, : w.shape[1]], w, np.zeros(len(w)))


def every_nth_channel(x, w, groups=1):
    in_groups = np.concatenate([x[:, g::groups] for g in range(groups)], axis=1)
    return grouped(in_groups, w, groups=groups)


def test_groups_share_out_the_channels_and_the_outputs():
    x, w = np.arange(2 * 4 * 3 * 3).reshape(2, 3, 3, 4) % 7, np.arange(2 * 2 * 2 * 6).reshape(2, 2, 2, 6) % 5
    right = grouped(x.transpose(0, 3, 1, 2), w.transpose(3, 2, 0, 1), groups=2).transpose(0, 2, 3, 1)
    assert convolve_groups(x, w, "valid", groups=2, flip=False) == right.tolist()
    for groups in (1, 3, 4):
        with pytest.raises(ValueError, match="do not go into"):
            convolve_groups(x, w, groups=groups)


@pytest.mark.parametrize("f", [channels_first, channels_last, one_image, grouped])
def test_right_layers_are_right_with_their_bias(f):
    for kind in (None, "layer"):
        found = diagnose(f, kind)
        assert found.right and "a bias" in found.verdict, str(found)
        assert ("groups of channels" in found.verdict) == (f is grouped)


def padded_everywhere(x, w, b, stride=1, pad=0):
    padded = np.pad(x, pad)[: len(x), : x.shape[1]]
    return channels_first(padded, w, b, stride)


def added_to_products(x, w, b):
    windows = sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, None]
    products = windows * w[None, :, :, None, None] + b[None, :, None, None, None, None, None]
    return products.sum(axis=(2, 5, 6))


def unused(x, w, b, stride=1, pad=0):
    return channels_first(x, w, 0 * b, stride, pad)


def first_bias(x, w, b, stride=1, pad=0):
    return channels_first(x, w, np.zeros(len(w)), stride, pad) + b[0]


def filters_in_reverse(x, w, b):
    return channels_first(x, w[::-1, ::-1], b)


def cut_anew(x, w, b, stride=1):
    y = channels_first(x, w, b, stride)
    return y.transpose(1, 0, 2, 3).reshape(y.shape)


def in_line(x, w, b, stride=1, dilation=1):
    """Signals (batch, in, length); the dilation is not used."""
    return channels_first(x[:, :, None], w[:, :, None], b, stride)[:, :, 0]


def causal_for_the_future(x, w):
    return in_line(np.pad(x, ((0, 0), (0, 0), (0, w.shape[2] - 1))), w, np.zeros(len(w)))


def causal_in_the_middle(sequence, w):
    k = len(w) - 1
    padded = np.pad(sequence, ((k // 2, k // 2), (0, 0)))
    return in_line(padded.T[None], w.transpose(2, 1, 0), np.zeros(w.shape[2]))[0].T


def depthwise_in_one(x, w):
    y = np.einsum("nchwij,cij->nhw", sliding_window_view(x, w.shape[1:], axis=(2, 3)), w)
    return np.stack([y] * x.shape[1], axis=1)


def depthwise_padded_everywhere(x, w, padding=0):
    x = np.pad(x, padding)[: len(x), : x.shape[1]]
    return np.einsum("nchwij,cij->nchw", sliding_window_view(x, w.shape[1:], axis=(2, 3)), w)


def depthwise_same_padded_everywhere(x, w):
    """One image (channels, rows, columns); the kernel is not flipped."""
    x = np.pad(x, w.shape[-1] // 2)[: len(x)]
    return np.einsum("chwij,cij->chw", sliding_window_view(x, w.shape[1:], axis=(1, 2)), w)


def each_channel_padded_everywhere(x, w):
    return depthwise_same_padded_everywhere(x, w)


def depthwise_by_one_kernel(x, w):
    return np.einsum("nhwcij,ij->nhwc", sliding_window_view(x, w.shape[:2], axis=(1, 2)), w[..., 0])


def windows_last(x, w, b):
    x = x.transpose(0, 3, 1, 2)
    rows, columns, inputs, outputs = w.shape
    windows = sliding_window_view(x, (rows, columns), axis=(2, 3)).transpose(0, 2, 3, 1, 4, 5)
    n, i, j = windows.shape[:3]
    return windows.reshape(n, i, j, inputs * rows * columns) @ w.reshape(-1, outputs) + b


def filters_cut_anew(x, w, b):
    rows, columns, inputs, outputs = w.shape
    windows = sliding_window_view(x, (rows, columns), axis=(1, 2))
    return np.einsum("nijcab,aboc->nijo", windows, w.reshape(rows, columns, outputs, inputs)) + b


def filters_cut_channels_first(x, w, b):
    rows, columns, inputs, outputs = w.shape
    windows = sliding_window_view(x, (rows, columns), axis=(1, 2))
    return np.einsum("nijcab,ocab->nijo", windows, w.reshape(outputs, inputs, rows, columns)) + b


def filters_cut_out_first(x, w):
    rows, columns, inputs, outputs = w.shape
    windows = sliding_window_view(x, (rows, columns), axis=(1, 2)).transpose(0, 1, 2, 4, 5, 3)
    return windows.reshape(*windows.shape[:3], -1) @ w.reshape(outputs, -1).T


def filters_cut_out_last(x, w):
    outputs, inputs, rows, columns = w.shape
    windows = sliding_window_view(x, (rows, columns), axis=(2, 3)).transpose(0, 2, 3, 1, 4, 5)
    y = windows.reshape(*windows.shape[:3], -1) @ w.reshape(-1, outputs)
    return y.transpose(0, 3, 1, 2)


def filters_cut_channels_last(x, w, b):
    outputs, inputs, rows, columns = w.shape
    windows = sliding_window_view(x, (rows, columns), axis=(2, 3))
    return (
        np.einsum("ncijab,abco->noij", windows, w.reshape(rows, columns, inputs, outputs))
        + (b[:, None, None])
    )


def of_one_image(x, w, b):
    """An image (in, rows, columns); in place, as only whole numbers go into whole numbers."""
    y = channels_first(x[None], w, np.zeros(len(w), int))[0]
    for o, number in enumerate(b):
        y[o] += number
    return y


def of_one_image_per_channel(x, w, b):
    return of_one_image(x, w, b * len(x))


def of_one_image_per_tap(x, w, b):
    return of_one_image(x, w, b * w[0, 0].size)


def of_one_image_unused(x, w, b):
    return of_one_image(x, w, 0 * b)


def of_one_image_first(x, w, b):
    return channels_first(x[None], w, np.zeros(len(w), int))[0] + b[:1][:, None, None]


def of_one_filter_per_channel(x, w, b):
    """(rows, columns, in) both, and one number."""
    return one_image(x, w[..., None], b * w.shape[2])[..., 0]


def of_filters_of_a_plane_per_tap(x, w, b):
    """(rows, columns) with (out, rows, columns)"""
    return of_one_image(x[None], w[:, None], b * w[0].size)


def of_images_of_one_channel(images, kernel, b):
    return channels_first(images[:, None], kernel[None, None], b)[:, 0]


def of_images_of_one_channel_per_product(images, kernel, b):
    return of_images_of_one_channel(images, kernel, b * kernel.size)


def of_a_plane_per_product(x, kernel, b):
    return of_images_of_one_channel_per_product(x[None], kernel, b)[0]


def cut_channels_first(images, w):
    return channels_first(images, w.transpose(3, 2, 0, 1), np.zeros(w.shape[3])).transpose(0, 2, 3, 1)


def images_cut_channels_first(images, w):
    """(batch, rows, columns, in) with (rows, columns, in, out)."""
    n, rows, columns, channels = images.shape
    return cut_channels_first(images.reshape(n, channels, rows, columns), w)


def images_cut_channels_last(images, w):
    """(batch, in, rows, columns) with (out, in, rows, columns)."""
    n, channels, rows, columns = images.shape
    return channels_first(
        images.reshape(n, rows, columns, channels).transpose(0, 3, 1, 2), w, np.zeros(len(w))
    )


def size_without_padding(images, w, b, stride=1, padding=0):
    y = channels_first(np.pad(images, ((0, 0), (0, 0), (padding, padding), (padding, padding))), w, b)
    rows, columns = ((n - k) // stride + 1 for n, k in zip(images.shape[2:], w.shape[2:]))
    return y[:, :, ::stride, ::stride][:, :, :rows, :columns]


def channels_from_1(images, w):
    return channels_first(images[:, 1:], w[:, 1:], np.zeros(len(w)))


def channels_up_to_last(images, w):
    return channels_first(images[:, :-1], w[:, :-1], np.zeros(len(w)))


def test_a_bias_of_layers_of_one_image_or_one_filter():
    def of_one_filter(x, w, b):
        return one_image(x, w[..., None], b)[..., 0]

    for f in (of_one_image, of_one_filter, of_images_of_one_channel):
        found = diagnose(f)
        assert found.right and "a bias" in found.verdict, str(found)


@pytest.mark.parametrize(
    ("f", "name"),
    with_slow_cases(
        [
            (of_one_image_per_channel, "bias-per-channel"),
            (of_one_image_per_tap, "bias-per-tap"),
            (of_one_image_unused, "bias-ignored"),
            (of_one_image_first, "bias-of-first"),
            (of_one_filter_per_channel, "bias-per-channel"),
            (of_filters_of_a_plane_per_tap, "bias-per-tap"),
            (of_images_of_one_channel_per_product, "bias-per-tap"),
            (of_a_plane_per_product, "bias-per-product"),
            (filters_cut_anew, "filters-cut-out-before-in"),
            (filters_cut_channels_first, "filters-cut-channels-first"),
            (filters_cut_out_first, "filters-cut-out-first"),
            (filters_cut_out_last, "filters-cut-out-last"),
            (filters_cut_channels_last, "filters-cut-channels-last"),
            (images_cut_channels_first, "images-cut-channels-first"),
            (images_cut_channels_last, "images-cut-channels-last"),
            (size_without_padding, "pad-not-counted"),
            (channels_from_1, "channels-without-first"),
            (channels_up_to_last, "channels-without-last"),
            (padded_everywhere, "batch-and-channels-padded"),
            (added_to_products, "bias-per-product"),
            (unused, "bias-ignored"),
            (first_bias, "bias-of-first"),
            (filters_in_reverse, "flip-other-axes"),
            (windows_last, "weights-channels-first"),
            (in_line, "dilation-ignored"),
            (depthwise_in_one, "depthwise-summed"),
            (depthwise_padded_everywhere, "batch-and-channels-padded"),
            (depthwise_same_padded_everywhere, "channels-padded"),
            (each_channel_padded_everywhere, "channels-padded"),
            (depthwise_by_one_kernel, "depthwise-first-kernel"),
            (causal_for_the_future, "causal-future"),
            (causal_in_the_middle, "causal-half-both"),
            (groups_in_turn, "groups-in-turn"),
            (first_group_alone, "groups-first-alone"),
            (every_nth_channel, "groups-of-every-nth"),
        ],
        every=4,
    ),
)
def test_mistakes_as_they_are_made_are_told(f, name):
    assert named(diagnose(f)) == [{name}]


def test_a_result_that_is_cut_anew_is_told():
    found = diagnose(lambda x, w, stride=1: cut_anew(x, w, np.zeros(len(w)), stride))
    assert named(found) == [{"result-filters-first"}]


# ---- strides of rows and columns, the odd zero of SAME, and two mistakes of which the second shows later


def strided(x, w, stride=(1, 1), padding="same", is_after=True):
    if isinstance(stride, int):
        stride = (stride, stride)
    if padding.lower() == "same":
        around = [(0, 0)]
        for n, k, s in zip(x.shape[1:3], w.shape, stride):
            more = max((-(-n // s) - 1) * s + k - n, 0)
            around.append((more // 2, more - more // 2) if is_after else (more - more // 2, more // 2))
        x = np.pad(x, (*around, (0, 0)))
    windows = sliding_window_view(x, w.shape[:2], axis=(1, 2))[:, :: stride[0], :: stride[1]]
    return np.einsum("nijcab,abco->nijo", windows, w)


def with_swapped_strides(x, w, stride=(1, 1), padding="same", is_after=True):
    pair = (stride, stride) if isinstance(stride, int) else stride
    return strided(x, w, pair[::-1], padding, is_after)


def test_strides_that_are_swapped_are_not_right():
    found = diagnose(lambda x, w, stride=(1, 1), padding="same": with_swapped_strides(x, w, stride, padding))
    assert named(found) == [{"stride-swapped"}]
    assert found.verdict.startswith("Right where the strides of rows and columns are equal; wrong")


def test_a_stride_that_may_be_a_pair_though_its_default_is_a_number():
    found = diagnose(lambda x, w, stride=1, padding="same": with_swapped_strides(x, w, stride, padding))
    assert named(found) == [{"stride-swapped"}]


def test_the_odd_zero_of_SAME_before_the_input_and_swapped_strides():
    def layer(x, w, stride=(1, 1), padding="same"):
        return with_swapped_strides(x, w, stride, padding, is_after=False)

    found = diagnose(layer)
    assert named(found) == [{"odd-zero-before", "stride-swapped"}]
    assert found.verdict == "Right for kernels of odd size; wrong where a kernel has an even size."
    assert found.limit == "It does so on all further inputs as well."


def test_two_mistakes_that_are_told_alone_otherwise():
    found = diagnose(lambda x, w, b: windows_last(x, w, b * w.shape[2]), "layer")
    assert named(found) == [{"weights-channels-first", "bias-per-channel"}]


def test_every_mistake_is_told_and_no_other():
    for mistake in LAYER_MISTAKES:
        # A filter that is not flipped is wrong only where a convolution is asked.
        calling = FLIPPED if mistake.name == "flip-other-axes" else UNFLIPPED
        world = definition_with(mistake)

        def layer(x, h, options):
            return outcome(world, x, h, **options)

        found = judged(layer, calling)
        assert named(found) == [{mistake.name}], (mistake.name, str(found))


def test_numbers_move_as_reshape_moves_them():
    values = np.arange(24).reshape(2, 3, 4)
    read = values.reshape(-1).reshape(4, 2, 3).transpose(1, 2, 0)
    for index in np.ndindex(2, 3, 4):
        assert values[moved_index(index, (2, 3, 4), (0, 1, 2), (2, 0, 1))] == read[index]
