"""
The house keeps its floors: imports point down only, private names stay in their file, a public name means one
thing, and what has to run in a Python with nothing installed imports the standard library alone.
"""

import ast
import sys
from collections import defaultdict
from functools import cache

import pytest
from support.files import ROOT
from support.long_files import LONG_FILES
from support.sharing_files import SHARING

HOUSE = ROOT / "course"
FLOORS = (  # the lowest first; a file may import from its own floor and from those below it
    ("errors", "paths"),
    ("terminal",),
    ("convolution",),
    ("own_numbers",),
    ("mistakes",),
    ("pictures",),
    ("diagnosis",),
    ("sandbox",),
    ("practice",),
    ("worksheet",),
    ("play",),
    ("lessons",),
    ("__init__", "__main__"),
)
FLOOR = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
FILES = {
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "."): path for path in HOUSE.rglob("*.py")
}


def modules_of(package, names):
    """The names of modules in full: modules_of("course.diagnosis", "given why") is two of them."""
    return [f"{package}.{name}" for name in names.split()]


ONLY_PYTHON = (
    *("course.errors", "course.paths", "course.convolution", "course.mistakes", "course.worksheet"),
    *modules_of(
        "course.own_numbers",
        """
        animation_file animation_frames animation_layout animation_svg colours compare engine_calls engines options request
        rounding trace trace_text typed_text
        """,
    ),
    *modules_of(
        "course.diagnosis",
        """
        afterwards ask_numbers beginnings blocks cause constant_border could_be_text cumulative_sums
        delayed divided_and_rounded evidence exchanged explanation explanations_told fact_text facts_of_known filtered_twice finding
        fitted_padding floats_cut fourier given in_place kernel_changes kernel_in_type laid_windows lfilter_arguments library_calls
        library_defaults miscopied mistyped moved_weights nearly notebook_tables odd_border open_numbers outcomes
        padded_before picked
        polynomial_ends reading_text readings request_causes rescaled rescaled_and_stored
        reshaped_channels rounded_kernel rules run_together running_sums same_elsewhere scaling separable slips_in_sums
        side_by_side small_inputs solved_kernel stored_types tell_apart transposed_convolution
        typed_kernel why zeros_behind
        """,
    ),
    *modules_of("course.practice", "exercise_files mistakes_command"),
    "course.play",
)
SHARED = {  # public names that stand in several files, each with its own: a command, mistakes, what is said of a lesson
    "main", "MISTAKES", "REASONS", "MADE", "CORRELATIONS", "COMES_OUT",
}  # fmt: skip


@cache
def tree_of(module):
    return ast.parse(FILES[module].read_text(encoding="utf-8"))


def imports_of(tree):
    """Every imported (module, name) of a file, wherever in it; name is None for a whole module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module, alias.name) for alias in node.names)
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)


def room_of(module):
    return module.split(".")[1] if module.startswith("course.") else "__init__"


def defined_in(tree):
    """The names that a file defines at its top level."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (
                part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)
            )


@pytest.mark.parametrize("module", sorted(FILES))
def test_imports_point_down(module):
    for imported, name in imports_of(tree_of(module)):
        if imported and imported.split(".")[0] == "course":
            room = name if imported == "course" else room_of(imported)
            assert FLOOR[room] <= FLOOR[room_of(module)], f"{module} imports {imported}, which is above it"


@pytest.mark.parametrize("module", sorted(FILES))
def test_private_names_stay_in_their_file(module):
    tree = tree_of(module)
    rooms = set()  # names that may stand for another file of the house
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("course"):
            for alias in node.names:
                assert not alias.name.startswith("_"), f"{module} imports {node.module}.{alias.name}"
                rooms.add(alias.asname or alias.name)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in rooms:
            assert not node.attr.startswith("_") or node.attr.startswith("__"), (
                f"{module}: {ast.unparse(node)}"
            )


@pytest.mark.parametrize(
    "module", [name for name in sorted(FILES) if name.endswith("__init__") and name != "course.__init__"]
)
def test_a_package_says_what_others_may_use_and_imports_nothing(module):
    tree = tree_of(module)
    assert ast.get_docstring(tree) and len(tree.body) == 1


CORE = [name for name in sorted(FILES) if name.startswith(ONLY_PYTHON)]
CORE += [name for name in sorted(FILES) if ".exercises." in name and name.endswith(".mistakes")]


@pytest.mark.parametrize("module", CORE)
def test_the_core_imports_only_python(module):
    for imported, _ in imports_of(tree_of(module)):
        assert imported.split(".")[0] in {"course", *sys.stdlib_module_names}, f"{module} imports {imported}"


def test_a_public_name_means_one_thing():
    places = defaultdict(list)
    for module in sorted(FILES):
        if (
            ".exercises." not in module
        ):  # the functions that a reader is to write are named as the definition's
            for name in set(defined_in(tree_of(module))):
                places[name].append(module)
    several = {name: where for name, where in places.items() if len(where) > 1 and not name.startswith("_")}
    assert not {name: where for name, where in several.items() if name not in SHARED}


def test_the_files_that_are_begun_first_are_there():
    """A file with a new name would be begun last again, while the other workers have nothing left to do."""
    sharing = [name for names in SHARING.values() for name in names]
    assert [name for name in (*LONG_FILES, *sharing) if not (ROOT / "tests" / name).exists()] == []
    assert len({*LONG_FILES}) == len(LONG_FILES) and len({*sharing}) == len(sharing)
