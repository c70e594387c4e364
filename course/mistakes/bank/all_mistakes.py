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

# The first are those that people make most often.
BANK = {
    mistake.name: mistake
    for mistake in (
        *frequent.MISTAKES,
        *kernel_and_axes.MISTAKES,
        *loops.MISTAKES,
        *modes_and_padding.MISTAKES,
        *borders.MISTAKES,
        *sums.MISTAKES,
        *number_types.MISTAKES,
        *stride_and_dilation.MISTAKES,
        *channels.MISTAKES,
    )
}

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
