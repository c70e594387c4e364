"""
A small lesson
==============
"""

from course import answer, ask, begin, end, save

begin(__doc__)

import matplotlib

matplotlib.use("agg")
from matplotlib import pyplot

# %% Two products
# They are in the table of three.
ask("What are 2 times 3 and 3 times 3?")

# %%
# Two threes are 6, and another three makes 9; that is the table of three, in so many words
# that they have to be folded.
#
# This paragraph is not printed.
answer([2 * 3, 3 * 3])

# %% A line
fig, ax = pyplot.subplots()
ax.plot([1, 2])
save(fig, "line", "A line that rises from 1 to 2, in so many words that they have to be folded.")
end()
