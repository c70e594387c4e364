"""Lessons 0 to 3 with a single thing wrong in them: each is noticed, by a check of the lesson or by a fact.

Every flip, mode, kernel, weight and label of a lesson is put wrong once. Where the numbers stay the same, as
with a kernel that looks the same from both ends, there is nothing to notice: those are in SAME_NUMBERS.
"""

import re

import pytest
from support.lesson_facts import BESIDE, FACTS, WITH_TENSORFLOW, has_learned, not_printed
from support.lesson_source import (
    changed,
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
from support.lesson_variants import notice, run_from_the_first_wrong_cell, run_variants
from support.tensorflow_there import needs_tensorflow

ASK_WHY = re.compile(r"(?ms)^# %% Ask why.*?(?=^# %%)")
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
    ("gauss = table / 4096", "gauss = table / 64"),
    ("np.ones((7, 7)) / 49", "np.ones((7, 7)) / 48"),
    ("clipped = np.clip(by_sharpen, 0, 255)", "clipped = np.clip(by_sharpen, 0, 256)"),
    (
        "outside = np.count_nonzero(clipped != by_sharpen)",
        "outside = np.count_nonzero(clipped == by_sharpen)",
    ),
    ("np.abs(np.diff(result))", "np.diff(result)"),
    ("np.sqrt(by_upright**2 + by_lying**2)", "np.abs(by_upright) + np.abs(by_lying)"),
    ("bright_spots = -laplacian", "bright_spots = laplacian"),
    ("(by_gauss, laplacian", "(by_box, laplacian"),
    ("np.clip(np.abs(by_laplacian), 0, 255)", "np.clip(by_laplacian, 0, 255)"),
    ("np.clip(by_laplacian + 128, 0, 255)", "np.clip(by_laplacian + 127, 0, 255)"),
    ("np.clip(np.abs(by_laplacian) + 100, 0, 255)", "np.clip(by_laplacian + 100, 0, 255)"),
    ("wrong = ndimage.convolve(bytes_of_grey, laplacian)", "wrong = ndimage.convolve(grey, laplacian)"),
    ("by_laplacian < 0", "by_laplacian <= 0"),
    ("by_laplacian > 255", "by_laplacian > 200"),
    (
        "draw_outline(grey, upright, by_upright, lying, by_lying",
        "draw_outline(grey, lying, by_lying, upright, by_upright",
    ),
    ("draw_frame(with_zeros, by_laplacian, flat", "draw_frame(by_laplacian, with_zeros, flat"),
    ("np.outer(column, across)", "np.outer(across, across)"),
    ("last_black = red_of_row[1]", "last_black = red_of_row[2]"),
    (
        "blur_first = 0.299 * blurred_red + 0.587 * blurred_green",
        "blur_first = 0.587 * blurred_red + 0.299 * blurred_green",
    ),
    ("0.114 * blurred_blue", "0.114 * blurred_red"),
]
TRAINING = re.compile(  # and what needs the network and the digits that are loaded there
    r"(?ms)^# %% 2000 examples.*?(?=^# %% What it found)|^# %% And the whole network.*?(?=^# %% Keep)"
)
ONE_ROUND = ("range(1, 16)", "range(1, 2)")
WHERE_IT_TRAINS = [  # (old, new)
    ('train_labels = digits["train_labels"]', 'train_labels = digits["train_labels"][::-1]'),
    ("    error, accuracy = judged", "    accuracy, error = judged"),
]
AFTER_IT_HAS_TRAINED = [  # (old, new)
    ("guesses = sums.argmax(axis=1)", "guesses = sums.argmin(axis=1)"),
    ("accuracy_of_new > 0.8", "accuracy_of_new < 0.8"),
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
        "np.convolve(thin_line, [1, 1, 1], 'valid')": "the kernel is symmetric",
        "np.convolve(noisy, [1, 1, 1], 'valid')": "the kernel is symmetric",
        "np.convolve(stripes, [1, 1, 1], 'valid')": "the kernel is symmetric",
        "np.convolve(stripes, [1, 2, 1], 'valid')": "the kernel is symmetric",
        "np.convolve(black_and_white, [1, 1, 1], 'valid')": "the kernel is symmetric",
        "convolve2d(dot, wide_box, 'same')": "the kernel is symmetric",
        "convolve2d(dot, gauss, 'same')": "the kernel is symmetric",
        "convolve2d(grey, wide_box, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(by_gauss, laplacian, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(grey, box, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(grey, gauss, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(flat, ones, 'valid')": "equal weights",
        "convolve2d(flat, box, 'valid')": "equal weights",
        "convolve2d(flat, sharpen, 'valid')": "the kernel is symmetric",
        "convolve2d(step_up, sharpen, 'valid')": "the kernel is symmetric",
        "convolve2d(grey, sharpen, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(grey, unchanged, 'same', boundary='symm')": "the kernel has only its middle",
        "convolve2d(three_rows, laplacian, 'valid')": "the kernel is symmetric",
        "convolve2d(picture, laplacian, 'valid')": "the kernel is symmetric",
        "convolve2d(picture, soft, 'valid')": "the kernel is symmetric",
        "convolve2d(blurred, laplacian, 'valid')": "the kernel is symmetric",
        "convolve2d(step_up, laplacian, 'valid')": "the kernel is symmetric",
        "convolve2d(grey, laplacian, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(bytes_of_grey, laplacian, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(grey, laplacian, 'same', boundary='fill')": "the kernel is symmetric",
        "convolve2d(grey, column, 'same', boundary='symm')": "the column is symmetric",
        "convolve2d(red, gauss, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(green, gauss, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(blue, gauss, 'same', boundary='symm')": "the kernel is symmetric",
        "convolve2d(exact_grey, gauss, 'same', boundary='symm')": "the kernel is symmetric",
    },
    "4_digit.py": {
        "np.correlate(first, [1, 1], 'valid')": "the kernel is symmetric",
        "first = np.correlate(-row, [-1, 1], 'valid')": "above 0, only what the weight -1 makes is left",
        "np.correlate(bent, [1, 1], 'valid')": "the kernel is symmetric",
        "max_pool2d(batch, ksize=2, strides=2, padding='VALID')": "SAME has no zeros to add there",
        "blocks = np.array([0, 9, 0, 0])": "beside the 9 no 1 is the largest",
        "light = np.convolve(light, three, 'same')": "the kernel is symmetric",
        "five = np.array([1, 1, 1, 1, 1])": "only which weights are above 0 counts",
        "np.convolve(light, first_kernel, 'same')": "the kernel is symmetric",
        "np.convolve(larger_ones, second_kernel, 'same')": "symmetric; in valid another number sees as many",
        "tf.nn.conv2d(x, h, strides=1, padding='VALID')": "1x1 has no border, and transposed it is the same",
        "total = np.correlate(pixels, [1, 1], 'valid')": "the kernel is symmetric",
        "total = np.correlate(pair, [1, 1], 'valid')": "the kernel is symmetric",
    },
    "docs/further/shapes.py": {
        "tf.nn.conv3d(whole, tf.cast(h, tf.int32), every_place, 'VALID')": "it is refused in every mode",
        "correlate(ones, box, 'same')": "equal weights",
        "correlate2d(ones, box, 'same')": "equal weights",
        "result = tf.nn.conv2d(x, h, strides=1, padding='VALID')": "equal weights, where it is transposed",
        "every_place = [1, 1, 1, 1, 1]": "along the depth there is one place only",
        "x = tf.nn.conv2d(x, h, stride, zeros)": "all weights are 0, and only shapes count",
        "zeros = [[0, 0], [pad, pad], [pad, pad], [0, 0]]": "TensorFlow pads neither batch nor channels",
    },
    "docs/further/other_courses.py": {
        "convolve2d(image, kernel, 'valid')": "an X looks the same flipped and transposed",
        "convolve2d(other_image, kernel, 'valid')": "an X looks the same flipped and transposed",
        "np.convolve(ramp, [1, -2, 1], 'valid')": "the kernel is symmetric",
        "tf.nn.conv2d(square, h, strides=1, padding='VALID')": "all weights are 0, and only shapes count",
        "tf.nn.conv2d(square, h, strides=stride, padding='SAME')": "all weights are 0, and only shapes count",
        "tf.nn.conv2d(x, h, strides=4, padding='VALID')": "all weights are 0, and only shapes count",
        "around = [[0, 0], [1, 1], [1, 1], [0, 0]]": "the steps do not reach the last row of zeros",
    },
}


def without(part, source):
    """A source without the cells that a pattern finds, its lines where they were."""
    return part.sub(lambda found: "\n" * found[0].count("\n"), source)


def all_faults(source):
    """The Faults of a source, of every kind, in a dict by kind."""
    found = {kind.__name__: [*faults(source, kind)] for kind in KINDS}
    return {**found, "weights": [*weights(source)], "labels": [*labels(source)]}


def all_facts(name):
    """The facts that a lesson prints, those of what it hands to its drawings included."""
    return [*FACTS[name], *BESIDE[name]]


def not_noticed(name, wrong, of_wrong):
    """The lines and steps of Faults that should have been noticed, and were not."""
    lines = source_of(name).splitlines()
    return [
        f"line {fault.line}: {fault.step}"
        for fault, noticed in zip(wrong, of_wrong, strict=True)
        if not noticed and not is_excused(name, lines[fault.line - 1])
    ]


def is_excused(name, statement):
    return any(excuse in statement.replace('"', "'") for excuse in SAME_NUMBERS[name])


class TestEveryFaultIsNoticed:
    @pytest.mark.parametrize("name", ["0_1D.py", "1_2D.py"])
    def test_lessons_without_tensorflow(self, name):
        source = source_of(name)
        wrong = all_faults(source)
        assert len(wrong["flip"]) >= 3 and len(wrong["mode"]) >= 15 and len(wrong["correlation"]) >= 20
        assert len(wrong["weights"]) >= 70 and len(wrong["labels"]) >= 25
        all_wrong = sum(wrong.values(), [])
        seen = notice(source, [fault.source for fault in all_wrong], all_facts(name))
        assert not seen.stopped and seen.lacking == []
        assert not_noticed(name, all_wrong, seen.of_wrong) == []

    @pytest.mark.slow
    def test_lesson_with_a_photograph(self):
        name = "3_image.py"
        source = without(IN_TENSORFLOW, source_of(name))
        wrong = all_faults(source)
        assert len(wrong["mode"]) >= 40 and len(wrong["correlation"]) >= 25
        assert len(wrong["transposing"]) >= 25 and len(wrong["weights"]) >= 100 and len(wrong["labels"]) >= 20
        all_wrong = sum(wrong.values(), [])
        by_hand = [without(IN_TENSORFLOW, changed(name, edit)) for edit in ON_THE_PHOTOGRAPH]
        seen = notice(source, [*[fault.source for fault in all_wrong], *by_hand], all_facts(name))
        assert not seen.stopped and seen.lacking == []
        assert not_noticed(name, all_wrong, seen.of_wrong[: len(all_wrong)]) == []
        assert all(seen.of_wrong[len(all_wrong) :])

    @pytest.mark.slow
    @needs_tensorflow
    def test_what_a_lesson_with_a_photograph_does_in_tensorflow(self):
        name = "3_image.py"
        source = source_of(name)
        first_line = source[: IN_TENSORFLOW.search(source).start()].count("\n") + 1
        wrong = [fault for fault in sum(all_faults(source).values(), []) if fault.line >= first_line]
        assert {"h[::-1, ::-1]", "'symmetric'", "'VALID'"} <= {fault.step for fault in wrong}
        seen = notice(source, [fault.source for fault in wrong], WITH_TENSORFLOW[name])
        assert not seen.stopped and seen.lacking == [] and all(seen.of_wrong)

    @needs_tensorflow
    def test_lesson_with_tensorflow(self):
        """In the cells that learn, and take long, only WHERE_IT_LEARNS is tried; all else, without them."""
        name = "2_TensorFlow.py"
        quick = without(GRAPH, without(LEARNING, source_of(name)))
        wrong = all_faults(quick)
        assert len(wrong["mode"]) >= 10 and len(wrong["transposing"]) >= 15 and len(wrong["labels"]) >= 10
        all_wrong = sum(wrong.values(), [])
        seen = notice(quick, [fault.source for fault in all_wrong], all_facts(name))
        assert not seen.stopped and not_noticed(name, all_wrong, seen.of_wrong) == []

    @pytest.mark.slow
    @needs_tensorflow
    def test_where_a_lesson_learns(self):
        name = "2_TensorFlow.py"
        wrong = [changed(name, edit) for edit in WHERE_IT_LEARNS]
        seen = notice(source_of(name), wrong, all_facts(name))
        assert not seen.stopped and seen.lacking == [] and all(seen.of_wrong)

    @pytest.mark.slow
    @needs_tensorflow
    def test_lesson_with_a_digit(self):
        """All faults but those in the cells that train, which take long."""
        name = "4_digit.py"
        quick = without(TRAINING, source_of(name))
        wrong = all_faults(quick)
        assert len(wrong["mode"]) >= 15 and len(wrong["correlation"]) >= 10 and len(wrong["weights"]) >= 40
        assert len(wrong["transposing"]) >= 5 and len(wrong["labels"]) >= 5 and len(wrong["last_one"]) >= 2
        all_wrong = sum(wrong.values(), [])
        seen = notice(quick, [fault.source for fault in all_wrong], all_facts(name))
        assert not seen.stopped and not_noticed(name, all_wrong, seen.of_wrong) == []

    @pytest.mark.slow
    @needs_tensorflow
    @pytest.mark.parametrize("name", ["docs/further/shapes.py", "docs/further/other_courses.py"])
    def test_further_lessons(self, name):
        """But not the one that measures times. Without why(), which takes long."""
        source = without(ASK_WHY, source_of(name))
        wrong = all_faults(source)
        assert len(wrong["mode"]) >= 15 and len(wrong["transposing"]) >= 10 and len(wrong["labels"]) >= 25
        assert len(wrong["weights"]) >= 75 and len(wrong["last_one"]) >= 15
        all_wrong = sum(wrong.values(), [])
        facts = [fact for fact in FACTS[name] if fact != "[stride-cropped]"]
        seen = notice(source, [fault.source for fault in all_wrong], facts)
        assert not seen.stopped and seen.lacking == [] and not_noticed(name, all_wrong, seen.of_wrong) == []

    @pytest.mark.slow
    @needs_tensorflow
    def test_where_a_lesson_with_a_digit_trains(self):
        """What it prints there differs from machine to machine, so the whole of it is looked at."""
        name = "4_digit.py"
        right, *ends = run_from_the_first_wrong_cell(
            changed(name, ONE_ROUND), [changed(name, ONE_ROUND, edit) for edit in AFTER_IT_HAS_TRAINED]
        )
        ends += run_variants([changed(name, ONE_ROUND, edit) for edit in WHERE_IT_TRAINS])
        assert not right.stopped and has_learned(right.out)
        lacking = not_printed(all_facts(name), right.out)
        assert lacking == [f"Round {number}: error" for number in range(2, 16)]
        assert [
            edit
            for edit, end in zip(AFTER_IT_HAS_TRAINED + WHERE_IT_TRAINS, ends, strict=True)
            if not end.stopped and not_printed(all_facts(name), end.out) == lacking and has_learned(end.out)
        ] == []


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
