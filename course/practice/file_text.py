"""
A reader's file as Python's own tree: which expression stands at a place, and what its function does in plain sight.

Nothing of the file is run here.
"""

import ast

from course.practice.reader_file import parsed


class FileText:
    """The text of a file.

    tree       its tree; None where it is not Python
    function   the tree of its function of the name that is asked for; None if there is none
    functions  that function, and those of the file that it calls, or that these call
    """

    def __init__(self, source, function):
        self.tree = parsed(source)
        self._nodes = {}  # {a node: all nodes of its tree}
        self._found = {}  # {(kind, node): what all_of() gives}
        self.name = function
        by_name = {}
        for node in self.tree.body if self.tree else ():
            if isinstance(node, ast.FunctionDef):
                by_name[node.name] = node
        self.function = by_name.get(function)
        self.functions = [self.function] if self.function else []
        for node in self.functions:  # which grows
            for name in names_in(node):
                if name in by_name and by_name[name] not in self.functions:
                    self.functions.append(by_name[name])

    def nodes_of(self, root):
        """The nodes of a node's tree, itself among them; listed once, as the same few are looked through very often."""
        if root not in self._nodes:
            self._nodes[root] = list(ast.walk(root))
        return self._nodes[root]

    def at(self, place):
        """The innermost expression that stands at a Place; None if there is none.

        Of a loop it is what it goes through, of y[i] += 3 what is changed.
        """
        wanted = (place.line, place.last_line, place.column, place.end)
        found = None
        for node in self.nodes_of(self.tree) if self.tree else ():
            if isinstance(node, (ast.expr, ast.For, ast.AugAssign)) and _place_of(node) == wanted:
                found = {ast.For: "iter", ast.AugAssign: "target"}.get(type(node))
                found = getattr(node, found) if found else node
        return found

    def all_of(self, kind, within=None):
        """The nodes of a kind in the functions, or within a node, as they stand from top to bottom."""
        if (kind, within) not in self._found:
            roots = [within] if within else self.functions
            found = [node for root in roots for node in self.nodes_of(root) if isinstance(node, kind)]
            found.sort(key=lambda node: (getattr(node, "lineno", 0), getattr(node, "col_offset", 0)))
            self._found[kind, within] = tuple(found)
        return self._found[kind, within]

    def times_bound(self, name, within=None):
        """How often the functions, or a node, give a name something, parameters and loops among them."""
        nodes = self.all_of((ast.Name, ast.arg), within)
        return sum(
            name == (node.arg if isinstance(node, ast.arg) else node.id)
            for node in nodes
            if not isinstance(getattr(node, "ctx", None), ast.Load)
        )

    def only_value_of(self, name, near):
        """The expression in the only line that gives a name something in the function where a node stands, or None."""
        for function in self.functions:
            if any(node is near for node in self.nodes_of(function)) and self.times_bound(name, function) == 1:
                for node in self.all_of(ast.Assign, function):
                    if [words_of(target) for target in node.targets] == [name]:
                        return node.value
        return None

    def is_parameter(self, node):
        """Whether a name is a parameter of its function that nothing else is put into, or another name for one."""
        for function in self.functions:
            if isinstance(node, ast.Name) and any(each is node for each in self.nodes_of(function)):
                if node.id in [argument.arg for argument in function.args.args]:
                    return self.times_bound(node.id, function) == 1
                value = self.only_value_of(node.id, node)
                return value is not None and self.is_parameter(value)
        return False

    def mode_of(self, node):
        """The word of the innermost if mode == "same" in whose branch a node stands; None if there is none."""
        found = None
        for branch in self.all_of(ast.If):
            test = branch.test
            if not any(node is other for each in branch.body for other in self.nodes_of(each)):
                continue
            found = None
            if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq) and len(test.ops) == 1:
                word = test.comparators[0]
                found = word.value if isinstance(word, ast.Constant) and isinstance(word.value, str) else None
        return found

    @property
    def parameters(self):
        """The names of the function's parameters that can be given by position."""
        if self.function is None:
            return ()
        arguments = self.function.args
        return tuple(argument.arg for argument in (*arguments.posonlyargs, *arguments.args))


def _place_of(node):
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset


def words_of(node, most=60):
    """An expression as it is typed, in one line; a long one loses its middle."""
    text = ast.unparse(node)
    text = text if text.isascii() else ascii(text)[1:-1]
    return text if len(text) <= most else f"{text[: most // 2 - 2]} ... {text[2 - most // 2 :]}"


def names_in(node):
    """The names in an expression, in order, each once."""
    return list(dict.fromkeys(each.id for each in ast.walk(node) if isinstance(each, ast.Name)))


def index_of(subscript):
    """The indices of array[i, j], one for each axis: a list of expressions."""
    inner = subscript.slice
    return list(inner.elts) if isinstance(inner, ast.Tuple) else [inner]


def has_minus(node):
    """Whether something is taken away in an expression: m - i."""
    return any(isinstance(each, ast.BinOp) and isinstance(each.op, ast.Sub) for each in ast.walk(node))
