"""Numbers to begin with: those of the lessons, and inputs on which likely mistakes all give other numbers."""

PRESETS = {
    "Three claps and their echo": {"input": "3 4 5", "kernel": "2 1 0"},
}
TELLING_INPUTS = ()
