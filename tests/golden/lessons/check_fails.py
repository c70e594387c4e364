"""
A small lesson
==============
"""

from course import answer, ask, begin, end, save

begin(__doc__)

print("full: 6 11")
raise AssertionError("\nsame\n  12 is not 11\n")
