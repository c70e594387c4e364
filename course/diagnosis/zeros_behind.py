"""
A dilated kernel that was made by hand with zeros behind its last weight, too, as np.kron makes it.

It covers k * dilation numbers and not (k - 1) * dilation + 1, and so its centre lies elsewhere.
"""

from course.convolution import definition
from course.convolution.nested import apart, made, shape
from course.diagnosis.cause import output_or_none
from course.diagnosis.finding import Finding
from course.own_numbers.request import PRODUCTS

LEAST_BEHIND = 4  # given numbers
SAME_SIZE = ("same", "SAME")  # modes


class ZerosBehind(Finding):
    """The kernel with zeros behind its last weight. request: the Request that has it, without dilation."""

    kind = "zeros behind"
    first = True  # whoever asks for a dilation and gets another place for it has most likely made it by hand

    def __init__(self, request):
        self.request = request

    def lines(self, request):
        """How large the kernel is and should be, what makes it so, and what to do."""
        large = shape(self.request.h)
        spaced = [(k - 1) * dilation + 1 for _, k, _, dilation in request.each]
        ends = ", ".join(f":{size}" for size in spaced)
        elsewhere = ", so that its centre lies elsewhere" if request.mode in SAME_SIZE else ""
        return [
            "These are the numbers of a dilated kernel with zeros behind its last weight, too, as "
            f"{_kron(request)} makes it: it is {_by(large)}{' long' if request.axes == 1 else ''}, not {_by(spaced)}{elsewhere}.",
            f"Hint: {_kron(request)}[{ends}] has no zeros behind.",
        ]

    def source(self, request):
        """The request with this kernel, and the definition."""
        return self.request, definition

    def data(self):
        """The kernel, and the padding."""
        return {"kernel": self.request.h, "sides": self.request.sides}


def zeros_behind(request, given):
    """The ZerosBehind that gives the given numbers (a Given) of a Request with a dilation, as a list of one or none.

    Example: the kernel 1 2 with the dilation 2 is 1 0 2, and with a zero behind it 1 0 2 0.
    """
    dilations = [dilation for *_, dilation in request.each]
    if request.axes > 2 or max(dilations) == 1 or given.count < LEAST_BEHIND:
        return []
    spaced = request.but(h=apart(request.h, dilations, behind=True), dilation=1)
    for means in _with_either_centre(spaced):
        output = output_or_none(means)  # None where no window fits
        if output is not None and means.products <= PRODUCTS and given.fits(output):
            return [ZerosBehind(means)]
    return []


def _with_either_centre(request):
    """The request, and where it pads to the input's size also the one with the odd number on the other side."""
    if request.mode in SAME_SIZE:
        other = [(after, before) for before, after in request.sides]
        return [request, request.but(mode=None, padding=other[0] if request.axes == 1 else tuple(other))]
    return [request]


def _kron(request):
    """How NumPy makes the kernel.

    Example: for an image and the dilation 2 it is np.kron(h, [[1, 0], [0, 0]]).
    """
    ones = made([dilation for *_, dilation in request.each], lambda index: 0 if any(index) else 1)
    return f"np.kron(h, {ones})"


def _by(sizes):
    """Sizes in words.

    Example: _by([6, 5]) is "6 x 5".
    """
    return " x ".join(map(str, sizes))
