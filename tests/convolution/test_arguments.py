"""A caller's arguments: what may be worked with is given back, anything else is refused in one line."""

import re

import numpy as np
import pytest

from course.convolution.arguments import (
    checked_channels,
    checked_flag,
    checked_rows,
    checked_shape,
    checked_whole_number,
    checked_words,
    in_message,
)


def refused(check, *arguments):
    with pytest.raises(ValueError) as refusal:
        check(*arguments)
    assert re.fullmatch("[ -~]{20,200}", str(refusal.value))


def test_whole_numbers():
    assert checked_whole_number(3, "stride", 3) == 3
    for value in (2, -3, True, False, 3.0, "3", None, [3]):
        refused(checked_whole_number, value, "stride", 3)
    refused(checked_whole_number, True, "stride", 1)


def test_flags_are_true_or_false():
    for value in (True, False, np.True_, np.False_):
        flag = checked_flag(value, "flip")
        assert type(flag) is bool and flag == value
    for value in ("no", "False", "", 0, 1, None, [True], np.array([True]), np.int64(1), 0.0, {}):
        refused(checked_flag, value, "flip")


def test_lists_of_words():
    for words in (["a", "b"], ("a", "b"), np.array(["a", "b"])):
        assert checked_words(words, "modes", "such as a") == ("a", "b")
    assert sorted(checked_words({"a", "b"}, "modes", "such as a")) == ["a", "b"]
    assert checked_words([], "modes", "such as a") == ()
    for words in ("ab", b"ab", 5, None, {"a": 1}, [5], [["a"]], np.nan, [b"a"]):
        refused(checked_words, words, "modes", "such as full, same")


def test_a_value_in_a_message_is_short():
    nested = [[["x" * 99] * 9] * 9] * 9
    longest = 10**5000  # of more digits than Python writes
    for value in (longest, -longest, {1: [longest]}, "x" * 5000, "\x1b\n\udcff", nested, object()):
        assert re.fullmatch("[ -~]{1,60}", in_message(value))


def test_rows_are_equally_long():
    assert checked_rows(((1, 2), (3, 4)), "image") == [[1, 2], [3, 4]]
    for rows in ([[1, 2], [3]], [[1], [2, 3]], [], [[]], [1, 2], 7):
        refused(checked_rows, rows, "image")


def test_the_filters_read_the_channels_that_there_are():
    def image(channels):
        return [[[1] * channels] * 3] * 2

    filters = [[[[1, 2, 3], [4, 5, 6]]]]
    assert checked_channels(image(2), filters) == (2, 3)
    for channels in (1, 3):
        refused(checked_channels, image(channels), filters)


@pytest.mark.parametrize("uneven", [[1, [2]], [[1], 2], [[1], [2, 3]], [[1], []], []])
def test_uneven_lists_have_no_shape(uneven):
    with pytest.raises(ValueError, match="the images are empty or uneven"):
        checked_shape(uneven, "images")
