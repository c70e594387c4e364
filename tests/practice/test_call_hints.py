"""A mistake is told in the words of a library's call only where that call stands in the text."""

import pytest

from course.practice.call_hints import CORRELATION, ZEROS_BEYOND, told_of_call
from course.practice.file_text import FileText


def of(line, name, before=""):
    return told_of_call(FileText(f"{before}\ndef f(x, h, mode):\n    return {line}\n".encode(), "f"), (name,))


def test_a_correlation_is_one_cause():
    told = of("scipy.signal.correlate2d(x, h, mode)", CORRELATION)
    assert told.name == "no-flip" and "correlate2d, in line 3" in told.says
    assert told.hint.startswith("scipy.signal.convolve2d flips")


@pytest.mark.parametrize("line", ["g(x, h)", "convolve2d(x, h[::-1], mode)"])
def test_without_the_call_the_mistakes_are_told(line):
    assert of(line, CORRELATION) is None and of(line, "no-flip") is None


def test_a_function_of_the_file_is_no_library():
    assert of("correlate2d(x, h)", CORRELATION, before="def correlate2d(x, h):\n    return x\n") is None


@pytest.mark.parametrize(
    "line, option",
    [
        ('convolve2d(x, h, "same")', 'boundary="symm"'),
        ('signal.convolve2d(x, h, mode="same")', 'boundary="symm"'),
        ('convolve2d(x, h, "same", boundary="fill")', 'boundary="symm"'),
        ('ndimage.convolve(x, h, mode="constant")', 'mode="reflect"'),
        ('ndimage.sobel(x, 0, mode="constant")', 'mode="reflect"'),
    ],
)
def test_the_option_that_takes_the_mirror_image(line, option):
    assert option in of(line, ZEROS_BEYOND).hint


@pytest.mark.parametrize(
    "line",
    ['convolve2d(np.pad(x, 1), h, "valid")', 'convolve2d(np.pad(x, 1), h, "same")[1:-1, 1:-1]', "ndimage.convolve(x, h)"]
    + ['convolve2d(x, h, "same", boundary="wrap")', 'signal.convolve(x, h, mode="same")', "g(x)"],
)  # fmt: skip
def test_where_no_option_of_the_call_would_do_it_the_hint_is_not_on_it(line):
    assert of(line, ZEROS_BEYOND) is None
