"""What python -m course why prints, word for word: tests/golden/why.txt."""


def test_golden_why(golden):
    golden("why")
