"""The processes in which the page's searches run: asked, cancelled, out of time, asked anew, gone."""

import json
import subprocess
import sys
import time
from contextlib import closing

import pytest
from support.drawn_questions import long_question
from support.files import ROOT, SECONDS
from support.serving import answer_of, begun

from course.play.answers import why_answer
from course.play.searches import BEGIN, WARM_UP, Searcher

LONG = {"wait": SECONDS}


@pytest.fixture
def searcher(stand_in):
    """A Searcher whose process stands in for the search."""
    with closing(Searcher("why_answer", SECONDS)) as made:
        yield made


def test_questions_are_answered_by_one_process(searcher):
    first, second = (searcher.answer({"input": text}) for text in ("3 4 5", "caf\xe9 \ud800 \n\x00"))
    assert first["asked"] == {"input": "3 4 5"} and second["asked"] == {"input": "caf\xe9 \ud800 \n\x00"}
    assert first["process"] == second["process"]


def test_it_is_started_before_it_is_asked(searcher):
    searcher.start()
    process = searcher.process_id
    searcher.start()
    assert searcher.process_id == process == searcher.answer({})["process"]


def test_a_search_ends_after_its_time(searcher):
    searcher.answer({})  # its process has started then
    searcher.seconds = 0.5
    began = time.monotonic()
    assert searcher.answer(LONG) == {"stopped": True, "seconds": 0.5, "by": "time"}
    assert 0.5 <= time.monotonic() - began < SECONDS
    searcher.seconds = SECONDS
    assert searcher.answer({"wait": 0.1})["asked"]


def test_a_search_is_cancelled(searcher):
    question = begun(searcher, lambda: searcher.answer(LONG))
    searcher.cancel()
    assert answer_of(question) == {"stopped": True, "seconds": SECONDS, "by": "cancel"}
    searcher.cancel()
    assert searcher.answer({"next": 1})["asked"] == {"next": 1}


def test_the_next_question_ends_the_one_before(searcher):
    question = begun(searcher, lambda: searcher.answer(LONG))
    assert searcher.answer({"next": 1})["asked"] == {"next": 1}
    assert answer_of(question)["by"] == "question"


def test_a_process_that_ends_by_itself_is_replaced(searcher):
    assert searcher.answer({"die": 1}) == {"stopped": True, "seconds": SECONDS, "by": "process"}
    process = searcher.answer({})["process"]
    subprocess.run(
        [sys.executable, "-c", f"import os, signal; os.kill({process}, signal.SIGTERM)"], check=True
    )
    answers = [searcher.answer({}) for _ in range(2)]
    assert answers[-1]["asked"] == {} and answers[-1]["process"] != process


def test_one_that_is_closed_has_no_process(searcher):
    question = begun(searcher, lambda: searcher.answer(LONG))
    searcher.close()
    assert answer_of(question)["by"] == "server" and searcher.process_id is None


# ---- the process itself

# its answer says whether a library finds the pipe of the questions, and would wait for the next one
PRINTS_AND_LOOKS = """
import os, stat, sys
sys.path.append(sys.argv[1])
from course.play import answers, searches

def look(words):
    print("a library prints")
    return {"finds the pipe": stat.S_ISFIFO(os.fstat(0).st_mode)}

answers.look = look
searches.work("look")
"""


TELLS_ALL_THAT_IT_WAS_ASKED = """
import sys
sys.path.append(sys.argv[1])
from course.play import answers, searches

asked = []

def why_answer(words):
    asked.append(words)
    return {"asked": asked}

answers.why_answer = why_answer
searches.work("why_answer")
"""


def process_of(script, *words):
    """A process that runs a script, with pipes. words: what else stands on its command line."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen([sys.executable, "-P", "-W", "error", "-c", script, str(ROOT), *words], **pipes)


@pytest.fixture
def worker():
    """The process as the server starts it."""
    with process_of(BEGIN, "why_answer") as process:
        yield process
        process.kill()


def test_the_process_answers_every_line_and_ends_with_its_input(worker):
    """Also while it searches: nobody would hear the answer."""
    questions = [
        {"input": "3 4 5", "kernel": "2 1 0", "got": "0 3 10 13 10"},
        {"input": "x"},
        [1],
        long_question(),
    ]
    worker.stdin.write("".join(json.dumps(question) + "\n" for question in questions).encode("ascii"))
    worker.stdin.flush()
    answers = [json.loads(worker.stdout.readline()) for _ in questions[:3]]
    assert answers[0]["names"] == ["no-flip"] and all("refused" in answer for answer in answers[1:])
    worker.stdin.close()
    assert worker.wait(SECONDS) == 0
    assert (worker.stdout.read(), worker.stderr.read()) == (b"", b"")


def test_the_process_has_searched_once_before_it_is_asked():
    with process_of(TELLS_ALL_THAT_IT_WAS_ASKED) as process:
        process.stdin.write(b'{"input": "7"}\n')
        process.stdin.flush()
        asked = json.loads(process.stdout.readline())["asked"]
    assert asked == [WARM_UP["why_answer"], {"input": "7"}] and why_answer(asked[0])["names"] == ["no-flip"]


def test_what_a_library_reads_is_no_question_and_what_it_prints_no_answer():
    with process_of(PRINTS_AND_LOOKS) as process:
        process.stdin.write(b"{}\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == {"finds the pipe": False}
