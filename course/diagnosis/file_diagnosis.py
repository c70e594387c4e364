"""The diagnosis of a function in a file that runs in a process of its own (course/sandbox), in words."""

from course.diagnosis.diagnose import diagnose
from course.diagnosis.inference import HOW_TO_CALL
from course.errors import in_one_line

IN_A_FILE = "write a function f(image, kernel) into the file that calls it, and name that with --function"


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
        return {"refused": in_one_line(str(error)).replace(HOW_TO_CALL, IN_A_FILE)}
    return {"text": str(diagnosis).split("\n"), "right": diagnosis.right}
