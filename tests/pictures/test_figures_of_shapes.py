"""The figures of docs/further/shapes.py: where a 1 has come to, and the sizes of maps, read back from them."""

import numpy as np
from support.drawings import close_figures, is_cut, texts, tint, title  # noqa: F401 (a fixture)

from course.pictures.figure_pieces import PALE_GREEN
from course.pictures.figures import PALE_BLUE
from course.pictures.figures_of_shapes import draw_layers, draw_spread

SLOW = np.array([[0, 0, 1, 0, 0], [0, 1, 1, 1, 0]])
FAST = np.array([[0, 0, 1, 0, 0], [1, 0, 1, 0, 1]])


class TestSpread:
    def test_the_title_counts_the_places_of_the_last_layer(self):
        fig = draw_spread({"1": SLOW, "2": FAST * [1, 1, 1, 1, 0]})
        assert title(fig) == "After 1 layer a 1 has spread to 3 or to 2 places" and not is_cut(fig)

    def test_what_is_reached_is_coloured(self):
        (ax,) = draw_spread({"1": SLOW, "2": FAST}).axes
        for top, rows in ((0, SLOW), (3.6, FAST)):
            for (number, column), value in np.ndenumerate(rows):
                assert texts(ax)[round(top + number, 2), column] == str(value)
                colour = (PALE_BLUE, PALE_GREEN)[number] if value else "#FFFFFF"
                assert tint(ax, top + number, column) == colour.upper()


class TestLayers:
    SIZES = (("image", 20, 3), ("filters", 10, 8), ("pooling", 5, 8))

    def test_squares_are_to_scale_and_named(self):
        fig = draw_layers(self.SIZES)
        assert title(fig) == "From 20x20 to 5x5 numbers, and from 3 maps to 8" and not is_cut(fig)
        above, below = fig.axes
        sides = [square.get_width() for square in above.patches]
        assert np.allclose(np.array(sides) / sides[0], [1, 1 / 2, 1 / 4])
        assert sides == [square.get_height() for square in above.patches]
        assert [text.get_text() for text in above.texts] == ["20x20", "10x10", "5x5"]
        assert [bar.get_height() for bar in below.patches] == [3, 8, 8]
        assert [label.get_text() for label in below.get_xticklabels()] == ["image", "filters", "pooling"]
