"""
Which mistake gives these numbers, or which mistake a function makes.

why.py            python -m course why, and why(): what explains given numbers, in words
explanation.py    the search for an explanation; given.py, cause.py, readings.py, mistyped.py are its parts
tell_apart.py     the smallest input that tells explanations apart
facts.py          what is known of numbers that nothing explains
diagnose.py       diagnose(): which mistake a function makes
probes.py         what a function is tried on
traits.py         what all failures of a function share
same_numbers.py   whether a result is the right one
answer.py         what a function gave, as plain numbers
"""
