"""What a reader cannot be given: one line that says what is wrong and what would do."""


class Unusable(ValueError):
    """What the reader asked for cannot be used; the message is one line that says what would do."""


def quoted(piece, most=30):
    """A piece of text in quotes and printable ASCII; one longer than `most` loses its middle."""
    return f"'{printable(piece, most)}'"


def printable(text, most):
    """A text in printable ASCII, of at most `most` characters; a longer one loses its middle.

    Example: printable("my holiday photograph.png", 13) is "my ho...h.png".
    """
    if len(text) <= most:
        shown = _escaped(text)
        if len(shown) <= most:
            return shown
    # so many characters are kept at either end; an escaped one takes up to 10
    for kept in range(most // 2 - 1, 0, -1):
        shown = _escaped(f"{text[:kept]}...{text[-kept:]}")
        if len(shown) <= most:
            return shown
    return "..."


def _escaped(text):
    """The text with every character that is not printable ASCII as Python writes it: \\xe9, \\u2212, \\n."""
    return "".join(c if " " <= c <= "~" else ascii(c)[1:-1] for c in text)


def in_one_line(text):
    """A text as one line of printable ASCII, with one blank for each line end and run of blanks; nothing is left out.

    Example: in_one_line("one\\n  two") is "one two".
    """
    return _escaped(" ".join(text.split()))


def error_as_one_line(error):
    """An error as one line of ASCII, whatever it says: its type and its message, "ValueError: no such mode".

    An error without a message, or with one that cannot be had, is its type alone.
    """
    try:
        text = f"{type(error).__name__}: {error}".removesuffix(": ")
    except Exception:  # a reader's own error class may raise here
        text = type(error).__name__
    return in_one_line(text)
