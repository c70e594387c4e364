"""What an FFT does, held against NumPy's and SciPy's own."""

from math import nan

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import signal
from support.strategies import fitting, laws, orders

from course.diagnosis.explanation import explain
from course.diagnosis.fourier import circular, nan_everywhere, rolled, short_transforms
from course.diagnosis.given import Given
from course.own_numbers.request import request_of

fft = np.fft


def found(x, h, got, mode="same", **options):
    values = np.rint(got).astype(int).tolist()
    return circular(request_of(x, h, mode, **options), Given(values))


@pytest.mark.parametrize("x", [[1, 2, nan, 4, 5], [nan, 2, 3, 4, 5, 6, 7]])
def test_one_nan_is_in_all_numbers(x):
    got = signal.fftconvolve(np.array(x), [1, 2, 1], "same").tolist()
    explanation = explain(request_of(x, [1, 2, 1], "same"), Given(got))
    assert [finding.kind for finding in explanation.findings] == ["nan"]
    assert explanation.causes == [] and explanation.kind == "elsewhere"


def test_numbers_that_are_nan_by_the_definition_are_right():
    request = request_of([1, nan, 3], [1, 2, 1], "same")
    assert explain(request, Given([nan, nan, nan])).kind == "right"


def test_nan_without_one_in_the_input_is_no_fft():
    assert nan_everywhere(request_of([1, 2, 3], [1, -1], "same"), Given([nan, nan, nan])) == []
    assert nan_everywhere(request_of([1, nan, 3, 4], [1], "same"), Given([1, nan, nan, nan])) == []


def test_a_product_of_transforms_is_rolled():
    x, h = np.array([3, 1, 4, 1, 5, 9]), np.array([1, 2, 3, -1])
    (beginning,) = found(x, h, fft.ifft(fft.fft(x) * fft.fft(h, 6)).real)
    assert (beginning.call, beginning.shift) == ("ifft(fft(x) * fft(h, n))", (1,))
    (correlated,) = found(x, h, fft.ifft(fft.fft(x) * np.conj(fft.fft(h, 6))).real)
    assert (correlated.call, correlated.shift) == ("ifft(fft(x) * conj(fft(h, n)))", (4,))
    assert correlated.origin.output == np.rint(fft.ifft(fft.fft(x) * np.conj(fft.fft(h, 6))).real).tolist()
    (shifted,) = found(x, h, fft.fftshift(fft.ifft(fft.fft(x) * fft.fft(h, 6)).real))
    assert shifted.call.startswith("fftshift(") and shifted.shift == (4,)
    centred = np.zeros(6, int)
    centred[2:] = h  # the middle of mode same, h[(4 - 1) // 2], at 6 // 2
    (middle,) = found(x, h, fft.ifft(fft.fft(x) * fft.fft(centred)).real)
    assert middle.shift == (3,) and "middle" in middle.why


@settings(laws, max_examples=10)
@given(fitting(2, 5), orders)
def test_in_two_axes(pair, flip):
    x, h = pair
    transform = fft.fft2(h, x.shape)
    got = np.rint(fft.ifft2(fft.fft2(x) * (transform if flip else np.conj(transform))).real).astype(int)
    request = request_of(x, h, "same", flip=flip)
    origins = [way.origin.output for way in circular(request, Given(got.tolist())) if way.origin]
    assert origins.count(got.tolist()) == len(origins)
    assert origins or explain(request, Given(got.tolist())).kind != "unknown"


@pytest.mark.parametrize("k", [3, 4, 5])
def test_a_loop_with_negative_indices_is_told_and_nothing_rolled_where_full_is_asked(k):
    """The numbers stand where they do in full; a loop over x[i - a] for n outputs has them without any FFT."""
    x, h = [4, 1, 7, 3, 5, 2], [2, 1, 3, -1, 4][:k]
    got = [sum(h[a] * x[i - a] for a in range(k)) for i in range(6)]
    full = np.convolve(x, h)
    request = request_of(x, h, "full")
    (way,) = circular(request, Given(got))
    text = " ".join(way.lines(request))
    assert got[k - 1 :] == full[k - 1 : 6].tolist() and got[: k - 1] == (full[: k - 1] + full[6:]).tolist()
    assert f"From y[{k - 1}] on" in text and "x[i - a]" in text and "rolled" not in text
    correlated = np.rint(fft.ifft(fft.fft(x) * np.conj(fft.fft(h, 6))).real).astype(int).tolist()
    (way,) = circular(request, Given(correlated))
    assert way.as_loop is None and "loop" not in " ".join(way.lines(request))


def test_a_loop_over_an_image_with_negative_indices():
    x, h = np.arange(20).reshape(4, 5) ** 2 % 17, np.array([[1, 2, 4], [3, -1, 5]])
    got = [
        [int(sum(h[a, b] * x[i - a, j - b] for a in range(2) for b in range(3))) for j in range(5)]
        for i in range(4)
    ]
    request = request_of(x, h, "full")
    (way,) = circular(request, Given(got))
    text = " ".join(way.lines(request))
    assert way.as_loop and "From row 1 and column 2 on" in text and "rolled" not in text
    assert signal.convolve2d(x, h)[1:4, 2:5].tolist() == [row[2:] for row in got[1:]]
    asked_same = request.but(mode="same")
    assert "rolled by 2 places" not in text and "rolled by 1 place across" in " ".join(way.lines(asked_same))


def test_what_does_not_roll_is_the_border_wrap():
    request = request_of([3, 1, 4, 1], [1, 2], "same")
    assert circular(request, Given(request.but(border="wrap").output)) == []


@pytest.mark.parametrize("options", [{"stride": 2}, {"dilation": 2}, {"mode": "full"}])
def test_only_as_many_numbers_as_the_input_has(options):
    request = request_of([3, 1, 4, 1, 5], [1, 2, 3], **{"mode": "same", **options})
    assert circular(request, Given(request.output)) == []


def test_rolled_is_numpys_roll():
    x = np.arange(12).reshape(3, 4)
    assert rolled(x.tolist(), (1, -2)) == np.roll(x, (1, -2), (0, 1)).tolist()


# ---- transforms of too few places


def by_transforms(x, h, sizes, conjugate=False):
    """ifftn(fftn(x) * fftn(h)) of so many places along each axis, in whole numbers."""
    axes = range(len(sizes))
    kernel = fft.fftn(h, sizes, axes)
    return np.rint(fft.ifftn(fft.fftn(x, sizes, axes) * (np.conj(kernel) if conjugate else kernel)).real).astype(
        int
    )


def short(x, h, got, mode="full", **options):
    """(the Request, what is found) of numbers; whatever is found gives them."""
    request, numbers = request_of(x, h, mode, **options), Given(np.asarray(got).tolist())
    findings = short_transforms(request, numbers)
    for finding in findings:
        assert finding.source(request)[0].output == numbers.values
    return request, findings


@pytest.mark.parametrize("places", range(7, 11))
def test_transforms_of_fewer_places_than_full_has_numbers(places):
    x, h = np.array([3, 1, 4, 1, 5, 9]), np.array([2, 7, 1, 8, 5])
    request, found_short = short(x, h, by_transforms(x, h, (places,)))
    assert len(found_short) == (places < 10)  # 10 are enough
    if found_short:
        full = np.convolve(x, h)
        what, hint = found_short[0].lines(request)
        assert f"fft(x, {places})" in what and "at least 10 places" in hint
        assert what.endswith(f"y[0] is {full[0]} + {full[places]} = {full[0] + full[places]}.")
    assert short(x, h, by_transforms(x, h, (places,)) + 1)[1] == []


def test_of_images_each_axis_may_be_short():
    x, h = np.arange(20).reshape(4, 5) ** 2 % 11, np.array([[1, 2, 3], [4, 1, 2]])
    told = {(4, 6): "last row and last column are", (5, 5): "last 2 columns are", (4, 7): "last row is"}
    for sizes, words in told.items():
        request, (finding,) = short(x, h, by_transforms(x, h, sizes))
        assert f"its {words} added to the first" in finding.lines(request)[0] and f"fft2(x, {sizes})" in str(
            finding.lines(request)
        )
    assert short(x, h, by_transforms(x, h, (4, 5)))[1] == []  # as many as the input has: circular()
    assert circular(request_of(x, h, "same"), Given(by_transforms(x, h, (4, 5)).tolist()))


def test_correlations_by_transforms():
    x, h = np.array([3, 1, 4, 1, 5, 9]), np.array([2, 7, 1, 8])
    request, (flipped,) = short(x, h, by_transforms(x, h[::-1], (8,)), flip=False)
    assert "fft(h[::-1], 8)" in flipped.lines(request)[0]
    request, (conjugate,) = short(x, h, by_transforms(x, h, (8,), conjugate=True), flip=False)
    assert (
        "conj(fft(h, 8))" in conjugate.lines(request)[0]
        and "comes in at the other" in conjugate.lines(request)[0]
    )


def test_what_no_end_has_met_is_not_said():
    """A kernel that ends in zeros: what is left out is 0, and nothing is added to the first number."""
    x, h = np.array([3, 1, 4, 1, 5, 9]), np.array([2, 7, 0])
    assert short(x, h, by_transforms(x, h, (7,)))[1] == []
    assert short(x, [2, 7, 1], by_transforms(x, [2, 7, 1], (7,)), stride=2)[1] == []


def test_a_short_transform_is_told_alone():
    x, h = [3, 1, 4, 1, 5, 9], [2, 7, 1, 8]
    explanation = explain(request_of(x, h, "full"), Given(by_transforms(x, h, (8,)).tolist()))
    assert [finding.kind for finding in explanation.findings] == [
        "short transform"
    ] and not explanation.causes
