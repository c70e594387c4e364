"""
What is said of a lesson beside the lesson, where nobody reads it too early; a file for each: lesson_0.py for
0_1D.py, speed.py for docs/further/speed.py. Reasons for likely wrong guesses at its questions, and what comes
out of its things to try.

REASONS       {question: {wrong guess as text: one sentence on what it comes from}}
MADE          {question: a function that makes its answer with a definition}, so that a wrong guess is told the
              mistake of the bank that gives it; the function gets course.convolution.definition, or one with
              mistakes
CORRELATIONS  the questions of MADE that ask for a correlation
COMES_OUT     what comes out of the two things to try in the last cell, and why: a text of two to five sentences
              for each, in their order, its lines as long as you like

A question is written as the lesson prints it.
"""
