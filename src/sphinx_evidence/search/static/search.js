/* What a reader sees of search: a field, choices, and answers as one types, in a dialog or on the
   page of search. The engine and its data are loaded here, as scripts, so that they load from a
   disk too. Nothing of a question is kept or sent. */
"use strict";
{
  const root = document.documentElement.dataset.content_root ?? "./";
  const FILES = ["_static/search-stemmer.js", "_static/minisearch.js", "_static/search-engine.js", "search-data.js"];
  const SOME = 20; // answers that are shown at once
  const LEAST = 0.04; // share of the best answer's weight below which nothing is shown
  const LONGEST = 200; // characters of a question; a page that is pasted takes a browser seconds
  const WAIT = 80; // milliseconds after a key before the answers change
  const KINDS = globalThis.evidence.searchKinds; // by name: label, weight, and name of the facet
  const WORDS = globalThis.evidence.searchWords; // in the language of the book
  const NUMBERS = new Intl.PluralRules(document.documentElement.lang || "en");
  const FACETED = Object.keys(KINDS).filter((kind) => KINDS[kind].facet);
  const FACETS = { kind: WORDS.kind, part: WORDS.part, ...Object.fromEntries(FACETED.map((kind) => [kind, KINDS[kind].facet])) };

  let index = null;
  function engine() {
    index ??= (async () => {
      await Promise.all(FILES.map((file) => new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), { src: root + file, async: false });
        script.addEventListener("load", resolve);
        script.addEventListener("error", () => reject(new Error(WORDS.missing.replace("{file}", file))));
        document.head.append(script);
      })));
      const pause = () => new Promise((resolve) => { setTimeout(resolve); });
      return new BookSearch.Index(globalThis.bookSearchData, KINDS).fill(pause);
    })();
    return index;
  }

  const make = (tag, properties, ...children) => {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  };

  /* Pieces of [text, whether it was found] as nodes; runs in Eastern scripts say their language. */
  function marked(pieces, hint) {
    const left = [...pieces];
    return BookSearch.languages(pieces.map(([text]) => text).join(""), hint).flatMap(([run, lang]) => {
      const inside = [];
      for (let length = run.length; length > 0;) {
        const [text, hit] = left.shift();
        const here = text.slice(0, length);
        if (here !== text) left.unshift([text.slice(length), hit]);
        inside.push(hit ? make("mark", {}, here) : here);
        length -= here.length;
      }
      return lang ? [make("span", { lang }, ...inside)] : inside;
    });
  }

  /* The word by which an entry can be chosen: dates of searches differ, the standing of claims does not. */
  const choice = (entry) => entry.facet.split(",")[0];

  function answer({ entry, terms }, pages) {
    const page = pages[entry.page];
    const link = make("a", { className: "search-hit", href: `${root}${page.address}#${entry.anchor}` });
    link.append(...marked(BookSearch.excerpt(entry.title, terms, 400), entry.lang));
    const where = {
      section: [entry.title === page.title ? page.part : page.title],
      term: entry.names.slice(1),
      source: [entry.names[0], entry.facet],
      row: [entry.facet],
    };
    const sign = make("span", { className: "search-kind", textContent: KINDS[entry.kind].label });
    const said = (where[entry.kind] ?? [page.title, entry.facet].filter(Boolean)).map((name, at) => [at ? " · " : " ", ...marked([[name, false]], entry.lang)]);
    const place = make("p", { className: "search-where" }, sign, ...said.flat());
    const item = make("li", {}, link, place);
    if (entry.text && entry.kind !== "claim") {
      item.append(make("p", { className: "search-excerpt" }, ...marked(BookSearch.excerpt(entry.text, terms), entry.lang)));
    }
    return item;
  }

  /* Put search into a box. name: begins the ids in it. enter: what the key does in the field. */
  function mount(box, name, enter) {
    const field = make("input", { type: "search", id: `${name}-field`, name: "q", autocomplete: "off", spellcheck: false, maxLength: LONGEST });
    field.setAttribute("aria-describedby", `${name}-status`);
    field.placeholder = WORDS.ask;
    const label = make("label", { htmlFor: field.id, textContent: WORDS.book });
    const form = make("form", { action: `${root}search.html` }, label, field);
    form.setAttribute("role", "search");
    const lists = {};
    const facets = make("div", { className: "search-facets" });
    for (const [key, title] of Object.entries(FACETS)) {
      const list = make("select", { id: `${name}-${key}` }, make("option", { value: "", textContent: WORDS.all }));
      lists[key] = list;
      facets.append(make("div", {}, make("label", { htmlFor: list.id, textContent: title }), list));
    }
    const status = make("p", { id: `${name}-status`, className: "search-status" });
    status.setAttribute("role", "status");
    const nearest = make("p", { className: "search-nearest" });
    const results = make("ol", { id: `${name}-results`, className: "search-results" });
    const more = make("button", { type: "button", textContent: WORDS.more, hidden: true });
    box.append(form, facets, status, nearest, results, more);
    let asked = 0;

    function offer({ entries, pages }) {
      const sorted = (values) => [...new Set(values)].filter(Boolean).map((value) => [value, value]);
      const of = (kind) => entries.filter((entry) => entry.kind === kind);
      const offered = {
        kind: Object.keys(KINDS).filter((kind) => of(kind).length).map((kind) => [kind, KINDS[kind].label]),
        part: sorted(pages.map((page) => page.part)),
        ...Object.fromEntries(FACETED.map((kind) => [kind, sorted(of(kind).map(choice)).sort()])),
      };
      for (const [key, options] of Object.entries(offered)) {
        for (const [value, text] of options) lists[key].append(make("option", { value, textContent: text }));
        lists[key].parentElement.hidden = options.length < 2;
      }
    }

    function chooser(pages) {
      const chosen = Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, list.value]));
      return (entry) => (!chosen.kind || entry.kind === chosen.kind)
        && (!chosen.part || pages[entry.page].part === chosen.part)
        && FACETED.every((kind) => !chosen[kind] || (entry.kind === kind && choice(entry) === chosen[kind]));
    }

    function say(found, count) {
      const words = [...found.corrected].map(([word, near]) => (near.length ? WORDS.instead : WORDS.unknown)
        .replace(/\{(word|others)\}/gu, (_, name) => (name === "word" ? word : near.join(", "))));
      const answers = WORDS.answers[NUMBERS.select(count)] ?? WORDS.answers.other;
      status.textContent = [count ? answers.replace("{count}", count) : WORDS.none, ...words].join(". ");
      nearest.replaceChildren();
      if (count) return;
      const near = found.words.flatMap((word) => found.index.nearest(word)).slice(0, 6);
      if (!near.length) nearest.append(WORDS.retry);
      else nearest.append(WORDS.nearest, " ");
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
      const number = (asked += 1);
      if (document.getElementById("search-index")) document.getElementById("search-index").hidden = Boolean(query);
      if (!query) {
        results.replaceChildren();
        nearest.replaceChildren();
        status.textContent = "";
        more.hidden = true;
        delete results.dataset.query;
        return;
      }
      if (lists.kind.length === 1) status.textContent = WORDS.loading;
      let loaded;
      try {
        loaded = await engine();
      } catch (error) {
        status.textContent = WORDS.broken.replace("{reason}", error.message);
        return;
      }
      if (number !== asked) return;
      if (lists.kind.length === 1) offer(loaded);
      const { answers, corrected } = loaded.find(field.value, chooser(loaded.pages));
      const shown = answers.filter(({ score }) => score >= answers[0].score * LEAST);
      say({ corrected, index: loaded, words: BookSearch.words(query).map((word) => word.term) }, shown.length);
      results.replaceChildren(...shown.slice(0, SOME).map((one) => answer(one, loaded.pages)));
      more.hidden = shown.length <= SOME;
      more.onclick = () => {
        const from = results.childElementCount;
        results.append(...shown.slice(from, from + SOME).map((one) => answer(one, loaded.pages)));
        more.hidden = shown.length <= results.childElementCount;
        results.children[from].querySelector("a").focus();
      };
      results.dataset.query = query;
    }

    let timer = 0; // of answers that are still to come
    const settle = () => {
      clearTimeout(timer);
      timer = 0;
      return update();
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(settle, WAIT);
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
      if (timer) await settle(); // else they would take the place of the one with the focus
      const links = [...results.querySelectorAll(".search-hit")];
      const at = links.indexOf(document.activeElement) + step;
      (links[at] ?? (at < 0 ? field : document.activeElement)).focus();
    });
    return { field, update };
  }

  let dialog = null;

  /* Open the dialog; what was asked last is still there. */
  function open() {
    if (!dialog) {
      const close = make("button", { type: "button", className: "search-close", textContent: WORDS.close });
      const box = make("div", { className: "search-box" });
      dialog = make("dialog", { className: "search-dialog" }, close, box);
      dialog.setAttribute("aria-label", WORDS.search);
      const page = make("a", { className: "search-page", href: `${root}search.html`, textContent: WORDS.separately });
      const { field } = mount(box, "dialog", (query, first) => first?.click());
      field.addEventListener("keydown", (event) => {
        if (event.key === "Escape") dialog.close(); // at once: the browser would first empty the field
      });
      field.addEventListener("input", () => { page.href = `${root}search.html?q=${encodeURIComponent(field.value.trim())}`; });
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
    engine().catch(() => {}); // the first question says what went wrong
  }

  /* The page of search: the question stands in its address, so that it can be linked. */
  function page(box) {
    const address = (query) => (query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    const { field, update } = mount(box, "search", (query, first) => {
      history.replaceState(null, "", address(query));
      first?.focus();
    });
    field.addEventListener("change", () => history.replaceState(null, "", address(field.value.trim())));
    field.value = (new URLSearchParams(location.search).get("q") ?? "").slice(0, LONGEST);
    field.focus();
    update();
  }

  const box = document.getElementById("search-box");
  if (box) page(box);

  globalThis.bookSearch = { open };
}
