"""docs/darken.py: what is written on the paper is light on dark paper; what stands for numbers stays as it is."""

import sys

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from support.files import ROOT

sys.path.append(str(ROOT / "docs"))

from darken import INK, PAPER, darken  # noqa: E402
from figure_files import drawn, save_light_and_dark  # noqa: E402
from readme_picture import draw  # noqa: E402


def test_a_figure_is_light_on_dark_and_its_numbers_keep_their_shades():
    fig = Figure(figsize=(4, 2))
    table, photo = fig.subplots(1, 2)
    cell = table.add_patch(Rectangle((0, 0), 1, 1, facecolor="#CFE3F0", edgecolor="black"))
    inside, beside = table.text(0.5, 0.5, "7", ha="center"), table.text(1.5, 0.5, "seven", ha="center")
    table.set(xlim=(0, 2), ylim=(0, 1), title="a table")
    (line,) = table.plot([0, 2], [0, 1], color="#0072B2")
    shown = photo.imshow(np.arange(6).reshape(2, 3), cmap="gray")
    on_photo = photo.text(1, 0.5, "5", color="black")
    darken(fig, drawn(fig).get_renderer())
    assert {to_hex(ax.get_facecolor()) for ax in (table, photo)} == {to_hex(fig.get_facecolor())} == {PAPER}
    assert {to_hex(text.get_color()) for text in (beside, table.title)} == {INK}
    assert to_hex(table.spines["left"].get_edgecolor()) == INK
    assert [text.get_color() for text in (inside, on_photo)] == ["black", "black"]
    assert to_hex(cell.get_facecolor()) == "#cfe3f0" and to_hex(line.get_color()) == "#0072b2"
    assert shown.get_array().tolist() == [[0, 1, 2], [3, 4, 5]] and shown.get_cmap().name == "gray"


def test_nothing_moves_where_a_page_becomes_dark(tmp_path):
    light, dark = draw(), draw()
    save_light_and_dark(dark, tmp_path / "figure.webp")
    light.set_dpi(dark.dpi)
    drawn(light)
    places = [[ax.get_position().bounds for ax in fig.axes] for fig in (light, dark)]
    assert places[0] == places[1]
