"""
Write your own: the exercises, and what is said of a reader's file or of a class's.

Commands
  start.py             python -m course start: a file to begin with
  diagnose_command.py  python -m course diagnose: any function in a file; which_function.py: which of several
  mistakes_command.py  python -m course mistakes: what can be named, in the bank and in the exercises
  check.py             python -m course check: what is right in a file, and which mistake it makes

An exercise
  exercises/           a folder for each: its solution, and what it asks
  exercise_files.py    the list of them, without importing any; the text of a file to begin with
  exercise_inputs.py   inputs on which the exercises are tried, and what kinds of them there are
  drawn_inputs.py      inputs by chance, of the kinds that an exercise lists
  rubric.py            what an exercise is: functions, rungs of a ladder, the library's call
  new_inputs.py        the last rung, whose inputs are drawn anew at each check

A file (course/sandbox runs it)
  reader_file.py       its text, read once, and which names it defines
  which_exercise.py    which exercise it is for; other_name.py: which function is meant where the name is another
  grading.py           how it stands, and which mistake explains it
  source_help.py       what stands in the way where no mistake explains it; with it file_text.py, slips.py,
                       loop_ranges.py, cut_help.py, plane_help.py, and for errors crash.py, crash_help.py,
                       part_help.py
  call_hints.py        a mistake in the words of the call that makes it
  fact_hints.py        what to look at, by what all failures share
  class_report.py      a folder of them: a table, JSON, CSV, Gradescope

For others: EXERCISE_FOLDERS and load_exercise() of exercise_files.py.
"""
