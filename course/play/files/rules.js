import { counted } from "formatting";
import { effectiveKernelSize } from "sizes";
import { byId, element, rowsOf } from "page_parts";
import { ruleSentence } from "trace_text";

/** What the settings come to, in sentences: what is added and where, and how many numbers come out. */
export function drawRules({ request }) {
  const isPadded = request.sides.flat().some((count) => count > 0);
  const border = isPadded ? [] : ["So the border does not matter."];
  const sentences = [ruleSentence(request), ...border, ...oddOne(request), ...request.each.flatMap((axis, i) => size(axis, request, i))];
  byId("rules").replaceChildren(...sentences.map((sentence) => element("p", {}, sentence)));
}

/** Where the odd zero goes, if there is one. */
function oddOne({ mode, sides, border }) {
  if (!["same", "SAME"].includes(mode)) return [];
  const uneven = sides.find(([before, after]) => before !== after);
  if (!uneven) return [];
  const total = uneven[0] + uneven[1];
  const thing = border === "constant" ? "zero" : "place";
  const rule = mode === "same" ? "NumPy and SciPy put the odd one before" : "TensorFlow puts the odd one after";
  return [`${total === 1 ? `One ${thing} cannot be halved` : `${total} cannot be halved`}: ${rule} (mode ${mode}).`];
}

const AXES = { 1: ["number"], 2: ["row", "column"] };

/**
 * How many outputs an axis has, with its numbers, and what a stride leaves over.
 *
 * Example: of 5 numbers, 1 added on each side, 2 weights and the stride 2 are (5 + 1 + 1 - 2)/2 = 2.5, rounded down
 * to 2, and one more: 3.
 */
function size([n, k, stride, dilation], { axes, sides }, axis) {
  const [before, after] = sides[axis];
  const covered = effectiveKernelSize(k, dilation);
  const room = n + before + after - covered;
  const reach = dilation === 1 ? "" : ` The kernel reaches over (${k} - 1)*${dilation} + 1 = ${covered}.`;
  const steps = stride === 1 ? "" : `/${stride}`;
  const added = before || after ? ` + ${before} + ${after}` : "";
  const rounded = room % stride ? ", rounded down," : "";
  const formula = `${stride === 1 ? "" : "("}${n}${added} - ${covered}${stride === 1 ? "" : ")"}${steps}${rounded} + 1`;
  const words = axis ? "" : `: ${stride === 1 ? "input + added - kernel" : "(input + added - kernel)/stride"} + 1`;
  const sentence = `${reach} Out come ${formula} = ${counted(Math.floor(room / stride) + 1, AXES[axes][axis])}${words}.`;
  const over = room % stride;
  const left = over ? ` The stride does not divide: the last ${over === 1 ? "place is" : `${over} places are`} under no window.` : "";
  return [(sentence + left).trim()];
}
