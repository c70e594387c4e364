"""Whose the course's pictures are, and under which licences, as data/README.md says."""

import re
from functools import cache

from course.paths import DATA

ROW = re.compile(
    r"^\| (?P<file>\S+) \| (?P<what>.+?) \| (?P<source>.+?) \| (?P<author>.+?) \| (?P<licence>.+?) \|",
    re.MULTILINE,
)


@cache
def rows_of_data():
    """{file: (author, licence)} of the course's pictures; a licence is named without where it is said."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    rows = {row["file"]: row for row in ROW.finditer(text) if (DATA / row["file"]).exists()}
    same = {f"as {name}": row["author"] for name, row in rows.items()}
    short = {name: re.split(r",| \(", row["licence"])[0] for name, row in rows.items()}
    return {name: (same.get(row["author"], row["author"]), short[name]) for name, row in rows.items()}


def pictures_of(lesson):
    """The files of pictures that the text of a lesson names, one for each author."""
    named = {row: name for name, row in rows_of_data().items() if name in lesson}
    return list(named.values())


def whose_pictures(files):
    """In words: each of these files, its author and its licence."""
    rows = {file: row for file, row in rows_of_data().items() if file in files}
    return "; ".join(f"{file} by {author}, {licence}" for file, (author, licence) in rows.items())
