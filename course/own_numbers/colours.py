"""
The colours of what shows a convolution, in light and in dark: pictures that move, and the page of course/play.

Each is typed here alone: CSS takes them as they are, drawings in pixels by rgb_of().
"""

LIGHT_COLOURS = {
    "paper": "#ffffff",
    "ink": "#1b1b1f",
    "quiet": "#5c5c66",  # ink of what is said beside
    "line": "#8a8a95",  # around cells
    "shade": "#f0f0f4",  # paper of panels, and of numbers that padding added
    "accent": "#0b57b0",
    "window": "#ffe9a8",  # what lies under the kernel
    "now": "#ffc94d",  # the output that it gives
    "lit": "#cfe3ff",  # what belongs to a number that is pointed at
    "right": "#0a6b2d",
    "wrong": "#b3261e",
}
DARK_COLOURS = {
    "paper": "#16161a",
    "ink": "#ececf1",
    "quiet": "#adadb8",
    "line": "#7b7b87",
    "shade": "#26262d",
    "accent": "#8ec1ff",
    "window": "#57460f",
    "now": "#755900",
    "lit": "#1f3f68",
    "right": "#7ddc9a",
    "wrong": "#ff9d94",
}


def rgb_of(colour):
    """The (red, green, blue) of a colour, from 0 to 255.

    Example: rgb_of("#ffe9a8") is (255, 233, 168).
    """
    return tuple(bytes.fromhex(colour.removeprefix("#")))
