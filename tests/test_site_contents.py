"""What the site has besides the lessons: all that the toolkit knows, the course as a zip, formulas, words, notebooks."""

import json
import re
import sys
import zipfile

import nbformat
import pytest
from bs4 import BeautifulSoup
from support.files import LESSONS, ROOT

sys.path.append(str(ROOT / "docs"))

from taken_for import taken_for  # noqa: E402

from course import why  # noqa: E402
from course.convolution import definition  # noqa: E402
from course.convolution.kernels import KERNELS  # noqa: E402
from course.mistakes.bank.all_mistakes import BANK  # noqa: E402
from course.mistakes.faulty_definition import definition_with, outcome  # noqa: E402
from course.own_numbers.read_numbers import read_numbers  # noqa: E402
from course.practice.exercise_files import EXERCISE_FOLDERS, load_exercise, mistakes_of_exercises  # noqa: E402

pytestmark = pytest.mark.site


def page_of(site, path):
    return BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")


def article_text(site, path):
    return " ".join(page_of(site, path).find("article").text.split())


def test_every_mistake_has_a_page_and_is_listed(site):
    pages = {path.stem for path in (site / "toolkit" / "mistakes").glob("*.html")}
    assert pages == {*BANK, "index"}
    listed = article_text(site, "toolkit/mistakes/index.html")
    assert [name for name in (*BANK, *mistakes_of_exercises()) if name not in listed] == []


@pytest.mark.parametrize(
    "name", ["no-flip", "square-kernel", "stride-subsample", "relu-output", "channels-mean"]
)
def test_a_mistake_is_shown_on_its_smallest_input(site, name):
    """Its sentence, hint and picture; and its link leads to numbers that the command why names it for."""
    page = page_of(site, f"toolkit/mistakes/{name}.html")
    text = " ".join(page.find("article").text.split())
    assert BANK[name].sentence() in text and BANK[name].hint in text
    assert page.select_one("svg.mistake-picture[role=img]")["aria-label"]
    links = [a["href"] for a in page.select("article a[href*='play/index.html#']")]
    assert len(links) == (name != "channels-mean")
    for link in links:
        words = dict(
            re.findall(r"(\w+)=([^&]*)", link.partition("#")[2].replace("+", " ").replace("%3B", ";"))
        )
        numbers = [read_numbers(words.pop(key), key, most=100).values for key in ("input", "kernel", "got")]
        assert f"[{name}" in str(why(*numbers, words.pop("mode"), **{k: int(v) for k, v in words.items()}))


def test_the_page_of_a_mistake_is_titled_by_what_it_is_about_and_leads_to_lessons(site):
    """A letter that stands for a number stays small."""
    page = page_of(site, "toolkit/mistakes/no-flip.html")
    assert page.h1.text.startswith("A correlation: the kernel is not flipped (no-flip)")
    assert {"0_1D.html", "1_2D.html"} <= {
        link["href"].rpartition("/")[2] for link in page.select("article a[href]")
    }
    assert page_of(site, "toolkit/mistakes/same-pad-k.html").h1.text.startswith("k zeros")


def test_the_page_to_play_with_leads_to_the_page_of_each_mistake(site):
    page = BeautifulSoup((site / "play" / "index.html").read_text(encoding="utf-8"), "html.parser")
    mistakes = json.loads(page.find(id="course-words").string)["mistakes"]
    assert mistakes["names"] == list(BANK)
    for name in mistakes["names"]:
        assert (site / "play" / f"{mistakes['pages']}{name}.html").is_file()


@pytest.mark.parametrize("name", ["no-flip", "relu-output", "same-half-both"])
def test_what_a_mistake_is_taken_for_gives_the_same_numbers_there_and_parts_from_it_elsewhere(name):
    """By the definition with each of the two mistakes; and the numbers are wrong ones."""
    found = taken_for(BANK[name])
    assert found
    for confusion in found:
        pair = [definition_with(BANK[name]), definition_with(BANK[confusion.name])]
        x, h, options = confusion.alike
        assert [outcome(world, x, h, **options) for world in pair] == [confusion.values] * 2
        assert outcome(definition, x, h, **options) != confusion.values
        x, h, options = confusion.parting
        one, other = (outcome(world, x, h, **options) for world in pair)
        assert one != other


def test_every_kernel_and_every_rung_stands(site):
    kernels = page_of(site, "toolkit/kernels.html")
    assert [heading.find(string=True, recursive=False) for heading in kernels.select("article h2")] == [
        *KERNELS
    ]
    ladders = article_text(site, "toolkit/ladders.html")
    for number in EXERCISE_FOLDERS:
        assert [asks for asks in load_exercise(number).asks.values() if asks not in ladders] == []


def test_worksheets_have_keys(site):
    links = [a["href"] for a in page_of(site, "toolkit/sheets.html").select("article td a")]
    assert len(links) == 4 * len(LESSONS) and len(set(links)) == len(links)
    for key in (site / "worksheets").glob("*_key.html"):
        sheet = key.with_name(key.name.replace("_key", ""))
        assert 'class="key"' in key.read_text(encoding="utf-8") and 'class="key"' not in sheet.read_text(
            encoding="utf-8"
        )


def test_the_course_is_a_zip_that_holds_what_it_needs(site):
    with zipfile.ZipFile(site / "convolution-course.zip") as packed:
        names = packed.namelist()
        readme = packed.read("convolution-course/README.md")
    assert {name.split("/")[0] for name in names} == {"convolution-course"}
    files = {name.partition("/")[2] for name in names}
    assert files >= {
        "README.md",
        "LICENSE",
        "pyproject.toml",
        *LESSONS,
        "course/__main__.py",
        "data/bird.jpg",
    }
    assert not [name for name in files if re.search(r"__pycache__|_build|docs/lessons/|docs/toolkit/", name)]
    assert readme == (ROOT / "README.md").read_bytes()


def test_formulas_are_set_and_words_lead_to_the_glossary(site):
    lesson = page_of(site, "lessons/0_1D.html")
    formulas = [formula["alttext"] for formula in lesson.select("article math")]
    assert "y[m] = sum over i of x[i] * h[m - i]" in formulas and "n + k - 1" in formulas
    on_slides = page_of(site, "slides/lessons/0_1D.html").select(".slides math")
    assert [formula["alttext"] for formula in on_slides] == formulas
    words = [a for a in lesson.select("article a.word")]
    assert len({a["href"] for a in words}) == len(words) >= 5
    before = {a.text: a.previous_sibling for a in words}
    assert before["same"].endswith('"') and before["full"].endswith('"'), "else it is no mode"
    card = page_of(site, "card.html")
    assert all(card.find(id=a["href"].partition("#")[2]) for a in words)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_page_says_whose_its_pictures_are(site, lesson):
    text = (ROOT / lesson).read_text(encoding="utf-8")
    for form in ("lessons", "slides/lessons"):
        said = " ".join(
            part.text for part in page_of(site, f"{form}/{lesson.removesuffix('.py')}.html").select(".whose")
        )
        assert ("Skitterphoto" in said) == ("bird.jpg" in text)
        assert ("LeCun" in said and "CC BY-SA 3.0" in said) == ("num3.jpg" in text)


def test_each_page_has_a_description_of_its_own(site):
    described = {}
    for file in site.rglob("*.html"):
        (description,) = page_of(site, file).select("meta[name=description]")
        described[file.relative_to(site).as_posix()] = description["content"]
    assert len({*described.values()}) == len(described) > len(BANK) + 2 * len(LESSONS)
    assert not [text for text in described.values() if len(text) < 50 or "<" in text]
    assert described["search.html"].startswith("Search ")
    for name in LESSONS:
        page = f"lessons/{name.removesuffix('.py')}.html"
        assert described[page].startswith(f"Lesson {name[0]} of 5")
        assert described[f"slides/{page}"].startswith("Slides. ")


def test_a_description_goes_on_in_a_list_where_its_sentence_does(site):
    (description,) = page_of(site, "lessons/0_1D.html").select("meta[name=description]")
    assert "At the end you can work out" in description["content"]


def test_the_search_knows_the_words_of_the_course(site):
    """As their stems: of why it is whi, in the index and in the browser."""
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    terms = json.loads(index[index.index("(") + 1 : index.rindex(")")])["terms"]
    assert {"glossari", "whi", "worksheet", "flip", "same"} <= {*terms}
    assert '"why"' not in (site / "_static" / "language_data.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("lesson", ["0_1D", "4_digit"])
def test_a_notebook_carries_what_the_run_printed_and_drew(site, lesson):
    (file,) = site.glob(f"_downloads/*/{lesson}.ipynb")
    notebook = nbformat.read(file, as_version=4)
    nbformat.validate(notebook)
    assert (
        notebook.cells[0].cell_type == "markdown"
        and "in which the course is installed" in notebook.cells[0].source
    )
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    pictures = [output for output in outputs if "image/webp" in output.get("data", {})]
    figures = page_of(site, f"lessons/{lesson}.html").select("article img.only-light")
    assert [picture.metadata["image/webp"]["alt"] for picture in pictures] == [
        figure["alt"] for figure in figures
    ]
    assert any(output.output_type == "stream" for output in outputs)
