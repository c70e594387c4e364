const EASIEST = 4; // among so many the first is chosen, and among two more each time

/**
 * A problem: numbers on which the likely mistakes all give other results, so that a wrong answer tells which was made.
 * telling: [{input, kernel, ...}, ...]; axes: a signal (1) or an image (2), as is shown now; before: how many problems
 * there have been: the first are short ones, those of signals of mode full.
 */
export function newProblem(telling, axes, before) {
  const easiest = ofAxes(telling, axes).sort((one, other) => difficulty(one) - difficulty(other)).slice(0, EASIEST + 2 * before);
  return easiest[Math.floor(Math.random() * easiest.length)];
}

/** Those of signals (1) or of images (2). */
export function ofAxes(telling, axes) {
  return telling.filter(({ input }) => input.includes(";") === (axes === 2));
}

/** The length of its texts; each setting other than mode full counts as much as many numbers. */
function difficulty({ input, kernel, mode = "full", ...others }) {
  return input.length + 2 * kernel.length + 20 * ((mode !== "full") + Object.keys(others).length);
}
