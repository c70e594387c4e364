"""Where the results of the command `filter` go: names, folders, links, and what may never be written over."""

import os
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support.cli import posix
from support.filtering import BIRD, reason

from course.errors import Unusable
from course.pictures import kernel_chart
from course.terminal import output_files

PHOTO = ["photo.png", "--kernel", "box"]

# ---- names


def test_the_default_name(report):
    assert " bird-sobel-vertical.png;" in report(BIRD, "--kernel", "sobel-vertical")
    assert " bird-kernel.png;" in report(BIRD, "--kernel", "1 2 3")
    assert sorted(os.listdir()) == ["bird-kernel.png", "bird-sobel-vertical.png"]


@pytest.mark.parametrize("output", ["there", "there/", "new/", "new/deeper/"])
def test_a_folder_takes_the_default_name(report, output):
    Path("there").mkdir()
    report(BIRD, "--kernel", "box-5", "--output", output)
    assert Path(output, "bird-box-5.png").is_file()


def test_force_replaces(report, drawn_pixels):
    Path("out.png").write_bytes(b"old")
    report(BIRD, "--kernel", "box", "--output", "out.png", "--force")
    with Image.open("out.png") as image:
        np.testing.assert_array_equal(np.asarray(image), drawn_pixels(BIRD, "box"))
    assert sorted(os.listdir()) == ["out.png", "pixels.png"]


# ---- what is refused

OUTPUTS = {  # for each reason why an output is refused, some that are
    "empty, or a NUL": ["", "nul\0.png"],
    "an ending that is none of ours": ["out.gif", "out.txt", "out.PNG.txt", "out.png "],
    "no ending": ["out", ".png", "new/out"],
    "there already": ["there.png"],
    "read": ["photo.png", "./photo.png", "empty folder/../photo.png"],
    "in no folder": ["photo.png/out.png", "notes.txt/out.png", "notes.txt/", "notes.txt/new/out.png"],
    "too long": ["x" * 300 + ".png", "x" * 300 + "/out.png"],
    "not to be encoded": ["\ud800.png"],
}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("force", [[], ["--force"]], ids=["new", "force"])
def test_outputs_that_cannot_be_used(refused, used, force):
    """Those of one kind for the same reason, and those of two kinds for two reasons; --force helps one of them."""
    reasons = []
    for kind, outputs in OUTPUTS.items():
        if kind == "there already" and force:
            continue
        kinds_reasons = {reason(refused("output", *PHOTO, "--output", output, *force)) for output in outputs}
        assert len(kinds_reasons) == 1, kind
        reasons += kinds_reasons
    assert len(set(reasons)) == len(reasons)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("output", ["out.gif", "there.png", "photo.png", "notes.txt/out.png"])
def test_a_refusal_names_the_output(refused, output):
    refused(f"'{output}'", *PHOTO, "--output", output)


@pytest.mark.usefixtures("folder")
def test_the_default_name_may_be_taken(refused, used):
    used(*PHOTO)
    there = refused("'photo-box.png'", *PHOTO)
    assert reason(there) == reason(refused("'photo-box.png'", *PHOTO, "--output", "./"))
    assert reason(there) == reason(refused("'there.png'", *PHOTO, "--output", "there.png"))


@pytest.fixture
def refused_as_read(folder, refused):
    """Runs the command, which has to refuse an output because it is a file that was read, even with --force."""
    expected = reason(refused("'photo.png'", *PHOTO, "--output", "photo.png", "--force"))

    def run(*words):
        assert reason(refused("output", *words, "--force")) == expected

    return run


def test_an_output_that_is_a_picture_read_by_another_name(refused_as_read):
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
        refused_as_read(*PHOTO, "--output", name)
        refused_as_read(name, "--kernel", "box", "--output", "photo.png")


def test_an_output_that_is_the_kernel(refused_as_read):
    np.save("kernel.npy", np.ones((3, 3)))
    refused_as_read("photo.png", "--kernel", "kernel.npy", "--output", "kernel.npy")


def test_the_chart_never_replaces_the_bird(refused_as_read, monkeypatch):
    monkeypatch.setattr(kernel_chart, "BIRD", Path("photo.png"))
    refused_as_read("--list", "--output", "photo.png")


@posix
@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("words", [PHOTO, ["--list"]], ids=["photo", "list"])
def test_links_and_others_that_are_there(refused, command, words, monkeypatch):
    monkeypatch.setattr(kernel_chart, "draw_chart", lambda: b"chart")
    Path("link.png").symlink_to("there.png")
    Path("nowhere.png").symlink_to("not there")
    Path("round.png").symlink_to("round.png")
    Path("full.png").symlink_to("/dev/null")
    os.mkfifo("pipe.png")
    there = reason(refused("'there.png'", *words, "--output", "there.png"))
    for name in ("link.png", "nowhere.png", "round.png", "full.png", "pipe.png"):
        assert reason(refused(f"'{name}'", *words, "--output", name)) == there
    no_files = [
        refused(f"'{name}'", *words, "--output", name, "--force") for name in ("full.png", "pipe.png")
    ]
    assert reason(no_files[0]) == reason(no_files[1]) != there
    for name in ("link.png", "nowhere.png"):  # the link is replaced, not what it leads to
        assert command("filter", *words, "--output", name, "--force")[0] == 0
        assert not Path(name).is_symlink() and Path(name).is_file()
    assert Path("there.png").read_bytes() == b"mine" and not Path("not there").exists()


@pytest.mark.usefixtures("folder")
def test_a_folder_in_the_way_of_the_default_name(refused):
    Path("photo-box.png").mkdir()
    assert refused("'photo-box.png'", *PHOTO) != refused("'photo-box.png'", *PHOTO, "--force")


@pytest.mark.usefixtures("folder")
def test_a_folder_named_like_a_picture_takes_results(used):
    assert used(*PHOTO, "--output", "folder.png") == Path("folder.png/photo-box.png")


@pytest.mark.usefixtures("folder")
def test_missing_folders_are_made(used):
    assert used(*PHOTO, "--output", "a/b c/out.png") == Path("a/b c/out.png")


@posix
@pytest.mark.usefixtures("folder")
def test_a_folder_that_may_not_be_written_to(refused, monkeypatch):
    Path("empty folder").chmod(0o555)
    if os.access("empty folder", os.W_OK):  # the superuser may write everywhere
        access = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: "empty" not in str(path) and access(path, mode))
    outputs = ["empty folder/out.png", "empty folder/", "empty folder/new/out.png"]
    reasons = {reason(refused("'empty folder/", *PHOTO, "--output", output)) for output in outputs}
    assert len(reasons) == 1


@posix
@pytest.mark.usefixtures("folder")
def test_a_current_folder_that_may_not_be_written_to(refused, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    refused("'photo-box.png'", *PHOTO)


FAILURES = {  # for each reason why a write fails, what the system says
    "forbidden": [PermissionError(13, "denied"), OSError(30, "read-only file system")],
    "no room": [OSError(28, "no space left")],
    "too large": [OSError(27, "file too large")],
    "anything else": [OSError(5, "input/output error"), OSError(6, "no such device")],
}


@pytest.mark.usefixtures("folder")
def test_a_write_that_fails_leaves_nothing(refused, monkeypatch):
    reasons = []
    for errors in FAILURES.values():
        refusals = []
        for error in errors:

            def fail(path, _, error=error):
                with path.open("wb") as file:
                    file.write(b"half")
                raise error

            with monkeypatch.context() as patch:
                patch.setattr(Path, "write_bytes", fail)
                refusals.append(refused("'photo-box.png'", *PHOTO))
                refused("'there.png'", *PHOTO, "--output", "there.png", "--force")
        assert len(set(refusals)) == 1
        reasons += set(refusals)
    assert len(set(reasons)) == len(FAILURES)


@posix
@pytest.mark.usefixtures("folder")
def test_a_disk_without_room(refused):
    import resource

    Image.fromarray(np.random.default_rng(1).integers(0, 256, (40, 40), dtype=np.uint8)).save("photo.png")
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, held[1]))
    try:
        refused("'out.npy'", *PHOTO, "--output", "out.npy")
        refused("'there.png'", *PHOTO, "--output", "there.png", "--force")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, held)


@pytest.mark.usefixtures("folder")
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
