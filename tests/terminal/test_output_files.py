"""Files that are written whole or not at all, and never over another unless it is said."""

import errno
import os
import signal
import threading
from pathlib import Path

import pytest
from support.cli import posix

from course.errors import Unusable
from course.terminal import output_files
from course.terminal.output_files import (
    check_target,
    folder_for_many,
    identity,
    is_folder,
    refuse_overwriting,
    write_output,
    write_whole,
)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder="."):
    return sorted(os.listdir(folder))


# ---- written whole


def test_a_file_is_written_with_its_folders():
    write_whole(Path("new/folder/out.png"), b"123")
    assert Path("new/folder/out.png").read_bytes() == b"123" and names("new/folder") == ["out.png"]


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(monkeypatch, step):
    Path("out.png").write_bytes(b"old")

    def fail(*_):
        raise OSError(errno.EIO, "input/output error")

    def half(path, data):
        path.open("wb").close()
        raise OSError(errno.ENOSPC, "no space left")

    if step == "write_bytes":
        monkeypatch.setattr(type(Path()), "write_bytes", half)
    else:
        monkeypatch.setattr(output_files.os, "replace", fail)
    with pytest.raises(OSError) as failed:
        write_whole(Path("out.png"), b"new")
    assert failed.value.errno == (errno.ENOSPC if step == "write_bytes" else errno.EIO)
    assert names() == ["out.png"] and Path("out.png").read_bytes() == b"old"


LONG_NAMES = {  # of 252 bytes or more
    "plain": "x" * 251 + ".png",
    "no ending": "x" * 255,
    "hidden": "." + "x" * 254,
    "four bytes a letter": "\N{GRINNING FACE}" * 62 + ".png",
}


@pytest.mark.skipif(os.name == "nt", reason="Windows counts the folder's name as well")
@pytest.mark.parametrize("name", LONG_NAMES.values(), ids=LONG_NAMES)
def test_the_longest_name_that_a_file_may_have(name):
    """Names have at most 255 bytes: the temporary one must not be longer than the name itself."""
    assert 252 <= len(name.encode()) <= 255
    for data in (b"old", b"new"):
        write_whole(Path(name), data)
        assert names() == [name] and Path(name).read_bytes() == data


def test_ctrl_c_does_not_count_meanwhile(monkeypatch):
    replace, before, meanwhile = os.replace, signal.getsignal(signal.SIGINT), []

    def seen(part, path):
        meanwhile.append(signal.getsignal(signal.SIGINT))
        replace(part, path)

    monkeypatch.setattr(output_files.os, "replace", seen)
    write_whole(Path("out.png"), b"123")
    assert meanwhile == [signal.SIG_IGN] and signal.getsignal(signal.SIGINT) is before


@posix
def test_ctrl_c_waits_until_the_file_is_written(monkeypatch):
    replace = os.replace

    def stopped(part, path):
        os.kill(os.getpid(), signal.SIGINT)  # ignored, or it would be raised here
        replace(part, path)

    monkeypatch.setattr(output_files.os, "replace", stopped)
    before = signal.getsignal(signal.SIGINT)
    write_whole(Path("out.png"), b"123")
    assert names() == ["out.png"] and signal.getsignal(signal.SIGINT) is before


def test_other_threads_can_write_as_well():
    thread = threading.Thread(target=write_whole, args=(Path("out.png"), b"123"))
    thread.start()
    thread.join()
    assert Path("out.png").read_bytes() == b"123"


# ---- never over another


def test_a_file_that_is_there_is_not_written_over():
    with pytest.raises(Unusable, match="^my words$"):
        Path("a.txt").touch()
        refuse_overwriting("a.txt", "my words")
    refuse_overwriting("a.txt", "my words", force=True)
    refuse_overwriting("b.txt", "my words")


@posix
def test_a_link_that_leads_nowhere_is_there_as_well():
    Path("link").symlink_to("nowhere")
    with pytest.raises(Unusable):
        refuse_overwriting("link", "words")


@pytest.mark.parametrize("force", [False, True])
def test_what_was_read_is_never_a_target(force):
    Path("photo.jpg").write_bytes(b"photo")
    Path("other").mkdir()
    kept = {identity("photo.jpg"), identity("not there")}
    for name in ("photo.jpg", "./photo.jpg", "other/../photo.jpg"):
        with pytest.raises(Unusable):
            check_target(Path(name), kept, force)
    check_target(Path("other.jpg"), kept, force)


@posix
def test_a_link_to_what_was_read_is_no_target_either():
    Path("photo.jpg").write_bytes(b"photo")
    Path("link.jpg").symlink_to("photo.jpg")
    os.link("photo.jpg", "hard.jpg")
    for name in ("link.jpg", "hard.jpg"):
        with pytest.raises(Unusable):
            check_target(Path(name), {identity("photo.jpg")}, True)


def test_targets_that_cannot_be():
    Path("folder").mkdir()
    Path("file").touch()
    for name, force in (("file", False), ("folder", True), ("file/out.png", False), ("\0.png", False), ("x" * 300, False)):
        with pytest.raises(Unusable) as refused:
            check_target(Path(name), set(), force)
        assert str(refused.value).isascii() and "\n" not in str(refused.value)
    check_target(Path("file"), set(), True)
    check_target(Path("new/folder/out.png"), set(), False)


def test_of_two_that_write_at_once_one_is_refused(monkeypatch):
    def between(path, data):
        with pytest.raises(Unusable):
            write_output(path, b"second", False)
        path.write_bytes(data)

    monkeypatch.setattr(output_files, "write_whole", between)
    write_output(Path("out.png"), b"first", False)
    assert Path("out.png").read_bytes() == b"first"


def test_a_write_that_fails_gives_its_name_back(monkeypatch):
    def fail(path, data):
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(output_files, "write_whole", fail)
    with pytest.raises(Unusable):
        write_output(Path("out.png"), b"123", False)
    assert names() == []


def test_ctrl_c_gives_the_name_back_as_well(monkeypatch):
    def stop(path, data):
        raise KeyboardInterrupt

    monkeypatch.setattr(output_files, "write_whole", stop)
    with pytest.raises(KeyboardInterrupt):
        write_output(Path("out.png"), b"123", False)
    assert names() == []


def test_with_force_a_file_is_replaced():
    Path("out.png").write_bytes(b"old")
    with pytest.raises(Unusable):
        write_output(Path("out.png"), b"new", False)
    assert Path("out.png").read_bytes() == b"old"
    write_output(Path("out.png"), b"new", True)
    assert Path("out.png").read_bytes() == b"new"


REASONS = [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.ENAMETOOLONG, errno.EILSEQ, errno.EIO]


@pytest.mark.parametrize("number", REASONS, ids=errno.errorcode.get)
def test_every_failure_says_what_would_do(monkeypatch, number):
    def fail(path, data):
        raise OSError(number, "words of the system\nin two lines")

    monkeypatch.setattr(output_files, "write_whole", fail)
    with pytest.raises(Unusable) as refused:
        write_output(Path("out.png"), b"123", True)
    message = str(refused.value)
    assert "'out.png'" in message and ": " in message and "\n" not in message and "words of" not in message


# ---- names of results


def test_folders_are_told_from_files():
    Path("folder").mkdir()
    assert is_folder("folder") and is_folder("new/") and not is_folder("out.png") and not is_folder("new")
    for name in ("", "a\0b"):
        with pytest.raises(Unusable):
            is_folder(name)


def test_the_folder_for_several_results():
    Path("file").touch()
    assert folder_for_many("new") == Path("new") and folder_for_many("new.d/") == Path("new.d")
    for output in (None, "file", "out.png"):
        with pytest.raises(Unusable):
            folder_for_many(output)


def test_two_names_of_one_file_are_one_identity():
    Path("a").touch()
    Path("b").touch()
    assert identity("a") == identity("./a") != identity("b")
    assert identity("c") is None and identity("\0") is None
