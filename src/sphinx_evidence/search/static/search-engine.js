/* The search engine: tokenises text, builds the index and ranks entries; it does not touch the page.
   MiniSearch (minisearch.js) stores the index and scores single terms, Snowball (search-stemmer.js)
   reduces "returned" to "return". This file adds document symbols, numbers, both spellings of English,
   Korean and Chinese without spaces, phrases, synonyms from the glossary, and typing errors. */
"use strict";
{
  // tokens

  const WORD =
    /\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+\.\d+(?![\p{L}\p{N}.])|[\p{L}\p{M}\p{N}]+(?:['’ʼ‘`][\p{L}\p{M}]+)*/gu;
  const EAST_ASIAN = /[\p{sc=Hangul}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]+/gu;
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

  const HAN_VARIANTS = new Map(); // simplified characters by traditional and Japanese ones

  /* The form of a word that is compared: without diacritics, lower case, American spelling. */
  const folded = new Map();
  function fold(word) {
    if (!folded.has(word)) folded.set(word, computeFold(word));
    return folded.get(word);
  }

  function computeFold(word) {
    let text = word.normalize("NFKD").replace(DIACRITICS, "").toLowerCase().normalize("NFC");
    if (HAN_VARIANTS.size) text = text.replace(/\p{sc=Han}/gu, (one) => HAN_VARIANTS.get(one) ?? one);
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

  /* The key of a name: its folded characters in an East Asian script, else its stems. */
  const EAST_ASIAN_ONLY = /^[\p{sc=Hangul}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]+$/u;
  function nameKey(name) {
    const dense = name.replace(/[\s・·]/gu, "");
    return EAST_ASIAN_ONLY.test(dense) ? fold(dense) : plainTerms(words(name)).map(stem).join(" ");
  }

  // the index

  const STEM = "~"; // prefix of a stem, which distinguishes it from a word as written
  const FIELDS = ["title", "id", "names", "text"];
  const WEIGHTS = { title: 2, id: 2, names: 2, text: 1 };
  const SPOKEN = new Set(["section", "claim", "figure"]); // kinds whose ids say in words what they are about
  const NOT_CHAPTER = 0.7; // factor for sections of pages that are not chapters
  const SYNONYM = 0.6; // factor for synonyms of query terms
  const RELATED = 0.4; // factor for related terms
  const CORRECTED = 0.8; // factor for corrections of terms that are not in the index
  const NUMBER = 3; // factor for numbers and years
  const PAIR = 0.25; // bonus for adjacent query terms that are adjacent in the entry
  const INSIDE = 0.4; // share of the best claim or row in a section that is added to the section
  const PAGE = 0.5; // share of a page's score that is added to each of its places
  const PAGE_PLACES = [1, 0.5, 0.25]; // how much the best places of a page count for it
  const LEAST_SHARE = 0.3; // of the worth of a query that an answer holds
  const LEAST_SCORE = 0.2; // of the score of the best answer
  const MOST = 60; // answers
  const CONTRIBUTING = 0.2; // factor for pages for contributors
  const RECURRING = 0.4; // factor for sections whose title many pages have
  const RECURRING_FROM = 4; // pages that have such a title
  const DATA = 1.5; // factor for pages of data where data is asked for
  const NAMED = 5; // factor for an answer whose title or name is the query
  const MEANT = 2; // factor for a term that is the book's word for the query
  const TITLE_IN_QUERY = 1; // bonus for a title in the query, by the share of the query that it is
  const STOP_WORD = 0.1; // worth of a stop word; that of other terms is their rarity
  const STOP_WORDS = new Set(
    (
      "a about actually all also am an and any anybody anyone are as at be because been being but by can could did do does " +
      "doing each either else ever every exactly explain explained for from get give got had happen happened " +
      "happens has have having he her his how however i if in into is it its just know let like list make makes making " +
      "many may maybe me mean meaning means might much must my of on one only or other ought our please quite rather " +
      "really s said say says shall she should show so some somebody someone something still such tell than that the " +
      "their them then there these they thing things think this those though to too true truly us very was we were what " +
      "when where whether which while who whom whose why will with would yes yet you your " +
      // without their apostrophes
      "arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt shouldnt thats theres theyre wasnt werent whats whos " +
      "wont wouldnt youre"
    ).split(" "),
  );
  /* Words of questions in Korean, Chinese and Japanese. */
  const QUESTION_WORDS = (
    "무엇인가요 무엇입니까 무엇 무슨 뭐예요 뭐야 뭔가요 뭐 어떻게 어떤 어디 언제 누구 왜 얼마나 인가요 하나요 되나요 " +
    "있나요 나요 까요 입니까 합니까 습니까 정말 사실 대해 관한 대한 에서 까지 부터 에게 으로 " +
    "什么是 是什么 什么 意思 是谁 谁 为什么 为何 怎么样 怎么 怎样 如何 哪里 哪些 哪 是否 吗 呢 多少 有没有 真的 属实 的 了 " +
    "とは って何 とは何 何ですか 何 なに 誰 なぜ どうして どう いつ どこ どんな どの 本当 ですか ますか のか について という する した される " +
    "された している ています です ます の は が を に で と か も"
  ).split(" ");

  const PARTICLES = "은는이가을를의에도로와과만"; // one syllable behind a Korean noun

  /* Words that ask for data, in the languages of the glossary. */
  const DATA_WORDS = (
    "dataset spreadsheet csv table statistics graph chart list data excel 통계 데이터 통계표 목록 그래프 统计 數據 统計 数据 表格 列表 图表 " +
    "統計 データ 一覧 グラフ"
  ).split(" ");

  const BLANK = { text: "", cells: "", names: [], related: [], facet: "", lang: "", section: "" };

  class Index {
    /* titles: as in search-titles.js; texts: as in search-data.js, if they are loaded; kinds: the
       kinds of entry by name, each with its weight */
    constructor(titles, kinds, texts = null) {
      this.kinds = kinds;
      this.pages = titles.pages;
      this.whole = texts !== null;
      this.entries = [];
      const [characters, simplified] = [0, 1].map((odd) => [...(texts?.han ?? "")].filter((_, at) => at % 2 === odd));
      for (const [at, character] of characters.entries()) HAN_VARIANTS.set(character, simplified[at]);
      folded.clear();
      for (const [page, { entries }] of this.pages.entries()) {
        const sections = new Map(); // of this page by id
        const { entries: others = {}, ...columns } = texts?.pages[page] ?? {};
        this.#add(page, { ...entries, ...columns }, sections);
        this.#add(page, others, sections);
      }
      this.mini = new MiniSearch({
        fields: FIELDS,
        idField: "number",
        extractField: (entry, field) => (field === "number" ? entry.number : entry[`${field}Words`]),
        tokenize: (text) => text.split(" ").filter(Boolean),
        processTerm: (term) => [term, STEM + stem(term)],
        searchOptions: { bm25: { k: 1.2, b: 0.4, d: 0.5 } },
      });
      const counts = new Map();
      for (const { kind, title } of this.entries)
        if (kind === "section") counts.set(title, (counts.get(title) ?? 0) + 1);
      this.recurring = new Set([...counts].filter(([, count]) => count >= RECURRING_FROM).map(([title]) => title));
      this.withData = new Set(
        this.entries.filter(({ kind }) => ["row", "term"].includes(kind)).map(({ page }) => page),
      );
      this.forms = new Map(); // glossary entries by their stemmed and their compact names
      this.terms = new Map(); // glossary entries by their ids
      this.sounds = new Map(); // words in the names of glossary entries by their phonetic key
      this.everyday = new Map(); // the book's words, as lists of terms, by stemmed everyday words
      this.questions = new Set(QUESTION_WORDS.map(fold));
      this.asian = new Set(this.questions); // all words that East Asian text is divided by
      this.ownWords = (titles.words ?? []).map(([own]) => own);
      this.addWords((titles.words ?? []).map(([own, others]) => [...own, ...others]));
    }

    /* Add words of readers; others: those of each row of the table of everyday words. */
    addWords(others) {
      for (const [row, names] of others.entries()) {
        const forms = this.ownWords[row].map((name) => plainTerms(words(name)));
        for (const name of names) {
          const key = nameKey(name);
          if (!key) continue;
          if (EAST_ASIAN_ONLY.test(key)) this.asian.add(key);
          this.everyday.set(key, [...(this.everyday.get(key) ?? []), ...forms]);
        }
      }
    }

    /* Add entries of a page, given as one list of values per field. */
    #add(page, columns, sections) {
      for (const at of columns.anchor?.keys() ?? []) {
        const entry = { page, number: this.entries.length, ...BLANK };
        for (const [name, column] of Object.entries(columns)) entry[name] = column[at];
        if (entry.kind === "section") sections.set(entry.anchor, entry);
        entry.home = sections.get(entry.section) ?? null; // the section that it stands in
        this.entries.push(entry);
      }
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
      const texts = {
        title: entry.title,
        id: SPOKEN.has(entry.kind) ? entry.anchor.replaceAll("-", " ") : "",
        names: entry.names.join(" | "),
        text: `${entry.text} ${entry.cells}`,
      };
      const terms = [];
      for (const field of FIELDS) {
        const tokens = words(texts[field]);
        entry[`${field}Words`] = tokens.map((token) => token.term).join(" ");
        if (field !== "id") terms.push(...plainTerms(tokens), "|");
      }
      entry.written = spaced(terms);
      entry.stems = `${spaced(terms.map(stem))}| ${entry.idWords.split(" ").map(stem).join(" ")} `;
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
          const key = nameKey(name);
          if (EAST_ASIAN_ONLY.test(key)) this.asian.add(key);
          const form = { terms: parts, stems: parts.map(stem), compact: compact(parts), key };
          entry.forms = [...(entry.forms ?? []), form];
          for (const known of new Set([form.stems.join(" "), form.compact, key])) {
            this.forms.set(known, [...(this.forms.get(known) ?? []), entry]);
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
          prefix: (text) => unfinished && /^\p{L}{2}/u.test(text),
        },
      );
      const matches = new Map();
      for (const { id, score, terms } of results) matches.set(id, { score, terms });
      return matches;
    }

    /* Whether the text, which sources are no part of, has a word as written, or one that it is a prefix of. */
    #known(term, unfinished) {
      const options = { tokenize: (text) => [text], processTerm: (text) => text, prefix: unfinished };
      return this.mini.search(term, options).some(({ id }) => this.entries[id].kind !== "source");
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
        .filter(({ word, edits }) => edits && ((edits <= limit && word[0] === term[0]) || edits === 1))
        .sort((a, b) => a.edits - b.edits || b.count - a.count);
      return similar
        .filter(({ edits }) => edits === similar[0].edits)
        .slice(0, most)
        .map(({ word }) => word);
    }

    /* The everyday word nearest to one that is neither in the index nor an everyday word. */
    #nearEveryday(term) {
      if (term.length < 5 || !/^\p{sc=Latin}+$/u.test(term)) return null;
      const stemmed = stem(term);
      const limit = term.length < 8 ? 1 : 2;
      const near = [...this.everyday.keys()].filter(
        (key) => key[0] === stemmed[0] && Math.abs(key.length - stemmed.length) <= limit,
      );
      return near.find((key) => distance(stemmed, key) <= limit) ?? null;
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

    /* An East Asian run divided into known words, and what is between them. A word with an error in it
       comes before shorter words without. */
    #divide(run) {
      const pieces = this.#pieces(run);
      const isKnown = (piece) => this.asian.has(piece);
      if (!pieces.some((piece) => piece.length > 1 && !isKnown(piece))) return pieces;
      const near = this.#nearAsian(run);
      if (!near || pieces.some((piece) => isKnown(piece) && piece.length >= near.word.length)) return pieces;
      return [...this.#pieces(run.slice(0, near.at)), near.word, ...this.#pieces(run.slice(near.end))];
    }

    /* The longest words of an East Asian run that are known, and what is between them. */
    #pieces(run) {
      const pieces = [];
      let rest = "";
      for (let at = 0; at < run.length; ) {
        let length = Math.min(12, run.length - at);
        while (length > 0 && !this.asian.has(run.slice(at, at + length))) length -= 1;
        if (length === 1 && HANGUL.test(run[at]) && !this.#isAlone(run, at)) length = 0;
        if (length) {
          if (rest) pieces.push(rest);
          rest = "";
          pieces.push(run.slice(at, at + length));
        } else rest += run[at];
        at += length || 1;
      }
      if (rest) pieces.push(rest);
      return pieces;
    }

    /* A query without the spaces in Korean names, which are written with and without them. */
    #joined(query) {
      return query.replace(/([가-힣]+) (?=([가-힣]+))/gu, (both, one, other) => {
        for (let length = other.length; length > 0; length -= 1) {
          const name = one + other.slice(0, length);
          if (name.length >= 4 && this.asian.has(name)) return one;
        }
        return both;
      });
    }

    /* The tokens of a query, its quoted phrases, and whether its last word may be unfinished. */
    #parse(query) {
      const phrases = [];
      const rest = this.#joined(query)
        .replace(DAY, dayInWords)
        .replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/gu, (_match, phrase) => {
          phrases.push(plainTerms(words(phrase)));
          return ` ${phrase} `;
        });
      return {
        phrases: phrases.filter((phrase) => phrase.length),
        tokens: words(rest),
        unfinished: /[\p{L}\p{N}]$/u.test(query),
      };
    }

    /* Synonyms of the longest name, of the glossary or everyday, that begins at a position of the
       query, and its length. */
    #synonyms(queryTerms, at) {
      const synonyms = [];
      for (let length = Math.min(6, queryTerms.length - at); length > 0; length -= 1) {
        const name = queryTerms.slice(at, at + length);
        const key = name.map(stem).join(" ");
        const entries = this.forms.get(key) ?? this.forms.get(compact(name)) ?? [];
        const everyday = this.everyday.get(key) ?? [];
        if (!entries.length && !everyday.length) continue;
        for (const form of everyday) synonyms.push({ form, worth: 1 });
        for (const entry of entries) {
          for (const form of entry.forms) {
            if (form.stems.join(" ") === key) continue;
            synonyms.push({ form: form.terms, worth: form.compact === compact(name) ? 1 : SYNONYM });
          }
          for (const id of entry.related) {
            for (const form of this.terms.get(id)?.forms ?? []) synonyms.push({ form: form.terms, worth: RELATED });
          }
        }
        return { length, synonyms };
      }
      return { length: 0, synonyms };
    }

    /* Whether a Korean syllable is a word of its own: the first of a run, with a particle or nothing behind. */
    #isAlone(run, at) {
      return at === 0 && (run.length === 1 || (run.length === 2 && PARTICLES.includes(run[1])));
    }

    /* The known word nearest to what a piece holds: one character is wrong, missing, too many or out of
       order in a word of four or more, or one letter of a Korean syllable in a word of three. */
    #nearAsian(piece) {
      let best = null;
      for (const word of this.asian) {
        const isKorean = HANGUL.test(word);
        if (word.length < (isKorean ? 3 : 4) || word.length > piece.length + 1) continue;
        for (let length = Math.max(3, word.length - 1); length <= word.length + 1; length += 1) {
          for (let at = 0; at + length <= piece.length; at += 1) {
            const held = piece.slice(at, at + length);
            if (![...held].some((character) => word.includes(character))) continue;
            const characters = distance(held, word);
            const letters = isKorean ? distance(held.normalize("NFD"), word.normalize("NFD")) : characters;
            if (letters > 1 && (characters > 1 || word.length < 4)) continue;
            const edits = Math.min(letters, characters) + characters / 10 - word.length / 100;
            if (!best || edits < best.edits) best = { word, edits, at, end: at + length };
          }
        }
      }
      return best;
    }

    /* The units of an East Asian run: its known words, and the longest parts of the rest. */
    #asianUnits(pairs) {
      const run =
        pairs[0] +
        pairs
          .slice(1)
          .map((pair) => [...pair].at(-1))
          .join("");
      return this.#divide(run).flatMap((piece) => {
        if (this.questions.has(piece)) return [];
        const terms = plainTerms(words(piece));
        if (!this.asian.has(piece)) {
          if (piece.length < 2) return [];
          const near = this.#nearAsian(piece)?.word;
          if (near) return [{ matches: this.#phrase(plainTerms(words(near))), terms: [near], worth: 0 }];
          return this.#parts(terms).map((part) => ({ ...part, worth: this.#rarity(part.matches) }));
        }
        const matches = this.#phrase(terms);
        return [{ matches, terms: [piece], worth: matches.size ? this.#rarity(matches) : 0 }];
      });
    }

    /* Whether any entry but a source holds what a group asks for. */
    #isInText({ units, alternatives }) {
      const isOther = (id) => this.entries[id].kind !== "source";
      return [...units, ...alternatives].some(({ matches }) => [...matches.keys()].some(isOther));
    }

    #rarity(matches) {
      return Math.log(1 + this.entries.length / Math.max(1, matches.size));
    }

    /* The units of a query: its words and East Asian pieces, with their matches. */
    #units(tokens, unfinished, corrected) {
      const units = []; // { matches: Map, worth, terms, stop: whether it is a stop word }
      for (let at = 0; at < tokens.length; at += 1) {
        const word = tokens[at];
        if (word.run) {
          const pairs = tokens.filter((other) => other.run === word.run).map((one) => one.term);
          units.push(...this.#asianUnits(pairs));
          at += pairs.length - 1;
          continue;
        }
        const whole = this.#known(word.term, false);
        const prefix = at === tokens.length - 1 && unfinished && !whole;
        const matches = this.#matches(word.term, prefix);
        const stop = STOP_WORDS.has(word.term);
        const named = stop || this.everyday.has(stem(word.term)) || this.forms.has(stem(word.term));
        const near = whole || named || this.#known(word.term, prefix) ? [] : this.nearest(word.term);
        const meant = whole || named || near.length ? null : this.#nearEveryday(word.term);
        if (!matches.size && !named) corrected.set(word.term, near);
        for (const term of near) {
          for (const [id, match] of this.#matches(term)) {
            match.score *= CORRECTED;
            if (!(matches.get(id)?.score > match.score)) matches.set(id, match);
          }
        }
        const best = near.length && !corrected.has(word.term) ? word.term : (near[0] ?? meant ?? word.term);
        const worth = stop ? STOP_WORD : this.#rarity(matches) * (corrected.has(word.term) ? CORRECTED : 1);
        if (/^\d/u.test(word.term)) for (const match of matches.values()) match.score *= NUMBER;
        units.push({ matches, worth, terms: [best], written: word.term, stop });
      }
      return units;
    }

    /* Units with their synonyms; a group is a unit, or several that are one name. */
    #groups(units, corrected) {
      const queryTerms = units.flatMap((unit) => unit.terms);
      const written = units.flatMap((unit) => unit.written ?? unit.terms);
      const starts = []; // for each term the unit that begins with it, else null
      for (const unit of units) for (const position of unit.terms.keys()) starts.push(position ? null : unit);
      const groups = []; // { units, alternatives: [{ matches, worth }], worth }
      for (let at = 0; at < queryTerms.length; ) {
        let { length, synonyms } = this.#synonyms(written, at);
        if (!length) ({ length, synonyms } = this.#synonyms(queryTerms, at));
        for (const term of queryTerms.slice(at, at + length)) corrected.delete(term); // another spelling of a name
        const span = Math.max(1, length);
        const members = [...new Set(starts.slice(at, at + span).filter(Boolean))];
        const alternatives = synonyms.map(({ form, worth }) => ({ matches: this.#phrase(form), worth, covers: worth }));
        if (span > 1 && members.length > 1) {
          alternatives.unshift({ matches: this.#phrase(queryTerms.slice(at, at + span)), worth: 1, covers: 1 });
        }
        const own = members.reduce((sum, unit) => sum + (unit.matches.size ? unit.worth : 0), 0);
        const found = new Set(alternatives.flatMap(({ matches }) => [...matches.keys()]));
        // a name in another script is as common as the thing, and not as the few titles that have it
        const foreign = found.size && members.every(({ written }) => written === undefined);
        const worth = own && !foreign ? own : found.size ? this.#rarity(found) : 0;
        // words for one thing count like one word, however rare each of them is
        for (const one of alternatives) one.worth *= Math.min(1, worth / this.#rarity(one.matches));
        const meant = synonyms.filter((one) => one.worth === 1).map(({ form }) => nameKey(form.join(" ")));
        groups.push({ units: members, alternatives, worth, meant });
        at += span;
      }
      // an entry that matches stop words only is no answer, unless the query has no other words
      const content = groups.filter((group) => group.alternatives.length || group.units.some(({ stop }) => !stop));
      return content.length ? content : groups;
    }

    /* The answers to a query, best first: { answers: [{ entry, score, terms, inside }], corrected: Map }.
       choose: whether an entry may answer. gathered: whether what stands in a section is put inside
       the answer of that section. corrected: words that the index lacks, with those that were
       searched instead. */
    find(query, choose = () => true, gathered = true) {
      const { phrases, tokens, unfinished } = this.#parse(query);
      const corrected = new Map();
      const units = this.#units(
        tokens.filter((token) => !token.joined),
        unfinished,
        corrected,
      );
      const groups = this.#groups(units, corrected);
      const worthOf = (some) => some.reduce((sum, { worth }) => sum + worth, 0) || 1;
      const known = worthOf(groups);
      const inText = worthOf(groups.filter((group) => this.#isInText(group))); // without what only sources hold
      const sums = this.#sums(
        groups,
        tokens.filter((token) => token.joined),
        known,
      );
      const meant = new Set(groups.length === 1 ? groups[0].meant : []);
      const content = units.filter(({ stop }) => !stop);
      const queryTerms = (content.length ? content : units).flatMap((unit) => unit.terms).map(stem);
      const asked = new Set(tokens.map(({ term }) => stem(term)));
      const wantsData = DATA_WORDS.some((word) => asked.has(stem(word)) || (isEastAsian(word) && query.includes(word)));
      let answers = [];
      for (const [id, { score, covered, terms }] of sums) {
        const entry = this.entries[id];
        if (!choose(entry)) continue;
        if (!phrases.every((phrase) => entry.written.includes(spaced(phrase)))) continue;
        const share = Math.min(1, covered / (entry.kind === "source" ? known : inText));
        if (share < LEAST_SHARE) continue;
        answers.push({
          entry,
          terms: new Set(terms),
          share,
          inside: [],
          score:
            score *
            this.#weight(entry, wantsData) *
            (0.1 + 0.9 * share ** 2) *
            this.#likeness(entry, queryTerms, meant),
        });
      }
      const byScore = (a, b) => b.score - a.score || a.entry.number - b.entry.number;
      if (gathered) answers = this.#gather(answers, byScore);
      answers.sort(byScore);
      const isSource = ({ entry }) => entry.kind === "source";
      const relevant = [answers.filter((one) => !isSource(one)), answers.filter(isSource)].map((group) =>
        group.filter(({ score }) => score >= LEAST_SCORE * group[0].score).slice(0, MOST),
      );
      return { answers: relevant.flat(), corrected };
    }

    /* The sum of each entry over all groups, and the whole symbols, which count double. */
    #sums(groups, symbols, known) {
      const sums = new Map();
      const sumIn = (map, id) => {
        if (!map.has(id)) map.set(id, { score: 0, covered: 0, terms: [] });
        return map.get(id);
      };
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
        for (const { matches, worth, covers } of group.alternatives) {
          for (const [id, { score, terms }] of matches) {
            const sum = sumIn(groupSums, id);
            sum.score = Math.max(sum.score, score * worth);
            sum.covered = Math.max(sum.covered, group.worth * covers);
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
      for (const { term } of symbols) {
        const numbered = /\d/u.test(term);
        for (const [id, { score, terms }] of this.#matches(term)) {
          const sum = sumIn(sums, id);
          sum.score += numbered ? 2 * score : 0;
          sum.covered += numbered ? known : 0;
          sum.terms.push(...terms);
        }
      }
      return sums;
    }

    /* The answers with those that stand in a section put inside its answer, which they raise; then
       each is raised by the best places of its page. */
    #gather(answers, byScore) {
      const bySection = new Map(answers.filter(({ entry }) => entry.kind === "section").map((one) => [one.entry, one]));
      const gathered = [];
      for (const answer of answers) {
        const { home } = answer.entry;
        if (!home) {
          gathered.push(answer);
          continue;
        }
        if (!bySection.has(home)) {
          const empty = { entry: home, terms: new Set(answer.terms), share: 0, inside: [], score: 0 };
          bySection.set(home, empty);
          gathered.push(empty);
        }
        bySection.get(home).inside.push(answer);
      }
      const pages = new Map();
      for (const answer of gathered) {
        answer.inside.sort(byScore);
        const best = answer.inside[0]?.score ?? 0;
        answer.score = Math.max(answer.score, best) + INSIDE * Math.min(answer.score, best);
        const page = pages.get(answer.entry.page) ?? [];
        page.push(answer.score);
        pages.set(answer.entry.page, page);
      }
      for (const answer of gathered) {
        if (answer.entry.kind !== "section") continue;
        const best = pages.get(answer.entry.page).sort((a, b) => b - a);
        answer.added = PAGE * PAGE_PLACES.reduce((sum, share, at) => sum + share * (best[at] ?? 0), 0);
      }
      for (const answer of gathered) answer.score += answer.added ?? 0;
      return gathered;
    }

    /* Chapters rank before reference pages, pages for contributors last; text before lists. */
    #weight(entry, wantsData) {
      const { chapter, contributing } = this.pages[entry.page];
      if (contributing) return CONTRIBUTING;
      if (entry.kind !== "section") return this.kinds[entry.kind].weight;
      if (wantsData && this.withData.has(entry.page)) return DATA;
      return this.recurring.has(entry.title) ? RECURRING : chapter ? 1 : NOT_CHAPTER;
    }

    /* A factor for answers in which adjacent terms of the query are adjacent too, or whose title or
       name is in the query. */
    #likeness(entry, queryTerms, meant) {
      const query = spaced(queryTerms);
      let factor = 1;
      let pairs = 0;
      for (let at = 0; at + 1 < queryTerms.length; at += 1) {
        const pair = spaced(queryTerms.slice(at, at + 2));
        if (entry.stems.includes(pair)) pairs += entry.titleStems.includes(pair) ? 2 : 1;
      }
      if (queryTerms.length > 1) factor *= 1 + (PAIR * pairs) / (queryTerms.length - 1);
      if (entry.forms?.some(({ key }) => meant.has(key))) factor *= MEANT;
      const named = [entry.titleStems, ...(entry.forms ?? []).map(({ key }) => spaced([key]))];
      if (named.includes(query)) factor *= NAMED;
      else if (entry.titleStems.trim() && query.includes(entry.titleStems)) {
        factor *= 1 + TITLE_IN_QUERY * (entry.titleStems.length / query.length);
      } else if (queryTerms.length > 1 && entry.titleStems.includes(query)) factor *= 1.2;
      return factor;
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

  /* Whether a text has a word in an East Asian script. */
  const isEastAsian = (text) => HANGUL.test(text) || KANA.test(text) || HAN.test(text);

  globalThis.BookSearch = { words, distance, excerpt, languages, isEastAsian, Index };
}
