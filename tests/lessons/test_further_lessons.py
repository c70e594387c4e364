"""The lessons for later, docs/further/: what they print, run once each as a reader would run them."""

import re

import pytest
from support.files import ROOT
from support.lesson_facts import FACTS, missing_facts
from support.lesson_runs import run_lesson
from support.lesson_source import source_of
from support.tensorflow_there import needs_tensorflow

FURTHER = [name for name in FACTS if name.startswith("docs/further/")]
QUOTES = re.compile(r"[Oo]ften printed")


@needs_tensorflow
@pytest.mark.parametrize("name", FURTHER)
def test_they_end_well_and_print_the_facts(name, tmp_path):
    run = run_lesson(ROOT / name, tmp_path, PYTHONPATH=str(ROOT))
    assert (run.code, run.err) == (0, "")
    assert missing_facts(name, run.out) == []


def test_what_is_often_printed_and_wrong_is_quoted():
    """Each beside the computation that decides; the facts are what these computations give."""
    source = source_of("docs/further/other_courses.py")
    assert len(QUOTES.findall(source.replace("\n# ", " "))) >= 9
    for quoted in (
        "4 3 4",
        "1+0+1+1+0",
        "cross in a circle",
        "10 - 3 + 1 = 9",
        "width, height",
        "SAME keeps the size",
        "rounded up",
        "builds a graph",
        "issue 17",
    ):
        assert quoted in source.replace("\n# ", " "), quoted
