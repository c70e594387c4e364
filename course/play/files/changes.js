import { counted, joined, listed, number } from "formatting";
import { viewInWords } from "teachers";
import { addedInWords, modeInWords, outputLabel } from "trace_text";

const MOST_NAMED = 3; // outputs
const STEPS = ["padding", "stride", "dilation"];

/** What a change of these words did, for those who do not see it. before: what the state was. */
export function changeInWords(names, before, state) {
  const isAlike = !isOfSizes(names) && sizesOf(before) === sizesOf(state) && !state.isCovered;
  const done = `${changed(names, state)}: ${isAlike ? outputsInWords(before, state) : sizesInWords(state)}.`;
  return joined(state.worked === before.worked ? "" : done, emptiedInWords(before.words, state.words));
}

/** That an answer was given and is none now, if so. */
export function emptiedInWords(before, now) {
  return before.got.trim() && !now.got.trim() ? "Your answer is empty now; Undo brings it back." : "";
}

/** What an undo has brought back. before: {words, at} as they were. */
export function undoneInWords(before, state) {
  const { words, at } = state;
  const differs = (name) => words[name] !== before.words[name];
  const settings = Object.keys(SETTINGS).filter(differs).map((name) => SETTINGS[name](words[name]));
  const undone = settings.length ? `Undone: ${settings.join(", ")}.` : "Undone.";
  const answer = differs("got") ? `Your answer is ${words.got.trim() || "empty"}.` : "";
  const place = at !== before.at || differs("view") ? placeInWords(state) : "";
  return joined(undone, viewInWords(before.words, words), answer, place);
}

/** What a request asks for, as it is told when it is back. */
const SETTINGS = {
  input: (text) => `input ${text}`,
  kernel: (text) => `kernel ${text}`,
  mode: (mode) => (mode === "padding" ? "padding as in its field" : modeInWords(mode)),
  padding: (text) => `padding ${text}`,
  stride: (text) => `stride ${text}`,
  dilation: (text) => `dilation ${text}`,
  border: (text) => `border ${text.replace("=", " ")}`,
  flip: (text) => (text === "no" ? "no flip" : "flip"),
};

function placeInWords({ words, at }) {
  const index = at.replace(",", ", ");
  return words.view === "copies" ? `The copy is that of x[${index}].` : `The window is at y[${index}].`;
}

function isOfSizes([name, ...others]) {
  return others.length > 0 || name === "mode" || STEPS.includes(name);
}

function sizesOf({ request, trace }) {
  return `${trace.shape} ${request.sides}`;
}

/** How large the output is, and what was added for it: "the output has 3 numbers. Mode SAME adds 0 zeros before and 1 after" */
function sizesInWords({ request, trace }) {
  const [first, columns] = trace.shape;
  const size = columns === undefined ? counted(first, "number") : `${counted(first, "row")} and ${counted(columns, "column")}`;
  return `the output has ${size}. ${addedInWords(request, capitalized(modeInWords(request.mode)))}`;
}

function capitalized(text) {
  return text[0].toUpperCase() + text.slice(1);
}

/** What was changed, by the words' names; a step with its number, as one after the other may do the same. */
function changed([name, ...others], { request, words }) {
  if (others.length) return "Other numbers";
  if (name === "flip") return `The kernel is ${request.flip ? "" : "not "}flipped now`;
  return `The ${name} is ${STEPS.includes(name) ? words[name] : "changed"}`;
}

/** "y[1] is now 17, y[2] is now 14"; of many the first. */
function outputsInWords(before, { request, trace }) {
  const texts = ({ outputs }) => outputs.map(({ value }) => number(value, request.decimal));
  const old = texts(before.trace);
  const news = texts(trace).map((text, i) => text !== old[i] && `${outputLabel(trace.outputs[i].index)} is now ${text}`).filter(Boolean);
  return news.length ? listed(news, MOST_NAMED) : "the output stays the same";
}
