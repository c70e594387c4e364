"""What a reader cannot be given: one line that says what is wrong and what would do."""


class Unusable(ValueError):
    """What the reader asked for cannot be used; the message is one line that says what would do."""


def quoted(piece, most=30):
    """A piece of text in quotes and printable ASCII; one longer than `most` loses its middle."""
    return f"'{printable(piece, most)}'"


def printable(text, most):
    """A text in printable ASCII; one longer than `most` loses its middle."""
    half, short = most // 2, text if len(text) <= most else None
    while (
        short is None or len(shown := "".join(c if " " <= c <= "~" else ascii(c)[1:-1] for c in short)) > most
    ):
        half -= 1
        short = f"{text[:half]}...{text[-half:]}"
    return shown
