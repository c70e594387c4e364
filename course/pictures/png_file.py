"""
Pixels as the bytes of a PNG file, written for speed.

Pillow tries five filters on every row and then searches for repetitions, which takes four times as long as this for
files of nearly the same size. Here all rows have one filter, and only runs of a byte are shortened.
Source: Portable Network Graphics (PNG) Specification, W3C, sections 5 (chunks), 9 (filtering) and 10 (compression).
"""

import struct
import zlib

import numpy as np

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY_TYPE, COLOUR_TYPE = 0, 2  # the colour types of section 6
SUB, UP = (
    1,
    2,
)  # the filter types of section 9: what is left when the pixel before is taken away, or that above
BYTES_AT_ONCE = 2**19  # of pixels that are filtered and compressed
ROWS_APART = 16  # of those that are looked at to choose the filter


def png_parts(pixels):
    """The parts of a PNG file, a list of bytes, for uint8 pixels: (rows, columns), or (rows, columns, 3) in colour.

    Example: 2x3 greys are a signature of 8 bytes, a header of 25, the compressed rows and an end of 12.
    """
    rows, columns = pixels.shape[:2]
    colour_type = GREY_TYPE if pixels.ndim == 2 else COLOUR_TYPE
    header = struct.pack(">IIBBBBB", columns, rows, 8, colour_type, 0, 0, 0)
    parts = [SIGNATURE, *_chunk(b"IHDR", header)]
    for data in _compressed(pixels):
        parts += _chunk(b"IDAT", data)
    return parts + _chunk(b"IEND", b"")


def _chunk(kind, data):
    """The parts of a chunk: its length, its kind, its data, and the check sum of the last two."""
    check = zlib.crc32(data, zlib.crc32(kind))
    return [struct.pack(">I", len(data)) + kind, data, struct.pack(">I", check)]


def _compressed(pixels):
    """The filtered rows as one zlib stream, in parts that are not empty."""
    lines = pixels.reshape(len(pixels), -1)  # a view where pixels are contiguous
    step = 1 if pixels.ndim == 2 else pixels.shape[2]  # bytes of a pixel
    filter_type = _better_filter(lines, step)
    at_once = max(1, BYTES_AT_ONCE // lines.shape[1])
    compressor = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    for top in range(0, len(lines), at_once):
        data = compressor.compress(_filtered(lines, top, top + at_once, step, filter_type))
        if data:
            yield data
    yield compressor.flush()


def _better_filter(lines, step):
    """SUB or UP: the one that leaves less on every ROWS_APART-th row, as section 12.8 recommends for each row.

    Example: of 0 0 / 9 9 SUB leaves 9 of the second row, and UP leaves 9 9. It is SUB.
    """
    sampled = range(1, len(lines), ROWS_APART)
    left = {
        filter_type: sum(_sizes(_filtered(lines, row, row + 1, step, filter_type)) for row in sampled)
        for filter_type in (SUB, UP)
    }
    return min(left, key=left.get)


def _sizes(filtered):
    """The sum of the sizes of differences that have wrapped around: 254 stands for -2, and counts 2."""
    return int(np.minimum(filtered, -filtered).sum(dtype=np.int64))


def _filtered(lines, top, bottom, step, filter_type):
    """The rows from top to bottom, each after the number of its filter: uint8, contiguous.

    Differences wrap around: 3 - 5 is 254.

    Example: the greys 5 7 4 are 1 5 2 253 under SUB.
    """
    block = lines[top:bottom]
    filtered = np.empty((len(block), 1 + block.shape[1]), np.uint8)
    filtered[:, 0] = filter_type
    left = filtered[:, 1:]
    if filter_type == SUB:
        left[:, :step] = block[:, :step]
        np.subtract(block[:, step:], block[:, :-step], out=left[:, step:])
        return filtered
    left[0] = block[0] - lines[top - 1] if top else block[0]
    np.subtract(block[1:], block[:-1], out=left[1:])
    return filtered
