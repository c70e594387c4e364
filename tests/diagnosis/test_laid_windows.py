"""Windows that are laid out once: the same numbers as the definition that lays them out anew, for any input and kernel."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import laws

from course.convolution import definition
from course.convolution.definition import flipped
from course.convolution.nested import flat, made
from course.convolution.sizes import BORDERS, MODES
from course.diagnosis import outcomes as outcomes_module
from course.diagnosis.given import Given
from course.diagnosis.laid_windows import LaidWindows
from course.diagnosis.outcomes import Outcomes
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import definition_with
from course.mistakes.later import added_up
from course.own_numbers.request import request_of

OPTIONS = st.fixed_dictionaries(
    {
        "mode": st.sampled_from([mode for mode in MODES if mode != "valid"]),
        "stride": st.integers(1, 2),
        "dilation": st.integers(1, 2),
        "border": st.sampled_from(BORDERS),
    }
)


def numbers_of(sizes, start):
    """Numbers of this shape, no two alike."""
    return made(sizes, lambda index: start + sum(place * 10**axis for axis, place in enumerate(index)))


@laws
@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=2),
    st.lists(st.integers(1, 3), min_size=2, max_size=2),
    OPTIONS,
    st.booleans(),
    st.sampled_from([0, 7]),
)
def test_sums_are_those_of_the_definition(x_sizes, h_sizes, options, flip, fill):
    x, h = numbers_of(x_sizes, 3), numbers_of(h_sizes[: len(x_sizes)], 2)
    convolve = definition.convolve1d if len(x_sizes) == 1 else definition.convolve2d
    windows = LaidWindows((), tuple(x_sizes), tuple(h_sizes[: len(x_sizes)]), **options)
    weights = list(flat(flipped(h) if flip else h))
    sums = windows.sums([*flat(x), fill], weights, definition.total)
    assert added_up(sums) == convolve(x, h, flip=flip, fill=fill, **options)


def test_the_places_of_all_windows_are_counted():
    windows = LaidWindows((), (3,), (2,), mode="full")
    assert windows.places == 8
    assert added_up(windows.sums([3, 4, 5, 0], [1, 2], lambda products: Fraction(sum(products), 2))) == [
        *(3, Fraction(11, 2), 7, Fraction(5, 2)),
    ]


@pytest.mark.parametrize("name", ["same-is-full", "boundary-edge", "range-short", "shift-one"])
def test_changes_of_places_are_made(name):
    mistake = BANK[name]
    windows = LaidWindows((mistake,), (5,), (3,), mode="same")
    sums = windows.sums([3, 1, 4, 1, 5, 0], [7, 2, 9], definition.total)
    assert added_up(sums) == definition_with(mistake).convolve1d([3, 1, 4, 1, 5], [9, 2, 7], "same")


def test_windows_of_one_size_are_laid_out_once(monkeypatch):
    """Whatever two mistakes make of the kernel's numbers, as long as it keeps its size."""
    laid = []
    monkeypatch.setattr(
        outcomes_module,
        "LaidWindows",
        lambda *args, **options: laid.append(args) or LaidWindows(*args, **options),
    )
    request = request_of(numbers_of((4, 5), 3), numbers_of((3, 3), 2), "same")
    outcomes = Outcomes(request, Given(numbers_of((4, 5), 0)))
    for name in ("kernel-abs", "kernel-norm", "kernel-rot90", "no-flip"):
        outcomes.fits(BANK[name], BANK["kernel-int"])
    assert len(laid) == 1


def test_windows_are_not_kept_without_end(monkeypatch):
    """Those of one mode have 10 places, those of the other 14: the first go when the others come."""
    laid = []
    monkeypatch.setattr(
        outcomes_module,
        "LaidWindows",
        lambda *args, **options: laid.append(args) or LaidWindows(*args, **options),
    )
    monkeypatch.setattr(outcomes_module, "PLACES_KEPT", 20)
    request = request_of([3, 1, 4, 1, 5, 9], [2, 7], "valid")
    outcomes = Outcomes(request, Given([0] * 5))
    for mode, start in (("valid", 1), ("full", 2), ("full", 3), ("valid", 4)):
        outcomes.fits_as(request.but(mode=mode, x=numbers_of((6,), start)))
    assert len(laid) == 3
