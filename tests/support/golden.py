"""
What a command prints, kept word for word in one file for each command: tests/golden/why.txt and so on.

    $ why --input "3 4 5" --kernel "2 1" --mode same --got "6 11 14"
    These numbers are right: the definition gives them.
    [exit code 0]

A line that begins with "$ " holds the words after "python -m course"; what follows is stdout, then stderr (each
line of it behind "! "), then the exit code. The commands run one after the other in a folder that holds copies of
tests/golden/files/. To change a sentence, change it in the code and run

    python -m pytest tests --update-golden -k golden -m "slow or not slow"

which writes the files anew; read the difference before you commit it. Other tests do not repeat sentences: they
look at exit codes, at --json, at names in [brackets] and at numbers.
"""

import shlex
import shutil
from difflib import unified_diff

from support.files import ROOT

GOLDEN = ROOT / "tests" / "golden"


def commands_in(text):
    """The command lines of a golden file, in order: the text behind each "$ "."""
    return [line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ ")]


def answers_in(text):
    """What a golden file says, in order: (command line, exit code, lines of stdout) of each command."""
    answers = []
    for part in ("\n" + text).split("\n$ ")[1:]:
        line, _, printed = part.partition("\n")
        printed, _, code = printed.rpartition("[exit code ")
        out = [each for each in printed.splitlines() if not each.startswith("! ")]
        answers.append((line, int(code.split("]")[0]), out))
    return answers


def as_printed(line, command):
    """One command's part of a golden file, as it runs now. command: the fixture that runs python -m course."""
    code, out, err = command(*shlex.split(line))
    errors = "".join(f"! {each}\n" for each in err.splitlines())
    return f"$ {line}\n{out}{errors}[exit code {code}]\n"


def check_golden(name, command, folder, update):
    """Compare what the commands of tests/golden/NAME.txt print now with that file, or write it anew (update).

    folder: an empty folder, the current one, in which the commands run.
    """
    path = GOLDEN / f"{name}.txt"
    shutil.copytree(GOLDEN / "files", folder, dirs_exist_ok=True)
    expected = path.read_text(encoding="utf-8")
    printed = "\n".join(as_printed(line, command) for line in commands_in(expected))
    if update:
        path.write_text(printed, encoding="utf-8", newline="\n")
    kept = path.read_text(encoding="utf-8").splitlines()
    differing = [*unified_diff(kept, printed.splitlines(), path.name, "printed now", lineterm="", n=1)]
    assert not differing, "\n".join(differing)
