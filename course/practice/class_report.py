"""
Many files at once: each checked apart, a table of how they stand, and the mistakes that were made most often.

REPORT_FORMATS says how the result is written: a table to read, JSON, CSV for a spreadsheet, or Gradescope's
results.json.
"""

import csv
import io
import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from course.convolution.formatting import fold
from course.diagnosis.answer import error_in_words
from course.errors import Unusable, printable, quoted
from course.practice.grading import Grade
from course.terminal.exits import DIFFERS, UNUSABLE
from course.terminal.progress_bar import Bar

MISTAKES_COUNTED = 5  # in the last line of a table
NAME_COLUMNS = 40  # of a file's name in a table
CHECKED_SUFFIXES = (".py", ".ipynb")


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


def report_on(files, options, check):
    """Check files, and those in folders, and print the result; return the exit code.

    check(path, stopped) gives the Grade of a file, or raises Unusable.
    """
    try:
        paths = every_nth(files_to_check(files), *options.part)
        rows = check_all(paths, check, options.jobs)
    except Unusable as error:
        if options.format != "gradescope":  # it waits for a result, whatever was handed in
            raise
        rows = [Row(str(files[0]), None, str(error))]
    write_report = REPORT_FORMATS[options.format or "table"]
    print(write_report(rows))
    if all(row.grade is None for row in rows):
        return UNUSABLE
    return 0 if all(row.passed for row in rows) else DIFFERS


def files_to_check(names):
    """{name: path} of files and of all that are in folders, or in folders of theirs, in order.

    Inside the only folder the names are those that it has for them. Example: for ["class/"] it is
    {"anna/my_0_1D.py": Path("class/anna/my_0_1D.py")}, for ["class/", "b.py"] {"class/anna/my_0_1D.py": ...}.
    """
    paths = {}
    for given in map(Path, names):
        if not given.is_dir():
            paths[str(given)] = given
            continue
        inside = files_in_folder(given)
        if not inside:
            raise Unusable(
                f"the folder {quoted(str(given), 60)} holds no .py file: name a file, or another folder"
            )
        for path in inside:
            name = path.relative_to(given).as_posix() if len(names) == 1 else str(path)
            paths[name] = path
    return paths


def files_in_folder(folder):
    """The .py files and notebooks in a folder and in those inside, but for hidden ones and Python's own."""
    files = []
    for path in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
        if path.suffix.lower() in CHECKED_SUFFIXES and not is_hidden:
            files.append(path)
    return files


def every_nth(paths, k, n):
    """The k-th of n parts of a dict. Example: of 5 files part 1 of 2 has the first, third and fifth."""
    return dict(list(paths.items())[k - 1 :: n])


def check_all(paths, check, jobs):
    """A Row for each {name: path}, in order; so many run at once. Ctrl-C stops those that run."""
    stopped, bar = threading.Event(), Bar(len(paths))

    def row_of(item):
        name, path = item
        try:
            row = Row(name, check(path, stopped))
        except (Unusable, OSError) as error:
            row = Row(name, None, str(error))
        except Exception as error:  # a fault of this program, which must not cost the others their result
            row = Row(name, None, f"a fault of the check itself, not of the file: {error_in_words(error)}")
        bar.step()
        return row

    with ThreadPoolExecutor(jobs) as pool:
        try:
            return list(pool.map(row_of, paths.items()))
        except KeyboardInterrupt:
            stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
        finally:
            bar.end()


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
    longest = max(len(_name_in_table(row)) for row in rows)
    width = min(max(len("file"), longest), NAME_COLUMNS)
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
    return f"{rungs:7}  {grade.failed:16}  {' or '.join(grade.mistakes)}"


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
        "said": grade.said,
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
            output = ""
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
