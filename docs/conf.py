"""
The site's settings: pages and notebooks by sphinx-gallery, slides by sphinx-revealjs.

python docs/build.py makes both. Nothing is fetched from elsewhere, neither by the build nor by its pages.
"""

import os
import re
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

project = "A course in convolution"
licence = (HERE.parent / "LICENSE").read_text(encoding="utf-8")
year, author = re.search(r"^Copyright \(c\) (\d+) (.+)$", licence, re.MULTILINE).groups()
copyright = f"{year}, {author}"
version = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
# Where the site stands, and where readers can report a mistake, if that is known where it is built.
html_baseurl = os.environ.get("COURSE_SITE", "")
report_address = os.environ.get("COURSE_REPORT", "")
language = "en"
extensions = [
    "sphinx_gallery.gen_gallery",
    "sphinx_revealjs",
    "gallery",
    "notebook_outputs",
    "page_markup",
    "slides",
    "live_figures",
    "interactive",
    "formulas",
]
exclude_patterns = ["_build", "lessons/index.rst", "licences"]
if tags.has("slides"):  # noqa: F821 Sphinx gives it; docs/build.py sets it for the slides, of the lessons alone
    exclude_patterns += ["*.md", "toolkit"]
    templates_path = ["templates/slides"]
else:
    templates_path = ["templates"]
    extensions += ["myst_parser", "sphinx_copybutton"]
    extensions += [
        "markdown_pages",
        "front_page",
        "dark_figures",
        "glossary_links",
        "site_search",
    ]
myst_heading_anchors = 3  # headings can be linked to, as on other sites that show Markdown

FIRST_CELL = """\
%matplotlib inline
try:
    from course.lessons.lesson import set_place
except ModuleNotFoundError:
    raise SystemExit("The course is not installed in this Python: see the line above.") from None

set_place("notebook")
"""

sphinx_gallery_conf = {
    "examples_dirs": "_build/source",
    "gallery_dirs": "lessons",
    "filename_pattern": r"\w+\.py$",
    "within_subsection_order": "FileNameSortKey",
    "image_scrapers": ("gallery.scrape",),
    "reset_modules": ("matplotlib", "gallery.on_a_page", "watched.watch_lesson"),
    "reset_modules_order": "both",  # before a lesson the watch begins, afterwards it ends
    "capture_repr": ("_repr_html_",),
    "first_notebook_cell": FIRST_CELL,
    "only_warn_on_example_error": True,  # the build fails all the same: warnings are errors
    "css": (),
    "download_all_examples": False,
    "inspect_global_variables": False,
    "min_reported_time": float("inf"),  # times differ from build to build
    "show_signature": False,
    "write_computation_times": False,  # its page fetches scripts from elsewhere
}

pygments_style = "a11y-light"
pygments_dark_style = "a11y-dark"
smartquotes = False  # quotes and dashes as the lessons type them

html_theme = "furo"
html_title = project
html_static_path = [
    *("pages.css", "steps.svg", "steps_still.svg"),
    *("interactive.css", "live_figure.js", "typed_guess.js", "guesses.js"),
]
html_favicon = "favicon.svg"
html_sidebars = {
    "**": [
        *("sidebar/brand.html", "sidebar/search.html", "sidebar/scroll-start.html"),
        *("play_link.html", "sidebar/navigation.html", "sidebar/scroll-end.html"),
    ]
}
html_last_updated_fmt = "%d %B %Y"
html_css_files = ["pages.css"]
html_search_scorer = str(HERE / "search_scorer.js")
html_use_index = False
html_show_sourcelink = False
html_copy_source = False

revealjs_style_theme = "slides.css"
revealjs_static_path = ["slides.css"]
revealjs_css_files = ["pygments.css"]
revealjs_script_conf = {
    "width": 1280,
    "height": 720,
    "margin": 0,
    "center": False,
    "hash": True,
    "navigationMode": "linear",
    "slideNumber": "c/t",
    "transition": "none",
}
