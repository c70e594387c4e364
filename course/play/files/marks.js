import { Unusable } from "errors";
import { givenOf } from "given";
import { haveShape, textOfRows, writtenRows } from "page_parts";
import { readNumbers } from "read_numbers";

export const OPEN = "?"; // stands for a number that is left open
const READ = { most: 10000, open: true }; // how an answer is read

/** The numbers of an answer; Unusable for a text that has none. */
export function answerOf(got) {
  return readNumbers(got, "Your numbers", READ);
}

/** How many rows and columns an output has. */
export function tableOf({ trace, request }) {
  return request.axes === 1 ? [1, ...trace.shape] : trace.shape;
}

/** The texts of an answer of which every number is open, in rows. */
export function allOpen(worked) {
  const [rows, columns] = tableOf(worked);
  return Array.from({ length: rows }, () => Array(columns).fill(OPEN));
}

/** An image's rows of which some are open or shorter than others, with ? for what is missing in them and below them. */
export function filledUp(got, worked) {
  const written = writtenRows(got);
  const isWhole = !got.includes(OPEN) && haveShape(written, written.length, written[0].length);
  return worked.request.axes === 1 || isWhole ? got : withOpen(got, worked);
}

/** An answer that somebody has begun to type, whose numbers are all right so far, with ? for the others. */
export function begun(got, worked) {
  const filled = withOpen(got, worked);
  const marks = filled === got ? [] : marksOrNone(writtenRows(filled), worked);
  return marks.includes(true) && !marks.includes(false) ? filled : got;
}

/** The numbers of an answer that is smaller than the output, with ? for those that are missing. */
function withOpen(got, worked) {
  const [rows, columns] = tableOf(worked);
  const written = writtenRows(got);
  if (!got.trim() || written.length > rows || written.some((row) => row.length > columns)) return got;
  const texts = allOpen(worked).map((row, r) => row.map((open, c) => written[r]?.[c] || open));
  return textOfRows(texts, worked.request.axes);
}

/** An answer's numbers as they are written, in rows; null where they have another shape than the output. */
export function textsOf(got, worked) {
  const written = writtenRows(filledUp(got, worked));
  return haveShape(written, ...tableOf(worked)) ? written : null;
}

/** For each of these texts whether it is the right number; null where it is open. worked: {request, trace}. */
export function marksOf(texts, { request, trace }) {
  return givenOf(answerOf(textOfRows(texts, request.axes)), request).fits(trace.outputs.map(({ value }) => value));
}

/** The same, and none for texts that cannot be read as numbers. */
function marksOrNone(texts, worked) {
  try {
    return marksOf(texts, worked);
  } catch (error) {
    if (error instanceof Unusable) return [];
    throw error;
  }
}

/** Whether an answer has every number of the output, and all are right. */
export function isAllRight(got, worked) {
  const texts = textsOf(got, worked);
  const marks = texts === null ? [] : marksOrNone(texts, worked);
  return marks.length > 0 && marks.every((mark) => mark === true);
}
