const EASIEST = 4; // among so many the first is chosen, and among one more each time

/**
 * A problem: numbers on which the likely mistakes all give other results, so that a wrong answer tells which was made.
 * telling: [{input, kernel, ...}, ...]; axes: a signal (1) or an image (2), as is shown now; given: those that there have
 * been, none of which comes again before all have: the first are short ones, those of signals of mode full.
 */
export function newProblem(telling, axes, given) {
  const every = ofAxes(telling, axes).sort((one, other) => difficulty(one) - difficulty(other));
  const others = every.filter((problem) => !given.includes(problem));
  const easiest = (others.length ? others : every).slice(0, EASIEST + given.length);
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
