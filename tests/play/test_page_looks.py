"""The page for everybody: its widths, colours, print and movement; and that nothing breaks it."""

import random
from difflib import unified_diff

import pytest
from axe_playwright_python.sync_playwright import Axe
from support.play_page import PlayPage

pytestmark = pytest.mark.browser

START = {"input": "3 4 5", "kernel": "2 1 0"}
IMAGE = {
    "input": "1 2 3 4; 5 6 7 8; 9 8 7 6",
    "kernel": "1 2; 3 4",
    "mode": "same",
    "border": "reflect",
    "stride": "2",
}
STATES = {
    "start": START,
    "image": IMAGE,
    "padding": {**START, "mode": "padding", "padding": "1:2", "stride": "2"},
    "copies": {**START, "view": "copies"},
    "copies of an image": {**IMAGE, "view": "copies"},
    "explained": {"input": "1 2 4", "kernel": "3 1", "got": "1 5 10 12"},
    "refused": {**START, "got": "1,5 2"},
    "wide": {"input": " ".join(map(str, range(1000, 1040))), "kernel": " ".join(map(str, range(100, 112)))},
}
WIDTHS = (320, 390, 768, 1280)


def show(played, name):
    """Brings the page into one of STATES."""
    played.open(**STATES[name])
    if name == "explained":
        played.ask()
    if name == "refused":
        played.fill("stride", "x")
        assert played.read()["said"]


# ---- widths

LEAST = 24  # pixels of what is to be touched
TOO_WIDE = """() => {
    const wide = document.documentElement.clientWidth;
    const seen = [...document.body.querySelectorAll("*")].filter((part) => part.checkVisibility());
    const named = (part) => part.id || part.className || part.nodeName + " " + part.textContent.slice(0, 20);
    const outside = seen.filter((part) => !part.closest(".scroll") || part.matches(".scroll"))
        .map((part) => [part, part.getBoundingClientRect()])
        .filter(([, { left, right }]) => left < 0 || right > wide + 0.5).map(([part]) => part);
    const cut = seen.filter((part) => !part.matches(".scroll, input, select, option")
        && !part.closest(".scroll > table") && part.clientWidth && part.scrollWidth > part.clientWidth + 1
        && getComputedStyle(part).display !== "inline");
    const low = seen.filter((part) => part.matches("button, summary, td, label, p")
        && part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflowY === "hidden");
    return { page: Math.max(0, document.documentElement.scrollWidth - wide), outside: outside.map(named),
        cut: cut.map(named), low: low.map(named) };
}"""
SMALL = """(least) => [...document.querySelectorAll("button, select, input, summary, [role=grid] td")]
    .filter((part) => part.checkVisibility())
    .map((part) => [part, (part.type === "checkbox" ? part.closest("label") : part).getBoundingClientRect()])
    .filter(([, { width, height }]) => Math.min(width, height) < least)
    .map(([part, { width, height }]) => [part.id || part.textContent, width, height])"""
NOTHING = {"page": 0, "outside": [], "cut": [], "low": []}


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_and_nothing_too_small_to_touch(sized, width):
    sized.page.set_viewport_size({"width": width, "height": 900})
    for name in STATES:
        show(sized, name)
        assert sized.page.evaluate(TOO_WIDE) == NOTHING, name
        assert sized.page.evaluate(SMALL, LEAST) == [], name


IS_IN_ITS_BOX = """(cells) => cells.map((cell) => {
    const [box, whole] = [cell.closest(".scroll"), cell].map((part) => part.getBoundingClientRect());
    return whole.left >= box.left - 0.5 && whole.right <= box.right + 0.5;
})"""


NEXT_FRAME = "() => new Promise(requestAnimationFrame)"


def test_the_tables_follow_the_window_on_a_small_screen(sized):
    sized.page.set_viewport_size({"width": 390, "height": 844})
    sized.open(input="1 2 3 4 5 6 7 8 9 10 11 12", kernel="1 2 3", mode="same")
    followed = sized.page.locator("td.window, td.now")
    for name, times in (("next", 11), ("first", 1)):
        for _ in range(times):
            sized.page.evaluate("(id) => document.getElementById(id).click()", name)
        sized.page.evaluate(NEXT_FRAME)
        cells = followed.evaluate_all(IS_IN_ITS_BOX)
        assert len(cells) == 4 and all(cells), name
    assert sized.page.evaluate("document.querySelector('#input-grid').scrollWidth") > 390


def test_the_buttons_that_stay_in_view_leave_room_for_the_tables_on_a_small_screen(sized):
    sized.page.set_viewport_size({"width": 320, "height": 568})
    for view in ("window", "copies"):
        sized.page.select_option("#view", view)
        assert sized.page.locator("#player").bounding_box()["height"] < 100


IS_ON_SCREEN = """(part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return top >= -1 && bottom <= innerHeight + 1;
}"""


def is_on_screen(played, where):
    return played.page.locator(where).evaluate(IS_ON_SCREEN)


def test_what_a_press_brings_is_on_a_small_screen(sized):
    sized.page.set_viewport_size({"width": 390, "height": 844})
    sized.open(input="3 4 5", kernel="2 1")
    sized.page.click("#questions summary >> nth=0")
    sized.page.click("#questions [open] button")
    assert all(is_on_screen(sized, where) for where in ("#guide", "#copies", "#next"))
    sized.open(input="3 4 5", kernel="2 1", got="1 ? ? ?")
    sized.page.evaluate("document.getElementById('why').scrollIntoView({ block: 'end' })")
    sized.ask()
    assert is_on_screen(sized, "#reasons")


def test_the_button_for_a_problem_stays_where_it_is(sized):
    sized.page.set_viewport_size({"width": 390, "height": 844})
    sized.open(input="1 2 3 4; 5 6 7 8; 9 8 7 6; 5 4 3 2", kernel="1")
    button = sized.page.locator("#problem")
    button.evaluate("(button) => button.scrollIntoView({ block: 'center' })")
    for _ in range(5):  # each has other sizes, and so have the tables above
        top = button.bounding_box()["y"]
        button.click()
        assert abs(button.bounding_box()["y"] - top) < 2


def test_the_name_of_every_example_has_room(played):
    assert played.page.evaluate("""() => {
        const example = document.getElementById("example");
        const limit = getComputedStyle(example).maxWidth;
        example.style.maxWidth = "none";
        const { width } = example.getBoundingClientRect();
        example.style.maxWidth = "";
        return width <= parseFloat(limit);
    }""")


def test_the_line_is_not_broken_within_an_index(played):
    played.open(**IMAGE)
    assert played.texts("#line span")[:2] == ["y[0, 0]", "="]


DOUBLED = """() => {
    for (const part of document.querySelectorAll("button, label, summary, option, h1, h2, h3, p")) {
        const texts = [...part.childNodes].filter((inside) => inside.nodeType === 3 && inside.data.trim());
        for (const text of texts) text.data += " " + text.data;
    }
}"""


def test_texts_of_double_length_fit(opened):
    for width in (320, 1280):
        page = opened(viewport={"width": width, "height": 900})
        page.open(**STATES["explained"])
        page.page.evaluate(DOUBLED)
        assert page.page.text_content("#next") == "Next Next"
        assert page.page.evaluate(TOO_WIDE) == NOTHING


# ---- colours

SCHEMES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}
OF_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LOOKED_AT = ("start", "image", "copies", "explained", "refused")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(opened, scheme):
    """All of its rules in one scheme; in the others, which differ in colours alone, those of colours."""
    played = opened(**SCHEMES[scheme])
    rules = {} if scheme == "light" else OF_COLOURS
    for name in LOOKED_AT:
        show(played, name)
        played.cell("kernel", 0, 0).click()  # lit, and with the second click a field
        found = Axe().run(played.page, options={"resultTypes": ["violations"], **rules})
        assert found.violations_count == 0, (name, found.generate_report())


def test_axe_would_find_a_fault(played):
    played.page.evaluate("document.getElementById('next').textContent = ''")
    assert Axe().run(played.page).violations_count == 1
    played.page.evaluate("document.getElementById('next').textContent = 'Next'")
    played.page.evaluate("document.getElementById('line').style.color = 'lightgray'")
    assert Axe().run(played.page, options=OF_COLOURS).violations_count == 1
    played.page.evaluate("document.getElementById('line').style.color = ''")


def test_in_forced_colours_what_is_lit_differs_from_the_rest(played):
    played.page.emulate_media(forced_colors="active")
    style = """(part) => {
        const { backgroundColor, color, outlineStyle } = getComputedStyle(part);
        return [backgroundColor, color, outlineStyle].join();
    }"""
    window, free = (played.cell("input", 0, column).evaluate(style) for column in (1, 3))
    now, later = (played.cell("output", 0, column).evaluate(style) for column in (0, 1))
    played.cell("kernel", 0, 0).click()
    lit, other = (played.cell("kernel", 0, column).evaluate(style) for column in (0, 1))
    assert window != free and now != later and lit != other
    played.page.emulate_media(forced_colors="none")


# ---- movement

MOVING = "document.getAnimations().length"


def test_the_flip_is_seen_and_nothing_moves_where_movement_is_not_wanted(played):
    played.page.click("#flip")
    played.page.click("#flip")
    assert played.page.evaluate(MOVING) > 0
    played.page.wait_for_timeout(800)
    played.page.emulate_media(reduced_motion="reduce")
    for _ in range(2):
        played.page.click("#flip")
        assert played.page.evaluate(MOVING) == 0
    played.page.click("#play")
    played.page.click("#play")
    assert played.page.evaluate(MOVING) == 0
    played.page.emulate_media(reduced_motion="no-preference")


ACTIVE = """() => {
    window.active = new Set();
    const [begin, end] = [window.setInterval, window.clearInterval];
    window.setInterval = (...words) => { const timer = begin(...words); active.add(timer); return timer; };
    window.clearInterval = (timer) => { active.delete(timer); end(timer); };
}"""


def test_another_speed_while_it_plays_leaves_no_second_clock(opened):
    played = opened()
    played.page.evaluate(ACTIVE)
    played.page.click("#play")
    played.page.select_option("#speed", "350")
    assert played.page.evaluate("active.size") == 1
    played.page.click("#play")
    assert played.page.evaluate("active.size") == 0


def test_play_goes_to_the_end_and_stops(played):
    played.page.select_option("#speed", "350")
    played.page.click("#play")
    played.page.wait_for_selector("#play:has-text('Play')")
    assert played.read()["line"] == "y[3] = 5*1 + [0]*2 = 5" and played.page.is_disabled("#next")
    played.page.select_option("#speed", "1000")


# ---- print

IN_PRINT = (
    "input-grid",
    "kernel-grid",
    "flipped-grid",
    "output-grid",
    "answer-grid",
    "line",
    "rules",
    "reasons",
    "task",
)
NOT_IN_PRINT = (
    "example",
    "input",
    "kernel",
    "undo",
    "next",
    "play",
    "mode",
    "flip",
    "why",
    "got",
    "copy-link",
    "questions",
    "cover",
)


def test_print_has_the_numbers_and_no_controls(played):
    show(played, "explained")
    played.page.emulate_media(media="print")
    seen = {id: played.page.is_visible(f"#{id}") for id in (*IN_PRINT, *NOT_IN_PRINT)}
    assert seen == {**dict.fromkeys(IN_PRINT, True), **dict.fromkeys(NOT_IN_PRINT, False)}
    controls = played.page.locator("button, select, input").evaluate_all(
        "(all) => all.filter((one) => one.checkVisibility()).length"
    )
    assert controls == 0
    show_wide = played.page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflowX")
    colours = played.page.evaluate("getComputedStyle(document.querySelector('td')).printColorAdjust")
    assert (show_wide, colours) == ("visible", "exact")
    played.page.emulate_media(media="screen")


TASKS = {  # what a print says of a link
    "start": "Convolve the signal 3 4 5 with the kernel 2 1 0: mode full. Output: 6 11 14 5 0.",
    "padding": "Convolve the signal 3 4 5 with the kernel 2 1 0: padding 1:2, stride 2. Output: 11 5.",
    "image": "Convolve the image 1 2 3 4; 5 6 7 8; 9 8 7 6 with the kernel 1 2; 3 4: mode same, stride 2, border reflect. "
    "Output: 44 52; 64 68.",
    "wide": "Convolve the signal of 40 numbers with the kernel 100 101 102 103 104 105 106 107 108 109 110 111: mode full. "
    "The output has 51 numbers.",
}


@pytest.mark.parametrize("name", TASKS)
def test_a_print_says_what_was_asked(played, name):
    played.open(**STATES[name])
    assert played.texts("#task") == [TASKS[name]]
    assert not played.page.is_visible("#task")


def test_a_print_of_a_covered_output_asks_for_it(played):
    played.open(input="3 4 5", kernel="2 1", flip="no", mode="same", cover="yes")
    asked = "Correlate the signal 3 4 5 with the kernel 2 1, which is not flipped: mode same. Which 3 numbers come out?"
    assert played.texts("#task") == [asked]
    played.open(input="3; 4", kernel="2; 1", mode="valid", hide="output")
    assert played.texts("#task") == [
        "Convolve the image 3; 4 with the kernel 2; 1: mode valid. Which number comes out?"
    ]


# ---- nothing else is asked for, nothing breaks


def test_no_request_leaves_the_page_s_own_address(browser, address, place):
    """Each is counted, and none but its own let through."""
    home = address.rpartition("/")[0]
    context = browser.new_context(permissions=["clipboard-write"])
    own, others = [], []

    def sort(route):
        (own if route.request.url.startswith(home) else others).append(route.request.url)
        route.continue_() if route.request.url.startswith(home) else route.abort()

    context.route("**/*", sort)
    page, errors = context.new_page(), []
    # the browser says which request the page's policy has held back
    page.on("console", lambda said: said.type == "error" and errors.append(said.text))
    page.goto(address + "#input=1 2 4&kernel=3 1&got=1 5 10 12")
    page.click("#why")
    page.wait_for_selector("#reasons > p", timeout=60_000)
    for name in ("next", "copy-link", "copy-command", "reset"):
        page.click(f"#{name}")
    assert others == errors == [] and own[0].startswith(address)
    assert own[-1] == f"{home}/{'why' if place == 'server' else 'python.js'}"
    context.close()


STEPS = 250  # for each seed
KEYS = (
    *(
        "Tab",
        "Tab",
        "Tab",
        "Shift+Tab",
        "Enter",
        " ",
        "Escape",
        "ArrowLeft",
        "ArrowRight",
        "ArrowUp",
        "ArrowDown",
    ),
    *("Home", "End", "Backspace", "Delete", "F2", "Control+z", *"129-./x,?"),
)
WHOLE = """() => {
    const copy = document.body.cloneNode(true);
    copy.querySelector("#undo").setAttribute("aria-disabled", "true"); // what was done before Reset can be done again
    copy.querySelector("#told").textContent = ""; // what Reset has changed is said to the ears
    copy.querySelector("#python-said").textContent = ""; // Python may load meanwhile
    for (const part of copy.querySelectorAll("*")) { // in which order attributes were set tells nothing
        const attributes = [...part.attributes].sort((one, other) => (one.name < other.name ? -1 : 1));
        for (const { name } of attributes) part.removeAttribute(name);
        for (const { name, value } of attributes) part.setAttribute(name, value);
    }
    const fields = [...document.querySelectorAll("input, select")].map(
        (field) => `${field.id} ${field.type === "checkbox" ? field.checked : field.value}`);
    return copy.innerHTML.replace(/ class=""/g, "").replace(/></g, ">\\n<") + fields.join("\\n");
}"""


@pytest.mark.parametrize("seed", range(8))
def test_random_keys_and_clicks_break_nothing_and_reset_brings_all_back(browser, address, seed):
    size = {"width": 800, "height": 1700}
    played = PlayPage(
        browser, address, "#input=3 1 4; 1 5 9&kernel=2 1; 1 0&mode=same&got=1 2 3; 4 5 6", viewport=size
    )
    played.answer_by("/engines", {"engines": []})
    before = played.page.evaluate(WHOLE)
    chance = random.Random(seed)
    changed = False
    for step in range(STEPS):
        if chance.random() < 0.5:
            played.page.keyboard.press(chance.choice(KEYS))
        else:
            played.page.mouse.click(chance.randrange(size["width"]), chance.randrange(size["height"]))
        if step % 50 == 0:  # the last of them may have been on Reset
            changed = changed or played.page.evaluate(WHOLE) != before
    assert changed
    played.page.mouse.move(0, 0)
    played.page.keyboard.press("Escape")
    played.page.click("#reset")
    played.page.mouse.move(0, 0)
    after = played.page.evaluate(WHOLE)
    assert [*unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")] == []
    played.close()
