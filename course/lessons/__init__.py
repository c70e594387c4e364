"""
One lesson at a time: what the lesson scripts import, and what compares their output.

lesson.py          begin, save, end; the lesson that runs, and where (set_place)
cells.py           a lesson's source as its cells
questions.py       ask and answer, and what is said to a guess
guesses.py         what a typed guess means, beside the answer
wrong_guesses.py   why a guess is wrong, where that is known
reasons/           the reasons for likely wrong guesses, and what comes out of the things to try; a file a lesson
tries.py           the things to try at a lesson's end, and what comes out: --answers
step.py            a lesson in a terminal, cell by cell: --step
compare_output.py  python -m course: the lessons in order, their output compared
agreeing_lines.py  which lines of output agree
lesson_processes.py  lessons as processes, watched, side by side

watch.py             compares each convolution that a lesson calls with what the call means
watch_source.py      what it reads in a lesson's source
watch_meaning.py     what a call means, one output at a time
watch_calls.py       the calls of NumPy and SciPy
watch_tensorflow.py  the calls of TensorFlow
watch_compare.py     which outputs are compared, and how nearly
watch_graphs.py      calls of a tf.function beside its graph
watch_run.py         a lesson as a process, watched
"""
