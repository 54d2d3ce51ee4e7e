/* What a question means and what answers it; no page is touched here. MiniSearch (minisearch.js)
   keeps the index and weighs single words, Snowball (search-stemmer.js) knows that "returned" is "return".
   This file knows what neither does: signs of documents, figures, both spellings of English, Korean
   and Chinese inside longer words, phrases, the glossary's words for one thing, and typing errors. */
"use strict";
{
  // words

  const WORD = /\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+\.\d+(?![\p{L}\p{N}.])|[\p{L}\p{M}\p{N}]+(?:['’ʼ‘`][\p{L}\p{M}]+)*/gu;
  const EASTERN = /[\p{sc=Hangul}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]+/gu;
  const JOINT = /^[/.\-‐‑]$/u; // what may stand between the parts of one sign: A/HRC/25/63, U.S.
  const MARKS = /[\u0300-\u036f'’ʼ‘`]/gu;

  /* Short forms of one word, and words that British and American English spell differently. */
  const SAME = new Map(Object.entries({
    art: "article", arts: "article", articles: "article", para: "paragraph", paras: "paragraph",
    jan: "january", feb: "february", apr: "april", aug: "august", sept: "september",
    sep: "september", oct: "october", nov: "november", dec: "december",
    programme: "program", programmes: "programs", judgement: "judgment", grey: "gray",
  }));
  const SPELLINGS = [
    [/is(e|ed|es|er|ers|ing|able|ation|ations|ational)$/u, "iz$1"],
    [/ys(e|ed|es|ing)$/u, "yz$1"],
    [/^(.{3,})our(s|ed|ing|er|ers|able|ite|ites|hood|hoods|less)?$/u, "$1or$2"],
    [/^(.{2,}[^aeiou])tre(s|d)?$/u, "$1ter$2"],
    [/^(.{3,})ence(s|less)?$/u, "$1ense$2"],
    [/^(.{3,})ll(ed|ing|er|ers)$/u, "$1l$2"],
    [/^(.{3,})ogue(s)?$/u, "$1og$2"],
    [/^(\d+)(?:st|nd|rd|th)$/u, "$1"],
  ];

  /* A word in the form in which it is compared: no accents, small letters, one spelling. */
  const folded = new Map();
  function fold(word) {
    if (!folded.has(word)) folded.set(word, folding(word));
    return folded.get(word);
  }

  function folding(word) {
    let text = word.normalize("NFKD").replace(MARKS, "").toLowerCase().normalize("NFC");
    if (/^\d/u.test(text)) text = text.replace(/[,\s]/gu, "");
    if (SAME.has(text)) return SAME.get(text);
    for (const [pattern, form] of SPELLINGS) text = text.replace(pattern, form);
    return text;
  }

  /* The words of a text with their places in it. Eastern scripts have no spaces to go by, so each
     two neighbouring characters are a word, and `run` tells which of them belong together. */
  function words(text) {
    const found = [];
    let parts = []; // of the sign at hand
    const join = () => {
      if (parts.length > 1) {
        const [first, last] = [parts[0], parts.at(-1)];
        const term = parts.map((part) => part.term).join("");
        found.push({ term, start: first.start, end: last.end, joined: true });
      }
      parts = [];
    };
    let run = 0;
    for (const match of text.matchAll(WORD)) {
      const start = match.index;
      const end = start + match[0].length;
      if (parts.length && !JOINT.test(text.slice(parts.at(-1).end, start))) join();
      let at = 0;
      for (const eastern of match[0].matchAll(EASTERN)) {
        if (eastern.index > at) {
          const term = fold(match[0].slice(at, eastern.index));
          found.push({ term, start: start + at, end: start + eastern.index });
        }
        run += 1;
        const characters = [...eastern[0]];
        let place = start + eastern.index;
        for (let number = 0; number < Math.max(1, characters.length - 1); number += 1) {
          const pair = characters.slice(number, number + 2).join("");
          found.push({ term: fold(pair), start: place, end: place + pair.length, run });
          place += characters[number].length;
        }
        at = eastern.index + eastern[0].length;
      }
      if (at === 0) {
        const token = { term: fold(match[0]), start, end };
        found.push(token);
        parts.push(token);
      } else if (at < match[0].length) {
        found.push({ term: fold(match[0].slice(at)), start: start + at, end });
      }
    }
    join();
    return found;
  }

  const stemmer = new EnglishStemmer();
  const stems = new Map();
  function stem(term) {
    if (!stems.has(term)) stems.set(term, /^\p{sc=Latin}+$/u.test(term) ? stemmer.stemWord(term) : term);
    return stems.get(term);
  }

  /* What a Korean or Chinese word in Latin letters sounds like, whichever system wrote it: the same
     for jipgyeolso and chipkyŏlso, talbukja and t'albukcha. */
  const SOUNDS = [
    [/ch|j|zh/gu, "j"], [/kk|k|g/gu, "g"], [/tt|t|d/gu, "d"], [/pp|p|b/gu, "b"], [/ss|sh|s/gu, "s"],
    [/nl|ln|ll|rr|r|l/gu, "l"], [/yeo|yo/gu, "yo"], [/eo/gu, "o"], [/eu|oo/gu, "u"], [/ae|ai|ay/gu, "e"],
  ];
  const sound = (term) => SOUNDS.reduce((text, [pattern, form]) => text.replace(pattern, form), term);

  /* A day in figures as the book writes it: 2023-10-09 is 9 October 2023. */
  const DAY = /\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/gu;
  const dayInWords = (day) => new Date(day)
    .toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  const spaced = (terms) => ` ${terms.join(" ")} `;

  /* How many letters must be left out, put in, changed or swapped to make one word of the other
     (the optimal string alignment distance of Damerau and Levenshtein). */
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

  /* Words in one piece: readers write gangje buksong without its space, and qianfan with one. */
  const solid = (terms) => stem(terms.join(""));

  // the index

  const STEM = "~"; // before a stem, so that it is never taken for a word as written
  const FIELDS = ["title", "names", "text"];
  const WEIGHTS = { title: 3, names: 3, text: 1 };
  const ABOUT = 0.7; // of pages that are no chapters
  const SYNONYM = 0.6; // worth of another word for the same thing
  const RELATED = 0.4; // and of a word for nearly the same
  const GUESSED = 0.8; // of a word of the book in the place of one that it does not have
  const FIGURE = 3; // weight of figures and years beside words
  const PAIR = 0.35; // worth of two words of the question that stand side by side
  /* Words of which every text is full: they say little about what is asked. */
  const LITTLE = new Set(("a about an and are as at be been by did do does ever for from had has have how in is it its "
    + "of on or s that the their them there they this to was were what when where which who why will with").split(" "));
  const DEEP = 60; // answers that are looked at closely

  class Index {
    /* data: as in search-data.js; kinds: the weight of each kind of entry */
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
      this.forms = new Map(); // terms by each of their forms: its stems, and its letters in one piece
      this.terms = new Map(); // a term by its id
      this.sounds = new Map(); // words in the names of terms by their sound
    }

    /* Take entries in, some at a time, so that the page stays alive meanwhile. */
    async fill(pause = () => Promise.resolve(), size = 400) {
      for (let at = 0; at < this.entries.length; at += size) {
        const some = this.entries.slice(at, at + size);
        for (const entry of some) this.#prepare(entry);
        this.mini.addAll(some);
        for (const entry of some) for (const field of FIELDS) delete entry[`${field}Words`];
        await pause();
      }
      return this;
    }

    #prepare(entry) {
      const said = { title: entry.title, names: entry.names.join(" | "), text: entry.text };
      const written = [];
      for (const field of FIELDS) {
        const found = words(said[field]);
        entry[`${field}Words`] = found.map((word) => word.term).join(" ");
        written.push(...found.filter((word) => !word.joined).map((word) => word.term), "|");
      }
      entry.written = spaced(written);
      entry.stems = spaced(written.map(stem));
      entry.titleStems = spaced(words(entry.title).filter((word) => !word.joined).map((word) => stem(word.term)));
      if (entry.kind === "term") {
        this.terms.set(entry.anchor, entry);
        for (const name of entry.names) {
          const terms = words(name).filter((word) => !word.joined).map((word) => word.term);
          if (!terms.length) continue;
          for (const { term } of words(name)) {
            if (/^\p{sc=Latin}{4,}$/u.test(term)) {
              this.sounds.set(sound(term), (this.sounds.get(sound(term)) ?? new Set()).add(term));
            }
          }
          const form = { stems: terms.map(stem), solid: solid(terms) };
          entry.forms = [...(entry.forms ?? []), form];
          for (const key of new Set([form.stems.join(" "), form.solid])) {
            this.forms.set(key, [...(this.forms.get(key) ?? []), entry]);
          }
        }
      }
    }

    /* The entries that hold a word, with its weight in each; the last word may be unfinished. */
    #holding(term, unfinished = false) {
      const stemmed = stem(term);
      const queries = stemmed === term && !/^\p{sc=Latin}/u.test(term) ? [term] : [term, STEM + stemmed];
      const results = this.mini.search({ combineWith: "OR", queries }, {
        tokenize: (text) => [text],
        processTerm: (text) => text,
        boost: WEIGHTS,
        prefix: (text) => unfinished && !text.startsWith(STEM) && text.length > 1,
      });
      const found = new Map();
      for (const { id, score, terms } of results) found.set(id, { score, terms });
      return found;
    }

    /* Whether the book has a word as it is written, or one that begins so. */
    #known(term, unfinished) {
      const options = { tokenize: (text) => [text], processTerm: (text) => text, prefix: unfinished };
      return this.mini.search(term, options).length > 0;
    }

    /* The words of the book nearest to one that it does not have, the nearest and commonest first. */
    nearest(term, most = 3) {
      if (term.length < 4 || !/^\p{sc=Latin}+$/u.test(term)) return [];
      const alike = this.sounds.get(sound(term));
      if (alike) return [...alike];
      const far = term.length < 6 ? 1 : 2;
      const results = this.mini.search(term, {
        tokenize: (text) => [text],
        processTerm: (text) => text,
        fuzzy: far === 1 ? 2 : far,
      });
      const common = new Map();
      for (const { terms } of results) {
        for (const found of terms) common.set(found, (common.get(found) ?? 0) + 1);
      }
      const near = [...common].filter(([found]) => !found.startsWith(STEM))
        .map(([found, count]) => ({ found, count, far: distance(term, found) }))
        .filter((one) => one.far <= far && one.found[0] === term[0] || one.far === 1)
        .sort((one, other) => one.far - other.far || other.count - one.count);
      return near.filter((one) => one.far === near[0].far).slice(0, most).map((one) => one.found);
    }

    /* The entries that hold words in this order, with the sum of their weights. */
    #phrase(terms) {
      const each = [...new Set(terms)].map((term) => this.#holding(term));
      const found = new Map();
      if (!each.length) return found;
      const sought = spaced(terms.map(stem));
      each.sort((one, other) => one.size - other.size);
      for (const [id, { score }] of each[0]) {
        if (!each.every((one) => one.has(id)) || !this.entries[id].stems.includes(sought)) continue;
        const sum = each.reduce((total, one) => total + one.get(id).score, 0);
        found.set(id, { score: sum, terms: each.flatMap((one) => one.get(id).terms) });
      }
      return found;
    }

    /* The longest parts of a run of Eastern characters that the book has, all of it if possible. */
    #parts(pairs) {
      const parts = [];
      for (let at = 0; at < pairs.length; at += 1) {
        let part = null;
        for (let end = at + 1; end <= pairs.length; end += 1) {
          const terms = pairs.slice(at, end);
          const found = this.#phrase(terms);
          if (!found.size) break;
          part = { found, terms };
        }
        if (part) {
          parts.push(part);
          at += part.terms.length; // the pair behind it is half of this part and half of the next
        }
      }
      return parts;
    }

    /* What a question asks for: the parts that count, and the phrases that must be there. */
    #parse(query) {
      const phrases = [];
      const rest = query.replace(DAY, dayInWords).replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/gu, (_, phrase) => {
        phrases.push(words(phrase).filter((word) => !word.joined).map((word) => word.term));
        return ` ${phrase} `;
      });
      const all = words(rest);
      return { phrases: phrases.filter((phrase) => phrase.length), words: all, unfinished: /[\p{L}\p{N}]$/u.test(query) };
    }

    /* Other words for what stands at this place of the question. */
    #synonyms(meant, at) {
      const found = [];
      for (let length = Math.min(6, meant.length - at); length > 0; length -= 1) {
        const some = meant.slice(at, at + length);
        const key = some.map(stem).join(" ");
        const terms = this.forms.get(key) ?? this.forms.get(solid(some));
        if (!terms) continue;
        for (const term of terms) {
          for (const form of term.forms) {
            if (form.stems.join(" ") === key) continue;
            found.push({ form: form.stems, worth: form.solid === solid(some) ? 1 : SYNONYM });
          }
          for (const id of term.related) {
            for (const form of this.terms.get(id)?.forms ?? []) found.push({ form: form.stems, worth: RELATED });
          }
        }
        return { length, found };
      }
      return { length: 0, found };
    }

    /* Answers to a question, the best first: { answers: [{entry, score, terms}], corrected: Map }.
       choose: which entries may answer. corrected: words that the book does not have, with those
       that were looked for in their place. */
    find(query, choose = () => true) {
      const asked = this.#parse(query);
      const corrected = new Map();
      const plain = asked.words.filter((word) => !word.joined);
      const total = this.entries.length;
      const rarity = (found) => Math.log(1 + total / Math.max(1, found.size));

      // what each word of the question finds
      const units = []; // { found: Map, worth, terms, little }
      for (let at = 0; at < plain.length; at += 1) {
        const word = plain[at];
        if (word.run) {
          const pairs = plain.filter((other) => other.run === word.run).map((one) => one.term);
          for (const part of this.#parts(pairs)) units.push({ ...part, worth: rarity(part.found) });
          at += pairs.length - 1;
          continue;
        }
        const last = at === plain.length - 1 && asked.unfinished;
        const found = this.#holding(word.term, last);
        const near = this.#known(word.term, last) ? [] : this.nearest(word.term);
        if (!found.size) corrected.set(word.term, near);
        for (const term of near) {
          for (const [id, one] of this.#holding(term)) {
            one.score *= GUESSED;
            if (!(found.get(id)?.score > one.score)) found.set(id, one);
          }
        }
        const best = near.length && !corrected.has(word.term) ? word.term : near[0] ?? word.term;
        const little = LITTLE.has(word.term);
        const worth = little ? 0.1 : rarity(found) * (corrected.has(word.term) ? GUESSED : 1);
        if (/^\d/u.test(word.term)) for (const one of found.values()) one.score *= FIGURE;
        units.push({ found, worth, terms: [best], little });
      }
      // what every text is full of is no answer by itself
      const telling = units.filter(({ little }) => !little);
      const common = telling.length ? units.filter(({ little }) => little) : [];
      for (const { found } of common) {
        for (const id of found.keys()) if (!telling.some((unit) => unit.found.has(id))) found.delete(id);
      }

      // other words for the same thing
      const meant = units.flatMap((unit) => unit.terms);
      const stemmed = meant.map(stem);
      const starts = [];
      for (const unit of units) for (const [place] of unit.terms.entries()) starts.push(place ? null : unit);
      const groups = []; // { units, others: [{found, worth}] }
      for (let at = 0; at < stemmed.length;) {
        const { length, found } = this.#synonyms(meant, at);
        for (const term of meant.slice(at, at + length)) corrected.delete(term); // the book writes it otherwise
        const span = Math.max(1, length);
        const inside = [...new Set(starts.slice(at, at + span).filter(Boolean))];
        const others = found.map(({ form, worth }) => ({ found: this.#phrase(form), worth }));
        const own = span > 1 && inside.length > 1 ? [{ found: this.#phrase(stemmed.slice(at, at + span)), worth: 1 }] : [];
        groups.push({ units: inside, others: [...own, ...others] });
        at += span;
      }

      // one sum for each entry
      const sums = new Map();
      const whole = units.reduce((sum, unit) => sum + (unit.found.size ? unit.worth : 0), 0) || 1;
      for (const group of groups) {
        const here = new Map();
        for (const unit of group.units) {
          for (const [id, { score, terms }] of unit.found) {
            const one = here.get(id) ?? { score: 0, covered: 0, terms: [] };
            one.score += score;
            one.covered += unit.worth;
            one.terms.push(...terms);
            here.set(id, one);
          }
        }
        const most = group.units.reduce((sum, unit) => sum + (unit.found.size ? unit.worth : 0), 0);
        for (const { found, worth } of group.others) {
          for (const [id, { score, terms }] of found) {
            const one = here.get(id) ?? { score: 0, covered: 0, terms: [] };
            one.score = Math.max(one.score, score * worth);
            one.covered = Math.max(one.covered, most * worth);
            one.terms.push(...terms);
            here.set(id, one);
          }
        }
        for (const [id, one] of here) {
          const sum = sums.get(id) ?? { score: 0, covered: 0, terms: [] };
          sum.score += one.score;
          sum.covered += one.covered;
          sum.terms.push(...one.terms);
          sums.set(id, sum);
        }
      }
      // a sign that is written in one piece
      for (const word of asked.words.filter((one) => one.joined)) {
        for (const [id, { score, terms }] of this.#holding(word.term)) {
          const sum = sums.get(id) ?? { score: 0, covered: 0, terms: [] };
          sum.score += 2 * score;
          sum.covered += whole;
          sum.terms.push(...terms);
          sums.set(id, sum);
        }
      }

      const answers = [];
      for (const [id, { score, covered, terms }] of sums) {
        const entry = this.entries[id];
        if (!choose(entry)) continue;
        if (!asked.phrases.every((phrase) => entry.written.includes(spaced(phrase)))) continue;
        const share = Math.min(1, covered / whole);
        answers.push({ entry, terms: new Set(terms), score: score * this.#weight(entry) * (0.1 + 0.9 * share ** 2) });
      }
      answers.sort((one, other) => other.score - one.score || one.entry.number - other.entry.number);
      this.#near(answers.slice(0, DEEP), stemmed, units);
      const close = answers.slice(0, DEEP).sort((one, other) => other.score - one.score || one.entry.number - other.entry.number);
      return { answers: [...close, ...answers.slice(DEEP)], corrected };
    }

    /* Chapters before what is about the book, and what is written before what is listed. */
    #weight(entry) {
      const about = entry.kind === "section" && !this.pages[entry.page].chapter;
      return about ? ABOUT : this.kinds[entry.kind].weight;
    }

    /* Raise answers in which neighbours of the question are neighbours too, or make up the title. */
    #near(answers, stemmed, units) {
      if (!stemmed.length) return;
      const question = spaced(stemmed);
      for (const answer of answers) {
        const { entry } = answer;
        let pairs = 0;
        for (let at = 0; at + 1 < stemmed.length; at += 1) {
          const pair = spaced(stemmed.slice(at, at + 2));
          if (entry.stems.includes(pair)) pairs += entry.titleStems.includes(pair) ? 2 : 1;
        }
        if (stemmed.length > 1) answer.score *= 1 + (PAIR * pairs) / (stemmed.length - 1);
        if (entry.titleStems === question) answer.score *= 1.5;
        else if (stemmed.length > 1 && entry.titleStems.includes(question)) answer.score *= 1.2;
      }
    }
  }

  /* The part of a text around the words that were found: pieces of [text, whether it was found]. */
  function excerpt(text, terms, length = 220) {
    const hits = words(text).filter((word) => !word.joined && !LITTLE.has(word.term) && (terms.has(word.term) || terms.has(STEM + stem(word.term))));
    let best = 0;
    let from = 0;
    for (const hit of hits) {
      const inside = hits.filter((other) => other.start >= hit.start && other.end <= hit.start + length);
      const kinds = new Set(inside.map((other) => stem(other.term))).size + inside.length / 100;
      if (kinds > best) [best, from] = [kinds, hit.start];
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

  // the languages of a text, by the rule of citations/scripts.py

  const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/u;
  const KANA = /[\u3040-\u30ff]/u;
  const HAN = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/u;
  const ANY = [HANGUL, KANA, HAN].map((script) => script.source).join("|");
  const RUN = new RegExp(`((?:${ANY})(?:[\\s·、。“”]*(?:${ANY}))*)`, "u");

  /* The characters that a standard of writing has, of those whose codes are among its Chinese ones. */
  function written(standard, chinese) {
    const bytes = [];
    for (let code = 0xa100; code < 0xffff; code += 1) {
      if (chinese(code >> 8, code & 0xff)) bytes.push(code >> 8, code & 0xff);
    }
    return new Set(new TextDecoder(standard).decode(new Uint8Array(bytes)));
  }
  let standards = null;

  /* Whether the standard of Taiwan has all characters of a Chinese run, and that of the mainland has not. */
  function isTraditional(run) {
    standards ??= [
      written("big5", (lead, trail) => lead < 0xfa && lead !== 0xc7 && lead !== 0xc8
        && ((trail > 0x3f && trail < 0x7f) || (lead !== 0xc6 && trail > 0xa0 && trail < (lead === 0xf9 ? 0xd6 : 0xff)))),
      written("gbk", (lead, trail) => lead > 0xaf && lead < 0xf8 && trail > 0xa0 && trail < 0xff),
    ];
    const characters = [...run].filter((character) => HAN.test(character));
    const [traditional, simplified] = standards.map((standard) => characters.every((one) => standard.has(one)));
    return traditional && !simplified;
  }

  /* Han alone is in the language of the work if that writes so (hint), else in Chinese, whose
     traditional writing has a face of its own. */
  function languageOf(run, hint) {
    if (HANGUL.test(run)) return "ko";
    if (KANA.test(run)) return "ja";
    if (["ko", "ja"].includes(hint)) return hint;
    return isTraditional(run) ? "zh-Hant" : "zh";
  }

  /* A text as pieces of [text, language], which is empty outside of Eastern scripts. */
  function languages(text, hint) {
    const pieces = text.split(RUN).map((piece, at) => [piece, at % 2 ? languageOf(piece, hint) : ""]);
    return pieces.filter(([piece]) => piece);
  }

  globalThis.BookSearch = { words, distance, excerpt, languages, Index };
}
