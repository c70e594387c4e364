"""Each lesson has its parts: what a reader, a page, slides and a notebook expect of its form."""

import ast
import io
import re
import tokenize

import pytest
from support.files import LESSONS, ROOT

LENGTH = {"1_2D.py": 205, "2_TensorFlow.py": 338}  # lines; it has the most to tell
QUOTES = re.compile(r"[Oo]ften (?:printed|called)")


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def cells_of(name):
    """(heading, prose lines, code lines) of each cell; the part before the first cell is left out."""
    cells = []
    for part in re.split(r"^# %% ?", text_of(name), flags=re.MULTILINE)[1:]:
        heading, *lines = part.splitlines()
        prose = [line for line in lines if line.startswith("#")]
        code = [line for line in lines if line.strip() and not line.startswith("#")]
        cells.append((heading, prose, code))
    return cells


def calls_of(source):
    """The names of the functions that a piece of source calls, in order."""
    return [
        node.func.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and hasattr(node.func, "id")
    ]


def test_there_are_five_lessons_in_the_order_of_their_names():
    assert LESSONS == ["0_1D.py", "1_2D.py", "2_TensorFlow.py", "3_image.py", "4_digit.py"]


@pytest.mark.parametrize("name", LESSONS)
class TestForm:
    def test_docstring(self, name):
        title, line, blank, *rest = ast.get_docstring(ast.parse(text_of(name))).splitlines()
        assert line == "=" * len(title) and not blank
        about = " ".join(rest)
        assert re.match(rf"Lesson {name[0]} of 5, about \d\d minutes\. You need ", about)
        assert "At the end you can" in about and about.count("- ") >= 3

    def test_length_and_prose(self, name):
        lines = text_of(name).splitlines()
        prose = [line for line in lines if line.startswith("#")]
        assert 80 <= len(lines) <= LENGTH.get(name, 200)
        assert 0.20 <= len(prose) / len(lines) <= 0.30
        assert max(map(len, lines)) <= 90

    def test_cells(self, name):
        for heading, prose, code in cells_of(name):
            assert heading, "a cell without a heading"
            assert prose, f"{heading}: a cell without prose"
            assert len(code) <= 14, f"{heading}: {len(code)} lines of code do not fit a slide"
            assert "\n".join(code).count("save(fig") <= 1, f"{heading}: more than one figure"

    def test_questions(self, name):
        asking = [code for _, _, code in cells_of(name) if any(line.startswith("ask(") for line in code)]
        assert 3 <= len(asking) <= 6
        for code in asking:
            last = [node for node in ast.parse("\n".join(code)).body][-1]
            assert calls_of(ast.unparse(last))[0] == "ask", "ask() has to stand last in its cell"

    def test_figures(self, name):
        assert 2 <= text_of(name).count("save(fig") <= 6

    def test_ending(self, name):
        heading, prose, code = cells_of(name)[-1]
        said = " ".join(prose)
        assert heading == "Keep, try, go on" and code == ["end()"]
        assert "Three things to keep: " in said and "Two things to try: " in said
        following = dict(zip(LESSONS, LESSONS[1:])).get(name, "README.md")
        assert following in said

    def test_code_is_plain(self, name):
        source = text_of(name)
        assert source.isascii()
        assert "__name__" not in source and "# noqa" not in source
        strings = [t.string for t in tokenize.generate_tokens(io.StringIO(source).readline) if t.type == tokenize.STRING]
        assert not any("np.float" in string for string in strings)


def test_no_comparison_goes_unread():
    for name in LESSONS:
        for node in ast.parse(text_of(name)).body:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                called = ast.unparse(node.value.func)
                assert not called.endswith(("allclose", "array_equal")) or called.startswith("assert_"), called


def test_what_is_often_printed_and_wrong_is_quoted():
    counts = {name: len(QUOTES.findall(text_of(name))) for name in LESSONS}
    assert sum(counts.values()) >= 9 and counts["1_2D.py"] >= 3 and counts["2_TensorFlow.py"] >= 4


def test_image_label_and_guess_are_picked_by_one_index():
    loops = [node for node in ast.walk(ast.parse(text_of("4_digit.py"))) if isinstance(node, ast.For)]
    shown = next(loop for loop in loops if "test_images" in ast.unparse(loop.body[0]))
    assert ast.unparse(shown.iter) == "zip(axes, order)"
    _, index = (target.id for target in shown.target.elts)
    picked = [node for part in shown.body for node in ast.walk(part) if isinstance(node, ast.Subscript)]
    pairs = {(ast.unparse(node.value), ast.unparse(node.slice)) for node in picked}
    assert pairs - {("digits", "'test_images'")} == {(f, index) for f in ("digits['test_images']", "guesses", "answers")}
