"""A function's answers to a suite: where it is wrong, which mistakes explain it, and how that is told."""

import numpy as np
import pytest
from support.wrong_functions import MODES

from course.diagnosis.answer import Answer
from course.diagnosis.cause import Cause, world
from course.diagnosis.diagnose import diagnose
from course.diagnosis.fact_text import Fact
from course.diagnosis.failures import (
    MOST_CAUSES,
    Diagnosis,
    Failure,
    diagnosis_of,
    failure_of,
    mostly_numbers,
)
from course.diagnosis.suites import suite_of
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.smallest_input import Probe

PROBE = Probe(np.array([3, 4]), np.array([2, 1]), {"mode": "full", "flip": True})


def suite():
    return suite_of("1-D", MODES, True)


def answers_of(name):
    return [Answer(suite().right(probe, world(BANK[name]))) for probe in suite().probes]


def test_a_wrong_answer_is_a_failure():
    failure = failure_of(suite(), PROBE, Answer([6, 11, 5]))
    assert failure.expected == [6, 11, 4] and failure.probe is PROBE
    assert failure.call == "f(np.array([3, 4]), np.array([2, 1]), 'full')" and "[6, 11, 5]" in str(failure)
    assert failure_of(suite(), PROBE, Answer([6.0, 11 + 1e-12, 4])) is None
    assert failure_of(suite(), PROBE, Answer(None, "ValueError: no")).answer.trouble in str(
        failure_of(suite(), PROBE, Answer(None, "ValueError: no"))
    )


def test_only_what_is_looked_at_counts():
    assert failure_of(suite(), PROBE, Answer([6, 11, 5]), lambda index: index < (2,)) is None
    assert failure_of(suite(), PROBE, Answer([6, 11]), lambda index: False)  # the size always counts


def test_numbers_that_are_printed_alike_are_said_to_differ():
    short, long = (str(Failure(PROBE, Answer([value]), [6], "f()")) for value in (7, 6 + 1e-8))
    assert len(long) > len(short) + 10


def test_a_diagnosis_names_what_gives_all_the_numbers():
    found = diagnosis_of(suite(), answers_of("no-flip"))
    assert [cause.names for cause in found.causes] == [("no-flip",)] and not found.right and not found.facts
    sizes = [failure.probe.x.size + failure.probe.h.size for failure in found.failures]
    assert sizes == sorted(sizes)


def test_a_small_input_that_it_does_not_explain_takes_the_name_back():
    small = failure_of(suite(), suite().small[0], Answer([1000]))
    found = diagnosis_of(suite(), answers_of("no-flip"), [small])
    assert found.failures[0] is small and not found.causes and found.facts
    crashed = failure_of(suite(), suite().small[0], Answer(None, "no"))
    assert diagnosis_of(suite(), answers_of("no-flip"), [crashed]).causes


def test_right_answers_are_right():
    found = diagnosis_of(suite(), [Answer(suite().right(probe)) for probe in suite().probes])
    assert found.right and found.tried == len(suite().probes) and found.shared == []


def test_the_first_answers_are_judged_alone():
    found = diagnosis_of(suite(), answers_of("no-flip")[:10])
    assert found.tried == 10 and len(found.failures) <= 10


@pytest.mark.parametrize("without, enough", [(0, True), (3, True), (4, False), (9, False)])
def test_two_thirds_have_to_be_numbers(without, enough):
    assert mostly_numbers([Answer(None, "no")] * without + [Answer(1)] * (9 - without)) == enough


def test_no_more_than_three_are_told():
    failure = failure_of(suite(), PROBE, Answer([6, 11, 5]))
    names = ["no-flip", "negated", "kernel-abs", "rounded"]
    said = str(Diagnosis(9, [failure], [Cause((BANK[name],)) for name in names]))
    assert [f"[{name}]" in said for name in names] == [True] * MOST_CAUSES + [False]
    assert "4 " in said.split("\n")[1]


def test_facts_are_said_as_sentences():
    fact = Fact("no numbers", (3, 12))
    found = Diagnosis(12, [failure_of(suite(), PROBE, Answer([1]))], facts=[fact])
    assert found.shared == [str(fact)] and str(found).endswith(str(fact))


def test_two_pairs_with_a_mistake_in_common_are_told_at_once_and_each_hint_once():
    def of_few_frequencies(x, h):
        """A circular convolution, as of an FFT of the signal's length."""
        return [sum(h[j] * x[(i - j) % len(x)] for j in range(len(h))) for i in range(len(x))]

    lines = str(diagnose(of_few_frequencies, mode="same", border="zeros")).splitlines()
    hints = [line for line in lines if "Hint: " in line]
    assert len(hints) == len({*hints}) == 3
    assert sum("Two mistakes together" in line for line in lines) == 1
    assert any("n + k - 1" in hint for hint in hints)


def test_of_a_signal_nothing_is_said_of_images():
    def without_last(x, h):
        return [*np.convolve(x, h)[:-1], 0]

    assert "whose last number is still zero. [skip-last]" in str(diagnose(without_last))
