"""
Pictures in, safely: float arrays in [0, 255], and one clear line for every file that cannot be used.

load_photo(path) gives a picture in colour and not too large, load_bands(path) one whole and in little memory;
both with notes on what was done to the pixels on the way in. Files are only ever read. Handwritten digits are
read in read_digit.py.
"""

import os
import re
import stat
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import ExifTags, Image, UnidentifiedImageError

from course.convolution.formatting import counted
from course.errors import Unusable, printable
from course.paths import DATA
from course.terminal.quiet_imports import stderr_into_nothing

# how much red, green and blue weigh in a grey value: Recommendation ITU-R BT.601, section 2.5.1
LUMA = (0.299, 0.587, 0.114)
SMOOTH = Image.Resampling.HAMMING  # no negative weights: no ringing, nothing leaves [0, 255]

# ---- what is read

PICTURE_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "PPM")  # none of them starts another program
MEGABYTES = 200
MOST_PIXELS = 60_000_000  # phones take up to 50 million; a file of 17 kB can claim far more
LONGEST_SIDE = (
    100_000  # of a picture that is read whole: one of 60 million by 1 is costly to pad, and no photograph
)
SLOW_CODECS = (
    "ppm",
    "ppm_plain",
    "bmp_rle",
)  # Pillow has them in Python: up to a second for a million pixels
MOST_SLOW_PIXELS = 4_000_000
ROWS_AT_ONCE = 32  # from Pillow's image to arrays: what lies in the cache needs no second way through memory
COLOURLESS = ("1", "L", "LA")  # modes of Pillow whose pixels are grey

# ---- the course's own photograph

BIRD = DATA / "bird.jpg"
EYE = (72, 158)  # row and column of the middle of the bird's eye

# ---- what a note says

ON_WHITE = "transparent parts put on white"
TURNED_UPRIGHT = "turned as the camera held it (EXIF)"
NO_PROFILE = "colour profile left out"


def scaled_note(kind, white):
    """Of pixels from 0 to white; kind: "float", "16-bit"."""
    return f"{kind} grey scaled from 0..{white} to 0..255"


def converted_note(mode):
    """Of a picture that was in this mode of Pillow."""
    return f"{mode} converted to RGB"


def first_frame_note(count):
    """Of a file that holds so many pictures, a number or a word."""
    return f"the first frame of {count} is used"


def reduced_note(before, after):
    """Of a picture that was made smaller; before, after: (columns, rows), as Pillow has sizes."""
    return f"reduced from {before[1]}x{before[0]} to {after[1]}x{after[0]} (rows x columns)"


# ---- reading


class PictureError(Unusable):
    """A picture that cannot be used: one ASCII line that names the file and says what would do."""


def load_photo(path, longest=1024):
    """Read a picture: (picture, notes).

    picture: float64, (rows, columns, 3), red, green and blue in [0, 255]; its longer side is at most
    `longest` pixels. notes: a list of ASCII lines, one for each thing done to the file's pixels, in
    the order of doing; empty when there was nothing to do. Raises PictureError.
    """
    with open_picture(path) as image:
        flat, notes = _flattened(image, longest)
        return _colours_on_white(flat, notes), notes


def load_bands(path, colour=False):
    """Read a picture whole and in little memory, a band at a time: (bands, notes), as decode_bands has them."""
    with open_picture(path) as image:
        return decode_bands(image, colour)


def decode_bands(image, colour=False):
    """(bands, notes) of an image that is open and not yet decoded.

    bands: one array (rows, columns) of grey values by LUMA, or with colour=True, where the picture may have
    colours, three of red, green and blue; uint8, rounded, or float32 where the file has more than 8 bits, in
    [0, 255]. notes: as load_photo's, and one on a colour profile, which is left out. Raises PictureError.
    """
    longest = max(image.size)
    if longest > LONGEST_SIDE:
        raise PictureError(f"has a side of {longest} pixels, more than {LONGEST_SIDE}; cut it into parts")
    colour = colour and image.mode not in COLOURLESS
    flat, notes = _flattened(image, longest)
    if "icc_profile" in image.info:
        notes.append(NO_PROFILE)
    return _bands_on_white(flat, colour, notes), notes


def check_picture(path, least):
    """Raise PictureError unless load_photo can use the file and has `least` pixels on either side."""
    rows, columns, _ = load_photo(path)[0].shape
    if min(rows, columns) < least:
        size = f"{counted(rows, 'row')} and {counted(columns, 'column')}"
        raise PictureError(f"{shown_path(path)}: has {size}; a picture needs at least {least} of both here")


def grey(picture):
    """(rows, columns, 3) to (rows, columns) by LUMA; a pixel without colour keeps its exact value."""
    colourless = (picture == picture[:, :, :1]).all(axis=2)
    return np.where(colourless, picture[:, :, 0], picture @ LUMA)


def detail_of(path, grey, height, width):
    """(top row, left column) of the part of a picture that is looked at closely, height x width pixels.

    grey: its pixels, (rows, columns). The eye is in the middle if it is the course's own bird; of any other
    picture it is the middle itself. A picture that has fewer rows or columns is taken from its first one on.

    Example: 48x48 pixels of the bird begin at row 72 - 24 = 48 and column 158 - 24 = 134.
    """
    rows, columns = np.shape(grey)
    is_bird = Path(path).resolve() == BIRD.resolve()
    row, column = EYE if is_bird else (rows // 2, columns // 2)
    top = min(row - height // 2, rows - height)
    left = min(column - width // 2, columns - width)
    return max(top, 0), max(left, 0)


# ---- the file


def shown_path(path):
    """The path in printable ASCII on one line, without the middle of a very long one."""
    return printable(os.fsdecode(path), 300)


@contextmanager
def open_picture(path):
    """The image in a file, opened and not yet decoded; whatever goes wrong with it in the block is a PictureError.

    Unusable leaves the block as it is: it is about something else, such as where a result is to go.
    """
    try:
        _check_file(path)
        with _without_noise(), Image.open(path, formats=PICTURE_FORMATS) as image:
            yield image
    except PictureError as error:
        raise PictureError(f"{shown_path(path)}: {error}") from error
    except Unusable:
        raise
    except Exception as error:  # a damaged file can make a decoder raise nearly anything
        raise PictureError(f"{shown_path(path)}: {_reason(error)}") from error


@contextmanager
def _without_noise():
    """No warnings, and nothing on file descriptor 2, where libtiff complains without asking Python."""
    with warnings.catch_warnings(), stderr_into_nothing():
        warnings.simplefilter("ignore")
        yield


def _check_file(path):
    """Raise unless path is an ordinary file of a bearable size: opening a pipe would wait for ever."""
    if "\0" in os.fsdecode(path):
        raise PictureError("has a NUL in its name; check the name")
    status = os.stat(path)
    if stat.S_ISDIR(status.st_mode):
        raise PictureError("is a folder; name a picture in it")
    if not stat.S_ISREG(status.st_mode):
        raise PictureError("is a pipe or a device; save the picture as a file first")
    if status.st_size == 0:
        raise PictureError("is empty (0 bytes); get a fresh copy")
    if status.st_size > MEGABYTES * 10**6:
        size = status.st_size // 10**6
        raise PictureError(f"has {size} MB, more than the {MEGABYTES} MB read here; save it smaller")


def _reason(error):
    """What is wrong and what would do, in words, for whatever stopped the reading."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file; check the name and the folder"
        case PermissionError():
            return "may not be read; change its permissions or copy it"
        case UnidentifiedImageError():
            return f"is not a picture, or not one of {', '.join(PICTURE_FORMATS)}; save it as PNG or JPEG"
        case Image.DecompressionBombError():  # Pillow's own limit, above ours; its message tells the pixels
            claimed = "".join(re.findall(r"\((\d+) pixels", str(error)))
            return _too_many(claimed, MOST_PIXELS)
        case MemoryError():
            return "does not fit into memory; save it smaller"
        case UnicodeEncodeError() | OSError(errno=int()):  # the system's; Pillow's own have no number
            return "cannot be opened or read; check the name and the disk"
    return "is damaged, cut short or of a rare kind; get a fresh copy or save it as PNG"


def _too_many(claimed, limit):
    return f"claims {claimed} pixels, more than the {limit // 10**6} million read here; save it smaller"


# ---- what a file says of its pixels, which Pillow leaves to be done

_TURN = Image.Transpose
EXIF_TURNS = {  # what turns a picture upright, by its EXIF orientation: CIPA DC-008 (Exif), tag 274
    2: _TURN.FLIP_LEFT_RIGHT,
    3: _TURN.ROTATE_180,
    4: _TURN.FLIP_TOP_BOTTOM,
    5: _TURN.TRANSPOSE,
    6: _TURN.ROTATE_270,
    7: _TURN.TRANSVERSE,
    8: _TURN.ROTATE_90,
}
KEY_SCALE = {"1": 255, "L;2": 85, "L;4": 17, "RGB;16B": 1 / 256}  # from a PNG's own bits to Pillow's 8


def _tiff_tags(image):
    """The tags of a TIFF, which can be asked before its pixels are decoded; of any other image none."""
    return getattr(image, "tag_v2", {})


def _check_size(image):
    """Raise if decoding would take too much memory or time; nothing has been decoded yet."""
    slow = bool(image.tile) and image.tile[0][0] in SLOW_CODECS
    limit = MOST_SLOW_PIXELS if slow else MOST_PIXELS
    if image.width * image.height > limit:
        raise PictureError(_too_many(f"{image.height}x{image.width}", limit))
    tags = _tiff_tags(image)
    rows, columns = tags.get(ExifTags.Base.TileLength, 0), tags.get(ExifTags.Base.TileWidth, 0)
    if rows * columns > MOST_PIXELS:  # a TIFF of 10x10 pixels may lie in one tile of 40000x40000
        raise PictureError(_too_many(f"{rows}x{columns}", MOST_PIXELS))


def _mend_key(image):
    """Bring a PNG's transparent colour, written with the file's own bits, to Pillow's 8 bits.

    Example: the grey 2 of a PNG of 2 bits, 0 to 3, is 2 * 85 = 170 of 255.
    """
    key = image.info.get("transparency")
    scale = KEY_SCALE.get(image.tile[0][3]) if image.format == "PNG" else None
    if scale is None or key is None:
        return
    if isinstance(key, tuple):
        image.info["transparency"] = tuple(int(sample * scale) for sample in key)
    else:
        image.info["transparency"] = min(key * scale, 255)  # Pillow 13 has done it for 1 bit, 11 has not


def _frame_notes(image):
    """A list of one note if the file holds several pictures, else of none."""
    if not getattr(image, "is_animated", False):
        return []
    count = "several" if image.format == "TIFF" else image.n_frames  # a TIFF can make counting take hours
    return [first_frame_note(count)]


def _orientation(image):
    """The EXIF orientation, 1 to 8, of a decoded image, or None."""
    try:
        return image.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # EXIF may be garbage where the pixels are fine
        return None


# ---- from an opened image to one of three modes


class _Flat(NamedTuple):
    """A decoded image, upright, in mode RGB, RGBA or F, and which of its values are black and white."""

    image: Image.Image
    black: float
    white: float


def _flattened(image, longest):
    """(_Flat, notes) of an image that is open but not yet decoded; its longer side at most `longest` pixels."""
    _check_size(image)
    _mend_key(image)
    notes = _frame_notes(image)
    size_in_file = image.size
    tiff_orientation = _tiff_tags(image).get(ExifTags.Base.Orientation)
    image.draft(None, (2 * longest, 2 * longest))  # decodes a large JPEG at 1/2, 1/4 or 1/8
    image.load()  # turns a TIFF upright, and forgets that it did
    turn = EXIF_TURNS.get(tiff_orientation or _orientation(image))

    is_deep = image.mode.startswith(("I", "F"))
    flat = _from_deep(image, notes) if is_deep else _from_eight_bits(image, notes)
    upright = flat.image
    upright.thumbnail((longest, longest), SMOOTH)
    if upright.size != size_in_file:
        notes.append(reduced_note(size_in_file, upright.size))
    if turn is not None:
        notes.append(TURNED_UPRIGHT)
        if not tiff_orientation:
            upright = upright.transpose(turn)
    return flat._replace(image=upright), notes


def _from_eight_bits(image, notes):
    """The _Flat of an 8-bit image, in mode RGB or RGBA."""
    if image.mode in ("CMYK", "LAB"):
        notes.append(converted_note(image.mode))
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode != wanted:
        image = image.convert(wanted)
    return _Flat(image, 0, 255)


def _from_deep(image, notes):
    """The _Flat of a 16-bit or float image, in mode F."""
    values = np.array(image, dtype=np.float32)
    if image.mode == "F":
        white = _white_of_floats(values)
        kind = "float"
    else:
        white = _white_of_integers(image)
        kind = f"{white.bit_length()}-bit"
    if white != 255:
        notes.append(scaled_note(kind, white))
    key = image.info.get("transparency")
    if key is not None and (values == key).any():
        values[values == key] = white
        notes.append(ON_WHITE)
    deep = Image.fromarray(values)
    white_is_zero = _tiff_tags(image).get(ExifTags.Base.PhotometricInterpretation) == 0  # Pillow leaves it so
    return _Flat(deep, white, 0) if white_is_zero else _Flat(deep, 0, white)


def _white_of_floats(values):
    """1 if the values go no further, else 255. PictureError for values that are in neither range."""
    low, high = values.min(), values.max()
    if not np.isfinite(low + high):
        raise PictureError("has pixels that are nan or infinite; replace them")
    if low < 0 or high > 255:
        raise PictureError(f"has float pixels from {low:g} to {high:g}; scale them to 0..1 or 0..255")
    return 1 if high <= 1 else 255


def _white_of_integers(image):
    """The largest value that pixels of more than 8 bits can have, such as 4095 of 12 bits."""
    if image.format != "TIFF":
        return 65535  # Pillow stretches every deep PGM to this
    if image.mode == "I":
        raise PictureError("has signed or 32-bit pixels, whose white is not agreed; save it with 8 bits")
    return 2 ** image.tag_v2[ExifTags.Base.BitsPerSample][0] - 1


# ---- from there to arrays


def _colours_on_white(flat, notes):
    """float64, (rows, columns, 3), in [0, 255], of a _Flat."""
    values = np.array(flat.image, dtype=np.float64)
    if flat.image.mode == "F":
        greys = 255 * (values[:, :, np.newaxis] - flat.black) / (flat.white - flat.black)
        return np.repeat(greys, 3, axis=2)
    if flat.image.mode == "RGB":
        return values
    colour, alpha = values[:, :, :3], values[:, :, 3:] / 255
    if alpha.min() < 1:
        notes.append(ON_WHITE)
    return colour * alpha + 255 * (1 - alpha)


def _bands_on_white(flat, colour, notes):
    """The bands of a _Flat, as decode_bands gives them."""
    image = flat.image
    if image.mode == "F":
        return [_rescaled(np.array(image, dtype=np.float32), flat.black, flat.white)]
    if image.mode == "RGBA":
        if image.getextrema()[3][0] < 255:
            notes.append(ON_WHITE)
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image)
        image = paper
    bands = [np.empty(image.size[::-1], np.uint8) for _ in range(3 if colour else 1)]
    for top in range(0, image.height, ROWS_AT_ONCE):
        bottom = min(top + ROWS_AT_ONCE, image.height)
        strip = image.crop((0, top, image.width, bottom))
        channels = strip.split() if colour else [strip.convert("L")]  # "L" is LUMA, rounded
        for band, channel in zip(bands, channels):
            band[top:bottom] = np.asarray(channel)
    return bands


def _rescaled(values, black, white):
    """Float values, changed in place, from black..white to 0..255."""
    if (black, white) != (0, 255):
        values -= np.float32(black)
        values *= np.float32(255 / (white - black))
    return values
