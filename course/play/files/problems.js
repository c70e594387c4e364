import { DEFAULTS } from "state";

/**
 * A problem: numbers on which the likely mistakes all give other results, so that a wrong answer tells which was made.
 * Its output is covered. telling: [{input, kernel, ...}, ...]; axes: a signal (1) or an image (2), as is shown now.
 */
export function newProblem(telling, axes) {
  const alike = telling.filter(({ input }) => input.includes(";") === (axes === 2));
  const words = alike[Math.floor(Math.random() * alike.length)];
  return { ...DEFAULTS, ...words, cover: "yes" };
}
