"""The sums on the page, what belongs to what, the marks of an answer: against the definition and `trace`."""

import random
from fractions import Fraction
from itertools import product

import pytest
from support.play_page import hash_of
from support.typed_requests import answered_requests

from course.convolution.definition import convolve1d, convolve2d, source
from course.convolution.formatting import number
from course.convolution.nested import flat, shape
from course.diagnosis.side_by_side import which_agree
from course.diagnosis.why import given_numbers
from course.own_numbers.request import request_of
from course.own_numbers.trace import Trace

pytestmark = pytest.mark.browser

MOVES = 20  # for each of three seeds
ANSWERS = 100  # for each of three seeds


def short_requests(seed, count, largest=999):
    """(the words, the Request) of so many requests by chance, whose outputs can be typed."""
    pairs = answered_requests(seed, 3 * count, largest)
    found = [(typed.words, request) for typed, request in pairs if all(map(is_short, flat(request.output)))]
    return found[:count]


def is_short(value):
    value = Fraction(value)
    return abs(value.numerator) < 10**12 and value.denominator < 10**12


def words_of_link(words):
    """The words of the command line as the page's address has them."""
    return {"mode": "padding", **words} if "padding" in words else words


def without_space(text):
    return "".join(text.split())


# ---- the line of the sum


def go_to(played, index, how):
    """Moves the window from the first output to another: by a click, by arrows in the output, or by Next."""
    row, column = index if len(index) == 2 else (0, *index)
    if how == "click":
        return played.cell("output", row, column).click()
    if how == "arrows":
        played.cell("output", 0, 0).focus()
        for key in ["ArrowDown"] * row + ["ArrowRight"] * column:
            played.page.keyboard.press(key)
    else:
        for _ in range(row * len(played.numbers("output")[0]) + column):
            played.page.press("#next", "Enter")


@pytest.mark.parametrize("seed", [1, 3, 4])
def test_the_line_is_what_trace_prints(played, seed):
    chance = random.Random(seed)
    requests = short_requests(seed, MOVES)
    assert {request.axes for _, request in requests} == {1, 2}
    assert {request.border for _, request in requests} >= {"wrap", "reflect", "symmetric", "edge"}
    for words, request in requests:
        trace = Trace(request)
        played.open(**words_of_link(words))
        index = chance.choice([*trace.outputs])
        go_to(
            played,
            index,
            chance.choice(("arrows", "next", "click") if max(index) < 3 else ("arrows", "click")),
        )
        printed = trace.text(10**6, index).splitlines()
        seen = played.read()
        assert without_space(seen["line"]) == without_space(printed[-1]), words
        rule = next(line for line in printed if " adds " in line)
        assert seen["rules"][0] == rule, words
        values = [[number(v, request.decimal) for v in row] for row in as_rows(request.output)]
        assert played.numbers("output") == values, words


def as_rows(values):
    return values if isinstance(values[0], list) else [values]


# ---- what belongs to what

REQUESTS = {
    "a signal": {"input": "3 1 4 1 5", "kernel": "2 7 1"},
    "a signal with a stride, not flipped": {
        "input": "3 1 4 1 5 9",
        "kernel": "2 7",
        "mode": "SAME",
        "stride": "2",
        "flip": "no",
    },
    "a signal that goes round": {"input": "3 1 4 1", "kernel": "2 7 1", "mode": "same", "border": "wrap"},
    "a signal that is reflected": {
        "input": "3 1 4 1",
        "kernel": "2 7 1",
        "padding": "3:1",
        "border": "reflect",
        "dilation": "2",
    },
    "an image": {"input": "3 1 4; 9 2 6", "kernel": "1 4; 8 5", "mode": "same"},
    "an image with a constant": {
        "input": "3 1 4; 9 2 6; 5 8 7",
        "kernel": "1 4 3",
        "mode": "full",
        "border": "constant=2",
        "stride": "1,2",
    },
    "an image, dilated": {
        "input": "3 1 4 2; 9 2 6 3; 5 8 7 1",
        "kernel": "1 4; 8 5",
        "padding": "1:0,1",
        "border": "reflect",
        "dilation": "2",
    },
}


def read_request(words):
    """The Request of words of whole numbers."""
    x, h = ([[int(n) for n in row.split()] for row in words[name].split(";")] for name in ("input", "kernel"))
    axes = 2 if ";" in words["input"] else 1
    options = {name: pair_or_one(words[name], axes) for name in ("stride", "dilation") if name in words}
    if "padding" in words:
        options["padding"] = sides_of(words["padding"], axes)
    border, _, fill = words.get("border", "constant").partition("=")
    options |= {"border": border, "fill": int(fill or 0), "flip": "flip" not in words}
    return request_of(*((x, h) if axes == 2 else (x[0], h[0])), words.get("mode"), **options)


def pair_or_one(text, axes):
    steps = [int(step) for step in text.split(",")]
    return steps[0] if len(steps) == 1 or axes == 1 else tuple(steps)


def sides_of(text, axes):
    sides = [tuple(int(n) for n in (side.split(":") * 2)[:2]) for side in text.split(",")]
    return sides[0] if axes == 1 else tuple(sides)


def meetings(request):
    """Every (place of the padded input, weight, output) that meet: the definition of ones alone in zeros."""
    sizes = [before + n + after for (before, after), (n, *_) in zip(request.sides, request.each)]
    weights = [k for _, k, *_ in request.each]
    steps = {name: getattr(request, name) for name in ("stride", "dilation", "flip")}
    convolve = convolve1d if request.axes == 1 else convolve2d
    for place in product(*map(range, sizes)):
        for weight in product(*map(range, weights)):
            output = convolve(one_alone(sizes, place), one_alone(weights, weight), "valid", **steps)
            places = product(*map(range, shape(output)))
            yield from ((place, weight, at) for at, value in zip(places, flat(output)) if value)


def one_alone(sizes, place):
    if len(sizes) == 1:
        return [int(i == place[0]) for i in range(sizes[0])]
    return [[int((r, c) == place) for c in range(sizes[1])] for r in range(sizes[0])]


def in_table(index):
    return (0, *index) if len(index) == 1 else index


def lit_by(table, index, uses, request):
    """What pointing at an index of a table has to light, {table: cells}."""
    names = ("input", "kernel", "output")
    which = names.index(table)

    def stands_at(place):
        """The place itself, or one of padding that has its number."""
        if place == index:
            return True
        before = [side[0] for side in request.sides]
        inside = [p - b for p, b in zip(index, before)]
        if any(not 0 <= i < n for i, (n, *_) in zip(inside, request.each)):
            return False
        there = [source(p - b, n, request.border) for p, b, (n, *_) in zip(place, before, request.each)]
        return there == inside

    met = [use for use in uses if (stands_at(use[0]) if table == "input" else use[which] == index)]
    lit = {name: {in_table(use[i]) for use in met} for i, name in enumerate(names)}
    return {**lit, table: {in_table(index)}}


@pytest.mark.parametrize("name", REQUESTS)
def test_pointing_lights_what_belongs_together(played, name):
    words = REQUESTS[name]
    request = read_request(words)
    uses = list(meetings(request))
    played.open(**words_of_link(words))
    sizes = {
        "input": [before + n + after for (before, after), (n, *_) in zip(request.sides, request.each)],
        "kernel": [k for _, k, *_ in request.each],
        "output": shape(request.output),
    }
    chance = random.Random(5)
    for table, size in sizes.items():
        indices = list(product(*map(range, size)))
        for index in chance.sample(indices, min(6, len(indices))):
            played.cell(table, *in_table(index)).hover()
            right = lit_by(table, index, uses, request)
            assert {name: played.with_class(name, "lit") for name in right} == right, (table, index)
    played.page.mouse.move(0, 0)
    assert not any(played.with_class(name, "lit") for name in sizes)


def test_the_output_of_the_window_is_seen_to_be_lit_as_well(played):
    look = "(cell) => { const style = getComputedStyle(cell); return style.backgroundImage + style.backgroundColor; }"
    now, lit = (played.cell("output", 0, column) for column in (0, 1))
    before = [cell.evaluate(look) for cell in (now, lit)]
    played.cell("input", 0, 1).hover()
    after = [cell.evaluate(look) for cell in (now, lit)]
    assert not {*before} & {*after} and len({*after}) == 2


def test_the_flipped_kernel_is_lit_where_the_weight_lies(played):
    played.open(input="3 1 4; 9 2 6", kernel="1 4 3; 8 5 7")
    played.cell("kernel", 0, 1).hover()
    assert played.texts("#flipped-grid td") == ["7", "5", "8", "3", "4", "1"]
    assert played.texts("#flipped-grid .lit") == ["4"]
    colour = "(cells) => cells.map((cell) => getComputedStyle(cell).backgroundColor)"
    *others, lit, _ = played.page.locator("#flipped-grid td").evaluate_all(colour)
    assert lit not in others


def test_a_click_keeps_it_lit_until_escape(played):
    played.cell("kernel", 0, 1).click()
    played.page.mouse.move(0, 0)
    played.page.evaluate("document.activeElement.blur()")
    assert played.with_class("kernel", "lit") == {(0, 1)}
    assert played.with_class("output", "lit") == {(0, i) for i in range(4)}
    played.page.keyboard.press("Escape")
    assert not played.with_class("kernel", "lit") | played.with_class("output", "lit")


def test_what_was_kept_lit_is_let_go_when_the_window_moves(played):
    played.cell("kernel", 0, 1).click()
    played.page.mouse.move(0, 0)
    played.page.evaluate("document.activeElement.blur()")
    played.page.evaluate("document.getElementById('next').click()")  # by nothing that points
    assert not played.with_class("kernel", "lit") | played.with_class("output", "lit")


def test_the_window_lies_where_its_numbers_come_from(played):
    """Its badges are the weights that the definition puts there; arrows in the output move it."""
    for words in REQUESTS.values():
        request = read_request(words)
        uses = list(meetings(request))
        played.open(**words_of_link(words))
        played.cell("output", 0, 0).focus()
        rows, columns = in_table(shape(request.output)) if request.axes == 2 else (1, *shape(request.output))
        assert (rows, columns) == (len(played.numbers("output")), len(played.numbers("output")[0]))
        for key, step in (("ArrowRight", (0, 1)), ("ArrowLeft", (0, 0)), ("ArrowDown", (1, 0))):
            played.page.keyboard.press(key)
            at = step if step[0] < rows and step[1] < columns else (0, 0)
            weights = {
                in_table(place): Fraction(
                    request.h[weight[0]] if request.axes == 1 else request.h[weight[0]][weight[1]]
                )
                for place, weight, output in uses
                if in_table(output) == at
            }
            badges = {
                (r, c): Fraction(cell["badge"].removeprefix("×"))
                for r, row in enumerate(played.read()["tables"]["input"])
                for c, cell in enumerate(row)
                if cell["badge"]
            }
            assert badges == weights == dict.fromkeys(played.with_class("input", "window")) | weights, words
            assert played.with_class("output", "now") == {at}


def test_added_numbers_are_those_of_the_border(played):
    for words in REQUESTS.values():
        request = read_request(words)
        played.open(**words_of_link(words))
        sides, sizes = [*request.sides], [*shape(request.x)]
        if request.axes == 1:
            sides, sizes = [(0, 0), *sides], [1, *sizes]
        x = as_rows(request.x)
        for r, row in enumerate(played.numbers("input")):
            for c, text in enumerate(row):
                places = [i - before for i, (before, _) in zip((r, c), sides)]
                there = [source(i, n, request.border) for i, n in zip(places, sizes)]
                value = request.fill if None in there else x[there[0]][there[1]]
                inside = all(0 <= i < n for i, n in zip(places, sizes))
                assert text == (f"{value}" if inside else f"[{value}]")


# ---- the other way round


def copies(played):
    """The rows of the table of copies, without what each begins with."""
    rows = played.page.locator("#copies-table tr").all()
    return [row.locator("td").all_text_contents() for row in rows[1:]]


@pytest.mark.parametrize("border", ["constant", "constant=2", "wrap", "reflect"])
def test_the_copies_of_a_signal_add_up_to_the_output(played, border):
    words = {"input": "3 1 4 1", "kernel": "2 7 -1", "mode": "same", "border": border}
    request = read_request(words)
    played.open(**words, view="copies")
    *sent, total = copies(played)
    added = [sum(int(row[i] or 0) for row in sent) for i in range(len(total))]
    assert added == request.output == [int(text) for text in total]
    # what 1 at x[1] sends, without the fill
    one = convolve1d([0, 1, 0, 0], request.h, "same", border=request.border)
    assert [int(text or 0) for text in sent[1]] == one


def test_the_copies_of_an_image_add_up_one_by_one(played):
    request = read_request({"input": "3 1; 4 2", "kernel": "2 7; 1 5"})
    played.open(input="3 1; 4 2", kernel="2 7; 1 5", view="copies")
    for step, seen in enumerate(([3, 0, 0, 0], [3, 1, 0, 0], [3, 1, 4, 0], [3, 1, 4, 2])):
        if step:
            played.page.click("#next")
        right = convolve2d([seen[:2], seen[2:]], request.h, "full")
        shown = (
            "[...document.querySelectorAll('#copies-table td span')].map((part) => Number(part.textContent))"
        )
        assert played.page.evaluate(shown) == list(flat(right))
    assert right == request.output


def test_a_place_that_no_copy_has_come_to_is_empty_and_one_with_a_sum_of_zero_is_not(played):
    played.open(input="0 1; 4 2", kernel="2 7; 1 5", view="copies")
    places = "#copies-table td span"
    assert played.texts(places) == ["0", "0", "", "0", "0", "", "", "", ""]
    played.page.click("#next")
    assert played.texts(places) == ["0", "2", "7", "0", "1", "5", "", "", ""]
    played.open(input="0 1; 4 2", kernel="2 7; 1 5", mode="padding", padding="2", view="copies")
    assert played.texts(places)[0] == "0"  # to which none will come


@pytest.mark.parametrize("border", ["constant=5", "wrap"])
def test_the_copies_of_an_image_end_on_the_output_with_its_border(played, border):
    words = {"input": "3 1; 4 2", "kernel": "2 7; 1 5", "mode": "same", "border": border}
    played.open(**words, view="copies", at="1,1")
    shown = played.texts("#copies-table td span")
    assert shown == [str(value) for value in flat(read_request(words).output)]


# ---- an answer

MARKS = """(links) => {
    const marked = [];
    for (const link of links) {
        history.replaceState(null, "", link); // quicker than a new location.hash, which the browser itself tells of
        window.dispatchEvent(new HashChangeEvent("hashchange"));
        const cells = [...document.querySelectorAll("#answer-grid td")];
        marked.push(cells.map((cell) => ({ "✓": true, "✗": false })[cell.children[1].textContent] ?? null));
    }
    return marked;
}"""


def answer_by_chance(chance, request):
    """The texts of an answer: exact, rounded, cut off, wrong by a little, or left open."""
    for value in flat(request.output):
        places = chance.choice((0, 1, 2, 3))
        unit = Fraction(1, 10**places)
        kind = chance.choice(("exact", "rounded", "rounded", "cut", "beside", "open"))
        if kind in ("exact", "open"):
            yield str(Fraction(value)) if kind == "exact" else "?"
            continue
        units = int(value / unit) if kind == "cut" else round(Fraction(value) / unit) + (kind == "beside")
        yield f"{'-' if units < 0 else ''}{abs(units) // 10**places}.{abs(units) % 10**places:0{places}d}"


def in_rows(texts, request):
    columns = shape(request.output)[-1]
    rows = [texts[i : i + columns] for i in range(0, len(texts), columns)]
    return "; ".join(" ".join(row) for row in rows) + (";" if request.axes == 2 else "")


@pytest.mark.parametrize("seed", [6, 7, 8])
def test_300_answers_are_marked_as_why_judges_them(played, seed):
    chance = random.Random(seed)
    links, rights = [], []
    for words, request in short_requests(seed, ANSWERS // 5, 99) * 5:
        texts = list(answer_by_chance(chance, request))
        given = given_numbers(
            in_rows(["0" if text == "?" else text for text in texts], request), request, files=False
        )
        agree = which_agree(request, given)
        rights.append([None if text == "?" else right for text, right in zip(texts, agree)])
        got = in_rows(texts, request) if set(texts) != {"?"} else ""
        links.append(hash_of(**words_of_link(words), got=got, at=len(links)))
    assert len(links) == ANSWERS and {mark for marks in rights for mark in marks} == {True, False, None}
    for marks, right, link in zip(played.page.evaluate(MARKS, links), rights, links, strict=True):
        assert marks == right, link
