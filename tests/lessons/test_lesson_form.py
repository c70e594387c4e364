"""Each lesson has its parts, and its code is plain: what a reader, a page, slides and a notebook expect of its form."""

import ast
import io
import re
import tokenize

import pytest
from benchmarks.lesson_code import classes_of_lines
from support.files import FURTHER, LESSONS
from support.lesson_form import breaches, dense_places, ending_breaches, is_dense, question_breaches
from support.lesson_source import cells_of, source_of

from course.lessons.cells import cells_in

FOLLOWING = dict(zip(LESSONS, [*LESSONS[1:], "README.md"])) | {
    "docs/further/speed.py": "docs/further/shapes.py",
    "docs/further/shapes.py": "docs/further/other_courses.py",
    "docs/further/other_courses.py": "README.md",
}
EVERY_LESSON = pytest.mark.parametrize("name", LESSONS + FURTHER)


def test_there_are_five_lessons_in_the_order_of_their_names():
    assert LESSONS == ["0_1D.py", "1_2D.py", "2_TensorFlow.py", "3_image.py", "4_digit.py"]
    assert {*FURTHER} == {name for name in FOLLOWING if name not in LESSONS}


@EVERY_LESSON
class TestForm:
    def test_docstring(self, name):
        title, line, blank, *rest = ast.get_docstring(ast.parse(source_of(name))).splitlines()
        assert line == "=" * len(title) and not blank
        about = " ".join(rest)
        beginning = "For later" if name in FURTHER else f"Lesson {name[0]} of 5"
        assert re.match(rf"{beginning}, about \d\d minutes\. You need ", about)
        assert "At the end you can" in about and about.count("- ") >= 3

    def test_lines_fit_an_editor(self, name):
        assert max(map(len, source_of(name).splitlines())) <= 90

    def test_cells(self, name):
        for cell in cells_of(source_of(name)):
            assert cell.prose, f"{cell.heading}: a cell without prose"
            assert cell.heading or "answer(" in cell.source or "ask(" in cell.source, (
                "a cell without a heading"
            )
            assert cell.source.count("save(fig") <= 1, f"{cell.heading}: more than one figure"

    def test_questions(self, name):
        cells = cells_in(source_of(name))
        wrong = [breach for breach in question_breaches(cells) if breach.startswith("cell ")]
        assert not wrong and source_of(name).count("\nask(") >= 3

    def test_figures(self, name):
        assert source_of(name).count("save(fig") >= 2

    def test_ending(self, name):
        assert cells_of(source_of(name))[-1].heading == "Keep, try, go on"
        assert list(ending_breaches(cells_in(source_of(name))[-1], FOLLOWING[name])) == []

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
        assert dense_places(source_of(name)) == []


# ---- the rest of the form, and its breaches


GOOD = '''"""
A title
=======
"""

from course import answer, ask, begin, end, save

begin(__doc__)

# %% Copies
# Each number sends out a copy. The rest of the prose may be as long as it likes, over
# as many lines as it needs, and nobody counts its words but for those of the first one.
signal = [3, 4]
kernel = [2, 1]
first = [3 * 2, 3 * 1]
second = [4 * 2, 4 * 1]
ask("What is the first?")

# %%
# It is 3 times 2.
answer(first[0])
print(first, second)
ask("What is the second?")

# %%
# The copies meet there.
together = first[1] + second[0]
answer(together)
ask("And the third?")

# %%
# Only one copy reaches so far.
last = second[1]
answer(last)

# %% A loop
# The same, as a loop.
result = [0, 0, 0]
for i in range(2):
    for k in range(2):
        result[i + k] += signal[i] * kernel[k]
assert result == [first[0], together, last]
ask("Is it the same?")

# %%
# Each product is added where its copy puts it.
same = result[0] == first[0]
answer(same)
lengths = len(signal) + len(kernel) - 1
shorter = min(len(signal), len(kernel))
longer = max(len(signal), len(kernel))
inside = longer - shorter + 1
middle = result[1:2]
flipped = kernel[::-1]
doubled = [2 * number for number in result]
halved = [number / 2 for number in doubled]
total = sum(result)
parts = sum(signal) * sum(kernel)
difference = total - parts
swapped = [0, 0, 0]
largest = max(result)
smallest = min(result)
spread = largest - smallest
mean = total / lengths
above = [number for number in result if number > mean]
below = [number for number in result if number < mean]
count = len(above) + len(below)

# %% Keep, try, go on
# Three things to keep: a; b; c. Two things to try: d; e. Next comes 1_2D.py.
end()
'''
MORE_CONCEPT = "".join(f"number_{number} = {number} * total\n" for number in range(20))
GOOD = GOOD.replace("difference = ", f"{MORE_CONCEPT}difference = ")


@EVERY_LESSON
def test_a_lesson_keeps_to_the_form(name):
    assert breaches(source_of(name), FOLLOWING[name]) == []


def test_a_lesson_of_the_form_has_no_breaches():
    assert breaches(GOOD, "1_2D.py") == []


@pytest.mark.parametrize("old, new, breach", [
    ("first = [3 * 2, 3 * 1]", "first = (lambda: [6, 3])()", "a lambda"),
    ("print(first, second)", "print(*first)", "a star"),
    ("halved = [number / 2 for number in doubled]", "halved = [i * k for i in signal for k in kernel]", "two loops"),
    ("signal = [3, 4]\nkernel = [2, 1]", "signal, kernel = [3, 4], [2, 1]", "several variables"),
    ("total = sum(result)", f"total = sum(result)  # {'x' * 60}", "72 letters"),
    ('ask("What is the first?")', 'ask("What is the first?")\nkernel = [2, 1]', "not the last call"),
    ("answer(last)\n", "", "not answered once"), ("answer(last)\n", "answer(last)\nanswer(last)\n", "not answered once"),
    ('ask("And the third?")', "", "no question stands"), ("last = second[1]", "print(second[1])\nlast = 4", "printed before"),
    ("# It is 3 times 2.\n", "", "no reason"), ("# The same, as a loop.\n", "", "no prose"),
    ('ask("Is it the same?")', 'print("the same")', "3 questions"), ("# Each number", f"# {'word ' * 25}each number", "first sentence"),
    ("# %% Copies\n", "# %% One\n# One.\none = 1\n\n# %% Two\n# Two.\ntwo = 2\n\n# %% Copies\n", "first question"),
    ("Three things", "Some things", "Three things"), ("Two things", "Things", "Two things"), ("1_2D.py", "it", "1_2D.py"),
    ("\nend()", "\nprint(1)\nend()", "more than end"), ("below = [number for", "assert below == 1\nbelow = [number for", "is checking"),
    ("import answer, ask", "import answer, ask" + "\nimport os" * 12, "machinery"),
    ("print(first, second)", "print(first, second)\n" * 40, "less than 55%"),
])  # fmt: skip
def test_a_breach_of_the_form_is_named(old, new, breach):
    assert GOOD.count(old) == 1
    assert breach in " / ".join(breaches(GOOD.replace(old, new), "1_2D.py"))


@pytest.mark.parametrize("code, classes", [
    ("import os\nfrom course import begin\nbegin(1)\nsave(fig, 1)\nend()", ["machinery"] * 5),
    ("ask(1)\nanswer(2)", ["asking"] * 2), ("assert 1\nassert_array_equal(1, 2)", ["checking"] * 2),
    ("x = 1\n# a comment\n\ny = x", ["concept"] * 2), ('"""Docstring"""\nx = 1', ["concept"]),
    ("for i in x:\n    print(i)\nprint(1)", ["printing"] * 3), ("for i in x:\n    y = i\n    print(i)", ["concept"] * 2 + ["printing"]),
    ("from course.pictures.figures import panels\nfig = panels(\n    1\n)\nfig.x(1)", ["machinery"] + ["drawing"] * 4),
    ("if x:\n    assert 1\nelse:\n    assert 2", ["checking"] * 4), ("def f():\n    \"\"\"Doc.\"\"\"\n    return 1", ["concept"] * 2),
])  # fmt: skip
def test_classes_of_lines(code, classes):
    assert list(dict(sorted(classes_of_lines(code).items())).values()) == classes


# ---- plain code


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
    for name in LESSONS + FURTHER:
        for node in ast.parse(source_of(name)).body:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                called = ast.unparse(node.value.func)
                assert not called.endswith(("allclose", "array_equal")) or called.startswith("assert_"), (
                    called
                )
