"""
A small lesson
==============
"""

from course.lessons.lesson import begin, end, save
from course.lessons.questions import ask

begin(__doc__)

raise RuntimeError("what went wrong:\n\n  the \u00e9 of caf\u00e9  ")
