"""
The things to try at the end of a lesson, and what comes out of each: python 0_1D.py --answers

    # Two things to try. With --answers this lesson says what comes out, and why:
    #
    # - In "Smoothing" put box = [1] * 25: which steep places are left?
    # - ...

What to try stands in the lesson, as a list in its last cell. What comes out is COMES_OUT in the lesson's file in
course/lessons/reasons/: somebody who reads the lesson reads it only after trying. The site puts each below its
thing to try, folded.
"""

from itertools import dropwhile

from course.errors import Unusable
from course.lessons.cells import cells_in, paragraphs
from course.lessons.lesson import running_lesson
from course.lessons.questions import print_folded
from course.lessons.wrong_guesses import reasons_module

OPTION_SAYS_IT = " With --answers this lesson says what comes out, and why:"  # where there is nothing to open
TO_TRY = "Two things to try"  # how the paragraph above the list begins
ITEM = "- "


def things_to_try(cell):
    """What a lesson's last Cell tells to try: the items of that list, each a text in one line."""
    below = dropwhile(lambda text: not text.startswith(TO_TRY), paragraphs(cell.prose))
    return [text.removeprefix(ITEM) for text in below if text.startswith(ITEM)]


def comes_out_of(lesson_name):
    """What comes out of a lesson's things to try, in their order, by the name of its file; () if it has none."""
    written = reasons_module(lesson_name)
    return () if written is None else tuple(" ".join(text.split()) for text in written.COMES_OUT)


def print_answers():
    """Print what the running lesson tells to try, and below each thing what comes out.

    Unusable, in one line, if its last cell does not list as many things as are known.
    """
    file = running_lesson.file
    first, *_, last = cells_in(file.read_text(encoding="utf-8"))
    to_try = things_to_try(last)
    comes_out = comes_out_of(file.name)
    if len(to_try) != len(comes_out):
        wanted = f'a list of {len(comes_out)} things to try, each behind "{ITEM}"'
        raise Unusable(f"its last cell has to have {wanted}; it has {len(to_try)}")
    print(f"{first.heading}\n{'=' * len(first.heading)}")
    for thing, answer in zip(to_try, comes_out):
        print()
        print_folded(f"Try: {thing}")
        print_folded(f"You find: {answer}")
