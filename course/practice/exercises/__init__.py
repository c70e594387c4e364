"""The solutions: NUMBER_NAME.py, from which the file to begin with is made."""
