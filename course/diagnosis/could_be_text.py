"""What numbers could be that tell too little, in words: a list in which nothing is said as a fact."""

from course.convolution.nested import shape
from course.diagnosis.beginnings import Beginning
from course.diagnosis.cause import Cause, pairs_together
from course.diagnosis.evidence import (
    doubt,
    doubt_of_mistyped,
    doubt_of_nearly,
    doubt_of_readings,
    doubt_of_two,
    right_but_for_one,
)
from course.diagnosis.fact_text import part_in_words
from course.diagnosis.facts import facts_of_block, possible_parts
from course.diagnosis.outcomes import Outcomes
from course.diagnosis.reading_text import distinct_readings, says_the_same
from course.own_numbers.engine_calls import calls_in_words

MOST_LISTED = 6  # of each sort in words; of the others only the names, or how many there are
FEW = {1: "One number fits", 2: "Two numbers fit"}
WHAT_DECIDES = {
    "one": "Another input",
    "zeros": "Another input",
    "places": "A kernel of several weights, none of them 0,",
    "alike": "Another input",
    "flip": "Another kernel",
    "size": "An input of another size",
    "slip": "Another input, with a kernel of more weights,",
    "rounds": "Another input",
}
DOUBTS = {  # of the doubts of evidence.py, beside that there are few numbers
    "one": "All others are right, and one number alone fits many things by chance: it may be a slip.",
    "zeros": "Zeros fit many things by chance: whatever loses its sums leaves them.",
    "places": "One weight alone is not 0: all that shows is to which places the input's numbers went.",
    "products": "These few numbers are the products with one weight alone: whatever loses the others leaves them.",
    "size": "Of two mistakes that change the size, some fit any one size by chance.",
    "alike": "All weights of the kernel, or all numbers of the input, act alike on these numbers: one of them, changed, "
    "explains whatever else stood there.",
    "slip": "One number alone tells of one of the changes, and it may be a slip.",
    "rounds": "Mistakes that round are alike in most numbers, and which one it is a slip may hide.",
    "flip": "With this kernel a flip does not show, nor much else, and of thousands of pairs of mistakes one may fit by "
    "chance.",
}


def possibilities(explanation):
    """An Explanation of the kind "could be" as sentences: that the numbers tell little, and what they could be."""
    request = explanation.request
    reason = _reason(explanation)
    are_first = any(isinstance(finding, Beginning) for finding in explanation.findings)
    few_fit = FEW.get(
        explanation.given.count, "A part of a result fits" if are_first else "So few numbers fit"
    )
    few = f"{few_fit} many things by chance."
    lines = [f"{DOUBTS.get(reason, few)} What it could be:"]
    if reason == "size":
        lines = [*map(str, facts_of_block(request, explanation.given)), *lines]
    distinct = distinct_readings(explanation)
    single = [cause for cause in explanation.causes if len(cause.mistakes) == 1]
    told = []
    for reading in distinct[:MOST_LISTED]:
        said = [cause for cause in single if says_the_same(reading, cause, request.mode)]
        told += said
        tag = f" {said[0].tag(request.flip)}" if said else ""
        lines.append(f"- right {reading.words}{tag}")
    if len(distinct) > MOST_LISTED:
        lines.append(
            f"- right with one of {len(distinct) - MOST_LISTED} other choices of mode, border and flip"
        )
    if reason == "slip":
        lines += _readings_but_for_one(explanation)
    if explanation.libraries:
        lines.append(f"- what {calls_in_words(explanation.libraries, request)} would give")
    lines += _mistakes([cause for cause in single if cause not in told], request.flip)
    lines += [f"- right with {change.words(request)}" for change in explanation.changes[:MOST_LISTED]]
    lines += _pairs([cause for cause in explanation.causes if len(cause.mistakes) == 2], request.flip)
    lines += [f"- {finding.lines(request)[0]}" for finding in explanation.findings[:MOST_LISTED]]
    parts = possible_parts(request, explanation.given)
    lines += [f"- {part_in_words(part)} asked for" for part in parts]
    return [*lines, f"{WHAT_DECIDES.get(reason, 'More numbers')} would decide."]


def _reason(explanation):
    """Why nothing of it is a fact, in a word: a key of DOUBTS, or "few", or None."""
    request, given = explanation.request, explanation.given
    are_pairs = any(len(cause.mistakes) == 2 for cause in explanation.causes)
    reason = (doubt_of_two if are_pairs else doubt)(request, given)
    if are_pairs and reason is None and shape(given.values) != shape(request.output):
        return "size"  # see explains_the_size_alone()
    if explanation.changes and reason is None:
        return doubt_of_mistyped(request, given, explanation.changes)
    outcomes = Outcomes(request, given)
    return (
        reason
        or doubt_of_readings(outcomes, explanation.readings)
        or doubt_of_nearly(outcomes, explanation.findings)
    )


def _readings_but_for_one(explanation):
    """The readings with fewer changes that one number alone is no part of, each once."""
    outcomes = Outcomes(explanation.request, explanation.given)
    every = [other for reading in explanation.readings for other in right_but_for_one(outcomes, reading)]
    return list(dict.fromkeys(f"- right {other.words}, but for one number" for other in every))


def _mistakes(causes, flip):
    """Single mistakes with their names, and of those beyond the first few the names alone."""
    lines = []
    for cause in causes[:MOST_LISTED]:
        lines.append(f"- {cause.ending(flip)}")
    others = [name for cause in causes[MOST_LISTED:] for name in cause.labels(flip)]
    if others:
        which = "this mistake" if len(others) == 1 else "one of these mistakes"
        lines.append(f"- {which}: [{', '.join(others)}]")
    return lines


def _pairs(causes, flip):
    """Two mistakes together, the first few of them, and how many others there are."""
    lines = []
    every_pair = [cause for pairs in pairs_together(causes) for cause in pairs.variants]
    for cause in every_pair[:MOST_LISTED]:
        one, two = (Cause((mistake,)).ending(flip) for mistake in cause.mistakes)
        lines.append(f"- two mistakes: {one}; and {two}")
    if len(every_pair) > MOST_LISTED:
        lines.append(f"- one of {len(every_pair) - MOST_LISTED} other pairs of mistakes")
    return lines
