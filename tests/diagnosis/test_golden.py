"""
What why and diagnose() print, word for word: tests/golden/why.txt and diagnose.txt; and why_searched.txt, of what a
search finds last, or does not find.

diagnose() has no command, so diagnose.txt is made here: what it prints for some functions, and then the sentences
that it says of other functions.
"""

import numpy as np
import pytest
from support.golden import GOLDEN
from support.wrong_functions import ONE, RIGHT, TWO, UNKNOWN

from course.diagnosis import fact_text
from course.diagnosis.diagnose import diagnose_in_modes
from course.diagnosis.fact_text import SENTENCES, Fact

OF_NUMBERS = list(SENTENCES)[: list(SENTENCES).index("wrong on small")]
OF_FUNCTIONS = list(SENTENCES)[list(SENTENCES).index("reordered") :]


@pytest.fixture
def said(monkeypatch):
    """The kinds of the Facts that are printed."""
    kinds, as_text = set(), Fact.__str__

    def recorded(self):
        kinds.add(self.kind)
        return as_text(self)

    monkeypatch.setattr(Fact, "__str__", recorded)
    return kinds


def test_golden_why(golden):
    golden("why")


@pytest.mark.slow
def test_golden_why_when_all_has_been_tried(golden, said):
    golden("why_searched")
    golden("why")
    assert said == set(OF_NUMBERS)


# ---- diagnose_in_modes()


def text_of(x, h, mode):
    return "21 27"


def as_complex(x, h, mode):
    return np.convolve(x, h, mode) + 0j


def without_return(x, h, mode):
    np.convolve(x, h, mode)


def not_in_same(x, h, mode):
    if mode == "same":
        raise NotImplementedError(mode)
    return np.convolve(x, h[::-1], mode)


def all_tripled(x, h, mode):
    return np.convolve(x, h, mode) * 3 + 0.0


def off_by_little(x, h, mode):
    return np.convolve(x, h, mode) * (1 + 1e-8)


PRINTED = [  # in 1-D
    *(text_of, as_complex, without_return, not_in_same, all_tripled, off_by_little),
]
WRITTEN = {entry.f.__name__: entry for entry in (*RIGHT, *ONE, *TWO, *UNKNOWN)}
NAMED = (  # of support/wrong_functions.py
    *("scatter", "scatter_turned", "in_place", "bytes_out", "row_by_row"),
    *("every_sth_number", "last_channel_stays", "edge_and_rounded", "unturned_about_the_other_middle"),
    *("window_cut_at_the_left", "spectra", "rows_for_the_pitch", "next_row_at_the_edge"),
)
SAMPLES = {  # the values in the sentences that are listed one by one
    "plus": (2.5,),
    "times": (3,),
    "wrong on all": (12,),
    "wrong on some": (3, 12),
    "wrong at most where": ("nan", 3, 7),
    "wrong at most where both": ("same", "kernel not square", 3, 7),
    "never numbers": (12,),
    "no numbers": (3, 12),
    "wrong size": (True,),
    "missing": (("first and last", "last"), True),
    "right part": ("in the middle",),
    "moved": ((1, -2),),
    "right size": (False,),
    "stopped": (120, 3077),
}


def diagnose_text():
    """What tests/golden/diagnose.txt has to hold."""
    parts = []
    for name in NAMED:
        entry = WRITTEN[name]
        found = diagnose_in_modes(entry.f, entry.place, modes=entry.modes, flip=entry.flip)
        parts.append(f"# {name} ({entry.place})\n{found}\n")
    for f in PRINTED:
        parts.append(f"# {f.__name__} (1-D)\n{diagnose_in_modes(f, '1-D')}\n")
    sentences = []
    for kind in OF_FUNCTIONS:
        if kind == "wrong only where":
            sentences += [Fact(kind, (trait,)) for trait in fact_text.TRAIT_WORDS]
        elif kind == "wrong numbers":
            sentences += [Fact(kind, (where,)) for where in fact_text.WHERE_WORDS]
        else:
            sentences.append(Fact(kind, SAMPLES.get(kind, ())))
    return "\n".join([*parts, "# what may be said of others", *map(str, sentences), ""])


def test_golden_diagnose(request):
    path, printed = GOLDEN / "diagnose.txt", diagnose_text()
    if request.config.getoption("--update-golden"):
        path.write_text(printed, encoding="utf-8", newline="\n")
    assert printed == path.read_text(encoding="utf-8")
