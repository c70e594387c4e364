"""docs/json.md names every key that the commands print as JSON, and no other."""

import json
import re

import pytest
from support.files import ROOT

PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
ONE_ROW = ["--input", "3 4 5;", "--kernel", "2 1"]
IMAGE = ["--input", "0 1 2; 3 4 5", "--kernel", "1 2"]
ASKED = {  # commands whose results together have every key
    "trace": [
        ["--input", "3 4 5", "--kernel", "2 1"],
        ONE_ROW,
        [*IMAGE, "--border", "constant=5", "--engine", "numpy", "--engine", "scipy", "--at", "0,1"],
    ],
    "why": [
        ["--input", "3 4 5", "--kernel", "2 1", "--got", "3 10 13 10"],
        ["--input", "3 4 5", "--kernel", "2 1", "--got", "7 7 7 7"],
        [*ONE_ROW, "--got", "6 11 14 5"],
        ["--input", "3 4 5", "--kernel", "2 1", "--got", "6 11 ? 5"],
        # a kernel that a program had with more decimals
        ["--input", "10 200 35 410 520 7", "--kernel", "0.2741 0.4519 0.2741", "--mode", "valid"]
        + ["--got", "102.706 182.997 337.372 349.255"],
    ],
}


def keys_of(command):
    """The keys in the table of a command's section, all of them in order."""
    section = PAGE.split(f"\n## {command}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return [key for row in rows for key in re.findall(r"`(\w+)`", row)]


def named_in(command):
    """Every word in `quotes` in a command's section."""
    return set(re.findall(r"`([\w ]+)`", PAGE.split(f"\n## {command}\n")[1].split("\n## ")[0]))


@pytest.fixture
def results(command):
    return lambda word: [json.loads(command(word, *words, "--json")[1]) for words in ASKED[word]]


@pytest.mark.parametrize("word", ASKED)
def test_the_page_has_the_keys_of_a_command(results, word):
    printed = {key for result in results(word) for key in result}
    assert printed == set(keys_of(word)) - {"stopped"}
    assert len(keys_of(word)) == len(set(keys_of(word)))


def test_the_page_has_the_keys_below(results):
    options = {key for result in results("trace") for key in result["options"]}
    engines = {key for result in results("trace") for engine in result["engines"] for key in engine}
    terms = {key for result in results("trace") for term in result["terms"] for key in term}
    assert options | engines | terms <= named_in("trace")
    mistakes = {key for result in results("why") for mistake in result["mistakes"] for key in mistake}
    assert mistakes <= named_in("why") and {result["kind"] for result in results("why")} <= named_in("why")
