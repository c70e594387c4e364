"""Every control of the page, listed from the page itself: by mouse, by keys alone and by touch."""

from typing import NamedTuple

import pytest
from support.play_page import PlayPage

from course.play.presets import TELLING_INPUTS

pytestmark = pytest.mark.browser

START = {"input": "3 4 5", "kernel": "2 1"}
ANSWERED = {**START, "got": "3 10 13 10"}
NAME_OF = """(part) => part.id || part.closest("[id]").id + " " +
    (part.dataset.words ? "set up" : part.nodeName === "TD" ? "cell" : part.nodeName.toLowerCase())"""
CONTROLS_OF_PAGE = "button, select, input, summary, a[href], [tabindex='0']"
LISTED = f"""() => [...document.querySelectorAll("{CONTROLS_OF_PAGE}")]
    .filter((part) => part.checkVisibility()).map({NAME_OF})"""
USABLE = LISTED.replace(".filter(", ".filter((part) => !part.disabled).filter(")
ALL_SHOWN = (  # links whose pages together show every control
    {**START, "mode": "padding", "padding": "1"},
    {**START, "view": "copies"},
    {**START, "cover": "yes"},
)


class Control(NamedTuple):
    """What somebody does with a control, and what is seen afterwards.

    where: its CSS selector. words: of the link at which it is used. does: "press", "choose", "write", "move".
    seen: what has to be shown then, {part: text}, where a part is the id of a field, a table, "input lit" for
    its lit columns, or one of PlayPage.read() and MORE; a text that ends with "..." goes on. text: what is chosen
    or written. keys: those that do the same, where they are not those of all controls of that sort.
    """

    where: str
    words: dict
    does: str
    seen: dict
    text: str = ""
    keys: tuple = ()


def press(where, words, **seen):
    return Control(where, words, "press", seen)


def choose(where, words, text, *keys, **seen):
    return Control(where, words, "choose", seen, text, keys)


def write(where, words, text, **seen):
    return Control(where, words, "write", seen, text)


CONTROLS = {
    "example": choose(
        "#example", START, "0", "ArrowDown", input="3 4 5", kernel="2 1 0", output="6 11 14 5 0"
    ),
    "input": write("#input", START, "3 4 -5", input="3 4 -5", output="6 11 -6 -5"),
    "kernel": write("#kernel", START, "1 1", kernel="1 1", output="3 7 9 5"),
    "undo": press("#undo", START, stride="1", output="6 11 14 5"),
    "reset": press("#reset", START, stride="1", output="6 11 14 5"),
    "input-grid cell": Control(
        "#input-grid td:nth-child(2)", START, "move", {"output lit": "0 1"}, keys=("ArrowRight",)
    ),
    "kernel-grid cell": Control(
        "#kernel-grid td:nth-child(2)", START, "move", {"input lit": "0 1 2 3"}, keys=("ArrowRight",)
    ),
    "output-grid cell": Control(
        "#output-grid td:nth-child(2)", START, "move", {"line": "y[1] = 3*1 + 4*2 = 11"}, keys=("ArrowRight",)
    ),
    "answer-grid cell": Control(
        "#answer-grid td:nth-child(1)",
        START,
        "write",
        {"got": "6 ? ? ?", "answerSaid": "1 right, 3 still open."},
        "6",
    ),
    "cover": press("#cover", START, output="? ? ? ?", line="y[0] = [0]*1 + 3*2 = ?"),
    "cover-sums": press("#cover-sums", {**START, "cover": "yes"}, output="? ? ? ?", line="y[0] = ?"),
    "first": press("#first", {**START, "at": "2"}, line="y[0] = [0]*1 + 3*2 = 6"),
    "back": press("#back", {**START, "at": "2"}, line="y[1] = 3*1 + 4*2 = 11"),
    "play": press("#play", {**START, "at": "3"}, play="Pause", line="y[0] = [0]*1 + 3*2 = 6"),
    "next": press("#next", START, line="y[1] = 3*1 + 4*2 = 11"),
    "speed": choose("#speed", START, "350", "ArrowDown", speed="350"),
    "view": choose(
        "#view",
        START,
        "copies",
        "ArrowDown",
        view="copies",
        line="x[0] = 3 sends 3*2 = 6 to y[0], 3*1 = 3 to y[1]",
    ),
    "mode": choose("#mode", START, "same", "ArrowDown", "ArrowDown", mode="same", output="6 11 14"),
    "less-padding": press(
        "#less-padding", {**START, "mode": "padding", "padding": "1"}, padding="0", output="11 14"
    ),
    "padding": write(
        "#padding", {**START, "mode": "padding", "padding": "0"}, "0:1", padding="0:1", output="11 14 5"
    ),
    "more-padding": press(
        "#more-padding", {**START, "mode": "padding", "padding": "0"}, padding="1", output="6 11 14 5"
    ),
    "less-stride": press("#less-stride", {**START, "stride": "3"}, stride="2", output="6 14"),
    "stride": write("#stride", START, "3", stride="3", output="6 5"),
    "more-stride": press("#more-stride", START, stride="2", output="6 14"),
    "less-dilation": press("#less-dilation", {**START, "dilation": "2"}, dilation="1", output="6 11 14 5"),
    "dilation": write("#dilation", START, "2", dilation="2", output="6 8 13 4 5"),
    "more-dilation": press("#more-dilation", START, dilation="2", output="6 8 13 4 5"),
    "border": choose("#border", START, "edge", "ArrowDown", border="edge", output="9 11 14 15"),
    "constant": write("#constant", START, "1", constant="1", output="7 11 14 7"),
    "flip": press("#flip", START, flip=False, output="3 10 13 10"),
    "got": write("#got", START, "6 11 14 6", answerSaid="1 wrong, 3 right. Wrong: y[3]."),
    "why": press("#why", ANSWERED, reasons="These numbers would be right without the flip, ..."),
    "problem": press("#problem", START, cover=True, fresh=True),
    "teachers summary": press("#teachers summary", START, open="For teachers: a link that shows less"),
    "keys summary": press("#keys summary", START, open="Keys"),
    "words summary": press("#words summary", START, open="Words that stand here"),
    "hidable input": press("#hidable input[name=hide-stride]", START, ticked="hide-stride"),
    "hide-now": press("#hide-now", START, hidden=True),
    "copy-for-pupils": press(
        "#copy-for-pupils", START, copied="The link is copied. It opens on this computer only..."
    ),
    "questions summary": press(
        "#questions details:nth-of-type(3) summary", START, open="Where does the odd zero go?"
    ),
    "questions set up": press(
        "#questions details:nth-of-type(3) button", START, mode="same", input="1 2 4", output="3 7 14"
    ),
    "copy-link": press(
        "#copy-link", START, shareSaid="The link is copied. It opens on this computer only..."
    ),
    "copy-command": press("#copy-command", START, shareSaid="The command is copied: ..."),
    "ask-engines": press("#ask-engines", START, engines='np.convolve(x, h, "full") agrees'),
    "copies div": Control("#copies .scroll", {**START, "view": "copies"}, "focus", {}),
    "reasons button": press(
        "#reasons button >> text=Show the window", {**ANSWERED, "at": "2"}, line="y[0] = [0]*1 + 3*2 = 6"
    ),
    "cancel": press("#cancel", ANSWERED, cancel=False),
    "close-guide": press("#close-guide", START, guide=False),
}
AGREES = {"call": 'np.convolve(x, h, "full")', "agrees": True, "value": "6 11 14 5", "why": ""}
ENGINES = {"engines": [AGREES], "left_out": []}
MORE = """() => {
    const part = (id) => document.getElementById(id);
    const texts = (where) => [...document.querySelectorAll(where)].map((one) => one.textContent).join();
    return { play: texts("#play"), engines: texts("#engines"), open: texts("details[open] summary"),
        cancel: part("cancel").checkVisibility(), hidden: !part("stride").checkVisibility(), copied: texts("#pupils-said"),
        ticked: [...document.querySelectorAll("#hidable input:checked")].map((one) => one.name).join(),
        guide: part("guide").checkVisibility(), fresh: part("input").value !== "3 4 5" };
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach((part) => part.open = true)"
CLOSE_ALL = OPEN_ALL.replace("true", "false")


def shown(played, part):
    """A part of what is shown, as a text or a bool."""
    seen = played.read()
    name, _, kind = part.partition(" ")
    if kind:
        return " ".join(str(c) for _, c in sorted(played.with_class(name, kind)))
    if name in ("output", "answer"):
        return " ".join(cell["text"] for row in seen["tables"][name] for cell in row)
    if name == "reasons":
        return " ".join(seen["reasons"])
    return (
        {**seen["fields"], **played.page.evaluate(MORE), **seen}[name]
        if name not in seen["fields"]
        else seen["fields"][name]
    )


def is_seen(played, control):
    return all(
        str(shown(played, part)).startswith(right[:-3])
        if str(right).endswith("...")
        else shown(played, part) == right
        for part, right in control.seen.items()
    )


def prepare(played, name):
    """Opens the page at the state in which a control is used."""
    control = CONTROLS[name]
    played.open(**control.words)
    if name in ("undo", "reset"):
        played.fill("stride", "2")
    if name in ("questions set up", "hidable input", "hide-now", "copy-for-pupils"):
        played.page.evaluate(OPEN_ALL)
    if name == "hide-now":
        played.page.check("#hidable input[name=hide-stride]")
    if name == "close-guide":
        set_up(played, 0)
    if name in ("reasons button", "cancel"):
        if name == "cancel":
            played.page.route("**/why", lambda route: None)  # an answer that never comes
        played.page.click("#why")
        played.page.wait_for_selector(control.where.split(" >>")[0])
    assert not control.seen or not is_seen(played, control), "it is seen before"
    return control


def set_up(played, question):
    """Opens a question, counted from 0, and has its numbers set up."""
    details = played.page.locator("#questions details").nth(question)
    details.locator("summary").click()
    details.locator("button").click()


def check(played, name, control):
    """Waits until what the control does is seen."""
    for _ in range(100):
        if is_seen(played, control):
            break
        played.page.wait_for_timeout(20)
    seen = {part: shown(played, part) for part in control.seen}
    assert seen and is_seen(played, control), (seen, control.seen)
    if name == "play":
        played.page.click("#play")
    played.page.unroute("**/why")


@pytest.fixture
def ready(played):
    played.answer_by("/engines", ENGINES)
    yield played
    played.page.select_option("#speed", "1000")
    played.page.evaluate(CLOSE_ALL)


ONLY_WITH_SERVER = {
    "ask-engines": [pytest.mark.course_server("it alone asks the engines")],
    "cancel": [pytest.mark.course_server("its answer is held back")],
}
USED = [
    pytest.param(name, marks=ONLY_WITH_SERVER.get(name, []), id=name)
    for name in CONTROLS
    if name != "copies div"
]
NOT_CHOSEN = [used for used in USED if CONTROLS[used.id].does != "choose"]


def test_every_control_is_in_the_table(played):
    listed = set()
    for words in ALL_SHOWN:
        played.open(**words)
        played.page.evaluate(OPEN_ALL)
        listed |= set(played.page.evaluate(LISTED))
    played.page.evaluate(CLOSE_ALL)
    once_asked = {"cancel", "reasons button", "close-guide"}
    assert listed | once_asked == set(CONTROLS)


@pytest.mark.parametrize("name", USED)
def test_by_mouse(ready, name):
    control = prepare(ready, name)
    part = ready.page.locator(control.where).first
    if control.does == "choose":
        part.select_option(control.text)
    elif control.does == "write":
        part.click()
        ready.page.keyboard.press("Control+a")
        ready.page.keyboard.type(control.text)
        ready.page.click("h1")
    else:
        part.click()
    check(ready, name, control)


@pytest.mark.parametrize("name", USED)
def test_by_keys(ready, name):
    control = prepare(ready, name)
    where = control.where
    if control.does == "move":
        where = where.replace("2", "1")
    ready.page.locator(where).first.focus()
    keyboard = ready.page.keyboard
    if control.does == "write":
        if not name.endswith("cell"):
            keyboard.press("Control+a")
        keyboard.type(control.text)
        keyboard.press("Enter")
    else:
        is_box = ready.page.locator(where).first.get_attribute("type") == "checkbox"
        for key in control.keys or (" " if is_box else "Enter",):
            keyboard.press(key)
    check(ready, name, control)


def test_the_guide_has_the_text_of_the_question_that_was_set_up(played):
    texts = played.texts("#questions p")
    for i, name in enumerate(played.texts("#questions summary")):
        set_up(played, i)
        assert played.page.is_visible("#guide") and played.page.locator("#questions [open]").count() == 0
        assert (played.texts("#guide-title"), played.texts("#guide-text")) == ([name], [texts[i]])
    played.page.click("#next")
    assert played.page.is_visible("#guide")
    played.page.click("#reset")
    assert not played.page.is_visible("#guide")


def test_the_fourth_question_is_true_of_what_is_seen(played):
    """The first window begins on the zero before the 1, with stride 2 on the 1, and one zero is after the 6."""
    set_up(played, 3)
    for stride, row in {"1": "[0] 1 2 3 4 5 6 [0]", "2": "1 2 3 4 5 6 [0]"}.items():
        played.fill("stride", stride)
        assert " ".join(played.numbers("input")[0]) == row
        assert min(played.with_class("input", "window")) == (0, 0)
    begins = []
    for column in range(3):
        played.cell("output", 0, column).click()
        begins.append(played.numbers("input")[0][min(played.with_class("input", "window"))[1]])
    assert begins == ["1", "3", "5"] and played.output() == "14 26 17"
    assert "the windows begin on the 1, the 3 and the 5" in " ".join(played.texts("#guide-text")[0].split())


def test_the_questions_say_why_there_are_copies_and_why_the_zero_is_where_it_is(played):
    flipped, _, odd_zero, _ = played.texts("#questions p")
    assert "echo" in flipped and "each library chose its own convention" in " ".join(odd_zero.split())


def test_the_first_problem_is_easy_after_reset_too(played):
    signals = [words for words in TELLING_INPUTS if ";" not in words["input"]]
    in_full = [words for words in signals if {**words, "mode": "full"} == words and len(words) == 3]
    shortest = sorted(in_full, key=lambda words: len(words["input"]) + 2 * len(words["kernel"]))[:4]
    for _ in range(3):
        for _ in range(6):
            played.page.click("#problem")
        played.page.click("#reset")
        played.page.click("#problem")
        seen = played.read()["fields"]
        assert {name: seen[name] for name in ("input", "kernel", "mode")} in shortest


def test_typing_stops_the_player_so_that_nothing_is_written_over(played):
    played.page.select_option("#speed", "350")
    played.page.click("#play")
    played.page.click("#input")
    played.page.keyboard.type("7")
    assert played.page.text_content("#play") == "Play"
    assert played.page.input_value("#input") == "3 4 57"
    played.page.select_option("#speed", "1000")


def test_tab_reaches_every_control_in_the_order_of_the_page(played):
    for words in ALL_SHOWN:
        played.open(**words)
        played.page.evaluate("document.activeElement.blur()")
        played.page.mouse.click(1, 1)
        wanted = played.page.evaluate(USABLE)
        reached = []
        for _ in wanted:
            played.page.keyboard.press("Tab")
            reached.append(played.page.evaluate(f"({NAME_OF})(document.activeElement)"))
        assert reached == wanted


@pytest.fixture(scope="module")
def touched(browser, address):
    page = PlayPage(browser, address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.answer_by("/engines", ENGINES)
    yield page
    page.close()


@pytest.mark.parametrize("name", NOT_CHOSEN)
def test_by_touch(touched, name):
    touched.open(**START)
    touched.page.evaluate(CLOSE_ALL)
    control = prepare(touched, name)
    touched.page.locator(control.where).first.tap()
    if control.does == "write":
        touched.page.keyboard.press("Control+a")
        touched.page.keyboard.type(control.text)
        touched.page.locator("h1").tap()
    check(touched, name, control)


JUMPS = {"settings-title": "Settings", "answer-title": "Your answer"}
TOP_OF = "(id) => document.getElementById(id).getBoundingClientRect().top"


def jump(text):
    return f".jump:visible >> text={text}"


@pytest.mark.parametrize("way", ["tap", "Enter"])
@pytest.mark.parametrize("title", JUMPS)
def test_a_phone_has_a_way_to_what_is_far_below_and_back(touched, title, way):
    touched.open(**START)
    section = title.removesuffix("-title")
    for name, where in ((title, jump(JUMPS[title])), ("input-title", f"#{section} .jump")):
        button = touched.page.locator(where)
        button.tap() if way == "tap" else button.press(way)
        assert touched.read()["focus"] == name
        assert 0 <= touched.page.evaluate(TOP_OF, name) < 100
    assert touched.page.evaluate("location.hash").startswith("#input=3+4+5")


def test_what_the_link_hides_has_no_way_to_it(touched):
    for hide, there in {"": [1, 1], "settings": [0, 1], "answer": [1, 0]}.items():
        touched.open(**START, hide=hide)
        assert [touched.page.locator(jump(name)).count() for name in JUMPS.values()] == there


@pytest.mark.parametrize("width, there", [(320, 4), (768, 4), (769, 0), (1280, 0)])
def test_ways_are_there_where_the_page_is_narrow(sized, width, there):
    sized.page.set_viewport_size({"width": width, "height": 900})
    assert sized.page.locator(".jump:visible").count() == there


def test_a_minus_and_a_slash_by_touch(touched):
    touched.open(**START)
    cell = touched.cell("kernel", 0, 0)
    assert not touched.page.is_visible("#sign-keys")
    cell.tap()
    cell.tap()
    touched.page.keyboard.type("3")
    touched.page.locator("#sign-keys >> text=−").tap()
    touched.page.locator("#sign-keys >> text=/").tap()
    touched.page.keyboard.type("2")
    touched.page.keyboard.press("Enter")
    assert touched.numbers("kernel")[0][0] == "-3/2" and not touched.page.is_visible("#sign-keys")
    cell.tap()  # its number is selected, so that a new one begins
    touched.page.locator("#sign-keys >> text=−").tap()
    touched.page.keyboard.type("4")
    touched.page.keyboard.press("Enter")
    assert touched.numbers("kernel")[0][0] == "-4"


def test_keys_for_signs_go_with_their_field(touched):
    """A field that is left by a tap beside it is taken away by its table before the page hears of it."""
    touched.open(**START)
    cell = touched.cell("input", 0, 1)
    cell.tap()
    cell.tap()
    touched.page.keyboard.type("7")
    assert touched.page.is_visible("#sign-keys")
    touched.page.locator("h1").tap()
    assert touched.numbers("input")[0][1] == "7" and not touched.page.is_visible("#sign-keys")


def test_why_hears_of_what_is_still_being_typed_and_does_not_move_away(touched):
    touched.open(**START, hide="questions,share,teachers")  # so that the page ends below the answer
    touched.fill("got", "1 abc")
    assert touched.read()["answerSaid"].startswith("Your numbers")
    touched.page.locator("#got").tap()
    touched.page.keyboard.press("Control+a")
    touched.page.keyboard.type(ANSWERED["got"])
    touched.page.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    touched.page.locator("#why").tap()
    touched.page.wait_for_selector("#reasons p")
    assert touched.texts("#reasons p")


def test_a_tap_beside_the_tables_lets_a_number_go(touched):
    touched.open(**START)
    touched.page.mouse.move(0, 0)  # other tests have used it
    touched.cell("input", 0, 1).tap()
    assert touched.with_class("output", "lit")
    touched.page.locator("h1").tap()
    assert not touched.with_class("output", "lit")


def test_a_setting_stays_under_the_pointer_while_the_tables_change_their_rows(sized):
    sized.page.set_viewport_size({"width": 1280, "height": 720})
    sized.open(input="3 4; 5 1", kernel="2 1", mode="padding", padding="1")
    button = sized.page.locator("#more-padding")
    button.evaluate("(button) => button.scrollIntoView({ block: 'center' })")
    height = "document.getElementById('stage').offsetHeight"
    stage, top = sized.page.evaluate(height), button.bounding_box()["y"]
    button.click()
    assert sized.page.evaluate(height) > stage + 50
    assert abs(button.bounding_box()["y"] - top) < 2


def test_what_is_typed_is_shown_when_the_reader_pauses(played):
    played.page.focus("#input")
    played.page.keyboard.press("End")
    played.page.keyboard.type(" 7")
    played.wait_until(lambda: len(played.output().split()) == 5)
    played.page.keyboard.type(" x")
    played.page.wait_for_timeout(800)
    assert played.read()["said"] == "" and played.page.input_value("#input") == "3 4 5 7 x"
    played.page.keyboard.press("Enter")
    assert "x" in played.read()["said"]


def test_a_problem_says_what_is_asked_and_an_example_uncovers(played):
    set_up(played, 0)
    assert played.page.is_visible("#guide") and played.texts("#answer-task") == [""]
    played.page.click("#problem")
    (task,) = played.texts("#answer-task")
    assert not played.page.is_visible("#guide") and task.endswith("numbers come out?")
    assert played.read()["fields"]["input"] in task
    played.page.select_option("#example", index=2)
    assert not played.page.is_checked("#cover") and played.texts("#answer-task") == [""]


def test_an_answer_that_cannot_be_read_is_refused_once(played):
    played.fill("got", "-1;2;abc")
    said = played.read()["answerSaid"]
    played.page.click("#why")
    assert said and played.read()["answerSaid"] == said and played.texts("#reasons p") == []
