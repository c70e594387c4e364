import { element } from "page_parts";

/**
 * A sentence of the command why as the page says it: without the dashes of the command's options, and without
 * "(--no-flip)", for which the page has a box.
 *
 * Example: 'with the same options: --input "4 1" --kernel "6 9".' is 'with the same options: input "4 1", kernel "6 9".'
 */
export function withoutDashes(sentence) {
  return sentence.replace(" (--no-flip)", "").replace(/" --(?=[a-z])/g, '", ').replace(/--(?=[a-z])/g, "");
}

/** A paragraph with such a sentence, in which the names of mistakes in [brackets] stand back. attributes: its own. */
export function paragraphOf(sentence, attributes = {}) {
  const pieces = withoutDashes(sentence).split(/(\[[a-z][a-z0-9, -]*\])/);
  const parts = pieces.map((piece, i) => (i % 2 ? element("small", { class: "name" }, piece) : piece));
  return element("p", attributes, ...parts);
}
