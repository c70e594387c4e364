"""What all failures of a function share, where no mistake explains them."""

from itertools import combinations
from math import isfinite

import numpy as np

from course.convolution.nested import flat, shape
from course.diagnosis.facts import rules
from course.diagnosis.probes import beyond, position, sizes
from course.diagnosis.same_numbers import nearly_equal

# ---- what all failures share


TRAITS = {  # what a probe may have, in words
    "in mode 'full'": lambda probe: probe.options["mode"] == "full",
    "in mode 'same'": lambda probe: probe.options["mode"] == "same",
    "in mode 'valid'": lambda probe: probe.options["mode"] == "valid",
    "in mode 'SAME'": lambda probe: probe.options["mode"] == "SAME",
    "in the modes that pad": lambda probe: probe.options["mode"] != "valid",
    "where the kernel has an even size": lambda probe: any(k % 2 == 0 for k in sizes(probe)[1]),
    "where the kernel has an even number of rows": lambda probe: (
        _in_two(probe) and sizes(probe)[1][0] % 2 == 0
    ),
    "where the kernel has an even number of columns": lambda probe: (
        _in_two(probe) and sizes(probe)[1][1] % 2 == 0
    ),
    "where the kernel is not square": lambda probe: len(set(sizes(probe)[1])) > 1,
    "where the image is not square": lambda probe: len(set(sizes(probe)[0])) > 1,
    "where the kernel has more than 3 rows or columns": lambda probe: max(sizes(probe)[1]) > 3,
    "where there is a stride": lambda probe: set(_stride(probe)) != {1},
    "where the strides of rows and columns differ": lambda probe: len(set(_stride(probe))) > 1,
    "where there are several images": lambda probe: np.ndim(probe.x) == 4 and len(probe.x) > 1,
    "where there are several channels": lambda probe: np.ndim(probe.h) == 4 and np.shape(probe.h)[2] > 1,
    "where there are several filters": lambda probe: np.ndim(probe.h) == 4 and np.shape(probe.h)[3] > 1,
    "where the input is of bytes (uint8)": lambda probe: getattr(probe.x, "dtype", None) == np.uint8,
    "where there is a nan": lambda probe: any(value != value for value in flat(np.array(probe.x).tolist())),
    "where the kernel has fractions": lambda probe: np.asarray(probe.h).dtype.kind == "f",
    "where there are fractions": lambda probe: any(
        isfinite(value) and value % 1 for value in (*np.ravel(probe.x), *np.ravel(probe.h))
    ),
}


def _in_two(probe):
    return len(sizes(probe)[0]) == 2


def _stride(probe):
    stride = probe.options.get("stride", 1)
    return stride if isinstance(stride, tuple) else (stride,)


def shared_traits(failures, tried):
    """What all failures have and no probe that came out right, as sentences."""
    if not failures:
        return ["It goes wrong on small inputs only."]
    failed = [failure.probe for failure in failures]
    passed = [probe for probe in tried if not any(probe is other for other in failed)]
    crashed = sum(failure.answer.values is None for failure in failures)
    if crashed == len(tried):
        return [f"It gives no numbers for any of {len(tried)} inputs."]
    found = _only(failed, passed)
    if not passed:
        found.append(f"It goes wrong on all {len(tried)} inputs.")
    elif not found:
        found.append(f"It goes wrong on {len(failed)} of {len(tried)} inputs.")
    if crashed:
        found.append(f"It gives no numbers for {crashed} of {len(tried)} inputs.")
    return [_as_asked(sentence, tried) for sentence in found] + _sizes_or_numbers(failures)


def _as_asked(sentence, tried):
    """A sentence on modes in capitals where SAME and VALID are asked for."""
    capitals = any(probe.options["mode"] == "SAME" for probe in tried)
    return sentence.replace("mode 'valid'", "mode 'VALID'") if capitals else sentence


def _only(failed, passed):
    """What all failures have, in sentences: alone or two together no other probe has it; or as few as can be."""
    had = {words: has for words, has in TRAITS.items() if passed and all(map(has, failed))}
    others = {
        words: {place for place, probe in enumerate(passed) if has(probe)} for words, has in had.items()
    }
    alone = [words for words in had if not others[words]]
    if alone:
        return [f"Of the inputs tried it goes wrong only {words}, and always there." for words in alone]
    for one, two in combinations(had, 2):
        if not others[one] & others[two]:
            return [f"Of the inputs tried it goes wrong only {one} and {two}, and always there."]
    fewest = min(had, key=lambda words: len(others[words]), default=None)
    if fewest is None or len(others[fewest]) == len(passed):
        return []
    there = len(failed) + len(others[fewest])
    return [f"Of the inputs tried it goes wrong only {fewest}: on {len(failed)} of {there} there."]


def _sizes_or_numbers(failures):
    """Whether it is the size that is wrong, or the numbers; which of them, and what one rule makes of all."""
    whole = [f for f in failures if f.answer.values is not None]
    sized = [shape(f.answer.values) == shape(f.expected) for f in whole]
    given = " that there is one" if len(whole) < len(failures) else ""
    if whole and not any(sized):
        return [f"The size of its result is wrong each time{given}."]
    if not whole or not all(sized):
        return []
    several = [f for f in whole if len(list(flat(f.expected))) > 1]
    found = [rules(list(flat(f.answer.values)), list(flat(f.expected))) for f in several] or [[]]
    common = [rule for rule in found[0] if all(rule in others for others in found)]
    arrays = any(shape(f.expected) for f in whole)  # a single number has no size
    return [*[f"The size of its result is right each time{given}."] * arrays, *_where(several), *common]


WHERE = {  # where an output may lie, in words; the narrower first
    "in the first row": lambda probe, index, last: len(index) > 1 and position(index)[0] == 0,
    "in the last row": lambda probe, index, last: len(index) > 1 and position(index)[0] == position(last)[0],
    "in the first column": lambda probe, index, last: len(index) > 1 and position(index)[1] == 0,
    "in the last column": lambda probe, index, last: (
        len(index) > 1 and position(index)[1] == position(last)[1]
    ),
    "at the first place": lambda probe, index, last: index == (0,),
    "at the last place": lambda probe, index, last: len(index) == 1 and index == last,
    "where the kernel reaches beyond the start": lambda probe, index, last: any(
        before for before, _ in beyond(probe, index)
    ),
    "where the kernel reaches beyond the end": lambda probe, index, last: any(
        after for _, after in beyond(probe, index)
    ),
    "where the kernel reaches beyond the input": lambda probe, index, last: any(
        map(any, beyond(probe, index))
    ),
    "where the kernel lies wholly on the input": lambda probe, index, last: (
        not any(map(any, beyond(probe, index)))
    ),
}


def _where(failures):
    """Where all wrong numbers lie, if there are others: a sentence in a list, or nothing."""
    wrong, right = [], []
    for probe, answer, expected, _ in failures:
        last = tuple(size - 1 for size in shape(expected))
        for index, value, exact in zip(np.ndindex(shape(expected)), flat(answer.values), flat(expected)):
            (right if nearly_equal(float(value), float(exact), 1e-6) else wrong).append((probe, index, last))
    for words, lies in WHERE.items():
        if wrong and all(lies(*each) for each in wrong) and not all(lies(*each) for each in right):
            return [f"Numbers are wrong only {words}."]
    return []
