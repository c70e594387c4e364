"""The command `filter`: what may be asked, what it reports, many pictures, two at once, Ctrl-C and closed pipes.

Everything is either used rightly or refused in one line, and a refusal leaves every file as it was. The sentences
are in tests/golden/filter.txt.
"""

import io
import os
import re
import signal
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage
from support import pictures
from support.cli import COURSE, posix, process, started
from support.filtering import BIRD, DIGIT, greys, luma, scipys, state, write_photo

from course.convolution.kernels import named
from course.errors import Unusable
from course.pictures import filter as command_filter
from course.pictures import filter_picture
from course.terminal import output_files

linux = pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes, as Linux has them")
PHOTO = ["photo.png", "--kernel", "box"]

# ---- the request

REQUESTS = {  # what is typed: a name or a number that the refusal holds
    "": "--list",
    "photo.png": "--list",
    "--kernel box": "--list",
    "photo.png --kernel": "--kernel",
    "photo.png --kernel box --kernel box": "--kernel",
    "photo.png --kern box": "--",
    "photo.png --kernel sobel": "sobel-vertical",
    "photo.png --kernel sobel-vertcal": "sobel-vertical",
    "photo.png --kernel Laplacian": "laplacian",
    "photo.png --kernel blur": "'blur'",
    "photo.png --kernel gaussian-0": "99",
    "photo.png --kernel gaussian-100": "99",
    "photo.png --kernel box-3x": "99",
    "photo.png --kernel sobel-vertical-5": "3x3",
    "photo.png --kernel ..": "--kernel: ",
    "photo.png --kernel 1 0 -1": "0 -1",
    "photo.png --kernel nan": "'nan'",
    "photo.png --kernel 1,nan": "'nan'",
    "photo.png --kernel 1,inf": "'inf'",
    "photo.png --kernel 1e999": "'1e999'",
    "photo.png --kernel 1/0": "'1/0'",
    "photo.png --kernel 1,,2": "'1,,2'",
    "photo.png --kernel 1;2,3": "1 and 2",
    "photo.png --kernel [[[1]]]": "--kernel: ",
    "photo.png --kernel missing.csv": "'missing.csv'",
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
    "photo.png --kernel box --show bias=1e999": "--show bias: '1e999'",
    "photo.png --kernel box --show bias=1/0": "--show bias: '1/0'",
    "photo.png --kernel box --show bias=notes.txt": "--show: 'bias=notes.txt'",
    "photo.png --kernel box --show abs --output a.npy": "--show",
    "photo.png --kernel box --colour": "--",
    "photo.png --kernel box --color=red": "--color",
    "photo.png --list": "--list",
    "--list --kernel box": "--list",
    "--list --stride 2": "--list",
    "--list --border edge": "--list",
    "--list --show abs": "--list",
    "--list --no-flip": "--list",
    "--list --output chart.jpg": "kernels.png",
    "--list --output chart": "kernels.png",
    "--list --output there.png": "'there.png'",
    "--list --output photo.png/chart.png": "'photo.png/chart.png'",
}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("typed, part", REQUESTS.items())
def test_requests_that_cannot_be_used(refused, typed, part):
    refused(part, *typed.split())


PATHS = {  # what is typed: a part of what is said
    "missing.png": "missing.png: ",
    "missing/photo.png": "photo.png: ",
    "photo.png/photo.png": "photo.png: ",
    "x" * 5000: "x: ",
    "x" * 251 + ".png": "x.png: ",
    "nul\0.png": "nul\\x00.png: ",
    "line\nend\x1b[31m.png": "line\\nend\\x1b[31m.png: ",
    "\ud800.png": "\\ud800.png: ",
    "\N{BIRD}.png": "\\U0001f426.png: ",
    "empty.png": "empty.png: ",
    "notes.txt": "notes.txt: ",
    "$HOME": "$HOME: ",
    "~/photo.png": "~/photo.png: ",
    "http://example.org/photo.png": "photo.png: ",
    "": "--list",
}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name, part", PATHS.items(), ids=range(len(PATHS)))
def test_paths_that_lead_to_no_picture(refused, name, part):
    refused(part if os.name == "posix" else "python -m course", name, "--kernel", "box")


NAMES = [
    "a b.png",
    " .png",
    "cost_$x_$.png",
    "100% {0}.png",
    "it's.png",
    "\N{BIRD} \N{CJK UNIFIED IDEOGRAPH-9E1F}.png",
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", NAMES)
def test_names_that_are_odd_and_right(used, name):
    write_photo(name)
    new = used("--kernel", "box", "--", name)
    assert new.name == f"{Path(name).stem}-box.png"


@linux
@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "name", [b"caf\xe9 \xff.png", b"two\nlines.png", b"tab\t\x1b[31m.png", b"x" * 251 + b".png"]
)
def test_names_of_any_bytes(used, refused, name):
    name = os.fsdecode(name)
    write_photo(name)
    assert used(name, "--kernel", "box", "--output", "out.png") == Path("out.png")
    if len(name) == 255:
        refused("give a shorter one", name, "--kernel", "box")
    else:
        assert used(name, "--kernel", "box").name == f"{name[:-4]}-box.png"


@posix
@pytest.mark.usefixtures("folder")
def test_pipes_and_devices_are_no_pictures(refused):
    os.mkfifo("pipe.png")
    Path("zero.png").symlink_to("/dev/zero")
    names = ["pipe.png", "/dev/zero", "zero.png", "/dev/null"]
    lines = [refused(f"{name}: ", name, "--kernel", "box") for name in names]
    reasons = {line.replace(f"{name}: ", "") for name, line in zip(names, lines)}
    assert len(reasons) == 1


@pytest.mark.usefixtures("folder")
def test_a_pictures_kind_is_looked_at_before_the_output_and_its_pixels_after_it(refused, monkeypatch):
    Path("damaged.png").write_bytes(pictures.UNUSABLE["png check sum"]())
    refused("notes.txt: ", "notes.txt", "--kernel", "box", "--output", "there.png")
    refused("'there.png'", "damaged.png", "--kernel", "box", "--output", "there.png")
    refused("damaged.png: ", "damaged.png", "--kernel", "box", "--output", "new.png")


def test_a_picture_is_opened_once(report, monkeypatch):
    opened, image_open = [], Image.open
    monkeypatch.setattr(Image, "open", lambda path, **how: opened.append(path) or image_open(path, **how))
    report(BIRD, "--kernel", "box")
    assert opened == [str(BIRD)]


# ---- the report


def test_the_report_names_sizes_kernel_options_and_results(report):
    y = ndimage.correlate(greys(BIRD), named("sobel-vertical").rows, mode="nearest")[::3, ::2]
    words = [BIRD, "--kernel", "sobel-vertical", "--stride", "3,2", "--border", "edge", "--no-flip"]
    line = report(*words)
    ends = f"results from {y.min()} to {y.max()}"
    assert line == (
        f"bird.jpg: written to bird-sobel-vertical.png (150x256); {ends}, "
        "drawn as distances from 0, cut at 255\n"
    )
    first, details = report(*words, "--details", "--force").splitlines()
    assert f"{first}\n" == line
    assert details == (
        "  448x512 greys; correlated with sobel-vertical (3x3, sum 0); border edge; stride 3x2; by rows; "
        f"{ends}; show abs; 150x256 written"
    )
    line = report(DIGIT, "--kernel", "1/2", "--show", "bias=100", "--details")
    assert "kernel (1x1, sum 1/2)" in line and "symmetric" in line
    assert all(part in line for part in (" 0 ", " 127, 100 added", "show bias=100;"))


def test_a_picture_that_is_drawn_as_it_is_needs_no_numbers(report):
    assert report(BIRD, "--kernel", "box") == "bird.jpg: written to bird-box.png\n"


@pytest.mark.parametrize(
    "kernel, ends",
    [("1/2", "0 to 127"), ("1/30", "0 to 8.47"), ("10/33", "0 to 77"), ("1e9", "0 to 2.54e+11")],
)
def test_numbers_are_short(report, kernel, ends):
    assert f"; results from {ends}, " in report(DIGIT, "--kernel", kernel, "--show", "bias=1")


def test_what_changes_the_brightness_gets_the_advice_to_divide(report):
    """Brighter only where that is cut; not what adds up to 0, or to 1 within what a pixel can show."""

    def advised(*words):
        said = report(DIGIT, *words, "--output", "out.png", "--force")
        assert ("make it" in said) == ("(divide" in said)
        return "brighter" if "brighter" in said else "darker" if "darker" in said else ""

    assert advised("--kernel", "1 1") == "brighter"
    assert advised("--kernel", "1/4 1/5") == advised("--kernel", "0.9 -0.6 0.1") == "darker"
    for kernel in (
        "1/2 1/2",
        "1 -1",
        "0.1 0.2 -0.3",
        "-1/2 1/4",
        "0.333333333 0.333333333 0.333333333",
        "0.999",
    ):
        assert advised("--kernel", kernel) == ""
    np.save("rounded.npy", np.array([[0.1, 0.2, -0.3]]))  # as floats they add up to 6e-17
    assert advised("--kernel", "rounded.npy") == advised("--kernel", "rounded.npy", "--show", "clip") == ""
    assert (
        advised("--kernel", "1 1", "--show", "abs") == advised("--kernel", "1/4 1/5", "--show", "abs") == ""
    )
    assert "divide" not in report(DIGIT, "--kernel", "1 1", "--output", "out.npy")


def test_no_minus_before_a_zero(report):
    Image.new("L", (4, 4)).save("black.png")
    assert "-0" not in report("black.png", "--kernel", "-1")


@pytest.mark.usefixtures("folder")
def test_memory_that_runs_out(refused, monkeypatch):
    def fail(*_, **__):
        raise MemoryError

    monkeypatch.setattr(filter_picture, "convolved_pieces", fail)
    refused("photo.png: ", *PHOTO)
    os.replace("photo.png", "folder.png/photo.png")
    with pytest.raises(Unusable, match="1 of 1 "):
        command_filter.main(["folder.png", "--kernel", "box", "--output", "out"])


# ---- many pictures


def test_a_folder(report, album):
    lines = report("album", "--kernel", "box", "--output", "out").splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == ["a.png", "b.JPG", "c.tif", "d e.webp"]
    assert re.fullmatch(r"4 of 4 .* out; .*: 1", lines[-1])
    assert sorted(os.listdir("out")) == ["a-box.png", "b-box.png", "c-box.png", "d e-box.png"]
    with Image.open("out/a-box.png") as image:
        expected = np.rint(scipys(luma(pictures.RGB), np.ones((3, 3))) / 9)
        np.testing.assert_array_equal(np.asarray(image), expected)


def test_bad_pictures_do_not_stop_the_rest(command, album):
    (album / "bad.png").write_bytes(b"no picture")
    (album / "empty.gif").write_bytes(b"")
    code, out, err = command(
        "filter", "album", "missing.png", str(BIRD), "--kernel", "box", "--output", "out/"
    )
    assert code == 2
    assert re.match("5 of 8 .* out;", out.splitlines()[-1])
    lines = err.splitlines()
    assert [re.search(r"(\w+)\.(png|gif): ", line)[1] for line in lines[:3]] == ["bad", "empty", "missing"]
    assert len(lines) == 4 and lines[3].startswith("python -m course: 3 of 8 ")
    assert len(os.listdir("out")) == 5


def test_two_pictures_of_one_name_do_not_meet(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("one", "two"):
        Path(folder).mkdir()
        Image.new("L", (3, 3), {"one": 10, "two": 20}[folder]).save(f"{folder}/photo.png")
    for force in ([], ["--force"]):
        code, _, err = command("filter", "one", "two", "--kernel", "identity", "--output", "out", *force)
        (line, _), where = err.splitlines(), Path("two", "photo.png")
        assert code == 2 and line.startswith(f"python -m course filter: {where}: ")
        with Image.open("out/photo-identity.png") as image:
            assert image.getpixel((0, 0)) == 10


def test_a_result_never_replaces_another_picture_of_the_same_run(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, grey in (("a", 10), ("a-identity", 20)):
        Image.new("L", (3, 3), grey).save(f"{name}.png")
    words = ["a.png", "a-identity.png", "--kernel", "identity", "--output", ".", "--force"]
    code, _, err = command("filter", *words)
    assert code == 2 and "'a-identity.png'" in err
    with Image.open("a-identity.png") as image:
        assert image.getpixel((0, 0)) == 20


def test_one_picture_in_a_folder_is_many_too(report, album):
    for path in list(album.iterdir())[1:]:
        if not path.is_dir():
            path.unlink()
    assert len(report("album", "--kernel", "box", "--output", "out").splitlines()) == 2


def test_the_bar_moves_where_somebody_watches(command, album, monkeypatch, capsys):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    watched = Terminal()
    monkeypatch.setattr(sys, "stderr", watched)
    code, out, _ = command("filter", "album", "--kernel", "box", "--output", "out")
    assert code == 0 and len(out.splitlines()) == 5
    assert [f"{n}/4" in watched.getvalue() for n in range(6)] == [False, True, True, True, True, False]
    assert watched.getvalue().endswith("4/4\n")


MANY = {  # what is typed: a name that the refusal holds
    "photo.png other.png --kernel box": "--output FOLDER",
    "folder.png --kernel box": "--output FOLDER",
    "photo.png other.png --kernel box --output out.png": "'out.png'",
    "photo.png other.png --kernel box --output there.png": "'there.png'",
    "photo.png other.png --kernel box --output notes.txt --force": "'notes.txt'",
    "photo.png other.png --kernel box --output plain --force": "'plain'",
    "photo.png other.png --kernel box --output out.npy": "'out.npy'",
    "folder.png --kernel box --output out": "'folder.png'",
    "folder.png folder.png --kernel box --output out": "'folder.png'",
    "photo.png other.png --kernel sobel --output out": "'sobel'",
    "photo.png other.png --kernel box --output out --show no": "--show: 'no'",
    "photo.png other.png --kernel box --output out --stride 0": "--stride: '0'",
    "photo.png --kernel box other.png --output out": ": other.png: ",
}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("typed, part", MANY.items())
def test_many_that_cannot_be_used(refused, typed, part):
    refused(part, *typed.split())


@pytest.mark.usefixtures("folder")
def test_many_into_what_is_no_folder(command):
    before = state()
    code, out, err = command("filter", "photo.png", "other.png", "--kernel", "box", "--output", "notes.txt/")
    assert code == 2 and out.startswith("0 of 2 ") and err.count("\n") == 3
    assert state() == before


@pytest.mark.usefixtures("folder")
def test_a_folder_that_may_not_be_read(monkeypatch):
    def fail(_):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "iterdir", fail)
    with pytest.raises(Unusable, match="'empty folder'"):
        command_filter.main(["empty folder", "--kernel", "box", "--output", "out"])


@posix
def test_a_folder_of_awkward_files(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    album = Path("album")
    album.mkdir()
    makers = [*pictures.UNUSABLE.values(), *(make for make, _ in pictures.BOMBS.values())]
    for number, make in enumerate(makers):
        (album / f"{number:03}.png").write_bytes(make())
    os.mkfifo(album / "pipe.jpg")
    (album / "nowhere.png").symlink_to("not there")
    write_photo(album / "zz last.png")
    code, out, err = command("filter", "album", "--kernel", "box", "--output", "out")
    bad = len(makers) + 2
    assert code == 2 and out.count("\n") == 2
    assert out.splitlines()[1].startswith(f"1 of {bad + 1} ")
    lines = err.splitlines()
    assert len(lines) == bad + 1 and all(
        line.startswith("python -m course filter: album") for line in lines[:-1]
    )
    assert os.listdir("out") == ["zz last-box.png"]


# ---- two at once, Ctrl-C, closed pipes


@pytest.mark.usefixtures("folder")
def test_a_file_that_comes_up_meanwhile_stays(command, monkeypatch):
    check = output_files.check_target

    def meanwhile(path, *rest):
        check(path, *rest)
        path.write_bytes(b"of another program")

    monkeypatch.setattr(output_files, "check_target", meanwhile)
    code, out, err = command("filter", *PHOTO)
    assert (code, out) == (2, "") and "'photo-box.png'" in err and err.count("\n") == 1
    assert Path("photo-box.png").read_bytes() == b"of another program"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("force", [[], ["--force"]], ids=["new", "force"])
def test_ctrl_c_while_writing_leaves_everything_as_it_was(command, monkeypatch, force):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(output_files, "write_whole", stop)
    before = state()
    assert command("filter", *PHOTO, *force) == (130, "", "")
    assert state() == before


@pytest.mark.usefixtures("folder")
def test_ctrl_c_among_many_keeps_what_is_done(command, monkeypatch):
    filter_one = command_filter.filter_one

    def stop(picture, *rest):
        if Path(picture).name == "other.png":
            raise KeyboardInterrupt
        return filter_one(picture, *rest)

    monkeypatch.setattr(command_filter, "filter_one", stop)
    code, out, err = command("filter", "photo.png", "other.png", "--kernel", "box", "--output", "out")
    assert (code, err) == (130, "") and out.startswith("photo.png: ")
    assert os.listdir("out") == ["photo-box.png"]


@posix
@pytest.mark.parametrize("seconds", [0.3, 0.9])
def test_ctrl_c_leaves_no_half_file(seconds, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    noise = np.random.default_rng(1).integers(0, 256, (2500, 3000, 3), dtype=np.uint8)
    Image.fromarray(noise).save("large.bmp")
    course = [word for word in COURSE if word not in ("-W", "error")]  # Pillow may leave a file open
    running = started([*course, "filter", "large.bmp", "--kernel", "gaussian-9", "--color"])
    time.sleep(seconds)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert err == b"" and running.returncode in (130, 0)
    assert not list(Path().glob("*.part"))
    assert Path("large-gaussian-9.png").exists() == (running.returncode == 0 or out != b"")


@posix
def test_a_closed_pipe():
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert process([*COURSE, "filter", "--list"], stdout=writer)[::2] == (141, b"")
    finally:
        os.close(writer)


@posix
@pytest.mark.usefixtures("folder")
def test_without_a_stdout():
    printed = process([*COURSE, "filter", *PHOTO], preexec_fn=lambda: os.close(1))
    assert printed == (0, b"", b"") and Path("photo-box.png").exists()


@posix
@pytest.mark.usefixtures("folder")
def test_two_programs_at_once():
    both = [started([*COURSE, "filter", *PHOTO]) for _ in range(2)]
    codes = [(running.communicate(timeout=60), running.returncode)[1] for running in both]
    assert sorted(codes) == [0, 2]
    with Image.open("photo-box.png") as image:
        image.load()
