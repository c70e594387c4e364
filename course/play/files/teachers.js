import { copyLink, whereItOpens } from "links";
import { isAllRight } from "marks";
import { byId, element, isHidden, say } from "page_parts";

const NAMES = {
  cover: "the boxes that cover the output",
  questions: "the questions",
  share: "links and commands",
  teachers: "this list for teachers",
  problem: "the button for a problem",
  constant: "the constant of the border",
};

const COVERS = {
  "": "The output is not covered.",
  yes: "The output is covered.",
  all: "The output is covered, its sums and the flip, too.",
};

/** A list of what can be hidden; what is ticked is gone for whoever opens the link that is copied here. */
export class Teachers {
  constructor(state, published) {
    this.state = state;
    this.boxes = new Map(hidable().map((name) => [name, box(`hide-${name}`, NAMES[name] ?? name)]));
    this.cover = box("cover-output", "cover the output");
    this.sums = box("cover-its-sums", "cover its sums and the flip, too");
    this.cover.addEventListener("change", () => this.seal());
    this.sums.addEventListener("change", () => this.coverSums());
    byId("opens").textContent = whereItOpens(published);
    byId("hide-now").addEventListener("click", () => this.hide());
    byId("copy-for-pupils").addEventListener("click", () => copyLink(state.hashWith(this.chosen), published, "pupils-said"));
  }

  /** The words of the page as pupils see it. An answer that is all right would uncover what is covered, and tells it. */
  get chosen() {
    const hidden = [...this.boxes].filter(([, field]) => field.checked).map(([name]) => name);
    const cover = this.sums.checked ? "all" : "yes";
    const answer = this.cover.checked && isAllRight(this.state.words.got, this.state) ? { got: "" } : {};
    return { hide: hidden.join(","), cover: this.cover.checked ? cover : "", ...answer };
  }

  /** A cover needs that nobody can lift it, and its sums need it; the teacher may untick what this ticks. */
  seal() {
    const isCovered = this.cover.checked;
    this.boxes.get("cover").checked = isCovered;
    if (isCovered) this.boxes.get("teachers").checked = true;
    else this.sums.checked = false;
  }

  coverSums() {
    if (!this.sums.checked || this.cover.checked) return;
    this.cover.checked = true;
    this.seal();
  }

  /** Hides what is ticked. Where the list itself is hidden by that, the focus goes to what brings it back. */
  hide() {
    const { words } = this.state;
    this.state.change(this.chosen);
    const isGone = isHidden("teachers", this.state.words);
    if (isGone) byId("undo").focus();
    const done = viewInWords(words, this.state.words);
    const told = done ? `${done} Undo takes this back.` : "Nothing has changed.";
    say("said", isGone ? told : "");
    say("pupils-said", isGone ? "" : told);
  }

  reset() {
    this.drawn = null;
    say("pupils-said", "");
  }

  draw() {
    const { hide, cover } = this.state.words;
    const before = this.drawn ?? {};
    this.drawn = this.state.words;
    if (hide !== before.hide || cover !== before.cover) say("pupils-said", "");
    if (cover !== before.cover) this.drawCovers();
    if (hide === before.hide) return; // what was ticked and is not hidden yet stays ticked
    for (const [name, field] of this.boxes) field.checked = hide.split(",").includes(name);
  }

  drawCovers() {
    this.cover.checked = this.state.words.cover !== "";
    this.sums.checked = this.state.words.cover === "all";
  }
}

/** What is hidden or covered that was not before, and the reverse, in sentences; none where all is as it was. */
export function viewInWords(before, now) {
  const sentences = [
    ...listed("Hidden now", namesHidden(now, before)),
    ...listed("Shown again", namesHidden(before, now)),
    ...(now.cover === before.cover ? [] : [COVERS[now.cover]]),
  ];
  return sentences.join(" ");
}

/** What one state of the page hides and another one shows, by the names in the list. */
function namesHidden(words, others) {
  return hidable().filter((name) => isHidden(name, words) && !isHidden(name, others)).map((name) => NAMES[name] ?? name);
}

function listed(beginning, names) {
  return names.length ? [`${beginning}: ${names.join(", ")}.`] : [];
}

/** The names of the page's parts that a link can hide, as hide= has them. */
function hidable() {
  return [...document.querySelectorAll("[data-name]")].map((part) => part.dataset.name);
}

/** A box at the end of the list. */
function box(name, label) {
  const field = element("input", { type: "checkbox", name });
  byId("hidable").append(element("label", { class: "check" }, field, label));
  return field;
}
