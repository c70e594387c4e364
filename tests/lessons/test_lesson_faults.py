"""Lessons 0 to 3 with a single thing wrong in them: each is noticed, by a check of the lesson or by a fact.

Every flip, mode, kernel, weight and label of a lesson is put wrong once. Where the numbers stay the same, as
with a kernel that looks the same from both ends, there is nothing to notice: those are in SAME_NUMBERS.
"""

import re

import pytest
from support.lesson_facts import BESIDE, FEWEST_RIGHT, WITH_TENSORFLOW, has_learned, missing_facts
from support.lesson_source import (
    correlation,
    faults,
    flip,
    halving,
    labels,
    last_one,
    mode,
    source_of,
    transposing,
    weights,
    with_value,
)
from support.lesson_variants import run_variants
from support.tensorflow_there import needs_tensorflow

LEARNING = re.compile(r"(?ms)^# %% Examples for nine weights.*?(?=^# %% Stride)")
GRAPH = re.compile(r"(?ms)^# %% Two words that you will meet.*?(?=^# %% Keep)")
WHERE_IT_LEARNS = [  # (old, new)
    ("[[1, 0, -1], [2, 0, -2], [3, 0, -3]]", "[[1, 0, -1], [3, 0, -2], [3, 0, -3]]"),
    ("h = edge.astype", "h = edge.T.astype"),
    ("scipy.signal.convolve2d(one_image, edge", "scipy.signal.correlate2d(one_image, edge"),
    ('convolve2d(one_image, edge, "valid")', 'convolve2d(one_image, edge.T, "valid")'),
    ("seed=2", "seed=3"),
    ("learned.assign_sub(0.1 * gradient)  # sub", "learned.assign_add(0.1 * gradient)  # sub"),
    ("wanted) - error) / push", "wanted) - error) / (2 * push)"),
    ("weight - 0.1 * slope_at", "weight + 0.1 * slope_at"),
    ('print(f"The nine slopes:\\n{slopes', 'print(f"The gradient:\\n{slopes'),
]
IN_TENSORFLOW = re.compile(r"(?ms)^try:$.*?(?=^# %% Keep)")
ON_THE_PHOTOGRAPH = [  # (old, new)
    ("red = photo[:, :, 0]", "red = photo[:, :, 2]"),
    ("green = photo[:, :, 1]", "green = photo[:, :, 0]"),
    ("blue = photo[:, :, 2]", "blue = photo[:, :, 1]"),
    ("\ngrey = 0.299 * red + 0.587 * green", "\ngrey = 0.587 * red + 0.299 * green"),
    ("detail_of(photo_path, grey, 48, 48)", "detail_of(photo_path, grey, 24, 48)"),
    ("i = rows // 2  #", "i = columns // 2  #"),
    ("(3, 3)) / 9", "(3, 3)) / 8"),
    ("range(6)", "range(5)"),
    ("gauss = table / (64 * 64)", "gauss = table / 64"),
    ("np.abs(np.diff(result))", "np.diff(result)"),
    ("np.sqrt(by_upright**2 + by_lying**2)", "np.abs(by_upright) + np.abs(by_lying)"),
    ("bright_spots = -laplacian", "bright_spots = laplacian"),
    ("np.minimum(np.abs(by_laplacian) + 100, 255)", "np.minimum(by_laplacian + 100, 255)"),
    ("wrong = ndimage.convolve(bytes_of_grey, laplacian)", "wrong = ndimage.convolve(grey, laplacian)"),
    ("kernel_of_bytes = laplacian.astype", "kernel_of_bytes = (2 * laplacian).astype"),
    (
        "draw_outline(grey, upright, by_upright, lying, by_lying",
        "draw_outline(grey, lying, by_lying, upright, by_upright",
    ),
    ("draw_frame(grey, with_zeros, by_laplacian)", "draw_frame(grey, by_laplacian, with_zeros)"),
    ("column * across", "across * across"),
    (
        "blur_first = 0.299 * blurred_red + 0.587 * blurred_green",
        "blur_first = 0.587 * blurred_red + 0.299 * blurred_green",
    ),
    ("0.114 * blurred_blue", "0.114 * blurred_red"),
]
TRAINING = re.compile(r"(?ms)^# %% Train it.*?(?=^# %% What it found)")
TWO_ROUNDS = ("range(1, 16)", "range(1, 3)")
WHERE_IT_TRAINS = [  # (old, new)
    ('train_labels = digits["train_labels"]', 'train_labels = digits["train_labels"][::-1]'),
    ('history.history["loss"][0]', 'history.history["accuracy"][0]'),
    ("sums.argmax(axis=1)", "sums.argmin(axis=1)"),
    ("share_of_new < share", "share_of_new > share"),
    ("wrong = np.flatnonzero(guesses != test_labels)", "wrong = np.flatnonzero(guesses == test_labels)"),
]
KINDS = (flip, mode, correlation, transposing, halving, last_one)
# What is left true by a fault, and why.
SAME_NUMBERS = {
    "0_1D.py": {
        "scipy.signal.convolve(signal, kernel, 'same')": "two numbers, in same and in valid",
        "np.correlate(signal, mirror, 'full')": "a kernel that reads the same from both ends",
        "np.convolve(row, box, 'valid')": "nine equal weights",
        "convolve(signal, kernel)": "a list has no columns",
        "np.convolve([3, 4, 5], [2, 1, 0], 'valid')": "3 is multiplied by 0",
    },
    "1_2D.py": {
        "convolve2d(np.pad(ones, 1), np.ones((2, 3)), 'valid')": "equal weights",
        "convolve2d(flat, plus, 'same', boundary='fill')": "the kernel is symmetric",
        "convolve2d(flat, plus, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(flat, laplacian, 'same', boundary='fill')": "the kernel is symmetric",
        "convolve2d(flat, laplacian, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(flat, laplacian, 'same', boundary='wrap')": "the kernel is symmetric, the image flat",
        "correlate2d(board, stroke, 'valid')": "the kernel is symmetric",
        "correlate2d(board_with_0, stroke_with_0, 'valid')": "the kernel is symmetric",
        "convolve2d(landscape, along, 'valid')": "no two neighbours in a row differ",
        "correlate2d(dark_around, hook, 'valid')": "the best score is the same in each mode",
        "convolve2d(dark_around, hook, 'valid')": "the best score is the same in each mode",
    },
    "2_TensorFlow.py": {
        "tf.nn.conv2d(x, h, strides=2, padding='VALID')": "SAME has no zeros to add there",
        "tf.nn.conv2d(x, h, strides=1, padding='SAME')": "equal weights",
        "tf.nn.conv2d(x, h, strides=1, padding='VALID', dilations=2)": "equal weights",
    },
    "3_image.py": {
        "[[[255, 0, 0], [0, 255, 0]": "1 of 255 of a colour changes no rounded grey",
        "np.convolve(row, [1, 1, 1], 'valid')": "the kernel is symmetric",
        "convolve2d(grey, box, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(grey, gauss, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(flat, ones, 'valid')": "equal weights",
        "convolve2d(flat, box, 'valid')": "equal weights",
        "convolve2d(flat, sharpen, 'valid')": "the kernel is symmetric",
        "convolve2d(step_up, sharpen, 'valid')": "the kernel is symmetric",
        "convolve2d(grey, sharpen, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(grey, unchanged, 'same', boundary='symm')": "the kernel has only its middle",
        "convolve2d(brighter_below, upright, 'valid')": "no two neighbours in a row differ",
        "convolve2d(ramp, laplacian, 'valid')": "the kernel is symmetric",
        "convolve2d(step_up, laplacian, 'valid')": "the kernel is symmetric",
        "steep_ramp = np.array(": "a corner of the window has the weight 0",
        "convolve2d(steep_ramp, laplacian, 'valid')": "the kernel is symmetric, and full begins with 0, too",
        "convolve2d(grey, laplacian, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(grey, bright_spots, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(bytes_of_grey, kernel_of_bytes, 'same', 'symm')": "the kernel is symmetric",
        "convolve2d(bytes_of_grey, laplacian, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(grey, laplacian, 'same', boundary='fill')": "the kernel is symmetric",
        "convolve2d(grey, column, 'same', boundary='symm')": "the column is symmetric",
        "convolve2d(red, gauss, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(green, gauss, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(blue, gauss, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(exact_grey, gauss, 'same', boundary='symm')": "the kernel is symmetric",
    },
    "4_digit.py": {
        "max_pool2d(batch, ksize=2, strides=2, padding='VALID')": "SAME has no zeros to add there",
        "light = np.convolve(light, three, 'same')": "the kernel is symmetric",
        "first_layer = np.convolve(light, three, 'same')": "the kernel is symmetric",
        "np.convolve(averages, three, 'same')": "symmetric; in valid another number, which sees as many",
        "tf.nn.conv2d(batch, h, strides=1, padding='VALID')": "1x1 has no border, and transposed it is the same",
    },
}


def without(part, source):
    """A source without the cells that a pattern finds, its lines where they were."""
    return part.sub(lambda found: "\n" * found[0].count("\n"), source)


def changed(name, *edits):
    """A lesson's source with edits, each (old, new) where old stands once."""
    source = source_of(name)
    for old, new in edits:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return source


def all_faults(source):
    """The Faults of a source, of every kind, in a dict by kind."""
    found = {kind.__name__: [*faults(source, kind)] for kind in KINDS}
    return {**found, "weights": [*weights(source)], "labels": [*labels(source)]}


def lost(name, end):
    """The facts that a lesson's run has lost."""
    return [*missing_facts(name, end.out), *missing_facts(name, end.out, BESIDE)]


def still_right(name, right, wrong, ends):
    """The faults with which a lesson ends as the right one does: at its end, with the same facts."""
    has_not = lost(name, right)
    return [fault for fault, end in zip(wrong, ends) if not end.stopped and lost(name, end) == has_not]


def not_excused(name, wrong):
    """The lines and steps of Faults that should have been noticed."""
    lines = source_of(name).splitlines()
    statements = [lines[fault.line - 1].replace('"', "'") for fault in wrong]
    excuses = SAME_NUMBERS[name]
    return [
        f"line {fault.line}: {fault.step}"
        for fault, statement in zip(wrong, statements)
        if not any(excuse in statement for excuse in excuses)
    ]


class TestEveryFaultIsNoticed:
    @pytest.mark.parametrize("name", ["0_1D.py", "1_2D.py"])
    def test_lessons_without_tensorflow(self, name):
        source = source_of(name)
        wrong = all_faults(source)
        assert len(wrong["flip"]) >= 3 and len(wrong["mode"]) >= 15 and len(wrong["correlation"]) >= 20
        assert len(wrong["weights"]) >= 70 and len(wrong["labels"]) >= 25
        all_wrong = sum(wrong.values(), [])
        right, *ends = run_variants([source, *[fault.source for fault in all_wrong]])
        assert not right.stopped and lost(name, right) == []
        assert not_excused(name, still_right(name, right, all_wrong, ends)) == []

    def test_lesson_with_a_photograph(self):
        name = "3_image.py"
        source = without(IN_TENSORFLOW, source_of(name))
        wrong = all_faults(source)
        assert (
            len(wrong["mode"]) >= 40 and len(wrong["correlation"]) >= 25 and len(wrong["transposing"]) >= 25
        )
        assert len(wrong["weights"]) >= 100 and len(wrong["labels"]) >= 20
        all_wrong = sum(wrong.values(), [])
        by_hand = [changed(name, edit) for edit in ON_THE_PHOTOGRAPH]
        sources = [
            source,
            *[fault.source for fault in all_wrong],
            *[without(IN_TENSORFLOW, each) for each in by_hand],
        ]
        right, *ends = run_variants(sources)
        assert not right.stopped and lost(name, right) == []
        assert not_excused(name, still_right(name, right, all_wrong, ends)) == []
        assert still_right(name, right, ON_THE_PHOTOGRAPH, ends[len(all_wrong) :]) == []

    @needs_tensorflow
    def test_what_a_lesson_with_a_photograph_does_in_tensorflow(self):
        name = "3_image.py"
        source = source_of(name)
        first_line = source[: IN_TENSORFLOW.search(source).start()].count("\n") + 1
        wrong = [fault for fault in sum(all_faults(source).values(), []) if fault.line >= first_line]
        assert {"h[::-1, ::-1]", "'symmetric'", "'VALID'"} <= {fault.step for fault in wrong}
        right, *ends = run_variants([source, *[fault.source for fault in wrong]])
        assert not right.stopped and missing_facts(name, right.out, WITH_TENSORFLOW) == []
        kept = [
            end for end in ends if not end.stopped and missing_facts(name, end.out, WITH_TENSORFLOW) == []
        ]
        assert kept == []

    @needs_tensorflow
    def test_lesson_with_tensorflow(self):
        """In the cells that learn, and take long, only WHERE_IT_LEARNS is tried; all else, without them."""
        name = "2_TensorFlow.py"
        whole = source_of(name)
        quick = without(GRAPH, without(LEARNING, whole))
        wrong = all_faults(quick)
        assert len(wrong["mode"]) >= 10 and len(wrong["transposing"]) >= 15 and len(wrong["labels"]) >= 10
        in_quick = sum(wrong.values(), [])
        in_whole = [changed(name, edit) for edit in WHERE_IT_LEARNS]
        ends = run_variants([quick, whole, *[fault.source for fault in in_quick], *in_whole])
        right, right_as_whole, *ends = ends
        assert not right.stopped and lost(name, right_as_whole) == []
        found = still_right(name, right, in_quick, ends)
        assert not_excused(name, found) == []
        kept = still_right(name, right_as_whole, WHERE_IT_LEARNS, ends[len(in_quick) :])
        assert kept == []

    @needs_tensorflow
    def test_lesson_with_a_digit(self):
        """All faults but those in the cells that train, which take long."""
        name = "4_digit.py"
        quick = without(TRAINING, source_of(name))
        wrong = all_faults(quick)
        assert len(wrong["mode"]) >= 15 and len(wrong["correlation"]) >= 10 and len(wrong["weights"]) >= 40
        assert len(wrong["transposing"]) >= 5 and len(wrong["labels"]) >= 5 and len(wrong["last_one"]) >= 2
        all_wrong = sum(wrong.values(), [])
        right, *ends = run_variants([quick, *[fault.source for fault in all_wrong]])
        assert not right.stopped
        assert not_excused(name, still_right(name, right, all_wrong, ends)) == []

    @needs_tensorflow
    def test_where_a_lesson_with_a_digit_trains(self):
        name = "4_digit.py"
        in_training = [changed(name, TWO_ROUNDS, edit) for edit in WHERE_IT_TRAINS]
        right, *ends = run_variants([changed(name, TWO_ROUNDS), *in_training])
        assert not right.stopped and has_learned(right.out)
        assert lost(name, right) == [f"Round {number}: error" for number in range(3, 16)]
        found = still_right(name, right, [*zip(WHERE_IT_TRAINS, ends)], ends)
        assert [edit for edit, end in found if has_learned(end.out)] == []


# ---- what the last cell tells to try


def test_what_lesson_0_tells_to_try():
    claps, row = run_variants([
        with_value(source_of("0_1D.py"), "kernel", "[0, 0, 1]"),
        changed("0_1D.py", ("box = [1] * 9", "box = [1] * 25")),
    ])  # fmt: skip
    assert not claps.stopped and "np.convolve: [0 0 3 4 5]" in claps.out
    assert not row.stopped and "average has the shape (488,)" in row.out


def test_what_lesson_1_tells_to_try():
    hole = ("\nsums = correlate2d(board", "\nboard[2, 2] = -1\nsums = correlate2d(board")
    corner = ("kernel = np.array([[1, 2], [4, 3]])", "kernel = np.array([[0, 0], [0, 1]])")
    without_pixel, moved = run_variants([changed("1_2D.py", hole), changed("1_2D.py", corner)])
    assert (
        not without_pixel.stopped
        and "The score is 9/9 at [(4, 4), (5, 5)]\nand at most 7/9" in without_pixel.out
    )
    assert not moved.stopped
    assert (
        "Feature map:\n[[0. 0. 0. 0. 0.]\n [0. 1. 3. 0. 4.]\n [0. 5. 1. 2. 4.]\n [0. 3. 2. 4. 1.]]"
        in moved.out
    )


@needs_tensorflow
def test_what_lesson_2_tells_to_try():
    long_steps = ("weight - 0.1 * slope_at", "weight - 0.5 * slope_at")
    few_answers = ("size=(16, 5, 6, 1))", "size=(1, 4, 4, 1))")
    away, few = run_variants(
        [changed("2_TensorFlow.py", long_steps), changed("2_TensorFlow.py", few_answers)]
    )
    errors = [float(error) for error in re.findall(r"Step \d: weight \S+, error (\S+)", away.out)]
    assert not away.stopped and len(errors) == 6 and errors == sorted(errors) and errors[-1] > 10 * errors[0]
    assert not few.stopped and "After 200 steps the error is 0.0000" in few.out
    assert "The learned kernel, to one decimal:\n[[-0.4 -0.2  0.2]" in few.out


def test_what_lesson_3_tells_to_try():
    nine = (
        "sharpen = np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])",
        "sharpen = np.array([[-1] * 3, [-1, 9, -1], [-1] * 3])",
    )
    as_it_is, sharper = run_variants([
        without(IN_TENSORFLOW, source_of("3_image.py")), without(IN_TENSORFLOW, changed("3_image.py", nine)),
    ])  # fmt: skip
    jumps = [float(re.search(r"Average jump, sharpen +(\S+)", end.out)[1]) for end in (as_it_is, sharper)]
    assert not sharper.stopped and "flat 100?\nAnswer: 100" in sharper.out and jumps[1] > 1.3 * jumps[0]


@needs_tensorflow
def test_what_the_further_lessons_tell_to_try():
    speed, shapes, other = (f"docs/further/{name}.py" for name in ("speed", "shapes", "other_courses"))
    alexnet = ("(1, 227, 227, 3))\nrows = 227", "(1, 224, 224, 3))\nrows = 224")
    ramp = ("[0, 0, 0, 1, 2, 3, 4, 4, 4]", "[0, 0, 1, 3, 6, 10, 15]")
    cannot, beyond, stands, smaller, mirror, steeper = run_variants([
        changed(speed, ("[3, 6, 0]]", "[3, 6, 1]]")), changed(speed, ("signal = [3, 4, 5]", "signal = [3, 4, 9]")),
        changed(shapes, ("video[1, 1, 2] = 9", "video[1, 1, 1] = 9")), changed(shapes, alexnet),
        changed(other, ("[1, 2, 3], dtype", "[1, 2, 1], dtype")), changed(other, ramp),
    ])  # fmt: skip
    assert cannot.stopped == "AssertionError" and "times fewer" not in cannot.out and "All three:" in cannot.out
    assert beyond.stopped == "AssertionError" and "Divided by 4: [6, 11, 5, 9]\n" in beyond.out
    assert not stands.stopped and "has moved:\n[[0 0 0 0]\n [0 0 0 0]\n [0 0 0 0]]" in stands.out
    assert not smaller.stopped
    assert re.findall(r"^(?:filters|pooling) .*: \((\d+), ", smaller.out, re.MULTILINE) == "54 26 26 12 12 12 12 5".split()
    assert "6*6*256 = 6400\n" in smaller.out
    assert not mirror.stopped and mirror.out.count(" [1 2 1]\n") == 4
    assert not steeper.stopped and "Laplacian: [1 1 1 1 1]" in steeper.out


@needs_tensorflow
def test_what_lesson_4_tells_to_try():
    few = ("network.fit(train, train_labels,", "network.fit(train[:500], train_labels[:500],")
    on_their_side = ('digits["test_images"]', 'np.rot90(digits["test_images"], axes=(1, 2))')
    source = changed("4_digit.py", TWO_ROUNDS)
    assert source.count("500, 28, 28") == 1
    learned, turned = run_variants([changed("4_digit.py", few), source.replace(*on_their_side)])
    rights = [int(re.search(r"Right: (\d+) of 500", end.out)[1]) for end in (learned, turned)]
    assert not learned.stopped and 400 < rights[0] < FEWEST_RIGHT
    assert not turned.stopped and rights[1] < 150


# ---- other numbers


def test_lesson_0_follows_other_numbers():
    source = with_value(source_of("0_1D.py"), "signal", "[-7, 2, 9]")
    (end,) = run_variants([with_value(source, "kernel", "[1, -2, 0]")])
    assert not end.stopped
    for line in (
        "Two loops: [-7, 16, 5, -18, 0]",
        "Flip and slide: [ -7  16   5 -18   0]",
        "y[1] = x[0]*h[1] + x[1]*h[0] = 16",
    ):
        assert line in end.out


def test_lesson_1_follows_other_numbers():
    image = "np.array([[5, 0, -2, 1], [3, 4, 5, 9], [6, 7, 8, 2]])"
    (end,) = run_variants([with_value(source_of("1_2D.py"), "image", image)])
    assert not end.stopped and "convolve2d:\n[[25  5 17]\n [44 54 69]]" in end.out  # 5*3 + 0*4 + 3*2 + 4*1
