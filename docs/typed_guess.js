import { element } from "page_parts";
import { judge, RIGHT, UNCLEAR } from "guesses";

/**
 * A field for a guess at a lesson's question, below it: right, or what a wrong guess comes of, and a second try; then
 * the answer is opened for everybody. <course-guess data-question='{"answer": "11", ...}'>, as docs/typed_guesses.py
 * writes it. Nothing is stored.
 */
class CourseGuess extends HTMLElement {
  connectedCallback() {
    if (this.known) return; // it was moved on its page
    this.known = JSON.parse(this.dataset.question);
    this.wrong = 0;
    this.isAskedAgain = false;
    this.field = element("input", {
      type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      "aria-label": `Your guess: ${this.known.question}`,
    });
    this.said = element("p", { role: "status" });
    const form = element("form", {}, element("span", { "aria-hidden": "true" }, "Your guess"), this.field,
      element("button", {}, "Check"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.take(this.field.value.trim());
    });
    // the button's keys turn no slide
    form.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && event.stopPropagation());
    this.append(form, this.said);
  }

  /** The cell of the answer, which is folded; on slides there is none, as it has a slide of its own. */
  get fold() {
    const isBelow = (fold) => this.compareDocumentPosition(fold) & Node.DOCUMENT_POSITION_FOLLOWING;
    return [...document.querySelectorAll("details.answer")].find(isBelow);
  }

  take(guess) {
    const { answer, isList, reasons, wanted } = this.known;
    if (guess === "") return this.ask(wanted);
    if (guess === "?") return this.end();
    const judgement = judge(guess, answer, reasons.map(([wrong]) => wrong), isList);
    if (judgement === UNCLEAR && !this.isAskedAgain) {
      this.isAskedAgain = true;
      return this.ask(`This is not clear enough. ${wanted}`);
    }
    this.isAskedAgain = false;
    if (judgement === RIGHT) return this.end("Right.");
    this.wrong += 1;
    const sentences = ["Not quite.", ...this.reasonFor(guess)];
    return this.wrong === 1 ? this.ask(...sentences, "Try once more.") : this.end(...sentences);
  }

  /** What a wrong guess comes of: a sentence, or none. */
  reasonFor(guess) {
    const known = this.known.reasons.find(([wrong]) => judge(guess, wrong) === RIGHT);
    return known ? [known[1]] : [];
  }

  /** Says something, and lets one type again. */
  ask(...sentences) {
    this.said.textContent = sentences.join(" ");
    this.field.select();
  }

  /** Says something, and opens the answer. */
  end(...sentences) {
    const { fold } = this;
    if (fold) fold.open = true;
    const where = fold ? "stands below" : "is on the next slide";
    this.said.textContent = [...sentences, `The answer, with its reason, ${where}.`].join(" ");
    if (!fold) document.activeElement.blur(); // else the arrows that turn slides would stay in the field
  }
}

customElements.define("course-guess", CourseGuess);
