"""What all failures of a function share, where no mistake explains them."""

from itertools import combinations
from math import isfinite

from course.convolution.nested import flat, indices, plain, shape
from course.diagnosis.probes import beyond, is_of_bytes, shape_of, sliding_sizes, step_sizes
from course.diagnosis.rules import rules_between
from course.diagnosis.same_numbers import ROUNDING_OF_FLOAT32, nearly_equal
from course.diagnosis.windows import sliding_index

# ---- what a probe may have


def _mode(probe):
    return probe.options["mode"]


def _image_sizes(probe):
    return sliding_sizes(probe)[0]


def _kernel_sizes(probe):
    return sliding_sizes(probe)[1]


def _is_2d(probe):
    return len(_image_sizes(probe)) == 2


def _strides(probe):
    return step_sizes(probe, "stride")


def _filter_shape(probe):
    """(height, width, in, out) of the filters of a probe with channels; (0, 0, 0, 0) of any other."""
    sizes = shape_of(probe.h)
    return sizes if len(sizes) == 4 else (0, 0, 0, 0)


def _numbers(values):
    """The numbers of an array or nested lists, one after the other."""
    return list(flat(plain(values)))


def _has_several_images(probe):
    sizes = shape_of(probe.x)
    return len(sizes) == 4 and sizes[0] > 1


def _has_nan(probe):
    return any(value != value for value in _numbers(probe.x))


def _has_fractions(probe):
    """Whether some number is not whole: an array of floats may hold whole numbers alone."""
    both = [*_numbers(probe.x), *_numbers(probe.h)]
    return any(isfinite(value) and value % 1 for value in both)


TRAITS = {  # what a probe may have, in words
    "in mode 'full'": lambda probe: _mode(probe) == "full",
    "in mode 'same'": lambda probe: _mode(probe) == "same",
    "in mode 'valid'": lambda probe: _mode(probe) == "valid",
    "in mode 'SAME'": lambda probe: _mode(probe) == "SAME",
    "in the modes that pad": lambda probe: _mode(probe) != "valid",
    "where the kernel has an even size": lambda probe: any(k % 2 == 0 for k in _kernel_sizes(probe)),
    "where the kernel has an even number of rows": lambda probe: (
        _is_2d(probe) and _kernel_sizes(probe)[0] % 2 == 0
    ),
    "where the kernel has an even number of columns": lambda probe: (
        _is_2d(probe) and _kernel_sizes(probe)[1] % 2 == 0
    ),
    "where the kernel is not square": lambda probe: len(set(_kernel_sizes(probe))) > 1,
    "where the image is not square": lambda probe: len(set(_image_sizes(probe))) > 1,
    "where the kernel has more than 3 rows or columns": lambda probe: max(_kernel_sizes(probe)) > 3,
    "where there is a stride": lambda probe: set(_strides(probe)) != {1},
    "where the strides of rows and columns differ": lambda probe: len(set(_strides(probe))) > 1,
    "where there are several images": _has_several_images,
    "where there are several channels": lambda probe: _filter_shape(probe)[2] > 1,
    "where there are several filters": lambda probe: _filter_shape(probe)[3] > 1,
    "where the input is of bytes (uint8)": lambda probe: is_of_bytes(probe.x),
    "where there is a nan": _has_nan,
    "where the kernel has fractions": lambda probe: any(isinstance(v, float) for v in _numbers(probe.h)),
    "where there are fractions": _has_fractions,
}


# ---- what all failures share


def shared_traits(failures, tried):
    """What all Failures have and no other of the probes tried, as sentences."""
    if not failures:
        return ["It goes wrong on small inputs only."]
    failed = [failure.probe for failure in failures]
    passed = [probe for probe in tried if not any(probe is other for other in failed)]
    crashed = sum(failure.answer.values is None for failure in failures)
    if crashed == len(tried):
        return [f"It gives no numbers for any of {len(tried)} inputs."]
    sentences = _only_where(failed, passed)
    if not passed:
        sentences.append(f"It goes wrong on all {len(tried)} inputs.")
    elif not sentences:
        sentences.append(f"It goes wrong on {len(failed)} of {len(tried)} inputs.")
    if crashed:
        sentences.append(f"It gives no numbers for {crashed} of {len(tried)} inputs.")
    if any(
        _mode(probe) == "SAME" for probe in tried
    ):  # who asks for TensorFlow's modes writes them in capitals
        sentences = [sentence.replace("mode 'valid'", "mode 'VALID'") for sentence in sentences]
    return sentences + _size_or_numbers(failures)


def _only_where(failed, passed):
    """The trait, or the two, that all probes that failed have and none that passed has, as a sentence.

    If there is none, the trait of all that failed which the fewest others have, with how many. An empty list if all
    probes failed, or no trait leaves any probe out.
    """
    if not passed:
        return []
    others = {}  # trait of all that failed: the probes that passed and have it, by their index
    for words, has in TRAITS.items():
        if all(map(has, failed)):
            others[words] = {i for i, probe in enumerate(passed) if has(probe)}
    alone = [words for words in others if not others[words]]
    if alone:
        return [f"Of the inputs tried it goes wrong only {words}, and always there." for words in alone]
    for one, two in combinations(others, 2):
        if not others[one] & others[two]:
            return [f"Of the inputs tried it goes wrong only {one} and {two}, and always there."]
    fewest = min(others, key=lambda words: len(others[words]), default=None)
    if fewest is None or len(others[fewest]) == len(passed):
        return []
    there = len(failed) + len(others[fewest])
    return [f"Of the inputs tried it goes wrong only {fewest}: on {len(failed)} of {there} there."]


def _size_or_numbers(failures):
    """Whether it is the size that is wrong, or the numbers; which of them, and what one rule makes of all."""
    whole = [failure for failure in failures if failure.answer.values is not None]
    if not whole:
        return []
    right_size = [shape(failure.answer.values) == shape(failure.expected) for failure in whole]
    where_any = " that there is one" if len(whole) < len(failures) else ""
    if not any(right_size):
        return [f"The size of its result is wrong each time{where_any}."]
    if not all(right_size):
        return []
    sentences = []
    if any(shape(failure.expected) for failure in whole):  # a single number has no size
        sentences.append(f"The size of its result is right each time{where_any}.")
    several = [failure for failure in whole if len(list(flat(failure.expected))) > 1]
    return [*sentences, *_only_numbers(several), *_common_rules(several)]


def _common_rules(failures):
    """The rules that make the right numbers the given ones in every failure, as sentences."""
    if not failures:
        return []
    first, *others = [
        rules_between(list(flat(failure.answer.values)), list(flat(failure.expected))) for failure in failures
    ]
    return [rule for rule in first if all(rule in rules for rules in others)]


# ---- where the wrong numbers lie


def _row(index):
    """The row in an index of an output of an image, with channels or without; None for a signal."""
    return sliding_index(index)[0] if len(index) > 1 else None


def _column(index):
    return sliding_index(index)[1] if len(index) > 1 else None


def _leaves(probe, index):
    """Whether the window of an output leaves the input: (before some start, after some end)."""
    both = beyond(probe, index)
    return any(before for before, _ in both), any(after for _, after in both)


WHERE = {  # where an output may lie, in words, the narrower first; last: the index of the last output
    "in the first row": lambda probe, index, last: _row(index) == 0,
    "in the last row": lambda probe, index, last: len(index) > 1 and _row(index) == _row(last),
    "in the first column": lambda probe, index, last: _column(index) == 0,
    "in the last column": lambda probe, index, last: len(index) > 1 and _column(index) == _column(last),
    "at the first place": lambda probe, index, last: index == (0,),
    "at the last place": lambda probe, index, last: len(index) == 1 and index == last,
    "where the kernel reaches beyond the start": lambda probe, index, last: _leaves(probe, index)[0],
    "where the kernel reaches beyond the end": lambda probe, index, last: _leaves(probe, index)[1],
    "where the kernel reaches beyond the input": lambda probe, index, last: any(_leaves(probe, index)),
    "where the kernel lies wholly on the input": lambda probe, index, last: not any(_leaves(probe, index)),
}


def _only_numbers(failures):
    """Where all wrong numbers lie, if there are right ones elsewhere: a sentence in a list, or nothing."""
    wrong, right = [], []
    for failure in failures:
        sizes = shape(failure.expected)
        last = tuple(size - 1 for size in sizes)
        for index, value, exact in zip(indices(sizes), flat(failure.answer.values), flat(failure.expected)):
            is_right = nearly_equal(float(value), float(exact), ROUNDING_OF_FLOAT32)
            (right if is_right else wrong).append((failure.probe, index, last))
    for words, lies_there in WHERE.items():
        if wrong and all(lies_there(*case) for case in wrong):
            if not all(lies_there(*case) for case in right):
                return [f"Numbers are wrong only {words}."]
    return []
