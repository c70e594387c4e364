import { add, compare, fraction, magnitude, multiply, negated, powerOfTen, whole } from "fractions";

/**
 * Numbers that stand for all that round to them, 0.33 for 1/3: fits(values) says whether each fits the value in its
 * place, null where none is given. request: whose outputs they are; long ones may be off as float32 is.
 */
export function givenOf({ values, places }, request = null) {
  const slack = request ? float32Slack(request) : whole(0);
  const decimals = places.flat();
  const isNear = (exact, given, i) =>
    compare(magnitude(add(exact, negated(given))), toleranceOf(given, decimals[i], slack)) <= 0;
  return { fits: (exact) => values.flat().map((given, i) => given && i in exact && isNear(exact[i], given, i)) };
}

/** How far off a given number may be: half of its last decimal, 1/200 of 2 places. */
function toleranceOf(given, places, slack) {
  if (places === null) return whole(0);
  const half = fraction(1n, 2n * powerOfTen(places));
  const { n, d } = magnitude(given);
  // a number with more than 7 digits was printed by a program, perhaps of float32
  return places + `${n / d}`.length > 7 ? larger(half, slack) : half;
}

/** How far off float32 may be: (weights + 2) 2^-23 sum|h| max|x|. */
function float32Slack({ x, h, fill }) {
  const weights = h.flat().map(magnitude);
  const largest = [fill, ...x.flat()].map(magnitude).reduce(larger);
  return multiply(fraction(BigInt(weights.length + 2), 2n ** 23n), multiply(weights.reduce(add), largest));
}

function larger(a, b) {
  return compare(a, b) > 0 ? a : b;
}
