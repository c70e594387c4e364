"""Functions of pooling that take a padding as a number: what their averages count, on what it is tried."""

import numpy as np

from course.convolution.pooling import pool_images, window_starts
from course.diagnosis.call_forms import is_same_answer
from course.diagnosis.further_stages import StageRow
from course.diagnosis.nearest_reading import part_alike, values_given
from course.diagnosis.stage_probes import bytes_of, with_fractions

PADDED_SIDE_BY_SIDE = (((4, 6), 2, 2, 1), ((6, 5), 2, 2, 1))  # (rows, columns), window, stride, padding
PADDED_STRIDES = (((5, 6), 2, 1, 1),)
# PyTorch asks that the window is at least 2 * padding.
PADDED_WINDOWS = (((6, 8), 3, 3, 1), ((8, 6), 4, 4, 2))
PADDED_BOTH = (((7, 6), 3, 2, 1), ((6, 7), 3, 1, 1), ((7, 8), 5, 2, 2))
COUNTS_IN_WORDS = {
    True: "in averages the zeros of the padding count (PyTorch's count_include_pad=True), if that is meant",
    False: "averages are those of the numbers that are there, without the padding",
}


def changes_with_padding(ask):
    """Whether a function of pooling gives other numbers with a padding; ask(padding) gives its TriedPooling."""
    both = ask(0), ask(1)
    return not any(tried.answer is None for tried in both) and not is_same_answer(*both)


def zeros_count(f, call, layout, cases, padding, probe):
    """Whether the averages of a function count the zeros of its padding: its numbers are nearer to these.

    probe(sizes, window, stride, padding) gives a Probe of averages; layout, padding: see PoolLayout and
    pool_images().
    """
    probes = [probe(*case) for case in cases]
    answers = [values_given(f, call, each)[0] for each in probes]

    def near(is_counted):
        expected = [padded_averages(layout, padding, is_counted, each) for each in probes]
        return part_alike(expected, answers)

    return near(True) > near(False)


def padded_averages(layout, padding, is_counted, probe):
    """The averages that are right for a Probe with a padding, as a function in this layout gives them."""
    x, h, options = probe
    images = pool_images(
        layout.as_images(x),
        h.shape,
        options["stride"],
        kind="average",
        padding=padding,
        around=options["padding"],
        zeros_count=is_counted,
    )
    return layout.of_images(np.array(images)).tolist()


def padded_cases(any_window, any_stride, padding):
    """The (rows and columns, window, stride, padding) on which a padding is tried, 1 first.

    Of windows that are cut at the end (ceil) none may begin beyond the map: PyTorch leaves such a one out.
    """
    cases = list(PADDED_SIDE_BY_SIDE)
    cases += PADDED_STRIDES if any_stride else ()
    cases += PADDED_WINDOWS if any_window else ()
    cases += PADDED_BOTH if any_window and any_stride else ()

    def begins_inside(case):
        sizes, window, stride, around = case
        return all(window_starts(n + 2 * around, window, stride, padding)[-1] < n + around for n in sizes)

    return sorted(filter(begins_inside, cases), key=lambda case: case[-1])


def rows_of_padding(cases, probe, of=""):
    """The StageRows of a padding: of fractions, as -inf has no place among whole numbers, and of these.

    probe(sizes, window, stride, padding, lift=...) gives a Probe. of: what of, in words behind others.
    """
    below_0 = [probe(*case, lift=-1) for case in cases]
    of_fractions = [each._replace(x=with_fractions(each.x, 0.37)) for each in below_0]
    of_fractions += [each._replace(x=each.x + 0.25) for each in (probe(*case) for case in cases[:2])]
    in_bytes = [each._replace(x=bytes_of(each.x.shape)) for each in below_0[:1]]
    name, whole = f"padding{of}", f"padding of whole numbers{of}"
    return [
        StageRow(name, "without padding", f"where there is {name}", of_fractions),
        StageRow(
            whole, f"for padding of fractions{of}", f"where there is {whole}", [*below_0[:2], *in_bytes]
        ),
    ]
