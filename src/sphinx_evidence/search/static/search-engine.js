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

  /* A word without an ending of a plural, a tense or an adverb. */
  const bare = (word) => word.replace(/(?:ings?|e?d|e?s|ly|e)$/u, "").replace(/([a-z])\1$/u, "$1");

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

  const NEAR = 1; // what phrases near a question count, of the best that its words count; one that is it counts twice
  const PHRASES = 3; // of an entry that count so
  const SOFT = 0.5; // what a word for the same thing counts in a phrase; one that is asked counts 1
  const LIKE = 0.3; // how like the question a phrase must be, to say that readers ask it
  const UNIT = 0.55; // how like it must be, to be what is asked
  const SAME = 0.8; // how like the question the title of a source or a phrase must be, to be the question
  const EXACT = 0.99; // likeness of a name or phrase that is the question
  const TREATED = { strange: 0.95, words: 0.7, pairs: 0.25 }; // support that shows that the book treats a question: with a word that it lacks, with none, in East Asian pairs
  const DATA = 2; // factor for pages of data where data is asked for
  const DEFINED = 2; // factor for terms where the meaning of a word is asked, or only its name
  const LIMIT = 2; // factor for what says what the book lacks, where that is asked for; its divisor where no way is asked for
  const LEAST = 0.2; // of the score of the third answer, since one that fits well leaves all others behind
  const MOST = 60; // answers
  const NEAREST = 3; // words that are searched for one that the book lacks
  const LONG = 10; // terms or sources on a page that is a list of them
  const PLACES = 5; // answers to a question that the book does not treat
  const WORKS = 12; // of an author, who is rather a publisher if there are more
  const FIRST = 3; // answers that are read before all others

  /* What asks for the meaning of a word, and for data, in the languages of the glossary. */
  const MEANING =
    /\b(?:what (?:is|are|was|were)|meaning|means?|definition|define)\b|とは|って何|意味|什么是|是什么|意思|定义|무엇|뭐|뜻|의미/u;
  const OF_DATA =
    /\b(?:dataset|spreadsheet|csv|table|statistics|graph|chart|list|data|excel)\b|통계|데이터|목록|명단|그래프|统计|數據|数据|表格|列表|图表|統計|データ|一覧|グラフ/u;

  /* What asks for a way, a time, a helper or a price, of which a book may leave out all, and for what nobody has studied. */
  const OF_WAYS =
    /\b(?:how (?:to|much|long|far)|how (?:can|could|did|do|does|would) (?:i|we|you|one|they|people|someone|somebody)|where|when|which|whom?|whose|ways?|routes?|maps?|costs?|prices?|fees?|pay|paid|charges?|address|number|names?|safe)\b|어떻게|어디|언제|얼마|누구|가격|비용|방법|경로|怎么|怎样|如何|哪|什么时候|何时|多少钱|价格|价钱|费用|谁|路线|どうやって|どこ|いつ|いくら|誰|谁|値段|值段|費用|経路|经路/u;
  const OF_GAPS =
    /\b(?:nobody|no one|never|not|more|further)(?: \w+){0,3} (?:research\w*|stud(?:y|ied|ies))\b|\bgaps?\b|연구 ?공백|연구되지|연구하지 않|研究空白|没有?人研究|研究の空白|研究されて/u;

  /* Whether a part is for a question: that in East Asian scripts is not for others, which would have other
     answers with it. */
  const isFor = (query) => (name) => name !== "asian" || isEastAsian(query);

  const QUOTED = /^\s*["“”„«»][^"“”„«»]*["“”„«»]\s*$/u; // nothing but a phrase

  /* The parts that say what an entry is about. */
  const ABOUT = ["titles", "questions", "asian"];

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
      this.limits = []; // the sections that say what the book leaves out
      this.parts = data.parts; // names of the other parts, in the order in which they are loaded
      this.entries = [];
      this.sections = new Map(); // by page and id
      this.withData = new Set(); // pages that have rows
      this.listed = new Map(); // how many terms and sources each page lists
      this.known = new Set(); // the stems of the book and of those words that lead to its words
      this.words = new Map(); // how often each word is in the book
      this.bare = new Set(); // the words of the book without their endings
      this.titled = new Set(); // the stems of titles and names
      this.near = new Map(); // the words of the book nearest to one that it lacks
      this.spellings = null; // an index of the words, made when one is lacking
      this.synonyms = []; // words of the book, and those that lead to them
      this.elsewhere = []; // words of subjects that the book does not treat: { text, name }
      this.phrases = []; // titles, names of terms and single questions of readers: { number, text, size, asked, stems }
      this.having = new Map(); // the numbers of the phrases that have each stem
      this.lengths = null; // of the phrases, made when they are compared
      this.traces = new Map(); // the numbers of the phrases that have each trace
      this.layers = new Map(); // an index of each part by MiniSearch, whose ids are numbers of entries
      this.sourced = new Set(); // the words of sources
      this.sources = this.#layer(["title", "names", "text"], (word) => this.sourced.add(word));
      const titles = this.#layer(["title", "names"]);
      titles.addAll(this.#addEntries(data.entries).map((entry) => this.#document(entry)));
      this.layers.set("titles", titles);
      this.limits = (data.limits ?? []).map((number) => this.entries[number]);
    }

    /* Add a part by its name. */
    async add(name, { entries, texts, cells = [], questions, numbers, words = [], elsewhere = [] }) {
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
          for (const question of questions[at]) this.#addPhrase(number, question, true);
        });
        await inTurn(words, ([own, others]) => this.#addSynonym(own, others));
        this.elsewhere.push(...elsewhere.map((text) => ({ text, name: searchable(text) })));
      }
      this.layers.set(name, layer);
      this.near.clear();
      this.spellings = null;
      this.lengths = null;
    }

    /* An index of some fields. note: what is done with each word that it holds. */
    #layer(fields, note = (word) => this.#note(word)) {
      const processTerm = (word) => {
        note(word);
        return stem(word);
      };
      return new MiniSearch({ fields, tokenize: content, processTerm });
    }

    /* Note a word of the book. */
    #note(word) {
      this.known.add(stem(word));
      this.words.set(word, (this.words.get(word) ?? 0) + 1);
      this.bare.add(bare(word));
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
        if (["source", "term"].includes(kind)) this.listed.set(page, (this.listed.get(page) ?? 0) + 1);
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
      for (const word of others.flatMap(content)) {
        this.known.add(stem(word));
        this.words.set(word, this.words.get(word) ?? 0);
      }
      this.synonyms.push({ own, others: others.map(searchable).filter(hasWords) });
    }

    /* Let a title, a name or a question of readers be compared with questions. asked: whether readers ask it */
    #addPhrase(number, text, asked = false) {
      const traces = tracesOf(text);
      const stems = new Set(content(text).map(stem));
      for (const one of stems) {
        if (!asked) this.titled.add(one);
        append(this.having, one, this.phrases.length);
      }
      for (const trace of traces) append(this.traces, trace, this.phrases.length);
      this.phrases.push({ number, text, size: traces.size, asked, stems });
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
      return this.#near(word).slice(0, NEAREST);
    }

    #near(word) {
      for (let edits = 1; edits <= editsOf(word); edits += 1) {
        const found = this.#spellings().search(word, { fuzzy: edits });
        const near = found.map(({ id }) => id).sort((a, b) => this.words.get(b) - this.words.get(a));
        if (near.length) return near;
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

    /* How near each entry is to a question, by number: the cosines of its nearest phrases, by the rarity of
       the words that they share, in sum (k nearest neighbours). weights: what each stem of the question
       counts: 1, or SOFT if it is a word for the same thing. */
    #nearness(weights) {
      const rarity = (one) => Math.log(1 + this.phrases.length / (1 + (this.having.get(one)?.length ?? 0)));
      const length = (stems) => Math.sqrt([...stems].reduce((sum, one) => sum + rarity(one) ** 2, 0)) || 1;
      this.lengths ??= this.phrases.map(({ stems }) => length(stems));
      const products = new Map();
      for (const [one, weight] of weights) {
        const shared = weight * rarity(one) ** 2;
        for (const at of this.having.get(one) ?? []) products.set(at, (products.get(at) ?? 0) + shared);
      }
      const whole = length([...weights].filter(([, weight]) => weight === 1).map(([one]) => one));
      const cosines = new Map();
      for (const [at, product] of products) append(cosines, this.phrases[at].number, product / whole / this.lengths[at]);
      const sum = (all) => all.sort((a, b) => b - a).slice(0, PHRASES).reduce((a, b) => a + b);
      return new Map([...cosines].map(([number, all]) => [number, sum(all)]));
    }

    /* What the words of each text count in all, by number of the entry, for each entry by the best of the
       texts. found: called with the number, the stems that were found, those that were sought, and the layer. */
    #sums(layers, texts, options, found) {
      const best = new Map();
      for (const text of texts) {
        const sums = new Map();
        for (const [name, layer] of layers) {
          for (const { id, score, terms, queryTerms } of layer.search(text, { ...SEARCH, ...options })) {
            const value = options.combineWith ? score / terms.length : score; // it is multiplied by that number
            sums.set(id, (sums.get(id) ?? 0) + value);
            found(id, terms, queryTerms, name);
          }
        }
        for (const [number, sum] of sums) best.set(number, Math.max(best.get(number) ?? 0, sum));
      }
      return best;
    }

    /* Each entry's phrase that is likest a question, by number: { text, asked, cosine }. All words count,
       those too that every text is full of, which may be all that a question has. */
    #likest(query) {
      const traces = tracesOf(query);
      const shared = new Map();
      for (const trace of traces) {
        for (const at of this.traces.get(trace) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
      }
      const best = new Map();
      for (const [at, count] of shared) {
        const { number, text, size, asked } = this.phrases[at];
        const cosine = count / Math.sqrt(traces.size * size);
        if (cosine > (best.get(number)?.cosine ?? 0)) best.set(number, { text, asked, cosine });
      }
      return best;
    }

    /* The answers to a query, best first: { answers: [{ entry, score, inside, asked }], corrected: Map,
       terms: the stems to mark in them, sure: whether one of the first is like the question, cut: the number of
       answers above which none are counted, or 0, named: how many sources come first, treated: whether the book
       seems to treat the question, strange: the words of it that are no subject of the book, missing: names
       of the parts that must be added for all answers }. asked: what readers ask the answer for that is
       like the question. choose: whether an entry may answer. gathered: whether what stands in a section is
       put inside the answer of that section. corrected: words that the book lacks, with those that were
       searched instead. A source answers first if it is what the question names. */
    find(query, choose = () => true, gathered = true) {
      const { text, phrases, unfinished } = parse(query);
      const missing = this.#missing(text);
      const asked = content(text);
      const begun = unfinished && asked.length ? stem(asked.at(-1)) : "";
      const isBegun = (term) => term === begun && /^\p{L}{2,}$/u.test(term) && !this.known.has(term);
      const corrected = missing.length ? new Map() : this.#corrected(asked, isBegun);
      const options = {
        tokenize: (question) => this.#sought(question),
        processTerm: (word) => [stem(word), ...(corrected.get(word) ?? []).map(stem)],
        prefix: isBegun,
      };
      const terms = new Set();
      const layers = [...this.layers].filter(([name]) => isFor(text)(name));
      const about = new Map(); // the stems of the question that titles, names and questions of entries have, by number
      const hold = (number, stemmed, name) => {
        if (ABOUT.includes(name)) for (const one of stemmed) append(about, number, one);
      };
      const sums = this.#sums(layers, [text], options, (number, found, sought, name) => {
        for (const term of found) terms.add(term);
        hold(number, sought, name);
      });
      const add = (number, score) => sums.set(number, (sums.get(number) ?? 0) + score);
      const most = Math.max(0, ...sums.values()) || 1;
      const question = { words: spaced(text), dense: fold(text.replace(/\s/gu, "")) };
      const weights = new Map([...asked, ...[...corrected.values()].flat()].map((word) => [stem(word), 1]));
      for (const { own, others } of this.synonyms) {
        const said = others.filter((other) => holds(question, other));
        if (!said.length) continue;
        const stemmed = content(said.join(" ")).map(stem);
        const found = (number, _found, _sought, name) => hold(number, stemmed, name);
        for (const [number, sum] of this.#sums(layers, own, { combineWith: "AND" }, found)) add(number, sum);
        for (const one of [...own, ...others].flatMap(content).map(stem)) if (!weights.has(one)) weights.set(one, SOFT);
      }
      const likest = this.#likest(text);
      const likeness = (number) => likest.get(number)?.cosine ?? 0;
      for (const [number, near] of this.#nearness(weights)) {
        add(number, most * NEAR * (likeness(number) > EXACT ? near + 1 : near));
      }
      for (const { id, score } of this.sources.search(text, { ...SEARCH, ...options })) sums.set(id, score);
      const folded = fold(text);
      const wants = {
        data: OF_DATA.test(folded),
        meaning: MEANING.test(folded),
        ways: OF_WAYS.test(folded),
        gaps: OF_GAPS.test(folded),
        likeness,
        words: question.words,
      };
      let answers = [];
      for (const [number, sum] of sums) {
        const entry = this.entries[number];
        if (!choose(entry) || !phrases.every((phrase) => hasPhrase(entry, phrase))) continue;
        if (this.#isList(entry) && !wants.data && likeness(number) < UNIT) continue;
        answers.push({ entry, inside: [], score: sum * this.#weight(entry, wants) });
      }
      // a sentence that quotes what no text has is looked for without the marks
      const isQuoting = phrases.length > 0 && !QUOTED.test(query);
      if (isQuoting && !answers.length && !missing.length) return this.find(text, choose, gathered);
      const byScore = (a, b) => b.score - a.score || a.entry.number - b.entry.number;
      if (gathered) answers = gather(answers, byScore);
      answers.sort(byScore);
      for (const answer of answers) {
        const phrase = likest.get(answer.entry.number);
        answer.asked = phrase?.asked && phrase.cosine > LIKE ? phrase.text : "";
      }
      const [others, sources] = [
        answers.filter((one) => !isSource(one.entry)),
        answers.filter((one) => isSource(one.entry)),
      ].map((group) =>
        group.filter(({ score }) => score >= LEAST * group[Math.min(2, group.length - 1)].score).slice(0, MOST),
      );
      const isOwn = [...likest].some(
        ([number, phrase]) => !phrase.asked && phrase.cosine >= SAME && !isSource(this.entries[number]),
      ); // a title or a name of the book's own
      const named = missing.length || isOwn ? [] : this.#named(text, sources);
      const judged = this.#judge(text, question, corrected, likest, about);
      const treated = missing.length > 0 || named.length > 0 || phrases.length > 0 || judged.treated;
      const rest = sources.filter((one) => !named.includes(one));
      const best = treated ? [...named, ...others, ...rest] : [...others.slice(0, PLACES), ...rest.slice(0, PLACES)];
      // in another language, what is in English comes after what is not
      const inEnglish = ({ entry }) => Boolean(this.pages[entry.page].english);
      const answering = [...best.filter((one) => !inEnglish(one)), ...best.filter(inEnglish)];
      const sure = others.slice(0, FIRST).some(({ entry }) => likeness(entry.number) >= UNIT);
      const cut = treated && [others, sources].some((group) => group.length === MOST) ? MOST : 0;
      return { answers: answering, sure, cut, named: named.length, corrected, terms, treated, strange: judged.strange, missing };
    }

    /* The sources that a question names and nothing else: by a title or its beginning, by a symbol that the text
       lacks, or by their authors, whom no title and no term is called. What many are called names none. */
    #named(question, sources) {
      const said = spaced(question);
      const tokens = words(question).filter(({ term }) => term);
      const [first] = tokens;
      if (!first) return [];
      const symbols = tokens
        .filter(({ joined, term }) => joined && /\p{L}.*\p{N}/u.test(term) && !this.words.has(term))
        .map(({ term }) => term);
      // of the book's own words only, a question is about them rather than a title that is much like it
      const least = content(question).every((word) => this.titled.has(stem(word))) ? EXACT : SAME;
      const isTitled = ({ title }) =>
        !title.startsWith("[") && // what it is called is no title
        [title, tokens.length > 2 ? title.split(/[:.?!]/u)[0] : ""].some((one) => similarity(question, one) >= least);
      const hasSymbol = ({ names, text }) => {
        const own = symbols.length ? new Set(content([...names, text].join("\n"))) : new Set();
        return symbols.some((symbol) => own.has(symbol));
      };
      const isBy = ({ names: [author = ""] }) => spaced(author).startsWith(said) && !this.titled.has(stem(first.term));
      for (const [isOne, most] of [
        [isTitled, FIRST],
        [hasSymbol, FIRST],
        [isBy, WORKS],
      ]) {
        const found = sources.filter(({ entry }) => isOne(entry));
        if (found.length && found.length <= most) return found.slice(0, FIRST);
      }
      return [];
    }

    /* Whether the book seems to treat a question, and the words of it that are none of its subjects:
       { treated, strange }. It does not where the question has a word of another subject and no phrase is
       the question, nor where it has little support: how like it the likest phrase is, and its share that
       the titles, names and questions of one entry have. about: the stems of it that each entry has so. */
    #judge(query, question, corrected, likest, about) {
      const best = Math.max(0, ...[...likest.values()].map(({ cosine }) => cosine));
      const foreign = this.elsewhere.filter(({ name }) => holds(question, name));
      if (foreign.length && best < SAME) {
        const place = ({ text }) => query.toLowerCase().indexOf(text.toLowerCase());
        const typed = (one) => (place(one) < 0 ? one.text : query.substr(place(one), one.text.length));
        return { treated: false, strange: foreign.sort((a, b) => place(a) - place(b)).map(typed) };
      }
      const tokens = words(query);
      const joined = tokens.filter((token) => token.joined && this.words.has(token.term));
      const isPart = ({ start, end }) => joined.some((whole) => start >= whole.start && end <= whole.end);
      const asked = new Map(); // the stems of each word, with those of what was read instead
      for (const token of tokens) {
        const { term, joined: whole } = token;
        if (whole ? !joined.includes(token) : isPart(token)) continue; // one word, however it is divided
        const forms = [term, ...(corrected.get(term) ?? []).filter((near) => isSlip(term, near))];
        if (term && !stopWords.has(term)) asked.set(term, forms.map(stem));
      }
      const isStrange = ({ term, joined: whole }) =>
        !whole && /^[a-z]+$/u.test(term) && asked.has(term) && !asked.get(term).some((form) => this.known.has(form));
      const strange = [...new Set(tokens.filter(isStrange).map(({ start, end }) => query.slice(start, end)))];
      const asian = isEastAsian(query);
      const isFigure = !asian && [...asked.keys()].filter((word) => /^\p{L}+$/u.test(word)).length < 2 && /\p{N}/u.test(query);
      const weigh = (word) => Math.log(1 + this.entries.length / (1 + (this.words.get(word) ?? 0)));
      const total = [...asked.keys()].reduce((sum, word) => sum + weigh(word), 0);
      const share = (stemmed) =>
        [...asked].reduce((sum, [word, forms]) => sum + (forms.some((form) => stemmed.includes(form)) ? weigh(word) : 0), 0) / total || 0;
      const support = best + Math.max(0, ...[...about.values()].map(share));
      const needed = asian ? TREATED.pairs : strange.length ? TREATED.strange : TREATED.words;
      return { treated: isFigure || !asked.size || support >= needed, strange };
    }

    /* The words of a question that are looked for. Of a symbol that the book has in one piece its parts are
       none, since they are figures that stand everywhere. */
    #sought(text) {
      const tokens = words(text);
      const symbols = tokens.filter(
        ({ joined, term, start, end }) => joined && text.slice(start, end).includes("/") && (this.words.has(term) || this.sourced.has(term)),
      );
      const isPart = ({ joined, start, end }) =>
        !joined && symbols.some((symbol) => start >= symbol.start && end <= symbol.end);
      return tokens.filter((token) => !isPart(token)).map(({ term }) => term).filter(Boolean);
    }

    /* The words of a question that the book lacks, with those that are searched instead. A word that it
       lacks may have the stem of another one by a slip: a "defecter" has no defect. */
    #corrected(asked, isBegun) {
      const unknown = asked.filter(
        (word) =>
          !this.words.has(word) &&
          !stopWords.has(word) &&
          /^\p{sc=Latin}/u.test(word) &&
          (this.known.has(stem(word)) ? this.#isSlip(word) : !(isBegun(stem(word)) && this.#completes(word))),
      );
      return new Map(unknown.map((word) => [word, this.nearest(word)]));
    }

    /* Whether an entry is a long list of terms or sources, or a part of one: these answer by themselves. */
    #isList({ kind, page }) {
      return kind === "section" && this.listed.get(page) > LONG;
    }

    /* Whether a word that only its stem is known of is nearer to words of another stem. */
    #isSlip(word) {
      const near = this.#near(word).filter((other) => isSlip(word, other));
      const isForm = (other) => stem(other) === stem(word) || bare(other) === bare(word);
      return near.length > 0 && !near.some(isForm) && !this.bare.has(bare(word));
    }

    /* The factor of an answer by its kind and by what is asked for. */
    #weight(entry, wants) {
      const isWanted = entry.kind === "term" && (wants.meaning || wants.likeness(entry.number) > EXACT);
      const isNamed = entry.kind === "row" && entry.names.some((name) => name.includes("/") && wants.words.includes(spaced(name)));
      if (entry.kind !== "section") return this.kinds[entry.kind].weight * (isWanted || isNamed ? DEFINED : 1);
      if (this.limits.includes(entry)) return wants.gaps ? LIMIT : wants.ways || wants.likeness(entry.number) >= SAME ? 1 : 1 / LIMIT;
      return wants.data && this.withData.has(entry.page) ? DATA : 1;
    }
  }

  const SEARCH = { tokenize: content, processTerm: stem };

  /* Add a value to the list that a key has. */
  function append(lists, key, value) {
    if (!lists.has(key)) lists.set(key, []);
    lists.get(key).push(value);
  }

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

  /* How like two texts are, from 0 to 1, by what they have in common. */
  function similarity(one, other) {
    const [a, b] = [tracesOf(one), tracesOf(other)];
    return [...a].filter((trace) => b.has(trace)).length / Math.sqrt(a.size * b.size) || 0;
  }

  /* Whether a word is another one with a slip: a letter, two that changed places, or two of a long word. */
  function isSlip(word, other) {
    if (word[0] !== other[0]) return false;
    const far = distance(word, other);
    return far < 2 || (far === 2 && (word.length > 8 || [...word].sort().join("") === [...other].sort().join("")));
  }

  /* How many letters must be added, left out or replaced (Levenshtein). */
  function distance(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (const [at, letter] of [...one].entries()) {
      const next = [at + 1];
      for (const [to, goal] of [...other].entries()) {
        next.push(Math.min(next[to] + 1, row[to + 1] + 1, row[to] + Number(letter !== goal)));
      }
      row = next;
    }
    return row[other.length];
  }

  const hasWords = (text) => text.trim() !== "";

  /* Whether a question holds a name. */
  const holds = ({ words: all, dense }, name) => (name.startsWith(" ") ? all.includes(name) : dense.includes(name));

  const hasPhrase = ({ title, names, text }, phrase) =>
    [title, ...names, text].some((one) => one && spaced(one).includes(phrase));

  /* The answers with those that stand in a section put inside its answer, which is as good as the best of them. */
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
      answer.score = Math.max(answer.score, answer.inside[0]?.score ?? 0);
    }
    return gathered;
  }
  /* The part of a text with the most matches, as pieces of [text, whether it is a match]. */
  function excerpt(text, terms, length = 220) {
    const matched = (term) => !stopWords.has(term) && terms.has(stem(term));
    const hits = words(text).filter((token) => matched(token.term));
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

  /* The first words of the sentence with the most matches, as they stand in the page: without the pinpoint of a
     citation, whose label is not in the text; or nothing. */
  function sentence(text, terms) {
    const matched = (one) => new Set(words(one).map(({ term }) => stem(term)).filter((term) => terms.has(term) && !stopWords.has(term)));
    let [best, most] = ["", 0];
    for (const one of text.match(/[^.?!。？！]+[.?!。？！]*/gu) ?? []) {
      const count = matched(one).size;
      if (count > most) [best, most] = [one, count];
    }
    const run = best.split(/[(（◇°]/u)[0].trim().split(/\s+/u).slice(0, 12);
    return run.length > 2 || isEastAsian(best) ? run.join(" ").replace(/[,;:.?!]+$/u, "") : "";
  }

  globalThis.BookSearch = { words, excerpt, languages, sentence, Index };
}
