"""What runs on other machines: it follows the published schema, and covers what the course is said to run on."""

import re
import subprocess
import sys

import pytest
from support.files import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TESTS = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")


def test_they_follow_the_schema():
    """check-jsonschema brings the schema along, and asks nobody for it."""
    words = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        *map(str, WORKFLOWS),
    ]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert (len(WORKFLOWS), done.returncode) == (3, 0), done.stdout


def test_the_tests_run_wherever_the_course_is_said_to_run():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = re.search(r"You need Python (3\.\d+), (3\.\d+) or (3\.\d+)", readme).groups()
    (listed,) = re.findall(r"^ +python: \[(.*)\]", TESTS, re.MULTILINE)
    assert re.findall(r'"([\d.]+)"', listed) == [*said]
    assert {"ubuntu-latest", "macos-latest", "windows-latest"} == set(
        re.search(r"os: \[(.*)\]", TESTS)[1].split(", ")
    )


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_they_call_is_there(path):
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"(?<![\w/.])((?:docs|tests)/[\w./-]+\.(?:py|txt))", text)
    assert named and [file for file in named if not (ROOT / file).exists()] == []
