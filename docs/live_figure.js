import { wordsOfHash } from "command";
import { flipped } from "definition";
import { number } from "formatting";
import { Grid } from "grid";
import { classes, element, rowsOf, setUsable, title, unbroken } from "page_parts";
import { requestOf } from "request";
import { traceOf } from "trace";
import { isPadded, outputLine } from "trace_text";
import { inputCell, placesOfWindow, sidesOfTable } from "windows";

const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Enter", " "];
const NEAR = "300px"; // of the screen: a figure that is so near becomes live, so that nothing moves when it is seen
let figures = 0; // so many are live

/**
 * A figure of a lesson, in which the kernel can be moved as soon as it is seen: <course-figure data-words="input=3+4+5
 * &kernel=2+1&mode=full"> around the picture, which stays, for print as well. On a slide there is room for one of them.
 */
class CourseFigure extends HTMLElement {
  connectedCallback() {
    if (this.request) return; // it was moved on its page
    this.request = requestOf(wordsOfHash(this.dataset.words));
    this.dataset.preventSwipe = ""; // for slides
    // slides would turn
    this.addEventListener("keydown", (event) => KEYS.includes(event.key) && event.stopPropagation());
    const watch = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      this.become();
    }, { rootMargin: NEAR });
    watch.observe(this);
  }

  /** Puts tables beside the picture, with the kernel at its first place. */
  become() {
    const trace = traceOf(this.request);
    this.outputs = trace.outputs;
    this.rows = this.request.axes === 1 ? [1, ...trace.shape] : trace.shape;
    this.at = 0;
    this.line = element("p", { class: "live-line", "aria-live": "polite", "aria-atomic": "true" });
    this.live = element("div", { class: "live", role: "group", "aria-label": "Move the kernel yourself" },
      this.tables(), this.line, this.controls(), element("p", { class: "live-hint" }, this.hint()));
    this.drawKernel();
    this.listen();
    this.append(this.live);
    this.classList.add("is-live");
    this.draw();
  }

  /** The three tables, still empty, below their titles. */
  tables() {
    figures += 1;
    const panel = (part, attributes = {}) => {
      const id = `live-${part}-${figures}`;
      const table = element("table", { class: `live-${part}`, "aria-labelledby": id, ...attributes });
      const heading = element("p", { class: "live-title", id }, this.titleOf(part));
      return element("div", {}, heading, element("div", { class: "scroll" }, table));
    };
    return element("div", { class: "live-tables" }, panel("input"), panel("kernel"), panel("output", { role: "grid" }));
  }

  titleOf(part) {
    const { x, h, axes, flip } = this.request;
    const sized = (name, rows) => title(name, rows.length, rows[0].length, axes);
    if (part === "input") return sized(axes === 1 ? "Signal" : "Image", rowsOf(x, axes));
    if (part === "kernel") return flip ? "Kernel, flipped" : "Kernel, not flipped";
    return title("Output", ...this.rows, axes);
  }

  hint() {
    const added = isPadded(this.request) ? " What stands in [ ] was added." : "";
    return `Move the kernel: point at a number of the input, or go through the output by arrow keys.${added}`;
  }

  /** Two buttons that move the kernel, on a slide one that shows the picture instead; the link to the page play/. */
  controls() {
    this.back = button("Back", () => this.move(this.at - 1));
    this.next = button("Next", () => this.move(this.at + 1));
    const picture = button("Picture", () => {
      picture.setAttribute("aria-pressed", String(this.classList.toggle("shows-picture")));
    });
    picture.setAttribute("aria-pressed", "false");
    const buttons = [this.back, this.next, ...(this.closest(".reveal") ? [picture] : [])];
    return element("div", { class: "live-controls" }, ...buttons, this.querySelector(".to-play"));
  }

  listen() {
    const [input, output] = ["input", "output"].map((part) => this.live.querySelector(`.live-${part}`));
    this.input = input;
    this.output = new Grid(output, { follows: true, pick: (row, column) => this.move(row * this.rows[1] + column) });
    for (const kind of ["pointerdown", "pointermove"]) input.addEventListener(kind, (event) => this.pointed(event));
  }

  /** Moves the kernel under the pointer, which a finger may have drawn over other cells than the first. */
  pointed({ clientX, clientY }) {
    const cell = document.elementFromPoint(clientX, clientY)?.closest("td");
    if (cell && this.input.contains(cell)) this.move(this.nearest(cell.parentNode.rowIndex, cell.cellIndex));
  }

  /** The last of the outputs whose windows have their middles nearest to a cell of the input. */
  nearest(row, column) {
    const { axes, each } = this.request;
    const [[top], [left]] = sidesOfTable(this.request);
    const place = axes === 1 ? [column - left] : [row - top, column - left];
    const middle = (start, axis) => start + ((each[axis][1] - 1) * each[axis][3]) / 2;
    const distances = this.outputs.map(({ start }) =>
      start.reduce((sum, first, axis) => sum + (place[axis] - middle(first, axis)) ** 2, 0));
    return distances.lastIndexOf(Math.min(...distances));
  }

  move(at) {
    if (at === this.at || !this.outputs[at]) return;
    this.at = at;
    this.draw();
  }

  draw() {
    const { request, outputs, at } = this;
    const [, columns] = this.rows;
    this.drawInput(new Map(placesOfWindow(outputs[at], request.each)));
    this.output.show(...this.rows, (row, column) => {
      const { index, value } = outputs[row * columns + column];
      const text = number(value, request.decimal);
      const isNow = row * columns + column === at;
      return { text, label: `output [${index}]: ${text}`, classes: classes({ now: isNow }) };
    });
    // the keys go on from where the pointer was; where they are themselves, the grid knows
    if (!this.output.table.contains(document.activeElement)) this.output.offer([Math.floor(at / columns), at % columns]);
    this.line.replaceChildren(...unbroken(outputLine(request, outputs[at])));
    setUsable(this.back, at > 0);
    setUsable(this.next, at < outputs.length - 1);
  }

  drawInput(under) {
    const rows = rowsOf(this.request.x, this.request.axes);
    const [[top, bottom], [left, right]] = sidesOfTable(this.request);
    const indices = (count, before, after) => Array.from({ length: before + count + after }, (_, i) => i - before);
    const cellAt = (row, column) => {
      const { text, badge, isAdded, term } = inputCell(this.request, under, row, column);
      const small = element("small", {}, badge);
      return element("td", { class: classes({ added: isAdded, window: term }) }, element("span", {}, text), small);
    };
    fill(this.input, indices(rows.length, top, bottom), indices(rows[0].length, left, right), cellAt);
  }

  drawKernel() {
    const { h, axes, decimal, flip } = this.request;
    const rows = rowsOf(flip ? flipped(h) : h, axes);
    const cellAt = (row, column) => element("td", { class: "window" }, number(rows[row][column], decimal));
    fill(this.live.querySelector(".live-kernel"), [...rows.keys()], [...rows[0].keys()], cellAt);
  }
}

function button(text, press) {
  const made = element("button", { type: "button" }, text);
  made.addEventListener("click", press);
  return made;
}

function fill(table, rows, columns, cellAt) {
  table.replaceChildren(...rows.map((row) => element("tr", {}, ...columns.map((column) => cellAt(row, column)))));
}

customElements.define("course-figure", CourseFigure);
