"""
The lessons as slides: each cell becomes two, prose with code, then what it printed, drew and asked. Long code
has a slide of its own between them. The answer to a question begins a slide, so that it comes with the next
key; so does each thing to try with what comes out of it.
"""

import shutil
from itertools import pairwise
from pathlib import Path

from docutils import nodes
from gallery import TRIED, is_lesson, rank
from sphinx.writers.html5 import HTML5Translator
from sphinx_revealjs.nodes import revealjs_break
from sphinx_revealjs.writers import RevealjsSlideTranslator

BELOW_PROSE = 14  # lines of code that a slide of 1280 x 720 shows below the prose, without scrolling
BESIDE_A_FIGURE = 8  # lines of output that leave the figure below them large enough
ON_A_SLIDE = 22  # lines of output that fit below each other; more are set in two columns


INDEX = """\
A course in convolution
=======================

The slides of all lessons, to be shown to a class. You can read the lessons
`as pages <../index.html>`__, too.

.. toctree::
   :glob:
   :titlesonly:

   lessons/[0-9]*
   lessons/speed
   lessons/shapes
   lessons/other_courses
"""


def setup(app):
    app.connect("source-read", list_slides)
    app.connect("doctree-read", cut, priority=200)  # after gallery.tidy
    app.connect("build-finished", drop_unused)
    app.set_translator("revealjs", Translator)


class Translator(RevealjsSlideTranslator):
    """Slides whose code comes with its colours, as on the pages, so that no script has to add them."""

    visit_literal_block = HTML5Translator.visit_literal_block
    depart_literal_block = HTML5Translator.depart_literal_block


def list_slides(app, docname, source):
    """Make the first of the slides a list of all; the start page of the site is no slide."""
    if app.builder.name == "revealjs" and docname == "index":
        source[0] = INDEX


def cut(app, doctree):
    """Cut a lesson's sections into slides."""
    if app.builder.name != "revealjs" or not is_lesson(app):
        return
    for section in list(doctree.findall(nodes.section)):
        for before, node in list(pairwise(section.children)):
            if begins_slide(before, node):
                section.insert(section.index(node), revealjs_break())
            if rank(node) and lines(node) > ON_A_SLIDE:
                section.replace(node, columns(node))


def begins_slide(before, node):
    """Whether a node begins a slide of its own; it stands in the same section as the one before it."""
    if isinstance(node, (nodes.section, nodes.target)):
        return False
    if TRIED in node["classes"]:
        return True
    if rank(node):
        return not rank(before) or lines(before) > BESIDE_A_FIGURE
    is_code = isinstance(node, nodes.literal_block)
    if is_code and lines(node) > BELOW_PROSE and not isinstance(before, nodes.title):
        return True
    introduced = isinstance(node.parent.parent, nodes.document) and is_code
    return introduced or rank(before) > 0 or isinstance(before, nodes.literal_block)


def lines(node):
    return node.astext().count("\n") + 1 if isinstance(node, nodes.literal_block) else 0


def columns(output):
    """An output as two columns, broken at the empty line nearest to its middle."""
    rows = output.astext().split("\n")
    breaks = [place for place, row in enumerate(rows) if not row.strip()] or [len(rows) // 2]
    middle = min(breaks, key=lambda place: abs(2 * place - len(rows)))
    halves = ["\n".join(half).strip("\n") for half in (rows[:middle], rows[middle:])]
    blocks = [nodes.literal_block("", half, **output.attributes) for half in halves]
    return nodes.container("", *blocks, classes=["columns"])


def drop_unused(app, error):
    """Remove what sphinx-revealjs brings along and no slide uses: some of it fetches fonts from elsewhere."""
    brought = Path(app.outdir) / "_static" / "revealjs"
    for folder in ("plugin", "css", "dist/theme"):
        shutil.rmtree(brought / folder, ignore_errors=True)
