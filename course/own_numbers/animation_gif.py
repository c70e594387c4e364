"""
A trace as a GIF that moves, for programs that do not show an SVG: drawn with Pillow, the only thing that it needs.

What stands still is drawn once; each frame is a copy of it with what changes. All frames are drawn in RGB and get one
palette, that of their own colours and of the shades between them, so that nothing is dithered. It plays once.
"""

import importlib.util
import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from course.own_numbers.animation_frames import alt_text
from course.own_numbers.animation_layout import (
    BASELINE,
    CELL_HEIGHT,
    LINE_HEIGHT,
    LINE_SIZE,
    MIDDLE_BASELINE,
    NUMBER_SIZE,
    TITLE_LIFT,
    TITLE_SIZE,
    WEIGHT_BASELINE,
    WEIGHT_SIZE,
    AnimationLayout,
)
from course.own_numbers.colours import LIGHT_COLOURS, rgb_of

_PAPER, _SHADE, _WINDOW, _NOW, _INK, _QUIET, _EDGE = (
    rgb_of(LIGHT_COLOURS[name]) for name in ("paper", "shade", "window", "now", "ink", "quiet", "line")
)
WRITTEN_ON = (
    (_INK, _PAPER),
    (_INK, _WINDOW),
    (_INK, _NOW),
    (_QUIET, _PAPER),
    (_QUIET, _SHADE),
    (_QUIET, _WINDOW),
)
STEPS_BETWEEN = 4  # shades from a paper to the ink on it, for the edges of letters
MOST_UNITS_AT_2 = 1_000_000  # the areas of all frames up to which a unit of the layout is two pixels wide
FACE = "mpl-data/fonts/ttf/DejaVuSansMono.ttf"  # in the folder of Matplotlib, which need not be imported
FILE_LASTS = 500  # hundredths of a second that the whole file takes, with the rest on the last frame


def animation_gif(trace):
    """The bytes of a GIF file with every window of a Trace, once through; its last frame is the whole result."""
    layout = AnimationLayout(trace)
    palette = _palette()
    first, *others = [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in _drawn(layout)]
    times = [10 * (frame.lasts or FILE_LASTS - frame.begins) for frame in layout.frames]  # in milliseconds
    data = io.BytesIO()
    # without loop= it plays once; each frame is drawn over the one before
    moving = {"save_all": True, "append_images": others, "duration": times, "disposal": 1}
    first.save(data, "GIF", **moving, optimize=True, comment=alt_text(trace).encode("ascii"))
    return data.getvalue()


def _palette():
    """An image with the palette: each paper, and the shades from it to each ink that is written on it."""
    colours = [*_PAPER, *_SHADE, *_WINDOW, *_NOW, *_EDGE]
    for ink, paper in WRITTEN_ON:
        for step in range(1, STEPS_BETWEEN + 1):
            colours += [round(p + (i - p) * step / STEPS_BETWEEN) for i, p in zip(ink, paper)]
    image = Image.new("P", (1, 1))
    image.putpalette(colours)
    return image


# ---- drawing


def _drawn(layout):
    """The frames as RGB images. What has been worked out stays on the board that all are copied from."""
    scale = 2 if len(layout.frames) * layout.width * layout.height <= MOST_UNITS_AT_2 else 1
    fonts = _fonts(scale)
    board = Image.new("RGB", (round(layout.width * scale), round(layout.height * scale)), _PAPER)
    pen = _Pen(board, fonts, scale)
    for table in layout.tables:
        _draw_table(pen, table, layout)
    for frame in layout.frames:
        if frame.output:
            _draw_result(pen, layout, frame.output, _PAPER)
        image = board.copy()
        _draw_frame(_Pen(image, fonts, scale), layout, frame)
        yield image


def _draw_table(pen, table, layout):
    """A table with its title; of the output only the empty cells."""
    pen.write(table.x, table.y - TITLE_LIFT, table.title, TITLE_SIZE, _QUIET, "ls")
    baseline = BASELINE if table is layout.input else MIDDLE_BASELINE
    for x, y, text in table.cells:
        shown = "" if table is layout.output else text
        _draw_cell(pen, table, (x, y), shown, _SHADE if text.startswith("[") else _PAPER, baseline)


def _draw_cell(pen, table, corner, text, paper, baseline):
    """A cell with a number in it, in grey if the padding added it."""
    x, y = corner
    pen.cell(x, y, table.cell, paper)
    pen.write(
        x + table.cell / 2, y + baseline, text, NUMBER_SIZE, _QUIET if text.startswith("[") else _INK, "ms"
    )


def _draw_result(pen, layout, output, paper):
    """The cell of an Output, with its number."""
    _draw_cell(pen, layout.output, layout.result(output), layout.text(output), paper, MIDDLE_BASELINE)


def _draw_frame(pen, layout, frame):
    """What is there in one frame alone: the window with its weights, the cell of the output, and the lines below."""
    for i, line in enumerate(frame.lines):
        pen.write(layout.input.x, layout.lines_y + LINE_HEIGHT * i, line, LINE_SIZE, _INK, "ls")
    if not frame.output:
        return
    _draw_result(pen, layout, frame.output, _NOW)
    for (row, column), weight in zip(layout.places(frame.output), layout.weights):
        x, y = layout.input.corner(row, column)
        _draw_cell(pen, layout.input, (x, y), layout.input.rows[row][column], _WINDOW, BASELINE)
        pen.write(x + layout.input.cell / 2, y + WEIGHT_BASELINE, weight, WEIGHT_SIZE, _INK, "ms")


class _Pen:
    """Draws on an image in the units of a layout. fonts: by their size; scale: pixels for each unit."""

    def __init__(self, image, fonts, scale):
        self.draw, self.fonts, self.scale = ImageDraw.Draw(image), fonts, scale

    def write(self, x, y, text, size, ink, anchor):
        """A text with its baseline at y; anchor "ls" begins it at x, "ms" has its middle there."""
        self.draw.text((x * self.scale, y * self.scale), text, ink, self.fonts[size], anchor)

    def cell(self, x, y, width, paper):
        """An empty cell; its edge and that of its neighbour fall on the same pixels."""
        corners = [edge * self.scale for edge in (x, y, x + width, y + CELL_HEIGHT)]
        self.draw.rectangle(corners, paper, _EDGE, width=self.scale)


def _fonts(scale):
    """{size: a typewriter face}: Matplotlib's, or Pillow's own face where there is no Matplotlib."""
    found = importlib.util.find_spec("matplotlib")
    path = Path(found.origin).parent / FACE if found and found.origin else Path(FACE)
    sizes = {NUMBER_SIZE, WEIGHT_SIZE, LINE_SIZE, TITLE_SIZE}
    if path.exists():
        return {size: ImageFont.truetype(path, size * scale) for size in sizes}
    return {size: ImageFont.load_default(size * scale) for size in sizes}
