"""The readings under which given numbers are right, in words; and which mistakes of the bank say the same."""

from course.convolution.formatting import counted, listed_with_and, mode_in_words
from course.diagnosis.fitted_padding import places_around, windows_moved
from course.diagnosis.readings import border_in_words, distinct_changes
from course.own_numbers.typed_text import typed_padding

MOST_READINGS = 4  # that are told: two borders, each in two modes, as above an image of two rows
MODES_OF_A_SIZE = ("same", "SAME", None)  # None: explicit padding


def distinct_readings(explanation):
    """The Readings of an Explanation, the first of those that are one: a list.

    Example: for an odd kernel at stride 1 the modes same and SAME add the same zeros, and same alone is told.
    """
    every = explanation.readings
    distinct = distinct_changes(explanation.request, [reading.changes for reading in every])
    return [reading for reading in every if reading.changes in distinct]


def says_the_same(reading, cause, asked):
    """Whether a Cause of one mistake says in the bank's words what a Reading says; asked: the Request's own mode.

    Example: {"border": "symmetric"} and the mistake boundary-symm.
    """
    if len(reading.changes) > 1 or len(cause.mistakes) > 1:
        return False
    ((option, value),) = reading.changes.items()
    if option == "flip":
        names = {"no-flip"}
    elif option == "stride":
        names = {"stride-ignored"} if value == 1 else set()
    elif option == "border":
        names = {MISTAKES_OF_BORDERS.get(value)}
    elif asked is None:  # explicit padding, which no mistake of a mode replaces
        names = set()
    else:
        names = {f"{asked}-is-{value}", f"always-{value}", *MISTAKES_OF_MODES.get((asked, value), ())}
    return not names.isdisjoint([*cause.names, *cause.also])


MISTAKES_OF_BORDERS = {
    "edge": "boundary-edge",
    "wrap": "boundary-wrap",
    "symmetric": "boundary-symm",
    "reflect": "boundary-reflect",
}
MISTAKES_OF_MODES = {  # beside those that have both modes in their names: (the mode asked for, the other mode)
    ("same", "SAME"): ("same-wrong-side",),
    ("SAME", "same"): ("stride-pad-stride1",),
}


def right_elsewhere(readings, request, tags, others=0):
    """Under which Readings the numbers are right, what was asked for, and where the windows lie: sentences; none without any.

    tags: for each reading the tag of the mistakes that say the same, or "". others: how many more there are.
    """
    if not readings:
        return []
    by_sides = [_differs_by_sides(reading, request) for reading in readings]
    places = []
    for reading, with_sides, tag in zip(readings, by_sides, tags):
        sides = f", with {_sides_in_words(reading.request, request)}" if with_sides else ""
        places.append(f"{reading.words}{sides}{tag and ' ' + tag}")
    asked = listed_with_and(_asked_for(readings, request, any(by_sides)))
    more = f", or with {counted(others, 'other choice')} of mode, border and flip" if others else ""
    sentences = [f"These numbers would be right {', or '.join(places)}{more}. You asked for {asked}."]
    if any(_steps_by_kernel(reading) for reading in readings):
        sentences.append(
            "Hint: Pooling layers step by the kernel's size where no stride is given (stride=1)."
        )
    moved = request.mode is None and windows_moved(request.sides, readings[0].request.sides)
    return [*sentences, moved] if moved else sentences


def hint_of_same(reading):
    """What a Reading in TensorFlow's mode SAME with a stride adds, and how to have other sides: a line, or none."""
    request = reading.request
    if reading.changes.get("mode") != "SAME" or all(stride == 1 for *_, stride, _ in request.each):
        return []
    return [
        f"Hint: With a stride SAME adds no more than the last window needs, here {places_around(request.sides, request)}. "
        "For other padding pad the input before (tf.pad), and use VALID."
    ]


def _differs_by_sides(reading, request):
    """Whether a Reading has another mode of as many outputs, so that it matters how much is added on which side."""
    return (
        "mode" in reading.changes
        and request.mode in MODES_OF_A_SIZE
        and reading.request.mode in MODES_OF_A_SIZE
        and reading.request.sizes == request.sizes
    )


def _steps_by_kernel(reading):
    """Whether a Reading has another stride, which is the size of the kernel along each axis, as poolings have it."""
    return "stride" in reading.changes and all(k == stride for _, k, stride, _ in reading.request.each)


def _sides_in_words(request, asked):
    """What is added around the input of a Request; as an option as well, where padding was asked for as one."""
    words = places_around(request.sides, request)
    return f"{words} ({typed_padding(request.sides)})" if asked.mode is None else words


def _asked_for(readings, request, with_sides):
    """In words, what the request has where the Readings have something else."""
    changed = {name for reading in readings for name in reading.changes}
    asked = []
    if "flip" in changed:
        asked.append("a convolution" if request.flip else "a correlation")
    if "mode" in changed:
        sides = _sides_in_words(request, request)
        if request.mode is None:
            asked.append(sides)
        else:
            asked.append(
                f"{mode_in_words(request.mode)}, with {sides}" if with_sides else mode_in_words(request.mode)
            )
    if "border" in changed:
        fill = request.fill
        asked.append(f"the border {request.border_name}" if fill else border_in_words(request.border))
    if "stride" in changed:
        asked.append(f"stride {request.stride}")
    return asked
