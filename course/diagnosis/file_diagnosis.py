"""The diagnosis of a function in a file that runs in a process of its own (course/sandbox), in words."""

from course.diagnosis.diagnose import diagnose
from course.diagnosis.further_kinds import FORM_OF
from course.diagnosis.inference import HOW_TO_CALL
from course.errors import in_one_line

INSTEAD = "write a function {} into the file that calls it, and name that with --function"
IN_A_FILE = {  # what is said to somebody who calls diagnose(): what it is on the command line
    HOW_TO_CALL: INSTEAD.format("f(image, kernel)"),
    **{how_to: INSTEAD.format(form) for how_to, form in FORM_OF.items()},
    "flip=True": "--convolution",
    "flip=False": "--correlation",
    "border='wrap'": "--border wrap",
}


def diagnosis_for_file(module, function, told):
    """What is known of a module's function, as JSON can hold it: {"text": lines, "right": bool} or {"refused": why}.

    told: the keywords of diagnose() that are known, as {"flip": False}.
    """
    f = getattr(module, function, None)
    if not callable(f):
        return {"refused": f"it defines no function {function}"}
    try:
        diagnosis = diagnose(f, **told)
    except ValueError as error:
        return {"refused": _as_typed(in_one_line(str(error)))}
    return {"text": _as_typed(str(diagnosis)).split("\n"), "right": diagnosis.right}


def _as_typed(text):
    """A text with the options as they are typed on the command line."""
    for in_python, on_command_line in IN_A_FILE.items():
        text = text.replace(in_python, on_command_line)
    return text
