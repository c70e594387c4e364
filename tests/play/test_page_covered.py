"""What a teacher's link covers and hides: pupils read no right number anywhere until they have found all of them."""

import re

import pytest
from support.play_page import hash_of, on_page

from course.convolution.formatting import number
from course.convolution.nested import flat
from course.own_numbers.options import from_options
from course.play.answers import parsed_words, why_answer
from course.play.presets import PRESETS

pytestmark = pytest.mark.browser

# all that stands in the page, seen or not: texts, attributes and what is in the fields
ALL_OF_PAGE = """() => [...document.body.querySelectorAll("*")].filter((part) => part.nodeName !== "SCRIPT").flatMap((part) => [
    ...[...part.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent),
    ...[...part.attributes].map(({ value }) => value), part.value ?? ""]).join(" | ")"""
PUPILS = {  # links whose cover no pupil can lift
    "covered": {"cover": "yes", "hide": "cover"},
    "with its sums": {"cover": "all", "hide": "cover"},
    "hidden": {"hide": "output"},
}
TASKS = {  # whose right numbers stand nowhere else in the page
    "full": {"input": "170 250 410", "kernel": "3 2"},
    "same": {"input": "313 -207 128 551", "kernel": "5 -2 4", "mode": "same"},
    "stride": {"input": "313 207 128 551 170", "kernel": "5 2", "mode": "SAME", "stride": "2"},
    "border": {"input": "313 207 128", "kernel": "5 2 3", "mode": "same", "border": "wrap"},
    "image": {"input": "130 217 338; 441 552 663", "kernel": "3 2; 5 7", "mode": "same"},
    "decimals": {"input": "130.5 217 338; 441 552 663", "kernel": "3 2; 5 7"},
}
QUESTIONS = ("why", "n + k", "odd zero", "stride 2")


def right_numbers(words):
    request = from_options(parsed_words({**words, "got": "0"}), files=False)
    return {number(value, request.decimal) for value in flat(request.output)}


def told(played, words):
    """The right numbers that stand somewhere in the page."""
    text = played.page.evaluate(ALL_OF_PAGE)
    return {one for one in right_numbers(words) if re.search(rf"(?<![\w.]){re.escape(one)}(?![\w.]|/)", text)}


def set_up(played, question):
    details = played.page.locator("#questions details").nth(question)
    details.locator("summary").click()
    details.locator("button").click()


def type_task(played, words):
    """The numbers of a task, by hand, as somebody would who wants to read its output."""
    for name in ("input", "kernel"):
        played.fill(name, words[name])
    for name in ("mode", "border"):
        played.page.select_option(f"#{name}", words.get(name, {"mode": "full", "border": "constant"}[name]))
    played.fill("stride", words.get("stride", "1"))
    played.page.set_checked("#flip", words.get("flip") != "no")


@pytest.mark.parametrize("task", TASKS)
def test_an_output_that_is_seen_is_found_by_the_search_of_these_tests(played, task):
    played.open(**TASKS[task])
    assert told(played, TASKS[task]) == right_numbers(TASKS[task])


@pytest.mark.parametrize("link", PUPILS)
@pytest.mark.parametrize("task", TASKS)
def test_a_step_in_either_view_tells_no_right_number(played, task, link):
    for view in ("window", "copies"):
        played.open(**TASKS[task], **PUPILS[link], view=view)
        for _ in range(6):
            assert not told(played, TASKS[task])
            played.page.press("#next", "Enter")
    played.page.hover("#kernel-grid td")
    assert not told(played, TASKS[task])


@pytest.mark.parametrize(
    "task, link",
    [("full", "covered"), ("stride", "with its sums"), ("image", "covered"), ("border", "hidden")],
)
def test_nothing_that_is_chosen_typed_or_undone_uncovers(played, task, link):
    words = TASKS[task]
    played.open(**words, **PUPILS[link])
    ways = {
        "an example": lambda: played.page.select_option("#example", "0"),
        "a question": lambda: set_up(played, 2),
        "a question with copies": lambda: set_up(played, 0),
        "a problem": lambda: played.page.click("#problem"),
        "a number": lambda: played.edit("input", 0, 1, "1"),
    }
    for name, way in ways.items():
        way()
        type_task(played, words)
        assert not told(played, words), name
        played.page.click("#undo")
        type_task(played, words)
        assert not told(played, words), f"{name}, undone"
        played.page.click("#reset")
        assert not told(played, words), f"{name}, reset"


@pytest.mark.parametrize("cover", ["yes", "all"])
def test_a_sealed_cover_lifts_for_all_right_numbers_and_for_these_alone(played, cover):
    words = TASKS["full"]  # 510 1090 1730 820 come out
    played.open(**words, cover=cover, hide="cover")
    played.fill("got", "510 1090 1730 821")
    assert played.output() == "? ? ? ?"
    played.fill("got", "510 1090 1730 820")
    assert played.output() == "510 1090 1730 820" and played.read()["line"].endswith("= 510")
    assert played.page.is_visible("#flipped-grid")
    assert not played.page.is_visible("#teachers") and not played.page.is_visible("#cover")
    played.fill("kernel", "2 3")
    assert set(played.output().split()) == {"?"}
    played.page.click("#undo")
    assert played.output() == "510 1090 1730 820"
    played.page.click("#undo")
    assert played.output() == "? ? ? ?"


def test_what_was_found_uncovers_nothing_else_after_the_page_is_loaded_anew(played):
    played.open(input="1", kernel="1", cover="yes", hide="cover")
    played.fill("got", "1")
    assert played.output() == "1"
    played.page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    played.page.reload()
    type_task(played, TASKS["full"])
    assert played.output() == "? ? ? ?" and not told(played, TASKS["full"])


def test_a_cover_that_a_teacher_tries_stays_as_for_pupils(played):
    played.page.evaluate("document.getElementById('teachers').open = true")
    played.page.check("#hidable input[name=cover-output]")
    played.page.click("#hide-now")
    played.page.select_option("#example", "0")
    assert set(played.output().split()) == {"?"}


def test_a_link_that_cannot_be_used_covers_all_the_same(played):
    played.open(**{**TASKS["full"], "stride": "x"}, **PUPILS["covered"])
    type_task(played, TASKS["full"])
    assert played.output() == "? ? ? ?"


def test_a_cover_that_can_be_lifted_comes_with_an_example_and_a_question_too(played):
    played.open(**TASKS["full"], cover="yes")
    played.page.select_option("#example", "0")
    assert played.page.is_checked("#cover") and played.page.is_visible("#cover")
    set_up(played, 2)
    assert played.page.is_checked("#cover")
    played.page.uncheck("#cover")
    assert "?" not in played.output()


def test_boxes_that_are_hidden_and_cover_nothing_leave_an_example_uncovered(played):
    played.open(**TASKS["full"], hide="cover")
    played.page.click("#problem")
    assert "?" in played.output()
    played.page.select_option("#example", "0")
    assert played.output() == "6 11 14 5 0"


# ---- engines


ENGINES = {
    "engines": [
        {"call": 'np.convolve(x, h, "full")', "agrees": True, "value": "510 1090 1730 820", "why": ""},
        {"call": "np.correlate(x, h)", "agrees": False, "value": "340 1010", "why": "it does not flip"},
        {"call": "np.wraps(x, h)", "agrees": False, "value": "254 66", "why": "it wraps, where 510 is right"},
    ],
    "left_out": [
        "ndimage.convolve: it gives as many",
        "np.other: 1090 is too much",
        "tensorflow is not installed",
    ],
}
COVERED_ENGINES = [
    'np.convolve(x, h, "full") agrees',
    "np.correlate(x, h) does not agree: it does not flip",
    "np.wraps(x, h) does not agree",
    "ndimage.convolve: it gives as many",
    "np.other gives nothing",
    "tensorflow is not installed",
]


def ask_engines(played):
    played.page.click("#ask-engines")
    played.page.wait_for_selector("#engines li", timeout=60_000)  # TensorFlow may have to start
    return played.texts("#engines li")


@pytest.mark.course_server("it alone asks the engines")
def test_engines_say_only_whether_they_agree_while_the_output_is_covered(played):
    played.answer_by("/engines", ENGINES)
    for view in ({"cover": "yes"}, *PUPILS.values()):
        played.open(**TASKS["full"], **view)
        assert ask_engines(played) == COVERED_ENGINES
        assert not told(played, TASKS["full"])
    played.open(**TASKS["full"])
    seen = ask_engines(played)
    assert seen[1] == "np.correlate(x, h) gives 340 1010: it does not flip" and "510 is right" in seen[2]
    assert seen[3:] == ENGINES["left_out"]
    played.page.check("#cover")  # what they gave goes
    assert played.texts("#engines li") == [] and not told(played, TASKS["full"])


@pytest.mark.course_server("it alone asks the engines")
def test_the_course_s_own_engines_tell_no_right_number(played):
    played.open(**TASKS["full"], **PUPILS["covered"])
    assert any(line.endswith(" agrees") for line in ask_engines(played))
    assert not told(played, TASKS["full"])


# ---- the command


def test_the_command_is_offered_to_those_who_may_see_the_output(played):
    views = {True: [{}, {"cover": "yes"}, {"cover": "all"}, {"hide": "cover"}], False: PUPILS.values()}
    for is_offered, these in views.items():
        for view in these:
            played.open(**TASKS["full"], **view)
            assert played.page.is_visible("#copy-command") == is_offered, view
            shows = "In a terminal it shows the right numbers."
            assert played.page.is_visible(f"text={shows}") == (is_offered and "cover" in view), view


def test_without_engines_no_command_is_given_in_their_place(opened, place):
    if place == "server":
        pytest.skip("it has engines")
    page = opened(hash_of(**TASKS["full"], **PUPILS["covered"]))
    assert not page.page.is_visible("#ask-engines")
    page.open(**TASKS["full"], cover="yes")
    page.page.click("#ask-engines")
    assert page.read()["shareSaid"].startswith(
        "In a terminal, where the right numbers show: python -m course trace"
    )


@pytest.mark.course_server("its answer is made up")
def test_why_gives_no_command_where_the_reader_cannot_uncover(played):
    played.answer_by("/why", {"lost": "No answer."})
    words = {**TASKS["full"], "got": "510 1"}
    played.open(**words)
    assert played.ask()["reasons"][1].startswith(
        "In a terminal, in the course's folder: python -m course why"
    )
    played.open(**words, cover="yes")
    assert "folder, where the right numbers show: python" in played.ask()["reasons"][1]
    for view in PUPILS.values():
        played.open(**words, **view)
        assert played.ask()["reasons"] == ["No answer.", "No more is said of it while the output is covered."]


# ---- what Why? says of the cover


WRONG = {**TASKS["full"], "got": "510 1090 1731 820"}
SAID = {
    "The right numbers show when the output is uncovered.": {"cover": "yes"},
    "The right numbers, the sums and the flip show when the output is uncovered.": {"cover": "all"},
    "The right numbers show once all your numbers are right.": PUPILS["covered"],
    "The right numbers, the sums and the flip show once all your numbers are right.": PUPILS["with its sums"],
}


@pytest.mark.parametrize("sentence", SAID)
def test_why_says_what_is_covered_and_what_uncovers_it(played, sentence):
    played.open(**WRONG, **SAID[sentence])
    assert played.ask()["reasons"][-1] == sentence and not told(played, TASKS["full"]) - {
        "510",
        "1090",
        "820",
    }
    played.page.click("#reasons button >> text=Show the window of y[2]")
    line = "y[2] = ?" if "sums" in sentence else "y[2] = 250*2 + 410*3 = ?"
    assert played.read()["line"] == line


def test_why_of_a_hidden_output_promises_nothing(played):
    played.open(**WRONG, **PUPILS["hidden"])
    sentences = why_answer({**WRONG, "cover": "yes"})["sentences"]
    assert played.ask()["reasons"] == [*map(on_page, sentences)]


# ---- copies


def test_copies_show_products_to_add_up_and_where_the_sums_are_covered_none(played):
    words = {"input": "3 4 5", "kernel": "2 1", "view": "copies"}
    rows = {"": ["6", "3", "", ""], "yes": ["3*2", "3*1", "", ""], "all": ["?", "?", "", ""]}
    lines = {
        "": "3*2 = 6 to y[0], 3*1 = 3 to y[1]",
        "yes": "3*2 to y[0], 3*1 to y[1]",
        "all": "? to y[0], ? to y[1]",
    }
    for cover, cells in rows.items():
        played.open(**words, cover=cover)
        assert played.texts("#copies-table tr:nth-child(2) td") == cells
        assert played.read()["line"] == f"x[0] = 3 sends {lines[cover]}"
    played.open(**words, cover="all", border="constant=7")
    assert played.texts("#copies-table tr:nth-child(5) td") == ["?", "", "", "?"]
    image = {**words, "input": "3 4; 5 6", "kernel": "2 1; 1 2", "mode": "valid"}
    for cover, small in {"": "+ 6", "yes": "+ 3*2", "all": "+ ?"}.items():
        played.open(**image, cover=cover, flip="no")
        assert played.texts("#copies-table td small") == [small]


# ---- what needs a control that the link hides


def offered(played):
    """The examples and the questions that are offered, by their place."""
    examples = played.page.locator("#example option:not([value=''])").evaluate_all(
        "(all) => all.flatMap((one, i) => one.disabled && one.hidden ? [] : [i])"
    )
    questions = played.page.locator("#questions details").evaluate_all(
        "(all) => all.flatMap((one, i) => one.checkVisibility() ? [i] : [])"
    )
    return examples, [QUESTIONS[i] for i in questions]


def places(**words):
    """The examples whose words these are, what they leave unsaid being usual."""
    usual = {"mode": "full", "stride": "1", "dilation": "1", "border": "constant", "flip": "yes"}
    return [i for i, example in enumerate(PRESETS.values()) if words.items() <= {**usual, **example}.items()]


def test_what_needs_a_control_that_the_link_hides_is_not_offered(played):
    every = list(range(len(PRESETS)))
    for hide, there in {
        "": (every, [*QUESTIONS]),
        "input,kernel,speed,share": (every, [*QUESTIONS]),
        "stride,dilation": (places(stride="1", dilation="1"), [*QUESTIONS[:3]]),
        "mode": (places(mode="full"), [*QUESTIONS[:2]]),
        "flip": (places(flip="yes"), [*QUESTIONS[:3]]),
        "border": (places(border="constant"), [*QUESTIONS]),
        "view": (every, [*QUESTIONS[2:]]),
        "settings": (
            places(mode="full", stride="1", dilation="1", border="constant", flip="yes"),
            [*QUESTIONS[:2]],
        ),
    }.items():
        played.open(input="3 4 5", kernel="2 1", hide=hide)
        assert offered(played) == there, hide
        assert played.page.is_visible("#questions-title")
    played.open(input="3 4 5", kernel="2 1", hide="view,mode")
    assert not played.page.is_visible("#questions-title")


def test_a_setting_that_the_link_has_set_and_hides_is_changed_by_nothing(played):
    played.open(input="3 4 5", kernel="2 1", mode="same", stride="2", hide="mode,stride")
    assert offered(played) == (places(mode="same", stride="2"), [])
    for _ in range(6):  # no problem has mode same and a stride
        assert not played.page.is_visible("#problem")
    played.open(input="3 4 5", kernel="2 1", mode="same", hide="mode,stride,dilation,border")
    for _ in range(8):
        played.page.click("#problem")
        seen = played.read()["fields"]
        assert (seen["mode"], seen["stride"], seen["dilation"], seen["border"]) == (
            "same",
            "1",
            "1",
            "constant",
        )


def test_an_answer_that_is_all_right_names_no_button_that_is_not_there(played):
    played.open(input="3 4 5", kernel="2 1", mode="full", stride="2", hide="mode,stride", got="6 14")
    assert played.read()["answerSaid"] == "All right."


# ---- the list for teachers


def ticked(played):
    boxes = played.page.locator("#hidable input:checked")
    return set(boxes.evaluate_all("(all) => all.map((one) => one.name)"))


@pytest.fixture
def teaching(played):
    played.page.evaluate("document.getElementById('teachers').open = true")
    return played


def test_a_cover_ticks_what_would_uncover_and_its_sums_depend_on_it(teaching):
    box = "#hidable input[name={}]".format
    seal = {"cover-output", "hide-cover", "hide-teachers"}
    teaching.page.check(box("cover-output"))
    assert ticked(teaching) == seal
    teaching.page.check(box("cover-its-sums"))
    teaching.page.uncheck(box("cover-output"))
    assert ticked(teaching) == {"hide-teachers"}
    teaching.page.click("#copy-for-pupils")
    teaching.page.wait_for_selector("#pupils-said:not(:empty)")
    assert "cover" not in teaching.page.evaluate("navigator.clipboard.readText()")
    teaching.page.check(box("cover-its-sums"))
    assert ticked(teaching) == {*seal, "cover-its-sums"}
    teaching.page.uncheck(box("hide-cover"))
    teaching.page.uncheck(box("hide-teachers"))
    teaching.page.check(box("hide-stride"))
    teaching.page.click("#hide-now")
    assert (
        teaching.output() == "? ? ? ?"
        and teaching.page.is_visible("#cover")
        and teaching.page.is_visible("#teachers")
    )


def test_the_list_for_teachers_is_gone_where_it_would_uncover(played):
    for view in PUPILS.values():
        played.open(**TASKS["full"], **view)
        assert not played.page.is_visible("#teachers")
    for view in ({}, {"cover": "yes"}, {"hide": "cover"}, {"hide": "stride"}):
        played.open(**TASKS["full"], **view)
        assert played.page.is_visible("#teachers")


def test_the_list_says_what_goes_and_what_stays(teaching):
    text = teaching.page.inner_text("#teachers")
    for sentence in (
        "Tick the controls and parts that pupils shall not have",
        "what it is set to still shows",
        "Covering the output ticks what would uncover it",
    ):
        assert sentence in " ".join(text.split())
    assert "nobody shall see" not in text
