"""
Any kernel on your own photographs.

  python -m course filter photo.jpg --kernel sobel-vertical
  python -m course filter photo.jpg --kernel "0 1 0; 1 -4 1; 0 1 0" --output edges.png
  python -m course filter photos/ --kernel gaussian-9 --color --output soft/
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
from course.convolution.sizes import BORDERS
from course.errors import Unusable, printable, quoted
from course.own_numbers.read_numbers import read_pair
from course.own_numbers.request import STEP
from course.pictures import pixels
from course.pictures.filter_picture import Task, asked_kernel, filtered
from course.pictures.read_photo import PictureError, opened
from course.terminal import output_files
from course.terminal.arguments import Parser
from course.terminal.progress_bar import Bar

SUFFIXES = (".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".gif", ".bmp", ".tif", ".tiff", ".webp")
SUFFIXES += (".ppm", ".pgm", ".pbm", ".pnm", ".pfm")  # of what is taken from a folder


def main(words):
    """python -m course filter: write a filtered picture for each picture; return the exit code."""
    options = parser().parse_args(words)
    if options.list:
        return tell_list(options)
    if not all(options.pictures or [""]) or options.kernel is None:
        raise Unusable(
            "name a picture and a kernel: photo.jpg --kernel sobel-vertical (--list shows kernels)"
        )
    if len(options.pictures) > 1 or os.path.isdir(options.pictures[0]):
        return every(options)
    picture, kernel = options.pictures[0], asked_kernel(options.kernel)
    path = target(picture, kernel, options.output)
    task = understood(options, kernel, pixels.ending(path))
    kept = {output_files.identity(options.kernel), output_files.identity(picture)}
    print(done(picture, path, task, kept, options.force))
    return 0


def parser():
    """The options."""
    found = Parser(prog="python -m course filter", description=__doc__)
    add = found.add_argument
    add("pictures", nargs="*", metavar="PICTURE", help="pictures, or folders of them")
    add("--kernel", metavar="K", help='a name such as gaussian-9, "1 2 1", "1/9 1/9 1/9;...", or a file')
    add("--output", metavar="PATH", help="a .png, .jpg or .npy file, or a folder")
    add(
        "--border",
        choices=BORDERS,
        default="symmetric",
        help="what stands outside the picture: after 1 2 3, symmetric 3 2 (the default), reflect 2 1, "
        "edge 3 3, wrap 1 2, constant 0 0",
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
    add("--force", action="store_true", help="replace a file that is there already")
    add("--list", action="store_true", help="the named kernels; with --output they are drawn")
    return found


# ---- the request


def understood(options, kernel, suffix):
    """The Task of the command's options, for files with this ending; Unusable otherwise."""
    show = pixels.fitting(kernel.total) if options.show is None else pixels.show(options.show)
    if suffix == ".npy":
        if options.show is not None:
            raise Unusable("--show is for pictures, and a .npy file keeps the numbers: leave it out")
        show = None
    stride = read_pair(options.stride, "--stride", 1, STEP)
    return Task(kernel, show, options.border, stride, options.flip, options.color)


def target(picture, kernel, output):
    """The path to write to; output is the option's text, or None."""
    name = f"{Path(picture).stem}-{kernel.name}.png"
    if output is None:
        return Path(name)
    return Path(output, name) if output_files.is_folder(output) else Path(output)


# ---- one picture


def done(picture, path, task, kept, force):
    """Filter a picture and write it to path; return the line that says what was done. Unusable otherwise.

    kept: identities of files that must stay, as terminal.output_files has them.
    """
    with opened(picture):
        pass  # what is wrong with a picture's name or kind is said before what is wrong with the output
    output_files.check_target(path, kept, force)
    try:
        result = filtered(picture, task)
        output_files.write_output(path, content(result, task.show, path), force)
    except MemoryError:
        named = printable(str(picture), 300)
        raise PictureError(f"{named}: does not fit into memory; save it smaller") from None
    return report(picture, path, task, result)


def content(result, show, path):
    """The bytes of the file of a Result."""
    if show is None:
        return result.data
    return pixels.encoded(show.pixels(result.values, result.low, result.high), pixels.ending(path))


def report(picture, path, task, result):
    """One line that says what was done to a picture."""
    before, after = "x".join(map(str, result.size)), "x".join(map(str, result.values.shape[:2]))
    size, total, way = "x".join(map(str, task.kernel.shape)), number(task.kernel.total), "kept as float32"
    if task.show:
        way = f"drawn as {task.show.way}: {task.show.words(result.low, result.high)}"
    turned, steps = "convolved" if task.flip else "correlated", "x".join(map(str, task.stride))
    parts = [
        f"{printable(Path(picture).name, 60)}: {before} {'colour' if result.values.ndim == 3 else 'grey'}",
        *result.notes,
        f"{turned} with {printable(task.kernel.name, 60)} ({size}, sum {total}), border {task.border}, "
        f"by {result.method}",
        *([f"stride {steps}"] if task.stride != (1, 1) else []),
        f"results from {result.low:g} to {result.high:g}, {way}{too_bright(task)}",
        f"{after} written to {printable(str(path), 200)}{pixels.said(path)}",
    ]
    return "; ".join(parts)


def too_bright(task):
    """What the report adds where a kernel that is cut to 0..255 makes everything brighter."""
    cut = task.show and task.show.way == "clip" and task.kernel.total > 1
    return f" (divide the weights by {number(task.kernel.total)} to keep the brightness)" if cut else ""


# ---- many pictures


def every(options):
    """Filter pictures and those in folders; return the exit code. Unusable, at the end, if one was bad."""
    folder, kernel = output_files.folder_for_many(options.output), asked_kernel(options.kernel)
    task = understood(options, kernel, ".png")
    pictures, left = found(options.pictures)
    kept = {output_files.identity(path) for path in (options.kernel, *pictures)}
    bad, bar = 0, Bar(len(pictures))
    try:
        for picture in pictures:
            path = folder / target(picture, kernel, None)
            bad += not tried(bar, kept, picture, path, task, options.force)
            bar.step()
    finally:
        bar.end()
    print(
        f"{len(pictures) - bad} of {len(pictures)} pictures filtered into {printable(str(folder), 200)}{left}"
    )
    if bad:
        raise Unusable(f"{bad} of {len(pictures)} pictures could not be used, for the reasons above")
    return 0


def tried(bar, kept, picture, path, task, force):
    """Whether a picture could be filtered; says what was done, or why not, and adds the new file to kept."""
    try:
        line, stream = done(picture, path, task, kept, force), sys.stdout
        kept.add(output_files.identity(path))
    except Unusable as error:
        about = "" if isinstance(error, PictureError) else f"{printable(str(picture), 300)}: "
        line, stream = f"python -m course filter: {about}{error}", sys.stderr
    if bar.seen:
        print("\r" + " " * (shutil.get_terminal_size().columns - 1), end="\r", file=sys.stderr, flush=True)
    print(line, file=stream, flush=True)
    return stream is sys.stdout


def found(names):
    """(paths of pictures, a remark on the files left alone), from names of pictures and of folders."""
    pictures, left = [], 0
    for name in names:
        inside = files_in(name) if os.path.isdir(name) else [name]
        taken = [path for path in inside if path is name or path.suffix.lower() in SUFFIXES]
        pictures, left = pictures + taken, left + len(inside) - len(taken)
    if not pictures:
        raise Unusable(f"{quoted(names[0], 60)} holds no picture: name one, or another folder")
    return pictures, f"; files left alone, as their names are not those of pictures: {left}" if left else ""


def files_in(folder):
    """What lies in a folder, by name, without folders and hidden files."""
    try:
        inside = sorted(path for path in Path(folder).iterdir() if not path.name.startswith("."))
    except OSError:
        raise Unusable(f"the folder {quoted(folder, 60)} cannot be read: look at its permissions") from None
    return [path for path in inside if not path.is_dir()]


# ---- the named kernels


def tell_list(options):
    """Print the named kernels, or draw them if an output is named; return the exit code."""
    from course.pictures import kernel_chart

    given = options.pictures or options.kernel or options.show or options.color or not options.flip
    if given or options.stride != "1" or options.border != "symmetric":
        raise Unusable("--list shows all kernels on the course's own picture: give --output alone with it")
    if options.output is None:
        print(*kernel_chart.listed(max(shutil.get_terminal_size().columns, 20)), sep="\n")
        return 0
    path = (
        Path(options.output, kernel_chart.NAME)
        if output_files.is_folder(options.output)
        else Path(options.output)
    )
    if path.suffix.lower() != ".png":
        raise Unusable(
            f"the chart is a PNG, and {quoted(str(path), 60)} does not end so: name it {kernel_chart.NAME}"
        )
    output_files.check_target(path, {output_files.identity(kernel_chart.BIRD)}, options.force)
    output_files.write_output(path, kernel_chart.drawn(), options.force)
    print(f"all kernels, applied to {kernel_chart.BIRD.name}, drawn in {printable(str(path), 200)}")
    return 0
