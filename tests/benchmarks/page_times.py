"""
How quick and how small the page of `play` is, in Chromium: python tests/benchmarks/page_times.py

Printed are medians of ten, the least beside them, and "to reach", what the project asks of the page: from its
HTML until the window can be moved; a step of the window over 12x12 numbers with 5x5 weights, worked out, drawn and
laid out, with a number pinned that lights the other two tables; and `why` in the page, from the press to its
sentences, beside the command line's own working: what `python -m course why` takes in a process of its own, once that
has started and has imported its modules. A server keeps its process, so that its first question is as slow as a
command's and the later ones are not; both stand below, and the later ones also beside a search that is repeated in one
process, as no command is. The bytes of HTML, CSS and JavaScript are those of the files, and as they are sent.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.browser import started_browser  # noqa: E402
from support.play_page import PlayPage, play_server  # noqa: E402

from course.play.answers import why_answer  # noqa: E402

TIMES = 10
REST = 100  # milliseconds between an answer that is typed and the press
START = 2000  # milliseconds within which a server's process has made its imports
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
COMMAND = """
import sys, time
from course.diagnosis import why
begun = time.perf_counter()
why.main(sys.argv[1:])
print(time.perf_counter() - begun)
"""
ANSWERS = {
    "one mistake": {"input": "1 2 4", "kernel": "3 1", "got": "1 5 10 12"},
    "two mistakes": {"input": "3 1 4 1 5 9 2 6", "kernel": "2 7 1", "got": "3 22 17 31 20 46 75 38 46"},
    "not explained": {"input": "3 1 4 1 5", "kernel": "2 7 1", "got": "6 23 18 31 12 77 13"},
}


def report(name, values, unit, most=None):
    median, limit = statistics.median(values), ""
    if most is not None:
        limit = f"  {most:g} to reach{': missed' if median > most else ''}"
    print(f"{name:62} {median:7.2f} {unit:2}  least {min(values):7.2f}{limit}")


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


def command_seconds(words):
    """What the command why takes in a process of its own, without Python's start and the imports."""
    options = [f"--{name}={text}" for name, text in words.items()]
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *options], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


def search_seconds(words):
    """What the search takes in this process, which has made it before."""
    begun = time.perf_counter()
    why_answer(words)
    return time.perf_counter() - begun


def page_seconds(played, words):
    """What the page takes from the press of Why? to its sentences."""
    played.open(input="1", kernel="1")
    played.open(**words)
    played.page.wait_for_timeout(REST)
    return played.page.evaluate(WHY) / 1000


def why_ratios(played, words):
    """What the page takes over what the command and the repeated search take, TIMES times in turn."""
    search_seconds(words)
    taken = [
        (page_seconds(played, words), command_seconds(words), search_seconds(words)) for _ in range(TIMES)
    ]
    return [page / command for page, command, _ in taken], [page / search for page, _, search in taken]


def first_ratio(browser, words):
    """What the first question to a server takes over what the command takes."""
    with play_server() as server:
        played = PlayPage(browser, server.address)
        played.page.wait_for_timeout(START)
        ratio = page_seconds(played, words) / command_seconds(words)
        played.close()
    return ratio


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
            beside_command, beside_search = why_ratios(played, words)
            report(f"why in the page over the command's own working, {name}", beside_command, "", 1.5)
            report(f"the same over a search that is repeated, {name}", beside_search, "")
        played.close()
        words = ANSWERS["one mistake"]
        first = [first_ratio(browser, words) for _ in range(TIMES)]
        report("why as a server's first question over the command's, one mistake", first, "", 1.5)


if __name__ == "__main__":
    main()
