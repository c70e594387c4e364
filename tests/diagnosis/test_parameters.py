"""What a parameter is for is read from its name and its default."""

import numpy as np
import pytest

from course.diagnosis.parameters import (
    NO_DEFAULT,
    kernel_comes_first,
    orders_of_arrays,
    others_than,
    parameters_of,
    role_of,
)


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
    assert [parameter.role for parameter in parameters] == [
        "input",
        "kernel",
        "kernel",
        "bias",
        "stride",
        "border",
    ]
    others = [parameter.role for parameter in others_than(parameters, (0, 1))]
    assert others == ["", "bias", "stride", "border"]
    assert [parameter.is_required for parameter in parameters] == [True, True, True, True, False, False]
    assert [parameter.by_name for parameter in parameters] == [False, False, True, True, True, True]
    assert [parameter.is_sure for parameter in parameters] == [True, True, True, False, True, True]
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


@pytest.mark.parametrize(
    "f, first, is_sure",
    [
        (lambda image, kernel: 0, (0, 1), True),
        (lambda kernel, image: 0, (1, 0), True),
        (lambda a, v: 0, (0, 1), False),
        (lambda x, b: 0, (0, 1), False),
        (lambda patch, img: 0, (1, 0), False),
        (lambda k, other: 0, (1, 0), False),
        (lambda weight, bias, x, stride=1: 0, (2, 0), False),
        (lambda x, b, w: 0, (0, 2), False),
        (lambda a, image, kernel: 0, (1, 2), False),
        (lambda W, b, A_prev, hparameters: 0, (2, 0), False),
        (lambda image, kernel=None: 0, (0, 1), True),
        (lambda image, *others: 0, (0, 1), True),
    ],
)
def test_where_the_input_and_the_kernel_stand(f, first, is_sure):
    orders = orders_of_arrays(parameters_of(f))
    assert orders[0] == first and (len(orders) == 1) == is_sure
