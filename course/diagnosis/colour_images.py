"""Functions that take images in colours alone, (rows, columns, 3), where diagnose() tries images of one colour."""

from itertools import product

import numpy as np

from course.diagnosis.answer import answer_from
from course.diagnosis.call_forms import quiet_function
from course.diagnosis.layouts import COLOURS
from course.diagnosis.parameters import parameters_of
from course.diagnosis.stage_probes import bytes_of

SIZES_TRIED = (6, 7)
ARGUMENTS_TRIED = (1, 3)  # for a radius, a size or a sigma
MOST_ARGUMENTS = 2


def how_to_ask_for_one_colour(f):
    """What a function takes that gives numbers for images in colours alone, and the lines that ask it for one colour.

    "" of any other function, and of one that needs more than an image and two numbers.
    """
    needed = [parameter.name for parameter in parameters_of(f) or () if parameter.is_required]
    name = getattr(f, "__name__", "")
    if not name.isidentifier() or not 1 <= len(needed) <= 1 + MOST_ARGUMENTS:
        return ""
    image = bytes_of(SIZES_TRIED)
    for further in product(ARGUMENTS_TRIED, repeat=len(needed) - 1):
        axes = _axes_given(f, np.stack([image] * COLOURS, axis=-1), further)
        if axes and not _axes_given(f, image, further):
            return _in_words(name, needed, axes)
    return ""


def _axes_given(f, image, further):
    """How many axes the numbers have that a function gives for an image; 0 where it gives none, or those of no image."""
    try:
        with quiet_function():
            answer = answer_from(f(image.copy(), *further))
    except (Exception, SystemExit):  # what a function raises is its answer
        return 0
    if answer.values is None:
        return 0
    axes = np.ndim(answer.values)
    is_image = axes == 2 or (axes == 3 and np.shape(answer.values)[-1] == COLOURS)
    return axes if is_image else 0


def _in_words(name, needed, axes):
    image, *further = needed
    first, gives = ("[..., 0]", "(rows, columns, 3)") if axes == 3 else ("", "(rows, columns)")
    call = f"{name}({', '.join([f'np.dstack([{image}] * {COLOURS})', *further])}){first}"
    return (
        f"{name} takes images in colours, (rows, columns, 3), and gives {gives} for them, but nothing for (rows, columns), "
        f"which is what is tried: ask for a function of one colour that calls it, "
        f"def {name}_of_one({', '.join(needed)}): return {call}"
    )
