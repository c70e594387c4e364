"""
The fields for guesses on the pages and slides of lessons, an element course-guess below each question.

It holds what is known of the question as plain data: the answer, the reasons for wrong ones, those of the bank
among them. typed_guess.js does the rest, by the rules of course/lessons/guesses.py written once more in
guesses.js: no page needs Python.
"""

import ast
import html
import json
import re

from docutils import nodes

from course.lessons.guesses import wanted_form
from course.lessons.wrong_guesses import all_reasons

QUESTION = re.compile(r'<p class="question"><strong>Question:</strong> (.*?)</p>', re.DOTALL)
ANSWER = "Answer: "


def put_fields(doctree, lesson):
    """Put a field below each question. lesson: the name of its file. The answers stand in the tree already."""
    asked = [node for node in doctree.findall(nodes.raw) if QUESTION.search(node.astext())]
    answers = [node.astext() for node in doctree.findall(nodes.paragraph) if "the-answer" in node["classes"]]
    for node, answer in zip(asked, answers, strict=True):
        question = html.unescape(QUESTION.search(node.astext())[1])
        known = what_is_known(lesson, question, answer.removeprefix(ANSWER))
        field = f'<course-guess data-question="{html.escape(json.dumps(known))}"></course-guess>'
        node.parent.insert(node.parent.index(node) + 1, nodes.raw("", field, format="html"))


def what_is_known(lesson, question, answer):
    """What the field for a guess has to know of a question, as plain data. answer: as text."""
    is_list = answer.startswith("[")
    return {
        "question": question,
        "answer": answer,
        "isList": is_list,
        "wanted": wanted_form(ast.literal_eval(answer) if is_list else answer),
        "reasons": all_reasons(lesson, question, answer),
    }
