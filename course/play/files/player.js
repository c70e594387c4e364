import { byId, keepStepInView, say, setUsable } from "page_parts";

/** Moves the window from output to output, or, where copies are shown, from one number of the input to the next. */
export class Player {
  constructor(state) {
    this.state = state;
    byId("first").addEventListener("click", () => this.go(0));
    byId("back").addEventListener("click", () => this.go(this.step - 1));
    byId("next").addEventListener("click", () => this.go(this.step + 1));
    byId("play").addEventListener("click", () => (this.timer ? this.stop() : this.play()));
    byId("speed").addEventListener("change", () => this.timer && this.play());
    // each move would write what holds over what is being typed
    document.addEventListener("input", ({ target }) => this.timer && isForText(target) && this.stop());
    byId("view").addEventListener("change", () => this.state.change({ view: byId("view").value, at: "" }));
  }

  /** Which step it is at, counted from 0. */
  get step() {
    return this.state.keys.indexOf(this.state.at);
  }

  go(step) {
    const isElsewhere = step !== this.step && this.state.keys[step] !== undefined;
    this.stop();
    say("told", isElsewhere ? "" : `This is the ${step > 0 ? "last" : "first"} ${this.thing}.`);
    this.move(step);
  }

  /** What it moves over, in a word. */
  get thing() {
    return this.state.words.view === "copies" ? "number" : "output";
  }

  move(step) {
    const at = this.state.keys[step];
    if (at === undefined) return;
    this.state.change({ at });
    keepStepInView();
  }

  /** Plays to the end; from the beginning where it is there already. */
  play() {
    clearInterval(this.timer);
    say("told", "");
    if (this.isAtEnd) this.move(0);
    this.timer = setInterval(() => this.playOn(), Number(byId("speed").value));
    this.draw();
  }

  playOn() {
    this.move(this.step + 1);
    if (!this.isAtEnd) return;
    this.stop();
    say("told", `Play has ended at the last ${this.thing}.`);
  }

  get isAtEnd() {
    return this.step === this.state.keys.length - 1;
  }

  reset() {
    this.stop();
    byId("speed").value = byId("speed").querySelector("[selected]").value;
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.draw();
  }

  draw() {
    for (const name of ["first", "back"]) setUsable(byId(name), this.step > 0);
    setUsable(byId("next"), !this.isAtEnd);
    byId("play").textContent = this.timer ? "Pause" : "Play";
    byId("play").setAttribute("aria-pressed", String(Boolean(this.timer)));
    byId("view").value = this.state.words.view;
  }
}

function isForText(field) {
  return field.matches("input:not([type=checkbox])");
}
