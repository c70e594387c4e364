"""Values that nobody means: what a public function may be given by mistake, or by somebody who looks for its faults."""

import collections
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np

LARGE = 10**400  # beyond the largest float
LONGEST = 10**5000  # more digits than Python writes
inside_itself = []
inside_itself.append(inside_itself)
deep = 1
for _ in range(60):
    deep = [deep]

ODD_VALUES = {
    "None": None,
    **{str(number): number for number in (-1, 0, 5, 1.5, math.nan, math.inf, 1j, True, False)},
    "large": LARGE,
    "-large": -LARGE,
    "longest": LONGEST,
    "Fraction": Fraction(1, 3),
    "large Fraction": Fraction(LARGE, 3),
    "small Fraction": Fraction(3, LARGE),
    "Decimal": Decimal("1.5"),
    "long double": np.longdouble(1.5),
    "large long double": np.longdouble("1e4000"),
    "infinite long double": np.longdouble("inf"),
    "np.True_": np.True_,
    "np.str_": np.str_("same"),
    "x": "x",
    "no": "no",
    "full": "full",
    "long word": "x" * 5000,
    "long digits": "9" * 5000,
    "digit of another script": "\uff11",
    "control characters": "a\x1b[31m\n\udcff",
    "bytes": b"ab",
    "object": object(),
    "type": int,
    "function": len,
    "set": {1, 2},
    "frozenset": frozenset(["full"]),
    "dict": {1: 2},
    "OrderedDict": collections.OrderedDict(a=1),
    "range": range(3),
    "()": (),
    "[]": [],
    "[[]]": [[]],
    "[1]": [1],
    "(1, 2)": (1, 2),
    "(1, 2, 3)": (1, 2, 3),
    "[[1, 2]]": [[1, 2]],
    "pairs": ((1, 2), (3, 4)),
    "words": ["full", "same"],
    "None in a list": [None],
    "a word in a list": ["x"],
    "uneven": [[1], [2, 3]],
    "uneven depth": [1, [2]],
    "uneven depth, list first": [[1], 2],
    "inside itself": inside_itself,
    "deep": deep,
    "bools": [True, False],
    "Decimals": [Decimal(1), Decimal(2)],
    "long doubles": [np.longdouble(1), np.longdouble(2)],
    "large beside a float": [LARGE, 1.5],
    "a float beside large": [1.5, LARGE],
    "large ones": [-LARGE, LARGE],
    "longest beside small": [LONGEST, 1],
    "large Fraction beside a float": [Fraction(LARGE, 3), 1.5],
    "large beside nan": [math.nan, LARGE],
    "large beside inf": [math.inf, LARGE],
    "products beyond floats": [10**200, 1.5, 10**200],
    "large floats": [1.5e300, 1e300, -1e308],
    "array of long doubles": np.array([1.5, 2], np.longdouble),
    "array of large long doubles": np.array(["1e4000", "1"], np.longdouble),
    "table of long doubles": np.array([[1, 2], [3, 4]], np.longdouble),
    "float16": np.array([1, 2], np.float16),
    "uint8": np.array([200, 100], np.uint8),
    "array of bools": np.array([True, False]),
    "array of objects": np.array([1, None], object),
    "array of words": np.array(["a"]),
    "array of complex": np.array([1j]),
    "array of dates": np.array(["2020-01-01"], "M8[D]"),
    "array of records": np.zeros(2, [("a", int)]),
    "masked array": np.ma.array([1, 2], mask=[0, 1]),
    "empty array": np.array([]),
    "array without axes": np.array(3),
    **{f"array of {axes} axes": np.ones((1,) * axes) for axes in (2, 3, 4, 5)},
}
