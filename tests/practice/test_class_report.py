"""Many files at once: every file has its row, the formats agree, and no file costs another its own."""

import contextlib
import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest
from support.cli import COURSE, posix, refused, started
from support.exercise_answers import SEED
from support.files import ROOT
from support.right_files import LIBRARY, LOOPS, RIGHT
from support.sandbox_runs import process_with, without_containment
from support.slow_cases import with_slow_cases
from support.wrong_files import WRONG

from course.errors import Unusable
from course.practice import check, class_report
from course.practice.class_report import MISTAKES_COUNTED, REPORT_FORMATS
from course.practice.grading import Grade
from course.practice.new_inputs import exercise_to_check
from course.practice.rubric import NEW_INPUTS, RUNS
from course.sandbox.containment import containment_here

RUNGS = {number: len(exercise_to_check(number, SEED).asks) for number in (0, 3)}
UNTURNED = 'import numpy as np\ndef convolve1d(x, h, mode="full"):\n    return np.correlate(x, h, mode)\n'
UNTURNED = UNTURNED.replace("correlate(x, h,", "convolve(x, h[::-1],")
ZEROS = "import numpy as np\ndef convolve1d(*given):\n    return 0 * np.convolve(*given)\n"
FOLDER = {  # name: (text, exercise or None if it is not used, rungs that hold, the next, its mistakes)
    "a_0_1D.py": (RIGHT[0, LOOPS], 0, RUNGS[0], "", []),
    "b_0_1D.py": (UNTURNED, 0, 3, "centre", ["no-flip"]),
    "c_0_1D.py": (UNTURNED, 0, 3, "centre", ["no-flip"]),
    "d_0_1D.py": (ZEROS, 0, 3, "centre", ["all-zero"]),
    "e.py": ("x = 1\n", None),
    "f_0_1D.py": ("def convolve1d(:\n", 0, 0, RUNS, []),
    "g_3_image.py": (RIGHT[3, LOOPS], 3, RUNGS[3], "", []),
    "h.py": (b"\xff\xfe\x00", None),
    "i_0_1D.py": ("import os\nos._exit(5)\n", 0, 0, RUNS, []),
    "j_0_1D.py": ("while True: pass\n", 0, 0, RUNS, []),
    "k_0_1D.py": (WRONG["valid loses its last"].source, 0, 2, "shape", []),
    "=1+1_0_1D.py": (RIGHT[0, LIBRARY], 0, RUNGS[0], "", []),
    "-n_0_1D.py": ("", 0, 1, "function", []),
    '@x, "y" it\'s_0_1D.py': (UNTURNED, 0, 3, "centre", ["no-flip"]),
    "inner/my_0_1D.py": (ZEROS, 0, 3, "centre", ["all-zero"]),
    "l_0_1D.ipynb": ("{}", None),
    "notes.txt": ("no Python", None),
}
IN_ORDER = sorted(FOLDER)
USED = [name for name in IN_ORDER if FOLDER[name][1] is not None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("class")
    for name, (text, *_) in FOLDER.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    for hidden in (".venv", "__pycache__"):
        (made / hidden).mkdir()
        (made / hidden / "my_0_1D.py").write_text("not looked at", encoding="utf-8")
    return made


def checked(*words):
    """python -m course check WORDS here: (exit code, stdout, stderr)."""
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = check.main([*map(str, words), "--seconds", "0.5", "--seed", str(SEED)])
    # what contains the files is said where one of them could be run
    return code, out.getvalue(), err.getvalue().removeprefix(f"{containment_here().says}\n")


def in_every_format(*words):
    """{format: what is written} of files that are checked once; the exit code has to be 1 each time."""
    rows, made = [], {}
    check_all = class_report.check_all

    def check_and_keep(*given):
        rows.extend(check_all(*given))
        return rows

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(class_report, "check_all", check_and_keep)
        code, made["table"], err = checked(*words)
        assert (code, err) == (1, "")
        patch.setattr(class_report, "check_all", lambda *_: rows)
        for name in REPORT_FORMATS:
            code, text, err = checked(*words, "--format", name)
            assert (code, err) == (1, "") and made.setdefault(name, text) == text
    return made


@pytest.fixture(scope="module")
def written(folder):
    """{format: what is written} of the folder."""
    return in_every_format(folder, "--jobs", "2")


def test_every_file_has_its_row_in_order(written):
    found = json.loads(written["json"])["files"]
    assert [row["file"] for row in found] == IN_ORDER
    for row in found:
        _, number, *rest = FOLDER[row["file"]]
        if number is None:
            assert (
                set(row) == {"file", "passed", "held", "rungs", "trouble"}
                and (row["passed"], row["held"], row["rungs"]) == (False, 0, None)
                and row["file"] in row["trouble"]
            )
        else:
            assert [row["exercise"], row["held"], row["failed"], row["mistakes"]] == [number, *rest]
            assert row["passed"] is (row["failed"] == "") and row["rungs"] == RUNGS[number]
            assert bool(row["said"]) is not row["passed"]


def test_the_mistakes_are_counted(written):
    counts = Counter(name for name in IN_ORDER for name in (FOLDER[name][4:] or [[]])[0])
    assert json.loads(written["json"])["mistakes"] == counts == {"no-flip": 3, "all-zero": 2}


def test_the_table_says_the_same(written):
    lines = written["table"].splitlines()
    assert lines[0].split() == ["file", "rungs", "fails", "at", "mistake"]
    rows = dict(zip(IN_ORDER, lines[1:], strict=False))
    start, at, last = (lines[0].index(word) for word in ("rungs", "fails at", "mistake"))
    for row in json.loads(written["json"])["files"]:
        line = rows[row["file"]]
        assert line[:start].strip() == row["file"]
        if "trouble" in row:
            assert line[start:at].strip() == "-" and line[last:] == row["trouble"]
        else:
            assert line[start:at].strip() == f"{row['held']}/{row['rungs']}"
            assert line[at:last].strip() == row["failed"] and line[last:].strip() == " or ".join(
                row["mistakes"]
            )
    assert lines[len(IN_ORDER) + 1] == "" and len(lines) == len(IN_ORDER) + 4
    assert lines[-2].startswith("3 of 17 ") and "no-flip (3), all-zero (2)" in lines[-2]


def test_csv_says_the_same_and_has_no_formulas(written):
    found = list(csv.DictReader(io.StringIO(written["csv"])))
    rows = json.loads(written["json"])["files"]
    for cells, row in zip(found, rows, strict=True):
        assert cells["file"] in (row["file"], f"'{row['file']}")
        assert (cells["passed"], cells["trouble"]) == (str(row["passed"]), row.get("trouble", ""))
        assert [cells[name] for name in ("exercise", "held", "rungs", "failed")] == [
            "" if row.get(name) is None else str(row[name])
            for name in ("exercise", "held", "rungs", "failed")
        ]
        assert cells["mistakes"] == " or ".join(row.get("mistakes", []))
        assert cells["said"].split() == " ".join(row.get("said", [])).split()
        assert all(cell[:1] not in ("=", "+", "-", "@", "\t", "\r") for cell in cells.values())
    assert [cells["file"][0] for cells in found[:3]] == ["'", "'", "'"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_a_cell_is_no_formula(text):
    assert class_report._harmless(text) == f"'{text}"
    assert class_report._harmless("a" + text) == "a" + text


# gradescope-autograders.readthedocs.io/en/latest/specs/#output-format: what there may be, and its type
NUMBER = (int, float)
TESTS = {
    **dict.fromkeys(("score", "max_score"), NUMBER),
    **dict.fromkeys(
        ("status", "name", "name_format", "number", "output", "output_format", "visibility"), str
    ),
    **{"tags": list, "extra_data": dict},
}
RESULTS = {
    **dict.fromkeys(("score", "execution_time"), NUMBER),
    **dict.fromkeys(("output", "output_format", "test_output_format", "test_name_format"), str),
    **dict.fromkeys(("visibility", "stdout_visibility"), str),
    **{"tests": list, "leaderboard": list, "extra_data": dict},
}
VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}


def test_gradescope_can_read_its_format(written):
    found = json.loads(written["gradescope"])
    for fields, known in [(found, RESULTS), *((test, TESTS) for test in found["tests"])]:
        assert set(fields) <= set(known)
        assert all(isinstance(value, known[name]) and value is not True for name, value in fields.items())
        assert {fields[name] for name in fields if name.endswith("visibility")} <= VISIBILITY
    assert all(test["status"] in ("passed", "failed") for test in found["tests"])
    assert all(0 <= test["score"] <= test["max_score"] for test in found["tests"])


def test_gradescope_has_a_test_for_each_rung_of_the_best_file(written):
    tests, rows = json.loads(written["gradescope"])["tests"], json.loads(written["json"])["files"]
    best = {}
    for row in rows:
        if "exercise" in row and row["held"] > best.get(row["exercise"], {"held": -1})["held"]:
            best[row["exercise"]] = row
    for row in rows:
        count = row["rungs"] if row in best.values() else 1
        mine, tests = tests[:count], tests[count:]
        assert all(test["name"].startswith(f"{row['file']}: ") for test in mine)
        if row in best.values():
            assert sum(test["score"] for test in mine) == row["held"]
            assert {test["max_score"] for test in mine} == {1}
        else:
            assert [(test["score"], test["max_score"]) for test in mine] == [(0, 0)]
            assert mine[0]["output"] if "exercise" in row else mine[0]["output"] == row["trouble"]
    assert tests == []


def gradescope(*words):
    code, out, err = checked(*words, "--format", "gradescope")
    assert err == ""
    return code, json.loads(out)["tests"]


def test_gradescope_tells_what_fails_and_why(few):
    (few / "b_0_1D.py").unlink()
    (few / "c_3_image.py").unlink()
    code, tests = gradescope(few)
    assert code == 1 and [test["score"] for test in tests] == [1] * 3 + [0] * 9
    assert [test["status"] for test in tests] == ["passed"] * 3 + ["failed"] * 9
    assert "[no-flip]" in tests[3]["output"] and "Hint: " in tests[3]["output"]
    assert all(test["output"] == "" for test in tests[:3])
    assert len({test["output"] for test in tests[4:]}) == 1 and tests[4]["output"] not in (
        "",
        tests[3]["output"],
    )


def test_gradescope_has_a_result_whatever_is_handed_in(tmp_path):
    for _ in range(2):
        code, tests = gradescope(tmp_path)
        assert code == 2 and [(test["score"], test["max_score"]) for test in tests] == [(0, 1)]
        (tmp_path / "my_0_1D.ipynb").write_text("{}", encoding="utf-8")
    assert "my_0_1D.ipynb" in tests[0]["output"]


def test_gradescope_gives_no_points_for_more_files(few):
    points = sum(test["max_score"] for test in gradescope(few, "--exercise", "0")[1])
    for n in range(3):
        (few / f"z{n}_0_1D.py").write_text(UNTURNED, encoding="utf-8")
    more = gradescope(few, "--exercise", "0")[1]
    assert (
        sum(test["max_score"] for test in more) == points == RUNGS[0] == sum(test["score"] for test in more)
    )


def test_every_format_is_ascii(written):
    assert all(text.isascii() and text.endswith("\n") for text in written.values())


# ---- the seed of the new inputs


def test_the_seed_is_in_every_format_where_it_helps(tmp_path):
    only_up_to_nine = RIGHT[0, LIBRARY].replace("convolve(signal,", "convolve(signal[:9],")
    (tmp_path / "a_0_1D.py").write_text(only_up_to_nine, encoding="utf-8")
    (tmp_path / "b_0_1D.py").write_text(UNTURNED, encoding="utf-8")
    made, told = in_every_format(tmp_path), f"--seed {SEED}"
    assert made["table"].splitlines()[-1].endswith(f" {told}.")
    assert json.loads(made["json"])["seed"] == SEED
    first, second = csv.DictReader(io.StringIO(made["csv"]))
    assert (first["failed"], first["held"]) == (NEW_INPUTS, str(RUNGS[0] - 1))
    assert told in first["said"] and told not in second["said"]
    tests = json.loads(made["gradescope"])["tests"]
    assert [test["name"] for test in tests if told in test["output"]] == [f"a_0_1D.py: {NEW_INPUTS}"]


def test_without_a_file_that_can_be_graded_there_is_no_seed():
    rows = [class_report.Row("f", None, "it is not there")]
    assert json.loads(class_report.as_json(rows))["seed"] is None and "seed" not in class_report.as_table(
        rows
    )


def test_all_files_of_a_command_have_the_same_seed_and_each_command_its_own(few):
    seeds = set()
    for _ in range(2):
        made = io.StringIO()
        with contextlib.redirect_stdout(made), pytest.MonkeyPatch.context() as patch:
            patch.setattr(check, "grade_run", lambda ran, exercise, source: Grade(exercise, exercise.seed))
            patch.setattr(check, "run_file", lambda *_: None)
            check.main([str(few), "--format", "json"])
        report = json.loads(made.getvalue())
        assert {row["held"] for row in report["files"]} == {report["seed"]}
        seeds.add(report["seed"])
    assert len(seeds) == 2


# ---- which files, and in which order


GOOD = {"b_0_1D.py": RIGHT[0, LOOPS], "a_0_1D.py": UNTURNED, "c_3_image.py": RIGHT[3, LOOPS]}


@pytest.fixture
def few(tmp_path):
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def files_in(out):
    return [row["file"] for row in json.loads(out)["files"]]


def test_the_result_does_not_depend_on_jobs(few):
    one = checked(few, "--format", "json", "--jobs", "1")
    assert one == checked(few, "--format", "json", "--jobs", "3") and files_in(one[1]) == sorted(GOOD)


def test_jobs_run_at_once_and_never_more(monkeypatch):
    now, most, lock = [0], [0], threading.Lock()
    together = threading.Barrier(3, timeout=20)

    def slow(path, stopped):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        together.wait()
        with lock:
            now[0] -= 1
        raise Unusable("no")

    handed_in = [class_report.HandedIn(str(n), class_report.Path(str(n))) for n in range(6)]
    rows = class_report.check_all(handed_in, slow, 3)
    assert most == [3] and [row.name for row in rows] == list("012345")


def test_files_and_folders_may_be_mixed_and_keep_their_order(few, tmp_path):
    code, out, _ = checked(few / "c_3_image.py", few, few / "b_0_1D.py", "--format", "json")
    assert code == 1 and files_in(out) == [
        str(few / name) for name in ("c_3_image.py", "a_0_1D.py", "b_0_1D.py")
    ]
    code, out, _ = checked(few / "none_0_1D.py", few / "b_0_1D.py", "--format", "json")
    assert code == 1 and [row["passed"] for row in json.loads(out)["files"]] == [False, True]


def test_all_right_is_exit_code_0_in_every_format(few):
    (few / "a_0_1D.py").unlink()
    rows = [row_of("f", held=RUNGS[0])]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(class_report, "check_all", lambda *_: rows)
        assert [checked(few, "--format", name)[0] for name in REPORT_FORMATS] == [0] * len(REPORT_FORMATS)
    assert checked(few / "b_0_1D.py", "--format", "csv")[0] == 0


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 20])
def test_the_parts_are_a_partition(monkeypatch, folder, count):
    monkeypatch.setattr(check, "read_file_to_check", lambda path: path)
    monkeypatch.setattr(check, "grade_file", lambda path, *_: Grade(exercise_to_check(0, SEED), RUNGS[0]))
    found = [
        files_in(checked(folder, "--part", f"{k}/{count}", "--format", "json")[1])
        for k in range(1, count + 1)
    ]
    assert sorted(name for part in found for name in part) == IN_ORDER
    assert max(map(len, found)) - min(map(len, found)) <= 1
    assert all(part == sorted(part) for part in found)


def test_a_folder_without_files_is_refused(command, tmp_path):
    (tmp_path / ".hidden.py").write_text("nothing", encoding="utf-8")
    (tmp_path / "anna" / "__pycache__").mkdir(parents=True)
    (tmp_path / "anna" / "__pycache__" / "my_0_1D.py").write_text("nothing", encoding="utf-8")
    refused(command("check", str(tmp_path)), tmp_path.name[-20:])


def test_one_exercise_for_all(few):
    (few / "x.py").write_text(RIGHT[0, LOOPS], encoding="utf-8")
    code, out, _ = checked(few, "--exercise", "0", "--format", "json")
    assert code == 1 and {row["exercise"] for row in json.loads(out)["files"]} == {0}
    assert {row["file"]: row["failed"] for row in json.loads(out)["files"]}["c_3_image.py"] == "function"


def test_what_is_no_file_is_a_row(few):
    (few / "folder_0_1D.py").mkdir()
    (few / "dangling_0_1D.py").symlink_to(few / "nothing")
    code, out, _ = checked(few, "--format", "json")
    rows = {row["file"]: row for row in json.loads(out)["files"]}
    assert code == 1 and "folder_0_1D.py" in rows["folder_0_1D.py"]["trouble"] and rows["b_0_1D.py"]["passed"]
    assert "dangling_0_1D.py" in rows["dangling_0_1D.py"]["trouble"]


def test_a_fault_of_the_check_costs_one_row(monkeypatch, few):
    grade_file = check.grade_file

    def faulty(file, *given):
        if file.name == "b_0_1D.py":
            raise RuntimeError("oh\nno")
        return grade_file(file, *given)

    monkeypatch.setattr(check, "grade_file", faulty)
    code, out, _ = checked(few, "--format", "json")
    rows = {row["file"]: row for row in json.loads(out)["files"]}
    assert code == 1 and rows["c_3_image.py"]["passed"] and rows["a_0_1D.py"]["mistakes"] == ["no-flip"]
    assert rows["b_0_1D.py"]["trouble"].endswith(": RuntimeError: oh no")


@posix
def test_names_that_are_no_ascii(few):
    for name in ("\N{GREEK SMALL LETTER ALPHA}_0_1D.py", os.fsdecode(b"\xff_0_1D.py"), "a\nb_0_1D.py"):
        (few / name).write_text(RIGHT[0, LOOPS], encoding="utf-8")
    made = in_every_format(few, "--jobs", "2")
    assert all(text.isascii() for text in made.values())
    table = made["table"].splitlines()
    assert len(table) == 1 + 6 + 3 and "5 of 6 " in table[-2]


def row_of(name, *mistakes, held=3):
    failed = "centre" if held < RUNGS[0] else ""
    return class_report.Row(name, Grade(exercise_to_check(0, SEED), held, failed, mistakes=mistakes))


def test_the_last_line_has_the_most_common_mistakes():
    rows = [row_of("f", name) for name, count in zip("abcdefg", (3, 9, 1, 2, 5, 4, 6)) for _ in range(count)]
    last = class_report.as_table([*rows, row_of("f"), row_of("f", "z", "e")]).splitlines()[-2]
    assert last.startswith("0 of 32 ") and " b (9), g (6), e (5), f (4), a (3)" in last
    assert len(re.findall(r"\(\d+\)", last)) == MISTAKES_COUNTED
    nothing = class_report.as_table([row_of("f")]).splitlines()[-2]
    assert nothing.startswith("0 of 1 ") and "(" not in nothing
    pair = class_report.as_table([row_of("f", "b + c"), row_of("g", "c")]).splitlines()[-2]
    assert pair.startswith("0 of 2 ") and " c (2), b (1)" in pair


def test_long_names_do_not_move_the_columns():
    lines = class_report.as_table([row_of("x" * 300, "no-flip"), row_of("y")]).splitlines()
    assert [len(line) - len(line.lstrip("xy. ")) for line in lines[1:3]] == [lines[0].index("rungs")] * 2
    assert len(lines[1]) < 80


# ---- whatever is handed in


@pytest.fixture
def all_pass(monkeypatch):
    """Every file that can be read passes, so that none has to be run."""
    monkeypatch.setattr(check, "grade_file", lambda *_: Grade(exercise_to_check(0, SEED), RUNGS[0]))


def table_of_odd_names(folder):
    """Things that may lie in a folder of submissions: {name: a piece of what is said of it, "" if it is checked}."""
    (folder / "a_0_1D.py").write_text(RIGHT[0, LOOPS], encoding="utf-8")
    says = {"a_0_1D.py": "", "notes.txt": "no .py file", "README": "no .py file", "b.py.": "no .py file"}
    for name in ("notes.txt", "README", "b.py."):
        (folder / name).write_text("not Python", encoding="utf-8")
    for name in ("c\x1b[31m.py", "d\ne.py", "f\u202eg.py", os.fsdecode(b"h\xff.py"), "=1+1.py", "-h", "K.PY"):
        (folder / name).write_text(RIGHT[0, LOOPS], encoding="utf-8")
        says[name] = "no .py file" if name == "-h" else ""
    (folder / "NOTEBOOK.IPYNB").write_text("{}", encoding="utf-8")
    says["NOTEBOOK.IPYNB"] = "notebook"
    (folder / "large.py").write_bytes(b"#" * 300_001)
    says["large.py"] = "300000"
    for name in ("pipe.py", "pipe"):
        os.mkfifo(folder / name)
        says[name] = "no ordinary file" if name.endswith(".py") else "no .py file"
    links = {
        "device.py": "/dev/zero",
        "linked.py": "a_0_1D.py",
        "dangling.py": "nothing.py",
        "itself.py": "itself.py",
        "0_1D.py": "0_1D.py",  # named as a lesson is
        "itself": "itself",
        "up": "..",
        "root": "/",
        "again": "inner",
        "folder.py": "inner",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
        says[name] = "a link"
    (folder / "inner").mkdir()
    (folder / "inner" / "back").symlink_to("../inner")
    (folder / "inner" / "my.py").write_text(RIGHT[0, LOOPS], encoding="utf-8")
    says |= {"inner/back": "a link", "inner/my.py": ""}
    (folder / "real_folder.py").mkdir()
    (folder / "real_folder.py" / "my.py").write_text(RIGHT[0, LOOPS], encoding="utf-8")
    says |= {"real_folder.py": "is a folder", "real_folder.py/my.py": ""}
    (folder / "empty").mkdir()
    return says


@posix
def test_everything_that_is_handed_in_has_its_row_in_every_format(tmp_path, all_pass):
    says = table_of_odd_names(tmp_path)
    made = in_every_format(tmp_path)
    assert all(text.isascii() and "\x1b" not in text for text in made.values())
    rows = json.loads(made["json"])["files"]
    assert [row["file"] for row in rows] == sorted(says)
    for row in rows:
        assert row["passed"] is (says[row["file"]] == ""), row
        assert says[row["file"]] in row.get("trouble", ""), row
    assert len(made["table"].splitlines()) == 1 + len(says) + 3
    assert [cells["trouble"] for cells in csv.DictReader(io.StringIO(made["csv"]))] == [
        row.get("trouble", "") for row in rows
    ]
    tests = json.loads(made["gradescope"])["tests"]
    assert len(tests) == len(rows) - 1 + RUNGS[0]  # the best has one for each rung


@posix
def test_a_name_that_is_given_stops_none_of_the_others(few, all_pass):
    names = ["x" * 300 + ".py", "a/" * 3000 + "b.py", "nul\0.py", few / "none.py", few / "a_0_1D.py" / "b.py"]
    (few / "itself").symlink_to("itself")
    (few / "empty").mkdir()
    names += [few / "itself", few / "empty"]
    code, out, err = checked(*names, few / "b_0_1D.py", "--format", "json")
    rows = json.loads(out)["files"]
    assert (code, err) == (1, "") and [row["passed"] for row in rows] == [False] * len(names) + [True]
    assert all(row["trouble"].isascii() and len(row["trouble"]) < 200 for row in rows[:-1])


@pytest.fixture
def nested(tmp_path):
    """nested(levels) puts a file into so many folders, one in the other; they are cleared away afterwards."""
    here = os.getcwd()

    def made(levels):
        os.chdir(tmp_path)
        for _ in range(levels):
            os.mkdir("d")
            os.chdir("d")
        with open("my_0_1D.py", "w", encoding="utf-8") as file:
            file.write(RIGHT[0, LOOPS])
        os.chdir(tmp_path)

    yield made
    os.chdir(here)
    if (tmp_path / "d").exists():  # shutil.rmtree() is a recursion
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)


@posix
@pytest.mark.parametrize("levels", with_slow_cases([3000, 990, 1500], every=3))
def test_folders_that_are_nested_deeply(few, nested, all_pass, levels):
    """A path may have 4096 bytes: what lies deeper cannot be read, and is a row that says so."""
    nested(levels)
    for name in REPORT_FORMATS:
        code, out, err = checked(few, "--format", name)
        assert (code, err) == (0 if levels < 2000 else 1, "") and "b_0_1D.py" in out
    rows = json.loads(checked(few, "--format", "json")[1])["files"]
    assert len(rows) == 4 and [row["passed"] for row in rows[:3]] == [True] * 3
    last = rows[3]
    if levels < 2000:
        assert last["passed"] and last["file"] == "d/" * levels + "my_0_1D.py"
    else:
        assert not last["passed"] and "too long" in last["trouble"] and len(last["trouble"]) < 200


REFUSALS = [
    PermissionError(13, "Permission denied"),
    FileNotFoundError(2, "No such file"),
    OSError(5, "I/O error"),
]


@pytest.mark.parametrize("error", REFUSALS, ids=lambda error: type(error).__name__)
def test_a_folder_that_cannot_be_looked_into_is_a_row(few, all_pass, monkeypatch, error):
    """It may be forbidden, or have vanished since its name was read."""
    (few / "b").mkdir()
    (few / "b" / "my_0_1D.py").write_text("", encoding="utf-8")
    names_in = os.listdir

    def listdir(path):
        if os.fspath(path).endswith("b"):
            raise error
        return names_in(path)

    monkeypatch.setattr(os, "listdir", listdir)
    for name in REPORT_FORMATS:
        code, out, err = checked(few, "--format", name)
        assert (code, err) == (1, "") and error.strerror in " ".join(out.split())
    rows = json.loads(checked(few, "--format", "json")[1])["files"]
    assert [row["file"] for row in rows] == ["a_0_1D.py", "b", "b_0_1D.py", "c_3_image.py"]
    assert [row["passed"] for row in rows] == [True, False, True, True] and "'b'" in rows[1]["trouble"]
    rows = json.loads(checked(few / "b", few, "--format", "json")[1])["files"]
    assert len(rows) == 4 and rows[0]["file"] == str(few / "b") and error.strerror in rows[0]["trouble"]
    code, out, _ = checked(few / "b", "--format", "json")
    assert code == 2 and files_in(out) == [str(few / "b")]


@posix
@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="the administrator may read everything")
@pytest.mark.parametrize("mode", [0o000, 0o300, 0o600])
def test_a_forbidden_folder_is_a_row(few, all_pass, mode):
    (few / "d").mkdir()
    (few / "d" / "my_0_1D.py").write_text("", encoding="utf-8")
    (few / "d").chmod(mode)
    try:
        code, out, _ = checked(few, "--format", "json")
        given = checked(few / "d" / "my_0_1D.py", few / "b_0_1D.py", "--format", "json")
    finally:
        (few / "d").chmod(0o700)
    rows = json.loads(out)["files"]
    assert code == 1 and [row["passed"] for row in rows] == [True, True, True, False]
    assert "Permission denied" in rows[-1]["trouble"]
    if mode != 0o300:  # which lets a file be reached whose name is known
        assert [row["passed"] for row in json.loads(given[1])["files"]] == [False, True]


# ---- Gradescope's result is there whatever happens


def one_failing_test(printed, code=2):
    """The only test of a result for Gradescope, which has no point."""
    found, out, err = printed
    assert (found, err) == (code, "")
    (test,) = json.loads(out)["tests"]
    assert (test["score"], test["max_score"], test["status"]) == (0, 1, "failed")
    return test


@pytest.mark.parametrize("words", [
    ["."], ["none.py"], ["no/folder/"], [""], [], ["a.py", "--part", "2/2"], ["n\0.py"], ["x" * 5000],
    ["caf\xe9\x1b[31m\udcff.py"],
], ids=lambda words: ascii(words)[:30])  # fmt: skip
def test_gradescope_has_a_result_where_nothing_can_be_checked(tmp_path, monkeypatch, words):
    folder = tmp_path / "here"
    (folder / "empty" / "deeper").mkdir(parents=True)
    monkeypatch.chdir(folder)
    test = one_failing_test(checked(*words, "--format", "gradescope"))
    assert test["output"].isascii() and test["output"].isprintable() and test["name"].isprintable()


@pytest.mark.parametrize("broken", ["files_to_check", "everything_in", "check_all", "_tests_of_rungs"])
def test_gradescope_has_a_result_where_the_check_itself_fails(few, all_pass, monkeypatch, broken):
    def fails(*_):
        raise RecursionError("oh\nno")

    monkeypatch.setattr(class_report, broken, fails)
    test = one_failing_test(checked(few, "--format", "gradescope"))
    assert test["output"].endswith(": RecursionError: oh no") and "itself" in test["output"]


@pytest.mark.parametrize("broken", ["files_to_check", "everything_in"])
def test_gradescope_has_a_result_on_ctrl_c_before_anything_was_checked(few, monkeypatch, capsys, broken):
    def stops(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(class_report, broken, stops)
    with pytest.raises(KeyboardInterrupt):
        check.main([str(few), "--format", "gradescope"])
    out, err = capsys.readouterr()
    assert "stopped" in one_failing_test((2, out, err))["output"]


@posix
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_gradescope_has_what_was_checked_until_it_was_stopped(few, sign):
    """A limit of time, such as that of the command timeout, sends SIGTERM."""
    (few / "a_0_1D.py").write_text("x = 1\n", encoding="utf-8")
    (few / "c_3_image.py").unlink()
    mark = f"{few}-{sign}-sleeps"
    sleeps = [sys.executable, "-S", "-c", "import time; time.sleep(99)", mark]
    (few / "c_0_1D.py").write_text(f"import subprocess\nsubprocess.run({sleeps})\n", encoding="utf-8")
    (few / "d_0_1D.py").write_text(RIGHT[0, LOOPS], encoding="utf-8")
    running = started([*COURSE, "check", str(few), "--exercise", "0", "--format", "gradescope"])
    wait_for(lambda: process_with(mark.encode()), running)
    running.send_signal(sign)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (130, b"")
    tests = json.loads(out)["tests"]
    assert sum(test["score"] for test in tests) == RUNGS[0]
    left = [test for test in tests if "stopped" in test["output"]]
    assert [test["name"].split(":")[0] for test in left] == ["c_0_1D.py", "d_0_1D.py"]


def wait_for(happened, running, seconds=60):
    """Wait until something has happened while a process runs."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end and running.poll() is None
        time.sleep(0.02)


@pytest.mark.parametrize("name", ["table", "json", "csv"])
def test_a_part_without_files_is_no_fault(few, all_pass, name):
    """More machines than files share the work: each writes what it has."""
    code, out, err = checked(few, "--part", "4/4", "--format", name)
    assert (code, err) == (0, "") and ".py" not in out and out.strip()


def test_a_part_in_which_no_file_can_be_used_is_no_refusal(few, all_pass):
    (few / "z.ipynb").write_text("", encoding="utf-8")
    assert checked(few, "--part", "4/4", "--format", "csv")[0] == 1
    assert checked(few / "z.ipynb", "--format", "csv")[0] == 2


@posix
def test_links_among_several_names_are_not_followed(few, all_pass):
    (few / "linked.py").symlink_to("a_0_1D.py")
    (few / "folder").symlink_to(few)
    names = [few / "linked.py", few / "folder", few / "b_0_1D.py"]
    rows = json.loads(checked(*names, "--format", "json")[1])["files"]
    assert [row["passed"] for row in rows] == [False, False, True]
    assert all("is a link" in row["trouble"] for row in rows[:2])


def test_what_contains_the_files_is_said_once_where_one_was_run(few, all_pass, capsys):
    check.main([str(few), "--format", "csv"])
    assert without_containment(capsys.readouterr().err) == ""
    check.main([str(few), "--part", "4/4"])
    assert capsys.readouterr().err == ""


def test_a_file_that_is_named_is_checked_whatever_its_name_ends_in(few):
    (few / "solution.txt").write_text(RIGHT[0, LOOPS], encoding="utf-8")
    assert checked(few / "solution.txt", "--format", "csv")[0] == 0
    assert checked(few, "--format", "json")[0] == 1


# ---- as a process, on a terminal


@posix
def test_the_bar_moves_on_a_terminal_and_the_table_is_apart(few):
    import pty

    parent, child = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "course", "check", str(few), "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=child, stdin=subprocess.DEVNULL, cwd=ROOT, encoding="utf-8",
    )  # fmt: skip
    os.close(child)
    out, _ = done.communicate(timeout=60)
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal is an error on Linux
        while piece := os.read(parent, 4096):
            shown += piece
    os.close(parent)
    steps = re.findall(rb"\r\[(#*)(\.*)\] (\d)/3", shown)
    assert done.returncode == 1 and [int(step[2]) for step in steps] == [1, 2, 3]
    assert len({len(step[0]) + len(step[1]) for step in steps}) == 1 and steps[-1][1] == b""
    assert shown.endswith(b"\n") and "2 of 3 " in out and "#" not in out
