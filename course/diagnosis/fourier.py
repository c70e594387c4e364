"""
What a convolution by a discrete Fourier transform (FFT) does: one nan reaches all outputs, and the signal is circular.

Source: Oppenheim and Schafer, "Discrete-Time Signal Processing", section 8.6: the product of two transforms of n
numbers is the transform of their circular convolution, y[i] = sum over a of h[a] x[(i - a) mod n].
"""

from dataclasses import dataclass

from course.convolution import definition
from course.convolution.formatting import counted, listed_with_and, number
from course.convolution.nested import any_nan, at, flat, made, resized, shape
from course.convolution.sizes import effective_kernel_size
from course.diagnosis.cause import output_or_none
from course.diagnosis.finding import Finding
from course.diagnosis.request_causes import said_already
from course.own_numbers.request import Request


@dataclass(frozen=True)
class NanEverywhere(Finding):
    """All given numbers are nan, and the definition has some that are not."""

    kind = "nan"

    def lines(self, request):
        """Where it comes from, and what keeps the other numbers."""
        return [
            "Every number is nan: an FFT, as in scipy.signal.fftconvolve, spreads a nan of the input to all "
            "outputs. By the definition it reaches only those whose window it lies in.",
            'Hint: scipy.signal.convolve(x, h, method="direct") makes no FFT; or give the nan a value first.',
        ]

    def source(self, request):
        """None: no sum of products gives them."""
        return None

    def data(self):
        """Nothing beside its kind."""
        return {}


def nan_everywhere(request, given):
    """A NanEverywhere, in a list, if a nan of the input of a Request stands in all given numbers (a Given)."""
    if given.only_nan and any_nan(request.x) and shape(given.values) == shape(request.output):
        return [NanEverywhere()]
    return []


# ---- circular convolutions


@dataclass(frozen=True)
class Circular(Finding):
    """A circular convolution, or correlation, that is rolled: compared with mode same, in which the kernel is centred.

    call     how it is written with np.fft, for arrays x and h
    why      what rolls it
    shift    by how many places, one number for each axis
    origin   the Request whose answer it is, or None where it is that of none
    as_loop  the same as a sum that Python's negative indices make circular, or None where they do not
    """

    call: str
    why: str
    shift: tuple
    origin: Request | None = None
    as_loop: str | None = None

    kind = "circular"

    def lines(self, request):
        """What gives the numbers, and what keeps one end from the other."""
        lines = [
            f"{self.call} gives these numbers: what leaves one end comes in at the other, and {self.why}"
            f"{self._so_that_it_is_rolled(request)}."
        ]
        if self.as_loop:
            lines.append(
                f"So does a loop over {self.as_loop} in Python: a negative index counts from the end, as x[-1] does."
            )
            lines += _compared_with_full(request) if request.mode != "same" else []
            lines.append("Hint: In a loop, ask 0 <= i - a before x[i - a] is read.")
        lines.append(
            "Hint: Transforms of n + k - 1 places keep the ends apart; 'same' is the middle of their result. "
            "scipy.signal.fftconvolve does both."
        )
        return lines

    def call_for(self, request):
        """Its call: for any Request the same."""
        return self.call

    def _so_that_it_is_rolled(self, request):
        """By how many places, where mode same is asked: numbers of other modes stand elsewhere anyway."""
        if request.mode != "same":
            return ""
        axes = ("",) if request.axes == 1 else (" down", " across")
        moved = [counted(places, "place") + axis for places, axis in zip(self.shift, axes) if places]
        return f", so that all is rolled by {listed_with_and(moved)}"

    def source(self, request):
        """The Request whose answer it is, with the definition, or None."""
        return self.origin and (self.origin, definition)

    def data(self):
        """Its call, by how much it is rolled, and the loop."""
        return {"call": self.call, "rolled": list(self.shift), "loop": self.as_loop}


def _compared_with_full(request):
    """At which places the numbers of a kernel at its array's beginning are those of full, and what the others are.

    y[i] is full[i] + full[i + n], and full has n + k - 1 numbers.
    """
    if request.axes == 1:
        ((_, k, _, _),) = request.each  # 3 or more: with 2 weights nothing is rolled
        return [
            f"From y[{k - 1}] on they are those of mode full; to the first {k - 1}, its last {k - 1} are added."
        ]
    starts = [f"{line} {k - 1}" for line, (_, k, _, _) in zip(("row", "column"), request.each)]
    return [
        f"From {listed_with_and(starts)} on they are those of mode full; to those before, what mode full has beyond "
        "the input's size is added."
    ]


def circular(request, given):
    """The Circular convolutions that give the given numbers (a Given) of a Request, which are as many as the input's.

    One that is not rolled is the border "wrap", which is a plain reading; none where something else explains them.
    """
    if shape(given.values) != shape(request.x):
        return []
    found = [way for way, output in circular_ways(request) if given.fits(output)]
    return [] if found and said_already(request, given) else found


def circular_ways(request):
    """Each Circular of a Request, and the numbers that it gives: pairs, of which there are none with a stride or a dilation."""
    steps = [(stride, dilation) for _, _, stride, dilation in request.each]
    longer = any(k > n for n, k, _, _ in request.each)
    if request.axes > 2 or longer or set(steps) != {(1, 1)}:
        return
    for flip in (request.flip, not request.flip):
        output = output_or_none(_centred(request, flip))
        for way in _ways_to_roll(request, flip):
            yield way, rolled(output, way.shift)


def _centred(request, flip):
    """The circular convolution or correlation whose kernel is centred."""
    return request.but(mode="same", padding=None, border="wrap", flip=flip, fill=0)


def rolled(values, shift):
    """Nested lists whose numbers have moved on by so many places along each axis; those at the end begin anew.

    Example: rolled([1, 2, 3, 4], (1,)) is [4, 1, 2, 3], as np.roll has it.
    """
    sizes = shape(values)
    return made(sizes, lambda index: at(values, [(i - by) % n for i, by, n in zip(index, shift, sizes)]))


def _ways_to_roll(request, flip):
    """The ways to roll it: a kernel at the array's beginning, then that shifted, then a kernel in the middle."""
    sizes = shape(request.x)
    beginning, sides = [], []
    for (n, k, _, _), (before, _) in zip(request.each, _centred(request, flip).sides):
        at_beginning = k - 1 if flip else 0  # places before the input, where the kernel begins at 0
        sides.append((at_beginning, k - 1 - at_beginning))
        beginning.append((at_beginning - before) % n)
    half = [n // 2 for n in sizes]
    shifted = [(by + n // 2) % n for by, n in zip(beginning, sizes)]
    call = _fft_call(request, flip)
    padding = tuple(sides) if len(sides) > 1 else sides[0]
    origin = _centred(request, flip).but(mode=None, padding=padding)
    ways = (
        Circular(
            call,
            "the kernel stands at the beginning of its array",
            tuple(beginning),
            origin,
            _loop(request) if flip else None,
        ),
        Circular(f"fftshift({call})", "the result is shifted by half of its size", tuple(shifted)),
        Circular(call, "the kernel stands in the middle of its array, without ifftshift", tuple(half)),
    )
    return [way for way in ways if any(way.shift)]


def _fft_call(request, flip):
    """The product of the transforms; the conjugate makes a correlation of it."""
    transform = "fft" if request.axes == 1 else "fft2"
    size = "n" if request.axes == 1 else "x.shape"
    kernel = f"{transform}(h, {size})"
    return f"i{transform}({transform}(x) * {kernel if flip else f'conj({kernel})'})"


def _loop(request):
    """A sum with x[i - a], whose index is negative at the beginning and never beyond the end."""
    return "sum(h[a] * x[i - a])" if request.axes == 1 else "sum(h[a, b] * x[i - a, j - b])"


# ---- transforms of too few places


FEWEST_OF_TRANSFORM = 3  # numbers, and as many that are not 0


@dataclass(frozen=True)
class ShortTransform(Finding):
    """A convolution or a correlation by transforms of fewer places than mode full has numbers.

    sizes   the places along each axis
    full    how many numbers mode full has along each axis
    origin  the Request whose answer it is: an input with zeros up to these sizes, and the border "wrap"
    lags    whether it is a correlation made with conj(), whose number i is the one with the kernel's beginning at i
    """

    sizes: tuple
    full: tuple
    origin: Request
    lags: bool

    kind = "short transform"
    first = True  # a number that comes to another by chance is much rarer

    def lines(self, request):
        """The call, what is added to what, and how many places are needed."""
        places, needed = _times(self.sizes), _times(self.full)
        return [
            f"{self.call_for(request)} gives these numbers: transforms of {places} places, where mode full has {needed} "
            f"numbers (n + k - 1), so that {self._what_is_added(request)}.",
            f"Hint: Transforms of at least {needed} places keep the ends apart; scipy.signal.fftconvolve has them.",
        ]

    def call_for(self, request):
        """It with np.fft, for arrays x and h."""
        transform = "fft" if request.axes == 1 else "fft2"
        size = self.sizes[0] if request.axes == 1 else self.sizes
        turned = ("[::-1]", "[::-1, ::-1]")[request.axes - 1]
        kernel = f"{transform}(h, {size})"
        if self.lags:
            kernel = f"conj({kernel})"
        elif not self.origin.flip:
            kernel = f"{transform}(h{turned}, {size})"
        return f"i{transform}({transform}(x, {size}) * {kernel})"

    def _what_is_added(self, request):
        """Which numbers of mode full meet others, and for a signal the first sum: y[0] = 6 + 72 = 78."""
        if self.lags:
            return "what leaves one end comes in at the other"
        if request.axes == 2:
            too_few = [needed - places for needed, places in zip(self.full, self.sizes)]
            lines = [_last(count, line) for count, line in zip(too_few, ("row", "column")) if count]
            return f"its {listed_with_and(lines)} {_are_added(sum(too_few))}"
        full = self.origin.but(x=request.x, mode="full", padding=None, border="constant").output
        first, beyond = full[0], full[self.sizes[0]]
        numbers = [number(value, request.decimal) for value in (first, beyond, first + beyond)]
        what = f"its {_last(len(full) - self.sizes[0], 'number')} {_are_added(len(full) - self.sizes[0])}"
        return f"{what}: y[0] is {numbers[0]} + {numbers[1]} = {numbers[2]}"

    def source(self, request):
        """The Request whose answer it is, and the definition."""
        return self.origin, definition

    def data(self):
        """Its places, and how many mode full has."""
        return {"places": list(self.sizes), "full": list(self.full)}


def _times(sizes):
    """Sizes in words.

    Example: _times((4, 6)) is "4 x 6".
    """
    return " x ".join(map(str, sizes))


def _last(count, thing):
    """The last of so many things in words.

    Example: _last(1, "row") is "last row"; _last(2, "row") is "last 2 rows".
    """
    return f"last {thing}" if count == 1 else f"last {count} {thing}s"


def _are_added(count):
    """To what the last ones are added, in words."""
    return "is added to the first" if count == 1 else "are added to the first ones"


def short_transforms(request, given):
    """The ShortTransform that gives the given numbers (a Given) of a Request, as a list of one or none.

    Those of as many places as the input has numbers are circular()'s.

    Example: 3 4 5 with the kernel 2 1 3 has 6 11 23 17 15 in mode full; transforms of 4 places give 6 + 15 = 21 11 23 17.
    """
    if sum(value != 0 for value in flat(given.values)) < FEWEST_OF_TRANSFORM:
        return []
    for transform, output in transforms_of(shape(given.values), request):
        apart = transform.origin.but(border="constant")  # the same where no end has met the other
        if given.fits(output) and not given.fits(output_or_none(apart)):
            return [transform]
    return []


def transforms_of(sizes, request):
    """Each ShortTransform of so many places of a Request, and the numbers that it gives: pairs, none where it has other sizes."""
    steps = {stride for _, _, stride, _ in request.each}
    if request.axes > 2 or steps != {1}:
        return
    covered = [effective_kernel_size(k, dilation) for _, k, _, dilation in request.each]
    full = tuple(n + reach - 1 for (n, *_), reach in zip(request.each, covered))
    axes = list(zip(sizes, shape(request.x), covered, full))
    within = all(max(n, reach) <= size <= most for size, n, reach, most in axes)
    if not within or sizes in (full, shape(request.x)):
        return
    with_zeros = resized(request.x, sizes)
    for flip, lags in ((request.flip, False), (not request.flip, False), (False, True)):
        sides = tuple((0, reach - 1) if lags else (reach - 1, 0) for reach in covered)
        padding = sides[0] if request.axes == 1 else sides
        origin = request.but(x=with_zeros, mode=None, padding=padding, border="wrap", fill=0, flip=flip)
        yield ShortTransform(sizes, full, origin, lags), output_or_none(origin)
