"""
Many files at once: each checked apart, a table of where they stand, and the mistakes that were made most often.

FORMATS says how the result is written: a table to read, JSON, CSV for a spreadsheet, or Gradescope's results.json.
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
from course.practice.grading import Verdict, names
from course.terminal.exits import DIFFERS, UNUSABLE
from course.terminal.progress_bar import Bar

MOST = 5  # mistakes in the last line


@dataclass
class Row:
    """One file: what it is called, and its Verdict, or why there is none."""

    name: str
    verdict: Verdict | None
    trouble: str = ""

    @property
    def passed(self):
        """Whether every rung holds."""
        return self.verdict is not None and self.verdict.passed


def grade(files, options, check):
    """Check files, and those in folders, and print the result; return the exit code.

    check(path, stopped) gives (path, Verdict), or raises Unusable.
    """
    try:
        paths = part_of(found(files), *options.part)
        rows = every(paths, check, options.jobs)
    except Unusable as error:
        if options.format != "gradescope":  # it waits for a result, whatever was handed in
            raise
        rows = [Row(str(files[0]), None, str(error))]
    print(FORMATS[options.format or "table"](rows))
    if all(row.verdict is None for row in rows):
        return UNUSABLE
    return 0 if all(row.passed for row in rows) else DIFFERS


def found(files):
    """{name: path} of files and of all that are in folders, or in folders of theirs, in the order of their names."""
    paths = {}
    for name in map(Path, files):
        inside = handed_in(name) if name.is_dir() else [name]
        if not inside:
            raise Unusable(
                f"the folder {quoted(str(name), 60)} holds no .py file: name a file, or another folder"
            )
        alone = name.is_dir() and len(files) == 1
        paths |= {path.relative_to(name).as_posix() if alone else str(path): path for path in inside}
    return paths


def handed_in(folder):
    """The .py files and notebooks in a folder and in those inside, but for hidden ones and Python's own."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".py", ".ipynb"))
    hidden = (".", "__")
    return [path for path in files if not any(p.startswith(hidden) for p in path.relative_to(folder).parts)]


def part_of(paths, k, n):
    """The k-th of n parts of a dict: every n-th."""
    return dict(list(paths.items())[k - 1 :: n])


def every(paths, check, jobs):
    """A Row for each {name: path}, in order; so many run at once. Ctrl-C stops those that run."""
    stopped, bar = threading.Event(), Bar(len(paths))

    def row(item):
        name, path = item
        try:
            result = Row(name, check(path, stopped)[1])
        except (Unusable, OSError) as error:
            result = Row(name, None, str(error))
        except Exception as error:  # a fault of this program, which must not cost the others their result
            result = Row(name, None, f"a fault of the check itself, not of the file: {error_in_words(error)}")
        bar.step()
        return result

    with ThreadPoolExecutor(jobs) as pool:
        try:
            return list(pool.map(row, paths.items()))
        except KeyboardInterrupt:
            stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
        finally:
            bar.end()


# ---- the result


def mistakes(rows):
    """[(name, how many files make it, alone or with another)], the most frequent first."""
    likely = [row.verdict.mistakes[0].split(" + ") for row in rows if row.verdict and row.verdict.mistakes]
    return Counter(name for names in likely for name in names).most_common()


def as_table(rows):
    """A table: file, rungs, where it fails, mistake; then how many hold, and the most common mistakes."""
    width = min(max([4, *(len(_shown(row)) for row in rows)]), 40)
    lines = [f"{'file':{width}}  {'rungs':7}  {'fails at':16}  mistake"]
    for row in rows:
        lines.append(f"{_shown(row):{width}}  {_standing(row)}".rstrip())
    held = f"{sum(row.passed for row in rows)} of {len(rows)} files pass."
    often = ", ".join(f"{name} ({count})" for name, count in mistakes(rows)[:MOST])
    held += f" Most common: {often}." if often else ""
    return "\n".join([*lines, "", *fold(held, 80, "  ")])


def _shown(row):
    return printable(row.name, 40)


def _standing(row):
    if row.verdict is None:
        return f"{'-':7}  {'not used':16}  {row.trouble}"
    verdict = row.verdict
    return f"{f'{verdict.held}/{verdict.rungs}':7}  {verdict.failed:16}  {' or '.join(verdict.mistakes)}"


def as_data(row):
    """What is known of a file, as plain data."""
    if row.verdict is None:
        return {"file": row.name, "passed": False, "held": 0, "rungs": None, "trouble": row.trouble}
    verdict = row.verdict
    return {
        "file": row.name,
        "passed": verdict.passed,
        "exercise": verdict.exercise.number,
        "held": verdict.held,
        "rungs": verdict.rungs,
        "failed": verdict.failed,
        "mistakes": list(verdict.mistakes),
        "said": verdict.said,
        "hints": verdict.hints,
    }


def as_json(rows):
    """JSON: {"files": [...], "mistakes": {name: count}}."""
    return json.dumps({"files": [as_data(row) for row in rows], "mistakes": dict(mistakes(rows))}, indent=1)


COLUMNS = ("file", "passed", "exercise", "held", "rungs", "failed", "mistakes", "said", "trouble")


def as_csv(rows):
    """CSV with a header; a cell never begins with what a spreadsheet takes for a formula."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        data = as_data(row) | {"mistakes": " or ".join(row.verdict.mistakes) if row.verdict else ""}
        data["said"], data["file"] = " ".join(data.get("said", [])), printable(row.name, 255)
        writer.writerow({name: _harmless(data.get(name, "")) for name in COLUMNS})
    return text.getvalue().rstrip("\n")


def _harmless(value):
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text


def as_gradescope(rows):
    """Gradescope's results.json: one test for each rung, its score 1 if it holds.

    Of several files for one exercise the one that climbs highest counts; the others are there without points.
    Source: gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
    """
    best = {}
    for row in rows:
        if row.verdict:
            number = row.verdict.exercise.number
            best[number] = max(best.get(number, row), row, key=lambda row: row.verdict.held)
    counted = [id(row) for row in best.values()]
    tests = [test for row in rows for test in _tests(row, id(row) in counted, bool(best))]
    return json.dumps({"tests": tests, "stdout_visibility": "visible", "visibility": "visible"}, indent=1)


def _tests(row, counts, others):
    if row.verdict is None:
        return [_test(row, "can be checked", False, row.trouble, 0 if others else 1)]
    verdict = row.verdict
    if not counts:
        return [_test(row, "not counted", verdict.passed, "Another file climbs as high, or higher.", 0)]
    said = "\n".join([*verdict.said, *(f"Hint: {hint}" for hint in verdict.hints)])
    output = {True: "", False: "The rungs below have to hold first."}
    return [
        _test(
            row,
            name,
            number < verdict.held,
            said if name == verdict.failed else output[number < verdict.held],
        )
        for number, name in enumerate(names(verdict.exercise))
    ]


def _test(row, name, holds, output, points=1):
    return {
        "name": f"{printable(row.name, 60)}: {name}",
        "score": points * holds,
        "max_score": points,
        "status": "passed" if holds else "failed",
        "output": output,
    }


FORMATS = {"table": as_table, "json": as_json, "csv": as_csv, "gradescope": as_gradescope}
