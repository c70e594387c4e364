"""
Many files at once: each checked apart, a table of how they stand, and the mistakes that were made most often.

REPORT_FORMATS says how the result is written: a table to read, JSON, CSV for a spreadsheet, or Gradescope's
results.json.
"""

import csv
import io
import json
import os
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from course.convolution.formatting import fold
from course.diagnosis.answer import error_in_words
from course.errors import Unusable, printable, quoted
from course.practice.grading import Grade
from course.practice.reader_file import reason_in_words
from course.practice.rubric import THERE
from course.terminal.command_line import command_line
from course.terminal.exits import DIFFERS, UNUSABLE
from course.terminal.progress_bar import Bar

MISTAKES_COUNTED = 5  # in the last line of a table
NAME_COLUMNS = 40  # of a file's name in a table
CHECKED_SUFFIXES = (".py", ".ipynb")
NOT_REACHED = "it was not checked: the check was stopped before"
NOTHING_IN_PART = "this part of the class has no file: ask for fewer parts"


class HandedIn(NamedTuple):
    """What was handed in: its name in the result, its path, and why it cannot be checked, where that is known."""

    name: str
    path: Path
    trouble: str = ""


@dataclass
class Row:
    """One file: what it is called, and its Grade, or why there is none."""

    name: str
    grade: Grade | None
    trouble: str = ""

    @property
    def passed(self):
        """Whether every rung holds."""
        return self.grade is not None and self.grade.passed


class StoppedEarly(KeyboardInterrupt):
    """Ctrl-C while files were being checked. rows: a Row for each of them, also for those that were not reached."""

    def __init__(self, rows):
        super().__init__()
        self.rows = rows


def report_on(files, options, check):
    """Check files, and all that is in folders, and print the result; return the exit code.

    files: their paths as they were typed. check(path, stopped) gives the Grade of a file, or raises Unusable.
    """
    if options.format == "gradescope":
        return _report_for_gradescope(files, options, check)
    rows = _checked_rows(files, options, check)
    print(REPORT_FORMATS[options.format or "table"](rows))
    return _exit_code(rows, options.part)


def _checked_rows(files, options, check):
    """The Rows of the part that the options ask for."""
    handed_in = every_nth(files_to_check(files), *options.part)
    return check_all(handed_in, check, options.jobs)


def _exit_code(rows, part):
    """0 if every file passes, DIFFERS if one does not, UNUSABLE if no file of the whole class can be used.

    A part of a class may be empty, or have nothing but files that cannot be used: that is no error.
    """
    if all(row.passed for row in rows):
        return 0
    is_whole_class = part == (1, 1)
    if is_whole_class and all(row.grade is None for row in rows):
        return UNUSABLE
    return DIFFERS


def _report_for_gradescope(files, options, check):
    """Print results for Gradescope, which waits for them whatever was handed in, and return the exit code.

    There is a result also where the check itself fails, and on Ctrl-C, which ends the process after that.
    """
    try:
        rows = _checked_rows(files, options, check)
        if not rows:
            raise Unusable(NOTHING_IN_PART)
        result = as_gradescope(rows)
    except StoppedEarly as stop:
        print(as_gradescope(stop.rows))
        raise
    except KeyboardInterrupt:
        print(as_gradescope([_row_of_all(files, NOT_REACHED)]))
        raise
    except Unusable as error:
        print(as_gradescope([_row_of_all(files, str(error))]))
        return UNUSABLE
    except Exception as error:
        print(as_gradescope([_row_of_all(files, _own_fault(error))]))
        return UNUSABLE
    print(result)
    return _exit_code(rows, options.part)


def _row_of_all(files, trouble):
    """The only Row of a result where none of the files could be looked at."""
    return Row(str(files[0]) if files else "(no file)", None, trouble)


# ---- what was handed in


def files_to_check(names):
    """The HandedIn of files and of all that lies in folders, or in folders of theirs, in order, each name once.

    Inside the only folder the names are those that it has for them. Example: for ["class/"] a name is
    "anna/my_0_1D.py", for ["class/", "b.py"] the same file is "class/anna/my_0_1D.py". Unusable if there is no
    name, or only that of a folder without files.
    """
    if not names:
        raise Unusable(f"name a file; no my_*.py is in this folder ({command_line('start 0')} writes one)")
    by_name = {}
    for typed in names:
        given = Path(typed)
        if len(names) > 1 and os.path.islink(typed):  # as "submissions/*" gives them
            found = [(given, _is_a_link(given))]
        elif os.path.isdir(typed):
            found = everything_in(given)
        else:
            found = [(given, "")]
        if not found:
            nothing = f"the folder {quoted(str(given), 60)} holds no file: name a file, or another folder"
            if len(names) == 1:
                raise Unusable(nothing)
            found = [(given, nothing)]
        for path, trouble in found:
            in_the_only_folder = len(names) == 1 and path != given
            name = path.relative_to(given).as_posix() if in_the_only_folder else str(path)
            by_name[name] = HandedIn(name, path, trouble)
    return list(by_name.values())


def everything_in(folder):
    """[(path, why it cannot be checked or "")] of what lies in a folder and in those inside it, in order.

    Left out are hidden files and Python's own, such as __pycache__. A link is not followed: it may lead to another's
    file or to the teacher's, round in a circle, or out to the whole disk. What is still to be looked at is kept in a list, since a recursion
    would end in folders that are nested 1000 deep.
    """
    found, left = [], [folder]
    while left:
        path = left.pop()
        try:
            is_folder = path == folder or S_ISDIR(path.lstat().st_mode)
            if is_folder:
                left += sorted(_visible_in(path), reverse=True)  # so that the first is the next to be taken
        except OSError as error:
            reason = reason_in_words(error)
            found.append((path, f"{_shown(path)} cannot be read, nor what may lie in it: {reason}"))
            continue
        if not is_folder:
            found.append((path, _why_unusable(path)))
        elif path != folder and _is_checked(path):
            found.append((path, f"{_shown(path)} is a folder: give a .py file"))
    return found


def _visible_in(folder):
    """The paths of what lies in a folder itself, without hidden files and Python's own."""
    return [folder / name for name in os.listdir(folder) if not name.startswith((".", "__"))]


def _why_unusable(path):
    """Why what lies at a path, which is no folder, cannot be checked, as far as its name and kind tell; or ""."""
    if path.is_symlink():
        return _is_a_link(path)
    if not _is_checked(path):
        return f"{_shown(path)} is no .py file: hand in a .py file"
    return ""


def _is_a_link(path):
    return f"{_shown(path)} is a link, which is not followed: hand in the file itself"


def _is_checked(path):
    return path.suffix.lower() in CHECKED_SUFFIXES


def _shown(path):
    return quoted(path.name, 60)


def every_nth(items, k, n):
    """The k-th of n parts of a list. Example: of 5 files part 1 of 2 has the first, third and fifth."""
    return items[k - 1 :: n]


# ---- checking


def check_all(handed_in, check, jobs):
    """A Row for each HandedIn, in order; so many run at once. Ctrl-C stops those that run: StoppedEarly."""
    rows = [Row(each.name, None, NOT_REACHED) for each in handed_in]
    stopped, bar = threading.Event(), Bar(len(handed_in))

    def check_one(index):
        rows[index] = _row_of(handed_in[index], check, stopped)
        bar.step()

    with ThreadPoolExecutor(jobs) as pool:
        try:
            list(pool.map(check_one, range(len(handed_in))))  # a list, so that all of them have ended
        except KeyboardInterrupt:
            stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise StoppedEarly(rows) from None
        finally:
            bar.end()
    return rows


def _row_of(handed_in, check, stopped):
    """The Row of one HandedIn, whatever becomes of it; only Ctrl-C goes on."""
    name, path, trouble = handed_in
    if trouble:
        return Row(name, None, trouble)
    try:
        return Row(name, check(path, stopped))
    except Unusable as error:
        return Row(name, None, str(error))
    except Exception as error:  # a fault of this program, which must not cost the others their result
        return Row(name, None, _own_fault(error))


def _own_fault(error):
    return f"a fault of the check itself, not of the file: {error_in_words(error)}"


# ---- the result


def count_mistakes(rows):
    """[(name, how many files make it, alone or with another)], the most frequent first.

    Of a file with several explanations the first counts.
    """
    counts = Counter()
    for row in rows:
        if row.grade and row.grade.mistakes:
            counts.update(row.grade.mistakes[0].split(" + "))
    return counts.most_common()


def seed_of(rows):
    """The seed of the new inputs, which is one for all rows; None if no file could be graded."""
    return next((row.grade.exercise.seed for row in rows if row.grade), None)


def as_table(rows):
    """A table: file, rungs, where it fails, mistake; then how many hold, common mistakes, and the seed."""
    width = max(len(name) for name in ["file", *map(_name_in_table, rows)])
    lines = [f"{'file':{width}}  {'rungs':7}  {'fails at':16}  mistake"]
    for row in rows:
        lines.append(f"{_name_in_table(row):{width}}  {_standing(row)}".rstrip())
    last = f"{sum(row.passed for row in rows)} of {len(rows)} files pass."
    most_common = count_mistakes(rows)[:MISTAKES_COUNTED]
    if most_common:
        last += f" Most common: {', '.join(f'{name} ({count})' for name, count in most_common)}."
    lines += ["", *fold(last, 80, "  ")]
    if seed_of(rows) is not None:
        lines.append(f"The new inputs were those of --seed {seed_of(rows)}.")
    return "\n".join(lines)


def _name_in_table(row):
    return printable(row.name, NAME_COLUMNS)


def _standing(row):
    """The cells of a row of the table behind the file's name."""
    if row.grade is None:
        return f"{'-':7}  {'not used':16}  {row.trouble}"
    grade = row.grade
    rungs = f"{grade.held}/{grade.rungs}"
    taken = f" (as {grade.taken.name})" if grade.taken else ""
    return f"{rungs:7}  {grade.failed:16}  {' or '.join(grade.mistakes)}{taken}"


def as_data(row):
    """What is known of a file, as plain data."""
    if row.grade is None:
        return {"file": row.name, "passed": False, "held": 0, "rungs": None, "trouble": row.trouble}
    grade = row.grade
    return {
        "file": row.name,
        "passed": grade.passed,
        "exercise": grade.exercise.number,
        "held": grade.held,
        "rungs": grade.rungs,
        "failed": grade.failed,
        "mistakes": list(grade.mistakes),
        "said": [grade.taken.says, *grade.said] if grade.taken else grade.said,
        "hints": grade.hints,
    }


def as_json(rows):
    """JSON: {"seed": that of the new inputs, "files": [...], "mistakes": {name: count}}."""
    report = {
        "seed": seed_of(rows),
        "files": [as_data(row) for row in rows],
        "mistakes": dict(count_mistakes(rows)),
    }
    return json.dumps(report, indent=1)


CSV_COLUMNS = ("file", "passed", "exercise", "held", "rungs", "failed", "mistakes", "said", "trouble")


def as_csv(rows):
    """CSV with a header; a cell never begins with what a spreadsheet takes for a formula."""
    lines = io.StringIO()
    writer = csv.DictWriter(lines, CSV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        data = as_data(row)
        data["file"] = printable(row.name, 255)
        data["mistakes"] = " or ".join(data.get("mistakes", []))
        data["said"] = " ".join(data.get("said", []))
        writer.writerow({column: _harmless(data.get(column, "")) for column in CSV_COLUMNS})
    return lines.getvalue().rstrip("\n")


def _harmless(value):
    """A cell's value as text, behind an apostrophe if a spreadsheet would take it for a formula: '=1+1."""
    cell = "" if value is None else str(value)
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def as_gradescope(rows):
    """Gradescope's results.json: one test for each rung, its score 1 if it holds.

    Of several files for one exercise the one that climbs highest counts; the others are there without points.
    Source: gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
    """
    best = {}  # by the number of an exercise; of several that climb as high the first
    for row in rows:
        if row.grade:
            number = row.grade.exercise.number
            if number not in best or row.grade.held > best[number].grade.held:
                best[number] = row
    tests = []
    for row in rows:
        if row.grade is None:
            tests.append(_test(row, "can be checked", False, row.trouble, points=0 if best else 1))
        elif row is best[row.grade.exercise.number]:
            tests += _tests_of_rungs(row)
        else:
            tests.append(
                _test(row, "not counted", row.passed, "Another file climbs as high, or higher.", points=0)
            )
    return json.dumps({"tests": tests, "stdout_visibility": "visible", "visibility": "visible"}, indent=1)


def _tests_of_rungs(row):
    grade, tests = row.grade, []
    for number, name in enumerate(grade.exercise.asks):
        holds = number < grade.held
        if holds:
            output = grade.taken.says if grade.taken and name == THERE else ""
        elif name == grade.failed:
            output = "\n".join([*grade.said, *(f"Hint: {hint}" for hint in grade.hints)])
        else:
            output = "The rungs below have to hold first."
        tests.append(_test(row, name, holds, output))
    return tests


def _test(row, name, holds, output, points=1):
    return {
        "name": f"{printable(row.name, 60)}: {name}",
        "score": points * holds,
        "max_score": points,
        "status": "passed" if holds else "failed",
        "output": output,
    }


REPORT_FORMATS = {"table": as_table, "json": as_json, "csv": as_csv, "gradescope": as_gradescope}
