"""What needs NumPy, and what does not; what grading does not drag in."""

import ast
import subprocess
import sys

import pytest
from support.cli import ENVIRONMENT
from support.files import ROOT

# They call a reader's function, or make arrays for it, or look at its numbers as arrays.
WITH_NUMPY = {
    *("answer", "misplaced", "suites", "suite_pairs", "function_answers", "stage_probes"),
    *(
        "byte_results",
        "call_forms",
        "calling_text",
        "further_arguments",
        "inference",
        "layouts",
        "meant_numbers",
    ),
    *("linearity", "nearest", "ordinary_use", "taken_options", "trial_inputs"),
    *(
        "average_functions",
        "blur_functions",
        "colour_images",
        "filter_functions",
        "kernel_reading",
        "nearest_reading",
        "row_and_column_kernels",
        "several_results",
        "step_functions",
    ),
    *("edge_functions", "gaussian_functions", "pooling_calls", "pooling_functions", "pooling_padding"),
}
# They take suites and answers, and have no arrays of their own.
WITH_SUITES = {
    "added_derivatives",
    "average_calls",
    "failures",
    "further_kinds",
    "further_stages",
    "suite_causes",
    "traits",
    "diagnose",
    "stages",
    "served_kernels",
    "doubts",
    "calling",
    "file_diagnosis",
}
FOLDER = ROOT / "course" / "diagnosis"
FILES = sorted(path.stem for path in FOLDER.glob("*.py"))


def imported_by(name):
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("name", FILES)
def test_only_what_calls_a_function_needs_numpy(name):
    own = {module.split(".")[0] for module in imported_by(name)} - {"course", *sys.stdlib_module_names}
    assert own == ({"numpy"} if name in WITH_NUMPY else set())
    if name not in WITH_NUMPY | WITH_SUITES:  # what they take are tuples and lists
        others = {module.removeprefix("course.diagnosis.") for module in imported_by(name)}
        assert not others & WITH_NUMPY


def loaded_with(module):
    """The modules that are there once one is imported, in a process of its own."""
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=True
    )
    return {*done.stdout.split()}


@pytest.mark.parametrize(
    "module", ["course.diagnosis.failures", "course.diagnosis.suites", "course.practice.grading"]
)
def test_what_grading_needs_asks_no_engines(module):
    loaded = loaded_with(module)
    assert module in loaded
    own_numbers = {"compare", "engines", "engine_calls", "trace", "request"}
    others = {"explanation", "mistyped", "readings", "facts", "why_text", "request_causes"}
    assert not loaded & {f"course.own_numbers.{name}" for name in own_numbers}
    assert not loaded & {f"course.diagnosis.{name}" for name in others}
