"""
Write your own: the exercises, and what is said of a reader's file or of a class's.

start.py           python -m course start: a file to begin with
check.py           python -m course check: what is right in a file, and which mistake it makes
which_exercise.py  which exercise a file is for
rubric.py          what is asked of each exercise, and on which inputs it is tried
grading.py         what becomes of a file that was run
class_report.py    a folder of files: a table, JSON, CSV, Gradescope
sandbox.py         a reader's file in a process of its own; sandbox_worker.py is that process
exercises/         the solutions
"""
