"""
How a function of an input and a kernel is called, and what it is meant to do: inferred from the function itself.

The names of its parameters come first, then trying it on small inputs (trial_inputs.py), within milliseconds. What is
told overrules what is inferred; what cannot be decided is said, and the likelier taken.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from course.convolution.arguments import checked_flag, checked_word, in_message
from course.convolution.sizes import MODES
from course.diagnosis.byte_results import AS_THEY_ARE, as_bytes
from course.diagnosis.calling_text import calling_in_words
from course.diagnosis.inference import inferred
from course.diagnosis.intentions import says_that_it_divides
from course.diagnosis.probes import shape_of
from course.diagnosis.trial_inputs import SLIDING_AXES, kernel_sizes_of, options_of_kind
from course.mistakes.faulty_definition import outcome

KINDS_OF_FUNCTIONS = tuple(SLIDING_AXES)
BORDERS_ASKED = ("zeros", "edge", "reflect", "symmetric", "wrap", "kept")


@dataclass(frozen=True, eq=False)
class Calling:
    """How a function is called, and what it is held against.

    kind     "1-D", "2-D", "channels", "batch", "layer", "lines" or "depthwise": the form of the input and the kernel, see layouts.py
    call     call(f, x, h, options): what the function gives; options as a Probe has them: mode, stride, padding (a
             number for all sides, or one for the rows and one for the columns), dilation, groups, bias (a number for each output)
    modes    the sizes that it can be asked for: some of full, valid, same, SAME; one if it has one size
    takes    further options that it takes, some of stride, strides (one for the rows, one for the columns), padding,
             paddings, dilation, dilations, groups, bias
    flip     True where it is to be a convolution, False for a correlation
    border   what stands beyond the edge: zeros, edge, reflect, symmetric, wrap; kept: where the kernel leaves the input
             the result has the input's numbers
    kernels  "any", "square", "odd" or "odd square", or the only size that it serves, as (3, 3) or, of a line, (3,)
    results  "numbers", or "rounded bytes" or "cut bytes", held to 0..255
    causal   whether "same" are the first numbers of the full result
    divides  where it is meant to divide by the sum of the kernel's weights the name of that mistake; "" elsewhere
    certain  whether nothing of this had to be guessed: all numbers of the trial are what is taken here
    arguments  what the first two of its arguments are, "input" and "kernel" in their order; () where its user calls it
    words    what was taken, in a sentence or two
    served   for which kernels alone it is judged, as it fails for others: "for kernels of odd size"; "" elsewhere
    """

    kind: str
    call: Callable
    modes: tuple
    takes: tuple
    flip: bool
    border: str
    kernels: str | tuple
    results: str = AS_THEY_ARE
    causal: bool = False
    divides: str = ""
    certain: bool = False
    arguments: tuple = ()
    words: str = ""
    served: str = ""

    def gives(self, world, probe):
        """What a definition (world) gives for a Probe, as this function is meant to; None where it refuses.

        Nothing is divided by a sum that is 0. A bias is added to each output, a border is put around the input, and results that are bytes are held to 0..255.
        """
        if self.divides == "kernel-norm" and not probe.h.sum():
            return None
        options = {name: value for name, value in probe.options.items() if name != "border"}
        mode = options.get("mode")
        options |= options_of_kind(self.kind, shape_of(probe.x)[-1])
        if self.causal and mode == "same":
            (k,) = kernel_sizes_of(self.kind, probe.h)
            options |= {"mode": None, "padding": ((k - 1) * options.get("dilation", 1), 0)}
        elif self.border == "kept" and mode == "same":
            options["mode"] = "valid"
        elif self.border not in ("zeros", "kept"):
            options["border"] = self.border
        # Floats: a division of whole numbers gives Fractions, which take ten times as long.
        h = probe.h.astype(float) if self.divides else probe.h
        values = outcome(world, probe.x, h, **options)
        if values is None:
            return None
        if self.border == "kept" and mode == "same":
            values = _within_input(values, probe.x.tolist())
        return values if self.results == AS_THEY_ARE else as_bytes(values, self.results)


def _within_input(values, x):
    """The numbers of an input, with those of a smaller result in its middle.

    Example: _within_input([7], [1, 2, 3]) is [1, 7, 3].
    """
    if not isinstance(values, list) or len(values) > len(x):
        return values
    start = (len(x) - len(values)) // 2
    inside = [_within_input(value, x[start + i]) for i, value in enumerate(values)]
    return [*x[:start], *inside, *x[start + len(values) :]]


def calling_of(f, kind=None, *, mode=None, flip=None, border=None, kernels=None, call=None):
    """The Calling of a function, inferred but for what is given.

    kind, mode, flip, border, kernels: as in Calling, mode one of its modes. call(f, x, h, options): how to call it.
    ValueError, in one line, for any other value; Unusable, with how to write call=, where the function does not give
    numbers in any way that is tried.

    Example: for np.correlate it is kind "1-D", modes ("full", "same", "valid") and flip False.
    """
    if not callable(f):
        raise ValueError(f"f must be a function, not {in_message(f)}")
    if call is not None and not callable(call):
        raise ValueError(f"call must be a function, not {in_message(call)}")
    for value, name, words in (
        (kind, "kind", KINDS_OF_FUNCTIONS),
        (mode, "mode", MODES),
        (border, "border", BORDERS_ASKED),
    ):
        if value is not None:
            checked_word(value, name, words)
    if flip is not None:
        flip = checked_flag(flip, "flip")
    if kernels is not None:
        kernels = _checked_kernels(kernels)
    seen = inferred(f, kind, flip=flip, border=border, call=call)
    told = {"flip": flip, "border": border, "kernels": kernels}
    taken = {name: value if value is not None else getattr(seen, name) for name, value in told.items()}
    calling = Calling(
        kind=seen.kind,
        call=seen.call,
        modes=seen.modes if mode is None else (mode,),
        takes=seen.takes,
        results=seen.results,
        causal=seen.causal,
        divides=seen.divides if says_that_it_divides(f) else "",
        certain=seen.is_certain,
        arguments=seen.form.arguments if seen.form else (),
        **taken,
    )
    return replace(calling, words=calling_in_words(f, calling, seen))


def _checked_kernels(kernels):
    """ "any", "square", "odd", or sizes as a tuple."""
    if isinstance(kernels, str):
        return checked_word(kernels, "kernels", ("any", "square", "odd"))
    is_sizes = isinstance(kernels, (tuple, list)) and 1 <= len(kernels) <= 2
    if not is_sizes or not all(type(size) is int and size > 0 for size in kernels):
        raise ValueError(
            f"kernels must be 'any', 'square', 'odd' or a size as (3, 3), not {in_message(kernels)}"
        )
    return tuple(kernels)
