"""
The page as text: files/index.html with what Python knows put into it, and what else it is made of.

The kernels, modes and borders, what stands beside them, the numbers to begin with and the limits come from
the tables of the course, so that each is typed once: they stand in the page as JSON. The modules of
JavaScript find each other by bare names, as import { outputSize } from "sizes", through an import map of all
that there are.
"""

import json
import re
from pathlib import Path
from string import Template
from urllib.parse import quote

from course.convolution.definition import source
from course.convolution.kernels import KERNELS
from course.convolution.sizes import BORDERS, MODES
from course.mistakes.bank.all_mistakes import BANK
from course.own_numbers.colours import DARK_COLOURS, LIGHT_COLOURS
from course.own_numbers.typed_text import as_typed
from course.play.presets import PRESETS, TELLING_INPUTS
from course.play.searches import SECONDS

FILES = Path(__file__).parent / "files"
PAGE = "index.html"
STYLE = "page.css"
FIRST_MODULE = "page"  # the module that the page begins with
STAYS_IN_ADDRESS = ";,/?:@&=+$-_.!~*'()"  # as encodeURI() of JavaScript has it
FILE_TYPES = (".css", ".js")  # of the page's further files
# the most that the page takes, which is less than the command trace: tables of more cells are slow to draw
LIMITS = {"numbers": 900, "weights": 225, "products": 40_000, "cells": 2_500}  # cells: of the padded input
MODULE_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
MODE_LABELS = {"same": "same (NumPy, SciPy)", "SAME": "SAME (TensorFlow)"}  # others have none but their name
MODE_MEANINGS = {
    "full": "every place where the kernel touches the input: with stride 1, n + k - 1 numbers",
    "valid": "only where the whole kernel lies on the input: with stride 1, n - k + 1 numbers",
    "same": "the middle of full, with stride 1 as many numbers as the input has; an odd zero goes before it",
    "SAME": "as TensorFlow has it: n / stride numbers, rounded up; an odd zero goes after it",
}


def page_html(why="server", published=None, in_one_file=False, mistake_pages=None):
    """The page as the text of an HTML file.

    why: who explains an answer, "server", "worker" (Python in the page itself, in a file python.js beside it) or
    "none". published: the address at which the page can be reached by others, or None. in_one_file: whether
    the page holds its further files itself, as a page that is opened from a disk has to.
    """
    page = Template((FILES / PAGE).read_text(encoding="utf-8"))
    return page.substitute(
        style=f"<style>\n{page_file_text(STYLE)}</style>"
        if in_one_file
        else f'<link rel="stylesheet" href="{STYLE}">',
        import_map=_in_script(_import_map(_data_address if in_one_file else _address_beside)),
        preloads="" if in_one_file else _preloads(),
        words=_in_script(_words(why, published, mistake_pages)),
        start=f'<script type="module">{_imports()}</script>'
        if in_one_file
        else f'<script type="module" src="{FIRST_MODULE}.js"></script>',
    )


def page_files():
    """The page's further files, {name: path}; none that an editor has left there."""
    files = [path for path in sorted(FILES.iterdir()) if path.suffix in FILE_TYPES]
    return {path.name: path for path in files if MODULE_NAME.fullmatch(path.stem)}


def page_file_text(name):
    """The text of one of the page's further files, by its name: its style with the colours in it."""
    text = page_files()[name].read_text(encoding="utf-8")
    if name != STYLE:
        return text
    return Template(text).substitute(
        light=colour_variables(LIGHT_COLOURS), dark=colour_variables(DARK_COLOURS)
    )


def colour_variables(colours):
    """Colours as variables of CSS, "--paper: #ffffff; --ink: ..."."""
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def _in_script(data):
    """Data as JSON that may stand in a script element: there "</" and "<!--" have meanings of their own."""
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


def _import_map(address):
    """What the names of all modules of JavaScript stand for: {"imports": {"sizes": "./sizes.js", ...}}.

    address: the function that gives a module's address from its file's name.
    """
    return {"imports": {name.removesuffix(".js"): address(name) for name in _modules()}}


def _preloads():
    """Links that have all modules fetched at once, and not each only when one that imports it has come."""
    return "\n".join(f'<link rel="modulepreload" href="{_address_beside(name)}">' for name in _modules())


def _imports():
    """A script that imports all modules, the one that the page begins with last: so all are decoded at once.

    Where it imports that one alone, a browser finds the others only when those that import them are decoded.
    """
    others = [name.removesuffix(".js") for name in _modules() if name != f"{FIRST_MODULE}.js"]
    return " ".join(f'import "{module}";' for module in [*others, FIRST_MODULE])


def _modules():
    """The files' names of all modules of JavaScript."""
    return [name for name, path in page_files().items() if path.suffix == ".js"]


def _address_beside(name):
    """The address of a file that stands beside the page."""
    return f"./{name}"


def _data_address(name):
    """An address that is a module itself, where the page may load no file; base64 would compress less well."""
    return f"data:text/javascript,{quote(page_file_text(name), safe=STAYS_IN_ADDRESS)}"


def _words(why, published, mistake_pages):
    """What the page knows from Python, as plain data."""
    return {
        "kernels": [
            {"name": kernel.name, "text": as_typed([*map(list, kernel.rows)]), "finds": kernel.finds}
            for kernel in KERNELS.values()
        ],
        "modes": [
            {"name": mode, "label": MODE_LABELS.get(mode, mode), "meaning": MODE_MEANINGS[mode]}
            for mode in MODES
        ],
        "borders": [{"name": border, "example": _border_example(border)} for border in BORDERS],
        "presets": [{"name": name, "words": words} for name, words in PRESETS.items()],
        "telling": list(TELLING_INPUTS),
        "limits": LIMITS,
        "seconds": SECONDS,
        "why": why,
        "published": published,
        "mistakes": {"pages": mistake_pages, "names": list(BANK)} if mistake_pages else None,
    }


def _border_example(border):
    """What a border puts on the two places after 1 2 3, and before: of wrap "2 3 | 1 2 3 | 1 2"."""
    numbers = [1, 2, 3]
    places = [source(i, len(numbers), border) for i in range(-2, len(numbers) + 2)]
    shown = ["0" if place is None else str(numbers[place]) for place in places]
    return " | ".join(" ".join(part) for part in (shown[:2], shown[2:-2], shown[-2:]))
