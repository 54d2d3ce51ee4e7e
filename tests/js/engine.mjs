/* The scripts of the search engine as a page loads them, in a realm of their own, and small indexes. */
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

/* The kinds of entry and their weights, as the domains of the book register them. */
export const KINDS = Object.fromEntries(
  Object.entries({ section: 1, claim: 0.75, term: 0.6, row: 0.25, source: 0.5 }).map(([kind, weight]) => [
    kind,
    { weight },
  ]),
);

/* Copies a value of another realm, whose prototypes differ, for strict comparison. */
export const plain = (value) => JSON.parse(JSON.stringify(value));

/* The terms of a text, as they are compared. */
export const terms = (text) => plain(engine.words(text)).map((word) => word.term);

/* An index of entries; each needs a title, and has its number as anchor unless it gives one. */
export function indexOf(entries, { size = 400, chapter = true } = {}) {
  const whole = entries.map((entry, number) => ({
    kind: "section",
    anchor: `e${number}`,
    text: "",
    names: [],
    related: [],
    facet: "",
    lang: "",
    section: "",
    ...entry,
  }));
  const columns = Object.fromEntries(Object.keys(whole[0]).map((name) => [name, whole.map((entry) => entry[name])]));
  const page = { address: "a.html", title: "A", part: "Part", chapter, entries: columns };
  return new engine.Index({ pages: [page] }, KINDS).fill(undefined, size);
}

/* The titles of the answers to a query, best first. */
export function titles(index, query, choose) {
  return [...index.find(query, choose).answers].map(({ entry }) => entry.title);
}

/* The words that were searched instead of those that the index lacks. */
export function corrections(index, query) {
  return plain([...index.find(query).corrected]);
}
