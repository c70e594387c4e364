"""
What the parameters of a function are for, by their names and defaults: the input, the kernel, a mode, a stride ...

Names are compared in small letters, without digits and underscores. Nothing is called here.
"""

import inspect
from enum import StrEnum
from itertools import permutations
from typing import NamedTuple

NO_DEFAULT = inspect.Parameter.empty  # the default of a parameter that has none


class Role(StrEnum):
    """What a parameter is for."""

    INPUT = "input"
    KERNEL = "kernel"
    MODE = "mode"
    PADDING = "padding"
    STRIDE = "stride"
    DILATION = "dilation"
    BORDER = "border"
    BIAS = "bias"
    GROUPS = "groups"
    NORMALIZE = "normalize"
    SETTINGS = "settings"
    UNKNOWN = ""


NAMES_OF = {  # role: names that parameters of this role have
    Role.INPUT: "image images img imgs im picture pic pictures signal sig x xs input inputs inp inps matrix mat data photo bild imagen a src "
    "series sequence seq tensor featuremap featuremaps fmap activation activations act aprev",
    Role.KERNEL: "kernel kernels kern krnl kernl ker k h filter filters filt flt filtro filtre mask w weights weight wts psf nucleo noyau "
    "template templ taps coeffs coefficients stencil impulseresponse theta dw",
    Role.MODE: "mode modus modo shape convmode outputmode outputsize size",
    Role.PADDING: "padding pad pads p zeropadding zeropad numpad padd padsize paddingsize padwidth relleno",
    Role.STRIDE: "stride strides step steps s stepsize schritt paso pas",
    Role.DILATION: "dilation dilations rate dilationrate dilate",
    Role.BORDER: "border boundary bordermode boundarymode bordertype padmode paddingmode edges rand",
    Role.BIAS: "b bias biases biasterm",
    Role.GROUPS: "groups group ngroups numgroups ngroup numgroup",
    Role.NORMALIZE: "normalize normalise normalized normalised normalization norm",
    Role.SETTINGS: "hparameters hparams hyperparameters convparam convparams params param",
}
ROLE_OF = {name: role for role, names in NAMES_OF.items() for name in names.split()}
SIZE_WORDS = ("full", "same", "valid")
BORDER_WORDS = (
    *("constant", "zero", "zeros", "fill", "edge", "nearest", "replicate", "reflect", "mirror"),
    *("symmetric", "symm", "wrap", "circular", "periodic"),
)
# Names that say little; how often it is applied changes the sizes as a dilation does, and is none of them.
MAY_BE_DILATIONS = (
    *("d", "r", "l", "dil", "gap", "spacing", "spread", "hole", "holes", "atrous", "factor", "df"),
    *("dilatation", "dilfactor", "dilationfactor"),
)
HOW_OFTEN = ("iter", "times", "repeat", "pass", "n", "num", "count", "layers", "levels", "axis")  # beginnings
ARRAY_ROLES = (Role.INPUT, Role.KERNEL)
PLACES_TRIED = 3  # that are tried where names do not tell the input and the kernel
BY_POSITION = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


class Parameter(NamedTuple):
    """A parameter: its name, its Role, its default (or NO_DEFAULT).

    by_name: whether an argument for it may be given by its name; is_told: whether the function's text says its Role.
    """

    name: str
    role: str
    default: object
    by_name: bool = True
    is_told: bool = False

    @property
    def is_sure(self):
        """Whether its name, or the text, says what it is for; a name of one or two letters, as b, hardly does."""
        return bool(self.role) and (len(self.name) > 2 or self.is_told)

    @property
    def is_required(self):
        """Whether it has no default."""
        return self.default is NO_DEFAULT


def parameters_of(f):
    """The Parameters of a function, in order, without *args and **options; None where Python does not know them."""
    try:
        signature = inspect.signature(f)
    except (TypeError, ValueError):
        return None
    parameters = []
    for parameter in signature.parameters.values():
        if parameter.kind in BY_POSITION:
            by_name = parameter.kind is not inspect.Parameter.POSITIONAL_ONLY
        elif parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            by_name = True
        else:
            continue
        role = role_of(parameter.name, parameter.default)
        parameters.append(Parameter(parameter.name, role, parameter.default, by_name))
    return parameters


def role_of(name, default=NO_DEFAULT):
    """What a parameter is for, by its default where that is a word or a bool, otherwise by its name.

    Example: role_of("padding", 0) is "padding"; role_of("padding", "same") is "mode"; role_of("mode", "reflect") is "border".
    """
    if isinstance(default, str):
        word = default.lower()
        return Role.MODE if word in SIZE_WORDS else Role.BORDER if word in BORDER_WORDS else Role.UNKNOWN
    role = ROLE_OF.get(letters_of(name), Role.UNKNOWN)
    if isinstance(default, bool):
        return role if role == Role.NORMALIZE else Role.UNKNOWN
    return role


def letters_of(name):
    """A name in small letters alone, as names of parameters are compared.

    Example: letters_of("pool_size2") is "poolsize".
    """
    return "".join(letter for letter in name.lower() if letter.isalpha())


def kernel_comes_first(parameters):
    """Whether the names of the first two parameters say that the kernel comes before the input."""
    roles = [parameter.role for parameter in parameters[:2]]
    return roles == [Role.KERNEL, Role.INPUT]


def orders_of_arrays(parameters):
    """Where among Parameters the input and the kernel may stand: pairs of places, the likeliest first.

    Where their names tell both, and they are the first two, there is no other. Else all that have to be given may be
    it, those first whose names say nothing else.

    Example: of (weight, bias, x) the first is (2, 0); of (template, image) it is (1, 0) alone.
    """
    if len(parameters) < 2:
        return [(0, 1)]
    needed = [place for place, parameter in enumerate(parameters) if parameter.is_required]
    places = needed if len(needed) > 1 else [*range(len(parameters))][:2]
    told = [_place_told(parameters, places, role) for role in (Role.INPUT, Role.KERNEL)]
    if {*told} == {0, 1}:
        return [tuple(told)]

    def doubts(order):
        contradicted = [was not in (None, place) for was, place in zip(told, order)]
        taken = [
            parameters[place].role not in (role, Role.UNKNOWN) for place, role in zip(order, ARRAY_ROLES)
        ]
        return sum(contradicted), sum(taken)

    return sorted(permutations(places[:PLACES_TRIED], 2), key=doubts)


def _place_told(parameters, places, role):
    """The first of these places where a name says this Role, a name of one or two letters last; None where none does."""
    named = [place for place in places if parameters[place].role == role]
    return min(named, key=lambda place: not parameters[place].is_sure, default=None)


def others_than(parameters, order):
    """The Parameters beside the input and the kernel; what sounds like one of these says nothing there."""
    others = [parameter for place, parameter in enumerate(parameters) if place not in order]
    return [
        parameter._replace(role=Role.UNKNOWN) if parameter.role in ARRAY_ROLES else parameter
        for parameter in others
    ]


def with_dilation(parameters):
    """Parameters of a function whose text speaks of a dilation: the first whose name may stand for it has that Role.

    Example: of d=1 and verbose=False it is d.
    """
    if any(parameter.role == Role.DILATION for parameter in parameters):
        return parameters
    named = [parameter for parameter in parameters if _may_be_dilation(parameter)][:1]
    return tuple(
        parameter._replace(role=Role.DILATION, is_told=True) if parameter in named else parameter
        for parameter in parameters
    )


def _may_be_dilation(parameter):
    is_whole = parameter.is_required or type(parameter.default) in (int, tuple)
    return not parameter.role and is_whole and letters_of(parameter.name) in MAY_BE_DILATIONS


def is_another_one(parameter):
    """Whether a Parameter is 1 if it is not given, and nothing tells what it is for, nor that it is how often.

    Example: it is for every=1, and not for stride=1 or iterations=1.
    """
    is_one = type(parameter.default) is int and parameter.default == 1
    return not parameter.role and is_one and not letters_of(parameter.name).startswith(HOW_OFTEN)


def speaks_of(words, f, input_name):
    """Whether the name of a function, or of its input, has one of these words in it."""
    names = f"{getattr(f, '__name__', '')} {input_name}".lower()
    return any(word in names for word in words)
