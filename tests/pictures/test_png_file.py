"""Pixels as a PNG: Pillow reads them back, and the chunks are what the specification says."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from course.pictures import png_file
from course.pictures.png_file import SUB, UP, png_parts

RANDOM = np.random.default_rng(3)


def read_back(pixels):
    with Image.open(io.BytesIO(b"".join(png_parts(pixels)))) as image:
        image.load()  # checks every check sum
        return np.asarray(image)


@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (7, 1), (5, 4), (33, 100), (2, 70_000), (1500, 601)])
@pytest.mark.parametrize("channels", [(), (3,)], ids=["grey", "colour"])
def test_every_pixel_comes_back(shape, channels):
    """Noise, smooth in both directions, and flat; large ones in several parts."""
    noise = RANDOM.integers(0, 256, (*shape, *channels), dtype=np.uint8)
    rows, columns = np.indices(shape)
    smooth = np.broadcast_to(
        ((rows // 3 + columns) % 256).astype(np.uint8).reshape(*shape, *(1,) * len(channels)), noise.shape
    )
    for pixels in (noise, np.ascontiguousarray(smooth), np.full_like(noise, 200)):
        np.testing.assert_array_equal(read_back(pixels), pixels)


def chunks(parts):
    """[(kind, data)] of a PNG, its check sums compared: section 5.3 of the specification."""
    data, found = b"".join(parts), []
    assert data[:8] == bytes([137, 80, 78, 71, 13, 10, 26, 10])
    place = 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        (check,) = struct.unpack(">I", data[place + 8 + length : place + 12 + length])
        assert check == zlib.crc32(kind + body)
        found.append((kind, body))
        place += 12 + length
    return found


def test_the_chunks():
    found = chunks(png_parts(RANDOM.integers(0, 256, (900, 1200, 3), dtype=np.uint8)))
    kinds = [kind for kind, _ in found]
    assert kinds[0] == b"IHDR" and kinds[-1] == b"IEND" and set(kinds[1:-1]) == {b"IDAT"} and len(kinds) > 4
    assert found[0][1] == struct.pack(">II", 1200, 900) + bytes([8, 2, 0, 0, 0]) and found[-1][1] == b""


def filters(pixels):
    data = b"".join(body for kind, body in chunks(png_parts(pixels)) if kind == b"IDAT")
    rows = np.frombuffer(zlib.decompress(data), np.uint8).reshape(len(pixels), -1)
    return set(rows[:, 0].tolist())


def test_the_filter_is_the_one_that_leaves_less():
    along = np.tile(np.arange(100, dtype=np.uint8) * 2, (40, 1))  # alike in every column
    assert filters(along) == {UP} and filters(np.ascontiguousarray(along.T)) == {SUB}
    coloured = np.zeros((40, 50, 3), np.uint8)
    coloured[:, :, 1] = np.arange(40)[:, None] * 5  # each row of one colour, of three unlike numbers
    assert filters(coloured) == {SUB}


def test_a_file_is_not_much_larger_than_pillows():
    """At most a quarter larger for a photograph, and next to nothing for a flat picture."""
    rows, columns = np.indices((400, 500))
    waves = 120 + 60 * np.sin(rows / 9) + 60 * np.cos(columns / 7) + RANDOM.normal(0, 2, (400, 500))
    pixels = waves.astype(np.uint8)
    pillows = io.BytesIO()
    Image.fromarray(pixels).save(pillows, "PNG")
    assert len(b"".join(png_parts(pixels))) < 1.25 * len(pillows.getvalue())
    assert len(b"".join(png_parts(np.full((1000, 1000), 7, np.uint8)))) < 5000


def test_memory_is_taken_for_a_part_only(monkeypatch):
    sizes, filtered = [], png_file._filtered
    monkeypatch.setattr(png_file, "_filtered", lambda *a: sizes.append((made := filtered(*a)).size) or made)
    png_parts(np.zeros((3000, 1000), np.uint8))
    assert max(sizes) <= png_file.BYTES_AT_ONCE + 1000
