import { windowsOfAxis } from "definition";
import { refuse } from "errors";
import { add, multiply, whole } from "fractions";

const TOO_LONG = 10n ** 2000n;

/**
 * {outputs: [{index, terms, value, start}], shape}; start: where a window begins, if need be outside the input.
 * A term is {x, h, isAdded, from, weight}: from is the index of x in the input, null for a constant; weight that of h
 * in the kernel as given.
 */
export function traceOf(request) {
  const { each, sides, sizes, border } = request;
  const windows = each.map((axis, i) => windowsOfAxis(axis, sides[i], sizes[i], border));
  const places = everyIndex(each.map(([, k]) => k));
  const outputs = everyIndex(sizes).map((index) => {
    const under = index.map((i, axis) => windows[axis][i]);
    const terms = places.map((place) => termOf(request, under, place));
    return { index, terms, value: sumOf(terms), start: under.map(({ start }) => start) };
  });
  return { outputs, shape: sizes };
}

/** Every index of a shape: of [1, 2] [0, 0] and [0, 1]. */
export function everyIndex(sizes) {
  return sizes.reduce(
    (indices, size) => indices.flatMap((index) => [...Array(size).keys()].map((i) => [...index, i])),
    [[]],
  );
}

export function at(values, index) {
  return index.reduce((part, i) => part[i], values);
}

/** The product at a place of the sliding kernel: flipped, place 0 of 3 has the weight 2. */
function termOf({ x, h, each, fill, flip }, under, place) {
  const from = place.map((a, axis) => under[axis].places[a]);
  const isAdded = place.some((a, axis) => from[axis] !== under[axis].start + a * each[axis][3]);
  const weight = flip ? place.map((a, axis) => each[axis][1] - 1 - a) : place;
  const isFill = from.includes(null);
  return { x: isFill ? fill : at(x, from), h: at(h, weight), isAdded, from: isFill ? null : from, weight };
}

function sumOf(terms) {
  return terms.reduce((sum, { x, h }) => {
    const { n, d } = add(sum, multiply(x, h));
    const isTooLong = n >= TOO_LONG || -n >= TOO_LONG || d >= TOO_LONG;
    return isTooLong ? refuse("an output has more than 2000 digits: give numbers with fewer") : { n, d };
  }, whole(0));
}
