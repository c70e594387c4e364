import { element } from "page_parts";

/**
 * Two keys for a number's field, as the number keyboards of some phones have neither a minus nor a /.
 * Shown below the page while a field of a table has the focus, where fingers are what points.
 */
export function addSignKeys() {
  const keys = element("div", { id: "sign-keys", role: "group", "aria-label": "Signs" });
  keys.hidden = true;
  for (const [sign, name, write] of [["−", "minus", withOtherSign], ["/", "divided by", withSlash]]) {
    const key = element("button", { type: "button", "aria-label": name, tabindex: "-1" }, sign);
    // the field keeps the focus
    key.addEventListener("pointerdown", (event) => event.preventDefault());
    key.addEventListener("click", () => write(document.activeElement));
    keys.append(key);
  }
  document.body.append(keys);
  const isForFingers = matchMedia("(pointer: coarse)");
  document.addEventListener("focusin", ({ target }) => {
    keys.hidden = !(isForFingers.matches && target.matches("td input"));
  });
  // before the field itself hears of it: its table takes it away, and what is gone tells the page no more
  document.addEventListener("blur", () => (keys.hidden = true), true);
}

/** Example: "3" becomes "-3", and "-3" becomes "3"; where all of it is selected, a new number begins with "-". */
function withOtherSign(field) {
  const isSelected = field.selectionEnd - field.selectionStart === field.value.length;
  if (isSelected) field.value = "-";
  else field.value = field.value.startsWith("-") ? field.value.slice(1) : `-${field.value}`;
}

function withSlash(field) {
  field.setRangeText("/", field.selectionStart, field.selectionEnd, "end");
}
