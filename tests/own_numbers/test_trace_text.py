"""The layout of a trace: folded to a width, cut in the middle, products in columns, the window beside the kernel."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.traces import WIDTHS, cases, equations, quick, shown, value

from course import work_out
from course.own_numbers.trace_text import first_and_last, folded_output, output_label, output_products

# ---- the window of one output


def blocks(text, wanted=3):
    """The tables that stand beside each other under one line of titles, as lists of rows of texts."""
    lines = text.split("\n")
    top = next(number for number, line in enumerate(lines) if line.startswith("window "))
    starts = [match.start() for match in re.finditer(r"^\S|(?<=    )\S", lines[top])]
    assert len(starts) == wanted
    rows = lines[top + 1 : lines.index("", top)]
    ends = [*starts[1:], None]
    return [[row[start:end].split() for row in rows] for start, end in zip(starts, ends)]


@quick
@given(cases(), st.data())
def test_one_output_is_the_same_line_with_its_window_drawn(case, data):
    expected, traced = case.worked(), case.trace()
    index = data.draw(st.sampled_from(shown(list(expected))))
    text = traced.text(2000, index)
    (alone,), everything = equations(text).items(), equations(traced.text(2000))
    assert alone[0] == index
    assert " ".join(alone[1].lines[0].split()) == " ".join(everything[index].lines[0].split())
    assert "output" not in text
    window, kernel, products = blocks(text)
    flat, terms = [cell for row in window for cell in row], expected[index]
    assert [cell.startswith("[") for cell in flat] == [added for _, _, added in terms]
    assert [value(cell.strip("[]")) for cell in flat] == [x for x, _, _ in terms]
    weights = np.flip(case.h) if case.flip else case.h
    assert [[value(cell) for cell in row] for row in kernel] == np.atleast_2d(weights).tolist()
    assert [value(cell) for row in products for cell in row] == [x * h for x, h, _ in terms]
    assert where(text) == covered(case, index, terms)


def where(text):
    """[(first, last), ...] of the window's place, along each axis; None if it is on added places only."""
    sentence = " ".join(text[text.index("The window of") :].split("\n")[0].split())
    if sentence.endswith("lies wholly on added places."):
        return None
    return [tuple(map(int, pair)) for pair in re.findall(r"(-?\d+) to (-?\d+)", sentence)]


def covered(case, index, terms):
    if all(added for _, _, added in terms):
        return None
    each = zip(index, case.stride, case.sides, case.reach)
    return [(i * s - before, i * s - before + reach - 1) for i, s, (before, _), reach in each]


# ---- layout


@quick
@given(cases(), st.sampled_from(WIDTHS))
def test_no_line_is_longer_than_the_terminal_if_it_can_be_broken(case, width):
    text = case.trace().text(width)
    lines = [line for found in equations(text).values() for line in found.lines]
    assert text.isascii() and not any(line.endswith(" ") for line in text.split("\n"))
    for line in lines:
        body = re.sub(r"^(y\[[^]]*\] *=|\s+[+=])\s+", "", line)
        assert len(line) <= width or not re.search(" [+=] ", body), line
    if width >= 40 and not re.search(r"[./]\d|\d{6}", text):  # short numbers: everything has room
        assert all(len(line) <= width for line in text.split("\n")), text


@quick
@given(cases(most_axes=1), st.sampled_from(WIDTHS))
def test_no_number_is_broken_in_two(case, width):
    narrow, wide = (case.trace().text(size).split("\n\n") for size in (width, 10**6))
    assert [narrow[0].split(), narrow[-1].split()] == [wide[0].split(), wide[-1].split()]


def star_columns(line):
    return [match.start() for match in re.finditer(r"\*", line)]


@quick
@given(cases())
def test_products_stand_in_columns(case):
    found = equations(case.trace().text(10**6))
    assert all(len(equation.lines) == 1 for equation in found.values())
    assert len({tuple(star_columns(equation.lines[0])) for equation in found.values()}) == 1
    assert len({equation.lines[0].rindex("=") for equation in found.values()}) == 1
    assert len({len(equation.lines[0]) for equation in found.values()}) == 1


def test_what_does_not_fit_is_folded_by_rows_of_the_kernel_and_then_by_products():
    traced = work_out(np.arange(1, 17).reshape(4, 4), np.arange(1, 7).reshape(2, 3), "valid")
    (line,) = equations(traced.text(200))[0, 0].lines
    assert line == "y[0, 0] =  1*6 +  2*5 +  3*4 +  5*3 +  6*2 +  7*1 =  62"
    found = {width: equations(traced.text(width)) for width in (len(line), len(line) - 1, 20)}
    for width, products in zip(found, ([6], [3, 3], [1] * 6)):
        for equation in found[width].values():
            assert [len(star_columns(line)) for line in equation.lines if "*" in line] == products


def outputs_shown(text):
    return [
        line.split("=")[0].strip() if line.startswith("y") else line
        for line in text.split("\n")
        if line.startswith(("y[", "... "))
    ]


@pytest.mark.parametrize(
    "count, expected",
    [
        (12, range(12)),
        (13, [*range(9), 1, *range(10, 13)]),
        (9_999, [*range(9), 9_987, 9_996, 9_997, 9_998]),
    ],
)
def test_of_many_outputs_the_first_and_last_are_shown_and_how_many_not(count, expected):
    text = work_out(np.arange(count), [2]).text()
    left_out = count > 12
    assert outputs_shown(text) == [
        f"... {n} more ..." if left_out and place == 9 else f"y[{n}]" for place, n in enumerate(expected)
    ]
    if count > 24:
        numbers = ["0", "1", *map(str, range(2, 18)), "...", *map(str, range(count - 6, count))]
        assert re.search(r"signal: ([^a-z]*)", text)[1].split() == numbers
        doubled = [n if n == "..." else str(2 * int(n)) for n in numbers]
        assert text.split("output:")[1].split() == doubled


def test_of_many_products_the_first_and_last_are_shown():
    found = equations(work_out([1] * 13, range_of(13), "valid").text(200))
    assert found[0,].terms == [
        *((1, n, False) for n in range(12, 3, -1)),
        "...",
        *((1, n, False) for n in (2, 1, 0)),
    ]
    assert found[0,].result == 78
    x, h = np.ones((14, 3), int), np.arange(14 * 3).reshape(14, 3)
    text = work_out(x, h, "valid").text(80)
    terms = equations(text)[0, 0].terms
    assert terms[9 * 3] == "..." and len(terms) == 12 * 3 + 1
    assert terms[0] == (1, 41, False) and terms[9 * 3 + 1] == (1, 8, False) and terms[-1] == (1, 0, False)
    assert equations(text)[0, 0].result == 41 * 42 // 2


def range_of(count):
    return list(range(count))


@pytest.mark.parametrize("width, most", [(200, 12), (80, 8), (40, 4)])
def test_the_middle_of_a_wide_table_is_left_out(width, most):
    x = np.arange(100_000, 100_000 + 30 * 20).reshape(20, 30)
    text = work_out(x, [[1]], "valid").text(width)
    rows = [line.split() for line in text.partition("output, 20 x 30:\n")[2].split("\n")]
    last = most // 4
    columns = [*range(most - last), *range(30 - last, 30)]
    kept = [*range(9), *range(17, 20)]
    assert [row for row in rows if set(row) != {"..."}] == [
        [*map(str, x[i, columns[: most - last]]), "...", *map(str, x[i, columns[most - last :]])]
        for i in kept
    ]
    assert set(rows[9]) == {"..."} and len(rows) == 13
    assert all(len(line) <= width for line in text.split("\n"))
    grid = text.split("\n")[1]
    assert grid.split()[:2] == ["100000", "100001"] and "..." in grid


@pytest.mark.parametrize("width", [40, 80])
def test_the_window_of_a_large_kernel_fits(width):
    text = work_out(np.arange(40), range_of(40), "valid").text(width, (0,))
    assert all(len(line) <= width for line in text.split("\n"))
    assert equations(text)[0,].result == sum(n * (39 - n) for n in range(40))


def test_of_many_images_and_channels_not_all_are_printed():
    images, channels = (
        work_out(np.ones((n, 1, 1, 1)), np.ones((1, 1, 1, m))) for n, m in ((999, 1), (1, 999))
    )
    assert max(len(traced.text().split("\n")) for traced in (images, channels)) < 99


def test_of_many_items_the_first_and_last_stay():
    assert first_and_last([1, 2, 3, 4, 5], most=4) == [1, 2, 3, "...", 5]
    assert first_and_last([1, 2, 3, 4], most=4) == [1, 2, 3, 4]
    assert first_and_last(list(range(13)), None) == [*range(9), None, 10, 11, 12]


def test_the_parts_of_a_line():
    output = work_out([[3, 4]], [[2], [-1]], "full").outputs[1, 1]
    assert output_label(output.index) == "y[1, 1]"
    assert output_products(output, work_out([[3, 4]], [[2], [-1]], "full").request) == [["4*(-1)"], ["[0]*2"]]
    assert folded_output("y[0]", [["1*2", "3*4"], ["5*6"]], "44", 20) == [
        "y[0] = 1*2 + 3*4",
        "     + 5*6 = 44",
    ]
