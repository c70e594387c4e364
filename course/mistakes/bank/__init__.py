"""
The mistakes themselves: each file declares those of one kind, and all_mistakes.py puts them together.

What goes wrong in one exercise alone stands with it, in course/practice/exercises/.

To add one, write Mistake(...) into the file of its kind: its name, where it can be made, what it changes (the ways to
say that are in ../changes.py), what goes on from "This gives exactly the numbers of", and one hint. smallest_input
finds the smallest input that singles it out. Sentences are plain and kind: they say what the numbers are, never what
somebody did.
"""
