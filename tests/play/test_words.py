"""The page's sentences are those of `trace`, and its addresses and commands mean what it shows; in a real browser."""

import json
import re
import shlex

import pytest
from support.typed_requests import answered_requests, typed_requests

from course.convolution.formatting import number
from course.convolution.nested import at, flat
from course.own_numbers.options import from_options
from course.own_numbers.trace import Trace, trace_parser
from course.own_numbers.typed_text import as_typed

pytestmark = pytest.mark.browser

REQUESTS = 600  # about one in eight has no answer
LARGEST = 99_999  # of their digits


def squeezed(text):
    return re.sub(r"\s+", "", text)


def test_the_sentences_are_those_of_trace(modules):
    pairs = answered_requests(500, REQUESTS, LARGEST)
    expression = """(() => {
        const request = requestOf(item), { outputs } = traceOf(request);
        return { rule: ruleSentence(request), outputs: outputs.map((output) => [output.index, outputLine(request, output)]) };
    })()"""
    names = {"request": "requestOf", "trace": "traceOf", "trace_text": "outputLine, ruleSentence"}
    answers = modules.each(names, expression, [typed_request.words for typed_request, _ in pairs])
    assert len(pairs) >= 500
    for (_, request), answer in zip(pairs, answers, strict=True):
        trace = Trace(request)
        assert [tuple(index) for index, _ in answer["outputs"]] == list(trace.outputs)
        for index, line in (answer["outputs"][0], answer["outputs"][-1]):
            _, rule, _, sums = trace.text(80, tuple(index)).split("\n\n")
            assert squeezed(line) == squeezed(sums) and "  " not in line
            assert squeezed(answer["rule"]) == squeezed(rule) and "  " not in answer["rule"]


def test_a_term_says_where_its_numbers_come_from(modules):
    """Whatever the border and the flip, the number and the weight are those at the places in what was given."""
    pairs = answered_requests(501, REQUESTS, LARGEST)
    expression = """(() => {
        const { outputs } = traceOf(requestOf(item));
        const texts = ({ x, h, isAdded, from, weight }) => [number(x), number(h), isAdded, from, weight];
        return outputs.map(({ terms, start }) => [terms.map(texts), start]);
    })()"""
    names = {"request": "requestOf", "trace": "traceOf", "formatting": "number"}
    answers = modules.each(names, expression, [typed_request.words for typed_request, _ in pairs])
    for (typed_request, request), answer in zip(pairs, answers, strict=True):
        outputs = Trace(request).outputs.values()
        for output, (terms, start) in zip(outputs, answer, strict=True):
            assert [(x, h, added) for x, h, added, _, _ in terms] == [
                (number(x), number(h), added) for x, h, added in output.terms
            ]
            assert output.start in (None, tuple(start))
            for x, h, added, origin, weight in terms:
                assert h == number(at(typed_request.h, weight))
                assert x == number(request.fill if origin is None else at(typed_request.x, origin))
                assert added or origin is not None


# ---- the address, and the command

ADDRESSES = {
    "": {},
    "#": {},
    "#input=3+4+5&kernel=2+1": {"input": "3 4 5", "kernel": "2 1"},
    "#input=3%204%205&kernel=2%201": {"input": "3 4 5", "kernel": "2 1"},
    "#input=%2B3&got=6+11+?+5&hide=stride,dilation": {
        "input": "+3",
        "got": "6 11 ? 5",
        "hide": "stride,dilation",
    },
    "#border=constant=5&padding=1:2,3": {"border": "constant=5", "padding": "1:2,3"},
    "#input=1+2;+3+4%3B": {"input": "1 2; 3 4;"},
    "#input=%zz&kernel=%": {"input": "%zz", "kernel": "%"},
    "#flip=no&mode": {"flip": "no", "mode": ""},
}


def test_addresses_are_read_whatever_their_escapes(modules):
    answers = modules.each({"command": "wordsOfHash"}, "wordsOfHash(item)", list(ADDRESSES))
    assert answers == list(ADDRESSES.values())


def test_words_come_back_from_their_address(modules):
    hostile = [
        {"input": text, "got": "5;"}
        for text in ("a&b=c", "+", "%2B", "é 😀", "#", "\n", '"', "<b>", "1;", "a b", "__proto__", "")
    ]
    items = [typed_request.words for typed_request in typed_requests(502, 600)] + hostile
    hashes = modules.each({"command": "hashOfWords"}, "hashOfWords(item)", items)
    assert modules.each({"command": "wordsOfHash"}, "wordsOfHash(item)", hashes) == items
    again = modules.each({"command": "wordsOfHash, hashOfWords"}, "hashOfWords(wordsOfHash(item))", hashes)
    assert again == hashes
    # nothing that ends a link where a program looks for links in a text
    assert all(re.fullmatch(r"#[\w*.,:;=?/&%+-]*[\w*=+/%-]", link, re.ASCII) for link in hashes)


def test_an_address_is_readable(modules):
    words = {
        "input": "3 4; 5 6",
        "kernel": "-1/9 .5",
        "padding": "1:0,2",
        "border": "constant=5",
        "mode": None,
    }
    (link,) = modules.each({"command": "hashOfWords"}, "hashOfWords({ ...item, mode: undefined })", [words])
    assert link == "#input=3+4;+5+6&kernel=-1/9+.5&padding=1:0,2&border=constant=5"


def commands(modules, kind, items):
    return modules.each({"command": "commandOf"}, f"commandOf('{kind}', item)", items)


def test_the_command_means_the_same_request(modules):
    pairs = answered_requests(503, REQUESTS, LARGEST)
    items = [{**typed_request.words, "got": "1", "hide": "stride"} for typed_request, _ in pairs]
    for (_, request), command in zip(pairs, commands(modules, "trace", items), strict=True):
        assert command.startswith("python -m course trace --input ") and "\n" not in command
        understood = from_options(trace_parser().parse_args(shlex.split(command)[4:]))
        assert understood == request and understood.output == request.output


def test_the_command_of_an_answer_holds_the_answer(modules, command):
    """What it is given are the right numbers, as it says itself."""
    right = [
        {**typed_request.words, "got": as_typed(request.output)}
        for typed_request, request in answered_requests(504, 80, LARGEST)
        if all(len(str(value)) < 16 for value in flat(request.output))
    ]
    assert len(right) > 20
    for line in commands(modules, "why", right):
        code, out, err = command(*shlex.split(line)[3:], "--json")
        assert (code, err, json.loads(out)["kind"]) == (0, "", "right")


def test_the_command_of_the_first_example(modules):
    words = {"input": "3 4 5", "kernel": "2 1", "mode": "same", "flip": "no", "got": "6 11 14"}
    asked = 'python -m course {} --input "3 4 5" --kernel "2 1" --mode same'
    assert commands(modules, "trace", [words]) == [asked.format("trace") + " --no-flip"]
    assert commands(modules, "why", [words]) == [asked.format("why") + ' --got "6 11 14" --no-flip']


def test_no_shell_finds_anything_to_run_in_a_command(modules):
    """Who copies a command from somebody else's link pastes numbers, and nothing that runs."""
    texts = [
        "$(id)",
        "`id`",
        '"; id; "',
        "a\\",
        "%PATH%",
        "!!",
        "1\n2",
        "1\r\nid",
        "$x",
        "' id '",
        "^x",
        "a & id",
        "a | id",
    ]
    items = [{"input": text, "kernel": text, "mode": text} for text in texts]
    for line in commands(modules, "trace", items):
        assert not re.search(r"[`$\\%!^\n\r]", line)
        words = shlex.split(line)
        assert words[4::2] == ["--input", "--kernel", "--mode"] and len(words) == 10
        # outside of quotes there are names of options and plain words alone
        assert re.fullmatch(r"[\w .,:=-]*", re.sub('"[^"]*"', "", line))
