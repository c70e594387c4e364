"""
What the lessons import, so that a flat script can also be a page, slides and a notebook.

    path = begin(__doc__, picture="bird.jpg")   options, the reader's own picture, quiet endings
    with quiet(): import tensorflow as tf       without its start-up noise
    save(fig, "three_modes", sentence)          figures/0_1D_three_modes.png, and the sentence in words
    ask(question, answer)                       printed with its answer; with --predict it waits for a guess
    end()                                       windows, once, if there is a screen

Only Python's own library is imported here: a lesson says what is missing before it needs it.
"""

import html
import io
import os
import re
import sys
import textwrap
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from course.errors import Unusable
from course.practice.exercise_files import EXERCISE_FOLDERS
from course.terminal.arguments import Parser
from course.terminal.exits import CLOSED, DIFFERS, UNUSABLE, leave, pipe_closed, quiet_endings
from course.terminal.output_files import write_whole

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
WIDTH = 79
PACKAGES = {name: name for name in ("numpy", "scipy", "matplotlib", "tensorflow")} | {"PIL": "pillow"}

# "script", "notebook" or "page": docs/conf.py sets it for the site, the first cell of a notebook for itself.
place = "script"


@dataclass
class Lesson:
    """What one run of a lesson has to remember."""

    file: Path | None = None
    predict: bool = False
    asked: int = 0
    right: int = 0
    figures: list = field(default_factory=list)


_lesson = Lesson()


# ---- beginning


def begin(doc, picture=None, least=1):
    """Start a lesson: understand its options, print its title; return the path of its picture, or None.

    doc is the lesson's docstring; picture names its file in data/, which the reader may replace by an
    argument, a picture of at least `least` rows and columns. Anywhere but in the script that was started (a
    notebook, a page) only the path is returned.
    """
    global _lesson, place
    _lesson = Lesson(file=_started(sys._getframe(1).f_globals))
    default = DATA / picture if picture else None
    if place == "script" and _lesson.file is None:
        place = "notebook"
    if place != "script":
        return default
    quiet_endings()
    sys.excepthook = _explain
    doc = (doc or "").strip()  # python -OO drops it
    options = _options(doc, default)
    _lesson.predict = options.predict and sys.stdin is not None and sys.stdin.isatty()
    _calm_matplotlib()
    own = picture and options.picture is not None
    path = _own(options.picture, least) if own else default
    print("\n".join(doc.splitlines()[:2]))
    return path


def _started(names):
    """The calling lesson's file, if it is the script that Python was started with."""
    file = names.get("__file__")
    if names.get("__name__") != "__main__" or not file or not sys.argv[0]:
        return None
    file = Path(file).resolve()
    return file if file == Path(sys.argv[0]).resolve() else None


def _options(doc, picture):
    parser = Parser(prog=_lesson.file.name, description=doc, epilog=_folder_help())
    if picture:
        parser.add_argument("picture", nargs="?", help=f"your own picture; without it data/{picture.name}")
    parser.add_argument("--predict", action="store_true", help="wait for your guess at every question")
    return parser.parse_args()


def _own(picture, least):
    """The reader's picture; one that cannot be used is refused before anything is printed, drawn or imported."""
    from course.pictures.read_photo import check_picture

    check_picture(picture, least)
    return Path(picture)


def _folder_help():
    return "Figures go to figures/ beside the lesson, or to the folder that COURSE_FIGURES names."


def _calm_matplotlib():
    """Matplotlib reports a settings folder it cannot write to; a reader can do nothing about that here."""
    import logging

    logging.getLogger("matplotlib").setLevel(logging.ERROR)


# ---- figures


def save(fig, name, sentence):
    """Write fig as <lesson>_<name>.png and print the file's name with the sentence that describes it.

    The sentence becomes the figure's label, which pages use as alt text. In a notebook or on a page nothing is
    written; there the figure shows itself. The figure stays open, for end(). Unusable (a ValueError) if the
    folder cannot be written to.
    """
    fig.set_label(sentence)
    _lesson.figures.append(fig)
    if place == "notebook":
        print(textwrap.fill(f"Figure: {sentence}", WIDTH))
    if place != "script":
        return
    path = figures_folder() / f"{_lesson.file.stem}_{name}.png"
    drawn = io.BytesIO()
    fig.savefig(drawn, format="png", metadata={"Description": sentence})
    try:
        write_whole(path, drawn.getvalue())
    except OSError as error:
        raise Unusable(
            f"cannot write {path}: {error.strerror}; set COURSE_FIGURES to a folder that you can write to"
        ) from error
    print(textwrap.fill(f"Figure {path.name}: {sentence}", WIDTH, subsequent_indent="  "))


def figures_folder():
    """Where figures go: the folder that COURSE_FIGURES names, or figures/ beside the lessons."""
    return Path(os.environ.get("COURSE_FIGURES") or ROOT / "figures")


# ---- questions


class Folded:
    """A question whose answer is hidden until the reader opens it, where a page can do that."""

    def __init__(self, question, answer):
        self.question, self.answer = question, answer

    def _repr_html_(self):
        question, answer = html.escape(self.question), html.escape(self.answer)
        return f"<details><summary>{question}</summary><p>{answer}</p></details>"


def ask(question, answer, made=None, flip=True):
    """Put a question: print it with its answer; with --predict wait for a guess first.

    answer is a word, a number or an array of numbers. On a page or in a notebook the returned object shows
    the question with its answer folded away, so ask() stands last in its cell. made(definition) makes the answer
    with the functions of course.definition (flip=False: a correlation): a wrong guess that a known mistake makes of
    it is told so.
    """
    answer = _as_text(answer)
    if place != "script":
        return Folded(question, answer)
    print("\n" + textwrap.fill(f"Question: {question}", WIDTH, subsequent_indent="  "))
    verdict = _guess(answer, made, flip) if _lesson.predict else ""
    print(textwrap.fill(f"{verdict}Answer: {answer}", WIDTH, subsequent_indent="  "))


def _as_text(answer):
    if hasattr(answer, "tolist"):
        answer = answer.tolist()
    if isinstance(answer, (list, tuple)):
        return " ".join(_as_text(part) for part in answer)
    return str(answer)


def _guess(answer, made, flip):
    try:
        guess = input("Your guess: ").strip()
    except EOFError:  # no more guesses: from here on the answers are printed
        _lesson.predict = False
        print()
        return ""
    if not guess:
        return ""
    _lesson.asked += 1
    right = is_right(guess, answer)
    _lesson.right += right
    return "Right. " if right else f"Not quite. {_comes_of(guess, made, flip) if made else ''}"


def _comes_of(guess, made, flip):
    """What a wrong guess comes of, as a sentence, if one mistake of the bank alone gives it; otherwise nothing."""
    from course.diagnosis.cause import grouped, world
    from course.mistakes import BANK, REFUSALS

    def gives(mistake):
        try:
            return bool(_numbers_in(guess)) and is_right(guess, _as_text(made(world(mistake))))
        except (*REFUSALS, TypeError, LookupError):  # this mistake has no answer here
            return False

    anywhere = [
        m for m in BANK.values() if {"1-D", "2-D", "channels"} & {*m.places}
    ]  # not of strides, dilations
    causes = grouped(list(filter(gives, anywhere)))
    return f"{guess} comes of {causes[0].mistakes[0].ending(flip)} " if len(causes) == 1 else ""


def is_right(guess, answer):
    """Whether a typed guess says the same as an answer: the same numbers, or the same first letters of a word."""
    numbers = _numbers_in(answer)
    if numbers:
        return _numbers_in(guess) == numbers
    return bool(guess) and answer.casefold().startswith(guess.casefold())


def _numbers_in(text):
    text = text.replace("\N{MINUS SIGN}", "-")
    found = re.findall(r"-?(?:\d+/[1-9]\d*|\d+\.?\d*|\.\d+)", text)
    return [Fraction(number) for number in found if len(number) < 40]  # int() refuses thousands of digits


# ---- ending


def end():
    """Finish a lesson: count the guesses, name its exercise; with a screen, open all the windows once and wait."""
    if place != "script":
        return
    if _lesson.asked:
        print(f"\nYou guessed {_lesson.right} of {_lesson.asked} right.")
    for exercise in EXERCISE_FOLDERS.values():
        if exercise.lesson == _lesson.file.name:
            print(f"\nYour turn, in the course's folder: python -m course start {exercise.number}")
    if _lesson.figures:
        folder = figures_folder()
        print("\nThe figures are in the folder", "figures" if folder == ROOT / "figures" else folder)
        _show_windows(_lesson.figures[0])


def _show_windows(fig):
    if getattr(fig.canvas, "required_interactive_framework", None):
        from matplotlib import pyplot

        pyplot.show()
    elif _has_screen() and not os.environ.get("MPLBACKEND"):
        print("To see them in windows as well: python -m pip install PySide6")


def _has_screen():
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    from matplotlib import _c_internal_utils

    return bool(os.environ.get("DISPLAY")) and _c_internal_utils.display_is_valid()


def _explain(kind, error, trace):
    """Instead of a traceback: the lesson's line, and what is wrong there."""
    if pipe_closed(error):
        leave(CLOSED)
    where = f"{_lesson.file.name}{_line(trace)}"
    if issubclass(kind, ModuleNotFoundError) and error.name in PACKAGES:
        package = PACKAGES[error.name]
        _stop(UNUSABLE, f"{_lesson.file.name} needs {package}: python -m pip install {package}")
    if issubclass(kind, Unusable):
        _stop(UNUSABLE, f"{_lesson.file.name}: {_first_line(error)}")
    if issubclass(kind, AssertionError):
        _stop(DIFFERS, f"{where}: {_kindly(error)}")
    if issubclass(kind, (ValueError, OSError)):
        _stop(UNUSABLE, f"{where}: {_first_line(error)}")
    _stop(DIFFERS, f"{where}: {kind.__name__}: {_first_line(error)}")


def _line(trace):
    number = 0
    while trace:
        if Path(trace.tb_frame.f_code.co_filename).resolve() == _lesson.file:
            number = trace.tb_lineno
        trace = trace.tb_next
    return f", line {number}" if number else ""


def _first_line(error):
    """The line of an error's message that says something: the first, or the last below a heading."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or ["no further words"]
    return lines[-1] if lines[0].endswith(":") else lines[0]


def _kindly(error):
    facts = "\n".join(f"    {line.strip()}" for line in str(error).splitlines() if line.strip())
    return (
        "this check does not hold any more.\n"
        f"{facts}\n"
        "If you changed numbers, the code above this line still has to follow them; if you changed the\n"
        "code, this is where its result and the definition part."
    )


def _stop(code, message):
    sys.stdout.flush()
    sys.stderr.write(message.encode("ascii", "backslashreplace").decode() + "\n")
    leave(code)
