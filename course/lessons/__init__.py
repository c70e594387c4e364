"""
One lesson at a time: what the lesson scripts import, and what compares their output.

lesson.py          begin, save, end; the lesson that runs, and where (set_place)
questions.py       ask, and what is said to a guess
show.py            a result that is shown once the definition has confirmed it
compare_output.py  python -m course: the lessons in order, their output compared
agreeing_lines.py  which lines of output agree
"""
