"""
The site's settings: pages and notebooks by sphinx-gallery, slides by sphinx-revealjs.

python docs/build.py makes both. Nothing is fetched from elsewhere, neither by the build nor by its pages.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

project = "A course in convolution"
language = "en"
extensions = [
    *("sphinx_gallery.gen_gallery", "sphinx_revealjs"),
    *("gallery", "slides", "live_figures", "interactive"),
]
exclude_patterns = ["_build", "lessons/index.rst"]

FIRST_CELL = """\
# Run this notebook with the Python in which the course is installed, in any folder.
%matplotlib inline
import course.lessons.lesson

course.lessons.lesson.set_place("notebook")
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
smartquotes = False  # quotes and dashes as the lessons type them

html_theme = "furo"
html_title = project
html_static_path = ["pages.css", "interactive.css", "live_figure.js", "typed_guess.js", "guesses.js"]
html_css_files = ["pages.css"]
html_use_index = False
html_show_sourcelink = False
html_copy_source = False
html_show_copyright = False

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
