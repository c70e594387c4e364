"""What a definition with mistakes refuses is no numbers, whoever asks it."""

from course.mistakes.faulty_definition import none_where_refused, unless_refused


def refusing(number):
    if number < 0:
        raise ZeroDivisionError
    return [number]


def test_what_a_definition_refuses_is_none():
    assert none_where_refused(refusing)(3) == [3] and none_where_refused(refusing)(-1) is None
    assert none_where_refused(refusing).__name__ == "refusing"


def test_a_look_at_what_is_refused_or_at_nothing_says_no():
    looked = [unless_refused(lambda value: refusing(value) == [3], value) for value in (3, 4, -1, None)]
    assert looked == [True, False, False, False]
