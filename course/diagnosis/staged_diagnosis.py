"""What a function's answers to all stages show: up to where it is right, what goes wrong first, and how far a name holds."""

from dataclasses import dataclass, field, replace

from course.convolution.formatting import counted
from course.convolution.nested import flat
from course.diagnosis.cause import DIVIDES_BY, Cause, grouped
from course.diagnosis.fact_text import Fact
from course.diagnosis.failures import Diagnosis, failure_of, lines_of_cause, mostly_numbers
from course.diagnosis.padding_of_answers import padding_that_fits
from course.diagnosis.probes import count_numbers
from course.diagnosis.same_numbers import same_numbers
from course.diagnosis.suite_causes import Search, causes_of, is_what_is_given
from course.diagnosis.traits import shared_traits

# What some functions are meant to do: where one of these explains everything, the function may well be right.
MAY_BE_MEANT = (
    "as-scikit-image",
    "avg-every-start",
    "avg-zeros-counted",
    "border-copy",
    "border-zero",
    "box-cut",
    "box-rounded",
    "box-type-of-image",
    "box-whole",
    "boundary-wrap",
    "clip-255",
    "edge-renormalise",
    "filter-along-columns",
    "filter-along-rows",
    "filter-flipped",
    "filter-scaled",
    "filter-signs",
    "kernel-norm",
    "gauss-by-largest",
    "gauss-density",
    "gauss-middle-later",
    "gauss-not-divided",
    "gauss-one-fewer-of-even",
    "gauss-one-more-of-even",
    "gauss-sides-exchanged",  # as OpenCV has it: (width, height)
    "kernel-norm-guard",
    "kernel-norm-positive",
    "kernels-exchanged",
    "same-crop-start",
    "same-half-both",  # as for kernels of odd size alone
    "same-half-floor",
    "same-wrong-side",
    "weights-used",
    "weights-used-unguarded",
    "step-flipped",
    "strength-eighth",
    "strength-of-absolutes",
    "strength-quarter",
    "strength-stretched",
)
INSIDE = {  # what some mistakes do where no window leaves the input, as in mode valid
    "weights-used": "kernel-norm-guard",
    "weights-used-unguarded": "kernel-norm",
    "mean-of-used": "mean-not-sum",
}
BYTES_STAGE = "bytes"  # the name of a stage
SAID_BY_THE_STAGE = ("wrong on all", "wrong on some", "never numbers", "no numbers")  # kinds of Facts


@dataclass
class StagedDiagnosis(Diagnosis):
    """The Diagnosis of a function that was tried in stages.

    verdict     up to where it is right, one sentence
    called      how it was called, in words; "" where nothing had to be inferred
    stage       the first Stage that goes wrong, or None
    limit       how far the causes hold beyond this stage, one sentence; "" where there are none
    remarks     sentences: the padding that fits, crashes, what it refuses, a nan
    holds       whether the causes give all the numbers of all the stages
    """

    verdict: str = ""
    called: str = ""
    stage: object = None
    limit: str = ""
    remarks: list = field(default_factory=list)
    holds: bool = False

    def __str__(self):
        lines = self._heading
        if self.failures:
            limit = [self.limit] if self.limit else []
            lines += [str(self.failures[0]), *self._explained, *limit, *self.shared]
        return "\n".join([*lines, *self.remarks])

    def _repr_html_(self):
        from course.diagnosis.notebook_diagnosis import failure_as_html
        from course.diagnosis.notebook_tables import sentences_as_html

        html = sentences_as_html(self._heading)
        if not self.failures:
            return html + sentences_as_html(self.remarks)
        limit = [self.limit] if self.limit else []
        told = sentences_as_html([*self._explained, *limit, *self.shared, *self.remarks])
        return html + failure_as_html(self.failures[0], self.causes) + told

    @property
    def _heading(self):
        called = [self.called] if self.called else []
        return [self.verdict, *called, *self._told_of_drawbacks]


def staged_diagnosis(stages, answers, calling, unsteady=False, drawbacks=list):
    """The StagedDiagnosis in the Answers to the probes of each of the stages, the last of which is that of a nan.

    calling: how the function was called; unsteady: whether the answers to the first stage change from one call to the next;
    drawbacks(): the Drawbacks of a function whose numbers are all right.
    """
    walk, called = _Walk(stages[:-1], answers[:-1]), calling.words
    if walk.first is None:
        remarks = [*walk.refusals(), *_about_a_nan(stages[-1], answers[-1])]
        found = StagedDiagnosis(walk.tried, [], drawbacks=drawbacks(), called=called, remarks=remarks)
        found.verdict = found.on_right_numbers(f": {', '.join(walk.names_of_answered())}", calling.served)
        return found
    stage, failures = stages[walk.first], walk.failures[walk.first]
    failures = sorted(failures, key=lambda failure: count_numbers(failure.probe))
    causes, limit, stopped = walk.explained()
    facts = [Fact("unsteady")] if unsteady else []
    if not causes and stage.suite.slides:
        shared = shared_traits(failures, stage.suite.probes)
        facts += [fact for fact in shared if fact.kind not in SAID_BY_THE_STAGE]
    if stopped:
        facts.append(stopped)
    beside = [] if causes else walk.named_beside()
    remarks = [
        *walk.fits(causes),
        *walk.right_for_bytes(),
        *beside,
        *walk.crashes(failures[0]),
        *walk.refusals(),
    ]
    holds = bool(causes) and walk.holds_throughout(causes[0])
    if holds:
        remarks += _about_a_nan(stages[-1], answers[-1], causes[0].mistakes)
    verdict = walk.verdict(causes)
    return StagedDiagnosis(
        walk.tried,
        failures,
        causes,
        facts,
        verdict=verdict,
        called=called,
        stage=stage,
        limit=limit,
        remarks=remarks,
        holds=holds,
    )


class _Walk:
    """A function's answers to the stages without that of a nan.

    failures  the Failures of each stage
    first     the index of the first stage with Failures; None where there is none
    tried     how many probes were answered, or were not refused
    """

    def __init__(self, stages, answers):
        self._stages, self._answers = stages, answers
        self.failures = [self._failures_of(i) for i in range(len(stages))]
        self.first = next((i for i, failed in enumerate(self.failures) if failed), None)
        self.tried = sum(not answer.refused for given in answers for answer in given)

    def _failures_of(self, i):
        """The Failures of a stage; what the function refuses is none."""
        stage = self._stages[i]
        both = [pair for pair in zip(stage.probes, self._answers[i]) if not pair[1].refused]
        failures = [failure_of(stage.suite, probe, answer) for probe, answer in both]
        return [failure for failure in failures if failure is not None]

    def names_of_answered(self):
        """The names of the stages that it does not refuse as a whole."""
        return [
            stage.name
            for stage, answers in zip(self._stages, self._answers)
            if not all(answer.refused for answer in answers)
        ]

    def evidence(self, i):
        """The (probe, Answer) of a stage and all before it."""
        given = [answer for answers in self._answers[: i + 1] for answer in answers]
        return list(zip(self._stages[i].suite.probes, given))

    # ---- names

    def explained(self):
        """The Causes that hold farthest, a sentence on how far that is, and a Fact if the search stopped early.

        Where those of the first stage that goes wrong do not hold in a later one, the stages up to that one are
        explained together, if anything does.
        """
        search = self._search(self.first)
        causes, reach = self._farthest(search.causes)
        stopped = search.stopped
        while causes and reach < len(self._stages) - 1:
            deeper = self._search(reach + 1, causes).causes
            if not deeper:
                break
            causes, reached = self._farthest(deeper)
            if reached <= reach:
                break
            reach = reached
        return _without_doubles_inside(causes), self._limit(reach) if causes else "", stopped

    def _search(self, i, before=()):
        """The Search for what gives all answers up to a stage; of two mistakes one is among the Causes found before."""
        answers = [answer for _, answer in self.evidence(i)]
        if not mostly_numbers(answers):
            return Search([])
        known = tuple({mistake: None for cause in before for mistake in cause.mistakes})
        return causes_of(self._stages[i].suite, answers, with_one_of=known)

    def _farthest(self, causes):
        """Those of the causes that hold for the most stages, and the index of the last of these.

        Mistakes that stand together in a cause, as one does all that the other does in one stage, may part in another.
        """
        apart = [each for cause in causes for each in self._apart(cause)]
        reaches = [self._reach(cause) for cause in apart]
        best = max(reaches, default=0)
        farthest = [cause.mistakes for cause, reach in zip(apart, reaches) if reach == best]
        pairs = [Cause(mistakes) for mistakes in farthest if len(mistakes) > 1]
        return [*grouped([mistake for mistake, *others in farthest if not others]), *pairs], best

    def _apart(self, cause):
        """A cause with the mistakes that do the same as one Cause each."""
        by_name = {mistake.name: mistake for mistake in self._stages[-1].suite.mistakes}
        return [Cause(cause.mistakes), *(Cause((by_name[name],)) for name in cause.also)]

    def _reach(self, cause):
        """The index of the last stage up to which a cause gives all the numbers."""
        for i in range(len(self._stages)):
            if not self._holds(cause, i):
                return i - 1
        return len(self._stages) - 1

    def _holds(self, cause, i):
        stage = self._stages[i]
        making = stage.suite.making(*cause.mistakes)
        return all(
            answer.values is None
            or is_what_is_given(answer.values, stage.suite.right(probe, making), stage.suite)
            for probe, answer in zip(stage.probes, self._answers[i])
        )

    def _limit(self, reach):
        """Up to where what is named holds; a stage without any numbers tells nothing of it."""
        if reach < len(self._stages) - 1:
            stage = self._stages[reach + 1]
            return f"That holds {stage.before}; {stage.where} it gives other numbers."
        silent = [i for i in range(self.first + 1, reach + 1) if self._gives_nothing(i)]
        if silent:
            stage = self._stages[silent[0]]
            return f"That holds {stage.before}; {stage.where} it gives no numbers."
        crashed = any(answer.values is None for answers in self._answers for answer in answers)
        which = " for which it gives numbers" if crashed else ""
        return "" if self.first == reach else f"It does so on all further inputs{which} as well."

    def _gives_nothing(self, i):
        """Whether a function gives no numbers for all inputs of a stage."""
        return all(answer.values is None for answer in self._answers[i])

    def holds_throughout(self, cause):
        """Whether a cause gives all the numbers of all the stages."""
        return self._reach(cause) == len(self._stages) - 1

    def fits(self, causes):
        """A sentence on the padding that gives the numbers of the stages up to the first that no cause explains."""
        if not self._stages[self.first].suite.slides:
            return []
        if not causes:
            return padding_that_fits(self.evidence(self.first))
        reach = self._reach(causes[0])
        return padding_that_fits(self.evidence(reach + 1)) if reach + 1 < len(self._stages) else []

    def verdict(self, causes):
        """Up to where the function is right, in a sentence."""
        stage = self._stages[self.first]
        divides = _division_in(causes)
        meant = [cause for cause in causes if {*cause.names} <= {*MAY_BE_MEANT}]
        if any(map(self.holds_throughout, meant)):
            before = f"Right {stage.before}; {stage.where}" if self.first else "On all inputs"
            does = (
                f"{divides}, which the definition does not"
                if divides
                else "it differs from the definition as named below"
            )
            return f"{before} {does}, and is right if this is meant."
        why = f": {divides}" if divides else ""
        if self.first == 0:
            return f"Wrong {stage.where}{why}."
        return f"Right {stage.before}; wrong {stage.where}{why}."

    def right_for_bytes(self):
        """A sentence on a function of pictures, which is wrong already in the first stage: that it is right for bytes."""
        bytes_stages = [i for i, stage in enumerate(self._stages) if stage.name == BYTES_STAGE]
        is_right = any(
            not self.failures[i] and not all(answer.refused for answer in self._answers[i])
            for i in bytes_stages
        )
        return ["It is right where the input is of bytes (uint8)."] if self.first == 0 and is_right else []

    def named_beside(self):
        """Sentences on a mistake that shows in a later stage alone, where none explains the first that goes wrong.

        It has to give the numbers of that stage and of all stages that are right.
        """
        is_right = [i for i, failures in enumerate(self.failures) if not failures]
        for i in range(self.first + 1, len(self._stages)):
            if not self.failures[i]:
                continue
            both = [pair for j in (*is_right, i) for pair in zip(self._stages[j].probes, self._answers[j])]
            suite = replace(self._stages[i].suite, probes=tuple(probe for probe, _ in both))
            causes = causes_of(suite, [answer for _, answer in both], together=False).causes
            if len(causes) == 1:
                return [f"Beside that, {self._stages[i].where}:", *lines_of_cause(causes[0], both[0][0])]
        return []

    # ---- crashes and refusals

    def crashes(self, told):
        """A sentence on inputs where it has no numbers, beside the Failure that is told; a list of one or none."""
        crashed = []
        for stage, failures in zip(self._stages, self.failures):
            crashed += [(stage, failure) for failure in failures if failure.answer.values is None]
        others = [(stage, failure) for stage, failure in crashed if failure is not told]
        if not others:
            return []
        count = f"For {len(crashed)} of {self.tried} inputs it gives no numbers"
        if told.answer.values is None:
            is_same_trouble = all(failure.answer.trouble == told.answer.trouble for _, failure in others)
            return [
                f"So it is for {len(crashed)} of {self.tried} inputs." if is_same_trouble else f"{count}."
            ]
        stage, failure = others[0]
        return [f"{count}, first {stage.where}: {failure.call}; {failure.answer.trouble}."]

    def refusals(self):
        """Sentences on the stages where it refuses its input by an error of its own."""
        told = []
        for stage, answers in zip(self._stages, self._answers):
            refused = [answer for answer in answers if answer.refused]
            if refused:
                told.append(
                    f"It refuses {counted(len(refused), 'input')} {stage.where}: {refused[0].trouble}."
                )
        return told


def _without_doubles_inside(causes):
    """Causes without those that are another one of them as long as no window leaves the input."""
    told = {frozenset([name]) for cause in causes for name in cause.also}
    told |= {frozenset(cause.names) for cause in causes}
    left = []
    for cause in causes:
        inside = frozenset(INSIDE.get(name, name) for name in cause.names)
        if inside == frozenset(cause.names) or inside not in told:
            left.append(cause)
    return left


def _division_in(causes):
    """By what a function divides, a clause: where each of the causes says that it divides; "" otherwise."""
    divisors = [[DIVIDES_BY[name] for name in cause.names if name in DIVIDES_BY] for cause in causes]
    return f"it divides by {divisors[0][0]}" if divisors and all(divisors) else ""


def _about_a_nan(stage, answers, mistakes=()):
    """A sentence on what it makes of a nan, if that is not what the definition does, or mistakes do; a list of one or none."""
    for probe, answer in zip(stage.probes, answers):
        expected = stage.suite.right(probe, stage.suite.making(*mistakes))
        if expected is None or same_numbers(answer.values, expected, stage.suite.within, loose=True):
            continue
        wanted = _count_of_nan(expected)
        if answer.values is None:
            return [f"Apart from that: with a nan in the input it gives no numbers, {answer.trouble}."]
        given = _count_of_nan(answer.values)
        if given != wanted:
            return [
                f"Apart from that: with a nan in the input {given} of its numbers are nan, where the definition has {wanted}."
            ]
    return []


def _count_of_nan(values):
    return sum(value != value for value in flat(values))
