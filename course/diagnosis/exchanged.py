"""The input and the kernel exchanged: a call f(h, x), whose result in mode same has as many numbers as the kernel."""

from course.convolution import definition
from course.convolution.formatting import mode_in_words
from course.convolution.nested import shape
from course.convolution.sizes import MODES
from course.diagnosis.cause import gives
from course.diagnosis.finding import Finding
from course.diagnosis.library_calls import call_as_asked
from course.diagnosis.readings import Reading, may_be_as_many
from course.diagnosis.request_causes import said_already

LEAST_EXCHANGED = 3  # given numbers
PRODUCTS_EXCHANGED = 20_000  # of a request that is tried
MODES_OF_THE_INPUT = ("same", "SAME")


class Exchanged(Finding):
    """The definition, asked for the kernel with the input as its kernel. reading: the Reading with both exchanged."""

    kind = "exchanged"
    first = True

    def __init__(self, reading):
        self.reading = reading

    def lines(self, request):
        """That they are exchanged, in which mode, why that gives another size, and the call that was asked for."""
        means = self.reading.request
        what = "" if means.flip == request.flip else f", {'with' if means.flip else 'without'} the flip"
        size = ""
        if means.mode in MODES_OF_THE_INPUT and means.sizes != request.sizes:
            size = f": as many numbers as the kernel has, {' x '.join(map(str, means.sizes))}"
        call = call_as_asked(request)
        hint = f"Hint: The input comes first: {call}." if call else "Hint: The input comes first."
        return [
            "These numbers are right with the input and the kernel exchanged, in "
            f"{mode_in_words(means.mode)}{what}{size}.",
            hint,
        ]

    def source(self, request):
        """The request with both exchanged, and the definition."""
        return self.reading.request, definition

    def data(self):
        """What else is changed."""
        return {"reading": self.reading.changes}


def exchanged(request, given):
    """The Exchanged that gives the given numbers (a Given) of a Request, as a list of one or none, in any mode.

    None where another mode, border or flip, or one mistake, gives them too: a full convolution is the same either way.
    Nor where the kernel is the longer one, which some calls exchange by themselves: see library_calls.py.

    Example: 1 2 3 with the kernel 1 4 gives 1 6 11 12; in mode same it is 1 6 11, and exchanged it is 6 11.
    """
    longer = all(k > n for n, k, *_ in request.each)
    if request.axes > 2 or given.count < LEAST_EXCHANGED or longer:
        return []
    for flip in (request.flip, not request.flip):
        for mode in MODES:
            changes = {"mode": mode} if flip == request.flip else {"mode": mode, "flip": flip}
            means = request.but(x=request.h, h=request.x, mode=mode, padding=None, flip=flip)
            if not may_be_as_many(means, given) or means.products > PRODUCTS_EXCHANGED:
                continue
            if shape(means.x) != shape(means.h) and gives(means, given) and not said_already(request, given):
                return [Exchanged(Reading(changes, means))]
    return []
