"""
The exercises, a folder each; its name ends as that of its lesson does: exercise_0_1D is for 0_1D.py.

solution.py   the solution, from which the reader's file my_0_1D.py is made
exercise.py   what is asked, on which inputs it is tried, the library's call, hints of its own
mistakes.py   what goes wrong in this exercise alone; only where there is such a thing
strength_help.py   of exercise 3 alone: what its numbers show where no mistake gives them

Nothing here is imported before it is asked for: course/practice/exercise_files.py lists the folders.
"""
