"""Who agrees with a request and who differs, and by which convention: the engines beside the definition."""

from course.own_numbers.engines import chosen_engines
from course.own_numbers.request import request_of


def compare(x, h, mode=None, *, engines=(), **options):
    """Who agrees with the definition, who differs and by which convention: a list of Verdicts.

    x, h and the options are the definition's; engines names some of ENGINES or whole libraries, all that are
    quick to import if it is empty. Whole numbers have to be equal; floats may differ by bound(). Unusable for a
    request that has no answer, or an unknown engine.
    """
    return list(verdicts(request_of(x, h, mode, **options), engines))


def verdicts(request, names=()):
    """The Verdicts of compare(), for a Request, one by one."""
    from course.own_numbers.verdict import verdict_of  # which needs NumPy: the arithmetic of a trace does not

    for engine in chosen_engines(names, min(request.axes, 2)):
        yield verdict_of(engine, request)
