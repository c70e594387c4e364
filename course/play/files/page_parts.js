import { counted } from "formatting";

const UNHEARD = 100; // milliseconds after which a screen reader has noticed that a text is gone
let telling;

/** The element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/** A new element with attributes and what is in it. */
export function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...inside);
  return made;
}

/** Rows of a signal, which is one, or of an image. */
export function rowsOf(values, axes) {
  return axes === 1 ? [values] : values;
}

/** The row and column of an index that is text. Example: of a signal "3" is [0, 3]; of an image "2,3" is [2, 3]. */
export function placeOf(key, axes) {
  const numbers = key.split(",").map(Number);
  return axes === 1 ? [0, numbers[0]] : numbers;
}

/** An index as text, from a row and a column. Example: of a signal 0 and 3 are "3". */
export function keyOf(row, column, axes) {
  return axes === 1 ? String(column) : `${row},${column}`;
}

/** A table's title. Example: "Signal: 3 numbers", "Image: 3 × 4". */
export function title(name, rows, columns, axes) {
  return axes === 1 ? `${name}: ${counted(columns, "number")}` : `${name}: ${rows} × ${columns}`;
}

/** Whether a part of the page is among those that the link hides. The list for teachers would uncover what is sealed. */
export function isHidden(name, words) {
  return words.hide.split(",").includes(name) || (name === "teachers" && isSealed(words));
}

/** Whether the reader cannot uncover the output: it is hidden, or it is covered and the boxes that cover it are hidden. */
export function isSealed(words) {
  return isHidden("output", words) || (Boolean(words.cover) && isHidden("cover", words));
}

/** The names that hold, as a class attribute. Example: {lit: true, now: false} is "lit". */
export function classes(holds) {
  return Object.keys(holds).filter((name) => holds[name]).join(" ");
}

/**
 * Numbers as they are written, in rows. Example: "1 2.50; 3 4", in brackets or in lines, is [["1", "2.50"], ["3", "4"]].
 */
export function writtenRows(text) {
  const isInBrackets = /[[\]]/.test(text);
  const rows = isInBrackets
    ? text.replace(/\]\s*,?\s*\[/g, ";").replace(/[[\]]/g, " ")
    : text.trim().replace(/;?\s*\n\s*/g, ";");
  return rows.replace(/;\s*$/, "").split(";").map((row) => row.trim().split(/[\s,]+/));
}

/** The reverse: rows as text, that of an image with a semicolon even if it is one. */
export function textOfRows(rows, axes) {
  return rows.map((row) => row.join(" ")).join("; ") + (axes === 2 && rows.length === 1 ? ";" : "");
}

/** Whether a text has more in it than ?, which stands for a number that is left open. Example: "6 ?" has, "? ?" has not. */
export function hasNumbers(text) {
  return /[^\s,;?[\]]/.test(text);
}

/** Whether rows are so many, each of so many. */
export function haveShape(rows, count, columns) {
  return rows.length === count && rows.every((row) => row.length === columns);
}

/** Pastes rows, which a field of one line would run together, with semicolons between them. */
export function joinRows(event) {
  const text = event.clipboardData.getData("text").trim();
  if (!/\n/.test(text) || /[[\]]/.test(text)) return;
  event.preventDefault();
  const { selectionStart, selectionEnd } = event.target;
  event.target.setRangeText(text.split(/\s*;?\s*\n\s*/).join("; "), selectionStart, selectionEnd, "end");
  event.target.dispatchEvent(new Event("change")); // which the browser sends for what somebody typed alone
}

/** Says of a button whether it does something now; it is not disabled, as the focus would be lost. */
export function setUsable(button, isUsable) {
  button.setAttribute("aria-disabled", String(!isUsable));
}

/** Whether a field is typed into, so that its keys are its own. */
export function isForText(field) {
  return field.matches("input:not([type=checkbox])");
}

/** Shows the tables where they are outside the screen. */
export function bringIntoView() {
  byId("input-panel").scrollIntoView({ block: "nearest" });
}

/**
 * Scrolls until what a step has changed is seen above the buttons that stay in view; where there is not room for all,
 * the lowest of it.
 */
export function keepStepInView() {
  for (const table of ["input-grid", "output-grid", "copies-table"].map(byId)) {
    const cells = [...table.querySelectorAll("td.window, td.now")];
    if (cells.length) for (const part of [table, cells.at(-1), cells[0]]) keepAboveBar(part);
  }
}

/** Scrolls until a part is seen above the buttons that stay in view. */
export function keepAboveBar(part) {
  const { top, bottom } = part.getBoundingClientRect();
  const bar = byId("bar").getBoundingClientRect();
  const end = Math.min(bar.top, innerHeight - bar.height); // it never leaves its section, and may stand lower than it will
  if (top < 0) scrollBy(0, top);
  else if (bottom > end) scrollBy(0, bottom - end);
}

/** Does what changes the page's height, and scrolls so that a part stays where it was on the screen. */
export function keepInPlace(part, work) {
  const { top } = part.getBoundingClientRect();
  work();
  scrollBy(0, part.getBoundingClientRect().top - top);
}

/** Puts a sentence into an element, as one that refuses or not; what stands there already is not read out again. */
export function say(id, sentence, isRefusal = false) {
  const place = byId(id);
  if (place.textContent !== sentence) place.textContent = sentence;
  place.classList.toggle("refused", isRefusal);
}

/** The same, for what somebody has asked for anew: what stands there already is told again. */
export function sayAgain(id, sentence, isRefusal = false) {
  if (sentence && byId(id).textContent === sentence) tell(sentence);
  say(id, sentence, isRefusal);
}

/** Tells the ears alone; what they have heard last goes first, as a screen reader tells only what is new. */
export function tell(sentence) {
  clearTimeout(telling);
  const isHeard = sentence && byId("told").textContent === sentence;
  say("told", isHeard ? "" : sentence);
  if (isHeard) telling = setTimeout(() => say("told", sentence), UNHEARD);
}

/** The line of the sum, and what of it is told while the window moves by itself. */
export function sayLine(line, inShort) {
  if (byId("line").textContent !== line) byId("line").replaceChildren(...unbroken(line));
  byId("line").dataset.short = inShort;
}

/** Tells where one is now, after a move. */
export function tellLine() {
  tell(byId("line").textContent);
}

/** A line in parts, which is never broken within a product or an index. */
export function unbroken(line) {
  const words = line.split(/ (?![^[]*\])/).flatMap((word) => [" ", element("span", {}, word)]);
  return words.slice(1);
}

/**
 * Copies a text, and says what was copied; where the browser does not let it, the text itself is shown. more is said
 * in any case.
 */
export async function copy(text, id, sentence, more = "") {
  try {
    await navigator.clipboard.writeText(text);
    sayAgain(id, sentence + more);
  } catch {
    sayAgain(id, text + more);
  }
}
