"""What a parameter is for is read from its name and its default."""

import numpy as np
import pytest

from course.diagnosis.parameters import NO_DEFAULT, kernel_comes_first, parameters_of, role_of


@pytest.mark.parametrize(
    "name, default, role",
    [
        ("stride", 1, "stride"),
        ("s", 2, "stride"),
        ("Stride_2", 1, "stride"),
        ("padding", 0, "padding"),
        ("padding", "same", "mode"),
        ("padding", "SAME", "mode"),
        ("shape", "full", "mode"),
        ("mode", "reflect", "border"),
        ("anything", "symm", "border"),
        ("how", "twice", ""),
        ("normalize", True, "normalize"),
        ("padding", True, ""),
        ("hparameters", NO_DEFAULT, "settings"),
        ("b", NO_DEFAULT, "bias"),
        ("verbose", False, ""),
        ("colour", NO_DEFAULT, ""),
    ],
)
def test_a_parameter_has_a_role(name, default, role):
    assert role_of(name, default) == role


def test_the_parameters_of_a_function():
    def f(image, kernel, /, weights, b, stride=2, *more, border="edge", **options): ...

    parameters = parameters_of(f)
    assert [parameter.name for parameter in parameters] == [
        "image",
        "kernel",
        "weights",
        "b",
        "stride",
        "border",
    ]
    assert [parameter.role for parameter in parameters] == ["input", "kernel", "", "bias", "stride", "border"]
    assert [parameter.is_required for parameter in parameters] == [True, True, True, True, False, False]
    assert [parameter.by_name for parameter in parameters] == [False, False, True, True, True, True]
    assert [parameter.is_sure for parameter in parameters] == [True, True, False, False, True, True]
    assert parameters_of(min) is None


@pytest.mark.parametrize(
    "f, first",
    [
        (lambda kernel, image: 0, True),
        (lambda filt, img: 0, True),
        (lambda image, kernel: 0, False),
        (lambda k, other: 0, False),
        (np.convolve, False),
    ],
)
def test_the_order_is_in_the_names(f, first):
    assert kernel_comes_first(parameters_of(f)) == first
