"""What a function's answers to all stages show: how far a name holds, crashes, refusals, a nan, what is said."""

import numpy as np
from scipy import signal
from support.callings import LAYER, SAME, HandMade, convolved, layer, named

from course.diagnosis.stages import judged

# ---- how far a name holds


def test_two_mistakes_of_which_the_second_shows_later():
    def unflipped_with_swapped_padding(x, h):
        k, l = h.shape
        return signal.correlate2d(np.pad(x, ((l // 2, l // 2), (k // 2, k // 2))), h, "valid")

    found = judged(unflipped_with_swapped_padding, HandMade(kernels="odd"))
    assert named(found) == [{"no-flip", "same-pad-swapped"}]
    assert found.limit == "It does so on all further inputs as well."


def test_a_mistake_beside_one_that_nothing_explains(no_pairs):
    def of_square_filters(x, h, stride=1, padding=0, bias=()):
        if h.shape[0] != h.shape[1]:
            return np.zeros((2, 2))
        return layer(x, h, stride, padding, np.multiply(bias, h.shape[2]))

    found = judged(of_square_filters, LAYER)
    assert found.verdict == "Right for square kernels of odd size; wrong where a kernel is not square."
    assert not found.causes and found.remarks[0] == "Beside that, where the bias is not 0:"
    assert "[bias-per-channel]" in found.remarks[1]


def test_a_name_that_does_not_hold_farther_is_told_with_its_limit(no_pairs):
    def unflipped_up_to_3(x, h):
        return signal.correlate2d(x, h, "same") if max(h.shape) < 4 else 3 * convolved(x, h) + 1

    found = judged(unflipped_up_to_3, HandMade(kernels="odd"))
    assert named(found) == [{"no-flip"}]
    assert found.limit == "That holds for 3x3 kernels; where a kernel is not 3x3 it gives other numbers."
    assert found.limit in str(found) and found.limit in found._repr_html_()


def test_what_may_be_meant_is_said():
    after = judged(
        lambda x, h: np.roll(
            signal.convolve2d(np.pad(x, 9), h, "same"), [-(k % 2 == 0) for k in h.shape], (0, 1)
        )[9:-9, 9:-9],
        SAME,
    )
    assert named(after) == [{"same-wrong-side"}] and not after.right
    assert after.verdict.startswith(
        "Right for kernels of odd size; where a kernel has an even size it differs"
    )
    assert after.verdict.endswith("and is right if this is meant.")
    held = judged(lambda x, h: np.clip(convolved(x, h), 0, 255), SAME)
    assert held.verdict.startswith("On all inputs it differs") and named(held) == [{"clip-255"}]
    turned = judged(lambda x, h: signal.correlate2d(x, h, "same"), HandMade(kernels="odd"))
    assert "meant" not in turned.verdict


# ---- crashes, refusals, a nan, numbers never written


def test_crashes_are_said_beside_a_name():
    def unflipped_in_reach(x, h):
        p, q = (np.array(h.shape) - 1) // 2
        y = signal.correlate2d(np.pad(x, ((p, p), (q, q))), h, "valid")
        return [[y[i, j] for j in range(len(x[0]))] for i in range(len(x))]

    found = judged(unflipped_in_reach, SAME)
    assert named(found) == [{"no-flip"}]
    crash = found.remarks[0]
    assert crash.startswith("For 8 of ") and "first where a kernel has an even size: f(" in crash
    assert "IndexError" in crash


def test_a_stage_of_crashes_is_wrong():
    def of_the_same_index(x, h):
        return convolved(x, h) + 0 * h[len(h[0]) - 1, 0]

    found = judged(of_the_same_index, HandMade(kernels="odd"))
    assert found.verdict == "Right for square kernels of odd size; wrong where a kernel is not square."
    assert "IndexError" in str(found.failures[0])
    assert found.remarks == ["For 3 of 27 inputs it gives no numbers."]
    assert not found.right and not found.causes


def test_what_a_function_refuses_is_no_mistake():
    def for_odd_sizes(x, h):
        if h.shape[0] % 2 == 0 or h.shape[1] % 2 == 0:
            raise ValueError("the kernel's size must be odd")
        return convolved(x, h)

    found = judged(for_odd_sizes, SAME)
    assert found.right and "kernels of even size" not in found.verdict
    assert found.remarks == [
        "It refuses 8 inputs where a kernel has an even size: ValueError: the kernel's size must be odd."
    ]


def test_a_nan_decides_neither_verdict_nor_name():
    def zeros_for_nan(x, h):
        return convolved(np.nan_to_num(x), h)

    found = judged(zeros_for_nan, SAME)
    assert found.right and found.remarks == [
        "Apart from that: with a nan in the input 0 of its numbers are nan, where the definition has 9."
    ]

    def whole(x, h):
        y = convolved(x, h)
        return [[int(value) for value in row] for row in y]

    found = judged(whole, SAME)
    assert named(found) == [{"int-output"}]
    assert found.remarks[-1].startswith(
        "Apart from that: with a nan in the input it gives no numbers, ValueError"
    )


# ---- what is said


def test_facts_count_the_failure_that_is_printed(no_pairs):
    found = judged(lambda x, h: convolved(x, h) if len(x) == len(x[0]) else x * 3, SAME)
    assert "wrong only where the image is not square, and always there" in str(found)
    assert found.failures[0].probe.x.shape == (4, 5)


def test_it_is_told_how_the_function_was_called():
    found = judged(convolved, HandMade(words="Called as f(x, h)."))
    assert str(found).split("\n")[1] == "Called as f(x, h)." and "Called as f(x, h)." in found._repr_html_()
