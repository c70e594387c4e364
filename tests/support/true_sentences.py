"""
Every sentence that is said of a reader's file is true: Grade's sentences, read again and held against what the file
gives and what is right (exercise_answers.py, which shares no code with the check).

A sentence is known by its wording: RULES has a rule for each. Where course/diagnosis changes a sentence that is
listed there, its rule changes with it.
"""

import contextlib
import io
import re
from functools import cache

import numpy as np
from scipy import ndimage
from support.exercise_answers import SEED, TABLE, alike, expected

from course.diagnosis.answer import answer_from, error_in_words
from course.diagnosis.cause import world
from course.practice.exercise_files import EXERCISE_FOLDERS, function_names
from course.practice.grading import NOT_ON_NEW_INPUTS, SEVERAL, UP_TO_RUNG
from course.practice.new_inputs import exercise_to_check
from course.sandbox.messages import Call, Ran, Reply

# ---- a file, run here


@cache
def run_here(source, number, seed=SEED):
    """The Ran of a file that is run in this process, as the sandbox would run it for the exercise of that number."""
    names = {"__name__": "file"}
    exec(compile(source, "file", "exec"), names)
    replies = []
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        for call in exercise_to_check(number, seed).calls:
            replies.append(reply_here(names[call.function], call))
    return Ran(replies=replies, loaded=True)


def reply_here(function, call):
    """The Reply of one call; the function gets arrays of its own."""
    arguments = [np.array(a) if isinstance(a, np.ndarray) else a for a in call.arguments]
    try:
        answer = answer_from(function(*arguments, **call.options))
    except Exception as error:
        answer = answer_from(None)._replace(trouble=error_in_words(error))
    pairs = zip(arguments, call.arguments)
    changed = [i for i, (a, b) in enumerate(pairs) if isinstance(b, np.ndarray) and not same_argument(a, b)]
    return Reply(answer, tuple(changed))


# ---- what is said, read again


def wrapped(text):
    """A result as Python: the lists of [...] in shape (...) are wrapped."""
    places = list(re.finditer(r"\] in shape (\([\d, ]+\))", text))
    for found in reversed(places):
        first, depth = found.start(), 1
        while depth:
            first -= 1
            depth += {"]": 1, "[": -1}.get(text[first], 0)
        array = f"array({text[first : found.start() + 1]}, {found[1]})"
        text = text[:first] + array + text[found.end() :]
    return text


def array(values, shape):
    return np.array(values).reshape(shape)


def value_of(text):
    """The value that a text shows; None if it lost its middle."""
    return None if " ... " in text else eval(wrapped(text), {"array": array, "nan": np.nan, "inf": np.inf})


def call_of(text):
    """The Call that a text shows, as it would be typed."""

    def made(name):
        return lambda *arguments, **options: Call(name, arguments, options)

    names = [name for folder in EXERCISE_FOLDERS.values() for name in function_names(folder)]
    functions = {name: made(name) for name in names}
    return eval(text, {"np": np, **functions})


def same_call(one, other):
    """Whether two Calls are one: the same numbers, bytes where bytes are."""
    if (one.function, one.options, len(one.arguments)) != (
        other.function,
        other.options,
        len(other.arguments),
    ):
        return False
    return all(map(same_argument, one.arguments, other.arguments))


def same_argument(one, other):
    if isinstance(other, (str, int, tuple)):
        return one == other and type(one) is type(other)
    if (getattr(one, "dtype", None) == np.uint8) != (other.dtype == np.uint8):
        return False
    return np.shape(one) == other.shape and np.array_equal(one, other, equal_nan=other.dtype.kind == "f")


SAID = re.compile(r"Called (?P<call>.+?\)); (?P<got>it returned .+?|[A-Z].+?|it .+?); expected (?P<right>.+?)"
                  r"(?P<digits> \(they differ beyond six digits\))?[.]")  # fmt: skip


def values_here(source, part, calls):
    """What a file's function gives for calls: arrays, or None where it gives no numbers."""
    names = {"__name__": "file"}
    exec(compile(source, "file", "exec"), names)
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        return [as_array(reply_here(names[part.function], call)) for call in calls]


def as_array(reply):
    return None if reply.answer.values is None else np.array(reply.answer.values)


def template(sentence):
    """A pattern for a sentence with {fields} in it."""
    return re.sub(r"\\{\w+\\}", "(.+)", re.escape(sentence))


def mistake_called(name):
    """The mistake of the bank that is printed under this name: its own, or that for where no flip is asked."""
    return next(mistake for mistake in TABLE.values() if name in (mistake.name, mistake.unflipped_name))


class Told:
    """What was said of a file, beside what the file gives here and what is right."""

    def __init__(self, source, grade):
        exercise = grade.exercise
        self.said, self.mistakes = grade.said, list(grade.mistakes)
        (self.rung,) = (
            rung
            for rung in (*exercise.rungs, *exercise.new_rungs)
            if rung.name == grade.failed and f"Called {rung.part.function}(" in grade.said[0]
        )
        both = zip(exercise.calls, run_here(source, exercise.number, exercise.seed).replies, strict=True)
        mine = [(call, as_array(reply)) for call, reply in both if call.function == self.rung.part.function]
        mine = mine[: len(self.rung.part.suite.probes)]  # the new inputs come behind those listed
        self.seed = exercise.seed
        self.calls, self.got = [call for call, _ in mine], [got for _, got in mine]
        self.right = [np.array(expected(*call), float) for call in self.calls]
        within = self.rung.part.suite.within * 2
        self.wrong = [g is None or not alike(g, r, within) for g, r in zip(self.got, self.right, strict=True)]

    def verify(self):
        """Asserts that every sentence is true; names are held against inputs that no ladder has."""
        first, *others = self.said
        self._shown(first)
        for sentence in others:
            kinds = [rule for rule in RULES if re.fullmatch(rule, sentence)]
            assert kinds, f"nothing is known of {sentence!r}"
            assert RULES[kinds[0]](self, *re.fullmatch(kinds[0], sentence).groups()), sentence

    def _shown(self, sentence):
        found = SAID.fullmatch(sentence)
        call = call_of(found["call"])
        (place,) = (place for place, other in enumerate(self.calls) if same_call(call, other))
        assert self.wrong[place], "it is not wrong there"
        right, got = value_of(found["right"]), self.got[place]
        assert right is not None and alike(right, self.right[place], 1e-5)
        if got is None:
            assert not found["got"].startswith("it returned [")
        else:
            shown = value_of(found["got"].removeprefix("it returned "))
            assert shown is None or alike(shown, got, 1e-5)
        assert found["digits"] is None

    @property
    def bad(self):
        """(call, got, right) of all that are wrong."""
        return [each for each, wrong in zip(zip(self.calls, self.got, self.right), self.wrong) if wrong]

    def only(self, words, there=None):
        """Whether it is wrong only where the words say, and always, or so often out of so many."""
        has = [all(TRAITS[each](call) for each in words.split(" and where ")) for call in self.calls]
        assert all(h for h, wrong in zip(has, self.wrong) if wrong)
        return sum(has) == (sum(self.wrong) if there is None else there)

    def gives(self, sentence, listed):
        """Whether the mistakes of a sentence are the file: on the ladder, or as far as it is said."""
        return all(self._so((name,)) for name in listed.split(", "))

    def _so(self, group):
        suite, made = self.rung.part.suite, world(*map(mistake_called, group))
        last = max(self.rung.probe_indices) + 1 if self.is_up_to_a_rung else len(suite.probes)
        pairs = zip(self.got[:last], (suite.gives(made, probe) for probe in suite.probes))
        return all(g is None or _is_what_is_given(g, v) for g, v in pairs)

    def gives_in_mode(self, mode, name):
        """Whether a mistake is the file on all inputs of a mode, on which it is wrong somewhere."""
        suite, made = self.rung.part.suite, world(mistake_called(name))
        cases = [case for case in zip(suite.probes, self.got, self.wrong) if case[0].options["mode"] == mode]
        same = [got is not None and alike(got, suite.gives(made, probe), 1e-6) for probe, got, _ in cases]
        return all(same) and any(wrong for _, _, wrong in cases)

    def misplaced(self, says, *told, mode=None):
        """Whether what is said of where the right numbers stand is so for all that is wrong, or all of a mode."""
        bad = [each for each in self.bad if mode in (None, mode_of(each[0])) and each[1] is not None]
        return bool(bad) and all(MISPLACED[says](*each, *told) for each in bad)

    def in_mode(self, mode, words):
        """Whether what is said of one mode is true."""
        if words == "it is right only where the kernel has size 3":
            cases = [
                (set(sizes_of(call)[1]), wrong)
                for call, wrong in zip(self.calls, self.wrong)
                if mode_of(call) == mode
            ]
            return all(wrong == (sizes != {3}) for sizes, wrong in cases)
        (says,) = (says for says in MISPLACED if re.fullmatch(says, f"{words}."))
        return self.misplaced(says, *re.fullmatch(says, f"{words}.").groups(), mode=mode)

    @property
    def is_up_to_a_rung(self):
        """Whether what is named is named up to the rung that fails, and not for all numbers."""
        return any(re.fullmatch(template(UP_TO_RUNG), sentence) for sentence in self.said)

    def wrong_on_new_inputs_only(self):
        """Whether it is right on every listed input, and wrong on a new one."""
        first_new = min(self.rung.probe_indices)
        return not any(self.wrong[:first_new]) and any(self.wrong[first_new:])

    def not_all(self):
        """Whether what is named up to a rung is not all: above it something else comes out."""
        suite, last = self.rung.part.suite, max(self.rung.probe_indices) + 1
        above = list(zip(suite.probes, self.got))[last:]
        worlds = [world(*map(mistake_called, name.split(" + "))) for name in self.mistakes]
        return all(
            any(g is None or not alike(g, suite.gives(made, probe), 1e-6) for probe, g in above)
            for made in worlds
        )


def _is_what_is_given(got, made):
    """Whether a definition's numbers are those of a function: where it refuses, made is None, an empty array is as well."""
    return got.size == 0 if made is None else alike(got, made, 1e-6)


def numbers_of(call):
    return np.concatenate(
        [np.ravel(np.asarray(a, float)) for a in call.arguments if isinstance(a, np.ndarray)]
    )


def sizes_of(call):
    """(image's size, kernel's size) of a call, as tuples of one or two."""
    if call.function == "output_size":
        return (call.arguments[0],), (call.arguments[1],)
    x, h = (*call.arguments, np.zeros((3, 3)))[:2]
    return (x.shape[1:3], h.shape[:2]) if x.ndim == 4 else (x.shape, h.shape)


def mode_of(call):
    """The mode of a call, in the words that are used of it."""
    if call.function == "output_size":
        return call.arguments[3].replace("VALID", "valid")
    if call.function == "conv2d":
        return call.options.get("padding", "SAME").replace("VALID", "valid")
    if call.function in ("edge_strength", "feature_map"):
        return {"edge_strength": "same", "feature_map": "valid"}[call.function]
    return (*call.arguments, "full")[2]


def stride_of(call):
    return (call.arguments[2],) if call.function == "output_size" else call.options.get("stride", (1, 1))


def stacked(call):
    return call.function == "conv2d"


TRAITS = {
    **{
        f"in mode '{mode}'": lambda c, mode=mode: mode_of(c) == mode
        for mode in ("full", "same", "valid", "SAME")
    },
    "in the modes that pad": lambda c: mode_of(c) != "valid",
    "where the kernel is a single number": lambda c: set(sizes_of(c)[1]) == {1},
    "where the kernel has an even size": lambda c: any(k % 2 == 0 for k in sizes_of(c)[1]),
    "where the kernel has an even number of rows": lambda c: sizes_of(c)[1][0] % 2 == 0,
    "where the kernel has an even number of columns": lambda c: sizes_of(c)[1][1] % 2 == 0,
    "where the kernel is not square": lambda c: sizes_of(c)[1][0] != sizes_of(c)[1][-1],
    "where the image is not square": lambda c: sizes_of(c)[0][0] != sizes_of(c)[0][-1],
    "where the kernel has more than 3 rows or columns": lambda c: max(sizes_of(c)[1]) > 3,
    "where there is a stride": lambda c: any(s > 1 for s in stride_of(c)),
    "where the strides of rows and columns differ": lambda c: stride_of(c)[0] != stride_of(c)[-1],
    "where there are several images": lambda c: stacked(c) and c.arguments[0].shape[0] > 1,
    "where there are several channels": lambda c: stacked(c) and c.arguments[0].shape[3] > 1,
    "where there are several filters": lambda c: stacked(c) and c.arguments[1].shape[3] > 1,
    "where the input is of bytes (uint8)": lambda c: c.arguments[0].dtype == np.uint8,
    "where there is a nan": lambda c: bool(np.isnan(numbers_of(c)).any()),
    "where the kernel has fractions": lambda c: bool((c.arguments[1] % 1).any()),
    "where there are fractions": lambda c: bool((numbers_of(c)[np.isfinite(numbers_of(c))] % 1).any()),
}
TRAITS |= {words.removeprefix("where "): has for words, has in TRAITS.items()}  # after an "and where"


def leaves_along_axes(call, index):
    """Whether the window of an output leaves the input: (at the start, at the end) of each axis."""
    where = index[1:3] if stacked(call) else index
    both = []
    for i, n, k, s in zip(where, *sizes_of(call), (*stride_of(call), 1)):
        total = max((-(-n // s) - 1) * s + k - n, 0)
        first = {"full": k - 1, "same": k // 2, "valid": 0, "SAME": total // 2}[mode_of(call)]
        both.append((i * s < first, i * s - first + k > n))
    return both


def leaves(call, index):
    """Whether the window of an output leaves the input: (at a start, at an end)."""
    return tuple(map(any, zip(*leaves_along_axes(call, index))))


def in_corner(call, index, last):
    rows_and_columns = slice(stacked(call), stacked(call) + 2)
    return all(i in (0, end) for i, end in zip(index[rows_and_columns], last[rows_and_columns]))


WHERE = {
    "in the corners": in_corner,
    "where the kernel reaches beyond a corner, outside along the rows and along the columns": lambda c, i, last: (
        all(map(any, leaves_along_axes(c, i)))
    ),
    "in the first row": lambda c, i, last: i[stacked(c)] == 0,
    "in the last row": lambda c, i, last: i[stacked(c)] == last[stacked(c)],
    "in the first column": lambda c, i, last: i[stacked(c) + 1] == 0,
    "in the last column": lambda c, i, last: i[stacked(c) + 1] == last[stacked(c) + 1],
    "at the first place": lambda c, i, last: i == (0,),
    "at the last place": lambda c, i, last: i == last,
    "where the kernel reaches beyond the start": lambda c, i, last: leaves(c, i)[0],
    "where the kernel reaches beyond the end": lambda c, i, last: leaves(c, i)[1],
    "where the kernel reaches beyond the input": lambda c, i, last: any(leaves(c, i)),
    "where the kernel lies wholly on the input": lambda c, i, last: not any(leaves(c, i)),
}


def lies(told, words):
    for call, got, right in told.bad:
        last = tuple(size - 1 for size in right.shape)
        for index in np.ndindex(right.shape if right.size > 1 else (0,)):
            if not np.isclose(got[index], right[index], 1e-5, 1e-5, equal_nan=True):
                assert WHERE[words](call, index, last), (call, index)
    return True


def are_zeros(told):
    """Whether every wrong number in every wrong answer is 0."""
    wrong = [got[~np.isclose(got, right, 1e-5, 1e-5, equal_nan=True)] for _, got, right in told.bad]
    return all(len(numbers) and not numbers.any() for numbers in wrong)


def crashed(told):
    return sum(got is None for got in told.got)


def sized(told):
    return [got.shape == right.shape for _, got, right in told.bad if got is not None]


def whole(told):
    """Whether all wrong answers are numbers."""
    return all(got is not None for _, got, _ in told.bad)


def each(told, by):
    """Whether by(right) gives each wrong answer that is there; false where none is, because nothing says so."""
    pairs = [(got, right) for _, got, right in told.bad if got is not None]
    return bool(pairs) and all(np.allclose(got, by(right), 1e-4, equal_nan=True) for got, right in pairs)


def left_out(told, where, what):
    """Whether rows or columns at the ends are missing, in every wrong result or in the large ones."""
    large = [(got, right) for _, got, right in told.bad if where == "Each time" or min(right.shape) > 2]
    cut = []
    for name in ("row", "column") if large[0][1].ndim == 2 else ("number",):
        ends = " and ".join(re.findall(rf"the ([a-z ]+) {name}", what)).split(" and ")
        cut.append(slice(1 if "first" in ends else 0, -1 if "last" in ends else None))
    return len(large) > 2 and all(alike(got, right[tuple(cut)], 1e-6) for got, right in large)


def modes_are_so(told, modes):
    """Whether each mode is right or wrong, as is said, on so many of the inputs up to the rung that fails."""
    last = max(told.rung.probe_indices) + 1
    wrong = {}
    for call, is_wrong in list(zip(told.calls, told.wrong))[:last]:
        wrong.setdefault(mode_of(call), []).append(is_wrong)
    said = {}
    for piece in modes.split("; "):
        mode, state = piece.split(" is ")
        said[mode.replace("VALID", "valid")] = state
    expected_states = {
        mode: "wrong" if any(each) else f"right ({len(each)} of {len(each)} inputs)"
        for mode, each in wrong.items()
    }
    return said == expected_states and len(set(map(any, wrong.values()))) == 2


def is_the_root(told, index, across, down, squares, root):
    """Whether a strength is worked out rightly: the first that is wrong in the call that is shown."""
    call = call_of(SAID.fullmatch(told.said[0])["call"])
    (place,) = (place for place, other in enumerate(told.calls) if same_call(call, other))
    image = call.arguments[0].astype(float)
    at, sides = tuple(eval(index)), (ndimage.sobel(image, 1), ndimage.sobel(image, 0))
    differs = [tuple(i) for i in np.argwhere(abs(told.got[place] - told.right[place]) > 1e-4)]
    fits = [side[at] == int(text) for side, text in zip(sides, (across, down))]
    return at == differs[0] and all(fits) and alike(eval(squares) ** 0.5, float(root), 1e-5)


def stands(got, right, where):
    """Whether right numbers stand in a larger result: in its middle, at its beginning or at its end."""
    more = np.subtract(got.shape, right.shape)
    start = {"in the middle": more // 2, "at the beginning": 0 * more, "at the end": more}[where]
    part = got[tuple(slice(s, s + n) for s, n in zip(start, right.shape))]
    return (more >= 0).all() and alike(part, right, 1e-6)


def has_moved(got, right, words):
    """Whether numbers have moved, as "one place later" or "two rows too far down and one column too far left"."""
    counts = {"one": 1, "two": 2}
    by = [0] * right.ndim
    for count, towards in re.findall(r"(one|two) \w+ (?:too far )?(\w+)", words):
        axis = right.ndim - 1 if towards in ("left", "right") else 0
        by[axis] = counts[count] * (-1 if towards in ("left", "up", "earlier") else 1)
    kept = [(max(step, 0), min(step, 0) + size) for step, size in zip(by, right.shape)]
    got_part = got[tuple(slice(a, max(b, a)) for a, b in kept)]
    right_part = right[tuple(slice(a - s, max(b - s, a - s)) for (a, b), s in zip(kept, by))]
    return got.shape == right.shape and (not right_part.size or alike(got_part, right_part, 1e-6))


MISPLACED = {  # a sentence: whether it is true of (call, got, right)
    r"[Ee]ach time it gives the beginning of what is right, and the end is missing[.]": lambda c, got, right: (
        got.shape != right.shape and (not got.size or alike(got, right[tuple(map(slice, got.shape))], 1e-6))
    ),
    r"[Ee]ach time the right numbers stand (.+) of its result, and others are too many[.]": lambda c, got, right, where: (
        stands(got, right, where)
    ),
    r"[Ee]ach time its result is k - 1 too large along each axis, where k is the kernel's size[.]": lambda c, got, right: (
        tuple(np.subtract(got.shape, right.shape)) == tuple(k - 1 for k in sizes_of(c)[1])
    ),
    r"[Ee]ach time the right numbers stand ((?:one|two) .+)[.]": lambda c, got, right, words: has_moved(
        got, right, words
    ),
}


RULES = {  # a sentence: whether it is true of a Told
    r"It goes wrong on (\d+) of (\d+) inputs[.]": lambda t, k, n: (
        (int(k), int(n)) == (sum(t.wrong), len(t.calls))
    ),
    r"It goes wrong on all (\d+) inputs[.]": lambda t, n: int(n) == sum(t.wrong) == len(t.calls),
    r"Of the inputs tried it goes wrong only (.+), and always there[.]": lambda t, words: t.only(words),
    r"Of the inputs tried it goes wrong only (.+): on (\d+) of (\d+) there[.]": lambda t, words, k, n: (
        t.only(words, int(n)) and sum(t.wrong) == int(k)
    ),
    r"It gives no numbers for any of (\d+) inputs[.]": lambda t, n: crashed(t) == int(n) == len(t.calls),
    r"It gives no numbers for (\d+) of (\d+) inputs[.]": lambda t, k, n: (
        crashed(t) == int(k) and int(n) == len(t.calls)
    ),
    r"The size of its result is wrong each time[.]": lambda t: not any(sized(t)) and whole(t),
    r"The size of its result is wrong each time that there is one[.]": lambda t: (
        not any(sized(t)) and not whole(t)
    ),
    r"The size of its result is right each time[.]": lambda t: (
        all(sized(t)) and t.right[0].ndim > 0 and whole(t)
    ),
    r"The size of its result is right each time that there is one[.]": lambda t: (
        all(sized(t)) and t.right[0].ndim > 0 and not whole(t)
    ),
    r"(Each time|Where the result has 3 rows and columns or more), (.+) missing, and the rest is right[.]": (
        lambda t, where, what: left_out(t, where, what)
    ),
    r"In mode (\w+): (.+)[.]": lambda t, mode, says: t.in_mode(mode, says),
    **{says: lambda t, *told, says=says: t.misplaced(says, *told) for says in MISPLACED},
    r"In mode (\w+) these are exactly the numbers of (.+) \(([-\w]+)\)[.]": (
        lambda t, mode, ending, name: t.gives_in_mode(mode, name)
    ),
    r"On the inputs up to this rung mode (.+)[.]": lambda t, modes: modes_are_so(t, modes),
    r"At y(.+) across is (.+) and down is (.+): the root of (.+) is (.+)[.]": (
        lambda t, *said: is_the_root(t, *said)
    ),
    r"Numbers are wrong only (.+)[.]": lies,
    r"Each number that is wrong is 0[.]": are_zeros,
    r"Each is the right number plus (.+)[.]": lambda t, by: each(t, lambda right: right + float(by)),
    r"Each is the right number times (.+)[.]": lambda t, by: each(t, lambda right: right * float(by)),
    template(UP_TO_RUNG): lambda t, rung: rung == t.rung.name and t.not_all(),
    r"This gives exactly the numbers of (.+) \[(.+)\]": Told.gives,
    template(NOT_ON_NEW_INPUTS): lambda t, seed: int(seed) == t.seed and t.wrong_on_new_inputs_only(),
    template(SEVERAL): lambda t, n: int(n) == len(t.mistakes),
    r"Two mistakes together give exactly these numbers:": lambda t: all(
        t._so(name.split(" + ")) for name in t.mistakes if " + " in name
    ),
    r"[12][.] (.+) \[(.+)\]": lambda t, says, name: mistake_called(name) is not None,
}
