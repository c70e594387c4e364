"""
Reasons for likely wrong guesses at a lesson's questions, a file for each lesson: lesson_0.py for 0_1D.py, speed.py
for docs/further/speed.py.

REASONS       {question: {wrong guess as text: one sentence on what it comes from}}
MADE          {question: a function that makes its answer with a definition}, so that a wrong guess is told the
              mistake of the bank that gives it; the function gets course.convolution.definition, or one with
              mistakes
CORRELATIONS  the questions of MADE that ask for a correlation

A question is written as the lesson prints it.
"""
