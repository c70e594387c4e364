"""The picture of the README that moves: its files are those that the script writes, and its alt text is true."""

import re
import runpy
from xml.etree import ElementTree

from support.animations import SVG, Moving
from support.files import ROOT

from course.convolution.definition import convolve1d

DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_files_are_those_that_the_script_writes(tmp_path):
    runpy.run_path(str(DOCS / "readme_steps.py"))["main"](tmp_path)
    for name in ("steps.svg", "steps_still.svg"):
        assert (tmp_path / name).read_bytes() == (DOCS / name).read_bytes().replace(b"\r\n", b"\n")


def test_it_stands_below_the_first_picture_with_a_still_for_reduced_motion():
    picture = re.search(r"docs/kernel\.png\)\n\n(<picture>.*?</picture>)", README, re.DOTALL)[1]
    source, image = ElementTree.fromstring(re.sub(r"(<(?:source|img)\b[^>]*)>", r"\1/>", picture))
    assert source.attrib == {"media": "(prefers-reduced-motion: reduce)", "srcset": "docs/steps_still.svg"}
    assert image.get("src") == "docs/steps.svg"
    for name in ("steps.svg", "steps_still.svg"):
        assert ElementTree.parse(DOCS / name).find(f"{SVG}desc").text == image.get("alt")
    kernel, signal, sums = (
        [int(number) for number in numbers.split()] for numbers in re.findall(r"\d[\d ]*\d", image.get("alt"))
    )
    assert convolve1d(signal, kernel) == sums


def test_the_still_is_the_last_frame():
    moving, still = (
        Moving((DOCS / name).read_text(encoding="utf-8")) for name in ("steps.svg", "steps_still.svg")
    )
    last = [each for each in moving.at(60) if each.text]
    assert sorted(last) == sorted(each for each in still.at(0) if each.text)
    text = (DOCS / "steps_still.svg").read_text(encoding="utf-8")
    assert "animation" not in text and moving.root.attrib == still.root.attrib
    assert (DOCS / "steps.svg").stat().st_size < 6_000
