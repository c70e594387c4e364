"""The input and the kernel exchanged: a call f(h, x), whose result in mode same has as many numbers as the kernel."""

from course.convolution import definition
from course.convolution.definition import flipped
from course.convolution.formatting import mode_in_words
from course.convolution.nested import shape
from course.convolution.sizes import MODES
from course.diagnosis.cause import gives, output_or_none
from course.diagnosis.evidence import doubt_of_two
from course.diagnosis.finding import Finding
from course.diagnosis.library_calls import call_as_asked
from course.diagnosis.outcomes import Outcomes
from course.diagnosis.readings import Reading, may_be_as_many, readings
from course.diagnosis.request_causes import said_already
from course.mistakes.changes import places_of_output
from course.mistakes.faulty_definition import definition_with
from course.mistakes.mistake import BOTH, Mistake

LEAST_EXCHANGED = 3  # given numbers
PRODUCTS_EXCHANGED = 20_000  # of a request that is tried
MODES_OF_THE_INPUT = ("same", "SAME")
RUNS_BACKWARDS = Mistake("exchanged", BOTH, places_of_output(lambda y, x, h: flipped(y)), "", "")


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
            "These numbers would be right with the input and the kernel exchanged, in "
            f"{mode_in_words(means.mode)}{what}{size}.",
            hint,
        ]

    def source(self, request):
        """The request with both exchanged, and the definition."""
        return self.reading.request, definition

    def data(self):
        """What else is changed."""
        return {"reading": self.reading.changes}


class ExchangedCorrelation(Exchanged):
    """A correlation called as f(h, x), which runs backwards. reading: the Reading of f(x, h).

    In modes valid and same NumPy exchanges the two again where the kernel is longer, and turns the result round.
    """

    def lines(self, request):
        """The call, why its numbers run backwards, and the call that was asked for."""
        name = "np.correlate" if request.axes == 1 else "signal.correlate2d"
        made = f'{name}(h, x, "{self.reading.request.mode}")'
        call = call_as_asked(request, made)
        asked = f": {call}" if call else ""
        return [
            f"{made} gives these numbers: of a correlation with the input and the kernel exchanged the result runs "
            "backwards.",
            f"Hint: The input comes first{asked}. In loops, flip neither the input nor the result.",
        ]

    def source(self, request):
        """The correlation, and the definition whose result runs backwards."""
        return self.reading.request, definition_with(RUNS_BACKWARDS)


def exchanged(request, given):
    """The Exchanged that gives the given numbers (a Given) of a Request, as a list of one or none, in any mode.

    Of a correlation it is the ExchangedCorrelation, where the result is as large as it would be the right way round.

    None where another mode, border or flip, or one mistake, gives them too: a full convolution is the same either way.
    Nor where the kernel is the longer one, which some calls exchange by themselves: see library_calls.py.

    Example: 1 2 3 with the kernel 1 4 gives 1 6 11 12; in mode same it is 1 6 11, and exchanged it is 6 11.
    """
    longer = all(k > n for n, k, *_ in request.each)
    if request.axes > 2 or given.count < LEAST_EXCHANGED or longer:
        return []
    return _backwards(request, given) or _other_way_round(request, given)


def _backwards(request, given):
    """The ExchangedCorrelation, as a list of one or none; none where another mode, border or flip gives the numbers.

    SciPy's mode same has as many numbers as the kernel then, and so has correlate2d's.
    """
    if any(stride > 1 or dilation > 1 for *_, stride, dilation in request.each):
        return []
    for mode in ("full", "valid", "same")[: 3 if request.axes == 1 else 2]:
        means = request.but(mode=mode, padding=None, flip=False, border="constant", fill=0)
        if not may_be_as_many(means, given) or means.products > PRODUCTS_EXCHANGED:
            continue
        if mode != request.mode and doubt_of_two(request, given):  # it is as rare as two mistakes together
            continue
        if given.fits(flipped(output_or_none(means))) and not readings(Outcomes(request, given)):
            return [ExchangedCorrelation(Reading(_changes(request, mode, False), means))]
    return []


def _changes(request, mode, flip):
    """The changes of a Reading in this mode, and with the flip where that is another than asked."""
    return {"mode": mode} if flip == request.flip else {"mode": mode, "flip": flip}


def _other_way_round(request, given):
    """The Exchanged in any mode, as a list of one or none."""
    for flip in (request.flip, not request.flip):
        for mode in MODES:
            means = request.but(x=request.h, h=request.x, mode=mode, padding=None, flip=flip)
            if not may_be_as_many(means, given) or means.products > PRODUCTS_EXCHANGED:
                continue
            if shape(means.x) != shape(means.h) and gives(means, given) and not said_already(request, given):
                return [Exchanged(Reading(_changes(request, mode, flip), means))]
    return []
