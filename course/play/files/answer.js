import { commandOf } from "command";
import { quoted } from "errors";
import { counted } from "formatting";
import { givenOf } from "given";
import { Grid } from "grid";
import {
  bringIntoView, byId, classes, element, hasNumbers, haveShape, isCovered, isHidden, keyOf, say, tellLine, textOfRows,
  writtenRows,
} from "page_parts";
import { readNumbers } from "read_numbers";
import { paragraphOf, withoutDashes } from "sentences";
import { asked, refusal } from "state";
import { outputLabel } from "trace_text";

const OPEN = "?"; // stands for a number that is left open
const MOST_NAMED = 4; // wrong numbers
const SOON = 100; // milliseconds within which an answer comes without a word that it is looked for
const READ = { most: 10000, open: true }; // how an answer is read

/** The reader's own output: its wrong numbers are marked, and Why? asks which mistake gives them. */
export class Answer {
  /** mistakes: those that have pages, as paragraphOf() takes them. */
  constructor(state, search, mistakes) {
    this.state = state;
    this.search = search;
    this.mistakes = mistakes;
    this.isAsking = false;
    this.grid = new Grid(byId("answer-grid"), {
      isForTyping: true,
      open: OPEN,
      said: "answer-said",
      problem: (row, column, text) => problemOfNumber(text, true),
      letGo: (sentence) => (sentence ? say("answer-said", sentence) : this.draw()),
      edit: (row, column, text) => this.take(this.textWith(row, column, text)),
    });
    byId("got").addEventListener("change", () => this.take(byId("got").value));
    byId("got").addEventListener("input", () => (byId("why").disabled = !hasNumbers(byId("got").value)));
    // a field that lost the focus now would change the page, and move the button from under the finger
    byId("why").addEventListener("pointerdown", (event) => event.preventDefault());
    byId("why").addEventListener("click", () => this.takeAndAsk());
    byId("cancel").addEventListener("click", () => this.search.cancel());
  }

  /** Takes an answer; one that is all right uncovers the output, which is no step of its own to undo. */
  take(got) {
    this.state.change({ got: this.filledUp(got) });
    if (this.isRight && this.state.words.cover) this.state.change({ cover: "" }, { keep: false });
  }

  /** Rows of an image of which some are open or shorter than others, with ? for what is missing in them and below. */
  filledUp(got) {
    const [rows, columns] = this.shape;
    const written = writtenRows(got);
    const isWithin = written.length <= rows && written.every((row) => row.length <= columns);
    const isWhole = !got.includes(OPEN) && haveShape(written, written.length, written[0].length);
    if (this.state.request.axes === 1 || !isWithin || isWhole) return got;
    return textOfRows(this.noTexts.map((row, r) => row.map((open, c) => written[r]?.[c] || open)), 2);
  }

  get shape() {
    const { trace, request } = this.state;
    return request.axes === 1 ? [1, ...trace.shape] : trace.shape;
  }

  /** The texts of cells into which nothing was typed. */
  get noTexts() {
    const [rows, columns] = this.shape;
    return Array.from({ length: rows }, () => Array(columns).fill(OPEN));
  }

  /** The texts of the cells, "?" where nothing was typed; null where the text has another shape than the output. */
  get texts() {
    const [rows, columns] = this.shape;
    const { got } = this.state.words;
    if (!got.trim()) return this.noTexts;
    const written = writtenRows(this.filledUp(got));
    return haveShape(written, rows, columns) ? written : null;
  }

  textWith(row, column, text) {
    const rows = (this.texts ?? this.noTexts).map((cells) => [...cells]);
    rows[row][column] = text.trim() || OPEN;
    const isEmpty = rows.flat().every((one) => one === OPEN);
    return isEmpty ? "" : textOfRows(rows, this.state.request.axes);
  }

  /** For each cell whether it is right; null where it is open. */
  marks(texts) {
    const { request, trace } = this.state;
    const read = readNumbers(textOfRows(texts, request.axes), "Your numbers", READ);
    return givenOf(read, request).fits(trace.outputs.map(({ value }) => value));
  }

  draw() {
    const { got } = this.state.words;
    if (byId("got").value !== got) byId("got").value = got;
    if (this.answered !== this.state.hashOfAnswer) this.forget();
    if (got.trim()) this.search.prepare();
    const [rows, columns] = this.shape;
    const texts = this.texts;
    let marks = [];
    this.isRefused = false;
    byId("why").disabled = !hasNumbers(got);
    try {
      marks = texts ? this.marks(texts) : [];
      this.tell(texts, marks);
    } catch (error) {
      say("answer-said", refusal(error), true);
      this.isRefused = true;
    }
    byId("got").setAttribute("aria-invalid", String(this.isRefused));
    this.marksShown = marks;
    byId("answer-grid").classList.toggle("dense", columns > 9);
    this.grid.show(rows, columns, (r, c) => this.cell(texts?.[r][c] ?? OPEN, marks[r * columns + c] ?? null, r, c));
  }

  cell(text, mark, row, column) {
    const word = { true: ": right", false: ": wrong" }[mark] ?? "";
    return {
      text: text === OPEN ? "" : text,
      badge: { true: "✓", false: "✗" }[mark] ?? "",
      classes: classes({ right: mark === true, wrong: mark === false }),
      label: `your y[${keyOf(row, column, this.state.request.axes)}]: ${text === OPEN ? "open" : text}${word}`,
      editable: true,
      invalid: this.isRefused && Boolean(problemOfNumber(text, true)),
    };
  }

  /** One sentence on how the answer stands. */
  tell(texts, marks) {
    const { got } = this.state.words;
    this.isRight = false;
    if (!got.trim()) return say("answer-said", "");
    if (!texts) return this.tellShape();
    const open = marks.filter((mark) => mark === null).length;
    const wrong = this.state.trace.outputs.filter((_, i) => marks[i] === false).map(({ index }) => outputLabel(index));
    const right = marks.length - open - wrong.length;
    const counts = [[wrong.length, "wrong"], [right, "right"], [open, "still open"]].filter(([count]) => count);
    const which = wrong.length && wrong.length <= MOST_NAMED ? ` Wrong: ${wrong.join(", ")}.` : "";
    const told = `${counts.map(([count, word]) => `${count} ${word}`).join(", ")}.${which}`;
    if (right < marks.length) return say("answer-said", told);
    this.isRight = true;
    const another = isHidden("problem", this.state.words) ? "" : " Give me a problem brings another.";
    return say("answer-said", `All right.${another}`);
  }

  tellShape() {
    const { values } = readNumbers(this.state.words.got, "Your numbers", READ); // refuses what is no number
    const [rows, columns] = this.shape;
    const numbers = counted(columns, "number");
    const right = this.state.request.axes === 1 ? numbers : `${counted(rows, "row")} of ${numbers}`;
    const isPart = values.flat().length < rows * columns;
    const open = isPart ? " Or write ? for each one that is still open." : "";
    const sentence = `The output has ${right}, and your answer has another size. Why? says what that may come of.${open}`;
    return say("answer-said", sentence, !isPart);
  }

  /** What was said of an answer goes when the answer changes. */
  forget() {
    this.answered = this.state.hashOfAnswer;
    this.search.cancel();
    byId("reasons").replaceChildren();
  }

  reset() {
    this.forget();
    this.grid.reset();
  }

  /** What is still being typed counts, too. */
  takeAndAsk() {
    if (document.activeElement.nodeName === "INPUT") document.activeElement.blur();
    return this.ask();
  }

  async ask() {
    const got = this.filledUp(this.state.words.got);
    const words = { ...asked(this.state.words), got, ...(isCovered(this.state.words) ? { cover: "yes" } : {}) };
    if (this.isAsking || this.isRefused) return; // or what cannot be read is said already
    if (!this.search.isThere) return showReasons(inTerminal(words));
    const about = this.state.hashOfAnswer;
    this.isAsking = true;
    byId("reasons").replaceChildren();
    const waiting = setTimeout(showThatItTries, SOON);
    const answer = await this.search.why(words);
    clearTimeout(waiting);
    this.isAsking = false;
    if (document.activeElement === byId("cancel")) byId("why").focus();
    byId("cancel").hidden = true;
    if (about !== this.state.hashOfAnswer) return; // it came late
    showReasons(...(answer ? this.told(answer, words) : []));
  }

  /** What is said to an answer, as elements. */
  told({ refused, stopped, by, lost, sentences = [], hints = [], worked_out: workedOut }, words) {
    if (refused) return [element("p", { class: "refused" }, asSentence(refused))];
    if (lost) return [element("p", { class: "refused" }, lost), inTerminal(words)];
    const byWhat = by === "question" ? " by another question, perhaps of another tab" : "";
    if (stopped) return [element("p", {}, `The search was stopped${byWhat}.`), inTerminal(words)];
    const paragraphs = sentences.map((text) => paragraphOf(text, this.mistakes));
    const shown = isCovered(this.state.words) ? this.whatIsCovered() : this.bothWays(workedOut);
    return [...paragraphs, ...shown, ...hintButton(hints, this.mistakes)];
  }

  /** When there will be more to say, and a way to the window of the first wrong number, as elements. */
  whatIsCovered() {
    const { words, trace } = this.state;
    const wrong = this.marksShown.indexOf(false);
    const button = wrong < 0 ? [] : [this.windowButton(trace.outputs[wrong].index)];
    if (isHidden("output", words)) return button;
    return [...button, element("p", {}, "The right numbers and the sums show when the output is uncovered.")];
  }

  /** One wrong number as it was asked for and as it was given, beside each other, and a way to its window. */
  bothWays(workedOut) {
    if (!workedOut?.ways.length) return [];
    const { index, ways } = workedOut;
    const label = outputLabel(index);
    const rows = ways.map(({ name, sum, result }) => {
      const title = element("th", { scope: "row" }, `${label} ${name} `); // read on without a break
      return element("tr", {}, title, element("td", {}, `= ${sum} = ${result}`));
    });
    return [element("table", {}, ...rows), this.windowButton(index)];
  }

  /** Shows where the window of an output lies. */
  windowButton(index) {
    const button = element("button", {}, `Show the window of ${outputLabel(index)}`);
    button.addEventListener("click", () => {
      this.state.change({ at: String(index), view: "window" });
      tellLine();
      bringIntoView();
    });
    return button;
  }
}

/** Puts what is said to an answer below it, and shows it where that is outside the screen. */
function showReasons(...parts) {
  byId("reasons").replaceChildren(...parts);
  byId("reasons").scrollIntoView({ block: "nearest" });
}

function showThatItTries() {
  byId("cancel").hidden = false;
  showReasons("Trying the known mistakes ...");
}

/** Why a text is not one number, in one line, or nothing. Nothing typed is no mistake. open: whether ? is none, too. */
export function problemOfNumber(text, open = false) {
  const isOne = !/[,;\s]/.test(text.trim());
  if (!isOne) return `${quoted(text.trim())} is not one number: a number with decimals has a point, as 1.5.`;
  try {
    if (text.trim()) readNumbers(text, "This number", { most: 1, open });
    return "";
  } catch (error) {
    return refusal(error);
  }
}

function hintButton(hints, mistakes) {
  if (!hints.length) return [];
  const button = element("button", {}, "Show a hint");
  button.addEventListener("click", () => {
    const [first, ...others] = hints.map((hint) => paragraphOf(`Hint: ${hint}`, mistakes, { tabindex: "-1", "aria-live": "off" }));
    button.replaceWith(first, ...others);
    first.focus(); // the button had it; it is read by that, and not once more as new
  });
  return [button];
}

/** What the command line refuses, as the page says it. Example: "--got is one row" is "Your numbers are one row.". */
function asSentence(refused) {
  const ofYours = (_, is) => (is ? "Your numbers are" : "Your numbers");
  return withoutDashes(refused.replace(/^--got( is)?/, ofYours)).replace(/[^.]$/, "$&.");
}

/** How to have it explained where no Python answers. */
function inTerminal(words) {
  return element("p", {}, "In a terminal, in the course's folder: ", element("code", {}, commandOf("why", words)));
}
