"""
The engines of the field behind one signature: NumPy, SciPy (signal and ndimage) and TensorFlow.

Each has conventions of its own: whether it turns the kernel, where the odd zero of 'same' goes, which borders
it knows. planned() is the call that a reader would write, with what that call means: the request to which the
definition has to give the same numbers. compare() says who agrees with a request, and by which convention the
others differ. SciPy and TensorFlow are imported when they are first called.
"""

from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

from course.errors import Unusable, quoted
from course.terminal.quiet_imports import quiet

MODULES = {"np": "numpy", "signal": "scipy.signal", "ndimage": "scipy.ndimage", "tf": "tensorflow"}
ZEROS = {"constant": None}  # borders that are known: ours, in the engine's word where it wants one
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

    name: how it is written after the usual imports. axes: along how many it slides. flips: whether it turns the
    kernel. same: where the odd zero of its 'same' goes, "before" or "after"; "SAME" if the stride counts as well.
    longer: how long its 'same' is when the kernel is longer, as the "input" or the "kernel". borders: those it
    has, in its own words. modes: whether it has any; without, it gives as many numbers as the input has.
    fourier: whether it may go through an FFT, which spreads rounding and nan over all outputs.
    """

    name: str
    axes: tuple
    flips: bool
    same: str = "before"
    longer: str = "input"
    borders: dict = field(default_factory=lambda: ZEROS)
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
        module, *rest = self.name.split(".")
        with quiet():
            found = import_module(MODULES[module])
        for name in rest:
            found = getattr(found, name)
        return found


ENGINES = {
    engine.name: engine
    for engine in (
        Engine("np.convolve", (1,), flips=True, longer="kernel"),
        Engine("np.correlate", (1,), flips=False, longer="kernel"),
        Engine("signal.convolve", (1, 2), flips=True, fourier=True),
        Engine("signal.correlate", (1, 2), flips=False, fourier=True),
        Engine("signal.fftconvolve", (1, 2), flips=True, fourier=True),
        Engine("signal.convolve2d", (2,), flips=True, borders=BOUNDARY),
        Engine("signal.correlate2d", (2,), flips=False, same="after", borders=BOUNDARY),
        Engine("ndimage.convolve", (1, 2), flips=True, same="after", borders=NDIMAGE, modes=False),
        Engine("ndimage.correlate", (1, 2), flips=False, borders=NDIMAGE, modes=False),
        Engine("tf.nn.conv1d", (1,), flips=False, same="SAME"),
        Engine("tf.nn.conv2d", (2,), flips=False, same="SAME"),
    )
}


def chosen_engines(names, axes):
    """The Engines of these names, or, without names, all but TensorFlow's that slide along so many axes.

    A name is an engine's ("signal.convolve2d", with or without "scipy." before it) or a library's ("numpy",
    "scipy", "tensorflow"). Unusable, with the names there are, for any other.
    """
    sliding = [engine for engine in ENGINES.values() if axes in engine.axes]
    if not names:
        return [engine for engine in sliding if engine.library != "tensorflow"]
    found = {}
    for name in names:
        short = name.removeprefix("scipy.").replace("numpy.", "np.").replace("tensorflow.", "tf.")
        library = [engine for engine in ENGINES.values() if engine.library == name]
        same = [engine for engine in library if engine in sliding] or library
        if short not in ENGINES and not same:
            words = ", ".join([*ENGINES, *dict.fromkeys(engine.library for engine in ENGINES.values())])
            raise Unusable(f"no engine {quoted(name)}; there is {words}")
        found |= {engine.name: engine for engine in ([ENGINES[short]] if short in ENGINES else same)}
    return list(found.values())
