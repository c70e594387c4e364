"""
A reader's own numbers: read, worked out in digits, and compared with the libraries of the field.

read_numbers.py   numbers as they are typed, pasted or kept in a file
request.py        an input, a kernel and options, understood once
options.py        the command line's options of a request
typed_text.py     numbers and requests as a reader would type them
trace.py          every output worked out: what python -m course trace does with numbers
trace_text.py     a trace as text
animation_file.py a trace as a picture that moves, written as an SVG or a GIF: what --animate does
animation_svg.py  that picture as the text of an SVG
animation_frames.py  its frames, what can be shown, and the sentence for whoever does not see it
colours.py        its colours, and those of the page of course/play
engines.py        the libraries' functions and their conventions
engine_calls.py   the call of an engine that a reader would write, and what it means
rounding.py       by how much floats may differ
compare.py        who agrees, who differs, and by which convention
Only these need NumPy, and are imported when an engine is run:
engine_runs.py    engines run: their numbers
verdict.py        whether an engine agrees, and by which convention it does not
verdict_text.py   verdicts as text
conventions.py    python -m course engines: what differs from library to library
Only this needs Pillow, and is imported when a GIF is asked for:
animation_gif.py  the picture that moves as a GIF
"""
