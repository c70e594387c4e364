"""
What goes into the sandbox and what comes out of it: calls and answers, a line of JSON each.

The file that is run may send anything. So nothing that comes back is believed: each line is looked at for its
form, its types and its sizes, and one that is not as it should be ends what is read.
"""

import json
import math
from dataclasses import dataclass, field
from typing import NamedTuple

from course.diagnosis.answer import MOST_NUMBERS, Answer
from course.errors import printable
from course.sandbox.worker import packed

LONGEST_LINE = 1_000_000  # bytes of one answer
LONGEST_SENTENCE = 300  # characters of what is said of an error
DEEPEST = 32  # axes of an answer, far more than any here has
UNREADABLE = "what it sent as an answer cannot be read"


class Call(NamedTuple):
    """A call of one of the file's functions: its arguments, and those given by name."""

    function: str
    arguments: tuple
    options: dict


class Reply(NamedTuple):
    """The Answer to one call, and which arguments (indices, names) are no longer what was given."""

    answer: Answer
    changed: tuple = ()


@dataclass
class Ran:
    """What became of a file.

    replies: one Reply for each call that was answered, in order. ended: "" if all were, or one line why not.
    loaded: whether the file ran to its end as an import. missing: the functions that it does not define.
    printed: the start of what it printed, in ASCII.
    """

    replies: list = field(default_factory=list)
    ended: str = ""
    loaded: bool = False
    missing: tuple = ()
    printed: str = ""


def request_as_json(file, functions, calls, limits, readable, library=""):
    """The request that worker.py reads, as bytes: a ReaderFile, its functions and Calls.

    readable: the paths that it may read, or None where nothing can forbid it the others.
    """
    packed_calls = []
    for function, arguments, options in calls:
        by_position = [packed(value) for value in arguments]
        by_name = {name: packed(value) for name, value in options.items()}
        packed_calls.append((function, by_position, by_name))
    request = {
        "file": file.name,
        "source": file.source.hex(),
        "functions": list(functions),
        "limits": limits._asdict(),
        "readable": readable,
        "library": library,
        "calls": packed_calls,
    }
    return json.dumps(request).encode()


# ---- what comes back


def ran_from(lines, printed, functions, calls, ended):
    """The Ran in what the sandbox left behind.

    lines    what it sent, as bytes: first that it is ready, then how loading the file went, then the answers
    printed  what the file printed
    ended    why the process ended, in words
    """
    ran = Ran(printed=printed)
    if not lines:
        last_printed = printed.split("\n")[-1][:LONGEST_SENTENCE]
        ran.ended = f"{ended} before it was read: {last_printed}"
        return ran
    if len(lines) == 1:
        ran.ended = f"{ended} while it was being read"
        return ran
    ran.loaded, ran.missing, trouble = _how_loading_went(json_object(lines[1]), functions)
    if ran.loaded:
        ran.replies, trouble = _replies_in(lines[2:], calls)
    if len(ran.replies) < len(calls) or not ran.loaded:
        ran.ended = trouble or ended
    return ran


def json_object(line):
    """A line of JSON (bytes) as a dict; an empty one if it is anything else."""
    if len(line) > LONGEST_LINE:
        return {}
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _how_loading_went(line, functions):
    """Whether the file was loaded, which of the functions are missing, and what went wrong, as a line says."""
    missing, trouble = line.get("missing"), line.get("trouble")
    if line.get("loaded") is True and isinstance(missing, list):
        return True, tuple(name for name in functions if name in missing), ""
    if line.get("loaded") is False and isinstance(trouble, str):
        return False, (), printable(trouble, LONGEST_SENTENCE)
    return False, (), UNREADABLE


def _replies_in(lines, calls):
    """A Reply for each line that answers its call, up to one that does not; and what is wrong with that."""
    replies = []
    for number, (line, call) in enumerate(zip(lines, calls)):
        reply = _reply_in(json_object(line), number, call)
        if reply is None:
            return replies, UNREADABLE
        replies.append(reply)
    return replies, ""


def _reply_in(line, number, call):
    """The Reply in a line to the call of that number; None if there is none.

    Example: {"call": 0, "values": [6, 11], "trouble": "", "changed": [1]} answers call 0 with [6, 11], and says
    that the second argument is no longer what was given.
    """
    if set(line) != {"call", "values", "trouble", "changed"} or line["call"] != number:
        return None
    values, trouble, changed = line["values"], line["trouble"], line["changed"]
    if not isinstance(trouble, str) or not isinstance(changed, list):
        return None
    if trouble == "" and not is_usable(values):
        return None
    if trouble != "" and values is not None:
        return None
    known = (*range(len(call.arguments)), *call.options)
    answer = Answer(values, printable(trouble, LONGEST_SENTENCE))
    return Reply(answer, tuple(argument for argument in known if argument in changed))


def is_usable(values):
    """Whether these are nested lists of numbers, even and not too many, or a single number."""
    lengths = axis_lengths(values, DEEPEST)
    if lengths is None:
        return False
    # lists without numbers count as well: of (9999, 9999, 0) nobody wants to go through all
    return all(math.prod(lengths[:axis]) <= MOST_NUMBERS for axis in range(len(lengths) + 1))


def axis_lengths(values, deepest):
    """The length of every axis of nested lists of numbers; None if uneven, deeper than that, or not of numbers.

    Example: [[1, 2, 3], [4, 5, 6]] has (2, 3), 7 has (), and [[1], [2, 3]] None.
    """
    if not isinstance(values, list):
        is_number = type(values) is float or (isinstance(values, int) and abs(values) < 1 << 64)
        return () if is_number else None
    if not deepest:
        return None
    inner = {axis_lengths(value, deepest - 1) for value in values}
    if len(inner) > 1 or None in inner:
        return None
    return (len(values), *(inner.pop() if inner else ()))
