"""Numbers that are typed and pasted into the page, undone and reset, and the address that holds them."""

import json
import random
import shlex

import numpy as np
import pytest
from support.play_page import PlayPage, hash_of, play_server
from support.typed_requests import answered_requests

from course.__main__ import COMMANDS
from course.convolution.formatting import number
from course.convolution.kernels import KERNELS
from course.convolution.nested import flat
from course.own_numbers.options import from_options
from course.own_numbers.trace import trace_parser
from course.play.page import page_html
from course.play.presets import PRESETS, TELLING_INPUTS

pytestmark = pytest.mark.browser


def is_one_line(text):
    return 0 < len(text) <= 450 and "\n" not in text


# ---- cells


def test_an_added_number_is_not_edited(played):
    played.edit("input", 0, 0, "7")
    assert played.numbers("input")[0] == ["[0]", "3", "4", "5", "[0]"]
    assert played.cell("input", 0, 0).get_attribute("aria-readonly") == "true"


@pytest.mark.parametrize("table", ["input", "kernel", "answer"])
@pytest.mark.parametrize(
    "typed", ["1,5", "x", "1 2", "nan", "1/0", "<b>", "9 " * 5000, "9" * 10_000, "\N{GRINNING FACE}"]
)
def test_a_text_that_is_no_number_is_refused_in_one_line(played, table, typed):
    before = played.numbers(table)
    column = 1 if table == "input" else 0
    played.edit(table, 0, column, typed)
    said = played.read()["answerSaid" if table == "answer" else "said"]
    assert is_one_line(said), said
    assert played.page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    played.page.keyboard.press("Escape")
    assert played.numbers(table) == before


def test_a_number_that_is_refused_is_let_go_with_the_cell(played):
    played.edit("kernel", 0, 0, "x")
    played.page.click("h1")
    assert played.numbers("kernel") == [["2", "1"]]


def test_the_other_numbers_stay_as_they_were_written(played):
    played.open(input="0.12345678901234567 100001/700003 2.50", kernel="1")
    played.edit("input", 0, 2, "3")
    assert played.read()["fields"]["input"] == "0.12345678901234567 100001/700003 3"
    played.open(input="[[1, 2.50], [3, 4]]", kernel="1")
    played.edit("input", 1, 0, "1/3")
    assert played.numbers("input") == [["1", "2.5"], ["1/3", "4"]]
    played.open(input="1 2 3; 4 5 6; 7 8 9", kernel="sobel-vertical")
    played.edit("kernel", 0, 0, "7")
    assert played.numbers("kernel")[0][0] == "7" and played.numbers("kernel")[1] == [
        str(weight) for weight in KERNELS["sobel-vertical"].rows[1]
    ]


# ---- undo and reset


def test_what_a_change_comes_to_is_told(played):
    played.open(input="3 4 5", kernel="2 1")
    played.page.click("#more-stride")
    added = "Mode full adds 1 zero before and 1 after."
    assert played.texts("#told") == [f"The stride is 2: the output has 2 numbers. {added}"]
    played.page.click("#undo")
    assert played.texts("#told") == ["Undone: stride 1."]
    played.page.select_option("#example", "Lesson 1: the kernel lies inside")
    assert played.texts("#told") == [
        "Other numbers: the output has 2 rows and 2 columns. Mode valid adds nothing."
    ]


@pytest.mark.parametrize("button", ["less-stride", "next", "back", "undo"])
def test_a_button_that_has_nothing_to_do_keeps_the_focus(played, button):
    played.open(input="3 4", kernel="2", stride="2")
    played.page.focus(f"#{button}")
    played.page.keyboard.press("Enter")
    played.page.keyboard.press("Enter")
    assert played.read()["focus"] == button and played.page.is_disabled(f"#{button}")


@pytest.mark.parametrize(
    "border, thing", [("constant", "1 zero"), ("constant=5", "1 place"), ("edge", "1 place")]
)
def test_what_cannot_be_halved_is_called_what_it_is(played, border, thing):
    played.open(input="3 4 5", kernel="2 1", mode="same", border=border)
    assert f"{thing} cannot be halved" in " ".join(played.read()["rules"])


def test_ctrl_z_in_a_field_is_the_field_s_own(played):
    played.fill("stride", "2")
    played.page.click("#input")
    played.page.keyboard.type("9")
    played.page.keyboard.press("Control+z")
    assert played.read()["fields"]["input"] == "3 4 5" and played.read()["fields"]["stride"] == "2"


def test_reset_goes_back_to_the_link_and_can_be_undone(played):
    played.open(input="1 2 4", kernel="3 1", mode="same", stride="2", got="? 14", at="1")
    before = played.read()
    played.fill("input", "9 9 9 9")
    played.page.click("#flip")
    played.page.click("#reset")
    played.page.mouse.move(0, 0)
    assert {**played.read(), "focus": ""} == {**before, "focus": ""}
    played.page.click("#undo")
    assert played.read()["fields"]["input"] == "9 9 9 9"


def test_what_is_ticked_and_not_yet_hidden_is_not_ticked_after_reset(played):
    box = "document.querySelector('#hidable input[name=hide-stride]')"
    played.page.evaluate(f"{box}.click()")
    assert played.page.evaluate(f"{box}.checked")
    played.page.click("#reset")
    assert not played.page.evaluate(f"{box}.checked")


# ---- pasting

ARRAY = np.array([[1, 2, 3], [4, 5, 6]])


@pytest.mark.parametrize(
    "text, rows",
    [
        ("1\t2\t3\n4\t5\t6\n", ARRAY.tolist()),
        ("1 2 3\r\n4 5 6", ARRAY.tolist()),
        ("1, 2, 3;\n4, 5, 6", ARRAY.tolist()),
        (str(ARRAY), ARRAY.tolist()),
        (str(ARRAY.tolist()), ARRAY.tolist()),
        (str(ARRAY[0]), [ARRAY[0].tolist()]),
        ("\N{MINUS SIGN}1 2", [[-1, 2]]),
    ],
)
@pytest.mark.parametrize("name", ["input", "kernel"])
def test_pasted_numbers_are_read(played, name, text, rows):
    played.open(input="1 2 3 4; 5 6 7 8; 9 8 7 6; 5 4 3 2", kernel="1 1 1; 1 1 1")
    if len(rows) == 1 and name == "input":
        played.open(input="1 2 3 4", kernel="1 1")
    paste(played, name, text)
    title = played.numbers(name)
    added = (len(title) - len(rows)) // 2 if name == "input" else 0
    inside = [[cell for cell in row if not cell.startswith("[")] for row in title[added : added + len(rows)]]
    assert inside == [[str(value) for value in row] for row in rows]
    assert played.read()["said"] == ""


def test_a_pasted_answer_is_read(played):
    played.open(input="1 2; 3 4", kernel="1")
    paste(played, "got", "1\t2\n3\t5")
    assert [cell["badge"] for row in played.read()["tables"]["answer"] for cell in row] == [
        "✓",
        "✓",
        "✓",
        "✗",
    ]


def paste(played, name, text):
    """Pastes a text in the place of all that a field holds, by keys."""
    played.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    played.page.focus(f"#{name}")
    for key in ("Control+a", "Control+v", "Enter"):
        played.page.keyboard.press(key)


# ---- the address


def test_the_address_holds_what_was_done_and_opens_again(played, opened):
    played.fill("input", "1.5 -2 1/3 4")
    played.page.select_option("#mode", "padding")
    played.fill("padding", "2:1")
    played.page.select_option("#border", "wrap")
    played.page.click("#flip")
    played.fill("got", "1 ? 3 4")
    played.page.wait_for_timeout(300)  # until all of this is in the address
    played.page.click("#next")
    link = link_of(played)
    assert "got=1+?+3+4" in link and "flip=no" in link and "padding=2:1" in link
    before = {**played.read(), "focus": ""}
    again = opened(link[link.index("#") :])
    assert {**again.read(), "focus": ""} == before


def link_of(played):
    """The address, once it is written."""
    before = played.page.evaluate("location.href")
    for _ in range(100):
        if (link := played.page.evaluate("location.href")) != before:
            break
        played.page.wait_for_timeout(20)
    return link


def words_that_page_has(name):
    text = page_html().split('id="course-words">')[1].split("</script>")[0]
    return json.loads(text)[name]


def test_every_example_opens(played):
    assert [one["words"] for one in words_that_page_has("presets")] == list(PRESETS.values())
    for i, words in enumerate(PRESETS.values()):
        played.open(input="7", kernel="7", stride="3", border="edge", got="1", flip="no")
        played.page.select_option("#example", str(i))
        assert played.output().split() == outputs_of(words), words
        assert played.read()["fields"]["example"] == str(i) and played.read()["fields"]["got"] == ""


def test_telling_numbers_open(played):
    for words in TELLING_INPUTS[::7]:
        played.open(**words)
        assert played.output().split() == outputs_of(words)


def outputs_of(words):
    request = from_options(trace_parser().parse_args(options_of(words)), files=False)
    return [number(value, request.decimal) for value in flat(request.output)]


def options_of(words):
    return [f"--{name}={text}" for name, text in words.items() if name != "flip"] + ["--no-flip"] * (
        "flip" in words
    )


NAMES = "() => [...new Set([...document.querySelectorAll('[data-name]')].map((part) => part.dataset.name))]"
INSIDE = """(name) => [...document.querySelectorAll(`[data-name=${name}] [data-name]`)].map(
    (part) => part.dataset.name)"""
VISIBLE = """() => Object.fromEntries([...document.querySelectorAll("[data-name]")].map(
    (part) => [part.dataset.name, part.checkVisibility()]))"""
IMPLIED = {"border": ["constant"], "output": ["teachers"]}  # whose list would show the output again


@pytest.mark.parametrize("mode", ["full", "padding"])
def test_a_link_hides_what_it_names_and_nothing_else(played, mode):
    words = {"input": "3 4 5", "kernel": "2 1", "mode": mode, "padding": "1"}
    played.open(**words)
    usual = played.page.evaluate(VISIBLE)
    names = played.page.evaluate(NAMES)
    assert {"stride", "dilation", "output", "mode", "answer"} <= set(names) and len(names) > 15
    assert sum(usual.values()) >= len(names) - 1
    for name in names:
        played.open(**words, hide=name)
        gone = {name, *played.page.evaluate(INSIDE, name), *IMPLIED.get(name, ())}
        if mode == "padding" and name in ("settings", "mode", "padding"):
            gone |= {"questions", "problem"}  # which would all change it
        assert played.page.evaluate(VISIBLE) == {
            one: there and one not in gone for one, there in usual.items()
        }
    played.open(**words, hide="stride,dilation")
    there = played.page.evaluate(VISIBLE)
    assert not there["stride"] and not there["dilation"]
    played.open(**words)
    assert played.page.evaluate(VISIBLE) == usual


@pytest.mark.parametrize("name", ["stride", "dilation", "border"])
def test_a_hint_speaks_of_no_setting_that_is_hidden(played, name):
    others = {"stride", "dilation", "border"} - {name}
    played.open(input="3 4 5", kernel="2 1", hide=name)
    assert named_in_hint(played) == others
    played.open(input="3 4 5", kernel="2 1", hide=",".join(others))
    assert named_in_hint(played) == {name}


def named_in_hint(played):
    """Which settings the hint below them explains, as it is seen."""
    return {text.split(":")[0].lower() for text in played.texts("#mode-meaning + p > :visible")}


def test_a_hint_with_nothing_left_to_say_is_gone(played):
    played.open(input="3 4 5", kernel="2 1", hide="stride,dilation,border")
    assert not played.page.is_visible("#mode-meaning + p")
    for hide, there in {"kernel": True, "input,kernel": False}.items():
        played.open(input="3 4 5", kernel="2 1", hide=hide)
        assert played.page.is_visible("text=Blanks stand between numbers") == there


def test_a_right_answer_names_no_button_that_is_hidden(played):
    played.open(input="3 4 5", kernel="2 1", got="6 11 14 5", hide="problem")
    assert played.read()["answerSaid"] == "All right."


def test_hidden_controls_stay_hidden_through_every_change(played):
    hidden = ("border", "padding", "flip", "constant")
    played.open(input="3 4 5", kernel="2 1", hide="border,padding,flip")
    played.page.select_option("#mode", "padding")
    played.page.click("#next")
    played.page.click("#reset")
    assert_hidden(played, *hidden)
    played.page.select_option("#example", "1")
    assert_hidden(played, *hidden)
    played.page.click("#problem")
    assert_hidden(played, *hidden)
    played.page.evaluate("document.querySelector('[data-words]').click()")
    assert_hidden(played, *hidden)


def assert_hidden(played, *names):
    there = played.page.evaluate(VISIBLE)
    assert not any(there[name] for name in names)


# ---- texts that are none

NASTY = {
    "a script": "<script>document.title = 'run'</script>",
    "a picture": "<img src=x onerror=\"document.title = 'run'\">",
    "a million numbers": "1 " * 1_000_000,
    "too many numbers": "1 " * 100_001,
    "a division by zero": "1/0",
    "a comma": "1,5 2",
    "nan": "nan",
    "an emoji": "\N{GRINNING FACE}",
    "a zero byte": "\0",
    "percents": "%00 %E0%A4%A",
    "10,000 digits": "1" * 10_000,
    "10,000 letters": "x" * 10_000,
    "a text of Python": "__import__('os')",
    "a path": "../../etc/passwd",
}
FIELDS = ("input", "kernel", "stride", "dilation", "padding", "constant")
SHOWN_FIELDS = {"input": "3 4 5", "kernel": "2 1", "mode": "padding", "padding": "1"}


@pytest.mark.parametrize("nasty", NASTY)
def test_a_nasty_text_in_a_field_is_refused_in_one_line(played, nasty):
    played.open(**SHOWN_FIELDS)
    before = {**played.read(), "focus": "", "said": ""}
    title, text = played.page.title(), NASTY[nasty]
    for name in FIELDS[:1] if "million" in nasty else FIELDS:
        played.page.evaluate(
            """([name, text]) => {
                const field = document.getElementById(name);
                field.value = text;
                field.dispatchEvent(new Event("change"));
            }""",
            [name, text],
        )
        seen = played.read()
        assert is_one_line(seen["said"]), (name, seen["said"])
        kept = {**before, "fields": {**before["fields"], name: text}}
        assert {**seen, "focus": "", "said": ""} == kept, name
        assert refused_fields(played) == [name]
    assert played.page.title() == title


def refused_fields(played):
    marked = "(fields) => fields.map((field) => field.id)"
    return played.page.locator("[aria-invalid=true]").evaluate_all(marked)


@pytest.mark.parametrize("name, text, mended", [("stride", "x", "2"), ("constant", "1,5", "1.5")])
def test_a_text_that_is_refused_stays_until_it_is_mended_or_let_go(played, name, text, mended):
    usual = played.read()["fields"][name]
    played.fill(name, text)
    refusal = played.read()["said"]
    played.page.click("#next")  # the window goes on; the text and what is said of it stay
    seen = played.read()
    assert (seen["fields"][name], seen["said"]) == (text, refusal) and is_one_line(refusal)
    played.fill(name, mended)
    seen = played.read()
    assert (seen["fields"][name], seen["said"], refused_fields(played)) == (mended, "", [])
    ways = {
        "undo": lambda: played.page.click("#undo"),
        "a key": lambda: (
            played.page.evaluate("document.activeElement.blur()") or played.page.keyboard.press("Control+z")
        ),
        "reset": lambda: played.page.click("#reset"),
        "a question": lambda: played.page.evaluate("document.querySelector('[data-words]').click()"),
        "a link": lambda: played.open(input="3 4", kernel="1"),
    }
    for way, go in ways.items():
        played.fill(name, text)
        assert refused_fields(played) == [name], way
        go()
        seen = played.read()
        assert (seen["fields"][name], seen["said"], refused_fields(played)) == (usual, "", []), way


def test_a_step_that_is_refused_leaves_its_field_as_it_was(played):
    played.fill("stride", "1000")
    played.page.click("#more-stride")
    assert "1001" in played.read()["said"]
    assert played.read()["fields"]["stride"] == "1000" and refused_fields(played) == []


TOO_MUCH = {
    "numbers": ({"input": "1 " * 901, "kernel": "1"}, "at most 900"),
    "weights": ({"input": "1 " * 300, "kernel": "1 " * 226, "mode": "valid"}, "at most 225"),
    "products": ({"input": "1 " * 900, "kernel": "1 " * 45}, "at most 40000"),
    "cells": ({"input": "1 " * 800, "kernel": "1 1", "padding": "900", "stride": "1000"}, "at most 2500"),
}


@pytest.mark.parametrize("limit", TOO_MUCH)
def test_more_than_the_page_shows_is_refused_with_the_command_that_takes_it(played, limit):
    words, most = TOO_MUCH[limit]
    played.open(**words)
    said = played.read()["said"]
    assert most in said and "python -m course trace" in said and is_one_line(said)
    assert from_options(trace_parser().parse_args(options_of(words)), files=False).output


def test_as_much_as_the_page_shows_is_taken(played):
    played.open(input="1 " * 900, kernel="1 " * 46, mode="valid")
    assert played.read()["said"] == "" and played.output().split() == ["46"] * 855


@pytest.mark.parametrize("nasty", [nasty for nasty in NASTY if "million" not in nasty])
def test_a_nasty_text_in_the_answer_is_refused_in_one_line(played, nasty):
    played.page.evaluate(
        """(text) => {
            const field = document.getElementById("got");
            field.value = text;
            field.dispatchEvent(new Event("change"));
        }""",
        NASTY[nasty],
    )
    seen = played.read()
    assert is_one_line(seen["answerSaid"])
    assert not any(cell["badge"] for row in seen["tables"]["answer"] for cell in row)
    assert len(seen["tables"]["answer"][0]) == 4 and played.output() == "6 11 14 5"


@pytest.mark.parametrize("nasty", [nasty for nasty in NASTY if "million" not in nasty])
def test_a_nasty_text_in_the_address_is_refused_in_one_line(played, nasty):
    title, text = played.page.title(), NASTY[nasty]
    for name in ("input", "kernel", "mode", "stride", "dilation", "border", "padding", "flip"):
        if len(text) > 50_000 and name != "input":
            continue  # browsers take seconds over such an address
        played.open(**{"input": "7 8", "kernel": "1", name: text})
        seen = played.read()
        assert is_one_line(seen["said"]), (name, nasty)
        assert seen["fields"]["input"] == next(iter(PRESETS.values()))["input"]
    if len(text) < 50_000:
        for name in ("at", "view", "cover", "hide", "got", "unknown", "__proto__", "constructor"):
            played.open(**{"input": "7 8", "kernel": "1", name: text})
            assert played.output() == "7 8" and played.read()["line"] == "y[0] = 7*1 = 7"
    assert played.page.title() == title
    played.open(input="3 4 5", kernel="2 1")
    assert played.read()["said"] == ""


def test_nan_is_refused_with_the_command_that_takes_it(played):
    played.fill("input", "1 nan 3")
    assert "python -m course trace" in played.read()["said"]


# ---- copy


def test_copy_link(played):
    played.fill("stride", "2")
    played.page.click("#copy-link")
    played.page.wait_for_selector("#share-said:not(:empty)")
    copied = played.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{played.address}{hash_of(input='3 4 5', kernel='2 1', stride='2')}"
    assert "this computer only" in played.read()["shareSaid"]


@pytest.mark.course_server("it alone is told the published address")
def test_copy_link_offers_the_published_address(browser):
    with play_server() as server:
        server.published = "https://example.org/play/"
        played = PlayPage(browser, server.address, hash_of(input="3 4 5", kernel="2 1", stride="2"))
        played.page.click("#copy-link")
        played.page.wait_for_selector("#share-said:not(:empty)")
        copied = played.page.evaluate("navigator.clipboard.readText()")
        assert copied == "https://example.org/play/" + hash_of(input="3 4 5", kernel="2 1", stride="2")
        assert played.read()["shareSaid"] == "The link is copied. It opens at https://example.org/play/"
        played.close()


def test_a_command_has_the_answer_if_a_number_of_it_is_known(played):
    for got, command in {"6 11 ? ?": "why", "? ? ? ?": "trace"}.items():
        played.fill("got", got)
        played.page.click("#copy-command")
        played.page.wait_for_selector(f"#share-said >> text=python -m course {command} ")
        assert played.read()["shareSaid"].endswith('--got "6 11 ? ?"') == (command == "why")


# ---- what pupils get


def test_a_link_for_pupils_is_copied_and_hides_nothing_here(played):
    played.page.evaluate("document.getElementById('teachers').open = true")
    played.page.check("#hidable input[name=hide-share]")
    played.page.check("#hidable input[name=cover-output]")
    played.page.click("#copy-for-pupils")
    played.page.wait_for_selector("#pupils-said:not(:empty)")
    copied = played.page.evaluate("navigator.clipboard.readText()")
    wanted = hash_of(input="3 4 5", kernel="2 1", cover="yes") + "&hide=cover,share,teachers"
    assert copied == f"{played.address}{wanted}"
    assert played.page.is_visible("#copy-link") and played.output() == "6 11 14 5"
    played.page.click("#hide-now")
    assert not played.page.is_visible("#copy-link") and played.output() == "? ? ? ?"


def test_the_list_says_that_a_link_to_this_computer_opens_here_alone(played):
    assert "It opens on this computer only" in played.page.text_content("#opens")


def test_undo_brings_back_what_was_hidden_and_no_more(played):
    played.open(input="3 4 5", kernel="2 1", hide="flip")
    played.fill("stride", "2")
    played.page.evaluate("document.getElementById('teachers').open = true")
    played.page.check("#hidable input[name=hide-border]")
    played.page.click("#hide-now")
    assert not played.page.is_visible("#border")
    played.page.click("#undo")
    assert played.page.is_visible("#border") and not played.page.is_visible("#flip")
    assert played.page.input_value("#stride") == "2"
    ticked = played.page.locator("#hidable input:checked").evaluate_all("(all) => all.map((one) => one.name)")
    assert ticked == ["hide-flip"]
    played.page.click("#undo")
    assert played.page.input_value("#stride") == "1" and not played.page.is_visible("#flip")


def hide_now(played, *names):
    """Ticks these in the teachers' list, and hides them."""
    played.page.evaluate("document.getElementById('teachers').open = true")
    for name in names:
        played.page.check(f"#hidable input[name={name}]")
    played.page.click("#hide-now")


def test_hiding_and_undo_say_what_is_gone_and_what_is_back(played):
    hide_now(played, "hide-stride", "hide-questions")
    hidden = "Hidden now: stride, the questions. Undo takes this back."
    assert played.texts("#pupils-said") == [hidden]
    played.page.click("#undo")
    assert played.read()["said"] == "Undone. Shown again: stride, the questions."
    assert played.texts("#told") == played.texts("#pupils-said") == [""]
    played.page.click("#hide-now")
    assert played.read()["said"] == "" and played.texts("#pupils-said") == ["Nothing has changed."]
    played.page.check("#hidable input[name=hide-flip]")
    played.page.click("#hide-now")
    played.page.click("#undo")
    played.fill("stride", "2")
    assert played.read()["said"] == ""


def test_hiding_where_nothing_is_ticked_says_so_and_is_no_step_to_undo(played):
    hide_now(played)
    assert played.texts("#pupils-said") == ["Nothing has changed."] and played.page.is_disabled("#undo")


def test_an_output_that_is_covered_is_uncovered_by_undo(played):
    hide_now(played, "cover-output")
    gone = "the boxes that cover the output, this list for teachers"
    assert played.read()["said"] == f"Hidden now: {gone}. The output is covered. Undo takes this back."
    played.page.click("#undo")
    assert played.output() == "6 11 14 5"
    assert played.read()["said"] == f"Undone. Shown again: {gone}. The output is not covered."


@pytest.mark.parametrize("got, is_sent", [("6 11 14 5", False), ("6 11 14 6", True), ("6 ? 14 ?", True)])
def test_a_covered_link_for_pupils_has_no_answer_that_is_all_right(played, got, is_sent):
    played.fill("got", got)
    played.page.evaluate("document.getElementById('teachers').open = true")
    played.page.check("#hidable input[name=cover-output]")
    played.page.click("#copy-for-pupils")
    played.page.wait_for_selector("#pupils-said:not(:empty)")
    copied = played.page.evaluate("navigator.clipboard.readText()")
    assert ("got=" in copied) == is_sent and "cover=yes" in copied
    pupil = PlayPage(played.page.context.browser, copied)
    assert pupil.output() == "? ? ? ?"
    pupil.close()


def test_a_link_for_pupils_covers_the_sums(played):
    hide_now(played, "cover-its-sums")
    assert "The output is covered, its sums and the flip, too." in played.read()["said"]
    assert played.read()["line"] == "y[0] = ?" and played.page.is_checked("#hidable input[name=cover-output]")


def test_the_answer_that_uncovers_the_output_is_one_step(played):
    played.open(input="3 4 5", kernel="2 1", cover="yes")
    played.fill("got", "6 11 14 5")
    assert played.output() == "6 11 14 5"
    played.page.click("#undo")
    assert played.output() == "? ? ? ?" and played.page.is_disabled("#undo")
    assert played.texts("#told") == ["Undone. The output is covered. Your answer is empty."]


def test_a_list_that_hides_itself_leaves_the_focus_on_what_brings_it_back(played):
    hide_now(played, "hide-teachers")
    seen = played.read()
    assert (
        seen["said"] == "Hidden now: this list for teachers. Undo takes this back."
        and seen["focus"] == "undo"
    )
    played.page.keyboard.press("Enter")
    assert played.page.is_visible("#teachers")


def test_where_nothing_is_to_be_undone_undo_says_so(played):
    played.page.keyboard.press("Control+z")
    assert played.texts("#told") == ["There is nothing to undo."]


def test_where_nothing_may_be_copied_the_text_itself_is_shown(opened):
    page = opened("#input=3 4 5&kernel=2 1", permissions=[])
    refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"
    page.page.evaluate(f"() => {{ {refuse}; }}")
    page.page.click("#copy-link")
    said = page.page.locator("#share-said:not(:empty)").text_content()
    assert said.startswith(page.page.url) and "this computer only" in said
    page.page.click("#copy-command")
    page.page.wait_for_selector("#share-said >> text=python -m course trace")


def test_a_copied_command_asks_the_same(played):
    chance = random.Random(10)
    for typed, request in answered_requests(11, 25, 99):
        right = list(flat(request.output))
        got = " ".join(["1"] * len(right)) if chance.random() < 0.5 else ""
        played.open(**typed.words, got=got)
        played.page.evaluate("document.getElementById('share-said').textContent = ''")
        played.page.click("#copy-command")
        played.page.wait_for_selector("#share-said:not(:empty)")
        command = shlex.split(played.page.evaluate("navigator.clipboard.readText()"))
        assert (
            command[:3] == ["python", "-m", "course"]
            and command[3] == ("why" if got else "trace") in COMMANDS
        )
        words = command[4:]
        if got:
            place = words.index("--got")
            assert words[place + 1].split() == got.split()
            words[place : place + 2] = []
        asked = from_options(trace_parser().parse_args(words), files=False)
        assert list(flat(asked.output)) == right, (typed.words, command)
        assert asked.decimal == typed.decimal
