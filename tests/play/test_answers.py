"""What the page asks, as data: it is what python -m course why prints; and what is refused in one line."""

import json
import re
from functools import partial

import pytest
from support.drawn_questions import words_of_command
from support.golden import GOLDEN, answers_in

from course.convolution.formatting import fold, number
from course.convolution.nested import flat
from course.diagnosis.explanation import SearchStopped, explain
from course.own_numbers import read_numbers
from course.own_numbers.engines import ENGINES, Engine
from course.own_numbers.options import from_options
from course.play import answers
from course.play.answers import engines_answer, parsed_words, why_answer

SIGNAL = {"input": "3 4 5", "kernel": "2 1 0"}
MOST_TRIED = 150  # by a search that is quick


def words_of(line):
    """A golden file's command as the words of a question; None where it has other options or files."""
    words = words_of_command(line.removeprefix("why")) or {}
    names_a_file = any(re.search(r"\.(csv|npy|png)$", text) for text in words.values())
    return words if {"input", "kernel", "got"} <= set(words) and not names_a_file else None


def quick_answer(words):
    """The answer, if no more than MOST_TRIED is tried; else None."""
    tried = []

    def tries(what):
        tried.append(what)
        if len(tried) > MOST_TRIED:
            raise SearchStopped

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "explain", partial(explain, tries=tries))
        answer = why_answer(words)
    return None if len(tried) > MOST_TRIED else answer


GOLDEN_WHY = answers_in((GOLDEN / "why.txt").read_text(encoding="utf-8"))
ASKED = {line: (words_of(line), code, lines) for line, code, lines in GOLDEN_WHY if words_of(line)}


@pytest.fixture(scope="module")
def answered():
    """{command line: (answer, exit code, printed lines)} of all that are quick."""
    few = {
        line: case
        for line, case in ASKED.items()
        if "alone or together with another" not in " ".join(case[2])
    }
    quick = {line: (quick_answer(words), code, lines) for line, (words, code, lines) in few.items()}
    return {line: case for line, case in quick.items() if case[0]}


def without(lines, *blocks):
    """The lines without the first of these blocks of lines that is among them; one has to be."""
    for block in blocks:
        for start in range(len(lines)):
            if lines[start : start + len(block)] == block:
                return lines[:start] + lines[start + len(block) :]
    raise AssertionError(f"{blocks} is not in {lines}")


def test_sentences_and_hints_are_those_that_why_prints(answered):
    """All of them; what is left over are the two tables, and one number worked out both ways."""
    assert sum("kind" in answer for answer, *_ in answered.values()) >= 40
    for answer, _, lines in answered.values():
        for sentence in answer.get("sentences", []):
            lines = without(lines, fold(sentence, 80, "  "))
        for hint in answer.get("hints", []):
            variants = [fold(f"{indent}Hint: {hint}", 80, "  ") for indent in ("", "   ")]
            lines = without(without(lines, *variants), *variants, [])  # which may stand below two mistakes
        left = [line for line in lines if line and not re.match(r"(y\[| )|[-\d./*~ ]+(\.\.\.|$)", line)]
        assert all(re.match(r"(given|asked for)( \(\* differs\))?( +asked for)?$", line) for line in left), (
            left
        )


def test_the_answer_says_what_the_exit_code_says(answered):
    kinds = {answer["kind"] for answer, *_ in answered.values() if "kind" in answer}
    assert kinds >= {"right", "cut", "mistake", "elsewhere", "mistyped", "could be", "padding", "rescaled"}
    for line, (answer, code, _) in answered.items():
        if "refused" in answer:
            assert code == 2, line
        else:
            assert (code == 0) == (answer["kind"] not in ("could be", "unknown")), line
            assert answer["right"] == (answer["kind"] in ("right", "cut", "right so far"))


def test_marked_numbers_are_those_that_do_not_agree(answered):
    compared = 0
    for line, (answer, _, lines) in answered.items():
        if "given (* differs)" not in "\n".join(lines):
            assert answer.get("agree") is None or False not in answer["agree"], line
            continue
        (start,) = [place for place, text in enumerate(lines) if text.startswith("given (* differs)")]
        table = " ".join(lines[start + 1 :]).split("y[")[0]
        if "..." not in table:
            compared += 1
            assert answer["agree"].count(False) == len(re.findall(r"\d\*(?:\s|$)|nan\*", table)), line
    assert compared > 20


def test_one_number_is_worked_out_as_why_does(answered):
    ways = 0
    for line, (answer, _, lines) in answered.items():
        printed = " ".join(" ".join(lines).split())
        shown = answer.get("worked_out")
        assert bool(shown) == bool(re.search(r"y\[[\d, ]+\] asked for", printed)), line
        for way in shown["ways"] if shown else []:
            assert re.search(rf"y\[{', ?'.join(map(str, shown['index']))}\] {way['name']}", printed), line
            assert (
                f"{way['sum']} = {way['result']}" in printed or f"= {way['result']}, {way['sum']}" in printed
            ), line
            ways += 1
    assert ways > 40


def test_names_are_those_in_brackets(answered):
    for line, (answer, _, lines) in answered.items():
        if answer.get("kind") == "mistake" and "flip" not in ASKED[line][0]:
            named = re.findall(r"\[([a-z][a-z0-9, -]+)\]", " ".join(" ".join(lines).split()))
            assert set(answer["names"]) >= {*", ".join(named).split(", ")} - {""}, line
            assert answer["names"]


def test_an_answer_is_plain_data(answered):
    for answer, *_ in answered.values():
        assert json.loads(json.dumps(answer, allow_nan=False)) == answer


def test_two_mistakes_have_a_hint_each():
    words = {"input": "3 1 4 1 5 9 2 6", "kernel": "2 7 1", "got": "3 22 17 31 20 46 75 38 46"}
    answer = why_answer(words)
    assert answer["kind"] == "mistake" and len(answer["names"]) == len(answer["hints"]) == 2
    assert not any("Hint" in text for text in answer["hints"] + answer["sentences"])
    assert re.match(r"\s*2\. ", answer["sentences"][2])


def test_words_that_are_absent_mean_what_absent_options_mean():
    given = {**SIGNAL, "got": "0 3 10 13 10"}
    every = {"mode": "full", "stride": "1", "dilation": "1", "border": "constant", "flip": "yes"}
    assert why_answer(given) == why_answer({**every, **given})
    assert why_answer({**given, "flip": "no"})["right"]


# ---- while numbers are open


def test_open_numbers_are_neither_right_nor_wrong():
    right = {True: "6 ? 14 5 0", False: "6 ? 14 5 9"}
    for is_right, got in right.items():
        answer = why_answer({**SIGNAL, "got": got})
        assert answer["right"] == is_right and answer["agree"] == [True, None, True, True, is_right]
    named = why_answer({**SIGNAL, "got": "0 3 ? 13 10"})
    assert named["names"] == ["no-flip"] and named["agree"] == [False, False, None, False, False]
    assert named["worked_out"]["index"] == [0]
    assert why_answer({**SIGNAL, "got": "6 ? 14"})["agree"] is None


# ---- while the output is covered

COVERED = {"input": "4 1 3 5", "kernel": "1 2 3", "mode": "same", "cover": "yes"}  # 9 17 14 19 come out
TOLD_COVERED = {
    "9 17 22 11": "Only y[2] and y[3] are wrong.",
    "9 17 13 19": "Only y[2] is wrong.",
    "9 17 14": "These are the first 3 of the 4 numbers, and right.",
    "11 9 22 14": "The size is right, and none of the 4 numbers agrees.",
    "9 17": "Two numbers fit many things by chance. What it could be:",
}


@pytest.mark.parametrize("got", TOLD_COVERED)
def test_what_is_wrong_is_told_by_its_place_where_the_output_is_covered(got):
    answer = why_answer({**COVERED, "got": got})
    assert answer["sentences"][0] == TOLD_COVERED[got] and answer["worked_out"] is None


def test_the_mistake_and_its_hint_are_told_where_the_output_is_covered():
    for words in (
        {**COVERED, "got": "9 17 14"},
        {**COVERED, "got": "19 14 17 9"},
        {**SIGNAL, "got": "0 3 10 13 10"},
    ):
        seen, covered = why_answer({**words, "cover": "no"}), why_answer({**words, "cover": "yes"})
        assert covered["sentences"][-1] == seen["sentences"][-1]
        assert all(covered[part] == seen[part] for part in ("hints", "names", "agree", "kind"))
    assert why_answer({**COVERED, "got": "9 17 14 19"})["sentences"] == [
        "These numbers are right: the definition gives them."
    ]


EVEN = {"input": "17 25 41", "kernel": "3 1", "mode": "same", "cover": "yes"}  # 51 92 148 come out, 92 148 41 elsewhere


def test_what_same_gives_elsewhere_is_told_to_nobody_who_has_not_found_the_numbers():
    told = why_answer({**EVEN, "got": "51 92 148"})
    assert told["right"] and told["sentences"][-1].endswith("which gives 92 148 41.")
    for got in ("51 92 149", "51 92", "92 148 41", "50 91 147"):
        answer = why_answer({**EVEN, "got": got})
        assert not answer["right"] and "everywhere" not in " ".join(answer["sentences"])
        assert not numbers_told(answer) & ({"51", "92", "148"} - numbers_in(got))


@pytest.mark.parametrize("got", [
    "-3002 -5702 -3070 -4007 -4337 -3730 -2498",  # every sign the wrong way round, and a slip
    "300.2 570.2 308.1 400.7 433.7 373 249.8",  # divided by the sum of the weights, and a slip
    "3002 5702 3071 4007 4337 3730 2500", "3002 ? 3071 4007 ? 3730 5.5",
])  # fmt: skip
def test_no_sum_is_worked_out_where_the_output_is_covered(got):
    words = {"input": "546 382 660 121 357 652 271", "kernel": "5 2 3", "mode": "same", "got": got}
    answer = why_answer({**words, "cover": "yes"})
    assert answer["sentences"] and not any("*" in sentence for sentence in answer["sentences"])


def test_how_many_agree_is_told_even_if_that_is_a_right_number():
    words = {"input": "4 1 3 5", "kernel": "1", "cover": "yes"}  # 4 1 3 5 come out, of which two are told as counts
    told = {"7 8 9 2": "none of the 4 numbers agrees", "7 1 9 2": "1 of the 4 numbers agrees"}
    for got, sentence in told.items():
        assert sentence in why_answer({**words, "got": got})["sentences"][0]


def test_what_axes_are_taken_for_is_told_where_the_output_is_covered():
    words = {"input": "17 25 41;", "kernel": "3 1", "mode": "same"}
    seen, covered = (why_answer({**words, "cover": cover, "got": "51 92 149"}) for cover in ("no", "yes"))
    assert covered["sentences"][0] == seen["sentences"][0] and "an image of one row" in covered["sentences"][0]
    assert "148" in numbers_told(seen) and "148" not in numbers_told(covered)


def test_a_number_that_is_open_is_told_to_nobody():
    """Of 17 25 41 with 3 1 in mode same, 51 92 148, each is left open beside a wrong one."""
    for got in ("51 ? 149", "? 93 148", "50 92 ?", "50 ? ?"):
        answer = why_answer({**EVEN, "got": got})
        assert not answer["right"] and not numbers_told(answer) & ({"51", "92", "148"} - numbers_in(got)), got


def numbers_in(text):
    return set(re.findall(r"-?\d+(?:[./]\d+)?", text))


def numbers_told(answer):
    return numbers_in(" ".join(answer["sentences"] + answer["hints"]))


def test_no_right_number_is_told_where_the_output_is_covered(answered):
    """Of those that stand nowhere else in a question and are no small ones, as sizes and places are."""
    leaks = 0
    for line, (answer, _, _) in answered.items():
        if "refused" in answer or answer["right"]:
            continue
        words = ASKED[line][0]
        request = from_options(parsed_words(words), files=False)
        right = {number(value) for value in flat(request.output) if abs(value) > 9}
        right -= {text for name in ("input", "kernel", "got") for text in numbers_in(words[name])}
        covered = quick_answer({**words, "cover": "yes"})
        leaks += bool(right & numbers_told(answer))
        assert covered["worked_out"] is None and not right & numbers_told(covered), line
    assert leaks > 3


# ---- what is refused, and what fails


def test_what_fails_in_the_course_is_said_in_one_line():
    def fails(words):
        raise ArithmeticError(f"of {words['input']}")

    line = answers.answered_line('{"input": "7"}', fails)
    assert refused(json.loads(line)).startswith("the course itself has failed, ArithmeticError: of 7")
    assert json.loads(answers.answered_line("{no JSON"))["refused"].startswith("the course itself has failed")


NASTY = [
    *(
        "<script>alert(1)</script>",
        "1/0",
        "1,5 2",
        "inf",
        "x" * 5000,
        "9" * 40,
        "1_0",
        "",
        " ",
        ";",
        "[1",
        "'",
    ),
    *(
        "__import__('os')",
        "\x00",
        "\x1b[31m",
        "\ud800",
        "a\nb",
        "$(ls)",
        "{}",
        "%s",
        "1 2; 3",
        "\N{EM DASH}1",
        "1e400",
    ),
]


def refused(answer):
    """The line of a refusal, once it is seen to be one."""
    assert list(answer) == ["refused"] and re.fullmatch("[ -~]{10,420}", answer["refused"]), answer
    return answer["refused"]


@pytest.mark.parametrize(
    "name", ["input", "kernel", "got", "mode", "padding", "stride", "dilation", "border"]
)
def test_nasty_words_are_refused_as_the_command_refuses_them(command, name):
    asked = {**SIGNAL, "got": "6 11 14 5 0"}
    for text in NASTY:
        words = {**asked, name: text}
        line = refused(why_answer(words))
        code, out, err = command("why", *(f"--{option}={word}" for option, word in words.items()))
        assert (code, out) == (2, "") and line[:60] in " ".join(err.split()), text


def test_too_many_numbers_are_refused():
    assert "499999 numbers" in refused(why_answer({**SIGNAL, "got": "1", "input": "1 " * 499_999}))
    assert "1 MB" in refused(why_answer({**SIGNAL, "got": "1", "input": "1 " * 1_000_000}))


@pytest.fixture
def no_files(tmp_path, monkeypatch):
    """A folder with files that could be read, and nothing to read them with."""
    for name in ("signal.csv", "signal", "3 4 5x"):
        (tmp_path / name).write_text("3 4 5", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    monkeypatch.setattr(read_numbers, "os", None)  # with which it looks whether there is such a file
    monkeypatch.setattr(read_numbers, "_from_file", None)


@pytest.mark.parametrize("name", ["input", "kernel", "got"])
def test_names_of_files_are_refused_unseen(no_files, name):
    asked = {**SIGNAL, "got": "6 11 14 5 0"}
    paths = [
        "signal.csv",
        "/etc/passwd",
        "../signal.csv",
        "C:\\signal.csv",
        "~/x",
        "data/bird.jpg",
        "a.npy",
        "//x/y",
    ]
    answered = {path: refused(why_answer({**asked, name: path})) for path in paths}
    assert all("names a file" in line and "python -m course why" in line for line in answered.values()), (
        answered
    )
    assert "is not a number" in refused(why_answer({**asked, name: "3 4 5x"}))
    assert refused(why_answer({**asked, name: "signal"}))


@pytest.mark.parametrize(
    "words", [None, [], "3 4 5", 3, {}, {"input": 3}, {"input": None}, {**SIGNAL, "got": ["6"]}, {"file": "x"},
              {**SIGNAL, "got": "1", "json": ""}, {**SIGNAL, "got": "1", "flip": ""}, {**SIGNAL, "got": "1", "help": "1"}]
)  # fmt: skip
def test_a_question_that_is_none_is_refused(words):
    refused(why_answer(words))
    refused(engines_answer(words))


@pytest.mark.parametrize("got", ["?", "? ?", "[[?, ?], [?, ?]]"])
def test_numbers_that_are_all_open_are_refused(got):
    assert "every number is open" in refused(why_answer({**SIGNAL, "got": got}))


# ---- the engines


@pytest.fixture
def no_tensorflow(monkeypatch):
    """A Python without TensorFlow, which takes seconds to start."""
    monkeypatch.setattr(Engine, "installed", property(lambda engine: engine.library != "tensorflow"))


def test_engines_say_who_agrees(no_tensorflow):
    answer = engines_answer({**SIGNAL, "got": "nonsense"})
    by_call = {each["call"]: each for each in answer["engines"]}
    assert by_call['np.convolve(x, h, "full")'] == {
        "call": 'np.convolve(x, h, "full")', "agrees": True, "value": "6 11 14 5 0", "why": "",
    }  # fmt: skip
    correlated = by_call['np.correlate(x, h, "full")']
    assert (
        correlated["agrees"] is False
        and correlated["value"] == "0 3 10 13 10"
        and "flip" in correlated["why"]
    )
    assert "tensorflow is not installed" in answer["left_out"]
    assert {each.split(":")[0] for each in answer["left_out"]} == {
        "ndimage.convolve", "ndimage.correlate", "tensorflow is not installed",
    }  # fmt: skip
    json.dumps(answer, allow_nan=False)


def test_of_an_image_only_those_are_asked_that_take_one(no_tensorflow):
    calls = [
        each["call"]
        for each in engines_answer({"input": "1 2; 3 4", "kernel": "1 2;", "mode": "same"})["engines"]
    ]
    assert calls and not any(call.startswith("np.") for call in calls)


def test_without_any_library_all_are_left_out(monkeypatch):
    monkeypatch.setattr(Engine, "installed", False)
    assert engines_answer(SIGNAL) == {
        "engines": [], "left_out": [f"{name} is not installed" for name in ("numpy", "scipy", "tensorflow")],
    }  # fmt: skip
    assert {engine.library for engine in ENGINES.values()} == {"numpy", "scipy", "tensorflow"}
