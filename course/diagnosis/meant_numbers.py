"""
What a function is meant to give: a convolution or a correlation, with which border, and for which kernels.

seen is an Inferred (inference.py), of which the flip, the border, the modes, the kernels, the results and the division
are changed.
"""

from functools import partial
from itertools import product

import numpy as np

from course.diagnosis.byte_results import AS_THEY_ARE, bytes_in, held_to_bytes
from course.diagnosis.call_forms import is_same_answer, try_call
from course.diagnosis.intentions import (
    is_likely_flipped,
    is_meant_as_in_libraries,
    is_meant_causal,
    is_meant_to_wrap,
)
from course.diagnosis.nearest import ADDED_BORDERS, borders_of, flip_of, is_causal, is_near_in_size, size_of
from course.diagnosis.parameters import Role
from course.diagnosis.trial_inputs import KINDS_OF_LINES, kernel_axes_of, numpy_border, trial_of
from course.errors import Unusable
from course.mistakes.bank.functions import ODD_ZERO_BEFORE, PADDED_COPY_MISTAKES, WEIGHTS_USED

DECIMALS_OF_SUMS = 3  # that are looked at: answers are rounded before they are multiplied


def find_numbers(f, seen, told_flip, told_border):
    """Find out whether a function convolves or correlates, with which border, and whether its results are bytes."""
    options, tried = _first_answer(f, seen)
    seen.results = bytes_in(seen.trial, tried, lambda h: try_call(seen.call, f, seen.trial, options, h))
    finish = np.asarray if seen.results == AS_THEY_ARE else held_to_bytes
    seen.divides = _division(f, seen, options, tried)
    answer = _sums_of(seen, seen.trial, tried.answer)
    of_copy = None if told_border else _flip_and_border_of_copy(f, seen, told_flip)
    if of_copy:
        seen.flip, seen.border = of_copy
        return
    seen.flip = told_flip if told_flip is not None else _nearer_flip(f, seen, options, answer, finish)
    if seen.flip and told_flip is None and is_meant_as_in_libraries(f, seen.kind):
        seen.flip = False
        seen.undecided.append(
            "its numbers are nearer to a convolution, and its text speaks of layers that do not flip: "
            "flip=True holds it to a convolution"
        )
    if "same" in seen.modes and told_border is None:
        _find_border(f, seen, finish)


def _first_answer(f, seen):
    """The options with the first mode in which a function gives numbers of about the right size, and its TriedCall."""
    for mode in seen.modes:
        tried = try_call(seen.call, f, seen.trial, {"mode": mode})
        if tried.answer is not None and is_near_in_size(seen.trial, tried.answer):
            return {"mode": mode}, tried
    raise Unusable(f"{getattr(f, '__name__', 'f')} gives other numbers each time that it is called")


def _division(f, seen, options, tried):
    """The name of the mistake that a function makes which divides by the sum of the kernel's weights; "" for any other.

    Such a function gives the same for twice the weights. Where they add up to 0 some divide by nothing.
    """
    kernel = seen.trial.h
    if seen.results != AS_THEY_ARE or not _is_same_for(f, seen, options, tried, 2 * kernel):
        return ""
    if _divides_by_weights_used(seen.trial, tried.answer):
        return ""
    balanced = kernel.copy()
    balanced.flat[0] -= kernel.sum()
    of_zero = try_call(seen.call, f, seen.trial, options, balanced).answer
    is_guarded = of_zero is not None and np.all(np.isfinite(of_zero)) and np.any(of_zero)
    return "kernel-norm-guard" if is_guarded else "kernel-norm"


def _is_same_for(f, seen, options, tried, kernel):
    """Whether a function gives the same numbers, of which some are not 0, for a kernel as for that of its Trial."""
    other = try_call(seen.call, f, seen.trial, options, kernel)
    return is_same_answer(tried, other) and bool(np.any(tried.answer))


def _divides_by_weights_used(trial, answer):
    """Whether each number of an answer is divided by the sum of the weights that lie on the input, fewer at the edge."""
    for flip in (True, False):
        weighted = trial.right_with((WEIGHTS_USED,), mode="same", flip=flip)
        if weighted.shape == answer.shape and np.allclose(answer, weighted, atol=10.0**-DECIMALS_OF_SUMS):
            return True
    return False


def _sums_of(seen, trial, answer):
    """An answer to a Trial, without the division by the sum of the kernel's weights; None stays.

    The trials have whole numbers, so that the sums are whole.
    """
    if answer is None or not seen.divides:
        return answer
    return np.round(answer * trial.h.sum(), DECIMALS_OF_SUMS)


def _flip_and_border_of_copy(f, seen, told_flip):
    """The flip and the border of a function that writes its results into the padded copy that it reads; None of others.

    Hardly a number of it is right, so that neither can be seen otherwise.
    """
    if "same" not in seen.modes or seen.kind not in ("1-D", "2-D"):
        return None
    trials, answers = _answers_of_same(f, seen)
    flips = (True, False) if told_flip is None else (told_flip,)
    for flip, border in product(flips, ADDED_BORDERS):
        is_copy = partial(_is_of_copy, mode="same", flip=flip, border=border)
        if (border != "wrap" or is_meant_to_wrap(f)) and trials and all(map(is_copy, trials, answers)):
            return flip, border
    return None


def _is_of_copy(trial, answer, **options):
    """Whether a wrong answer to a Trial is that of a function which writes into the padded copy that it reads."""
    right = trial.right(**options)
    # Before the first number nothing was written. That takes no time to see.
    if answer.flat[0] != right.flat[0] or np.array_equal(answer, right):
        return False
    return np.allclose(answer, trial.right_with(PADDED_COPY_MISTAKES, **options))


def _nearer_flip(f, seen, options, answer, finish):
    """Whether a function is nearer to a convolution, on its own trial or, where that shows little, on plainer ones."""
    first = flip_of(seen.trial, answer, finish)
    if first.counted:
        return first.value
    for name in ("square", "small"):
        trial = trial_of(seen.kind, name)
        other = _sums_of(seen, trial, try_call(seen.call, f, trial, options).answer)
        if other is not None and is_near_in_size(trial, other):
            flip = flip_of(trial, other, finish)
            if flip.counted:
                return flip.value
    if not first.decided:
        seen.undecided.append("its numbers are as near to a convolution as to a correlation")
        return is_likely_flipped(f, seen.kind)
    return first.value


def _find_border(f, seen, finish):
    """Find out what stands beyond the edge, or that "same" are the first numbers of the full result."""
    trials, answers = _answers_of_same(f, seen)
    is_known = trials and all(is_causal(trial, answer, seen.flip) for trial, answer in zip(trials, answers))
    if is_known or (trials and seen.kind in KINDS_OF_LINES and is_meant_causal(f)):
        seen.causal = True
        if not is_known:
            seen.undecided.append("its numbers are not causal, and its text says that it is")
        return
    borders = borders_of(trials, answers, seen.flip, finish)
    seen.border = borders[0]
    if seen.border == "wrap" and not is_meant_to_wrap(f):
        seen.border = "zeros"
        seen.undecided.append("its numbers go on at the other side of the input, which border='wrap' allows")
    if len(borders) > 1 and borders != ["edge", "symmetric"]:
        seen.undecided.append(f"its border may be {' or '.join(borders)}")


def _answers_of_same(f, seen):
    """(the Trials to which a function gives as many numbers as they have, its answers): of kernels of 3 and of 5."""
    trials, answers = [], []
    is_one_size = isinstance(seen.kernels, tuple)
    for trial in (seen.trial,) if is_one_size else (seen.trial, seen.other_trial("large")):
        answer = _sums_of(seen, trial, try_call(seen.call, f, trial, {"mode": "same"}).answer)
        if answer is not None and size_of(trial, answer) == "same":
            trials.append(trial)
            answers.append(answer)
    return trials, answers


def find_alignment(f, seen):
    """Whether the odd zero of "same" goes after the input, as in "SAME": under an even kernel, or at stride 2."""
    if "same" not in seen.modes or seen.causal:
        return
    trial = seen.other_trial("even")
    even = _sums_of(seen, trial, try_call(seen.call, f, trial, {"mode": "same"}).answer)
    is_after = False
    if even is not None and size_of(trial, even) == "same":
        flip = flip_of(trial, even)
        is_after = flip.inside and set(flip.shift) == {1}
    if Role.STRIDE in seen.takes:
        is_after = _is_shared_at_a_stride(f, seen) or _is_after_at_stride_2(f, seen, is_after)
    if is_after:
        seen.modes = tuple("SAME" if mode == "same" else mode for mode in seen.modes)


def _is_shared_at_a_stride(f, seen):
    """Whether the zeros are counted for the stride, as "SAME" does: at stride 3 on 6 by 6 it has none, "same" has some.

    Wherever it puts an odd one: that may be its mistake.
    """
    trial = trial_of(seen.kind, "square")
    answer = try_call(seen.call, f, trial, {"mode": "same", Role.STRIDE: 3}).answer
    return answer is not None and np.array_equal(answer, trial.right(mode="SAME", stride=3, flip=seen.flip))


def _is_after_at_stride_2(f, seen, otherwise):
    """Whether more numbers at stride 2 are those of "SAME" than those of "same"; otherwise: where as many are.

    Or whether all are those of "SAME" with its odd zero before the input, which at stride 3 are not those of "same".
    """
    same, after = [_right_at_stride(f, seen, mode, 2) for mode in ("same", "SAME")]
    before_at_3 = _right_at_stride(f, seen, "SAME", 3, ODD_ZERO_BEFORE)
    if np.all(before_at_3) and not np.all(_right_at_stride(f, seen, "same", 3)):
        return True
    same, after = np.count_nonzero(same), np.count_nonzero(after)
    return otherwise if after == same else after > same


def _right_at_stride(f, seen, mode, stride, *mistakes):
    """Which numbers are those of a mode at a stride, an array of bools; mistakes: which the definition makes."""
    answer = try_call(seen.call, f, seen.trial, {"mode": "same", Role.STRIDE: stride}).answer
    options = {"mode": mode, "stride": stride, "flip": seen.flip, "border": numpy_border(seen.border)}
    right = seen.trial.right_with(mistakes, **options)
    same_shape = answer is not None and answer.shape == right.shape
    return answer == right if same_shape else np.zeros(right.shape, bool)


# ---- the kernels


def find_kernels(f, seen):
    """Which kernels a function serves: any, or odd or square ones alone where it refuses others, or one size."""
    options = {"mode": seen.modes[0]}

    def ask(trial, kernel=None):
        return try_call(seen.call, f, trial, options, kernel)

    tried = {name: ask(seen.other_trial(name)) for name in ("large", "tall", "even")}
    if all(each.answer is None for each in tried.values()) or _ignores_outer_weights(
        seen, ask, tried["large"]
    ):
        seen.kernels = seen.trial.kernel_sizes
    elif tried["large"].answer is not None and tried["even"].refused:
        seen.kernels = "odd"
    elif tried["large"].answer is not None and seen.kind != "1-D" and tried["tall"].refused:
        seen.kernels = "square"


def _ignores_outer_weights(seen, ask, large):
    """Whether of 5 weights along an axis the first 3 alone count, though of 3 weights all do."""
    if large.answer is None:
        return False
    axes = kernel_axes_of(seen.kind)
    trial = seen.other_trial("large")
    other = trial.h + 1
    inner = tuple(slice(0, 3) for _ in range(axes[-1] + 1))
    other[inner] = trial.h[inner]
    if not is_same_answer(large, ask(trial, other)):
        return False
    for axis in axes:
        last = seen.trial.h.copy()
        last[(slice(None),) * axis + (2,)] += 1
        if is_same_answer(ask(seen.trial), ask(seen.trial, last)):
            return False
    return True
