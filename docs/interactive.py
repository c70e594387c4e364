"""
What moves and answers on the pages and slides of lessons: their scripts and their style.

The scripts are modules that use those of the page play/ by name, through an import map; they stand once on the
site, for pages and slides. From a disk browsers load no modules: there everything stays as it is without them.
"""

import json
from pathlib import Path

from course.own_numbers.colours import DARK_COLOURS, LIGHT_COLOURS
from course.play.page import colour_variables, page_files

DOCS = Path(__file__).resolve().parent
STYLE = "interactive.css"
SCRIPTS = {
    "<course-figure": "live_figure",
    "<course-guess": "typed_guess",
}  # by what a page holds that needs it
OWN_MODULES = (*SCRIPTS.values(), "guesses")


def setup(app):
    app.connect("html-page-context", add_modules)


def add_modules(app, page, template, context, doctree):
    """Put into the head of a lesson's page, or its slides, what brings its scripts."""
    if not page.startswith("lessons/"):
        return
    begin = [name for element, name in SCRIPTS.items() if element in context.get("body", "")]
    if begin:
        context["metatags"] = context.get("metatags", "") + head(
            "../../" if app.builder.name == "revealjs" else "../", begin
        )


def head(root, begin):
    """The style, the import map, and the script that loads modules. root: the way to the site's own folder."""
    modules = [name.removesuffix(".js") for name in page_files() if name.endswith(".js")]
    addresses = {name: f"{root}play/{name}.js" for name in modules}
    addresses |= {name: f"{root}_static/{name}.js" for name in OWN_MODULES}
    imports = " ".join(f'import("{name}");' for name in begin)
    return (
        f'<link rel="stylesheet" href="{root}_static/{STYLE}">\n'
        f"<style>\n{colours()}</style>\n"
        f'<script type="importmap">{json.dumps({"imports": addresses})}</script>\n'
        f'<script>if (location.protocol !== "file:") {{ {imports} }}</script>\n'
    )


def colours():
    """The rules of CSS that give the elements their colours: on pages those of the theme, on slides always the light ones."""
    elements = ":is(course-figure, course-guess)"
    dark = colour_variables(DARK_COLOURS)
    return (
        f"{elements} {{ {colour_variables(LIGHT_COLOURS)} }}\n"
        f'@media (prefers-color-scheme: dark) {{ body[data-theme="auto"] {elements} {{ {dark} }} }}\n'
        f'body[data-theme="dark"] {elements} {{ {dark} }}\n'
    )
