"""
A kernel or an image whose axes were brought into another order by reshape, and not by transpose.

reshape leaves the row of all numbers as it is and cuts it anew, so that weights of one channel come to stand in others,
and numbers of one row of an image without channels in other rows.
In lists and sentences the axes are (rows, columns, in, out) of a kernel and (rows, columns, channels) of an image.
Of two arrays that are a reshape apart either may be the right one: the numbers do not tell who made the reshape.

Source: NumPy's reference of reshape, which reads and places the numbers with the last axis changing fastest.
"""

from course.convolution import definition
from course.convolution.nested import arranged, at, flat, made, shape, transposed
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
WHOSE_ORDER = {
    OF_KERNEL: "TensorFlow's",
    OF_IMAGE: "TensorFlow's",
    ("out", "in", "rows", "columns"): "PyTorch's",
    ("channels", "rows", "columns"): "PyTorch's",
}


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
        """The two orders, what leads from one to the other, and the hint."""
        own = OF_KERNEL if self.what == "kernel" else OF_IMAGE
        other = self.order if self.made == own else self.made
        orders = f"{_order_in_words(other)} and {_order_in_words(own)}"
        axes = tuple(other.index(name) for name in own)
        line = f"np.transpose(w, {axes})" if self.what == "kernel" else "np.moveaxis(x, -3, -1)"
        return [
            f"These numbers would be right with another {self.what}: yours and that one differ by a reshape between {orders}, "
            f"where {line} belongs.",
            f"Hint: {RESHAPE_HINT}",
        ]

    def source(self, request):
        """The request with what was reshaped, and the definition."""
        return self.means, definition

    def data(self):
        """What was reshaped, and both orders of its axes."""
        return {"what": self.what, "from": list(self.order), "to": list(self.made)}


class ReshapedImage(Finding):
    """An image without channels that was reshaped to its other size, with rows and columns exchanged.

    x, h    what was convolved, as code for the asked x and h
    means   the Request with these
    """

    kind = "reshaped"

    def __init__(self, x, h, means):
        self.x, self.h, self.means = x, h, means

    def lines(self, request):
        """The code, what it does to the numbers, and the hint."""
        arrays = f"{self.x} for x" + (f" and {self.h} for h" if self.h != "h" else "")
        return [
            f"These numbers would be right with {arrays}: your input and that one differ by a reshape (in PyTorch a view), which "
            "mixes rows and columns, where a transpose belongs.",
            f"Hint: {RESHAPE_HINT}",
        ]

    def source(self, request):
        """The request with what was reshaped, and the definition."""
        return self.means, definition

    def data(self):
        """The code."""
        return {"what": "input", "x": self.x, "h": self.h}


def reshaped_channels(request, given):
    """The ReshapedChannels, or of an image without channels the ReshapedImages, that give the given numbers (a Given).

    Example: the weights 1 2 of one channel and 3 4 of the other are 1 3, 2 4 with their channels last, and 1 2, 3 4 if
    they are reshaped to that.
    """
    if request.axes < 2 or request.products > PRODUCTS_RESHAPED or not tells_of_kernel(request, given):
        return []
    found, tried = [], []
    every = _planes(request) if request.axes == 2 else (*_kernels(request), *_images(request))
    for one in every:
        arrays = one.means.x, one.means.h
        if arrays in tried:
            continue
        tried.append(arrays)
        if gives(one.means, given):
            found.append(one)
    return found


def _kernels(request):
    """A kernel that was reshaped to the order of the definition, or from it, for each other order."""
    for order in (TORCH, IN_FIRST):  # of one output they are the same: the likelier one
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


def _planes(request):
    """An image that was reshaped to its other size, or from it, and convolved with the kernel or with its transpose.

    Not one that is the same then or only transposed, which is known, nor where rows and columns have other options.
    """
    steps, sides = {each[2:] for each in request.each}, {*request.sides}
    if len(steps) > 1 or (request.mode is None and len(sides) > 1):
        return
    x, h = request.x, request.h
    rows, columns = shape(x)
    cut, columns_first = arranged(flat(x), (columns, rows)), arranged(flat(transposed(x)), (rows, columns))
    sizes = f"{columns}, {rows}"
    for image, as_code in (
        (cut, f"x.reshape({sizes})"),
        (transposed(cut), f"x.reshape({sizes}).T"),
        (columns_first, f"x.T.reshape({rows}, {columns})"),
        (transposed(columns_first), f"x.T.reshape({rows}, {columns}).T"),
    ):
        if image in (x, transposed(x)):
            continue
        for kernel, kernel_as_code in ((h, "h"), (transposed(h), "h.T")):
            yield ReshapedImage(as_code, kernel_as_code, request.but(x=image, h=kernel))


def _both_ways(order):
    """(old, new): from an order of axes to their own, and from their own to that."""
    own = tuple(range(len(order)))
    return (order, own), (own, order)


def _order_in_words(names):
    """An order of axes, and whose it is: "PyTorch's order (channels, rows, columns)"."""
    return f"{WHOSE_ORDER.get(names, 'the')} order ({', '.join(names)})"


def _names(axes, order):
    return tuple(axes[axis] for axis in order)


def _cut_anew(values, old, new):
    """Numbers whose axes stand in the old order, reshaped as if it were the new one; the axes then in their own order."""
    sizes = shape(values)
    return made(sizes, lambda index: at(values, moved_index(index, sizes, old, new)))
