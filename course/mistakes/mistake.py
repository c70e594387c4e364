"""One mistake: where it can be made, what it changes in the definition, and what is said of it."""

import re
from dataclasses import dataclass

SIGNAL, PLANE, STRIDE, DILATION, CHANNELS = ("1-D",), ("2-D",), ("stride",), ("dilation",), ("channels",)
OF_BIAS, OF_GROUPS = ("bias",), ("groups",)
OF_GAUSSIAN, OF_POOLING, OF_EDGES = ("gaussian",), ("pooling",), ("edges",)
OF_AVERAGES, OF_FILTERS, OF_STEPS, OF_BLUR = ("averages",), ("filters",), ("steps",), ("blur",)
OF_SEPARABLE = ("separable",)
BOTH = ("1-D", "2-D")
EVERY = (*BOTH, *STRIDE, *DILATION, *CHANNELS)
DRAFTS, A_DRAFT, LISTED = "students' drafts", "a learner's draft", "the list"


def said_of(text, axes):
    """What is said of an input of so many axes: of a signal the text without what it says of images in brackets.

    Example: of a signal "its last weight (in an image: its last row and column)" is "its last weight".
    """
    return re.sub(r" \(in an image: [^)]*\)", "", text) if axes == 1 else text


@dataclass(frozen=True, eq=False)
class Mistake:
    """One mistake.

    places   where it can be made: some of "1-D", "2-D", "stride", "dilation", "channels", "bias", "groups", "gaussian",
             "pooling", "edges", "averages", "filters", "steps", "blur", "separable", or an exercise
    changes  {name of a piece of the definition: a function from that piece to the new one}, see changes.py
    says     goes on from "This gives exactly the numbers of"; unflipped is what it becomes where a
             correlation (flip=False) is asked, if the words differ then, and unflipped_name what it is
             called beside them, if its name says what is not so there
    hint     what to look at; unflipped_hint is what it becomes there, if it speaks of a flip
    seen     "students' drafts" (many have really written it), "a learner's draft" (some have), a thread or a project,
             or "the list", if none is known
    """

    name: str
    places: tuple
    changes: dict
    says: str
    hint: str
    seen: str = LISTED
    unflipped: str = ""
    unflipped_name: str = ""
    unflipped_hint: str = ""

    @property
    def replaced(self):
        """The changes that are really made, in the form of changes: one of images alone leaves signals alone."""
        if self.places != PLANE:
            return self.changes
        return {piece: change for piece, change in self.changes.items() if piece != "convolve1d"}

    def ending(self, flip=True):
        """What goes on from "This gives exactly the numbers of" where a convolution (flip) or a correlation is asked."""
        return self.says if flip else self.unflipped or self.says

    def label(self, flip=True):
        """What it is called beside these words: its name, where that does not contradict them."""
        return self.name if flip else self.unflipped_name or self.name

    def advice(self, flip=True):
        """The hint where a convolution (flip) or a correlation is asked."""
        return self.hint if flip else self.unflipped_hint or self.hint

    def sentence(self, flip=True):
        """The whole sentence."""
        return f"This gives exactly the numbers of {self.ending(flip)}"
