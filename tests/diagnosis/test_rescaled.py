"""Right numbers times a factor and plus a constant: made with SciPy, and written as programs print them."""

from fractions import Fraction

import numpy as np
from scipy import ndimage
from scipy.signal import convolve2d, correlate2d

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.outcomes import Outcomes
from course.diagnosis.rescaled import factor_of_equal_weights, rescaled, rescaled_elsewhere, rescaled_turned
from course.own_numbers.request import request_of

DRAW = np.random.default_rng(5)
IMAGE, KERNEL = DRAW.integers(0, 256, (5, 6)), np.array([[1, 2, 0], [3, -1, 4]])


def printed(numbers, places=4):
    """An array as np.savetxt prints it, read as typed numbers: a Given."""
    return Given(
        [[Fraction(f"{number:.{places}f}") for number in row] for row in numbers],
        np.full(numbers.shape, places).tolist(),
    )


def told(request, numbers, search=rescaled):
    """(factor, constant, changes) of what is found alone, and what explain() says first of all."""
    (one,) = search(request, numbers)
    explanation = explain(request, numbers)
    assert explanation.explained and explanation.kind == "rescaled" and explanation.comes_from is None
    assert one.lines(request) == explanation.findings[0].lines(request)
    return tuple(one.data().values())


def test_the_right_numbers_changed():
    request = request_of(IMAGE, KERNEL, "valid")
    right = convolve2d(IMAGE, KERNEL, "valid")
    assert told(request, printed(right / 255)) == (Fraction(1, 255), 0, {})
    assert told(request, printed(right - 0.1926)) == (1, Fraction("-0.1926"), {})
    assert told(request, printed(right / 9 + 0.25)) == (Fraction(1, 9), Fraction(1, 4), {})
    assert told(request, Given((right * 13).tolist())) == (13, 0, {})


def test_the_correlation_changed():
    request = request_of(IMAGE, KERNEL, "full")
    numbers = printed(correlate2d(IMAGE, KERNEL, "full") / 255)
    assert told(request, numbers, rescaled_turned) == (Fraction(1, 255), 0, {"flip": False})
    (one,) = rescaled_turned(request, numbers)
    assert "without the flip" in one.lines(request)[0] and "multiplied by 1/255" in one.lines(request)[0]
    assert not rescaled(request, numbers)


def test_a_kernel_whose_turn_is_its_negative():
    """A Sobel kernel: the cause that people know is told, 1/255 without the flip, and not -1/255."""
    sobel = [[1, 0, -1], [2, 0, -2], [1, 0, -1]]
    request = request_of(IMAGE, sobel, "valid")
    got = correlate2d(IMAGE, sobel, "valid")
    assert told(request, printed(got / 255)) == (Fraction(1, 255), 0, {"flip": False})
    assert told(request, printed(got / 100, 2))[0] == Fraction(-1, 100)  # nobody knows why


def test_what_is_not_said():
    request = request_of([3, 4, 5], [2, 1])
    assert not rescaled(request, Given([60, 110, 140, 51]))
    assert not rescaled(request, Given([60, 110, 140]))
    assert not rescaled(request, Given([7, 7, 7, 7]))
    few = request_of([3, 1], [1, 2, 4])  # the correlation of four numbers from three weights tells no factor
    assert not rescaled_turned(few, Given([value * 7 for value in few.but(flip=False).output]))


def test_another_mode_and_border_changed():
    """Keras' Rescaling and its default padding; and no mistake, but one other call, plus a constant."""
    request = request_of(IMAGE, KERNEL, "same", flip=False)
    numbers = printed(correlate2d(IMAGE, KERNEL, "valid") / 255)
    (one,) = explain(request, numbers).findings
    assert tuple(one.data().values()) == (Fraction(1, 255), 0, {"mode": "valid"})
    assert "mode valid" in one.lines(request)[0] and "Bytes are divided" in one.lines(request)[1]
    request = request_of(IMAGE, KERNEL, "same")
    got = ndimage.correlate(IMAGE, KERNEL, mode="mirror") + 4
    (one,) = explain(request, Given(got.tolist())).findings
    assert tuple(one.data().values()) == (1, 4, {"flip": False, "border": "reflect"})


def test_a_factor_that_nobody_knows_needs_more_numbers_than_weights():
    x, h = [3, 1, 4, 1, 5, 9], [2, 7, 1]
    four = np.correlate(x, h, "valid")
    request = request_of(x, h, "same")
    elsewhere = lambda numbers: rescaled_elsewhere(Outcomes(request, Given(numbers.tolist())))
    assert not elsewhere(four * 7)
    more = np.correlate(x, h, "full")
    assert elsewhere(more * 7)[0].data()["factor"] == 7
    assert not elsewhere(more * -1)  # the bank has it


def test_weights_that_were_not_divided():
    request = request_of(IMAGE, [[Fraction(1, 9)] * 3] * 3, "valid")
    got = convolve2d(IMAGE, np.ones((3, 3), int), "valid").tolist()
    (one,) = rescaled(request, Given(got))
    assert one.data()["factor"] == 9 and "divided by 9" in one.lines(request)[1]


def test_of_equal_weights_the_factor_comes_before_the_sum_times_the_sum():
    """The two are the same there; of weights that are fractions the undivided ones are the usual cause."""
    x = [3, 1, 4, 1, 5]
    for weight, hint in ((1, "added once for each of the 3 weights"), (Fraction(1, 3), "to be divided by 3")):
        request = request_of(x, [weight] * 3, "valid")
        explanation = explain(request, Given([3 * value for value in request.output]))
        (one,) = explanation.findings
        assert one.first and [cause.names for cause in explanation.causes] == [("sum-times-sum",)]
        assert "multiplied by 3" in one.lines(request)[0] and hint in one.lines(request)[1]
    assert not factor_of_equal_weights(request, Given([8, 6, 11]))
    other = request_of(x, [1, 1, 2], "valid")
    assert not factor_of_equal_weights(other, Given([3 * value for value in other.output]))
    of_one = request_of(x, [2], "valid")
    assert not factor_of_equal_weights(of_one, Given(of_one.output))


def test_three_equal_channels_may_be_added_up():
    """That is told before two mistakes that give the same, of whole numbers that NumPy prints as 12. as well."""
    request = request_of(IMAGE, KERNEL, "valid", flip=False)
    three_times = correlate2d(IMAGE, KERNEL, "valid") * 3
    (one,) = rescaled(request, printed(three_times, 0))
    assert "multiplied by 3" in one.lines(request)[0] and "channels" in one.lines(request)[1]
    assert "may" in one.lines(request)[1]
    small = request_of([[0, 1, 1, 0], [1, 3, 2, 1], [2, 1, 0, 4]], [[1, -1]], "valid", flip=False)
    printed_small = Given([[3 * v for v in row] for row in small.output], [[0] * 3] * 3, slack=1e-6)
    assert rescaled(small, printed_small)[0].data()["factor"] == 3


def test_a_border_that_one_number_tells_is_no_reading_of_a_constant():
    """All numbers have the same constant but the last, which may be a slip as well as another border."""
    request = request_of([3, 6, -1, -5, -2, 1, -1], [-1, Fraction(3, 2)], "SAME")
    right = np.array(request.output)
    got = right + 1
    got[-1] = right[-1]
    numbers = Given(got.tolist())
    assert rescaled_elsewhere(Outcomes(request, numbers)) == []
    assert not any(finding.kind == "rescaled" for finding in explain(request, numbers).findings)
    # of three weights two numbers tell the border
    longer = request_of([3, 6, -1, -5, -2, 1, -1], [-1, 2, Fraction(3, 2)], "same")
    mirrored = ndimage.convolve1d(np.array(longer.x, float), [-1, 2, 1.5], mode="mirror") + 1
    (found,) = rescaled_elsewhere(Outcomes(longer, Given([Fraction(value) for value in mirrored])))
    assert found.data()["reading"] == {"border": "reflect"}
