import { add, compare, equal, fraction, magnitude, multiply, negated, powerOfTen, whole } from "fractions";

// The rules of course/lessons/guesses.py, in which the reasons for them stand; a test holds the two against each other.

export const RIGHT = "right";
export const WRONG = "wrong";
export const UNCLEAR = "not understood";

const LONGEST = 40;
const FEWEST_DECIMALS = 2;
const JOINING = ["x", "by", "times", "and"];
const AXIS_OF_WORD = new Map(Object.entries({
  row: 0, rows: 0, high: 0, column: 1, columns: 1, wide: 1, channel: 2, channels: 2,
}));
const MINUS_WORDS = ["minus", "negative"];
const UP_TO_NINETEEN = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
  + "sixteen seventeen eighteen nineteen").split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const SAME_WORD = new Map(Object.entries({ true: "yes", yeah: "yes", yep: "yes", false: "no", nope: "no" }));
const FILLERS = ["a", "an", "the", "it", "is", "on", "at", "to", "in"];
const TOKEN = new RegExp(
  "(?<number>[-+]?(?:\\d+/0*[1-9]\\d*|\\d+\\.?\\d*|\\.\\d+))"
  + "|(?<word>\\p{L}+(?:-\\p{L}+)*)|(?<separator>[\\s,;()\\[\\]{}|×*]+)|(?<other>.)",
  "gsu",
);
const THOUSANDS = /^-?\d{1,3}(?:,\d{3})+$/;
const DECIMAL_COMMA = /^-?\d*,\d+$/;
const HALF = fraction(1n, 2n);

/**
 * RIGHT, WRONG or UNCLEAR: what a typed guess is, beside the answer as text. others: texts of likely wrong answers.
 * isList: whether the answer is a list, whose length may be the question.
 */
export function judge(guess, answer, others = [], isList = false) {
  const numbers = numbersTyped(answer)?.map(({ value }) => value);
  if (!numbers) return judgeWord(guess, answer, others);
  const typed = numbersTyped(guess, numbers.length === 1 && !isList);
  if (!typed || !(isList || typed.length === numbers.length)) return UNCLEAR;
  if (typed.length !== numbers.length) return WRONG;
  if (typed.every((one, i) => says(one, numbers[i]))) return RIGHT;
  return typed.every((one, i) => saysRoughly(one, numbers[i])) ? UNCLEAR : WRONG;
}

function says(typed, value) {
  return equal(typed.value, value) || (typed.decimals >= FEWEST_DECIMALS && saysRoughly(typed, value));
}

function saysRoughly(typed, value) {
  if (typed.decimals === 0) return equal(typed.value, value);
  const power = fraction(powerOfTen(typed.decimals));
  const [scaled, guessed] = [multiply(value, power), multiply(typed.value, power)];
  const isRounded = compare(magnitude(add(scaled, negated(guessed))), HALF) <= 0;
  return isRounded || equal(guessed, fraction(scaled.n / scaled.d));
}

/**
 * The numbers of a text of nothing but numbers and what separates them, [{value, decimals}, ...]; null for any other
 * text. one: a single number is asked for, so that a comma may stand in it.
 */
export function numbersTyped(text, one = false) {
  const plain = text.trim().toLowerCase().replaceAll("−", "-").replace(/[.!]+$/, "");
  const tokens = [...(one ? withAPoint(plain) : plain).matchAll(TOKEN)].map(({ groups }) => groups)
    .filter(({ separator }) => !separator);
  const typed = [];
  const axes = [];
  let sign = 1n;
  for (const [place, token] of tokens.entries()) {
    const found = typedNumber(token);
    if (MINUS_WORDS.includes(token.word)) {
      sign = -1n;
    } else if (found) {
      typed.push({ value: multiply(fraction(sign), found.value), decimals: found.decimals });
      axes.push(null);
      sign = 1n;
    } else if (AXIS_OF_WORD.has(token.word) && axes.at(-1) === null) {
      axes[axes.length - 1] = AXIS_OF_WORD.get(token.word);
    } else {
      const endsUnnamed = place === tokens.length - 1 && axes.at(-1) === null;
      if (!token.word || !(JOINING.includes(token.word) || endsUnnamed)) return null;
    }
  }
  const ordered = byAxis(typed, axes);
  return ordered?.length ? ordered : null;
}

/** The numbers in the order of the axes that were named with them; null if the names do not say it. */
function byAxis(typed, axes) {
  if (typed.length === 1 || axes.every((axis, place) => axis === null || axis === place)) return typed;
  const places = typed.map((_, place) => axes.indexOf(place));
  return places.includes(-1) ? null : places.map((place) => typed[place]);
}

function withAPoint(text) {
  if (THOUSANDS.test(text)) return text.replaceAll(",", "");
  return DECIMAL_COMMA.test(text) ? text.replace(",", ".") : text;
}

function typedNumber({ number, word }) {
  if (number && number.length < LONGEST) return numberOf(number);
  const value = word ? valueOfWord(word) : null;
  return value === null ? null : { value: whole(value), decimals: 0 };
}

/** Of "-0.5" {value: -1/2, decimals: 1}. */
function numberOf(text) {
  const sign = text.startsWith("-") ? -1n : 1n;
  const [top, bottom = "1"] = text.replace(/^[-+]/, "").split("/");
  const [before, after = ""] = top.split(".");
  const value = fraction(sign * BigInt(before + after), powerOfTen(after.length) * BigInt(bottom));
  return { value, decimals: after.length };
}

/** Of "forty-two" 42; null of what is no number from zero to ninety-nine. */
function valueOfWord(word) {
  const [tens, ...rest] = word.split("-");
  const ones = rest.join("-");
  if (!ones && UP_TO_NINETEEN.includes(word)) return UP_TO_NINETEEN.indexOf(word);
  if (!TENS.includes(tens)) return null;
  const value = 10 * (TENS.indexOf(tens) + 2);
  if (!ones) return value;
  const one = UP_TO_NINETEEN.indexOf(ones);
  return one >= 1 && one < 10 ? value + one : null;
}

function judgeWord(guess, answer, otherAnswers) {
  const typed = wordsIn(guess);
  const right = wordsIn(answer);
  const others = otherAnswers.map(wordsIn);
  const isSame = (words, text) => words.join(" ") === text.join(" ");
  if (!typed.length || numbersTyped(guess)) return UNCLEAR;
  if (others.some((other) => isSame(other, typed)) && !isSame(typed, right)) return WRONG;
  if (isSame(typed.slice(0, right.length), right)) return RIGHT;
  const begun = others.some((other) => begins(other, typed));
  if (begins(right, typed)) return begun ? UNCLEAR : RIGHT;
  return typed.length === 1 || begun ? WRONG : UNCLEAR;
}

/** The words of a text, without the small ones before the word that counts: of "On the left." ["left"]. */
function wordsIn(text) {
  let words = [...text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => SAME_WORD.get(word) ?? word);
  while (words.length > 1 && FILLERS.includes(words[0])) words = words.slice(1);
  return words;
}

function begins(words, beginning) {
  return words.join(" ").startsWith(beginning.join(" "));
}
