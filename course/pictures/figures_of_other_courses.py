"""The figures of docs/further/other_courses.py: what is printed, beside what is right."""

import numpy as np

from course.pictures.figure_pieces import (
    DARKER_RED,
    draw_cells,
    draw_table,
    explain_tint,
    fit_cells,
    name_row,
)
from course.pictures.figures import PALE_BLUE, PALE_RED, panels


def draw_mixed_up(image, feature_map, other_image, other_map):
    """Draw two images of the same size with their feature maps side by side; rows that differ are coloured."""
    same = np.all(image == other_image, axis=1)
    alike = ", ".join(str(row) for row in np.flatnonzero(same))
    differing = np.count_nonzero(feature_map != other_map)
    title = f"Two images share the rows {alike}, and {differing} of {feature_map.size} numbers of their maps differ"
    fig, ax = panels(title, height=3.6)
    rows, columns = image.shape
    map_rows, map_columns = feature_map.shape
    row_tints = np.where(np.broadcast_to(same[:, np.newaxis], image.shape), PALE_BLUE, DARKER_RED)
    map_tints = np.where(feature_map == other_map, PALE_BLUE, DARKER_RED)
    left = 0
    for name, pixels, numbers in (("image", image, feature_map), ("other image", other_image, other_map)):
        draw_table(ax, 0, left, pixels, row_tints, name)
        draw_table(ax, (rows - map_rows) / 2, left + columns + 1, numbers, map_tints, "its map")
        left += columns + map_columns + 3
    explain_tint(ax, rows + 0.6, 0, DARKER_RED, "differs between the two")
    fit_cells(ax, left - 2, rows + 1.8)
    return fig


def draw_crop(dense, shape):
    """Draw the result of stride 1 twice: with what stride 2 takes of it coloured, and with what a crop takes.

    shape: (rows, columns) of the result of stride 2.
    """
    strided = np.zeros(dense.shape, dtype=bool)
    strided[::2, ::2] = True
    cropped = np.zeros(dense.shape, dtype=bool)
    cropped[: shape[0], : shape[1]] = True
    both = np.count_nonzero(strided & cropped)
    title = f"Stride 2 and a crop take {strided.sum()} numbers each, and only {both} places are the same"
    fig, ax = panels(title, height=2.7)
    left = 0
    for name, taken in (("stride 2: every second", strided), ("cropped: the corner", cropped)):
        draw_table(ax, 0, left, dense, np.where(taken, PALE_RED, "white"), name)
        left += dense.shape[1] + 1
    fit_cells(ax, left - 1, dense.shape[0])
    return fig


def draw_ramp(ramp, gradient, laplacian):
    """Draw a signal as cells, and below it its gradient and its Laplacian, each between the numbers it is made of.

    gradient: one number fewer than ramp; laplacian: two fewer, each below the middle one of its three.
    """
    flat = np.count_nonzero((laplacian == 0) & (np.abs(gradient[1:]) > 0) & (np.abs(gradient[:-1]) > 0))
    title = f"At {flat} places on the ramp the gradient is not 0, but the Laplacian is"
    fig, ax = panels(title, height=2.6)
    name_row(ax, 0, "signal")
    draw_cells(ax, 0, 0, ramp, PALE_BLUE)
    name_row(ax, 1.3, "gradient", -0.7)
    draw_cells(ax, 1.3, 0.5, gradient, [PALE_RED if value else "white" for value in gradient])
    name_row(ax, 2.6, "Laplacian", -0.7)
    draw_cells(ax, 2.6, 1, laplacian, [PALE_RED if value else "white" for value in laplacian])
    ax.set(xlim=(-3, len(ramp) - 0.4), ylim=(3.2, -0.6), aspect="equal")
    ax.axis("off")
    return fig
