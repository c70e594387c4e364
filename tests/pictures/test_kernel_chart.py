"""The named kernels as a list and as a chart."""

import re
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support.cli import process
from support.filtering import BIRD, greys, scipys

from course.convolution.kernels import KERNELS
from course.pictures import figures, kernel_chart


def test_the_list(report):
    text = report("--list")
    parts = {part.split(",")[0]: part for part in text.split("\n\n")}
    assert list(parts)[:-1] == list(KERNELS)
    for name, kernel in KERNELS.items():
        lines = [line for line in parts[name].splitlines() if line.startswith("    ")]
        over = re.match(r"[a-z0-9-]+, \d+x\d+[^:]* (\d+):", parts[name])  # a third number before the sentence
        divisor = int(over[1]) if over else 1
        weights = np.array([line.split() for line in lines], dtype=int) / divisor
        np.testing.assert_array_equal(weights, np.array(kernel.rows, dtype=float))
        assert kernel.finds in " ".join(parts[name].split())


@pytest.mark.parametrize("columns", ["1", "20", "80", "1000", "0", "-5", "many"])
def test_the_list_fits_the_terminal(report, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    widest = max(map(len, report("--list").splitlines()))
    assert widest <= {"1": 39, "20": 39, "1000": 200}.get(columns, 80)


@pytest.fixture
def chart(report, monkeypatch):
    """Draws the chart of so many kernels: (the command's line, {name: (axes of the numbers, of the result)}, figure)."""
    made, panels = [], figures.panels
    monkeypatch.setattr(figures, "panels", lambda *a, **k: made.append(panels(*a, **k)) or made[-1])

    def draw(count):
        kernels = dict(list(KERNELS.items())[:count])
        monkeypatch.setattr(kernel_chart, "KERNELS", kernels)
        line = report("--list", "--output", "kernels.png")
        ((fig, axes),) = made
        assert [ax.get_visible() for ax in axes] == [place < 2 * len(kernels) for place in range(len(axes))]
        return line, dict(zip(kernels, zip(axes[::2], axes[1::2]))), fig

    return draw


def test_the_chart(chart):
    line, pairs, fig = chart(len(KERNELS))
    assert "bird.jpg" in line and line.endswith(" kernels.png\n")
    for name, (numbers_ax, result_ax) in pairs.items():
        kernel = KERNELS[name]
        np.testing.assert_array_equal(written_kernel(numbers_ax, kernel.shape), np.array(kernel.rows, float))
        y = scipys(greys(BIRD), [[float(weight) for weight in row] for row in kernel.rows])[kernel_chart.HEAD]
        assert result_ax.get_title() == name
        (image,) = result_ax.images
        np.testing.assert_allclose(image.get_array(), y, atol=1e-3)
        low, high = image.get_clim()
        if kernel.total == 1:
            assert (low, high, result_ax.get_xlabel()) == (0, 255, "")
            continue
        beyond = np.mean(np.abs(y) > high)
        assert low == -high and 0.001 < beyond < 0.011
        assert result_ax.get_xlabel().endswith(f"\nfull colour from {high:.0f} on")
    (key,) = fig.legends
    assert [text.get_text() for text in key.get_texts()] == ["above 0", "0", "below 0"]
    with Image.open("kernels.png") as image:
        assert image.width == 1575 and image.mode == "RGBA"


def written_kernel(ax, shape):
    """The weights that are written in the cells, over the divisor in the title; what is not written is 0."""
    size, _, over = ax.get_title().partition(", over ")
    assert size == "x".join(map(str, shape))
    weights = np.zeros(shape)
    for text in ax.texts:
        column, row = text.get_position()
        weights[row, column] = int(text.get_text())
    return weights / int(over or 1)


def scene(words):
    """A picture of which the words are true at its middle: brighter on a side, or than what is around it."""
    rows, columns = np.indices((9, 9)) - 4
    where = {"below": rows, "above": -rows, "right": columns, "left": -columns}
    if "around" in words:
        return 100 + (50 if "brighter" in words else -50) * ((rows == 0) & (columns == 0))
    return 100 + 10 * sum(where[word] for word in words.split() if word in where)


@pytest.mark.parametrize(
    "kernel", [kernel for kernel in KERNELS.values() if kernel.total == 0], ids=lambda k: k.name
)
def test_red_is_what_it_is_said_to_be(kernel):
    """The kernel, by SciPy, gives more than 0 where the words are true, and less with black for white."""
    words = kernel_chart.where_above_0(kernel)
    assert re.fullmatch(
        r"brighter (on the (left|right)|below|(below|above) (left|right))|(brighter|darker) than around",
        words,
    )
    image = scene(words)
    assert scipys(image, kernel.rows)[4, 4] > 0 > scipys(255 - image, kernel.rows)[4, 4]


def test_a_chart_whose_last_row_is_not_full(chart):
    _, pairs, _ = chart(3)
    assert len(pairs) == 3


def test_the_chart_needs_no_screen(tmp_path):
    program = """
from course.pictures import kernel_chart
kernel_chart.KERNELS = {"box": kernel_chart.KERNELS["box"]}
print(len(kernel_chart.draw_chart()))
"""
    command = [sys.executable, "-W", "error", "-c", program]
    code, out, err = process(command, {"MPLBACKEND": "nosuch"}, cwd=tmp_path)
    assert (code, err) == (0, b"") and int(out) > 1000


def test_the_chart_in_a_folder(report, monkeypatch):
    monkeypatch.setattr(kernel_chart, "draw_chart", lambda: b"chart")
    report("--list", "--output", "new/")
    assert Path("new/kernels.png").read_bytes() == b"chart"
