/* The user interface of search: a field, filters and answers as the reader types, in a dialog or on
   the search page. The engine and its data are loaded as scripts, which works from disk too. Queries
   are neither stored nor sent. */
"use strict";
{
  const root = document.documentElement.dataset.content_root ?? "./";
  const FIRST_FILES = ["search-unpack.js", "search-stemmer.js", "minisearch.js", "search-engine.js"].map(
    (name) => `_static/${name}`,
  );
  const TITLES = "search-titles.js"; // titles and names: enough for the first answers
  const TEXTS = "search-data.js";
  const WORDS = "search-words.js"; // Korean, Chinese and Japanese words, for questions that have some
  const BATCH = 10; // answers that are displayed at once
  const SOURCES = 5; // sources that are displayed with them
  const INSIDE = 2; // claims and rows that are displayed in the answer of their section
  const MAX_LENGTH = 200; // characters of a query; a pasted page would block the browser for seconds
  const DELAY = 80; // milliseconds after a key before the answers are updated
  const KINDS = globalThis.evidence.searchKinds; // label, weight and facet of each kind by its name
  const MESSAGES = globalThis.evidence.searchMessages; // in the language of the book
  const WIDE = matchMedia("(min-width: 40rem)"); // on a narrow screen filters are folded, as in search.css
  const PLURALS = new Intl.PluralRules(document.documentElement.lang || "en");
  const FACETED = Object.keys(KINDS).filter((kind) => KINDS[kind].facet);
  const FACETS = {
    kind: MESSAGES.kind,
    part: MESSAGES.part,
    ...Object.fromEntries(FACETED.map((kind) => [kind, KINDS[kind].facet])),
  };

  let index = null; // a promise of the index, first of titles and then of the whole text
  const updates = []; // of the boxes on the page, for when the text is there

  const loadScript = (file) =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: root + file, async: false });
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(MESSAGES.notLoaded.replace("{file}", file))));
      document.head.append(script);
    });

  const pause = () =>
    new Promise((resolve) => {
      setTimeout(resolve);
    });

  let titles = null; // as unpacked

  /* The data of a script that was loaded. */
  async function unpack(packed, file) {
    try {
      return await unpackSearch(packed, pause);
    } catch {
      throw new Error(MESSAGES.notLoaded.replace("{file}", file));
    }
  }

  async function makeIndex(packed) {
    titles ??= await unpack(globalThis.bookSearchTitles, TITLES);
    const texts = packed && (await unpack(packed, TEXTS));
    return new BookSearch.Index(titles, KINDS, texts).fill(pause);
  }

  /* Load the text behind the titles, and answer again. */
  async function loadTexts() {
    try {
      await loadScript(TEXTS);
      const whole = await makeIndex(globalThis.bookSearchData);
      index = Promise.resolve(whole);
    } catch (error) {
      index = Promise.reject(error);
      index.catch(() => {}); // the next query reports it
    }
    for (const update of updates) update();
  }

  /* The index, loaded on first use. */
  function loadIndex() {
    index ??= (async () => {
      await Promise.all([...FIRST_FILES, TITLES].map(loadScript));
      const titles = await makeIndex(null);
      setTimeout(loadTexts, 0);
      return titles;
    })();
    return index;
  }

  let wordsLoaded = null;
  let words = null; // as unpacked
  const withWords = new WeakSet(); // the indexes that have them

  /* Add the words that East Asian questions need to an index. */
  async function addWords(loaded) {
    wordsLoaded ??= loadScript(WORDS);
    await wordsLoaded;
    words ??= await unpack(globalThis.bookSearchWords, WORDS);
    if (!withWords.has(loaded)) loaded.addWords(words);
    withWords.add(loaded);
  }

  const make = (tag, properties, ...children) => {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  };

  /* Pieces of [text, whether it is a match] as nodes, with lang on runs in East Asian scripts. */
  function highlight(pieces, hint) {
    const left = [...pieces];
    return BookSearch.languages(pieces.map(([text]) => text).join(""), hint).flatMap(([run, lang]) => {
      const nodes = [];
      for (let length = run.length; length > 0; ) {
        const [text, match] = left.shift();
        const part = text.slice(0, length);
        if (part !== text) left.unshift([text.slice(length), match]);
        nodes.push(match ? make("mark", {}, part) : part);
        length -= part.length;
      }
      return lang ? [make("span", { lang }, ...nodes)] : nodes;
    });
  }

  /* The facet of an entry without the date that follows some: "not found, searched to …". */
  const choice = (entry) => entry.facet.split(",")[0];

  /* The link of an answer. */
  function renderLink({ entry, terms }, pages) {
    const link = make("a", { className: "search-hit", href: `${root}${pages[entry.page].address}#${entry.anchor}` });
    link.append(...highlight(BookSearch.excerpt(entry.title, terms, 400), entry.lang));
    return link;
  }

  const renderKind = ({ kind }) => make("span", { className: "search-kind", textContent: KINDS[kind].label });

  /* An answer as a list item, with the best claims or rows that stand in it. */
  function renderAnswer({ entry, terms, inside }, pages) {
    const page = pages[entry.page];
    const link = renderLink({ entry, terms }, pages);
    const context = {
      section: [entry.title === page.title ? page.part : page.title],
      term: entry.names.slice(1),
      source: [entry.names[0], entry.facet],
      row: [entry.facet],
    };
    const names = context[entry.kind] ?? [page.title, entry.facet].filter(Boolean);
    const where = make("p", { className: "search-where" }, renderKind(entry));
    for (const [at, name] of names.entries()) {
      where.append(at ? " · " : " ", ...highlight([[name, false]], entry.lang));
    }
    const item = make("li", {}, link, where);
    if (entry.text && entry.kind !== "claim") {
      const excerpt = highlight(BookSearch.excerpt(entry.text, terms), entry.lang);
      item.append(make("p", { className: "search-excerpt" }, ...excerpt));
    }
    if (inside.length) {
      const places = inside
        .slice(0, INSIDE)
        .map((one) => make("li", {}, renderKind(one.entry), " ", renderLink(one, pages)));
      item.append(make("ul", { className: "search-inside" }, ...places));
    }
    return item;
  }

  /* Add search to a box. name: prefix of the ids in it. enter: called with the query and the link of
     the first answer when the form is submitted. */
  function mount(box, name, enter) {
    const field = make("input", { type: "search", id: `${name}-field`, name: "q", autocomplete: "off" });
    Object.assign(field, { spellcheck: false, maxLength: MAX_LENGTH });
    field.setAttribute("aria-describedby", `${name}-status`);
    field.placeholder = MESSAGES.placeholder;
    const label = make("label", { htmlFor: field.id, textContent: MESSAGES.fieldLabel });
    const form = make("form", { action: `${root}search.html` }, label, field);
    form.setAttribute("role", "search");
    const lists = {};
    const facets = make("div", { className: "search-facets" });
    for (const [key, title] of Object.entries(FACETS)) {
      const list = make("select", { id: `${name}-${key}` }, make("option", { value: "", textContent: MESSAGES.all }));
      lists[key] = list;
      facets.append(make("div", {}, make("label", { htmlFor: list.id, textContent: title }), list));
    }
    const filters = make("details", { open: WIDE.matches }, make("summary", { textContent: MESSAGES.filters }), facets);
    WIDE.addEventListener("change", () => {
      filters.open = WIDE.matches;
    });
    const status = make("p", { id: `${name}-status`, className: "search-status" });
    status.setAttribute("role", "status");
    const nearest = make("p", { className: "search-nearest" });
    const main = make("ol");
    const sourcesTitle = make("p", { id: `${name}-sources`, className: "search-group", textContent: MESSAGES.sources });
    const sources = make("ol");
    sources.setAttribute("aria-labelledby", sourcesTitle.id);
    const results = make("div", { id: `${name}-results`, className: "search-results" }, main, sourcesTitle, sources);
    sourcesTitle.hidden = true;
    const more = make("button", { type: "button", textContent: MESSAGES.more, hidden: true });
    box.append(form, filters, status, nearest, results, more);
    let calls = 0; // how often update was called

    /* Fill the filters with the values that occur. */
    function fillFacets({ entries, pages }) {
      const sorted = (values) => [...new Set(values)].filter(Boolean).map((value) => [value, value]);
      const of = (kind) => entries.filter((entry) => entry.kind === kind);
      const choices = {
        kind: Object.keys(KINDS)
          .filter((kind) => of(kind).length)
          .map((kind) => [kind, KINDS[kind].label]),
        part: sorted(pages.map((page) => page.part)),
        ...Object.fromEntries(FACETED.map((kind) => [kind, sorted(of(kind).map(choice)).sort()])),
      };
      for (const [key, options] of Object.entries(choices)) {
        for (const [value, text] of options) lists[key].append(make("option", { value, textContent: text }));
        lists[key].parentElement.hidden = options.length < 2;
      }
    }

    /* Whether an entry passes the filters, as a function. */
    function chooser(pages) {
      const chosen = Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, list.value]));
      return (entry) =>
        (!chosen.kind || entry.kind === chosen.kind) &&
        (!chosen.part || pages[entry.page].part === chosen.part) &&
        FACETED.every((kind) => !chosen[kind] || (entry.kind === kind && choice(entry) === chosen[kind]));
    }

    /* Announce the number of answers and corrected words; without answers, offer similar words. */
    function report(query, loaded, corrected, count) {
      const corrections = [...corrected].map(([word, near]) => {
        const message = near.length ? MESSAGES.corrected : MESSAGES.unknownWord;
        return message.replace(/\{(word|others)\}/gu, (_, name) => (name === "word" ? word : near.join(", ")));
      });
      const answers = MESSAGES.answers[PLURALS.select(count)] ?? MESSAGES.answers.other;
      status.textContent = [count ? answers.replace("{count}", count) : MESSAGES.noAnswers, ...corrections].join(". ");
      nearest.replaceChildren();
      if (count) return;
      const near = BookSearch.words(query)
        .flatMap(({ term }) => loaded.nearest(term))
        .slice(0, 6);
      if (!near.length) nearest.append(MESSAGES.retry);
      else nearest.append(MESSAGES.nearest, " ");
      for (const word of near) {
        const button = make("button", { type: "button", textContent: word });
        button.addEventListener("click", () => {
          field.value = word;
          update();
          field.focus();
        });
        nearest.append(button, " ");
      }
    }

    async function update() {
      const query = field.value.trim();
      calls += 1;
      const number = calls;
      const pageIndex = document.getElementById("search-index");
      if (pageIndex) pageIndex.hidden = Boolean(query);
      if (!query) {
        show([], [], []);
        nearest.replaceChildren();
        status.textContent = "";
        delete results.dataset.query;
        return;
      }
      if (lists.kind.length === 1) status.textContent = MESSAGES.loading;
      let loaded;
      try {
        loaded = await loadIndex();
        if (BookSearch.isEastAsian(query)) await addWords(loaded);
      } catch (error) {
        status.textContent = MESSAGES.failed.replace("{reason}", error.message);
        return;
      }
      if (number !== calls) return; // the query has changed since
      if (loaded.whole && lists.kind.length === 1) fillFacets(loaded);
      const chosen = Object.values(lists).some((list) => list.value && list !== lists.part);
      const { answers, corrected } = loaded.find(field.value, chooser(loaded.pages), !chosen);
      if (!loaded.whole && !answers.length) return; // the text may have what no title has
      report(query, loaded, corrected, answers.length);
      const isSource = ({ entry }) => entry.kind === "source";
      show(
        answers.filter((answer) => !isSource(answer)),
        answers.filter(isSource),
        loaded.pages,
      );
      if (loaded.whole) results.dataset.query = query;
    }

    /* Display the first answers and the first sources, and the rest on demand. */
    function show(answers, found, pages) {
      const render = (list, all, count) => {
        list.append(...all.slice(list.childElementCount, count).map((answer) => renderAnswer(answer, pages)));
      };
      const fill = (batches) => {
        render(main, answers, found.length ? batches * BATCH : batches * (BATCH + SOURCES));
        render(sources, found, answers.length ? batches * SOURCES : batches * (BATCH + SOURCES));
        more.hidden = main.childElementCount + sources.childElementCount === answers.length + found.length;
      };
      main.replaceChildren();
      sources.replaceChildren();
      sourcesTitle.hidden = !(answers.length && found.length);
      let batches = 1;
      fill(batches);
      more.onclick = () => {
        const shown = new Set(results.querySelectorAll("li"));
        batches += 1;
        fill(batches);
        [...results.querySelectorAll("li")]
          .find((item) => !shown.has(item))
          .querySelector("a")
          .focus();
      };
    }

    // answers that a reader is in, or has left for a filter, are not replaced
    updates.push(() => {
      if (field.value.trim() && !results.contains(document.activeElement)) update();
      else if (field.value.trim()) results.dataset.query = field.value.trim();
    });
    let timer = 0; // of a pending update, else 0
    const settle = () => {
      clearTimeout(timer);
      timer = 0;
      return update();
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(settle, DELAY);
    });
    facets.addEventListener("change", update);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await settle();
      enter(field.value.trim(), results.querySelector("a"));
    });
    box.addEventListener("keydown", async (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || event.target.tagName === "SELECT") return;
      event.preventDefault();
      if (timer) await settle(); // a later update would remove the focused answer
      const links = [...results.querySelectorAll(".search-hit")];
      const at = links.indexOf(document.activeElement) + step;
      (links[at] ?? (at < 0 ? field : document.activeElement)).focus();
    });
    return { field, update };
  }

  let dialog = null;

  /* Open the dialog, with the last query. */
  function open() {
    if (!dialog) {
      const close = make("button", { type: "button", className: "search-close", textContent: MESSAGES.close });
      const box = make("div", { className: "search-box" });
      dialog = make("dialog", { className: "search-dialog" }, close, box);
      dialog.setAttribute("aria-label", MESSAGES.search);
      const page = make("a", { className: "search-page", href: `${root}search.html` });
      page.textContent = MESSAGES.ownPage;
      const { field } = mount(box, "dialog", (_query, first) => first?.click());
      field.addEventListener("keydown", (event) => {
        if (event.key === "Escape") dialog.close(); // the browser would only clear the field
      });
      field.addEventListener("input", () => {
        page.href = `${root}search.html?q=${encodeURIComponent(field.value.trim())}`;
      });
      dialog.append(page);
      close.addEventListener("click", () => dialog.close());
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog || event.target.closest(".search-hit")) dialog.close();
      });
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
    const field = dialog.querySelector("input");
    field.focus();
    field.select();
    loadIndex().catch(() => {}); // the first query reports the error
  }

  /* Set up the search page; the query is in its URL, so that searches can be linked. */
  function setUpPage(box) {
    const address = (query) => (query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    const { field, update } = mount(box, "search", (query, first) => {
      history.replaceState(null, "", address(query));
      first?.focus();
    });
    field.addEventListener("change", () => history.replaceState(null, "", address(field.value.trim())));
    field.value = (new URLSearchParams(location.search).get("q") ?? "").slice(0, MAX_LENGTH);
    field.focus();
    update();
  }

  const box = document.getElementById("search-box");
  if (box) setUpPage(box);

  globalThis.evidenceSearch = { open };
}
