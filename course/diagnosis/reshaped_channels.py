"""
A kernel or an image with channels whose axes were brought into another order by reshape, and not by transpose.

reshape leaves the row of all numbers as it is and cuts it anew, so that weights of one channel come to stand in others.
In lists and sentences the axes are (rows, columns, in, out) of a kernel and (rows, columns, channels) of an image.

Source: NumPy's reference of reshape, which reads and places the numbers with the last axis changing fastest.
"""

from course.convolution import definition
from course.convolution.nested import at, made, shape
from course.diagnosis.cause import gives
from course.diagnosis.finding import Finding
from course.diagnosis.kernel_changes import tells_of_kernel
from course.mistakes.bank.layers import RESHAPE_HINT, moved_index

PRODUCTS_RESHAPED = 50_000  # of a request that is tried
OF_KERNEL, OF_IMAGE = ("rows", "columns", "in", "out"), ("rows", "columns", "channels")
IN_FIRST, TORCH, CHANNELS_FIRST = (
    (2, 0, 1, 3),
    (3, 2, 0, 1),
    (2, 0, 1),
)  # the axes of these two, in other orders


class ReshapedChannels(Finding):
    """A kernel or an image that was reshaped.

    what         "kernel" or "input"
    order, made  its axes, by their names, as the numbers stand in a row, and as they were cut
    means        the Request with it
    """

    kind = "reshaped"

    def __init__(self, what, order, made, means):
        self.what, self.order, self.made, self.means = what, order, made, means

    def lines(self, request):
        """The two orders, and the hint."""
        order, made = (f"({', '.join(names)})" for names in (self.order, self.made))
        return [
            f"These numbers are right with the {self.what} reshaped from {order} to {made}, where it has to be transposed.",
            f"Hint: {RESHAPE_HINT}",
        ]

    def source(self, request):
        """The request with what was reshaped, and the definition."""
        return self.means, definition

    def data(self):
        """What was reshaped, and both orders of its axes."""
        return {"what": self.what, "from": list(self.order), "to": list(self.made)}


def reshaped_channels(request, given):
    """The ReshapedChannels that give the given numbers (a Given) of a Request with channels, as a list.

    Example: the weights 1 2 of one channel and 3 4 of the other are 1 3, 2 4 with their channels last, and 1 2, 3 4 if
    they are reshaped to that.
    """
    if request.axes < 3 or request.products > PRODUCTS_RESHAPED or not tells_of_kernel(request, given):
        return []
    found, tried = [], []
    for one in (*_kernels(request), *_images(request)):
        arrays = one.means.x, one.means.h
        if arrays in tried:
            continue
        tried.append(arrays)
        if gives(one.means, given):
            found.append(one)
    return found


def _kernels(request):
    """A kernel that was reshaped to the order of the definition, or from it, for each other order."""
    for order in (IN_FIRST, TORCH):
        for old, new in _both_ways(order):
            kernel = _cut_anew(request.h, old, new)
            yield ReshapedChannels(
                "kernel", _names(OF_KERNEL, old), _names(OF_KERNEL, new), request.but(h=kernel)
            )


def _images(request):
    """The same for an image, or for each one of a batch."""
    for old, new in _both_ways(CHANNELS_FIRST):
        if request.axes == 3:
            x = _cut_anew(request.x, old, new)
        else:
            x = [_cut_anew(image, old, new) for image in request.x]
        yield ReshapedChannels("input", _names(OF_IMAGE, old), _names(OF_IMAGE, new), request.but(x=x))


def _both_ways(order):
    """(old, new): from an order of axes to their own, and from their own to that."""
    own = tuple(range(len(order)))
    return (order, own), (own, order)


def _names(axes, order):
    return tuple(axes[axis] for axis in order)


def _cut_anew(values, old, new):
    """Numbers whose axes stand in the old order, reshaped as if it were the new one; the axes then in their own order."""
    sizes = shape(values)
    return made(sizes, lambda index: at(values, moved_index(index, sizes, old, new)))
