"""
The page of course/play without a server of the course behind it: on the site, and in a folder on a disk.

Python comes with it, in python.js (page_python.py), where npm is there to bring it. Without it the page gives the
command that explains an answer.
"""

import shutil
import sys
from pathlib import Path

from page_python import NoPythonError, licences, write_python

sys.path.append(str(Path(__file__).resolve().parent.parent))  # the course, if it is not installed

from course.play.page import PAGE, page_file_text, page_files, page_html  # noqa: E402

PYTHON = "python.js"
LICENCES = "licences.txt"
MISTAKE_PAGES = "../toolkit/mistakes/"  # of the site, from the page


def made_python(work):
    """The path of a python.js made in the folder `work`; None where there can be none, which is said."""
    work.mkdir(parents=True, exist_ok=True)
    path = work / PYTHON
    try:
        write_python(path, work)
    except NoPythonError as error:
        print(f"The page play/ is made without Python, and gives the command instead: {error}")
        return None
    return path


def write_play(folder, python):
    """Write the page with its files into a folder of a site. python: the path of a python.js, or None."""
    page = page_html(why="worker" if python else "none", mistake_pages=MISTAKE_PAGES)
    _write(folder, python, with_way_back(page))
    for name in page_files():
        (folder / name).write_text(page_file_text(name), encoding="utf-8", newline="\n")


def with_way_back(page):
    """The page as a part of the site: its first line leads back to the course, and to the mistakes that it names."""
    all_mistakes = f'<a href="{MISTAKE_PAGES}index.html">All mistakes</a>'
    ways = f'<a href="../index.html">A course in convolution</a> · {all_mistakes}'
    assert page.count("<header>\n") == 1
    return page.replace("<header>\n", f"<header>\n  <p>{ways}</p>\n")


def write_disk(folder, python):
    """Write the page into a folder in which a double click opens it: one file, and Python beside it."""
    _write(folder, python, page_html(why="worker" if python else "none", in_one_file=True))


def _write(folder, python, page):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PAGE).write_text(page, encoding="utf-8", newline="\n")
    if python:
        shutil.copy(python, folder / PYTHON)
        (folder / LICENCES).write_text(licences(), encoding="utf-8", newline="\n")
