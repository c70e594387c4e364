"""
A lesson as the script that was started, with the watch: python course/lessons/watch_run.py SEEN LESSON
[WORDS]

SEEN is the file that what was seen is written to, as JSON, once the lesson has ended well. The lesson gets
the words, and prints what it always prints. Exit codes are the lesson's own; 1, and one line on stderr,
where the watch fails.
"""

import sys
from pathlib import Path

if __name__ == "__main__" and not sys.flags.safe_path:
    lessons_folder = Path(sys.argv[2]).resolve().parent  # as if Python had been started with the lesson
    this_course = Path(__file__).resolve().parents[2]  # a further lesson is not beside it
    sys.path[:1] = [str(lessons_folder), str(this_course)]

import json
import types

from course.lessons.watch_source import NOTHING_SEEN, WatchFailed
from course.terminal.exits import DIFFERS, leave, quiet_endings

RUNNER = str(Path(__file__).resolve())


def run_watched(lesson, seen_file, words):
    """Run a lesson (a path) as the main program, watched, with the words as its arguments.

    What was seen is written to seen_file (a path). Where the lesson or the watch fails, the process ends.
    """
    quiet_endings()
    sys.argv = [str(lesson), *words]
    main = types.ModuleType("__main__")
    main.__file__ = str(lesson)
    sys.modules["__main__"] = main
    watch = None
    try:
        code = compile(lesson.read_bytes(), str(lesson), "exec", dont_inherit=True)
        watch = _started_watch(lesson)
        exec(code, vars(main))
    except Exception as error:
        if watch is None or watch.failed is None:
            error.__traceback__ = error.__traceback__.tb_next  # without the line above
            sys.excepthook(type(error), error, error.__traceback__)
            leave(DIFFERS)
    try:
        if watch is None:
            raise WatchFailed(NOTHING_SEEN.format(lesson.name))
        seen = watch.stop()
    except WatchFailed as failed:
        print(failed, file=sys.stderr)
        leave(DIFFERS)
    seen_file.write_text(json.dumps(seen._asdict()), encoding="utf-8")


def _started_watch(lesson):
    """The Watch of a lesson, at work; None without NumPy, which the lesson itself then misses."""
    try:
        from course.lessons.watch import Watch
    except ImportError:
        return None
    watch = Watch(lesson, lesson.name)
    watch.start()
    return watch


if __name__ == "__main__":
    run_watched(Path(sys.argv[2]), Path(sys.argv[1]), sys.argv[3:])
