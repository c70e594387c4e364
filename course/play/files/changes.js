import { counted, number } from "formatting";
import { viewInWords } from "teachers";
import { addedInWords, outputLabel } from "trace_text";

const MOST_NAMED = 3; // outputs

/** What a change of these words did, for those who do not see it. before: {request, trace}. */
export function changeInWords(names, before, state) {
  const isAlike = !isOfSizes(names) && sizesOf(before) === sizesOf(state) && !state.isCovered;
  return `${changed(names, state)}: ${isAlike ? outputsInWords(before, state) : sizesInWords(state)}.`;
}

/** What an undo has brought back. before: {words, worked} as they were. */
export function undoneInWords(before, state) {
  const { words, worked } = state;
  const sizes = worked === before.worked ? "" : `: ${sizesInWords(state)}`;
  const answer = words.got === before.words.got ? "" : `Your answer is ${words.got.trim() || "empty"}.`;
  return [`Undone${sizes}.`, viewInWords(before.words, words), answer].filter(Boolean).join(" ");
}

function isOfSizes([name, ...others]) {
  return others.length > 0 || ["mode", "padding", "stride", "dilation"].includes(name);
}

function sizesOf({ request, trace }) {
  return `${trace.shape} ${request.sides}`;
}

/** How large the output is, and what was added for it: "the output has 3 numbers. Mode SAME adds 0 zeros before and 1 after" */
function sizesInWords({ request, trace }) {
  const [first, columns] = trace.shape;
  const size = columns === undefined ? counted(first, "number") : `${counted(first, "row")} and ${counted(columns, "column")}`;
  return `the output has ${size}. ${addedInWords(request)}`;
}

/** What was changed, by the words' names. */
function changed([name, ...others], { request }) {
  if (others.length) return "Other numbers";
  return name === "flip" ? `The kernel is ${request.flip ? "" : "not "}flipped now` : `The ${name} is changed`;
}

/** "y[1] is now 17, y[2] is now 14"; of many the first. */
function outputsInWords(before, { request, trace }) {
  const texts = ({ outputs }) => outputs.map(({ value }) => number(value, request.decimal));
  const old = texts(before.trace);
  const news = texts(trace).map((text, i) => text !== old[i] && `${outputLabel(trace.outputs[i].index)} is now ${text}`).filter(Boolean);
  const more = news.length - MOST_NAMED;
  if (!news.length) return "the output stays the same";
  return news.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
