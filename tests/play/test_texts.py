"""What is typed into the page is understood, or refused in one line, as the command line does; in a real browser."""

import random
import re
from fractions import Fraction

import pytest

from course.convolution.formatting import number
from course.convolution.kernels import KERNELS
from course.convolution.nested import each
from course.errors import Unusable
from course.own_numbers.options import from_options
from course.own_numbers.read_numbers import (
    read_border,
    read_numbers,
    read_padding,
    read_pair,
    read_whole_number,
)
from course.own_numbers.request import NUMBERS, PRODUCTS, WEIGHTS
from course.own_numbers.trace import Trace, trace_parser
from course.own_numbers.typed_text import as_typed

pytestmark = pytest.mark.browser

MOST = 40
MINUS = "\N{MINUS SIGN}"


def as_data(value):
    """Numbers as the page gives them: each exact one as a text."""
    if isinstance(value, (list, tuple)):
        return [as_data(part) for part in value]
    return str(value) if isinstance(value, (int, Fraction)) and not isinstance(value, bool) else value


def said(function, *arguments, **options):
    """What a reader returns, or {"refused": its line}."""
    try:
        return function(*arguments, **options)
    except Unusable as error:
        return {"refused": str(error)}


# ---- numbers

FINE = [
    *("3 4 5", "1,2,3", "1, 2 ,3", " 7 ", "1 2; 3 4", "1,2;3,4", "1 2 3;", "1;2;3", "1 2\n3 4", "1 2\r\n3 4\r\n"),
    *("1 2;\n3 4;", "\n\n1 2\n\n3 4\n", "1\t2\t3", "1\xa02", "1\u20032", "1\u20282", "1\x0b2", "1\x0c2", ".5", "5."),
    *("-.5", "+.5", "+5.", "1/9", "-1/9", "+1/9", "6/9", "0/5", "-0", "-0.0", "00012", "1e3", "1E3", "1e-3", "-3e2"),
    *("1.50e1", "2.5e-2", "1e+15", "1e-30", "1.e2", ".5e2", "1e0", "1e-0", "1e00000000000001", f"{MINUS}3", f"{MINUS}.5e{MINUS}1", f"5e{MINUS}1", f"7E{MINUS}2"),
    *("[1, 2]", "[1 2]", "[[1, 2], [3, 4]]", "[[1 2] [3 4]]", "[1 2; 3 4]", "[ 1, 2 ]", "[[1]]", "[[1],[2]]", "[1,\n2]"),
    *("[[1, 2],\n [3, 4]]", "[[1 2]\n [3 4]]", "[1 2;\n 3 4]", " [1.  2.5 3. ] ", "[[ 1 2 ]]", "[[1, 2], [3, 4],]"),
    *("999999999999999", "-999999999999999", "1." + "1" * 25, "999999999999999/999999999999999", "0.1 0.25 1/3 4"),
    " ".join(["1"] * MOST),
]  # fmt: skip
NASTY = [
    *("", " ", "\n", ";", ";;", ",", ",,", "1,,2", ",1", "1,", "1;;2", "1 2;3", "1 2; 3 4 5", "1\n2 3", "; 1", "1,5 2"),
    *("1,5; 2 3", "1, 2 3", "1 , 2", "1.5.2", "1..5", "--1", "+-1", "- 1", "1-", "1 - 2", "1+2", "1/0", "1/00", "0/0"),
    *("1/-2", "1/2/3", "1/", "/2", "1/2.5", "1.5/2", "1e", "e5", "1e5.5", "1e16", "1e-31", "1e99999999999999999999"),
    *("1e-000000000000031", "1234567890123456", "1/1234567890123456", "0." + "1" * 26, "." + "0" * 300, "9" * 400),
    *("nan", "NaN", "inf", "-inf", "Infinity", "1 nan 2", "infx", "1_000", "0x10", "1j", "٣", "１２", "½", "1²", "1 000 000"),
    *("\u20133", "\u20143", "1 \u2012 2", "\ufe633", "\uff0d3", f"{MINUS}", f"{MINUS}{MINUS}3", "3\N{MINUS SIGN}2"),
    *("a", "abc", "x1", "'1'", '"1 2"', "'abc", "one two", "é", "ñ 1", "😀", "1 😀", "\U00010400", "x" * 29, "x" * 30, "x" * 31),
    *("é" * 8, "é" * 7 + "a", "😀" * 3, "😀" * 4, "1" * 14 + "é" * 14, "\x00", "1\x002", "1\x7f2", "\x1b[31m1", "1\u200b2"),
    *("[", "]", "[]", "[[]]", "[1", "1]", "[1]]", "[[1]", "[1][2]", "[1], [2]", "[[1, 2] 3]", "[[[1]]]", "[1 2\n3 4]", "[1;;2]"),
    *("[[1, 2], [3]]", "[[1, 2],, [3, 4]]", "[,1]", "[1,]", "[1,\n2 3]", "[a, 1]", "[1,5 2]", "[1\t, 2 3]", "(1, 2)", "{1}"),
    *("1\t2, 3", "1 2,\t3", "1, 2\t3", "<script>alert(1)</script>", "${1}", "`1`", "1; DROP TABLE", "%20", "&lt;", "\\n", "1\\2"),
    *("?", "1 ? 2", "#1", "1 # 2", "1=2", "*", "1*2", "True", "None", "null", "undefined", "NaN,NaN", "1e1e1", "--", "+", ".", "-."),
    " ".join(["1"] * (MOST + 1)),
    "; ".join(["1 2"] * MOST),
    "1 " * 200_000,
]  # fmt: skip
PIECES = (
    *("1", "-2", "3.5", "1/3", ".5", "1e2", "2e-3", "x", "nan", "1/0", "\u20131", "9" * 16, "1,5", "?", "é"),
    *(" ", " ", " ", ",", ", ", ";", "; ", "\n", "[", "]", "[[", "]]", "], ["),
)


def texts():
    """Those above, and pieces of such in any order."""
    chance = random.Random(5)
    by_chance = ["".join(chance.choices(PIECES, k=chance.randint(2, 7))) for _ in range(400)]
    return [*FINE, *NASTY, *dict.fromkeys(by_chance)]


def test_both_read_the_same_numbers_or_refuse_in_the_same_words(modules):
    expression = """(() => {
        const { values, decimal, places } = readNumbers(item, "--input", { most: %d });
        const written = (rows) => rows.map((row) => (Array.isArray(row) ? written(row) : number(row)));
        return { values: written(values), decimal, places };
    })()"""
    names = {"read_numbers": "readNumbers", "formatting": "number"}
    answers = modules.each(names, expression % MOST, texts())
    refused = 0
    for text, answer in zip(texts(), answers, strict=True):
        right = said(read_numbers, text, "--input", most=MOST)
        if isinstance(right, dict):
            refused += 1
        else:
            right = {"values": each(str, right.values), "decimal": right.decimal, "places": right.places}
        assert answer == right, text[:60]
    assert len(texts()) > 500 and 250 < refused < len(texts()) - 80


STEPS = [
    *("1", "2", "1000", "1001", "0", "-1", "01", " 3 ", "3,4", "3, 4", "3,4,5", ",", "3,", "", " ", "1.5", "1e2", "1/2", "x"),
    *("1:2", "1:2,3:4", "1:2,3", "1,2:3", "1:2:3", ":", "1:", ":1", "1:2,", "1:2,3:4,5:6", "1:x", "0:0", "0", "0,0", f"{MINUS}1"),
    *("1000:1000", "1000:1001", "9" * 15, "9" * 16, "9" * 40, "１", "²", "+1", "1 2", "é", "1;2", "\n1\n", "1\t", "1\n2", "nan"),
    *("constant", "constant=5", "constant=-1/3", "constant= 2.5 ", "constant=", "constant=x", "constant==5", "constant=1=2"),
    *("constant=1/0", "constant=nan", "Constant", " constant", "edge", "edge=1", "wrap", "symmetric", "reflect", "mirror", "edge ="),
    *("constant=1e99", "constant=" + "9" * 50, "symmetric=0", f"constant={MINUS}2", "=5", "=", "constant=1 2", "reflect=", "zero"),
]  # fmt: skip
READERS = {
    "read_whole_number": (
        "readWholeNumber(item, '--x', 1, 1000)",
        lambda t: read_whole_number(t, "--x", 1, 1000),
    ),
    "read_pair": ("readPair(item, '--x', 1, 1000)", lambda t: read_pair(t, "--x", 1, 1000)),
    "read_padding of 1 axis": (
        "readPadding(item, '--x', 1, 1000)",
        lambda t: read_padding(t, "--x", 1, 1000),
    ),
    "read_padding of 2 axes": (
        "readPadding(item, '--x', 2, 1000)",
        lambda t: read_padding(t, "--x", 2, 1000),
    ),
    "read_border": (
        "((it) => [it[0], number(it[1])])(readBorder(item, '--x'))",
        lambda t: (lambda word, fill: [word, str(fill)])(*read_border(t, "--x")),
    ),
}


@pytest.mark.parametrize("reader", READERS)
def test_both_read_the_same_options_or_refuse_in_the_same_words(modules, reader):
    expression, function = READERS[reader]
    functions = "readWholeNumber, readPair, readPadding, readBorder"
    answers = modules.each({"read_numbers": functions, "formatting": "number"}, expression, STEPS)
    for text, answer in zip(STEPS, answers, strict=True):
        right = said(function, text)
        assert as_data(answer) == as_data(right), text
    assert 3 < sum(isinstance(answer, dict) for answer in answers) < len(STEPS) - 3


# ---- what only the page says


def test_a_text_without_end_is_refused_in_one_line(modules):
    """The command line, which reads files, too, has another sentence for these."""
    texts_without_end = ["1" * 1_000_001, "1 " * 500_001, "e" * 1_000_001, "[" * 1_000_001]
    expression = "readNumbers(item, '--input', { most: 9 })"
    for answer in modules.each({"read_numbers": "readNumbers"}, expression, texts_without_end):
        assert re.fullmatch(r"--input: [ -~]{10,200}", answer["refused"])


def test_a_number_left_open_is_none(modules):
    expression = (
        "readNumbers(item, '--got', { most: 9, open: true }).values.map((value) => value && number(value))"
    )
    names = {"read_numbers": "readNumbers", "formatting": "number"}
    assert modules.each(names, expression, ["1 ? 3", "?", "? 1,5", "??"]) == [
        ["1", None, "3"],
        [None],
        {
            "refused": "--got: blanks and commas stand between the numbers of '? 1,5': use one, and 1.5 for 1,5"
        },
        {"refused": "--got: '??' is not a number here: write 1000, 1/9 or .5, or ? for one that is open"},
    ]


def test_nan_is_refused_with_the_command_that_takes_it(modules):
    words = [{"input": text, "kernel": "1"} for text in ("nan", "1 NaN 3")]
    assert modules.each({"request": "requestOf"}, "requestOf(item)", words) == [
        {"refused": "--input: 'nan' is not taken here: python -m course trace takes it"},
        {"refused": "--input: 'NaN' is not taken here: python -m course trace takes it"},
    ]


# ---- requests

KERNEL_WORDS = [
    {"name": name, "text": as_typed([list(row) for row in kernel.rows])} for name, kernel in KERNELS.items()
]
LONG = " ".join(["1"] * 2_000)
# the sum of 1/p over those below 4000 has 1700 digits, over all of them more than 2000
PRIMES = [n for n in range(2, 5_000) if all(n % d for d in range(2, int(n**0.5) + 1))]
WHOLE_REQUESTS = [  # input, kernel, and further words
    ("1 2 3", "1 2", {"mode": "same", "padding": "1"}),
    ("1 2 3; 4 5 6", "1 2", {"mode": "valid", "padding": "1:2,3"}),
    ("1 2 3", "1 2 3 4", {"mode": "valid"}),
    ("1 2 3", "1 2 3 4", {"padding": "0"}),
    ("1 2 3; 4 5 6", "1 2; 3 4; 5 6", {"mode": "VALID"}),
    ("1 2 3; 4 5 6", "1 2; 3 4", {"mode": "valid", "dilation": "1,3"}),
    ("1; 2; 3", "1 2", {}),
    ("1; 2; 3", "1 2;", {}),
    ("1;", "1 2", {}),
    ("1 2 3", "1 2; 3 4", {}),
    ("1 2 3", "1;", {}),
    (LONG, LONG, {}),
    (LONG, LONG, {"mode": "valid"}),
    ("1 2", "1", {"stride": "1,2"}),
    ("1 2; 3 4", "1", {"stride": "1,2", "padding": "1:2,3:4"}),
    ("1 2; 3 4", "1", {"padding": "1:2"}),
    ("1 2", "1", {"padding": "1,2"}),
    ("1 2", "1", {"dilation": "0"}),
    ("1 2", "1", {"border": "mirror"}),
    ("1 2", "1", {"border": "edge=2"}),
    ("1 2", "1", {"stride": "x", "border": "x"}),
    ("1/0", "x", {"stride": "x"}),
    (" ".join(["1"] * (NUMBERS + 1)), "1", {}),
    ("1", " ".join(["1"] * (WEIGHTS + 1)), {}),
    (" ".join(f"1/{prime}" for prime in PRIMES), " ".join(["1"] * len(PRIMES)), {"mode": "valid"}),
    (" ".join(f"1/{prime}" for prime in PRIMES[:550]), " ".join(["1"] * 550), {"mode": "valid"}),
    *(("1 2 3.5 4; 5 6 7 8", name, {}) for name in KERNELS),
    ("1 2 3", "difference", {"mode": "same"}),
]


def test_both_refuse_a_request_in_the_same_words(modules):
    items = [{"input": x, "kernel": h, **more} for x, h, more in WHOLE_REQUESTS]
    expression = """(() => {
        const request = requestOf(item.words, item.kernels);
        return traceOf(request).outputs.map(({ value }) => number(value, request.decimal));
    })()"""
    names = {"request": "requestOf", "trace": "traceOf", "formatting": "number"}
    answers = modules.each(names, expression, [{"words": words, "kernels": KERNEL_WORDS} for words in items])
    refused = 0
    for words, answer in zip(items, answers, strict=True):
        options = [f"--{name}={value}" for name, value in words.items()]
        right = said(lambda: Trace(from_options(trace_parser().parse_args(options))))
        refused += isinstance(right, dict)
        if isinstance(right, Trace):
            right = [number(output.value, right.request.decimal) for output in right.outputs.values()]
        assert answer == right, {name: text[:60] for name, text in words.items()}
    assert refused > 15


def test_the_limits_are_those_of_the_command_line(modules):
    (limits,) = modules.each({"request": "LIMITS"}, "LIMITS", [0])
    assert limits == {"numbers": NUMBERS, "weights": WEIGHTS, "products": PRODUCTS}


def test_a_word_that_is_none_is_refused(modules):
    fine = {"input": "1 2", "kernel": "1"}
    items = [{**fine, "mode": "sane"}, {**fine, "flip": "maybe"}, {**fine, "kernel": "sobel"}, {}]
    answers = modules.each({"request": "requestOf"}, "requestOf(item)", items)
    assert answers == [
        {"refused": "--mode: 'sane' is not one of full, valid, same, SAME"},
        {"refused": "flip: 'maybe' is not yes or no"},
        {"refused": "--kernel: no kernel is called 'sobel' here: choose one, or type its numbers"},
        {"refused": "--input: there are no numbers: write some, such as 1 2 3 or 1 2 3; 4 5 6"},
    ]
