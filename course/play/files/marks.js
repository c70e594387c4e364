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
  const [rows, columns] = tableOf(worked);
  const written = writtenRows(got);
  const isWithin = written.length <= rows && written.every((row) => row.length <= columns);
  const isWhole = !got.includes(OPEN) && haveShape(written, written.length, written[0].length);
  if (worked.request.axes === 1 || !isWithin || isWhole) return got;
  return textOfRows(allOpen(worked).map((row, r) => row.map((open, c) => written[r]?.[c] || open)), 2);
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

/** Whether an answer has every number of the output, and all are right. */
export function isAllRight(got, worked) {
  try {
    const texts = textsOf(got, worked);
    return texts !== null && marksOf(texts, worked).every((mark) => mark === true);
  } catch (error) {
    if (error instanceof Unusable) return false;
    throw error;
  }
}
