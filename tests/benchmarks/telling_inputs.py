"""
Draws inputs on which the likely mistakes all give other numbers, and prints them as course/play/presets.py
has them: python tests/benchmarks/telling_inputs.py [SEED].

For each kind of request numbers are drawn until no two likely mistakes (tests/support/likely_mistakes.py)
give the same, and every one shows itself that does on any of the numbers drawn in these sizes. It takes about
a minute.
"""

import random
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from support.likely_mistakes import alike_pairs, likely_outputs  # noqa: E402

from course.own_numbers.request import request_of  # noqa: E402
from course.own_numbers.typed_text import as_typed  # noqa: E402

SEED = 17
DRAWN = 30  # of each kind, to see which mistakes can show themselves
TRIES = 150
# How many numbers and weights, and the options. Sizes at which two likely mistakes are one function are left out: with
# "same" and 2 or 4 weights, say, two ways to place the window put the odd zero on the wrong side.
SIGNALS = (
    *((n, k, {"mode": "full"}) for n, k in ((4, 3), (5, 3), (6, 4), (5, 4), (6, 3))),
    *((n, k, {"mode": "same"}) for n, k in ((5, 3), (6, 3), (7, 3), (6, 5), (7, 6))),
    *((n, k, {"mode": "valid"}) for n, k in ((6, 3), (7, 4), (5, 3), (8, 3))),
    *((n, k, {"mode": "SAME"}) for n, k in ((6, 3), (5, 4), (6, 4))),
    *((n, 3, {"mode": "valid", "stride": s}) for n, s in ((7, 2), (9, 3))),
    *((n, k, {"mode": "SAME", "stride": 2}) for n, k in ((7, 5), (9, 5))),
    *((6, 3, {"mode": "same", "border": border}) for border in ("edge", "wrap", "reflect")),
    (10, 3, {"mode": "valid", "dilation": 3}),
)
# Images for a hand and a pen: at most 9 outputs, each with at most 6 products of the image's own numbers. On so few "full"
# cannot tell the likely mistakes apart.
IMAGES = (
    *((n, k, {"mode": "valid"}) for n, k in (((4, 3), (3, 2)), ((3, 4), (2, 3)), ((3, 5), (2, 3)))),
    *((n, k, {"mode": "valid"}) for n, k in (((5, 3), (3, 2)), ((4, 5), (2, 3)), ((5, 4), (2, 3)))),
    *((n, k, {"mode": "valid"}) for n, k in (((4, 5), (3, 2)), ((5, 4), (3, 2)))),
    ((2, 3), (2, 4), {"mode": "same"}),
    *((n, (3, 3), {"mode": "same"}) for n in ((3, 2), (2, 4), (4, 2))),
    *((n, k, {"mode": "SAME"}) for n, k in (((2, 3), (2, 3)), ((3, 2), (3, 2)), ((2, 4), (2, 3)))),
    *((n, k, {"mode": "SAME"}) for n, k in (((4, 2), (3, 2)), ((3, 2), (2, 3)))),
    *((n, k, {"mode": "valid", "stride": 2}) for n, k in (((5, 6), (3, 2)), ((7, 5), (2, 3)))),
    ((4, 6), (2, 3), {"mode": "SAME", "stride": (2, 3)}),
    ((4, 5), (2, 3), {"mode": "SAME", "stride": 2}),
    *(((2, 3), k, {"mode": "SAME", "border": "edge"}) for k in ((2, 3), (3, 2))),
    ((2, 4), (2, 3), {"mode": "SAME", "border": "symmetric"}),
    ((6, 5), (3, 2), {"mode": "valid", "dilation": (2, 3)}),
)


def drawn(chance, n, k, options):
    """A Request of these sizes: numbers from 0 to 9, and weights of which at least one is negative."""
    sizes = [(size,) if isinstance(size, int) else size for size in (n, k)]
    while True:
        x = filled(sizes[0], lambda: chance.randint(0, 9))
        h = filled(sizes[1], lambda: chance.choice([-3, -2, -1, 1, 2, 3, 4]))
        if "-" in as_typed(h):
            return request_of(x, h, **options)


def filled(sizes, draw):
    """Nested lists of these sizes with a drawn number in each place."""
    return [filled(sizes[1:], draw) for _ in range(sizes[0])] if sizes else draw()


def telling(chance, kind):
    """A Request of a kind on which the likely mistakes all give other numbers, and the pairs that do not."""
    can_show = {mistake for _ in range(DRAWN) for mistake in likely_outputs(drawn(chance, *kind))}
    best, fewest = None, None
    for _ in range(TRIES):
        request = drawn(chance, *kind)
        outputs = likely_outputs(request)
        left = alike_pairs(outputs) + [(mistake.name, "right") for mistake in can_show - set(outputs)]
        if fewest is None or len(left) < len(fewest):
            best, fewest = request, left
        if not left:
            break
    return best, fewest


def as_line(request, options):
    """A Request as a line of TELLING_INPUTS."""
    texts = {
        name: ",".join(map(str, value)) if isinstance(value, tuple) else value
        for name, value in options.items()
    }
    return f"{as_typed(request.x)} | {as_typed(request.h)} | " + " ".join(
        f"{n}={t}" for n, t in texts.items()
    )


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else SEED
    for number, kind in enumerate((*SIGNALS, *IMAGES)):
        request, left = telling(random.Random(f"{seed} {number}"), kind)
        print(as_line(request, kind[2]))
        if left:
            print(f"not told apart in {kind}: {left}", file=sys.stderr)


if __name__ == "__main__":
    main()
