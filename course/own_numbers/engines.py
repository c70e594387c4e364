"""
The engines: the convolution functions of NumPy, SciPy (signal and ndimage) and TensorFlow, and their conventions.

Each has conventions of its own: whether it flips the kernel, where the odd zero of 'same' goes, which borders it
knows. engine_calls.py writes the call of an engine for a request and says what the call means; engine_runs.py
runs it. No library is imported before its function is asked for.
"""

from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

from course.convolution.arguments import checked_words
from course.errors import Unusable, quoted
from course.terminal.quiet_imports import quiet

MODULES = {"np": "numpy", "signal": "scipy.signal", "ndimage": "scipy.ndimage", "tf": "tensorflow"}
# the borders that an engine knows: {this course's word: the engine's word, None if it needs none}
ZEROS = {"constant": None}
BOUNDARY = {"constant": None, "wrap": "wrap", "symmetric": "symm"}
NDIMAGE = {
    "constant": "constant",
    "edge": "nearest",
    "wrap": "wrap",
    "symmetric": "reflect",
    "reflect": "mirror",
}


@dataclass(frozen=True)
class Engine:
    """A function of a library and its conventions.

    name: how it is written after the usual imports.
    axes: along how many axes it can slide, as a tuple of the possible numbers.
    flips: whether it flips the kernel.
    same: where the odd zero of its 'same' goes, "before" or "after"; "SAME" if it depends on the stride, too.
    longer: how long its 'same' is when the kernel is longer than the input, as the "input" or the "kernel".
    borders: those that it has, in its own words.
    fill: the named argument for the number of a constant border, where it has one.
    modes: whether it has any; without, it gives as many numbers as the input has.
    fourier: whether it may go through an FFT, which spreads rounding and nan over all outputs.
    """

    name: str
    axes: tuple
    flips: bool
    same: str = "before"
    longer: str = "input"
    borders: dict = field(default_factory=lambda: ZEROS)
    fill: str | None = None
    modes: bool = True
    fourier: bool = False

    @property
    def library(self):
        """The package that has to be installed."""
        return MODULES[self.name.split(".")[0]].split(".")[0]

    @property
    def installed(self):
        """Whether that package is there."""
        return find_spec(self.library) is not None

    @property
    def function(self):
        """The function itself; its library is imported now."""
        module, *names = self.name.split(".")
        with quiet():
            thing = import_module(MODULES[module])
        for name in names:  # tf.nn.conv2d: first nn, then its conv2d
            thing = getattr(thing, name)
        return thing


ENGINES = {
    engine.name: engine
    for engine in (
        Engine("np.convolve", (1,), flips=True, longer="kernel"),
        Engine("np.correlate", (1,), flips=False, longer="kernel"),
        Engine("signal.convolve", (1, 2), flips=True, fourier=True),
        Engine("signal.correlate", (1, 2), flips=False, fourier=True),
        Engine("signal.fftconvolve", (1, 2), flips=True, fourier=True),
        Engine("signal.convolve2d", (2,), flips=True, borders=BOUNDARY, fill="fillvalue"),
        Engine("signal.correlate2d", (2,), flips=False, same="after", borders=BOUNDARY, fill="fillvalue"),
        Engine(
            "ndimage.convolve", (1, 2), flips=True, same="after", borders=NDIMAGE, fill="cval", modes=False
        ),
        Engine("ndimage.correlate", (1, 2), flips=False, borders=NDIMAGE, fill="cval", modes=False),
        Engine("tf.nn.conv1d", (1,), flips=False, same="SAME"),
        Engine("tf.nn.conv2d", (2,), flips=False, same="SAME"),
    )
}


def chosen_engines(names, axes):
    """The Engines of these names, or, without names, all but TensorFlow's that slide along so many axes.

    A name is an engine's ("signal.convolve2d", with or without "scipy." before it) or a library's ("numpy",
    "scipy", "tensorflow"). Unusable, with the names there are, for any other.
    """
    names = _checked_names(names)
    sliding = [engine for engine in ENGINES.values() if axes in engine.axes]
    if not names:
        return [engine for engine in sliding if engine.library != "tensorflow"]
    chosen = {}
    for name in names:
        for engine in _engines_called(name, sliding):
            chosen[engine.name] = engine  # one that is named twice is chosen once
    return list(chosen.values())


def _checked_names(names):
    """A tuple of names, from a list of them or from None; Unusable for anything else."""
    if names is None:
        return ()
    try:
        return checked_words(names, "engines", "such as np.convolve")
    except ValueError as error:
        raise Unusable(str(error)) from None


def _engines_called(name, sliding):
    """The Engines that a name stands for: one, or those of a library; of these the `sliding` ones if there are any."""
    short = name.removeprefix("scipy.").replace("numpy.", "np.").replace("tensorflow.", "tf.")
    if short in ENGINES:
        return [ENGINES[short]]
    of_library = [engine for engine in ENGINES.values() if engine.library == name]
    if not of_library:
        known = [*ENGINES, *dict.fromkeys(engine.library for engine in ENGINES.values())]
        raise Unusable(f"no engine {quoted(name)}; there is {', '.join(known)}")
    return [engine for engine in of_library if engine in sliding] or of_library


def libraries_with(axes):
    """The names of the libraries that have an engine which slides along so many axes, each once.

    Example: libraries_with(2) is ["scipy", "tensorflow"], as NumPy's functions take signals only.
    """
    return list(dict.fromkeys(engine.library for engine in ENGINES.values() if axes in engine.axes))
