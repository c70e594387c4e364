"""
A page on which a kernel slides over your own numbers: change any of them, see
every sum, type an answer, and be told which mistake it is.

  python -m course play
  python -m course play --port 9000 --no-browser
  python -m course play --published https://example.org/play/

It is served by this machine to itself alone, at port 8765 or the next one that
is free, and opened in the browser. Nothing is stored. Ctrl-C ends it. If the
page is on a site as well, --published names its address there: the links that
are copied then open for everybody.

Exit codes: 2 it cannot be served as asked, 130 ended by Ctrl-C.
"""

import os
import re
import sys
import webbrowser
from contextlib import suppress
from threading import Thread
from urllib.parse import urlsplit

from course.errors import Unusable, quoted
from course.own_numbers.read_numbers import read_whole_number
from course.play.server import server_on_free_port
from course.terminal.arguments import Parser

LARGEST_PORT = 65535
EXAMPLE = "https://example.org/play/"
# of printable ASCII, without the # at which the numbers of a link begin
ADDRESS = re.compile(r'https?://[!"$-~]+')


def main(words):
    """python -m course play: serve the page until Ctrl-C, which comes through as KeyboardInterrupt."""
    options = _parser().parse_args(words)
    port = None
    if options.port is not None:
        port = read_whole_number(options.port, "--port", 1, LARGEST_PORT)
    published = None if options.published is None else _read_address(options.published)
    server = server_on_free_port(port)
    server.published = published
    try:
        print(server.address, flush=True)
        print("Ctrl-C ends it. Nothing is stored, and nothing leaves this machine.", flush=True)
        server.start_searcher()
        if options.browser and _has_display():
            # in a thread, as some browsers are waited for
            Thread(target=_open, args=(server.address,), daemon=True).start()
        server.serve_forever()
    finally:
        server.server_close()


def _read_address(text):
    """An address that links can begin with; Unusable, in one line, for any other text."""
    if not (ADDRESS.fullmatch(text) and _has_host(text)):
        raise Unusable(
            f"--published: {quoted(text, 60)} is no address: http:// or https:// and a name, and no #, as {EXAMPLE}"
        )
    return text


def _has_host(address):
    """Whether an address has a host, and no port that there cannot be."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _has_display():
    """Whether a window can be shown: without one, a browser might be opened that takes over the terminal."""
    windows_anyway = sys.platform in ("win32", "darwin")
    return windows_anyway or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open(address):
    with suppress(webbrowser.Error, OSError):  # the address has been printed
        webbrowser.open(address)


def _parser():
    parser = Parser(prog="python -m course play", description=__doc__)
    parser.add_argument("--port", metavar="N", help=f"this port, from 1 to {LARGEST_PORT}, and no other")
    parser.add_argument(
        "--published", metavar="ADDRESS", help="where others find the page, for links that are copied"
    )
    parser.add_argument("--no-browser", dest="browser", action="store_false", help="open no browser")
    return parser
