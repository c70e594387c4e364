"""Readings in words; and a mistake that says what a reading says gives what it gives, for every request."""

from hypothesis import given
from support.drawn_requests import few, made, requests

from course.diagnosis.cause import Cause, output_or_none
from course.diagnosis.reading_text import says_the_same
from course.diagnosis.readings import every_reading
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import alike, applies


def first_line(text):
    return text.split("\n")[0]


@few
@given(requests())
def test_a_mistake_that_says_the_same_gives_the_same(request):
    """SAME apart: with a stride it adds other zeros than a mode same whose odd zero is on the other side."""
    fitting = [mistake for mistake in BANK.values() if applies(mistake, request.axes, request.options)]
    for reading in every_reading(request, 1):
        for mistake in fitting:
            if "SAME" in (request.mode, reading.changes.get("mode")) or not says_the_same(
                reading, Cause((mistake,)), request.mode
            ):
                continue
            one, other = made([mistake.name], request), output_or_none(reading.request)
            assert one is None or other is None or alike(one, other), (mistake.name, reading.changes)


def test_what_a_reading_says_is_not_said_again_by_a_mistake(explained):
    """Octave's conv(x, h, 'same') for four weights: SAME by name, with what stands on which side, and as no cause."""
    out = explained("1 5 2 7 3 8 4", "2 -1 0 3", "-1 15 14 19 21 5 24", "--mode", "same")[1]
    first = first_line(out)
    assert "TensorFlow's mode SAME, with 1 zero before the input and 2 after it [same-wrong-side" in first
    assert first.endswith("You asked for mode same, with 2 zeros before the input and 1 after it.")
    assert out.count("same-wrong-side") == 2  # the second time below the input that tells it from another
    assert "Another explanation fits" in out and "exactly the numbers of mode same" not in out


def test_who_gave_padding_is_told_by_its_sides(explained):
    """cv2.blur with a kernel of 2 takes the neighbours on the left and above."""
    x, h = "1 5 2 8; 7 3 6 4; 9 0 12 10", "1/4 1/4; 1/4 1/4"
    got = "4 4 4 5; 4 4 4 5; 4.75 4.75 5.25 8"
    line = first_line(explained(x, h, got, "--padding", "0:1,0:1", "--border", "reflect")[1])
    assert "1 above and 1 on the left" in line and "You asked for numbers around the image, 1 below" in line


def test_modes_that_add_the_same_are_one(explained):
    out = explained("3 1 4 1 5", "2 7 1", "23 18 31 21 36")[1]
    assert "mode SAME" not in out and "mode same" in first_line(out)


def test_of_many_readings_it_is_said_how_many_are_left_out(explained):
    """Equal numbers do not tell one border from another."""
    line = first_line(explained("2 2 2 2 2", "1 1 1", "6 6 6 6 6", "--mode", "valid")[1])
    assert line.count("in mode same and") == 4 and "other choice" not in line
    line = first_line(explained("2 2 2 2 2", "1 2 1 1", "10 10 10 10 10", "--mode", "valid")[1])
    assert line.count(", or in") == 3 and "or with 4 other choices of mode, border and flip. You" in line
