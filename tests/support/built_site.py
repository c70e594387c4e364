"""The site, built by the documented command in a copy of the course whose network is trained for two rounds only."""

import shutil
import subprocess
import sys

from support.files import ROOT

ALL_ROUNDS = "range(1, 16)"


def copy_for_the_site(folder):
    """Copy the course into a folder, without what earlier builds left in it."""
    compiled = shutil.ignore_patterns("__pycache__")
    for name in ("course", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=compiled)
    built = shutil.ignore_patterns("_build", "lessons", "__pycache__")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=built)
    for file in ROOT.glob("[0-9]_*.py"):
        shutil.copy(file, folder)
    source = (folder / "4_digit.py").read_text(encoding="utf-8")
    assert source.count(ALL_ROUNDS) == 1
    (folder / "4_digit.py").write_text(
        source.replace(ALL_ROUNDS, "range(1, 3)"), encoding="utf-8", newline="\n"
    )


def run_build(folder, *options, timeout):
    """Run docs/build.py in a copy of the course; the finished process. options: of Python."""
    command = [sys.executable, *options, "docs/build.py"]
    settings = {"capture_output": True, "encoding": "utf-8", "timeout": timeout}
    return subprocess.run(command, cwd=folder, check=False, **settings)
