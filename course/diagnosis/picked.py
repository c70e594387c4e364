"""The input's own numbers, one of each window, where the window's sum was asked for: nothing was added up."""

from course.convolution import definition
from course.convolution.nested import flat, made, shape
from course.diagnosis.cause import gives
from course.diagnosis.finding import Finding
from course.diagnosis.request_causes import said_already
from course.own_numbers.request import Request

LEAST_PICKED = 4  # given numbers
LEAST_DIFFERENT_PICKED = 3  # of them that differ from each other and from 0
PLACES_PICKED = {  # which place of a window, as a function of how many it has
    "middle": lambda k: k // 2,
    "middle, the earlier of two,": lambda k: (k - 1) // 2,
    "first": lambda k: 0,
    "last": lambda k: k - 1,
}


class Picked(Finding):
    """One number of each window.

    place  which one: a key of PLACES_PICKED
    means  the Request whose kernel has the weight 1 there, and no other
    """

    kind = "picked"
    first = True

    def __init__(self, place: str, means: Request):
        self.place, self.means = place, means

    def lines(self, request):
        """Which numbers these are, and what takes them."""
        step = any(stride > 1 for *_, stride, _ in request.each)
        takes = (
            "A stride in an index, and an image that is resized by the nearest pixel, take"
            if step
            else "A copy takes"
        )
        return [
            f"These are the input's own numbers, the {self.place} one of each window: nothing was multiplied or added up.",
            f"Hint: {takes} single numbers; the sum goes over the whole window.",
        ]

    def source(self, request):
        """The request with the weight 1 there, and the definition."""
        return self.means, definition

    def data(self):
        """Which place of each window."""
        return {"place": self.place}


def picked(request, given):
    """The Picked that gives the given numbers (a Given) of a Request, as a list of one or none.

    None where one mistake or another reading gives them too, nor for a kernel with one weight alone.

    Example: 3 1 4 1 5 9 2 6 in mode valid, three weights with the stride 3, has the windows 3 1 4 and 1 5 9: 1 5.
    """
    different = {number for number in flat(given.values) if number != 0}
    if request.axes > 2 or given.count < LEAST_PICKED or len(different) < LEAST_DIFFERENT_PICKED:
        return []
    if sum(weight != 0 for weight in flat(request.h)) < 2 or not different <= set(flat(request.x)):
        return []
    for place, of in PLACES_PICKED.items():
        index = tuple(of(k) for _, k, *_ in request.each)
        means = request.but(h=made(shape(request.h), lambda other: int(other == index)), flip=False)
        if gives(means, given) and not said_already(request, given):
            return [Picked(place, means)]
    return []
