import { counted, number } from "formatting";
import { byId, rowsOf, textOfRows } from "page_parts";
import { modeInWords } from "trace_text";

const MOST = 30; // numbers that are written out

/**
 * What is asked and what comes out, in sentences: for a print, on which no field says it, and beside the reader's answer
 * while the output is covered.
 */
export function drawTask({ request, trace, words, isCovered }) {
  const task = taskOf(request, words);
  const asked = `${task} ${question(trace)}`;
  byId("task").textContent = isCovered ? asked : `${task} ${answer(trace, request)}`;
  byId("answer-task").textContent = isCovered ? asked : "";
}

/** Example: "Convolve the signal 3 4 5 with the kernel 2 1: mode same, stride 2." */
export function taskOf({ x, h, axes, decimal, flip }, words) {
  const [input, kernel] = [x, h].map((values) => rowsOf(values, axes)).map(
    (rows) => (isShort(rows) ? written(rows, decimal) : `of ${sizeOf(rows, axes)}`),
  );
  const verb = flip ? "Convolve" : "Correlate";
  const unflipped = flip ? "" : ", which is not flipped";
  return `${verb} the ${axes === 1 ? "signal" : "image"} ${input} with the kernel ${kernel}${unflipped}: ${settings(words)}.`;
}

/** The settings; those that are as they usually are stay unsaid, but for the mode. */
function settings({ mode, padding, stride, dilation, border }) {
  const others = { stride: [stride, "1"], dilation: [dilation, "1"], border: [border, "constant"] };
  const said = Object.entries(others).filter(([, [text, usual]]) => text !== usual).map(([name, [text]]) => `${name} ${text}`);
  return [mode === "padding" ? `padding ${padding}` : modeInWords(mode), ...said].join(", ");
}

function question({ shape }) {
  const count = shape.reduce((product, size) => product * size);
  return count === 1 ? "Which number comes out?" : `Which ${count} numbers come out?`;
}

function answer({ shape, outputs }, { axes, decimal }) {
  const columns = shape.at(-1);
  const values = outputs.map(({ value }) => value);
  const rows = Array.from({ length: values.length / columns }, (_, row) => values.slice(row * columns, (row + 1) * columns));
  return isShort(rows) ? `Output: ${written(rows, decimal)}.` : `The output has ${sizeOf(rows, axes)}.`;
}

function isShort(rows) {
  return rows.length * rows[0].length <= MOST;
}

/** Rows as text, a single one without a semicolon: a word before them says that they are an image. */
function written(rows, decimal) {
  return textOfRows(rows.map((row) => row.map((value) => number(value, decimal))), 1);
}

function sizeOf(rows, axes) {
  const columns = counted(rows[0].length, "number");
  return axes === 1 ? columns : `${counted(rows.length, "row")} of ${columns}`;
}
