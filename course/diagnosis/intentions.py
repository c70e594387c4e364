"""What a function's own text says that it is meant to do, where its numbers do not decide it."""

import inspect
import re

from course.diagnosis.parameters import parameters_of

FLIPPED = ("flip", "rot90", "rotate", "[::-1", "mirrored in both", "180")  # of the kernel
NO_FLIP_SAID = r"(\b(not|no|never|without|isn't|aren't)( be(ing)?)?[ -]|\bun)flip\w*"
NOT_FLIPPED = ("corr", "filt")  # in a name
LAYERS_OF_LIBRARIES = (
    "torch",
    "tensorflow",
    "tf.nn",
    "keras",
    "f.conv2d",
    "f.conv1d",
    "cross-corr",
    "cross corr",
)
SAID_OF_FLIPPING = (*FLIPPED, "true conv", "real conv", "proper conv", "mathematical", "unlike")
WRAPS = ("wrap", "circular", "periodic", "torus")


def text_of(f):
    """The source of a function in small letters, or what else of its text Python knows: its name and its docstring."""
    try:
        return inspect.getsource(f).lower()
    except (OSError, TypeError):
        return f"{getattr(f, '__name__', '')} {getattr(f, '__doc__', '')}".lower()


def is_likely_flipped(f, kind):
    """Whether a function that is as near to a convolution as to a correlation is likelier meant as a convolution.

    With channels, where deep learning is at work, it is not, unless its text says that the kernel is flipped.
    """
    if any(word in re.sub(NO_FLIP_SAID, "", text_of(f)) for word in FLIPPED):
        return True
    name = getattr(f, "__name__", "").lower()
    return kind in ("1-D", "2-D") and not any(word in name for word in NOT_FLIPPED)


def is_meant_as_in_libraries(f, kind):
    """Whether a function's text says that it is a layer as deep learning has it, whose kernels are not flipped."""
    text = text_of(f)
    if kind in ("1-D", "2-D") or any(word in text for word in SAID_OF_FLIPPING):
        return False
    return any(word in text for word in LAYERS_OF_LIBRARIES)


def is_meant_to_wrap(f):
    """Whether a function's text says that the input goes on at its other side."""
    return any(word in text_of(f) for word in WRAPS)


def is_meant_causal(f):
    """Whether a function's name, or the first line of its docstring, says that no output sees what comes after it."""
    says = (
        f"{getattr(f, '__name__', '')} {(getattr(f, '__doc__', '') or '').strip().splitlines()[:1]}".lower()
    )
    named = [parameter.name.lower() for parameter in parameters_of(f) or ()]
    is_said = re.search(r"(?<![a-z])causal", says) and not re.search(
        r"(not|non|un|anti|unlike)[ _-]+(a[ _])?causal", says
    )
    return bool(is_said) and not any("causal" in name for name in named)


def is_called_convolution(f):
    """Whether a function's name says that it is a convolution, and not, as conv does, what deep learning means by it."""
    name = getattr(f, "__name__", "").lower()
    return any(word in name for word in ("convol", "falt")) and "corr" not in name
