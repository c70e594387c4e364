"""Every mistake of the bank by its name. What goes wrong in one exercise alone stands with that exercise."""

from course.mistakes.bank import (
    borders,
    channels,
    frequent,
    kernel_and_axes,
    loops,
    modes_and_padding,
    number_types,
    stride_and_dilation,
    sums,
)

# The modules of the bank: the first has the mistakes that people make most often.
BANK_MODULES = (
    frequent,
    kernel_and_axes,
    loops,
    modes_and_padding,
    borders,
    sums,
    number_types,
    stride_and_dilation,
    channels,
)
BANK = {mistake.name: mistake for module in BANK_MODULES for mistake in module.MISTAKES}

# Those of any place that people make most often, as far as their drafts tell: of these every two are looked for together,
# however large the request. First come those that many drafts have, then those that single ones or threads have.
MADE_MOST_OFTEN = (
    *(mistake.name for mistake in frequent.MISTAKES),
    "same-half-both",
    "same-wrong-side",
    "range-short",
    "uint8-output",
    "clip-255",
)
