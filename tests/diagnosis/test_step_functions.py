"""diagnose() of functions that work out one number of a layer: right ones of several hands, and the mistakes of their bank."""

import numpy as np
import pytest
from support.callings import named

from course import diagnose
from course.diagnosis.cause import world
from course.diagnosis.further_kinds import further_kind
from course.errors import Unusable
from course.mistakes.bank.single_steps import STEP_MISTAKES


def conv_single_step(a_slice_prev, W, b):
    return np.sum(np.multiply(a_slice_prev, W)) + b[0, 0, 0]


def single_conv_step(patch, kernel, bias=0):
    assert patch.shape == kernel.shape
    return float((patch * kernel).sum() + bias)


def weighted_sum(window, weights):
    total = 0
    for i in range(len(window)):
        for j in range(len(window[0])):
            total += window[i][j] * weights[i][j]
    return total


RIGHT = {
    "arrays of a bias": (conv_single_step, "b (1, 1, 1)); the sum of window times weights, without a flip, plus the bias."),
    "a number": (single_conv_step, "weights (rows, columns, channels), b)"),
    "no channels, no bias": (weighted_sum, "(window (rows, columns), weights (rows, columns)); the sum of "),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right_functions_are_right_and_what_was_taken_is_said(name):
    f, said = RIGHT[name]
    assert further_kind(f) == "step"
    found = diagnose(f)
    assert found.right and said in found.called, str(found)


def test_every_mistake_is_told_and_no_other():
    for mistake in STEP_MISTAKES:
        definition = world(mistake)

        def step(window, weights, b):
            return np.array(definition.single_step(window, weights, float(np.ravel(b)[0])))

        found = diagnose(step, "step")
        assert named(found) == [{mistake.name}], (mistake.name, str(found))


def test_a_slice_has_channels_which_are_added_up():
    def conv_step(a_slice, W, b):
        return np.sum(a_slice * W, axis=(0, 1)) + b

    found = diagnose(conv_step)
    assert named(found) == [{"step-channels-apart"}] and found.verdict.startswith("Right for one channel")


def test_what_gives_no_numbers_is_refused():
    with pytest.raises(
        Unusable, match="no way of calling conv_step that was tried gives numbers .it returned nothing"
    ):

        def conv_step(window, kernel):
            pass

        diagnose(conv_step)
