"""
Where the course stands: its folder, which holds the lessons, data/ and this toolkit in course/.

"pip install -e ." lets Python find the toolkit there. Any other install copies the toolkit alone to where Python
keeps its packages: no lessons are beside it then.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
NO_FOLDER = "the course needs its folder, with the lessons and data/: there, say python -m pip install -e ."
LESSON = re.compile(r"\d_\w+\.py")  # no copies such as "0_1D copy.py"


def lesson_files(root=ROOT):
    """The lessons of a course, as paths in the order of their names."""
    return sorted(path for path in root.glob("[0-9]_*.py") if LESSON.fullmatch(path.name) and path.is_file())
