"""
The bank of mistakes: each known one as a change to the definition, with what to say of it.

A mistake replaces a few pieces of course/definition.py. definition_with(mistake) is a definition of its own
that makes the mistake; course.definition itself is never touched. Each change takes the piece that stands
there and returns the new one, so mistakes add up: definition_with(a, b) makes a first and b on top of it.
With channels, a mistake of one image is made in the map of each channel.

The first in BANK are those that people make most often. To add one, say where it can be made, what it
changes (the kinds below are the ways to say that), what goes on from "This gives exactly the numbers of", and
one hint; smallest_input finds the smallest input that singles it out. Sentences are plain and kind: they say
what the numbers are, never what somebody did.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial, reduce
from itertools import product
from math import inf, nan, prod
from numbers import Rational
from types import FunctionType, SimpleNamespace
from typing import NamedTuple

import numpy as np

from course import definition, stages
from course.definition import BORDERS, MODES, plain, reach

PLANE, STRIDE, DILATION, CHANNELS = ("2-D",), ("stride",), ("dilation",), ("channels",)
BOTH = ("1-D", "2-D")
EVERY = (*BOTH, *STRIDE, *DILATION, *CHANNELS)
DRAFTS, LISTED = "students' drafts", "the list"

BANK = {}  # name: Mistake


@dataclass(frozen=True, eq=False)
class Mistake:
    """One mistake.

    places   where it can be made: some of "1-D", "2-D", "stride", "dilation", "channels"
    says     goes on from "This gives exactly the numbers of"; unflipped is what it becomes where a
             correlation (flip=False) is asked, if the words differ then
    hint     what to look at
    seen     "drafts" (people have really written it), a thread or a project, or "the list", if none is known
    changes  {name of a piece of the definition: a function from that piece to the new one}
    """

    name: str
    places: tuple
    says: str
    hint: str
    seen: str
    changes: dict
    unflipped: str = ""

    def ending(self, flip=True):
        """What goes on from "This gives exactly the numbers of" where a convolution (flip) or a correlation is asked."""
        return self.says if flip else self.unflipped or self.says

    def sentence(self, flip=True):
        """The whole sentence."""
        return f"This gives exactly the numbers of {self.ending(flip)}"


def add(name, places, changes, says, hint, seen=LISTED, unflipped=""):
    """Put a mistake into the bank. One of images alone leaves signals alone."""
    if places == PLANE:
        changes = {piece: change for piece, change in changes.items() if piece != "convolve1d"}
    BANK[name] = Mistake(name, places, says, hint, seen, changes, unflipped)


# ---- a definition that makes mistakes


def definition_with(*mistakes):
    """A definition that makes these mistakes in turn: a namespace with all names of course.definition and stages."""
    namespace = SimpleNamespace(**vars(stages) | vars(definition))
    world = vars(namespace)
    for name, value in world.items():
        if isinstance(value, FunctionType) and value.__globals__ in (vars(definition), vars(stages)):
            world[name] = _rebound(value, world)
    for mistake in mistakes:
        for name, change in mistake.changes.items():
            world[name] = change(world[name])
    return namespace


def _rebound(function, world):
    """The same function, which finds the others in world."""
    rebound = FunctionType(
        function.__code__, world, function.__name__, function.__defaults__, function.__closure__
    )
    rebound.__kwdefaults__ = function.__kwdefaults__
    return rebound


# What a definition with mistakes may raise where the definition itself answers: ValueError, if a change
# leaves no room, no output or shapes that do not fit, and ArithmeticError, if a number has no value or no
# float. Anything else is a fault of the bank and comes through.
REFUSALS = (ValueError, ArithmeticError)


def outcome(world, x, h, **options):
    """What a definition gives for x with h, as nested lists of Python's own numbers; None where it refuses.

    x is a signal, an image, or images with channels, and h what goes with it; the options are those of
    definition.convolve1d, mode among them. A refusal is no numbers, and so never evidence of a mistake.
    """
    convolve = {1: "convolve1d", 2: "convolve2d"}.get(axes(x), "convolve_channels")
    try:
        return getattr(world, convolve)(x, h, **options)
    except REFUSALS:
        return None


def axes(x):
    """How many axes an array or nested lists have."""
    if hasattr(x, "ndim"):
        return x.ndim
    return 1 + axes(x[0]) if isinstance(x, (list, tuple)) else 0


def alike(one, other):
    """Whether two outcomes hold the same numbers in the same arrangement; a nan is like a nan."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return one == other or (one != one and other != other)


def applies(mistake, axes, options):
    """Whether the mistake can show itself: axes is how many the input has (3 or 4: channels)."""
    places = {1: {"1-D"}, 2: {"2-D"}}.get(axes, {"2-D", "channels"})
    for option in ("stride", "dilation"):
        if options.get(option, 1) not in (1, (1, 1), [1, 1]):
            places.add(option)
    return not places.isdisjoint(mistake.places)


# ---- the kinds: what a change is given, and which pieces it replaces. Arrays hold Python's own numbers.


def piece(name):
    """One piece of the definition: change(old, ...) in place of old(...)."""
    return lambda change: {name: lambda old: partial(change, old)}


def around(change):
    """Both convolutions: change(convolve, x, h, mode, options) gives the output."""

    def changed(convolve, x, h, mode=None, **options):
        with np.errstate(all="ignore"):  # inf - inf is nan, and no reason to warn
            return plain(change(convolve, _array(x), _array(h), mode, options))

    return {**piece("convolve1d")(changed), **piece("convolve2d")(changed)}


def _array(values):
    return np.array(plain(values), object)


def result(convolve, x, h, mode, options):
    """The output as an array; ValueError where there is none left to change."""
    y = np.array(convolve(x, h, mode, **options), object)
    if y.size == 0:
        raise ValueError("there is no output")
    return y


def signal(change):
    """The signal or image on its way in: change(x)."""
    return around(lambda convolve, x, h, mode, options: convolve(change(x), h, mode, **options))


def kernel(change):
    """The kernel on its way in: change(h)."""
    return around(lambda convolve, x, h, mode, options: convolve(x, change(h), mode, **options))


def turning(change):
    """The kernel as it slides: change(h, flip) instead of h turned round if flip says so."""

    def changed(convolve, x, h, mode, options):
        h = change(h, options.get("flip", True))
        return convolve(x, h, mode, **{**options, "flip": False})

    return around(changed)


def output(change):
    """The output on its way out: change(y, x, h)."""
    return around(lambda convolve, x, h, mode, options: change(result(convolve, x, h, mode, options), x, h))


def each(change):
    """Every number of the output that is one: change(number)."""
    return output(lambda y, x, h: one_by_one(y, lambda v: v if v != v else change(v)))


def options(change):
    """The options: change(stride, dilation) gives the ones that differ."""
    return around(
        lambda convolve, x, h, mode, given: convolve(
            x, h, mode, **{**given, **change(given.get("stride", 1), given.get("dilation", 1))}
        )
    )


def touching(change):
    """Outputs whose window leaves the input: change(y, outside, inside, x).

    outside is True where it does, inside the weight that stays on the input.
    """

    def changed(convolve, x, h, mode, options):
        y = result(convolve, x, h, mode, options)
        bare = {**options, "border": "constant", "fill": 0}
        inside = result(convolve, np.ones_like(x), h, mode, bare)
        outside = result(convolve, np.zeros_like(x), np.ones_like(h), mode, {**bare, "fill": nan})
        return change(y, outside != outside, inside, x)

    return around(changed)


def modes(**change):
    """Modes taken for others: same="full" does for "same" what is right for "full"."""
    return piece("pads")(lambda pads, n, k, mode, **steps: pads(n, k, change.get(mode, mode), **steps))


def same(change):
    """The padding of "same": change(reach - 1) gives (before, after)."""

    def padded(pads, n, k, mode, *, stride=1, dilation=1):
        over = reach(k, dilation) - 1
        return change(over) if mode == "same" else pads(n, k, mode, stride=stride, dilation=dilation)

    return piece("pads")(padded)


def sides(mode, change):
    """The padding of two axes where the mode is this one: change(rows, columns) gives both."""

    def padded(padding_of, given, padding, axes):
        both = padding_of(given, padding, axes)
        return change(*both) if given == mode and len(axes) == 2 else both

    return piece("_padding")(padded)


def borders(change):
    """Borders taken for others: change[border] is what stands there."""
    return piece("source")(lambda source, i, n, border: source(i, n, change.get(border, border)))


def steps(option, change):
    """The stride or the dilation of two axes: change(rows, columns) gives both."""

    def pair(old, value, asked):
        return change(*old(value, asked)) if asked == option else old(value, asked)

    return piece("_pair")(pair)


def sizes(change):
    """The number of outputs: change(room, stride), room being how far the kernel can move."""

    def size(output_size, n, k, *, stride=1, **rest):
        return change(output_size(n, k, **rest) - 1, stride)

    return piece("output_size")(size)


def strided(change):
    """Outputs picked from those of stride 1: change(dense, y, stride), stride one number for each axis."""

    def changed(convolve, x, h, mode, options):
        y = result(convolve, x, h, mode, options)
        dense = result(convolve, x, h, mode, {**options, "stride": 1})
        return change(dense, y, np.broadcast_to(options.get("stride", 1), x.ndim))

    return around(changed)


def colours(change):
    """Images (height, width, in) and filters on their way in: change(image, filters) gives both."""

    def changed(convolve, images, filters, mode=None, **options):
        images, filters = _array(images), _array(filters)
        if images.ndim == 3:
            images, filters = change(images, filters)
        return convolve(images, filters, mode, **options)

    return piece("convolve_channels")(changed)


def apart(change):
    """What becomes of the maps of single channels: change(maps), maps being (in, height, width, out)."""

    def changed(convolve, images, filters, mode=None, **options):
        images, filters = _array(images), _array(filters)
        if images.ndim == 4:
            return convolve(images, filters, mode, **options)
        one = [(images[..., c : c + 1], filters[:, :, c : c + 1]) for c in range(images.shape[-1])]
        with np.errstate(all="ignore"):
            return change(_array([convolve(*pair, mode, **options) for pair in one])).tolist()

    return piece("convolve_channels")(changed)


# ---- what the changes are made of


def emptied(values, at, nothing=0):
    """The array with zeros at one end: 0 is its first number, row and column, -1 its last."""
    values[at] = values[..., at] = nothing
    return values


class Unused(Fraction):
    """The 0 of a weight that is never read: even a nan times it is 0."""

    __mul__ = __rmul__ = lambda self, other: 0


class Outside(Fraction):
    """The 0 beyond the input; a product with it is known by it."""

    __mul__ = __rmul__ = lambda self, other: self


def on_input(choose):
    """One product of each window in place of the sum: choose(those that lie on the input), 0 if there are none."""

    def chosen(total, products):
        inside = [product for product in products if not isinstance(product, Outside)]
        return choose(inside) if inside else 0

    def marked(convolve, x, h, mode, options):
        return convolve(x, h, mode, **{"fill": Outside(0), **options})

    return {**around(marked), **piece("total")(chosen)}


def one_by_one(values, change):
    """The array with each of its numbers changed."""
    return np.array([change(value) for value in values.flat], object).reshape(values.shape)


def quotient(a, b):
    """a / b: a Fraction where both are exact, and inf or nan where NumPy says so."""
    if b == 0:
        return a * inf
    if not isinstance(a, Rational) or not isinstance(b, Rational):
        return a / b
    exact = Fraction(a) / b
    if exact.denominator.bit_length() > 2000:
        raise ValueError("the numbers have no end")
    return exact


def divided(values, by):
    """The array divided by a number."""
    return one_by_one(values, lambda value: quotient(value, by))


def mean(total, products):
    """The total of the products divided by their number."""
    products = list(products)
    return quotient(total(products), len(products))


def larger(a, b):
    """The larger of two numbers; nan if one of them is."""
    return a if a >= b or a != a else b


def smaller(a, b):
    """The smaller of two numbers; nan if one of them is."""
    return a if a <= b or a != a else b


def cut(value):
    """The number without its decimals; inf and nan as they are."""
    return int(value) if value - value == 0 else value


UINT8, INT64 = map(np.iinfo, (np.uint8, np.int64))


def wrapped(value, kind=UINT8):
    """The number as an integer type keeps it: without decimals, starting again where the type ends."""
    low, size = int(kind.min), int(kind.max) - int(kind.min) + 1
    return (int(value) - low) % size + low if value - value == 0 else value


# ---- the bank: those of real drafts first, the most frequent at the top

add(
    "no-flip",
    EVERY,
    turning(lambda h, flip: h if flip else np.flip(h)),
    "a correlation: the kernel is not turned round.",
    "Slide 1 2 over 1 0 in mode full: a convolution gives 1 2 0, a correlation 2 1 0.",
    f"{DRAFTS}; scipy #14369; tensorflow #11864",
    unflipped="a convolution: the kernel is turned round.",
)


add(
    "border-zero",
    BOTH,
    touching(lambda y, outside, inside, x: np.where(outside, 0, y)),
    "outputs where the kernel lies wholly inside; at the border the result stays zero.",
    "Pad first: then every output has a window, at the border too.",
    DRAFTS,
)
add(
    "square-image",
    PLANE,
    signal(lambda x: x[:, : len(x)]),
    "an image taken to be square: its height is used for its width.",
    "x.shape[0] is for the rows, x.shape[1] for the columns; try an image of 3 rows and 5 columns.",
    f"{DRAFTS}; cs50/problems #73",
)
add(
    "centre-one",
    BOTH,
    same(lambda over: (over - 1, 1)),
    "windows that end one place after their output, however wide the kernel is.",
    "In x[i + 1 - a] the 1 fits kernels 3 and 4 wide; try (k - 1)//2, and a kernel of 5.",
    DRAFTS,
)
add(
    "centre-one-window",
    BOTH,
    same(lambda over: (1, over - 1)),
    "windows that begin one place before their output, however wide the kernel is.",
    "A window that begins at i - 1 fits kernels 2 and 3 wide; try k//2, and a kernel of 5.",
    DRAFTS,
)


def skip_k1(convolve, x, h, mode, options):
    y = result(convolve, x, h, mode, options)
    inside = result(convolve, x, h, None, {**options, "padding": 0})
    kept = np.zeros_like(y)
    fits = tuple(slice(size) for size in inside.shape)
    kept[fits] = y[fits]
    return kept


add(
    "skip-k1",
    BOTH,
    around(skip_k1),
    "a padded input, but only as many outputs as 'valid' has; the rest stays zero.",
    "Once the input is padded, every output has a window: count the outputs of the padded input.",
    DRAFTS,
)
add(
    "stride-floor2",
    STRIDE,
    sizes(lambda room, stride: (room + 1) // stride),
    "(n - k + 1)//stride outputs, and not (n - k)//stride + 1.",
    "Count the windows on paper: 5 numbers, a kernel of 3 and stride 2 have 2.",
    DRAFTS,
)

# ---- the kernel and the axes

add(
    "flip-rows-only",
    PLANE,
    turning(lambda h, flip: h[::-1]),
    "a kernel that is turned upside-down but not left-right.",
    "A convolution turns both axes, h[::-1, ::-1]; a correlation turns none.",
)
add(
    "flip-cols-only",
    PLANE,
    turning(lambda h, flip: h[:, ::-1]),
    "a kernel that is turned left-right but not upside-down.",
    "A convolution turns both axes, h[::-1, ::-1]; a correlation turns none.",
)
add(
    "kernel-transposed",
    PLANE,
    turning(lambda h, flip: h.T if flip else h),
    "a kernel whose rows and columns are swapped, where it is to be turned round.",
    "h.T swaps rows and columns; h[::-1, ::-1] turns the kernel round.",
)
add(
    "flip-and-transpose",
    PLANE,
    turning(lambda h, flip: np.flip(h.T) if flip else h.T),
    "a kernel whose two indices are swapped, h[b, a] for h[a, b], and which is turned round.",
    "Look at the order of the kernel's two indices: the row comes first.",
    unflipped="a kernel whose two indices are swapped, h[b, a] for h[a, b].",
)
add(
    "kernel-rot90",
    PLANE,
    turning(lambda h, flip: np.rot90(h)),
    "a kernel rotated by a quarter turn.",
    "Turning the kernel round is half a turn: np.rot90(h, 2), or h[::-1, ::-1].",
)
add(
    "input-transposed",
    PLANE,
    signal(lambda x: x.T),
    "an image read as [column, row].",
    "In x[i, j] the i is the row; a size given as (width, height) has them the other way.",
)


def input_transposed_back(convolve, x, h, mode, options):
    swapped = {
        name: value[::-1] if isinstance(value, (tuple, list)) else value for name, value in options.items()
    }
    return result(convolve, x.T, h, mode, swapped).T


add(
    "input-transposed-back",
    PLANE,
    around(input_transposed_back),
    "an image whose rows and columns are swapped before the sum and swapped back after it.",
    "Let i run over the rows, shape[0], and j over the columns, shape[1].",
)
add(
    "output-transposed",
    PLANE,
    output(lambda y, x, h: y.T),
    "the right result with its rows and columns swapped.",
    "In y[i, j] the i counts rows and the j columns.",
)
add(
    "output-reversed",
    BOTH,
    around(
        lambda convolve, x, h, mode, options: convolve(
            np.flip(x), h, mode, **{**options, "flip": not options.get("flip", True)}
        )
    ),
    "a result that runs backwards: the input is turned round in the kernel's place.",
    "Look at what is turned round: the kernel may be, the input never is.",
    unflipped="a result that runs backwards: input and kernel are both turned round.",
)
add(
    "square-kernel",
    PLANE,
    kernel(lambda h: h[:, : len(h)]),
    "a kernel taken to be square: its height is used for its width.",
    "h.shape[0] is for the rows, h.shape[1] for the columns; try a kernel of 2 rows and 3 columns.",
)
add(
    "drop-last-tap",
    BOTH,
    kernel(lambda h: emptied(h, -1, Unused())),
    "a kernel without its last weight (in an image: its last row and column).",
    "range(k) already ends at k - 1.",
)
add(
    "drop-first-tap",
    BOTH,
    kernel(lambda h: emptied(h, 0, Unused())),
    "a kernel without its first weight (in an image: its first row and column).",
    "The kernel's indices begin at 0.",
)


# ---- loops that end early or late

add(
    "range-short",
    BOTH,
    sizes(lambda room, stride: room // stride),
    "a result without its last number (in an image: its last row and column).",
    "There are n - k + 1 positions, not n - k.",
)
add(
    "range-short-rows",
    PLANE,
    output(lambda y, x, h: y[:-1]),
    "a result without its last row.",
    "There are n - k + 1 rows of positions, not n - k.",
)
add(
    "range-short-cols",
    PLANE,
    output(lambda y, x, h: y[:, :-1]),
    "a result without its last column.",
    "There are n - k + 1 columns of positions, not n - k.",
)
add(
    "range-long",
    BOTH,
    output(lambda y, x, h: np.pad(y, (0, 1))),
    "a result with one zero too many at the end (in an image: a row and a column of zeros).",
    "Mode full has n + k - 1 numbers, not n + k.",
)
add(
    "skip-last",
    BOTH,
    output(lambda y, x, h: emptied(y, -1)),
    "a result whose last number (in an image: last row and column) is still zero.",
    "range(n) already ends at n - 1: nothing more to take off.",
)
add(
    "skip-first",
    BOTH,
    output(lambda y, x, h: emptied(y, 0)),
    "a result whose first number (in an image: first row and column) is still zero.",
    "The loops over the outputs begin at 0.",
)


def skip_half(y, x, h):
    kept = np.zeros_like(y)
    done = tuple(slice(max(size - k // 2, 0)) for size, k in zip(y.shape, h.shape))
    kept[done] = y[done]
    return kept


add(
    "skip-half",
    BOTH,
    output(skip_half),
    "a result whose last k//2 numbers (in an image: rows and columns) are still zero.",
    "The loops run over every output, not over n - k//2 of them.",
)
add(
    "all-zero",
    EVERY,
    output(lambda y, x, h: np.zeros_like(y)),
    "zeros everywhere, as before the first sum.",
    "Look for the line that adds, such as y[i] += ...; is it reached, and is this y the one returned?",
)

# ---- modes, and where the zeros go

add(
    "same-is-full",
    BOTH,
    modes(same="full"),
    "mode full, where 'same' is asked.",
    "Mode same has as many numbers as the input: keep the middle of full.",
)
add(
    "same-is-valid",
    BOTH,
    modes(same="valid"),
    "mode valid, where 'same' is asked: no zeros are added.",
    "Pad the input with zeros before the kernel slides.",
)
add(
    "full-is-same",
    BOTH,
    modes(full="same"),
    "mode same, where 'full' is asked.",
    "Mode full keeps every overlap: n + k - 1 numbers.",
)
add(
    "full-is-valid",
    BOTH,
    modes(full="valid"),
    "mode valid, where 'full' is asked: no zeros are added.",
    "Mode full adds k - 1 zeros on every side.",
)
add(
    "valid-is-same",
    BOTH,
    modes(valid="same"),
    "mode same, where 'valid' is asked.",
    "Mode valid adds no zeros: n - k + 1 numbers.",
)
add(
    "valid-is-full",
    BOTH,
    modes(valid="full"),
    "mode full, where 'valid' is asked.",
    "Mode valid keeps n - k + 1 numbers, those without added zeros.",
)
add(
    "always-valid",
    BOTH,
    modes(same="valid", full="valid", SAME="valid"),
    "mode valid, whatever mode is asked.",
    "Look at where the mode is used: no zeros are ever added.",
)
add(
    "always-same",
    BOTH,
    modes(valid="same", full="same"),
    "mode same, whatever mode is asked.",
    "Look at where the mode is used: valid is shorter than the input, full is longer.",
)
add(
    "always-full",
    BOTH,
    modes(valid="full", same="full", SAME="full"),
    "mode full, whatever mode is asked.",
    "Look at where the mode is used: same and valid keep a part of full.",
)
add(
    "same-crop-start",
    BOTH,
    same(lambda over: (over, 0)),
    "the first n numbers of full, where 'same' takes the middle ones.",
    "Leave out (k - 1)//2 numbers of full before the first one that is kept.",
)
add(
    "same-crop-end",
    BOTH,
    same(lambda over: (0, over)),
    "the last n numbers of full, where 'same' takes the middle ones.",
    "Leave out (k - 1)//2 numbers of full before the first one that is kept, not k - 1.",
)
add(
    "same-wrong-side",
    BOTH,
    same(lambda over: (over // 2, over - over // 2)),
    "mode same with the odd zero after the input, where it goes before.",
    "A kernel of even size has no middle; slide 1 0 over 1 2 3 to see which side is meant.",
    "scipy #1968",
)
add(
    "same-half-both",
    BOTH,
    same(lambda over: ((over + 1) // 2, (over + 1) // 2)),
    "k//2 zeros on both sides, which is one too many for a kernel of even size.",
    "Mode same adds k - 1 zeros in all; for an even k that is an odd number.",
    "tensorflow #4297",
)
add(
    "same-half-floor",
    BOTH,
    same(lambda over: (over // 2, over // 2)),
    "(k - 1)//2 zeros on both sides, which is one too few for a kernel of even size.",
    "Mode same adds k - 1 zeros in all; for an even k that is an odd number.",
)
add(
    "pad-one-short",
    BOTH,
    piece("pads")(lambda pads, *given, **steps: tuple(max(p - 1, 0) for p in pads(*given, **steps))),
    "one zero too few on each side.",
    "Mode full adds k - 1 zeros on each side, and same k - 1 in all.",
)
add(
    "same-pad-k",
    BOTH,
    piece("pads")(
        lambda pads, n, k, mode, **steps: (k, k) if mode in ("full", "same") else pads(n, k, mode, **steps)
    ),
    "k zeros on each side.",
    "With k zeros the first window holds none of the input: full adds k - 1, same about half of that.",
)
add(
    "same-pad-one",
    BOTH,
    same(lambda over: (1, 1)),
    "one zero on each side, however wide the kernel is.",
    "One zero on each side is right for a kernel of 3; how many go there depends on the kernel.",
)
add(
    "same-pad-rows",
    PLANE,
    sides("same", lambda rows, columns: (rows, (0, 0))),
    "zeros above and below the image, but none left and right of it.",
    "The columns need padding as well: np.pad takes one pair for each axis.",
)
add(
    "same-pad-cols",
    PLANE,
    sides("same", lambda rows, columns: ((0, 0), columns)),
    "zeros left and right of the image, but none above and below it.",
    "The rows need padding as well: np.pad takes one pair for each axis.",
)
add(
    "half-rows",
    PLANE,
    sides("same", lambda rows, columns: (rows, (rows[0], sum(columns) - rows[0]))),
    "windows placed by half of the kernel's height, along the columns too.",
    "Along the columns it is half of the kernel's width; try a kernel of 3 rows and 5 columns.",
)
add(
    "half-cols",
    PLANE,
    sides("same", lambda rows, columns: ((columns[0], sum(rows) - columns[0]), columns)),
    "windows placed by half of the kernel's width, along the rows too.",
    "Along the rows it is half of the kernel's height; try a kernel of 3 rows and 5 columns.",
)

# ---- beyond the edge

add(
    "boundary-wrap",
    BOTH,
    borders(dict.fromkeys(BORDERS, "wrap")),
    "an input that starts again from its other side beyond the edge.",
    "Look at what stands beyond the edge: zeros, unless another border is asked.",
)
add(
    "neg-index-wrap",
    BOTH,
    piece("source")(lambda source, i, n, border: i + n if -n <= i < 0 else source(i, n, border)),
    "an input whose end stands before its start, as x[-1] reads in Python.",
    "A negative index counts from the end: ask 0 <= i before x[i] is read.",
)
add(
    "boundary-edge",
    BOTH,
    borders(dict.fromkeys(BORDERS, "edge")),
    "an input whose last number is repeated beyond the edge.",
    "Look at what stands beyond the edge: zeros, unless another border is asked.",
)
add(
    "boundary-reflect",
    BOTH,
    borders(dict.fromkeys(BORDERS, "reflect")),
    "an input that is mirrored beyond the edge, the edge itself not repeated.",
    "Look at what stands beyond the edge: zeros, unless another border is asked.",
    "OpenCV's filter2D, if no border is given",
)
add(
    "boundary-symm",
    BOTH,
    borders(dict.fromkeys(BORDERS, "symmetric")),
    "an input that is mirrored beyond the edge, the edge itself repeated.",
    "Look at what stands beyond the edge: zeros, unless another border is asked.",
    "scipy.ndimage, if no mode is given",
)
add(
    "pad-ones",
    BOTH,
    around(lambda convolve, x, h, mode, options: convolve(x, h, mode, **{"fill": 1, **options})),
    "an input padded with ones.",
    "The padding is zeros, unless another fill is asked; np.pad's own constant is 0.",
)
add(
    "border-copy",
    BOTH,
    touching(lambda y, outside, inside, x: np.where(outside, x, y) if y.shape == x.shape else y),
    "outputs where the kernel lies wholly inside; at the border the input is copied.",
    "Pad first: then every output has a window, at the border too.",
)


def edge_renormalise(y, outside, inside, x):
    for place in zip(*np.nonzero(outside & (inside != 0))):
        y[place] = quotient(y[place], inside[place])
    return y


add(
    "edge-renormalise",
    BOTH,
    touching(edge_renormalise),
    "a result that is divided, at the border, by the weights that lie on the input.",
    "That is a blur which is fair to its edges; the definition adds zeros and divides by nothing.",
)

# ---- the products and their sum

add(
    "mean-not-sum",
    BOTH,
    piece("total")(mean),
    "products that are averaged, not added.",
    "np.sum adds the products; np.mean also divides by how many there are.",
)


add(
    "max-not-sum",
    BOTH,
    piece("total")(lambda total, products: reduce(larger, products)),
    "the largest product of each window; keeping the largest is pooling.",
    "Add the products of a window; keep all of them.",
)
add(
    "assign-not-add",
    BOTH,
    piece("total")(lambda total, products: list(products)[-1]),
    "the last product of each window: each one replaces the one before.",
    "Look at the line of the sum: += adds, and = replaces.",
)
add(
    "assign-last-inside",
    BOTH,
    on_input(lambda products: products[-1]),
    "the last product on the input of each window: each one replaces the one before.",
    "Look at the line of the sum: += adds, and = replaces.",
)
add(
    "assign-first-inside",
    BOTH,
    on_input(lambda products: products[0]),
    "the first product on the input of each window, which has replaced the others.",
    "Look at the line of the sum: += adds, and = replaces.",
)
add(
    "acc-not-reset",
    BOTH,
    output(lambda y, x, h: y.cumsum().reshape(y.shape)),
    "a total that is never set back to zero.",
    "Set the total to zero for every output, inside the loops over the outputs.",
)
add(
    "acc-reset-per-row",
    PLANE,
    output(lambda y, x, h: y.cumsum(axis=1)),
    "a total that is set back to zero at the start of each row only.",
    "Set the total to zero for every output, inside the loops over the outputs.",
)


def matmul(h, flip):
    h = np.flip(h) if flip else h
    square = len(h) == h.shape[1]
    return np.tile(h.sum(axis=1), (len(h), 1)) if square else h


add(
    "matmul",
    PLANE,
    turning(matmul),
    "a matrix product of window and kernel, where number by number is meant.",
    "window * kernel multiplies number by number; @ and np.dot multiply rows by columns.",
)
add(
    "sum-times-sum",
    BOTH,
    kernel(lambda h: np.full(h.shape, h.sum(), object)),
    "the window's sum times the kernel's sum.",
    "Multiply first, number by number, and add after that.",
)


def aliasing(convolve, x, h, mode, options):
    y = result(convolve, x, h, mode, options)
    if y.shape != x.shape:
        return y
    if x.size > 400:
        raise ValueError("every output needs a convolution of its own: that takes long for so many")
    for place in np.ndindex(x.shape):
        if x[place] != y[place]:
            x[place] = y[place]
            y = result(convolve, x, h, mode, options)
    return x


add(
    "aliasing",
    BOTH,
    around(aliasing),
    "an input that is written over with the results while it is still being read.",
    "Write the results into an array of their own; y = x is a second name for x.",
)
add(
    "shift-one",
    BOTH,
    piece("source")(lambda source, i, n, border: source(i + 1, n, border)),
    "an input that is read one place too far on.",
    "Python counts from 0; formulas in books often count from 1.",
)

# ---- the kernel's numbers

add(
    "kernel-int",
    BOTH,
    kernel(lambda h: one_by_one(h, cut)),
    "a kernel of whole numbers: its decimals are cut off, so 0.5 is 0.",
    "Make the kernel with dtype=float.",
)
add(
    "kernel-abs",
    BOTH,
    kernel(abs),
    "a kernel without its minus signs.",
    "Look where abs() or an unsigned type such as uint8 meets the kernel.",
)
add(
    "kernel-norm",
    BOTH,
    kernel(lambda h: divided(h, h.sum())),
    "a kernel divided by the sum of its weights.",
    "A blur's weights add up to 1; an edge kernel's add up to 0, which cannot divide.",
)
add(
    "kernel-norm-guard",
    BOTH,
    kernel(lambda h: divided(h, h.sum() or 1)),
    "a kernel divided by the sum of its weights, where that is not 0.",
    "A convolution uses the weights as they are; only a blur's are made to add up to 1.",
)
add(
    "kernel-norm-abs",
    BOTH,
    kernel(lambda h: divided(h, abs(h).sum())),
    "a kernel divided by the sum of its weights, minus signs left out.",
    "A convolution uses the weights as they are.",
)

# ---- the numbers on their way out, and in

add(
    "negated",
    BOTH,
    each(lambda v: -v),
    "a result with every sign the wrong way round.",
    "Look for one minus too many or too few.",
)
add(
    "abs-output",
    BOTH,
    each(abs),
    "a result without its minus signs.",
    "Keep the signed numbers; abs() is for drawing them.",
)
add(
    "relu-output",
    BOTH,
    each(lambda v: max(v, 0)),
    "a result whose negative numbers have become 0.",
    "Keep the signed numbers; setting negative ones to 0 is a step of its own in a network.",
)
add(
    "clip-255",
    BOTH,
    each(lambda v: min(max(v, 0), 255)),
    "a result held between 0 and 255.",
    "Keep the numbers as they are; limits of 0 and 255 are for drawing.",
)
add(
    "clip-1",
    BOTH,
    each(lambda v: min(max(v, 0), 1)),
    "a result held between 0 and 1.",
    "Keep the numbers as they are; limits of 0 and 1 are for drawing.",
)
add(
    "rounded",
    BOTH,
    each(lambda v: round(v) if v - v == 0 else v),
    "a result rounded to whole numbers.",
    "Keep the fractions; round when the numbers are printed.",
)
add(
    "products-int",
    BOTH,
    piece("total")(lambda total, products: total(map(cut, products))),
    "products whose decimals are cut off before they are added.",
    "Keep the decimals: no int() around a product.",
)
add(
    "int-output",
    BOTH,
    each(cut),
    "a result of whole numbers, its decimals cut off.",
    "Make the array for the result with dtype=float.",
)
add(
    "uint8-output",
    BOTH,
    each(wrapped),
    "a result kept in 0 to 255, where 256 is 0 again and -1 is 255.",
    "Make the array for the result with dtype=float.",
    "numpy-tutorials, the X-ray lesson (Sobel on uint8)",
)


def integer_type(x):
    """The integer type of an array; of whole numbers in lists bytes or int64, as they fit; None of others."""
    if hasattr(x, "dtype") and x.dtype.kind in "iu":
        return np.iinfo(x.dtype)
    values = list(_array(x).flat)
    if not all(isinstance(value, int) for value in values):
        return None
    return next((kind for kind in (UINT8, INT64) if all(kind.min <= v <= kind.max for v in values)), None)


def out_like_input(convolve, x, h, mode=None, **options):
    y, kind = _array(convolve(x, h, mode, **options)), integer_type(x)
    return plain(one_by_one(y, lambda v: wrapped(v, kind)) if kind else y)


add(
    "out-like-input",
    BOTH,
    {**piece("convolve1d")(out_like_input), **piece("convolve2d")(out_like_input)},
    "a result in the input's type of whole numbers: no decimals, and large ones start again.",
    "np.zeros(shape) makes an array of floats; np.zeros_like(x) takes the type of x.",
    "scipy.ndimage.convolve on uint8 images",
)


@cache
def stepping(kind):
    """A number that an integer type keeps after each addition; products are not cut."""

    class Stepping(float):
        __mul__ = lambda self, other: Stepping(float(self) * other)
        __add__ = __radd__ = lambda self, other: Stepping(wrapped(float(self) + other, kind))

    return Stepping


def sums_like_input(convolve, x, h, mode=None, **options):
    kind = integer_type(x)
    if kind is None:
        return convolve(x, h, mode, **options)
    y = convolve(one_by_one(_array(x), stepping(kind)), h, mode, **options)
    return plain(one_by_one(_array(y), lambda v: cut(float(v))))


add(
    "sums-like-input",
    BOTH,
    {**piece("convolve1d")(sums_like_input), **piece("convolve2d")(sums_like_input)},
    "sums kept in the input's type of whole numbers: decimals are cut off after each addition.",
    "np.zeros(shape) makes an array of floats; np.zeros_like(x) takes the type of x.",
)


def minmax_255(y, x, h):
    low, high = (reduce(choice, y.flat) for choice in (smaller, larger))
    return one_by_one(y, lambda v: quotient(255 * (v - low), high - low)) if low != high else y


add(
    "minmax-255",
    BOTH,
    output(minmax_255),
    "a result stretched so that its smallest number is 0 and its largest 255.",
    "Keep the numbers as they are; stretching is for drawing.",
)
add(
    "bias-one",
    BOTH,
    each(lambda v: v + 1),
    "a result with 1 added to every number.",
    "Give it an input of zeros: the result has to be zeros.",
)
add(
    "nan-as-zero",
    BOTH,
    signal(lambda x: one_by_one(x, lambda v: 0 if v != v else v)),
    "an input whose nan are taken for 0.",
    "A nan under the kernel makes the output nan.",
)

# ---- stride

add(
    "stride-ignored",
    STRIDE,
    options(lambda stride, dilation: {"stride": 1}),
    "stride 1, whatever stride is asked.",
    "The window of output i begins at i*stride.",
)
add(
    "stride-rows-only",
    STRIDE,
    steps("stride", lambda rows, columns: (rows, 1)),
    "a stride along the rows' axis only: every column is kept.",
    "Both axes have a stride: (rows, columns).",
)
add(
    "stride-cols-only",
    STRIDE,
    steps("stride", lambda rows, columns: (1, columns)),
    "a stride along the columns' axis only: every row is kept.",
    "Both axes have a stride: (rows, columns).",
)
add(
    "stride-swapped",
    STRIDE,
    steps("stride", lambda rows, columns: (columns, rows)),
    "the two strides swapped.",
    "A stride of two numbers is (rows, columns).",
)


def stride_rows_for_both(rows, columns):
    class Misread(int):  # the right number for the sizes, and the rows' where a place is multiplied by it
        def __rmul__(self, place):
            return place * rows

    return rows, Misread(columns)


add(
    "stride-rows-for-both",
    STRIDE,
    steps("stride", stride_rows_for_both),
    "the rows' stride used for the columns too, in as many columns as there should be.",
    "The window of output (i, j) begins at (i*stride[0], j*stride[1]).",
)


def stride_holes(dense, y, stride):
    holes = np.zeros_like(y)
    places = tuple(slice(0, size, step) for size, step in zip(y.shape, stride))
    holes[places] = dense[places]
    return holes


add(
    "stride-holes",
    STRIDE,
    strided(stride_holes),
    "a stride that steps through the result and leaves zeros between; the window does not step.",
    "Output i, each of them, has a window that begins at i*stride.",
)
add(
    "stride-cropped",
    STRIDE,
    strided(lambda dense, y, stride: dense[tuple(map(slice, y.shape))]),
    "the result of stride 1, cropped to the size that the stride gives.",
    "The window of output i begins at i*stride: a stride leaves out positions all over the input.",
    "conv_arithmetic #17",
)


def stride_subsample(convolve, x, h, mode, options):
    dense = result(convolve, x, h, mode, {**options, "stride": 1})
    return dense[tuple(slice(None, None, s) for s in np.broadcast_to(options.get("stride", 1), x.ndim))]


add(
    "stride-subsample",
    STRIDE,
    around(stride_subsample),
    "SAME at stride 1, of which every stride-th number is kept.",
    "SAME counts with the stride before it shares out the zeros, so they can fall otherwise.",
)
add(
    "stride-subsample-end",
    STRIDE,
    strided(lambda dense, y, stride: dense[tuple(slice(s - 1, None, s) for s in stride)]),
    "every stride-th number of stride 1, but not from the first one on.",
    "The first window begins at place 0, whatever the stride.",
)
add(
    "stride-as-dilation",
    STRIDE,
    options(lambda stride, dilation: {"stride": 1, "dilation": stride}),
    "a dilation, where a stride is asked: the weights are spread and the window takes single steps.",
    "The stride multiplies the output's index, the dilation the kernel's: x[i*stride + a*dilation].",
)
add(
    "stride-floor-size",
    STRIDE,
    sizes(lambda room, stride: room // stride),
    "(n - k)//stride outputs: the + 1 is missing.",
    "There are (n - k)//stride + 1 outputs: the window at place 0 counts too.",
)
add(
    "stride-skip-touch",
    STRIDE,
    sizes(lambda room, stride: -(-room // stride)),
    "a result without the windows that end exactly at the edge.",
    "A window may end at the last number: start + k <= n, not start + k < n.",
)
add(
    "stride-pad-stride1",
    STRIDE,
    piece("pads")(lambda pads, n, k, mode, *, stride=1, dilation=1: pads(n, k, mode, dilation=dilation)),
    "SAME with the zeros of stride 1.",
    "SAME adds max((ceil(n/s) - 1)*s + k - n, 0) zeros: the stride s counts.",
)

# ---- dilation

add(
    "dilation-ignored",
    DILATION,
    options(lambda stride, dilation: {"dilation": 1}),
    "dilation 1, whatever dilation is asked.",
    "Weight a of the kernel meets x[i + a*dilation].",
)
add(
    "dilation-plus1",
    DILATION,
    options(lambda stride, dilation: {"dilation": plain(np.add(dilation, 1))}),
    "weights one place further apart than the dilation says.",
    "Dilation 1 has no gaps between the weights, dilation 2 has gaps of one.",
)
add(
    "dilation-rows-only",
    DILATION,
    steps("dilation", lambda rows, columns: (rows, 1)),
    "a dilation along the rows' axis only.",
    "Both axes have a dilation: (rows, columns).",
)
add(
    "dilation-cols-only",
    DILATION,
    steps("dilation", lambda rows, columns: (1, columns)),
    "a dilation along the columns' axis only.",
    "Both axes have a dilation: (rows, columns).",
)
add(
    "dilation-pad",
    DILATION,
    piece("pads")(
        lambda pads, n, k, mode, *, stride=1, dilation=1: pads(
            n, k, mode, stride=stride, dilation=1 if mode == "SAME" else dilation
        )
    ),
    "SAME with the zeros of an undilated kernel.",
    "A dilated kernel reaches over (k - 1)*dilation + 1 places, and the padding follows that.",
)

# ---- channels

add(
    "channels-not-summed",
    CHANNELS,
    apart(lambda maps: np.concatenate(maps, axis=-1)),
    "channels that are kept apart, one map for each.",
    "A filter adds over all the channels it reads and makes one map.",
)
add(
    "channels-first-only",
    CHANNELS,
    apart(lambda maps: maps[0]),
    "the first channel alone.",
    "A filter adds over all the channels it reads.",
)
add(
    "channels-last-only",
    CHANNELS,
    apart(lambda maps: maps[-1]),
    "the last channel alone.",
    "Look at the line of the sum over the channels: += adds, and = replaces.",
)
add(
    "channels-mean",
    CHANNELS,
    apart(lambda maps: divided(maps.sum(axis=0), len(maps))),
    "channels that are averaged, not added.",
    "np.sum adds over the channels; np.mean also divides by how many there are.",
)
add(
    "channels-max",
    CHANNELS,
    apart(np.frompyfunc(larger, 2, 1).reduce),
    "the largest of the channels at each place.",
    "A filter adds over all the channels it reads.",
)
add(
    "channels-same-kernel",
    CHANNELS,
    colours(lambda image, filters: (image, filters[:, :, :1].repeat(image.shape[-1], axis=2))),
    "every channel with the kernel of the first.",
    "Each channel c has weights of its own: filters[:, :, c].",
)
add(
    "channels-bgr",
    CHANNELS,
    colours(lambda image, filters: (image[..., ::-1], filters)),
    "channels read in reverse order: blue, green, red.",
    "cv2.imread gives blue, green, red; most other libraries give red, green, blue.",
    "OpenCV",
)


# ---- which of them are one function, and which never stand alone

# Groups of mistakes that give the same numbers for every request: several roads lead to one function.
# - An image whose axes are swapped before the sum and after it has x[j][i] where x[i][j] belongs; with the
#   indices renamed, it is h whose indices are swapped.
# - SAME at stride 1 adds k - 1 zeros; every s-th of its n outputs is what these zeros give at stride s.
# - A loop that ends one step early and a size without its + 1 both leave (n - k)//stride outputs.
TWINS = (
    ("flip-and-transpose", "input-transposed-back"),
    ("stride-subsample", "stride-pad-stride1"),
    ("range-short", "stride-floor-size"),
)

# (mistakes, others, places): whatever the request, each of the mistakes gives there what the definition gives
# or what one of the others gives. No one input can single it out from those; several inputs can.
COVERED = (
    (("full-is-same", "valid-is-same"), ("always-same",), BOTH),
    (("always-same",), ("full-is-same", "valid-is-same"), BOTH),
    (("full-is-valid", "same-is-valid"), ("always-valid",), BOTH),
    (("same-is-full", "valid-is-full"), ("always-full",), BOTH),
    (("kernel-norm-guard",), ("kernel-norm",), BOTH),
    (("out-like-input",), ("uint8-output", "int-output", "sums-like-input"), BOTH),
    (("same-wrong-side",), ("shift-one",), ("1-D",)),
    (("stride-floor2", "stride-skip-touch"), ("range-short", "range-short-rows", "range-short-cols"), STRIDE),
)


def twins(name):
    """The names of the mistakes that are the same function as this one."""
    return tuple(other for group in TWINS if name in group for other in group if other != name)


def covering(name, place):
    """The names of the mistakes that, between them, do all in a place that this one does there."""
    rows = [others for names, others, places in COVERED if name in names and place in places]
    return tuple(name for others in rows for other in others for name in (other, *twins(other)))


# ---- the smallest input that singles a mistake out


class Probe(NamedTuple):
    """An input, its kernel and the options (mode, stride ...): outcome(world, x, h, **options)."""

    x: list
    h: list
    options: dict


def smallest_input(mistake, place=None, against=None):
    """The Probe with the fewest numbers, and small ones, where no other mistake gives what this one gives.

    place is one of mistake.places, the first by default. The others are the definition and all mistakes of
    the bank that apply there, but for its twins and those that cover it. Where against is given, they are
    the mistakes in it alone: the input tells this one from them, and its numbers there may be right. The
    numbers are whole, unless only fractions or a nan will do. None where no input is found.
    """
    place = place or mistake.places[0]
    search = _Search(mistake, _others(mistake, place) if against is None else against)
    layouts = _layouts(place)
    for tried in ([layout for layout in layouts if layout.numbers in _ROOMY], layouts):
        for fills in _NUMBERS:
            if any(search.first(layout, fills) for layout in tried):
                return search.made_small(next(filter(None, (search.first(it, fills) for it in layouts))))
    return None


def _others(mistake, place):
    """What a mistake is to be singled out from in a place, the definition first."""
    spared = {mistake.name, *twins(mistake.name), *covering(mistake.name, place)}
    return [_NONE, *(other for name, other in BANK.items() if name not in spared)]


_NONE = Mistake("none", EVERY, "the definition.", "", "", {})  # changes nothing


class _Search:
    """The definitions with a mistake and with each of the others, those that were alike last at the front."""

    def __init__(self, mistake, others):
        self.world = definition_with(mistake)
        self.others = [(other, definition_with(other)) for other in others]

    def singled_out(self, probe):
        """Whether the mistake gives numbers there that no other gives, and the definition has an answer."""
        x, h, options = probe
        got = outcome(self.world, x, h, **options)
        if not got or got[0] == [] or outcome(definition, x, h, **options) is None:
            return False
        for place, (other, world) in enumerate(self.others):
            if applies(other, axes(x), options) and alike(got, outcome(world, x, h, **options)):
                self.others.insert(0, self.others.pop(place))
                return False
        return True

    def first(self, layout, fills):
        """The first probe of this layout that singles the mistake out, or None."""
        probes = (Probe(*_filled(layout.x, layout.h, fill), layout.options) for fill in fills)
        return next(filter(self.singled_out, probes), None)

    def made_small(self, probe):
        """The probe with every number as small as the others allow."""
        before = None
        while probe != before:
            before = probe
            for place in range(np.size(probe.x) + np.size(probe.h)):
                probe = next(filter(self.singled_out, _smaller(probe, place)), probe)
        return probe


def _smaller(probe, place):
    """The probe with smaller numbers in one place of x and h, counted through; the smallest first."""
    x, h = _array(probe.x), _array(probe.h)
    values, place = (x, place) if place < x.size else (h, place - x.size)
    own = values.flat[place]
    for values.flat[place] in _SMALL[: _SMALL.index(own)] if own in _SMALL else _SMALL:
        yield Probe(x.tolist(), h.tolist(), probe.options)


def _filled(x, h, fill):
    """An input and a kernel of these shapes, as nested lists."""
    values = fill(_uneven(3, prod(x)), _uneven(5, prod(h)))
    return [np.array(v, object).reshape(shape).tolist() for v, shape in zip(values, (x, h))]


def _uneven(root, count):
    """Odd numbers from -15 to 15 in no order that is easy to meet by chance: powers of a root of 17."""
    return [2 * pow(root, i, 17) - 17 for i in range(1, count + 1)]


# Numbers for x and h, from odd ones without a pattern; a row is tried where those above do not do.
_NUMBERS = (
    (
        lambda x, h: ([abs(v) for v in x], [abs(v) for v in h]),
        lambda x, h: (x, h),
        lambda x, h: (x, [-v for v in h]),
        lambda x, h: (x, [1] * (len(h) - 1) + [1 - len(h)]),
        lambda x, h: ([40 * v for v in x], [abs(v) for v in h]),
        lambda x, h: ([-abs(v) for v in x], [abs(v) * 32769 for v in h]),
    ),
    (lambda x, h: (x, [Fraction(abs(v), 4) for v in h]), lambda x, h: ([Fraction(v, 4) for v in x], h)),
    (lambda x, h: ([nan, *x[1:]], h), lambda x, h: ([*x[:-1], nan], h)),
)
# What is tried in a number's place, in this order: 1, 2, 3, -1, 0, 4 ...
_SMALL = sorted(range(-9, 11), key=lambda v: abs(v) + 2 * (v < 0) if v else 3.5)
_SMALL += [Fraction(1, 2), Fraction(3, 2), Fraction(-1, 2), 100, 255, 256, 300, 32769]


class _Layout(NamedTuple):
    """The shapes of an input and its kernel, and the options, before there are numbers."""

    x: tuple
    h: tuple
    options: dict

    @property
    def numbers(self):
        """How many there will be."""
        return prod(self.x) + prod(self.h)

    @property
    def longer(self):
        """Whether the kernel is longer than the input in some axis."""
        return any(k > n for n, k in zip(self.x[:2], self.h))


_ROOMY = (10, 16)  # as many numbers as nearly every mistake can be singled out with
_LINES = [((n,), (k,)) for n, k in product(range(1, 8), repeat=2)]
_GRIDS = [((n, m), (k, l)) for n, m, k, l in product(range(1, 5), repeat=4)]
_STACKS = [((*x, c), (*h, c, o)) for x, h in _GRIDS if max(*x, *h) < 4 for c, o in ((2, 1), (3, 1), (2, 2))]
_STEPS = (2, 3, (1, 2), (2, 1))
_TRIED = {  # place: shapes, and options besides the mode
    "1-D": (_LINES, [{}]),
    "2-D": (_GRIDS, [{}]),
    "stride": (_LINES + _GRIDS, [{"stride": step} for step in _STEPS]),
    "dilation": (_LINES + _GRIDS, [{"dilation": step} for step in _STEPS]),
    "channels": (_STACKS, [{}]),
}


@cache
def _layouts(place):
    """What is tried in a place, the fewest numbers first, and kernels that are not longer than the input."""
    shapes, given = _TRIED[place]
    layouts = [_Layout(x, h, {"mode": mode, **steps}) for x, h in shapes for mode in MODES for steps in given]
    few = [layout for layout in layouts if layout.numbers <= 24]
    return sorted(few, key=lambda layout: (layout.numbers, layout.longer))
