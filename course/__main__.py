"""The command line: python -m course runs the lessons; python -m course COMMAND does something else.

A command is one entry in COMMANDS: its word, the function that is given the words after it and returns the exit code,
and a sentence. Nothing is imported before it is asked for.
"""
import errno
import os
import signal
import sys
from pkgutil import resolve_name

COMMANDS = {
    "run": ("course.run:main", "the lessons in order, compared with what they should print; also without a word"),
}


def quietly(work, *arguments):
    """The exit code of work(*arguments): 130 after Ctrl-C and 141 after a closed pipe, without a traceback."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell has it ignored
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed, as by >&-
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))
        getattr(sys, name).reconfigure(errors="backslashreplace", line_buffering=True)
    try:
        code = work(*arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left cannot be written either
        if error.errno in (errno.EPIPE, errno.EINVAL):  # EINVAL is how Windows says it
            return 141
        print(f"python -m course: {error}", file=sys.stderr)
        return 2


def main(argv):
    """Run the command that argv begins with, or the lessons."""
    if argv[:1] in (["-h"], ["--help"]):
        print("commands (COMMAND -h explains):")
        for word, (_, sentence) in COMMANDS.items():
            print(f"  {word:<8} {sentence}")
        print()
    if not argv or argv[0].startswith("-"):
        argv = ["run", *argv]
    word, *rest = argv
    if word not in COMMANDS:
        print(f"python -m course: no command {word!r}: there is {', '.join(COMMANDS)}; -h explains", file=sys.stderr)
        return 2
    return resolve_name(COMMANDS[word][0])(rest)


if __name__ == "__main__":
    sys.exit(quietly(main, sys.argv[1:]))
