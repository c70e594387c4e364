"""
A small lesson
==============
"""

from course.lessons.lesson import begin, end, save
from course.lessons.questions import ask

begin(__doc__)

import matplotlib

matplotlib.use("agg")
from matplotlib import pyplot

ask("What are 2 times 3 and 3 times 3?", [6, 9])
fig, ax = pyplot.subplots()
ax.plot([1, 2])
save(fig, "line", "A line that rises from 1 to 2, in so many words that they have to be folded.")
end()
