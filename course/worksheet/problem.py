"""What a worksheet is made of: problems, their parts and their likely wrong answers."""

from typing import NamedTuple

LINE, GRID = (
    (1, 8),
    (4, 6),
)  # (rows, columns) of the room for an answer of unknown size: it gives nothing away


class Part(NamedTuple):
    """Something to be found: a number, a list or a table of numbers.

    room: (rows, columns) where the task says how many there are.
    """

    name: str
    values: object
    room: tuple = ()

    @property
    def cells(self):
        """(rows, columns) of the room for the answer."""
        depth = 0 if not isinstance(self.values, list) else 1 + isinstance(self.values[0], list)
        return self.room or ((1, 1), LINE, GRID)[depth]


class Wrong(NamedTuple):
    """A likely wrong answer: to which part (its place), its values, what it is; name: that in the bank."""

    part: int
    values: object
    says: str
    name: str = ""


class Problem(NamedTuple):
    """One problem and its key.

    given: {name: list or table}. parts: Parts. worked: lines of arithmetic. wrongs: Wrongs. command: what
    explains other answers to the first part, but for the numbers; "" where nothing does.
    """

    title: str
    task: str
    given: dict
    parts: list
    worked: list
    wrongs: list
    command: str = ""


class Sheet(NamedTuple):
    """Problems, and where they come from; lesson is None for a sheet of all lessons."""

    seed: int
    lesson: int | None
    problems: list

    @property
    def title(self):
        """What stands on top, so that the key can be found again."""
        about = "all lessons" if self.lesson is None else f"lesson {self.lesson}"
        return f"Convolution with pencil and paper: {about}, seed {self.seed}"

    @property
    def command(self):
        """What prints the key."""
        chosen = "" if self.lesson is None else f" --lesson {self.lesson}"
        return f"python -m course worksheet --seed {self.seed}{chosen} --answers"
