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
from course.sandbox.worker import LONGEST_WORD, MOST_NAMES, packed

LONGEST_LINE = 1_000_000  # bytes of one answer
LONGEST_SENTENCE = 300  # characters of what is said of an error
LONGEST_TOLD_LINE, MOST_TOLD_LINES = 8_000, 200  # characters of a line, and lines, of a diagnosis
LONGEST_REFUSAL_TOLD = 360  # characters of why there is none
DEEPEST = 32  # axes of an answer, far more than any here has
UNREADABLE = "what it sent as an answer cannot be read"


class Call(NamedTuple):
    """A call of one of the file's functions: its arguments, and those given by name."""

    function: str
    arguments: tuple
    options: dict


class Place(NamedTuple):
    """Where an expression stands in a file, as ast counts: lines from 1, columns in bytes from 0."""

    line: int
    last_line: int
    column: int
    end: int


class Scene(NamedTuple):
    """What stood where a call raised an error: the Place of the expression, and what each name held.

    names: {name: ("array", (2, 3), "uint8"), ("list", 2), ("int", 5), ("float", 0.5) or ("str", "same")}
    """

    place: Place
    names: dict


class BelowZero(NamedTuple):
    """An expression array[index] whose index was below 0 at times: its Place, the lowest and the highest index."""

    place: Place
    lowest: int
    highest: int


class Reply(NamedTuple):
    """The Answer to one call, and which arguments (indices, names) are no longer what was given.

    scene: the Scene where it raised an error in the file itself; None elsewhere.
    """

    answer: Answer
    changed: tuple = ()
    scene: Scene | None = None


@dataclass
class Ran:
    """What became of a file.

    replies: one Reply for each call that was answered, in order. ended: "" if all were, or one line why not.
    loaded: whether the file ran to its end as an import. missing: the functions that it does not define.
    printed: the start of what it printed, in ASCII. below_zero: the BelowZeros of the calls that were watched.
    """

    replies: list = field(default_factory=list)
    ended: str = ""
    loaded: bool = False
    missing: tuple = ()
    printed: str = ""
    below_zero: tuple = ()


class ToldDiagnosis(NamedTuple):
    """What a process said of a function in its file.

    lines    the Diagnosis in words; none where there is none
    right    whether the function is right
    refused  why there is no Diagnosis, one line; "" where there is one
    printed  the start of what the file printed, in ASCII
    """

    lines: tuple
    right: bool
    refused: str
    printed: str


def request_as_json(file, functions, calls, limits, readable, library="", watched=(), diagnosis=None):
    """The request that worker.py reads, as bytes: a ReaderFile, its functions and Calls.

    watched: the indices of the calls that are made once more, to see which indices they use.
    diagnosis: the arguments of diagnosis_for_file(), where a function is to be diagnosed instead.
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
        "watched": list(watched),
        "diagnosis": diagnosis,
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
        ran.below_zero = _below_zero_in(lines[2 + len(calls) :])
    if len(ran.replies) < len(calls) or not ran.loaded:
        ran.ended = trouble or ended
    return ran


def told_diagnosis_from(lines, printed, ended):
    """The ToldDiagnosis in what the sandbox left behind; see ran_from()."""
    ran = ran_from(lines[:2], printed, (), (), ended)
    told = json_object(lines[2]) if ran.loaded and len(lines) > 2 else {}
    text, right, refused = told.get("text"), told.get("right"), told.get("refused")
    if isinstance(text, list) and isinstance(right, bool) and all(isinstance(line, str) for line in text):
        shown = tuple(printable(line, LONGEST_TOLD_LINE) for line in text[:MOST_TOLD_LINES])
        return ToldDiagnosis(shown, right, "", printed)
    if isinstance(refused, str):
        return ToldDiagnosis((), False, printable(refused, LONGEST_REFUSAL_TOLD), printed)
    return ToldDiagnosis((), False, ran.ended or ended or UNREADABLE, printed)


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
    if set(line) - {"scene"} != {"call", "values", "trouble", "changed"} or line["call"] != number:
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
    changed = tuple(argument for argument in known if argument in changed)
    return Reply(answer, changed, _scene_in(line.get("scene")))


def _scene_in(scene):
    """The Scene that a line tells, or None if it is not one: without it less is said."""
    if not isinstance(scene, dict) or set(scene) != {"at", "names"}:
        return None
    place, names = _place_in(scene["at"]), scene["names"]
    if place is None or not isinstance(names, dict) or len(names) > MOST_NAMES:
        return None
    seen = {}
    for name, words in names.items():
        if not name.isidentifier() or not name.isascii() or len(name) > LONGEST_WORD:
            return None
        seen[name] = _seen_in(words)
    return None if None in seen.values() else Scene(place, seen)


def _place_in(numbers):
    """The Place of four numbers, or None."""
    return Place(*numbers) if _are_whole(numbers, 4) else None


def _are_whole(numbers, count):
    """Whether something is a list of so many whole numbers, none too large to be printed."""
    if not isinstance(numbers, list) or len(numbers) != count:
        return False
    return all(type(number) is int and abs(number) < 1 << 63 for number in numbers)


def _seen_in(words):
    """What a name held, as a Scene has it; None if the words do not say it."""
    match words:
        case ["array", list(sizes), str(kind)] if _are_whole(sizes, len(sizes)) and len(sizes) <= DEEPEST:
            return "array", tuple(sizes), printable(kind, LONGEST_WORD)
        case ["list" | "tuple" as kind, length] if _are_whole([length], 1):
            return kind, length
        case ["int", number] if _are_whole([number], 1):
            return "int", number
        case ["float", float(number)]:
            return "float", number
        case ["str", str(text)]:
            return "str", printable(text, LONGEST_WORD)
    return None


def _below_zero_in(lines):
    """The BelowZeros that the line behind the answers tells; none if there is no such line."""
    told = json_object(lines[0]).get("below_zero") if lines else None
    if not isinstance(told, list) or len(told) > MOST_NAMES:
        return ()
    if not all(_are_whole(numbers, 6) for numbers in told):
        return ()
    return tuple(BelowZero(Place(*numbers[:4]), *numbers[4:]) for numbers in told)


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
