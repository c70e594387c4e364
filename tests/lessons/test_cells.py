"""A lesson's source cut into its cells, and each cell's own statements."""

import pytest
from support.files import FURTHER, LESSONS
from support.lesson_source import cells_of as cells_cut_by_hand
from support.lesson_source import source_of

from course.lessons.cells import cell_with_line, cells_in, codes_of_cells, paragraphs

SOURCE = '''"""
A title
=======

About it.
# %% no cell
"""

import math

# %% One
# Prose, of
# two lines.

x = 1
# a comment

# %%
# Only prose.

# %% Three


def f(y):
    # %% no cell either
    return y


z = f(x)
'''


def test_cells():
    first, one, two, three = cells_in(SOURCE)
    assert (first.number, first.heading, first.prose) == (0, "A title", ["", "About it.", "# %% no cell"])
    assert first.code == [(9, "import math")] and (first.first, first.last) == (1, 10)
    assert (one.number, one.heading, one.prose) == (1, "One", ["Prose, of", "two lines."])
    assert one.code == [(15, "x = 1"), (16, "# a comment")]
    assert (two.heading, two.prose, two.code) == ("", ["Only prose."], [])
    assert (
        three.code[0] == (24, "def f(y):")
        and three.code[-1] == (29, "z = f(x)")
        and three.code[3] == (27, "")
    )


@pytest.mark.parametrize("source", ["x = 1\n", '"""A title"""\nx = 1\n', "# %% One\nx = 1\n", ""])
def test_lessons_of_few_parts(source):
    cells = cells_in(source)
    assert [cell.number for cell in cells] == list(range(len(cells)))
    assert sum(("x = 1" in dict(cell.code).values()) for cell in cells) == source.count("x = 1")


@pytest.mark.parametrize("name", LESSONS + FURTHER)
def test_the_lessons_are_cut_as_the_tests_cut_them(name):
    first, *cells = cells_in(source_of(name))
    assert first.heading and first.prose
    by_hand = cells_cut_by_hand(source_of(name))
    assert [cell.heading for cell in cells] == [cell.heading for cell in by_hand]
    lines = source_of(name).splitlines()
    for cell, other in zip(cells, by_hand):
        shown = [line for _, line in cell.code if line and not line.startswith("#")]
        assert shown == other.code and all(lines[number - 1].rstrip() == line for number, line in cell.code)


def test_every_line_belongs_to_one_cell():
    cells = cells_in(SOURCE)
    numbers = [cell_with_line(cells, line).number for line in range(1, SOURCE.count("\n") + 1)]
    assert numbers == [0] * 10 + [1] * 7 + [2] * 3 + [3] * 9


@pytest.mark.parametrize("prose, expected", [
    (["One", "line.", "", "Two"], ["One line.", "Two"]), (["", "", "x"], ["x"]), ([], []),
    (["A list:", "- one", "  and more", "- two", "", "end"], ["A list:", "- one and more", "- two", "end"]),
    (["So:", "    3 4", "      5", "then"], ["So:", "    3 4", "      5", "then"]),
])  # fmt: skip
def test_paragraphs(prose, expected):
    assert paragraphs(prose) == expected


def test_codes_run_cell_by_cell_and_name_the_files_lines(tmp_path):
    source = '"""Doc"""\nimport functools\n\n# %% One\n@functools.cache\ndef f():\n    return 1 / 0\n\n# %% Two\nf()\n'
    cells = cells_in(source)
    names = {}
    file = tmp_path / "9_small.py"
    first, one, two = codes_of_cells(source, file, cells)
    exec(first, names)
    assert names["__doc__"] == "Doc" and "f" not in names
    exec(one, names)
    with pytest.raises(ZeroDivisionError) as error:
        exec(two, names)
    trace = error.traceback[-1]
    assert trace.frame.code.raw.co_filename == str(file) and trace.lineno == 6


def test_a_mark_inside_a_statement_does_not_cut_it():
    """It is shown as the beginning of a cell, but the statement runs whole, in the cell that it begins in."""
    source = "# %% One\ndef f():\n    x = 1\n# %% Two\n    return x\n\nf()\n"
    _, one, two = codes_of_cells(source, "x.py", cells_in(source))
    names = {}
    exec(one, names)
    assert names["f"]() == 1 and "f" in two.co_names
