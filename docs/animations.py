"""
The pictures that move on the pages of lessons, made of the numbers that stand in the lesson itself.

The lesson's code holds nothing for them: MOVING says below which heading one stands, and what is convolved there.
"""

import ast
from typing import NamedTuple

from docutils import nodes

from course import work_out
from course.own_numbers.animation_frames import alt_text
from course.own_numbers.animation_svg import animation_svg, still_svg


class Place(NamedTuple):
    """The heading of the cell at whose end a picture stands, the names of the input and the kernel, the mode."""

    heading: str
    signal: str
    kernel: str
    mode: str


MOVING = {
    "0_1D": Place("Flip and slide, as a program", "signal", "kernel", "full"),
    "1_2D": Place("Flip and slide, as a program", "image", "kernel", "valid"),
}


def trace_of_lesson(text, place):
    """The Trace of what a lesson convolves at a Place. text: the lesson's own."""
    return work_out(
        numbers_above(text, place, place.signal), numbers_above(text, place, place.kernel), place.mode
    )


def numbers_above(text, place, name):
    """The numbers that were last given to a name above a Place, in lists: of np.array([1, 2]) they are [1, 2]."""
    above = text[: text.index(f"# %% {place.heading}\n")]
    values = [
        node.value
        for node in ast.parse(above).body
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == [name]
    ]
    value = values[-1]
    return ast.literal_eval(value.args[0] if isinstance(value, ast.Call) else value)


def write_moving_picture(file, folder):
    """Write the picture of a lesson's file, if it has one, into a folder, and its last frame, for paper."""
    if file.stem in MOVING:
        trace = trace_of_lesson(file.read_text(encoding="utf-8"), MOVING[file.stem])
        for text, name in ((animation_svg, picture_name), (still_svg, still_name)):
            path = folder / name(file.stem)
            path.write_text(text(trace), encoding="utf-8", newline="\n")


def picture_name(lesson):
    return f"steps_{lesson}.svg"


def still_name(lesson):
    return f"still_{lesson}.svg"


def put_moving_picture(doctree, file, folder):
    """Put the picture of a lesson, if it has one, at the end of its cell, with its words and a link that shows it anew.

    file: the lesson's own; folder: where the picture was written, from the folder of Sphinx's sources.
    """
    if file.stem not in MOVING:
        return
    place, name = MOVING[file.stem], picture_name(file.stem)
    (section,) = [
        part
        for part in doctree.findall(nodes.section)
        if part.next_node(nodes.title).astext() == place.heading
    ]
    words = alt_text(trace_of_lesson(file.read_text(encoding="utf-8"), place))
    again = nodes.reference("", "See it move again", refuri=f"../_images/{name}")
    text = nodes.Text("Window by window, once through, up to the whole result. ")
    said = nodes.paragraph("", "", text, again, classes=["on-screen"])
    moving = nodes.image(uri=f"/{folder}/{name}", alt=words, loading="lazy", classes=["on-screen"])
    still = nodes.image(uri=f"/{folder}/{still_name(file.stem)}", alt=words, classes=["on-paper"])
    section += [moving, still, said]
