import { quoted, refuse } from "errors";
import { readBorder, readNumbers, readPadding, readPair, readWholeNumber } from "read_numbers";
import { MODES, outputSize, paddingOfAxes, stepOfEachAxis } from "sizes";

/** The most that is worked out, as on the command line. */
export const LIMITS = { numbers: 100000, weights: 10000, products: 100000 };
const STEP = 1000; // the largest padding, stride and dilation

/**
 * The request in the command line's words, {input, kernel, mode, padding, stride, dilation, border, flip}: frozen
 * {x, h, axes, mode, padding, stride, dilation, border, fill, flip, decimal, each, sides, sizes}. each has for each axis
 * [n, k, stride, dilation], sides [before, after], sizes the number of outputs. kernels: [{name, text}].
 */
export function requestOf(words, kernels = [], limits = LIMITS) {
  const { input = "", kernel = "", border = "constant" } = words;
  const numbers = readNumbers(input, "--input", { most: limits.numbers, nan: "python -m course trace" });
  const weights = weightsOf(kernel, kernels, limits.weights);
  const [x, h] = alikeAxes(numbers.values, weights.values);
  const axes = shapeOf(x).length;
  const options = { ...optionsOf(words, axes), ...borderOf(border) };
  const decimal = numbers.decimal || weights.decimal || border.includes(".");
  return Object.freeze({ x, h, axes, decimal, ...options, ...sizesOf(x, h, options, limits.products) });
}

/** The numbers of a kernel, which is given by its name or by them. */
function weightsOf(text, kernels, most) {
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(text)) return readNumbers(text, "--kernel", { most });
  const named = kernels.find(({ name }) => name === text);
  if (!named) refuse(`--kernel: no kernel is called ${quoted(text)} here: choose one, or type its numbers`);
  return { ...readNumbers(named.text, "--kernel", { most }), decimal: false };
}

function shapeOf(values) {
  return Array.isArray(values[0]) ? [values.length, values[0].length] : [values.length];
}

/** The input and the kernel with as many axes: an image and [1, 2] are the image and [[1, 2]]. */
function alikeAxes(x, h) {
  const [rows, columns] = shapeOf(x);
  if (shapeOf(h).length === shapeOf(x).length) return [x, h];
  if (columns === undefined) return [[x], h];
  if (columns === 1 && rows > 1) {
    const seen = `the input is a column of ${rows} rows and the kernel one row`;
    refuse(`${seen}: write the input in one line for a signal, or the kernel as a table (1 2; for one row)`);
  }
  return [x, [h]];
}

function optionsOf({ mode, padding, stride = "1", dilation = "1", flip }, axes) {
  const isPadded = padding !== undefined;
  return {
    mode: mode === undefined && isPadded ? null : modeOf(mode ?? "full"),
    padding: isPadded ? readPadding(padding, "--padding", axes, STEP) : null,
    stride: stepOf(stride, "--stride", axes),
    dilation: stepOf(dilation, "--dilation", axes),
    flip: flip === undefined || (flip === "no" ? false : refuse(`flip: ${quoted(flip)} is not no: leave it out`)),
  };
}

function borderOf(text) {
  const [border, fill] = readBorder(text, "--border");
  return { border, fill };
}

function modeOf(mode) {
  if (mode === "VALID") return "valid";
  return MODES.includes(mode) ? mode : refuse(`--mode: ${quoted(mode)} is not one of ${MODES.join(", ")}`);
}

/** A stride or dilation: for an image "2" and "2,2" are 2, "2,1" is [2, 1]. */
function stepOf(text, name, axes) {
  if (axes === 1) return readWholeNumber(text, name, 1, STEP);
  const [rows, columns] = readPair(text, name, 1, STEP);
  return rows === columns ? rows : [rows, columns];
}

function sizesOf(x, h, { mode, padding, stride, dilation }, most) {
  const strides = stepOfEachAxis(stride, 2);
  const dilations = stepOfEachAxis(dilation, 2);
  const weights = shapeOf(h);
  const each = shapeOf(x).map((n, axis) => [n, weights[axis], strides[axis], dilations[axis]]);
  const sides = paddingOfAxes(mode, padding, each);
  const sizes = each.map(([n, k, s, d], axis) => {
    const [before, after] = sides[axis];
    return outputSize(n, k, { padding: before + after, stride: s, dilation: d });
  });
  const products = [...sizes, ...weights].reduce((count, size) => count * size);
  if (products > most) refuse(`that takes ${products} products, and at most ${most} are worked out: use smaller ones`);
  return { each, sides, sizes };
}
