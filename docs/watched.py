"""Lessons that run for the site are watched, as python -m course watches them."""

from pathlib import Path

from sphinx.errors import ExtensionError
from sphinx.util import logging

from course.lessons.watch import Watch
from course.lessons.watch_source import WatchFailed

AT_WORK = []  # the Watch of the lesson that runs


def watch_lesson(gallery_conf, name, when):
    """Begin to watch a lesson before it runs, and end afterwards. name: its file; None for the folder of all."""
    if name is None:
        return
    if when == "before":
        file = Path(gallery_conf["src_dir"]) / gallery_conf["examples_dirs"] / name
        AT_WORK.append(Watch(file, file.relative_to(gallery_conf["src_dir"]).as_posix()))
        AT_WORK[-1].start()
        return
    try:
        seen = AT_WORK.pop().stop()
    except WatchFailed as failed:
        raise ExtensionError(str(failed)) from None
    logging.getLogger(__name__).info(f"{name}: {seen.confirmed} convolutions confirmed")
