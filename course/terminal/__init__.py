"""
What every command does on a terminal: options, endings, files that are written whole, a progress bar.

arguments.py      options that are refused in one line
command_line.py   a command as it can be typed, with the interpreter that runs
dialogue.py       a question, and what is typed
exits.py          exit codes, and endings without a traceback
output_files.py   files that are written whole or not at all, and never over what was read
progress_bar.py   how far a command is
quiet_imports.py  TensorFlow without its start-up messages; a silent stderr
"""
