/* The search engine: divides text into words, ranks entries by the postings of those words that are
   loaded, and says which parts of the index a question still lacks; it does not touch the page.
   Snowball (search-stemmer.js) reduces "returned" to "return". Folding, words and shards are the same
   as in tokens.py, segments.py and shards.py, which made the postings. */
"use strict";
{
  // words

  const WORD =
    /[0-9]{1,3}(?:[,\u00a0\u202f ][0-9]{3})+(?![0-9])|[0-9]+\.[0-9]+(?![\p{L}\p{N}.])|[\p{L}\p{M}\p{N}]+(?:['’ʼ‘`][\p{L}\p{M}]+)*/gu;
  const EAST_ASIAN =
    /[\u1100-\u11ff\u3005\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
  const JOINT = /^[/.\-‐‑]$/u; // separators within a symbol or abbreviation: A/HRC/25/63, U.S.
  const DIACRITICS = /[\u0300-\u036f'’ʼ‘`]/gu;

  // the rules of english.json: words that every text is full of, other forms of words, spellings
  let stopWords = new Set();
  let variants = new Map();
  let spellings = [];
  const han = new Map(); // simplified characters by traditional and Japanese ones

  function setRules(rules) {
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
      const runs = [...match[0].matchAll(EAST_ASIAN)];
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

  const spaced = (terms) => ` ${terms.join(" ")} `;
  const content = (terms) => terms.filter((term) => !stopWords.has(term));
  const plainTerms = (tokens) => tokens.filter((token) => !token.joined).map((token) => token.term);
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

  // the index, in parts

  const ASIAN_SHARE = 8; // this and the next ones as in shards.py and segments.py
  const ASIAN_FROM = 0x1100;
  const INITIAL = 3;
  const PRIME = 65_521;
  const FIRST = 0x5d;

  /* The shard that holds the postings of a stem, or of all stems with this beginning. */
  function shardOf(word, shards) {
    const first = word.codePointAt(0);
    if (first >= ASIAN_FROM) return shards + (first % (Math.floor(shards / ASIAN_SHARE) + 1));
    let number = 0;
    for (const character of [...word].slice(0, INITIAL)) number = (number * 31 + character.codePointAt(0)) % PRIME;
    return number % shards;
  }

  const decode = (text) => Array.from(text, (character) => character.charCodeAt(0) - FIRST);

  /* Call found(entry, positions) for each entry of a posting list. */
  function readPostings(text, found) {
    const numbers = decode(text);
    for (let at = 0, entry = 0; at < numbers.length; ) {
      entry += numbers[at];
      const positions = [];
      let position = 0;
      for (const step of numbers.slice(at + 2, at + 2 + numbers[at + 1])) {
        position += step;
        positions.push(position);
      }
      found(entry, positions);
      at += 2 + numbers[at + 1];
    }
  }

  const TEXT_AT = 100_000; // added to positions in the text, so that no phrase begins in the title
  const QUESTIONS_AT = TEXT_AT + 50_000; // as in segments.py: of what readers ask for, which is not displayed
  const ID_AT = 50_000; // added to those in the id, whose words are no phrase of the text
  const GAP = 2; // between names

  // ranking

  const HEAD = 2.5; // how much a word in the title, the names or the id of an entry counts for
  const ASKED = 1; // how much a word in what readers ask an entry for counts
  const HEAD_LENGTH = 8; // words that a title has mostly
  const HEAD_BY_LENGTH = 0.5; // how much less a word in a long title counts
  const SATURATION = 3; // k1 of BM25: how little a word counts that occurs again
  const BY_LENGTH = 0.4; // b of BM25: how much less a word in a long text counts
  const NOT_CHAPTER = 0.8; // factor for sections of pages that are not chapters
  const SYNONYM = 0.6; // factor for synonyms of query terms
  const RELATED = 0.4; // factor for related terms
  const CORRECTED = 0.8; // factor for corrections of terms that are not in the index
  const NUMBER = 3; // factor for numbers and years
  const SYMBOL = 4; // how much a whole symbol counts beside its parts
  const PAIR = 0.25; // bonus for neighbours in the query that are near each other in the entry
  const FAR = 4; // words between which two are no longer near
  const INSIDE = 0.25; // share of the best claim or row in a section that is added to the section
  const PAGE = 0.3; // share of a page's score that is added to each of its places
  const PAGE_PLACES = [1, 0.5, 0.25]; // how much the best places of a page count for it
  const LEAST_SHARE = 0.15; // of the worth of a query that an answer holds
  const LEAST_SCORE = 0.2; // of the score of the third answer: a name that is the query leaves all others behind
  const MOST = 60; // answers
  const CONTRIBUTING = 0.2; // factor for pages for contributors
  const RECURRING = 0.4; // factor for sections whose title many pages have
  const RECURRING_FROM = 4; // pages that have such a title
  const DATA = 2; // factor for pages of data where data is asked for
  const DEFINED = 2; // factor for terms where the meaning of a word is asked
  const NAMED = 5; // factor for an answer whose title or name is the query
  const MEANT = 3; // factor for a term that is the book's word for the query
  const TITLE_IN_QUERY = 2; // bonus for a title in the query, by the share of the query that it is
  const STOP_WORD = 0.1; // worth of a stop word; that of other terms is their rarity
  /* Words of questions in Korean, Chinese and Japanese. */
  const QUESTION_WORDS = (
    "무엇인가요 무엇입니까 무엇 무슨 뭐예요 뭐야 뭔가요 뭐 어떻게 어떤 어디 언제 누구 왜 얼마나 인가요 하나요 되나요 " +
    "있나요 나요 까요 입니까 합니까 습니까 무엇인가 이란 뜻 의미 정말 사실 대해 관한 대한 에서 까지 부터 에게 으로 " +
    "什么是 是什么 什么 意思 定义 是谁 谁 为什么 为何 怎么样 怎么 怎样 如何 哪里 哪些 哪 是否 吗 呢 多少 有没有 真的 属实 的 了 " +
    "とは って何 とは何 何ですか 意味 何 なに 誰 なぜ どうして どう いつ どこ どんな どの 本当 ですか ますか のか について という する した される " +
    "された している ています です ます の は が を に で と か も"
  ).split(" ");

  /* What asks for the meaning of a word, in the languages of the glossary. */
  const MEANING =
    /\b(?:what (?:is|are|was|were)|meaning|means?|definition|define)\b|とは|って何|意味|什么是|是什么|意思|定义|무엇|뭐|뜻|의미/u;
  const OF_MEANING = new Set(["meaning", "definition", "define"]);

  const PARTICLES = "은는이가을를의에도로와과만"; // one syllable behind a Korean noun

  /* Words that ask for data, in the languages of the glossary. */
  const DATA_WORDS = (
    "dataset spreadsheet csv table statistics graph chart list data excel 통계 데이터 통계표 목록 명단 그래프 统计 數據 统計 数据 表格 列表 图表 " +
    "統計 データ 一覧 グラフ"
  ).split(" ");

  const saturated = (count) => (count * (SATURATION + 1)) / (count + SATURATION);
  const norm = (length, share) => 1 - share + share * length;
  const BLANK = { title: "", anchor: "", text: "", names: [], related: [], facet: "", lang: "", section: "" };
  const isSource = ({ kind }) => kind === "source";

  /* The values of a list of fields as one record for each entry. */
  function rowsOf(columns) {
    const length = Math.max(0, ...Object.values(columns).map((column) => column.length));
    return Array.from({ length }, (_, at) =>
      Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[at]])),
    );
  }

  class Index {
    /* titles: the first part of the index; kinds: the kinds of entry by name, each with its weight */
    constructor(titles, kinds) {
      setRules(titles.rules);
      this.kinds = kinds;
      this.pages = titles.pages;
      this.shardCount = titles.shards;
      this.entries = [];
      this.everydayRows = [];
      this.asianRows = [];
      this.sections = new Map(); // by page and id
      this.loaded = new Set(); // names of parts
      this.missing = new Set(); // names of parts that the last question asked for in vain
      this.shards = new Map(); // words with their posting lists, by number of the shard
      this.starts = []; // number of the first entry of each group whose text is one part
      this.vocabulary = new Map(); // words to correct by, with how many entries have each
      for (const [page, { entries }] of this.pages.entries()) this.#addEntries(page, entries);
      this.titled = this.entries.length; // entries whose titles are here; the shards have those of the others
      this.#count();
      this.#readTitles();
    }

    shardOf(stemmed) {
      return shardOf(stemmed, this.shardCount);
    }

    /* Whether all entries are known, and not only those with titles. */
    get whole() {
      return this.loaded.has("entries");
    }

    /* Add a part by its name. */
    add(name, data) {
      if (this.loaded.has(name)) return;
      this.loaded.add(name);
      this.found.clear();
      const [kind, number] = name.split("-");
      if (kind === "words") {
        const shard = data.words.map((word, at) => ({
          word,
          stem: stem(word),
          head: data.heads[at],
          text: data.texts[at],
        }));
        this.shards.set(Number(number), shard);
      } else if (kind === "text") {
        for (const [at, row] of rowsOf(data).entries())
          Object.assign(this.entries[this.starts[number] + at], row, { displayed: true });
      } else if (kind === "entries") {
        for (const [page, columns] of data.pages.entries()) this.#addEntries(page, columns);
        for (const [at, length] of decode(data.lengths).entries()) this.entries[at].length = length;
        this.starts = data.starts;
        this.#count();
      } else if (kind === "vocabulary") {
        for (const [at, word] of data[0].entries()) this.vocabulary.set(word, data[1][at]);
      } else if (kind === "everyday") {
        this.everydayRows = data;
        this.#readTitles();
      } else if (kind === "asian") {
        this.asianRows = data.words;
        const characters = [...data.han];
        for (let at = 0; at < characters.length; at += 2) han.set(characters[at], characters[at + 1]);
        folded.clear();
        this.#readTitles();
      }
    }

    /* The parts that are needed to display entries. */
    textsOf(entries) {
      const groups = entries
        .filter(({ displayed }) => !displayed)
        .map(({ number }) => this.starts.findLastIndex((start) => start <= number));
      return [...new Set(groups)].filter((group) => group >= 0).map((group) => `text-${group}`);
    }

    /* Add entries of a page, given as one list of values per field. */
    #addEntries(page, columns) {
      for (const row of rowsOf(columns)) {
        const entry = { ...BLANK, ...row, page, number: this.entries.length, length: 0, headLength: HEAD_LENGTH };
        if (entry.kind === "section" && entry.anchor) this.sections.set(`${page}#${entry.anchor}`, entry);
        entry.home = this.sections.get(`${page}#${entry.section}`) ?? null; // the section that it stands in
        this.entries.push(entry);
      }
    }

    #count() {
      const texts = this.entries.filter((entry) => !isSource(entry));
      this.size = texts.length;
      this.meanLength = texts.reduce((sum, { length }) => sum + length, 0) / Math.max(1, texts.length) || 1;
      const counts = new Map();
      for (const { kind, title } of this.entries)
        if (kind === "section" && title) counts.set(title, (counts.get(title) ?? 0) + 1);
      this.recurring = new Set([...counts].filter(([, count]) => count >= RECURRING_FROM).map(([title]) => title));
      this.withData = new Set(
        this.entries.filter(({ kind }) => ["row", "term"].includes(kind)).map(({ page }) => page),
      );
    }

    /* Index titles and names, and learn the words of the glossary and of readers. */
    #readTitles() {
      this.found = new Map(); // what #lookup found by term
      this.titleWords = new Set();
      this.heads = new Map(); // positions in titles, names and ids, by stem and entry
      this.forms = new Map(); // glossary entries by their stemmed and their compact names
      this.terms = new Map(); // glossary entries by their ids
      this.sounds = new Map(); // words in the names of glossary entries by their phonetic key
      this.everyday = new Map(); // the book's words, as lists of terms, by stemmed everyday words
      this.questions = new Set(QUESTION_WORDS.map(fold));
      this.asian = new Set(this.questions); // all words that East Asian text is divided by
      for (const [row, [own, others]] of this.everydayRows.entries())
        this.#addEveryday(own, [...own, ...others, ...(this.asianRows[row] ?? [])]);
      for (const entry of this.entries.slice(0, this.titled)) this.#readTitle(entry);
    }

    #addEveryday(own, others) {
      const forms = own.map((name) => plainTerms(words(name)));
      for (const name of others) {
        const key = nameKey(name);
        if (!key) continue;
        if (EAST_ASIAN_ONLY.test(key)) this.asian.add(key);
        this.everyday.set(key, [...(this.everyday.get(key) ?? []), ...forms]);
      }
    }

    #readTitle(entry) {
      const id = this.kinds[entry.kind].spoken ? entry.anchor.replaceAll("-", " ") : "";
      let start = 0;
      for (const name of [entry.title, ...entry.names, id].filter(Boolean)) {
        if (name === id) start += ID_AT;
        let last = 0;
        let position = 0;
        for (const { term, joined } of words(name)) {
          if (!joined) {
            last = position;
            position += 1;
          }
          if (stopWords.has(term)) continue;
          const stemmed = stem(term);
          if (!this.heads.has(stemmed)) this.heads.set(stemmed, new Map());
          const places = this.heads.get(stemmed);
          places.set(entry.number, [...(places.get(entry.number) ?? []), start + last]);
          this.titleWords.add(term);
        }
        start += last + GAP;
      }
      entry.titleStems = content(plainTerms(words(entry.title))).map(stem);
      entry.headLength = plainTerms(words(entry.title)).length;
      if (entry.kind === "term") this.#readTerm(entry);
    }

    #readTerm(entry) {
      entry.forms = [];
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
        entry.forms.push(form);
        for (const known of new Set([form.stems.join(" "), form.compact, key])) {
          this.forms.set(known, [...(this.forms.get(known) ?? []), entry]);
        }
      }
    }

    /* Note that a question needs a part that is not loaded. */
    #need(name) {
      if (!this.loaded.has(name)) this.missing.add(name);
      return this.loaded.has(name);
    }

    /* The entries that have a word or another one of its stem, with the positions of those in each. A
       few stems begin otherwise than their words: dying, die. */
    #lookup(term) {
      const stemmed = stem(term);
      const numbers = [...new Set([term, stemmed])].map((one) => this.shardOf(one));
      const isThere = ["entries", ...numbers.map((number) => `words-${number}`)].map((name) => this.#need(name));
      if (!this.found.has(term)) {
        const places = new Map(this.heads.get(stemmed));
        const add = (shift) => (entry, positions) => {
          const moved = positions.map((position) => position + shift);
          places.set(entry, [...(places.get(entry) ?? []), ...moved]);
        };
        for (const number of isThere[0] ? new Set(numbers) : []) {
          for (const one of this.shards.get(number) ?? []) {
            if (one.stem !== stemmed) continue;
            readPostings(one.head, add(0));
            readPostings(one.text, add(TEXT_AT));
          }
        }
        this.found.set(term, places);
      }
      return this.found.get(term);
    }

    /* The words that a word may be the beginning of. */
    #completions(term) {
      if (term.length < 2 || !/^\p{L}+$/u.test(term)) return [];
      const shard = (term.length >= INITIAL && this.shards.get(this.shardOf(term))) || [];
      const every = [...this.titleWords, ...shard.map(({ word }) => word)].filter((word) => word.startsWith(term));
      return [...new Map(every.map((word) => [stem(word), word])).values()];
    }

    /* Places, by entry, with the score of each. */
    #scored(places) {
      const inText = [...places.keys()].filter((id) => !isSource(this.entries[id])).length;
      const rarity = Math.log(1 + (this.size - inText + 0.5) / (inText + 0.5));
      const matches = new Map();
      for (const [id, positions] of places) {
        const { length, headLength } = this.entries[id];
        const heads = positions.filter((position) => position < TEXT_AT).length;
        const asked = positions.filter((position) => position >= QUESTIONS_AT).length;
        const inTexts = (positions.length - heads - asked) / norm(length / this.meanLength, BY_LENGTH);
        const inHead = heads / norm(headLength / HEAD_LENGTH, HEAD_BY_LENGTH);
        matches.set(id, rarity * (HEAD * saturated(inHead) + saturated(inTexts) + ASKED * saturated(asked)));
      }
      return { matches, places };
    }

    /* The entries that have a word, with its score in each. */
    #matches(term, unfinished = false) {
      const places = new Map(this.#lookup(term));
      for (const other of unfinished ? this.#completions(term) : [])
        for (const [id, positions] of this.#lookup(other)) places.set(id, [...(places.get(id) ?? []), ...positions]);
      return this.#scored(places);
    }

    /* Whether the text, which sources are no part of, has a word, or one that it is the beginning of. */
    #isKnown(term, unfinished) {
      const isThere = ([id, positions]) => !isSource(this.entries[id]) && positions.some((at) => at < QUESTIONS_AT);
      const inText = (one) => [...this.#lookup(one)].some(isThere);
      return inText(term) || (unfinished && this.#completions(term).some(inText));
    }

    /* The words of the index nearest to one that it lacks, the most similar and frequent first. */
    nearest(term, most = 3) {
      if (term.length < 4 || !/^\p{sc=Latin}+$/u.test(term)) return [];
      const homophones = this.sounds.get(sound(term));
      if (homophones) return [...homophones];
      this.#need("vocabulary");
      const limit = term.length < 6 ? 1 : 2;
      const similar = [...this.vocabulary]
        .filter(([word]) => Math.abs(word.length - term.length) <= limit && /^[a-z]+$/u.test(word))
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

    /* The entries that have terms in this order, with the score of what they are together. */
    #phrase(terms) {
      const lists = [];
      for (const [at, term] of terms.entries()) if (!stopWords.has(term)) lists.push([this.#lookup(term), at]);
      lists.sort(([a], [b]) => a.size - b.size);
      const places = new Map();
      for (const id of lists[0]?.[0].keys() ?? []) {
        let starts = null;
        for (const [list, at] of lists) {
          const positions = new Set((list.get(id) ?? []).map((position) => position - at));
          starts = starts ? starts.filter((start) => positions.has(start)) : [...positions];
          if (!starts.length) break;
        }
        if (starts.length) places.set(id, starts);
      }
      return this.#scored(places);
    }

    /* The longest parts of an East Asian run that the index has, the whole run if possible. */
    #parts(pairs) {
      for (const pair of pairs) this.#lookup(pair); // so that all of their shards are asked for at once
      const parts = [];
      for (let at = 0; at < pairs.length; at += 1) {
        let part = null;
        for (let end = at + 1; end <= pairs.length; end += 1) {
          const terms = pairs.slice(at, end);
          const found = this.#phrase(terms);
          if (!found.matches.size) break;
          part = { ...found, terms };
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
          if (near) return [{ ...this.#phrase(plainTerms(words(near))), terms: [near], worth: 0 }];
          return this.#parts(terms).map((part) => ({ ...part, worth: this.#rarity(part.matches) }));
        }
        const found = this.#phrase(terms);
        return [{ ...found, terms: [piece], worth: found.matches.size ? this.#rarity(found.matches) : 0 }];
      });
    }

    /* Whether any entry but a source holds what a group asks for. */
    #isInText({ units, alternatives }) {
      const isOther = (id) => !isSource(this.entries[id]);
      return [...units, ...alternatives].some(({ matches }) => [...matches.keys()].some(isOther));
    }

    #rarity(matches) {
      return Math.log(1 + this.entries.length / Math.max(1, matches.size));
    }

    /* The units of a query: its words and East Asian pieces, with their matches. */
    #units(tokens, unfinished, corrected) {
      const units = []; // { matches, places, worth, terms, stop: whether it is a stop word }
      for (let at = 0; at < tokens.length; at += 1) {
        const word = tokens[at];
        if (word.run) {
          const pairs = tokens.filter((other) => other.run === word.run).map((one) => one.term);
          units.push(...this.#asianUnits(pairs));
          at += pairs.length - 1;
          continue;
        }
        units.push(this.#unit(word.term, at === tokens.length - 1 && unfinished, corrected));
      }
      return units;
    }

    #unit(term, unfinished, corrected) {
      if (stopWords.has(term))
        return { matches: new Map(), places: new Map(), worth: STOP_WORD, terms: [term], written: term, stop: true };
      const named = this.everyday.has(stem(term)) || this.forms.has(stem(term));
      const whole = this.#isKnown(term, false);
      const prefix = unfinished && !whole;
      const { matches, places } = this.#matches(term, prefix);
      const here = this.whole && this.loaded.has(`words-${this.shardOf(term)}`);
      const near = !here || whole || named || this.#isKnown(term, prefix) ? [] : this.nearest(term);
      const meant = whole || named || near.length ? null : this.#nearEveryday(term);
      if (here && !matches.size && !named) corrected.set(term, near);
      for (const other of near) {
        const found = this.#matches(other);
        for (const [id, score] of found.matches) {
          if (matches.get(id) > score * CORRECTED) continue;
          matches.set(id, score * CORRECTED);
          places.set(id, found.places.get(id));
        }
      }
      const best = near.length && !corrected.has(term) ? term : (near[0] ?? meant ?? term);
      const worth = this.#rarity(matches) * (corrected.has(term) ? CORRECTED : 1);
      if (/^\d/u.test(term)) for (const [id, score] of matches) matches.set(id, score * NUMBER);
      return { matches, places, worth, terms: [best], written: term, stop: false, near };
    }

    /* Units with their synonyms; a group is a unit, or several that are one name. */
    #groups(units, corrected) {
      const queryTerms = units.flatMap((unit) => unit.terms);
      const written = units.flatMap((unit) => unit.written ?? unit.terms);
      const starts = []; // for each term the unit that begins with it, else null
      for (const unit of units) for (const position of unit.terms.keys()) starts.push(position ? null : unit);
      const groups = []; // { units, alternatives: [{ matches, worth, covers }], worth, meant }
      for (let at = 0; at < queryTerms.length; ) {
        let { length, synonyms } = this.#synonyms(written, at);
        if (!length) ({ length, synonyms } = this.#synonyms(queryTerms, at));
        for (const term of queryTerms.slice(at, at + length)) corrected.delete(term); // another spelling of a name
        const span = Math.max(1, length);
        const members = [...new Set(starts.slice(at, at + span).filter(Boolean))];
        const alternatives = synonyms.map(({ form, worth }) => ({ ...this.#phrase(form), form, worth, covers: worth }));
        if (span > 1 && members.length > 1) {
          const form = queryTerms.slice(at, at + span);
          alternatives.unshift({ ...this.#phrase(form), form, worth: 1, covers: 1 });
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
      // an entry that matches stop words only is no answer
      return groups.filter((group) => group.alternatives.length || group.units.some(({ stop }) => !stop));
    }

    /* The answers to a query, best first: { answers: [{ entry, score, inside }], corrected: Map, terms:
       what to mark in them, missing: names of the parts that must be added for all answers }.
       choose: whether an entry may answer. gathered: whether what stands in a section is put inside
       the answer of that section. corrected: words that the index lacks, with those that were
       searched instead. */
    find(query, choose = () => true, gathered = true) {
      this.missing.clear();
      this.#need("everyday");
      if (isEastAsian(query)) this.#need("asian");
      const { phrases, tokens, unfinished } = this.#parse(query);
      const corrected = new Map();
      const asksMeaning = MEANING.test(fold(query));
      const units = this.#units(
        tokens.filter((token) => !token.joined && !(asksMeaning && OF_MEANING.has(token.term))),
        unfinished,
        corrected,
      );
      const groups = this.#groups(units, corrected);
      const worthOf = (some) => some.reduce((sum, { worth }) => sum + worth, 0) || 1;
      const known = worthOf(groups);
      const inText = worthOf(groups.filter((group) => this.#isInText(group))); // without what only sources hold
      const symbols = tokens.filter((token) => token.joined && /\d/u.test(token.term)).map(({ term }) => term);
      const sums = this.#sums(groups, symbols, known);
      const quoted = phrases.map((phrase) => this.#phrase(phrase).places);
      const isQuoted = (starts) => starts?.some((start) => start < ID_AT || (start >= TEXT_AT && start < QUESTIONS_AT));
      const meant = new Set(groups.length === 1 ? groups[0].meant : []);
      const content = units.filter(({ stop }) => !stop);
      const queryTerms = content.flatMap((unit) => unit.terms).map(stem);
      const asked = new Set(tokens.map(({ term }) => stem(term)));
      const whole = fold(query);
      const wantsData = DATA_WORDS.some(
        (word) => asked.has(stem(word)) || (isEastAsian(word) && whole.includes(fold(word))),
      );
      let answers = [];
      for (const [id, { score, covered }] of sums) {
        const entry = this.entries[id];
        if (!choose(entry) || !quoted.every((places) => isQuoted(places.get(id)))) continue;
        const share = Math.min(1, covered / (isSource(entry) ? known : inText));
        if (share < LEAST_SHARE) continue;
        answers.push({
          entry,
          share,
          inside: [],
          score:
            score *
            this.#weight(entry, wantsData) *
            (asksMeaning && entry.kind === "term" ? DEFINED : 1) *
            (0.1 + 0.9 * share ** 2) *
            this.#nearness(id, content) *
            this.#likeness(entry, queryTerms, meant),
        });
      }
      const byScore = (a, b) => b.score - a.score || a.entry.number - b.entry.number;
      if (gathered) answers = this.#gather(answers, byScore);
      answers.sort(byScore);
      const relevant = [
        answers.filter((one) => !isSource(one.entry)),
        answers.filter((one) => isSource(one.entry)),
      ].map((group) =>
        group.filter(({ score }) => score >= LEAST_SCORE * group[Math.min(2, group.length - 1)].score).slice(0, MOST),
      );
      return { answers: relevant.flat(), corrected, terms: this.#marked(groups), missing: [...this.missing] };
    }

    /* The stems that answers are marked by. */
    #marked(groups) {
      const terms = groups.flatMap(({ units, alternatives }) => [
        ...units.flatMap(({ terms, written, near = [] }) => [...terms, ...(written ? [written] : []), ...near]),
        ...alternatives.flatMap(({ form }) => form),
      ]);
      return new Set(terms.flatMap((term) => plainTerms(words(term))).map(stem));
    }

    /* The sum of each entry over all groups, and the whole symbols, which count double. */
    #sums(groups, symbols, known) {
      const sums = new Map();
      const sumIn = (map, id) => {
        if (!map.has(id)) map.set(id, { score: 0, covered: 0 });
        return map.get(id);
      };
      for (const group of groups) {
        const groupSums = new Map();
        for (const unit of group.units) {
          for (const [id, score] of unit.matches) {
            const sum = sumIn(groupSums, id);
            sum.score += score;
            sum.covered += unit.worth;
          }
        }
        for (const { matches, worth, covers } of group.alternatives) {
          for (const [id, score] of matches) {
            const sum = sumIn(groupSums, id);
            sum.score = Math.max(sum.score, score * worth);
            sum.covered = Math.max(sum.covered, group.worth * covers);
          }
        }
        for (const [id, { score, covered }] of groupSums) {
          const sum = sumIn(sums, id);
          sum.score += score;
          sum.covered += covered;
        }
      }
      for (const term of symbols) {
        for (const [id, score] of this.#matches(term).matches) {
          const sum = sumIn(sums, id);
          sum.score += SYMBOL * score;
          sum.covered += known;
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
          const empty = { entry: home, share: 0, inside: [], score: 0 };
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

    /* A factor for neighbours in the query that are near each other in an entry. */
    #nearness(id, units) {
      if (units.length < 2) return 1;
      let pairs = 0;
      for (let at = 0; at + 1 < units.length; at += 1) {
        const [one, other] = [units[at].places.get(id), units[at + 1].places.get(id)];
        if (!one || !other) continue;
        let best = 0;
        for (const place of one) {
          for (const next of other) {
            const between = Math.abs(next - place) || 1;
            if (between <= FAR) best = Math.max(best, (place < TEXT_AT ? 2 : 1) / between);
          }
        }
        pairs += best;
      }
      return 1 + (PAIR * pairs) / (units.length - 1);
    }

    /* A factor for answers whose title or name is the query, or in it. */
    #likeness(entry, queryTerms, meant) {
      if (!entry.titleStems?.length) return 1;
      const query = spaced(queryTerms);
      const title = spaced(entry.titleStems);
      const factor = entry.forms?.some(({ key }) => meant.has(key)) ? MEANT : 1;
      const names = [title, ...(entry.forms ?? []).map(({ key }) => spaced([key]))];
      if (names.includes(query)) return factor * NAMED;
      if (query.includes(title)) return factor * (1 + TITLE_IN_QUERY * (title.length / query.length));
      return queryTerms.length > 1 && title.includes(query) ? factor * 1.2 : factor;
    }
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

  globalThis.BookSearch = { words, stem, setRules, shardOf, distance, excerpt, languages, isEastAsian, Index };
}
