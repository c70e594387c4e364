"""The GIF that moves, read back with Pillow: its frames, their times, and their pixels."""

import io

import numpy as np
import pytest
from PIL import Image
from support.animations import TRACES

from course import work_out
from course.own_numbers import animation_gif
from course.own_numbers.animation_layout import CELL_HEIGHT, AnimationLayout

WINDOW, NOW, PAPER = (255, 233, 168), (255, 201, 77), (255, 255, 255)
READ = ("full", "image, steps", "folded")  # a signal, an image, a signal in several lines


def frames_in(data):
    """(frames as arrays (rows, columns, 3), their times in milliseconds) of the bytes of a GIF."""
    frames, times = [], []
    with Image.open(io.BytesIO(data)) as image:
        for number in range(image.n_frames):
            image.seek(number)
            frames.append(np.asarray(image.convert("RGB")))
            times.append(image.info["duration"])
    return frames, times


@pytest.fixture(scope="module")
def drawn():
    """{name: (the trace's layout, frames, times)}"""
    read = {}
    for name in READ:
        read[name] = (AnimationLayout(TRACES[name]), *frames_in(animation_gif.animation_gif(TRACES[name])))
    return read


def cell_pixels(layout, frame, table, corner):
    """The pixels inside a cell, without its edge: an array (rows, columns, 3)."""
    scale = frame.shape[1] / layout.width
    left, top = (round(edge * scale) + 3 for edge in corner)
    return frame[top : top + round(CELL_HEIGHT * scale) - 6, left : left + round(table.cell * scale) - 6]


def colour(layout, frame, table, corner):
    """The colour of a cell, in its corner, where no number stands."""
    return tuple(cell_pixels(layout, frame, table, corner)[0, 0].tolist())


@pytest.mark.parametrize("name", READ)
def test_a_frame_marks_its_window_and_no_other_cell(drawn, name):
    layout, frames, _ = drawn[name]
    assert len(frames) == len(layout.frames)
    for frame, pixels in zip(layout.frames, frames):
        under = layout.window(frame.output) if frame.output else []
        for x, y, _ in layout.input.cells:
            assert (colour(layout, pixels, layout.input, (x, y)) == WINDOW) == ((x, y) in under)
        result = [layout.result(frame.output)] if frame.output else []
        for x, y, _ in layout.output.cells:
            assert colour(layout, pixels, layout.output, (x, y)) == (NOW if (x, y) in result else PAPER)


@pytest.mark.parametrize("name", READ)
def test_it_begins_with_an_empty_output_and_ends_with_a_full_one(drawn, name):
    layout, (first, *_, last), _ = drawn[name]
    for x, y, text in layout.output.cells:
        assert (cell_pixels(layout, first, layout.output, (x, y)) == PAPER).all() and text
        assert (cell_pixels(layout, last, layout.output, (x, y)) != PAPER).any()


def test_the_numbers_of_the_result_are_drawn_as_they_are_elsewhere():
    """A single 1 gives the kernel itself, so that the last frame shows the same three cells twice."""
    trace = work_out([1], [5, 2, 7])
    layout = AnimationLayout(trace)
    *_, last = frames_in(animation_gif.animation_gif(trace))[0]
    kernel = layout.tables[1]
    for column in range(3):
        one, other = (
            cell_pixels(layout, last, table, table.corner(0, column)) for table in (kernel, layout.output)
        )
        assert np.array_equal(one, other) and (one != PAPER).any()


@pytest.mark.parametrize("name", READ)
def test_times(drawn, name):
    layout, frames, times = drawn[name]
    assert times[:-1] == [10 * frame.lasts for frame in layout.frames[:-1]]
    assert sum(times) == 5000 and times[-1] >= 100
    assert times[0] >= times[2] and times[1] == 2 * times[2]


def test_it_plays_once_and_has_its_words_with_it():
    with Image.open(io.BytesIO(animation_gif.animation_gif(TRACES["full"]))) as image:
        assert "loop" not in image.info, "without the extension it is played once"
        assert image.info["comment"].endswith(b"and gives 6 11 14 5 0.")


def test_all_frames_have_the_colours_of_one_palette(drawn):
    """And flat areas have the very colours that they were drawn in: nothing is dithered."""
    palette = set()
    for _, frames, _ in drawn.values():
        for frame in frames:
            reds, greens, blues = np.moveaxis(frame.astype(int), -1, 0)
            palette |= set(np.unique(reds << 16 | greens << 8 | blues).tolist())
    assert {0xFFFFFF, 0xFFE9A8, 0xFFC94D, 0xF0F0F4, 0x1B1B1F} <= palette and len(palette) <= 32


def test_it_is_a_few_tens_of_kilobytes():
    image = [[(7 * i + 3 * j) % 10 for j in range(6)] for i in range(6)]
    trace = work_out(image, [[1, 0, -1], [2, 0, -2], [1, 0, -1]], "valid")
    assert len(animation_gif.animation_gif(trace)) < 100_000
    assert len(animation_gif.animation_gif(TRACES["full"])) < 60_000


def test_without_matplotlib_there_is_pillows_own_face(monkeypatch):
    monkeypatch.setattr(animation_gif.importlib.util, "find_spec", lambda name: None)
    frames, _ = frames_in(animation_gif.animation_gif(TRACES["one window"]))
    assert len(frames) == 3 and (frames[0] != frames[1]).any()
