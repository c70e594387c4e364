"""What "same" gives elsewhere: NumPy, SciPy and TensorFlow are asked; MATLAB and PyTorch have stand-ins by their references."""

import re

import numpy as np
import pytest
from scipy import ndimage, signal
from support.tensorflow_there import needs_tensorflow

from course import why
from course.diagnosis.same_elsewhere import same_elsewhere
from course.own_numbers.request import request_of

DRAW = np.random.default_rng(11)
SIGNALS = [(DRAW.integers(-9, 9, 6), DRAW.integers(1, 9, k)) for k in (2, 4, 6)]
IMAGES = [(DRAW.integers(-9, 9, (3, 4)), DRAW.integers(1, 9, shape)) for shape in ((2, 2), (2, 3), (3, 4))]


def said(x, h, **options):
    """The line of a request in mode "same" as (who, the numbers that are told); None without one."""
    lines = same_elsewhere(request_of(x, h, "same", **options))
    if not lines:
        return None
    (line,) = lines
    _, who, told = re.fullmatch(
        r'("same" is not the same everywhere): (.*), which (?:gives|begins with) (.*)\.', line
    ).groups()
    return who, told


def as_told(numbers):
    return "; ".join(" ".join(map(str, row)) for row in np.atleast_2d(numbers).tolist())


# ---- stand-ins, as the references have the libraries


def matlab_same(x, h):
    """The central part of the full convolution that has the size of x, which begins at ceil((k + 1)/2), counted from 1."""
    full = signal.convolve(x, h, "full")
    begins = [-(-(k + 1) // 2) - 1 for k in h.shape]
    return full[tuple(slice(begin, begin + n) for begin, n in zip(begins, x.shape))]


def matlab_imfilter(x, h):
    """A correlation whose middle is floor((k + 1)/2), counted from 1, with zeros beyond the edge."""
    sides = [((k + 1) // 2 - 1, k - (k + 1) // 2) for k in h.shape]
    return signal.correlate(np.pad(x, sides), h, "valid")


def torch_same(x, h):
    """A correlation with k - 1 zeros, the smaller half of them before."""
    sides = [((k - 1) // 2, k - 1 - (k - 1) // 2) for k in h.shape]
    return signal.correlate(np.pad(x, sides), h, "valid")


@pytest.mark.parametrize("x, h", [*SIGNALS, *IMAGES])
def test_who_puts_the_odd_zero_after_a_convolution(x, h):
    who, told = said(x, h)
    conv = "conv" if x.ndim == 1 else "conv2"
    assert who.startswith(
        f"MATLAB's and Octave's {conv}(x, h, \"same\"), SciPy's ndimage.convolve(x, h, mode="
    )
    assert who.endswith(
        "and SAME in TensorFlow, Keras and PyTorch (h flipped first) put the odd zero after the input"
    )
    assert told == as_told(matlab_same(x, h)) == as_told(torch_same(x, np.flip(h)))
    assert told == as_told(ndimage.convolve(x, h, mode="constant"))


@pytest.mark.parametrize("x, h", [*SIGNALS, *IMAGES])
def test_who_puts_the_odd_zero_after_a_correlation(x, h):
    who, told = said(x, h, flip=False)
    assert "flipped first" not in who and "ndimage" not in who and "conv(" not in who
    assert who.endswith(
        "SAME in TensorFlow, Keras and PyTorch puts the odd zero after the input"
        if x.ndim == 1
        else "PyTorch put the odd zero after the input"
    )
    assert told == as_told(torch_same(x, h))
    if x.ndim == 2:
        assert who.startswith("MATLAB's imfilter(x, h), SciPy's signal.correlate2d(x, h, \"same\") and")
        assert told == as_told(matlab_imfilter(x, h)) == as_told(signal.correlate2d(x, h, "same"))


@pytest.mark.parametrize("h", [[1, 1], [2, 5, 5, 2]])
def test_of_a_symmetric_kernel_no_flip_is_said(h):
    x = [3, 1, 4, 1, 5]
    for flip in (True, False):
        who, told = said(x, h, flip=flip)
        assert "conv(x, h" in who and "ndimage.convolve" in who and "PyTorch put" in who
        assert told == as_told(matlab_same(np.array(x), np.array(h)))


@needs_tensorflow
@pytest.mark.parametrize("options", [{}, {"stride": 2}, {"dilation": 3}, {"stride": 3}])
@pytest.mark.parametrize("flip", [True, False])
@pytest.mark.parametrize(
    "x, h", [*SIGNALS, *IMAGES, ([1, 2, 3, 4, 5, 6], [1, 2, 1]), ([1, 2, 3, 4, 5, 6, 7], [4, 2, 1])]
)
def test_tensorflow_gives_what_is_told(x, h, options, flip):
    import tensorflow as tf

    request = request_of(x, h, "same", flip=flip, **options)
    line = said(x, h, flip=flip, **options)
    x, h = np.array(x, np.int32), np.array(h, np.int32)
    kernel, dilations = np.flip(h) if flip else h, options.get("dilation", 1)
    slide = tf.nn.conv1d if x.ndim == 1 else tf.nn.conv2d
    one_image, filters = x[None, ..., None], kernel[..., None, None]
    got = slide(one_image, filters, options.get("stride", 1), "SAME", dilations=dilations)[0, ..., 0].numpy()
    if got.tolist() == request.output:
        assert line is None or "TensorFlow" not in line[0]
    else:
        who, told = line
        assert "TensorFlow" in who and told == as_told(got)
        assert ("flipped first" in who) == (flip and np.flip(h).tolist() != h.tolist())
        assert ("that the stride needs" in who) == ("stride" in options)


@pytest.mark.parametrize(
    "border, mode", [("edge", "nearest"), ("wrap", "wrap"), ("symmetric", "reflect"), ("reflect", "mirror")]
)
def test_with_another_border_only_those_that_have_it_are_named(border, mode):
    x, h = np.array([3, 1, 4, 1, 5]), np.array([1, 2])
    who, told = said(x, h, border=border)
    assert who == f'SciPy\'s ndimage.convolve(x, h, mode="{mode}") puts the odd place after the input'
    assert told == as_told(ndimage.convolve(x, h, mode=mode))
    assert said(x, h, border=border, flip=False) is None


def test_with_a_stride_that_needs_as_many_zeros_scipy_is_named():
    """5 numbers, stride 3, 2 weights: SAME adds 0 zeros, as the windows begin at 0 and 3, and so does "after" there."""
    x, h = np.array([3, 1, 4, 1, 5]), np.array([1, 2])
    who, told = said(x, h, border="edge", stride=3)
    assert who == 'SciPy\'s ndimage.convolve(x, h, mode="nearest")[::3] puts the odd place after the input'
    assert told == as_told(ndimage.convolve(x, h, mode="nearest")[::3])


def test_of_many_numbers_the_first_are_told():
    x = np.arange(1, 16)
    assert said(x, [1, 1])[1] == "3 5 7 9 11 ..."
    assert said(x.reshape(5, 3), [[1, 1]])[1] == "3 5 3 ..."
    assert said([[1, 2.5, 3]], [[0.5, 0.5]])[1] == "1.75 2.75 1.5"


@pytest.mark.parametrize(
    "x, h, options",
    [
        ([1, 2, 3], [1, 2, 1], {}),
        ([1, 2, 3], [1, 2], {"mode": "full"}),
        ([1, 2, 3], [1, 2], {"mode": "SAME"}),
        ([1, 2, 3], [1, 2], {"dilation": 2}),  # which reach over 3 numbers
        ([0, 0, 0], [1, 2], {}),
        ([1, 2, 3, 4, 5], [1, 2, 1], {"stride": 2}),  # SAME adds as many zeros here
    ],
)
def test_where_same_is_the_same_nothing_is_said(x, h, options):
    assert same_elsewhere(request_of(x, h, **{"mode": "same", **options})) == []


def test_channels_are_told_of_deep_learning_alone():
    x, h = DRAW.integers(-9, 9, (3, 4, 2)), DRAW.integers(1, 9, (2, 2, 2, 1))
    who, told = said(x, h, flip=False)
    assert who == "SAME in TensorFlow, Keras and PyTorch puts the odd zero after the input"
    right = sum(torch_same(x[..., c], h[..., c, 0]) for c in range(2))
    assert told == " ".join(map(str, right.ravel().tolist()))


def test_why_says_it_last_and_only_of_right_numbers(command):
    x, h = [[1, 2, 4]], [3, 1]
    reasons = why(x, h, [[3, 7, 14]], "same")
    assert reasons.sentences[0] == "These numbers are right: the definition gives them."
    assert reasons.sentences[-1].startswith('"same" is not the same') and reasons.sentences[-1].endswith(
        "gives 7 14 4."
    )
    for wrong in ([[3, 7, 15]], [[7, 14, 4]]):
        assert not any("is not the same everywhere" in line for line in why(x, h, wrong, "same").sentences)
    words = ["--input", "1 2 4", "--kernel", "3 1", "--mode", "same", "--got"]
    printed = command("why", *words, "3 7 14")[1]
    assert printed.count("is not the same everywhere") == 1 and printed.endswith("gives 7 14 4.\n")
    assert "everywhere" not in command("why", *words, "7 14 4")[1]
