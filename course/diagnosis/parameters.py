"""
What the parameters of a function are for, by their names and defaults: the input, the kernel, a mode, a stride ...

Names are compared in small letters, without digits and underscores. Nothing is called here.
"""

import inspect
from enum import StrEnum
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
    NORMALIZE = "normalize"
    SETTINGS = "settings"
    UNKNOWN = ""


NAMES_OF = {  # role: names that parameters of this role have
    Role.INPUT: "image images img imgs im picture pic signal sig x input inp matrix mat data photo bild imagen a src",
    Role.KERNEL: "kernel kernels kern krnl kernl ker k h filter filters filt filtro filtre mask w weights weight psf nucleo noyau",
    Role.MODE: "mode modus modo shape convmode outputmode outputsize size",
    Role.PADDING: "padding pad pads p zeropadding zeropad numpad padd padsize paddingsize padwidth relleno",
    Role.STRIDE: "stride strides step steps s stepsize schritt paso pas",
    Role.DILATION: "dilation dilations rate dilationrate dilate",
    Role.BORDER: "border boundary bordermode boundarymode bordertype padmode paddingmode edges rand",
    Role.BIAS: "b bias biases biasterm",
    Role.NORMALIZE: "normalize normalise normalized normalised normalization norm",
    Role.SETTINGS: "hparameters hparams hyperparameters convparam convparams params param",
}
ROLE_OF = {name: role for role, names in NAMES_OF.items() for name in names.split()}
SIZE_WORDS = ("full", "same", "valid")
BORDER_WORDS = (
    *("constant", "zero", "zeros", "fill", "edge", "nearest", "replicate", "reflect", "mirror"),
    *("symmetric", "symm", "wrap", "circular", "periodic"),
)
BY_POSITION = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


class Parameter(NamedTuple):
    """A parameter: its name, its Role, its default (or NO_DEFAULT).

    by_name: whether an argument for it may be given by its name.
    """

    name: str
    role: str
    default: object
    by_name: bool = True

    @property
    def is_sure(self):
        """Whether its name says what it is for; a name of one or two letters, as b, hardly does."""
        return bool(self.role) and len(self.name) > 2

    @property
    def is_required(self):
        """Whether it has no default."""
        return self.default is NO_DEFAULT


def parameters_of(f):
    """The Parameters of a function, in order, without *args and **options; None where Python does not know them.

    The first two that can be given by position are taken for the input and the kernel whatever they are called.
    """
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
        if len(parameters) > 1 and role in (Role.INPUT, Role.KERNEL):
            role = Role.UNKNOWN
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


def speaks_of(words, f, parameters):
    """Whether the name of a function, or of its first parameter, has one of these words in it."""
    names = f"{getattr(f, '__name__', '')} {parameters[0].name if parameters else ''}".lower()
    return any(word in names for word in words)
