"""diagnose() of moving averages whose sum is carried on from window to window, and is off by one somewhere."""

import numpy as np
import pytest
from scipy import ndimage
from support.callings import named

from course import diagnose
from course.convolution.averages import moving_averages
from course.mistakes.bank.sliding_sums import SLIDING_MISTAKES
from course.mistakes.faulty_definition import definition_with

X = (np.arange(11) ** 2 % 17 + 1.0).tolist()


def carried(x, n, first, added=0, removed=0, begins=0):
    """A sum of the first n numbers, and so many more, that goes on by x[i + added] - x[i - n + removed]."""
    total = sum(x[: n + first])
    averages = [total / n]
    for i in range(n, len(x)):
        total += x[i + added]
        if i >= n + begins:
            total -= x[i - n + removed]
        averages.append(total / n)
    return averages


def test_a_sum_that_is_carried_on_rightly_is_that_of_scipy():
    for n in (1, 2, 3, 6):
        expected = ndimage.uniform_filter1d(X, n, origin=-(n // 2))[: len(X) - n + 1]
        assert np.allclose(carried(X, n, 0), expected) and np.allclose(
            moving_averages(X, n, ends="valid"), expected
        )


def removes_next(x, n):
    return carried(x, n, 0, removed=1)


def removes_previous(x, n):
    """At the first step the index is -1."""
    return carried(x, n, 0, removed=-1)


def removes_nothing(x, n):
    return carried(x, n, 0, begins=len(x))


def keeps_the_first(x, n):
    return carried(x, n, 0, begins=1)


def adds_previous(x, n):
    return carried(x, n, 0, added=-1)


def begins_with_one_fewer(x, n):
    return carried(x, n, -1)


def begins_with_one_more(x, n):
    return carried(x, n, 1)


def adds_the_last_of_the_first_window_again(x, n):
    total, averages = sum(x[:n]), []
    for i in range(n - 1, len(x)):
        total += x[i]
        averages.append(total / n)
        total -= x[i - n + 1]
    return averages


def removes_a_step_later(x, n):
    """The window has one number more from the second on."""
    window, averages = [], []
    for number in x:
        window.append(number)
        if len(window) > n + 1:
            window.pop(0)
        if len(window) >= n:
            averages.append(sum(window) / n)
    return averages


def removes_before_it_is_full(x, n):
    """At the step that fills the window the last number is removed: x[-1]."""
    total, averages = 0, []
    for i in range(len(x)):
        total += x[i]
        if i >= n - 1:
            total -= x[i - n]
            averages.append(total / n)
    return averages


OFF_BY_ONE = {
    "avg-slides-off-next": removes_next,
    "avg-slides-off-previous": removes_previous,
    "avg-slides-nothing-off": removes_nothing,
    "avg-slides-first-stays": keeps_the_first,
    "avg-slides-on-previous": adds_previous,
    "avg-slides-from-one-fewer": begins_with_one_fewer,
    "avg-slides-from-one-more": begins_with_one_more,
    "avg-slides-on-again": adds_the_last_of_the_first_window_again,
    "avg-slides-off-later": removes_a_step_later,
    "avg-slides-off-last": removes_before_it_is_full,
}


def test_each_is_tried_here():
    assert {*OFF_BY_ONE} == {mistake.name for mistake in SLIDING_MISTAKES}


@pytest.mark.parametrize("name", OFF_BY_ONE)
@pytest.mark.parametrize("n", [2, 3, 4, 7])
def test_what_each_mistake_gives(name, n):
    (mistake,) = [each for each in SLIDING_MISTAKES if each.name == name]
    given = definition_with(mistake).moving_averages(X, n, ends="valid")
    assert np.allclose(given, OFF_BY_ONE[name](X, n)) and not np.allclose(given, carried(X, n, 0))


def called(f, name="moving_average", size="n"):
    average = eval(f"lambda signal, {size}: f(signal, {size})", {"f": f})
    average.__name__ = name
    return average


@pytest.mark.parametrize("name", OFF_BY_ONE)
def test_a_sum_that_is_off_by_one_is_told(name):
    found = diagnose(called(OFF_BY_ONE[name]))
    assert not found.right and named(found) == [{name}], str(found)


def of_whole_length(added, begins, removed=0):
    """The average of the last n numbers, or of those that there are: one for each number."""

    def running_mean(signal, n):
        total, averages = 0, []
        for i in range(len(signal)):
            total += signal[i + added if i else 0]
            if i >= n + begins:
                total -= signal[i - n + removed]
            averages.append(total / min(i + 1, n))
        return averages

    return running_mean


def test_averages_of_the_numbers_that_are_there_are_right():
    assert diagnose(of_whole_length(added=0, begins=0)).right


@pytest.mark.parametrize(
    "f, name",
    [
        (of_whole_length(added=0, begins=1), "avg-slides-first-stays"),
        (of_whole_length(added=0, begins=0, removed=1), "avg-slides-off-next"),
        (of_whole_length(added=0, begins=0, removed=-1), "avg-slides-off-previous"),
        (of_whole_length(added=0, begins=10**9), "avg-slides-nothing-off"),
        (of_whole_length(added=-1, begins=0), "avg-slides-on-previous"),
    ],
)
def test_averages_for_each_number_are_told_too(f, name):
    found = diagnose(f)
    assert not found.right and named(found) == [{name}], str(found)


def around_each(signal, radius, first=1):
    """The average of the window around each number, or of what there is of it."""
    total, averages = sum(signal[: radius + first]), []
    for i in range(len(signal)):
        if i and i + radius < len(signal):
            total += signal[i + radius]
        if i > radius:
            total -= signal[i - radius - 1]
        averages.append(total / len(signal[max(0, i - radius) : i + radius + 1]))
    return averages


def test_averages_around_each_number_are_right_or_told():
    assert diagnose(called(around_each, "smooth_average", "radius")).right
    fewer = called(lambda x, radius: around_each(x, radius, first=0), "smooth_average", "radius")
    assert named(diagnose(fewer)) == [{"avg-slides-from-one-fewer"}]


@pytest.mark.parametrize("border", ["edge", "reflect", "constant"])
def test_a_sum_that_slides_over_a_padded_signal_is_told(border):
    """Zeros stand there, if the border is constant."""

    def smooth_average(signal, size):
        """The signal is padded."""
        padded = np.pad(np.asarray(signal, float), (size // 2, (size - 1) // 2), mode=border)
        return np.array(removes_next(padded, size))

    found = diagnose(smooth_average)
    assert not found.right and named(found) == [{"avg-slides-off-next"}], str(found)


def with_nans(signal, n):
    """nan where the window is not full."""
    return np.array([np.nan] * (n - 1) + removes_next(signal, n))


def test_averages_with_a_nan_for_each_that_is_not_full_are_told():
    assert named(diagnose(called(with_nans, "rolling_mean"))) == [{"avg-slides-off-next"}]


def without_the_first_window(x, n):
    """The sum of one number too many, whose first number is never removed."""
    return keeps_the_first(x, n)[1:]


def test_with_the_first_window_left_out_both_are_told():
    found = diagnose(called(without_the_first_window))
    assert named(found) == [{"avg-slides-first-stays", "avg-without-first"}], str(found)


def half_removed(x, n):
    return carried(x, n, 0, removed=2)


def test_another_slip_gets_no_name_that_may_be_false():
    found = diagnose(called(half_removed))
    assert not found.right and not found.causes


def cumulative(x, n):
    """Sums that never lose a number, which stand for what they are."""
    return (np.cumsum(x) / np.arange(1, len(x) + 1))[n - 1 :]


def test_averages_from_the_first_number_on_are_not_taken_for_sums_that_are_divided_by_n():
    found = diagnose(called(cumulative))
    assert not found.right and "avg-slides-nothing-off" not in str(found)
