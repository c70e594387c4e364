"""
A finding: what explains given numbers beside the mistakes of the bank, other modes and mistyped numbers.

Each kind of finding has a module of its own with a search, a function of a Request and a Given that returns the
findings of that kind, the likeliest first. explanation.py says in which order the searches are made.
"""

from abc import ABC, abstractmethod


class Finding(ABC):
    """One thing that explains given numbers.

    kind       its kind in one word, which --json has as well
    first      whether it is likelier than the mistakes of the bank, and told before them
    says_also  the names of those mistakes of the bank that are the same, and not told beside it
    is_name    whether it is only a name for what something else explains, and not an explanation of its own
    engine     the name of an engine that it says more of, which is then not named a second time; or None
    names      what it is called beside the mistakes of the bank, where an input is to tell it from them: (name,)
    world      the definition that does the same to any input; None where it is none, and nothing tells it apart
    """

    kind: str
    first = False
    says_also = ()
    is_name = False
    engine: str | None = None
    names: tuple = ()
    world = None

    @abstractmethod
    def lines(self, request):
        """What is said of it: sentences, and hints, as a list."""

    @abstractmethod
    def source(self, request):
        """The (request, definition) that give the numbers, all or nearly all, so that one can be worked out; or None."""

    @abstractmethod
    def data(self):
        """All that is known of it as plain data for JSON, a dict; numbers as they are."""
