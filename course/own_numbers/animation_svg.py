"""
A trace as an SVG file that moves: no script, no SMIL, nothing but steps of CSS.

Without the steps, where motion is reduced, in print and in programs that know no animations, it shows the last
frame: what belongs to one frame is hidden then, and what comes in the course of time is there. It has a light and a
dark look, and a paper of its own in both.
"""

from html import escape

from course.own_numbers.animation_frames import alt_text
from course.own_numbers.animation_layout import (
    BASELINE,
    CELL_HEIGHT,
    LINE_HEIGHT,
    LINE_SIZE,
    MIDDLE_BASELINE,
    NUMBER_SIZE,
    TITLE_LIFT,
    TITLE_SIZE,
    WEIGHT_BASELINE,
    WEIGHT_SIZE,
    AnimationLayout,
)
from course.own_numbers.colours import DARK_COLOURS, LIGHT_COLOURS

TYPEWRITER = 'ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace'


def _look(colours):
    """The colours as CSS, for these classes: p paper, c cells, a added ones, w window, n the output of a frame,
    t titles, q added numbers; l, lines, and k, weights, have those of all text.
    """
    paper, shade, line = (colours[name] for name in ("paper", "shade", "line"))
    return (
        f".p,.c{{fill:{paper}}}.a{{fill:{shade}}}.w{{fill:{colours['window']}}}.n{{fill:{colours['now']}}}"
        f".c,.a,.w,.n{{stroke:{line}}}text{{fill:{colours['ink']}}}.q,.t{{fill:{colours['quiet']}}}"
    )


_STILL = f"""
text{{font:{NUMBER_SIZE}px {TYPEWRITER};text-anchor:middle}}
.t{{font:{TITLE_SIZE}px system-ui,sans-serif}}.k{{font-size:{WEIGHT_SIZE}px}}.l{{font-size:{LINE_SIZE}px;white-space:pre}}
.t,.l{{text-anchor:start}}
{_look(LIGHT_COLOURS)}
@media(prefers-color-scheme:dark){{{_look(DARK_COLOURS)}}}
"""
# f is there for one frame, o from its time on: the animation of f shows it, that of o hides it until then
_MOVING = """\
.f{visibility:hidden;animation:show 1s step-end}.o{animation:hide 1s step-end}
@keyframes show{0%,to{visibility:visible}}
@keyframes hide{0%,to{visibility:hidden}}
@media print,(prefers-reduced-motion:reduce){.f,.o{animation:none}}
"""


def animation_svg(trace):
    """The text of an SVG file with every window of a Trace; at its end, and without motion, the whole result."""
    layout = AnimationLayout(trace)
    parts = [
        f"<defs>{''.join(_definitions(layout))}</defs>",
        *(_outlines(table) for table in layout.tables),
        *(_frame(layout, frame) for frame in layout.frames),
        *_given_tables(layout),
        *_outputs(layout),
    ]
    return _document(layout, trace, _STILL + _MOVING, parts)


def still_svg(trace):
    """The text of an SVG file with the last frame alone, for pages that choose between the two."""
    layout = AnimationLayout(trace)
    parts = [
        *(_outlines(table) for table in layout.tables),
        *_given_tables(layout),
        _title_and_numbers(layout.output, MIDDLE_BASELINE),
        *_lines(layout, layout.frames[-1]),
    ]
    return _document(layout, trace, _STILL, parts)


def _document(layout, trace, style, parts):
    """The file: its words, its style, a paper, and the parts on it."""
    width, height = _rounded(layout.width), _rounded(layout.height)
    beginning = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'role="img" aria-labelledby="t d" xml:space="preserve">',
        f'<title id="t">A convolution, window by window</title><desc id="d">{escape(alt_text(trace))}</desc>',
        f"<style>{style}</style>",
        f'<path class="p" d="M0 0h{width}v{height}H0z"/>',
    ]
    return "\n".join([*beginning, *parts, "</svg>"]) + "\n"


def _rounded(value):
    """A length with at most one decimal, as short as it can be."""
    return f"{value:.1f}".removesuffix(".0")


def _text(x, y, text, kind="", style=""):
    """A text whose baseline is at y; kind: its class. style: its style."""
    marks = (f' class="{kind}"' if kind else "") + (f' style="{style}"' if style else "")
    return f'<text x="{_rounded(x)}" y="{_rounded(y)}"{marks}>{escape(text)}</text>'


def _use(name, corner):
    x, y = corner
    return f'<use href="#{name}" x="{_rounded(x)}" y="{_rounded(y)}"/>'


def _seconds(hundredths):
    return f"{hundredths / 100:g}s"


# ---- what stands still


def _outlines(table):
    """The cells of a table, those of added numbers in a shade of their own."""
    paths = {"c": "", "a": ""}
    width = _rounded(table.cell)
    for x, y, text in table.cells:
        kind = "a" if text.startswith("[") else "c"
        paths[kind] += f"M{_rounded(x)} {_rounded(y)}h{width}v{CELL_HEIGHT}h-{width}z"
    return "".join(f'<path class="{kind}" d="{path}"/>' for kind, path in paths.items() if path)


def _title(table):
    return _text(table.x, table.y - TITLE_LIFT, table.title, "t")


def _given_tables(layout):
    """The input and the kernels with their titles and numbers."""
    yield _title_and_numbers(layout.input, BASELINE)
    for table in layout.tables[1:-1]:
        yield _title_and_numbers(table, MIDDLE_BASELINE)


def _lines(layout, frame):
    """What stands below the tables."""
    for i, line in enumerate(frame.lines):
        yield _text(layout.input.x, layout.lines_y + LINE_HEIGHT * i, line, "l")


def _title_and_numbers(table, baseline):
    parts = [_title(table)]
    for x, y, text in table.cells:
        parts.append(_text(x + table.cell / 2, y + baseline, text, "q" if text.startswith("[") else ""))
    return "".join(parts)


# ---- what changes


def _definitions(layout):
    """A cell for each weight, k0, k1 ..., the window w with all of them, and the cell n of the output."""
    width = layout.input.cell
    for place, weight in enumerate(layout.weights):
        cell = f'<path class="w" d="M0 0h{_rounded(width)}v{CELL_HEIGHT}H0z"/>'
        yield f'<g id="k{place}">{cell}{_text(width / 2, WEIGHT_BASELINE, weight, "k")}</g>'
    yield f'<path id="n" class="n" d="M0 0h{_rounded(layout.output.cell)}v{CELL_HEIGHT}H0z"/>'
    if not layout.is_folded:
        first = layout.frames[1].output
        yield f'<g id="w">{"".join(_weights(layout.window(first), layout.window(first)[0]))}</g>'


def _weights(corners, origin=(0, 0)):
    """The cell of each weight at its corner, measured from an origin."""
    left, top = origin
    return [_use(f"k{place}", (x - left, y - top)) for place, (x, y) in enumerate(corners)]


def _frame(layout, frame):
    """What is there in one frame alone: the window, the cell of the output, and the lines below."""
    parts = [*_lines(layout, frame)]
    if frame.lasts is None:
        return f'<g class="o" style="animation-duration:{_seconds(frame.begins)}">{"".join(parts)}</g>'
    if frame.output:
        corners = layout.window(frame.output)
        parts += _weights(corners) if layout.is_folded else [_use("w", corners[0])]
        parts.append(_use("n", layout.result(frame.output)))
    times = f"animation-duration:{_seconds(frame.lasts)};animation-delay:{_seconds(frame.begins)}"
    return f'<g class="f" style="{times}">{"".join(parts)}</g>'


def _outputs(layout):
    """The title and the numbers of the output, each from the frame of its window on."""
    yield _title(layout.output)
    for frame in layout.frames[1:-1]:
        x, y = layout.result(frame.output)
        style = f"animation-duration:{_seconds(frame.begins)}"
        yield _text(x + layout.output.cell / 2, y + MIDDLE_BASELINE, layout.text(frame.output), "o", style)
