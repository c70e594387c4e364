"""Makers of awkward picture files for tests/pictures/, and the tables EXACT, NEARLY, UNUSABLE and BOMBS.

A usable one goes with the pixels it must give, worked out from the array or the numbers it was
written from. The raw makers write the bytes of a format by themselves, so that a file may say what no
library would write. Why a file is refused stands in tests/golden/filter.txt.
"""

import io
import struct
import zlib

import numpy as np
from PIL import Image

from course.pictures.read_photo import ON_WHITE as WHITE
from course.pictures.read_photo import TURNED_UPRIGHT as TURNED
from course.pictures.read_photo import converted_note, first_frame_note, scaled_note


def spread_out(count, step, modulus):
    """count whole numbers below modulus that look random and are the same on every machine.

    Example: spread_out(4, 97, 256) is [0, 97, 194, 35].
    """
    return np.arange(count) * step % modulus


RGB = spread_out(105, 97, 256).astype(np.uint8).reshape(5, 7, 3)  # not square, not symmetric
GREY = RGB[:, :, 0]
ALPHA = spread_out(35, 151, 256).astype(np.uint8).reshape(5, 7)
DEEP = spread_out(35, 52561, 65536).astype(np.uint16).reshape(5, 7)
UNIT = (spread_out(35, 11, 37) / 37).astype(np.float32).reshape(5, 7)  # in [0, 1)
BITS = GREY > 127


def to_rgb(grey):
    """(rows, columns) to three equal channels."""
    return np.stack([np.asarray(grey, dtype=float)] * 3, axis=2)


def over_white(colour, alpha):
    share = np.asarray(alpha, dtype=float)[:, :, np.newaxis] / 255
    return colour * share + 255 * (1 - share)


def scaled(white, kind):
    return [scaled_note(kind, white)]


def saved(array, kind, mode=None, **options):
    """The bytes that Pillow writes for an array, an Image or a list of frames."""
    frames = array if isinstance(array, list) else [array]
    images = [f if isinstance(f, Image.Image) else Image.fromarray(f) for f in frames]
    images = [image.convert(mode) if mode else image for image in images]
    if len(images) > 1:
        options |= {"save_all": True, "append_images": images[1:]}
    buffer = io.BytesIO()
    images[0].save(buffer, kind, **options)
    return buffer.getvalue()


# ---- PNG, W3C Recommendation


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(columns, rows, depth, colour, lines, before=(), after=(), interlace=0):
    """A PNG of the given lines, each of packed bytes without its filter byte."""
    header = struct.pack(">IIBBBBB", columns, rows, depth, colour, 0, 0, interlace)
    data = zlib.compress(b"".join(b"\0" + bytes(line) for line in lines))
    chunks = [(b"IHDR", header), *before, (b"IDAT", data), *after, (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


def png_array(array, depth, colour, before=(), after=()):
    """A PNG of whole-byte samples: (rows, columns) or (rows, columns, channels)."""
    lines = [row.astype(">u2" if depth == 16 else "u1").tobytes() for row in array]
    return png(array.shape[1], array.shape[0], depth, colour, lines, before, after)


def png_packed(samples, depth, colour, before=()):
    """A PNG whose samples of 1, 2 or 4 bits share bytes."""
    lines = []
    for row in samples:
        bits = "".join(format(int(v), f"0{depth}b") for v in row)
        bits += "0" * (-len(bits) % 8)
        lines.append(bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8)))
    return png(len(samples[0]), len(samples), depth, colour, lines, before)


def png_interlaced(grey):
    """Adam7: seven passes, each a coarser grid of the picture."""
    coarse = (0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4)
    passes = *coarse, (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)
    grids = [grey[r::down, c::along] for r, c, down, along in passes]
    lines = [row.tobytes() for grid in grids if grid.size for row in grid]
    return png(grey.shape[1], grey.shape[0], 8, 0, lines, interlace=1)


def key(*samples):
    return (b"tRNS", struct.pack(f">{len(samples)}H", *samples))


def palette(*colours):
    return (b"PLTE", bytes(v for colour in colours for v in colour))


# ---- TIFF 6.0

LETTERS = {3: "H", 4: "I"}  # field types: 16 and 32 bits


def tiff(shape, strips, bits=8, samples=1, photometric=1, compression=1, order="<", extra=()):
    """A TIFF of one directory whose strips hold the given bytes; extra: (tag, 3 or 4, values)."""
    strips = [strips] if isinstance(strips, bytes) else strips
    tags = {
        256: (4, [shape[1]]), 257: (4, [shape[0]]), 258: (3, [bits] * samples), 259: (3, [compression]),
        262: (3, [photometric]), 273: (4, [0] * len(strips)), 277: (3, [samples]), 278: (4, [shape[0]]),
        279: (4, [len(s) for s in strips]),
    } | {tag: (kind, list(values)) for tag, kind, values in extra}  # fmt: skip
    if 322 in tags:  # tiles take the place of strips
        tags = {tag: field for tag, field in tags.items() if tag not in (273, 278, 279)}
    at = 8 + 2 + 12 * len(tags) + 4
    at += sum(len(packed(order, *tags[tag])) for tag in tags if len(packed(order, *tags[tag])) > 4)
    starts = 324 if 322 in tags else 273
    tags[starts] = (4, [at + sum(map(len, strips[:i])) for i in range(len(strips))])
    return header(order, tags) + b"".join(strips)


def packed(order, kind, values):
    return struct.pack(f"{order}{len(values)}{LETTERS[kind]}", *values)


def header(order, tags):
    entries, tail, after = b"", b"", 8 + 2 + 12 * len(tags) + 4
    for tag, (kind, values) in sorted(tags.items()):
        raw = packed(order, kind, values)
        if len(raw) > 4:
            raw, tail = struct.pack(f"{order}I", after + len(tail)), tail + raw
        entries += struct.pack(f"{order}HHI", tag, kind, len(values)) + raw.ljust(4, b"\0")
    start = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    return start + struct.pack(f"{order}H", len(tags)) + entries + bytes(4) + tail


def tiff_array(array, order="<", **options):
    """A TIFF of one channel in the array's own type."""
    kind = {"u": 1, "i": 2, "f": 3}[array.dtype.kind]
    data = array.astype(array.dtype.newbyteorder(order)).tobytes()
    extra = [(339, 3, [kind]), *options.pop("extra", [])]
    return tiff(array.shape, data, array.itemsize * 8, order=order, extra=extra, **options)


def tiff_12_bit(samples):
    """Two samples of 12 bits in three bytes."""
    bits = "".join(format(v, "012b") for v in samples)
    return tiff((1, len(samples)), int(bits, 2).to_bytes(len(bits) // 8, "big"), 12)


def tiff_tiled(grey, side):
    whole = np.zeros((side, side), np.uint8)
    whole[: grey.shape[0], : grey.shape[1]] = grey
    tile = whole.tobytes()
    extra = [(322, 4, [side]), (323, 4, [side]), (324, 4, [0]), (325, 4, [len(tile)])]
    return tiff(grey.shape, tile, extra=extra)


# ---- BMP, PPM


def bmp(columns, rows, bits, data, compression=0, colours=()):
    table = b"".join(bytes((b, g, r, 0)) for r, g, b in colours)
    start = 14 + 40 + len(table)
    sizes = (len(data), 0, 0, len(colours), 0)
    info = struct.pack("<IiiHHIIiiII", 40, columns, rows, 1, bits, compression, *sizes)
    return b"BM" + struct.pack("<IHHI", start + len(data), 0, 0, start) + info + table + data


def bmp_top_down(array):
    lines = [row[:, ::-1].tobytes().ljust(-(-row.size // 4) * 4, b"\0") for row in array]
    return bmp(array.shape[1], -array.shape[0], 24, b"".join(lines))


def pnm(magic, columns, rows, most, data):
    return f"{magic} {columns} {rows}{'' if most is None else f' {most}'}\n".encode() + data


def plain(values):
    return " ".join(str(v) for v in np.ravel(values)).encode()


# ---- pictures with parts of one colour each, for formats that lose detail


def blocks(*colours):
    """Four blocks of 32x48, two by two; every colour has as many channels as its mode."""
    a, b, c, d = (np.full((32, 48, len(colour)), colour, np.uint8) for colour in colours)
    return np.block([[[a], [b]], [[c], [d]]])


COLOURS = blocks((250, 30, 20), (10, 200, 40), (20, 40, 230), (240, 220, 60))
INKS = blocks((200, 30, 20, 40), (0, 200, 40, 0), (20, 0, 230, 90), (0, 0, 0, 180))


def from_inks(inks):
    inks = inks.astype(float)
    return (255 - inks[:, :, :3]) * (255 - inks[:, :, 3:]) / 255


def cmyk_jpeg():
    """Pillow writes Adobe's marker and, as that asks, the inks inverted."""
    data = saved(Image.frombytes("CMYK", (96, 64), INKS.tobytes()), "JPEG", quality=100, subsampling=0)
    assert b"\xff\xee\0\x0eAdobe" in data
    return data


# ---- orientation: CIPA DC-008 (Exif), tag 274

UPRIGHT = {
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.swapaxes(0, 1),
    6: lambda a: a[::-1].swapaxes(0, 1),
    7: lambda a: a[::-1, ::-1].swapaxes(0, 1),
    8: lambda a: a[:, ::-1].swapaxes(0, 1),
}


def exif(orientation):
    return struct.pack("<2sHIHHHIII", b"II", 42, 8, 1, 274, 3, 1, orientation, 0)


def oriented(kind, orientation):
    """(bytes, pixels, notes) of a picture that a camera held in one of its eight ways."""
    array = COLOURS if kind == "JPEG" else RGB
    options = {
        "PNG": {"exif": exif(orientation)},
        "JPEG": {"exif": b"Exif\0\0" + exif(orientation), "quality": 100, "subsampling": 0},
        "WEBP": {"exif": exif(orientation), "lossless": True},
    }
    if kind == "TIFF":
        extra = [(274, 3, [orientation])]
        data = tiff(RGB.shape, RGB.tobytes(), samples=3, photometric=2, extra=extra)
    else:
        data = saved(array, kind, **options[kind])
    return data, UPRIGHT[orientation](array.astype(float)), [TURNED]


def stopped_clock():
    """An animation of three frames, the first of them GREY."""
    return [GREY, GREY // 2, 255 - GREY]


def paletted(alpha=None):
    """A palette picture of four colours; alpha: the opacity of each."""
    colours = [(10, 20, 30), (200, 100, 0), (0, 0, 255), (77, 77, 77)]
    before = [palette(*colours)] + ([(b"tRNS", bytes(alpha))] if alpha else [])
    samples = GREY % 4
    pixels = np.array(colours, dtype=float)[samples]
    expected = over_white(pixels, np.array(alpha)[samples]) if alpha else pixels
    return png_packed(samples, 2, 3, before), expected, [WHITE] if alpha else []


def keyed(samples, depth, to_eight):
    """A grey PNG in which the samples equal to the first are transparent."""
    first = int(samples[0][0])
    make = png_packed if depth < 8 else png_array
    expected = to_rgb(np.where(samples == first, 255, samples * to_eight))
    return make(samples, depth, 0, [key(first)]), expected, [WHITE]


def keyed_rgb(depth):
    """An RGB PNG in which the colour of the first pixel is transparent; of 16 bits only the upper 8 are read."""
    samples = RGB.astype(int) * 256 + 5 if depth == 16 else RGB
    first = [int(sample) for sample in samples[0, 0]]
    expected = RGB.astype(float)
    expected[(RGB == RGB[0, 0]).all(axis=2)] = 255
    return png_array(samples, depth, 2, [key(*first)]), expected, [WHITE]


HIDDEN = np.dstack([RGB, np.zeros((5, 7), np.uint8)])  # colours that nobody is to see
RGBA = np.dstack([RGB, ALPHA])
ALL_WHITE = np.full((5, 7, 3), 255.0)

# name: () -> (bytes, pixels in (rows, columns, 3), notes)
EXACT = {
    "png rgb": lambda: (png_array(RGB, 8, 2), RGB, []),
    "png grey": lambda: (png_array(GREY, 8, 0), to_rgb(GREY), []),
    "png interlaced": lambda: (png_interlaced(GREY), to_rgb(GREY), []),
    "png of 1 bit": lambda: (png_packed(BITS, 1, 0), to_rgb(255 * BITS), []),
    "png of 2 bits": lambda: (png_packed(GREY % 4, 2, 0), to_rgb(GREY % 4 * 85), []),
    "png of 4 bits": lambda: (png_packed(GREY % 16, 4, 0), to_rgb(GREY % 16 * 17), []),
    "png grey of 16 bits": lambda: (png_array(DEEP, 16, 0), to_rgb(DEEP / 257), scaled(65535, "16-bit")),
    "png rgb of 16 bits": lambda: (png_array(RGB.astype(int) * 257, 16, 2), RGB, []),
    "png palette": lambda: paletted(),
    "png palette, see-through": lambda: paletted((0, 128, 255, 7)),
    "png palette of all transparent": lambda: (paletted((0, 0, 0, 0))[0], ALL_WHITE, [WHITE]),
    "png palette, alpha unused": lambda: (*paletted((255, 255, 255, 255))[:2], []),
    "png grey and alpha": lambda: (
        png_array(np.dstack([GREY, ALPHA]), 8, 4), over_white(to_rgb(GREY), ALPHA), [WHITE]),
    "png rgb and alpha": lambda: (png_array(RGBA, 8, 6), over_white(RGB, ALPHA), [WHITE]),
    "png rgba of 16 bits": lambda: (
        png_array(RGBA.astype(int) * 257, 16, 6), over_white(RGB, ALPHA), [WHITE]),
    "png all transparent": lambda: (png_array(HIDDEN, 8, 6), ALL_WHITE, [WHITE]),
    "png alpha all opaque": lambda: (png_array(HIDDEN | np.uint8([0, 0, 0, 255]), 8, 6), RGB, []),
    "png grey, one transparent": lambda: keyed(GREY, 8, 1),
    "png 1 bit, one transparent": lambda: keyed(BITS.astype(int), 1, 255),
    "png 2 bits, one transparent": lambda: keyed((GREY + 1) % 4, 2, 85),
    "png 4 bits, one transparent": lambda: keyed((GREY + 1) % 16, 4, 17),
    "png 16 bits, one transparent": lambda: (
        *keyed(DEEP, 16, 1 / 257)[:2], scaled(65535, "16-bit") + [WHITE]),
    "png rgb, one transparent": lambda: keyed_rgb(8),
    "png rgb of 16 bits, one transparent": lambda: keyed_rgb(16),
    "png exif after the pixels": lambda: (
        png_array(RGB, 8, 2, after=[(b"eXIf", exif(6))]), UPRIGHT[6](RGB), [TURNED]),
    "png exif garbage": lambda: (png_array(RGB, 8, 2, [(b"eXIf", b"garbage" * 9)]), RGB, []),
    "png exif cut": lambda: (png_array(RGB, 8, 2, [(b"eXIf", exif(6)[:-9])]), RGB, []),
    "png orientation 9": lambda: (png_array(RGB, 8, 2, [(b"eXIf", exif(9))]), RGB, []),
    "png orientation 1": lambda: (png_array(RGB, 8, 2, [(b"eXIf", exif(1))]), RGB, []),
    "png unknown chunk": lambda: (png_array(RGB, 8, 2, [(b"juNk", b"x" * 999)]), RGB, []),
    "png animated": lambda: (
        saved(stopped_clock(), "PNG"), to_rgb(GREY), [first_frame_note(3)]),
    "png with bytes after its end": lambda: (png_array(RGB, 8, 2) + b"more", RGB, []),
    "gif": lambda: (saved(GREY, "GIF"), to_rgb(GREY), []),
    "gif animated": lambda: (
        saved(stopped_clock(), "GIF"), to_rgb(GREY), [first_frame_note(3)]),
    "gif with a transparent colour": lambda: (
        saved(BITS.astype(np.uint8) * 255, "GIF", transparency=0), ALL_WHITE, [WHITE]),
    "bmp": lambda: (saved(RGB, "BMP"), RGB, []),
    "bmp palette": lambda: (saved(GREY, "BMP", mode="P"), to_rgb(GREY), []),
    "bmp of 1 bit": lambda: (saved(BITS, "BMP", mode="1"), to_rgb(255 * BITS), []),
    "bmp top down": lambda: (bmp_top_down(RGB), RGB, []),
    "bmp run lengths": lambda: (
        bmp(4, 2, 8, b"\3\1\1\0\0\0\1\1\3\0\0\1", 1, [(9, 8, 7), (1, 2, 3)]),
        [[[1, 2, 3]] + [[9, 8, 7]] * 3, [[1, 2, 3]] * 3 + [[9, 8, 7]]], []),
    "webp": lambda: (saved(RGB, "WEBP", lossless=True), RGB, []),
    "webp and alpha": lambda: (
        saved(RGBA, "WEBP", lossless=True, exact=True), over_white(RGB, ALPHA), [WHITE]),
    "webp animated": lambda: (
        saved([to_rgb(f).astype(np.uint8) for f in stopped_clock()], "WEBP", lossless=True), to_rgb(GREY),
        [first_frame_note(3)]),
    "pbm plain": lambda: (pnm("P1", 3, 2, None, b"1 0 0 011"), to_rgb([[0, 255, 255], [255, 0, 0]]), []),
    "pbm": lambda: (pnm("P4", 3, 2, None, b"\x80\x60"), to_rgb([[0, 255, 255], [255, 0, 0]]), []),
    "pgm plain with a remark": lambda: (
        pnm("P2 # remark\n", 7, 5, 255, plain(GREY)), to_rgb(GREY), []),
    "pgm": lambda: (pnm("P5", 7, 5, 255, GREY.tobytes()), to_rgb(GREY), []),
    "pgm to 15": lambda: (pnm("P5", 7, 5, 15, (GREY % 16).tobytes()), to_rgb(GREY % 16 * 17), []),
    "pgm of 16 bits": lambda: (
        pnm("P5", 7, 5, 65535, DEEP.astype(">u2").tobytes()), to_rgb(DEEP / 257), scaled(65535, "16-bit")),
    "pgm plain of 16 bits": lambda: (
        pnm("P2", 7, 5, 65535, plain(DEEP)), to_rgb(DEEP / 257), scaled(65535, "16-bit")),
    "ppm plain": lambda: (pnm("P3", 7, 5, 255, plain(RGB)), RGB, []),
    "ppm": lambda: (pnm("P6", 7, 5, 255, RGB.tobytes()), RGB, []),
    "ppm of 16 bits": lambda: (
        pnm("P6", 7, 5, 65535, (RGB.astype(int) * 257).astype(">u2").tobytes()), RGB, []),
    "pfm": lambda: (
        pnm("Pf", 7, 5, -1.0, UNIT[::-1].tobytes()), to_rgb(UNIT.astype(float) * 255), scaled(1, "float")),
    "tiff rgb": lambda: (tiff(RGB.shape, RGB.tobytes(), samples=3, photometric=2), RGB, []),
    "tiff rgb plane by plane": lambda: (
        tiff(RGB.shape, [RGB[:, :, i].tobytes() for i in range(3)], samples=3, photometric=2,
             extra=[(284, 3, [2])]), RGB, []),
    "tiff tiled": lambda: (tiff_tiled(GREY, 16), to_rgb(GREY), []),
    "tiff white is zero": lambda: (tiff_array(GREY, photometric=0), to_rgb(255 - GREY), []),
    "tiff 16 bits": lambda: (tiff_array(DEEP), to_rgb(DEEP / 257), scaled(65535, "16-bit")),
    "tiff 16 bits, big-endian": lambda: (tiff_array(DEEP, ">"), to_rgb(DEEP / 257), scaled(65535, "16-bit")),
    "tiff 16 bits, white is zero": lambda: (
        tiff_array(DEEP, photometric=0), to_rgb(255 - DEEP / 257), scaled(65535, "16-bit")),
    "tiff 16 bits, deflated": lambda: (
        saved(DEEP, "TIFF", compression="tiff_deflate"), to_rgb(DEEP / 257), scaled(65535, "16-bit")),
    "tiff 12 bits": lambda: (
        tiff_12_bit([0, 1, 2048, 4095]), to_rgb([np.array([0, 1, 2048, 4095]) * 255 / 4095]),
        scaled(4095, "12-bit")),
    "tiff float in 0..1": lambda: (
        tiff_array(UNIT), to_rgb(UNIT.astype(float) * 255), scaled(1, "float")),
    "tiff float, big-endian": lambda: (
        tiff_array(UNIT, ">"), to_rgb(UNIT.astype(float) * 255), scaled(1, "float")),
    "tiff float in 0..255": lambda: (tiff_array(UNIT * 255), to_rgb(UNIT * 255), []),
    "tiff float, white is zero": lambda: (
        tiff_array(UNIT, photometric=0), to_rgb(255 - UNIT.astype(float) * 255), scaled(1, "float")),
    "tiff float of zeros": lambda: (tiff_array(UNIT * 0), to_rgb(UNIT * 0), scaled(1, "float")),
    "tiff lzw": lambda: (saved(RGB, "TIFF", compression="tiff_lzw"), RGB, []),
    "tiff packbits": lambda: (saved(RGB, "TIFF", compression="packbits"), RGB, []),
    "tiff fax": lambda: (saved(BITS, "TIFF", mode="1", compression="group4"), to_rgb(255 * BITS), []),
    "tiff of several pages": lambda: (
        saved(stopped_clock(), "TIFF"), to_rgb(GREY), [first_frame_note("several")]),
    "tiff tags that no one knows": lambda: (
        tiff(GREY.shape, GREY.tobytes(), extra=[(60000, 3, [1, 2]), (60001, 4, [7] * 9)]), to_rgb(GREY), []),
    "tiff named jpeg": lambda: (tiff_array(GREY), to_rgb(GREY), []),
    "1x1": lambda: (png_array(RGB[:1, :1], 8, 2), RGB[:1, :1], []),
    "1x1 of alpha 0": lambda: (png_array(HIDDEN[:1, :1], 8, 6), ALL_WHITE[:1, :1], [WHITE]),
    "constant": lambda: (png_array(np.full((9, 4), 77), 8, 0), np.full((9, 4, 3), 77), []),
} | {  # fmt: skip
    f"{kind.lower()} held {n}": lambda kind=kind, n=n: oriented(kind, n)
    for kind in ("PNG", "WEBP", "TIFF")
    for n in UPRIGHT
}

# JPEG loses detail; premultiplied colours are rounded: right to within a few grey levels
NEARLY = {
    "jpeg": lambda: (saved(COLOURS, "JPEG", quality=100, subsampling=0), COLOURS, []),
    "jpeg progressive": lambda: (
        saved(COLOURS, "JPEG", quality=100, subsampling=0, progressive=True), COLOURS, []),
    "jpeg grey": lambda: (
        saved(COLOURS[:, :, 0], "JPEG", quality=100), to_rgb(COLOURS[:, :, 0]), []),
    "jpeg cmyk as Adobe inverts it": lambda: (cmyk_jpeg(), from_inks(INKS), [converted_note("CMYK")]),
    "tiff cmyk": lambda: (
        tiff(INKS.shape, INKS.tobytes(), samples=4, photometric=5), from_inks(INKS), [converted_note("CMYK")]),
    # CIE L*, a*, b* at D50: black, white, L* = 50, and sRGB's red at (54.3, 80.8, 69.9)
    "tiff lab": lambda: (
        tiff((1, 4), bytes([0, 0, 0, 255, 0, 0, 128, 0, 0, 138, 81, 70]), samples=3, photometric=8),
        [[[0, 0, 0], [255, 255, 255], [119, 119, 119], [255, 0, 0]]], [converted_note("LAB")]),
    "jpeg of two frames": lambda: (
        saved([COLOURS, 255 - COLOURS], "MPO", quality=100, subsampling=0), COLOURS,
        [first_frame_note(2)]),
    "jpeg exif garbage": lambda: (
        saved(COLOURS, "JPEG", quality=100, subsampling=0, exif=b"Exif\0\0junk"), COLOURS, []),
    "tiff jpeg": lambda: (saved(COLOURS, "TIFF", compression="jpeg", quality=100), COLOURS, []),
    "tiff rgb, premultiplied alpha": lambda: (
        tiff((1, 1), bytes([10, 20, 30, 128]), samples=4, photometric=2, extra=[(338, 3, [1])]),
        [[[10 + 127, 20 + 127, 30 + 127]]], [WHITE]),
} | {f"jpeg held {n}": lambda n=n: oriented("JPEG", n) for n in UPRIGHT}  # fmt: skip


# ---- what cannot be used


def claiming(data, columns, rows):
    """A picture's bytes, its header changed to claim another size."""
    if data.startswith(b"\x89PNG"):
        return data[:8] + chunk(b"IHDR", struct.pack(">II", columns, rows) + data[24:29]) + data[33:]
    if data.startswith(b"\xff\xd8"):
        at = next(data.index(marker) for marker in (b"\xff\xc0", b"\xff\xc2") if marker in data)
        return data[: at + 5] + struct.pack(">HH", rows, columns) + data[at + 9 :]
    if data.startswith(b"GIF8"):
        return data[:6] + struct.pack("<HH", columns, rows) + data[10:]
    assert data[12:16] == b"VP8L"
    bits = int.from_bytes(data[21:25], "little") >> 28 << 28 | (rows - 1) << 14 | (columns - 1)
    return data[:21] + bits.to_bytes(4, "little") + data[25:]


def empty_png(columns, rows):
    """A true PNG of nothing but zeros: 12000x12000 of them take 17 kB."""
    packer = zlib.compressobj(9)
    lines = b"".join(packer.compress(bytes(1 + -(-columns // 8))) for _ in range(rows)) + packer.flush()
    header = struct.pack(">IIBBBBB", columns, rows, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def broken_sum(data):
    """A PNG one of whose pixels was changed, but not the check sum."""
    at = data.index(b"IDAT") + 8
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def damaged_middle(data):
    return data[:60] + b"\xff" * 60 + data[120:]


def tile_bomb():
    """Some bytes that claim to be one tile of 40000x40000, of a picture of 10x10."""
    data = zlib.compress(bytes(1000))
    extra = [(322, 4, [40000]), (323, 4, [40000]), (324, 4, [0]), (325, 4, [len(data)])]
    return tiff((10, 10), data, compression=8, extra=extra)


EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n%%EOF\n"

# name: () -> bytes
UNUSABLE = {
    "eps": lambda: EPS,
    "text": lambda: b"1 2 3\n4 5 6\n",
    "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "pdf": lambda: b"%PDF-1.7\n%%EOF",
    "zip": lambda: b"PK\3\4" + bytes(99),
    "zeros": lambda: bytes(5000),
    "one byte": lambda: b"\x89",
    "pickle": lambda: b"cos\nsystem\n(S'exit 1'\ntR.",
    "nothing": lambda: b"",
    "png signature": lambda: b"\x89PNG\r\n\x1a\n",
    "png without pixels": lambda: png_array(RGB, 8, 2)[:33] + chunk(b"IEND", b""),
    "png check sum": lambda: broken_sum(png_array(RGB, 8, 2)),
    "png of no columns": lambda: claiming(png_array(RGB, 8, 2), 0, 5),
    "png cut": lambda: saved(COLOURS, "PNG")[:-40],
    "png 16 bits cut": lambda: png_array(DEEP, 16, 0)[:-40],
    "jpeg cut": lambda: saved(COLOURS, "JPEG")[:-300],
    "jpeg without pixels": lambda: saved(COLOURS, "JPEG")[:20],
    "gif cut": lambda: saved(COLOURS, "GIF")[:-40],
    "bmp cut": lambda: saved(RGB, "BMP")[:-40],
    "tiff cut": lambda: tiff_array(GREY)[:-9],
    "tiff lzw cut": lambda: damaged_middle(saved(COLOURS, "TIFF", compression="tiff_lzw")),
    "webp cut": lambda: saved(RGB, "WEBP", lossless=True)[:-9],
    "ppm cut": lambda: pnm("P6", 7, 5, 255, RGB.tobytes()[:-9]),
    "ppm of no size": lambda: pnm("P6", 0, 0, 255, b""),
    "ppm of words": lambda: pnm("P3", 2, 1, 255, b"red green blue red green blue"),
    "pgm above its most": lambda: pnm("P2", 2, 1, 9, b"8 10"),
    "tiff of 16 bits, signed": lambda: tiff_array(DEEP.astype(np.int16)),
    "tiff of 32 bits": lambda: tiff_array(DEEP.astype(np.uint32)),
    "tiff of 32 bits, signed": lambda: tiff_array(DEEP.astype(np.int32)),
    "tiff of 64-bit floats": lambda: tiff_array(UNIT.astype(np.float64)),
    "tiff grey, premultiplied alpha": lambda: tiff(
        (1, 2), bytes([10, 128, 2, 255]), samples=2, extra=[(338, 3, [1])]
    ),
    "tiff nan": lambda: tiff_array(np.where(BITS, UNIT, np.float32("nan"))),
    "tiff inf": lambda: tiff_array(np.where(BITS, UNIT, np.float32("inf"))),
    "tiff both infinities": lambda: tiff_array(np.float32([["inf", "-inf"]])),
    "tiff floats below 0": lambda: tiff_array(UNIT - 1),
    "tiff floats above 255": lambda: tiff_array(UNIT * 1000),
    "pfm nan": lambda: pnm("Pf", 1, 1, -1.0, np.float32("nan").tobytes()),
}

# name: (() -> bytes, the size that the message must tell)
BOMBS = {
    "png 12000x12000": (lambda: empty_png(12000, 12000), "12000x12000"),
    "png claims 9000x7000": (lambda: claiming(png_array(RGB, 8, 2), 7000, 9000), "9000x7000"),
    "png claims 30000x30000": (lambda: claiming(png_array(RGB, 8, 2), 30000, 30000), "900000000"),
    "png claims 2**31-1 both ways": (
        lambda: claiming(png_array(RGB, 8, 2), 2**31 - 1, 2**31 - 1),
        "4611686014132420609",
    ),
    "jpeg claims 9000x9000": (lambda: claiming(saved(COLOURS, "JPEG"), 9000, 9000), "9000x9000"),
    "jpeg claims 65500x65500": (lambda: claiming(saved(COLOURS, "JPEG"), 65500, 65500), "4290250000"),
    "gif claims 9000x9000": (lambda: claiming(saved(GREY, "GIF"), 9000, 9000), "9000x9000"),
    "webp claims 9000x9000": (lambda: claiming(saved(RGB, "WEBP", lossless=True), 9000, 9000), "9000x9000"),
    "bmp claims 9000x9000": (lambda: bmp(9000, 9000, 24, bytes(99)), "9000x9000"),
    "bmp run lengths claim 3000x3000": (lambda: bmp(3000, 3000, 8, b"\0\1", 1, [(0, 0, 0)]), "3000x3000"),
    "tiff claims 9000x9000": (lambda: tiff((9000, 9000), bytes(99)), "9000x9000"),
    "tiff in a tile of 40000x40000": (tile_bomb, "40000x40000"),
    "ppm claims 9000x9000": (lambda: pnm("P6", 9000, 9000, 255, bytes(99)), "9000x9000"),
    "ppm plain claims 3000x3000": (lambda: pnm("P3", 3000, 3000, 255, b"1 2 3"), "3000x3000"),
    "pgm to 999 claims 3000x3000": (lambda: pnm("P5", 3000, 3000, 999, bytes(99)), "3000x3000"),
}
