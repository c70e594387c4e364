"""An explanation in words: sentences, hints, and the numbers side by side."""

import re

from course.convolution.formatting import counted, fold
from course.convolution.nested import indices, shape
from course.convolution.sizes import effective_kernel_size
from course.diagnosis.could_be_text import possibilities
from course.diagnosis.evidence import doubt
from course.diagnosis.explanations_told import MOST_EXPLANATIONS, ExplanationsTold
from course.diagnosis.facts import facts, plain_facts
from course.diagnosis.notebook_tables import numbers_as_html, sentences_as_html, worked_out_as_html
from course.diagnosis.open_numbers import MORE_IS_LOOKED_FOR, of_known_numbers, right_so_far
from course.diagnosis.outcomes import SLOW
from course.diagnosis.request_causes import FEWEST_FOR_PAIRS, are_hidden_by_nan, pairs_tried
from course.diagnosis.same_elsewhere import same_elsewhere
from course.diagnosis.side_by_side import (
    numbers_side_by_side,
    ways_of_one_output,
    which_agree,
    worked_out_both_ways,
)
from course.diagnosis.slips_in_sums import slips_in_sums
from course.mistakes.bank import modes_and_padding
from course.mistakes.bank.all_mistakes import MADE_MOST_OFTEN
from course.mistakes.mistake import said_of


class Reasons:
    """An Explanation in words: str() and print() show it, a notebook as tables. explanation: the Explanation
    itself.
    """

    def __init__(self, explanation):
        self.explanation = explanation

    @property
    def sentences(self):
        """All sentences and hints that text() folds, a list in its order; the tables are not among them."""
        if self.explanation.kind in RIGHT:
            return _right(self.explanation)
        plain, _, others = _all_sentences(self.explanation)
        return plain + others

    def text(self, width=80):
        """What is plain, then what explains it, and the numbers side by side; folded to a width.

        One number is worked out both ways: right away where few numbers are wrong, otherwise at the end.
        """
        explanation = self.explanation
        if explanation.kind in RIGHT:
            return "\n".join(_folded(self.sentences, width))
        request, given = explanation.request, explanation.given
        plain, few_differ, others = _all_sentences(explanation)
        tables = numbers_side_by_side(request, given, width)
        worked_out = worked_out_both_ways(request, given, explanation.comes_from, width)
        if few_differ:
            blocks = [_folded(plain, width), worked_out, _folded(others, width), tables]
        else:
            blocks = [_folded(plain + others, width), tables, worked_out]
        return "\n\n".join("\n".join(block) for block in blocks if block)

    def __str__(self):
        return self.text()

    __repr__ = __str__

    def _repr_html_(self):
        explanation = self.explanation
        if explanation.kind in RIGHT:
            return sentences_as_html(self.sentences)
        request, given = explanation.request, explanation.given
        plain, few_differ, others = _all_sentences(explanation)
        tables = ""
        if request.axes <= 2:
            agree, decimal = which_agree(request, given), request.decimal or given.decimal
            tables = numbers_as_html(given.values, request.output, agree, ("given", "asked for"), decimal)
        index, ways = ways_of_one_output(request, given, explanation.comes_from)
        worked_out = worked_out_as_html(index, ways)
        if few_differ:
            return sentences_as_html(plain) + worked_out + sentences_as_html(others) + tables
        return sentences_as_html(plain + others) + tables + worked_out


def _all_sentences(explanation):
    """(the notes and what is plain, whether it is that few numbers differ, what else is known), the first and last as
    sentences.
    """
    plain = plain_facts(explanation.request, explanation.given)
    few_differ = any(fact.kind in FEW_DIFFER for fact in plain)
    sentences = [said_of(sentence, explanation.request.axes) for sentence in _sentences(explanation, plain)]
    of_known = of_known_numbers(explanation.given)
    return [*explanation.request.notes, *of_known, *map(str, plain)], few_differ, sentences


def _folded(sentences, width):
    """Sentences as lines of at most so many characters."""
    return [line for sentence in sentences for line in fold(sentence, width, "  ")]


# ---- what explains the numbers

RIGHT = {  # kinds of an Explanation of right numbers, in words
    "right": "These numbers are right: the definition gives them.",
    "cut": "These numbers are right, with the last decimals cut off and not rounded.",
    "right so far": "All known numbers are right: the definition gives them.",
}


def _right(explanation):
    """The sentence of right numbers, what is left of floats in place of zeros, and for the correlation with an even kernel
    the one of its anchor; then the notes on the axes, and what another library's "same" gives.
    """
    request, sentences = explanation.request, [RIGHT[explanation.kind]]
    if explanation.kind == "right so far":
        return [*sentences, *right_so_far(request, explanation.given), *request.notes]
    rounded = explanation.given.beside_0(request.output)
    if explanation.within:
        sentences = _within(explanation, ["These numbers are right."])
    elif rounded and explanation.kind == "right":
        index, left = rounded[0]
        sentences = [
            f"These numbers are right, but for the rounding of floats: y{list(index)}, {float(left):.2g}, stands for 0. "
            "Sums of floats leave such numbers, and an FFT may leave them in any place."
        ]
    uneven = [side for side in request.sides if side[0] == side[1] + 1]
    if request.mode == "same" and not request.flip and uneven:
        before, after = uneven[0]
        sentences.append(
            f"An even kernel has no middle: mode same adds {before} before the input and {after} after it, which is the "
            "anchor k//2, as cv2.filter2D has it."
        )
    return [*sentences, *request.notes, *same_elsewhere(request)]


def _within(explanation, sentences):
    """The sentences, not as exact ones, and before them that they hold within what the kernel's decimals leave open."""
    decimals = counted(explanation.within, "decimal")
    return [
        f"Within what the {decimals} of the kernel leave open:",
        *(sentence.replace(" exactly the numbers", " the numbers") for sentence in sentences),
    ]


ONE_OR_TWO_DIFFER = ("one differs", "two differ")
FEW_DIFFER = (*ONE_OR_TWO_DIFFER, "two exchanged")  # Facts of numbers of which all others are right


def _sentences(explanation, plain):
    """What is known of the numbers beyond the plain Facts, as sentences and hints."""
    request = explanation.request
    if explanation.kind == "unknown":
        return _not_explained(explanation, plain) + _slips(explanation, plain)
    if explanation.kind == "could be":
        possible = possibilities(explanation)
        return possible + size_of_dilated_kernel(possible, request) + _slips(explanation, plain)
    told = ExplanationsTold(explanation)
    sentences = told.elsewhere()
    if told.readings and told.count:
        first, *others = sentences
        sentences = [f"One of {1 + told.count} explanations: {first[0].lower()}{first[1:]}", *others]
    if told.readings:
        sentences += told.calls() + told.beside_readings()
    sentences += _how_many(told)
    explaining = [finding for finding in told.findings if not finding.is_name]
    for finding in explaining:
        sentences += finding.lines(request) if finding.first else []
    sentences += told.causes()
    hints = []
    for change in explanation.changes[:MOST_EXPLANATIONS]:
        sentences.append(f"With {change.words(request)}, they are exactly these numbers.")
        hints += change.hints(request)
    sentences += hints
    if not told.readings:
        sentences += told.calls()
    for finding in explaining:
        sentences += [] if finding.first else finding.lines(request)
    sentences += size_of_dilated_kernel(sentences, request)
    sentences += numbers_called_zeros(sentences, request)
    sentences += told.how_to_tell_apart()
    if explanation.stopped:
        sentences.append("The search was stopped: there may be other explanations.")
    sentences = _each_hint_once(sentences)
    return _within(explanation, sentences) if explanation.within else sentences


def _each_hint_once(sentences):
    """The sentences without hints that were given before, as two explanations may have one."""
    once = []
    for sentence in sentences:
        if not (sentence.startswith("Hint:") and sentence in once):
            once.append(sentence)
    return once


COUNTS_WEIGHTS = (
    "range(k)",
    "k//2 numbers",
    "n - k//2",
    "k zeros",
)  # where k is the number of weights nevertheless


def size_of_dilated_kernel(sentences, request):
    """What k is in sentences on sizes and padding, if the kernel is dilated and they have a k: one line, or none.

    Example: 3 weights with the dilation 2 reach over 5 numbers, and mode full adds k - 1 = 4 zeros on each side.
    """
    if all(dilation == 1 for _, _, _, dilation in request.each):
        return []
    with_size = [line for line in sentences if not any(words in line for words in COUNTS_WEIGHTS)]
    if not any(re.search(r"\bk\b(?! - 1\)\*)", line) for line in with_size):
        return []
    sizes = [effective_kernel_size(k, dilation) for _, k, _, dilation in request.each]
    return [f"Here k is the size of the dilated kernel: {' x '.join(map(str, sizes))}."]


SAID_WITH_ZEROS = tuple(  # of single mistakes that call zeros what is added around the input
    mistake.sentence() for mistake in modes_and_padding.MISTAKES if "zero" in mistake.says
)


def numbers_called_zeros(sentences, request):
    """What sentences on single mistakes call zeros, if a border was asked for: one line, or none."""
    if request.adds_zeros or not any(line.startswith(SAID_WITH_ZEROS) for line in sentences):
        return []
    return [f"What is called zeros here are the numbers of the border {request.border_name}."]


def _how_many(told):
    """How many explanations fit the numbers, if there are several: one line, or none. The readings were told before."""
    if told.count < (1 if told.readings else 2):
        return []
    fit = "explanations fit these numbers equally well"
    if told.readings:
        fit = f"other {fit}"
    if told.more_than_are_named:
        return [f"{told.count} {fit}; here are {MOST_EXPLANATIONS} of them."]
    return [
        "Another explanation fits these numbers equally well." if told.count == 1 else f"{told.count} {fit}."
    ]


def _not_explained(explanation, plain):
    """What is known of the numbers beyond the plain Facts, and last what was tried and does not give them."""
    request = explanation.request
    sentences, known = [], facts(request, explanation.given)
    others = "known numbers" if explanation.given.open_count else "numbers"
    for fact in known:
        counts_only = plain and fact.kind in COUNTS_ALONE  # which the plain fact says as well
        if fact not in plain and not counts_only:
            sentences.append(str(fact))
    if are_hidden_by_nan(request, explanation.given):
        return [*sentences, HIDDEN_BY_NAN]
    kinds = {fact.kind for fact in (*plain, *known)}
    if kinds & TOLD_WITH_THE_SIZE:
        return sentences
    if any(fact.kind == "two exchanged" for fact in plain):
        return [IN_EACH_OTHERS_PLACE.format(others=others)]
    if not sentences and [fact.kind for fact in plain] == ["one differs"]:
        return [ONE_SLIP.format(others=others)]
    tried = TRIED_TOGETHER[pairs_tried(request, explanation.given)]
    if explanation.given.count < FEWEST_FOR_PAIRS:
        tried = TOO_LITTLE_FOR_TWO.format(what="so few numbers")
    elif doubt(request, explanation.given):
        tried = TOO_LITTLE_FOR_TWO.format(what="numbers that tell so little")
    more = [MORE_IS_LOOKED_FOR] if explanation.given.open_count else []
    if kinds & ARE_MISSING:
        does, more = "leaves the others out", [OPEN_ONES]
    else:
        does = "does that" if kinds & TELL_ALL else "gives exactly these numbers"
    return [*sentences, f"No known mistake {does}{tried}.", *more]


def _slips(explanation, plain):
    """With which slips in a product the wrong numbers come, where one or two are wrong: a sentence for each, or none."""
    if not any(fact.kind in ONE_OR_TWO_DIFFER for fact in plain):
        return []
    request, given = explanation.request, explanation.given
    agree = which_agree(request, given)
    wrong = [index for index, is_right in zip(indices(shape(request.output)), agree) if not is_right]
    return slips_in_sums(request, given, wrong)


ONE_SLIP = "All other {others} are right: a slip in this one sum is enough for that."
IN_EACH_OTHERS_PLACE = "All other {others} are right: these two may have been written down in each other's place."
OPEN_ONES = "If you have not worked them out yet, write ? for each of them."
HIDDEN_BY_NAN = "Every number is nan, as one of the input is: no mistake is tried, since whatever spreads that nan hides the others."

# Kinds of facts that tell every given number: all that is left to say is that it has no name here. Where the right numbers
# stand among others, in another order or a place further, some are not told, and known mistakes do that otherwise.
TELL_ALL = {"stand in right", "known moved", "at border times", "plus", "times"}
COUNTS_ALONE = {"agree", "known agree", "size"}
ARE_MISSING = {"some numbers", "some lines"}  # of right ones
TOLD_WITH_THE_SIZE = {"known in place", "in other rows"}  # numbers are right, and no mistake is to be named


TOO_LITTLE_FOR_TWO = ". Two mistakes at once are not looked for: by chance some two would fit {what}"
TRIED_TOGETHER = {  # by which pairs of mistakes were tried: what follows that no known mistake gives the numbers
    "every": ", alone or together with another",
    "those that change it": f", nor do any two that change the result one by one ([{SLOW}] was tried alone)",
    "frequent": f", nor do any two of the {len(MADE_MOST_OFTEN)} that people make most often (these were tried together)",
    "none": "; two together are tried for smaller inputs only",
}
