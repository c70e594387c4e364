"""
The start page: what the README says, taken from there, the lessons as cards, and the course as one file to take along.
"""

import re
from pathlib import Path

from course_zip import ZIP_NAME, write_course_zip
from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.utils import new_document
from myst_parser.parsers.sphinx_ import MystParser
from page_markup import whose

ROOT = Path(__file__).resolve().parent.parent
LESSON_ROW = re.compile(r"^\| \[(\S+)\.py\]\(\S+\) \| (\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)#\s]+)(#[^)\s]*)?\)")
COVERS = {  # of each lesson the figure that stands on its card, counted from 1
    "0_1D": 2,
    "1_2D": 1,
    "2_TensorFlow": 4,
    "3_image": 4,
    "4_digit": 6,
}
FIRST_PICTURE = "docs/kernel.png"  # of the README; docs/toolkit_pages.py draws it for light and dark pages
IN_FIVE_LESSONS = "This course teaches"  # the paragraph of the README that begins so


def setup(app):
    app.add_config_value("report_address", "", "html")
    app.add_directive("from-readme", FromReadme)
    app.add_directive("lesson-cards", LessonCards)
    app.add_directive("pictures-by", PicturesBy)
    app.add_directive("site-address", SiteAddress)
    app.connect("build-finished", give_zip)


def readme():
    return (ROOT / "README.md").read_text(encoding="utf-8")


class FromReadme(Directive):
    """The paragraphs of a section of the README; without a name those that say what a convolution is."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self):
        text = section(readme(), self.arguments[0]) if self.arguments else what_it_is(readme())
        document = new_document("README.md", self.state.document.settings)
        MystParser().parse(LINK.sub(link_on_start_page, text), document)
        return document.children


def section(text, heading):
    """The text below a heading of the README, up to the next heading."""
    return text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def what_it_is(text):
    """The paragraphs of the README's beginning: what a convolution is, the picture, and what the course does."""
    paragraphs = text.split("\n## ", 1)[0].split("\n\n")
    wanted = [*paragraphs[1:3], *(p for p in paragraphs if p.startswith(IN_FIVE_LESSONS))]
    return "\n\n".join(wanted)


def link_on_start_page(link):
    """A link of the README as the start page has it; one that is called by its file is called by its page's title.

    Example: of [docs/card.md](docs/card.md) it is [](card.md).
    """
    words, target, heading = link[1], link[2], link[3] or ""
    if target.endswith(".py"):
        return f"[{words}](lessons/{target.removesuffix('.py')}.rst)"
    if target == FIRST_PICTURE:
        return f"[{words}](toolkit/kernel.webp)"
    return f"[{'' if words == target else words}]({target.removeprefix('docs/')}{heading})"


class LessonCards(Directive):
    """The lessons, each with a picture, its minutes, what it needs and what you do, as the README's table says."""

    def run(self):
        return [nodes.container("", *(card(*row) for row in LESSON_ROW.findall(readme())), classes=["cards"])]


def card(name, minutes, needs, does):
    """One lesson as a card that leads to its page."""
    link = nodes.reference("", "", refuri=f"lessons/{name}.html")
    link += [nodes.strong("", f"Lesson {name.partition('_')[0]}"), nodes.Text(f", {minutes} minutes")]
    cover = nodes.image(uri=f"/lessons/images/sphx_glr_{name}_{COVERS[name]:03}.webp", alt="", loading="lazy")
    needed = nodes.paragraph("", f"Needs {needs}", classes=["needs"])
    return nodes.container(
        "",
        nodes.paragraph("", "", cover),
        nodes.paragraph("", "", link),
        nodes.paragraph("", does[0].upper() + does[1:]),
        needed,
        classes=["card"],
    )


class PicturesBy(Directive):
    """Whose the pictures in these files of data/ are."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        return [whose(self.arguments[0].split(), "")]


class SiteAddress(Directive):
    """Where the site stands and where mistakes in it are reported, if that is set; see docs/conf.py."""

    def run(self):
        config = self.state.document.settings.env.config
        said = []
        if config.html_baseurl:
            address = nodes.reference("", config.html_baseurl, refuri=config.html_baseurl)
            said.append(nodes.paragraph("", "", nodes.Text("This site stands at "), address, nodes.Text(".")))
        if config.report_address:
            report = nodes.reference("", "Report a mistake", refuri=config.report_address)
            said.append(nodes.paragraph("", "", report, nodes.Text(" that you have found in the course.")))
        return said


def give_zip(app, error):
    """Put the course beside its pages, as one file."""
    if error is None:
        write_course_zip(ROOT, Path(app.outdir) / ZIP_NAME)
