"""What --animate does: a picture that moves is written, whole or not at all, as an SVG or a GIF by its ending."""

from pathlib import Path

from course.convolution.formatting import counted
from course.errors import Unusable, quoted
from course.own_numbers.animation_frames import check_animated, frame_times
from course.own_numbers.animation_svg import animation_svg
from course.terminal.command_line import interpreter
from course.terminal.output_files import check_target, write_output

_ENDINGS = ".svg", ".gif"


def animation_path(name, request, force):
    """The path of a picture that can be made of a request and written; Unusable, in one line, otherwise."""
    path = Path(name)
    if path.suffix.lower() not in _ENDINGS:
        raise Unusable(
            f"--animate: {quoted(name, 60)} does not end in .svg or .gif: name it steps.svg or steps.gif"
        )
    check_animated(request)
    if path.suffix.lower() == ".gif":
        _check_pillow()
    check_target(path, set(), force)
    return path


def _check_pillow():
    try:
        import course.own_numbers.animation_gif  # noqa: F401
    except ImportError:
        install = f"{interpreter()} -m pip install pillow"
        raise Unusable(f"--animate: a GIF needs Pillow: {install}, or name the picture .svg") from None


def write_animation(trace, path, force):
    """Write the picture of a Trace to a path of animation_path(); return the line that says so."""
    if path.suffix.lower() == ".gif":
        from course.own_numbers.animation_gif import animation_gif  # Pillow only now

        data = animation_gif(trace)
    else:
        data = animation_svg(trace).encode("utf-8")
    write_output(path, data, force)
    windows = len(trace.outputs)
    seconds = sum(frame_times(windows)) / 100
    size = max(1, round(len(data) / 1000))
    shown = f"{counted(windows, 'window')} in {seconds:.1f} seconds"
    return f"{quoted(str(path), 60)} is written: {shown}, {size} KB."
