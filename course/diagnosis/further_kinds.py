"""What else can be asked of diagnose() than a convolution: kinds that names tell, or that the caller gives."""

from course.diagnosis.edge_functions import is_sobel, judged_sobel
from course.diagnosis.gaussian_functions import judged_gaussian, makes_gaussian
from course.diagnosis.pooling_functions import is_pooling, judged_pooling

JUDGED = {"gaussian": judged_gaussian, "pooling": judged_pooling, "sobel": judged_sobel}
FURTHER_KINDS = tuple(JUDGED)
GO_WITH = {
    "gaussian": ("call",),
    "pooling": ("mode", "call"),
    "sobel": ("mode", "border", "call"),
}  # keywords of diagnose()
TELLS_BY_NAMES = {"gaussian": makes_gaussian, "pooling": is_pooling, "sobel": is_sobel}


def further_kind(f):
    """The one of FURTHER_KINDS that a function is by its name and its parameters, without doubt; None otherwise."""
    for kind, is_one in TELLS_BY_NAMES.items():
        if is_one(f):
            return kind
    return None


def judged_as(f, kind, told):
    """The StagedDiagnosis of a function of one of FURTHER_KINDS.

    told: {keyword of diagnose(): value, or None where nothing is told}. ValueError, in one line, for one that does not
    go with the kind.
    """
    given = {name: value for name, value in told.items() if value is not None}
    for name in given:
        if name not in GO_WITH[kind]:
            raise ValueError(f"{name} does not go with kind {kind!r}, which takes {', '.join(GO_WITH[kind])}")
    return JUDGED[kind](f, **given)
