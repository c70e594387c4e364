"""
What the problems of every lesson are held to. Each lesson's tests say what is right, by NumPy and SciPy, from the
tables and the numbers of the task alone, and what its wrong answers are.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from support.sheets import given, ints, right, same, wrongs


def check_right_answers(problems, rules):
    """Every right answer is right. rules: {name of the kind: right answers of an article}."""
    seen = set()
    for kind, asked, solved in problems:
        seen.add(kind)
        expected, found = rules[kind](asked), right(solved)
        assert len(found) == len(expected), solved.title
        assert all(map(same, found, expected)), (solved.title, found, expected)
        assert asked.title == solved.title
        rooms = [table.caption for table in asked.tables if table.kind == "room"]
        assert rooms == [table.caption for table in solved.tables]
    assert seen == set(rules)


def check_wrong_answers(problems, rules):
    """The wrong answers that no mistake of the bank gives are what a lesson's rules give, in order.

    rules: {name of the kind: [(part, rule), ...]}; rule(asked, right answers) is the wrong answer.
    """
    seen = set()
    for kind, asked, solved in problems:
        unnamed = [wrong for wrong in wrongs(solved) if not wrong.name]
        expected = rules.get(kind, [])
        assert [wrong.part for wrong in unnamed] == [part for part, _ in expected], solved.title
        for wrong, (_, rule) in zip(unnamed, expected):
            seen.add(kind)
            value = rule(asked, right(solved))
            assert same(value, wrong.values), (solved.title, wrong.says, value, wrong.values)
    assert seen == set(rules)


def check_mistakes(problems, rules):
    """What a mistake of the bank gives where why cannot be asked. rules: {name of the kind: rule(asked, wrong)}."""
    seen = set()
    for kind, asked, solved in problems:
        for wrong in wrongs(solved):
            if wrong.name and (wrong.part > 0 or not solved.code):
                seen.add(kind)
                expected = rules[kind](asked, wrong)
                assert same(expected, wrong.values), (solved.title, wrong.name, wrong.values)
    assert seen == set(rules)


def check_sizes(problems, largest=9, known=(), positive=()):
    """Numbers are small, tables not square, and kernels have weights of both signs.

    largest: the largest number of a signal or an image. known: the kinds whose kernel everybody knows, which may be
    square; positive: those whose kernel has no weight below 0.
    """
    for kind, asked, _ in problems:
        kernels = []
        for table, name in zip(given(asked), [table.caption for table in asked.tables]):
            square = table.shape[0] == table.shape[1]
            if "kernel" in name:
                kernels.append(table)
                assert abs(table).max() <= (4 if kind in known else 3) and (kind in known or not square)
            else:
                assert not square and table.min() >= 0 and table.max() <= largest
        if kernels and kind not in positive:
            assert min(map(np.min, kernels)) < 0 < max(map(np.max, kernels))


# ---- rules: from what is given, from the numbers of a task, from the right answers


def of_tables(solve):
    """Right answers from the tables that are given."""
    return lambda asked: solve(*given(asked))


def of_signals(solve):
    """Right answers from the signal and the kernel, as arrays of one axis."""
    return lambda asked: solve(*[table.ravel() for table in given(asked)])


def wrong_of_numbers(rule):
    """A wrong answer from the numbers of the task."""
    return lambda asked, right_answers: rule(*ints(asked))


def wrong_of_answers(rule):
    """A wrong answer from the right answers of the parts and the tables that are given."""
    return lambda asked, right_answers: rule(right_answers, *given(asked))


# ---- arrays


def flipped(kernel):
    return kernel[::-1, ::-1]


def dilated(kernel, dilation):
    """A kernel with dilation - 1 zeros between its weights."""
    wide = np.zeros([(size - 1) * dilation + 1 for size in kernel.shape], int)
    wide[tuple(slice(None, None, dilation) for _ in kernel.shape)] = kernel
    return wide


def window_products(x, h):
    """The products of every window: (rows, columns, kernel's rows, kernel's columns). Nothing is flipped."""
    return sliding_window_view(x, h.shape) * h


def largest_of_blocks(x):
    """Max pooling, 2 x 2 with stride 2; an odd last row or column is left out."""
    rows, columns = (size // 2 for size in x.shape)
    return x[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2).max(axis=(1, 3))
