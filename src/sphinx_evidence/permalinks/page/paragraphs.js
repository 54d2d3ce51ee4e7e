/* If no paragraph has the words of an address, or its reader comes from a frozen edition, a script
   says what became of the place. */

function explainAddress({ type } = {}) {
  const id = location.hash.slice(1);
  const former = /^p\d+-[\da-f]{8}$/u.test(id) && !document.getElementById(id);
  const since = type !== "hashchange" && new URLSearchParams(location.search).has("since");
  if (!former && !since) return;
  const src = `${document.documentElement.dataset.content_root ?? "./"}paragraphs.js`;
  document.head.append(Object.assign(document.createElement("script"), { src }));
}

explainAddress();
window.addEventListener("hashchange", explainAddress);
