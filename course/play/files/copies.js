import { add, multiply, fraction } from "fractions";
import { factor, number } from "formatting";
import { byId, element, placeOf, rowsOf, sayLine } from "page_parts";

/**
 * The other way round: each number of the input sends out a copy of the kernel, and the copies add up to the output.
 *
 * Nothing is worked out anew: a copy is made of those products of the outputs that its number goes into.
 */
export function drawCopies(state) {
  const isShown = state.words.view === "copies";
  byId("copies").hidden = !isShown;
  byId("line").hidden = false;
  for (const part of ["copies-title", "copies-table"]) byId(part).replaceChildren();
  if (!isShown) return;
  const { request, trace, keys } = state;
  const now = keys.indexOf(state.at);
  const copies = keys.map((key) => copyOf(key, trace));
  byId("copies-title").textContent = request.axes === 1 ? "The copies, and their sum" : "The output so far: the copies up to this one, added up";
  say(copies[now], keys[now], request);
  if (request.axes === 1) drawRows(copies, now, state);
  else drawSoFar(copies, now, state);
}

/** What one number of the input sends out: for each output that it goes into, the terms that bring it there. */
function copyOf(key, trace) {
  const copy = new Map();
  for (const output of trace.outputs) {
    const terms = output.terms.filter((term) => term.from && String(term.from) === key);
    if (terms.length) copy.set(String(output.index), terms);
  }
  return copy;
}

function sum(terms) {
  return terms.reduce((total, term) => add(total, multiply(term.x, term.h)), fraction(0n));
}

function say(copy, key, { x, axes, decimal }) {
  const [row, column] = placeOf(key, axes);
  const value = number(rowsOf(x, axes)[row][column], decimal);
  const sent = [...copy].map(([index, terms]) => {
    const products = terms.map((term) => `${factor(term.x, decimal)}*${factor(term.h, decimal)}`).join(" + ");
    return `${products} = ${number(sum(terms), decimal)} to y[${index.replace(",", ", ")}]`;
  });
  sayLine(sent.length ? `x[${key.replace(",", ", ")}] = ${value} sends ${sent.join(", ")}` : `x[${key}] = ${value} goes into no output`);
}

/** A signal's copies, a row each, shifted; below them their sum. What the numbers on added places send has a row. */
function drawRows(copies, now, { request, trace, words }) {
  const { x, decimal } = request;
  const rows = copies.map((copy, i) => {
    const cells = trace.outputs.map(({ index }) => (copy.has(String(index)) ? number(sum(copy.get(String(index))), decimal) : ""));
    return row(`${number(x[i], decimal)} sends`, cells, i === now ? "now" : "");
  });
  const added = trace.outputs.map(({ terms }) => sum(terms.filter((term) => !term.from)));
  if (added.some((value) => value.n !== 0n)) rows.push(row("the border sends", added.map((value) => number(value, decimal)), ""));
  const total = trace.outputs.map(({ value }) => (words.cover ? "?" : number(value, decimal)));
  byId("copies-table").replaceChildren(head(trace), ...rows, row("added up", total, "", "sum"));
}

function head(trace) {
  return element("tr", {}, element("th", {}, "goes to"), ...trace.outputs.map(({ index }) => element("th", { scope: "col" }, `y[${index}]`)));
}

function row(name, cells, cellClass, rowClass = "") {
  return element("tr", { class: rowClass }, element("th", { scope: "row" }, name), ...cells.map((text) => element("td", { class: text && cellClass }, text)));
}

/** An image's output as far as the copies up to this one make it; what this one adds stands below each number. */
function drawSoFar(copies, now, { request, trace }) {
  const [rows, columns] = trace.shape;
  const seen = copies.slice(0, now + 1);
  const lines = Array.from({ length: rows }, (_, r) =>
    element("tr", {}, ...Array.from({ length: columns }, (__, c) => soFar(seen, `${r},${c}`, request.decimal))),
  );
  byId("copies-table").replaceChildren(...lines);
}

function soFar(seen, key, decimal) {
  const total = seen.reduce((sums, copy) => add(sums, sum(copy.get(key) ?? [])), fraction(0n));
  const last = seen.at(-1).get(key);
  const small = last ? `+ ${factor(sum(last), decimal)}` : "";
  return element("td", { class: last ? "now" : "" }, element("span", {}, number(total, decimal)), element("small", {}, small));
}
