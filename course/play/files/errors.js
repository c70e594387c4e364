/** What cannot be used; the message is one line that says what would do. */
export class Unusable extends Error {}

export function refuse(message) {
  throw new Unusable(message);
}

/** What `work` returns; its refusals say first what they are about, if that is anything. */
export function about(what, work) {
  try {
    return work();
  } catch (error) {
    throw what && error instanceof Unusable ? new Unusable(`${what}: ${error.message}`) : error;
  }
}

/** A text in quotes and printable ASCII; one longer than `most` loses its middle. */
export function quoted(text, most = 30) {
  const letters = [...text];
  let shown = letters.length > most ? null : escaped(letters);
  for (let kept = Math.floor(most / 2) - 1; shown === null || shown.length > most; kept--) {
    shown = kept > 0 ? `${escaped(letters.slice(0, kept))}...${escaped(letters.slice(-kept))}` : "...";
  }
  return `'${shown}'`;
}

/** Letters as Python writes them: "\n", "\xe9", "\u2212", "\U0001f600". */
function escaped(letters) {
  return letters.map((letter) => (/[ -~]/.test(letter) ? letter : escapeOf(letter))).join("");
}

function escapeOf(letter) {
  if (/[\t\n\r]/.test(letter)) return JSON.stringify(letter).slice(1, -1);
  const hex = letter.codePointAt(0).toString(16);
  const [mark, digits] = hex.length < 3 ? ["x", 2] : hex.length < 5 ? ["u", 4] : ["U", 8];
  return `\\${mark}${hex.padStart(digits, "0")}`;
}
