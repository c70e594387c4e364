"""python -m course why without options: what is asked for on a terminal, and how wrong entries are asked for
again.
"""

import sys

import pytest
from support.cli import posix
from support.files import ROOT
from support.terminal import Terminal

from course.diagnosis import ask_numbers
from course.diagnosis.ask_numbers import ENTRIES, QuestionParser, ask_for_options
from course.diagnosis.why import given_numbers, main, with_why_options
from course.errors import Unusable

INPUT, KERNEL, MODE, GOT = "3 4 5", "2 1 0", "", "0 3 10 13 10"


@pytest.fixture
def types(monkeypatch):
    """Sets the lines that are typed, one behind each prompt: the prompts that came."""

    def set_lines(*lines):
        left, prompts = list(lines), []

        def next_line(prompt):
            prompts.append(prompt)
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr(ask_numbers, "typed_line", next_line)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        return prompts

    return set_lines


def test_what_is_typed_is_what_the_options_would_be(types, capsys):
    prompts = types(INPUT, KERNEL, MODE, GOT)
    assert main([]) == 0
    asked = capsys.readouterr().out
    assert prompts == ["input: ", "kernel: ", "mode: ", "got: "]
    assert main(["--input", INPUT, "--kernel", KERNEL, "--got", GOT]) == 0
    assert asked.endswith("\n\n" + capsys.readouterr().out)


def test_each_is_explained_in_one_line_with_an_example_that_can_be_used(types, capsys):
    types(INPUT, KERNEL, MODE, GOT)
    main([])
    out = capsys.readouterr().out
    for question in ENTRIES:
        assert question.says in out.split("\n") and len(question.says) <= 88
    assert all(" such as " in question.says for question in ENTRIES if not question.default)
    assert INPUT in ENTRIES[0].says and KERNEL in ENTRIES[1].says and GOT in ENTRIES[3].says


WRONG = [  # what is typed, a wrong entry among it; which prompt comes twice, and what the reason says
    (["six", INPUT, KERNEL, MODE, GOT], "input", "'six' is not a number"),
    (["", INPUT, KERNEL, MODE, GOT], "input", "there are no numbers"),
    (["photo.csv", INPUT, KERNEL, MODE, GOT], "input", "no such file"),
    ([INPUT, "sobel-vert", KERNEL, MODE, GOT], "kernel", "sobel-vertical"),
    ([INPUT, "1 2; 3", KERNEL, MODE, GOT], "kernel", "row 2"),
    ([INPUT, KERNEL, "Same", MODE, GOT], "mode", "'Same'"),
    ([INPUT, "2 1 0 7", "valid", "full", GOT], "mode", "reaches over 4 places"),
    ([INPUT, KERNEL, MODE, "0 3 ten", GOT], "got", "'ten'"),
    ([INPUT, KERNEL, MODE, "0 3; 10 13", GOT], "got", "rows of numbers"),
]


@pytest.mark.parametrize("lines, name, reason", WRONG, ids=[reason for *_, reason in WRONG])
def test_a_wrong_entry_is_asked_for_again_with_the_reason(types, capsys, lines, name, reason):
    prompts = types(*lines)
    assert main([]) in (0, 1)
    out, err = capsys.readouterr()
    assert prompts.count(f"{name}: ") == 2 and len(prompts) == 5
    (refusal,) = [line for line in out.split("\n") if line.startswith("That cannot be used: ")]
    assert reason in refusal and "--" not in refusal.split("'")[0] and err == ""


@pytest.mark.parametrize("typed", ['"3 4 5"', "'3 4 5'"])
def test_quotes_are_left_out_as_a_terminal_does(types, typed):
    types(typed, KERNEL, MODE, GOT)
    options = ask_for_options(with_why_options(QuestionParser), given_numbers, 80)
    assert (options.input, options.mode) == (INPUT, "full")


def test_numbers_below_0_are_no_options(types):
    types(INPUT, "-1,0,1", "same", "-4 -2 4")
    options = ask_for_options(with_why_options(QuestionParser), given_numbers, 80)
    assert (options.kernel, options.got, options.mode) == ("-1,0,1", "-4 -2 4", "same")


def test_the_end_of_what_is_typed_is_refused(types, capsys):
    types(INPUT)
    with pytest.raises(Unusable, match="--kernel"):
        main([])


@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_without_a_terminal_it_is_refused_as_any_other_request(types, monkeypatch, refused, stream):
    prompts = types(INPUT, KERNEL, MODE, GOT)
    monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: False, raising=False)
    refused("--input", "why")
    assert prompts == []


def test_with_any_option_nothing_is_asked(types, refused):
    prompts = types(INPUT, KERNEL, MODE, GOT)
    refused("--input", "why", "--json")
    assert prompts == []


@posix
def test_on_a_real_terminal(tmp_path):
    terminal = Terminal(["-m", "course", "why"], tmp_path, PYTHONPATH=str(ROOT))
    try:
        for line, prompt in (
            (INPUT, "input: "),
            ("2 one", "kernel: "),
            (KERNEL, "kernel: "),
            (MODE, "mode: "),
        ):
            terminal.type(line, prompt)
        terminal.type(GOT, "got: ")
        assert terminal.end() == 0
        assert "[no-flip]" in terminal.said and "'one' is not a number" in terminal.said
        assert (
            'why --input "3 4 5" --kernel "2 1 0" --mode "full" --got "0 3 10 13 10"'
            in terminal.said.replace("\n  ", " ")
        )
    finally:
        terminal.close()
