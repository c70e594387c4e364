"""The page in Debian's Firefox, driven by puppeteer-core over WebDriver BiDi: does it work there?"""

import json
import os
import shutil
import subprocess

import pytest
from support.files import ROOT
from support.play_page import play_server

from course.convolution.definition import convolve1d, convolve2d
from course.convolution.formatting import number
from course.play.answers import why_answer

pytestmark = pytest.mark.browser

SCRIPT = ROOT / "tests" / "support" / "firefox_page.cjs"
SECONDS = 120


def modules_of_node():
    """The environment in which Node finds what npm has installed for all, and NODE_PATH names."""
    found = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, timeout=SECONDS, check=True)
    places = [os.environ.get("NODE_PATH", ""), found.stdout.strip()]
    return {**os.environ, "NODE_PATH": os.pathsep.join(filter(None, places))}


@pytest.fixture(scope="module")
def seen():
    """What is seen in Firefox after each step of the script; skipped where something is missing for it."""
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    missing = [name for name in ("node", "npm") if not shutil.which(name)] + ["firefox-esr"] * (not firefox)
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}; docs/CONTRIBUTING.md says how to get it")
    environment = modules_of_node()
    has_it = subprocess.run(
        ["node", "-e", "require('puppeteer-core')"], capture_output=True, env=environment, timeout=SECONDS
    )
    if has_it.returncode:
        pytest.skip("puppeteer-core is not installed: npm install -g puppeteer-core")
    with play_server() as server:
        command = ["node", str(SCRIPT), server.address, firefox]
        run = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=SECONDS)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def outputs(x, **options):
    return " ".join(map(number, convolve1d(x, [3, 1], **options)))


def test_the_window_moves(seen):
    lines = [seen[step]["line"] for step in ("opened", "next", "arrow")]
    assert lines == ["y[0] = [0]*1 + 1*3 = 3", "y[1] = 1*1 + 2*3 = 7", "y[2] = 2*1 + 4*3 = 14"]
    assert seen["opened"]["output"] == outputs([1, 2, 4])
    assert seen["opened"]["marks"] == "✗" * 4


def test_numbers_are_edited_undone_and_typed(seen):
    assert seen["edited"]["input"] == "1 1/3 4" and seen["edited"]["output"] == "3 2 37/3 4"
    assert seen["undone"]["input"] == "1 2 4" and seen["undone"]["output"] == outputs([1, 2, 4])
    assert seen["set"]["output"] == outputs([1, 2, 4], border="wrap", stride=2)
    typed = [y for row in convolve2d([[1, 2], [-3, 4]], [[3, 1]]) for y in row]
    assert seen["typed"]["input"] == "1 2; -3 4" and seen["typed"]["output"] == " ".join(map(number, typed))


def test_why_answers(seen):
    right = why_answer({"input": "1 2 4", "kernel": "3 1", "got": "1 5 10 12"})
    assert seen["why"]["reasons"] == right["sentences"]


def test_the_console_is_silent(seen):
    assert seen["errors"] == []
