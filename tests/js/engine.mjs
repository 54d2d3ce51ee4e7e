/* The scripts of the search as a page loads them, in a realm of their own, and a small book. */
import { readFileSync } from "node:fs";
import vm from "node:vm";

const STATIC = new URL("../../src/sphinx_evidence/search/static/", import.meta.url);

export function loadEngine() {
  const realm = vm.createContext({ TextDecoder });
  for (const name of ["search-stemmer.js", "minisearch.js", "search-engine.js"]) {
    vm.runInContext(readFileSync(new URL(name, STATIC), "utf8"), realm, { filename: name });
  }
  return realm.BookSearch;
}

export const engine = loadEngine();

/* Values of another realm have other prototypes, which strict comparison minds. */
export const plain = (value) => JSON.parse(JSON.stringify(value));

/* The words of a text, as they are compared. */
export const terms = (text) => plain(engine.words(text)).map((word) => word.term);

/* The kinds of entry with the weight of each, as the domains give them. */
export const KINDS = Object.fromEntries(
  Object.entries({ section: 1, claim: 0.8, term: 0.9, row: 0.55, source: 0.5 }).map(([kind, weight]) => [kind, { weight }]),
);

/* An index of entries; each needs a title, and has its number as anchor unless it gives one. */
export function indexOf(entries, { size = 400, chapter = true } = {}) {
  const whole = entries.map((entry, number) => ({
    kind: "section", anchor: `e${number}`, text: "", names: [], related: [], facet: "", lang: "", ...entry,
  }));
  const columns = Object.fromEntries(Object.keys(whole[0]).map((name) => [name, whole.map((entry) => entry[name])]));
  const page = { address: "a.html", title: "A", part: "Part", chapter, entries: columns };
  return new engine.Index({ pages: [page] }, KINDS).fill(undefined, size);
}

/* The titles that answer a question, the best first. */
export function titles(index, question, choose) {
  return [...index.find(question, choose).answers].map(({ entry }) => entry.title);
}

/* What was looked for in the place of words that the book does not have. */
export function corrections(index, question) {
  return plain([...index.find(question).corrected]);
}
