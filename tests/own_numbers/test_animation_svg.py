"""The SVG that moves: each frame's window, weights, products and sum, read as a browser shows them."""

import re
from fractions import Fraction

import pytest
from support.animations import SVG, TRACES, Moving

from course import work_out
from course.convolution.formatting import number
from course.convolution.nested import flat
from course.own_numbers.animation_svg import animation_svg

MOVING = {name: Moving(animation_svg(trace)) for name, trace in TRACES.items()}
EVERY = pytest.mark.parametrize("name", TRACES)
END = 1000  # seconds, long after all motion


def middles(moving):
    """A time in the middle of every frame but the last."""
    return [begins + lasts / 2 for begins, lasts in moving.times]


def words(trace, index):
    """An output as trace prints it, in words: "y[0]", "=", "3*2" ..."""
    return trace.text(at=index).split("\n\n")[-1].split()


@EVERY
def test_a_frame_says_what_trace_prints(name):
    trace, moving = TRACES[name], MOVING[name]
    problem, *windows = middles(moving)
    assert len(windows) == len(trace.outputs)
    for index, seconds in zip(trace.outputs, windows):
        assert " ".join(moving.texts(seconds, "l")).split() == words(trace, index)
    rule = " ".join(re.search(r"\n\n((?:Mode|The padding).*?)\n\n", trace.text(), re.DOTALL)[1].split())
    for seconds in (problem, END):
        assert " ".join(moving.texts(seconds, "l")) == rule


@pytest.mark.parametrize("name", ["full", "correlation", "fives"])
def test_its_lines_are_those_of_trace_to_the_last_blank(name):
    trace, moving = TRACES[name], MOVING[name]
    printed = re.search(r"\n\n(y.*?)\n\n", trace.text(), re.DOTALL)[1]
    assert [line for seconds in middles(moving)[1:] for line in moving.texts(seconds, "l")] == printed.split(
        "\n"
    )


def exact(text):
    return Fraction(text.strip("[]\N{MULTIPLICATION SIGN}"))


@EVERY
def test_what_lies_under_the_weights_adds_up_to_the_output(name):
    """By their places in the picture: the number in each marked cell, times the weight below it."""
    trace, moving = TRACES[name], MOVING[name]
    for output, seconds in zip(trace.outputs.values(), middles(moving)[1:], strict=True):
        seen = moving.at(seconds)
        numbers = {(each.x, each.y): each.text for each in seen if each.kind in ("", "q")}
        weights = [each for each in seen if each.kind == "k"]
        assert len(weights) == len(output.terms)
        under = [numbers[each.x, each.y - 14] for each in weights]
        assert sum(exact(x) * exact(h.text) for x, h in zip(under, weights)) == output.value
        assert [x.startswith("[") for x in under] == [is_added for _, _, is_added in output.terms]
        (cell,) = [each for each in seen if each.kind == "n"]
        places = [
            place for place, text in numbers.items() if text == number(output.value, trace.request.decimal)
        ]
        assert any(0 < x - cell.x < 200 and y - cell.y == 29 for x, y in places)


@EVERY
def test_the_numbers_of_the_output_come_one_by_one(name):
    trace, moving = TRACES[name], MOVING[name]
    values = [number(value, trace.request.decimal) for value in flat(trace.request.convolved())]
    before, *windows = [moving.texts(seconds, "") for seconds in middles(moving)]
    for count, texts in enumerate(windows, 1):
        assert texts == before + values[:count]
    assert moving.texts(END, "") == before + values
    kinds = {each.kind for each in moving.at(END)}
    assert kinds.isdisjoint({"k", "w", "n"}), "no window is left at the end"


@EVERY
def test_the_first_frame_is_the_whole_problem(name):
    trace, moving = TRACES[name], MOVING[name]
    request = trace.request
    seen = [each.text for each in moving.at(0) if each.kind in ("", "q")]
    assert [text for text in seen if not text.startswith("[")][: len(list(flat(request.x)))] == [
        number(value, request.decimal) for value in flat(request.x)
    ]
    kernel = [number(value, request.decimal) for value in flat(request.h)]
    shown = [*kernel, *kernel[::-1]] if request.flip else kernel
    assert seen[-len(shown) :] == shown
    titles = [
        "signal" if request.axes == 1 else "image",
        "kernel",
        *["kernel, flipped"] * request.flip,
        "output",
    ]
    assert moving.texts(0, "t") == titles


@EVERY
def test_one_frame_follows_the_other_for_five_seconds_at_most(name):
    times = MOVING[name].times
    assert times[0][0] == 0
    for (begins, lasts), (following, _) in zip(times, times[1:]):
        assert begins + lasts == pytest.approx(following)
    begins, lasts = times[-1]
    assert 2 <= begins + lasts <= 5
    last = [each for each in MOVING[name].root if each.get("class") == "o" and each.tag == f"{SVG}g"]
    assert f"animation-duration:{begins + lasts:g}s" in last[0].get("style")


def test_all_of_it_is_inside_the_picture():
    for moving in MOVING.values():
        width, height = (float(moving.root.get(name)) for name in ("width", "height"))
        for seconds in (*middles(moving), END):
            for each in moving.at(seconds):
                half = 0 if each.kind in ("l", "t") else len(each.text) * 5.5
                right = each.x + (len(each.text) * 9 if each.kind == "l" else half)
                assert 0 <= each.x - half and right <= width and 0 <= each.y <= height


def test_numbers_have_room_in_their_cells():
    """Letters of a typewriter face are at most 0.61 of their size wide."""
    for moving in MOVING.values():
        cells = []
        for path in moving.root.iter(f"{SVG}path"):
            cells += [
                (float(x), float(y), float(w))
                for x, y, w in re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)v46", path.get("d"))
            ]
        for each in moving.at(END):
            if each.kind in ("", "q"):
                (width,) = [w for x, y, w in cells if x < each.x < x + w and y < each.y < y + 46]
                assert len(each.text) * 18 * 0.61 <= width - 4


def test_it_needs_no_script_and_nothing_from_elsewhere():
    text = animation_svg(TRACES["image"])
    assert text.count("http") == 1 and 'xmlns="http://www.w3.org/2000/svg"' in text
    tags = {each.tag.removeprefix(SVG) for each in MOVING["image"].root.iter()}
    assert tags == {"svg", "title", "desc", "style", "defs", "path", "g", "text", "use"}
    assert "@media print,(prefers-reduced-motion:reduce){.f,.o{animation:none}}" in text
    assert "prefers-color-scheme:dark" in text


def test_the_two_animations_do_what_is_taken_for_granted_here():
    """That of a frame's own parts shows them while it runs, that of the others hides them while it runs."""
    text = animation_svg(TRACES["full"])
    assert ".f{visibility:hidden;animation:show 1s step-end}.o{animation:hide 1s step-end}" in text
    assert "@keyframes show{0%,to{visibility:visible}}" in text
    assert "@keyframes hide{0%,to{visibility:hidden}}" in text


def test_its_words_are_the_sums():
    root = MOVING["full"].root
    assert root.find(f"{SVG}desc").text == (
        "The kernel 2 1 0, flipped, slides along the signal 3 4 5, window by window, and gives 6 11 14 5 0."
    )
    named = root.get("aria-labelledby").split()
    assert root.get("role") == "img" and [root[0].get("id"), root[1].get("id")] == named


def test_it_is_small():
    image = [[(7 * i + 3 * j) % 10 for j in range(6)] for i in range(6)]
    trace = work_out(image, [[1, 0, -1], [2, 0, -2], [1, 0, -1]], "valid")
    assert len(trace.outputs) == 16 and len(animation_svg(trace)) < 13_000
    assert len(animation_svg(TRACES["full"])) < 5_000
