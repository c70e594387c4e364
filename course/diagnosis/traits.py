"""What all failures of a function share, where no mistake explains them."""

from itertools import combinations, product
from math import isfinite

from course.convolution.nested import flat, indices, part, plain, shape
from course.diagnosis.fact_text import Fact
from course.diagnosis.misplaced import LEAST_ALIKE, misplaced, size_three_only
from course.diagnosis.probes import beyond, is_of_bytes, shape_of, sliding_sizes, step_sizes
from course.diagnosis.rules import rules_between
from course.diagnosis.same_numbers import ROUNDING_OF_FLOAT32, nearly_equal, same_numbers
from course.diagnosis.windows import sliding_index

# ---- what a probe may have


def _mode(probe):
    return probe.options.get("mode")


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


TRAITS = {  # what a probe may have: a key of TRAIT_WORDS, and whether a probe has it
    "full": lambda probe: _mode(probe) == "full",
    "same": lambda probe: _mode(probe) == "same",
    "valid": lambda probe: _mode(probe) == "valid",
    "SAME": lambda probe: _mode(probe) == "SAME",
    "padded": lambda probe: _mode(probe) != "valid",
    "kernel of one": lambda probe: max(_kernel_sizes(probe)) == 1,
    "even kernel": lambda probe: any(k % 2 == 0 for k in _kernel_sizes(probe)),
    "even rows": lambda probe: _is_2d(probe) and _kernel_sizes(probe)[0] % 2 == 0,
    "even columns": lambda probe: _is_2d(probe) and _kernel_sizes(probe)[1] % 2 == 0,
    "kernel not square": lambda probe: len(set(_kernel_sizes(probe))) > 1,
    "image not square": lambda probe: len(set(_image_sizes(probe))) > 1,
    "large kernel": lambda probe: max(_kernel_sizes(probe)) > 3,
    "stride": lambda probe: set(_strides(probe)) != {1},
    "different strides": lambda probe: len(set(_strides(probe))) > 1,
    "several images": _has_several_images,
    "several channels": lambda probe: _filter_shape(probe)[2] > 1,
    "several filters": lambda probe: _filter_shape(probe)[3] > 1,
    "bytes": lambda probe: is_of_bytes(probe.x),
    "nan": _has_nan,
    "fractions in kernel": lambda probe: any(isinstance(v, float) for v in _numbers(probe.h)),
    "fractions": _has_fractions,
}


# ---- what all failures share


def shared_traits(failures, tried):
    """What all Failures have and no other of the probes tried, as Facts."""
    if not failures:
        return [Fact("wrong on small")]
    failed = [failure.probe for failure in failures]
    passed = [probe for probe in tried if not any(probe is other for other in failed)]
    crashed = sum(failure.answer.values is None for failure in failures)
    if crashed == len(tried):
        return [Fact("never numbers", (len(tried),))]
    shared = _only_where(failed, passed)
    if not passed:
        shared.append(Fact("wrong on all", (len(tried),)))
    elif not shared:
        shared.append(Fact("wrong on some", (len(failed), len(tried))))
    if crashed:
        shared.append(Fact("no numbers", (crashed, len(tried))))
    return shared + _size_or_numbers(failures)


def _only_where(failed, passed):
    """The trait, or the two, that all probes that failed have and none that passed has, as Facts.

    If there is none, the trait of all that failed which the fewest others have, with how many, unless these are more
    than failed: then it may be chance, and two traits are looked for in the same way. An empty list if all probes
    failed, or no trait leaves any probe out.
    """
    if not passed:
        return []
    others = {}  # trait of all that failed: the probes that passed and have it, by their index
    for trait, has in TRAITS.items():
        if all(map(has, failed)):
            others[trait] = {i for i, probe in enumerate(passed) if has(probe)}
    # Who asks for TensorFlow's modes writes them in capitals.
    capitals = any(_mode(probe) == "SAME" for probe in [*failed, *passed])
    spelled = {"valid": "VALID"} if capitals else {}
    alone = [trait for trait in others if not others[trait]]
    if alone:
        return [Fact("wrong only where", (spelled.get(trait, trait),)) for trait in alone]
    for pair in combinations(others, 2):
        if not others[pair[0]] & others[pair[1]]:
            return [Fact("wrong only where", tuple(spelled.get(trait, trait) for trait in pair))]
    fewest = min(others, key=lambda trait: len(others[trait]), default=None)
    if fewest is None or len(others[fewest]) == len(passed):
        return []
    if len(others[fewest]) > len(failed):
        return _at_most_where_both(others, len(failed), spelled)
    there = len(failed) + len(others[fewest])
    return [Fact("wrong at most where", (spelled.get(fewest, fewest), len(failed), there))]


def _at_most_where_both(others, count, spelled):
    """The two traits of all that failed, as many as count, which the fewest others have both, a Fact in a list; or nothing.

    others: {trait: the probes that passed and have it}. Example: of 234 inputs 21 failed, all of them in mode same
    under a kernel that is not square, and so are 12 others: 21 of 33.
    """
    if len(others) < 2:
        return []
    one, other = min(combinations(others, 2), key=lambda pair: len(others[pair[0]] & others[pair[1]]))
    both = others[one] & others[other]
    if len(both) > count or both in (others[one], others[other]):
        return []
    traits = (spelled.get(one, one), spelled.get(other, other))
    return [Fact("wrong at most where both", (*traits, count, count + len(both)))]


def _size_or_numbers(failures):
    """Whether it is the size that is wrong, or the numbers; which of them, and what one rule makes of all."""
    whole = [failure for failure in failures if failure.answer.values is not None]
    if not whole:
        return []
    right_size = [shape(failure.answer.values) == shape(failure.expected) for failure in whole]
    only_some = len(whole) < len(failures)
    if not any(right_size):
        return [Fact("wrong size", (only_some,)), *(_what_is_missing(whole) or misplaced(whole))]
    if not all(right_size):
        return _what_is_missing(whole) or misplaced(whole)
    shared = []
    if any(shape(failure.expected) for failure in whole):  # a single number has no size
        shared.append(Fact("right size", (only_some,)))
    several = [failure for failure in whole if len(list(flat(failure.expected))) > 1]
    rules = _common_rules(several)
    return [*shared, *_only_numbers(several), *_only_zeros(whole), *(rules or misplaced(several))]


def contradicts(failure, fact):
    """Whether a Failure beside those that a Fact was found in lacks what all that fail are said to have."""
    traits = [value for value in fact.values if value in ("VALID", *TRAITS)]
    if not fact.kind.startswith(("wrong only where", "wrong at most where")):
        return False
    return not all(TRAITS["valid" if trait == "VALID" else trait](failure.probe) for trait in traits)


CUTS = {  # what may be missing along an axis, and the part that is left
    "": slice(None),
    "last": slice(None, -1),
    "first": slice(1, None),
    "first and last": slice(1, -1),
}


def _what_is_missing(failures):
    """What is missing each time, while the rest is right, as a Fact in a list; or nothing.

    First of all failures; then of those with 3 numbers or more along each axis, as a small image has no inside.
    """
    large = [failure for failure in failures if all(size > 2 for size in shape(failure.expected))]
    for some, of_large in ((failures, False), (large, True)):
        axes = {len(shape(failure.expected)) for failure in some}
        is_empty = not any(list(flat(failure.answer.values)) for failure in some)
        if len(some) < LEAST_ALIKE or axes not in ({1}, {2}) or is_empty:
            continue
        for ends in list(product(CUTS, repeat=axes.pop()))[1:]:
            cut = [CUTS[end] for end in ends]
            if all(_is_part(failure, cut) for failure in some):
                return [Fact("missing", (ends, of_large))]
    return []


def _is_part(failure, cut):
    """Whether a function gave this part of what is right."""
    return same_numbers(failure.answer.values, part(failure.expected, cut), ROUNDING_OF_FLOAT32)


def _common_rules(failures):
    """The rules that make the right numbers the given ones in every failure, as Facts.

    Their sentences are compared, which round: a factor of floats comes out a little different each time.
    """
    if not failures:
        return []
    first, *others = [
        rules_between(list(flat(failure.answer.values)), list(flat(failure.expected))) for failure in failures
    ]
    said = [set(map(str, rules)) for rules in others]
    return [rule for rule in first if all(str(rule) in sentences for sentences in said)]


def traits_of_mode(failures, tried):
    """What the Failures of one mode share, as Facts; tried: all probes of the mode."""
    if any(failure.answer.values is None for failure in failures):
        return []
    told = size_three_only(failures, tried)
    of_size = [fact for fact in _size_or_numbers(failures) if fact.kind in OF_PLACES]
    return [*told, *of_size]


OF_PLACES = ("missing", "right part", "k - 1 too many", "begins rightly", "moved")


# ---- where the wrong numbers lie


def _row(index):
    """The row in an index of an output of an image, with channels or without; None for a signal."""
    return sliding_index(index)[0] if len(index) > 1 else None


def _column(index):
    return sliding_index(index)[1] if len(index) > 1 else None


def _is_corner(index, last):
    """Whether an output of an image is in one of its four corners."""
    return len(index) > 1 and _row(index) in (0, _row(last)) and _column(index) in (0, _column(last))


def _leaves(probe, index):
    """Whether the window of an output leaves the input: (before some start, after some end)."""
    both = beyond(probe, index)
    return any(before for before, _ in both), any(after for _, after in both)


def _leaves_along_two_axes(probe, index):
    """Whether the window of an output leaves an image both above or below and at the left or right."""
    return sum(before or after for before, after in beyond(probe, index)) == 2


# Where an output may lie: a key of WHERE_WORDS, the narrower first, and whether an index lies there; last: the last index.
WHERE = {
    "corners": lambda probe, index, last: _is_corner(index, last),
    "first row": lambda probe, index, last: _row(index) == 0,
    "last row": lambda probe, index, last: len(index) > 1 and _row(index) == _row(last),
    "first column": lambda probe, index, last: _column(index) == 0,
    "last column": lambda probe, index, last: len(index) > 1 and _column(index) == _column(last),
    "first": lambda probe, index, last: index == (0,),
    "last": lambda probe, index, last: len(index) == 1 and index == last,
    "beyond corners": lambda probe, index, last: _leaves_along_two_axes(probe, index),
    "beyond start": lambda probe, index, last: _leaves(probe, index)[0],
    "beyond end": lambda probe, index, last: _leaves(probe, index)[1],
    "beyond input": lambda probe, index, last: any(_leaves(probe, index)),
    "on input": lambda probe, index, last: not any(_leaves(probe, index)),
}


OF_LARGE_IMAGES = ("corners", "beyond corners")  # in a small image there is little else
LARGE = 3  # rows and columns, at least


def _only_numbers(failures):
    """Where all wrong numbers lie, if there are right ones elsewhere: a Fact in a list, or nothing."""
    wrong, right = _wrong_and_right(failures)
    is_large = any(len(last) > 1 and min(_row(last), _column(last)) >= LARGE - 1 for _, _, last, _ in wrong)
    for where, lies_there in WHERE.items():
        if where in OF_LARGE_IMAGES and not is_large:
            continue
        if wrong and all(lies_there(*case[:3]) for case in wrong):
            if not all(lies_there(*case[:3]) for case in right):
                return [Fact("wrong numbers", (where,))]
    return []


def _only_zeros(failures):
    """Whether all wrong numbers are 0, and there are right ones other than 0: a Fact in a list, or nothing."""
    wrong, right = _wrong_and_right(failures)
    if len({id(probe) for probe, *_ in wrong}) < max(
        LEAST_ALIKE, len(failures)
    ):  # some differ by rounding alone
        return []
    are_zeros = all(value == 0 for *_, value in wrong) and any(value for *_, value in right)
    return [Fact("zeros")] if are_zeros else []


def _wrong_and_right(failures):
    """The numbers of Failures whose sizes are right: two lists of (probe, index, last index, the number given)."""
    wrong, right = [], []
    for failure in failures:
        sizes = shape(failure.expected)
        last = tuple(size - 1 for size in sizes)
        for index, value, exact in zip(indices(sizes), flat(failure.answer.values), flat(failure.expected)):
            is_right = nearly_equal(float(value), float(exact), ROUNDING_OF_FLOAT32)
            (right if is_right else wrong).append((failure.probe, index, last, value))
    return wrong, right
