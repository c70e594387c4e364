"""The two things to try at a lesson's end: each is really tried, and every number that is said of it comes out."""

import ast
import re

import numpy as np
import pytest
from PIL import Image
from support.files import FURTHER, LESSONS, ROOT
from support.lesson_facts import FEWEST_RIGHT
from support.lesson_runs import run_lesson
from support.lesson_source import changed, source_of, up_to, with_value
from support.lesson_variants import run_variants
from support.tensorflow_there import needs_tensorflow

from course.errors import Unusable
from course.lessons import reasons
from course.lessons.cells import cells_in
from course.lessons.lesson import RunningLesson, running_lesson
from course.lessons.tries import OPTION_SAYS_IT, comes_out_of, print_answers, things_to_try

SENTENCES = range(2, 6)
END_OF_SENTENCE = re.compile(r"[.?](?= [A-Z]|$)")


def last_cell(name):
    return cells_in(source_of(name))[-1]


# ---- what is written


@pytest.mark.parametrize("name", LESSONS + FURTHER)
class TestWhatIsWritten:
    def test_there_are_two_things_to_try_and_an_answer_to_each(self, name):
        assert len(things_to_try(last_cell(name))) == len(comes_out_of(name)) == 2
        assert all(thing.endswith("?") for thing in things_to_try(last_cell(name)))

    def test_an_answer_is_two_to_five_plain_sentences(self, name):
        for answer in comes_out_of(name):
            assert answer.isascii() and answer.endswith(".") and "  " not in answer
            assert len(END_OF_SENTENCE.findall(answer)) in SENTENCES

    def test_the_lesson_says_where_the_answers_are_and_not_what_they_are(self, name):
        prose = " ".join(last_cell(name).prose)
        assert f"Two things to try.{OPTION_SAYS_IT}" in prose and "find:" not in prose

    def test_cells_that_are_named_are_there(self, name):
        headings = [cell.heading for cell in cells_in(source_of(name))]
        for named in re.findall(r'In "([^"]+)"', " ".join(things_to_try(last_cell(name)))):
            assert len([heading for heading in headings if heading.startswith(named)]) == 1, named

    def test_answers_come_without_running_the_lesson(self, name, tmp_path):
        """In a Python that has nothing installed, not even NumPy."""
        run = run_lesson(ROOT / name, tmp_path, "--answers", flags=("-W", "error", "-S"))
        assert (run.code, run.err) == (0, "") and not run.figures.exists()
        printed = " ".join(run.out.split())
        for thing, answer in zip(things_to_try(last_cell(name)), comes_out_of(name), strict=True):
            assert f"Try: {thing} You find: {answer}" in printed
        assert max(map(len, run.out.splitlines())) <= 79


def test_a_lesson_without_answers_has_no_such_option(tmp_path):
    small = tmp_path / "9_small.py"
    small.write_text(
        '"""A title"""\nfrom course import begin, end\nbegin(__doc__)\nend()\n', encoding="utf-8"
    )
    settings = {"PYTHONPATH": str(ROOT)}
    assert "--answers" not in run_lesson(small, tmp_path, "-h", **settings).out
    run = run_lesson(small, tmp_path, "--answers", **settings)
    assert run.code == 2 and "--answers" in run.err and run.err.count("\n") == 1
    assert run_lesson(small, tmp_path, **settings).out == "A title\n"


def test_answers_of_a_further_lesson_are_found_by_its_name(monkeypatch):
    written = type("Written", (), {"COMES_OUT": ("It\n    grows.",)})
    monkeypatch.setattr("course.lessons.wrong_guesses.find_spec", lambda name: True)
    monkeypatch.setattr(
        "course.lessons.wrong_guesses.import_module", {f"{reasons.__name__}.speed": written}.get
    )
    assert comes_out_of("speed.py") == ("It grows.",)


@pytest.mark.parametrize("name", ["9_small.py", "small.py", "my lesson.py", "a.b.py", "copy of 0_1D.py"])
def test_other_files_have_no_answers(name):
    assert comes_out_of(name) == ()


def test_a_last_cell_without_the_things_to_try_is_refused_in_one_line(tmp_path, monkeypatch):
    for field, value in vars(RunningLesson(file=tmp_path / "0_1D.py")).items():
        monkeypatch.setattr(running_lesson, field, value)
    thing = things_to_try(last_cell("0_1D.py"))[0]
    running_lesson.file.write_text(changed("0_1D.py", (f"# - {thing}\n", "")), encoding="utf-8")
    with pytest.raises(Unusable, match="it has 1$"):
        print_answers()


# ---- what comes out, tried


def known(source, *expressions):
    """A source that prints at its end what these expressions are, for values_of()."""
    return source + "".join(f"\nprint('known:', {expression})" for expression in expressions)


def values_of(end):
    """What a lesson's run has printed of known expressions."""
    assert not end.stopped
    return [ast.literal_eval(text) for text in re.findall(r"^known: (.*)$", end.out, re.MULTILINE)]


def assert_says(answer, *pieces):
    """An answer has these pieces, in their order, and no number beside them."""
    left, rest = "", answer
    for piece in pieces:
        before, found, rest = rest.partition(piece)
        assert found, f"{piece!r} is not said, or not in this place"
        left += before
    assert not re.search(r"\d", left + rest), f"a number that nobody has tried: {left + rest}"


def row_of(numbers):
    return " ".join(map(str, numbers))


def slopes(numbers, least=0):
    """(from, to) of every stretch of a list that only rises or only falls, the largest change first.

    least: by how much it has to change from a number to the next, on average.
    """
    turns = [0, *(np.flatnonzero(np.diff(np.sign(np.diff(numbers)))) + 1), len(numbers) - 1]
    found = [
        (numbers[start], numbers[stop])
        for start, stop in zip(turns, turns[1:])
        if abs(numbers[stop] - numbers[start]) >= least * (stop - start)
    ]
    return sorted(found, key=lambda ends: -abs(ends[1] - ends[0]))


def test_lesson_0():
    claps = with_value(source_of("0_1D.py"), "kernel", "[0, 0, 1]")
    longer = changed("0_1D.py", ("box = [1] * 9", "box = [1] * 25"))
    by_9, by_25 = [
        known(up_to("Smoothing", source), "average.tolist()", "round(steps_of_average.sum(), 1)")
        for source in (source_of("0_1D.py"), longer)
    ]
    claps = known(up_to("The formula", claps), "heard", "by_sliding.tolist()", "y.tolist()")
    claps, by_9, by_25 = map(values_of, run_variants([claps, by_9, by_25]))
    later, wide = comes_out_of("0_1D.py")
    heard = claps[0]
    assert claps == [heard] * 3 and heard == [0, 0, 3, 4, 5]
    copies = [f"{number} sends out {row_of([number * weight for weight in (0, 0, 1)])}" for number in (3, 4)]
    length = f"3 + 3 - 1 = {len(heard)}"
    assert_says(later, f"print {row_of(heard)}", *copies, "but one are 0", length, "3*1 + 4*2")
    (average, steps), (average_of_9, steps_of_9) = by_25, by_9
    fall, rise, *others = slopes(average, least=2)
    assert fall[0] > fall[1] and rise[0] < rise[1]
    assert all(abs(end - begin) < abs(rise[1] - rise[0]) / 2 for begin, end in others)
    assert sum(abs(end - begin) > 50 for begin, end in slopes(average_of_9)) > 4  # spikes in the feathers
    places = [f"from {fall[0]:.0f} to {fall[1]:.0f}", f"from {rise[0]:.0f} to {rise[1]:.0f}"]
    sums = ["of 25, so", f"add up to {steps};", f"it was {steps_of_9}.", "of 25 needs"]
    assert_says(wide, *places, *sums, f"512 - 25 + 1 = {len(average)}", f"not {len(average_of_9)}")


def test_lesson_1():
    hole = ("\nsums = correlate2d(board", "\nboard[2, 2] = -1\nsums = correlate2d(board")
    corner = ("kernel = np.array([[1, 2], [4, 3]])", "kernel = np.array([[0, 0], [0, 1]])")
    board, moved = run_variants([
        known(up_to("Find the stroke", changed("1_2D.py", hole)), "matches", "sums.tolist()"),
        known(up_to("Now stand still", changed("1_2D.py", corner)), "image.tolist()", "feature_map.tolist()"),
    ])  # fmt: skip
    lost, shifted = comes_out_of("1_2D.py")
    matches, sums = values_of(board)
    assert matches == [(4, 4), (5, 5)] and sums[1][1] == sums[2][2] == 7
    sentences = ["at (1, 1) and (2, 2)", "only (4, 4) and (5, 5)", "pixel (2, 2)", "window at (1, 1)"]
    sentences += ["window at (2, 2)", "wants a 1", "8 - 1 = 7", "7/9", "at (4, 4) and (5, 5)", "9/9"]
    assert_says(lost, *sentences)
    image, feature_map = map(np.array, values_of(moved))
    rows, columns = feature_map.shape
    assert not feature_map[0].any() and not feature_map[:, 0].any() and (feature_map[1:, 1:] == image).all()
    sentences = ["only 1", "adds 0", f"{rows} rows and {columns} columns", "row 0 and column 0"]
    in_digits = "5*3 + 1*4 + 3*2 + 2*1 = 27"
    assert in_digits in moved.out
    assert_says(shifted, *sentences, in_digits, f"row 2, column 1 of the map is {feature_map[2, 1]:.0f}")


@needs_tensorflow
def test_lesson_2():
    long_steps = ("weight - 0.1 * slope_at", "weight - 0.5 * slope_at")
    few_answers = ("size=(16, 5, 6, 1))", "size=(1, 4, 4, 1))")
    away, few = run_variants([
        known(up_to("The next weight", changed("2_TensorFlow.py", long_steps)), "path", "slope_at(1)"),
        known(
            up_to("Learn from SciPy", changed("2_TensorFlow.py", few_answers)),
            "errors[-1]", "kernels[200].astype(float).round(1).tolist()", "wanted.numpy().size", "[came_back]", "edge.tolist()",
        ),
    ])  # fmt: skip
    grows, another = comes_out_of("2_TensorFlow.py")
    path, slope = values_of(away)
    errors = re.findall(r"Step \d: weight \S+, error (\S+)", away.out)
    weights = re.findall(r"Step \d: weight (\S+),", away.out)
    jump = path[1] - path[0]
    assert round(jump) == 5 and round(path[1] - 3) == 3 and errors == sorted(errors, key=float)
    distances = [abs(weight - 3) for weight in path]
    assert np.allclose(np.divide(distances[1:], distances[:-1]), 1.5, atol=0.001)
    first = f"1 is 2 away from the right one, 3; half of the slope, {slope:.0f}, is {-jump:.0f}"
    then = [f"to {path[1]:.0f}", "3 away", f"to {weights[1]}", f"to {weights[2]}"]
    assert_says(grows, ", ".join(errors), first, *then, "1.5 times", f"1.5*1.5 = {1.5 * 1.5}")
    error, learned, answers, (came_back,), edge = values_of(few)
    assert answers == 4 and not np.allclose(learned, edge, atol=0.5)
    first_rows = f"{row_of(learned[0])}, and not {row_of(edge[0])}"
    assert_says(
        another, f"to {error:.4f}", first_rows, f"16 images had 16*3*4 = {16 * 3 * 4}", f'"{came_back}"'
    )


def test_lesson_3(tmp_path):
    bright = np.zeros((60, 64), dtype=np.uint8)
    bright[20:40, 20:40] = 200
    own = tmp_path / "own.png"
    Image.fromarray(bright).save(own)
    begins = 'photo_path = begin(__doc__, picture="bird.jpg", least=9)'
    with_own = changed("3_image.py", (begins, f"photo_path = {str(own)!r}"))
    kernels = (
        "sharpen = np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])",
        "sharpen = np.array([[-1] * 3, [-1, 9, -1], [-1] * 3])",
    )
    sides = "[int(np.sign(e)) for e in (by_upright[30, 19], by_lying[19, 30], by_upright[30, 40], by_lying[40, 30])]"
    outlines, sharper = run_variants([
        known(up_to("Both directions", with_own), sides),
        known(
            up_to("Four kernels", changed("3_image.py", kernels)),
            "int(sharpen.sum())", "convolve2d(step_up, sharpen, 'valid')[0].tolist()",
        ),
    ])  # fmt: skip
    red_and_blue, stronger = comes_out_of("3_image.py")
    assert values_of(outlines) == [[1, 1, -1, -1]]
    assert_says(
        red_and_blue, "red outline on its left and on its top, and a blue one on its right", "above 0"
    )
    total, at_edge = values_of(sharper)
    jump = re.compile(r"Average jump, sharpen +(\S+)")
    expected = (ROOT / "data" / "expected" / "3_image.txt").read_text(encoding="utf-8")
    assert "flat 100?\nAnswer: 100" in sharper.out and "Sharpened: [ 3 -3 15  9]" in expected
    edges = ["from 3 to 9", f"{at_edge[1]} and {at_edge[2]}", "-3 and 15"]
    unchanged = re.search(r"Average jump, unchanged +(\S+)", expected)[1]
    jumps = [f"from {jump.search(expected)[1]} to {jump.search(sharper.out)[1]}", unchanged]
    assert_says(stronger, f"9 - 8 = {total}", "a flat 100 is still 100", *edges, *jumps)


@pytest.mark.slow  # it trains twice
@needs_tensorflow
def test_lesson_4():
    two_rounds = ("range(1, 16)", "range(1, 3)")
    few = ("network.fit(train, train_labels,", "network.fit(train[:500], train_labels[:500], epochs=15,")
    looked_at_once = ("range(1, 16)", "range(15, 16)")
    upright = 'test = digits["test_images"]'
    on_their_side = (upright, 'test = np.rot90(digits["test_images"], axes=(1, 2))')
    ones = "np.count_nonzero((guesses == 1) & (test_labels == 1))"
    steps = "int(network.optimizer.iterations)"
    lying, learned = run_variants([
        known(
            up_to("Digits that it", changed("4_digit.py", two_rounds, on_their_side)), "int(right)", ones, steps
        ),
        known(
            up_to("Digits that it", changed("4_digit.py", few, looked_at_once)),
            "int(right)", "int(accuracy * 100)", "np.bincount(train_labels[:500]).tolist()",
            "np.bincount(train_labels).tolist()", steps,
        ),
    ])  # fmt: skip
    on_its_side, from_few = comes_out_of("4_digit.py")
    right, ones, steps_of_two_rounds = values_of(lying)
    assert right < 100 and ones == 0 and FEWEST_RIGHT > 470
    upright = ["of the 500 new digits it reads more than 470", "All 500 new digits"]
    assert_says(on_its_side, *upright, "fewer than 100", f"guessing gets {500 // 10}", "not a single 1")
    right, of_train, of_few, of_all, steps = values_of(learned)
    expected = (ROOT / "data" / "expected" / "4_digit.txt").read_text(encoding="utf-8")
    right_of_all = int(re.search(r"Right: (\d+) of 500", expected)[1])
    of_train_from_all = float(re.search(r"Round 15: error \S+, (\S+)% right", expected)[1])
    assert abs(right - 460) <= 15 and abs(right_of_all - 480) <= 5
    assert abs(of_train - 93) <= 3 and of_train_from_all > 99
    assert_says(
        from_few, "about 460 of the 500 instead of about 480",
        f"about {round(np.mean(of_few))} and not {round(np.mean(of_all))}",
        f"is {steps // 15} steps instead of {steps_of_two_rounds // 2}, so 15 rounds are {steps} steps",
        f"instead of {15 * steps_of_two_rounds // 2}", f"counts all 2000 digits, and {2000 - 500} of them",
        "more than 99% to about 93%",
    )  # fmt: skip


@needs_tensorflow
def test_speed():
    name = "docs/further/speed.py"
    apart, counts, clock = run_variants([
        up_to("Look at the kernel", changed(name, ("[3, 6, 0]]", "[3, 6, 1]]"))),
        known(up_to("Let a program count", changed(name, ("[3, 6, 0]]", "[3, 6, 1]]"))), "count", "kernel.tolist()"),
        up_to("And back", changed(name, ("signal = [3, 4, 5]", "signal = [3, 4, 9]"))),
    ])  # fmt: skip
    no_column, too_small = comes_out_of(name)
    count, kernel = values_of(counts)
    table = re.search(r"All three:\n(.*)", apart.out, re.DOTALL)[1].split()
    assert apart.stopped == "AssertionError" and table[-1] == "0]]" and kernel[2][2] == 1
    rows = f"{row_of(kernel[2])} is no multiple of {row_of(kernel[0])}"
    assert_says(no_column, rows, f"{count} multiplications as before", "a 0 where the kernel has a 1")
    assert clock.stopped == "AssertionError"
    by_clock = ast.literal_eval(re.search(r"Divided by 4: (.*)", clock.out)[1])
    right = [6, 11, 22, 9]
    assert (
        f"np.convolve: [ {'  '.join(map(str, right))}]".split()
        == re.search("np.convolve: .*", clock.out)[0].split()
    )
    assert [place for place in range(4) if by_clock[place] != right[place]] == [2]
    sentences = [
        f"{by_clock[2]} comes out instead of {right[2]}",
        "3 4 9 with 2 1",
        row_of(right),
        "of 17 hours",
    ]
    assert_says(too_small, *sentences, f"22 is 22 - 17 = {22 - 17}", "below 17", "of 65537")
    assert max(by_clock[:2] + by_clock[3:]) < 17


@needs_tensorflow
def test_shapes():
    name = "docs/further/shapes.py"
    larger = ("(1, 227, 227, 3))\nrows = 227", "(1, 224, 224, 3))\nrows = 224")
    stands, as_it_is, smaller = run_variants([
        known(up_to("Sliding through", changed(name, ("\nvideo[1, 1, 2] = 9", "\nvideo[1, 1, 1] = 9"))), "moved.tolist()"),
        *[known(up_to("AlexNet, layer", source), "sizes", "int(tf.size(x))") for source in (source_of(name), changed(name, larger))],
    ])  # fmt: skip
    nothing, sizes = comes_out_of(name)
    assert not np.any(values_of(stands))
    in_digits = f"9*(-1) + 9*1 = {9 * -1 + 9 * 1}", f"0*(-1) + 0*1 = {0 * -1 + 0 * 1}"
    assert_says(nothing, "all numbers are 0", *in_digits)
    (before, all_before), (after, all_after) = values_of(as_it_is), values_of(smaller)
    assert [maps for _, _, maps in before] == [maps for _, _, maps in after]
    rows_before, rows_after = ([rows for _, rows, _ in layers] for layers in (before, after))
    pooled = [place for place, (kind, _, _) in enumerate(before) if kind == "pooling"]
    first = f"{rows_after[1]} rows instead of {rows_before[1]}, because (224 - 11) // 4 + 1 = {(224 - 11) // 4 + 1}"
    now, then = (
        "{}, {} and {}".format(*[rows[place] for place in pooled]) for rows in (rows_after, rows_before)
    )
    last = f"{rows_after[-1]}*{rows_after[-1]}*256 = {all_after} numbers are left, and not {all_before}"
    assert_says(sizes, first, f"make {now} rows", f"instead of {then}", last)


@needs_tensorflow
def test_other_courses():
    name = "docs/further/other_courses.py"
    above = (
        "gradient = np.convolve(ramp",
        "ramp = np.array([0, 0, 1, 3, 6, 10, 15])\ngradient = np.convolve(ramp",
    )
    mirror, steeper = run_variants([
        known(
            up_to("TensorFlow convolves", changed(name, ("[1, 2, 3], dtype", "[1, 2, 1], dtype"))),
            "np.convolve(spike, weights, 'valid').tolist()", "np.correlate(spike, weights, 'valid').tolist()",
            "by_tensorflow[0, :, 0].numpy().tolist()",
        ),
        known(up_to("Nothing, on a ramp", changed(name, above)), "gradient.tolist()", "laplacian.tolist()"),
    ])  # fmt: skip
    cannot, everywhere = comes_out_of(name)
    first, second, third = values_of(mirror)
    assert first == second == third
    assert_says(cannot, f"all three lines say {row_of(first)}")
    gradient, laplacian = values_of(steeper)
    assert {*laplacian} == {*np.diff(gradient).tolist()} == {1}
    assert_says(everywhere, f"1 everywhere: {row_of(laplacian)}", row_of(gradient), "grows by 1")
