"""
Which rungs of its exercise's ladder your file climbs, and which mistake it makes.

  python -m course check my_0_1D.py              one file
  python -m course check my_0_1D.py --hint       the same, with what to look at
  python -m course check my_0_1D.py --ladder     the same, with all rungs
  python -m course check --list --exercise 0     every check and its input
  python -m course check submissions/ --jobs 2   all files in a folder, as a table

Your file runs in a process of its own, with limits; a line on stderr says how
well it is contained. Nothing is kept: every check begins anew. The exercise is
the one in the file's name, or the one whose functions it defines, or that of
--exercise.

The inputs of the last rung are drawn anew at each check, the same for all files
of it. The seed that drew them is told, and --seed draws them again.

Exit codes: 0 every rung holds, 1 one does not, 2 the file cannot be used,
130 stopped by Ctrl-C.
"""

import os
import re
import shutil
import sys
import warnings
from argparse import ArgumentTypeError
from difflib import get_close_matches
from pathlib import Path

from course.convolution.formatting import fold
from course.convolution.random_numbers import LARGEST_SEED
from course.diagnosis.probe_text import INPUT, as_text
from course.errors import Unusable, printable, quoted
from course.own_numbers.read_numbers import read_whole_number
from course.practice.class_report import REPORT_FORMATS, report_on
from course.practice.exercise_files import EXERCISE_FOLDERS, load_exercise
from course.practice.grading import grade_run
from course.practice.new_inputs import ASKS_ANEW, any_seed, exercise_to_check
from course.practice.other_name import function_taken
from course.practice.reader_file import defined_names, read_reader_file
from course.practice.rubric import FIRST_ASKS, NEW_INPUTS, THERE, UNTOUCHED
from course.practice.which_exercise import exercise_defined_in, exercise_named_in, refuse_lesson_or_notebook
from course.sandbox.containment import containment_here, require_bubblewrap
from course.sandbox.sandboxed_run import Limits, run_file, time_beside_library
from course.terminal.arguments import Parser
from course.terminal.command_line import typable
from course.terminal.exits import DIFFERS

PRINTED_LINES = 4  # of what a file printed that are shown
NARROWEST = 40  # columns
AS_THERE, REQUIRED = "as-there", "required"  # what --contain asks
PLAIN_DIGITS = re.compile(r"[-+.0-9e]{1,20}")
EXERCISE_NUMBERS = f"{{{','.join(map(str, EXERCISE_FOLDERS))}}}"
# how a rung is printed
RUNG_HOLDS, RUNG_FAILS, NOT_LOOKED_AT, NEXT_RUNG = "holds", "FAILS", "-", "next"


def main(words):
    """python -m course check: print what became of the files; return the exit code."""
    options = _check_parser().parse_args(words)
    warnings.simplefilter("ignore", SyntaxWarning)  # of a reader's odd Python
    asked_seed = _asked_seed(options)
    if options.list:
        return print_checks(_listed_exercise(options, asked_seed))
    if options.contain == REQUIRED:
        require_bubblewrap()
    seed = any_seed() if asked_seed is None else asked_seed
    limits = Limits(seconds=options.seconds)
    paths = options.files or sorted(Path().glob("my_*.py"))
    is_single = len(paths) == 1 and options.format is None and not os.path.isdir(paths[0])
    if is_single:
        file = read_file_to_check(paths[0])
        grade = grade_file(file, options.exercise, limits, seed)
        say_what_contains()
        return print_grade(file, grade, limits, options.hint, options.ladder)

    graded = []

    def check(path, stopped):
        grade = grade_file(read_file_to_check(path), options.exercise, limits, seed, stopped)
        graded.append(path)
        return grade

    code = report_on(paths, options, check)
    if graded:
        say_what_contains()
    return code


def say_what_contains():
    """Say on stderr how well the files that are run are contained on this machine."""
    print(containment_here().says, file=sys.stderr)


def _asked_seed(options):
    """The seed that --seed asks for; None if it does not. Unusable if it is no whole number, or too large."""
    if options.seed is None:
        return None
    return read_whole_number(options.seed, "--seed", 0, LARGEST_SEED)


def _listed_exercise(options, seed):
    """The Exercise that --list is asked for, with the new inputs of a seed; None: without new inputs."""
    number = _number_of_listed_exercise(options)
    return load_exercise(number) if seed is None else exercise_to_check(number, seed)


def _number_of_listed_exercise(options):
    """The number of the exercise that --list is asked for; a file whose name tells it need not be there."""
    if options.exercise is not None:
        return options.exercise
    if len(options.files) != 1:
        raise Unusable("--list needs an exercise: --list --exercise 0, or the name of one file")
    path = options.files[0]
    folder = exercise_named_in(path) or exercise_defined_in(read_reader_file(path))
    return folder.number


# ---- options


def _check_parser():
    parser = Parser(prog="python -m course check", description=__doc__)
    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", help="files, or folders of them; without any, my_*.py")
    add("--exercise", type=_exercise_number, metavar=EXERCISE_NUMBERS, help="which exercise it is")
    add("--hint", action="store_true", help="say what to look at, too")
    add("--ladder", action="store_true", help="all rungs, not only the next ones")
    add("--list", action="store_true", help="every check and its input")
    add("--seed", metavar="N", help=f"draw the new inputs of this seed, from 0 to {LARGEST_SEED}")
    add_limits(parser)
    add("--jobs", type=_jobs, default=1, help="how many files run at once (1)")
    add("--format", choices=REPORT_FORMATS, help="for several files: how the result is written (table)")
    add("--part", type=_part, metavar="K/N", default=(1, 1), help="of several files the K-th of N parts")
    return parser


def add_limits(parser):
    """Add the options of what a reader's file may take, and how it has to be contained."""
    parser.add_argument(
        "--seconds", type=seconds_of_work, default=10, help="of work that a file may take (10)"
    )
    parser.add_argument(
        "--contain",
        choices=(AS_THERE, REQUIRED),
        default=AS_THERE,
        help="required: run nothing without bubblewrap",
    )


def seconds_of_work(word):
    """A number of seconds from 0.1 to 3600."""
    seconds = _typed_number(word, float)
    if not 0.1 <= seconds <= 3600:
        raise ArgumentTypeError(f"invalid seconds value: {quoted(word)}")
    return seconds


def _jobs(word):
    """A number of jobs from 1 to 64."""
    jobs = _typed_number(word, int)
    if not 1 <= jobs <= 64:
        raise ArgumentTypeError(f"invalid jobs value: {quoted(word)}")
    return jobs


def _part(word):
    """(k, n) of "k/n": the k-th of n parts."""
    k, _, n = word.partition("/")
    k, n = _typed_number(k, int), _typed_number(n, int)
    if not 1 <= k <= n:
        raise ArgumentTypeError(f"invalid part value: {quoted(word)}")
    return k, n


def _exercise_number(word):
    """The number of an exercise."""
    if word not in map(str, EXERCISE_FOLDERS):  # as text: int() takes " 0" and digits of other scripts
        raise ArgumentTypeError(
            f"no exercise {quoted(word)}; there is {', '.join(map(str, EXERCISE_FOLDERS))}"
        )
    return int(word)


def _typed_number(word, kind):
    """The number, int or float, that a word of plain digits is; 0 if it is none.

    Example: _typed_number("2", int) is 2; "1_0" and digits of other scripts, which int() takes, are 0.
    """
    if not PLAIN_DIGITS.fullmatch(word):
        return 0
    try:
        return kind(word)
    except ValueError:
        return 0


# ---- one file


def read_file_to_check(path):
    """The ReaderFile at a path; Unusable for a lesson of the course, a notebook, and what cannot be read."""
    refuse_lesson_or_notebook(path)
    return read_reader_file(path)


def grade_file(file, number, limits, seed, stopped=None):
    """The Grade of a ReaderFile for the exercise of that number; None: for the one that it tells itself.

    Its new inputs are those of the seed. Unusable if the file does not tell its exercise. Ctrl-C and stopped,
    a threading.Event, end it as they end sandbox.run_file().
    """
    if number is None:
        number = (exercise_named_in(file.name) or exercise_defined_in(file)).number
    exercise = exercise_to_check(number, seed)
    taken = function_taken(file, exercise, limits, stopped)
    tried, source = (taken.file, None) if taken else (file, file.source)
    ran = run_file(tried, exercise.functions, exercise.calls, limits, stopped, exercise.watched)
    grade = grade_run(ran, exercise, source)
    grade.taken = taken
    if grade.failed == THERE:
        grade.said += _names_that_are_near(defined_names(file.source), exercise)
    return grade


def _names_that_are_near(names, exercise):
    """A sentence in a list on functions that may be meant, as "convolve_1d" for "convolve1d"; or nothing."""
    near = []
    for function in exercise.functions:
        near += get_close_matches(function, sorted(names), n=2, cutoff=0.75)
    if not near or set(near) & set(exercise.functions):
        return []
    return [f"It defines {' and '.join(near)}."]


# ---- in words


def print_grade(file, grade, limits, hint, ladder=False):
    """Print how one ReaderFile stands and what is known of it, with hints if wanted; return the exit code.

    ladder: every rung is printed, not only how many hold, the one that fails and the next.
    """
    width = max(shutil.get_terminal_size().columns, NARROWEST)
    exercise = grade.exercise
    print(f"{printable(file.name, 60)}: exercise {exercise.number}, {', '.join(exercise.functions)}\n")
    if grade.taken:
        _print_folded(grade.taken.says, width, "  ")
        print()
    if ladder:
        _print_ladder(grade, width)
    elif not grade.passed:
        _print_next_rungs(grade, width)
    if not grade.passed and grade.failure:
        from course.diagnosis.failure_tables import failure_lines  # a class's files need none of it

        for line in failure_lines(grade.failure, grade.causes, width):
            print(line)
        print()
    sentences = (
        _on_a_passed_file(file, grade, limits) if grade.passed else _on_a_failed_file(grade, hint, ladder)
    )
    for sentence in sentences:
        _print_folded(sentence, width, "  ")
    return 0 if grade.passed else DIFFERS


def _print_ladder(grade, width):
    """Print every rung from below, and a line without anything."""
    for number, (name, asks) in enumerate(grade.exercise.asks.items()):
        if number < grade.held:
            state = RUNG_HOLDS
        else:
            state = RUNG_FAILS if name == grade.failed else NOT_LOOKED_AT
        if name == NEW_INPUTS and state != NOT_LOOKED_AT:
            asks += f" (seed {grade.exercise.seed})"
        _print_rung(state, name, asks, width)
    print()


def _print_next_rungs(grade, width):
    """Print how many rungs hold, which one fails and which comes next, and a line without anything."""
    exercise, names = grade.exercise, list(grade.exercise.asks)
    held = f": {', '.join(names[: grade.held])}" if grade.held else ""
    _print_folded(f"{_how_many_hold(grade)}{held}.", width, "  ")
    asks = exercise.asks[grade.failed]
    if grade.failed == NEW_INPUTS:
        asks += f" (seed {exercise.seed})"
    _print_rung(RUNG_FAILS, grade.failed, asks, width)
    for name in names[grade.held + 1 : grade.held + 2]:
        _print_rung(NEXT_RUNG, name, exercise.asks[name], width)
    print()


def _how_many_hold(grade):
    """How many rungs hold, as "1 of 12 rungs holds"."""
    return f"{grade.held} of {grade.rungs} rungs hold{'s' if grade.held == 1 else ''}"


def _print_rung(state, name, asks, width):
    _print_folded(f"  {state:6} {name:17} {asks}", width, " " * 27)


def _print_folded(sentence, width, indent):
    for line in fold(sentence, width, indent):
        print(line)


def _on_a_passed_file(file, grade, limits):
    """Sentences on a file that passed, one after the other: timing it takes a while."""
    library = grade.exercise.library
    yield f"All {grade.rungs} rungs hold (the new inputs were those of --seed {grade.exercise.seed})."
    yield f"The library call that does it: {library.says}"
    timed = grade.taken.file if grade.taken else file
    ratio = time_beside_library(timed, library.call, library.code, limits)
    if ratio is not None:
        yield f"{_how_fast(ratio)} on {library.size} [this machine]."
    yield f"A solution to compare with: {grade.exercise.folder.solution}"


def _how_fast(ratio):
    """A ratio of times in words: 0.5 is "2.0 times as fast", 1.25 "1.2 times as long", 12.4 "12 times as long"."""
    if ratio < 1:
        return f"Yours is {1 / ratio:.1f} times as fast as it"
    if ratio < 10:
        return f"Yours takes {ratio:.1f} times as long as it"
    return f"Yours takes {ratio:.0f} times as long as it"


def _on_a_failed_file(grade, hint, ladder):
    """A list of sentences on a file that did not pass, with hints if wanted; what failed is printed already."""
    sentences = list(grade.said[1:] if grade.failure else grade.said)
    if hint and grade.hints:
        sentences += [f"Hint: {typable(each)}" for each in grade.hints]
    elif hint:
        sentences.append("No hint is known for this.")
    if grade.printed:
        lines = grade.printed.split("\n")[:PRINTED_LINES]
        sentences.append(f"The file printed: {' | '.join(lines)}")
    options = ["--hint says what to look at"] if grade.hints and not hint else []
    if not ladder:
        options.append("--ladder shows all rungs")
    seed = f" --seed {grade.exercise.seed}" if grade.failed == NEW_INPUTS else ""
    options.append(f"--list{seed} shows the inputs")
    held = f"{_how_many_hold(grade)}. " if ladder else ""
    sentences.append(f"{held}{', '.join(options)}.")
    return sentences


# ---- every check


def print_checks(exercise):
    """Print every check of an exercise with its inputs and what is expected; return the exit code."""
    file = exercise.folder.readers_file
    print(f"Exercise {exercise.number}, {file}: each rung is looked at when those below it hold.")
    for name, asks in FIRST_ASKS.items():
        print(f"\n{name}: {asks}")
    first_with_these = {}  # (function, inputs): the name of the first rung that has them
    for rung in exercise.rungs:
        print(f"\n{rung.name}: {rung.asks}")
        first = first_with_these.setdefault((rung.part.function, rung.probe_indices), rung.name)
        if first == rung.name:
            _print_inputs(rung)
        else:
            print(f"  the same inputs as {first}")
    _print_new_inputs(exercise)
    return 0


def _print_new_inputs(exercise):
    """Print those that an Exercise has, function by function, or how to see some."""
    print(f"\n{NEW_INPUTS}: {ASKS_ANEW}")
    if not exercise.new_rungs:
        print("  others each time; --list --seed N shows those that a check with --seed N draws")
    for rung in exercise.new_rungs:
        _print_inputs(rung)


def _print_inputs(rung):
    if rung.name == UNTOUCHED:
        print("  all inputs")
        return
    suite = rung.part.suite
    for index in rung.probe_indices:
        probe = suite.probes[index]
        print(f"  {suite.shown(probe)} -> {as_text(suite.right(probe), INPUT)}")
