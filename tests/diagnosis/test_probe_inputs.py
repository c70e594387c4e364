"""The inputs that a function is tried on: what the docstring says of them is so."""

import numpy as np
import pytest

from course.diagnosis.probe_inputs import GRIDS, INPUTS, LINES, STACKS, Bytes


@pytest.mark.parametrize("place", INPUTS)
def test_they_are_even_nested_lists(place):
    inputs, options = INPUTS[place]
    for x, h in inputs:
        assert isinstance(x, list) and isinstance(h, list)
        assert np.array(x).dtype.kind in "if" and np.array(h).dtype.kind in "if"
    assert all(set(given) == ({place} if place in ("stride", "dilation") else set()) for given in options)


@pytest.mark.parametrize("inputs", [LINES, GRIDS, STACKS], ids=["lines", "grids", "stacks"])
def test_sums_are_exact_in_floats(inputs):
    """Whole numbers and quarters: 16 times a product of two of them is whole."""
    for x, h in inputs:
        numbers = np.concatenate([np.ravel(x), np.ravel(h)]).astype(float)
        numbers = numbers[~np.isnan(numbers)]
        assert (numbers * 4 % 1 == 0).all()


@pytest.mark.parametrize("inputs", [LINES, GRIDS], ids=["lines", "grids"])
def test_there_is_one_of_each_kind(inputs):
    kernels = [np.array(h, float) for _, h in inputs]
    assert any(max(h.shape) == 5 for h in kernels)
    assert any(h.shape[0] % 2 == 0 for h in kernels) and any(h.sum() == 0 for h in kernels)
    assert any((h < 0).any() for h in kernels) and any((h % 1 > 0).any() for h in kernels)
    assert any(np.isnan(np.array(x, float)).any() for x, _ in inputs)
    (in_bytes,) = [x for x, _ in inputs if isinstance(x, Bytes)]
    assert np.array(in_bytes).max() > 200 and np.array(in_bytes).min() >= 0


def test_images_and_kernels_are_not_all_square():
    assert any(np.shape(x)[0] != np.shape(x)[1] for x, _ in GRIDS)
    assert any(np.shape(h)[0] > np.shape(h)[1] for _, h in GRIDS)
    assert any(np.shape(h)[0] < np.shape(h)[1] for _, h in GRIDS)
