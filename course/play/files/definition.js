/** Which of the n numbers of an axis stands at place i, null where the fill does: with n = 3 -1 is "wrap" 2. */
export function source(i, n, border) {
  if (i >= 0 && i < n) return i;
  if (border === "constant") return null;
  if (border === "edge") return i < 0 ? 0 : n - 1;
  if (border === "wrap") return modulo(i, n);
  // with n = 3 the places go on 0 1 2 2 1 0 again and again if symmetric, 0 1 2 1 if reflected
  const period = border === "symmetric" ? 2 * n : Math.max(2 * n - 2, 1);
  const place = modulo(i, period);
  return place < n ? place : border === "symmetric" ? 2 * n - 1 - place : 2 * n - 2 - place;
}

/** Which numbers lie under the k weights of a kernel that begins at start: 2 that begin at -1 lie on [null, 0]. */
export function placesUnder(start, k, dilation, n, border) {
  return Array.from({ length: k }, (_, a) => source(start + a * dilation, n, border));
}

/** The windows of an axis, {start, places}; with 1 place added before the input the first starts at -1. */
export function windowsOfAxis([n, k, stride, dilation], [before], size, border) {
  return Array.from({ length: size }, (_, i) => {
    const start = i * stride - before;
    return { start, places: placesUnder(start, k, dilation, n, border) };
  });
}

/** The kernel flipped along every axis: [1, 2, 3] is [3, 2, 1]. */
export function flipped(kernel) {
  return kernel.map((row) => (Array.isArray(row) ? flipped(row) : row)).reverse();
}

function modulo(i, n) {
  return ((i % n) + n) % n;
}
