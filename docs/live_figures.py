"""
The figures of lessons in which the kernel can be moved, on pages and on slides.

The lesson's code holds nothing for them: LIVE says which figures they are, and what their request is in the
names of the lesson. Its numbers are read from the lesson while it runs for the site, and what the definition
gives for them has to be what the lesson has. An element, course-figure, stands around the picture with the
request. live_figure.js makes it live, by the modules of the page play/, which are not copied.
"""

import html
import re
from typing import Any, NamedTuple
from urllib.parse import urlencode

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.images import Image
from sphinx.errors import ExtensionError

from course import work_out
from course.convolution.nested import plain
from course.own_numbers.typed_text import as_typed

SAVED = re.compile(r'^save\(fig, "(\w+)"', re.MULTILINE)  # the name of a cell's figure


class LiveRequest(NamedTuple):
    """A request in the names of a lesson: expressions for its input, its kernel and what comes out; its options."""

    signal: str
    kernel: str
    gives: str
    options: dict[str, Any]


LIVE = {  # by the lesson and the name of its figure
    ("0_1D", "steps"): LiveRequest("signal", "kernel", "heard", {"mode": "full"}),
    ("0_1D", "modes"): LiveRequest("signal", "kernel", "np.convolve(signal, kernel)", {"mode": "full"}),
    ("1_2D", "windows"): LiveRequest("image", "kernel", "feature_map[1:3, 1:4]", {"mode": "valid"}),
    ("1_2D", "places"): LiveRequest("image", "kernel", "full", {"mode": "full"}),
    ("2_TensorFlow", "same_stride"): LiveRequest(
        "row", "h[0, :, 0, 0]", "stride_2", {"mode": "SAME", "stride": 2, "flip": False}
    ),
}


class live_figure(nodes.General, nodes.Element):  # noqa: N801, as docutils has its nodes
    """A figure with its picture inside, and its request as text in the attribute "words"."""


class LiveFigure(Image):
    """The directive for it: that of an image, with its request as the option "words"."""

    option_spec = {**Image.option_spec, "words": directives.unchanged_required}

    def run(self):
        words = self.options.pop("words")
        return [live_figure("", *super().run(), words=words)]


def setup(app):
    app.add_directive("live-figure", LiveFigure)
    app.add_node(live_figure, html=(visit, depart))


def words_of_figure(lesson, code, names):
    """The request of the figure that a cell saves, as the hash of the page play/ has it; "" if it has none.

    code: the cell's; names: what the lesson's names stand for behind it. ExtensionError if the definition gives
    other numbers than the lesson has.
    """
    live = LIVE.get((lesson, *SAVED.findall(code)))
    if live is None:
        return ""
    signal, kernel, gives = (plain(eval(text, names)) for text in live[:3])
    output = work_out(signal, kernel, **live.options).output
    if output != gives:
        raise ExtensionError(f"{lesson}: by the definition the figure's numbers are {output}, not {gives}")
    options = {name: "no" if value is False else value for name, value in live.options.items()}
    return urlencode({"input": as_typed(signal), "kernel": as_typed(kernel), **options})


def visit(translator, node):
    translator.body.append(f'<course-figure data-words="{html.escape(node["words"])}">')


def depart(translator, node):
    up = "../../" if translator.builder.name == "revealjs" else "../"
    address = html.escape(f"{up}play/index.html#{node['words']}")
    link = f'<a href="{address}">Open it in the page to play with</a>'
    translator.body.append(f'<p class="to-play">{link}</p></course-figure>')
