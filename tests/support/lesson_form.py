"""The form of a lesson, and where a lesson's source does not keep to it, in a sentence for each place."""

import ast
import re

from benchmarks.lesson_code import LEAST_CONCEPT, MOST_AROUND, MOST_CHECKING, shares

from course.lessons.cells import cells_in, paragraphs

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
PRINTING = {"print", "save", "ask", "end"}  # calls that print
CODE_LETTERS = 72  # of a line, as a slide and a terminal show it
FIRST_SENTENCE = 25  # words
QUESTIONS = range(4, 8)
FIRST_QUESTION = 2  # the cell that it has to stand in at the latest


def breaches(source, following):
    """Where a lesson does not keep to the form: sentences, none for a lesson that does.

    following: the file that it has to name at its end.
    """
    cells = cells_in(source)
    return [
        *dense_places(source),
        *long_lines(cells),
        *question_breaches(cells),
        *prose_breaches(cells),
        *ending_breaches(cells[-1], following),
        *share_breaches(source),
    ]


# ---- plain code


def dense_places(source):
    """The lines whose code is too dense for a lesson, each with the reason."""
    tree = ast.parse(source)
    return [f"line {node.lineno}: {is_dense(node)}" for node in ast.walk(tree) if is_dense(node)]


def is_dense(node):
    """What makes a piece of code too dense for a lesson, or "": these are better written in several lines."""
    if isinstance(node, ast.Lambda):
        return "a lambda: define a function, and give it a name"
    if isinstance(node, ast.Call) and has_star(node):
        return "a star in a call: name what is given"
    if isinstance(node, COMPREHENSIONS) and loops_in(node) > 1:
        return "a comprehension of two loops: write a loop"
    if isinstance(node, ast.Assign) and assigns_several(node):
        return "several variables in one line: give each a line of its own"
    return ""


def has_star(call):
    """Whether a call spreads a list or a dict: f(*numbers), f(**options)."""
    return any(isinstance(each, ast.Starred) for each in call.args) or any(
        each.arg is None for each in call.keywords
    )


def loops_in(comprehension):
    """How many loops a comprehension has, those of the comprehensions in it included."""
    return sum(len(node.generators) for node in ast.walk(comprehension) if isinstance(node, COMPREHENSIONS))


def assigns_several(assignment):
    """Whether values that are written out one by one, or made by a comprehension, go to several variables.

    rows, columns = image.shape is one value with two parts, and so is what a function returns: that is plain.
    """
    to_several = any(isinstance(target, (ast.Tuple, ast.List)) for target in assignment.targets)
    return to_several and isinstance(assignment.value, (ast.Tuple, ast.List, *COMPREHENSIONS))


def long_lines(cells):
    long = [number for cell in cells for number, line in cell.code if len(line) > CODE_LETTERS]
    return [f"line {number}: more than {CODE_LETTERS} letters" for number in long]


def share_breaches(source):
    """Which shares of the code's lines are too large or too small."""
    share = shares(source)
    if share["machinery"] + share["asking"] + share["checking"] > MOST_AROUND:
        yield f"more than {MOST_AROUND:.0%} of the code is imports, machinery, asking and checking"
    if share["checking"] > MOST_CHECKING:
        yield f"more than {MOST_CHECKING:.0%} of the code is checking"
    if share["concept"] < LEAST_CONCEPT:
        yield f"less than {LEAST_CONCEPT:.0%} of the code is the concept"


# ---- questions and prose


def calls_in(node):
    """The names of the functions that a piece of a tree calls."""
    return {
        part.func.id
        for part in ast.walk(node)
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name)
    }


def statements_of(cell):
    return ast.parse("\n".join(line for _, line in cell.code)).body


def question_breaches(cells):
    """What is wrong with a lesson's questions and answers, in order."""
    asking = []
    for before, cell in zip(cells, cells[1:]):
        statements = statements_of(cell)
        calls = [calls_in(statement) for statement in statements]
        where = f"cell {cell.number}"
        if any("ask" in names for names in calls[:-1]):
            yield f"{where}: ask() is not the last call"
        if any("ask" in names for names in calls):
            asking.append(cell.number)
        answering = [place for place, names in enumerate(calls) if "answer" in names]
        asked_before = any("ask" in calls_in(statement) for statement in statements_of(before))
        if asked_before and len(answering) != 1:
            yield f"{where}: the question before it is not answered once"
        if answering and not asked_before:
            yield f"{where}: no question stands before this answer"
        for names in calls[: answering[0]] if answering else []:
            if names & PRINTING:
                yield f"{where}: something is printed before the answer"
        if answering and not cell.prose:
            yield f"{where}: the answer has no reason in prose"
    if len(asking) not in QUESTIONS:
        yield f"{len(asking)} questions, and {QUESTIONS[0]} to {QUESTIONS[-1]} are wanted"
    if asking and asking[0] > FIRST_QUESTION:
        yield f"the first question stands in cell {asking[0]}"


def prose_breaches(cells):
    """Which first sentences are too long, and which cells have no prose; that of the last cell is a list."""
    for cell in cells[1:-1]:
        if not paragraphs(cell.prose):
            yield f"cell {cell.number}: no prose"
            continue
        first, *_ = re.split(r"(?<=[.?!])\s", paragraphs(cell.prose)[0])
        if len(first.split()) > FIRST_SENTENCE:
            yield f"cell {cell.number}: its first sentence has {len(first.split())} words"


def ending_breaches(cell, following):
    """What the last cell lacks."""
    said = " ".join(paragraphs(cell.prose))
    for wanted in ("Three things to keep", "Two things to try", following):
        if wanted not in said:
            yield f"the last cell does not say {wanted!r}"
    if [line for _, line in cell.code] != ["end()"]:
        yield "the last cell does more than end()"
