"""Traces: every product of every output is the one that NumPy's padding and windows have, in every form."""

import json
import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import signal
from support.golden import GOLDEN
from support.html_tables import Table
from support.strategies import fitting, laws, lines
from support.traces import WIDTHS, cases, equations, quick, shown, total

from course import work_out
from course.own_numbers import trace
from course.own_numbers.engines import ENGINES
from course.own_numbers.options import add_options, from_options
from course.own_numbers.verdict import FLIP_IN_WORDS, UNEXPLAINED
from course.terminal.arguments import Parser


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


@quick
@given(cases(), st.sampled_from(WIDTHS))
def test_every_printed_equation_is_true(case, width):
    expected, traced = case.worked(), case.trace()
    found = equations(traced.text(width))
    assert list(found) == shown(list(expected))
    for index, (terms, result, _) in found.items():
        assert terms == expected[index]
        assert result == total(terms)
    values = np.array(traced.output, object)
    assert {index: values[index] for index in np.ndindex(values.shape)} == {
        index: total(terms) for index, terms in expected.items()
    }


@quick
@given(cases())
def test_json_has_every_product_of_every_output(case):
    expected = case.worked()
    data = json.loads(json.dumps(case.trace().json(), allow_nan=False))
    assert [tuple(output["at"]) for output in data["terms"]] == list(expected)
    for output, terms in zip(data["terms"], expected.values()):
        assert [(Fraction(x), Fraction(h), added) for x, h, added in output["products"]] == terms
        assert Fraction(output["value"]) == total(terms)
    for name, array in (("input", case.x), ("kernel", case.h)):
        assert (
            np.vectorize(Fraction, otypes=[object])(np.array(data[name], object)).tolist() == array.tolist()
        )
    assert data["options"].keys() == {"mode", "padding", "stride", "dilation", "border", "flip"}
    assert Fraction(np.array(data["output"], object).flat[0]) == total(next(iter(expected.values())))


@laws
@given(lines(), lines(), st.sampled_from(["full", "same", "valid"]))
def test_signals_give_what_numpy_gives(x, h, mode):
    assume(len(h) <= len(x))
    assert work_out(x, h, mode).output == np.convolve(x, h, mode).tolist()
    assert work_out(x, h, mode, flip=False).output == signal.correlate(x, h, mode).tolist()


@laws
@given(fitting(), st.sampled_from(["full", "same", "valid"]))
def test_images_give_what_scipy_gives(drawn, mode):
    x, h = drawn
    assert work_out(x, h, mode).output == signal.convolve2d(x, h, mode).tolist()


@laws
@given(st.data())
def test_channels_give_what_scipy_gives_channel_by_channel(data):
    inputs, outputs, batch = (
        data.draw(st.integers(1, 3)),
        data.draw(st.integers(1, 2)),
        data.draw(st.integers(1, 2)),
    )
    random = np.random.default_rng(data.draw(st.integers(0, 99)))
    x = random.integers(-9, 10, (batch, 3, 4, inputs))
    h = random.integers(-9, 10, (2, 3, inputs, outputs))
    traced = work_out(x, h, "same")
    expected = np.stack(
        [
            np.stack(
                [
                    sum(signal.convolve2d(image[..., c], h[..., c, o], "same") for c in range(inputs))
                    for o in range(outputs)
                ],
                -1,
            )
            for image in x
        ]
    )
    assert traced.output == expected.tolist()
    assert work_out(x[0], h, "same").output == expected[0].tolist()
    found = equations(traced.text(data.draw(st.sampled_from(WIDTHS))))
    assert list(found) == shown(list(np.ndindex(expected.shape)))
    for index, (terms, result, _) in found.items():
        assert len(terms) == 6 * inputs
        assert result == total(terms) == expected[index]
    for index in np.ndindex(expected.shape):
        b, i, j, o = index
        places = [(i + a - 1, j + b - 1) for _ in range(inputs) for a in range(2) for b in range(3)]
        inside = [0 <= row < 3 and 0 <= column < 4 for row, column in places]
        assert [not added for _, _, added in traced.outputs[index].terms] == inside
        assert traced.outputs[index].start == (i - 1, j - 1)
        assert total(traced.outputs[index].terms) == expected[index]


# ---- worked with pencil

X, H = "--input|3 4 5|--kernel|2 1 0", "--input|0 1 2; 3 4 5; 6 7 8|--kernel|0 1; 2 3"
WORKED = [  # what a command has to give, by hand or by its source
    # Lesson 0's first signal. The kernel flipped, 0 1 2, slides from two places before the signal.
    (X, [6, 11, 14, 5, 0]),
    # Two numbers and a longer, even kernel: 'same' has two numbers, as SciPy has it; the odd zero goes before.
    ("--input|6 2|--kernel|1 2 5 4|--mode|same", [14, 34]),
    # Lesson 1's 3 x 3 image: 765 + 14 + 212 - 240, and so on.
    ("--input|255 7 3; 212 240 4; 218 216 230|--kernel|-1 1; 2 3|--mode|valid", [[751, 263], [1118, 714]]),
    # Correlation, padding and stride, as in Dive into Deep Learning, section 7.3.
    (f"{H}|--padding|1|--stride|3,2|--no-flip", [[0, 8], [6, 8]]),
    # 1/2 + 2/3 = 7/6; 1/6 + 1 + 4/3 = 5/2; 1/3 + 2 = 7/3; 4/6 = 2/3.
    ("--input|1 2 4|--kernel|1/3 1/2 1/6", ["1/3", "7/6", "5/2", "7/3", "2/3"]),
    # 0.125; 1 + 0.375; 3 - 0.5; -4.
    ("--input|.5 1.5 -2|--kernel|0.25,2", ["1/8", "11/8", "5/2", -4]),
    # TensorFlow's SAME: ceil(6/2) = 3 numbers, which need (3 - 1)*2 + 3 - 6 = 1 zero; it goes after.
    ("--input|1 2 3 4 5 6|--kernel|1 1 1|--mode|SAME|--stride|2", [6, 12, 11]),
    # Two weights that reach over three numbers: 10 + 3, 20 + 4, 30 + 5.
    ("--input|1 2 3 4 5|--kernel|1 10|--mode|VALID|--dilation|2", [13, 24, 35]),
    # The mirror stands on the first and on the last number: 2 | 1 2 4 | 2.
    ("--input|1 2 4|--kernel|3 2 1|--mode|same|--border|reflect", [10, 17, 16]),
    # Dive into Deep Learning, section 7.4: channels X and X + 1, filters (K, K + 1) and (K + 1, K + 2); the first
    # number is 0*0 + 1*1 + 3*2 + 4*3 = 19 from X and 1*1 + 2*2 + 4*3 + 5*4 = 37 from X + 1.
    (
        "--input|image.npy|--kernel|filters.npy|--mode|valid|--no-flip",
        [[[56, 76], [72, 100]], [[104, 148], [120, 172]]],
    ),
    # A batch of two images of 1 x 2 pixels and a kernel of one weight, 3.
    ("--input|batch.npy|--kernel|one.npy|--no-flip", [[[[3], [6]]], [[[15], [21]]]]),
]


@pytest.mark.parametrize("words, output", WORKED)
def test_the_output_is_what_was_worked_with_pencil(capsys, monkeypatch, words, output):
    monkeypatch.chdir(GOLDEN / "files")
    code, data = as_json(capsys, *words.split("|"))
    assert (code, data["output"], data["engines"]) == (0, output, [])


@pytest.mark.parametrize(
    "words, value, start",
    [
        ("--input|1 2 3; 4 5 6|--kernel|1 2; 0 -1|--at|0,2", 2 * 2 + 3 * 1, (-1, 1)),  # it begins a row above
        (
            "--input|5|--kernel|3 4|--padding|2|--at|0",
            0,
            None,
        ),  # padding of 2 under a kernel of 2: all is added
        # the window of the last output has the four numbers in its upper left corner
        ("--input|1 2; 30 4|--kernel|sobel-vertical|--mode|same|--at|1,1", -1 - 60, (0, 0)),
    ],
)
def test_one_output_is_what_was_worked_with_pencil(capsys, words, value, start):
    code, data = as_json(capsys, *words.split("|"))
    assert code == 0 and [term["value"] for term in data["terms"]] == [value]
    parser = Parser()
    add_options(parser)
    traced = trace.Trace(from_options(parser.parse_args(words.split("|")[:-2])))
    assert traced.outputs[tuple(data["terms"][0]["at"])].start == start


# ---- the command


def as_json(capsys, *words):
    """The exit code and the object that trace --json prints."""
    code = trace.main([*words, "--json"])
    out, err = capsys.readouterr()
    assert err == "" and out.isascii() and out.count("\n") == 1
    return code, json.loads(out, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))


def test_json_says_what_every_engine_gives(capsys):
    code, data = as_json(
        capsys,
        "--input",
        "1 nan 3",
        "--kernel",
        "1/2,1",
        "--engine",
        "np.convolve",
        "--engine",
        "np.correlate",
    )
    assert code == 0 and data.keys() == {"input", "kernel", "options", "output", "terms", "engines"}
    assert (data["input"], data["kernel"]) == ([1, "nan", 3], ["1/2", 1])
    flips, leaves = data["engines"]
    assert flips["name"] == "np.convolve" and flips["agrees"] is True
    assert flips["value"] == [0.5, "nan", "nan", 3.0] and flips["call"] == 'np.convolve(x, h, "full")'
    assert leaves["agrees"] is False and leaves["value"] == [1.0, "nan", "nan", 1.5]
    assert leaves["why"] == FLIP_IN_WORDS[False]


@pytest.mark.parametrize(
    "words",
    [["--engine", "numpy"], ["--json", "--engine", "numpy"], ["--at", "0", "--engine", "np.convolve"]],
)
def test_a_difference_that_no_convention_explains_is_exit_code_1(monkeypatch, capsys, words):
    right = np.convolve
    monkeypatch.setattr(np, "convolve", lambda *arguments: right(*arguments) + 1)
    assert trace.main(["--input", "3 4 5", "--kernel", "2 1 0", *words]) == 1
    assert UNEXPLAINED in capsys.readouterr().out
    monkeypatch.undo()
    assert trace.main(["--input", "3 4 5", "--kernel", "2 1 0", *words]) == 0
    assert UNEXPLAINED not in capsys.readouterr().out


SIGNAL, PICTURE = ("--input", "3 4 5", "--kernel", "2 1 0"), ("--input", "1 2; 3 4", "--kernel", "1 2")


@pytest.mark.parametrize(
    "words, libraries", [(SIGNAL, ["numpy", "scipy", "tensorflow"]), (PICTURE, ["scipy", "tensorflow"])]
)
def test_without_engine_one_line_says_how_to_ask(capsys, words, libraries):
    """The engines that are named there are those that take such a request."""
    assert trace.main(list(words)) == 0
    *_, before, last = capsys.readouterr().out.splitlines()
    assert before == "" and len(last) <= 80
    assert re.findall(r"--engine (\w+)", last) == libraries
    asked = trace.main([*words, *(word for library in libraries[:-1] for word in ("--engine", library))])
    out = capsys.readouterr().out
    assert (
        asked == 0 and last not in out and not any(name in out for name in ENGINES if name.startswith("tf."))
    )


def test_one_output_or_an_object_ends_without_that_line(capsys):
    assert trace.main([*SIGNAL, "--at", "1"]) == 0
    assert "--engine" not in capsys.readouterr().out
    code, data = as_json(capsys, *SIGNAL)
    assert (code, data["engines"], data["output"]) == (0, [], [6, 11, 14, 5, 0])


# ---- from course import work_out


def test_a_trace_prints_as_its_text():
    traced = work_out([3, 4, 5], [2, 1, 0])
    assert str(traced) == repr(traced) == traced.text() == traced.text(80)
    assert "y[1] = [0]*0 +   3*1 +   4*2 = 11" in str(traced)


@quick
@given(cases())
def test_in_a_notebook_a_trace_is_a_table_with_a_row_for_each_output_shown(case):
    traced = case.trace()
    table = Table(traced._repr_html_())
    head, *rows = table.rows
    assert table.tags == {"table", "tr", "th", "td"} and len(head) == 3
    assert [row for row in rows if len(row) == 3] == [
        [f"y[{', '.join(map(str, index))}]", *one_line(found.lines)]
        for index, found in equations(traced.text(10**6)).items()
    ]
    assert sum(len(row) == 1 for row in rows) == (len(traced.outputs) > 12)


def one_line(lines):
    """The products and the result of an equation, without what aligns them."""
    return " ".join(lines[0].split()).split(" = ")[1:]


def test_the_table_is_escaped(monkeypatch):
    monkeypatch.setattr(trace, "output_label", lambda index: "<y> & more")
    html = work_out([1], [1])._repr_html_()
    assert "<y>" not in html and Table(html).rows[1][0] == "<y> & more"


@pytest.mark.parametrize("at", [(3,), (-1,), (0, 0), ()])
def test_an_output_that_is_not_there_is_refused(at):
    with pytest.raises(ValueError, match=re.escape(f"there is no output {at}")):
        work_out([1, 2, 3], [1]).text(at=at)
