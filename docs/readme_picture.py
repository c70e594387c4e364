"""
Draw the first picture of README.md: a parrot, a kernel of nine numbers, and the outlines that it finds.

    python docs/readme_picture.py             writes docs/kernel.png
    python docs/readme_picture.py FILE.png    writes it elsewhere

A test draws it anew and compares it with docs/kernel.png. Exit code 0.
"""

import sys
from pathlib import Path

import numpy as np
from scipy.signal import convolve2d

DOCS = Path(__file__).resolve().parent
sys.path.append(str(DOCS.parent))  # the course, if it is not installed

from course.convolution.kernels import named  # noqa: E402
from course.paths import DATA  # noqa: E402
from course.pictures.figures import matrix, panels, picture  # noqa: E402
from course.pictures.read_photo import load_photo  # noqa: E402

PICTURE = DOCS / "kernel.png"
LUMA = (0.299, 0.587, 0.114)  # how much red, green and blue count for a grey
STRONGEST = 200  # results beyond it, on either side of 0, have the full colour


def draw():
    """The figure: the grey parrot, the kernel for upright edges, and the result in red and blue."""
    photo, _ = load_photo(DATA / "bird.jpg")
    grey = np.rint(photo @ LUMA)
    kernel = named("sobel-vertical").rows
    outlines = convolve2d(grey, kernel, "same", "symm")
    title = "Nine numbers find the upright outlines of a parrot"
    fig, (before, weights, after) = panels(title, 3, height=3.3)
    picture(before, grey, "A photograph in grey")
    matrix(weights, kernel, "A kernel", size=16, tints=["white"] * len(kernel))
    # as wide and high as the photograph, whose sides are 8 to 7
    weights.set(xlim=(-1, 3), ylim=(2.75, -0.75))
    weights.set_xlabel("flipped before it slides:\nthen -1 -2 -1 lies on the left", fontsize=10)
    picture(after, outlines, "What it finds", signed=True, high=STRONGEST)
    after.set_xlabel("red: brighter to the right\nblue: darker to the right", fontsize=10)
    return fig


def main(path=PICTURE):
    """Draw the picture into a file."""
    draw().savefig(path)


if __name__ == "__main__":
    main(*sys.argv[1:2])
