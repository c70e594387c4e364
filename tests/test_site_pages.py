"""
Every page of the site, opened once in the browser: nothing wider than a narrow phone, every link and anchor leads
somewhere, axe-core finds nothing serious (it looks at one of four pages of mistakes, which are alike), nothing is asked of
other hosts, and nothing complains.

What is not as it should be stands in EXCEPTIONS, which may only get shorter.
"""

import re
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from support.pages_without_server import plain_server

pytestmark = pytest.mark.site
NARROW = {"width": 320, "height": 800}
SIZES = [(320, 800), (390, 844), (768, 1024), (1280, 900)]
PARTS = 8  # the pages are shared among so many tests
ONE_OF_EACH_KIND = (
    "index.html",
    "search.html",
    "lessons/0_1D.html",
    "lessons/4_digit.html",
    "toolkit/mistakes/index.html",
    "toolkit/mistakes/no-flip.html",
    "toolkit/kernels.html",
    "own-numbers.html",
    "card.html",
)
OF_A_MISTAKE = (
    "toolkit/mistakes/"  # pages that are made alike: axe-core, which takes long, looks at some of them
)
ONE_IN = 4
EXCEPTIONS = {}  # (page, what axe-core says or "overflow"): why
SERIOUS = ("serious", "critical")
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}  # what is sound need not be described
LINKS = "() => [...document.querySelectorAll('a[href]')].map((link) => link.href)"
IDS = "() => [...document.querySelectorAll('[id]')].map((part) => part.id)"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
IS_SHOWN = "(part) => getComputedStyle(part).display !== 'none'"
OPEN_ALL = "() => document.querySelectorAll('details').forEach((fold) => (fold.open = true))"


def is_page(path, site):
    """Whether a file is one of the site's own pages: slides are looked at elsewhere, and so is the page to play with."""
    first = path.relative_to(site).parts[0]
    return first not in ("slides", "play", "_static", "_downloads")


@pytest.fixture(scope="module")
def pages(site):
    """The paths of all pages, from the site's top, in order."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if is_page(path, site))


@pytest.fixture(scope="module")
def address(site):
    with plain_server(site) as address:
        yield address


@pytest.fixture
def opened(browser, address):
    """opened(path, scheme, size): a page, in one context. At the end nothing has complained, or asked other hosts."""
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))  # worksheets have none
    complaints, requests = [], []
    page.on("console", lambda said: said.type in ("error", "warning") and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))

    def open_page(path, scheme="light", size=None):
        page.set_viewport_size(size or NARROW)
        page.emulate_media(color_scheme=scheme)
        page.goto(address + path)
        page.evaluate(OPEN_ALL)
        return page

    yield open_page
    context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []


def faults_of(page, path, by_axe=True):
    """What is wrong on an open page, as (page, what)."""
    found = {(path, "overflow")} if page.evaluate(WIDER) > 0 else set()
    if not by_axe:
        return found
    for violation in Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]:
        if violation["impact"] in SERIOUS:
            found.add((path, violation["id"]))
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_sound(opened, pages, site, address, part):
    faults, missing = set(), []
    mistakes = [path for path in pages if path.startswith(OF_A_MISTAKE)]
    alike = set(mistakes) - set(mistakes[::ONE_IN])
    for path in pages[part::PARTS]:
        page = opened(path)
        faults |= faults_of(page, path, by_axe=path not in alike)
        here = set(page.evaluate(IDS))
        for link in page.evaluate(LINKS):
            if link.startswith(address):
                missing += broken(link.removeprefix(address), path, here, site)
    assert sorted(faults - set(EXCEPTIONS)) == [] and missing == []


def broken(link, path, here, site):
    """[(page, link)] if a link leads to no file, or to no place on the page."""
    target, place = urldefrag(link)
    target = unquote(target)
    if target.startswith(("play/", "slides/")):  # what follows the # is a state there
        place = ""
    file = site / (target or "index.html")
    if not file.is_file():
        return [(path, link)]
    if not place or (target == path and place in here):
        return []
    text = file.read_text(encoding="utf-8")
    return [] if re.search(rf'\bid="{re.escape(unquote(place))}"', text) else [(path, link)]


def test_the_exceptions_are_still_needed(opened):
    for path, what in EXCEPTIONS:
        assert (path, what) in faults_of(opened(path), path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ONE_OF_EACH_KIND)
def test_one_page_of_each_kind_fits_every_size(opened, path, scheme):
    for width, height in SIZES:
        page = opened(path, scheme, {"width": width, "height": height})
        assert page.evaluate(WIDER) <= 0, width
    faults = faults_of(page, path) - set(EXCEPTIONS)
    assert faults == set()


@pytest.mark.parametrize("path", ["lessons/1_2D.html", "lessons/4_digit.html"])
def test_figures_on_a_phone_keep_a_size_at_which_they_can_be_read(opened, path):
    """Their letters have some 10 pixels then, and the page is no wider for it."""
    page = opened(path, size={"width": 390, "height": 844})
    widths = page.evaluate(
        "() => [...document.querySelectorAll('.wide-figure img.only-light')].map((i) => i.offsetWidth)"
    )
    assert len(widths) > 5 and min(widths) >= 570
    assert page.evaluate(WIDER) <= 0


@pytest.mark.parametrize(
    "width, icon, drawer",
    [(1280, ".toc-content-icon", ".toc-drawer ul ul"), (390, ".nav-overlay-icon", ".sidebar-drawer")],
)
def test_the_tab_key_does_not_stop_at_links_behind_an_icon(opened, width, icon, drawer):
    page = opened("lessons/0_1D.html", size={"width": width, "height": 800})
    link = page.locator(f"{drawer} a").first
    assert not link.is_visible()
    page.locator(icon).locator("visible=true").first.click()
    link.wait_for(state="visible")


@pytest.mark.parametrize("path", ["lessons/0_1D.html", "search.html"])
def test_what_stands_beside_a_page_has_names_of_its_own(opened, path):
    """For those who go from one part of a page to the next by ear."""
    names = opened(path).locator("aside").evaluate_all("(parts) => parts.map((part) => part.ariaLabel)")
    assert len({*names}) == len(names) == 2 and all(names)


@pytest.mark.parametrize("path, name", [("index.html", "steps"), ("lessons/1_2D.html", "steps_1_2D")])
def test_on_paper_a_picture_that_moves_is_its_last_frame(opened, path, name):
    page = opened(path)
    moving, still = page.locator(f"img[src$='/{name}.svg']"), page.locator("img.on-paper")
    assert still.get_attribute("loading") != "lazy"  # else it may come too late
    assert [picture.evaluate(IS_SHOWN) for picture in (moving, still)] == [True, False]
    page.emulate_media(media="print")
    assert [picture.evaluate(IS_SHOWN) for picture in (moving, still)] == [False, True]
    drawing = page.request.get(urljoin(page.url, still.get_attribute("src"))).text()
    assert "animation" not in drawing and drawing.count("<text") > 15


@pytest.mark.parametrize("path", ["lessons/0_1D.html", "index.html"])
def test_without_a_script_slides_lead_to_a_page(browser, address, path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}slides/{path}")
    page.locator("noscript a").click()
    assert page.url == address + path
    context.close()


def test_the_page_to_search_says_what_it_is(opened):
    page = opened("search.html")
    assert page.locator("h1").inner_text() == "Search"
    page.locator("article input[name=q]").fill("glossary")
    page.locator("article button", has_text="Search").click()
    assert (
        page.locator("#search-results ul.search > li > a").first.get_attribute("href").startswith("card.html")
    )


@pytest.mark.parametrize(
    "asked, first",
    [
        ("kernel not flipped", "toolkit/mistakes/no-flip.html"),
        ("even kernel", "toolkit/mistakes/same-half"),
        ("correlation", "lessons/0_1D.html"),
        ("padding", "lessons/"),
        ("same", "lessons/"),
        ("glossary", "card.html"),
    ],
)
def test_what_is_searched_for_comes_first(opened, asked, first):
    """All words in a title, or else a lesson; of lessons and pages that hold them equally none is a mistake's."""
    page = opened(f"search.html?q={asked.replace(' ', '+')}")
    found = page.locator("#search-results ul.search > li > a").first
    assert found.get_attribute("href").startswith(first)


def test_pages_of_mistakes_name_their_pages_to_play_with(opened, pages):
    """What follows the # is the state of that page: it is the numbers that the mistake gives."""
    page = opened("toolkit/mistakes/no-flip.html")
    (link,) = [link for link in page.evaluate(LINKS) if "play/index.html#" in link]
    page.goto(urljoin(page.url, link))
    page.locator("#answer, [data-name=got], #got").first.wait_for(state="attached")
    assert page.evaluate("() => location.hash").startswith("#input=2+1&kernel=2+1")
