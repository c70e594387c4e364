"""
Where everything stands in a picture of a trace that moves, in units that are pixels of an SVG file.

The input stands first, then the kernel as it is and flipped, then the output, and below them the lines of the
frame. Cells are as wide as their longest number; a long signal is folded into several lines.
"""

from itertools import product
from typing import NamedTuple

from course.convolution.formatting import number
from course.own_numbers.animation_frames import frames_of, tables_of, window_places

CELL_HEIGHT = 46  # the height of a cell, and its width where numbers are short
NUMBER_SIZE, WEIGHT_SIZE, LINE_SIZE, TITLE_SIZE = 18, 13, 15, 15  # sizes of letters
ADVANCE = 0.61  # how wide a letter of a typewriter face is, by its size
BASELINE, WEIGHT_BASELINE = (
    27,
    41,
)  # of a number of the input and of the weight below it, from the top of a cell
MIDDLE_BASELINE = 29  # of a number in the other tables, where nothing stands below it
ROOM = 12  # beside a number in its cell
MARGIN, GAP = 14, 24
TITLE_HEIGHT, TITLE_LIFT, LINE_HEIGHT = 24, 7, 21  # a title's baseline is so far above its table
BETWEEN_LINES = 8  # of a folded signal
WIDTHS = 440, 640, 880, 1200, 1600  # of the tables: the narrowest in which they are not too high is taken
MOST_HEIGHT = 1.7  # how high they may be, by their width
FEWEST_LETTERS = 40  # of a line below the tables


class Table(NamedTuple):
    """A table of numbers: title, rows of texts, the corner (x, y) of its first cell, the width of a cell, and how
    many columns stand in a line; there are fewer than columns where a signal is folded.
    """

    title: str
    rows: list
    cell: int
    columns: int
    x: float = 0
    y: float = 0

    @property
    def width(self):
        return max(self.columns * self.cell, len(self.title) * TITLE_SIZE * ADVANCE)

    @property
    def height(self):
        """The height of its cells, without its title."""
        _, bottom = self.corner(len(self.rows) - 1, len(self.rows[0]) - 1)
        return bottom + CELL_HEIGHT - self.y

    def corner(self, row, column):
        """(x, y) of the upper left corner of a cell.

        Example: of a signal of 12 numbers in lines of 8, number 9 is the second one of the second line.
        """
        line, in_line = divmod(column, self.columns)
        below = (row + line) * CELL_HEIGHT + line * BETWEEN_LINES
        return self.x + in_line * self.cell, self.y + below

    @property
    def cells(self):
        """(x, y, text) of every cell."""
        for i, row in enumerate(self.rows):
            for j, text in enumerate(row):
                yield (*self.corner(i, j), text)


class AnimationLayout:
    """The layout of a Trace: its tables and Frames, and where the window lies in each of them.

    tables: the input, the kernel, the flipped one if it is flipped, the output. weights: texts, one for each
    place of a window. width, height: of the whole picture. lines_y: the baseline of the first line below.
    """

    def __init__(self, trace):
        self.request = trace.request
        first, *_ = trace.outputs.values()
        self.weights = [
            f"\N{MULTIPLICATION SIGN}{number(h, self.request.decimal)}" for _, h, _ in first.terms
        ]
        self.tables = _tables_in_place(self.request, max(map(len, self.weights)))
        right = max(table.x + table.width for table in self.tables)
        bottom = max(table.y + table.height for table in self.tables)
        letter = LINE_SIZE * ADVANCE
        self.frames = frames_of(trace, max(FEWEST_LETTERS, int((right - MARGIN) / letter)))
        lines = [line for frame in self.frames for line in frame.lines]
        self.lines_y = bottom + GAP + LINE_SIZE
        self.width = max(right, MARGIN + letter * max(map(len, lines))) + MARGIN
        self.height = (
            self.lines_y + LINE_HEIGHT * (max(len(frame.lines) for frame in self.frames) - 1) + MARGIN
        )

    @property
    def input(self):
        return self.tables[0]

    @property
    def output(self):
        return self.tables[-1]

    def places(self, output):
        """(row, column) in the table of the input for each weight under an Output."""
        return window_places(self.request, output.index)

    def window(self, output):
        """(x, y) of the cell of each weight under an Output."""
        return [self.input.corner(*place) for place in self.places(output)]

    def result(self, output):
        """(x, y) of the cell of an Output."""
        return self.output.corner(*_in_a_table(output.index))

    def text(self, output):
        """The number of an Output as it stands in its cell."""
        row, column = _in_a_table(output.index)
        return self.output.rows[row][column]

    @property
    def is_folded(self):
        """Whether the input stands in several lines, so that a window may be cut in two."""
        return self.input.columns < len(self.input.rows[0])


def _in_a_table(index):
    """The row and the column of an output; those of a signal are in row 0."""
    return index if len(index) == 2 else (0, *index)


def _tables_in_place(request, longest_weight):
    """The Tables of a request in the narrowest arrangement that is not too high."""
    for most, stacked in product(WIDTHS, (False, True)):
        first, *others = tables_of(request).items()
        tables = [_table(*first, most, longest_weight), *(_table(*each, most) for each in others)]
        placed, right, bottom = _arranged(tables, most, request.axes == 1, stacked)
        if bottom <= MOST_HEIGHT * right:
            break
    return placed


def _table(title, rows, most, longest_weight=0):
    """A Table whose cells are as wide as its longest number; one row is folded into lines of equal length.

    longest_weight: letters of the longest text that is to stand below the numbers.
    """
    longest = max(len(text) for row in rows for text in row)
    cell = max(CELL_HEIGHT, ROOM + round(ADVANCE * max(longest * NUMBER_SIZE, longest_weight * WEIGHT_SIZE)))
    columns = len(rows[0])
    if len(rows) == 1:
        lines = -(-columns // max(1, most // cell))
        columns = -(-columns // lines)
    return Table(title, rows, cell, columns)


def _arranged(tables, most, one_below_the_other, stacked):
    """(tables in place, right end, lower end): side by side up to a width, then one row below the other.

    The kernel and the flipped one stay side by side, or one below the other if they are stacked.
    """
    first, *kernels, last = tables
    placed, x, y, lower, right = [], MARGIN, MARGIN, MARGIN, 0
    for group in (_beside([first]), _below(kernels) if stacked else _beside(kernels), _beside([last])):
        width = max(table.x + table.width for table in group)
        if placed and (one_below_the_other or x + width > MARGIN + most):
            x, y = MARGIN, lower + GAP
        placed += [table._replace(x=x + table.x, y=y + table.y) for table in group]
        lower = max(lower, *(table.y + table.height for table in placed))
        right = max(right, x + width)
        x += width + GAP
    return placed, right, lower


def _beside(tables):
    """Tables side by side, the title of the first at (0, 0)."""
    placed, x = [], 0
    for table in tables:
        placed.append(table._replace(x=x, y=TITLE_HEIGHT))
        x += table.width + GAP
    return placed


def _below(tables):
    """Tables one below the other."""
    placed, y = [], 0
    for table in tables:
        placed.append(table._replace(y=y + TITLE_HEIGHT))
        y += TITLE_HEIGHT + table.height + GAP
    return placed
