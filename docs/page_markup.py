"""
What a lesson's page has besides its cells: no plumbing, links to the lessons that it names, whose its pictures are;
and on every page: code that keys can reach, and what it says of itself to search engines.
"""

import re

from descriptions import WHOSE, description_of
from docutils import nodes
from gallery import all_lesson_files, is_lesson
from picture_sources import pictures_of, whose_pictures
from prose_texts import texts_of_prose

PLUMBING = re.compile(r"\A(?:#[^\n]*\n|from course[^\n]*\n|\n)*(?:[^\n]*begin\([^\n]*\)[^\n]*|end\(\))\s*\Z")
SOURCES = "toolkit/sources.html"
START_PAGE = "../index.html"  # from a lesson's page, and from its slides
PRE = re.compile(r"<pre(?=[ >])")
# A lesson's figure for light pages, and that for dark ones behind it.
FIGURE = re.compile(r'<img [^>]*class="only-light"[^>]*sphx_glr[^>]*>\s*<img [^>]*class="only-dark"[^>]*>')
OF_A_LESSON = "lessons/"  # what the names of the lessons' pages begin with


def setup(app):
    app.connect("doctree-read", shape_page, priority=120)  # after gallery.tidy, before slides.cut
    app.connect("html-page-context", finish_page, priority=900)  # after the theme


# ---- lessons


def shape_page(app, doctree):
    """Leave out a lesson's plumbing, link the lessons that it names, and say whose its pictures are."""
    if not is_lesson(app):
        return
    for code in [block for block in doctree.findall(nodes.literal_block) if PLUMBING.match(block.astext())]:
        code.parent.remove(code)
    for text in texts_of_prose(doctree, besides=(nodes.reference,)):
        link_lessons(text)
    (file,) = [file for file in all_lesson_files() if app.env.docname == f"lessons/{file.stem}"]
    title = next(doctree.findall(nodes.title))
    if file.stem[0].isdigit():
        title.insert(0, nodes.Text(f"Lesson {file.stem[0]}: "))
    pictures = pictures_of(file.read_text(encoding="utf-8"))
    if pictures and app.builder.name == "revealjs":
        title.parent.insert(2, whose(pictures, "../../"))  # on the first slide
    elif pictures:
        title.parent.append(whose(pictures, "../"))


def link_lessons(text):
    """Let the name of a lesson's file lead to its page, and that of the README to the start page."""
    names = {file.name: f"{file.stem}.html" for file in all_lesson_files()} | {"README.md": START_PAGE}
    found = re.search(rf"(?<!data/)(?:{'|'.join(map(re.escape, names))})", text.astext())
    if found:
        whole = text.astext()
        link = nodes.reference("", found[0], refuri=names[found[0]])
        after = nodes.Text(whole[found.end() :])
        text.parent.replace(text, [nodes.Text(whole[: found.start()]), link, after])
        link_lessons(after)


def whose(files, up):
    """A paragraph that says whose pictures a page shows. up: the way to the site's top."""
    link = nodes.reference("", "sources", refuri=f"{up}{SOURCES}")
    text = nodes.Text(f"Pictures: {whose_pictures(files)} (")
    return nodes.paragraph("", "", text, link, nodes.Text(")."), classes=[WHOSE])


# ---- every page


def finish_page(app, page, template, context, doctree):
    """Let keys reach what scrolls on narrow screens, rank the captions of the contents, and describe the page."""
    body = PRE.sub('<pre tabindex="0"', context.get("body", ""))
    if page.startswith(OF_A_LESSON):
        body = FIGURE.sub(r'<div class="wide-figure" tabindex="0">\g<0></div>', body)
    context["body"] = body.replace('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper')
    contents = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = contents.replace('role="heading"', 'role="heading" aria-level="2"')
    if doctree is not None:
        context["metatags"] += "\n" + description_of(doctree, form_of(app, page))


def form_of(app, page):
    """What a description begins with, so that a lesson's slides have another than its page."""
    return "Slides. " if app.builder.name == "revealjs" and page.startswith(OF_A_LESSON) else ""
