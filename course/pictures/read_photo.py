"""Pictures in, safely: float arrays in [0, 255], and one clear line for every file that cannot be used.

load_photo(path) gives the picture in colour, load_digit(path) a 28x28 digit as MNIST has them; both
with notes on what was done to the pixels on the way in. Files are only ever read.
"""

import os
import re
import stat
import warnings
from contextlib import contextmanager, suppress

import numpy as np
from PIL import ExifTags, Image, UnidentifiedImageError

from course import errors
from course.errors import Unusable

# how much red, green and blue weigh in a grey value: Recommendation ITU-R BT.601, section 2.5.1
LUMA = (0.299, 0.587, 0.114)

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "PPM")  # none of them starts another program
MEGABYTES = 200
PIXELS = 60_000_000  # phones take up to 50 million; a file of 17 kB can claim far more
SIDE = 100_000  # of a picture that is read whole: one of 60 million by 1 is no photograph, and costly to pad
PATIENT_PIXELS = 4_000_000  # for codecs that Pillow has in Python: up to a second for each million
PATIENT_CODECS = ("ppm", "ppm_plain", "bmp_rle")
KEY_SCALE = {"1": 255, "L;2": 85, "L;4": 17, "RGB;16B": 1 / 256}  # from a PNG's own bits to Pillow's 8
SMOOTH = Image.Resampling.HAMMING  # no negative weights: no ringing, nothing leaves [0, 255]
_T = Image.Transpose
TURNS = dict(
    enumerate(
        (
            _T.FLIP_LEFT_RIGHT,
            _T.ROTATE_180,
            _T.FLIP_TOP_BOTTOM,
            _T.TRANSPOSE,
            _T.ROTATE_270,
            _T.TRANSVERSE,
            _T.ROTATE_90,
        ),
        start=2,
    )
)  # by EXIF orientation
ORIENTATION = ExifTags.Base.Orientation
ON_WHITE = "transparent parts put on white"
COLOURLESS = ("1", "L", "LA")  # modes of Pillow whose pixels are grey


class PictureError(Unusable):
    """A picture that cannot be used: one ASCII line that names the file and says what would do."""


def load_photo(path, longest=1024):
    """Read a picture: (picture, notes).

    picture: float64, (rows, columns, 3), red, green and blue in [0, 255]; its longer side is at most
    `longest` pixels. notes: a list of ASCII lines, one for each thing done to the file's pixels, in
    the order of doing; empty when there was nothing to do. Raises PictureError.
    """
    with opened(path) as image:
        return decode(image, longest)


def load_bands(path, colour=False):
    """Read a picture whole and in little memory, a band at a time: (bands, notes).

    bands: one array (rows, columns) of grey values by LUMA, or with colour=True, where the picture may have
    colours, three of red, green and blue; uint8, rounded, or float32 where the file has more than 8 bits, in
    [0, 255]. notes: as load_photo's, and one on a colour profile, which is left out. Raises PictureError.
    """
    with opened(path) as image:
        if max(image.size) > SIDE:
            raise PictureError(f"has a side of {max(image.size)} pixels, more than {SIDE}; cut it into parts")
        colour = colour and image.mode not in COLOURLESS
        flat, black, white, notes = flattened(image, max(image.size))
        if "icc_profile" in image.info:
            notes.append("colour profile left out")
        return banded(flat, black, white, colour, notes), notes


def check_picture(path, least):
    """Raise PictureError unless load_photo can use the file and has `least` pixels on either side."""
    rows, columns, _ = load_photo(path)[0].shape
    if min(rows, columns) < least:
        size = f"{rows} rows and {columns} columns"
        raise PictureError(f"{printable(path)}: has {size}; a picture needs at least {least} of both here")


def grey(picture):
    """(rows, columns, 3) to (rows, columns) by LUMA; a pixel without colour keeps its exact value."""
    colourless = (picture == picture[:, :, :1]).all(axis=2)
    return np.where(colourless, picture[:, :, 0], picture @ LUMA)


# ---- the file


def printable(path):
    """The path in printable ASCII on one line, without the middle of a very long one."""
    return errors.printable(os.fsdecode(path), 300)


@contextmanager
def opened(path):
    """The image in a file, opened and not yet decoded; whatever goes wrong with it is a PictureError."""
    try:
        check_file(path)
        with hushed(), Image.open(path, formats=FORMATS) as image:
            yield image
    except Exception as error:  # a damaged file can make a decoder raise nearly anything
        raise PictureError(f"{printable(path)}: {reason(error)}") from error


def check_file(path):
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


def reason(error):
    """What is wrong and what would do, in words, for whatever stopped the reading."""
    match error:
        case PictureError():
            return str(error)
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file; check the name and the folder"
        case PermissionError():
            return "may not be read; change its permissions or copy it"
        case UnidentifiedImageError():
            return f"is not a picture, or not one of {', '.join(FORMATS)}; save it as PNG or JPEG"
        case Image.DecompressionBombError():  # Pillow's own limit, above ours
            return too_many("".join(re.findall(r"\((\d+) pixels", str(error))), PIXELS)
        case MemoryError():
            return "does not fit into memory; save it smaller"
        case UnicodeEncodeError() | OSError(errno=int()):  # the system's; Pillow's own have no number
            return "cannot be opened or read; check the name and the disk"
    return "is damaged, cut short or of a rare kind; get a fresh copy or save it as PNG"


def too_many(found, limit):
    return f"claims {found} pixels, more than the {limit // 10**6} million read here; save it smaller"


@contextmanager
def hushed():
    """No warnings, and nothing on file descriptor 2, where libtiff complains without asking Python.

    Both belong to the whole process, so this is for one thread at a time.
    """
    with warnings.catch_warnings(), open(os.devnull, "wb") as nowhere:
        warnings.simplefilter("ignore")
        kept = None
        with suppress(OSError):  # a program may be started without a stderr
            kept = os.dup(2)
            os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            if kept is not None:
                os.dup2(kept, 2)
                os.close(kept)


# ---- from an opened image to an array


def decode(image, longest):
    """(picture, notes) of an image that is open but not yet loaded."""
    flat, black, white, notes = flattened(image, longest)
    return on_white(flat, black, white, notes), notes


def flattened(image, longest):
    """(flat, black, white, notes): upright, in mode RGB, RGBA or F, and the ends of its scale."""
    check_size(image)
    mend_key(image)
    notes = frame_notes(image)
    size, tiff_turn = image.size, getattr(image, "tag_v2", {}).get(ORIENTATION)
    image.draft(None, (2 * longest, 2 * longest))  # decodes a large JPEG at 1/2, 1/4 or 1/8
    image.load()  # turns a TIFF, and forgets that it did
    turn = TURNS.get(tiff_turn or orientation(image))
    flat, black, white = (deep if image.mode.startswith(("I", "F")) else shallow)(image, notes)
    flat.thumbnail((longest, longest), SMOOTH)
    if flat.size != size:
        notes.append(f"reduced from {size[1]}x{size[0]} to {flat.height}x{flat.width} (rows x columns)")
    if turn is not None:
        notes.append("turned as the camera held it (EXIF)")
        flat = flat if tiff_turn else flat.transpose(turn)
    return flat, black, white, notes


def check_size(image):
    """Raise if decoding would take too much memory or time; nothing has been decoded yet."""
    patient = bool(image.tile) and image.tile[0][0] in PATIENT_CODECS
    limit = PATIENT_PIXELS if patient else PIXELS
    if image.width * image.height > limit:
        raise PictureError(too_many(f"{image.height}x{image.width}", limit))
    tags = getattr(image, "tag_v2", {})
    rows, columns = tags.get(ExifTags.Base.TileLength, 0), tags.get(ExifTags.Base.TileWidth, 0)
    if rows * columns > PIXELS:  # a TIFF of 10x10 pixels may lie in one tile of 40000x40000
        raise PictureError(too_many(f"{rows}x{columns}", PIXELS))


def mend_key(image):
    """Bring a PNG's transparent colour, written with the file's own bits, to Pillow's 8 bits."""
    key = image.info.get("transparency")
    scale = KEY_SCALE.get(image.tile[0][3]) if image.format == "PNG" else None
    if scale and key is not None:
        key = tuple(int(k * scale) for k in key) if isinstance(key, tuple) else min(key * scale, 255)
        image.info["transparency"] = key  # Pillow 13 has done it for 1 bit, 11 has not


def frame_notes(image):
    """A list of one note if the file holds several pictures, else of none."""
    if not getattr(image, "is_animated", False):
        return []
    count = "several" if image.format == "TIFF" else image.n_frames  # a TIFF can make counting take hours
    return [f"the first frame of {count} is used"]


def orientation(image):
    """The EXIF orientation, 1 to 8, of a loaded image, or None."""
    try:
        return image.getexif().get(ORIENTATION)
    except Exception:  # EXIF may be garbage where the pixels are fine
        return None


def shallow(image, notes):
    """(flat, black, white) of an 8-bit image: flat in mode RGB or RGBA, and the ends of its scale."""
    if image.mode in ("CMYK", "LAB"):
        notes.append(f"{image.mode} converted to RGB")
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    return (image if image.mode == wanted else image.convert(wanted)), 0, 255


def deep(image, notes):
    """(flat, black, white) of a 16-bit or float image: flat in mode F, and the ends of its scale."""
    values = np.array(image, dtype=np.float32)
    white = float_white(values) if image.mode == "F" else integer_white(image)
    if white != 255:
        kind = "float" if image.mode == "F" else f"{white.bit_length()}-bit"
        notes.append(f"{kind} grey scaled from 0..{white} to 0..255")
    key = image.info.get("transparency")
    if key is not None and (values == key).any():
        values[values == key] = white
        notes.append(ON_WHITE)
    tags = getattr(image, "tag_v2", {})
    white_is_zero = tags.get(ExifTags.Base.PhotometricInterpretation) == 0  # Pillow leaves it so
    return Image.fromarray(values), *((white, 0) if white_is_zero else (0, white))


def float_white(values):
    low, high = values.min(), values.max()
    if not np.isfinite(low + high):
        raise PictureError("has pixels that are nan or infinite; replace them")
    if low < 0 or high > 255:
        raise PictureError(f"has float pixels from {low:g} to {high:g}; scale them to 0..1 or 0..255")
    return 1 if high <= 1 else 255


def integer_white(image):
    if image.format != "TIFF":
        return 65535  # Pillow stretches every deep PGM to this
    if image.mode == "I":
        raise PictureError("has signed or 32-bit pixels, whose white is not agreed; save it with 8 bits")
    return 2 ** image.tag_v2[ExifTags.Base.BitsPerSample][0] - 1


def on_white(flat, black, white, notes):
    """float64, (rows, columns, 3), in [0, 255], of an image in mode RGB, RGBA or F."""
    values = np.array(flat, dtype=np.float64)
    if flat.mode == "F":
        return np.repeat(255 * (values[:, :, np.newaxis] - black) / (white - black), 3, axis=2)
    if flat.mode == "RGB":
        return values
    colour, alpha = values[:, :, :3], values[:, :, 3:] / 255
    if alpha.min() < 1:
        notes.append(ON_WHITE)
    return colour * alpha + 255 * (1 - alpha)


def banded(flat, black, white, colour, notes):
    """The bands of an image in mode RGB, RGBA or F, as load_bands has them."""
    if flat.mode == "F":
        return [rescaled(np.array(flat, dtype=np.float32), black, white)]
    if flat.mode == "RGBA":
        if flat.getextrema()[3][0] < 255:
            notes.append(ON_WHITE)
        paper = Image.new("RGB", flat.size, "white")
        paper.paste(flat, mask=flat)
        flat = paper
    bands = map(flat.getchannel, "RGB") if colour else [flat.convert("L")]  # "L" is LUMA, rounded
    return [np.asarray(band) for band in bands]


def rescaled(values, black, white):
    """Float values, changed in place, from black..white to 0..255."""
    if (black, white) != (0, 255):
        values -= np.float32(black)
        values *= np.float32(255 / (white - black))
    return values
