"""An explanation in words: sentences, hints, and the numbers side by side."""

from course.convolution.formatting import fold, number
from course.convolution.sizes import BORDERS, MODES
from course.diagnosis.cause import output_or_none
from course.diagnosis.facts import facts
from course.diagnosis.request_causes import EVERY_PAIR, PAIRS
from course.diagnosis.side_by_side import numbers_side_by_side
from course.diagnosis.tell_apart import input_that_tells_apart
from course.own_numbers.typed_text import as_options, as_typed

MOST_EXPLANATIONS = 3  # that are named


class Reasons:
    """An Explanation in words: str() and print() show it. explanation: the Explanation itself."""

    def __init__(self, explanation):
        self.explanation = explanation

    def text(self, width=80):
        """What it is, the numbers side by side, and one of them worked out both ways; folded to a width."""
        explanation = self.explanation
        lines = []
        for sentence in [*_doubt(explanation), *_sentences(explanation)]:
            lines += fold(sentence, width, "  ")
        if explanation.kind not in ("right", "cut"):
            lines += numbers_side_by_side(
                explanation.request, explanation.given, explanation.comes_from, width
            )
        return "\n".join(lines)

    def __str__(self):
        return self.text()

    __repr__ = __str__


# ---- several explanations


def _doubt(explanation):
    """What is said first where several explanations fit: how many, and the smallest input that tells them apart."""
    causes = explanation.causes
    count = len(causes) or len(explanation.changes)
    if count < 2:
        return []
    sentence = f"This input cannot tell {count} explanations apart"
    sentence += f"; {MOST_EXPLANATIONS} of them follow." if count > MOST_EXPLANATIONS else "."
    other = input_that_tells_apart(causes[:MOST_EXPLANATIONS], explanation.request) if causes else None
    if other is None:
        return [f"{sentence} No small one was found that can."]
    sentences = [f"{sentence} The smallest that can, with the same options: {as_options(other)}."]
    for cause in causes[:MOST_EXPLANATIONS]:
        sentences.append(f"- {' + '.join(cause.names)} gives {as_typed(output_or_none(other, cause.world))}")
    return sentences


# ---- each explanation


def _sentences(explanation):
    """What is known of the numbers, as sentences and hints."""
    request, kind = explanation.request, explanation.kind
    if kind == "right":
        return ["These numbers are right: the definition gives them."]
    if kind == "cut":
        return ["These numbers are right, with the last decimals cut off and not rounded."]
    if kind == "unknown":
        return _not_explained(explanation)
    sentences = _right_elsewhere(explanation)
    for cause in explanation.causes[:MOST_EXPLANATIONS]:
        sentences += cause.lines(request.flip)
    if any(len(cause.mistakes) == 2 for cause in explanation.causes):
        sentences.append("(Thousands of pairs are tried: on few numbers, one may fit by chance.)")
    for change in explanation.changes[:MOST_EXPLANATIONS]:
        sentences.append(_change_in_words(change, request))
    return sentences


def _right_elsewhere(explanation):
    """Where the numbers are right: under other options, and in which libraries; one line, or none."""
    sentences = []
    places = []
    for reading in explanation.readings[:MOST_EXPLANATIONS]:
        places.append(" and ".join(OPTIONS[option] for option in reading.changes.items()))
    if places:
        sentences.append(f"These numbers are right {', or '.join(places)}.")
    names = explanation.libraries
    if names:
        strided = any(stride > 1 for _, _, stride, _ in explanation.request.each)
        which = " (of those without a stride every stride-th number)" if strided else ""
        verb = "gives" if len(names) == 1 else "give"
        sentences.append(f"{_listed_with_and(names)} {verb} them, too{which}.")
    return [" ".join(sentences)] if sentences else []


OPTIONS = {  # an option and its value, in words
    ("flip", False): "as a correlation (--no-flip)",
    ("flip", True): "as a convolution (the kernel flipped)",
    **{("mode", mode): f"in mode {mode}" for mode in MODES},
    **{("border", border): f"with the border {border}" for border in BORDERS},
}


def _listed_with_and(words):
    """Words as one reads them: "a", "a and b", "a, b and c"."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _change_in_words(change, request):
    """A number that may be mistyped, or rows that may be swapped, as a sentence."""
    if isinstance(change.index, str):
        lines = "numbers" if request.axes == 1 else change.index
        swapped = f"{lines} {change.old} and {change.new} of the {change.what} swapped"
        return f"With {swapped}, they are exactly these numbers."
    axes = len(change.index)
    names = ("row", "column") if axes == 2 else ("place",) * axes
    place = ", ".join(f"{name} {i}" for name, i in zip(names, change.index))
    new, old = number(change.new, request.decimal), number(change.old, request.decimal)
    instead = f"{new} instead of {old} in the {change.what} at {place} (counted from 0)"
    return f"With {instead}, they are exactly these numbers."


def _not_explained(explanation):
    """What was tried, and what is known of the numbers all the same."""
    request = explanation.request
    tried = ""
    if request.products <= EVERY_PAIR:
        tried = ", alone or with another,"
    elif request.products <= PAIRS:
        tried = ", and no pair that was tried,"
    sentences = [f"Not explained: no mistake of the bank{tried} gives these numbers. What is known:"]
    sentences += [f"- {fact}" for fact in facts(request, explanation.given)]
    if request.products > PAIRS:
        sentences.append("- Pairs of mistakes are tried for smaller inputs only.")
    return sentences
