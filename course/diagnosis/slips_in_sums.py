"""
Which slip in a single product gives a wrong number, where nothing is known to give all of them.

Whoever adds up by hand loses a sign, leaves a product out, or counts one twice. Of a sum of many products some such slip
fits a wrong number by chance, so that it is only said what the number would be with it.
"""

from course.convolution.formatting import factor, listed_with_or, number
from course.convolution.nested import at
from course.own_numbers.trace import by_index, follow
from course.own_numbers.trace_text import output_label

MOST_SLIPS = 2  # of more than these none is told, as they tell nothing


def slips_in_sums(request, given, wrong):
    """With which slips the given numbers (a Given) come at the wrong indices: a sentence for each that has one or two.

    Nothing is said of images with channels.

    Example: y[1] of 3 4 with 2 -1 is 3*(-1) + 4*2 = 5. For 11 it is "y[1] would be 11 with 3*1 in place of 3*(-1)."
    """
    if request.axes > 2:
        return []
    outputs = by_index(follow(request), request.axes)
    sentences = []
    for index in wrong:
        value = at(given.values, index)
        slips = _slips(outputs[index].pairs, value, request.decimal)
        if 1 <= len(slips) <= MOST_SLIPS:
            shown = number(value, request.decimal or given.decimal)
            sentences.append(f"{output_label(index)} would be {shown} {listed_with_or(slips)}.")
    return sentences


def _slips(pairs, value, decimal):
    """The slips in one of these products with which their sum is the value, in words, each once."""
    products = [(x.value, h.value) for x, h in pairs]
    more = value - sum(x * h for x, h in products)
    slips = []
    for x, h in products:
        product = f"{factor(x, decimal)}*{factor(h, decimal)}"
        if x * h == 0:
            continue
        if more == -x * h:
            slips.append(f"without {product}")
        elif more == x * h:
            slips.append(f"with {product} twice")
        elif more == -2 * x * h:
            slips.append(f"with {factor(x, decimal)}*{factor(-h, decimal)} in place of {product}")
    return list(dict.fromkeys(slips))
