"""
Which mistake, or which two, give exactly these numbers; which other reading makes them right.

A mistake is named only when the definition that makes it gives every number. Where several do, all are candidates,
and tell_apart.py finds an input that tells them apart. A refusal is never evidence.
"""

from dataclasses import dataclass, field

from course.convolution import definition
from course.diagnosis.beginnings import beginnings
from course.diagnosis.given import Given
from course.diagnosis.mistyped import mistyped
from course.diagnosis.nearly import nearly
from course.diagnosis.readings import readings
from course.diagnosis.request_causes import FEWEST_FOR_PAIRS, PAIRS, paired_causes, single_causes
from course.own_numbers.engine_calls import engines_that_give
from course.own_numbers.request import Request

# The searches for Findings, each a function of a Request and a Given: those made together with that for single
# mistakes, and those that are made one after the other where neither one mistake nor two give the numbers.
BESIDE_MISTAKES = ()
AFTER_PAIRS = (nearly, beginnings)


# What fits fewer numbers is not said as a fact: by chance it fits more than 1 of 100 answers that come from elsewhere. A
# number that is mistyped has to explain so many that are wrong: two that are off may fit one at the input's end.
# Measured by tests/benchmarks/false_explanations.py.
FEWEST = {"mistake": 3, "elsewhere": 3, "two mistakes": 4}
FEWEST_MISTYPED = 3


@dataclass
class Explanation:
    """What is known of the given numbers of a request, as explain() found it.

    kind       "right"      the definition gives them
               "cut"        it does, but for decimals that were cut off
               "mistake"    one mistake gives them, or two together
               "elsewhere"  they are right under another reading, or in a library
               "mistyped"   they are right if one number, or two rows or columns, were mistyped
               "could be"   what explains them fits too few numbers to be said as a fact
               "unknown"    none of these; or the kind of the first finding
    causes     the Causes: mistakes that give them
    readings   the Readings under which they are right
    libraries  the names of the engines that give them
    changes    the Changes that make them right
    findings   the Findings: what explains them beside all these
    """

    request: Request
    given: Given
    kind: str
    causes: list = field(default_factory=list)
    readings: list = field(default_factory=list)
    libraries: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    findings: list = field(default_factory=list)

    @property
    def explained(self):
        """Whether there is an explanation."""
        return self.kind not in ("unknown", "could be")

    @property
    def comes_from(self):
        """The (request, definition) that give the given numbers, by the first explanation; None if none is known."""
        if not self.explained:
            return None
        if self.causes:
            return self.request, self.causes[0].world
        if self.readings:
            return self.readings[0].request, definition
        if self.changes:
            return self.changes[0].applied_to(self.request), definition
        if self.findings:
            return self.findings[0].source(self.request)
        return None


def explain(request, given):
    """The Explanation of given numbers (a Given) for a Request.

    Single mistakes, other readings and libraries are looked for first; then a mistyped number; then two mistakes;
    then the rest. What fits too few numbers is no explanation: it is what they could be.
    """
    if given.fits(request.output):
        return Explanation(request, given, "right")
    if given.fits_cut(request.output):
        return Explanation(request, given, "cut")
    return _of_one_thing(request, given) or _of_what_is_tried_next(request, given)


def _of_one_thing(request, given):
    """The Explanation by single mistakes, other readings, libraries and what else is found beside them; or None."""
    causes = single_causes(request, given)
    others = readings(request, given)
    libraries = engines_that_give(request, given.fits)
    findings = [finding for search in BESIDE_MISTAKES for finding in search(request, given)]
    if not (causes or others or libraries or findings):
        return None
    kind = "mistake" if causes else "elsewhere"
    if given.count < FEWEST[kind]:
        kind = "could be"
    return Explanation(request, given, kind, causes, others, libraries, findings=findings)


def _of_what_is_tried_next(request, given):
    """The Explanation by a mistyped number, two mistakes, or what is looked for after them.

    Where those fit that few numbers do not decide on, all that fits is kept together.
    """
    changes = mistyped(request, given)
    if changes and given.count_of_others(request.output) >= FEWEST_MISTYPED:
        return Explanation(request, given, "mistyped", changes=changes)
    causes = _pairs(request, given)
    if causes and given.count >= FEWEST["two mistakes"]:
        return Explanation(request, given, "mistake", causes)
    findings = _first_findings(request, given)
    if changes or causes:
        return Explanation(request, given, "could be", causes, changes=changes, findings=findings)
    kind = findings[0].kind if findings else "unknown"
    return Explanation(request, given, kind, findings=findings)


def _pairs(request, given):
    """The Causes of two mistakes, where there are not too many products, nor so few numbers that most pairs fit."""
    if request.products > PAIRS or given.count < FEWEST_FOR_PAIRS:
        return []
    return paired_causes(request, given)


def _first_findings(request, given):
    """The findings of the first search that is made after pairs and finds any."""
    for search in AFTER_PAIRS:
        findings = search(request, given)
        if findings:
            return findings
    return []
