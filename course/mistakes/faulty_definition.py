"""
A definition that makes mistakes, what it gives, and whether that is alike.

A mistake replaces a few pieces of the definition. definition_with(mistake) is a definition of its own that makes the
mistake; the real one is never touched. Each change takes the piece that stands there and returns the new one, so
mistakes add up: definition_with(a, b) makes a first and b on top of it. With channels, a mistake of one image is made
in the map of each channel.
"""

from functools import cache, wraps
from types import CodeType, FunctionType, SimpleNamespace

from course.convolution import averages, definition, gaussian, layers, pooling, sizes
from course.convolution.nested import number_of_axes
from course.mistakes.later import added_up

# The modules whose functions are pieces: together they are one world, in which every function finds the others by
# their names. A function of any other module goes on finding the real ones, so whatever a mistake replaces, and
# whatever calls it, has to stand in one of these; and each of them imports the others' functions under their own
# names ("from ... import pads", then pads()), since sizes.pads() would find the real one, too.
WORLD = (layers, gaussian, pooling, averages, sizes, definition)
NAMES_OF_WORLD = {name: value for module in WORLD for name, value in vars(module).items()}
PIECES = {
    name: value
    for name, value in NAMES_OF_WORLD.items()
    if isinstance(value, FunctionType) and value.__module__ in [module.__name__ for module in WORLD]
}


def definition_with(*mistakes):
    """A definition that makes these mistakes in turn: a namespace with all the names of the modules of WORLD."""
    namespace = SimpleNamespace(**NAMES_OF_WORLD)
    world = vars(namespace)
    replaced = frozenset(name for mistake in mistakes for name in mistake.replaced)
    for name in _pieces_that_reach(replaced):
        world[name] = _rebound(PIECES[name], world)
    for mistake in mistakes:
        for name, change in mistake.replaced.items():
            world[name] = change(world[name])
    return namespace


@cache
def _pieces_that_reach(names):
    """The pieces that are one of these, or call it, or call one that does: the others stay as they are.

    Example: "pads" is reached by pads, by padding_of_axes, which calls it, by the convolutions, and by what calls them.
    """
    reaching = set(names)
    while True:
        more = {name for name, piece in PIECES.items() if not reaching.isdisjoint(_names_in(piece.__code__))}
        if more <= reaching:
            return tuple(reaching)
        reaching |= more


def _names_in(code):
    """All names that a function's code, and that of the functions within it, looks up."""
    within = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    return {*code.co_names}.union(*map(_names_in, within))


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


def none_where_refused(gives):
    """gives(...), but None where a definition that it asks refuses."""

    @wraps(gives)
    def guarded(*arguments):
        try:
            return gives(*arguments)
        except REFUSALS:
            return None

    return guarded


def unless_refused(looks, values):
    """What looks(values) says of an output; False of None, and where a number that it looks at is refused."""
    try:
        return values is not None and looks(values)
    except REFUSALS:
        return False


def outcome(world, x, h, **options):
    """What a definition gives for x with h, as nested lists of Python's own numbers; None where it refuses.

    x is a signal, an image, or images with channels, and h what goes with it; the options are those of
    convolve1d, mode among them, of convolve_groups where there are groups, or of convolve_layer where there is a bias. A refusal is no numbers, and so never evidence of a mistake.
    world.adding_later, if there is one: the same definition with sums that are left for later, where that is quicker.
    """
    convolve = {1: "convolve1d", 2: "convolve2d"}.get(number_of_axes(x), "convolve_channels")
    if "groups" in options:
        convolve = "convolve_groups"
    if "bias" in options:
        convolve = "convolve_layer"
    adding_later = getattr(world, "adding_later", None) if "bias" not in options else None
    try:
        if adding_later:
            return added_up(getattr(adding_later, convolve)(x, h, **options))
        return getattr(world, convolve)(x, h, **options)
    except REFUSALS:
        return None


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
    if any(options.get("bias", ())):
        places.add("bias")
    if options.get("groups", 1) != 1:
        places.add("groups")
    return not places.isdisjoint(mistake.places)
