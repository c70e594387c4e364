"""The page with Python in it, over http and from a disk: what it says of answers, and what it asks of others: nothing."""

import json
import subprocess
import sys
import zipfile

import pytest
from support.drawn_questions import drawn_questions, questions_of_golden
from support.files import ROOT
from support.firefox import seen_in_firefox
from support.pages_without_server import page_python, plain_server, play_pages
from support.play_page import PlayPage, hash_of, on_page

from course.play.answers import why_answer

pytestmark = pytest.mark.browser

QUESTIONS = 500
MISTAKE = {"input": "1 2 4", "kernel": "3 1", "got": "4 14 7 3"}
OTHER_MISTAKE = {**MISTAKE, "got": "0 1 2 4"}
UNEXPLAINED = {"input": "3 1 4; 9 2 6", "kernel": "1 4 2;", "got": "3 13 900 18 8; 9 38 800 28 12"}
NOWHERE = {"offline": True}  # a context that reaches no address
# answers all questions, one after another, and leaves them in the page
ASK_ALL = """(questions) => {
    window.answers = (async () => {
        const { PythonSearch } = await import("python_search");
        const search = new PythonSearch(60), answers = [];
        for (const words of JSON.parse(questions)) answers.push(await search.why(words));
        search.worker.terminate();
        return JSON.stringify(answers);
    })();
}"""
ASK_AND_STOP = """async ([slow, quick]) => {
    const { PythonSearch } = await import("python_search");
    const search = new PythonSearch(0.3);
    await search.prepare();
    const stopped = await search.why(slow);
    const first = search.why(slow);
    await search.prepare();
    search.cancel();
    search.cancel();
    search.seconds = 30;
    const answers = [stopped, await first, await search.why(quick)];
    search.worker.terminate();
    return answers;
}"""


@pytest.fixture
def opened(browser, addresses):
    """Opens the page on the site or from the disk, opened("disk", words, **options), and closes it."""
    pages = []

    def open_page(where, words, **options):
        pages.append(PlayPage(browser, addresses[where], hash_of(**words), **options))
        return pages[-1]

    yield open_page
    for page in pages:
        page.close()


def said_of(words):
    """What the page says of an answer."""
    return [*map(on_page, why_answer(words)["sentences"])]


def test_the_file_is_small_and_holds_what_answering_loads(made_file):
    assert made_file.stat().st_size <= 7_000_000
    script = (
        "import sys, course.play.answers; print(*(name for name in sys.modules if name.startswith('course')))"
    )
    loaded = subprocess.run(
        [sys.executable, "-S", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = zipfile.ZipFile(made_file.with_name(page_python.LIBRARY)).namelist()
    in_it = {name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") for name in names}
    assert {*loaded.stdout.split()} <= in_it and "course.own_numbers.verdict" not in in_it


@pytest.mark.parametrize("where", ["site", "disk"])
def test_a_wrong_answer_is_named_and_nothing_is_asked_of_others(opened, where):
    """PlayPage says which other addresses were asked for, if any."""
    played = opened(where, {"input": "1 2 4", "kernel": "3 1"})
    assert not any(url.endswith("python.js") for url in played.requests)
    played.fill("got", MISTAKE["got"])
    played.page.click("#next")
    assert played.texts("#python-said") == ["Python loads, once: 7 MB. The page can be used meanwhile."]
    assert played.read()["line"].startswith("y[1] = ")
    assert played.ask()["reasons"] == said_of(MISTAKE)
    led_to = [link.get_attribute("href") for link in played.page.query_selector_all("#reasons a")]
    assert led_to == (["../toolkit/mistakes/output-reversed.html"] if where == "site" else [])
    assert played.texts("#python-said") == [""]
    played.context.set_offline(True)
    played.open(**OTHER_MISTAKE)
    assert played.ask()["reasons"] == said_of(OTHER_MISTAKE)
    assert sum(url.endswith("python.js") for url in played.requests) == 1
    played.page.click("#ask-engines")
    assert played.read()["shareSaid"].endswith("--engine scipy")
    played.page.click("#copy-link")
    only_here = "The link is copied. It opens on this computer only"
    played.page.wait_for_function("document.getElementById('share-said').textContent.startsWith('The link')")
    said = played.read()["shareSaid"]
    assert said == f"{only_here}." if where == "disk" else said.startswith(f"{only_here}, while")


def test_firefox_opens_it_from_the_disk_and_names_the_mistake(addresses):
    seen = seen_in_firefox("firefox_disk.cjs", addresses["disk"] + hash_of(**MISTAKE))
    assert seen == {"line": "y[1] = 1*1 + 2*3 = 7", "reasons": said_of(MISTAKE), "errors": []}


def test_answers_are_those_of_the_command(opened):
    questions = questions_of_golden()[::6]
    questions += drawn_questions(18, QUESTIONS - len(questions))
    played = opened("site", {"input": "1", "kernel": "1"})
    played.page.set_default_timeout(120_000)
    played.page.evaluate(ASK_ALL, json.dumps(questions))
    right = [why_answer(words) for words in questions]  # while the page answers them, too
    answers = json.loads(played.page.evaluate("window.answers"))
    different = [words for words, one, other in zip(questions, answers, right, strict=True) if one != other]
    assert different == []
    kinds = {answer.get("kind", "refused") for answer in right}
    assert kinds >= {"right", "mistake", "refused", "unknown"}


def test_cancel_and_the_clock_end_the_search_and_the_next_question_is_answered(opened):
    played = opened("disk", {"input": "1", "kernel": "1"})
    stopped, cancelled, answer = played.page.evaluate(ASK_AND_STOP, [UNEXPLAINED, MISTAKE])
    assert stopped == {"stopped": True} and cancelled is None
    assert answer == why_answer(MISTAKE)


def test_cancel_on_the_page(opened):
    played = opened("site", UNEXPLAINED)
    played.page.click("#why")
    played.page.click("#cancel")
    played.page.wait_for_selector("#cancel", state="hidden")
    assert played.read()["reasons"] == []
    played.open(**MISTAKE)
    assert played.ask()["reasons"] == said_of(MISTAKE)


def test_it_is_loaded_when_nobody_touches_the_page(opened):
    played = opened("site", {"input": "1", "kernel": "1"})
    played.page.mouse.move(5, 5)
    with played.page.expect_request("**/python.js", timeout=20_000):
        pass


@pytest.mark.parametrize("missing", ["made without npm", "gone from the server"])
def test_without_it_the_command_is_given(browser, tmp_path, missing):
    play_pages.write_play(tmp_path, None)
    if missing == "gone from the server":
        (tmp_path / "index.html").write_text(play_pages.page_html(why="worker"), encoding="utf-8")
    with plain_server(tmp_path) as address:
        played = PlayPage(browser, address, hash_of(**MISTAKE))
        said = played.ask()["reasons"]
        assert said[-1].endswith('python -m course why --input "1 2 4" --kernel "3 1" --mode full --stride 1 '
                                 '--dilation 1 --border constant --got "4 14 7 3"')  # fmt: skip
        played.page.click("#next")
        assert played.read()["line"].startswith("y[1] = ")
        lost = missing == "gone from the server"
        assert any("could not be loaded" in text for text in played.texts("#python-said")) == lost
        played.errors[:] = [text for text in played.errors if not (lost and "404" in text)]
        played.close()


def test_a_browser_that_is_too_old_gets_the_command(browser, addresses):
    played = PlayPage(browser, addresses["site"])
    played.page.add_init_script("delete window.Worker")
    played.page.goto(addresses["site"] + hash_of(**MISTAKE))
    played.page.reload()
    assert any(text.startswith("In a terminal") for text in played.ask()["reasons"])
    played.close()


def test_a_build_without_npm_says_so(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert play_pages.made_python(tmp_path / "python") is None
    assert capsys.readouterr().out == (
        "The page play/ is made without Python, and gives the command instead: npm is not installed\n"
    )


def test_another_pyodide_than_was_tried_is_refused(made_file, tmp_path):
    """Also where it is called the same."""
    lock = made_file.parent / "node_modules" / ".package-lock.json"
    (tmp_path / "node_modules").mkdir()
    other = lock.read_text(encoding="utf-8").replace(page_python.INTEGRITY, f"sha512-{'A' * 86}==")
    (tmp_path / "node_modules" / lock.name).write_text(other, encoding="utf-8")
    assert page_python.installed_pyodide(made_file.parent).is_dir()
    with pytest.raises(page_python.NoPythonError, match="another pyodide"):
        page_python.installed_pyodide(tmp_path)
