/* The scripts of the search engine as a page loads them, in a realm of their own, and small indexes. */
import { readFileSync } from "node:fs";
import vm from "node:vm";

const SEARCH = new URL("../../src/sphinx_evidence/search/", import.meta.url);
export const RULES = JSON.parse(readFileSync(new URL("english.json", SEARCH), "utf8"));

export function loadEngine() {
  const realm = vm.createContext({ TextDecoder });
  for (const name of ["search-stemmer.js", "search-engine.js"]) {
    vm.runInContext(readFileSync(new URL(`static/${name}`, SEARCH), "utf8"), realm, { filename: name });
  }
  realm.BookSearch.setRules(RULES);
  return realm.BookSearch;
}

export const engine = loadEngine();

/* The kinds of entry and their weights, as the domains of the book register them. */
export const KINDS = Object.fromEntries(
  Object.entries({ section: 1, claim: 0.75, term: 0.6, row: 0.25, source: 0.5 }).map(([kind, weight]) => [
    kind,
    { weight, spoken: ["section", "claim"].includes(kind) },
  ]),
);

/* Copies a value of another realm, whose prototypes differ, for strict comparison. */
export const plain = (value) => JSON.parse(JSON.stringify(value));

/* The terms of a text, as they are compared. */
export const terms = (text) => plain(engine.words(text)).map((word) => word.term);

export const SHARDS = 252;
const EARLY = ["section", "term"];
const BLANK = { text: "", names: [], related: [], facet: "", lang: "", section: "" };
const columnsOf = (rows, names) => Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
const encode = (numbers) => String.fromCharCode(...numbers.map((number) => number + 0x5d));

/* The words of a text with their positions. */
export function placesOf(text) {
  let position = 0;
  return plain(engine.words(text)).map(({ term, joined }) => {
    if (!joined) position += 1;
    return [term, position - 1];
  });
}

/* The parts of an index of pages, each with its entries, as Python makes them, but in few parts. */
export function partsOf(pages, { words = [], asian = [], han = "" } = {}) {
  const isLate = ({ kind }, page) => !EARLY.includes(kind) || page.contributing;
  const sorted = pages.map(({ entries, ...page }) => {
    const whole = entries.map((entry, number) => ({ kind: "section", anchor: `e${number}`, ...BLANK, ...entry }));
    return {
      page,
      first: whole.filter((entry) => !isLate(entry, page)),
      others: whole.filter((entry) => isLate(entry, page)),
    };
  });
  const first = sorted.flatMap((one) => one.first);
  const every = [...first, ...sorted.flatMap((one) => one.others)];
  const postings = new Map();
  const add = (field, number, text, shift = 0) => {
    for (const [word, position] of placesOf(text)) {
      if (RULES.stop.join(" ").split(" ").includes(word) || !word) continue;
      if (!postings.has(word)) postings.set(word, { heads: new Map(), texts: new Map() });
      const lists = postings.get(word)[field];
      lists.set(number, [...(lists.get(number) ?? []), position + shift]);
    }
  };
  for (const [number, { title, names, text, questions = [] }] of every.entries()) {
    if (number >= first.length) {
      for (const [at, name] of [title, ...names].entries()) add("heads", number, name, at * 100);
    }
    add("texts", number, text);
    for (const [at, question] of questions.entries()) add("texts", number, question, 50_000 + at * 100);
  }
  const listOf = (places) => {
    let before = 0;
    const numbers = [...places].flatMap(([entry, positions]) => {
      const steps = positions.map((position, at) => position - (positions[at - 1] ?? 0));
      const step = entry - before;
      before = entry;
      return [step, positions.length, ...steps];
    });
    return encode(numbers);
  };
  const parts = {
    titles: {
      rules: RULES,
      shards: SHARDS,
      pages: sorted.map((one) => ({
        ...one.page,
        entries: columnsOf(one.first, ["kind", "anchor", "title", "names", "related", "facet", "section"]),
      })),
    },
    entries: {
      pages: sorted.map((one) => columnsOf(one.others, ["kind", "facet", "section"])),
      lengths: encode(every.map(({ text }) => placesOf(text).length)),
      starts: [0],
    },
    everyday: words,
    asian: { words: asian, han },
    "text-0": columnsOf(every, ["anchor", "title", "names", "lang", "text"]),
  };
  const vocabulary = new Map();
  for (const { kind, title, text } of every) {
    for (const word of new Set(terms(`${title} ${text}`)))
      if (kind !== "source" && word.length > 3 && /^[a-z]+$/u.test(word))
        vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
  }
  parts.vocabulary = [[...vocabulary.keys()], [...vocabulary.values()]];
  for (const [word, { heads, texts }] of postings) {
    const name = `words-${engine.shardOf(word, SHARDS)}`;
    parts[name] ??= { words: [], heads: [], texts: [] };
    parts[name].words.push(word);
    parts[name].heads.push(listOf(heads));
    parts[name].texts.push(listOf(texts));
  }
  return parts;
}

/* An index that adds what a question needs, as the page does. */
export class Index extends engine.Index {
  constructor(parts) {
    super(parts.titles, KINDS);
    this.parts = parts;
    this.rounds = 0; // in which parts were added
  }

  find(...question) {
    let found = super.find(...question);
    for (let rounds = 0; found.missing.length; rounds += 1) {
      if (rounds > 5) throw new Error(`still missing: ${found.missing}`);
      for (const name of plain(found.missing)) this.add(name, this.parts[name] ?? { words: [], heads: [], texts: [] });
      this.rounds += 1;
      found = super.find(...question);
    }
    for (const name of this.textsOf(found.answers.map(({ entry }) => entry))) this.add(name, this.parts[name]);
    return found;
  }

  nearest(term) {
    this.add("vocabulary", this.parts.vocabulary);
    return super.nearest(term);
  }
}

export const indexOfPages = (pages, others) => new Index(partsOf(pages, others));

/* An index of entries on one page; each needs a title, and has its number as anchor unless it gives one. */
export const indexOf = (entries, others) =>
  indexOfPages([{ address: "a.html", title: "A", part: "Part", chapter: true, entries }], others);

/* The titles of the answers to a query, best first. */
export function titles(index, query, choose) {
  return [...index.find(query, choose).answers].map(({ entry }) => entry.title);
}

/* The words that were searched instead of those that the index lacks. */
export function corrections(index, query) {
  return plain([...index.find(query).corrected]);
}
