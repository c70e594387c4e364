"""Each lesson has its parts, and its code is plain: what a reader, a page, slides and a notebook expect of its form."""

import ast
import io
import re
import tokenize

import pytest
from support.files import LESSONS
from support.lesson_source import cells_of, source_of

QUOTES = re.compile(r"[Oo]ften (?:printed|called)")
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def calls_of(source):
    """The names of the functions that a piece of source calls, in order."""
    return [
        node.func.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and hasattr(node.func, "id")
    ]


def test_there_are_five_lessons_in_the_order_of_their_names():
    assert LESSONS == ["0_1D.py", "1_2D.py", "2_TensorFlow.py", "3_image.py", "4_digit.py"]


@pytest.mark.parametrize("name", LESSONS)
class TestForm:
    def test_docstring(self, name):
        title, line, blank, *rest = ast.get_docstring(ast.parse(source_of(name))).splitlines()
        assert line == "=" * len(title) and not blank
        about = " ".join(rest)
        assert re.match(rf"Lesson {name[0]} of 5, about \d\d minutes\. You need ", about)
        assert "At the end you can" in about and about.count("- ") >= 3

    def test_prose_goes_along_with_the_code(self, name):
        lines = source_of(name).splitlines()
        prose = [line for line in lines if line.startswith("#")]
        assert 0.15 <= len(prose) / len(lines) <= 0.30
        assert max(map(len, lines)) <= 90

    def test_cells(self, name):
        for cell in cells_of(source_of(name)):
            assert cell.heading, "a cell without a heading"
            assert cell.prose, f"{cell.heading}: a cell without prose"
            assert cell.source.count("save(fig") <= 1, f"{cell.heading}: more than one figure"

    def test_questions(self, name):
        asking = [
            cell for cell in cells_of(source_of(name)) if any(line.startswith("ask(") for line in cell.code)
        ]
        assert 3 <= len(asking) <= 6
        for cell in asking:
            last = ast.parse(cell.source).body[-1]
            assert calls_of(ast.unparse(last))[0] == "ask", "ask() has to stand last in its cell"

    def test_figures(self, name):
        assert 2 <= source_of(name).count("save(fig") <= 6

    def test_ending(self, name):
        last = cells_of(source_of(name))[-1]
        said = " ".join(last.prose)
        assert last.heading == "Keep, try, go on" and last.code == ["end()"]
        assert "Three things to keep: " in said and "Two things to try: " in said
        following = dict(zip(LESSONS, LESSONS[1:])).get(name, "README.md")
        assert following in said

    def test_only_what_a_page_can_show(self, name):
        source = source_of(name)
        assert source.isascii()
        assert "__name__" not in source and "# noqa" not in source
        strings = [
            t.string
            for t in tokenize.generate_tokens(io.StringIO(source).readline)
            if t.type == tokenize.STRING
        ]
        assert not any("np.float" in string for string in strings)

    def test_code_is_plain(self, name):
        dense = [
            f"line {node.lineno}: {why}"
            for node in ast.walk(ast.parse(source_of(name)))
            if (why := is_dense(node))
        ]
        assert not dense


# ---- plain code


def is_dense(node):
    """What makes a piece of code too dense for a lesson, or "": each of these is better written in several lines."""
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


@pytest.mark.parametrize("line, dense", [
    ("f = lambda x: x", True), ("def f(x): return x", False),
    ("print(*row)", True), ("print(row)", False), ("f(1, **options)", True), ("f(1, mode=2)", False),
    ("a, *b = f()", False), ("numbers = [*a, *b]", False),
    ("[i * j for i in a for j in b]", True), ("[[i for i in row] for row in rows]", True), ("[i for i in a]", False),
    ("sum(max(x for x in row) for row in rows)", True), ("{k: v for k, v in a}", False),
    ("a, b = 3, g(x)", True), ("a, b = (f(x) for x in (1, 2))", True), ("[a, b] = [1, 2]", True),
    ("rows, columns = x.shape", False), ("a, b = f()", False), ("a, b = sorted((c, d))", False),
    ("sizes = 3, 4", False), ("a = b = 0", False), ("for a, b in [(1, 2), (3, 4)]: pass", False),
])  # fmt: skip
def test_what_is_dense(line, dense):
    assert any(map(is_dense, ast.walk(ast.parse(line)))) == dense


# ---- what lessons do not forget


def test_no_comparison_goes_unread():
    for name in LESSONS:
        for node in ast.parse(source_of(name)).body:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                called = ast.unparse(node.value.func)
                assert not called.endswith(("allclose", "array_equal")) or called.startswith("assert_"), (
                    called
                )


def test_what_is_often_printed_and_wrong_is_quoted():
    counts = {name: len(QUOTES.findall(source_of(name))) for name in LESSONS}
    assert sum(counts.values()) >= 9 and counts["1_2D.py"] >= 3 and counts["2_TensorFlow.py"] >= 4
