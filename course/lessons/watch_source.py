"""What the watch reads in a lesson's source: which libraries it imports, and what is marked as wrong on
purpose.
"""

import ast
import io
import re
import tokenize

WRONG_ON_PURPOSE = re.compile(r"#\s*wrong on purpose:\s*\S")
NOTHING_SEEN = "{}: the watch has seen no convolution in this lesson."
WATCHED_MODULES = ("numpy", "scipy.signal", "scipy.ndimage", "tensorflow")


class WatchFailed(Exception):
    """A call is not what it means, or a mark is wrong; the message is one line with the lesson's name and
    line.
    """


class LessonSource:
    """A lesson's text, read once.

    watched_modules: those of WATCHED_MODULES that it imports. marks: the numbers of the lines with the
    comment "# wrong on purpose: <why>".
    """

    def __init__(self, text):
        tree = ast.parse(text)
        self.watched_modules = _imported(tree)
        self._statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
        self._comments = {}  # the text of each comment by its line
        self._code = set()  # lines that hold more than a comment
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            line = token.start[0]
            if token.type == tokenize.COMMENT:
                self._comments[line] = token.string
            elif token.string.strip():
                self._code.update(range(line, token.end[0] + 1))
        self.marks = {line for line, comment in self._comments.items() if WRONG_ON_PURPOSE.match(comment)}

    def marks_of(self, first, last):
        """The marks of a call that stands on the lines first to last, as a set of line numbers.

        They stand on one of its lines, or in the comment directly above it, or above the statement that it
        is part of.
        """
        lines = set(range(first, last + 1))
        lines.update(self._comment_above(first))
        lines.update(self._comment_above(self._statement_around(first)))
        return self.marks & lines

    def _comment_above(self, line):
        """The lines of the comment that ends directly above a line; none if there is code."""
        lines = []
        while line - 1 in self._comments and line - 1 not in self._code:
            line -= 1
            lines.append(line)
        return lines

    def _statement_around(self, line):
        """The first line of the innermost statement that a line is part of."""
        around = [node.lineno for node in self._statements if node.lineno <= line <= node.end_lineno]
        return max(around, default=line)


def _imported(tree):
    """Those of WATCHED_MODULES that are imported anywhere in the source, or named behind "import scipy"."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    if "scipy" in names:
        names.update(f"scipy.{name}" for name in attributes)
    return [
        module for module in WATCHED_MODULES if any(f"{name}.".startswith(f"{module}.") for name in names)
    ]
