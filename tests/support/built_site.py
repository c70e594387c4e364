"""The site, built once by the documented command in a copy of the course whose network is trained for two rounds only."""

import json
import os
import shutil
import subprocess
import sys
import time

from support.files import ROOT

ALL_ROUNDS = "range(1, 16)"
SECONDS_TO_BUILD = 900


def copy_for_the_site(folder):
    """Copy the course into a folder, without what earlier builds left in it."""
    compiled = shutil.ignore_patterns("__pycache__")
    for name in ("course", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=compiled)
    built = shutil.ignore_patterns("_build", "lessons", "toolkit", "__pycache__")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=built)
    for file in [*ROOT.glob("[0-9]_*.py"), *map(ROOT.joinpath, ("README.md", "LICENSE", "pyproject.toml"))]:
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


def built_once(folder):
    """Build the site in a folder that all workers share, by the first that comes; the finished process.

    The others wait until the first has said how it ended.
    """
    how_it_ended, begun = folder / "how_it_ended.json", folder / "begun"
    try:
        begun.mkdir(parents=True)
    except FileExistsError:
        end = time.monotonic() + SECONDS_TO_BUILD
        while not how_it_ended.exists() and time.monotonic() < end:
            time.sleep(0.1)
    else:
        copy_for_the_site(folder / "course")
        done = run_build(folder / "course", timeout=SECONDS_TO_BUILD)
        written = how_it_ended.with_suffix(".part")
        written.write_text(json.dumps([done.returncode, done.stdout, done.stderr]), encoding="utf-8")
        os.replace(written, how_it_ended)  # never half of it
    return subprocess.CompletedProcess("docs/build.py", *json.loads(how_it_ended.read_text(encoding="utf-8")))
