"""
A small lesson
==============
"""

from course.lessons.lesson import begin, end, save
from course.lessons.questions import ask

begin(__doc__)

print("full: 6 11")
raise AssertionError("\nsame\n  12 is not 11\n")
