"""
A lesson as it runs: what the lessons import, so that a flat script can also be a page, slides and a notebook.

    path = begin(__doc__, picture="bird.jpg")   options, the reader's own picture, quiet endings
    with quiet(): import tensorflow as tf       without its start-up noise
    save(fig, "three_modes", sentence)          figures/0_1D_three_modes.png, and the sentence in words
    ask(question), answer(value)                a question, and its answer in the next cell
    end()                                       what to type next; windows, once, if there is a screen

Only Python's own library is imported here: a lesson says what is missing before it needs it. ask() and
answer() are in questions.py; what --step does is in step.py, and what --answers does in tries.py.
"""

import argparse
import inspect
import io
import logging
import os
import re
import sys
import textwrap
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from course.convolution.formatting import counted
from course.errors import Unusable, printable, quoted
from course.paths import DATA, NO_FOLDER, ROOT, further_lesson_files, lesson_files
from course.terminal.arguments import Parser
from course.terminal.command_line import command_line, environment_python, interpreter, script_line
from course.terminal.dialogue import is_terminal
from course.terminal.exits import CLOSED, DIFFERS, UNUSABLE, leave, pipe_closed, quiet_endings
from course.terminal.output_files import write_whole

LINE_WIDTH = 79  # columns of what is printed
DISTRIBUTION = "convolution-course"  # the course's name in pyproject.toml
PACKAGES = {  # what is imported, and what has to be installed for it
    "numpy": "numpy",
    "scipy": "scipy",
    "matplotlib": "matplotlib",
    "tensorflow": "tensorflow",
    "PIL": "pillow",
}
LESSON_PLACES = ("script", "notebook", "page")


@dataclass
class RunningLesson:
    """What has to be remembered while a lesson runs. There is one: running_lesson.

    place: where it runs, one of LESSON_PLACES. file: the path of the script that was started, None anywhere
    else. picture: the path of its picture, or None. columns: how wide what it prints may be. predict: whether
    its questions wait for guesses. stepping: whether it is shown cell by cell. question: the one that was
    asked and is not answered yet, or None. guess: what was typed at it, or None. answer: the answer that was
    given last. guesses: how many questions were guessed at; right_guesses, right_at_second_try: how many of
    them were right, and how many of these at the second try. passed_over: at how many nothing was guessed. figures: those that were saved, in order.
    """

    place: str = "script"
    file: Path | None = None
    picture: Path | None = None
    columns: int = LINE_WIDTH
    predict: bool = False
    stepping: bool = False
    question: str | None = None
    guess: str | None = None
    answer: object = None
    guesses: int = 0
    right_guesses: int = 0
    right_at_second_try: int = 0
    passed_over: int = 0
    figures: list = field(default_factory=list)

    def start(self, file):
        """Forget the lesson before, but for its place: several lessons may run in one process, as for the site."""
        vars(self).update(vars(RunningLesson(place=self.place, file=file)))


running_lesson = RunningLesson()


def set_place(place):
    """Say where the lessons of this process run: as a "script" (the default), in a "notebook" or on a "page".

    The site's build says it, and the first cell of each notebook. ValueError for any other place.
    """
    if place not in LESSON_PLACES:
        raise ValueError(f"{quoted(str(place))} is none of {', '.join(LESSON_PLACES)}")
    running_lesson.place = place


# ---- beginning


def begin(doc, picture=None, least=1):
    """Start a lesson: understand its options, print its title; return the path of its picture, or None.

    doc is the lesson's docstring; picture names its file in data/, which the reader may replace by an
    argument, a picture of at least `least` rows and columns. Anywhere but in the script that was started (a
    notebook, a page) only the path is returned. Unusable, in one line, if the course's folder is not there.
    """
    if running_lesson.stepping:  # its cells are run one by one, the first of them with this call
        return running_lesson.picture
    caller = inspect.currentframe().f_back
    running_lesson.start(_started_script(caller.f_globals))
    if running_lesson.place == "script" and running_lesson.file is None:
        running_lesson.place = "notebook"
    as_script = running_lesson.place == "script"
    if as_script:
        quiet_endings()
        sys.excepthook = _print_error
    if not lesson_files():
        raise Unusable(NO_FOLDER)
    path = DATA / picture if picture else None
    if not as_script:
        return path
    doc = (doc or "").strip()  # python -OO drops it
    options = _options(doc, path)
    if options.answers:
        from course.lessons.tries import print_answers  # most runs do not need it

        print_answers()
        sys.exit()
    if running_lesson.file in further_lesson_files():
        _check_packages()
    on_a_terminal = is_terminal(sys.stdin) and is_terminal(sys.stdout)
    running_lesson.predict = options.predict and is_terminal(sys.stdin)
    # Matplotlib reports a settings folder that it cannot write to; a reader can do nothing about that here.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    if picture and options.picture is not None:
        path = _checked_picture(options.picture, least)
    running_lesson.picture = path
    if options.step is not None and on_a_terminal:
        from course.lessons.step import step_through  # most runs do not need it

        step_through(caller.f_globals, options.step)
        sys.exit()
    print("\n".join(doc.splitlines()[:2]))
    return path


def _started_script(names):
    """The calling lesson's file, if it is the script that Python was started with. names: its global variables."""
    file = names.get("__file__")
    if names.get("__name__") != "__main__" or not file or not sys.argv[0]:
        return None
    file = Path(file).resolve()
    return file if file == Path(sys.argv[0]).resolve() else None


def _options(doc, picture):
    epilog = "Figures go to figures/ beside the lesson, or to the folder that COURSE_FIGURES names."
    parser = Parser(prog=running_lesson.file.name, description=doc, epilog=epilog)
    if picture:
        parser.add_argument("picture", nargs="?", help=f"your own picture; without it data/{picture.name}")
    parser.add_argument("--predict", action="store_true", help="wait for your guess at every question")
    parser.add_argument(
        "--step",
        nargs="?",
        type=_cell_number,
        const=0,
        metavar="N",
        help="show the lesson cell by cell; with a number, from this cell on",
    )
    if _has_answers():
        about = "say what comes out of the two things to try, and why, without running the lesson"
        parser.add_argument("--answers", action="store_true", help=about)
    parser.set_defaults(answers=False)
    return parser.parse_args()


def _check_packages():
    """Refuse at once to run a further lesson without a package: it needs all, some of them far below its beginning."""
    for name, package in PACKAGES.items():
        if find_spec(name) is None:
            brings = package if _is_installed() else "-e ."
            raise Unusable(
                f"{package} is missing: in the course's folder, say {interpreter()} -m pip install {brings}"
            )


def _is_installed():
    """Whether the course is installed for this Python: its packages have come with it, where there are any."""
    try:
        distribution(DISTRIBUTION)
    except PackageNotFoundError:
        return False
    return True


def _has_answers():
    """Whether it is written down what comes out of the things to try in the lesson that runs."""
    from course.lessons.tries import comes_out_of  # which needs this module

    return bool(comes_out_of(running_lesson.file.name))


def _cell_number(word):
    """The number of a cell, from 1 on, as it is typed behind --step."""
    if not re.fullmatch("[1-9][0-9]{0,5}", word):
        raise argparse.ArgumentTypeError(
            f"{word!r} is no number of a cell, such as 5; a picture stands before --step"
        )
    return int(word)


def _checked_picture(picture, least):
    """The path of the reader's picture; one that cannot be used is refused before anything is printed or drawn."""
    from course.pictures.read_photo import check_picture

    check_picture(picture, least)
    return Path(picture)


# ---- figures


def save(fig, name, sentence):
    """Write fig as <lesson>_<name>.png and print the file's name with the sentence that describes it.

    The sentence becomes the figure's label, which pages use as alt text. In a notebook or on a page nothing
    is written; there the figure shows itself. The figure stays open, for end(). Unusable (a ValueError) if
    the folder cannot be written to.
    """
    fig.set_label(sentence)
    running_lesson.figures.append(fig)
    if running_lesson.place == "notebook":
        print(textwrap.fill(f"Figure: {sentence}", running_lesson.columns))
    if running_lesson.place != "script":
        return
    path = figures_folder() / f"{running_lesson.file.stem}_{name}.png"
    drawn = io.BytesIO()
    fig.savefig(drawn, format="png", metadata={"Description": sentence})
    try:
        write_whole(path, drawn.getvalue())
    except OSError as error:
        raise Unusable(
            f"cannot write {printable(str(path), 200)}: {error.strerror}; set COURSE_FIGURES to a folder that you can write to"
        ) from error
    print(textwrap.fill(f"Figure {path.name}: {sentence}", running_lesson.columns, subsequent_indent="  "))
    if running_lesson.stepping and len(running_lesson.figures) == 1:
        print(_where_the_figures_are())


def figures_folder():
    """Where figures go: the folder that COURSE_FIGURES names, or figures/ beside the lessons."""
    return Path(os.environ.get("COURSE_FIGURES") or ROOT / "figures")


# ---- ending


def end():
    """Finish a lesson: count the guesses, name what to type next; with a screen, open all the windows once and wait."""
    if running_lesson.place != "script":
        return
    if running_lesson.guesses:
        print(f"\n{_score()}")
    if _has_answers():
        print(f"\nTwo things to try are at the end of {running_lesson.file.name}. In the course's folder,")
        print("this says what comes out, and why:")
        print(f"  {script_line(running_lesson.file, '--answers', ROOT)}")
    exercise = _exercise_of(running_lesson.file.name)
    if exercise is not None:
        print("\nYour turn, in the course's folder. This writes a file that you fill in,")
        print(f"{exercise.readers_file}:")
        print(f"  {command_line(f'start {exercise.number}', ROOT)}")
    if running_lesson.figures:
        print(f"\n{_where_the_figures_are()}")
        _show_windows(running_lesson.figures[0])


def _where_the_figures_are():
    """One line that names the folder of the figures."""
    folder = figures_folder()
    in_the_current_folder = folder == ROOT / "figures" and os.path.samefile(ROOT, ".")
    shown = "figures" if in_the_current_folder else printable(str(folder), 300)
    return f"The figures are in the folder {shown}"


def _score():
    """How many guesses were right, in a sentence."""
    at_second_try = running_lesson.right_at_second_try
    of_them = f", {at_second_try} of them at the second try" if at_second_try else ""
    others = f" {counted(running_lesson.passed_over, 'question')} you passed over." if running_lesson.passed_over else ""
    return f"You guessed {running_lesson.right_guesses} of {running_lesson.guesses} right{of_them}.{others}"


def _exercise_of(lesson_name):
    """The ExerciseFolder of a lesson's exercise, or None if it has none."""
    from course.practice.exercise_files import EXERCISE_FOLDERS  # no lesson needs it at its start

    for folder in EXERCISE_FOLDERS.values():
        if folder.lesson == lesson_name:
            return folder
    return None


def _show_windows(fig):
    if getattr(fig.canvas, "required_interactive_framework", None):
        from matplotlib import pyplot

        pyplot.show()
    elif _has_screen() and not os.environ.get("MPLBACKEND"):
        print(f"To see them in windows as well: {interpreter()} -m pip install PySide6")


def _has_screen():
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    from matplotlib import _c_internal_utils

    return bool(os.environ.get("DISPLAY")) and _c_internal_utils.display_is_valid()


# ---- an error, instead of a traceback


def _print_error(kind, error, trace):
    """End the process with the lesson's line, and what is wrong there. For sys.excepthook."""
    if pipe_closed(error):
        leave(CLOSED)
    name = running_lesson.file.name
    where = f"{name}{_line_of_lesson(trace)}"
    if issubclass(kind, ModuleNotFoundError) and error.name in PACKAGES:
        _stop(UNUSABLE, f"{name} needs {PACKAGES[error.name]}: {_how_to_get(PACKAGES[error.name])}")
    if issubclass(kind, Unusable):
        _stop(UNUSABLE, f"{name}: {_line_that_tells(error)}")
    if issubclass(kind, AssertionError):
        _stop(DIFFERS, f"{where}: {_failed_check(error)}")
    if issubclass(kind, (ValueError, OSError)):
        _stop(UNUSABLE, f"{where}: {_line_that_tells(error)}")
    _stop(DIFFERS, f"{where}: {kind.__name__}: {_line_that_tells(error)}")


def _how_to_get(package):
    """What to do for a package that is missing: install it, or start the lesson with the course's own Python."""
    own = environment_python(ROOT)
    if own is None:
        return f"{interpreter()} -m pip install {package}"
    return f"this Python does not have it. In the course's folder start the lesson with {own}"


def _line_of_lesson(trace):
    """The last line of the lesson that a traceback passes through, as ", line 12"; "" if it passes through none."""
    number = 0
    while trace:
        if Path(trace.tb_frame.f_code.co_filename).resolve() == running_lesson.file:
            number = trace.tb_lineno
        trace = trace.tb_next
    return f", line {number}" if number else ""


def _line_that_tells(error):
    """The line of an error's message that says something: the first, or the last below a heading."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if not lines:
        return "no further words"
    is_heading = lines[0].endswith(":")
    return lines[-1] if is_heading else lines[0]


def _failed_check(error):
    facts = "\n".join(f"    {line.strip()}" for line in str(error).splitlines() if line.strip())
    return (
        "this check does not hold any more.\n"
        f"{facts}\n"
        "If you changed numbers, the code above this line still has to follow them; if you changed the\n"
        "code, this is where its result and the definition part."
    )


def _stop(code, message):
    """Print a message in ASCII on stderr, after all that was printed before, and end the process."""
    sys.stdout.flush()
    sys.stderr.write(message.encode("ascii", "backslashreplace").decode() + "\n")
    leave(code)
