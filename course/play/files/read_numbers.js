import { about, quoted, refuse } from "errors";
import { fraction, whole } from "fractions";
import { BORDERS } from "sizes";

const NO_NUMBER = /[^-+\u22120-9.,;/eE[\]\s]/;
const DASHES = /[\u2010-\u2015\ufe58\ufe63\uff0d]/; // look like a minus, and are none
const NUMBER = /^([-+]?)(?=\.?[0-9])([0-9]*)(?:\/([0-9]+)|(?:\.([0-9]*))?(?:[eE]([-+]?[0-9]+))?)$/;
const LIST = /\[[^\][]*\]/g;
const ONE_LIST = /^\[[^\][]*\]$/;
const LIST_OF_LISTS = /^\[ ?\[[^\][]*\](?: ?(?:, ?)?\[[^\][]*\])* ?\]$/;

/**
 * The numbers in a text, {values, decimal, places}: fractions in a list or in rows. most: how many there may be.
 * nan: the command that takes nan. open: whether "?" is null, a number left open.
 * readNumbers("1 2.50", "--input", {most: 9}) has the values 1 and 5/2, decimal: true, and the places null and 2.
 */
export function readNumbers(text, name, options) {
  return about(name, () => {
    if (text.length > 1e6) refuse("the text is longer than 1 MB: save it as a .npy file");
    const [rows, isGrid] = /[[\]]/.test(text) ? rowsInBrackets(text) : rowsWithoutBrackets(text);
    const numbers = numbersOfRows(rows, options);
    return isGrid ? numbers : { ...numbers, values: numbers.values[0], places: numbers.places[0] };
  });
}

/** The whole number in a text, from least to most. */
export function readWholeNumber(text, name, least, most) {
  const range = `a whole number from ${least} to ${most}`;
  return within(text, least, most) ?? refuse(`${name}: ${quoted(text)} is not ${range}`);
}

/** Rows and columns: readPair("2,1", "--stride", 1, 9) is [2, 1], and of "2" it is [2, 2]. */
export function readPair(text, name, least, most) {
  const numbers = oneOrTwo(text, ",", (piece) => within(piece, least, most));
  const range = `whole numbers from ${least} to ${most}`;
  if (!numbers) refuse(`${name}: ${quoted(text)} is not N or ROWS,COLUMNS, ${range}`);
  return [numbers[0], numbers.at(-1)];
}

/** Padding of 1 axis: "1" is 1, "1:2" is [1, 2]; of 2 axes: "1" is 1, "1,2" is [1, 2], "1:2,3" is [[1, 2], 3]. */
export function readPadding(text, name, axes, most) {
  const sides = oneOrTwo(text, ",", (piece) => sideOf(piece, most)) ?? [];
  if (sides.length === 1 && (axes === 1 || !Array.isArray(sides[0]))) return sides[0];
  if (sides.length === 2 && axes === 2) return sides;
  const forms = axes === 1 ? "P or BEFORE:AFTER" : "P or ROWS,COLUMNS or TOP:BOTTOM,LEFT:RIGHT";
  return refuse(`${name}: ${quoted(text)} is not ${forms}, whole numbers from 0 to ${most}`);
}

/** A border and what a constant one is made of: "constant=5" is ["constant", 5], "edge" is ["edge", 0]. */
export function readBorder(text, name) {
  const [word, ...fill] = text.split("=");
  const others = BORDERS.slice(1);
  if (word === "constant" && fill.length) return [word, about(name, () => numberOf(fill.join("=").trim(), {}).value)];
  if (!BORDERS.includes(word)) {
    refuse(`${name}: ${quoted(text)} is not constant, constant=5 or another number, ${others.join(", ")}`);
  }
  if (fill.length) refuse(`${name}: ${quoted(text)}: only constant has a number of its own, as in constant=5`);
  return [word, whole(0)];
}

/** The whole number that a text is, if it lies from least to most; else null. */
function within(text, least, most) {
  const plain = text.trim().replaceAll("\u2212", "-");
  return /^-?[0-9]{1,15}$/.test(plain) && plain >= least && plain <= most ? Number(plain) : null;
}

/** P or [before, after]; null if the text is neither. */
function sideOf(text, most) {
  const numbers = oneOrTwo(text, ":", (piece) => within(piece, 0, most));
  return numbers?.length === 1 ? numbers[0] : numbers;
}

/** What `read` makes of each piece of a text; null if it makes null of one, or there are more than two. */
function oneOrTwo(text, separator, read) {
  const parts = text.split(separator).map(read);
  return parts.includes(null) || parts.length > 2 ? null : parts;
}

// ---- rows of text

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

/** The same of a text in brackets: of "[[1, 2], [3, 4]]" [["1, 2", "3, 4"], true]. */
function rowsInBrackets(text) {
  const flat = wordsOf(text).join(" ");
  if (LIST_OF_LISTS.test(flat)) return [flat.match(LIST).map((row) => row.slice(1, -1)), true];
  if (!ONE_LIST.test(flat)) {
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
  checkCount(pieces.flat().length, options.most);
  const numbers = pieces.map((row, i) => inRow(i, () => row.map((piece) => numberOf(piece, options))));
  checkLengths(pieces.map((row) => row.length));
  const decimal = pieces.flat().some((piece) => /[.a-zA-Z]/.test(piece));
  const each = (name) => numbers.map((row) => row.map((number) => number[name]));
  return { values: each("value"), decimal, places: each("places") };
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

function checkCount(count, most) {
  if (!count) refuse("there are no numbers: write some, such as 1 2 3 or 1 2 3; 4 5 6");
  if (count > most) refuse(`there are ${count} numbers, and at most ${most} are taken here: leave some out`);
}

function checkLengths([first, ...others]) {
  const i = others.findIndex((length) => length !== first);
  if (i < 0) return;
  refuse(`row 1 and row ${i + 2} have ${first} and ${others[i]} numbers: make all rows equally long`);
}

// ---- one number

/** What a piece of text writes: "-2.5e1" is {value: -25, places: 0}. */
function numberOf(piece, { nan, open }) {
  if (open && piece === "?") return { value: null, places: null };
  if (nan && /^nan$/i.test(piece)) refuse(`${quoted(piece)} is not taken here: ${nan} takes it`);
  const match = NUMBER.exec(piece.replaceAll("\u2212", "-")) ?? refuse(`${quoted(piece)} ${whyNoNumber(piece)}`);
  const [, sign, above, below = "", decimals, exponent = ""] = match;
  checkDigits(piece, above, below, decimals ?? "", exponent);
  const power = exponent - (decimals ?? "").length;
  const digits = BigInt(sign + above + (decimals ?? "")) * 10n ** BigInt(Math.max(power, 0));
  const isWhole = decimals === undefined && !exponent.startsWith("-");
  return {
    value: fraction(digits, BigInt(below || 1) * 10n ** BigInt(Math.max(-power, 0))),
    places: below || isWhole ? null : Math.max(-power, 0),
  };
}

function checkDigits(piece, above, below, decimals, exponent) {
  const longest = Math.max(above.length, below.length, exponent.length);
  if (longest > 15 || decimals.length > 25 || exponent < -30 || exponent > 15) {
    const most = "a number has up to 15 digits, 25 after a point and an exponent from -30 to 15";
    refuse(`${quoted(piece)} is too long: ${most}`);
  }
  if (/^0+$/.test(below)) refuse(`${quoted(piece)} divides by zero: write a number above 0 after the /`);
}

function whyNoNumber(piece) {
  if (DASHES.test(piece)) return "has a dash that is not a minus: write a plain -";
  const isWord = /^["']*\p{L}/u.test(piece) && NO_NUMBER.test(piece.replace(/nan|inf(?:inity)?/gi, ""));
  return `is not a number here: write 1000, 1/9, .5 or -3e2${isWord ? ", and # before a line of words in a file" : ""}`;
}
