import { quoted, refuse } from "errors";
import { readBorder, readNumbers, readPadding, readPair, readWholeNumber } from "read_numbers";
import { MODES, outputSize, paddingOfAxes, stepOfEachAxis } from "sizes";

export const LIMITS = { numbers: 100000, weights: 10000, products: 100000 };
const COMMAND = "python -m course trace"; // which takes LIMITS
const STEP = 1000; // the most padding, stride, dilation

/**
 * The request in the command line's words, {input: "3 4 5", kernel: "2 1", mode: "same"}. For each axis `each` has
 * [n, k, stride, dilation], `sides` [before, after], `sizes` the outputs. kernels: [{name, text}]. limits: LIMITS or
 * lower ones, and perhaps `cells`, the most numbers of the padded input.
 */
export function requestOf(words, kernels = [], limits = LIMITS) {
  const { input = "", kernel = "", border = "" } = words;
  const numbers = readNumbers(input, "--input", { most: limits.numbers, beyond: beyond("numbers", limits), nan: COMMAND });
  const weights = weightsOf(kernel, kernels, limits);
  const [x, h] = alikeAxes(numbers.values, weights.values);
  const axes = shapeOf(x).length;
  const options = optionsOf(words, axes);
  const decimal = numbers.decimal || weights.decimal || border.includes(".");
  return Object.freeze({ x, h, axes, decimal, ...options, ...sizesOf(x, h, options, limits) });
}

/** What else can be done about more than a limit: nothing, if no command takes more. */
function beyond(name, limits) {
  return limits[name] < LIMITS[name] ? `, or use ${COMMAND}, which takes ${LIMITS[name]}` : "";
}

function weightsOf(text, kernels, limits) {
  const isName = /^[A-Za-z][A-Za-z0-9_-]*$/.test(text);
  const kernel = isName ? kernels.find(({ name }) => name === text) : { text };
  if (!kernel) refuse(`--kernel: no kernel is called ${quoted(text)} here: choose one, or type its numbers`);
  return readNumbers(kernel.text, "--kernel", { most: limits.weights, beyond: beyond("weights", limits) });
}

function shapeOf(values) {
  return Array.isArray(values[0]) ? [values.length, values[0].length] : [values.length];
}

/** The input and the kernel with as many axes: beside an image [1, 2] is [[1, 2]]. */
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

function optionsOf({ mode, padding, stride = "1", dilation = "1", border = "constant", flip = "yes" }, axes) {
  const [word, fill] = readBorder(border, "--border");
  const isPadded = padding !== undefined;
  return {
    mode: mode === undefined && isPadded ? null : modeOf(mode ?? "full"),
    padding: isPadded ? readPadding(padding, "--padding", axes, STEP) : null,
    stride: stepOf(stride, "--stride", axes),
    dilation: stepOf(dilation, "--dilation", axes),
    border: word,
    fill,
    flip: flip === "yes" || (flip !== "no" && refuse(`flip: ${quoted(flip)} is not yes or no`)),
  };
}

function modeOf(mode) {
  if (mode === "VALID") return "valid";
  return MODES.includes(mode) ? mode : refuse(`--mode: ${quoted(mode)} is not one of ${MODES.join(", ")}`);
}

/** Of an image "2,2" is 2, "2,1" is [2, 1]. */
function stepOf(text, name, axes) {
  if (axes === 1) return readWholeNumber(text, name, 1, STEP);
  const [rows, columns] = readPair(text, name, 1, STEP);
  return rows === columns ? rows : [rows, columns];
}

function sizesOf(x, h, { mode, padding, stride, dilation }, limits) {
  const [weights, strides, dilations] = [shapeOf(h), stepOfEachAxis(stride, 2), stepOfEachAxis(dilation, 2)];
  const each = shapeOf(x).map((n, axis) => [n, weights[axis], strides[axis], dilations[axis]]);
  const sides = paddingOfAxes(mode, padding, each);
  const sizes = each.map(([n, k, s, d], axis) =>
    outputSize(n, k, { padding: sides[axis][0] + sides[axis][1], stride: s, dilation: d }),
  );
  const products = [...sizes, ...weights].reduce((count, size) => count * size);
  if (products > limits.products) {
    const most = `at most ${limits.products} are worked out: use smaller ones${beyond("products", limits)}`;
    refuse(`that takes ${products} products, and ${most}`);
  }
  const cells = each.map(([n], axis) => sides[axis][0] + n + sides[axis][1]).reduce((count, size) => count * size);
  if (cells > limits.cells) {
    const most = `at most ${limits.cells} are shown: use smaller ones, or use ${COMMAND}`;
    refuse(`with what is added the input has ${cells} numbers, and ${most}`);
  }
  return { each, sides, sizes };
}
