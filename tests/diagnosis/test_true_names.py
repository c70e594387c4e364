"""The benchmark of true names: what a Finding says is held against other inputs by its own definition."""

import random

import numpy as np
import pytest
from benchmarks import true_names as benchmark

from course.diagnosis.cause import world
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.mistakes.bank.all_mistakes import BANK
from course.own_numbers.request import request_of

SAME = request_of([4, 6, 1, 9, 2, 7, 5, 3], [1, 3, 5], "same")


def without_delay(request):
    """What a causal filter gives, without its first number, and a zero at the end."""
    return [*request.but(mode="full").output[1 : len(request.x)], 0]


def exchanged(request):
    """A call with the kernel in the input's place."""
    return request.but(x=request.h, h=request.x, mode="same").output


def by_fft_and_cut(request):
    """ifft(fft(x) * fft(h)), and every other number of it a little too small on the side of zero."""
    values = np.rint(np.fft.ifft(np.fft.fft(request.x) * np.fft.fft(request.h, len(request.x))).real)
    values[::2] -= 1e-9 * np.sign(values[::2])
    return np.trunc(values).astype(int).tolist()


def right_and_cut(request):
    """The right numbers, every other one of them a little too small."""
    return [number - (i % 2 and number > 0) for i, number in enumerate(request.output)]


@pytest.mark.parametrize(
    "request_, function, kind",
    [
        (SAME, by_fft_and_cut, "floats cut"),
        (SAME, right_and_cut, "floats cut"),
        (SAME.but(mode="full"), without_delay, "delay"),
        (SAME, exchanged, "exchanged"),
    ],
)
def test_a_finding_is_true_of_what_it_says_and_false_of_another_function(request_, function, kind):
    explanation = explain(request_, Given(function(request_)))
    assert [finding.kind for finding in explanation.findings] == [kind]
    explanation.causes = []
    assert benchmark.verdict(random.Random(1), request_, [function], explanation)[0] == "true"
    other = lambda request: [number + 3 for number in request.output]
    assert benchmark.verdict(random.Random(1), request_, [other], explanation)[0] == "false"


def test_a_name_is_true_of_its_mistake_alone():
    for name, other in (("no-flip", "negated"), ("negated", "no-flip")):
        numbers = world(BANK[name]).convolve1d(SAME.x, SAME.h, "same")
        functions = [benchmark.of_mistakes(BANK[which]) for which in (name, other)]
        explanation = explain(SAME, Given(numbers))
        found = [benchmark.verdict(random.Random(1), SAME, [one], explanation)[0] for one in functions]
        assert found == ["true", "false"]
