"""What python -m course trace prints, word for word: tests/golden/trace.txt."""

from support.golden import GOLDEN
from support.traces import equations, total


def test_golden_trace(golden):
    golden("trace")


def test_every_equation_in_it_is_true():
    text = (GOLDEN / "trace.txt").read_text(encoding="utf-8")
    count = 0
    for printed in text.split("\n$ "):
        for terms, result, _ in equations(printed).values():
            if "..." not in terms:
                right = total(terms)
                assert result == right or str(result) == str(right)  # as text, since nan is not nan
                count += 1
    assert count > 60
