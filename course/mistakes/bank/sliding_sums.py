"""
Mistakes with moving averages whose sum is carried on from window to window; they stand apart from the bank.

From one window to the next a sum gains the number that comes in and loses the one that goes out. Here it gains or loses
another, or begins with too few numbers or too many.
"""

from course.mistakes import changes as change
from course.mistakes.mistake import A_DRAFT, OF_AVERAGES, Mistake

SLIDE_HINT = "From the window x[i:i + n] to the next the sum gains x[i + n] and loses x[i]."
FIRST_SUM_HINT = "The first sum is that of all n numbers, sum(x[:n]), and the next number to come in is x[n]."
LAST_BY_INDEX_HINT = (
    "An index below 0 counts from the end: x[i - n] is there to be lost from i = n on, x[0] first."
)


def carried_on(*, gains=0, loses=0, first=0, again=0, stays=0, later=False, without_last=False):
    """A running sum over the windows of a signal, divided by how many numbers each has.

    gains, loses: how far from the number that comes in, or goes out, the one stands that is added, or taken away, where
    -1 is the signal's last as in Python; first: how many numbers more the first sum has; again: how many of its last
    numbers it has twice; stays: how many of the first numbers are never taken away; later: whether each is so one step
    late; without_last: whether the signal's last number is taken away, too, once a window is full.
    """

    def changed(averages_of_windows, rows, down, across, cells):
        places, windows = _line_of([members for _, members in across])
        x = [0 if place is None else rows[0][place] for place in places]
        start, end = windows[0]
        total = sum(x[start : end + first]) + sum(x[end - again : end])
        waiting, has_last, averages = [], without_last, []
        for new_start, new_end in windows:
            total += sum(x[place + gains] for place in range(end, new_end))
            going = [place for place in range(start, new_start) if place >= stays]
            going, waiting = (waiting, going) if later else (going, [])
            total -= sum(x[place + loses] for place in going)
            start, end = new_start, new_end
            if has_last and end - start == cells:
                total, has_last = total - x[-1], False
            averages.append(total / (end - start))
        return [averages]

    return change.piece("averages_of_windows")(changed)


def _line_of(windows):
    """The places of the line over which windows slide, and where in it each begins and ends, as a slice has it.

    Whole windows slide over what is padded; of others, which are cut at the ends, the line is the signal.

    Example: _line_of([[0, 0, 1], [0, 1, 1]]) is ([0, 0, 1, 1], [(0, 3), (1, 4)]).
    """
    sizes = [len(members) for members in windows]
    if len({*sizes}) == 1:
        line = [*windows[0], *(members[-1] for members in windows[1:])]
        return line, [(i, i + size) for i, size in enumerate(sizes)]
    return list(range(windows[-1][-1] + 1)), [(members[0], members[-1] + 1) for members in windows]


OF_SIGNALS = (*OF_AVERAGES, "1-D")

SLIDING_MISTAKES = (
    Mistake(
        "avg-slides-off-next",
        OF_SIGNALS,
        carried_on(loses=1),
        "a running sum that loses the number after the one that leaves the window.",
        SLIDE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-slides-off-previous",
        OF_SIGNALS,
        carried_on(loses=-1),
        "a running sum that loses the number before the one that leaves, and x[-1] for that before x[0].",
        LAST_BY_INDEX_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-slides-nothing-off",
        OF_SIGNALS,
        carried_on(stays=float("inf")),
        "a running sum that gains each new number and never loses an old one.",
        SLIDE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-slides-first-stays",
        OF_SIGNALS,
        carried_on(stays=1),
        "a running sum that never loses the very first number.",
        "x[0] is lost when x[n] comes in: if i >= n, not if i > n.",
        A_DRAFT,
    ),
    Mistake(
        "avg-slides-off-later",
        OF_SIGNALS,
        carried_on(later=True),
        "a running sum that loses each number one step too late.",
        "A window has n numbers, not n + 1: the oldest is lost in the step in which the new one comes in.",
        A_DRAFT,
    ),
    Mistake(
        "avg-slides-on-previous",
        OF_SIGNALS,
        carried_on(gains=-1),
        "a running sum that gains the number before the one that comes in.",
        SLIDE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-slides-from-one-fewer",
        OF_SIGNALS,
        carried_on(first=-1),
        "a running sum that begins with one number fewer than the window has.",
        FIRST_SUM_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-slides-from-one-more",
        OF_SIGNALS,
        carried_on(first=1),
        "a running sum that begins with one number more than the window has.",
        FIRST_SUM_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-slides-on-again",
        OF_SIGNALS,
        carried_on(again=1),
        "a running sum that has the last number of the first window twice.",
        FIRST_SUM_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-slides-off-last",
        OF_SIGNALS,
        carried_on(without_last=True),
        "a running sum that loses the signal's last number once the first window is full.",
        LAST_BY_INDEX_HINT,
        A_DRAFT,
    ),
)
