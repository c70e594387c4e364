/** 'python -m course trace --input "3 4 5" --kernel "2 1"'; of the kind "why" with --got. */
export function commandOf(kind, words) {
  const names = ["input", "kernel", "mode", "padding", "stride", "dilation", "border", kind === "why" ? "got" : ""];
  const options = names.filter((name) => words[name] !== undefined).map((name) => `--${name} ${typed(words[name])}`);
  if (words.flip === "no") options.push("--no-flip");
  return `python -m course ${kind} ${options.join(" ")}`;
}

/** Of "#input=3+4+5&kernel=2%201" {input: "3 4 5", kernel: "2 1"}. */
export function wordsOfHash(text) {
  return Object.fromEntries(new URLSearchParams(text.replace(/^#/, "")));
}

/** The reverse. A sign at its end is escaped: what finds links in texts would cut it off. */
export function hashOfWords(words) {
  const given = Object.entries(words).filter(([, text]) => text !== undefined);
  const readable = `#${new URLSearchParams(given)}`.replace(/%(2C|2F|3A|3B|3D|3F)(?=.)/g, decodeURIComponent);
  return readable.replace(/\.$/, "%2E");
}

/** One line in quotes, without the signs that shells understand in these. */
function typed(text) {
  const line = inOneLine(text).replace(/["$`\\%!^\s]+/g, " ");
  return /^[a-zA-Z0-9.,:=-]+$/.test(line) ? line : `"${line}"`;
}

/** Rows as "1 2; 3 4"; in brackets line ends are blanks. */
function inOneLine(text) {
  return /[[\]]/.test(text) ? text : text.trim().replace(/;?\s*[\n-\r\u2028\u2029]\s*/g, "; ");
}
