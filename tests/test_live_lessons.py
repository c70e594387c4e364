"""
The lessons' pages and slides as readers use them in a browser: figures in which the kernel can be moved, and fields
that take a guess; what they weigh, and that all stays readable without scripts and on paper.
"""

from urllib.parse import parse_qsl

import pytest
from axe_playwright_python.sync_playwright import Axe
from support.pages_without_server import plain_server

from course import work_out
from course.convolution.nested import flat
from course.own_numbers.read_numbers import read_numbers
from course.own_numbers.trace_text import trace_lines

pytestmark = pytest.mark.site
LESSONS = ("0_1D", "1_2D", "2_TensorFlow", "3_image", "4_digit")
LIVE = {"0_1D": 2, "1_2D": 2, "2_TensorFlow": 1, "3_image": 0, "4_digit": 0}
SLIDE = {"width": 1280, "height": 720}
MOST_BYTES = 700_000  # of all that a page fetches
TO_FIGURE = """(number) => {
    const slide = document.querySelectorAll("course-figure")[number].closest("section");
    const { h, v } = Reveal.getIndices(slide);
    Reveal.slide(h, v);
}"""
BOTTOM = """(slide) => Math.max(...[...slide.querySelectorAll("*")].filter((part) => part.checkVisibility())
    .map((part) => part.getBoundingClientRect().bottom))"""
OPEN_ALL = "() => document.querySelectorAll('details').forEach((fold) => (fold.open = true))"
SHOWN = "[...document.querySelectorAll('img:not(.only-dark)')]"  # on a light page
FETCH_ALL = f"() => {SHOWN}.forEach((image) => (image.loading = 'eager'))"
ALL_ARE_THERE = f"() => {SHOWN}.every((image) => image.complete && image.naturalWidth)"


@pytest.fixture(scope="module")
def address(site):
    with plain_server(site) as address:
        yield address


@pytest.fixture
def opened(browser, address, site):
    """Opens a page of the site: opened(path, **options of Playwright's new_context); an empty one of None. At the end none has complained,
    and none has asked anything of another address.
    """
    contexts, errors, requests = [], [], []

    def open_page(path, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        page.on("console", lambda said: said.type in ("error", "warning") and errors.append(said.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        if path is not None:
            page.goto(path if path.startswith("file:") else address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
    assert requests and not [url for url in requests if not url.startswith((address, site.as_uri(), "data:"))]


def figure_of(page, number=0):
    """A live figure of a page, when it is live, with the cells that answer above it unfolded."""
    page.evaluate(OPEN_ALL)
    figure = page.locator("course-figure").nth(number)
    figure.scroll_into_view_if_needed()
    figure.locator(".live").wait_for()
    return figure


def figure_on_slide(page, number=0):
    page.wait_for_function("() => window.Reveal && Reveal.isReady()")
    page.evaluate(TO_FIGURE, number)
    figure = page.locator("course-figure").nth(number)
    figure.locator(".live").wait_for()
    return figure


def line_of(figure):
    return figure.locator(".live-line").text_content()


def trace_of(figure):
    """The Trace by the definition of the request that a figure carries."""
    words = dict(parse_qsl(figure.get_attribute("data-words")))
    signal, kernel = (read_numbers(words.pop(name), name, most=100).values for name in ("input", "kernel"))
    flip = words.pop("flip", "yes") == "yes"
    return work_out(
        signal, kernel, words.pop("mode"), flip=flip, **{name: int(text) for name, text in words.items()}
    )


# ---- figures


@pytest.mark.parametrize("lesson", [lesson for lesson, count in LIVE.items() if count])
def test_a_figure_has_the_numbers_of_the_definition_at_every_place(opened, lesson):
    page = opened(f"lessons/{lesson}.html")
    assert page.locator("course-figure").count() == LIVE[lesson]
    for number in range(LIVE[lesson]):
        figure = figure_of(page, number)
        trace = trace_of(figure)
        numbers = figure.locator(".live-output td").evaluate_all(
            "(cells) => cells.map((cell) => cell.innerText)"
        )
        assert numbers == [str(value) for value in flat(trace.output)]
        lines = [line_of(figure)]
        for _ in numbers[1:]:
            figure.get_by_role("button", name="Next").click()
            lines.append(line_of(figure))
        told = [trace_lines(trace, 1000, index)[-1] for index in trace.outputs]
        assert lines == [" ".join(line.split()) for line in told]
        assert figure.get_by_role("button", name="Next").get_attribute("aria-disabled") == "true"


def test_the_kernel_follows_the_arrow_keys_the_mouse_and_a_finger(opened):
    figure = figure_of(opened("lessons/1_2D.html"))
    figure.locator(".live-output td").first.focus()
    places = []
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "Home", "ArrowUp"):  # there is no third row
        figure.page.keyboard.press(key)
        places.append(line_of(figure).split(" = ")[0])
    assert places == ["y[0, 1]", "y[1, 1]", "y[1, 1]", "y[1, 0]", "y[0, 0]"]
    figure.locator(".live-input tr").nth(1).locator("td").nth(2).hover()
    assert line_of(figure).startswith("y[1, 2] = ")
    touched = figure_of(opened("lessons/0_1D.html", has_touch=True))
    touched.locator(".live-input td").nth(3).tap()  # the 4: in the middle of the third window
    assert line_of(touched) == "y[2] = 3*0 + 4*1 + 5*2 = 14"
    badges = touched.locator(".live-input td.window small").all_text_contents()
    assert badges == ["×0", "×1", "×2"]


def test_arrow_keys_in_a_figure_do_not_turn_the_slide(opened):
    page = opened("slides/lessons/0_1D.html", viewport=SLIDE)
    figure = figure_on_slide(page)
    slide = page.evaluate("() => Reveal.getIndices()")
    figure.locator(".live-output td").first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", " ", "End", "ArrowRight"):
        page.keyboard.press(key)
    assert line_of(figure).startswith("y[4] = ") and page.evaluate("() => Reveal.getIndices()") == slide
    page.keyboard.press("PageDown")  # as a clicker does
    assert page.evaluate("() => Reveal.getIndices()") != slide


def test_a_slide_has_room_for_the_figure_or_its_picture(opened):
    for lesson in [lesson for lesson, count in LIVE.items() if count]:
        page = opened(f"slides/lessons/{lesson}.html", viewport=SLIDE)
        for number in range(LIVE[lesson]):
            figure = figure_on_slide(page, number)
            for _ in range(2):
                assert page.locator("section.present:not(.stack)").evaluate(BOTTOM) <= SLIDE["height"], (
                    lesson,
                    number,
                )
                figure.get_by_role("button", name="Picture").click()
                assert figure.locator("img").is_visible() != figure.locator(".live-input").is_visible()


def test_the_link_opens_the_page_to_play_with_on_the_same_numbers(opened):
    figure = figure_of(opened("lessons/2_TensorFlow.html"))
    output = [str(value) for value in trace_of(figure).output]
    figure.get_by_role("link").click()
    figure.page.locator("#output-grid td").first.wait_for()
    assert figure.page.locator("#output-grid td span").all_text_contents() == output


# ---- without scripts, and on paper


def test_without_scripts_the_picture_and_the_link_stand(opened):
    for form in ("lessons", "slides/lessons"):
        page = opened(f"{form}/0_1D.html", java_script_enabled=False)
        figure = page.locator("course-figure").first
        names = figure.locator("> *").evaluate_all("(parts) => parts.map((part) => part.nodeName)")
        assert names == ["IMG" if form.startswith("slides") else "DIV", "P"]
        pictures = figure.locator("img").count()
        assert pictures == (
            1 if form.startswith("slides") else 2
        )  # one for light pages, and one for dark ones
        assert page.locator("course-guess > *").count() == 0
    page = opened("lessons/0_1D.html", java_script_enabled=False)
    page.locator("course-figure img:not(.only-dark)").first.wait_for()


def test_from_a_disk_the_pages_are_as_without_scripts(opened, site):
    page = opened((site / "lessons" / "0_1D.html").as_uri())
    figure = page.locator("course-figure").first
    figure.scroll_into_view_if_needed()
    figure.locator("img:not(.only-dark)").wait_for()
    assert figure.get_by_role("link").is_visible()
    assert page.locator("course-guess > *").count() == figure.locator(".live").count() == 0


def test_paper_shows_the_picture(opened):
    page = opened("lessons/0_1D.html")
    figure = figure_of(page)
    page.emulate_media(media="print")
    figure.locator("img:not(.only-dark)").wait_for()
    assert not figure.locator(".live").is_visible() and not page.locator("course-guess").first.is_visible()
    slides = opened("slides/lessons/0_1D.html?print-pdf")
    slides.locator(".pdf-page").first.wait_for()
    figure = slides.locator("course-figure").first
    figure.scroll_into_view_if_needed()
    figure.locator(".live").wait_for(state="attached")
    figure.locator("img:not(.only-dark)").wait_for()
    assert not figure.locator(".live").is_visible()
    sheet = slides.locator(".pdf-page", has=slides.locator("course-figure")).first
    below = "(sheet) => sheet.getBoundingClientRect().bottom - sheet.querySelector('.question').getBoundingClientRect().bottom"
    assert sheet.evaluate(below) >= -2, "the question is cut off"  # its frame ends a pixel below the sheet
    assert not slides.locator("course-guess").first.is_visible()


# ---- guesses


@pytest.fixture
def guess(opened):
    """Types guesses at the first question of lesson 0 by keys alone, and gives what is said to the last one."""
    page = opened("lessons/0_1D.html")
    field = page.locator("course-guess input").first
    field.focus()

    def type_in(*texts):
        for text in texts:
            page.keyboard.press("Control+A")
            page.keyboard.insert_text(text)
            page.keyboard.press("Enter")
        return page.locator("course-guess").first.get_by_role("status").text_content()

    type_in.fold = page.locator("details.answer").first
    return type_in


def is_open(fold):
    return fold.evaluate("(fold) => fold.open")


def test_a_right_guess_opens_the_answer_with_its_reason(guess):
    assert guess("eleven").startswith("Right. ") and is_open(guess.fold)


def test_a_wrong_guess_is_told_what_it_comes_of_and_may_be_mended(guess):
    assert guess("3") == (
        "Not quite. 3 is the echo of the first clap, 3*1, but at that moment you clap again. Try once more."
    )
    assert not is_open(guess.fold)
    assert guess("11.").startswith("Right. ") and is_open(guess.fold)


def test_after_the_second_try_the_answer_is_there_for_everybody(guess):
    told = guess("3", "5")
    assert told == "Not quite. The answer, with its reason, stands below." and is_open(guess.fold)


def test_what_is_not_understood_costs_no_try_once(guess):
    assert guess("banana") == "This is not clear enough. Type one number."
    assert guess("banana") == "Not quite. Try once more." and not is_open(guess.fold)
    assert guess("") == "Type one number." and not is_open(guess.fold)
    assert guess("?") == "The answer, with its reason, stands below." and is_open(guess.fold)


def test_the_bank_explains_a_guess_as_well(opened):
    page = opened("lessons/1_2D.html")
    field = page.get_by_label("Your guess: An image of 5x7, a kernel of 2x3, all copies: which size?")
    field.fill("9x6")
    field.press("Enter")
    told = page.locator("course-guess").nth(1).get_by_role("status").text_content()
    assert told.startswith("Not quite. ") and len(told) > 50 and told.endswith("Try once more.")


def test_a_guess_on_a_slide_turns_no_slide(opened):
    page = opened("slides/lessons/0_1D.html", viewport=SLIDE)
    figure_on_slide(page)  # on the same slide there is a question
    slide = page.evaluate("() => Reveal.getIndices()")
    field = page.locator("section.present course-guess input")
    field.press("2")
    field.press(" ")
    field.fill("23")
    field.press("ArrowLeft")
    field.press("Tab")
    page.keyboard.press(" ")  # on the button
    said = page.locator("section.present course-guess").get_by_role("status").text_content()
    assert said == "Right. The answer, with its reason, is on the next slide."
    assert page.evaluate("() => Reveal.getIndices()") == slide


# ---- for everybody


@pytest.mark.parametrize("lesson, width, scheme", [("0_1D", 1280, "dark"), ("1_2D", 390, "light")])
def test_nobody_is_left_out(opened, lesson, width, scheme):
    """axe finds nothing serious in what moves and answers, and nothing of it is wider than the screen."""
    page = opened(f"lessons/{lesson}.html", viewport={"width": width, "height": 900}, color_scheme=scheme)
    for number in range(LIVE[lesson]):
        figure_of(page, number)
    field = page.locator("course-guess input").first
    field.fill("3")
    field.press("Enter")
    found = Axe().run(page, context="course-figure, course-guess").response
    assert len(found["passes"]) > 10
    assert [one["id"] for one in found["violations"] if one["impact"] in ("serious", "critical")] == []
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lessons_page_is_light(opened, address, lesson):
    """With every figure and all that makes it live, when nothing is there from before."""
    page, fetched = opened(None), []
    page.on("requestfinished", lambda request: fetched.append(request))
    page.goto(f"{address}lessons/{lesson}.html")
    page.evaluate(FETCH_ALL)
    page.wait_for_function(ALL_ARE_THERE)
    page.wait_for_function("() => customElements.get('course-guess') !== undefined")
    weights = {request.url: request.sizes()["responseBodySize"] for request in fetched}
    figures = page.locator("article img:not(.only-dark)").count()
    assert sum(url.endswith((".webp", ".svg")) and "favicon" not in url for url in weights) == figures > 0
    assert sum(weights.values()) <= MOST_BYTES, sorted(weights.items(), key=lambda each: -each[1])[:5]
