"""
What libraries give that mean another thing by "same", where the numbers of this course's "same" are right.

An even kernel has no middle, so that one zero is odd: NumPy and most of SciPy put it before the input, those named here
after it. With a stride TensorFlow's SAME adds other zeros, as it counts the stride.

Sources: the references of MATLAB's conv, conv2 and imfilter, of torch.nn.functional.conv1d and of tf.nn.convolution; of
SciPy's functions what engine_calls.py knows of them.
"""

from course.convolution.definition import flipped
from course.convolution.formatting import listed_with_and, number
from course.convolution.nested import flat
from course.own_numbers.engine_calls import planned
from course.own_numbers.engines import ENGINES

MOST_TOLD = 12  # that are all told; of more the first ones of the first row
FIRST_NUMBERS = 5
NOT_THE_SAME = '"same" is not the same everywhere:'


def same_elsewhere(request):
    """What stands in place of a Request's right numbers where "same" means another thing, as a list of one line or none.

    None where the numbers are the same there.

    Example: of [1, 2, 4] and [3, 1] it ends with "put the odd zero after the input, which gives 7 14 4."
    """
    if request.mode != "same":
        return []
    if _is_strided(request) and request.adds_zeros:
        other = request.but(mode="SAME")
        if other.output != request.output:
            who = f"SAME in TensorFlow and Keras{_flipped_first(request)}"
            return [
                f"{NOT_THE_SAME} {who} adds the zeros that the stride needs, an odd one after the input, which {_told(other)}."
            ]
    other = request.but(mode=None, padding=_odd_ones_after(request))
    names = _who_puts_it_after(request, other)
    if other.output == request.output or not names:
        return []
    put = "puts" if len(names) == 1 else "put"
    odd = "zero" if request.adds_zeros else "place"
    return [
        f"{NOT_THE_SAME} {listed_with_and(names)} {put} the odd {odd} after the input, which {_told(other)}."
    ]


def _is_strided(request):
    return any(stride > 1 for _, _, stride, _ in request.each)


def _odd_ones_after(request):
    """The padding of a Request in mode "same" with the two sides of each axis exchanged: the odd zero goes after then."""
    sides = [(after, before) for before, after in request.sides]
    return sides[0] if len(sides) == 1 else tuple(sides)


def _who_puts_it_after(request, other):
    """The calls that give the numbers of another Request, which has its odd zero after the input."""
    dilated = any(dilation > 1 for _, _, _, dilation in request.each)
    names = []
    if request.axes <= 2 and not dilated:  # channels and a dilation only deep learning's libraries have
        names = _of_matlab(request)
        names += [f"SciPy's {call}" for call in _calls_that_give(other.output, request)]
    if request.adds_zeros and not _is_strided(request):
        names.append(f"SAME in TensorFlow, Keras and PyTorch{_flipped_first(request)}")
    return names


def _of_matlab(request):
    """MATLAB's call with "same", as a list of one or none: of a kernel that is not longer, as there is no stride either."""
    longer = any(k > n for n, k, _, _ in request.each)
    if longer or _is_strided(request) or not request.adds_zeros:
        return []
    if request.flip or _is_symmetric(request):
        return [f"MATLAB's and Octave's {'conv' if request.axes == 1 else 'conv2'}(x, h, \"same\")"]
    return ["MATLAB's imfilter(x, h)"] if request.axes == 2 else []


def _calls_that_give(output, request):
    """SciPy's calls for a Request that put the odd place after the input, if they give this output."""
    calls = []
    for engine in ENGINES.values():
        if engine.same != "after":
            continue
        try:
            plan = planned(engine, request)
        except ValueError:  # the engine cannot be asked that
            continue
        if plan.expected() == output:
            calls.append(plan.call)
    return calls


def _is_symmetric(request):
    return flipped(request.h) == request.h


def _flipped_first(request):
    """What has to be done to a kernel for a library that does not flip it, where that makes a difference."""
    return " (h flipped first)" if request.flip and not _is_symmetric(request) else ""


def _told(request):
    """The numbers of a Request, or the first of them: "gives 7 14 4", or "begins with 7 14 4 9 1 ..."."""
    output = request.output
    rows = [output] if request.axes == 1 else output if request.axes == 2 else [list(flat(output))]
    texts = [[number(value, request.decimal) for value in row] for row in rows]
    if sum(map(len, texts)) <= MOST_TOLD:
        return f"gives {'; '.join(' '.join(row) for row in texts)}"
    return f"begins with {' '.join(texts[0][:FIRST_NUMBERS])} ..."
