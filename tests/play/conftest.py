"""
What the tests of the page share: a process that answers as a test says, and costs nothing to start; one
server and one page in a browser, which stay open.

Where the page is opened, the option --page says. What only the course's own server does is marked course_server, with a
reason, and skipped elsewhere.
"""

import pytest
from support.browser import PLACES, ModulesPage
from support.pages_without_server import opened_pages, python_file
from support.play_page import PlayPage, play_server

from course.play import searches

# Answers {"wait": seconds} after so long, {"die": ...} never, and all else at once, with what it was asked.
STAND_IN = """
import json, os, sys, time
for line in sys.stdin:
    words = json.loads(line)
    time.sleep(words.get("wait", 0))
    if "die" in words:
        os._exit(3)
    print(json.dumps({"asked": words, "process": os.getpid()}), flush=True)
"""


def pytest_runtest_setup(item):
    """Skips what needs the course's own server where the page has none."""
    marker = item.get_closest_marker("course_server")
    if marker and item.config.getoption("--page") != PLACES[0]:
        pytest.skip(f"only with the course's own server: {marker.args[0]}")


@pytest.fixture
def stand_in(monkeypatch):
    """Has every search made by a process that stands in for it."""
    monkeypatch.setattr(searches, "BEGIN", STAND_IN)


@pytest.fixture(scope="module")
def modules(browser):
    """A page in which the modules of JavaScript can be called: a ModulesPage."""
    page = browser.new_page()
    yield ModulesPage(page)
    page.close()


@pytest.fixture(scope="session")
def made_file(tmp_path_factory):
    """The path of a python.js."""
    return python_file(tmp_path_factory.mktemp("python"))


@pytest.fixture(scope="session")
def addresses(made_file, tmp_path_factory):
    """The addresses of the page with Python in it, and without a server of the course: {"site": ..., "disk": ...}."""
    with opened_pages(tmp_path_factory.mktemp("pages"), made_file) as addresses:
        yield addresses


@pytest.fixture(scope="session")
def place(request):
    """Which of PLACES the page is opened at: what a test is parametrized with, else the option --page."""
    return getattr(request, "param", request.config.getoption("--page"))


@pytest.fixture(scope="session")
def address(place, request):
    """The address of the page where it is opened."""
    if place != "server":
        yield request.getfixturevalue("addresses")[place]
        return
    with play_server() as server:
        yield server.address


@pytest.fixture(scope="module")
def open_page(browser, address):
    """A PlayPage that stays open, with the mouse outside of it."""
    page = PlayPage(browser, address)
    yield page
    page.close()


@pytest.fixture
def played(open_page):
    """The PlayPage that is open, at its start again."""
    open_page.page.mouse.move(0, 0)
    open_page.page.keyboard.press("Escape")
    open_page.open(input="3 4 5", kernel="2 1")
    yield open_page
    open_page.page.unroute_all()
    errors = open_page.errors[:]
    open_page.errors.clear()  # they are this test's, not the next one's
    assert errors == []


@pytest.fixture
def sized(played):
    """The page, to be made narrow; it is as wide as before afterwards."""
    before = played.page.viewport_size
    yield played
    played.page.set_viewport_size(before)


@pytest.fixture
def opened(browser, address):
    """Opens a PlayPage of its own, opened(hash, **options), and closes it."""
    pages = []

    def open_another(hash="", **options):
        pages.append(PlayPage(browser, address, hash, **options))
        return pages[-1]

    yield open_another
    for page in pages:
        page.close()
