import { counted, factor, number } from "formatting";
import { isZero } from "fractions";

/** "y[1] = 3*1 + 4*2 = 11" */
export function outputLine({ decimal }, { index, terms, value }) {
  const products = terms.map((term) => productText(term, decimal));
  return `${outputLabel(index)} = ${products.join(" + ")} = ${number(value, decimal)}`;
}

/** "y[0, 2]" */
export function outputLabel(index) {
  return `y[${index.join(", ")}]`;
}

/** "3*(-2)", or "[0]*1" where the number was added */
export function productText({ x, h, isAdded }, decimal) {
  const left = isAdded ? `[${number(x, decimal)}]` : factor(x, decimal);
  return `${left}*${factor(h, decimal)}`;
}

/** "Mode same adds 1 zero before and 0 after, shown as [0]. Stride 2." */
export function ruleSentence(request) {
  const { stride, dilation, flip } = request;
  const sentences = [`${addedInWords(request)}${addedAsShown(request)}`];
  if (stride !== 1) sentences.push(`Stride ${stepInWords(stride)}`);
  if (dilation !== 1) sentences.push(`Dilation ${stepInWords(dilation)}`);
  if (!flip) sentences.push("The kernel is not flipped");
  return `${sentences.join(". ")}.`;
}

/** A mode by its name; for the ears "same" and "SAME" are alike. */
export function modeInWords(mode) {
  return mode === "SAME" ? `TensorFlow's mode ${mode}` : `mode ${mode}`;
}

/** "Mode same adds 1 zero before and 0 after"; named: the mode as the sentence begins. */
export function addedInWords(request, named = `Mode ${request.mode}`) {
  const { padding, sides } = request;
  const added = isPadded(request) ? sidesInWords(sides, addedThing(request)) : "nothing";
  return `${padding === null ? named : "The padding"} adds ${added}`;
}

function addedAsShown(request) {
  const { border, fill, decimal } = request;
  if (!isPadded(request)) return "";
  return border === "constant" ? `, shown as [${number(fill, decimal)}]` : `, shown in [ ], by the border ${border}`;
}

/** Whether anything is added around the input. */
export function isPadded({ sides }) {
  return sides.flat().some(Boolean);
}

/** What is added, in a word. */
export function addedThing({ border, fill }) {
  return border === "constant" && isZero(fill) ? "zero" : "place";
}

function sidesInWords([[top, bottom], across], thing) {
  if (!across) return `${counted(top, thing)} before and ${bottom} after`;
  const [left, right] = across;
  const columns = `${counted(left, "column")} on the left and ${right} on the right`;
  return `${counted(top, "row")} above, ${bottom} below, ${columns}`;
}

function stepInWords(step) {
  return Array.isArray(step) ? `${step[0]} by rows, ${step[1]} by columns` : step;
}
