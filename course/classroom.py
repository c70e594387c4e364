"""
Many files at once: each checked apart, a table of where they stand, and the mistakes that were made most often.

FORMATS says how the result is written: a table to read, JSON, CSV for a spreadsheet, or Gradescope's results.json.
"""

import csv
import io
import json
import shutil
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from course.answers import in_words
from course.endings import DIFFERS, Unusable, printable, quoted
from course.shown import fold
from course.verdict import Verdict, names

MOST = 5  # mistakes in the last line


@dataclass
class Row:
    """One file: its path, and its Verdict, or why there is none."""

    path: Path
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
    paths = part_of(found(files), *options.part)
    rows = every(paths, check, options.jobs)
    print(FORMATS[options.format or "table"](rows))
    return 0 if all(row.passed for row in rows) else DIFFERS


def found(files):
    """The paths of files and of every .py in folders, in the order of their names."""
    paths = []
    for name in files:
        path = Path(name)
        inside = sorted(path.glob("*.py")) if path.is_dir() else [path]
        if not inside:
            raise Unusable(f"the folder {quoted(name, 60)} holds no .py file: name a file, or another folder")
        paths += inside
    return paths


def part_of(paths, k, n):
    """The k-th of n parts: every n-th path."""
    return paths[k - 1 :: n]


def every(paths, check, jobs):
    """A Row for each path, in order; so many run at once. Ctrl-C stops those that run."""
    stopped, bar = threading.Event(), Bar(len(paths))

    def row(path):
        try:
            result = Row(path, check(path, stopped)[1])
        except (Unusable, OSError) as error:
            result = Row(path, None, str(error))
        except Exception as error:  # a fault of this program, which must not cost the others their result
            result = Row(path, None, f"a fault of the check itself, not of the file: {in_words(error)}")
        bar.step()
        return result

    with ThreadPoolExecutor(jobs) as pool:
        try:
            return list(pool.map(row, paths))
        except KeyboardInterrupt:
            stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
        finally:
            bar.end()


class Bar:
    """A line on stderr that shows how far it is; nothing where nobody watches."""

    def __init__(self, total):
        self.total, self.done, self.lock = total, 0, threading.Lock()
        self.seen = sys.stderr.isatty()

    def step(self):
        """One more is done."""
        with self.lock:
            self.done += 1
            width = min(40, max(shutil.get_terminal_size().columns - 20, 5))
            filled = width * self.done // self.total
            self._show(f"\r[{'#' * filled}{'.' * (width - filled)}] {self.done}/{self.total}")

    def end(self):
        """Leave the line."""
        self._show("\n")

    def _show(self, text):
        if self.seen:
            sys.stderr.write(text)
            sys.stderr.flush()


# ---- the result


def mistakes(rows):
    """[(name, how many files make it)], the most frequent first."""
    named = Counter(name for row in rows if row.verdict for name in row.verdict.mistakes[:1])
    return named.most_common()


def as_table(rows):
    """A table: file, rungs, where it fails, mistake; then how many hold, and the most common mistakes."""
    width = min(max([4, *(len(printable(row.path.name, 40)) for row in rows)]), 40)
    lines = [f"{'file':{width}}  {'rungs':7}  {'fails at':16}  mistake"]
    for row in rows:
        lines.append(f"{printable(row.path.name, 40):{width}}  {_standing(row)}".rstrip())
    held = f"{sum(row.passed for row in rows)} of {len(rows)} files pass."
    often = ", ".join(f"{name} ({count})" for name, count in mistakes(rows)[:MOST])
    return "\n".join([*lines, "", *fold(f"{held} Most common: {often or 'no mistake was named'}.", 80, "  ")])


def _standing(row):
    if row.verdict is None:
        return f"{'-':7}  {'not used':16}  {row.trouble}"
    verdict = row.verdict
    return f"{f'{verdict.held}/{verdict.rungs}':7}  {verdict.failed:16}  {' or '.join(verdict.mistakes)}"


def as_data(row):
    """What is known of a file, as plain data."""
    if row.verdict is None:
        return {"file": row.path.name, "passed": False, "trouble": row.trouble}
    verdict = row.verdict
    return {
        "file": row.path.name,
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
        data["said"] = " ".join(data.get("said", []))
        writer.writerow({name: _harmless(data.get(name, "")) for name in COLUMNS})
    return text.getvalue().rstrip("\n")


def _harmless(value):
    text = str(value)
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text


def as_gradescope(rows):
    """Gradescope's results.json: one test for each rung, its score 1 if it holds.

    Source: gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
    """
    tests = [test for row in rows for test in _tests(row)]
    return json.dumps({"tests": tests, "stdout_visibility": "visible", "visibility": "visible"}, indent=1)


def _tests(row):
    if row.verdict is None:
        return [_test(row, "file", False, row.trouble)]
    verdict = row.verdict
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


def _test(row, name, holds, output):
    return {
        "name": f"{printable(row.path.name, 60)}: {name}",
        "score": int(holds),
        "max_score": 1,
        "status": "passed" if holds else "failed",
        "output": output,
    }


FORMATS = {"table": as_table, "json": as_json, "csv": as_csv, "gradescope": as_gradescope}
