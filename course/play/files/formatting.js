const MOST_DIGITS = 13; // of a decimal that is written exactly
const ROUNDED_DIGITS = 9; // of one that would be longer
const LONGEST_FRACTION = 9; // characters of a fraction that is readable beside decimals

/** A fraction as text, "7/4"; decimal: with a point, as "1.75", "~0.142857143" of 1001/7007, "1/3" of 1/3. */
export function number({ n, d }, decimal = false) {
  const plain = d === 1n ? `${n}` : `${n}/${d}`;
  if (!decimal || d === 1n) return plain;
  const exact = rounded(n, d, MOST_DIGITS);
  if (exact.isExact) return exact.text;
  return plain.length <= LONGEST_FRACTION && !hasAnEnd(d) ? plain : `~${rounded(n, d, ROUNDED_DIGITS).text}`;
}

/** A number as a factor of a product: in brackets if it is negative or a fraction. */
export function factor(value, decimal = false) {
  const text = number(value, decimal);
  return /^~?-|\//.test(text) ? `(${text})` : text;
}

/** counted(1, "zero") is "1 zero", counted(2, "zero") is "2 zeros". */
export function counted(count, thing) {
  return count === 1 ? `1 ${thing}` : `${count} ${thing}s`;
}

/** n/d with so many digits, a half to the even one: {text, isExact}. 2/3 with 3 is 667, with 10^-1 for its first. */
function rounded(n, d, most) {
  const size = n < 0n ? -n : n;
  let power = `${size}`.length - `${d}`.length;
  if (timesTen(size, -power) < timesTen(d, power)) power -= 1;
  const below = timesTen(d, power + 1 - most);
  const above = timesTen(size, most - 1 - power);
  const twice = 2n * (above % below);
  let digits = above / below;
  if (twice > below || (twice === below && digits % 2n)) digits += 1n;
  if (`${digits}`.length > most) power += 1;
  const text = decimalText(`${digits}`.replace(/0+$/, ""), power);
  return { isExact: !twice, text: n < 0n ? `-${text}` : text };
}

function timesTen(n, power) {
  return n * 10n ** BigInt(Math.max(power, 0));
}

/** Whether n/d has finitely many decimals: no prime but 2 and 5 divides d. */
function hasAnEnd(d) {
  return 10n ** BigInt(d.toString(2).length) % d === 0n;
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
