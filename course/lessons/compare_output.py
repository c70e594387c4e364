"""
Run the lessons in order and compare what they print with data/expected/.

Each lesson is a process of its own, without windows, side by side where there
are cores; the first one that differs ends the run. Each convolution that a
lesson calls is compared with what the call means, worked out in plain Python.
A line agrees with the expected one if their tokens do, whatever the white space
between them:
- words, signs, integers and fractions (7/9) are the same text;
- floats (with a point or an exponent, or nan or inf) agree by value:
  |expected - got| <= 1e-6 * max(1, |expected|); an integer is not a float;
- "3." may be an array's float or an integer before a full stop: exactly;
- digits in a name (conv2d, 0_1D) are part of the word;
- of a line that ends in "[this machine]", as it must on both sides, only the
  words count; "Left out:" with a reason may stand in its place.
When all lessons agree, the last line says what to type next.

  python -m course                      lessons 0 to 4
  python -m course --all                these and the further lessons
  python -m course --from 2             lesson 2 and those after it
  python -m course --only 0 speed       these two
  python -m course --update --only 3    lesson 3 was changed on purpose

Exit codes: 0 fine, 1 something differs, 2 the request or a file is unusable,
130 stopped by Ctrl-C.
"""

import ast
import os
import re
import sys
import time
from collections import Counter
from typing import NamedTuple

from course.convolution.formatting import counted, fold
from course.errors import Unusable, printable, quoted
from course.lessons.agreeing_lines import differing_lines, tokens
from course.lessons.lesson_processes import TERMINAL_COLUMNS, LessonProcesses
from course.paths import (
    FURTHER,
    ROOT,
    course_folder,
    further_lesson_files,
    is_further_lesson,
    lesson_files,
)
from course.terminal.arguments import Parser
from course.terminal.command_line import command_line, script_line
from course.terminal.exits import DIFFERS, UNUSABLE
from course.terminal.output_files import write_whole

LINES_SHOWN = 5  # of those that differ
MINUTES = re.compile(r"\babout\s+(\d+)\s+minutes", re.IGNORECASE)  # as docstrings of lessons have them
FIGURE = re.compile(r"^Figure [^:\n]+\.\w+:", re.MULTILINE)  # as lessons announce them
CONTROL_CHARACTER = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


# ---- telling


class Counts(NamedTuple):
    """How many numbers of an output are compared, how many lines by their words only, how many figures there
    are.
    """

    numbers: int
    lines_by_words: int
    figures: int


def counts_of(text):
    """The Counts of what a lesson printed."""
    kinds = []
    for line in text.split("\n"):
        kinds += [kind for kind, _ in tokens(line)]
    numbers = kinds.count("float") + kinds.count("exact")
    return Counts(numbers, kinds.count("mark"), len(FIGURE.findall(text)))


def _print_agreement(name, counts, seconds, seen):
    """Print one line for a lesson that agrees, and below it what the watch has seen."""
    agree = "agrees" if counts.numbers == 1 else "agree"
    numbers = f"{counted(counts.numbers, 'number')} {agree}"
    by_words = f"{counted(counts.lines_by_words, 'line')} by words"
    figures = counted(counts.figures, "figure")
    print(f"{name}  {numbers:>19}  {by_words:>18}  {figures:>11}  {seconds:>5.1f} s")
    _print_seen(seen)


def _print_seen(seen):
    """Print how many convolutions were confirmed, and how many were not and why; seen: as Printed has it."""
    told = [f"{counted(seen['confirmed'], 'convolution')} confirmed"]
    if seen["on_purpose"]:
        told.append(f"{seen['on_purpose']} wrong on purpose")
    for reason, calls in seen["not_confirmed"].items():
        told.append(f"{calls} not confirmed: {reason}")
    for line in fold(f"  {'; '.join(told)}", TERMINAL_COLUMNS, "    "):
        print(line)


def _print_totals(lessons, totals, seen_of_all, seconds):
    """Print the same for all lessons. totals: the Counts of each; seen_of_all: what the watch has seen of
    each.
    """
    numbers = sum(counts.numbers for counts in totals)
    figures = sum(counts.figures for counts in totals)
    course = course_folder(lessons[0])
    beside = course / "figures"
    if os.path.samefile(course, "."):
        beside = "figures/"
    folder = printable(os.environ.get("COURSE_FIGURES", ""), 300) or beside
    print(
        f"{counted(len(lessons), 'lesson')}, {counted(numbers, 'number')} as expected, {counted(figures, 'figure')} in "
        f"{folder}, {seconds:.0f} s"
    )
    reasons = Counter()
    for seen in seen_of_all:
        reasons.update(seen["not_confirmed"])
    confirmed = sum(seen["confirmed"] for seen in seen_of_all)
    on_purpose = sum(seen["on_purpose"] for seen in seen_of_all)
    _print_seen({"confirmed": confirmed, "on_purpose": on_purpose, "not_confirmed": reasons})


def _print_next_step(first):
    """Print what to type after all lessons agreed; first: the path of the first lesson."""
    print(f"Now begin with the first lesson: {script_line(first, '--step')}")


def _print_differences(pairs):
    """Print the first differing lines: beside each other if all of them fit, otherwise under each other."""
    if not pairs:
        return
    no_line = ("-", "(no such line)")
    rows = []
    for expected, got in pairs[:LINES_SHOWN]:
        row = [
            (number, _without_control_characters(line))
            for number, line in (expected or no_line, got or no_line)
        ]
        rows.append(row)
    half = (TERMINAL_COLUMNS - 14) // 2
    if any(len(line) > half for row in rows for _, line in row):
        for (old_number, old), (new_number, new) in rows:
            print(f"  line {old_number:>4}, expected: {old}\n  line {new_number:>4}, got:      {new}")
    else:
        heading = [("line", "expected"), ("line", "got")]
        for (old_number, old), (new_number, new) in [heading, *rows]:
            print(f"{old_number:>5} {old:<{half}} {new_number:>5} {new}")
    if len(pairs) > LINES_SHOWN:
        print(f"  and {counted(len(pairs) - LINES_SHOWN, 'line')} more")


def _without_control_characters(text):
    """The text without characters that can do things to a terminal."""
    return CONTROL_CHARACTER.sub("?", text.expandtabs())


# ---- comparing


def compare_lessons(lessons):
    """Run the lessons until one differs, with a line for each and one for all; return the exit code."""
    begun = time.monotonic()
    totals = []
    seen_of_all = []
    expected = [_expected_text(lesson) for lesson in lessons]  # so that none turns out missing minutes later
    width = min(16, max(len(lesson.name) for lesson in lessons))
    with LessonProcesses(lessons) as processes:
        for lesson, text in zip(lessons, expected):
            printed = processes.result_of(lesson)
            code = _report_failure(lesson, printed) or _report_differences(lesson, printed, text)
            if code:
                return code
            counts = counts_of(printed.text)
            totals.append(counts)
            seen_of_all.append(printed.seen)
            _print_agreement(f"{lesson.name[:width]:<{width}}", counts, printed.seconds, printed.seen)
    _print_totals(lessons, totals, seen_of_all, time.monotonic() - begun)
    return 0


def _report_failure(lesson, printed):
    """0 if the lesson ended well and with nothing on stderr; otherwise say so and return an exit code."""
    errors = _without_control_characters(printed.errors)
    if not printed.code and not errors and printed.seen is not None:
        return 0
    if not printed.code and not errors:
        print(f"{lesson.name}  ended before its last line, so that its convolutions are not confirmed")
        return DIFFERS
    if not printed.code:
        print(f"{lesson.name}  differs: on stderr, where nothing is expected, it says")
        for line in errors.split("\n")[:LINES_SHOWN]:
            print(f"  {line}")
        return DIFFERS
    if printed.code != UNUSABLE:  # if it is, the lesson's own line says what would do
        print(f"{lesson.name}  failed, exit code {printed.code}")
    print(errors or f"{lesson.name} gave no reason", file=sys.stderr)
    return UNUSABLE if printed.code == UNUSABLE else DIFFERS


def _report_differences(lesson, printed, expected):
    """0 if the lesson printed what is expected; otherwise show where it does not and return an exit code."""
    pairs = differing_lines(expected, printed.text)
    if not pairs:
        return 0
    print(f"{lesson.name}  differs in {counted(len(pairs), 'line')} from data/expected/{lesson.stem}.txt")
    _print_differences(pairs)
    print(f"If you changed the lesson on purpose: {_update_command(lesson)}")
    return DIFFERS


def _update_command(lesson):
    """What to type so that what a lesson prints now becomes the expected text."""
    return command_line(f"--update --only {word_for(lesson)}")


# ---- the expected output


def _expected_path(lesson):
    return course_folder(lesson) / "data" / "expected" / f"{lesson.stem}.txt"


def _expected_text(lesson):
    """The text that the lesson should print; editors of other systems may have added a mark at its start."""
    try:
        return _expected_path(lesson).read_text(encoding="utf-8-sig", errors="replace")
    except FileNotFoundError:
        raise Unusable(
            f"data/expected/{lesson.stem}.txt is missing: {_update_command(lesson)} makes it"
        ) from None


def update_lessons(lessons):
    """Make what the lessons print now the expected texts; return the exit code."""
    with LessonProcesses(lessons) as processes:
        for lesson in lessons:
            printed = processes.result_of(lesson)
            code = _report_failure(lesson, printed)
            if code:
                return code
            _update_expected(lesson, printed.text)
    return 0


def _update_expected(lesson, text):
    """Make the text what the lesson should print, and say what changed."""
    path = _expected_path(lesson)
    before = _expected_text(lesson) if path.exists() else None
    if before == text:
        print(f"{lesson.name}  unchanged")
        return
    write_whole(path, text.encode("utf-8"))
    if before is None:
        print(f"{lesson.name}  written, new")
        return
    pairs = differing_lines(before, text)
    print(f"{lesson.name}  written, disagrees with before in {counted(len(pairs), 'line')}")
    _print_differences(pairs)


# ---- the command


def list_lessons(lessons):
    """Print file, minutes and title of each lesson; return the exit code."""
    files = [lesson.relative_to(course_folder(lesson)).as_posix() for lesson in lessons]
    width = max(map(len, files))
    for lesson, file in zip(lessons, files):
        title, minutes = _title_and_minutes_of(lesson)
        title = _without_control_characters(title)
        print(f"{file:<{width}}  {minutes:>7}  {title}"[:TERMINAL_COLUMNS].rstrip())
    return 0


def _title_and_minutes_of(lesson):
    """The first line of the lesson's docstring, and such as "35 min" or "", without running the lesson."""
    try:
        docstring = ast.get_docstring(ast.parse(lesson.read_bytes())) or ""
    except (SyntaxError, ValueError):
        return "(not readable as Python)", ""
    title, _, about = docstring.partition("\n")
    minutes = MINUTES.search(about)
    return title, f"{minutes[1]} min" if minutes else ""


def _parsed(argv):
    """The options, as they were typed."""
    about, _, rules = (__doc__ or "").strip().partition("\n\n")  # python -OO drops it
    parser = Parser(prog="python -m course", description=about, epilog=rules)
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--all", action="store_true", dest="with_further", help=f"also the further lessons, in {FURTHER}/"
    )
    which.add_argument("--from", metavar="N", dest="first", help="begin with this lesson")
    which.add_argument(
        "--only",
        metavar="N",
        nargs="+",
        action="extend",
        help="these lessons: their numbers, or the names of further ones",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--list",
        action="store_const",
        const=list_lessons,
        dest="action",
        default=compare_lessons,
        help="all lessons, with their minutes and titles",
    )
    what.add_argument(
        "--update",
        action="store_const",
        const=update_lessons,
        dest="action",
        help="make what they print now the expected text",
    )
    return parser.parse_args(argv)


def word_for(lesson):
    """What is typed for a lesson: its number, such as 0, or the name of a further one, such as speed."""
    return lesson.stem if is_further_lesson(lesson) else lesson.name[0]


def chosen_lessons(root, options):
    """The lessons in the folder root that the options ask for, as paths: by number, then further ones by name.

    Unusable, in one line, where they ask for a lesson that is not there.
    """
    lessons = lesson_files(root)
    further = further_lesson_files(root)
    if not lessons:
        raise Unusable(f"no lessons, such as 0_1D.py, in {quoted(str(root), 200)}")
    if options.with_further and not further:
        raise Unusable(f"no further lessons, such as speed.py, in {quoted(str(root / FURTHER), 200)}")
    if options.first is not None:
        _check_words("--from", [options.first], lessons)
        return [lesson for lesson in lessons if word_for(lesson) >= options.first]
    if options.only is not None:
        _check_words("--only", options.only, lessons + further)
        return [lesson for lesson in lessons + further if word_for(lesson) in options.only]
    if options.with_further or options.action is list_lessons:
        return lessons + further
    return lessons


def _check_words(option, typed, lessons):
    """Unusable, in one line, if a word that was typed after an option stands for none of the lessons."""
    words = list(dict.fromkeys(map(word_for, lessons)))
    for word in typed:
        if word not in words:
            raise Unusable(f"no lesson {quoted(word)}: {option} takes {' '.join(words)}")


def main(argv=None, root=ROOT):
    """Do what argv says with the lessons in the folder root; return the exit code, or raise Unusable."""
    options = _parsed(argv)
    lessons = chosen_lessons(root, options)
    code = options.action(lessons)
    all_were_asked = options.first is None and options.only is None
    if code == 0 and options.action is compare_lessons and all_were_asked:
        _print_next_step(lessons[0])
    return code
