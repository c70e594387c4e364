"""Functions that give moving averages or box blurs: what they are meant to give, and on what they are tried."""

from functools import lru_cache, partial
from itertools import product
from typing import NamedTuple

import numpy as np

from course.diagnosis.average_calls import (
    AverageCall,
    asks_for_size,
    average_calls,
    blurs_image_alone,
    likely_axes,
    says_average,
)
from course.diagnosis.byte_results import WHOLE_IN_WORDS, finished_as, finishes_for
from course.diagnosis.cause import world
from course.diagnosis.doubts import told_in_doubt
from course.diagnosis.further_stages import StageRow, judged_without_sliding, stages_without_sliding
from course.diagnosis.intentions import says_of_types, says_that_zeros_count
from course.diagnosis.nearest_reading import (
    answer_values,
    mistake_in,
    part_right,
    with_finish_of_bytes,
    with_last_step_forgiven,
    with_types,
)
from course.diagnosis.probe_text import call_in_words
from course.diagnosis.same_numbers import ROUNDING_OF_FLOAT32
from course.diagnosis.stage_probes import bytes_of, signal_or_image, with_fractions
from course.errors import Unusable
from course.mistakes.bank.averages import AVERAGE_MISTAKES, AVERAGES_IN_PLACE, AVERAGES_TOGETHER
from course.mistakes.faulty_definition import REFUSALS, none_where_refused
from course.mistakes.smallest_input import Probe

ENDS_IN_WORDS = {
    "valid": "only where the window lies inside: 'valid'",
    "shrunk": "at the ends the average of the numbers that are there",
    "constant": "zeros beyond the ends count as numbers, if that is meant",
    "edge": "the number at the end repeated beyond it",
    "reflect": "mirrored at the ends ('reflect')",
    "symmetric": "mirrored at the ends, the last number repeated ('symmetric')",
    "wrap": "going on at the other end ('wrap'), if that is meant",
    "zeros": "0 where the window leaves the input, if that is meant",
    "kept": "the input's own numbers where the window leaves it",
    "nans": "nan where the window leaves the input",
    "full": "wherever the window overlaps: 'full', with zeros beyond the ends",
}
EVEN_IN_WORDS = {
    "before": "",
    "after": "an even window has one number more behind its middle than before it, if that is meant",
    "odd": "an even size gives the window of the next odd one, if that is meant",
}
BYTES_TRIED = ((6, 5), (5, 7))
HOW_TO_AVERAGE = "say how to call it, call=lambda f, x, h, options: f(x, int(h))"


class AverageReading(NamedTuple):
    """What a function is meant to give.

    ends    see course/convolution/averages.py
    behind  whether the window ends at the number that the average stands for; otherwise it lies around it
    even    where the odd number of an even window lies, "before" or "after" the middle; "odd": it is one longer
    finish  a key of STEPS_TO_TYPES
    """

    ends: str
    behind: bool = False
    even: str = "before"
    finish: str = ""

    @none_where_refused  # a nan has no last step
    def gives(self, definition, probe):
        """What a definition gives for a Probe; None where it refuses."""
        averages = self.before_finish(definition, probe.x, probe.h)
        return averages and finished_as(self.finish, averages, probe.x)

    def before_finish(self, definition, x, h):
        """What a definition gives for an input and a window's size before its last step; None where it refuses."""
        size = int(h)
        if self.even == "odd":
            size += 1 - size % 2
        before = 0
        if self.ends not in ("valid", "full"):
            before = size - 1 if self.behind else (size - (self.even == "after")) // 2
        try:
            return definition.moving_averages(x, size, ends=self.ends, before=before)
        except (*REFUSALS, IndexError):  # of mistakes that leave the input
            return None

    def in_words(self, axes, has_even):
        """What is taken, in words."""
        said = [ENDS_IN_WORDS[self.ends]]
        if self.ends not in ("valid", "full"):
            said.insert(
                0, "of the window that ends there" if self.behind else "of the window around each number"
            )
            if has_even and not self.behind and EVEN_IN_WORDS[self.even]:
                said.append(EVEN_IN_WORDS[self.even])
        if self.finish:
            said.append(self.finish)
        return f"averages {'; '.join(said)}" if len(said) > 1 else f"averages, {said[0]}"


# ---- what it is meant to give


def judged_average(f, call=None):
    """The StagedDiagnosis of a function of averages of a signal (n,) or an image (rows, columns).

    call(f, x, h, options) calls it otherwise, with the window's size for h. Unusable where it gives no averages.
    """
    form, reading, mistake, _ = _fitting(f, call)
    name = getattr(f, "__name__", "f")
    if form is None:
        raise Unusable(
            f"no way of calling {name} that was tried gives averages ({mistake}): {HOW_TO_AVERAGE}"
        )
    if form.argument == "size" or call:
        reading = _with_even_windows(f, call or form, form, reading, mistake)
    exact = lambda x, h, options: reading.before_finish(world(), x, h)
    if form.axes == 2 and not reading.finish:
        bytes_alone = [
            _average_probe(bytes_of(sizes), form.sizes[0] if form.sizes else 3) for sizes in BYTES_TRIED
        ]
        mistakes = _mistakes_of_averages(2, reading)
        reading = with_finish_of_bytes(reading, mistakes, f, call or form, bytes_alone, exact)
    called = "Called as call= says" if call else f"Called as {form.in_words(name)}"
    windows = f"windows of {form.sizes[0]}; " if form.sizes else ""
    words = f"{called}; {windows}{reading.in_words(form.axes, form.argument == 'size')}."
    call = with_last_step_forgiven(call or form, reading, exact)
    found = judged_without_sliding(f, _stages_of_averages(form, reading), call, words)
    return _averages_in_doubt(f, form, reading, call, found) if found.right else found


def _averages_in_doubt(f, form, reading, call, found):
    """The StagedDiagnosis of averages that are found right, or that of others which are likelier meant.

    Zeros beyond the ends are no numbers of the input, and whole numbers have averages that are none, unless the
    function's text speaks of it.
    """
    if reading.ends == "constant" and not says_that_zeros_count(f, reading.behind):
        likelier, doubt = reading._replace(ends="shrunk"), "with zeros beyond the ends that count as numbers"
    elif reading.finish in WHOLE_IN_WORDS and not says_of_types(f):
        likelier = reading._replace(finish="")
        doubt = f"with averages of whole numbers {WHOLE_IN_WORDS[reading.finish]} to whole numbers"
    else:
        return found
    held = judged_without_sliding(f, _stages_of_averages(form, likelier), call, found.called)
    return told_in_doubt(found, held, f"{doubt}: right if this is meant")


def is_average(f):
    """Whether a function gives averages: by its names, or, where no size is asked, by its numbers as well."""
    if says_average(f) and (asks_for_size(f) or likely_axes(f) == (True, (2, 1))):
        return True
    return (says_average(f) or blurs_image_alone(f)) and gives_averages(f)


def gives_averages(f):
    """Whether a function gives averages by its numbers, all of them right or those of one mistake."""
    return _fitting(f, None).is_explained


class _Fit(NamedTuple):
    """What fits a function best; is_explained: whether all numbers of the trial are right for it, or the mistake's."""

    form: AverageCall
    reading: AverageReading
    mistake: object = None
    is_explained: bool = True


def _fitting(f, told):
    """The _Fit of a function; one without a form where none gives numbers."""
    nothing_fits = []
    sure, all_axes = (False, (1, 2)) if told else likely_axes(f)
    for axes in all_axes:
        forms = [AverageCall(axes, False, "size")] if told else average_calls(f, axes)
        trials = [_AverageTrial(f, told or form, form) for form in forms]
        tried = [(trial, trial.parts()) for trial in trials if not trial.is_empty]
        best = _explained(f, tried)
        if best:
            return best
        nothing_fits += tried
        if sure and nothing_fits:
            break
    return _nearest(nothing_fits) if nothing_fits else _Fit(None, None, trials[0].error, False)


def _explained(f, tried):
    """The _Fit that explains all numbers of the trial, None where nothing fits; tried: (_AverageTrial, {reading: part that is right}), likeliest first."""
    for trial, parts in tried:
        reading = max(parts, key=parts.get)
        if parts[reading] == 1:
            of_arrays = _of_arrays(trial, reading, tried)
            return of_arrays or _Fit(_of_lists_if_it_gives_lists(f, trial.form), reading)
    for trial, parts in tried:
        for reading in sorted(parts, key=parts.get, reverse=True):
            mistake = trial.mistake_in(reading)
            if mistake:
                return _Fit(_of_lists_if_it_gives_lists(f, trial.form), reading, mistake)
    return None


def _of_arrays(of_lists, reading, tried):
    """The _Fit with arrays of a function that is right for lists, and does the same with arrays but for a copy; or None.

    np.asarray makes an array of lists, and gives an array itself, which is then written into. What makes no array of
    lists is written for these: row[:] is a copy of them alone.
    """
    for trial, _ in tried:
        if not of_lists.form.as_lists or trial.form != of_lists.form._replace(as_lists=False):
            continue
        mistake = trial.mistake_in(reading, AVERAGES_IN_PLACE) if of_lists.gives_arrays else None
        if mistake or trial.is_right_for_whole(reading):
            return _Fit(trial.form, reading, mistake)
    return None


def _nearest(tried):
    """The likeliest form whose numbers have some reading's size, and the nearest reading."""
    trial, parts = next((both for both in tried if max(both[1].values())), tried[0])
    return _Fit(trial.form, max(parts, key=parts.get), None, False)


class _AverageTrial:
    """What a function gives in one form of calling it, for probes on which readings are told apart.

    No window has an even size, and no number of an image is below 0. One input has fractions, as of whole numbers
    alone averages may be whole, too; where bytes are meant it does not count.
    """

    def __init__(self, f, call, form):
        self.form = form
        shapes = [(9,), (8,), (6,)] if form.axes == 1 else [(5, 7), (7, 6), (6, 5)]
        inputs = [signal_or_image(sizes, seed) for seed, sizes in enumerate(shapes)]
        if form.axes == 2:
            inputs = [9 * abs(x) for x in inputs]
        inputs.append(with_fractions(inputs[-1], 1.03))
        sizes = form.sizes * 4 or (3, 5, 3, 3)
        self._probes = [_average_probe(x, size) for x, size in zip(inputs, sizes)]
        called, types = with_types(call)
        both = [answer_values(f, called, probe, form.axes) for probe in self._probes]
        self._answers = [values for values, _ in both]
        self._finishes = finishes_for(types) if form.axes == 2 else [""]
        self.gives_arrays = "" not in types
        self.error = both[0][1]
        self.is_empty = all(values is None for values in self._answers)

    def parts(self):
        """{AverageReading: the part of the numbers that are right in it}."""
        readings = _readings_of_averages(self.form.axes, self._finishes)
        return {reading: part_right(reading, world(), *self._evidence(reading)) for reading in readings}

    def mistake_in(self, reading, names=()):
        """The first mistake, or the first with one of these names, that gives all the numbers in a reading, or None."""
        mistakes = _mistakes_of_averages(self.form.axes, reading)
        named = [mistake for mistake in mistakes if mistake.name in (names or (mistake.name,))]
        return mistake_in(reading, named, *self._evidence(reading))

    def is_right_for_whole(self, reading):
        """Whether all numbers are right but those of the last input, which has fractions."""
        return part_right(reading, world(), self._probes[:-1], self._answers[:-1]) == 1

    def _evidence(self, reading):
        """(probes, answers) that count where this is meant."""
        count = 3 if reading.finish.endswith("to bytes") else 4
        return self._probes[:count], self._answers[:count]


def _of_lists_if_it_gives_lists(f, form):
    """The form with lists for arrays where a function of an array gives a list, as one that is written for lists does."""
    if form.as_lists:
        return form
    of_lists = form._replace(as_lists=True)
    x, size = signal_or_image((8, 9)[: form.axes], 1), np.array(form.sizes[0] if form.sizes else 3)
    try:
        gives_list = isinstance(form(f, x, size, {}), list)
        return of_lists if gives_list and isinstance(of_lists(f, x, size, {}), list) else form
    except (Exception, SystemExit):  # what a function raises is its answer
        return form


def _readings_of_averages(axes, finishes):
    for finish, ends, behind in product(finishes, ENDS_IN_WORDS, (False, True)):
        if not (behind and (axes == 2 or ends in ("valid", "full"))):
            yield AverageReading(ends, behind, "before", finish)


def _with_even_windows(f, call, form, reading, mistake):
    """A reading with that of an even window's places, or sizes, whose numbers are nearest."""
    shapes = [(9,), (8,)] if form.axes == 1 else [(5, 7), (7, 6)]
    probes = [_average_probe(abs(signal_or_image(sizes, 1)), size) for sizes, size in zip(shapes, (4, 2))]
    answers = [answer_values(f, call, probe, form.axes)[0] for probe in probes]
    readings = [reading._replace(even=even) for even in EVEN_IN_WORDS]
    definition = world(mistake) if mistake else world()
    parts = [part_right(each, definition, probes, answers) for each in readings]
    return readings[parts.index(max(parts))]


# ---- on what it is tried


def _average_probe(x, size):
    return Probe(x, np.array(size), {"flip": True})


@lru_cache(64)
def _stages_of_averages(form, reading):
    rows = [_row_of_plain(form), *_rows_of_sizes(form), *_rows_of_numbers(form, reading)]
    mistakes = _mistakes_of_averages(form.axes, reading)
    alone = [mistake for mistake in mistakes if mistake.name not in AVERAGES_TOGETHER]
    shown = partial(_shown_average, form)
    return stages_without_sliding(rows, reading.gives, mistakes, shown, ROUNDING_OF_FLOAT32, alone=alone)


def _mistakes_of_averages(axes, reading):
    """The mistakes that can show themselves with signals, or with images, where this is meant.

    Windows that lie inside begin at their place, so that a number that was replaced is not read again.
    """
    other = "2-D" if axes == 1 else "1-D"
    harmless = AVERAGES_IN_PLACE if reading.ends in ("valid", "full") else ()
    return tuple(
        mistake
        for mistake in AVERAGE_MISTAKES
        if other not in mistake.places and mistake.name not in harmless
    )


def _probes_of(form, cases, change=abs):
    """Probes of (sizes, window) with numbers without pattern; where the window is always the same with that."""
    window = form.sizes[0] if form.sizes else None
    return [
        _average_probe(change(signal_or_image(sizes, sum(sizes))), window or size) for sizes, size in cases
    ]


def _row_of_plain(form):
    size = form.sizes[0] if form.sizes else 3
    if form.axes == 1:
        name, cases = f"windows of {size}", [((size + 1,), 3), ((size + 3,), 3), ((9,), 3)]
    else:
        name, cases = f"{size}x{size} windows on square images", [((size + 1,) * 2, 3), ((size + 3,) * 2, 3)]
    return StageRow(name, "", f"already for {name}", _probes_of(form, cases))


def _rows_of_sizes(form):
    """Other shapes and other windows."""
    rows = []
    if form.axes == 2:
        cases = [((4, 6), 3), ((7, 5), 3), ((5, 8), 3)]
        where = "where an image is not square"
        rows.append(
            StageRow("images that are not square", "for square images", where, _probes_of(form, cases))
        )
    if form.sizes:
        return rows
    if form.axes == 1:
        odd, even = [((8,), 5), ((9,), 7), ((5,), 5), ((4,), 1)], [((7,), 2), ((8,), 4), ((6,), 6)]
    else:
        odd, even = [((6, 7), 5), ((5, 6), 5), ((3, 4), 1)], [((4, 5), 2), ((6, 5), 4)]
    right = "for windows of 3"
    rows.append(
        StageRow("other odd windows", right, "where a window has another odd size", _probes_of(form, odd))
    )
    if form.argument == "size":
        right, where = "for windows of odd size", "where a window has an even size"
        rows.append(StageRow("windows of even size", right, where, _probes_of(form, even)))
    return rows


def _rows_of_numbers(form, reading):
    """Numbers below 0 and fractions, where they are not to become bytes; bytes, where there are images."""
    cases = [((9,), 3), ((6,), 3)] if form.axes == 1 else [((5, 6), 3), ((6, 4), 3)]
    signed = _probes_of(form, cases, change=lambda x: x)
    fractions = _probes_of(form, cases, change=lambda x: abs(with_fractions(x, 1.37)))
    rows = [
        StageRow("numbers below 0", "for numbers above 0", "where there are numbers below 0", signed),
        StageRow("fractions", "for whole numbers", "where there are fractions", fractions),
    ]
    in_bytes = [probe._replace(x=bytes_of(probe.x.shape)) for probe in signed]
    of_bytes = StageRow(
        "bytes", "for other numbers than bytes", "where the input is of bytes (uint8)", in_bytes
    )
    return ([] if reading.finish.endswith("to bytes") else rows) + ([of_bytes] if form.axes == 2 else [])


def _shown_average(form, probe):
    """The call of a probe in words."""
    value = form.told(int(probe.h))
    further = () if value is None or form.name else (value,)
    by_name = {form.name: value} if form.name else {}
    return call_in_words("f", (probe.x, *further), by_name)
