"""
The pages of the site that are made of the toolkit's own tables, so that nothing that it knows is typed again: the
mistakes, the named kernels, what the exercises ask, worksheets with their keys, sources and licences.
"""

import shutil

from figure_files import save_light_and_dark
from markdown_text import code_block, link_beside, page, plain, table
from mistake_pages import write, write_mistake_pages
from picture_sources import whose_pictures
from readme_picture import PICTURE, draw

from course.convolution.formatting import counted
from course.convolution.formatting import table as table_of_numbers
from course.convolution.kernels import KERNELS
from course.paths import DATA, lesson_files
from course.pictures.kernel_chart import chart_figure
from course.pictures.read_photo import BIRD
from course.practice.exercise_files import EXERCISE_FOLDERS, load_exercise
from course.practice.new_inputs import with_new_inputs
from course.worksheet.all_problems import problems
from course.worksheet.page import sheet_as_page
from course.worksheet.problem import Sheet

CHART = "kernels"  # the name of the picture of all
SHEETS_OF_A_LESSON = 2
ENGINE_LICENCES = "../play/licences.txt"


def write_toolkit_pages(folder, sheets):
    """Write all of these pages into a folder, made anew, and the worksheets, which are pages already, into another."""
    shutil.rmtree(folder, ignore_errors=True)
    write_mistake_pages(folder / "mistakes")
    write(folder / "kernels.md", kernels_page())
    write(folder / "ladders.md", ladders_page())
    write(folder / "sources.md", sources_page())
    sheets.mkdir(parents=True, exist_ok=True)
    write(folder / "sheets.md", sheets_page(write_sheets(sheets)))
    write_pictures(folder)


# ---- the named kernels


def kernels_page():
    """All named kernels: their numbers, what each finds, where it comes from."""
    blocks = [
        "# Kernels by name",
        "Each of these has a name that every command takes: `--kernel sobel-vertical`. The numbers are written as you type "
        "them; a convolution flips the kernel before it lies on the picture. `box` and `gaussian` come in every size up "
        "to 99x99: `box-5`, `gaussian-3x7`.",
        f"![What each kernel makes of the bird's eye, beside its numbers]({CHART}.webp)",
        f"Picture: {whose_pictures([BIRD.name])} ([sources](sources.md)).",
    ]
    for kernel in KERNELS.values():
        rows, divisor = kernel.whole
        over = f", each number over {divisor}" if divisor > 1 else ""
        k, l = kernel.shape
        blocks += [
            f"## {kernel.name}",
            f"{plain(kernel.finds)} {counted(k, 'row')}, {counted(l, 'column')}{over}; the weights add up to {plain(str(kernel.total))}.",
            code_block(table_of_numbers(rows).split("\n")),
            f"Source: {plain(kernel.source)}.",
        ]
    return page(*blocks)


def write_pictures(folder):
    """Write the picture of all named kernels, and the README's first one, for light pages and for dark ones."""
    save_light_and_dark(chart_figure(), folder / f"{CHART}.webp")
    save_light_and_dark(draw(), (folder / PICTURE.name).with_suffix(".webp"))


# ---- what exercises ask


def ladders_page():
    """The rungs of each exercise's ladder, from below."""
    blocks = [
        "# What the exercises ask",
        "Each exercise is a ladder, and a rung is looked at when those below it hold. This is what "
        "`check my_0_1D.py --ladder` shows; `check --list --exercise 0` prints every input with what is expected. How to "
        "begin is on [Write your own](../exercises.md).",
    ]
    for number, folder in EXERCISE_FOLDERS.items():
        exercise = with_new_inputs(load_exercise(number), 0)
        rows = [[plain(name), plain(asks)] for name, asks in exercise.asks.items()]
        blocks += [
            f"## Exercise {number}: {', '.join(f'`{name}`' for name in exercise.functions)}",
            f"Its file is `{folder.readers_file}`; a library does the same with `{exercise.library.says}`.",
            table(["rung", "what it asks"], rows),
        ]
    return page(*blocks)


# ---- worksheets


def write_sheets(folder):
    """Write worksheets with their keys into a folder, as pages to print; [(Sheet, file name of sheet, of key)]."""
    written = []
    for lesson in range(len(lesson_files())):
        for seed in range(1, SHEETS_OF_A_LESSON + 1):
            sheet = Sheet(seed, lesson, problems(seed, lesson))
            names = [f"lesson_{lesson}_seed_{seed}.html", f"lesson_{lesson}_seed_{seed}_key.html"]
            for name, answers in zip(names, (False, True), strict=True):
                write(folder / name, sheet_as_page(sheet, answers))
            written.append((sheet, *names))
    return written


def sheets_page(written):
    """The page that leads to the worksheets."""
    rows = []
    for sheet, *names in written:
        links = [
            link_beside(text, f"../worksheets/{name}")
            for text, name in zip(("sheet", "key"), names, strict=True)
        ]
        rows.append([str(sheet.lesson), str(sheet.seed), *links])
    return page(
        "# Worksheets to print",
        "Problems for pencil and paper, ready to print. Each has a key, which also says of the likely wrong answers what "
        "they come of. More, with numbers that nobody has seen: [With pencil and paper](../worksheets.md).",
        table(["lesson", "seed", "to work on", "with the key"], rows),
    )


# ---- sources and licences


def sources_page():
    """Who made the course and its pictures, and under which licences they may be used."""
    licence = (DATA.parent / "LICENSE").read_text(encoding="utf-8").strip().split("\n")
    about_data = (DATA / "README.md").read_text(encoding="utf-8")
    _, _, *rows = [line.strip("| ").split(" | ") for line in about_data.split("\n") if line.startswith("|")]
    pictures = [
        f"- **{file}**: {what}. Source: {source}. By {author}. Licence: {licence}. Changed: {changed}."
        for file, what, source, author, licence, changed in rows
    ]
    return page(
        "# Who made it: sources and licences",
        "Code and text are under the MIT licence. The pictures keep their own.",
        "## Pictures",
        pictures,
        "A figure that shows one of these pictures is under its licence, too.",
        "## Code and text",
        code_block(licence),
        "## What this site is made with",
        f"Sphinx, Furo, sphinx-gallery, sphinx-revealjs with reveal.js, and MyST. Python in the page to play with is "
        f"Pyodide, {link_beside('under its own licences', ENGINE_LICENCES)}.",
    )
