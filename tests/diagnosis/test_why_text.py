"""An explanation in words: what is printed is read back, and every name and number has to be true."""

import re
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from scipy import ndimage
from support.brought_numbers import FIVE, IMAGE, KERNEL, SIGNAL, SQUARE, changed, conv, corr
from support.drawn_requests import few, made, wrong
from support.printed_explanations import (
    SEVERAL,
    TRIED,
    folded,
    listed_for,
    names_in,
    numbers_are_true,
    own_name,
    tried_in,
)

from course.convolution.sizes import BORDERS, MODES
from course.diagnosis.cause import Cause, output_or_none, world
from course.diagnosis.explanation import Explanation, explain
from course.diagnosis.explanations_told import MOST_EXPLANATIONS
from course.diagnosis.given import Given
from course.diagnosis.readings import OPTIONS_IN_WORDS, changes_in_words
from course.diagnosis.why import explanation_data
from course.diagnosis.why_text import Reasons, numbers_called_zeros, size_of_dilated_kernel
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import alike
from course.own_numbers.read_numbers import read_numbers
from course.own_numbers.request import request_of
from course.own_numbers.rounding import float32_slack

FLAT = 10**6  # columns on which nothing is folded


@few
@given(wrong())
def test_what_is_printed_of_a_mistake_is_true(case):
    request, name, values = case
    explanation = explain(request, Given(values))
    text = Reasons(explanation).text(FLAT)
    shown = names_in(text)
    if explanation.kind == "could be":
        assert all(alike(made([one], request), values) for names in shown for one in names)
        assert any(name in names for names in shown) and "Hint" not in text
        return numbers_are_true(text, request, values)
    assert all(alike(made([one], request), values) for names in shown for one in names)
    assert all(is_told(BANK[names[0]], text, request.flip) for names in shown)
    assert any(name in names for names in shown) or len(explanation.causes) > MOST_EXPLANATIONS
    doubt_is_true(text, explanation)
    numbers_are_true(text, request, values)


def is_told(mistake, text, flip):
    """Whether a mistake is told with its hint; or it is one that says what a line on other options says."""
    tag = rf"\[{re.escape(mistake.label(flip))}\b"
    if re.search(rf"^(?:One of \d+ explanations: t|T)hese numbers would be right .*{tag}", text, re.MULTILINE):
        return mistake.advice(flip) in text or mistake.name.startswith("boundary-")
    return mistake.ending(flip).removesuffix(".") in text and mistake.advice(flip) in text


def doubt_is_true(text, explanation):
    """Whether the input below tells those that are named apart, and one line says that there are several."""
    given = re.findall(r"^- (.+) gives (.*)$", text, re.MULTILINE)
    if not TRIED.search(text):
        assert not given
        return
    assert SEVERAL.search(text) or ", or " in text.split("You asked for")[0]
    request = explanation.request
    other = tried_in(text, request)
    outcomes = [gives(label, explanation, other) for label, _ in given]
    assert all(alike(listed_for(request, printed), outcome) for (_, printed), outcome in zip(given, outcomes))
    assert not any(alike(one, two) for one, two in combinations(outcomes, 2))


def gives(label, explanation, other):
    """What a mistake by its name, or another reading by its words, gives for a Request."""
    name = own_name(label)
    if name in BANK:
        return made([name], other)
    (changes,) = [r.changes for r in explanation.readings if changes_in_words(r.changes) == label]
    return made([], other.but(**({"padding": None} if "mode" in changes else {}), **changes))


def test_no_more_than_three_are_named(explained):
    code, out = explained("3 4 5 7 1 9 2 2 7", "2 1 5 7", "29 89 89", "--mode", "same", "--stride", "3")
    assert code == 0 and len(names_in(out)) == MOST_EXPLANATIONS == 3
    assert int(SEVERAL.search(out)[1]) > 3 and "here are 3 of them" in out


def test_whole_numbers_are_not_all_that_tells_explanations_apart(explained):
    """Rounded, or cut to whole numbers: a half tells; held to bytes, or above 0: a large one does."""
    for x, got in (("7/5 7/5 7/5", "1 1 1"), ("-3 -4 5 6", "0 0 5 6")):
        out = explained(x, "1", got)[1]
        assert TRIED.search(out)


def test_numbers_of_a_signal_are_not_called_rows():
    swapped = np.convolve(SIGNAL[[0, 1, 5, 3, 4, 2, 6, 7]], FIVE).tolist()
    line = Reasons(explain(request_of(SIGNAL, FIVE), Given(swapped))).text(FLAT).split("\n")[0]
    assert re.search(r"\b2 and 5\b", line) and "row" not in line


def test_a_mistyped_number_is_said_by_its_row_and_column():
    given = Given(conv(changed(IMAGE, (2, 3), 70), SQUARE).tolist())
    line = Reasons(explain(request_of(IMAGE, SQUARE), given)).text(FLAT).split("\n")[0]
    assert re.findall(r"\d+", line)[:4] == ["70", "7", "2", "3"]


def test_two_mistakes_are_told_one_after_the_other():
    values = np.correlate(SIGNAL, FIVE, "full")[:-1].tolist()
    text = Reasons(explain(request_of(SIGNAL, FIVE), Given(values))).text(FLAT)
    assert names_in(text) == [["no-flip"], ["range-short"]]
    assert all(BANK[name].hint in text for name in ("no-flip", "range-short"))
    assert "numbers. But" not in text and "by chance" not in text  # of 11 numbers they are no guess


def test_right_numbers_are_not_drawn():
    request = request_of(SIGNAL, FIVE)
    assert "\n" not in Reasons(explain(request, Given(request.output))).text(FLAT)


def test_where_a_border_is_asked_what_is_called_zeros_is_told():
    lines = Cause((BANK["same-half-both"],)).lines()
    request = request_of(SIGNAL, FIVE[:2], "same", border="edge")
    told = ["What is called zeros here are the numbers of the border edge."]
    assert numbers_called_zeros(lines, request) == told
    assert numbers_called_zeros(lines, request.but(border="constant")) == []
    assert numbers_called_zeros(Cause((BANK["border-zero"],)).lines(), request) == []


def test_every_option_has_words():
    assert {value for name, value in OPTIONS_IN_WORDS if name == "mode"} == {*MODES}
    assert {value for name, value in OPTIONS_IN_WORDS if name == "border"} == {*BORDERS}


def test_what_was_not_tried_is_said():
    """Of a small request every pair, of a larger one some, of a large one none, in the last sentence."""
    lines = []
    for size in (3, 8, 40):
        request = request_of(np.arange(size**2).reshape(size, size) ** 2 % 101, SQUARE)
        given = Given(np.full(np.shape(request.output), 7).tolist())
        text = Reasons(Explanation(request, given, "unknown")).text(FLAT)
        lines.append(text.split("\n\n")[0].split("\n"))
    small, medium, large = lines
    assert small[:-1] and all(
        line.startswith("No known mistake") for line in (small[-1], medium[-1], large[-1])
    )
    assert len(small) == len(medium) == len(large)
    assert len({small[-1], medium[-1], large[-1]}) == 3


@pytest.mark.parametrize("width", [20, 40, 80])
def test_why_on_terminals_of_every_width(explained, monkeypatch, width):
    case = IMAGE, KERNEL, corr(IMAGE, KERNEL, "valid"), "--mode", "valid"
    wide = explained(*case)[1]
    monkeypatch.setenv("COLUMNS", str(width))
    out = explained(*case)[1]
    assert folded(out) == folded(wide)
    assert width < 80 or max(map(len, out.split("\n"))) <= width
    assert "signal.correlate2d" in out and "(--no-flip)" in out and "[no-flip]" in out


# ---- the plain thing first


def first_line(text):
    return text.split("\n")[0]


PLAIN_FIRST = {  # input, kernel, got, options: the first line
    "one differs": (
        "3 1 4 1 5",
        "2 7 1",
        "6 23 18 31 21 36 95",
        "",
        "Only y[6] is wrong: it is 95, and should be 5.",
    ),
    "one of an image": (
        *("3 1 4; 9 2 6", "1 4 2;", "3 13 900 18 8; 9 38 32 28 12", ""),
        "Only y[0, 2] is wrong: it is 900, and should be 14.",
    ),
    "two differ": (
        *("3 1 4 1 5", "2 7 1", "6 23 18 99 21 36 95", ""),
        "Only y[3] and y[6] are wrong: they are 99 and 95, and should be 31 and 5.",
    ),
    "two exchanged": (
        *("3 1 4 1 5", "2 7 1", "23 6 18 31 21 36 5", ""),
        "Only y[0] and y[1] are wrong: they have changed places.",
    ),
    "two differ, and a border explains it": (
        *("3 1 4 1 5 9 2 6", "2 7 1", "26 18 31 21 54 72 35 56", "--mode same"),
        "Only y[0] and y[7] are wrong: they are 26 and 56, and should be 23 and 44.",
    ),
    "the first ones": (
        *("3 4 5 0", "2 1 0", "6 11 14 5", ""),
        "These are the first 4 of the 6 numbers, and right: the last two, 0 and 0, are missing.",
    ),
    "the first ones, as a reader stops": (
        *("1 3 5 7", "1 -1 -1", "1 2 1 -1", ""),
        "These are the first 4 of the 6 numbers, and right: the last two, -12 and -7, are missing.",
    ),
    "the last ones": (
        *("3 4 5", "2 1 0", "11 14 5 0", ""),
        "These are the last 4 of the 5 numbers, and right: the first one, 6, is missing.",
    ),
    "the first one alone": (
        *("3 4 5 2 7 1", "2 1 1", "6", ""),
        "One number fits many things by chance. What it could be:",
    ),
    "the first rows": (
        *("3 1 4; 9 2 6; 5 8 9", "1 4; 8 5", "3 13 8 16; 33 61 51 44", ""),
        "These are the first 2 of the 4 rows, and right: the last two rows are missing.",
    ),
    "the last columns": (
        *("3 1 4; 9 2 6", "1 4 2;", "13 14 18 8; 38 32 28 12", ""),
        "These are the last 4 of the 5 columns, and right: the first column is missing.",
    ),
    "a corner": (
        *("3 1 4; 9 2 6", "1 4 2; 8 5 7", "3 13 14; 33 61 90", ""),
        "These are the first 2 of the 3 rows and the first 3 of the 5 columns, and right: the others are missing.",
    ),
    "another mode": (
        *("3 1 4 1 5", "2 7 1", "23 18 31 21 36", ""),
        "One of 2 explanations: these numbers would be right in mode same [full-is-same, always-same]. You asked for mode full.",
    ),
    "not flipped": (
        *("0 1 2; 3 4 5; 6 7 8", "0 1; 2 3", "19 25; 37 43", "--mode valid"),
        "These numbers would be right without the flip, as a correlation (--no-flip) [no-flip]. "
        "You asked for a convolution.",
    ),
}


@pytest.mark.parametrize("x, h, got, options, line", PLAIN_FIRST.values(), ids=list(PLAIN_FIRST))
def test_the_plain_thing_comes_first(explained, x, h, got, options, line):
    assert first_line(explained(x, h, got, *options.split())[1]) == line


@pytest.mark.parametrize("got", ["6 23 18 31 21 36 95", "26 23 18 31 21 36 5"])
def test_a_number_that_alone_is_wrong_is_worked_out_at_once(explained, got):
    """Its sum stands right below the first line, and only there."""
    out = explained("3 1 4 1 5", "2 7 1", got)[1]
    _, second, *_ = [line for line in out.split("\n") if line]
    assert re.match(r"y\[\d\] asked for = ", second) and out.count(second) == 1


def test_most_numbers_wrong_is_not_told_as_few(explained):
    out = explained("3 1", "2 7", "6 24 8")[1]
    assert not first_line(out).startswith("Only")


@pytest.mark.parametrize("got", ["3 17 4 7", "23 40 35 48 38 53 23", "7 7 1 0 7"])
def test_numbers_that_nothing_explains_are_told_by_what_is_known(explained, got):
    """What was tried in vain is the last sentence."""
    sentences = explained("3 1 4 1 5", "2 7 1", got)[1].split("\n\n")[0].split("\n")
    assert len(sentences) > 1
    assert [line.startswith("No known mistake") for line in sentences] == [False] * (len(sentences) - 1) + [
        True
    ]


def test_libraries_are_named_after_the_plain_sentence(explained):
    lines = explained("0 1 2; 3 4 5; 6 7 8", "0 1; 2 3", "19 25; 37 43", "--mode", "valid")[1].split("\n")
    assert [("signal.correlate2d" in line) for line in lines[:3]] == [False, True, False]


def test_one_pair_of_mistakes_is_not_told_twice(explained):
    """always-same and full-is-same are one mistake here, whatever the input. And what is below 0 became 0."""
    out = explained("90 3 50 -70 20 80 10", "9 -1 -1 2 1", "357 0 296 873 0 0 170")[1]
    assert out.count("[relu-output]") == 1 and SEVERAL.search(out) is None


# ---- kernels that are dilated


K_IN = {  # where k stands in what is said of a mistake: whether it is the size that dilation makes of the kernel
    "same-crop-start": True,
    "same-half-both": True,
    "pad-one-short": True,
    "range-short": True,
    "skip-half": False,
    "same-pad-k": False,
    "drop-last-tap": False,
    "dilation-pad": False,
    "negated": False,
}


def test_k_is_the_size_of_the_dilated_kernel():
    """Causal padding: with 3 weights and the dilation 2, (k - 1)//2 = 2 numbers are left out, and not 1."""
    request = request_of([1, 2, 0, 4, 3, 5, 1, 2], [1, 0.5, 2], "same", dilation=2, flip=False)
    causal = np.correlate(np.pad(request.x, (4, 0)), [1, 0, 0.5, 0, 2], "valid").tolist()
    text = Reasons(explain(request, Given(causal))).text(FLAT)
    assert "(k - 1)//2" in text and "Here k is the size of the dilated kernel: 5." in text
    full = np.correlate(request.x, [1, 0, 0.5, 0, 2], "full")
    assert full[(5 - 1) // 2 :][:8].tolist() == request.output
    plain = request.but(dilation=1)
    assert "Here k" not in Reasons(explain(plain, Given(made(["same-crop-start"], plain)))).text(FLAT)


def test_k_is_told_where_it_is_that_size():
    request = request_of(np.arange(30).reshape(5, 6), np.ones((2, 3)), "same", dilation=(3, 2))
    for name, is_size in K_IN.items():
        told = size_of_dilated_kernel([BANK[name].ending(), BANK[name].hint], request)
        assert told == (["Here k is the size of the dilated kernel: 4 x 5."] if is_size else []), name


def test_what_an_fft_leaves_beside_0_is_rounding():
    """scipy.signal.fftconvolve([1, 2, 0, -1, 3, 2], [1, -2, 4, 0, 0]) as NumPy prints it."""
    got = "1 -1.42108547e-15 8.88178420e-17 7 5 -8 8 8 -7.99360578e-16 7.10542736e-16"
    request = request_of([1, 2, 0, -1, 3, 2], [1, -2, 4, 0, 0])
    numbers = read_numbers(got, "--got", most=99)
    given_numbers = Given(numbers.values, numbers.places, slack=float32_slack(request))
    text = Reasons(explain(request, given_numbers)).text(FLAT)
    assert "right, but for the rounding of floats: y[1], -1.4e-15, stands for 0" in text
    assert "rounding" not in str(Reasons(explain(request, Given(request.output))))


def test_a_number_cut_off_from_a_float_sum_just_below_it_fits():
    """scipy.ndimage.convolve(image, np.ones((3, 3))/9, mode="constant") of whole numbers: 36 times 1/9 is cut to 3."""
    image = np.array([[3, 8, 2, 7], [1, 9, 4, 4], [0, 2, 12, 3], [5, 5, 5, 7], [6, 1, 0, 2]])
    got = ndimage.convolve(image, np.ones((3, 3)) / 9, mode="constant").tolist()
    request = request_of(image, [[Fraction(1, 9)] * 3] * 3, "same")
    explanation = explain(request, Given(got))
    assert request.output[3][1] == 4 and got[3][1] == 3
    assert explanation.kind == "mistake" and "int-output" in explanation.causes[0].names
    assert "y[3, 1] is 3, as a sum of floats may be 3.9999999999999996" in Reasons(explanation).text(FLAT)
    halves = request_of([1, 1, 5, 2], [Fraction(1, 2)] * 2)  # whose sums no float misses
    causes = explain(halves, Given([0, 0, 3, 3, 1])).causes
    assert "int-output" not in {name for cause in causes for name in cause.names}


def test_what_is_said_of_images_is_said_of_images_alone():
    """The rows and columns of a kernel without its last weight, or of a result whose last number is still zero."""
    signal, image = (
        request_of([3, 1, 4, 1, 5, 9], [1, 2, 1], "same"),
        request_of([[3, 1, 4], [1, 5, 9]], [[1, 2]]),
    )
    for request, words in ((signal, ""), (image, "(in an image: last row and column) ")):
        got = output_or_none(request, world(BANK["skip-last"]))
        assert f"last number {words}is still zero" in str(Reasons(explain(request, Given(got)))).replace(
            "\n  ", " "
        )
    data = explanation_data(explain(signal, Given(output_or_none(signal, world(BANK["skip-last"])))))
    assert "in an image" not in str(data)


def test_where_it_is_told_what_was_done_only_a_name_is_missing(explained):
    """Right numbers times another one: that tells all, and no mistake of the bank does it."""
    raised = explained("2 2 2 2 2 2", "1 2", " ".join(["23"] * 5), "--mode", "valid")[1]
    assert "right number times 23/6.\nNo known mistake does that" in raised


@pytest.mark.parametrize(
    "got, said",
    [
        ("18 6 23 21 31 5 36", "in another order."),  # as a reversed output is
        ("99 6 23 18 31 21 36", "the right number of the place before."),  # as where a loop begins too late
        ("9 6 23 18 31 21 36 5 8", "are too many."),  # as in mode full
        ("18 7 22 21 33 5 30", "none of the 7 numbers agrees."),
    ],
)
def test_where_not_all_is_told_no_known_mistake_gives_exactly_these_numbers(explained, got, said):
    told = explained("3 1 4 1 5", "2 7 1", got)[1].replace("\n  ", " ")
    assert f"{said}\nNo known mistake gives exactly these numbers" in told


def test_nothing_is_said_of_mistakes_that_were_not_tried(explained):
    told = explained("3 nan 4 1", "1 2", " ".join(["nan"] * 7))[1].replace("\n  ", " ")
    assert "no mistake is tried" in told and "No known mistake" not in told
