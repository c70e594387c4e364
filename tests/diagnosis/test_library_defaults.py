"""Whose default another reading is: NumPy and SciPy are asked; OpenCV and PyTorch have stand-ins made of np.pad."""

import re
from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest
from scipy import ndimage, signal

from course.diagnosis.library_calls import opencv_call_as_asked, torch_call_as_asked
from course.diagnosis.library_defaults import BORDERS_BY_DEFAULT, FULL_BY_DEFAULT, hint_of_default
from course.diagnosis.readings import Reading, with_changes
from course.own_numbers.request import request_of

SIGNAL, WEIGHTS = np.array([3, 1, 4, 1, 5, 9]), np.array([2, 7, 1])
IMAGE = np.array([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7, 9], [3, 2, 3, 8, 4]])
KERNEL = np.array([[1, 4, 2], [8, 5, 7], [3, 9, 6]])


def hint(changes, x=IMAGE, h=KERNEL, mode="same", **options):
    """The hint of a reading, as one line; "" without one."""
    request = request_of(x, h, mode, **options)
    return "".join(hint_of_default(Reading(changes, with_changes(request, changes)), request))


# ---- stand-ins, as the references have the libraries


def filter2d(x, ddepth, h, borderType="reflect"):
    """cv2.filter2D: a correlation whose anchor is k//2, the border reflect where none is given."""
    sides = [(k // 2, k - 1 - k // 2) for k in h.shape]
    return signal.correlate(np.pad(x, sides, borderType), h, "valid")


CV2 = SimpleNamespace(
    filter2D=filter2d,
    flip=lambda h, code: np.flip(h),
    CV_64F="floats",
    BORDER_CONSTANT="constant",
    BORDER_REPLICATE="edge",
    BORDER_REFLECT="symmetric",
)


class Tensor:
    """A kernel with PyTorch's flip, which takes axes."""

    def __init__(self, values):
        self.values = values

    def flip(self, *axes):
        return Tensor(np.flip(self.values, axes))


def torch_convolution(x, h, stride=1, padding=0, dilation=1):
    """torch.nn.functional.conv1d and conv2d: a correlation, with so many zeros on both sides."""
    options = {"padding": padding, "stride": stride, "dilation": dilation}
    return np.array(request_of(x, h.values, flip=False, **options).output)


def answer(call, x, h):
    """What a call gives that is written for x and h."""
    functional = SimpleNamespace(conv1d=torch_convolution, conv2d=torch_convolution)
    torch = SimpleNamespace(nn=SimpleNamespace(functional=functional))
    kernel = Tensor(h) if call.startswith("torch") else h
    return eval(
        call,
        {"np": np, "signal": signal, "ndimage": ndimage, "cv2": CV2, "torch": torch, "x": x, "h": kernel},
    )


@pytest.mark.parametrize(
    "x, h", [(SIGNAL, WEIGHTS), (SIGNAL, WEIGHTS[:2]), (IMAGE, KERNEL), (IMAGE, KERNEL[:2])]
)
def test_calls_of_opencv_and_pytorch_give_what_was_asked_for(x, h):
    borders = ("constant", "edge", "symmetric", "reflect", "wrap")
    for flip, border, mode in product((True, False), borders, ("same", "valid")):
        request = request_of(x, h, mode, flip=flip, border=border)
        call = opencv_call_as_asked(request, typed=True)
        assert (call is None) == (border == "wrap" or mode == "valid")
        assert call is None or answer(call, x, h).tolist() == request.output
    for flip, mode, stride in product((True, False), ("same", "valid", "full"), (1, 2)):
        request = request_of(x, h, mode, flip=flip, stride=stride)
        call = torch_call_as_asked(request)
        assert (call is None) == (mode == "same" and len(h) == 2)
        assert call is None or answer(call, x, h).tolist() == request.output


def test_what_bytes_were_held_to_needs_another_depth():
    request = request_of(IMAGE, KERNEL, "same", flip=False, border="reflect")
    assert opencv_call_as_asked(request, typed=True) == "cv2.filter2D(x, cv2.CV_64F, h)"
    assert opencv_call_as_asked(request, typed=False) == "cv2.filter2D(x, -1, h)"


# ---- hints


HINTED = (  # what the reading has, and what was asked for
    ({"mode": "full"}, {}),
    ({"mode": "full"}, {"flip": False}),
    ({"mode": "valid", "flip": False}, {}),
    ({"mode": "valid"}, {"flip": False}),
    ({"mode": "same"}, {"mode": "full"}),
    *(({"border": border}, {}) for border in BORDERS_BY_DEFAULT if border != "constant"),
    ({"border": "constant"}, {"border": "wrap"}),
    ({"stride": 1}, {"stride": 2}),
    ({"stride": 2}, {}),
)


@pytest.mark.parametrize("changes, asked", HINTED)
def test_the_call_of_a_hint_gives_what_was_asked_for(changes, asked):
    for x, h in ((SIGNAL, WEIGHTS), (IMAGE, KERNEL)):
        options = {"mode": "same", **asked}
        call = re.fullmatch(
            r"Hint: .*; (\w.*) gives those that you asked for\.", hint(changes, x, h, **options)
        )[1]
        assert answer(call, x, h).tolist() == request_of(x, h, **options).output


def test_what_numpy_and_scipy_have_where_nothing_is_asked():
    for (axes, flip), whose in FULL_BY_DEFAULT.items():
        x, h = (SIGNAL, WEIGHTS) if axes == 1 else (IMAGE, KERNEL)
        for call in re.findall(r"[\w.]+\(x, h\)", whose):
            assert answer(call, x, h).tolist() == request_of(x, h, "full", flip=flip).output
    mirrored = request_of(IMAGE, KERNEL, "same", border="symmetric").output
    assert ndimage.convolve(IMAGE, KERNEL).tolist() == mirrored
    assert BORDERS_BY_DEFAULT["symmetric"].startswith("scipy.ndimage.convolve mirrors")
    for border, mode in (("edge", "nearest"), ("wrap", "wrap")):
        assert f'mode="{mode}" of scipy.ndimage.convolve' in BORDERS_BY_DEFAULT[border]
        right = request_of(IMAGE, KERNEL, "same", border=border).output
        assert ndimage.convolve(IMAGE, KERNEL, mode=mode).tolist() == right
    assert signal.convolve2d(IMAGE, KERNEL, "same", "wrap").tolist() == right


def test_where_no_default_can_be_told_there_is_no_hint():
    """PyTorch and Keras flip nothing, and a pooling has a hint of its own."""
    assert hint({"mode": "valid"}) == "" == hint({"flip": False})
    assert hint({"stride": 3}) == ""
    asked = 'Hint: signal.convolve(x, h, "same") gives those that you asked for.'
    assert hint({"mode": "full", "border": "wrap"}) == asked
    channels = np.ones((4, 4, 2), int), np.ones((2, 2, 2, 1), int)
    assert hint({"mode": "full"}, *channels) == "" == hint({"stride": 1}, *channels, stride=2)
