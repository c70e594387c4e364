"""
Small problems for pencil and paper, and their key.

command.py   python -m course worksheet, and the problems
problem.py   a problem, its parts, its likely wrong answers
text.py      a sheet as plain text
page.py      a sheet as a page to print
"""
