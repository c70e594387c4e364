"""diagnose() of moving averages and box blurs: right ones of several hands, and the mistakes of their bank."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from support.callings import named

from course import diagnose
from course.diagnosis.average_functions import AverageReading
from course.diagnosis.cause import world
from course.diagnosis.further_kinds import further_kind
from course.errors import Unusable
from course.mistakes.bank.averages import AVERAGE_MISTAKES
from course.mistakes.smallest_input import Probe


def moving_average(x, n):
    return np.convolve(x, np.ones(n) / n, mode="valid")


def smooth(values, window=3):
    half, out = window // 2, []
    for i in range(len(values)):
        part = values[max(0, i - half) : i + half + 1]
        out.append(sum(part) / len(part))
    return out


def sma(prices, period):
    out = np.full(len(prices), np.nan)
    for i in range(period - 1, len(prices)):
        out[i] = sum(prices[i - period + 1 : i + 1]) / period
    return out


def moving_avg(xs, reach):
    padded = np.pad(xs, reach, mode="edge")
    return [padded[i : i + 2 * reach + 1].mean() for i in range(len(xs))]


def box_blur(image, r):
    k, padded = 2 * r + 1, np.pad(np.asarray(image, float), r, mode="symmetric")
    sums = np.pad(padded.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    return (sums[k:, k:] - sums[:-k, k:] - sums[k:, :-k] + sums[:-k, :-k]) / k**2


def blur_image(img, k=3):
    half, out = k // 2, np.zeros(img.shape, np.uint8)
    padded = np.pad(img.astype(np.int64), half, mode="reflect")
    for i, j in np.ndindex(img.shape):
        out[i, j] = padded[i : i + k, j : j + k].sum() // (k * k)
    return out


def blur(picture):
    out = np.array(picture, float)
    for i in range(1, len(picture) - 1):
        for j in range(1, len(picture[0]) - 1):
            out[i, j] = sum(sum(row[j - 1 : j + 2]) for row in picture[i - 1 : i + 2]) / 9
    return out.tolist()


RIGHT = {
    "valid": (
        moving_average,
        "moving_average(signal, size); averages, only where the window lies inside: 'valid'.",
    ),
    "shrunk": (
        smooth,
        "(signal, size) of lists; averages of the window around each number; at the ends the average of ",
    ),
    "behind": (sma, "averages of the window that ends there; nan where the window leaves the input."),
    "edge": (moving_avg, "moving_avg(signal, radius)"),
    "radius": (
        box_blur,
        "box_blur(image, radius); averages of the window around each number; mirrored at the ends, the ",
    ),
    "bytes": (blur_image, "mirrored at the ends ('reflect'); cut to bytes."),
    "image alone": (
        blur,
        "blur(image) of lists; windows of 3; averages of the window around each number; the input's own ",
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_functions_are_right_and_what_was_taken_is_said(name):
    f, said = RIGHT[name]
    assert further_kind(f) == "average"
    found = diagnose(f)
    assert found.right and said in found.called, str(found)


def test_averages_in_the_images_own_type_may_be_meant_and_an_index_below_0_is_told():
    def box_blur(img, size):
        out, padded = np.zeros_like(img), np.pad(img, size // 2, mode="edge")
        for i, j in np.ndindex(img.shape):
            out[i, j] = padded[i : i + size, j : j + size].mean()
        return out

    def moving_average(x, n):
        places = range(-(n // 2), n - n // 2)
        return [sum(x[i + k] for k in places if i + k < len(x)) / n for i in range(len(x))]

    def box_blur_as_bytes(img, size):
        """Of an image of bytes (uint8)."""
        return box_blur(img, size)

    found = diagnose(box_blur)
    assert named(found) == [{"box-type-of-image"}] and found.verdict.endswith("right if this is meant.")
    assert "kept in the image's own type, if that is meant" in found.called
    assert diagnose(box_blur_as_bytes).right
    assert named(diagnose(moving_average)) == [{"avg-negative-index"}]


def test_an_even_size_that_gives_an_odd_window_is_said():
    assert "an even size gives the window of the next odd one" in diagnose(smooth).called


def test_names_of_other_things_are_none():
    def gaussian_blur(image, sigma):
        return image

    def smooth(image, kernel):
        return image

    def average_pool(image, size):
        return image

    assert [further_kind(f) for f in (gaussian_blur, smooth, average_pool)] == ["blur", None, "pooling"]


def test_what_is_averaged_up_to_each_number_is_no_moving_average():
    assert further_kind(named_as("running_mean", lambda x: np.cumsum(x) / np.arange(1, len(x) + 1))) is None


def named_as(name, f):
    f.__name__ = name
    return f


def test_a_blur_of_other_weights_is_no_average():
    def blur(image):
        a = np.pad(image, 1, mode="edge")
        return (2 * a[1:-1, 1:-1] + a[:-2, 1:-1] + a[2:, 1:-1]) / 4

    assert further_kind(blur) != "average"


def made_with(mistake, reading, axes):
    definition = world(mistake)

    def average(x, size):
        values = reading.gives(definition, Probe(x, np.array(size), {}))
        if values is None:
            raise IndexError
        return np.array(values)

    average.__name__ = "moving_average" if axes == 1 else "box_blur"
    return average


# What gives the same as another, or changes nothing there.
NOT_WHERE_INSIDE = {
    *("avg-begins-there", "avg-ends-there", "avg-negative-slice", "avg-negative-index"),
    *(
        "avg-padded-copy-written",
        "avg-in-place",
        "avg-in-place-whole",
        "avg-in-place-of-floats",
        "avg-reaches-size",
        "avg-zeros-counted",
    ),
}
ALIKE = [
    {"avg-last-left-out", "avg-size-less"},
    {"avg-one-long", "avg-size-more"},
    {"avg-every-start", "avg-begins-there"},
]
NOT_ELSEWHERE = {"avg-every-start", "avg-padded-copy-written"}
# Those of signals and images that are tried with images, too.
OF_BOTH = (
    "avg-sums-in-bytes",
    "avg-in-place",
    "avg-in-place-of-floats",
    "avg-negative-slice",
    "avg-negative-index",
    "avg-begins-there",
)


@pytest.mark.parametrize(("ends", "axes"), [("valid", 1), ("shrunk", 2)])
def test_every_mistake_is_told_and_no_other(ends, axes):
    left_out = NOT_WHERE_INSIDE if ends == "valid" else NOT_ELSEWHERE
    for mistake in AVERAGE_MISTAKES:
        is_of_both = axes == 2 and "2-D" not in mistake.places and mistake.name not in OF_BOTH
        if f"{3 - axes}-D" in mistake.places or mistake.name in left_out or is_of_both:
            continue
        found = diagnose(made_with(mistake, AverageReading(ends), axes))
        names = set().union(*named(found))
        alike = next((each for each in ALIKE if mistake.name in each), {mistake.name})
        if axes == 1 and mistake.name == "avg-sums-in-bytes":
            assert found.right
        else:
            assert names and names <= alike, (mistake.name, str(found))


def trailing(signal, n):
    before = np.concatenate([np.zeros(n - 1), signal])
    return np.array([before[i : i + n].mean() for i in range(len(signal))])


def of_neighbours(signal, radius):
    parts = [signal[max(0, i - radius) : i + radius + 1] for i in range(len(signal))]
    return [sum(part) / (2 * radius + 1) for part in parts]


def trailing_with_zeros(signal, n):
    """Zeros stand before the signal."""
    return trailing(signal, n)


def around_padded(signal, radius):
    around = np.pad(signal, radius)
    return [around[i : i + 2 * radius + 1].mean() for i in range(len(signal))]


@pytest.mark.parametrize("f", [trailing, of_neighbours])
def test_zeros_that_count_though_nothing_says_so_are_right_if_meant(f):
    """An average of 2 and 7 is 4.5; with a zero before them it is 3."""
    found = diagnose(named_as("moving_average", f))
    assert named(found) == [{"avg-zeros-counted"}]
    assert found.verdict.endswith("zeros beyond the ends that count as numbers: right if this is meant.")


@pytest.mark.parametrize("f", [trailing_with_zeros, around_padded])
def test_zeros_that_count_and_are_spoken_of_are_right(f):
    assert diagnose(named_as("moving_average", f)).right


def test_names_that_say_nothing_and_names_that_say_what_is_not_so():
    def pave(x, m):
        return np.convolve(x, np.ones(m) / m, "valid")

    def smooth(signal, window):
        return np.convolve(signal, window[::-1], "same")

    assert (
        diagnose(pave).called
        == "Called as pave(signal, size); averages, only where the window lies inside: 'valid'."
    )
    found = diagnose(smooth)
    assert found.right and found.called.startswith("Called as smooth(signal, kernel)")


def averaged(img, r):
    """The average of each window by NumPy, the edge repeated."""
    padded = np.pad(img, r, mode="edge").astype(float)
    return sliding_window_view(padded, (2 * r + 1, 2 * r + 1)).mean(axis=(2, 3))


def rounded_of_bytes(img, r=1):
    return np.round(averaged(img, r)).astype(np.uint8) if img.dtype == np.uint8 else averaged(img, r)


def half_added_of_bytes(img, r=1):
    return (averaged(img, r) + 0.5).astype(np.uint8) if img.dtype == np.uint8 else averaged(img, r)


def cut_of_bytes(img, r=1):
    return averaged(img, r).astype(np.uint8) if img.dtype == np.uint8 else averaged(img, r)


def rounded_in_its_type(img, r=1):
    return np.rint(averaged(img, r)).astype(img.dtype) if img.dtype.kind in "iu" else averaged(img, r)


def half_added(img, k):
    """Halves of even windows are rounded up: int(4.5 + 0.5) is 5, where round(4.5) is 4; to uint8."""
    padded = np.pad(img, (k // 2, (k - 1) // 2), mode="edge").astype(float)
    return (sliding_window_view(padded, (k, k)).mean(axis=(2, 3)) + 0.5).astype(np.uint8)


BYTES_OF_BYTES = {
    rounded_of_bytes: "rounded to bytes where the image is of bytes, if that is meant",
    half_added_of_bytes: "rounded to bytes where the image is of bytes, if that is meant",
    cut_of_bytes: "cut to bytes where the image is of bytes, if that is meant",
    rounded_in_its_type: "rounded in the image's own type, if that is meant",
    half_added: "rounded to bytes",
}


@pytest.mark.parametrize("f", BYTES_OF_BYTES, ids=lambda f: f.__name__)
def test_bytes_of_bytes_may_be_meant_cut_or_rounded(f):
    said = BYTES_OF_BYTES[f]
    found = diagnose(named_as("box_blur", f))
    assert found.right and said in found.called, str(found)


def test_sums_in_bytes_are_told_whatever_is_done_with_them():
    def box_blur(img, r=1):
        padded = np.pad(img, r, mode="edge")
        total = np.zeros_like(img)
        for i, j in np.ndindex(2 * r + 1, 2 * r + 1):
            total += padded[i : i + len(img), j : j + img.shape[1]]
        averages = total / (2 * r + 1) ** 2
        return np.round(averages).astype(np.uint8) if img.dtype == np.uint8 else averages

    assert named(diagnose(box_blur)) == [{"avg-sums-in-bytes"}]


def test_bytes_that_are_wrong_are_not_right_as_rounded_ones():
    def box_blur(img, r=1):
        return np.ceil(averaged(img, r)).astype(np.uint8) if img.dtype == np.uint8 else averaged(img, r)

    found = diagnose(box_blur)
    assert not found.right and found.verdict.endswith("wrong where the input is of bytes (uint8).")


# ---- np.asarray, which makes an array of lists, and gives an array itself


def blurred_into(out, img):
    for i in range(1, len(img) - 1):
        for j in range(1, len(img[0]) - 1):
            out[i][j] = sum(float(img[i + a][j + b]) for a in (-1, 0, 1) for b in (-1, 0, 1)) / 9
    return out


def mean_blur(img):
    return blurred_into(np.asarray(img, dtype=float), img)


def mean_blur_of_lists(img):
    return mean_blur(img).tolist()


def smooth_in_place(signal, window=3):
    out, half = np.asarray(signal, float), window // 2
    for i in range(half, len(signal) - half):
        out[i] = sum(signal[i - half : i + half + 1]) / (2 * half + 1)
    return out


@pytest.mark.parametrize("f", [mean_blur, mean_blur_of_lists, smooth_in_place])
def test_floats_that_are_written_into_are_told_of_functions_that_are_right_for_lists(f):
    found = diagnose(f)
    assert named(found) == [{"avg-in-place-of-floats"}] and " of lists" not in found.called, str(found)
    (failure, *_) = found.failures
    assert failure.probe.x.dtype == float
    expected = blurred_into(failure.probe.x.copy(), failure.probe.x) if failure.probe.x.ndim == 2 else None
    assert expected is None or np.allclose(failure.expected, expected)


def test_an_array_that_is_written_into_in_its_own_type_is_told():
    def mean_blur(img):
        return blurred_into(np.asarray(img), img)

    assert not diagnose(mean_blur).right


def test_a_copy_of_what_it_is_given_is_right_and_so_are_lists_alone():
    def mean_blur(img):
        return blurred_into(np.array(img, dtype=float), img)

    def box_blur(rows):
        return blurred_into([row[:] for row in rows], rows)

    for f in (mean_blur, box_blur):
        assert diagnose(f).right


def test_a_median_that_is_called_so_is_no_average_gone_wrong():
    def medfilt_edge(img, ksize=3):
        half = ksize // 2
        windows = sliding_window_view(np.pad(img, half, mode="edge"), (ksize, ksize))
        return np.median(windows, axis=(2, 3))

    with pytest.raises(Unusable):
        diagnose(medfilt_edge)
    assert named(diagnose(named_as("mean_filter", medfilt_edge))) == [{"avg-median"}]
