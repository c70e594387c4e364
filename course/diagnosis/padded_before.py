"""An input that was padded by hand with the border that was asked for, and by the convolution once more."""

from course.convolution import definition
from course.convolution.formatting import mode_in_words
from course.convolution.nested import flat, shape
from course.diagnosis.blocks import place_of_right
from course.diagnosis.cause import gives, output_or_none
from course.diagnosis.fact_text import Fact
from course.diagnosis.finding import Finding
from course.diagnosis.fitted_padding import LEAST_FITTED, LEAST_NOT_ZERO
from course.diagnosis.given import Given
from course.diagnosis.readings import border_in_words, may_be_as_many
from course.own_numbers.request import PRODUCTS

MODES_THAT_PAD = ("same", "SAME", "full")


class PaddedBefore(Finding):
    """The definition, asked for the padded input in a mode that pads. means: the Request for it."""

    kind = "padded before"
    first = True

    def __init__(self, means):
        self.means = means

    def lines(self, request):
        """How it was padded, and again, where the right numbers stand, and what to do."""
        added = "numbers" if self.means.border == request.border and not self.means.adds_zeros else "zeros"
        right, place = request.output, place_of_right(request.output, Given(self.means.output))
        return [
            f"These are the numbers of an input that was padded by hand, with {border_in_words(request.border)}, and to "
            f"which {mode_in_words(self.means.mode)} adds {added} once more.",
            *([str(Fact("holds right", (shape(right), place, shape(self.means.output))))] if place else []),
            "Hint: Pad once: where it is done by hand, mode valid adds nothing more.",
        ]

    def source(self, request):
        """The Request for the padded input, and the definition."""
        return self.means, definition

    def data(self):
        """The mode and the border of the second padding."""
        return {"mode": self.means.mode, "border": self.means.border}


def padded_before(request, given):
    """The PaddedBefore that gives the given numbers (a Given) of a Request, as a list of one or none.

    Only where another border than zeros was asked for: see padded_twice() and fitted_paddings() for zeros.

    Example: 3 4 5 with the kernel 1 1 1 and the border edge is 3 3 4 5 5 by hand, and mode same gives 6 10 12 14 10.
    """
    numbers = list(flat(given.values))
    if len(numbers) < LEAST_FITTED or sum(number != 0 for number in numbers) < LEAST_NOT_ZERO:
        return []
    if request.axes > 2 or request.adds_zeros or not any(flat(request.sides)):
        return []
    by_hand = padded_input(request)
    for mode in MODES_THAT_PAD:
        for again in ({"border": "constant", "fill": 0}, {}):
            means = request.but(x=by_hand, mode=mode, padding=None, **again)
            if may_be_as_many(means, given) and means.products <= PRODUCTS and gives(means, given):
                return [PaddedBefore(means)]
    return []


def padded_input(request):
    """The input of a Request with what stands around it, nested lists: what a kernel of the weight 1 alone gives.

    Example: 3 4 5 with the kernel 1 1 1 in mode same and the border edge is 3 3 4 5 5.
    """
    h = [1] if request.axes == 1 else [[1]]
    sides = request.sides[0] if request.axes == 1 else tuple(request.sides)
    return output_or_none(request.but(h=h, mode=None, padding=sides, stride=1, dilation=1))
