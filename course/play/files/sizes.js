import { refuse } from "errors";

export const MODES = ["full", "valid", "same", "SAME"];
export const BORDERS = ["constant", "edge", "wrap", "symmetric", "reflect"];

/** How many places k weights cover: 3 with the dilation 2 cover 5, w . w . w */
export function effectiveKernelSize(k, dilation = 1) {
  return (k - 1) * dilation + 1;
}

/** How many outputs an axis has: outputSize(6, 3, {stride: 2}) is 2. padding: of both sides. */
export function outputSize(n, k, { padding = 0, stride = 1, dilation = 1 } = {}) {
  const covered = effectiveKernelSize(k, dilation);
  const room = n + padding - covered; // how far the kernel can move
  if (room < 0) {
    const reach = `the kernel reaches over ${covered} places and the input has ${n + padding}`;
    refuse(`${reach}, padding included: use a shorter kernel or a smaller dilation, pad more, or ask for mode 'full'`);
  }
  return Math.floor(room / stride) + 1;
}

/** [before, after]: to 5 numbers for 4 weights "same" adds [2, 1], "SAME" [1, 2]. */
export function pads(n, k, mode, { stride = 1, dilation = 1 } = {}) {
  const covered = effectiveKernelSize(k, dilation);
  const over = covered - 1;
  if (mode === "full") return [over, over];
  if (mode === "valid") return [0, 0];
  if (mode === "same") return [Math.ceil(over / 2), Math.floor(over / 2)];
  const lastStart = (Math.ceil(n / stride) - 1) * stride;
  const added = Math.max(lastStart + covered - n, 0);
  return [Math.floor(added / 2), Math.ceil(added / 2)];
}

/** [before, after] of each axis [n, k, stride, dilation]: a padding of [1, [0, 2]] is [[1, 1], [0, 2]]. */
export function paddingOfAxes(mode, padding, axes) {
  if (padding === null) return axes.map(([n, k, stride, dilation]) => pads(n, k, mode, { stride, dilation }));
  if (mode !== null) refuse(`give a mode ('${mode}') or padding (${asTuple(padding)}), not both`);
  const sides = axes.length === 1 ? [padding] : stepOfEachAxis(padding, 2);
  return sides.map((side) => stepOfEachAxis(side, 2));
}

/** For 2 axes 2 is [2, 2], and [1, 3] stays. */
export function stepOfEachAxis(step, axes) {
  return Array.isArray(step) ? step : Array(axes).fill(step);
}

function asTuple(value) {
  return Array.isArray(value) ? `(${value.map(asTuple).join(", ")})` : value;
}
