import { commandOf } from "command";
import { quoted } from "errors";
import { counted } from "formatting";
import { Grid } from "grid";
import { allOpen, answerOf, begun, filledUp, marksOf, OPEN, tableOf, textsOf } from "marks";
import {
  bringIntoView, byId, classes, element, hasNumbers, isHidden, isSealed, keyOf, say, tellLine, textOfRows,
} from "page_parts";
import { readNumbers } from "read_numbers";
import { paragraphOf, withoutDashes } from "sentences";
import { asked, refusal } from "state";
import { outputLabel } from "trace_text";

const MOST_NAMED = 4; // wrong numbers
const MOST_WIDE = 6; // columns that have room beside the tables; of more each is narrower
const SOON = 100; // milliseconds within which an answer comes without a word that it is looked for

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
    for (const name of ["why", "problem"]) byId(name).addEventListener("pointerdown", (event) => event.preventDefault());
    byId("why").addEventListener("click", () => this.takeAndAsk());
    byId("cancel").addEventListener("click", () => this.search.cancel());
  }

  /** Takes an answer; one that is all right uncovers the output, which is no step of its own to undo. */
  take(got) {
    this.state.change({ got: begun(filledUp(got, this.state), this.state) });
    const { words } = this.state;
    if (this.isRight && words.cover && !isSealed(words)) this.state.change({ cover: "" }, { keep: false });
  }

  get shape() {
    return tableOf(this.state);
  }

  /** The texts of the cells, "?" where nothing was typed; null where the text has another shape than the output. */
  get texts() {
    const { got } = this.state.words;
    return got.trim() ? textsOf(got, this.state) : allOpen(this.state);
  }

  textWith(row, column, text) {
    const rows = (this.texts ?? allOpen(this.state)).map((cells) => [...cells]);
    rows[row][column] = text.trim() || OPEN;
    const isEmpty = rows.flat().every((one) => one === OPEN);
    return isEmpty ? "" : textOfRows(rows, this.state.request.axes);
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
      marks = texts ? marksOf(texts, this.state) : [];
      this.tell(texts, marks);
    } catch (error) {
      say("answer-said", refusal(error), true);
      this.isRefused = true;
    }
    byId("got").setAttribute("aria-invalid", String(this.isRefused));
    this.marksShown = marks;
    byId("answer-grid").classList.toggle("dense", columns > MOST_WIDE);
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
    const another = byId("problem").hidden ? "" : " Give me a problem brings another.";
    return say("answer-said", `All right.${another}`);
  }

  tellShape() {
    const { values } = answerOf(this.state.words.got); // refuses what is no number
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
    const got = filledUp(this.state.words.got, this.state);
    const words = { ...asked(this.state.words), got, ...(this.state.isCovered ? { cover: "yes" } : {}) };
    if (this.isAsking || this.isRefused) return; // or what cannot be read is said already
    if (!this.search.isThere) return showReasons(...this.inTerminal(words));
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
    if (lost) return [element("p", { class: "refused" }, lost), ...this.inTerminal(words)];
    const byWhat = by === "question" ? " by another question, perhaps of another tab" : "";
    if (stopped) return [element("p", {}, `The search was stopped${byWhat}.`), ...this.inTerminal(words)];
    const paragraphs = sentences.map((text) => paragraphOf(text, this.mistakes));
    const shown = this.state.isCovered ? this.whatIsCovered() : this.bothWays(workedOut);
    return [...paragraphs, ...shown, ...hintButton(hints, this.mistakes)];
  }

  /** When there will be more to say, and a way to the window of the first wrong number, as elements. */
  whatIsCovered() {
    const { words, trace } = this.state;
    const wrong = this.marksShown.indexOf(false);
    const button = wrong < 0 ? [] : [this.windowButton(trace.outputs[wrong].index)];
    if (isHidden("output", words)) return button;
    const what = this.state.areSumsCovered ? "The right numbers, the sums and the flip" : "The right numbers";
    const when = isSealed(words) ? "once all your numbers are right" : "when the output is uncovered";
    return [...button, element("p", {}, `${what} show ${when}.`)];
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

  /** How to have it explained where no Python answers, as elements; a terminal covers nothing. */
  inTerminal(words) {
    const { isCovered } = this.state;
    if (isCovered && isSealed(this.state.words)) return [element("p", {}, "No more is said of it while the output is covered.")];
    const shows = isCovered ? ", where the right numbers show" : "";
    return [element("p", {}, `In a terminal, in the course's folder${shows}: `, element("code", {}, commandOf("why", words)))];
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
