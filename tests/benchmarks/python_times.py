"""
What Python in the page costs, without a server of the course, in Chromium: python tests/benchmarks/python_times.py [TIMES]

Printed are medians of ten, or of TIMES, the least and the largest beside them, and "to reach", what the project asks
of the page: the size of python.js; over http and from a disk, in a new profile each, the seconds from the press of
Why? to the name of a mistake when nothing is loaded, and when all is; the longest task of the page's own thread from
the press on, which browsers tell from 50 ms on; and what `why` takes in the worker over what it takes in this process,
measured in turn. The load of the machine, before and after, is how many processes wanted to run on it.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.browser import started_browser  # noqa: E402
from support.pages_without_server import plain_server, play_pages, python_file  # noqa: E402
from support.play_page import PlayPage, hash_of  # noqa: E402

from course.play.answers import why_answer  # noqa: E402

TIMES = 10
SHORTEST_TASK = 50  # milliseconds of a task that a browser tells of
MISTAKE = {"input": "1 2 4", "kernel": "3 1"}
FIRST, LATER = "1 5 10 12", "5 10 12 0"
QUESTIONS = {
    "one mistake": {"input": "1 2 4", "kernel": "3 1", "got": "1 5 10 12"},
    "two mistakes": {"input": "3 1 4 1 5 9 2 6", "kernel": "2 7 1", "got": "3 22 17 31 20 46 75 38 46"},
    "not explained": {"input": "3 1 4 1 5", "kernel": "2 7 1", "got": "6 23 18 31 12 77 13"},
}
WHY = """() => new Promise((told) => {
    const reasons = document.getElementById("reasons"), begun = performance.now();
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration)))
        .observe({ type: "longtask" });
    new MutationObserver((_, watch) => {
        if (!reasons.children.length) return;
        watch.disconnect();
        setTimeout(() => told([(performance.now() - begun) / 1000, window.tasks]), 200); // the tasks are told later
    }).observe(reasons, { childList: true });
    document.getElementById("why").click();
})"""
ASK = """async (words) => {
    const { PythonSearch } = await import("python_search");
    window.search ??= new PythonSearch(60);
    await window.search.prepare();
    const begun = performance.now();
    await window.search.why(words);
    return (performance.now() - begun) / 1000;
}"""


def report(name, values, unit, most):
    median, missed = statistics.median(values), ""
    if median > most:
        missed = ": missed"
    spread = f"{min(values):.2f} to {max(values):.2f}"
    print(f"{name:52} {median:7.2f} {unit:2}  {spread:18} {most:g} to reach{missed}", flush=True)


def loads(browser, address, times):
    """For each load in a profile of its own: seconds to the first name, to a later one, and the longest task in ms."""
    for _ in range(times):
        played = PlayPage(browser, address, hash_of(**MISTAKE))
        played.page.wait_for_selector("#output-grid td")
        played.page.evaluate("(got) => { document.getElementById('got').value = got; }", FIRST)
        # the answer is typed and asked about at once, so that nothing is loaded before
        typed = "document.getElementById('got').dispatchEvent(new Event('change'));"
        first, tasks = played.page.evaluate(WHY.replace("window.tasks = [];", f"window.tasks = []; {typed}"))
        played.open(**MISTAKE, got=LATER)
        later, _ = played.page.evaluate(WHY)
        played.close()
        yield first - 0.2, later - 0.2, max(tasks, default=SHORTEST_TASK)


def ratios(played, words, times):
    """What the worker takes over what this process takes, in turn, after a first time that does not count."""
    for i in range(times + 1):
        begun = time.perf_counter()
        why_answer(words)
        alone = time.perf_counter() - begun
        asked = played.page.evaluate(ASK, words)
        if i:
            yield asked / alone


def main(times=TIMES):
    with tempfile.TemporaryDirectory() as name, started_browser() as browser:
        folder = Path(name)
        made = python_file(folder)
        print(f"load of this machine: {os.getloadavg()}, {os.cpu_count()} cores")
        report("python.js", [made.stat().st_size / 1e6], "MB", 7)
        play_pages.write_play(folder / "play", made)
        play_pages.write_disk(folder / "disk", made)
        with plain_server(folder / "play") as address:
            addresses = {"http": address, "a disk": (folder / "disk" / "index.html").as_uri()}
            for where, found in addresses.items():
                first, later, tasks = zip(*loads(browser, found, times), strict=True)
                report(f"a mistake named, nothing loaded, from {where}", first, "s", 6)
                report(f"two mistakes named, all loaded, from {where}", later, "s", 1.5)
                report(f"longest task of the page meanwhile, from {where}", tasks, "ms", 100)
            played = PlayPage(browser, address)
            for name, words in QUESTIONS.items():
                report(f"why in the worker over CPython, {name}", list(ratios(played, words, times)), "", 3)
            played.close()
        print(f"load of this machine: {os.getloadavg()}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
