"""What was taken of a function, in a sentence or two."""

import numpy as np

from course.convolution.arguments import in_message
from course.convolution.formatting import listed_with_and
from course.convolution.sizes import MODES
from course.diagnosis.byte_results import AS_THEY_ARE, ROUNDED
from course.diagnosis.trial_inputs import KINDS_OF_LINES

SIZE_IN_WORDS = {
    "full": "a number for every overlap: 'full'",
    "same": "as many numbers as the {input}: 'same'",
    "valid": "only where the kernel lies inside: 'valid'",
    "SAME": "as many numbers as the {input}, an odd zero after: 'SAME'",
}
BORDER_IN_WORDS = {  # of functions; "constant" is what the definition calls zeros
    **dict.fromkeys(("zeros", "constant"), "zeros beyond the edge"),
    "edge": "the edge repeated beyond it",
    "reflect": "mirrored at the edge ('reflect')",
    "symmetric": "mirrored with the edge ('symmetric')",
    "wrap": "going on at the other side ('wrap')",
    "kept": "the outermost numbers kept as they are",
}


def calling_in_words(f, calling, seen):
    """The sentences on a Calling of f; seen: the Inferred that it comes of."""
    sentences = [f"{_called(f, seen)}; {'; '.join(_details(calling))}."]
    sentences += [f"Undecided: {each}." for each in seen.undecided]
    sentences += [f"Note: {each}." for each in seen.remarks]
    return " ".join(sentences)


def untried_in_words(parameters):
    """That Parameters were left at their defaults, a clause; "" where there are none.

    Example: of one parameter d=1 it is "its parameter d was left at 1, and no other value tried".
    """
    if not parameters:
        return ""
    names = listed_with_and([parameter.name for parameter in parameters])
    values = listed_with_and([in_message(parameter.default) for parameter in parameters])
    many, verb = ("s", "were") if len(parameters) > 1 else ("", "was")
    return f"its parameter{many} {names} {verb} left at {values}, and no other value tried"


def _called(f, seen):
    """How it is called: "called as f(image, kernel)"."""
    name = getattr(f, "__name__", "f")
    if seen.form is None:
        return f"Called as call= says, {seen.kind}"
    layout = seen.form.layout
    pair = [layout.input, layout.kernel]
    if seen.form.names:
        pair = [f"{name}={array}" for name, array in zip(seen.form.names, pair)]
    if seen.form.kernel_first:
        pair.reverse()
    further = [f"{parameter.name}={_shown(give)}" for parameter, give in seen.form.further]
    lists = " of lists" if seen.form.as_lists else ""
    return f"Called as {name}({', '.join([*pair, *further])}){lists}"


def _shown(give):
    """The value that is given, "..." where it is one that may be asked for."""
    h = np.ones((1, 1, 1, 1))
    value = give({}, h)
    options = {"stride": 2, "padding": 1, "dilation": 2, "groups": 2, "bias": [1]}
    asked = [give({"mode": mode, **options}, h) for mode in MODES]
    varies = any(not np.array_equal(value, other) for other in asked)
    return "..." if varies or isinstance(value, np.ndarray) else repr(value)


def _details(calling):
    """What it gives, part by part."""
    thing = "signal" if calling.kind in KINDS_OF_LINES else "image"
    if len(calling.modes) == 1:
        parts = [SIZE_IN_WORDS[calling.modes[0]].format(input=thing)]
    else:
        parts = [f"the modes {', '.join(calling.modes)}"]
    if calling.causal:
        parts.append("the first numbers of the full result (causal)")
    parts.append("a convolution" if calling.flip else "a correlation (the kernel is not flipped)")
    if {"same", "SAME"} & {*calling.modes} and calling.border != "zeros":
        parts.append(BORDER_IN_WORDS[calling.border])
    if calling.divides:
        parts.append("divided by the sum of the kernel's weights")
    if calling.results != AS_THEY_ARE:
        parts.append(f"results are {'rounded and ' if calling.results == ROUNDED else ''}held to 0..255")
    if isinstance(calling.kernels, tuple):
        parts.append(f"kernels of {'x'.join(map(str, calling.kernels))} alone")
    elif calling.kernels != "any":
        parts.append(f"{calling.kernels} kernels alone")
    return parts
