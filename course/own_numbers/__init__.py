"""
A reader's own numbers: read, worked out in digits, and compared with the libraries of the field.

read_numbers.py   numbers as they are typed, pasted or kept in a file
request.py        an input, a kernel and options, understood once
options.py        the command line's options of a request
typed_text.py     numbers and requests as a reader would type them
trace.py          python -m course trace: every output worked out
trace_text.py     a trace as text
engines.py        the libraries' functions and their conventions
engine_calls.py   the call that a reader would write, and what it means
compare.py        who agrees, who differs, and by which convention
conventions.py    python -m course engines: what differs from library to library
"""
