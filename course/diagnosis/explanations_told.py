"""The explanations of given numbers, each told once: what no small input tells apart is one, with several names."""

from itertools import product
from math import nextafter

from course.convolution.formatting import listed_with_or
from course.convolution.nested import flat, indices, shape
from course.diagnosis.cause import output_or_none, pairs_together
from course.diagnosis.evidence import likelier_but_for_one, right_by_one_but_for_one
from course.diagnosis.library_defaults import hint_of_default
from course.diagnosis.reading_text import (
    MOST_READINGS,
    distinct_readings,
    hint_of_same,
    right_elsewhere,
    says_the_same,
)
from course.diagnosis.readings import changes_in_words
from course.diagnosis.tell_apart import (
    alike_together,
    candidate_of_cause,
    candidate_of_finding,
    candidate_of_reading,
    input_that_tells_apart,
)
from course.mistakes.arithmetic import OneOfTwo
from course.own_numbers.engine_calls import calls_in_words, planned
from course.own_numbers.engines import ENGINES
from course.own_numbers.typed_text import as_options, as_shown, as_typed

MOST_EXPLANATIONS = 3  # of a sort that are named
# From so many numbers on nothing was named that had not been made, by tests/benchmarks/false_explanations.py.
FEWEST_TO_BE_SURE = 10
MOST_TOLD_APART = 6  # causes of which is asked whether an input tells them apart


class ExplanationsTold:
    """What of an Explanation is told, in which order.

    findings  its Findings that are told, the first few
    readings  the Readings that are told
    """

    def __init__(self, explanation):
        self.explanation = explanation
        self.request = explanation.request
        distinct = distinct_readings(explanation)
        self.readings = distinct[:MOST_READINGS]
        self._readings_left_out = len(distinct) - len(self.readings)
        self._said = [self._causes_that_say(reading) for reading in self.readings]
        said = {cause for causes in self._said for cause in causes}
        self._are_pairs = any(len(cause.mistakes) > 1 for cause in explanation.causes)
        self._explaining = self._grouped([cause for cause in explanation.causes if cause not in said])
        self.findings = self._told_findings()[:MOST_EXPLANATIONS]

    def _causes_that_say(self, reading):
        """The Causes that say what a Reading says."""
        causes, mode = self.explanation.causes, self.request.mode
        return [cause for cause in causes if says_the_same(reading, cause, mode)]

    def _grouped(self, causes):
        """Of these Causes those that are told, two mistakes as Pairs: the first of those that no input tells apart."""
        readings = [
            candidate_of_reading(reading, said[0].names[0] if said else changes_in_words(reading.changes))
            for reading, said in zip(self.readings, self._said)
        ]
        variants = self._variants(pairs_together(causes) if self._are_pairs else causes)[:MOST_TOLD_APART]
        cause_of = {candidate_of_cause(cause, self.request.flip): cause for cause in variants}
        groups = alike_together([*readings, *cause_of], self.request)
        self._same_as = {
            group[0]: [cause_of[one] for one in group[1:] if one in cause_of] for group in groups
        }
        firsts = [group[0] for group in groups]
        self._told_readings = [first for first in firsts if first not in cause_of]
        self._candidate_of = {cause_of[first]: first for first in firsts if first in cause_of}
        told_with = {cause.mistakes for same in self._same_as.values() for cause in same}
        if not self._are_pairs:
            return [cause for cause in causes if cause.mistakes not in told_with]
        left_out = {twin for pairs in pairs_together(causes) for twin in _twins_of(pairs, told_with)}
        return pairs_together([cause for cause in causes if cause.names not in left_out])

    def _variants(self, told):
        """Causes as they are, and of Pairs each one."""
        return [variant for pairs in told for variant in pairs.variants] if self._are_pairs else told

    def _told_findings(self):
        """The Findings without a slip where something explains all numbers."""
        findings = self.explanation.findings
        explains_all = bool(self.explanation.causes)
        return [finding for finding in findings if not (explains_all and finding.kind == "nearly")]

    @property
    def more_than_are_named(self):
        """Whether there are more explanations of a sort than are named."""
        sorts = self._explaining, self.explanation.changes, self._explaining_findings()
        return any(len(sort) > MOST_EXPLANATIONS for sort in sorts)

    @property
    def count(self):
        """How many explanations there are beside the readings, those told and the others."""
        return len(self._explaining) + len(self.explanation.changes) + len(self._explaining_findings())

    def _explaining_findings(self):
        """The Findings that explain the numbers; calls of libraries are one, and none beside something else."""
        explaining = [finding for finding in self._told_findings() if not finding.is_name]
        calls = [finding for finding in explaining if finding.kind == "call"]
        others = [finding for finding in explaining if finding.kind != "call"]
        return others or calls[:1]

    # ---- in words

    def elsewhere(self):
        """Under which other options the numbers are right: a sentence, with the names of the mistakes that say the same."""
        tags = [said[0].tag(self.request.flip) if said else "" for said in self._said]
        return right_elsewhere(self.readings, self.request, tags, self._readings_left_out)

    def beside_readings(self):
        """The hints of the mistakes that say what a reading says, and what is the same as a reading."""
        sentences = []
        for reading, said in zip(self.readings, self._said):
            if "border" not in reading.changes:  # there the sentence says it all
                sentences += [f"Hint: {cause.mistakes[0].advice(self.request.flip)}" for cause in said]
        calls_are_named = any(finding.is_name for finding in self.findings)
        if len(self.readings) == 1 and not calls_are_named:  # which have such a hint of their own
            sentences += hint_of_default(self.readings[0], self.request)
        sentences += hint_of_same(self.readings[0]) if self.request.mode is None else []
        for candidate in self._told_readings:
            sentences += self._same(candidate)
        return sentences

    def calls(self):
        """Which calls give the numbers that something else explains: sentences, and then hints."""
        sentences, hints = [], []
        for finding in self.findings:
            if finding.is_name:
                sentence, *more = finding.lines(self.request)
                sentences.append(sentence)
                hints += more
        return sentences + self._calls_of_engines() + hints

    def _calls_of_engines(self):
        """Which engines' calls give the numbers, and which of them swap the input and the kernel: sentences."""
        told_more_of = {finding.engine for finding in self.explanation.findings}
        names = [name for name in self.explanation.libraries if name not in told_more_of]
        if not names:
            return []
        calls = calls_in_words(names, self.request)
        sentences = [f"{calls} {'give' if len(names) > 1 else 'gives'} these numbers."]
        for name in names:
            if planned(ENGINES[name], self.request).swaps:
                sentences.append(f"{name} swaps the input and the kernel when the kernel is longer.")
        return sentences

    def causes(self):
        """The causes that are told: sentences and hints, and what is the same as each."""
        sentences, flip = [], self.request.flip
        for told in self._explaining[:MOST_EXPLANATIONS]:
            sentences += told.lines(flip)
            missed = [] if self._are_pairs else self._just_missed(told)
            sentences += [] if missed and missed[0] in sentences else missed
            for cause in self._variants([told]):
                sentences += self._same(self._candidate_of.get(cause))
        if sentences:
            sentences += self._how_sure_of_two() if self._are_pairs else self._how_sure_of_one()
        return sentences

    def _how_sure_of_one(self):
        """That a mistake which is made more often, and a slip, may be the reader's where the numbers are few: a sentence, or none."""
        count = self.explanation.given.count
        if count >= FEWEST_TO_BE_SURE or self.readings:
            return []
        one = likelier_but_for_one(self.request, self.explanation.given, self.explanation.causes)
        if not one:
            return []
        return [
            f"({one.label(self.request.flip)} gives all but one of these {count} numbers, and that one may be a slip.)"
        ]

    def _how_sure_of_two(self):
        """That two mistakes may not be the reader's where the numbers are few: a sentence, or none."""
        count = self.explanation.given.count
        if count >= FEWEST_TO_BE_SURE:
            return []
        one = right_by_one_but_for_one(
            self.request,
            self.explanation.given,
            [cause for told in self._explaining for cause in told.variants],
        )
        slip = ""
        if one:
            slip = f" {one.label(self.request.flip)} alone gives all but one of them, and that one may be a slip."
        return [
            f"(Together they give all {count} numbers. But {count} are few, and thousands of pairs are tried: look whether your "
            f"code makes both.{slip})"
        ]

    def _just_missed(self, cause):
        """Which given number a Cause explains by a sum of floats that just misses a whole one: a sentence, or none."""
        output = output_or_none(self.request, cause.world)
        numbers = zip(indices(shape(output)), flat(output), flat(self.explanation.given.values))
        for index, value, given in numbers:
            if isinstance(value, OneOfTwo) and given not in (value, None):
                below = nextafter(value, 0)
                return [
                    f"(y{list(index)} is {int(given)}, as a sum of floats may be {below} where {value} is exact.)"
                ]
        return []

    def _same(self, candidate):
        """What gives the same numbers as a Candidate on all inputs that were tried: sentences, and hints."""
        causes, flip = self._same_as.get(candidate, []), self.request.flip
        if not causes:
            return []
        if self._are_pairs:
            names = [candidate_of_cause(cause, flip).label for cause in causes]
            return [f"(The same on every input that was tried: {listed_with_or(names)}.)"]
        sentences = []
        for cause in causes:
            sentences.append(f"The same on every input that was tried: {cause.ending(flip)}.")
            sentences.append(f"Hint: {cause.mistakes[0].advice(flip)}")
        return sentences

    def how_to_tell_apart(self):
        """The smallest input on which what is told gives different numbers, and what each gives."""
        causes = self._variants(self._explaining[:MOST_EXPLANATIONS])
        known = [self._candidate_of[cause] for cause in causes if cause in self._candidate_of]
        found = [candidate_of_finding(finding) for finding in self.findings if finding.world]
        candidates = [*self._told_readings, *found, *known]
        other = input_that_tells_apart(candidates, self.request) if len(candidates) > 1 else None
        if other is None:
            return []
        if other.h == self.request.h:
            how = f'try this input, with the same kernel and options: --input "{as_typed(other.x)}"'
        else:
            how = f"try this, with the same options: {as_options(other)}"
        sentences = [f"To see which it is, {how}."]
        for candidate in candidates:
            numbers = as_shown(candidate.output(other), self.request.decimal)
            sentences.append(f"- {candidate.label} gives {numbers}")
        return sentences


def _twins_of(pairs, told_with):
    """The names of two mistakes, for all that are one with a variant of Pairs which is told with another pair."""
    for one in pairs.firsts:
        for two in pairs.seconds:
            if one.mistakes + two.mistakes in told_with:
                yield from product([*one.names, *one.also], [*two.names, *two.also])
