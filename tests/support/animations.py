"""What the tests of pictures that move share: traces to draw, and what an SVG shows at a time."""

import re
from fractions import Fraction
from typing import NamedTuple
from xml.etree import ElementTree

from course import work_out

IMAGE = [[3, 1, 4, 1], [5, 9, 2, 6], [5, 3, 5, 8]]
TRACES = {
    "full": work_out([3, 4, 5], [2, 1, 0]),
    "correlation": work_out([3, 4, 5], [2, 1, 0], "same", flip=False),
    "stride and dilation": work_out([1, -2, 3, 4, 5, 6], [2, -1], padding=(2, 1), stride=2, dilation=3),
    "one window": work_out([7], [6], "valid"),
    "folded": work_out(list(range(1, 31)), [2, -3, 5, 1], "full"),
    "image": work_out(IMAGE, [[1, 2], [0, -1]]),
    "image, steps": work_out(IMAGE, [[1, 2], [3, 4]], padding=1, stride=(2, 1), dilation=(1, 2), flip=False),
    "edge": work_out(IMAGE, [[1, 2, 3]] * 3, "same", border="edge"),
    "reflect": work_out([3, 4, 5, 6], [1, 2, 3], border="reflect"),
    "fives": work_out([3, 4], [1, 2], border="constant=5"),
    "fractions": work_out([Fraction(1, 3), 2, Fraction(-5, 7)], [Fraction(1, 2), Fraction(-2, 3)]),
    "decimals": work_out([Fraction(3, 2), Fraction(-1, 4)], [Fraction(1, 8), 12345], decimal=True),
    "long numbers": work_out([10**14, -(10**14) + 1, 7], [10**13 + 1, -1], "same"),
    "large kernel": work_out([[1] * 5] * 5, [[i - j for j in range(5)] for i in range(5)], "same"),
}
SVG = "{http://www.w3.org/2000/svg}"


class Shown(NamedTuple):
    """A text or a window's cell that is seen: its class ("" for a number), its place, the text."""

    kind: str
    x: float
    y: float
    text: str


class Moving:
    """An SVG that moves, read as a browser reads it: what its CSS shows at a time in seconds."""

    def __init__(self, text):
        self.root = ElementTree.fromstring(text)
        self.by_id = {each.get("id"): each for each in self.root.iter() if each.get("id")}

    def at(self, seconds):
        """All that is shown then, in order; what stands in a <use> as well."""
        return [each for part in self.root for each in self._shown(part, seconds, 0, 0)]

    def texts(self, seconds, kind):
        return [each.text for each in self.at(seconds) if each.kind == kind]

    def _shown(self, part, seconds, x, y):
        if part.tag in (f"{SVG}defs", f"{SVG}style") or not is_there(part, seconds):
            return
        if part.tag in (f"{SVG}text", f"{SVG}path"):
            kind = part.get("class", "").replace("o", "")
            yield Shown(kind, x + float(part.get("x", 0)), y + float(part.get("y", 0)), part.text or "")
        if part.tag == f"{SVG}use":
            x, y = x + float(part.get("x")), y + float(part.get("y"))
            yield from self._shown(self.by_id[part.get("href").removeprefix("#")], seconds, x, y)
        for below in part:
            yield from self._shown(below, seconds, x, y)

    @property
    def times(self):
        """(begins, lasts) of every frame but the last, in seconds."""
        frames = [each for each in self.root.iter() if each.get("class") == "f"]
        return [(time_of(each, "delay"), time_of(each, "duration")) for each in frames]


def is_there(part, seconds):
    """A part of class f is there while its animation runs, one of class o once it is over."""
    if part.get("class") == "f":
        return 0 <= seconds - time_of(part, "delay") < time_of(part, "duration")
    return part.get("class") != "o" or seconds >= time_of(part, "duration")


def time_of(part, name):
    (seconds,) = re.findall(rf"animation-{name}:([\d.]+)s", part.get("style"))
    return float(seconds)
