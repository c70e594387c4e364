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

/**
 * A paragraph with such a sentence. The names of mistakes in [brackets] stand back; each leads to its page where there
 * are pages.
 *
 * mistakes: {pages: the address of their folder, names: of all that have a page}, or null. attributes: the paragraph's own.
 */
export function paragraphOf(sentence, mistakes, attributes = {}) {
  const pieces = withoutDashes(sentence).split(/(\[[a-z][a-z0-9, -]*\])/);
  const parts = pieces.map((piece, i) => (i % 2 ? element("small", { class: "name" }, ...linked(piece, mistakes)) : piece));
  return element("p", attributes, ...parts);
}

/** A text in which the names of mistakes that have pages lead there, as pieces. */
function linked(text, mistakes) {
  if (!mistakes) return [text];
  const { pages, names } = mistakes;
  const words = text.split(/([a-z0-9-]+)/);
  return words.map((word) => (names.includes(word) ? element("a", { href: `${pages}${word}.html` }, word) : word));
}
