"""The page with keys alone: where the focus goes, and what is heard of each key, from its live regions."""

import pytest

from course.convolution.formatting import mode_in_words
from course.convolution.sizes import MODES

pytestmark = pytest.mark.browser

HEAR = """() => {
    if (window.heard) return void (window.heard.length = 0);
    window.heard = [];
    for (const region of document.querySelectorAll("[role=status], [aria-live]")) {
        new MutationObserver(() => region.textContent && window.heard.push(region.textContent))
            .observe(region, { childList: true, characterData: true, subtree: true });
    }
}"""
SOON = 300  # milliseconds, after which what is told again has been told


@pytest.fixture
def heard(played):
    """What has been heard since the last call, as texts: heard(*keys) presses keys first."""

    def after(*keys):
        played.page.evaluate(HEAR)
        for key in keys:
            played.page.keyboard.press(key)
        played.page.wait_for_timeout(SOON)
        return played.page.evaluate("window.heard.splice(0)")

    return after


def tab_to(played, name, keys="Tab"):
    """Presses Tab until an element with this id has the focus."""
    for _ in range(60):
        if played.read()["focus"] == name:
            return
        played.page.keyboard.press(keys)
    pytest.fail(f"{name} is not reached")


def attribute(played, name):
    return played.page.evaluate(f"document.activeElement.getAttribute('{name}')")


def described(played):
    """What describes the element that has the focus."""
    names = (attribute(played, "aria-describedby") or "").split()
    return " ".join(played.page.text_content(f"#{name}") for name in names).strip()


# ---- where the focus goes


def open_question(played):
    summary = played.page.locator("#questions summary").first
    summary.focus()
    for key in ("Enter", "Tab", "Enter"):
        played.page.keyboard.press(key)
    return summary


def test_closing_the_guide_goes_back_to_its_question(played):
    summary = open_question(played)
    assert played.read()["focus"] == "guide-text"
    played.page.keyboard.press("Shift+Tab")
    played.page.keyboard.press("Enter")
    assert summary.evaluate("(summary) => summary === document.activeElement")


def test_the_buttons_that_a_guide_speaks_of_come_next(played):
    open_question(played)
    reached = []
    for _ in range(4):
        played.page.keyboard.press("Tab")
        reached.append(played.read()["focus"])
    assert "next" in reached


@pytest.mark.parametrize("name", ["flip", "mode", "more-dilation"])
def test_ctrl_z_undoes_the_last_change_and_leaves_the_focus(played, heard, name):
    played.page.focus("#stride")
    for key in ("Control+a", "2", "Enter"):
        played.page.keyboard.press(key)
    tab_to(played, name)
    assert heard("Control+z") == ["Undone: stride 1."]
    assert played.read()["focus"] == name and played.output() == "6 11 14 5"


def test_tab_comes_to_the_window_of_the_link(played):
    played.open(input="3 4 5", kernel="2 1", at="2")
    tab_to(played, "output [2]: 14")
    played.page.click("#back")
    tab_to(played, "output [1]: 11", "Shift+Tab")


def test_a_question_mark_leads_to_the_keys_but_not_while_one_types(played):
    played.page.focus("#input")
    played.page.keyboard.type("?")
    assert played.page.input_value("#input").endswith("?")
    played.open(input="3 4", kernel="1")
    played.page.focus("#mode")
    played.page.keyboard.type("?")
    assert played.page.evaluate("document.activeElement === document.querySelector('#keys[open] summary')")
    played.page.keyboard.press("Enter")


# ---- what is refused


def test_a_refused_number_holds_tab_in_the_answer_and_says_why_again(played, heard):
    played.cell("answer", 0, 1).click()
    (why,) = heard("x", "Tab")
    assert "'x'" in why and heard("Tab") == heard("Shift+Tab") == [why]
    assert attribute(played, "aria-invalid") == "true" and described(played) == why


@pytest.mark.parametrize(
    "table, region, says",
    [
        ("kernel", "said", "'-x' is not taken: 1 stays."),
        ("answer", "answerSaid", "'-x' is not taken: it stays open."),
    ],
)
def test_leaving_a_refused_number_says_what_is_kept(played, heard, table, region, says):
    column = len(played.numbers(table)[0]) - 1  # which Tab leaves in the answer, too
    played.cell(table, 0, column).focus()
    assert "'-x'" in heard("-", "x", "Enter")[0]
    assert heard("Tab") == [says]
    assert played.read()[region] == says and not played.page.locator(".refused").count()


@pytest.mark.parametrize("table, says", {"kernel": [], "answer": ["1 right, 3 still open."]}.items())
def test_escape_takes_a_refusal_away(played, heard, table, says):
    played.open(input="3 4 5", kernel="2 1", got="6 ? ? ?")
    played.cell(table, 0, 1).focus()
    heard("-", "x", "Enter")
    assert heard("Escape") == says and not played.page.locator(".refused").count()


def test_a_number_that_is_left_unchanged_is_not_told_of(played, heard):
    played.open(input="3 4 5", kernel="2 1", got="6 11 ? ?")
    played.cell("answer", 0, 1).click()
    assert heard("Shift+Tab", "Tab", "Tab", "Enter") == []


def test_a_refused_field_is_described_by_why_and_no_other_is(played, heard):
    for name in ("input", "kernel", "padding", "stride", "dilation", "constant"):
        played.open(input="3 4", kernel="1", mode="padding", padding="1")
        played.page.focus(f"#{name}")
        (why,) = heard("Control+a", "x", "Enter")
        assert (attribute(played, "aria-invalid"), described(played)) == ("true", why), name
        played.page.focus("#kernel" if name == "input" else "#input")
        assert (attribute(played, "aria-invalid"), described(played)) == ("false", ""), name


def test_an_answer_that_cannot_be_read_is_marked_where_it_is_wrong(played):
    played.fill("got", "6 x 14 5")
    assert attribute(played, "aria-invalid") == "true" and "'x'" in described(played)
    assert [played.cell("answer", 0, c).get_attribute("aria-invalid") for c in range(3)] == [
        "false",
        "true",
        "false",
    ]
    played.fill("got", "6 ? 14 5")
    assert attribute(played, "aria-invalid") == "false"
    assert not played.page.locator("#answer-grid [aria-invalid=true]").count()


def test_what_another_field_keeps_is_said(played, heard):
    played.page.focus("#kernel")
    heard("Control+a", "Delete", "Enter")
    played.page.focus("#input")
    assert heard("End", "6", "Enter") == [
        "The kernel stays 2 1. The input is changed: y[2] is now 116 and y[3] is now 56."
    ]
    played.page.focus("#stride")
    heard("Control+a", "x", "Enter")
    played.page.focus("#dilation")
    (why,) = heard("Control+a", "x", "Enter")
    assert why.startswith("Dilation: 'x'") and why.endswith(" The stride stays 1.")


# ---- what a table says of its cells


def test_cells_that_nobody_types_into_are_marked(played):
    read_only = {
        table: played.cell(table, 0, 1).get_attribute("aria-readonly")
        for table in ("kernel", "output", "answer")
    }
    assert read_only == {"kernel": "false", "output": "true", "answer": "false"}


def test_a_question_mark_empties_a_place_of_the_answer(played):
    played.open(input="3 4 5", kernel="2 1", got="6 11 ? ?")
    played.cell("answer", 0, 1).focus()
    for key in ("?", "Enter"):
        played.page.keyboard.press(key)
    assert played.read()["fields"]["got"] == "6 ? ? ?" and not played.page.locator("#keys[open]").count()


@pytest.mark.parametrize(
    "table, column, says",
    [
        ("input", 2, "4 at [1]: it is in y[1] and y[2]"),
        ("kernel", 1, "1 at [1]: it is in y[0], y[1], y[2] and y[3]"),
    ],
)
def test_what_is_kept_lit_and_let_go_is_said(played, heard, table, column, says):
    played.cell(table, 0, column).focus()
    named = says.partition(":")[0]
    assert heard(" ") == [f"Kept: {says}."] and heard(" ") == [f"Let go: {named}."]
    assert heard(" ", "Escape") == [f"Kept: {says}.", f"Let go: {named}."] and heard("Escape") == []


def test_of_many_outputs_the_first_are_said_and_of_none_that(played, heard):
    played.open(input="1 2 3 4 5 6 7 8", kernel="1", stride="2")
    played.cell("input", 0, 1).focus()
    assert heard(" ") == ["Kept: 2 at [1]: it is in no output."]
    played.open(input="1 2; 3 4; 5 6; 7 8", kernel="1")
    played.cell("kernel", 0, 0).focus()
    named = "y[0, 0], y[0, 1], y[1, 0], y[1, 1], y[2, 0], y[2, 1]"
    assert heard(" ") == [f"Kept: 1 at [0, 0]: it is in {named} and 2 more."]


def test_an_arrow_in_the_output_keeps_the_copies_and_moves_them(played, heard):
    played.open(input="3 4 5", kernel="2 1", view="copies")
    played.cell("output", 0, 0).focus()
    assert heard("ArrowRight") == ["x[1] = 4 sends 4*2 = 8 to y[1], 4*1 = 4 to y[2]"]
    heard("ArrowRight", "ArrowRight")
    seen = played.read()
    assert seen["fields"]["view"] == "copies" and seen["line"].startswith("x[2] = 5 sends")
    assert seen["focus"] == "output [3]: 5"


# ---- each key is heard, once


def test_a_change_is_told_once(played, heard):
    played.cell("kernel", 0, 0).focus()
    assert heard("3", "Enter") == ["The kernel is changed: y[0] is now 9, y[1] is now 15 and y[2] is now 19."]
    played.cell("output", 0, 0).focus()
    assert heard("ArrowRight") == ["y[1] = 3*1 + 4*3 = 15"]
    played.page.focus("#next")
    assert heard("Enter") == ["y[2] = 4*1 + 5*3 = 19"]
    played.page.focus("#view")
    assert heard("ArrowDown") == ["x[0] = 3 sends 3*3 = 9 to y[0], 3*1 = 3 to y[1]"]


def test_each_undo_says_what_came_back(played, heard):
    played.fill("kernel", "2 3")
    played.fill("input", "3 4 6")
    played.fill("input", "3 4 7")
    played.page.select_option("#mode", "SAME")
    played.page.select_option("#border", "edge")
    played.page.uncheck("#flip")
    played.fill("got", "1 2 3")
    for column in (0, 1):
        played.cell("output", 0, column).click()
    played.page.focus("#next")
    assert [heard("Control+z")[-1] for _ in range(8)] == [
        "Undone. Your answer is empty. The window is at y[0].",
        "Undone: flip.",
        "Undone: border constant.",
        "Undone: mode full.",
        "Undone: input 3 4 6.",
        "Undone: input 3 4 5.",
        "Undone: kernel 2 1.",
        "There is nothing to undo.",
    ]
    assert heard("Control+z") == ["There is nothing to undo."]


def test_undo_names_the_mode_that_is_back_and_the_copy(played, heard):
    played.open(input="3 4 5", kernel="2 1", mode="SAME", view="copies", at="1")
    played.page.select_option("#mode", "padding")
    played.page.select_option("#view", "window")
    played.page.focus("#view")
    assert heard("Control+z") == ["Undone: TensorFlow's mode SAME. The copy is that of x[1]."]
    played.fill("stride", "3")
    played.page.select_option("#mode", "padding")
    played.page.select_option("#mode", "full")
    played.page.focus("#view")
    assert heard("Control+z") == ["Undone: padding as in its field."]


@pytest.mark.parametrize("name", ["stride", "dilation"])
def test_every_step_says_the_new_value_and_where_it_ends(played, heard, name):
    played.open(input="3 4 5", kernel="2 1", mode="valid")
    played.page.focus(f"#more-{name}")
    assert heard("Enter")[0].startswith(f"The {name} is 2: ")
    if name == "stride":
        assert heard("Enter")[0].startswith("The stride is 3: ")
        played.fill("stride", "1000")
        played.page.focus("#more-stride")
    (refusal,) = heard("Enter")
    assert refusal.endswith(f" {'1000' if name == 'stride' else '2'} is the largest {name} here.")
    assert heard("Enter") == [refusal]
    played.open(input="3 4 5", kernel="2 1")
    played.page.focus(f"#less-{name}")
    assert heard("Enter") == heard("Enter") == [f"1 is the smallest {name} here."]


@pytest.mark.parametrize("name", ["copy-link", "copy-command"])
def test_a_second_press_is_heard_again(played, heard, name):
    played.page.evaluate("document.getElementById('share-said').textContent = ''")
    played.page.focus(f"#{name}")
    (first,) = heard("Enter")
    assert first and heard("Enter") == heard("Enter") == [first]


def test_the_way_to_a_window_is_heard_each_time(played, heard):
    played.open(input="3 4 5", kernel="2 1", got="3 10 13 10", at="2")
    played.ask()
    played.page.focus("#reasons button")
    assert heard("Enter") == heard("Enter") == ["y[0] = [0]*1 + 3*2 = 6"]


def test_an_example_says_that_the_answer_is_gone(played, heard):
    played.fill("got", "6 11")
    played.page.focus("#example")
    (told,) = heard("ArrowDown")
    assert told.startswith("Other numbers: ") and told.endswith(
        " Your answer is empty now; Undo brings it back."
    )
    (told,) = heard("ArrowDown")
    assert "Your answer" not in told


def test_a_problem_says_its_task_and_it_describes_the_answer(played, heard):
    played.fill("got", "6 11")
    played.page.focus("#problem")
    told = heard("Enter")
    (task,) = played.texts("#answer-task")
    assert told == [f"A new problem. {task} Your answer is empty now; Undo brings it back."]
    played.page.focus("#got")
    assert task.startswith("Con") and described(played) == task


def test_a_hint_is_read_by_the_focus_alone(played, heard):
    played.open(input="3 4 5", kernel="2 1", got="3 10 13 10")
    played.ask()
    played.page.locator("#reasons button >> text=Show a hint").focus()
    played.page.keyboard.press("Enter")
    assert attribute(played, "aria-live") == "off"
    assert played.page.evaluate("document.activeElement.textContent").startswith("Hint: ")


def first_heard(played):
    """What is heard next without a key."""
    played.wait_until(lambda: played.page.evaluate("window.heard.length"))
    return played.page.evaluate("window.heard[0]")


def test_playing_tells_each_number_where_there_is_time_for_it(played):
    played.page.evaluate(HEAR)
    played.page.press("#play", "Enter")
    assert played.page.text_content("#play") == "Pause" and attribute(played, "aria-pressed") is None
    assert first_heard(played) == "y[1] = 11"
    played.page.press("#play", "Enter")
    played.page.select_option("#speed", "350")
    played.page.evaluate(HEAR)
    played.page.press("#play", "Enter")
    assert first_heard(played) == "Play has ended at the last output: y[3] = 5."
    played.page.select_option("#speed", "1000")


def test_playing_copies_tells_whose_they_are(played):
    played.open(input="3 4 5", kernel="2 1", view="copies", cover="yes")
    played.page.evaluate(HEAR)
    played.page.press("#play", "Enter")
    assert first_heard(played) == "x[1] = 4"
    played.page.press("#play", "Enter")


# ---- in words


def test_modes_are_told_apart_as_python_does(modules):
    told = modules.each({"trace_text": "modeInWords"}, "modeInWords(item)", list(MODES))
    assert told == [mode_in_words(mode) for mode in MODES]


def test_sums_and_copies_are_read_with_their_names(played):
    played.open(input="3 4 5", kernel="2 1", got="3 10 13 10")
    played.ask()
    assert played.texts("#reasons tr")[0] == "y[0] asked for = [0]*1 + 3*2 = 6"
    played.open(input="3 8", kernel="2 1", view="copies")
    assert played.texts("#copies-table th[scope=row]") == ["x[0] = 3 sends", "x[1] = 8 sends", "added up"]
    played.open(input="3 8", kernel="2 1", mode="SAME", cover="yes")
    assert "TensorFlow's mode SAME" in played.texts("#answer-task")[0]
