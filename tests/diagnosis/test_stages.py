"""Functions that are tried in stages: what each stage asks for, up to where a function is right, and what is named."""

import time
from itertools import product

import numpy as np
import pytest
from benchmarks import mutant_verdicts
from scipy import ndimage, signal
from support.callings import LAYER, SAME, HandMade, convolved, layer, named, with_options

from course.diagnosis.calling import calling_of
from course.diagnosis.diagnose import diagnose
from course.diagnosis.probes import is_of_bytes, sliding_sizes
from course.diagnosis.stages import NAN_STAGE, ZEROS_STAGE, judged, stages_of

LINE = HandMade("1-D", modes=("full", "same", "valid"), call=lambda f, x, h, o: f(x, h, o["mode"]))
STRIDED = HandMade(call=with_options, modes=("valid",), takes=("stride", "strides", "padding", "paddings"))


def names(calling):
    return [stage.name for stage in stages_of(calling)]


def kernels(calling):
    return {sliding_sizes(probe)[1] for stage in stages_of(calling) for probe in stage.probes}


# ---- which stages there are


def test_the_stages_of_images_in_their_order():
    assert names(SAME) == [
        "3x3 kernels on square images",
        "images that are not square",
        "5x5 and 1x1 kernels",
        "kernels that are not square",
        "kernels of even size",
        "an image of the kernel's size",
        "fractions",
        "bytes",
        "weights that add up to 0",
        "numbers that begin or end with 0",
        "a nan",
    ]


def test_options_come_after_the_kernels_and_those_that_differ_after_the_equal_ones():
    assert [name for name in names(STRIDED) if name not in names(SAME)] == [
        *("stride", "strides that differ", "padding", "paddings that differ"),
    ]
    further = [name for name in names(LAYER) if name not in names(SAME)]
    assert further == ["several channels", "several filters", "a batch", "stride", "padding", "a bias"]


def test_a_nan_comes_last_and_no_other_stage_has_one():
    for calling in (SAME, LINE, STRIDED, LAYER):
        *others, last = stages_of(calling)
        assert last.name == NAN_STAGE and all(np.isnan(probe.x).any() for probe in last.probes)
        assert not any(np.isnan(probe.x).any() for stage in others for probe in stage.probes)


@pytest.mark.parametrize(
    ("allowed", "fits"),
    [
        ("any", lambda k, l: True),
        ("odd", lambda k, l: k % 2 == l % 2 == 1),
        ("square", lambda k, l: k == l),
        ((3, 3), lambda k, l: (k, l) == (3, 3)),
        ((2, 5), lambda k, l: (k, l) == (2, 5)),
    ],
)
def test_only_kernels_that_are_allowed(allowed, fits):
    assert all(fits(*sizes) for sizes in kernels(HandMade(kernels=allowed)))
    assert len(kernels(HandMade(kernels=allowed))) > 1 or not isinstance(allowed, str)


def test_even_kernels_are_seen_of_a_function_that_stops_where_an_image_is_not_square():
    def transposed(x, h):
        full = signal.convolve2d(x, h)
        start = np.array(h.shape) // 2
        return full[start[0] :, start[1] :][: len(x), : len(x[0])].T + 0 * x

    found = judged(transposed, SAME)
    assert named(found) == [{"output-transposed"}]
    assert found.limit.startswith("That holds for kernels of odd size; where a kernel has an even size it")


def test_a_line_of_one_kernel_size():
    assert kernels(HandMade("1-D", kernels=(4,))) == {(4,)}
    assert {k for (k,) in kernels(LINE)} == {1, 2, 3, 4, 5, 7}


def test_a_suite_has_the_probes_of_all_stages_before():
    before = ()
    for stage in stages_of(STRIDED):
        before += stage.probes
        assert stage.suite.probes == before and stage.probes


def test_the_first_images_are_larger_than_the_kernel():
    for stage in stages_of(SAME)[:2]:
        for probe in stage.probes:
            assert all(n > k for n, k in zip(*sliding_sizes(probe)))


def test_square_images_come_first():
    first, second, *_ = stages_of(SAME)
    assert all(len({*probe.x.shape}) == 1 for probe in first.probes)
    assert all(len({*probe.x.shape}) == 2 for probe in second.probes)


def test_bytes_and_fractions():
    stages = {stage.name: stage.probes for stage in stages_of(SAME)}
    assert all(is_of_bytes(probe.x) for probe in stages["bytes"])
    assert {(probe.x.dtype.kind, probe.h.dtype.kind) for probe in stages["fractions"]} == {
        *("if", "fi", "ff")
    } or {(probe.x.dtype.kind, probe.h.dtype.kind) for probe in stages["fractions"]} == {
        ("i", "f"),
        ("f", "i"),
        ("f", "f"),
    }
    assert all(not is_of_bytes(probe.x) for name in stages if name != "bytes" for probe in stages[name])


@pytest.mark.parametrize("kind", ["1-D", "2-D", "batch"])
def test_no_fraction_is_rounded_either_way(kind):
    for flip, border in product((True, False), ("zeros", "edge", "reflect", "symmetric", "wrap")):
        calling = HandMade(kind, modes=("full", "same", "valid"), flip=flip, border=border)
        (stage,) = [stage for stage in stages_of(calling) if stage.name == "fractions"]
        for probe in stage.probes:
            # A whole number where the right one is one, or is halfway between two.
            twice = 2 * np.array(stage.suite.right(probe), float)
            far = abs(twice - np.round(twice)) > 1e-5
            assert (far | (twice == 0)).all()


def test_weights_add_up_to_0_in_their_stage_alone():
    for calling in (SAME, LINE, LAYER):
        for stage in stages_of(calling):
            for probe in stage.probes:
                assert (abs(probe.h.sum()) < 1e-9) == (stage.name == "weights that add up to 0"), stage.name


def test_the_stages_are_made_once():
    assert stages_of(SAME) is stages_of(HandMade())
    assert stages_of(SAME) is not stages_of(HandMade(border="edge"))


# ---- right functions


@pytest.mark.parametrize("border", ["edge", "reflect", "symmetric", "wrap"])
def test_a_border_that_is_meant_is_right(border):
    scipys = {"edge": "nearest", "reflect": "mirror", "symmetric": "reflect", "wrap": "wrap"}[border]

    def correlated(x, h):
        k, l = h.shape
        padded = np.pad(x.astype(float), ((k // 2, (k - 1) // 2), (l // 2, (l - 1) // 2)), border)
        return signal.correlate2d(padded, h, "valid")

    calling = HandMade(flip=False, border=border)
    assert judged(correlated, calling).right
    assert judged(lambda x, h: ndimage.correlate(x.astype(float), h, mode=scipys), calling).right
    asked_for_zeros = judged(correlated, HandMade(flip=False))
    assert not asked_for_zeros.right and asked_for_zeros.causes


def test_a_border_that_is_kept_is_right_and_mistakes_are_made_beside_it():
    def kept(x, h, into=np.copy):
        (k, l), result = h.shape, into(x).astype(float)
        for i in range(len(x) - k + 1):
            for j in range(len(x[0]) - l + 1):
                source = result if into is not np.copy else x
                result[i + k // 2, j + l // 2] = np.sum(source[i : i + k, j : j + l] * h)
        return result

    calling = HandMade(flip=False, border="kept", kernels=(3, 3))
    assert judged(kept, calling).right
    written_over = judged(lambda x, h: kept(x, h, np.asarray), calling)
    assert named(written_over) == [{"aliasing"}]
    assert written_over.limit == "It does so on all further inputs as well."


def test_right_functions_are_right():
    for f, calling in (
        (convolved, SAME),
        (np.convolve, LINE),
        (layer, LAYER),
        (lambda x, h: signal.correlate2d(x, h, "valid"), HandMade(modes=("valid",), flip=False)),
    ):
        found = judged(f, calling)
        assert found.right and not found.causes and not found.facts and not found.remarks
        assert str(found).startswith(f"Right on all {found.tried} probes: ")
        assert found.tried == sum(len(stage.probes) for stage in stages_of(calling)[:-1])


def test_a_function_of_one_size_is_judged_on_that_size():
    def three_by_three(x, h):
        return convolved(x, h[:3, :3] if h.shape == (3, 3) else 1 / 0)

    assert judged(three_by_three, HandMade(kernels=(3, 3))).right
    assert "3x3" in str(judged(three_by_three, SAME))


# ---- up to where a function is right, and what is named


def square_alone(x, h):
    return convolved(x[:, : len(x)], h)


def of_height_alone(x, h):
    p = len(h) // 2
    return signal.correlate2d(np.pad(x, p), h, "valid")[: len(x), : len(x[0])]


def test_a_loop_over_one_axis_is_named_alone_and_where_the_kernel_is_not_flipped():
    def without_last_column(x, h):
        return convolved(x, np.hstack([h[:, :-1], 0 * h[:, -1:]]))

    assert named(judged(without_last_column, SAME)) == [{"drop-last-kernel-col"}]
    turned = judged(lambda x, h: without_last_column(x, h[::-1, ::-1]), HandMade(kernels="odd"))
    assert named(turned) == [{"no-flip", "drop-first-kernel-col"}]


@pytest.mark.parametrize(
    ("f", "calling", "verdict", "names"),
    [
        (
            square_alone,
            SAME,
            "Right for 3x3 kernels on square images; wrong where an image is not square.",
            {"square-image"},
        ),
        (
            lambda x, h: convolved(x, h[:, : len(h)]),
            SAME,
            "Right for square kernels of odd size; wrong where a kernel is not square.",
            {"square-kernel"},
        ),
        (
            lambda x, h: signal.convolve2d(np.pad(x, [(k // 2, k // 2) for k in h.shape]), h, "valid"),
            SAME,
            "Right for kernels of odd size; where a kernel has an even size it differs from the definition as named below, "
            "and is right if this is meant.",
            {"same-half-both"},
        ),
        (
            lambda x, h: convolved(x, h).astype(x.dtype),
            SAME,
            "Right for whole numbers; wrong where there are fractions.",
            {"out-like-input"},
        ),
        (
            lambda x, h, stride=1, padding=0: signal.convolve2d(np.pad(x, padding_of(padding)), h, "valid")[
                :: first(stride), :: first(stride)
            ],
            STRIDED,
            "Right where the strides of rows and columns are equal; wrong where the strides of rows and columns differ.",
            {"stride-rows-twice"},
        ),
        (
            lambda x, h, **options: layer(
                x, h, **{**options, "bias": np.multiply(options["bias"], h.shape[2])}
            ),
            LAYER,
            "Right without a bias; wrong where the bias is not 0.",
            {"bias-per-channel"},
        ),
        (
            lambda x, h, **options: layer(x[..., -1:], h[:, :, -1:], **options),
            LAYER,
            "Right for one channel; wrong where there are several channels.",
            {"channels-last-only"},
        ),
    ],
)
def test_up_to_where_and_why(f, calling, verdict, names):
    found = judged(f, calling)
    assert found.verdict == verdict and str(found).startswith(verdict)
    assert named(found) == [names] and any(found.failures[0].probe is probe for probe in found.stage.probes)
    assert found.limit in ("", "It does so on all further inputs as well.")


def first(pair):
    return pair[0] if isinstance(pair, tuple) else pair


def padding_of(padding):
    return [(p, p) for p in padding] if isinstance(padding, tuple) else padding


# ---- speed


def test_it_is_quick():
    judged(convolved, SAME)
    begun = time.process_time()
    judged(convolved, SAME)
    assert time.process_time() - begun < 0.1


def test_a_stage_without_any_numbers_is_told_and_a_name_is_not_said_to_hold_there():
    """With a stride the last window is too narrow, and NumPy multiplies it only with a kernel of one column."""

    right = mutant_verdicts.RIGHT["strided"]
    width = "(image.shape[1] - columns) // stride + 1"
    assert right.count(width) == 1
    strided = mutant_verdicts.made(right.replace(width, "image.shape[1] - columns + stride - 1"))
    found = judged(strided, calling_of(strided))
    assert named(found) == [{"range-short-cols"}]
    assert found.limit.startswith("That holds at stride 1") and found.limit.endswith("it gives no numbers.")


# ---- numbers that begin or end with 0


def test_a_product_of_polynomials_is_named():
    found = judged(np.polymul, calling_of(np.polymul))
    assert found.stage.name == ZEROS_STAGE and named(found) == [{"leading-zeros-dropped"}]
    last = np.polynomial.polynomial.polymul
    assert named(judged(last, calling_of(last))) == [{"trailing-zeros-dropped"}]


def test_a_frame_of_zeros_that_is_cut_off_an_image_is_told():
    def cut(x, h):
        rows, columns = np.nonzero(x)
        return signal.convolve2d(x[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1], h)

    def cut_kernel(x, h):
        return signal.convolve2d(x, h[np.argmax(h.any(1)) :])

    for f in (cut, cut_kernel):
        found = judged(f, calling_of(f))
        assert not found.right and found.stage.name == ZEROS_STAGE, str(found)
    assert judged(signal.convolve2d, calling_of(signal.convolve2d)).right


@pytest.mark.parametrize("calling", [SAME, LINE, LAYER])
def test_of_the_inputs_with_zeros_one_begins_with_them_and_one_ends(calling):
    (stage,) = [stage for stage in stages_of(calling) if stage.name == ZEROS_STAGE]
    for probe in stage.probes:
        assert probe.h.any() and not all(np.ravel(probe.h))
    assert any(not np.ravel(probe.h)[0] for probe in stage.probes)
    assert any(not np.ravel(probe.h)[-1] for probe in stage.probes)


# ---- sums in float32


def in_float32(image, kernel):
    """A convolution by SciPy, of arrays that are float32."""
    return signal.convolve2d(np.asarray(image, np.float32), np.asarray(kernel, np.float32), "same")


def in_float32_and_back(image, kernel):
    return in_float32(image, kernel).astype(float)


def half_flipped_in_float32(image, kernel):
    return in_float32(image, np.asarray(kernel)[:, ::-1])


def a_little_too_large(image, kernel):
    return in_float32(image, kernel) * np.float32(1.0005)


def rounded_to_four_decimals(image, kernel):
    return signal.convolve2d(image, kernel, "same").round(4)


@pytest.mark.slow
def test_sums_in_float32_are_right_and_what_is_wrong_in_them_is_named():
    """Their rounding is far more than that of float64; a factor next to 1 is no rounding, nor are four decimals."""
    assert diagnose(in_float32).right and diagnose(in_float32_and_back).right
    found = diagnose(half_flipped_in_float32)
    assert [cause.names for cause in found.causes] == [("flip-rows-only",)] and found.holds
    assert not diagnose(a_little_too_large).right and not diagnose(rounded_to_four_decimals).right
