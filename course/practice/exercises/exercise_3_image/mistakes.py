"""What goes wrong in exercise 3 alone, in the strength of edges: diagnose() names the same mistakes."""

from course.mistakes.bank.edges import EDGE_MISTAKES

MISTAKES = EDGE_MISTAKES
