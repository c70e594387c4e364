"""Debian's Chromium, driven by Playwright, and pages in it that hold the modules of course/play/files and of docs/."""

import json
import shutil
from contextlib import contextmanager
from importlib.util import find_spec

from support.files import ROOT

FILES = [*sorted((ROOT / "course" / "play" / "files").glob("*.js")), ROOT / "docs" / "guesses.js"]
MODULES = {path.name: path for path in FILES}
ADDRESS = "http://127.0.0.1/"  # where nothing is asked: each request of a page is answered here
# where the page of course/play is opened: as python -m course play serves it, as the site has it, from a disk
PLACES = ("server", "site", "disk")
CHUNK = 2_000  # items that are sent to a page at once


def why_no_browser():
    """Why there is no browser to test with, in words; None where there is one."""
    if find_spec("playwright") is None:
        return "Playwright is not installed: python -m pip install playwright"
    if shutil.which("chromium") is None:
        return "there is no program called chromium: apt-get install chromium"
    return None


@contextmanager
def started_browser():
    """Chromium, as Playwright's Browser, while a block runs. No sandbox, as root may not have one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


class ModulesPage:
    """A page without anything on it, whose scripts may import the modules by their names."""

    def __init__(self, page):
        self._page = page
        page.route("**/*", _answer)
        page.goto(ADDRESS)

    def each(self, names, expression, items):
        """What an expression of `item` is in JavaScript for each of the items, plain data both; an Unusable is
        {"refused": its message}.

        names: {module: "names that the expression uses"}.
        Example: each({"errors": "quoted"}, "quoted(item)", ["a"]) is ["'a'"].
        """
        imports = "".join(
            f"const {{ {used} }} = await import({json.dumps(module)});" for module, used in names.items()
        )
        script = f"""async (text) => {{
            {imports}
            const {{ Unusable }} = await import("errors");
            const worked = (item) => {{
                try {{ return {expression}; }} catch (error) {{
                    if (error instanceof Unusable) return {{ refused: error.message }};
                    throw error;
                }}
            }};
            return JSON.stringify(JSON.parse(text).map(worked));
        }}"""
        results = []
        for start in range(0, len(items), CHUNK):
            # as one text each: Playwright takes longer over nested lists than the page over the sums
            results += json.loads(self._page.evaluate(script, json.dumps(items[start : start + CHUNK])))
        return results


def _answer(route):
    """Answers a page's request: with a module, or with a page that has the import map alone."""
    name = route.request.url.removeprefix(ADDRESS)
    if name:
        route.fulfill(path=MODULES[name], content_type="text/javascript")
        return
    names = {path.stem: f"/{name}" for name, path in MODULES.items()}
    route.fulfill(
        content_type="text/html",
        body=f'<!doctype html><script type="importmap">{json.dumps({"imports": names})}</script>',
    )
