"""Who agrees with a request and who differs, and by which convention: the engines beside the definition."""

from course.own_numbers.engines import chosen_engines
from course.own_numbers.request import request_of


class Verdicts(list):
    """A list of Verdicts, with the notes of the Request on its axes, which are printed before it.

    Example: those of compare([[1, 2, 3]], [1, 2]) begin with "The input x (1, 3) is taken as an image of one row".
    """

    def __init__(self, verdicts_, notes):
        super().__init__(verdicts_)
        self.notes = notes

    def __repr__(self):
        return "\n".join([*self.notes, super().__repr__()])


def compare(x, h, mode=None, *, engines=(), **options):
    """Who agrees with the definition, who differs and by which convention: a list of Verdicts.

    It is printed with what the axes are taken for, where they may be meant otherwise.

    x, h and the options are the definition's; engines names some of ENGINES or whole libraries, all that are
    quick to import if it is empty. Whole numbers have to be equal; floats may differ by bound(). Unusable for a
    request that has no answer, or an unknown engine.
    """
    request = request_of(x, h, mode, **options)
    return Verdicts(verdicts(request, engines), request.notes)


def verdicts(request, names=()):
    """The Verdicts of compare(), for a Request, one by one."""
    from course.own_numbers.verdict import verdict_of  # which needs NumPy: the arithmetic of a trace does not

    for engine in chosen_engines(names, min(request.axes, 2)):
        yield verdict_of(engine, request)
