// How the site's search ranks what it finds. A page that has all words of a question in its title comes first; among
// others lessons stand before what is looked up, this before the pages of single mistakes, and these before the pages
// for whoever changes the course.
const RANKS = [
  [/^lessons\/\d/, 8],
  [/^(index|card|own-numbers|exercises|class|worksheets|pictures|lessons\/.*|toolkit\/(sheets|ladders|kernels))$/, 6],
  [/^toolkit\/mistakes\//, -4],
  [/^(CONTRIBUTING|architecture|containment|json)$/, -6],
];
const ALL_IN_TITLE = 20;

const wordsAsked = () => (new URLSearchParams(location.search).get("q") || "").toLowerCase().match(/\w+/g) || [];

var Scorer = {
  // a result is [page, title, anchor, description, score, file]
  score([page, title, , , score]) {
    const [, rank] = RANKS.find(([pages]) => pages.test(page)) || [null, 0];
    const words = wordsAsked();
    const isAsked = words.length > 1 && words.every((word) => title.toLowerCase().includes(word));
    return score + rank + (isAsked ? ALL_IN_TITLE : 0);
  },
  // as Sphinx has them
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
