import { add, compare, fraction, magnitude, negated, whole } from "fractions";

const DIGITS_OF_FLOAT32 = 7; // numbers with more were not rounded by hand, but printed by a program
const EPS_OF_FLOAT32 = 2 ** -23;
const BITS = 600; // numbers that are read, and their products, have no digit beyond so many bits

/**
 * Numbers, as readNumbers() returns them, that stand for all that round to them: 0.33 for 1/3. fits(values) says for each
 * whether it stands for the value in its place; null where it is left open. request: what they are outputs of; those
 * with many digits may then be off as float32 is.
 */
export function givenOf({ values, places }, request = null) {
  const slack = request ? float32Slack(request) : whole(0);
  const tolerances = values.flat().map((value, i) => value && tolerance(value, places.flat()[i], slack));
  return { fits: (exact) => values.flat().map((value, i) => value && isNear(value, exact[i], tolerances[i])) };
}

function isNear(given, value, most) {
  return value !== undefined && compare(magnitude(add(value, negated(given))), most) <= 0;
}

/** How far the exact number may lie from a given one: half of its last decimal, 1/200 where there are 2. */
function tolerance(given, places, slack) {
  if (places === null) return whole(0);
  const half = fraction(1n, 2n * 10n ** BigInt(places));
  const { n, d } = magnitude(given);
  const digits = places + `${n / d}`.length;
  return digits > DIGITS_OF_FLOAT32 && compare(slack, half) > 0 ? slack : half;
}

/** How far the numbers of a float32 engine may lie from the exact ones: (weights + 2) eps sum|h| max|x|. */
function float32Slack({ x, h, fill }) {
  const weights = h.flat().map(nearestFloat);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const largest = [fill, ...x.flat()].map(nearestFloat).reduce((a, b) => Math.max(a, b));
  const slack = (weights.length + 2) * EPS_OF_FLOAT32 * (sum * largest);
  return fraction(BigInt(slack * 2 ** BITS), 1n << BigInt(BITS));
}

/** The float that is nearest to a number without its sign. */
function nearestFloat(value) {
  const { n, d } = magnitude(value);
  const scaled = n << BigInt(BITS);
  // what is cut off counts only where the rest is a half: 1 in the last bit stands for it
  return Number(scaled / d | (scaled % d && 1n)) / 2 ** BITS;
}
