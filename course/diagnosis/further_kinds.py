"""What else can be asked of diagnose() than a convolution: kinds that names tell, or that the caller gives."""

from course.diagnosis.average_functions import HOW_TO_AVERAGE, gives_averages, is_average, judged_average
from course.diagnosis.blur_functions import HOW_TO_BLUR, is_blur, judged_blur
from course.diagnosis.edge_functions import HOW_TO_ASK_EDGES, is_sobel, judged_sobel
from course.diagnosis.filter_functions import HOW_TO_FILTER, is_filter, judged_filter
from course.diagnosis.gaussian_functions import HOW_TO_ASK, judged_gaussian, makes_gaussian
from course.diagnosis.parameters import letters_of
from course.diagnosis.pooling_functions import HOW_TO_POOL, is_pooling, judged_pooling
from course.diagnosis.row_and_column_kernels import (
    HOW_TO_SEPARATE,
    is_of_one_kernel,
    is_separable,
    judged_separable,
)
from course.diagnosis.step_functions import HOW_TO_STEP, is_step, judged_step

JUDGED = {
    "gaussian": judged_gaussian,
    "pooling": judged_pooling,
    "sobel": judged_sobel,
    "average": judged_average,
    "filter": judged_filter,
    "step": judged_step,
    "blur": judged_blur,
    "separable": judged_separable,
}
FURTHER_KINDS = tuple(JUDGED)
MEDIANS = ("median", "medfilt")  # in names
GO_WITH = {  # keywords of diagnose()
    "gaussian": ("call",),
    "pooling": ("mode", "call"),
    "sobel": ("mode", "border", "call"),
    "average": ("call",),
    "filter": ("call",),
    "step": ("call",),
    "blur": ("call",),
    "separable": ("call",),
}
FORM_OF = {  # what says how to write call=: a function that is called as diagnose() does
    HOW_TO_ASK: "f(size, sigma)",
    HOW_TO_POOL: "f(image, size, stride)",
    HOW_TO_ASK_EDGES: "f(image)",
    HOW_TO_AVERAGE: "f(image, size)",
    HOW_TO_FILTER: "f(image)",
    HOW_TO_STEP: "f(window, weights, bias)",
    HOW_TO_BLUR: "f(image, sigma)",
    HOW_TO_SEPARATE: "f(image, row_kernel, column_kernel)",
}
TELLS_BY_NAMES = {
    "separable": is_separable,
    "gaussian": makes_gaussian,
    "pooling": is_pooling,
    "sobel": is_sobel,
    "blur": is_blur,
    "average": is_average,
    "step": is_step,
    "filter": is_filter,
}


def further_kind(f):
    """The one of FURTHER_KINDS that a function is by its name and its parameters, without doubt; None otherwise.

    A function of an image alone, which is no convolution with a given kernel, is called as well, to see what it gives.
    """
    for kind, is_one in TELLS_BY_NAMES.items():
        if is_one(f):
            return kind
    return None


def kind_by_numbers(f):
    """The one of FURTHER_KINDS whose numbers a function gives that is no convolution, or None.

    Whatever its names say; but a median that is called so is meant, and is no average gone wrong.
    """
    name = letters_of(getattr(f, "__name__", ""))
    is_median = any(word in name for word in MEDIANS)
    if is_of_one_kernel(f):
        return "separable"
    return "average" if not is_median and gives_averages(f) else None


def goes_with(kind, told):
    """Whether all that is told goes with one of FURTHER_KINDS; told: as of judged_as()."""
    return set(_given(told)) <= set(GO_WITH[kind])


def refuse_what_does_not_go(kind, told):
    """ValueError, in one line, for the first keyword that is told and does not go with one of FURTHER_KINDS."""
    for name in _given(told):
        if name not in GO_WITH[kind]:
            raise ValueError(f"{name} does not go with kind {kind!r}, which takes {', '.join(GO_WITH[kind])}")


def _given(told):
    return {name: value for name, value in told.items() if value is not None}


def judged_as(f, kind, told):
    """The StagedDiagnosis of a function of one of FURTHER_KINDS.

    told: {keyword of diagnose(): value, or None where nothing is told}. ValueError, in one line, for one that does not
    go with the kind.
    """
    refuse_what_does_not_go(kind, told)
    return JUDGED[kind](f, **_given(told))
