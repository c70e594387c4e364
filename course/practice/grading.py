"""
What becomes of a reader's file that was run: how many rungs of its exercise hold, and what is known of the rest.

The rungs are looked at from below. At the first that does not hold, its smallest input is shown, and then the
mistake that gives all the file's numbers; or the one that gives those of this rung and all below it; or, if
there is none, what all failures share, and what stands in the way by the file's text and its errors. The new
inputs of the last rung count where every listed one holds.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from course.convolution.nested import indices, shape
from course.diagnosis.answer import Answer
from course.diagnosis.failures import Failure, diagnosis_of, failure_of, lines_of_cause, mostly_numbers
from course.diagnosis.suite_causes import STOPPED_EARLY, Search, causes_of
from course.diagnosis.suite_pairs import INPUTS_FOR_PAIRS
from course.diagnosis.traits import OF_PLACES, traits_of_mode
from course.mistakes.mistake import said_of
from course.practice.call_hints import told_of_call
from course.practice.exercise_files import signature
from course.practice.fact_hints import hints_for
from course.practice.file_text import FileText
from course.practice.other_name import TakenFunction
from course.practice.rubric import NEW_INPUTS, RUNS, THERE, UNTOUCHED, Exercise
from course.practice.slips import slip_in
from course.practice.source_help import Tried, help_for_function, help_for_loading
from course.sandbox.messages import Reply

ARRAYS = "changes-its-arrays"  # what a file is said to do that no mistake of the bank does
CAUSES_TOLD = 3  # explanations that are told at most
SEVERAL = "{count} explanations give all of these numbers:"
UP_TO_RUNG = (
    "What follows explains all the numbers that your function gave up to the rung '{rung}', but not all that "
    "happens on later rungs:"
)
IN_MODE = "In mode {mode} these are exactly the numbers of {ending} ({name})."
NOT_ON_NEW_INPUTS = (
    "It holds on every listed input, but not on new ones of the same kinds: it may keep a table of answers, "
    "or count on sizes or numbers of the list. --seed {seed} draws the same inputs again."
)
NEW_INPUTS_HINT = (
    "Work every number out from the input and its size, whatever they are; keep no answers in the file."
)
UNREACHED = Answer(None, "it was not reached")  # of a call that comes after the one at which the file ended


@dataclass
class Grade:
    """How a file stands.

    held: how many rungs hold, from below; failed: the name of the rung that does not, or "". said: sentences on
    it; hints: what to look at. mistakes: the names of the mistakes, those of a pair joined by " + ".
    printed: what the file printed. failure: the Failure that the first of the sentences tells, if it tells one;
    causes: the Causes that give all the numbers of its function. taken: the TakenFunction of other_name.py, where
    a function of another name than the exercise asks for was taken.
    """

    exercise: Exercise
    held: int
    failed: str = ""
    said: list = field(default_factory=list)
    hints: list = field(default_factory=list)
    mistakes: tuple = ()
    printed: str = ""
    failure: Failure | None = None
    causes: list = field(default_factory=list)
    taken: TakenFunction | None = None

    @property
    def passed(self):
        """Whether every rung holds."""
        return not self.failed

    @property
    def is_up_to_a_rung(self):
        """Whether the mistakes that are named give the numbers up to the rung that fails, and not all of them."""
        return UP_TO_RUNG.format(rung=self.failed) in self.said

    @property
    def rungs(self):
        """How many rungs there are."""
        return len(self.exercise.asks)


class Told(NamedTuple):
    """What is said of a rung that fails: see Grade."""

    said: list
    hints: list
    mistakes: tuple = ()
    failure: Failure | None = None
    causes: tuple = ()


def grade_run(ran, exercise, source=None):
    """The Grade of a file, from what became of it: a Ran whose calls were exercise.calls.

    source: the file's text (bytes), which says more where no mistake is named.
    Example: a file of exercise 0 that slides the kernel without flipping it gives results of the right size, but
    wrong numbers. Three rungs hold (it runs, its function is there, "shape"), "centre" fails, and its mistake is
    no-flip.
    """
    grade = Grade(exercise, held=0, printed=ran.printed)
    if not ran.loaded:
        grade.failed = RUNS
        grade.said = [f"The file does not run to its end: {ran.ended}."]
        _add_help(grade, help_for_loading(ran.ended))
        return grade
    grade.held = 1
    if ran.missing:
        grade.failed = THERE
        grade.said = [f"The file defines no function {' and '.join(ran.missing)}."]
        grade.hints = [f"python -m course start {exercise.number} writes a file that begins rightly."]
        return grade
    replies_by_function = _replies_by_function(ran, exercise)
    for rung in (*exercise.rungs, *exercise.new_rungs):
        replies = replies_by_function[rung.part.function][: len(rung.part.suite.probes)]
        index, explain = _first_failure(rung, replies)
        if index is not None:
            grade.held = list(exercise.asks).index(rung.name)
            grade.failed = rung.name
            _tell(grade, explain(rung, index, replies))
            if source is not None and grade.failure:
                _retell(grade, FileText(source, rung.part.function))
                find = help_for_function if not grade.mistakes or grade.is_up_to_a_rung else slip_in
                _add_help(grade, find(*_tried_of(rung, index, replies, ran, source, exercise.folder)))
            if rung.name == NEW_INPUTS:
                grade.said = [*grade.said, NOT_ON_NEW_INPUTS.format(seed=exercise.seed)]
                grade.hints = grade.hints or [NEW_INPUTS_HINT]
            return grade
    grade.held = grade.rungs
    return grade


def _tell(grade, told):
    """Put what was Told into a Grade; a hint that two explanations share is told once."""
    grade.said, grade.hints, grade.mistakes = told.said, list(dict.fromkeys(told.hints)), told.mistakes
    grade.failure, grade.causes = told.failure, list(told.causes)


def _retell(grade, text):
    """Say what is wrong by the call that a FileText has, where that is known, in place of what is said of mistakes."""
    found = told_of_call(text, grade.mistakes)
    if found is None:
        return
    grade.mistakes, grade.hints = (found.name,), [found.hint]
    if found.says:
        of_cause = lines_of_cause(grade.causes[0], grade.failure.probe, hints=False)
        grade.said = [sentence for sentence in grade.said if sentence not in of_cause] + [found.says]


def _add_help(grade, found):
    """Put a Help into a Grade, if there is one: what stands in the way is said first, and what would do is a hint."""
    if found is not None:
        grade.said = [*grade.said[:1], found.says, *grade.said[1:]]
        if found.hint:
            grade.hints = [found.hint, *(grade.hints if grade.mistakes else [])]


def _tried_of(rung, index, replies, ran, source, folder):
    """(what was Tried of the function of a rung that fails at the probe of an index, its Replies)."""
    part = rung.part
    reached = [reply for reply in replies if reply.answer is not UNREACHED]
    cases = [
        (probe, reply.answer, part.suite.right(probe)) for probe, reply in zip(part.suite.probes, reached)
    ]
    text = FileText(source, part.function)
    typed = signature(folder, part.function)
    return Tried(text, part.parameters, typed, cases, ran.below_zero, index, part.rules), reached


def _replies_by_function(ran, exercise):
    """{name of a function: [Reply]}, one for each of its calls, the new inputs last.

    Where the file ended early, the next call has the reason for an answer, and those after it UNREACHED.
    """
    replies = list(ran.replies)
    missing = len(exercise.tried) - len(replies)
    if missing:
        replies.append(Reply(Answer(None, ran.ended)))
        replies += [Reply(UNREACHED)] * (missing - 1)
    by_function = {part.function: [] for part in exercise.parts}
    for (part, _), reply in zip(exercise.tried, replies):
        by_function[part.function].append(reply)
    return by_function


# ---- one rung


def _first_failure(rung, replies):
    """The index of the first probe on which a rung fails, and the function that says why; or (None, None)."""
    if rung.name != UNTOUCHED:
        for index in rung.probe_indices:
            if _numbers_are_wrong(rung, index, replies):
                return index, _explain_wrong_numbers
    if rung.name in (UNTOUCHED, NEW_INPUTS) and rung.part.arrays:
        for index in rung.probe_indices:
            if _arrays_are_changed(rung, index, replies):
                return index, _explain_changed_arrays
    return None, None


def _numbers_are_wrong(rung, index, replies):
    suite = rung.part.suite
    probe, answer = suite.probes[index], replies[index].answer

    def looks(output_index):
        return rung.looks(probe, output_index)

    return failure_of(suite, probe, answer, looks) is not None


def _arrays_are_changed(rung, index, replies):
    return bool(replies[index].changed)


def _explain_changed_arrays(rung, index, replies):
    """What is Told where an array of the caller's was changed."""
    suite = rung.part.suite
    changed = replies[index].changed
    arrays = [name for position, name in enumerate(rung.part.arrays) if position in changed]
    call = suite.shown(suite.probes[index])
    said = [f"Called {call}; it changed the caller's own {' and '.join(arrays)}."]
    hints = [f"Work on a copy: {name} = {name}.copy()." for name in arrays]
    return Told(said, hints, (ARRAYS,))


def _explain_wrong_numbers(rung, index, replies):
    """What is Told where numbers are wrong."""
    suite = rung.part.suite
    answers = [reply.answer for reply in replies]
    failure = failure_of(suite, suite.probes[index], answers[index])
    reached = [answer for answer in answers if answer is not UNREACHED]
    up_to_here = answers[: max(rung.probe_indices) + 1]  # the probes are in the order of the rungs
    what_holds = [] if UNREACHED in up_to_here else _modes_in_words(suite, up_to_here)
    said = [str(failure), *_one_worked_out(rung.part, failure), *what_holds]
    diagnosis = diagnosis_of(suite, reached)
    if diagnosis.causes:
        told = _tell_causes([*said, *diagnosis.shared], diagnosis.causes, rung)
        return told._replace(failure=failure, causes=tuple(diagnosis.causes))
    if rung.name == NEW_INPUTS:  # nothing is further up
        hints = hints_for(diagnosis.facts, failure.answer.values is None)
        return Told([*said, *diagnosis.shared], hints, failure=failure)
    search = Search([])
    if len(up_to_here) < len(reached) and mostly_numbers(up_to_here):
        search = causes_of(suite, up_to_here, together=len(up_to_here) >= INPUTS_FOR_PAIRS)
    stopped = _where_a_search_stopped(diagnosis, search)
    if search.causes:
        said = [*said, *stopped, UP_TO_RUNG.format(rung=rung.name)]
        told = _tell_causes(said, search.causes, rung)
        return told._replace(failure=failure, causes=tuple(search.causes))
    others = [sentence for sentence in diagnosis.shared if sentence not in stopped]
    is_known = any(fact.kind in OF_PLACES for fact in diagnosis.facts)  # of all modes
    of_modes, hints = _told_of_modes(suite, answers, is_known)
    hints = hints or hints_for(diagnosis.facts, failure.answer.values is None)
    return Told([*said, *of_modes, *others, *stopped], hints, failure=failure)


def _one_worked_out(part, failure):
    """The first number that differs in digits, a sentence in a list, where the part has such; or nothing."""
    if not part.works_out:
        return []
    from course.diagnosis.failure_tables import comparison_of  # other exercises need none of it

    comparison = comparison_of(failure)
    if comparison is None or comparison.agree is None:
        return []
    first = comparison.agree.index(False)
    return [part.works_out(failure.probe, list(indices(shape(failure.expected)))[first])]


def _modes_in_words(suite, answers):
    """A sentence in a list on the modes, where one is right on all inputs and another is not; or nothing.

    answers: those to the first probes of a suite, up to the rung that fails.
    """
    right = {}  # mode: for each of its probes whether the answer is right
    for probe, answer in zip(suite.probes, answers):
        right.setdefault(probe.options["mode"], []).append(failure_of(suite, probe, answer) is None)
    if "SAME" in right and "valid" in right:  # who asks for TensorFlow's modes writes them in capitals
        right["VALID"] = right.pop("valid")
    holds = [
        f"{mode} is right ({len(all_of)} of {len(all_of)} inputs)"
        for mode, all_of in right.items()
        if all(all_of)
    ]
    fails = [f"{mode} is wrong" for mode, all_of in right.items() if not all(all_of)]
    return [f"On the inputs up to this rung mode {'; '.join([*holds, *fails])}."] if holds and fails else []


def _told_of_modes(suite, answers, is_known):
    """Sentences and hints on single mistakes that give all numbers of one mode, where it is one of several.

    All numbers have no such explanation then, as where two modes go wrong for different reasons. Where there is no
    such mistake, on what the failures of a mode share, unless that is known of all modes together (is_known).
    """
    modes = list(dict.fromkeys(probe.options["mode"] for probe in suite.probes))
    sentences, hints = [], []
    for mode in modes if len(modes) > 1 else ():
        of_mode = [
            answer if probe.options["mode"] == mode else UNREACHED
            for probe, answer in zip(suite.probes, answers)
        ]
        if any(answer.values is None for answer in of_mode if answer is not UNREACHED):
            continue
        causes = causes_of(suite, of_mode, together=False).causes
        for cause in causes[:1]:
            (mistake,) = cause.mistakes
            probe = suite.probes[0]
            said = said_of(mistake.ending(probe.options["flip"]).rstrip("."), probe.x.ndim)
            sentences.append(IN_MODE.format(mode=mode, ending=said, name=mistake.name))
            hints.append(mistake.hint)
        if not causes and not is_known:
            facts = _facts_of_mode(suite, of_mode)
            sentences += [f"In mode {mode}: {fact[0].lower()}{fact[1:]}" for fact in map(str, facts)]
            hints += hints_for(facts, mode=mode)
    return sentences, hints


def _facts_of_mode(suite, answers):
    """What the failures of one mode share, as Facts. answers: those of other modes are UNREACHED."""
    cases = [(probe, answer) for probe, answer in zip(suite.probes, answers) if answer is not UNREACHED]
    failures = [failure_of(suite, probe, answer) for probe, answer in cases]
    return traits_of_mode([failure for failure in failures if failure], [probe for probe, _ in cases])


def _where_a_search_stopped(diagnosis, search):
    """A sentence in a list if the search for all numbers stopped early, or that up to a rung; or nothing."""
    facts = [fact for fact in (*diagnosis.facts, search.stopped) if fact and fact.kind == STOPPED_EARLY]
    return [str(fact) for fact in facts[:1]]


def _tell_causes(said, causes, rung):
    """What is Told of causes; said: the sentences before them."""
    part = rung.part
    if len(causes) > 1:
        said = [*said, SEVERAL.format(count=len(causes))]
    hints, names = [], []
    for cause in causes[:CAUSES_TOLD]:
        said = [*said, *lines_of_cause(cause, part.suite.probes[0], hints=False)]
        hints += [part.hints.get(mistake.name, mistake.hint) for mistake in cause.mistakes]
        names.append(" + ".join(cause.names))
    return Told(said, [*dict.fromkeys(hints)], tuple(names))
