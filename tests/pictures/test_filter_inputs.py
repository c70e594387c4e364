"""The command `filter` with what people mistype, keep in odd files, or run in odd places.

Everything is either used rightly or refused in one line, and a refusal leaves every file as it was.
"""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from support.files import ROOT
from PIL import Image

from support import pictures
from course.pictures import filter_picture, kernel_chart
from course.terminal import output_files
from course.pictures import filter as room
from course.errors import Unusable

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and signals as POSIX has them")
linux = pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes, as Linux has them")
PHOTO = ["photo.png", "--kernel", "box"]


def write_photo(name, grey=None):
    Image.fromarray(pictures.RGB if grey is None else np.full((4, 6), grey, np.uint8)).save(name, "PNG")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The tests run in a folder with a photograph and some more."""
    monkeypatch.chdir(tmp_path)
    write_photo("photo.png")
    write_photo("other.png")
    Path("there.png").write_bytes(b"mine")
    Path("notes.txt").write_bytes(b"mine")
    Path("plain").write_bytes(b"mine")
    Path("empty.png").write_bytes(b"")
    Path("folder.png").mkdir()
    Path("empty folder").mkdir()
    return tmp_path


def state():
    """All that lies in the folder, with its contents and times."""
    found = {}
    for path in sorted(Path().rglob("*")):
        status = path.lstat()
        whole = path.read_bytes() if path.is_file() else os.readlink(path) if path.is_symlink() else None
        found[path] = whole, status.st_mode, status.st_mtime_ns if path.is_file() else None
    return found


@pytest.fixture
def refused(command):
    """Runs python -m course filter WORDS, which has to end in one line and to leave everything as it was."""

    def run(says, *words):
        before = state()
        code, out, err = command("filter", *words)
        assert (code, out) == (2, "")
        assert re.fullmatch(r"python -m course( filter)?: [ -~]{10,}\n", err) and len(err) < 450
        assert says in err
        assert state() == before

    return run


@pytest.fixture
def used(command):
    """Runs it, which has to succeed and to write one new file, which is returned."""

    def run(*words):
        before = state()
        code, out, err = command("filter", *words)
        assert (code, err) == (0, "") and out.isascii() and out.count("\n") == 1
        (new,) = [path for path in state().keys() - before.keys() if path.is_file()]
        assert {path: entry for path, entry in state().items() if path in before} == before
        return new

    return run


# ---- the request

REQUESTS = {  # what is typed: a part of what is said
    "": "name a picture and a kernel",
    "photo.png": "name a picture and a kernel",
    "--kernel box": "name a picture and a kernel",
    "photo.png --kernel": "--kernel",
    "photo.png --kernel box --kernel box": "given twice",
    "photo.png --kern box": "unrecognized arguments",
    "photo.png --kernel sobel": "nearest: sobel-vertical, sobel-horizontal",
    "photo.png --kernel sobel-vertcal": "nearest: sobel-vertical",
    "photo.png --kernel Laplacian": "nearest: laplacian",
    "photo.png --kernel blur": "nearest: ",
    "photo.png --kernel gaussian-0": "its size goes from 1 to 99",
    "photo.png --kernel gaussian-100": "its size goes from 1 to 99",
    "photo.png --kernel box-3x": "its size goes from 1 to 99",
    "photo.png --kernel sobel-vertical-5": "is always 3x3",
    "photo.png --kernel ..": "--kernel: ",
    "photo.png --kernel 1 0 -1": "put numbers with blanks between them in quotes",
    "photo.png --kernel nan": "no kernel is called 'nan'",
    "photo.png --kernel 1,nan": "'nan'",
    "photo.png --kernel 1,inf": "'inf'",
    "photo.png --kernel 1e999": "'1e999' is too long",
    "photo.png --kernel 1/0": "divides by zero",
    "photo.png --kernel 1,,2": "a number is missing",
    "photo.png --kernel 1;2,3": "make all rows equally long",
    "photo.png --kernel [[[1]]]": "--kernel: ",
    "photo.png --kernel missing.csv": "no such file",
    "photo.png --kernel photo.png": "'photo.png'",
    "photo.png --kernel folder.png": "--kernel: ",
    "photo.png --kernel box --border": "--border",
    "photo.png --kernel box --border mirror": "--border",
    "photo.png --kernel box --border Symmetric": "--border",
    "photo.png --kernel box --stride 0": "--stride: '0'",
    "photo.png --kernel box --stride 1.5": "--stride: '1.5'",
    "photo.png --kernel box --stride -1": "--stride: '-1'",
    "photo.png --kernel box --stride 1001": "--stride: '1001'",
    "photo.png --kernel box --stride 99999999999999999999999": "--stride: '99",
    "photo.png --kernel box --stride 1,2,3": "--stride: '1,2,3'",
    "photo.png --kernel box --stride 2,": "--stride: '2,'",
    "photo.png --kernel box --stride nan": "--stride: 'nan'",
    "photo.png --kernel box --show": "--show",
    "photo.png --kernel box --show pretty": "--show: 'pretty'",
    "photo.png --kernel box --show ABS": "--show: 'ABS'",
    "photo.png --kernel box --show abs=1": "--show: 'abs=1'",
    "photo.png --kernel box --show bias": "--show: 'bias'",
    "photo.png --kernel box --show bias=": "--show: 'bias='",
    "photo.png --kernel box --show bias=nan": "--show: 'bias=nan'",
    "photo.png --kernel box --show bias=inf": "--show: 'bias=inf'",
    "photo.png --kernel box --show bias=1,2": "--show: 'bias=1,2'",
    "photo.png --kernel box --show bias=1e999": "--show bias: '1e999' is too long",
    "photo.png --kernel box --show bias=1/0": "--show bias: '1/0' divides by zero",
    "photo.png --kernel box --show bias=notes.txt": "--show: 'bias=notes.txt'",
    "photo.png --kernel box --show abs --output a.npy": "--show is for pictures",
    "photo.png --kernel box --colour": "unrecognized arguments",
    "photo.png --kernel box --color=red": "--color",
    "photo.png --list": "--list shows all kernels",
    "--list --kernel box": "--list shows all kernels",
    "--list --stride 2": "--list shows all kernels",
    "--list --border edge": "--list shows all kernels",
    "--list --show abs": "--list shows all kernels",
    "--list --no-flip": "--list shows all kernels",
    "--list --output chart.jpg": "is a PNG",
    "--list --output chart": "is a PNG",
    "--list --output there.png": "is there already",
    "--list --output photo.png/chart.png": "is no folder",
}


@pytest.mark.parametrize("typed, says", REQUESTS.items())
def test_requests_that_cannot_be_used(refused, typed, says):
    refused(says, *typed.split())


KERNELS = {
    "": "no numbers",
    " ": "no numbers",
    "a" * 5000: "no kernel is called",
    "1 " * 10_001: "at most 10000",
    "1 " * 100: "99x99 is the largest",
    ";".join("1" * 100): "99x99 is the largest",
    "1 2; 3": "equally long",
    "1 \N{GRINNING FACE}": "'\\U0001f600'",
    "1 0\n-1": "equally long",
    "$(ls)": "--kernel: ",
    "1 0 -1.png": "--kernel: ",
    "\udcff.csv": "no such file",
    "zero\0.csv": "--kernel: ",
    "x" * 300 + ".csv": "--kernel: ",
}


@pytest.mark.parametrize("kernel, says", KERNELS.items(), ids=range(len(KERNELS)))
def test_kernels_that_cannot_be_used(refused, kernel, says):
    refused(says, "photo.png", "--kernel", kernel)


ARRAYS = {
    "axes": (np.ones((2, 2, 2)), "rows and columns"),
    "four": (np.ones((1, 1, 2, 2)), "rows and columns"),
    "nan": (np.array([[1, np.nan]]), "holds nan"),
    "inf": (np.array([[1, np.inf]]), "holds inf"),
    "large": (np.array([1e308]), "weights go from 1e-30 to 1e+30"),
    "small": (np.array([1, 1e-300]), "weights go from 1e-30 to 1e+30"),
    "complex": (np.array([1j]), "complex"),
    "objects": (np.array([[1], None], dtype=object), "object"),
    "none": (np.ones((0, 3)), "no numbers"),
    "long": (np.ones(10_001), "at most 10000"),
}


@pytest.mark.parametrize("name", ARRAYS)
def test_arrays_that_are_no_kernel(refused, name):
    np.save("kernel.npy", ARRAYS[name][0])
    refused(ARRAYS[name][1], "photo.png", "--kernel", "kernel.npy")


def test_a_header_that_claims_much_takes_no_memory(refused):
    np.save("kernel.npy", np.ones(3))
    Path("kernel.npy").write_bytes(Path("kernel.npy").read_bytes().replace(b"(3,), ", b"(9999999999,)"))
    refused("--kernel: 'kernel.npy': ", "photo.png", "--kernel", "kernel.npy")


@pytest.mark.parametrize(
    "kernel", ["0", "0 0; 0 0", "1e-15", "1e15", "-1", " 1 ,2", "[[1, 2], [3, 4]]", "1" + " 1" * 98]
)
@pytest.mark.parametrize("border", ["constant", "reflect", "wrap"])
def test_odd_kernels_that_can_be_used(used, kernel, border):
    write_photo("photo.png", 200)
    with Image.open(used("photo.png", f"--kernel={kernel}", "--border", border)) as image:
        assert image.size == (6, 4)


@pytest.mark.parametrize("border", ["constant", "edge", "wrap", "symmetric", "reflect"])
@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (5, 1), (2, 2)])
def test_tiny_pictures(used, shape, border):
    array = np.arange(1, 1 + np.prod(shape), dtype=np.uint8).reshape(shape)
    Image.fromarray(array).save("tiny.png")
    found = np.load(
        used("tiny.png", "--kernel", "1 2 3; 4 5 6; 7 8 9", "--border", border, "--output", "o.npy")
    )
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(array.astype(float), 1, border), (3, 3))
    np.testing.assert_array_equal(found, (windows * np.arange(9, 0, -1).reshape(3, 3)).sum(axis=(2, 3)))


# ---- pictures in


@pytest.mark.parametrize("name", pictures.UNUSABLE)
def test_pictures_that_cannot_be_used(refused, name):
    data, says = pictures.UNUSABLE[name]
    Path("picture").write_bytes(data())
    refused(says, "picture", "--kernel", "box")
    refused("picture: ", "picture", "--kernel", "box", "--color", "--output", "new/")


@pytest.mark.parametrize("name", pictures.BOMBS)
def test_bombs(refused, name):
    data, says = pictures.BOMBS[name]
    Path("bomb").write_bytes(data())
    refused(says, "bomb", "--kernel", "box")


@pytest.mark.parametrize("size", [(100_001, 1), (1, 100_001)])
def test_pictures_that_are_too_long(refused, size):
    Image.new("L", size).save("long.png")
    refused(
        "has a side of 100001 pixels, more than 100000; cut it into parts", "long.png", "--kernel", "box-99"
    )


@pytest.mark.parametrize("size", [(100_000, 1), (1, 100_000)])
def test_pictures_that_are_nearly_too_long(used, size):
    Image.new("L", size, 7).save("long.png")
    with Image.open(used("long.png", "--kernel", "box-99")) as image:
        assert image.size == size and image.getextrema() == (7, 7)


PATHS = {
    "missing.png": "no such file",
    "missing/photo.png": "no such file",
    "photo.png/photo.png": "no such file",
    "x" * 5000: "check the name",
    "x" * 251 + ".png": "no such file",
    "nul\0.png": "NUL",
    "line\nend\x1b[31m.png": "line\\nend\\x1b[31m.png: ",
    "\ud800.png": "check the name",
    "\N{BIRD}.png": "\\U0001f426.png: there is no such file",
    "empty.png": "is empty (0 bytes)",
    "notes.txt": "is not a picture",
    "$HOME": "no such file",
    "~/photo.png": "no such file",
    "http://example.org/photo.png": "no such file",
    "": "name a picture and a kernel",
}


@pytest.mark.parametrize("name, says", PATHS.items(), ids=range(len(PATHS)))
def test_paths_that_lead_to_no_picture(refused, name, says):
    refused(says if os.name == "posix" else "", name, "--kernel", "box")


NAMES = [
    "a b.png",
    " .png",
    "cost_$x_$.png",
    "100% {0}.png",
    "it's.png",
    "\N{BIRD} \N{CJK UNIFIED IDEOGRAPH-9E1F}.png",
]
NAMES += [
    "-1.png",
    "-x.png",
    "--list",
    "no ending",
    ".png",
    "two..dots...png",
    "e\N{COMBINING ACUTE ACCENT}.png",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_are_odd_and_right(used, name):
    write_photo(name)
    new = used("--kernel", "box", "--", name)
    assert new.name == f"{Path(name).stem}-box.png"


@linux
@pytest.mark.parametrize(
    "name", [b"caf\xe9 \xff.png", b"two\nlines.png", b"tab\t\x1b[31m.png", b"x" * 251 + b".png"]
)
def test_names_of_any_bytes(used, refused, name):
    name = os.fsdecode(name)
    write_photo(name)
    assert used(name, "--kernel", "box", "--output", "out.png") == Path("out.png")
    if len(name) == 255:
        refused(
            "the name is too long for a file here: give a shorter one with --output", name, "--kernel", "box"
        )
    else:
        assert used(name, "--kernel", "box").name == f"{name[:-4]}-box.png"


@posix
def test_pipes_and_devices_are_no_pictures(refused):
    os.mkfifo("pipe.png")
    Path("zero.png").symlink_to("/dev/zero")
    for name in ("pipe.png", "/dev/zero", "zero.png", "/dev/null"):
        refused("is a pipe or a device", name, "--kernel", "box")


# ---- where results go

OUTPUTS = {
    "": "--output is empty",
    "nul\0.png": "NUL",
    "out.gif": "ends in '.gif': name it .png, .jpg or .npy",
    "out.txt": "ends in '.txt'",
    "out.PNG.txt": "ends in '.txt'",
    "out.png ": "ends in '.png '",
    "out": "has no ending",
    ".png": "has no ending",
    "new/out": "has no ending",
    "there.png": "is there already: --force replaces it",
    "photo.png": "is a file that was read",
    "./photo.png": "is a file that was read",
    "empty folder/../photo.png": "is a file that was read",
    "photo.png/out.png": "which is no folder",
    "notes.txt/out.png": "which is no folder",
    "notes.txt/": "which is no folder",
    "notes.txt/new/out.png": "which is no folder",
    "x" * 300 + ".png": "the name is too long",
    "x" * 300 + "/out.png": "cannot be written: the name is too long",
    "\ud800.png": "cannot be written",
}


@pytest.mark.parametrize("output, says", OUTPUTS.items(), ids=range(len(OUTPUTS)))
def test_outputs_that_cannot_be_used(refused, output, says):
    refused(says, *PHOTO, "--output", output)


@pytest.mark.parametrize("output", [name for name, says in OUTPUTS.items() if "--force" not in says])
def test_force_does_not_help_them(refused, output):
    refused(OUTPUTS[output], *PHOTO, "--output", output, "--force")


def test_the_default_name_may_be_taken(refused, used):
    used(*PHOTO)
    refused("'photo-box.png' is there already", *PHOTO)
    refused("is there already", *PHOTO, "--output", "./")


def test_an_output_that_is_a_picture_read_by_another_name(refused):
    os.link("photo.png", "hard.png")
    names = ["hard.png"]
    if os.name == "posix":
        Path("soft.png").symlink_to("photo.png")
        Path("far.png").symlink_to("soft.png")
        Path("way").symlink_to("empty folder/..")
        names += ["soft.png", "far.png", "way/photo.png"]
    if Path("PHOTO.PNG").exists():  # where capitals do not count
        names.append("PHOTO.PNG")
    for name in names:
        refused("is a file that was read", *PHOTO, "--output", name, "--force")
        refused("is a file that was read", name, "--kernel", "box", "--output", "photo.png", "--force")


def test_an_output_that_is_the_kernel(refused):
    np.save("kernel.npy", np.ones((3, 3)))
    refused(
        "is a file that was read", "photo.png", "--kernel", "kernel.npy", "--output", "kernel.npy", "--force"
    )


def test_the_chart_never_replaces_the_bird(refused, monkeypatch):
    monkeypatch.setattr(kernel_chart, "BIRD", Path("photo.png"))
    refused("is a file that was read", "--list", "--output", "photo.png", "--force")


@posix
@pytest.mark.parametrize("words", [PHOTO, ["--list"]], ids=["photo", "list"])
def test_links_and_others_that_are_there(refused, command, words, monkeypatch):
    monkeypatch.setattr(kernel_chart, "drawn", lambda: b"chart")
    Path("link.png").symlink_to("there.png")
    Path("nowhere.png").symlink_to("not there")
    Path("round.png").symlink_to("round.png")
    Path("full.png").symlink_to("/dev/null")
    os.mkfifo("pipe.png")
    for name in ("link.png", "nowhere.png", "round.png", "full.png", "pipe.png"):
        refused("is there already", *words, "--output", name)
    for name in ("full.png", "pipe.png"):
        refused("is a folder, a pipe or a device", *words, "--output", name, "--force")
    for name in ("link.png", "nowhere.png"):  # the link is replaced, not what it leads to
        assert command("filter", *words, "--output", name, "--force")[0] == 0
        assert not Path(name).is_symlink() and Path(name).is_file()
    assert Path("there.png").read_bytes() == b"mine" and not Path("not there").exists()


def test_a_folder_in_the_way_of_the_default_name(refused):
    Path("photo-box.png").mkdir()
    refused("is there already", *PHOTO)
    refused("is a folder, a pipe or a device", *PHOTO, "--force")


def test_a_folder_named_like_a_picture_takes_results(used):
    assert used(*PHOTO, "--output", "folder.png") == Path("folder.png/photo-box.png")


def test_missing_folders_are_made(used):
    assert used(*PHOTO, "--output", "a/b c/out.png") == Path("a/b c/out.png")


@posix
def test_a_folder_that_may_not_be_written_to(refused, tmp_path, monkeypatch):
    Path("empty folder").chmod(0o555)
    if os.access("empty folder", os.W_OK):  # the superuser may write everywhere
        access = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: "empty" not in str(path) and access(path, mode))
    for output in ("empty folder/out.png", "empty folder/", "empty folder/new/out.png"):
        refused("you may not write there", *PHOTO, "--output", output)


@posix
def test_a_current_folder_that_may_not_be_written_to(refused, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    refused("'photo-box.png' cannot be written: you may not write there", *PHOTO)


FAILURES = {
    PermissionError(13, "denied"): "you may not write there",
    OSError(30, "read-only file system"): "you may not write there",
    OSError(28, "no space left"): "the disk is full",
    OSError(27, "file too large"): "larger than a file may be",
    OSError(5, "input/output error"): "does not take it",
}


@pytest.mark.parametrize("error, says", FAILURES.items(), ids=str)
def test_a_write_that_fails_leaves_nothing(refused, monkeypatch, error, says):
    def fail(path, _):
        with path.open("wb") as file:
            file.write(b"half")
        raise error

    monkeypatch.setattr(Path, "write_bytes", fail)
    refused(says, *PHOTO)
    refused(says, *PHOTO, "--output", "there.png", "--force")


@posix
def test_a_disk_without_room(refused):
    import resource

    Image.fromarray(np.random.default_rng(1).integers(0, 256, (40, 40), dtype=np.uint8)).save("photo.png")
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, held[1]))
    try:
        refused("larger than a file may be", *PHOTO, "--output", "out.npy")
        refused("larger than a file may be", *PHOTO, "--output", "there.png", "--force")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, held)


def test_memory_that_runs_out(refused, monkeypatch):
    def fail(*_, **__):
        raise MemoryError

    monkeypatch.setattr(filter_picture, "convolve", fail)
    refused("photo.png: does not fit into memory; save it smaller", *PHOTO)
    os.replace("photo.png", "folder.png/photo.png")
    with pytest.raises(Unusable, match="1 of 1 pictures could not be used"):
        room.main(["folder.png", "--kernel", "box", "--output", "out"])


def test_a_picture_too_long_for_a_jpeg(refused, used):
    Image.new("L", (65501, 1)).save("long.png")
    refused("at most 65500 rows and columns", "long.png", "--kernel", "1", "--output", "out.jpg")
    used("long.png", "--kernel", "1", "--output", "out.jpg", "--stride", "1,2")


# ---- many pictures

MANY = {
    "photo.png other.png --kernel box": "--output FOLDER",
    "folder.png --kernel box": "--output FOLDER",
    "photo.png other.png --kernel box --output out.png": "which 'out.png' is not",
    "photo.png other.png --kernel box --output there.png": "which 'there.png' is not",
    "photo.png other.png --kernel box --output notes.txt --force": "which 'notes.txt' is not",
    "photo.png other.png --kernel box --output plain --force": "which 'plain' is not",
    "photo.png other.png --kernel box --output out.npy": "which 'out.npy' is not",
    "folder.png --kernel box --output out": "holds no picture",
    "folder.png folder.png --kernel box --output out": "holds no picture",
    "photo.png other.png --kernel sobel --output out": "no kernel is called",
    "photo.png other.png --kernel box --output out --show no": "--show: 'no'",
    "photo.png other.png --kernel box --output out --stride 0": "--stride: '0'",
    "photo.png --kernel box other.png --output out": "unrecognized arguments: other.png: names of files stand before the options",
}


@pytest.mark.parametrize("typed, says", MANY.items())
def test_many_that_cannot_be_used(refused, typed, says):
    refused(says, *typed.split())


def test_many_into_what_is_no_folder(command):
    before = state()
    code, out, err = command("filter", "photo.png", "other.png", "--kernel", "box", "--output", "notes.txt/")
    assert code == 2 and out.startswith("0 of 2 pictures") and err.count("\n") == 3
    assert state() == before


def test_a_folder_that_may_not_be_read(monkeypatch):
    def fail(_):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "iterdir", fail)
    with pytest.raises(Unusable, match="cannot be read: look at its permissions"):
        room.main(["empty folder", "--kernel", "box", "--output", "out"])


@posix
def test_a_folder_of_awkward_files(command):
    album = Path("album")
    album.mkdir()
    for number, (make, _) in enumerate([*pictures.UNUSABLE.values(), *pictures.BOMBS.values()]):
        (album / f"{number:03}.png").write_bytes(make())
    os.mkfifo(album / "pipe.jpg")
    (album / "nowhere.png").symlink_to("not there")
    write_photo(album / "zz last.png")
    code, out, err = command("filter", "album", "--kernel", "box", "--output", "out")
    bad = len(pictures.UNUSABLE) + len(pictures.BOMBS) + 2
    assert code == 2 and out.count("\n") == 2
    assert out.endswith(f"1 of {bad + 1} pictures filtered into out\n")
    lines = err.splitlines()
    assert len(lines) == bad + 1 and all(
        line.startswith("python -m course filter: album") for line in lines[:-1]
    )
    assert os.listdir("out") == ["zz last-box.png"]


# ---- two at once, Ctrl-C, closed pipes


def test_a_file_that_comes_up_meanwhile_stays(command, monkeypatch):
    check = output_files.check_target

    def meanwhile(path, *rest):
        check(path, *rest)
        path.write_bytes(b"of another program")

    monkeypatch.setattr(output_files, "check_target", meanwhile)
    code, out, err = command("filter", *PHOTO)
    assert (code, out) == (2, "") and "has just been written by another" in err
    assert Path("photo-box.png").read_bytes() == b"of another program"


def test_of_many_that_write_at_once_one_wins():
    results = []

    def attempt(number):
        try:
            output_files.write_output(Path("out.png"), bytes([number]) * 10**6, False)
            results.append(number)
        except Unusable:
            pass

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = results
    assert Path("out.png").read_bytes() == bytes([winner]) * 10**6
    assert not list(Path().glob("*.part"))


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["new", "force"])
def test_ctrl_c_while_writing_leaves_everything_as_it_was(command, monkeypatch, force):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(output_files, "write_whole", stop)
    before = state()
    assert command("filter", *PHOTO, *force) == (130, "", "")
    assert state() == before


def test_ctrl_c_among_many_keeps_what_is_done(command, monkeypatch):
    done = room.done

    def stop(picture, *rest):
        if Path(picture).name == "other.png":
            raise KeyboardInterrupt
        return done(picture, *rest)

    monkeypatch.setattr(room, "done", stop)
    code, out, err = command("filter", "photo.png", "other.png", "--kernel", "box", "--output", "out")
    assert (code, err) == (130, "") and out.startswith("photo.png: ")
    assert os.listdir("out") == ["photo-box.png"]


PROGRAM = """
import sys
import course.__main__ as program
program.run_and_exit(program.main, ["filter", *sys.argv[1:]])
"""


def started(*words, flags=("-W", "error"), **options):
    """A process of the command."""
    environment = {name: value for name, value in os.environ.items() if name not in ("TMPDIR", "COLUMNS")}
    return subprocess.Popen(
        [sys.executable, *flags, "-c", PROGRAM, *words],
        env=environment | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        **options,
    )  # fmt: skip


@posix
@pytest.mark.parametrize("seconds", [0.3, 0.9])
def test_ctrl_c_leaves_no_half_file(seconds):
    Image.fromarray(np.random.default_rng(1).integers(0, 256, (2500, 3000, 3), dtype=np.uint8)).save(
        "large.bmp"
    )
    process = started(
        "large.bmp", "--kernel", "gaussian-9", "--color", flags=()
    )  # Pillow may leave a file open
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert err == b"" and process.returncode in (130, 0)
    assert not list(Path().glob("*.part"))
    assert Path("large-gaussian-9.png").exists() == (process.returncode == 0 or b"written" in out)


@posix
def test_a_closed_pipe():
    read, write = os.pipe()
    os.close(read)
    process = started("--list")
    process.stdout.close()
    assert process.wait(60) == 141 and process.stderr.read() == b""
    process.stderr.close()
    os.close(write)


@posix
def test_without_a_stdout():
    process = started(*PHOTO, preexec_fn=lambda: os.close(1))
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, b"", b"") and Path("photo-box.png").exists()


@posix
def test_two_programs_at_once():
    processes = [started(*PHOTO) for _ in range(2)]
    ends = [(process.communicate(timeout=60), process.returncode)[1] for process in processes]
    assert sorted(ends) in ([0, 2],)
    with Image.open("photo-box.png") as image:
        image.load()
