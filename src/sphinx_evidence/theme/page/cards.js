/* Cards: previews of citations, claims, terms and numbers beside the links to them. A card opens on hover and
   keyboard focus, stays open while the pointer is on it, and closes on Esc; on a touch screen the
   first tap opens it, and the second or its last line follows the link. For a keyboard, which could not
   reach them, its content has no links. The text is copied from the page, or comes from scripts that are loaded on first
   use: cards-data.js, and one for each source with the notes on it. */

const DELAY = 250; // milliseconds before a card opens or closes
const MOST_NOTES = 3; // on the card of a citation without a place
const PERMALINKS = ".headerlink, .cite-link, .paragraph-number, .claim-permalink, .claim-dot";
const WITH_TEXT = ":has(> .claim-words, > .claim-ref, > .std-term, > .value)";

const card = Object.assign(document.createElement("div"), { className: "card", id: "card", hidden: true });
card.setAttribute("role", "tooltip");

let owner = null; // the link whose card is open, or will be once its text is loaded
let timer = 0;
let touched = false; // whether the last pointerdown was by touch

let texts = null; // lines of the cards of claims, terms and rows by their ids, once loaded
let loading = null;
/* Run a script of the site; resolve as well if it cannot be loaded. */
const run = (path) =>
  new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = `${document.documentElement.dataset.content_root ?? "./"}${path}`;
    script.addEventListener("load", resolve);
    script.addEventListener("error", resolve);
    document.head.append(script);
  });
const load = () => {
  loading ??= run("cards-data.js").then(() => {
    texts = new Map(Object.entries(globalThis.bookCards ?? {}));
  });
  return loading;
};

const linkAt = (target) => {
  const link = target.closest?.("article a[href*='#']:not(svg a)"); // a mark has a title
  return link && !link.matches(PERMALINKS) ? link : null;
};

/* The id in the fragment of a link, empty if it is malformed. */
const idOf = (link) => {
  try {
    return decodeURIComponent(link.hash.slice(1));
  } catch {
    return "";
  }
};

/* The name of the card of a link: the id, and before that of a row the name of its page. */
const nameOf = (link) => {
  const page = /([^/]*?)(?:\.html|\/)$/.exec(link.pathname)?.[1] ?? "";
  return link.querySelector(".value") ? `${page}#${idOf(link)}` : idOf(link);
};

/* The entry in the list of sources of the page that a citation links to. */
const entryOf = (link) => {
  const id = idOf(link);
  return id.startsWith("cited-") ? document.getElementById(id)?.closest("li") : null;
};

const paragraph = (text, className = "") =>
  Object.assign(document.createElement("p"), { textContent: text, className });

/* Paragraphs with the notes that a citation reaches, each with its place and its caveat. A script
   has all notes on the source; without a place in the citation, many are only counted. */
const notesOf = async (link) => {
  const [path, ...ids] = (link.dataset.notes ?? "").split(" ");
  if (!path) return [];
  const book = globalThis.evidence.book ?? ""; // from the pages of another language to what is there once
  if (!globalThis.bookNotes?.[path]) await run(`${book}${path}`);
  const all = globalThis.bookNotes?.[path] ?? [];
  if (!ids.length && all.length > MOST_NOTES) {
    return [paragraph(globalThis.evidence.notes.replace("{count}", all.length), "card-more")];
  }
  const reached = ids.length ? all.filter(([id]) => ids.includes(id)) : all;
  return reached.map(([, place, says, caveat]) => {
    const line = paragraph(place ? `${place}: ${says}` : says, "card-note");
    if (book) line.lang = "en";
    if (caveat) line.append(" ", Object.assign(document.createElement("em"), { textContent: caveat }));
    return line;
  });
};

/* Whether a link has a card; before the texts are loaded, its markup tells. */
const hasCard = (link) => {
  if (entryOf(link) || link.dataset.notes) return true;
  return texts ? texts.has(nameOf(link)) : link.matches(WITH_TEXT);
};

/* The content of the card of a link, empty if it has none. */
const content = async (link) => {
  const entry = entryOf(link)?.cloneNode(true);
  if (entry) {
    for (const node of entry.querySelectorAll("[id]")) node.removeAttribute("id");
    for (const inner of entry.querySelectorAll("a")) inner.replaceWith(...inner.childNodes);
    return [...entry.childNodes, ...(await notesOf(link))];
  }
  if (link.dataset.notes) return notesOf(link);
  await load();
  const lines = texts.get(nameOf(link)) ?? [];
  // a list of claims displays the statement itself
  const rest = link.closest(".claim-list") && link.querySelector(".claim-words") ? lines.slice(1) : lines;
  return rest.map((text) => paragraph(text));
};

/* The last line of the card that a finger opened. */
const wayOn = ({ href }) => {
  const line = paragraph("", "card-go");
  line.append(Object.assign(document.createElement("a"), { href, textContent: globalThis.evidence.go }));
  return line;
};

const hide = () => {
  clearTimeout(timer);
  owner?.removeAttribute("aria-describedby");
  owner = null;
  card.hidden = true;
};

/* Keep the card as low as the larger room above or below a link, so that it never covers the link. */
const limit = (box) => {
  const room = Math.max(box.top, innerHeight - box.bottom) - 12;
  card.style.maxHeight = `${Math.max(80, Math.min(0.6 * innerHeight, room))}px`;
};

const place = (box) => {
  const below = box.bottom + card.offsetHeight + 12 < innerHeight;
  card.style.left = `${Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 8)) + scrollX}px`;
  card.style.top = `${(below ? box.bottom + 4 : Math.max(8, box.top - card.offsetHeight - 4)) + scrollY}px`;
};

/* Leave out the last notes of a card that has no room for them, as a keyboard could not scroll to
   them, and say how many there are. */
const shorten = () => {
  const notes = [...card.querySelectorAll(".card-note")];
  if (notes.length < 2 || card.scrollHeight <= card.clientHeight) return;
  notes.at(-1).after(paragraph(globalThis.evidence.notes.replace("{count}", notes.length), "card-more"));
  while (notes.length > 1 && card.scrollHeight > card.clientHeight) notes.pop().remove();
};

/* Show the card of a link instead of any other; return whether the link turned out to have none. */
const show = async (link) => {
  if (link === owner) return false;
  hide();
  owner = link;
  const nodes = await content(link);
  if (owner !== link) return false; // another link has been focused since
  if (!nodes.length) {
    hide();
    return true;
  }
  card.replaceChildren(...nodes, ...(touched ? [wayOn(link)] : []));
  link.setAttribute("aria-describedby", card.id);
  const [box] = link.getClientRects();
  limit(box);
  card.hidden = false;
  shorten();
  place(box);
  return false;
};

const later = (action) => {
  clearTimeout(timer);
  timer = setTimeout(action, DELAY);
};

document.addEventListener("DOMContentLoaded", () => {
  (document.querySelector("main") ?? document.body).append(card); // a theme need not have one
  document.addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType !== "mouse") return;
    const link = linkAt(target);
    if (link) later(() => show(link));
    else if (card.contains(target)) clearTimeout(timer);
  });
  document.addEventListener("pointerout", ({ pointerType, target }) => {
    if (pointerType !== "mouse") return; // touch leaves the link before the click
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
  // not every browser sets pointerType on clicks; detail is 0 if the click came from a key
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
