import { Answer, problemOfNumber } from "answer";
import { emptiedInWords } from "changes";
import { commandOf, wordsOfHash } from "command";
import { Controls } from "controls";
import { drawCopies } from "copies";
import { watchEdges } from "edges";
import { joined } from "formatting";
import { copyLink } from "links";
import { canBeChanged, canBeSetUp } from "offers";
import {
  bringIntoView, byId, copy, element, hasNumbers, isForText, isHidden, isSealed, keepInPlace, keepStepInView, say, tell,
} from "page_parts";
import { Player } from "player";
import { newProblem, ofAxes } from "problems";
import { prepareWhenIdle, PythonSearch } from "python_search";
import { drawRules } from "rules";
import { Search } from "search";
import { addSignKeys } from "sign_keys";
import { Stage } from "stage";
import { asked, State } from "state";
import { drawTask, taskOf } from "task";
import { Teachers } from "teachers";

const words = JSON.parse(byId("course-words").textContent);
const parts = [];
let enginesOf; // what they were asked about, and whether the output was covered
let given = []; // problems
let guided; // the summary of the question that was set up
const state = new State(words.kernels, words.limits, words.presets[0].words, drawAll);
const search = words.why === "worker" ? new PythonSearch(words.seconds) : new Search(words.why === "server");
const controls = new Controls(state, words);
const stage = new Stage(state, { problem, take: (changed) => controls.change(changed) });
const player = new Player(state);
const answer = new Answer(state, search, words.mistakes);
const teachers = new Teachers(state, words.published);

parts.push(stage, controls, player, answer, teachers);
addSignKeys();
watchEdges();
drawAll();
sayRefused();
if (words.why === "worker" && !isHidden("answer", state.words)) prepareWhenIdle(search);
window.addEventListener("hashchange", () => location.hash !== state.hash && listen());
window.addEventListener("pagehide", () => state.write());
byId("problem").addEventListener("click", giveProblem);
byId("copy-link").addEventListener("click", shareLink);
byId("copy-command").addEventListener("click", copyCommand);
byId("ask-engines").addEventListener("click", askEngines);
byId("reset").addEventListener("click", reset);
for (const question of document.querySelectorAll("[data-words]")) question.addEventListener("click", () => setUp(question));
for (const jump of document.querySelectorAll("[data-to]")) jump.addEventListener("click", () => goTo(byId(jump.dataset.to)));
byId("close-guide").addEventListener("click", leaveGuide);
document.addEventListener("keydown", leadToKeys);
byId("example").addEventListener("change", closeGuide); // which told of other numbers

function drawAll() {
  if (!parts.length) return;
  hideWhatTheLinkHides();
  offerWhatCanBeSetUp();
  offerCommand();
  for (const part of parts) part.draw();
  drawCopies(state);
  drawRules(state);
  drawTask(state);
  if (enginesOf !== aboutEngines()) forgetEngines();
}

/** Parts by their names, and what speaks of parts where all that it speaks of is hidden. */
function hideWhatTheLinkHides() {
  for (const part of document.querySelectorAll("[data-name], [data-about]")) {
    const names = part.dataset.name ?? part.dataset.about;
    part.hidden = names.split(",").every((name) => isHidden(name, state.words));
  }
}

/** The questions and the problems that need no control which the link hides. */
function offerWhatCanBeSetUp() {
  const buttons = [...document.querySelectorAll("[data-words]")];
  for (const button of buttons) {
    const numbers = wordsOfHash(button.dataset.words);
    button.closest("details").hidden = !canBeChanged(numbers, state) || !canBeSetUp(numbers, state);
  }
  if (buttons.every((button) => button.closest("details").hidden)) byId("questions").hidden = true;
  if (!ofAxes(problemsHere(), state.request.axes).length) byId("problem").hidden = true;
}

function problemsHere() {
  return words.telling.filter((problem) => canBeSetUp(problem, state));
}

/** A terminal covers nothing: its command is not for those who cannot uncover the output here. */
function offerCommand() {
  const { isCovered } = state;
  const isFor = !(isCovered && isSealed(state.words));
  byId("copy-command").hidden = !isFor;
  byId("command-shows").hidden = !(isCovered && isFor);
  if (!search.hasEngines && !isFor) byId("ask-engines").hidden = true; // it gives a command, too
}

function listen() {
  controls.reset();
  state.listen();
  tell("");
  sayRefused();
}

function sayRefused() {
  say("said", state.refused, Boolean(state.refused));
}

/** The whole page as the link has it. */
function reset() {
  for (const part of parts) part.reset?.();
  controls.change(state.first);
  forgetEngines();
  closeGuide();
  given = [];
  for (const question of document.querySelectorAll("details")) question.open = false;
  const { got } = state.words;
  tell(`Reset. ${taskOf(state.request, state.words)} Your answer is ${got.trim() || "empty"}.`);
}

/** Why a text that was typed is no number, or gives a request without an answer, in one line, or nothing. */
function problem(text, changed) {
  return problemOfNumber(text) || state.problem(changed);
}

/** A problem with its output covered, and what else the reader or the link covers. */
function giveProblem() {
  const problem = newProblem(problemsHere(), state.request.axes, given);
  given = [...given, problem];
  const before = state.words;
  const cover = before.cover || state.first.cover || "yes";
  keepInPlace(byId("problem"), () => controls.change(state.completed({ ...problem, cover })));
  closeGuide();
  tell(joined("A new problem.", byId("answer-task").textContent, emptiedInWords(before, state.words)));
}

/** Shows the numbers of a question, and its text above the buttons that stay in view. */
function setUp(button) {
  const question = button.closest("details");
  guided = question.querySelector("summary");
  controls.change(state.completed(wordsOfHash(button.dataset.words)));
  byId("guide-title").textContent = guided.textContent;
  byId("guide-text").textContent = question.querySelector("p").textContent;
  byId("guide").hidden = false;
  question.open = false;
  byId("guide-text").focus({ preventScroll: true });
  bringIntoView();
  keepStepInView(); // a small screen has not room for all
}

function closeGuide() {
  byId("guide").hidden = true;
  for (const part of ["guide-title", "guide-text"]) byId(part).textContent = "";
}

/** Goes back to the question that was set up; its button is folded away. */
function leaveGuide() {
  closeGuide();
  guided.focus();
}

/** ? opens the list of keys, but where it is typed. */
function leadToKeys(event) {
  const isTaken = event.defaultPrevented || isForText(event.target);
  if (event.key !== "?" || event.ctrlKey || event.metaKey || isTaken) return;
  byId("keys").open = true;
  goTo(byId("keys").querySelector("summary"));
}

/** Moves to a heading, with the focus: its link would be an address, which holds the numbers here. */
function goTo(heading) {
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

function shareLink() {
  state.write(); // the address is to be the same
  copyLink(state.hash, words.published, "share-said");
}

function copyCommand() {
  const { got } = state.words;
  const command = hasNumbers(got) ? commandOf("why", { ...asked(state.words), got }) : commandOf("trace", asked(state.words));
  copy(command, "share-said", `The command is copied: paste it into a terminal, in the course's folder. ${command}`);
}

async function askEngines() {
  const command = `${commandOf("trace", asked(state.words))} --engine scipy`;
  if (!search.hasEngines) return say("share-said", `In a terminal${state.isCovered ? ", where the right numbers show" : ""}: ${command}`);
  forgetEngines();
  const about = enginesOf;
  say("share-said", "Asking; TensorFlow takes some seconds to start ...");
  const answer = await search.engines(asked(state.words));
  if (about !== enginesOf || !answer) return;
  const { engines = [], left_out: leftOut = [], refused, lost, stopped } = answer;
  if (stopped) return say("share-said", "They were stopped: ask again.");
  say("share-said", refused ?? lost ?? "Each in its own way, with the same input and kernel:", Boolean(refused ?? lost));
  byId("engines").replaceChildren(...engines.map(engineLine), ...leftOut.map(leftOutLine));
  byId("engines").scrollIntoView({ block: "nearest" });
}

function aboutEngines() {
  return `${state.worked} ${state.isCovered}`;
}

/** What engines gave goes with the numbers that they were asked about, and where these are covered or uncovered. */
function forgetEngines() {
  enginesOf = aboutEngines();
  say("share-said", "");
  byId("engines").replaceChildren();
}

/** Whether an engine agrees, and why not; its numbers, and a reason that has some, only where the output is seen. */
function engineLine({ call, agrees, value, why }) {
  const told = state.isCovered ? numberless(why) : why;
  const differs = state.isCovered ? "does not agree" : `gives ${value}`;
  const verdict = agrees ? "agrees" : `${differs}${told ? `: ${told}` : ""}`;
  return element("li", {}, element("code", {}, call), ` ${verdict}`);
}

function leftOutLine(line) {
  const [name] = line.split(":");
  return element("li", {}, state.isCovered ? numberless(line) || `${name} gives nothing` : line);
}

/** A text that has no number in it; of others nothing. */
function numberless(text) {
  return /\d/.test(text) ? "" : text;
}
