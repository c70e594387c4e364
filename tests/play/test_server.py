"""The server of the page, asked over real sockets: what it sends, and all that it refuses."""

import base64
import gzip
import hashlib
import json
import re
import socket
import time
from contextlib import closing
from urllib.parse import quote

import pytest
from support.files import SECONDS
from support.serving import answer_of, begun, serving

from course.errors import Unusable
from course.play import page, server
from course.play.server import FIRST_PORT, MOST_BYTES_OF_QUESTION, PlayServer, server_on_free_port

QUESTION = {"input": "3 4 5", "kernel": "2 1 0", "got": "0 3 10 13 10"}


@pytest.fixture
def running(stand_in):
    """A server whose searches are made by a process that stands in for them."""
    with serving(PlayServer(0, SECONDS)) as made:
        yield made


class Answer:
    """What came back: code, headers by their name in lower case, body as bytes."""

    def __init__(self, data):
        head, _, self.body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        self.code = int(first.split()[1])
        self.headers = {line.split(": ", 1)[0].lower(): line.split(": ", 1)[1] for line in lines}

    @property
    def json(self):
        assert self.headers["content-type"] == "application/json"
        return json.loads(self.body)


def sent(running, data, timeout=SECONDS):
    """The bytes that come back to these bytes, until the server ends the connection."""
    with closing(socket.create_connection(running.server_address, timeout)) as connection:
        connection.sendall(data)
        pieces = []
        while piece := connection.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)


def request(running, method="GET", path="/", body=None, leave_out=(), **headers):
    """The Answer to a request as a browser sends it, but for these headers: Content_Type="text/plain"."""
    usual = {"Host": f"127.0.0.1:{running.server_port}"}
    if body is not None:
        usual |= {"Content-Length": str(len(body)), "Content-Type": "application/json"}
    usual |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [
        f"{method} {path} HTTP/1.1",
        *(f"{name}: {usual[name]}" for name in usual if name not in leave_out),
    ]
    return Answer(sent(running, "\r\n".join([*lines, "", ""]).encode("latin-1") + (body or b"")))


def posted(running, path, words, **headers):
    return request(running, "POST", path, json.dumps(words).encode("ascii"), **headers)


def refused(answer, code):
    """The line of a refusal with this code, once it is seen to be one line and nothing else."""
    assert answer.code == code
    line = (
        answer.json["refused"]
        if answer.headers["content-type"] == "application/json"
        else answer.body.decode()
    )
    assert re.fullmatch(r"[ -~]{10,200}\n?", line)
    return line


# ---- what is sent


def test_the_page_and_its_policy(running):
    answer = request(running)
    assert answer.code == 200 and answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.body.decode("utf-8") == page.page_html(in_one_file=True)
    inline = rb'<(?:script type="(?:importmap|module)"|style)>(.*?)</'
    parts = re.findall(inline, answer.body, re.DOTALL)
    style, *scripts = (
        f"'sha256-{base64.b64encode(hashlib.sha256(part).digest()).decode()}'" for part in parts
    )
    assert len(scripts) == 2
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy == {
        "default-src": "'none'", "script-src": f"{' '.join(scripts)} data:", "style-src": style,
        "img-src": "data:", "connect-src": "'self'",
        "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'",
    }  # fmt: skip


def test_every_answer_has_the_strict_headers(running):
    for answer in (request(running), request(running, path="/x"), posted(running, "/why", QUESTION)):
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["server"] == "course"
        assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.fixture
def files(tmp_path, monkeypatch):
    """The page's files as a test has them, and others beside them."""
    (tmp_path / "files").mkdir()
    monkeypatch.setattr(page, "FILES", tmp_path / "files")
    text = '<script type="importmap">$import_map</script><script>$words</script>'
    for name in ("index.html", "page.css", "sizes.js", "notes.txt", ".hidden.js", "a b.js"):
        (tmp_path / "files" / name).write_text(
            text if name == "index.html" else f"/* {name} */", encoding="utf-8"
        )
    (tmp_path / "secret.js").write_text("secret", encoding="utf-8")
    return tmp_path


def test_the_page_holds_its_files(running, files):
    held = quote("/* sizes.js */", safe="/*")
    assert f'{{"imports":{{"sizes":"data:text/javascript,{held}"}}}}'.encode() in request(running).body


def test_the_page_is_sent_compressed_to_whoever_reads_that(running):
    plain, packed = request(running), request(running, Accept_Encoding="gzip, deflate, br")
    assert "content-encoding" not in plain.headers and packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body and len(packed.body) < len(plain.body) / 2
    assert packed.headers["content-length"] == str(len(packed.body))
    assert "content-encoding" not in request(running, path="/x", Accept_Encoding="gzip").headers


@pytest.mark.parametrize(
    "path", ["/../secret.js", "/..%2fsecret.js", "/files/page.css", "/./page.css", "/page.css", "/sizes.js", "/PAGE.CSS",
             "page.css", "/%70age.css", "/notes.txt", "/.hidden.js", "/index.html", "/etc/passwd", "/page.css%00.js", "/?x",
             "http://127.0.0.1/", "*", "/why", "\\..\\secret.js", "/a%20b.js", "/" + "x" * 5000, "/<script>"],
)  # fmt: skip
def test_nothing_else_is_sent(running, files, path):
    answer = request(running, path=path)
    line = refused(answer, 404)
    assert running.address in line and "secret" not in line and "script" not in line


# ---- who may ask


@pytest.mark.parametrize(
    "host", ["localhost:{}", "127.0.0.1", "127.0.0.1:1", "evil.example", "evil.example:{}", "127.0.0.1:{}.evil.example",
             "[::1]:{}", "0.0.0.0:{}", "", "127.0.0.1:{}@evil.example", "127.1:{}"],
)  # fmt: skip
def test_another_host_is_refused(running, host):
    name = host.format(running.server_port)
    assert running.address in refused(request(running, Host=name), 403)
    refused(posted(running, "/why", QUESTION, Host=name), 403)


def test_no_host_or_two_are_refused(running):
    refused(request(running, leave_out=["Host"]), 403)
    own = f"Host: 127.0.0.1:{running.server_port}\r\n"
    refused(Answer(sent(running, f"GET / HTTP/1.1\r\n{own}Host: evil.example\r\n\r\n".encode())), 403)
    refused(Answer(sent(running, f"GET / HTTP/1.1\r\n{own}{own}\r\n".encode())), 403)


@pytest.mark.parametrize(
    "origin", ["null", "http://evil.example", "https://127.0.0.1:{}", "http://127.0.0.1", "http://127.0.0.1:1",
               "http://localhost:{}", "http://127.0.0.1:{}/", "file://", ""],
)  # fmt: skip
def test_another_origin_is_refused(running, origin):
    name = origin.format(running.server_port)
    for path in ("/why", "/engines", "/cancel"):
        refused(posted(running, path, QUESTION, Origin=name), 403)
    refused(request(running, Origin=name), 403)


def test_its_own_origin_may_ask(running):
    own = running.address.rstrip("/")
    assert posted(running, "/why", QUESTION, Origin=own).json["asked"] == QUESTION
    assert request(running, Origin=own).code == 200


@pytest.mark.parametrize(
    "method", ["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "X" * 100]
)
def test_there_are_two_methods(running, method):
    answer = request(running, method, "/why", b"{}")
    assert answer.code == 501 and "allow" not in answer.headers and (answer.body == b"") == (method == "HEAD")


def test_what_is_no_http_is_refused_or_ended(running):
    for data in (
        b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x00" * 100 + b"\r\n\r\n",
    ):
        assert b"<" not in sent(running, data) and request(running).code == 200
    for line in (
        b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n",
    ):
        assert Answer(sent(running, line)).code in (414, 431)


# ---- what may be asked


def test_a_question_is_json_of_its_own_type(running):
    for kind in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "",
        "application/jsonx",
    ):
        assert "application/json" in refused(posted(running, "/why", QUESTION, Content_Type=kind), 415)
    refused(request(running, "POST", "/why", b"{}", leave_out=["Content-Type"]), 415)
    assert posted(running, "/why", QUESTION, Content_Type="application/json; charset=utf-8").code == 200


@pytest.mark.parametrize(
    "body", [b"", b"{", b"nonsense", b"[]", b'"3 4 5"', b"1", b"null", b"NaN", b"\xff\xfe", b"{}{}", b"[" * 100_000,
             b'{"a":' * 50_000],
    ids=lambda body: repr(body[:9]),
)  # fmt: skip
def test_nonsense_is_refused(running, body):
    refused(request(running, "POST", "/why", body), 400)


def test_a_question_has_its_length(running):
    for length in ("", "-1", "1e3", "0x10", "+2", "1" * 400, "two"):
        refused(posted(running, "/why", QUESTION, Content_Length=length), 411)
    refused(request(running, "POST", "/why", b"{}", leave_out=["Content-Length"]), 411)
    refused(posted(running, "/why", QUESTION, Transfer_Encoding="chunked"), 411)


def test_a_question_has_at_most_1_mb(running):
    """And its sender is told so, although it is still sending."""
    answer = request(running, "POST", "/why", b" " * (30 * MOST_BYTES_OF_QUESTION))
    assert str(MOST_BYTES_OF_QUESTION) in refused(answer, 413)
    words = {"input": "1 " * (MOST_BYTES_OF_QUESTION // 2 - 20)}
    assert posted(running, "/why", words).json["asked"] == words


def test_only_questions_are_posted(running):
    for path in ("/", "/page.css", "/why/", "/Why", "/why?x", "/../why"):
        refused(posted(running, path, QUESTION), 404)


# ---- clients that are slow, or go away


def test_a_slow_client_is_told(running):
    running.longest_silence = 0.2
    answer = request(running, "POST", "/why", b"{", Content_Length="10")
    refused(answer, 408)
    assert sent(running, b"GET / HT") == b"", "nothing is said where no request came"


def test_a_client_that_sends_a_byte_at_a_time_is_told(running):
    running.longest_silence = 0.3
    head = (
        f"POST /why HTTP/1.1\r\nHost: 127.0.0.1:{running.server_port}\r\nContent-Type: application/json\r\n"
    )
    with closing(socket.create_connection(running.server_address, SECONDS)) as connection:
        connection.sendall(f"{head}Content-Length: 1000\r\n\r\n".encode())
        began, told = time.monotonic(), False
        while not told and time.monotonic() - began < SECONDS:
            connection.sendall(b" ")
            connection.settimeout(0.05)
            try:
                told = bool(connection.recv(65536))
            except TimeoutError:
                pass
    assert told


def test_clients_that_go_away_end_nothing(running, capfd):
    for data in (b"", b"GET", b"POST /why HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n"):
        with closing(socket.create_connection(running.server_address)) as connection:
            connection.sendall(data)
    body = json.dumps({"wait": 0.1}).encode()
    head = (
        f"POST /why HTTP/1.1\r\nHost: 127.0.0.1:{running.server_port}\r\nContent-Type: application/json\r\n"
    )
    for _ in range(2):
        with closing(socket.create_connection(running.server_address)) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    time.sleep(0.3)
    assert posted(running, "/why", QUESTION).json["asked"] == QUESTION
    assert capfd.readouterr() == ("", "")


def test_nothing_is_printed(running, capfd):
    (
        request(running),
        request(running, path="/x"),
        posted(running, "/why", QUESTION),
        sent(running, b"\x16\x03\r\n"),
    )
    assert capfd.readouterr() == ("", "")


def test_a_fault_of_the_program_itself_is_not_hidden(running, monkeypatch, capfd):
    monkeypatch.setattr(server, "page_html", lambda published, in_one_file: 1 / 0)
    assert sent(running, f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{running.server_port}\r\n\r\n".encode()) == b""
    assert "ZeroDivisionError" in capfd.readouterr().err


# ---- searches


def test_two_clients_at_once(running):
    """The page is sent while a search runs, and a second question ends the first."""
    first = begun(running.searchers["/why"], lambda: posted(running, "/why", {"wait": SECONDS}).json)
    assert request(running).code == 200
    assert posted(running, "/engines", {"other": "process"}).json["asked"] == {"other": "process"}
    assert posted(running, "/why", QUESTION).json["asked"] == QUESTION
    assert answer_of(first) == {"stopped": True, "seconds": SECONDS, "by": "question"}


def test_cancel_ends_the_search(running):
    question = begun(running.searchers["/why"], lambda: posted(running, "/why", {"wait": SECONDS}).json)
    assert request(running, "POST", "/cancel", b"").json == {"stopped": True}
    assert answer_of(question)["by"] == "cancel"
    assert posted(running, "/cancel", {}).json == {"stopped": True}


def test_a_search_that_takes_too_long_is_stopped(stand_in):
    with serving(PlayServer(0, 0.3)) as made:
        assert posted(made, "/why", {"wait": SECONDS}).json == {"stopped": True, "seconds": 0.3, "by": "time"}


def test_why_answers():
    """By the process as it is; a text of nonsense is no more than refused."""
    with serving(PlayServer(0)) as made:
        made.start_searcher()
        answer = posted(made, "/why", QUESTION).json
        assert (answer["kind"], answer["names"]) == ("mistake", ["no-flip"])
        for nasty in (
            "<script>alert(1)</script>",
            "1/0",
            "1,5 2",
            "/etc/passwd",
            "1 " * 400_000,
            "\x00\ud800",
        ):
            asked = posted(made, "/why", {**QUESTION, "input": nasty})
            assert asked.code == 200 and re.fullmatch("[ -~]{10,420}", asked.json["refused"])
        assert posted(made, "/why", {**QUESTION, "got": "6 11 14 5 0"}).json["right"]


# ---- ports


def test_it_listens_to_this_machine_alone(running):
    assert (
        running.server_address[0] == "127.0.0.1"
        and running.address == f"http://127.0.0.1:{running.server_port}/"
    )


def test_the_first_free_port_is_taken_and_a_named_one_or_none(monkeypatch):
    with server_on_free_port() as first:
        assert first.server_port >= FIRST_PORT
        monkeypatch.setattr(server, "FIRST_PORT", first.server_port)
        with server_on_free_port() as second:
            assert second.server_port > first.server_port
        with pytest.raises(Unusable, match=f"{first.server_port} is taken"):
            server_on_free_port(first.server_port)
        monkeypatch.setattr(server, "PORTS_TRIED", 1)
        with pytest.raises(Unusable, match="no port from"):
            server_on_free_port()


def test_a_port_can_be_taken_again(running):
    port = running.server_port
    assert request(running).code == 200
    running.shutdown()
    running.server_close()
    with PlayServer(port) as again:
        assert again.server_port == port


def test_on_the_port_of_http_its_name_is_the_host_alone():
    with PlayServer(0) as made:
        assert made.names == {f"127.0.0.1:{made.server_port}"}
        made.server_port = 80
        assert made.names == {"127.0.0.1:80", "127.0.0.1"}
