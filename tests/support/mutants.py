"""Known mistakes put into the definition one by one: each must be noticed. Run: python tests/support/mutants.py

A mutant is a definition that makes one mistake, see course/mistakes/. It is killed when a check of
definition_checks.py gets wrong numbers from it, in every place where the mistake can be made: "1-D", "2-D",
"stride", "dilation", "channels". A refusal is no evidence, and any other exception is a fault of the mutant
and comes through. Prints each mistake with the first check that kills it in each place; the exit code is 1 if
one survives.

TABLE is the bank, the mistakes that people make. OWN holds mistakes in what the definition has besides.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from support.definition_checks import CHECKS  # noqa: E402

from course.convolution.sizes import BORDERS  # noqa: E402
from course.mistakes import changes as change  # noqa: E402
from course.mistakes.bank.all_mistakes import BANK  # noqa: E402
from course.mistakes.faulty_definition import REFUSALS, definition_with  # noqa: E402
from course.mistakes.mistake import BOTH, CHANNELS, DILATION, PLANE, STRIDE, Mistake  # noqa: E402

TABLE, OWN = BANK, {}  # name: Mistake


def own(name, places, changes):
    """Enters a mistake of which there is nothing to say."""
    OWN[name] = Mistake(name, places, changes, "", "")


# ---- mistakes in what the definition adds: flip=False, fill, borders, sides, TensorFlow's odd zero

own("reflect-repeats-the-edge", BOTH, change.borders({"reflect": "symmetric"}))
own("symmetric-skips-the-edge", BOTH, change.borders({"symmetric": "reflect"}))
own("wrap-is-edge", BOTH, change.borders({"wrap": "edge"}))
own("edge-is-wrap", BOTH, change.borders({"edge": "wrap"}))
own("border-ignored", BOTH, change.borders(dict.fromkeys(BORDERS, "constant")))
own(
    "border-only-one-turn",
    BOTH,
    change.piece("source")(lambda source, i, n, border: source(max(-n, min(i, 2 * n - 1)), n, border)),
)
own(
    "flip-ignored",
    BOTH,
    change.around(lambda convolve, x, h, mode, options: convolve(x, h, mode, **{**options, "flip": True})),
)
own(
    "fill-ignored",
    BOTH,
    change.around(lambda convolve, x, h, mode, options: convolve(x, h, mode, **{**options, "fill": 0})),
)


def odd_zero_before(pads, n, k, mode, **given):
    before, after = pads(n, k, mode, **given)
    return (after, before) if mode == "SAME" else (before, after)


def sides_swapped(padding_of, mode, padding, axes):
    return [side if padding is None else side[::-1] for side in padding_of(mode, padding, axes)]


def outputs_reversed(image, filters):
    return image, [[[outputs[::-1] for outputs in weights] for weights in row] for row in filters]


own("tensorflow-odd-zero-before", (*BOTH, *STRIDE), change.piece("pads")(odd_zero_before))
own("padding-sides-swapped", BOTH, change.piece("padding_of_axes")(sides_swapped))
own("padding-axes-swapped", PLANE, change.padding_of_two_axes(None, lambda rows, columns: (columns, rows)))
own("dilation-swapped", DILATION, change.both_axes("dilation", lambda rows, columns: (columns, rows)))
own("outputs-reversed", CHANNELS, change.images_and_filters(outputs_reversed))
own("rounded-to-floats", BOTH, change.piece("total")(lambda total, products: sum(map(float, products))))


# ---- running them


def gives_wrong_numbers(check, world):
    """Whether the check of a definition fails; a refusal is not a wrong number."""
    try:
        check(world)
    except AssertionError:
        return True
    except REFUSALS:
        return False
    return False


def killers(mistake):
    """For each place of the mistake, the names of the checks that kill it."""
    world = definition_with(mistake)
    return {
        place: [check.__name__ for check in CHECKS[place] if gives_wrong_numbers(check, world)]
        for place in mistake.places
    }


def main():
    found = {name: killers(mistake) for name, mistake in {**TABLE, **OWN}.items()}
    for name, places in found.items():
        by = [f"{place}: {names[0] if names else 'SURVIVES'}" for place, names in places.items()]
        print(f"{name:26}", "; ".join(by))
    killed = sum(all(places.values()) for places in found.values())
    print(f"{killed} of {len(found)} killed")
    return 0 if killed == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
