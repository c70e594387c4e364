"""
Build the site: python docs/build.py

Runs the lessons once, then makes the pages with notebooks (docs/_build/html) and the slides
(docs/_build/html/slides) from what they printed and drew, and the page on which the kernel moves
(docs/_build/html/play). Every build starts from nothing, because a change in course/ changes results as well.

    python docs/build.py --disk [FOLDER]

makes that page alone, in a folder in which a double click opens it: carry it to whoever has a browser.
Without FOLDER it is docs/_build/disk. Python for the page comes by npm; without npm the page does without.

Exit codes: 0 fine, 1 a lesson or a page went wrong, 2 something is not installed, or a wrong option.
"""

import argparse
import importlib.util
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.append(str(DOCS))  # an isolated Python does not look there by itself

from play_pages import made_python, write_disk, write_play  # noqa: E402

BUILT = DOCS / "_build"
NEEDED = ("sphinx", "sphinx_gallery", "sphinx_revealjs", "furo", "myst_parser", "sphinx_copybutton")


def main():
    parser = argparse.ArgumentParser(description="Build the site, or the page that opens from a disk.")
    parser.add_argument("--disk", nargs="?", type=Path, const=BUILT / "disk", metavar="FOLDER")
    disk = parser.parse_args().disk
    return build_site() if disk is None else build_disk(disk)


def build_disk(folder):
    """Make the page that opens from a disk; 0."""
    write_disk(folder, made_python(BUILT / "python"))
    print(f"Open with a double click: {folder / 'index.html'}")
    return 0


def build_site():
    """Make the whole site; the exit code."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        print(f"{missing[0]} is missing: python -m pip install -r docs/requirements.txt", file=sys.stderr)
        return 2
    from toolkit_pages import write_toolkit_pages  # what it needs is there

    for folder in (BUILT, DOCS / "lessons"):
        remove(folder)
    with ThreadPoolExecutor(1) as beside:  # npm and Node need no Python
        python = beside.submit(made_python, BUILT / "python")
        write_toolkit_pages(DOCS / "toolkit", BUILT / "html" / "worksheets")
        code = sphinx("html", BUILT / "html") or sphinx("revealjs", BUILT / "html" / "slides", "-t", "slides")
    if not code:
        write_play(BUILT / "html" / "play", python.result())
        print(f"Pages:  {BUILT / 'html' / 'index.html'}\nSlides: {BUILT / 'html' / 'slides' / 'index.html'}")
    return code


def remove(folder):
    """Remove a folder of an earlier build, with the pages that sphinx-gallery makes read-only."""
    for page in folder.rglob("*.rst"):
        page.chmod(0o600)  # Windows removes no read-only files
    if folder.exists():
        shutil.rmtree(folder)


def sphinx(builder, into, *more):
    """Run one of Sphinx's builders, with warnings as errors; return 1 if it fails."""
    doctrees = BUILT / "doctrees" / builder  # slides cut the lessons up, pages do not: nothing to share
    options = ["-W", "--keep-going", "-b", builder, "-d", str(doctrees), *more]
    return int(subprocess.call([sys.executable, "-m", "sphinx", *options, str(DOCS), str(into)]) != 0)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
