import { copyLink, whereItOpens } from "links";
import { byId, element, say } from "page_parts";

const NAMES = {
  cover: "the button that covers",
  questions: "the four questions",
  share: "links and commands",
  teachers: "this list",
  problem: "the button for a problem",
  constant: "the constant of the border",
};

/** A list of what can be hidden; what is ticked is gone for whoever opens the link that is copied here. */
export class Teachers {
  constructor(state, published) {
    this.state = state;
    this.boxes = new Map(hidable().map((name) => [name, box(`hide-${name}`, NAMES[name] ?? name)]));
    this.cover = box("cover-output", "cover the output");
    byId("opens").textContent = whereItOpens(published);
    byId("hide-now").addEventListener("click", () => state.change(this.chosen));
    byId("copy-for-pupils").addEventListener("click", () => copyLink(state.hashWith(this.chosen), published, "pupils-said"));
  }

  /** The words of the page as pupils see it. */
  get chosen() {
    const hidden = [...this.boxes].filter(([, field]) => field.checked).map(([name]) => name);
    return { hide: hidden.join(","), cover: this.cover.checked ? "yes" : "" };
  }

  reset() {
    this.drawn = null;
    say("pupils-said", "");
  }

  draw() {
    const { hide, cover } = this.state.words;
    const before = this.drawn ?? {};
    this.drawn = this.state.words;
    if (cover !== before.cover) this.cover.checked = cover === "yes";
    if (hide === before.hide) return; // what was ticked and is not hidden yet stays ticked
    for (const [name, field] of this.boxes) field.checked = hide.split(",").includes(name);
  }
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
