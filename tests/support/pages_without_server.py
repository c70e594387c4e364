"""The page of course/play without a server of the course: its folders as docs/build.py writes them, and plain servers."""

import shutil
import sys
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from support.files import ROOT
from support.serving import serving

sys.path.append(str(ROOT / "docs"))

import page_python  # noqa: E402
import play_pages  # noqa: E402


def python_file(folder):
    """The path of a python.js made in a folder. The test is skipped where npm is missing, or brings nothing.

    NoPythonError, and so no skipped test, where it brings another Pyodide than was tried, or python.js cannot be made.
    """
    missing = [program for program in ("node", "npm") if not shutil.which(program)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}; docs/CONTRIBUTING.md says how to get it")
    try:
        page_python.install_pyodide(folder)
    except page_python.NoPythonError as error:
        pytest.skip(f"npm does not bring Pyodide: {error}")
    path = folder / play_pages.PYTHON
    page_python.write_python_of(path, page_python.installed_pyodide(folder))
    return path


@contextmanager
def opened_pages(folder, python):
    """{"site": the page's address on a plain server, "disk": that on the disk}, made in a folder, while a block runs.

    python: the path of a python.js, or None.
    """
    play_pages.write_play(folder / "play", python)
    play_pages.write_disk(folder / "disk", python)
    with plain_server(folder / "play") as address:
        yield {"site": address, "disk": (folder / "disk" / "index.html").as_uri()}


@contextmanager
def plain_server(folder):
    """The address of a server that sends a folder's files, and nothing else, while a block runs."""
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))) as server:
        yield f"http://127.0.0.1:{server.server_port}/"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words):
        """Say nothing of a request."""
