"""Modes that are taken for others, and zeros that go elsewhere."""

from course.mistakes import changes as change
from course.mistakes.mistake import A_DRAFT, BOTH, PLANE, Mistake

VALID_HINT = "Mode valid adds nothing to the input: n - k + 1 numbers at stride 1."
ODD_ZERO_HINT = "Mode same adds k - 1 zeros in all; for an even k that is an odd number."


def one_short(pads, *given, **steps):
    before, after = pads(*given, **steps)
    return max(before - 1, 0), max(after - 1, 0)


def pads_of_k(pads, n, k, mode, **steps):
    return (k, k) if mode in ("full", "same") else pads(n, k, mode, **steps)


MISTAKES = (
    Mistake(
        "same-is-full",
        BOTH,
        change.modes(same="full"),
        "mode full, where 'same' is asked.",
        "At stride 1 mode same has as many numbers as the input: keep the middle of full.",
    ),
    Mistake(
        "same-is-valid",
        BOTH,
        change.modes(same="valid"),
        "mode valid, where 'same' is asked: no zeros are added.",
        "Pad the input before the kernel slides.",
    ),
    Mistake(
        "full-is-same",
        BOTH,
        change.modes(full="same"),
        "mode same, where 'full' is asked.",
        "Mode full keeps every overlap: n + k - 1 numbers at stride 1.",
    ),
    Mistake(
        "full-is-valid",
        BOTH,
        change.modes(full="valid"),
        "mode valid, where 'full' is asked: no zeros are added.",
        "Mode full adds k - 1 places on every side of the input.",
    ),
    Mistake(
        "valid-is-same",
        BOTH,
        change.modes(valid="same"),
        "mode same, where 'valid' is asked.",
        VALID_HINT,
    ),
    Mistake(
        "valid-is-full",
        BOTH,
        change.modes(valid="full"),
        "mode full, where 'valid' is asked.",
        VALID_HINT,
    ),
    Mistake(
        "always-valid",
        BOTH,
        change.modes(same="valid", full="valid", SAME="valid"),
        "mode valid, whatever mode is asked.",
        "Look at where the mode is used: nothing is ever added to the input.",
    ),
    Mistake(
        "always-same",
        BOTH,
        change.modes(valid="same", full="same"),
        "mode same, whatever mode is asked.",
        "Look at where the mode is used: valid adds nothing, and full k - 1 places on each side.",
    ),
    Mistake(
        "always-full",
        BOTH,
        change.modes(valid="full", same="full", SAME="full"),
        "mode full, whatever mode is asked.",
        "Look at where the mode is used: full alone adds k - 1 places on each side.",
    ),
    Mistake(
        "same-crop-start",
        BOTH,
        change.padding_of_same(lambda over: (over, 0)),
        "the first n numbers of full (a causal filter), where 'same' takes the middle ones.",
        "Leave out the first (k - 1)//2 numbers of full, and take n from there on.",
    ),
    Mistake(
        "same-crop-end",
        BOTH,
        change.padding_of_same(lambda over: (0, over)),
        "the last n numbers of full, where 'same' takes the middle ones.",
        "Leave out (k - 1)//2 of the first numbers of full, and not k - 1, as OpenCV's anchor=(0, 0) does.",
    ),
    Mistake(
        "same-wrong-side",
        BOTH,
        change.padding_of_same(lambda over: (over // 2, over - over // 2)),
        "mode same with the odd zero after the input, where it goes before.",
        "A kernel of even size has no middle; slide 1 0 over 1 2 3 to see which side is meant.",
        "scipy #1968",
    ),
    Mistake(
        "same-half-both",
        BOTH,
        change.padding_of_same(lambda over: ((over + 1) // 2, (over + 1) // 2)),
        "k//2 zeros on both sides, which is one too many for a kernel of even size.",
        ODD_ZERO_HINT,
        "tensorflow #4297",
    ),
    Mistake(
        "same-half-floor",
        BOTH,
        change.padding_of_same(lambda over: (over // 2, over // 2)),
        "(k - 1)//2 zeros on both sides, which is one too few for a kernel of even size.",
        ODD_ZERO_HINT,
    ),
    Mistake(
        "same-half-plus1",
        BOTH,
        change.padding_of_same(lambda over: (over // 2 + 1, over // 2 + 1)),
        "(k - 1)//2 + 1 zeros on both sides: one too many on each for an odd k, one in all for an even k.",
        "Mode same adds k - 1 zeros in all, (k - 1)//2 on each side if k is odd.",
    ),
    Mistake(
        "pad-one-short",
        BOTH,
        change.piece("pads")(one_short),
        "one zero too few on each side.",
        "Full adds k - 1 zeros on each side; same k - 1 in all, and SAME with a stride no more than that.",
    ),
    Mistake(
        "same-pad-k",
        BOTH,
        change.piece("pads")(pads_of_k),
        "k zeros on each side.",
        "With k zeros the first window holds none of the input: full adds k - 1, same about half of that.",
    ),
    Mistake(
        "same-pad-one",
        BOTH,
        change.padding_of_same(lambda over: (1, 1)),
        "one zero on each side, however wide the kernel is.",
        "One zero on each side is right for a kernel of 3; how many go there depends on the kernel.",
    ),
    Mistake(
        "same-pad-rows",
        PLANE,
        change.padding_of_two_axes("same", lambda rows, columns: (rows, (0, 0))),
        "zeros above and below the image, but none left and right of it.",
        "The columns need padding as well: np.pad takes one pair for each axis.",
    ),
    Mistake(
        "same-pad-cols",
        PLANE,
        change.padding_of_two_axes("same", lambda rows, columns: ((0, 0), columns)),
        "zeros left and right of the image, but none above and below it.",
        "The rows need padding as well: np.pad takes one pair for each axis.",
    ),
    Mistake(
        "half-rows",
        PLANE,
        change.padding_of_two_axes("same", lambda rows, columns: (rows, (rows[0], sum(columns) - rows[0]))),
        "windows placed by half of the kernel's height, along the columns too.",
        "Along the columns it is half of the kernel's width; try a kernel of 3 rows and 5 columns.",
    ),
    Mistake(
        "half-cols",
        PLANE,
        change.padding_of_two_axes(
            "same", lambda rows, columns: ((columns[0], sum(rows) - columns[0]), columns)
        ),
        "windows placed by half of the kernel's width, along the rows too.",
        "Along the rows it is half of the kernel's height; try a kernel of 3 rows and 5 columns.",
    ),
    Mistake(
        "same-pad-swapped",
        PLANE,
        change.padding_of_two_axes("same", lambda rows, columns: (columns, rows)),
        "mode same with the zeros of the rows along the columns, and the other way round.",
        "Above and below go the zeros for the kernel's height, left and right those for its width.",
        A_DRAFT,
    ),
)
