"""
Formulas as formulas: in MathML, which needs no script and nothing from elsewhere.

A lesson and a page in Markdown have them as plain text, so that they can be read in an editor. FORMULAS says how each is
set; what is not listed stays as it is.
"""

import re
from html import escape

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from prose_texts import texts_of_prose

FORMULAS = {  # as the pages have them: in LaTeX
    "y[m] = sum over i of x[i] * h[m - i]": r"y[m] = \sum_i x[i] \cdot h[m - i]",
    "n + (k - 1)": "n + (k - 1)",
    "n + k - 1": "n + k - 1",
    "n - k + 1": "n - k + 1",
    "(n - k) // s + 1": r"\left\lfloor \frac{n - k}{s} \right\rfloor + 1",
    "r = (k - 1)d + 1": "r = (k - 1) d + 1",
    "n + r - 1": "n + r - 1",
    "r - 1, r - 1": r"r - 1,\ r - 1",
    "floor((n - r) / s) + 1": r"\left\lfloor \frac{n - r}{s} \right\rfloor + 1",
    "ceil(n / s)": r"\left\lceil \frac{n}{s} \right\rceil",
    "max((ceil(n / s) - 1)s + r - n, 0)": r"\max\left(\left(\left\lceil \frac{n}{s} \right\rceil - 1\right) s + r - n,\ 0\right)",
    "floor((n + t - r) / s) + 1": r"\left\lfloor \frac{n + t - r}{s} \right\rfloor + 1",
}
LONGEST_FIRST = sorted(FORMULAS, key=len, reverse=True)
FORMULA = re.compile("|".join(map(re.escape, LONGEST_FIRST)))
PAGES = ("lessons/", "card")


def setup(app):
    app.connect("doctree-read", set_formulas, priority=140)  # before words of the glossary are linked


def set_formulas(app, doctree):
    """Set the formulas of a lesson, on its page and its slides, and those of the card of sizes."""
    if not app.env.docname.startswith(PAGES):
        return
    for text in texts_of_prose(doctree):
        pieces = pieces_of(text.astext())
        if len(pieces) > 1:
            text.parent.replace(text, pieces)


def pieces_of(text):
    """A text as nodes, with its formulas in MathML."""
    pieces, done = [], 0
    for found in FORMULA.finditer(text):
        pieces += [nodes.Text(text[done : found.start()]), formula(found[0])]
        done = found.end()
    return [*pieces, nodes.Text(text[done:])]


def formula(text):
    """A formula as a node, with its plain text for those who do not see it."""
    described = f'<math alttext="{escape(text, quote=True)}"'
    return nodes.raw("", tex2mathml(FORMULAS[text]).replace("<math", described, 1), format="html")
