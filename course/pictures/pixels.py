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
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from course.errors import Unusable, quoted
from course.own_numbers.read_numbers import MINUS, NUMBER, read_numbers

WAYS = {
    "abs": "the distance from 0, cut to 0..255",
    "signed": "0 as 128, the rest scaled by {scale:.3g}",
    "clip": "cut to 0..255",
    "bias": "{bias:g} added, cut to 0..255",
}
MIDDLE, REACH = 128, 127  # the grey of a 0 in "signed", and how far the largest result lies from it
BLOCK = 2**18  # numbers that are drawn at once: their float64 copies stay small
QUALITY = 92  # of a JPEG; its colours are kept at full size (4:4:4), as edges live from them
JPEG = {"format": "JPEG", "quality": QUALITY, "subsampling": 0}
ENDINGS = {".png": {"format": "PNG"}, ".jpg": JPEG, ".jpeg": JPEG, ".npy": {}}
JPEG_SIDE = 65500  # pixels; libjpeg takes no more


@dataclass(frozen=True)
class Show:
    """One of the WAYS; bias counts for the last of them alone."""

    way: str
    bias: float = 0.0

    def scale(self, low, high):
        """What "signed" multiplies results from low to high with."""
        return REACH / (max(-low, high) or 1)

    def words(self, low, high):
        """What is done to results from low to high, in words."""
        return WAYS[self.way].format(scale=self.scale(low, high), bias=self.bias)

    def pixels(self, values, low, high):
        """uint8 array of the shape of values: floats from low to high, (rows, columns[, 3]), contiguous."""
        drawn, scale = np.empty(values.shape, np.uint8), self.scale(low, high)
        line, pixels = values.reshape(-1), drawn.reshape(-1)  # views, as both are contiguous
        for start in range(0, line.size, BLOCK):
            part = self._shifted(line[start : start + BLOCK].astype(np.float64), scale)
            pixels[start : start + BLOCK] = np.rint(np.clip(part, 0, 255))
        return drawn

    def _shifted(self, values, scale):
        """Float64 values, moved to the scale of pixels and not yet cut."""
        match self.way:
            case "abs":
                return np.abs(values)
            case "signed":
                return MIDDLE + values * scale
            case "bias":
                return values + self.bias
        return values


def show(text):
    """The Show of an option's text, such as "abs" or "bias=100"; Unusable otherwise."""
    way, equals, bias = text.partition("=")
    if way == "bias" and NUMBER.fullmatch(bias.replace(MINUS, "-")):
        return Show(way, float(read_numbers(bias, "--show bias", most=1).values[0]))
    if way not in WAYS or way == "bias" or equals:
        raise Unusable(f"--show: {quoted(text)} is not abs, signed, clip or bias=B, such as bias=100")
    return Show(way)


def fitting(total):
    """The Show for a kernel whose weights add up to total: abs for 0, else clip."""
    return Show("clip" if total else "abs")


# ---- files


def ending(path):
    """The ending of a file that can be written, in small letters; Unusable for any other."""
    found = Path(path).suffix.lower()
    if found not in ENDINGS:
        what = f"ends in {quoted(found)}" if found else "has no ending"
        raise Unusable(f"the output {quoted(str(path), 60)} {what}: name it .png, .jpg or .npy")
    return found


def said(path):
    """What the report adds about a file, by its ending."""
    return f" (quality {QUALITY})" if ENDINGS[ending(path)] is JPEG else ""


def empty_npy(shape):
    """(data, values): the bytes of a .npy file of float32 numbers, and the numbers in them, to be filled in.

    So the file takes no second copy. Source of the format: NumPy's reference, numpy.lib.format.
    """
    header = io.BytesIO()
    fields = {"descr": "<f4", "fortran_order": False, "shape": tuple(shape)}
    np.lib.format.write_array_header_1_0(header, fields)
    header = np.frombuffer(header.getvalue(), np.uint8)
    data = np.empty(header.size + 4 * int(np.prod(shape)), np.uint8)
    data[: header.size] = header
    return data, data[header.size :].view("<f4").reshape(shape)


def encoded(pixels, suffix):
    """The bytes of a picture file for uint8 pixels (rows, columns[, 3]); suffix: .png, .jpg or .jpeg."""
    if ENDINGS[suffix] is JPEG and max(pixels.shape) > JPEG_SIDE:
        raise Unusable(f"a JPEG has at most {JPEG_SIDE} rows and columns: write it as .png")
    data = io.BytesIO()
    Image.fromarray(pixels).save(data, **ENDINGS[suffix])
    return data.getbuffer()
