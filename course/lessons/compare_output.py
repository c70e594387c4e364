"""
Run the lessons in order and compare what they print with data/expected/.

Each lesson is a process of its own, without windows; the first one that differs
ends the run. A line agrees with the expected one if their tokens do, whatever
the white space between them:
- words, signs, integers and fractions (7/9) are the same text;
- floats (with a point or an exponent, or nan or inf) agree by value:
  |expected - got| <= 1e-6 * max(1, |expected|); an integer is not a float;
- "3." may be an array's float or an integer before a full stop: exactly;
- digits in a name (conv2d, 0_1D) are part of the word;
- of a line that ends in "[this machine]", as it must on both sides, only the
  words count; "Left out:" with a reason may stand in its place.

  python -m course                      all lessons
  python -m course --from 2             lesson 2 and those after it
  python -m course --only 0 3           these two
  python -m course --update --only 3    lesson 3 was changed on purpose

Exit codes: 0 fine, 1 something differs, 2 the request or a file is unusable,
130 stopped by Ctrl-C.
"""

import ast
import difflib
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from course.errors import Unusable
from course.terminal.arguments import Parser
from course.terminal.exits import DIFFERS, UNUSABLE, holding_ctrl_c
from course.terminal.output_files import write_whole

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 80  # columns
SHOWN = 5  # differing lines that are shown
TOLERANCE = 1e-6
MARK = "[this machine]"
LEFT_OUT = "Left out:"
FIGURE = re.compile(r"^Figure [^:\n]+\.\w+:", re.MULTILINE)  # as lessons announce them
LESSON = re.compile(r"\d_\w+\.py")  # no copies such as "0_1D copy.py"
FOLDER = re.compile(r"^(The figures are in the folder ).*$", re.MULTILINE)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
TOKEN = re.compile(
    r"""
    (?P<float> [-+]?(?: \b(?: nan | inf )\b | \d+[eE][-+]?\d+
                      | (?: \d+\.\d*(?!\.?\d) | \.\d+ )(?: [eE][-+]?\d+ )? ) )
  | (?P<word>  (?<!\w)(?: [^\W\d] | \d+_ )\w*+(?!\.\d) | [^\W\d]+ )  # conv2d, 0_1D; the x of 5x5 and x2.5
  | (?P<exact> [-+]?\d+(?: /\d+(?!\.?\d) | (?: \.\d+ ){2,} )? )  # 3 and 7/9; 2.21.0 is a version
  | (?P<sign>  \S )
    """,
    re.VERBOSE,
)


class Printed(NamedTuple):
    """What a lesson printed to stdout and to stderr, its exit code, its seconds."""

    text: str
    noise: str
    code: int
    seconds: float


# ---- comparing


def tokens(line):
    """The line as (kind, text) pairs, by TOKEN's groups; of a line of this machine only the words."""
    found = [(match.lastgroup, match.group()) for match in TOKEN.finditer(line)]
    if not line.rstrip().endswith(MARK):
        return found
    return [("mark", MARK)] + [token for token in found if token[0] == "word"]


def close(expected, got):
    """Whether two floats, given as differing texts, agree by value."""
    a, b = float(expected), float(got)
    if expected.endswith(".") and got.endswith("."):
        return a == b == 0  # 0. and -0.
    if math.isfinite(a) and math.isfinite(b):
        return abs(a - b) <= TOLERANCE * max(1, abs(a))
    return a == b or (math.isnan(a) and math.isnan(b))


def same(expected, got):
    """Whether two tokens agree."""
    return expected == got or (expected[0] == got[0] == "float" and close(expected[1], got[1]))


def agree(expected, got):
    """Whether two lines agree, by the rules at the top of this file."""
    if expected.rstrip().endswith(MARK) and got.startswith(LEFT_OUT):
        return True
    a, b = tokens(expected), tokens(got)
    return len(a) == len(b) and all(map(same, a, b))


def coarse(line):
    """What lines are aligned by: floats are rounded, so that lines that nearly agree find each other."""
    return tuple(
        f"{round(float(text), 3) + 0.0:.4g}" if kind == "float" else text for kind, text in tokens(line)
    )


def differences(expected, got):
    """Pairs of lines that differ, each side (number, line) or None; blank lines at the end do not count."""
    old, new = expected.rstrip().split("\n"), got.rstrip().split("\n")
    if len(old) == len(new) and all(map(agree, old, new)):
        return []
    matcher = difflib.SequenceMatcher(None, [*map(coarse, old)], [*map(coarse, new)], autojunk=False)
    old, new = list(enumerate(old, 1)), list(enumerate(new, 1))
    pairs = [pair for _, a, b, c, d in matcher.get_opcodes() for pair in zip_longest(old[a:b], new[c:d])]
    return [(a, b) for a, b in pairs if a is None or b is None or not agree(a[1], b[1])]


def count(text):
    """How many numbers are compared, how many lines by their words only, and how many figures there are."""
    kinds = [kind for line in text.split("\n") for kind, _ in tokens(line)]
    return kinds.count("float") + kinds.count("exact"), kinds.count("mark"), len(FIGURE.findall(text))


# ---- running


def figures_folder():
    """The reader's own folder for figures or "", absolute because lessons run in the course's folder."""
    folder = os.environ.get("COURSE_FIGURES")
    return os.path.abspath(folder) if folder else ""


def start(lesson, noise):
    """The lesson as a process: no window, no questions, UTF-8, its stderr in the file `noise`."""
    settings = {"MPLBACKEND": "Agg", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    if figures_folder():
        settings["COURSE_FIGURES"] = figures_folder()
    return subprocess.Popen(
        [sys.executable, "-u", str(lesson)],
        cwd=lesson.parent,
        env=os.environ | settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=noise,
        encoding="utf-8",
        errors="replace",
    )


def progress(text=""):
    """Rewrite the terminal's line; without a terminal, nothing."""
    if sys.stdout.isatty():
        width = min(WIDTH, shutil.get_terminal_size().columns) - 1
        sys.stdout.write(f"\r{text[:width]:<{width}}" + ("" if text else "\r"))
        sys.stdout.flush()


def collect(process, lines):
    """Append the process's lines as they come, until it has ended."""
    with process:
        for line in process.stdout:
            lines.append(line)


def run_lesson(lesson):
    """What one lesson Printed; however this ends, the lesson's process has ended too."""
    begun, lines = time.monotonic(), []
    with tempfile.TemporaryFile() as noise, holding_ctrl_c() as pressed:
        process = start(lesson, noise)
        try:
            reader = threading.Thread(target=collect, args=(process, lines))
            reader.start()
            while reader.is_alive() and not pressed:
                progress(f"{lesson.name}: {many(len(lines), 'line')}, {time.monotonic() - begun:.0f} s")
                reader.join(0.1)
        finally:
            process.kill()
            progress()
        reader.join()
        noise.seek(0)
        errors = noise.read().decode("utf-8", "replace").strip()
    text = "".join(lines)
    if figures_folder():
        text = FOLDER.sub(r"\1figures", text)
    return Printed(text, errors, process.returncode, time.monotonic() - begun)


# ---- telling


def many(number, thing):
    """As in 1 line, 2 lines."""
    return f"{number} {thing}" + ("s" if number != 1 else "")


def plain(text):
    """The text without control characters, which can do things to a terminal."""
    return CONTROL.sub("?", text.expandtabs())


def show(pairs):
    """Print the first differing lines: beside each other if all of them fit, otherwise under each other."""
    if not pairs:
        return
    none, half = ("-", "(no such line)"), (WIDTH - 14) // 2
    rows = [[(number, plain(line)) for number, line in (a or none, b or none)] for a, b in pairs[:SHOWN]]
    if any(len(line) > half for row in rows for _, line in row):
        for (a, old), (b, new) in rows:
            print(f"  line {a:>4}, expected: {old}\n  line {b:>4}, got:      {new}")
    else:
        for (a, old), (b, new) in [[("line", "expected"), ("line", "got")], *rows]:
            print(f"{a:>5} {old:<{half}} {b:>5} {new}")
    if len(pairs) > SHOWN:
        print(f"  and {many(len(pairs) - SHOWN, 'line')} more")


def tell(name, printed, counts):
    """Print one line for a lesson that agrees."""
    numbers, marked, figures = counts
    agreeing = many(numbers, "number") + (" agrees" if numbers == 1 else " agree")
    print(
        f"{name}  {agreeing:>19}  {many(marked, 'line') + ' by words':>18}"
        f"  {many(figures, 'figure'):>11}  {printed.seconds:>5.1f} s"
    )


def failed(lesson, printed):
    """0 if the lesson ended well and with nothing on stderr; otherwise say so and return an exit code."""
    if not printed.code and not printed.noise:
        return 0
    if printed.code == UNUSABLE:  # its own line says what would do
        print(plain(printed.noise) or f"{lesson.name} gave no reason", file=sys.stderr)
        return UNUSABLE
    if printed.code:
        print(f"{lesson.name}  failed, exit code {printed.code}")
        print(plain(printed.noise) or f"{lesson.name} gave no reason", file=sys.stderr)
    else:
        print(f"{lesson.name}  differs: on stderr, where nothing is expected, it says")
        print("\n".join(f"  {line}" for line in plain(printed.noise).split("\n")[:SHOWN]))
    return DIFFERS


def differs(lesson, printed, expected):
    """0 if the lesson printed what is expected; otherwise show where it does not and return an exit code."""
    pairs = differences(expected, printed.text)
    if not pairs:
        return 0
    print(f"{lesson.name}  differs in {many(len(pairs), 'line')} from data/expected/{lesson.stem}.txt")
    show(pairs)
    print(f"If you changed the lesson on purpose: python -m course --update --only {lesson.name[0]}")
    return DIFFERS


def compare(lessons):
    """Run the lessons until one differs, with a line for each and one for all; return the exit code."""
    begun, totals = time.monotonic(), []
    expected = [read_expected(lesson) for lesson in lessons]  # so that none turns out missing minutes later
    width = min(16, max(len(lesson.name) for lesson in lessons))
    for lesson, text in zip(lessons, expected):
        printed = run_lesson(lesson)
        if code := failed(lesson, printed) or differs(lesson, printed, text):
            return code
        totals.append(count(printed.text))
        tell(f"{lesson.name[:width]:<{width}}", printed, totals[-1])
    numbers, _, figures = map(sum, zip(*totals))
    print(
        f"{many(len(lessons), 'lesson')}, {many(numbers, 'number')} agree, {many(figures, 'figure')} in "
        f"{os.environ.get('COURSE_FIGURES') or 'figures/'}, {time.monotonic() - begun:.0f} s"
    )
    return 0


# ---- files


def expected_path(lesson):
    return lesson.parent / "data" / "expected" / f"{lesson.stem}.txt"


def read_expected(lesson):
    """The text that the lesson should print; editors of other systems may have added a mark at its start."""
    try:
        return expected_path(lesson).read_text(encoding="utf-8-sig", errors="replace")
    except FileNotFoundError:
        raise Unusable(
            f"data/expected/{lesson.stem}.txt is missing: "
            f"python -m course --update --only {lesson.name[0]} makes it"
        ) from None


def renew(lesson, text):
    """Make the text what the lesson should print, and say what changed."""
    path = expected_path(lesson)
    before = read_expected(lesson) if path.exists() else None
    if before == text:
        print(f"{lesson.name}  unchanged")
        return
    write_whole(path, text.encode("utf-8"))
    pairs = [] if before is None else differences(before, text)
    what = "new" if before is None else f"disagrees with before in {many(len(pairs), 'line')}"
    print(f"{lesson.name}  written, {what}")
    show(pairs)


def title(lesson):
    """The first line of the lesson's docstring, without running the lesson."""
    try:
        return (ast.get_docstring(ast.parse(lesson.read_bytes())) or "").split("\n")[0]
    except (SyntaxError, ValueError):
        return "(not readable as Python)"


# ---- the command


def update(lessons):
    """Make what the lessons print now the expected texts; return the exit code."""
    for lesson in lessons:
        printed = run_lesson(lesson)
        if code := failed(lesson, printed):
            return code
        renew(lesson, printed.text)
    return 0


def tell_list(lessons):
    """Print number, file name and title of each lesson; return the exit code."""
    width = max(len(lesson.name) for lesson in lessons)
    for lesson in lessons:
        print(f"{lesson.name[0]}  {lesson.name:<{width}}  {plain(title(lesson))}"[:WIDTH].rstrip())
    return 0


def parse(argv):
    """The options, as they were typed."""
    about, _, rules = (__doc__ or "").strip().partition("\n\n")  # python -OO drops it
    parser = Parser(prog="python -m course", description=about, epilog=rules)
    which, what = parser.add_mutually_exclusive_group(), parser.add_mutually_exclusive_group()
    which.add_argument("--from", metavar="N", dest="first", help="begin with this lesson")
    which.add_argument(
        "--only", metavar="N", nargs="+", action="extend", help="these lessons, in the order of their names"
    )
    what.add_argument(
        "--list",
        action="store_const",
        const=tell_list,
        dest="action",
        default=compare,
        help="the lessons and their titles",
    )
    what.add_argument(
        "--update",
        action="store_const",
        const=update,
        dest="action",
        help="make what they print now the expected text",
    )
    return parser.parse_args(argv)


def choose(root, first, only):
    """The lessons that are asked for by their numbers, as paths in the order of their names."""
    lessons = sorted(
        path for path in root.glob("[0-9]_*.py") if LESSON.fullmatch(path.name) and path.is_file()
    )
    if not lessons:
        raise Unusable(f"no lessons, such as 0_1D.py, in {root}")
    numbers = dict.fromkeys(lesson.name[0] for lesson in lessons)
    for number in only or ([] if first is None else [first]):
        if number not in numbers:
            raise Unusable(f"no lesson {number!r}: there are {' '.join(numbers)}")
    wanted = only or [number for number in numbers if first is None or number >= first]
    return [lesson for lesson in lessons if lesson.name[0] in wanted]


def main(argv=None, root=ROOT):
    """Do what argv says with the lessons in the folder root; return the exit code, or raise Unusable."""
    options = parse(argv)
    return options.action(choose(root, options.first, options.only))
