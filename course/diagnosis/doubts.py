"""
What makes a function doubtful whose numbers are all right for what was inferred: its name says otherwise, or what was
inferred is unusual and nothing in its text says that it is meant.

Such a function is held against what its name says, or what is usual, and is right only if the other is meant.

And what is doubtful of a function that makes a mistake: where the odd zero of "same" goes, which its numbers do not show.
"""

from dataclasses import replace
from typing import NamedTuple

from course.diagnosis.calling import calling_of
from course.diagnosis.calling_text import BORDER_IN_WORDS
from course.diagnosis.intentions import (
    NAME_SAYS_CONVOLUTION,
    border_in_name,
    is_called_convolution,
    promises_correlation,
    says_of_border,
    says_that_it_flips,
    says_that_it_is_causal,
    says_that_it_is_not_flipped,
    size_in_name,
)
from course.diagnosis.stages import WITHOUT_CHANNELS, judged


ODD_ZERO_ELSEWHERE = "same-wrong-side"  # the mistake that makes "SAME" of "same"


class Doubt(NamedTuple):
    """What a function is held against instead, as fields of a Calling, and what its numbers are right for, in words."""

    instead: dict
    words: str


def judged_in_doubt(f, found, calling, told):
    """The StagedDiagnosis of a function that is found right, or in doubt that of what it is held against instead.

    calling: the one that it was found right with; told: what of it the caller told, {name: value or None}.
    """
    doubt = next((doubt for tells in KINDS_OF_DOUBT if (doubt := tells(f, calling, told))), None)
    if not doubt or not found.right:
        return found
    held = judged(f, replace(calling, **doubt.instead))
    held.called = held.called.replace(f" Note: {NAME_SAYS_CONVOLUTION}.", "")
    held.remarks += [remark for remark in found.remarks if remark not in held.remarks]
    return told_in_doubt(found, held, doubt.words, calling.served)


def told_in_doubt(found, held, words, served=""):
    """The StagedDiagnosis of a function that was held against something else than what it is found right for.

    That is held, with what it is right for as its verdict; but found where it is right for both.
    """
    if not held.failures:
        return found
    on = f"{served}, on" if served else "on"
    held.verdict = f"Right {on} all {found.tried} probes {words}."
    return held


def judged_with_one_mistake(f, found, calling, told):
    """The StagedDiagnosis of a function, or where it makes two mistakes that as "SAME", if it makes but one there.

    found: the one as "same", of which one mistake is that the odd zero goes to the other side: with a kernel of even size
    people put it to either. calling, told: as in judged_in_doubt().
    """
    causes = found.causes
    if told["mode"] or calling.modes != ("same",) or not causes:
        return found
    if not all(ODD_ZERO_ELSEWHERE in cause.names[1:] for cause in causes):
        return found
    held = judged(f, calling_of(f, **{**told, "mode": "SAME"}))
    return held if held.holds and len(held.causes[0].mistakes) == 1 else found


def _of_flip(f, calling, told):
    """A function whose name says convolution in full, and that correlates."""
    is_flip_inferred = told["flip"] is None and calling.kind in WITHOUT_CHANNELS and not calling.flip
    if not is_flip_inferred or not is_called_convolution(f) or says_that_it_is_not_flipped(f):
        return None
    return Doubt(
        {"flip": True},
        "as a correlation; a convolution, which its name says, flips the kernel: right if a correlation is meant",
    )


def _of_no_flip(f, calling, told):
    """A function that convolves where its name or its text says that it leaves the kernel, or that is a layer."""
    if told["flip"] is not None or not calling.flip:
        return None
    is_layer = (
        calling.kind not in WITHOUT_CHANNELS and not is_called_convolution(f) and not says_that_it_flips(f)
    )
    if promises_correlation(f):
        why = "its name or its text speaks of one that leaves the kernel as it is"
    elif is_layer:
        why = "layers of networks leave the kernel as it is"
    else:
        return None
    return Doubt(
        {"flip": False}, f"as a convolution, which flips the kernel; {why}: right if a convolution is meant"
    )


def _of_size(f, calling, told):
    """A function whose name says another size than its result has."""
    size = size_in_name(f)
    sizes = {mode.lower() for mode in calling.modes}
    if told["mode"] or not size or len(sizes) > 1 or size in sizes or "padding" in calling.takes:
        return None
    (given,) = sizes
    words = f"in the size {given!r}, where its name says {size!r}: right if {given!r} is meant"
    return Doubt({"modes": (size,)}, words)


def _of_border(f, calling, told):
    """A function whose name says another border, as filter2D says the one of OpenCV."""
    if told["border"] or calling.causal or not {"same", "SAME"} & {*calling.modes}:
        return None
    allowed = border_in_name(f)
    if not allowed or calling.border in allowed:
        return None
    given = BORDER_IN_WORDS[calling.border]
    words = f"with another border than its name says: {given}, right if this is meant"
    return Doubt({"border": allowed[0]}, words)


def _of_kept_numbers(f, calling, told):
    """A function that leaves the input's numbers where the kernel leaves the input, of which its text says nothing."""
    if told["border"] or calling.border != "kept" or says_of_border(f, "kept"):
        return None
    words = (
        "with the outermost numbers kept as they are, where the definition has sums: right if this is meant"
    )
    return Doubt({"border": "zeros"}, words)


def _of_first_numbers(f, calling, told):
    """A function that gives the first numbers of the full result, of which its text says nothing."""
    if not calling.causal or says_that_it_is_causal(f):
        return None
    words = (
        "as the first numbers of the full result, where 'same' takes the middle ones: right if this is meant"
    )
    return Doubt({"causal": False}, words)


KINDS_OF_DOUBT = (_of_flip, _of_no_flip, _of_size, _of_border, _of_kept_numbers, _of_first_numbers)
