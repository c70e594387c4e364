import { byId, element } from "page_parts";

const NAMES = {
  cover: "the button that covers",
  questions: "the four questions",
  share: "links and commands",
  teachers: "this list",
  problem: "the button for a problem",
  constant: "the constant of the border",
};

/** A list of what can be hidden; what is ticked is gone for whoever opens the link that is copied then. */
export class Teachers {
  constructor(state) {
    this.state = state;
    this.boxes = new Map(hidable().map((name) => [name, box(name)]));
    for (const [name, field] of this.boxes) {
      byId("hidable").append(element("label", { class: "check" }, field, NAMES[name] ?? name));
    }
    byId("hide-now").addEventListener("click", () => state.change({ hide: this.chosen.join(",") }));
  }

  get chosen() {
    return [...this.boxes].filter(([, field]) => field.checked).map(([name]) => name);
  }

  reset() {
    this.drawn = null;
  }

  draw() {
    const hidden = this.state.words.hide;
    if (hidden === this.drawn) return;
    this.drawn = hidden;
    for (const [name, field] of this.boxes) field.checked = hidden.split(",").includes(name);
  }
}

/** The names of the page's parts that a link can hide, as hide= has them. */
function hidable() {
  return [...document.querySelectorAll("[data-name]")].map((part) => part.dataset.name);
}

function box(name) {
  return element("input", { type: "checkbox", name: `hide-${name}` });
}
