"""
Bubblewrap: a program of Linux that starts another one with processes, a network and files of its own.

The program sees the paths that it is given, which it cannot change; its own processes, the first of which it is; some
devices; and one empty folder in memory. It has no network. All of it goes, with every process, when the program ends. Bubblewrap needs
no privileges, but a system may forbid what it does: many containers do. So whether it works here is tried.

Source: the manual page bwrap(1).
"""

import os
import shutil
import subprocess
import sys

from course.sandbox.readable_paths import DEVICES

FOLDER = "/own"  # the empty folder
FOLDER_BYTES = 64_000_000
SECONDS_TO_START = 60


def bubblewrap_program():
    """The path of the program, or None if it is not installed."""
    program = shutil.which("bwrap") if sys.platform == "linux" else None
    # where PATH names the current folder, that may be the submissions'
    return program if program is not None and os.path.isabs(program) else None


def bubblewrap_words(program, readable):
    """The words of a command line that come before those of the program to be started in bubblewrap.

    program: its own path. readable: the paths that are seen inside, under the same names.
    """
    words = [program, "--unshare-all", "--die-with-parent", "--as-pid-1", "--cap-drop", "ALL"]
    for path in readable:
        words += ["--ro-bind-try", path, path]
    for device in DEVICES:
        words += ["--dev-bind", device, device]
    words += ["--proc", "/proc", "--remount-ro", "/proc"]
    words += ["--size", str(FOLDER_BYTES), "--tmpfs", FOLDER, "--chdir", FOLDER]
    return [*words, "--remount-ro", "/", "--"]


def starts(command, environment):
    """Whether a command, a list of words, starts and ends well in an environment (a dict)."""
    quiet = subprocess.DEVNULL
    try:
        ended = subprocess.run(
            command,
            env=environment,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            timeout=SECONDS_TO_START,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0
