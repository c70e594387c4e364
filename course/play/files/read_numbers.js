import { about, quoted, refuse } from "errors";
import { fraction, powerOfTen, whole } from "fractions";
import { BORDERS } from "sizes";

const NUMBER = /^([-+]?)(?=\.?[0-9])([0-9]*)(?:\/([0-9]+)|(?:\.([0-9]*))?(?:[eE]([-+]?[0-9]+))?)$/;
const LIST = /\[[^\][]*\]/g;
const LIST_OF_LISTS = /^\[ ?\[[^\][]*\](?: ?(?:, ?)?\[[^\][]*\])* ?\]$/;

/**
 * Of "1 2.50" {values: 1 and 5/2, decimal: true, places: null and 2}; of "1 2; 3 4" values and places in rows.
 * most: how many there may be; beyond: what else can be done with more; nan: the command that takes nan; open: whether
 * "?" is null.
 */
export function readNumbers(text, name, options) {
  return about(name, () => {
    const [rows, isGrid] = /[[\]]/.test(text) ? rowsInBrackets(text) : rowsWithoutBrackets(text);
    const numbers = numbersOfRows(rows, options);
    const each = (part) => numbers.map((row) => row.map((number) => number[part]));
    const shaped = (parts) => (isGrid ? parts : parts[0]);
    return { values: shaped(each("value")), decimal: /[.e]/i.test(text), places: shaped(each("places")) };
  });
}

export function readWholeNumber(text, name, least, most) {
  return within(text, least, most) ?? refuse(`${name}: ${quoted(text)} is not a whole number from ${least} to ${most}`);
}

/** Of "2,1" [2, 1], of "2" [2, 2]. */
export function readPair(text, name, least, most) {
  const numbers = oneOrTwo(text, ",", (piece) => within(piece, least, most));
  if (!numbers) refuse(`${name}: ${quoted(text)} is not N or ROWS,COLUMNS, whole numbers from ${least} to ${most}`);
  return [numbers[0], numbers.at(-1)];
}

/** Of "1" 1, for 1 axis of "1:2" [1, 2], for 2 axes of "1,2" [1, 2], of "1:2,3" [[1, 2], 3]. */
export function readPadding(text, name, axes, most) {
  const sides = oneOrTwo(text, ",", (piece) => sideOf(piece, most)) ?? [];
  if (sides.length === 1 && (axes === 1 || !Array.isArray(sides[0]))) return sides[0];
  if (sides.length === 2 && axes === 2) return sides;
  const forms = axes === 1 ? "P or BEFORE:AFTER" : "P or ROWS,COLUMNS or TOP:BOTTOM,LEFT:RIGHT";
  return refuse(`${name}: ${quoted(text)} is not ${forms}, whole numbers from 0 to ${most}`);
}

/** The border and its fill: of "constant=5" ["constant", 5], of "edge" ["edge", 0]. */
export function readBorder(text, name) {
  const [word, ...fill] = text.split("=");
  const others = BORDERS.slice(1).join(", ");
  const refuseText = (why) => refuse(`${name}: ${quoted(text)}${why}`);
  if (!BORDERS.includes(word)) refuseText(` is not constant, constant=5 or another number, ${others}`);
  if (!fill.length) return [word, whole(0)];
  if (word !== "constant") refuseText(": only constant has a number of its own, as in constant=5");
  return [word, about(name, () => numberOf(fill.join("=").trim()).value)];
}

function within(text, least, most) {
  const plain = text.trim().replaceAll("\u2212", "-");
  return /^-?[0-9]{1,15}$/.test(plain) && plain >= least && plain <= most ? Number(plain) : null;
}

/** Of "2" 2, of "1:2" [1, 2]; else null. */
function sideOf(text, most) {
  const numbers = oneOrTwo(text, ":", (piece) => within(piece, 0, most));
  return numbers?.length === 1 ? numbers[0] : numbers;
}

function oneOrTwo(text, separator, read) {
  const parts = text.split(separator).map(read);
  return parts.includes(null) || parts.length > 2 ? null : parts;
}

function wordsOf(text) {
  return text.split(/\s+/).filter(Boolean);
}

function linesOf(text) {
  return text.split(/[\n-\r\u2028\u2029]/).map((line) => line.trim()).filter(Boolean);
}

/** [rows, whether they are 2-D]: of "1 2; 3 4" [["1 2", " 3 4"], true]. */
function rowsWithoutBrackets(text) {
  const lines = linesOf(text);
  return [lines.flatMap((line) => line.replace(/;$/, "").split(";")), lines.length > 1 || text.includes(";")];
}

/** The same of "[[1, 2], [3, 4]]". */
function rowsInBrackets(text) {
  const flat = wordsOf(text).join(" ");
  const lists = flat.match(LIST) ?? [];
  if (LIST_OF_LISTS.test(flat)) return [lists.map((row) => row.slice(1, -1)), true];
  if (lists[0] !== flat) {
    refuse(`${quoted(flat)} is no list of numbers or rows: write [1, 2] or [[1, 2], [3, 4]]`);
  }
  const lines = linesOf(text.trim().slice(1, -1));
  if (!lines.slice(0, -1).every((line) => /[,;]$/.test(line))) {
    refuse("a line end in [ ] may mean a new row or not: write [1, 2] in one line, or 1 2; 3 4");
  }
  return rowsWithoutBrackets(lines.join(" "));
}

function numbersOfRows(rows, options) {
  const inRow = (i, work) => about(rows.length > 1 ? `row ${i + 1}` : "", work);
  const pieces = rows.map((row, i) => inRow(i, () => piecesOf(row)));
  checkCount(pieces.flat().length, options);
  const numbers = pieces.map((row, i) => inRow(i, () => row.map((piece) => numberOf(piece, options))));
  checkLengths(pieces.map((row) => row.length));
  return numbers;
}

/** The numbers of a row as they are written, blanks or one comma apart. */
function piecesOf(row) {
  const parts = row.split(",").map(wordsOf);
  if (parts.length === 1) return parts[0];
  const shown = quoted(row.trim());
  if (parts.some((part) => !part.length)) refuse(`a number is missing beside a comma in ${shown}`);
  if (parts.some((part) => part.length > 1)) {
    refuse(`blanks and commas stand between the numbers of ${shown}: use one, and 1.5 for 1,5`);
  }
  return parts.flat();
}

function checkCount(count, { most, beyond = "" }) {
  if (!count) refuse("there are no numbers: write some, such as 1 2 3 or 1 2 3; 4 5 6");
  if (count > most) refuse(`there are ${count} numbers, and at most ${most} are taken here: leave some out${beyond}`);
}

function checkLengths([first, ...others]) {
  const i = others.findIndex((length) => length !== first);
  if (i < 0) return;
  refuse(`row 1 and row ${i + 2} have ${first} and ${others[i]} numbers: make all rows equally long`);
}

/** A number and its decimals: "-2.5e1" is {value: -25, places: 0}, "25" {value: 25, places: null}. */
function numberOf(piece, { nan, open } = {}) {
  if (open && piece === "?") return { value: null, places: null };
  const refusePiece = (why) => refuse(`${quoted(piece)} ${why}`);
  if (nan && /^nan$/i.test(piece)) refusePiece(`is not taken here: ${nan} takes it`);
  const match = NUMBER.exec(piece.replaceAll("\u2212", "-")) ?? refusePiece(whyNoNumber(piece, open));
  const [, sign, above, below = "", decimals = "", exponent = ""] = match;
  const longest = Math.max(above.length, below.length, exponent.length);
  if (longest > 15 || decimals.length > 25 || exponent < -30 || exponent > 15) {
    refusePiece("is too long: a number has up to 15 digits, 25 after a point and an exponent from -30 to 15");
  }
  if (/^0+$/.test(below)) refusePiece("divides by zero: write a number above 0 after the /");
  const power = exponent - decimals.length;
  return {
    value: fraction(BigInt(sign + above + decimals) * powerOfTen(power), BigInt(below || 1) * powerOfTen(-power)),
    places: /\.|e[-\u2212]/i.test(piece) ? Math.max(-power, 0) : null,
  };
}

function whyNoNumber(piece, open) {
  if (/[\u2010-\u2015\ufe58\ufe63\uff0d]/.test(piece)) return "has a dash that is not a minus: write a plain -";
  const letters = piece.replace(/nan|inf(?:inity)?/gi, "");
  const isWord = /^["']*\p{L}/u.test(piece) && /[^-+\u22120-9.;/e[\]]/i.test(letters);
  const orOpen = open ? ", or ? for one that is open" : "";
  return `is not a number here: write 1000, 1/9 or .5${orOpen}${isWord ? ", and # before a line of words in a file" : ""}`;
}
