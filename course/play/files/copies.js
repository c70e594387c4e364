import { add, fraction, isZero, multiply } from "fractions";
import { factor, number } from "formatting";
import { byId, element, placeOf, rowsOf, sayLine } from "page_parts";
import { outputLabel } from "trace_text";

const copiesOfTraces = new WeakMap();

/**
 * The other way round: each number of the input sends out a copy of the kernel, and the copies add up to the output.
 *
 * Nothing is worked out anew: a copy is made of those products of the outputs that its number goes into.
 */
export function drawCopies(state) {
  const isShown = state.words.view === "copies";
  byId("copies").hidden = !isShown;
  for (const part of ["copies-title", "copies-table"]) byId(part).replaceChildren();
  if (!isShown) return;
  const { request } = state;
  byId("copies-title").textContent =
    request.axes === 1 ? "The copies, and their sum" : "The output so far: the copies up to this one, added up";
  sayLine(sentence(state.at, copiesOf(state.trace).get(state.at) ?? new Map(), state), named(state.at, request));
  byId("copies-table").replaceChildren(...(request.axes === 1 ? copiesInRows(state) : outputSoFar(state)));
}

/**
 * What each number of the input sends out, {index: {index of an output: the terms that bring it there}}, as Maps.
 *
 * Example: of 3 4 with the kernel 2 1 the number at "0" has 3*2 for "0" and 3*1 for "1".
 */
function copiesOf(trace) {
  if (!copiesOfTraces.has(trace)) copiesOfTraces.set(trace, workedOutCopies(trace));
  return copiesOfTraces.get(trace);
}

function workedOutCopies(trace) {
  const copies = new Map();
  for (const { index, terms } of trace.outputs) {
    for (const term of terms.filter(({ from }) => from)) {
      const copy = entry(copies, String(term.from), new Map());
      entry(copy, String(index), []).push(term);
    }
  }
  return copies;
}

/** What stands in a Map under a key; at first what is given for it. */
function entry(map, key, first) {
  if (!map.has(key)) map.set(key, first);
  return map.get(key);
}

function sum(terms) {
  return terms.reduce((total, term) => add(total, multiply(term.x, term.h)), fraction(0n));
}

/** A number of the input with its index. Example: "x[1] = 4". */
function named(key, { x, axes, decimal }) {
  const [row, column] = placeOf(key, axes);
  return `x[${key.replace(",", ", ")}] = ${number(rowsOf(x, axes)[row][column], decimal)}`;
}

/** What terms add up to; while that is covered, their products, and where the sums are covered, too, "?". */
function sent(terms, { request, isCovered, areSumsCovered }, written = number) {
  if (areSumsCovered) return terms.length ? "?" : "";
  return isCovered ? products(terms, request) : written(sum(terms), request.decimal);
}

function products(terms, { decimal }) {
  return terms.map(({ x, h }) => `${factor(x, decimal)}*${factor(h, decimal)}`).join(" + ");
}

/** What one number of the input sends where, as a sentence. */
function sentence(key, copy, state) {
  const { request, isCovered } = state;
  const value = named(key, request);
  const all = [...copy].map(([index, terms]) => {
    const sums = isCovered ? "" : `${products(terms, request)} = `;
    return `${sums}${sent(terms, state)} to ${outputLabel(index.split(","))}`;
  });
  return all.length ? `${value} sends ${all.join(", ")}` : `${value} goes into no output`;
}

/** A signal's copies, a row each, shifted; below them their sum. What the numbers on added places send has a row. */
function copiesInRows(state) {
  const { request, trace, isCovered, keys, at } = state;
  const { decimal } = request;
  const copies = copiesOf(trace);
  const rows = keys.map((key) => {
    const cells = trace.outputs.map(({ index }) => copies.get(key)?.get(String(index)));
    const texts = cells.map((terms) => (terms ? sent(terms, state) : ""));
    return row(`${named(key, request)} sends`, texts, key === at ? "now" : "");
  });
  const added = trace.outputs.map(({ terms }) => terms.filter((term) => !term.from));
  if (!added.map(sum).every(isZero)) rows.push(row("the border sends", added.map((terms) => sent(terms, state)), ""));
  const total = trace.outputs.map(({ value }) => (isCovered ? "?" : number(value, decimal)));
  return [head(trace), ...rows, row("added up", total, "", "sum")];
}

function head(trace) {
  const names = trace.outputs.map(({ index }) => element("th", { scope: "col" }, outputLabel(index)));
  return element("tr", {}, element("th", {}, "goes to"), ...names);
}

function row(name, texts, cellClass, rowClass = "") {
  const cells = texts.map((text) => element("td", { class: text && cellClass }, text));
  return element("tr", { class: rowClass }, element("th", { scope: "row" }, name), ...cells);
}

/**
 * An image's output as far as the copies up to this one make it; what this one adds stands below each number. A place
 * is empty until the first copy comes to it; what a constant border sends is there from the beginning.
 */
function outputSoFar(state) {
  const { request, trace, isCovered, keys, at } = state;
  const [rows, columns] = trace.shape;
  const order = new Map(keys.map((key, i) => [key, i]));
  const isSent = ({ from }) => !from || order.get(String(from)) <= order.get(at);
  const cells = trace.outputs.map(({ index, terms }) => {
    const total = isCovered ? "?" : soFar(terms, isSent, request);
    const last = copiesOf(trace).get(at)?.get(String(index));
    const small = last ? `+ ${sent(last, state, factor)}` : "";
    return element("td", { class: last ? "now" : "" }, element("span", {}, total), element("small", {}, small));
  });
  return Array.from({ length: rows }, (_, r) => element("tr", {}, ...cells.slice(r * columns, (r + 1) * columns)));
}

/** What has come to a place, as text: nothing where all copies are still to come. */
function soFar(terms, isSent, { decimal }) {
  const sent = sum(terms.filter(isSent));
  const copies = terms.filter(({ from }) => from);
  return isZero(sent) && copies.length && !copies.some(isSent) ? "" : number(sent, decimal);
}
