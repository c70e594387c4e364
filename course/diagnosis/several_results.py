"""
Functions of an image alone that return several results, as the changes along both axes, or a strength and a direction.

Each result is judged as that of a function of its own. What it is stands in the function's return: gx, or np.hypot(gx, gy).
"""

import ast
import inspect
import re
import textwrap
from functools import wraps
from typing import NamedTuple

import numpy as np

from course.diagnosis.call_forms import quiet_function
from course.diagnosis.further_kinds import goes_with, judged_as, refuse_what_does_not_go
from course.diagnosis.parameters import parameters_of
from course.diagnosis.stage_probes import signal_or_image
from course.errors import Unusable

TRIED_SHAPE = (6, 7)
MOST_RESULTS = 4
ORDINALS = ("first", "second", "third", "fourth")
KINDS_OF_RESULTS = {  # what a result is, by the words of the return
    "direction": "arctan|atan|angle|direction|theta|orient|phase|phi",
    "strength": "hypot|sqrt|magnitude|strength|norm|mag$|edges?$|^g$",
    "x": r"(^|_)(g|i|d|e|s|grad|sobel|edges?|dx|kx|across)?_?x$|horiz|across|cols?$",
    "y": r"(^|_)(g|i|d|e|s|grad|sobel|edges?|dy|ky|down)?_?y$|vert|down|rows?$",
}
NORMALIZED = r"[a-z]*[xy]_norm[a-z]*|norm[a-z]*_g?[xy]\b|normali[a-z]*|normed"  # no norm of both changes
FAMILIES = ("sobel", "prewitt", "scharr")  # of kernels that a name tells


class OneResult(NamedTuple):
    """One of the results of a function: f, which gives it alone, its name in the return, and what it is.

    what: a key of KINDS_OF_RESULTS, "" where the name does not tell.
    """

    f: object
    name: str
    what: str


def results_of(f):
    """The OneResults of a function of an image alone that returns the changes along both axes, or a strength with more.

    () of any other.
    """
    parameters = parameters_of(f)
    if not parameters or any(parameter.is_required for parameter in parameters[1:]):
        return ()
    try:
        with quiet_function():
            returned = f(signal_or_image(TRIED_SHAPE).astype(float))
    except (Exception, SystemExit):  # what a function raises is no several results
        return ()
    is_several = isinstance(returned, tuple) and 2 <= len(returned) <= MOST_RESULTS
    if not is_several or any(np.ndim(result) != 2 for result in returned):
        return ()
    names = names_returned(f, len(returned))
    results = tuple(_result(f, place, name) for place, name in enumerate(names))
    what = {result.what for result in results}
    is_known = {"x", "y"} <= what or ("strength" in what and what & {"direction", "x", "y"})
    return results if is_known else ()


def names_returned(f, count):
    """How so many results stand in the last return of a function, as texts; "" where Python does not know its source.

    Example: of one that ends with return gx, np.hypot(gx, gy) they are ["gx", "np.hypot(gx, gy)"].
    """
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(f)))
    except (OSError, TypeError, SyntaxError):
        return [""] * count
    returned = [node.value for node in _returns_of(tree.body[0])]
    tuples = [value.elts for value in returned if isinstance(value, ast.Tuple) and len(value.elts) == count]
    return [ast.unparse(value) for value in tuples[-1]] if tuples else [""] * count


def _returns_of(function):
    """The returns of a function's tree in the order of its text, those of functions inside it left out."""
    returns = []
    for node in ast.iter_child_nodes(function):
        if isinstance(node, ast.Return):
            returns.append(node)
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            returns += _returns_of(node)
    return returns


def what_it_is(name):
    """Which of KINDS_OF_RESULTS a result is by its text in the return; "" where that does not tell."""
    said = re.sub(NORMALIZED, "", name.lower())
    return next((what for what, words in KINDS_OF_RESULTS.items() if re.search(words, said)), "")


def _result(f, place, name):
    """The OneResult of a function at a place of what it returns."""
    what = what_it_is(name)

    @wraps(f)
    def alone(*arguments, **by_name):
        return f(*arguments, **by_name)[place]

    family = next((word for word in FAMILIES if word in getattr(f, "__name__", "").lower()), "")
    if what in ("x", "y"):
        alone.__name__ = f"{family or getattr(f, '__name__', 'f')}_{what}"
    return OneResult(alone, name, what)


def judged_results(f, results, told):
    """The StagedDiagnosis of the first of a function's results that is wrong, or else of the first, with what is known
    of the others.

    told: the keywords of diagnose(), as judged_as() takes them; a result is judged only where all of them go with it.
    Unusable where none of them can be judged, ValueError where no kind of result takes what is told.
    """
    kinds = [_kind_of_result(f, result) for result in results]
    if any(kinds) and not any(kind and goes_with(kind, told) for kind in kinds):
        refuse_what_does_not_go(next(filter(None, kinds)), told)
    found = [_judged_result(result, kind, told) for result, kind in zip(results, kinds)]
    judged = [each for each in found if each is not None]
    if not judged:
        raise Unusable(
            f"{getattr(f, '__name__', 'f')} returns {len(results)} results, of which none is known: return the one "
            "that is to be judged"
        )
    told = next((each for each in judged if not each.right), judged[0])
    place = found.index(told)
    called = told.called.replace(f"{results[place].f.__name__}(image", f"{getattr(f, '__name__', 'f')}(image")
    told.called = f"It returns {len(results)} results; this is the {_in_words(place, results)}. {called}"
    for other, each in enumerate(found):
        if other != place:
            verdict = each.verdict if each else "It was not looked at."
            told.remarks.append(f"The {_in_words(other, results)}: {verdict}")
    return told


def _in_words(place, results):
    """The result at a place, as "second (gy)"."""
    name = results[place].name
    return f"{ORDINALS[place]} ({name})" if name else ORDINALS[place]


def _kind_of_result(f, result):
    """The kind of diagnose() of a OneResult, or None where its name does not say what it is to be."""
    if result.what in ("x", "y"):
        return "filter"
    is_sobel = "sobel" in getattr(f, "__name__", "").lower()
    return "sobel" if result.what == "strength" and is_sobel else None


def _judged_result(result, kind, told):
    """The StagedDiagnosis of a OneResult; None where it has no kind, or one that does not go with what is told."""
    if kind is None or not goes_with(kind, told):
        return None
    try:
        return judged_as(result.f, kind, told)
    except Unusable:
        return None
