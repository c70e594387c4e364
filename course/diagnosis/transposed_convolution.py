"""
Transposed convolutions, as PyTorch and TensorFlow have them to enlarge an image.

For each number of the input a copy of the kernel, times that number, is laid down, a stride from the one before; where
copies lie on each other they are added. So n numbers and k weights make (n - 1) stride + k numbers. The same comes
from the input with stride - 1 zeros between its numbers, convolved in mode full. See Dumoulin and Visin, "A guide to
convolution arithmetic for deep learning" (2016), section 4, and the documentation of torch.nn.ConvTranspose2d.
"""

from itertools import product
from typing import NamedTuple

from course.convolution import definition
from course.convolution.formatting import listed_with_and
from course.convolution.nested import apart, flat, shape
from course.convolution.sizes import effective_kernel_size
from course.diagnosis.finding import Finding
from course.own_numbers.request import PRODUCTS

LEAST_LAID_DOWN = 4  # given numbers that are not 0: fewer fit by chance
STRIDES_TRIED = (2, 3, 4)  # where no stride is asked
ENDS_OF_SIGNAL = ("at the start", "at the end")
ENDS_OF_AXES = ("above", "below", "on the left", "on the right")


class Crop(NamedTuple):
    """What a call leaves of the full size along one axis.

    before, after       the zeros around the spread input, at stride 1, that give so much of it
    padding, more       PyTorch's padding and output_padding, the second None where PyTorch has no such call
    """

    before: int
    after: int
    padding: int
    more: int | None


class TransposedConvolution(Finding):
    """Calls of a transposed convolution that give the numbers.

    calls    how they are written, for arrays x and h
    strides  how far the copies lie apart, along each axis
    request  the Request with the spread input that gives the same; without the flip if the copies are turned
    """

    kind = "transposed"

    def __init__(self, calls, strides, request):
        self.calls, self.strides, self.request = list(calls), tuple(strides), request

    def lines(self, request):
        """The calls, what they do, and how the same comes from a convolution."""
        turned = "" if self.request.flip else ", each turned by half a turn"
        apart = " and ".join(map(str, dict.fromkeys(self.strides)))
        return [
            f"This is a transposed convolution, as {' or '.join(self.calls)} gives it: each number of the input lays "
            f"down a copy of the kernel{turned}, {apart} places from the one before, and copies are added up.",
            f"Hint: It is {'a part of ' if self._left_out else ''}the full convolution, at stride 1, of the input with zeros "
            "between its numbers; a stride of the convolution itself leaves outputs out.",
            *self._what_is_left_out(),
        ]

    @property
    def _left_out(self):
        """How many numbers of the full convolution are left out, by the end."""
        reaches = [effective_kernel_size(k, dilation) - 1 for _, k, _, dilation in self.request.each]
        counts = [reach - zeros for reach, sides in zip(reaches, self.request.sides) for zeros in sides]
        ends = ENDS_OF_SIGNAL if self.request.axes == 1 else ENDS_OF_AXES
        return {end: count for end, count in zip(ends, counts) if count > 0}

    def _what_is_left_out(self):
        """That a padding takes numbers away here: a sentence, or none."""
        if not self._left_out:
            return []
        counts = [f"{count} {end}" for end, count in self._left_out.items()]
        return [f"(Padding takes away here: of the full convolution {listed_with_and(counts)} is left out.)"]

    def source(self, request):
        """The request with the spread input, and the definition."""
        return self.request, definition

    def data(self):
        """The calls, how far the copies lie apart, and whether they are turned."""
        return {"calls": self.calls, "strides": list(self.strides), "turned": not self.request.flip}


def transposed_convolutions(request, given):
    """The TransposedConvolutions that give the given numbers (a Given) of a signal or an image, as a list.

    The copies of the kernel are as it is; turned ones are only looked for where these do not fit.

    Example: 1 2 with the kernel 3 4 5 and the stride 2 is 3 4 11 8 10: 3 4 5 and, two places on, 6 8 10.
    """
    sizes = shape(given.values)
    numbers = sum(number != 0 for number in flat(given.values))
    if request.axes > 2 or len(sizes) != request.axes or numbers < LEAST_LAID_DOWN:
        return []
    for flip in (True, False):
        found = []
        for strides in _strides_tried(request):
            found += _that_fit(request.but(flip=flip), strides, given)
        if found:
            return found
    return []


def _strides_tried(request):
    """The strides that were asked for, if any is above 1; else some that are the same along both axes."""
    asked = [stride for _, _, stride, _ in request.each]
    return [asked] if max(asked) > 1 else [[stride] * request.axes for stride in STRIDES_TRIED]


def _that_fit(request, strides, given):
    """The TransposedConvolutions with these strides, one for each part of the full size that fits."""
    axes = list(zip(request.each, strides, shape(given.values)))
    if all(n == 1 for (n, *_), _, _ in axes):
        return []  # one copy has no stride
    spread = request.but(x=apart(request.x, strides), stride=1, border="constant", fill=0)
    found = {}
    for crops in product(*(_crops(*axis) for axis in axes)):
        sides = [(crop.before, crop.after) for crop in crops]
        means = spread.but(mode=None, padding=sides[0] if request.axes == 1 else tuple(sides))
        if tuple(sides) not in found and means.products <= PRODUCTS and given.fits(means.output):
            calls = [*_of_torch(request, strides, crops), *_of_tensorflow(request, axes, crops)]
            if not calls:  # along one axis only TensorFlow's, and along the other only PyTorch's
                continue
            found[tuple(sides)] = TransposedConvolution(calls, strides, means)
    return list(found.values())


def _crops(axis, stride, size):
    """The Crops that leave so many numbers of an axis (n, k, stride, dilation), by PyTorch's or TensorFlow's rules.

    PyTorch leaves out `padding` numbers at both ends, and then has `output_padding` more at the end.
    """
    n, k, _, dilation = axis
    covered = effective_kernel_size(k, dilation)
    full = (n - 1) * stride + covered
    crops = []
    for start in range(covered):
        more = size - (full - 2 * start)
        of_torch = 0 <= more < max(stride, dilation)
        if of_torch or (start, size) == _left_by_same(n, covered, stride):
            crops.append(
                Crop(covered - 1 - start, covered - 1 - start + more, start, more if of_torch else None)
            )
    return crops


def _of_torch(request, strides, crops):
    """PyTorch's call, as a list; empty where it has none."""
    if any(crop.more is None for crop in crops):
        return []
    options = {
        "stride": strides,
        "padding": [crop.padding for crop in crops],
        "output_padding": [crop.more for crop in crops],
        "dilation": [dilation for *_, dilation in request.each],
    }
    usual = {"padding": 0, "output_padding": 0, "dilation": 1}
    words = []
    for name, values in options.items():
        value = values[0] if len(set(values)) == 1 else tuple(values)
        if value != usual.get(name):
            words.append(f"{name}={value}")
    return [f"torch.nn.functional.conv_transpose{request.axes}d(x, h, {', '.join(words)})"]


def _of_tensorflow(request, axes, crops):
    """TensorFlow's calls that leave the same: VALID has all, and SAME n times the stride; none with a dilation."""
    if any(dilation > 1 for *_, dilation in request.each):
        return []
    calls = []
    for padding, left in (("VALID", _left_by_valid), ("SAME", _left_by_same)):
        if all(
            (crop.padding, size) == left(n, k, stride)
            for ((n, k, *_), stride, size), crop in zip(axes, crops)
        ):
            calls.append(f'tf.nn.conv{request.axes}d_transpose with padding="{padding}"')
    return calls


def _left_by_valid(n, k, stride):
    """(where it begins, how many numbers): zeros follow where the kernel is shorter than the stride."""
    return 0, n * stride + max(k - stride, 0)


def _left_by_same(n, k, stride):
    """The same for SAME, which leaves out k - stride numbers, the odd one at the end."""
    return max(k - stride, 0) // 2, n * stride
