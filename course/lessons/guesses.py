"""
A guess as people type it, beside the answer: right, wrong, or not understood.

Answers are numbers, several numbers, or words. "5", "five", "5." and "5 numbers" say the same; so do "2x2",
"2 by 2", "2, 2" and "(2, 2)". A fraction may be rounded or cut to two digits or more: 0.78, 0.77 and 0.7777
all say 7/9. Of a word the first letters are enough while no other likely answer begins with them.
"""

import math
import re
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from course.convolution.formatting import number

SHOW_ME = ("", "?")  # guesses that ask for the answer
LONGEST = 40  # characters of a number in a guess; int() refuses thousands of digits
FEWEST_DECIMALS = 2  # digits after the point of a rounded guess
JOINING = ("x", "by", "times", "and")  # words that may stand between two numbers
AXIS_OF_WORD = {  # a word behind a number says which axis it belongs to; answers have the axes in this order
    "row": 0,
    "rows": 0,
    "high": 0,
    "column": 1,
    "columns": 1,
    "wide": 1,
    "channel": 2,
    "channels": 2,
}
MINUS_WORDS = ("minus", "negative")
UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SAME_WORD = {"true": "yes", "yeah": "yes", "yep": "yes", "false": "no", "nope": "no"}
FILLERS = ("a", "an", "the", "it", "is", "on", "at", "to", "in")  # they may stand before the word that counts
GUESS_TOKEN = re.compile(
    r"""
    (?P<number>    [-+]?(?: \d+/0*[1-9]\d* | \d+\.?\d* | \.\d+ ) )
  | (?P<word>      [^\W\d_]+(?:-[^\W\d_]+)* )
  | (?P<separator> [\s,;()\[\]{}|\N{MULTIPLICATION SIGN}*]+ )
  | (?P<other>     . )
    """,
    re.VERBOSE | re.DOTALL,
)
THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+")  # 4,923,520
DECIMAL_COMMA = re.compile(r"-?\d*,\d+")  # 0,78


class Judgement(Enum):
    """What a guess is, beside the answer."""

    RIGHT = "right"
    WRONG = "wrong"
    UNCLEAR = "not understood"


class TypedNumber(NamedTuple):
    """A number of a guess: its value, a Fraction, and how many digits were typed after its point."""

    value: Fraction
    decimals: int


def judge(guess, answer, other_answers=()):
    """The Judgement of a typed guess.

    answer: a number, a word, True or False, or nested lists or arrays of numbers. A text that is written as
    numbers, such as "2x2", counts as these numbers. other_answers: texts of likely wrong answers; a guess
    that begins one of them as well as the right word is unclear.

    Example: judge("five", 5) is Judgement.RIGHT; judge("6", 5) is Judgement.WRONG.
    """
    answer = _plain(answer)
    numbers = _numbers_of(answer)
    if numbers is None:
        return _judge_word(guess, answer, other_answers)
    typed = numbers_typed(guess, one=_is_one_number(answer))
    if typed is None or not _as_many_as_asked(typed, answer, numbers):
        return Judgement.UNCLEAR
    if len(typed) != len(numbers):
        return Judgement.WRONG
    if all(map(_says, typed, numbers)):
        return Judgement.RIGHT
    return Judgement.UNCLEAR if all(map(_says_roughly, typed, numbers)) else Judgement.WRONG


def wanted_form(answer):
    """One sentence on how a guess at this answer is typed; it gives nothing of the answer away."""
    answer = _plain(answer)
    numbers = _numbers_of(answer)
    if numbers is None:
        return "Type yes or no." if answer in ("yes", "no") else "Type one word, or its first letters."
    if _is_one_number(answer):
        ends_after_two_digits = (numbers[0] * 100).denominator == 1
        return "Type one number." if ends_after_two_digits else "Type a fraction, or two digits or more after a point."
    if isinstance(answer, list):
        return "Type the numbers, with blanks or commas between them."
    return f"Type {len(numbers)} numbers, with an x or commas between them."


def answer_as_text(answer):
    """An answer as text: lists and arrays in square brackets, tuples in round ones, as Python has them.

    Example: answer_as_text([1, [2, 3]]) is "[1, [2, 3]]"; answer_as_text((4, 6)) is "(4, 6)".
    """
    answer = _plain(answer)
    if isinstance(answer, (list, tuple)):
        parts = ", ".join(answer_as_text(part) for part in answer)
        return f"({parts})" if isinstance(answer, tuple) else f"[{parts}]"
    return number(answer)


# ---- answers


def _plain(answer):
    """An answer without arrays and their number types: Python's own lists, tuples, numbers; True is "yes"."""
    if hasattr(answer, "numpy"):  # a tensor
        answer = answer.numpy()
    if hasattr(answer, "tolist"):
        answer = answer.tolist()
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, (list, tuple)):
        return type(answer)(_plain(part) for part in answer)
    return answer


def _numbers_of(answer):
    """The numbers of a plain answer as Fractions, one after the other; None if it is a word."""
    if isinstance(answer, (list, tuple)):
        parts = [_numbers_of(part) for part in answer]
        return None if None in parts else sum(parts, [])
    if isinstance(answer, str):
        typed = numbers_typed(answer)
        return typed and [one.value for one in typed]
    if isinstance(answer, float):
        return [Fraction(f"{answer:.12g}")] if math.isfinite(answer) else None
    return [Fraction(answer)]


def _is_one_number(answer):
    """Whether a plain answer, which is of numbers, is a single one and no list."""
    if isinstance(answer, str):
        return len(_numbers_of(answer)) == 1
    return not isinstance(answer, (list, tuple))


def _as_many_as_asked(typed, answer, numbers):
    """Whether a guess has as many numbers as are asked for; of a list the length may be the question."""
    return isinstance(answer, list) or len(typed) == len(numbers)


def _says(typed, value):
    """Whether a TypedNumber is the value, or the value rounded or cut to as many digits as were typed.

    Example: 7/9 in hundredths is 77.7...; 0.78 is 78 of them, which is at most 1/2 away, and 0.77 is 77, the
    whole part.
    """
    return typed.value == value or (typed.decimals >= FEWEST_DECIMALS and _says_roughly(typed, value))


def _says_roughly(typed, value):
    """The same with one digit after the point or more."""
    if typed.decimals == 0:
        return typed.value == value
    scaled = value * 10**typed.decimals
    guessed = typed.value * 10**typed.decimals
    return abs(scaled - guessed) <= Fraction(1, 2) or guessed == math.trunc(scaled)


# ---- guesses at numbers


def numbers_typed(text, one=False):
    """The TypedNumbers of a text of nothing but numbers and what separates them; None for any other text.

    A word may follow the last number, as in "5 numbers", and the name of its axis may follow each; numbers
    whose axes are all named may stand in any order. one: a single number is asked for, so that a comma may
    stand in it, as in 4,923,520 and 0,78.

    Example: the numbers of "(2 by two)" are 2 and 2, those of "9 columns, 6 rows" are 6 and 9; "as long as
    the longer one" has none.
    """
    text = text.strip().casefold().replace("\N{MINUS SIGN}", "-").rstrip(".!")
    if one:
        text = _with_a_point(text)
    tokens = [(match.lastgroup, match.group()) for match in GUESS_TOKEN.finditer(text)]
    tokens = [(kind, token) for kind, token in tokens if kind != "separator"]
    typed = []
    axes = []  # of each number, None where none is named
    sign = 1
    for place, (kind, token) in enumerate(tokens):
        if kind == "word" and token in MINUS_WORDS:
            sign = -1
            continue
        found = _typed_number(kind, token)
        if found is not None:
            typed.append(TypedNumber(sign * found.value, found.decimals))
            axes.append(None)
            sign = 1
        elif token in AXIS_OF_WORD and axes and axes[-1] is None:
            axes[-1] = AXIS_OF_WORD[token]
        else:
            is_last = place == len(tokens) - 1
            if not _may_be_skipped(kind, token, ends_unnamed=is_last and axes[-1:] != [] and axes[-1] is None):
                return None
    return _by_axis(typed, axes) or None


def _by_axis(typed, axes):
    """The TypedNumbers in the order of the axes that were named with them; None if the names do not say it.

    Example: 9 and 6 with the axes 1 and 0 become 6 and 9. With 1 and no axis it is not clear what 6 is.
    """
    if len(typed) == 1 or all(axis in (None, place) for place, axis in enumerate(axes)):
        return typed
    if None in axes or sorted(axes) != list(range(len(typed))):
        return None
    return [number for _, number in sorted(zip(axes, typed), key=lambda pair: pair[0])]


def _with_a_point(text):
    """A single number without the commas that some write in it."""
    if THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    if DECIMAL_COMMA.fullmatch(text):
        return text.replace(",", ".")
    return text


def _typed_number(kind, token):
    """The TypedNumber of a token, or None if it is no number."""
    if kind == "number" and len(token) < LONGEST:
        _, _, decimals = token.partition(".")
        return TypedNumber(Fraction(token), len(decimals))
    if kind == "word" and _value_of_word(token) is not None:
        return TypedNumber(Fraction(_value_of_word(token)), 0)
    return None


def _value_of_word(word):
    """The value of a number from zero to ninety-nine in words, or None.

    Example: of "forty-two" it is 40 + 2.
    """
    tens, _, ones = word.partition("-")
    if not ones and word in UP_TO_NINETEEN:
        return UP_TO_NINETEEN.index(word)
    if tens not in TENS:
        return None
    value = 10 * (TENS.index(tens) + 2)
    if not ones:
        return value
    return value + UP_TO_NINETEEN.index(ones) if ones in UP_TO_NINETEEN[1:10] else None


def _may_be_skipped(kind, token, ends_unnamed):
    """Whether a token says nothing: a joining word, or a last word such as "numbers".

    ends_unnamed: it is the last one, and the number before it has no axis named: "5 rows more" is not 5.
    """
    return kind == "word" and (token in JOINING or ends_unnamed)


# ---- guesses at a word


def _judge_word(guess, answer, other_answers):
    """The Judgement of a guess where the answer is a word, or several."""
    typed = _words_in(guess)
    right = _words_in(answer_as_text(answer))
    others = [_words_in(other) for other in other_answers]
    if not typed or numbers_typed(guess) is not None:
        return Judgement.UNCLEAR
    if typed in others and typed != right:
        return Judgement.WRONG
    if typed == right or typed[: len(right)] == right:
        return Judgement.RIGHT
    if _begins(right, typed):
        also_begun = any(_begins(other, typed) for other in others)
        return Judgement.UNCLEAR if also_begun else Judgement.RIGHT
    is_known = len(typed) == 1 or any(_begins(other, typed) for other in others)
    return Judgement.WRONG if is_known else Judgement.UNCLEAR


def _words_in(text):
    """The words of a text in small letters, without the small ones before the word that counts.

    Example: of "On the left." it is ["left"].
    """
    words = re.findall(r"[^\W_]+", text.casefold())
    words = [SAME_WORD.get(word, word) for word in words]
    while len(words) > 1 and words[0] in FILLERS:
        words = words[1:]
    return words


def _begins(words, beginning):
    return " ".join(words).startswith(" ".join(beginning))
