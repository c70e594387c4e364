"""
Inputs by chance: of the kinds that an exercise lists, but none that it lists.

An exercise says how one probe is drawn, of whichever kind: draw(chance), with sizes and numbers like those of
its list. draw_new_probes() keeps what is needed of each kind.

Like the listed ones these inputs have sums that are exact, in floats of 32 bits, too: they are whole numbers,
or binary fractions such as quarters. So no right function fails for its rounding, whatever the seed.
"""

import numpy as np

from course.diagnosis.probes import count_numbers

FEWEST_PROBES = 12  # that are drawn for a function
MOST_DRAWS = 20_000  # until each kind has its probes; some hundred are usual
PARTS = ((4, 1), (1, 4), (4, 2), (16, 2))  # what the input and the kernel are divided by, to get fractions

# what numbers an input and its kernel have
WHOLE_NUMBERS = "whole numbers"
OF_BYTES = "bytes"
IN_FRACTIONS = "fractions"
WITH_NAN = "a nan"


def draw_new_probes(listed, draw, kind_of, chance):
    """Probes of the kinds of those listed, none of them listed, the smallest first: a list.

    draw(chance)   a Probe of any kind; RuntimeError if one of the kinds never comes
    kind_of(probe) of which kind it is
    There are as many of each kind in each of its modes, and FEWEST_PROBES or more in all.
    Example: 5 kinds in 3 modes are 15 cases, and there is one probe of each; 3 kinds in one mode are 3 cases,
    and there are four of each.
    """

    def case_of(probe):
        return kind_of(probe), probe.options["mode"]

    cases = {case_of(probe) for probe in listed}
    missing = dict.fromkeys(cases, -(-FEWEST_PROBES // len(cases)))
    known = {_numbers_and_options(probe) for probe in listed}
    drawn = []
    for _ in range(MOST_DRAWS):
        probe = draw(chance)
        case, numbers = case_of(probe), _numbers_and_options(probe)
        if missing.get(case) and numbers not in known:
            missing[case] -= 1
            known.add(numbers)
            drawn.append(probe)
            if not any(missing.values()):
                return sorted(drawn, key=count_numbers)
    raise RuntimeError(f"after {MOST_DRAWS} draws there are too few probes of {missing}")


def _numbers_and_options(probe):
    """What makes two probes one, whatever the type of their numbers: a tuple to be kept in a set."""
    x, h = np.asarray(probe.x, float), np.asarray(probe.h, float)
    return x.shape, x.tobytes(), h.shape, h.tobytes(), tuple(sorted(probe.options.items()))


# ---- sizes and numbers


def draw_sizes(chance, axes, longest_kernel, least_more, most_more):
    """The sizes of an image and of a kernel; every other time both are square.

    Along each axis the kernel has 1 to longest_kernel places, and the image least_more to most_more more.
    Example: longest_kernel 3, least_more 0 and most_more 2 may give ((4, 3), (2, 3)), or ((3, 3), (1, 1)).
    """
    kernel = [chance.whole_number(1, longest_kernel) for _ in range(axes)]
    more = [chance.whole_number(least_more, most_more) for _ in range(axes)]
    if chance.one_of((True, False)):
        kernel, more = kernel[:1] * axes, more[:1] * axes
    image = tuple(k + added for k, added in zip(kernel, more))
    return image, tuple(kernel)


def draw_numbers(chance, sizes, low, high):
    """Whole numbers from low to high, an array of this shape."""
    return np.array(chance.numbers(sizes, low, high))


def draw_pair(chance, x_sizes, h_sizes, numbers):
    """An input and a kernel of these shapes, arrays.

    numbers: WHOLE_NUMBERS, OF_BYTES (the input alone), IN_FRACTIONS or WITH_NAN (one, in the input).
    """
    if numbers == OF_BYTES:
        return draw_numbers(chance, x_sizes, 0, 255).astype(np.uint8), draw_numbers(chance, h_sizes, -5, 7)
    if numbers == WITH_NAN:  # no weight is 0, which would ask what 0 * nan is
        x, h = draw_numbers(chance, x_sizes, -9, 20).astype(float), draw_numbers(chance, h_sizes, 1, 7)
        x.flat[chance.whole_number(0, x.size - 1)] = np.nan
        return x, h
    x, h = draw_numbers(chance, x_sizes, -9, 20), draw_numbers(chance, h_sizes, -5, 7)
    if numbers == IN_FRACTIONS:
        x_parts, h_parts = chance.one_of(PARTS)
        return x / x_parts, h / h_parts
    return x, h
