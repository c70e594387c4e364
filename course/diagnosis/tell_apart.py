"""Which explanations some small input tells apart, and the smallest on which all of them give different numbers."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import NamedTuple

from course.convolution.definition import flipped
from course.convolution.nested import at, each, flat, made, shape
from course.convolution.sizes import effective_kernel_size
from course.diagnosis.cause import Cause, output_or_none
from course.diagnosis.evidence import doubt, doubt_of_two
from course.diagnosis.given import Given
from course.diagnosis.readings import with_changes
from course.diagnosis.small_inputs import irregular_numbers, small_shapes
from course.mistakes.arithmetic import OneOfTwo, floats_miss, is_finite
from course.mistakes.faulty_definition import alike

# The sizes that are tried of each axis, by the number of axes: of a kernel, of its input, and of an input beside the
# reader's own kernel. An image has two rows or more, so that it looks like one.
KERNEL_SIZES = {1: range(1, 8), 2: range(1, 6)}
INPUT_SIZES = {1: range(1, 11), 2: range(2, 6)}
OWN_INPUT_SIZES = {1: range(1, 17), 2: range(2, 8)}
MISTAKES_WITH_BYTES = ("uint8-output", "out-like-input", "sums-like-input")  # mistakes with arrays of bytes
MOST_TOGETHER = 24  # of an input and its kernel together; of an input alone beside the reader's own kernel
SCALES = (  # what small whole numbers are multiplied by, the input and the kernel, if they do not tell
    (1, 1),
    (Fraction(1, 4), 1),
    (40, 1),
    (1, Fraction(1, 4)),
    (1, 40),
)
# The same for an input alone, with the sign of its every other number. What is kept in bytes shows itself below 0, or
# beyond 255: 28*9 is the largest that a byte holds.
OWN_SCALES = ((1, 1), (28, 1), (1, -1), (28, -1), (Fraction(1, 4), 1))

# Where a sum of floats may just miss a whole number, or a half, in the first window of all of these, others are tried
# that leave out so many first numbers.
BEGUN_ELSEWHERE = (1, 2, 3)


class Candidate(NamedTuple):
    """What may have given the numbers.

    label   what it is called
    output  a function of a Request: the numbers that it gives, or None
    parts   the functions of each of its parts alone, if it has several

    Example: of the pair no-flip and relu-output the parts are the outputs of no-flip and of relu-output.
    """

    label: str
    output: Callable
    parts: tuple = ()


def candidate_of_cause(cause, flip):
    """The Candidate of a Cause, where a convolution (flip) or a correlation is asked."""
    parts = [Cause((mistake,)) for mistake in cause.mistakes] if len(cause.mistakes) > 1 else []
    return Candidate(
        " + ".join(mistake.label(flip) for mistake in cause.mistakes),
        _output_of(cause),
        tuple(_output_of(part) for part in parts),
    )


def _output_of(cause):
    return lambda request: output_or_none(request, cause.world)


def candidate_of_finding(finding):
    """The Candidate of a Finding that has a world."""
    return Candidate(" + ".join(finding.names), _output_of(finding))


def candidate_of_reading(reading, label):
    """The Candidate of a Reading: the definition, asked in another way."""
    return Candidate(label, lambda request: output_or_none(with_changes(request, reading.changes)))


def alike_together(candidates, request):
    """Candidates in groups, lists in their order: those of one group give the same numbers on all inputs tried.

    Of images with channels no inputs are tried, and each is a group of its own.
    """
    if request.axes not in KERNEL_SIZES:
        return [[candidate] for candidate in candidates]
    bytes_only = _are_of_bytes(candidates, request)
    # The places of those that no input has told apart yet.
    together = set(combinations(range(len(candidates)), 2))
    for other in _inputs(request, bytes_only):
        if not together:
            break
        unsure = {place for pair in together for place in pair}
        outputs = {place: candidates[place].output(other) for place in unsure}
        together = {(one, two) for one, two in together if _are_alike(outputs[one], outputs[two])}
    groups = []
    for place, candidate in enumerate(candidates):
        for group in groups:
            if (group[0], place) in together:
                group.append(place)
                break
        else:
            groups.append([place])
    return [[candidates[place] for place in group] for group in groups]


def _are_alike(one, other):
    """Whether two outputs are the same; None is none."""
    return one is None or other is None or alike(one, other)


def input_that_tells_apart(candidates, request):
    """The smallest input, with the request's options, on which all of these Candidates differ: a Request, or None.

    Its kernel is the reader's own if that will do, since a loop or a call may have no other. One that a flip leaves as
    it is hides whether his code flips: then another is such a kernel, too, as his code may give other numbers for it.
    And where possible each candidate gives numbers there that are evidence enough for why to explain them, and not
    those of a part of it.
    """
    best = None
    hides_flip = flipped(request.h) == request.h
    begun_elsewhere = BEGUN_ELSEWHERE if floats_miss(request.h) else ()
    for other in _inputs(request, _are_of_bytes(candidates, request), begun_elsewhere):
        if hides_flip:
            other = other.but(h=_with_equal_halves(other.h))
        outputs = [candidate.output(other) for candidate in candidates]
        if not all(map(_has_numbers, outputs)) or not _all_differ(outputs):
            continue
        if _floats_decide(candidates, other, outputs):
            continue
        if output_or_none(other) is None:
            continue
        best = best or other
        if all(_shows_itself(candidate, other) for candidate in candidates):
            return other
    return best


def _with_equal_halves(h):
    """A kernel that a flip leaves as it is, of the numbers in the first half of another.

    Example: of 6 9 7 it is 6 9 6.
    """
    sizes = shape(h)
    return made(sizes, lambda index: at(h, min(index, tuple(n - 1 - i for n, i in zip(sizes, index)))))


def _floats_decide(candidates, request, outputs):
    """Whether some number of the outputs is another where a program's sum of floats just misses a whole one, or a half."""
    if any(isinstance(value, OneOfTwo) for output in outputs for value in flat(output)):
        return True
    if not floats_miss(request.h) and not floats_miss(request.x):
        return False
    before_rounding = [part(request) for candidate in candidates for part in candidate.parts]
    outputs = [output for output in (output_or_none(request), *before_rounding) if output]
    return any(2 * value % 2 == 1 for output in outputs for value in flat(output))


def _shows_itself(candidate, request):
    """Whether a Candidate's numbers for a Request are evidence enough for a fact, and not those of one of its parts."""
    output = candidate.output(request)
    reason = (doubt_of_two if candidate.parts else doubt)(request, Given(output))
    return reason is None and not any(alike(output, part(request)) for part in candidate.parts)


def _has_numbers(output):
    """Whether there is an output, and a number in it."""
    return output is not None and any(True for _ in flat(output))


def _all_differ(outputs):
    return not any(alike(one, other) for one, other in combinations(outputs, 2))


def _are_of_bytes(candidates, request):
    """Whether all Candidates are a matter of bytes, and the reader's numbers may be, and his kernel of whole numbers.

    Then only such numbers tell apart: his arrays hold no others.
    """
    of_bytes = all(candidate.label in MISTAKES_WITH_BYTES for candidate in candidates)
    return of_bytes and _are_bytes(request.x) and all(weight == int(weight) for weight in _finite(request.h))


def _are_bytes(values):
    """Whether all numbers of nested lists are whole ones from 0 to 255."""
    numbers = list(_finite(values))
    return len(numbers) == len(list(flat(values))) and all(0 <= v <= 255 and v == int(v) for v in numbers)


def _finite(values):
    return (value for value in flat(values) if is_finite(value))


def _inputs(request, bytes_only, begun_elsewhere=()):
    """The Requests that are tried, with the options of a request, the likeliest to be run first.

    bytes_only: only those of bytes, with a kernel of whole numbers, and of bytes where the reader's is.
    begun_elsewhere: after the others with his own kernel, how many of the first numbers are left out of such inputs.

    First those with the reader's own kernel. Then those whose kernel has odd or even sizes as his has, since the middle
    of an even one is a matter of its own; the others last. Where his input is as long as the kernel and as what is
    added on a side, so is each of them: another is a case of its own as well.
    """
    if request.axes not in KERNEL_SIZES:  # images with channels, whose outputs are not told in words
        return
    odd = _odd_sizes(request.h)
    small = _small_inputs(request.axes)
    alike_in_size = [(x, h) for x, h in small if _odd_sizes(h) == odd]
    others = [(x, h) for x, h in small if _odd_sizes(h) != odd]
    own = [
        (x, request.h) for left_out in (0, *begun_elsewhere) for x in _inputs_alone(request.axes, left_out)
    ]
    usual = _is_usual(request)
    for x, h in own + alike_in_size + others:
        other = request.but(x=x, h=h)
        if bytes_only and not _may_be_kept(other, _are_bytes(request.h)):
            continue
        if _is_usual(other) or not usual:
            yield other


def _may_be_kept(request, kernel_of_bytes):
    """Whether the input is of bytes, and the kernel of whole numbers or of bytes as well."""
    whole = all(weight == int(weight) for weight in flat(request.h))
    return _are_bytes(request.x) and whole and (_are_bytes(request.h) or not kernel_of_bytes)


def _is_usual(request):
    """Whether the input is along each axis as long as the kernel, and as what is added on a side."""
    covered = [effective_kernel_size(k, dilation) for _, k, _, dilation in request.each]
    return all(n >= max(k, *side) for (n, *_), k, side in zip(request.each, covered, request.sides))


def _odd_sizes(h):
    """For each axis of a kernel, whether its size is odd."""
    return [size % 2 == 1 for size in shape(h)]


@cache
def _inputs_alone(axes, left_out=0):
    """Small inputs, the fewest numbers first: whole ones, then the same at other scales. left_out: how many first ones."""
    shapes = [x for x, _ in small_shapes(OWN_INPUT_SIZES[axes], [1], axes, MOST_TOGETHER + 1)]
    return [
        each(lambda v: _as_typed(v * scale), irregular_numbers(x, 3, sign, left_out))
        for scale, sign in OWN_SCALES
        for x in shapes
    ]


@cache
def _small_inputs(axes):
    """Small inputs and kernels, the fewest numbers first: whole ones, then the same at other scales."""
    shapes = small_shapes(INPUT_SIZES[axes], KERNEL_SIZES[axes], axes, MOST_TOGETHER)
    pairs = []
    for input_scale, kernel_scale in SCALES:
        for x, h in shapes:
            for sign in (1, -1):
                numbers = each(lambda v: _as_typed(v * input_scale), irregular_numbers(x, 3))
                weights = each(lambda v: _as_typed(v * kernel_scale), irregular_numbers(h, 5, sign))
                pairs.append((numbers, weights))
    return pairs


def _as_typed(number):
    """A whole number as an int, as it is read once it is typed: some mistakes depend on the type."""
    return int(number) if number == int(number) else number
