import { powerOfTen } from "fractions";

const MOST_DIGITS = 13; // of an exact decimal

/** "7/4"; decimal: "1.75", rounded "~0.142857143", or "1/3" if it is short and has no end. */
export function number({ n, d }, decimal = false) {
  const plain = d === 1n ? `${n}` : `${n}/${d}`;
  if (!decimal || d === 1n) return plain;
  const exact = rounded(n, d, MOST_DIGITS);
  if (exact.isExact) return exact.text;
  // no prime but 2 and 5 divides d
  const hasEnd = powerOfTen(d.toString(2).length) % d === 0n;
  return plain.length <= 9 && !hasEnd ? plain : `~${rounded(n, d, 9).text}`;
}

/** The same in brackets if it is negative or a fraction. */
export function factor(value, decimal = false) {
  const text = number(value, decimal);
  return /^~?-|\//.test(text) ? `(${text})` : text;
}

export function counted(count, thing) {
  return count === 1 ? `1 ${thing}` : `${count} ${thing}s`;
}

/** Texts as one reads them: "a", "a and b", "a, b and c"; of more than most the first, "a, b and 4 more". */
export function listed(texts, most) {
  const more = texts.length - most;
  const [last, ...others] = [...texts.slice(0, most), ...(more > 0 ? [`${more} more`] : [])].reverse();
  return others.length ? `${others.reverse().join(", ")} and ${last}` : last;
}

/** Sentences in one line, without the empty ones. */
export function joined(...sentences) {
  return sentences.filter(Boolean).join(" ");
}

/** n/d with so many digits; power: that of its first digit, -1 of 0.667. */
function rounded(n, d, most) {
  const size = n < 0n ? -n : n;
  let power = `${size}`.length - `${d}`.length;
  if (size * powerOfTen(-power) < d * powerOfTen(power)) power -= 1;
  const below = d * powerOfTen(power + 1 - most);
  const above = size * powerOfTen(most - 1 - power);
  const twice = 2n * (above % below);
  // what has a half behind 9 digits has 10, and is exact
  const digits = above / below + (twice > below ? 1n : 0n);
  if (`${digits}`.length > most) power += 1;
  const text = decimalText(`${digits}`.replace(/0+$/, ""), power);
  return { isExact: !twice, text: n < 0n ? `-${text}` : text };
}

/** decimalText("25", -1) is "0.25"; decimalText("25", 20) is "2.5e20". */
function decimalText(digits, power) {
  if (power < -MOST_DIGITS || power >= MOST_DIGITS) return `${withPoint(digits, 1)}e${power}`;
  if (power < 0) return `0.${"0".repeat(-power - 1)}${digits}`;
  return withPoint(digits.padEnd(power + 1, "0"), power + 1);
}

function withPoint(digits, before) {
  return digits.length > before ? `${digits.slice(0, before)}.${digits.slice(before)}` : digits;
}
