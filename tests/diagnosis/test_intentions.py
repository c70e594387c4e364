"""What a function's own text says: words that stand inside others, and words that say something else, say nothing."""

import numpy as np
import pytest

from course.diagnosis.intentions import (
    is_likely_flipped,
    is_meant_to_wrap,
    note_on_flip,
    says_of_border,
    says_of_signs,
    says_of_types,
    says_that_it_dilates,
    says_that_it_is_causal,
    says_that_it_is_not_flipped,
    says_that_zeros_count,
)


def said(text, name="f"):
    """A function with this docstring; its code says nothing."""
    f = eval("lambda x, h: x")
    f.__doc__, f.__name__ = text, name
    return f


def trailing_zeros(f):
    return says_that_zeros_count(f, is_trailing=True)


SAY = [  # what is asked, a text that says so, and one with the same letters that does not
    (says_that_it_dilates, "with holes of d - 1 zeros", "the whole image"),
    (says_that_it_dilates, "taps at rate r", "at the rate of decimation"),
    (says_of_signs, "The absolute value of it.", "It is absent from the signal by design."),
    (says_of_signs, "Without its sign.", "Assign it, and resign; for each position."),
    (says_of_signs, "np.abs of both", "Absorbs both."),
    (says_that_it_is_not_flipped, "As a layer of a network.", "For each player of a game."),
    (says_that_it_is_not_flipped, "A cross-correlation.", "Good for an autocorrelation."),
    (says_that_it_is_not_flipped, "As F.conv2d has it.", "Used by self.conv2d there."),
    (says_that_it_is_causal, "No lag beyond it.", "By Lagrange's way."),
    (
        trailing_zeros,
        "Zeros stand before the signal.",
        "The mean of the previous numbers, the past ones, with a lag.",
    ),
    (trailing_zeros, "As scipy.signal.lfilter does.", "A causal mean, without a delay."),
    (
        lambda f: says_of_border(f, "kept"),
        "The outermost pixels are kept as is.",
        "It has issues for a beginner.",
    ),
    (lambda f: says_of_border(f, "edge"), "The edge is repeated.", "To the best of our knowledge."),
    (is_meant_to_wrap, "The signal wraps around.", "A wrapper of unwrap, for an aperiodic signal."),
]


@pytest.mark.parametrize("asks, text, other", SAY)
def test_a_word_says_it_and_its_letters_inside_others_do_not(asks, text, other):
    assert asks(said(text)) and not asks(said(other))


def test_code_speaks_of_types_by_a_conversion_and_not_by_a_print():
    def converted(x):
        return int(x)

    def printed(x):
        print(x)
        return x

    assert says_of_types(converted) and says_of_types(np.uint8) and not says_of_types(printed)


def test_a_name_that_says_it_is_correct_does_not_say_that_it_correlates():
    assert is_likely_flipped(said("", "correct_conv"), "2-D") and not is_likely_flipped(
        said("", "xcorr"), "2-D"
    )


@pytest.mark.parametrize(
    "name, theirs", [("conv2d", "conv2d"), ("my_conv_2D", "conv2d"), ("conv1d_same", "conv1d")]
)
def test_of_a_name_as_in_libraries_of_networks_it_is_said_whether_these_flip(name, theirs):
    flips = note_on_flip(said("", name), flips=True)
    assert flips.startswith(f"what libraries of networks call {theirs} does not flip the kernel")
    assert note_on_flip(said("", name), flips=False).startswith(f"libraries of networks call this {theirs};")


def test_where_the_text_speaks_of_flipping_or_the_name_is_another_nothing_is_said():
    others = [said("The kernel is flipped.", "conv2d"), said("", "conv"), said("", "filter2d")]
    assert [note_on_flip(f, flips) for f in others for flips in (True, False)] == [""] * 6
    assert note_on_flip(said("A layer of a network.", "conv2d"), flips=True) == ""
