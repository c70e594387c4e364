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
