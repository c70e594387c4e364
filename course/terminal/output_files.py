"""
Files that are written whole or not at all, and never over another file unless the reader says so.

A file that is there already stays unless `force` is true; a file that was read stays in any case, whatever name
or link leads to it.
"""

import errno
import os
import signal
import threading
from contextlib import contextmanager
from pathlib import Path

from course.errors import Unusable, quoted


def write_whole(path, data):
    """Write bytes to path, all or nothing: under a temporary name in the same folder, then renamed.

    Ctrl-C does not count in these milliseconds, as it would leave the temporary file behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    in_main_thread = threading.current_thread() is threading.main_thread()
    held = signal.signal(signal.SIGINT, signal.SIG_IGN) if in_main_thread else None
    part = path.with_name(f"{path.stem[:40]}.{os.getpid()}.part")  # names have at most 255 bytes
    try:
        part.write_bytes(data)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
        if held is not None:
            signal.signal(signal.SIGINT, held)


def refuse_overwriting(path, refusal, force=False):
    """Unusable, with `refusal` as its message, if there is anything at path already; not if force is true.

    A link counts, even one that leads nowhere: it would be replaced.
    """
    if not force and os.path.lexists(path):
        raise Unusable(refusal)


FORBIDDEN = "you may not write there: name another folder"
WHY = {  # a write that failed, by its errno
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
    errno.EROFS: FORBIDDEN,
    errno.ENOSPC: "the disk is full: make room or name another folder",
    errno.EDQUOT: "your share of the disk is full: make room or name another folder",
    errno.EFBIG: "it would be larger than a file may be here: name another folder",
    errno.ENAMETOOLONG: "the name is too long for a file here: give a shorter one",
    errno.EILSEQ: "the disk does not take this name: give another",
}
ELSE = "the folder or disk does not take it: name another folder"


def is_folder(output):
    """Whether an output's text names a folder: one that is there, or one by its last sign."""
    _check_name(output)
    return output.endswith(("/", os.sep)) or os.path.isdir(output)


def folder_for_many(output):
    """The folder for several results, from an output's text, which need not be there; Unusable otherwise."""
    if output is None:
        raise Unusable("several pictures need a folder for their results: --output FOLDER")
    if not is_folder(output) and (os.path.lexists(output) or Path(output).suffix):
        raise Unusable(f"several pictures go into a folder, which {quoted(output, 60)} is not: name one")
    return Path(output)


def _check_name(output):
    if not output or "\0" in output:
        raise Unusable("--output is empty or has a NUL in it: name a file or a folder")


def identity(path):
    """What two names of one file share, links followed; None if there is no file."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def check_target(path, kept, force):
    """Unusable, in one line, if a file cannot or must not be written to path.

    kept: a set of identities of files that stay. Another program may make the file between now and the writing:
    write_output() looks once more.
    """
    shown = quoted(str(path), 60)
    if identity(path) in kept - {None}:
        raise Unusable(f"the output {shown} is a file that was read, or written for another: name another")
    if _is_there(path):
        refusal = f"the output {shown} is there already: --force replaces it, or name another"
        refuse_overwriting(path, refusal, force)
        if path.exists() and not path.is_file():
            raise Unusable(f"the output {shown} is a folder, a pipe or a device: name a file")
    folder = next(each for each in path.absolute().parents if _is_there(each))
    if not folder.is_dir():
        raise Unusable(
            f"the output {shown} lies in {quoted(str(folder), 60)}, which is no folder: name another"
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Unusable(f"the output {shown} cannot be written: {FORBIDDEN}")


def _is_there(path):
    """Whether there is anything at path, links included; Unusable for a name that no file can have."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None
    return True


def write_output(path, data, force):
    """Write bytes to path, all or nothing, making its folders; never over a file unless force is said."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _claimed(path, force):
            write_whole(path, data)
    except FileExistsError:
        raise Unusable(
            f"the output {quoted(str(path), 60)} has just been written by another: name another"
        ) from None
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path, error):
    why = WHY.get(getattr(error, "errno", None), ELSE)
    return Unusable(f"the output {quoted(str(path), 60)} cannot be written: {why}")


@contextmanager
def _claimed(path, force):
    """Make the empty file first, so that of two programs that want its name at once only one goes on.

    The other gets FileExistsError. With force nothing is claimed: the file may be replaced.
    """
    if force:
        yield
        return
    path.open("xb").close()
    try:
        yield
    except BaseException:  # Ctrl-C too
        path.unlink(missing_ok=True)
        raise
