"""What is said of an answer while the output is covered: no right number, neither alone nor as a sum."""

import re

from course.convolution.formatting import number
from course.convolution.nested import flat

# How the sentences begin that tell of a mistake or of other options; their numbers are options, sizes and weights.
OF_A_CAUSE = re.compile(
    r"(One of \d+ explanations: )?(these numbers would be right|this gives exactly) ", re.IGNORECASE
)
# What stands beside what is told: indices, names, calls, typed numbers, and how many there are.
ASIDE = re.compile(
    r"\[.*?\]|\(.*?\)|\".*?\"|(\d+|none) of (the |these )?\d+|^ *\d\. |^\d+ (other )?explanations"
    "|size given is .* was asked|laid out as .*"
)
PRODUCT = "*"  # of a sum that is worked out: it tells which weight lies on which number
WRITTEN_NUMBER = re.compile(r"~?-?\d+(?:[./]\d+)?(?:e-?\d+)?")


def without_right_numbers(sentences, request, agree):
    """Sentences of why without those that tell a number which the reader has not found; of some the beginning is left.

    agree: for each given number whether it is right, None where it is open; or None where they have another shape
    than the output.

    Example: of "Only y[2] is wrong: it is 13, and should be 14." it is "Only y[2] is wrong."
    """
    values = list(flat(request.output))
    unknown = [value for value, found in zip(values, agree or [False] * len(values)) if not found]
    texts = {number(value, decimal) for value in unknown for decimal in (False, True)}
    told = (_what_may_be_told(sentence, texts) for sentence in sentences)
    return [sentence for sentence in told if sentence]


def _what_may_be_told(sentence, texts):
    """A sentence, what stands before its colon, or "", so that none of these texts of numbers is told."""
    if OF_A_CAUSE.match(sentence) or not _tells(sentence, texts):
        return sentence
    beginning, colon, _ = sentence.partition(": ")
    return f"{beginning}." if colon and not _tells(beginning, texts) else ""


def _tells(sentence, texts):
    """Whether one of these texts of numbers stands in a sentence, other than aside, or a sum that is worked out."""
    said = ASIDE.sub("", sentence)
    return PRODUCT in sentence or not texts.isdisjoint(WRITTEN_NUMBER.findall(said))
