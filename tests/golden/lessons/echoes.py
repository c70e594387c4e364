"""
Copies that add up
==================

A small lesson, to be followed in a terminal. At the end you can

- add up two lists that overlap, whose lines may be as long as the terminal is wide, or longer,
- say how long the sum is.
"""

from course import answer, ask, begin, end, quiet, save

begin(__doc__)

with quiet():
    import math

print("The beginning has run.")

# %% Two lists
# Each list begins one place after the one before it, as an echo does: this is
# a sentence that has to flow.
#
#     4 5
#       4 5
#
# What do they add up to?
print("\nThe lists are")
for place in range(2):
    print("  " * place + "4 5")


def total(numbers):  # a comment in the code
    """Return the sum."""
    return math.fsum(numbers)


print(total([4, 5]))

# %%
# Now it is your turn.
ask("How many numbers come out?")

# %%
# Each list has two, and they overlap in one place.
#
# (This is the second paragraph.)
added = [4, 5 + 4, 5]
answer(len(added))
print("They are", added)

# %% A cell of its own
# It prints nothing.
a_long_name_of_a_variable = ["a line of code that is longer than seventy-two letters", "is it?"]

# %% The last question
# It comes right after its answer.
ask("Is the sum the same from both ends?")

# %%
# 4 9 5 read backwards is 5 9 4.
answer(added == added[::-1])
ask("And of which size is it?")

# %%
# Three things to keep.
answer((len(added), 1))

# %% The end
# Two things to try.
end()
