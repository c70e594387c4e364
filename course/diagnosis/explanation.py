"""
Which mistake, or which two, give exactly these numbers; which other reading makes them right; what is known if
none does.

A mistake is named only when the definition that makes it gives every number. Where several do, all are
candidates and a probe is found that tells them apart. A refusal is never evidence.
"""

from dataclasses import dataclass, field

from course.diagnosis.cause import PAIRS, pairs, singles
from course.diagnosis.given import Given
from course.diagnosis.mistyped import mistyped
from course.diagnosis.readings import readings
from course.own_numbers.engine_calls import engines_that_give
from course.own_numbers.request import Request

# ---- all of it


@dataclass
class Explanation:
    """What is known of the given numbers of a request, as explain() found it.

    kind: "right", "cut" (right, but for decimals that were cut off), "mistake" (one, or two together), "elsewhere" (right under another reading), "mistyped" or
    "unknown". causes: the mistakes; readings: the other Requests under which the numbers are right, each with
    what is changed; libraries: the engines that give them; changes: the numbers that may be mistyped.
    """

    request: Request
    given: Given
    kind: str
    causes: list = field(default_factory=list)
    readings: list = field(default_factory=list)
    libraries: list = field(default_factory=list)
    changes: list = field(default_factory=list)

    @property
    def explained(self):
        """Whether there is an explanation."""
        return self.kind != "unknown"


def explain(request, given):
    """The Explanation of given numbers for a Request: single mistakes first, then other readings, then pairs."""
    if given.fits(request.output):
        return Explanation(request, given, "right")
    if given.fits_cut(request.output):
        return Explanation(request, given, "cut")
    other, causes = readings(request, given), singles(request, given)
    if causes:
        return Explanation(request, given, "mistake", causes, other, engines_that_give(request, given.fits))
    libraries = engines_that_give(request, given.fits)
    if other or libraries:
        return Explanation(request, given, "elsewhere", [], other, libraries)
    changes = mistyped(request, given)
    if changes:
        return Explanation(request, given, "mistyped", changes=changes)
    causes = pairs(request, given) if request.products <= PAIRS else []
    return Explanation(request, given, "mistake" if causes else "unknown", causes)
