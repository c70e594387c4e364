"""diagnose() of a function as it is: its way of being called is inferred and said, and it is judged in stages."""

import numpy as np
import pytest
from scipy import signal
from support.callings import named

from course import diagnose
from course.diagnosis.diagnose import diagnose_in_modes
from course.diagnosis.staged_diagnosis import StagedDiagnosis
from course.errors import Unusable


def smoothed(image, kernel):
    rows, columns = kernel.shape
    padded = np.pad(image, ((rows // 2, (rows - 1) // 2), (columns // 2, (columns - 1) // 2)))
    result = np.zeros(image.shape)
    for i in range(len(image)):
        for j in range(len(image[0])):
            result[i, j] = np.sum(padded[i : i + rows, j : j + columns] * kernel)
    return result


def test_nothing_but_the_function_is_given():
    found = diagnose(smoothed)
    assert isinstance(found, StagedDiagnosis) and found.right
    assert str(found).splitlines()[0].startswith("Right on all ")
    assert "smoothed(image, kernel)" in found.called and "correlation" in found.called


def test_what_is_told_overrules_what_is_inferred():
    asked = diagnose(smoothed, flip=True)
    assert named(asked) == [{"no-flip"}]
    assert (
        named(diagnose(smoothed, "2-D", border="edge")) != [] and not diagnose(smoothed, border="edge").right
    )
    assert diagnose(lambda a, b: signal.convolve2d(a, b, "valid"), mode="valid", kernels="odd").right
    assert diagnose(lambda b, a: smoothed(a, b), call=lambda f, x, h, options: f(h, x)).right


def test_a_right_function_that_changes_what_it_is_given():
    def turned_in_place(signal, kernel):
        kernel.reverse()
        return [
            sum(signal[i + a] * kernel[a] for a in range(len(kernel)))
            for i in range(len(signal) - len(kernel) + 1)
        ]

    found = diagnose(turned_in_place)
    assert "; but it changes the kernel that it is given, so that a second call may differ." in found.verdict
    assert "changes" not in diagnose(smoothed).verdict


def atrous(image, kernel, rate=1):
    (rows, columns), (n, m) = kernel.shape, image.shape
    windows = [
        [
            image[i : i + rows * rate : rate, j : j + columns * rate : rate]
            for j in range(m - columns * rate + 1)
        ]
        for i in range(n - rows * rate + 1)
    ]
    return [[np.sum(window * kernel) for window in row] for row in windows]


def test_the_gap_that_a_dilated_kernel_has_not_is_told():
    """Where the size comes out as 0 it gives empty lists, which say nothing."""
    found = diagnose(atrous)
    assert named(found) == [{"dilation-extent"}] and "no number" in str(found)


def test_several_modes_and_two_kinds_are_asked_as_ever():
    assert diagnose(np.convolve, "1-D", modes=("full", "same")).right
    assert str(diagnose(np.convolve, "1-D", modes=("full",))) == str(
        diagnose_in_modes(np.convolve, "1-D", modes=("full",))
    )
    strided = diagnose(
        lambda x, h, mode, stride: signal.convolve2d(x, h, mode)[:: stride[0], :: stride[1]], "stride"
    )
    assert strided.right and not isinstance(strided, StagedDiagnosis)


@pytest.mark.parametrize("told", [{"mode": "same"}, {"border": "edge"}, {"kernels": "odd"}])
def test_what_goes_with_the_other_kinds_is_refused(told):
    with pytest.raises(ValueError, match=next(iter(told))):
        diagnose(np.convolve, "1-D", modes=("full",), **told)


def test_a_function_that_gives_numbers_in_no_way_is_refused():
    with pytest.raises(Unusable, match="call="):
        diagnose(lambda: 3)


def test_crashes_are_said_beside_a_name_in_modes_too():
    def unflipped_but_not_wide(x, h, mode):
        if len(h) > 4:
            raise IndexError("too wide")
        return np.convolve(x, h[::-1], mode)

    found = diagnose_in_modes(unflipped_but_not_wide, "1-D")
    assert named(found) == [{"no-flip"}] and "It gives no numbers for 9 of 45 inputs." in str(found)
