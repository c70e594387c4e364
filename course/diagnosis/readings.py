"""Other modes, borders and flips under which the given numbers are right."""

from course.convolution.sizes import BORDERS, MODES
from course.diagnosis.cause import right_answer

# ---- right under another reading


def readings(request, given):
    """Other turns, modes and borders under which the given numbers are right: a list of (changes, Request).

    One change is looked for first, then two at once, then all three.
    """
    turns = [{}, {"flip": not request.flip}]
    modes = [{}, *({"mode": mode} for mode in MODES if mode != request.mode)]
    borders = [{}, *({"border": border} for border in BORDERS if border != request.border)]
    every = [{**turn, **mode, **border} for turn in turns for mode in modes for border in borders]
    for count in (1, 2, 3):
        some = [(changes, reread(request, changes)) for changes in every if len(changes) == count]
        found = [(changes, other) for changes, other in some if given.fits(right_answer(other))]
        if found:
            return found
    return []


def reread(request, changes):
    """The request with other options; a mode takes the place of explicit padding."""
    return request.but(**{**({"padding": None} if "mode" in changes else {}), **changes})
