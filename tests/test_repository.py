"""What the repository says of itself: README, data, expected outputs, the names at its top level."""

import ast
import hashlib
import os
import re
import shlex
import subprocess
import sys

import numpy as np
import pytest
from support.files import LESSONS, ROOT
from support.sandbox_runs import without_containment
from support.tensorflow_there import needs_tensorflow

from course.lessons.agreeing_lines import tokens
from course.paths import further_lesson_files, lesson_files


class TestTheRepositoryTellsTheTruth:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    def test_the_top_level_is_what_was_asked_for(self):
        names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
        asked = {
            "README.md",
            "requirements.txt",
            *LESSONS,
            "data",
            "tests",
            "course",
            "docs",
            "LICENSE",
            "pyproject.toml",
        }
        assert names - asked <= {"figures", "__pycache__"} and asked <= names

    def test_the_table_names_every_lesson_with_its_minutes(self):
        rows = dict(re.findall(r"^\| \[(\w+\.py)\]\(\1\) \| (\d+) \|", self.readme, re.MULTILINE))
        assert list(rows) == LESSONS
        for name, minutes in rows.items():
            assert f"about {minutes} minutes" in (ROOT / name).read_text(encoding="utf-8")

    @pytest.mark.parametrize("name", LESSONS)
    def test_the_table_names_what_each_lesson_imports(self, name):
        tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
        modules = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        modules |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        packages = {module.split(".")[0] for module in modules}
        about = ast.get_docstring(tree).split("At the end")[0]
        assert ("TensorFlow" in about) == ("tensorflow" in packages)
        row = next(line for line in self.readme.splitlines() if line.startswith(f"| [{name}]"))
        assert ("TensorFlow" in row) == ("tensorflow" in packages)

    def test_the_printed_result_is_what_the_lesson_prints(self):
        first = re.search(
            r"the first thing that the\nfirst lesson prints:\n\n```text\n(.*?)```", self.readme, re.DOTALL
        )[1]
        assert first in (ROOT / "data" / "expected" / "0_1D.txt").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        "command, printed",
        [
            pytest.param(command, printed, marks=needs_tensorflow if "tensorflow" in command else [])
            for command, printed in re.findall(
                r"^    \.venv/bin/python (-m course [^\n]*)\n\n```text\n(.*?)```",
                readme,
                re.DOTALL | re.MULTILINE,
            )
        ],
    )
    def test_commands_print_what_is_shown(self, command, printed):
        environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, *shlex.split(command)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=300,
        )
        assert (done.returncode, done.stderr, done.stdout) == (0, "", printed)

    def test_a_function_of_a_readers_own_is_told_what_is_shown(self, tmp_path):
        function, words, printed = re.search(
            r"```python\n(import numpy.*?)```\n\n`(check .*?)` then prints\n\n```text\n(.*?)```",
            self.readme,
            re.DOTALL,
        ).groups()
        (tmp_path / "my_0_1D.py").write_text(function, encoding="utf-8")
        environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "course", *words.split()],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=300,
        )
        assert (done.returncode, without_containment(done.stderr), done.stdout) == (1, "", printed)

    def test_commands_with_their_output_are_shown(self):
        formatting = re.findall(r"-m course (\w+) .*\n\n```text", self.readme)
        assert formatting == ["why", "trace"]

    def test_no_test_needs_tensorflow_to_be_collected(self):
        imports = []
        golden = ROOT / "tests" / "golden"  # what readers wrote: nothing of it is imported
        for path in sorted((ROOT / "tests").rglob("*.py")):
            if golden in path.parents:
                continue
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.Import):
                    imports += [(path.name, alias.name) for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    imports.append((path.name, node.module or ""))
        assert ("conftest.py", "pytest") in imports
        assert [(file, name) for file, name in imports if "tensorflow" in name.split(".")] == []

    def test_links_lead_somewhere(self):
        links = re.findall(r"\]\(([^)#]+)\)", self.readme)
        assert len(links) > len(LESSONS)
        for link in links:
            assert link.startswith("https://") or (ROOT / link).exists(), link

    def test_every_expected_output_has_its_lesson(self):
        kept = sorted(path.stem for path in (ROOT / "data" / "expected").iterdir())
        assert kept == [path.stem for path in lesson_files() + further_lesson_files()]
        for name in kept:
            text = (ROOT / "data" / "expected" / f"{name}.txt").read_text(encoding="utf-8")
            kinds = [kind for line in text.splitlines() for kind, _ in tokens(line)]
            least = 15 if name == "speed" else 50  # numbers; most of those of speed.py are a machine's own
            assert kinds.count("exact") + kinds.count("float") > least

    def test_the_data_is_what_its_readme_says(self):
        sums = re.findall(
            r"^    ([0-9a-f]{64})  (\S+)$", (ROOT / "data" / "README.md").read_text("utf-8"), re.MULTILINE
        )
        assert sorted(name for _, name in sums) == ["bird.jpg", "digits.npz", "num3.jpg"]
        for digest, name in sums:
            assert hashlib.sha256((ROOT / "data" / name).read_bytes()).hexdigest() == digest

    def test_the_digits_are_what_the_readme_says(self):
        with np.load(ROOT / "data" / "digits.npz") as digits:
            for part, each in (("train", 200), ("test", 50)):
                assert digits[f"{part}_images"].shape == (10 * each, 28, 28)
                assert digits[f"{part}_images"].dtype == np.uint8
                assert np.bincount(digits[f"{part}_labels"]).tolist() == [each] * 10

    def test_text_files_are_utf_8_and_name_no_machine(self):
        files = [
            path
            for path in ROOT.rglob("*")
            if path.suffix in (".py", ".md", ".txt", ".toml", ".rst", ".css")
            and not {".venv", ".git", "_build", "lessons"} & {*path.relative_to(ROOT).parts}
        ]
        there = "README.md", "pyproject.toml", "course/__main__.py", "tests/test_repository.py"
        assert {ROOT / name for name in there} <= {*files}
        for path in files:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"/(?:home|Users|tmp|root)/\w", text), path
