"""Functions that blur an image by a Gaussian: f(image, sigma), or f(image, size, sigma)."""

from functools import lru_cache
from itertools import product
from math import ceil, floor
from typing import NamedTuple

import numpy as np

from course.convolution.nested import shape
from course.diagnosis.byte_results import WHOLE_IN_WORDS, finished_as, finishes_for
from course.diagnosis.call_forms import quiet_function
from course.diagnosis.calling_text import BORDER_IN_WORDS
from course.diagnosis.cause import world
from course.diagnosis.doubts import told_in_doubt
from course.diagnosis.further_stages import StageRow, judged_without_sliding, stages_without_sliding
from course.diagnosis.gaussian_functions import RADIUS_NAMES, SIGMA_NAMES, SIZE_NAMES
from course.diagnosis.intentions import says_of_types
from course.diagnosis.nearest_reading import (
    answer_values,
    mistake_in,
    part_right,
    with_finish_of_bytes,
    with_last_step_forgiven,
    with_types,
)
from course.diagnosis.parameters import NO_DEFAULT, letters_of, parameters_of
from course.diagnosis.probe_text import call_in_words
from course.diagnosis.same_numbers import ROUNDING_OF_FLOAT32
from course.diagnosis.stage_probes import bytes_of, signal_or_image, with_fractions
from course.errors import Unusable
from course.mistakes.bank.gaussian_kernels import BLUR_MISTAKES
from course.mistakes.faulty_definition import none_where_refused
from course.mistakes.smallest_input import Probe

BLUR_WORDS = ("gaus", "blur", "smooth")
NO_BLURS = (
    "kernel",
    "unsharp",
    "sharp",
    "bilateral",
    "noise",
    "laplac",
    "log",
    "dog",
    "deriv",
    "edge",
    "canny",
)
REACHES = {  # how far a kernel reaches to each side of its middle for a sigma, where no size is given: in words
    "ceil(3 * sigma)": lambda sigma: ceil(3 * sigma),
    "round(3 * sigma)": lambda sigma: floor(3 * sigma + 0.5),
    "int(3 * sigma)": lambda sigma: floor(3 * sigma),
    "int(4 * sigma + 0.5)": lambda sigma: floor(4 * sigma + 0.5),
    "ceil(4 * sigma)": lambda sigma: ceil(4 * sigma),
    "ceil(2 * sigma)": lambda sigma: ceil(2 * sigma),
    "round(2 * sigma)": lambda sigma: floor(2 * sigma + 0.5),
    "ceil(2.5 * sigma)": lambda sigma: ceil(2.5 * sigma),
    "1": lambda sigma: 1,
    "2": lambda sigma: 2,
    "3": lambda sigma: 3,
}
BORDERS_OF_BLURS = ("edge", "constant", "symmetric", "reflect", "wrap")
# (rows, columns), sigma, size: larger than the kernel, as np.convolve(row, kernel, "same") is right for no other
BLUR_TRIALS = (((8, 9), 0.7, 3), ((10, 9), 1.0, 5), ((13, 14), 1.4, 5))
HOW_TO_BLUR = (
    "say how to call it with an image x, call=lambda f, x, h, options: f(x, options['size'], float(h))"
)
TRIED_WITH_MISTAKES = 3  # readings, where many reaches are likely
MOST_REACHES = 4  # of which all readings are tried
PIXELS_AROUND = 15  # a bright one: more than any of REACHES, twice


class BlurCall(NamedTuple):
    """How a function is called: the names of the parameters for sigma and the size, "" where there is none.

    by_radius: whether the second is how far the kernel reaches to each side.
    """

    sigma: str
    size: str = ""
    by_radius: bool = False
    as_lists: bool = False

    def __call__(self, f, x, h, options):
        with quiet_function():
            return f(x.tolist() if self.as_lists else x, **self.told(float(h), options["size"]))

    def told(self, sigma, size):
        """{name: what is given for it}."""
        by_name = {self.sigma: sigma}
        if self.size:
            by_name[self.size] = size // 2 if self.by_radius else size
        return by_name


class BlurReading(NamedTuple):
    """What a function is meant to give.

    reach   a key of REACHES, "" where the size is given
    finish  a key of STEPS_TO_TYPES
    """

    border: str
    reach: str = ""
    finish: str = ""

    @none_where_refused  # a nan has no last step
    def gives(self, definition, probe):
        """What a definition gives for a Probe; None where it refuses."""
        values = self.before_finish(definition, probe.x, probe.h, probe.options["size"])
        return values and finished_as(self.finish, values, probe.x)

    @none_where_refused
    def before_finish(self, definition, x, h, size):
        """What a definition gives before the last step; None where it refuses."""
        sigma = float(h)
        if self.reach:
            size = 2 * REACHES[self.reach](sigma) + 1
        weights = definition.gaussian_kernel(size, sigma)
        return definition.convolve2d(x, weights, "same", border=self.border, flip=False)


def is_blur(f):
    """Whether the names of a function and its parameters say that it blurs an image by a Gaussian of some sigma."""
    name, form = letters_of(getattr(f, "__name__", "")), _blur_call(f)
    return (
        form is not None
        and any(word in name for word in BLUR_WORDS)
        and not any(word in name for word in NO_BLURS)
    )


def _blur_call(f):
    """The BlurCall of a function by the names of its parameters, or None."""
    parameters = parameters_of(f) or ()
    sizes = (*SIZE_NAMES, *RADIUS_NAMES)
    sigma = size = None
    if parameters and letters_of(parameters[0].name) in (*sizes, *SIGMA_NAMES):
        return None  # no image is asked
    for parameter in parameters[1:]:
        name = letters_of(parameter.name)
        if not parameter.by_name:
            return None
        if name in SIGMA_NAMES:
            sigma = sigma or parameter
        elif name in sizes and parameter.default is not None:
            size = size or parameter
        elif parameter.default is NO_DEFAULT:
            return None
    if sigma is None:
        return None
    by_radius = size is not None and letters_of(size.name) in RADIUS_NAMES
    return BlurCall(sigma.name, size.name if size else "", by_radius)


def judged_blur(f, call=None):
    """The StagedDiagnosis of a function of an image (rows, columns) and a sigma, and a size if it takes one.

    call(f, x, h, options) calls it otherwise, with sigma for h and options["size"]. Unusable where it gives no table.
    """
    name, form = getattr(f, "__name__", "f"), _blur_call(f)
    if call is None and form is None:
        raise Unusable(f"the parameters of {name} do not say which is sigma: {HOW_TO_BLUR}")
    reading, form, error = _nearest_blur(f, call, form)
    if reading is None:
        raise Unusable(f"{name} gives no table of numbers for an image and a sigma ({error}): {HOW_TO_BLUR}")
    exact = lambda x, h, options: reading.before_finish(world(), x, h, options["size"])
    if not reading.finish:
        reading = with_finish_of_bytes(reading, BLUR_MISTAKES, f, call or form, BLURRED_BYTES, exact)
    given = "as call= says" if call else _shown_call(name, form)
    reach = f", {reading.reach} to each side" if reading.reach else ""
    finish = f"; {reading.finish}" if reading.finish else ""
    words = f"Called {given}; a Gaussian blur{reach}; {BORDER_IN_WORDS[reading.border]}{finish}."
    call = with_last_step_forgiven(call or form, reading, exact)
    found = judged_without_sliding(f, _stages_of_blur(reading, form), call, words)
    if not found.right or reading.finish not in WHOLE_IN_WORDS or says_of_types(f):
        return found
    held = judged_without_sliding(f, _stages_of_blur(reading._replace(finish=""), form), call, words)
    doubt = f"with blurred whole numbers {WHOLE_IN_WORDS[reading.finish]} to whole numbers"
    return told_in_doubt(found, held, f"{doubt}: right if this is meant")


def _shown_call(name, form):
    size = f", {form.size}={'radius' if form.by_radius else 'size'}" if form.size else ""
    return f"as {name}(image{size}, {form.sigma}=sigma){' of lists' if form.as_lists else ''}"


def _nearest_blur(f, told, form):
    """(the BlurReading whose numbers are nearest, the BlurCall, ""), or (None, None, the error in words)."""
    error = ""
    for call in [told] if told else [form, form._replace(as_lists=True)]:
        called, types = with_types(call)
        probes = [
            _blur_probe(9 * abs(signal_or_image(sizes)), sigma, size) for sizes, sigma, size in BLUR_TRIALS
        ]
        answers, errors = zip(*[answer_values(f, called, probe, axes=2) for probe in probes])
        error = error or errors[0]
        if any(values is not None for values in answers):
            has_size = told or form.size
            reaches = [""] if has_size else _likely_reaches(f, called)
            reading = _blur_reading(probes, answers, reaches, finishes_for(types))
            return reading, form if told else call, ""
    return None, None, error


def _likely_reaches(f, call):
    """The keys of REACHES that one bright pixel does not rule out, all of them where it rules out all.

    It shines as far up as the kernel reaches, or as far to the left, and twice as far if the kernel is passed twice along
    one axis. Everywhere but upwards it may shine further, if results are read again.
    """
    likely = set(REACHES)
    for sigma in {sigma for _, sigma, _ in BLUR_TRIALS}:
        image = np.zeros((PIXELS_AROUND * 2 + 1,) * 2)
        image[PIXELS_AROUND, PIXELS_AROUND] = 1e6
        values, _ = answer_values(f, call, _blur_probe(image, sigma, 0), axes=2)
        if values is None or shape(values) != image.shape or not np.any(values):
            return list(REACHES)
        reaches = [PIXELS_AROUND - axis.min() for axis in np.nonzero(values)]
        likely = {name for name in likely if {REACHES[name](sigma), 2 * REACHES[name](sigma)} & {*reaches}}
    return [name for name in REACHES if name in likely] or list(REACHES)


def _blur_reading(probes, answers, reaches, finishes):
    """The BlurReading that is right, or right but for a mistake, or else the nearest."""
    readings = [BlurReading(*each) for each in product(BORDERS_OF_BLURS, reaches, finishes)]
    parts = {reading: part_right(reading, world(), probes, answers) for reading in readings}
    nearest_first = sorted(parts, key=parts.get, reverse=True)
    if parts[nearest_first[0]] < 1:
        are_few = len(reaches) <= MOST_REACHES
        for reading in nearest_first if are_few else nearest_first[:TRIED_WITH_MISTAKES]:
            if mistake_in(reading, BLUR_MISTAKES, probes, answers):
                return reading
    return nearest_first[0]


# ---- on what it is tried


def _blur_probe(image, sigma, size):
    return Probe(image, np.array(sigma), {"flip": False, "size": size})


BLURRED_BYTES = [_blur_probe(bytes_of((10, 9)), 1.0, 5), _blur_probe(bytes_of((8, 9)), 0.7, 3)]


@lru_cache(32)
def _stages_of_blur(reading, form):
    first = [_blur_probe(abs(signal_or_image(sizes, 1)), 1.0, 5) for sizes in [(9, 9), (11, 11)]]
    oblong = [_blur_probe(abs(signal_or_image(sizes, 2)), 1.0, 5) for sizes in [(9, 11), (12, 10)]]
    sigmas = [_blur_probe(abs(signal_or_image((13, 14), 3)), sigma, 5) for sigma in (0.6, 1.5)]
    sizes = [_blur_probe(abs(signal_or_image((8, 7), 4)), 1.2, size) for size in (3, 7, 1)]
    small = [
        _blur_probe(abs(signal_or_image(sizes, 1)), sigma, size)
        for sizes, sigma, size in [((4, 4), 1.0, 5), ((3, 6), 1.0, 5), ((5, 6), 2.0, 7)]
    ]
    numbers = [_blur_probe(with_fractions(signal_or_image((9, 10), 5), 0.37), 1.0, 5)]
    in_bytes = [_blur_probe(bytes_of((10, 9)), 1.0, 5)]
    rows = [
        StageRow("square images with sigma 1", "", "already for square images and sigma 1", first),
        StageRow("images that are not square", "for square images", "where an image is not square", oblong),
        StageRow("other sigmas", "for sigma 1", "where sigma is not 1", sigmas),
    ]
    if form is None or form.size:
        rows.append(StageRow("other sizes", "for size 5", "where the size is another odd one", sizes))
    if not reading.finish.endswith("to bytes"):
        name = "fractions and numbers below 0"
        rows.append(StageRow(name, "for whole numbers above 0", f"where there are {name}", numbers))
    rows.append(
        StageRow("bytes", "for other numbers than bytes", "where the image is of bytes (uint8)", in_bytes)
    )
    name = "images smaller than the kernel"
    rows.append(StageRow(name, "for larger images", "where an image is smaller than the kernel", small))
    return stages_without_sliding(
        rows, reading.gives, BLUR_MISTAKES, _shown_blur(form), ROUNDING_OF_FLOAT32, alone=BLUR_MISTAKES
    )


def _shown_blur(form):
    def shown(probe):
        """The call of a probe in words."""
        sigma, size = float(probe.h), probe.options["size"]
        return call_in_words(
            "f", (probe.x,), form.told(sigma, size) if form else {"size": size, "sigma": sigma}
        )

    return shown
