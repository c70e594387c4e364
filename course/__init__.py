"""The toolkit behind the five lessons; each room is imported by its own name."""
