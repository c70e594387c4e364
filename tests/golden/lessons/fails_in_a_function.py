"""
A small lesson
==============
"""

from course.lessons.lesson import begin, end, save
from course.lessons.questions import ask

begin(__doc__)

def answer():
    return kernal


answer()
