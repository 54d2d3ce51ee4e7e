/* The scripts of the search engine as a page loads them, in a realm of their own, and small indexes. */
import { readFileSync } from "node:fs";
import vm from "node:vm";

const SEARCH = new URL("../../src/sphinx_evidence/search/", import.meta.url);
export const RULES = JSON.parse(readFileSync(new URL("english.json", SEARCH), "utf8"));

export function loadEngine() {
  const realm = vm.createContext({ performance, setTimeout });
  for (const name of ["search-minisearch.js", "search-stemmer.js", "search-engine.js"]) {
    vm.runInContext(readFileSync(new URL(`static/${name}`, SEARCH), "utf8"), realm, { filename: name });
  }
  new realm.BookSearch.Index({ rules: RULES, traditional: "強遣", pages: [], entries: {}, parts: [] }, {}); // sets the rules
  return realm.BookSearch;
}

export const engine = loadEngine();

/* The kinds of entry and their weights, as the domains of the book register them. */
export const KINDS = Object.fromEntries(
  Object.entries({ section: 1, claim: 0.75, term: 0.6, row: 0.25, source: 0.5, figure: 0.4 }).map(([kind, weight]) => [
    kind,
    { weight, spoken: ["section", "claim", "figure"].includes(kind) },
  ]),
);

/* Copies a value of another realm, whose prototypes differ, for strict comparison. */
export const plain = (value) => JSON.parse(JSON.stringify(value));

/* The terms of a text, as they are compared. */
export const terms = (text) => plain(engine.words(text)).map((word) => word.term);

const EARLY = ["section", "term"];
const BLANK = { kind: "section", text: "", names: [], facet: "", lang: "", section: "" };
const columnsOf = (rows, names) => Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
const FIELDS = ["kind", "anchor", "title", "names", "facet", "lang", "section", "page"];

/* The parts of an index of pages, each with its entries, as Python makes them. */
export function partsOf(pages, { words = [], elsewhere = [], han = "" } = {}) {
  const every = pages.flatMap(({ entries }, page) =>
    entries.map((entry, at) => ({ ...BLANK, anchor: `e${at}`, page, ...entry })),
  );
  const first = every.filter(({ kind }) => EARLY.includes(kind));
  const others = every.filter(({ kind }) => !EARLY.includes(kind));
  return {
    titles: {
      rules: RULES,
      han,
      pages: pages.map(({ entries, ...page }) => page),
      entries: columnsOf(first, FIELDS),
      parts: [
        ["questions", "asian"],
        ["texts", "others"],
      ],
    },
    questions: { numbers: [...first.keys()], questions: first.map(({ questions = [] }) => questions), words, elsewhere },
    asian: { numbers: [], questions: [] },
    texts: { texts: first.map(({ text }) => text), cells: [] },
    others: { entries: columnsOf(others, [...FIELDS, "text"]) },
  };
}

/* An index of parts; with all of them, unless names of some are given. */
export async function indexOfParts(parts, names = ["questions", "asian", "texts", "others"]) {
  const index = new engine.Index(parts.titles, KINDS);
  for (const name of names) await index.add(name, parts[name]);
  return index;
}

export const indexOfPages = (pages, others) => indexOfParts(partsOf(pages, others));

/* An index of entries on one page; each needs a title, and has its number as anchor unless it gives one. */
export const indexOf = (entries, others) =>
  indexOfPages([{ address: "a.html", title: "A", part: "Part", entries }], others);

/* The titles of the answers to a query, best first. */
export function titles(index, query, choose) {
  return [...index.find(query, choose).answers].map(({ entry }) => entry.title);
}

/* The words that were searched instead of those that the index lacks. */
export function corrections(index, query) {
  return plain([...index.find(query).corrected]);
}
