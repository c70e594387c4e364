"""The banks that stand apart: of functions, layers, Gaussian kernels, pooling, averages and the strength of edges."""

from types import FunctionType

from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.bank.averages import AVERAGE_MISTAKES, AVERAGES_TOGETHER
from course.mistakes.bank.bounds import BOUNDS_MISTAKES
from course.mistakes.bank.edges import EDGE_MISTAKES, SOBEL_MISTAKES
from course.mistakes.bank.functions import (
    CAUSAL_MISTAKES,
    FUNCTION_MISTAKES,
    MEAN_MISTAKES,
    ONE_AXIS_MISTAKES,
    PADDED_COPY_MISTAKES,
    POLYNOMIAL_MISTAKES,
)
from course.mistakes.bank.gaussian_kernels import BLUR_MISTAKES, GAUSSIAN_MISTAKES, SHOWN_BY_A_BLUR
from course.mistakes.bank.layers import LAYER_MISTAKES
from course.mistakes.bank.pooling import OVER_CHANNELS, OVER_IMAGES, POOLING_MISTAKES, WINDOWS_ELSEWHERE
from course.mistakes.bank.separable import SEPARABLE_MISTAKES
from course.mistakes.bank.single_steps import OF_CHANNELS_ALONE, STEP_MISTAKES
from course.mistakes.faulty_definition import WORLD

APART = (
    *FUNCTION_MISTAKES,
    *CAUSAL_MISTAKES,
    *MEAN_MISTAKES,
    *ONE_AXIS_MISTAKES,
    *BOUNDS_MISTAKES,
    *PADDED_COPY_MISTAKES,
    *POLYNOMIAL_MISTAKES,
    *GAUSSIAN_MISTAKES,
    *POOLING_MISTAKES,
    *AVERAGE_MISTAKES,
    *BLUR_MISTAKES,
    *SEPARABLE_MISTAKES,
    *STEP_MISTAKES,
    *LAYER_MISTAKES,
    *EDGE_MISTAKES,
    *SOBEL_MISTAKES,
)


def test_every_name_means_one_mistake():
    names = [*BANK, *(mistake.name for mistake in APART)]
    assert len({*names}) == len(names)
    assert {*SHOWN_BY_A_BLUR} <= {mistake.name for mistake in GAUSSIAN_MISTAKES}
    assert {*OF_CHANNELS_ALONE} <= {mistake.name for mistake in STEP_MISTAKES}
    assert {*AVERAGES_TOGETHER} <= {mistake.name for mistake in AVERAGE_MISTAKES}
    assert {*OVER_CHANNELS, *OVER_IMAGES, *WINDOWS_ELSEWHERE} <= {
        mistake.name for mistake in POOLING_MISTAKES
    }


def test_each_has_a_sentence_and_a_hint_and_changes_a_piece():
    pieces = {
        name
        for module in WORLD
        for name, value in vars(module).items()
        if isinstance(value, FunctionType) and value.__module__ == module.__name__
    }
    for mistake in APART:
        assert mistake.says.endswith(".") and mistake.hint.endswith((".", "?")), mistake.name
        assert mistake.replaced and mistake.replaced.keys() <= pieces, mistake.name
