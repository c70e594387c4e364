"""The page of course/play as somebody uses it: its server, and what is read from it in a browser."""

import re
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from support.serving import serving

from course.play.server import PlayServer

# high enough for all of the page, so that nothing need be scrolled for the mouse
SIZE = {"width": 1280, "height": 1800}
READ = """() => {
    const texts = (selector) => [...document.querySelectorAll(selector)].map((part) => part.textContent);
    const seen = Object.fromEntries(["input", "kernel", "output", "answer"].map((name) => {
        const rows = [...document.getElementById(`${name}-grid`).rows];
        return [name, rows.map((row) => [...row.cells].map((cell) => ({
            text: cell.children[0].textContent, badge: cell.children[1]?.textContent,
            classes: [...cell.classList],
            label: cell.getAttribute("aria-label"),
        })))];
    }));
    const shown = (id) => document.getElementById(id).textContent;
    return { tables: seen, line: shown("line"), rules: texts("#rules p"), said: shown("said"),
        answerSaid: shown("answer-said"), reasons: texts("#reasons > p"), shareSaid: shown("share-said"),
        bothWays: [...document.querySelectorAll("#reasons tr")].map(
            (row) => [...row.cells].map((cell) => cell.textContent)),
        fields: Object.fromEntries([...document.querySelectorAll("[id]:is(input, select)")].map(
            (field) => [field.id, field.type === "checkbox" ? field.checked : field.value])),
        focus: document.activeElement.id || document.activeElement.getAttribute("aria-label") };
}"""
OPEN = """async (hash) => {
    // what is still to be written into the address is written now
    window.dispatchEvent(new Event("pagehide"));
    if (location.hash === hash) return;
    const changed = new Promise((done) => window.addEventListener("hashchange", done, { once: true }));
    location.hash = hash;
    await changed;
}"""


@contextmanager
def play_server():
    """A PlayServer at a free port that answers, while a block runs."""
    with serving(PlayServer(0)) as server:
        server.start_searcher()
        yield server


def hash_of(**words):
    """Words as the part of the address behind "#", with it."""
    return f"#{urlencode(words)}"


def on_page(sentence):
    """A sentence of why as the page says it: without the dashes of options, and without (--no-flip), for which it has a
    box."""
    return re.sub("--(?=[a-z])", "", sentence.replace(" (--no-flip)", "").replace('" --', '", '))


class PlayPage:
    """The page in a context of its own of a browser.

    errors: what its console has said of errors, and exceptions of its scripts. requests: what it asked for.
    options: those of Playwright's new_context, such as has_touch.
    """

    def __init__(self, browser, address, hash="", **options):
        self.address = address
        self.context = browser.new_context(
            **{"viewport": SIZE, "permissions": ["clipboard-read", "clipboard-write"], **options}
        )
        self.errors, self.requests = [], []
        self.page = self.new_tab(hash)

    def new_tab(self, hash=""):
        """Another tab with the page, watched as the first one is."""
        page = self.context.new_page()
        page.on("console", lambda said: said.type in ("error", "warning") and self.errors.append(said.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(self.address + hash)
        return page

    def open(self, **words):
        """Opens a link with these words, in the page that is there."""
        self.page.evaluate(OPEN, hash_of(**words))

    def read(self):
        """All that is shown, as plain data: tables, line, rules, said ..., and the values of all fields."""
        return self.page.evaluate(READ)

    def cell(self, table, row, column):
        """A cell of a table, as it can be clicked."""
        return self.page.locator(f"#{table}-grid tr:nth-child({row + 1}) td:nth-child({column + 1})")

    def edit(self, table, row, column, text):
        """Types a number into a cell, by keys."""
        self.cell(table, row, column).focus()
        self.page.keyboard.press("F2")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Enter")

    def fill(self, name, text):
        """Fills a field and leaves it."""
        self.page.fill(f"#{name}", text)
        self.page.press(f"#{name}", "Enter")

    def numbers(self, table):
        """The texts of a table's cells, in rows."""
        return [[cell["text"] for cell in row] for row in self.read()["tables"][table]]

    def output(self):
        """The texts of all outputs, with blanks between them."""
        return " ".join(text for row in self.numbers("output") for text in row)

    def texts(self, where):
        """The texts of the parts that a CSS selector finds."""
        return self.page.locator(where).all_text_contents()

    def with_class(self, table, name):
        """The (row, column) of the cells of a table that have a class."""
        rows = self.read()["tables"][table]
        return {(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if name in cell["classes"]}

    def wait_until(self, holds):
        """Waits until something holds that Python alone can see, such as a request that was made."""
        for _ in range(250):
            if holds():
                return
            self.page.wait_for_timeout(20)
        pytest.fail("it has not come true in five seconds")

    def ask(self):
        """Presses Why? and waits for what is said; all that is shown then. Python may have to start for it."""
        self.page.click("#why")
        self.page.wait_for_selector("#reasons > p", timeout=60_000)
        return self.read()

    def answer_by(self, path, data):
        """Has what the page asks at a path of its server answered with these data."""
        self.page.route(f"**{path}", lambda route: route.fulfill(json=data))

    def close(self):
        """Closes the context; an error in the console is one here, and so is a request to another address."""
        self.context.close()
        home = self.address.rpartition("/")[0]
        elsewhere = [url for url in self.requests if not url.startswith((home, "data:", "blob:"))]
        if self.errors or elsewhere:
            pytest.fail(f"in the console: {self.errors}; asked for: {elsewhere}")
