"""The commands start and check: right files pass, wrong ones fail, and every sentence that is said is true.

What is said of a file is read as a reader would, the call in it made again here, and held against NumPy and
SciPy (exercise_files.py), which share no code with the check.
"""

import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from functools import cache

import numpy as np
import pytest
from support import wrong_functions
from support.files import ROOT
from support.exercise_files import LIBRARY, LOOPS, RIGHT, TABLE, WRONG, alike, as_file, expected, inputs, named

from course.practice import check, start, which_exercise
from course.practice.sandbox import Call
from course.diagnosis.cause import world
from course.practice.exercise_files import SOLUTIONS, starter
from course.mistakes.bank.all_mistakes import EXERCISE_MISTAKES
from course.practice.rubric import LIBRARIES, RUNS, THERE, UNTOUCHED, exercises
from course.practice.grading import ARRAYS, HINTS, Verdict, names

posix = pytest.mark.skipif(os.name != "posix", reason="signals, pipes and links as POSIX has them")
EXERCISES = exercises()
ALL = pytest.mark.parametrize("number", EXERCISES)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Tests run in an empty folder, at a terminal 80 wide; nothing is timed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(check, "timed", lambda *_: None)
    return tmp_path


@pytest.fixture
def refused(command):
    """Runs python -m course WORDS, which has to end with exit code 2 and one line that says a word."""

    def run(says, *words):
        code, out, err = command(*words)
        assert (code, out) == (2, "")
        assert re.fullmatch(r"python -m course( start| check)?: [ -~]{10,}\n", err) and len(err) < 400
        assert says in err
        return err

    return run


def tree(folder):
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


# ---- start


@ALL
def test_start_writes_the_starter(command, here, number):
    code, out, err = command("start", str(number))
    assert (code, err) == (0, "") and tree(here) == {
        here / EXERCISES[number].file: starter(SOLUTIONS[number]).encode()
    }
    assert f"python -m course check {EXERCISES[number].file}" in out and out.isascii()


def test_start_alone_lists_the_exercises(command, here):
    code, out, err = command("start")
    assert (code, err) == (0, "") and tree(here) == {}
    for line, number in zip(out.splitlines(), EXERCISES, strict=True):
        assert line.startswith(f"{number}  {EXERCISES[number].file} ") and "Write your own" in line
        assert line.isascii()


@pytest.mark.parametrize(
    "word", ["5", "-1", "one", "", " 0", "00", "0.0", "my_0_1D.py", "\N{SUPERSCRIPT TWO}"]
)
def test_start_refuses_what_is_no_exercise(refused, here, word):
    assert refused("", "start", word) and tree(here) == {}


def test_start_takes_one_exercise(refused, here):
    assert refused("", "start", "0", "1") and tree(here) == {}


@pytest.mark.parametrize("what", ["file", "empty file", "folder", "link", "dangling link", "link to itself"])
def test_start_leaves_what_is_there(refused, here, what):
    file = here / "my_0_1D.py"
    if what.endswith("file"):
        file.write_bytes(b"mine" * (what == "file"))
    elif what == "folder":
        file.mkdir()
    else:
        target = {"link": here / "other.py", "dangling link": here / "none", "link to itself": file}[what]
        (here / "other.py").write_bytes(b"other")
        file.symlink_to(target)
    before = sorted(os.listdir(here)), file.is_symlink(), file.is_dir()
    refused("my_0_1D.py is there already", "start", "0")
    assert (sorted(os.listdir(here)), file.is_symlink(), file.is_dir()) == before
    assert what != "file" or file.read_bytes() == b"mine"
    assert "link" not in what or (here / "other.py").read_bytes() == b"other"


@pytest.mark.skipif(sys.platform != "linux", reason="a folder in which nobody can write, root neither")
def test_start_says_where_it_cannot_write(refused, monkeypatch):
    monkeypatch.chdir("/proc")
    refused("my_0_1D.py cannot be written in this folder", "start", "0")


def test_start_leaves_no_half_of_a_file(refused, here, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    refused("No space left on device", "start", "1")
    assert tree(here) == {}


def test_the_starter_can_be_checked_at_once(command):
    command("start", "0")
    code, out, err = command("check")
    assert (code, err) == (1, "") and out.startswith("my_0_1D.py: exercise 0, convolve1d\n")
    assert "FAILS  shape" in out and "it returned nothing: a function needs a return" in " ".join(out.split())


# ---- what is said, read again


def wrapped(text):
    """A call or a result as Python: the lists of [...] (uint8) and [...] in shape (...) are wrapped."""
    places = [m for m in re.finditer(r"\]( in shape (\([\d, ]+\)))?( \(uint8\))?", text) if m[1] or m[3]]
    for found in reversed(places):
        first, depth = found.start(), 1
        while depth:
            first -= 1
            depth += {"]": 1, "[": -1}.get(text[first], 0)
        array = f"array({text[first : found.start() + 1]}, {found[2]}, {bool(found[3])})"
        text = text[:first] + array + text[found.end() :]
    return text


def array(values, shape, of_bytes):
    made = np.array(values, np.uint8 if of_bytes else None)
    return made.reshape(shape) if shape else made


def value_of(text):
    """The value that a text shows; None if it lost its middle."""
    return None if " ... " in text else eval(wrapped(text), {"array": array, "nan": np.nan, "inf": np.inf})


def call_of(text):
    """The Call that a text shows."""

    def made(name):
        return lambda *arguments, **options: Call(name, arguments, options)

    functions = {name: made(name) for exercise in EXERCISES.values() for name in exercise.functions}
    return eval(wrapped(text), {"array": array, "nan": np.nan, **functions})


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


def answers_here(source, calls):
    """What a file gives for calls, made here and in order: arrays, or None where it gives no numbers."""
    names_of_it, found = {"__name__": "file"}, []
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        exec(compile(source, "file", "exec"), names_of_it)
        for name, arguments, options in calls:
            try:
                copies = [np.array(a) if isinstance(a, np.ndarray) else a for a in arguments]
                result = np.array(names_of_it[name](*copies, **options))
            except Exception:
                result = None
            found.append(result if result is not None and result.dtype.kind in "biuf" else None)
    return found


class Told:
    """What was said of a file, beside what the file gives here and what is right."""

    def __init__(self, exercise, source, data):
        self.exercise, self.said, self.mistakes = exercise, data["said"], data["mistakes"]
        (self.rung,) = (rung for rung in exercise.rungs if rung.name == data["failed"])
        calls = exercise.calls
        got = answers_here(source, calls)
        mine = [place for place, call in enumerate(calls) if call.function == self.rung.part.function]
        self.calls, self.got = [calls[place] for place in mine], [got[place] for place in mine]
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
        assert right is None or alike(right, self.right[place], 1e-5)
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
        suite, made = self.rung.part.suite, world(*(TABLE[name] for name in group))
        up_to = any("Up to the rung" in said for said in self.said)
        last = max(self.rung.places) + 1 if up_to else len(suite.probes)
        pairs = zip(self.got[:last], (suite.gives(made, probe) for probe in suite.probes))
        return all(g is None or v is not None and alike(g, v, 1e-6) for g, v in pairs)

    def not_all(self):
        """Whether what is named up to a rung is not all: above it something else comes out."""
        suite, last = self.rung.part.suite, max(self.rung.places) + 1
        above = list(zip(suite.probes, self.got))[last:]
        worlds = [world(*(TABLE[each] for each in name.split(" + "))) for name in self.mistakes]
        return all(
            any(g is None or not alike(g, suite.gives(made, probe), 1e-6) for probe, g in above)
            for made in worlds
        )


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


def leaves(call, index):
    """Whether the window of an output leaves the input: (at a start, at an end)."""
    where = index[1:3] if stacked(call) else index
    start = end = False
    for i, n, k, s in zip(where, *sizes_of(call), (*stride_of(call), 1)):
        total = max((-(-n // s) - 1) * s + k - n, 0)
        first = {"full": k - 1, "same": k // 2, "valid": 0, "SAME": total // 2}[mode_of(call)]
        start, end = start or i * s < first, end or i * s - first + k > n
    return start, end


WHERE = {
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


def crashed(told):
    return sum(got is None for got in told.got)


def sized(told):
    return [got.shape == right.shape for _, got, right in told.bad if got is not None]


def whole(told):
    """Whether all wrong answers are numbers."""
    return all(got is not None for _, got, _ in told.bad)


def each(told, by):
    return all(
        np.allclose(got, by(right), 1e-4, equal_nan=True) for _, got, right in told.bad if got is not None
    )


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
    r"Numbers are wrong only (.+)[.]": lies,
    r"Each is the right number plus (.+)[.]": lambda t, by: each(t, lambda right: right + float(by)),
    r"Each is the right number times (.+)[.]": lambda t, by: each(t, lambda right: right * float(by)),
    r"Up to the rung '(.+)' its numbers are those of what follows; further up that does not explain them[.]": (
        lambda t, rung: rung == t.rung.name and t.not_all()
    ),
    r"This gives exactly the numbers of (.+) \[(.+)\]": Told.gives,
    r"(\d+) explanations give all of these numbers:": lambda t, n: int(n) == len(t.mistakes),
    r"Two mistakes together give exactly these numbers:": lambda t: all(
        t._so(name.split(" + ")) for name in t.mistakes if " + " in name
    ),
    r"[12][.] (.+) \[(.+)\]": lambda t, says, name: name in TABLE,
}


# ---- many files, each group graded once


STARTERS = {f"begun_{e.file}": (n, starter(SOLUTIONS[n])) for n, e in EXERCISES.items()}
SOLVED = {f"solved_{e.file}": (n, e.solution.read_text(encoding="utf-8")) for n, e in EXERCISES.items()}
STYLES = {
    f"{style.replace(' ', '_')}_{EXERCISES[n].name}.py": (n, source) for (n, style), source in RIGHT.items()
}
WRONGS = {f"{name} {EXERCISES[w.exercise].name}.py": (w.exercise, w.source) for name, w in WRONG.items()}
TABLES = {name: getattr(wrong_functions, name) for name in ("RIGHT", "ONE", "TWO", "UNKNOWN")}
ENTRIES = {f"{e.f.__name__}.py": e for table in TABLES.values() for e in table}
FUNCTIONS = {name: made for name, e in ENTRIES.items() if (made := as_file(e))}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A function of a group of files: {file: what is known of it}, and the exit code. Each is graded once."""

    @cache
    def grade(group):
        folder = tmp_path_factory.mktemp(group)
        for name, (_, source) in globals()[group].items():
            (folder / name).write_text(source, encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()) as out:
            code = check.main([str(folder), "--format", "json", "--jobs", "2"])
        return {row["file"]: row for row in json.loads(out.getvalue())["files"]}, code

    return grade


@pytest.mark.parametrize("group", ["SOLVED", "STYLES"])
def test_right_files_pass(graded, group):
    rows, code = graded(group)
    assert {name: row["said"] for name, row in rows.items() if not row["passed"]} == {} and code == 0
    assert {name: row["exercise"] for name, row in rows.items()} == {
        name: number for name, (number, _) in globals()[group].items()
    }
    assert all(row["held"] == row["rungs"] and row["failed"] == "" for row in rows.values())


def test_there_are_four_styles_of_each_exercise():
    assert {number for number, _ in RIGHT} == set(EXERCISES) and len(RIGHT) == 20
    assert all(sum(w.exercise == number for w in WRONG.values()) == 3 for number in EXERCISES)


def test_every_starter_fails_at_its_first_rung(graded):
    rows, code = graded("STARTERS")
    assert code == 1
    for name, (number, _) in STARTERS.items():
        row, first = rows[name], EXERCISES[number].rungs[0]
        assert (row["held"], row["failed"], row["mistakes"]) == (2, first.name, [])
        call = first.part.suite.shown(first.part.suite.probes[0])
        assert row["said"][0].startswith(
            f"Called {call}; it returned nothing: a function needs a return; expected "
        )
        assert row["said"][1] == f"It gives no numbers for any of {len(first.part.suite.probes)} inputs."


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_fails_where_it_should_and_what_is_said_is_true(graded, name):
    wrong = WRONG[name]
    row = graded("WRONGS")[0][f"{name} {EXERCISES[wrong.exercise].name}.py"]
    assert (row["exercise"], row["passed"], row["failed"]) == (wrong.exercise, False, wrong.rung)
    assert set(row["mistakes"]) <= wrong.names
    Told(EXERCISES[wrong.exercise], wrong.source, row).verify()


UNFIT = {
    "dot_products_unturned",
    "zeros_between_the_weights",
    "one_zero_too_many",
    "padded_for_the_small_kernel",
}
UNNAMED = {
    "rolled",  # wrong in one mode alone here, where the mistake goes through all of them
    "dict_read_too_far",
    "unturned_about_the_other_middle",
    "filtered_photograph",
    "height_for_width",  # it stops with an error wherever the image is higher than wide
}


def test_all_functions_but_those_that_no_exercise_asks_are_files():
    assert set(ENTRIES) - set(FUNCTIONS) == {f"{name}.py" for name in UNFIT}
    assert len(FUNCTIONS) == len(ENTRIES) - len(UNFIT) > 60


@pytest.mark.parametrize("file", FUNCTIONS)
def test_a_function_as_a_file(graded, file):
    row, entry, (number, source) = graded("FUNCTIONS")[0][file], ENTRIES[file], FUNCTIONS[file]
    assert (row["passed"], row["exercise"]) == (not entry.wrong, number)
    if row["passed"]:
        return
    told = Told(EXERCISES[number], source, row)
    told.verify()
    up_to = any("Up to the rung" in said for said in row["said"])
    for group in named(row["said"], row["mistakes"]):
        true = frozenset(mistake.name for mistake in group) in entry.names
        assert true or up_to or same_everywhere(told, source, group), group
    if entry.names and not row["mistakes"]:
        assert entry.f.__name__ in UNNAMED
    if not entry.names:
        assert up_to or set(row["mistakes"]) <= set(EXERCISE_MISTAKES)  # what one exercise alone knows


def same_everywhere(told, source, group):
    """Whether a file and these mistakes give the same on inputs that no ladder has."""
    part, made = told.rung.part, world(*group)
    probes = inputs(part)
    pairs = zip(answers_here(source, map(part.call, probes)), probes)
    values = [(got, part.suite.gives(made, probe)) for got, probe in pairs]
    return all(got is None or v is None or alike(got, v, 1e-6) for got, v in values)


def test_one_that_is_right_further_up_is_not_told_that_it_is_wrong_there(here):
    """The kernel is turned twice where its size is odd; even ones are right."""
    source = RIGHT[0, LOOPS].replace("kernel = [float(v) for v in signal], [float(v) for v in kernel]",
                                     "kernel = [float(v) for v in signal], turned(kernel)")  # fmt: skip
    source += "\ndef turned(h):\n    h = [float(v) for v in h]\n    return h[::-1] if len(h) % 2 else h\n"
    (here / "my_0_1D.py").write_text(source, encoding="utf-8")
    _, verdict = check.checked("my_0_1D.py", EXERCISES[0], check.Limits())
    row = {"said": verdict.said, "mistakes": list(verdict.mistakes), "failed": verdict.failed}
    assert verdict.failed == "centre"
    Told(EXERCISES[0], source, row).verify()


def test_a_file_that_reads_one_row_alone_is_not_told_of_images_that_are_not_square(here):
    source = RIGHT[2, LOOPS].replace("total += image[row]", "total += (row == 0) * image[row]")
    (here / "my_2_TensorFlow.py").write_text(source, encoding="utf-8")
    _, verdict = check.checked("my_2_TensorFlow.py", EXERCISES[2], check.Limits())
    row = {"said": verdict.said, "mistakes": list(verdict.mistakes), "failed": verdict.failed}
    Told(EXERCISES[2], source, row).verify()


# ---- which exercise


def test_the_name_of_a_file_tells_the_exercise():
    for number, exercise in EXERCISES.items():
        for name in (exercise.file, exercise.file.upper(), f"anna-{exercise.name} (2).py"):
            assert which_exercise.exercise_of(f"nowhere/{name}").number == number


@ALL
def test_its_functions_tell_it_otherwise(here, number):
    for name in EXERCISES[number].functions:
        for text in (
            f"def {name}(x): pass",
            f"{name} = None",
            f"from numpy import convolve as {name}",
            f"def {name}(:",
        ):
            (here / "solution.py").write_text(f"import os\n{text}\n", encoding="utf-8")
            assert which_exercise.exercise_of("solution.py").number == number


def test_what_a_file_imports_tells_less_than_what_it_defines(here):
    """An edge detector may well borrow SciPy's convolve2d."""
    source = "from scipy.signal import convolve2d\ndef edge_strength(image): pass\n"
    for text in (source, source + "oh no(\n"):
        (here / "solution.py").write_text(text, encoding="utf-8")
        assert which_exercise.exercise_of("solution.py").number == 3


def test_what_does_not_tell_is_refused(refused, here):
    for name, text in {"none.py": "x = 1", "both.py": "convolve1d = feature_map = 1", "empty.py": ""}.items():
        (here / name).write_text(text, encoding="utf-8")
    refused("--exercise 0 or 4", "check", "both.py")
    refused("none.py", "check", "none.py")
    refused("--exercise", "check", "empty.py")
    refused("--exercise 0", "check", "--list")
    refused("", "check", "--list", "none.py")


def test_the_option_tells_before_the_name_does(command, here):
    (here / "my_1_2D.py").write_text(RIGHT[0, LOOPS], encoding="utf-8")
    code, out, _ = command("check", "my_1_2D.py", "--exercise", "0")
    assert code == 0 and "exercise 0, convolve1d" in out
    code, out, _ = command("check", "my_1_2D.py")
    assert code == 1 and "The file defines no function convolve2d." in out


def test_without_a_name_the_readers_files_here(refused, command, here):
    assert "my_*.py" in refused("python -m course start 0", "check")
    (here / "my_0_1D.py").write_text(RIGHT[0, LOOPS], encoding="utf-8")
    assert command("check")[0] == 0
    (here / "my_4_digit.py").write_text(RIGHT[4, LOOPS], encoding="utf-8")
    code, out, _ = command("check")
    assert code == 0 and "2 of 2 files pass." in out


@pytest.mark.parametrize(
    "says, words",
    [
        ("no file 'none.py'", ["none.py", "--exercise", "0"]),
        ("no file 'my_0_1D.txt'", ["my_0_1D.txt"]),
        ("--exercise", ["f.py", "--exercise", "5"]),
        ("--exercise", ["f.py", "--exercise", "one"]),
        *[
            ("--seconds", ["f.py", "--seconds", value])
            for value in ("0", "nan", "inf", "x", "3601", "-1", "")
        ],
        *[("--jobs", ["f.py", "--jobs", value]) for value in ("0", "65", "1.5", "x", "-1")],
        *[
            ("--part", ["f.py", "--part", value])
            for value in ("0/1", "2/1", "x", "1", "1/2/3", "-1/2", "1/0")
        ],
        ("--format", ["f.py", "--format", "xml"]),
        ("--lis", ["--lis"]),
        ("--hint", ["f.py", "--hint=1"]),
        ("twice", ["f.py", "--jobs", "1", "--jobs", "2"]),
        ("--list", ["--list", "a.py", "b.py"]),
    ],
)
def test_options_that_cannot_be_used_are_refused(refused, says, words):
    refused(says, "check", *words)


# ---- one file


BEGIN = 'import numpy as np\ndef convolve1d(signal, kernel, mode="full"):\n    '
RIGHT_ONE = "np.convolve(signal, kernel, mode)"
RETURN, KEPT = f"return {RIGHT_ONE}\n", f"y = {RIGHT_ONE}; "
INPUTS = len(EXERCISES[0].calls)
FILES = {  # its text, the rung at which it stops ("" for none), and what is said of it
    "syntax": ("def convolve1d(:\n", RUNS, ["SyntaxError", "line 1"]),
    "indent": (BEGIN + "x = 1\n  return x\n", RUNS, ["IndentationError", "line 4"]),
    "raises at import": ("x = 1\n1 / 0\n", RUNS, ["ZeroDivisionError", "line 2"]),
    "exits at import": ("import sys\nsys.exit(3)\n", RUNS, ["exit code 3"]),
    "import of nothing": ("import no_such_thing\n", RUNS, ["ModuleNotFoundError", "no_such_thing", "line 1"]),
    "hangs at import": ("while True: pass\n", RUNS, ["it was still busy after 0.5 seconds of work"]),
    "empty": ("", THERE, ["The file defines no function convolve1d."]),
    "another name": (BEGIN.replace("1d", "") + RETURN, THERE, ["The file defines no function convolve1d."]),
    "no function": ("convolve1d = 3\n", THERE, ["The file defines no function convolve1d."]),
    "begun": (BEGIN + "...\n", "shape", ["it returned nothing", "expected [6]"]),
    "prints for return": (BEGIN + f"print({RIGHT_ONE})\n", "shape", ["The file printed: [6] | "]),
    "raises": (BEGIN + "return signal[9]\n", "shape", ["IndexError", "line 3", f"any of {INPUTS} inputs"]),
    "words": (BEGIN + "return 'numbers'\n", "shape", ["it returned str, not numbers"]),
    "complex": (BEGIN + "return np.fft.fft(signal)\n", "shape", ["it returned complex numbers"]),
    "too few arguments": (
        "def convolve1d(signal, kernel): return 1\n",
        "shape",
        ["it returned 1; expected [6]", f"{INPUTS - 1} of {INPUTS} inputs"],
    ),
    "exits": (BEGIN + "exit()\n", "shape", ["expected [6]"]),
    "hangs": (
        BEGIN + "while True: pass\n",
        "shape",
        ["it was still busy after 0.5 seconds of work; expected [6]"],
    ),
    "hangs later": (
        BEGIN + "while len(kernel) > 3: pass\n    " + RETURN,
        "shape",
        ["it was still busy after 0.5 seconds of work"],
    ),
    "recursion": (BEGIN + "return convolve1d(signal, kernel)\n", "shape", ["RecursionError"]),
    "a scalar": (
        BEGIN + "return 6\n",
        "shape",
        ["it returned 6; expected [6]", "The size of its result is wrong"],
    ),
    "a column": (BEGIN + f"return {RIGHT_ONE}[:, None]\n", "shape", ["it returned [[6]]; expected [6]"]),
    "writes": (BEGIN + KEPT + "signal[0] = 99; return y\n", UNTOUCHED, ["the caller's own signal."]),
    "sorts": (BEGIN + KEPT + "kernel.sort(); return y\n", UNTOUCHED, ["own kernel."]),
    "chatters": (BEGIN + "print('window', signal)\n    " + RETURN, "", []),
    "warns": (BEGIN + "np.array([1.0]) / 0\n    " + RETURN, "", []),
    "a class": (
        "import numpy as np\nclass convolve1d:\n    def __new__(cls, *a): return np.convolve(*a)\n",
        "",
        [],
    ),
    "a lambda": ("import numpy as np\nconvolve1d = lambda *a: np.convolve(*a)\n", "", []),
    "with a mark": ("\N{ZERO WIDTH NO-BREAK SPACE}" + BEGIN + RETURN, "", []),
    "reads itself": (BEGIN + "open(__file__).read()\n    " + RETURN, "", []),
    "tuples": (BEGIN + f"return tuple(map(float, {RIGHT_ONE}))\n", "", []),
    "float32": (BEGIN + f"return {RIGHT_ONE}.astype(np.float32)\n", "", []),
}


@pytest.mark.parametrize("name", FILES)
def test_files_of_all_kinds(command, here, name):
    text, rung, says = FILES[name]
    (here / "my_0_1D.py").write_text(text, encoding="utf-8")
    before = tree(here)
    code, out, err = command("check", "my_0_1D.py", "--seconds", "0.5")
    assert (code, err) == (1 if rung else 0, "") and tree(here) == before
    assert out.isascii() and all(len(line) <= 80 for line in out.splitlines())
    flat = " ".join(out.split())
    assert all(said in flat for said in says), out
    states = re.findall(r"^  (holds|FAILS|-) +(.+?)(?:   *.*)?$", out, re.M)
    every = names(EXERCISES[0])
    held = every.index(rung) if rung else len(every)
    assert [name for _, name in states] == list(every)
    assert [state for state, _ in states] == ["holds"] * held + (
        ["FAILS"] + ["-"] * (len(every) - held - 1)
    ) * bool(rung)
    assert (f"{held} of {len(every)} rungs hold." if rung else f"All {held} rungs hold.") in flat


def test_numbers_of_inputs_are_said_of_those_that_were_reached(command, here):
    (here / "my_0_1D.py").write_text(FILES["hangs later"][0], encoding="utf-8")
    flat = " ".join(command("check", "my_0_1D.py", "--seconds", "0.5")[1].split())
    reached = int(re.search(r"It gives no numbers for 1 of (\d+) inputs", flat)[1])
    longer = [len(call.arguments[1]) > 3 for call in EXERCISES[0].calls]
    assert reached == longer.index(True) + 1


def test_hints_are_given_when_they_are_asked_for(command, here):
    (here / "my_0_1D.py").write_text(BEGIN + "return np.correlate(signal, kernel, mode)\n", encoding="utf-8")
    code, without, _ = command("check", "my_0_1D.py")
    assert code == 1 and "[no-flip]" in without and "Hint" not in without and "--hint says" in without
    code, out, _ = command("check", "my_0_1D.py", "--hint")
    assert code == 1 and HINTS["convolve1d"]["no-flip"] in " ".join(out.split())
    assert "--hint" not in out and "--list shows every input" in out


def test_where_there_is_no_hint_that_is_said(command, here):
    (here / "my_0_1D.py").write_text(WRONG["valid loses its last"].source, encoding="utf-8")
    assert "No hint is known for this." in command("check", "my_0_1D.py", "--hint")[1]


@pytest.mark.parametrize("columns", ["40", "80", "20", "200"])
def test_lines_are_as_wide_as_the_terminal(command, here, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    width = max(int(columns), 40)
    (here / "my_1_2D.py").write_text(RIGHT[1, LOOPS].replace("i - a]", "i - a - 1]"), encoding="utf-8")
    code, out, _ = command("check", "my_1_2D.py", "--hint")
    long = [line for line in out.splitlines() if len(line) > width]
    assert code == 1 and not [line for line in long if " " in line.strip()]


def test_a_file_that_passes_is_told_of_the_library_and_the_solution(command, here, monkeypatch):
    (here / "my_0_1D.py").write_text(RIGHT[0, LOOPS], encoding="utf-8")
    for ratio, says in {
        0.5: "Yours is 2.0 times as fast as it on 1000 numbers with a kernel of 20 [this machine].",
        1: "Yours takes 1.0 times as long as it on 1000 numbers",
        12.4: "Yours takes 12 times as long as it on",
        None: "np.convolve(signal, kernel, mode) A solution",
    }.items():
        monkeypatch.setattr(check, "timed", lambda *_, ratio=ratio: ratio)
        code, out, err = command("check", "my_0_1D.py")
        flat = " ".join(out.split())
        assert (code, err) == (0, "") and says in flat, flat
        assert "The library call that does it: np.convolve(signal, kernel, mode)" in flat
        assert str(SOLUTIONS[0]) in out.replace("\n  ", "")


@ALL
def test_the_library_is_timed_on_what_is_said_and_gives_what_is_right(number):
    library = LIBRARIES[number]
    name, arguments, options = library.call
    assert name in EXERCISES[number].functions
    size = re.findall(r"\d+x\d+|\d+", library.size)
    shapes = ["x".join(map(str, shape)) for shape in map(np.shape, arguments[:2])]
    if number == 2:
        shapes = ["32x24", "4", "8", "3x3"]
        assert arguments[0].shape == (1, 32, 24, 4) and arguments[1].shape == (3, 3, 4, 8)
    assert size == shapes
    if "tensorflow" not in library.code:
        *before, last = library.code.splitlines()
        made = {"np": np, "arguments": arguments, "options": options}
        exec("\n".join(before), made)
        assert alike(eval(last, made), expected(name, arguments, options))


# ---- --list


@ALL
def test_the_list_has_every_input_with_what_is_right_and_no_other_call_is_made(
    command, here, monkeypatch, number
):
    made = []
    (here / "file.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(check, "judge", lambda ran, exercise: Verdict(exercise, 2, "shape"))
    monkeypatch.setattr(check, "run", lambda path, functions, calls, *_: made.extend(calls))
    check.checked("file.py", EXERCISES[number], None)
    code, out, err = command("check", "--list", "--exercise", str(number))
    assert (code, err) == (0, "") and out.isascii()
    lines = [line.strip().split(" -> ") for line in out.splitlines() if " -> " in line]
    assert len(lines) == len(made) == len(EXERCISES[number].calls) and len(made) > 15
    assert all(" ... " not in call for call, _ in lines)
    left = list(made)
    for text, right in lines:
        call = call_of(text)
        (place,) = (place for place, other in enumerate(left) if same_call(call, other))
        assert alike(value_of(right), expected(*left.pop(place)), 1e-5), text
    assert left == []


@ALL
def test_the_list_has_every_rung(command, number):
    out = command("check", "--list", EXERCISES[number].file)[1]
    found = re.findall(r"^([a-z ]+): (.+)$", out, re.M)
    assert found == list(check.asks(EXERCISES[number]).items())
    assert list(dict(found)) == list(names(EXERCISES[number]))
    blocks = dict(re.findall(r"^([a-z ]+): .+\n  (the same inputs as .+|all inputs|)", out, re.M))
    assert blocks[UNTOUCHED] == "all inputs"
    for rung in EXERCISES[number].rungs:
        if blocks[rung.name].startswith("the same"):
            other = blocks[rung.name].removeprefix("the same inputs as ")
            assert [r.places for r in EXERCISES[number].rungs if r.name == other] == [rung.places]


# ---- as processes


def process(*words, cwd, flags=("-W", "error"), **settings):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(cwd / "temporary"), "COLUMNS": "80"}
    (cwd / "temporary").mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, *flags, "-m", "course", *map(str, words)],
        cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
        **{"stdout": subprocess.PIPE, **settings},
    )  # fmt: skip


def finished(started, seconds=60):
    out, err = started.communicate(timeout=seconds)
    return started.returncode, out, err


def test_from_another_folder(here):
    assert finished(process("start", 0, cwd=here))[::2] == (0, "")
    code, out, err = finished(process("check", "my_0_1D.py", cwd=here))
    assert (code, err) == (1, "") and "FAILS  shape" in out
    (here / "my_0_1D.py").write_text(RIGHT[0, LIBRARY], encoding="utf-8")
    code, out, err = finished(process("check", here / "my_0_1D.py", cwd=here))
    assert (
        (code, err) == (0, "") and "All 11 rungs hold." in out and "[this machine]." in " ".join(out.split())
    )
    code, out, err = finished(process("check", "none.py", cwd=here))
    assert (code, out) == (2, "") and re.fullmatch("python -m course: [ -~]+\n", err)
    assert list((here / "temporary").iterdir()) == []


@pytest.mark.parametrize("line", [r"'\d'", "1 if 1is 1 else 0", "assert (1, 'x')", "(1)(2)"])
def test_odd_python_makes_no_noise(here, line):
    text = f"def odd():\n    {line}\n{BEGIN}{RETURN.replace('mode)', 'mode)[1:]')}"
    (here / "file.py").write_text(text, encoding="utf-8")
    code, out, err = finished(process("check", "file.py", cwd=here, flags=()))
    assert (code, err) == (1, "") and "FAILS  shape" in out


@posix
@pytest.mark.parametrize(
    "words", [["check", "--list", "--exercise", "1"], ["start"], ["check", "my_0_1D.py"]]
)
def test_a_closed_pipe_makes_no_noise(here, words):
    (here / "my_0_1D.py").write_text(BEGIN + "...\n", encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    started = process(*words, cwd=here, stdout=write)
    os.close(write)
    assert finished(started)[::2] == (141, "")


def strays(folder):
    """The processes whose environment names a folder, on Linux."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError), open(f"/proc/{pid}/environ", "rb") as file:
            if str(folder).encode() in file.read():
                found.append(pid)
    return found


@posix
@pytest.mark.parametrize("words", [["my_0_1D.py"], ["my_0_1D.py", "my_0_1D.py", "my_0_1D.py", "--jobs", "2"]])
def test_ctrl_c_ends_at_once_and_leaves_nothing(here, words):
    (here / "my_0_1D.py").write_text(BEGIN + "while True: pass\n", encoding="utf-8")
    started = process("check", *words, cwd=here)
    deadline = time.monotonic() + 30
    while not list((here / "temporary").glob("course-*/my_0_1D.py")):
        assert time.monotonic() < deadline and started.poll() is None
        time.sleep(0.02)
    time.sleep(0.3)
    started.send_signal(signal.SIGINT)
    begun = time.monotonic()
    assert finished(started) == (130, "", "") and time.monotonic() - begun < 5
    assert list((here / "temporary").iterdir()) == []
    assert sys.platform != "linux" or strays(here / "temporary") == []


def test_start_and_check_explain_themselves(command):
    for word, module in {"start": start, "check": check}.items():
        code, out, err = command(word, "-h")
        assert (code, err) == (0, "") and out.isascii() and f"usage: python -m course {word}" in out
        assert module.__doc__.strip().splitlines()[0] in out and "Exit codes:" in out


def test_the_name_for_changed_arrays_is_in_the_result(here):
    (here / "my_0_1D.py").write_text(FILES["writes"][0], encoding="utf-8")
    _, verdict = check.checked("my_0_1D.py", None, check.Limits())
    assert verdict.mistakes == (ARRAYS,) and verdict.hints == ["Work on a copy: signal = signal.copy()."]


def test_it_needs_numpy_alone():
    """README has a class's files checked where only NumPy and what they import is installed."""
    script = "import sys, course.practice.check, course.practice.start; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert {"scipy", "tensorflow", "matplotlib", "PIL"}.isdisjoint(done.stdout.split())
    assert "numpy" in done.stdout.split()
