"""An answer on the page: its marks, and what Why? says of it, against why_answer."""

import json

import pytest
from support.page_answers import ANSWERS, explained, said_of
from support.play_page import PlayPage, hash_of, play_server

from course.convolution.definition import convolve1d
from course.play.answers import why_answer

pytestmark = pytest.mark.browser

STOPPED = "The search was stopped by another question, perhaps of another tab."
LATER = "The right numbers show when the output is uncovered."
ALL_RIGHT = "All right. Give me a problem brings another."


def test_the_answers_are_of_all_kinds():
    kinds = {name: explained(name)["kind"] for name in ANSWERS}
    assert len({*kinds.values()}) >= 6, kinds
    assert len(explained("two mistakes")["hints"]) == 2
    assert len(explained("several explanations")["names"]) > 2


def test_what_was_said_goes_when_anything_changes(played):
    for change in ("got", "kernel", "stride"):
        played.open(**ANSWERS["one mistake"])
        played.ask()
        played.page.click("#next")
        assert played.read()["reasons"]
        played.fill(change, {"got": "1 5 10 13", "kernel": "3 2", "stride": "2"}[change])
        assert played.read()["reasons"] == [] and played.read()["bothWays"] == []


def test_an_answer_that_is_half_filled(played):
    played.open(input="3 4 5", kernel="2 1", got="? 11 15 ?")
    seen = played.read()
    assert [cell["badge"] for cell in seen["tables"]["answer"][0]] == ["", "✓", "✗", ""]
    assert seen["answerSaid"] == "1 wrong, 1 right, 2 still open. Wrong: y[2]."
    told = why_answer({"input": "3 4 5", "kernel": "2 1", "got": "? 11 15 ?"})["sentences"]
    assert told[0].startswith("2 of 4 numbers are known") and played.ask()["reasons"] == told
    played.page.click("#reasons button >> text=Show the window of y[2]")
    assert played.read()["line"] == "y[2] = 4*1 + 5*2 = 14"
    played.edit("answer", 0, 2, "14")
    assert played.ask()["reasons"][0].startswith("All known numbers are right")
    for column, text in enumerate(map(str, convolve1d([3, 4, 5], [2, 1]))):
        played.edit("answer", 0, column, text)
    seen = played.read()
    assert seen["answerSaid"] == ALL_RIGHT and seen["fields"]["got"] == "6 11 14 5"
    assert [cell["badge"] for cell in seen["tables"]["answer"][0]] == ["✓"] * 4
    played.edit("answer", 0, 0, "?")
    assert played.read()["fields"]["got"] == "? 11 14 5"


def test_a_mistake_is_named_while_numbers_are_open(played):
    played.open(**ANSWERS["half filled"])
    assert "[no-flip]" in played.ask()["reasons"][1] and played.read()["reasons"] == said_of("half filled")
    played.open(**ANSWERS["half filled"], cover="yes", at="2")
    assert played.ask()["reasons"] == [*said_of("half filled"), LATER]
    played.page.click("#reasons button >> text=Show the window of y[0]")
    assert played.read()["line"] == "y[0] = [0]*1 + 3*2 = ?"


@pytest.mark.parametrize(
    "got, shown",
    [
        ("6", "6 ? ? ?"),
        ("6 11", "6 11 ? ?"),
        ("6 11 13", "6 11 13"),
        ("6 11 ? ", "6 11 ? ?"),
        ("11 14", "11 14"),  # those of mode valid
        ("6 10", "6 10"),
        ("6 11 14 5 0", "6 11 14 5 0"),
        ("6 x", "6 x"),
    ],
)
def test_an_answer_that_is_begun_is_filled_up_where_it_is_right(played, got, shown):
    played.fill("got", got)
    assert played.read()["fields"]["got"] == shown
    badges = [cell["badge"] for cell in played.read()["tables"]["answer"][0]]
    assert ("✓" in badges) == ("?" in shown)


def test_a_problem_that_is_pressed_while_an_answer_is_typed_comes_at_once(played):
    """The answer is taken when its field loses the focus, and what is said of it moves the button."""
    played.page.set_viewport_size({"width": 390, "height": 844})
    played.page.click("#got")
    played.page.keyboard.type("6 11 14 5")
    played.page.click("#problem")
    assert played.page.is_checked("#cover") and played.read()["fields"]["got"] == ""


def test_no_problem_comes_twice_before_all_have_come(played):
    seen = []
    for _ in range(12):
        played.page.click("#problem")
        seen.append(played.read()["fields"]["input"] + "|" + played.read()["fields"]["kernel"])
    assert len(set(seen)) == 12


def test_there_is_nothing_to_explain_while_every_number_is_open(played):
    for got, is_disabled in {
        "": True,
        "? ?": True,
        "[?, ?]": True,
        "?; ?": True,
        "6 ?": False,
        "x": False,
    }.items():
        played.open(input="3 4 5", kernel="2 1", got=got)
        assert played.page.is_disabled("#why") == is_disabled, got
    played.page.fill("#got", "? ? ? ?")
    assert played.page.is_disabled("#why")


def test_what_is_said_has_no_words_of_the_command_line(played):
    """But for the names of mistakes, which stand back."""
    for name in ("one mistake", "several explanations", "padded"):
        played.open(**ANSWERS[name])
        assert not any("--" in reason for reason in played.ask()["reasons"])
    played.open(**ANSWERS["one mistake"])
    assert "as a correlation [no-flip]." in played.ask()["reasons"][0]
    assert played.texts("#reasons .name") == ["[no-flip]"]
    played.open(input="3 4 5", kernel="2 1", got="1 2; 3 4")
    assert played.ask()["reasons"] == [
        "Your numbers are rows of numbers, an image, and the output is one row of numbers, a signal."
    ]


def test_tab_goes_on_in_the_table_and_leaves_it_at_its_end(played):
    keyboard = played.page.keyboard
    played.cell("answer", 0, 0).click()
    for column, text in enumerate(("6", "11", "14", "5")):
        assert played.page.evaluate("document.activeElement.closest('td').cellIndex") == column
        keyboard.type(text)
        keyboard.press("Tab")
    seen = played.read()
    assert seen["fields"]["got"] == "6 11 14 5" and seen["answerSaid"] == ALL_RIGHT
    assert not played.page.evaluate("document.activeElement.closest('#answer-grid')")
    played.cell("answer", 0, 1).click()
    keyboard.press("Shift+Tab")
    keyboard.type("x")
    keyboard.press("Tab")  # what is refused is not left
    assert played.page.evaluate("document.activeElement.value") == "x"
    assert played.read()["fields"]["got"] == "6 11 14 5" and "'x'" in played.read()["answerSaid"]


def test_tab_goes_on_in_the_next_row(played):
    played.open(input="3 4; 5 6", kernel="2")
    played.cell("answer", 0, 1).click()
    for text in ("8", "10"):
        played.page.keyboard.type(text)
        played.page.keyboard.press("Tab")
    assert played.read()["fields"]["got"] == "? 8; 10 ?"


def test_an_answer_that_is_all_right_uncovers_the_output(played):
    played.page.check("#cover")
    played.fill("got", "6 11 14 6")
    assert played.numbers("output") == [["?"] * 4]
    played.fill("got", "6 11 14 5")
    assert played.numbers("output") == [["6", "11", "14", "5"]] and not played.read()["fields"]["cover"]


def test_an_answer_of_another_shape(played):
    played.open(input="3 4 5", kernel="2 1", got="6 11 14")
    seen = played.read()["answerSaid"]
    asked = "The output has 4 numbers, and your answer has another size. Why? says what that may come of."
    assert seen == f"{asked} Or write ? for each one that is still open."
    assert not played.page.locator("#answer-said.refused").count()  # it may be on its way
    played.fill("got", "6 11 14 5 0")
    assert played.read()["answerSaid"] == asked and played.page.locator("#answer-said.refused").count() == 1
    played.open(input="3 4; 5 6", kernel="2", got="6 8 10 12")
    assert "2 rows of 2 numbers" in played.read()["answerSaid"]
    played.edit("answer", 0, 0, "6")  # it begins anew
    assert played.read()["fields"]["got"] == "6 ?; ? ?"


def test_an_answer_of_one_row_of_an_image_and_in_lines(played):
    played.open(input="3 4;", kernel="2")
    played.edit("answer", 0, 1, "8")
    assert played.read()["answerSaid"] == "1 right, 1 still open."
    for got in ("6 8\n10 12", "[[6, 8], [10, 12]]", "6, 8; 10, 12"):
        played.open(input="3 4; 5 6", kernel="2", got=got)
        assert played.read()["answerSaid"] == ALL_RIGHT, got


def test_rows_that_are_not_filled_yet_are_filled_up_with_open_numbers(played):
    played.open(input="3 4; 5 6", kernel="2 1", cover="yes")
    for got, taken in {
        "6 11; ? ?": "6 11 ?; ? ? ?",
        "6 11 4; 10": "6 11 4; 10 ? ?",
        "10 17": "10 17",  # which another size of output would have
        "6 11": "6 11 ?; ? ? ?",
        "6; 10 17; 1": "6; 10 17; 1",
        "6 11 4 1; 10": "6 11 4 1; 10",
        "6 11 x; 10": "6 11 x; 10 ? ?",
    }.items():
        played.fill("got", got)
        assert played.read()["fields"]["got"] == taken
    played.open(input="3 4; 5 6", kernel="2 1", cover="yes", got="6 11; ? ?")  # a link may have them, too
    assert played.read()["answerSaid"] == "2 right, 4 still open."
    assert played.ask()["reasons"]


def test_a_refused_number_of_an_answer_names_the_sign_of_an_open_one(played):
    played.fill("got", "6 hello 14 5")
    form = "Your numbers: 'hello' is not a number here: write 1000, 1/9 or .5, or ? for one that is open"
    assert played.read()["answerSaid"] == form
    played.open(input="3 4 5", kernel="2 1")
    played.edit("answer", 0, 0, "hello")
    assert played.read()["answerSaid"] == form.replace("Your numbers", "This number")
    played.page.keyboard.press("Escape")
    played.edit("input", 0, 1, "hello")
    assert played.read()["said"] == "This number: 'hello' is not a number here: write 1000, 1/9 or .5"


def test_the_page_says_what_why_needs(played):
    told = " ".join(played.page.inner_text("#answer > p >> nth=0").split())
    assert (
        "? stands for a number that is still open. Why? says" in told
        and "it needs one number at least" in told
    )


def test_a_covered_output_stays_covered(played):
    played.open(input="3 4 5", kernel="2 1", cover="yes", view="copies")
    assert played.numbers("output") == [["?"] * 4]
    total = "document.querySelector('#copies-table .sum').textContent"
    assert played.page.evaluate(total) == "added up????"
    played.open(input="3 4; 5 6", kernel="2 1; 1 0", mode="valid", cover="yes", view="copies", at="1,1")
    assert played.texts("#copies-table td span") == ["?"]


def test_where_the_sums_are_covered_nothing_shows_the_flip_until_the_answer_is_right(played):
    shows_weights = {
        "line": "y[0] = [0]*1 + 3*2 = ?",
        "badges": {"×1", "×2", ""},
        "flipped": True,
        "times": True,
    }
    none = {"line": "y[0] = ?", "badges": {""}, "flipped": False, "times": False}
    played.open(input="3 4 5", kernel="2 1", cover="yes")
    assert weights_shown(played) == shows_weights
    played.page.check("#cover-sums")
    assert weights_shown(played) == none and len(played.with_class("input", "window")) == 2
    played.fill("got", "3 10 13 10")  # those of the kernel that is not flipped
    assert "flip" in " ".join(played.ask()["reasons"])
    assert weights_shown(played) == none
    played.fill("got", "6 11 14 5")
    assert weights_shown(played) == {**shows_weights, "line": "y[0] = [0]*1 + 3*2 = 6"}


def weights_shown(played):
    """All that shows which weight lies on which number."""
    seen = played.read()
    (cells,) = seen["tables"]["input"]
    return {
        "line": seen["line"],
        "badges": {cell["badge"] for cell in cells},
        "flipped": played.page.is_visible("#flipped-grid"),
        "times": any("times" in cell["label"] for cell in cells) and "weight" in played.texts("#caption")[0],
    }


def test_a_link_that_covers_the_sums_covers_those_of_problems_too(played):
    for cover, seen in {"": "yes", "yes": "yes", "all": "all"}.items():
        played.open(input="3 4 5", kernel="2 1", cover=cover, got="6 11 14 5")
        played.page.click("#problem")
        assert played.page.is_checked("#cover-sums") == (seen == "all") and played.page.is_checked("#cover")


def test_why_tells_no_right_number_while_the_output_is_covered(played):
    link = {"input": "4 1 3 5", "kernel": "1 2 3", "mode": "same", "got": "9 17 22 11"}  # 14 and 19 are right
    played.open(**link, cover="yes")
    seen = played.ask()
    assert seen["answerSaid"] == "2 wrong, 2 right. Wrong: y[2], y[3]."
    assert seen["reasons"][0] == "Only y[2] and y[3] are wrong." and seen["reasons"][-1] == LATER
    told = played.page.inner_text("#answer")
    assert seen["bothWays"] == [] and "14" not in told and "19" not in told
    played.page.uncheck("#cover")
    assert played.read()["reasons"] == []
    seen = played.ask()
    assert "should be 14 and 19" in seen["reasons"][0] and LATER not in seen["reasons"]
    assert seen["bothWays"]
    played.page.check("#cover")  # what was said goes again
    assert played.read()["reasons"] == played.read()["bothWays"] == []


def test_the_mistake_and_its_hint_stay_while_the_output_is_covered(played):
    played.open(**ANSWERS["one mistake"], cover="yes")
    assert played.ask()["reasons"][0] == said_of("one mistake")[0]
    played.page.click("#reasons button >> text=Show a hint")
    assert any(reason.startswith("Hint: ") for reason in played.read()["reasons"])
    played.open(**ANSWERS["one mistake"], hide="output")  # which nobody can uncover
    assert played.ask()["reasons"] == said_of("one mistake")


@pytest.mark.parametrize(
    "words", [{"input": "3 4 5", "kernel": "2 1"}, {"input": "3 4; 5 6", "kernel": "2 1; 1 0"}]
)
def test_an_output_that_the_link_hides_stands_nowhere_else(played, words):
    played.open(**words, hide="output")
    assert played.read()["line"].endswith("= ?")
    played.open(**words, hide="output", view="copies")
    totals = "#copies-table .sum td" if ";" not in words["input"] else "#copies-table td span"
    assert set(played.texts(totals)) == {"?"}


@pytest.mark.course_server("its answer is held back")
def test_cancel_ends_the_search(played):
    cancelled = []
    played.page.route("**/why", lambda route: None)  # an answer that does not come
    played.page.route(
        "**/cancel", lambda route: (cancelled.append(route.request.method), route.fulfill(body="{}"))
    )
    played.open(**ANSWERS["one mistake"])
    played.page.focus("#why")
    played.page.keyboard.press("Enter")
    assert played.texts("#reasons") == [""]  # most answers come at once, without a word before
    played.page.wait_for_selector("#cancel")
    assert played.texts("#reasons") == ["Trying the known mistakes ..."]
    played.page.keyboard.press("Tab")
    assert played.read()["focus"] == "cancel"
    played.page.keyboard.press("Enter")
    played.page.wait_for_selector("#cancel", state="hidden")
    played.wait_until(lambda: cancelled)
    seen = played.read()
    assert cancelled == ["POST"] and seen["reasons"] == [] and seen["focus"] == "why"
    assert seen["answerSaid"] == "4 wrong. Wrong: y[0], y[1], y[2], y[3]."
    for path in ("**/why", "**/cancel"):
        played.page.unroute(path)
    assert played.ask()["reasons"] == said_of("one mistake")


@pytest.mark.course_server("what it is asked is counted")
def test_why_pressed_twice_is_asked_once(played):
    asked = []
    played.page.on(
        "request", lambda request: asked.append(request.url) if request.url.endswith("/why") else None
    )
    played.open(**ANSWERS["one mistake"])
    played.page.evaluate("() => { for (let i = 0; i < 3; i++) document.getElementById('why').click(); }")
    played.page.wait_for_selector("#reasons > p")
    assert len(asked) == 1 and played.read()["reasons"] == said_of("one mistake")


@pytest.mark.course_server("its answer is held back")
def test_a_late_answer_to_older_numbers_is_not_shown(opened):
    """The search for older numbers is ended; what comes of it all the same is not said of the newer ones."""
    played = opened(hash_of(**ANSWERS["one mistake"]))
    held, cancelled = [], []
    played.page.route("**/why", lambda route: held.append(route))
    played.page.route("**/cancel", lambda route: (cancelled.append(route), route.fulfill(body="{}")))
    # an answer that is on its way already is not stopped by it
    played.page.evaluate("() => { AbortController.prototype.abort = () => {}; }")
    played.page.click("#why")
    played.wait_until(lambda: held)
    played.fill("got", "3 7 14 5")
    played.wait_until(lambda: cancelled)
    held[0].fulfill(json=explained("one mistake"))
    played.page.wait_for_selector("#cancel", state="hidden")  # it has come
    played.page.wait_for_timeout(200)  # longer than it takes until the page says that it tries
    seen = played.read()
    assert seen["reasons"] == [] and seen["answerSaid"] == "1 wrong, 3 right. Wrong: y[3]."


@pytest.mark.course_server("it alone asks the engines")
def test_engines_of_older_numbers_are_not_shown(played):
    older = {"call": "np.convolve(x, h)", "agrees": False, "value": "1 2", "why": "it is older"}
    answer = json.dumps({"engines": [older], "left_out": ["SciPy is not installed"]})
    held = []
    played.page.route("**/engines", lambda route: held.append(route))
    played.page.click("#ask-engines")
    played.wait_until(lambda: held)
    played.fill("stride", "2")
    held[0].fulfill(body=answer, content_type="application/json")
    played.page.wait_for_timeout(50)
    assert not played.page.text_content("#engines") and played.read()["shareSaid"] == ""
    played.page.click("#ask-engines")
    played.wait_until(lambda: len(held) == 2)
    held[1].fulfill(body=answer, content_type="application/json")
    played.page.wait_for_selector("#engines li")
    assert played.texts("#engines li") == [
        "np.convolve(x, h) gives 1 2: it is older",
        "SciPy is not installed",
    ]
    played.fill("stride", "1")
    assert not played.page.text_content("#engines")


@pytest.mark.course_server("it alone asks the engines")
def test_cancel_ends_the_search_after_engines_have_answered(played):
    held = []
    for path in ("**/engines", "**/why"):
        played.page.route(path, lambda route: held.append(route))
    played.page.route("**/cancel", lambda route: route.fulfill(body="{}"))
    played.open(**ANSWERS["one mistake"])
    played.page.click("#ask-engines")
    played.page.click("#why")
    played.wait_until(lambda: len(held) == 2)
    asked = {route.request.url.rpartition("/")[2]: route for route in held}
    asked["engines"].fulfill(body='{"engines": []}', content_type="application/json")
    played.page.wait_for_selector("#share-said >> text=Each in its own way")
    played.page.click("#cancel")
    played.page.wait_for_selector("#cancel", state="hidden", timeout=5_000)


def test_two_tabs_at_once(opened):
    first = opened()
    tabs = {"one mistake": first.page, "nearly right": first.new_tab()}
    for name, tab in tabs.items():
        first.page = tab
        first.open(**ANSWERS[name])
    for tab in tabs.values():
        tab.click("#why")
    for name, tab in tabs.items():
        first.page = tab
        tab.wait_for_selector("#reasons > p")
        # the later question ends the one before it
        assert first.read()["reasons"][0] in (said_of(name)[0], STOPPED)
        tab.click("#why")
        tab.wait_for_selector(f"#reasons > p >> text={said_of(name)[0]}")
        assert first.read()["fields"]["got"] == ANSWERS[name]["got"]


@pytest.mark.course_server("it is ended")
def test_the_page_goes_on_when_its_server_has_ended(browser):
    with play_server() as server:
        played = PlayPage(browser, server.address)
        played.open(**ANSWERS["one mistake"])
    reasons = played.ask()["reasons"]
    assert reasons[0].startswith("No answer: the course's own program has ended.") and "\n" not in reasons[0]
    assert 'python -m course why --input "1 2 4"' in reasons[1]
    played.page.click("#next")
    played.fill("kernel", "3 1 1")
    assert played.read()["line"] == "y[1] = [0]*1 + 1*1 + 2*3 = 7"
    assert all("ERR_CONNECTION_REFUSED" in error for error in played.errors)  # the browser's own
    played.errors.clear()
    played.close()
