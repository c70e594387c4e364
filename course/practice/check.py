"""
Which rungs of its exercise's ladder your file climbs, and which mistake it makes.

  python -m course check my_0_1D.py              one file
  python -m course check my_0_1D.py --hint       the same, with what to look at
  python -m course check --list --exercise 0     every check and its input
  python -m course check submissions/ --jobs 2   every .py in a folder, as a table

Your file runs in a process of its own, with limits. Nothing is kept: every
check begins anew. The exercise is the one in the file's name, or the one whose
functions it defines, or that of --exercise.

Exit codes: 0 every rung holds, 1 one does not, 2 the file cannot be used,
130 stopped by Ctrl-C.
"""

import shutil
import warnings
from difflib import get_close_matches
from pathlib import Path

from course.convolution.formatting import fold
from course.diagnosis.probe_text import INPUT, as_text
from course.errors import Unusable
from course.practice.class_report import FORMATS, grade
from course.practice.exercise_files import SOLUTIONS
from course.practice.grading import judge
from course.practice.rubric import RUNS, THERE, UNTOUCHED, exercises
from course.practice.sandbox import Limits, read, run, timed
from course.practice.which_exercise import exercise_of, functions, refuse_a_lesson
from course.terminal.arguments import Parser
from course.terminal.exits import DIFFERS


def main(words):
    """python -m course check: print what became of the files; return the exit code."""
    options = parser().parse_args(words)
    warnings.simplefilter("ignore", SyntaxWarning)  # of a reader's odd Python
    chosen = None if options.exercise is None else exercises()[options.exercise]
    if options.list:
        return tell_list(chosen or exercise_of(one(options.files)))
    limits = Limits(seconds=options.seconds)
    files = options.files or own_files()
    if len(files) == 1 and options.format is None and not Path(files[0]).is_dir():
        return tell(*checked(files[0], chosen, limits), limits, options.hint)
    return grade(files, options, lambda path, stopped: checked(path, chosen, limits, stopped))


def own_files():
    """The reader's files in the current folder."""
    files = sorted(Path().glob("my_*.py"))
    if not files:
        raise Unusable("name a file; no my_*.py is in this folder (python -m course start 0 writes one)")
    return files


def parser():
    """The options."""
    found = Parser(prog="python -m course check", description=__doc__)
    add = found.add_argument
    add("files", nargs="*", metavar="FILE", help="files, or folders of them; without any, my_*.py")
    add("--exercise", type=int, choices=SOLUTIONS, help="which exercise it is")
    add("--hint", action="store_true", help="say what to look at, too")
    add("--list", action="store_true", help="every check and its input")
    add("--seconds", type=seconds, default=10, help="of work that a file may take (10)")
    add("--jobs", type=jobs, default=1, help="how many files run at once (1)")
    add("--format", choices=FORMATS, help="for several files: how the result is written (table)")
    add("--part", type=part, metavar="K/N", default=(1, 1), help="of several files the K-th of N parts")
    return found


def seconds(text):
    """A number of seconds from 0.1 to 3600."""
    value = float(text)
    if not 0.1 <= value <= 3600:
        raise ValueError
    return value


def jobs(text):
    """A number of jobs from 1 to 64."""
    value = int(text)
    if not 1 <= value <= 64:
        raise ValueError
    return value


def part(text):
    """(k, n) of "k/n"."""
    k, n = map(int, text.split("/"))
    if not 1 <= k <= n:
        raise ValueError
    return k, n


def one(files):
    """The only one of files."""
    if len(files) != 1:
        raise Unusable("--list needs an exercise: --list --exercise 0, or the name of one file")
    return files[0]


PRINTED = 4  # lines of what a file printed that are shown


def checked(path, exercise, limits, stopped=None):
    """(path, Verdict) of a file."""
    refuse_a_lesson(path)
    exercise = exercise or exercise_of(path)
    verdict = judge(run(path, exercise.functions, exercise.calls, limits, stopped), exercise)
    if verdict.failed == THERE:
        verdict.said += _instead(functions(read(path)), exercise)
    return path, verdict


def _instead(names, exercise):
    """A sentence in a list on functions that may be meant, or nothing."""
    near = [found for name in exercise.functions for found in get_close_matches(name, sorted(names), 2, 0.75)]
    return [f"It defines {' and '.join(near)}."] if near and not set(near) & set(exercise.functions) else []


# ---- in words


ASKS = {RUNS: "the file runs to its end", THERE: "the functions that are asked for are there"}


def asks(exercise):
    """{name of a rung: what it asks}, from below."""
    return {**ASKS, **{rung.name: rung.asks for rung in exercise.rungs}}


def tell(path, verdict, limits, hint):
    """Print the ladder of one file and what is known of it; return the exit code."""
    width = max(shutil.get_terminal_size().columns, 40)
    print(f"{Path(path).name}: exercise {verdict.exercise.number}, {', '.join(verdict.exercise.functions)}\n")
    for number, (name, says) in enumerate(asks(verdict.exercise).items()):
        state = "holds" if number < verdict.held else "FAILS" if name == verdict.failed else "-"
        print(*fold(f"  {state:6} {name:17} {says}", width, " " * 27), sep="\n")
    print()
    for sentence in _passed(path, verdict, limits) if verdict.passed else _failed(verdict, hint):
        print(*fold(sentence, width, "  "), sep="\n")
    return 0 if verdict.passed else DIFFERS


def _passed(path, verdict, limits):
    """Sentences on a file that passed, one after the other: timing it takes a while."""
    exercise = verdict.exercise
    yield f"All {verdict.rungs} rungs hold."
    yield f"The library call that does it: {exercise.library.says}"
    ratio = timed(path, exercise.library.call, exercise.library.code, limits)
    if ratio is not None:
        yield f"{_how_fast(ratio)} on {exercise.library.size} [this machine]."
    yield f"A solution to compare with: {exercise.solution}"


def _how_fast(ratio):
    if ratio < 1:
        return f"Yours is {1 / ratio:.1f} times as fast as it"
    return f"Yours takes {ratio:.{0 if ratio >= 10 else 1}f} times as long as it"


def _failed(verdict, hint):
    said = list(verdict.said)
    if hint:
        said += [f"Hint: {each}" for each in verdict.hints] or ["No hint is known for this."]
    held = f"{verdict.held} of {verdict.rungs} rungs hold."
    more = "--list shows every input." if hint else "--hint says what to look at, --list shows every input."
    printed = verdict.printed.split("\n")[:PRINTED]
    said += [f"The file printed: {' | '.join(printed)}"] if verdict.printed else []
    return [*said, f"{held} {more}"]


def tell_list(exercise):
    """Print every check of an exercise with its inputs and what is expected; return the exit code."""
    print(f"Exercise {exercise.number}, {exercise.file}: each rung is looked at when those below it hold.")
    for name, says in ASKS.items():
        print(f"\n{name}: {says}")
    met = {}
    for rung in exercise.rungs:
        print(f"\n{rung.name}: {rung.asks}")
        first = met.setdefault((rung.part.function, rung.places), rung.name)
        print(*(_inputs(rung) if first == rung.name else [f"  the same inputs as {first}"]), sep="\n")
    return 0


def _inputs(rung):
    if rung.name == UNTOUCHED:
        return ["  all inputs"]
    suite = rung.part.suite
    right = {place: as_text(suite.right(suite.probes[place]), INPUT) for place in rung.places}
    return [f"  {suite.shown(suite.probes[place])} -> {text}" for place, text in right.items()]
