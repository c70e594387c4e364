"""What python -m course filter prints, word for word: tests/golden/filter.txt."""

import os
import re

import pytest
from support.golden_pictures import write_golden_pictures

from course.pictures import kernel_chart


@pytest.fixture
def command(command, tmp_path):
    """The fixture of that name, with the test's own folder called FOLDER in what is printed."""

    def run(*words):
        code, out, err = command(*words)
        err = err.replace(str(tmp_path), "FOLDER")
        return code, out, re.sub(r"'/[^']*/there\.png', which", "'FOLDER/there.png', which", err)  # a cut long path

    return run


@pytest.mark.skipif(os.name != "posix", reason="paths and pipes as POSIX has them")
def test_golden_filter(golden, tmp_path, monkeypatch):
    write_golden_pictures(tmp_path)
    monkeypatch.setattr(kernel_chart, "draw_chart", lambda: b"chart")  # test_kernel_chart.py draws it
    golden("filter")
