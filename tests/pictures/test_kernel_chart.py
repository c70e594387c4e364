"""The named kernels as a list and as a chart."""

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support.cli import COURSE, process
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


def test_the_chart(report, monkeypatch):
    made, panels = [], figures.panels
    monkeypatch.setattr(figures, "panels", lambda *a, **k: made.append(panels(*a, **k)) or made[-1])
    line = report("--list", "--output", "kernels.png")
    assert "bird.jpg" in line and line.endswith(" kernels.png\n")
    axes = made[0][1]
    assert [ax.get_visible() for ax in axes] == [place < len(KERNELS) for place in range(len(axes))]
    for ax, (name, kernel) in zip(axes, KERNELS.items()):
        y = scipys(greys(BIRD), [[float(weight) for weight in row] for row in kernel.rows])
        shown = np.minimum(np.abs(y), 255) if kernel.total == 0 else np.clip(y, 0, 255)
        assert ax.get_title() == name
        np.testing.assert_allclose(ax.images[0].get_array(), shown[kernel_chart.HEAD], atol=0.5001)
    with Image.open("kernels.png") as image:
        assert image.size == (1200, 1275) and image.mode == "RGBA"


def test_a_chart_whose_last_row_is_not_full(report, monkeypatch):
    monkeypatch.setattr(kernel_chart, "KERNELS", dict(list(KERNELS.items())[:3]))
    made, panels = [], figures.panels
    monkeypatch.setattr(figures, "panels", lambda *a, **k: made.append(panels(*a, **k)) or made[-1])
    report("--list", "--output", "kernels.png")
    assert [ax.get_visible() for ax in made[0][1]] == [True] * 3 + [False] * 2


def test_the_chart_needs_no_screen(tmp_path):
    command = [*COURSE, "filter", "--list", "--output", "kernels.png"]
    code, _, err = process(command, {"MPLBACKEND": "nosuch"}, cwd=tmp_path)
    assert (code, err) == (0, b"") and (tmp_path / "kernels.png").exists()


def test_the_chart_in_a_folder(report, monkeypatch):
    monkeypatch.setattr(kernel_chart, "draw_chart", lambda: b"chart")
    report("--list", "--output", "new/")
    assert Path("new/kernels.png").read_bytes() == b"chart"
