"""
How arrays are laid out that a function takes: as they are, with channels last or first, as a batch, in colours.

A function is always asked in one form, and its answer comes back in it:

    "1-D"             x (n,), h (k,)
    "2-D"             x (rows, columns), h (rows, columns)
    "channels"        x (rows, columns, in), h (rows, columns, in, out); the answer (rows, columns, out)
    "batch", "layer"  x (batch, rows, columns, in), and h as above; the answer (batch, rows, columns, out)
    "lines"           the same, with one row, and one row of weights: signals with channels
    "depthwise"       x (batch, rows, columns, channels), h (rows, columns, 1, channels): each channel alone
"""

from typing import NamedTuple

import numpy as np

COLOURS = 3
DEPTHWISE = ("depthwise", "depth_wise", "per_channel", "channelwise", "channel_wise", "dwconv", "dw_conv")


class Layout(NamedTuple):
    """How a function takes an input and a kernel.

    kind     the form in which it is asked
    input, kernel  the axes of what it gets, in words
    x_order, h_order, y_order  the order in which it gets the axes of x and of h, and in which y, its answer, has to be
                   brought; () where they stay
    beside   the axis along which it gets several images, each of which it has to treat alone; None where it gets one
    single   whether it gets one filter at a time, without the axis of the outputs
    grey     whether its images have no axis of channels, nor its kernel; of each channel and output it is asked alone,
             and the channels are added up
    plane    whether its image alone has no axis of channels; of each channel it is asked alone, and they are added up
    alone    whether it gets one image at a time, without the axis of the batch
    each     whether its kernel has no axis for the inputs of a channel, of which there is one
    row      whether it gets no axis of the rows, of which there is one
    called   words in the names of functions that take their arrays so, where others may take them by chance; () elsewhere
    """

    kind: str
    input: str
    kernel: str
    x_order: tuple = ()
    h_order: tuple = ()
    y_order: tuple = ()
    beside: int | None = None
    single: bool = False
    grey: bool = False
    plane: bool = False
    alone: bool = False
    each: bool = False
    row: bool = False
    called: tuple = ()

    def answer(self, ask, x, h):
        """What a function gives for x and h: ask(x, h) gives its result for arrays in its own layout."""
        if self.beside is not None:
            return self._in_each_place(ask, x, h)
        if self.alone:
            return np.stack([self._answer_of_one(ask, one, h) for one in x])
        if self.single:
            each = [self._answer_of_one(ask, x, h[..., out]) for out in range(h.shape[-1])]
            return np.stack(each, axis=-1)
        if self.grey:
            return self._added_up(ask, x, h)
        if self.plane:
            each = [self._answer_of_one(ask, x[..., c], h[..., c, :]) for c in range(x.shape[-1])]
            return each[0] if len(each) == 1 else np.sum(each, axis=0)
        return self._answer_of_one(ask, x, h)

    def _answer_of_one(self, ask, x, h):
        if self.row:
            result = np.asarray(self._in_its_order(ask, x.squeeze(-3), h.squeeze(0)))
            return np.expand_dims(result, -3) if result.ndim > 1 else result
        return self._in_its_order(ask, x, h.squeeze(2) if self.each else h)

    def _in_its_order(self, ask, x, h):
        x_given = x.transpose(self.x_order) if self.x_order else x
        h_given = h.transpose(self.h_order) if self.h_order else h
        result = ask(np.array(x_given, order="C"), np.array(h_given, order="C"))
        if not self.y_order:
            return result
        result = np.asarray(result)
        return result.transpose(self.y_order) if result.ndim == len(self.y_order) else result

    def _added_up(self, ask, x, h):
        """The answer for images with channels of a function of images without: the sum over the input channels."""
        outputs = []
        for out in range(h.shape[-1]):
            each = [
                np.asarray(ask(np.array(x[..., c]), np.array(h[..., c, out]))) for c in range(h.shape[-2])
            ]
            outputs.append(each[0] if len(each) == 1 else np.sum(each, axis=0))
        return np.stack(outputs, axis=-1)

    def _in_each_place(self, ask, x, h):
        """The answer for an image that stands in each place of a stack in turn, beside others.

        The others are the image turned, so that numbers that come from a wrong place are seen. ColoursDiffer where not
        all places give the same: no one of them stands for the function.
        """
        results, answers = [], []
        for place in range(COLOURS):
            images = [x if other == place else x[::-1, ::-1] for other in range(COLOURS)]
            result = np.asarray(ask(np.stack(images, axis=self.beside), np.array(h)))
            if result.ndim != 3 or result.shape[self.beside] != COLOURS:
                return result
            results.append(np.moveaxis(result, self.beside, 0))
            answers.append(results[place][place])
        if _alike(answers[0], answers[1]) and _alike(answers[1], answers[2]):
            return answers[0]
        of_one_image = np.asarray(ask(np.stack([x] * COLOURS, axis=self.beside), np.array(h)))
        raise ColoursDiffer(_how_colours_differ(results), np.take(of_one_image, 1, axis=self.beside))


class ColoursDiffer(Exception):
    """A function gives an image other numbers in one colour than in another; the message says it in words.

    of_one_image  what it gives for the second of three colours that are one image
    """

    def __init__(self, message, of_one_image):
        super().__init__(message)
        self.of_one_image = of_one_image


def _how_colours_differ(results):
    """What a function does with its colours, in words.

    results: (colour, rows, columns) of three calls, each with an image in another place of the three.
    """
    first_is_empty = all(not result[0].any() for result in results)
    if first_is_empty and _alike(results[0][1], results[1][2]) and results[0][1].any():
        return (
            "it gave zeros in the first of the three colours, and each colour's numbers in the next one, as where "
            "np.pad(image, p) pads the axis of the colours, too; np.pad(image, ((p, p), (p, p), (0, 0))) does not"
        )
    return (
        "it does not treat its three colours alike: the same image has other numbers in one than in another"
    )


def _alike(one, other):
    return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")


LAYOUTS = (  # the plain ones first
    Layout("2-D", "image", "kernel"),
    Layout("1-D", "signal", "kernel"),
    Layout("batch", "images (batch, rows, columns, in)", "filters (rows, columns, in, out)"),
    Layout(
        "batch",
        "images (batch, in, rows, columns)",
        "filters (out, in, rows, columns)",
        x_order=(0, 3, 1, 2),
        h_order=(3, 2, 0, 1),
        y_order=(0, 2, 3, 1),
    ),
    Layout(
        "batch",
        "images (batch, rows, columns, in)",
        "filters (out, rows, columns, in)",
        h_order=(3, 0, 1, 2),
    ),
    Layout(
        "batch",
        "images (batch, in, rows, columns)",
        "filters (rows, columns, in, out)",
        x_order=(0, 3, 1, 2),
        y_order=(0, 2, 3, 1),
    ),
    Layout("channels", "image (rows, columns, in)", "filters (rows, columns, in, out)"),
    Layout(
        "channels",
        "image (in, rows, columns)",
        "filters (out, in, rows, columns)",
        x_order=(2, 0, 1),
        h_order=(3, 2, 0, 1),
        y_order=(1, 2, 0),
    ),
    Layout("channels", "image (rows, columns, in)", "filter (rows, columns, in)", single=True),
    Layout(
        "channels",
        "image (in, rows, columns)",
        "filter (in, rows, columns)",
        x_order=(2, 0, 1),
        h_order=(2, 0, 1),
        single=True,
    ),
    Layout(
        "channels",
        "image (rows, columns)",
        "filters (out, rows, columns)",
        h_order=(2, 0, 1),
        y_order=(1, 2, 0),
        plane=True,
    ),
    Layout(
        "channels",
        "image (rows, columns)",
        "filters (out, rows, columns), outputs last",
        h_order=(2, 0, 1),
        plane=True,
    ),
    Layout(
        "lines",
        "signals (batch, in, length)",
        "filters (out, in, length)",
        x_order=(0, 2, 1),
        h_order=(2, 1, 0),
        y_order=(0, 2, 1),
        row=True,
    ),
    Layout("lines", "signals (batch, length, in)", "filters (length, in, out)", row=True),
    Layout("lines", "signals (batch, length, in)", "filters (out, length, in)", h_order=(2, 0, 1), row=True),
    Layout("lines", "signal (length, in)", "filters (length, in, out)", alone=True, row=True),
    Layout(
        "lines",
        "signal (in, length)",
        "filters (out, in, length)",
        x_order=(1, 0),
        h_order=(2, 1, 0),
        y_order=(1, 0),
        alone=True,
        row=True,
    ),
    Layout(
        "batch",
        "images (batch, rows, columns)",
        "kernel (rows, columns)",
        grey=True,
        called=("images", "imgs", "pictures", "batch"),
    ),
    Layout(
        "2-D",
        "image (rows, columns, 3 colours)",
        "kernel (rows, columns)",
        beside=2,
        called=("rgb", "colour", "color"),
    ),
    Layout(
        "depthwise",
        "images (batch, channels, rows, columns)",
        "kernels (channels, rows, columns)",
        x_order=(0, 3, 1, 2),
        h_order=(2, 0, 1),
        y_order=(0, 2, 3, 1),
        each=True,
        called=DEPTHWISE,
    ),
    Layout(
        "depthwise",
        "images (batch, channels, rows, columns)",
        "kernels (channels, 1, rows, columns)",
        x_order=(0, 3, 1, 2),
        h_order=(3, 2, 0, 1),
        y_order=(0, 2, 3, 1),
        called=DEPTHWISE,
    ),
    Layout(
        "depthwise",
        "images (batch, rows, columns, channels)",
        "kernels (rows, columns, channels)",
        each=True,
        called=DEPTHWISE,
    ),
    Layout(
        "depthwise",
        "images (batch, rows, columns, channels)",
        "kernels (rows, columns, channels, 1)",
        h_order=(0, 1, 3, 2),
        called=DEPTHWISE,
    ),
    Layout(
        "depthwise",
        "image (channels, rows, columns)",
        "kernels (channels, rows, columns)",
        x_order=(2, 0, 1),
        h_order=(2, 0, 1),
        y_order=(1, 2, 0),
        alone=True,
        each=True,
        called=DEPTHWISE,
    ),
    Layout(
        "depthwise",
        "image (rows, columns, channels)",
        "kernels (rows, columns, channels)",
        alone=True,
        each=True,
        called=DEPTHWISE,
    ),
)
