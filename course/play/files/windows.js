import { source } from "definition";
import { factor, number } from "formatting";
import { keyOf, rowsOf } from "page_parts";
import { everyIndex } from "trace";

/**
 * Where the terms of an output lie in the padded input: [[index as text, term], ...].
 *
 * Example: with two weights and the dilation 2 a window that begins at -1 lies on the places -1 and 1.
 */
export function placesOfWindow({ terms, start }, each) {
  const steps = everyIndex(each.map(([, k]) => k));
  return terms.map((term, i) => [String(steps[i].map((step, axis) => start[axis] + step * each[axis][3])), term]);
}

/** [[above, below], [left, right]]: how many places are added around a request's input, none above a signal. */
export function sidesOfTable({ axes, sides }) {
  return axes === 1 ? [[0, 0], sides[0]] : sides;
}

/**
 * What a cell of the padded input shows, {key, text, badge, label, isAdded, term}: its number, in [ ] if it was added,
 * and the weight that lies on it. row, column: of the input, below 0 for what stands before it. under: the terms of
 * the window by the keys of their places, {} where the weight is not to be shown.
 */
export function inputCell(request, under, row, column) {
  const { x, axes, decimal } = request;
  const key = keyOf(row, column, axes);
  const isAdded = rowsOf(x, axes)[row]?.[column] === undefined;
  const standing = number(standingAt(request, row, column), decimal);
  const text = isAdded ? `[${standing}]` : standing;
  const term = under.get(key);
  const badge = term?.h ? `×${factor(term.h, decimal)}` : "";
  const label = `${isAdded ? "added" : "input"} [${key}]: ${text}${term?.h ? ` times ${number(term.h, decimal)}` : ""}`;
  return { key, text, badge, label, isAdded, term };
}

/** The number that stands at a place of the padded input. */
function standingAt({ x, axes, border, fill }, row, column) {
  const rows = rowsOf(x, axes);
  const r = axes === 1 ? 0 : source(row, rows.length, border);
  const c = source(column, rows[0].length, border);
  return r === null || c === null ? fill : rows[r][c];
}
