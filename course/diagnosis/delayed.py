"""
A causal filter's numbers, from which the delay was taken out: the first ones are left out, and zeros stand at the end.

scipy.signal.lfilter(h, 1.0, x), as MATLAB's filter(h, 1, x), gives as many numbers as the input has, and number i is made
of the inputs up to i. So the last ones of the middle of mode full are not among them.
"""

from course.convolution.formatting import counted
from course.convolution.nested import flat
from course.convolution.sizes import effective_kernel_size
from course.diagnosis.cause import output_or_none
from course.diagnosis.finding import Finding
from course.mistakes.changes import output
from course.mistakes.faulty_definition import definition_with
from course.mistakes.mistake import BOTH, Mistake

FEWEST_LEFT = 4  # numbers that are not 0: three are those of two mistakes, too


class DelayTakenOut(Finding):
    """The numbers of a causal filter without the first ones, and zeros at the end. delay: how many; flip: as a Request's."""

    kind = "delay"

    def __init__(self, delay, flip):
        self.delay, self.flip = delay, flip

    def lines(self, request):
        """What they are, and what to do before the filter."""
        kernel = "h" if self.flip else "h[::-1]"
        first = "number" if self.delay == 1 else f"{self.delay} numbers"
        zeros = counted(self.delay, "zero")
        return [
            f"These are the numbers of a causal filter, as lfilter({kernel}, 1.0, x) or MATLAB's filter has them, without the "
            f"first {first} (its delay) and with {zeros} at the end: it stops at the input's last number.",
            f"Hint: Put {zeros} behind the input before it is filtered; then leave out the first {first}.",
        ]

    def source(self, request):
        """The same as padding, and the definition that ends in zeros."""
        return _without_delay(request, self.delay, self.flip), definition_with(_ending_in_zeros(self.delay))

    def data(self):
        """How many numbers are left out."""
        return {"delay": self.delay, "flip": self.flip}


def delays_taken_out(request, given):
    """The DelayTakenOut that gives the given numbers (a Given) of a Request for a signal, as a list of one or none.

    Example: 3 4 5 with the kernel 2 1 3 has 6 11 23 17 15 in mode full; without its first number the filter's are 11 23 0.
    """
    numbers = list(flat(given.values))
    if request.axes > 1 or len(numbers) != len(request.x) or numbers[-1] != 0:
        return []
    ((_, k, stride, dilation),) = request.each
    if stride > 1 or sum(value != 0 for value in numbers) < FEWEST_LEFT:
        return []
    covered = min(effective_kernel_size(k, dilation), len(numbers))
    for flip in (request.flip, not request.flip):
        for delay in range(1, covered):
            moved = output_or_none(_without_delay(request, delay, flip))
            ends_in_zeros = not any(numbers[-delay:]) and any(moved[-delay:])
            if ends_in_zeros and given.fits(moved[:-delay] + [0] * delay):
                return [DelayTakenOut(delay, flip)]
    return []


def _without_delay(request, delay, flip):
    """The Request whose windows end so many places later than those of a causal filter."""
    ((_, k, _, dilation),) = request.each
    padding = effective_kernel_size(k, dilation) - 1 - delay, delay
    return request.but(mode=None, padding=padding, border="constant", fill=0, flip=flip)


def _ending_in_zeros(count):
    """What makes zeros of the last numbers of an output, in the form of a Mistake."""
    return Mistake("delay", BOTH, output(lambda y, x, h: [*y[:-count], *[0] * count]), "", "")
