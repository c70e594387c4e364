"""
One lesson at a time: what the lesson scripts import, and what compares their output.

lesson.py          begin, save, end; the lesson that runs, and where (set_place)
cells.py           a lesson's source as its cells
questions.py       ask and answer, and what is said to a guess
guesses.py         what a typed guess means, beside the answer
wrong_guesses.py   why a guess is wrong, where that is known
reasons/           the reasons for likely wrong guesses, a file for each lesson
step.py            a lesson in a terminal, cell by cell: --step
show.py            a result that is shown once the definition has confirmed it
compare_output.py  python -m course: the lessons in order, their output compared
agreeing_lines.py  which lines of output agree
"""
