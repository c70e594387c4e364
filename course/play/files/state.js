import { hashOfWords, wordsOfHash } from "command";
import { Unusable } from "errors";
import { isAllRight } from "marks";
import { isHidden, isSealed, keyOf, rowsOf } from "page_parts";
import { requestOf } from "request";
import { traceOf } from "trace";

const DEFAULTS = {
  input: "", kernel: "", mode: "full", padding: "0", stride: "1", dilation: "1", border: "constant", flip: "", got: "",
  at: "", view: "window", cover: "", hide: "",
};
const OF_THE_VIEW = ["at", "view"]; // which are no steps of their own to undo
const MOST_UNDONE = 100;

/** What the page shows: the words of the request, the answer and the view, as they stand in the address. */
export class State {
  constructor(kernels, limits, example, changed) {
    Object.assign(this, { kernels, limits, example, changed, before: [] });
    this.listen();
  }

  /** Takes the state from the address; what it cannot use is said, and the first example shown instead. */
  listen() {
    const wanted = this.wanted(wordsOfHash(location.hash));
    this.before = [];
    this.refused = "";
    try {
      this.take(wanted);
    } catch (error) {
      this.refused = refusal(error);
      this.take({ ...DEFAULTS, ...this.example, hide: wanted.hide, cover: wanted.cover });
    }
    this.first = this.words;
    this.changed();
  }

  /** The words of an address with all that it leaves unsaid; padding alone is no mode, as on the command line. */
  wanted(words) {
    const example = words.input === undefined ? this.example : {};
    const padded = words.padding === undefined ? {} : { mode: "padding" };
    const view = words.view === "copies" ? "copies" : DEFAULTS.view;
    const cover = ["yes", "all"].includes(words.cover) ? words.cover : DEFAULTS.cover;
    return { ...DEFAULTS, ...example, ...padded, ...words, view, cover };
  }

  /** Takes words that differ in the view or in the answer alone without working the request out again. */
  take(words) {
    const text = hashOfWords(asked(words));
    if (text !== this.worked) {
      const request = requestOf(asked(words), this.kernels, this.limits);
      Object.assign(this, { request, trace: traceOf(request), worked: text });
    }
    this.words = Object.freeze({ ...words });
    this.isFound = isSealed(words) && isAllRight(words.got, this);
  }

  /** Whether the output is not to be seen: the link hides it, or it is covered. A sealed cover lifts for what is found. */
  get isCovered() {
    return isHidden("output", this.words) || (this.words.cover !== "" && !this.isFound);
  }

  /** Whether it is left to the reader which weight lies on which number, too. */
  get areSumsCovered() {
    return this.words.cover === "all" && !this.isFound;
  }

  /** Why changed words have no answer, in one line, or nothing. */
  problem(changed) {
    try {
      requestOf(asked({ ...this.words, ...changed }), this.kernels, this.limits);
      return "";
    } catch (error) {
      return refusal(error);
    }
  }

  /**
   * All words, those that are not given as they usually are. What is hidden stays so, and covered what the link covers, or
   * what a teacher has sealed; a problem covered its own.
   */
  completed(words) {
    const { hide } = this.words;
    const { cover } = isSealed(this.words) && !isHidden("cover", this.first) ? this.words : this.first;
    return { ...DEFAULTS, hide, cover, ...words };
  }

  /** Whether words, with what they leave unsaid, are the request that is shown. */
  isShown(words) {
    return hashOfWords(asked({ ...DEFAULTS, ...words })) === this.worked;
  }

  /** Changes some words, and tells; throws Unusable, with nothing changed, for a request that has no answer. */
  change(words, { keep = true } = {}) {
    const before = this.words;
    this.take({ ...before, ...words });
    const differs = Object.keys(words).some((name) => words[name] !== before[name] && !OF_THE_VIEW.includes(name));
    if (keep && differs) this.before = [...this.before.slice(-MOST_UNDONE), before];
    this.changed();
    clearTimeout(this.writing); // browsers refuse a hundred changes of the address in a few seconds
    this.writing = setTimeout(() => this.write(), 250);
  }

  write() {
    clearTimeout(this.writing);
    history.replaceState(null, "", this.hash);
  }

  /** The address's part behind the "#", with it: what differs from what is usual. */
  get hash() {
    return this.hashWith({});
  }

  /** The same with some words changed. */
  hashWith(changed) {
    const words = Object.entries({ ...this.words, ...changed });
    return hashOfWords(Object.fromEntries(words.filter(([name, text]) => text !== DEFAULTS[name])));
  }

  /** Where one can be, as indices in text: at the outputs, or at the numbers of the input where copies are shown. */
  get keys() {
    const { x, axes } = this.request;
    if (this.words.view !== "copies") return this.trace.outputs.map(({ index }) => String(index));
    return rowsOf(x, axes).flatMap((row, r) => row.map((_, c) => keyOf(r, c, axes)));
  }

  /** Where one is: at the first place if the words name none that there is. */
  get at() {
    const { keys } = this;
    return keys.includes(this.words.at) ? this.words.at : keys[0];
  }

  /** What is said of an answer belongs to: the request, the numbers and whether the right ones are seen, as text. */
  get hashOfAnswer() {
    return `${this.worked} ${this.words.got} ${this.isCovered}`;
  }

  undo() {
    const before = this.before.at(-1);
    if (!before) return;
    this.before = this.before.slice(0, -1);
    this.change(before, { keep: false });
  }
}

/** What an error says that is a refusal, without the dashes of the command line; others go on. */
export function refusal(error) {
  if (!(error instanceof Unusable)) throw error;
  const message = error.message.replace(", and # before a line of words in a file", "");
  return message.replace(/^--(\w)/, (_, letter) => letter.toUpperCase());
}

/** The words of the request alone, as the command line has them. */
export function asked(words) {
  const { input, kernel, mode, padding, stride, dilation, border, flip } = words;
  const added = mode === "padding" ? { padding } : { mode };
  return { input, kernel, ...added, stride, dilation, border, ...(flip ? { flip } : {}) };
}
