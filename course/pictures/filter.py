"""
Any kernel on your own photographs.

  python -m course filter data/bird.jpg --kernel sobel-vertical
  python -m course filter data/bird.jpg --kernel "0 1 0; 1 -4 1; 0 1 0" --output edges.png
  python -m course filter data/ --kernel gaussian-9 --color --output soft/
  python -m course filter --list                        the named kernels
  python -m course filter --list --output kernels.png   all of them, drawn

The result is as large as the picture (with --stride N every N-th of its rows
and columns). Without --output it goes into the current folder, under the
picture's name and the kernel's. A .npy file keeps the signed numbers.

Exit codes: 0 fine, 2 a picture or the request cannot be used, 130 stopped by
Ctrl-C.
"""

import os
import shutil
import sys
from pathlib import Path

from course.convolution.formatting import number
from course.errors import Unusable, printable, quoted
from course.own_numbers.read_numbers import PICTURE_SUFFIXES, read_border, read_pair
from course.own_numbers.request import STEP
from course.pictures.filter_picture import Task, filtered, kernel_for_pictures
from course.pictures.pixels import (
    default_show,
    output_ending,
    picture_bytes,
    quality_note,
    show_from_text,
)
from course.pictures.read_photo import PictureError, decode_bands, open_picture, shown_path
from course.terminal import output_files
from course.terminal.arguments import Parser
from course.terminal.progress_bar import Bar

UNSEEN = 1 / 510  # a change of brightness by less is less than half of one grey of 255
ZERO_OF_FLOATS = (
    1e-6  # of the weights, signs left out: what they add up to below that is a 0 that was rounded
)


def main(words):
    """python -m course filter: write a filtered picture for each picture; return the exit code."""
    options = _parser().parse_args(words)
    if options.list:
        return _tell_kernels(options)
    if not options.pictures or "" in options.pictures or options.kernel is None:
        raise Unusable(
            "name a picture and a kernel: data/bird.jpg --kernel sobel-vertical (--list shows kernels)"
        )
    if len(options.pictures) > 1 or os.path.isdir(options.pictures[0]):
        return filter_many(options)
    picture = options.pictures[0]
    kernel = kernel_for_pictures(options.kernel)
    path = _output_path(picture, kernel, options.output)
    task = _task(options, kernel, output_ending(path))
    kept = {output_files.identity(options.kernel), output_files.identity(picture)}
    print(filter_one(picture, path, task, kept, options))
    return 0


def _parser():
    """The options of the command."""
    parser = Parser(prog="python -m course filter", description=__doc__)
    add = parser.add_argument
    add("pictures", nargs="*", metavar="PICTURE", help="pictures, or folders of them")
    add("--kernel", metavar="K", help='a name such as gaussian-9, "1 2 1", "1/9 1/9 1/9;...", or a file')
    add("--output", metavar="PATH", help="a .png, .jpg or .npy file, or a folder")
    add(
        "--border",
        metavar="B",
        default="symmetric",
        help="what stands outside the picture: after 1 2 3, symmetric 3 2 (the default), reflect 2 1, "
        "edge 3 3, wrap 1 2, constant 0 0, constant=5 5 5",
    )
    add("--stride", metavar="S", default="1", help="S, or rows,columns")
    add("--color", action="store_true", help="each of red, green and blue; without it, greys")
    add("--no-flip", dest="flip", action="store_false", help="leave the kernel as it is: correlation")
    add(
        "--show",
        metavar="WAY",
        help="results as pixels: clip (cut to 0..255), abs (the distance from 0), signed (0 is middle grey), "
        "bias=B (B added); without it, abs for kernels whose weights add up to 0, else clip",
    )
    add("--details", action="store_true", help="a second line: sizes, border, stride, method, exact results")
    add("--force", action="store_true", help="replace a file that is there already")
    add("--list", action="store_true", help="the named kernels; with --output they are drawn")
    return parser


# ---- the request


def _task(options, kernel, ending):
    """The Task of the command's options, for files with this ending; Unusable otherwise."""
    show = default_show(kernel.total) if options.show is None else show_from_text(options.show)
    if ending == ".npy":
        if options.show is not None:
            raise Unusable("--show is for pictures, and a .npy file keeps the numbers: leave it out")
        show = None
    stride = read_pair(options.stride, "--stride", 1, STEP)
    border, fill = read_border(options.border, "--border")
    if not (isinstance(fill, int) and 0 <= fill <= 255):
        raise Unusable(
            f"--border: {quoted(options.border)}: pixels are whole numbers from 0 to 255, as in constant=128"
        )
    return Task(kernel, show, border, fill, stride, options.flip, options.color)


def _default_name(picture, kernel):
    """The name of the result where none is given: photo.jpg under box-5 becomes photo-box-5.png."""
    return f"{Path(picture).stem}-{kernel.name}.png"


def _output_path(picture, kernel, output):
    """The path to write one result to; output is the option's text, a file or a folder, or None."""
    name = _default_name(picture, kernel)
    if output is None:
        return Path(name)
    return Path(output, name) if output_files.is_folder(output) else Path(output)


# ---- one picture


def filter_one(picture, path, task, kept, options):
    """Filter a picture and write it to path; return the line that says what was done. Unusable otherwise.

    kept: identities of files that must stay, as terminal.output_files has them; options: those of the command.
    """
    bands, notes = _read(picture, path, task, kept, options.force)
    try:
        result = filtered(bands, task)
        output_files.write_output(path, _file_bytes(result, path), options.force)
    except MemoryError:
        raise PictureError(f"{shown_path(picture)}: does not fit into memory; save it smaller") from None
    return _report(picture, path, task, result, notes, options.details)


def _read(picture, path, task, kept, force):
    """(bands, notes) of a picture whose result can be written to path; Unusable otherwise.

    A picture's name and kind are looked at first, then where its result is to go; decoding takes longest.
    """
    with open_picture(picture) as image:
        output_files.check_target(path, kept, force)
        return decode_bands(image, task.colour)


def _file_bytes(result, path):
    """The bytes of the file of a Result."""
    if result.pixels is None:
        return result.data
    return picture_bytes(result.pixels, output_ending(path))


def _report(picture, path, task, result, notes, details):
    """What was done to a picture: a line, and with details a second one.

    Example: bird.jpg: written to bird-sobel-vertical.png; results from -707 to 677, drawn as distances from 0
    """
    written = f"written to {printable(str(path), 200)}"
    if result.shape[:2] != result.size:
        written += f" ({_times(result.shape[:2])})"
    parts = [*notes, written, *_drawn_in_words(task, result)]
    line = f"{printable(Path(picture).name, 60)}: {'; '.join(parts)}"
    return f"{line}\n{_details(path, task, result)}" if details else line


def _drawn_in_words(task, result):
    """A list of at most one sentence: what became of results that are no pixels as they stand."""
    ends = f"results from {_short(result.low)} to {_short(result.high)}"
    if task.show is None:
        return [f"{ends}, kept as they are"]
    how = task.show.in_words(result.low, result.high)
    drawn = [f"{ends}, {how}"] if how else []
    return drawn + _brightness_in_words(task, how)


def _short(value):
    """A number as short as a line needs it: whole from 100 on, else with three digits.

    Example: 274.667 is 275, -68.6667 is -68.7, 1e15 is 1e+15.
    """
    return f"{value:.0f}" if 100 <= abs(value) < 10**6 else f"{value:.3g}"


def _details(path, task, result):
    """The line that --details adds.

    Example:   448x512 greys, convolved with box (3x3, sum 1), border symmetric, by rows; 448x512 written
    """
    colours = "greys" if len(result.shape) == 2 else "colours"
    parts = [
        f"{_times(result.size)} {colours}",
        f"{'convolved' if task.flip else 'correlated'} with {printable(task.kernel.name, 60)} "
        f"({_times(task.kernel.shape)}, sum {number(task.kernel.total, task.kernel.decimal)})",
        f"border {task.border}{f'={task.fill}' if task.fill else ''}",
        f"stride {_times(task.stride)}",
        f"by {result.method}",
        f"results from {result.low:g} to {result.high:g}",
        f"show {task.show.in_full(result.low, result.high) if task.show else 'nothing, float32 kept'}",
        f"{_times(result.shape[:2])} written{quality_note(path)}",
    ]
    return f"  {'; '.join(parts)}"


def _times(rows_and_columns):
    """(448, 512) as 448x512."""
    return "x".join(map(str, rows_and_columns))


def _brightness_in_words(task, how):
    """A list of at most one sentence: that the kernel makes everything brighter, where results are cut, or darker.

    Nothing is said of weights that add up to 0 or less, which look for differences, nor of a change that no pixel shows.
    """
    total = task.kernel.total
    size = sum(abs(weight) for row in task.kernel.rows for weight in row)
    if task.show.way != "clip" or total <= ZERO_OF_FLOATS * size or abs(total - 1) < UNSEEN:
        return []
    if total > 1 and not how:
        return []
    told = number(total, task.kernel.decimal)
    makes = "brighter" if total > 1 else "darker"
    return [f"weights that add up to {told} make it {makes} (divide them by {told} to keep the brightness)"]


# ---- many pictures


def filter_many(options):
    """Filter pictures and those in folders; return the exit code. Unusable, at the end, if one was bad."""
    folder = output_files.folder_for_many(options.output)
    kernel = kernel_for_pictures(options.kernel)
    task = _task(options, kernel, ".png")
    pictures, remark = _pictures_among(options.pictures)
    kept = {output_files.identity(path) for path in (options.kernel, *pictures)}
    bad, bar = 0, Bar(len(pictures))
    try:
        for picture in pictures:
            path = folder / _default_name(picture, kernel)
            try:
                line, stream = filter_one(picture, path, task, kept, options), sys.stdout
                kept.add(output_files.identity(path))
            except Unusable as error:
                line, stream = _refusal(picture, error), sys.stderr
                bad += 1
            _print_over_bar(bar, line, stream)
            bar.step()
    finally:
        bar.end()
    good = len(pictures) - bad
    print(f"{good} of {len(pictures)} pictures filtered into {printable(str(folder), 200)}{remark}")
    if bad:
        raise Unusable(f"{bad} of {len(pictures)} pictures could not be used, for the reasons above")
    return 0


def _refusal(picture, error):
    """The line that says why one picture of many could not be used; a PictureError names it already."""
    name = "" if isinstance(error, PictureError) else f"{shown_path(picture)}: "
    return f"python -m course filter: {name}{error}"


def _print_over_bar(bar, line, stream):
    """Print a line where the bar is, if anybody sees it there; the bar's next step draws it anew below."""
    if bar.seen:
        blanks = " " * (shutil.get_terminal_size().columns - 1)
        print(f"\r{blanks}", end="\r", file=sys.stderr, flush=True)
    print(line, file=stream, flush=True)


def _pictures_among(names):
    """(paths of pictures, a remark on the files left alone), from names of pictures and of folders."""
    pictures, left_alone = [], 0
    for name in names:
        if not os.path.isdir(name):
            pictures.append(name)  # a picture that is named is taken whatever its name
            continue
        for path in _files_in(name):
            if path.suffix.lower() in PICTURE_SUFFIXES:
                pictures.append(path)
            else:
                left_alone += 1
    if not pictures:
        raise Unusable(f"{quoted(names[0], 60)} holds no picture: name one, or another folder")
    if not left_alone:
        return pictures, ""
    return pictures, f"; files left alone, as their names are not those of pictures: {left_alone}"


def _files_in(folder):
    """What lies in a folder, by name, without folders and hidden files."""
    try:
        inside = sorted(path for path in Path(folder).iterdir() if not path.name.startswith("."))
    except OSError:
        raise Unusable(f"the folder {quoted(folder, 60)} cannot be read: look at its permissions") from None
    return [path for path in inside if not path.is_dir()]


# ---- the named kernels


def _tell_kernels(options):
    """Print the named kernels, or draw them if an output is named; return the exit code."""
    from course.pictures import kernel_chart

    given = options.pictures or options.kernel or options.show or options.color or not options.flip
    if given or options.stride != "1" or options.border != "symmetric":
        raise Unusable("--list shows all kernels on the course's own picture: give --output alone with it")
    if options.output is None:
        columns = max(shutil.get_terminal_size().columns, 20)
        print(*kernel_chart.kernel_list(columns), sep="\n")
        return 0
    path = Path(options.output)
    if output_files.is_folder(options.output):
        path = path / kernel_chart.CHART_NAME
    if path.suffix.lower() != ".png":
        shown, name = quoted(str(path), 60), kernel_chart.CHART_NAME
        raise Unusable(f"the chart is a PNG, and {shown} does not end so: name it {name}")
    output_files.check_target(path, {output_files.identity(kernel_chart.BIRD)}, options.force)
    output_files.write_output(path, kernel_chart.draw_chart(), options.force)
    print(f"all kernels, applied to {kernel_chart.BIRD.name}, drawn in {printable(str(path), 200)}")
    return 0
