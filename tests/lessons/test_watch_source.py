"""What is read in a lesson's source: its libraries, and its marks with the calls that they belong to."""

import pytest

from course.lessons.watch_source import LessonSource


@pytest.mark.parametrize("text, modules", [
    ("import numpy as np", ["numpy"]),
    ("from numpy.lib.stride_tricks import sliding_window_view", ["numpy"]),
    ("from scipy.signal import convolve2d", ["scipy.signal"]),
    ("from scipy import ndimage, signal", ["scipy.signal", "scipy.ndimage"]),
    ("import scipy.signal", ["scipy.signal"]),
    ("import scipy as s\ns.ndimage.convolve", ["scipy.ndimage"]),
    ("import scipy", []),
    ("with quiet():\n    import tensorflow as tf", ["tensorflow"]),
    ("def f():\n    from tensorflow.keras import layers", ["tensorflow"]),
    ("import numpyro, tensorflowjs\nfrom course import signal\nnumpy = 1", []),
    ("from . import numpy", []),
])  # fmt: skip
def test_libraries_that_are_imported_anywhere_are_found(text, modules):
    assert LessonSource(text).watched_modules == modules


TEXT = """\
# wrong on purpose: above a statement
print(
    call(),
    other(  # wrong on purpose: on the call's first line
    ),
)
x = '# wrong on purpose: in a text'
y = call()  # wrong on purpose: behind it
z = call()
# wrong on purpose: a blank line below

w = call()
#wrong on purpose:
# wrong on purpose
v = call()
for i in x:  # wrong on purpose: on the loop's line
    call()
"""


def test_marks_are_comments_that_say_why():
    assert LessonSource(TEXT).marks == {1, 4, 8, 10, 16}


@pytest.mark.parametrize("lines, marks", [
    ((3, 3), {1}),
    ((4, 5), {1, 4}),
    ((7, 7), set()),
    ((8, 8), {8}),
    ((9, 9), set()),
    ((12, 12), set()),
    ((15, 15), set()),
    ((16, 16), {16}),
    ((17, 17), set()),
])  # fmt: skip
def test_a_mark_belongs_to_its_line_and_to_what_begins_below_it(lines, marks):
    assert LessonSource(TEXT).marks_of(*lines) == marks
