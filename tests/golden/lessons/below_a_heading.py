"""
A small lesson
==============
"""

from course import answer, ask, begin, end, save

begin(__doc__)

raise RuntimeError("what went wrong:\n\n  the \u00e9 of caf\u00e9  ")
