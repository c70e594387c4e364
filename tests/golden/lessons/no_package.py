"""
A small lesson
==============
"""

from course import answer, ask, begin, end, save

begin(__doc__)

raise ModuleNotFoundError("No module named 'PIL'", name="PIL")
