"""
The site: pages, slides and notebooks from the lessons, built once by the documented command.

It is built in a copy of the course. Checked are its completeness, what readers who do not see the figures
get, that nothing is fetched from elsewhere, and what keeps a lesson's cell on one slide.
"""

import ast
import re
import zipfile
from copy import copy
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from bs4 import BeautifulSoup
from support.built_site import run_build

from course.lessons.cells import cells_in, paragraphs
from course.lessons.tries import OPTION_SAYS_IT, comes_out_of, things_to_try

pytestmark = pytest.mark.site
ROOT = Path(__file__).resolve().parent.parent
FILES = {file.stem: file for file in [*sorted(ROOT.glob("[0-9]_*.py")), *(ROOT / "docs" / "further").glob("*.py")]}
LESSONS = [*FILES]  # the further ones last
FETCHING = {  # elements that fetch by themselves, and the attributes that say what
    "script": ["src"],
    "link": ["href"],
    "img": ["src", "srcset"],
    "source": ["src", "srcset"],
    "video": ["src", "poster"],
    "audio": ["src"],
    "iframe": ["src"],
    "embed": ["src"],
    "object": ["data"],
    "use": ["href", "xlink:href"],
    "form": ["action"],
}
SUMMARY = "The answer, and how the lesson goes on"
SUMMARY_OF_TRY = "What comes out, and why"
SHOWN_PARTS = "section > *:not(.only-dark, .on-paper), details > *:not(.only-dark)"
CODE_LINES, CODE_WIDTH = 14, 96  # what a slide of 1280 x 720 shows below its prose, without scrolling


def headings_of_answers(lesson):
    """The headings of the cells of a lesson that answer a question, "" for one without."""
    cells = cells_in(FILES[lesson].read_text(encoding="utf-8"))
    return [cell.heading for cell in cells if any(line.startswith("answer(") for _, line in cell.code)]


def tries_of(lesson):
    """(thing to try, what comes out) of a lesson, twice."""
    things = things_to_try(cells_in(FILES[lesson].read_text(encoding="utf-8"))[-1])
    return list(zip(things, comes_out_of(f"{lesson}.py"), strict=True))


def folds_of(page, summary):
    """The folds of a page that are opened by these words, in order."""
    folds = page.find_all("details", class_="answer")
    return [fold for fold in folds if fold.find(recursive=False).text == summary]


@cache
def soup(file):
    """The elements of a page, read once for all tests, none of which changes them."""
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def calls(lesson, name):
    """How often a lesson's code calls a function of the toolkit."""
    tree = ast.parse(FILES[lesson].read_text(encoding="utf-8"))
    return sum(isinstance(node, ast.Call) and getattr(node.func, "id", "") == name for node in ast.walk(tree))


# ---- the build


def test_the_build_has_no_warnings(site_build):
    assert (site_build.returncode, site_build.stderr) == (0, "")


def test_lessons_run_once_for_pages_and_slides(site_build):
    assert re.findall(r"successfully executed (\d+) out of", site_build.stdout) == [str(len(LESSONS)), "0"]


def test_lessons_are_watched_for_the_site(site_build):
    """A call that is not what it means ends the build; how many were confirmed is told."""
    told = dict(re.findall(r"(\S+)\.py: (\d+) convolutions confirmed", site_build.stdout))
    assert sorted(told) == sorted(LESSONS) and all(int(calls) > 0 for calls in told.values())


def test_the_build_says_where_to_look(site_build, site):
    for name in ("index.html", "slides"):
        assert str(site / name) in site_build.stdout


def test_without_its_packages_the_build_says_what_to_install(site_copy):
    done = run_build(site_copy, "-I", "-S", timeout=60)  # without site-packages
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "pip install -r docs/requirements.txt" in done.stderr


# ---- completeness


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_is_a_page_slides_a_notebook_and_a_script(site, site_copy, lesson):
    """The script comes with the course: alone, without the toolkit, it would end in an error of Python's."""
    page = site / "lessons" / f"{lesson}.html"
    article = soup(page).find("article")
    linked = {(page.parent / unquote(a["href"])).resolve() for a in article.find_all("a", href=True)}
    assert (site / "slides" / "lessons" / f"{lesson}.html").resolve() in linked
    files = {file.name: file for file in linked}
    forms = article.select_one(".other-forms")
    assert not [*site.rglob(f"{lesson}.py")] and f"{lesson}.py" in forms.text and not forms.select(f"a[href='{lesson}.html']")
    script = FILES[lesson].relative_to(ROOT)
    with zipfile.ZipFile(files["convolution-course.zip"]) as packed:
        assert packed.read(f"convolution-course/{script.as_posix()}") == (site_copy / script).read_bytes()
    assert nbformat.read(files[f"{lesson}.ipynb"], as_version=4).cells
    assert article.select(".sphx-glr-script-out")


def test_the_index_leads_to_all_lessons_and_all_slides(site):
    linked = {a["href"] for a in soup(site / "index.html").find("article").find_all("a")}
    assert linked >= {f"lessons/{lesson}.html" for lesson in LESSONS} | {"slides/index.html", "play/index.html"}
    decks = {a["href"] for a in soup(site / "slides" / "index.html").find_all("a")}
    assert decks >= {f"lessons/{lesson}.html" for lesson in LESSONS}


def test_further_lessons_are_a_group_of_their_own(site):
    """In the list at the side of each page."""
    further = ["speed", "shapes", "other_courses"]
    assert sorted(further) == sorted(stem for stem, file in FILES.items() if file.parent != ROOT)
    tree = soup(site / "index.html").select_one(".sidebar-tree")
    (group,) = [caption for caption in tree.select(".caption-text") if caption.text == "Further lessons"]
    listed = [a["href"] for a in group.find_next("ul").find_all("a")]
    assert listed == [f"lessons/{stem}.html" for stem in further]


def test_links_inside_the_site_lead_somewhere(site):
    inside = [(page, unquote(urlsplit(address).path)) for page in site.rglob("*.html")
              for address in addresses(page) if not elsewhere(address)]
    assert {f"lessons/{lesson}.html" for lesson in LESSONS} <= {path for _, path in inside}
    assert not [(page.name, path) for page, path in inside if not (page.parent / path).exists()]


def addresses(page):
    """All that a page links to or fetches."""
    links = [a["href"] for a in soup(page).find_all("a", href=True)]
    return [address for address in links + fetched(page) if not address.startswith("data:")]


# ---- figures and questions


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("form", ["lessons", "slides/lessons"])
def test_every_figure_has_a_sentence(site, form, lesson):
    images = soup(site / form / f"{lesson}.html").select("img:not(.only-dark, .on-paper)")
    moving = [image for image in images if f"steps_{lesson}" in image["src"]]
    assert len(moving) == (form == "lessons" and lesson in ("0_1D", "1_2D"))
    assert len(images) - len(moving) == calls(lesson, "save")
    for image in images:
        assert re.fullmatch(r"[A-Z0-9'\"].{18,}\.", image["alt"]) and image["alt"].count(" ") >= 3, image


@pytest.mark.parametrize("lesson, sums", [("0_1D", "6 11 14 5 0"), ("1_2D", "26 13 24; 27 19 31")])
def test_a_lesson_moves_where_it_flips_and_slides(site, lesson, sums):
    """Below what its own program printed there; what is linked shows it from the start."""
    page = site / "lessons" / f"{lesson}.html"
    image = soup(page).select_one("section#flip-and-slide-as-a-program > img")
    assert image["alt"].endswith(f"window by window, and gives {sums}.") and image["loading"] == "lazy"
    printed = image.find_previous(class_="sphx-glr-script-out").text
    assert re.findall(r"\d+", sums) == re.findall(r"\d+", printed.partition("Flip and slide:")[2] or printed)[:6]
    again = image.find_next("a")
    assert again.text == "See it move again" and again["href"] == image["src"]
    drawing = (page.parent / image["src"]).read_text(encoding="utf-8")
    assert f"gives {sums}.</desc>" in drawing and "prefers-reduced-motion" in drawing


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("form", ["lessons", "slides/lessons"])
def test_every_question_stands(site, form, lesson):
    questions = soup(site / form / f"{lesson}.html").select(".question")
    assert len(questions) == calls(lesson, "ask") > 0
    for question in questions:
        assert len(question.text) > 20 and not question.find_parent("details")


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_page_folds_the_whole_cell_of_an_answer(site, lesson):
    """The heading, which may give the answer away, the answer, the reason, the code and what it printed."""
    page = soup(site / "lessons" / f"{lesson}.html")
    folds = folds_of(page, SUMMARY)
    assert len(folds) == calls(lesson, "answer") == calls(lesson, "ask")
    for fold, heading in zip(folds, headings_of_answers(lesson), strict=True):
        assert not fold.has_attr("open")
        answer, reason, *_ = fold.find_all("p")
        assert answer.text.startswith("Answer: ") and reason.text
        (code,) = fold.select(".highlight-Python")
        assert re.search(r"^answer\(", code.text, re.MULTILINE)
        headings = [title.text.removesuffix("¶") for title in fold.select("h1, h2")]
        assert headings == ([heading] if heading else [])
    printed = [output for output in page.select(".sphx-glr-script-out") if "Answer: " in output.text]
    assert not printed


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_answer_comes_with_the_next_key(site, lesson):
    """The slide after a question's begins with the answer, and no slide has both."""
    page = soup(site / "slides" / "lessons" / f"{lesson}.html")
    slides = [part for part in page.find_all("section") if not part.find("section")]
    asked = [place for place, slide in enumerate(slides) if slide.select(".question")]
    assert len(asked) == calls(lesson, "ask") == len(page.select(".the-answer"))
    for place in asked:
        assert not slides[place].select(".the-answer") and slides[place + 1].select(".the-answer")
    assert not page.find("details")


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_page_folds_what_comes_out_right_below_the_thing_to_try(site, lesson):
    page = soup(site / "lessons" / f"{lesson}.html")
    folds = folds_of(page, SUMMARY_OF_TRY)
    assert len(folds) + calls(lesson, "answer") == len(page.find_all("details"))
    for fold, (thing, answer) in zip(folds, tries_of(lesson), strict=True):
        assert not fold.has_attr("open") and fold.p.text == answer and len(fold.find_all("p")) == 1
        assert fold.parent.name == "li" and fold.find_previous_sibling().text == thing
    assert OPTION_SAYS_IT.strip() not in page.text


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_comes_out_is_on_a_slide_of_its_own(site, lesson):
    """The first slide of the last cell has what to keep and the things to try; each of the next ones a thing, and what comes out."""
    page = soup(site / "slides" / "lessons" / f"{lesson}.html")
    *_, asked, first, second = [part for part in page.find_all("section") if not part.find("section")]
    tried = tries_of(lesson)
    assert [item.text.strip() for item in asked.find_all("li")[-2:]] == [thing for thing, _ in tried]
    for slide, (thing, answer) in zip((first, second), tried):
        assert [part.text for part in slide.find_all("p")[:2]] == [thing, answer]
        assert answer not in asked.text


def test_on_paper_answers_are_open():
    style = (ROOT / "docs" / "pages.css").read_text(encoding="utf-8")
    on_paper = r"@media print \{\s*details\.answer::details-content \{[^}]*content-visibility: visible"
    assert re.search(on_paper, style)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_comments_that_mark_cells_are_seen_nowhere(site, lesson):
    (notebook,) = site.glob(f"_downloads/*/{lesson}.ipynb")
    pages = [site / form / f"{lesson}.html" for form in ("lessons", "slides/lessons")]
    for file in (*pages, notebook):
        text = file.read_text(encoding="utf-8")
        assert "a cell begins" not in text and "of an answer begins" not in text
        assert not re.search("what comes out (begins|ends)", text)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_notebook_folds_the_reason_of_an_answer(site, lesson):
    (file,) = site.glob(f"_downloads/*/{lesson}.ipynb")
    sources = [cell.source for cell in nbformat.read(file, as_version=4).cells]
    folds = [source.replace("\\*", "*") for source in sources if f"<summary>{SUMMARY}" in source]
    assert len(folds) == calls(lesson, "answer")
    for fold, heading in zip(folds, headings_of_answers(lesson), strict=True):
        (text,) = re.findall(rf"^<details><summary>{SUMMARY}</summary>\n\n(.{{10,}})\n\n</details>$", fold, re.DOTALL)
        assert not heading or re.match(rf"#+ {re.escape(heading)}\n", text)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_notebook_folds_what_comes_out(site, lesson):
    (file,) = site.glob(f"_downloads/*/{lesson}.ipynb")
    *_, last = [cell for cell in nbformat.read(file, as_version=4).cells if cell.cell_type == "markdown"]
    text = last.source.replace("\\*", "*")
    for thing, answer in tries_of(lesson):
        fold = f"  <details><summary>{SUMMARY_OF_TRY}</summary>\n\n  {answer}\n\n  </details>\n"
        assert f"\n- {thing}\n\n{fold}" in text
    assert text.count("<details>") == 2 and OPTION_SAYS_IT.strip() not in text


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_notebook_shows_every_star_of_its_prose(site, lesson):
    """Markdown shows a star behind a backslash or between blanks, and takes others away."""
    (file,) = site.glob(f"_downloads/*/{lesson}.ipynb")
    cells = [cell for cell in nbformat.read(file, as_version=4).cells if cell.cell_type == "markdown"]
    lines = [line for cell in cells for line in cell.source.splitlines() if not line.startswith("    ")]
    assert any("\\*" in line for line in lines)
    assert not [line for line in lines if "*" in re.sub(r"\\\*|(^|\s)\*(?=\s|$)", "", line)]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_cell_shows_what_it_printed_then_drew_then_asked(site, lesson):
    page = soup(site / "lessons" / f"{lesson}.html")
    pairs = [(before, after) for before, after in pairwise(page.select(SHOWN_PARTS))
             if rank(before) and rank(after) and before.parent is after.parent]
    assert len(pairs) >= 3
    for before, after in pairs:
        assert rank(before) < rank(after), after
    printed = "".join(output.text for output in page.select(".sphx-glr-script-out"))
    assert printed and "Figure" not in printed, "on a page the sentence is the figure's alt text"


def rank(element):
    """1 for what a cell printed, 2 for its figure, 3 for its question, 0 for anything else."""
    kinds = {"sphx-glr-script-out": 1, "img": 2, "wide-figure": 2, "course-figure": 2, "output_html": 3}
    return max(kinds.get(name, 0) for name in [element.name, *element.get("class", [])])


def prose_of(lesson):
    """What a lesson's prose says, a text for each paragraph, as its page and its notebook have to show it."""
    cells = cells_in(FILES[lesson].read_text(encoding="utf-8"))
    texts = [text for cell in cells for text in paragraphs(cell.prose)]
    return [" ".join(text.removeprefix("- ").removesuffix(OPTION_SAYS_IT).split()) for text in texts]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_page_shows_all_prose_as_it_is_written(site, lesson):
    article = copy(soup(site / "lessons" / f"{lesson}.html").find("article"))
    for formula in article.find_all("math"):
        formula.replace_with(formula["alttext"])
    shown = " ".join(article.text.split())
    assert [text for text in prose_of(lesson) if text not in shown] == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_notebook_shows_all_prose_as_it_is_written(site, lesson):
    """In Markdown a backslash before a sign is not shown, and keeps the sign."""
    (file,) = site.glob(f"_downloads/*/{lesson}.ipynb")
    cells = [cell.source for cell in nbformat.read(file, as_version=4).cells if cell.cell_type == "markdown"]
    shown = " ".join(re.sub(r"\\([\\*])", r"\1", "\n".join(cells)).split())
    assert [text for text in prose_of(lesson) if text not in shown] == []


def test_the_page_that_moves_has_python_with_it_or_the_build_says_that_it_has_not(site_build, site):
    files = {path.name for path in (site / "play").iterdir()}
    assert files >= {"index.html", "page.js", "page.css"}
    assert ("python.js" in files) == ("licences.txt" in files) == ("made without Python" not in site_build.stdout)


# ---- nothing from elsewhere


def elsewhere(address):
    """Whether an address leads out of the site; data: addresses carry what they name."""
    parts = urlsplit(address.strip())
    return bool(parts.netloc) or parts.scheme not in ("", "data")


def fetched(page):
    """What a page fetches by itself."""
    tree = soup(page)
    found = [element[name].split(" ")[0] for tag, names in FETCHING.items() for element in tree.find_all(tag)
             for name in names if element.has_attr(name)]
    styles = [style.text for style in tree.find_all("style")]
    styles += [element["style"] for element in tree.find_all(style=True)]
    return found + named_in_css("\n".join(styles))


def named_in_css(text):
    return [first or second for first, second in
            re.findall(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""", text, flags=re.IGNORECASE)]


def test_nothing_is_fetched_from_elsewhere(site):
    wanted = [(file, address) for file in site.rglob("*.html") for address in fetched(file)]
    wanted += [(file, address) for file in site.rglob("*.css")
               for address in named_in_css(file.read_text(encoding="utf-8"))]
    assert len(wanted) > len(LESSONS)
    assert not [f"{file.relative_to(site)}: {address}" for file, address in wanted if elsewhere(address)]


# ---- slides


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_slide_holds_code_or_results(site, lesson):
    slides = [part for part in soup(site / "slides" / "lessons" / f"{lesson}.html").find_all("section")
              if not part.find("section")]
    assert len(slides) > 10
    for slide in slides:
        assert slide.find(["h1", "h2"]), slide
        code, figures = slide.select(".highlight-Python"), slide.find_all("img")
        results = slide.select(".sphx-glr-script-out, img, details")
        assert len(code) <= 1 and len(figures) <= 1 and not (code and results), slide
        tall = any(block.get_text().strip().count("\n") >= CODE_LINES for block in code)
        assert not (tall and slide.find("p")), slide  # then the code has the slide to itself


def cells(lesson):
    """A lesson's cells as {heading: lines of code}; the docstring and what is imported come first."""
    text = FILES[lesson].read_text(encoding="utf-8").split('"""', 2)[2]
    parts = re.split(r"^# %%(.*)$", "# %% the beginning" + text, flags=re.MULTILINE)
    bodies = zip(range(len(parts)), parts[1::2], parts[2::2])
    return {f"{number}{heading}": code(body) for number, heading, body in bodies}


def code(body):
    return [line for line in body.splitlines() if line.strip() and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_cell_fits_a_slide(lesson):
    found = cells(lesson)
    assert len(found) > 5
    wide = [line for lines in found.values() for line in lines if len(line) > CODE_WIDTH]
    crowded = [heading for heading, lines in found.items() if "\n".join(lines).count("save(") > 1]
    assert not wide and not crowded


# ---- notebooks


def test_a_notebook_runs_in_any_folder(site, site_copy, tmp_path, monkeypatch):
    lesson = "0_1D"  # it has a picture
    monkeypatch.setenv("PYTHONPATH", str(site_copy))  # as an install has it found
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    (file,) = site.glob(f"_downloads/*/{lesson}.ipynb")
    notebook = nbformat.read(file, as_version=4)
    before, elsewhere = set(site_copy.iterdir()), tmp_path / "elsewhere"
    elsewhere.mkdir()
    import nbclient  # which takes long, and every worker lists these tests

    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(elsewhere)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    shown = [output.data for output in outputs if "data" in output]
    assert sum("image/png" in data for data in shown) == calls(lesson, "save")
    assert sum("<details>" in data.get("text/html", "") for data in shown) == calls(lesson, "answer")
    assert sum('class="question"' in data.get("text/html", "") for data in shown) == calls(lesson, "ask")
    assert set(site_copy.iterdir()) == before and not [*elsewhere.iterdir()], "a notebook writes no files"
