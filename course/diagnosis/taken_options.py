"""
What a function takes behind the input and the kernel: a padding, a stride, a dilation, a bias, a border, a mode.

seen is an Inferred (inference.py), of which the form, the call, the kind and what it takes are changed.
"""

import numpy as np

from course.diagnosis.call_forms import is_same_answer, try_call
from course.diagnosis.further_arguments import (
    BIAS_AXES,
    bias_of_shape,
    constant,
    mode_by_word,
    number_or_pair,
    settings,
)
from course.diagnosis.intentions import says_that_it_dilates
from course.diagnosis.nearest import flip_of, is_near_in_size, size_of
from course.diagnosis.parameters import (
    BORDER_WORDS,
    MAY_BE_DILATIONS,
    SIZE_WORDS,
    Role,
    is_another_one,
    letters_of,
)
from course.diagnosis.trial_inputs import KINDS_OF_LINES, numpy_border


def find_options(f, seen, border):
    """Find out which further options a function takes, the padding first, as it changes the size at every stride."""
    by_role = sorted(seen.parameters, key=lambda parameter: parameter.role != Role.PADDING)
    for parameter in by_role:
        is_found = False
        if parameter.role == Role.SETTINGS:
            _find_settings(f, seen, parameter)
        elif parameter.role == Role.BIAS:
            is_found = _find_bias(f, seen, parameter)
        elif parameter.role == Role.GROUPS:
            _find_groups(f, seen, parameter)
        elif parameter.role == Role.BORDER and border:
            _find_border_word(f, seen, parameter, border)
        elif parameter.role in _NOTHING_OF:
            is_found = _find_number(f, seen, parameter, parameter.role)
        elif _may_be_dilation(f, seen, parameter):
            told = (
                parameter._replace(role=Role.DILATION, is_told=True) if says_that_it_dilates(f) else parameter
            )
            is_found = _find_number(f, seen, told, Role.DILATION)
        if not is_found and parameter.is_required and not parameter.is_sure:
            for option in (Role.STRIDE, Role.PADDING):
                is_found = is_found or _find_number(f, seen, parameter, option)
            if not is_found and parameter.role != Role.BIAS:
                _find_bias(f, seen, parameter)


CHANGE_NO_NUMBERS = (
    "verbose",
    "debug",
    "print",
    "show",
    "plot",
    "name",
    "title",
    "log",
    "out",
    "return",
)  # beginnings
_NOTHING_OF = {Role.STRIDE: 1, Role.PADDING: 0, Role.DILATION: 1}  # option: what it is where it is not asked


def _find_number(f, seen, parameter, option):
    """Whether a Parameter is a stride, a dilation or a padding (option): two values have to give two right sizes.

    Where its name and its default say that it is one it is taken all the same: its sizes may be its mistake.
    """
    if isinstance(parameter.default, str):
        return False
    nothing = _NOTHING_OF[option]
    pairs = (True, False) if isinstance(parameter.default, tuple) else (False, True)
    forms = [seen.form.giving(parameter, number_or_pair(option, nothing, pair)) for pair in pairs]
    values = (nothing, nothing + 1)
    for form in forms:
        if _has_right_sizes(f, seen.trial, form, option, values):
            _take(seen, form, option)
            if seen.kind not in KINDS_OF_LINES and _takes_pairs(f, seen.trial, form, option, parameter):
                seen.takes += (f"{option}s",)
            return True
    if (
        not _is_told_by_name(parameter, option)
        or try_call(forms[0], f, seen.trial, {option: values[1]}).refused
    ):
        return False
    without = try_call(forms[0], f, seen.trial, {}).answer
    if not parameter.is_required and (without is None or not is_near_in_size(seen.trial, without)):
        # a padding of 0 may be its mistake: where none is asked, its default is given
        forms[0] = seen.form.giving(parameter, number_or_pair(option, parameter.default, pairs[0]))
    _take(seen, forms[0], option)
    return True


def _may_be_dilation(f, seen, parameter):
    """Whether a Parameter whose name does not say so may be a dilation: by its name or the function's text, and by trying it."""
    is_told = says_that_it_dilates(f) and Role.DILATION not in [each.role for each in seen.parameters]
    by_text = is_told and is_another_one(parameter)
    is_likely = by_text or letters_of(parameter.name) in MAY_BE_DILATIONS
    return is_likely and _grows_as_dilation(f, seen, parameter)


def _grows_as_dilation(f, seen, parameter):
    """Whether another value of a Parameter changes the size of what a function gives, or has a dilation's numbers.

    In mode "same" the sizes tell nothing.
    """
    form = seen.form.giving(parameter, number_or_pair(Role.DILATION, 1, False))
    one, two = (try_call(form, f, seen.trial, {Role.DILATION: value}).answer for value in (1, 2))
    if one is None or two is None or one.shape != two.shape:
        return one is not None and two is not None
    rights = [seen.trial.right(mode="same", dilation=2, flip=flip) for flip in (True, False)]
    return any(np.array_equal(two, right) for right in rights)


def _takes_pairs(f, trial, form, option, parameter):
    """Whether a function takes one number of an option for the rows and one for the columns.

    It does where its default is a pair. Otherwise two that differ have to give a right size, or the one that they give
    when they are exchanged, which may be its mistake.
    """
    nothing = _NOTHING_OF[option]
    pair = (nothing, nothing + 1)
    tried = try_call(form, f, trial, {option: pair})
    if isinstance(parameter.default, tuple):
        return not tried.refused
    if tried.answer is None:
        return False
    modes = [None] if option == Role.PADDING else ["full", "same", "valid"]
    sizes = [trial.right(mode=mode, **{option: each}).shape for mode in modes for each in (pair, pair[::-1])]
    return tried.answer.shape in sizes


def _is_told_by_name(parameter, option):
    """Whether a Parameter's name, of more letters than a sign has, and its default, if it has one, say what it is."""
    is_number = isinstance(parameter.default, (int, tuple)) and not isinstance(parameter.default, bool)
    return parameter.role == option and (is_number or parameter.is_required) and parameter.is_sure


def _take(seen, form, *options):
    seen.form = seen.call = form
    seen.takes += tuple(map(str, options))


def _has_right_sizes(f, trial, form, option, values):
    """Whether a function gives results of the right size for these values of an option, all in one mode."""
    modes = [None] if option == Role.PADDING else ["full", "same", "valid"]
    fitting = set(modes)
    for value in values:
        tried = try_call(form, f, trial, {option: value})
        if tried.answer is None:
            return False
        shapes = {mode: trial.right(mode=mode, **{option: value}).shape for mode in modes}
        fitting = {mode for mode in fitting if shapes[mode] == tried.answer.shape}
    return bool(fitting)


def _find_settings(f, seen, parameter):
    """A dict with the stride and the padding: those of them that the function looks at."""
    form = seen.form.giving(parameter, settings)
    plain = try_call(form, f, seen.trial, {})
    taken = []
    for option in (Role.STRIDE, Role.PADDING):
        tried = try_call(form, f, seen.trial, {option: _NOTHING_OF[option] + 1})
        if plain.answer is not None and not is_same_answer(plain, tried):
            taken.append(option)
    if taken:
        _take(seen, form, *taken)


def _find_bias(f, seen, parameter):
    """Whether a Parameter is a bias: in the first shape in which it is added to the outputs, or else changes them.

    A layer's is one even if it changes nothing: that may be its mistake.
    """
    trial = seen.trial
    outputs = trial.outputs
    bias = [3.0 + 2 * i for i in range(outputs)]
    changing = None
    for axes in BIAS_AXES:
        form = seen.form.giving(parameter, bias_of_shape(axes))
        without, tried = (try_call(form, f, trial, {"bias": given}) for given in ([0.0] * outputs, bias))
        if without.answer is None or tried.answer is None or without.answer.shape != tried.answer.shape:
            continue
        axes_of_y = trial.right(mode="valid").ndim
        if without.answer.ndim != axes_of_y or (outputs > 1 and without.answer.shape[-1] != outputs):
            continue  # this shape of a bias has made other axes of the result
        if np.array_equal(tried.answer, without.answer + (bias if outputs > 1 else bias[0])):
            changing = form
            break
        has_filters = seen.kind not in ("1-D", "2-D") and parameter.role == Role.BIAS
        is_trusted = has_filters or _adds_to_all_alike(without.answer, tried.answer)
        is_trusted = is_trusted or (parameter.is_sure and not is_same_answer(without, tried))
        if changing is None and is_trusted:
            changing = form
    if changing is None:
        return False
    _take(seen, changing, "bias")
    if seen.kind == "batch":
        seen.kind = "layer"
    return True


def _adds_to_all_alike(without, tried):
    """Whether all numbers of an output grow alike, as where a bias is added several times."""
    more = (tried - without).reshape(-1, tried.shape[-1] if tried.ndim > 2 else 1)
    return bool(np.all(more == more[:1]) and np.all(more))


def _find_groups(f, seen, parameter):
    """Groups of channels: taken where two of them, of one channel each, give numbers of the right shape."""
    trial = seen.trial
    if trial.h.ndim != 4:
        return
    x, h = trial.x[..., :2], trial.h[:, :, :1]
    form = seen.form.giving(parameter, number_or_pair("groups", 1, False))
    of_two = trial._replace(x=x, h=h)
    plain = try_call(seen.form, f, trial, {}).answer
    tried = try_call(form, f, of_two, {"groups": 2}).answer
    if plain is not None and tried is not None and plain.shape == tried.shape:
        _take(seen, form, Role.GROUPS)


def _find_border_word(f, seen, parameter, border):
    """The word by which a function knows the border that is asked for; without one its default stays."""
    for word in BORDER_WORDS:
        form = seen.form.giving(parameter, constant(word))
        tried = try_call(form, f, seen.trial, {"mode": "same"})
        if tried.answer is None or size_of(seen.trial, tried.answer) != "same":
            continue
        flip = flip_of(seen.trial, tried.answer)
        whole = seen.trial.right(mode="same", flip=flip.value, border=numpy_border(border))
        if np.array_equal(tried.answer, whole):
            seen.form = seen.call = form
            return


def untried_parameters(f, seen):
    """The Parameters that are left at their default though another value may change the numbers; found by trying one."""
    given = {parameter.name for parameter, _ in seen.form.further}
    left = [parameter for parameter in seen.parameters if parameter.name not in given]
    return [parameter for parameter in left if _may_change_numbers(f, seen, parameter)]


def _may_change_numbers(f, seen, parameter):
    """Whether a Parameter may change the numbers of a function; see may_change_numbers()."""

    def changes(other):
        form, options = seen.form.giving(parameter, constant(other)), {"mode": seen.modes[0]}
        plain = try_call(seen.form, f, seen.trial, options)
        return not is_same_answer(plain, try_call(form, f, seen.trial, options))

    return may_change_numbers(parameter, changes)


def may_change_numbers(parameter, changes):
    """Whether a Parameter may change the numbers: by its name, or where changes(another value) says so.

    Of a default that is no number only a name of a known Role says so: of other words no other value is known.
    Example: whatever changes() says, verbose=False does not, and mode="same" does.
    """
    if letters_of(parameter.name).startswith(CHANGE_NO_NUMBERS):
        return False
    if not isinstance(parameter.default, (bool, int, float)):
        return bool(parameter.role)
    return changes(not parameter.default if isinstance(parameter.default, bool) else parameter.default + 1)


# ---- the sizes


def find_modes(f, seen):
    """Find the sizes that a function can be asked for, or the one that it has."""
    words = {}
    if seen.form is None:
        words = _sizes_by_words(lambda word: try_call(seen.call, f, seen.trial, {"mode": word}), seen.trial)
    for parameter in seen.parameters:
        if Role.PADDING not in seen.takes and not words and parameter.role in (Role.MODE, Role.PADDING, ""):
            words = _words_of_parameter(f, seen, parameter)
            if words:
                seen.form = seen.call = seen.form.giving(parameter, mode_by_word(words))
    if words:
        seen.modes = tuple(mode for mode in SIZE_WORDS if mode in words)
    else:
        seen.modes = (_only_size(f, seen),)


def _words_of_parameter(f, seen, parameter):
    """The {mode: word} that a Parameter takes; none where it takes no mode."""
    if not parameter.role and not parameter.is_required:
        return {}
    if not (parameter.is_required or parameter.default is None or isinstance(parameter.default, (str, int))):
        return {}

    def ask(word):
        return try_call(seen.form.giving(parameter, constant(word)), f, seen.trial, {})

    words = _sizes_by_words(ask, seen.trial)
    default = parameter.default.lower() if isinstance(parameter.default, str) else ""
    return words or (_sizes_by_default(ask, default) if default in SIZE_WORDS else {})


def _sizes_by_words(ask, trial):
    """{mode: word} of those words for which ask(word) has the size of this mode; none if there are fewer than two."""
    words = {}
    for size in SIZE_WORDS:
        for word in (size, size.upper(), size.capitalize()):
            tried = ask(word)
            if tried.answer is not None and size_of(trial, tried.answer) == size:
                words[size] = word
                break
    return words if len(words) > 1 else {}


def _sizes_by_default(ask, default):
    """{mode: word} where a parameter's default is one of the words, as "full": it is a mode, whatever sizes it gives.

    Words that the function refuses on purpose, or takes for another word, are none of its modes.
    """
    words, answers = {default: default}, [ask(default)]
    for size in SIZE_WORDS:
        tried = ask(size)
        if (
            size != default
            and not tried.refused
            and not any(is_same_answer(tried, known) for known in answers)
        ):
            words[size] = size
            answers.append(tried)
    return words if len(words) > 1 else {}


def _only_size(f, seen):
    """The size of a function that has one; where it is none of them the nearest, and that is said."""
    answer = try_call(seen.call, f, seen.trial, {"mode": "same"}).answer
    size = size_of(seen.trial, answer)
    likely = size or _nearest_size(seen.trial, answer)
    if size == "full":
        larger = seen.other_trial("large")
        other = try_call(seen.call, f, larger, {"mode": "same"}).answer
        if other is not None and size_of(larger, other) is None:
            # Two more than the input, whatever the kernel: a zero too many on each side.
            size, likely = None, "same"
    if size is None:
        shape = " x ".join(map(str, answer.shape))
        seen.undecided.append(
            f"its size ({shape} numbers) is neither full nor same nor valid: taken for '{likely}'"
        )
    return likely


def _nearest_size(trial, answer):
    """The size that an answer to a Trial differs least from; of two "same" first."""

    def difference(size):
        return np.abs(np.subtract(answer.shape, trial.right(mode=size).shape)).sum()

    return min(("same", "valid", "full"), key=difference)
