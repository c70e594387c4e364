"""
What an answer to a Trial is nearest to: its size, a convolution or a correlation, and what stands beyond the edge.

A wrong function is to be recognized, too. So its numbers are compared where the kernel lies wholly inside the input,
which no border reaches, at each shift that its size allows.
"""

from itertools import product
from typing import NamedTuple

import numpy as np

from course.diagnosis.trial_inputs import KINDS_OF_LINES, SLIDING_AXES

# Those in which numbers of the input stand beyond its edge.
ADDED_BORDERS = ("edge", "reflect", "symmetric", "wrap")
LEAST_LIKENESS = 0.6  # a coefficient of correlation, so that one answer is nearer than another
WHOLLY_ALIKE = 1 - 1e-9  # numbers rounded to six decimals that are others times a factor, and plus a constant
LEAST_DIFFERENCE = 0.5  # and by so much larger


class Flip(NamedTuple):
    """Whether an answer is nearer to a convolution (True) or a correlation (False), and how surely.

    decided  whether it is nearer to one of them at all
    counted  whether that is so because many of its numbers are the very ones, not because they are like them
    part     how many of its numbers are that one's where the kernel lies inside, from 0 to 1
    shift    where its first number lies in the full result, along each axis on which the kernel slides
    """

    value: bool
    decided: bool
    counted: bool
    part: float
    shift: tuple

    @property
    def inside(self):
        """Whether all its numbers are right where the kernel lies inside."""
        return self.part == 1


def size_of(trial, answer, sizes=("full", "same", "valid")):
    """Which of the sizes an answer to a Trial has; None where it has none of them."""
    for size in sizes:
        if answer.shape == trial.right(mode=size).shape:
            return size
    return None


def is_near_in_size(trial, answer):
    """Whether an answer has as many axes as the right one, and along each as many numbers but for a kernel's size or so."""
    full, valid = (trial.right(mode=size).shape for size in ("full", "valid"))
    if answer.ndim != len(full):
        return False
    for axis, count in enumerate(answer.shape):
        slack = 2 if axis in SLIDING_AXES[trial.kind] else 0
        if not valid[axis] - slack <= count <= full[axis] + slack:
            return False
    return answer.size > 0


def flip_of(trial, answer, finish=np.asarray):
    """The Flip of an answer to a Trial. finish(numbers): what the function does to its numbers in the end."""
    counts, shifts, likeness = {}, {}, {}
    for flip in (True, False):
        full = finish(trial.right(mode="full", flip=flip))
        seen = {shift: _inside(trial, full, answer, shift) for shift in _shifts(trial, answer)}
        equal = {shift: np.count_nonzero(pair[0] == pair[1]) for shift, pair in seen.items()}
        best = max(equal, key=equal.get)
        counts[flip], shifts[flip] = int(equal[best]), best
        likeness[flip] = _likeness(*next(iter(seen.values())))
    all_inside = trial.right(mode="valid").size
    enough = min(max(2, all_inside // 4), all_inside)
    if max(counts.values()) >= enough and counts[True] != counts[False]:
        value = counts[True] > counts[False]
        return Flip(value, True, True, counts[value] / all_inside, shifts[value])
    value = likeness[True] >= likeness[False]
    differ = abs(likeness[True] - likeness[False]) > LEAST_DIFFERENCE
    # A factor on all numbers, as where they are divided by the kernel's sum.
    only_one_fits = (likeness[True] > WHOLLY_ALIKE) != (likeness[False] > WHOLLY_ALIKE)
    decided = only_one_fits or (differ and likeness[value] > LEAST_LIKENESS)
    return Flip(value, decided, False, max(counts.values()) / (all_inside + 1), shifts[value])


def _shifts(trial, answer):
    """Where the first number of an answer may lie in the full result, the place that its size tells first.

    Example: an answer of 4 numbers to a signal of 6 with a kernel of 3, whose full result has 8, is looked at in
    the places 2, 1, 3, 0 and 4.
    """
    axes = []
    for axis in SLIDING_AXES[trial.kind]:
        room = trial.right(mode="full").shape[axis] - answer.shape[axis]
        middle = room // 2
        axes.append(sorted(range(min(room, 0), max(room, 0) + 1), key=lambda place: abs(place - middle)))
    return product(*axes)


def _inside(trial, full, answer, shift):
    """The numbers of the full result where the kernel lies inside, and those of an answer that lies so far in it."""
    theirs, mine = [slice(None)] * full.ndim, [slice(None)] * full.ndim
    for axis, start, n, k in zip(SLIDING_AXES[trial.kind], shift, trial.image_sizes, trial.kernel_sizes):
        first, last = max(k - 1, start), min(n, start + answer.shape[axis])
        theirs[axis], mine[axis] = slice(first, last), slice(first - start, max(last, first) - start)
    return full[tuple(theirs)], answer[tuple(mine)]


def _likeness(one, other):
    """The coefficient of correlation of two arrays of numbers, from -1 to 1; 0 where there is none."""
    if one.size < 2 or not np.isfinite(other).all() or not np.std(other) or not np.std(one):
        return 0.0
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


def borders_of(trials, answers, flip, finish=np.asarray):
    """The borders that most numbers agree with whose kernel leaves the input: ["zeros"], or several where it is a tie.

    answers: to these Trials, of the size of the input. "kept": the numbers of the input stand
    there, untouched.
    """
    counts = {}
    for border in ("zeros", *ADDED_BORDERS, "kept"):
        counts[border] = 0
        for trial, answer in zip(trials, answers):
            frame = _frame(trial, answer)
            expected = finish(_with_border(trial, flip, border))
            counts[border] += np.count_nonzero((answer == expected) & frame)
    whole = sum(np.count_nonzero(_frame(trial, answer)) for trial, answer in zip(trials, answers))
    most = max(counts.values())
    if most == counts["zeros"] or 3 * most < whole:
        return ["zeros"]
    if counts["kept"] == most:
        return ["kept"] if most == whole else ["zeros"]
    return [border for border in ADDED_BORDERS if counts[border] == most]


def _with_border(trial, flip, border):
    """What is right in the size of the input with a border, "kept" among them."""
    if border == "kept":
        x = trial.x
        return x if trial.kind in ("1-D", "2-D") else np.full_like(trial.right(mode="same"), np.nan)
    return trial.right(mode="same", flip=flip, border="constant" if border == "zeros" else border)


def _frame(trial, answer):
    """Which numbers of an answer of the input's size have a kernel that leaves the input, an array of bools."""
    frame = np.ones(answer.shape, bool)
    inside = [slice(None)] * answer.ndim
    for axis, n, k in zip(SLIDING_AXES[trial.kind], trial.image_sizes, trial.kernel_sizes):
        inside[axis] = slice((k - 1) // 2, (k - 1) // 2 + n - k + 1)
    frame[tuple(inside)] = False
    return frame


def is_causal(trial, answer, flip):
    """Whether an answer of the size of a line is the first numbers of the full result."""
    if trial.kind not in KINDS_OF_LINES:
        return False
    (axis,) = SLIDING_AXES[trial.kind]
    first = np.arange(answer.shape[axis])
    return np.array_equal(answer, trial.right(mode="full", flip=flip).take(first, axis))
