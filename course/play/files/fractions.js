/** The exact number n/d: BigInts in lowest terms, d above 0. fraction(2n, -4n) is -1/2. */
export function fraction(n, d = 1n) {
  if (d === 1n) return Object.freeze({ n, d });
  const divisor = d < 0n ? -commonDivisor(n, d) : commonDivisor(n, d);
  return Object.freeze({ n: n / divisor, d: d / divisor });
}

export function whole(int) {
  return fraction(BigInt(int));
}

export function add(a, b) {
  return a.d === b.d ? fraction(a.n + b.n, a.d) : fraction(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function multiply(a, b) {
  return fraction(a.n * b.n, a.d * b.d);
}

export function negated({ n, d }) {
  return fraction(-n, d);
}

export function magnitude(a) {
  return a.n < 0n ? negated(a) : a;
}

export function equal(a, b) {
  return a.n === b.n && a.d === b.d;
}

export function isZero({ n }) {
  return n === 0n;
}

/** -1, 0 or 1, as a is less than b, equal or more. */
export function compare(a, b) {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** 10^power, 1 below 0. */
export function powerOfTen(power) {
  return 10n ** BigInt(Math.max(power, 0));
}

function commonDivisor(a, b) {
  while (b) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}
