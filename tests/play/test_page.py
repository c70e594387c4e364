"""The page as text: what it has of Python's tables, and that nothing in them ends a script."""

import gzip
import json
import re
from urllib.parse import unquote

import numpy as np
import pytest

from course.convolution.kernels import KERNELS
from course.convolution.sizes import BORDERS, MODES, pads
from course.own_numbers.colours import DARK_COLOURS, LIGHT_COLOURS
from course.own_numbers.read_numbers import read_numbers
from course.own_numbers.request import NUMBERS, PRODUCTS, WEIGHTS
from course.play import page
from course.play.page import page_file_text, page_files, page_html
from course.play.presets import PRESETS, TELLING_INPUTS

SCRIPT = re.compile(r'<script type="(importmap|application/json)"[^>]*>(.*?)</script>', re.DOTALL)


def scripts_in(html):
    """{type: data} of the page's scripts of data."""
    return {kind: json.loads(text) for kind, text in SCRIPT.findall(html)}


@pytest.fixture(scope="module")
def words():
    return scripts_in(page_html())["application/json"]


def test_kernels_are_those_of_the_table(words):
    assert [kernel["name"] for kernel in words["kernels"]] == list(KERNELS)
    for kernel in words["kernels"]:
        values = read_numbers(kernel["text"], "--kernel", most=WEIGHTS).values
        assert values == [list(row) for row in KERNELS[kernel["name"]].rows]
        assert kernel["finds"] == KERNELS[kernel["name"]].finds


def test_modes_and_what_they_mean(words):
    """The sentences say which of the two is which: same puts the odd zero before, SAME after."""
    meanings = {mode["name"]: mode["meaning"] for mode in words["modes"]}
    assert tuple(meanings) == MODES
    odd = {mode: pads(4, 2, mode) for mode in ("same", "SAME")}
    assert odd == {"same": (1, 0), "SAME": (0, 1)}
    assert "before" in meanings["same"] and "after" in meanings["SAME"]
    assert all(20 < len(meaning) < 100 for meaning in meanings.values())
    assert all(
        "stride" in meaning for meaning in meanings.values()
    )  # as with a stride other numbers come out


def test_borders_are_shown_as_numpy_pads(words):
    borders = {border["name"]: border["example"] for border in words["borders"]}
    assert tuple(borders) == BORDERS
    for border, example in borders.items():
        assert [int(number) for number in example.replace("|", "").split()] == np.pad(
            [1, 2, 3], 2, border
        ).tolist()
        assert example.split(" | ")[1] == "1 2 3"


def test_numbers_to_begin_with_and_limits(words):
    assert {each["name"]: each["words"] for each in words["presets"]} == PRESETS
    assert words["telling"] == list(TELLING_INPUTS)
    for name, most in {"numbers": NUMBERS, "weights": WEIGHTS, "products": PRODUCTS}.items():
        assert 0 < words["limits"][name] < most
    for shown in (*PRESETS.values(), *TELLING_INPUTS):
        assert len(shown["input"].replace(";", " ").split()) <= words["limits"]["numbers"]
    assert (words["why"], words["published"], words["mistakes"]) == ("server", None, None)


def test_nothing_ends_a_script_before_its_time():
    address = "</script><script>alert(1)</script><!--"
    html = page_html(why="none", published=address)
    assert scripts_in(html)["application/json"]["published"] == address
    assert scripts_in(html)["application/json"]["why"] == "none"
    for _, text in SCRIPT.findall(html):
        assert "<" not in text
    assert html.count("</script>") == page_html().count("</script>")


def test_every_module_is_found_by_its_bare_name():
    imports = scripts_in(page_html())["importmap"]["imports"]
    assert imports == {name.removesuffix(".js"): f"./{name}" for name in page_files() if name.endswith(".js")}
    for name, path in page_files().items():
        assert path == page.FILES / name and path.is_file()
        for module in re.findall(
            r'^import .*?from "([^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert module in imports, name


def test_what_an_editor_leaves_is_no_module(tmp_path, monkeypatch):
    monkeypatch.setattr(page, "FILES", tmp_path)
    for name in ("sizes.js", "page.css", "notes.txt", ".hidden.js", "a b.js", "sizes.js~", "#sizes.js"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [*page_files()] == ["page.css", "sizes.js"]


def test_every_module_is_fetched_at_once_after_the_map_of_their_names():
    before, after = page_html().split('<script type="importmap">')
    fetched = re.findall(r'<link rel="modulepreload" href="\./([^"]+)">', after)
    assert fetched == [name for name in page_files() if name.endswith(".js")]
    assert "modulepreload" not in before


def test_in_one_file_it_imports_every_module_at_once_and_the_one_that_begins_last():
    start = re.search('<script type="module">(.*?)</script>', page_html(in_one_file=True))[1]
    *others, last = re.findall('import "([^"]+)";', start)
    assert {f"{module}.js" for module in others} == {*page_files()} - {page.STYLE, "page.js"}
    assert last == "page"


def test_the_first_paragraph_names_convolution_and_where_the_words_stand():
    html = " ".join(page_html().split())
    first, words = (
        re.search("<p>(.*?)</p>", html)[1],
        re.search('id="words"><summary>(.*?)</summary>', html)[1],
    )
    assert "is called convolution" in first and f"under {words}." in first


@pytest.mark.parametrize("name", ["$import_map", "$preloads", "$words", "$style", "$start"])
def test_every_placeholder_is_filled(name):
    template = (page.FILES / page.PAGE).read_text(encoding="utf-8")
    assert template.count(name) == 1 and name not in page_html()


def test_every_colour_of_the_style_is_of_the_table_in_light_and_in_dark():
    style = page_file_text("page.css")
    rules = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    light, dark = (dict(re.findall(r"--(\w+): (#\w{6});", rule)) for rule in rules)
    assert (light, dark) == (LIGHT_COLOURS, DARK_COLOURS)
    assert {*re.findall(r"var\(--(\w+)\)", style)} == {*light} == {*dark}
    assert not re.search("#[0-9a-f]{3,6}[; ]", re.sub(r":root \{.*?\}", "", style, flags=re.DOTALL))


def test_in_one_file_it_holds_all_its_files():
    html = page_html(in_one_file=True)
    style = re.search("<style>\n(.*?)</style>", html, re.DOTALL)[1]
    assert style == page_file_text("page.css")
    for name, address in scripts_in(html)["importmap"]["imports"].items():
        kind, _, text = address.partition(",")
        assert kind == "data:text/javascript"
        assert unquote(text) == (page.FILES / f"{name}.js").read_text(encoding="utf-8")
    assert not re.search(r"<script[^>]* src=|<link[^>]* href=\"(?!data:)", html)
    assert scripts_in(html)["application/json"] == scripts_in(page_html())["application/json"]


def test_it_is_small_as_it_is_sent():
    """To reach are 60 KB."""
    assert len(gzip.compress(page_html(in_one_file=True).encode("utf-8"))) < 60_000
