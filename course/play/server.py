"""
The server of the page: on this machine alone, for the page and what the page asks.

GET / is the page, which holds its style and its modules itself. POST /why and /engines take a question as JSON and answer in JSON, see answers.py; POST /cancel ends the running search. Whoever calls the server by
another name than its own address, or from a page of another address, is refused, so that no other page can
reach it. Nothing is written, neither to the disk nor to the terminal.
"""

import base64
import errno
import gzip
import hashlib
import json
import re
import sys
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import DEFAULT_BUFFER_SIZE
from socket import SHUT_WR
from socketserver import TCPServer
from time import monotonic

from course.errors import Unusable
from course.play.page import page_html
from course.play.searches import SECONDS, Searcher

HOST = "127.0.0.1"
FIRST_PORT = 8765
PORTS_TRIED = 100
MOST_BYTES_OF_QUESTION = 10**6
MOST_READ_AND_FORGOTTEN = 10**8
# the most for the engines, as TensorFlow alone takes twenty to start on a slow machine
SECONDS_OF_ENGINES = 90
LONGEST_SILENCE = 10  # seconds that a client may be silent, or take for a question
HTML = "text/html"
JSON = "application/json"
TEXT = "text/plain"
INLINE_SCRIPT = re.compile(r'<script type="(?:importmap|module)">(.*?)</script>', re.DOTALL)
INLINE_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
# What a page of this server may load and do: nothing but its own. Its modules come with it, as data: addresses.
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
LINES_OF_REFUSALS = {  # what is said with a code, in one line
    HTTPStatus.BAD_REQUEST: 'a question is an object of texts: {{"input": "3 4 5", "kernel": "2 1"}}',
    HTTPStatus.FORBIDDEN: "this page is at {address}, and answers to no other name and no other page",
    HTTPStatus.NOT_FOUND: "there is no such file: the page is at {address}",
    HTTPStatus.REQUEST_TIMEOUT: "the question took too long to arrive",
    HTTPStatus.LENGTH_REQUIRED: "a question says in Content-Length how long it is",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "a question may have at most {most} bytes: give fewer numbers",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "a question is sent as application/json",
    HTTPStatus.NOT_IMPLEMENTED: "there is only GET, and POST for a question",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class PlayServer(ThreadingHTTPServer):
    """The server, bound to a port of this machine; server_close() ends all that it began.

    port: the one to take, or 0 for any that is free. seconds: the most for an explanation. OSError if it
    cannot be had.
    """

    daemon_threads = True
    longest_silence = LONGEST_SILENCE
    published = None  # the address at which others find the page, if there is one
    allow_reuse_address = sys.platform != "win32"  # where a second server could take the port of the first
    request_queue_size = 64

    def __init__(self, port, seconds=SECONDS):
        self.searchers = {
            "/why": Searcher("why_answer", seconds),
            "/engines": Searcher("engines_answer", SECONDS_OF_ENGINES),
        }
        super().__init__((HOST, port), _Handler)

    def server_bind(self):
        """Bind, without asking anybody for the name of this machine, which may take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address

    @property
    def names(self):
        """What a Host may be: the server's own address, without the port where it is HTTP's own."""
        return {f"{HOST}:{self.server_port}", *([HOST] if self.server_port == 80 else [])}

    @property
    def address(self):
        """The address of the page."""
        return f"http://{HOST}:{self.server_port}/"

    def start_searcher(self):
        """Have the process ready that explains numbers."""
        self.searchers["/why"].start()

    def cancel(self):
        """End the searches that are running."""
        for searcher in self.searchers.values():
            searcher.cancel()

    def server_close(self):
        """Give the port back, and end the processes of the searches."""
        super().server_close()
        for searcher in self.searchers.values():
            searcher.close()

    def handle_error(self, request, client_address):
        """Say nothing of a client that went away; anything else is a fault of this program."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def server_on_free_port(port=None, seconds=SECONDS):
    """A PlayServer on a port, or on the first from 8765 on that is free. Unusable if there is none."""
    ports = range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if port is None else [port]
    for tried in ports:
        try:
            return PlayServer(tried, seconds)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise Unusable(f"no server can be started here: {error.strerror or error}") from None
    if port is None:
        raise Unusable(f"no port from {ports[0]} to {ports[-1]} is free: name another one with --port")
    raise Unusable(f"--port: {port} is taken, or not yours to take: leave it out, or name another one")


class _Handler(BaseHTTPRequestHandler):
    """One connection: one request, and one answer."""

    scripts = styles = "'none'"  # what of an answer itself its policy lets run, and lets show
    wbufsize = DEFAULT_BUFFER_SIZE  # so that the head of an answer goes out with its body, in one packet

    @property
    def timeout(self):
        """The seconds that its client may be silent, or take to send a question."""
        return self.server.longest_silence

    def do_GET(self):
        """The page."""
        if self._is_from_elsewhere():
            return
        if self.path != "/":
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        page = page_html(published=self.server.published, in_one_file=True)
        self.scripts = f"{_hashes(INLINE_SCRIPT, page)} data:"
        self.styles = _hashes(INLINE_STYLE, page)
        self._send_page(page.encode("utf-8"))

    def do_POST(self):
        """A question, or the end of one."""
        if self._is_from_elsewhere():
            return
        asked = {**self.server.searchers, "/cancel": None}
        if self.path not in asked:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif self.headers.get_content_type() != JSON:
            self.send_error(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        else:
            self._answer(asked[self.path])

    def _answer(self, searcher):
        """Answer a question by a Searcher, or with None end those that are running."""
        body = self._body()
        if body is None:
            return
        if searcher is None:
            self.server.cancel()
            self._send_json(HTTPStatus.OK, {"stopped": True})
            return
        try:
            words = json.loads(body)
        except (ValueError, RecursionError):
            words = None
        if isinstance(words, dict):
            self._send_json(HTTPStatus.OK, searcher.answer(words))
        else:
            self.send_error(HTTPStatus.BAD_REQUEST)

    def _is_from_elsewhere(self):
        """Whether the request names another host or comes from another page; then it is refused."""
        hosts, origins = (self.headers.get_all(name, []) for name in ("Host", "Origin"))
        its_own = len(hosts) == 1 and hosts[0] in self.server.names
        if its_own and set(origins) <= {f"http://{name}" for name in self.server.names}:
            return False
        self.send_error(HTTPStatus.FORBIDDEN)
        return True

    def _body(self):
        """The bytes of a question; None if there are none that can be used, which has been answered then."""
        length = self.headers.get("Content-Length", "")
        if not re.fullmatch("[0-9]{1,15}", length) or "Transfer-Encoding" in self.headers:
            return self.send_error(HTTPStatus.LENGTH_REQUIRED)
        if int(length) > MOST_BYTES_OF_QUESTION:
            return self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            return self._read(int(length))
        except TimeoutError:
            return self.send_error(HTTPStatus.REQUEST_TIMEOUT)

    def _read(self, length):
        """So many bytes of the request, or as many as come; TimeoutError if they take too long together."""
        end = monotonic() + self.timeout
        pieces = []
        while length and (piece := self.rfile.read1(length)):
            pieces.append(piece)
            length -= len(piece)
            if monotonic() > end:
                raise TimeoutError
        return b"".join(pieces)

    def send_error(self, code, message=None, explain=None):
        """Refuse a request in one line, and read its rest: else its sender may never see the line."""
        line = LINES_OF_REFUSALS.get(code, "this is no request that the server of this page answers")
        line = line.format(address=self.server.address, most=MOST_BYTES_OF_QUESTION)
        if self.command == "POST":
            self._send_json(code, {"refused": line})
        else:
            self._send(code, TEXT, f"{line}\n".encode("ascii"))
        self.wfile.flush()
        self.connection.shutdown(SHUT_WR)
        with suppress(OSError):
            self._read(MOST_READ_AND_FORGOTTEN)

    def _send_json(self, code, data):
        self._send(code, JSON, json.dumps(data, allow_nan=False).encode("ascii"))

    def _send_page(self, content):
        """The page, compressed for a browser that can read it so."""
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            self._send(HTTPStatus.OK, HTML, gzip.compress(content), {"Content-Encoding": "gzip"})
        else:
            self._send(HTTPStatus.OK, HTML, content)

    def _send(self, code, kind, content, more=None):
        """The answer, bytes of this kind, with all headers, and more of them."""
        self.send_response(code)
        self.send_header("Content-Type", kind if kind == JSON else f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY.format(scripts=self.scripts, styles=self.styles))
        for name, value in {**HEADERS, **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def version_string(self):
        """What the server calls itself: nothing that tells which Python it is."""
        return "course"

    def log_message(self, *_):
        """Print nothing of a request."""


def _hashes(inline, page):
    """The inline parts of a page as a policy names them, "'sha256-...' 'sha256-...'": no others may run, or show.

    inline: the pattern of such a part.
    """
    digests = [
        base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
        for text in inline.findall(page)
    ]
    return " ".join(f"'sha256-{digest}'" for digest in digests)
