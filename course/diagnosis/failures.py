"""What a function's answers to a Suite show: where it is wrong, and which mistakes give all its numbers."""

from dataclasses import dataclass, field
from typing import NamedTuple

from course.convolution.formatting import listed_with_and
from course.diagnosis.answer import Answer
from course.diagnosis.cause import pairs_together
from course.diagnosis.probe_text import as_text
from course.diagnosis.probes import count_numbers
from course.diagnosis.same_numbers import same_numbers
from course.diagnosis.suite_causes import Search, causes_of
from course.diagnosis.traits import contradicts, shared_traits
from course.mistakes.mistake import said_of
from course.mistakes.smallest_input import Probe

MOST_CAUSES = 3  # explanations that are told


class Failure(NamedTuple):
    """An input on which a function is wrong: the probe, its Answer, what is right, and the call in words."""

    probe: Probe
    answer: Answer
    expected: list
    call: str

    def __str__(self):
        expected, got = as_text(self.expected), as_text(self.answer.values)
        differ = " (they differ beyond six digits)" if got == expected else ""
        came = self.answer.trouble or f"it returned {got}"
        return f"Called {self.call}; {came}; expected {expected}{differ}."


@dataclass
class Diagnosis:
    """What is known of a function.

    tried     how many probes
    failures  the Failures: probes that went wrong, the smallest first, which is searched for among many inputs
    causes    the Causes: mistakes, or pairs of them, that give all its numbers
    facts     what all failures share, as Facts, where no mistake is named; and if the search stopped early
    drawbacks what goes wrong although every probe came out right: Drawbacks, see ordinary_use.py
    """

    tried: int
    failures: list
    causes: list = field(default_factory=list)
    facts: list = field(default_factory=list)
    drawbacks: list = field(default_factory=list)

    @property
    def right(self):
        """Whether every probe came out right, and nothing goes wrong in ordinary use."""
        return not self.failures and not self.drawbacks

    @property
    def shared(self):
        """The facts in sentences."""
        return [str(fact) for fact in self.facts]

    def __str__(self):
        if not self.failures:
            return "\n".join(self._all_right)
        return "\n".join([str(self.failures[0]), *self._explained, *self.shared])

    def _repr_html_(self):
        from course.diagnosis.notebook_diagnosis import failure_as_html  # grading needs none of it
        from course.diagnosis.notebook_tables import sentences_as_html

        if not self.failures:
            return sentences_as_html(self._all_right)
        told = sentences_as_html([*self._explained, *self.shared])
        return failure_as_html(self.failures[0], self.causes) + told

    @property
    def _all_right(self):
        return [self.on_right_numbers(), *self._told_of_drawbacks]

    @property
    def _told_of_drawbacks(self):
        return [said for drawback in self.drawbacks for said in drawback.sentences]

    def on_right_numbers(self, names="", served=""):
        """The sentence where all numbers are right: on which probes, by their names, and the drawbacks.

        served: for which kernels alone, as "for kernels of odd size".
        """
        probes = f"{served}{', ' if served else ''}on all {self.tried} probes{names}"
        if not self.drawbacks:
            return f"Right {probes}."
        right_for = "".join(f" for {drawback.right_for}" for drawback in self.drawbacks if drawback.right_for)
        endings = listed_with_and([drawback.ending for drawback in self.drawbacks])
        return f"Its numbers are right{right_for} {probes}; but {endings}."

    @property
    def _explained(self):
        """The causes in sentences, and how many there are if there are several; two with a mistake in common are one."""
        told = told_together(self.causes)
        lines = []
        if len(told) > 1:
            lines.append(f"{len(told)} explanations give all the numbers that it gave:")
        for cause in told[:MOST_CAUSES]:
            lines += lines_of_cause(cause, self.failures[0].probe)
        return lines


def told_together(causes):
    """Causes as they are told: those of one mistake as they are, and behind them those of two as Pairs."""
    single = [cause for cause in causes if len(cause.mistakes) == 1]
    return [*single, *pairs_together([cause for cause in causes if len(cause.mistakes) > 1])]


def lines_of_cause(cause, probe, hints=True):
    """What is said of a Cause, or of Pairs, that explains what a function gave for a Probe; of signals without images."""
    return [said_of(line, probe.x.ndim) for line in cause.lines(probe.options["flip"], hints)]


def failure_of(suite, probe, answer, looks=None):
    """The Failure in an Answer to a probe, or None if it is right.

    looks(index): whether the number at an index of the output counts; all do if it is not given.
    """
    expected = suite.right(probe)
    if same_numbers(answer.values, expected, suite.within, looks):
        return None
    return Failure(probe, answer, expected, suite.in_words(probe))


def diagnosis_of(suite, answers, small=()):
    """The Diagnosis in the Answers to a suite's probes, or to the first of them, and in Failures on small ones."""
    probes = suite.probes[: len(answers)]
    failures = [failure_of(suite, probe, answer) for probe, answer in zip(probes, answers)]
    failures = [failure for failure in failures if failure is not None]
    if not failures and not small:
        return Diagnosis(len(answers), [])
    search = causes_of(suite, answers) if mostly_numbers(answers) else Search([])
    causes = []
    for cause in search.causes:
        if all(_explains(suite, cause, failure) for failure in small):
            causes.append(cause)
    facts = [] if causes else shared_traits(failures, probes)
    facts = [fact for fact in facts if not any(contradicts(failure, fact) for failure in small)]
    if search.stopped:
        facts.append(search.stopped)
    smallest_first = sorted([*small, *failures], key=lambda failure: count_numbers(failure.probe))
    return Diagnosis(len(answers), smallest_first, causes, facts)


def mostly_numbers(answers):
    """Whether at least two thirds of the answers are numbers: of a function that mostly crashes nothing can be said."""
    without = [answer for answer in answers if answer.values is None]
    return 3 * len(without) <= len(answers)


def _explains(suite, cause, failure):
    """Whether a cause gives what the function gave there, if it gave numbers."""
    values = failure.answer.values
    if values is None:
        return True
    return same_numbers(
        values, suite.right(failure.probe, suite.making(*cause.mistakes)), suite.within, loose=True
    )
