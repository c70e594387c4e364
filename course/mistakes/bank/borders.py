"""Mistakes in what stands beyond the edge of the input."""

from course.convolution.nested import shape
from course.convolution.sizes import BORDERS
from course.mistakes import changes as change
from course.mistakes.arithmetic import quotient
from course.mistakes.later import then_for_each
from course.mistakes.mistake import A_DRAFT, BOTH, Mistake

PAD_FIRST_HINT = "Pad first: then every output has a window, at the border too."


def border_copy(y, outside, inside, x):
    if shape(y) != shape(x):
        return y
    copied_beyond = lambda right, beyond, copied: copied if beyond else right
    return then_for_each(copied_beyond, y, outside, x)


def edge_renormalise(y, outside, inside, x):
    """Where weights 1 2 1 lose the first one at the border, the output is divided by 3; inside by nothing."""

    def divided(right, beyond, weights):
        return quotient(right, weights) if beyond and weights != 0 else right

    return then_for_each(divided, y, outside, inside)


def mirrored_with_far_edge(source, i, n, border):
    """With n = 3 the places -2 to 4 are 2 1 0 1 2 2 1."""
    return source(i, n, "reflect" if i < 0 else "symmetric")


MISTAKES = (
    Mistake(
        "boundary-wrap",
        BOTH,
        change.borders(dict.fromkeys(BORDERS, "wrap")),
        "an input that starts again from its other side beyond the edge.",
        "An FFT wraps: give it n + k - 1 places for n numbers and k weights; elsewhere look at the border.",
    ),
    Mistake(
        "neg-index-wrap",
        BOTH,
        change.piece("source")(lambda source, i, n, border: i + n if -n <= i < 0 else source(i, n, border)),
        "an input whose end stands before its start, as x[-1] reads in Python.",
        "A negative index counts from the end: ask 0 <= i before x[i] is read.",
    ),
    Mistake(
        "boundary-edge",
        BOTH,
        change.borders(dict.fromkeys(BORDERS, "edge")),
        "an input whose last number is repeated beyond the edge.",
        "Which border is asked? If none is, zeros stand beyond the edge; a library has its own default.",
    ),
    Mistake(
        "boundary-reflect",
        BOTH,
        change.borders(dict.fromkeys(BORDERS, "reflect")),
        "an input mirrored beyond the edge, the edge itself not repeated, which is OpenCV's default.",
        "Which border is asked? If none, zeros; in np.pad 'reflect' leaves out the edge, 'symmetric' not.",
        "OpenCV's filter2D, if no border is given",
    ),
    Mistake(
        "boundary-symm",
        BOTH,
        change.borders(dict.fromkeys(BORDERS, "symmetric")),
        "an input mirrored beyond the edge, the edge itself repeated, which is scipy.ndimage's default.",
        "Which border is asked? If none, zeros; in np.pad 'symmetric' repeats the edge, 'reflect' does not.",
        "scipy.ndimage, if no mode is given",
    ),
    Mistake(
        "pad-ones",
        BOTH,
        change.around(lambda convolve, x, h, mode, options: convolve(x, h, mode, **{"fill": 1, **options})),
        "an input padded with ones.",
        "The padding is zeros, unless another fill is asked; np.pad's own constant is 0.",
    ),
    Mistake(
        "border-copy",
        BOTH,
        change.outputs_at_the_border(border_copy),
        "outputs where the kernel lies wholly inside; at the border the input is copied.",
        PAD_FIRST_HINT,
    ),
    Mistake(
        "edge-renormalise",
        BOTH,
        change.outputs_at_the_border(edge_renormalise),
        "a result that is divided, at the border, by the weights that lie on the input.",
        "That is a blur which is fair to its edges; the definition pads the input and divides by nothing.",
    ),
    Mistake(
        "mirror-far-edge",
        BOTH,
        change.piece("source")(mirrored_with_far_edge),
        "an input that is mirrored beyond the edge, which is repeated at the end and not at the start.",
        "With -i for the mirror at the start, the one at the end is 2*n - 2 - i: try places -1 and n.",
        A_DRAFT,
    ),
)
