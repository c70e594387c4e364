"""
Small problems for pencil and paper, and their key.

command.py             python -m course worksheet: the options, and where the sheet goes
problem.py             what a sheet is made of: problems, their parts, their likely wrong answers
problem_kinds.py       what a kind of problem is; problems whose answers are a convolution
lesson_0_signals.py    the problems of lesson 0, and so on: one file for each lesson
lesson_1_images.py
lesson_2_tensorflow.py
lesson_3_photographs.py
lesson_4_networks.py
all_problems.py        the problems of a sheet, from its seed and its lesson
text.py                a sheet as plain text
page.py                a sheet as a page to print; page.html and page.css are its form
"""
