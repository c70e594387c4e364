"""Where everything stands in a picture that moves: nothing on top of another, and no wider than it has to be."""

from itertools import combinations

import pytest
from support.animations import TRACES

from course import work_out
from course.convolution.formatting import number
from course.own_numbers.animation_layout import CELL_HEIGHT, AnimationLayout

LAYOUTS = {name: AnimationLayout(trace) for name, trace in TRACES.items()}
EVERY = pytest.mark.parametrize("name", LAYOUTS)


def box(table):
    """The places that a table takes up with its title: left, top, right, bottom."""
    return table.x, table.y - 20, table.x + table.width, table.y + table.height


@EVERY
def test_no_table_lies_on_another(name):
    layout = LAYOUTS[name]
    for one, other in combinations(map(box, layout.tables), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for left, top, right, bottom in map(box, layout.tables):
        assert 0 <= left and 0 <= top and right <= layout.width and bottom < layout.lines_y < layout.height


@EVERY
def test_no_cell_lies_on_another(name):
    for table in LAYOUTS[name].tables:
        corners = [(x, y) for x, y, _ in table.cells]
        for (x, y), (right, below) in combinations(corners, 2):
            assert abs(x - right) >= table.cell or abs(y - below) >= CELL_HEIGHT


@EVERY
def test_cells_are_inside_their_table(name):
    for table in LAYOUTS[name].tables:
        for x, y, _ in table.cells:
            assert table.x <= x and x + table.cell <= table.x + table.width
            assert table.y <= y and y + CELL_HEIGHT <= table.y + table.height


@EVERY
def test_each_weight_is_that_of_its_term(name):
    layout, trace = LAYOUTS[name], TRACES[name]
    for output in trace.outputs.values():
        weights = [number(h, trace.request.decimal) for _, h, _ in output.terms]
        assert [text.removeprefix("\N{MULTIPLICATION SIGN}") for text in layout.weights] == weights
        assert len(layout.window(output)) == len(weights)


def test_tables_are_those_of_the_request():
    titles = [table.title for table in LAYOUTS["image, steps"].tables]
    assert titles == ["image", "kernel", "output"]
    assert [table.title for table in LAYOUTS["full"].tables] == [
        "signal",
        "kernel",
        "kernel, flipped",
        "output",
    ]


def test_small_ones_can_be_read_on_a_phone():
    """At 320 pixels letters of 18 are at least 12 high if the picture is at most 480 wide."""
    image = [[(7 * i + 3 * j) % 10 for j in range(6)] for i in range(6)]
    sobel = work_out(image, [[1, 0, -1], [2, 0, -2], [1, 0, -1]], "valid")
    for trace in (TRACES["full"], TRACES["image"], TRACES["edge"], sobel):
        assert AnimationLayout(trace).width <= 480


def test_long_signals_are_folded_in_order():
    layout = AnimationLayout(work_out(list(range(60)), [1, 2, 3]))
    assert layout.is_folded and layout.width < 700
    places = [(y, x) for x, y, _ in layout.input.cells]
    assert places == sorted(places) and len({y for y, _ in places}) > 3
    numbers = [text for _, _, text in layout.input.cells]
    assert numbers == ["[0]", "[0]", *map(str, range(60)), "[0]", "[0]"]


def test_cells_grow_with_their_numbers():
    short, long = LAYOUTS["full"], LAYOUTS["long numbers"]
    assert long.input.cell > 3 * short.input.cell and long.output.cell > long.input.cell
