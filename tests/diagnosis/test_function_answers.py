"""What a function answers to a probe: numbers, a crash or a refusal, and numbers that change from call to call."""

import numpy as np
from scipy import signal
from support.callings import SAME, convolved

from course.diagnosis.answer import Answer, Refusal
from course.diagnosis.function_answers import answer_to, changed_answers
from course.diagnosis.stages import judged, stages_of

PROBES = stages_of(SAME)[0].probes


def plainly(f, x, h, options):
    return f(x, h)


def test_a_refusal_is_raised_on_purpose_and_a_crash_is_not():
    def refusing(x, h):
        assert len(h) == 5, "five rows alone"
        return x

    refused = answer_to(refusing, PROBES[0], plainly)
    assert isinstance(refused, Refusal) and refused.refused and "five rows" in refused.trouble
    crashed = answer_to(lambda x, h: x[99], PROBES[0], plainly)
    assert not isinstance(crashed, Refusal) and not crashed.refused and crashed.values is None
    assert refused == Answer(None, refused.trouble)  # as a process of its own hands it on


def test_answers_that_change_from_one_call_to_the_next():
    calls = []

    def counting(x, h):
        calls.append(1)
        return np.full(x.shape, len(calls))

    assert [*changed_answers(counting, PROBES, plainly)] == [0, 1, 2]
    assert changed_answers(convolved, PROBES, plainly) == {}
    assert changed_answers(lambda x, h: x[99], PROBES, plainly) == {}


def test_numbers_that_are_never_written_are_noticed(no_pairs):
    def unwritten_border(x, h):
        y, (k, l) = np.empty(x.shape), h.shape
        inside = signal.convolve2d(x, h, "valid")
        y[k // 2 :][: len(inside), l // 2 : l // 2 + len(inside[0])] = inside
        return y

    found = judged(unwritten_border, SAME)
    assert not found.right and not found.causes
    assert any("np.empty" in line for line in found.shared)
    assert not any("np.empty" in line for line in judged(lambda x, h: 2 * convolved(x, h), SAME).shared)
