"""Every mistake by its name: those of the whole bank, and those of one exercise alone."""

from course.mistakes.bank import (
    borders,
    channels,
    exercises,
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

EXERCISE_MISTAKES = {
    mistake.name: mistake
    for mistake in (*exercises.PADDING, *exercises.EDGE_STRENGTH, *exercises.FEATURE_MAP)
}
