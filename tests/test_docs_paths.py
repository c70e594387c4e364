"""docs/CONTRIBUTING.md and docs/architecture.md name what is there: paths, tests, commands, every module."""

import re

import pytest
from support.files import ROOT

from course.__main__ import COMMANDS

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
PAGES = {name: TEXTS[name] for name in ("CONTRIBUTING.md", "architecture.md")}
ARCHITECTURE = PAGES["architecture.md"]
STANDS_FOR_A_NAME = re.compile(r"\b(?:WORD|NAME|NUMBER|NUMBER_NAME)\b")  # in a path or a command
PATH = re.compile(r"(?<![\w/.-])((?:course|tests|docs|data|\.ci)/[\w./-]*|\d_\w+\.py|README\.md)")
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "course").rglob("*.py")
    if path.name != "__init__.py" or path.parent.name == "course"
)
PACKAGES = sorted(path.parent.relative_to(ROOT).as_posix() + "/" for path in (ROOT / "course").glob("*/__init__.py"))


@pytest.mark.parametrize("page", PAGES)
def test_every_path_is_there(page):
    named = {path.rstrip(".") for path in PATH.findall(PAGES[page]) if not STANDS_FOR_A_NAME.search(path)}
    assert len(named) > 40
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_is_one(page):
    named = set(re.findall(r"python -m course ([a-z]\w*)", PAGES[page]))
    assert named <= set(COMMANDS)


def test_every_command_is_explained():
    for word in COMMANDS:
        assert f"`{word}`" in ARCHITECTURE and f"`{word}`" in PAGES["CONTRIBUTING.md"]


def test_every_package_and_every_module_is_in_the_architecture():
    assert [path for path in (*PACKAGES, *MODULES) if f"`{path}`" not in ARCHITECTURE] == []


def test_the_floors_are_those_that_the_house_keeps():
    """From below, as FLOORS of test_house.py."""
    rows = re.findall(r"^\| (\d+) \| (.*?) \|", ARCHITECTURE, re.MULTILINE)
    floors = [tuple(re.findall(r"`course/(\w+)(?:/|\.py)`", names)) for _, names in reversed(rows)]
    tree = (ROOT / "tests" / "test_house.py").read_text(encoding="utf-8")
    kept = re.search(r"^FLOORS = \(.*?\n(.*?)^\)", tree, re.DOTALL | re.MULTILINE)[1]
    assert floors == [tuple(re.findall(r'"(\w+)"', line)) for line in kept.splitlines()]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page):
    for file, heading in re.findall(r"\]\(([\w.-]*)#?([\w-]*)\)", PAGES[page]):
        text = TEXTS[file or page]
        headings = [re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-") for line in re.findall("^#+ (.*)", text, re.M)]
        assert not heading or heading in headings, (file, heading)


def test_names_in_capitals_are_in_the_files():
    """`SHOWN`, `COMMANDS` ...: a table that a page sends its reader to is there, in some file that it names."""
    text = "\n".join(PAGES.values())
    files = [ROOT / path for path in PATH.findall(text) if path.endswith(".py") and (ROOT / path).is_file()]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in {*files})
    names = set(re.findall(r"`([A-Z][A-Z_]{3,})`", text)) - {"WORD", "NAME", "NUMBER"}
    assert len(names) > 15
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", sources)] == []
