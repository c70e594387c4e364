"""
Where the course stands: its folder, which holds the lessons, data/ and this toolkit in course/.

"pip install -e ." lets Python find the toolkit there. Any other install copies the toolkit alone to where Python
keeps its packages: no lessons are beside it then.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
FURTHER = "docs/further"  # the folder of the further lessons, in the course's folder
NO_FOLDER = "the course needs its folder, with the lessons and data/: there, say python -m pip install -e ."
LESSON = re.compile(r"\d_\w+\.py")  # no copies such as "0_1D copy.py"


def lesson_files(root=ROOT):
    """The lessons of a course, as paths in the order of their names."""
    return sorted(path for path in root.glob("[0-9]_*.py") if LESSON.fullmatch(path.name) and path.is_file())


def further_lesson_files(root=ROOT):
    """The further lessons of a course, as paths in the order of their names; none without their folder."""
    files = (root / FURTHER).glob("*.py")
    return sorted(path for path in files if path.stem.isidentifier() and path.is_file())


def is_further_lesson(lesson):
    """Whether a lesson, given as its path, is a further one."""
    return not LESSON.fullmatch(lesson.name)


def course_folder(lesson):
    """The folder of the course that a lesson, given as its path, belongs to.

    Example: of a/docs/further/speed.py it is a, as it is of a/0_1D.py.
    """
    return lesson.parents[2] if is_further_lesson(lesson) else lesson.parent
