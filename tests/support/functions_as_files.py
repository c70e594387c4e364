"""The functions of wrong_functions.py as files that readers hand in: as_file()."""

import ast
from functools import cache
from pathlib import Path

from support import wrong_functions


def as_file(entry):
    """(exercise, text of a file) of an entry of wrong_functions.py; None if no exercise asks what it does."""
    if entry.place == "dilation" or (entry.place == "1-D" and not entry.flip):
        return None
    exercise = {"1-D": 0, "2-D": 1}.get(entry.place, 2)
    name, turn = entry.f.__name__, "[::-1, ::-1]" if entry.flip else ""
    wrapper = WRAPPERS[entry.place].replace("NAME", name).replace("TURN", turn)
    if entry.modes == ("same",) or entry.modes == ("full",):  # the other modes are done rightly
        wrapper += OTHERWISE[exercise].replace("MODE", entry.modes[0])
    return exercise, f"{needed_by(wrapper)}\n{wrapper}"


@cache
def definitions():
    """{name: node} of the functions of wrong_functions.py, without what puts them into tables."""
    tree = ast.parse(Path(wrong_functions.__file__).read_text(encoding="utf-8"))
    found = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in found.values():
        node.decorator_list = []
    return found


def needed_by(text):
    """The imports and those functions of wrong_functions.py that a text uses, as the beginning of a file."""
    functions, todo = {}, [ast.parse(text)]
    while todo:
        names = {node.id for node in ast.walk(todo.pop()) if isinstance(node, ast.Name)}
        new = {name: definitions()[name] for name in names & definitions().keys() - functions.keys()}
        functions, todo = functions | new, [*todo, *new.values()]
    body = "\n".join(ast.unparse(functions[name]) for name in sorted(functions))
    return IMPORTS + ("from scipy import signal\n" if "signal." in body + text else "") + body


IMPORTS = """
from collections import defaultdict
from itertools import accumulate, product
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view as windows
"""
OF_AXES = """
def FUNCTION(x, h, mode="full"):
    return NAME(x, h, mode)
"""
SIZES = """
def output_size(n, k, stride, padding):
    return -(-(n if padding == "SAME" else n - k + 1) // stride)
"""
WRAPPERS = {
    "1-D": OF_AXES.replace("FUNCTION", "convolve1d"),
    "2-D": OF_AXES.replace("FUNCTION", "convolve2d"),
    "stride": SIZES
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    mode, turned = padding.replace("VALID", "valid"), filtersTURN

    def plane(image, o):
        maps = [NAME(image[..., c], turned[:, :, c, o], mode, stride) for c in range(image.shape[2])]
        return sum(np.asarray(each) for each in maps)

    return np.stack([[plane(image, o) for image in images] for o in range(filters.shape[3])], axis=-1)
""",
    "channels": SIZES
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    found, turned = [], filtersTURN
    for image in images:
        mode = padding.replace("VALID", "valid")
        planes = image.transpose(2, 0, 1)
        framed = np.dstack([stepped(plane, filters[:, :, 0, 0], mode, stride) for plane in planes])
        found.append(np.asarray(NAME(framed, turned, "valid"))[:: stride[0], :: stride[1]])
    return np.array(found)
""",
}
OTHERWISE = {
    0: """
ITS_OWN = convolve1d

def convolve1d(x, h, mode="full"):
    return ITS_OWN(x, h, mode) if mode == "MODE" else np.convolve(x, h, mode)
""",
    1: """
ITS_OWN = convolve2d

def convolve2d(x, h, mode="full"):
    return ITS_OWN(x, h, mode) if mode == "MODE" else signal.convolve2d(x, h, mode)
""",
}


TABLES = (wrong_functions.RIGHT, wrong_functions.ONE, wrong_functions.TWO, wrong_functions.UNKNOWN)
ENTRIES = {entry.f.__name__: entry for table in TABLES for entry in table}
FUNCTIONS = {
    name: made for name, entry in ENTRIES.items() if (made := as_file(entry))
}  # name: (exercise, text)
UNFIT = {  # no exercise asks for what they do
    "dot_products_unturned",
    "zeros_between_the_weights",
    "one_zero_too_many",
    "padded_for_the_small_kernel",
}
UNNAMED = {
    "rolled",  # wrong in one mode alone here, where the mistake goes through all of them
    "dict_read_too_far",
    "unturned_about_the_other_middle",
    "filtered_photograph",
}
