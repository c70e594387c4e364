"""
One lesson at a time: what the lesson scripts import, and what compares their output.

lesson.py          begin, save, ask, end
show.py            a result beside the definition's
compare_output.py  python -m course: the lessons in order, their output compared
"""
