"""Functions of pooling: what they are meant to do, and on what they are tried."""

from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from course.convolution.pooling import POOL_PADDINGS, POOLINGS, pool_images
from course.diagnosis.call_forms import is_same_answer
from course.diagnosis.calling_text import untried_in_words
from course.diagnosis.further_stages import StageRow, judged_without_sliding, stages_without_sliding
from course.diagnosis.parameters import Role, letters_of, parameters_of
from course.diagnosis.pooling_calls import (
    ONE_MAP,
    SETTINGS_NAMES,
    STRIDE_NAMES,
    WINDOW_NAMES,
    WORDS_OF_KINDS,
    PoolLayout,
    kind_in,
    pool_calls,
    try_pooling,
)
from course.diagnosis.pooling_padding import (
    COUNTS_IN_WORDS,
    changes_with_padding,
    padded_cases,
    rows_of_padding,
    zeros_count,
)
from course.diagnosis.probe_text import call_in_words
from course.diagnosis.same_numbers import ROUNDING_OF_FLOAT32
from course.diagnosis.stage_probes import bytes_of, signal_or_image, with_fractions
from course.diagnosis.taken_options import may_change_numbers
from course.errors import Unusable
from course.mistakes.bank.pooling import (
    OVER_CHANNELS,
    OVER_IMAGES,
    POOLING_MISTAKES,
    WINDOWS_ELSEWHERE,
    WITH_PADDING,
)
from course.mistakes.faulty_definition import REFUSALS
from course.mistakes.smallest_input import Probe

NO_POOLINGS = (
    "global",
    "adaptive",
    "unpool",
    "back",
    "grad",
    "thread",
    "spool",
    "conv",
    "cache",
    "roi",
)
TRIALS = (  # (rows, columns) of a map, the window, the stride
    ((4, 6), (2, 2), (2, 2)),
    ((5, 7), (2, 2), (2, 2)),
    ((6, 8), (3, 3), (2, 2)),
    ((7, 6), (3, 3), (2, 2)),
    ((6, 7), (2, 2), (1, 1)),
)
PADDING_IN_WORDS = {
    "valid": "windows that lie inside: 'valid'",
    "ceil": "numbers that are left over make one window more, cut at the end (ceil_mode)",
    "cut": "a window at every multiple of the stride, cut at the end",
    "SAME": "windows as for 'SAME' of TensorFlow, cut at the edges",
}
NO_WORD = "neither"
ARGUMENTS_IN_WORDS = {"settings": "a dict of size and stride", "paddings": "(padding, padding)"}
PADDED_AS_ASKED = ("valid", "ceil")  # where a number of places around the map goes with the windows
HOW_TO_POOL = "say how to call it, call=lambda f, x, h, options: f(x, len(h), options['stride'][0])"
# How good an answer to a trial is: up to 3 where its shape is right and all its numbers are.
RIGHT_SHAPE, SOME_SHAPE, KEPT_AXES = 2, 0.5, 1


class Pooling(NamedTuple):
    """What a function is taken for: kinds that it can be asked for, which padding, and what can be chosen.

    zeros_count: whether the zeros of a padding that is chosen count in averages.
    """

    kinds: tuple
    padding: str
    layout: PoolLayout
    any_window: bool
    any_stride: bool
    in_pairs: bool
    pads: bool = False
    zeros_count: bool = False


def is_pooling(f):
    """Whether the name of a function says that it pools, and its parameters are an input and what pooling takes."""
    name = letters_of(getattr(f, "__name__", ""))
    if "pool" not in name or any(word in name for word in NO_POOLINGS):
        return False
    parameters = parameters_of(f)
    if not parameters or letters_of(parameters[0].name) in (*WINDOW_NAMES, *STRIDE_NAMES, "self"):
        return False
    names = {letters_of(parameter.name) for parameter in parameters[1:]}
    pads = any(parameter.role == Role.PADDING for parameter in parameters[1:])
    return len(parameters) == 1 or pads or bool(names & {*WINDOW_NAMES, *STRIDE_NAMES, *SETTINGS_NAMES})


def judged_pooling(f, mode=None, call=None):
    """The StagedDiagnosis of a function of pooling, of any window and stride.

    mode: "valid" or "SAME", where it is not to be inferred. call(f, x, h, options) calls it otherwise, with a map
    (rows, columns), h of the window's sizes, and options["stride"] and options["kind"]. ValueError for another mode,
    Unusable where it gives no numbers.
    """
    if mode not in (None, "valid", "SAME"):
        raise ValueError(f"mode of a pooling is 'valid' or 'SAME', not {mode!r}")
    name = getattr(f, "__name__", "f")
    told = kind_in(name)
    form = None if call else _with_known_words(f, _form_with_padding(f, _best_form(f, told), told))
    if call is None:
        call = form
    kinds = _kinds(f, call, form, told)
    padding = mode or _padding(f, call, form, kinds[0])
    asked = Pooling(
        kinds,
        padding,
        _layout_of(form),
        form is None or form.takes("size"),
        form is None or form.takes("stride"),
        form is not None and form.in_pairs,
        padding in PADDED_AS_ASKED and form is not None and _takes_padding(f, form, kinds[0]),
    )
    if asked.pads and "average" in kinds:
        asked = asked._replace(zeros_count=_zeros_count(f, call, asked))
    return judged_without_sliding(f, _stages_of_pooling(asked), call, _in_words(f, name, form, asked))


def _in_words(f, name, form, asked):
    """What is taken, in sentences."""
    said = [_called_as(name, form), f"{' and '.join(asked.kinds)} pooling", PADDING_IN_WORDS[asked.padding]]
    if asked.pads and "average" in asked.kinds:
        said.append(COUNTS_IN_WORDS[asked.zeros_count])
    notes = [untried_in_words(_untried(f, form, asked)) if form else ""]
    if not asked.pads and form and form.gives_padding:
        notes.append("no other padding than 0 was tried")
    return " ".join([f"{'; '.join(said)}.", *(f"Note: {note}." for note in notes if note)])


def _called_as(name, form):
    if form is None:
        return "Called as call= says"
    shown = [form.layout.words]
    for argument, what in form.further:
        by_name = f"{argument}=" if argument else ""
        what = ARGUMENTS_IN_WORDS.get(what, what) if isinstance(what, str) else what
        shown.append(f"{by_name}{what if isinstance(what, str) else repr(what)}")
    return f"Called as {name}({', '.join(shown)}){' of lists' if form.as_lists else ''}"


# ---- what it is meant to do


def _best_form(f, told):
    """The PoolCall that gives the best numbers, the plainest of these; Unusable where none gives numbers."""
    best, best_quality, first_error = None, 0, ""
    for form in pool_calls(f):
        qualities = []
        kind = form.kinds[0][0] if form.kinds else told or "max"
        for sizes, window, stride in TRIALS[:2]:
            x = _trial_input(form, sizes)
            tried = try_pooling(form, f, x, window, stride, kind)
            first_error = first_error or tried.error
            qualities.append(_quality(form.layout, tried.answer, x, window, stride))
        if sum(qualities) > best_quality:
            best, best_quality = form, sum(qualities)
        if best_quality == 2 * (RIGHT_SHAPE + 1):
            break
    if best is None:
        name = getattr(f, "__name__", "f")
        because = f" ({first_error})" if first_error else ""
        raise Unusable(f"no way of calling {name} that was tried gives numbers{because}: {HOW_TO_POOL}")
    return best


def _form_with_padding(f, form, told):
    """A PoolCall that gives a padding only where that may be one, and else leaves it at its default."""
    kind = form.kinds[0][0] if form.kinds else told or "max"
    if not form.gives_padding or _takes_padding(f, form, kind):
        return form
    return next((each for each in pool_calls(f) if _is_alike_without_padding(each, form)), form)


def _is_alike_without_padding(other, form):
    """Whether a PoolCall is the same as another one but for a padding that it leaves at its default."""
    alike = ("layout", "as_lists", "in_pairs", "kinds")
    is_alike = all(getattr(other, name) == getattr(form, name) for name in alike)
    return is_alike and len(other.left) > len(form.left)


def _takes_padding(f, form, kind):
    """Whether a PoolCall gives a padding: it changes the numbers, or its name and default say so."""
    if not form.takes("padding"):
        return False
    x, window, stride = _trial_input(form, (4, 6)), (2, 2), (2, 2)
    sure = [each for each in parameters_of(f) if each.role == Role.PADDING and each.is_sure]
    is_told = any(each.is_required or each.default is not None for each in sure)
    return is_told or changes_with_padding(partial(try_pooling, form, f, x, window, stride, kind))


def _zeros_count(f, call, asked):
    """Whether the averages of a function count the zeros of its padding."""
    probe = partial(_padded_probe, asked, "average")
    cases = _padded_cases(asked)
    return zeros_count(f, call, asked.layout, cases, asked.padding, probe)


def _padded_cases(asked):
    return padded_cases(asked.any_window, asked.any_stride, asked.padding)


def _untried(f, form, asked):
    """The Parameters that are left at their defaults though another value may change the numbers."""
    x, window = _trial_input(form, (5, 7)), (2, 2)

    def answers(form):
        paddings = (0, 1) if asked.pads else (0,)
        return [try_pooling(form, f, x, window, window, asked.kinds[0], each) for each in paddings]

    def changes(parameter, other):
        return not all(map(is_same_answer, answers(form), answers(form.giving(parameter.name, other))))

    return [each for each in form.left if may_change_numbers(each, partial(changes, each))]


def _with_known_words(f, form):
    """The same PoolCall with those words for max and average to which it gives the best numbers, if it takes words.

    An answer as to a word that no function knows tells nothing, as zeros that are left as they were made.
    """
    x, window, stride = _trial_input(form, (4, 6)), (2, 2), (2, 2)

    def answer_to(kind, word):
        asked = replace(form, kinds=((kind, word),))
        return try_pooling(asked, f, x, window, stride, kind).answer

    def quality(kind, word):
        answer, unknown = answer_to(kind, word), answer_to(kind, NO_WORD)
        rights = _meanings(form.layout, x, window, stride, (kind,)).values()
        is_known = unknown is None or answer is None or not np.array_equal(answer, unknown, equal_nan=True)
        return max(_part_right(answer, right) for right in rights), is_known

    words = [
        (kind, max((word, *WORDS_OF_KINDS[kind]), key=partial(quality, kind))) for kind, word in form.kinds
    ]
    return replace(form, kinds=tuple(words))


def _trial_input(form, sizes):
    """A map, or two images with three channels, of these rows and columns, in the form's own layout."""
    return _layout_of(form).of_images(signal_or_image((2, 3, *sizes), sum(sizes)))


def _layout_of(form):
    return form.layout if form else ONE_MAP


def _meanings(layout, x, window, stride, kinds=POOLINGS, paddings=POOL_PADDINGS):
    """{(kind, padding): the right numbers for an input, an array}."""
    images = layout.as_images(x)
    meanings = {}
    for padding in paddings:
        for kind in kinds:
            right = np.array(pool_images(images, window, stride, kind=kind, padding=padding), float)
            meanings[kind, padding] = layout.of_images(right)
    return meanings


def _part_right(answer, right):
    """The part of the numbers that are right; -1 where the shape is another one."""
    if answer is None or answer.shape != right.shape:
        return -1.0
    return float(np.isclose(answer, right, rtol=ROUNDING_OF_FLOAT32, atol=ROUNDING_OF_FLOAT32).mean())


def _quality(layout, answer, x, window, stride):
    """How good an answer is: 0 without numbers, RIGHT_SHAPE and more where its shape is that of some pooling."""
    if answer is None or not answer.size:
        return 0
    meanings = [*_meanings(layout, x, window, stride).values()]
    best = max(_part_right(answer, right) for right in meanings)
    if best >= 0:
        return RIGHT_SHAPE + best
    return SOME_SHAPE + KEPT_AXES * _part_kept(layout, answer, [right.shape for right in meanings])


def _part_kept(layout, answer, shapes):
    """How many of the axes of images and channels an answer has as long as they were, from 0 to 1.

    1 as well where it has one of the shapes but for an axis of channels.
    """
    kept = [i for i, axis in enumerate(layout.order) if axis < 2]
    right = shapes[0]
    if kept and len(right) == answer.ndim:
        return sum(answer.shape[i] == right[i] for i in kept) / len(kept)
    without = [[size for size, axis in zip(shape, layout.order) if axis != 1] for shape in shapes]
    return float(list(answer.shape) in without)


def _trials_of(form):
    """The TRIALS that a form of calling can be asked, with the window and the stride that it has."""
    for sizes, window, stride in TRIALS:
        if form is not None and not form.takes("size"):
            window = (2, 2)
        if form is not None and not form.takes("stride"):
            stride = window
        yield sizes, window, stride


def _kinds(f, call, form, told):
    """The kinds that it can be asked for; of a function of one the kind that its name says, or its numbers."""
    if form is not None and form.kinds:
        x, window, stride = _trial_input(form, (4, 6)), (2, 2), (2, 2)
        both = [try_pooling(call, f, x, window, stride, kind).answer for kind, _ in form.kinds]
        own, other = (kind for kind, _ in form.kinds)
        takes_both = both[1] is not None and (both[0] is None or not np.array_equal(*both, equal_nan=True))
        return (own, other) if takes_both else (own,)
    if told:
        return (told,)
    is_nearer = {kind: _parts_right(f, call, form, kind, POOL_PADDINGS) for kind in POOLINGS}
    return (max(is_nearer, key=is_nearer.get),)


def _parts_right(f, call, form, kind, paddings):
    """How much of what it gives is right for one of these paddings: (whether all shapes are, the part of the numbers)."""
    best = (False, 0.0)
    for padding in paddings:
        parts = []
        for sizes, window, stride in _trials_of(form):
            x = _trial_input(form, sizes)
            answer = try_pooling(call, f, x, window, stride, kind).answer
            (right,) = _meanings(_layout_of(form), x, window, stride, (kind,), (padding,)).values()
            parts.append(_part_right(answer, right))
        best = max(best, (min(parts) >= 0, sum(max(part, 0) for part in parts)))
    return best


def _padding(f, call, form, kind):
    """The padding whose numbers are nearest to its own; valid where several are equally near."""
    nearness = {padding: _parts_right(f, call, form, kind, (padding,)) for padding in POOL_PADDINGS}
    best = max(nearness, key=nearness.get)
    return best if nearness[best][0] else "valid"


# ---- on what it is tried


@lru_cache(32)
def _stages_of_pooling(asked):
    kind = asked.kinds[0]
    probe = partial(_pool_probe, asked, kind)
    filled = [(4, 4), (4, 6), (6, 4)]
    rows = [
        StageRow(
            "2x2 windows side by side",
            "",
            "already for 2x2 windows side by side",
            [probe(sizes, lift=1) for sizes in filled],
        ),
        StageRow(
            "numbers below 0",
            "for numbers above 0",
            "where there are numbers below 0",
            [probe((4, 6), lift=-1), probe((6, 4)), probe((6, 8))],
        ),
        StageRow(
            "rows or columns that are left over",
            "where the windows fill the map",
            "where rows or columns are left over",
            [probe(sizes) for sizes in [(5, 4), (4, 7), (5, 7), (7, 5)]],
        ),
        *_rows_of_windows(asked, probe),
        *_rows_of_maps(asked, kind),
        *_rows_of_types(probe),
    ]
    if len(asked.kinds) > 1:
        other = asked.kinds[1]
        of_other = partial(_pool_probe, asked, other)
        probes = [of_other((5, 7)), of_other((4, 6), lift=-1), of_other((6, 4))]
        rows.append(StageRow(f"{other} pooling", f"for {kind} pooling", f"for {other} pooling", probes))
    for i, each in enumerate(asked.kinds if asked.pads else ()):
        of_kind = f" in {each} pooling" if i else ""
        rows += rows_of_padding(_padded_cases(asked), partial(_padded_probe, asked, each), of_kind)
    gives = partial(_pooled_by, asked)
    mistakes = _mistakes_of(asked)
    alone = [mistake for mistake in mistakes if mistake.name in WINDOWS_ELSEWHERE]
    shown = _shown_pooling(asked)
    return stages_without_sliding(rows, gives, mistakes, shown, ROUNDING_OF_FLOAT32, alone=alone)


def _mistakes_of(asked):
    """The mistakes that can show themselves; of averages zeros around are the same as a whole window's count."""
    order = asked.layout.order
    hidden = [*(() if 0 in order else OVER_IMAGES), *(() if 1 in order else OVER_CHANNELS)]
    if "max" not in asked.kinds:
        hidden += ["pool-zeros-around", "pool-zeros-padded"]
    if not asked.pads:
        hidden += WITH_PADDING
    return tuple(mistake for mistake in POOLING_MISTAKES if mistake.name not in hidden)


def _pool_probe(asked, kind, sizes, window=(2, 2), stride=None, *, lift=0, images=1, channels=1):
    """A Probe of a map, or of images, of these rows and columns. lift: above 0 all numbers are, below 0 none."""
    images = signal_or_image((images, channels, *sizes), sum(sizes))
    if lift:
        images = lift * (abs(images) + 1)
    options = {"flip": True, "stride": stride or window, "kind": kind}
    return Probe(asked.layout.of_images(images), np.ones(window, int), options)


def _padded_probe(asked, kind, sizes, window, stride, padding, *, lift=0):
    """The same with a padding, of a square window."""
    probe = _pool_probe(asked, kind, sizes, (window, window), (stride, stride), lift=lift)
    return probe._replace(options={**probe.options, "padding": padding})


def _rows_of_windows(asked, probe):
    rows = []
    if asked.any_window:
        shapes = [((6, 6), 3), ((7, 8), 3), ((3, 4), 1), ((9, 8), 4)]
        probes = [probe(sizes, (k, k)) for sizes, k in shapes]
        rows.append(StageRow("other windows", "for 2x2 windows", "where a window is not 2x2", probes))
    if asked.any_stride:
        steps = [((5, 6), 2, 1), ((6, 7), 2, 3)]
        if asked.any_window:
            steps += [((7, 6), 3, 2), ((6, 8), 3, 1), ((7, 9), 2, 3), ((9, 7), 3, 2), ((5, 6), 1, 2)]
        probes = [probe(sizes, (k, k), (s, s)) for sizes, k, s in steps]
        where = "where the stride is not the window's size"
        rows.append(StageRow("other strides", "for windows side by side", where, probes))
    if asked.in_pairs and asked.any_window and asked.any_stride:
        shapes = [((6, 9), (2, 3), (2, 3)), ((7, 6), (3, 2), (1, 2)), ((6, 7), (2, 2), (2, 1))]
        probes = [probe(*each) for each in shapes]
        right, where = (
            "where rows and columns are alike",
            "where window or stride differ between rows and columns",
        )
        rows.append(StageRow("windows that are not square", right, where, probes))
    return rows


def _rows_of_maps(asked, kind):
    probe, rows = partial(_pool_probe, asked, kind), []
    if 1 in asked.layout.order:
        probes = [probe((4, 6), channels=2), probe((6, 5), channels=3)]
        rows.append(
            StageRow("several channels", "for one channel", "where there are several channels", probes)
        )
    if 0 in asked.layout.order:
        probes = [probe((4, 6), images=2), probe((6, 4), images=3, channels=2)]
        rows.append(StageRow("a batch", "for one image", "where there are several images", probes))
    return rows


def _rows_of_types(probe):
    x, h, options = probe((6, 8))
    fractions = [Probe(with_fractions(x, 0.37), h, options), Probe(abs(x) + 0.25, h, options)]
    in_bytes = [Probe(bytes_of(x.shape), h, options), Probe(bytes_of(x.shape)[..., ::-1].copy(), h, options)]
    return [
        StageRow("fractions", "for whole numbers", "where there are fractions", fractions),
        StageRow("bytes", "for other numbers than bytes", "where the input is of bytes (uint8)", in_bytes),
    ]


def _pooled_by(asked, world, probe):
    """What a definition gives for a probe, in its layout; None where it refuses."""
    x, h, options = probe
    layout, kind = asked.layout, options["kind"]
    padded = {"around": options.get("padding", 0), "zeros_count": asked.zeros_count}
    try:
        pooled = np.array(
            world.pool_images(
                layout.as_images(x), h.shape, options["stride"], kind=kind, padding=asked.padding, **padded
            )
        )
    except (*REFUSALS, IndexError):
        return None
    if pooled.ndim == 4:
        return layout.of_images(pooled).tolist()
    return (pooled if 0 in layout.order else pooled[0]).tolist()  # without an axis of channels


def _shown_pooling(asked):
    def shown(probe):
        """The call of a probe in words."""
        x, h, options = probe
        further = {}
        if asked.any_window:
            further["size"] = h.shape if asked.in_pairs else h.shape[0]
        if asked.any_stride:
            further["stride"] = options["stride"] if asked.in_pairs else options["stride"][0]
        if len(asked.kinds) > 1:
            further["kind"] = options["kind"]
        if "padding" in options:
            further["padding"] = options["padding"]
        return call_in_words("f", (x,), further)

    return shown
