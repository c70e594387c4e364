"""
The mistakes that people make with convolutions, each as a change to the definition. Others may use:

    bank.all_mistakes  BANK: every mistake by its name; those of one exercise alone stand with the exercise
    mistake            Mistake: its name, where it can be made, its sentences
    faulty_definition  definition_with(mistake ...): a definition that makes mistakes; what it gives, and if that is alike
    later              numbers that are worked out when they are first looked at, for searches
    equivalents        which mistakes are one function, and which never stand alone: twins, covering
    smallest_input     the smallest input that singles a mistake out
    changes            the ways to say what a mistake changes, for those who add one
    arithmetic         what the changes do to numbers

All of it needs nothing but Python.
"""
