"""The problems of a sheet: which there are, in which order, and the same numbers for a seed for ever."""

import hashlib

from support.sheets import LESSON_NUMBERS, given, right, same

from course.worksheet import all_problems
from course.worksheet.all_problems import KINDS_AT_MOST, KINDS_OF_LESSONS, problems
from course.worksheet.problem import Problem, ProblemPart, WrongAnswer
from course.worksheet.problem_kinds import ProblemKind

EVERY_KIND = [kind for kinds in KINDS_OF_LESSONS for kind in kinds]


def test_every_kind_has_a_number_of_its_own():
    numbers = [kind.number for kind in EVERY_KIND]
    assert len(set(numbers)) == len(numbers) and 0 <= min(numbers) <= max(numbers) < KINDS_AT_MOST


def test_each_lesson_has_its_problems_and_two_of_them_are_on_the_mixed_sheet():
    assert [len(kinds) for kinds in KINDS_OF_LESSONS] == [6, 6, 6, 5, 6]
    assert [sum(kind.mixed for kind in kinds) for kinds in KINDS_OF_LESSONS] == [2] * 5


def test_the_problems_of_all_lessons_are_those_of_their_lessons(sheets):
    mixed = sheets.printed(7, None)
    assert [asked.title[-2] for _, asked, _ in mixed] == [
        str(lesson) for lesson in LESSON_NUMBERS for _ in range(2)
    ]
    alone = {each.kind: each for lesson in LESSON_NUMBERS for each in sheets.printed(7, lesson)}
    for kind, asked, solved in mixed:
        assert asked.task == alone[kind].asked.task
        assert all(map(same, right(solved), right(alone[kind].solved)))
        assert all(map(same, given(asked), given(alone[kind].asked)))


def test_a_kind_without_a_usable_problem_is_left_out(monkeypatch):
    def with_wrong(value):
        return Problem("T", "", {}, [ProblemPart("a", 1)], [], [WrongAnswer(0, value, "")])

    never = ProblemKind(0, lambda chance: None, mixed=True)
    alike = ProblemKind(1, lambda chance: with_wrong(1))
    good = ProblemKind(2, lambda chance: with_wrong(2), mixed=True)
    monkeypatch.setattr(all_problems, "KINDS_OF_LESSONS", ((never, alike), (alike, good)))
    assert problems(1, 0) == [] and problems(1, 1) == [with_wrong(2)]
    assert [problem.parts for problem in problems(1)] == [with_wrong(2).parts]


def test_the_numbers_of_a_kind_do_not_depend_on_other_kinds(monkeypatch):
    before = problems(7, 2)
    fewer = tuple(kinds[1:] for kinds in KINDS_OF_LESSONS)
    monkeypatch.setattr(all_problems, "KINDS_OF_LESSONS", fewer)
    assert problems(7, 2) == before[1:]


NUMBERS = "8436ca65ca27f96367076f4b48f28355bac398a07b861f9aacea3a4efb608918"  # of all tables of seed 7


def test_a_seed_gives_the_same_numbers_for_ever(sheets):
    tables = [
        [
            [table.rows for table in asked.tables if table.kind == "given"],
            [table.rows for table in solved.tables],
        ]
        for lesson in (None, *LESSON_NUMBERS)
        for _, asked, solved in sheets.printed(7, lesson)
    ]
    assert hashlib.sha256(repr(tables).encode()).hexdigest() == NUMBERS
