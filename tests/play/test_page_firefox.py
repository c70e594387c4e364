"""The page in Debian's Firefox, driven by puppeteer-core over WebDriver BiDi: does it work there?"""

import pytest
from support.firefox import seen_in_firefox
from support.play_page import on_page

from course.convolution.definition import convolve1d, convolve2d
from course.convolution.formatting import number
from course.play.answers import why_answer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seen(address):
    """What is seen in Firefox after each step of the script."""
    return seen_in_firefox("firefox_page.cjs", address)


def outputs(x, **options):
    return " ".join(map(number, convolve1d(x, [3, 1], **options)))


def test_the_window_moves(seen):
    lines = [seen[step]["line"] for step in ("opened", "next", "arrow")]
    assert lines == ["y[0] = [0]*1 + 1*3 = 3", "y[1] = 1*1 + 2*3 = 7", "y[2] = 2*1 + 4*3 = 14"]
    assert seen["opened"]["output"] == outputs([1, 2, 4])
    assert seen["opened"]["marks"] == "✗" * 4


def test_numbers_are_edited_undone_and_typed(seen):
    assert seen["edited"]["input"] == "1 1/3 4" and seen["edited"]["output"] == "3 2 37/3 4"
    assert seen["undone"]["input"] == "1 2 4" and seen["undone"]["output"] == outputs([1, 2, 4])
    assert seen["set"]["output"] == outputs([1, 2, 4], border="wrap", stride=2)
    typed = [y for row in convolve2d([[1, 2], [-3, 4]], [[3, 1]]) for y in row]
    assert seen["typed"]["input"] == "1 2; -3 4" and seen["typed"]["output"] == " ".join(map(number, typed))


def test_why_answers(seen):
    right = why_answer({"input": "1 2 4", "kernel": "3 1", "got": "1 5 10 12"})
    assert seen["why"]["reasons"] == [*map(on_page, right["sentences"])]


def test_the_console_is_silent(seen):
    assert seen["errors"] == []
