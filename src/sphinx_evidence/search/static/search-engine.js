/* The search engine: MiniSearch ranks what has the words of a question, and this file says what a word
   is, which other words mean the same, and what an answer is worth; it does not touch the page. Entries
   come in parts, titles first, and it says which parts a question still lacks. Snowball
   (search-stemmer.js) reduces "returned" to "return". */
"use strict";
{
  // words

  const WORD =
    /[0-9]{1,3}(?:[,\u00a0\u202f ][0-9]{3})+(?![0-9])|[0-9]+\.[0-9]+(?![\p{L}\p{N}.])|[\p{L}\p{M}\p{N}]+(?:['’ʼ‘`][\p{L}\p{M}]+)*/gu;
  const EAST_ASIAN =
    /[\u1100-\u11ff\u3005\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
  const LATIN_ONLY = /^[\0-\u10ff]*$/u; // no East Asian character
  const JOINT = /^[/.\-‐‑]$/u; // separators within a symbol or abbreviation: A/HRC/25/63, U.S.
  const DIACRITICS = /[\u0300-\u036f'’ʼ‘`]/gu;

  // the rules of english.json: words that are neither marked nor corrected, other forms of words, spellings
  let stopWords = new Set();
  let variants = new Map();
  let spellings = [];
  const han = new Map(); // simplified characters by traditional and Japanese ones
  let traditional = new Set(); // the characters of the book that only traditional Chinese has

  function setRules({ rules, han: forms = "", traditional: characters = "" }) {
    const pairs = [...forms];
    traditional = new Set(characters);
    for (let at = 0; at < pairs.length; at += 2) han.set(pairs[at], pairs[at + 1]);
    stopWords = new Set(rules.stop.join(" ").split(" "));
    variants = new Map(Object.entries(rules.variants));
    spellings = rules.spellings.map(([pattern, form]) => [new RegExp(pattern, "u"), form]);
    folded.clear();
  }

  /* The form of a word that is compared: without diacritics, lower case, American spelling. */
  const folded = new Map();
  function fold(word) {
    if (!folded.has(word)) folded.set(word, computeFold(word));
    return folded.get(word);
  }

  function computeFold(word) {
    let text = word.normalize("NFKD").replace(DIACRITICS, "").toLowerCase().normalize("NFC");
    if (han.size) text = text.replace(/\p{sc=Han}/gu, (one) => han.get(one) ?? one);
    if (/^[0-9]/u.test(text)) text = text.replace(/[,\s]/gu, "");
    if (variants.has(text)) return variants.get(text);
    for (const [pattern, form] of spellings) text = text.replace(pattern, form);
    return text;
  }

  /* The tokens of a text with their offsets. East Asian scripts have no reliable spaces, so each pair
     of adjacent characters is a token, and `run` is the number of the run that it belongs to. A symbol
     such as A/HRC/25/63 yields its parts and a `joined` token of all parts. */
  function words(text) {
    const tokens = [];
    let parts = []; // of the current symbol
    const join = () => {
      if (parts.length > 1) {
        const [first, last] = [parts[0], parts.at(-1)];
        const term = parts.map((part) => part.term).join("");
        tokens.push({ term, start: first.start, end: last.end, joined: true });
      }
      parts = [];
    };
    let run = 0;
    for (const match of text.matchAll(WORD)) {
      const start = match.index;
      const end = start + match[0].length;
      const runs = LATIN_ONLY.test(match[0]) ? [] : [...match[0].matchAll(EAST_ASIAN)];
      if (parts.length && (runs.length || !JOINT.test(text.slice(parts.at(-1).end, start)))) join();
      let at = 0;
      for (const asian of runs) {
        if (asian.index > at) {
          const term = fold(match[0].slice(at, asian.index));
          tokens.push({ term, start: start + at, end: start + asian.index });
        }
        run += 1;
        const characters = [...asian[0]];
        let offset = start + asian.index;
        for (let number = 0; number < Math.max(1, characters.length - 1); number += 1) {
          const pair = characters.slice(number, number + 2).join("");
          tokens.push({ term: fold(pair), start: offset, end: offset + pair.length, run });
          offset += characters[number].length;
        }
        at = asian.index + asian[0].length;
      }
      if (at === 0) {
        const token = { term: fold(match[0]), start, end };
        tokens.push(token);
        parts.push(token);
      } else if (at < match[0].length) {
        tokens.push({ term: fold(match[0].slice(at)), start: start + at, end });
      }
    }
    join();
    return tokens;
  }

  const stemmer = new EnglishStemmer();
  const stems = new Map();
  function stem(term) {
    if (!stems.has(term)) stems.set(term, /^[a-z]+$/u.test(term) ? stemmer.stemWord(term) : term);
    return stems.get(term);
  }

  /* An ISO date as the book prints it: 2023-10-09 is 9 October 2023. */
  const DAY = /\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/gu;
  const dayInWords = (day) =>
    new Date(day).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  /* The words that MiniSearch indexes and looks for. Those that every text is full of count little there,
     and ask something in a title, such as how many. */
  const content = (text) =>
    words(text)
      .map(({ term }) => term)
      .filter(Boolean);

  /* All words of a text as one text, to look for some of them in their order. */
  const spaced = (text) =>
    ` ${words(text)
      .filter((token) => !token.joined)
      .map(({ term }) => stem(term))
      .join(" ")} `;

  /* What two texts have in common if they are alike: three characters of a word, or an East Asian pair. */
  function tracesOf(text) {
    const traces = new Set();
    for (const { term, run, joined } of words(text)) {
      if (joined) continue;
      const word = run ? term : ` ${stem(term)} `;
      for (let at = 0; at < Math.max(1, word.length - 2); at += 1) traces.add(word.slice(at, at + 3));
    }
    return traces;
  }

  // ranking

  const BOOST = { title: 2, names: 2, questions: 2 }; // what a word in these fields counts; in the text it counts 1
  const LIKE = 0.4; // how like the question a phrase must be, to raise its entry
  const EXACT = 0.99; // likeness of a name that is the question
  const INSIDE = 0.2; // share of the best claim or row in a section that is added to the section
  const NOT_CHAPTER = 0.8; // factor for sections of pages that are not chapters
  const DATA = 2; // factor for pages of data where data is asked for
  const DEFINED = 2; // factor for terms where the meaning of a word is asked, or only its name
  const LEAST = 0.2; // of the score of the third answer, since one that fits well leaves all others behind
  const MOST = 60; // answers
  const NEAREST = 3; // words that are searched for one that the book lacks

  /* What asks for the meaning of a word, and for data, in the languages of the glossary. */
  const MEANING =
    /\b(?:what (?:is|are|was|were)|meaning|means?|definition|define)\b|とは|って何|意味|什么是|是什么|意思|定义|무엇|뭐|뜻|의미/u;
  const OF_DATA =
    /\b(?:dataset|spreadsheet|csv|table|statistics|graph|chart|list|data|excel)\b|통계|데이터|목록|명단|그래프|统计|數據|数据|表格|列表|图表|統計|データ|一覧|グラフ/u;

  /* Whether a part is for a question: that in East Asian scripts is not for others, which would have other
     answers with it. */
  const isFor = (query) => (name) => name !== "asian" || isEastAsian(query);

  const isSource = ({ kind }) => kind === "source";

  /* The values of a list of fields as one record for each entry. */
  function rowsOf(columns) {
    const length = Math.max(0, ...Object.values(columns).map((column) => column.length));
    return Array.from({ length }, (_, at) =>
      Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[at]])),
    );
  }

  const BLANK = { title: "", anchor: "", text: "", names: [], facet: "", lang: "", section: "" };

  class Index {
    /* data: the first part of the index; kinds: the kinds of entry by name, each with its weight */
    constructor(data, kinds) {
      setRules(data);
      this.kinds = kinds;
      this.pages = data.pages;
      this.parts = data.parts; // names of the other parts, in the order in which they are loaded
      this.entries = [];
      this.sections = new Map(); // by page and id
      this.withData = new Set(); // pages that have rows
      this.known = new Set(); // the stems of the book and of those words that lead to its words
      this.words = new Map(); // how often each word is in the book
      this.near = new Map(); // the words of the book nearest to one that it lacks
      this.spellings = null; // an index of the words, made when one is lacking
      this.synonyms = []; // words of the book, and those that lead to them
      this.phrases = []; // titles, names of terms and single questions of readers: { number, size }
      this.traces = new Map(); // the numbers of the phrases that have each trace
      this.layers = new Map(); // an index of each part by MiniSearch, whose ids are numbers of entries
      this.sources = this.#layer(["title", "names", "text"], false);
      const titles = this.#layer(["title", "names"]);
      titles.addAll(this.#addEntries(data.entries).map((entry) => this.#document(entry)));
      this.layers.set("titles", titles);
    }

    /* Add a part by its name. */
    async add(name, { entries, texts, cells = [], questions, numbers, words = [] }) {
      const layer = this.#layer(["title", "names", "text", "questions"]);
      if (entries) {
        await inTurn(this.#addEntries(entries), (entry) =>
          (isSource(entry) ? this.sources : layer).add(this.#document(entry)),
        );
      } else if (texts) {
        await inTurn(texts.entries(), ([at, text]) => {
          this.entries[at].text = text;
          layer.add({ id: at, text: `${text} ${cells[at] ?? ""}` });
        });
      } else {
        await inTurn(numbers.entries(), ([at, number]) => {
          layer.add({ id: number, questions: questions[at].join("\n") });
          for (const question of questions[at]) this.#addPhrase(number, question);
        });
        await inTurn(words, ([own, others]) => this.#addSynonym(own, others));
      }
      this.layers.set(name, layer);
      this.near.clear();
      this.spellings = null;
    }

    /* An index of some fields. known: whether its words are known to be in the book. */
    #layer(fields, known = true) {
      return new MiniSearch({ fields, tokenize: content, processTerm: known ? (word) => this.#note(word) : stem });
    }

    /* Note a word of the book, and return its stem. */
    #note(word) {
      const stemmed = stem(word);
      this.known.add(stemmed);
      this.words.set(word, (this.words.get(word) ?? 0) + 1);
      return stemmed;
    }

    /* Add entries that are given as one list of values per field, and return them. */
    #addEntries(columns) {
      return rowsOf(columns).map((row) => {
        const entry = { ...BLANK, ...row, number: this.entries.length };
        const { kind, title, page, anchor } = entry;
        entry.home = this.sections.get(`${page}#${entry.section}`) ?? null; // the section that it stands in
        this.entries.push(entry);
        if (kind === "section") {
          this.sections.set(`${page}#${anchor}`, entry);
          this.#addPhrase(entry.number, title);
        }
        if (kind === "term") {
          this.#addSynonym(entry.names, [...entry.names, ...entry.names.map((name) => name.replace(/\s/gu, ""))]);
          for (const name of entry.names) this.#addPhrase(entry.number, name);
        }
        if (["row", "term"].includes(kind)) this.withData.add(page);
        return entry;
      });
    }

    /* What an entry is found by: of its id too, where that says in words what it is about. */
    #document({ number, kind, title, names, anchor, text, cells = "" }) {
      const spoken = this.kinds[kind].spoken ? anchor.replaceAll("-", " ") : "";
      return { id: number, title, names: [...names, spoken].join("\n"), text: `${text} ${cells}` };
    }

    /* Let words of readers lead to words of the book for the same thing. */
    #addSynonym(own, others) {
      for (const word of others.flatMap(content)) this.known.add(stem(word));
      this.synonyms.push({ own, others: others.map(searchable).filter(hasWords) });
    }

    /* Let a title, a name or a question of readers be compared with questions. */
    #addPhrase(number, text) {
      const traces = tracesOf(text);
      this.phrases.push({ number, size: traces.size });
      for (const trace of traces) {
        if (!this.traces.has(trace)) this.traces.set(trace, []);
        this.traces.get(trace).push(this.phrases.length - 1);
      }
    }

    /* The parts that a question lacks, of which the first are loaded together. */
    #missing(query) {
      const needed = this.parts.map((names) => names.filter(isFor(query)));
      return needed.map((names) => names.filter((name) => !this.layers.has(name))).find((names) => names.length) ?? [];
    }

    /* The words of the book nearest to one that it lacks, the most frequent first. */
    nearest(word) {
      if (!this.near.has(word)) this.near.set(word, this.#nearest(word));
      return this.near.get(word);
    }

    #nearest(word) {
      for (let edits = 1; edits <= editsOf(word); edits += 1) {
        const found = this.#spellings().search(word, { fuzzy: edits });
        const near = found.map(({ id }) => id).sort((a, b) => this.words.get(b) - this.words.get(a));
        if (near.length) return near.slice(0, NEAREST);
      }
      return [];
    }

    /* An index of the words themselves, since a wrong letter may hide what a stem is cut from. */
    #spellings() {
      if (!this.spellings) {
        const whole = (word) => [word];
        this.spellings = new MiniSearch({ fields: ["id"], tokenize: whole, processTerm: (word) => word });
        this.spellings.addAll([...this.words.keys()].filter(editsOf).map((id) => ({ id })));
      }
      return this.spellings;
    }

    /* Whether a word of the book begins with this. */
    #completes(word) {
      return [...this.layers.values()].some((layer) => layer.search(word, { ...SEARCH, prefix: true }).length);
    }

    /* What the words of each text count in all, by number of the entry, for each entry by the best of the
       texts. marked: gets the stems that were found. */
    #sums(layers, texts, options, marked) {
      const best = new Map();
      for (const text of texts) {
        const sums = new Map();
        for (const layer of layers) {
          for (const { id, score, terms } of layer.search(text, { ...SEARCH, ...options })) {
            const value = options.combineWith ? score / terms.length : score; // it is multiplied by that number
            sums.set(id, (sums.get(id) ?? 0) + value);
            for (const term of terms) marked.add(term);
          }
        }
        for (const [number, sum] of sums) best.set(number, Math.max(best.get(number) ?? 0, sum));
      }
      return best;
    }

    /* How like a question each entry's likest phrase is, from LIKE to 1, by number. */
    #likeness(query) {
      const traces = tracesOf(query);
      const shared = new Map();
      for (const trace of traces) {
        for (const at of this.traces.get(trace) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
      }
      const best = new Map();
      for (const [at, count] of shared) {
        const { number, size } = this.phrases[at];
        const cosine = count / Math.sqrt(traces.size * size);
        if (cosine > Math.max(LIKE, best.get(number) ?? 0)) best.set(number, cosine);
      }
      return best;
    }

    /* The answers to a query, best first: { answers: [{ entry, score, inside }], corrected: Map, terms:
       the stems to mark in them, missing: names of the parts that must be added for all answers }.
       choose: whether an entry may answer. gathered: whether what stands in a section is put inside
       the answer of that section. corrected: words that the book lacks, with those that were searched
       instead. */
    find(query, choose = () => true, gathered = true) {
      const { text, phrases, unfinished } = parse(query);
      const missing = this.#missing(text);
      const asked = content(text);
      const begun = unfinished && asked.length ? stem(asked.at(-1)) : "";
      const isBegun = (term) => term === begun && /^\p{L}{2,}$/u.test(term) && !this.known.has(term);
      const corrected = missing.length ? new Map() : this.#corrected(asked, isBegun);
      const options = {
        processTerm: (word) => [stem(word), ...(corrected.get(word) ?? []).map(stem)],
        prefix: isBegun,
      };
      const terms = new Set();
      const layers = [...this.layers].filter(([name]) => isFor(text)(name)).map(([, layer]) => layer);
      const sums = this.#sums(layers, [text], options, terms);
      const add = (number, score) => sums.set(number, (sums.get(number) ?? 0) + score);
      const most = Math.max(0, ...sums.values()) || 1;
      const question = { words: spaced(text), dense: fold(text.replace(/\s/gu, "")) };
      for (const { own, others } of this.synonyms) {
        if (!others.some((other) => holds(question, other))) continue;
        for (const [number, sum] of this.#sums(layers, own, { combineWith: "AND" }, terms)) add(number, sum);
      }
      const likeness = this.#likeness(text);
      for (const [number, cosine] of likeness) add(number, most * cosine ** 2);
      for (const { id, score } of this.sources.search(text, { ...SEARCH, ...options })) sums.set(id, score);
      const folded = fold(text);
      const wants = { data: OF_DATA.test(folded), meaning: MEANING.test(folded), likeness };
      let answers = [];
      for (const [number, sum] of sums) {
        const entry = this.entries[number];
        if (!choose(entry) || !phrases.every((phrase) => hasPhrase(entry, phrase))) continue;
        answers.push({ entry, inside: [], score: sum * this.#weight(entry, wants) });
      }
      const byScore = (a, b) => b.score - a.score || a.entry.number - b.entry.number;
      if (gathered) answers = gather(answers, byScore);
      answers.sort(byScore);
      const relevant = [
        answers.filter((one) => !isSource(one.entry)),
        answers.filter((one) => isSource(one.entry)),
      ].map((group) =>
        group.filter(({ score }) => score >= LEAST * group[Math.min(2, group.length - 1)].score).slice(0, MOST),
      );
      return { answers: relevant.flat(), corrected, terms, missing };
    }

    /* The words of a question that the book lacks, with those that are searched instead. */
    #corrected(asked, isBegun) {
      const unknown = asked.filter(
        (word) =>
          !this.known.has(stem(word)) &&
          !stopWords.has(word) &&
          /^\p{sc=Latin}/u.test(word) &&
          !(isBegun(stem(word)) && this.#completes(word)),
      );
      return new Map(unknown.map((word) => [word, this.nearest(word)]));
    }

    /* The factor of an answer: chapters rank before other pages, and text before lists. */
    #weight(entry, wants) {
      const isWanted = entry.kind === "term" && (wants.meaning || wants.likeness.get(entry.number) > EXACT);
      if (entry.kind !== "section") return this.kinds[entry.kind].weight * (isWanted ? DEFINED : 1);
      const factor = wants.data && this.withData.has(entry.page) ? DATA : 1;
      return this.pages[entry.page].chapter ? factor : factor * NOT_CHAPTER;
    }
  }

  const SEARCH = { tokenize: content, processTerm: stem, boost: BOOST };

  /* Do something for each of many things, with pauses in which the page can answer a key. */
  async function inTurn(things, act) {
    let since = performance.now();
    for (const thing of things) {
      act(thing);
      if (performance.now() - since < 10) continue;
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
  }

  /* How many letters of a word may be wrong. */
  const editsOf = (term) => /^[a-z]{4,}$/u.test(term) && (term.length < 6 ? 1 : 2);

  /* A query without quotation marks, its quoted phrases, and whether its last word may be unfinished. */
  function parse(query) {
    const phrases = [];
    const text = query.replace(DAY, dayInWords).replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/gu, (_match, phrase) => {
      phrases.push(spaced(phrase));
      return ` ${phrase} `;
    });
    return { text, phrases: phrases.filter((phrase) => phrase.trim()), unfinished: /[\p{L}\p{N}]$/u.test(query) };
  }

  /* A name as it is looked for in a question: its characters in an East Asian script, else its stems. */
  function searchable(name) {
    const dense = name.replace(/[\s・·]/gu, "");
    return isEastAsian(dense) && dense.length > 1 ? fold(dense) : spaced(name);
  }

  const hasWords = (text) => text.trim() !== "";

  /* Whether a question holds a name. */
  const holds = ({ words: all, dense }, name) => (name.startsWith(" ") ? all.includes(name) : dense.includes(name));

  const hasPhrase = ({ title, names, text }, phrase) =>
    [title, ...names, text].some((one) => one && spaced(one).includes(phrase));

  /* The answers with those that stand in a section put inside its answer, which they raise. */
  function gather(answers, byScore) {
    const bySection = new Map(answers.filter(({ entry }) => entry.kind === "section").map((one) => [one.entry, one]));
    const gathered = answers.filter(({ entry }) => !entry.home);
    for (const answer of answers) {
      const { home } = answer.entry;
      if (!home) continue;
      if (!bySection.has(home)) {
        const empty = { entry: home, inside: [], score: 0 };
        bySection.set(home, empty);
        gathered.push(empty);
      }
      bySection.get(home).inside.push(answer);
    }
    for (const answer of gathered) {
      answer.inside.sort(byScore);
      const best = answer.inside[0]?.score ?? 0;
      answer.score = Math.max(answer.score, best) + INSIDE * Math.min(answer.score, best);
    }
    return gathered;
  }
  /* The part of a text with the most matches, as pieces of [text, whether it is a match]. */
  function excerpt(text, terms, length = 220) {
    const matched = (term) => !stopWords.has(term) && terms.has(stem(term));
    const hits = words(text).filter((token) => !token.joined && matched(token.term));
    let best = 0;
    let from = 0;
    for (const hit of hits) {
      const inside = hits.filter((other) => other.start >= hit.start && other.end <= hit.start + length);
      const value = new Set(inside.map((other) => stem(other.term))).size + inside.length / 100;
      if (value > best) [best, from] = [value, hit.start];
    }
    from = text.length > length ? Math.max(0, from - 50) : 0;
    if (from > 0) from = text.lastIndexOf(" ", from) + 1;
    let to = Math.min(text.length, from + length);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + length / 2);
    const pieces = [];
    let at = from;
    for (const hit of hits) {
      if (hit.end > to || hit.start < from) continue;
      if (hit.start > at) pieces.push([text.slice(at, hit.start), false]);
      if (hit.end > at) pieces.push([text.slice(Math.max(at, hit.start), hit.end), true]);
      at = Math.max(at, hit.end);
    }
    if (at < to) pieces.push([text.slice(at, to), false]);
    if (from > 0) pieces.unshift(["… ", false]);
    if (to < text.length) pieces.push([" …", false]);
    return pieces;
  }

  // the languages of a text, by the rules of core/text.py; which characters are traditional is in the index

  const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/u;
  const KANA = /[\u3040-\u30ff]/u;
  const HAN = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/u;
  const ANY = [HANGUL, KANA, HAN].map((script) => script.source).join("|");
  const RUN = new RegExp(`((?:${ANY})(?:[\\s·、。“”]*(?:${ANY}))*)`, "u");

  /* The language of an East Asian run. Han characters alone are in the language of the work (hint) if
     that is Korean or Japanese, else Chinese; traditional Chinese has its own typeface. */
  function languageOf(run, hint) {
    if (HANGUL.test(run)) return "ko";
    if (KANA.test(run)) return "ja";
    if (["ko", "ja"].includes(hint)) return hint;
    return [...run].some((character) => traditional.has(character)) ? "zh-Hant" : "zh";
  }

  /* A text as pieces of [text, language]; the language is empty outside of East Asian scripts. */
  function languages(text, hint) {
    const pieces = text.split(RUN).map((piece, at) => [piece, at % 2 ? languageOf(piece, hint) : ""]);
    return pieces.filter(([piece]) => piece);
  }

  /* Whether a text has a word in an East Asian script. */
  const isEastAsian = (text) => HANGUL.test(text) || KANA.test(text) || HAN.test(text);

  globalThis.BookSearch = { words, excerpt, languages, Index };
}
