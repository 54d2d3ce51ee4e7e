/* Cards: what a citation, a claim or a term is, beside the link that leads to it. A card comes with
   the pointer or the keyboard, stays while the pointer is on it, and goes with Esc. The text is that
   of the page, or of one file of the site that is loaded when it is first needed. */
"use strict";

const WAIT = 250; // milliseconds before a card comes or goes
const card = document.createElement("div");
card.className = "card";
card.id = "card";
card.setAttribute("role", "tooltip");
card.hidden = true;

let owner = null;
let timer = 0;
let loading = null;

function load() {
  loading ??= new Promise((resolve) => {
    const script = document.createElement("script");
    const root = document.documentElement.dataset.content_root ?? "./";
    script.src = `${root}cards-data.js`;
    script.addEventListener("load", () => resolve(globalThis.bookCards));
    script.addEventListener("error", () => resolve({}));
    document.head.append(script);
  });
  return loading;
}

/* The nodes that a card shows, or nothing for a link that has none. */
async function content(link) {
  const name = decodeURIComponent(link.hash.slice(1));
  if (name.startsWith("cited-")) {
    const entry = document.getElementById(name)?.closest("li");
    return entry ? [...entry.cloneNode(true).childNodes] : null;
  }
  const found = (await load())[name];
  if (!found) return null;
  // a list of claims shows the statement already
  const lines = link.closest(".claim-list") ? found.slice(1) : found;
  return lines.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
}

function hide() {
  clearTimeout(timer);
  owner?.removeAttribute("aria-describedby");
  owner = null;
  card.hidden = true;
}

async function show(link) {
  const inside = await content(link);
  if (!inside || timer === 0) return;
  if (owner) hide();
  card.replaceChildren(...inside);
  for (const node of card.querySelectorAll("[id]")) node.removeAttribute("id");
  owner = link;
  link.setAttribute("aria-describedby", card.id);
  card.hidden = false;
  const at = link.getClientRects()[0];
  const below = at.bottom + card.offsetHeight + 12 < innerHeight;
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 8)) + scrollX}px`;
  card.style.top = `${(below ? at.bottom + 4 : at.top - card.offsetHeight - 4) + scrollY}px`;
}

function later(action) {
  clearTimeout(timer);
  timer = setTimeout(action, WAIT);
}

const SIGNS = ".headerlink, .cite-link, .paragraph-number, .claim-permalink";
const carries = (target) => {
  const link = target.closest?.("article a[href*='#']");
  return link && !link.matches(SIGNS) ? link : null;
};

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("main").append(card);
  document.addEventListener("pointerover", (event) => {
    const link = carries(event.target);
    if (link && event.pointerType === "mouse") later(() => show(link));
    else if (owner && card.contains(event.target)) clearTimeout(timer);
  });
  document.addEventListener("pointerout", (event) => {
    if (carries(event.target) || card.contains(event.target)) later(hide);
  });
  document.addEventListener("focusin", (event) => {
    const link = carries(event.target);
    if (link?.matches(":focus-visible")) later(() => show(link));
  });
  document.addEventListener("focusout", () => owner && later(hide));
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  // on a touch screen the first tap shows the card, the second follows the link
  document.addEventListener("click", (event) => {
    const link = carries(event.target);
    if (event.pointerType === "touch" && link && link !== owner) {
      event.preventDefault();
      timer = 1;
      show(link);
    } else if (owner && !card.contains(event.target)) hide();
  });
});
