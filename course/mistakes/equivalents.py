"""Which mistakes are one function, and which never stand alone."""

from course.mistakes.mistake import BOTH, STRIDE

# Groups of mistakes that give the same numbers for every request: several roads lead to one function.
# - An image whose axes are swapped before the sum and after it has x[j][i] where x[i][j] belongs; with the
#   indices renamed, it is h whose indices are swapped.
# - SAME at stride 1 adds k - 1 zeros; every s-th of its n outputs is what these zeros give at stride s.
# - A loop that ends one step early and a size without its + 1 both leave (n - k)//stride outputs.
TWINS = (
    ("flip-and-transpose", "input-transposed-back"),
    ("stride-subsample", "stride-pad-stride1"),
    ("range-short", "stride-floor-size"),
)

# (mistakes, others, places): whatever the request, each of the mistakes gives there what the definition gives
# or what one of the others gives. No one input can single it out from those; several inputs can.
COVERED = (
    (("full-is-same", "valid-is-same"), ("always-same",), BOTH),
    (("always-same",), ("full-is-same", "valid-is-same"), BOTH),
    (("full-is-valid", "same-is-valid"), ("always-valid",), BOTH),
    (("same-is-full", "valid-is-full"), ("always-full",), BOTH),
    (("kernel-norm-guard",), ("kernel-norm",), BOTH),
    (("out-like-input",), ("uint8-output", "int-output", "sums-like-input"), BOTH),
    (("same-wrong-side",), ("shift-one",), ("1-D",)),
    (("same-half-both",), ("same-half-plus1",), ("1-D",)),
    (("stride-floor2", "stride-skip-touch"), ("range-short", "range-short-rows", "range-short-cols"), STRIDE),
)


def twins(name):
    """The names of the mistakes that are the same function as this one."""
    return tuple(other for group in TWINS if name in group for other in group if other != name)


def covering(name, place):
    """The names of the mistakes that, between them, do all in a place that this one does there."""
    rows = [others for names, others, places in COVERED if name in names and place in places]
    return tuple(name for others in rows for other in others for name in (other, *twins(other)))
