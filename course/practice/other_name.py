"""
A file whose function has another name than its exercise asks for, or another order of arguments.

It is taken only without doubt: where the file defines no function of the asked name, and one other function alone that
is not used by the rest, which takes two arrays and a mode by their names, and whose result has the right size in every
mode. What was taken is said wherever the grade is.
"""

from typing import NamedTuple

import numpy as np

from course.diagnosis.nearest import size_of
from course.diagnosis.parameters import NO_DEFAULT, SIZE_WORDS, Parameter, Role, kernel_comes_first, role_of
from course.diagnosis.trial_inputs import trial_of
from course.practice.reader_file import ReaderFile, defined_names, imported_names, parsed
from course.practice.which_function import unused_functions
from course.sandbox.messages import Call
from course.sandbox.sandboxed_run import run_file

TAKEN = (
    "It defines no {asked}: its function {call} was taken for it, as it takes two arrays and a mode, and "
    "its result has the right size in each mode."
)


class TakenFunction(NamedTuple):
    """A function of another name than the asked one.

    name  its name
    file  the ReaderFile with a function of the asked name behind it, which calls it
    says  a sentence that says so
    """

    name: str
    file: ReaderFile
    says: str


def function_taken(file, exercise, limits, stopped=None):
    """The TakenFunction of a ReaderFile for an exercise; None where it defines what is asked, or there is doubt."""
    asks_for_one = len(exercise.parts) == 1 and exercise.parts[0].others == ("mode",)
    names = defined_names(file.source) | imported_names(file.source)
    tree = parsed(file.source)
    if not asks_for_one or tree is None or names & {*exercise.functions}:
        return None
    functions = unused_functions(tree)
    if len(functions) != 1:
        return None
    (part,), (function,) = exercise.parts, functions
    parameters = parameters_in(function.args)
    if not _takes_two_arrays_and_a_mode(parameters):
        return None
    taken = ReaderFile(file.name, file.source + _calling(part.function, function.name, parameters).encode())
    if not _has_right_sizes(taken, part, limits, stopped):
        return None
    call = f"{function.name}({', '.join(parameter.name for parameter in parameters)})"
    return TakenFunction(function.name, taken, TAKEN.format(asked=part.function, call=call))


def parameters_in(arguments):
    """The Parameters in the arguments of a function's definition (ast), without *args and **options."""
    by_position = [*arguments.posonlyargs, *arguments.args]
    defaults = [*[None] * (len(by_position) - len(arguments.defaults)), *arguments.defaults]
    pairs = [*zip(by_position, defaults), *zip(arguments.kwonlyargs, arguments.kw_defaults)]
    parameters = []
    for argument, node in pairs:
        default = NO_DEFAULT if node is None else getattr(node, "value", None)
        role = role_of(argument.arg, default)
        parameters.append(Parameter(argument.arg, role, default, argument not in arguments.posonlyargs))
    return parameters


def _takes_two_arrays_and_a_mode(parameters):
    """Whether the names of Parameters say: two arrays, then one mode, and nothing else that has to be given."""
    if len(parameters) < 3 or any(parameter.default is not NO_DEFAULT for parameter in parameters[:2]):
        return False
    modes = [parameter for parameter in parameters[2:] if parameter.role == Role.MODE]
    needed = [parameter for parameter in parameters[2:] if parameter.is_required]
    return len(modes) == 1 and modes[0].by_name and needed in ([], modes)


def _calling(asked, name, parameters):
    """The text of a function of the asked name that calls another one, with a mode only where it gets one."""
    (mode,) = [parameter.name for parameter in parameters[2:] if parameter.role == Role.MODE]
    arrays = "kernel, array" if kernel_comes_first(parameters) else "array, kernel"
    return (
        f"\n\n\ndef {asked}(array, kernel, *mode):\n"
        f"    return {name}({arrays}, **dict(zip(['{mode}'], mode)))\n"
    )


def _has_right_sizes(file, part, limits, stopped):
    """Whether a function's results have the right size in every mode."""
    trial = trial_of("1-D" if part.arrays[0] == "signal" else "2-D")
    calls = [Call(part.function, (trial.x.copy(), trial.h.copy(), mode), {}) for mode in SIZE_WORDS]
    replies = run_file(file, [part.function], calls, limits, stopped).replies
    if len(replies) < len(calls):
        return False
    values = [reply.answer.values for reply in replies]
    return all(
        value is not None and size_of(trial, np.array(value)) == mode for value, mode in zip(values, SIZE_WORDS)
    )
