"""Each layout gives a function its arrays in its own order, and brings the answer back."""

import numpy as np
import pytest

from course.diagnosis.layouts import LAYOUTS, ColoursDiffer
from course.diagnosis.trial_inputs import trial_of


def right_in_own_order(layout, trial):
    """A correct function for arrays in a layout's own order, written with the definition's answer in the usual one."""

    def ask(x, h):
        x_back = x.transpose(np.argsort(layout.x_order)) if layout.x_order else x
        x_back = np.expand_dims(x_back, -3) if layout.row else x_back
        (place,) = (
            [i for i in range(len(trial.x)) if np.array_equal(trial.x[i], x_back)] if layout.alone else [...]
        )
        assert np.array_equal(x_back, trial.x[place])
        if layout.single:
            h_back = h.transpose(np.argsort(layout.h_order)) if layout.h_order else h
            (out,) = [i for i in range(trial.outputs) if np.array_equal(trial.h[..., i], h_back)]
            return trial.right(mode="valid")[..., out]
        answer = trial.right(mode="valid")[place]
        if layout.row:
            answer = answer.squeeze(-3)
        return answer.transpose(np.argsort(layout.y_order)) if layout.y_order else answer

    return ask


@pytest.mark.parametrize(
    "layout", [layout for layout in LAYOUTS if not (layout.grey or layout.plane) and layout.beside is None]
)
def test_the_answer_comes_back(layout):
    trial = trial_of(layout.kind)
    answer = layout.answer(right_in_own_order(layout, trial), trial.x, trial.h)
    assert np.array_equal(answer, trial.right(mode="valid"))


(COLOURS,) = [layout for layout in LAYOUTS if layout.beside is not None]
IMAGE = np.arange(6.0).reshape(2, 3)


@pytest.mark.parametrize("wrong", [(), (0,), (1,), (2,), (0, 1), (0, 1, 2)])
def test_one_colour_that_differs_is_seen(wrong):
    """A function that is wrong in some of the colours never looks right."""

    def ask(x, h):
        y = x.copy()
        for colour in wrong:
            y[..., colour] += 1 + colour
        return y

    if wrong:
        with pytest.raises(ColoursDiffer, match="not treat its three colours alike"):
            COLOURS.answer(ask, IMAGE, np.ones((1, 1)))
    else:
        assert np.array_equal(COLOURS.answer(ask, IMAGE, np.ones((1, 1))), IMAGE)


def test_colours_that_are_padded_are_told():
    """np.pad adds the zeros to the axis of the colours, too, and the first of them are read."""

    def ask(x, h):
        return np.pad(x, 1)[1:-1, 1:-1, :3]

    with pytest.raises(
        ColoursDiffer, match=r"as where np\.pad\(image, p\) pads the axis of the colours"
    ) as told:
        COLOURS.answer(ask, IMAGE, np.ones((1, 1)))
    assert np.array_equal(told.value.of_one_image, IMAGE)


def test_colours_that_are_added_up_are_not_taken_for_right():
    answer = COLOURS.answer(lambda x, h: np.dstack([x.mean(axis=2)] * 3), IMAGE, np.ones((1, 1)))
    assert not np.array_equal(answer, IMAGE)


def test_of_an_image_without_channels_the_channels_are_added_up():
    first, last = [layout for layout in LAYOUTS if layout.plane]
    trial = trial_of("channels")
    right = np.einsum("rci,io->rco", trial.x, trial.h.sum(axis=(0, 1)))
    for layout, axis in ((first, 0), (last, -1)):

        def ask(x, h, axis=axis):
            return np.stack([x * one.sum() for one in h], axis=axis)

        assert np.allclose(layout.answer(ask, trial.x, trial.h), right)


def test_of_grey_images_the_channels_are_added_up():
    (grey,) = [layout for layout in LAYOUTS if layout.grey]
    trial = trial_of("batch")
    answer = grey.answer(lambda x, h: x * h.sum(), trial.x, trial.h)
    assert np.allclose(answer, np.einsum("nrci,io->nrco", trial.x, trial.h.sum(axis=(0, 1))))
