"""
Which call of a library gives the given numbers when it is left as it is, with its defaults.

None of the libraries is needed: what a call means is another Request, and what it does to each number besides is a
Step. tests/benchmarks/library_calls.py holds all of them against the real libraries.

Sources: the references of cv2.filter2D, scipy.ndimage, torch.nn.functional, Keras' Conv1D, scipy.signal.lfilter and
MATLAB's conv2 and imfilter; for ImageFilter.Kernel Pillow's src/libImaging/Filter.c.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import product

from course.convolution import definition
from course.convolution.definition import flipped
from course.convolution.formatting import counted, listed_with_and, number
from course.convolution.nested import at, each, flat, made, part, shape
from course.convolution.sizes import BORDERS, effective_kernel_size, output_size
from course.diagnosis.cause import output_or_none, world
from course.diagnosis.finding import Finding
from course.diagnosis.fitted_padding import places_around
from course.diagnosis.polynomial_ends import polynomial_rows, with_polynomial_ends
from course.diagnosis.request_causes import said_already
from course.mistakes import changes as change
from course.mistakes.arithmetic import (
    UINT8,
    cut,
    cut_float_sum,
    floats_miss,
    half_away,
    half_up,
    integer_type,
    is_finite,
    quotient,
    sum_of,
    wrapped,
)
from course.mistakes.bank.all_mistakes import BANK
from course.own_numbers.engine_calls import planned
from course.own_numbers.engines import ENGINES, NDIMAGE

FEWEST_NUMBERS = 3  # that are explained by a call: fewer fit too much
LONGEST_OF_SAVGOL = 15  # weights of a kernel that may be savgol_filter's: for more it takes long
ROUNDED_BY = Fraction(1, 1000)  # a weight of it that is typed
MEAN_OFF_BY = Fraction(1, 50)  # by which typed weights of a mean, added up, may miss 1: 0.33, but not 0.3
LONGEST_ALIKE = 3  # weights of a mean for which the borders edge and symmetric are the same
FEWEST_OF_BORDERS = 4  # numbers for which means are tried with borders that nobody asked for


@dataclass(frozen=True)
class LibraryCall(Finding):
    """A call that gives the given numbers.

    name     the call as it is written, for arrays x and h
    does     what it does otherwise than asked: "does not flip the kernel", "puts 2 zeros on each side" ...
    numbers  what it gives: nested lists, or None where there is no answer
    origin   the (request, definition) that give them, or None where they are worked out in another way
    typed    whether the type of its result changes numbers
    engine   the name of the engine whose call it is, or None
    telling  whether its name says something even where flip, mode and border alone explain the numbers
    """

    name: str
    does: tuple
    numbers: list | None
    origin: tuple | None = None
    typed: bool = False
    engine: str | None = None
    telling: bool = True

    kind = "call"

    def lines(self, request):
        """Its name and what it does, then a call that gives what was asked for."""
        lines = [f"{self.name} gives these numbers: it {listed_with_and(self.does)}."]
        return [*lines, *_hint_of_asked(request, self.name, self.typed)]

    def source(self, request):
        """The (request, definition) that give its numbers, or None; the plain definition where it shows the difference.

        A number that no Step has changed can be worked out as a sum of products, and one that is held to 255 cannot.
        """
        if self.typed and _first_difference(self.origin[0].output, request) == _first_difference(
            self.numbers, request
        ):
            return self.origin[0], definition
        return self.origin

    def data(self):
        """Its call and what it does."""
        return {"call": self.name, "does": list(self.does)}


@dataclass(frozen=True)
class UniformFilter(LibraryCall):
    """A call of SciPy's means of whole numbers, one pass along each axis.

    on_floats  the call that keeps the decimals
    as_asked   whether that one gives what was asked for
    """

    on_floats: str = ""
    as_asked: bool = False

    def lines(self, request):
        """Its name and what it does, then the call on floats."""
        gives = "gives those that you asked for" if self.as_asked else "keeps the decimals"
        return [
            f"{self.name} gives these numbers: it {listed_with_and(self.does)}.",
            f"Hint: {self.on_floats} {gives}.",
        ]


@dataclass(frozen=True)
class CallsNamed(Finding):
    """Calls that give the given numbers where something else says why: their names are enough.

    typed: whether the type of a result changes numbers
    """

    names: tuple
    typed: bool = False

    kind = "calls"
    is_name = True

    def lines(self, request):
        """One line with all of them, then a call that gives what was asked for."""
        return [
            f"{listed_with_and(self.names)} {'gives' if len(self.names) == 1 else 'give'} these numbers.",
            *_hint_of_asked(request, self.names[0], self.typed),
        ]

    def source(self, request):
        """None: what explains the numbers has it."""
        return None

    def data(self):
        """The calls."""
        return {"calls": list(self.names)}


def _hint_of_asked(request, made, typed):
    """Which call gives what a Request asks for, as a list; none if there is none.

    made: the call that was made; one of the same library is preferred. typed: whether its type changed numbers.
    """
    call, on_floats = None, ""
    if made.startswith("cv2."):
        call = opencv_call_as_asked(request, typed)
    elif made.startswith("torch."):
        call = torch_call_as_asked(request)
    if call is None:
        call, on_floats = call_as_asked(request, made), ", with x and h as floats," if typed else ""
    return [f"Hint: {call}{on_floats} gives those that you asked for."] if call else []


BORDERS_OF_OPENCV = {"constant": "BORDER_CONSTANT", "edge": "BORDER_REPLICATE", "symmetric": "BORDER_REFLECT"}


def opencv_call_as_asked(request, typed):
    """The call of cv2.filter2D that gives what a Request asks for; None if there is none.

    typed: whether its result has to have another type than the input.
    """
    unspaced = all(stride == dilation == 1 for _, _, stride, dilation in request.each)
    if not unspaced or request.fill != 0 or request.border not in ("reflect", *BORDERS_OF_OPENCV):
        return None
    if request.sides != request.but(mode="same", padding=None).sides:
        return None
    kernel = "cv2.flip(h, -1)" if request.flip and flipped(request.h) != request.h else "h"
    words = [kernel]
    if request.border != "reflect":
        words.append(f"borderType=cv2.{BORDERS_OF_OPENCV[request.border]}")
    return f"cv2.filter2D(x, {'cv2.CV_64F' if typed else '-1'}, {', '.join(words)})"


def torch_call_as_asked(request):
    """PyTorch's call that gives what a Request asks for; None if there is none: it has the same zeros on both sides.

    Example: for a signal with three weights and the default options it is
    torch.nn.functional.conv1d(x, h.flip(-1), padding=2).
    """
    if not request.adds_zeros or any(before != after for before, after in request.sides):
        return None
    axes = len(request.each)
    kernel = "h"
    if request.flip and flipped(request.h) != request.h:
        kernel = "h.flip(-1)" if axes == 1 else "h.flip(-2, -1)"
    sides = [before for before, _ in request.sides]
    words = _torch_options(request, sides[0] if len(set(sides)) == 1 else tuple(sides))
    return f"torch.nn.functional.conv{axes}d({', '.join(['x', kernel, *words])})"


def _torch_options(request, padding):
    """The named arguments of PyTorch's call, but those that are its defaults."""
    options = {"stride": (request.stride, 1), "padding": (padding, 0), "dilation": (request.dilation, 1)}
    return [f"{name}={value}" for name, (value, default) in options.items() if value != default]


def _first_difference(numbers, request):
    """The index and the number of the first that is not the one asked for; None if there is none."""
    for index, (value, right) in enumerate(zip(flat(numbers), flat(request.output))):
        if value != right:
            return index, value
    return None


def call_as_asked(request, made=""):
    """The call of NumPy, SciPy or TensorFlow that gives what a Request asks for; None if there is none.

    made: the call that was made; one of the same function is preferred.

    Example: for a signal with the default options it is np.convolve(x, h, "full").
    """
    dilated = any(dilation > 1 for _, _, _, dilation in request.each)  # which NumPy and SciPy do not have
    for engine in sorted(ENGINES.values(), key=lambda engine: f"{engine.name}(" not in made):
        if dilated and engine.library != "tensorflow":
            continue
        try:
            plan = planned(engine, request)
            if plan.expected() == request.output:
                return plan.call
        except ValueError:  # the engine cannot be asked that
            continue
    return None


def library_calls(request, given):
    """The LibraryCalls that give the given numbers (a Given) of a Request, one for each call.

    Where flip, mode and border, or one mistake, give them too, calls that say more than these are CallsNamed.
    """
    if request.axes > 2 or len(list(flat(given.values))) < FEWEST_NUMBERS:
        return []
    found = {}
    for call in every_call(request, given):
        if call.name not in found and given.fits(call.numbers):
            found[call.name] = call
    if not found or not said_already(request, given):
        return list(found.values())
    telling = [call for call in found.values() if call.telling]
    if not telling:
        return []
    return [CallsNamed(tuple(call.name for call in telling), any(call.typed for call in telling))]


def every_call(request, given):
    """All LibraryCalls that could have been made for a Request, the plainest first."""
    yield from _padded(request, given)
    yield from _causal(request)
    yield from _swapped(request)
    unspaced = all(stride == dilation == 1 for _, _, stride, dilation in request.each)
    if unspaced and shape(given.values) == shape(
        request.x
    ):  # these always give as many numbers as the input has
        yield from _opencv(request)
        yield from _ndimage(request)
        yield from _uniform(request, given)
        yield from _matlab(request)
        yield from _pillow(request)
        yield from _savgol(request)


# ---- what a call does beside sliding the kernel


@dataclass(frozen=True, eq=False)
class Step:
    """What a call does to each of its numbers, but nan: in words, and as a function of the number."""

    says: str
    of_number: object

    @property
    def replaced(self):
        """The same as changes to the definition, in the form of a Mistake's."""
        return change.each_output(self.of_number)

    def made_of(self, numbers):
        """What it makes of the numbers of an output, nested lists; None of None."""
        if numbers is None:
            return None
        return each(lambda value: value if value != value else self.of_number(value), numbers)


def _held(value):
    return min(max(value, 0), 255)


def _bytes_by(rounding):
    """The function that makes a number a byte: rounded, and held between 0 and 255."""
    return lambda value: _held(rounding(value) if is_finite(value) else value)


HELD_TO_BYTES = "rounds to bytes, held to 0..255"
BYTES_OF_OPENCV = Step(HELD_TO_BYTES, _bytes_by(round))  # halves go to the even number
BYTES_OF_MATLAB = Step(HELD_TO_BYTES, _bytes_by(half_away))
BYTES_OF_PILLOW = Step(HELD_TO_BYTES, _bytes_by(half_up))
CUT_OFF = Step("cuts decimals off, as its result has the input's type", cut)
WRAPPED = Step("gives its result the input's type: in bytes 256 is 0 again and -1 is 255", wrapped)
CUT_OFF_SUMS = replace(CUT_OFF, of_number=cut_float_sum)  # of weights that have no exact floats
WRAPPED_SUMS = replace(WRAPPED, of_number=partial(wrapped, to_whole=cut_float_sum))
COPIES = "copies the input where the kernel does not lie wholly inside"


# ---- calls


def _call(name, request, means, told=(), telling=True):
    """The LibraryCall whose numbers are those of another Request. told: what else it does."""
    does = (*_differences(request, means), *told)
    return LibraryCall(name, does, output_or_none(means), (means, definition), telling=telling)


def _after(call, step):
    """The same LibraryCall where the type of its result makes something else of each number."""
    means, _ = call.origin
    does, numbers = (*call.does, step.says), step.made_of(call.numbers)
    return replace(call, does=does, numbers=numbers, origin=(means, world(step)), typed=True)


WHAT_IT_DOES_BEYOND = {
    "reflect": "mirrors the border without its edge",
    "symmetric": "mirrors the border with its edge",
    "constant": "puts zeros beyond the edge",
}


def _differences(request, means):
    """What a call does otherwise than asked, told by its Request: flip, border, and where the odd zero goes."""
    yield from _difference_of_flip(request, means)
    added = any(map(sum, means.sides))
    if added and (means.border, means.fill) != (request.border, request.fill):
        yield WHAT_IT_DOES_BEYOND[means.border]
    if means.mode in ("same", "SAME") and means.sides != request.sides:
        odd = request.mode in ("same", "SAME")
        side = "before" if means.mode == "same" else "after"
        yield f"puts the odd place {side} the input" if odd else "gives as many numbers as the input has"


def _difference_of_flip(request, means):
    if means.flip != request.flip and flipped(request.h) != request.h:
        yield "flips the kernel" if means.flip else "does not flip the kernel"


def _like_input(request, flip, border="constant", mode="same"):
    """The Request of a call that gives as many numbers as the input has."""
    return request.but(mode=mode, padding=None, flip=flip, border=border, fill=0)


def _with_types(name, request, means, of_bytes, of_whole=None, telling=True):
    """A call on floats, then on whole numbers and bytes, if the input can be those."""
    call = _call(name, request, means, telling=telling)  # whose numbers are worked out once
    yield call
    kind = integer_type(request.x)
    if kind and of_whole:
        yield _after(call, of_whole)
    if kind == UINT8:
        yield _after(call, of_bytes)


def _opencv(request):
    """OpenCV's filter2D; 'before' is where its anchor puts the odd place."""
    means = _like_input(request, flip=False, border="reflect")
    yield from _with_types("cv2.filter2D(x, -1, h)", request, means, BYTES_OF_OPENCV)


def _ndimage(request):
    """SciPy's ndimage, of which engine_calls.py knows what it leaves out and where its odd place is."""
    for name in ("ndimage.convolve", "ndimage.correlate"):
        engine = ENGINES[name]
        try:
            means = planned(engine, _like_input(request, engine.flips, "symmetric")).means
        except ValueError:
            continue
        mode = "SAME" if engine.same == "after" else "same"
        means = means.but(mode=mode, padding=None)
        steps = (WRAPPED_SUMS, CUT_OFF_SUMS) if floats_miss(request.h) else (WRAPPED, CUT_OFF)
        yield from _with_types(f"scipy.{name}(x, h)", request, means, *steps)


def _uniform(request, given):
    """SciPy's uniform_filter, and for signals uniform_filter1d, on whole numbers: a mean along each axis, cut each time.

    Its sums of whole numbers are exact, other than those of weights that are no floats. It has the request's weights
    only where all are 1/n of n.
    """
    weights, sizes = list(flat(request.h)), shape(request.h)
    mean = len(weights) > 1 and all(
        is_finite(weight) and abs(weight * len(weights) - 1) <= MEAN_OFF_BY for weight in weights
    )
    if not mean or integer_type(request.x) is None or not _may_be_of_means(request, given):
        return
    others = BORDERS if len(list(flat(given.values))) >= FEWEST_OF_BORDERS else ()
    for border in dict.fromkeys(("symmetric", request.border, *others)):
        if border == "edge" and max(sizes) <= LONGEST_ALIKE:
            continue
        fill = request.fill if border == request.border == "constant" else 0
        if isinstance(fill, int):
            yield _uniform_call(request, sizes, border, fill)


def _uniform_call(request, sizes, border, fill):
    """The UniformFilter with this border."""
    passes = [axis for axis, k in enumerate(sizes) if k > 1]
    last = request
    numbers = request.x
    for axis in passes:
        last = _pass_along(request.but(x=numbers), axis, sizes, border, fill)
        numbers = each(cut, last.output)
    size = sizes[0] if len(set(sizes)) == 1 else sizes
    options = "" if border == "symmetric" else f', mode="{NDIMAGE[border]}"'
    options += f", cval={fill}" if fill else ""
    function = f"scipy.ndimage.uniform_filter{'1d' if request.axes == 1 else ''}"
    sides = tuple((k // 2, k - 1 - k // 2) for k in sizes)
    on_floats = request.but(
        mode=None, padding=sides if request.axes > 1 else sides[0], flip=False, border=border, fill=fill
    )
    told = ["takes means of whole numbers", "cuts their decimals off"]
    if len(passes) > 1:
        told = ["takes the means down the columns", "cuts their decimals off"]
        told += ["takes the means of these along the rows", "cuts theirs off as well"]
    if (border, fill) != (request.border, request.fill):
        told.append(WHAT_IT_DOES_BEYOND.get(border) or f'has the border mode="{NDIMAGE[border]}"')
    if shape(request.output) != shape(request.x):
        told.append("gives as many numbers as the input has")
    return UniformFilter(
        f"{function}(x, {size}{options})",
        tuple(told),
        numbers,
        (last, world(CUT_OFF)),
        typed=True,
        on_floats=f"{function}(x.astype(float), {size}{options})",
        as_asked=output_or_none(on_floats) == request.output,
    )


def _pass_along(request, axis, sizes, border, fill):
    """The Request of the means along one axis; scipy puts the odd place of an even size before the number."""
    k = sizes[axis]
    kernel = made([k if other == axis else 1 for other in range(len(sizes))], lambda index: Fraction(1, k))
    sides = [(k // 2, k - 1 - k // 2) if other == axis else (0, 0) for other in range(len(sizes))]
    padding = sides[0] if len(sizes) == 1 else tuple(sides)
    return request.but(h=kernel, mode=None, padding=padding, flip=False, border=border, fill=fill)


def _may_be_of_means(request, given):
    """Whether the number in the middle is that of means cut along each axis; True where its window leaves the input.

    No border has a part in it, so that most numbers are ruled out by it alone.
    """
    middle = [n // 2 for n in shape(request.x)]
    window = request.x
    for axis, (i, k, n) in enumerate(zip(middle, shape(request.h), shape(request.x))):
        if i < k // 2 or i - k // 2 + k > n:
            return True
        inside = slice(i - k // 2, i - k // 2 + k)
        window = part(window, [slice(None)] * axis + [inside])
    for _ in middle[1:]:
        window = [cut(quotient(sum(column), len(column))) for column in zip(*window)]
    return at(given.values, middle) == cut(quotient(sum(window), len(window)))


def _matlab(request):
    """conv and conv2 with 'same', and imfilter: the odd zero goes after the input in both."""
    even = any(k % 2 == 0 for _, k, _, _ in request.each)
    name = "conv" if request.axes == 1 else "conv2"
    flipping = _like_input(request, flip=True, mode="SAME")
    if even:  # otherwise it is as NumPy's and SciPy's
        yield _call(f"{name}(x, h, 'same') of MATLAB and Octave", request, flipping)
    sliding = _like_input(request, flip=False, mode="SAME")
    name = "imfilter(x, h) of MATLAB and Octave"
    yield from _with_types(name, request, sliding, BYTES_OF_MATLAB, telling=even)


def _pillow(request):
    """Pillow's ImageFilter.Kernel, which has bytes and the sizes 3x3 and 5x5 only, and flips the rows alone.

    The weights are divided by the scale, which is their sum if none is given.
    """
    size = shape(request.h)
    smaller = any(n < k for n, k, _, _ in request.each)
    if size not in ((3, 3), (5, 5)) or smaller or integer_type(request.x) != UINT8:
        return
    weights = sum_of(request.h)
    flips = () if request.h[::-1] == request.h else ("flips the rows of the kernel, not its columns",)
    for scale in dict.fromkeys((weights, 1)):
        if scale == 0:
            continue
        kernel = each(lambda weight: quotient(weight, scale), request.h[::-1])
        means = _like_input(request, flip=False).but(h=kernel)
        told = () if scale == 1 else (f"divides by the scale, which is the kernel's sum {number(scale)}",)
        words = f"{size}, h.ravel()" + (", scale=1" if weights != 1 and scale == 1 else "")
        yield LibraryCall(
            f"Pillow's ImageFilter.Kernel({words})",
            (*flips, *told, COPIES, HELD_TO_BYTES),
            _copied_at_the_border(BYTES_OF_PILLOW.made_of(output_or_none(means)), request),
            (means, world(BYTES_OF_PILLOW, BANK["border-copy"])),
            typed=True,
        )


def _copied_at_the_border(numbers, request):
    """An output as large as the image, with the image's own numbers where the kernel does not lie wholly inside."""
    if numbers is None:
        return None
    sizes, halves = shape(request.x), [k // 2 for _, k, _, _ in request.each]

    def number_at(index):
        inside = all(half <= i < n - half for i, n, half in zip(index, sizes, halves))
        return at(numbers if inside else request.x, index)

    return made(sizes, number_at)


def _padded(request, given):
    """PyTorch's conv1d and conv2d with as many zeros on both sides as give the size that was given."""
    choices = []
    for (n, k, stride, dilation), size in zip(request.each, shape(given.values)):
        covered = effective_kernel_size(k, dilation)
        fitting = []
        for p in range(covered + 1):
            if n + 2 * p >= covered:
                outputs = output_size(n, k, padding=2 * p, stride=stride, dilation=dilation)
                fitting += [p] * (outputs == size)
        choices.append(fitting)
    for sides in product(*choices):
        if (
            any(sides) and [(p, p) for p in sides] != request.sides
        ):  # these are as asked, and the flip a reading
            yield _torch_call(request, sides)


def _torch_call(request, sides):
    """The call of PyTorch with so many zeros on both sides of each axis."""
    same = len(set(sides)) == 1
    padding = sides[0] if same else sides
    means = request.but(mode=None, padding=padding, flip=False, border="constant", fill=0)
    told = [f"puts {places_around(means.sides, means)}"] if means.sides != request.sides else []
    name = (
        f"torch.nn.functional.conv{request.axes}d({', '.join(['x', 'h', *_torch_options(request, padding)])})"
    )
    return _call(name, request, means, told=told, telling=False)


def _causal(request):
    """All zeros before the input, so that no output knows of what comes later: Keras, and lfilter."""
    if request.axes != 1:
        return
    [(_, k, stride, dilation)] = request.each
    padding = (effective_kernel_size(k, dilation) - 1, 0)
    causal = request.but(mode=None, padding=padding, border="constant", fill=0)
    told = [f"puts all zeros before the input and none after it (causal: --padding {padding[0]}:0)"]
    keras = 'Keras\' Conv1D with padding="causal"'
    yield _call(keras, request, causal.but(flip=False), told=told)
    if stride == dilation == 1:
        yield _call("scipy.signal.lfilter(h, 1.0, x)", request, causal.but(flip=True), told=told)


def _savgol(request):
    """SciPy's savgol_filter, whose middle is the convolution with a kernel that it makes itself."""
    h, k = request.h, len(request.h)
    if (
        request.axes != 1
        or k % 2 == 0
        or not 3 <= k <= min(LONGEST_OF_SAVGOL, len(request.x))
        or h != h[::-1]
    ):
        return
    for degree in range(k - 1):  # that of k - 1 changes nothing
        rows = polynomial_rows(k, degree)
        if all(abs(weight - typed) <= ROUNDED_BY for weight, typed in zip(rows[k // 2], h)):
            does = (
                f"reads the first and the last {counted(k // 2, 'number')} off the polynomials of degree {degree} that it fits "
                f'to the first and the last {k} of the input (mode="interp"), which no border does'
            )
            name = f"scipy.signal.savgol_filter(x, {k}, {degree})"
            yield LibraryCall(name, (does,), with_polynomial_ends(request.x, rows))


def _swapped(request):
    """NumPy's and SciPy's calls that take the kernel for the input where it is longer; of those alike the first."""
    told = "takes the kernel for the input and the input for the kernel, because the kernel is longer"
    told_of = set()
    for engine, mode in product(ENGINES.values(), ("same", "valid")):
        try:
            plan = planned(engine, request.but(mode=mode, padding=None, border="constant", fill=0))
        except ValueError:
            continue
        if plan.swaps and (mode, engine.flips) not in told_of:
            told_of.add((mode, engine.flips))
            does = (*_difference_of_flip(request, plan.means), told)
            yield LibraryCall(plan.call, does, plan.expected(), engine=engine.name)
