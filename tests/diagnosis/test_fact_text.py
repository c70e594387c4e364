"""Facts in words: every kind has its sentence, and every trait and place has words."""

from course.diagnosis.fact_text import SENTENCES, TRAIT_WORDS, WHERE_WORDS, Fact
from course.diagnosis.traits import TRAITS, WHERE


def test_every_trait_and_place_has_words():
    assert {*TRAIT_WORDS} == {*TRAITS, "VALID"}
    assert {*WHERE_WORDS} == {*WHERE}


def test_values_stand_in_the_sentence():
    assert "7 x 5" in str(Fact("size", ((7, 5), (5, 7)))) and "12" in str(Fact("size", ((5,), (12,))))
    assert "y[4, 0]" in str(Fact("one differs", ((4, 0), 54, 99)))
    assert " rows 1, 2" in str(Fact("rows", ([1, 2],))) and " row 1." in str(Fact("rows", ([1],)))
    assert TRAIT_WORDS["nan"] in str(Fact("wrong only where", ("nan", "full")))
    assert TRAIT_WORDS["full"] in str(Fact("wrong only where", ("nan", "full")))


def test_sentences_end():
    assert all(callable(sentence) for sentence in SENTENCES.values())
    assert str(Fact("reordered")).endswith(".") and str(Fact("agree", (0, 3))).isascii()
