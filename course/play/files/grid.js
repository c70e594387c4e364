import { quoted } from "errors";
import { sayAgain } from "page_parts";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const BEGINS_NUMBER = /^[-+0-9./\u2212]$/;

/**
 * A table of numbers with the role grid: one cell is in the tab order, the arrows move to its neighbours.
 *
 * tells: what happens at a cell, functions of its row and column. point: the mouse or the focus is on it (of nothing:
 * no longer). pick: a click, Enter or a tap. edit: with the text that was typed, if problem (the same) has nothing to
 * say against it. letGo: a text that was refused is gone; with what is kept in its place, if the reader did not ask for
 * that. said: the id of the element in which it stands why a text is refused. follows: whether the arrows pick as they
 * move. isForTyping: whether one click is enough to type. open: a sign that stands for a number, too.
 */
export class Grid {
  constructor(table, tells) {
    this.table = table;
    this.tells = tells;
    this.cells = [];
    this.place = [0, 0];
    table.addEventListener("pointerover", (event) => this.pointed(event.target));
    table.addEventListener("pointerleave", () => tells.point?.());
    table.addEventListener("click", (event) => this.clicked(event));
    table.addEventListener("dblclick", (event) => this.beginEditing(this.placeOf(event.target)));
    table.addEventListener("keydown", (event) => this.pressed(event));
    table.addEventListener("focusin", (event) => this.pointed(event.target));
    table.addEventListener("focusout", () => tells.point?.());
  }

  /** Shows rows and columns of cells; cellAt(row, column) is {text, badge, classes, label, editable, invalid}. */
  show(rows, columns, cellAt) {
    if (this.cells.length !== rows || this.cells[0].length !== columns) this.build(rows, columns);
    this.cellAt = cellAt;
    this.cells.forEach((row, r) => row.forEach((cell, c) => this.fill(cell, cellAt(r, c))));
    this.offer(this.place);
  }

  build(rows, columns) {
    const hadFocus = this.table.contains(document.activeElement);
    const field = this.table.querySelector("input");
    if (field) field.ended = true; // what is typed there belongs to numbers that are gone
    const cells = [];
    const body = document.createElement("tbody");
    for (let r = 0; r < rows; r++) {
      const row = body.insertRow();
      row.setAttribute("role", "row");
      cells.push(Array.from({ length: columns }, () => newCell(row)));
    }
    this.cells = cells;
    this.place = [Math.min(this.place[0], rows - 1), Math.min(this.place[1], columns - 1)];
    this.table.replaceChildren(body); // last, as a cell that loses the focus by it has all drawn anew
    if (hadFocus) this.focus(this.place);
  }

  fill(cell, { text, badge = "", classes = "", label, editable = false, invalid = false }) {
    if (cell.firstChild?.nodeName === "INPUT") return;
    const [number, small] = cell.children;
    if (number.textContent !== text) number.textContent = text;
    if (small.textContent !== badge) small.textContent = badge;
    if (cell.className !== classes) cell.className = classes;
    if (cell.getAttribute("aria-label") !== label) cell.setAttribute("aria-label", label);
    for (const [name, holds] of [["readonly", !editable], ["invalid", invalid]]) {
      if (cell.getAttribute(`aria-${name}`) !== String(holds)) cell.setAttribute(`aria-${name}`, String(holds));
    }
  }

  /** One is at the first cell again. */
  reset() {
    this.clickedBefore = null;
    this.offer([0, 0]);
  }

  placeOf(node) {
    const cell = node.closest?.("td");
    return cell && [cell.parentNode.rowIndex, cell.cellIndex];
  }

  /** Puts one cell, and no other, into the tab order. */
  offer([row, column]) {
    this.offered?.setAttribute("tabindex", "-1");
    this.offered = this.cells[row][column];
    this.offered.setAttribute("tabindex", "0");
    this.place = [row, column];
  }

  focus(place) {
    this.offer(place);
    this.offered.focus();
  }

  pointed(node) {
    const place = this.placeOf(node);
    if (place) this.tells.point?.(...place);
  }

  clicked(event) {
    const place = this.placeOf(event.target);
    if (!place || event.target.nodeName === "INPUT") return;
    const again = String(place) === this.clickedBefore;
    this.clickedBefore = String(place);
    this.focus(place);
    if ((again || this.tells.isForTyping) && this.isEditable(place)) this.beginEditing(place);
    else this.tells.pick?.(...place);
  }

  pressed(event) {
    const place = this.placeOf(event.target);
    if (!place || event.target.nodeName === "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) this.move(place[0] + step[0], place[1] + step[1]);
    else if (event.key === "Home") this.move(place[0], 0);
    else if (event.key === "End") this.move(place[0], this.cells[0].length - 1);
    else if (this.isEditable(place) && (event.key === "Enter" || event.key === "F2")) this.beginEditing(place);
    else if (this.isEditable(place) && this.beginsNumber(event.key)) this.beginEditing(place, event.key);
    else if (this.isEditable(place) && ["Delete", "Backspace"].includes(event.key)) this.beginEditing(place, "");
    else if (event.key === "Enter" || event.key === " ") this.tells.pick?.(...place);
    else return;
    event.preventDefault();
  }

  beginsNumber(key) {
    return BEGINS_NUMBER.test(key) || key === this.tells.open;
  }

  move(row, column) {
    if (!this.cells[row]?.[column]) return;
    this.focus([row, column]);
    if (this.tells.follows) this.tells.pick(row, column);
  }

  isEditable(place) {
    return Boolean(this.tells.edit && this.cellAt(...place).editable);
  }

  /** Puts a field into a cell; Enter takes what is typed, Escape leaves the number as it was. */
  beginEditing(place, typed) {
    if (!place || !this.isEditable(place)) return;
    this.offer(place);
    const cell = this.offered;
    const { text, label } = this.cellAt(...place);
    const field = document.createElement("input");
    field.value = typed ?? text;
    field.inputMode = "decimal";
    field.setAttribute("aria-label", label);
    field.autocomplete = "off";
    cell.replaceChildren(field);
    field.focus();
    if (typed === undefined) field.select();
    field.addEventListener("keydown", (event) => this.pressedInField(event, field, place));
    field.addEventListener("blur", () => this.left(field, place));
  }

  pressedInField(event, field, place) {
    if (event.key === "Tab" && this.tells.isForTyping) this.typeOn(event, field, place);
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.endEditing(field, place, event.key === "Enter");
    if (!field.isConnected) this.focus(place);
  }

  /** The focus goes elsewhere. A field that is taken away by that tells its table no more that it has lost it. */
  left(field, place) {
    this.endEditing(field, place, true);
    if (!field.isConnected) this.tells.point?.();
  }

  /** Takes a number, and begins the next one, or with Shift the one before; after the last the table is left. */
  typeOn(event, field, [row, column]) {
    const columns = this.cells[0].length;
    const next = row * columns + column + (event.shiftKey ? -1 : 1);
    if (next < 0 || next >= this.cells.length * columns) return;
    event.preventDefault();
    this.endEditing(field, [row, column], true);
    if (!field.isConnected) this.beginEditing([Math.floor(next / columns), next % columns]);
  }

  /** Takes what the field holds, or not; a number that is refused stays in its field while that has the focus. */
  endEditing(field, place, take) {
    const cell = field.parentNode;
    if (!cell || field.ended) return;
    const { value } = field;
    const { text } = this.cellAt(...place);
    const isChanged = take && value.trim() !== text;
    const problem = isChanged ? this.tells.problem(...place, value) : "";
    if (problem && document.activeElement === field) return this.refuse(field, problem);
    field.ended = true;
    cell.replaceChildren(document.createElement("span"), document.createElement("small"));
    this.fill(cell, this.cellAt(...place));
    if (problem) this.tells.letGo(`${quoted(value.trim())} is not taken: ${text ? `${text} stays` : "it stays open"}.`);
    else if (isChanged) this.tells.edit(...place, value);
    else if (field.matches("[aria-invalid]")) this.tells.letGo("");
  }

  refuse(field, problem) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", this.tells.said);
    sayAgain(this.tells.said, problem, true);
  }
}

function newCell(row) {
  const cell = row.insertCell();
  cell.setAttribute("role", "gridcell");
  cell.tabIndex = -1;
  cell.append(document.createElement("span"), document.createElement("small"));
  return cell;
}
