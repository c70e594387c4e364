"""
What a reader's file is contained by on this machine: bubblewrap, where it works, or what the system has besides.

    here = containment_here()
    here.bubblewrap   the path of the program, or None
    here.says         one line for the person who runs strangers' code

docs/containment.md says what holds with which; tests/sandbox/test_containment.py tests it sentence by sentence.
"""

import os
import site
import sys
from functools import cache
from typing import NamedTuple

from course.errors import Unusable
from course.paths import ROOT
from course.sandbox.bubblewrap import FOLDER, bubblewrap_program, bubblewrap_words, starts
from course.sandbox.landlock import landlock_version
from course.sandbox.readable_paths import readable_paths
from course.sandbox.seccomp import can_filter

# what worker.py imports of the course; no solution and no definition is among it
STARTED_FROM = (
    "__init__.py",
    "errors.py",
    "paths.py",
    "diagnosis/__init__.py",
    "diagnosis/answer.py",
    "sandbox",
)
INHERITED = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME")
IN_BUBBLEWRAP = (
    "For safety, files run closed off (in bubblewrap): they reach nothing of yours and no network."
)
WITH_LANDLOCK = "they reach no network and nothing of yours, by what Linux itself forbids them"
WITH_LIMITS = "they run as you, and can read and change your files"
MORE = "docs/containment.md says what holds"


class Containment(NamedTuple):
    """What contains a file.

    bubblewrap  the path of bubblewrap's program, or None where it does not work
    why_not     why it does not, in words; "" where it does
    landlock    the version of Landlock that the system has, or 0
    seccomp     whether system calls can be forbidden
    """

    bubblewrap: str | None
    why_not: str
    landlock: int
    seccomp: bool = True

    @property
    def says(self):
        """One line on how strong it is."""
        if self.bubblewrap:
            return IN_BUBBLEWRAP
        weaker = WITH_LANDLOCK if self.landlock and self.seccomp else WITH_LIMITS
        return f"Files run without bubblewrap, which {self.why_not}: {weaker} ({MORE})."

    def command(self, words, whole_course=False):
        """The words of a command line that starts a program contained; what the program gives up itself comes on top.

        whole_course: whether it sees all of the course, and not only what worker.py always imports.
        """
        if not self.bubblewrap:
            return words
        of_course = [ROOT / "course"] if whole_course else [ROOT / "course" / name for name in STARTED_FROM]
        visible = [*readable_paths(), *map(str, of_course)]
        return [*bubblewrap_words(self.bubblewrap, visible), *words]


@cache
def containment_here():
    """The Containment of this machine; bubblewrap is tried once, by starting Python and NumPy in it."""
    linux = landlock_version(), can_filter()
    program = bubblewrap_program()
    if program is None:
        return Containment(None, "is not installed", *linux)
    there = Containment(program, "", *linux)
    try_it = there.command([sys.executable, "-P", "-c", "import numpy"])
    if starts(try_it, worker_environment(FOLDER)):
        return there
    return Containment(None, "does not work on this system", *linux)


def require_bubblewrap():
    """Unusable, with what would do, where a file could only be contained by less than bubblewrap."""
    here = containment_here()
    if here.bubblewrap is None:
        raise Unusable(
            f"--contain required: bubblewrap {here.why_not}; on Debian and Ubuntu, apt install bubblewrap"
        )


def worker_environment(folder):
    """The environment variables of the process: the few that it needs to start, and nothing else of ours.

    folder: its own folder, as the process sees it.
    """
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    for name in ("HOME", "TMPDIR", "TEMP", "TMP", "USERPROFILE"):
        environment[name] = str(folder)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        environment[name] = "1"
    environment |= {"TF_CPP_MIN_LOG_LEVEL": "3", "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0"}
    environment["CUDA_VISIBLE_DEVICES"] = "-1"  # a GPU's library asks for more room than any limit
    if site.ENABLE_USER_SITE:  # NumPy may be installed for this user only, which HOME tells otherwise
        environment["PYTHONUSERBASE"] = site.getuserbase()
    return environment
