"""Verdicts as text: who agrees; who differs, with the numbers and the convention; who has no answer."""

from course.convolution.formatting import fold, number
from course.own_numbers.engine_calls import axes_of_tensors, planned
from course.own_numbers.engine_runs import arrays_for
from course.own_numbers.engines import ENGINES
from course.own_numbers.trace_text import first_and_last


def verdict_lines(verdicts, request, width):
    """Verdicts on a request as lines of at most `width` characters, and what to type to try the calls."""
    agree = [verdict for verdict in verdicts if verdict.agrees]
    differ = [verdict for verdict in verdicts if verdict.agrees is False]
    no_answer = [verdict for verdict in verdicts if verdict.agrees is None]
    lines = _section("Who agrees:", agree, request)
    lines += _section("Who differs:", differ, request)
    lines += _section("Who has no answer:", no_answer, request)
    if not any(verdict.name.startswith("tf.") for verdict in verdicts):
        lines.append("Not asked: TensorFlow, which takes seconds to start (--engine tensorflow).")
    lines.append(f"To try them: {_imports(verdicts, request)}.")
    folded = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        folded += fold(line, width, f"{indent}  ")
    return folded


def _section(title, verdicts, request):
    """One section: calls with the same numbers and the same reason stand together, above them."""
    groups = {}  # {(numbers, reason): calls}
    for verdict in verdicts:
        numbers = array_on_a_line(verdict.value) if verdict.agrees is False else ""
        calls = groups.setdefault((numbers, verdict.why), [])
        calls.append(verdict.call or verdict.name)
    tensors = {
        verdict.call: verdict.name for verdict in verdicts if verdict.call and verdict.name.startswith("tf.")
    }
    lines = [title] if groups else []
    for (numbers, why), calls in groups.items():
        for call in calls:
            lines.append(f"  {call}")
            if call in tensors:
                lines.append(f"    {axes_of_tensors(planned(ENGINES[tensors[call]], request))}")
        lines += [f"    {line}" for line in (numbers, why) if line]
    return lines


def array_on_a_line(value):
    """An engine's array on one line: rows apart by ";", long ones cut, more than 2 axes behind their shape.

    Example: an array (2, 2) is "1 2; 3 4", one of (1, 2, 1) is "1 x 2 x 1: 1 2".
    """
    columns = value.shape[-1] if value.ndim == 2 else value.size
    rows = []
    for row in value.reshape(-1, columns).tolist():
        numbers = first_and_last([number(one) for one in row])
        rows.append(" ".join(numbers))
    text = "; ".join(first_and_last(rows))
    if value.ndim <= 2:
        return text
    return f"{' x '.join(map(str, value.shape))}: {text}"


def _imports(verdicts, request):
    """What has to be typed before the calls."""
    calls = " ".join(verdict.call or verdict.name for verdict in verdicts)
    lines = ["import numpy as np"]
    modules = [module for module in ("ndimage", "signal") if f"{module}." in calls]
    if modules:
        lines.append(f"from scipy import {', '.join(modules)}")
    with_tensorflow = "tf." in calls
    if with_tensorflow:
        lines.append("import tensorflow as tf")
    if "spread(" in calls:
        lines.append("from course import spread")
    lines.append(_arrays_in_words(request, with_tensorflow))
    return "; ".join(lines)


def _arrays_in_words(request, with_tensorflow):
    """x and h as they would be typed, in a dtype that all the engines asked take."""
    x, h = arrays_for(request, ENGINES["tf.nn.conv2d" if with_tensorflow else "np.convolve"])
    if x.size + h.size > 40:
        return f"x and h as arrays of {x.dtype}"
    dtype = ", np.int32" if x.dtype == "int32" else ""
    return f"x = np.array({x.tolist()}{dtype}); h = np.array({h.tolist()}{dtype})"
