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

  /* Add parts to the index. */
  async function addParts(loaded, names) {
    const add = async (name) => loaded.add(name, await loadPart(name, loaded.checksum)); // pauses for keys
    await Promise.all(
      names.map((name) => {
        if (!parts.has(name)) parts.set(name, add(name));
        return parts.get(name).catch((error) => {
          parts.delete(name); // the next question tries again
          throw error;
        });
      }),
    );
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

  /* The link of an answer. */
  function renderLink({ entry }, terms, pages) {
    const link = make("a", { className: "search-hit", href: `${root}${pages[entry.page].address}#${entry.anchor}` });
    link.append(...highlight(BookSearch.excerpt(entry.title, terms, 400), entry.lang));
    return link;
  }

  const renderKind = ({ kind }) => make("span", { className: "search-kind", textContent: KINDS[kind].label });

  /* An answer as a list item, with the best claims or rows that stand in it. */
  function renderAnswer({ entry, inside }, terms, pages) {
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
    const item = make("li", {}, link, where);
    if (entry.text && entry.kind !== "claim") {
      const excerpt = highlight(BookSearch.excerpt(entry.text, terms), entry.lang);
      item.append(make("p", { className: "search-excerpt" }, ...excerpt));
    }
    if (inside.length) {
      const places = inside
        .slice(0, INSIDE)
        .map((one) => make("li", {}, renderKind(one.entry), " ", renderLink(one, terms, pages)));
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
        clear();
        nearest.replaceChildren();
        status.textContent = "";
        delete results.dataset.query;
        return;
      }
      if (lists.kind.length === 1) status.textContent = MESSAGES.loading;
      try {
        const loaded = await loadIndex();
        const ask = () => {
          const chosen = Object.values(lists).some((list) => list.value && list !== lists.part);
          return loaded.find(field.value, chooser(loaded.pages), !chosen);
        };
        let found = number === calls && ask();
        while (number === calls && found.missing.length) {
          show(found, loaded.pages);
          await addParts(loaded, found.missing);
          found = number === calls && ask();
        }
        if (number !== calls) return; // the query has changed since
        if (lists.kind.length === 1) fillFacets(loaded);
        show(found, loaded.pages);
        report(query, loaded, found.corrected, found.answers.length);
        results.dataset.query = query;
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

    /* Display the first answers and the first sources, and the rest on demand. */
    function show({ answers, terms, missing }, pages) {
      if (main.contains(document.activeElement)) return; // a reader is in them
      if (missing.length && !answers.length) return; // the parts to come may have what no title has
      const found = answers.filter(({ entry }) => isSource(entry));
      const others = answers.filter(({ entry }) => !isSource(entry));
      const upTo = (batches) => [
        others.slice(0, found.length ? batches * BATCH : batches * (BATCH + SOURCES)),
        found.slice(0, others.length ? batches * SOURCES : batches * (BATCH + SOURCES)),
      ];
      const fill = (batches) => {
        for (const [at, list] of [main, sources].entries()) {
          const next = upTo(batches)[at].slice(list.childElementCount);
          list.append(...next.map((answer) => renderAnswer(answer, terms, pages)));
        }
        more.hidden = main.childElementCount + sources.childElementCount === answers.length;
      };
      clear();
      sourcesTitle.hidden = !(others.length && found.length);
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
