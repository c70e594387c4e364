"""The first few numbers of a larger result: those of a mistake, or those that are right under another reading."""

from dataclasses import dataclass

from course.convolution.nested import flat, part, shape
from course.diagnosis.finding import Finding
from course.diagnosis.origins import Origin, origins


@dataclass(frozen=True)
class Beginning(Finding):
    """Given numbers with which an Origin's output begins. They are few, so that they could be it, and no more is said."""

    origin: Origin
    count: int
    kind = "could be"

    def lines(self, request):
        """How many numbers of which result they are, and no hint: what is not known is not to be mended."""
        first = "the first" if self.count == 1 else f"the first {self.count}"
        return [f"{first} of {self._every} numbers that are {self.origin.words(request.flip)}"]

    @property
    def _every(self):
        return len(list(flat(self.origin.output)))

    def source(self, request):
        """None: what only could be is not worked out."""
        return None

    def data(self):
        """Where the numbers could come from, how many they are, and of how many."""
        return {**self.origin.data(), "first": self.count, "of": self._every}


def beginnings(outcomes):
    """The findings of the given numbers of Outcomes with which a mistake's or a reading's larger output begins.

    None where they are the beginning of the right numbers. In an image they are its upper left corner.
    """
    given = outcomes.given
    if _begins_with(outcomes.request.output, given):
        return []
    return [
        Beginning(origin, given.count)
        for origin in origins(
            outcomes, lambda output: _begins_with(output, given), lambda output: _is_larger(output, given)
        )
    ]


def _is_larger(output, given):
    """Whether an output is larger than given numbers, along one axis or more, and smaller along none."""
    sizes, counts = shape(output), shape(given.values)
    return sizes != counts and not any(size < count for size, count in zip(sizes, counts))


def _begins_with(output, given):
    """Whether an output is larger than given numbers and begins with them."""
    parts = [slice(count) for count in shape(given.values)]
    return _is_larger(output, given) and given.fits(part(output, parts))
