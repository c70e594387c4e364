"""
Inferred: what a function takes and gives, found by calling it on Trials.

First the form of calling it that gives most of what is right (form_of), then what it takes beyond the input and the
kernel, then what its numbers are nearest to, and which kernels it serves.
"""

from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np

from course.diagnosis.answer import RETURNED_NOTHING
from course.diagnosis.byte_results import AS_THEY_ARE, held_to_bytes
from course.diagnosis.call_forms import CallForm, changed_arguments, is_same_answer, try_call
from course.diagnosis.calling_text import untried_in_words
from course.diagnosis.further_arguments import combinations
from course.diagnosis.intentions import is_called_transposed, note_on_flip, says_that_it_dilates
from course.diagnosis.layouts import DEPTHWISE, LAYOUTS
from course.diagnosis.meant_numbers import find_alignment, find_kernels, find_numbers
from course.diagnosis.nearest import borders_of, flip_of, is_causal, is_near_in_size, size_of
from course.diagnosis.parameters import orders_of_arrays, others_than, parameters_of, speaks_of, with_dilation
from course.diagnosis.taken_options import find_modes, find_options, untried_parameters
from course.diagnosis.trial_inputs import trial_of
from course.errors import Unusable
from course.mistakes.bank.layers import CHANNELS_PADDED

NOTHING, NUMBERS_OF_SOME_SIZE, RIGHT_SIZE, RIGHT_INSIDE, ALL_RIGHT = range(5)  # how good a form of calling is

MOST_OF_A_STEP, FEW_RIGHT = 0.9, 0.1  # of the step from RIGHT_SIZE to RIGHT_INSIDE
HOW_TO_CALL = "say how to call it with an image x and a kernel h, call=lambda f, x, h, options: f(x, h)"
BASES = ("main", "square")  # Trials with which a form is looked for


@dataclass
class Inferred:
    """What is known of a function: see Calling for kind, call, modes, takes, flip, border, kernels, results, causal.

    divides      the name of the mistake that it is to divide by the sum of the kernel's weights, which may be meant; ""
    form         the CallForm; None where the caller told how to call it
    undecided    what could not be decided, in words
    remarks      what else is to be known, in words
    quality      how good the form is, from NOTHING to ALL_RIGHT
    base         the name of the Trial that it was found with
    parameters   the Parameters behind the input and the kernel
    """

    kind: str
    call: object
    form: CallForm | None
    quality: float
    base: str
    parameters: tuple = ()
    modes: tuple = ()
    takes: tuple = ()
    flip: bool = True
    border: str = "zeros"
    kernels: object = "any"
    results: str = AS_THEY_ARE
    causal: bool = False
    divides: str = ""
    undecided: list = field(default_factory=list)
    remarks: list = field(default_factory=list)

    @property
    def trial(self):
        """The Trial that the form was found with."""
        return trial_of(self.kind, self.base)

    def other_trial(self, name):
        """Another Trial of this kind, a square one where the form was found with one."""
        return trial_of(self.kind, name if self.base == "main" else f"square {name}")

    @property
    def is_certain(self):
        """Whether all numbers of the trial are right for what is taken, and nothing was left undecided."""
        return self.quality == ALL_RIGHT and not self.undecided


def inferred(f, kind=None, *, flip=None, border=None, call=None):
    """The Inferred of a function; Unusable where no way of calling it gives numbers of a convolution's size.

    And where its name says that it is a transposed convolution, which is larger than its input.
    """
    if not call and not kind and is_called_transposed(f):
        raise Unusable(
            f"{getattr(f, '__name__', 'f')} is called a transposed convolution, and these are not judged here: one of stride s "
            "gives the full convolution of its input with s - 1 zeros between the numbers"
        )
    seen = _told_form(f, kind, call) if call else _best_form(f, kind)
    if not call:
        find_options(f, seen, border)
    find_modes(f, seen)
    find_kernels(f, seen)
    find_numbers(f, seen, flip, border)
    find_alignment(f, seen)
    _find_remarks(f, seen, flip)
    return seen


def _find_remarks(f, seen, told_flip):
    """What is to be known of a function besides how it is called: of its name, and of what it does to its arguments."""
    note = note_on_flip(f, seen.flip) if seen.kind in ("1-D", "2-D") and told_flip is None else ""
    if note:
        seen.remarks.append(note)
    if seen.form is None:
        return
    untried = untried_in_words(untried_parameters(f, seen))
    if untried:
        seen.remarks.append(untried)
    for name in changed_arguments(seen.form, f, seen.trial):
        seen.remarks.append(f"it changes the {name} that it is given, so here it gets copies")
    if seen.form.as_lists:
        of_lists, of_arrays = [
            try_call(replace(seen.form, as_lists=as_lists), f, seen.trial, {}) for as_lists in (True, False)
        ]
        if of_arrays.answer is not None and not is_same_answer(of_lists, of_arrays):
            seen.remarks.append("given arrays it returns other numbers, without an error")


# ---- the form


def _told_form(f, kind, call):
    """The Inferred of a function that is called as its user says, of the first kind whose numbers are best."""
    kinds = (kind,) if kind else ("2-D", "1-D", "batch", "channels")
    best, error = None, ""
    for base, name in product(BASES, kinds):
        trial = trial_of(name, base)
        tried = try_call(call, f, trial, {"mode": "same", "flip": True})
        error = error or tried.error
        best = _better(best, Inferred(name, call, None, quality_of(trial, tried), base))
        if best.quality >= RIGHT_SIZE and name == kinds[-1]:
            break
    if best.quality == NOTHING:
        raise Unusable(f"call= gives no numbers of a convolution's size for {' or '.join(kinds)}: {error}")
    return best


def _best_form(f, kind):
    """The Inferred of a function in the form of calling it that gives the best numbers, the plainest of these."""
    parameters = parameters_of(f)
    orders = orders_of_arrays(parameters) if parameters else [(0, 1)]
    best, errors = None, []
    for order in orders:
        others = tuple(others_than(parameters, order)) if parameters else ()
        if others and says_that_it_dilates(f):
            others = with_dilation(others)
        form, reasons = _best_in_order(f, kind, parameters, order, others)
        errors += reasons
        # Exchanged arrays may give numbers of some size: only right ones tell that they are taken for what they are.
        if form and (best is None or form.quality >= RIGHT_SIZE + FEW_RIGHT):
            best = _better(best, form)
        if best and best.quality >= RIGHT_SIZE:
            break
    if best is None or best.quality == NOTHING:
        raise Unusable(_no_way(f, kind, errors))
    return best


def _best_in_order(f, kind, parameters, order, others):
    """The best Inferred with the input and the kernel at these places of the Parameters, or None, and all errors."""
    best, errors = None, []
    input_name = parameters[order[0]].name if parameters else ""
    for base in BASES:
        for form in _forms(kind, parameters, order, others):
            trial = trial_of(form.layout.kind, base)
            tried = try_call(form, f, trial, {})
            errors.append((form.layout.kind, tried))
            quality = quality_of(trial, tried)
            is_doubtful = form.layout.called and not speaks_of(form.layout.called, f, input_name)
            is_doubtful = is_doubtful and not _is_depthwise_but_for_padding(trial, tried, quality)
            if is_doubtful and quality < RIGHT_SIZE + FEW_RIGHT:
                continue  # images side by side, or channels, broadcast to nonsense of the right size
            if is_doubtful and form.layout.kind == "depthwise" and best and best.quality >= RIGHT_SIZE:
                continue  # a layer that is wrong of several channels alone is partly right there
            found = Inferred(trial.kind, form, form, quality, base, others)
            says_depthwise = form.layout.called == DEPTHWISE and not is_doubtful
            if says_depthwise and quality >= RIGHT_SIZE and best and best.quality < RIGHT_SIZE + FEW_RIGHT:
                # Of layouts in which hardly a number is right, not the one with a few right ones by chance.
                best = found
            best = _better(best, found)
            if best.quality == ALL_RIGHT:
                return _of_lists_if_they_differ(f, best, tried), errors
        if best and best.quality >= RIGHT_SIZE:
            break
    return best, errors


def _is_depthwise_but_for_padding(trial, tried, quality):
    """Whether an answer of hardly a right number is that of a depthwise layer which pads the axis of the channels, too."""
    if trial.kind != "depthwise" or not RIGHT_SIZE <= quality < RIGHT_SIZE + FEW_RIGHT:
        return False
    size = size_of(trial, tried.answer)
    padded = [trial.right_with((CHANNELS_PADDED,), mode=size, flip=flip) for flip in (True, False)]
    return any(np.array_equal(tried.answer, numbers) for numbers in padded)


def _of_lists_if_they_differ(f, best, tried):
    """The Inferred with lists for arrays where these are right as well, but give other numbers.

    Example: [0] + x + [0] puts zeros around a list, and adds nothing to an array.
    """
    form = replace(best.form, as_lists=True)
    other = try_call(form, f, best.trial, {})
    if is_same_answer(tried, other) or quality_of(best.trial, other) < ALL_RIGHT:
        return best
    return replace(best, call=form, form=form)


def _better(best, other):
    """The better of two Inferred; the first if they are equally good, or there is no other."""
    return other if best is None or other.quality > best.quality else best


def _forms(kind, parameters, order, others):
    """The CallForms that are tried, the plainest first, with every combination of arguments that have to be given.

    order: the places of the input and the kernel among the Parameters; others: those beside them.
    """
    kinds = {
        "layer": ("batch", "channels", "lines"),
        None: ("1-D", "2-D", "channels", "batch", "lines", "depthwise"),
    }.get(kind, (kind,))
    names = tuple(parameters[place].name for place in order) if {*order} != {0, 1} else ()
    for layout in LAYOUTS:
        if layout.kind in kinds:
            for as_lists in (False, True):
                for further in combinations(others):
                    yield CallForm(layout, as_lists, order == (1, 0), names, further)


# Parts of errors that say no more than that a function was given other axes, or lists for arrays, than it takes.
OF_OTHER_AXES = (
    "values to unpack",
    "no attribute",
    "too many indices",
    "tuple index out of range",
    "not subscriptable",
    "could not be broadcast",
    "can't multiply sequence",
)
MOST_ERRORS_TOLD = 2


def _no_way(f, kind, errors):
    """Why a function cannot be called: what it returned in place of numbers, or the errors that tell most.

    errors: (kind of the input, TriedCall) of each call that was tried.
    """
    name = getattr(f, "__name__", "f")
    kinds = {}  # {error: the kinds of input for which it was raised}
    for each, tried in errors:
        if tried.error:
            kinds.setdefault(tried.error, set()).add(each)
    returned = [error for error in kinds if error.startswith("it returned")][:1]
    is_one_error = len(kinds) == 1 and all(tried.is_its_own for _, tried in errors)
    if is_one_error or RETURNED_NOTHING in returned:
        return f"{name} gives no numbers, however it is called: {[*returned, *kinds][0]}"
    telling = [error for error in kinds if not any(part in error for part in OF_OTHER_AXES)] or [*kinds]
    told = returned or [
        f"{min(kinds[error])}: {error}" if len(kinds[error]) == 1 else error
        for error in telling[:MOST_ERRORS_TOLD]
    ]
    asked = f" as {kind}" if kind else ""
    because = f" ({'; '.join(told)})" if told else ""
    return (
        f"no way of calling {name}{asked} that was tried gives numbers of a convolution's size{because}: "
        f"{HOW_TO_CALL}"
    )


def quality_of(trial, tried):
    """How good a TriedCall answer to a Trial is, from NOTHING to ALL_RIGHT; between two of them by its right numbers."""
    answer = tried.answer
    if answer is None or not is_near_in_size(trial, answer):
        return NOTHING
    size = size_of(trial, answer)
    if size is None:
        return NUMBERS_OF_SOME_SIZE
    finish = held_to_bytes if tried.is_bytes else np.asarray
    flip = flip_of(trial, answer, finish)
    if not flip.inside:
        return RIGHT_SIZE + MOST_OF_A_STEP * flip.part
    whole = finish(trial.right(mode=size, flip=flip.value))
    is_right = np.array_equal(answer, whole)
    if not is_right and size == "same":
        has_border = borders_of([trial], [answer], flip.value, finish) != ["zeros"]
        is_right = has_border or is_causal(trial, answer, flip.value)
    return ALL_RIGHT if is_right else RIGHT_INSIDE
