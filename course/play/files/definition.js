/** Which of n numbers stands at place i, null where the fill does: with n = 3 -1 is "wrap" 2. */
export function source(i, n, border) {
  if (i >= 0 && i < n) return i;
  if (border === "constant") return null;
  if (border === "edge") return i < 0 ? 0 : n - 1;
  if (border === "wrap") return modulo(i, n);
  // with n = 3 "symmetric" goes on 0 1 2 2 1 0, again and again, and "reflect" 0 1 2 1
  const twice = border === "symmetric" ? 1 : 0;
  const period = Math.max(2 * (n - 1 + twice), 1);
  const place = modulo(i, period);
  return place < n ? place : period - twice - place;
}

/** The numbers under a kernel that begins at start: 2 weights at -1 are on [null, 0]. */
export function placesUnder(start, k, dilation, n, border) {
  return Array.from({ length: k }, (_, a) => source(start + a * dilation, n, border));
}

/** The windows of an axis: with 1 place added before it the first has the start -1. */
export function windowsOfAxis([n, k, stride, dilation], [before], size, border) {
  return Array.from({ length: size }, (_, i) => {
    const start = i * stride - before;
    return { start, places: placesUnder(start, k, dilation, n, border) };
  });
}

/** Flipped along every axis: [1, 2, 3] is [3, 2, 1]. */
export function flipped(kernel) {
  return kernel.map((row) => (Array.isArray(row) ? flipped(row) : row)).reverse();
}

function modulo(i, n) {
  return ((i % n) + n) % n;
}
