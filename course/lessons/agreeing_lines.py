"""
Which lines of a lesson's output agree with the expected ones, and which differ.

Lines are compared token by token, whatever the white space between them; the rules stand in compare_output.py, which
prints them with -h. For example, "sum 0.3 of [1, 2]" agrees with "sum 0.30000000000000004 of [1,2]".
"""

import difflib
import math
import re
from itertools import zip_longest

TOLERANCE = 1e-6
MARK = "[this machine]"
LEFT_OUT = "Left out:"
TOKEN = re.compile(
    r"""
    (?P<float> [-+]?(?: \b(?: nan | inf )\b | \d+[eE][-+]?\d+
                      | (?: \d+\.\d*(?!\.?\d) | \.\d+ )(?: [eE][-+]?\d+ )? ) )
  | (?P<word>  (?<!\w)(?: [^\W\d] | \d+_ )\w*+(?!\.\d) | [^\W\d]+ )  # conv2d, 0_1D; the x of 5x5 and x2.5
  | (?P<exact> [-+]?\d+(?: /\d+(?!\.?\d) | (?: \.\d+ ){2,} )? )  # 3 and 7/9; 2.21.0 is a version
  | (?P<sign>  \S )
    """,
    re.VERBOSE,
)


def tokens(line):
    """The line as (kind, text) pairs, by TOKEN's groups; of a line of this machine only the words.

    Example: tokens("mean 7.2 of 5") is [("word", "mean"), ("float", "7.2"), ("word", "of"), ("exact", "5")].
    """
    found = [(match.lastgroup, match.group()) for match in TOKEN.finditer(line)]
    if not line.rstrip().endswith(MARK):
        return found
    words = [(kind, text) for kind, text in found if kind == "word"]
    return [("mark", MARK), *words]


def lines_agree(expected, got):
    """Whether two lines agree."""
    if expected.rstrip().endswith(MARK) and got.startswith(LEFT_OUT):
        return True
    expected_tokens = tokens(expected)
    got_tokens = tokens(got)
    return len(expected_tokens) == len(got_tokens) and all(map(_tokens_agree, expected_tokens, got_tokens))


def _tokens_agree(expected, got):
    if expected == got:
        return True
    return expected[0] == got[0] == "float" and _floats_agree(expected[1], got[1])


def _floats_agree(expected, got):
    """Whether two floats, given as differing texts, agree by value."""
    if expected.endswith(".") and got.endswith("."):
        return float(expected) == float(got) == 0  # 0. and -0. of an array; 3. and 4. may each end a sentence
    expected = float(expected)
    got = float(got)
    if math.isfinite(expected) and math.isfinite(got):
        return abs(expected - got) <= TOLERANCE * max(1, abs(expected))
    return expected == got or (math.isnan(expected) and math.isnan(got))


def differing_lines(expected, got):
    r"""Pairs of lines that differ, each side (number, line) or None; blank lines at the end do not count.

    Example: differing_lines("a 1\nb 2", "a 1\nb 3\nc") is [((2, "b 2"), (2, "b 3")), (None, (3, "c"))].
    """
    old = expected.rstrip().split("\n")
    new = got.rstrip().split("\n")
    if len(old) == len(new) and all(map(lines_agree, old, new)):
        return []
    matcher = difflib.SequenceMatcher(None, [*map(_rounded, old)], [*map(_rounded, new)], autojunk=False)
    old = list(enumerate(old, start=1))
    new = list(enumerate(new, start=1))
    differing = []
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        for one, other in zip_longest(old[old_start:old_end], new[new_start:new_end]):
            if one is None or other is None or not lines_agree(one[1], other[1]):
                differing.append((one, other))
    return differing


def _rounded(line):
    """What lines are aligned by: floats are rounded, so that lines that nearly agree find each other."""
    rounded = []
    for kind, text in tokens(line):
        if kind == "float":
            text = f"{round(float(text), 3) + 0.0:.4g}"  # + 0.0 makes 0.0 of -0.0
        rounded.append(text)
    return tuple(rounded)
