"""
Which of many things a function is meant to do: that whose numbers are nearest to its own, on a few probes.

A reading is any object with gives(definition, probe), what a definition gives where this is meant, or None.
"""

import numpy as np

from course.convolution.nested import shape
from course.diagnosis.answer import answer_from, error_in_words
from course.diagnosis.byte_results import BYTES_CUT, BYTES_ROUNDED, STEPS_TO_TYPES
from course.diagnosis.cause import world
from course.diagnosis.layouts import ColoursDiffer


def values_given(f, call, probe):
    """(what a function gives for a probe, a number or nested lists, "") or (None, the error in words)."""
    try:
        answer = answer_from(call(f, np.array(probe.x), np.array(probe.h), probe.options))
    except ColoursDiffer as difference:
        answer = answer_from(difference.of_one_image)
    except (Exception, SystemExit) as error:  # what a function raises is its answer
        return None, error_in_words(error)
    return answer.values, answer.trouble


def answer_values(f, call, probe, axes):
    """The same, but None and what is wrong with it where it has not so many axes."""
    values, trouble = values_given(f, call, probe)
    if values is None:
        return None, trouble
    return (values, "") if len(shape(values)) == axes else (None, f"it gives no numbers along {axes} axes")


def with_types(call):
    """(a call that does the same, a set of the types of what it gave, as texts: "" for lists)."""
    types = set()

    def called(f, x, h, options):
        result = call(f, x, h, options)
        types.add(str(getattr(result, "dtype", "")))
        return result

    return called, types


def part_right(reading, definition, probes, answers):
    """The part of the numbers that are a definition's in this reading; 0 where the sizes are others.

    answers: nested lists, or None where there are none.
    """
    return part_alike([reading.gives(definition, probe) for probe in probes], answers)


def part_alike(all_expected, answers):
    """The part of the numbers of answers that are those that are expected; 0 where the sizes are others."""
    right = count = 0
    for expected, answer in zip(all_expected, answers):
        if answer is None or expected is None or shape(answer) != shape(expected):
            continue
        try:
            given = np.array(answer, float)
        except ValueError:  # rows of different lengths
            continue
        near = np.isclose(given, np.array(expected, float), rtol=1e-5, atol=1e-5, equal_nan=True)
        right, count = right + int(near.sum()), count + near.size
    return right / count if count else 0.0


def just_missed(values, exact):
    """Whole numbers, where one less than an exact whole one stands for it: a float that just misses it is cut to that.

    values: what a function gave, cut to whole numbers, an array; exact: what it should be before it is cut. Example:
    nine times 1/9 of 4 may be 3.9999999999999996.
    """
    exact = np.array(exact, float)
    if exact.shape != values.shape:
        return values
    whole = np.round(exact)
    is_missed = (np.abs(exact - whole) < 1e-9) & (values == whole - 1)
    return np.where(is_missed, whole, values)


def either_half(values, exact):
    """Rounded numbers, where both neighbours of an exact half count as the even one.

    np.round takes that, int(x + 0.5) the upper one. values: what a function gave, an array; exact: what it
    should be before it is rounded. Example: of 4.5 both 4 and 5 count as 4.
    """
    exact = np.array(exact, float)
    if exact.shape != values.shape:
        return values
    below = np.floor(exact)
    is_half = np.abs(exact - below - 0.5) < 1e-9
    return np.where(is_half & ((values == below) | (values == below + 1)), np.round(exact), values)


def with_forgiven(call, exact, forgiven=just_missed):
    """A call whose results are taken as just_missed(), or either_half(), has them.

    exact(x, h, options): what they are before they are cut or rounded, or None.
    """

    def called(f, x, h, options):
        result = call(f, np.array(x), h, options)
        right = exact(x, h, options)
        if right is None or not hasattr(result, "dtype"):
            return result
        return forgiven(result, right)

    return called


def with_last_step_forgiven(call, reading, exact):
    """A call where a reading is meant, whose finish is one of STEPS_TO_TYPES; exact: see with_forgiven()."""
    if not reading.finish:
        return call
    _, applies = STEPS_TO_TYPES[reading.finish]
    return with_forgiven(
        call,
        lambda x, h, options: exact(x, h, options) if applies(x) else None,
        either_half if "rounded" in reading.finish else just_missed,
    )


def with_finish_of_bytes(reading, mistakes, f, call, probes, exact):
    """A reading with BYTES_CUT or BYTES_ROUNDED for its finish, where that explains all results for bytes.

    It does so where they are right, or those of one of the mistakes. exact: see with_forgiven().
    """
    called, types = with_types(call)
    plain = [answer_values(f, called, probe, axes=2)[0] for probe in probes]
    if types != {"uint8"} or is_all_right(reading, world(), probes, plain):
        return reading
    tried = []
    for finish in (BYTES_CUT, BYTES_ROUNDED):
        finished = reading._replace(finish=finish)
        called = with_last_step_forgiven(call, finished, exact)
        tried.append((finished, [answer_values(f, called, probe, axes=2)[0] for probe in probes]))
    right = [each for each, answers in tried if is_all_right(each, world(), probes, answers)]
    explained = (each for each, answers in tried if mistake_in(each, mistakes, probes, answers))
    return right[0] if right else next(explained, reading)


def is_all_right(reading, definition, probes, answers):
    """Whether all numbers for these probes are a definition's in this reading; the first that is not ends it."""
    both = zip(probes, answers)
    return all(part_right(reading, definition, [probe], [answer]) == 1 for probe, answer in both)


def mistake_in(reading, mistakes, probes, answers, meant=()):
    """The first of the mistakes that gives all of a function's numbers for these probes in this reading, or None.

    meant: mistakes that are none here, on top of which the others are made.
    """
    for mistake in mistakes:
        if is_all_right(reading, world(*meant, mistake), probes, answers):
            return mistake
    return None
