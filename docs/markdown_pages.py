"""
The pages of docs/ in Markdown, as the site takes them over: their links lead to pages of the site.

The files are written to be read in the folder, too: there ../README.md and further/speed.py are what a link
leads to, and on the site the start page and the page of that lesson.
"""

import re

from markdown_text import link_beside

LINK = re.compile(r"\[([^\]]*)\]\(([^)#\s]+)(#[^)\s]*)?\)")
README = "../README.md"
PLAY = "`play/`"  # where a page names the page to play with
ON_THE_CODE = ("architecture", "CONTRIBUTING")
NOT_SOUGHT = "---\nnosearch: true\n---\n\n"
FURTHER = "further/"  # the folder of the further lessons


def setup(app):
    app.connect("source-read", lead_to_pages)


def lead_to_pages(app, docname, source):
    """Change the links of a page in Markdown to what the site has in their place; leave pages on the code out of the search."""
    if app.env.doc2path(docname).suffix != ".md" or docname.startswith("toolkit/"):
        return
    text = LINK.sub(link_on_site, source[0]).replace(PLAY, link_beside(PLAY, "play/index.html"))
    source[0] = NOT_SOUGHT + text if docname in ON_THE_CODE else text


def link_on_site(link):
    """The link as the site has it; one that is called by its file is called by its page's title.

    Example: of [the lesson](further/speed.py) it is [the lesson](lessons/speed.rst).
    """
    words, target, heading = link[1], link[2], link[3] or ""
    if target == README:  # the start page has other headings
        return f"[{words}](index.rst)"
    if target.startswith(FURTHER):
        lesson = target.removeprefix(FURTHER).removesuffix(".py")
        return f"[{words}](lessons/{lesson}.rst)"
    return f"[{'' if words == target else words}]({target}{heading})"
