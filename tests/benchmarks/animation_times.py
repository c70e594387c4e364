"""
How long a GIF of all windows takes, beside Matplotlib's usual way: python tests/benchmarks/animation_times.py

The usual way is FuncAnimation with PillowWriter, and a function that clears the figure and draws all of it for each
frame: the same tables, numbers, window and line, in as many pixels. Both make the file in memory from the same
request, in this process, in shuffled rounds; printed are the medians of the ratios of one round, ours over
Matplotlib's, with the sizes of the files. To reach: at most 0.15. Exit code 1 if one is above.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import matplotlib

matplotlib.use("agg")

from matplotlib import pyplot as plt  # noqa: E402
from matplotlib.animation import FuncAnimation, PillowWriter  # noqa: E402
from PIL import Image  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # the course, if it is not installed

from course import work_out  # noqa: E402
from course.own_numbers.animation_gif import animation_gif  # noqa: E402
from course.own_numbers.animation_layout import CELL_HEIGHT, AnimationLayout  # noqa: E402
from course.own_numbers.animation_svg import animation_svg  # noqa: E402
from course.own_numbers.colours import LIGHT_COLOURS  # noqa: E402

ROUNDS = 7
MOST = 0.15
SIX = [[(7 * i + 3 * j) % 10 for j in range(6)] for i in range(6)]
SOBEL = [[1, 0, -1], [2, 0, -2], [1, 0, -1]]
REQUESTS = {
    "lesson 0, 5 windows": lambda: work_out([3, 4, 5], [2, 1, 0]),
    "lesson 1, 12 windows": lambda: work_out([[0, 5, 0], [0, 0, 4]], [[1, 2], [4, 3]]),
    "6x6 and 3x3, 16 windows": lambda: work_out(SIX, SOBEL, "valid"),
}
DPI = 100


def ours(trace, path):
    path.write_bytes(animation_gif(trace))


def matplotlibs(trace, path):
    """The same pictures by FuncAnimation and PillowWriter."""
    layout = AnimationLayout(trace)
    with Image.open(path.with_name("ours.gif")) as image:
        width, height = image.size
    fig = plt.figure(figsize=(width / DPI, height / DPI), dpi=DPI)

    def draw(number):
        fig.clear()
        ax = fig.add_axes((0, 0, 1, 1))
        ax.set(xlim=(0, layout.width), ylim=(layout.height, 0))
        ax.axis("off")
        points = 72 / DPI * width / layout.width  # of a letter for each unit of the layout
        draw_frame(ax, layout, number, points)

    FuncAnimation(fig, draw, frames=len(layout.frames)).save(path, PillowWriter(fps=3))
    plt.close(fig)


def draw_frame(ax, layout, number, points):
    """All that is seen in one frame."""
    frame = layout.frames[number]
    worked_out = [each.output.index for each in layout.frames[1:-1] if each.begins <= frame.begins]
    under = layout.window(frame.output) if frame.output else []
    for table in layout.tables:
        ax.text(table.x, table.y - 7, table.title, size=15 * points)
        for place, (x, y, text) in enumerate(table.cells):
            is_marked = table is layout.input and (x, y) in under
            colour = LIGHT_COLOURS["window"] if is_marked else "white"
            ax.add_patch(plt.Rectangle((x, y), table.cell, CELL_HEIGHT, facecolor=colour, edgecolor="grey"))
            if table is not layout.output or place < len(worked_out):
                ax.text(x + table.cell / 2, y + 27, text, size=18 * points, ha="center", family="monospace")
    for (x, y), weight in zip(under, layout.weights):
        ax.text(x + layout.input.cell / 2, y + 41, weight, size=13 * points, ha="center", family="monospace")
    for row, line in enumerate(frame.lines):
        ax.text(layout.input.x, layout.lines_y + 21 * row, line, size=15 * points, family="monospace")


def seconds(work, make, path):
    trace = make()
    begun = time.perf_counter()
    work(trace, path)
    return time.perf_counter() - begun


def main():
    is_reached = True
    with tempfile.TemporaryDirectory() as folder:
        paths = {ours: Path(folder, "ours.gif"), matplotlibs: Path(folder, "matplotlibs.gif")}
        for name, make in REQUESTS.items():
            ours(make(), paths[ours])  # once before the clock runs, for the imports and the size
            ratios = []
            for _ in range(ROUNDS):
                taken = {work: seconds(work, make, paths[work]) for work in random.sample(list(paths), 2)}
                ratios.append(taken[ours] / taken[matplotlibs])
            ratio = statistics.median(ratios)
            is_reached &= ratio <= MOST
            sizes = [round(path.stat().st_size / 1000) for path in paths.values()]
            svg = len(animation_svg(make())) / 1000
            print(
                f"{name:25} {ratio:.3f} <= {MOST}   GIF {sizes[0]} KB, Matplotlib's {sizes[1]} KB, SVG {svg:.1f} KB"
            )
    return int(not is_reached)


if __name__ == "__main__":
    sys.exit(main())
