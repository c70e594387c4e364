"""A request: an input, a kernel and options, understood once, for whatever works with a reader's own numbers."""

from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from functools import cached_property
from math import prod

from course.convolution import definition
from course.convolution.arguments import checked_flag, in_message, refused_axes
from course.convolution.axis_orders import go_together, lies_inside, notes_on_axes
from course.convolution.formatting import number
from course.convolution.nested import flat, plain, shape
from course.convolution.sizes import output_size, padding_of_axes
from course.errors import Unusable
from course.own_numbers.read_numbers import read_border

# the most that is worked out, which takes about a second
NUMBERS = 100_000  # of the input
WEIGHTS = 10_000  # of the kernel
PRODUCTS = 100_000
STEP = 1_000  # the largest padding, stride and dilation
DIGITS_READ = 1_000  # of a number, or above and below a fraction's line
DIGITS_WORKED_OUT = 2_000  # of an output; Python writes no number of more than 4300

DTYPES = (  # of arrays, which an engine gets as they are
    *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
    *("float16", "float32", "float64"),
)


@dataclass(frozen=True)
class Request:
    """What is convolved with what, and how: the arguments of the definition, as request_of() makes them.

    x, h: nested lists of numbers, (n,) with (k,), (rows, columns) with (rows, columns), or
    ([batch,] height, width, in) with (height, width, in, out). fill: what the border "constant" is made of.
    decimal: whether to show 1.5 instead of 3/2. dtypes: the dtypes of the arrays that x and h were, by name, None for
    lists. notes: what the axes are taken for where they may be meant otherwise, in sentences. The definition takes no notice
    of these three.
    """

    x: list
    h: list
    mode: str | None = None
    padding: object = None
    stride: object = 1
    dilation: object = 1
    border: str = "constant"
    fill: object = 0
    flip: bool = True
    decimal: bool = False
    dtypes: tuple = field(default=(None, None), compare=False, repr=False)
    notes: tuple = field(default=(), compare=False, repr=False)

    @property
    def axes(self):
        """1 for a signal, 2 for an image, 3 for an image with channels, 4 for a batch of them."""
        return len(shape(self.x))

    @property
    def options(self):
        """The definition's options, as a dict; without fill where it is 0, so that a mistake can have another."""
        others = ("x", "h", "decimal", "dtypes", "notes")
        names = [part.name for part in fields(self) if part.name not in others]
        return {name: getattr(self, name) for name in names if name != "fill" or self.fill != 0}

    @property
    def each(self):
        """What the sliding axes have: (n, k, stride, dilation), one tuple for each.

        Example: 5 numbers, 3 weights and the stride 2 are [(5, 3, 2, 1)].
        """
        sizes = shape(self.x)[1:3] if self.axes == 4 else shape(self.x)[:2]
        strides = _for_each_axis(self.stride, sizes)
        dilations = _for_each_axis(self.dilation, sizes)
        return list(zip(sizes, shape(self.h), strides, dilations))

    @property
    def sides(self):
        """How many numbers are added to each sliding axis: [(before, after), ...]."""
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
        images = len(self.x) if self.axes == 4 else 1
        return images * prod(self.sizes) * prod(shape(self.h))

    def convolved(self, world=definition, **more):
        """What the definition gives: nested lists. ValueError if there is no answer.

        world: another one, with a mistake in it. more: further arguments of its function, such as fill.
        """
        if self.axes == 1:
            convolve = world.convolve1d
        elif self.axes == 2:
            convolve = world.convolve2d
        else:
            convolve = world.convolve_channels
        return convolve(self.x, self.h, **{**self.options, **more})

    @cached_property
    def output(self):
        """What the definition gives: nested lists of numbers."""
        return self.convolved()

    @property
    def border_name(self):
        """The border as it is typed: "edge", or "constant=5" where it is made of fives."""
        return f"constant={number(self.fill, self.decimal)}" if self.fill else self.border

    @property
    def adds_zeros(self):
        """Whether zeros are what stands on the added places."""
        return self.border == "constant" and self.fill == 0

    def but(self, **changes):
        """The same request with some of its parts changed."""
        return replace(self, **changes)


def request_of(x, h, mode=None, *, decimal=False, **options):
    """The Request for an input x and a kernel h: numbers in nested lists, tuples or arrays of any library.

    A kernel of one row may be a plain list beside an image.
    The options are the definition's: mode, padding, stride, dilation, border, fill, flip; mode "full" if neither a mode
    nor padding is given. border="constant=5" is the border "constant" with fill=5. Unusable (a ValueError), in one line,
    for a request without an answer or too large.
    """
    try:
        dtypes = dtype_name(x), dtype_name(h)
        x, h = numbers_of(x), numbers_of(h)
        axes = shape(x), shape(h)
        x, h = alike_axes(x, h)
        for name in ("padding", "stride", "dilation"):
            if name in options:
                options[name] = _plain_option(options[name], name)
        options |= border_options(**options)
        if "flip" in options:
            options["flip"] = checked_flag(options["flip"], "flip")
        decimal = checked_flag(decimal, "decimal")
        if mode is None and options.get("padding") is None:
            mode = "full"
        request = Request(x, h, mode, decimal=decimal, dtypes=dtypes, notes=notes_on_axes(*axes), **options)
        _check_window(request)
        _check_limits(request)
        # the definition looks at every part of the request
        check_digits(request.output, "an output", DIGITS_WORKED_OUT)
    except ValueError as error:
        raise Unusable(str(error)) from None
    return request


def dtype_name(values):
    """The name of the dtype of an array of any library, if it is one of DTYPES; None of others, and of lists.

    Example: dtype_name([1, 2]) is None; np.uint8([1, 2]) and a tensor torch.uint8 have "uint8".
    """
    dtype = getattr(values, "dtype", None)
    name = str(getattr(dtype, "name", dtype)).removeprefix("torch.")
    return name if name in DTYPES else None


def border_options(border="constant", fill=0, **others):
    """The options border and fill, as a dict, from a border that may have its number with it: constant=5.

    Example: border_options("constant=5")["fill"] is 5; border_options("edge")["fill"] is 0.
    """
    if isinstance(border, str) and "=" in border:
        border, fill = read_border(border, "border")
    fill = numbers_of(fill)
    if fill != 0 and border != "constant":
        raise Unusable(
            f"fill is for the border constant, and the border is {in_message(border)}: leave one out"
        )
    return {"border": border, "fill": fill}


def numbers_of(values):
    """Nested lists of Python's own numbers, from lists or any arrays; 1 and 0 for True and False."""
    return _without_booleans(plain(values))


def _without_booleans(values):
    if isinstance(values, list):
        return [_without_booleans(value) for value in values]
    return int(values) if isinstance(values, bool) else values


def check_digits(values, name, most):
    """Unusable if an exact number in nested lists has more than `most` digits. name: what it is."""
    too_large = 10**most
    for value in flat(values):
        if isinstance(value, (int, Fraction)) and max(abs(value.numerator), value.denominator) >= too_large:
            raise Unusable(f"{name} has more than {most} digits: give numbers with fewer")


def _plain_option(value, name):
    """A stride, dilation or padding in Python's own numbers, pairs as tuples.

    Example: _plain_option([2, 1], "stride") is (2, 1).
    """
    value = plain(value)
    if value == []:
        raise Unusable(f"{name} is empty: give a whole number, or one for rows and one for columns")
    if isinstance(value, list):
        return tuple(_plain_option(part, name) for part in value)
    return value


def _for_each_axis(step, sizes):
    """A stride or dilation as one number for each axis: 2 is [2, 2] beside two sizes, (2, 1) stays as it is.

    A pair beside one size is not refused here, but by the definition, which says what would do.
    """
    return step if isinstance(step, (tuple, list)) else [step] * len(sizes)


def alike_axes(x, h):
    """The input and the kernel with axes that go together; Unusable if there are none.

    Example: an image and the kernel [1, 2] are the image and [[1, 2]], a kernel of one row.
    """
    axes = len(shape(x)), len(shape(h))
    if axes == (2, 1) and _is_a_column(x):
        raise Unusable(
            f"the input is a column of {len(x)} rows and the kernel one row: write the input in one line for a signal, "
            "or the kernel as a table (1 2; for one row)"
        )
    if axes == (2, 1):
        return x, [h]
    if axes == (1, 2):
        return [x], h
    if not go_together(shape(x), shape(h)):
        raise Unusable(refused_axes(shape(x), shape(h)))
    return x, h


def _is_a_column(rows):
    """Whether there are several rows, with one number in each."""
    return len(rows) > 1 and all(isinstance(row, list) and len(row) == 1 for row in rows)


def _check_window(request):
    """ValueError where the kernel fits nowhere, with the notes on its axes: another order of them may be the reason."""
    if not request.notes or lies_inside(shape(request.x), shape(request.h)):
        return
    try:
        request.sizes
    except ValueError as error:
        fact, _, _ = str(error).partition(": ")  # without the advice, as the notes have better one
        raise ValueError(f"{fact}. {' '.join(request.notes)}") from None


def _check_limits(request):
    """Unusable if working the request out would take more than about a second, or a number is too long."""
    numbers, weights = prod(shape(request.x)), prod(shape(request.h))
    if numbers > NUMBERS or weights > WEIGHTS:
        raise Unusable(
            f"the input has {numbers} numbers and the kernel {weights}; at most {NUMBERS} and {WEIGHTS} are worked out"
        )
    check_digits(request.x, "a number of the input", DIGITS_READ)
    check_digits(request.h, "a number of the kernel", DIGITS_READ)
    check_digits(request.fill, "the number of the border", DIGITS_READ)
    steps = request.padding or 0, request.stride, request.dilation
    if any(isinstance(step, int) and step > STEP for step in flat(steps)):
        raise Unusable(f"padding, stride and dilation go up to {STEP} here")
    products = request.products
    if products > PRODUCTS:
        raise Unusable(
            f"that takes {products} products, and at most {PRODUCTS} are worked out: use smaller ones"
        )
