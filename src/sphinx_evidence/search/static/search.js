/* The user interface of search: a field, filters and answers as the reader types, in a dialog or on
   the search page. The engine and its data are loaded as scripts, which works from disk too. Queries
   are neither stored nor sent. */
"use strict";
{
  const root = document.documentElement.dataset.content_root ?? "./";
  const SCRIPTS = ["search-minisearch.js", "search-stemmer.js", "search-engine.js"].map((name) => `_static/${name}`);
  const partFile = (name) => `_search/${name}.js`;
  const BATCH = 10; // answers that are displayed at once
  const SOURCES = 5; // sources that are displayed with them
  const INSIDE = 2; // claims and rows that are displayed in the answer of their section
  const MAX_LENGTH = 200; // characters of a query; a pasted page would block the browser for seconds
  const SOON = 500; // milliseconds after which a sure answer is displayed before all parts are there
  const SURE = 3; // answers that are displayed then, and stay where they are
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

  const loadScript = (file) =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: root + file, async: false });
      script.addEventListener("load", () => {
        script.remove();
        resolve();
      });
      script.addEventListener("error", () => reject(new Error(MESSAGES.notLoaded.replace("{file}", file))));
      document.head.append(script);
    });

  let scripts = null;
  const loadScripts = () => {
    scripts ??= Promise.all(SCRIPTS.map(loadScript));
    return scripts;
  };

  /* A part of the index by its name, which a script holds. Its checksum keeps parts of two builds apart. */
  async function loadPart(name, checksum) {
    const file = partFile(name);
    await Promise.all([loadScript(checksum ? `${file}?v=${checksum}` : file), loadScripts()]);
    const data = globalThis.bookSearch?.[name];
    if (!data) throw new Error(MESSAGES.notLoaded.replace("{file}", file)); // another file is there
    delete globalThis.bookSearch[name];
    return data;
  }

  let index = null; // a promise of the index, first with titles only

  function loadIndex() {
    index ??= (async () => {
      const titles = await loadPart("titles");
      return Object.assign(new BookSearch.Index(titles, KINDS), { checksum: titles.checksum });
    })();
    return index;
  }

  const parts = new Map(); // promises of parts by their names

  /* Add parts to the index; the reason why one lacks is thrown once all others are there. */
  async function addParts(loaded, names) {
    const add = async (name) => loaded.add(name, await loadPart(name, loaded.checksum)); // pauses for keys
    const added = await Promise.allSettled(
      names.map((name) => {
        if (!parts.has(name)) parts.set(name, add(name));
        return parts.get(name).catch((error) => {
          parts.delete(name); // the next question tries again
          throw error;
        });
      }),
    );
    const failed = added.find(({ status }) => status === "rejected");
    if (failed) throw failed.reason;
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

  const isSource = ({ kind }) => kind === "source";

  /* A part of an address that a browser marks and scrolls to: words of the sentence that answers. */
  function sentence({ kind, text }, terms) {
    const words = kind === "section" && "fragmentDirective" in document ? BookSearch.sentence(text, terms) : "";
    return words && `:~:text=${encodeURIComponent(words).replaceAll("-", "%2D")}`;
  }

  /* The link of an answer. */
  function renderLink({ entry }, terms, pages) {
    const place = `${root}${pages[entry.page].address}#${entry.anchor}`;
    const link = make("a", { className: "search-hit", href: `${place}${sentence(entry, terms)}` });
    link.append(...highlight(BookSearch.excerpt(entry.title, terms, 400), entry.lang));
    if (pages[entry.page].english) Object.assign(link, { lang: "en", hreflang: "en" });
    return link;
  }

  const renderKind = ({ kind }) => make("span", { className: "search-kind", textContent: KINDS[kind].label });

  /* An answer as a list item, with the best claims or rows that stand in it. */
  function renderAnswer({ entry, inside, asked }, terms, pages) {
    const page = pages[entry.page];
    const link = renderLink({ entry }, terms, pages);
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
    if (page.english) where.append(" · ", MESSAGES.inEnglish);
    const item = make("li", {}, link, where);
    if (entry.text && entry.kind !== "claim") {
      const excerpt = highlight(BookSearch.excerpt(entry.text, terms), entry.lang);
      item.append(make("p", { className: "search-excerpt", ...(page.english && { lang: "en" }) }, ...excerpt));
    }
    if (asked && !item.querySelector("mark")) {
      const [before, after = ""] = MESSAGES.readersAsk.split("{question}");
      item.append(make("p", { className: "search-why" }, before, "“", ...highlight([[asked, false]], ""), "”", after));
    }
    if (inside.length) {
      const places = inside
        .slice(0, INSIDE)
        .map((one) => make("li", {}, renderKind(one.entry), " ", renderLink(one, terms, pages)));
      item.append(make("ul", { className: "search-inside" }, ...places));
    }
    return item;
  }

  /* The state of a search as the search part of an address, and with the page of search before it. */
  const toQuery = (state) => {
    const values = Object.entries(state).filter(([, value]) => value);
    return values.length ? `?${new URLSearchParams(values)}` : "";
  };
  const address = (state) => `${root}search.html${toQuery(state)}`;

  /* Add search to a box. name: prefix of the ids in it. enter: called when the form is submitted, with the
     state of the search and the link of the first answer. keep: called with each new state: the query as q,
     the chosen filters by name, and as more how often more answers were asked for. */
  function mount(box, name, { enter, keep }) {
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
    let batches = 1; // of answers
    let wanted = null; // a state that is restored when its filters are there
    let kept = { query: "", answers: [] }; // what was displayed before all parts were there

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

    /* The state of the search. */
    const state = () => {
      const chosen = Object.entries(lists).map(([key, list]) => [key, list.value]);
      return { q: field.value.trim(), ...Object.fromEntries(chosen), more: batches > 1 ? String(batches - 1) : "" };
    };

    /* Whether filters are still to be restored. */
    const isFiltered = () => Object.keys(lists).some((key) => wanted?.[key]);

    /* Set a state, and search. */
    function restore(values) {
      wanted = values;
      batches = 1 + (Math.min(20, Math.trunc(Number(values.more))) || 0);
      field.value = (values.q ?? "").slice(0, MAX_LENGTH);
      return update();
    }

    /* Say first what the book lacks, then the number of answers; without answers, offer similar words. */
    function report(query, loaded, { corrected, treated, strange, cut, answers: { length: count } }) {
      nearest.replaceChildren();
      if (!treated) {
        const names = strange.map((word) => `“${word}”`).join(", ");
        const message = names ? MESSAGES.untreatedWords.replace("{words}", names) : MESSAGES.untreated;
        status.textContent = count ? message : message.replace(/[;:].*$/u, "");
        const links = loaded.limits.map((entry) => renderLink({ entry }, new Set(), loaded.pages));
        if (links.length) nearest.append(MESSAGES.leftOut, " ", ...links.flatMap((link, at) => (at ? [" · ", link] : [link])));
        for (const link of links) link.className = "";
        return;
      }
      const corrections = [...corrected].map(([word, near]) => {
        const message = near.length ? MESSAGES.corrected : MESSAGES.unknownWord;
        return message.replace(/\{(word|others)\}/gu, (_, name) => (name === "word" ? word : near.join(", ")));
      });
      const answers = cut ? MESSAGES.manyAnswers : (MESSAGES.answers[PLURALS.select(count)] ?? MESSAGES.answers.other);
      const number = cut || count;
      status.textContent = [...corrections, number ? answers.replace("{count}", number) : MESSAGES.noAnswers].join(". ");
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
        clear();
        nearest.replaceChildren();
        status.textContent = "";
        delete results.dataset.query;
        keep(state());
        return;
      }
      const since = performance.now();
      if (lists.kind.length === 1) status.textContent = MESSAGES.loading;
      try {
        const loaded = await loadIndex();
        const ask = () => {
          const chosen = Object.values(lists).some((list) => list.value && list !== lists.part);
          return loaded.find(field.value, chooser(loaded.pages), !chosen);
        };
        if (kept.query !== query) kept = { query, answers: [] };
        let found = number === calls && ask();
        let failure = null;
        while (number === calls && found.missing.length && !failure) {
          const early = found;
          const timer = setTimeout(() => number === calls && !isFiltered() && showEarly(early, loaded.pages), since + SOON - performance.now());
          await addParts(loaded, found.missing).catch((error) => {
            failure = error; // what is there answers
          });
          clearTimeout(timer);
          found = number === calls && ask();
        }
        if (number !== calls) return; // the query has changed since
        if (lists.kind.length === 1) fillFacets(loaded);
        const restored = wanted;
        if (restored) {
          for (const [key, list] of Object.entries(lists)) list.value = restored[key] ?? "";
          for (const list of Object.values(lists)) if (list.selectedIndex < 0) list.value = "";
          wanted = null;
          found = ask();
        }
        show(found, loaded.pages);
        report(query, loaded, found);
        results.dataset.treated = found.treated;
        results.dataset.query = query;
        keep(state(), restored);
        if (failure) throw failure;
      } catch (error) {
        status.textContent = MESSAGES.failed.replace("{reason}", error.message);
      }
    }

    const clear = () => {
      main.replaceChildren();
      sources.replaceChildren();
      sourcesTitle.hidden = true;
      more.hidden = true;
    };

    /* Display the first answers while others are on their way, if they are sure. */
    function showEarly({ answers, sure, terms }, pages) {
      if (!sure || main.contains(document.activeElement)) return;
      clear();
      kept.answers = answers.filter(({ entry }) => !isSource(entry)).slice(0, SURE);
      main.append(...kept.answers.map((answer) => renderAnswer(answer, terms, pages)));
    }

    /* Display the first answers and the first sources, and the rest on demand. What is displayed already
       stays first, since it may be read or about to be chosen. */
    function show({ answers, terms, named }, pages) {
      if (main.contains(document.activeElement)) return; // a reader is in them
      const early = kept.answers.map(({ entry }) => answers.find((answer) => answer.entry === entry) ?? { entry, inside: [] });
      const all = [...early, ...answers.filter(({ entry }) => !early.some((one) => one.entry === entry))];
      const isApart = (answer) => isSource(answer.entry) && answers.indexOf(answer) >= named;
      const found = all.filter(isApart);
      const others = all.filter((answer) => !isApart(answer));
      const upTo = () => [
        others.slice(0, found.length ? batches * BATCH : batches * (BATCH + SOURCES)),
        found.slice(0, others.length ? batches * SOURCES : batches * (BATCH + SOURCES)),
      ];
      const fill = () => {
        for (const [at, list] of [main, sources].entries()) {
          const next = upTo()[at].slice(list.childElementCount);
          list.append(...next.map((answer) => renderAnswer(answer, terms, pages)));
        }
        more.hidden = main.childElementCount + sources.childElementCount === all.length;
      };
      clear();
      sourcesTitle.hidden = !(others.length && found.length);
      fill();
      more.onclick = () => {
        const shown = new Set(results.querySelectorAll("li"));
        batches += 1;
        fill();
        keep(state());
        [...results.querySelectorAll("li")]
          .find((item) => !shown.has(item))
          .querySelector("a")
          .focus();
      };
    }

    let timer = 0; // of a pending update, else 0
    const settle = () => {
      clearTimeout(timer);
      timer = 0;
      return update();
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      batches = 1;
      timer = setTimeout(settle, DELAY);
    });
    facets.addEventListener("change", () => {
      batches = 1;
      kept.answers = [];
      update();
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await settle();
      enter(state(), results.querySelector("a"));
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
    return { field, restore };
  }

  /* Keep something in the entry of the history that is displayed, for whoever comes back to it. */
  const remember = (values, target) => history.replaceState({ ...history.state, ...values }, "", target);

  /* Keep the place in a list that is left by a link in it. */
  const rememberPlace = (list, place) =>
    list.addEventListener("click", (event) => {
      if (event.target.closest("a")) remember({ place: place() });
    });

  let dialog = null;
  let search = null; // what mount returned for the dialog

  /* Close the dialog; whoever comes back to the page later finds it closed. */
  function leave() {
    dialog.close();
    remember({ search: null });
  }

  function makeDialog() {
    const close = make("button", { type: "button", className: "search-close", textContent: MESSAGES.close });
    const box = make("div", { className: "search-box" });
    dialog = make("dialog", { className: "search-dialog" }, close, box);
    dialog.setAttribute("aria-label", MESSAGES.search);
    const page = make("a", { className: "search-page", href: address({}), textContent: MESSAGES.ownPage });
    search = mount(box, "dialog", {
      enter: (state) => state.q && location.assign(address(state)),
      keep: (state, restored) => {
        page.href = address(state);
        if (dialog.open) remember({ search: state.q ? state : null });
        if (restored?.place) dialog.scrollTo(0, restored.place);
      },
    });
    search.field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") leave(); // the browser would only clear the field
    });
    dialog.append(page);
    rememberPlace(dialog, () => dialog.scrollTop);
    dialog.addEventListener("cancel", () => remember({ search: null }));
    close.addEventListener("click", leave);
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) leave();
      else if (event.target.closest("a")) dialog.close(); // it is there again for whoever comes back
    });
    document.body.append(dialog);
  }

  /* Open the dialog, with the last query or with a state that was kept. */
  function open(state) {
    if (!dialog) makeDialog();
    if (!dialog.open) dialog.showModal();
    if (state) search.restore({ ...state, place: history.state?.place });
    search.field.focus();
    search.field.select();
    loadIndex().catch(() => {}); // the first query reports the error
  }

  /* Set up the search page; the state is in its URL, so that searches can be linked. */
  function setUpPage(box) {
    const { field, restore } = mount(box, "search", {
      enter: (_state, first) => first?.focus(),
      keep: (state, restored) => {
        remember({}, toQuery(state) || location.pathname);
        if (restored?.place) scrollTo(0, restored.place);
      },
    });
    rememberPlace(box, () => scrollY);
    field.focus({ preventScroll: true });
    restore({ ...Object.fromEntries(new URLSearchParams(location.search)), place: history.state?.place });
  }

  const box = document.getElementById("search-box");
  if (box) setUpPage(box);

  globalThis.evidenceSearch = { open };
}
