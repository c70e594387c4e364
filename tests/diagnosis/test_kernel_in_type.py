"""A kernel in a type that cannot hold its weights: NumPy's astype() makes it, and SciPy convolves."""

import numpy as np
import pytest
from scipy import signal
from support.brought_numbers import IMAGE, SIGNAL

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.kernel_in_type import kernels_in_types
from course.diagnosis.outcomes import Outcomes
from course.diagnosis.why_text import Reasons
from course.mistakes.faulty_definition import alike
from course.own_numbers.request import request_of

EDGE = np.array([[0, -1], [3, -4]])
LARGE = np.array([2, 300, -5])


def convolved(x, kernel, dtype, mode="full"):
    """The numbers with the kernel in that type, in wide sums."""
    return signal.convolve(np.asarray(x), kernel.astype(dtype).astype(int), mode, method="direct")


@pytest.mark.parametrize("x, kernel", [(IMAGE, EDGE), (SIGNAL, LARGE)])
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "int8"])
@pytest.mark.parametrize("mode", ["full", "same"])
def test_what_numpy_makes_of_a_kernel_is_named(x, kernel, dtype, mode):
    got = convolved(x, kernel, dtype, mode).tolist()
    request = request_of(x, kernel, "full")
    found = kernels_in_types(Outcomes(request, Given(got)))
    if alike(kernel.astype(dtype).tolist(), kernel.tolist()):
        assert found == []  # int8 holds it
        return
    (finding,) = found
    assert (finding.types, finding.changes) == ([dtype], {} if mode == "full" else {"mode": "same"})
    source, world = finding.source(request)
    assert alike(source.convolved(world), got) and finding.kernel == kernel.astype(dtype).tolist()


def test_it_is_said_before_a_factor():
    """scipy.signal.fftconvolve of bytes, which sums floats: with one weight all numbers are -63 times too large as well."""
    x, h = np.array([[239, 160, 232, 125, 163], [88, 63, 184, 57, 15]]), np.array([[0], [-4]])
    got = signal.fftconvolve(x.astype(np.uint8), h.astype(np.uint8), "same").tolist()
    explanation = explain(request_of(x, h, "SAME"), Given(got, slack=1e-6))
    (finding,) = explanation.findings
    assert explanation.kind == finding.kind == "kernel in type" and finding.types == ["uint8"]
    what, hint = finding.lines(explanation.request)
    assert (
        what == "These numbers would be right in mode same and with the kernel as uint8 keeps it: there -4 is 252."
    )
    assert "floats" in hint and "-63" not in str(Reasons(explanation))


def test_what_is_not_said():
    request = request_of(SIGNAL, [2, -1, 3])
    got = convolved(SIGNAL, np.array([2, -1, 3]), "uint8").tolist()
    assert kernels_in_types(Outcomes(request, Given(got)))
    for place in range(len(got)):
        other = [value + (at == place) for at, value in enumerate(got)]
        assert kernels_in_types(Outcomes(request, Given(other))) == []
    assert kernels_in_types(Outcomes(request_of(SIGNAL, [2, 1, 3]), Given(got))) == []
    assert kernels_in_types(Outcomes(request_of([3, 4], [2, -1]), Given([6, 518, 1020]))) == []
