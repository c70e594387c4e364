import { flipped } from "definition";
import { listed, number } from "formatting";
import { Grid } from "grid";
import {
  byId, classes, element, haveShape, keepAboveBar, keyOf, placeOf, rowsOf, say, sayLine, tell, tellLine, textOfRows, title, writtenRows,
} from "page_parts";
import { isPadded, outputLabel, outputLine } from "trace_text";
import { inputCell, placesOfWindow, sidesOfTable } from "windows";

const MOST_NAMED = 6; // outputs
const MOST_WIDE = { 1: 9, 2: 6 }; // columns of a signal and of an image; more are narrower, and so are their outputs
const MOST_BESIDE = 8; // columns of an image that leave room for its output beside it

/**
 * The three tables, and the line of the sum. One output is where the window is; pointing at a number of any table
 * lights what belongs to it in the other two, and a click keeps it lit.
 */
export class Stage {
  constructor(state, typed) {
    this.state = state;
    this.pointed = this.pinned = null; // {table, key}
    this.grids = {};
    for (const table of ["input", "kernel"]) {
      this.grids[table] = new Grid(byId(`${table}-grid`), this.tellsOfTyped(table, typed));
    }
    this.grids.output = new Grid(byId("output-grid"), { ...this.tells("output"), follows: true });
    byId("tables").addEventListener("focusin", ({ target }) => keepAboveBar(target));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.letGo());
    document.addEventListener("click", ({ target }) => !target.closest("td") && this.letGo());
  }

  tells(table) {
    return {
      point: (row, column) => this.point(row === undefined ? null : { table, key: this.keyAt(table, row, column) }),
      pick: (row, column) => this.pick(table, this.keyAt(table, row, column)),
    };
  }

  tellsOfTyped(table, typed) {
    const textWith = (row, column, text) => this.textWith(table, this.keyAt(table, row, column), text);
    return {
      ...this.tells(table),
      said: "said",
      problem: (row, column, text) => typed.problem(text, { [table]: textWith(row, column, text) }),
      letGo: (sentence) => say("said", sentence),
      edit: (row, column, text) => typed.take({ [table]: textWith(row, column, text) }),
    };
  }

  /** Rows above and columns on the left that padding adds to a table: of the input only. */
  added(table) {
    const [[top], [left]] = sidesOfTable(this.state.request);
    return table === "input" ? [top, left] : [0, 0];
  }

  /** The index that a cell shows, as text. Example: with one zero before a signal, column 0 shows "-1". */
  keyAt(table, row, column) {
    const [top, left] = this.added(table);
    return keyOf(row - top, column - left, this.state.request.axes);
  }

  /** The input or the kernel as text, with one number written anew and the others as they were written. */
  textWith(table, key, text) {
    const { x, h, axes, decimal } = this.state.request;
    const numbers = rowsOf(table === "input" ? x : h, axes);
    const written = writtenRows(this.state.words[table]);
    const isAKernelsName = !haveShape(written, numbers.length, numbers[0].length) || /^[A-Za-z]/.test(written[0][0]);
    const rows = isAKernelsName ? numbers.map((row) => row.map((value) => number(value, decimal))) : written;
    const isHere = (r, c) => keyOf(r, c, axes) === key;
    return textOfRows(rows.map((row, r) => row.map((one, c) => (isHere(r, c) ? text.trim() || "0" : one))), axes);
  }

  point(pointed) {
    this.pointed = pointed;
    this.draw();
  }

  letGo() {
    if (!this.pinned) return;
    tell(`Let go: ${this.named(this.pinned)}.`);
    this.pinned = null;
    this.draw();
  }

  reset() {
    this.pinned = this.pointed = null;
    for (const grid of Object.values(this.grids)) grid.reset();
  }

  /** Pins a number, or lets it go; one of the output takes the window there, one of the input its copy. */
  pick(table, key) {
    const at = this.placeWith(table, key);
    if (at) return this.moveTo(at);
    const isPinned = this.pinned?.table === table && this.pinned.key === key;
    if (isPinned) return this.letGo();
    this.pinned = { table, key };
    this.draw();
    return tell(`Kept: ${this.named(this.pinned)}: ${this.useInWords(key, table)}.`);
  }

  moveTo(at) {
    this.pinned = null;
    this.state.change({ at });
    tellLine();
  }

  /** Where a number of a table takes the window, or where copies are shown that of its own; nothing if nowhere. */
  placeWith(table, key) {
    if (this.state.words.view !== "copies") return table === "output" && key;
    return { input: this.given(key) && key, output: this.lastIn(key) }[table];
  }

  /** The last number of the input that goes into an output, whose copy has come to it. */
  lastIn(key) {
    const last = this.uses.findLast(({ output, from }) => output === key && this.given(from));
    return last?.from ?? this.state.at;
  }

  /** Example: "4 at [1]". */
  named({ table, key }) {
    const { axes } = this.state.request;
    const [row, column] = placeOf(key, axes);
    const [top, left] = this.added(table);
    return `${this.grids[table].cellAt(row + top, column + left).text} at [${key.replace(",", ", ")}]`;
  }

  /** What is lit in the output for a number. Example: "it is in y[1] and y[2]". */
  useInWords(key, table) {
    const labels = [...this.lit({ table, key }).output].map((output) => outputLabel(output.split(",")));
    return `it is in ${labels.length ? listed(labels, MOST_NAMED) : "no output"}`;
  }

  /** The number of the input at an index, or undefined where padding adds one. */
  given(key) {
    const { x, axes } = this.state.request;
    const [row, column] = placeOf(key, axes);
    return rowsOf(x, axes)[row]?.[column];
  }

  /** Everything anew. */
  draw() {
    const { request, trace, words, isCovered, areSumsCovered } = this.state;
    const isNew = trace !== this.traced;
    if (isNew) this.follow(trace);
    const hasMoved = isNew || this.state.at !== this.wasAt;
    if (hasMoved) this.pinned = null; // what was lit belongs to the place before
    this.wasAt = this.state.at;
    const isWindow = words.view === "window";
    const output = isWindow ? this.outputs.get(this.state.at) : trace.outputs[0];
    this.under = new Map(isWindow ? this.placesOf(output) : []);
    const copied = isWindow ? null : { table: "input", key: this.state.at };
    const lit = this.lit(this.pointed ?? this.pinned ?? copied);
    this.drawInput(lit.input, isWindow ? null : this.state.at);
    this.drawKernel(lit.kernel);
    this.drawOutput(lit.output, isWindow ? String(output.index) : null);
    if (hasMoved) requestAnimationFrame(keepWindowInView); // the frame lays the tables out, once
    const line = outputLine(request, output);
    if (isWindow) this.sayWindow(isCovered ? line.replace(areSumsCovered ? /= .+$/ : /= \S+$/, "= ?") : line);
  }

  /** The line of an output; in short without its sum. */
  sayWindow(line) {
    sayLine(line, line.replace(/ = .+(?= = )/, ""));
  }

  /** Where the terms of an output lie, as inputCell() takes them. */
  placesOf(output) {
    const placed = this.placed.get(output);
    return this.state.areSumsCovered ? placed.map(([key]) => [key, {}]) : placed;
  }

  /** Who uses what: each product of each output, with the index of its number, of its weight and of the output. */
  follow(trace) {
    const { each } = this.state.request;
    this.traced = trace;
    this.outputs = new Map(trace.outputs.map((output) => [String(output.index), output]));
    this.placed = new Map(trace.outputs.map((output) => [output, placesOfWindow(output, each)]));
    const useOf = (output, input, { from, weight }) => ({
      input, from: String(from), kernel: String(weight), output: String(output.index),
    });
    this.uses = trace.outputs.flatMap((output) => this.placed.get(output).map((placed) => useOf(output, ...placed)));
  }

  /** What to light in each table for a number of one of them: sets of indices. */
  lit(chosen) {
    const lit = { input: new Set(), kernel: new Set(), output: new Set() };
    if (!chosen) return lit;
    const { table, key } = chosen;
    for (const use of this.uses) {
      if (use[table] !== key && !(table === "input" && use.from === key)) continue;
      for (const other of Object.keys(lit)) if (other !== table) lit[other].add(use[other]);
    }
    lit[table].add(key);
    return lit;
  }

  drawInput(lit, now) {
    const { x, axes } = this.state.request;
    const rows = rowsOf(x, axes);
    const [[top, bottom], [left, right]] = sidesOfTable(this.state.request);
    const columns = rows[0].length + left + right;
    byId("input-grid").classList.toggle("signal", axes === 1);
    const weights = this.under.size && !this.state.areSumsCovered ? "A small ×2 is the weight that lies on a number. " : "";
    byId("caption").textContent = weights + (isPadded(this.state.request) ? "What stands in [ ] was added." : "");
    show("input", title(axes === 1 ? "Signal" : "Image", rows.length, rows[0].length, axes), columns > MOST_WIDE[axes]);
    byId("tables").classList.toggle("beside", axes === 2 && columns <= MOST_BESIDE);
    this.grids.input.show(rows.length + top + bottom, columns, (r, c) => {
      const { key, isAdded, term, ...shown } = inputCell(this.state.request, this.under, r - top, c - left);
      const named = classes({ added: isAdded, window: term, lit: lit.has(key), now: key === now });
      return { ...shown, classes: named, editable: !isAdded };
    });
  }

  drawKernel(lit) {
    const { h, axes, decimal, flip } = this.state.request;
    const rows = rowsOf(h, axes);
    show("kernel", title("Kernel", rows.length, rows[0].length, axes), rows[0].length > 6);
    this.grids.kernel.show(rows.length, rows[0].length, (r, c) => {
      const key = keyOf(r, c, axes);
      const shown = number(rows[r][c], decimal);
      return { text: shown, editable: true, classes: classes({ lit: lit.has(key) }), label: `kernel [${key}]: ${shown}` };
    });
    const isCarried = this.state.words.view === "window"; // a copy is laid down as it is
    byId("flipped-panel").hidden = !flip || !isCarried || this.state.areSumsCovered;
    this.drawFlipped(lit);
    if (this.wasFlipped === !flip) showFlip(byId(flip ? "flipped-grid" : "kernel-grid"));
    this.wasFlipped = flip;
  }

  /** The kernel as it lies on the input. Its cell in the first row is of the last row as it was given. */
  drawFlipped(lit) {
    const { h, axes, decimal } = this.state.request;
    const rows = rowsOf(flipped(h), axes);
    const [last, lastColumn] = [rows.length - 1, rows[0].length - 1];
    byId("flipped-grid").classList.toggle("dense", lastColumn > 5);
    const isLit = (r, c) => lit.has(keyOf(last - r, lastColumn - c, axes));
    const cell = (value, r, c) => element("td", { class: classes({ lit: isLit(r, c) }) }, number(value, decimal));
    const lines = rows.map((row, r) => element("tr", {}, ...row.map((value, c) => cell(value, r, c))));
    byId("flipped-grid").replaceChildren(...lines);
  }

  drawOutput(lit, now) {
    const { trace, request, isCovered } = this.state;
    const [rows, columns] = request.axes === 1 ? [1, ...trace.shape] : trace.shape;
    show("output", title("Output", rows, columns, request.axes), byId("input-grid").classList.contains("dense"));
    byId("first-output").textContent = request.axes === 1 ? "y[0]" : "y[0, 0]";
    this.grids.output.show(rows, columns, (r, c) => {
      const key = keyOf(r, c, request.axes);
      const shown = isCovered ? "?" : number(this.outputs.get(key).value, request.decimal);
      return { text: shown, label: `output [${key}]: ${shown}`, classes: classes({ now: key === now, lit: lit.has(key) }) };
    });
    if (now) this.grids.output.offer(placeOf(now, request.axes));
  }
}

function keepWindowInView() {
  for (const cell of document.querySelectorAll("td.window, td.now")) keepInView(cell);
}

/** Scrolls a cell's own box sideways until the cell is seen where nothing fades out, and nothing else. */
function keepInView(cell) {
  const box = cell.closest(".scroll");
  const [seen, whole] = [box.getBoundingClientRect(), cell.getBoundingClientRect()];
  const room = parseFloat(getComputedStyle(box).scrollPaddingLeft);
  box.scrollLeft += Math.min(whole.left - seen.left - room, 0) + Math.max(whole.right - seen.right + room, 0);
}

function show(table, heading, isDense) {
  byId(`${table}-title`).textContent = heading;
  byId(`${table}-grid`).classList.toggle("dense", isDense);
}

/** Lets a table be seen to turn by half, where movement is welcome. */
function showFlip(table) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const turn = { duration: 700, easing: "ease-in-out" };
  table.animate({ transform: ["rotate(180deg)", "none"] }, turn);
  const box = table.closest(".scroll"); // which would cut off what is higher than it
  if (box.scrollWidth <= box.clientWidth) box.animate({ overflow: ["visible", "visible"] }, turn);
}
