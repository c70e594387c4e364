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


HAS_MORE = "(grids) => grids.map((grid) => grid.closest('.scroll').className.replace('scroll', '').trim())"


def test_a_table_that_goes_on_fades_out_at_that_edge(sized):
    def edges():
        sized.page.evaluate(NEXT_FRAME)
        sized.page.evaluate(NEXT_FRAME)
        return sized.page.locator("#input-grid, #output-grid").evaluate_all(HAS_MORE)

    sized.open(input="5 3 2 0 1 5 8 9", kernel="1 2 3")
    assert edges() == ["", ""]
    sized.page.set_viewport_size({"width": 390, "height": 844})
    assert edges() == ["more-after", "more-after"]
    mask = "getComputedStyle(document.querySelector('.more-after')).maskImage"
    assert sized.page.evaluate(mask).startswith("linear-gradient")
    for at, edge in (("8", "more-after more-before"), ("11", "more-before")):
        sized.open(input="5 3 2 0 1 5 8 9 1 1", kernel="1 2 3", at=at)
        assert " ".join(sorted(edges()[0].split())) == edge
    sized.open(input="1 2 0 4", kernel="-1 4 -3")
    assert edges() == ["more-after", ""]


SEEN_ABOVE_BAR = """(parts) => parts.map((part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return top >= -1 && bottom <= Math.min(innerHeight, document.getElementById("bar").getBoundingClientRect().top) + 1;
})"""


def are_above_bar(played, where):
    """Whether all parts that a selector finds are on the screen, and not under the buttons that stay in view."""
    seen = played.page.locator(where).evaluate_all(SEEN_ABOVE_BAR)
    return bool(seen) and all(seen)


@pytest.mark.parametrize(
    "size, words, followed",
    [
        ((390, 844), {"input": "5 3 2 0 1 5 8 9", "kernel": "1 2 3"}, "#input-grid, #output-grid"),
        ((390, 844), {**STATES["copies"]}, "#copies-table"),
        ((1280, 900), {**STATES["copies of an image"], "stride": "1"}, "#input-grid, #copies-table"),
    ],
)
def test_next_shows_what_changes_and_its_sum_together_with_the_buttons(sized, size, words, followed):
    sized.page.set_viewport_size(dict(zip(("width", "height"), size)))
    sized.open(**words)
    sized.page.evaluate("scrollTo(0, 0)")
    for _ in range(2):
        sized.page.click("#next")
        assert are_above_bar(sized, followed)
        assert is_on_screen(sized, "#line") and is_on_screen(sized, "#next")


@pytest.mark.parametrize("question", range(4))
def test_a_small_screen_has_room_for_the_tables_that_a_question_speaks_of(sized, question):
    sized.page.set_viewport_size({"width": 390, "height": 844})
    sized.page.locator("#questions summary").nth(question).click()
    sized.page.click("#questions [open] button")
    assert are_above_bar(sized, "#copies-table" if question < 2 else "#input-grid, #output-grid")
    assert is_on_screen(sized, "#guide") and is_on_screen(sized, "#next")
    sized.page.click("#close-guide")


@pytest.mark.parametrize("size", [(390, 600), (1280, 500)])
def test_a_cell_with_the_focus_is_not_under_the_buttons_that_stay_in_view(sized, size):
    sized.page.set_viewport_size(dict(zip(("width", "height"), size)))
    for is_guided in (False, True):
        if is_guided:
            sized.page.click("#questions summary >> nth=3")
            sized.page.click("#questions [open] button")
        for table in ("input", "output"):
            sized.page.evaluate("scrollTo(0, 0)")
            sized.cell(table, 0, 0).evaluate("(cell) => cell.focus()")
            assert are_above_bar(sized, "td:focus")
    sized.page.click("#close-guide")


PLACES_OF = """(ids) => ids.map((id) => {
    const { x, y } = document.getElementById(id).getBoundingClientRect();
    return [x, y];
})"""


@pytest.mark.parametrize("width", [768, 1280])
@pytest.mark.parametrize(
    "words", [{"input": "5 3 2 0 1 5 8 9", "kernel": "1 2 3"}, {"input": "1 2 0 4", "kernel": "-1 4 -3"}]
)
def test_the_tables_and_the_buttons_keep_their_places_however_many_numbers_come_out(sized, width, words):
    sized.page.set_viewport_size({"width": width, "height": 900})
    placed = ["kernel-panel", "output-panel", "player"]
    places = []
    for stride in "123":
        sized.open(**words, stride=stride)
        places.append(sized.page.evaluate(PLACES_OF, placed))
    assert places == places[:1] * 3


def test_an_image_has_its_kernel_and_output_beside_it_where_there_is_room(sized):
    sized.page.set_viewport_size({"width": 1280, "height": 900})
    panels = ["input-panel", "kernel-panel", "output-panel"]
    sized.open(input="3 1 4 2; 9 2 6 3; 5 8 7 1; 2 2 2 1", kernel="1 4; 8 5")
    assert len({y for _, y in sized.page.evaluate(PLACES_OF, panels)}) == 1
    sized.page.set_viewport_size({"width": 768, "height": 900})
    (x, y), (kernel_x, kernel_y), (output_x, output_y) = sized.page.evaluate(PLACES_OF, panels)
    assert kernel_x == x < output_x and kernel_y > y == output_y
    sized.page.set_viewport_size({"width": 1280, "height": 900})
    sized.open(input="3 1 4 2 5 6 7 8 9; 9 2 6 3 5 4 3 2 1", kernel="1 4; 8 5")
    (x, y), _, (below_x, below_y) = sized.page.evaluate(PLACES_OF, panels)
    assert below_x == x and below_y > y


def test_a_field_shows_a_long_image_as_far_as_there_is_room(sized):
    sized.page.set_viewport_size({"width": 1280, "height": 900})
    image = "; ".join(["3 1 4 2 5"] * 5)
    sized.open(input=image, kernel="1 4; 8 5")
    assert sized.page.locator("#input").evaluate("(field) => field.scrollWidth <= field.clientWidth")
    side, field = (sized.page.locator(where).bounding_box()["width"] for where in ("#answer", "#got"))
    assert field == side


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
    overflow = "getComputedStyle(document.querySelector('#flipped-grid').closest('.scroll')).overflowX"
    assert played.page.evaluate(overflow) == "visible"  # the turning kernel is not cut off
    played.page.wait_for_timeout(800)
    assert played.page.evaluate(overflow) == "auto"
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
    assert played.page.is_visible("#answer-said")
    show_wide = played.page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflowX")
    colours = played.page.evaluate("getComputedStyle(document.querySelector('td')).printColorAdjust")
    assert (show_wide, colours) == ("visible", "exact")
    played.page.emulate_media(media="screen")


ON_PAPER = """() => {
    const style = (where) => getComputedStyle(document.querySelector(where));
    const cell = document.querySelector("#answer-grid td").getBoundingClientRect();
    return { paper: style("body").backgroundColor, scheme: style("html").colorScheme, width: cell.width, height: cell.height,
        breaks: ["#answer", "#input-panel", "#copies"].map((where) => style(where).breakInside) };
}"""
CENTIMETRE = 96 / 2.54  # in pixels


def test_a_print_is_light_has_room_for_a_pen_and_breaks_within_no_table_or_explanation(opened):
    played = opened(color_scheme="dark")
    played.open(input=" ".join("1234567890"), kernel="2 1")  # whose cells are narrow on the screen
    dark = played.page.evaluate(ON_PAPER)
    played.page.emulate_media(media="print")
    paper = played.page.evaluate(ON_PAPER)
    assert (paper["paper"], paper["scheme"]) == ("rgb(255, 255, 255)", "light") and dark["paper"] != paper[
        "paper"
    ]
    assert min(paper["width"], paper["height"]) >= CENTIMETRE > dark["width"]
    assert paper["breaks"] == ["avoid"] * 3


def test_a_print_has_the_words_where_they_are_open_and_nothing_of_them_else(played):
    words = played.page.locator("#words")
    seen = []
    for is_open in ("true", "false"):
        played.page.emulate_media(media="screen")
        words.evaluate(f"(words) => (words.open = {is_open})")
        played.page.emulate_media(media="print")
        seen.append([words.is_visible(), words.locator("p").is_visible()])
    played.page.emulate_media(media="screen")
    assert seen == [[True, True], [False, False]]


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
    played.open(input="3 4;", kernel="2 1;", mode="valid", cover="yes")
    assert played.texts("#task") == ["Convolve the image 3 4 with the kernel 2 1: mode valid. Which number comes out?"]


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


# ---- the other way round


def test_copies_are_on_the_screen_when_they_are_chosen(sized):
    sized.page.set_viewport_size({"width": 1280, "height": 900})
    sized.open(input="3 1 4; 9 2 6", kernel="1 4; 8 5")
    sized.page.evaluate("scrollTo(0, 0)")
    sized.page.select_option("#view", "copies")
    sized.page.wait_for_timeout(100)
    top_of_bar = sized.page.locator("#bar").bounding_box()["y"]
    copies = sized.page.locator("#copies-table").bounding_box()
    assert 0 <= copies["y"] and copies["y"] + copies["height"] <= top_of_bar + 1


def test_no_flipped_kernel_lies_on_the_input_while_copies_are_laid_down(sized):
    sized.open(**IMAGE)
    assert sized.page.is_visible("#flipped-panel")
    sized.page.select_option("#view", "copies")
    assert not sized.page.is_visible("#flipped-panel")
