"""
What a lesson wraps in tf.function is called once beside its graph, eagerly, so that the watch sees
numbers.

In a graph TensorFlow's functions get no numbers, only what stands for them. The second call must leave no
trace: it is a call of a copy of the function, whose global variables, closure and arguments are copies,
and what it prints is dropped.
"""

import contextlib
import copy
import io
import random
import types

import numpy as np

from course.terminal.quiet_imports import stderr_into_nothing


def call_a_copy(function, arguments, options, file):
    """Call a copy of a lesson's function, with copies of all that it could change.

    file: the lesson's, as its code objects name it. Raises whatever the function raises, or what cannot be
    copied.
    """
    copies = _Copies(file)
    made = copies.of(function)
    arguments = [copies.of(value) for value in arguments]
    options = {name: copies.of(value) for name, value in options.items()}
    with _same_chance_afterwards(), _prints_nothing():
        made(*arguments, **options)


def signature_of(arguments, options):
    """What a graph is traced for: the shape and type of each array, and each other value as text.

    Example: signature_of([np.ones(3)], {"flip": True}) is ("float64 (3,)", "flip=True").
    """
    parts = [_kind_of(value) for value in arguments]
    parts += [f"{name}={_kind_of(value)}" for name, value in options.items()]
    return tuple(parts)


def _kind_of(value):
    if hasattr(value, "dtype") and hasattr(value, "shape"):
        return f"{getattr(value.dtype, 'name', value.dtype)} {tuple(value.shape)}"
    return repr(value)


class _Copies:
    """Copies of a lesson's functions and of what they can change; each thing is copied once."""

    def __init__(self, file):
        self.file = file
        self.functions = {}
        self.memo = {}

    def of(self, value):
        """The copy of a value; modules, classes and functions of libraries are not copied."""
        function = getattr(value, "python_function", value)  # that of a tf.function
        if isinstance(function, types.MethodType):
            return types.MethodType(self.of(function.__func__), self.of(function.__self__))
        if isinstance(function, types.FunctionType):
            return self._of_function(function) if function.__code__.co_filename == self.file else value
        if isinstance(value, (types.ModuleType, type)) or (
            callable(value) and not hasattr(value, "__dict__")
        ):
            return value
        return copy.deepcopy(value, self.memo)

    def _of_function(self, function):
        if function in self.functions:
            return self.functions[function]
        cells = tuple(types.CellType() for _ in function.__closure__ or ())
        names = dict(function.__globals__)
        made = types.FunctionType(function.__code__, names, function.__name__, None, cells)
        self.functions[function] = made  # before what it refers to, which may be itself
        made.__defaults__ = self._of_values(function.__defaults__)
        made.__kwdefaults__ = copy.deepcopy(function.__kwdefaults__, self.memo)
        for name in _names_in(function.__code__) & names.keys():
            names[name] = self.of(names[name])
        for cell, old in zip(cells, function.__closure__ or ()):
            cell.cell_contents = self.of(old.cell_contents)
        return made

    def _of_values(self, values):
        return None if values is None else tuple(self.of(value) for value in values)


def _names_in(code):
    """All names that a code object, or one inside it, looks up."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= _names_in(constant)
    return names


@contextlib.contextmanager
def _prints_nothing():
    """Drop what is printed inside the block, by Python or by native code."""
    nowhere = io.StringIO()
    with stderr_into_nothing(), contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        yield


@contextlib.contextmanager
def _same_chance_afterwards():
    """Let the random numbers of Python and NumPy go on as if nothing had been drawn inside the block."""
    of_python = random.getstate()
    of_numpy = np.random.get_state()
    try:
        yield
    finally:
        random.setstate(of_python)
        np.random.set_state(of_numpy)
