"""What the property tests draw their examples from: small, signed, seldom square, the same on every run."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

laws = settings(max_examples=40, deadline=None, derandomize=True, print_blob=False)

integers = st.integers(-9, 9)
quarters = st.integers(-40, 40).map(lambda number: number / 4)  # their sums and products are exact
fractions = st.fractions(-5, 5, max_denominator=12)
floats = st.floats(-1e3, 1e3)
steps = st.integers(1, 4)
margins = st.integers(0, 9)
orders = st.booleans()


def lines(longest=8, shortest=1):
    """A signal or a kernel of whole numbers: int64, (n,)."""
    return arrays(np.int64, st.integers(shortest, longest), elements=integers)


def grids(longest=6):
    """An image or a kernel of whole numbers: int64, (rows, columns)."""
    return arrays(np.int64, array_shapes(min_dims=2, max_dims=2, max_side=longest), elements=integers)


@st.composite
def fitting(draw, axes=2, longest=6):
    """An image and a kernel that is nowhere longer: two int64 arrays of as many axes."""
    shape = draw(st.tuples(*[st.integers(1, longest)] * axes))
    kernel = tuple(draw(st.integers(1, size)) for size in shape)
    return draw(arrays(np.int64, shape, elements=integers)), draw(arrays(np.int64, kernel, elements=integers))
