"""
Results that are written into the input while a loop still reads it, where only the inner outputs are worked out.

    for i in range(1, n - 1):
        x[i] = (x[i - 1 : i + 2] * h).sum()

Of results as large as the input the mistake "aliasing" of the bank says so. Here the numbers are those of mode valid,
or all of the input with its border as it was.
"""

from itertools import product

from course.convolution.nested import at, flat, indices, part, placed, shape
from course.convolution.sizes import effective_kernel_size
from course.diagnosis.cause import output_or_none
from course.diagnosis.finding import Finding

LEAST_WRITTEN = 4  # given numbers
LEAST_READ = 3  # of them that are not the right ones: these have read what was written before
PRODUCTS_IN_PLACE = 20_000  # that a loop may take: about a tenth of a second


class InPlace(Finding):
    """A loop that writes its results into the input.

    anchor   how far into the window, along each axis, the place lies that its result is written to
    request  the Request in mode valid, with the flip of the loop
    bordered whether the given numbers are the whole input, with its border as it was
    """

    kind = "in place"

    def __init__(self, anchor, request, bordered):
        self.anchor, self.request, self.bordered = anchor, request, bordered

    def lines(self, request):
        """What happened, the flip if it is not the one asked for, and what to do."""
        flip = ""
        if self.request.flip != request.flip:
            flip = "; the kernel is flipped" if self.request.flip else "; the kernel is not flipped"
        border = ", where only the border is left as it was" if self.bordered else ""
        return [
            "Each result is written into the input while it is still being read: later windows see results of "
            f"earlier ones, not the input's numbers{border}{flip}.",
            "Hint: Write the results into an array of their own, or read from a copy of the input.",
        ]

    def source(self, request):
        """None: no definition reads its own results."""
        return None

    def data(self):
        """Where in the window the result is written, the flip of the loop, and whether the border is there."""
        return {"anchor": list(self.anchor), "flip": self.request.flip, "bordered": self.bordered}


def in_place(request, given):
    """The InPlace that give the given numbers (a Given) of a signal or an image, as a list; mostly empty.

    Example: 1 2 3 4 5 6 with the kernel 1 1 1 is 6 9 12 15 in mode valid, and 6 13 22 33 where 2 is made 6 before it
    is read again, and so on.
    """
    valid = request.but(mode="valid", padding=None, border="constant", fill=0)
    if request.axes > 2 or output_or_none(valid) is None or valid.products > PRODUCTS_IN_PLACE:
        return []
    bordered = shape(given.values) == shape(request.x)
    strided = any(stride > 1 for _, _, stride, _ in request.each)
    if strided or (not bordered and shape(given.values) != shape(valid.output)):
        return []
    for loop in (valid, valid.but(flip=not valid.flip)):
        fitting = [anchor for anchor in _anchors(loop) if _is_written(given, loop, anchor, bordered)]
        if fitting:
            return [InPlace(anchor, loop, bordered) for anchor in fitting]
    return []


def _anchors(request):
    """The middle of the window; of an even one both places beside it. Once each, a place along each axis."""
    middles = []
    for _, k, _, dilation in request.each:
        covered = effective_kernel_size(k, dilation)
        middles.append(sorted({(covered - 1) // 2, covered // 2}))
    return list(product(*middles))


def _is_written(given, request, anchor, bordered):
    """Whether a loop gives the given numbers, and enough of them are not those that a copy of the input would give."""
    if given.count < LEAST_WRITTEN or not _begins_rightly(given, request, anchor, bordered):
        return False
    written = written_in_place(request, anchor)
    if not given.fits(written if bordered else _inner(written, request, anchor)):
        return False
    others = given.which_fit(_with_inner(request, anchor) if bordered else request.output).count(False)
    return others >= LEAST_READ


def _begins_rightly(given, request, anchor, bordered):
    """Whether the first result, before which nothing was written, is the right one; this takes no time to see."""
    first = 0
    if bordered:
        first = list(indices(shape(request.x))).index(tuple(anchor))
    return given.fits_at(first, next(flat(request.output)))


def _with_inner(request, anchor):
    """The input with the outputs of mode valid written to the anchors of their windows, all at once."""
    x = request.x
    for index in indices(request.sizes):
        x = placed(x, [i + offset for i, offset in zip(index, anchor)], at(request.output, index))
    return x


def written_in_place(request, anchor):
    """The input after a loop, row by row, that writes each output of mode valid to the anchor of its window."""
    x = request.x
    covered = [effective_kernel_size(k, dilation) for _, k, _, dilation in request.each]
    for index in indices(request.sizes):
        window = part(x, [slice(i, i + size) for i, size in zip(index, covered)])
        (result,) = flat(request.but(x=window).output)
        x = placed(x, [i + offset for i, offset in zip(index, anchor)], result)
    return x


def _inner(values, request, anchor):
    """The part of an input that a loop writes to: as large as the output of mode valid."""
    return part(values, [slice(offset, offset + size) for offset, size in zip(anchor, request.sizes)])
