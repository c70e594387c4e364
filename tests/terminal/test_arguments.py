"""A command's options: refused in one line, given once, and -1,0,1 taken for numbers."""

import pytest

from course.terminal.arguments import Parser


@pytest.fixture
def parser():
    parser = Parser(prog="python -m course try")
    parser.add_argument("--kernel")
    parser.add_argument("--engine", action="append")
    parser.add_argument("--json", action="store_true")
    return parser


def refusal(parser, words, capsys):
    """The line on stderr with which the process ends, without the program's name."""
    with pytest.raises(SystemExit) as end:
        parser.parse_args(words)
    out, err = capsys.readouterr()
    assert (end.value.code, out) == (2, "")
    assert err.startswith("python -m course try: ") and err.count("\n") == 1 and err.isascii() and len(err) < 320
    return err


@pytest.mark.parametrize("number", ["-1,0,1", "-1", "-.5", "-1/9", "-1 2; 3 4", "\N{MINUS SIGN}1"])
def test_negative_numbers_are_no_options(parser, number):
    assert parser.parse_args(["--kernel", number]).kernel == number
    assert parser.parse_args([f"--kernel={number}"]).kernel == number


@pytest.mark.parametrize("words", [["--kernel", "--json"], ["--kernel", "-x"], ["--kernel"], ["--json", "-1"]])
def test_options_and_lone_numbers_are_still_told_apart(parser, words, capsys):
    refusal(parser, words, capsys)


def test_several_positional_arguments_each_have_a_value(parser):
    parser.add_argument("first")
    parser.add_argument("second")
    options = parser.parse_args(["a", "b", "--kernel", "1"])
    assert (options.first, options.second, options.kernel) == ("a", "b", "1")


@pytest.mark.parametrize("words", [["--kernel", "1", "--kernel", "1"], ["--kernel=1", "--kernel", "2"]])
def test_an_option_of_one_value_is_given_once(parser, words, capsys):
    assert "--kernel" in refusal(parser, words, capsys)


def test_some_options_may_be_given_again(parser):
    options = parser.parse_args(["--engine", "a", "--engine", "b", "--json", "--json"])
    assert options.engine == ["a", "b"] and options.json


@pytest.mark.parametrize("word", ["--kern", "--js", "--Json", "-k"])
def test_options_are_not_abbreviated(parser, word, capsys):
    assert word in refusal(parser, [word], capsys)


def test_numbers_without_quotes_are_told_about_them(parser, capsys):
    assert '"1 2 3"' in refusal(parser, ["--kernel", "1", "2", "3"], capsys)
    assert '"1 2 3"' not in refusal(parser, ["--kernel", "1", "two"], capsys)


def test_files_behind_the_options_are_told_where_they_stand(capsys):
    parser = Parser(prog="python -m course try")
    parser.add_argument("pictures", nargs="*")
    parser.add_argument("--bank", action="store_true")
    message = refusal(parser, ["a.jpg", "--bank", "b.jpg"], capsys)
    assert "b.jpg: " in message
    assert "--other: " not in refusal(parser, ["a.jpg", "--other"], capsys)


def test_a_refusal_is_one_line_whatever_is_typed(parser, capsys):
    refusal(parser, ["two\nlines", "\x1b[31m", "\N{GRINNING FACE}", "x" * 5000], capsys)


def test_the_processs_own_words_are_the_default(parser, monkeypatch):
    monkeypatch.setattr("sys.argv", ["program", "--kernel", "-1"])
    assert parser.parse_args().kernel == "-1"
