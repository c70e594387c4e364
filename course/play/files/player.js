import { byId, isForText, keepStepInView, setUsable, tell, tellLine } from "page_parts";

const SPOKEN = 1000; // milliseconds that a number takes to be spoken

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
    byId("view").addEventListener("change", () => this.show(byId("view").value));
  }

  show(view) {
    this.state.change({ view, at: "" });
    tellLine();
    keepStepInView();
  }

  /** Which step it is at, counted from 0. */
  get step() {
    return this.state.keys.indexOf(this.state.at);
  }

  go(step) {
    const isElsewhere = step !== this.step && this.state.keys[step] !== undefined;
    this.stop();
    this.move(step);
    if (isElsewhere) tellLine();
    else tell(`This is the ${step > 0 ? "last" : "first"} ${this.thing}.`);
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
    tell("");
    if (this.isAtEnd) this.move(0);
    this.timer = setInterval(() => this.playOn(), this.pace);
    this.draw();
  }

  /** Milliseconds between two moves. */
  get pace() {
    return Number(byId("speed").value);
  }

  /** A whole sum would still be spoken when the next one comes. */
  playOn() {
    this.move(this.step + 1);
    const { short } = byId("line").dataset;
    if (!this.isAtEnd) return this.pace >= SPOKEN && tell(short);
    this.stop();
    return tell(`Play has ended at the last ${this.thing}: ${short}.`);
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
    byId("play").classList.toggle("playing", Boolean(this.timer));
    byId("view").value = this.state.words.view;
  }
}
