"""
How a function of pooling is called: f(image), f(image, size) or f(image, size, stride), one map or several.

It is asked with an input x in its own layout, an array h of ones of the window's sizes, and options["stride"] as
(rows, columns), options["kind"], and options["padding"] where there is one.
"""

from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

import numpy as np

from course.diagnosis.answer import answer_from, error_in_words
from course.diagnosis.call_forms import first_part, quiet_function
from course.diagnosis.parameters import NO_DEFAULT, Role, letters_of, parameters_of

WINDOW_NAMES = (
    *(
        "size",
        "k",
        "f",
        "pool",
        "poolsize",
        "window",
        "windowsize",
        "kernelsize",
        "ksize",
        "n",
        "kernel",
        "win",
        "ps",
    ),
    *(
        "filtersize",
        "poolsz",
        "poolshape",
        "blocksize",
        "block",
        "kernelshape",
        "factor",
        "ks",
        "w",
        "ksz",
        "sz",
        "filter",
    ),
)
STRIDE_NAMES = ("stride", "strides", "s", "step", "steps", "st", "stepsize", "hop", "schritt")
KIND_NAMES = (
    "kind",
    "mode",
    "type",
    "method",
    "op",
    "pooltype",
    "how",
    "typ",
    "operation",
    "pooling",
    "poolmode",
)
SETTINGS_NAMES = (
    "poolparam",
    "poolparams",
    "hparameters",
    "hparams",
    "hyperparameters",
    "params",
    "param",
    "config",
)
SIZES_IN_SETTINGS = (
    "f",
    "size",
    "k",
    "pool_size",
    "kernel_size",
    "window",
    "window_size",
    "filter_size",
    "ksize",
)
WORDS_OF_KINDS = {
    "max": ("max", "Max", "MAX", "maximum"),
    "average": ("avg", "average", "mean", "Avg", "AVG", "Average", "Mean", "ave"),
}
AVERAGE_WORDS = ("avg", "aver", "mean", "mittel", "moy", "promedio")


class PoolLayout(NamedTuple):
    """How a function takes its input: in words, and which axis of (batch, channels, rows, columns) each of its axes is."""

    words: str
    order: tuple

    def of_images(self, images):
        """Images (batch, channels, rows, columns), an array, in this layout: the first of those that have no axis here.

        Example: of images (2, 3, 5, 6) it is (5, 6) for order (2, 3), and (5, 6, 3) for order (2, 3, 1).
        """
        left_out = [axis for axis in range(images.ndim) if axis not in self.order]
        taken = images[tuple(0 if axis in left_out else slice(None) for axis in range(images.ndim))]
        kept = sorted(self.order)
        return taken.transpose([kept.index(axis) for axis in self.order])

    def as_images(self, x):
        """An array in this layout as images (batch, channels, rows, columns), with 1 for an axis that it has not."""
        brought = x.transpose(np.argsort(self.order))
        sizes = iter(brought.shape)
        return brought.reshape([next(sizes) if axis in self.order else 1 for axis in range(4)])


ONE_MAP = PoolLayout("image (rows, columns)", (2, 3))
POOL_LAYOUTS = (
    ONE_MAP,
    PoolLayout("images (batch, channels, rows, columns)", (0, 1, 2, 3)),
    PoolLayout("images (batch, rows, columns, channels)", (0, 2, 3, 1)),
    PoolLayout("image (channels, rows, columns)", (1, 2, 3)),
    PoolLayout("image (rows, columns, channels)", (2, 3, 1)),
)


@dataclass(frozen=True)
class PoolCall:
    """One form of calling f.

    layout     a PoolLayout
    as_lists   whether the input is nested lists
    further    ((name or None, what), ...): the arguments behind the input, by position where there is no name;
               what is "size", "stride", "kind", "padding", "paddings" (a pair of it), "settings" (a dict of
               all these) or a value
    in_pairs   whether size and stride are given as (rows, columns)
    kinds      {"max" or "average": the word that f knows it by}; {} where it takes none
    left       the Parameters that are left at their defaults
    """

    layout: PoolLayout
    as_lists: bool = False
    further: tuple = ()
    in_pairs: bool = False
    kinds: tuple = ()
    left: tuple = ()

    def takes(self, what):
        """Whether "size" or "stride" or "padding" is given."""
        return any(each in (what, f"{what}s", "settings") for _, each in self.further)

    @property
    def gives_padding(self):
        """Whether a padding is given as an argument of its own."""
        return any(what in ("padding", "paddings") for _, what in self.further)

    def giving(self, name, value):
        """The same with a value for a parameter of this name."""
        return replace(self, further=(*self.further, (name, value)))

    def __call__(self, f, x, h, options):
        """What f gives for an input in its own layout."""
        with quiet_function():
            return self._asked(f, x, h, options)

    def _asked(self, f, x, h, options):
        padding = options.get("padding", 0)
        values = {"size": h.shape, "stride": options["stride"]}
        alone = {
            "kind": dict(self.kinds).get(options["kind"]),
            "padding": padding,
            "paddings": (padding, padding),
            "settings": _settings(h.shape, options["stride"], padding),
        }
        by_position, by_name = [], {}
        for name, what in self.further:
            value = {**values, **alone}.get(what, what) if isinstance(what, str) else what
            if what in values and not self.in_pairs:
                value = int(value[0])
            if name is None:
                by_position.append(value)
            else:
                by_name[name] = value
        result = f(x.tolist() if self.as_lists else np.array(x, order="C"), *by_position, **by_name)
        return first_part(result, x.ndim)  # of (pooled, cache)


def _settings(window, stride, padding):
    """A dict with the window's size, the stride and the padding, under the names that courses give them."""
    sizes = dict.fromkeys(SIZES_IN_SETTINGS, int(window[0]))
    step = {"stride": int(stride[0]), "strides": int(stride[0]), "pad": padding, "padding": padding}
    return {"pool_height": int(window[0]), "pool_width": int(window[1]), **sizes, **step}


class TriedPooling(NamedTuple):
    """What a function gave: an array, or None and the error in words."""

    answer: np.ndarray | None
    error: str = ""


def try_pooling(call, f, x, window, stride, kind, padding=0):
    """The TriedPooling of a call on an input; window, stride: (rows, columns)."""
    options = {"stride": stride, "kind": kind, "padding": padding}
    try:
        result = call(f, x.copy(), np.ones(window, int), options)
    except (Exception, SystemExit) as error:  # what a function raises is its answer
        return TriedPooling(None, error_in_words(error))
    answer = answer_from(result)
    if answer.values is None:
        return TriedPooling(None, answer.trouble)
    try:
        return TriedPooling(np.array(answer.values, float))
    except ValueError:  # rows of different lengths
        return TriedPooling(None, "it returned rows of different lengths")


def pool_calls(f):
    """The PoolCalls that are tried, the plainest first; those that leave a padding at its default last."""
    parameters = (parameters_of(f) or ())[1:]
    may_pad = any(_is_padding(parameter) for parameter in parameters)
    forms = product((True, False) if may_pad else (False,), (False, True), (False, True), POOL_LAYOUTS)
    for with_padding, in_pairs, as_lists, layout in forms:
        further, kinds, left = _arguments(parameters, with_padding)
        if in_pairs and not further:
            continue
        for some_kinds in kinds:
            yield PoolCall(layout, as_lists, further, in_pairs, some_kinds, left)


def _is_padding(parameter):
    """Whether a Parameter is a padding that may be left at its default, and is no word or table by that."""
    default = parameter.default
    is_pair = isinstance(default, tuple) and all(isinstance(each, int) for each in default)
    may_be = default is None or isinstance(default, int) or is_pair
    return parameter.role == Role.PADDING and may_be


def _arguments(parameters, with_padding):
    """(the arguments behind the input, as PoolCall.further; lists of kinds to be tried; PoolCall.left)."""
    further, kinds, left = [], [()], []
    for parameter in parameters:
        name = letters_of(parameter.name)
        what = None
        if _is_of_kind(name, parameter.default):
            what, kinds = "kind", _kinds_of(parameter.default)
        elif name in SETTINGS_NAMES and parameter.default is NO_DEFAULT:
            what = "settings"
        elif name in WINDOW_NAMES or name in STRIDE_NAMES:
            what = "stride" if name in STRIDE_NAMES else "size"
        elif with_padding and _is_padding(parameter):
            what = "paddings" if isinstance(parameter.default, tuple) else "padding"
        elif parameter.default is NO_DEFAULT and parameter.role == Role.PADDING:
            what = "padding"
        if what is None:
            left.append(parameter)
            continue
        by_name = left and parameter.by_name  # what stands behind one that is left
        further.append((parameter.name if by_name else None, what))
    return tuple(further), kinds, tuple(left)


def _is_of_kind(name, default):
    """Whether a parameter chooses max or average: by its name, and its default where it has one."""
    if isinstance(default, str):
        return kind_in(default) is not None
    return name in KIND_NAMES and default is NO_DEFAULT


def _kinds_of(default):
    """PoolCall.kinds that are tried: the default's own word, and a word for the other kind, or two words."""
    if isinstance(default, str):
        kind = kind_in(default)
        (other,) = {*WORDS_OF_KINDS} - {kind}
        return [((kind, default), (other, WORDS_OF_KINDS[other][0]))]
    return [(("max", word), ("average", WORDS_OF_KINDS["average"][0])) for word in WORDS_OF_KINDS["max"]]


def kind_in(text):
    """Which of "max" and "average" a name speaks of; None if it speaks of neither or both."""
    text = text.lower()
    is_max, is_average = "max" in text, any(word in text for word in AVERAGE_WORDS)
    if is_max == is_average:
        return None
    return "max" if is_max else "average"
