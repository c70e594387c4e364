"""The pictures and kernels that the commands of tests/golden/filter.txt read, the same on every machine."""

import os
from pathlib import Path

import numpy as np
from PIL import Image
from support import pictures

REASON_VARIES = {  # refused by every version of Pillow, each for a reason of its own
    "png of no columns",
    "jpeg without pixels",
    "webp cut",
    "ppm of no size",
    "tiff of 64-bit floats",
    "tiff grey, premultiplied alpha",
    "png claims 2**31-1 both ways",
}


def write_golden_pictures(folder):
    """Fill a folder with them.

    photo.png    40 rows, 60 columns, in colour
    small.png    4 rows, 6 columns, grey
    weights.npy  31x31 whole numbers
    album/       two pictures and a file that is none
    notes/       usable files, one for each note that reading a picture can give
    refused/     files that cannot be used
    """
    folder = Path(folder)
    photo = pictures.spread_out(40 * 60 * 3, 97, 256).astype(np.uint8).reshape(40, 60, 3)
    save(photo, folder / "photo.png")
    save(pictures.spread_out(24, 97, 256).astype(np.uint8).reshape(4, 6), folder / "small.png")
    save(np.zeros((1, 65501), np.uint8), folder / "wide.png")
    save(np.zeros((1, 100_001), np.uint8), folder / "too wide.png")
    np.save(folder / "weights.npy", pictures.spread_out(31 * 31, 7, 19).reshape(31, 31) - 9)
    np.save(folder / "channels.npy", np.ones((2, 2, 2)))
    np.save(folder / "large.npy", np.array([1e308]))
    (folder / "not a kernel.csv").write_text("red green blue\n", encoding="utf-8")
    (folder / "there.png").write_bytes(b"mine")
    (folder / "there").mkdir()
    (folder / "taken.png").mkdir()
    (folder / "no pictures").mkdir()
    (folder / "endless.png").symlink_to("endless.png")
    os.mkfifo(folder / "pipe.png")
    with open(folder / "huge.png", "wb") as file:
        file.truncate(201 * 10**6)  # takes no room on the disk

    album = folder / "album"
    album.mkdir()
    save(photo[:8], album / "a.png")
    save(photo[8:20, :30], album / "b.png")
    (album / "words.txt").write_text("no picture", encoding="utf-8")

    write_all(folder / "notes", files_with_notes())
    write_all(folder / "refused", refused_files())


def save(array, path):
    Image.fromarray(array).save(path, "PNG")


def write_all(folder, files):
    folder.mkdir()
    for name, data in files.items():
        (folder / f"{name}.png").write_bytes(
            data
        )  # the name does not matter: files are known by their content


def files_with_notes():
    """{name: bytes} of usable files of support.pictures: the first with each list of notes that there is."""
    files, seen = {}, [[]]
    for name, make in (pictures.EXACT | pictures.NEARLY).items():
        data, _, notes = make()
        if notes not in seen:
            seen.append(notes)
            files[name] = data
    files["png with a profile"] = pictures.saved(pictures.RGB, "PNG", icc_profile=b"profile")
    return files


def refused_files():
    """{name: bytes} of the files of support.pictures that cannot be used, wherever the reason is always the same."""
    makers = pictures.UNUSABLE | {name: make for name, (make, _) in pictures.BOMBS.items()}
    return {name: make() for name, make in makers.items() if name not in REASON_VARIES}
