"""Pictures in, safely: every file is decoded to the right pixels or refused in one line.

The files come from support/pictures.py with the pixels they were written from. Why a file is refused is said in
tests/golden/filter.txt.
"""

import os
import re
import socket
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import EpsImagePlugin, Image, ImageFile
from support import pictures
from support.cli import posix, process
from support.files import ROOT
from support.golden_pictures import REASON_VARIES
from support.picture_files import put, refusal
from support.slow_cases import with_slow_cases

from course.errors import Unusable
from course.pictures.read_digit import load_digit
from course.pictures.read_photo import (
    LUMA,
    MEGABYTES,
    ON_WHITE,
    PictureError,
    check_picture,
    detail_of,
    grey,
    load_bands,
    load_photo,
    open_picture,
    reduced_note,
)

DATA = ROOT / "data"


def load_untouched(path):
    """load_photo, and the file is after it what it was before."""
    before = path.read_bytes(), path.stat().st_mtime_ns
    result = load_photo(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    return result


@pytest.fixture
def silent(capfd):
    """Nothing may reach the terminal, also from the libraries below Python."""
    yield
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize("name", pictures.EXACT)
def test_exact_pixels(name, tmp_path):
    data, expected, notes = pictures.EXACT[name]()
    picture, said = load_untouched(put(tmp_path, data, "picture.jpg"))  # names prove nothing
    assert picture.dtype == np.float64 and picture.flags.writeable
    np.testing.assert_allclose(picture, expected, rtol=0, atol=1e-4)
    assert said == notes


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize("name", pictures.NEARLY)
def test_nearly_exact_pixels(name, tmp_path):
    data, expected, notes = pictures.NEARLY[name]()
    picture, said = load_untouched(put(tmp_path, data))
    np.testing.assert_allclose(picture, expected, rtol=0, atol=6)
    assert said == notes


def test_whole_numbers_stay_whole(tmp_path):
    for name in ("png rgb", "png grey", "png 1 bit, one transparent", "bmp"):
        picture, _ = load_photo(put(tmp_path, pictures.EXACT[name]()[0]))
        assert (picture == np.rint(picture)).all()


def test_the_bird():
    picture, notes = load_photo(DATA / "bird.jpg")
    with Image.open(DATA / "bird.jpg") as image:
        np.testing.assert_array_equal(picture, np.asarray(image, dtype=float))
    assert picture.shape == (448, 512, 3)
    assert notes == []


def test_luma_agrees_with_pillow():
    with Image.open(DATA / "bird.jpg") as image:
        expected = np.asarray(image.convert("L"), dtype=float)
    assert np.abs(load_photo(DATA / "bird.jpg")[0] @ LUMA - expected).max() < 0.51
    assert sum(LUMA) == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize("name", ["ä.png", "雪.png", "a b'c\"d.png", "%s {0} $x_$.png", ".png", "no ending"])
def test_any_name_will_do(name, tmp_path):
    if os.name == "nt" and '"' in name:
        pytest.skip("Windows has no quotation marks in names")
    path = put(tmp_path, pictures.png_array(pictures.RGB, 8, 2), name)
    for given_as in (path, str(path)):
        np.testing.assert_array_equal(load_photo(given_as)[0], pictures.RGB)


@pytest.mark.parametrize(
    ("shape", "longest", "reduced"),
    [
        ((60, 80), 80, (60, 80)),
        ((60, 80), 40, (30, 40)),
        ((80, 60), 79, (79, 59)),
        ((3, 300), 100, (1, 100)),
        ((1, 60000), 1024, (1, 1024)),
        ((60000, 1), 1024, (1024, 1)),
        ((30000, 7), 1024, (1024, 1)),
        ((2, 2), 1, (1, 1)),
    ],
)
@pytest.mark.parametrize("kind", ["grey", "rgba", "16 bits"])
def test_sizes(shape, longest, reduced, kind, tmp_path):
    grey = np.full(shape, 51)
    rgba = np.dstack([grey, grey, grey, np.full(shape, 255)])
    data = {
        "grey": lambda: pictures.png_array(grey, 8, 0),
        "rgba": lambda: pictures.png_array(rgba, 8, 6),
        "16 bits": lambda: pictures.png_array(grey * 257, 16, 0),
    }[kind]()
    picture, notes = load_photo(put(tmp_path, data), longest)
    assert picture.shape == (*reduced, 3)
    np.testing.assert_allclose(picture, 51, atol=1e-3)
    note = reduced_note(shape[::-1], reduced[::-1])
    assert (note in notes) == (shape != reduced)
    assert f"{shape[0]}x{shape[1]}" in note and f"{reduced[0]}x{reduced[1]}" in note


SMOOTHLY = np.add.outer(np.linspace(0, 120, 600), np.linspace(0, 120, 800)).round()  # (rows, columns)


HALVES = {
    "png": lambda: pictures.png_array(SMOOTHLY, 8, 0),
    "jpeg": lambda: pictures.saved(SMOOTHLY.astype(np.uint8), "JPEG", quality=100),
    "palette": lambda: pictures.saved(SMOOTHLY.astype(np.uint8), "PNG", mode="P"),
    "float tiff": lambda: pictures.tiff_array(SMOOTHLY.astype(np.float32)),
    "16-bit pgm": lambda: pictures.pnm("P5", 800, 600, 65535, (SMOOTHLY * 257).astype(">u2").tobytes()),
}


@pytest.mark.parametrize("kind", HALVES)
@pytest.mark.parametrize("by", [2, 4, 8])
def test_reduced_to_the_mean_of_blocks(kind, by, tmp_path):
    picture, _ = load_photo(put(tmp_path, HALVES[kind]()), 800 // by)
    means = SMOOTHLY.reshape(600 // by, by, 800 // by, by).mean(axis=(1, 3))
    np.testing.assert_allclose(picture[:, :, 0], means, atol=2)


def test_reducing_does_not_ring(tmp_path):
    edge = np.repeat([[50] * 301 + [200] * 299], 100, axis=0)
    picture, _ = load_photo(put(tmp_path, pictures.png_array(edge, 8, 0)), 130)
    assert picture.min() == 50 and picture.max() == 200


def test_hidden_colours_stay_hidden_when_reduced(tmp_path):
    rgba = np.zeros((100, 100, 4), np.uint8)
    rgba[::2, ::2] = (255, 0, 0, 255)  # every fourth pixel red, the others transparent black
    picture, notes = load_photo(put(tmp_path, pictures.png_array(rgba, 8, 6)), 50)
    np.testing.assert_allclose(picture.mean(axis=(0, 1)), (255, 191, 191), atol=2)
    assert notes == [reduced_note((100, 100), (50, 50)), ON_WHITE]


@pytest.mark.parametrize("orientation", pictures.UPRIGHT)
def test_reduced_and_turned(orientation, tmp_path):
    wide = np.tile(np.arange(200), (100, 1))
    exif = [(b"eXIf", pictures.exif(orientation))]
    picture, notes = load_photo(put(tmp_path, pictures.png_array(wide, 8, 0, exif)), 50)
    means = wide.reshape(25, 4, 50, 4).mean(axis=(1, 3))
    np.testing.assert_allclose(picture[:, :, 0], pictures.UPRIGHT[orientation](means), atol=2)
    assert notes == [reduced_note((200, 100), (50, 25)), pictures.TURNED]


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize("name", pictures.UNUSABLE)
def test_unusable(name, tmp_path):
    path = put(tmp_path, pictures.UNUSABLE[name](), "picture.png")
    message = refusal(load_photo, path)
    assert "picture.png: " in message
    if name in REASON_VARIES:  # and is in no golden file
        assert re.search("picture.png: is (not a picture|damaged)", message)
    assert message == refusal(load_digit, path) == refusal(load_bands, path)


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize("name", pictures.BOMBS)
def test_bombs_are_refused_before_decoding(name, tmp_path, monkeypatch):
    decoded = []
    monkeypatch.setattr(ImageFile.ImageFile, "load", decoded.append)
    data, size = pictures.BOMBS[name]
    assert size in refusal(load_photo, put(tmp_path, data(), "bomb"))
    assert decoded == []


def test_ghostscript_is_never_started(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(EpsImagePlugin, "Ghostscript", lambda *a, **k: started.append(a))
    refusal(load_photo, put(tmp_path, pictures.EPS, "disguised.png"))
    refusal(load_photo, put(tmp_path, pictures.EPS, "open.eps"))
    assert started == []


def test_large_file_is_refused_unopened(tmp_path, monkeypatch):
    path = put(tmp_path, b"")
    os.truncate(path, MEGABYTES * 10**6 + 10**6)
    monkeypatch.setattr(Image, "open", None)
    message = refusal(load_photo, path)
    assert f" {MEGABYTES + 1} MB" in message and f" {MEGABYTES} MB" in message


PATHS = {  # for each reason why a path leads to no picture, some that do not
    "missing": [
        "missing.png",
        "missing/missing.png",
        "picture.png/missing.png",
        "line\nend\r\x1b[31m\u2028.png",
        "雪ä\U0001f426.png",
        *([] if os.name == "nt" else ["\udcff.png"]),
    ],
    "not to be opened": ["x" * 5000, "\ud800.png"],
    "NUL": ["nul\0byte.png"],
    "a folder": ["", "."],
    "no picture": ["picture.png"],
}


def reason(message):
    """What a refusal says, without the path that it begins with."""
    return message.rpartition(": ")[2]


def test_paths(tmp_path):
    put(tmp_path, b"x", "picture.png")
    reasons = []
    for kind, names in PATHS.items():
        kinds_reasons = {reason(refusal(load_photo, f"{tmp_path}{os.sep}{name}")) for name in names}
        assert len(kinds_reasons) == 1, kind
        reasons += kinds_reasons
    assert len(set(reasons)) == len(PATHS)


def test_odd_names_are_told_in_ascii(tmp_path):
    assert "\\u96ea\\n\\udcff.png: " in refusal(load_photo, tmp_path / "雪\n\udcff.png")
    assert "blank.png: " in refusal(load_photo, put(tmp_path, b"x", "blank.png"))


def test_long_names_keep_their_ends(tmp_path):
    message = refusal(load_photo, tmp_path / ("x" * 5000 + ".png"))
    assert message.startswith(str(tmp_path)[:40].encode("ascii", "backslashreplace").decode()[:40])
    assert "x.png: " in message


@posix
def test_pipes_devices_and_sockets_are_refused_at_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's path may have some 100 characters only
    os.mkfifo("fifo.png")
    paths = ["fifo.png", *(device for device in ("/dev/zero", "/dev/null") if Path(device).exists())]
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket.png")
        assert len({reason(refusal(load_photo, path)) for path in [*paths, "socket.png"]}) == 1


@posix
def test_permission(tmp_path):
    path = put(tmp_path, pictures.png_array(pictures.RGB, 8, 2))
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("the superuser may read everything")
    assert reason(refusal(load_photo, path)) != reason(refusal(load_photo, tmp_path / "missing"))


def test_errors_of_the_system_have_a_reason_each(tmp_path, monkeypatch):
    reasons = set()
    errors = PermissionError(13, "denied"), OSError(5, "input/output error"), MemoryError(), RecursionError()
    for error in errors:

        def fail(*_, error=error, **__):
            raise error

        monkeypatch.setattr(Image, "open", fail)
        reasons.add(reason(refusal(load_photo, put(tmp_path, b"x"))))
    assert len(reasons) == len(errors)


@posix
def test_links(tmp_path):
    target = put(tmp_path, pictures.png_array(pictures.RGB, 8, 2))
    (tmp_path / "good").symlink_to(target)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    np.testing.assert_array_equal(load_photo(tmp_path / "good")[0], pictures.RGB)
    missing = reason(refusal(load_photo, tmp_path / "missing"))
    assert reason(refusal(load_photo, tmp_path / "dangling")) == missing
    assert reason(refusal(load_photo, tmp_path / "round")) != missing


SEEDS = {
    "png": lambda: pictures.png_array(pictures.RGB, 8, 2, [(b"eXIf", pictures.exif(6))]),
    "png 16 bits": lambda: pictures.png_array(pictures.DEEP, 16, 0),
    "png palette": lambda: pictures.paletted((0, 128, 255, 7))[0],
    "jpeg": lambda: pictures.oriented("JPEG", 6)[0],
    "jpeg progressive": lambda: pictures.saved(pictures.RGB, "JPEG", progressive=True),
    "jpeg of two frames": lambda: pictures.saved([pictures.RGB, pictures.RGB], "MPO"),
    "gif": lambda: pictures.saved(pictures.stopped_clock(), "GIF"),
    "tiff": lambda: pictures.oriented("TIFF", 6)[0],
    "tiff float": lambda: pictures.tiff_array(pictures.UNIT),
    "tiff lzw": lambda: pictures.saved(pictures.RGB, "TIFF", compression="tiff_lzw"),
    "tiff fax": lambda: pictures.saved(pictures.BITS, "TIFF", mode="1", compression="group4"),
    "tiff tiled": lambda: pictures.tiff_tiled(pictures.GREY, 16),
    "webp": lambda: pictures.saved(pictures.RGBA, "WEBP"),
    "webp animated": lambda: pictures.saved([pictures.RGB, 255 - pictures.RGB], "WEBP", lossless=True),
    "bmp": lambda: pictures.saved(pictures.RGB, "BMP"),
    "bmp run lengths": lambda: pictures.EXACT["bmp run lengths"]()[0],
    "ppm plain": lambda: pictures.pnm("P3", 7, 5, 255, pictures.plain(pictures.RGB)),
}


@pytest.fixture(scope="module")
def seeds():
    return {kind: make() for kind, make in SEEDS.items()}


@settings(
    max_examples=80, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(data=st.data())
@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize("kind", with_slow_cases(SEEDS, every=3))
def test_damaged_at_random(kind, data, seeds, tmp_path):
    damaged = bytearray(seeds[kind])
    for _ in range(data.draw(st.integers(0, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    path = put(tmp_path, bytes(damaged[: data.draw(st.integers(1, len(damaged)))]))
    try:
        picture, notes = load_photo(path)
    except PictureError:
        refusal(load_photo, path)
    else:
        assert picture.ndim == 3 and picture.shape[2] == 3 and max(picture.shape) <= 1024
        assert 0 <= picture.min() and picture.max() <= 255
        assert all(note.isascii() and note.isprintable() for note in notes)


MEASURE = """
import sys
from course.pictures.read_photo import PictureError, load_photo
refused = []
for path in sys.argv[1:]:
    try:
        load_photo(path)
    except PictureError as error:
        refused.append(str(error))
with open("/proc/self/status") as status:
    print(len(refused), next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of one process")
def test_peak_memory(tmp_path):
    """At most 18 bytes a pixel and 100 MB: so 50 million pixels take less than 1 GB. Here are 12.5 million."""
    paths = [put(tmp_path, data(), f"bomb {i}") for i, (data, _) in enumerate(pictures.BOMBS.values())]
    half_transparent = Image.new("RGBA", (4000, 3125), (1, 2, 3, 200))
    half_transparent.save(tmp_path / "photo.png", compress_level=1)
    half_transparent.convert("RGB").save(tmp_path / "photo.jpg")
    paths += [tmp_path / "photo.png", tmp_path / "photo.jpg"]
    code, out, err = process([sys.executable, "-W", "error", "-c", MEASURE, *map(str, paths)])
    assert (code, err) == (0, b"")
    refused, kilobytes = map(int, out.split())
    assert refused == len(pictures.BOMBS)  # and the photographs are not
    assert kilobytes < 100_000 + 18 * 12_500


def test_large_photo_is_right(tmp_path):
    """12 million pixels, as a telephone's camera has."""
    big = np.kron(pictures.COLOURS, np.ones((47, 42, 1), np.uint8))  # 3008x4032
    picture, notes = load_photo(put(tmp_path, pictures.saved(big, "JPEG")))
    assert notes == [reduced_note((4032, 3008), (1024, 764))]
    for corner, part in ((big[0, 0], np.s_[:370, :500]), (big[0, -1], np.s_[:370, 524:]),
                         (big[-1, 0], np.s_[394:, :500]), (big[-1, -1], np.s_[394:, 524:])):  # fmt: skip
        assert np.abs(picture[part] - corner).max() < 5


def test_large_jpeg_is_decoded_small(tmp_path, monkeypatch):
    """A reader in a hurry: an eighth of the size takes a tenth of the time."""
    sizes, load = [], ImageFile.ImageFile.load
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda image: sizes.append(image.size) or load(image))
    path = put(tmp_path, pictures.saved(np.zeros((2400, 3200), np.uint8), "JPEG"))
    assert load_photo(path, 100)[0].shape == (75, 100, 3)
    assert sizes[0] == (400, 300)


def test_a_stderr_that_cannot_be_copied(monkeypatch):
    def fail(_):
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(os, "dup", fail)
    assert load_photo(DATA / "bird.jpg")[1] == []


@posix
def test_without_a_stderr():
    script = "import os; os.close(2); from course.pictures.read_photo import load_photo; "
    script += f"print(load_photo({str(DATA / 'bird.jpg')!r})[1])"
    assert process([sys.executable, "-c", script])[:2] == (0, b"[]\n")


def test_stderr_is_given_back(tmp_path, capfd):
    load_photo(DATA / "bird.jpg")
    refusal(load_photo, put(tmp_path, b"x"))
    os.write(2, b"still here")
    assert capfd.readouterr().err == "still here"


def test_bands_take_little_memory():
    for colour, count in ((False, 1), (True, 3)):
        bands, notes = load_bands(DATA / "bird.jpg", colour)
        assert [band.dtype for band in bands] == [np.uint8] * count and notes == []


# ---- opened once, for whoever has to do something before decoding


def test_an_opened_picture_is_not_decoded(tmp_path, monkeypatch):
    decoded = []
    monkeypatch.setattr(ImageFile.ImageFile, "load", decoded.append)
    with open_picture(DATA / "bird.jpg") as image:
        assert image.size == (512, 448)
    assert decoded == []


def test_what_else_is_unusable_leaves_the_block_as_it_is(tmp_path):
    with pytest.raises(Unusable) as caught, open_picture(DATA / "bird.jpg"):
        raise Unusable("the output is there already")
    assert type(caught.value) is Unusable and str(caught.value) == "the output is there already"
    for error in (PictureError("is odd; look at it"), ValueError("any"), MemoryError()):
        with pytest.raises(PictureError, match="bird.jpg: "), open_picture(DATA / "bird.jpg"):
            raise error


def test_a_picture_may_have_to_be_large_enough(tmp_path):
    path = put(tmp_path, pictures.png_array(pictures.RGB, 8, 2))
    check_picture(path, 5)
    with pytest.raises(PictureError, match="picture: has 5 .* 7 .* 6 "):
        check_picture(path, 6)


def test_greys_of_colourless_pixels_are_exact():
    picture = np.array([[[7.25, 7.25, 7.25], [255, 0, 0]]])
    assert grey(picture).tolist() == [[7.25, 255 * LUMA[0]]]


class TestDetail:
    def test_of_the_bird_it_is_the_eye(self):
        grey = np.zeros((448, 512))
        bird = DATA / "bird.jpg"
        assert detail_of(bird, grey, 48, 48) == (48, 134)
        assert detail_of(str(bird), grey, 8, 12) == (68, 152)
        picture, _ = load_photo(bird)
        pupil = picture.mean(axis=2)[68:76, 152:164]
        assert pupil.min() < 45 and pupil.max() > 200  # the pupil, and what is reflected in it

    def test_of_the_bird_under_another_path(self, monkeypatch):
        monkeypatch.chdir(DATA)
        assert detail_of("../data/bird.jpg", np.zeros((448, 512)), 48, 48) == (48, 134)

    @pytest.mark.parametrize(
        "shape, size, place",
        [
            ((101, 60), (48, 48), (26, 6)),
            ((40, 60), (48, 48), (0, 6)),
            ((9, 9), (48, 48), (0, 0)),
            ((9, 9), (8, 12), (0, 0)),
            ((20, 30), (7, 5), (7, 13)),
        ],
    )
    def test_of_any_other_picture_it_is_the_middle(self, shape, size, place):
        assert detail_of("bird.jpg", np.zeros(shape), *size) == place

    def test_a_bird_that_is_smaller_has_its_detail_inside(self):
        assert detail_of(DATA / "bird.jpg", np.zeros((80, 160)), 48, 48) == (32, 112)


@pytest.mark.parametrize("size, said", [((9, 1), "1 row and 9 columns"), ((1, 2), "2 rows and 1 column;")])
def test_a_single_row_or_column_is_counted_as_one(tmp_path, size, said):
    Image.new("L", size).save(tmp_path / "thin.png")
    with pytest.raises(PictureError, match=f"thin.png: has {said}"):
        check_picture(tmp_path / "thin.png", 3)
