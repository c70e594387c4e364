"""python -m course worksheet: seeds, keys, pages as files, and what is refused. Its words: tests/golden/worksheet.txt."""

import os
import re
import subprocess
import sys

import pytest
from support.cli import refused
from support.files import ROOT

from course.worksheet.all_problems import problems
from course.worksheet.page import sheet_as_page
from course.worksheet.problem import Sheet


def test_golden_worksheet(golden):
    golden("worksheet")


def test_a_sheet_is_its_text(run, sheets):
    assert run("--seed", 7, "--lesson", 0, "--answers") == (0, sheets[7, 0][0] + "\n", "")


def test_the_key_can_be_printed_later(run, sheets):
    code, out, err = run("--seed", 7, "--lesson", 1)
    assert (code, err) == (0, "")
    command = re.search(r" python -m course worksheet (.*)\n$", out)[1]
    assert run(*command.split()) == (0, sheets[7, 1][0] + "\n", "")
    assert sheets[7, 1][0].startswith(out) and out.count("\n1. ") == 1 and sheets[7, 1][0].count("\n1. ") == 2


def test_a_seed_is_drawn_and_said(run):
    outs = [run("--lesson", 0)[1] for _ in range(3)]
    assert len(set(outs)) > 1
    seed = re.search(r" --seed (\d+) ", outs[0])[1]
    assert int(seed) < 1_000_000 and run("--lesson", 0, "--seed", seed)[1] == outs[0]


def test_it_needs_no_library_for_pictures_and_no_hash_decides(sheets):
    code = (
        "import sys; from course.worksheet.command import main; main(['--seed', '7', '--answers']);"
        "assert not {'scipy', 'tensorflow', 'matplotlib', 'PIL'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "1", "COLUMNS": "40"},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=20,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == sheets[7, None][0] + "\n"


# ---- the page as a file


def test_a_page_is_written(run, tmp_path):
    path = tmp_path / "a sheet.html"
    code, out, err = run("--seed", 7, "--lesson", 2, "--answers", "--page", path)
    assert (code, err) == (0, "") and "a sheet.html" in out and out.count("\n") == 1
    assert Sheet(7, 2, []).command in out
    assert path.read_bytes() == sheet_as_page(Sheet(7, 2, problems(7, 2)), True).encode()
    assert [each.name for each in tmp_path.iterdir()] == ["a sheet.html"]
    refused(run("--seed", 8, "--page", path), "a sheet.html", "--force")
    assert "seed 7" in path.read_text(encoding="utf-8")
    assert run("--seed", 8, "--page", path, "--force")[0] == 0
    assert path.read_bytes() == sheet_as_page(Sheet(8, None, problems(8))).encode()
    assert run("--seed", 8, "--page", tmp_path / "SHEET.HTM")[0] == 0


def test_a_full_disk_leaves_nothing(run, tmp_path, monkeypatch):
    def full(path, data):
        path.open("wb").close()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(tmp_path), "write_bytes", full)
    refused(run("--seed", 1, "--page", tmp_path / "a.html"), "a.html", "No space left on device")
    assert list(tmp_path.iterdir()) == []


# ---- what is refused


REFUSED = [
    (["--seed", "x"], "--seed: 'x'", "999999999"),
    (["--seed", "1.5"], "--seed: '1.5'"),
    (["--seed", "-1"], "--seed: '-1'"),
    (["--seed", "1000000000"], "--seed: '1000000000'"),
    (["--seed", "1_0"], "--seed: '1_0'"),
    (["--seed", ""], "--seed: ''"),
    (["--seed", "9" * 5000], "--seed: '9999"),
    (["--seed", "1", "--seed", "2"], "--seed"),
    (["--lesson", "5"], "--lesson: '5'", "4"),
    (["--lesson", "-1"], "--lesson: '-1'"),
    (["--lesson", "one\n"], "--lesson: 'one"),
    (["--less", "1"], "--less"),
    (["7"], "arguments: 7"),
    (["--force"], "--page"),
    (["--page", "sheet.pdf"], "--page: 'sheet.pdf'", ".html"),
    (["--page", ""], "--page: ''", ".html"),
    (["--page", "nowhere/sheet.html"], "--page: 'nowhere/sheet.html'"),
    (["--page", "folder.html"], "--page: 'folder.html'"),
    (["--page", "folder.html", "--force"], "--page: 'folder.html'"),
    (["--page", "there.html"], "--page: 'there.html'", "--force"),
    (["--page", "x" * 300 + ".html"], "--page: 'xxxx"),
    (["--page", "there.html/sheet.html"], "--page: 'there.html/sheet.html'"),
]


@pytest.mark.parametrize(
    "words, pieces", [(words, pieces) for words, *pieces in REFUSED], ids=lambda value: None
)
def test_what_cannot_be_used_is_refused_in_one_line(run, tmp_path, monkeypatch, words, pieces):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "there.html").write_text("mine", encoding="utf-8")
    assert len(refused(run(*words), *pieces)) < 300
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder.html", "there.html"]
    assert (tmp_path / "there.html").read_text(encoding="utf-8") == "mine"


def test_help_says_what_there_is(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = run("-h")
    assert code == 0 and all(word in out for word in ("--seed", "--lesson", "--answers", "--page", "--force"))
    assert out.isascii() and max(map(len, out.split("\n"))) <= 80
