"""docs/mistake_lines.py: each program gives what is right, and with its wrong line exactly the mistake's numbers."""

import sys

import numpy as np
import pytest
from support.files import ROOT

sys.path.append(str(ROOT / "docs"))

from mistake_lines import LINES, wrong_program  # noqa: E402

from course.convolution import definition  # noqa: E402
from course.mistakes.bank.all_mistakes import BANK  # noqa: E402
from course.mistakes.faulty_definition import definition_with, outcome  # noqa: E402
from course.mistakes.mistake import DRAFTS  # noqa: E402
from course.practice.mistakes_command import example_of  # noqa: E402

SIGNAL, KERNEL = [3, -4, 5, 1, 2, 7], [1, -2, 5, 4, 2]
IMAGE, OF_IMAGE = [[3, 1, 2, 7, 5], [4, 0, 6, 2, 1], [1, 8, 2, 3, 9]], [[1, 2], [-3, 4], [5, 6]]


def run(program, x, h, options):
    """What a program gives for an input and a kernel: numbers in lists."""
    names = {"np": np}
    exec(program, names)
    further = [options["stride"]] if "stride" in options else []
    return np.array(names["convolve"](np.array(x), np.array(h), *further)).tolist()


@pytest.mark.parametrize("name", LINES)
def test_the_right_line_gives_what_is_right_and_the_wrong_one_the_mistakes_numbers(name):
    """On its smallest input, which no other mistake explains, and on a larger one."""
    x, h, options = example_of(BANK[name]).probe
    larger = (SIGNAL, KERNEL) if np.ndim(x) == 1 else (IMAGE, OF_IMAGE)
    for pair in ((x, h), larger):
        right, wrong = (
            outcome(world, *pair, **options) for world in (definition, definition_with(BANK[name]))
        )
        assert run(LINES[name].program, *pair, options) == right != wrong
        assert run(wrong_program(LINES[name]), *pair, options) == wrong


def test_the_mistakes_that_many_have_written_have_lines():
    assert {*LINES} >= {name for name, mistake in BANK.items() if mistake.seen.startswith(DRAFTS)}


@pytest.mark.site
@pytest.mark.parametrize("name", ["no-flip", "rows-shared", "stride-subsample"])
def test_a_page_shows_the_program(site, name):
    page = (site / "toolkit" / "mistakes" / f"{name}.html").read_text(encoding="utf-8")
    assert ("# wrong" in page) == (name in LINES)
