"""The page where it is served, on the site and from a disk, each in turn: editing, stepping, modes, and what Why? says.

All other tests of the page run at one of these places, which the option --page names.
"""

from fractions import Fraction

import pytest
from support.browser import PLACES
from support.page_answers import ANSWERS, explained, said_of
from support.play_page import on_page
from support.typed_requests import answered_requests

from course.convolution.definition import convolve1d
from course.convolution.formatting import number
from course.convolution.nested import flat

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("place", PLACES, indirect=True, scope="session"),
]


@pytest.mark.parametrize(
    "typed, shown, value",
    [
        ("7", "7", 7),
        ("-2", "-2", -2),
        ("\N{MINUS SIGN}2", "-2", -2),
        ("1/3", "1/3", Fraction(1, 3)),
        (".5", "0.5", Fraction(1, 2)),
        ("2e2", "200", 200),
        ("", "0", 0),
    ],
)
def test_a_number_is_edited_in_its_cell(played, typed, shown, value):
    # the first number stands in column 1, as mode full adds a zero before it
    played.edit("input", 0, 2, typed)
    outputs = " ".join(number(y, "." in typed) for y in convolve1d([3, value, 5], [2, 1]))
    assert played.numbers("input")[0][2] == shown
    assert played.output() == outputs
    assert played.read()["said"] == ""


def test_undo_takes_back_one_change_after_the_other(played):
    played.edit("kernel", 0, 0, "5")
    played.fill("stride", "2")
    played.page.select_option("#mode", "same")
    played.page.click("#next")
    seen = [played.output()]
    played.page.click("#undo")
    seen.append(played.output())
    played.cell("output", 0, 0).focus()
    for _ in range(3):
        played.page.keyboard.press("Control+z")
        seen.append(played.output())
    x = [3, 4, 5]
    asked = [
        ([5, 1], "same", 2),
        ([5, 1], "full", 2),
        ([5, 1], "full", 1),
        ([2, 1], "full", 1),
        ([2, 1], "full", 1),
    ]
    assert seen == [" ".join(map(str, convolve1d(x, h, mode, stride=stride))) for h, mode, stride in asked]
    assert played.page.is_disabled("#undo")


def test_the_words_of_the_command_line_open(played, place):
    """Each as the command has it: padding needs no mode beside it. A third of them at each place."""
    for typed, request in answered_requests(9, 40, 99)[PLACES.index(place) :: len(PLACES)]:
        right = [number(value, typed.decimal) for value in flat(request.output)]
        played.open(**typed.words)
        assert played.output().split() == right, typed.words


@pytest.mark.parametrize("name", ANSWERS)
def test_why_says_what_the_command_says(played, name):
    right = explained(name)
    played.open(**ANSWERS[name])
    seen = played.ask()
    assert seen["reasons"] == said_of(name) != []
    ways = (right["worked_out"] or {"ways": []})["ways"]
    assert [row[1] for row in seen["bothWays"]] == [f"= {way['sum']} = {way['result']}" for way in ways]
    if ways:
        index = f"y[{', '.join(map(str, right['worked_out']['index']))}]"
        assert [row[0] for row in seen["bothWays"]] == [f"{index} {way['name']} " for way in ways]
        played.page.click("#reasons button >> text=Show the window")
        assert played.read()["line"].startswith(f"{index} = ")
    buttons = played.page.locator("#reasons button >> text=hint")
    assert buttons.count() == bool(right["hints"])
    if right["hints"]:
        assert not any(text.startswith("Hint: ") for text in played.texts("#reasons > p"))
        buttons.click()
        hints = [f"Hint: {on_page(hint)}" for hint in right["hints"]]
        assert played.texts("#reasons > p")[-len(hints) :] == hints
        assert played.page.evaluate("document.activeElement.textContent") == hints[0]
