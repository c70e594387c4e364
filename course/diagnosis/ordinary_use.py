"""
What goes wrong in ordinary use with a function whose numbers are right.

It may change the arrays that it is given, which the caller still needs; and one that is right for lists may give other
numbers for arrays, without an error.
"""

from dataclasses import dataclass, replace

import numpy as np

from course.convolution.formatting import counted, listed_with_and
from course.diagnosis.call_forms import CallForm, is_changed_array
from course.diagnosis.failures import failure_of
from course.diagnosis.function_answers import answer_to

COPY = "Hint: Work on a copy: kernel.copy() of an array, copy.deepcopy(kernel) of nested lists."
LISTS = (
    "Hint: + joins lists and adds arrays, * repeats lists and multiplies arrays: np.asarray(x).tolist() makes lists of "
    "both."
)


@dataclass
class Drawback:
    """What goes wrong.

    ending     the end of the verdict, as "it changes the kernel that it is given, which spoils the caller's data"
    sentences  what is said of it, and what to do
    right_for  for what it is right, as "lists"; "" where that is not in question
    """

    ending: str
    sentences: list
    right_for: str = ""


def drawbacks_of(f, stages, calling, call):
    """The Drawbacks of a function that gives right numbers to the probes of Stages, as call(f, x, h, options) calls it."""
    cases = _cases(stages)
    return [*what_it_changes(f, cases, call, calling.arguments), *_wrong_for_arrays(f, cases, call)]


def remarks_on_lists_and_arrays(f, stages, call):
    """A sentence in a list on a function that is right for arrays, but not for lists, or that takes lists alone."""
    if not isinstance(call, CallForm):
        return []
    if call.as_lists:
        answer = answer_to(f, stages[0].probes[0], replace(call, as_lists=False))
        return [f"It takes lists alone: given arrays, {answer.trouble}."] if answer.values is None else []
    failures = _silent_failures(f, _cases(stages), call, as_lists=True)
    inputs = counted(len(failures), "input")
    told = f"Given lists it returns other numbers, without an error, for {inputs}: give it arrays (np.array)."
    return [told] if failures else []


def _cases(stages):
    """(suite, probe) for each of the probes but that with a nan."""
    return [(stage.suite, probe) for stage in stages[:-1] for probe in stage.probes]


# ---- arguments that it changes


class _CalledTwice:
    """A function that is called twice with the same arguments, and gives what comes of the second call.

    changed  the places, or the keywords, of the arguments that the first call changed
    """

    def __init__(self, f):
        self._f = f
        self.changed = set()

    def __call__(self, *given, **by_name):
        arguments = {**dict(enumerate(given)), **by_name}
        before = {place: np.array(value) for place, value in arguments.items() if _can_change(value)}
        self._f(*given, **by_name)
        self.changed |= {place for place, old in before.items() if is_changed_array(old, arguments[place])}
        return self._f(*given, **by_name)


def _can_change(value):
    return isinstance(value, (np.ndarray, list))


def what_it_changes(f, cases, call, names):
    """The Drawback of a function that changes its arguments, in a list.

    cases: (suite, probe) of inputs where its numbers are right; names: what the first of its arguments are.
    """
    twice = _CalledTwice(f)
    answered = [(suite, probe, answer_to(twice, probe, call)) for suite, probe in cases]
    failures = [failure_of(*each) for each in answered if not each[2].refused]
    failures = [failure for failure in failures if failure]
    tried = sum(not answer.refused for _, _, answer in answered)
    if not twice.changed:
        return []
    named = {names[place] for place in twice.changed if place in range(len(names))}
    things = [f"the {name}" for name in sorted(named)] or ["an argument"]
    ending = f"it changes {listed_with_and(things)} that it is given, which spoils the caller's data"
    return [Drawback(ending, [*_of_a_second_call(failures, tried), COPY])]


def _of_a_second_call(failures, tried):
    """Sentences on what comes of a second call with the same arguments."""
    if not failures:
        return ["A second call with the same arguments still gives the right numbers."]
    first = failures[0]
    again = first._replace(call=f"{first.call} a second time with the same arguments")
    return [f"For {len(failures)} of {counted(tried, 'input')} a second call is wrong.", str(again)]


# ---- arrays in place of lists


def _wrong_for_arrays(f, cases, call):
    """The Drawback of a function that takes lists, and gives other numbers for arrays, in a list."""
    failures = _silent_failures(f, cases, call, as_lists=False)
    if not failures:
        return []
    said = f"Given arrays it is wrong for {counted(len(failures), 'input')}, without an error."
    ending = "for arrays it gives other numbers, without an error"
    return [Drawback(ending, [said, str(failures[0]), LISTS], right_for="lists")]


def _silent_failures(f, cases, call, as_lists):
    """The Failures with numbers of a function that is called with the other of lists and arrays; [] where it is not."""
    if not isinstance(call, CallForm) or call.as_lists == as_lists:
        return []
    other = replace(call, as_lists=as_lists)
    failures = [failure_of(suite, probe, answer_to(f, probe, other)) for suite, probe in cases]
    return [failure for failure in failures if failure and failure.answer.values is not None]
