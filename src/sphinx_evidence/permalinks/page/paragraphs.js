/* Scripts that few visits need: what became of a place if no paragraph has the words of an address, or
   its reader comes from a frozen edition, and the links of a paragraph or a row that is chosen. */

function runOnce(name) {
  const src = `${document.documentElement.dataset.content_root ?? "./"}${name}.js`;
  document.head.append(Object.assign(document.createElement("script"), { src }));
}

let hasPlaces = false;

function explainAddress({ type } = {}) {
  const id = location.hash.slice(1);
  const former = /^p\d+-[\da-f]{8}$/u.test(id) && !document.getElementById(id);
  const since = type !== "hashchange" && new URLSearchParams(location.search).has("since");
  if ((former || since) && !globalThis.evidence.book) runOnce("paragraphs"); // editions are in English
  if (!hasPlaces && (/^p\d/u.test(id) || document.querySelector('tr[id^="row-"]'))) {
    hasPlaces = true;
    runOnce("places");
  }
}

explainAddress();
window.addEventListener("hashchange", explainAddress);
