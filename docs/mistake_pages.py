"""
One page for each mistake of the bank, and a list of all: what it gives the numbers of, its smallest input worked out
both ways, a picture of that, the line of a program that makes it, a hint, where it was seen, and what it is taken for.
"""

import re
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from urllib.parse import urlencode

from markdown_text import code_block, link_beside, page, plain, table
from mistake_lines import LINES, wrong_program
from mistake_picture import picture_of_mistake
from taken_for import taken_for

from course.convolution.nested import number_of_axes
from course.mistakes.bank.all_mistakes import BANK, BANK_MODULES
from course.own_numbers.typed_text import as_typed, as_words
from course.practice.exercise_files import mistakes_of_exercises
from course.practice.mistakes_command import beside_others, example_of, sums_of_example

TITLE = "Mistakes"
NO_CONTENTS = [
    "---",
    "orphan: true",
    "---",
]  # the list of all leads there; at the side of every page it would be long
PLAY = "../../play/index.html"
LESSON_ON = {  # a kind of problem: the lesson, or further lesson, that is about it
    "1-D": "0_1D",
    "2-D": "1_2D",
    "stride": "2_TensorFlow",
    "channels": "2_TensorFlow",
    "dilation": "shapes",
}
TURNED = "[::-1]"  # in a hint
# And not with a letter that stands for a number, as "k zeros" does.
BEGINS_WITH_A_WORD = re.compile("a |[a-z]{2}")


def write_mistake_pages(folder):
    """Write index.md and NAME.md for each mistake of the bank into a folder."""
    folder.mkdir(parents=True)
    write(folder / "index.md", list_of_mistakes())
    with ProcessPoolExecutor() as processes:
        for name, text in processes.map(page_of_mistake, BANK, chunksize=4):
            write(folder / f"{name}.md", text)


def write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")


# ---- the list


def list_of_mistakes():
    """The text of the page that leads to all others."""
    own = mistakes_of_exercises()
    blocks = [
        f"# {TITLE}",
        f"{len(BANK)} mistakes that this course can name. Read each as “this gives exactly the numbers of”. Behind a "
        "name are its smallest input, worked out both ways, a picture and a hint. Which one is in your numbers says "
        f"{link_beside('the page to play with', PLAY)}, or the command `why`.",
    ]
    for module in BANK_MODULES:
        rows = [[f"[{mistake.name}]({mistake.name}.md)", plain(mistake.says)] for mistake in module.MISTAKES]
        blocks += [f"## {first_line(module)}", table(["name", "this gives exactly the numbers of"], rows)]
    blocks += ["## In one exercise alone"]
    for exercise, its_own in groupby(own.values(), key=lambda mistake: mistake.places[0]):
        rows = [[plain(mistake.name), plain(mistake.says)] for mistake in its_own]
        blocks += [f"### {exercise.capitalize()}", table(["name", "this gives exactly the numbers of"], rows)]
    return page(*blocks)


def first_line(module):
    """The first sentence of a module, as a heading."""
    return " ".join(module.__doc__.split()).split(". ")[0].removesuffix(".")


# ---- one of them


def page_of_mistake(name):
    """(name, text) of the page of one mistake."""
    mistake = BANK[name]
    example = example_of(mistake)
    words = as_words(example.probe)
    blocks = [
        NO_CONTENTS,
        f"# {heading(mistake)}",
        f"[{TITLE}](index.md)",
        f"This gives exactly the numbers of {plain(mistake.says)} Its name in answers is `{name}`.",
        f"**Hint:** {plain(mistake.hint)}{explained(mistake.hint)}",
        "## Its smallest input",
        "With these numbers no other mistake gives what this one gives:",
        picture_of_mistake(example),
        f"As the commands `trace` and `why` take them: `{words}`",
    ]
    sums = sums_of_example(example)
    if sums:
        beyond = " ([0] is a zero beyond the edge)" if any("[0]" in line for line in sums) else ""
        blocks += [f"One of the numbers that differ, worked out both ways{plain(beyond)}:", code_block(sums)]
    link = play_link(example)
    if link:
        blocks += [
            f"{link_beside('See it in the page to play with', link)}, where you can change every number."
        ]
    if name in LINES:
        program = code_block(wrong_program(LINES[name]).splitlines(), "python")
        blocks += [
            "## In a program",
            "The line marked “wrong” makes it; above it stands the right one:",
            program,
        ]
    blocks += ["## Where it is made", *where_made(mistake)]
    others = taken_for(mistake)
    if others:
        blocks += ["## What it is often taken for", [f"- {confusion_in_words(other)}" for other in others]]
    return name, page(*blocks)


def heading(mistake):
    """What a mistake makes of the numbers, and its name: the words by which it is searched for."""
    says = mistake.says.removesuffix(".")
    if BEGINS_WITH_A_WORD.match(says):
        says = says[0].upper() + says[1:]
    return f"{plain(says)} ({mistake.name})"


def explained(hint):
    """What a beginner need not know of the Python in a hint: a sentence, or nothing."""
    return f" (`h{TURNED}` is h read from its end to its beginning.)" if TURNED in hint else ""


def where_made(mistake):
    """Paragraphs: in which kinds of problems it can be made, each with its lesson, and what stands beside it."""
    kinds = [f"[{place}](../../lessons/{LESSON_ON[place]}.rst)" for place in mistake.places]
    made = f"In problems of these kinds, each with the lesson that is about it: {', '.join(kinds)}."
    return [made, *map(plain, beside_others(mistake))]


def confusion_in_words(other):
    """One Confusion (taken_for.py) as a line of Markdown."""
    link = f"[{other.name}]({other.name}.md)"
    alike = f"{link}: with `{as_words(other.alike)}` both give {plain(as_typed(other.values))}."
    return f"{alike} They part with `{as_words(other.parting)}`." if other.parting else alike


def play_link(example):
    """The address of the page to play with, with an Example and its wrong numbers; None for what has channels."""
    if number_of_axes(example.request.x) > 2:
        return None
    return f"{PLAY}#{urlencode(words_of_page(example))}"


def words_of_page(example):
    """The words of an Example as the page's address has them."""
    words = {"input": as_typed(example.probe.x), "kernel": as_typed(example.probe.h)}
    for name, value in example.probe.options.items():
        words[name] = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
    if number_of_axes(example.values) <= 2:
        words["got"] = as_typed(example.values)
    return words
