"""Where given numbers may come from: every single mistake and every reading with one change, and what each gives."""

from typing import NamedTuple

from course.convolution import definition
from course.diagnosis.cause import Cause, grouped
from course.diagnosis.outcomes import SLOW
from course.diagnosis.reading_text import hint_of_same, says_the_same
from course.diagnosis.readings import Reading, every_reading
from course.diagnosis.request_causes import EVERY_PAIR, candidate_mistakes
from course.mistakes.faulty_definition import alike, unless_refused

ORIGINS_UP_TO = 5_000  # products of a request: beyond, every mistake once more would take too long


class Origin(NamedTuple):
    """One mistake, as a Cause, or a Reading, of which the other is None; and the output that it gives."""

    cause: Cause | None
    reading: Reading | None
    output: list

    def source(self, request):
        """The (request, definition) that give the output."""
        if self.cause is not None:
            return request, self.cause.world
        return self.reading.request, definition

    def words(self, flip):
        """Which numbers these are: "those of ..." with the mistake's names, or "right in mode same"."""
        if self.cause is None:
            return f"right {self.reading.words}"
        return f"those of {self.cause.ending(flip)}"

    def hints(self, flip):
        """The mistake's hint, as a line in a list; of a reading only what SAME has with a stride."""
        if self.cause is None:
            return hint_of_same(self.reading)
        return [f"Hint: {self.cause.mistakes[0].advice(flip)}"]

    def data(self):
        """It as plain data for JSON, without its output."""
        return {
            "names": [] if self.cause is None else self.cause.names,
            "also": [] if self.cause is None else self.cause.also,
            "reading": {} if self.reading is None else self.reading.changes,
        }


def origins(outcomes, fits, may_fit=lambda values: True):
    """The Origins of the request of Outcomes whose output fits: the mistakes made most often first, then readings.

    fits: a function of nested lists of numbers. may_fit: another, of numbers that may be Later ones, which is asked
    before, so that those that it refuses are not all worked out. Mistakes that give the same and that no input can tell apart are
    one Origin. A reading that gives what one of the mistakes gives is left out if that says the same; otherwise it comes
    before all mistakes: SAME with a stride is likelier than whatever else moves the windows so. None of a request that
    is too large.
    """
    request = outcomes.request
    if request.products > ORIGINS_UP_TO:
        return []
    mistakes = _mistakes_that_fit(outcomes, may_fit, fits)
    likelier, others = [], []
    for reading in every_reading(request, 1):
        if not unless_refused(may_fit, outcomes.later_as(reading.request)):
            continue
        output = outcomes.output_as(reading.request)
        known = [request.output, *(other.output for other in (*likelier, *others))]
        if output is None or any(alike(output, other) for other in known) or not fits(output):
            continue
        same = [origin.cause for origin in mistakes if alike(output, origin.output)]
        if not any(says_the_same(reading, cause, request.mode) for cause in same):
            (likelier if same else others).append(Origin(None, reading, output))
    return [*likelier, *mistakes, *others]


def _mistakes_that_fit(outcomes, may_fit, fits):
    """The Origins that are mistakes; of a larger request without the one that takes long."""
    request = outcomes.request
    together = []  # (output, the mistakes that give it)
    for mistake in candidate_mistakes(request):
        if mistake.name == SLOW and request.products > EVERY_PAIR:
            continue
        if not unless_refused(may_fit, outcomes.later(mistake)):
            continue
        output = outcomes.output(mistake)
        if output is None or alike(output, request.output) or not fits(output):
            continue
        for other, mistakes in together:
            if alike(output, other):
                mistakes.append(mistake)
                break
        else:
            together.append((output, [mistake]))
    return [Origin(cause, None, output) for output, mistakes in together for cause in grouped(mistakes)]
