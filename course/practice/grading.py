"""
What became of a reader's file on the ladder of its exercise: how far up it stands, and what is known of the rest.

The rungs are looked at from below. At the first that does not hold, its smallest input is shown, and then the
mistake that gives all the file's numbers; or the one that gives those of this rung and all below it; or, if
there is none, what all failures share.
"""

from dataclasses import dataclass, field
from functools import partial

from course.diagnosis.answer import Answer
from course.diagnosis.failures import diagnosis_of, failure_of, mostly_numbers
from course.diagnosis.suite_causes import causes_of
from course.practice.rubric import RUNS, THERE, UNTOUCHED, Exercise

ARRAYS = "changes-its-arrays"  # what a file is said to do that no mistake of the bank does
ENOUGH = 20  # inputs of the rungs so far with which two mistakes together are looked for
TURNED = (
    "Slide 1 2 over 1 0 in mode full: a convolution gives 1 2 0. Turned twice is not turned, either: "
    "np.convolve and SciPy's convolve2d turn the kernel themselves."
)
UNTURNED = "Leave the kernel as it lies: deep learning slides it without turning it."
MIRROR = 'np.pad(image, 1, mode="symmetric"): left of 7 8 9 stands a 7.'
HINTS = {  # function: hints that are other ones there than in the bank
    "convolve1d": {"no-flip": TURNED},
    "convolve2d": {"no-flip": TURNED},
    "conv2d": {"no-flip": UNTURNED},
    "feature_map": {
        "no-flip": UNTURNED,
        **dict.fromkeys(
            ("range-short", "range-short-rows", "range-short-cols"),
            "The map has n - k + 1 rows before the pooling, and half of them, rounded down, after it.",
        ),
    },
    "edge_strength": dict.fromkeys(
        ("boundary-wrap", "boundary-reflect", "neg-index-wrap", "border-zero", "border-copy", "skip-k1"),
        MIRROR,
    ),
}
NAMED = 3  # explanations that are told at most


@dataclass
class Verdict:
    """How a file stands.

    held: how many rungs hold, of all; failed: the name of the rung that does not, or "". said: sentences on it;
    hints: what to look at. mistakes: the names of the mistakes, those of a pair joined by " + ".
    printed: what the file printed.
    """

    exercise: Exercise
    held: int
    failed: str = ""
    said: list = field(default_factory=list)
    hints: list = field(default_factory=list)
    mistakes: tuple = ()
    printed: str = ""

    @property
    def passed(self):
        """Whether every rung holds."""
        return not self.failed

    @property
    def rungs(self):
        """How many rungs there are."""
        return len(names(self.exercise))


def names(exercise):
    """The names of all rungs of an exercise, from below."""
    return (RUNS, THERE, *(rung.name for rung in exercise.rungs))


def judge(ran, exercise):
    """The Verdict on what came of running a file, an apart.Ran whose calls were exercise.calls."""
    verdict = partial(Verdict, exercise, printed=ran.printed)
    if not ran.loaded:
        return verdict(0, RUNS, [f"The file does not run to its end: {ran.ended}."])
    if ran.missing:
        wanted = " and ".join(ran.missing)
        return verdict(1, THERE, [f"The file defines no function {wanted}."], [_beginning(exercise)])
    replies = _by_part(ran, exercise)
    for held, rung in enumerate(exercise.rungs, start=2):
        fails = _untouched if rung.name == UNTOUCHED else _numbers
        place = next((place for place in rung.places if fails(rung, place, replies[rung.part])), None)
        if place is not None:
            tell = _touched if rung.name == UNTOUCHED else _wrong
            return verdict(held, rung.name, *tell(rung, place, replies[rung.part]))
    return verdict(len(names(exercise)))


def _beginning(exercise):
    return f"python -m course start {exercise.number} writes a file that begins rightly."


def _by_part(ran, exercise):
    """{part: [(Answer, changed)]}; where the file ended early the next call has why for an answer, the rest nothing."""
    replies = [(reply.answer, reply.changed) for reply in ran.replies]
    missing = len(exercise.calls) - len(replies)
    replies += [(Answer(None, ran.ended), ())] * (missing > 0) + [(UNREACHED, ())] * (missing - 1)
    found = {}
    for part in exercise.parts:
        count = len(part.suite.probes)
        found[part], replies = replies[:count], replies[count:]
    return found


UNREACHED = Answer(None, "it was not reached")


# ---- one rung


def _numbers(rung, place, replies):
    """Whether the numbers that a rung looks at are wrong for one of its probes."""
    suite, probe, (answer, _) = rung.part.suite, rung.part.suite.probes[place], replies[place]
    return bool(failure_of(suite, probe, answer, partial(rung.looks, probe)))


def _untouched(rung, place, replies):
    return bool(replies[place][1])


def _touched(rung, place, replies):
    """What is said, the hints and the names where an array was changed."""
    suite, changed = rung.part.suite, replies[place][1]
    arrays = [name for i, name in enumerate(rung.part.arrays) if i in changed]
    said = [f"Called {suite.shown(suite.probes[place])}; it changed the caller's own {' and '.join(arrays)}."]
    return said, [f"Work on a copy: {name} = {name}.copy()." for name in arrays], (ARRAYS,)


def _wrong(rung, place, replies):
    """What is said, the hints and the names where numbers are wrong."""
    suite, answers = rung.part.suite, [answer for answer, _ in replies]
    failure = failure_of(suite, suite.probes[place], answers[place])
    known = diagnosis_of(suite, [answer for answer in answers if answer is not UNREACHED])
    if known.causes:
        return _told([str(failure)], known.causes, rung)
    below = answers[: max(rung.places) + 1]  # probes are in the ladder's order
    causes = causes_of(suite, below, together=len(below) >= ENOUGH) if mostly_numbers(below) else []
    if causes:
        said = f"Up to the rung '{rung.name}' its numbers are those of what follows; further up that does not explain them."
        return _told([str(failure), said], causes, rung)
    return [str(failure), *known.shared], [], ()


def _told(said, causes, rung):
    """Sentences, hints and names of causes."""
    flip = rung.part.suite.probes[0].options["flip"]
    if len(causes) > 1:
        said = [*said, f"{len(causes)} explanations give all of these numbers:"]
    for cause in causes[:NAMED]:
        said = [*said, *cause.lines(flip, hints=False)]
    own = HINTS.get(rung.part.function, {})
    hints = [own.get(mistake.name, mistake.hint) for cause in causes[:NAMED] for mistake in cause.mistakes]
    return said, hints, tuple(" + ".join(cause.names) for cause in causes[:NAMED])
