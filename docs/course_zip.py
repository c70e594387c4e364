"""
The course as one zip: all that a reader needs, as it stands in the folder, without what was built or made there.
"""

import zipfile

ZIP_NAME = "convolution-course.zip"
FOLDER = "convolution-course"  # in the zip, so that it unpacks into one folder
FILES = ("README.md", "LICENSE", "requirements.txt", "pyproject.toml", ".gitignore", "[0-9]_*.py")
FOLDERS = ("course", "data", "docs", "tests", ".ci", ".github")
MADE = {"__pycache__", "_build", ".pytest_cache", ".hypothesis"}
MADE_IN_DOCS = {"lessons", "toolkit"}  # by the build
WHEN = (2026, 1, 1, 0, 0, 0)  # the same zip of the same files
RUNS = 0o755 << 16
READS = 0o644 << 16


def files_of_course(root):
    """The paths of all files of the course, in order."""
    found = [path for pattern in FILES for path in root.glob(pattern)]
    for folder in FOLDERS:
        found += [path for path in (root / folder).rglob("*") if path.is_file() and not is_made(path, root)]
    return sorted(found)


def is_made(path, root):
    """Whether the build, a test or Python has made a file. Example: docs/lessons/0_1D.rst is, docs/lessons.md is not."""
    parts = path.relative_to(root).parts
    return not MADE.isdisjoint(parts) or (parts[0] == "docs" and parts[1] in MADE_IN_DOCS and len(parts) > 2)


def write_course_zip(root, path):
    """Write the course in a folder root as a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in files_of_course(root):
            name = f"{FOLDER}/{file.relative_to(root).as_posix()}"
            entry = zipfile.ZipInfo(name, WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = RUNS if name.endswith("/.ci/run") else READS
            packed.writestr(entry, file.read_bytes())
