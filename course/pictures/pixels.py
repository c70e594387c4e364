"""
How the results of a filter become pixels, and pixels a file.

Results are signed and may be large; a pixel is a whole number from 0 to 255. There are four ways:

    clip     cut to 0..255: for kernels that keep the brightness
    abs      the distance from 0, cut to 255: for edges, whichever way they go
    signed   128 where the result is 0, brighter above, darker below, the largest at 1 or 255
    bias=B   B added, then cut: shows the signs with the steps of grey as they are

Each rounds once, at its end, half to even.
"""

import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from course.errors import Unusable, quoted
from course.own_numbers.read_numbers import MINUS, NUMBER, read_numbers

WAYS = "abs", "signed", "clip", "bias"
MIDDLE_GREY, GREYS_EACH_WAY = (
    128,
    127,
)  # in "signed": the grey of a 0, and how far the largest result lies from it
JPEG_QUALITY = 92
JPEG_ENDINGS = ".jpg", ".jpeg"
ENDINGS = ".png", *JPEG_ENDINGS, ".npy"
LONGEST_JPEG_SIDE = 65500  # pixels; libjpeg takes no more


# ---- results as pixels


@dataclass(frozen=True)
class Show:
    """One of the WAYS; bias counts for the last of them alone."""

    way: str
    bias: float = 0.0

    @property
    def needs_span(self):
        """Whether a pixel depends on the smallest and largest number of its picture."""
        return self.way == "signed"

    def scale(self, low, high):
        """What "signed" multiplies results from low to high by.

        Example: -50 to 20 is scaled by 127 / 50, so that -50 becomes 128 - 127 = 1.
        """
        farthest = max(-low, high)
        return GREYS_EACH_WAY / (farthest or 1)

    def in_words(self, low, high):
        """What is done to results from low to high; "" where nothing is, but that fractions are rounded.

        Example: "drawn as distances from 0, cut at 255" of abs for -300 to 20.
        """
        match self.way:
            case "abs":
                words, low, high = "drawn as distances from 0", 0, max(-low, high)
            case "signed":
                return "0 drawn as middle grey"
            case "bias":
                words, low, high = f"{self.bias:g} added", low + self.bias, high + self.bias
            case _:
                words = ""
        bottom, top = round(low) < 0, round(high) > 255
        cut = "cut to 0..255" if bottom and top else "cut at 0" if bottom else "cut at 255" if top else ""
        return ", ".join(part for part in (words, cut) if part)

    def in_full(self, low, high):
        """The way by its name, with the number that belongs to it."""
        match self.way:
            case "signed":
                return f"signed, scaled by {self.scale(low, high):.3g}"
            case "bias":
                return f"bias={self.bias:g}"
        return self.way

    def pixels(self, values, span=None):
        """uint8 array of the shape of values, floats; span: the (smallest, largest) of the picture, for "signed"."""
        moved = self._moved(values, span)
        np.clip(moved, 0, 255, out=moved)
        return np.rint(moved, out=moved).astype(np.uint8)

    def _moved(self, values, span):
        """A copy of values, moved to the scale of pixels and not yet cut; sums are in float64."""
        match self.way:
            case "abs":
                return np.abs(values)
            case "signed":
                return MIDDLE_GREY + values.astype(np.float64) * self.scale(*span)
            case "bias":
                return values.astype(np.float64) + self.bias
        return values.copy()


def show_from_text(text):
    """The Show of an option's text, such as "abs" or "bias=100"; Unusable otherwise."""
    way, equals, bias = text.partition("=")
    if way == "bias" and NUMBER.fullmatch(bias.replace(MINUS, "-")):
        return Show(way, float(read_numbers(bias, "--show bias", most=1).values[0]))
    if way not in WAYS or way == "bias" or equals:
        raise Unusable(f"--show: {quoted(text)} is not abs, signed, clip or bias=B, such as bias=100")
    return Show(way)


def default_show(total):
    """The Show for a kernel whose weights add up to total: abs for 0, else clip."""
    return Show("clip" if total else "abs")


# ---- pixels as a file


def output_ending(path):
    """The ending of a file that can be written, in small letters; Unusable for any other."""
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        what = f"ends in {quoted(ending)}" if ending else "has no ending"
        raise Unusable(f"the output {quoted(str(path), 60)} {what}: name it .png, .jpg or .npy")
    return ending


def quality_note(path):
    """What the report adds about a file, by its ending: the quality of a JPEG."""
    return f" (quality {JPEG_QUALITY})" if output_ending(path) in JPEG_ENDINGS else ""


def empty_npy(shape):
    """(data, values): the bytes of a .npy file of float32 numbers, and the numbers in them, to be filled in.

    So the file takes no second copy. Source of the format: NumPy's reference, numpy.lib.format.

    Example: for the shape (2, 3) data is 152 bytes, a header of 128 and 6 numbers of 4; values is a view of the
    last 24, (2, 3).
    """
    buffer = io.BytesIO()
    fields = {"descr": "<f4", "fortran_order": False, "shape": tuple(shape)}
    np.lib.format.write_array_header_1_0(buffer, fields)
    header = np.frombuffer(buffer.getvalue(), np.uint8)
    data = np.empty(header.size + 4 * int(np.prod(shape)), np.uint8)
    data[: header.size] = header
    return data, data[header.size :].view("<f4").reshape(shape)


def picture_bytes(pixels, ending):
    """The bytes of a picture file for uint8 pixels (rows, columns[, 3]); ending: .png, .jpg or .jpeg."""
    data = io.BytesIO()
    if ending == ".png":  # runs of a byte alone are shortened: a quarter of the time, and photographs are as small
        Image.fromarray(pixels).save(data, "PNG", compress_level=1, compress_type=zlib.Z_RLE)
        return data.getbuffer()
    if max(pixels.shape) > LONGEST_JPEG_SIDE:
        raise Unusable(f"a JPEG has at most {LONGEST_JPEG_SIDE} rows and columns: write it as .png")
    # subsampling 0: colours are kept at full size (4:4:4), as edges live from them
    Image.fromarray(pixels).save(data, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return data.getbuffer()
