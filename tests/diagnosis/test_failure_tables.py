"""What a function returned beside what was expected, read again from the lines that are printed."""

import re

import numpy as np
import pytest
from scipy import ndimage

from course.diagnosis.answer import Answer, answer_from
from course.diagnosis.failure_tables import BEYOND, comparison_of, failure_lines
from course.diagnosis.failures import diagnosis_of, failure_of
from course.diagnosis.suites import NUMPY_MODES, suite_of
from course.practice.exercise_files import load_exercise

WIDTH = 80


def unflipped(probe):
    """What a function gives that does not flip the kernel."""
    h = np.flip(probe.h)
    mode = probe.options["mode"]
    if np.ndim(h) == 1:
        return np.convolve(probe.x, h, mode)
    full = np.zeros(np.add(np.shape(probe.x), h.shape) - 1)
    for (i, j), value in np.ndenumerate(np.asarray(probe.x, float)):
        full[i : i + h.shape[0], j : j + h.shape[1]] += value * h
    starts = {"full": (0, 0), "same": [(k - 1) // 2 for k in h.shape], "valid": [k - 1 for k in h.shape]}[
        mode
    ]
    sizes = {"same": np.shape(probe.x), "valid": np.subtract(np.shape(probe.x), h.shape) + 1}.get(
        mode, full.shape
    )
    return full[tuple(slice(start, start + size) for start, size in zip(starts, sizes))]


def failures_of(place, gives):
    """The Failures of a function on all probes of a place, and the Causes that explain them."""
    suite = suite_of(place, NUMPY_MODES, True)
    answers = [answer_from(gives(probe)) for probe in suite.probes]
    diagnosis = diagnosis_of(suite, answers)
    return diagnosis.failures, diagnosis.causes


def rows_after(lines, title, count):
    """Numbers and marks in the so many lines that begin at the one with a title."""
    (first,) = (i for i, line in enumerate(lines) if line.strip().startswith(title))
    return lines[first : first + count]


@pytest.fixture(scope="module")
def in_1d():
    return failures_of("1-D", unflipped)


@pytest.fixture(scope="module")
def in_2d():
    return failures_of("2-D", unflipped)


def read_sums(lines):
    """{"expected" or "returned": (index, sum of the products that are shown, result)}."""
    text = "\n".join(lines)
    found = re.findall(r"y(\[[\d, ]+\]) (expected|returned) +=(.+?) = (\S+)\n", text + "\n", re.DOTALL)
    return {
        way: (tuple(eval(index)), eval(" ".join(products.split()).replace(BEYOND, "0")), float(result))
        for index, way, products, result in found
    }


def test_of_a_signal_the_differing_numbers_are_marked_and_one_is_worked_out_both_ways(in_1d):
    failures, causes = in_1d
    assert [cause.names for cause in causes] == [("no-flip",)] and len(failures) > 20
    for failure in failures:
        if len(failure.expected) > 12 or np.isnan(np.array(failure.expected, float)).any():
            continue
        lines = failure_lines(failure, causes, 200)
        returned, expected = (
            rows_after(lines, title, 1)[0].split()[1:] for title in ("returned", "expected")
        )
        for got, right, shown, shown_right in zip(
            failure.answer.values, failure.expected, returned, expected, strict=True
        ):
            assert shown.endswith("*") == (abs(got - right) > 1e-9)
            assert float(shown.rstrip("*")) == pytest.approx(got, 1e-5) and float(
                shown_right
            ) == pytest.approx(right, 1e-5)
        sums = read_sums(lines)
        for way, values in {"expected": failure.expected, "returned": failure.answer.values}.items():
            (index,), total, result = sums[way]
            assert total == pytest.approx(values[index], 1e-5) and result == pytest.approx(
                values[index], 1e-5
            )
        first = next(i for i, shown in enumerate(returned) if shown.endswith("*"))
        assert sums["expected"][0] == sums["returned"][0] == (first,)


def test_of_an_image_they_stand_in_tables_beside_each_other(in_2d):
    failures, causes = in_2d
    seen = 0
    for failure in failures:
        rows = len(failure.expected)
        if rows > 6 or np.isnan(np.array(failure.expected, float)).any():
            continue
        lines = failure_lines(failure, causes, 200)
        body = rows_after(lines, "returned (* differs)", rows + 1)[1:]
        values = np.column_stack([failure.answer.values, failure.expected])
        shown = [line.split() for line in body]
        assert np.array([[float(cell.rstrip("*")) for cell in row] for row in shown]) == pytest.approx(
            values, 1e-5
        )
        columns = len(failure.expected[0])
        marks = np.array([[cell.endswith("*") for cell in row] for row in shown])
        differs = abs(np.subtract(failure.answer.values, failure.expected)) > 1e-9
        assert not marks[:, columns:].any() and np.array_equal(marks[:, :columns], differs)
        for way, values in {"expected": failure.expected, "returned": failure.answer.values}.items():
            (i, j), total, result = read_sums(lines)[way]
            assert total == pytest.approx(values[i][j], 1e-5) and result == pytest.approx(values[i][j], 1e-5)
            assert differs[i, j]
        seen += 1
    assert seen > 20


def test_where_the_size_is_wrong_nothing_is_marked_and_nothing_is_worked_out(in_1d):
    suite = suite_of("1-D", NUMPY_MODES, True)
    probe = next(probe for probe in suite.probes if probe.options["mode"] == "same" and len(probe.h) == 3)
    failure = failure_of(suite, probe, answer_from(np.convolve(probe.x, probe.h)))
    lines = failure_lines(failure, in_1d[1], WIDTH)
    assert "*" not in "".join(lines) and not read_sums(lines)
    returned, expected = (rows_after(lines, title, 1)[0].split()[1:] for title in ("returned", "expected"))
    assert (len(returned), len(expected)) == (len(failure.answer.values), len(failure.expected))


def test_without_a_cause_nothing_is_worked_out(in_1d):
    assert not read_sums(failure_lines(in_1d[0][0], [], WIDTH))


def test_what_differs_beyond_six_digits_is_one_sentence():
    suite = suite_of("1-D", NUMPY_MODES, True)
    probe = next(probe for probe in suite.probes if len(probe.h) == 3)
    failure = failure_of(suite, probe, answer_from(np.array(suite.right(probe)) * (1 + 1e-8)))
    assert comparison_of(failure) is None and "beyond six digits" in " ".join(
        failure_lines(failure, [], WIDTH)
    )


@pytest.mark.parametrize("values", [None, [], 3.0])
def test_where_there_are_no_tables_to_compare_it_is_one_sentence(values):
    suite = suite_of("1-D", NUMPY_MODES, True)
    answer = Answer(values, "it stopped" if values is None else "")
    failure = failure_of(suite, suite.probes[0], answer)
    assert " ".join(" ".join(failure_lines(failure, [], WIDTH)).split()) == str(failure)


def test_a_table_that_was_expected_is_shown_where_there_is_no_result():
    suite = suite_of("2-D", NUMPY_MODES, True)
    probe = next(probe for probe in suite.probes if np.shape(suite.right(probe)) == (3, 3))
    failure = failure_of(suite, probe, Answer(None, "it stopped"))
    lines = failure_lines(failure, [], WIDTH)
    assert "it stopped" in " ".join(lines[:-3])
    assert [[float(cell) for cell in line.split()] for line in lines[-3:]] == suite.right(probe)


def test_strengths_of_edges_are_marked_though_they_are_no_convolution():
    suite = load_exercise(3).parts[0].suite
    probe = suite.probes[1]
    x = probe.x.astype(float)
    failure = failure_of(suite, probe, answer_from(np.hypot(ndimage.sobel(x, 0), 0 * x)))
    lines = failure_lines(failure, [], WIDTH)
    body = rows_after(lines, "returned (* differs)", 4)[1:]
    marks = [[cell.endswith("*") for cell in line.split()[:3]] for line in body]
    assert marks == (abs(np.subtract(failure.answer.values, failure.expected)) > 1e-5).tolist()


def test_lines_are_as_wide_as_they_may_be(in_1d, in_2d):
    for failures, causes in (in_1d, in_2d):
        for failure in failures:
            lines = failure_lines(failure, causes, WIDTH)
            assert all(len(line) <= WIDTH and line == line.rstrip() and line.isascii() for line in lines)
