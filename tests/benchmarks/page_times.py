"""
How quick and how small the page of `play` is, in Chromium: python tests/benchmarks/page_times.py

Printed are medians of ten, the least beside them, and "to reach", what the project asks of the page: from its
HTML until the window can be moved; a step of the window over 12x12 numbers with 5x5 weights, worked out, drawn and
laid out, with a number pinned that lights the other two tables; and `why` in the page, from the press to its
sentences, beside the time that the command line's own search takes in this process. The bytes of HTML, CSS and
JavaScript are those of the files, and as they are sent.
"""

import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.browser import started_browser  # noqa: E402
from support.play_page import PlayPage, play_server  # noqa: E402

from course.play.answers import why_answer  # noqa: E402

TIMES = 10
READY = """() => {
    const [page] = performance.getEntriesByType("navigation");
    return performance.getEntriesByName("ready")[0].startTime - page.responseEnd;
}"""
# marks when the first output stands in its table
WATCH = """new MutationObserver((_, watch) => {
    if (document.querySelector("#output-grid td")) { performance.mark("ready"); watch.disconnect(); }
}).observe(document, { childList: true, subtree: true });"""
STEP = """() => {
    const begun = performance.now();
    document.getElementById("next").click();
    void document.body.offsetHeight; // has everything laid out
    return performance.now() - begun;
}"""
WHY = """() => new Promise((told) => {
    const reasons = document.getElementById("reasons"), begun = performance.now();
    new MutationObserver((_, watch) => {
        if (reasons.children.length) { watch.disconnect(); told(performance.now() - begun); }
    }).observe(reasons, { childList: true });
    document.getElementById("why").click();
})"""
SENT = """() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
    .filter(({ name }) => !name.startsWith("data:"))
    .map((part) => [part.encodedBodySize, part.decodedBodySize])"""
LARGE = {
    "input": "; ".join(" ".join(str((7 * r + 5 * c) % 19 - 6) for c in range(12)) for r in range(12)),
    "kernel": "; ".join(" ".join(str((3 * r + 2 * c) % 7 - 3) for c in range(5)) for r in range(5)),
    "mode": "same",
}
ANSWERS = {
    "one mistake": {"input": "1 2 4", "kernel": "3 1", "got": "1 5 10 12"},
    "two mistakes": {"input": "3 1 4 1 5 9 2 6", "kernel": "2 7 1", "got": "3 22 17 31 20 46 75 38 46"},
    "not explained": {"input": "3 1 4 1 5", "kernel": "2 7 1", "got": "6 23 18 31 12 77 13"},
}


def report(name, values, unit, most):
    median, missed = statistics.median(values), ""
    if median > most:
        missed = ": missed"
    print(f"{name:50} {median:9.2f} {unit:2}  least {min(values):9.2f}  {most:g} to reach{missed}")


def ready(browser, address):
    """Milliseconds from the HTML until the window can be moved, and the page's bytes: sent, as files."""
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_selector("#output-grid td")
    taken = page.evaluate(READY)
    sizes = page.evaluate(SENT)
    page.close()
    return taken, [sum(column) for column in zip(*sizes)]


def steps(played):
    """What each of TIMES steps takes, in milliseconds."""
    played.open(**LARGE, at="5,5")
    played.cell("kernel", 2, 2).click()
    return [played.page.evaluate(STEP) for _ in range(TIMES)]


def why_ratios(played, words):
    """What the page takes over what the search takes, TIMES times in turn."""
    ratios = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        why_answer(words)
        alone = time.perf_counter() - begun
        played.open(input="1", kernel="1")
        played.open(**words)
        ratios.append(played.page.evaluate(WHY) / 1000 / alone)
    return ratios


def main():
    with play_server() as server, started_browser() as browser:
        loads = [ready(browser, server.address) for _ in range(TIMES + 1)][1:]
        report("ready to move after its HTML", [taken for taken, _ in loads], "ms", 150)
        sent, whole = loads[0][1]
        report("HTML, CSS and JavaScript as files", [whole / 1000], "KB", 60)
        report("the same as sent", [sent / 1000], "KB", 60)
        played = PlayPage(browser, server.address)
        report("a step at 12x12 with 5x5, two tables lit", steps(played), "ms", 16)
        for name, words in ANSWERS.items():
            report(f"why in the page over the search, {name}", why_ratios(played, words), "", 1.5)
        played.close()


if __name__ == "__main__":
    main()
