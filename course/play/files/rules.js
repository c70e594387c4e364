import { counted } from "formatting";
import { effectiveKernelSize } from "sizes";
import { byId, element } from "page_parts";
import { addedThing, isPadded, ruleSentence } from "trace_text";

/** What the settings come to, in sentences: what is added and where, and how many numbers come out. */
export function drawRules({ request }) {
  const border = isPadded(request) ? [] : ["So the border does not matter."];
  const sizes = request.each.map((axis, i) => sizeSentence(axis, request, i));
  const sentences = [ruleSentence(request), ...border, ...oddOne(request), ...sizes];
  byId("rules").replaceChildren(...sentences.map((sentence) => element("p", {}, sentence)));
}

const GOES_TO = {
  same: "NumPy's and SciPy's convolve put the odd one before the input",
  SAME: "TensorFlow puts the odd one after the input",
};

/** Where the odd zero goes, if there is one: a sentence, or none. */
function oddOne(request) {
  const { mode, sides } = request;
  const uneven = sides.find(([before, after]) => before !== after);
  if (!(mode in GOES_TO) || !uneven) return [];
  const [before, after] = uneven;
  return [`${counted(before + after, addedThing(request))} cannot be halved: ${GOES_TO[mode]} (mode ${mode}).`];
}

const AXES = { 1: ["number"], 2: ["row", "column"] };

/**
 * How many outputs an axis has, with its numbers, and what a stride leaves over.
 *
 * Example: of 5 numbers, 1 added on each side, 2 weights and the stride 2 are (5 + 1 + 1 - 2)/2 = 2.5, rounded down
 * to 2, and one more: 3.
 */
function sizeSentence([n, k, stride, dilation], { axes, sides }, axis) {
  const [before, after] = sides[axis];
  const covered = effectiveKernelSize(k, dilation);
  const room = n + before + after - covered; // for the kernel to move
  const left = room % stride;
  const reach = dilation === 1 ? "" : `The kernel reaches over (${k} - 1)*${dilation} + 1 = ${covered}. `;
  const added = before || after ? ` + ${before} + ${after}` : "";
  const moved = `${n}${added} - ${covered}`;
  const steps = stride === 1 ? moved : `(${moved})/${stride}${left ? ", rounded down," : ""}`;
  const size = `${steps} + 1 = ${counted(Math.floor(room / stride) + 1, AXES[axes][axis])}`;
  return `${reach}The output has ${size}${axis ? "" : formula(stride)}.${notCovered(left)}`;
}

function formula(stride) {
  return stride === 1 ? ": input + added - kernel + 1" : ": (input + added - kernel)/stride + 1";
}

/** What is said of places that no window reaches, if there are some. */
function notCovered(count) {
  if (!count) return "";
  return ` The stride does not divide: the last ${count === 1 ? "place is" : `${count} places are`} under no window.`;
}
