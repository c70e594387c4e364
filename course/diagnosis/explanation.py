"""
Which mistake, or which two, give exactly these numbers; which other reading makes them right.

A mistake is named only when the definition that makes it gives every number. Where several do, all are candidates,
and tell_apart.py finds an input that tells them apart. A refusal is never evidence.
"""

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field

from course.convolution import definition
from course.diagnosis.afterwards import afterwards
from course.diagnosis.beginnings import beginnings
from course.diagnosis.cause import grouped
from course.diagnosis.constant_border import constant_border
from course.diagnosis.cumulative_sums import cumulative_sums
from course.diagnosis.delayed import delays_taken_out
from course.diagnosis.divided_and_rounded import divided_and_rounded
from course.diagnosis.evidence import (
    FEWEST_MISTYPED,
    doubt,
    doubt_of_mistyped,
    doubt_of_nearly,
    doubt_of_readings,
    doubt_of_two,
    explains_the_size_alone,
)
from course.diagnosis.exchanged import exchanged
from course.diagnosis.facts import possible_parts
from course.diagnosis.filtered_twice import filtered_twice
from course.diagnosis.fitted_padding import fitted_paddings, fitted_paddings_turned, padded_twice
from course.diagnosis.floats_cut import floats_cut
from course.diagnosis.fourier import circular, nan_everywhere, short_transforms
from course.diagnosis.facts_of_known import known_in_place
from course.diagnosis.given import Given
from course.diagnosis.in_place import in_place
from course.diagnosis.kernel_changes import changed_kernels, divided_lines
from course.diagnosis.kernel_in_type import kernels_in_types
from course.diagnosis.lfilter_arguments import lfilter_arguments
from course.diagnosis.library_calls import library_calls
from course.diagnosis.miscopied import miscopied
from course.diagnosis.mistyped import mistyped
from course.diagnosis.nearly import nearly, nearly_right
from course.diagnosis.odd_border import odd_border
from course.diagnosis.open_numbers import rescaled_where_known
from course.diagnosis.outcomes import Outcomes
from course.diagnosis.padded_before import padded_before
from course.diagnosis.picked import picked
from course.diagnosis.readings import readings
from course.diagnosis.request_causes import FEWEST_FOR_PAIRS, fitting_mistakes, paired_causes
from course.diagnosis.rescaled import factor_of_equal_weights, rescaled, rescaled_elsewhere, rescaled_turned
from course.diagnosis.rescaled_and_stored import rescaled_and_stored
from course.diagnosis.reshaped_channels import reshaped_channels
from course.diagnosis.run_together import run_together
from course.diagnosis.running_sums import running_sums
from course.diagnosis.separable import separable_passes
from course.diagnosis.solved_kernel import solved_kernels
from course.diagnosis.stored_types import stored_types
from course.diagnosis.transposed_convolution import transposed_convolutions
from course.diagnosis.typed_kernel import decimals_of, given_within
from course.diagnosis.zeros_behind import zeros_behind
from course.own_numbers.engine_calls import engines_that_give
from course.own_numbers.request import Request

# The searches for Findings, each a function of a Request and a Given, or of Outcomes: those made together with that for
# single mistakes, those that find one simple thing, likelier than two mistakes together, and those that are made one
# after the other where neither one mistake nor two give the numbers.
BESIDE_MISTAKES = (
    nan_everywhere,
    stored_types,
    running_sums,
    library_calls,
    lfilter_arguments,
    circular,
    short_transforms,
    constant_border,
    odd_border,
    transposed_convolutions,
    zeros_behind,
    delays_taken_out,
    padded_twice,
    padded_before,
    exchanged,
    picked,
    factor_of_equal_weights,
    cumulative_sums,
)
BEFORE_PAIRS = (
    kernels_in_types,  # before the next: with one weight it is a factor as well
    rescaled,
    rescaled_elsewhere,
    rescaled_and_stored,
    divided_and_rounded,
    divided_lines,
    filtered_twice,
    reshaped_channels,
    in_place,
    fitted_paddings,
    run_together,
    floats_cut,
)
AFTER_PAIRS = (
    fitted_paddings_turned,
    rescaled_turned,
    separable_passes,
    changed_kernels,
    nearly,
    solved_kernels,  # before the next: what one kernel gives has often a factor on a mistake as well, by chance
    afterwards,
    beginnings,
)
# These go through every mistake, or every reading, of which the Outcomes are kept.
OF_OUTCOMES = (
    *(kernels_in_types, rescaled_elsewhere, rescaled_and_stored, divided_and_rounded),
    *(nearly, afterwards, beginnings, floats_cut),
)

# New ones, from one look for cycles to the next; Python looks 14 times as often, which takes longer for large requests.
# Of small ones 10,000 are cleared away in half the time per object that 200,000 take, as the processor's caches hold them.
OBJECTS_BETWEEN = 10_000

# The most products that a search works out, as a multiple of the request's own: a test counts them.
MOST_PRODUCTS = 150


@dataclass
class Explanation:
    """What is known of the given numbers of a request, as explain() found it.

    kind       "right"      the definition gives them
               "right so far"   it gives all that are known, and others are open
               "cut"        it does, but for decimals that were cut off
               "mistake"    one mistake gives them, or two together
               "elsewhere"  they are right under another reading, or in a library
               "mistyped"   they are right if one number, or two rows or columns, were mistyped, or one copied twice or left out
               "could be"   what explains them fits too few numbers to be said as a fact, or others that tell as little
               "unknown"    none of these; or the kind of the first finding
    causes     the Causes: mistakes that give them
    readings   the Readings under which they are right
    libraries  the names of the engines that give them
    changes    the Changes that make them right, or what is Miscopied
    findings   the Findings: what explains them beside all these
    stopped    whether the search was stopped before all was tried
    within     how many decimals the kernel was typed with, if all this holds only within what these leave open; or None
    """

    request: Request
    given: Given
    kind: str
    causes: list = field(default_factory=list)
    readings: list = field(default_factory=list)
    libraries: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    findings: list = field(default_factory=list)
    stopped: bool = False
    within: int | None = None

    @property
    def explained(self):
        """Whether there is an explanation."""
        return self.kind not in ("unknown", "could be")

    @property
    def comes_from(self):
        """The (request, definition) that give the given numbers, by the first explanation; None if none is known."""
        if not self.explained:
            return None
        if self.findings and self.findings[0].first:
            return self.findings[0].source(self.request)
        if self.causes:
            return self.request, self.causes[0].world
        if self.readings:
            return self.readings[0].request, definition
        if self.changes:
            return self.changes[0].applied_to(self.request), definition
        if self.findings:
            return self.findings[0].source(self.request)
        return None


class SearchStopped(Exception):
    """Raised by what is told what a search tries, to end it."""


def explain(request, given, tries=lambda what: None):
    """The Explanation of given numbers (a Given) for a Request.

    Single mistakes, other readings, libraries and BESIDE_MISTAKES are looked for first; then a mistyped number; then
    BEFORE_PAIRS, two mistakes, and AFTER_PAIRS. What fits numbers that tell too little is what they could be, and no
    explanation: see evidence.py. Where some numbers are open, less is looked for: see open_numbers.py.
    tries: called with what is tried, in words. Where it raises SearchStopped, there is what was found until then.
    """
    found = Explanation(request, given, "unknown")
    try:
        with _rare_collections():
            _search(found, tries)
    except SearchStopped:
        found.stopped = True
    if found.kind == "unknown" and _could_be(found):
        found.kind = "could be"
    return found


def _could_be(found):
    """Whether something fits that too few numbers speak for."""
    return bool(found.changes or found.causes or possible_parts(found.request, found.given))


@contextmanager
def _rare_collections():
    """Have Python look for cycles of objects less often, since a search makes millions of objects that are in none.

    Looking at each of them again and again takes a third of the time of a large request.
    """
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _search(found, tries):
    """Make the searches in their order, up to the first that explains the numbers, and write down what they find."""
    request, given = found.request, found.given
    if given.open_count:
        _search_with_open_numbers(found, tries)
    elif given.fits(request.output):
        found.kind = "right"
    elif given.fits_cut(request.output):
        found.kind = "cut"
    else:
        outcomes = _outcomes(found, tries)
        for search in (
            _search_for_right_within_kernel,
            _search_for_one_cause,
            _search_within_kernel,
            _search_for_mistyped,
            _search_before_pairs,
            _search_for_pairs,
            _search_after_pairs,
        ):
            search(found, outcomes, tries)
            if found.kind != "unknown":
                return


def _search_with_open_numbers(found, tries):
    """Make those of the searches that ask for nothing but whether an output agrees at all known places."""
    request, given = found.request, found.given
    if given.fits(request.output) or given.fits_cut(request.output):
        found.kind = "right so far"
        return
    if known_in_place(request, given):
        return  # and whatever is too long or too short would fit
    outcomes = _outcomes(found, tries)
    _search_for_one_cause(found, outcomes, tries, beside=())
    if found.kind == "unknown":
        found.findings = rescaled_where_known(request, given)
        if found.findings:
            found.kind = _kind_if_enough(found, found.findings[0].kind)
    if found.kind == "unknown":
        _search_for_pairs(found, outcomes, tries)


def _outcomes(found, tries):
    return Outcomes(
        found.request, found.given, lambda mistakes: tries(" + ".join(one.name for one in mistakes))
    )


def _search_for_right_within_kernel(found, outcomes, tries):
    """The right numbers within what the decimals of the kernel leave open, which is likelier than any mistake then.

    Example: of 1 2 3 4 with .333333 .333333 .333333, mode same, 1 2 3 2.33 are those of thirds, and of no kernel that was
    divided by its sum.
    """
    wider = _given_within_kernel(found)
    if wider is not None and wider.fits(found.request.output):
        found.kind, found.within = "right", decimals_of(found.request.h)


def _given_within_kernel(found):
    """The given numbers that may be off by what the decimals of the kernel leave open; None where that is not to be tried.

    One or two numbers that differ may be slips.
    """
    few_differ = found.given.count_of_others(found.request.output) < FEWEST_MISTYPED
    return None if few_differ else given_within(found.request, found.given)


def _search_within_kernel(found, outcomes, tries):
    """What _search_for_one_cause() finds within what the decimals of the kernel leave open."""
    wider = _given_within_kernel(found)
    if wider is None:
        return
    within = Explanation(found.request, wider, "unknown", within=decimals_of(found.request.h))
    _search_for_one_cause(within, _outcomes(within, tries), tries)
    if within.explained:
        vars(found).update(vars(within))


def _search_for_one_cause(found, outcomes, tries, beside=BESIDE_MISTAKES):
    """One mistake, another reading, a library, and what the searches beside these find."""
    fitting = []
    for mistake in fitting_mistakes(outcomes):
        fitting.append(mistake)
        found.causes = grouped(fitting)
        found.kind = _kind_if_enough(found, "mistake")
    tries("other modes and borders")
    found.readings = readings(outcomes)
    tries("libraries")
    found.libraries = engines_that_give(found.request, found.given.fits)
    for search in beside:
        tries("other explanations")
        found.findings += search(found.request, found.given)
    said = {name for finding in found.findings for name in finding.says_also}
    found.causes = [cause for cause in found.causes if said.isdisjoint(cause.names)]
    if not found.causes and (found.readings or found.libraries or found.findings):
        found.kind = _kind_if_enough(found, "elsewhere")
        if doubt_of_readings(outcomes, found.readings):
            _doubt_readings(found, outcomes)


def _doubt_readings(found, outcomes):
    """Tell readings that may be others and a slip beside these where a call has the numbers, or as what they could be.

    Where something else explains the numbers they stay as they are.
    """
    if not found.findings:
        found.kind = "could be"
    elif all(finding.is_name for finding in found.findings):
        found.findings += nearly_right(outcomes, found.readings)


def _kind_if_enough(found, kind):
    """The kind of an explanation, or "could be" where the numbers are no evidence for one."""
    return "could be" if doubt(found.request, found.given) else kind


def _search_for_mistyped(found, outcomes, tries):
    tries("a mistyped number")
    found.changes = mistyped(found.request, found.given) or miscopied(found.request, found.given)
    if found.changes and doubt_of_mistyped(found.request, found.given, found.changes) is None:
        found.kind = "mistyped"


def _search_for_pairs(found, outcomes, tries):
    """Two mistakes; and one with a slip, as two often look like that."""
    if found.given.count < FEWEST_FOR_PAIRS or doubt(found.request, found.given):
        return
    enough = doubt_of_two(found.request, found.given) is None
    of_size_alone = []
    for cause in paired_causes(outcomes):
        if explains_the_size_alone(outcomes, cause):
            of_size_alone.append(cause)
            continue
        found.causes.append(cause)
        found.kind = "mistake" if enough else "unknown"
    found.causes = found.causes or of_size_alone  # which then are only what it could be
    if found.kind == "mistake":
        found.changes = []  # which too few numbers speak for
        found.findings = [] if found.given.open_count else nearly(outcomes)


def _search_before_pairs(found, outcomes, tries):
    _search_for_findings(BEFORE_PAIRS, found, outcomes, tries)


def _search_after_pairs(found, outcomes, tries):
    _search_for_findings(AFTER_PAIRS, found, outcomes, tries)


def _search_for_findings(searches, found, outcomes, tries):
    """What the first of these searches finds that finds anything."""
    for search in searches:
        tries("other explanations")
        found.findings = search(outcomes) if search in OF_OUTCOMES else search(found.request, found.given)
        if found.findings:
            others_fit = found.changes or found.causes  # which too few numbers speak for
            doubtful = others_fit or doubt_of_nearly(outcomes, found.findings)
            found.kind = "could be" if doubtful else _kind_if_enough(found, found.findings[0].kind)
            return
