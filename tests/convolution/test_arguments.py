"""A caller's arguments: what may be worked with is given back, anything else is refused in one line."""

import re

import pytest

from course.convolution.arguments import checked_channels, checked_rows, checked_whole_number


def refused(check, *arguments):
    with pytest.raises(ValueError) as refusal:
        check(*arguments)
    assert re.fullmatch("[ -~]{20,200}", str(refusal.value))


def test_whole_numbers():
    assert checked_whole_number(3, "stride", 3) == 3
    for value in (2, -3, True, False, 3.0, "3", None, [3]):
        refused(checked_whole_number, value, "stride", 3)
    refused(checked_whole_number, True, "stride", 1)


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
