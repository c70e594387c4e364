"""
A small lesson
==============
"""

from course import answer, ask, begin, end, save

begin(__doc__)

def total():
    return kernal


total()
