"""Answers that are typed into the page, and what it has to say of them."""

from functools import cache

from support.play_page import on_page

from course.play.answers import why_answer

ANSWERS = {
    "right": {"input": "1/3 2 5", "kernel": "1 2 1", "got": ".33 2.67 9.33 12 5"},
    "one mistake": {"input": "1 2 4", "kernel": "3 1", "got": "1 5 10 12"},
    "several explanations": {"input": "2 2 2 2", "kernel": "1 1", "got": "4 4 4 4"},
    "two mistakes": {"input": "3 1 4 1 5 9 2 6", "kernel": "2 7 1", "got": "3 22 17 31 20 46 75 38 46"},
    "an image": {
        "input": "3 1 4; 9 2 6",
        "kernel": "1 4 2; 8 5 7",
        "mode": "same",
        "got": "72 86 65; 90 139 79",
    },
    "nearly right": {"input": "3 1 4 1 5 9 2 6", "kernel": "2 7 1", "got": "6 23 18 31 23 61 73 35 44 6"},
    "another shape": {"input": "3 4 5", "kernel": "2 1", "got": "6 11"},
    "not explained": {"input": "3 1 4 1 5", "kernel": "2 7 1", "got": "6 23 18 31 12 77 13"},
    "half filled": {"input": "3 4 5", "kernel": "2 1", "got": "3 10 ? 10"},
    "padded": {
        "input": "3 1 4",
        "kernel": "2 1",
        "padding": "1:0",
        "stride": "2",
        "flip": "no",
        "got": "3 9",
    },
}


@cache
def explained(name):
    """What why_answer gives for one of ANSWERS."""
    return why_answer(ANSWERS[name])


def said_of(name):
    """What the page says of one of ANSWERS."""
    return [*map(on_page, explained(name)["sentences"])]
