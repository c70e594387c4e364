import { byId, isHidden } from "page_parts";

const SETTINGS = ["mode", "padding", "stride", "dilation", "border", "flip", "view"];

/** Whether all these words can be set up: none changes what the link gives the reader no control for. */
export function canBeSetUp(words, state) {
  if (!state.words.hide) return true;
  const wanted = state.completed(words);
  return SETTINGS.every((name) => setting(wanted, name) === setting(state.words, name) || hasControl(name, state.words));
}

/** Whether the reader has a control for each of the settings among these words. */
export function canBeChanged(words, state) {
  return SETTINGS.every((name) => words[name] === undefined || hasControl(name, state.words));
}

/** What a setting comes to: a flip is usual, and the padding counts in its own mode alone. */
function setting(words, name) {
  const isUsual = words[name] === "yes" || (name === "padding" && words.mode !== "padding");
  return isUsual ? "" : words[name];
}

/** Whether the link hides neither a control nor a part of the page that it stands in. */
function hasControl(id, words) {
  for (let part = byId(id); part; part = part.parentElement) {
    if (part.dataset.name && isHidden(part.dataset.name, words)) return false;
  }
  return true;
}
