"""
The lessons as sphinx-gallery wants them: headings underlined, run as pages, figures with their sentences; and
folded, the cells that answer a question, and what comes out of the things to try.
"""

import json
import re
from itertools import groupby
from pathlib import Path

from animations import put_moving_picture, write_moving_picture
from course_zip import ZIP_NAME
from docutils import nodes
from figure_files import save_light_and_dark
from live_figures import live_figure, words_of_figure
from sphinx.addnodes import download_reference, only
from sphinx.errors import ExtensionError
from typed_guesses import put_fields

from course.lessons.cells import CELL, cells_in, paragraphs
from course.lessons.lesson import set_place
from course.lessons.tries import ITEM, OPTION_SAYS_IT, TO_TRY, comes_out_of
from course.paths import further_lesson_files, lesson_files

DOCS = Path(__file__).resolve().parent
SOURCE = DOCS / "_build" / "source"

# comments of reStructuredText that say where a cell begins, below its heading
BEGINS = "a cell begins"
BEGINS_ANSWER = "the cell of an answer begins"
# and where, in a list, it begins and ends what comes out of a thing to try
COMES_OUT_BEGINS = "what comes out begins"
COMES_OUT_ENDS = "what comes out ends"
COMMENTS = (BEGINS, BEGINS_ANSWER, COMES_OUT_BEGINS, COMES_OUT_ENDS)
CALLS_ANSWER = re.compile(r"^answer\(", re.MULTILINE)
PRINTED, DRAWN, ASKED = 1, 2, 3  # the order of a cell's results
TRIED = "tried"  # the class of a thing to try where what comes out follows, on slides
SUMMARY = "<summary>The answer, and how the lesson goes on</summary>"
FOLD = f'<details class="answer">{SUMMARY}'
SUMMARY_OF_TRY = "<summary>What comes out, and why</summary>"
FOLD_TRY = f'<details class="answer">{SUMMARY_OF_TRY}'
UNFOLD = "</details>"
OTHER_FORMS = "other-forms"  # the class of the line that leads to slides, notebook and the zip
THE_COURSE = f"../{ZIP_NAME}"
GET_THE_COURSE = "../index.html#get-the-course"
STAR = re.compile(r"(?<=\S)\*(?=\S)")  # as in 3*2

IMAGE = """
.. {directive}:: /{path}
   :alt: {sentence}
"""
WORDS = "   :words: {words}\n"  # of a figure that becomes live


def setup(app):
    app.connect("config-inited", copy_lessons, priority=1)  # before sphinx-gallery looks for them
    app.connect("doctree-read", tidy, priority=100)  # before Sphinx (500) collects downloads and images
    app.connect("html-page-context", leave_out_tags)
    app.connect("build-finished", give_originals)


# ---- before sphinx-gallery


def copy_lessons(app, config):
    """Put the lessons into a folder of their own, with the header file that sphinx-gallery insists on."""
    SOURCE.mkdir(parents=True, exist_ok=True)
    write(SOURCE / "GALLERY_HEADER.rst", "Lessons\n=======\n")
    for file in all_lesson_files():
        text = with_what_comes_out(file.read_text(encoding="utf-8"), comes_out_of(file.name))
        write(SOURCE / file.name, underlined(text))
        write_moving_picture(file, SOURCE.parent)


def with_what_comes_out(text, comes_out):
    """A lesson with what comes out below each of its things to try, between comments for tidy() and the notebooks."""
    last = cells_in(text)[-1]
    answers = list(comes_out)
    prose, to_try = [], False
    for paragraph in paragraphs(last.prose):
        prose += [paragraph.removesuffix(OPTION_SAYS_IT) if answers else paragraph, ""]
        to_try = to_try or paragraph.startswith(TO_TRY)
        if to_try and paragraph.startswith(ITEM) and answers:
            for below in (f".. {COMES_OUT_BEGINS}", answers.pop(0), f".. {COMES_OUT_ENDS}"):
                prose += [f"  {below}", ""]
    lines = text.splitlines()
    lines[last.first : last.first + len(last.prose)] = [f"# {line}".rstrip() for line in prose[:-1]]
    return "\n".join(lines) + "\n"


def all_lesson_files():
    """The lessons and the further ones, whose names differ: their pages stand side by side."""
    return lesson_files() + further_lesson_files()


def underlined(text):
    """A lesson whose cells begin with a heading as reStructuredText has it, and with a comment for tidy().

    A backslash of its prose is doubled: pages and notebooks show a single one then, and none otherwise.
    """
    lines = text.splitlines()
    for cell in reversed(cells_in(text)[1:]):  # from below, so that the places of those above stay
        prose = slice(cell.first, cell.first + len(cell.prose))
        lines[prose] = [line.replace("\\", r"\\") for line in lines[prose]]
        code = "\n".join(line for _, line in cell.code)
        lines[cell.first - 1 : cell.first] = beginning(cell.heading, bool(CALLS_ANSWER.search(code)))
    return "\n".join(lines) + "\n"


def beginning(heading, is_answer):
    """The lines with which a cell begins: its heading, if it has one, and the comment for tidy()."""
    lines = [CELL]
    if heading:
        lines += [f"# {heading}", f"# {'-' * len(heading)}", "#"]
    return [*lines, f"# .. {BEGINS_ANSWER if is_answer else BEGINS}", "#"]


def write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")


# ---- while sphinx-gallery runs a lesson


def on_a_page(gallery_conf, name):
    """Tell the lesson that comes next where it is."""
    set_place("page")


def scrape(block, block_vars, gallery_conf):
    """Save the open figures of a cell and return them as reStructuredText, the label as the alt text."""
    from matplotlib import pyplot

    figures = [pyplot.figure(number) for number in pyplot.get_fignums()]
    pyplot.close("all")
    words = words_of_figure(Path(block_vars["src_file"]).stem, block[1], block_vars["example_globals"])
    paths = block_vars["image_path_iterator"]
    return "".join(image(fig, next(paths), gallery_conf, words) for fig in figures)


def image(fig, path, gallery_conf, words):
    """Save a figure; what shows it. words: its request, or "" where it stays as it is."""
    from course.pictures.figures import FIGURE_WIDTH

    sentence = " ".join(fig.get_label().split())
    if not sentence:
        raise ExtensionError("a figure without a sentence in words: give it to save()")
    if fig.get_figwidth() > FIGURE_WIDTH:
        raise ExtensionError(
            f"a figure is {fig.get_figwidth()} inches wide; pages and slides show {FIGURE_WIDTH}"
        )
    path = Path(path).with_suffix(".webp")
    save_light_and_dark(fig, path)
    path = path.relative_to(gallery_conf["src_dir"]).as_posix()
    shown = IMAGE.format(directive="live-figure" if words else "image", path=path, sentence=sentence)
    return shown + (WORDS.format(words=words) if words else "")


# ---- after sphinx-gallery


def is_lesson(app):
    return app.env.docname.startswith("lessons/")


def tidy(app, doctree):
    """Put the results of a lesson's cells in order, and name the lesson's other forms below its title."""
    if not is_lesson(app):
        return
    (notebook,) = [
        node for node in doctree.findall(download_reference) if node["reftarget"].endswith(".ipynb")
    ]
    for note in list(doctree.findall(lambda node: isinstance(node, (only, nodes.comment)))):
        if note.astext() not in COMMENTS:
            note.parent.remove(note)
    for section in list(doctree.findall(nodes.section)):
        put_in_order(section)
        for begins in [node for node in section.children if is_comment(node, BEGINS_ANSWER)]:
            put_answer_first(section, section.index(begins))
            if app.builder.name != "revealjs":  # there an answer is on a slide of its own
                fold_cell(section, section.index(begins))
    for things in list(doctree.findall(nodes.bullet_list)):
        if app.builder.name == "revealjs":
            move_what_comes_out(things)
        else:
            fold_what_comes_out(things)
    for note in list(doctree.findall(nodes.comment)):
        note.parent.remove(note)
    (file,) = [file for file in all_lesson_files() if app.env.docname == f"lessons/{file.stem}"]
    put_fields(doctree, file.name)
    if app.builder.name != "revealjs":
        for picture in pictures_outside_folds(doctree):
            picture["loading"] = "lazy"
        put_moving_picture(doctree, file, SOURCE.parent.relative_to(DOCS).as_posix())
    title = next(doctree.findall(nodes.title))
    title.parent.insert(1, other_forms(app, file.name, notebook))


def pictures_outside_folds(doctree):
    """The pictures that no fold hides: one in a fold that nobody has opened would be missing in a print if it came late."""
    folded, found = False, []
    for node in doctree.findall():
        if isinstance(node, nodes.raw):
            text = node.astext()
            folded = text != UNFOLD and (folded or text.startswith("<details"))
        elif isinstance(node, nodes.image) and not folded:
            found.append(node)
    return found


def rank(node):
    """Where a node belongs among a cell's results: PRINTED, DRAWN or ASKED; 0 for prose and code."""
    if "sphx-glr-script-out" in node["classes"]:
        return PRINTED
    return {nodes.image: DRAWN, live_figure: DRAWN, nodes.raw: ASKED}.get(type(node), 0)


def put_in_order(section):
    """sphinx-gallery puts a cell's figure above what the cell printed before it."""
    runs = groupby(list(section.children), key=lambda node: rank(node) > 0)
    section[:] = [node for _, run in runs for node in sorted(run, key=rank)]


def put_answer_first(section, start):
    """Lift the line "Answer: ..." out of what the cell at a place of a section printed, above its prose."""
    for printed in section[start : end_of_cell(section, start)]:
        line, _, others = printed.astext().partition("\n")
        if rank(printed) == PRINTED and line.startswith("Answer: "):
            if others.strip():
                section.replace(printed, nodes.literal_block("", others.strip("\n"), **printed.attributes))
            else:
                section.remove(printed)
            section.insert(start + 1, nodes.paragraph("", "", nodes.strong("", line), classes=["the-answer"]))
            return


def fold_cell(section, start):
    """Fold the cell that begins at a place of a section, its heading included: that may give the answer away."""
    folds, unfolds = nodes.raw("", FOLD, format="html"), nodes.raw("", UNFOLD, format="html")
    if isinstance(section[start - 1], nodes.title):
        place = section.parent.index(section)
        section.parent[place : place + 1] = [folds, section, unfolds]
    else:
        section.insert(end_of_cell(section, start), unfolds)
        section.insert(start, folds)


def fold_what_comes_out(things):
    """Fold what stands below each thing to try of a list."""
    for item in things:
        for words, markup in ((COMES_OUT_BEGINS, FOLD_TRY), (COMES_OUT_ENDS, UNFOLD)):
            for mark in [node for node in item if is_comment(node, words)]:
                item.replace(mark, nodes.raw("", markup, format="html"))


def move_what_comes_out(things):
    """Put what stands below each thing to try of a list after the list, for a slide of its own, with the thing."""
    after = things.parent.index(things) + 1
    for item in reversed(things):
        if not any(is_comment(node, COMES_OUT_BEGINS) for node in item):
            continue
        thing, answer = (node for node in item if isinstance(node, nodes.paragraph))
        item.remove(answer)
        tried = nodes.paragraph("", "", nodes.strong("", thing.astext()), classes=[TRIED])
        things.parent.insert(after, [tried, answer])


def end_of_cell(section, start):
    """Where the cell that begins at a place of a section ends: at the next one, or with the section."""
    end = start + 1
    while end < len(section) and not is_beginning(section[end]):
        end += 1
    return end


def is_beginning(node):
    """Whether a cell begins with a node: with a heading of its own, or below one that was there before."""
    return isinstance(node, nodes.section) or is_comment(node, BEGINS) or is_comment(node, BEGINS_ANSWER)


def is_comment(node, words):
    return isinstance(node, nodes.comment) and node.astext() == words


def other_forms(app, name, notebook):
    """A line that leads to a lesson's other forms. Its script comes with the course, without which it does not run."""
    if app.builder.name == "revealjs":
        page = link("This lesson as a page", f"../../{app.env.docname}.html")
        return nodes.paragraph("", "", page, nodes.Text(", "), link("all lessons", "../index.html"))
    slides = link("slides", f"../slides/{app.env.docname}.html")
    parts = ["This lesson as ", slides, " and as a ", renamed(notebook, "notebook")]
    parts += [", to run with the Python in which ", link("the course is installed", GET_THE_COURSE), ". "]
    script = nodes.literal("", name)  # as prose it would become a link to this very page
    zipped = link("the course's zip", THE_COURSE)
    parts += ["Its script, ", script, ", is in ", zipped, " with all that it needs."]
    text = [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    return nodes.paragraph("", "", *text, classes=[OTHER_FORMS])


def link(words, address):
    return nodes.reference("", words, refuri=address)


def renamed(node, words):
    node.clear()
    node += nodes.Text(words)
    return node


def leave_out_tags(app, page, template, context, doctree):
    """Drop the script of sphinx-gallery's own index, which this site does not have."""
    files = context["script_files"]
    context["script_files"] = [file for file in files if "sg-tags.js" not in str(file.filename)]


def give_originals(app, error):
    """Let readers download notebooks of the lessons as they are written, not as sphinx-gallery wanted them."""
    from notebook_outputs import fill  # which needs the ranks of this module

    if error or app.builder.name == "revealjs":
        return
    downloads = Path(app.outdir) / "_downloads"
    for file in all_lesson_files():
        for copy in downloads.glob(f"*/{file.stem}.ipynb"):
            notebook = json.loads(copy.read_text(encoding="utf-8"))
            fold_reasons(notebook)
            fold_tries(notebook)
            keep_stars(notebook)
            fill(notebook, f"lessons/{file.stem}")
            write(copy, json.dumps(notebook, indent=2) + "\n")


def fold_reasons(notebook):
    """Fold the headings and the prose of a notebook's answers, and remove the comments for tidy()."""
    for cell in notebook["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        text = "".join(cell["source"])
        is_answer = f".. {BEGINS_ANSWER}" in text
        for words in (BEGINS_ANSWER, BEGINS):
            heading, _, prose = text.partition(f".. {words}")
            text = f"{heading}{prose.lstrip()}"
        cell["source"] = [f"<details>{SUMMARY}\n\n{text.strip()}\n\n</details>" if is_answer else text]


def fold_tries(notebook):
    """Fold what comes out of the things to try, in a notebook's last cell of prose."""
    last = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"][-1]
    text = "".join(last["source"])
    text = text.replace(f".. {COMES_OUT_BEGINS}", f"<details>{SUMMARY_OF_TRY}")
    last["source"] = [text.replace(f".. {COMES_OUT_ENDS}", "</details>")]


def keep_stars(notebook):
    """Keep the stars of a notebook's prose: Markdown would take those of 3*1 + 4*2 away, and write 1 + 4 in italics.

    Lines that are indented by four blanks, such as formulas, are code there, and stay as they are.
    """
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            lines = "".join(cell["source"]).splitlines(keepends=True)
            cell["source"] = [line if line.startswith("    ") else STAR.sub(r"\*", line) for line in lines]
