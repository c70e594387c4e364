"""
What the page asks, answered as plain data: dicts, lists and texts, as JSON has them.

A question is a dict of words, {"input": "3 4 5", "kernel": "2 1", "got": "6 11 14 5", "flip": "no"}: the
texts that the command's options of these names would have, and "no" for --no-flip. They are read by the
options' own functions, but never as the name of a file. The word "cover" is "yes" where the right numbers are not
to be told. This needs nothing but Python, up to the call of an engine.
"""

import json

from course.convolution.nested import flat
from course.diagnosis.ask_numbers import QuestionParser
from course.diagnosis.explanation import explain
from course.diagnosis.side_by_side import ways_of_one_output, which_agree
from course.diagnosis.why import given_numbers, with_why_options
from course.diagnosis.why_text import RIGHT, Reasons
from course.errors import Unusable, error_as_one_line, printable, quoted
from course.own_numbers.compare import verdicts
from course.own_numbers.engines import chosen_engines, libraries_with
from course.own_numbers.options import from_options
from course.play.covered import without_right_numbers

QUESTION_WORDS = (
    "input",
    "kernel",
    "mode",
    "padding",
    "stride",
    "dilation",
    "border",
    "flip",
    "got",
    "cover",
)
NO_OPTIONS = ("flip", "cover")  # words that are "yes" or "no", and no options of these names
LONGEST_REFUSED = 420  # characters of a refusal
HINT = "Hint: "


def why_answer(words):
    """What explains the numbers of got: the sentences of the command why, and what a page needs beside them.

    {"kind": that of the Explanation, "right": whether the definition gives the numbers that are known, "agree": for
    each number in order whether it is right, None where it is open (?), or None where there are not as many as asked
    for, "sentences" and "hints": what why prints, "names": of the mistakes that explain them, "worked_out": one wrong
    output both ways, or None}. Where the output is covered, no right number is among these. Or {"refused": one line}.
    A search is not stopped here: whoever stops it ends its process.

    Example: why_answer({"input": "3 4 5", "kernel": "2 1", "got": "6 11 14 5"})["right"] is True.
    """
    try:
        options = parsed_words(words)
        request = from_options(options, files=False)
        given = given_numbers(options.got, request, files=False)
    except Unusable as error:
        return refusal(error)
    return _explanation_in_words(explain(request, given), words.get("cover") == "yes")


def engines_answer(words):
    """What each engine that is installed gives for a request, and whether it agrees with the definition.

    {"engines": [{"call": as it is written, "agrees": whether it does, "value": its numbers, "why": in
    words}], "left_out": [one line on each that gives nothing]}; or {"refused": one line}. got is not looked
    at.
    """
    try:
        request = from_options(parsed_words({**_checked(words), "got": "0"}), files=False)
    except Unusable as error:
        return refusal(error)
    engines = chosen_engines(libraries_with(request.axes), request.axes)
    installed = [engine.name for engine in engines if engine.installed]
    missing = dict.fromkeys(engine.library for engine in engines if not engine.installed)
    asked = list(verdicts(request, installed)) if installed else []
    silent = [f"{verdict.name}: {verdict.why}" for verdict in asked if verdict.value is None]
    return {
        "engines": [_verdict_in_words(verdict) for verdict in asked if verdict.value is not None],
        "left_out": silent + [f"{library} is not installed" for library in missing],
    }


def answered_line(line, answer=why_answer):
    """The answer to a question that is a line of JSON, as one. What fails in the course itself is said.

    answer: the function that answers.
    """
    try:
        answered = answer(json.loads(line))
    except Exception as error:
        answered = {"refused": f"the course itself has failed, {error_as_one_line(error)}: please report it"}
    return json.dumps(answered, allow_nan=False)


def refusal(reason):
    """What is answered to what cannot be used: {"refused": the reason in one line of printable ASCII}."""
    return {"refused": printable(" ".join(str(reason).split()), LONGEST_REFUSED)}


def parsed_words(words):
    """The words of a question as the command's parsed options; Unusable for words that there are not."""
    for name in NO_OPTIONS:
        if (text := _checked(words).get(name, "yes")) not in ("yes", "no"):
            raise Unusable(f"{name}: {quoted(text)} is not yes or no")
    typed = [f"--{name}={text}" for name, text in words.items() if name not in NO_OPTIONS]
    return with_why_options(QuestionParser).parse_args(typed + ["--no-flip"] * (words.get("flip") == "no"))


def _checked(words):
    """The words of a question, seen to be texts with names that there are; Unusable otherwise."""
    if not isinstance(words, dict):
        raise Unusable('a question is an object of texts, such as {"input": "3 4 5", "kernel": "2 1"}')
    for name, text in words.items():
        if name not in QUESTION_WORDS:
            raise Unusable(f"no word {quoted(name)}; there is {', '.join(QUESTION_WORDS)}")
        if not isinstance(text, str):
            raise Unusable(f'{name}: give a text in quotes, such as "3 4 5"')
    return words


def _explanation_in_words(explanation, is_covered):
    """An Explanation as why_answer() gives it."""
    right = explanation.kind in RIGHT
    agree = _marks(explanation)
    sentences, hints = [], []
    for sentence in Reasons(explanation).sentences:
        is_hint = sentence.lstrip().startswith(HINT)
        (hints if is_hint else sentences).append(
            sentence.lstrip().removeprefix(HINT) if is_hint else sentence
        )
    if is_covered and not right:
        sentences = without_right_numbers(sentences, explanation.request, agree)
    return {
        "kind": explanation.kind,
        "right": right,
        "agree": agree,
        "sentences": sentences,
        "hints": hints,
        "names": _names(explanation),
        "worked_out": None if is_covered else _worked_out(explanation),
    }


def _marks(explanation):
    """For each given number whether it is right, None where it is open; None where there are not as many as asked for."""
    agree = which_agree(explanation.request, explanation.given)
    if agree is None:
        return None
    all_do = explanation.kind in RIGHT  # also where decimals are cut off
    known = [value is not None for value in flat(explanation.given.values)]
    return [(fits or all_do) if is_known else None for fits, is_known in zip(agree, known)]


def _names(explanation):
    """The names of the mistakes that explain the numbers, or may, each once."""
    causes = [name for cause in explanation.causes for name in (*cause.names, *cause.also)]
    findings = [name for finding in explanation.findings for name in finding.names]
    return list(dict.fromkeys(causes + findings))


def _worked_out(explanation):
    """The first output that differs, worked out as asked for and as given; None if there is none."""
    if explanation.kind in RIGHT:
        return None
    index, ways = ways_of_one_output(explanation.request, explanation.given, explanation.comes_from)
    if not ways:
        return None
    return {
        "index": list(index),
        "ways": [{"name": way.name, "sum": way.sum, "result": way.result} for way in ways],
    }


def _verdict_in_words(verdict):
    """A Verdict that has numbers, as engines_answer() gives it."""
    from course.own_numbers.verdict_text import array_on_a_line  # which needs NumPy

    value = array_on_a_line(verdict.value)
    return {"call": verdict.call, "agrees": verdict.agrees, "value": value, "why": verdict.why}
