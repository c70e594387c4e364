"""What the benchmarks share: a lesson cut into its cells, so that they can be run and timed one by one."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def cells(name):
    """(heading, code) of each cell of a lesson; the first one, without a heading, holds its imports."""
    text = (ROOT / name).read_text(encoding="utf-8")
    parts = re.split(r"^# %% ?(.*)\n", text, flags=re.MULTILINE)
    return [("imports", parts[0]), *zip(parts[1::2], parts[2::2])]
