import { changeInWords, undoneInWords } from "changes";
import { joined } from "formatting";
import { canBeSetUp } from "offers";
import { byId, element, isForText, isHidden, joinRows, keepInPlace, say, sayAgain, setUsable, tell } from "page_parts";
import { refusal } from "state";

const LOWEST = { padding: 0, stride: 1, dilation: 1 };
const PAUSE = 600; // milliseconds without a key, after which what is typed is shown
const TEXTS = ["input", "kernel", "padding", "stride", "dilation"];

/** The settings: every control changes one word of the state, or says in a line why it cannot. */
export class Controls {
  constructor(state, words) {
    this.state = state;
    this.examples = words.presets;
    fill("example", words.presets.map(({ name }, i) => [String(i), name]));
    this.meanings = Object.fromEntries(words.modes.map(({ name, meaning }) => [name, meaning]));
    const labels = Object.fromEntries(words.modes.map(({ name, label }) => [name, label]));
    this.meanings.padding = "as many places on each side as you say";
    fill("mode", Object.keys(this.meanings).map((name) => [name, labels[name] ?? name]));
    fill("border", words.borders.map(({ name, example }) => [name, `${name}: ${example}`]));
    byId("kernels").replaceChildren(...words.kernels.map(({ name, finds }) => element("option", { value: name }, finds)));
    for (const name of TEXTS) byId(name).addEventListener("change", () => this.change({ [name]: typed(name) }, { field: name }));
    for (const name of ["input", "kernel"]) byId(name).addEventListener("input", () => this.takeSoon(name));
    for (const name of Object.keys(LOWEST)) this.addSteps(name);
    byId("mode").addEventListener("change", () => this.change({ mode: byId("mode").value }));
    byId("border").addEventListener("change", () => this.change({ border: byId("border").value }));
    byId("constant").addEventListener("change", () => this.takeConstant(byId("constant").value.trim() || "0"));
    byId("flip").addEventListener("change", () => this.change({ flip: byId("flip").checked ? "" : "no" }));
    byId("cover").addEventListener("change", () => this.change({ cover: byId("cover").checked ? "yes" : "" }));
    byId("cover-sums").addEventListener("change", () => this.change({ cover: byId("cover-sums").checked ? "all" : "yes" }));
    byId("example").addEventListener("change", () => this.takeExample(byId("example").value));
    for (const name of ["input", "kernel", "got"]) byId(name).addEventListener("paste", joinRows);
    byId("undo").addEventListener("click", () => this.undo());
    document.addEventListener("keydown", (event) => this.undoneByKeys(event));
  }

  /** Shows what is being typed when the reader pauses, if it can be used; Enter or leaving the field says what cannot. */
  takeSoon(name) {
    clearTimeout(this.pausing);
    this.pausing = setTimeout(() => {
      const words = { [name]: typed(name) };
      if (words[name] !== this.state.words[name] && !this.state.problem(words)) this.change(words, { field: name });
    }, PAUSE);
  }

  /** Two buttons around a number, one less and one more; of "2,1" both change. */
  addSteps(name) {
    for (const [sign, word, step, where] of [["−", "less", -1, "afterbegin"], ["+", "more", 1, "beforeend"]]) {
      const button = element("button", { "aria-label": `${word} ${name}`, id: `${word}-${name}` }, sign);
      button.addEventListener("click", () => this.step(name, step));
      byId(name).closest(".number").insertAdjacentElement(where, button);
    }
  }

  /** One less or one more; at an end it is said that it is one. */
  step(name, step) {
    const now = this.state.words[name];
    const end = `${now} is the ${step > 0 ? "largest" : "smallest"} ${name} here.`;
    const stepped = this.stepped(name, step);
    if (stepped === now) tell(end);
    else this.change({ [name]: stepped }, { more: end });
  }

  stepped(name, step) {
    const numbers = (this.state.words[name] || String(LOWEST[name])).split(/([,:])/);
    return numbers.map((part) => (/^\d+$/.test(part) ? Math.max(LOWEST[name], Number(part) + step) : part)).join("");
  }

  undoneByKeys(event) {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (!isUndo || event.shiftKey || isForText(event.target)) return;
    event.preventDefault();
    this.undo();
  }

  undo() {
    const { words, at, before } = this.state;
    this.reset();
    this.state.undo();
    this.draw(); // where nothing was to be undone, too
    const told = before.length ? undoneInWords({ words, at }, this.state) : "There is nothing to undo.";
    const isFarAway = words.hide !== this.state.words.hide; // what is shown again may stand out of sight
    say("said", isFarAway ? told : "");
    tell(isFarAway ? "" : told);
  }

  takeConstant(text) {
    this.change({ border: `constant=${text}` }, { field: "constant" });
  }

  takeExample(number) {
    if (number !== "") this.change(this.state.completed(this.examples[number].words));
  }

  /**
   * Changes words; a refusal is said, with more if that is given. field: the one that was typed into: there it stays
   * to be mended, while every other control shows what holds.
   */
  change(words, { field = null, more = "" } = {}) {
    const mended = [field, ...Object.keys(words)];
    const other = mended.includes(this.refused) ? null : this.refused;
    this.refused = null;
    clearTimeout(this.pausing);
    const before = { ...this.state };
    try {
      keepInPlace(byId(Object.keys(words)[0]), () => this.state.change(words));
      say("said", "");
      tell(joined(keptInWords(other), changeInWords(Object.keys(words), before, this.state)));
    } catch (error) {
      const sentence = refusal(error);
      this.refused = field;
      this.draw();
      sayAgain("said", joined(sentence, more, keptInWords(other)), true);
      byId("said").scrollIntoView({ block: "nearest" }); // the field may stand a screen below
    }
  }

  /** Forgets what was refused. */
  reset() {
    this.refused = null;
  }

  draw() {
    const { words, before } = this.state;
    const [border, constant = "0"] = words.border.split("=");
    for (const name of TEXTS) this.write(name, words[name]);
    this.write("constant", constant);
    for (const name of Object.keys(LOWEST)) setUsable(byId(`less-${name}`), this.stepped(name, -1) !== words[name]);
    set(byId("mode"), words.mode);
    byId("mode-meaning").textContent = `Mode ${words.mode}: ${this.meanings[words.mode]}.`;
    set(byId("border"), border);
    const isConstantHidden = isHidden("border", words) || isHidden("constant", words);
    byId("constant").closest("label").hidden = border !== "constant" || isConstantHidden;
    byId("padding").closest(".number").hidden = words.mode !== "padding" || isHidden("padding", words);
    byId("flip").checked = words.flip !== "no";
    byId("cover").checked = words.cover !== "";
    byId("cover-sums").checked = words.cover === "all";
    byId("cover-sums").closest("label").hidden = words.cover === "";
    this.drawExamples();
    const example = this.examples.findIndex((one) => this.state.isShown(one.words));
    set(byId("example"), example < 0 ? "" : String(example));
    setUsable(byId("undo"), before.length > 0);
  }

  /** Offers the examples that can be set up; lists of some browsers show what is hidden, though not to be chosen. */
  drawExamples() {
    const [, ...options] = byId("example").options;
    options.forEach((option, i) => (option.hidden = option.disabled = !canBeSetUp(this.examples[i].words, this.state)));
  }

  /** Writes what holds into a field, unless what was refused stands in it. */
  write(name, text) {
    const isRefused = name === this.refused;
    byId(name).setAttribute("aria-invalid", String(isRefused));
    byId(name).setAttribute("aria-describedby", isRefused ? "said" : ""); // what is said there may be about another field
    if (!isRefused) set(byId(name), text);
  }
}

/** What holds again in a field in which a text was refused, if there is one. */
function keptInWords(name) {
  return name ? `The ${name} stays ${byId(name).value}.` : "";
}

/** What was typed; rows and columns may have a blank between them: "1 2" is "1,2" for a stride. */
function typed(name) {
  const { value } = byId(name);
  return name in LOWEST ? value.trim().replace(/\s+/g, ",") : value;
}

function fill(id, options) {
  byId(id).append(...options.map(([value, text]) => element("option", { value }, text)));
}

function set(field, value) {
  if (field.value !== value) field.value = value;
}
