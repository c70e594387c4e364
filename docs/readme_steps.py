"""
Write the picture of README.md that moves: the first convolution of lesson 0, window by window.

    python docs/readme_steps.py           writes docs/steps.svg, and docs/steps_still.svg, which does not move
    python docs/readme_steps.py FOLDER    writes them elsewhere

A test writes them anew and compares them with those in docs/. Exit code 0.
"""

import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.append(str(DOCS.parent))  # the course, if it is not installed

from course import work_out  # noqa: E402
from course.own_numbers.animation_svg import animation_svg, still_svg  # noqa: E402


def main(folder=DOCS):
    """Write both files into a folder."""
    trace = work_out([3, 4, 5], [2, 1, 0])
    Path(folder, "steps.svg").write_text(animation_svg(trace), encoding="utf-8", newline="\n")
    Path(folder, "steps_still.svg").write_text(still_svg(trace), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:2])
