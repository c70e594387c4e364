"""What a page says of itself to search engines, taken from its own words."""

from html import escape
from itertools import chain

from docutils import nodes
from gallery import OTHER_FORMS

WHOSE = "whose"  # the class of the line that says whose a page's pictures are
ABOUT_OTHER_THINGS = {OTHER_FORMS, WHOSE}
SHORTEST, LONGEST = 54, 160


def description_of(doctree, form=""):
    """The element with the first paragraph that is neither short nor about other things. form: what it begins with."""
    for paragraph in doctree.findall(nodes.paragraph):
        if ABOUT_OTHER_THINGS.isdisjoint(paragraph["classes"]):
            text = words_from(paragraph)
            if len(text) >= SHORTEST:
                break
    return f'<meta name="description" content="{escape(shortened(form + text), quote=True)}">'


def words_from(paragraph):
    """The words of a paragraph, with those of the list in which its last sentence goes on."""
    after = paragraph.next_node(descend=False, siblings=True)
    items = after.children if isinstance(after, nodes.bullet_list) else []
    texts = (part.astext() for part in chain([paragraph], items))
    return " ".join(" ".join(texts).split())


def shortened(text):
    """A text that search engines show whole; of a longer one its first words."""
    short = text[:LONGEST]
    return text if short == text else short.rpartition(" ")[0] + " …"
