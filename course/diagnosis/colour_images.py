"""Functions that take images in colours alone, (rows, columns, 3): most are judged one colour at a time."""

from functools import wraps
from itertools import product

import numpy as np

from course.diagnosis.answer import answer_from
from course.diagnosis.call_forms import quiet_function
from course.diagnosis.further_kinds import further_kind, judged_as
from course.diagnosis.layouts import COLOURS, Layout
from course.diagnosis.parameters import parameters_of
from course.diagnosis.stage_probes import bytes_of
from course.errors import Unusable

SIZES_TRIED = (6, 7)
ARGUMENTS_TRIED = (1, 3)  # for a radius, a size or a sigma
MOST_ARGUMENTS = 2
KINDS_OF_IMAGES = ("average", "blur", "sobel", "filter")  # of diagnose(), which are tried with colours
IN_COLOURS = Layout("2-D", "image (rows, columns, 3 colours)", "", beside=2)
HOW_ASKED = {  # by how many axes it gives
    3: "It is asked with the image in each of its three colours in turn, beside others.",
    2: "It is asked with an image that is the same in all three colours.",
}


def judged_in_colours(f, kind, told):
    """The StagedDiagnosis of a function of images in colours alone, of KINDS_OF_IMAGES; None of any other.

    kind, told: see diagnose(). A function that makes one colour of three may weigh them so that they do not
    add up to 1, or in whole numbers: it is judged only where it is right, or its mistake has a name.
    """
    axes = _axes_in_colours_alone(f)
    if not axes or kind not in (None, *KINDS_OF_IMAGES):
        return None
    of_one = _asked_for_one_colour(f, axes)
    kind = kind or further_kind(of_one)
    if kind not in KINDS_OF_IMAGES:
        return None
    try:
        found = judged_as(of_one, kind, told)
    except Unusable:
        return None
    if axes == 2 and not found.right and not found.causes:
        return None
    name = getattr(f, "__name__", "f")
    called = found.called.replace(f"{name}(image", f"{name}({IN_COLOURS.input}", 1)
    found.called = f"{called} {HOW_ASKED[axes]}"
    return found


def _asked_for_one_colour(f, axes):
    """A function of an image of one colour that asks f, which gives results with so many axes.

    What f writes into its image is written into that of one colour, too.
    """

    @wraps(f)
    def of_one_colour(image, *further, **by_name):
        image, given = np.asarray(image), []

        def ask(images, h):
            given.append(images)
            return f(images, *further, **by_name)

        if axes == 3:
            result = IN_COLOURS.answer(ask, image, 0)
        else:
            result = ask(np.stack([image] * COLOURS, axis=-1), 0)
        image[...] = given[0][..., 0]
        return result

    return of_one_colour


def how_to_ask_for_one_colour(f):
    """What a function takes that gives numbers for images in colours alone, and the lines that ask it for one colour.

    "" of any other function, and of one that needs more than an image and two numbers.
    """
    name, axes = getattr(f, "__name__", ""), _axes_in_colours_alone(f)
    return _in_words(name, _needed(f), axes) if axes and name.isidentifier() else ""


def _needed(f):
    """The names of the parameters that have to be given."""
    return [parameter.name for parameter in parameters_of(f) or () if parameter.is_required]


def _axes_in_colours_alone(f):
    """How many axes results for an image in colours have; 0 where there are some for one colour, too."""
    count = len(_needed(f))
    if not 1 <= count <= 1 + MOST_ARGUMENTS:
        return 0
    image = bytes_of(SIZES_TRIED)
    for further in product(ARGUMENTS_TRIED, repeat=count - 1):
        axes = _axes_given(f, np.stack([image] * COLOURS, axis=-1), further)
        if axes and not _axes_given(f, image, further):
            return axes
    return 0


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
