"""
A request: an input, a kernel and options, understood once, for every part of the toolkit that works with a
reader's own numbers.
"""

from dataclasses import dataclass, fields, replace
from functools import cached_property
from math import prod

from course.convolution import definition
from course.convolution.nested import flat, plain, shape
from course.convolution.sizes import output_size, padding_of_axes
from course.errors import Unusable

NUMBERS, WEIGHTS, PRODUCTS = 100_000, 10_000, 100_000  # the most that is worked out: about a second
STEP = 1_000  # the largest padding, stride and dilation


@dataclass(frozen=True)
class Request:
    """What is convolved with what, and how: the arguments of the definition, as asked() makes them.

    x, h: nested lists of numbers, (n,) with (k,), (rows, columns) with (rows, columns), or
    ([batch,] height, width, in) with (height, width, in, out). decimal: whether to show decimals.
    """

    x: list
    h: list
    mode: str | None = None
    padding: object = None
    stride: object = 1
    dilation: object = 1
    border: str = "constant"
    flip: bool = True
    decimal: bool = False

    @property
    def axes(self):
        """1 for a signal, 2 for an image, 3 for an image with channels, 4 for a batch of them."""
        return len(shape(self.x))

    @property
    def options(self):
        """The definition's options, as a dict."""
        names = [field.name for field in fields(self)]
        return {name: getattr(self, name) for name in names[2:-1]}

    @property
    def each(self):
        """What the sliding axes have: (n, k, stride, dilation), one tuple for each."""
        sizes = shape(self.x)[1:3] if self.axes == 4 else shape(self.x)[:2]
        return list(zip(sizes, shape(self.h), *(_each(step, sizes) for step in (self.stride, self.dilation))))

    @property
    def sides(self):
        """The places added to each sliding axis: [(before, after), ...]."""
        return padding_of_axes(self.mode, self.padding, self.each)

    @property
    def sizes(self):
        """The outputs along each sliding axis. ValueError where no window fits."""
        return [
            output_size(n, k, padding=sum(side), stride=s, dilation=d)
            for (n, k, s, d), side in zip(self.each, self.sides)
        ]

    @property
    def products(self):
        """How many products working it out takes."""
        return prod(self.sizes) * prod(shape(self.h)) * (len(self.x) if self.axes == 4 else 1)

    def convolved(self, world=definition, **more):
        """What the definition, or another world's, gives: nested lists. ValueError if there is no answer."""
        functions = world.convolve1d, world.convolve2d, world.convolve_channels, world.convolve_channels
        return functions[self.axes - 1](self.x, self.h, **self.options, **more)

    @cached_property
    def output(self):
        """What the definition gives: nested lists of numbers."""
        return self.convolved()

    def but(self, **changes):
        """The same request with some of its parts changed."""
        return replace(self, **changes)


def asked(x, h, mode=None, *, decimal=False, **options):
    """The Request for an input x and a kernel h: numbers in nested lists, tuples or arrays of any library.

    A kernel of one row may be a plain list beside an image.
    The options are the definition's: mode, padding, stride, dilation, border, flip; mode "full" if neither a mode
    nor padding is given. Unusable (a ValueError), in one line, for a request without an answer or too large.
    """
    try:
        x, h = alike_axes(_whole(plain(x)), _whole(plain(h)))
        options |= {
            name: _own(options[name], name) for name in ("padding", "stride", "dilation") if name in options
        }
        if mode is None and options.get("padding") is None:
            mode = "full"
        request = Request(x, h, mode, decimal=decimal, **options)
        _within_limits(request)
        request.output  # the definition looks at every part of the request
    except ValueError as error:
        raise Unusable(str(error)) from None
    return request


def _whole(values):
    """Nested lists with 1 and 0 for True and False."""
    if isinstance(values, list):
        return [_whole(value) for value in values]
    return int(values) if isinstance(values, bool) else values


def _own(value, name):
    """A step or padding in Python's own numbers, pairs as tuples."""
    value = plain(value)
    if value == []:
        raise Unusable(f"{name} is empty: give a whole number, or one for rows and one for columns")
    return tuple(_own(part, name) for part in value) if isinstance(value, list) else value


def _each(step, sizes):
    return step if isinstance(step, (tuple, list)) else [step] * len(sizes)


def alike_axes(x, h):
    """The input and the kernel with axes that go together."""
    axes = len(shape(x)), len(shape(h))
    if axes == (2, 1) and all(isinstance(row, list) and len(row) == 1 for row in x) and len(x) > 1:
        raise Unusable(
            f"the input is a column of {len(x)} rows and the kernel one row: write the input in one line for a signal, "
            "or the kernel as a table (1 2; for one row)"
        )
    if axes == (2, 1):
        return x, [h]
    if axes == (1, 2):
        return [x], h
    if axes not in ((1, 1), (2, 2), (3, 4), (4, 4)):
        raise Unusable(
            f"an input of {axes[0]} axes and a kernel of {axes[1]} do not go together: give lists, tables of "
            "(rows, columns), or ([batch,] height, width, in) with (height, width, in, out)"
        )
    return x, h


def _within_limits(request):
    """Unusable if working the request out would take more than about a second."""
    numbers, weights = prod(shape(request.x)), prod(shape(request.h))
    if numbers > NUMBERS or weights > WEIGHTS:
        raise Unusable(
            f"the input has {numbers} numbers and the kernel {weights}; at most {NUMBERS} and {WEIGHTS} are worked out"
        )
    products = request.products
    given = request.padding or 0, request.stride, request.dilation
    if max(flat(given)) > STEP:
        raise Unusable(f"padding, stride and dilation go up to {STEP} here")
    if products > PRODUCTS:
        raise Unusable(
            f"that takes {products} products, and at most {PRODUCTS} are worked out: use smaller ones"
        )
