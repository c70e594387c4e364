"""Which files and folders of the machine a reader's file may read: what its Python needs, and nothing of anybody's own."""

import os
import site
import sys
from functools import cache
from pathlib import Path

import numpy as np

SYSTEM_PATHS = (
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/nix/store",  # NixOS and Guix keep all programs and libraries there
    "/gnu/store",
    "/etc/alternatives",  # which of several libraries is meant
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/sys/devices/system/cpu",
)
DEVICES = ("/dev/null", "/dev/full", "/dev/random", "/dev/urandom")  # no /dev/zero, it can be shared memory
# of the folder in which a Python is installed; that may be somebody's home, with much else in it
PYTHON_PATHS = ("bin", "lib", "lib32", "lib64", "pyvenv.cfg")


@cache
def readable_paths():
    """The absolute paths (str) of files and folders that are there, each once, the outer before the inner."""
    paths = [Path(path) for path in SYSTEM_PATHS]
    for prefix in (sys.base_prefix, sys.base_exec_prefix, sys.prefix, sys.exec_prefix):
        paths += [Path(prefix, name) for name in PYTHON_PATHS]
    paths += [Path(folder) for folder in _package_folders()]
    there = {str(path) for path in paths if path.is_absolute() and path.exists()}
    there |= {
        os.path.realpath(path) for path in there
    }  # programs and libraries know each other by both names
    return sorted(there)


def _package_folders():
    """The folders in which packages are installed: the usual ones, and the one that NumPy is in."""
    folders = [*site.getsitepackages(), Path(np.__file__).parent.parent]
    if site.ENABLE_USER_SITE:
        folders.append(site.getusersitepackages())
    return folders
