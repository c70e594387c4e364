import { Unusable } from "errors";
import { givenOf } from "given";
import { haveShape, textOfRows, writtenRows } from "page_parts";
import { readNumbers } from "read_numbers";

const READ = { most: 10000, open: true }; // how an answer is read

/** The numbers of an answer; Unusable for a text that has none. */
export function answerOf(got) {
  return readNumbers(got, "Your numbers", READ);
}

/** How many rows and columns an output has. */
export function tableOf({ trace, request }) {
  return request.axes === 1 ? [1, ...trace.shape] : trace.shape;
}

/** An answer's numbers as they are written, in rows; null where they have another shape than the output. */
export function textsOf(got, worked) {
  const written = writtenRows(got);
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
