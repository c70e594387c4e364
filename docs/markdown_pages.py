"""
The pages of docs/ in Markdown, as the site takes them over: their links lead to pages of the site.

The files are written to be read in the folder, too: there ../README.md and further/speed.py are what a link
leads to, and on the site the start page and the page of that lesson.
"""

import re

LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")
README = "../README.md"
FURTHER = "further/"  # the folder of the further lessons


def setup(app):
    app.connect("source-read", lead_to_pages)


def lead_to_pages(app, docname, source):
    """Change the links of a page in Markdown to what the site has in their place."""
    if app.env.doc2path(docname).suffix == ".md":
        source[0] = LINK.sub(link_on_site, source[0])


def link_on_site(link):
    """The link as the site has it. Example: of ](further/speed.py) it is ](lessons/speed.rst)."""
    target, heading = link[1], link[2] or ""
    if target == README:  # the start page has other headings
        return "](index.rst)"
    if target.startswith(FURTHER):
        lesson = target.removeprefix(FURTHER).removesuffix(".py")
        return f"](lessons/{lesson}.rst)"
    return f"]({target}{heading})"
