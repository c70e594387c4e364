"""A question on a terminal, and what is typed there."""


def is_terminal(stream):
    """Whether a stream, such as sys.stdin, is a terminal; None is none."""
    return stream is not None and stream.isatty()


def typed_line(prompt):
    """A line that is typed behind a prompt, without the blanks around it; EOFError where there is none.

    The prompt is printed like everything else: input(prompt) may write it to stderr.
    """
    print(prompt, end="", flush=True)
    return input().strip()
