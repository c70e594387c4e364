"""How a function is called is inferred: its arrays, its options, its size, the flip and the border; and what is told.

The functions are written here in the styles that people use; SciPy says what is right. Each danger of inferring has a
function that would fall for it.
"""

import time
import warnings

import numpy as np
import pytest
from scipy import ndimage, signal

from course.diagnosis.calling import BORDERS_ASKED, calling_of
from course.diagnosis.diagnose import diagnose
from course.diagnosis.suites import FAULTLESS
from course.errors import Unusable
from course.mistakes.smallest_input import Probe


def padded(x, p):
    (up, left) = p if isinstance(p, tuple) else (p, p)
    return np.pad(x, ((up, up), (left, left)))


def slid(x, w, s=1):
    """Every window of x, at every s-th place, times w: a correlation."""
    (down, across) = s if isinstance(s, tuple) else (s, s)
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)[::down, ::across]
    return (windows * w).sum(axis=(2, 3))


def bordered(mode):
    def convolve_image(image, kernel):
        rows, columns = (size // 2 for size in kernel.shape)
        return slid(np.pad(image, ((rows, rows), (columns, columns)), mode=mode), kernel[::-1, ::-1])

    return convolve_image


# ---- functions as people write them, and what they are


def lists_of_numbers(signal, kernel):
    kernel.reverse()  # only lists have this; it changes the argument
    k = len(kernel)
    return [sum(signal[i + j] * kernel[j] for j in range(k)) for i in range(len(signal) - k + 1)]


def lists_padded(x, h):
    """Of arrays the zeros would be added to the numbers."""
    x = [0] * (len(h) // 2) + x + [0] * (len(h) // 2)
    return [sum(a * b for a, b in zip(x[i:], h[::-1])) for i in range(len(x) - len(h) + 1)]


def kernel_first(kernel, image):
    return slid(image, kernel)


def with_padding_and_stride(img, w, padding=0, stride=1):
    return slid(padded(img, padding), w, stride)


def with_padding_of_1(img, w, padding=1):
    return slid(padded(img, padding), w)


def with_pairs(img, w, stride=(1, 1), padding=(0, 0)):
    assert isinstance(stride, tuple) and isinstance(padding, tuple)
    return slid(padded(img, padding), w, stride)


def stride_then_padding(x, w, first, second):
    return slid(padded(x, second), w, first)


def padding_then_stride(x, w, first, second):
    return slid(padded(x, first), w, second)


def with_a_mode(x, h, mode="same"):
    return signal.convolve2d(x, h, mode)


def with_a_mode_to_give(x, h, how):
    return signal.convolve2d(x, h, how)


def as_tensorflow(image, kernel, stride=1, padding="valid"):
    if padding == "same":
        pads = []
        for n, k in zip(image.shape, kernel.shape):
            total = max((-(-n // stride) - 1) * stride + k - n, 0)
            pads.append((total // 2, total - total // 2))
        image = np.pad(image, pads)
    elif padding != "valid":
        raise ValueError(padding)
    return slid(image, kernel, stride)


def zeros_of_the_stride_before(batch, kernel, stride=2):
    pads = [(0, 0), (0, 0)]
    for n, k in zip(batch.shape[1:3], kernel.shape):
        total = max((-(-n // stride) - 1) * stride + k - n, 0)
        pads.insert(-1, (total - total // 2, total // 2))
    return nhwc(np.pad(batch, pads), kernel, stride)


def swallows_options(x, h, *further, **options):
    return signal.convolve2d(x, h, "same")


def has_a_border(x, h, border="zero", normalize=True):
    h = h / h.sum() if normalize else h
    return signal.convolve2d(x, h, "same", "symm" if border == "symmetric" else "fill")


def ignores_its_mode(x, h, mode="same"):
    return signal.convolve2d(x, h, "same")


def prints(x, h):
    print("output", x.shape)
    return signal.correlate2d(x, h, "valid")


def changes_its_arrays(x, h):
    inside = slid(x.copy(), h)
    x[1:-1, 1:-1] = inside
    h[:] = 0
    return x


def nine_weights(img, k):
    rows, columns = img.shape
    p = np.pad(img, 1, mode="edge")
    return sum(k[i][j] * p[i : i + rows, j : j + columns] for i in range(3) for j in range(3))


def template_first(template, frame):
    """Of arrays that are exchanged it makes an error: an image has no fewer rows than the template."""
    rows = range(len(frame) - len(template) + 1)
    return np.stack([sum(map(np.correlate, frame[r : r + len(template)], template)) for r in rows])


def layer_with_its_input_last(weight, bias, feature_map, padding=0, stride=1):
    return nchw(feature_map, weight, stride, padding) + bias.reshape(1, -1, 1, 1)


def theta_and_theta0(X, theta, theta0, stride, pad):
    """What theta0 is no name tells: without it the layer is no layer."""
    return nchw(X, theta, stride, pad) + theta0[None, :, None, None]


def odd_alone(image, kernel):
    if kernel.shape[0] % 2 == 0 or kernel.shape[1] % 2 == 0:
        raise ValueError("the kernel must be odd")
    return signal.convolve2d(image, kernel, "same")


def square_alone(image, kernel):
    assert kernel.shape[0] == kernel.shape[1]
    return signal.convolve2d(image, kernel, "same")


def bytes_of_a_picture(image, kernel):
    return np.clip(np.rint(signal.convolve2d(image, kernel, "same")), 0, 255).astype(np.uint8)


def cut_bytes_of_a_picture(image, kernel):
    return np.clip(signal.convolve2d(image, kernel, "same"), 0, 255).astype(np.uint8)


def colours(picture, kernel):
    return np.dstack([signal.convolve2d(picture[:, :, c], kernel, "same") for c in range(picture.shape[2])])


def grey_images(images, kernel):
    return np.array([slid(image, kernel) for image in images])


def nhwc(x, filters, stride=1, padding=0):
    n, _, _, channels = x.shape
    outputs = filters.shape[3]
    assert filters.shape[2] == channels
    each = [
        [
            sum(slid(padded(x[i, :, :, c], padding), filters[:, :, c, o], stride) for c in range(channels))
            for o in range(outputs)
        ]
        for i in range(n)
    ]
    return np.array(each).transpose(0, 2, 3, 1)


def nchw(x, filters, stride=1, padding=0):
    return nhwc(x.transpose(0, 2, 3, 1), filters.transpose(2, 3, 1, 0), stride, padding).transpose(0, 3, 1, 2)


def layer(x, w, b, stride=1, pad=0):
    return nchw(x, w, stride, pad) + b.reshape(1, -1, 1, 1), (x, w, b)


def layer_of_a_course(A_prev, W, b, hparameters):
    assert b.shape == (1, 1, 1, W.shape[3])
    return nhwc(A_prev, W, hparameters["stride"], hparameters["pad"]) + b, "cache"


def one_filter(image, weights):
    return sum(slid(image[..., c], weights[..., c]) for c in range(image.shape[2]))


def lines(x, w, b=None, stride=1, padding=0, dilation=1):
    """Signals (batch, in, length), filters (out, in, length)."""
    taps = np.zeros((*w.shape[:2], (w.shape[2] - 1) * dilation + 1))
    taps[..., ::dilation] = w
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(x, taps.shape[2], axis=2)[:, :, ::stride]
    return np.einsum("nclk,ock->nol", windows, taps) + (0 if b is None else b[:, None])


def each_channel_alone(x, kernels, stride=1):
    windows = np.lib.stride_tricks.sliding_window_view(x, kernels.shape[1:], axis=(2, 3))
    return np.einsum("nchwij,cij->nchw", windows[:, :, ::stride, ::stride], kernels)


def each_channel_of_four_axes(x, w):
    assert w.shape[1] == 1
    return each_channel_alone(x, w[:, 0])


def each_channel_last(x, w):
    return each_channel_alone(x.transpose(0, 3, 1, 2), w.transpose(2, 0, 1)).transpose(0, 2, 3, 1)


def each_channel_last_with_an_axis(x, w):
    assert w.shape[3] == 1
    return each_channel_last(x, w[..., 0])


def each_channel_of_one_image(image, kernels):
    return each_channel_alone(image[None], kernels)[0]


def each_channel_of_one_image_last(image, kernels):
    assert image.ndim == 3
    return each_channel_last(image[None], kernels)[0]


def one_line(sequence, w):
    return lines(sequence.T[None], w.transpose(2, 1, 0))[0].T


def causal_lines(x, w, dilation=1):
    return lines(np.pad(x, ((0, 0), (0, 0), ((w.shape[2] - 1) * dilation, 0))), w, dilation=dilation)


def causal(x, h):
    return np.convolve(x, h)[: len(x)]


def rows_for_columns(image, kernel):
    """Right for square images; it crashes or is wrong elsewhere."""
    columns, rows = image.shape
    out = np.zeros((rows, columns))
    p = np.pad(image, 1)
    for r in range(rows):
        for c in range(columns):
            out[r, c] = (p[r : r + 3, c : c + 3] * kernel).sum()
    return out


def one_zero_too_many(image, kernel):
    rows, columns = (size // 2 + 1 for size in kernel.shape)
    return slid(padded(image, (rows, columns)), kernel)


def nhwc_filters_first(x, filters):
    assert x.shape[3] == filters.shape[3]
    return nhwc(x, filters.transpose(1, 2, 3, 0))


def nchw_filters_last(x, filters):
    assert x.shape[1] == filters.shape[2]
    return nhwc(x.transpose(0, 2, 3, 1), filters).transpose(0, 3, 1, 2)


def filters_of_one_image(image, filters):
    return np.array([slid(image, one) for one in filters])


def filters_of_one_image_last(image, filters):
    return np.dstack([slid(image, one) for one in filters])


def with_a_bias(image, kernel, bias=0, padding="VALID"):
    return signal.correlate2d(image, kernel, padding.lower()) + bias


FULL, SAME, VALID, ALL = ("full",), ("same",), ("valid",), ("full", "same", "valid")
INFERRED = [  # function, kind, modes, flip, border, and what else is not as it mostly is
    (np.convolve, "1-D", ALL, True, "zeros", {}),
    (np.correlate, "1-D", ALL, False, "zeros", {}),
    (signal.convolve2d, "2-D", ALL, True, "zeros", {}),
    (signal.fftconvolve, "2-D", ALL, True, "zeros", {}),
    (signal.correlate2d, "2-D", ("full", "SAME", "valid"), False, "zeros", {}),
    (ndimage.correlate, "2-D", SAME, False, "symmetric", {}),
    (ndimage.convolve, "2-D", ("SAME",), True, "symmetric", {}),
    (lists_of_numbers, "1-D", VALID, True, "zeros", {}),
    (lists_padded, "1-D", SAME, True, "zeros", {}),
    (kernel_first, "2-D", VALID, False, "zeros", {}),
    (with_padding_and_stride, "2-D", VALID, False, "zeros", {"takes": {"padding", "paddings", "stride", "strides"}}),
    (with_padding_of_1, "2-D", VALID, False, "zeros", {"takes": {"padding", "paddings"}}),
    (with_pairs, "2-D", VALID, False, "zeros", {"takes": {"padding", "paddings", "stride", "strides"}}),
    (stride_then_padding, "2-D", VALID, False, "zeros", {"takes": {"padding", "paddings", "stride", "strides"}}),
    (padding_then_stride, "2-D", VALID, False, "zeros", {"takes": {"padding", "paddings", "stride", "strides"}}),
    (with_a_mode, "2-D", ALL, True, "zeros", {}),
    (with_a_mode_to_give, "2-D", ALL, True, "zeros", {}),
    (as_tensorflow, "2-D", ("SAME", "valid"), False, "zeros", {"takes": {"stride", "strides"}}),
    (swallows_options, "2-D", SAME, True, "zeros", {}),
    (has_a_border, "2-D", SAME, True, "zeros", {}),
    (ignores_its_mode, "2-D", SAME, True, "zeros", {}),
    (prints, "2-D", VALID, False, "zeros", {}),
    (changes_its_arrays, "2-D", SAME, False, "kept", {"kernels": (3, 3)}),
    (nine_weights, "2-D", SAME, False, "edge", {"kernels": (3, 3)}),
    (template_first, "2-D", VALID, False, "zeros", {}),
    (layer_with_its_input_last, "layer", VALID, False, "zeros", {"takes": {"padding", "paddings", "stride", "strides", "bias"}}),
    (theta_and_theta0, "layer", VALID, False, "zeros", {"takes": {"padding", "paddings", "stride", "strides", "bias"}}),
    (odd_alone, "2-D", SAME, True, "zeros", {"kernels": "odd"}),
    (square_alone, "2-D", SAME, True, "zeros", {"kernels": "square"}),
    (bordered("edge"), "2-D", SAME, True, "edge", {}),
    (bordered("reflect"), "2-D", SAME, True, "reflect", {}),
    (bordered("symmetric"), "2-D", SAME, True, "symmetric", {}),
    (bytes_of_a_picture, "2-D", SAME, True, "zeros", {"results": "rounded bytes"}),
    (cut_bytes_of_a_picture, "2-D", SAME, True, "zeros", {"results": "cut bytes"}),
    (colours, "2-D", SAME, True, "zeros", {}),
    (grey_images, "batch", VALID, False, "zeros", {}),
    (nhwc, "batch", VALID, False, "zeros", {"takes": {"padding", "paddings", "stride", "strides"}}),
    (nchw, "batch", VALID, False, "zeros", {"takes": {"padding", "paddings", "stride", "strides"}}),
    (layer, "layer", VALID, False, "zeros", {"takes": {"padding", "paddings", "stride", "strides", "bias"}}),
    (layer_of_a_course, "layer", VALID, False, "zeros", {"takes": {"padding", "stride", "bias"}}),
    (one_filter, "channels", VALID, False, "zeros", {}),
    (nhwc_filters_first, "batch", VALID, False, "zeros", {}),
    (nchw_filters_last, "batch", VALID, False, "zeros", {}),
    (filters_of_one_image, "channels", VALID, False, "zeros", {}),
    (filters_of_one_image_last, "channels", VALID, False, "zeros", {}),
    (with_a_bias, "2-D", ("full", "SAME", "valid"), False, "zeros", {"takes": {"bias"}}),
    (causal, "1-D", SAME, True, "zeros", {"causal": True}),
    (lines, "lines", VALID, False, "zeros", {"takes": {"bias", "stride", "padding", "dilation"}}),
    (one_line, "lines", VALID, False, "zeros", {}),
    (each_channel_alone, "depthwise", VALID, False, "zeros", {"takes": {"stride"}}),
    (each_channel_of_four_axes, "depthwise", VALID, False, "zeros", {}),
    (each_channel_last, "depthwise", VALID, False, "zeros", {}),
    (each_channel_last_with_an_axis, "depthwise", VALID, False, "zeros", {}),
    (each_channel_of_one_image, "depthwise", VALID, False, "zeros", {}),
    (each_channel_of_one_image_last, "depthwise", VALID, False, "zeros", {}),
    (causal_lines, "lines", SAME, False, "zeros", {"takes": {"dilation"}, "causal": True}),
]  # fmt: skip
USUAL = {"takes": set(), "kernels": "any", "results": "numbers", "causal": False}


def row(entry):
    return entry[0].__name__


@pytest.mark.parametrize("entry", INFERRED, ids=row)
def test_what_a_right_function_is_is_inferred(entry):
    f, kind, modes, flip, border, unusual = entry
    calling = calling_of(f)
    assert (calling.kind, calling.modes, calling.flip, calling.border) == (kind, modes, flip, border)
    for name, value in {**USUAL, **unusual}.items():
        seen = getattr(calling, name)
        assert (set(seen) if name == "takes" else seen) == value, name
    assert calling.certain or f is changes_its_arrays
    assert calling.words.isascii() and "Undecided" not in calling.words and f.__name__ in calling.words


def inputs_of(calling, mode, options):
    """A Probe of a Calling's kind, of other sizes and numbers than those that it is inferred from."""
    chance = np.random.default_rng(len(mode))
    kernel = (3,) * 2 if calling.kernels in ((3, 3), (3,)) else (5, 5)
    image, kernel = ((8,), kernel[:1]) if calling.kind == "1-D" else ((8, 9), kernel)
    if calling.kind == "lines":
        image, kernel = (1, 9), (1, 4)
    if calling.kind not in ("1-D", "2-D"):
        image, kernel = (*image, 2), (*kernel, *((1, 2) if calling.kind == "depthwise" else (2, 3)))
    if calling.kind in ("batch", "layer", "lines", "depthwise"):
        image = (2, *image)
    x, h = chance.integers(-9, 30, image).astype(float), chance.integers(-4, 9, kernel).astype(float)
    return Probe(x, h, {"mode": mode, "flip": calling.flip, **options})


@pytest.mark.parametrize("entry", INFERRED, ids=row)
def test_a_right_function_is_right_as_it_is_called(entry):
    """Its call and gives() agree on inputs of other sizes, with every option that it takes."""
    f, calling = entry[0], calling_of(entry[0])
    options = {"stride": 2} if "stride" in calling.takes else {}
    if "dilation" in calling.takes:
        options["dilation"] = 2
    if "bias" in calling.takes:
        options["bias"] = [5] if calling.kind == "2-D" else [5, -2, 7]
    for mode in calling.modes:
        probe = inputs_of(calling, mode, options)
        if "padding" in calling.takes:
            probe.options.update(mode=None, padding=1)
        before = probe.x.copy(), probe.h.copy()
        given = np.asarray(calling.call(f, probe.x, probe.h, probe.options), float)
        assert np.allclose(given, calling.gives(FAULTLESS, probe))
        assert np.array_equal(before[0], probe.x) and np.array_equal(before[1], probe.h)


@pytest.mark.parametrize("entry", INFERRED, ids=row)
def test_it_takes_milliseconds(entry):
    calling_of(entry[0])  # what is right is worked out once
    begun = time.process_time()
    calling_of(entry[0])
    assert time.process_time() - begun < 0.5


# ---- wrong functions are recognized all the same


def no_turn_of_one_axis(image, kernel):
    return slid(padded(image, 1), kernel[::-1])


def rolled(image, kernel):
    return np.roll(signal.convolve2d(image, kernel, "same"), 1, axis=0)


def in_place(image, kernel):
    out = image  # no copy
    for r in range(1, image.shape[0] - 1):
        for c in range(1, image.shape[1] - 1):
            out[r, c] = (image[r - 1 : r + 2, c - 1 : c + 2] * kernel).sum()
    return out


def wrong_pad_in_size(x, w, stride=1, pad=0):
    p = padded(x, pad)
    rows, columns = ((n + pad - k) // stride + 1 for n, k in zip(x.shape, w.shape))
    return slid(p, w, stride)[:rows, :columns]


def mode_same_too_long(x, h, mode="full"):
    full = signal.convolve2d(x, h)
    return full if mode == "full" else full[1:, 1:]


def by_fourier(image, kernel):
    size = image.shape
    y = np.real(np.fft.ifft2(np.fft.fft2(image) * np.fft.fft2(kernel, size)))
    return np.roll(y, [-(k // 2) for k in kernel.shape], axis=(0, 1))


def periodic(image, kernel):
    """The image is periodic."""
    return by_fourier(image, kernel)


def crashes_under_even_kernels(image, kernel):
    return signal.convolve2d(image, kernel, "same") + [0][1 - kernel.shape[0] % 2]


def numpy_refuses_even_kernels(image, kernel):
    np.pad(image, kernel.shape[0] % 2 - 1)  # whose ValueError is raised in NumPy's own Python
    return signal.convolve2d(image, kernel, "same")


def keeps_the_first_row(image, kernel):
    out = np.zeros(image.shape)
    out[1:-1, 1:-1] = slid(image, kernel)
    out[0] = image[0]
    return out


def channels_averaged(x, w):
    """Of filters of one channel it is partly right, as if each channel were filtered alone."""
    channels = w.shape[1]
    return nchw(x[:, :channels], w) / channels


def bias_in_every_product(x, w, b, stride=1):
    return nchw(x, w, stride) + 9 * x.shape[1] * b.reshape(1, -1, 1, 1)


@pytest.mark.parametrize(
    "f, kind, modes, flip, border, takes",
    [
        (rolled, "2-D", SAME, True, "zeros", set()),
        (in_place, "2-D", SAME, False, "kept", set()),
        (wrong_pad_in_size, "2-D", VALID, False, "zeros", {"stride", "padding"}),
        (mode_same_too_long, "2-D", ("full", "SAME"), True, "zeros", set()),
        (by_fourier, "2-D", ("SAME",), True, "zeros", set()),
        (periodic, "2-D", ("SAME",), True, "wrap", set()),
        (rows_for_columns, "2-D", SAME, False, "zeros", set()),
        (one_zero_too_many, "2-D", SAME, False, "zeros", set()),
        (crashes_under_even_kernels, "2-D", SAME, True, "zeros", set()),
        (numpy_refuses_even_kernels, "2-D", SAME, True, "zeros", set()),
        (keeps_the_first_row, "2-D", SAME, False, "zeros", set()),
        (channels_averaged, "batch", VALID, False, "zeros", set()),
        (zeros_of_the_stride_before, "batch", ("SAME",), False, "zeros", {"stride"}),
        (bias_in_every_product, "layer", VALID, False, "zeros", {"stride", "strides", "bias"}),
    ],
)
def test_what_a_wrong_function_is_meant_to_be(f, kind, modes, flip, border, takes):
    calling = calling_of(f)
    assert (calling.kind, calling.modes, calling.flip, calling.border) == (kind, modes, flip, border)
    assert {name for name in calling.takes if name != "paddings"} == takes
    assert calling.kernels in ("any", (3, 3)), "a crash is no refusal"


def test_a_name_that_says_causal_is_heard():
    def not_causal_conv(x, w):
        return centred(x, w)

    def conv1d(x, w, causal=False):
        return centred(x, w)

    def causal_conv(x, w):
        return centred(x, w)

    def centred(x, w):
        sides = (w.shape[2] - 1) // 2
        return lines(x, w, padding=sides)

    assert not calling_of(not_causal_conv).causal and not calling_of(conv1d).causal
    assert calling_of(causal_conv).causal and "its text says that it is" in calling_of(causal_conv).words


def test_what_cannot_be_decided_is_said():
    calling = calling_of(no_turn_of_one_axis)
    assert not calling.certain
    assert "Undecided: its numbers are as near to a convolution as to a correlation." in calling.words
    assert calling.flip  # its text flips something
    assert "border='wrap'" in calling_of(by_fourier).words
    assert "neither full nor same nor valid: taken for 'same'" in calling_of(one_zero_too_many).words


def test_what_else_is_to_be_known_is_said():
    assert (
        "it changes the kernel that it is given, so here it gets copies" in calling_of(lists_of_numbers).words
    )
    words = calling_of(changes_its_arrays).words
    assert "changes the input" in words and "changes the kernel" in words
    assert "given arrays it returns other numbers" in calling_of(lists_padded).words
    assert "Note" not in calling_of(prints).words


def test_what_is_left_at_its_default_is_said():
    def several(x, h, scale=2, axis=1, rounds=0, verbose=False, out=None, eps=1e-9, border="zero"):
        return signal.convolve2d(x, h, "same") * (scale - axis)

    def grouped_alone_by_one(x, w, groups=1):
        return nchw(x, w) if groups == 1 else 1 / 0

    words = calling_of(several).words
    assert "its parameters scale, axis and border were left at 2, 1 and 'zero', and no other value" in words
    assert "its parameter groups was left at 1," in calling_of(grouped_alone_by_one).words
    assert "left at" not in calling_of(layer).words + calling_of(with_pairs).words


def test_a_name_that_says_convolution_is_heard():
    def convolve_images(image, kernel):
        return slid(image, kernel)

    def conv2d(image, kernel):
        return slid(image, kernel)

    assert "Note: its name says convolution, which flips the kernel: flip=True holds it to that." in (
        calling_of(convolve_images).words
    )
    for told in (calling_of(f, flip=flip) for f in (conv2d, convolve_images) for flip in (False, True)):
        assert "Note" not in told.words
    assert "Note: libraries of networks call this conv2d; a convolution flips" in calling_of(conv2d).words


def test_a_layer_as_in_a_library_is_held_to_a_correlation():
    turned = lambda x, w: nchw(x, w[:, :, ::-1, ::-1])

    def as_torch(x, w):
        """What torch.nn.Conv2d gives."""
        return turned(x, w)

    assert calling_of(turned).flip
    assert not calling_of(as_torch).flip and "flip=True" in calling_of(as_torch).words
    assert calling_of(as_torch, flip=True).flip and calling_of(as_torch, flip=True).certain


def test_colours_that_are_wrong_are_not_taken_for_a_batch():
    """Given grey images side by side it gives nonsense of the right size: it takes their columns for colours."""

    def every_channel(image, kernel):
        each = [signal.convolve2d(image[:, :, c] + 30, kernel, "same") for c in range(image.shape[2])]
        return np.stack(each, axis=-1)

    with pytest.raises(Unusable):
        calling_of(every_channel)
    every_channel.__name__ = "filter_rgb"
    assert calling_of(every_channel).kind == "2-D" and "3 colours" in calling_of(every_channel).words


# ---- what is told overrules what is inferred


def test_what_is_told_counts():
    calling = calling_of(signal.convolve2d, mode="valid", flip=False, border="edge", kernels="odd")
    assert (calling.modes, calling.flip, calling.border, calling.kernels) == (VALID, False, "edge", "odd")
    assert calling_of(signal.convolve, "1-D").kind == "1-D" and calling_of(signal.convolve).kind == "2-D"
    assert calling_of(nine_weights, kernels=(5, 5)).kernels == (5, 5)


def test_a_border_that_is_told_is_looked_for_among_the_words_that_a_function_knows():
    calling = calling_of(has_a_border, border="symmetric")
    probe = inputs_of(calling, "same", {})
    given = calling.call(has_a_border, probe.x, probe.h, probe.options)
    assert np.allclose(given, calling.gives(FAULTLESS, probe)) and calling.border == "symmetric"


def test_a_call_that_is_told_is_used():
    def odd_order(how, kernel, picture, step):
        assert how in ("inner", "all", None)
        return (
            slid(picture, kernel[::-1, ::-1], step) if how == "inner" else signal.convolve2d(picture, kernel)
        )

    with pytest.raises(Unusable, match="call=lambda f, x, h, options"):
        calling_of(odd_order)
    calling = calling_of(odd_order, call=lambda f, x, h, options: f("inner", h, x, 1))
    assert (calling.kind, calling.modes, calling.flip) == ("2-D", VALID, True)
    words = {"full": "all", "valid": "inner"}
    calling = calling_of(odd_order, call=lambda f, x, h, options: f(words.get(options["mode"]), h, x, 1))
    assert calling.modes == ("full", "valid")


@pytest.mark.parametrize(
    "f",
    [lambda image: image, lambda size, sigma: np.ones((size, size)), lambda x, h: 5, np.outer, lambda: 1],
)  # fmt: skip
def test_what_takes_no_image_and_kernel_is_refused_in_one_line(f):
    with pytest.raises(Unusable) as refusal:
        calling_of(f)
    assert "call=lambda" in str(refusal.value) and "\n" not in str(refusal.value)


def test_what_is_returned_in_place_of_numbers_is_told():
    with pytest.raises(Unusable, match="it returned complex numbers"):
        calling_of(lambda x, h: np.convolve(x, h) + 1j)


def test_what_gives_no_numbers_however_it_is_called_is_told_with_its_own_line():
    def misspelt(signal, kernel):
        result = [0] * len(signal)
        return reslut

    def prints_alone(x, h):
        for row in x:
            print([sum(row)])

    def through_another(signal, kernel):
        return misspelt(signal, kernel)

    says = f"NameError: name 'reslut' is not defined, line {misspelt.__code__.co_firstlineno + 2}$"
    with pytest.raises(Unusable, match=f"^misspelt gives no numbers, however it is called: {says}"):
        calling_of(misspelt)
    with pytest.raises(Unusable, match=f"^through_another gives no numbers, however it is called: {says}"):
        calling_of(through_another)
    with pytest.raises(
        Unusable, match="^prints_alone gives no numbers, however it is called: it returned nothing"
    ):
        calling_of(prints_alone)


def test_an_error_that_another_way_of_calling_may_mend_has_its_line_and_how_to_call_it():
    def too_few_places(signal, kernel):
        result = np.zeros(len(signal))
        for i in range(len(signal) + len(kernel) - 1):
            result[i] = 0
        return result

    line = too_few_places.__code__.co_firstlineno + 3
    with pytest.raises(Unusable, match=f"IndexError: [^;]*, line {line}[;)].*call=lambda"):
        calling_of(too_few_places)
    with pytest.raises(Unusable, match=r"1 was given|2 were given\).*call=lambda"):  # in no line of it
        calling_of(lambda image: image)


@pytest.mark.parametrize(
    "told, says",
    [
        ({"kind": "3-D"}, "kind '3-D' is not one of 1-D, 2-D"),
        ({"mode": "half"}, "mode 'half' is not one of"),
        ({"flip": "no"}, "flip must be True or False"),
        ({"border": "constant"}, f"is not one of {', '.join(BORDERS_ASKED)}"),
        ({"kernels": 3}, "kernels must be"),
        ({"call": 5}, "call must be a function"),
    ],
)
def test_what_is_told_has_to_be_known(told, says):
    with pytest.raises(ValueError, match="^[^\n]+$") as refusal:
        calling_of(np.convolve, **told)
    assert says in str(refusal.value)
    with pytest.raises(ValueError, match="f must be a function"):
        calling_of(5)


# ---- it does not disturb


def test_what_a_function_prints_or_warns_of_is_not_seen(capsys):
    def loud(x, h):
        print("here")
        warnings.warn("there", stacklevel=1)
        return prints(x, h)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        calling = calling_of(loud)
        probe = inputs_of(calling, "valid", {})
        calling.call(loud, probe.x, probe.h, probe.options)
    assert capsys.readouterr() == ("", "")


def test_one_that_ends_the_program_does_not():
    def leaves(x, h):
        raise SystemExit("bye")

    with pytest.raises(Unusable, match="SystemExit: bye"):
        calling_of(leaves)


def test_gives_keeps_the_frame_and_adds_a_bias():
    calling = calling_of(changes_its_arrays)
    probe = Probe(np.arange(16.0).reshape(4, 4), np.ones((3, 3)), {"mode": "same", "flip": False})
    assert calling.gives(FAULTLESS, probe) == [
        [0, 1, 2, 3],
        [4, 45, 54, 7],
        [8, 81, 90, 11],
        [12, 13, 14, 15],
    ]
    layer_probe = Probe(
        np.ones((1, 1, 1, 1)), np.ones((1, 1, 1, 2)), {"mode": "valid", "flip": False, "bias": [10, 20]}
    )
    assert calling_of(layer).gives(FAULTLESS, layer_probe) == [[[[11, 21]]]]


def test_of_calls_that_fail_the_error_is_told_that_says_most():
    """Not that of the first way that is tried, in which lists or other axes are given than the function takes."""

    def layer(images, weights):
        batch, rows, columns, channels = images.shape
        raise KeyError("stride")

    with pytest.raises(ValueError, match=r"\(KeyError: 'stride', line \d+\)"):
        diagnose(layer)


def test_a_dilation_without_a_default_is_tried():
    def dilated(image, kernel, dilation):
        rows, columns = (size * dilation for size in kernel.shape)
        return [
            [
                (image[i : i + rows : dilation, j : j + columns : dilation] * kernel).sum()
                for j in range(image.shape[1] - columns + 1)
            ]
            for i in range(image.shape[0] - rows + 1)
        ]

    found = diagnose(dilated)
    assert not found.right and found.causes[0].names == ("dilation-extent",)


def one_gap_too_many(x, w, d):
    """Every d-th number under a kernel that is taken to reach over k*d places."""
    rows, columns = (n - k * d + 1 for n, k in zip(x.shape, w.shape))
    return sum(w[i, j] * x[i * d : i * d + rows, j * d : j * d + columns] for i, j in np.ndindex(*w.shape))


def test_a_parameter_of_any_name_is_the_dilation_where_the_text_speaks_of_one():
    def atrous(x, w, d=1):
        return one_gap_too_many(x, w, d)

    def correlate_with_holes(x, w, r):
        return one_gap_too_many(x, w, r)

    def correlate2d(x, w, every=1):
        """Dilated correlation."""
        return one_gap_too_many(x, w, every)

    def correlation(x, w, l=2):
        """A kernel with the rate l."""
        return one_gap_too_many(x, w, l)

    for f in (atrous, correlate_with_holes, correlate2d, correlation):
        found = diagnose(f)
        assert "dilation" in calling_of(f).takes
        assert not found.right and [cause.names for cause in found.causes] == [("dilation-extent",)], f


def test_what_is_no_dilation_is_not_taken_for_one():
    def twice_dilated(x, w, gain=1):
        """Correlation by a kernel of dilation 1, times gain."""
        return gain * slid(x, w)

    def decimated(x, w, r=1):
        """Correlation; r is the decimation rate."""
        return slid(x, w, r)

    def filtered(x, w, spacing=1):
        return slid(x, w, spacing)

    def dilated(x, w, dilation=1, skip=1):
        """Dilated correlation of every skip-th window."""
        wide = np.zeros([(k - 1) * dilation + 1 for k in w.shape])
        wide[::dilation, ::dilation] = w
        return slid(x, wide, skip)

    for f in (twice_dilated, decimated, filtered, dilated):
        found = diagnose(f)
        assert found.right and ("dilation" in calling_of(f).takes) is (f is dilated), str(found)
