"""
A signal that is filtered twice with one kernel: a second time forwards, or backwards as scipy.signal.filtfilt does it.

Away from the ends that is one convolution: with the kernel convolved with itself, or with its own reverse.

Source: SciPy's references, scipy.signal.lfilter and filtfilt; its default is padtype="odd".
"""

from course.convolution import definition
from course.convolution.definition import convolve1d
from course.convolution.formatting import mode_in_words
from course.convolution.nested import flat
from course.diagnosis.cause import gives, output_or_none
from course.diagnosis.finding import Finding
from course.diagnosis.library_calls import call_as_asked
from course.diagnosis.odd_border import odd_extension
from course.own_numbers.typed_text import as_shown

LEAST_FILTERED_TWICE = 4  # given numbers
LEAST_OF_TWO_PASSES = 3  # of them that are not 0
PRODUCTS_OF_TWO_PASSES = 50_000  # of one pass
MODES_OF_A_PASS = ("same", "full", "valid")


class FilteredTwice(Finding):
    """A signal filtered twice.

    how        each of the passes, in words
    backwards  whether the second pass goes from the last number to the first
    second     the Request of the second pass, of which the input is what the first one gave
    """

    kind = "filtered twice"

    def __init__(self, how, backwards, second):
        self.how, self.backwards, self.second = how, backwards, second

    def lines(self, request):
        """The passes, the one kernel that amounts to them, and the call that filters once."""
        way = ", forwards and then backwards" if self.backwards else ""
        kernel = convolve1d(request.h, request.h, flip=not self.backwards)
        itself = "its own reverse" if self.backwards else "itself"
        one = "convolution" if request.flip else "correlation"
        call = call_as_asked(request)
        return [
            f"These numbers are those of the input filtered twice with the kernel{way}, {self.how}.",
            f'Away from the ends that is one {one} with "{as_shown(kernel)}", the kernel convolved with {itself}.',
            f"Hint: Filter once: {call}." if call else "Hint: Filter once.",
        ]

    def source(self, request):
        """The second pass, and the definition."""
        return self.second, definition

    def data(self):
        """The passes, and whether the second goes backwards."""
        return {"passes": self.how, "backwards": self.backwards}


def filtered_twice(request, given):
    """The FilteredTwice that gives the given numbers (a Given) of a Request for a signal, as a list of one or none.

    Example: 3 4 5 with the kernel 1 2 is 3 10 13 10 in mode full, and 3 16 33 36 20 once more.
    """
    numbers = list(flat(given.values))
    if request.axes > 1 or len(numbers) < LEAST_FILTERED_TWICE or len(request.h) == 1:
        return []
    if sum(number != 0 for number in numbers) < LEAST_OF_TWO_PASSES or not given.differ:
        return []
    ((_, _, stride, dilation),) = request.each
    if stride > 1 or dilation > 1 or len(request.x) * len(request.h) > PRODUCTS_OF_TWO_PASSES:
        return []
    for how, first, ways in _first_passes(request):
        if _count_after(first) != len(numbers):
            continue
        filtered = output_or_none(first)
        for backwards in ways:
            second = _second_pass(first, filtered, backwards)
            if gives(second, given):
                return [FilteredTwice(how, backwards, second)]
    return []


def _first_passes(request):
    """(how each pass is made, the Request of the first one, whether the second may go backwards) for each way."""
    k = len(request.h)
    for mode in MODES_OF_A_PASS:
        yield f"each time in {mode_in_words(mode)}", request.but(mode=mode, padding=None), (False, True)
    causal = request.but(mode=None, padding=(k - 1, 0))
    yield "each time as a causal filter, such as scipy.signal.lfilter(h, 1.0, x)", causal, (False, True)
    if k <= len(request.x):
        beyond = request.but(x=odd_extension(request.x, k - 1, k - 1), mode="valid", padding=None)
        yield (
            'as scipy.signal.filtfilt(h, 1.0, x, ...) does, whose default padtype="odd" adds numbers at both ends',
            beyond,
            (True,),
        )


def _count_after(first):
    """How many numbers two such passes give."""
    (n,), ((before, after),) = [n for n, *_ in first.each], first.sides
    return n + 2 * (before + after - len(first.h) + 1)


def _second_pass(first, filtered, backwards):
    """The Request of the second pass. Backwards, the kernel is the other way round, and so is the padding."""
    ((before, after),) = first.sides
    padding = (after, before) if backwards else (before, after)
    return first.but(x=filtered, mode=None, padding=padding, flip=first.flip != backwards)
