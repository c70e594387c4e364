"""
Words of the glossary: each stands on its page with a place of its own, and the first time that a lesson uses one, the
word leads there.
"""

import re
from functools import cache
from pathlib import Path

from docutils import nodes
from prose_texts import texts_of_prose

from course.convolution.sizes import MODES

CARD = "card"  # the page that has the glossary
GLOSSARY = "Glossary"
WORDS = re.compile(r"\*\*(.+?)\*\*")


def setup(app):
    app.connect("doctree-read", give_places, priority=150)
    app.connect("doctree-read", link_first_uses, priority=150)


@cache
def words_of_glossary():
    """All words that the glossary explains, in its order."""
    text = (Path(__file__).parent / f"{CARD}.md").read_text(encoding="utf-8").split(f"## {GLOSSARY}\n", 1)[1]
    return WORDS.findall(text)


def place_of(word):
    """Example: of "feature map" it is word-feature-map."""
    return f"word-{word.replace(' ', '-')}"


def give_places(app, doctree):
    """Give each word of the glossary a place that a link can lead to."""
    if app.env.docname == CARD:
        for strong in doctree.findall(nodes.strong):
            if strong.astext() in words_of_glossary():
                strong["ids"].append(place_of(strong.astext()))


def link_first_uses(app, doctree):
    """Let the first use of each word in a lesson's prose lead to the glossary."""
    if not app.env.docname.startswith("lessons/") or app.builder.name == "revealjs":
        return
    wanted = {word: use_of(word) for word in words_of_glossary()}
    for text in texts_of_prose(doctree, besides=(nodes.reference,)):
        for word in [*wanted]:
            found = wanted[word].search(text.astext())
            if found:
                text = link_in(text, found, word)
                del wanted[word]


def use_of(word):
    """A pattern of a word where it is used as the glossary means it: a mode stands in quotes, as "same" does."""
    if word in MODES:
        return re.compile(rf'(?<="){word}(?=")')
    return re.compile(rf"\b{word}s?\b", re.IGNORECASE)


def link_in(text, found, word):
    """Put a link in the place of what was found in a text; return the text that stands before it, to be searched on."""
    whole = text.astext()
    link = nodes.reference("", found[0], refuri=f"../{CARD}.html#{place_of(word)}", classes=["word"])
    before, after = nodes.Text(whole[: found.start()]), nodes.Text(whole[found.end() :])
    text.parent.replace(text, [before, link, after])
    return before
