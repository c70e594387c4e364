"""
How a function of averages is called: f(signal, n), f(image), f(image, size) or f(image, radius), of arrays or lists.

It is asked with a signal or an image x and the window's size h, an array without axes.
"""

from typing import NamedTuple

from course.diagnosis.call_forms import quiet_function
from course.diagnosis.parameters import letters_of, parameters_of

SURE_SIZES = (
    *(
        "size",
        "window",
        "windowsize",
        "windowlength",
        "windowlen",
        "win",
        "winsize",
        "width",
        "ksize",
        "kernelsize",
    ),
    *(
        "length",
        "len",
        "period",
        "points",
        "samples",
        "blocksize",
        "boxsize",
        "filtersize",
        "npoints",
        "ventana",
    ),
    *(
        "boxpts",
        "fenster",
        "fensterbreite",
        "taille",
        "tam",
        "side",
        "wsize",
        "wlen",
        "winlen",
        "windowwidth",
    ),
)
SURE_RADII = (
    "radius",
    "r",
    "rad",
    "half",
    "halfwidth",
    "halfwindow",
    "halfsize",
    "reach",
    "neighbours",
    "neighbors",
)
UNSURE_SIZES = (
    "n",
    "k",
    "w",
    "m",
    "d",
    "l",
    "s",
    "p",
    "f",
    "kernel",
    "h",
    "q",
    "num",
    "count",
    "box",
    "span",
    "order",
)
AVERAGES_IN_NAMES = (
    *("movingav", "movav", "movingmean", "movmean", "runningmean", "runningav", "rollingmean", "rollingav"),
    *(
        "slidingmean",
        "slidingav",
        "windowmean",
        "boxblur",
        "boxfilter",
        "meanfilter",
        "meanblur",
        "averagefilter",
    ),
    *(
        "averageblur",
        "avgfilter",
        "avgblur",
        "blurmean",
        "uniformfilter",
        "localmean",
        "boxsmooth",
        "boxmean",
    ),
    *(
        "meansmooth",
        "smoothmean",
        "averagesmooth",
        "blurbox",
        "blurav",
        "filtermean",
        "filterav",
        "gleitendermittel",
    ),
    *("mediamovil", "moyennemobile", "mittelwertfilter", "gleitendesmittel", "simplemoving", "averageimage"),
    *("windowav", "localav", "smoothav"),
)
MAY_BE_AVERAGES = (
    "blur",
    "smooth",
    "average",
    "mean",
    "mittel",
    "glaett",
    "lissage",
    "suavi",
    "desenfoque",
    "flou",
)
NO_AVERAGES = (
    *(
        "gaus",
        "bilateral",
        "median",
        "motion",
        "kernel",
        "exp",
        "ewm",
        "weight",
        "pool",
        "sharp",
        "edge",
        "conv",
    ),
    *(
        "grad",
        "noise",
        "cum",
        "std",
        "var",
        "sav",
        "binom",
        "hann",
        "square",
        "geom",
        "harmonic",
        "layer",
        "loss",
    ),
    *("unsharp", "nonlocal", "radial", "zoom", "lens", "triang"),
)
IMAGE_WORDS = (
    "image",
    "img",
    "picture",
    "photo",
    "pixel",
    "bild",
    "box",
    "blur",
    "matrix",
    "grid",
    "gray",
    "grey",
    "foto",
)
SIGNAL_WORDS = (
    "signal",
    "sig",
    "series",
    "data",
    "values",
    "samples",
    "prices",
    "moving",
    "running",
    "rolling",
    "sma",
)


class AverageCall(NamedTuple):
    """One form of calling f.

    axes      1 for a signal, 2 for an image
    as_lists  whether the input is nested lists
    argument  how the window's size is given: "size", "radius", or "" where it is not
    sizes     the sizes that can be asked for; one where it is not given
    name      of the parameter, where it has to be given by its name; otherwise ""
    """

    axes: int
    as_lists: bool
    argument: str
    sizes: tuple = ()
    name: str = ""

    def __call__(self, f, x, h, options):
        """What f gives for an input and a window's size."""
        value = self.told(int(h))
        with quiet_function():
            given = x.tolist() if self.as_lists else x
            if value is None:
                return f(given)
            return f(given, **{self.name: value}) if self.name else f(given, value)

    def told(self, size):
        """What is given for a window's size; None where nothing is."""
        return {"size": size, "radius": size // 2}.get(self.argument)

    def in_words(self, name):
        """The call of a function of this name in words."""
        argument = f"{self.name}={self.argument}" if self.name else self.argument
        given = ["signal" if self.axes == 1 else "image", *([argument] if argument else [])]
        return f"{name}({', '.join(given)}){' of lists' if self.as_lists else ''}"


FIXED_SIZES = (3, 5, 7)


def average_calls(f, axes):
    """The AverageCalls of signals (axes 1) or of images (2) that are tried, the likeliest first."""
    parameters = parameters_of(f) or ()
    behind = _size_parameter(parameters)
    by_name = behind is not None and parameters.index(behind) > 1
    for argument in _arguments(behind):
        for size in [None] if argument else FIXED_SIZES:
            for as_lists in (False, True):
                sizes = (size,) if size else ()
                yield AverageCall(axes, as_lists, argument, sizes, behind.name if by_name else "")


def likely_axes(f):
    """(whether that is sure, (the likelier of 1 for signals and 2 for images, the other)), by the function's names."""
    parameters = parameters_of(f)
    names = f"{getattr(f, '__name__', '')} {parameters[0].name if parameters else ''}".lower()
    is_image = any(word in names for word in IMAGE_WORDS)
    is_signal = any(word in names for word in SIGNAL_WORDS)
    return is_image != is_signal, (2, 1) if is_image and not is_signal else (1, 2)


def _arguments(parameter):
    """What may be told for a window's size: by the name of its parameter, otherwise both are tried."""
    if parameter is None:
        return ("",)
    name = letters_of(parameter.name)
    if name in SURE_SIZES:
        return ("size",)
    return ("radius",) if name in SURE_RADII else ("size", "radius")


def _size_parameter(parameters):
    """The Parameter of the window's size behind the input; None where there is none."""
    for parameter in parameters[1:]:
        if letters_of(parameter.name) in (*SURE_SIZES, *SURE_RADII, *UNSURE_SIZES):
            return parameter
    return parameters[1] if len(parameters) > 1 and parameters[1].is_required else None


def says_average(f):
    """Whether the names of a function and its parameters say that it gives averages of an input, for sure."""
    name = letters_of(getattr(f, "__name__", ""))
    parameters = parameters_of(f)
    if not _may_average(name, parameters):
        return False
    is_said = any(word in name for word in AVERAGES_IN_NAMES) or name == "sma"
    if not asks_for_size(f):
        return is_said
    if is_said:
        return _tells_size(parameters[1]) or letters_of(parameters[1].name) in UNSURE_SIZES
    return _says_blur(f) and _tells_size(parameters[1])


def blurs_image_alone(f):
    """Whether the name of a function of nothing but an image says that it blurs; it may do so with any kernel."""
    return _says_blur(f) and not asks_for_size(f)


def _says_blur(f):
    name = letters_of(getattr(f, "__name__", ""))
    return any(word in name for word in MAY_BE_AVERAGES) and _may_average(name, parameters_of(f))


def _may_average(name, parameters):
    """Whether nothing in a name, and in what is asked behind the input and a size, speaks of something else."""
    if not parameters or any(word in name for word in NO_AVERAGES):
        return False
    names = [letters_of(parameter.name) for parameter in parameters]
    return not any(parameter.is_required for parameter in parameters[2:]) and "sigma" not in names


def asks_for_size(f):
    """Whether something behind the input has to be given, or is the size of a window."""
    parameters = parameters_of(f) or ()
    return len(parameters) > 1 and (parameters[1].is_required or _tells_size(parameters[1]))


def _tells_size(parameter):
    """Whether a Parameter is the size of a window: by its name, or by a whole number as its default."""
    name = letters_of(parameter.name)
    has_number = type(parameter.default) is int and name in UNSURE_SIZES
    return name in (*SURE_SIZES, *SURE_RADII) or has_number
