/** One line that says what cannot be used, and what would do. */
export class Unusable extends Error {}

export function refuse(message) {
  throw new Unusable(message);
}

/** What work() returns; its refusals begin with what they are about. */
export function about(what, work) {
  try {
    return work();
  } catch (error) {
    throw what && error instanceof Unusable ? new Unusable(`${what}: ${error.message}`) : error;
  }
}

/** A text in quotes and printable ASCII, without its middle if it is longer than most. */
export function quoted(text, most = 30) {
  const letters = [...text];
  let shown = escaped(letters);
  for (let kept = Math.floor(most / 2) - 1; shown.length > most; kept--) {
    shown = kept > 0 ? `${escaped(letters.slice(0, kept))}...${escaped(letters.slice(-kept))}` : "...";
  }
  return `'${shown}'`;
}

function escaped(letters) {
  return letters.join("").replace(/[^ -~]/gu, escapeOf);
}

/** A letter as Python writes it: "\n", "\xe9", "\u2212", "\U0001f600". */
function escapeOf(letter) {
  if (/[\t\n\r]/.test(letter)) return JSON.stringify(letter).slice(1, -1);
  const hex = letter.codePointAt(0).toString(16);
  const [mark, digits] = hex.length < 3 ? ["x", 2] : hex.length < 5 ? ["u", 4] : ["U", 8];
  return `\\${mark}${hex.padStart(digits, "0")}`;
}
