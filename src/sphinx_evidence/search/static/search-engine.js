/* The search engine: tokenises text, builds the index and ranks entries; it does not touch the page.
   MiniSearch (minisearch.js) stores the index and scores single terms, Snowball (search-stemmer.js)
   reduces "returned" to "return". This file adds document symbols, numbers, both spellings of English,
   Korean and Chinese without spaces, phrases, synonyms from the glossary, and typing errors. */
"use strict";
{
  // tokens

  const WORD =
    /\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+\.\d+(?![\p{L}\p{N}.])|[\p{L}\p{M}\p{N}]+(?:['’ʼ‘`][\p{L}\p{M}]+)*/gu;
  const EAST_ASIAN = /[\p{sc=Hangul}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]+/gu;
  const JOINT = /^[/.\-‐‑]$/u; // separators within a symbol or abbreviation: A/HRC/25/63, U.S.
  const DIACRITICS = /[\u0300-\u036f'’ʼ‘`]/gu;

  /* Abbreviations, and words whose British and American spellings follow no pattern below. */
  const VARIANTS = new Map(
    Object.entries({
      art: "article",
      arts: "article",
      articles: "article",
      para: "paragraph",
      paras: "paragraph",
      jan: "january",
      feb: "february",
      apr: "april",
      aug: "august",
      sept: "september",
      sep: "september",
      oct: "october",
      nov: "november",
      dec: "december",
      programme: "program",
      programmes: "programs",
      judgement: "judgment",
      grey: "gray",
    }),
  );
  const SPELLINGS = [
    [/is(e|ed|es|er|ers|ing|able|ation|ations|ational)$/u, "iz$1"],
    [/ys(e|ed|es|ing)$/u, "yz$1"],
    [/^(.{3,})our(s|ed|ing|er|ers|able|ite|ites|hood|hoods|less)?$/u, "$1or$2"],
    [/^(.{2,}[^aeiou]|.*(?:me|li|thea))tre(s|d)?$/u, "$1ter$2"],
    [/^(.{3,})ence(s|less)?$/u, "$1ense$2"],
    [/^(.{3,})ll(ed|ing|er|ers)$/u, "$1l$2"],
    [/^(.{3,})ogue(s)?$/u, "$1og$2"],
    [/^(\d+)(?:st|nd|rd|th)$/u, "$1"],
  ];

  /* The form of a word that is compared: without diacritics, lower case, American spelling. */
  const folded = new Map();
  function fold(word) {
    if (!folded.has(word)) folded.set(word, computeFold(word));
    return folded.get(word);
  }

  function computeFold(word) {
    let text = word.normalize("NFKD").replace(DIACRITICS, "").toLowerCase().normalize("NFC");
    if (/^\d/u.test(text)) text = text.replace(/[,\s]/gu, "");
    if (VARIANTS.has(text)) return VARIANTS.get(text);
    for (const [pattern, form] of SPELLINGS) text = text.replace(pattern, form);
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
      if (parts.length && !JOINT.test(text.slice(parts.at(-1).end, start))) join();
      let at = 0;
      for (const asian of match[0].matchAll(EAST_ASIAN)) {
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
    if (!stems.has(term)) stems.set(term, /^\p{sc=Latin}+$/u.test(term) ? stemmer.stemWord(term) : term);
    return stems.get(term);
  }

  /* A phonetic key that is equal for all romanisations of a Korean or Chinese word: jipgyeolso and
     chipkyŏlso, talbukja and t'albukcha. */
  const SOUNDS = [
    [/ch|j|zh/gu, "j"],
    [/kk|k|g/gu, "g"],
    [/tt|t|d/gu, "d"],
    [/pp|p|b/gu, "b"],
    [/ss|sh|s/gu, "s"],
    [/nl|ln|ll|rr|r|l/gu, "l"],
    [/yeo|yo/gu, "yo"],
    [/eo/gu, "o"],
    [/eu|oo/gu, "u"],
    [/ae|ai|ay/gu, "e"],
  ];
  const sound = (term) => SOUNDS.reduce((text, [pattern, form]) => text.replace(pattern, form), term);

  /* An ISO date as the book prints it: 2023-10-09 is 9 October 2023. */
  const DAY = /\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/gu;
  const dayInWords = (day) =>
    new Date(day).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  const plainTerms = (tokens) => tokens.filter((token) => !token.joined).map((token) => token.term);
  const spaced = (terms) => ` ${terms.join(" ")} `;

  /* The optimal string alignment distance (restricted Damerau-Levenshtein distance) of two words. */
  function distance(one, other) {
    const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
    for (let i = 1; i <= one.length; i += 1) {
      rows.push([i]);
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        let least = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + !same);
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) least = Math.min(least, rows[i - 2][j - 2] + 1);
        rows[i].push(least);
      }
    }
    return rows[one.length][other.length];
  }

  /* Terms without spaces: readers type gangje buksong without its space, and qianfan with one. */
  const compact = (terms) => stem(terms.join(""));

  // the index

  const STEM = "~"; // prefix of a stem, which distinguishes it from a word as written
  const FIELDS = ["title", "names", "text"];
  const WEIGHTS = { title: 3, names: 3, text: 1 };
  const NOT_CHAPTER = 0.7; // factor for sections of pages that are not chapters
  const SYNONYM = 0.6; // factor for synonyms of query terms
  const RELATED = 0.4; // factor for related terms
  const CORRECTED = 0.8; // factor for corrections of terms that are not in the index
  const NUMBER = 3; // factor for numbers and years
  const PAIR = 0.35; // bonus for adjacent query terms that are adjacent in the entry
  const STOP_WORD = 0.1; // worth of a stop word; that of other terms is their rarity
  const STOP_WORDS = new Set(
    (
      "a about an and are as at be been by did do does ever for from had has have how in is it its " +
      "of on or s that the their them there they this to was were what when where which who why will with"
    ).split(" "),
  );
  const RERANKED = 60; // the number of best answers that #rerank looks at

  class Index {
    /* data: as in search-data.js; kinds: the kinds of entry by name, each with its weight */
    constructor(data, kinds) {
      this.kinds = kinds;
      this.pages = data.pages;
      this.entries = [];
      for (const [page, { entries }] of data.pages.entries()) {
        for (const at of entries.anchor.keys()) {
          const entry = { page, number: this.entries.length, text: "", names: [], related: [], facet: "", lang: "" };
          for (const [name, column] of Object.entries(entries)) entry[name] = column[at];
          this.entries.push(entry);
        }
      }
      this.mini = new MiniSearch({
        fields: FIELDS,
        idField: "number",
        extractField: (entry, field) => (field === "number" ? entry.number : entry[`${field}Words`]),
        tokenize: (text) => text.split(" ").filter(Boolean),
        processTerm: (term) => [term, STEM + stem(term)],
        searchOptions: { bm25: { k: 1.2, b: 0.4, d: 0.5 } },
      });
      this.forms = new Map(); // glossary entries by their stemmed and their compact names
      this.terms = new Map(); // glossary entries by their ids
      this.sounds = new Map(); // words in the names of glossary entries by their phonetic key
    }

    /* Index the entries in batches, so that the page stays responsive. */
    async fill(pause = () => Promise.resolve(), size = 400) {
      for (let at = 0; at < this.entries.length; at += size) {
        const batch = this.entries.slice(at, at + size);
        for (const entry of batch) this.#prepare(entry);
        this.mini.addAll(batch);
        for (const entry of batch) for (const field of FIELDS) delete entry[`${field}Words`];
        await pause();
      }
      return this;
    }

    #prepare(entry) {
      const texts = { title: entry.title, names: entry.names.join(" | "), text: entry.text };
      const terms = [];
      for (const field of FIELDS) {
        const tokens = words(texts[field]);
        entry[`${field}Words`] = tokens.map((token) => token.term).join(" ");
        terms.push(...plainTerms(tokens), "|");
      }
      entry.written = spaced(terms);
      entry.stems = spaced(terms.map(stem));
      entry.titleStems = spaced(plainTerms(words(entry.title)).map(stem));
      if (entry.kind === "term") {
        this.terms.set(entry.anchor, entry);
        for (const name of entry.names) {
          const tokens = words(name);
          const parts = plainTerms(tokens);
          if (!parts.length) continue;
          for (const { term } of tokens) {
            if (/^\p{sc=Latin}{4,}$/u.test(term)) {
              this.sounds.set(sound(term), (this.sounds.get(sound(term)) ?? new Set()).add(term));
            }
          }
          const form = { stems: parts.map(stem), compact: compact(parts) };
          entry.forms = [...(entry.forms ?? []), form];
          for (const key of new Set([form.stems.join(" "), form.compact])) {
            this.forms.set(key, [...(this.forms.get(key) ?? []), entry]);
          }
        }
      }
    }

    /* The entries that contain a term, with its score in each; the last term may be a prefix. */
    #matches(term, unfinished = false) {
      const stemmed = stem(term);
      const queries = stemmed === term && !/^\p{sc=Latin}/u.test(term) ? [term] : [term, STEM + stemmed];
      const results = this.mini.search(
        { combineWith: "OR", queries },
        {
          tokenize: (text) => [text],
          processTerm: (text) => text,
          boost: WEIGHTS,
          prefix: (text) => unfinished && !text.startsWith(STEM) && text.length > 1,
        },
      );
      const matches = new Map();
      for (const { id, score, terms } of results) matches.set(id, { score, terms });
      return matches;
    }

    /* Whether the index has a word as written, or one that it is a prefix of. */
    #known(term, unfinished) {
      const options = { tokenize: (text) => [text], processTerm: (text) => text, prefix: unfinished };
      return this.mini.search(term, options).length > 0;
    }

    /* The words of the index nearest to one that it lacks, the most similar and frequent first. */
    nearest(term, most = 3) {
      if (term.length < 4 || !/^\p{sc=Latin}+$/u.test(term)) return [];
      const homophones = this.sounds.get(sound(term));
      if (homophones) return [...homophones];
      const limit = term.length < 6 ? 1 : 2;
      const results = this.mini.search(term, {
        tokenize: (text) => [text],
        processTerm: (text) => text,
        fuzzy: 2,
      });
      const frequency = new Map();
      for (const { terms } of results) {
        for (const word of terms) frequency.set(word, (frequency.get(word) ?? 0) + 1);
      }
      const similar = [...frequency]
        .filter(([word]) => !word.startsWith(STEM))
        .map(([word, count]) => ({ word, count, edits: distance(term, word) }))
        .filter(({ word, edits }) => (edits <= limit && word[0] === term[0]) || edits === 1)
        .sort((a, b) => a.edits - b.edits || b.count - a.count);
      return similar
        .filter(({ edits }) => edits === similar[0].edits)
        .slice(0, most)
        .map(({ word }) => word);
    }

    /* The entries that contain terms in this order, with the sum of their scores. */
    #phrase(terms) {
      const all = [...new Set(terms)].map((term) => this.#matches(term));
      const matches = new Map();
      if (!all.length) return matches;
      const phrase = spaced(terms.map(stem));
      all.sort((a, b) => a.size - b.size);
      for (const id of all[0].keys()) {
        if (!all.every((one) => one.has(id)) || !this.entries[id].stems.includes(phrase)) continue;
        const score = all.reduce((total, one) => total + one.get(id).score, 0);
        matches.set(id, { score, terms: all.flatMap((one) => one.get(id).terms) });
      }
      return matches;
    }

    /* The longest parts of an East Asian run that the index has, the whole run if possible. */
    #parts(pairs) {
      const parts = [];
      for (let at = 0; at < pairs.length; at += 1) {
        let part = null;
        for (let end = at + 1; end <= pairs.length; end += 1) {
          const terms = pairs.slice(at, end);
          const matches = this.#phrase(terms);
          if (!matches.size) break;
          part = { matches, terms };
        }
        if (part) {
          parts.push(part);
          at += part.terms.length; // the next pair is half of this part and half of the next one
        }
      }
      return parts;
    }

    /* The tokens of a query, its quoted phrases, and whether its last word may be unfinished. */
    #parse(query) {
      const phrases = [];
      const rest = query.replace(DAY, dayInWords).replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/gu, (_match, phrase) => {
        phrases.push(plainTerms(words(phrase)));
        return ` ${phrase} `;
      });
      return {
        phrases: phrases.filter((phrase) => phrase.length),
        tokens: words(rest),
        unfinished: /[\p{L}\p{N}]$/u.test(query),
      };
    }

    /* Synonyms of the longest glossary name that begins at a position of the query, and its length. */
    #synonyms(queryTerms, at) {
      const synonyms = [];
      for (let length = Math.min(6, queryTerms.length - at); length > 0; length -= 1) {
        const name = queryTerms.slice(at, at + length);
        const key = name.map(stem).join(" ");
        const entries = this.forms.get(key) ?? this.forms.get(compact(name));
        if (!entries) continue;
        for (const entry of entries) {
          for (const form of entry.forms) {
            if (form.stems.join(" ") === key) continue;
            synonyms.push({ form: form.stems, worth: form.compact === compact(name) ? 1 : SYNONYM });
          }
          for (const id of entry.related) {
            for (const form of this.terms.get(id)?.forms ?? []) synonyms.push({ form: form.stems, worth: RELATED });
          }
        }
        return { length, synonyms };
      }
      return { length: 0, synonyms };
    }

    /* The answers to a query, best first: { answers: [{ entry, score, terms }], corrected: Map }.
       choose: whether an entry may answer. corrected: words that the index lacks, with those that
       were searched instead. */
    find(query, choose = () => true) {
      const { phrases, tokens, unfinished } = this.#parse(query);
      const corrected = new Map();
      const plain = tokens.filter((token) => !token.joined);
      const total = this.entries.length;
      const rarity = (matches) => Math.log(1 + total / Math.max(1, matches.size));

      // the matches of each word of the query
      const units = []; // { matches: Map, worth, terms, stop: whether it is a stop word }
      for (let at = 0; at < plain.length; at += 1) {
        const word = plain[at];
        if (word.run) {
          const pairs = plain.filter((other) => other.run === word.run).map((one) => one.term);
          for (const part of this.#parts(pairs)) units.push({ ...part, worth: rarity(part.matches) });
          at += pairs.length - 1;
          continue;
        }
        const prefix = at === plain.length - 1 && unfinished;
        const matches = this.#matches(word.term, prefix);
        const near = this.#known(word.term, prefix) ? [] : this.nearest(word.term);
        if (!matches.size) corrected.set(word.term, near);
        for (const term of near) {
          for (const [id, match] of this.#matches(term)) {
            match.score *= CORRECTED;
            if (!(matches.get(id)?.score > match.score)) matches.set(id, match);
          }
        }
        const best = near.length && !corrected.has(word.term) ? word.term : (near[0] ?? word.term);
        const stop = STOP_WORDS.has(word.term);
        const worth = stop ? STOP_WORD : rarity(matches) * (corrected.has(word.term) ? CORRECTED : 1);
        if (/^\d/u.test(word.term)) for (const match of matches.values()) match.score *= NUMBER;
        units.push({ matches, worth, terms: [best], stop });
      }
      // an entry that matches stop words only is no answer, unless the query has no other words
      const content = units.filter(({ stop }) => !stop);
      const stops = content.length ? units.filter(({ stop }) => stop) : [];
      for (const { matches } of stops) {
        for (const id of matches.keys()) if (!content.some((unit) => unit.matches.has(id))) matches.delete(id);
      }

      // their synonyms; a group is a unit, or several that are one name in the glossary
      const queryTerms = units.flatMap((unit) => unit.terms);
      const stemmed = queryTerms.map(stem);
      const starts = []; // for each term the unit that begins with it, else null
      for (const unit of units) for (const position of unit.terms.keys()) starts.push(position ? null : unit);
      const groups = []; // { units, alternatives: [{ matches, worth }] }
      for (let at = 0; at < stemmed.length; ) {
        const { length, synonyms } = this.#synonyms(queryTerms, at);
        for (const term of queryTerms.slice(at, at + length)) corrected.delete(term); // another spelling of a name
        const span = Math.max(1, length);
        const members = [...new Set(starts.slice(at, at + span).filter(Boolean))];
        const alternatives = synonyms.map(({ form, worth }) => ({ matches: this.#phrase(form), worth }));
        if (span > 1 && members.length > 1) {
          alternatives.unshift({ matches: this.#phrase(stemmed.slice(at, at + span)), worth: 1 });
        }
        groups.push({ units: members, alternatives });
        at += span;
      }

      // the sum of each entry, over all groups
      const sums = new Map();
      const sumIn = (map, id) => {
        if (!map.has(id)) map.set(id, { score: 0, covered: 0, terms: [] });
        return map.get(id);
      };
      const worthOf = (some) => some.reduce((sum, unit) => sum + (unit.matches.size ? unit.worth : 0), 0);
      const whole = worthOf(units) || 1;
      for (const group of groups) {
        const groupSums = new Map();
        for (const unit of group.units) {
          for (const [id, { score, terms }] of unit.matches) {
            const sum = sumIn(groupSums, id);
            sum.score += score;
            sum.covered += unit.worth;
            sum.terms.push(...terms);
          }
        }
        const groupWorth = worthOf(group.units);
        for (const { matches, worth } of group.alternatives) {
          for (const [id, { score, terms }] of matches) {
            const sum = sumIn(groupSums, id);
            sum.score = Math.max(sum.score, score * worth);
            sum.covered = Math.max(sum.covered, groupWorth * worth);
            sum.terms.push(...terms);
          }
        }
        for (const [id, { score, covered, terms }] of groupSums) {
          const sum = sumIn(sums, id);
          sum.score += score;
          sum.covered += covered;
          sum.terms.push(...terms);
        }
      }
      // whole symbols count double
      for (const token of tokens.filter(({ joined }) => joined)) {
        for (const [id, { score, terms }] of this.#matches(token.term)) {
          const sum = sumIn(sums, id);
          sum.score += 2 * score;
          sum.covered += whole;
          sum.terms.push(...terms);
        }
      }

      const answers = [];
      for (const [id, { score, covered, terms }] of sums) {
        const entry = this.entries[id];
        if (!choose(entry)) continue;
        if (!phrases.every((phrase) => entry.written.includes(spaced(phrase)))) continue;
        const share = Math.min(1, covered / whole);
        answers.push({ entry, terms: new Set(terms), score: score * this.#weight(entry) * (0.1 + 0.9 * share ** 2) });
      }
      const byScore = (a, b) => b.score - a.score || a.entry.number - b.entry.number;
      answers.sort(byScore);
      const best = answers.slice(0, RERANKED);
      this.#rerank(best, stemmed);
      best.sort(byScore);
      return { answers: [...best, ...answers.slice(RERANKED)], corrected };
    }

    /* Chapters rank before pages about the book, and text before lists. */
    #weight(entry) {
      const outside = entry.kind === "section" && !this.pages[entry.page].chapter;
      return outside ? NOT_CHAPTER : this.kinds[entry.kind].weight;
    }

    /* Raise answers in which adjacent terms of the query are adjacent too, or are the title. */
    #rerank(answers, stemmed) {
      if (!stemmed.length) return;
      const query = spaced(stemmed);
      for (const answer of answers) {
        const { entry } = answer;
        let pairs = 0;
        for (let at = 0; at + 1 < stemmed.length; at += 1) {
          const pair = spaced(stemmed.slice(at, at + 2));
          if (entry.stems.includes(pair)) pairs += entry.titleStems.includes(pair) ? 2 : 1;
        }
        if (stemmed.length > 1) answer.score *= 1 + (PAIR * pairs) / (stemmed.length - 1);
        if (entry.titleStems === query) answer.score *= 1.5;
        else if (stemmed.length > 1 && entry.titleStems.includes(query)) answer.score *= 1.2;
      }
    }
  }

  /* The part of a text with the most matches, as pieces of [text, whether it is a match]. */
  function excerpt(text, terms, length = 220) {
    const matched = (term) => !STOP_WORDS.has(term) && (terms.has(term) || terms.has(STEM + stem(term)));
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

  // the languages of a text, by the same rules as core/scripts.py

  const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/u;
  const KANA = /[\u3040-\u30ff]/u;
  const HAN = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/u;
  const ANY = [HANGUL, KANA, HAN].map((script) => script.source).join("|");
  const RUN = new RegExp(`((?:${ANY})(?:[\\s·、。“”]*(?:${ANY}))*)`, "u");

  /* The Chinese characters of an encoding. chinese: whether a pair of bytes is in their range. */
  function charactersOf(encoding, chinese) {
    const bytes = [];
    for (let code = 0xa100; code < 0xffff; code += 1) {
      if (chinese(code >> 8, code & 0xff)) bytes.push(code >> 8, code & 0xff);
    }
    return new Set(new TextDecoder(encoding).decode(new Uint8Array(bytes)));
  }
  let characterSets = null;

  /* Whether Big5 has all characters of a Chinese run, and GBK has not. */
  function isTraditional(run) {
    characterSets ??= [
      charactersOf(
        "big5",
        (lead, trail) =>
          lead < 0xfa &&
          lead !== 0xc7 &&
          lead !== 0xc8 &&
          ((trail > 0x3f && trail < 0x7f) || (lead !== 0xc6 && trail > 0xa0 && trail < (lead === 0xf9 ? 0xd6 : 0xff))),
      ),
      charactersOf("gbk", (lead, trail) => lead > 0xaf && lead < 0xf8 && trail > 0xa0 && trail < 0xff),
    ];
    const characters = [...run].filter((character) => HAN.test(character));
    const [traditional, simplified] = characterSets.map((set) => characters.every((character) => set.has(character)));
    return traditional && !simplified;
  }

  /* The language of an East Asian run. Han characters alone are in the language of the work (hint) if
     that is Korean or Japanese, else Chinese; traditional Chinese has its own typeface. */
  function languageOf(run, hint) {
    if (HANGUL.test(run)) return "ko";
    if (KANA.test(run)) return "ja";
    if (["ko", "ja"].includes(hint)) return hint;
    return isTraditional(run) ? "zh-Hant" : "zh";
  }

  /* A text as pieces of [text, language]; the language is empty outside of East Asian scripts. */
  function languages(text, hint) {
    const pieces = text.split(RUN).map((piece, at) => [piece, at % 2 ? languageOf(piece, hint) : ""]);
    return pieces.filter(([piece]) => piece);
  }

  globalThis.BookSearch = { words, distance, excerpt, languages, Index };
}
