"""
What why needs, asked for on a terminal one after the other: input, kernel, mode and the numbers to be
explained.

What is typed is understood as the option of that name is, by the same parser; what would be refused is asked
for again.
"""

from typing import NamedTuple

from course.convolution.formatting import fold
from course.errors import Unusable
from course.own_numbers.options import from_options, input_numbers
from course.terminal.arguments import Parser
from course.terminal.command_line import command_line
from course.terminal.dialogue import typed_line


class Entry(NamedTuple):
    """One thing that is asked for.

    option   the option that it stands for, such as "--input"
    says     what it is, in one line with an example
    check    check(options, numbers_of_got) raises Unusable if it cannot be used with what was typed before
    default  what an empty line stands for, if it stands for anything
    """

    option: str
    says: str
    check: object
    default: str = ""

    @property
    def name(self):
        """Its option without the dashes, as the prompt has it."""
        return self.option.removeprefix("--")


ENTRIES = (
    Entry(
        "--input",
        "The signal, such as 3 4 5, or the image, such as 1 2 3; 4 5 6, or a file of numbers.",
        lambda options, numbers_of_got: input_numbers(options.input),
    ),
    Entry(
        "--kernel",
        "The kernel, as you write it down before it is flipped, such as 2 1 0.",
        lambda options, numbers_of_got: from_options(options),
    ),
    Entry(
        "--mode",
        "How many numbers come out: full, same, valid or SAME. Only Enter means full.",
        lambda options, numbers_of_got: from_options(options),
        default="full",
    ),
    Entry(
        "--got",
        "The numbers that you have got, such as 0 3 10 13 10.",
        lambda options, numbers_of_got: numbers_of_got(options.got, from_options(options)),
    ),
)
PLACEHOLDERS = {"--input": "1", "--kernel": "1", "--got": "1"}  # for what has not been asked for yet


class QuestionParser(Parser):
    """A Parser that raises Unusable for what it refuses, so that it can be asked for again."""

    def error(self, message):
        """Raise Unusable with argparse's message."""
        raise Unusable(message)


def ask_for_options(parser, numbers_of_got, width):
    """Ask for the ENTRIES; return the options as the parser, a QuestionParser, has them.

    numbers_of_got(text, request): what reads --got, and raises Unusable. Unusable if no more lines come.
    """
    words = {}
    for entry in ENTRIES:
        print("\n".join(fold(entry.says, width, "  ")))
        words[entry.option] = _asked(entry, words, parser, numbers_of_got, width)
    typed = " ".join(f'{option} "{text}"' for option, text in words.items())
    print("", *fold(f"The same in one line: {command_line('why')} {typed}", width, "  "), "", sep="\n")
    return _parsed(words, parser)


def _asked(entry, words, parser, numbers_of_got, width):
    """What is typed for an entry, once it can be used. words: {option: what was typed} of those before."""
    while True:
        try:
            text = _without_quotes(typed_line(f"{entry.name}: ")) or entry.default
        except EOFError:
            print()
            raise Unusable(f"{entry.option} was not typed: type it, or give it as an option") from None
        try:
            entry.check(_parsed({**words, entry.option: text}, parser), numbers_of_got)
        except Unusable as error:
            reason = str(error).removeprefix("argument ").removeprefix(f"{entry.option}: ").removeprefix("--")
            print("\n".join(fold(f"That cannot be used: {reason}", width, "  ")))
        else:
            return text


def _without_quotes(text):
    """A text without the quotes around it, which a terminal takes away from an option."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text


def _parsed(words, parser):
    """The options in {option: text}, with placeholders for those that are not there yet."""
    every = {**PLACEHOLDERS, **words}
    return parser.parse_args([f"{option}={text}" for option, text in every.items()])
