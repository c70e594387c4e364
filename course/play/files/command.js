const NAMES = ["input", "kernel", "mode", "padding", "stride", "dilation", "border"];

/** What to type for a request: 'python -m course trace --input "3 4 5" --kernel "2 1"'; for "why" with its --got. */
export function commandOf(kind, words) {
  const names = kind === "why" ? [...NAMES, "got"] : NAMES;
  const options = names.filter((name) => words[name] !== undefined).map((name) => `--${name} ${typed(words[name])}`);
  return ["python -m course", kind, ...options, ...(words.flip === "no" ? ["--no-flip"] : [])].join(" ");
}

/** The words in an address: of "#input=3+4+5&kernel=2%201" {input: "3 4 5", kernel: "2 1"}. */
export function wordsOfHash(text) {
  return Object.fromEntries(new URLSearchParams(text.replace(/^#/, "")));
}

/** Words as an address holds them; a sign at its end is escaped, as programs that find links cut it off. */
export function hashOfWords(words) {
  const given = Object.entries(words).filter(([, text]) => text !== undefined);
  const readable = `${new URLSearchParams(given)}`.replace(/%(2C|2F|3A|3B|3D|3F)/g, decodeURIComponent);
  return `#${readable.replace(/[.,:;?]$/, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
}

/** A text for a shell: one line, in quotes if need be, without the signs that shells understand in these. */
function typed(text) {
  const line = inOneLine(text).replace(/["$`\\%!^\s]+/g, " ");
  return /^[a-zA-Z0-9.,:=-]+$/.test(line) ? line : `"${line}"`;
}

/** Rows in one line: "1 2" above "3 4" is "1 2; 3 4"; in brackets a line end is a blank. */
function inOneLine(text) {
  return /[[\]]/.test(text) ? text : text.trim().replace(/;?\s*[\n-\r\u2028\u2029]\s*/g, "; ");
}
