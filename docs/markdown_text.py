"""Text that is written into a page in Markdown: what has a meaning there is kept as it is."""

import re
from html import escape

MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def plain(text):
    """A text in which nothing is taken for Markdown. Example: of "x[k] * h" it is r"x\\[k\\] \\* h"."""
    return MEANS_SOMETHING.sub(r"\\\1", text)


def link_beside(text, address):
    """A link to what Sphinx does not make, such as the page to play with; text is Markdown already."""
    return f'<a href="{escape(address)}">{text}</a>'


def table(titles, rows):
    """Lines of a table of Markdown. titles and rows: texts that are Markdown already, without line breaks."""
    lines = [titles, ["---"] * len(titles), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def code_block(lines, language="text"):
    """Lines of a block of text as it stands, such as what a command prints, or of a program."""
    return [f"```{language}", *lines, "```"]


def page(*blocks):
    """The text of a page: blocks, each a line or a list of lines, with an empty line between them."""
    texts = [block if isinstance(block, str) else "\n".join(block) for block in blocks]
    return "\n\n".join(texts) + "\n"
