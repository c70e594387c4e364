"""The figures of docs/further/speed.py: lines and bars of the numbers that are given, and titles that say what they show."""

import pytest
from support.drawings import close_figures, is_cut, title  # noqa: F401 (a fixture)

from course.pictures.figures_of_speed import draw_channels_compared, draw_multiplications, draw_times_by_size


def lines_of(fig):
    """{name: its points} of the lines of a figure."""
    return {line.get_label(): line.get_xydata().tolist() for line in fig.axes[0].lines}


@pytest.mark.parametrize("direct, by_values, said", [
    ([4, 64, 1024], [20, 128, 704], "From 32 numbers on, the way by values takes fewer multiplications"),
    ([4, 640, 1024], [20, 128, 704], "From 8 numbers on, the way by values takes fewer multiplications"),
    ([40, 64, 1024], [20, 128, 704], "From 32 numbers on, the way by values takes fewer multiplications"),
    ([4, 64, 704], [20, 128, 704], "Up to 32 numbers, the way by values takes no fewer multiplications"),
])  # fmt: skip
def test_the_title_says_from_where_on_fewer(direct, by_values, said):
    fig = draw_multiplications([2, 8, 32], direct, by_values)
    assert title(fig) == said and not is_cut(fig)
    assert [*lines_of(fig).values()] == [[[2, direct[0]], [8, direct[1]], [32, direct[2]]],
                                         [[2, by_values[0]], [8, by_values[1]], [32, by_values[2]]]]  # fmt: skip


def test_the_fastest_way_is_named_and_each_has_a_line():
    spent = {"SciPy": [1, 50], "FFT": [2, 3]}
    fig = draw_times_by_size([3, 31], spent)
    assert title(fig) == "Fastest here with 3x3: SciPy; with 31x31: FFT"
    assert lines_of(fig) == {"SciPy": [[3, 1], [31, 50]], "FFT": [[3, 2], [31, 3]]}


@pytest.mark.parametrize("ratios, change", [([0.1, 2.0, 60], "gains"), ([7.0, 2.0, 0.5], "gains nothing")])
def test_bars_begin_at_1_and_end_at_their_numbers(ratios, change):
    fig = draw_channels_compared(dict(zip(["1 in", "4 in", "32 in"], ratios)))
    assert title(fig) == f"With more channels TensorFlow {change} here" and not is_cut(fig)
    (ax,) = fig.axes
    assert [bar.get_x() for bar in ax.patches] == [1, 1, 1]
    assert [bar.get_x() + bar.get_width() for bar in ax.patches] == pytest.approx(ratios)
    assert [float(text.get_text()) for text in ax.texts] == [max(ratio, 1 / ratio) for ratio in ratios]
    left, right = ax.get_xlim()
    assert left < min(ratios) and right > max(ratios) and left * right == pytest.approx(1)
