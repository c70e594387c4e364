"""What a worksheet is made of: problems, their parts and their likely wrong answers."""

from typing import NamedTuple

from course.convolution.nested import number_of_axes

# (rows, columns) of the room for an answer: of a number, a list, a table. A list and a table get more room than they
# need, so that the room does not give their size away.
ROOM_BY_AXES = ((1, 1), (1, 8), (4, 6))


class ProblemPart(NamedTuple):
    """One thing that is asked for: its name, and its right values, a number, a list or a table of numbers.

    room: (rows, columns) of the room for the answer, where the task says how many numbers there are.
    """

    name: str
    values: object
    room: tuple = ()

    @property
    def cells(self):
        """(rows, columns) of the room for the answer.

        Example: (1, 1) for the values 7, (1, 8) for [1, 2, 3]; with room=(1, 2) always (1, 2).
        """
        return self.room or ROOM_BY_AXES[number_of_axes(self.values)]


class WrongAnswer(NamedTuple):
    """A likely wrong answer.

    part: the index of the part that it answers, 0 for the first. values: as a part's. says: what was done wrong, the
    end of the sentence "If you have 3 4 5: ...". name: the mistake's name in the bank, if it is there.
    """

    part: int
    values: object
    says: str
    name: str = ""


class Problem(NamedTuple):
    """One problem and its key.

    given: {name: list or table}. parts: ProblemParts. worked: lines of arithmetic. wrong_answers: WrongAnswers.
    command: the command that explains other answers to the first part, but for the numbers; "" where there is none.
    """

    title: str
    task: str
    given: dict
    parts: list
    worked: list
    wrong_answers: list
    command: str = ""


class Sheet(NamedTuple):
    """Problems, and where they come from; lesson is None for a sheet of all lessons."""

    seed: int
    lesson: int | None
    problems: list

    @property
    def title(self):
        """The heading, with the seed, so that the key can be found again."""
        about = "all lessons" if self.lesson is None else f"lesson {self.lesson}"
        return f"Convolution with pencil and paper: {about}, seed {self.seed}"

    @property
    def command(self):
        """The command that prints the key."""
        chosen = "" if self.lesson is None else f" --lesson {self.lesson}"
        return f"python -m course worksheet --seed {self.seed}{chosen} --answers"
