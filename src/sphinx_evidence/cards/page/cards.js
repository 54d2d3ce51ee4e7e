/* Cards: what a citation, a claim or a term is, beside the link that leads to it. A card comes with
   the pointer or the keyboard, stays while the pointer is on it, and goes with Esc; on a touch screen
   the first tap opens it and the second follows the link. It has no links of its own, which a
   keyboard could not reach. The text is that of the page, or of one file of the site that is loaded
   when it is first needed. */
{
  const WAIT = 250; // milliseconds before a card comes or goes
  const SIGNS = ".headerlink, .cite-link, .paragraph-number, .claim-permalink";
  const MARKED = ":has(> .claim-words, > .claim-ref, > .std-term)"; // links to claims and terms

  const card = Object.assign(document.createElement("div"), { className: "card", id: "card", hidden: true });
  card.setAttribute("role", "tooltip");

  let owner = null; // the link whose card is shown, or will be when its text has come
  let timer = 0;
  let touched = false; // whether the pointer that was last put down is a finger

  let texts = null; // of claims and terms, by their ids, when they have come
  let loading = null;
  const load = () => {
    loading ??= new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = `${document.documentElement.dataset.content_root ?? "./"}cards-data.js`;
      const done = () => {
        texts = new Map(Object.entries(globalThis.bookCards ?? {}));
        resolve();
      };
      script.addEventListener("load", done);
      script.addEventListener("error", done);
      document.head.append(script);
    });
    return loading;
  };

  const linkAt = (target) => {
    const link = target.closest?.("article a[href*='#']");
    return link && !link.matches(SIGNS) ? link : null;
  };

  /* The id that a link leads to; anybody may write an address, so it may be none. */
  const idOf = (link) => {
    try {
      return decodeURIComponent(link.hash.slice(1));
    } catch {
      return "";
    }
  };

  /* The entry in the page's own list of sources that a citation leads to. */
  const entryOf = (link) => {
    const id = idOf(link);
    return id.startsWith("cited-") ? document.getElementById(id)?.closest("li") : null;
  };

  /* Whether a link has a card. Before the texts have come its own markup says so. */
  const hasCard = (link) => Boolean(entryOf(link)) || (texts ? texts.has(idOf(link)) : link.matches(MARKED));

  /* The nodes of a card, none for a link that has no card. */
  const content = async (link) => {
    const entry = entryOf(link)?.cloneNode(true);
    if (entry) {
      for (const node of entry.querySelectorAll("[id]")) node.removeAttribute("id");
      for (const inner of entry.querySelectorAll("a")) inner.replaceWith(...inner.childNodes);
      return [...entry.childNodes];
    }
    await load();
    const lines = texts.get(idOf(link)) ?? [];
    // a list of claims shows the statement already
    const shown = link.closest(".claim-list") ? lines.slice(1) : lines;
    return shown.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
  };

  const hide = () => {
    clearTimeout(timer);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    card.hidden = true;
  };

  const place = (at) => {
    const below = at.bottom + card.offsetHeight + 12 < innerHeight;
    card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 8)) + scrollX}px`;
    card.style.top = `${(below ? at.bottom + 4 : at.top - card.offsetHeight - 4) + scrollY}px`;
  };

  /* Show the card of a link in the place of any other; return whether the link has none after all. */
  const show = async (link) => {
    if (link === owner) return false;
    hide();
    owner = link;
    const inside = await content(link);
    if (owner !== link) return false; // the reader has gone on
    if (!inside.length) {
      hide();
      return true;
    }
    card.replaceChildren(...inside);
    link.setAttribute("aria-describedby", card.id);
    card.hidden = false;
    place(link.getClientRects()[0]);
    return false;
  };

  const later = (action) => {
    clearTimeout(timer);
    timer = setTimeout(action, WAIT);
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector("main").append(card);
    document.addEventListener("pointerover", ({ pointerType, target }) => {
      if (pointerType !== "mouse") return;
      const link = linkAt(target);
      if (link) later(() => show(link));
      else if (card.contains(target)) clearTimeout(timer);
    });
    document.addEventListener("pointerout", ({ pointerType, target }) => {
      if (pointerType !== "mouse") return; // a finger leaves the link before it clicks
      if (linkAt(target) || card.contains(target)) later(hide);
    });
    document.addEventListener("focusin", ({ target }) => {
      const link = linkAt(target);
      if (link?.matches(":focus-visible")) later(() => show(link));
    });
    document.addEventListener("focusout", () => owner && later(hide));
    document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());

    document.addEventListener("pointerdown", ({ pointerType, target }) => {
      touched = pointerType === "touch";
      const link = touched && linkAt(target);
      if (link && !entryOf(link) && hasCard(link)) load();
    });
    document.addEventListener("pointerup", ({ target }) => {
      if (!linkAt(target) && !card.contains(target)) hide();
    });
    // not every browser says of a click by what it was made; one that a key made has no detail
    document.addEventListener("click", async (event) => {
      const link = linkAt(event.target);
      if (!link) return;
      if (!touched || event.detail === 0 || link === owner || !hasCard(link)) {
        hide();
        return;
      }
      event.preventDefault();
      if (await show(link)) location.assign(link.href);
    });
  });
}
