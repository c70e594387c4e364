"""
Which mistake, or which two, give exactly these numbers; which other reading makes them right.

A mistake is named only when the definition that makes it gives every number. Where several do, all are candidates,
and tell_apart.py finds an input that tells them apart. A refusal is never evidence.
"""

from dataclasses import dataclass, field

from course.convolution import definition
from course.diagnosis.afterwards import afterwards
from course.diagnosis.fitted_padding import fitted_paddings, fitted_paddings_turned
from course.diagnosis.given import Given
from course.diagnosis.kernel_changes import changed_kernels
from course.diagnosis.mistyped import mistyped
from course.diagnosis.readings import readings
from course.diagnosis.request_causes import PAIRS, paired_causes, single_causes
from course.diagnosis.separable import separable_passes
from course.diagnosis.solved_kernel import solved_kernels
from course.own_numbers.engine_calls import engines_that_give
from course.own_numbers.request import Request

# The searches for Findings, each a function of a Request and a Given: those made together with that for single
# mistakes, those that find one simple thing, likelier than two mistakes together, and those that are made one after
# the other where neither one mistake nor two give the numbers.
BESIDE_MISTAKES = ()
BEFORE_PAIRS = (fitted_paddings,)
AFTER_PAIRS = (
    *(fitted_paddings_turned, separable_passes, changed_kernels),
    *(solved_kernels, afterwards),  # what one kernel gives has often a factor on a mistake as well, by chance
)


@dataclass
class Explanation:
    """What is known of the given numbers of a request, as explain() found it.

    kind       "right"      the definition gives them
               "cut"        it does, but for decimals that were cut off
               "mistake"    one mistake gives them, or two together
               "elsewhere"  they are right under another reading, or in a library
               "mistyped"   they are right if one number, or two rows or columns, were mistyped
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
        return self.kind != "unknown"

    @property
    def comes_from(self):
        """The (request, definition) that give the given numbers, by the first explanation; None if none is known."""
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

    Single mistakes, other readings and libraries are looked for first; then a mistyped number; then other padding, and
    then two mistakes.
    """
    if given.fits(request.output):
        return Explanation(request, given, "right")
    if given.fits_cut(request.output):
        return Explanation(request, given, "cut")
    causes = single_causes(request, given)
    others = readings(request, given)
    libraries = engines_that_give(request, given.fits)
    findings = [finding for search in BESIDE_MISTAKES for finding in search(request, given)]
    if causes or others or libraries or findings:
        kind = "mistake" if causes else "elsewhere"
        return Explanation(request, given, kind, causes, others, libraries, findings=findings)
    changes = mistyped(request, given)
    if changes:
        return Explanation(request, given, "mistyped", changes=changes)
    findings = _first_findings(BEFORE_PAIRS, request, given)
    if findings:
        return Explanation(request, given, findings[0].kind, findings=findings)
    if request.products <= PAIRS:
        causes = paired_causes(request, given)
        if causes:
            return Explanation(request, given, "mistake", causes)
    findings = _first_findings(AFTER_PAIRS, request, given)
    kind = findings[0].kind if findings else "unknown"
    return Explanation(request, given, kind, findings=findings)


def _first_findings(searches, request, given):
    """What the first of these searches finds that finds anything; an empty list if none does."""
    for search in searches:
        findings = search(request, given)
        if findings:
            return findings
    return []
