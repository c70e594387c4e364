"""The colours of what shows a convolution: what is written on what can be read, by the contrast that WCAG asks for."""

import pytest

from course.own_numbers.colours import DARK_COLOURS, LIGHT_COLOURS, rgb_of

SCHEMES = {"light": LIGHT_COLOURS, "dark": DARK_COLOURS}
WRITTEN = [
    *(("ink", paper) for paper in ("paper", "shade", "window", "now", "lit")),
    *(("quiet", paper) for paper in ("paper", "shade")),
    *((ink, paper) for ink in ("accent", "right", "wrong") for paper in ("paper", "shade")),
]


def luminance(colour):
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [part / 255 for part in rgb_of(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_both_schemes_have_the_same_names_and_colours_as_css_and_pixels_have_them():
    assert list(LIGHT_COLOURS) == list(DARK_COLOURS)
    assert rgb_of("#ffe9a8") == (255, 233, 168)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_written_can_be_read_and_lines_are_seen(scheme):
    """4.5 for letters, 3 for the line around a field or a cell, by WCAG 2.2, 1.4.3 and 1.4.11."""
    colours = SCHEMES[scheme]
    for ink, paper in WRITTEN:
        assert contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
    assert contrast(colours["line"], colours["paper"]) >= 3
